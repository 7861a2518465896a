"""OpenDocument text read: notes where they are called, tracked changes as accepted; pandoc and LibreOffice judge."""

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_readers import SHARED, as_markdown, understood

from citations.errors import InputError
from citations.readers import read_document

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for short, full in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
                        ("fo", "xsl-fo-compatible"))
)  # fmt: skip
ITALIC = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'


def odt(body, *, kind="text", media="text", before=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{ITALIC}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{media}")
        package.writestr("content.xml", content)
    return packed.getvalue()


def note(label, words, kind="footnote"):
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{label}</text:note-citation><text:note-body>{words}</text:note-body>'
        "</text:note>"
    )


def read(body):
    return read_document(odt(body), "draft.odt")


def test_footnotes_and_endnotes_are_read_where_they_are_called():
    first = note(
        "1",
        '<text:p>A <text:span text:style-name="T1">Wire</text:span>, <text:a xlink:href="https://a.example/">here</text:a>.</text:p>',
    )
    second = note("i", "<text:p>Second</text:p><text:p>note.</text:p>", "endnote")
    document = read(f"<text:h>Head</text:h><text:p>One.{first}<text:s/>Two.{second}</text:p>")
    assert [(one.label, one.text) for one in document.notes] == [("1", "A *Wire*, here."), ("i", "Second note.")]
    (link,) = document.notes[0].links
    assert (document.notes[0].text[slice(*link.span)], link.target) == ("here", "https://a.example/")
    assert [(one.text, one.kind) for one in document.paragraphs] == [("Head", "heading"), ("One. Two.", "body")]
    assert [(one.label, one.paragraph, one.offset) for one in document.markers] == [("1", 1, 4), ("i", 1, 9)]


def test_tracked_changes_are_read_as_accepted_and_annotations_are_left_out():
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    inserted = '<text:change-start text:change-id="a"/>new <text:change-end text:change-id="a"/>'
    remark = "<office:annotation><text:p>Check this.</text:p></office:annotation>"
    document = read(f"{deleted}<text:p>The {inserted}ferry{remark} left.</text:p>")
    assert [one.text for one in document.paragraphs] == ["The new ferry left."]


def test_tracked_changes_are_taken_back_when_the_original_is_wanted():
    regions = (
        '<text:tracked-changes><text:changed-region text:id="a"><text:insertion/></text:changed-region><text:changed-region text:id="b">'
        "<text:deletion><text:p>old </text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    inserted = (
        f'<text:change-start text:change-id="a"/>new{note("1", "<text:p>A.</text:p>")} <text:change-end text:change-id="a"/>'
    )
    body = odt(f'{regions}<text:p>The {inserted}<text:change text:change-id="b"/>ferry left.</text:p>')
    assert [one.text for one in read_document(body, "a.odt").paragraphs] == ["The new ferry left."]
    original = read_document(body, "a.odt", as_original=True)
    assert [one.text for one in original.paragraphs] == ["The old ferry left."]
    assert not original.notes


def test_tables_and_text_boxes_are_read_in_their_place():
    cell = f"<table:table><table:table-row><table:table-cell><text:p>Cell.{note('1', '<text:p>Ibid.</text:p>')}</text:p></table:table-cell></table:table-row></table:table>"
    box = "<draw:frame><draw:text-box><text:p>Box.</text:p></draw:text-box></draw:frame>"
    document = read(f"<text:p>One{box}.</text:p>{cell}")
    assert [one.text for one in document.paragraphs] == ["One.", "Box.", "Cell."]
    assert [one.text for one in document.notes] == ["Ibid."]


def test_two_notes_of_one_label_are_told_apart():
    document = read(f"<text:p>One{note('1', '<text:p>A.</text:p>')} two{note('1', '<text:p>B.</text:p>', 'endnote')}.</text:p>")
    assert [(one.label, one.text) for one in document.notes] == [("1", "A."), ("1 (endnote)", "B.")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (odt("", kind="spreadsheet", media="spreadsheet"), "another kind"),
        (odt("<text:p>x</text:p>", before='<!DOCTYPE a [<!ENTITY b "c">]>'), "document type"),
        (odt("<text:p>" + "a" * 50_000_000 + "</text:p>"), "larger than 40 MB"),
        (odt("<text:p>x</text:p>")[:150], "no zip package"),
        (odt("<text:span>" * 5000), "well-formed"),
    ],
)
def test_what_is_no_text_document_is_one_clear_error(body, said):
    with pytest.raises(InputError, match=said) as caught:
        read_document(body, "draft.odt")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("writer", ["pandoc", "soffice"])
def test_the_briefing_reads_alike_from_text_and_from_a_text_document(tmp_path, writer):
    if not SHARED.exists() or not shutil.which("pandoc") or not shutil.which(writer):
        pytest.skip("../shared is not here")
    text = read_document(SHARED.read_bytes(), "briefing.txt")
    (tmp_path / "a.md").write_text(as_markdown(text), encoding="utf-8")
    source = ["pandoc", "-f", "markdown-smart-citations", "a.md", "-o"]
    subprocess.run([*source, "a.odt" if writer == "pandoc" else "a.docx"], cwd=tmp_path, check=True)
    if writer == "soffice":
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = ["soffice", profile, "--headless", "--convert-to", "odt", "a.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert understood(read_document((tmp_path / "a.odt").read_bytes(), "a.odt")) == understood(text)

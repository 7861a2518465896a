"""OpenDocument text read: notes where they are called, tracked changes as accepted; pandoc and LibreOffice judge."""

import io
import sys
import time
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from judges import libreoffice, pandoc
from test_readers import SHARED, as_markdown, understood
from word_samples import call, docx, p, run
from word_samples import note as word_note

from citations.errors import InputError
from citations.readers import read_document

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for short, full in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
                        ("fo", "xsl-fo-compatible"))
)  # fmt: skip
RAISED = '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
NUMBERED = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
ITALIC = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'


def odt(body, *, kind="text", media="text", before=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{ITALIC}{RAISED}{NUMBERED}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
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


def raised(digits):
    return f'<text:span text:style-name="T2">{digits}</text:span>'


@pytest.mark.parametrize(
    "listed",
    [
        "<text:p>1. Lake Wire, 2014.</text:p><text:p>[2] Ibid.</text:p>",
        f"<text:p>{raised(1)} Lake Wire, 2014.</text:p><text:p>{raised(2)}Ibid.</text:p>",
        '<text:list text:style-name="L1"><text:list-item><text:p>Lake Wire, 2014.</text:p></text:list-item>'
        "<text:list-item><text:p>Ibid.</text:p></text:list-item></text:list>",
    ],
    ids=["typed", "raised", "numbered list"],
)
def test_notes_without_the_format_s_own_are_the_list_that_the_marks_name(listed):
    document = read(f"<text:p>He left.{raised(1)} She stayed.{raised(2)}</text:p><text:h>Notes</text:h>{listed}")
    assert [(one.label, one.text) for one in document.notes] == [("1", "Lake Wire, 2014."), ("2", "Ibid.")]
    assert [(one.label, one.offset) for one in document.markers] == [("1", 8), ("2", 20)]


def test_a_numbered_list_that_no_mark_names_is_text():
    items = "".join(f"<text:list-item><text:p>Point {name}.</text:p></text:list-item>" for name in "AB")
    document = read(f'<text:p>Two points.</text:p><text:list text:style-name="L1">{items}</text:list>')
    assert [one.text for one in document.paragraphs] == ["Two points.", "Point A.", "Point B."]
    assert document.notes == ()


def test_raised_digits_are_kept_raised():
    (paragraph,) = read(f"<text:p>40 m{raised(2)} wide{note('1', '<text:p>A.</text:p>')}</text:p>").paragraphs
    assert paragraph.text == "40 m² wide"


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


def original(regions, body):
    """Return what was read with changes accepted, and with them taken back."""
    made = "".join(f'<text:changed-region text:id="{key}">{content}</text:changed-region>' for key, content in regions.items())
    body = odt(f"<text:tracked-changes>{made}</text:tracked-changes>{body}")
    return tuple(
        [one.text for one in read_document(body, "a.odt", as_original=taken_back).paragraphs] for taken_back in (False, True)
    )


def test_a_deletion_of_several_paragraphs_is_put_back_as_paragraphs():
    gone = "<text:deletion><text:p>of wood.</text:p><text:list><text:list-item><text:p>It leaked.</text:p></text:list-item></text:list><text:p>The </text:p></text:deletion>"
    body = '<text:p>A ferry <text:change text:change-id="d"/>captain left.</text:p><text:p>End.</text:p>'
    accepted, before = original({"d": gone}, body)
    assert accepted == ["A ferry captain left.", "End."]
    assert before == ["A ferry of wood.", "It leaked.", "The captain left.", "End."]


def test_a_paragraph_mark_that_was_inserted_is_taken_back():
    start, end = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
    body = f"<text:p>A ferry {start}sank.</text:p><text:p>Whole.</text:p><text:p>Its {end}captain left.</text:p><text:p>End.</text:p>"
    accepted, before = original({"i": "<text:insertion/>"}, body)
    assert accepted == ["A ferry sank.", "Whole.", "Its captain left.", "End."]
    assert before == ["A ferry captain left.", "End."]


def test_an_insertion_between_paragraphs_is_taken_back():
    inserted = '<text:change-start text:change-id="i"/><text:p>New.</text:p><text:change-end text:change-id="i"/>'
    accepted, before = original({"i": "<text:insertion/>"}, f"<text:p>One.</text:p>{inserted}<text:p>Two.</text:p>")
    assert (accepted, before) == (["One.", "New.", "Two."], ["One.", "Two."])


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
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    text = read_document(SHARED.read_bytes(), "briefing.txt")
    (tmp_path / "a.md").write_text(as_markdown(text), encoding="utf-8")
    pandoc(tmp_path, "a.md", "-f", "markdown-smart-citations", "-o", "a.odt" if writer == "pandoc" else "a.docx")
    body = libreoffice(tmp_path, "a.docx", "odt") if writer == "soffice" else (tmp_path / "a.odt").read_bytes()
    assert understood(read_document(body, "a.odt")) == understood(text)


def change(kind, content, words=""):
    inner = f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>' if words else content
    return f'<w:{kind} w:id="9" w:author="E" w:date="2020-01-01T00:00:00Z">{inner}</w:{kind}>'


@pytest.mark.parametrize("as_original", [False, True])
def test_tracked_changes_of_a_word_file_read_alike_from_what_libreoffice_makes_of_it(tmp_path, as_original):
    """Words, a note's words, whole paragraphs and paragraph marks, deleted and inserted."""
    marks = {kind: f"<w:rPr>{change(kind, '')}</w:rPr>" for kind in ("ins", "del")}
    body = (
        p("The ", change("ins", run("new ")), change("del", "", "old "), "ferry", call(1), " left.")
        + p("One ", change("del", "", "of wood."), properties=marks["del"]) + p(change("del", "", "It leaked."), properties=marks["del"])
        + p(change("del", "", "The "), "captain left.") + p("A ship ", change("ins", run("sank.")), properties=marks["ins"])
        + p(change("ins", run("Whole.")), properties=marks["ins"]) + p(change("ins", run("Its ")), "crew swam", call(2), ".")
    )  # fmt: skip
    noted = word_note(1, p(run("Kept "), change("del", "", "gone "), change("ins", run("new ")), "note.")) + word_note(
        2, "Second."
    )
    (tmp_path / "a.docx").write_bytes(docx(body, noted))
    word = read_document((tmp_path / "a.docx").read_bytes(), "a.docx", as_original=as_original)
    text = read_document(libreoffice(tmp_path, "a.docx", "odt"), "a.odt", as_original=as_original)
    assert (text.paragraphs, text.markers, text.notes) == (word.paragraphs, word.markers, word.notes)
    assert ("It leaked." in [one.text for one in text.paragraphs]) == as_original


@pytest.mark.timed
def test_thousands_of_notes_and_of_styles_that_inherit_are_read_in_linear_time():
    styles = "".join(f'<style:style style:name="s{place}" style:parent-style-name="s{place + 1}"/>' for place in range(1500))
    one = f'<text:p text:style-name="s0">He left.{note("*", "<text:p>Quay Times.</text:p>")}</text:p>'
    began = time.process_time()
    assert len(read(styles + one * 8000).notes) == 8000
    assert time.process_time() - began < 8  # seconds; the square of both took 50

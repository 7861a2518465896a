"""The draft back: comments at the marks, the user's bytes otherwise untouched, read back by pandoc and LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import lxml.etree
import pytest

from citations.errors import InputError
from citations.finding import Status
from citations.readers.docx import note_places, read_docx
from pipeline.checked import checked_draft
from pipeline.reading import Readers
from reports import word
from reports.word_comments import W, comment
from tests.judges import libreoffice, pandoc
from tests.sample_report import HOSTILE, sample
from tests.word_samples import R_NS, call, docx, note, p, parts, run, zipped

DATE = "2026-11-24T10:00:00Z"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
EXISTING = '<w:comment w:id="7" w:author="Rano" w:date="2026-01-01T00:00:00Z" w:initials="R"><w:p><w:r><w:t>Her own remark.</w:t></w:r></w:p></w:comment>'


def commented(body: bytes, **texts: tuple[str, ...]) -> bytes:
    """The file with comments by label (`n1` is note 1), every note as it stands in it."""
    wanted = {label.removeprefix("n"): paragraphs for label, paragraphs in texts.items()}
    made = comment(body, wanted, {label: text for label, (_, text) in note_places(body).items()}, DATE)
    assert made.unplaced == ()
    return made.body


def files(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = files(before), files(after)
    assert list(new)[: len(old)] == list(old)
    return {name for name in new if new[name] != old.get(name)}


def without_comments(xml: str) -> str:
    """The part as it was before comments were put in."""
    return re.sub(r"<w:commentRange(?:Start|End)[^>]*/>|<w:r(?: xmlns:w=\"[^\"]*\")?><w:commentReference[^>]*/></w:r>", "", xml)


def comments_read(body: bytes, tmp_path: Path) -> list[str]:
    """The comments as pandoc reads them."""
    (tmp_path / "read.docx").write_bytes(body)
    pandoc(tmp_path, "read.docx", "--track-changes=all", "-t", "native", "-o", "read.txt")
    return re.findall(r'"comment-start"', (tmp_path / "read.txt").read_text(encoding="utf-8"))


NOTES = note(1, "First note.") + note(2, "Second note.") + note(3, "Third note.")
PLAIN = docx(p("One", call(1), " two", call(2), " three", call(3), "."), NOTES)


def test_only_the_part_of_the_text_of_comments_and_what_names_them_differ(tmp_path: Path) -> None:
    after = commented(PLAIN, n2=("Note 2: LOOK", "It differs."))
    assert changed(PLAIN, after) == {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert without_comments(files(after)["word/document.xml"].decode()) == files(PLAIN)["word/document.xml"].decode()
    assert read_docx(after) == read_docx(PLAIN)
    assert len(comments_read(after, tmp_path)) == 1
    main = files(after)["word/document.xml"].decode()
    inside = main[main.index("commentRangeStart") : main.index("commentRangeEnd")]
    assert re.findall(r'footnoteReference w:id="(\d+)"', inside) == ["2"]


@pytest.mark.parametrize(
    "marked",
    [
        p("A claim", f'<w:hyperlink w:anchor="x">{run("linked")}{call(1)}</w:hyperlink>'),
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='5000'/></w:tblGrid><w:tr><w:tc><w:tcPr/>{p('A claim', call(1))}</w:tc></w:tr></w:tbl>"
        + p("End"),
        p("A claim", f"<w:sdt><w:sdtPr/><w:sdtContent>{call(1)}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('A claim', call(1))}</w:sdtContent></w:sdt>",
        p("A claim", f'<w:ins w:id="5" w:author="R" w:date="2026-01-01T00:00:00Z">{call(1)}</w:ins>'),
        p(
            "A claim",
            f'<w:del w:id="4" w:author="R" w:date="2026-01-01T00:00:00Z">{call(1)}</w:del>',
            f'<w:ins w:id="5" w:author="R" w:date="2026-01-01T00:00:00Z">{call(1)}</w:ins>',
        ),
        p("A claim", '<w:r><w:t>x</w:t><w:footnoteReference  w:id = "1" /><w:t>y &gt; z</w:t></w:r >'),
        p("A claim", f"<w:smartTag w:uri='a' w:element='b'>{call(1)}</w:smartTag>"),
        p("A &#x201c;claim&#x201d;", "<!-- a > b <w:r> -->", call(1)),
    ],
    ids=["hyperlink", "table", "control", "block control", "inserted", "moved", "odd spaces", "smart tag", "comment of xml"],
)
def test_a_mark_is_commented_wherever_it_stands(marked: str, tmp_path: Path) -> None:
    before = docx(marked, note(1, "First note."))
    after = commented(before, n1=("It differs.",))
    assert without_comments(files(after)["word/document.xml"].decode()) == files(before)["word/document.xml"].decode()
    main = files(after)["word/document.xml"].decode()
    inside = main[main.index("commentRangeStart") : main.index("commentRangeEnd")]
    assert inside.count("footnoteReference") == 1
    assert "<w:del" not in inside
    assert read_docx(after) == read_docx(before)
    assert len(comments_read(after, tmp_path)) == 1


def test_other_prefixes_stay(tmp_path: Path) -> None:
    def other(body: bytes) -> bytes:
        return body.replace(b"xmlns:w=", b"xmlns:word12=").replace(b"w:", b"word12:")

    made = files(PLAIN)
    before = zipped({**made, "word/document.xml": other(made["word/document.xml"])})
    after = commented(before, n1=("It differs.",))
    assert without_comments(files(after)["word/document.xml"].decode()).encode() == files(before)["word/document.xml"]
    assert read_docx(after) == read_docx(before)
    assert libreoffice_docx(after, tmp_path).count(b"<w:comment ") == 1  # pandoc reads no file with other prefixes


def test_a_default_namespace_is_no_obstacle() -> None:
    made = files(PLAIN)
    text = made["word/document.xml"].decode()
    main = re.sub(r"(</?)w:", r"\1", text).replace("<document ", f'<document xmlns="{W}" ', 1)
    before = zipped({**made, "word/document.xml": main.encode()})
    after = commented(before, n1=("It differs.",))
    assert without_comments(files(after)["word/document.xml"].decode()) == main
    assert read_docx(after) == read_docx(before)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "windows-1251"])
def test_other_encodings_stay(encoding: str, tmp_path: Path) -> None:
    made = files(docx(p("Утверждение", call(1), "."), note(1, "Первая сноска.")))
    name = encoding.removesuffix("-sig").removesuffix("-be")
    text = made["word/document.xml"].decode().replace('encoding="UTF-8"', f'encoding="{name}"')
    data = text.encode(encoding)
    before = zipped({**made, "word/document.xml": b"\xfe\xff" + data if encoding == "utf-16-be" else data})
    after = commented(before, n1=("Отличается — «так».",))
    codec = "utf-16" if encoding.startswith("utf-16") else encoding
    assert without_comments(files(after)["word/document.xml"].decode(codec)) == text
    assert read_docx(after) == read_docx(before)


def test_strict_files_get_strict_comments() -> None:
    made = files(PLAIN)
    strict = zipped(
        {
            name: body.replace(W.encode(), STRICT.encode()).replace(
                R_NS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
            for name, body in made.items()
        }
    )
    after = files(commented(strict, n1=("It differs.",)))
    assert STRICT.encode() in after["word/comments.xml"]
    assert W.encode() not in after["word/comments.xml"] + after["word/document.xml"]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("root", ["full", "empty"])
def test_comments_that_are_there_stay(root: str, tmp_path: Path) -> None:
    made = parts(p("One", call(1), "."), note(1, "First note."), links=(("c1", "comments", "remarks.xml"),))
    names = f'xmlns:w="{W}" w:x="a > b"'
    made["word/remarks.xml"] = f"<w:comments {names}>{EXISTING}</w:comments>" if root == "full" else f"<w:comments {names} />"
    if root == "full":
        made["word/document.xml"] = made["word/document.xml"].replace(
            "</w:p>", '<w:r><w:commentReference w:id="7"/></w:r></w:p>', 1
        )
    before = zipped(made)
    after = commented(before, n1=("It differs.",))
    assert changed(before, after) == {"word/document.xml", "word/remarks.xml"}
    found = files(after)["word/remarks.xml"].decode()
    assert len(lxml.etree.fromstring(found)) == (2 if root == "full" else 1)
    assert re.findall(r'<w:comment [^>]*w:id="(\d+)"', found) == (["7", "8"] if root == "full" else ["0"])
    assert (EXISTING in found) is (root == "full")
    assert found.startswith(f"<w:comments {names}")


def test_hostile_words_are_text_in_a_comment(tmp_path: Path) -> None:
    after = commented(PLAIN, n1=(*HOSTILE, "]]>&<w:p>\x00\uffff\ud800"))
    assert len(comments_read(after, tmp_path)) == 1
    lxml.etree.fromstring(files(after)["word/comments.xml"])
    assert files(after)["word/comments.xml"].count(b"<w:comment ") == 1


def test_a_note_that_changed_or_has_no_mark_gets_no_comment_and_is_named() -> None:
    notes = {"1": "Another note.", "2": "Second  note."}
    made = comment(PLAIN, {"1": ("a",), "2": ("b",), "9": ("c",)}, notes, DATE)
    assert made.unplaced == ("1", "9")
    assert comment(PLAIN, {"9": ("c",)}, notes, DATE).body == PLAIN


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"no zip", zipped({"a.xml": "<a/>"})])
def test_what_is_no_word_file_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        comment(body, {"1": ("a",)}, {"1": "b"}, DATE)
    assert "\n" not in str(caught.value)


async def test_the_example_comes_back_with_a_comment_at_every_note_to_look_at(tmp_path: Path) -> None:
    draft = Path(__file__).parent.parent / "examples" / "briefing" / "briefing.docx"
    body = draft.read_bytes()
    places = note_places(body)
    report = sample()
    statuses = [Status.LOOK, Status.GONE, Status.BLOCKED, Status.NOT_CHECKED, Status.OK]
    notes = tuple(
        replace(report.notes[0], label=label, text=text, status=statuses[n % len(statuses)])
        for n, (label, (_, text)) in enumerate(places.items())
    )
    report = replace(report, notes=notes)
    readers = Readers()
    try:
        made = await checked_draft(readers, draft, report)
    finally:
        readers.close()
    assert made.notices == ()
    assert made.body is not None
    assert changed(body, made.body) <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    wanted = word.comments(report)
    assert len(comments_read(made.body, tmp_path)) == len(wanted) == sum(note.status in statuses[:3] for note in notes)
    assert "“the commission is not satisfied" in files(made.body)["word/comments.xml"].decode()
    assert read_docx(made.body) == read_docx(body)
    back = libreoffice_docx(made.body, tmp_path)
    assert back.count(b"<w:comment ") == len(wanted)
    assert draft.read_bytes() == body


def libreoffice_docx(body: bytes, tmp_path: Path) -> bytes:
    """The part of comments as LibreOffice writes the file anew."""
    (tmp_path / "given.docx").write_bytes(body)
    (tmp_path / "out").mkdir(exist_ok=True)
    odt = libreoffice(tmp_path, "given.docx", "odt")
    (tmp_path / "again.odt").write_bytes(odt)
    return files(libreoffice(tmp_path, "again.odt", "docx"))["word/comments.xml"]


@pytest.mark.parametrize("between", [", ", ""])
@pytest.mark.parametrize("labels", [("1",), ("i",), ("1", "i", "2", "ii")])
def test_libreoffice_keeps_every_note_at_its_mark_when_the_first_has_a_comment(
    labels: tuple[str, ...], between: str, tmp_path: Path
) -> None:
    calls = (call(1), between, call(1, "endnote"), between, call(2), between, call(2, "endnote"))
    feet, ends = ("".join(note(n, f"{kind} {n}.", kind=kind) for n in (1, 2)) for kind in ("footnote", "endnote"))
    after = commented(docx(p("Claim", *calls, "."), feet, ends), **{f"n{label}": ("It differs.",) for label in labels})
    (tmp_path / "given.docx").write_bytes(after)
    odt = libreoffice(tmp_path, "given.docx", "odt")
    text = files(odt)["content.xml"].decode()
    assert re.findall(r"(?:foot|end)note \d\.", text) == ["footnote 1.", "endnote 1.", "footnote 2.", "endnote 2."]
    assert text.count("<office:annotation ") == len(labels)


async def test_a_draft_that_is_no_word_file_gets_no_comments_and_it_is_said(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("A.[^1]\n\n[^1]: B.\n")
    made = await checked_draft(Readers(), draft, sample())
    assert made.body is None
    assert "no .docx" in made.notices[0]

"""Write briefing.docx from briefing.md, with the constructs that Word itself writes.

Enters: the example's Markdown (headings, block quotations, `*italics*`, `[^n]` notes). Leaves: the same text as a Word
file: footnotes whose ids do not follow the order of their references, one tracked insertion, one tracked deletion,
hyperlinks in notes. Equal text gives equal bytes: the parts are stored uncompressed, with a fixed date.
Standard: ECMA-376 part 1 (WordprocessingML), part 2 (packages). Usage: python examples/make_docx.py
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

HERE = Path(__file__).parent / "briefing"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold

# What the tracked changes are: words of the text marked as inserted, and words no longer in the text after others.
INSERTED = ", without a tender or a vote"
DELETED_AFTER = ("The law, adopted on 28 March", " in a closed sitting and")
EDITOR = {"author": "Second reader", "date": "2024-09-13T16:20:00Z"}

# "[^12]: The law, …" is a note; "text.[^12]" is not
NOTE = re.compile(r"""^\[\^(?P<label>\d+)\]:\s(?P<text>.+)$""", re.VERBOSE)
# "[^12]", "*Tolls and Tempers*" and "https://a.example/b" are pieces of their own; "a * b" is not
PIECE = re.compile(r"""\[\^(?P<label>\d+)\]|\*(?P<italic>[^*\s][^*]*)\*|(?P<link>https?://[^\s,;]*[^\s,;.])""", re.VERBOSE)
STYLES = {"# ": "Title", "## ": "Heading1", "### ": "Heading2", "> ": "Quote"}

w = ElementMaker(namespace=W, nsmap={"w": W, "r": R})


@dataclass(kw_only=True, slots=True)
class Links:
    """Relationships of one part to addresses outside; each address gets one id."""

    targets: list[str] = field(default_factory=list)

    def id_of(self, target: str) -> str:
        """Return the relationship id of `target`, made when it is new."""
        if target not in self.targets:
            self.targets.append(target)
        return f"rIdLink{self.targets.index(target) + 1}"


def write_docx(markdown: str) -> bytes:
    """Return the bytes of a Word file with the text of `markdown`."""
    notes, body = split_notes(markdown)
    ids = note_ids(list(notes))
    body_links, note_links = Links(), Links()
    document = w.document(w.body(*(_block(line, ids, body_links) for line in body)))
    footnotes = w.footnotes(*_separators(), *_notes(notes, ids, note_links))
    inside = {"rId1": ("styles", "styles.xml"), "rId2": ("footnotes", "footnotes.xml")}
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}, Links()),
        "word/_rels/document.xml.rels": _relationships(inside, body_links),
        "word/_rels/footnotes.xml.rels": _relationships({}, note_links),
        "word/document.xml": document,
        "word/footnotes.xml": footnotes,
        "word/styles.xml": _styles(),
    }
    return _zipped({name: _serialised(part) for name, part in parts.items()})


def split_notes(markdown: str) -> tuple[dict[str, str], list[str]]:
    """Return the notes by label, and the lines of the body that hold text."""
    notes: dict[str, str] = {}
    body: list[str] = []
    for line in filter(None, map(str.strip, markdown.splitlines())):
        if note := NOTE.match(line):
            notes[note["label"]] = note["text"]
        else:
            body.append(line)
    return notes, body


def note_ids(labels: list[str]) -> dict[str, int]:
    """Return an id for each note that is not its place, as after cutting and pasting; 0 and 1 are the separators."""
    order = labels[::2] + labels[1::2]
    return {label: number for number, label in enumerate(order, start=2)}


def _block(line: str, ids: dict[str, int], links: Links) -> etree._Element:
    mark = next((mark for mark in sorted(STYLES, key=len, reverse=True) if line.startswith(mark)), "")
    style = w.pPr(w.pStyle(_w(val=STYLES[mark]))) if mark else None
    runs = _runs(line[len(mark) :], ids, links)
    return w.p(*([style] if style is not None else []), *runs)


def _notes(notes: dict[str, str], ids: dict[str, int], links: Links) -> Iterator[etree._Element]:
    for label in sorted(notes, key=ids.__getitem__):
        own_mark = w.r(w.rPr(w.rStyle(_w(val="FootnoteReference"))), w.footnoteRef())
        paragraph = w.p(w.pPr(w.pStyle(_w(val="FootnoteText"))), own_mark, _run(" "), *_runs(notes[label], ids, links))
        yield w.footnote(_w(id=str(ids[label])), paragraph)


def _runs(text: str, ids: dict[str, int], links: Links) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph: plain, italic, linked, note marks, tracked changes."""
    start = 0
    for piece in PIECE.finditer(text):
        yield from _plain(text[start : piece.start()])
        start = piece.end()
        if piece["label"]:
            yield w.r(w.rPr(w.rStyle(_w(val="FootnoteReference"))), w.footnoteReference(_w(id=str(ids[piece["label"]]))))
        elif piece["italic"]:
            yield _run(piece["italic"], w.i())
        else:
            yield w.hyperlink({f"{{{R}}}id": links.id_of(piece["link"])}, _run(piece["link"], w.rStyle(_w(val="Hyperlink"))))
    yield from _plain(text[start:])


def _plain(text: str) -> Iterator[etree._Element]:
    """Yield plain runs, with the two tracked changes where their words stand."""
    if INSERTED in text:
        before, _, after = text.partition(INSERTED)
        yield from (_run(before), w.ins(_w(id="901", **EDITOR), _run(INSERTED)), _run(after))
    elif DELETED_AFTER[0] in text:
        before, _, after = text.partition(DELETED_AFTER[0])
        gone = w.r(w.delText({XML_SPACE: "preserve"}, DELETED_AFTER[1]))
        yield from (_run(before + DELETED_AFTER[0]), w("del", _w(id="902", **EDITOR), gone), _run(after))
    elif text:
        yield _run(text)


def _run(text: str, *properties: etree._Element) -> etree._Element:
    return w.r(*([w.rPr(*properties)] if properties else []), w.t({XML_SPACE: "preserve"}, text))


def _separators() -> Iterator[etree._Element]:
    """Yield the two footnotes that Word keeps for the lines above notes."""
    for number, kind in enumerate(("separator", "continuationSeparator")):
        yield w.footnote(_w(type=kind, id=str(number)), w.p(w.r(w(kind))))


def _w(**attributes: str) -> dict[str, str]:
    return {f"{{{W}}}{name}": value for name, value in attributes.items()}


def _styles() -> etree._Element:
    def style(kind: str, name: str, *properties: etree._Element, based_on: str | None = None) -> etree._Element:
        parent = [w.basedOn(_w(val=based_on))] if based_on else []
        return w.style(_w(type=kind, styleId=name.title().replace(" ", "")), w.name(_w(val=name)), *parent, *properties)

    return w.styles(
        style("paragraph", "Normal"),
        style("paragraph", "Title", w.rPr(w.b(), w.sz(_w(val="40"))), based_on="Normal"),
        style("paragraph", "heading 1", w.pPr(w.outlineLvl(_w(val="0"))), w.rPr(w.b(), w.sz(_w(val="32"))), based_on="Normal"),
        style("paragraph", "heading 2", w.pPr(w.outlineLvl(_w(val="1"))), w.rPr(w.b(), w.sz(_w(val="26"))), based_on="Normal"),
        style("paragraph", "Quote", w.pPr(w.ind(_w(left="720", right="720"))), based_on="Normal"),
        style("paragraph", "footnote text", w.rPr(w.sz(_w(val="20"))), based_on="Normal"),
        style("character", "footnote reference", w.rPr(w.vertAlign(_w(val="superscript")))),
        style("character", "Hyperlink", w.rPr(w.color(_w(val="0000FF")), w.u(_w(val="single")))),
    )


def _content_types() -> etree._Element:
    types = ElementMaker(namespace=f"{PACKAGE}/content-types", nsmap={None: f"{PACKAGE}/content-types"})
    main = {"document": "document.main", "footnotes": "footnotes", "styles": "styles"}
    return types.Types(
        types.Default(Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
        types.Default(Extension="xml", ContentType="application/xml"),
        *(types.Override(PartName=f"/word/{part}.xml", ContentType=f"{OFFICE_TYPE}.{kind}+xml") for part, kind in main.items()),
    )


def _relationships(inside: dict[str, tuple[str, str]], links: Links) -> etree._Element:
    rel = ElementMaker(namespace=f"{PACKAGE}/relationships", nsmap={None: f"{PACKAGE}/relationships"})
    inner = [rel.Relationship(Id=key, Type=f"{R}/{name}", Target=target) for key, (name, target) in inside.items()]
    kind = f"{R}/hyperlink"
    outer = [rel.Relationship(Id=links.id_of(to), Type=kind, Target=to, TargetMode="External") for to in links.targets]
    return rel.Relationships(*inner, *outer)


def _serialised(part: etree._Element) -> bytes:
    return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system = 0  # equal on every system
            package.writestr(entry, content)
    return target.getvalue()


def main() -> None:
    """Write briefing.docx beside briefing.md."""
    (HERE / "briefing.docx").write_bytes(write_docx((HERE / "briefing.md").read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()

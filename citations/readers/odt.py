"""OpenDocument text: body, footnotes and endnotes straight from the XML, tracked changes read as accepted.

Enters: the bytes of an .odt (ISO/IEC 26300). Leaves: a `Document`. A note stands where it is called and is labelled as its
citation prints; deleted text, annotations and indexes of contents are out; text boxes follow their paragraph.
Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citations.document import Document, Link, Marker, Paragraph
from citations.errors import InputError
from citations.readers.docx import distinct, note_of
from citations.readers.word_package import AGAIN, OpenDocumentPackage
from citations.readers.word_text import Call, NoteKey, WordText

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, OFFICE, STYLE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}office:1.0}}", f"{{{_NAMES}style:1.0}}"
FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
_LEFT_OUT = frozenset(
    {
        TEXT + "tracked-changes",  # what was deleted; insertions stand in the text
        OFFICE + "annotation",
        OFFICE + "annotation-end",
        OFFICE + "forms",
        TEXT + "table-of-content",
        TEXT + "alphabetical-index",
        TEXT + "ruby-text",
        TEXT + "sequence-decls",
    }
)


def read_odt(body: bytes, *, as_original: bool = False) -> Document:
    """Return the `Document` in an OpenDocument text; `as_original` reads its tracked changes as rejected.

    Raises InputError when it is damaged, hostile, encrypted or no text document.
    """
    package = OpenDocumentPackage(body)
    root = package.main()
    text = root.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise InputError(f"expected a text document (.odt), found an OpenDocument file of another kind: {AGAIN} as .odt or .docx")
    deleted = _deletions(text) if as_original else None
    reader = _Reader(_Styles([part for part in (package.part("styles.xml"), root) if part is not None]), deleted)
    pieces = [(kind, flat) for kind, flat in reader.pieces(text) if flat.text.strip() or flat.calls]
    labels = distinct({call.key: call.mark or call.key[1] for _, flat in pieces for call in flat.calls})
    return Document(
        format="odt",
        title=next((flat.text for kind, flat in pieces if kind == "heading"), None),
        paragraphs=tuple(Paragraph(text=flat.text, kind=kind) for kind, flat in pieces),
        markers=tuple(
            Marker(label=labels[call.key], paragraph=index, offset=call.offset)
            for index, (_, flat) in enumerate(pieces)
            for call in flat.calls
        ),
        notes=tuple(note_of(label, reader.notes[key]) for key, label in labels.items()),
    )


def _deletions(text: Any) -> dict[str, list[Any]]:
    """Return the deleted paragraphs of each change by its id; no paragraphs for an insertion (ISO/IEC 26300-1, 5.5)."""
    changes: dict[str, list[Any]] = {}
    for region in text.iter(TEXT + "changed-region"):
        key = str(region.get(TEXT + "id") or region.get("{http://www.w3.org/XML/1998/namespace}id"))
        deletion = region.find(TEXT + "deletion")
        changes[key] = [one for one in deletion if one.tag in _PARAGRAPHS] if deletion is not None else []
    return changes


class _Styles:
    """Which styles are italic, and which paragraphs are quotations or headings, by themselves or by what they inherit."""

    def __init__(self, sheets: list[Any]) -> None:
        self._styles = {str(style.get(STYLE + "name")): style for sheet in sheets for style in sheet.iter(STYLE + "style")}

    def is_italic(self, name: str | None) -> bool | None:
        """Return whether a style is italic, None when neither it nor its parents say."""
        for style in self._line(name):
            properties = style.find(STYLE + "text-properties")
            if properties is not None and (said := properties.get(FO + "font-style")):
                return said in ("italic", "oblique")
        return None

    def kind(self, element: Any) -> str:
        """Return the kind of a paragraph."""
        name = element.get(TEXT + "style-name")
        names = " ".join([str(name), *(str(style.get(STYLE + "parent-style-name")) for style in self._line(name))]).casefold()
        if element.tag == TEXT + "h" or re.search(r"\b(?:sub)?title\b", names):
            return "heading"
        return "block-quote" if "quot" in names else "body"

    def _line(self, name: str | None) -> Iterator[Any]:
        for _ in range(len(self._styles)):
            style = self._styles.get(str(name))
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name")


class _Reader:
    """The walk through a text: notes met so far, by kind and the order of their calls.

    `deleted` holds what changes took out where they are to be taken back, and `inserting` the insertions that are open.
    """

    def __init__(self, styles: _Styles, deleted: dict[str, list[Any]] | None) -> None:
        self.notes: dict[NoteKey, list[WordText]] = {}
        self.deleted = deleted
        self.inserting: set[str] = set()
        self._styles = styles

    def pieces(self, root: Any) -> Iterator[tuple[str, WordText]]:
        """Yield kind and text of each paragraph under `root`, those in notes left out."""
        for child in root:
            if child.tag in _PARAGRAPHS:
                boxes: list[Any] = []
                paragraph = _Paragraph(self, self._styles, boxes)
                paragraph.walk(child, bool(self._styles.is_italic(child.get(TEXT + "style-name"))))
                paragraph.set_italic(False)
                yield self._styles.kind(child), paragraph.flat
                for box in boxes:
                    yield from self.pieces(box)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self.pieces(child)

    def note(self, element: Any) -> Call:
        """Read a note and return its call, yet without its place."""
        kind = str(element.get(TEXT + "note-class", "footnote"))
        citation, body = element.find(TEXT + "note-citation"), element.find(TEXT + "note-body")
        printed = "".join(citation.itertext()).strip() if citation is not None else ""
        key = (kind, str(sum(known[0] == kind for known in self.notes) + 1))
        self.notes[key] = []  # first, so that a note called inside it is counted behind it
        self.notes[key] = [flat for _, flat in self.pieces(body)] if body is not None else []
        return Call(key=key, offset=0, mark=printed)


class _Paragraph:
    """One paragraph flattened, emphasis as `*…*`; text boxes are put into `boxes`, to be read behind it."""

    def __init__(self, reader: _Reader, styles: _Styles, boxes: list[Any]) -> None:
        self.flat = WordText()
        self._reader = reader
        self._styles = styles
        self._boxes = boxes
        self._italic = False

    def walk(self, element: Any, italic: bool) -> None:
        """Read what an element holds, its own text first."""
        self._add(element.text, italic)
        for child in element:
            if isinstance(child.tag, str):
                self._read(child, italic)
            self._add(child.tail, italic)

    def _read(self, element: Any, italic: bool) -> None:
        if element.tag in _LEFT_OUT or self._is_change(element, italic):
            return
        if element.tag == TEXT + "note":
            self.set_italic(False)
            call = self._reader.note(element)
            self.flat.calls.append(Call(key=call.key, offset=len(self.flat.text), mark=call.mark))
        elif element.tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            self._add(" ", italic)
        elif any(child.tag in _PARAGRAPHS for child in element):
            self._boxes.append(element)
        elif element.tag == TEXT + "a":
            start = len(self.flat.text)
            self.walk(element, italic)
            self._link(start, str(element.get(XLINK + "href") or ""))
        else:
            own = self._styles.is_italic(element.get(TEXT + "style-name")) if element.tag == TEXT + "span" else None
            self.walk(element, italic if own is None else own)

    def _is_change(self, element: Any, italic: bool) -> bool:
        """Take back the change that an element marks, if changes are to be; return whether nothing more is to be read of it."""
        changes, key = self._reader.deleted, str(element.get(TEXT + "change-id"))
        if changes is None:
            return False
        if element.tag == TEXT + "change":
            for paragraph in changes.get(key, ()):
                self.walk(paragraph, italic)
        elif element.tag == TEXT + "change-start" and not changes.get(key):
            self._reader.inserting.add(key)
        elif element.tag == TEXT + "change-end":
            self._reader.inserting.discard(key)
        return bool(self._reader.inserting) and element.tag in (TEXT + "note", TEXT + "s")

    def set_italic(self, italic: bool) -> None:
        """Open or close emphasis; white space before its end stands behind it."""
        if self._italic == italic:
            return
        stripped = self.flat.text if italic else self.flat.text.rstrip()
        self.flat.text = stripped + "*" + self.flat.text[len(stripped) :]
        self._italic = italic

    def _add(self, words: str | None, italic: bool) -> None:
        if self._reader.inserting:
            return
        words = re.sub(r"[ \t\r\n]+", " ", (words or "").replace("\xad", ""))
        if self.flat.text[-1:] in ("", " "):
            words = words.lstrip(" ")
        if words.strip():
            self.set_italic(italic)
        self.flat.text += words

    def _link(self, start: int, target: str) -> None:
        if target and not target.startswith("#") and self.flat.text[start:].strip(" *"):
            self.flat.links.append(Link(span=(start, len(self.flat.text)), target=target))

"""OpenDocument text: body, footnotes and endnotes straight from the XML, tracked changes read as accepted.

Enters: the bytes of an .odt (ISO/IEC 26300). Leaves: a `Document`. A note stands where it is called and is labelled as its
citation prints; deleted text, annotations and indexes of contents are out; text boxes follow their paragraph.
Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from citations.document import Document
from citations.errors import InputError
from citations.readers.flat_text import FlatText, Pieces, calls_in, distinct, document_of, note_of, without_empty
from citations.readers.numbering import MAX_DIGITS, raised
from citations.readers.package import AGAIN, Package
from citations.readers.unlinked import unlinked

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, OFFICE, STYLE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}office:1.0}}", f"{{{_NAMES}style:1.0}}"
FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"
MANIFEST = f"{{{_NAMES}manifest:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
_CHANGES = (TEXT + "change", TEXT + "change-start", TEXT + "change-end")
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

MAX_PARENTS = 50  # of a style; writers nest a handful
NoteKey = tuple[str, str]  # kind and number of a note


class OpenDocumentPackage(Package):
    """An .odt opened for reading; its text lies in `content.xml`. Raises InputError when it is locked with a password."""

    kind = "text document (.odt)"

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        manifest = self.part("META-INF/manifest.xml")  # ISO/IEC 26300-3, 3.4: it says how each part was encrypted
        if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
            raise InputError(f"the {self.kind} is locked with a password: save it without one and try again")


def read_odt(body: bytes, *, as_original: bool = False) -> Document:
    """Return the `Document` in an OpenDocument text; `as_original` reads its tracked changes as rejected.

    Raises InputError when it is damaged, hostile, encrypted or no text document.
    """
    package = OpenDocumentPackage(body)
    root = package.required("content.xml")
    text = root.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise InputError(f"expected a text document (.odt), found an OpenDocument file of another kind: {AGAIN} as .odt or .docx")
    changes = _changes(text) if as_original else None
    reader = _Reader(_Styles([part for part in (package.part("styles.xml"), root) if part is not None]), changes)
    pieces = without_empty(reader.whole(text))
    if not reader.notes:
        return unlinked("odt", pieces, [flat.number for _, flat in pieces])  # numbers typed by hand, if any
    labels = distinct({call.key: call.mark or call.key[1] for call in calls_in(pieces)})
    return document_of("odt", pieces, labels, (note_of(label, reader.notes[key]) for key, label in labels.items()))


def _changes(text: Any) -> dict[str, Any | None]:
    """Return what each change deleted, by its id; None for an insertion and whatever else changes (ISO/IEC 26300-1, 5.5)."""
    regions = text.iter(TEXT + "changed-region")
    return {str(region.get(TEXT + "id") or region.get(XML_ID)): region.find(TEXT + "deletion") for region in regions}


class _Styles:
    """Which styles are italic or raised, which paragraphs are quotations or headings, by themselves or by what they inherit."""

    def __init__(self, sheets: list[Any]) -> None:
        levels = (level for sheet in sheets for level in sheet.iter(TEXT + "list-level-style-number"))
        self.numbered = {str(level.getparent().get(STYLE + "name")) for level in levels if level.get(TEXT + "level") == "1"}
        self._styles = {str(style.get(STYLE + "name")): style for sheet in sheets for style in sheet.iter(STYLE + "style")}

    def is_italic(self, name: str | None) -> bool | None:
        """Return whether a style is italic, None when neither it nor its parents say."""
        said = self._says(name, FO + "font-style")
        return said in ("italic", "oblique") if said else None

    def is_raised(self, name: str | None) -> bool:
        """Return whether the letters of a style stand above the line: "super 58%", "33% 58%"."""
        said = self._says(name, STYLE + "text-position") or ""
        return said.startswith("super") or bool(re.match(r"(?!0)\d+%", said))

    def _says(self, name: str | None, attribute: str) -> str | None:
        for style in self._line(name):
            properties = style.find(STYLE + "text-properties")
            if properties is not None and (said := properties.get(attribute)):
                return str(said)
        return None

    def kind(self, element: Any) -> str:
        """Return the kind of a paragraph."""
        name = element.get(TEXT + "style-name")
        names = " ".join([str(name), *(str(style.get(STYLE + "parent-style-name")) for style in self._line(name))]).casefold()
        if element.tag == TEXT + "h" or re.search(r"\b(?:sub)?title\b", names):
            return "heading"
        return "block-quote" if "quot" in names else "body"

    def _line(self, name: str | None) -> Iterator[Any]:
        for _ in range(MAX_PARENTS):
            style = self._styles.get(str(name))
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name")


class _Reader:
    """The walk through a text: notes met so far, by kind and the order of their calls.

    `changes` holds what was deleted where changes are to be taken back, and `inserting` the insertions that are open.
    """

    def __init__(self, styles: _Styles, changes: dict[str, Any | None] | None) -> None:
        self.notes: dict[NoteKey, list[FlatText]] = {}
        self.changes = changes
        self.inserting: set[str] = set()
        self._styles = styles
        self._counts: Counter[str] = Counter()  # notes met so far, by kind
        self._last_number = 0  # of the numbered list before
        self._open: tuple[str, FlatText] | None = None  # what runs on, because the end of its paragraph was inserted

    def whole(self, root: Any) -> Pieces:
        """Return kind and text of each paragraph under `root`."""
        outer = self._open
        self._open = None
        pieces = [*self.pieces(root), *self._rest()]
        self._open = outer
        return pieces

    def pieces(self, root: Any) -> Iterator[tuple[str, FlatText]]:
        """Yield kind and text of each paragraph under `root`, those in notes left out."""
        for child in root:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag == TEXT + "list":
                yield from self._list(child)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                deleted = self.change(child)
                yield from self.pieces(child if deleted is None else deleted)

    def _list(self, element: Any) -> Iterator[tuple[str, FlatText]]:
        """Yield the paragraphs of a list, the first of each item with the number that a numbered list gives it."""
        name = str(element.get(TEXT + "style-name"))
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
        number = self._last_number if goes_on else 0
        for item in element:
            deleted = self.change(item) if isinstance(item.tag, str) else None
            pieces = list(self.pieces(item if deleted is None else deleted))
            if name in self._styles.numbered and item.tag == TEXT + "list-item":
                start = str(item.get(TEXT + "start-value"))
                number = int(start) if start.isdecimal() and len(start) < MAX_DIGITS else number + 1
                if pieces:
                    pieces[0][1].number = number
            yield from pieces
        self._last_number = number

    def _rest(self) -> Iterator[tuple[str, FlatText]]:
        if self._open:
            yield self._open

    def _paragraph(self, element: Any) -> Iterator[tuple[str, FlatText]]:
        paragraph = _Paragraph(self, self._styles, self._styles.kind(element))
        paragraph.walk(element, bool(self._styles.is_italic(element.get(TEXT + "style-name"))))
        paragraph.flat.set_italic(False)
        lines = paragraph.lines
        if self._open and self._open[1].text:
            self._open[1].extend(lines[0][1])
            lines[0] = self._open
        self._open = lines.pop() if self.inserting else None
        yield from lines
        for box in paragraph.boxes:
            yield from self.pieces(box)

    def change(self, element: Any) -> Any | None:
        """Take note of the change that an element marks, where changes are taken back; return what was deleted there."""
        if self.changes is None or element.tag not in _CHANGES:
            return None
        key = str(element.get(TEXT + "change-id"))
        deleted = self.changes.get(key)
        if element.tag == TEXT + "change-start" and deleted is None:
            self.inserting.add(key)
        elif element.tag == TEXT + "change-end":
            self.inserting.discard(key)
        return deleted if element.tag == TEXT + "change" else None

    def note(self, element: Any) -> tuple[NoteKey, str]:
        """Read a note; return what it is known by and what its call prints."""
        kind = str(element.get(TEXT + "note-class", "footnote"))
        citation, body = element.find(TEXT + "note-citation"), element.find(TEXT + "note-body")
        self._counts[kind] += 1
        key = (kind, str(self._counts[kind]))
        self.notes[key] = []  # first, so that a note called inside it is counted behind it
        self.notes[key] = [flat for _, flat in self.whole(body)] if body is not None else []
        return key, "".join(citation.itertext()).strip() if citation is not None else ""


class _Paragraph:
    """One paragraph flattened: several lines where a deletion of several is put back. Text boxes are kept for behind it."""

    def __init__(self, reader: _Reader, styles: _Styles, kind: str) -> None:
        self.lines: Pieces = [(kind, FlatText())]
        self.boxes: list[Any] = []
        self._reader = reader
        self._styles = styles

    @property
    def flat(self) -> FlatText:
        """The line being read."""
        return self.lines[-1][1]

    def walk(self, element: Any, italic: bool) -> None:
        """Read what an element holds, its own text first."""
        self._add(element.text, italic)
        for child in element:
            if isinstance(child.tag, str):
                self._read(child, italic)
            self._add(child.tail, italic)

    def _read(self, element: Any, italic: bool) -> None:
        if (deleted := self._reader.change(element)) is not None:
            self._put_back(deleted, italic)
        elif element.tag in _LEFT_OUT or (self._reader.inserting and element.tag == TEXT + "note"):
            return
        elif element.tag == TEXT + "note":
            self.flat.set_italic(False)
            self.flat.call(*self._reader.note(element))
        elif element.tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            self._add(" ", italic)
        elif any(child.tag in _PARAGRAPHS for child in element):
            self.boxes.append(element)
        elif element.tag == TEXT + "a":
            start = len(self.flat.text)
            self.walk(element, italic)
            self.flat.link(start, str(element.get(XLINK + "href") or ""))
        else:
            own = self._styles.is_italic(element.get(TEXT + "style-name")) if element.tag == TEXT + "span" else None
            if self._styles.is_raised(element.get(TEXT + "style-name")) and _is_number(element):
                self._add(raised(element.text), italic)
            else:
                self.walk(element, italic if own is None else own)

    def _put_back(self, deleted: Any, italic: bool) -> None:
        """Read what was deleted: its first paragraph goes on here, and what follows here goes on in its last."""
        for place, paragraph in enumerate(one for one in deleted.iter(*_PARAGRAPHS) if not _is_in_note(one)):
            if place:
                self.flat.set_italic(False)
                self.lines.append((self._styles.kind(paragraph), FlatText()))
            self.walk(paragraph, italic)

    def _add(self, words: str | None, italic: bool) -> None:
        if not self._reader.inserting:
            self.flat.add_flowing(words or "", italic=italic)


def _is_number(element: Any) -> bool:
    return len(element) == 0 and bool(element.text) and element.text.isdecimal() and element.text.isascii()


def _is_in_note(element: Any) -> bool:
    return next(element.iterancestors(TEXT + "note-body"), None) is not None

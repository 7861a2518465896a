"""One Word paragraph flattened: its words, emphasis as `*…*`, and the places of note references and links.

Enters: a `w:p` element (ISO/IEC 29500-1, 17.3 and 17.16). Leaves: `FlatText`. Tracked changes read as accepted; a
field gives its result and never its code; of alternative content the first choice is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citations.readers.flat_text import FlatText
from citations.readers.numbering import lowered, raised
from citations.regex import regex

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
NOTE_KINDS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
REMOVED = frozenset({W + "del", W + "moveFrom"})
_SKIPPED = REMOVED | {
    W + name
    for name in (
        "p", "instrText", "delText", "delInstrText", "rPr", "pPr", "tblPr", "sdtPr", "sdtEndPr", "sectPr", "annotationRef",
        "softHyphen", "rt",
    )
}  # fmt: skip
_CHARACTERS = {W + "tab": " ", W + "ptab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "\u2011"}
_OFF = ("0", "false", "off", "none")
# Matches a field's code that opens an address, HYPERLINK "https://a.example/b"; not one that opens a bookmark, HYPERLINK \l "x"
_FIELD_ADDRESS = regex(r'^\s*HYPERLINK\s+"(?P<address>[^"]+)"', re.IGNORECASE)
# Matches the code of a field that prints a note's number once more: NOTEREF _Ref1 \f \h
_NOTE_AGAIN = regex(r"^\s*NOTEREF\s+(?P<name>\S+)", re.IGNORECASE)

NoteKey = tuple[str, str]


@dataclass(slots=True)
class _Field:
    """A complex field being read: its code so far, and where its result starts once the code has ended."""

    code: str = ""
    result_start: int | None = None


def flatten(paragraph: Any, targets: dict[str, str], italic_styles: frozenset[str], named: dict[str, NoteKey]) -> FlatText:
    """Return the words of one `w:p`; paragraphs nested in it (text boxes) are left to their own turn.

    `targets` are the addresses of the part's links by id, `named` the notes whose reference a bookmark names.
    """
    reader = _Reader(targets, italic_styles, named)
    reader.walk(paragraph, italic=False)
    reader.flat.set_italic(False)
    return reader.flat


def paragraphs(root: Any) -> Iterator[Any]:
    """Yield every paragraph that stands in the accepted text, in reading order, a text box after the one that holds it."""
    for element in root.iter(W + "p"):
        if not any(_is_left_out(parent) for parent in element.iterancestors()):
            yield element


def runs_on(paragraph: Any) -> bool:
    """Return whether the paragraph's mark was deleted or moved away, so that the next paragraph continues it."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in REMOVED)


def is_on(properties: Any, name: str) -> bool | None:
    """Return the value of a toggle property (`w:i`), or None when `properties` do not name it."""
    mark = properties.find(W + name) if properties is not None else None
    return None if mark is None else str(mark.get(W + "val", "1")).lower() not in _OFF


class _Reader:
    """The walk through one paragraph: what was read, which fields are open."""

    def __init__(self, targets: dict[str, str], italic_styles: frozenset[str], named: dict[str, NoteKey]) -> None:
        self.flat = FlatText()
        self._targets = targets
        self._named = named
        self._italic_styles = italic_styles
        self._fields: list[_Field] = []

    def walk(self, element: Any, *, italic: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "instrText" and self._fields:
                self._fields[-1].code += child.text or ""
            if tag in _SKIPPED or not isinstance(tag, str) or _is_left_out(child):
                continue
            if tag == W + "r":
                self.walk(child, italic=self._is_italic(child))
            elif tag == W + "fldChar":
                self._field_mark(str(child.get(W + "fldCharType")))
            elif tag in NOTE_KINDS:
                if self._call(child):
                    return  # what follows in the run is the note's own mark
            elif tag in (W + "hyperlink", W + "fldSimple"):
                start = len(self.flat.text)
                self.walk(child, italic=italic)
                self.flat.link(start, self._target(child))
            elif words := _words(child):
                self._add(raised(words) if words.isdecimal() and words.isascii() and _is_raised(element) else words, italic)
            else:
                self.walk(child, italic=italic)

    def _add(self, words: str, italic: bool) -> None:
        if not any(part.result_start is None for part in self._fields):  # a field's code may hold text of its own
            self.flat.add(words, italic=italic)

    def _is_italic(self, run: Any) -> bool:
        properties = run.find(W + "rPr")
        own = is_on(properties, "i")
        style = properties.find(W + "rStyle") if properties is not None else None
        return own if own is not None else style is not None and style.get(W + "val") in self._italic_styles

    def _call(self, reference: Any) -> bool:
        mark = _own_mark(reference)
        self.flat.call((NOTE_KINDS[reference.tag], str(reference.get(W + "id"))), mark)
        return bool(mark)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result_start = len(self.flat.text)
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if done.result_start is None:
                return
            if address := _FIELD_ADDRESS.match(done.code):
                self.flat.link(done.result_start, address["address"])
            elif (note := _NOTE_AGAIN.match(done.code)) and note["name"] in self._named:
                self._call_again(done.result_start, self._named[note["name"]], is_raised="\\f" in done.code)

    def _call_again(self, start: int, key: NoteKey, *, is_raised: bool) -> None:
        """Make a call of a field that repeats the raised number of a note; "see note 1" stays words."""
        if is_raised or lowered(self.flat.text[start:]) != self.flat.text[start:]:
            self.flat.text = self.flat.text[:start]
            self.flat.call(key)

    def _target(self, element: Any) -> str | None:
        if element.tag == W + "hyperlink":
            return self._targets.get(str(element.get(R + "id")))
        address = _FIELD_ADDRESS.match(str(element.get(W + "instr", "")))
        return address["address"] if address else None


def notes_by_bookmark(root: Any) -> dict[str, NoteKey]:
    """Return the note whose reference follows each bookmark, by the bookmark's name."""
    named: dict[str, NoteKey] = {}
    waiting: list[str] = []
    for element in root.iter(W + "bookmarkStart", W + "p", *NOTE_KINDS):
        if element.tag == W + "bookmarkStart":
            waiting.append(str(element.get(W + "name")))
        elif element.tag in NOTE_KINDS:
            named.update(dict.fromkeys(waiting, (NOTE_KINDS[element.tag], str(element.get(W + "id")))))
            waiting = []
        else:
            waiting = []
    return named


def _is_raised(run: Any) -> bool:
    position = run.find(f"{W}rPr/{W}vertAlign")
    return position is not None and position.get(W + "val") == "superscript"


def _words(element: Any) -> str:
    if element.tag in (W + "t", MATH_TEXT):
        return re.sub(r"[\t\r\n]", " ", element.text or "")
    return _symbol(element) if element.tag == W + "sym" else _CHARACTERS.get(element.tag, "")


def _symbol(element: Any) -> str:
    """The character of a `w:sym`; symbol fonts keep theirs at U+F020 to U+F0FF."""
    try:
        code = int(str(element.get(W + "char")), 16)
    except ValueError:
        return "\ufffd"
    code = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


def _own_mark(reference: Any) -> str:
    """The mark an author chose instead of a number, which stands behind the reference in its run."""
    if str(reference.get(W + "customMarkFollows", "0")).lower() in _OFF:
        return ""
    return "".join(_words(sibling) for sibling in reference.itersiblings()).strip()


def _is_left_out(element: Any) -> bool:
    """Whether an element is no part of the accepted text: deleted, a second alternative, a prompt, a deleted table row."""
    if element.tag in (MC + "Choice", MC + "Fallback"):
        return next(element.itersiblings(MC + "Choice", preceding=True), None) is not None
    if element.tag == W + "sdt":  # one that still shows its prompt: "Click here to enter text"
        return element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    return element.tag in REMOVED or (element.tag == W + "tr" and element.find(f"{W}trPr/{W}del") is not None)

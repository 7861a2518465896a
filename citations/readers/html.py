"""HTML files: body and notes as Pandoc, Word, LibreOffice, wikis and publishers write them, linked or not.

Enters: bytes. Leaves: a `Document`. Scripts, navigation, hidden text and links that lead back are out. Notes are paired
by links and roles (DPUB-ARIA); where no mark is linked, by the numbers of a list that the marks in the text name.
Runs in the worker process: the bytes are foreign. The tree is walked without recursion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from citations.charset import decode
from citations.document import Document, Note
from citations.errors import InputError
from citations.readers.flat_text import MAX_TEXT_CHARACTERS, FlatText, distinct, document_of, note_of
from citations.readers.html_notes import BLOCKS, HEADINGS, Notes, find_notes, marks, words_of
from citations.readers.numbering import lowered, number_in, raised
from citations.readers.unlinked import NOTE_START, unlinked
from citations.regex import regex
from citations.tree import parse_html

_UNREAD = frozenset("head script style template noscript nav iframe object svg math select button textarea rt rp".split())
_UNREAD_MARKS = frozenset(
    {"mw-cite-backlink", "mw-editsection", "cite-accessibility-label", "doc-toc", "navigation", "navbox", "toc"}
)
# matches: <!DOCTYPE html [ <!ENTITY a "b"> ]>    does not: <!DOCTYPE html>
_OWN_ENTITIES = regex(r"\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>\[]*\[[^\]]{0,2000}<!ENTITY", re.IGNORECASE)
# matches: display: none, mso-hide:all    does not: display:block
_HIDDEN = regex(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
# matches in: footnote 12, note 12    does not: nb 12
_NAMED = regex(r"^(?:foot|end)?note\s+(?=\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """One block of text: whose note it is (None in the body), its number in a list, its words."""

    kind: str
    note: str | None
    number: int | None
    flat: FlatText = field(default_factory=FlatText)

    @property
    def text(self) -> str:
        """The words."""
        return self.flat.text


def read_html(body: bytes, *, as_original: bool = False) -> Document:
    """Return the `Document` in an HTML file; `as_original` reads what it marks as deleted or inserted as it was before.

    Raises InputError when it holds more text than 4,000 pages, or defines entities of its own, which browsers leave unread.
    """
    text = decode(body)[0]
    if _OWN_ENTITIES.match(text):
        raise InputError("the HTML file defines entities, as no editor does: it was not read; save it anew")
    root = parse_html(text)
    notes = find_notes(root)
    reader = _Walk(notes, left_out="ins" if as_original else "del")
    reader.walk(root)
    if notes.calls or notes.holders or notes.starts:
        return _linked(reader.blocks)
    return unlinked("html", [(block.kind, block.flat) for block in reader.blocks], [block.number for block in reader.blocks])


class _Walk:
    """The walk through the tree: what was read, the block being read, what is open around it."""

    def __init__(self, notes: Notes, *, left_out: str) -> None:
        self.blocks: list[_Block] = []
        self._notes = notes
        self._left_out = left_out
        self._bracketed: Any = None  # a call whose brackets stand around it, and not in it
        self._block = _Block(kind="body", note=None, number=None)
        self._open: list[Any] = []  # headings, quotations, list items, holders of notes
        self._numbers: dict[Any, int] = {}
        self._flowing: tuple[Any, str] | None = None
        self._italic_depth, self._length = 0, 0
        self._starts: dict[Any, int] = {}
        self._outer: list[_Block] = []  # blocks of text in which an inline note is read

    def walk(self, root: Any) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element)
            elif not self._enter(element):
                walker.skip_subtree()
        self._break()

    def _enter(self, element: Any) -> bool:
        """Begin an element; False when nothing in it is read."""
        call = self._notes.calls.get(element)
        if call is not None:
            self._block.flat.text, brackets = re.subn(r"[\[(]$", "", self._block.text)
            self._bracketed = element if brackets else None
            self._block.flat.call(call.key, call.label)
        if call is not None or element in self._notes.backlinks or self._is_unread(element):
            return False
        if element in self._notes.inline:
            self._begin_inline(element)
        if element.tag in BLOCKS or element in self._notes.starts:
            self._break()
        if element in self._notes.starts:
            holder = next((parent for parent in element.iterancestors() if parent.tag in BLOCKS), element)
            self._flowing = (holder, self._notes.starts[element])
        if (
            element.tag in HEADINGS
            or element.tag in ("blockquote", "li")
            or (element in self._notes.holders and element not in self._notes.inline)
        ):
            self._number(element)
            self._open.append(element)
        self._block = self._block if self._block.text or self._block.flat.calls else self._new()
        if number := self._raised_number(element):
            self._add(raised(number))
            return False
        self._italic_depth += element.tag in ("i", "em", "cite")
        if element.tag == "a":
            self._starts[element] = len(self._block.text)
        self._add("" if element.tag in BLOCKS and not (element.text or "").strip() else element.text or "")
        return True

    def _raised_number(self, element: Any) -> str:
        """Return the number that a superscript prints and links to nothing, "" for any other element."""
        words = words_of(element).strip("()[] ") if element.tag == "sup" else ""
        return words if words.isdecimal() and not any(one in self._notes.calls for one in element.iter("a")) else ""

    def _begin_inline(self, element: Any) -> None:
        """Set the block of the text aside, and read a note that stands in it as a block of its own."""
        key = self._notes.holders[element]
        self._block.flat.call(key)
        self._outer.append(self._block)
        self._open.append(element)
        self._block = self._new()

    def _end_inline(self, element: Any) -> None:
        self._break()
        self._open.remove(element)
        self._block = self._outer.pop()

    def _leave(self, element: Any) -> None:
        if element in self._notes.inline and element in self._open:
            self._end_inline(element)
        self._italic_depth -= element.tag in ("i", "em", "cite") and not self._is_unread(element)
        if element.tag == "a" and element in self._starts:
            self._block.flat.link(self._starts.pop(element), str(element.get("href") or ""))
        if element.tag in BLOCKS and not self._is_unread(element):
            self._break()
            if self._flowing and self._flowing[0] is element:
                self._flowing = None
        if self._open and self._open[-1] is element:
            self._open.pop()
            self._block = self._new()
        if element.tag == "br":
            self._add(" ")
            previous = element.getprevious()
            if previous is not None and previous.tag == "br" and not (previous.tail or "").strip() or _begins_note(element):
                self._break()
        tail = element.tail or ""
        self._add(re.sub(r"^\s*[\])]", "", tail) if element is self._bracketed else tail)

    def _number(self, element: Any) -> None:
        parent = element.getparent()
        if element.tag == "li" and parent is not None and parent.tag == "ol":
            said = element.get("value") or (parent.get("start") if parent not in self._numbers else None)
            self._numbers[parent] = number_in(said) if said and said.isdecimal() else self._numbers.get(parent, 0) + 1
            self._numbers[element] = self._numbers[parent]

    def _add(self, words: str) -> None:
        self._length += len(words)
        if self._length > MAX_TEXT_CHARACTERS:
            raise InputError(f"the HTML file holds more than {MAX_TEXT_CHARACTERS // 1_000_000} million characters: split it")
        self._block.flat.add_flowing(words, italic=self._italic_depth > 0)

    def _is_unread(self, element: Any) -> bool:
        return element.tag == self._left_out or _is_unread(element)

    def _break(self) -> None:
        self._block.flat.set_italic(False)
        if self._block.text.strip() or self._block.flat.calls:
            self.blocks.append(self._block)
        self._block = self._new()

    def _new(self) -> _Block:
        kinds = ["heading" if element.tag in HEADINGS else "block-quote" for element in self._open if _has_kind(element)]
        held = [self._notes.holders[element] for element in self._open if element in self._notes.holders]
        note = self._flowing[1] if self._flowing else held[-1] if held else None
        number = next((self._numbers[element] for element in reversed(self._open) if element in self._numbers), None)
        return _Block(kind=kinds[-1] if kinds else "body", note=note, number=number)


def _has_kind(element: Any) -> bool:
    return element.tag in HEADINGS or element.tag == "blockquote"


def _begins_note(line_break: Any) -> bool:
    """Whether a number of a note follows a line break."""
    following = line_break.getnext()
    if (line_break.tail or "").strip():
        return bool(NOTE_START.match((line_break.tail or "").strip()))
    return following is not None and following.tag == "sup" and words_of(following).isdecimal()


def _is_unread(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", ""))) or bool(marks(element) & _UNREAD_MARKS)


def _linked(blocks: list[_Block]) -> Document:
    """Return the document whose notes are paired by links: the label of a note is what its first call prints."""
    labels = _labels(blocks)
    written: dict[str, list[_Block]] = {key: [] for key in labels}
    for block in blocks:
        if block.note is not None:
            written[block.note].append(block)
    notes = [_note(label, written[key]) for key, label in labels.items() if written[key]]
    return document_of("html", [(block.kind, block.flat) for block in blocks if block.note is None], labels, notes)


def _labels(blocks: list[_Block]) -> dict[str, str]:
    printed = [(call.key, call.mark) for block in blocks if block.note is None for call in block.flat.calls]
    numbers = {block.note: str(block.number) for block in reversed(blocks) if block.note and block.number}
    uncalled = [(block.note, numbers.get(block.note, "")) for block in blocks if block.note is not None]
    labels: dict[tuple[str, str], str] = {}
    for key, label in printed + uncalled:
        labels.setdefault(("note", key), _NAMED.sub("", lowered(label)) or str(len(labels) + 1))
    return {key: label for (_, key), label in distinct(labels).items()}


def _note(label: str, pieces: list[_Block]) -> Note:
    return note_of(label, [piece.flat for piece in pieces], lambda words: _lead(words, label, pieces[0].number))


def _lead(words: str, label: str, number: int | None) -> int:
    """Return where a note's words begin, behind its printed number and what is left of links back."""
    start = re.match(r"[\s^↑\[\]().:,;]*" if words[:1] in "^↑[]().: ,;" and not words.startswith(("[…", "(")) else r"", words)
    begin = start.end() if start else 0
    plain = re.escape(label)
    if number is None and (match := re.match(rf"(?:{plain}|{re.escape(raised(label))})[\]).:]*\s*(?=\D|$)", words[begin:])):
        begin += match.end()
    return begin

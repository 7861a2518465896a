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
from citations.document import Document, Link, Marker, Note, Paragraph
from citations.errors import InputError
from citations.readers.html_notes import BLOCKS, HEADINGS, Call, Notes, find_notes, marks, words_of
from citations.tree import parse_html

MAX_TEXT_CHARACTERS = 10_000_000  # about 4,000 pages
_UNREAD = frozenset("head script style template noscript nav iframe object svg math select button textarea rt rp".split())
_UNREAD_MARKS = frozenset(
    {"mw-cite-backlink", "mw-editsection", "cite-accessibility-label", "doc-toc", "navigation", "navbox", "toc"}
)
# matches: display: none, mso-hide:all    does not: display:block
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# matches: ¹ Lake Wire, [12] Lake Wire, (12) Lake Wire, 3. Lake Wire    does not: 2015 was, Lake
_NOTE_START = re.compile(
    r"^(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\[(?P<bracket>\d{1,4})\]|\((?P<round>\d{1,4})\)|(?P<plain>\d{1,4})[.)])\s*(?=\S)"
)
# matches: left.¹², left [12]    does not: 12 men
_MARK = re.compile(r"(?<=\S)(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=\S)\s?\[(?P<bracket>\d{1,4})\]")


@dataclass(slots=True)
class _Block:
    """One block of text: whose note it is (None in the body), its number in a list, the calls and links in it."""

    kind: str
    note: str | None
    number: int | None
    text: str = ""
    calls: list[tuple[Any, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def read_html(body: bytes) -> Document:
    """Return the `Document` in an HTML file. Raises InputError when it holds more text than 4,000 pages."""
    root = parse_html(decode(body)[0])
    notes = find_notes(root)
    reader = _Walk(notes)
    reader.walk(root)
    if notes.calls or notes.holders or notes.starts:
        return _linked(reader.blocks)
    return _unlinked(reader.blocks)


class _Walk:
    """The walk through the tree: what was read, the block being read, what is open around it."""

    def __init__(self, notes: Notes) -> None:
        self.blocks: list[_Block] = []
        self._notes = notes
        self._block = _Block(kind="body", note=None, number=None)
        self._open: list[Any] = []  # headings, quotations, list items, holders of notes
        self._numbers: dict[Any, int] = {}
        self._flowing: tuple[Any, str] | None = None
        self._italic_depth, self._italic, self._length = 0, False, 0
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
            self._set_italic(False)
            self._block.calls.append((call, len(self._block.text)))
        if call is not None or element in self._notes.backlinks or _is_unread(element):
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
        self._block = self._block if self._block.text or self._block.calls else self._new()
        if number := self._raised_number(element):
            self._add(number.translate(_RAISED))
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
        self._set_italic(False)
        self._block.calls.append((Call(key=key, label=""), len(self._block.text)))
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
        self._italic_depth -= element.tag in ("i", "em", "cite") and not _is_unread(element)
        if element.tag == "a" and element in self._starts:
            self._link(self._starts.pop(element), str(element.get("href") or ""))
        if element.tag in BLOCKS and not _is_unread(element):
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
        self._add(element.tail or "")

    def _number(self, element: Any) -> None:
        parent = element.getparent()
        if element.tag == "li" and parent is not None and parent.tag == "ol":
            said = element.get("value") or (parent.get("start") if parent not in self._numbers else None)
            self._numbers[parent] = int(said) if said and said.isdecimal() else self._numbers.get(parent, 0) + 1
            self._numbers[element] = self._numbers[parent]

    def _add(self, words: str) -> None:
        words = re.sub(r"\s+", " ", words.replace("\xad", "").replace("\u200b", ""))
        self._length += len(words)
        if self._length > MAX_TEXT_CHARACTERS:
            raise InputError(f"the HTML file holds more than {MAX_TEXT_CHARACTERS // 1_000_000} million characters: split it")
        if words.strip():
            self._set_italic(self._italic_depth > 0)
        if not self._block.text or self._block.text[-1] == " ":
            words = words.lstrip(" ")
        self._block.text += words

    def _set_italic(self, italic: bool) -> None:
        if self._italic == italic:
            return
        if italic:
            self._block.text += "*"
        else:
            stripped = self._block.text.rstrip()
            self._block.text = stripped + "*" + self._block.text[len(stripped) :]
        self._italic = italic

    def _link(self, start: int, target: str) -> None:
        words = self._block.text[start:]
        if target and not target.startswith(("#", "javascript:")) and words.strip(" *"):
            begin = start + len(words) - len(words.lstrip())
            self._block.links.append(Link(span=(begin, len(self._block.text.rstrip())), target=target))

    def _break(self) -> None:
        self._set_italic(False)
        if self._block.text.strip() or self._block.calls:
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
        return bool(_NOTE_START.match((line_break.tail or "").strip()))
    return following is not None and following.tag == "sup" and words_of(following).isdecimal()


def _is_unread(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", ""))) or bool(marks(element) & _UNREAD_MARKS)


def _linked(blocks: list[_Block]) -> Document:
    """Return the document whose notes are paired by links: the label of a note is what its first call prints."""
    labels = _labels(blocks)
    body = [block for block in blocks if block.note is None]
    written = {key: [block for block in blocks if block.note == key] for key in labels}
    return _document(
        body,
        [
            Marker(label=labels[call.key], paragraph=index, offset=min(offset, len(block.text.rstrip())))
            for index, block in enumerate(body)
            for call, offset in block.calls
        ],
        [_note(labels[key], pieces) for key, pieces in written.items() if pieces],
    )


def _labels(blocks: list[_Block]) -> dict[str, str]:
    labels: dict[str, str] = {}
    taken: dict[str, int] = {}
    printed = [(call.key, call.label) for block in blocks if block.note is None for call, _ in block.calls]
    numbers = {block.note: str(block.number) for block in reversed(blocks) if block.note and block.number}
    uncalled = [(block.note, numbers.get(block.note, "")) for block in blocks if block.note is not None]
    for key, label in printed + uncalled:
        if key not in labels:
            label = label.translate(_LOWERED) or str(len(labels) + 1)
            taken[label] = taken.get(label, 0) + 1
            labels[key] = label if taken[label] == 1 else f"{label} ({taken[label]})"
    return labels


def _note(label: str, pieces: list[_Block]) -> Note:
    text, links = "", []
    for piece in pieces:
        words = piece.text.rstrip()
        if not text:
            cut = _lead(words, label, piece.number)
            words = words[cut:]
        else:
            cut = -len(text) - 1
            words = f" {words}"
        text += words
        links += [
            Link(span=(max(0, link.span[0] - cut), link.span[1] - cut), target=link.target)
            for link in piece.links
            if link.span[1] > cut
        ]
    return Note(label=label, text=text, links=tuple(links))


def _lead(words: str, label: str, number: int | None) -> int:
    """Return where a note's words begin, behind its printed number and what is left of links back."""
    start = re.match(
        r"[\s^↑\[\]().:,;]*(?=[^\s])" if words[:1] in "^↑[]().: ,;" and not words.startswith(("[…", "(")) else r"", words
    )
    begin = start.end() if start else 0
    plain = re.escape(label)
    if number is None and (
        match := re.match(rf"(?:{plain}|{re.escape(label.translate(_RAISED))})[\]).:]*\s*(?=\D)", words[begin:])
    ):
        begin += match.end()
    return begin


def _unlinked(blocks: list[_Block]) -> Document:
    """Return the document whose marks lead nowhere: notes are the last list numbered from 1 that the marks name."""
    called = {_number_of(match) for block in blocks for match in _MARK.finditer(block.text)}
    starts: list[tuple[int, int, int]] = []
    for index, block in reversed(list(enumerate(blocks))):
        if (found := _start_of(block)) and found[0] in called and (not starts or found[0] == starts[-1][1] - 1):
            starts.append((index, *found))
    starts.reverse()
    if not starts or starts[0][1] != 1:
        return _document(blocks, [], [])
    first = starts[0][0]
    ends = [index for index, _, _ in starts[1:]] + [starts[-1][0] + 1]
    notes = []
    for (index, number, cut), end in zip(starts, ends, strict=True):
        pieces = [block for block in blocks[index:end] if block.kind != "heading"]
        pieces[0].text = pieces[0].text[cut:]
        pieces[0].links = [Link(span=(link.span[0] - cut, link.span[1] - cut), target=link.target) for link in pieces[0].links]
        notes.append(
            _note(str(number), [_Block(kind="body", note=None, number=number, text=p.text, links=p.links) for p in pieces])
        )
    labels = {number for _, number, _ in starts}
    body = blocks[:first] + blocks[ends[-1] :]
    return _document(body, [marker for index, block in enumerate(body) for marker in _marks(index, block, labels)], notes)


def _start_of(block: _Block) -> tuple[int, int] | None:
    """Return the number of a note that begins with this block, and how long it is as printed."""
    match = _NOTE_START.match(block.text)
    if match:
        return _number_of(match), match.end()
    return (block.number, 0) if block.number is not None else None


def _number_of(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group).translate(_LOWERED))


def _marks(index: int, block: _Block, labels: set[int]) -> list[Marker]:
    """Take the marks out of a block's text and return them."""
    kept, last, markers = "", 0, []
    for match in _MARK.finditer(block.text):
        if _number_of(match) in labels or match["raised"]:
            kept += block.text[last : match.start()]
            markers.append(Marker(label=str(_number_of(match)), paragraph=index, offset=len(kept)))
            last = match.end()
    block.text = kept + block.text[last:]
    return markers


def _document(body: list[_Block], markers: list[Marker], notes: list[Note]) -> Document:
    return Document(
        format="html",
        title=next((block.text for block in body if block.kind == "heading"), None),
        paragraphs=tuple(Paragraph(text=block.text.rstrip(), kind=block.kind) for block in body),
        markers=tuple(markers),
        notes=tuple(notes),
    )

"""Plain text with note markers: superscript digits, `[12]`, or numbered lists; pages may break anywhere.

Enters: decoded text. Leaves: a `Document` in which page furniture is gone and what a page break tore apart, in the
body or in a note, is joined again. A text file has no marks for pages: breaks are inferred from the notes at each foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from citations.document import Document, Marker, Note, Paragraph
from citations.names import fold_title
from citations.publisher import default_publishers
from citations.readers.flat_text import ASTERISK
from citations.readers.line_ends import cuts_words, mended, words_in
from citations.readers.numbering import AGAIN, KIND_RANGE, SUPERSCRIPTS, longest_rise, note_start, number_of
from citations.readers.torn import HARD_WRAP_WIDTH, HEADING_LENGTH, TERMINAL, Block, Role, tell_apart
from citations.regex import regex

MAX_PAGE_NUMBER = 40  # characters of a line that is a page's number
# of 300 layouts 1 reads 12 whole, 6 282, this 289 (`tests/sweep.py layouts`)
FURNITURE_REPEATS = 3  # a short line that stands alone this often is a running head

# "- 12 -", "Page 3 of 10", "стр. 4"; not "2009." or "(2015)", which end a note
PAGE_NUMBER = regex(
    r"^[-–—|\s]*(?:page|p\.|стр\.?|с\.)?\s*(?P<page>\d{1,4})(?:\s*(?:of|/|из)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE
)

# An asterisk that is no emphasis. matches: 2 * 3, 2*3    does not: *Lake Wire*
_OWN_ASTERISK = regex(r"(?<!\S)\*(?!\S)|(?<=\d)\*(?=\d)")

# How the body may call a note, by kind: left.¹ left [1] left.1 left (1) left^1
_MARKS = {
    "raised": regex(rf"(?<=\S)(?P<label>[{SUPERSCRIPTS}]+)"),
    "bracket": regex(r"(?<=[^\s^]) ?\[(?P<label>\d{1,4})\](?!\()"),
    "bare": regex(
        rf"(?<!\D\d[.,])(?<!\D\d\d[.,])(?<=[a-zа-яёҷғқҳӣӯ.,;:!?”\"»’)\]])(?P<label>\d{{1,4}}|[{SUPERSCRIPTS}]+)(?=\s|$)"
    ),
    "round": regex(r"(?<=\S) ?\((?P<label>\d{1,3})\)(?=[\s.,;:!?”\"»’)]|$)"),
    "caret": regex(r"(?<=\S)\^[\[({]?(?P<label>\d{1,4})[\])}^]?"),
}
_STARTS = {
    "raised": note_start("raised"),
    "bracket": note_start("bracket"),
    "bare": note_start("plain", "bare"),
    "round": note_start("round"),
    "caret": note_start("caret"),
}

_HYPHENED_NAME = regex(r"\*(\w+-\w+)\*")
_BEHIND_STOP = regex(r"[.,;:!?…”\"’»)\]]", re.VERBOSE)
_SURE = ("raised", "bracket")  # what begins no line of prose
_DIGITS = frozenset("0123456789")
# One of these stands in every text that marks its notes so.
_SIGNS = {"raised": frozenset(SUPERSCRIPTS), "bracket": {"["}, "bare": _DIGITS, "round": {"("}, "caret": {"^"}}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Style:
    """How one kind of text marks its notes: where the body calls one, and where it starts."""

    mark: str
    start: str


# Marks and notes of one kind first; then marks whose notes are a list of another.
_STYLES = tuple(_Style(mark=kind, start=kind) for kind in _MARKS) + tuple(
    _Style(mark=mark, start=start) for mark in ("raised", "bracket", "round", "caret") for start in _STARTS if mark != start
)


def read_text(text: str) -> Document:
    """Return the `Document` that plain `text` holds; without notes it is one of paragraphs alone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xad\n", "").replace("\f", "\n\f\n").split("\n")
    style, starts = _style_of(lines)
    blocks = _without_furniture(list(_blocks(lines, starts)))
    for block in blocks:
        if block.label is not None:
            block.text = _STARTS[style.start].sub("", block.text, count=1)
        block.text = _OWN_ASTERISK.sub(ASTERISK, block.text)
    return _document(blocks, style, "text")


def read_raised(blocks: list[Block], kind: str, *, is_hyphenated: bool) -> Document:
    """Return the document of the format `kind` that `blocks` make: note starts labelled, their numbers cut off, marks raised."""
    return _document(blocks, _STYLES[0], kind, is_hyphenated=is_hyphenated)


def _document(blocks: list[Block], style: _Style, kind: str, *, is_hyphenated: bool = True) -> Document:
    labels = {block.label for block in blocks if block.label is not None}
    for block in blocks:
        if block.label is None:
            block.calls = any(number_of(match) in labels for match in _MARKS[style.mark].finditer(block.text))
    body, notes = _assembled(blocks, is_hyphenated=is_hyphenated)
    paragraphs, markers = _take_markers(body, style, labels, {note.label for note in notes})
    whole = [replace(note, text=_without_residue(note.text)) for note in notes]
    printed = "\n".join(block.text for block in blocks)
    left = tuple(word for note in notes for word in _residues(note.text) if word in printed)
    return Document(format=kind, paragraphs=tuple(paragraphs), markers=tuple(markers), notes=tuple(whole), hyphens_left=left)


def _style_of(lines: list[str]) -> tuple[_Style, dict[int, int]]:
    """Return how the text marks its notes, and by line the labels of the notes that begin there."""
    signs = set().union(*lines)
    kinds = [kind for kind in _MARKS if kind == "raised" or signs & _SIGNS[kind]]
    starts = {kind: _note_starts(lines, _STARTS[kind]) for kind in kinds}
    marks = {kind: [{number_of(match) for match in _MARKS[kind].finditer(line)} for line in lines] for kind in kinds}
    styles = [style for style in _STYLES if {style.mark, style.start} <= set(kinds)]

    def weight(style: _Style) -> tuple[int, int]:
        noted = starts[style.start]
        called = {label for index, labels in enumerate(marks[style.mark]) if index not in noted for label in labels}
        matched = len(called & set(noted.values()))
        usual = style.mark == style.start and style.mark in ("raised", "bracket", "bare")
        enough = min(2, len(noted)) if usual else max(2, 0.8 * len(noted))
        return (matched if matched >= enough else 0, -_STYLES.index(style))

    best = max(styles, key=weight)
    called = set().union(*(labels for index, labels in enumerate(marks[best.mark]) if index not in starts[best.start]), set())
    return best, _with_strays(lines, starts[best.start], best.start, called)


def _note_starts(lines: list[str], pattern: re.Pattern[str]) -> dict[int, int]:
    """Return line index to label, for the longest chain of rising labels."""
    found = [(index, number_of(match)) for index, line in enumerate(lines) if (match := pattern.match(line))]
    return {found[place][0]: found[place][1] for place in longest_rise([label for _, label in found])}


def _with_strays(lines: list[str], starts: dict[int, int], kind: str, called: set[int]) -> dict[int, int]:
    """Add to the notes in order those out of it or of a number that another has, where nothing but a note begins like them.

    A raised number that begins a line of the body was torn from its word; one in brackets may begin a sentence, unless a note
    stands before it. A number without a mark begins a note where the body calls one that nothing else is, among the notes.
    """
    found = dict(starts)
    known = called | set(starts.values())
    in_note = is_new = False  # whether the last line was a note's, and whether a blank one is behind it
    is_sure, lacking = kind in _SURE, called - set(starts.values())
    for index, line in enumerate(lines if is_sure or lacking else ()):
        match = _STARTS[kind].match(line)
        is_note = bool(match) and (in_note or (is_new and kind == "raised"))
        if match and not is_sure and (is_new or number_of(match) not in lacking):
            match = None
        if not line.strip():
            is_new = True
            continue
        if index in starts:
            in_note = True
        elif match and is_note and number_of(match) in known and not line[match.end() : match.end() + 1].islower():
            found[index], in_note = number_of(match), True
        elif is_new:
            in_note = False
        is_new = False
    return dict(sorted(found.items()))


def _blocks(lines: list[str], starts: dict[int, int]) -> Iterator[Block]:
    current: Block | None = None
    previous, broke = "", False
    for index, line in enumerate(lines):
        if current and (not line.strip() or index in starts or len(previous) > HARD_WRAP_WIDTH):
            yield current
            current = None
        if not line.strip():
            broke = broke or "\f" in line
        elif current is None:
            current, broke = Block(line.strip(), starts.get(index), after_break=broke), False
        else:
            current.text += "\n" + line.strip()
        previous = line
    if current:
        yield current


def _without_furniture(blocks: list[Block]) -> list[Block]:
    """Drop running heads and page numbers, and remember that a page begins or ends where they stood."""
    furniture = _page_numbers(blocks) | _running_heads(blocks)
    kept: list[Block] = []
    broke = False
    for index, block in enumerate(blocks):
        if index in furniture:
            broke = True
            continue
        block.after_break = block.after_break or broke
        broke = False
        kept.append(block)
    return kept


def _running_heads(blocks: list[Block]) -> set[int]:
    """Return the indexes of short blocks that return page after page, or once more where a page certainly begins."""
    found: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.label is None and len(block.text) < HARD_WRAP_WIDTH:
            found.setdefault(re.sub(r"\d+", "#", block.text), []).append(index)
    heads = [
        places
        for places in found.values()
        if len(places) >= FURNITURE_REPEATS or (len(places) > 1 and all(_begins_page(blocks, place) for place in places))
    ]
    return {place for places in heads for place in places if place}  # the first block of all is the title


def _begins_page(blocks: list[Block], index: int) -> bool:
    before = blocks[index - 1] if index else None
    return before is None or blocks[index].after_break or before.label is not None or bool(PAGE_NUMBER.match(before.text))


def _page_numbers(blocks: list[Block]) -> set[int]:
    """Return the indexes of blocks that are page numbers: nothing but a number, and rising through the text."""
    found = [
        (index, int(match["page"]))
        for index, block in enumerate(blocks)
        if block.label is None and len(block.text) < MAX_PAGE_NUMBER and (match := PAGE_NUMBER.match(block.text))
    ]
    chain = [found[place] for place in longest_rise([page for _, page in found])]
    return {index for index, page in chain if len(chain) > 1 or page < 1000}


def _assembled(blocks: list[Block], *, is_hyphenated: bool) -> tuple[list[str], list[Note]]:
    """Return the body's paragraphs and the notes, each with the pieces that pages tore off."""
    words = words_in(block.text for block in blocks)
    is_hyphenated = is_hyphenated or cuts_words((block.text for block in blocks), words)
    body: list[str] = []
    notes: list[tuple[int, str]] = []
    for block, role in zip(blocks, tell_apart(blocks), strict=True):
        if role is Role.NOTE and block.label is not None:
            notes.append((block.label, block.text))
        elif role is Role.NOTE_TAIL:
            notes[-1] = (notes[-1][0], _with_tail(notes[-1][1], block.text))
        elif role is Role.BODY_TAIL:
            body[-1] = f"{body[-1]}\n{block.text}"
        else:
            body.append(block.text)
    before: Counter[int] = Counter()
    written = []
    for label, text in notes:
        written.append((str(label) + AGAIN * before[label], mended(text, words, is_hyphenated=is_hyphenated)))
        before[label] += 1
    plain = [mended(text, words, is_hyphenated=is_hyphenated) for text in body]
    return plain, [Note(label=label, text=re.sub(r"\s+", " ", text).strip()) for label, text in written]


def _with_tail(note: str, tail: str) -> str:
    """Join a torn note; emphasis that the page break closed in the middle of a title goes on to the title's end.

    >>> _with_tail("Report, *Uzbekistan at*", "Ten, 21 August 2001.")
    'Report, *Uzbekistan at\\nTen*, 21 August 2001.'
    """
    if re.search(r"\w\*$", note) and tail[:1].isalpha() and "," in tail:
        head, rest = tail.split(",", 1)
        return f"{note[:-1]}\n{head}*,{rest}"
    return f"{note}\n{tail}"


def _residues(text: str) -> list[str]:
    """The emphasised names in which a line-end hyphen was left, for the name without it is a publisher's: `*Kommer-sant*`."""
    named = [(name, default_publishers().named(name.replace("-", ""))) for name in _HYPHENED_NAME.findall(text)]
    return [name for name, known in named if known and fold_title(name.replace("-", " ")) not in map(fold_title, known.names)]


def _without_residue(text: str) -> str:
    for name in _residues(text):
        text = text.replace(f"*{name}*", f"*{name.replace('-', '')}*")
    return text


def _take_markers(body: list[str], style: _Style, labels: set[int], printed: set[str]) -> tuple[list[Paragraph], list[Marker]]:
    found = [(index, match) for index, text in enumerate(body) for match in _MARKS[style.mark].finditer(text)]
    found = [(index, match) for index, match in found if number_of(match) in labels or style.mark == "raised"]
    kinds: dict[int, list[re.Match[str]]] = {}
    for _, match in found:
        kinds.setdefault(number_of(match) // KIND_RANGE, []).append(match)
    chain = {id(one[place]) for one in kinds.values() for place in longest_rise([number_of(match) for match in one])}
    if style.mark == "raised":  # what stands behind a full stop is no power: "left.³", not "km³"
        chain |= {
            id(match) for _, match in found if number_of(match) in labels and _BEHIND_STOP.match(match.string, match.start() - 1)
        }
    paragraphs, markers = [], []
    calls: Counter[int] = Counter()
    for index, text in enumerate(body):
        pieces, last = [], 0
        for match in (match for where, match in found if where == index and id(match) in chain):
            pieces.append(text[last : match.start()])
            number = number_of(match)
            again = str(number) + AGAIN * calls[number]
            calls[number] += 1
            label = again if again in printed else str(number)
            markers.append(Marker(label=label, paragraph=index, offset=sum(map(len, pieces))))
            last = match.end()
        plain = "".join([*pieces, text[last:]])
        paragraphs.append(Paragraph(text=plain, kind="heading" if _is_heading(plain) else "body"))
    return paragraphs, markers


def _is_heading(text: str) -> bool:
    return len(text) < HEADING_LENGTH and not TERMINAL.search(text)

"""Plain text with note markers: superscript digits, `[12]`, or numbered lists; pages may break anywhere.

Enters: decoded text. Leaves: a `Document` in which page furniture is gone and what a page break tore apart, in the
body or in a note, is joined again. A text file has no marks for pages: breaks are inferred from the notes at each foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from citations.document import Document, Marker, Note, Paragraph
from citations.names import fold_title
from citations.prose import OPENING, quoted_spans
from citations.publisher import default_publishers

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
HARD_WRAP_WIDTH = 110  # characters; a line longer than this was not wrapped by hand, so its end is a paragraph's end
FURNITURE_REPEATS = 3  # a short line that stands alone this often is a running head
_MIN_BROKEN_LENGTH = 60  # characters; a shorter paragraph without a full stop is a heading, not a torn paragraph

PAGE_NUMBER = re.compile(r"^\W*(?:page|p\.|стр\.?|с\.)?\s*\d{1,4}(?:\s*(?:of|/|из)\s*\d{1,4})?\W*$", re.IGNORECASE)
_TERMINAL = re.compile(rf"[.!?:;…][”\"»’')\]*]*[{SUPERSCRIPTS}]*$|[.!?…][”\"»’')\]*]*\s*\[\d+\]$")
# A note that ends like this is complete though its full stop is missing: "19 December 2015", "op. cit", "p. 288", an address.
_LOOKS_COMPLETE = re.compile(r"(?:\b(?:1[5-9]|20)\d\d|op\. ?cit|\bpp?\. ?[\d–-]+|https?://\S+|\d)\)?$")
_LOOKS_CITING = re.compile(r"[”\"»*]\]?, [^.]*\b(?:1[5-9]|20)\d\d\b|op\. ?cit|\binterview, |\bibid\b|https?://", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Style:
    """How one kind of text marks its notes: where a note starts, and where the body calls it."""

    name: str
    start: re.Pattern[str]
    marker: re.Pattern[str]


_STYLES = (
    _Style(
        name="superscript",
        start=re.compile(rf"^\s*(?P<label>[{SUPERSCRIPTS}]+)\s*(?=\S)"),
        marker=re.compile(rf"(?<=\S)(?P<label>[{SUPERSCRIPTS}]+)"),
    ),
    _Style(
        name="bracket",
        start=re.compile(r"^\s*\[(?P<label>\d{1,4})\]:?\s+(?=\S)"),
        marker=re.compile(r"(?<=\S) ?\[(?P<label>\d{1,4})\](?!\()"),
    ),
    _Style(
        name="list",
        start=re.compile(r"^\s*(?P<label>\d{1,4})[.)]?\s+(?=\S)"),
        marker=re.compile(rf"(?<=[a-zа-яёҷғқҳӣӯ.,;:!?”\"»’)\]])(?P<label>\d{{1,4}}|[{SUPERSCRIPTS}]+)(?=\s|$)"),
    ),
)


@dataclass(slots=True)
class _Block:
    """Consecutive lines that belong together; `label` is set on the first block of a note."""

    text: str
    label: int | None = None


@dataclass(slots=True)
class _Run:
    """A page's body blocks, and the notes at its foot."""

    body: list[_Block] = field(default_factory=list)
    notes: list[_Block] = field(default_factory=list)


def read_text(text: str) -> Document:
    """Return the `Document` that plain `text` holds; without notes it is one of paragraphs alone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    style, starts = max(((style, _note_starts(lines, style)) for style in _STYLES), key=lambda pair: _weight(lines, *pair))
    blocks = _without_furniture(list(_blocks(lines, starts)))
    runs = _runs(blocks, style)
    _return_tails(runs, style)
    words = set(re.findall(r"\w+(?:-\w+)*", text.casefold()))
    notes = [Note(label=str(block.label), text=block.text) for run in runs for block in run.notes if block.label is not None]
    body = _joined_body(runs, words)
    paragraphs, markers = _take_markers(body, style, {int(note.label) for note in notes})
    return Document(
        format="text", paragraphs=tuple(paragraphs), markers=tuple(markers), notes=tuple(_mended(note, words) for note in notes)
    )


def _weight(lines: list[str], style: _Style, starts: dict[int, int]) -> tuple[int, int]:
    called = {
        _number(match["label"])
        for index, line in enumerate(lines)
        if index not in starts
        for match in style.marker.finditer(line)
    }
    matched = len(called & set(starts.values()))
    return (matched if matched >= min(2, len(starts)) else 0, -_STYLES.index(style))


def _note_starts(lines: list[str], style: _Style) -> dict[int, int]:
    """Return line index to label, for the longest chain of rising labels."""
    found = [(index, _number(match["label"])) for index, line in enumerate(lines) if (match := style.start.match(line))]
    return {found[place][0]: found[place][1] for place in longest_rise([label for _, label in found])}


def _number(label: str) -> int:
    return int(label.translate(_TO_DIGITS))


def longest_rise(values: list[int]) -> list[int]:
    """Return the indexes of the longest strictly rising chain of `values` (patience sorting).

    >>> longest_rise([1, 2, 9, 3, 2, 4])
    [0, 1, 3, 5]
    """
    piles: list[int] = []
    before: list[int | None] = []
    for index, value in enumerate(values):
        low, high = 0, len(piles)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if values[piles[middle]] < value else (low, middle)
        before.append(piles[low - 1] if low else None)
        piles[low : low + 1] = [index]
    chain: list[int] = []
    place = piles[-1] if piles else None
    while place is not None:
        chain.append(place)
        place = before[place]
    return chain[::-1]


def _blocks(lines: list[str], starts: dict[int, int]) -> Iterator[_Block]:
    current: _Block | None = None
    previous = ""
    for index, line in enumerate(lines):
        if not line.strip():
            if current:
                yield current
            current = None
        elif index in starts or current is None or len(previous) > HARD_WRAP_WIDTH:
            if current:
                yield current
            current = _Block(line.strip(), starts.get(index))
        else:
            current.text += "\n" + line.strip()
        previous = line
    if current:
        yield current


def _without_furniture(blocks: list[_Block]) -> list[_Block]:
    shape = re.compile(r"\d+")
    seen = Counter(shape.sub("#", block.text) for block in blocks if block.label is None and len(block.text) < HARD_WRAP_WIDTH)
    return [
        block
        for block in blocks
        if block.label is not None
        or not (PAGE_NUMBER.match(block.text) or (seen[shape.sub("#", block.text)] >= FURNITURE_REPEATS))
    ]


def _runs(blocks: list[_Block], style: _Style) -> list[_Run]:
    runs = [_Run()]
    for block in blocks:
        if block.label is not None:
            block.text = style.start.sub("", block.text, count=1)
            runs[-1].notes.append(block)
        else:
            if runs[-1].notes:
                runs.append(_Run())
            runs[-1].body.append(block)
    return runs


def _return_tails(runs: list[_Run], style: _Style) -> None:
    """Move the tail of a torn note from the next page's body back to the note."""
    labels = {block.label for run in runs for block in run.notes}
    for index, (run, following) in enumerate(zip(runs, runs[1:], strict=False)):
        if not run.notes:
            continue
        note = run.notes[-1]
        if not any(_calls(block, style, labels) for later in runs[index + 1 :] for block in later.body):
            pieces = (
                following.body if following.notes else [block for block in following.body if _is_tail(note.text, block, None)]
            )
        else:
            pieces = [
                block
                for block in _candidates(following, style, labels)
                if _is_tail(note.text, block, _waiting(run, following, block))
            ][-1:]
        for piece in pieces:
            following.body.remove(piece)
            note.text = _with_tail(note.text, piece.text)


def _calls(block: _Block, style: _Style, labels: set[int | None]) -> bool:
    return any(_number(match["label"]) in labels for match in style.marker.finditer(block.text))


def _candidates(following: _Run, style: _Style, labels: set[int | None]) -> list[_Block]:
    """The blocks that can be a torn note's tail: the last before the next notes, else any that continues something."""
    free = [block for block in following.body if not _calls(block, style, labels)]
    if following.notes and free and free[-1] is following.body[-1]:
        return free[-1:]
    return [block for block in free if _continues(block.text)]


def _waiting(run: _Run, following: _Run, block: _Block) -> str | None:
    """The torn body paragraph that `block` could continue instead, or None."""
    index = following.body.index(block)
    before = following.body[index - 1] if index else (run.body[-1] if run.body else None)
    return before.text if before and is_torn(before.text) and index == 0 else None


def _is_tail(note: str, block: _Block, waiting: str | None) -> bool:
    text = block.text
    if _is_open(note):
        return waiting is None or not _continues(text) or note.endswith("-")
    if _TERMINAL.search(note):
        return waiting is None and bool(_LOOKS_CITING.search(text)) and len(text) < 4 * HARD_WRAP_WIDTH
    if _LOOKS_COMPLETE.search(note):
        return waiting is None and (_continues(text) or bool(_LOOKS_CITING.search(text)))
    return waiting is None or not _continues(text)


def _is_open(note: str) -> bool:
    """Whether a note breaks off inside a word, a bracket, a quotation or a stretch of emphasis."""
    if re.search(r"\w-$", note):
        return True
    flat = re.sub(r"\[[^\[\]]*\]", "", note)
    unbalanced = flat.count("[") > flat.count("]") or flat.count("(") > flat.count(")") or note.count("*") % 2
    quotes = sum(mark in OPENING for mark in note) > sum(mark in "”»" for mark in note)
    straight = note.count('"') % 2 and not quoted_spans(note[note.rfind('"') :])
    return bool(unbalanced or quotes or straight)


def _continues(text: str) -> bool:
    first = text.lstrip("*")[:1]
    return first.islower() or first in ",;:.)]}–—”»" or (first in "\"'’" and text[1:2] in "],.;")


def is_torn(text: str) -> bool:
    """Return whether a body paragraph breaks off before its end."""
    return len(text) >= _MIN_BROKEN_LENGTH and not _TERMINAL.search(text)


def _joined_body(runs: list[_Run], words: set[str]) -> list[str]:
    body: list[str] = []
    for run in runs:
        for index, block in enumerate(run.body):
            text = mend_hyphens(block.text, words)
            torn = bool(body) and is_torn(body[-1])
            after_notes = index == 0
            if torn and (_continues(text) or (after_notes and len(text) >= _MIN_BROKEN_LENGTH)):
                body[-1] = mend_hyphens(body[-1] + "\n" + text, words)
            else:
                body.append(text)
    return [text.replace("\n", " ") for text in body]


def mend_hyphens(text: str, words: set[str]) -> str:
    """Return `text` with words joined that a line end cut; a hyphen stays where both halves or the compound are words.

    `words` are the document's own words, in lower case: its usage decides.
    """

    def mend(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        plain, compound = (left + right).casefold(), f"{left}-{right}".casefold()
        if plain in words:
            return left + right
        halves_are_words = left.casefold() in words and right.casefold() in words
        return left + "-" + right if compound in words or halves_are_words else left + right

    return re.sub(r"(\w+)-\n(\w+)", mend, text.replace("\xad\n", "")).replace("\n", " ")


def _mended(note: Note, words: set[str]) -> Note:
    return Note(label=note.label, text=_without_residue(re.sub(r"\s+", " ", mend_hyphens(note.text, words)).strip()))


def _with_tail(note: str, tail: str) -> str:
    """Join a torn note; emphasis that the page break closed in the middle of a title goes on to the title's end.

    >>> _with_tail("Report, *Uzbekistan at*", "Ten, 21 August 2001.")
    'Report, *Uzbekistan at\\nTen*, 21 August 2001.'
    """
    if re.search(r"\w\*$", note) and tail[:1].isalpha() and "," in tail:
        head, rest = tail.split(",", 1)
        return f"{note[:-1]}\n{head}*,{rest}"
    return f"{note}\n{tail}"


def _without_residue(text: str) -> str:
    """Mend a line-end hyphen left inside an emphasised name, when the name without it is a publisher's: `*Kommer-sant*`."""

    def mend(match: re.Match[str]) -> str:
        plain = match[1].replace("-", "")
        known = default_publishers().named(plain)
        return f"*{plain}*" if known and fold_title(match[1].replace("-", " ")) not in map(fold_title, known.names) else match[0]

    return re.sub(r"\*(\w+-\w+)\*", mend, text)


def _take_markers(body: list[str], style: _Style, labels: set[int]) -> tuple[list[Paragraph], list[Marker]]:
    found = [(index, match) for index, text in enumerate(body) for match in style.marker.finditer(text)]
    found = [(index, match) for index, match in found if _number(match["label"]) in labels or style.name == "superscript"]
    chain = {id(found[place][1]) for place in longest_rise([_number(match["label"]) for _, match in found])}
    paragraphs, markers = [], []
    for index, text in enumerate(body):
        pieces, last = [], 0
        for match in (match for where, match in found if where == index and id(match) in chain):
            pieces.append(text[last : match.start()])
            markers.append(Marker(label=str(_number(match["label"])), paragraph=index, offset=sum(map(len, pieces))))
            last = match.end()
        plain = "".join([*pieces, text[last:]])
        paragraphs.append(Paragraph(text=plain, kind="heading" if _is_heading(plain) else "body"))
    return paragraphs, markers


def _is_heading(text: str) -> bool:
    return len(text) < _MIN_BROKEN_LENGTH * 1.5 and not _TERMINAL.search(text)

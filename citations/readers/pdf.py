"""PDF files: body and notes told apart by the size of their letters, raised numbers read as marks.

Enters: the bytes. Leaves: a `Document`. What a page is made of (running heads, page numbers, the two sizes of text) is told by
the sizes and places of its lines (`pdf_lines`); pages torn apart are joined as in plain text (`torn`).
Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from citations.document import Document, Note
from citations.readers.flat_text import distinct
from citations.readers.numbering import KIND_RANGE, SUPERSCRIPTS, longest_rise, note_start, number_in, number_of, raised
from citations.readers.pdf_letters import number_letters
from citations.readers.pdf_lines import RAISED_START, Line, is_mark, lines_of, usual
from citations.readers.pdf_marks import NAMED, number_brackets, number_signs
from citations.readers.text import PAGE_NUMBER, read_raised
from citations.readers.torn import Block
from citations.regex import regex

# of the body's size: smaller lines are notes, captions, tables; of 46 layouts 0.85 loses one of the 39 read whole, 1.01 28,
# 0.9 and 0.97 none (half of `tests/evaluate_pdfs.py`)
SMALL_SIZE = 0.94
NEW_PARAGRAPH_GAP = 1.35  # of the usual distance of lines: at 1.8 five of the example's layouts are misread, at 1.1 none
INDENT = 0.7  # of the line's size: of four indents 0.2 misreads two, 1.2 one; 0.5 reads all as this does
FURNITURE_PAGES = 3  # with a line at their edge, in the same place, which then is a running head: 2 drops a line, 4 keeps a head
MAX_HEAD = 150  # characters of a running head: of those 39 layouts 75 loses two, 300 none
# of all lines: where more end in a hyphen, words were cut; compounds alone end fewer than one in fifty; 0 misreads one of 38
# PDFs of `tests/test_readers_pdf*.py` ("pro-government"); 0.3 none of them, nor of those 46 layouts, whose words say what was cut
HYPHENATED = 0.03
# of the page's height: where running heads and page numbers stand; of those 39 layouts 0.04 loses 33, 0.06 to 0.2 none
_EDGE = 0.12
_MARK = regex(rf"(?<=\S)[{SUPERSCRIPTS}]+")
_START = note_start("raised", "bracket", "plain", "bare")
# a note's number with no blank behind it: "12Ibid.", "17“Minutes", "112015 Report"; not "12.5 percent", "2015 Report"
_GLUED = regex(r"^(?P<digits>\d{1,4}(?=[^\s\d.,:;)\]/-])|\d{5,8}(?![\d.,/-]))")


def read_pdf(body: bytes) -> Document:
    """Return the `Document` in a PDF file. Raises InputError for one that is locked, damaged, a scan, or too long."""
    lines = _without_furniture(list(lines_of(body)))
    size = _body_size(lines)
    signs = _find_notes(lines, size)
    cut = sum(line.text.endswith("-") for line in lines)
    document = read_raised(list(_blocks(lines, size)), "pdf", is_hyphenated=cut > HYPHENATED * len(lines))
    return _with_signs(document, signs) if signs else document


def _with_signs(document: Document, signs: dict[int, str]) -> Document:
    """The document with its notes and marks called by the signs that were printed, two kinds in the order of their calls."""
    labels = {key[1]: label for key, label in distinct({("footnote", str(n)): sign for n, sign in signs.items()}).items()}
    notes = document.notes if all(note.label in labels for note in document.notes) else _as_called(document)
    return replace(
        document,
        notes=tuple(replace(note, label=labels.get(note.label, note.label)) for note in notes),
        markers=tuple(replace(mark, label=labels.get(mark.label, mark.label)) for mark in document.markers),
    )


def _as_called(document: Document) -> list[Note]:
    """The notes in the order of their calls, one that nothing calls behind the one before it."""
    called = {mark.label: place for place, mark in reversed(list(enumerate(document.markers)))}
    placed: list[tuple[int, Note]] = []
    for note in document.notes:
        placed.append((called.get(note.label, placed[-1][0] if placed else 0), note))
    return [note for _, note in sorted(placed, key=itemgetter(0))]


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Return the lines without running heads and page numbers: what stands at the edge of several pages in the same place."""
    edges = {index for index, line in enumerate(lines) if not _EDGE < line.foot / line.height < 1 - _EDGE}
    heads: dict[tuple[str, int], set[int]] = {}
    numbers: dict[int, set[int]] = {}
    for index in edges:
        line = lines[index]
        for head in _heads(line):
            heads.setdefault(head, set()).add(line.page)
        if found := PAGE_NUMBER.match(line.text):
            numbers.setdefault(int(found["page"]) - line.page, set()).add(line.page)
    enough = min(FURNITURE_PAGES, max(2, len({line.page for line in lines})))
    short = {index for index in edges if len(lines[index].text) < MAX_HEAD}
    gone = {index for index in short if max(len(heads[head]) for head in _heads(lines[index])) >= enough}
    for index in edges:
        found = PAGE_NUMBER.match(lines[index].text)
        if found and len(numbers[int(found["page"]) - lines[index].page]) > 1:
            gone.add(index)
    return [line for index, line in enumerate(lines) if index not in gone]


def _heads(line: Line) -> Iterator[tuple[str, int]]:
    """What makes two lines one running head: their words, how high they stand (3 points), and a number that counts the pages.

    Other numbers are the same: "12. Ibid." and "http://quay.example/12" are no heads, wherever they stand.
    """
    words, height = re.sub(r"\b[ivxlc]+$", "#", line.text), round(line.foot / 3)
    yield words, height
    for number in re.finditer(r"\d{1,9}", words):
        yield f"{words[: number.start()]}#{int(number[0]) - line.page}#{words[number.end() :]}", height


def _body_size(lines: list[Line]) -> float:
    """The size of most letters in the upper half of the pages, where notes seldom stand."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text) * (3 if line.foot > line.height / 2 else 1)
    return weights.most_common(1)[0][0] if weights else 0.0


def _find_notes(lines: list[Line], size: float) -> dict[int, str]:
    """Set the label of each line that begins a note: the rising numbers that the marks in the text name.

    Small lines are asked before large ones and raised numbers before others; a list that the marks do not name is no notes.
    Beside them raised letters are marks (i, ii), and where neither is one, numbers in brackets or signs: returned is which
    letters or sign a number stands for.
    """
    if chains := _chains_by_page(lines, size):
        _count_on(lines, chains)
        return number_letters(lines)
    best = _best_chain(lines, size)
    for index, label in best:
        _begin_note(lines[index], label, label)
    signs = number_letters(lines)
    return signs if signs or best or number_brackets(lines, SMALL_SIZE * size) else number_signs(lines, SMALL_SIZE * size)


def _best_chain(lines: list[Line], size: float) -> list[tuple[int, int]]:
    """Return index and number of the lines that begin notes, none where the marks name fewer than half of them."""
    called = _called(lines)
    everywhere = list(enumerate(lines))
    small = [(index, line) for index, line in everywhere if line.size < SMALL_SIZE * size]
    candidates = [_chain(place, called, is_raised=is_raised) for place in (small, everywhere) for is_raised in (True, False)]
    best = max(candidates, key=lambda chain: len(called & {label for _, label in chain}))
    while len(best) > 1 and best[-1][1] not in called and best[-1][1] != best[-2][1] + 1:
        best.pop()  # "27 March 2025", behind note 12
    return best if len(called & {label for _, label in best}) >= NAMED * len(best) else []


def _called(lines: list[Line]) -> set[int]:
    """The numbers of the marks: raised, and not at the beginning of a line."""
    return {number_in(label) for line in lines for label in _MARK.findall(line.text[1:])}


def _starts(line: Line, called: set[int], *, is_raised: bool) -> list[int]:
    """The numbers that a line may begin with, the greatest first: "112015 Report" is note 112, 11 or 1, if those are called."""
    if match := (RAISED_START if is_raised else _START).match(line.text):
        return [number_of(match)]
    glued = None if is_raised else _GLUED.match(line.text)
    return sorted(called & {int(glued["digits"][:length]) for length in range(1, 5)}, reverse=True) if glued else []


def _begin_note(line: Line, printed: int, label: int) -> None:
    """Let the note `label` begin with a line, and its printed number stand apart from its words."""
    line.label = label
    if not _START.match(line.text):
        line.text = f"{printed} {line.text.removeprefix(str(printed))}"


def _chain(lines: list[tuple[int, Line]], called: set[int], *, is_raised: bool) -> list[tuple[int, int]]:
    """Return index and number of those of `lines` that begin with rising numbers."""
    starts = [(index, number) for index, line in lines for number in _starts(line, called, is_raised=is_raised)]
    return [starts[place] for place in longest_rise([label for _, label in starts])]


def _chains_by_page(lines: list[Line], size: float) -> list[list[tuple[int, int]]]:
    """Return the notes of each page where every page numbers them from 1; nothing where the numbers run on."""
    chains = []
    for _, page in groupby(enumerate(lines), key=lambda pair: pair[1].page):
        indexes, printed = zip(*page, strict=True)
        chain = _best_chain(list(printed), size)
        if chain and [label for _, label in chain] != list(range(1, len(chain) + 1)):
            return []
        if chain:
            chains.append([(indexes[place], label) for place, label in chain])
    return chains if len(chains) > 1 else []


def _count_on(lines: list[Line], chains: list[list[tuple[int, int]]]) -> None:
    """Number through the document what each page numbers from 1, notes and marks alike."""
    before = 0
    for chain in chains:
        page = lines[chain[0][0]].page
        numbers = {raised(str(label)): raised(str(label + before)) for _, label in chain}
        for line in (line for line in lines if line.page == page):
            line.text = _MARK.sub(functools.partial(_counted, numbers), line.text)
        for index, label in chain:
            _begin_note(lines[index], label, label + before)
        before += len(chain)


def _counted(numbers: dict[str, str], mark: re.Match[str]) -> str:
    return numbers.get(mark[0], mark[0])


def _blocks(lines: list[Line], size: float) -> Iterator[Block]:
    """Yield paragraphs and notes: lines that stand close, begin at the same margin and have the same size."""
    gap = _usual_gap(lines)
    notes: dict[int, list[float]] = {}  # the sizes of each kind of notes
    for line in lines:
        if line.label is not None:
            notes.setdefault(line.label // KIND_RANGE, []).append(line.size)
    tells = bool(notes) and all(usual(sizes) < SMALL_SIZE * size for sizes in notes.values())
    block: Block | None = None
    before: Line | None = None
    for line in lines:
        if block and before and not _begins(line, before, block, gap):
            block.text += ("" if is_mark(line) else "\n") + _text(line)
        else:
            if block:
                yield block
            turned = before is not None and line.page != before.page
            block = Block(_text(line), line.label, after_break=turned, is_small=line.size < SMALL_SIZE * size if tells else None)
        before = line
    if block:
        yield block


def _text(line: Line) -> str:
    return line.text if line.label is None else _START.sub("", line.text, count=1)


def _usual_gap(lines: list[Line]) -> float:
    gaps = [
        (one.foot - two.foot) / two.size
        for one, two in zip(lines, lines[1:], strict=False)
        if one.page == two.page and 0 < one.foot - two.foot < 4 * two.size
    ]
    return usual(gaps) if gaps else 1.2


def _begins(line: Line, before: Line, block: Block, gap: float) -> bool:
    """Whether a line begins a paragraph or a note."""
    if line.page == before.page and (is_mark(line) or (line.label is None and abs(line.foot - before.foot) < 0.2 * line.size)):
        return False
    if line.label is not None or line.page != before.page or abs(line.size - before.size) > 0.06 * before.size:
        return True
    distance = (before.foot - line.foot) / line.size
    if distance < 0 or distance > NEW_PARAGRAPH_GAP * gap:
        return True
    indented = line.left - before.left > INDENT * line.size and line.left - before.left < 6 * line.size
    return indented and block.label is None

"""Notes of a PDF whose numbers are roman, letters or signs: endnotes of Word and LibreOffice are i, ii, iii by default.

Enters: lines in which raised letters are marked as such, notes with figures labelled. Leaves: the lines that begin notes
labelled, their marks made raised numbers in a range of their own, and no other mark left. Notes count when their numbers run
unbroken from the first and raised letters of the text call them; a name "I", a list "i)" or a page's number call nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from citations.readers.flat_text import ASTERISK
from citations.readers.numbering import FORMATS, KIND_RANGE, column_letter, longest_rise, raised, written_in_signs
from citations.readers.pdf_lines import RAISED_LETTERS, Line, without_raised
from citations.readers.pdf_marks import NAMED
from citations.readers.torn import LOOKS_COMPLETE, TERMINAL

MOST = 2000  # notes of a kind; roman numbers as high are longer than a mark is
_SIGNS = ("*†‡§¶‖", "*†‡§‖¶#")  # as Typst and printers count them; Word's are four
_WRITTEN: tuple[Callable[[int], str], ...] = (
    *FORMATS.values(),
    column_letter,
    lambda number: column_letter(number).upper(),
    *(partial(written_in_signs, signs) for signs in _SIGNS),
)
Start = tuple[int, int]  # the index of a line that begins a note, and the note's place in its kind
Reading = tuple[list[Start], dict[int, str]]  # the notes that a way of numbering finds, and what its numbers print


def number_letters(lines: list[Line]) -> dict[int, str]:
    """Label the notes that raised letters or signs call, the kind with most first; return what each number prints."""
    printed: dict[int, str] = {}
    for kind in range(1, len(_WRITTEN) + 1):
        whole = max(_readings(lines), key=_notes, default=None)
        parts = max(
            [(lines, whole)] if whole else [], _by_page(lines), key=lambda one: sum(_notes(reading) for _, reading in one)
        )
        if not parts:
            break
        before = kind * KIND_RANGE
        for part, (chain, labels) in parts:
            _number(part, chain, labels, before, printed)
            before += len(chain)
    for line in lines:
        line.text = without_raised(line.text)
    return printed


def _notes(reading: Reading) -> int:
    return len(reading[0])


def _number(lines: list[Line], chain: list[Start], labels: dict[int, str], before: int, printed: dict[int, str]) -> None:
    """Label the notes of a chain, counted from `before`, and make their marks in `lines` raised numbers."""
    numbers = {labels[place]: raised(str(before + place)) for _, place in chain}
    for index, place in chain:
        printed[before + place] = labels[place]
        lines[index].label = before + place
        lines[index].text = f"{numbers[labels[place]]} {_behind(lines[index].text, labels[place])}"
    for line in lines:
        line.text = RAISED_LETTERS.sub(lambda mark: numbers.get(_plain(mark[1]), mark[0]), line.text)


def _by_page(lines: list[Line]) -> list[tuple[list[Line], Reading]]:
    """Return the pages whose notes one way of numbering finds when each page begins anew, and most; [] for fewer than two."""
    found: dict[str, list[tuple[list[Line], Reading]]] = {}
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        of_page: dict[str, Reading] = {}
        for reading in _readings(page):
            way = reading[1][1]  # what the first note's number prints: i, I, a, A, *
            of_page[way] = max(of_page.get(way, reading), reading, key=_notes)
        for way, reading in of_page.items():
            found.setdefault(way, []).append((page, reading))
    best = max(found.values(), key=lambda pages: sum(_notes(reading) for _, reading in pages), default=[])
    return best if len(best) > 1 else []


def _plain(mark: str) -> str:
    return mark.replace(ASTERISK, "*")


def _readings(lines: list[Line]) -> Iterator[Reading]:
    """Yield the notes that each way of numbering finds, and what their numbers print."""
    first: dict[str, int] = {}  # the line in which a mark is met first
    for index, line in enumerate(lines):
        for mark in RAISED_LETTERS.finditer(line.text):
            if mark.start() and line.label is None and not line.text[mark.start() - 1].isdecimal():  # as ordinals are: 1ᵃ, 19ᵉ
                first.setdefault(_plain(mark[1]), index)
    if not first:
        return
    for written in _WRITTEN:
        labels = {place: written(place) for place in range(1, MOST)}
        called = {place: first[label] for place, label in labels.items() if label in first}
        if not called:
            continue
        labels = {place: labels[place] for place in range(1, max(called) + 1)}
        for is_raised in (True, False):
            chain = _chain(lines, labels, called, is_raised=is_raised)
            if chain and len(called.keys() & {place for _, place in chain}) >= NAMED * len(chain):
                yield chain, labels


def _chain(lines: list[Line], labels: dict[int, str], called: dict[int, int], *, is_raised: bool) -> list[Start]:
    """Return the lines that begin notes behind their calls, in unbroken order from the first."""
    places = {label: place for place, label in labels.items()}
    longest, initials = max(map(len, places)), {label[0] for label in places}
    starts: list[Start] = []
    for index, line in enumerate(lines):
        if line.label is None and (is_raised or line.text[:1].replace(ASTERISK, "*") in initials):
            found = [places[label] for label in _leads(line, lines[index - 1], longest, is_raised=is_raised) if label in places]
            starts += [(index, place) for place in found if called.get(place, -1) < index]
    chain = [starts[place] for place in longest_rise([place for _, place in starts])]
    if len(chain) == 1 and not is_raised and _behind(lines[chain[0][0]].text, labels[1])[:1].islower():
        return []  # "A ferry", "I went"
    return chain if [place for _, place in chain] == list(range(1, len(chain) + 1)) else []


def _leads(line: Line, before: Line, longest: int, *, is_raised: bool) -> Iterator[str]:
    """Yield what may be the number of a note that a line begins with, the longest first: "viiiIbid.", "iv Quay Times"."""
    if is_raised:
        if mark := RAISED_LETTERS.match(line.text):
            yield _plain(mark[1])
        return
    text = line.text[: longest + 5].replace("*", " ").replace(ASTERISK, "*")  # emphasis is no sign
    for length in range(min(longest, len(text) - 1), 0, -1):
        behind = text[length:].lstrip(" .")
        if behind[:1].islower() and not behind.startswith("http") and not (text[length] in " ." and _is_begun(line, before)):
            continue
        if behind[:1] not in ("", ")"):
            yield text[:length]


def _is_begun(line: Line, before: Line) -> bool:
    """Whether a line may begin a note by what stands before it: "a licence" may go on, "a ferry" behind a full stop does not."""
    return line.page != before.page or bool(TERMINAL.search(before.text) or LOOKS_COMPLETE.search(before.text))


def _behind(text: str, label: str) -> str:
    """Return the words behind a note's printed number."""
    mark = RAISED_LETTERS.match(text)
    return (text[mark.end() :] if mark else text[len(label) :]).lstrip(". ")

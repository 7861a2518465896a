"""Marks of a PDF that are no raised numbers: numbers in brackets, and signs (∗ † ‡ §) that begin anew on each page.

Enters: lines none of which is a note yet. Leaves: the lines that begin notes labelled, and their marks made raised numbers.
A sign counts only where a smaller line of the same page begins with it and a word of the text bears it.
"""

from __future__ import annotations

from itertools import groupby
from math import inf

from citations.readers.flat_text import ASTERISK
from citations.readers.numbering import longest_rise, note_start, number_of, raised
from citations.readers.pdf_lines import Line
from citations.regex import regex

# Notes in brackets; one alone is an editor's insertion, unless a line behind its call begins with it. 1 and 4 read the 46 PDFs of
# `tests/sweep.py pdfs` as well; 3 loses those of a document of two
MIN_BRACKETS = 2
# of the numbers that begin lines: where the marks name fewer, the lines are a list and no notes; of 38 PDFs of
# `tests/test_readers_pdf*.py` 0.25 misreads two, 0.75 one
NAMED = 0.5
_BRACKET = regex(r"(?:(?<=\S)\s?|^)\[(?P<number>\d{1,4})\]")
_BRACKET_START = regex(
    rf"{note_start('bracket', 'plain').pattern}|^\[(?P<glued>\d{{1,4}})\](?=[^\W\d_]|[“«\"*])"
)  # [1]Quay Times
_SIGNS = r"(?P<sign>[∗†‡§¶#]{1,3})"
# matches the sign of "left.∗ She", "law†, as"; not "§ 12" or "5 ∗ 3"
_SIGN = regex(rf"(?<=[\w.,;:!?”\"’»)\]]){_SIGNS}(?=[\s.,;:!?)]|$)")
_SIGN_START = regex(rf"^{_SIGNS}\s*(?=[^\s\d∗†‡§¶#])")


def number_brackets(lines: list[Line], small: float) -> bool:
    """Label the notes of a list that the numbers in brackets name, and make those raised; False where there is none.

    `small` is the size in points below which lines are asked first: one of the body may begin with its last word's number.
    """
    called = {int(number) for line in lines for number in _BRACKET.findall(line.text[1:])}
    starts = [(line, number_of(match)) for line in lines if called and (match := _BRACKET_START.match(line.text))]
    chains = [_chain([start for start in starts if start[0].size < size]) for size in (small, inf)]
    chain = max(chains, key=lambda one: len(called & {number for _, number in one}))
    named = called & {number for _, number in chain}
    if len(named) < max(MIN_BRACKETS, NAMED * len(chain)) and not _is_lone(lines, chain):
        return False
    listed = {number for _, number in chain}
    for line, number in chain:
        line.label = number
        line.text = f"[{number}] {_BRACKET_START.sub('', line.text)}"
    for line in lines:
        if line.label is None:
            line.text = _BRACKET.sub(lambda mark: raised(mark["number"]) if int(mark["number"]) in listed else mark[0], line.text)
    return True


def _chain(starts: list[tuple[Line, int]]) -> list[tuple[Line, int]]:
    return [starts[place] for place in longest_rise([number for _, number in starts])]


def _is_lone(lines: list[Line], chain: list[tuple[Line, int]]) -> bool:
    """Whether the one note of the document is called before the line that "[1]" begins, and only there."""
    if [number for _, number in chain] != [1] or not chain[0][0].text.lstrip().startswith("["):
        return False
    called = [place for place, line in enumerate(lines) if "1" in _BRACKET.findall(line.text[1:])]
    begun = next(place for place, line in enumerate(lines) if line is chain[0][0])
    return len(called) == 1 and called[0] < begun


def number_signs(lines: list[Line], small: float) -> dict[int, str]:
    """Number the notes that signs call, page by page, and make the signs raised numbers; return the sign of each number.

    `small` is the size in points below which a line can begin a note.
    """
    signs: dict[int, str] = {}
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        called = {sign for line in page for sign in _SIGN.findall(line.text)}
        numbers: dict[str, str] = {}
        for line in page:
            match = _SIGN_START.match(line.text) if line.size < small else None
            if match and match["sign"] in called and match["sign"] not in numbers:
                line.label = len(signs) + 1
                signs[line.label] = match["sign"].replace(ASTERISK, "*")
                numbers[match["sign"]] = raised(str(line.label))
                line.text = f"{numbers[match['sign']]} {line.text[match.end() :]}"
        for line in page:
            if line.label is None:
                line.text = _SIGN.sub(lambda mark, known=numbers: known.get(mark["sign"], mark[0]), line.text)  # type: ignore[misc]
    return signs

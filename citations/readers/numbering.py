"""The numbers of notes as formats without links print them: raised, in brackets, or before a full stop.

Enters: lines and words. Leaves: what begins a note, what calls one, and which of many numbers make an order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_DAGGERS = "*†‡§"
MAX_DIGITS = 12  # of a number; what a draft prints longer was made to harm
KIND_RANGE = 10_000  # notes of other kinds (i, ii; a, b) are counted in ranges of their own, of which a draft fills none
AGAIN = "′"  # behind the label of a note whose number one before it has
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

# How a note may begin, by kind. Each matches its number alone.
STARTS = {
    "raised": rf"(?P<raised>[{SUPERSCRIPTS}]+)[.)]?",  # ¹² Lake Wire
    "bracket": r"\[(?P<bracket>\d{1,4})\][:.]?",  # [12] Lake Wire
    "round": r"\((?P<round>\d{1,4})\)[:.]?",  # (12) Lake Wire
    "caret": r"\^(?P<caret>\d{1,4})\^?[.):]?",  # ^12 Lake Wire
    "plain": r"(?P<plain>\d{1,4})[.)]",  # 12. Lake Wire
    "bare": r"(?P<bare>\d{1,4})",  # 12 Lake Wire; a sentence may begin so
}


def note_start(*kinds: str) -> re.Pattern[str]:
    """Return what matches the beginning of a note of one of `kinds`, the white space behind it included.

    >>> number_of(note_start("plain", "bracket").match("[12] Lake Wire"))
    12
    >>> note_start("plain").match("2015-03-01, Lake Wire")
    """
    behind = {kind: r"\s*(?=\S)" if kind == "raised" else r"\s+(?=\S)" for kind in kinds}
    return re.compile(rf"^\s*(?:{'|'.join(STARTS[kind] + behind[kind] for kind in kinds)})")


def number_of(match: re.Match[str]) -> int:
    """Return the number that a match of a note's beginning or call holds."""
    return number_in(next(group for group in match.groups() if group))


def number_in(digits: str) -> int:
    """Return the number that digits or superscripts write, of no more than the first twelve."""
    return int(lowered(digits)[:MAX_DIGITS])


def raised(digits: str) -> str:
    """Return `digits` as superscripts."""
    return digits.translate(_TO_RAISED)


def lowered(digits: str) -> str:
    """Return superscripts as plain digits."""
    return digits.translate(_TO_DIGITS)


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


def _roman(number: int) -> str:
    numerals = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
    text = ""
    for value, numeral in numerals:
        text += numeral * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def column_letter(number: int) -> str:
    """Return a number as LibreOffice's letters write it: z, aa, ab, where Word writes z, aa, bb."""
    head, last = divmod(number - 1, 26)
    return (column_letter(head) if head else "") + chr(97 + last)


def written_in_signs(signs: str, number: int) -> str:
    """Return a number as `signs` in turn, doubled and trebled where they are used up."""
    return signs[(number - 1) % len(signs)] * ((number - 1) // len(signs) + 1)


# How a number is printed, by the names of ISO/IEC 29500-1, 17.18.59
FORMATS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "chicago": partial(written_in_signs, _DAGGERS),
}

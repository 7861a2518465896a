"""What the pages of a PDF are called: the running numbers printed at their edges, and their labels in the file.

Enters: the text of each page, and the page labels. Leaves: a `PageStart` a page, by which a place in the joined text is told its
page. A number is believed only where it runs on from page to page. Standard: ISO 32000-1, 12.4.2 (page labels).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive.reading.page_furniture import ENOUGH_PAGES, edges
from citations.pdf_page import PdfPage
from citations.regex import regex

LONGEST_LABEL = 40  # characters: a longer one is no number
MAX_GAP = 3  # from one page that bears its number to the next: chapters begin without one, and plates have none
# matches: 12 in "Council 12", "- 12 -" and "12/40", xii    does not: "A12", "12th", "12345"
_NUMBER = regex(r"(?<!\w)(?P<figures>\d{1,4})(?!\w)|^\W*(?P<roman>[ivxl]{1,7}|[IVXL]{1,7})\W*$")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
_NUMERALS = [tens + ones for tens in _TENS for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")]
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS)}

_Kind = tuple[bool, int]  # whether in Roman numerals, and by how much the number is ahead of the page


@dataclass(frozen=True, kw_only=True, slots=True)
class PageStart:
    """Where a page begins in the text, and what it is called: running numbers, then its label; () where that is not known."""

    start: int
    labels: tuple[str, ...] = ()


def page_starts(pages: Sequence[str], printed: Sequence[str], labels: Sequence[str]) -> tuple[PageStart, ...]:
    """Return a start a page. `pages` are joined by line feeds to the text, of which white space at its start is cut;
    `printed` are the same pages with their running heads, `labels` what the file calls them ("" for nothing).

    Labels that only count the pages of the file say nothing of what is printed, and are left out.
    """
    joined = "\n".join(pages)
    lead = len(joined) - len(joined.lstrip())
    starts = accumulate((len(page) + 1 for page in pages[:-1]), initial=-lead)
    telling = [label.strip()[:LONGEST_LABEL] for label in labels]
    if all(label == str(number) for number, label in enumerate(telling, 1)):
        telling = [""] * len(pages)
    named = zip(starts, running_numbers(printed), telling, strict=False)
    return tuple(
        PageStart(start=max(0, start), labels=tuple(dict.fromkeys(filter(None, (*numbers, label)))))
        for start, numbers, label in named
    )


def pages_at(starts: Sequence[PageStart], span: tuple[int, int]) -> tuple[PdfPage, ...]:
    """Return the pages on which `span` of the text stands, in their order; () where the text has no pages."""
    first, last = (bisect_right(starts, place, key=lambda one: one.start) for place in (span[0], max(span[0], span[1] - 1)))
    return tuple(PdfPage(number=number, labels=starts[number - 1].labels) for number in range(first, last + 1) if number)


def running_numbers(pages: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the numbers of each page that run on from page to page at its edge, those that run longest first.

    Pages in the midst of a run have its number whether they bear it or not.

    >>> running_numbers(["The town", "ii", "iii", "iv", "Council 1", "Council 2", "a plate", "Council 4"])
    [(), ('ii',), ('iii',), ('iv',), ('1',), ('2',), ('3',), ('4',)]
    """
    borne: dict[_Kind, list[int]] = defaultdict(list)
    for place, numbers in enumerate(_numbers_at_edges(pages)):
        for is_roman, number in numbers:
            borne[is_roman, number - place].append(place)
    found: list[list[tuple[int, str]]] = [[] for _ in pages]
    for (is_roman, ahead), places in borne.items():
        for run in _runs(places):
            for place in range(run[0], run[-1] + 1):
                number = place + ahead
                found[place].append((-len(run), _NUMERALS[number] if is_roman else str(number)))
    return [tuple(dict.fromkeys(label for _, label in sorted(labels))) for labels in found]


def _numbers_at_edges(pages: Sequence[str]) -> Iterator[set[tuple[bool, int]]]:
    """Yield the numbers of each page that stand in lines which stand at the edges of several pages, numbers aside."""
    split = [page.strip("\n").split("\n") for page in pages]
    seen = Counter(key for lines in split for key in {key for _, key in edges(lines)})
    for lines in split:
        repeated = {place for place, key in edges(lines) if seen[key] >= ENOUGH_PAGES}
        yield {number for place in repeated for match in _NUMBER.finditer(lines[place]) if (number := _value(match))}


def _value(match: re.Match[str]) -> tuple[bool, int] | None:
    if match["figures"]:
        return False, int(match["figures"])
    number = _ROMAN.get(match["roman"].casefold())
    return (True, number) if number else None


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the stretches of `places`, ascending, without a gap, that are long enough to be no accident."""
    run: list[int] = []
    for place in (*places, None):
        if place is None or (run and place - run[-1] > MAX_GAP):
            if len(run) >= ENOUGH_PAGES:
                yield run
            run = []
        if place is not None:
            run.append(place)

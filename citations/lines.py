"""Lines of a text that was broken to a width: which text is, and which of its lines end where a line had room left.

Enters: a text. Leaves: yes or no; the places of lines that begin behind a heading, a cell or an item. A PDF's text and a plain
file's have no other sign of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

PRINT_WIDTH = 110  # characters: no line of a wrapped text is longer
MIN_WIDTH = 30  # of the usual line: shorter ones are items, cells and verses; a newspaper's column has 35
# of the usual line: a line that the next word would not fill so far was ended on purpose; the longest words take a quarter
FILLED_SHARE = 0.75
_QUOTES = "\"'‘’‚‛“”„‟«»‹›`´′″"
_STOPS = frozenset(".!?…:" + _QUOTES)
_GOES_ON = frozenset(".!?…:;,—–-/")  # at a line's end, of a sentence that ended or goes on


def is_wrapped(text: str) -> bool:
    """Return whether most lines that another follows are of print width and end in mid-sentence."""
    lines = text.split("\n")
    inner = [line for line, following in pairwise(lines) if line and following]
    broken = sum(line[-1] not in _STOPS and len(line) <= PRINT_WIDTH for line in inner)
    widths = [len(line) for line in inner]
    return len(inner) > 1 and 2 * broken > len(inner) and max(widths) <= PRINT_WIDTH and median(widths) >= MIN_WIDTH


def forced_ends(text: str) -> Iterator[int]:
    """Yield the places of lines, in a wrapped text, behind one that ended on purpose and without a sentence, and of a heading.

    >>> list(forced_ends("The keepers were heard by\\nthe council.\\nThe price\\nWho pays was left open in\\nthe end"))
    [39, 49]
    """
    lines = text.split("\n")
    usual = median([len(line) for line, following in pairwise(lines) if line and following] or [0])
    start, before = 0, ""
    for line, following in pairwise(lines):
        is_short = len(line.rstrip()) + 1 + len(following.split(" ", 1)[0]) <= FILLED_SHARE * usual
        if line.strip() and is_short and _last(line) not in _GOES_ON and _begins(following):
            if _last(before) in _STOPS and _begins(line):
                yield start  # a heading
            yield start + len(line) + 1
        start, before = start + len(line) + 1, line


def _last(line: str) -> str:
    """Return the last character of a line, closing marks apart; "" of an empty one."""
    return line.rstrip().rstrip(_QUOTES + ")")[-1:]


def _begins(line: str) -> bool:
    return line.lstrip(_QUOTES + "(•-– ")[:1].isupper()

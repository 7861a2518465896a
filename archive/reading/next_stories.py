"""Other stories that a page sets whole below its own: the next ones of an endless page, the rest of a number.

Enters: the blocks of a page and its titles. Leaves: the numbers of the blocks from the first such story to the page's end. One
begins with a heading that is marked as the page's headline is, and has a day of its own right under it; what has no such day may
be a chapter, and entries of a live page stand in other boxes than its headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.reading.regions import HEADLINE_KINDS, MIN_HEADLINE, is_prose
from citations.partial_date import Precision, find_dates

if TYPE_CHECKING:
    from archive.reading.blocks import Block

UNDER = 2  # blocks under a heading in which its story's day stands
LONGEST_DAY = 40  # characters of a line that says little but a day
LEAST_PROSE = 2  # paragraphs of the page's own story before another may begin


def next_stories(blocks: Sequence[Block], titles: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the blocks of other stories; none where no heading of the page repeats one of its `titles`."""
    at = next((number for number, block in enumerate(blocks) if _repeats(block, titles)), None)
    if at is None or not _has_day(blocks, at):
        return frozenset()
    for number in range(at + 1, len(blocks)):
        block = blocks[number]
        if block.kind in HEADLINE_KINDS and not _repeats(block, titles) and _is_marked_alike(blocks[at], block):
            own = sum(is_prose(one.text, one.linked) for one in blocks[at + 1 : number])
            if own >= LEAST_PROSE and _has_day(blocks, number):
                return frozenset(range(number, len(blocks)))
    return frozenset()


def _repeats(block: Block, titles: Sequence[str]) -> bool:
    is_heading = block.kind in HEADLINE_KINDS and len(block.text) >= MIN_HEADLINE
    return is_heading and any(block.text in title for title in titles)


def _is_marked_alike(headline: Block, heading: Block) -> bool:
    """Whether both are `h1`, or stand in two boxes of one name."""
    is_first_level = headline.kind == heading.kind == "h1"
    return is_first_level or (headline.box != heading.box and headline.box_name == heading.box_name != "")


def _has_day(blocks: Sequence[Block], number: int) -> bool:
    lines = (block.text for block in blocks[number + 1 : number + 1 + UNDER] if len(block.text) <= LONGEST_DAY)
    days = (found.date for line in lines for found in find_dates(line, years=False, short_years=True))
    return any(day.precision is Precision.DAY and day.year for day in days)

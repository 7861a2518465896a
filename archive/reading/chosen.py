"""Which blocks of a page are its article: those that the extractor took, and their like beside them.

Enters: the blocks of a page, the numbers of those that are not its own, and the lines of the extracted text. Leaves: the
article's blocks in reading order; none where the lines are not made of blocks. The extractor leaves out a paragraph that repeats
the one before, some subheads, and all but one of the boxes in which a page sets its paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from archive.reading.blocks import STAND_IN
from archive.reading.regions import UNDER_HEADLINE, is_prose
from citations.regex import regex

if TYPE_CHECKING:
    from archive.reading.blocks import Block

# Measured on 94 pages with their text, F1 by word 0.974.
MIN_MATCHED = 0.8  # of the extracted letters that blocks hold: with fewer the extractor read another structure; 0.6 reads 0.973
MIN_BOX_SHARE = 0.3  # of the article's prose in boxes of one name, from which on all of that name are its own; 0.02 to 0.7 agree
MOST_LINKED = 0.5  # of a block's letters in links; with more it leads elsewhere
MAX_LOOSE = 20_000  # letters of lines that are no block's, in which every cell is looked for: work
ITEM, CELLS, RULES = "- ", " | ", "| "  # which the extractor puts before an item of a list, between cells, and round a row
SUBHEADS = frozenset({"h2", "h3", "h4", "h5"})
SENTENCES = frozenset({"p", "li"})
# "He agreed.", "同意。"; not "Share this"
_SENTENCE_END = regex(r"""[.!?…:;»”"'’)。！？]\s*$""")


class _Part(NamedTuple):
    """A block with its number, its text without spaces, and whether it is prose."""

    number: int
    block: Block
    key: str
    is_prose: bool


def chosen_blocks(
    blocks: Sequence[Block], others: Container[int], lines: Sequence[str], *, headlines: Container[int] = ()
) -> list[Block]:
    """Return the blocks of the article; `others` are the numbers of those that are not its own, `headlines` of its titles."""
    parts = [_Part(n, block, key_of(block.text), is_prose(block.text, block.linked)) for n, block in enumerate(blocks)]
    known = {part.key for part in parts}
    wanted = Counter(key for line in lines for cell in line.removeprefix(ITEM).split(CELLS) if (key := key_of(cell.strip(RULES))))
    held = sum(len(key) for key in wanted if key in known)
    if not wanted or held < MIN_MATCHED * sum(map(len, wanted)):
        return []
    own = [part for part in parts if part.number not in others]
    taken = set(_matched(own, wanted))
    taken.update(_alike(own, taken))
    loose = "".join(key for line in lines if (key := key_of(line.removeprefix(ITEM))) not in known)[:MAX_LOOSE]
    taken.update(list(_between(own, taken, loose)))
    taken.update(_standfirst(parts, min(taken, default=0), others, headlines))
    return [blocks[number] for number in sorted(taken)]


def key_of(text: str) -> str:
    """Return the text without its spaces, and without what stands for pictures: the extractor writes neither as we do."""
    return "".join(text.split()).replace(STAND_IN, "")


def _matched(parts: Sequence[_Part], wanted: Counter[str]) -> Iterator[int]:
    """Yield the blocks that the lines hold, a short line as often as they have it, where the article stands."""
    prose = [part for part in parts if part.is_prose and part.key in wanted]
    yield from _at_home(prose)
    span = range(prose[0].number, prose[-1].number + 1) if prose else range(0)
    inside = {part.key for part in parts if part.number in span}
    for part in parts:
        if not part.is_prose and wanted[part.key] and (part.number in span or part.key not in inside):
            wanted[part.key] -= 1
            yield part.number


def _at_home(prose: Sequence[_Part]) -> Iterator[int]:
    """Yield the paragraphs; of one that a page has more than once, those that stand in a box with others."""
    copies = Counter(part.key for part in prose)
    homes = {part.block.box for part in prose if copies[part.key] == 1}
    at_home = {part.key for part in prose if part.block.box in homes}
    first = {part.key: part.block.box for part in reversed(prose)}
    for part in prose:
        if part.block.box in homes if part.key in at_home else part.block.box == first[part.key]:
            yield part.number


def _alike(parts: Sequence[_Part], taken: Container[int]) -> list[int]:
    """Return the prose that stands in boxes of the article's prose, or in boxes of their name."""
    boxes, names = Counter[int](), Counter[str]()
    for part in parts:
        if part.is_prose and part.number in taken:
            boxes[part.block.box] += len(part.block.text)
            names[part.block.box_name] += len(part.block.text)
    enough = MIN_BOX_SHARE * boxes.total()
    return [
        number
        for number, block, _, prose in parts
        if prose and not block.region and (names[block.box_name] if block.box_name else boxes[block.box]) >= enough > 0
    ]


def _between(parts: Sequence[_Part], taken: Container[int], loose: str) -> Iterator[int]:
    """Yield what stands between the article's blocks: cells that a line holds together, subheads, and short sentences."""
    places = [place for place, part in enumerate(parts) if part.number in taken]
    boxes = {parts[place].block.box for place in places}
    for place in range(places[0], places[-1]) if places else ():
        number, block, key, _ = parts[place]
        is_cell = key != "" and key in loose
        is_subhead = block.kind in SUBHEADS and parts[place + 1].number in taken
        is_sentence = (
            block.kind in SENTENCES and block.linked <= MOST_LINKED * len(block.text) and _SENTENCE_END.search(block.text)
        )
        if not block.region and (is_cell or (block.box in boxes and (is_subhead or is_sentence))):
            yield number


def _standfirst(parts: Sequence[_Part], first: int, others: Container[int], headlines: Container[int]) -> list[int]:
    """Return the prose between the headline and the article's first block: a standfirst, a caption of the main picture."""
    above = parts[max(0, first - UNDER_HEADLINE) : first]
    headline = next((part.number for part in reversed(above) if part.number in headlines), first)
    return [
        part.number
        for part in parts[headline + 1 : first]
        if part.is_prose and not part.block.region and part.number not in others
    ]

"""Where a page's headline stands, and the article under it.

Enters: a page's blocks and its titles. Leaves: a `Headline`, None where nothing looks like one. Markup names it, or a title
that the page prints; a bold line of its own right above the prose stands in where there is neither.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.reading.blocks import Block, is_pointer
from archive.reading.regions import extent, is_prose
from citations.names import fold_title

HEAD_LETTERS = 15  # of a block that begins as one of the titles does
BEFORE_HEADLINE = 4  # blocks: kicker, date and author stand above the headline at most so far
AFTER_HEADLINE = 12  # blocks under a headline that may speak of it; lists of links and pictures may follow them
BEFORE_TEXT = 4  # blocks right above the article's first paragraph: author and day stand there too
UNDER_TEXT = 2  # blocks under the last paragraph in which author, paper and day stand; 1 reads one of the 69 wrongly
NEXT_PARAGRAPH = 4  # blocks within which more prose follows a paragraph of an article
# characters that make a block a paragraph of the article, not a line about it; 80 reads one of the 69 wrongly, 320 96 % of the
# 336
PARAGRAPH = 160
LONGEST_HEADLINE = 300  # characters
MIN_TITLE = 10  # letters of a folded title by which a headline is known
MOST = 0.5  # of a title, from which on a block repeats it; less may be the name of the site
RANK = {"h1": 1.0, "h2": 0.5, "h3": 0.3}
REPEATS, REPEATS_A_PART, UNMARKED = 3.0, 1.0, 0.9  # times the share of the title: a heading outdoes what none marks
SET_BACK = {"nav": 1.0, "header": 0.6}  # a bar that follows the reader repeats the headline


class Headline(NamedTuple):
    """Block indexes: the headline, the first block above it that may speak of it, the article's first paragraph, its last."""

    at: int
    above: int
    body: int
    end: int
    in_header: bool

    def has_beside(self, index: int) -> bool:
        """Whether the block stands at the headline, or right above the article's text."""
        return self.above <= index <= self.body and not self.at + AFTER_HEADLINE < index < self.body - BEFORE_TEXT

    def has_under(self, index: int) -> bool:
        """Whether the block stands under the article's last paragraph, where some papers name author and day."""
        return self.body <= self.end < index <= self.end + UNDER_TEXT


def headline_of(blocks: tuple[Block, ...], titles: tuple[str, ...]) -> Headline | None:
    """Return where the headline stands; the better a block repeats a title, and the higher its heading, the likelier.

    `titles` are those of the page's metadata: a heading that they do not repeat may be the site's or a box's.
    """
    folded = [known for title in titles if (known := fold_title(title))]
    plain = "\n".join(titles).casefold()
    scores = [_headline_score(block, folded) if _may_be_headline(block, plain) else 0.0 for block in blocks]
    best = max(range(len(blocks)), key=lambda index: scores[index], default=None)
    if best is None or scores[best] <= 0:
        best = _bold_headline(blocks)
    if best is None:
        return None
    paragraphs = [
        index
        for index in range(best + 1, len(blocks))
        if extent(blocks[index].text) >= PARAGRAPH and not blocks[index].region and not is_pointer(blocks[index])
    ]
    body = _first_paragraph(paragraphs, blocks) or min(best + AFTER_HEADLINE, len(blocks) - 1)
    above = max(0, best - BEFORE_HEADLINE)
    return Headline(best, above, body, max([body, *paragraphs[-1:]]), blocks[best].region == "header")


def _first_paragraph(paragraphs: list[int], blocks: tuple[Block, ...]) -> int | None:
    """Return the first paragraph that prose follows soon: one that stands alone is a caption, a poll or a notice."""
    followed = [
        index
        for index in paragraphs
        if any(is_prose(block.text, block.linked) for block in blocks[index + 1 : index + 1 + NEXT_PARAGRAPH])
    ]
    if not followed:
        return paragraphs[0] if paragraphs else None
    first, *others = followed
    is_led_in = bool(others) and 1 < others[0] - first <= NEXT_PARAGRAPH and _is_standfirst(*(blocks[n] for n in followed))
    return others[0] if is_led_in else first


def _is_standfirst(first: Block, text: Block, *others: Block) -> bool:
    """Whether the first paragraph stands in a box of its own, and the next in one of others: author and day stand between."""
    return not _are_boxed_alike(first, text) and any(_are_boxed_alike(text, other) for other in others)


def _are_boxed_alike(one: Block, other: Block) -> bool:
    return one.box == other.box or (one.box_name != "" and one.box_name == other.box_name)


def unmarked_headlines(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return what may be the headline of a page without `h1`: lower headings, or a bold line, right above the first paragraph.

    Nothing that leads to another page counts, for a list of headlines is none.
    """
    first = next((index for index, block in enumerate(blocks) if len(block.text) >= PARAGRAPH and not block.region), 0)
    above = blocks[max(0, first - BEFORE_HEADLINE) : first]
    own = [block for block in above if len(block.text) >= MIN_TITLE and not block.region and not is_pointer(block)]
    kinds = ([block for block in own if block.kind == kind] for kind in ("h2", "h3"))
    return tuple(block.text for block in next(filter(None, kinds), [block for block in own if _is_bold(block)][:1]))


def _bold_headline(blocks: tuple[Block, ...]) -> int | None:
    """Return the block that serves as headline where markup names none: a bold line of its own right above the prose."""
    for index, block in enumerate(blocks):
        if len(block.text) >= PARAGRAPH and not block.region:
            near = range(max(0, index - BEFORE_HEADLINE), index)
            return next((number for number in near if _is_bold(blocks[number])), None)
    return None


def _is_bold(block: Block) -> bool:
    whole = any(run.kind == "strong" and run.end - run.start >= len(block.text) - 1 for run in block.runs)
    return whole and len(block.text) >= MIN_TITLE and not block.region


def _may_be_headline(block: Block, titles: str) -> bool:
    return block.kind in ("h1", "h2", "h3") or (len(block.text) >= MIN_TITLE and block.text[:HEAD_LETTERS].casefold() in titles)


def _headline_score(block: Block, titles: list[str]) -> float:
    if len(block.text) > LONGEST_HEADLINE or block.region in ("footer", "comments", "related", "aside", "dialog"):
        return 0.0
    rank, own = RANK.get(block.kind, 0.0), fold_title(block.text)
    share = max((len(own) / len(title) for title in titles if own in title), default=0.0) if len(own) >= MIN_TITLE else 0.0
    if (not rank and share < MOST) or (block.region in SET_BACK and not (rank and share)):
        return 0.0
    if not rank:
        return UNMARKED * share
    return rank + (REPEATS if share >= MOST else REPEATS_A_PART) * share - SET_BACK.get(block.region, 0.0)

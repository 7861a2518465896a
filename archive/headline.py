"""Where a page's headline stands, and the article under it.

Enters: a page's blocks and its titles. Leaves: a `Headline`, None where nothing looks like one. Markup names it, or a title
that the page prints; a bold line of its own right above the prose stands in where there is neither.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.blocks import Block, is_pointer
from citations.names import fold_title

BEFORE_HEADLINE = 4  # blocks: kicker, date and author stand above the headline at most so far
AFTER_HEADLINE = 12  # blocks until the first paragraph of the article, at most
PARAGRAPH = 160  # characters that make a block a paragraph of the article, not a line about it
LONGEST_HEADLINE = 300  # characters
SURE_SCORE = 1.5  # of a block that no heading marks: it holds half of a title of the page or more
MIN_TITLE = 10  # letters of a folded title by which a headline is known


class Headline(NamedTuple):
    """Block indexes: the headline, the first block above it that may speak of it, the article's first paragraph, its last."""

    at: int
    above: int
    body: int
    end: int
    in_header: bool


def headline_of(blocks: tuple[Block, ...], titles: tuple[str, ...]) -> Headline | None:
    """Return where the headline stands; the better a block repeats a title, and the higher its heading, the likelier."""
    folded = [known for title in titles if (known := fold_title(title))]
    plain = "\n".join(titles).casefold()
    scores = [_headline_score(block, folded) if _may_be_headline(block, plain) else 0.0 for block in blocks]
    best = max(range(len(blocks)), key=lambda index: scores[index], default=None)
    if best is None or scores[best] <= 0:
        best = _bold_headline(blocks)
    if best is None:
        return None
    body = best + 1
    while body < min(len(blocks) - 1, best + AFTER_HEADLINE) and len(blocks[body].text) < PARAGRAPH:
        body += 1
    paragraphs = (
        index for index in range(len(blocks) - 1, body, -1) if len(blocks[index].text) >= PARAGRAPH and not blocks[index].region
    )
    return Headline(best, max(0, best - BEFORE_HEADLINE), body, next(paragraphs, body), blocks[best].region == "header")


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
    return block.kind in ("h1", "h2", "h3") or (len(block.text) >= MIN_TITLE and block.text[:15].casefold() in titles)


def _headline_score(block: Block, titles: list[str]) -> float:
    if len(block.text) > LONGEST_HEADLINE or block.region in ("footer", "comments", "related", "aside", "dialog"):
        return 0.0
    heading = block.kind in ("h1", "h2", "h3")
    score = {"h1": 2.0, "h2": 0.5, "h3": 0.3}.get(block.kind, 0.0)
    own = fold_title(block.text)
    if len(own) >= MIN_TITLE and (longer := [title for title in titles if own in title]):
        score += 1.0 + len(own) / max(map(len, longer))
    elif block.region in ("nav", "header"):
        return 0.0
    return score if heading or score >= SURE_SCORE else 0.0

"""The main text of a page apart from its menus, lists and notices.

Enters: a page's tree and its blocks. Leaves: text, one line a block. Trafilatura extracts, and its text tells which blocks are
the article (`archive.reading.chosen`); where it finds next to nothing of the page's prose, or the page is too large for it, the
prose of the main part is taken.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from archive.reading.blocks import SPACES, UNSEEN, Outline, is_pointer
from archive.reading.chosen import ITEM, chosen_blocks, key_of

MIN_ARTICLE_SHARE = 0.2  # of the main part's prose: less than this from the extractor is a miss, and the prose is taken
MIN_PROSE = 40  # letters of a sentence: what is shorter is a label or a byline, and no article by itself; 20 reads an F1 of 0.984
MOST_LINKED = 0.5  # of a paragraph's letters in links; with more it leads elsewhere
MIN_LAYOUT_BLOCKS = 2  # paragraphs or boxes in one cell, as no cell of figures has; 4 reads an F1 of 0.984
LONGEST_CELL = 600  # characters of a cell of data
_TABLE_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "colgroup", "col")
MAX_LINKS, MAX_BLOCKS = 10_000, 30_000  # of a page given to the extractor: its memory and time grow faster than the page


def article_text(root: Any, outline: Outline, titles: tuple[str, ...], *, prose: int) -> str:
    """Return the main text, without the headline; the main part's own where the extractor finds too little.

    `prose` counts the letters of the main part's prose.
    """
    is_large = outline.links > MAX_LINKS or len(outline.blocks) > MAX_BLOCKS
    extracted = "" if is_large else _extracted_article(outline, titles, extracted_text(root))
    if len(extracted) >= MIN_ARTICLE_SHARE * prose and len(extracted) > MIN_PROSE:
        return extracted
    kept = (
        block.text
        for number, block in enumerate(outline.blocks)
        if not block.region
        and number not in outline.teasers
        and block.linked < MOST_LINKED * len(block.text)
        and len(block.text) > MIN_PROSE
    )
    return "\n".join(kept) or extracted


def _extracted_article(outline: Outline, titles: tuple[str, ...], extracted: str) -> str:
    """Return the article's blocks by what was extracted; the extracted lines where they are none of the blocks."""
    leads = {n for n, block in enumerate(outline.blocks) if n in outline.teasers or is_pointer(block)}
    titled = {n for n, block in enumerate(outline.blocks) if block.text in titles}
    pointers = "".join(key_of(outline.blocks[number].text) for number in sorted(leads))  # a line may hold several
    tidied = (SPACES.sub(" ", UNSEEN.sub("", line)).strip() for line in extracted.split("\n"))
    lines = [line for line in tidied if line and line not in titles and key_of(line.removeprefix(ITEM)) not in pointers]
    chosen = chosen_blocks(outline.blocks, leads | titled, lines, headlines=titled)
    return "\n".join(block.text for block in chosen) if chosen else "\n".join(lines)


def extracted_text(root: Any) -> str:
    """Return what trafilatura takes for the main text, one line a block; "" where it stumbles. The tree is changed."""
    import logging

    from trafilatura import extract

    if (head := root.find("head")) is not None:
        root.remove(head)  # the extractor copies the tree ten times, and reads no metadata here
    _open_layout_tables(root)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return extract(root, fast=True, include_comments=False, include_tables=True) or ""
    except (AttributeError, ValueError, TypeError, KeyError, IndexError, AssertionError, RecursionError):
        return ""  # the extractor stumbles over some trees; the visible text stands anyway


def _open_layout_tables(root: Any) -> None:
    """Make boxes of the tables that only lay a page out: their cells hold tables or paragraphs, those of data hold neither."""
    layout = {table for cell in root.iter("td") if _lays_out(cell) and (table := _table_of(cell)) is not None}
    parts = [part for part in root.iter(*_TABLE_PARTS) if _table_of(part) in layout] if layout else []
    for element in (*parts, *layout):
        element.tag = "div"


def _lays_out(cell: Any) -> bool:
    blocks = islice(cell.iter("table", "p", "div", "h1", "h2", "article"), MIN_LAYOUT_BLOCKS)
    return len(list(blocks)) == MIN_LAYOUT_BLOCKS or any(len(text) > LONGEST_CELL for text in islice(cell.itertext(), 4))


def _table_of(part: Any) -> Any:
    return next(part.iterancestors("table"), None)

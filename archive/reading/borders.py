"""Where the words of a page part: no sentence leads from a heading, a cell, a caption or a box into what stands beside it.

Enters: elements as they are opened and closed, then the blocks of a page. Leaves: the places of the visible text before which a
quotation that reads on needs a mark. Two paragraphs are not parted: a speech goes on from one to the next.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from citations.regex import regex

if TYPE_CHECKING:
    from archive.reading.blocks import Block

# Elements whose words belong to no sentence beside them: labels, cells, and what stands in a box or is told in another voice.
PARTING = frozenset(
    "h1 h2 h3 h4 h5 h6 aside blockquote caption details fieldset figcaption figure legend nav summary table td th".split()
)
KEPT_CLASSES = 4_000  # whose meaning is kept: a page asks of each a dozen times
PARTING_CLASS = regex(r"(?:^|[\s_-])(?:captions?|credits?|pull-?quote|sub-?head(?:ing|line)?)(?:$|[\s_-])", re.IGNORECASE)


def parts(element: Any, tag: str) -> bool:
    """Return whether the beginning and the end of the element part its words from those beside it; a lone cell is a line."""
    if tag in ("td", "th"):
        return element.getprevious() is not None or element.getnext() is not None
    return tag in PARTING or _is_parting(element.get("class") or "")


@functools.lru_cache(maxsize=KEPT_CLASSES)
def _is_parting(classes: str) -> bool:
    return PARTING_CLASS.search(classes) is not None


def breaks_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return the places of the visible text where a block begins that no sentence leads into from the block before."""
    found, start = [], 0
    for before, block in pairwise(blocks):
        start += len(before.text) + 1
        if block.apart or block.region != before.region or is_strong(block) != is_strong(before):
            found.append(start)
    return tuple(found)


def is_strong(block: Block) -> bool:
    """Return whether all of a block is set strong, as a label is, or an interviewer's question."""
    return any(run.kind == "strong" and run.start == 0 and run.end == len(block.text) for run in block.runs)

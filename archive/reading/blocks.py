"""The blocks of a page, as values: its paragraphs, headings, items and cells in reading order, and what stands in them.

They are read from a tree by `archive.reading.walk`.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from archive.reading.regions import OUTSIDE
from citations.regex import regex

STAND_IN = "▢"  # for words that are no text: a picture, a field of a form
STRUCK = "s"  # the kind of a run whose words are struck out
MAX_HIDDEN = 500_000  # characters kept of what a page hides
POINTER_OWN = 60  # characters beside its links, at most, of a line that only leads to another page
LONGEST_POINTER = 300  # characters of such a line; more is a paragraph that stands in a link
SPACES = regex(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Characters that are not seen: soft hyphen, joiners of graphemes and words, zero-width space, byte order mark, marks of
# direction, variants and tags, NUL.
UNSEEN = regex(
    "[\u00ad\u034f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0e-\x1f\x7f]"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Characters of a block that are emphasised, linked or struck out: `kind` is `em`, `strong`, `a` or `s`."""

    start: int
    end: int
    kind: str
    href: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One paragraph, heading, item or cell. `region` is "" in the page's main part, else `nav`, `footer`, `aside`, `header`,
    `comments`, `related`, `dialog` or `form`; `group` tells the row or list it belongs to; `linked` counts letters in links;
    `apart` whether it begins behind a heading's, a cell's, a caption's or a box's end, or with one; `box` numbers the element
    it stands in beside its paragraph or list, whose tag and class are `box_name`, "" without a class; `part` numbers the
    innermost element that is no paragraph or heading (`Outline.parts`).
    """

    text: str
    kind: str
    runs: tuple[Run, ...] = ()
    group: int = 0
    region: str = ""
    linked: int = 0
    apart: bool = False
    box: int = 0
    box_name: str = ""
    part: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DateMark:
    """An element that markup says holds a date, and the index of the block it stands in."""

    block: int
    tag: str
    value: str | None
    text: str
    hint: str
    region: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """All blocks of a page, its date marks, and what tells an empty shell: links, bytes of script, an element to fill.

    `hidden` is the text that the markup says is not shown, one line a block; `fades` counts its letters that
    a script may show: transparent ones, and those of classes that it takes away.
    `sides` are the elements of the tree that hold what is not the page's own; `teasers` the numbers of the blocks that lead in
    to other pages or stand under a heading of comments (`archive.reading.teasers`, `side_sections`, `insets`); `parts` tells of
    each part, by its number, the part it stands in, `elements` its element of the tree.
    """

    blocks: tuple[Block, ...] = ()
    marks: tuple[DateMark, ...] = ()
    links: int = 0
    script_bytes: int = 0
    has_mount: bool = False
    noscript: str = ""
    hidden: str = ""
    fades: int = 0
    sides: tuple[Any, ...] = ()
    teasers: frozenset[int] = frozenset()
    parts: tuple[int, ...] = (0,)
    elements: tuple[Any, ...] = (None,)

    @property
    def text(self) -> str:
        """All visible text, one line a block."""
        return "\n".join(block.text for block in self.blocks)

    def outside(self, titles: Container[str] = ()) -> tuple[tuple[int, int], ...]:
        """The spans of `text` that are not the page's own words, neighbours joined.

        They stand in comments, menus and lists of other pages, or are struck out; a headline among `titles` is the page's own.
        """
        spans: list[tuple[int, int]] = []
        start = 0
        for number, block in enumerate(self.blocks):
            end = start + len(block.text)
            if block.region in OUTSIDE or number in self.teasers or (is_pointer(block) and block.text not in titles):
                spans.append((spans.pop()[0], end) if spans and spans[-1][1] == start - 1 else (start, end))
            else:
                spans += sorted((start + run.start, start + run.end) for run in block.runs if run.kind == STRUCK)
            start = end + 1
        return tuple(spans)


def one_spaced(text: str) -> str:
    """Return `text` with every run of spaces as one, at its ends too: what `SPACES` finds, in a third of the time.

    >>> one_spaced(" one\\n  two ")
    ' one two '
    """
    words = text.split()
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


def is_pointer(block: Block) -> bool:
    """Return whether the line only leads to another page: a headline of the menu, "Read also: …"; not a table of contents."""
    own = len(block.text) - block.linked
    if block.kind == "h1" or block.linked <= own or own > POINTER_OWN or own + block.linked > LONGEST_POINTER:
        return False
    return any(run.kind == "a" and run.href and not run.href.startswith("#") for run in block.runs)

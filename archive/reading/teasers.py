"""Which lines of a page only lead in to another page of its site: a linked headline, words under it, a link to the same page.

Enters: the blocks of a page and its address. Leaves: the numbers of those blocks. A headline alone is a pointer already
(`archive.reading.blocks.is_pointer`); a list of things to buy, whose headlines lead to other sites, is the page's own text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from citations.regex import regex

if TYPE_CHECKING:
    from archive.reading.blocks import Block

LONGEST_TEASER = 4  # blocks under its headline: a date, a picture's caption, a paragraph, "Read more"
# matches: "/files/report.pdf"; does not: "/news/report.html"
_FILE = regex(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|csv|zip|jpe?g|png|gif|webp|mp[34])$", re.IGNORECASE)
HEADLINES = frozenset({"h2", "h3", "h4", "h5", "h6"})


def teasers_of(blocks: Sequence[Block], titles: Container[str], address: str | None) -> frozenset[int]:
    """Return the numbers of the blocks from a headline linked to another page of the site to a second link to that page."""
    found: set[int] = set()
    for number, block in enumerate(blocks):
        if block.kind in HEADLINES and block.text not in titles and block.linked >= len(block.text.strip()):
            target = links_of(block, address)
            under = _under(blocks, number)
            last = max((place for place in under if target & links_of(blocks[place], address)), default=number)
            found.update(range(number, last + 1) if last > number else ())
    return frozenset(found)


def _under(blocks: Sequence[Block], number: int) -> range:
    """Return the numbers of the blocks under a headline, up to the next one."""
    end = number + 1
    while end < len(blocks) and end <= number + LONGEST_TEASER and blocks[end].kind not in HEADLINES | {"h1"}:
        end += 1
    return range(number + 1, end)


def links_of(block: Block, address: str | None) -> frozenset[str]:
    """Return the pages of the same site that a block leads to."""
    return pages_at((run.href for run in block.runs if run.kind == "a" and run.href), address)


def pages_at(hrefs: Iterable[str], address: str | None) -> frozenset[str]:
    """Return the pages of the same site among the addresses, neither this one, one below it, nor a file."""
    own = urlsplit(address or "")
    host, path = own.netloc.removeprefix("www."), own.path.rstrip("/")
    parts = [urlsplit(href) for href in hrefs if _is_address(href)]
    return frozenset(
        part.path + "?" + part.query
        for part in parts
        if part.path
        and part.netloc.removeprefix("www.") in ("", host)
        and not f"{part.path}/".startswith(f"{path}/" if path else "//")
        and not _FILE.search(part.path)
    )


def _is_address(href: str) -> bool:
    try:
        return urlsplit(href).scheme in ("", "http", "https")
    except ValueError:
        return False

"""Running heads and page numbers, taken from the pages of a document that is printed in pages.

Enters: the text of each page. Leaves: the same without the lines at a page's edges that stand there page after page, so that a
sentence goes on from one page to the next. The head of the first page stays: it may be the title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from citations.regex import regex

EDGE_LINES = 2  # at the top and at the foot of a page, that may be a head and a number
ENOUGH_PAGES = 3  # on which a line stands that is furniture: two pages may begin with the same words
LONGEST_HEAD = 120  # characters
_NUMBER = regex(r"\d+")
# matches: "12", "- 12 -", "Page 3 of 40", "стр. 5", "xii"; does not: "12 May", "Table 3"
_BARE_NUMBER = regex(
    r"\W*(?:p(?:age|\.)?|стр(?:аница|\.)?|с\.|саҳ\.?)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|из|/|аз)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[str]) -> list[str]:
    """Return the pages without the lines that repeat at their edges, numbers aside.

    >>> without_furniture(["The town\\nvoted for", "Council 2\\nthe bridge", "Council 3\\nand paid", "Council 4\\nfor it"])
    ['The town\\nvoted for', 'the bridge', 'and paid', 'for it']
    """
    split = [page.strip("\n").split("\n") for page in pages]
    seen = Counter(key for lines in split for key in {key for _, key in edges(lines)})
    return ["\n".join(_kept(lines, seen, is_first=number == 0)).strip("\n") for number, lines in enumerate(split)]


def _kept(lines: Sequence[str], seen: Counter[tuple[str, str]], *, is_first: bool) -> Iterator[str]:
    gone = {place for place, key in edges(lines) if seen[key] >= ENOUGH_PAGES and not (is_first and key[0] == "top")}
    return (line for place, line in enumerate(lines) if place not in gone)


def edges(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the places of the lines at a page's edges, each with its edge and its words."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for edge, places in (("top", filled[:EDGE_LINES]), ("foot", filled[-EDGE_LINES:])):
        for place in places:
            line = " ".join(lines[place].split())
            if len(line) <= LONGEST_HEAD:
                yield place, (edge, "#" if _BARE_NUMBER.fullmatch(line) else _NUMBER.sub("#", line.casefold()))

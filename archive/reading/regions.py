"""Which parts of a page are not its own text: menus, sidebars, comments, lists of other pages, notices.

Enters: the elements that surround each block, as they are opened. Leaves: a name for each block, "" in the main part.
Names come from tags, ARIA roles and classes. A class that stands at the box round the whole page ("with-sidebar") says
nothing of its content: what holds the headline and its text, or most of the page's prose, is no side of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from citations.regex import regex

REGION_TAGS = {name: name for name in ("nav", "footer", "aside", "header", "form", "main")} | {"article": "main"}
# Regions whose words are not the page's own text: other people's, other pages', or the site's.
OUTSIDE = frozenset({"comments", "related", "nav", "footer", "dialog"})
REGION_ROLES = {
    "navigation": "nav",
    "contentinfo": "footer",
    "complementary": "aside",
    "banner": "header",
    "search": "nav",
    "menu": "nav",
    "dialog": "dialog",
}
KEPT_NAMES = 4_000  # classes whose meaning is kept: a page repeats a few hundred, and asking anew took 3 % of its time
IDEOGRAPH = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # kana, Han, hangul
# 40 knows one page by its sign less, 160 gives one innocent page a sign
PROSE_BLOCK = 80  # letters outside links that make a block prose
PROSE_SHARE = 0.6  # of its letters at least are outside links
MAIN_SHARE = 0.5  # of the page's prose, from which on what holds it is its main part
HEADLINE_KINDS = frozenset({"h1", "h2", "h3", "h4"})
MIN_HEADLINE = 10  # letters of a heading that the page's title repeats
UNDER_HEADLINE = 12  # blocks until the first prose under a headline, at most
# Comments, a footer and a notice may be longer than the article: only the headline tells that they are no such thing.
NEEDS_HEADLINE = frozenset({"comments", "footer", "dialog"})
# class="related-news", "comments", "sidebar-left", "post-comments-list"; not "commentary"
SIDE_CLASS = regex(
    r"""(?:^|\s)(?P<header>head(?:er)?|hdr|top(?:er)?)(?:$|\s)|(?:^|[\s_-])(?:(?P<comments>comments?|cmts?|disq\w*|[ck]omm?entar(?!y|ies)\w*|commentaires?|commenti|otz[iy]v\w*|repl(?:y|ies)|respond|guestbook)|(?P<related>related|recommend\w*|recent|popular|most-?read|latest|read-?also|see-?also
    |similar|more-news|news-?line|newsfeed|lenta|trending|archives?|calendar)|(?P<aside>sidebar|side-?bar|widgets?|promo|advert\w*|banner|teasers?)
    |(?P<nav>nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|top-?bar|masthead|site-?header|topline)
    |(?P<footer>footer|copyright|site-?footer|bottom-?bar)|(?P<dialog>cookie\w*|consent\w*|gdpr|modal|popup|onetrust\w*))(?:$|[\s_-]|s$)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Region:
    """A part of a page: the element, what it is called, what it stands in, and the letters of prose in it.

    `name` is `main` for what the page calls so; `of_site` is said of a footer; `shown` is what it is after all.
    """

    element: Any
    name: str
    outer: Region | None = None
    of_site: bool = False
    in_main: bool = False
    prose: int = 0
    shown: str = ""


class Line(NamedTuple):
    """What is asked of a block: its kind, its text, the letters of it in links, and the innermost region round it."""

    kind: str
    text: str
    linked: int
    region: Region | None


def region_of(element: Any, tag: str, outer: Region | None) -> Region | None:
    """Return the region that begins with the element, by its role, its tag or its classes."""
    name, role = REGION_TAGS.get(tag, ""), None
    if element.attrib and name != "main":
        role, names = element.get("role"), f"{element.get('class') or ''} {element.get('id') or ''}"
        name = REGION_ROLES.get(role or "", "") or name
        if not name and len(names) > 1 and tag not in ("body", "html"):
            name = _side_of(names)
    if not name:
        return None
    in_main = outer is not None and (outer.in_main or outer.name == "main")
    return Region(element, name, outer, of_site=role == "contentinfo", in_main=in_main)


@functools.lru_cache(maxsize=KEPT_NAMES)
def _side_of(names: str) -> str:
    """Return the region that classes and an id name, or ""."""
    match = SIDE_CLASS.search(names)
    return match.lastgroup or "" if match else ""


def extent(text: str) -> int:
    """Return the letters of `text`, an ideograph or a syllable for three: so much more it says."""
    return len(text) if text.isascii() or not IDEOGRAPH.search(text) else len(text) * 3


def is_prose(text: str, linked: int) -> bool:
    """Return whether a block is more than a line, and no links."""
    if 3 * len(text) - linked < PROSE_BLOCK:
        return False  # most blocks are items of menus
    own = extent(text) - linked
    return own >= PROSE_BLOCK and own > PROSE_SHARE * len(text)


def settle(regions: Sequence[Region], lines: Sequence[Line], title: str) -> None:
    """Give every region, an outer one before those in it, the name it is shown by; "" to what is the main part after all.

    An article's own header and the line below its headline are its own; a comment or a teaser may be an `article` too.
    """
    whole = 0
    for line in lines:
        if is_prose(line.text, line.linked):
            whole += len(line.text)
            if line.region:
                line.region.prose += len(line.text)
    for region in reversed(regions):
        if region.outer:
            region.outer.prose += region.prose
    round_headline = _round_headline(lines, title)
    for region in regions:
        before = region.outer.shown if region.outer else ""
        if region.name == "main":
            region.shown = before if before in OUTSIDE else ""
        else:
            holds_most = region.name not in NEEDS_HEADLINE and region.prose > MAIN_SHARE * whole > 0
            of_article = region.name in ("header", "footer") and region.in_main and not region.of_site
            region.shown = before if region in round_headline or holds_most or of_article else region.name


def _round_headline(lines: Sequence[Line], title: str) -> frozenset[Region]:
    """Return the regions that hold the heading which repeats most of the page's title, and prose under it."""
    folded = title.casefold()
    headings = [
        index
        for index, line in enumerate(lines)
        if line.kind in HEADLINE_KINDS and len(line.text) >= MIN_HEADLINE and line.text.casefold() in folded
    ]
    if not headings:
        return frozenset()
    at = max(headings, key=lambda index: len(lines[index].text))
    under = lines[at + 1 : at + 1 + UNDER_HEADLINE]
    held = {region for line in under if is_prose(line.text, line.linked) for region in _round(line)}
    return frozenset(region for region in _round(lines[at]) if region in held and region.name != "header")


def _round(line: Line) -> Iterator[Region]:
    region = line.region
    while region:
        yield region
        region = region.outer

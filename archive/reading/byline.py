"""Who wrote and published a page, and what a publisher's own selectors find on it.

Enters: a page's tree, metadata and text; the selectors of `citations.publisher.Profile`. Leaves: names and texts.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from archive.reading.head import Head, tidy
from citations.partial_date import find_dates
from citations.regex import regex

MAX_BYLINE = 120  # characters: names of a few authors
# Lines such as "By Ann Example", "Posted by Ann", "Автор: …", "Par Anne Exemple"; not "Byron", "Parvin", "von der Aa"
BY = regex(
    r"""^[\s—–-]*(?:(?:(?:posted|written|published|reported)\s+)?by|автор|текст|муаллиф|(?:geschrieben|veröffentlicht)\s+von|autor|par|por)\s*:?\s+
    |^\s*(?:автор|муаллиф|autor|author):\s*""",
    re.VERBOSE | re.IGNORECASE,
)
LETTERS = regex(r"[^\W\d_]{2}")  # of a name; not "104363", nor what is left of a day alone
# What is left of the time of day at the end of names: " 9:35 p.m. EDT", ", 14:30", "2:49 PM"
TIME_BEHIND = regex(r"[\s,|·•–—-]*\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?$", re.IGNORECASE)
# The classes "byline" and "post-author"; not "authority"
BYLINE_CLASS = regex(r"(?:^|[\s_-])(?:byline|author|authors|author-name|autor)(?:$|[\s_-])", re.IGNORECASE)

# What leads in a date behind names: in "Ann Example | Monday, ", "Мадина Орифова, вторник, " all from the comma or bar;
# nothing in "Ann Monday-Example"
DATE_LEAD = regex(
    r"""(?:[\s,;|·•–—/-]|\b(?:on|posted|published|updated|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?
    |опубликован[оаы]?|размещен[оаы]?|размещён|обновлен[оаы]?|обновлён|дата|от|в|во
    |понедельник|вторник|сред[аеу]|четверг|пятниц[аеу]|суббот[аеу]|воскресенье|пн|вт|ср|чт|пт|сб|вс
    |нашр\s+шуд|нашршуда|санаи?|рӯзи|(?:як|ду|се|чор|чаҳор|пан[ҷч])?шанбе|[ҷч]умъа)\b[:.]?)+$""",
    re.IGNORECASE | re.VERBOSE,
)


def imprints_of(head: Head) -> tuple[str, ...]:
    """Return the name of the site or journal by the page's own metadata, then the publisher's by its article's JSON-LD."""
    named = head.first("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
    linked = next((item.publisher for item in head.items if item.main and item.publisher), None)
    return tuple(name for name in (named, linked) if name)


def byline_of(root: Any, head: Head, selected: tuple[str, ...]) -> str | None:
    """Return who wrote the page, by the profile, the metadata or a marked element; a leading "By" is dropped."""
    names = ("author", "article:author", "dc.creator", "citation_author", "sailthru.author", "parsely-author")
    linked = [item.author for item in head.items if item.main and item.author]
    for candidate in (*selected, *linked, head.first(*names)):
        is_line = candidate and not candidate.startswith(("http:", "https:", "@")) and len(candidate) <= MAX_BYLINE
        if candidate and is_line and (found := _names_in(candidate)):
            return found
    for element in root.iter("span", "a", "div", "p", "address", "cite", "strong", "li"):
        if not element.attrib or not _names_author(element):
            continue
        text = _names_in("".join(element.itertext()))
        if text and len(text) <= MAX_BYLINE:
            return text
    return None


def _names_in(line: str) -> str:
    """Return the names of a byline: without its "By", and without the date that often stands behind them.

    >>> _names_in("By Ann Example | Monday, 3 March 2014, 10:15")
    'Ann Example'
    >>> _names_in("Todd Example, Lake Today 9:35 p.m. EDT July 18, 2013"), _names_in("Posted by Ann")
    ('Todd Example, Lake Today', 'Ann')
    >>> _names_in("Мадина Орифова, вторник, 3 марта 2014"), _names_in("Фарход Раҳимӣ, панҷшанбе, 18 августи соли 2015")
    ('Мадина Орифова', 'Фарход Раҳимӣ')
    """
    names = BY.sub("", tidy(line))
    first = min((place.span[0] for place in find_dates(names, years=False)), default=None)
    found = TIME_BEHIND.sub("", names if first is None else DATE_LEAD.sub("", names[:first]))
    return found if LETTERS.search(found) else ""


def _names_author(element: Any) -> bool:
    if "author" in (element.get("rel"), element.get("itemprop")):
        return True
    classes = element.get("class") or ""
    return bool(BYLINE_CLASS.search(classes)) and "comment" not in classes.casefold()


def absolute(address: str | None, base: str | None) -> str | None:
    """Return `address` made absolute by `base`, None when it is no web address."""
    if not address:
        return None
    try:
        found = urljoin(base or "", address)
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None


def select(source: str, profile: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what the publisher's own CSS selectors find; this slower reading is made for known publishers only."""
    wanted = {name: tuple(profile[name]) for name in ("title", "date", "byline", "article") if profile.get(name)}
    if not wanted:
        return {}
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(source, "lxml")
    found = {
        name: next(filter(None, (_select(soup, selector) for selector in selectors)), ()) for name, selectors in wanted.items()
    }
    return {name: texts for name, texts in found.items() if texts}


def _select(soup: Any, selector: str) -> tuple[str, ...]:
    from soupsieve import SelectorSyntaxError

    try:
        elements = soup.select(selector, limit=5)
    except (SelectorSyntaxError, NotImplementedError):
        return ()
    texts = (str(element.get("datetime") or element.get("content") or tidy(element.get_text(" "))) for element in elements)
    return tuple(text for text in texts if text)

"""What one page says: the documented answer of `footnotary page` (docs/page.md).

Enters: a `Source`. Leaves: plain values for JSON, and lines for a person.
"""

from __future__ import annotations

import re
from typing import Any

from archive.page import Page, best_published
from archive.reading.witness import DateWitness
from citations.regex import regex
from pipeline.single import Source
from reports.characters import plain_text

WORDS_SHOWN = 30  # of the article's beginning
MIN_HEADLINE = 10  # characters of a headline by which the site's name is told from it; "News | Site" is no headline
# beside the headline in a title: " | Meridian Wire", " — «Вестник»"; not the hyphen of "Asia-Plus"
_SITE_BEHIND = regex(r"\s*(?:[|•·»\u2502]|::|\s[-–—/])\s*(?P<site>\S.*)", re.VERBOSE)
_SITE_BEFORE = regex(r"(?P<site>.*\S)\s*(?:[|•·»\u2502]|::|[-–—/]\s)\s*", re.VERBOSE)
_PART = regex(r"\s*(?:[|•·\u2502]|::|\s[-–—/]\s)\s*")
_IN_MARKS = regex(r"[«“„\"](?P<name>[^«»“”„\"]+)[»”“\"]")
_PLAIN_MARKS = str.maketrans("“”„«»’‘", '"""""\'\'')


def page_data(source: Source) -> dict[str, Any]:
    """Return what the page of `source` says; `published` and every date are in EDTF, null where nothing is known."""
    page = source.page
    published = best_published(page)
    title, site = _title_and_site(page)
    return {
        "address": source.address,
        "capture": source.capture.id if source.capture else None,
        "mime": page.mime,
        "charset": page.charset,
        "title": title,
        "headings": [text for text in dict.fromkeys((*page.headings, page.title)) if text and text != title],
        "byline": page.byline,
        "publisher": page.publisher or site,
        "canonical": page.canonical,
        "language": page.language,
        "published": published.edtf() if published else None,
        "dates": [_date(witness) for witness in page.dates],
        "signs": [sign.value for sign in page.signs],
        "detail": page.detail,
        "text": page.text,
        "article": page.article,
    }


def _title_and_site(page: Page) -> tuple[str | None, str | None]:
    """Return the page's title without the site's name beside it, and that name: a headline shown tells them apart."""
    whole = page.title or ""
    plain = _plain(whole)
    for headline in (text for text in page.headings if len(text) >= MIN_HEADLINE and _plain(text) in plain):
        at = plain.index(_plain(headline))
        before, behind = whole[:at], whole[at + len(headline) :]
        found = _SITE_BEHIND.fullmatch(behind) if not before else None if behind else _SITE_BEFORE.fullmatch(before)
        if found:
            name = _PART.split(found["site"])[0 if before else -1]
            return headline, (_IN_MARKS.fullmatch(name) or {"name": name})["name"]
    return page.title, None


def _plain(text: str) -> str:
    """Return the text in one case and one kind of marks, its places unmoved."""
    lower = text.casefold()
    return (lower if len(lower) == len(text) else text).translate(_PLAIN_MARKS)


def _date(witness: DateWitness) -> dict[str, Any]:
    return {
        "date": witness.date.edtf(),
        "kind": witness.kind,
        "place": witness.place,
        "detail": witness.detail,
        "printed": witness.printed,
        "time": witness.time,
    }


def page_lines(data: dict[str, Any]) -> tuple[str, ...]:
    """Return what a page says for a terminal, a line a fact; what is not known is said so."""
    facts = ("title", "byline", "publisher", "language", "published", "canonical", "address")
    lines = [f"{name:<10} {data[name] or '-'}" for name in facts]
    lines += [
        f"{'date':<10} {one['date']} {one['kind']}, in {one['place']}" + (f" ({one['detail']})" if one["detail"] else "")
        for one in data["dates"]
    ]
    signs = ", ".join(data["signs"]) + (f": {data['detail']}" if data["detail"] else "")
    words = data["article"].split()
    begins = " ".join(words[:WORDS_SHOWN]) + (" …" if len(words) > WORDS_SHOWN else "")
    lines += [f"{'signs':<10} {signs or 'none: it can be the source'}", f"{'article':<10} {len(words)} words: {begins}"]
    return tuple(plain_text(line) for line in lines)

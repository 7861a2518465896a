"""Every date that a page shows, with where it stood and what kind it is.

Enters: a page's outline, its metadata, its address and its Last-Modified header. Leaves: `DateWitness`es, the more
trusted first. A date counts as `published` only where markup or place says so: in metadata, in marked elements, beside
the headline, in a dateline, in the address. All other dates of the text are `shown`: an article speaks of many days.
How a date is written is read in `archive.reading.stamps`, what a line says of its date in `archive.reading.date_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from archive.reading.blocks import Block, DateMark, Outline
from archive.reading.date_lines import (
    OWN_LINE_REST,
    SAID,
    SAYS_MODIFIED,
    SAYS_OTHER_DAY,
    SIDE_REGIONS,
    UNDER_THE_TEXT,
    in_rows,
    leads_elsewhere,
    text_dates,
)
from archive.reading.head import Head, LinkedItem
from archive.reading.headline import Headline, headline_of
from archive.reading.stamps import Reading, profile_dates, read_stamp
from archive.reading.witness import OTHER_ORDER, DateWitness
from citations.months import MONTH_NUMBERS
from citations.names import fold_title
from citations.partial_date import PartialDate, Precision, find_dates, is_possible
from citations.regex import regex

__all__ = ["Reading", "own_items", "page_dates", "profile_dates"]

MIN_TELLING = 3  # words of four letters and more by which two headlines can be told apart
TELLING_LETTERS = 5  # of a word, so that its endings do not count
WHOLE_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "CreativeWork"})

PUBLISHED_META = frozenset(
    "article:published_time og:published_time og:article:published_time datepublished date pubdate publishdate publish-date"
    " publish_date publication_date publication-date published published_time published_at date.published dc.date"
    " dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created dcterms.available dc.created dc.issued"
    " sailthru.date parsely-pub-date citation_publication_date citation_date citation_online_date originalpublicationdate"
    " article.published article:published articlepublished cxenseparse:recs:publishtime cxenseparse:publishtime"
    " rnews:datepublished bt:pubdate mediator_published_time ptime shareaholic:article_published_time vr:published_time"
    " displaydate article_date_original datecreated created creation_date analyticsattributes.articledate og:pubdate"
    " og:publish_date weibo:article:create_at release_date releasedate issue_date eprints.date prism.publicationdate"
    " bepress_citation_date firstpublishedtime".split()
)
MODIFIED_META = frozenset(
    "article:modified_time og:updated_time og:modified_time datemodified lastmod last-modified last_modified modified updated"
    " dc.date.modified dcterms.modified revised article:modified dc.modified modificationdate dateupdated date.modified"
    " article.updated dateupdate".split()
)

# "/2015/10/05/", "/2015/oct/05/", "/2015-10-05-title", "/20151005/"; not "/2015/1005", no id of nine figures
ADDRESS_DAY = regex(
    r"""(?<!\d)(?P<year>19[89]\d|20[0-4]\d)(?P<sep>[/_.-]?)(?P<month>0?[1-9]|1[0-2]|[a-z]{3,9})(?P=sep)(?P<day>[0-3]?\d)(?!\d)""",
    re.VERBOSE,
)
# A section between year and month: "/2010/POLITICS/08/13/"; not "/2010/report/08-13"
ADDRESS_DAY_IN_SECTION = regex(
    r"""/(?P<year>20[0-4]\d)(?P<sep>/)(?:[a-z][a-z_.-]+/){1,2}(?P<month>0[1-9]|1[0-2])/(?P<day>[0-3]\d)(?=/)""", re.VERBOSE
)
# Day first: "/05.10.2015/", "-05-10-2015"; not "/5102015"
ADDRESS_DAY_FIRST = regex(
    r"""(?<!\d)(?P<day>[0-3]\d)(?P<sep>[_.-])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<year>20[0-4]\d)(?!\d)""", re.VERBOSE
)
# The path "/2015/10/title"; not "/2015/100"
ADDRESS_MONTH = regex(r"""/(?P<year>19[89]\d|20[0-4]\d)/(?P<month>0[1-9]|1[0-2])(?=/)""", re.VERBOSE)
# Figures that mean one day in Europe and another in America: "10/05/2015", in English also "10.05.15"
EITHER_ORDER = regex(r"\s*\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)\d{2,4}")
# What a reader saw on that day, beside the machine's day: "Today 10:13am", "Сегодня, 14:30"; not "Today is 5 October"
SAYS_HOUR_OF_TODAY = regex(r"\W*(?:today|сегодня|имрӯз)\W+(?:at|в|соати)?\W*\d{1,2}[:.]\d\d", re.IGNORECASE)
# "11.15.16", "10/25/2015"; not "1.2.15.4", "192.168.1.10"
FIGURES = regex(r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?:\d{4}|\d\d)(?![\d./-])")
LINE_OF_FIGURES = 200  # letters of a block whose figures tell how the page writes days
MARKS_MODIFIED = regex(r"modif|updat|edited|lastmod", re.IGNORECASE)
MARKS_DAY_OF_PAGE = regex(r"date-?published|pub-?date|published?[-_]date|date[-_]publish", re.IGNORECASE)
BOXES = frozenset({"aside", "footer"})  # in which some blogs set author and day
MARKS_PUBLISHED = regex(r"publish|pubdate|issued|entry-date|datecreated|post-date|posted", re.IGNORECASE)


def page_dates(
    outline: Outline,
    head: Head,
    *,
    address: str | None,
    last_modified: str | None,
    reading: Reading,
    titles: tuple[str, ...],
    named: tuple[str, ...] = (),
) -> tuple[DateWitness, ...]:
    """Return every date of the page, without repetition: metadata, elements, lines at the headline, address, text, header.

    `titles` are all titles of the page, `named` those that its metadata and its publisher's profile give.
    """
    place = headline_of(outline.blocks, named)
    if reading.order == "DMY" and _puts_month_first(outline.blocks):
        reading = reading._replace(order="MDY")
    found = [
        *_linked_dates(head.items, reading, titles),
        *_meta_dates(head.meta, reading),
        *_marked_dates(outline, place, reading),
        *text_dates(outline.blocks, place, reading),
        *_address_dates(address or head.canonical or ""),
        *_witness(last_modified, "header", "modified", "Last-Modified", reading._replace(order="DMY")),
    ]
    is_english = (head.language or head.first("og:locale") or "").casefold().startswith("en")
    found += [other for witness in found if (other := _read_the_other_way(witness, dotted=is_english))]
    seen: dict[tuple[PartialDate, str, str], DateWitness] = {}
    for witness in found:
        seen.setdefault((witness.date, witness.place, witness.kind), witness)
    return tuple(seen.values())


def _puts_month_first(blocks: tuple[Block, ...]) -> bool:
    """Whether the page prints days that only month before day makes ("11.15.16"), and none the other way round."""
    seconds: set[bool] = set()
    for block in blocks:
        for match in FIGURES.finditer(block.text) if len(block.text) <= LINE_OF_FIGURES else ():
            first, second = int(match["first"]), int(match["second"])
            if (first > 12) != (second > 12) and max(first, second) <= 31:
                seconds.add(second > 12)
    return seconds == {True}


def _read_the_other_way(witness: DateWitness, *, dotted: bool) -> DateWitness | None:
    """Return the second reading of "10/05/2015" as a date of publication: nobody is accused on one reading alone.

    With `dotted` that of "10.05.2015" too: some American magazines print it so, and nobody else reads it that way.
    """
    date, match = witness.date, EITHER_ORDER.match(witness.printed)
    if match and match["mark"] == "." and not dotted:
        return None
    if witness.kind != "published" or match is None or not date.month or not date.day or date.month == date.day or date.day > 12:
        return None
    turned = replace(date, month=date.day, day=date.month)
    return replace(witness, date=turned, detail=OTHER_ORDER, time=None)


def _witness(value: str | None, place: str, kind: str, detail: str, reading: Reading) -> Iterator[DateWitness]:
    if value and (found := read_stamp(value, reading)):
        yield DateWitness(date=found[0], printed=value[:80], place=place, kind=kind, detail=detail, time=found[1])


def _linked_dates(items: tuple[LinkedItem, ...], reading: Reading, titles: tuple[str, ...]) -> Iterator[DateWitness]:
    own = own_items(items, titles)
    for item in items:
        published, modified = ("published", "modified") if item in own else ("shown", "shown")
        yield from _witness(item.published, "json-ld", published, f"{item.type} datePublished", reading)
        created = "shown" if item.published else published
        yield from _witness(item.created, "json-ld", created, f"{item.type} dateCreated", reading)
        yield from _witness(item.modified, "json-ld", modified, f"{item.type} dateModified", reading)


def own_items(items: tuple[LinkedItem, ...], titles: tuple[str, ...]) -> tuple[LinkedItem, ...]:
    """Return the items that are this page: of several articles with other dates, those under the page's own headline."""
    main = tuple(item for item in items if item.main)
    known = [fold_title(title) for title in titles]
    articles = tuple(item for item in main if item.type not in WHOLE_PAGE_TYPES)
    if len({(item.published or "")[:10] for item in articles}) <= 1:
        return tuple(item for item in main if item not in articles or not _is_of_another(item, known))
    named = tuple(item for item in articles if item.headline and any(fold_title(item.headline) in title for title in known))
    return named + tuple(item for item in main if item not in articles)


def _is_of_another(item: LinkedItem, titles: list[str]) -> bool:
    """Whether the item's headline shares no telling word with any title of the page, in the same letters."""
    words = _telling(item.headline or "")
    shown = [_telling(title) for title in titles]
    if len(words) < MIN_TELLING or not any(len(title) >= MIN_TELLING for title in shown):
        return False
    return not any(words & title for title in shown) and any(_letters(words) == _letters(title) for title in shown)


def _telling(title: str) -> set[str]:
    return {word[:TELLING_LETTERS] for word in re.findall(r"\w{4,}", fold_title(title))}


def _letters(words: set[str]) -> bool:
    return "".join(words).isascii()


def _meta_dates(meta: tuple[tuple[str, str], ...], reading: Reading) -> Iterator[DateWitness]:
    for name, content in meta:
        if name in PUBLISHED_META:
            yield from _witness(content, "meta", "published", name, reading)
        elif name in MODIFIED_META:
            yield from _witness(content, "meta", "modified", name, reading)


def _marked_dates(outline: Outline, place: Headline | None, reading: Reading) -> Iterator[DateWitness]:
    dated = [(mark, found) for mark in _with_own_box(outline, place) if (found := _mark_date(mark, reading))]
    own = [(mark, found[0]) for mark, found in dated if mark.region not in SIDE_REGIONS]
    days = {date for _, date in own}
    rows = in_rows(((mark.block, found[0]) for mark, found in dated), outline.blocks)
    alone = len({date for mark, date in own if MARKS_DAY_OF_PAGE.search(mark.hint)}) == 1  # else teasers bear the mark too
    only = len({found[0] for mark, found in dated if MARKS_DAY_OF_PAGE.search(mark.hint)}) == 1
    known: PartialDate | None = None
    for mark, (date, time) in dated:
        if place is None:
            near = len(days) == 1
        else:
            near = _is_beside(mark, place) and not leads_elsewhere(mark.block, outline.blocks, place)
        kind = _mark_kind(mark, near=near and mark.block not in rows, first=known in (None, date), alone=alone)
        known = known or (date if kind == "published" else None)
        where = "time" if mark.tag == "time" else "publisher-markup"
        detail = f"<{mark.tag} {mark.hint[:40]}>" if mark.hint else f"<{mark.tag}>"
        if kind == "shown" and only and mark.region in BOXES and MARKS_DAY_OF_PAGE.search(mark.hint):
            where, kind, detail = "text", "published", SAID  # the one such mark of the page, in a box: it accuses nobody
        elif kind == "shown" and len({found[0] for _, found in dated}) == 1 and _is_clock_under_text(mark, place):
            where, kind, detail = "text", "published", UNDER_THE_TEXT  # as posts of messengers bear it
        yield DateWitness(date=date, printed=(mark.value or mark.text)[:80], place=where, kind=kind, detail=detail, time=time)


def _with_own_box(outline: Outline, place: Headline | None) -> tuple[DateMark, ...]:
    """Return the marks, the one lone `<time>` that is all of an `<aside>` line at the headline taken for the article's own."""
    boxed = [mark for mark in outline.marks if mark.tag == "time" and mark.region == "aside"]
    if place is None or len(boxed) != 1:
        return outline.marks
    if not place.at - 2 <= boxed[0].block <= (place.body if MARKS_DAY_OF_PAGE.search(boxed[0].hint) else place.at + 1):
        return outline.marks
    if len(outline.blocks[boxed[0].block].text) > len(boxed[0].text) + OWN_LINE_REST:
        return outline.marks
    return tuple(replace(mark, region="") if mark is boxed[0] else mark for mark in outline.marks)


def _is_clock_under_text(mark: DateMark, place: Headline | None) -> bool:
    """Whether a `<time>` with its stamp stands right under the article's last paragraph."""
    if place is None or mark.tag != "time" or not mark.value or mark.region not in ("", *BOXES):
        return False
    return place.has_under(mark.block) and not SAYS_OTHER_DAY.search(mark.text)


def _mark_date(mark: DateMark, reading: Reading) -> tuple[PartialDate, str | None] | None:
    if mark.value and (found := read_stamp(mark.value, reading)):
        return found
    places = find_dates(mark.text, years=False, order=reading.order, short_years=True) if mark.text else ()
    days = {place.date for place in places if place.date.precision is Precision.DAY}
    return (days.pop(), None) if len(days) == 1 else None


def _is_beside(mark: DateMark, place: Headline) -> bool:
    if mark.region in SIDE_REGIONS or (mark.region == "header" and mark.block < place.at and not place.in_header):
        return False  # many mastheads print today's date
    if MARKS_PUBLISHED.search(mark.hint) and place.has_under(mark.block):
        return True
    return place.has_beside(mark.block)


def _mark_kind(mark: DateMark, *, near: bool, first: bool, alone: bool) -> str:
    if mark.region in ("comments", "related", "aside", "nav", "footer"):
        return "shown"
    if SAYS_OTHER_DAY.search(mark.text[:60]) and not (mark.value and SAYS_HOUR_OF_TODAY.match(mark.text)):
        return "shown"
    says_published = bool(MARKS_PUBLISHED.search(mark.hint))
    words = mark.text[:60].rstrip("0123456789 .:,/-")
    if not says_published and (MARKS_MODIFIED.search(mark.hint) or SAYS_MODIFIED.search(words)):
        return "modified" if near else "shown"
    if says_published and (near or (alone and MARKS_DAY_OF_PAGE.search(mark.hint))):
        return "published"
    return "published" if near and first else "shown"


def _address_dates(address: str) -> Iterator[DateWitness]:
    try:
        path = unquote(urlsplit(address).path).casefold()
    except ValueError:
        return
    for pattern in (ADDRESS_DAY, ADDRESS_DAY_IN_SECTION, ADDRESS_DAY_FIRST):
        for match in pattern.finditer(path):
            word = match["month"]
            month = int(word) if word.isdigit() else MONTH_NUMBERS.get(word, 0)
            date = PartialDate(year=int(match["year"]), month=month, day=int(match["day"]))
            if (match["sep"] or len(match[0]) == 8) and is_possible(date):
                yield DateWitness(date=date, printed=match[0], place="address", kind="published", detail=address[:200])
                return
    if found := ADDRESS_MONTH.search(path):
        date = PartialDate(year=int(found["year"]), month=int(found["month"]))
        yield DateWitness(date=date, printed=found[0].strip("/"), place="address", kind="published", detail=address[:200])

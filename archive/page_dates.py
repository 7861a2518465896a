"""Every date that a page shows, with where it stood and what kind it is.

Enters: a page's outline, its metadata, its address and its Last-Modified header. Leaves: `DateWitness`es, the more
trusted first. A date counts as `published` only where markup or place says so: in metadata, in marked elements, beside
the headline, in a dateline, in the address. All other dates of the text are `shown`: an article speaks of many days.
How a date is written is read in `archive.stamps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from archive.blocks import Block, DateMark, Outline
from archive.head import Head, LinkedItem
from archive.headline import AFTER_HEADLINE, PARAGRAPH, Headline, headline_of
from archive.stamps import Reading, profile_dates, read_stamp
from archive.witness import OTHER_ORDER, DateWitness
from citations.names import fold_title
from citations.partial_date import MONTH_NUMBERS, DatePlace, PartialDate, Precision, find_dates, is_possible

__all__ = ["Reading", "own_items", "page_dates", "profile_dates"]

MAX_SHOWN = 60  # dates of the running text that are kept
UNDER_TEXT = 2  # blocks under the last paragraph in which author, paper and day stand
DATELINE = 110  # characters of a first paragraph in which place, day and agency stand
OWN_LINE_REST = 14  # letters beside the date in a line that says nothing but the date
LINE_ABOUT = 100  # characters of a line that names author, section and day
LONGEST_BLOCK = 4000  # characters of one block in which dates are looked for
MIN_TELLING = 3  # words of four letters and more by which two headlines can be told apart
TELLING_LETTERS = 5  # of a word, so that its endings do not count
UNDER_THE_TEXT = "under the text"
SIDE_REGIONS = frozenset({"nav", "footer", "aside", "comments", "related", "dialog"})
MONTHLY = (Precision.MONTH, Precision.SEASON)  # as monthlies, quarterlies and reports print their date
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
    " bepress_citation_date".split()
)
MODIFIED_META = frozenset(
    "article:modified_time og:updated_time og:modified_time datemodified lastmod last-modified last_modified modified updated"
    " dc.date.modified dcterms.modified revised article:modified dc.modified modificationdate dateupdated date.modified"
    " article.updated".split()
)

# "/2015/10/05/", "/2015/oct/05/", "/2015-10-05-title", "/20151005/"; not "/2015/1005", no id of nine figures
ADDRESS_DAY = re.compile(
    r"""(?<!\d)(?P<year>19[89]\d|20[0-4]\d)(?P<sep>[/_.-]?)(?P<month>0?[1-9]|1[0-2]|[a-z]{3,9})(?P=sep)(?P<day>[0-3]?\d)(?!\d)""",
    re.VERBOSE,
)
# Day first: "/05.10.2015/", "-05-10-2015"; not "/5102015"
ADDRESS_DAY_FIRST = re.compile(
    r"""(?<!\d)(?P<day>[0-3]\d)(?P<sep>[_.-])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<year>20[0-4]\d)(?!\d)""", re.VERBOSE
)
# The path "/2015/10/title"; not "/2015/100"
ADDRESS_MONTH = re.compile(r"""/(?P<year>19[89]\d|20[0-4]\d)/(?P<month>0[1-9]|1[0-2])(?=/)""", re.VERBOSE)
# Path part: "Updated: ", "Обновлено в "; not "Published "
SAYS_MODIFIED = re.compile(
    r"""(?:updated?|modified|edited|revised|обновл\w+|изменен\w*|изменён\w*|отредактир\w+|навсозӣ|нав\s+карда|таҷдид|тағйир)
    \W*(?:\w+\W+){0,2}$""",
    re.VERBOSE | re.IGNORECASE,
)
# Figures that mean one day in Europe and another in America: "10/05/2015"; not "10.05.2015" (never American)
EITHER_ORDER = re.compile(r"\s*\d{1,2}/\d{1,2}/\d{2,4}")
# Under an article: "© 2026", "Printed: ", "Сегодня"; not "Nora Kell, Lake News, "
SAYS_OTHER_DAY = re.compile(
    r"©|copyright|print|today|access|retriev|viewed|сегодня|распечат|просмотр|дата\s+обращения|имрӯз|\?$", re.IGNORECASE
)
DIGIT = re.compile(r"[0-9]")
LABEL = re.compile(r"[^\W\d_]\s*:\s*(?:\w{2,12},?\s*)?$")
SAYS_PUBLISHED = re.compile(
    r"publi|post|issue|release|date|creat|added|дата|опублик|размещ|добавл|создан|нашр|сана|чоп", re.IGNORECASE
)
MARKS_MODIFIED = re.compile(r"modif|updat|edited|lastmod", re.IGNORECASE)
MARKS_PUBLISHED = re.compile(r"publish|pubdate|issued|entry-date|datecreated|post-date|posted", re.IGNORECASE)
# "DUSHANBE, ", "Москва. ", "Курган-Тюбе, ", "ВАШИНГТОН -- "; not "He said on "
PLACE_NAME = re.compile(
    r"""^\W*(?:[A-ZА-ЯЁҒӢҚӮҲҶ][\w.’'-]*\s?){1,4}(?:\([^)]{1,40}\)\s*)?[,./|–—-]+\s*
    (?:[A-ZА-ЯЁҒӢҚӮҲҶ][\w.’'-]*\s?){0,3}[,./|–—-]*\s*$""",
    re.VERBOSE,
)
# What follows the day of a dateline: ", Asia Example -- ", " (НИА) – ", ". EXAMPLE.RU - ", ": "; not " in the capital, said"
DATELINE_REST = re.compile(
    r"""(?:\s*(?:г\.|года|с\.))?\s*[,./|]?\s*(?:\([^)]{2,60}\)|/[^/]{2,60}/|[\w\s.«»"'“”-]{0,40}?(?:[–—:.]|--?\s))""", re.VERBOSE
)
WEEKDAY_OR_TIME = re.compile(
    r"""\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|\b(?:am|pm|msk|gmt|utc|мск|соли|года?|at|в)\b
    |понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|(?:ду|се|чор|чоршан|пан[ҷч])?шанбе|ҷумъа""",
    re.VERBOSE | re.IGNORECASE,
)


def page_dates(
    outline: Outline, head: Head, *, address: str | None, last_modified: str | None, reading: Reading, titles: tuple[str, ...]
) -> tuple[DateWitness, ...]:
    """Return every date of the page, without repetition: metadata, elements, lines at the headline, address, text, header."""
    place = headline_of(outline.blocks, titles)
    found = [
        *_linked_dates(head.items, reading, titles),
        *_meta_dates(head.meta, reading),
        *_marked_dates(outline, place, reading),
        *_text_dates(outline.blocks, place, reading),
        *_address_dates(address or head.canonical or ""),
        *_witness(last_modified, "header", "modified", "Last-Modified", reading._replace(order="DMY")),
    ]
    found += [other for witness in found if (other := _read_the_other_way(witness))]
    seen: dict[tuple[PartialDate, str, str], DateWitness] = {}
    for witness in found:
        seen.setdefault((witness.date, witness.place, witness.kind), witness)
    return tuple(seen.values())


def _read_the_other_way(witness: DateWitness) -> DateWitness | None:
    """Return the second reading of "10/05/2015" as a date of publication: nobody is accused on one reading alone."""
    date, match = witness.date, EITHER_ORDER.match(witness.printed)
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
    days = {found[0] for mark, found in dated if mark.region not in SIDE_REGIONS}
    known: PartialDate | None = None
    for mark, (date, time) in dated:
        near = _is_beside(mark, place) or (place is None and len(days) == 1)
        kind = _mark_kind(mark, near=near, first=known in (None, date))
        known = known or (date if kind == "published" else None)
        where = "time" if mark.tag == "time" else "publisher-markup"
        detail = f"<{mark.tag} {mark.hint[:40]}>" if mark.hint else f"<{mark.tag}>"
        yield DateWitness(date=date, printed=(mark.value or mark.text)[:80], place=where, kind=kind, detail=detail, time=time)


def _with_own_box(outline: Outline, place: Headline | None) -> tuple[DateMark, ...]:
    """Return the marks, the one lone `<time>` that is all of an `<aside>` line at the headline taken for the article's own."""
    boxed = [mark for mark in outline.marks if mark.tag == "time" and mark.region == "aside"]
    if place is None or len(boxed) != 1 or not place.at - 2 <= boxed[0].block <= place.at + 1:
        return outline.marks
    if len(outline.blocks[boxed[0].block].text) > len(boxed[0].text) + OWN_LINE_REST:
        return outline.marks
    return tuple(replace(mark, region="") if mark is boxed[0] else mark for mark in outline.marks)


def _mark_date(mark: DateMark, reading: Reading) -> tuple[PartialDate, str | None] | None:
    if mark.value and (found := read_stamp(mark.value, reading)):
        return found
    places = find_dates(mark.text, years=False, order=reading.order, short_years=True) if mark.text else ()
    days = {place.date for place in places if place.date.precision is Precision.DAY}
    return (days.pop(), None) if len(days) == 1 else None


def _is_beside(mark: DateMark, place: Headline | None) -> bool:
    if (
        place is None
        or mark.region in SIDE_REGIONS
        or (mark.region == "header" and mark.block < place.at and not place.in_header)
    ):
        return False  # many mastheads print today's date
    return place.above <= mark.block <= place.body


def _mark_kind(mark: DateMark, *, near: bool, first: bool) -> str:
    if mark.region in ("comments", "related", "aside", "nav", "footer") or SAYS_OTHER_DAY.search(mark.text[:60]):
        return "shown"
    says_published = bool(MARKS_PUBLISHED.search(mark.hint))
    words = mark.text[:60].rstrip("0123456789 .:,/-")
    if not says_published and (MARKS_MODIFIED.search(mark.hint) or SAYS_MODIFIED.search(words)):
        return "modified" if near else "shown"
    if says_published and (near or re.search("datepublished|pubdate", mark.hint, re.IGNORECASE)):
        return "published"
    return "published" if near and first else "shown"


def _text_dates(blocks: tuple[Block, ...], place: Headline | None, reading: Reading) -> Iterator[DateWitness]:
    count = 0
    for index, block in enumerate(blocks):
        if count >= MAX_SHOWN:
            return
        if not DIGIT.search(block.text):
            continue
        if len(block.text) > LONGEST_BLOCK:
            block = replace(block, text=block.text[:LONGEST_BLOCK])
        short = len(block.text) <= PARAGRAPH
        for found in find_dates(block.text, years=False, order=reading.order, short_years=short):
            yield _text_witness(index, block, found, place)
            count += 1


def _text_witness(index: int, block: Block, found: DatePlace, place: Headline | None) -> DateWitness:
    kind = _text_kind(index, block, found, place)
    if kind == "shown":
        where, detail = "text", block.region or ("own line" if _is_own_line(block.text, found) else "")
    elif place and index > place.end:
        where, detail = "text", UNDER_THE_TEXT
    else:
        where, detail = "byline", "dateline" if kind == "published" and len(block.text) > PARAGRAPH else "beside the headline"
    return DateWitness(date=found.date, printed=found.printed.strip(), place=where, kind=kind, detail=detail)


def _text_kind(index: int, block: Block, found: DatePlace, place: Headline | None) -> str:
    if place is None:
        return (
            "published"
            if index <= AFTER_HEADLINE and len(block.text) >= PARAGRAPH and _is_dateline(block.text, found)
            else "shown"
        )
    if _is_under_text(index, block, found, place):
        return "published"
    if not place.above <= index <= place.body + 2 or block.region in SIDE_REGIONS or index == place.at:
        return "shown"
    if len(block.text) >= PARAGRAPH or index > place.body:
        return "published" if index > place.at and _is_dateline(block.text, found) else "shown"
    own_line = _is_own_line(block.text, found)
    if _is_headline_of_another(block, found) or not (found.date.day or (own_line and found.date.precision in MONTHLY)):
        return "shown"
    before = block.text[: found.span[0]]
    if SAYS_MODIFIED.search(before):
        return "modified"
    if SAYS_OTHER_DAY.search(before):
        return "shown"
    if LABEL.search(before) and not SAYS_PUBLISHED.search(before):
        return "shown"  # "Election day: 6 November 2020"
    if index < place.at and ((block.region == "header" and not place.in_header) or not own_line):
        return "shown"  # many mastheads print today's date
    if own_line or (block.kind != "li" and _is_line_about(block.text, found)) or _is_dateline(block.text, found):
        return "published"
    return "shown"


def _is_under_text(index: int, block: Block, found: DatePlace, place: Headline) -> bool:
    """Whether the line under the article's last paragraph names author, paper or day, as some papers print it."""
    if not place.body <= place.end < index <= place.end + UNDER_TEXT or len(block.text) > LINE_ABOUT:
        return False
    if block.region or block.linked or block.kind == "li" or not (found.date.day and found.date.year):
        return False
    before = block.text[: found.span[0]]
    if SAYS_OTHER_DAY.search(block.text) or SAYS_MODIFIED.search(before) or LABEL.search(before):
        return False
    return _is_own_line(block.text, found) or _is_line_about(block.text, found)


def _is_headline_of_another(block: Block, found: DatePlace) -> bool:
    """Whether the line beside the date is a link to another page; a linked author and a linked date are none."""
    if block.linked <= 0.6 * len(block.text):
        return False
    texts = [
        (block.text[run.start : run.end], run.start <= found.span[0] and found.span[1] <= run.end)
        for run in block.runs
        if run.kind == "a"
    ]
    return not texts or any(len(re.findall(r"[^\W\d_]{3,}", text)) > (2 if has_date else 3) for text, has_date in texts)


def _is_own_line(text: str, found: DatePlace) -> bool:
    if len(text) > LINE_ABOUT:
        return False
    rest = WEEKDAY_OR_TIME.sub("", text[: found.span[0]] + " " + text[found.span[1] :])
    return sum(letter.isalnum() for letter in rest) <= OWN_LINE_REST


def _is_line_about(text: str, found: DatePlace) -> bool:
    """Whether a short line names author, section or agency beside the date, and is no sentence."""
    words = re.findall(r"[^\W\d_]{2,}", text[: found.span[0]] + text[found.span[1] :])
    if len(words) > 12 or found.date.year is None or len(text) > LINE_ABOUT:
        return False
    return sum(word[0].isupper() for word in words) >= len(words) / 2 or not re.search(r"[.!?]\s*$", text)


def _is_dateline(text: str, found: DatePlace) -> bool:
    start, end = found.span
    if end > DATELINE or not (start == 0 or PLACE_NAME.match(text[:start])):
        return False
    return bool(DATELINE_REST.match(text[end : end + 90]))


def _address_dates(address: str) -> Iterator[DateWitness]:
    try:
        path = unquote(urlsplit(address).path).casefold()
    except ValueError:
        return
    for pattern in (ADDRESS_DAY, ADDRESS_DAY_FIRST):
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

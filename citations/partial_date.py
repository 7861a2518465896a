"""Dates with the precision that was printed: a day, a month, a season, a year, or a day without its year.

Enters: printed dates in the languages of `citations.months` and, through `citations.eastern_dates`, of Central Asia and the East;
days in words through `citations.worded_dates`.
Leaves: `PartialDate`, EDTF, CSL date-parts.
Standard: EDTF (ISO 8601-2:2019, levels 0 and 1). A month table reads what it knows; `dateparser` is asked for the
rest, in named languages, and never allowed to fill a missing part from today.
"""

from __future__ import annotations

import calendar
import datetime
import enum
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citations.eastern_dates import PrintedDay, find_eastern, in_one_writing
from citations.months import BEHIND_A_DAY, CROATIAN_OCTOBER, MONTH_NUMBERS, MONTHS_OF_DAYS, OCTOBER, SEASONS
from citations.regex import regex
from citations.worded_dates import find_worded

MAX_DATE_CHARACTERS = 60  # given to dateparser, whose time grows with them
LONGEST_KEPT = 600  # characters of a text whose dates are kept for those who ask again; a note's, not a page's
REACH_OF_MONTH = 60  # characters before a year in which its months stand; "September – December, of соли 2015" takes 33
FIRST_OF_LAST_CENTURY = 70  # "12.09.70" is of 1970, "12.09.69" of 2069
EARLIEST_YEAR = 1500  # no footnote of a briefing cites a source printed before; keeps "no. 1204" from being a year
LATEST_YEAR = 2099


def _any_of(names: Iterable[str]) -> str:
    """The pattern of any of `names`, the longer first; grouped by their first letters, so that few are tried at a place."""
    grouped: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        grouped.setdefault(name[0], []).append(name[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in grouped.items())


_MONTH = rf"(?:{_any_of(MONTH_NUMBERS)})\b\.?"
_MONTH_OF_DAY = f"(?:{_MONTH}|(?:{'|'.join(BEHIND_A_DAY)})\\b)"
_SEASON = "(?:" + "|".join(SEASONS) + ")"
_YEAR = r"(?:1[5-9]|20)\d\d"

# "6/7 June 2015", "27-28 August 2016", "5 October 2015", "18 августи соли 2015", "5 октября 2015 г.",
# "5. Oktober 2015", "Saturday 12 September"; not the minutes of "09:31 August 20, 2019"
DAY_FIRST = regex(
    rf"""(?=\d)(?<![\w.])(?<!\d:)(?:(?P<since>\d{{1,2}})\.?\s?[-–/]\s?)?(?P<day>\d{{1,2}})(?P<sign>st|nd|rd|th|er|-го|-уми|[.ºª°])?\s+(?:of\s+|de\s+|d[’'])?(?P<month>{_MONTH_OF_DAY})
    (?:(?:,?\s+(?:соли\s+|del?\s+)?|\s+с\.\s?)(?P<year>{_YEAR})(?!\d|\s*[-–]\s*{_YEAR}))?""",
    re.VERBOSE | re.IGNORECASE,
)
# "12-Nov-2015", "5/mayo/2015", "5-октябри 2015", "5-октябри соли 2015"; not "7-May"
HYPHENED = regex(
    rf"""(?<![\w./-])(?P<day>\d{{1,2}})[-/](?=[^\W\d_]{{3,12}}[-/,\s])(?P<month>{_MONTH})(?:[-/]|,?\s+(?:соли\s+)?)(?P<year>{_YEAR})(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# "October 5, 2015", "Oct. 5th, 2015"; not "May 2015" (no day)
MONTH_FIRST = regex(
    rf"""(?<!\w)(?=[^\W\d_]{{3,12}}\.?\s+\d)(?P<month>{_MONTH})\s+(?:(?P<since>\d{{1,2}})\s?[-–]\s?)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.]\d)(?:,?\s+(?P<year>{_YEAR})(?!\d))?""",
    re.VERBOSE | re.IGNORECASE,
)
# "October 2015", "октябрь 2015", "October, 2015", "моҳи октябри соли 2015", "March-April 2015"; months are asked of words
# before a year
MONTH_YEAR = regex(
    rf"""(?<!\w)(?=[^\W\d_]{{3,12}}[-–/.,\s]\s?(?:[-–/]?\s?[^\W\d_]{{3,12}}\.?)?(?:,|\s*of|\s*de)?\s{{0,4}}(?:соли\s{{1,4}})?{_YEAR})(?:(?P<since>{_MONTH})\s?[-–/]\s?)?(?P<month>{_MONTH})(?:,|\s+of|\s+de)?\s+(?:соли\s+)?(?P<year>{_YEAR})(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
SEASON_YEAR = regex(rf"""(?<!\w)(?P<season>{_SEASON}),?\s+(?P<year>{_YEAR})(?!\d)""", re.VERBOSE | re.IGNORECASE)
# "2015-10-05", "2015/10/05"; not a span of years "2013-2015"
ISO_DAY = regex(
    rf"""(?=[12])(?<![\d/-])(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>[0-3]?\d)(?!\d)""", re.VERBOSE
)
# "05.10.2015", "5/10/2015", "5-10-2015": day first, unless the second number cannot be a month
NUMERIC = regex(
    rf"""(?=\d)(?<![\d./-])(?P<day>[0-3]?\d)(?P<sep>[./-])\s?(?P<month>[0-3]?\d)(?P=sep)\s?(?P<year>{_YEAR})(?!\d)""", re.VERBOSE
)
# "05.10.15", "5-10-2015, 14:30"; not "1.2.15.4" or "05-10-15": read only where a page prints little but the date
SHORT_LINE = regex(
    r"""(?<![\d./:-])(?P<day>[0-3]?\d)(?P<sep>[./-])(?P<month>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d|(?<!-)\d\d)(?![\d./-])""",
    re.VERBOSE,
)
# "12 jan 23 | 5h27", "5 окт 15"; not "12 Jan 23:10", "5 May 10 people", "5 May 10 am", nor in "09:31 August 20, 2019": read in
# such lines alone
SHORT_NAMED = regex(
    rf"""(?<![\w.])(?<!\d:)(?P<day>\d{{1,2}})\.?[\s-](?P<month>{_MONTH})[\s,'’-]{{1,2}}(?P<year>\d\d)(?=\s*(?:$|[|,;)•·–—/]))""",
    re.VERBOSE | re.IGNORECASE,
)
# "no. ", "№ ", "vol. "; not "into "
_NUMBERED = regex(r"(?:\b(?:nos?|vol|issue|iss|выпуск|вып)\b\.?|№)\s*$", re.IGNORECASE)
# "in 2015", "в 2006-м"; not "1990-2000", nor the decade of "1990-е", "солҳои 1990-ум"
YEAR = regex(
    rf"""(?=[12])(?<![\w./-])(?<!солҳои\s)(?P<year>{_YEAR})(?!\w|\s*[-–]\s*\d|[./-]\d|-(?:[ех]|ы[ех])(?!\w))""",
    re.VERBOSE | re.IGNORECASE,
)

# matches: 18 августи соли 2015    does not: 5-6 October 2015; a place may stand before the day, "г." behind the year
_WRITTEN = regex(
    rf"""\s*(?:[^\W\d_]{{2,30}},\s+)?(?P<day>\d{{1,2}})\s+(?P<month>[^\W\d_]{{3,12}})\.?\s+(?:соли\s+)?(?P<year>{_YEAR})(?:\s*г(?:\.|ода)?)?[\s.]*""",
    re.VERBOSE,
)
_OF_A_DAY = (ISO_DAY, NUMERIC, HYPHENED, DAY_FIRST, MONTH_FIRST)
_OF_A_YEAR = (MONTH_YEAR, SEASON_YEAR, YEAR)  # without a year that no finer date has taken, they find nothing
_ANY_YEAR = regex(_YEAR)
_FIGURE_BEHIND_WORD = regex(r"\s(?<![,\d]\s)\d{1,2}(?!\d)")  # of "October 5, 2015"; not of "Avesta, 5 October 2015"
_JOINED_FIGURES = regex(r"\d[./-]")  # of "5.10.2015", "2015-10-05", "12-Nov-2015"; not "5 October 2015"
_FIGURE = regex(r"\d")
_DASHES = frozenset("-–—")


class Precision(enum.StrEnum):
    """The finest part that was printed."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class PartialDate:
    """A date of which any part may be missing. `season` is 21 (spring) to 24 (winter), as in EDTF.

    `no_such_day` says that a day was printed that the month has not ("31 June 2023"): what it should be is unspecified.
    `since` is the first day or month of a stretch of time ("27-28 August 2016"), whose last the date itself is.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    approximate: bool = False
    no_such_day: bool = False
    since: PartialDate | None = None

    @property
    def precision(self) -> Precision:
        """The finest part present."""
        if self.day:
            return Precision.DAY
        if self.month:
            return Precision.MONTH
        if self.season:
            return Precision.SEASON
        return Precision.YEAR if self.year else Precision.NONE

    def __str__(self) -> str:
        return self.edtf()

    def edtf(self) -> str:
        """Return the date as EDTF.

        >>> PartialDate(year=2015, season=21).edtf(), PartialDate(month=9, day=12).edtf()
        ('2015-21', 'XXXX-09-12')
        >>> PartialDate(year=2023, month=6, no_such_day=True).edtf()
        '2023-06-XX'
        >>> PartialDate(year=2015, month=4, since=PartialDate(year=2015, month=3)).edtf()
        '2015-03/2015-04'
        """
        year = f"{self.year:04d}" if self.year else "XXXX"
        middle = self.season or self.month
        parts = [year] + ([f"{middle:02d}"] if middle else []) + ([f"{self.day:02d}"] if self.day else [])
        parts += ["XX"] if self.no_such_day else []
        begin = f"{self.since.edtf()}/" if self.since else ""
        return begin + "-".join(parts) + ("~" if self.approximate else "")

    def to_csl(self) -> dict[str, Any] | None:
        """Return a CSL date variable, or None for a date without a year, or with a day that is none (CSL has no such thing)."""
        if self.year is None or self.no_such_day:
            return None
        parts = [part for part in (self.year, self.month, self.day) if part]
        begin = self.since.to_csl() if self.since else None
        value: dict[str, Any] = {"date-parts": [*(begin["date-parts"] if begin else ()), parts]}
        if self.season:
            value["season"] = self.season - 20
        if self.approximate:
            value["circa"] = True
        return value

    def as_day(self) -> datetime.date | None:
        """Return the calendar day, or None when a part is missing or no such day exists."""
        if not (self.year and self.month and self.day):
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def bounds(self) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day it can mean, or None without a year."""
        if self.year is None:
            return None
        if self.since and (begin := self.since.bounds()) and (end := replace(self, since=None).bounds()):
            return begin[0], end[1]
        if day := self.as_day():
            return day, day
        if self.month:
            last = calendar.monthrange(self.year, self.month)[1]
            return datetime.date(self.year, self.month, 1), datetime.date(self.year, self.month, last)
        return datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)


@dataclass(frozen=True, kw_only=True, slots=True)
class DatePlace:
    """A date found in a text: its span, the printed words and the date."""

    span: tuple[int, int]
    printed: str
    date: PartialDate


def from_edtf(text: str) -> PartialDate:
    """Return the date that `PartialDate.edtf` printed.

    Raises ValueError when `text` is not of that form.
    """
    begin, slash, end = text.partition("/")
    if slash:
        return replace(from_edtf(end), since=from_edtf(begin))
    match = re.fullmatch(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d|XX))?(~)?", text)
    if not match:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, middle, day = match[1], int(match[2] or 0), int(match[3] or 0) if match[3] != "XX" else 0
    season = middle if middle > 20 else 0
    return PartialDate(
        year=None if year == "XXXX" else int(year),
        month=(middle if not season else 0) or None,
        day=day or None,
        season=season or None,
        approximate=bool(match[4]),
        no_such_day=match[3] == "XX",
    )


def find_dates(text: str, *, years: bool = True, order: str = "DMY", short_years: bool = False) -> tuple[DatePlace, ...]:
    """Return every date printed in `text`, in order and without overlap; bare years only with `years`.

    `order` is `DMY` or `MDY`: how "05/10/2015" is meant. With `short_years` also "05.10.15", "5-10-2015", "5 Oct 15" are.

    >>> [place.date.edtf() for place in find_dates("Душанбе, 5 октября 2015 г.; spring 2014")]
    ['2015-10-05', '2014-21']
    """
    if not _FIGURE.search(text):
        return ()
    find = _found if len(text) <= LONGEST_KEPT else _found.__wrapped__
    return find(text, years=years, order=order, short_years=short_years)


@functools.lru_cache(maxsize=64)  # the readers of one note ask the same words in turn
def _found(text: str, *, years: bool, order: str, short_years: bool) -> tuple[DatePlace, ...]:
    printed, text = text, in_one_writing(text)
    printed_years = [match.span() for match in _ANY_YEAR.finditer(text)]
    of_a_day = _OF_A_DAY if printed_years and _JOINED_FIGURES.search(text) else (DAY_FIRST, MONTH_FIRST)
    patterns = (SHORT_NAMED,) * short_years + of_a_day + (MONTH_YEAR, SEASON_YEAR) + (SHORT_LINE,) * short_years + (YEAR,) * years
    taken: list[DatePlace] = []
    free = bytearray(b"\x01" * len(text))
    for pattern in (None, *patterns):
        if pattern in _OF_A_YEAR and not any(all(free[start:end]) for start, end in printed_years):
            continue
        if pattern is MONTH_FIRST and not _FIGURE_BEHIND_WORD.search(text):
            continue
        for place in _matches(pattern, text, order, printed_years) if pattern else _elsewise(printed, printed_years):
            start, end = place.span
            if all(free[start:end]):
                free[start:end] = bytes(end - start)
                taken.append(place)
    if text is not printed:
        taken = [replace(place, printed=printed[slice(*place.span)]) for place in taken]
    return tuple(sorted(taken, key=lambda place: place.span))


def joined_stretches(text: str, places: Sequence[DatePlace]) -> list[DatePlace]:
    """Return `places` with "30 August – 2 September 2016" and "May 2014-June 2015" as one, which begins with the first.

    >>> text = "Goma, 30 August – 2 September 2016"
    >>> [place.date.edtf() for place in joined_stretches(text, find_dates(text))]
    ['2016-08-30/2016-09-02']
    """
    joined: list[DatePlace] = []
    for place in places:
        first, date = joined[-1] if joined else None, place.date
        if (
            first
            and text[first.span[1] : place.span[0]].strip() in _DASHES
            and first.date.precision is date.precision
            and date.year
        ):
            begin = replace(first.date, year=first.date.year or date.year)
            if (begin.year, begin.month or 0, begin.day or 0) < (date.year, date.month or 0, date.day or 0):
                span = (first.span[0], place.span[1])
                joined[-1] = DatePlace(span=span, printed=text[slice(*span)], date=replace(date, since=begin))
                continue
        joined.append(place)
    return joined


def read_date(text: str, *, order: str = "DMY") -> PartialDate | None:
    """Return the one date that `text` prints, or None; `dateparser` is asked only when the month table finds none.

    A day written out with its month, and nothing beside it but a place, is looked up at once.
    """
    written = _WRITTEN.fullmatch(text)
    if written and (month := MONTH_NUMBERS.get(written["month"].casefold())):
        date = PartialDate(year=int(written["year"]), month=month, day=int(written["day"]))
        if is_possible(date):
            return date
    places = find_dates(text, order=order)
    if places:
        return max(places, key=lambda place: list(Precision)[::-1].index(place.date.precision)).date
    return _by_dateparser(text.strip(), order)


def _elsewise(text: str, years: Sequence[tuple[int, int]]) -> Iterator[DatePlace]:
    """Yield the days that no pattern of this module reads: of other calendars and orders, and in words."""
    found: tuple[PrintedDay, ...] = (*find_eastern(text), *find_worded(in_one_writing(text), years))
    for span, day in found:
        yield DatePlace(span=span, printed=text[slice(*span)], date=PartialDate(year=day.year, month=day.month, day=day.day))


def _beside_years(pattern: re.Pattern[str], text: str, years: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield what a pattern that ends in a year finds, which is looked for right before each of the `years` alone."""
    begin = 0
    for start, end in years:
        low = max(begin, start - REACH_OF_MONTH)
        match = pattern.match(text, start) if pattern is YEAR else pattern.search(text, low, end + 1)
        if match:
            begin = match.end()
            yield match


def _matches(pattern: re.Pattern[str], text: str, order: str, years: Sequence[tuple[int, int]]) -> Iterator[DatePlace]:
    for match in _beside_years(pattern, text, years) if pattern in _OF_A_YEAR else pattern.finditer(text):
        date = _date_of(match, order)
        if is_possible(date):
            yield DatePlace(span=match.span(), printed=match[0], date=date)
        elif _has_no_such_day(match, date):
            yield DatePlace(span=match.span(), printed=match[0], date=replace(date, day=None, no_such_day=True, since=None))


def _date_of(match: re.Match[str], order: str = "DMY") -> PartialDate:
    """The date that a pattern read, whether the calendar has it or not."""
    parts = match.groupdict()
    month = _month(parts.get("month"))
    if parts.get("sign") == "." and parts["month"].casefold() == CROATIAN_OCTOBER:
        month = OCTOBER
    day = int(parts["day"]) if parts.get("day") else None
    if match.re in (NUMERIC, SHORT_LINE) and month and day and (month > 12 >= day or (order == "MDY" and day <= 12)):
        month, day = day, month
    season = SEASONS[parts["season"].casefold()] if parts.get("season") else None
    date = PartialDate(year=_year(parts.get("year")), month=month, day=day, season=season)
    return replace(date, since=since) if (since := _since(parts.get("since"), date)) else date


def _since(printed: str | None, last: PartialDate) -> PartialDate | None:
    """The day or month before the dash of "27-28 August 2016" and "March-April 2015"; None where it is not the earlier one."""
    if not printed:
        return None
    begin = replace(last, day=int(printed)) if printed.isdigit() else replace(last, month=_month(printed))
    is_earlier = (begin.month or 0, begin.day or 0) < (last.month or 0, last.day or 0)
    return begin if is_earlier and is_possible(begin) else None


def _has_no_such_day(match: re.Match[str], date: PartialDate) -> bool:
    """Whether a date is one but for its day: "31 June 2023"; "45 June 2023" and "no. 31 June 2023" are something else."""
    is_date = bool(date.year and date.month and date.month <= 12 and date.day and date.day <= 31 and not is_possible(date))
    return is_date and match.re in _OF_A_DAY and not _NUMBERED.search(match.string[max(0, match.start() - 10) : match.start()])


def impossible_day(printed: str) -> PartialDate | None:
    """Return the day that a printed date names and no calendar has; None for every other date.

    >>> str(impossible_day("31 June 2023")), impossible_day("30 June 2023"), impossible_day("no. 31 June 2023")
    ('2023-06-31', None, None)
    """
    found = (match for pattern in _OF_A_DAY for match in pattern.finditer(printed))
    return next((date for match in found if _has_no_such_day(match, date := _date_of(match))), None)


def is_possible(date: PartialDate) -> bool:
    """Return whether the calendar has such a date; 29 February passes without a year."""
    if date.month is not None and not 1 <= date.month <= 12:
        return False
    if date.day is None:
        return True
    return date.month is not None and 1 <= date.day <= calendar.monthrange(date.year or 2000, date.month)[1]


def _year(figures: str | None) -> int | None:
    if not figures:
        return None
    return int(figures) if len(figures) == 4 else (2000 if int(figures) < FIRST_OF_LAST_CENTURY else 1900) + int(figures)


def _month(word: str | None) -> int | None:
    if not word:
        return None
    return int(word) if word.isdigit() else MONTHS_OF_DAYS[word.casefold().rstrip(".")]


def _by_dateparser(text: str, order: str) -> PartialDate | None:
    if not re.search(r"\d", text) or text.isdecimal() or len(text) > MAX_DATE_CHARACTERS:
        return None
    settings = {"REQUIRE_PARTS": ["year", "month", "day"], "DATE_ORDER": order, "PARSERS": ["absolute-time"]}
    found = _dateparser()(text, languages=["en", "ru"], settings=settings)
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return None
    return PartialDate(year=found.year, month=found.month, day=found.day)


@functools.cache
def _dateparser() -> Any:
    import dateparser

    return dateparser.parse

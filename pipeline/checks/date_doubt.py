"""How a page's date stands to the printed one, and why one that differs may be no contradiction.

Enters: the citation, its printed date in words and as read, and the page's witnesses. Leaves: an agreement at the printed
precision, or a reason in words. It reads no page and decides no status.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence

from archive.page import DateWitness
from citations.citation import Citation
from citations.date_agreement import Agreement, agreement
from citations.months import MONTH_NUMBERS
from citations.partial_date import PartialDate, Precision
from citations.regex import regex

# Works that appear on paper: a page about them shows when the page was made, or an issue that came out earlier online.
PRINTED_WORKS = frozenset({"book", "chapter", "article-journal", "thesis", "entry", "paper-conference"})
SLOW_WORKS = PRINTED_WORKS | {"report"}
# time zones; of 127 by hand (`tests/sweep.py headlines`) none accuses six wrongly, three days accuse two less of 54
LEEWAY = datetime.timedelta(days=1)
NEAR_SPAN = datetime.timedelta(days=31)  # from a printed span of days, or a vague one, to a text about it; not swept
# "5-7 October", "May 5–7", "2013–2014", "5/6 May"; not "2015-10-05", "05.10.2015"
SPAN = regex(r"""(?<![\d.-])(?:\d{1,2}\s?[-–—/]\s?\d{1,2}(?![\d.-])(?!\s?/)|\d{4}\s?[–—/]\s?\d{2,4})""", re.VERBOSE)
# "late May 2014", "конец мая", "охири моҳи май"; not "latest"
VAGUE = regex(
    r"""\b(?:late|early|mid|end\sof|beginning\sof|кон(?:ец|це)|начал[оае]|середин[аые]|охири|аввали|миёнаи)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "9/12/2015", which is 9 December or 12 September; not "09.12.2015", which has one reading
SLASHED = regex(r"""(?<![\d/])(?P<first>0?[1-9]|1[0-2])/(?P<second>0?[1-9]|1[0-2])/(?P<year>\d{4})(?![\d/])""", re.VERBOSE)


def compare(printed: PartialDate, observed: PartialDate) -> Agreement:
    """Return how a page's date stands to the printed one, at the printed precision, with a day's leeway at its edges.

    A printed date without a year is compared by day and month. Winter is that of either year.

    >>> str(compare(PartialDate(year=2015, month=10), PartialDate(year=2015, month=11, day=1)))
    'within-a-day'
    """
    found = agreement(printed, observed)
    if found is not Agreement.DIFFERENT:
        return found
    day = observed.as_day()
    if printed.year is None and day and printed.month and printed.day:
        near = [_day(year, printed.month, printed.day) for year in (day.year - 1, day.year, day.year + 1)]
        return Agreement.WITHIN_A_DAY if any(one and abs(one - day) <= LEEWAY for one in near) else found
    if printed.day or printed.year is None:
        return found
    if printed.season:
        return Agreement.SAME if any(_meet(window, observed) for window in _season_windows(printed)) else found
    bounds = printed.bounds()
    if bounds and day and bounds[0] - LEEWAY <= day <= bounds[1] + LEEWAY:
        return Agreement.WITHIN_A_DAY
    return found


def _day(year: int, month: int, day: int) -> datetime.date | None:
    return PartialDate(year=year, month=month, day=day).as_day()


def _season_windows(printed: PartialDate) -> Iterable[tuple[datetime.date, datetime.date]]:
    """Yield the days that a printed season can mean: an issue of spring appears from February to June."""
    year, first = printed.year or 0, 3 * ((printed.season or 21) - 21) + 3
    for begins in (year, year - 1) if first == 12 else (year,):
        start = datetime.date(begins, first - 1, 1)
        end_year, end_month = (begins, first + 3) if first < 10 else (begins + 1, (first + 3) % 12)
        yield start, datetime.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _meet(window: tuple[datetime.date, datetime.date], observed: PartialDate) -> bool:
    bounds = observed.bounds()
    return bounds is not None and bounds[0] <= window[1] and window[0] <= bounds[1]


def month_first(text: str, printed: PartialDate) -> PartialDate | None:
    """Return the other reading of a day that is printed as figures between strokes, None where there is one reading.

    >>> str(month_first("9/12/2015", PartialDate(year=2015, month=12, day=9)))
    '2015-09-12'
    """
    found = SLASHED.search(text)
    if found is None or printed.month == printed.day or not (printed.month and printed.day):
        return None
    return PartialDate(year=printed.year, month=printed.day, day=printed.month)


def doubt_of(
    cited: Citation, text: str, printed: PartialDate, accusers: Sequence[DateWitness], coarser: Sequence[DateWitness]
) -> str | None:
    """Return why a date that differs from the one printed in `text` is no contradiction; None when it is one."""
    if printed.approximate:
        return "the printed date is an approximate one"
    is_near = _is_near(printed, accusers[0].date)
    ends_unread = not printed.month and printed.since is None  # "2013–14"
    if (SPAN.search(text) or len(_months(text)) > 1) and (is_near or ends_unread):
        return "the printed date is a span of days"
    if VAGUE.search(text) and is_near:
        return "the printed date is a vague one"
    if any(compare(accusers[0].date, witness.date) is Agreement.DIFFERENT for witness in coarser):
        return "the page’s dates disagree with each other"
    near_top = [witness for witness in accusers if witness.place == "text"]
    if near_top and len(near_top) == len(accusers) and len({witness.date for witness in near_top}) > 1:
        return "several dates stand at the headline"
    if not printed.day and _is_slow(cited, printed, accusers[0].date):
        return "the work may have appeared online and on paper at different times"
    return None


def _is_near(printed: PartialDate, observed: PartialDate) -> bool:
    """Whether a page's date lies within a month of a printed one."""
    bounds, day = printed.bounds(), observed.as_day()
    return bounds is None or day is None or bounds[0] - NEAR_SPAN <= day <= bounds[1] + NEAR_SPAN


def _is_slow(cited: Citation, printed: PartialDate, observed: PartialDate) -> bool:
    """Whether the difference is what lies between a work's appearance on paper and online."""
    years = abs((printed.year or 0) - (observed.year or 0))
    return (cited.type in PRINTED_WORKS and years <= 2) or (
        cited.type in SLOW_WORKS and printed.precision is Precision.YEAR and years <= 1
    )


def _months(text: str) -> set[int]:
    return {MONTH_NUMBERS[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in MONTH_NUMBERS}

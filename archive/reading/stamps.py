"""Dates as machines and publishers write them, to a day in the publisher's own time zone.

Enters: the value of an attribute, a meta element, a JSON-LD property or a header. Leaves: a `PartialDate` and the full time.
Standards: ISO 8601 as W3C NOTE-datetime and its common misspellings, RFC 9110 dates, seconds since 1970.
"""

from __future__ import annotations

import contextlib
import datetime
import re
import zoneinfo
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.reading.witness import DateWitness
from citations.partial_date import EARLIEST_YEAR, LATEST_YEAR, PartialDate, Precision, find_dates, is_possible, read_date
from citations.regex import regex

LONGEST = 60  # characters of a value that is a date and not a text
NEVER = (1970, 1, 1)  # what systems write for a date they do not know

# Timestamps "2015-10-05T14:30:00+05:00", "20151005T143000Z", "2015-10-05 14:30", "20151005143000"; not "05.10.2015"
STAMP = regex(
    r"""(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)(?!\d(?!\d{5}\b))
    (?:[T\s]\s?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?""",
    re.VERBOSE,
)
MONTH_STAMP = regex(r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2])")
# Seconds or milliseconds since 1970: "1444035600", "1444035600000"; not "20151005"
EPOCH = regex(r"1[0-9]{9}(?:[0-9]{3})?")


class Reading(NamedTuple):
    """How dates of a page are to be read: order of day and month in figures, and the publisher's zone (IANA)."""

    order: str = "DMY"
    zone: str | None = None


def read_stamp(value: str, reading: Reading) -> tuple[PartialDate, str | None] | None:
    """Return the day of a machine-written date in the publisher's zone, and its full time where one was given.

    >>> read_stamp("2015-10-04T21:30:00Z", Reading(zone="Asia/Dushanbe"))[0].edtf()
    '2015-10-05'
    """
    value = value.strip()
    if EPOCH.fullmatch(value):
        moment = datetime.datetime.fromtimestamp(int(value[:10]), tz=datetime.UTC)
        return _day_of(moment, reading.zone), moment.isoformat()
    match = STAMP.match(value)
    if not match:
        return _of_month(value) or _printed(value, reading)
    year, month, number = int(match["year"]), int(match["month"]), int(match["day"])
    day = PartialDate(year=year, month=month, day=number)
    if not is_possible(day) or not EARLIEST_YEAR <= year <= LATEST_YEAR or (year, month, number) == NEVER:
        return None
    moment_or_none = _moment(match)
    if moment_or_none is None:
        return day, None
    return (_day_of(moment_or_none, reading.zone) if moment_or_none.tzinfo else day), moment_or_none.isoformat()


def _of_month(value: str) -> tuple[PartialDate, None] | None:
    """Return the month of "2015-10" (ISO 8601)."""
    match = MONTH_STAMP.fullmatch(value)
    return (PartialDate(year=int(match["year"]), month=int(match["month"])), None) if match else None


def _moment(match: re.Match[str]) -> datetime.datetime | None:
    if match["hour"] is None:
        return None
    parts = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    try:
        return datetime.datetime(*parts, tzinfo=_offset(match["zone"]))  # type: ignore[misc,arg-type]  # six numbers
    except ValueError:
        return None


def _offset(zone: str | None) -> datetime.tzinfo | None:
    if not zone:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return datetime.UTC
    hours, minutes = int(zone[1:3]), int(zone.replace(":", "")[3:5] or 0)
    return datetime.timezone((1 if zone[0] == "+" else -1) * datetime.timedelta(hours=min(hours, 23), minutes=min(minutes, 59)))


def _day_of(moment: datetime.datetime, zone: str | None) -> PartialDate:
    if zone:
        with contextlib.suppress(zoneinfo.ZoneInfoNotFoundError, ValueError, OverflowError):
            moment = moment.astimezone(zoneinfo.ZoneInfo(zone))  # a zone this system does not know: the stamp's own stays
    return PartialDate(year=moment.year, month=moment.month, day=moment.day)


def _printed(value: str, reading: Reading) -> tuple[PartialDate, str | None] | None:
    if len(value) > LONGEST or not any(letter.isdigit() for letter in value):
        return None
    date = read_date(value, order=reading.order)
    if date is None or date.precision is Precision.NONE or date.year is None:
        return None
    return date, None


def profile_dates(values: Iterable[str], reading: Reading, formats: Iterable[str]) -> Iterator[DateWitness]:
    """Return what a publisher's own selectors found, read by its own formats (`datetime.strptime`) first."""
    for value in values:
        date, detail = _by_formats(value, tuple(formats)), "profile"
        if date is None:
            if stamp := STAMP.match(value) and read_stamp(value, reading):
                date = stamp[0]
            elif places := find_dates(value, years=False, order=reading.order, short_years=True):
                date = places[0].date
        if date is not None:
            yield DateWitness(date=date, printed=value[:80], place="publisher-markup", kind="published", detail=detail)


def _by_formats(value: str, formats: tuple[str, ...]) -> PartialDate | None:
    for pattern in formats:
        with contextlib.suppress(ValueError):
            moment = datetime.datetime.strptime(value.strip(), pattern)  # noqa: DTZ007 - the page prints no zone
            return PartialDate(year=moment.year if "%y" in pattern.casefold() else None, month=moment.month, day=moment.day)
    return None

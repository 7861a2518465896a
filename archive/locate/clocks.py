"""Page ids that rise with time: the days that an id can mean, and the ids that a day can have.

Enters: an address, or a day, and a publisher's clocks. Leaves: a bracket. A clock rejects what lies far from the cited
day; it never makes an address.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from citations.citation import Citation
from citations.publisher import Clock, Publisher
from citations.regex import regex

# A citation may be misdated, which is what the date check is for: only what lies further off is another text. Of 44 dates
# within a year of an id's own none is rejected (365: 1, 90: 26), of 60 that are three years off and more all are (1461: 45).
FAR_DAYS = 730
# Beyond its known points a clock is read on at their pace, and trusted the less the further it goes. Of four points, each left
# out, 0.15 tells two wrongly and 0.25 to 1.0 one, in a gap of seven years; 1.0 keeps 3 of the 60 (`tests/sweep.py clocks`).
DRIFT = 0.25
NUMBER = regex(r"[0-9]{1,18}", re.VERBOSE)  # "466408"; not "12a", no number of 40 digits
HEX_SECONDS = regex(r"[0-9a-f]{8}", re.VERBOSE | re.IGNORECASE)  # "56b37107"; not "56b3710"
MAX_ADDRESS = 500  # characters: an expression of two repetitions reads no more in no time
_EPOCH = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, kw_only=True, slots=True)
class Bracket:
    """The first and the last day that an id can mean."""

    first: datetime.date
    last: datetime.date


def days_of(publisher: Publisher | None, address: str) -> Bracket | None:
    """Return the days that the id in `address` can mean by the publisher's clocks, or None when no clock reads it."""
    for clock in publisher.clocks if publisher else ():
        if number := _id_in(clock, address):
            return _bracket(clock, number)
    return None


def rejection(citation: Citation, publisher: Publisher | None, address: str) -> str | None:
    """Return why the id in `address` cannot be of the cited date, give or take two years; None when it can."""
    bracket, cited = days_of(publisher, address), citation.issued.bounds() if citation.issued else None
    if bracket is None or cited is None:
        return None
    distance = max((bracket.first - cited[1]).days, (cited[0] - bracket.last).days)
    if distance <= FAR_DAYS:
        return None
    return f"its id is of about {bracket.first.isoformat()}, {distance // 365} years off the cited date"


def ids_of(clock: Clock, first: datetime.date, last: datetime.date) -> tuple[int, int] | None:
    """Return the first and the last id that these days can have, or None when no pace is known."""
    low, high = _id_on(clock, first, -1), _id_on(clock, last, 1)
    return (low, high) if low is not None and high is not None and low <= high else None


def prefixes(low: int, high: int, *, most: int) -> tuple[str, ...]:
    """Return at most `most` beginnings of digits that together cover all ids from `low` to `high`.

    Empty when the two differ in length or nothing but a first digit could be said.

    >>> prefixes(466000, 470500, most=3), prefixes(27100000, 27900000, most=3)
    (('46', '47'), ('27',))
    """
    if low < 0 or len(str(low)) != len(str(high)):
        return ()
    for digits in range(len(str(high)), 1, -1):
        scale = 10 ** (len(str(high)) - digits)
        if high // scale - low // scale < most:
            return tuple(str(start) for start in range(low // scale, high // scale + 1))
    return ()


def reads(clock: Clock, address: str) -> bool:
    """Return whether the clock's expression finds an id in `address`."""
    return bool(_id_in(clock, address))


def _id_in(clock: Clock, address: str) -> str:
    match = re.search(clock.address, address) if len(address) <= MAX_ADDRESS else None
    return match["id"] or "" if match else ""


def _bracket(clock: Clock, printed: str) -> Bracket | None:
    number = _number(clock, printed)
    if number is None:
        return None
    if clock.unit != "sequence":
        return _around(_EPOCH + number / 86400, clock.error_days)
    points = _points(clock)
    if len(points) < 2:
        return None
    left, right = _neighbours(points, number, 0)
    day = left[1] + (number - left[0]) * (right[1] - left[1]) / (right[0] - left[0])
    outside = max(points[0][1] - day, day - points[-1][1], 0)
    return _around(day, clock.error_days + DRIFT * outside)


def _number(clock: Clock, printed: str) -> int | None:
    """Return what an id counts, by the clock's unit; None for what is no number, or too long for one of ids or seconds."""
    if clock.unit == "unix-hex":
        return int(printed[:8], 16) if HEX_SECONDS.match(printed) else None
    return int(printed) if NUMBER.fullmatch(printed) else None


def _around(day: float, margin: float) -> Bracket | None:
    try:
        return Bracket(first=datetime.date.fromordinal(int(day - margin)), last=datetime.date.fromordinal(int(day + margin)))
    except (ValueError, OverflowError):
        return None


def _id_on(clock: Clock, day: datetime.date, towards: int) -> int | None:
    """Return the id of a day, moved by the clock's error to the past (-1) or to the future (1)."""
    if clock.unit == "unix":
        return (day.toordinal() - _EPOCH + towards * clock.error_days) * 86400
    points = _points(clock)
    if clock.unit != "sequence" or len(points) < 2:
        return None
    outside = max(points[0][1] - day.toordinal(), day.toordinal() - points[-1][1], 0)
    moved = day.toordinal() + towards * (clock.error_days + DRIFT * outside)
    left, right = _neighbours(points, moved, 1)
    return max(0, int(left[0] + (moved - left[1]) * (right[0] - left[0]) / (right[1] - left[1])))


def _points(clock: Clock) -> list[tuple[int, int]]:
    return sorted((point.id, datetime.date.fromisoformat(point.day).toordinal()) for point in clock.points)


def _neighbours(points: list[tuple[int, int]], value: float, axis: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the two points between which `value` lies on an axis, or the two nearest at an end."""
    index = next((place for place, point in enumerate(points) if point[axis] >= value), len(points) - 1)
    index = min(max(index, 1), len(points) - 1)
    return points[index - 1], points[index]

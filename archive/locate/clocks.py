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

# A citation may be misdated, which is what the date check is for: only what lies further off is another text.
FAR_DAYS = 730
# Beyond its known points a clock is read on at their pace, and trusted the less the further it goes.
DRIFT = 0.25
_EPOCH = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, kw_only=True, slots=True)
class Bracket:
    """The first and the last day that an id can mean."""

    first: datetime.date
    last: datetime.date


def days_of(publisher: Publisher | None, address: str) -> Bracket | None:
    """Return the days that the id in `address` can mean by the publisher's clocks, or None when no clock reads it."""
    for clock in publisher.clocks if publisher else ():
        if match := re.search(clock.address, address):
            return _bracket(clock, match["id"])
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


def shared_digits(clock: Clock, first: datetime.date, last: datetime.date) -> str:
    """Return the leading digits that all ids of these days share: empty when they say nothing or no pace is known."""
    ends = (_id_on(clock, first, -1), _id_on(clock, last, 1))
    if None in ends:
        return ""
    low, high = (str(end) for end in ends)
    shared = 0
    while len(low) == len(high) and shared < len(low) and low[shared] == high[shared]:
        shared += 1
    return low[:shared]


def _bracket(clock: Clock, printed: str) -> Bracket | None:
    if clock.unit in ("unix", "unix-hex"):
        seconds = int(printed[:8], 16) if clock.unit == "unix-hex" else int(printed)
        return _around(_EPOCH + seconds / 86400, clock.error_days)
    points = _points(clock)
    if len(points) < 2:
        return None
    left, right = _neighbours(points, int(printed), 0)
    day = left[1] + (int(printed) - left[0]) * (right[1] - left[1]) / (right[0] - left[0])
    outside = max(points[0][1] - day, day - points[-1][1], 0)
    return _around(day, clock.error_days + DRIFT * outside)


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

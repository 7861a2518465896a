"""How the date of a source stands to the printed one, at the precision that was printed.

Enters: two `PartialDate`s. Leaves: an `Agreement`. It decides nothing about what follows from it.
"""

from __future__ import annotations

import enum
from dataclasses import replace

from citations.partial_date import PartialDate


class Agreement(enum.StrEnum):
    """How a date of the source stands to the printed one."""

    SAME = "same"
    WITHIN_A_DAY = "within-a-day"
    COARSER = "coarser"  # the source shows less than was printed, and nothing in it disagrees
    DIFFERENT = "different"


def agreement(printed: PartialDate, observed: PartialDate) -> Agreement:
    """Return how `observed` stands to `printed`, at the precision that was printed.

    One day either way is `within-a-day`: publishers and readers live in different time zones.
    """
    if (printed.since or observed.since) and (stretch := printed.bounds()) and (seen := observed.bounds()):
        if stretch[0] <= seen[1] and seen[0] <= stretch[1]:
            return Agreement.SAME
        printed, observed = replace(printed, since=None), replace(observed, since=None)
    expected_day, observed_day = printed.as_day(), observed.as_day()
    if expected_day and observed_day:
        distance = abs((expected_day - observed_day).days)
        return (Agreement.SAME, Agreement.WITHIN_A_DAY)[distance] if distance <= 1 else Agreement.DIFFERENT
    pairs = ((printed.year, observed.year), (_middle(printed), _middle(observed)), (printed.day, observed.day))
    if printed.season and observed.month:
        pairs = ((printed.year, observed.year), (printed.season, _season_of(observed.month)), (None, None))
    if any(left and right and left != right for left, right in pairs):
        return Agreement.DIFFERENT
    if any(left and not right for left, right in pairs):
        return Agreement.COARSER
    return Agreement.SAME


def _middle(date: PartialDate) -> int | None:
    return date.season or date.month


def _season_of(month: int) -> int:
    return 21 + ((month - 3) % 12) // 3

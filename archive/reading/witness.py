"""One date that a page shows, and which of them is best believed to be the day of publication.

Enters: the dates read from a page. Leaves: `DateWitness`, and a judgement over several that decides by witnesses that
do not copy one another: metadata counts once, however often it says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from citations.partial_date import PartialDate, Precision

# How far a place is believed. Metadata of a site that was moved carries the day of the move; then the line under the
# headline and the address, which agree with each other, outweigh it.
WEIGHTS = {
    "json-ld": 3.0,
    "meta": 3.0,
    "time": 2.0,
    "publisher-markup": 2.5,
    "byline": 2.0,
    "address": 1.8,
    "text": 0.2,
    "script": 0.2,
    "header": 0.0,
}
OTHER_ORDER = "day and month read the other way"
OTHER_ORDER_WEIGHT = 0.1  # such a witness defends a date and proposes none
_FAMILIES = {"json-ld": "metadata", "meta": "metadata", "time": "element", "publisher-markup": "element"}


@dataclass(frozen=True, kw_only=True, slots=True)
class DateWitness:
    """One date the page shows.

    `place` is `json-ld`, `meta`, `time`, `publisher-markup`, `byline`, `text`, `script`, `address` or `header`;
    `detail` names it exactly (`article:published_time`); `kind` is `published`, `modified` or `shown`;
    `time` is the full timestamp as ISO 8601 where one was given, zone included.
    """

    date: PartialDate
    printed: str
    place: str
    kind: str
    detail: str = ""
    time: str | None = None


def best_published_of(witnesses: Iterable[DateWitness]) -> PartialDate | None:
    """Return the day that the witnesses of publication give, else the month or year; None without any."""
    published = [witness for witness in witnesses if witness.kind == "published" and witness.date.year]
    days = [witness for witness in published if witness.date.precision is Precision.DAY]
    votes: dict[PartialDate, dict[str, float]] = defaultdict(dict)
    for witness in days or published:
        family = _FAMILIES.get(witness.place, witness.place)
        weight = OTHER_ORDER_WEIGHT if witness.detail == OTHER_ORDER else WEIGHTS.get(witness.place, 0.0)
        votes[witness.date][family] = max(votes[witness.date].get(family, 0.0), weight)
    if not votes:
        return None
    return max(votes, key=lambda date: (sum(votes[date].values()), max(votes[date].values()), -_order(date)))


def _order(date: PartialDate) -> int:
    return (date.year or 0) * 10_000 + (date.month or 0) * 100 + (date.day or 0)

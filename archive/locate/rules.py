"""Which of a publisher's rules an address follows: its pattern, and the parts that the pattern names.

Enters: an address and a publisher. Leaves: the pattern with its parts, or None. It is the other direction of `profile`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.address import WWW
from citations.months import MONTH_NUMBERS
from citations.partial_date import PartialDate, Precision, is_possible
from citations.publisher import PLACEHOLDER, AddressPattern, Publisher

MAX_ADDRESS = 500  # characters; a longer address follows no pattern
# What each placeholder takes; those of a publisher's own take its choices, and what is not named here one part of a path.
_PARTS: Mapping[str, str] = {
    "year": r"\d{4}", "yy": r"\d\d", "month": r"\d\d", "mon": r"[a-z]{3}", "day": r"\d\d", "number": r"\d+",
    "volume": r"\d+", "page": r"\d+", "id": r"[\w-]+?", "slug": r"[^/?#]+", "any": r"[^?#]+?",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A pattern that an address follows, and its parts by placeholder; empty parts for one that names none."""

    pattern: AddressPattern
    parts: Mapping[str, str]


def rules_of(publisher: Publisher, address: str) -> tuple[Rule, ...]:
    """Return the patterns that `address` follows, those that were seen first; scheme, `www.` and a closing stroke aside."""
    if len(address) > MAX_ADDRESS:
        return ()
    held = sorted(publisher.patterns, key=lambda pattern: pattern.to_confirm)
    own = _own_parts(publisher)
    forms = _forms(address, publisher)
    found = ((pattern, _expression(pattern, own).fullmatch(form)) for pattern in held for form in forms)
    return tuple(Rule(pattern=pattern, parts=match.groupdict()) for pattern, match in found if match)


def _forms(address: str, publisher: Publisher) -> tuple[str, ...]:
    """Return the address without scheme and `www.`, and as it stood on the hosts whose paths were kept."""
    bare = WWW.sub("", address.partition("//")[2] or address).rstrip("/")
    host, _, path = bare.partition("/")
    kept = (known for known in publisher.hosts if known.same_paths and known.replaces and WWW.sub("", known.host) == host)
    return (bare, *(f"{WWW.sub('', known.replaces or '')}/{path}" for known in kept))


def _own_parts(publisher: Publisher) -> tuple[tuple[str, tuple[str, ...]], ...]:
    places = tuple(dict.fromkeys(publisher.places.values()))
    return (*((name, tuple(values)) for name, values in publisher.choices.items()), ("place", places), ("post", places))


@functools.lru_cache(maxsize=1024)
def _expression(pattern: AddressPattern, own: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    values = {name: "|".join(map(re.escape, sorted(known, key=len, reverse=True))) for name, known in own if known}
    # A section that is not among the choices is one all the same: the choices are those that are worth a try.
    parts = {**_PARTS, **{name: rf"{known}|[^/?#]+" for name, known in values.items()}}
    written, seen = "", set[str]()
    pieces = PLACEHOLDER.split(WWW.sub("", pattern.address.partition("//")[2]).rstrip("/"))
    for index, piece in enumerate(pieces):
        if not index % 2:
            written += re.escape(piece)
        elif piece in seen:
            written += f"(?P={piece})"
        else:
            seen.add(piece)
            written += f"(?P<{piece}>{parts.get(piece, '[^/?#]+')})"
    return re.compile(written, re.IGNORECASE)


def date_of(publisher: Publisher, address: str) -> PartialDate | None:
    """Return the day, month or year that an address says in the parts that its publisher's patterns name, or None.

    >>> from citations.publisher import default_publishers
    >>> date_of(default_publishers().by_id["rbc"], "https://www.rbc.ru/politics/07/10/2015/5614e6a29a79470000000000").edtf()
    '2015-10-07'
    """
    dates = (_date_in(rule.parts) for rule in rules_of(publisher, address))
    return max((date for date in dates if date), key=lambda date: date.precision is Precision.DAY, default=None)


def _date_in(parts: Mapping[str, str]) -> PartialDate | None:
    year = int(parts["year"]) if "year" in parts else None
    if year is None:
        return None
    month = int(parts["month"]) if "month" in parts else MONTH_NUMBERS.get(parts.get("mon", "").casefold())
    date = PartialDate(year=year, month=month, day=int(parts["day"]) if month and "day" in parts else None)
    return date if is_possible(date) else None

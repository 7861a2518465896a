"""Addresses computed from what a citation says and what is known of its publisher: slug, date, number, host successors.

Enters: a citation and its publisher. Leaves: candidates whose every part could be filled in. Those that could not are
beginnings to list in an archive's index (`listings`). It asks nobody, and a candidate is no answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from archive.locate import clocks
from archive.locate.filling import applicable, fillings, placeholders
from archive.locate.listings import Listing, listings
from archive.locate.lookup import Candidate, FoundBy
from archive.locate.moved import successors
from archive.locate.printed import trimmed
from citations.citation import Citation
from citations.publisher import PLACEHOLDER, AddressPattern, Publisher

__all__ = ["Listing", "applicable", "candidates", "computed", "listings"]

NAME = "profile"
SENDS, TO = "addresses made of the title and the date", "the publisher’s own hosts"
# A computed address is nearly a title: how many wrong ones a publisher is asked for at most, for one source.
# Of the 60 sources of `tests/evaluate_locate.py` 4 and 40 reach as many, with 2.3 and 4.1 addresses a source; this makes 3.7.
MAX_CANDIDATES = 12


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return the addresses that the publisher's profile allows to compute, the likeliest first."""
    return computed(citation, publisher) if publisher else ()


def computed(citation: Citation, publisher: Publisher) -> tuple[Candidate, ...]:
    """Return at most `MAX_CANDIDATES` computed addresses: of patterns that were seen, then of those to be confirmed.

    Addresses that a clock puts years off the cited date are left out.
    """
    found: dict[str, str] = {}
    for address, why in itertools.chain(_moved(citation, publisher), _filled(citation, publisher)):
        found.setdefault(address, why)
        if len(found) == MAX_CANDIDATES:
            break
    return tuple(
        Candidate(address=address, found_by=FoundBy.CANDIDATE, rung=NAME, rank=rank, detail=why)
        for rank, (address, why) in enumerate(found.items())
    )


def _filled(citation: Citation, publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Yield every address that could be filled in whole, each pattern's first choice before any pattern's second."""
    streams = [_addresses(citation, publisher, pattern) for pattern in applicable(citation, publisher)]
    for row in itertools.zip_longest(*streams):
        for address, why in (item for item in row if item):
            if clocks.rejection(citation, publisher, address):
                continue
            yield address, why
            for moved in successors(address, publisher):
                yield moved.address, f"{why}, where the site moved to{_doubt(moved.to_confirm)}"


def _addresses(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> Iterator[tuple[str, str]]:
    names = placeholders(pattern)
    for values in fillings(citation, publisher, pattern):
        address = PLACEHOLDER.sub(lambda match: values.get(match["name"], match[0]), pattern.address)  # noqa: B023
        if names and "{" not in address:
            made_of = _words(set(names - publisher.choices.keys()))
            yield address, f"computed from {made_of} ({publisher.name}){_doubt(pattern.to_confirm)}"


def _words(names: set[str]) -> str:
    """Return in words what an address was computed from.

    >>> _words({"slug", "year", "month"})
    'title and date'
    """
    sources = {"slug": "title", "year": "date", "yy": "date", "number": "number", "place": "place", "post": "place"}
    kinds = sorted({sources.get(name, "date" if name in ("month", "mon", "day") else name) for name in names}, reverse=True)
    return " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1]))) if kinds else "the publisher’s pattern"


def _moved(citation: Citation, publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Yield where the printed address stands now, if its site was rebuilt or its host replaced."""
    if citation.url:
        for moved in successors(trimmed(citation.url), publisher):
            yield moved.address, f"where the printed address moved to{_doubt(moved.to_confirm)}"


def _doubt(to_confirm: bool) -> str:
    return ", a rule to confirm" if to_confirm else ""

"""Addresses computed from what a citation says and what is known of its publisher: slug, date, number, host successors.

Enters: a citation and its publisher. Leaves: candidates whose every part could be filled in, and, for later listings
of an archive's index, the beginnings of those that could not. It asks nobody, and a candidate is no answer.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from archive.locate import clocks
from archive.locate.lookup import Candidate, FoundBy
from archive.locate.printed import trimmed
from citations.citation import Citation
from citations.names import fold_title, slug
from citations.publisher import PLACEHOLDER, UNKNOWN, AddressPattern, Publisher, name_of

NAME = "profile"
SENDS = "addresses made of the title and the date, to the publisher's own hosts"
# A computed address is nearly a title: how many wrong ones a publisher is asked for at most, for one source.
MAX_CANDIDATES = 12
MIN_SLUG = 4  # characters: "iran" could be any page
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAJIK_LETTERS = re.compile(r"[ҳӯқғӣҷ]", re.IGNORECASE)
_CYRILLIC_LETTERS = re.compile(r"[а-яё]", re.IGNORECASE)

Filling = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The beginning of addresses to look for in an archive's index (without scheme), and the slug to rank them by."""

    prefix: str
    slug: str = ""
    to_confirm: bool = False


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
    return tuple(
        Candidate(address=address, found_by=FoundBy.CANDIDATE, rung=NAME, rank=rank, detail=why)
        for rank, (address, why) in enumerate(itertools.islice(found.items(), MAX_CANDIDATES))
    )


def listings(citation: Citation, publisher: Publisher) -> tuple[Listing, ...]:
    """Return the beginnings of addresses that cannot be computed whole, where they say something of this source."""
    found: dict[str, Listing] = {}
    for pattern in applicable(citation, publisher):
        for filling in _fillings(citation, publisher, pattern):
            values = dict(filling)
            prefix = pattern.listing or _beginning(citation, publisher, pattern, values)
            if prefix:
                bare = prefix.partition("//")[2]
                found.setdefault(bare, Listing(prefix=bare, slug=values.get("slug", ""), to_confirm=pattern.to_confirm))
    return tuple(found.values())


def applicable(citation: Citation, publisher: Publisher) -> tuple[AddressPattern, ...]:
    """Return the patterns that hold for the citation's year, language, type and series; those seen come first."""
    year = citation.issued.year if citation.issued else None
    held = [pattern for pattern in publisher.patterns if _holds(pattern, citation, publisher, year)]
    return tuple(sorted(held, key=lambda pattern: pattern.to_confirm))


def language_of(citation: Citation) -> str:
    """Return the language of a citation's title: as parsed, else by its letters (`tg`, `ru` or `en`)."""
    if citation.language:
        return citation.language.partition("-")[0].casefold()
    title = citation.title or ""
    if _TAJIK_LETTERS.search(title):
        return "tg"
    return "ru" if _CYRILLIC_LETTERS.search(title) else "en"


def _holds(pattern: AddressPattern, citation: Citation, publisher: Publisher, year: int | None) -> bool:
    in_years = year is None or (pattern.since or year) <= year <= (pattern.until or year)
    in_language = not pattern.languages or language_of(citation) in pattern.languages
    of_type = not pattern.csl_types or citation.type in pattern.csl_types
    return in_years and in_language and of_type and _in_series(pattern, citation, publisher)


def _in_series(pattern: AddressPattern, citation: Citation, publisher: Publisher) -> bool:
    if not pattern.series:
        return True
    wanted = {
        name_of(name) for series in publisher.series if series.name in pattern.series for name in (series.name, *series.aliases)
    }
    printed = (citation.collection_title, citation.container_title, citation.title)
    return any(name_of(text) in wanted for text in printed if text)


def _filled(citation: Citation, publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Yield every address that could be filled in whole, each pattern's first choice before any pattern's second."""
    streams = [_addresses(citation, publisher, pattern) for pattern in applicable(citation, publisher)]
    for row in itertools.zip_longest(*streams):
        for address, why in (item for item in row if item):
            if clocks.rejection(citation, publisher, address):
                continue
            yield address, why
            for moved in _on_successors(address, publisher):
                yield moved, f"{why}, on the host that took its place"


def _addresses(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> Iterator[tuple[str, str]]:
    for filling in _fillings(citation, publisher, pattern):
        values = dict(filling)
        address = PLACEHOLDER.sub(lambda match: values.get(match["name"], match[0]), pattern.address)  # noqa: B023
        names = {match["name"] for match in PLACEHOLDER.finditer(pattern.address)}
        if names and "{" not in address:
            doubt = ", a pattern to confirm" if pattern.to_confirm else ""
            yield address, f"computed from {_words(names - publisher.choices.keys())} ({publisher.name}{doubt})"


def _words(names: set[str]) -> str:
    """Return in words what an address was computed from.

    >>> _words({"slug", "year", "month"})
    'title and date'
    """
    sources = {"slug": "title", "year": "date", "yy": "date", "number": "number", "place": "place", "post": "place"}
    kinds = sorted({sources.get(name, "date" if name in ("month", "mon", "day") else name) for name in names}, reverse=True)
    return " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1]))) if kinds else "the publisher's pattern"


def _fillings(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> Iterator[Filling]:
    """Yield the values of a pattern's placeholders, one after the other for those that have several."""
    fixed = {**_date_values(citation), **_printed_values(citation, publisher, pattern)}
    names = {match["name"] for match in PLACEHOLDER.finditer(pattern.address)}
    several: list[list[tuple[str, str]]] = []
    for name, values in (*publisher.choices.items(), *_place_values(citation, publisher)):
        if name in names and values:
            several.append([(name, value) for value in values])
    for chosen in itertools.product(*several):
        yield (*fixed.items(), *chosen)


def _date_values(citation: Citation) -> dict[str, str]:
    date = citation.issued
    if date is None or date.year is None:
        return {}
    values = {"year": f"{date.year:04d}", "yy": f"{date.year % 100:02d}"}
    if date.month:
        values |= {"month": f"{date.month:02d}", "mon": _MONTHS[date.month - 1]}
    if date.month and date.day:
        values["day"] = f"{date.day:02d}"
    return values


def _printed_values(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> dict[str, str]:
    values = {}
    for name, printed in (("number", citation.number), ("volume", citation.volume), ("page", citation.page)):
        if digits := re.search(r"\d+", printed or ""):
            values[name] = digits[0]
    rules = publisher.slugs.get(pattern.slug)
    made = slug(citation.title, rules) if citation.title and rules else ""
    if len(made) >= MIN_SLUG:
        values["slug"] = made
    return values


def _place_values(citation: Citation, publisher: Publisher) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the addresses' names of the places in the title, and of the post that issued the text."""
    in_title = _places_named(citation.title or "", publisher)
    in_issuer = _places_named(" ".join(part for part in (citation.publisher, citation.publisher_place) if part), publisher)
    return (("place", in_title or in_issuer), ("post", in_issuer or in_title))


def _places_named(text: str, publisher: Publisher) -> tuple[str, ...]:
    """Return the addresses' names of the places in `text`, the first named first: it is what a title is about."""
    folded = fold_title(text)
    found = [(match.start(), name) for place, name in publisher.places.items() if (match := _names_place(place, folded))]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _names_place(place: str, folded: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(place)}s?\b", folded)  # "china" and "chinas": the fold drops apostrophes


def _moved(citation: Citation, publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Yield where the printed address would stand if its host was replaced by one with the same paths."""
    if citation.url:
        for address in _on_successors(trimmed(citation.url), publisher):
            yield address, "the printed path on the host that took its place"


def _on_successors(address: str, publisher: Publisher) -> Iterator[str]:
    parts = urlsplit(address)
    bare = (parts.hostname or "").removeprefix("www.")
    for host in publisher.hosts:
        if host.same_paths and host.replaces and host.replaces.removeprefix("www.") == bare:
            yield parts._replace(netloc=host.host, scheme="https").geturl()


def _beginning(citation: Citation, publisher: Publisher, pattern: AddressPattern, values: dict[str, str]) -> str | None:
    """Return the address up to its first unknown part, if that says something of this source and stops short."""
    used: set[str] = set()
    made = ""
    position = 0
    for match in PLACEHOLDER.finditer(pattern.address):
        made += pattern.address[position : match.start()]
        position = match.end()
        value = values.get(match["name"])
        if value is None:
            digits = _clock_digits(citation, publisher, pattern) if match["name"] in UNKNOWN else ""
            return made + digits if digits or used - publisher.choices.keys() - {"yy"} else None
        used.add(match["name"])
        made += value
    return None


def _clock_digits(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> str:
    """Return the digits that an id of the cited days begins with, when the pattern's ids are a clock."""
    bounds = citation.issued.bounds() if citation.issued else None
    sample = PLACEHOLDER.sub(lambda match: "1" if match["name"] == "id" else "x", pattern.address)
    for clock in publisher.clocks:
        if bounds and clock.unit == "sequence" and re.search(clock.address, sample):
            return clocks.shared_digits(clock, *bounds) if bounds[0] > datetime.date.min else ""
    return ""

"""What to list in an archive's index of addresses: a host, the beginning of a path, a span of capture days, and a ranking.

Enters: a citation and its publisher. Leaves: `Listing`s, those that say something of this very source first. It asks
nobody. Terms: pywb and Wayback CDX servers (`url`, `matchType`, `from`, `to`).
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.locate import clocks
from archive.locate.filling import applicable, are_spoken, fillings, languages_of, placeholders
from archive.locate.slugs import heads
from citations.citation import Citation
from citations.publisher import PLACEHOLDER, UNKNOWN, AddressPattern, Clock, Host, Publisher

# Of the cited date: a page is archived when it is new, or within the year. Of the 107 sources of tests/third_web.py 0 and 30 days
# before, and 30 to 1200 after, find the same in as many requests: what they miss is found two years either way (`index`).
DAYS_BEFORE, DAYS_AFTER = 3, 400
# of one source: an index allows some thirty questions a minute; of the 60 of `tests/evaluate_locate.py` 3 and 24 reach as many
MAX_LISTINGS = 12
MAX_PREFIXES = 3  # into which a span of ids is parted; 1 and 9 reach as many of those 60
# What says something of this very source; the year alone and a section do not.
TELLING = frozenset({"slug", "month", "day", "number", "volume", "page", "place", "post", "series", "id"})
PINNED = frozenset({"day", "number", "page", "place"})  # a folder so narrow that no word of the title is needed


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """One question to an index of addresses: all captures of addresses that begin so, from `since` to `until`.

    `match_type` is `prefix` (of `host` and `path`) or `host` (the path is empty). `since` and `until` bound the day of
    capture, both included, None for open. What comes back is ranked by `title` (`archive.locate.slugs.likeness`) where
    addresses hold words, and by `ids` (first and last) where they hold ids that rise with time; both can be empty.
    `fits` is a regular expression that whole addresses must match, for a server's `filter`; empty for none. `narrow` says
    that the question tells this source from others; without it only a folder, a host and days do. `why` says in words
    what it was made of.
    """

    host: str
    match_type: str = "prefix"
    path: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    title: str = ""
    ids: tuple[int, int] | None = None
    fits: str = ""
    narrow: bool = True
    why: str = ""
    to_confirm: bool = False

    @property
    def prefix(self) -> str:
        """Host and path, without scheme: what a CDX server takes as `url`."""
        return self.host + self.path


def listings(citation: Citation, publisher: Publisher, *, years: int = 0) -> tuple[Listing, ...]:
    """Return at most `MAX_LISTINGS` questions, the narrow ones first, those of patterns to confirm after the others.

    `years` widens the date on either side, for a citation may be misdated: then no part of the date stands in a path,
    and the span of days and the ids are so much longer.
    """
    made = itertools.chain(_of_patterns(citation, publisher, years), _of_hosts(citation, publisher, years))
    found: dict[tuple[str, str], Listing] = {}
    for listing in made:
        found.setdefault((listing.prefix, listing.match_type), listing)
    ordered = sorted(found.values(), key=lambda item: (not item.narrow, item.match_type == "host", item.to_confirm))
    return tuple(ordered[:MAX_LISTINGS])


def _of_patterns(citation: Citation, publisher: Publisher, years: int) -> Iterator[Listing]:
    """Yield the listings of all patterns, each pattern's first before any pattern's second: few questions are asked."""
    streams = [_of_pattern(citation, publisher, pattern, years) for pattern in applicable(citation, publisher)]
    for row in itertools.zip_longest(*streams):
        yield from (listing for listing in row if listing)


def _of_pattern(citation: Citation, publisher: Publisher, pattern: AddressPattern, years: int) -> Iterator[Listing]:
    for values in fillings(citation, publisher, pattern):
        if pattern.listing:
            yield _listing(citation, publisher, pattern, pattern.listing, set(), years)
            continue
        for start, used in _beginnings(citation, publisher, pattern, values, years):
            yield _listing(citation, publisher, pattern, start, used, years)


def _of_hosts(citation: Citation, publisher: Publisher, years: int) -> Iterator[Listing]:
    """Yield the hosts that held the publisher's texts at the time, whole: the last resort."""
    year, spoken = (citation.issued.year if citation.issued else None), languages_of(citation, publisher)
    for host in publisher.hosts:
        held = year is None or any(host.held_in(each) for each in range(year - years, year + years + 1))
        if not held or not are_spoken(host.languages, spoken):
            continue
        since, until = _window(citation, years, host=host)
        yield Listing(
            host=host.host,
            match_type="prefix" if host.path else "host",
            path=host.path,
            since=since,
            until=until,
            title=citation.title or "",
            narrow=False,
            why=f"all of {host.host}{host.path} in those days",
            to_confirm=host.to_confirm,
        )


def _listing(
    citation: Citation, publisher: Publisher, pattern: AddressPattern, start: str, used: set[str], years: int
) -> Listing:
    parts = urlsplit(start)
    host = next((known for known in publisher.hosts if known.host == parts.hostname), None)
    since, until = _window(citation, years, host=host, stands_since=pattern.stands_since)
    ids = _ids(citation, publisher, pattern, years)
    fits = "" if used & {"slug", "id", *PINNED} else _fits(citation, publisher, pattern, ids)
    made_of = {*used, *(["series"] if pattern.series else []), *(["id" if ids else "slug"] if fits else [])}
    telling = sorted(made_of & TELLING)
    return Listing(
        host=parts.hostname or "",
        path=start.partition("//")[2].partition("/")[2].join(("/", "")),
        since=since,
        until=until,
        title=(citation.title or "") if "{slug}" in pattern.address or "{any}" in pattern.address else "",
        ids=ids,
        fits=fits,
        narrow=bool(telling),
        why=f"{publisher.name}: by {', '.join(telling) or 'the folder alone'}",
        to_confirm=pattern.to_confirm,
    )


def _beginnings(
    citation: Citation, publisher: Publisher, pattern: AddressPattern, values: dict[str, str], years: int
) -> Iterator[tuple[str, set[str]]]:
    """Yield the address up to its first part that is not known for certain, with the parts that were; a slug is not."""
    made, position, used = "", 0, set[str]()
    dated = {"year", "yy", "month", "mon", "day"} if years else set[str]()
    for match in PLACEHOLDER.finditer(pattern.address):
        made += pattern.address[position : match.start()]
        position, name = match.end(), match["name"]
        if name == "slug" and "slug" in values:
            yield from _with_heads(citation, publisher, pattern, made, used)
            return
        if name in UNKNOWN or name not in values or name in dated:
            digits = _id_digits(citation, publisher, pattern, years) if name == "id" else ()
            for start in digits:
                yield made + start, used | {"id"}
            if not digits and (used or {"id", "slug"} & placeholders(pattern)):
                yield made, used
            return
        used.add(name)
        made += values[name]


def _with_heads(
    citation: Citation, publisher: Publisher, pattern: AddressPattern, made: str, used: set[str]
) -> Iterator[tuple[str, set[str]]]:
    """Yield a folder that the date or a number pins down as it is; another with the beginnings that a slug can have."""
    if used & PINNED:
        yield made, used
        return
    for head in heads(citation.title or "", publisher.slugs[pattern.slug]):
        yield made + head, used | {"slug"}


def _window(
    citation: Citation, years: int, *, host: Host | None = None, stands_since: int | None = None
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the days on which the source can have been archived at such an address; None where nothing bounds them."""
    bounds = citation.issued.bounds() if citation.issued else None
    if bounds is None:
        return None, None
    first, last = _moved_by(bounds[0], -DAYS_BEFORE - 365 * years), _moved_by(bounds[1], DAYS_AFTER + 365 * years)
    begun = stands_since or (host.since if host else None)
    if begun and begun > last.year - 1:
        return datetime.date(begun, 1, 1), None  # carried over when the site was built: archived any time since
    return first, last


def _moved_by(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return day


def _clock_of(publisher: Publisher, pattern: AddressPattern) -> Clock | None:
    sample = PLACEHOLDER.sub(lambda match: "1" if match["name"] == "id" else "x", pattern.address)
    return next((clock for clock in publisher.clocks if clocks.reads(clock, sample)), None)


def _ids(citation: Citation, publisher: Publisher, pattern: AddressPattern, years: int) -> tuple[int, int] | None:
    """Return the first and last id of the cited days, when the pattern's ids are a clock."""
    bounds = citation.issued.bounds() if citation.issued else None
    clock = _clock_of(publisher, pattern) if "{id}" in pattern.address else None
    if bounds is None or clock is None:
        return None
    return clocks.ids_of(clock, _moved_by(bounds[0], -365 * years), _moved_by(bounds[1], 365 * years))


def _fits(citation: Citation, publisher: Publisher, pattern: AddressPattern, ids: tuple[int, int] | None) -> str:
    """Return an expression for what stands behind the folder: an id of those days, else the beginning of a slug."""
    if starts := clocks.prefixes(*ids, most=MAX_PREFIXES) if ids else ():
        rest = len(str(ids[1])) - len(starts[0]) if ids else 0
        return rf".*[^0-9](?:{'|'.join(starts)})[0-9]{{{rest}}}(?:[^0-9].*)?"
    begun = heads(citation.title or "", publisher.slugs[pattern.slug]) if "{slug}" in pattern.address else ()
    return rf".*[^a-z](?:{'|'.join(begun)}).*" if begun else ""


def _id_digits(citation: Citation, publisher: Publisher, pattern: AddressPattern, years: int) -> tuple[str, ...]:
    span = _ids(citation, publisher, pattern, years)
    return clocks.prefixes(*span, most=MAX_PREFIXES) if span else ()

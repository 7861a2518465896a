"""Mementos: dated copies of an address in other archives, found by TimeGate and TimeMap, and read raw.

Enters: an address and a wished moment. Leaves: `Memento`s with their captures, nearest first, a few at most. A memento
is archived under its own address (URI-M) and is never the live page. Redirects that were archived are followed within
the archive. archive.today is never asked: it has no interface for programs.
Standard: RFC 7089. `id_` after a moment asks for bytes as they were archived (Wayback Machine, OpenWayback, pywb).
"""

from __future__ import annotations

import datetime
import email.utils
import re
import urllib.parse
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace

from archive.capture import Capture, FetchOutcome
from archive.fetch import Fetcher
from archive.guard import address_key
from archive.link_format import Link, http_moment, read_links
from archive.request import Request
from archive.service_client import ServiceAnswer, ServiceClient
from citations.regex import regex

MAX_PAGES = 4  # of a TimeMap; the ones nearest to the wished moment
MAX_HOPS = 4  # archived redirects
PURPOSE = "memento"
NEVER_ASKED = frozenset(f"archive.{ending}" for ending in ("today", "ph", "is", "li", "vn", "fo", "md"))
# A name in a network of one's own says more about the reader than an archive may learn.
_INSIDE = regex(r"(?:^|\.)(?:local|localhost|lan|internal|intranet|corp|home|private|home\.arpa|onion)$", re.VERBOSE)
# matches: https://a.example/web/20150920100000id_/http://b.example/x    does not: https://a.example/web/2015*/b.example
_STAMPED = regex(
    r"(?P<prefix> .{1,200}? / ) (?P<stamp> \d{14} ) (?P<form> [a-z]{2}_ )? / (?P<original> https?:/{1,2} .+ )",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Memento:
    """One dated copy of `original` at `uri_m`, by the archive that `timegate` speaks for.

    `capture` is what the archive gave; `is_raw` whether its bytes are as archived, False for a page with the archive's
    own links and banner in it; `led_to` the address where redirects that were archived ended.
    """

    original: str
    uri_m: str
    memento_datetime: datetime.datetime
    timegate: str
    capture: Capture | None = None
    is_raw: bool = True
    led_to: str | None = None

    @property
    def archive(self) -> str:
        """The host of the archive."""
        return urllib.parse.urlsplit(self.uri_m).hostname or self.uri_m


@dataclass(slots=True)
class Search:
    """How a search for copies went: what services said against it, in words, and whether any was understood."""

    problems: list[str] = field(default_factory=list)
    is_answered: bool = False


def may_be_asked_about(uri: str) -> bool:
    """Whether an archive may learn of `uri`: a public name, not an address in a network of one's own.

    >>> may_be_asked_about("http://wiki/x"), may_be_asked_about("http://10.0.0.1/"), may_be_asked_about("http://a.example/")
    (False, False, True)
    """
    host = urllib.parse.urlsplit(address_key(uri)).hostname or ""
    labels = host.split(".")
    return len(labels) > 1 and not labels[-1].isdigit() and ":" not in host and not _INSIDE.search(host)


async def copies_near(
    client: ServiceClient, fetcher: Fetcher, uri: str, wished: datetime.datetime, *, tries: int, search: Search
) -> AsyncIterator[Memento]:
    """Yield copies of `uri` with their captures, the nearest to `wished` first, `tries` at most.

    The TimeGate is asked for the first, the TimeMap only when another is wanted. `search` learns how it went.
    """
    original = address_key(uri)
    if not may_be_asked_about(original):
        return
    tried: set[str] = set()
    first = await ask_timegate(client, original, wished, search)
    if first:
        tried.add(_identity(first))
        yield await read_copy(client, fetcher, first)
    if tries < 2 or (first is None and search.is_answered):
        return
    listed = await list_copies(client, original, wished, search)
    for memento in sorted(listed, key=lambda one: abs(one.memento_datetime - wished)):
        if len(tried) >= tries:
            return
        if _identity(memento) not in tried:
            tried.add(_identity(memento))
            yield await read_copy(client, fetcher, memento)


async def ask_timegate(client: ServiceClient, original: str, wished: datetime.datetime, search: Search) -> Memento | None:
    """Return the copy that the TimeGate names for `wished`, not read yet; None when it names none."""
    gate = client.services["memento-timegate"].address + original
    wish = (("Accept-Datetime", email.utils.format_datetime(wished.astimezone(datetime.UTC), usegmt=True)),)
    answer = await client.ask("memento-timegate", original, headers=wish, follow=False)
    if answer.problem or answer.capture is None:
        search.problems.append(answer.problem)
        return None
    search.is_answered = True
    if answer.is_nothing:
        return None
    found = _named(answer, gate, original, wished)
    if found is None and answer.capture.status == 200 and not answer.header("link"):
        search.problems.append("the TimeGate answered with a page that names no copy")
        search.is_answered = False
    return found


def _named(answer: ServiceAnswer, gate: str, original: str, wished: datetime.datetime) -> Memento | None:
    """The copy that a TimeGate's answer leads to: its Location, else the nearest in its Link header."""
    location = answer.header("location")
    linked = _mementos(read_links(answer.header("link") or ""), gate, original)
    if location:
        target = urllib.parse.urljoin(gate, location)
        known = next((one for one in linked if one.uri_m == target), None)
        return known or _stamped(target, original, gate, http_moment(answer.header("memento-datetime")))
    return min(linked, key=lambda one: abs(one.memento_datetime - wished), default=None)


async def list_copies(client: ServiceClient, original: str, wished: datetime.datetime, search: Search) -> tuple[Memento, ...]:
    """Return the copies that the TimeMap lists, not read yet; of a TimeMap in pages those nearest to `wished`."""
    gate = client.services["memento-timegate"].address + original
    base = client.services["memento-timemap"].address
    pages, seen, found = [original], {original}, dict[str, Memento]()
    while pages and len(seen) <= MAX_PAGES + 1:
        answer = await client.ask("memento-timemap", pages.pop(0), accept="link")
        if answer.problem or answer.body is None:
            search.problems.append(answer.problem)
            continue
        search.is_answered = True
        links = tuple(read_links(answer.body.decode("utf-8", "replace")))
        found |= {one.uri_m: one for one in _mementos(links, gate, original)}
        for page in _pages(links, base, wished)[:MAX_PAGES]:
            if page not in seen:
                seen.add(page)
                pages.append(page)
    return tuple(found.values())


def _pages(links: tuple[Link, ...], base: str, wished: datetime.datetime) -> list[str]:
    """The other pages of a TimeMap, as what follows its service's address, those that reach nearest to `wished` first."""
    others = [link for link in links if "timemap" in link.relations and "self" not in link.relations and link.value("rel")]
    near = sorted(others, key=lambda link: _distance(link, wished))
    targets = [urllib.parse.urljoin(base, link.target) for link in near]
    return [target.removeprefix(base) for target in targets if target.startswith(base)]


def _distance(link: Link, wished: datetime.datetime) -> float:
    start, end = link.moment("from"), link.moment("until")
    if start and end and start <= wished <= end:
        return 0.0
    return min((abs((moment - wished).total_seconds()) for moment in (start, end) if moment), default=float("inf"))


def _mementos(links: Iterable[Link], gate: str, original: str) -> list[Memento]:
    found = []
    for link in links:
        if "memento" in link.relations:
            target = urllib.parse.urljoin(gate, link.target)
            memento = _stamped(target, original, gate, link.moment("datetime"))
            if memento and link.moment("datetime"):
                found.append(memento)
    return found


def _stamped(uri_m: str, original: str, gate: str, moment: datetime.datetime | None) -> Memento | None:
    """A copy at `uri_m`; its time is the one told, else the one that stands in its address. None without either."""
    moment = moment or _moment_in(uri_m)
    host = (urllib.parse.urlsplit(uri_m).hostname or "").removeprefix("www.")
    if moment is None or host in NEVER_ASKED or not uri_m.startswith(("http://", "https://")):
        return None
    return Memento(original=original, uri_m=uri_m, memento_datetime=moment, timegate=gate)


def _moment_in(uri_m: str) -> datetime.datetime | None:
    found = _STAMPED.fullmatch(uri_m)
    try:
        return datetime.datetime.strptime(found["stamp"], "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC) if found else None
    except ValueError:
        return None


def _identity(memento: Memento) -> str:
    return f"{memento.archive} {memento.memento_datetime:%Y%m%d%H%M%S}"


async def read_copy(client: ServiceClient, fetcher: Fetcher, memento: Memento) -> Memento:
    """Return `memento` with its capture: raw where the archive offers that, archived redirects followed in the archive."""
    found = _STAMPED.fullmatch(memento.uri_m)
    host = urllib.parse.urlsplit(client.services["memento"].address).hostname
    if found is None or memento.archive != host:
        return await _read_foreign(fetcher, memento)
    stamp, target = found["stamp"], memento.original
    for _ in range(MAX_HOPS + 1):
        answer = await client.ask("memento", f"{stamp}id_/{target}", follow=False, purpose=PURPOSE)
        if answer.capture is None:
            return memento
        memento = _read_at(memento, answer.capture, target)
        location = answer.header("location") if 300 <= (answer.capture.status or 0) < 400 else None
        onward = _archived_target(location, target, stamp) if location else None
        if onward is None or answer.problem:
            return memento
        stamp, target = onward
    return memento


def _read_at(memento: Memento, capture: Capture, target: str) -> Memento:
    moment = http_moment(dict(capture.headers).get("memento-datetime"))
    is_first = target == memento.original
    return replace(
        memento,
        uri_m=capture.target_uri if is_first else memento.uri_m,
        memento_datetime=moment if moment and is_first else memento.memento_datetime,
        capture=capture,
        led_to=None if is_first else target,
    )


def _archived_target(location: str, target: str, stamp: str) -> tuple[str, str] | None:
    """Where an archived redirect leads, as moment and original address; the archive may have rewritten it or not."""
    found = _STAMPED.fullmatch(location) or _STAMPED.fullmatch(f"http://archive.invalid{location}")
    if found:
        return found["stamp"], address_key(found["original"])
    onward = address_key(urllib.parse.urljoin(target, location))
    return (stamp, onward) if onward != target and onward.startswith(("http://", "https://")) else None


async def _read_foreign(fetcher: Fetcher, memento: Memento) -> Memento:
    """Read a copy of an archive that offers no raw bytes as far as is known: rewritten, and said so."""
    capture = await fetcher.send(Request(uri=memento.uri_m, purpose=PURPOSE))
    moment = http_moment(dict(capture.headers).get("memento-datetime"))
    if capture.outcome is FetchOutcome.RESPONSE and moment is None and (capture.status or 0) < 300:
        return replace(memento, capture=None)  # a page of the archive's own, not a copy
    return replace(memento, capture=capture, is_raw=False, memento_datetime=moment or memento.memento_datetime)

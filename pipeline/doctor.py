"""What this machine and project have, and, when asked to, whether each service and publisher answers as expected.

Enters: settings and a client. Leaves: `Finding`-like rows, one a thing that was looked at. With `--live` each service and
each publisher's newest host is asked one harmless question: the only test of what the live web says today.
"""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.capture import Capture, FetchOutcome
from archive.cdx import read_page as read_listing
from archive.fetch import Fetcher
from archive.link_format import read_links
from archive.page import Sign
from archive.replay import Recorder
from archive.service_client import Accept, ServiceAnswer, ServiceClient
from citations.publisher import Publisher, Publishers
from pipeline.checks import Read
from pipeline.reading import Readers

EXTRAS = {"playwright": "screenshots", "rfc3161_client": "timestamp"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
AT_ONCE = 16  # publishers
# What a home page that answers can be instead of one.
NO_HOME = frozenset(
    {Sign.CAPTCHA, Sign.CONSENT_WALL, Sign.PARKED, Sign.REDIRECT, Sign.SOFT_404, Sign.EMPTY, Sign.SCRIPTED, Sign.UNREADABLE}
)
FREE_BYTES = 1_000_000_000  # below it a run may not end
WELL_KNOWN = "http://example.com/"  # reserved for documents (RFC 2606), and kept by every archive

AMISS = (
    "What is AMISS may be down for today: ask again tomorrow. What has moved for good is mended in footnotary.toml: a service’s"
    " address under [services.NAME], hosts under [[publishers]] (`footnotary publishers list NAME` shows them)."
)

NO_NETWORK = "No host’s name could be looked up: this computer seems to have no network. Connect, and ask again."


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One thing that was looked at: whether it is well (None: not asked, or only for what you do not use), and what was seen.

    `outcome` is that of what was asked of the web, None for all else.
    """

    what: str
    is_well: bool | None
    seen: str
    outcome: FetchOutcome | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A harmless question to a service, and whether its answer was understood."""

    path: str
    accept: Accept
    is_understood: Callable[[ServiceAnswer], bool]
    headers: tuple[tuple[str, str], ...] = ()
    follows: bool = True


def _has(*keys: str) -> Callable[[ServiceAnswer], bool]:
    """Return whether the JSON has a list, an object or a number under `keys`."""

    def understood(answer: ServiceAnswer) -> bool:
        value: Any = answer.value
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value is not None

    return understood


def _names_a_copy(answer: ServiceAnswer) -> bool:
    return bool(answer.header("location") or any("memento" in link.relations for link in read_links(answer.header("link") or "")))


def _lists_copies(answer: ServiceAnswer) -> bool:
    return any("memento" in link.relations for link in read_links((answer.body or b"").decode("utf-8", "replace")))


QUESTIONS: Mapping[str, Question] = {
    "wayback-cdx": Question(
        path="?url=example.com&output=json&limit=1", accept="lines", is_understood=lambda answer: bool(read_listing(answer).rows)
    ),
    "memento-timegate": Question(
        path=WELL_KNOWN,
        accept="any",
        is_understood=_names_a_copy,
        headers=(("Accept-Datetime", "Mon, 05 Oct 2015 12:00:00 GMT"),),
        follows=False,
    ),
    "memento-timemap": Question(path=WELL_KNOWN, accept="link", is_understood=_lists_copies),
    "crossref": Question(path="/works?rows=1&select=DOI", accept="json", is_understood=_has("message", "items")),
    "openalex": Question(path="/works?per-page=1&select=id", accept="json", is_understood=_has("results")),
    "common-crawl": Question(
        path="/collinfo.json", accept="json", is_understood=lambda answer: isinstance(answer.value, list) and bool(answer.value)
    ),
    "arquivo": Question(path="/textsearch?q=example&maxItems=1", accept="json", is_understood=_has("response_items")),
    "searxng": Question(path="/search?q=example&format=json", accept="json", is_understood=_has("results")),
    "brave": Question(path="/web/search?q=example&count=1", accept="json", is_understood=_has("web", "results")),
}


def machine(project: Path) -> tuple[Look, ...]:
    """Return what can be told without the network: extras, a browser for screenshots, room on the disk, the project folder."""
    extras = (
        Look(
            what=f"extra {extra}",
            is_well=None if importlib.util.find_spec(module) is None else True,
            seen=_seen_of(module, extra),
        )
        for module, extra in EXTRAS.items()
    )
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    free = shutil.disk_usage(project if project.exists() else project.parent).free
    return (
        *extras,
        Look(
            what="browser",
            is_well=True if browser else None,
            seen=Path(browser).name if browser else "none; only screenshots need it",
        ),
        Look(what="disk", is_well=free >= FREE_BYTES, seen=f"{free / 1e9:.1f} GB free"),
    )


def _seen_of(module: str, extra: str) -> str:
    return (
        f"not installed; pip install 'footnotary[{extra}]' adds it" if importlib.util.find_spec(module) is None else "installed"
    )


async def services(client: ServiceClient) -> AsyncIterator[Look]:
    """Yield, for every service, what it said to its harmless question; what is off is not asked."""
    for name in client.services:
        question = QUESTIONS.get(name)
        if question is None:
            continue
        if why := client.why_not(name):
            yield Look(what=name, is_well=None, seen=f"not asked: {why}")
            continue
        answer = await client.ask(
            name, question.path, accept=question.accept, headers=question.headers, follow=question.follows, fresh=True
        )
        yield Look(
            what=name,
            is_well=not answer.problem and question.is_understood(answer),
            seen=_said(answer, question),
            outcome=answer.capture.outcome if answer.capture else None,
        )


def _said(answer: ServiceAnswer, question: Question) -> str:
    if answer.problem:
        return answer.problem
    size = f"{len(answer.body or b'')} bytes"
    status = answer.capture.status if answer.capture else None
    return f"answered {status}, {size}" + ("" if question.is_understood(answer) else ", in a form that was not understood")


async def publishers(known: Publishers, fetcher: Fetcher, archive: Recorder, readers: Readers) -> AsyncIterator[Look]:
    """Yield, for every publisher, what the home page of its newest host gave; many are asked at once, told in their order."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(publisher: Publisher) -> Look:
        async with room:
            return await _look_at(publisher, fetcher, archive, readers)

    for under_way in [asyncio.ensure_future(one(publisher)) for publisher in known]:
        yield await under_way


async def _look_at(publisher: Publisher, fetcher: Fetcher, archive: Recorder, readers: Readers) -> Look:
    host = _newest_host(publisher)
    if host is None:
        return Look(what=publisher.name, is_well=None, seen="not asked: no host of its own that is open is known")
    capture = await fetcher.fetch(f"https://{host}/", purpose="lookup")
    read = await readers.page(archive, capture, publisher)
    answered = capture.outcome is FetchOutcome.RESPONSE and capture.status == 200
    amiss = _amiss_at_home(publisher, capture, read) if answered else ""
    title = f", “{read.page.title}”" if read and read.page.title else ""
    moved = f", on {capture.final_uri}" if capture.final_uri and capture.final_uri != capture.target_uri else ""
    seen = f"answered {capture.status}{title}{moved}{amiss}" if capture.status else f"{capture.outcome.value}: {capture.detail}"
    return Look(what=f"{publisher.name} ({host})", is_well=answered and not amiss, seen=seen, outcome=capture.outcome)


def _amiss_at_home(publisher: Publisher, capture: Capture, read: Read | None) -> str:
    """Say what speaks against a home page that answered: it stands at somebody else's, or shows no home page; "" for nothing."""
    parts = urlsplit(capture.final_uri or capture.target_uri)
    if not publisher.owns(parts.hostname or "", parts.path or "/"):
        return ", which is no host of this publisher"
    shown = sorted(NO_HOME & set(read.page.signs)) if read else ["nothing that can be read"]
    return f", and shows a page of another kind ({', '.join(shown)})" if shown else ""


def conclusion(looks: Iterable[Look]) -> str:
    """Return what to do about what is amiss, "" when nothing is."""
    looks = tuple(looks)
    if all(look.is_well is not False for look in looks):
        return ""
    return NO_NETWORK if {look.outcome for look in looks if look.outcome} == {FetchOutcome.DNS_FAILURE} else AMISS


def _newest_host(publisher: Publisher) -> str | None:
    """Return the host that a publisher moved to last: one that was seen before one to confirm, of equals the first listed."""
    own = [host for host in publisher.hosts if not host.closed and not host.shared and host.until is None]
    return max(own, key=lambda host: (not host.to_confirm, host.since or 0)).host if own else None

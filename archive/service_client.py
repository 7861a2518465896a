"""Ask an outside service: politely over runs, through the same guard, every answer kept as a record.

Enters: a service's name and a question. Leaves: a `ServiceAnswer`, whose `problem` is "" when it can be used. Nothing
that a service does raises. robots.txt is not asked for the paths that a service publishes for programs: its own limits
count there. An answer on record stands for its service's `fresh_days`; offline and on replay the record alone answers.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from archive.capture import Capture, FetchOutcome, is_due
from archive.decode import decoded_body
from archive.exchange import Headers
from archive.fetch import Fetcher
from archive.host import OnWait, Sleep, parse_retry_after
from archive.replay import Recorder
from archive.request import Request
from archive.services import Service

Accept = Literal["json", "lines", "link", "any"]

ACCEPTED: Mapping[Accept, str] = {
    "json": "application/json",
    "lines": "application/json,text/plain;q=0.9,*/*;q=0.5",
    "link": "application/link-format,text/plain;q=0.9,*/*;q=0.5",
    "any": "*/*",
}
LONGEST_WAIT_S = 90.0  # a longer wait is left to another run
REFUSALS = 2  # answers in a row that say "not now", after which a service is left alone for the rest of the run
LONGEST_STATE = datetime.timedelta(days=1)  # a wish kept from an earlier run that reaches further is a clock that jumped
NOTHING = frozenset({b"", b"[]"})


class Limits(Protocol):
    """Where what a service asked of us is kept between runs; `archive.store.Store` is one."""

    def cached(self, table: str, key: str) -> Any:
        """Return the JSON value under `key`, or None."""

    async def keep(self, table: str, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceAnswer:
    """What a service said. `body` has its content encoding undone; `value` is the JSON in it, where JSON was due.

    `problem` says in words why it cannot be used, "" when it can. `is_nothing`: understood, and it knows of nothing.
    `is_cut`: only the beginning came. `capture` is None when nothing was asked.
    """

    service: str
    capture: Capture | None = None
    body: bytes | None = None
    value: Any = None
    problem: str = ""
    is_nothing: bool = False
    is_cut: bool = False

    def header(self, name: str) -> str | None:
        """Return a telling header of the answer (`archive.exchange.TELLING_HEADERS`), or None."""
        return dict(self.capture.headers).get(name) if self.capture else None


@dataclass(slots=True)
class _Pace:
    """When a service may be asked next, in seconds of the loop's clock, and how often it said "not now" in a row."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float | None = None
    refusals: int = 0


class ServiceClient:
    """Asks services. `keys` are by service; `limits` keeps what they asked of us; `keys` enter no record and no log."""

    def __init__(
        self,
        fetcher: Fetcher,
        archive: Recorder,
        services: Mapping[str, Service],
        *,
        clock: Callable[[], datetime.datetime],
        keys: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        sleep: Sleep = asyncio.sleep,
        on_wait: OnWait | None = None,
    ) -> None:
        self.services = dict(services)
        self._fetcher = fetcher
        self._archive = archive
        self._clock = clock
        self._keys = dict(keys or {})
        self._limits = limits
        self._sleep = sleep
        self._on_wait = on_wait
        self._paces: dict[str, _Pace] = {}

    @property
    def is_live(self) -> bool:
        """Whether services are asked, and not a record of their answers."""
        return self._fetcher.is_live

    def why_not(self, name: str) -> str | None:
        """Return why a service is not asked: off, without address or without key; None when it may be."""
        service = self.services[name]
        if not service.is_on:
            return f"{name} is off; turn it on in footnotary.toml: [services.{name}] on = true"
        if not service.address:
            return f"{name} has no address; give one in footnotary.toml: [services.{name}] address = …"
        if self.is_live and service.needs_key and name not in self._keys:
            return f"{name} needs a key in the environment variable {service.key_variable}"
        return None

    async def ask(
        self,
        name: str,
        path_and_query: str = "",
        *,
        headers: Headers = (),
        accept: Accept = "any",
        method: Literal["GET", "POST"] = "GET",
        body: bytes = b"",
        content_type: str | None = None,
        follow: bool = True,
        fresh: bool = False,
        purpose: str = "lookup",
        is_nothing: Callable[[bytes], bool] | None = None,
    ) -> ServiceAnswer:
        """Return what a service says to `path_and_query`, appended to its address; `fresh` asks though an answer is known.

        `is_nothing` tells from a body that the service knows of nothing; by itself 404 does, and "" and [] where data are due.
        """
        if why := self.why_not(name):
            return ServiceAnswer(service=name, problem=why)
        service = self.services[name]
        request = Request(
            uri=service.address + path_and_query,
            purpose=purpose,
            method=method,
            headers=(("Accept", ACCEPTED[accept]), *headers),
            body=body,
            content_type=content_type,
            follow=follow,
            asks_robots=False,
            attempts=1,
            max_body_bytes=service.max_body_bytes,
            deadline_s=service.deadline_s,
            **self._private(service),
        )
        says_nothing = is_nothing or (_never if accept == "any" else _says_nothing)
        known = None if fresh or not self.is_live else self._known(request, service, accept, says_nothing)
        if known:
            return known
        if not self.is_live:
            return self._read(name, await self._fetcher.send(request), accept, says_nothing)
        return await self._ask_in_turn(service, request, accept, says_nothing)

    def _private(self, service: Service) -> dict[str, Any]:
        """The key, where it goes on the wire and nowhere else."""
        key = self._keys.get(service.name)
        if not key or not service.key_in:
            return {}
        place, _, name = service.key_in.partition(":")
        if place == "query":
            return {"private_query": f"{name}={key}"}
        header, _, scheme = name.partition(":")
        return {"private_headers": ((header, f"{scheme} {key}".strip()),)}

    def _known(
        self, request: Request, service: Service, accept: Accept, says_nothing: Callable[[bytes], bool]
    ) -> ServiceAnswer | None:
        """The newest answer on record, while it is fresh; one that could not be used is asked again after an hour."""
        capture = self._archive.newest(request.key)
        if capture is None or capture.outcome is FetchOutcome.RATE_LIMITED:
            return None
        answer = self._read(service.name, capture, accept, says_nothing)
        days = service.nothing_days if answer.is_nothing else service.fresh_days
        life = datetime.timedelta(hours=1) if answer.problem else datetime.timedelta(days=days)
        return None if is_due(capture, self._clock(), fresh_for=life) else answer

    async def _ask_in_turn(
        self, service: Service, request: Request, accept: Accept, says_nothing: Callable[[bytes], bool]
    ) -> ServiceAnswer:
        pace = self._paces.setdefault(service.name, _Pace())
        async with pace.lock:
            while True:
                if why := await self._wait(service, pace):
                    return ServiceAnswer(service=service.name, problem=why)
                capture = await self._fetcher.send(request)
                limited = capture.outcome is FetchOutcome.RATE_LIMITED
                pace.refusals = pace.refusals + 1 if limited else 0
                await self._rest(service, pace, capture)
                if not limited or pace.refusals >= REFUSALS:
                    return self._read(service.name, capture, accept, says_nothing)

    async def _wait(self, service: Service, pace: _Pace) -> str | None:
        """Wait until the service may be asked; return why it may not be in this run, or None."""
        now = asyncio.get_running_loop().time()
        if pace.not_before is None:
            pace.not_before = now + self._kept_wait_s(service)
        wait_s = pace.not_before - now
        if wait_s > LONGEST_WAIT_S or (pace.refusals >= REFUSALS and wait_s > 0):
            return f"{service.name} asked to be left alone; it may be asked again in {max(1, round(wait_s / 60))} min"
        if wait_s > 0:
            if self._on_wait:
                self._on_wait(service.name, "its limit", wait_s)
            await self._sleep(wait_s)
        return None

    def _kept_wait_s(self, service: Service) -> float:
        """Return how long an earlier run's limit still holds."""
        kept: Any = self._limits.cached("lookups", _state_key(service)) if self._limits else None
        try:
            wait = datetime.datetime.fromisoformat(kept["not_before"]) - self._clock()
        except (TypeError, KeyError, ValueError):
            return 0.0
        return wait.total_seconds() if datetime.timedelta(0) < wait <= LONGEST_STATE else 0.0

    async def _rest(self, service: Service, pace: _Pace, capture: Capture) -> None:
        """Keep from when the service may be asked again, for this run and the next ones."""
        rest_s = service.interval_s
        if capture.outcome is FetchOutcome.RATE_LIMITED:
            asked_s = parse_retry_after(capture.retry_after, capture.date)
            rest_s = max(service.pause_s if asked_s is None else asked_s, rest_s)
        pace.not_before = asyncio.get_running_loop().time() + rest_s
        if self._limits:
            until = self._clock() + datetime.timedelta(seconds=min(rest_s, LONGEST_STATE.total_seconds()))
            await self._limits.keep("lookups", _state_key(service), {"not_before": until.isoformat()})

    def _read(self, name: str, capture: Capture, accept: Accept, says_nothing: Callable[[bytes], bool]) -> ServiceAnswer:
        """Judge an answer: what it holds, or why it cannot be used."""
        answer = ServiceAnswer(service=name, capture=capture)
        problem = _problem(name, capture)
        is_cut = capture.outcome is FetchOutcome.TRUNCATED
        if problem or (is_cut and accept == "json"):
            return replace(answer, problem=problem or f"{name} answered with more than is read, or was cut off", is_cut=is_cut)
        body = decoded_body(self._archive, capture)
        if (capture.status or 0) in (404, 410):
            return replace(answer, body=body, is_nothing=True)
        if accept != "any" and (_MARKUP if accept == "link" else _TAG).match(body):
            return replace(answer, problem=f"{name} answered with a web page where {_DUE[accept]} was due")
        value = None
        if accept == "json":
            try:
                value = json.loads(body)
            except (ValueError, RecursionError):
                return replace(answer, problem=f"{name} answered with something that is no JSON")
            if value == {}:  # what services say under load; none of them says so of what it does not know
                return replace(answer, problem=f"{name} answered with an empty object, which says neither yes nor no")
        return replace(answer, body=body, value=value, is_nothing=says_nothing(body), is_cut=is_cut)


# matches: "<!DOCTYPE html>", " <html"    does not: "<http://a.example/>; rel=original"
_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\s]{0,1000} < \s{0,9} (?: ! | \? | html | head | body | title | div | p\b )", re.VERBOSE | re.IGNORECASE
)
_TAG = re.compile(rb"[\xef\xbb\xbf\s]* <", re.VERBOSE)  # matches: " <html"    does not: "[", "{"
_DUE = {"json": "JSON", "lines": "a list", "link": "a list of links"}
_TRANSPORT = {
    FetchOutcome.NOT_IN_ARCHIVE: "was not asked then: the archive holds no answer of it",
    FetchOutcome.RATE_LIMITED: "asks to be asked later",
    FetchOutcome.DNS_FAILURE: "is not known under its name",
    FetchOutcome.FORBIDDEN_ADDRESS: "leads to an address that may not be asked",
    FetchOutcome.TOO_MANY_REDIRECTS: "sent us round in redirects",
}


def _problem(name: str, capture: Capture) -> str:
    """Return why an answer cannot be used as far as transport and status say; "" when they say nothing against it."""
    if capture.outcome not in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED):
        return f"{name} {_TRANSPORT.get(capture.outcome) or f'gave no answer ({capture.detail or capture.outcome})'}"
    status = capture.status or 0
    if status in (404, 410) or 200 <= status < 400:
        return ""
    if status in (401, 402, 403):
        return f"{name} refused to answer (HTTP {status})"
    return f"{name} answered with a fault (HTTP {status})"


def _says_nothing(body: bytes) -> bool:
    return body.strip() in NOTHING


def _never(_: bytes) -> bool:
    return False


def _state_key(service: Service) -> str:
    return f"limit:{service.name}"

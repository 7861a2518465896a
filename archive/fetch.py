"""An address to a `Capture`: redirects, retries, robots.txt and politeness, and what became of it.

Enters: an address. Leaves: a capture whose every exchange was recorded first; nothing the web does raises.
The same code runs live, over `GuardedTransport`, and on replay, over `ReplayTransport` (both in `archive.transport`).
Longer than other modules: every step of a fetch works on one state, that of `Fetcher`.
Standards: RFC 9110 (redirects, statuses), RFC 9309 (robots.txt). HEAD is never trusted, nor sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import hashlib
import itertools
import urllib.parse
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import tenacity

from archive.capture import MAX_ASKED_S, Capture, FetchOutcome, closed_for
from archive.chain import Chain
from archive.decode import InflationLimits
from archive.exchange import FINAL_STATUSES, AttemptFailed, Exchange, capture_of, one_line
from archive.guard import Guard, address_key, clean_address
from archive.host import Gates, HostGate, OnWait, Sleep
from archive.host_rules import HostRules
from archive.meaning import judge, onward, refuse_echo, safe_headers
from archive.question import Answer, WireLimits, question_of
from archive.replay import Recorder, ReplayArchive
from archive.request import Request
from archive.retry import closed_s, may_be_retried, pause_reason, pause_s
from archive.robots import RobotsRefusal, robots_address
from archive.transport import GuardedTransport, ReplayTransport, Transport, ask

Clock = Callable[[], datetime.datetime]

ACCEPTED = (
    ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"),
    ("Accept-Encoding", "gzip, deflate"),
)
MAX_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchSettings:
    """How the web is asked. Seconds and bytes; `host_intervals` gives single hosts their interval; `contact` goes to them.

    `attempts` counts tries of one address, the first included; `retry_after_cap_s` is the longest wait in a run.
    """

    software: str = "footnotary/0.1.0"
    contact: str | None = None
    interval_s: float = 1.0
    host_intervals: tuple[tuple[str, float], ...] = ()
    concurrency: int = 16
    attempts: int = 3
    max_redirects: int = 10
    retry_after_cap_s: float = 60.0
    robots: bool = True
    robots_max_age_s: float = 86400.0  # RFC 9309, 2.4
    wire: WireLimits = field(default_factory=WireLimits)
    inflation: InflationLimits = field(default_factory=InflationLimits)
    ca_file: Path | None = None

    @property
    def user_agent(self) -> str:
        """What a host reads about us: the tool, and whom to write to."""
        return one_line(f"{self.software} (+{self.contact})" if self.contact else self.software)


class Fetcher:
    """Fetches addresses, many at once, one a host; use it as an async context manager.

    `archive` records every exchange before it counts. `transport` replaces the wire (for replay, and for tests of it);
    `on_wait(host, reason, seconds)` hears of every wait, and of every request ("asking", or where an
    archive answers "looked up in the archive", 0 seconds).
    """

    def __init__(
        self,
        settings: FetchSettings,
        archive: Recorder,
        *,
        clock: Clock,
        guard: Guard | None = None,
        transport: Transport | None = None,
        sleep: Sleep = asyncio.sleep,
        on_wait: OnWait | None = None,
    ) -> None:
        wire = settings.wire
        self.settings = settings
        self._archive = archive
        self._clock = clock
        self._live = not isinstance(transport, ReplayTransport)
        self._transport = transport or GuardedTransport(
            guard or Guard(), max_header_bytes=wire.max_header_bytes, ca_file=settings.ca_file
        )
        self._ours = (("User-Agent", settings.user_agent), *ACCEPTED)
        self._on_wait = on_wait
        self._gates = Gates(interval_s=settings.interval_s, own_intervals=settings.host_intervals, sleep=sleep, on_wait=on_wait)
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._rules = HostRules(
            archive,
            self._fetch_robots,
            clock=clock,
            is_live=self._live,
            max_age_s=settings.robots_max_age_s,
            inflation=settings.inflation,
        )
        self._under_way: dict[str, asyncio.Future[Capture]] = {}

    @property
    def is_live(self) -> bool:
        """Whether the web answers, and not an archive in its place."""
        return self._live

    async def __aenter__(self) -> Self:
        if self._live:
            self._keep_away()
        return self

    def _keep_away(self) -> None:
        """Leave alone, as in the run before, the hosts that asked for it and whose time has not come."""
        now = self._clock()
        for capture in self._archive.limited(now - datetime.timedelta(seconds=MAX_ASKED_S)):
            if (seconds := closed_for(capture, now)) > 0:
                gate = self._gates.of(urllib.parse.urlsplit(capture.final_uri or capture.target_uri).hostname or "")
                (gate.close(seconds) if seconds > self.settings.retry_after_cap_s else gate.defer(seconds, "Retry-After"))

    async def __aexit__(self, *_: object) -> None:
        pending: list[asyncio.Future[Any]] = [*self._under_way.values(), *self._rules.under_way()]
        for one in pending:
            one.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        await self._transport.aclose()

    async def fetch(self, uri: str, *, purpose: str = "source") -> Capture:
        """Return the capture of `uri` after redirects; a dead, walled or forbidden address is a capture too.

        Whoever asks while another waits for the same address gets the same capture. Raises ProjectError or ArchiveError when
        the archive cannot be written or read.
        """
        return await self.send(Request(uri=uri, purpose=purpose))

    async def send(self, request: Request) -> Capture:
        """Return the capture of a request that is more than an address (`archive.request`); otherwise as `fetch`."""
        chain = Chain(request=request, target_uri=request.key)
        pending = self._under_way.get(chain.target_uri)
        if pending is None:
            pending = asyncio.ensure_future(self._follow(chain, request.uri, self.settings.max_redirects))
            self._under_way[chain.target_uri] = pending
            pending.add_done_callback(lambda _: self._under_way.pop(chain.target_uri, None))
        return await asyncio.shield(pending)

    @contextlib.asynccontextmanager
    async def turn(self, uri: str) -> AsyncIterator[None]:
        """Hold the host's turn for something else that asks for `uri` by itself: a browser.

        Raises AttemptFailed when robots.txt does not allow it, or the host asked to be left alone.
        """
        await self.ask_robots(uri)
        gate = self._gates.of(urllib.parse.urlsplit(uri).hostname or "")
        _refuse_closed(gate)
        async with gate.turn(), self._slots:
            _refuse_closed(gate)
            yield

    async def ask_robots(self, uri: str) -> None:
        """Raise AttemptFailed when the robots.txt of the address's host keeps us from it; take over its crawl delay."""
        await self._ask_robots(Chain(request=Request(uri=uri), target_uri=uri), uri)

    async def _follow(self, chain: Chain, uri: str, max_redirects: int) -> Capture:
        seen: list[str] = []
        for hop in itertools.count():
            try:
                uri = clean_address(uri)
                _refuse_round(uri, seen, max_redirects)
                await self._ask_robots(chain, uri)
                exchange = await self._try(chain, uri, hop)
            except AttemptFailed as refusal:
                return await self._decide(chain, uri, hop, refusal)
            if exchange.location is None or not chain.goes_on(exchange):
                break
            seen.append(uri)
            uri = onward(uri, exchange.location)
        return capture_of(chain.exchanges)

    async def _decide(self, chain: Chain, uri: str, hop: int, refusal: AttemptFailed) -> Capture:
        """Record that an address was not asked, and why."""
        decision = chain.exchange(
            address_key(uri), hop, self._decided_at(uri, refusal), refusal.outcome, detail=one_line(refusal.detail)
        )
        recorded = await self._archive.record(decision)
        chain.exchanges.append(replace(recorded, capture_id=chain.id) if chain.exchanges else recorded)
        return capture_of(chain.exchanges)

    def _decided_at(self, uri: str, refusal: AttemptFailed) -> datetime.datetime:
        """When an address was not asked: now; on replay of a robots.txt, when that was read, so that reruns are equal."""
        rests_on_robots = not self._live and isinstance(refusal, RobotsRefusal)
        robots = self._archive.newest(robots_address(uri)) if rests_on_robots else None
        return robots.date if robots else self._clock()

    async def _try(self, chain: Chain, uri: str, hop: int) -> Exchange:
        """Ask until the answer is definite or the tries are used up; every try is recorded."""
        gate = self._gates.of(urllib.parse.urlsplit(uri).hostname or "")
        first = await self._once(chain, uri, hop, 1, gate)
        return await self._try_again(chain, uri, hop, gate) if self._may_be_retried(chain, first) else first

    async def _try_again(self, chain: Chain, uri: str, hop: int, gate: HostGate) -> Exchange:
        """Ask a second time, and as often as the settings say."""
        tries = itertools.count(2)

        async def once() -> Exchange:
            return await self._once(chain, uri, hop, next(tries), gate)

        def may_be_retried(exchange: Exchange) -> bool:
            return self._may_be_retried(chain, exchange)

        async def no_pause(_: float) -> None:
            """The gate waits, so that nobody else goes to the host meanwhile."""

        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(self._attempts(chain) - 1),
            retry=tenacity.retry_if_result(may_be_retried),
            sleep=no_pause,
            retry_error_callback=_result,
        )
        exchange: Exchange = await retrying(once)
        return exchange

    def _leave_alone(self, chain: Chain, gate: HostGate, exchange: Exchange) -> None:
        """Make the whole host wait when it asked for that, or when the next try should not follow at once."""
        if not self._live:
            return
        if seconds := closed_s(exchange, cap_s=self.settings.retry_after_cap_s):
            gate.close(seconds)
        elif self._may_be_retried(chain, exchange):
            gate.defer(pause_s(exchange), pause_reason(exchange))

    def _may_be_retried(self, chain: Chain, exchange: Exchange) -> bool:
        return self._live and may_be_retried(exchange, attempts=self._attempts(chain), cap_s=self.settings.retry_after_cap_s)

    def _attempts(self, chain: Chain) -> int:
        return chain.request.attempts or self.settings.attempts

    async def _once(self, chain: Chain, uri: str, hop: int, attempt: int, gate: HostGate) -> Exchange:
        _refuse_closed(gate)
        async with gate.turn() if self._live else contextlib.nullcontext(), self._slots:
            _refuse_closed(gate)
            if self._on_wait:
                self._on_wait(gate.host, "asking" if self._live else "looked up in the archive", 0.0)
            exchange, body = await self._exchange(chain, uri, hop, attempt)
            self._leave_alone(chain, gate, exchange)
        recorded = await self._archive.record(exchange, body)
        chain.exchanges.append(recorded)
        return recorded

    async def _exchange(self, chain: Chain, uri: str, hop: int, attempt: int) -> tuple[Exchange, bytes]:
        """Ask once, and return what came of it with the body as sent; not recorded yet."""
        date = self._clock()
        started = asyncio.get_running_loop().time()
        sent = chain.sent(hop)
        headers = sent.headers_to(urllib.parse.urlsplit(uri).netloc, self._ours)
        question = question_of(sent, uri, headers, key=chain.target_uri, chain=chain.id or None, hop=hop)
        try:
            answer = await ask(self._transport, question, self._limits(chain))
            _refuse_status(answer.status)
            refuse_echo(answer, sent.secrets, self.settings.inflation)
        except AttemptFailed as failure:
            ours = {"attempt": attempt, "elapsed_s": _since(started), "request_headers": headers}
            recorded, detail = failure.recorded, one_line(failure.detail)
            exchange = chain.exchange(uri, hop, date, failure.outcome, detail=detail, recorded=recorded, **ours)
            return self._ended(chain, exchange), b""
        ours = {"attempt": attempt, "elapsed_s": _since(started), "request_headers": headers}
        exchange = self._answered(chain, uri, hop, date, answer, method=sent.method, request_body=sent.body, **ours)
        return self._ended(chain, exchange), answer.body

    def _ended(self, chain: Chain, exchange: Exchange) -> Exchange:
        """Return the exchange, marked as the one that ends its chain, or as one that does not."""
        final = not chain.goes_on(exchange) and not self._may_be_retried(chain, exchange)
        return exchange if exchange.final == final else replace(exchange, final=final)

    def _answered(self, chain: Chain, uri: str, hop: int, date: datetime.datetime, answer: Answer, **sent: Any) -> Exchange:
        """Return what came of an answer; `sent` are the facts of our side, for one that no archive gave."""
        headers = answer.recorded.headers if answer.recorded else safe_headers(uri, answer.headers)
        outcome, detail = judge(answer, headers, answer.recorded.date if answer.recorded else date, self.settings.inflation)
        if answer.recorded:
            exchange = chain.exchange(uri, hop, date, outcome, detail=detail, recorded=answer.recorded)
            return replace(exchange, truncated=answer.truncated)
        return chain.exchange(
            uri,
            hop,
            date,
            outcome,
            detail=detail,
            http_version=answer.http_version,
            status=answer.status,
            reason=one_line(answer.reason),
            headers=headers,
            truncated=answer.truncated,
            payload_digest=f"sha256:{hashlib.sha256(answer.body).hexdigest()}",
            payload_bytes=len(answer.body),
            certificate_sha256=answer.certificate_sha256,
            ip_address=answer.ip_address,
            **sent,
        )

    def _limits(self, chain: Chain) -> WireLimits:
        wire, request = self.settings.wire, chain.request
        if request.deadline_s is None and request.max_body_bytes is None:
            return wire
        return replace(
            wire,
            deadline_s=request.deadline_s or wire.deadline_s,
            read_timeout_s=max(wire.read_timeout_s, request.deadline_s or 0.0),
            max_body_bytes=min(wire.max_body_bytes, request.max_body_bytes or wire.max_body_bytes),
        )

    async def _ask_robots(self, chain: Chain, uri: str) -> None:
        """Raise RobotsRefusal when the host's robots.txt keeps us from `uri`; take over its crawl delay."""
        if self.settings.robots and chain.request.asks_robots:
            robots = await self._rules.refuse(uri)
            if self._live:
                self._gates.of(urllib.parse.urlsplit(uri).hostname or "").slow_to(robots.crawl_delay_s())

    async def _fetch_robots(self, address: str) -> Capture:
        chain = Chain(request=Request(uri=address, purpose="robots", asks_robots=False), target_uri=address)
        return await self._follow(chain, address, MAX_ROBOTS_REDIRECTS)


def replaying(
    archive: ReplayArchive,
    recorder: Recorder | None = None,
    *,
    clock: Clock,
    settings: FetchSettings | None = None,
    on_wait: OnWait | None = None,
) -> Fetcher:
    """Return a fetcher that answers from `archive`: no socket, no name lookup, no waiting, and nothing is written.

    `recorder` hears of every exchange; it is the archive itself where nobody listens.
    """
    wire = ReplayTransport(archive)
    return Fetcher(settings or FetchSettings(), recorder or archive, clock=clock, transport=wire, on_wait=on_wait)


def _refuse_round(uri: str, seen: list[str], max_redirects: int) -> None:
    if uri in seen:
        raise AttemptFailed(FetchOutcome.TOO_MANY_REDIRECTS, "the redirects go in a circle")
    if len(seen) > max_redirects:
        raise AttemptFailed(FetchOutcome.TOO_MANY_REDIRECTS, f"more than {max_redirects} redirects")


def _refuse_status(status: int) -> None:
    if status not in FINAL_STATUSES:
        raise AttemptFailed(FetchOutcome.BAD_RESPONSE, f"the answer has the status {status:03}, which ends no request")


def _refuse_closed(gate: HostGate) -> None:
    if (closed_s := gate.closed_for()) > 0:
        raise AttemptFailed(FetchOutcome.RATE_LIMITED, f"the host asked to be left alone for {closed_s:.0f} s more")


def _result(state: tenacity.RetryCallState) -> Exchange:
    if state.outcome is None:
        raise TypeError("tenacity asks after an attempt, not before it")
    exchange: Exchange = state.outcome.result()
    return exchange


def _since(started: float) -> float:
    return round(asyncio.get_running_loop().time() - started, 6)

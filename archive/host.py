"""Politeness: one gate a host, through which one request at a time goes, not sooner than the host wishes.

Enters: intervals from settings, crawl delays from robots.txt, Retry-After from answers. Leaves: permission to ask,
or the word that the host does not wish to be asked again in this run. Times are seconds of a monotonic clock.
Standard: RFC 9110 section 10.2.3 (Retry-After); seconds with units (`1m30s`) are what some services send instead.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import email.utils
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from citations.regex import regex

MAX_CRAWL_DELAY_S = 30.0  # more would stall a run: a briefing asks a host for a handful of pages

Sleep = Callable[[float], Awaitable[None]]
OnWait = Callable[[str, str, float], None]

# matches: 1m30s, 2h, 500ms, 1.5s    does not: 30, 1 minute, s
_UNITS = regex(
    r"""(?: (?P<h> \d+(?:\.\d+)? ) h )? (?: (?P<m> \d+(?:\.\d+)? ) m(?!s) )?
        (?: (?P<s> \d+(?:\.\d+)? ) s )? (?: (?P<ms> \d+ ) ms )?""",
    re.VERBOSE,
)
_SECONDS = regex(r"\d{1,9}(?:\.\d+)?")  # matches: 120    does not: -1, soon


def parse_retry_after(value: str | None, now: datetime.datetime) -> float | None:
    """Return how many seconds to wait, 0 or more; None when the header is absent or says nothing that can be read.

    >>> parse_retry_after("1m30s", datetime.datetime.now(datetime.timezone.utc))
    90.0
    """
    text = (value or "").strip().lower()
    if not text:
        return None
    if _SECONDS.fullmatch(text):
        return float(text)
    if match := _UNITS.fullmatch(text):
        parts = {unit: float(number or 0) for unit, number in match.groupdict().items()}
        return parts["h"] * 3600 + parts["m"] * 60 + parts["s"] + parts["ms"] / 1000
    return _seconds_until(value or "", now)


def _seconds_until(value: str, now: datetime.datetime) -> float | None:
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - now).total_seconds())


@dataclass(slots=True)
class HostGate:
    """The gate of one host. `interval_s` is the least time between the end of a request and the next one's start."""

    host: str
    interval_s: float
    sleep: Sleep
    on_wait: OnWait | None
    lock: asyncio.Lock
    not_before: float = 0.0
    reason: str = "interval"
    closed_until: float = 0.0

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for this host's turn, hold it for one request, and count the interval from its end."""
        loop = asyncio.get_running_loop()
        async with self.lock:
            # A loop: a short sleep of a test clock, or a deferral that came meanwhile, must not open the gate early.
            wait_s = self.not_before - loop.time()
            if wait_s > 0:
                if self.on_wait:
                    self.on_wait(self.host, self.reason, wait_s)
                await self.sleep(wait_s)
            try:
                yield
            finally:
                self.not_before = max(self.not_before, loop.time() + self.interval_s)
                if self.not_before <= loop.time() + self.interval_s:
                    self.reason = "interval"

    def defer(self, seconds: float, reason: str) -> None:
        """Ask nothing of this host for `seconds`; `reason` is said to whoever waits."""
        moment = asyncio.get_running_loop().time() + seconds
        if moment > self.not_before:
            self.not_before, self.reason = moment, reason

    def close(self, seconds: float) -> None:
        """Ask nothing of this host for `seconds`, and let nobody wait for it: the wait is longer than a run should take."""
        self.closed_until = max(self.closed_until, asyncio.get_running_loop().time() + seconds)

    def closed_for(self) -> float:
        """Return for how many seconds more the host is closed; 0 when it is open."""
        return max(0.0, self.closed_until - asyncio.get_running_loop().time())

    def slow_to(self, crawl_delay_s: float) -> None:
        """Take the host's own crawl delay when it is longer than ours, up to MAX_CRAWL_DELAY_S."""
        self.interval_s = max(self.interval_s, min(crawl_delay_s, MAX_CRAWL_DELAY_S))


class Gates:
    """Every host's gate, made when it is first asked for. `own_intervals` gives single hosts their interval."""

    def __init__(
        self, *, interval_s: float, own_intervals: tuple[tuple[str, float], ...], sleep: Sleep, on_wait: OnWait | None
    ) -> None:
        self._interval_s = interval_s
        self._own = dict(own_intervals)
        self._sleep = sleep
        self._on_wait = on_wait
        self._gates: dict[str, HostGate] = {}

    def of(self, host: str) -> HostGate:
        """Return the gate of `host` (its name without port: two ports of a machine are one host)."""
        gate = self._gates.get(host)
        if gate is None:
            interval_s = self._own.get(host, self._interval_s)
            gate = HostGate(host=host, interval_s=interval_s, sleep=self._sleep, on_wait=self._on_wait, lock=asyncio.Lock())
            self._gates[host] = gate
        return gate

"""The robots.txt of every host that is asked: read once a run, kept while there is room, judged on replay as it was live.

Enters: an address. Leaves: the `Robots` of its host. Asking is the fetcher's, which gives the means.
Standard: RFC 9309 (2.4: for how long the rules hold).
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Awaitable, Callable

from archive.capture import Capture, is_open_to
from archive.decode import InflationLimits, decoded_body
from archive.replay import Recorder
from archive.robots import Robots, read_robots, robots_address

MAX_KEPT = 512  # rules of hosts held at once
MAX_KEPT_BYTES = 2_000_000  # of text; its rules take thirty times as much


class HostRules:
    """The rules of hosts. `fetch` asks for a robots.txt; `max_age_s` is for how long what an archive holds is believed."""

    def __init__(
        self,
        archive: Recorder,
        fetch: Callable[[str], Awaitable[Capture]],
        *,
        clock: Callable[[], datetime.datetime],
        is_live: bool,
        max_age_s: float,
        inflation: InflationLimits,
    ) -> None:
        self._archive = archive
        self._fetch = fetch
        self._clock = clock
        self._began = clock()
        self._is_live = is_live
        self._max_age = datetime.timedelta(seconds=max_age_s)
        self._inflation = inflation
        self._kept: dict[str, asyncio.Future[Robots]] = {}  # last in it is last used

    async def refuse(self, uri: str) -> Robots:
        """Return the rules of the host of `uri`; raises RobotsRefusal when they keep us from it."""
        address = robots_address(uri)
        pending = self._kept.pop(address, None)
        if pending is None:
            pending = asyncio.ensure_future(self._read(address))
        self._kept[address] = pending
        robots = await asyncio.shield(pending)
        if self._is_live or not self._was_asked_after(uri, address):
            robots.refuse(uri)
        return robots

    def _was_asked_after(self, uri: str, robots: str) -> bool:
        """Whether an archive holds an answer of `uri` that is no older than the robots.txt in it: its writer was free to ask."""
        answer, rules = self._archive.newest(uri), self._archive.newest(robots)
        return bool(answer and rules and answer.status is not None and answer.date >= rules.date)

    async def _read(self, address: str) -> Robots:
        capture = self._archive.newest(address)
        is_open = is_open_to(self._began, capture, self._clock(), fresh_for=self._max_age)
        if capture is None or is_open or not self._is_live:
            capture = await self._fetch(address)
        self._forget()
        return read_robots(capture, decoded_body(self._archive, capture, self._inflation))

    def _forget(self) -> None:
        """Let go of the oldest rules when there are too many; they are read from the archive when their host comes again."""
        ended = ((address, one) for address, one in self._kept.items() if one.done() and not one.cancelled())
        read = [(address, one.result()) for address, one in ended if not one.exception()]
        if len(read) >= MAX_KEPT or sum(robots.size for _, robots in read) > MAX_KEPT_BYTES:
            for address, _ in read[: len(read) // 4 + 1]:
                del self._kept[address]

    def under_way(self) -> tuple[asyncio.Future[Robots], ...]:
        """Return what may still be asked for."""
        return tuple(self._kept.values())

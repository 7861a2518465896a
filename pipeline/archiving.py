"""Addresses without a briefing: fetched politely, archived, and told one by one as they end.

Enters: addresses, or a list of them. Leaves: an `Archived` for each, told as soon as it is known; none is kept here, so
twenty thousand take no more memory than their own names. What was captured lately is not asked again, so that a run that
was interrupted goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import enum
import hashlib
import urllib.parse
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.capture import Capture, FetchOutcome, due_at, is_open_to, is_passing
from archive.exchange import AttemptFailed
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard, address_key, clean_address
from archive.host import OnWait
from archive.replay import Recorder
from archive.rows import Run
from archive.store import Store
from citations.errors import FootnotaryError, InputError
from citations.plain import to_plain

if TYPE_CHECKING:
    from archive.look import BrowserSettings
    from pipeline.views import Viewer

HOSTS_AT_ONCE = 256  # with an address under way; most of them wait for their host's interval
LANES = 2  # a host: while one address is written to the disk, the next may ask
BAD_LINES_NAMED = 5
MISSING = frozenset({404, 410})
_UNASKED = frozenset(
    {
        FetchOutcome.FORBIDDEN_ADDRESS,
        FetchOutcome.BAD_ADDRESS,
        FetchOutcome.BLOCKED_BY_ROBOTS,
        FetchOutcome.ROBOTS_UNREACHABLE,
    }
)


class State(enum.StrEnum):
    """What became of an address."""

    ARCHIVED = "archived"  # a page came, whole
    CUT = "cut"  # a page came in part
    MISSING = "missing"  # the host has no such page: 404, 410
    WALLED = "walled"  # another answer that brings no page: 403, 429, a challenge
    FAULT = "fault"  # the host has a fault of its own: 500 to 599
    FAILED = "failed"  # no answer
    UNASKED = "unasked"  # robots.txt, a forbidden address, or none


@dataclass(frozen=True, kw_only=True, slots=True)
class Archived:
    """One address and its capture. `known` when the capture is an earlier one, still fresh, and nothing was asked.

    `picture` is the capture of its screenshot, or of why there is none.
    """

    address: str
    capture: Capture
    known: bool = False
    picture: Capture | None = None

    @property
    def state(self) -> State:
        """What became of the address, in one word."""
        return state_of(self.capture)

    @property
    def due(self) -> datetime.datetime | None:
        """When the address is worth another try, for what failed in passing; else None."""
        return due_at(self.capture) if is_passing(self.capture) else None


def state_of(capture: Capture) -> State:
    """Return what became of an address, judged by its capture alone."""
    status = capture.status or 0
    if capture.outcome in _UNASKED:
        return State.UNASKED
    if status in MISSING:
        return State.MISSING
    if 500 <= status < 600:
        return State.FAULT
    if capture.outcome is FetchOutcome.RATE_LIMITED or status >= 300 or dict(capture.headers).get("cf-mitigated"):
        return State.FAILED if 300 <= status < 400 else State.WALLED
    if capture.outcome is FetchOutcome.TRUNCATED:
        return State.CUT
    return State.ARCHIVED if capture.outcome is FetchOutcome.RESPONSE else State.FAILED


def read_list(data: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """Return what a list holds, one a line, each with its place; blank lines and those that begin with `#` are left out.

    Raises InputError when it is no UTF-8 text.

    >>> read_list(b"# mine\nhttps://a.example/1\n\n", "list.txt")
    (('list.txt line 2', 'https://a.example/1'),)
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: expected UTF-8 text with one address a line, found byte {error.start} of another kind"
        ) from None
    lines = ((f"{name} line {number}", line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return tuple((place, line) for place, line in lines if line and not line.startswith("#"))


def addresses_in(lines: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the addresses of `lines`, each once; raises InputError that names the places of what is none."""
    unique: dict[str, str] = {}
    bad: list[str] = []
    for place, address in lines:
        try:
            unique.setdefault(clean_address(address), address)
        except AttemptFailed as refusal:
            if refusal.outcome is FetchOutcome.BAD_ADDRESS:
                bad.append(f"{place}: {address[:60]!r} ({refusal.detail})")
            unique.setdefault(address_key(address), address)  # one of a scheme that is not fetched is told as such
    if bad:
        more = f" … and {len(bad) - BAD_LINES_NAMED} more" if len(bad) > BAD_LINES_NAMED else ""
        raise InputError(f"expected a web address at {'; '.join(bad[:BAD_LINES_NAMED])}{more}; correct it, or put # before it")
    return tuple(unique.values())


def host_of(address: str) -> str:
    """Return the host of an address, "" when it has none that can be read."""
    with contextlib.suppress(ValueError):
        return urllib.parse.urlsplit(address.strip()).hostname or ""
    return ""


async def archive_into(
    project: Path,
    addresses: Sequence[str],
    settings: FetchSettings,
    guard: Guard,
    *,
    clock: Callable[[], datetime.datetime],
    fresh_for_h: float,
    tell: Callable[[Archived], None],
    on_wait: OnWait | None = None,
    browser: BrowserSettings | None = None,
) -> tuple[str, ...]:
    """Archive `addresses` in the project folder `project`, and return what is to be said of its archive.

    Raises ProjectError and ArchiveError when the project cannot be used.
    """
    started = clock()
    run = Run(
        id=started.strftime("%Y%m%dT%H%M%S.%fZ"),
        started=started.isoformat(),
        software=settings.software,
        mode="live",
        settings_digest=hashlib.sha256(repr(settings).encode()).hexdigest()[:16],
    )
    fresh_for = datetime.timedelta(hours=fresh_for_h)
    async with Store.open(project, clock=clock, software=settings.software) as store:
        await store.start_run(run)
        async with (
            Fetcher(settings, store, guard=guard, clock=clock, on_wait=on_wait) as fetcher,
            _viewing(browser, guard, clock, store, fetcher) as viewer,
        ):
            await archive_all(addresses, fetcher, store, now=started, fresh_for=fresh_for, tell=tell, viewer=viewer)
        await store.end_run(run, clock().isoformat())
        return (*store.notices, *(viewer.notices if viewer else ()))


@contextlib.asynccontextmanager
async def _viewing(
    browser: BrowserSettings | None, guard: Guard, clock: Callable[[], datetime.datetime], archive: Recorder, fetcher: Fetcher
) -> AsyncIterator[Viewer | None]:
    """What opens pages in a browser; None, and nothing of it imported, where none is wanted."""
    if browser is None:
        yield None
        return
    from pipeline.views import Viewer, browsing

    async with browsing(browser, guard, clock) as shown:
        yield Viewer(archive=archive, fetcher=fetcher, browser=shown)


async def archive_all(
    addresses: Sequence[str],
    fetcher: Fetcher,
    archive: Store,
    *,
    now: datetime.datetime,
    fresh_for: datetime.timedelta,
    tell: Callable[[Archived], None],
    viewer: Viewer | None = None,
) -> None:
    """Fetch every address, many hosts at once, and `tell` what became of each as it ends.

    Raises ProjectError or ArchiveError when the archive cannot be written or read.
    """

    before = archive.asked(addresses)

    async def one(address: str) -> Archived:
        archived = await asked(address)
        if viewer is None and not archived.known:
            return archived  # what was fetched just now, and opened in no browser, has no picture
        from archive.view import picture_of

        if viewer:
            await viewer.look(archived.capture)
        return replace(archived, picture=picture_of(archive, archived.capture))

    async def asked(address: str) -> Archived:
        known = archive.newest(address) if address_key(address) in before else None
        if known and not is_open_to(now, known, now, fresh_for=fresh_for):
            return Archived(address=address, capture=known, known=True)
        return Archived(address=address, capture=await fetcher.fetch(address))

    async def walk(lanes: Iterator[deque[str]]) -> None:
        for lane in lanes:
            while lane:
                tell(await one(lane.popleft()))

    every = _lanes(addresses)
    shared = iter(every)
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(len(every), HOSTS_AT_ONCE * LANES)):
                group.create_task(walk(shared))
    except* FootnotaryError as errors:
        raise next(_leaves(errors)) from None


def _lanes(addresses: Sequence[str]) -> list[deque[str]]:
    """Return a queue for each host, as often as it may be walked at once."""
    hosts: dict[str, deque[str]] = {}
    for address in addresses:
        hosts.setdefault(host_of(address), deque()).append(address)
    return [queue for queue in hosts.values() for _ in range(min(LANES, len(queue)))]


def _leaves(group: BaseExceptionGroup[FootnotaryError]) -> Iterator[FootnotaryError]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


def line_of(archived: Archived) -> str:
    """Return what became of an address as one line in columns: state, answer, bytes, place, address, and what is to be said."""
    capture = archived.capture
    answer = str(capture.status or capture.outcome.value)
    size = f"{capture.payload_bytes or 0:,}"
    place = f"{capture.place.warc}:{capture.place.offset}" if capture.place else "-"
    return f"{archived.state:<8} {answer:<17} {size:>11}  {place:<54} {archived.address}{_remark(archived)}"


def _remark(archived: Archived) -> str:
    capture = archived.capture
    said = [capture.detail] if capture.detail else []
    if capture.redirects:
        said.append(f"led to {capture.final_uri}")
    if archived.picture:
        said.append("screenshot kept" if archived.picture.payload_bytes else archived.picture.detail)
    if archived.known:
        said.append(f"captured {capture.date:%Y-%m-%d %H:%M} UTC, not asked again")
    if archived.due:
        said.append(f"retry on {archived.due:%Y-%m-%d %H:%M} UTC")
    return f"  ({'; '.join(said)})" if said else ""


def row_of(archived: Archived) -> dict[str, Any]:
    """Return what became of an address as JSON-ready values (docs/archive.md); keys without a value are left out."""
    capture = archived.capture
    row = {
        "address": archived.address,
        "state": archived.state,
        "outcome": capture.outcome,
        "status": capture.status,
        "final_address": capture.final_uri,
        "redirects": [hop.uri for hop in capture.redirects],
        "date": capture.date,
        "known": archived.known,
        "bytes": capture.payload_bytes,
        "digest": capture.payload_digest,
        "truncated": capture.truncated,
        "detail": capture.detail or None,
        "capture": capture.id,
        "place": capture.place,
        "screenshot": archived.picture.id if archived.picture and archived.picture.payload_bytes else None,
        "retry_on": archived.due,
    }
    return {key: to_plain(value) for key, value in row.items() if value is not None}


@dataclass(slots=True)
class Tally:
    """How a run stands: how many addresses ended in each state, and how many are due again."""

    states: dict[State, int] = field(default_factory=dict)
    due: int = 0

    def add(self, archived: Archived) -> None:
        """Count one more."""
        self.states[archived.state] = self.states.get(archived.state, 0) + 1
        self.due += archived.due is not None

    @property
    def exit_code(self) -> int:
        """3 when something is due again, which never counts as clean, 1 when something must be looked at, else 0."""
        if self.due:
            return 3
        return 0 if set(self.states) <= {State.ARCHIVED} else 1

    def words(self) -> str:
        """Return the counts in words: "3 archived, 1 missing"."""
        return ", ".join(f"{self.states[state]} {state}" for state in State if state in self.states)

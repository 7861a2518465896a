"""A package's timestamp: asked of an authority through the guarded fetcher, believed only when it can be verified.

Enters: a package and an authority's address. Leaves: `<package>.tsr` beside it, or why there is none. The exchange is
archived like any other; the authority learns one digest.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.decode import decoded_body
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard
from archive.manifest import moment
from archive.request import Request
from archive.runs_log import file_digest
from archive.store import Store
from archive.timestamp import (
    MAX_ANSWER_BYTES,
    QUERY,
    REPLY,
    read_authorities,
    timestamp_request,
    tsr_of,
    verify_answer,
    verify_timestamp,
)
from citations.errors import ArchiveError, ProjectError

CLOCKS_APART = datetime.timedelta(hours=1)  # further apart, one of the two clocks is wrong


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority:
    """Who is asked: an address, the PEM file of certificates it is verified against, and how the web is reached."""

    address: str
    ca_file: Path
    settings: FetchSettings
    guard: Guard


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamped:
    """The timestamp's digest and time (ISO 8601, UTC), or in `problem` why there is none."""

    digest: str | None = None
    time: str | None = None
    problem: str = ""


async def stamp(package: Path, authority: Authority, store: Store, *, clock: Callable[[], datetime.datetime]) -> Stamped:
    """Return the timestamp of `package`: the one beside it when it is to be believed, else a new one.

    Raises ProjectError when the certificates cannot be read, or the answer cannot be written beside the package.
    """
    authorities = read_authorities(authority.ca_file)
    place = tsr_of(package)
    if place.is_symlink() or place.is_dir():
        raise ProjectError(f"{place} is a link or a folder: the timestamp goes there; move it away")
    try:
        if place.exists():
            found = verify_timestamp(package, authorities)
            return Stamped(digest=file_digest(place), time=moment(found.time))
        answer = await _ask(timestamp_request(file_digest(package)), authority, store, clock)
        granted = verify_answer(answer, file_digest(package), authorities)
    except ArchiveError as error:
        return Stamped(problem=str(error))
    if abs(granted.time - clock()) > CLOCKS_APART:
        return Stamped(problem=f"the timestamp says {moment(granted.time)}: the authority’s clock or this one’s is wrong")
    _write(place, answer)
    return Stamped(digest=file_digest(place), time=moment(granted.time))


async def _ask(query: bytes, authority: Authority, store: Store, clock: Callable[[], datetime.datetime]) -> bytes:
    """Return the authority's answer. Raises ArchiveError when none came."""
    request = Request(
        uri=authority.address,
        purpose="timestamp",
        method="POST",
        body=query,
        content_type=QUERY,
        headers=(("Accept", REPLY),),
        follow=False,
        asks_robots=False,
        max_body_bytes=MAX_ANSWER_BYTES,
    )
    async with Fetcher(authority.settings, store, guard=authority.guard, clock=clock) as fetcher:
        capture = await fetcher.send(request)
    if capture.status != 200 or capture.mime != REPLY:
        said = f"status {capture.status}, {capture.mime or 'no type'}" if capture.status else capture.detail or capture.outcome
        raise ArchiveError(f"{authority.address} gave no timestamp ({said})")
    return decoded_body(store, capture)


def _write(place: Path, answer: bytes) -> None:
    beside = place.with_name(f".{place.name}.part")
    try:
        beside.write_bytes(answer)
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ProjectError(f"{place} cannot be written ({error.strerror}); free the disk or the folder") from None

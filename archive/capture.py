"""A capture: one dated attempt to get one address, failed or not, and where its record stands.

Transport and verdict are two facts: a 404 is a `response`; whether the source is gone is decided elsewhere.
Standard: WARC 1.1 (ISO 28500:2017) for `target_uri`, digests and record ids; RFC 7089 for mementos.
"""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from archive.host import parse_retry_after


class FetchOutcome(enum.StrEnum):
    """What became of an attempt, on the level of transport."""

    RESPONSE = "response"
    TRUNCATED = "truncated"  # a body was cut: by the other side, a deadline or a cap; what came is kept
    TIMEOUT = "timeout"
    DNS_FAILURE = "dns-failure"
    REFUSED = "refused"
    RESET = "reset"
    TLS_FAILURE = "tls-failure"
    BAD_RESPONSE = "bad-response"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    FORBIDDEN_ADDRESS = "forbidden-address"
    BAD_ADDRESS = "bad-address"
    BLOCKED_BY_ROBOTS = "blocked-by-robots"
    ROBOTS_UNREACHABLE = "robots-unreachable"  # the host has a robots.txt that could not be read, so it was left alone
    RATE_LIMITED = "rate-limited"
    NOT_IN_ARCHIVE = "not-in-archive"  # replay only: the archive holds no record of this address


@dataclass(frozen=True, kw_only=True, slots=True)
class Hop:
    """One redirect on the way: the address that answered, its status and where it pointed."""

    uri: str
    status: int
    location: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPlace:
    """Where a WARC record lies: file name in the archive folder, byte offset and length of its gzip member."""

    warc: str
    offset: int
    length: int
    record_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """One attempt on `target_uri`. `final_uri` answered after `redirects`.

    `mime` and `charset` are as the header says them; digests are `sha256:` and lower-case hex, of the payload as
    sent (content encoding untouched); `place` is None when nothing was written; `detail` is a sentence for a person.
    `purpose` is ATTACHED for a document that a person attached: it is no answer of the web. `withdrawn` says by whom, when
    and why a body was taken out of the archive; its digest and size stay.
    """

    id: str
    target_uri: str
    date: datetime.datetime
    outcome: FetchOutcome
    final_uri: str | None = None
    status: int | None = None
    redirects: tuple[Hop, ...] = ()
    mime: str | None = None
    charset: str | None = None
    content_encoding: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None
    payload_digest: str | None = None
    payload_bytes: int | None = None
    certificate_sha256: str | None = None
    place: RecordPlace | None = None
    attempts: int = 1
    elapsed_s: float = 0.0
    truncated: str | None = None  # WARC-Truncated: length, time, disconnect
    detail: str = ""
    purpose: str = "source"
    withdrawn: str | None = None
    headers: tuple[tuple[str, str], ...] = ()  # of the final response, those that tell a wall: cf-mitigated, server…


ATTACHED = "attached"  # the purpose of a record that a person brought: nobody was asked for it

FRESH_FOR = datetime.timedelta(hours=24)  # an answer may stand for a day: briefings are checked, not monitored
RETRY_AFTER = datetime.timedelta(hours=1)  # what failed in passing is due again after this
MAX_ASKED_S = 7 * 86400.0  # a host may send us away for a week, not for ever

# Decisions and answers that will be the same tomorrow, as far as one attempt can tell.
_DEFINITE = frozenset(
    {FetchOutcome.RESPONSE, FetchOutcome.FORBIDDEN_ADDRESS, FetchOutcome.BAD_ADDRESS, FetchOutcome.BLOCKED_BY_ROBOTS,
     FetchOutcome.TOO_MANY_REDIRECTS, FetchOutcome.NOT_IN_ARCHIVE}
)  # fmt: skip

# Nobody answered: what an earlier run could not reach says nothing of today's network, or of a server that is up again.
_SILENT = frozenset(
    {FetchOutcome.TIMEOUT, FetchOutcome.DNS_FAILURE, FetchOutcome.REFUSED, FetchOutcome.RESET, FetchOutcome.TLS_FAILURE,
     FetchOutcome.ROBOTS_UNREACHABLE}
)  # fmt: skip
# We did not ask: settings, options or robots.txt may be others now, and whoever decides again decides the same otherwise.
DECIDED = frozenset({FetchOutcome.FORBIDDEN_ADDRESS, FetchOutcome.BLOCKED_BY_ROBOTS})


def is_passing(capture: Capture) -> bool:
    """Whether a capture says something of the moment alone: a failure that may pass, or a fault of the server."""
    return capture.outcome not in _DEFINITE or 500 <= (capture.status or 0) < 600


def due_at(
    capture: Capture, *, fresh_for: datetime.timedelta = FRESH_FOR, retry_after: datetime.timedelta = RETRY_AFTER
) -> datetime.datetime:
    """Return from when on an address should be asked again: `fresh_for` after an answer, `retry_after` after a failure.

    A host's own Retry-After counts where it is later than ours.
    """
    if not is_passing(capture):
        return capture.date + fresh_for
    asked_s = min(parse_retry_after(capture.retry_after, capture.date) or 0.0, MAX_ASKED_S)
    return capture.date + max(min(retry_after, fresh_for), datetime.timedelta(seconds=asked_s))


def closed_for(capture: Capture, now: datetime.datetime) -> float:
    """Return for how many seconds from `now` on the host that answered wishes to be left alone, by its Retry-After; else 0."""
    asked_s = parse_retry_after(capture.retry_after, capture.date) if capture.outcome is FetchOutcome.RATE_LIMITED else None
    since_s = (now - capture.date).total_seconds()
    return max(0.0, min(asked_s or 0.0, MAX_ASKED_S) - since_s) if since_s >= 0 else 0.0


def is_due(
    capture: Capture | None,
    now: datetime.datetime,
    *,
    fresh_for: datetime.timedelta = FRESH_FOR,
    retry_after: datetime.timedelta = RETRY_AFTER,
) -> bool:
    """Whether an address should be asked again (`due_at`); one never asked is, and one from the future (a clock jumped)."""
    return capture is None or capture.date > now or now >= due_at(capture, fresh_for=fresh_for, retry_after=retry_after)


def is_open_to(
    run_began: datetime.datetime, capture: Capture | None, now: datetime.datetime, *, fresh_for: datetime.timedelta = FRESH_FOR
) -> bool:
    """Whether a run should ask an address again: when it is due, or when an earlier run got no answer or did not ask.

    What a service answered waits (`is_due`); so does a host that named a time, by the fetcher's gates.
    """
    if capture is None or is_due(capture, now, fresh_for=fresh_for):
        return True
    return capture.date <= run_began and capture.outcome in _SILENT | DECIDED and not capture.retry_after

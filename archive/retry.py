"""Whether an attempt may be made again, and after what pause: a question asked of outcomes, in one place.

Enters: an exchange as it ended. Leaves: numbers. Waiting itself is the host gate's (`archive.host`).
"""

from __future__ import annotations

import datetime

from archive.capture import FetchOutcome
from archive.exchange import Exchange
from archive.host import parse_retry_after

# How often at most an attempt that ended so is made; what is not named is definite and made once.
TRIES = {
    FetchOutcome.DNS_FAILURE: 2,
    FetchOutcome.REFUSED: 2,
    FetchOutcome.TIMEOUT: 2,
    FetchOutcome.RESET: 3,
    FetchOutcome.RATE_LIMITED: 3,
}
# Statuses that speak of this moment, not of the page (RFC 9110, 15).
PASSING_STATUSES = {408: 2, 425: 2, 500: 2, 502: 3, 503: 3, 504: 3}
BACKOFF_S = 1.0
MAX_BACKOFF_S = 20.0
DEFAULT_LIMITED_S = 5.0  # a 429 that does not say how long


def tries_for(exchange: Exchange) -> int:
    """Return how many times at most an attempt that ended like `exchange` is made; 1 means that it is definite."""
    if exchange.purpose == "robots" and exchange.status is None:
        return 1  # the page behind it tells a dead host from a slow one
    if exchange.outcome is FetchOutcome.TRUNCATED and exchange.truncated == "disconnect":
        return 2
    if exchange.outcome is FetchOutcome.RESPONSE:
        return PASSING_STATUSES.get(exchange.status or 0, 1)
    return TRIES.get(exchange.outcome, 1)


def may_be_retried(exchange: Exchange, *, attempts: int, cap_s: float) -> bool:
    """Whether another try may follow: fewer than `attempts` were made, and the host asks for no longer pause than `cap_s`."""
    asked_s = parse_retry_after(exchange.header("retry-after"), exchange.date)
    return exchange.attempt < min(attempts, tries_for(exchange)) and (asked_s or 0.0) <= cap_s


def pause_s(exchange: Exchange) -> float:
    """Return how long the host is left alone before the next try: its own Retry-After, else a pause that doubles."""
    asked_s = parse_retry_after(exchange.header("retry-after"), exchange.date)
    if asked_s is not None:
        return asked_s
    first_s = DEFAULT_LIMITED_S if exchange.outcome is FetchOutcome.RATE_LIMITED else BACKOFF_S
    return min(MAX_BACKOFF_S, first_s * 2.0 ** (exchange.attempt - 1))


def pause_reason(exchange: Exchange) -> str:
    """Return in words why the host is left alone, for the progress line."""
    if exchange.header("retry-after"):
        return "Retry-After"
    return f"{exchange.status} answer" if exchange.status else exchange.outcome.value


def closed_s(exchange: Exchange, *, cap_s: float) -> float | None:
    """Return for how long a host closed itself to us, when that is longer than `cap_s`; None otherwise."""
    asked_s = parse_retry_after(exchange.header("retry-after"), exchange.date)
    limited = exchange.outcome is FetchOutcome.RATE_LIMITED
    return asked_s if limited and asked_s is not None and asked_s > cap_s else None


def is_rate_limit(status: int, retry_after: str | None, now: datetime.datetime) -> bool:
    """Whether an answer says "not now": 429, or 503 with a time to come back."""
    return status == 429 or (status == 503 and parse_retry_after(retry_after, now) is not None)

"""Failures in a row: when an address that never gave a definite answer is dead all the same.

Enters: the newest capture of an address and the earlier ones. Leaves: the failures that end with the newest, and whether
they are enough: three over 48 hours. Only what a host does that is no longer there counts: no answer, no connection, no
name, a fault of the server. A certificate, an answer that we cannot read or a robots.txt prove nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from archive.capture import Capture, FetchOutcome
from citations.finding import Action, Status
from citations.regex import regex
from pipeline.checks.verdict import Verdict, day_in_words, gone, host_of

MIN_FAILURES = 3
NO_ONE_TO_ASK = "no-resolver"  # the defect of a name that nobody could be asked for, or in a run in which no host answered
MIN_SPAN = datetime.timedelta(hours=48)
FAILURES = frozenset({FetchOutcome.TIMEOUT, FetchOutcome.REFUSED, FetchOutcome.RESET, FetchOutcome.DNS_FAILURE})
# What was not asked neither adds to a row nor ends it.
SILENT = frozenset({FetchOutcome.NOT_IN_ARCHIVE, FetchOutcome.BLOCKED_BY_ROBOTS, FetchOutcome.ROBOTS_UNREACHABLE})
# "Temporary failure in name resolution": the resolver was asked in vain; not "Name or service not known"
NO_RESOLVER = regex(r"temporar|try\ again|servfail|server\ failure|timed?\ ?out|system\ error", re.VERBOSE | re.IGNORECASE)


def failures_in_a_row(newest: Capture, earlier: Sequence[Capture]) -> tuple[Capture, ...]:
    """Return the failures that end with `newest`, newest first; () when it is none.

    `earlier` may hold captures in any order and later ones, which are left out. An answer of any kind ends the row.
    """
    row: list[Capture] = []
    older = sorted((one for one in earlier if one.date < newest.date), key=lambda one: one.date, reverse=True)
    for capture in (newest, *older):
        if _is_failure(capture):
            row.append(capture)
        elif not _is_silent(capture) or not row:
            break
    return tuple(row)


def _is_failure(capture: Capture) -> bool:
    if capture.outcome is FetchOutcome.RESPONSE:
        return 500 <= (capture.status or 0) < 600 and not dict(capture.headers).get("cf-mitigated")
    return capture.outcome in FAILURES and not _is_silent(capture)


def _is_silent(capture: Capture) -> bool:
    """Whether a capture says nothing of the host: it was not asked, or nobody could be asked for its name."""
    unresolved = capture.outcome is FetchOutcome.DNS_FAILURE and NO_RESOLVER.search(capture.detail)
    return capture.outcome in SILENT or bool(unresolved)


def in_view_of(verdict: Verdict, newest: Capture, earlier: Sequence[Capture]) -> Verdict:
    """Return `verdict`, or what becomes of it when the address failed before: GONE, or the day on which that can be said."""
    row = failures_in_a_row(newest, earlier)
    may_pass = verdict.action is Action.RETRY_ON and verdict.status is Status.NOT_CHECKED
    if not may_pass or verdict.defect == NO_ONE_TO_ASK or len(row) < 2:
        return verdict
    first = row[-1].date
    seen = f"{len(row)} failures in a row since {day_in_words(first)}: {_seen_in(row)}"
    if len(row) >= MIN_FAILURES and newest.date - first >= MIN_SPAN:
        said = f"{host_of(newest)} has not answered for days ({seen}). It may be closed to you alone: try it once from elsewhere."
        return gone("unanswered", seen, said)
    told = max(verdict.replacement or "", (first + MIN_SPAN).date().isoformat())
    return replace(verdict, observed=f"{verdict.observed}; {seen}", replacement=told)


def _seen_in(row: Sequence[Capture]) -> str:
    """Return what was seen, oldest first: "timeout on 3 May 2024, HTTP 502 on 4 May 2024"; of many, the first and the last."""
    shown = [row[-1], row[0]] if len(row) > MIN_FAILURES else list(reversed(row))
    words = (f"{f'HTTP {one.status}' if one.status else one.outcome.value} on {day_in_words(one.date)}" for one in shown)
    return (", … " if len(row) > MIN_FAILURES else ", ").join(words)

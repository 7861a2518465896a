"""What is to be said of an address, by kind: gone, blocked, to be tried again, not asked.

Enters: what was seen, and a sentence about it. Leaves: a `Verdict` with the status, and what a person should do.
A day for another try is counted from the attempt, not from the run. Standard: RFC 9110, 10.2.3 (Retry-After).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from archive.capture import Capture
from archive.host import parse_retry_after
from citations.finding import Action, Outcome, Status
from pipeline.checks.address import parts_of, same_page

RETRY_DAYS = 1  # what failed in passing is worth another try the next day
LOOK_ELSEWHERE = " Look for the source at another address or in a web archive."
MAX_RETRY_DAYS = 7  # a host may send us away for a week, not for ever


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What is to be said of an address. `message` is one or two sentences without the one about our copy."""

    status: Status
    outcome: Outcome
    defect: str | None
    observed: str
    message: str
    action: Action = Action.NONE
    replacement: str | None = None

    @property
    def gives_source(self) -> bool:
        """Whether the page that answered is the source."""
        return self.status is Status.OK or self.defect == "moved"


def gone(defect: str, observed: str, message: str) -> Verdict:
    """A definite answer that the source is no longer there."""
    return Verdict(
        status=Status.GONE,
        outcome=Outcome.FAILED,
        defect=defect,
        observed=observed,
        message=f"{message}{LOOK_ELSEWHERE}",
        action=Action.REPLACE_ADDRESS,
    )


def found_elsewhere(verdict: Verdict, address: str) -> Verdict:
    """A dead address whose source was found at another one, by its publisher and title."""
    return Verdict(
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="moved",
        observed=address,
        message=f"{verdict.message.removesuffix(LOOK_ELSEWHERE)} The source stands at {address} now: print that address.",
        action=Action.REPLACE_ADDRESS,
        replacement=address,
    )


def blocked(defect: str, observed: str, message: str) -> Verdict:
    """An answer, but not to us."""
    return Verdict(
        status=Status.BLOCKED,
        outcome=Outcome.CANT_TELL,
        defect=defect,
        observed=observed,
        message=f"{message} Open it in a browser and compare it by eye.",
    )


def retry(capture: Capture, defect: str, message: str) -> Verdict:
    """A failure that may pass, with the day from which it is worth another try."""
    asked_s = parse_retry_after(capture.retry_after, capture.date) or 0.0
    wait = min(
        max(datetime.timedelta(days=RETRY_DAYS), datetime.timedelta(seconds=asked_s)), datetime.timedelta(days=MAX_RETRY_DAYS)
    )
    on = (capture.date + wait).date()
    tries = f" in {capture.attempts} tries" if capture.attempts > 1 else ""
    return Verdict(
        status=Status.NOT_CHECKED,
        outcome=Outcome.CANT_TELL,
        defect=defect,
        observed=observed_in(capture),
        message=f"{message}{tries} on {day_in_words(capture.date)}. That does not make it gone.",
        action=Action.RETRY_ON,
        replacement=on.isoformat(),
    )


def unasked(capture: Capture, defect: str, message: str, action: Action = Action.NONE) -> Verdict:
    """Nothing is known, and asking again would not help."""
    return Verdict(
        status=Status.NOT_CHECKED,
        outcome=Outcome.UNTESTED,
        defect=defect,
        observed=observed_in(capture),
        message=message,
        action=action,
    )


def observed_in(capture: Capture) -> str:
    """Return what was seen, in a few words: "HTTP 404", "timeout", and where, when the address led on."""
    said = f"HTTP {capture.status}" if capture.status else capture.outcome.value
    return (
        f"{said} at {capture.final_uri}" if capture.final_uri and not same_page(capture.final_uri, capture.target_uri) else said
    )


def subject_of(capture: Capture) -> str:
    """The subject of a sentence about the answer: the address, or the one that it leads to."""
    if capture.final_uri and not same_page(capture.final_uri, capture.target_uri):
        return f"The address leads to {capture.final_uri}, which"
    return "The address"


def host_of(capture: Capture) -> str:
    """Return the host that was asked last."""
    return parts_of(capture.final_uri or capture.target_uri).host or capture.target_uri


def day_in_words(date: datetime.datetime | datetime.date) -> str:
    """Return a day as an editor writes it.

    >>> day_in_words(datetime.date(2024, 5, 3))
    '3 May 2024'
    """
    months = "January February March April May June July August September October November December".split()
    return f"{date.day} {months[date.month - 1]} {date.year}"

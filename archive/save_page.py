"""Save Page Now 2: have the Wayback Machine keep pages, in public and under the user's account. Only when asked to.

Enters: addresses. Leaves: a `Saved` for each. What was submitted is known from the records of the answers: a run that was
killed goes on asking for the same job, and submits nothing twice. Words that mean "stop" end the whole batch. A job that
failed may have kept the page all the same, so the listing is asked before that is said.
Source: the Internet Archive's description of the Save Page Now 2 interface.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.cdx import Query, list_captures, stamp_moment
from archive.exchange import one_line
from archive.guard import address_key
from archive.memento import may_be_asked_about
from archive.request import form_body
from archive.service_client import ServiceAnswer, ServiceClient
from citations.regex import regex

NAME = "save-page-now"
FORM = "application/x-www-form-urlencoded"
NOT_AGAIN_WITHIN = "30d"  # a page that the Wayback Machine kept so lately is not kept anew
MAX_POLLS = 30  # of one job in one run; the pace of the service makes that five minutes
STOP = regex(r"too-many-daily-captures|user-session-limit|no-access|unauthorized|blocked", re.VERBOSE)
# matches: spn2-0f7c    does not: ../x, spn2/1
_JOB = regex(r"[A-Za-z0-9_-]{1,100}")


class SaveState(StrEnum):
    """What became of one address."""

    SAVED = "saved"
    PENDING = "pending"  # submitted; another run asks again
    FAILED = "failed"
    STOPPED = "stopped"  # not submitted, because the service wants no more today
    PRIVATE = "private"  # not submitted, because the address is nobody's to publish


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """What became of one address: where and when it was kept, or a sentence on why it was not."""

    uri: str
    state: SaveState
    memento: str | None = None
    moment: datetime.datetime | None = None
    detail: str = ""


async def save_pages(client: ServiceClient, addresses: Sequence[str], *, today: datetime.date) -> AsyncIterator[Saved]:
    """Yield what became of each address, in order; after a word that means "stop", the rest is not submitted."""
    stopped = client.why_not(NAME) or ""
    for address in dict.fromkeys(map(address_key, addresses)):
        if not may_be_asked_about(address):
            yield Saved(uri=address, state=SaveState.PRIVATE, detail="the address is not a public one")
        elif stopped:
            yield Saved(uri=address, state=SaveState.STOPPED, detail=stopped)
        else:
            saved = await _save(client, address, today)
            stopped = saved.detail if saved.state is SaveState.STOPPED else ""
            yield saved


async def _save(client: ServiceClient, address: str, today: datetime.date) -> Saved:
    answer = await client.ask(
        NAME, accept="json", method="POST", body=_form(address), content_type=FORM, is_nothing=lambda body: b"job_id" not in body
    )
    told = answer.value if isinstance(answer.value, Mapping) else {}
    job = told.get("job_id")
    if answer.problem or not isinstance(job, str) or not _JOB.fullmatch(job):
        return await _without_job(client, address, answer, told, today)
    return await _followed(client, address, job, today)


def _form(address: str) -> bytes:
    """Return what is submitted; equal addresses give equal forms, by which their answers are found again."""
    return form_body(
        (("url", address), ("capture_all", "1"), ("skip_first_archive", "1"), ("if_not_archived_within", NOT_AGAIN_WITHIN))
    )


async def _followed(client: ServiceClient, address: str, job: str, today: datetime.date) -> Saved:
    """Ask how a job stands until it has ended, or until this run has asked often enough."""
    told: Mapping[str, Any] = {}
    for poll in range(MAX_POLLS):
        answer = await client.ask(NAME, f"/status/{job}", accept="json", fresh=poll > 0)
        told = answer.value if isinstance(answer.value, Mapping) else {}
        if answer.problem and _limited(answer):
            break
        if told.get("status") == "success":
            return _success(client, address, told)
        if told.get("status") == "error":
            return await _failed(client, address, told, today)
    return Saved(uri=address, state=SaveState.PENDING, detail=f"job {job} is under way; another run asks again")


def _success(client: ServiceClient, address: str, told: Mapping[str, Any]) -> Saved:
    moment = stamp_moment(told.get("timestamp"))
    if moment is None:
        return Saved(uri=address, state=SaveState.SAVED, detail="kept, but the service did not say when")
    return _kept(client, address, moment)


def _kept(client: ServiceClient, address: str, moment: datetime.datetime, detail: str = "") -> Saved:
    base = client.services["memento"].address
    memento = f"{base}{moment:%Y%m%d%H%M%S}/{address}"
    return Saved(uri=address, state=SaveState.SAVED, memento=memento, moment=moment, detail=detail)


async def _failed(client: ServiceClient, address: str, told: Mapping[str, Any], today: datetime.date) -> Saved:
    """A job that ended in an error: stop words end the batch; else the listing says whether the page was kept all the same."""
    words = _words(told)
    if STOP.search(words):
        return Saved(uri=address, state=SaveState.STOPPED, detail=words)
    listing = await list_captures(client, Query(url=address, start=today, filters=()), max_pages=1, fresh=True)
    if listing.rows:
        last = max(listing.rows, key=lambda row: row.timestamp)
        return _kept(client, address, last.timestamp, f"the service reported an error ({words}), and kept the page all the same")
    return Saved(uri=address, state=SaveState.FAILED, detail=words)


async def _without_job(
    client: ServiceClient, address: str, answer: ServiceAnswer, told: Mapping[str, Any], today: datetime.date
) -> Saved:
    """No job was made: the service wants no more, the page was kept lately, or the page cannot be kept."""
    words = _words(told)
    if answer.problem or STOP.search(words):
        return Saved(uri=address, state=SaveState.STOPPED, detail=answer.problem or words)
    lately = Query(url=address, start=today - datetime.timedelta(days=30), filters=())
    listing = await list_captures(client, lately, max_pages=1, fresh=True)
    if listing.rows:
        return _kept(client, address, max(row.timestamp for row in listing.rows), "kept lately, so not kept anew")
    return Saved(uri=address, state=SaveState.FAILED, detail=words)


def _limited(answer: ServiceAnswer) -> bool:
    return answer.capture is None or answer.capture.status in (401, 403, 429)


def _words(told: Mapping[str, Any]) -> str:
    """Return what the service said, on one line and short: it goes into a report."""
    parts = [told.get(name) for name in ("status_ext", "message")]
    return one_line("; ".join(part for part in parts if isinstance(part, str)))[:300] or "no reason was given"

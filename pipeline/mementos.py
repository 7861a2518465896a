"""Which sources need a copy from another archive, and which copy may stand for one.

Enters: a source, what the checks found, and the archives' client. Leaves: the usable memento nearest to the cited date,
as a `Read`, or in words why there is none. Archives are asked only where the live page does not settle it, unless the
settings say so. A copy of a wall, of an error or of another page is judged by the same signs as a live answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from archive.capture import FetchOutcome
from archive.fetch import Fetcher
from archive.locate.lookup import FoundBy
from archive.memento import Memento, Search, copies_near, may_be_asked_about
from archive.replay import Recorder
from archive.service_client import ServiceClient
from citations.citation import Citation
from citations.finding import Finding, Status
from citations.publisher import Publisher
from pipeline.checks import Evidence, Read
from pipeline.checks.answer import judged
from pipeline.reading import Readers

# Findings that a page which changed since may have caused; a copy of the cited day tells.
MAY_BE_DRIFT = frozenset({"quote", "title", "date"})
OURS_MAY_TELL = MAY_BE_DRIFT | {"byline", "number", "name"}  # our own copies are asked of these too: that tells nobody anything
# Answers that are decisions of ours or of nobody: an archive is not told of such an address.
_NOT_TOLD = frozenset({FetchOutcome.FORBIDDEN_ADDRESS, FetchOutcome.BAD_ADDRESS})


def needs_copy(evidence: Evidence, findings: Iterable[Finding], *, always: bool = False) -> bool:
    """Whether a copy of another archive may settle what today's page does not: it is dead, walled, or may have changed.

    With `always`, whether an archive may be asked at all.
    """
    answer = evidence.answer
    if answer is None or evidence.found_by not in (FoundBy.PRINTED, FoundBy.CONFIRMED) or answer.capture.outcome in _NOT_TOLD:
        return False
    if not may_be_asked_about(answer.capture.target_uri):
        return False
    return always or is_unsettled(evidence, findings)


def is_unsettled(evidence: Evidence, findings: Iterable[Finding], rules: Collection[str] = MAY_BE_DRIFT) -> bool:
    """Whether today's page leaves open what is said of it, so that a copy may tell: it is not the source, or may have changed
    in what one of `rules` looks at.
    """
    if evidence.answer is None:
        return False
    changed = any(one.rule in rules and one.status is Status.LOOK for one in findings)
    return changed or not judged(evidence, evidence.answer).gives_source


def wished_moment(citation: Citation, otherwise: datetime.datetime) -> datetime.datetime:
    """Return the moment near which a copy is wished: the middle of the cited day, month or year, else `otherwise`."""
    bounds = citation.issued.bounds() if citation.issued else None
    if bounds is None:
        return otherwise
    middle = bounds[0] + (bounds[1] - bounds[0]) // 2
    return datetime.datetime(middle.year, middle.month, middle.day, 12, tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """The copy that may stand for a source, or in words why there is none; `is_open`: some archive gave no answer, so that
    another run may find one.
    """

    read: Read | None = None
    why: str = ""
    is_open: bool = False


@dataclass(slots=True)
class Mementos:
    """Looks for copies and reads them; `tries` is how many are read at most for one address. One look-up an address."""

    client: ServiceClient
    fetcher: Fetcher
    archive: Recorder
    readers: Readers
    tries: int
    known: dict[tuple[str, datetime.datetime], Sought] = field(default_factory=dict)

    async def copy_for(self, evidence: Evidence, address: str, publisher: Publisher | None, wished: datetime.datetime) -> Sought:
        """Return the usable copy of `address` nearest to `wished`, or why there is none."""
        key = (address, wished)
        if key not in self.known:
            self.known[key] = await self._look(evidence, address, publisher, wished)
        return self.known[key]

    async def _look(self, evidence: Evidence, address: str, publisher: Publisher | None, wished: datetime.datetime) -> Sought:
        search, seen = Search(), 0
        async for memento in copies_near(self.client, self.fetcher, address, wished, tries=self.tries, search=search):
            if not _answered(memento):
                search.problems.append(f"the copy at {memento.uri_m} could not be read now")
                continue
            seen += 1
            read = await self._read(memento, publisher)
            if read and read.text and judged(replace(evidence, answer=read, sibling=None), read).gives_source:
                return Sought(read=as_copy(read, memento))
        problems = list(dict.fromkeys(filter(None, search.problems)))
        is_open = bool(problems) and self.client.why_not("memento-timegate") is None
        if seen:
            why = f"{seen} cop{'ies were' if seen > 1 else 'y was'} looked at in web archives, and none shows the source"
            return Sought(why=why, is_open=is_open)
        if search.is_answered and not problems:
            return Sought(why="the web archives that were asked have no copy")
        return Sought(why="; ".join(problems), is_open=is_open)

    async def _read(self, memento: Memento, publisher: Publisher | None) -> Read | None:
        """What a copy says, read as the page it is a copy of: its own address, the profile of its time."""
        if memento.capture is None:
            return None
        original = replace(
            memento.capture,
            target_uri=memento.original,
            final_uri=memento.led_to or memento.original,
            date=memento.memento_datetime,
            redirects=(),
        )
        return await self.readers.page(self.archive, original, publisher)


def _answered(memento: Memento) -> bool:
    """Whether the archive gave the copy, whatever it shows: not a fault or a limit of the archive's own."""
    capture = memento.capture
    answered = capture is not None and capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED)
    return answered and capture is not None and ((capture.status or 0) < 500 or "memento-datetime" in dict(capture.headers))


def as_copy(read: Read, memento: Memento) -> Read:
    """Return what was read with the copy's own address and moment, so that nothing passes it off as the live page."""
    capture = memento.capture or read.capture
    return replace(read, capture=replace(capture, date=memento.memento_datetime), memento=memento)

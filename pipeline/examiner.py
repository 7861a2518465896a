"""From a citation to its source: the ladder climbed, candidates fetched and judged, copies sought that may serve instead.

Enters: a full citation. Leaves: `pipeline.source.Source`, with the answer of its address, the copies that may serve instead
(another archive's, our own earlier one), a sibling's answer, and all that was tried. One look-up a source, however often it is
cited.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

from archive.attachment import Attachment
from archive.capture import Capture, FetchOutcome, is_open_to
from archive.fetch import Fetcher
from archive.guard import address_key
from archive.imports import PICTURES
from archive.locate import arquivo, common_crawl, index, overrides
from archive.locate.identity import best_title, judge
from archive.locate.ladder import Ladder, climb, not_sought, was_asked
from archive.locate.lookup import Answer, Candidate, FoundBy, Lookup, RungAttempt, settle
from archive.locate.query import paste_query
from archive.page import unreadable
from archive.replay import Recorder
from archive.service_client import ServiceClient
from citations.citation import Citation
from citations.finding import Status
from citations.names import TitleAgreement
from citations.publisher import Publisher, Publishers
from pipeline.checks import Attached, Evidence, Read
from pipeline.checks.answer import judged as verdict_on
from pipeline.checks.link import serving, sibling_of
from pipeline.mementos import Mementos, wished_moment
from pipeline.own_copies import OwnCopies, each_text_once, is_usable
from pipeline.progress import Progress
from pipeline.reading import Readers
from pipeline.source import Source, Tried, evidence_of
from pipeline.views import Views

MAX_CANDIDATES = 12  # of one rung; a profile that computes more addresses is guessing
# Rungs that list what archives hold: their copies may show the source where today's page does not.
OF_ARCHIVES = frozenset({index.NAME, index.WIDE, common_crawl.NAME, arquivo.NAME})


@dataclass(slots=True)
class Examiner:
    """Finds and reads sources. `archive` answers for what was captured before; `live` says whether the web is asked.

    `asked` are the captures of this run, so that two sources at one address ask for it once, however far apart they come.
    """

    fetcher: Fetcher
    archive: Recorder
    readers: Readers
    publishers: Publishers
    ladder: Ladder
    run_date: datetime.datetime
    live: bool
    fresh_for: datetime.timedelta
    progress: Progress
    views: Views
    asked: dict[str, Capture] = field(default_factory=dict)
    client: ServiceClient | None = None
    mementos: Mementos | None = None
    archives_first: bool = False
    copies_always: bool = False

    async def examine(self, citation: Citation, label: str) -> Source:
        """Return the source of a full citation; `label` is the note that waits for it."""
        self.progress.about(label)
        publisher = self.publishers.of(citation)
        attempts: list[RungAttempt] = []
        tried: list[Tried] = []
        waiting: list[Candidate] = []  # addresses of which no archive has a copy; what a person named does not wait
        async for attempt, candidates in climb(citation, publisher, self.client, self.ladder):
            attempts.append(attempt)
            for candidate in candidates[:MAX_CANDIDATES]:
                if self.archives_first and (copied := await self._try_copy(citation, publisher, candidate)):
                    tried.append(copied)
                elif self.archives_first and candidate.rung != overrides.NAME:
                    waiting.append(candidate)
                else:
                    tried.append(await self._try(citation, publisher, candidate))
                if tried and tried[-1].settles:
                    break
            if any(one.settles for one in tried):
                break
        else:
            for candidate in waiting:
                tried.append(await self._try(citation, publisher, candidate))
                if tried[-1].settles:
                    break
        return await self._source(citation, publisher, tuple(attempts), tried)

    async def _try_copy(self, citation: Citation, publisher: Publisher | None, candidate: Candidate) -> Tried | None:
        """What a candidate turned out to be by its copy in an archive; None without one. Its own host is not asked."""
        copy = await self._copy(citation, publisher, candidate)
        if copy is None:
            return None
        return Tried(
            judged=judge(citation, copy.page, _led_to(copy, candidate), publisher, candidate, self.publishers), copy=copy
        )

    async def _try(self, citation: Citation, publisher: Publisher | None, candidate: Candidate) -> Tried:
        """What a candidate turned out to be: by its page of today, else by the copy that an archive's index listed."""
        read = await self._live(candidate.address, publisher)
        found = judge(citation, read.page, read.capture.final_uri or candidate.address, publisher, candidate, self.publishers)
        status = verdict_on(self._evidence(citation, publisher, candidate), read).status
        named = candidate.found_by is FoundBy.CONFIRMED and status is Status.BLOCKED
        if candidate.found_by is not FoundBy.PRINTED and not is_usable(read) and not named:
            found = replace(found, found_by=None)  # a computed address that gives no page names no source
        if candidate.rung in OF_ARCHIVES and found.found_by is not FoundBy.CONFIRMED:  # the copy may show more than today's page
            copy = await self._copy(citation, publisher, candidate)
            led_to = _led_to(copy, candidate) if copy else ""
            archived = judge(citation, copy.page, led_to, publisher, candidate, self.publishers) if copy else found
            if copy and archived.found_by and (found.found_by is None or archived.found_by.rank < found.found_by.rank):
                return Tried(judged=archived, read=read, copy=copy)
        return Tried(judged=found, read=read, is_gone=status is Status.GONE)

    async def _copy(self, citation: Citation, publisher: Publisher | None, candidate: Candidate) -> Read | None:
        """The copy of a candidate's address that shows the source, nearest to the cited date."""
        if self.mementos is None:
            return None
        wished = wished_moment(citation, self.run_date)
        evidence = self._evidence(citation, publisher, candidate)
        return (await self.mementos.copy_for(evidence, candidate.address, publisher, wished)).read

    def _evidence(self, citation: Citation, publisher: Publisher | None, candidate: Candidate) -> Evidence:
        """What is known of a candidate before its page was read."""
        source = Source(id="", citation=citation, publisher=publisher, lookup=Lookup(source_id=""))
        return replace(evidence_of(source, citation, run_date=self.run_date), found_by=candidate.found_by.value)

    async def with_own_copies(self, source: Source) -> Source:
        """Return `source` with all that our own archive holds of its page, whichever visit brought it."""
        ours = OwnCopies(
            archive=self.archive, readers=self.readers, views=self.views, publisher=source.publisher, answer=source.answer
        )
        return replace(source, copies=await ours.all_of(source.history))

    async def with_copy(self, source: Source, evidence: Evidence) -> Source:
        """Return `source` with the copy of another archive that may serve it, or with why there is none."""
        if self.mementos is None or source.answer is None or source.memento:
            return source
        address, wished = source.answer.capture.target_uri, wished_moment(source.citation, self.run_date)
        sought = await self.mementos.copy_for(evidence, address, source.publisher, wished)
        found = replace(source, memento=sought.read, no_memento=sought.why, memento_open=sought.is_open)
        return replace(found, served=self._served(found))

    async def _live(self, address: str, publisher: Publisher | None) -> Read:
        return await self.views.readable(await self._read(await self._capture(address), publisher), publisher)

    async def _capture(self, address: str, purpose: str = "source") -> Capture:
        """The answer of an address: asked now, or the one on record when it is fresh or nothing may be asked."""
        key = address_key(address)
        if key not in self.asked:
            known = self.archive.newest(address) if self.live else None
            is_fresh = known is not None and not is_open_to(self.run_date, known, self.run_date, fresh_for=self.fresh_for)
            is_fresh = is_fresh or bool(known and known.withdrawn)  # what was taken out is not asked for again
            self.asked[key] = known if known and is_fresh else await self.fetcher.fetch(address, purpose=purpose)
        return self.asked[key]

    async def _read(self, capture: Capture, publisher: Publisher | None) -> Read:
        read = await self.readers.page(self.archive, capture, publisher)
        return read or Read(capture=capture, page=unreadable("nothing came that could be read", mime=capture.mime))

    async def _source(
        self,
        citation: Citation,
        publisher: Publisher | None,
        attempts: tuple[RungAttempt, ...],
        tried: list[Tried],
    ) -> Source:
        answer = settle(tuple(one.judged for one in tried))
        if not tried and not_sought(citation):
            answer = Answer(found_by=FoundBy.NOT_TRIED, detail=not_sought(citation) or "")
        elif answer.found_by is FoundBy.NOT_FOUND and (unread := sum(one.is_unread for one in tried)):
            answer = replace(answer, detail=f"{answer.detail} among those that could be read; {unread} could not")
        elif not tried and was_asked(attempts):
            answer = Answer(found_by=FoundBy.NOT_FOUND, detail="whoever was asked knows of no address")
        chosen = next((one for one in tried if one.judged.candidate.address == answer.address and one.judged.found_by), None)
        asked = tuple((one.judged.candidate, one.capture) for one in tried)
        if answer.address is None and all(capture.outcome is FetchOutcome.NOT_IN_ARCHIVE for _, capture in asked) and asked:
            answer = Answer(found_by=FoundBy.NOT_TRIED, detail="not in this archive" if not self.live else "not asked")
        lookup = Lookup(
            source_id=citation.source_id(),
            candidates=tuple(one.judged.candidate for one in tried),
            attempts=attempts,
            answer=answer,
            query=paste_query(citation, publisher),
        )
        read = await self.views.pictured(chosen.read) if chosen and chosen.read else None
        history = self._history(read)
        ours = OwnCopies(archive=self.archive, readers=self.readers, views=self.views, publisher=publisher, answer=read)
        earlier = await ours.first_of(history)
        first = await ours.first_of(history[::-1]) if len(history) > 1 else earlier
        source = Source(
            id=citation.source_id(),
            citation=citation,
            publisher=publisher,
            lookup=lookup,
            answer=read,
            memento=chosen.copy if chosen else None,
            moved=_moved(chosen, tried),
            earlier=earlier,
            first=first,
            copies=each_text_once(earlier, first),
            history=history,
            sibling=await self._sibling(citation, publisher, read),
            attached=await self.attached(citation, publisher),
            tried=asked,
        )
        return replace(source, served=self._served(source))

    async def attached(self, citation: Citation, publisher: Publisher | None = None) -> tuple[Attached, ...]:
        """Return what people attached to the source of a full citation, newest first, each with what could be read in it."""
        return tuple([await self._attached(one, publisher) for one in self.archive.attachments(citation.source_id())])

    async def _attached(self, one: Attachment, publisher: Publisher | None) -> Attached:
        capture = self.archive.capture(one.capture)
        read = None
        if capture and not capture.withdrawn and one.media_type not in PICTURES:
            read = await self._read(capture, publisher)
        return Attached(
            by=one.by,
            date=one.date,
            label=one.label,
            file_name=one.file_name,
            media_type=one.media_type,
            digest=one.digest,
            withdrawn=capture.withdrawn if capture else None,
            read=read if read and read.text and is_usable(read) else None,
        )

    def _served(self, source: Source) -> Read | None:
        """What the checks will compare with, by the one judgement of `pipeline.checks.link`."""
        served = serving(evidence_of(source, source.citation, run_date=self.run_date))
        return served.read if served else None

    def _history(self, answer: Read | None) -> tuple[Capture, ...]:
        """What the same address gave before, failures too, newest first."""
        if answer is None:
            return ()
        earlier = self.archive.captures(answer.capture.target_uri)
        return tuple(capture for capture in earlier if capture.date < _sent(answer).date)

    async def _sibling(self, citation: Citation, publisher: Publisher | None, answer: Read | None) -> Read | None:
        """The answer beside a page that shows another title: asked only then, to be polite."""
        if answer is None or answer.memento or answer.capture.withdrawn:
            return None
        if answer.capture.outcome is not FetchOutcome.RESPONSE or answer.capture.status != 200:
            return None
        if citation.title is None or best_title(citation, answer.page, publisher) is not TitleAgreement.DIFFERENT:
            return None
        return await self._read(await self._capture(sibling_of(answer.capture.target_uri), "probe"), publisher)


def _led_to(copy: Read, candidate: Candidate) -> str:
    """The address at which a copy's page stood: where the candidate's sent on to when it was kept, else its own."""
    return (copy.memento.led_to if copy.memento else None) or candidate.address


def _sent(read: Read) -> Capture:
    """The capture of the page as it was sent, when a browser rendered what was read."""
    return read.wire or read.capture


def _moved(chosen: Tried | None, tried: list[Tried]) -> Read | None:
    """The page of today at which a source stands whose printed address is dead."""
    if chosen is None or not chosen.is_gone or chosen.judged.found_by is not FoundBy.PRINTED:
        return None
    others = [one for one in tried if one.judged.found_by is FoundBy.CONFIRMED and one.read and is_usable(one.read)]
    answer = settle(tuple(one.judged for one in others))
    return next((one.read for one in others if one.judged.candidate.address == answer.address), None)

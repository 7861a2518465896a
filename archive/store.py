"""The project's archive: WARC files in `sources/` and the ledger, written by one thread in groups.

Enters: exchanges and JSON values. Leaves: their places; captures and payloads. What `record` returned is on the disk:
one fdatasync for a group, then one ledger transaction. A process killed in between loses nothing that was recorded:
the next `Store.open` (`archive.recovery`) adopts whole records, and puts a torn tail aside.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from archive.attachment import Attachment
from archive.capture import Capture, FetchOutcome
from archive.exchange import Exchange, capture_of
from archive.guard import address_key
from archive.holdings import Holdings
from archive.ledger import Ledger
from archive.records import Record, WarcFile, read_record
from archive.recovery import Lock, adopt, open_ledger, recover
from archive.replay import ReplayArchive, files_of, read_payload
from archive.rows import Run, attachment_row, run_row, value_row, words_row
from archive.segment import Segment
from archive.warc import Original, attachment_record, exchange_records, member
from citations.errors import FootnotaryError, ProjectError

GROUP = 64  # records of one commit at most
# How long a commit waits for company. 50 ms took 12 % less CPU with a hundred answers 200 ms late and gave as many a second
# (412 and 417); with fast answers neither was better. Shorter, because a lone address then waits ten times less.
LINGER_S = 0.005
MAX_QUEUED_BYTES = 64_000_000  # of bodies that wait to be written; who brings another one waits

Row = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class _Job:
    """Something to write, and who waits for it."""

    done: asyncio.Future[Exchange | None]
    exchange: Exchange | None = None
    body: bytes = b""
    row: Row | None = None
    attachment: Attachment | None = None


class Store:
    """A project's archive, open for one run at a time. Use `Store.open`, and `close` it, or `async with` it."""

    def __init__(self, project: Path, clock: Callable[[], datetime.datetime], software: str, lock: Lock) -> None:
        self.sources = project / "sources"
        self._clock = clock
        self._lock = lock
        self._ledger, said = open_ledger(project)
        self._notices = (*said, *recover(self.sources, self._ledger))
        self._reader = Ledger(self._ledger.path)
        self._withdrawn = self._ledger.withdrawn()
        self._segment = Segment(self.sources, clock, software)
        self._chains: dict[str, list[Exchange]] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive-writer")
        self._queue: asyncio.Queue[_Job | None] = asyncio.Queue()
        self._queued_bytes = 0
        self._room = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def open(cls, project: Path, *, clock: Callable[[], datetime.datetime], software: str = "footnotary/0.1.0") -> Store:
        """Return the archive of the project in the folder `project`, made whole if a run was killed; creates what is missing.

        Raises ProjectError when the folder cannot be written to or another run holds it, ArchiveError when it is damaged.
        """
        lock = Lock.take(project)
        try:
            return cls(project, clock, software, lock)
        except FootnotaryError:
            lock.release()
            raise

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found when the archive was opened, in sentences: records adopted, a torn tail put aside."""
        return self._notices

    @property
    def queued_bytes(self) -> int:
        """Return how many bytes of bodies wait to be written."""
        return self._queued_bytes

    async def record(self, exchange: Exchange, body: bytes = b"") -> Exchange:
        """Write an exchange and return it with its place; when this returns, it is on the disk.

        Raises ProjectError when the disk is full or the folder cannot be written to; nothing half-written stays.
        """
        if exchange.place:
            return exchange
        return await self._put(_Job(done=self._future(), exchange=exchange, body=body)) or exchange

    async def keep(self, table: str, key: str, value: Any) -> None:
        """Keep a JSON value under `key` in `pages`, `checks` or `lookups`; one that stood there is replaced."""
        await self._put(_Job(done=self._future(), row=value_row(table, key, value, self._clock())))

    async def keep_words(self, key: str, capture: Capture, text: str) -> None:
        """Let the text of the page that `pages` keeps under `key`, read in `capture`, be found by its words."""
        await self._put(_Job(done=self._future(), row=words_row(key, capture.id, text)))

    def pages_with(self, words: Sequence[str], limit: int) -> tuple[tuple[str, Capture], ...]:
        """Return the pages whose text holds all of `words`: their key in `pages`, and their capture."""
        return self._reader.pages_with(words, limit)

    async def attach(self, attachment: Attachment) -> None:
        """Keep that a person attached a recorded document to a source."""
        await self._put(_Job(done=self._future(), attachment=attachment))

    async def take_over(self, path: Path) -> tuple[str, ...]:
        """Read a WARC file that was put into `sources/` into the ledger; return what a person should know of it."""
        loop = asyncio.get_running_loop()
        return tuple(await loop.run_in_executor(self._thread, lambda: adopt(path, self._ledger, {}, is_news=True)))

    async def start_run(self, run: Run) -> None:
        """Keep that a run began."""
        await self._put(_Job(done=self._future(), row=run_row(run)))

    async def end_run(self, run: Run, ended: str) -> None:
        """Keep that a run ended, at an ISO 8601 time."""
        await self.start_run(replace(run, ended=ended))

    def runs(self) -> tuple[Run, ...]:
        """Return every run, oldest first; one without an end was killed."""
        return self._reader.runs()

    def cached(self, table: str, key: str) -> Any:
        """Return the JSON value under `key` in `pages`, `checks` or `lookups`, or None."""
        return self._reader.value(table, key)

    def asked(self, uris: Iterable[str]) -> frozenset[str]:
        """Return those of `uris` that were asked for before, in their canonical form."""
        return self._reader.asked(address_key(uri) for uri in uris)

    def uris(self) -> tuple[str, ...]:
        """Return every address that was asked for, sorted."""
        return self._reader.uris()

    def captures(self, uri: str) -> tuple[Capture, ...]:
        """Return every capture of `uri`, newest first."""
        return self._reader.captures(address_key(uri))

    def newest(self, uri: str, not_after: datetime.datetime | None = None) -> Capture | None:
        """Return the newest capture of `uri` that is not after a moment."""
        return self._reader.newest(address_key(uri), not_after)

    def limited(self, since: datetime.datetime) -> tuple[Capture, ...]:
        """Return the captures since a moment in which a host asked to be left alone, oldest first."""
        return self._reader.limited(since)

    def capture(self, capture_id: str) -> Capture | None:
        """Return the capture with an id, attached documents too."""
        return self._reader.capture(capture_id)

    def attachments(self, source_id: str | None = None) -> tuple[Attachment, ...]:
        """Return what people attached to a source, or to any, newest first."""
        return self._reader.attachments(source_id)

    def payload(self, capture: Capture) -> bytes:
        """Return the body of `capture` as sent; b"" when none came or it was withdrawn. Raises ArchiveError for damage."""
        if capture.place is None or not capture.payload_bytes or capture.withdrawn:
            return b""
        place = self._reader.body_place(capture.payload_digest or "", capture.final_uri or "") or capture.place
        return read_payload(WarcFile.at(self.sources / place.warc), place, capture.payload_digest)

    def records_about(self, addresses: Iterable[str]) -> Iterator[Record]:
        """Yield every record of each fetch that asked for one of `addresses`, and the bodies that they repeat."""
        for place in self._reader.places_about(addresses):
            yield read_record(WarcFile.at(self.sources / place.warc), place)

    def holdings(self) -> Holdings:
        """Return what is kept so far, to be read alone; it needs no closing."""
        return Holdings(self.sources, self._reader)

    def as_archive(self, not_after: datetime.datetime | None = None) -> ReplayArchive:
        """Return this archive to be read as the web (`--offline`), as far as it is written now."""
        return ReplayArchive(files_of(self.sources), not_after=not_after)

    async def close(self) -> None:
        """Write what is queued, and let go of the project."""
        if self._task:
            self._queue.put_nowait(None)
            await self._task
        self._thread.shutdown()
        self._segment.close()
        self._reader.close()
        self._ledger.close()
        self._lock.release()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _future(self) -> asyncio.Future[Exchange | None]:
        return asyncio.get_running_loop().create_future()

    async def _put(self, job: _Job) -> Exchange | None:
        while self._queued_bytes > MAX_QUEUED_BYTES:
            self._room.clear()
            await self._room.wait()
        if self._task is None:
            self._task = asyncio.create_task(self._write_groups())
        self._queued_bytes += len(job.body)
        self._queue.put_nowait(job)
        return await job.done

    async def _write_groups(self) -> None:
        """Take what is queued, write it as one group, tell who waits; until None is queued."""
        loop = asyncio.get_running_loop()
        while (first := await self._queue.get()) is not None:
            if self._queue.qsize() < GROUP - 1:
                await asyncio.sleep(LINGER_S)
            jobs, ends = self._drain(first)
            writing = loop.run_in_executor(self._thread, self._commit, jobs)
            await asyncio.wait((writing,))
            failure = writing.exception()  # a fault of ours too: nobody waits for what will never be written
            for number, job in enumerate(jobs):
                if job.done.done():
                    continue
                if failure:
                    job.done.set_exception(failure)
                else:
                    job.done.set_result(writing.result()[number])
            self._queued_bytes -= sum(len(job.body) for job in jobs)
            self._room.set()
            if ends:
                return

    def _drain(self, first: _Job) -> tuple[list[_Job], bool]:
        jobs = [first]
        while len(jobs) < GROUP and not self._queue.empty():
            job = self._queue.get_nowait()
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _commit(self, jobs: Sequence[_Job]) -> list[Exchange | None]:
        """Write a group: the WARC first, synced, then the ledger. On failure neither keeps any of it."""
        mark = self._segment.mark()
        chains = {key: list(chain) for key, chain in self._chains.items()}
        try:
            recorded = self._write_records(jobs)
            captures = [capture for exchange in recorded if exchange and (capture := self._folded(exchange))]
            rows = [job.row for job in jobs if job.row]
            rows += [self._write_attachment(job.attachment) for job in jobs if job.attachment]
            self._segment.sync()
            self._ledger.add([one for one in recorded if one], captures, self._segment.sizes(), rows)
        except (OSError, FootnotaryError) as error:
            self._chains = chains
            with contextlib.suppress(OSError):
                self._segment.cut_to(mark)
            if isinstance(error, FootnotaryError):
                raise
            raise ProjectError(
                f"{self.sources}: the archive cannot be written ({error.strerror}); free the disk or the folder"
            ) from None
        return recorded

    def _write_records(self, jobs: Sequence[_Job]) -> list[Exchange | None]:
        known = self._ledger.originals(_shared_key(job.exchange) for job in jobs if job.exchange and _may_be_shared(job.exchange))
        return [self._write_record(job.exchange, job.body, known) if job.exchange else None for job in jobs]

    def _write_record(self, exchange: Exchange, body: bytes, known: dict[tuple[str, str], Original]) -> Exchange:
        warcinfo_id = self._segment.ensure_open()
        if reason := self._withdrawn.get(exchange.payload_digest or ""):
            exchange = replace(exchange, withdrawn=reason)  # what was taken out does not come back
        original = None if exchange.withdrawn else self._original(exchange, known)
        records = exchange_records(exchange, body, original, warcinfo_id)
        place = self._segment.append([member(record) for record in records], exchange.id)
        has_body = exchange.status is not None and original is None and not exchange.withdrawn
        return replace(exchange, place=place, body_place=place if has_body else None)

    def _write_attachment(self, attachment: Attachment) -> Row:
        held = self._ledger.capture(attachment.capture)
        uri, record_id = (held.target_uri, held.place.record_id) if held and held.place else ("urn:unknown", "urn:unknown")
        record = attachment_record(attachment, uri, record_id, self._segment.ensure_open())
        return attachment_row(attachment, self._segment.append([member(record)], attachment.id))

    def _original(self, exchange: Exchange, known: dict[tuple[str, str], Original]) -> Original | None:
        """Return the record that already holds this body under this address, in the ledger or in this group."""
        if not _may_be_shared(exchange):
            return None
        found = known.get(_shared_key(exchange))
        if found is None:
            known[_shared_key(exchange)] = Original(record_id=exchange.id, uri=exchange.uri, date=exchange.date)
        return found

    def _folded(self, exchange: Exchange) -> Capture | None:
        chain = self._chains.setdefault(exchange.capture_id, [])
        chain.append(exchange)
        return capture_of(self._chains.pop(exchange.capture_id)) if exchange.final else None


def _may_be_shared(exchange: Exchange) -> bool:
    """Whether a later record may refer to the body of this one: whole, non-empty answers alone are shared."""
    is_whole = not exchange.truncated and exchange.outcome is not FetchOutcome.TRUNCATED
    return exchange.status is not None and not exchange.is_resource and bool(exchange.payload_bytes) and is_whole


def _shared_key(exchange: Exchange) -> tuple[str, str]:
    return exchange.payload_digest or "", exchange.uri

"""Foreign bytes read in worker processes: drafts, pages, and the inert copies made of them.

Enters: paths and captures. Leaves: `Document`, `Read`, HTML text. What was read of a page is kept in the ledger by
payload digest and reader version, so that an unchanged rerun starts no worker at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from archive.capture import Capture, FetchOutcome
from archive.decode import decoded_body
from archive.page import READER_VERSION, Page, unreadable
from archive.replay import Recorder
from citations.document import Briefing
from citations.errors import InputError
from citations.language import identified
from citations.plain import from_plain, to_plain
from citations.publisher import Profile, Publisher
from citations.readers import FORMATS, MAX_BRIEFING_BYTES
from citations.worker import FailureKind, Worker, WorkerFailure
from pipeline.checks import Read
from pipeline.checks.passage import shown_words

if TYPE_CHECKING:
    from citations.consistency.rule import Remark

WORKERS = 2  # one a core of a small machine; a third would wait for the others
READ_TIMEOUT_S = 8.0  # for one draft or page; the slowest real page seen takes 0.4 s
MAX_PAGE_BYTES = 64_000_000  # of a page or document saved as a file
T = TypeVar("T")

# Failures of the moment: the machine was busy, or the reader was killed. The page is read again in the next run.
PASSING = frozenset({FailureKind.TIMEOUT, FailureKind.CRASH})
PDF_START = b"%PDF-"
# What to do about a draft that gave no answer, by the kind of failure.
_REMEDY = "it is damaged or made to harm; save it anew (a PDF: print it to a new one) and try again"
_TOO_MUCH = "it is too long, damaged or made to harm; split it into parts, or save it anew, and try again"
_REMEDIES = dict.fromkeys((FailureKind.TIMEOUT, FailureKind.MEMORY, FailureKind.TOO_LARGE), _TOO_MUCH)


class Cache(Protocol):
    """What keeps results between runs: the ledger."""

    def cached(self, table: str, key: str) -> Any | None:
        """Return the value kept under `key`, or None."""

    async def keep(self, table: str, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""

    async def keep_words(self, key: str, capture: Capture, text: str) -> None:
        """Let the text of a kept page be found by its words."""


class Readers:
    """A few worker processes, and the ledger's memory of what they read."""

    def __init__(self, cache: Cache | None = None, *, timeout_s: float = READ_TIMEOUT_S) -> None:
        self.cache = cache
        self._workers = [Worker(timeout_s=timeout_s) for _ in range(WORKERS)]
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        for worker in self._workers:
            self._free.put_nowait(worker)
        self._reads: dict[str, Read] = {}
        self._unread: dict[str, Page] = {}  # failures of the moment: one try a run

    def close(self) -> None:
        """End the worker processes."""
        for worker in self._workers:
            worker.close()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        worker = await self._free.get()
        try:
            yield worker
        finally:
            self._free.put_nowait(worker)

    async def briefing(
        self, path: Path, own_publishers: tuple[Mapping[str, Any], ...] = (), *, as_original: bool = False
    ) -> Briefing:
        """Return the notes of the draft at `path`, understood; `own_publishers` are the project's tables.

        Tracked changes are read as accepted, or with `as_original` as rejected.

        Raises InputError when it cannot be read, whatever it holds, or has no notes.
        """
        tables = to_plain([dict(table) for table in own_publishers])
        options = {"name": path.name, "own_publishers": tables, "as_original": as_original}
        briefing = from_plain(Briefing, await self.of_draft("citations.footnote:read_briefing_plain", path, options))
        if not briefing.footnotes:
            raise InputError(
                f"{path} has no notes: a briefing with footnotes was expected: write them as Word’s footnotes, Markdown’s [^1],"
                " or numbered below their superscript numbers"
            )
        return briefing

    async def lint(
        self,
        path: Path,
        own_publishers: tuple[Mapping[str, Any], ...] = (),
        off: tuple[str, ...] = (),
        *,
        as_original: bool = False,
    ) -> tuple[Remark, ...]:
        """Return what is wrong with the draft at `path` by its own lights; rules in `off` are not asked.

        Tracked changes are read as accepted, or with `as_original` as rejected.

        Raises InputError when it cannot be read.
        """
        from citations.consistency.rule import Remark

        tables = to_plain([dict(table) for table in own_publishers])
        options = {"name": path.name, "own_publishers": tables, "off": list(off), "as_original": as_original}
        answer = await self.of_draft("citations.consistency:lint_plain", path, options)
        return tuple(from_plain(Remark, one) for one in answer)

    async def of_draft(self, reader: str, path: Path, options: dict[str, Any]) -> Any:
        """Return what `reader` makes of a draft in a worker. Raises InputError, which names the file, when it cannot be read."""
        try:
            async with self._worker() as worker:
                answer = await worker.acall(reader, read_draft(path), options)
        except InputError as error:
            raise InputError(str(error) if path.name in str(error) else f"{path}: {error}") from None
        if isinstance(answer, WorkerFailure):
            raise InputError(f"{path} could not be read ({answer.detail}): {_REMEDIES.get(answer.kind, _REMEDY)}")
        return answer

    async def rows(self, name: str, body: bytes) -> list[dict[str, Any]]:
        """Return the judged rows of a workbook, `reports.workbook.read_plain`. Raises InputError, which names the file."""
        try:
            async with self._worker() as worker:
                answer = await worker.acall("reports.workbook:read_plain", body)
        except InputError as error:
            raise InputError(f"{name}: {error}") from None
        if isinstance(answer, WorkerFailure):
            raise InputError(
                f"{name} could not be read ({answer.detail}): it is damaged, made to harm, or too long; take out the rows without"
                " a verdict, and save it anew"
            )
        return [dict(row) for row in answer]

    async def page(self, archive: Recorder, capture: Capture, publisher: Publisher | None) -> Read | None:
        """Return what a capture's page says, or None when the capture has no body to read."""
        answered = capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED)
        if not answered or not capture.payload_bytes or capture.withdrawn:
            return None
        if capture.id not in self._reads:
            page = _with_language(await self._page(archive, capture, publisher))
            text = shown_words(page, whole=page.is_whole) if page.text else None
            self._reads[capture.id] = Read(capture=capture, page=page, text=text, copy=f"copies/{capture.id}.html")
        return self._reads[capture.id]

    async def _page(self, archive: Recorder, capture: Capture, publisher: Publisher | None) -> Page:
        order = publisher.date_order if publisher else "DMY"
        profile = profile_options(publisher, capture.date.year, capture.final_uri or capture.target_uri)
        facts = (
            capture.payload_digest,
            capture.mime,
            capture.charset,
            capture.content_encoding,
            capture.final_uri,
            order,
            json.dumps(profile, sort_keys=True),
            READER_VERSION,
        )
        key = hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()
        if key in self._unread:
            return self._unread[key]
        if self.cache and (known := self.cache.cached("pages", key)):
            return from_plain(Page, known)
        options = {
            "mime": capture.mime,
            "charset": capture.charset,
            "address": capture.final_uri,
            "date_order": order,
            "profile": profile,
            "last_modified": capture.last_modified,
        }
        body = decoded_body(archive, capture)
        async with self._worker() as worker:
            answer = await asyncio.to_thread(page_answer, worker, body, options)
        page = _page_of(answer, capture.mime)
        if isinstance(answer, WorkerFailure) and answer.kind in PASSING:
            self._unread[key] = page
        elif self.cache:
            await self.cache.keep("pages", key, to_plain(page))
            if page.text:
                await self.cache.keep_words(key, capture, page.text)
        return page

    async def document(self, body: bytes, mime: str | None, **options: Any) -> Page:
        """Return what a document says that nobody sent, by its bytes; `unreadable` when it cannot be read.

        `options` are those of `archive.page.read_page`.
        """
        async with self._worker() as worker:
            answer = await asyncio.to_thread(page_answer, worker, body, {"mime": mime, **options})
        return _with_language(_page_of(answer, mime))

    async def copy(self, archive: Recorder, read: Read, passages: tuple[str, ...]) -> str | None:
        """Return our inert copy of a capture as one HTML file, `passages` marked; None when it cannot be made."""
        capture = read.capture
        options = {
            "mime": capture.mime,
            "charset": read.page.charset or capture.charset,
            "address": capture.target_uri,
            "final_address": capture.final_uri,
            "captured": capture.date.isoformat(),
            "sha256": capture.payload_digest,
            "title": read.page.title,
            "language": read.page.language,
            "passages": list(passages),
        }
        body = decoded_body(archive, capture)
        async with self._worker() as worker:
            answer = await worker.acall("archive.copy:inert_copy", body, options)
        return None if isinstance(answer, WorkerFailure) else str(answer)


def page_answer(worker: Worker, body: bytes, options: Mapping[str, Any]) -> Any:
    """Return what a worker's `archive.page.read_page_plain` gives; a PDF that breaks it is read again without labels."""
    answer = worker.call("archive.page:read_page_plain", body, dict(options))
    if isinstance(answer, WorkerFailure) and answer.kind is FailureKind.CRASH and body.startswith(PDF_START):
        return worker.call("archive.page:read_page_plain", body, {**options, "page_labels": False})
    return answer


def _page_of(answer: Any, mime: str | None) -> Page:
    if isinstance(answer, WorkerFailure):
        return unreadable(f"a file over which the reader failed ({answer.detail})", mime=mime)
    return from_plain(Page, answer)


def profile_options(publisher: Publisher | None, year: int, address: str | None = None) -> dict[str, Any]:
    """Return what a publisher's data say of reading its pages captured in `year`, as `archive.page.read_page` takes it."""
    return reading_options(publisher, publisher.profile_of(year, address)) if publisher else {}


def reading_options(publisher: Publisher, profile: Profile | None) -> dict[str, Any]:
    """Return one profile of a publisher, or none, with what holds for all of its pages, as `archive.page.read_page` takes it."""
    held = to_plain(profile) or {}
    return {**held, "time_zone": publisher.time_zone, "signs": list(publisher.signs)}


def read_draft(path: Path) -> bytes:
    """Return the bytes of the draft at `path`. Raises InputError in one line when there is no such file to read."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(f"{path}: the file’s name is not UTF-8, so that no report could name it: rename the file") from None
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise InputError(f"{path} is no ordinary file: name {FORMATS}")
        if path.stat().st_size > MAX_BRIEFING_BYTES:
            raise InputError(
                f"{path} is {path.stat().st_size / 1e6:.0f} MB; at most {MAX_BRIEFING_BYTES // 1_000_000} MB was expected: "
                "take out its pictures"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: name {FORMATS}") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder: name {FORMATS} in it") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): check its name and permissions") from None


def saved_page(path: Path) -> bytes:
    """Return the bytes of a page or document saved at `path`. Raises InputError in one line when there is none to read."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"{path} is no ordinary file: expected a saved page (HTML, PDF or text)")
        if path.stat().st_size > MAX_PAGE_BYTES:
            raise InputError(f"{path} is larger than {MAX_PAGE_BYTES // 1_000_000} MB: a saved page was expected")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no name of a file"
        raise InputError(f"{path} cannot be read ({why}): expected a saved page, or an address with https://") from None


def _with_language(page: Page) -> Page:
    """Return the page with its language, where its words and what it declares say none and an installed extra does."""
    return page if page.language or not page.text else replace(page, language=identified(page.article or page.text))

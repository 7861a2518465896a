"""One source alone, for the commands `quote` and `page`: a file, an address, or a capture of the project.

Enters: SOURCE as typed. Leaves: a `Source`: its page, and its texts prepared once. An address is read from the project's
archive when it was captured; else it is fetched and archived as `footnotary archive` does. Bytes are read in a worker process.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.capture import Capture, FetchOutcome
from archive.exchange import CAPTURE_ID, AttemptFailed
from archive.guard import clean_address
from archive.holdings import Holdings, NothingHeld
from archive.page import Page
from archive.reading.signs import Sign
from citations.dictionary import NO_DICTIONARY, Dictionary
from citations.errors import InputError
from citations.publisher import Publishers
from pipeline.checks.passage import PAGE_STATUSES, READABLE_SIGNS, PageTexts
from pipeline.listing import shown_address
from pipeline.reading import Readers, profile_options, saved_page
from pipeline.showing import body_of, captures_of

SOURCES_KEPT = 8  # prepared; a batch asks the same few sources again and again
_MIMES = {".txt": "text/plain", ".md": "text/plain", ".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html"}

Fetch = Callable[[str], Awaitable[Capture]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One source as it was read. `problem` says in words why no verdict on quotations may rest on it, "" when one may.

    `address` is where the page stood, None when nobody said; `capture` is what was archived of it, None for a file.
    """

    page: Page
    texts: PageTexts
    problem: str = ""
    address: str | None = None
    capture: Capture | None = None


class Sources:
    """Opens sources by what a person types, and keeps the last few; close it after use.

    `fetch` archives an address that was never captured; `dictionary` is for quotations in another language.
    """

    def __init__(
        self,
        folder: Path,
        project: Path,
        publishers: Publishers,
        readers: Readers,
        fetch: Fetch,
        year: int,
        dictionary: Dictionary = NO_DICTIONARY,
    ) -> None:
        self._folder = folder
        self._project = project
        self._publishers = publishers
        self._readers = readers
        self._fetch = fetch
        self._year = year
        self.dictionary = dictionary
        self._known: OrderedDict[tuple[str, str | None], Source] = OrderedDict()
        self._holdings: Holdings | None = None  # opened once, and anew after a fetch

    def close(self) -> None:
        """Close the project's archive."""
        if self._holdings:
            self._holdings.close()
        self._holdings = None

    async def open(self, wanted: str, *, at: str | None = None) -> Source:
        """Return the source that `wanted` names: a file, a capture's id or an address; `at` is where a file was saved from.

        Raises InputError when it is none of these or cannot be read, ArchiveError when its record is damaged.
        """
        _refuse_no_address(at)
        key = (wanted, at)
        if key not in self._known:
            self._known[key] = await self._opened(wanted, at)
            if len(self._known) > SOURCES_KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    async def _opened(self, wanted: str, at: str | None) -> Source:
        is_address = wanted.lower().startswith(("http://", "https://"))
        path = self._folder / wanted
        if not is_address and (CAPTURE_ID.fullmatch(wanted) is None or _is_there(path)):
            return await self._of_file(path, at)
        if is_address:
            _refuse_unasked(wanted)
        if at is not None:
            raise InputError("`at` says where a saved file came from; an address and a capture say that themselves")
        capture, body = await self._captured(wanted, may_fetch=is_address)
        return await self._of_capture(capture, body)

    async def _of_file(self, path: Path, at: str | None) -> Source:
        body = saved_page(path)
        if not body.strip():
            raise InputError(f"{path} is empty: expected a saved page (HTML, PDF or text)")
        page = await self._page(body, at, self._year, mime=_MIMES.get(path.suffix.casefold()))
        if Sign.UNREADABLE in page.signs:
            raise InputError(f"{path} is {page.detail}: expected a saved page (HTML, PDF or text); save it anew as one of these")
        return Source(page=page, texts=PageTexts(page, whole=page.is_whole), problem=_problem(page), address=at)

    async def _of_capture(self, capture: Capture, body: bytes) -> Source:
        address = capture.final_uri or capture.target_uri
        options = {"charset": capture.charset, "last_modified": capture.last_modified}
        page = await self._page(body, address, capture.date.year, mime=capture.mime, **options)
        problem = "" if capture.status in PAGE_STATUSES else f"the address answered {capture.status}"
        texts = PageTexts.of_capture(page, capture)
        return Source(page=page, texts=texts, problem=problem or _problem(page), address=address, capture=capture)

    async def _page(self, body: bytes, address: str | None, year: int, **options: Any) -> Page:
        publisher = self._publishers.at_address(address, year) if address else None
        order = publisher.date_order if publisher else "DMY"
        profile = profile_options(publisher, year, address)
        return await self._readers.document(
            body, options.pop("mime"), address=address, date_order=order, profile=profile, **options
        )

    async def _captured(self, wanted: str, *, may_fetch: bool) -> tuple[Capture, bytes]:
        """Return the newest capture of an address that holds a body, fetched when there is none, or the one with an id.

        A damaged record is an error: what it held is not replaced by another day's page.
        """
        try:
            return self._held(wanted)
        except (InputError, NothingHeld):
            if not may_fetch:
                raise
        self.close()  # what is fetched is written to the archive
        capture = await self._fetch(wanted)
        if not capture.payload_bytes:
            why = capture.detail or capture.outcome.value
            raise InputError(
                f"{shown_address(wanted)} gave no page ({why}): nothing to read; try again later, or name a saved file"
            )
        return self._held(capture.id)

    def _held(self, wanted: str) -> tuple[Capture, bytes]:
        self._holdings = self._holdings or Holdings.open(self._project)
        return body_of(self._holdings, captures_of(self._holdings, wanted))


def _refuse_no_address(at: str | None) -> None:
    if at is None:
        return
    try:
        clean_address(at)
    except AttemptFailed as refusal:
        raise InputError(
            f"`at`: expected the address that the file was saved from, found {at[:200]!r} ({refusal.detail})"
        ) from None


def _refuse_unasked(address: str) -> None:
    """Refuse what begins as an address and is none; one that may not be asked is told as an outcome."""
    try:
        clean_address(address)
    except AttemptFailed as refusal:
        if refusal.outcome is FetchOutcome.BAD_ADDRESS:
            raise InputError(f"{address[:200]!r} is no address that can be asked ({refusal.detail}): expected a host") from None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _problem(page: Page) -> str:
    """Return why a page is not the source, or cannot be searched; "" when it can."""
    others = [sign.value.replace("-", " ") for sign in page.signs if sign not in READABLE_SIGNS]
    if others:
        return f"the page is not the source ({', '.join(others)})" + (f": {page.detail}" if page.detail else "")
    return "" if page.text else "the page holds no text"

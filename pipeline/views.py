"""Pages seen in a browser, in a run: when one is opened, and what a view adds to what was read.

Enters: what was read of a captured page. Leaves: the same with its picture; or, where a script makes the text, what a
browser rendered. Views are kept as records (`archive.view`), so that a replay finds them again and opens no browser.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive.browser import Browser
from archive.capture import Capture, FetchOutcome
from archive.exchange import AttemptFailed
from archive.fetch import Fetcher
from archive.guard import Guard
from archive.look import BrowserSettings, Clock
from archive.page import Sign
from archive.replay import Recorder
from archive.view import keep_view, picture_of, rendered_of

if TYPE_CHECKING:
    from citations.publisher import Publisher
    from pipeline.checks import Read
    from pipeline.reading import Readers
    from pipeline.settings import BrowserTable

MAX_NOTICES = 20
_LACKS_TEXT = frozenset({Sign.SCRIPTED, Sign.EMPTY})
_SHOWN = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(slots=True)
class Viewer:
    """Opens pages in a browser and keeps what they show. `browser` is None when none may be opened."""

    archive: Recorder
    fetcher: Fetcher
    browser: Browser | None = None
    said: list[str] = field(default_factory=list)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of the pages that were opened, in sentences; the first MAX_NOTICES."""
        return (*(self.browser.notices if self.browser else ()), *self.said)

    async def look(self, capture: Capture) -> None:
        """Open the page of a capture in the browser and keep what it shows, once; a host's turn is waited for."""
        address = capture.final_uri or capture.target_uri
        if self.browser is None or not is_shown(capture) or picture_of(self.archive, capture):
            return
        try:
            async with self.fetcher.turn(address):
                view = await self.browser.view(address, may_open=self._may_open)
        except AttemptFailed as refusal:
            self._say(f"{address} was not opened in a browser: {refusal.detail}")
            return
        await keep_view(self.archive, view, capture)
        if view.detail:
            self._say(f"{address} could not be shown in a browser: {view.detail}")
        for refused in view.refusals:
            self._say(f"{address}, shown in a browser: {refused}")

    async def _may_open(self, address: str) -> bool:
        try:
            await self.fetcher.ask_robots(address)
        except AttemptFailed:
            return False
        return True

    def _say(self, words: str) -> None:
        if len(self.said) < MAX_NOTICES:
            self.said.append(words)


@dataclass(frozen=True, slots=True)
class Views:
    """What views add to pages that were read."""

    viewer: Viewer
    readers: Readers

    async def readable(self, read: Read, publisher: Publisher | None) -> Read:
        """Return `read`, or what a browser rendered where the page itself has too little text; a browser is opened for it."""
        if not _LACKS_TEXT & set(read.page.signs):
            return read
        await self.viewer.look(read.capture)
        return await self.found(read, publisher)

    async def found(self, read: Read, publisher: Publisher | None) -> Read:
        """Return `read`, or what a browser rendered of it before, where the page itself has too little text."""
        if not _LACKS_TEXT & set(read.page.signs) or not is_shown(read.capture):
            return read
        archive = self.viewer.archive
        rendered = rendered_of(archive, read.capture)
        seen = await self.readers.page(archive, rendered, publisher) if rendered else None
        if rendered is None or seen is None or len(seen.page.text) <= len(read.page.text):
            return read
        return replace(seen, rendered=rendered.detail, wire=read.capture)

    async def pictured(self, read: Read) -> Read:
        """Return `read` with the picture of its page, which is made when a browser may be opened."""
        if read.memento:
            return read
        capture = read.wire or read.capture
        await self.viewer.look(capture)
        picture = picture_of(self.viewer.archive, capture) if is_shown(capture) else None
        return replace(read, picture=picture) if picture and picture.payload_bytes else read


def is_shown(capture: Capture) -> bool:
    """Return whether a browser would show a page: it answered with success, and with HTML."""
    answered = capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED)
    return answered and 200 <= (capture.status or 0) < 300 and (capture.mime in _SHOWN or capture.mime is None)


def browser_settings(table: BrowserTable, *, search_path: str, user_agent: str) -> BrowserSettings:
    """Return how pages are seen: as the settings say, by a browser on `search_path` that names the tool."""
    return BrowserSettings(
        executable=Path(table.executable) if table.executable else None,
        search_path=search_path,
        user_agent=user_agent,
        load_s=table.load_s,
        settle_s=table.settle_s,
        total_s=table.total_s,
        max_requests=table.max_requests,
        max_bytes=table.max_bytes,
        max_height_px=table.max_height_px,
    )


@contextlib.asynccontextmanager
async def browsing(settings: BrowserSettings | None, guard: Guard, clock: Clock) -> AsyncIterator[Browser | None]:
    """The browser that `settings` describe, or none without settings. Raises SettingsError when there is none to run."""
    if settings is None:
        yield None
        return
    async with Browser(settings, guard, clock=clock) as browser:
        yield browser

"""Our own earlier copies of an address: the newest and the first that can stand for the source, or every one of them.

Enters: what an address gave on earlier visits, in the order in which a copy is wished. Leaves: what was read of those that
show a page. Each body is read once, so that neither weeks of failures nor of sameness hide an older page behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.capture import Capture, FetchOutcome
from archive.locate.identity import NO_SOURCE
from archive.page import Sign
from archive.replay import Recorder
from citations.publisher import Publisher
from pipeline.checks import Read
from pipeline.reading import Readers
from pipeline.views import Views

MAX_TRIED = 5  # bodies looked at for one that can serve instead
MAX_READ = 60  # bodies of one address, the newest and the oldest of them: a page whose counters change has one a visit


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCopies:
    """The copies that the archive holds beside `answer`, which is what the address gave now; without it there are none."""

    archive: Recorder
    readers: Readers
    views: Views
    publisher: Publisher | None
    answer: Read | None

    async def first_of(self, history: Sequence[Capture]) -> Read | None:
        """Return the first that could serve; whether it must is the link check's to say."""
        for capture in self._bodies(history)[:MAX_TRIED]:
            if read := await self._read(capture):
                return read
        return None

    async def all_of(self, history: Sequence[Capture]) -> tuple[Read, ...]:
        """Return all that could serve, each text once, in the order of `history`."""
        bodies = self._bodies(history)
        if len(bodies) > MAX_READ:
            bodies = bodies[: MAX_READ // 2] + bodies[-MAX_READ // 2 :]
        return each_text_once(*[await self._read(capture) for capture in bodies])

    def _bodies(self, history: Sequence[Capture]) -> list[Capture]:
        """The captures that brought a page, each body once; what a browser renders may differ where the body does not."""
        rendered = self.answer is not None and self.answer.rendered
        came: dict[str, Capture] = {}
        for capture in filter(_brought_page, history):
            came.setdefault(capture.id if rendered else capture.payload_digest or capture.id, capture)
        return list(came.values())

    async def _read(self, capture: Capture) -> Read | None:
        read = await self.readers.page(self.archive, capture, self.publisher)
        read = await self.views.found(read, self.publisher) if read else None
        return read if read and is_usable(read) and read.text else None


def _brought_page(capture: Capture) -> bool:
    return _answered(capture) and bool(capture.payload_bytes) and not capture.withdrawn


def _answered(capture: Capture) -> bool:
    return capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED) and (capture.status or 0) < 300


def is_usable(read: Read) -> bool:
    """Return whether a page can stand for the source: answered with success, and nothing says that it is another page."""
    return _answered(read.capture) and not NO_SOURCE & set(read.page.signs) and Sign.UNREADABLE not in read.page.signs


def each_text_once(*reads: Read | None) -> tuple[Read, ...]:
    """Return what was read, the first of each text."""
    shown: dict[str, Read] = {}
    for read in reads:
        if read:
            shown.setdefault(read.page.text, read)
    return tuple(shown.values())

"""What a run rests on: the addresses it looked at, the records that answer for them, and one digest over all of these.

Enters: a run's recorder. Leaves: `Rests`. A record counts by its own SHA-256 (`Record.digest`), wherever it lies, so that
a package proves by its content alone that it holds what a run rested on. Requests are not counted: they prove nothing.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from archive.attachment import Attachment
from archive.capture import Capture
from archive.exchange import Exchange
from archive.guard import address_key
from archive.records import Record
from archive.replay import Recorder


@dataclass(frozen=True, kw_only=True, slots=True)
class Rests:
    """The SHA-256 of every record that a run rests on, in hex and sorted."""

    records: tuple[str, ...]

    @property
    def digest(self) -> str:
        """`sha256:` and the SHA-256 of the lines that `records` make, each ended by a line feed."""
        lines = "".join(f"{one}\n" for one in self.records)
        return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


class Answers(Recorder, Protocol):
    """A recorder that can give the records of addresses: the project's store, or an archive that is only read."""

    def records_about(self, addresses: Iterable[str]) -> Iterator[Record]:
        """Yield every record of each fetch that asked for one of `addresses`, and the bodies that they repeat."""
        ...


class Consulted:
    """A recorder that notes every address it is asked about: what a run looks at goes through here."""

    def __init__(self, recorder: Answers) -> None:
        self._recorder = recorder
        self.addresses: set[str] = set()

    def rests(self) -> Rests:
        """Return what stands behind everything that was looked at. Raises ArchiveError when a record is damaged or lost."""
        return Rests(records=tuple(sorted({record.digest for record in self._recorder.records_about(self.addresses)})))

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know about the archive, in sentences."""
        return self._recorder.notices

    async def record(self, exchange: Exchange, body: bytes = b"") -> Exchange:
        """Keep an exchange and return it with its place."""
        self.addresses |= {exchange.uri, exchange.target_uri}
        return await self._recorder.record(exchange, body)

    def captures(self, uri: str) -> tuple[Capture, ...]:
        """Return every capture of `uri`, newest first."""
        self.addresses.add(address_key(uri))
        return self._recorder.captures(uri)

    def newest(self, uri: str, not_after: datetime.datetime | None = None) -> Capture | None:
        """Return the newest capture of `uri` that is not after a moment."""
        self.addresses.add(address_key(uri))
        return self._recorder.newest(uri, not_after)

    def limited(self, since: datetime.datetime) -> tuple[Capture, ...]:
        """Return the captures since a moment in which a host asked to be left alone: no verdict rests on them."""
        return self._recorder.limited(since)

    def capture(self, capture_id: str) -> Capture | None:
        """Return the capture with an id, attached documents too."""
        found = self._recorder.capture(capture_id)
        self.addresses |= {found.target_uri} if found else set()
        return found

    def attachments(self, source_id: str) -> tuple[Attachment, ...]:
        """Return what people attached to a source, newest first."""
        found = self._recorder.attachments(source_id)
        for one in found:
            self.capture(one.capture)
        return found

    def payload(self, capture: Capture) -> bytes:
        """Return the body as sent, b"" when none came; raises ArchiveError when the record is damaged."""
        self.addresses.add(capture.target_uri)
        return self._recorder.payload(capture)

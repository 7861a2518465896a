"""An archive read as if it were the web: WACZ, WARC, or a folder of WARC files; nothing is written to it.

Enters: a path. Leaves: recorded exchanges for `archive.transport.ReplayTransport`, captures and payloads.
The newest capture not after a date answers, and its redirects are followed within the same chain.
Standard: WARC 1.1, WACZ 1.1.1. An archive without our fields (another crawler's) is read address by address.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from archive.attachment import Attachment, attachment_in
from archive.capture import ATTACHED, Capture, RecordPlace
from archive.exchange import DECISIONS, Exchange, capture_of, last_attempts
from archive.guard import address_key
from archive.recorded import exchange_in
from archive.records import Record, UnfitRecord, WarcFile, read_record, read_records
from citations.errors import ArchiveError

MAX_NOTICES = 20
WARC_SUFFIXES = (".warc", ".warc.gz")


class Recorder(Protocol):
    """What keeps captures: the project's store, or an archive that is only read."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know about the archive, in sentences."""
        ...

    async def record(self, exchange: Exchange, body: bytes = b"") -> Exchange:
        """Keep an exchange and return it with its place."""
        ...

    def captures(self, uri: str) -> tuple[Capture, ...]:
        """Return every capture of `uri`, newest first."""
        ...

    def newest(self, uri: str, not_after: datetime.datetime | None = None) -> Capture | None:
        """Return the newest capture of `uri` that is not after a moment."""
        ...

    def limited(self, since: datetime.datetime) -> tuple[Capture, ...]:
        """Return the captures since a moment in which a host asked to be left alone, oldest first."""
        ...

    def payload(self, capture: Capture) -> bytes:
        """Return the body as sent, b"" when none came or it was withdrawn; raises ArchiveError when the record is damaged."""
        ...

    def capture(self, capture_id: str) -> Capture | None:
        """Return the capture with an id, attached documents too."""
        ...

    def attachments(self, source_id: str) -> tuple[Attachment, ...]:
        """Return what people attached to a source, newest first."""
        ...


class ReplayArchive:
    """An archive in memory as an index; bodies are read from the files when they are asked for."""

    def __init__(self, files: Iterable[WarcFile], *, not_after: datetime.datetime | None = None) -> None:
        self._files = {warc.name: warc for warc in files}
        self._not_after = not_after
        self._by_uri: dict[str, list[Exchange]] = {}
        self._chains: dict[str, list[Exchange]] = {}
        self._captures: dict[str, list[Capture]] = {}
        self._bodies = Bodies()
        self._notices: list[str] = []
        self._ended: dict[str, Capture] = {}
        self._attachments: dict[str, Attachment] = {}
        self._attachment_places: dict[str, RecordPlace] = {}
        under_way: dict[str, list[Exchange]] = {}
        for warc in self._files.values():
            self._read(warc, under_way)
        for captures in self._captures.values():
            captures.sort(key=lambda capture: capture.date, reverse=True)
        for exchanges in self._by_uri.values():
            exchanges.sort(key=lambda exchange: exchange.date)

    @classmethod
    def open(cls, path: Path, *, not_after: datetime.datetime | None = None) -> ReplayArchive:
        """Return the archive at `path`: a .wacz, a .warc or .warc.gz, or a folder of them.

        Raises ArchiveError, with file and offset, when it is missing, of another kind, empty or damaged.
        """
        files = files_of(path)
        if not files:
            raise ArchiveError(f"{path}: expected WARC or WACZ files in this folder, found none; name another")
        return cls(files, not_after=not_after)

    @property
    def notices(self) -> tuple[str, ...]:
        """Which records are not used, and why, in sentences; the first MAX_NOTICES of them, and how many more."""
        more = len(self._notices) - MAX_NOTICES
        rest = (f"{more} more records of the archive are not used.",) if more > 0 else ()
        return (*self._notices[:MAX_NOTICES], *rest)

    def ended(self) -> tuple[Capture, ...]:
        """Return every capture, attached documents too, oldest first."""
        return tuple(sorted(self._ended.values(), key=lambda one: (one.date, one.id)))

    def uris(self) -> tuple[str, ...]:
        """Return every address that was asked for, sorted."""
        return tuple(sorted(self._captures))

    def captures(self, uri: str) -> tuple[Capture, ...]:
        """Return every capture of `uri`, newest first."""
        return tuple(self._captures.get(address_key(uri), ()))

    def newest(self, uri: str, not_after: datetime.datetime | None = None) -> Capture | None:
        """Return the newest capture of `uri` not after `not_after`, nor after the archive's own date."""
        limits = [moment for moment in (not_after, self._not_after) if moment]
        return next((one for one in self.captures(uri) if not limits or one.date <= min(limits)), None)

    def limited(self, since: datetime.datetime) -> tuple[Capture, ...]:  # noqa: ARG002 - the protocol's
        """Return (): nobody is asked, so nobody is to be left alone."""
        return ()

    def payload(self, capture: Capture) -> bytes:
        """Return the body of `capture` as sent; b"" when none came. Raises ArchiveError when it is damaged or not here."""
        if capture.place is None or not capture.payload_bytes or capture.withdrawn:
            return b""
        return self._payload(capture.place, capture.payload_digest, capture.final_uri or capture.target_uri)

    def records_about(self, addresses: Iterable[str]) -> Iterator[Record]:
        """Yield every record of each fetch that asked for one of `addresses`, the bodies that they repeat, and who attached
        what was not fetched.
        """
        wanted = set(addresses)
        chains = [chain for chain in self._chains.values() if any({one.uri, one.target_uri} & wanted for one in chain)]
        exchanges = [one for chain in chains for one in chain if self._is_before(one)]
        places = dict.fromkeys(place for one in exchanges for place in (one.place, one.body_place) if place)
        captures = {one.capture_id for one in exchanges}
        tied = [one.id for one in self._attachments.values() if one.capture in captures and self._is_known(one)]
        for place in (*places, *(self._attachment_places[one] for one in tied)):
            yield read_record(self._files[place.warc], place)

    def capture(self, capture_id: str) -> Capture | None:
        """Return the capture with an id, attached documents too."""
        return self._ended.get(capture_id)

    def attachments(self, source_id: str) -> tuple[Attachment, ...]:
        """Return what people attached to a source, newest first, nothing after the archive's own date."""
        known = [one for one in self._attachments.values() if one.source_id == source_id and self._is_known(one)]
        return tuple(sorted(sorted(known, key=lambda one: one.id), key=lambda one: one.date, reverse=True))

    def _is_known(self, attachment: Attachment) -> bool:
        return self._not_after is None or attachment.date <= self._not_after

    async def record(self, exchange: Exchange, body: bytes = b"") -> Exchange:  # noqa: ARG002 - the body is there already
        """Return the recorded counterpart of `exchange`; one that was never recorded is returned as it is."""
        if exchange.place:
            return exchange
        chain = self._chains.get(exchange.capture_id) or self._by_uri.get(exchange.uri, [])
        same = [one for one in chain if one.hop == exchange.hop and one.uri == exchange.uri and one.outcome is exchange.outcome]
        return next((one for one in reversed(same) if self._is_before(one)), exchange)

    def answer(self, uri: str, *, chain: str | None, hop: int, key: str | None = None) -> tuple[Exchange, bytes] | None:
        """Return the exchange that answers for `uri` and its body, or None when nothing was recorded.

        `chain` names the capture that is being followed and `hop` its redirect; the first request names none, and is
        found by its `key` where that is more than the address (`archive.request`).
        """
        found = self._in_chain(chain, uri, hop) if chain else self._first(key or uri, uri)
        if found is None and (hop or key in (None, uri)):
            found = self._latest(uri)
        if found is None:
            return None
        if found.status is None or found.place is None:
            return found, b""
        told = exchange_in(read_record(self._files[found.place.warc], found.place))
        if told is None:
            raise ArchiveError(f"{found.place.warc}: no answer stands at offset {found.place.offset}; use an undamaged copy")
        has_body = found.payload_bytes and not found.withdrawn
        body = self._payload(found.place, found.payload_digest, uri) if has_body else b""
        return replace(found, headers=told[0].headers), body

    def _first(self, key: str, uri: str) -> Exchange | None:
        capture = self.newest(key)
        return self._in_chain(capture.id, uri, 0) if capture else None

    def _in_chain(self, chain: str, uri: str, hop: int) -> Exchange | None:
        tries = [one for one in self._chains.get(chain, ()) if one.hop == hop and one.uri == uri and one.outcome not in DECISIONS]
        return last_attempts(tries)[-1] if tries else None

    def _latest(self, uri: str) -> Exchange | None:
        return next(
            (one for one in reversed(self._by_uri.get(uri, ())) if one.outcome not in DECISIONS and self._is_before(one)), None
        )

    def _is_before(self, exchange: Exchange) -> bool:
        return self._not_after is None or exchange.date <= self._not_after

    def _payload(self, place: RecordPlace, digest: str | None, uri: str) -> bytes:
        source = self._bodies.find(digest, uri) or place
        warc = self._files.get(source.warc)
        if warc is None:
            raise ArchiveError(f"{source.warc}: the file with the body is not in this archive; use the whole archive")
        return read_payload(warc, source, digest)

    def _read(self, warc: WarcFile, under_way: dict[str, list[Exchange]]) -> None:
        for record in read_records(warc):
            if attachment := attachment_in(record):
                self._attachments[attachment.id] = attachment
                self._attachment_places[attachment.id] = record.place
            exchange = self._told(record)
            if exchange is None or self._is_second(exchange):
                continue
            under_way.setdefault(exchange.capture_id, []).append(exchange)
            if exchange.final:
                capture = capture_of(under_way.pop(exchange.capture_id))
                self._ended[capture.id] = capture
                if capture.purpose != ATTACHED:
                    self._captures.setdefault(capture.target_uri, []).append(capture)
            light = replace(exchange, headers=())
            is_get = exchange.hop or exchange.target_uri == exchange.uri
            if is_get and exchange.purpose != ATTACHED:  # what a POST was answered is no answer to a GET
                self._by_uri.setdefault(exchange.uri, []).append(light)
            self._chains.setdefault(exchange.capture_id, []).append(light)

    def _told(self, record: Record) -> Exchange | None:
        """Return what a record tells, its body's place known; None, with a notice, when it is no evidence."""
        try:
            told = exchange_in(record)
        except UnfitRecord as unfit:
            self._notices.append(str(unfit))
            return None
        if told is None:
            return None
        self._bodies.add(told[0], record.fields.get("warc-payload-digest"))
        return self._bodies.completed(told[0])

    def _is_second(self, exchange: Exchange) -> bool:
        """Whether the capture has ended already: the first record counts, and a second that says otherwise is noticed."""
        first = self._ended.get(exchange.capture_id)
        if first is None:
            return False
        same = (first.final_uri, first.status, first.payload_digest) == (exchange.uri, exchange.status, exchange.payload_digest)
        if exchange.final and exchange.place and not same:
            self._notices.append(
                f"{exchange.place.warc}: the record at offset {exchange.place.offset} is not used, because another of the same"
                f" capture of {first.target_uri} stands before it."
            )
        return True


class Bodies:
    """Where payloads lie, by address and digest: a revisit's body is another record's."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._declared: dict[str, str] = {}
        self._places: dict[tuple[str, str], RecordPlace] = {}
        self._anywhere: dict[str, RecordPlace] = {}

    def add(self, exchange: Exchange, declared: str | None = None) -> None:
        """Take over where an exchange's body lies, if it has one; `declared` is its digest as another writer gives it."""
        if exchange.body_place and exchange.payload_digest:
            self._places.setdefault((exchange.payload_digest, exchange.uri), exchange.body_place)
            self._anywhere.setdefault(exchange.payload_digest, exchange.body_place)
            self._sizes.setdefault(exchange.payload_digest, exchange.payload_bytes or 0)
            self._declared.setdefault(declared or exchange.payload_digest, exchange.payload_digest)

    def find(self, digest: str | None, uri: str) -> RecordPlace | None:
        """Return where the payload with `digest` lies, at best under `uri`."""
        return self._places.get((digest or "", uri)) or self._anywhere.get(digest or "")

    def completed(self, exchange: Exchange) -> Exchange:
        """Return a revisit with the size and place of the body it stands for."""
        if exchange.body_place or exchange.withdrawn or not exchange.payload_digest:
            return exchange
        digest = self._declared.get(exchange.payload_digest, exchange.payload_digest)
        place = self.find(digest, exchange.uri)
        return replace(exchange, payload_digest=digest, body_place=place, payload_bytes=self._sizes.get(digest, 0))


def read_payload(warc: WarcFile, place: RecordPlace, digest: str | None) -> bytes:
    """Return the body in the record at `place`; raises ArchiveError when it does not fit `digest`."""
    told = exchange_in(read_record(warc, place))
    body = told[1] if told else b""
    if digest and f"sha256:{hashlib.sha256(body).hexdigest()}" != digest:
        raise ArchiveError(
            f"{warc.shown}: the body at offset {place.offset} does not fit its digest {digest}; use an undamaged copy"
        )
    return body


def files_of(path: Path) -> tuple[WarcFile, ...]:
    """Return the WARC files that an archive is made of, in the order of their names; raises ArchiveError when there is none."""
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.name.endswith(WARC_SUFFIXES) and one.is_file())
        packages = sorted(one for one in path.iterdir() if one.suffix == ".wacz" and one.is_file())
        return _apart((*(WarcFile.at(one) for one in found), *(warc for one in packages for warc in _packed(one))))
    if path.suffix == ".wacz":
        return _packed(path)
    if not path.name.endswith(WARC_SUFFIXES):
        raise ArchiveError(f"{path}: expected a .wacz, .warc or .warc.gz file or a folder of them; name one")
    return (WarcFile.at(path),)


def _apart(files: Iterable[WarcFile]) -> tuple[WarcFile, ...]:
    """Return `files` under names that differ: a member of a package whose name is taken bears its package's too."""
    kept: dict[str, WarcFile] = {}
    for number, warc in enumerate(files):
        name = warc.name if warc.name not in kept else f"{warc.shown.stem}-{number}-{warc.name}"
        kept[name] = replace(warc, name=name)
    return tuple(kept.values())


def _packed(path: Path) -> tuple[WarcFile, ...]:
    from archive.wacz_reader import warc_files

    return warc_files(path)

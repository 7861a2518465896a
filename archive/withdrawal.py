"""A body taken out of the archive: new WARC files without it, a tombstone where each record stood, and nothing worked out of it.

Enters: an address, a capture's id or a digest; a reason and who gives it. Leaves: files in which every other record is as it
was, byte for byte. A new file is whole, read again and on the disk before it takes the old one's place, and the ledger
forgets a file before: killed at any moment, the same withdrawal can be made again. Packages elsewhere are out of reach.
"""

from __future__ import annotations

import datetime
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from archive.capture import Capture
from archive.exchange import CAPTURE_ID
from archive.guard import address_key
from archive.ledger import Ledger
from archive.recorded import exchange_in
from archive.records import DamagedRecord, Record, UnfitRecord, WarcFile, parse_fields
from archive.recovery import Lock, open_ledger, pieces, recover
from archive.replay import WARC_SUFFIXES
from archive.runs_log import LOG_NAME, check_runs_log
from archive.warc import EMPTY_DIGEST, member, tombstone_record
from citations.errors import ArchiveError, InputError, ProjectError
from citations.regex import regex

_SHA256 = regex(r"(?:sha256:)?(?P<hex>[0-9a-f]{64})")  # matches: sha256:e3b0…    does not: e3b0
_PART = ".withdrawing"
_HEAD_BYTES = 1 << 16
_COPY_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What is to be taken out: every record whose body has one of `digests`.

    `digests` gives the body's SHA-256 and size under every digest by which a record may call it. `captures` are those that
    lose their body, withdrawn already or not; `uris` are all addresses that led to it.
    """

    digests: Mapping[str, tuple[str, int]]
    uris: frozenset[str]
    captures: tuple[Capture, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the captures, sorted."""
        return tuple(sorted({one.target_uri for one in self.captures}))


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawal:
    """What was done: which captures have no body any more, how many records were replaced in which files, what else to know."""

    chosen: Chosen
    files: tuple[str, ...]
    records: int
    notices: tuple[str, ...] = ()


class Archive:
    """A project's archive, held for a withdrawal. Use as a context: it lets go of the project at the end."""

    def __init__(self, project: Path) -> None:
        self.sources = project / "sources"
        if not self.sources.is_dir():
            raise ProjectError(f"{project}: expected a project with an archive in sources/, found none; name one with --project")
        self._lock = Lock.take(project)
        try:
            self._ledger, said = open_ledger(project)
            self.notices = (*said, *recover(self.sources, self._ledger))
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._ledger.close()
        self._lock.release()

    def choose(self, wanted: str) -> Chosen:
        """Return what an address, a capture's id or a body's SHA-256 names. Raises InputError when that is nothing."""
        captures = self._ledger.all_captures()
        named = _named(captures, wanted.strip())
        bodies = [one for one in named if one.payload_bytes and one.payload_digest not in (None, EMPTY_DIGEST)]
        digests = {one.payload_digest or "": (one.payload_digest or "", one.payload_bytes or 0) for one in bodies}
        if not digests:
            what = "no body was ever kept for it" if named else "no capture has this address, id or digest"
            raise InputError(f"there is nothing to withdraw: {what}; footnotary sources list shows what there is")
        same = tuple(one for one in captures if one.payload_digest in digests)
        uris = frozenset(uri for one in same for uri in (one.target_uri, one.final_uri) if uri)
        return Chosen(digests=digests, uris=uris, captures=same)

    def withdraw(self, chosen: Chosen, *, reason: str, by: str, date: datetime.datetime) -> Withdrawal:
        """Take the bodies out. Raises ProjectError when a file cannot be written: no record is lost, and it can be done again."""
        _remove_drafts(self.sources)
        chosen = _with_other_digests(self.sources, chosen)
        words = f"by {by} on {date.date().isoformat()}: {reason}"
        changed = []
        count = 0
        try:
            for path in _files(self.sources):
                draft = path.with_name(f".{path.name}{_PART}")
                replaced = _rewrite(path, draft, chosen, words)
                count += replaced
                if replaced:
                    changed.append(path.name)
            for name in reversed(changed):  # what repeats a body stands in a later file, and goes before the body does
                self._exchange(self.sources / name)
        except OSError as error:
            raise ProjectError(
                f"{self.sources}: the archive cannot be written ({error.strerror}); free the disk, and withdraw again"
            ) from None
        finally:
            _remove_drafts(self.sources)
        notices = [notice for notice in recover(self.sources, self._ledger) if "is missing" in notice or "damaged" in notice]
        notices += _forget_traces(self.sources, self._ledger, chosen)
        return Withdrawal(chosen=self._again(chosen), files=tuple(changed), records=count, notices=tuple(notices))

    def _exchange(self, path: Path) -> None:
        """Put the new file in the old one's place; the ledger knows neither in between, so that either is read anew."""
        self._ledger.forget(path.name, 0)
        path.with_name(f".{path.name}{_PART}").replace(path)
        _sync_folder(path.parent)

    def _again(self, chosen: Chosen) -> Chosen:
        return replace(chosen, captures=tuple(one for one in self._ledger.all_captures() if one.payload_digest in chosen.digests))


def _named(captures: Iterable[Capture], wanted: str) -> list[Capture]:
    if match := _SHA256.fullmatch(wanted.lower()):
        return [one for one in captures if one.payload_digest == f"sha256:{match['hex']}"]
    if CAPTURE_ID.fullmatch(wanted):
        return [one for one in captures if one.id == wanted]
    key = address_key(wanted)
    return [one for one in captures if key in (one.target_uri, one.final_uri)]


def _remove_drafts(sources: Path) -> None:
    """Remove what a withdrawal or an import that was killed left half-written: it may hold a body that must go."""
    for draft in (*sources.glob(f".*{_PART}"), *sources.glob(".imported-*.part")):
        draft.unlink(missing_ok=True)


def _with_other_digests(sources: Path, chosen: Chosen) -> Chosen:
    """Return `chosen` with the digests by which other writers call the same bodies: their revisits name no other."""
    told = dict(chosen.digests)
    for path in _files(sources):
        for piece in pieces(WarcFile.at(path)):
            if isinstance(piece, Record) and "warc-payload-digest" in piece.fields:
                with suppress(UnfitRecord):
                    answer = exchange_in(piece)
                    if answer and (body := chosen.digests.get(answer[0].payload_digest or "")):
                        told[piece.fields["warc-payload-digest"]] = body
    return replace(chosen, digests=told)


def _files(sources: Path) -> list[Path]:
    return sorted(path for path in sources.iterdir() if path.name.endswith(WARC_SUFFIXES) and path.is_file())


def _rewrite(path: Path, draft: Path, chosen: Chosen, words: str) -> int:
    """Write the file at `path` to `draft` without the bodies, and return how many records were replaced; 0 leaves no draft."""
    warc = WarcFile.at(path)
    wrong = [piece for piece in pieces(warc) if _must_go(piece, warc, chosen)]
    if not wrong:
        return 0
    places = {_offset(piece) for piece in wrong}
    with path.open("rb", buffering=0) as old, draft.open("wb") as new:
        for start, end, piece in _spans(warc):
            if start not in places:
                _copy(old.fileno(), start, end, new)
            elif isinstance(piece, Record) and (stone := _tombstone(piece, chosen, words)):
                new.write(member(stone) if path.suffix == ".gz" else stone)
        new.flush()
        os.fsync(new.fileno())
    _verify(draft, warc, chosen)
    draft.chmod(path.stat().st_mode & 0o777)
    return len(places)


def _spans(warc: WarcFile) -> Iterator[tuple[int, int, Record | DamagedRecord]]:
    """Yield every piece of a file with where it begins and ends; together they are the whole file."""
    before: Record | DamagedRecord | None = None
    for piece in pieces(warc):
        if before is not None:
            yield _offset(before), _offset(piece), before
        before = piece
    if before is not None:
        yield _offset(before), warc.size, before


def _offset(piece: Record | DamagedRecord) -> int:
    return piece.offset if isinstance(piece, DamagedRecord) else piece.place.offset


def _must_go(piece: Record | DamagedRecord, warc: WarcFile, chosen: Chosen) -> bool:
    """Whether a piece holds one of the bodies, stands for one, or is a damaged record of one of the addresses."""
    if isinstance(piece, DamagedRecord):
        return _is_about(_head(warc.path, piece.offset), chosen)
    try:
        told = exchange_in(piece)
    except UnfitRecord:
        return piece.kind in ("response", "resource") and _is_about(piece.fields, chosen)
    if piece.oversize:
        return piece.kind in ("response", "resource") and _is_about(piece.fields, chosen)
    if told is None or told[0].withdrawn:
        return False
    return told[0].payload_digest in chosen.digests


def _is_about(fields: dict[str, str], chosen: Chosen) -> bool:
    uri = fields.get("warc-target-uri", "").strip("<> ")
    return bool(uri) and (address_key(uri) in chosen.uris or fields.get("warc-payload-digest", "") in chosen.digests)


def _head(path: Path, offset: int) -> dict[str, str]:
    """Return the fields at the head of a damaged record, as far as they can be read."""
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(_HEAD_BYTES)
    with suppress(zlib.error):
        data = zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data, _HEAD_BYTES)
    head = data.partition(b"\r\n\r\n")[0].partition(b"\r\n")[2].decode("utf-8", "replace")
    return {name.lower(): value for name, value in parse_fields(head)}


def _tombstone(record: Record, chosen: Chosen, words: str) -> bytes | None:
    """The record that stands in place of another; None for one that tells nothing that could be kept."""
    try:
        told = exchange_in(record)
    except UnfitRecord:
        return None
    if told is None:
        return None
    warcinfo = record.fields.get("warc-warcinfo-id", "").strip("<> ")
    digest, size = chosen.digests.get(told[0].payload_digest or "", (told[0].payload_digest, told[0].payload_bytes))
    exchange = replace(told[0], withdrawn=words, payload_digest=digest, payload_bytes=size)
    return tombstone_record(exchange, record.record_id, warcinfo)


def _copy(source: int, start: int, end: int, target: BinaryIO) -> None:
    while start < end and (chunk := os.pread(source, min(_COPY_BYTES, end - start), start)):
        target.write(chunk)
        start += len(chunk)


def _verify(draft: Path, old: WarcFile, chosen: Chosen) -> None:
    """Raise ArchiveError unless the new file can be read as far as the old one could, and holds none of the bodies."""
    new = WarcFile.at(draft, name=old.name)
    found = list(pieces(new))
    damaged = sum(isinstance(piece, DamagedRecord) for piece in pieces(old))
    if sum(isinstance(piece, DamagedRecord) for piece in found) > damaged or any(_must_go(one, new, chosen) for one in found):
        draft.unlink()
        raise ArchiveError(f"{old.path}: the file could not be written anew without the body; nothing was changed, try again")


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _forget_traces(sources: Path, ledger: Ledger, chosen: Chosen) -> list[str]:
    """Remove what was worked out of the bodies: read pages, ledgers put aside, torn records of the same addresses."""
    ledger.erase_values()
    notices = []
    aside = sorted(ledger.path.parent.glob(f"{ledger.path.name}.aside*"))
    for path in aside:
        path.unlink(missing_ok=True)
    if aside:
        notices.append("Damaged ledgers that had been put aside were removed: they held the text of pages.")
    torn = sources / "torn"
    for path in sorted(torn.iterdir()) if torn.is_dir() else ():
        if path.is_file() and _is_about(_head(path, 0), chosen):
            path.unlink()
            notices.append(f"torn/{path.name} was removed: it held a part of the body.")
    return notices


def packages_of(project: Path) -> tuple[str, ...]:
    """Return the packages that lie in the project or that `runs.log` names: they are as they were, and may hold the body."""
    folders = (project, project / "packages", project / "sources")
    found = [path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.suffix in (".wacz", ".zip")]
    lines = check_runs_log(project / "sources" / LOG_NAME).lines
    here = {path.name for path in found}
    elsewhere = {line.package for line in lines if line.package and line.package not in here}
    return (*sorted(str(path.relative_to(project)) for path in found), *sorted(elsewhere))

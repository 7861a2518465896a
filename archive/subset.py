"""Some records of an archive, written as new WARC files: each record byte for byte as it stands.

Enters: WARC files and the digests of the answers that are wanted. Leaves: one file for every file that has any of them,
with a warcinfo of its own, the original warcinfo, and the requests that belong to the answers. Standard: WARC 1.1.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.capture import RecordPlace
from archive.recorded import record_date
from archive.records import GZIP_MAGIC, IMPORTED_NAME, Record, WarcFile, packed_bytes, read_record, read_records
from archive.rests import Rests
from archive.warc import member, warcinfo_record

ANSWERS = frozenset({"response", "revisit", "resource", "metadata"})  # what `Record.digest` is counted of


@dataclass(frozen=True, kw_only=True, slots=True)
class Subset:
    """What was written: the digests found, in hex and sorted, and the date of the newest record (UTC), None without any."""

    found: tuple[str, ...]
    newest: datetime.datetime | None

    @property
    def rests(self) -> Rests:
        """The records as what a run rests on."""
        return Rests(records=self.found)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A record in short: enough to decide, when all are known, whether it goes along."""

    kind: str
    place: RecordPlace
    digest: str
    partners: tuple[str, ...]  # ids of the records it was written with or refers to
    date: datetime.datetime | None


def write_subset(warcs: Iterable[WarcFile], wanted: Collection[str], folder: Path, *, about: str, software: str) -> Subset:
    """Write the records with the digests `wanted`, and what belongs to them, into `folder`; `about` says in words what it is.

    Raises ArchiveError when a file is damaged, OSError when the folder cannot be written.
    """
    rows = {warc: [_row(record) for record in read_records(warc)] for warc in warcs}
    chosen = [row for found in rows.values() for row in found if row.digest in wanted]
    newest = max((row.date for row in chosen if row.date), default=None)
    ids = {row.place.record_id for row in chosen if row.place.record_id}
    asked = {partner for row in chosen for partner in row.partners}
    number = 0
    for warc, found in rows.items():
        kept = [row for row in found if row.digest in wanted or _belongs(row, ids, asked)]
        if kept:
            number += 1
            informed = [row for row in found if row.kind == "warcinfo"]
            moment = newest or datetime.datetime.min.replace(tzinfo=datetime.UTC)
            path = folder / f"{_marked(warc)}part-{number:03}.warc.gz"
            _write(path, warc, (*informed, *kept), moment, f"{about}; from {warc.name}", software)
    return Subset(found=tuple(sorted({row.digest for row in chosen})), newest=newest)


def _marked(warc: WarcFile) -> str:
    """Return what the name of a part must begin with: what somebody brought stays marked as that, wherever it is packed."""
    match = IMPORTED_NAME.search(warc.name)
    return match[0] if match else ""


def survey(warcs: Iterable[WarcFile]) -> Subset:
    """Return the digests of all answers in `warcs` and the date of the newest; writes nothing. Raises ArchiveError."""
    rows = [_row(record) for warc in warcs for record in read_records(warc)]
    answers = [row for row in rows if row.kind in ANSWERS]
    newest = max((row.date for row in answers if row.date), default=None)
    return Subset(found=tuple(sorted({row.digest for row in answers})), newest=newest)


def _row(record: Record) -> _Row:
    partners = (record.fields.get(name, "").strip().strip("<>") for name in ("warc-concurrent-to", "warc-refers-to"))
    return _Row(
        kind=record.kind,
        place=record.place,
        digest=record.digest if record.kind in ANSWERS else "",
        partners=tuple(one for one in partners if one),
        date=record_date(record),
    )


def _belongs(row: _Row, ids: set[str], asked: set[str]) -> bool:
    """Whether a record that is not wanted itself goes along: the request of an answer, whichever of the two names the other."""
    return row.kind == "request" and (row.place.record_id in asked or bool(ids.intersection(row.partners)))


def _write(path: Path, warc: WarcFile, rows: Iterable[_Row], date: datetime.datetime, about: str, software: str) -> None:
    with path.open("wb") as file:
        file.write(member(warcinfo_record(path.name, date, software, about)[1]))
        for row in rows:
            file.write(_packed(warc, row.place))


def _packed(warc: WarcFile, place: RecordPlace) -> bytes:
    """Return a record as one gzip member: as it stands, where it is one already."""
    raw = packed_bytes(warc, place)
    if raw.startswith(GZIP_MAGIC):
        return raw
    record = read_record(warc, place)
    whole = raw if record.oversize else record.head + b"\r\n\r\n" + record.block + b"\r\n\r\n"
    return member(whole)

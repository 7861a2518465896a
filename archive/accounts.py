"""Whether a project's ledger and its files say the same: every place that the ledger names, read and compared.

Enters: a project. Leaves: a `Fault` for each thing that is wrong, with the files themselves or between them and the
ledger. Nothing is written: the ledger is opened for reading, and the next run makes whole what it can.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archive.digests import same_digest
from archive.fixity import Fault, References, Tally, archive_files, fault_of, linked, readings_of
from archive.guard import address_key
from archive.ledger import KnownRecord, Ledger
from archive.records import WarcFile
from archive.recovery import Lock
from archive.reread import Reading, Wrong
from citations.errors import ArchiveError

REBUILD = "delete .footnotary/ledger.db, it is built anew from sources/"


def check_project(project: Path, tally: Tally) -> Iterator[Fault]:
    """Yield what is wrong with the archive of the project in the folder `project`; counts in `tally`.

    Raises ArchiveError when it has no archive, ProjectError while a run is writing it.
    """
    sources = project / "sources"
    if not sources.is_dir():
        raise ArchiveError(f"{project}: expected a project with archived sources in sources/; fetch something, or name another")
    lock = Lock.share(project)
    try:
        yield from _check(project, sources, tally)
    finally:
        if lock:
            lock.release()


def _check(project: Path, sources: Path, tally: Tally) -> Iterator[Fault]:
    from archive.package_fixity import check_package

    files, packages = archive_files(sources)
    references = References()
    yield from linked(sources)
    with contextlib.ExitStack() as stack:
        ledger = Ledger.reading(project / ".footnotary" / "ledger.db")
        if ledger:
            stack.callback(ledger.close)
            yield from _lost_files(ledger, {file.name for file in files})
        elif (project / ".footnotary" / "ledger.db").exists():
            what = "it is damaged or of another version; the next run puts it aside and builds it anew"
            yield Fault(kind="ledger", file=".footnotary/ledger.db", what=what)
        for file in files:
            account = _Account(ledger, file) if ledger else None
            yield from _check_file(file, account, references, tally)
        yield from references.faults()
        for capture_id, uri, warc, offset in ledger.adrift() if ledger else ():
            what = f"the ledger’s capture {capture_id} has no record that bears it out; {REBUILD}"
            yield Fault(kind="ledger", file=warc, what=what, offset=offset, uri=uri)
    for package in packages:
        yield from check_package(package, tally)


def _lost_files(ledger: Ledger, names: set[str]) -> Iterator[Fault]:
    for name, size in sorted(ledger.committed().items()):
        if name not in names:
            yield Fault(kind="ledger", file=name, what=f"the ledger accounts for {size} bytes of it, and it is not in sources/")


def _check_file(file: Path, account: _Account | None, references: References, tally: Tally) -> Iterator[Fault]:
    for reading, faults in readings_of(WarcFile.at(file), file.name, references, tally):
        known = account.known(reading.offset) if account and reading else None
        for fault in faults:
            yield replace(fault, record_id=known.id, uri=known.uri) if known and not fault.uri else fault
        if account and reading:
            yield from (fault_of(file.name, reading, wrong) for wrong in account.add(reading))
    if account:
        yield from account.faults()


class _Account:
    """What the ledger says of one file, struck off as its records are read."""

    def __init__(self, ledger: Ledger, file: Path) -> None:
        self._ledger = ledger
        self._name = file.name
        self._size = file.stat().st_size
        self._known = ledger.records_in(file.name)
        self._committed = ledger.committed().get(file.name)

    def known(self, offset: int) -> KnownRecord | None:
        """Return the record that the ledger places at an offset, before it is struck off."""
        return self._known.get(offset)

    def add(self, reading: Reading) -> Iterator[Wrong]:
        """Yield how a record differs from what the ledger says of it."""
        known = self._known.pop(reading.offset, None)
        if known is None:
            if self._is_unknown(reading):
                yield Wrong(kind="ledger", what=f"the ledger does not know this record; {REBUILD}")
            return
        if reading.length:
            differs = _difference(known, reading)
            if differs:
                yield Wrong(kind="ledger", what=f"the ledger has another {differs} for this record")

    def _is_unknown(self, reading: Reading) -> bool:
        """Whether a whole record of ours, which the ledger should know, is in no row of it."""
        told = reading.kind in ("response", "revisit") or (reading.kind == "metadata" and "footnotary-outcome" in reading.fields)
        is_accounted = self._committed is not None and reading.offset < self._committed
        is_sound = bool(reading.length) and not reading.wrongs
        is_ours = told and "footnotary-capture" in reading.fields
        return is_ours and is_sound and is_accounted and not self._ledger.has_record(reading.record_id)

    def faults(self) -> Iterator[Fault]:
        """Yield what the ledger says of the file that is not there, once it is read."""
        for offset, known in sorted(self._known.items()):
            what = f"the ledger places a record here, and none begins here; {REBUILD}"
            yield Fault(kind="ledger", file=self._name, what=what, offset=offset, record_id=known.id, uri=known.uri)
        committed = self._committed or 0
        if self._size < committed:
            what = f"it has {self._size} bytes, and the ledger accounts for {committed}"
            yield Fault(kind="ledger", file=self._name, what=what, offset=self._size)
        if self._size > committed:
            what = f"{self._size - committed} bytes are not in the ledger: a run did not end; the next one takes them over"
            yield Fault(kind="ledger", file=self._name, what=what, offset=committed)


def _difference(known: KnownRecord, reading: Reading) -> str:
    """Return what a record and the ledger do not agree in, or ""."""
    if reading.record_id and known.id != reading.record_id:
        return "id"
    if reading.uri and known.uri not in (reading.uri, address_key(reading.uri)):
        return "address"
    if known.length != reading.length:
        return "length"
    declared = reading.fields.get("warc-payload-digest", "")
    is_other = declared and known.payload_digest and same_digest(declared, known.payload_digest) is False
    return "digest" if is_other else ""

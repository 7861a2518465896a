"""The WARC file that a run writes: opened at its first record, synced on demand, closed at a size or at the end.

Enters: gzip members. Leaves: their places. A file is written by one run alone and never again after it; its name
carries the time it was opened.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from archive.capture import RecordPlace
from archive.warc import member, warcinfo_record
from citations.regex import regex

MAX_SEGMENT_BYTES = 1_000_000_000  # the size that archives usually roll over at
# matches: footnotary-20261123T204500123456Z.warc.gz, …Z-2.warc.gz    does not: crawl-00001.warc.gz
OWN_NAME = regex(r"footnotary-\d{8}T\d{12}Z (?: -\d+ )? \.warc\.gz", re.VERBOSE)

Mark = tuple[str, int]


class Segment:
    """The file being written, if there is one yet. Used by one thread; raises OSError as the system does."""

    def __init__(self, folder: Path, clock: Callable[[], datetime.datetime], software: str) -> None:
        self._folder = folder
        self._clock = clock
        self._software = software
        self._fd: int | None = None
        self._name = ""
        self._warcinfo_id = ""
        self._size = 0
        self._finished: dict[str, int] = {}

    def ensure_open(self) -> str:
        """Open a file with its warcinfo record if none is open or it is full; return the id of that record."""
        if self._fd is not None and self._size >= MAX_SEGMENT_BYTES:
            self.sync()
            self._finished[self._name] = self._size
            self.close()
        if self._fd is None:
            date = self._clock()
            self._fd, self._name = self._create(date)
            self._warcinfo_id, record = warcinfo_record(self._name, date, self._software)
            self._write(member(record))
        return self._warcinfo_id

    def _create(self, date: datetime.datetime) -> tuple[int, str]:
        stamp = date.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%S%fZ")
        number = 1
        while True:
            name = f"footnotary-{stamp}{f'-{number}' if number > 1 else ''}.warc.gz"
            try:
                return os.open(self._folder / name, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o644), name
            except FileExistsError:
                number += 1

    def append(self, members: Sequence[bytes], record_id: str) -> RecordPlace:
        """Write the members of one exchange, and return the place of the first."""
        place = RecordPlace(warc=self._name, offset=self._size, length=len(members[0]), record_id=record_id)
        self._write(b"".join(members))
        return place

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and self._fd is not None:
            written = os.write(self._fd, rest)
            self._size += written
            rest = rest[written:]

    def sync(self) -> None:
        """Wait until the disk has what was written."""
        if self._fd is not None:
            getattr(os, "fdatasync", os.fsync)(self._fd)  # macOS has no fdatasync

    def sizes(self) -> dict[str, int]:
        """Return how long the files of this run are."""
        return {**self._finished, **({self._name: self._size} if self._fd is not None else {})}

    def mark(self) -> Mark:
        """Return where the file ends now, for `cut_to`."""
        return self._name if self._fd is not None else "", self._size

    def cut_to(self, mark: Mark) -> None:
        """Take back what was written since `mark`. A file that cannot be cut is left, for the next run to mend."""
        name, size = mark
        if self._fd is not None and self._name == name:
            try:
                os.ftruncate(self._fd, size)
                os.lseek(self._fd, size, os.SEEK_SET)
            except OSError:
                self.close()  # nothing may follow what is half written
                raise
            self._size = size
            return
        opened = self._name if self._fd is not None else ""
        self.close()
        if opened:
            (self._folder / opened).unlink()  # opened since: nothing in it was accounted for
        if name:
            os.truncate(self._folder / name, size)  # it grew full since
            self._finished[name] = size

    def close(self) -> None:
        """Close the file, if one is open."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd, self._size = None, 0

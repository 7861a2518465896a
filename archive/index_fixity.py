"""Whether a line of an index leads to the record that it describes.

Enters: CDXJ lines, and the records as they were read. Leaves: what is wrong with a line, in words.
Standard: CDXJ 1.0. Writers spell digests in three ways, with or without the algorithm's name; offsets as text or numbers.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.block_digests import payload_readings
from archive.digests import algorithm_of, fits_digest, same_digest
from archive.guard import address_key
from archive.records import WarcFile
from archive.reread import Reading
from citations.errors import ArchiveError
from citations.regex import regex

MAX_LINE_BYTES = 10_000_000
_NUMBER = regex(r"[0-9]{1,15}")
_BARE_SHA1 = regex(r"[A-Z2-7]{32}")  # matches a SHA-1 in base32 as Wayback's CDX gives it    does not: sha256:0a…
_LINE_ENDS = 4  # a plain record's length is given with its two line ends or without


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of an index; `status` and `digest` are "" where it has none."""

    timestamp: str
    url: str
    filename: str
    offset: int
    length: int | None
    status: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What an index should say of a record: from a `Reading`, without the rest of its fields."""

    uri: str
    kind: str
    length: int
    status: int | None
    digest: str
    date: str
    offset: int
    warc: WarcFile
    is_packed: bool

    @classmethod
    def of(cls, reading: Reading, warc: WarcFile) -> Expected:
        """Return what is to be known of a record in `warc`."""
        fields = reading.fields
        return cls(
            uri=reading.uri, kind=reading.kind, length=reading.length, status=reading.status,
            digest=fields.get("warc-payload-digest", ""), date=fields.get("warc-date", ""), offset=reading.offset,
            warc=warc, is_packed=warc.name.endswith(".gz"),
        )  # fmt: skip

    @property
    def is_answer(self) -> bool:
        """Whether an index must have a line for the record."""
        return self.kind == "response" and self.status is not None and 200 <= self.status < 600 and bool(self.length)


def lines_of(file: Any, max_bytes: int) -> Iterator[tuple[bytes, Line | None]]:
    """Yield every line of an index as it stands and as it reads; None for one that is no CDXJ line. `!meta` lines are left out.

    Raises ValueError when the index is larger than `max_bytes`.
    """
    for raw in raw_lines(file, max_bytes):
        if not raw.startswith(b"!meta"):
            yield raw, _line(raw)


def raw_lines(file: Any, max_bytes: int) -> Iterator[bytes]:
    """Yield the lines of an open file, in pieces of MAX_LINE_BYTES; raises ValueError past `max_bytes`."""
    left = max_bytes
    while raw := file.readline(MAX_LINE_BYTES):
        left -= len(raw)
        if left < 0:
            raise ValueError(f"a list in it is larger than {max_bytes} bytes")
        yield raw


def _line(raw: bytes) -> Line | None:
    with contextlib.suppress(ValueError, RecursionError):
        _, timestamp, text = raw.decode().rstrip("\r\n").split(" ", 2)
        values = json.loads(text)
        offset, length = str(values["offset"]), str(values.get("length", ""))
        if _NUMBER.fullmatch(timestamp) and _NUMBER.fullmatch(offset):
            return Line(
                timestamp=timestamp, url=str(values["url"]), filename=str(values["filename"]), offset=int(offset),
                length=int(length) if _NUMBER.fullmatch(length) else None,
                status=str(values.get("status", "")), digest=str(values.get("digest", "")),
            )  # fmt: skip
    return None


def check_line(line: Line, record: Expected | None) -> str:
    """Return what is wrong with a line that leads to `record`, or ""."""
    where = f"offset {line.offset} of {line.filename}"
    if record is None or not record.length:
        return f"no record stands at {where}, where it leads"
    if record.uri != line.url and address_key(record.uri) != address_key(line.url):
        return f"another address stands at {where}"
    if line.length is not None and line.length != record.length and not _is_without_ends(line.length, record):
        return f"the record at {where} has {record.length} bytes, and {line.length} by the index"
    if _digits(record.date)[:14] != line.timestamp[:14]:
        return f"the record at {where} has another date"
    if record.status is not None and line.status.isdecimal() and line.status != str(record.status):
        return f"the record at {where} has the status {record.status}, and {line.status} by the index"
    return "" if _is_digest_right(line.digest, record) else f"the record at {where} has another digest"


def _digits(date: str) -> str:
    return "".join(char for char in date if char.isdigit())


def _is_without_ends(length: int, record: Expected) -> bool:
    return not record.is_packed and length + _LINE_ENDS == record.length


def _is_digest_right(told: str, record: Expected) -> bool:
    told = f"sha1:{told}" if _BARE_SHA1.fullmatch(told) else told
    if not told or told == "-" or told == record.digest:
        return True
    same = same_digest(told, record.digest)
    if same is not None:
        return same
    if record.kind == "revisit":  # the digest is that of another record, perhaps by another algorithm
        return algorithm_of(told) != algorithm_of(record.digest)
    if algorithm_of(told) is None:
        return False
    if not record.digest and fits_digest(told, b""):
        return True  # py-wacz, which has read the record already by then, writes the digest of nothing
    try:
        return any(fits_digest(told, body) for body in payload_readings(record.warc, record.offset))
    except ArchiveError:
        return False

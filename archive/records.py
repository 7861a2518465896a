"""WARC records read, strictly: of our own files and of other people's, gzipped a record or plain.

Enters: an open file and a place in it. Leaves: `Record`s with their places; what they tell is `archive.recorded`'s.
Standard: WARC 1.0 and 1.1 (ISO 28500). A record that ends early, or whose gzip member is damaged, is an error that names
file and offset; judges of WARC files pass such ends in silence. What stands in a record is foreign: sizes are capped.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isal import isal_zlib

from archive.capture import RecordPlace
from archive.exchange import Headers
from citations.errors import ArchiveError
from citations.regex import regex

MAX_RECORD_BYTES = 128_000_000  # inflated; a larger record is passed over
MAX_HEAD_BYTES = 1_000_000
READ_BYTES = 1 << 18
FIRST_BYTES = 1 << 15  # of a record, read at once: most are smaller, and a file may be of nothing but small ones
AHEAD_BYTES = 1 << 20
WITHDRAWN = "footnotary-withdrawn"  # the field of a tombstone, which gives the reason
_VERSION = b"WARC/"  # how every record begins
GZIP_MAGIC = b"\x1f\x8b"
_MEMBER = re.compile(rb"\x1f\x8b\x08")  # RFC 1952, 2.3: magic and deflate
_IN_THE_OPEN = re.compile(rb"WARC/[01]\.")
# What an imported archive is called in sources/: whoever brought it vouches for its records, and nobody else does.
IMPORTED_NAME = regex(r"\bimported-[0-9a-f]{16}-")  # in: imported-0123456789abcdef-crawl.warc.gz    not in: crawl.warc.gz
_LINE_END = regex(r"\r\n?|\n")  # matches: "\r\n"    does not: "\x85", which is half of a Cyrillic letter in UTF-8
_BLANKS = " \t"
_LENGTH = regex(r"\d{1,15}", re.ASCII)  # matches: 1024    does not: -1, one of a thousand digits
# Ids become names of files and keys, so that nothing else is taken over from a record.
_RECORD_ID = regex(r"[!-~]{1,200}")  # matches: urn:uuid:0f7c…, http://a.example/1    does not: a b


@dataclass(frozen=True, kw_only=True, slots=True)
class WarcFile:
    """A WARC file, or one inside a package: its name, and where its bytes lie in the file at `path`."""

    name: str
    path: Path
    start: int
    size: int
    package: Path | None = None

    @property
    def shown(self) -> Path:
        """The file that a person knows: the package whose member was unpacked to `path`, or `path`."""
        return self.package or self.path

    @classmethod
    def at(cls, path: Path, start: int = 0, size: int | None = None, name: str | None = None) -> WarcFile:
        """Return the WARC file at `path`; raises ArchiveError when it cannot be looked at."""
        try:
            size = path.stat().st_size - start if size is None else size
        except OSError as error:
            raise ArchiveError(f"{path}: the archive cannot be read ({error.strerror}); check that it is there") from None
        return cls(name=name or path.name, path=path, start=start, size=size)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One WARC record: named fields in lower case (the first of each), its head and block as written, and where it lies.

    `block` is empty and `oversize` true for a record of more than MAX_RECORD_BYTES.
    """

    kind: str
    fields: dict[str, str]
    block: bytes
    place: RecordPlace
    oversize: bool = False
    head: bytes = b""

    @property
    def record_id(self) -> str:
        """The record's id without its angle brackets; empty when it has none that is printable ASCII, 200 characters at most."""
        return self.place.record_id

    @property
    def digest(self) -> str:
        """The SHA-256 of the whole record, from its version line to the end of its block, in hex."""
        return hashlib.sha256(self.head + b"\r\n\r\n" + self.block).hexdigest()


class DamagedRecord(ArchiveError):  # noqa: N818 - says what the record is
    """A record that is cut or damaged; `offset` says where it begins, `torn` whether nothing more can follow it."""

    def __init__(self, warc: WarcFile, offset: int, what: str) -> None:
        super().__init__(f"{warc.shown}: {what} at offset {offset} of {warc.name}; use an undamaged copy of the archive")
        self.offset = offset


class UnfitRecord(ArchiveError):  # noqa: N818 - says what the record is
    """A whole record that is no evidence: its bytes do not fit its digest, or it has no date."""

    def __init__(self, record: Record, why: str) -> None:
        place = record.place
        super().__init__(
            f"{place.warc}: the record at offset {place.offset} is not used, because {why}; use an undamaged copy of the archive"
        )


def read_records(warc: WarcFile, start: int = 0) -> Iterator[Record]:
    """Yield every record from offset `start` on; raises DamagedRecord where one is cut or damaged."""
    with opened_warc(warc.path) as file:
        offset = start
        while offset < warc.size:
            record = _read_at(file, warc, offset)
            yield record
            offset += record.place.length


def next_whole(warc: WarcFile, offset: int, max_candidates: int | None = None) -> int | None:
    """Return where the next whole record begins, at `offset` or after it; None when none does, in the first
    `max_candidates` places that look like one.
    """
    with opened_warc(warc.path) as file:
        window = Window(file=file, warc=warc)
        for position in itertools.islice(_candidates(window, offset), max_candidates):
            try:
                next(read_records(warc, position))
            except (DamagedRecord, StopIteration):
                continue
            return position
    return None


def _candidates(window: Window, offset: int) -> Iterator[int]:
    """Yield where a record may begin: a gzip member of one, or in a file that is not packed a record in the open."""
    is_packed = window.warc.name.endswith(".gz") or window.read(0, 2) == GZIP_MAGIC
    start = _MEMBER if is_packed else _IN_THE_OPEN
    while data := window.read(offset, AHEAD_BYTES):
        found = (offset + match.start() for match in start.finditer(data))
        yield from (place for place in found if not is_packed or _begins_record(window.read(place, FIRST_BYTES)))
        if len(data) < AHEAD_BYTES:
            return
        offset += len(data) - 8  # a beginning may lie across two pieces


def _begins_record(packed: bytes) -> bool:
    """Whether a gzip member unpacks to how a record begins: a file may hold nothing but what looks like members."""
    try:
        return isal_zlib.decompressobj(wbits=31).decompress(packed, len(_VERSION)) == _VERSION
    except isal_zlib.error:  # type: ignore[misc]  # the stub calls the class an instance
        return False


def read_record(warc: WarcFile, place: RecordPlace) -> Record:
    """Return the record at `place`; raises ArchiveError when none stands there."""
    with opened_warc(warc.path) as file:
        return _read_at(file, warc, place.offset)


def packed_bytes(warc: WarcFile, place: RecordPlace) -> bytes:
    """Return the bytes that stand at `place`: a gzip member, or a plain record with the line breaks that end it."""
    with opened_warc(warc.path) as file:
        return Window(file=file, warc=warc).read(place.offset, place.length)


def opened_warc(path: Path) -> Any:
    """Return the file at `path`, open for reading in bytes; raises ArchiveError when it cannot be read."""
    try:
        return path.open("rb", buffering=0)
    except OSError as error:
        raise ArchiveError(f"{path}: the archive cannot be read ({error.strerror}); check that it is there") from None


def _read_at(file: Any, warc: WarcFile, offset: int) -> Record:
    window = Window(file=file, warc=warc)
    if window.read(offset, 2) == GZIP_MAGIC:
        data, length, oversize = _inflate_member(window, offset)
    else:
        data, length, oversize = _plain_record(window, offset)
    return _parse_record(warc, offset, data, length, oversize)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The bytes of a WARC file that is open, wherever they lie on the disk."""

    file: Any
    warc: WarcFile

    def read(self, offset: int, size: int) -> bytes:
        """Return at most `size` bytes from `offset` on; none past the end."""
        size = min(size, self.warc.size - offset)
        return os.pread(self.file.fileno(), size, self.warc.start + offset) if size > 0 else b""


def _inflate_member(window: Window, offset: int) -> tuple[bytes, int, bool]:
    """Return a gzip member's content, its packed length, and whether the content was passed over for its size."""
    stream = isal_zlib.decompressobj(wbits=31)
    content = bytearray()
    position, oversize = offset, False
    while not stream.eof:
        packed = stream.unconsumed_tail or window.read(position, READ_BYTES if content else FIRST_BYTES)
        if not packed:
            raise DamagedRecord(window.warc, offset, "the file ends inside the record")
        position += 0 if stream.unconsumed_tail else len(packed)
        try:
            content += stream.decompress(packed, READ_BYTES * 16)
        except isal_zlib.error:  # type: ignore[misc]  # the stub calls the class an instance
            raise DamagedRecord(window.warc, offset, "the record is damaged (its gzip member does not inflate)") from None
        if len(content) > MAX_RECORD_BYTES:
            oversize = True
            del content[MAX_HEAD_BYTES:]
    return bytes(content), position - len(stream.unused_data) - offset, oversize


def _plain_record(window: Window, offset: int) -> tuple[bytes, int, bool]:
    head = window.read(offset, FIRST_BYTES)
    if b"\r\n\r\n" not in head:
        head = window.read(offset, MAX_HEAD_BYTES)
    end = head.find(b"\r\n\r\n")
    match = re.search(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", head[: max(end, 0)])
    if end < 0 or not match:
        raise DamagedRecord(window.warc, offset, "no WARC record stands")
    length = end + 4 + int(match[1])
    tail = window.read(offset + length, 4)
    if offset + length > window.warc.size or tail not in (b"\r\n\r\n", b""):
        raise DamagedRecord(
            window.warc, offset, "the file ends inside the record" if not tail else "a record with a wrong length stands"
        )
    if int(match[1]) > MAX_RECORD_BYTES:
        return head[: end + 4], length + len(tail), True
    return window.read(offset, length), length + len(tail), False


def _parse_record(warc: WarcFile, offset: int, data: bytes, length: int, oversize: bool) -> Record:
    head, separator, rest = data.partition(b"\r\n\r\n")
    first, _, lines = head.partition(b"\r\n")
    if not first.startswith(_VERSION) or not separator:
        raise DamagedRecord(warc, offset, "something that is no WARC record stands")
    fields = dict(reversed([(name.lower(), value) for name, value in parse_fields(lines.decode("utf-8", "replace"))]))
    declared = fields.get("content-length", "")
    if not _LENGTH.fullmatch(declared) or (not oversize and len(rest) < int(declared)):
        raise DamagedRecord(warc, offset, "a record that is shorter than it says stands")
    block = b"" if oversize else rest[: int(declared)]
    if not oversize and rest[int(declared) :].strip(b"\r\n"):
        raise DamagedRecord(warc, offset, "more than one record in one gzip member (recompress the file record by record) stands")
    known = bare_id(fields.get("warc-record-id", ""))
    record_id = known if _RECORD_ID.fullmatch(known) else ""
    place = RecordPlace(warc=warc.name, offset=offset, length=length, record_id=record_id)
    return Record(kind=fields.get("warc-type", ""), fields=fields, block=block, place=place, oversize=oversize, head=head)


def parse_fields(text: str) -> Headers:
    """Return the `Name: value` lines of `text`, folded lines joined; lines without a colon are left out.

    Lines end, and blanks are cut off, as on the wire: a byte of UTF-8 read as Latin-1 may look like a line's end or a blank.
    """
    joined = re.sub(r"\r?\n[ \t]+", " ", text)  # matches: "a: b\r\n  c"    does not: "a: b\r\nc: d"
    pairs = (line.partition(":") for line in _LINE_END.split(joined))
    return tuple((name.strip(_BLANKS), value.strip(_BLANKS)) for name, colon, value in pairs if colon)


def bare_id(identifier: str) -> str:
    """Return a record id, or an address, without its angle brackets."""
    return identifier.strip().removeprefix("<").removesuffix(">")

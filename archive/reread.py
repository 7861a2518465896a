"""Every record of a WARC file read to its end and measured: what a proof of fixity rests on.

Enters: a WARC file. Leaves: a `Reading` a record, with all that is wrong with it; after damage, reading goes on at the
next whole record. Bodies stream through the digests, so that memory stays bounded whatever a record's size.
Standards: WARC 1.1 (ISO 28500:2017), RFC 1952 (each member whole, its CRC and ISIZE right). Nothing is written.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from isal import isal_zlib

from archive.block_digests import BlockDigests, payload_readings
from archive.digests import fits_digest
from archive.records import (
    GZIP_MAGIC,
    MAX_HEAD_BYTES,
    WarcFile,
    Window,
    bare_id,
    next_whole,
    opened_warc,
    parse_fields,
)
from citations.regex import regex

STEP_BYTES = 1 << 15  # of packed bytes at a time
AHEAD_BYTES = 1 << 20
MAX_CANDIDATES = 10_000  # for the next record after damage; a gigabyte of noise looks like one some 60 times
SALVAGE_BYTES = 64  # of a damaged member at a time: the piece that fails gives nothing
MAX_PIECE_BYTES = 1 << 22
_MANDATORY = ("warc-record-id", "content-length", "warc-date", "warc-type")  # ISO 28500, 5.1
_END = b"\r\n\r\n"
_RESERVED_FLAGS = 0xE0  # RFC 1952, 2.3.1.2: must be zero
# matches: WARC/1.1, WARC/0.18    does not: WARC, HTTP/1.1
_VERSION = re.compile(rb"WARC/\d\.\d{1,2}")
# matches: 2026-03-14T09:26:53Z, 2026-03-14T09:26:53.123456Z    does not: 14.03.2026
_DATE = regex(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?)?)?", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """Something that is wrong with a record: a word for machines and a sentence's end for people."""

    kind: str
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One record as it lies, `length` packed bytes from `offset` on; `fields` in lower case, empty when it has no head.

    `status` is that of an HTTP answer; `proven` says that a digest of its bytes was declared and fits.
    """

    offset: int
    length: int
    fields: dict[str, str]
    status: int | None = None
    wrongs: tuple[Wrong, ...] = ()
    proven: bool = False

    @property
    def kind(self) -> str:
        """The record's WARC-Type."""
        return self.fields.get("warc-type", "")

    @property
    def record_id(self) -> str:
        """The record's id without angle brackets, "" when it has none."""
        return bare_id(self.fields.get("warc-record-id", ""))

    @property
    def uri(self) -> str:
        """The record's target, "" when it has none."""
        return bare_id(self.fields.get("warc-target-uri", ""))


class _Cut(Exception):  # noqa: N818 - why a record could not be read to its end
    def __init__(self, kind: str, what: str) -> None:
        super().__init__(what)
        self.wrong = Wrong(kind=kind, what=what)


def reread(warc: WarcFile) -> Iterator[Reading]:
    """Yield every record of `warc`; one that cannot be read to its end is yielded with what is wrong, and with length 0.

    Raises ArchiveError when the file cannot be read at all.
    """
    with opened_warc(warc.path) as file:
        ahead = _Ahead(Window(file=file, warc=warc))
        offset: int | None = 0
        while offset is not None and offset < warc.size:
            reading = _Record(ahead, offset).read()
            if reading.length:
                yield reading
                offset += reading.length
                continue
            following = next_whole(warc, offset + 1, MAX_CANDIDATES)
            lost = (following if following is not None else warc.size) - offset
            yield replace(reading, wrongs=tuple(replace(one, what=f"{one.what} ({lost} bytes)") for one in reading.wrongs))
            offset = following


class _Ahead:
    """A file read in large pieces, in order."""

    def __init__(self, window: Window) -> None:
        self.warc = window.warc
        self._window = window
        self._start = 0
        self._data = b""

    def read(self, offset: int, size: int) -> bytes:
        end = min(offset + size, self.warc.size)
        if not (self._start <= offset and end <= self._start + len(self._data)):
            self._start, self._data = offset, self._window.read(offset, max(size, AHEAD_BYTES))
        return self._data[offset - self._start : offset - self._start + size]


class _Record:
    """One record under way: its bytes come as a stream, packed or plain, and are taken piece by piece."""

    def __init__(self, ahead: _Ahead, offset: int) -> None:
        self._ahead = ahead
        self._offset = offset
        self._packed = ahead.read(offset, 2) == GZIP_MAGIC
        self._end = offset  # of what was read of the file
        self._stream = self._inflated() if self._packed else self._plain()
        self._buffer = b""
        self._fields: dict[str, str] = {}
        self._wrongs: list[Wrong] = []

    def read(self) -> Reading:
        try:
            return self._whole()
        except _Cut as cut:
            if self._packed and not self._fields:
                self._fields = self._salvaged_fields()
            return Reading(offset=self._offset, length=0, fields=self._fields, wrongs=(*self._wrongs, cut.wrong))

    def _salvaged_fields(self) -> dict[str, str]:
        """Return the fields of a damaged member's record as far as it inflates in small pieces: they name what is lost."""
        stream, content, position = isal_zlib.decompressobj(wbits=31), b"", self._offset
        with contextlib.suppress(isal_zlib.error):  # type: ignore[arg-type]  # the stub calls the class an instance
            while _END not in content and position < self._offset + STEP_BYTES:
                content += stream.decompress(self._ahead.read(position, SALVAGE_BYTES), MAX_PIECE_BYTES)
                position += SALVAGE_BYTES
        head = content.partition(_END)[0]
        return _fields_of(head) if _VERSION.match(head) else {}

    def _whole(self) -> Reading:
        head = self._head()
        block = BlockDigests(self._fields)
        size = self._content_length()
        for piece in self._take(size):
            block.add(piece)
        length = len(head) + len(_END) + size + self._finish()
        reading = Reading(
            offset=self._offset,
            length=self._end - self._offset if self._packed else length,
            fields=self._fields,
            status=block.status,
            proven=block.is_proven(),
        )
        wrongs = (*self._wrongs, *_wrong_fields(self._fields), *self._wrong_digests(block))
        return replace(reading, wrongs=wrongs) if wrongs else reading

    def _inflated(self) -> Iterator[bytes]:
        """Yield a gzip member's content; at its end `_end` is that of the member."""
        flags = self._ahead.read(self._offset + 3, 1)
        if flags and flags[0] & _RESERVED_FLAGS:
            self._wrongs.append(Wrong(kind="gzip", what="the gzip member’s header has bits set that must not be"))
        stream = isal_zlib.decompressobj(wbits=31)
        while not stream.eof:
            packed = stream.unconsumed_tail
            if not packed:
                packed = self._ahead.read(self._end, STEP_BYTES)
                self._end += len(packed)
            try:
                content = stream.decompress(packed, MAX_PIECE_BYTES)
            except isal_zlib.error:  # type: ignore[misc]  # the stub calls the class an instance
                raise _Cut("gzip", "the gzip member is damaged: it does not inflate, or its checksum is wrong") from None
            if not packed and not content and not stream.eof:
                raise _Cut("gzip", "the file ends inside the gzip member")
            if content:
                yield content
        self._end -= len(stream.unused_data)

    def _plain(self) -> Iterator[bytes]:
        while piece := self._ahead.read(self._end, STEP_BYTES):
            self._end += len(piece)
            yield piece

    def _head(self) -> bytes:
        while _END not in self._buffer:
            if len(self._buffer) > MAX_HEAD_BYTES or not self._fill():
                raise _Cut("record", "something that is no WARC record stands here")
        head, _, self._buffer = self._buffer.partition(_END)
        first, _, lines = head.partition(b"\r\n")
        if not _VERSION.fullmatch(first):
            raise _Cut("record", "something that is no WARC record stands here")
        self._fields = _fields_of(lines)
        return head

    def _content_length(self) -> int:
        declared = self._fields.get("content-length", "")
        if not re.fullmatch(r"[0-9]{1,15}", declared):
            raise _Cut("record", "the record does not say how long it is")
        return int(declared)

    def _fill(self) -> bool:
        piece = next(self._stream, b"")
        self._buffer = self._buffer + piece if self._buffer else piece
        return bool(piece)

    def _take(self, size: int) -> Iterator[bytes | memoryview]:
        while size:
            if not self._buffer and not self._fill():
                raise _Cut("record", "the record is shorter than it says")
            piece, self._buffer = self._buffer[:size], self._buffer[size:]
            size -= len(piece)
            yield piece

    def _finish(self) -> int:
        """Take the two line ends after a block, and return their length; nothing else may follow in a gzip member."""
        while len(self._buffer) < len(_END) and self._fill():
            pass
        if not self._buffer.startswith(_END):
            raise _Cut("record", "the record does not end where it says")
        self._buffer = self._buffer[len(_END) :]
        if self._packed and (self._buffer or self._fill()):
            one_more = self._buffer.startswith(b"WARC/")
            more = "one gzip member holds more than one record" if one_more else "bytes follow the record in its gzip member"
            raise _Cut("gzip", more)
        return len(_END)

    def _wrong_digests(self, block: BlockDigests) -> Iterator[Wrong]:
        for field, fits in block.verdicts():
            if fits is False and not (field == "warc-payload-digest" and self._is_another_reading()):
                name = field.removeprefix("warc-").removesuffix("-digest")
                yield Wrong(kind=f"{name}-digest", what=f"the {name}’s bytes do not fit its digest {self._fields[field][:90]}")

    def _is_another_reading(self) -> bool:
        """Whether a payload fits its digest with chunks or content coding undone: writers differ in what they measure."""
        readings = payload_readings(self._ahead.warc, self._offset)
        return any(fits_digest(self._fields["warc-payload-digest"], body) for body in readings)


def _fields_of(lines: bytes) -> dict[str, str]:
    """Return a record's named fields in lower case, the first of each."""
    return dict(reversed([(name.lower(), value) for name, value in parse_fields(lines.decode("utf-8", "replace"))]))


def _wrong_fields(fields: dict[str, str]) -> Iterator[Wrong]:
    for name in _MANDATORY:
        if not fields.get(name):
            yield Wrong(kind="record", what=f"the record has no {name}, which every record must have")
    if (date := fields.get("warc-date")) and not _DATE.fullmatch(date):
        yield Wrong(kind="record", what=f"the record’s date cannot be read ({date[:40]})")
    if fields.get("warc-type") in ("response", "request", "revisit", "resource") and not fields.get("warc-target-uri"):
        yield Wrong(kind="record", what="the record names no address")

"""WARC records read, strictly: of our own files and of other people's, gzipped a record or plain.

Enters: an open file and a place in it. Leaves: `Record`s with their places, and the `Exchange` that each one tells.
Standard: WARC 1.0 and 1.1 (ISO 28500). A record that ends early, or whose gzip member is damaged, is an error that names
file and offset; judges of WARC files pass such ends in silence. What stands in a record is foreign: sizes are capped.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from isal import isal_zlib

from archive.capture import ATTACHED, FetchOutcome, RecordPlace
from archive.digests import fits_digest
from archive.exchange import CAPTURE_ID, FINAL_STATUSES, Exchange, Headers, capture_id_of, one_line, record_id_of
from archive.guard import address_key
from citations.errors import ArchiveError

MAX_RECORD_BYTES = 128_000_000  # inflated; a larger record is passed over
MAX_HEAD_BYTES = 1_000_000
READ_BYTES = 1 << 18
WITHDRAWN = "footnotary-withdrawn"  # the field of a tombstone, which gives the reason
GZIP_MAGIC = b"\x1f\x8b"
_STATUS_LINE = re.compile(r"(?P<version> HTTP/\d(?:\.\d)? ) \s+ (?P<status> \d{3} ) (?: \s+ (?P<reason> .* ) )?", re.VERBOSE)
# matches: HTTP/1.1 200 OK, HTTP/2 404    does not: 200 OK
_UNDONE = frozenset({"chunked"})
# What an imported archive is called in sources/: whoever brought it vouches for its records, and nobody else does.
IMPORTED_NAME = re.compile(r"\bimported-[0-9a-f]{16}-")  # in: imported-0123456789abcdef-crawl.warc.gz    not in: crawl.warc.gz
# Ids become names of files and keys, so that nothing else is taken over from a record.
_RECORD_ID = re.compile(r"[!-~]{1,200}")  # matches: urn:uuid:0f7c…, http://a.example/1    does not: a b


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
        packed = stream.unconsumed_tail or window.read(position, READ_BYTES)
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
    if not first.startswith(b"WARC/") or not separator:
        raise DamagedRecord(warc, offset, "something that is no WARC record stands")
    fields = dict(reversed([(name.lower(), value) for name, value in parse_fields(lines.decode("utf-8", "replace"))]))
    declared = fields.get("content-length", "")
    if not declared.isdecimal() or (not oversize and len(rest) < int(declared)):
        raise DamagedRecord(warc, offset, "a record that is shorter than it says stands")
    block = b"" if oversize else rest[: int(declared)]
    if not oversize and rest[int(declared) :].strip(b"\r\n"):
        raise DamagedRecord(warc, offset, "more than one record in one gzip member (recompress the file record by record) stands")
    known = bare_id(fields.get("warc-record-id", ""))
    record_id = known if _RECORD_ID.fullmatch(known) else ""
    place = RecordPlace(warc=warc.name, offset=offset, length=length, record_id=record_id)
    return Record(kind=fields.get("warc-type", ""), fields=fields, block=block, place=place, oversize=oversize, head=head)


def parse_fields(text: str) -> Headers:
    """Return the `Name: value` lines of `text`, folded lines joined; lines without a colon are left out."""
    joined = re.sub(r"\r?\n[ \t]+", " ", text)  # matches: "a: b\r\n  c"    does not: "a: b\r\nc: d"
    pairs = (line.partition(":") for line in joined.splitlines())
    return tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)


def bare_id(identifier: str) -> str:
    """Return a record id, or an address, without its angle brackets."""
    return identifier.strip().removeprefix("<").removesuffix(">")


def exchange_in(record: Record) -> tuple[Exchange, bytes] | None:
    """Return the exchange and the body that a record tells, or None for a record that tells none (a request, say).

    Payload digests that are missing, or of another kind than SHA-256, are computed from the block. An answer without a
    status of FINAL_STATUSES is a `bad-response`. Raises UnfitRecord when a digest does not fit, or the date cannot be read.
    """
    if record.oversize or "warc-target-uri" not in record.fields:
        return None
    if record.kind in ("response", "resource", "metadata"):
        _refuse_unfit(record, "warc-block-digest", record.block)
    if record.kind in ("response", "revisit") and record.fields.get("content-type", "").startswith("application/http"):
        return _answered(record)
    if record.kind == "resource":
        return _resource(record)
    if record.kind == "metadata" and WITHDRAWN in record.fields:
        return _tombstone(record), b""
    if record.kind == "metadata" and "footnotary-outcome" in record.fields:
        return replace(_bare_exchange(record), place=record.place), b""
    return None


def _refuse_unfit(record: Record, field: str, *readings: bytes) -> None:
    declared = record.fields.get(field, "")
    if declared and all(fits_digest(declared, data) is False for data in readings):
        raise UnfitRecord(record, f"its bytes do not fit its {field} {one_line(declared)[:80]}")


def _bare_exchange(record: Record) -> Exchange:
    fields = record.fields
    uri = address_key(bare_id(fields["warc-target-uri"]))
    own = _is_own(record)
    target_uri = address_key(fields["footnotary-target-uri"]) if own and "footnotary-target-uri" in fields else uri
    date = _date(record)
    return Exchange(
        id=record.record_id or record_id_of(uri, fields.get("warc-date", "")),
        capture_id=fields["footnotary-capture"] if own else capture_id_of(uri, date),
        target_uri=target_uri,
        uri=uri,
        date=date,
        outcome=_outcome(fields.get("footnotary-outcome")),
        hop=_number(fields.get("footnotary-hop"), 0),
        attempt=_number(fields.get("footnotary-attempt"), 1),
        final=fields.get("footnotary-final", "yes") == "yes",
        purpose=ATTACHED if IMPORTED_NAME.search(record.place.warc) else one_line(fields.get("footnotary-purpose", "source")),
        elapsed_s=_seconds(fields.get("footnotary-elapsed")),
        detail=one_line(fields.get("footnotary-detail", "")),
        truncated=one_line(fields.get("footnotary-truncated", "")) or None if own else None,
        certificate_sha256=fields.get("footnotary-certificate"),
        ip_address=fields.get("warc-ip-address"),
    )


def _is_own(record: Record) -> bool:
    """Whether the record tells its place in a chain as we do; one with another kind of capture id is another writer's."""
    return CAPTURE_ID.fullmatch(record.fields.get("footnotary-capture", "")) is not None


def _answered(record: Record) -> tuple[Exchange, bytes] | None:
    head, _, body = record.block.partition(b"\r\n\r\n")
    first, _, lines = head.decode("latin-1").partition("\r\n")
    match = _STATUS_LINE.fullmatch(first.strip())
    if not match and record.kind == "revisit":
        return None
    bare = _bare_exchange(record)
    status = int(match["status"]) if match else 0
    if not match or status not in FINAL_STATUSES:
        detail = f"the answer begins with {one_line(first)[:40]!r}, not with a status of 200 to 599"
        return replace(bare, outcome=FetchOutcome.BAD_RESPONSE, detail=detail, final=True, place=record.place), b""
    headers, sent = parse_fields(lines), body
    own = _is_own(record)
    if not own:
        headers, body = undo_chunks(headers, body)
    if record.kind == "response" and "warc-truncated" not in record.fields:
        _refuse_unfit(record, "warc-payload-digest", body, sent)  # writers differ in whether they undo the chunks first
    known = record.fields.get("warc-payload-digest", "")
    exchange = replace(
        bare,
        http_version=match["version"],
        status=status,
        reason=match["reason"] or "",
        headers=headers,
        payload_digest=known if record.kind == "revisit" or (own and known.startswith("sha256:")) else _digest(body),
        payload_bytes=len(body),
        place=record.place,
        body_place=None if record.kind == "revisit" else record.place,
    )
    if own:
        return exchange, body
    redirect = exchange.location is not None
    truncated = record.fields.get("warc-truncated") if record.kind == "response" else None
    return replace(exchange, final=not redirect, truncated=truncated), body


def _resource(record: Record) -> tuple[Exchange, bytes]:
    _refuse_unfit(record, "warc-payload-digest", record.block)
    mime = record.fields.get("content-type", "application/octet-stream")
    exchange = replace(
        _bare_exchange(record), status=200, reason="OK", headers=(("Content-Type", one_line(mime)),),
        payload_digest=_digest(record.block), payload_bytes=len(record.block), place=record.place, body_place=record.place,
        is_resource=True,
    )  # fmt: skip
    return exchange, record.block


def _tombstone(record: Record) -> Exchange:
    """The exchange whose body was taken out: its facts stand in the record, its bytes nowhere."""
    told = parse_fields(record.block.decode("utf-8", "replace"))
    facts = dict(told)
    digest = facts.get("payloadDigest", "")
    status = facts.get("status", "")
    return replace(
        _bare_exchange(record),
        status=int(status) if re.fullmatch(r"\d{3}", status) else None,
        headers=tuple((name, value) for key, line in told if key == "httpHeader" for name, _, value in [line.partition(": ")]),
        payload_digest=digest if fits_digest(digest, b"") is not None else None,
        payload_bytes=_number(facts.get("payloadBytes"), 0),
        withdrawn=f"by {facts.get('withdrawnBy', '?')} on {facts.get('withdrawnOn', '?')}: {record.fields[WITHDRAWN]}",
        place=record.place,
    )


def undo_chunks(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    """Return headers and body with chunked transfer coding undone, where a foreign writer left it (RFC 9112, 7.1)."""
    if not any(name.lower() == "transfer-encoding" and value.strip().lower() in _UNDONE for name, value in headers):
        return headers, body
    kept = tuple((f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value) for name, value in headers)
    out, position = bytearray(), 0
    while True:
        end = body.find(b"\r\n", position)
        size = body[position:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return kept, bytes(out) if out else body  # some writers undo the chunks and leave the header
        count = int(size, 16)
        if count == 0:
            return kept, bytes(out)
        out += body[end + 2 : end + 2 + count]
        position = end + 2 + count + 2


def _digest(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def record_date(record: Record) -> datetime.datetime | None:
    """Return a record's WARC-Date as UTC, or None when it cannot be read."""
    try:
        return _date(record)
    except UnfitRecord:
        return None


def _date(record: Record) -> datetime.datetime:
    """Return a record's WARC-Date as UTC; raises UnfitRecord when it cannot be read."""
    text = record.fields.get("warc-date", "").strip()
    try:
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        raise UnfitRecord(record, f"its date cannot be read ({one_line(text)[:40] or 'it has none'})") from None


def _outcome(text: str | None) -> FetchOutcome:
    try:
        return FetchOutcome(text) if text else FetchOutcome.RESPONSE
    except ValueError:
        return FetchOutcome.BAD_RESPONSE


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else default


def _seconds(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"\d{1,9}(?:\.\d+)?", text) else 0.0

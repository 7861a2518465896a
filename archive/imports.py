"""A document that a person brings: which kind it is, by its bytes, and how it comes into the project's archive.

Enters: a path. Leaves: a media type, the exchange of a resource record (WARC 1.1, 6.4), or a WARC file with the records of
a foreign archive, each verified and taken over as it is. The file that was brought is only read; its name decides nothing.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from archive.attachment import attached_capture_id
from archive.capture import ATTACHED, Capture, FetchOutcome, RecordPlace
from archive.exchange import Exchange, one_line, record_id_of
from archive.guard import address_key
from archive.page import FEED_START, HTML_START
from archive.recorded import exchange_in
from archive.records import GZIP_MAGIC, WITHDRAWN, WarcFile, read_records
from archive.replay import ReplayArchive
from archive.wacz_reader import warc_files
from archive.warc import member
from citations.errors import ArchiveError, InputError, ProjectError
from citations.regex import regex

MAX_DOCUMENT_BYTES = 100_000_000  # it becomes one record, which readers of WARC files hold in memory
MAX_ARCHIVE_BYTES = 2_000_000_000
MAX_ADDRESSES_NAMED = 5
WARC, WACZ = "application/warc", "application/wacz"
ARCHIVES = frozenset({WARC, WACZ})
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
KINDS = "a PDF, an HTML file, a picture (PNG, JPEG, WebP), a WARC or WACZ, or a typed transcript"
_HEAD_BYTES = 1 << 16
_COPY_BYTES = 1 << 20
_MAX_NAME = 60
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})
# Begins of files that are none of KINDS, with what a person should do.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as PDF"),
    (b"Rar!", "a RAR file: unpack it"),
    (b"{\\rtf", "an RTF file: save it as PDF or text"),
    (b"GIF8", "a GIF picture: save it as PNG"),
    (b"II*\0", "a TIFF picture: save it as PNG"),
)
# How zips that are documents begin: Word and its kin, OpenDocument, EPUB; a WACZ names none of these
_OFFICE = re.compile(
    rb"\[Content_Types\]\.xml|mimetypeapplication/(?:vnd\.oasis\.opendocument|epub)|PK\x03\x04.{26}(?:word|xl|ppt)/", re.DOTALL
)
# matches: MIME-Version: 1.0 … multipart/related    does not: a letter that says "multipart"
_MHTML = re.compile(rb"(?is)\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related")
_SAFE = regex(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """A file that was looked at: its media type by its bytes, its size and its digest (`sha256:` and hex)."""

    path: Path
    media_type: str
    size: int
    digest: str


def look_at(path: Path) -> Brought:
    """Return what the file at `path` is. Raises InputError when it is none of KINDS, empty, or too large."""
    shown = one_line(str(path))
    size = file_size(path)
    with _opened(path) as file:
        head = file.read(_HEAD_BYTES)
        media_type = _media_type(head, shown)
        limit = MAX_ARCHIVE_BYTES if media_type in ARCHIVES else MAX_DOCUMENT_BYTES
        if size > limit:
            most = f"at most {limit // 10**6} MB was expected"
            raise InputError(f"{shown} has {size / 1e6:.0f} MB; {most}: give the part that is cited")
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Brought(path=path, media_type=media_type, size=size, digest=f"sha256:{digest}")


def file_size(path: Path) -> int:
    """Return the size of the ordinary file at `path`. Raises InputError when there is none, or it is empty."""
    shown = one_line(str(path))
    try:
        if not path.is_file():
            what = "does not exist" if not os.path.lexists(path) else "is no ordinary file"
            raise InputError(f"{shown} {what}: name {KINDS}")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", error)
        raise InputError(f"{shown} cannot be read ({why}): check its name and permissions") from None
    if not size:
        raise InputError(f"{shown} is empty: {KINDS} was expected")
    return size


def read_whole(brought: Brought) -> bytes:
    """Return the bytes of a document. Raises InputError when they are not those that were looked at."""
    with _opened(brought.path) as file:
        body = file.read(MAX_DOCUMENT_BYTES + 1)
    if f"sha256:{hashlib.sha256(body).hexdigest()}" != brought.digest:
        raise InputError(f"{one_line(str(brought.path))} changed while it was read: try again when it is whole")
    return body


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise InputError(f"{one_line(str(path))} cannot be read ({error.strerror}): check its permissions") from None


def _media_type(head: bytes, shown: str) -> str:
    for begin, what in _REFUSED:
        if head.startswith(begin):
            raise InputError(f"{shown} is {what}; {KINDS} was expected")
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"PK\x03\x04"):
        if _OFFICE.search(head):
            raise InputError(f"{shown} is an office file or an e-book: save it as PDF or HTML; {KINDS} was expected")
        return WACZ
    if head.startswith(b"WARC/") or _holds_warc(head):
        return WARC
    if head.startswith(GZIP_MAGIC):
        raise InputError(f"{shown} is compressed and holds no WARC records: unpack it; {KINDS} was expected")
    return _text_type(head, shown)


def _holds_warc(head: bytes) -> bool:
    if not head.startswith(GZIP_MAGIC):
        return False
    with contextlib.suppress(zlib.error):
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(head, 5) == b"WARC/"
    return False


def _text_type(head: bytes, shown: str) -> str:
    if _MHTML.match(head[:4000]):
        raise InputError(f"{shown} is a page saved as MHTML: save it as HTML or PDF; {KINDS} was expected")
    if FEED_START.match(head[:2000]):
        raise InputError(f"{shown} is XML: {KINDS} was expected")
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    controls = sum(head.count(bytes([code])) for code in (*range(7), 14, 15, 16, 17, 127))
    if not is_wide and (b"\0" in head or controls > len(head) // 100):
        raise InputError(f"{shown} is none of what can be kept: {KINDS} was expected")
    return "text/html" if HTML_START.match(head[:2000]) else "text/plain"


def resource_of(brought: Brought, address: str | None, date: datetime.datetime) -> Exchange:
    """Return the exchange of a document's resource record; without an address it is called by its digest."""
    uri = address_key(address) if address else f"urn:{brought.digest}"
    return Exchange(
        id=record_id_of("resource", brought.digest),
        capture_id=attached_capture_id(brought.digest),
        target_uri=uri,
        uri=uri,
        date=date,
        outcome=FetchOutcome.RESPONSE,
        purpose=ATTACHED,
        is_resource=True,
        status=200,
        reason="OK",
        headers=(("Content-Type", brought.media_type),),
        payload_digest=brought.digest,
        payload_bytes=brought.size,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenOver:
    """A foreign archive on its way into `sources/`: its records in `draft`, to be called `name`, and its captures."""

    draft: Path
    name: str
    captures: tuple[Capture, ...]


def take_over(brought: Brought, sources: Path) -> TakenOver:
    """Copy every record of a WARC or WACZ into one new file in `sources`, each verified, and return it, not yet in place.

    Raises ArchiveError when a record is damaged or does not fit its digest; then nothing is left.
    """
    plain = _SAFE.sub("-", brought.path.name.encode("ascii", "replace").decode())
    stem = re.sub(r"(?i)\.(?:wacz|warc(?:\.gz)?|gz)$", "", plain).strip(".-")[:_MAX_NAME] or "archive"
    name = f"imported-{brought.digest.removeprefix('sha256:')[:16]}-{stem}.warc.gz"
    draft = sources / f".{name}.part"
    try:
        warcs = (WarcFile.at(brought.path),) if brought.media_type == WARC else warc_files(brought.path)
        _write_records(warcs, draft)
        archive = ReplayArchive((WarcFile.at(draft, name=name),))
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ProjectError(f"{sources}: the archive cannot be written ({error.strerror}); free the disk or the folder") from None
    except ArchiveError:
        draft.unlink(missing_ok=True)
        raise
    return TakenOver(draft=draft, name=name, captures=archive.ended())


def _write_records(warcs: Iterable[WarcFile], draft: Path) -> None:
    with draft.open("wb") as out:
        for warc in warcs:
            with warc.path.open("rb", buffering=0) as file:
                for record in read_records(warc):
                    exchange_in(record)  # for its digests: what does not fit them is evidence of nothing
                    if WITHDRAWN in record.fields:
                        continue  # what others took out is not to be refused here
                    _copy_record(file.fileno(), warc, record.place, out)
        out.flush()
        os.fsync(out.fileno())


def _copy_record(source: int, warc: WarcFile, place: RecordPlace, target: BinaryIO) -> None:
    """Copy one record: its gzip member as it is, one that stood plain as a member of its own."""
    start, left = warc.start + place.offset, place.length
    if os.pread(source, 2, start) != GZIP_MAGIC:
        if left > MAX_DOCUMENT_BYTES:
            raise ArchiveError(f"{warc.shown}: a record of {left} bytes is not compressed; compress the file record by record")
        target.write(member(os.pread(source, left, start)))
        return
    while left > 0 and (chunk := os.pread(source, min(_COPY_BYTES, left), start)):
        target.write(chunk)
        start, left = start + len(chunk), left - len(chunk)


def put_in_place(taken: TakenOver) -> Path:
    """Move what was taken over to its name. A file that bears it is the same archive, from which bodies may have been withdrawn
    since: it stays as it is.
    """
    path = taken.draft.parent / taken.name
    if path.exists():
        taken.draft.unlink()
        return path
    taken.draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return path


def chosen(taken: TakenOver, addresses: Sequence[str]) -> Capture:
    """Return the newest page of a foreign archive at the first of `addresses` that it has, or its only page.

    Raises InputError, naming pages that it has, when that decides nothing.
    """
    pages = [one for one in taken.captures if 200 <= (one.status or 0) < 300 and one.mime in _PAGES and one.payload_bytes]
    for address in addresses:
        key = address_key(address)
        if same := [one for one in pages if key in (one.target_uri, one.final_uri)]:
            return max(same, key=lambda one: one.date)
    found = sorted({one.target_uri for one in pages})
    if len(found) == 1 and not addresses:
        return max(pages, key=lambda one: one.date)
    shown = ", ".join(found[:MAX_ADDRESSES_NAMED]) + (" …" if len(found) > MAX_ADDRESSES_NAMED else "")
    raise InputError(f"the archive has no page that is cited for sure; it has {shown or 'none'}: say with --address which one is")

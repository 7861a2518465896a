"""WACZ packages: WARC files with an index, a list of pages and digests in one zip; packed, and read without unpacking.

Enters: a folder of WARC files, or a package. Leaves: a package with equal bytes for equal input, or the WARC files in it.
Standards: WACZ 1.1.1 (specs.webrecorder.net), CDXJ 1.0, Frictionless Data Package. WARC members are stored, not deflated,
so that a record can be read at its offset. Names in a foreign package never become paths on the disk.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import hashlib
import json
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from archive.exchange import Exchange, media_type, one_line
from archive.records import WarcFile, exchange_in, read_records
from archive.replay import Bodies, files_of
from archive.urlkey import urlkey
from citations.errors import ArchiveError, ProjectError

WACZ_VERSION = "1.1.1"
PAGES_HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
MAX_MEMBERS = 10_000
MAX_DESCRIPTION_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 4_000_000_000  # of a WARC that a foreign packer deflated
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: packing the same twice gives the same bytes
_LOCAL_HEADER_BYTES = 30
_COPY_BYTES = 1 << 20
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class PageEntry:
    """One page that a reader may begin from: its address, the date of its capture, and its title."""

    url: str
    date: datetime.datetime
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    key: str
    timestamp: str
    fields: dict[str, str]

    def __str__(self) -> str:
        return f"{self.key} {self.timestamp} {json.dumps(self.fields, ensure_ascii=False)}\n"


def pack(
    source: Path, target: Path, *, title: str, created: datetime.datetime, software: str, pages: Sequence[PageEntry] | None = None
) -> Path:
    """Write a package of every WARC file in `source` (a folder, or a file) to `target`, and return `target`.

    Without `pages`, every HTML or PDF answer that ended a fetch is a page. Raises ArchiveError when the source is damaged or
    empty, ProjectError when the target cannot be written; nothing half-written stays.
    """
    warcs = files_of(source)
    if not warcs:
        raise ArchiveError(f"{source}: there is no WARC file to pack; fetch something first")
    lines, found = _index(warcs)
    entries = {
        "indexes/index.cdx.gz": gzip.compress("".join(str(line) for line in lines).encode(), mtime=0),
        "pages/pages.jsonl": _pages(found if pages is None else pages),
    }
    draft = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_package(draft, warcs, entries, title, created, software)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ProjectError(f"{target}: the package cannot be written ({error.strerror}); choose another place") from None
    return target


def _write_package(
    path: Path, warcs: Iterable[WarcFile], entries: dict[str, bytes], title: str, created: datetime.datetime, software: str
) -> None:
    resources = []
    with zipfile.ZipFile(path, "w", allowZip64=True) as package:
        for warc in warcs:
            resources.append(_resource(f"archive/{warc.name}", *_store(package, f"archive/{warc.name}", _chunks(warc))))
        for name, data in entries.items():
            resources.append(_resource(name, *_store(package, name, (data,))))
        description = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": title,
            "software": software,
            "created": created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "resources": resources,
        }
        data = json.dumps(description, indent=2, ensure_ascii=False).encode()
        _store(package, "datapackage.json", (data,))
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        _store(package, "datapackage-digest.json", (json.dumps(digest, indent=2).encode(),))


def _store(package: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a member without compression, and return its SHA-256 and size."""
    info = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
    info.external_attr = 0o644 << 16
    digest, size = hashlib.sha256(), 0
    with package.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _resource(name: str, digest: str, size: int) -> dict[str, str | int]:
    return {"name": PurePosixPath(name).name.lower(), "path": name, "hash": f"sha256:{digest}", "bytes": size}


def _chunks(warc: WarcFile) -> Iterator[bytes]:
    with warc.path.open("rb") as file:
        file.seek(warc.start)
        left = warc.size
        while left > 0 and (chunk := file.read(min(_COPY_BYTES, left))):
            left -= len(chunk)
            yield chunk


def _index(warcs: Iterable[WarcFile]) -> tuple[list[_Line], tuple[PageEntry, ...]]:
    """Return the CDXJ lines of all answers, sorted, and the pages among them."""
    lines, pages, bodies = [], [], Bodies()
    for warc in warcs:
        for record in read_records(warc):
            told = exchange_in(record)
            if told is None or told[0].status is None:
                continue
            bodies.add(told[0], record.fields.get("warc-payload-digest"))
            exchange = bodies.completed(told[0])
            lines.append(_line(exchange, record.kind == "revisit"))
            if exchange.final and exchange.purpose == "source" and media_type(exchange.header("content-type"))[0] in _PAGE_TYPES:
                pages.append(PageEntry(url=exchange.uri, date=exchange.date))
    return sorted(lines, key=lambda line: (line.key, line.timestamp, line.fields["offset"])), tuple(pages)


def _line(exchange: Exchange, is_revisit: bool) -> _Line:
    place = exchange.place
    mime = "warc/revisit" if is_revisit else media_type(exchange.header("content-type"))[0] or "unk"
    fields = {
        "url": exchange.uri,
        "mime": mime,
        "status": str(exchange.status),
        "digest": exchange.payload_digest or "-",
        **({"length": str(place.length), "offset": str(place.offset), "filename": place.warc} if place else {}),
    }
    return _Line(key=urlkey(exchange.uri), timestamp=exchange.date.strftime("%Y%m%d%H%M%S"), fields=fields)


def _pages(pages: Sequence[PageEntry]) -> bytes:
    rows = [PAGES_HEADER]
    for page in sorted(pages, key=lambda one: (one.url, one.date)):
        stamp = page.date.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        key = hashlib.sha256(f"{page.url} {stamp}".encode()).hexdigest()[:22]
        rows.append({"id": key, "url": page.url, "ts": stamp, "title": page.title or page.url})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def warc_files(path: Path) -> tuple[WarcFile, ...]:
    """Return the WARC files inside the package at `path`, each where its bytes lie in it.

    Raises ArchiveError when it is no package, has too many members or two of one name, hides a member behind compression it
    cannot have, or has members that do not fit the digests in its description.
    """
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS:
                raise ArchiveError(f"{path}: {len(members)} members are more than a package may have; name a smaller one")
            _refuse_twins(path, members)
            _verify(path, package)
            chosen = [one for one in members if _is_warc(one.filename)]
            if not chosen:
                raise ArchiveError(f"{path}: expected WARC files under archive/, found none; name a WACZ package")
            return tuple(sorted((_warc_file(path, package, one) for one in chosen), key=lambda warc: warc.name))
    except OSError as error:
        raise ArchiveError(f"{path}: the archive cannot be read ({error.strerror or error}); check that it is there") from None
    except _DAMAGES as error:
        raise ArchiveError(
            f"{path}: expected a WACZ package, found a damaged zip or none ({error}); use an undamaged copy"
        ) from None


def _refuse_twins(path: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    seen: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for one in members:
        first = seen.setdefault(PurePosixPath(one.filename), one)
        if first is not one:
            raise ArchiveError(
                f"{path}: two members are called {one_line(one.filename)}, at offsets {first.header_offset} and"
                f" {one.header_offset}; use a package that names each once"
            )


def _verify(path: Path, package: zipfile.ZipFile) -> None:
    """Compare every member with the digests of the package's description, if it has one (WACZ 1.1.1, 5.2 and 5.3)."""
    names = set(package.namelist())
    if "datapackage.json" not in names:
        return
    if "datapackage-digest.json" in names:
        stated = _json(path, package, "datapackage-digest.json")
        _verify_member(path, package, "datapackage.json", str(stated.get("hash", "")))
    resources = _json(path, package, "datapackage.json").get("resources")
    listed = {str(one.get("path")): str(one.get("hash", "")) for one in resources if isinstance(one, dict)} if resources else {}
    for name in sorted(one for one in names if _is_warc(one) and one not in listed):
        raise ArchiveError(f"{path}: {one_line(name)} stands in the package and not in its description; use an undamaged copy")
    for name, digest in listed.items():
        if name not in names:
            raise ArchiveError(f"{path}: the description names {one_line(name)}, which is missing; use an undamaged copy")
        _verify_member(path, package, name, digest)


def _json(path: Path, package: zipfile.ZipFile, name: str) -> dict[str, Any]:
    info = package.getinfo(name)
    if info.file_size > MAX_DESCRIPTION_BYTES:
        raise ArchiveError(f"{path}: {name} has {info.file_size} bytes, which is no description; use another package")
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(package.read(info))
        if isinstance(value, dict) and isinstance(value.get("resources", []), list):
            return value
    raise ArchiveError(f"{path}: {name} at offset {info.header_offset} cannot be read; use an undamaged copy")


def _verify_member(path: Path, package: zipfile.ZipFile, name: str, declared: str) -> None:
    info = package.getinfo(name)
    kind, _, value = declared.partition(":")
    if kind not in ("md5", "sha1", "sha256", "sha512") or info.flag_bits & 1 or info.file_size > MAX_UNPACKED_BYTES:
        return
    digest = hashlib.new(kind, usedforsecurity=False)
    with package.open(info) as member:
        while chunk := member.read(_COPY_BYTES):
            digest.update(chunk)
    if digest.hexdigest() != value.lower():
        raise ArchiveError(
            f"{path}: {one_line(name)} at offset {info.header_offset} does not fit its digest {one_line(declared)[:80]};"
            " use an undamaged copy"
        )


def _is_warc(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return len(parts) == 2 and parts[0] == "archive" and name.endswith((".warc", ".warc.gz"))


def _warc_file(path: Path, package: zipfile.ZipFile, info: zipfile.ZipInfo) -> WarcFile:
    name = PurePosixPath(info.filename).name
    if info.flag_bits & 1:
        raise ArchiveError(f"{path}: {name} is encrypted; use a package that is not")
    if info.compress_type != zipfile.ZIP_STORED:
        return _unpacked(path, package, info, name)
    with path.open("rb") as file:
        file.seek(info.header_offset)
        header = file.read(_LOCAL_HEADER_BYTES)
        name_bytes, extra_bytes = struct.unpack("<HH", header[26:30])
    start = info.header_offset + _LOCAL_HEADER_BYTES + name_bytes + extra_bytes
    if not header.startswith(b"PK\x03\x04") or start + info.file_size > path.stat().st_size:
        raise ArchiveError(f"{path}: {name} at offset {info.header_offset} is cut; use an undamaged copy")
    return WarcFile.at(path, start, info.file_size, name)


def _unpacked(path: Path, package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> WarcFile:
    """Inflate a member that a foreign packer deflated to a file that the system removes with the process."""
    if info.file_size > MAX_UNPACKED_BYTES:
        raise ArchiveError(f"{path}: {name} would unpack to {info.file_size} bytes; repack it without compression")
    folder = Path(_scratch().name)
    target = folder / hashlib.sha256(f"{path}\x1f{name}".encode()).hexdigest()
    left = info.file_size
    with package.open(info) as member, target.open("wb") as out:
        while chunk := member.read(_COPY_BYTES):
            left -= len(chunk)
            if left < 0:
                raise ArchiveError(f"{path}: {name} is larger than the package says; use an undamaged copy")
            out.write(chunk)
    if left:
        raise ArchiveError(f"{path}: {name} is shorter than the package says; use an undamaged copy")
    return replace(WarcFile.at(target, 0, info.file_size, name), package=path)


_scratches: list[tempfile.TemporaryDirectory[str]] = []


def _scratch() -> tempfile.TemporaryDirectory[str]:
    if not _scratches:
        _scratches.append(tempfile.TemporaryDirectory(prefix="footnotary-"))
    return _scratches[0]

"""Whether a WACZ package is whole: its zip, its description, its list of pages, its index, and the records in it.

Enters: a package. Leaves: a `Fault` for each thing that is wrong. Standards: WACZ 1.1.1, CDXJ 1.0, Frictionless Data
Package. Stricter than `wacz validate`: nothing may stand in the zip that the description does not list, every page must
be found in the index, and every line of the index must lead to the record that it describes. Nothing is written.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urldefrag

from archive.fixity import Fault, References, Tally, readings_of
from archive.guard import address_key
from archive.index_fixity import Expected, Line, check_line, lines_of, raw_lines
from archive.urlkey import urlkey
from archive.wacz_reader import MAX_DESCRIPTION_BYTES, MAX_MEMBERS, MAX_UNPACKED_BYTES, is_warc, warc_in
from citations.errors import ArchiveError

DESCRIPTION, SEAL = "datapackage.json", "datapackage-digest.json"
PAGES = "pages/pages.jsonl"
MAX_INDEX_BYTES = 2_000_000_000  # inflated
_DIGESTS = ("sha256", "sha512", "sha1", "md5")
_LOCAL = struct.Struct("<4sHHHHHIIIHH")  # APPNOTE 4.3.7
_COPY_BYTES = 1 << 20
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, OSError)


@dataclass(slots=True)
class _Package:
    """A package being checked: its members, and what its records and its index hold."""

    path: Path
    zip: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    records: dict[tuple[str, int], Expected] = field(default_factory=dict)
    indexed: set[tuple[str, int]] = field(default_factory=set)
    moments: set[tuple[str, str]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def fault(self, kind: str, what: str, name: str = "", offset: int | None = None, uri: str = "") -> Fault:
        """Return a fault of the member `name`, or of the whole package."""
        file = f"{self.path.name}/{name}" if name else self.path.name
        return Fault(kind=kind, file=file, what=what, offset=offset, uri=uri)

    def read(self, name: str) -> bytes:
        """Return a small member's bytes; raises ValueError when it is too large to be one."""
        info = self.members[name]
        if info.file_size > MAX_DESCRIPTION_BYTES:
            raise ValueError(f"it has {info.file_size} bytes")
        return self.zip.read(info)


def check_package(path: Path, tally: Tally) -> Iterator[Fault]:
    """Yield what is wrong with the package at `path`; its WARC files and records are counted in `tally`."""
    try:
        with zipfile.ZipFile(path) as opened:
            members = opened.infolist()
            if len(members) > MAX_MEMBERS:
                yield Fault(kind="package", file=path.name, what=f"it has {len(members)} members; {MAX_MEMBERS} are read at most")
                return
            package = _Package(path=path, zip=opened, members={one.filename: one for one in members})
            yield from _check_zip(package, members)
            yield from _check_description(package)
            yield from _check_warcs(package, tally)
            yield from _check_index(package)
            yield from _check_pages(package)
    except _DAMAGES as error:
        yield Fault(kind="package", file=path.name, what=f"it is no zip, or a damaged one ({error})")


def _check_zip(package: _Package, members: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    seen: set[PurePosixPath] = set()
    for one in members:
        name = PurePosixPath(one.filename)
        if name in seen:
            yield package.fault("package", "two members bear this name", one.filename, one.header_offset)
        if name.is_absolute() or ".." in name.parts:
            yield package.fault("package", "a member’s name leads out of the package", one.filename, one.header_offset)
        if one.flag_bits & 1:
            yield package.fault("package", "the member is encrypted", one.filename, one.header_offset)
        if name.parts[:1] == ("archive",) and one.compress_type != zipfile.ZIP_STORED:
            yield package.fault(
                "package",
                "the zip compresses the WARC file: no record can be read at its offset",
                one.filename,
                one.header_offset,
            )
        seen.add(name)
    yield from _check_layout(package, members)


def _check_layout(package: _Package, members: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Compare each member's own header with the zip's directory, and find bytes that belong to no member."""
    end = 0
    with package.path.open("rb") as file:
        for one in sorted(members, key=lambda info: info.header_offset):
            if one.header_offset != end:
                yield package.fault("package", f"{one.header_offset - end} bytes belong to no member", one.filename, end)
            file.seek(one.header_offset)
            header = file.read(_LOCAL.size)
            if len(header) < _LOCAL.size:
                return
            magic, _, flags, method, time, date, crc, packed, size, name_size, extra_size = _LOCAL.unpack(header)
            follows = bool(flags & 8)  # checksum and sizes stand after the data
            told = (magic, flags, method, time, date) == (b"PK\x03\x04", one.flag_bits, one.compress_type, *_dos_time(one))
            sizes = follows or (crc == one.CRC and {packed, size} <= {one.compress_size, one.file_size, 0xFFFFFFFF})
            if not told or not sizes:
                yield package.fault(
                    "package", "the member’s header and the zip’s directory differ", one.filename, one.header_offset
                )
            end = one.header_offset + _LOCAL.size + name_size + extra_size + one.compress_size
            end += _trailer_size(file, end, one) if follows else 0
        if end != package.zip.start_dir:
            yield package.fault("package", f"{package.zip.start_dir - end} bytes belong to no member", offset=end)


def _dos_time(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _trailer_size(file: Any, end: int, info: zipfile.ZipInfo) -> int:
    """Return the size of a data descriptor, with or without its signature, of 4 or 8 bytes a size (APPNOTE 4.3.9)."""
    file.seek(end)
    data = file.read(24)
    signature = 4 if data.startswith(b"PK\x07\x08") else 0
    for layout in ("<III", "<IQQ"):
        size = struct.calcsize(layout)
        piece = data[signature : signature + size]
        if len(piece) == size and struct.unpack(layout, piece) == (info.CRC, info.compress_size, info.file_size):
            return signature + size
    return 0


def _check_description(package: _Package) -> Iterator[Fault]:
    description = None
    with contextlib.suppress(ValueError, RecursionError, KeyError):
        description = json.loads(package.read(DESCRIPTION))
    if DESCRIPTION not in package.members:
        yield package.fault("package", f"{DESCRIPTION} is missing: nothing says what the package holds")
        return
    if not isinstance(description, dict) or not isinstance(description.get("resources"), list):
        yield package.fault("package", "expected a JSON object with a list of resources", DESCRIPTION)
        return
    if description.get("profile") != "data-package" or not isinstance(description.get("wacz_version"), str):
        yield package.fault("package", 'expected "profile": "data-package" and a "wacz_version"', DESCRIPTION)
    yield from _check_seal(package)
    yield from _check_resources(package, description["resources"])


def _check_seal(package: _Package) -> Iterator[Fault]:
    if SEAL not in package.members:
        yield package.fault("package", f"{SEAL} is missing: nothing proves the description")
        return
    seal: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        seal = json.loads(package.read(SEAL))
    if not isinstance(seal, dict) or seal.get("path") != DESCRIPTION or not isinstance(seal.get("hash"), str):
        yield package.fault("package", f"expected the path {DESCRIPTION} and its hash", SEAL)
    elif _hash_of(package, DESCRIPTION, seal["hash"]) is not True:
        yield package.fault("package", f"{DESCRIPTION} does not fit the digest in {SEAL}", DESCRIPTION)


def _check_resources(package: _Package, resources: list[Any]) -> Iterator[Fault]:
    listed: set[str] = set()
    for one in resources:
        name = one.get("path") if isinstance(one, dict) else None
        if not isinstance(name, str) or name in listed:
            yield package.fault("package", "a resource has no path, or one that another has", DESCRIPTION)
            continue
        listed.add(name)
        if name not in package.members:
            yield package.fault("package", "the description lists it, and it is not in the package", name)
            continue
        info = package.members[name]
        if one.get("bytes") != info.file_size:
            yield package.fault(
                "package", f"it has {info.file_size} bytes, and {one.get('bytes')} by the description", name, info.header_offset
            )
        if _hash_of(package, name, str(one.get("hash", ""))) is not True:
            yield package.fault("package", f"it does not fit its digest {str(one.get('hash'))[:90]}", name, info.header_offset)
    for name in sorted(package.members.keys() - listed - {DESCRIPTION, SEAL}):
        if not name.endswith("/"):
            yield package.fault("package", "it is in the package, and the description does not list it", name)


def _hash_of(package: _Package, name: str, declared: str) -> bool | None:
    """Whether a member has a digest; None when it cannot be compared."""
    kind, _, value = declared.partition(":")
    info = package.members[name]
    if kind not in _DIGESTS or info.flag_bits & 1 or info.file_size > MAX_UNPACKED_BYTES:
        return None
    digest = hashlib.new(kind, usedforsecurity=False)
    with contextlib.suppress(*_DAMAGES), package.zip.open(info) as member:
        while chunk := member.read(_COPY_BYTES):
            digest.update(chunk)
        return digest.hexdigest() == value.lower()
    return False


def _check_warcs(package: _Package, tally: Tally) -> Iterator[Fault]:
    names = [name for name in package.members if is_warc(name)]
    if not names:
        yield package.fault("package", "there is no WARC file under archive/")
    references = References()
    for name in sorted(names):
        try:
            warc = warc_in(package.path, package.zip, package.members[name])
        except (ArchiveError, *_DAMAGES) as error:
            yield package.fault("package", f"it cannot be read ({error})", name)
            continue
        for reading, faults in readings_of(warc, f"{package.path.name}/{name}", references, tally):
            yield from faults
            if reading is not None:
                package.records[PurePosixPath(name).name, reading.offset] = Expected.of(reading, warc)
    yield from references.faults()


def _check_index(package: _Package) -> Iterator[Fault]:
    names = sorted(name for name in package.members if name.startswith("indexes/") and not name.endswith("/"))
    lists = [name for name in names if name.endswith((".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz"))]
    if not lists:
        yield package.fault("index", "there is no index under indexes/")
        return
    for name in lists:
        yield from _check_list(package, name)
    for warc, offset in sorted(key for key, one in package.records.items() if one.is_answer and key not in package.indexed):
        yield package.fault(
            "index", "the index has no line for this answer", f"archive/{warc}", offset, package.records[warc, offset].uri
        )


def _check_list(package: _Package, name: str) -> Iterator[Fault]:
    before = b""
    with package.zip.open(package.members[name]) as member:
        text: Any = gzip.GzipFile(fileobj=member) if name.endswith(".gz") else member
        for number, (raw, line) in enumerate(lines_of(text, MAX_INDEX_BYTES), 1):
            if raw < before:
                yield package.fault("index", f"line {number} is not in its order", name)
            before = raw
            if line is None:
                yield package.fault("index", f"line {number} is no CDXJ line: key, time and a JSON object were expected", name)
                continue
            _note(package, line)
            if what := check_line(line, package.records.get((line.filename, line.offset))):
                yield package.fault("index", f"line {number}: {what}", name, uri=line.url)


def _note(package: _Package, line: Line) -> None:
    package.indexed.add((line.filename, line.offset))
    package.moments.add((_page_key(line.url), line.timestamp[:14]))
    package.keys.add(_page_key(line.url))


def _page_key(url: str) -> str:
    return urlkey(address_key(urldefrag(url).url))


def _check_pages(package: _Package) -> Iterator[Fault]:
    if PAGES not in package.members:
        yield package.fault("pages", f"{PAGES} is missing: a reader has nothing to begin from")
    for name in sorted(one for one in package.members if one.startswith("pages/") and one.endswith(".jsonl")):
        with package.zip.open(package.members[name]) as member:
            for number, raw in enumerate(raw_lines(member, MAX_INDEX_BYTES), 1):
                if what := _page_wrong(package, raw, is_header=number == 1):
                    yield package.fault("pages", f"line {number}: {what}", name)
        if not package.members[name].file_size:
            yield package.fault("pages", "it is empty: a header was expected on its first line", name)


def _page_wrong(package: _Package, raw: bytes, *, is_header: bool) -> str:
    row: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        row = json.loads(raw)
    if not isinstance(row, dict):
        return "a JSON object was expected"
    if is_header:
        is_fit = row.get("format") == "json-pages-1.0" and row.get("id")
        return "" if is_fit else 'a header with "format": "json-pages-1.0" was expected'
    url, stamp = row.get("url"), row.get("ts")
    if not isinstance(url, str) or not isinstance(stamp, str):
        return "a page with url and ts was expected"
    key = _page_key(url)
    if key not in package.keys:
        return f"the page {url[:200]} is not in the index"
    moment = "".join(char for char in stamp if char.isdigit())[:14]
    return "" if (key, moment) in package.moments else f"the index has no capture of {url[:200]} at {stamp[:40]}"

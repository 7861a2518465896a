"""WACZ packages read without unpacking: the WARC files in one, each where its bytes lie, once its digests are found right.

Enters: the path of a package, anybody's. Leaves: `WarcFile`s. Standard: WACZ 1.1.1 (specs.webrecorder.net).
Names in a foreign package never become paths on the disk. Writing packages is `archive.wacz`'s.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from archive.exchange import one_line
from archive.records import WarcFile
from citations.errors import ArchiveError

MAX_MEMBERS = 10_000
MAX_DESCRIPTION_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 4_000_000_000  # of a WARC that a foreign packer deflated
_LOCAL_HEADER_BYTES = 30
_COPY_BYTES = 1 << 20
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error
)  # fmt: skip


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
            chosen = [one for one in members if is_warc(one.filename)]
            if not chosen:
                raise ArchiveError(f"{path}: expected WARC files under archive/, found none; name a WACZ package")
            return tuple(sorted((warc_in(path, package, one) for one in chosen), key=lambda warc: warc.name))
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
    for name in sorted(one for one in names if is_warc(one) and one not in listed):
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


def is_warc(name: str) -> bool:
    """Whether a member's name is that of a WARC file in a package."""
    parts = PurePosixPath(name).parts
    return len(parts) == 2 and parts[0] == "archive" and name.endswith((".warc", ".warc.gz"))


def warc_in(path: Path, package: zipfile.ZipFile, info: zipfile.ZipInfo) -> WarcFile:
    """Return the WARC file that a member is, where its bytes lie; raises ArchiveError when it cannot be read there."""
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

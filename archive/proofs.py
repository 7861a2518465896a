"""Proof that protects a person: files in `proofs/` that nobody but the owner may read, and an index of who gave them when.

Enters: a file and for which source it stands. Leaves: its copy under its digest, mode 0600 in a folder of mode 0700 that
git ignores. Nothing of it enters ledger, WARC, package or report but initials and a day. No link is followed.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from citations.errors import InputError, ProjectError
from citations.plain import from_plain, to_plain
from citations.regex import regex

FOLDER = "proofs"
INDEX = "index.json"
INDEX_VERSION = 1
MAX_PROOF_BYTES = 2_000_000_000  # a day of recorded speech
MAX_INDEX_BYTES = 20_000_000
HASHED_BYTES = 64_000_000  # a larger file is known by its size alone when a report is made
_COPY_BYTES = 1 << 20
_INCOMING = ".incoming"
_NAME = regex(r"[0-9a-f]{64}")  # the name of a proof    does not: index.json, ../x


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Who gave proof for which source, when, for which note (`citation_index` from 0); `sha256` in hex names the file.

    `state` is `kept`, `missing` or `changed`: how the file is found now.
    """

    source_id: str
    by: str
    date: datetime.datetime
    briefing: str
    label: str
    citation_index: int
    sha256: str
    size: int
    media_type: str
    file_name: str
    state: str = "kept"


def keep_proof(project: Path, path: Path, about: Proof) -> tuple[Proof, tuple[str, ...]]:
    """Copy the file at `path` into the project's proofs; return it with digest and size, and what was mended, in sentences.

    A file that was given for the source before by the same person is not entered twice: the first entry is returned. The
    caller holds the project. Raises InputError when the file is empty or too large, ProjectError when it cannot be kept.
    """
    try:
        with _folder(project) as (folder, notices):
            digest, size = _copy_in(folder, path)
            entries = _read_index(folder, project)
            same = [one for one in entries if (one.sha256, one.source_id, one.by) == (digest, about.source_id, about.by)]
            proof = same[0] if same else replace(about, sha256=digest, size=size, state="kept")
            if not same:
                _write_whole(folder, INDEX, _index_text((*entries, proof)))
            return proof, notices
    except OSError as error:
        raise ProjectError(
            f"{project / FOLDER}: the proof cannot be kept ({error.strerror}); free the disk or the folder"
        ) from None


def proofs_of(project: Path, *, whole: bool = False) -> tuple[Proof, ...]:
    """Return every proof of the project, oldest first, with the state of its file; () when it has none.

    A file of more than HASHED_BYTES is known by its size, unless `whole` asks for every byte.
    Raises ProjectError when the folder is a link or the index cannot be read.
    """
    folder = project / FOLDER
    if not os.path.lexists(folder):
        return ()
    try:
        fd = _opened(folder)
    except OSError as error:
        raise ProjectError(f"{folder}: the proofs cannot be read ({error.strerror}); make the folder your own") from None
    try:
        return tuple(replace(one, state=_state(fd, one, whole=whole)) for one in _read_index(fd, project))
    finally:
        os.close(fd)


def proof_files(project: Path) -> tuple[Path, ...]:
    """Return the index, the proofs, and what else was put beside them, sorted: a package holds them only when it is asked to.

    Links and hidden files are left out. Raises ProjectError when the folder is a link or the index cannot be read.
    """
    proofs_of(project)
    found = (path for path in (project / FOLDER).rglob("*") if not path.name.startswith("."))
    return tuple(sorted(path for path in found if path.is_file() and not path.is_symlink()))


@contextlib.contextmanager
def _folder(project: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The folder, made or mended so that nobody else can read in it; and what was mended."""
    folder = project / FOLDER
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    fd = _opened(folder)
    try:
        yield fd, _mended(fd, folder)
    finally:
        os.close(fd)


def _opened(folder: Path) -> int:
    if folder.is_symlink() or not folder.is_dir():
        raise ProjectError(f"{folder}: expected a folder of the project’s own, found a link or a file; move it away")
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)


def _mended(folder: int, path: Path) -> tuple[str, ...]:
    """Take the rights of others away, see that git ignores the folder, and say what had been open."""
    notices = []
    found = os.fstat(folder)
    if found.st_uid != os.geteuid():
        raise ProjectError(f"{path}: the folder belongs to another user; move it away, or run as that user")
    if stat.S_IMODE(found.st_mode) != 0o700:
        if found.st_mode & 0o077:
            open_as = f"{stat.S_IMODE(found.st_mode):04o}"
            notices.append(f"{path.name}/ could be read by others (mode {open_as}); it is yours alone now.")
        os.fchmod(folder, 0o700)
    for name in os.listdir(folder):
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISREG(mode) and mode & 0o077:
            os.chmod(name, 0o600, dir_fd=folder)
            notices.append("A file in proofs/ could be read by others; it is yours alone now.")
    _write_whole(folder, ".gitignore", b"*\n")
    return tuple(dict.fromkeys(notices))


def _copy_in(folder: int, path: Path) -> tuple[str, int]:
    """Copy a file under its digest; return digest and size."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as source, _written(folder, _INCOMING) as target:
            while chunk := source.read(_COPY_BYTES):
                size += len(chunk)
                if size > MAX_PROOF_BYTES:
                    raise InputError(f"the file has more than {MAX_PROOF_BYTES // 10**9} GB; give the part that proves it")
                digest.update(chunk)
                _write(target, chunk)
            if not size:
                raise InputError("the file is empty; give the document itself")
        os.rename(_INCOMING, digest.hexdigest(), src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(_INCOMING, dir_fd=folder)
    return digest.hexdigest(), size


@contextlib.contextmanager
def _written(folder: int, name: str) -> Iterator[int]:
    """A new file of mode 0600, whatever the umask; on the disk when the block ends."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
    fd = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=folder)
    try:
        os.fchmod(fd, 0o600)
        yield fd
        os.fsync(fd)
    finally:
        os.close(fd)


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _write_whole(folder: int, name: str, data: bytes) -> None:
    beside = f".{name.lstrip('.')}.new"
    with _written(folder, beside) as fd:
        _write(fd, data)
    os.rename(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    os.fsync(folder)


def _index_text(entries: tuple[Proof, ...]) -> bytes:
    rows = [{key: value for key, value in to_plain(one).items() if key != "state"} for one in entries]
    return json.dumps({"version": INDEX_VERSION, "proofs": rows}, indent=1, ensure_ascii=False).encode()


def _read_index(folder: int, project: Path) -> tuple[Proof, ...]:
    """Return the entries of the index; () when there is none yet."""
    try:
        fd = os.open(INDEX, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ProjectError(f"{project / FOLDER / INDEX} cannot be read ({error.strerror}); make it your own file") from None
    with os.fdopen(fd, "rb") as file:
        data = file.read(MAX_INDEX_BYTES)
    try:
        return tuple(_entry(row) for row in json.loads(data)["proofs"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ProjectError(f"{project / FOLDER / INDEX} is damaged; put back an earlier copy, or attach anew") from None


def _entry(row: Any) -> Proof:
    proof = from_plain(Proof, {**row, "state": "kept"})
    if not _NAME.fullmatch(proof.sha256) or not isinstance(proof.date, datetime.datetime):
        raise ValueError(row)
    return proof


def _state(folder: int, proof: Proof, *, whole: bool) -> str:
    """Whether the file of a proof is there, and as it was given."""
    try:
        fd = os.open(proof.sha256, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return "missing"
    with os.fdopen(fd, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size != proof.size:
            return "changed"
        if found.st_size > HASHED_BYTES and not whole:
            return "kept"
        return "kept" if hashlib.file_digest(file, "sha256").hexdigest() == proof.sha256 else "changed"

"""runs.log: one line for every run and every package, each holding the digest of the line before it.

Enters: what a run rests on, or a package. Leaves: a line of JSON in `sources/runs.log`, kept in git, and what does not fit.
A digest beside a file proves only that the two fit together; this chain, kept in git and printed in reports, shows that a
line was changed, taken out, put in or moved since. A line is written once: the file is written anew beside and moved.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from citations.errors import ProjectError

LOG_NAME = "runs.log"
MAX_LOG_BYTES = 200_000_000  # some 400,000 lines
_COPY_BYTES = 1 << 20
# The end of a line: the digest of all that stands before it.  matches: , "digest": "sha256:0a… (64 figures)"}    does not: {}
_SEAL = re.compile(rb""", \ "digest":\ "(?P<digest> sha256:[0-9a-f]{64} )"\} \Z""", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogLine:
    """One line: which run (`verify` or `pack`), of which briefing, when (ISO 8601, UTC), what it rests on, what it packed.

    `records` counts the records behind the run and `records_digest` is that of `archive.rests`; `package` is a file name,
    `package_digest` and `datapackage_digest` are `sha256:…` of the package and of its description, and `timestamp` is
    the digest of the authority's answer. `line` (from 1) and `previous` (the digest of the line before, None in the
    first) are set when it is written.
    """

    what: str
    run: str
    time: str
    software: str
    briefing: str | None = None
    records: int = 0
    records_digest: str | None = None
    package: str | None = None
    package_digest: str | None = None
    datapackage_digest: str | None = None
    timestamp: str | None = None
    line: int = 0
    previous: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Chained:
    """Where a line stands in the log: its number, its digest, and that of the line before it."""

    line: int
    digest: str
    previous: str | None


def append_line(log: Path, line: LogLine) -> Chained:
    """Write `line` at the end of `log` and return where it stands; the caller holds the project.

    Raises ProjectError when the file cannot be read or written; then it is as it was.
    """
    old = _read(log)
    if old and not old.endswith(b"\n"):
        old += b"\n"  # an editor took it away; the lines themselves are compared without it
    lines = old.splitlines()
    chained = replace(line, line=len(lines) + 1, previous=_seal_of(lines[-1]) if lines else None)
    fields = {name: getattr(chained, name) for name in LogLine.__slots__}
    body = json.dumps(fields, ensure_ascii=False)[:-1].encode("utf-8", "replace")
    digest = _digest(body)
    _write(log, old + body + f', "digest": "{digest}"}}\n'.encode())
    return Chained(line=chained.line, digest=digest, previous=chained.previous)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogCheck:
    """What a log says: its lines as far as they can be read, the digest of every line, and what does not fit, in sentences."""

    lines: tuple[LogLine, ...]
    digests: tuple[str, ...]
    faults: tuple[str, ...]


def check_runs_log(log: Path, packages: Path | None = None, reported: Mapping[str, str] | None = None) -> LogCheck:
    """Return what the log says and what does not fit: its first wrong line, and every package that was changed since.

    `packages` is the folder in which packages are looked for, if at all: one that was taken elsewhere is no fault, one with
    other bytes is. `reported` gives the digest that each report prints, by the report's name: one that no line has shows
    that lines at the end were taken away. Raises ProjectError when a file cannot be read.
    """
    raw = _read(log).splitlines()
    lines = tuple(_line_of(one) for one in raw)
    digests = tuple(_seal_of(one) for one in raw)
    misfits = (_misfit(number, raw, lines, digests) for number in range(len(raw)))
    faults = [next((one for one in misfits if one), "")]
    faults += [
        f"{log.name}: no line has the digest {digest} that the report {name} prints: lines were changed or taken away since"
        for name, digest in sorted((reported or {}).items())
        if digest not in digests
    ]
    newest = {line.package: line for line in lines if line and line.package}
    if packages:
        faults += [fault for line in newest.values() for fault in _package_faults(packages, line)]
    return LogCheck(lines=tuple(line for line in lines if line), digests=digests, faults=tuple(one for one in faults if one))


def _misfit(index: int, raw: list[bytes], lines: tuple[LogLine | None, ...], digests: tuple[str, ...]) -> str:
    """Return why line `index` does not fit, or "": its own seal first, then its place in the chain."""
    line, number = lines[index], index + 1
    if line is None:
        return f"{LOG_NAME}: line {number} is none that footnotary wrote: it was put in or changed"
    if not _is_sealed(raw[index]):
        return f"{LOG_NAME}: line {number} was changed: it does not fit its own digest"
    before = digests[index - 1] if index else None
    if line.previous != before or line.line != number:
        whence = f"after line {number - 1}" if index else "at the beginning"
        return (
            f"{LOG_NAME}: line {number} does not continue what stands before it (it was written as line {line.line}):"
            f" lines were taken out, put in, moved or written anew {whence}"
        )
    return ""


def _line_of(raw: bytes) -> LogLine | None:
    try:
        found = json.loads(raw)
        known = {name: found[name] for name in LogLine.__slots__}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    numbers = all(isinstance(known[name], int) for name in ("records", "line"))
    texts = all(value is None or isinstance(value, str) for name, value in known.items() if name not in ("records", "line"))
    return LogLine(**known) if numbers and texts and _SEAL.search(raw) else None


def _is_sealed(raw: bytes) -> bool:
    match = _SEAL.search(raw)
    return match is not None and _digest(raw[: match.start()]) == match["digest"].decode()


def _seal_of(raw: bytes) -> str:
    """Return the digest that a line bears at its end; of a line that bears none, its own."""
    match = _SEAL.search(raw)
    return match["digest"].decode() if match else _digest(raw)


def _package_faults(packages: Path, line: LogLine) -> Iterator[str]:
    place = packages / (line.package or "")
    if place.name != line.package or not place.is_file() or line.package_digest is None:
        return
    found = file_digest(place)
    if found != line.package_digest:
        yield f"{place.name}: its digest is {found}, and line {line.line} of {LOG_NAME} says {line.package_digest}"


def file_digest(path: Path) -> str:
    """Return `sha256:` and the SHA-256 of a file. Raises ProjectError when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_COPY_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror}): check that it is there and may be read") from None
    return f"sha256:{digest.hexdigest()}"


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _read(log: Path) -> bytes:
    """Return the bytes of the log, b"" when there is none yet."""
    try:
        if log.is_symlink() or (log.exists() and not log.is_file()):
            raise ProjectError(f"{log} is a link or no file: an ordinary file was expected; move it away")
        if log.exists() and log.stat().st_size > MAX_LOG_BYTES:
            raise ProjectError(f"{log} is larger than a log can become ({MAX_LOG_BYTES} bytes); put it aside")
        return log.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ProjectError(f"{log} cannot be read ({error.strerror}): make it a file that you may read") from None


def _write(log: Path, data: bytes) -> None:
    """Write the log beside its place and move it there, so that it is never half written."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=log.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(log)
    except OSError as error:
        raise ProjectError(f"{log} cannot be written ({error.strerror}); free the disk or the folder") from None
    finally:
        if beside:
            beside.unlink(missing_ok=True)

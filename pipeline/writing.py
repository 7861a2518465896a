"""The report's files: `report/<briefing>/` with its pages and the inert copies, each file whole or not there.

Enters: a rendered report and the copies to make. Leaves: files under the project's own report folder and nowhere else:
no link is followed out of it, and a name made of a draft's file name is one folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from archive.copy import COPY_VERSION
from archive.replay import Recorder
from archive.store import Store
from citations.errors import InputError, ProjectError
from citations.regex import regex
from pipeline.build import Copies
from pipeline.cited import MAX_REPORT_BYTES, read_report
from pipeline.reading import Readers
from reports.since import Kept, kept_from

COPY_NAME = regex(r"[0-9a-f]{16}\.(?:html|png)")  # what this tool writes into copies/, and nothing else
PROJECT_PAGE = "index.html"  # stands beside the reports' folders
BESIDE, UNFINISHED = ".footnotary-", ".new"  # around the name of a file that is being written
LEFT_OVER_S = 3600  # no file of a report takes a minute to write, the largest seen (136 MB) a second
MAX_FOLDER_NAME = 100  # characters; file systems allow 255 bytes
_UNFIT = regex(r"[^\w .,()+-]|\s+")


def report_folder(project: Path, briefing: Path) -> Path:
    """Return where the report on a briefing goes; one of another briefing with the same stem is not written over.

    Raises ProjectError when the folder is a link, or lies outside the project.
    """
    root = project / "report"
    folder = root / folder_name(briefing.stem)
    if reported(folder) not in (None, briefing.name) or folder.name.casefold() == PROJECT_PAGE:
        folder = root / folder_name(briefing.name)
    for place in (root, folder, folder / "copies"):
        if place.is_symlink():
            raise ProjectError(f"{place} is a link to somewhere else: reports go into the project’s own folder; remove the link")
    return folder


def folder_name(name: str) -> str:
    """Return `name` as the name of one folder: no separators, control characters or leading dots.

    >>> folder_name("..\\n/x"), folder_name("My briefing (v2)"), folder_name("copies")
    ('x', 'My briefing (v2)', 'copies')
    """
    plain = " ".join(_UNFIT.sub(" ", name.encode("utf-8", "replace").decode("utf-8")).split()).strip(" .")
    return plain[:MAX_FOLDER_NAME].strip(" .") or "briefing"


def reported(folder: Path) -> str | None:
    """The file name of the briefing whose report lies in `folder`, or None."""
    found = _findings(folder)
    briefing = found.get("briefing") if isinstance(found, dict) else None
    return str(briefing.get("name")) if isinstance(briefing, dict) else None


def kept_report(folder: Path) -> Kept | None:
    """Return the report that lies in `folder`, to compare the next one with; None when there is none that can be read."""
    try:
        return kept_from(_findings(folder))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def baseline_of(path: Path, briefing: str) -> Kept:
    """Return the report at `path`, to tell what is new since. Raises InputError when it is no findings.json on `briefing`."""
    expected = "expected the findings.json of an earlier report"
    try:
        if path.stat().st_size > MAX_REPORT_BYTES:
            raise InputError(f"--baseline: {path} is larger than {MAX_REPORT_BYTES:,} bytes: {expected}")
        found = json.loads(path.read_text(encoding="utf-8"))
        name = str(found["briefing"]["name"])
        kept = kept_from(found)
    except OSError as error:
        raise InputError(f"--baseline: {path} cannot be read ({error.strerror}): {expected}") from None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise InputError(f"--baseline: {path} is no report: {expected}") from None
    if name != briefing:
        raise InputError(f"--baseline: {path} is the report on {name}, not on {briefing}: {expected} on this draft")
    return kept


def _findings(folder: Path) -> Any:
    path = folder / "findings.json"
    try:
        return None if path.is_symlink() else read_report(path)
    except (OSError, ValueError, RecursionError):
        return None


async def write_copies(folder: Path, copies: Copies, archive: Recorder, readers: Readers, store: Store) -> None:
    """Write the copies that a report in `folder` links to. Raises ProjectError for no room or no permission."""
    with refusing(folder):
        await _write_copies(folder / "copies", copies, archive, readers, store)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write a report's files, all or none. Raises ProjectError for no room or no permission."""
    with refusing(folder):
        write_together(folder, files)


@contextlib.contextmanager
def refusing(place: Path, *, to: str = "written to", mend: str = "make room or choose another --project") -> Iterator[None]:
    """Turn what the disk refuses while a report is being written into a ProjectError that says what to do."""
    try:
        yield
    except OSError as error:
        raise ProjectError(f"the report cannot be {to} {place} ({error.strerror}): {mend}") from None


async def _write_copies(folder: Path, copies: Copies, archive: Recorder, readers: Readers, store: Store) -> None:
    folder.mkdir(exist_ok=True)
    for capture_id, read in copies.reads.items():
        name = f"{capture_id}.html"
        if not COPY_NAME.fullmatch(name):
            continue
        passages = tuple(copies.passages.get(capture_id, ()))
        key = hashlib.sha256(
            "\x1f".join((str(COPY_VERSION), capture_id, str(folder), *passages)).encode("utf-8", "replace")
        ).hexdigest()
        if (folder / name).is_file() and store.cached("checks", f"copy {key}"):
            continue
        text = await readers.copy(archive, read, passages)
        write_together(folder, {name: text or _instead_of_copy(read.capture.payload_digest)})
        if text is not None:
            await store.keep("checks", f"copy {key}", True)
    for capture_id, picture in copies.pictures.items():
        name = f"{capture_id}.png"
        if COPY_NAME.fullmatch(name) and not (folder / name).is_file():
            write_together(folder, {name: archive.payload(picture)})
    for path in folder.iterdir():
        kept = copies.pictures if path.suffix == ".png" else copies.reads
        if COPY_NAME.fullmatch(path.name) and path.stem not in kept:
            path.unlink()


def withdraw_copies(project: Path, words: Mapping[str, str]) -> tuple[str, ...]:
    """Put a sentence in the place of each capture's copies, by capture id; return the reports that still name one of them."""
    naming = []
    for folder in sorted((project / "report").glob("*")):
        if folder.is_symlink() or (folder / "copies").is_symlink():
            continue
        for capture_id, sentence in words.items():
            if (folder / "copies" / f"{capture_id}.html").is_file():
                write_together(folder / "copies", {f"{capture_id}.html": _page(sentence)})
        with contextlib.suppress(OSError):
            found = (folder / "findings.json").read_text(encoding="utf-8", errors="replace")
            naming += [reported(folder) or folder.name] if any(capture_id in found for capture_id in words) else []
    return tuple(naming)


def _page(sentence: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>No readable copy</title></head><body>'
        f"<p>{escape(sentence)}</p></body></html>\n"
    )


def _instead_of_copy(digest: str | None) -> str:
    """What stands where a copy could not be made, so that no link of the report leads nowhere."""
    return _page(f"No readable copy could be made of this page. The archive has its bytes, with the digest {digest}.")


def write_together(folder: Path, texts: Mapping[str, str | bytes], *, lasting: bool = False) -> None:
    """Write every text beside its place first and move them all there when all are whole; on failure none is moved.

    With `lasting` they are on the disk itself before they are moved: for what cannot be made anew. What a killed program left
    half-written beside them is removed.
    """
    beside: dict[str, Path] = {}
    try:
        for name, text in texts.items():
            handle, path = tempfile.mkstemp(prefix=BESIDE, suffix=UNFINISHED, dir=folder)
            beside[name] = Path(path)
            with os.fdopen(handle, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            beside[name].chmod(0o644)
        for name, path_beside in beside.items():
            path_beside.replace(folder / name)
        _remove_left_over(folder, tuple(beside))
    finally:
        for path_beside in beside.values():
            with contextlib.suppress(OSError):
                path_beside.unlink(missing_ok=True)


def _remove_left_over(folder: Path, written: tuple[str, ...]) -> None:
    """Remove what was begun in `folder` so long before the files `written` there that nobody goes on with it."""
    for path in folder.glob(f"{BESIDE}*{UNFINISHED}") if written else ():
        with contextlib.suppress(OSError):
            age_s = (folder / written[0]).stat().st_mtime - path.stat(follow_symlinks=False).st_mtime
            if age_s > LEFT_OVER_S:
                path.unlink()

"""The last report on a briefing, kept whole, so that it can be told anew without verifying: after decisions, in another format.

Enters: a `Report` without decisions. Leaves: `.footnotary/reports/NAME.json`, and the report again with what people decided.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.recovery import Lock
from citations.errors import InputError, ProjectError, SettingsError
from citations.plain import from_plain, to_plain
from pipeline.chain import package_of
from pipeline.checked import Checked, checked_draft, is_word
from pipeline.decisions import with_decisions
from pipeline.decisions_file import read_decisions
from pipeline.reading import Readers
from pipeline.writing import folder_name, refusing, report_folder, reported, write_files, write_together
from reports.formats import BY_NAME, DEFAULT, FORMATS, WORD, Format, rendered
from reports.report import SCHEMA_VERSION, Report

FOLDER = Path(".footnotary") / "reports"
WAIT_S = 300  # for another report that is being told; one with 100,000 findings takes two minutes
EDITED = (".xlsx", ".docx")  # what people write into


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A report with what people decided, the project it belongs to, and the folder that it lies in."""

    report: Report
    project: Path
    folder: Path


def keep_report(project: Path, folder: Path, report: Report) -> None:
    """Keep `report`, which lies in `folder`, in the place of the one before. Raises ProjectError when it cannot be written."""
    with refusing(project / FOLDER):
        write_together(_place(project), {f"{folder.name}.json": json.dumps(to_plain(with_decisions(report, ())))})


def forget_reports(project: Path, captures: Sequence[str]) -> None:
    """Remove the kept reports that tell of one of `captures`, by id: they quote what was withdrawn."""
    folder = project / FOLDER
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        with refusing(path, to="removed:", mend="remove the file, it quotes what was withdrawn"):
            text = path.read_text(encoding="utf-8", errors="replace")
            if any(f'"{capture}"' in text for capture in captures):
                path.unlink()


def told_report(project: Path, briefing: Path) -> Told:
    """Return the last report on a briefing with what is decided by now. Raises ProjectError when there is none."""
    if briefing.is_dir():
        raise InputError(f"{briefing} is a folder: name the briefing in it whose report is meant")
    folder = report_folder(project, briefing)
    path = project / FOLDER / f"{folder.name}.json"
    again = f"verify {briefing.name} first (footnotary verify)"
    try:
        report = from_plain(Report, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        if not briefing.exists():
            words = f"{briefing} does not exist, and no report on such a briefing is kept in {project}"
            raise InputError(f"{words}: check the name, or {again}") from None
        raise ProjectError(f"there is no report on {briefing.name} in {project}: {again}") from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror}): {again}") from None
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise ProjectError(f"{path} is no report of this version: {again}") from None
    if report.schema_version != SCHEMA_VERSION or report.briefing != briefing.name:
        raise ProjectError(f"{path} is no report on {briefing.name} of this version: {again}")
    return Told(report=with_decisions(report, read_decisions(project)), project=project, folder=folder)


def draft_of(project: Path, file: Path) -> Path:
    """Return the draft whose report `file` lies in. Raises InputError when it lies in none."""
    name = reported(file.resolve().parent)
    if name is None:
        raise InputError(f"{file} lies in no report, so that its draft is not known: say which one with --briefing")
    return project / name


@dataclass(frozen=True, kw_only=True, slots=True)
class Retold:
    """Where a report was written, in which formats, and what a person should know of it."""

    folder: Path
    names: tuple[str, ...]
    notices: tuple[str, ...]


async def tell(told: Told, names: Sequence[str], readers: Readers, draft: Path, *, stamp: datetime.datetime) -> tuple[str, ...]:
    """Write the report of a run in the formats called `names`, with what is decided by now, and keep it; return what a person
    should know of it.

    A workbook or a Word file that somebody edited since it was written is set aside under another name, never written over.
    """
    with _telling(told.project):
        with contextlib.suppress(SettingsError, ProjectError):  # a file that was spoilt meanwhile; what was decided before holds
            told = replace(told, report=with_decisions(told.report, read_decisions(told.project)))
        _, notices = await _written_out(told, names, readers, draft, stamp)
        keep_report(told.project, told.folder, told.report)
    return notices


async def tell_again(
    project: Path,
    draft: Path,
    readers: Readers,
    *,
    stamp: datetime.datetime,
    names: Sequence[str] = (),
) -> Retold:
    """Write the last report on a draft anew in the formats called `names`, else in those that lie there, as `tell` does.

    A folder in which none lies, or that was deleted, gets those that a run writes.
    """
    with _telling(project):
        told = told_report(project, draft)
        there = _formats_there(told)
        chosen = tuple(names) or there or DEFAULT
        written, notices = await _written_out(told, chosen, readers, draft, stamp)
        if not (names or there):
            notices += (f"the report’s folder was empty: `footnotary verify {draft.name} --offline` brings back its copies",)
        return Retold(folder=told.folder, names=written, notices=notices)


def tell_page(project: Path, draft: Path) -> None:
    """Write a report's page anew where one lies, and nothing else. Raises ProjectError."""
    page = "index.html"
    with _telling(project):
        told = told_report(project, draft)
        if (told.folder / page).is_file():
            write_files(told.folder, {page: rendered(_led_to_package(told), ("html",))[page]})


@contextlib.contextmanager
def _telling(project: Path) -> Iterator[None]:
    """One report is told at a time, so that the last one told has all that was decided before it."""
    held = Lock.queue(project, "reports", wait_s=WAIT_S)
    try:
        yield
    finally:
        held.release()


async def _written_out(
    told: Told, names: Sequence[str], readers: Readers, draft: Path, stamp: datetime.datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the formats called `names` that can be; return their names, and what a person should know of it."""
    report, checked = _led_to_package(told), Checked()
    if WORD in names and (is_word(draft) or tuple(names) != DEFAULT):
        checked = await checked_draft(readers, draft, told.report)
    notices = checked.notices
    files = rendered(replace(report, run=replace(report.run, notices=(*report.run.notices, *notices))), names)
    files |= {_file_of(BY_NAME[WORD], told): checked.body} if checked.body else {}
    with refusing(told.folder):
        told.folder.mkdir(parents=True, exist_ok=True)
        aside = _set_aside(told, files, stamp)
        write_files(told.folder, files)
        _note_written(told, files)
    return tuple(name for name in names if _file_of(BY_NAME[name], told) in files), (*notices, *aside)


def _led_to_package(told: Told) -> Report:
    return replace(told.report, package=package_of(told.project, told.folder.name, told.report.run.log))


def _formats_there(told: Told) -> tuple[str, ...]:
    """The names of the formats whose files lie in a report's folder."""
    there = {path.name for path in told.folder.iterdir()} if told.folder.is_dir() else set()
    return tuple(one.name for one in FORMATS if _file_of(one, told) in there)


def _file_of(one: Format, told: Told) -> str:
    return one.file_for(folder_name(Path(told.report.briefing).stem))


def _place(project: Path) -> Path:
    """The folder of kept reports, made when it is not there. Raises ProjectError when it is a link to somewhere else."""
    place = project / FOLDER
    if link := next((one for one in (place.parent, place) if one.is_symlink()), None):
        raise ProjectError(f"{link} is a link to somewhere else: a project keeps its own files; remove the link")
    place.mkdir(parents=True, exist_ok=True)
    return place


def _set_aside(told: Told, files: Mapping[str, str | bytes], stamp: datetime.datetime) -> tuple[str, ...]:
    """Move what people edited out of the way of `files`."""
    written = _written(told)
    notices = []
    for name in files:
        path = told.folder / name
        if path.suffix not in EDITED or not path.is_file() or _digest(path.read_bytes()) == written.get(name):
            continue
        aside = path.with_name(f"{path.stem} edited before {stamp:%Y-%m-%d %H%M%S}{path.suffix}")
        path.replace(aside)
        notices.append(f"{name} was edited since it was written: it is kept as {aside.name}")
    return tuple(notices)


def _note_written(told: Told, files: Mapping[str, str | bytes]) -> None:
    digests = {name: _digest(body) for name, body in files.items() if isinstance(body, bytes)}
    write_together(_place(told.project), {f"{told.folder.name}#written.json": json.dumps({**_written(told), **digests})})


def _written(told: Told) -> dict[str, str]:
    try:
        found = json.loads((told.project / FOLDER / f"{told.folder.name}#written.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()

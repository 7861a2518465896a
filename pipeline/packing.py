"""Packages: one WACZ of what a briefing's verdicts rest on, or of the whole project.

Enters: a project that was verified. Leaves: a package in `packages/`, its line in runs.log, and a `Packed`. A package is
named after what it holds, so that packing the same again gives the same file; one that is there is never changed in place.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.manifest import moment
from archive.proofs import FOLDER, proofs_of
from archive.replay import files_of
from archive.runs_log import LOG_NAME, LogLine, append_line, file_digest
from archive.store import Store
from archive.subset import Subset, survey, write_subset
from archive.wacz import pack
from archive.wacz_reader import warc_files
from citations.errors import ArchiveError, ProjectError
from pipeline.chain import NAMED_DIGITS, PACKAGES, KeptRun, kept_run
from pipeline.kept import tell_page
from pipeline.reader_zip import write_reader_zip
from pipeline.stamping import Authority, Stamped, stamp
from pipeline.writing import folder_name, report_folder


@dataclass(frozen=True, kw_only=True, slots=True)
class PackJob:
    """What is to be packed: a project, or what a briefing of it rests on; `out` is where to, by default `packages/`.

    `reader` asks for a zip for a reader without a tool as well, and `out` is then where that goes; `include_proofs` puts what
    protects people in too; `authority` is asked for a timestamp; `force` replaces another package at `out`.
    """

    project: Path
    software: str
    run_id: str
    clock: Callable[[], datetime.datetime]
    briefing: Path | None = None
    out: Path | None = None
    reader: bool = False
    include_proofs: bool = False
    authority: Authority | None = None
    force: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """A package: where it lies, how large it is, its digest, what it rests on, and its line in runs.log.

    `reader` is the zip for a reader, when one was asked for; `stamped` what became of the timestamp.
    """

    path: Path
    bytes: int
    digest: str
    records: int
    records_digest: str
    line: int
    line_digest: str
    stamped: Stamped
    reader: Path | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chosen:
    """What goes into a package: the folder or file of WARC files, what stands in them, and what the package is called."""

    source: Path
    subset: Subset
    name: str
    title: str
    briefing: str | None
    run: str | None = None


def refuse_empty(project: Path) -> None:
    """Raise ProjectError where nothing was ever archived, before a folder is made there."""
    if not (project / "sources").is_dir() and not (project / ".footnotary").is_dir():
        raise ProjectError(f"{project}: nothing was archived here yet: run `footnotary verify` first, or name another --project")


async def pack_sources(job: PackJob, store: Store) -> Packed:
    """Write a package, the reader's zip where one is wanted, and their lines in runs.log; `store` is the open project.

    Raises ProjectError when nothing was verified, or the target cannot be written or holds something else; ArchiveError when
    an archive is damaged or records that the verdicts rest on are no longer there.
    """
    with _scratch(job.project) as scratch:
        chosen = _chosen(job, store, scratch)
        target = (None if job.reader else job.out) or job.project / PACKAGES / package_name(chosen.name, chosen.subset)
        refuse_target(target, job.project, ".wacz")
        if job.reader and job.out:
            refuse_target(job.out, job.project, ".zip")
        if job.out or not _holds(target, chosen.subset):
            draft = scratch / "package.wacz"
            pack(chosen.source, draft, title=chosen.title, created=_newest(chosen.subset), software=job.software)
            _refuse_incomplete(draft, chosen.subset)
            place_package(draft, target, force=job.force)
        if job.briefing:
            with contextlib.suppress(ProjectError):  # no report lies there: there is nothing to lead to the package
                tell_page(job.project, job.briefing)
        zipped = _reader_zip(job, chosen, target, scratch) if job.reader else None
    stamped = await stamp(target, job.authority, store, clock=job.clock) if job.authority else Stamped()
    line = _log_line(job, chosen, target, stamped)
    chained = append_line(store.sources / LOG_NAME, line)
    if zipped:
        append_line(
            store.sources / LOG_NAME, replace(line, package=zipped.name, package_digest=file_digest(zipped), timestamp=None)
        )
    return Packed(
        path=target,
        bytes=target.stat().st_size,
        digest=line.package_digest or "",
        records=line.records,
        records_digest=chosen.subset.rests.digest,
        line=chained.line,
        line_digest=chained.digest,
        reader=zipped,
        stamped=stamped,
    )


def _log_line(job: PackJob, chosen: _Chosen, target: Path, stamped: Stamped) -> LogLine:
    return LogLine(
        what="pack",
        run=job.run_id,
        time=moment(job.clock()),
        software=job.software,
        briefing=chosen.briefing,
        records=len(chosen.subset.found),
        records_digest=chosen.subset.rests.digest,
        package=target.name,
        package_digest=file_digest(target),
        datapackage_digest=_datapackage_digest(target),
        timestamp=stamped.digest,
    )


def _reader_zip(job: PackJob, chosen: _Chosen, package: Path, scratch: Path) -> Path:
    """Write report, copies and package as one zip, and return where it lies."""
    proofs = _proofs(job)
    target = job.out or package.with_name(f"{package.stem}-reader{'-with-proofs' if proofs else ''}.zip")
    refuse_target(target, job.project, ".zip")
    draft = scratch / "reader.zip"
    report = job.project / "report" / chosen.name
    write_reader_zip(draft, report=report, run=chosen.run, package=package, proofs=proofs, name=package.stem)
    place_package(draft, target, force=job.force or not job.out)
    return target


def _proofs(job: PackJob) -> dict[str, Path]:
    """Return the files that protect people, those of this briefing alone and under their own names, where it was said."""
    if not job.include_proofs or job.briefing is None:
        return {}
    own = [one for one in proofs_of(job.project) if one.briefing == job.briefing.name and one.state != "missing"]
    return {
        f"{number:03}-note-{folder_name(one.label)}-{folder_name(one.file_name)}": job.project / FOLDER / one.sha256
        for number, one in enumerate(own, 1)
    }


def _holds(target: Path, subset: Subset) -> bool:
    """Whether a package that is there already holds exactly these records, undamaged."""
    with contextlib.suppress(ArchiveError):
        return target.is_file() and survey(warc_files(target)).found == subset.found
    return False


def package_name(name: str, subset: Subset) -> str:
    """Return what a package is called: after its briefing, its newest record, and all of its records."""
    digits = subset.rests.digest.partition(":")[2][:NAMED_DIGITS]
    return f"{name}-{_newest(subset):%Y-%m-%d}-{digits}.wacz"


def _newest(subset: Subset) -> datetime.datetime:
    return subset.newest or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _chosen(job: PackJob, store: Store, scratch: Path) -> _Chosen:
    if job.briefing is None:
        warcs = files_of(store.sources)
        if not warcs:
            raise ProjectError(f"{store.sources}: nothing was fetched yet: run `footnotary verify` first")
        name = folder_name(job.project.name)
        return _Chosen(source=store.sources, subset=survey(warcs), name=name, title=f"Sources of {name}", briefing=None)
    report = report_folder(job.project, job.briefing).name
    kept = kept_run(store, report)
    if kept is None:
        raise ProjectError(
            f"{job.briefing}: no run on this briefing is on record: run `footnotary verify {job.briefing}` first"
            " (with --offline it asks nobody)"
        )
    subset = _part(kept, store, scratch, job.software)
    return _Chosen(
        source=scratch / "archive",
        subset=subset,
        name=report,
        title=f"Sources of {kept.briefing}",
        briefing=kept.briefing,
        run=kept.run,
    )


def _part(kept: KeptRun, store: Store, scratch: Path, software: str) -> Subset:
    """Write the records that a run rests on into `scratch`; all of them, or ArchiveError."""
    if not kept.rests.records:
        raise ProjectError(f"{kept.briefing}: its last run rests on no archived answer, so there is nothing to pack")
    source = Path(kept.source) if kept.source else store.sources
    folder = scratch / "archive"
    folder.mkdir()
    about = f"what the verdicts on {kept.briefing} rest on"
    subset = write_subset(files_of(source), frozenset(kept.rests.records), folder, about=about, software=software)
    lost = len(kept.rests.records) - len(subset.found)
    if lost:
        raise ArchiveError(
            f"{source}: {lost} of the {len(kept.rests.records)} records that the last run on {kept.briefing} rests on are not"
            " there any more: verify the briefing again, then pack it"
        )
    return subset


@contextlib.contextmanager
def _scratch(project: Path) -> Iterator[Path]:
    """A folder beside the ledger, so that nothing half-made lies in the user's; what a killed run left there is removed."""
    for old in (project / ".footnotary").glob("pack-*"):
        shutil.rmtree(old, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix="pack-", dir=project / ".footnotary") as folder:
            yield Path(folder)
    except OSError as error:
        raise ProjectError(f"{project}: the package cannot be made ({error.strerror}); free the disk or the folder") from None


def refuse_target(target: Path, project: Path, suffix: str) -> None:
    """Raise ProjectError for a place where no package may go: a link, a folder, `sources/`, a name without its suffix."""
    if target.parent == project / PACKAGES and target.parent.is_symlink():
        raise ProjectError(f"{target.parent} is a link to somewhere else: remove the link, or name a file there with --out")
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise ProjectError(f"{target} is a link or a folder: name a file that is to be written")
    if target.suffix != suffix:
        raise ProjectError(f"{target}: expected a name that ends in {suffix}, so that programs know what it is")
    if target.parent.resolve() == (project / "sources").resolve():
        raise ProjectError(
            f"{target}: what lies in sources/ is read as one more source; choose another folder, such as packages/"
        )


def place_package(draft: Path, target: Path, *, force: bool) -> None:
    """Move `draft` to `target`; an equal file there stays, another one is replaced only by force and if it is a package.

    Raises ProjectError when it may not or cannot be written.
    """
    if target.exists():
        if target.stat().st_size == draft.stat().st_size and file_digest(target) == file_digest(draft):
            return
        if not force:
            raise ProjectError(f"{target} is there already, with other content: name another file with --out, or say --force")
        if not _is_ours(target):
            raise ProjectError(f"{target} is no package, so --force does not replace it: name another file with --out")
    beside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(draft, beside)
        _sync(beside)
        beside.replace(target)
    except OSError as error:
        raise ProjectError(f"{target}: the package cannot be written ({error.strerror}); choose another place") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _is_ours(path: Path) -> bool:
    with contextlib.suppress(OSError, zipfile.BadZipFile, NotImplementedError), zipfile.ZipFile(path) as package:
        names = package.namelist()
        return any(name.rpartition("/")[2] == "datapackage.json" or name.endswith(".wacz") for name in names)
    return False


def _refuse_incomplete(package: Path, subset: Subset) -> None:
    """Read a package as a stranger would, before it gets its name."""
    if set(survey(warc_files(package)).found) != set(subset.found):
        raise ArchiveError(f"{package.name}: the package does not hold what it should; the disk or the memory is faulty")


def _datapackage_digest(package: Path) -> str:
    with zipfile.ZipFile(package) as opened:
        return str(json.loads(opened.read("datapackage-digest.json"))["hash"])

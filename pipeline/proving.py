"""What `sources verify` looks at, part by part, and its words.

Enters: a path or a project. Leaves: faults one after another, and lines for a terminal. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.accounts import check_project
from archive.fixity import Fault, Tally, check_archive
from reports.characters import plain_text

MAX_SHOWN_URI = 200


def parts_of(path: Path | None, project: Path, tally: Tally) -> Iterator[Fault]:
    """Yield what is wrong with the archive at `path`; without one, with the project's: sources, ledger, log and proofs.

    Raises ArchiveError when there is nothing to read, ProjectError while a run is writing.
    """
    if path is not None and path.resolve() != (project / "sources").resolve():
        yield from check_archive(path, tally)
        return
    yield from check_project(project, tally)
    yield from check_log_of(project)
    yield from check_timestamps_of(project)
    yield from check_proofs(project)


def check_log_of(project: Path) -> Iterator[Fault]:
    """Yield what does not fit in `sources/runs.log`, the packages that it names, and the reports that print it."""
    from pipeline.chain import check_log

    for what in check_log(project).faults:
        yield Fault(kind="chain", file="runs.log", what=what)


def check_timestamps_of(project: Path) -> Iterator[Fault]:
    """Yield the timestamps of packages that are not to be believed, or cannot be judged without certificates."""
    from archive.timestamp import check_timestamps, timestamps_in
    from pipeline.chain import PACKAGES
    from pipeline.settings import load_settings

    stamps = timestamps_in(project / PACKAGES)
    if not stamps:
        return
    ca_file = load_settings(project).timestamp.ca_file
    if ca_file is None:
        unknown = "its authority’s certificates are not known: name them as `ca_file` under [timestamp] in footnotary.toml"
        yield from (Fault(kind="timestamp", file=one.name, what=unknown) for one in stamps)
        return
    for name, what in check_timestamps(project / PACKAGES, project / ca_file):
        yield Fault(kind="timestamp", file=name, what=what)


def check_proofs(project: Path) -> Iterator[Fault]:
    """Yield the proofs that are missing or have other bytes; nothing is said of what they hold."""
    from archive.proofs import proofs_of

    words = {"missing": "the file is missing", "changed": "its bytes do not fit its digest"}
    for proof in proofs_of(project, whole=True):
        if proof.state in words:
            cited = f"given by {proof.by} for {proof.briefing} note {proof.label}"
            yield Fault(kind="proof", file=f"proofs/{proof.sha256}", what=f"{words[proof.state]} ({cited})")


def fault_data(fault: Fault, notes: str) -> dict[str, Any]:
    """Return a fault for JSON."""
    return {
        "kind": fault.kind,
        "file": fault.file,
        "offset": fault.offset,
        "record": fault.record_id or None,
        "address": fault.uri or None,
        "cited_by": notes or None,
        "what": fault.what,
    }


def fault_line(fault: Fault, notes: str) -> str:
    """Return a fault on one line: where it is, what is wrong, and whom it concerns."""
    where = fault.file if fault.offset is None else f"{fault.file} at offset {fault.offset}"
    parts = [f"{where}: {fault.what}", fault.record_id[:200], fault.uri[:MAX_SHOWN_URI], f"cited by {notes}" if notes else ""]
    return plain_text("; ".join(part for part in parts if part))


def summary(tally: Tally, faults: int) -> str:
    """Return what was read and how it stands, in one line."""
    read = f"{tally.records:,} records in {tally.files:,} file{'' if tally.files == 1 else 's'}, {tally.bytes:,} bytes"
    told = f"{faults:,} thing{'' if faults == 1 else 's'} wrong" if faults else "nothing wrong"
    rest = f"; {tally.unproven:,} records carry no digest that could prove them" if tally.unproven else ""
    return f"{read}: {told}{rest}"

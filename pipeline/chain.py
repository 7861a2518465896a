"""What a run rests on, kept for packing, and its line in `sources/runs.log`, which the report prints.

Enters: what a run looked at. Leaves: a value in the ledger and a line in the log. The line is written before the report,
so that no report prints a digest that the log does not have.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archive.rests import Rests
from archive.runs_log import LOG_NAME, LogCheck, LogLine, append_line, check_runs_log
from archive.store import Store
from reports.report import LogView

PACKAGES = "packages"  # beside sources/, where a package would be read as one more source
NAMED_DIGITS = 8  # of the digest over the records, in a package's name


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptRun:
    """The last run on a briefing: its id and time, the archive it read instead of the project's own, and what it rests on."""

    run: str
    briefing: str
    time: str
    source: str | None
    rests: Rests


async def chain_run(store: Store, *, report: str, kept: KeptRun, software: str) -> LogView:
    """Keep what a run rests on under the name of its `report`, write its line, and return what the report prints of it."""
    value = {
        "run": kept.run,
        "briefing": kept.briefing,
        "time": kept.time,
        "source": kept.source,
        "records": list(kept.rests.records),
    }
    await store.keep("checks", f"rests {report}", value)
    line = LogLine(
        what="verify",
        run=kept.run,
        time=kept.time,
        software=software,
        briefing=kept.briefing,
        records=len(kept.rests.records),
        records_digest=kept.rests.digest,
    )
    placed = append_line(store.sources / LOG_NAME, line)
    return LogView(
        line=placed.line,
        digest=placed.digest,
        previous=placed.previous,
        records=len(kept.rests.records),
        records_digest=kept.rests.digest,
    )


def kept_run(store: Store, report: str) -> KeptRun | None:
    """Return the last run whose report has this name; None when the ledger knows of none."""
    value: Any = store.cached("checks", f"rests {report}")
    if not isinstance(value, dict):
        return None
    return KeptRun(
        run=value["run"],
        briefing=value["briefing"],
        time=value["time"],
        source=value["source"],
        rests=Rests(records=tuple(value["records"])),
    )


def package_of(project: Path, report: str, log: LogView | None) -> str | None:
    """Return the address, from the folder called `report`, of the package of what its run rests on; None where none was made."""
    digits = log.records_digest.partition(":")[2][:NAMED_DIGITS] if log else ""
    place = project / PACKAGES
    found = sorted(place.glob(f"{report}-????-??-??-{digits}.wacz")) if digits and not place.is_symlink() else []
    return f"../../{PACKAGES}/{quote(found[-1].name)}" if found else None


def check_log(project: Path) -> LogCheck:
    """Return what `sources/runs.log` says and what does not fit it: its lines, the packages beside it, the reports' digests.

    Raises ProjectError when a file cannot be read.
    """
    return check_runs_log(project / "sources" / LOG_NAME, project / PACKAGES, reported_digests(project))


def reported_digests(project: Path) -> dict[str, str]:
    """Return the digest that each report of a project prints, by the report's name; unreadable reports print none."""
    found: dict[str, str] = {}
    for path in sorted(project.glob("report/*/findings.json")):
        try:
            log = json.loads(path.read_text(encoding="utf-8"))["run"]["log"]
            found[path.parent.name] = str(log["digest"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found

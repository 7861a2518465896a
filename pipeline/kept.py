"""The last report on a briefing, kept whole, so that it can be told anew without verifying: after decisions, in another format.

Enters: a `Report` without decisions. Leaves: `.footnotary/reports/NAME.json`, and the report again with what people decided.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from citations.errors import ProjectError
from citations.plain import from_plain, to_plain
from pipeline.decisions import with_decisions
from pipeline.decisions_file import read_decisions
from pipeline.writing import report_folder, write_files, write_together
from reports.formats import FORMATS, rendered
from reports.report import SCHEMA_VERSION, Report

FOLDER = Path(".footnotary") / "reports"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A report with what people decided, the project it belongs to, and the folder that it lies in."""

    report: Report
    project: Path
    folder: Path


def keep_report(project: Path, folder: Path, report: Report) -> None:
    """Keep `report`, which lies in `folder`, in the place of the one before. Raises ProjectError when it cannot be written."""
    place = project / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_together(place, {f"{folder.name}.json": json.dumps(to_plain(with_decisions(report, ())))})
    except OSError as error:
        raise ProjectError(f"the report cannot be kept in {place} ({error.strerror}): make room or choose --project") from None


def told_report(project: Path, briefing: Path) -> Told:
    """Return the last report on a briefing with what is decided by now. Raises ProjectError when there is none."""
    folder = report_folder(project, briefing)
    path = project / FOLDER / f"{folder.name}.json"
    again = f"verify {briefing.name} first (footnotary verify)"
    try:
        report = from_plain(Report, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ProjectError(f"there is no report on {briefing.name} in {project}: {again}") from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror}): {again}") from None
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise ProjectError(f"{path} is no report of this version: {again}") from None
    if report.schema_version != SCHEMA_VERSION or report.briefing != briefing.name:
        raise ProjectError(f"{path} is no report on {briefing.name} of this version: {again}")
    return Told(report=with_decisions(report, read_decisions(project)), project=project, folder=folder)


def tell_again(project: Path, briefing: Path) -> Told:
    """Write the last report on a briefing anew, in the formats that lie there, with what is decided by now."""
    told = told_report(project, briefing)
    names = [one.name for one in FORMATS if (told.folder / one.file).is_file()]
    write_files(told.folder, rendered(told.report, names))
    return told

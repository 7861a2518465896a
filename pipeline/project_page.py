"""The project's page, `report/index.html`: gathered from the last report on every briefing and from what is kept.

Enters: a project's folder and its holdings. Leaves: the file, written beside its place and moved there. A report that
cannot be read is named on the page and left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.holdings import Holdings
from archive.manifest import moment
from citations.citation import Form
from citations.errors import ProjectError
from pipeline.cited import Cited, read_report
from pipeline.listing import cited_words, due_rows, source_rows
from pipeline.standing import LOCATED
from pipeline.writing import PROJECT_PAGE, write_together
from reports.phrases import shortened
from reports.project import BriefingView, CitedSource, DueSource, Project, render

DUE_AFTER_DAYS = 90  # as `footnotary sources due` has it
_SHORT = (Form.SHORT.value, Form.IBID.value)
_LOCATED = frozenset(found.value for found in LOCATED)


def write_project_page(project: Path, holdings: Holdings, cited: Cited, *, now: datetime.datetime) -> None:
    """Write the page. Raises ProjectError when there is no room or no permission."""
    root = project / "report"
    try:
        write_together(root, {PROJECT_PAGE: render(project_of(project, holdings, cited, now=now))})
    except OSError as error:
        raise ProjectError(f"{root / PROJECT_PAGE} cannot be written ({error.strerror}): make room or remove it") from None


def project_of(project: Path, holdings: Holdings, cited: Cited, *, now: datetime.datetime) -> Project:
    """Return what the page tells of a project."""
    reports, notices = _reports(project / "report")
    due = due_rows(source_rows(holdings, cited), cited, days=DUE_AFTER_DAYS, now=now)
    return Project(
        name=project.resolve().name or "Project",
        moment=moment(now),
        briefings=tuple(_told(folder, report) for folder, report in reports),
        sources=_sources(reports),
        due=tuple(
            DueSource(
                address=one.row.address,
                why=one.why,
                since=moment(one.since),
                is_due=one.since <= now,
                cited=cited_words(one.row.cited),
            )
            for one in due
        ),
        notices=tuple(notices),
    )


def _reports(root: Path) -> tuple[list[tuple[str, Mapping[str, Any]]], list[str]]:
    """The last report on every briefing by its folder, and which could not be read, in sentences."""
    found, notices = [], []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        path = folder / "findings.json"
        if folder.is_symlink() or path.is_symlink() or not path.is_file():
            continue
        try:
            report = read_report(path)
            _told(folder.name, report), list(_cited_in(folder.name, report))
            found.append((folder.name, report))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            notices.append(f"report/{folder.name}/findings.json cannot be read and is left out here; verify its briefing again")
    return found, notices


def _told(folder: str, report: Mapping[str, Any]) -> BriefingView:
    return BriefingView(
        folder=folder,
        name=str(report["briefing"]["name"]),
        title=str(report["briefing"]["title"]),
        started=str(report["run"]["started"]),
        complete=report["run"]["complete"] is True,
        notes=len(report["notes"]),
        counts={str(status): int(count) for status, count in report["counts"].items()},
    )


def _sources(reports: list[tuple[str, Mapping[str, Any]]]) -> tuple[CitedSource, ...]:
    """Every source once, as the newest run found it, with the notes of all briefings that cite it."""
    found: dict[str, CitedSource] = {}
    for folder, report in sorted(reports, key=lambda one: str(one[1]["run"]["started"])):
        for name, source in _cited_in(folder, report):
            found[name] = _together(found[name], source) if name in found else source
    return tuple(sorted(found.values(), key=lambda one: (-len(one.cited), one.words)))


def _together(before: CitedSource, now: CitedSource) -> CitedSource:
    cited = dict(before.cited)
    for folder, labels in now.cited.items():
        cited[folder] = tuple(dict.fromkeys((*cited.get(folder, ()), *labels)))
    said = [one for one in (before.still_says, now.still_says) if one is not None]
    return replace(now, cited=cited, still_says=all(said) if said and now.reach == "reachable" else None)


def _cited_in(folder: str, report: Mapping[str, Any]) -> Iterator[tuple[str, CitedSource]]:
    """The sources of a report, by id, each time they are cited; a short form counts for what it repeats."""
    places = {(str(note["label"]), citation["index"]): citation for note in report["notes"] for citation in note["citations"]}
    for note in report["notes"]:
        for citation in note["citations"]:
            if citation["source"]:
                antecedent = citation["antecedent"] if citation["form"] in _SHORT else None
                full = places.get((str(antecedent["label"]), antecedent["index"]), citation) if antecedent else citation
                yield str(full["source_id"]), _source(folder, str(note["label"]), full, citation["source"])


def _source(folder: str, label: str, citation: Mapping[str, Any], source: Mapping[str, Any]) -> CitedSource:
    csl = citation["csl"]
    outlet = csl.get("container-title") or csl.get("publisher")
    year = str(citation["date_edtf"] or "")[:4]
    title = f"“{csl['title']}”" if csl.get("title") else None
    return CitedSource(
        words=shortened(", ".join(str(part) for part in (title, outlet, citation["date_printed"]) if part) or citation["text"]),
        publisher=str(outlet) if outlet else None,
        year=year if year.isdigit() else None,
        sought=source["found_by"] != "not tried",
        resolved=source["found_by"] in _LOCATED,
        reach=source["reach"],
        still_says=source["still_says"],
        address=source["address"],
        cited={folder: (label,)},
    )

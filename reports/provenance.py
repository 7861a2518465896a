"""`provenance.json`: which run made the report, from which draft, with which archived answers, by which program.

Enters: a `Report`. Leaves: PROV-JSON. Standards: W3C PROV-DM (2013), and the member submission PROV-JSON (2013).
"""

from __future__ import annotations

import json
from typing import Any

from citations.finding import Finding
from reports.characters import well_formed
from reports.report import Report, SourceView

NAMESPACE = "urn:footnotary:"


def render(report: Report) -> str:
    """Return the document, ending in a line feed; equal reports give equal bytes."""
    return well_formed(json.dumps(to_prov(report), ensure_ascii=False, indent=1)) + "\n"


def to_prov(report: Report) -> dict[str, Any]:
    """Return the document's members: entities, the run, the program, and how they are tied."""
    run, made, draft, program = f"n:run-{report.run.id}", f"n:report-{report.run.id}", "n:draft", "n:program"
    pages = _pages(report)
    people = sorted({one.decision.by for finding in _findings(report) for one in finding.decided})
    entities: dict[str, Any] = {
        draft: {"prov:label": report.briefing},
        made: {"prov:label": f"report on {report.briefing}", "n:schema_version": report.schema_version},
    }
    entities |= pages
    agents: dict[str, Any] = {program: {"prov:type": _name("prov:SoftwareAgent"), "prov:label": report.run.software}}
    agents |= {_person(n): {"prov:type": _name("prov:Person"), "prov:label": one} for n, one in enumerate(people)}
    activity = {"prov:startTime": report.run.started, "prov:endTime": report.run.ended, "n:mode": report.run.mode}
    if report.run.log:
        activity |= {"n:records": str(report.run.log.records), "n:records_digest": report.run.log.records_digest}
    used = [{"prov:activity": run, "prov:entity": name} for name in (draft, *pages)]
    credited = [{"prov:entity": made, "prov:agent": name} for name in agents if name != program]
    return {
        "prefix": {"n": NAMESPACE},
        "entity": entities,
        "activity": {run: activity},
        "agent": agents,
        "used": _numbered("used", used),
        "wasGeneratedBy": {"_:made": {"prov:entity": made, "prov:activity": run, "prov:time": report.run.ended}},
        "wasAssociatedWith": {"_:with": {"prov:activity": run, "prov:agent": program}},
        "wasDerivedFrom": {"_:from": {"prov:generatedEntity": made, "prov:usedEntity": draft}},
        **({"wasAttributedTo": _numbered("by", credited)} if credited else {}),
    }


def _pages(report: Report) -> dict[str, dict[str, Any]]:
    """The pages that were read, once each by the digest of what came, in the order of the notes."""
    sources = (view.source for note in report.notes for view in note.citations)
    by_digest = {source.digest: source for source in reversed([one for one in sources if one and one.digest])}
    return {f"n:page-{n}": _facts(source) for n, source in enumerate(reversed(by_digest.values()), start=1)}


def _facts(source: SourceView) -> dict[str, Any]:
    facts = {
        "prov:label": source.title, "n:address": source.address, "n:captured": source.captured, "n:digest": source.digest,
    }  # fmt: skip
    return {key: value for key, value in facts.items() if value}


def _findings(report: Report) -> list[Finding]:
    return [finding for note in report.notes for finding in note.all_findings()]


def _person(number: int) -> str:
    return f"n:reader-{number + 1}"


def _name(value: str) -> dict[str, str]:
    return {"$": value, "type": "prov:QUALIFIED_NAME"}


def _numbered(name: str, relations: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {f"_:{name}{number}": relation for number, relation in enumerate(relations, start=1)}

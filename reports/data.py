"""The report as data: `findings.json`, documented in docs/findings.md.

Enters: a `Report`. Leaves: JSON text for UTF-8 with keys in a fixed order, equal for equal reports.
Every finding stands once in the flat list `findings`; notes and citations name theirs by id.
"""

from __future__ import annotations

import json
from typing import Any

from citations.citation import Citation
from citations.decision import Decided, Decision
from citations.finding import Difference, Evidence, Finding, TextSelector
from citations.plain import to_plain
from reports.characters import well_formed
from reports.report import CitationView, NoteView, Report, Since, SourceView, Stretch


def render(report: Report) -> str:
    """Return the report as JSON text, indented by one space, ending in a line feed; lone surrogates become U+FFFD."""
    return well_formed(json.dumps(to_data(report), ensure_ascii=False, indent=1)) + "\n"


def to_data(report: Report) -> dict[str, Any]:
    """Return the report as JSON-ready values: the members of `findings.json` in their order."""
    found = [finding for note in report.notes for finding in note.findings_in_order()]
    return {
        "schema_version": report.schema_version,
        "briefing": {"name": report.briefing, "title": report.title},
        "run": to_plain(report.run),
        "rates": [to_plain(rate) for rate in report.rates],
        "standing": [to_plain(rate) for rate in report.standing],
        "counts": {status.value: count for status, count in report.counts},
        "start_here": list(report.start_here),
        "since": _since(report.since) if report.since else None,
        "notes": [_note(note) for note in report.notes],
        "findings": [finding_data(finding) for finding in found],
        "differences": [_difference(finding, change) for finding in found for change in finding.differences],
        "lint": [{**finding_data(finding), "severity": finding.severity} for finding in report.lint],
        "decisions_unmet": [decision_data(decision) for decision in report.decisions_unmet],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as data: every member present, null where there is nothing to say."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "label": finding.label,
        "citation_index": finding.citation_index,
        "status": finding.status.value,
        "outcome": finding.outcome.value,
        "defect": finding.defect,
        "expected": finding.expected,
        "observed": finding.observed,
        "quoted": finding.quoted,
        "evidence": _evidence(finding.evidence) if finding.evidence else None,
        "message": finding.message,
        "action": finding.action.value,
        "replacement": finding.replacement,
        "fingerprint": to_plain(finding.fingerprint),
        "decided": [_decided(one) for one in finding.decided],
    }


def _decided(one: Decided) -> dict[str, Any]:
    return {"decision": decision_data(one.decision), "changed": list(one.changed)}


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return a decision as data: every member present, null where there is nothing to say."""
    return {"citation_index": None, "defect": None, **to_plain(decision)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "capture": evidence.capture,
        "address": evidence.address,
        "archived": evidence.archived,
        "date": evidence.date,
        "passage": evidence.passage,
        "selector": _selector(evidence.selector) if evidence.selector else None,
        "pages": [to_plain(page) for page in evidence.pages],
    }


def _selector(selector: TextSelector) -> dict[str, Any]:
    return {
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "start": selector.start,
        "end": selector.end,
    }


def _difference(finding: Finding, change: Difference) -> dict[str, Any]:
    return {"finding": finding.id, **to_plain(change)}


def _note(note: NoteView) -> dict[str, Any]:
    return {
        "label": note.label,
        "status": note.status.value,
        "why": note.why,
        "reason": note.reason or note.why,
        "text": note.text,
        "claim": note.claim,
        "commentary": note.commentary,
        "citations": [_citation(view) for view in note.citations],
        "quotations": [to_plain(quotation) for quotation in note.quotations],
        "findings": [finding.id for finding in note.findings],
    }


def _citation(view: CitationView) -> dict[str, Any]:
    return {
        "index": view.index,
        "status": view.status.value,
        "scope": view.scope,
        "short_of": view.short_of,
        **citation_data(view.citation),
        "source": _source(view.source) if view.source else None,
        "findings": [finding.id for finding in view.findings],
    }


def citation_data(citation: Citation) -> dict[str, Any]:
    """Return a citation's members as `footnotary parse --json` and findings.json both give them; absent ones are null."""
    return {
        "form": citation.form.value,
        "csl": citation.to_csl(),
        "type": citation.type,
        "title_translation": citation.title_translation,
        "date_printed": citation.date_printed,
        "date_edtf": citation.issued.edtf() if citation.issued else None,
        "interviewee": citation.interviewee,
        "medium": citation.medium,
        "signal": citation.signal,
        "antecedent": to_plain(citation.antecedent),
        "text": citation.text,
        "span": list(citation.span),
        "fields": [to_plain(field) for field in citation.fields],
        "source_id": citation.source_id(),
    }


def _source(source: SourceView) -> dict[str, Any]:
    return {
        "found_by": source.found_by,
        "address": source.address,
        "final_address": source.final_address,
        "captured": source.captured,
        "outcome": source.outcome,
        "http_status": source.http_status,
        "title": source.title,
        "byline": source.byline,
        "language": source.language,
        "dates": [to_plain(date) for date in source.dates],
        "copy_path": source.copy_path,
        "screenshot_path": source.screenshot_path,
        "digest": source.digest,
        "served_instead": source.served_instead,
        "attached": list(source.attached),
        "memento": source.memento,
        "memento_date": source.memento_date,
        "attempts": [to_plain(attempt) for attempt in source.attempts],
        "query": source.query,
        "reach": source.reach,
        "still_says": source.still_says,
        "history": [_stretch(one) for one in source.history],
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "outcome": stretch.outcome,
        "http_status": stretch.http_status,
        "first": stretch.first,
        "last": stretch.last,
        "times": stretch.times,
        "final_address": stretch.final_address,
    }


def _since(since: Since) -> dict[str, Any]:
    return {
        "run": since.run,
        "started": since.started,
        "mode": since.mode,
        "complete": since.complete,
        "same": since.same,
        "moved": since.moved,
        "changes": [
            {
                "kind": change.kind.value,
                "label": change.label,
                "was": change.was,
                "now": change.now,
                "status": change.status.value if change.status else None,
            }
            for change in since.changes
        ],
        "unseen": [finding_data(finding) for finding in since.unseen],
    }

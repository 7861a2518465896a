"""`findings.csv`: one line a finding, for scripts and statistics; its columns are documented in docs/reports.md.

Enters: a `Report`. Leaves: CSV (RFC 4180) as UTF-8 text. A cell that a spreadsheet would take for a formula begins with an
apostrophe, so that nothing from a page or a draft is ever computed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from citations.finding import Finding
from reports import words
from reports.characters import visible
from reports.report import CitationView, NoteView, Report

COLUMNS = (
    "schema_version", "briefing", "label", "citation_index", "note_status", "rule", "defect", "status", "settled", "outcome",
    "message", "expected", "observed", "quoted", "passage", "action", "replacement", "title", "publisher", "cited_date",
    "address", "archived", "memento", "seen", "decided", "id", "page", "page_label",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what Excel, LibreOffice and Google Sheets take for the start of a formula


def render(report: Report) -> str:
    """Return the table with a line of headings, in the order of the notes; every line ends in a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in row] for row in _rows(report))
    return out.getvalue()


def safe(text: str) -> str:
    """Return `text` as a cell that no spreadsheet computes; unseen characters are named.

    >>> safe("=1+1"), safe(" -3"), safe("A-1")
    ("'=1+1", "' -3", 'A-1')
    """
    shown = visible(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) or shown.startswith("'") else shown


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    for note in report.notes:
        for finding in note.findings:
            yield _row(report, note, None, finding)
        for view in note.citations:
            for finding in view.findings:
                yield _row(report, note, view, finding)


def _row(report: Report, note: NoteView, view: CitationView | None, finding: Finding) -> tuple[str, ...]:
    evidence, source, citation = finding.evidence, view.source if view else None, view.citation if view else None
    pages = evidence.pages if evidence else ()
    values = (
        str(report.schema_version),
        report.briefing,
        note.label,
        None if finding.citation_index is None else str(finding.citation_index),
        note.status.value,
        finding.rule,
        finding.defect,
        finding.status.value,
        finding.settled.value,
        finding.outcome.value,
        finding.message,
        finding.expected,
        finding.observed,
        finding.quoted,
        evidence.passage if evidence else None,
        finding.action.value,
        finding.replacement,
        citation.title if citation else None,
        citation.outlet if citation else None,
        citation.issued.edtf() if citation and citation.issued else None,
        source.address if source else None,
        evidence.archived if evidence else None,
        source.memento if source else None,
        evidence.date if evidence else None,
        "; ".join(words.decided_words(one) for one in finding.decided),
        finding.id,
        str(pages[0].number) if pages else None,
        next(iter(pages[0].labels), None) if pages else None,
    )
    return tuple(value or "" for value in values)

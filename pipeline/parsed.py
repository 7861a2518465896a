"""What `footnotary parse` prints: the documented JSON (docs/parse.md), or a table for a person.

Enters: a `Briefing`. Leaves: text. The JSON is an interface: its keys change only with `SCHEMA_VERSION`.
"""

from __future__ import annotations

import json
from typing import Any

from citations.citation import Citation
from citations.document import Briefing, Footnote
from citations.plain import to_plain
from citations.quotation import Quotation
from reports.characters import plain_text
from reports.data import citation_data, finding_data

SCHEMA_VERSION = 1


def parsed_json(briefing: Briefing) -> str:
    """Return the notes as JSON, indented, in UTF-8 letters."""
    return json.dumps(parsed_data(briefing), ensure_ascii=False, indent=2)


def parsed_data(briefing: Briefing) -> dict[str, Any]:
    """Return the notes as plain values; absent fields are left out, `antecedent` of a short form is null when untied."""
    return {
        "schema_version": SCHEMA_VERSION,
        "title": briefing.title,
        "format": briefing.format,
        "notes": [_note(note) for note in briefing.footnotes],
        "findings": [finding_data(finding) for finding in briefing.findings],
    }


def _note(note: Footnote) -> dict[str, Any]:
    return {
        "label": note.label,
        "text": note.text,
        "claim": note.claim,
        "commentary": note.commentary,
        "citations": [_citation(citation) for citation in note.citations],
        "quotations": [_quotation(quotation) for quotation in note.quotations],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {key: value for key, value in citation_data(citation).items() if value is not None or key == "antecedent"}


def _quotation(quotation: Quotation) -> dict[str, Any]:
    item = to_plain(quotation)
    return {key: value for key, value in item.items() if value not in ("", [0, 0]) or key == "exact"}


def parsed_table(briefing: Briefing) -> str:
    """Return one line a citation: note, form, type, date, outlet, title."""
    lines = []
    for note in briefing.footnotes:
        for citation in note.citations:
            lines.append(_row(note.label, citation))
        if not note.citations:
            lines.append(f"{note.label:>4}  -      (no citation) {note.text[:90]}")
    problems = [f"note {finding.label}: {finding.message}" for finding in briefing.findings]
    return "\n".join(plain_text(line) for line in (*lines, *problems))


def _row(label: str, citation: Citation) -> str:
    """A line; a question mark behind a field says that the parser is unsure of it."""
    date = citation.issued.edtf() if citation.issued else ""
    what = citation.title or citation.interviewee or citation.text
    read = "title" if citation.title else "interviewee"
    tied = f" -> note {citation.antecedent.label}" if citation.antecedent else ""
    outlet = citation.outlet or citation.medium or ""
    named = "container-title" if citation.container_title else "publisher"
    shown = f"{outlet[: 27 if citation.is_unsure(named) else 28]}{_mark(citation, named)}"
    return (
        f"{label:>4}  {citation.form.value:<8} {citation.type:<22} {date + _mark(citation, 'issued'):<11} {shown:<28} "
        f"{what[:80]}{_mark(citation, read)}{tied}"
    )


def _mark(citation: Citation, field: str) -> str:
    return "?" if citation.is_unsure(field) else ""

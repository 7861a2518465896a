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
from reports.characters import indented, plain_text
from reports.data import citation_data, finding_data

SCHEMA_VERSION = 1
WIDE = 120  # columns of a terminal that shows a citation on one line


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


def parsed_table(briefing: Briefing, *, width: int | None = None) -> str:
    """Return one line a citation: note, form, type, date, outlet, title; two where the terminal's `width` is too small."""
    lines: list[str] = []
    for note in briefing.footnotes:
        for citation in note.citations:
            lines += _row(note.label, citation, width)
        if not note.citations:
            lines.append(f"{note.label:>4}  -        (no citation) {_cut(note.text, (width or WIDE) - 29)}")
    problems = [f"note {finding.label}: {finding.message}" for finding in briefing.findings]
    return "\n".join(indented(line) for line in (*lines, *problems))


def _row(label: str, citation: Citation, width: int | None) -> tuple[str, ...]:
    """A line, or two; a question mark behind a field says that the parser is unsure of it."""
    date = citation.issued.edtf() if citation.issued else ""
    what = citation.title or citation.interviewee or citation.text
    read = "title" if citation.title else "interviewee"
    tied = f" -> note {citation.antecedent.label}" if citation.antecedent else ""
    outlet = citation.outlet or citation.medium or ""
    named = "container-title" if citation.container_title else "publisher"
    shown = f"{_cut(outlet, 27 if citation.is_unsure(named) else 28)}{_mark(citation, named)}"
    first = f"{label:>4}  {citation.form.value:<8} {citation.type:<22} {date + _mark(citation, 'issued'):<11} {shown:<28}"
    room = 80 if width is None or width >= WIDE else width - 7 - len(tied)
    second = f"{_cut(what, max(room, 20))}{_mark(citation, read)}{tied}"
    return (f"{first} {second}",) if width is None or width >= WIDE else (first.rstrip(), f"      {second}")


def _cut(text: str, length: int) -> str:
    """Return `text` on one line, at most `length` characters of it; three dots stand for what was cut."""
    text = plain_text(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _mark(citation: Citation, field: str) -> str:
    return "?" if citation.is_unsure(field) else ""

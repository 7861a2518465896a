"""`notes.md`: the briefing's notes as Markdown footnotes, each source linked, and its archived copy behind it.

Enters: a `Report`. Leaves: Markdown with footnotes (`[^1]: …`), to be put in the place of a Markdown draft's own. Which sources
are linked, `reports.linked` says.
"""

from __future__ import annotations

import re

from citations.regex import regex
from reports.linked import Linked, linked, pieces
from reports.markdown import clothed, escaped
from reports.report import NoteView, Report

# matches what may not stand in a footnote's name: "]", " ", "["
_NOT_IN_NAME = regex(r"""[^\w.-]+""", re.VERBOSE)


def render(report: Report) -> str:
    """Return the notes, one a paragraph, ending in a line feed."""
    return "\n\n".join([f"# {escaped(report.title)}: notes", *(_note(note) for note in report.notes)]) + "\n"


def _note(note: NoteView) -> str:
    name = _NOT_IN_NAME.sub("-", note.label).strip("-") or "note"
    return f"[^{name}]: " + " ".join("".join(_part(part) for part in linked(note)).split())


def _part(part: Linked) -> str:
    text = "".join(clothed(piece) for piece in pieces(part.text) if piece.text).strip()
    lead = " " if part.text[:1].isspace() else ""
    tail = " " if part.text[-1:].isspace() else ""
    if part.original is None:
        return f"{lead}{text}{tail}"
    archived = f" ([archived {part.date}](<{part.version}>))" if part.version else ""
    return f"{lead}[{text}](<{part.original}>){archived}{tail}"

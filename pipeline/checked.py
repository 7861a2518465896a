"""The draft back, with comments: `<briefing>.checked.docx`, made in the worker process from the user's own bytes.

Enters: the draft's path and its report. Leaves: the file's bytes, or why there is none. The draft is only read.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from citations.errors import InputError
from pipeline.reading import Readers
from reports import word
from reports.report import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """The commented draft, None when there is none, and what a person should know of it."""

    body: bytes | None = None
    notices: tuple[str, ...] = ()


def is_word(draft: Path) -> bool:
    """Return whether a draft is a Word file by its name."""
    return draft.suffix.casefold() == ".docx"


async def checked_draft(readers: Readers, draft: Path, report: Report) -> Checked:
    """Return the draft with a comment at each note that needs a look."""
    if not is_word(draft):
        return Checked(notices=(f"{draft.name} is no .docx: comments are put into Word files only",))
    wanted = word.comments(report)
    told = {
        "texts": {label: list(paragraphs) for label, paragraphs in wanted.items()},
        "notes": {note.label: note.text for note in report.notes if note.label in wanted},
        "date": report.run.started,
    }
    try:
        made = await readers.of_draft("reports.word_comments:comment_plain", draft, told)
        body = base64.b64decode(str(made["body"]), validate=True)
        unplaced = [str(label) for label in made["unplaced"]]
    except (InputError, binascii.Error) as error:
        return Checked(notices=(f"no comments were put into {draft.name}: {error}",))
    left = f"notes {', '.join(unplaced)} have no mark in {draft.name}, or changed since: no comment was put there"
    return Checked(body=body, notices=(left,) if unplaced else ())

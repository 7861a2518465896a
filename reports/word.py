"""The draft back: what an editor reads in the margin of the Word file, at the mark of each note that needs a look.

Enters: a `Report`. Leaves: paragraphs of plain text by note; `reports.word_comments` puts them into the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.finding import Action, Finding
from citations.pdf_page import page_words
from reports import phrases, words
from reports.addresses import web_target
from reports.marks import comparison
from reports.order import CARD_STATUSES
from reports.report import NoteView, Report

MAX_PASSAGE = 600  # characters of the source's passage; the page has the whole


def comments(report: Report) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of each note's comment by the note's label; a note that needs no look has none."""
    looks = (note for note in report.notes if note.status in CARD_STATUSES)
    return {note.label: tuple(_paragraphs(note)) for note in looks}


def _paragraphs(note: NoteView) -> Iterator[str]:
    yield f"Note {note.label}: {note.status.value}"
    found = [finding for finding in note.all_findings() if words.is_open(finding)]
    if not found:
        yield phrases.sentence(note.why)
    for finding in found:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    first, *others = words.said_of(finding)
    yield first
    sides = comparison(finding)
    if finding.evidence and finding.evidence.passage:
        page = page_words(finding.evidence.pages)
        yield f"The source{f', {page}' if page else ''}: {phrases.in_quotes(_cut(finding.evidence.passage))}"
    elif sides and sides.source:
        said = _cut("".join(piece.text for piece in sides.source))
        yield f"{sides.source_name}: {said if finding.rule == 'date' else phrases.in_quotes(said)}"
    yield from others
    if finding.action is not Action.NONE:
        yield f"To do: {words.what_to_do(finding)}."
    if paste := words.text_to_paste(finding):
        yield f"Text to paste: {paste}"
    if finding.evidence and (address := web_target(finding.evidence.address)):
        yield f"Seen at {address}{f', {phrases.moment(finding.evidence.date)}' if finding.evidence.date else ''}"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MAX_PASSAGE else plain[:MAX_PASSAGE].rsplit(" ", 1)[0] + " …"

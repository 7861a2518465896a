"""One finding of one note for a person at a terminal: what the draft says, what was found, the proof, what to do.

Enters: a `NoteView` and one of its findings. Leaves: rows of a name and a text, in the order of reading, fit for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.finding import Action, Finding
from citations.pdf_page import at_page, page_words
from reports import phrases, words
from reports.addresses import web_target
from reports.characters import plain_text
from reports.marks import DELETED, INSERTED, Piece, comparison
from reports.report import NoteView


def rows(note: NoteView, finding: Finding) -> tuple[tuple[str, str], ...]:
    """Return pairs of a name and a text on one line each; nothing in them steers a terminal."""
    return tuple((name, plain_text(text)) for name, text in _rows(note, finding) if text)


def _rows(note: NoteView, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "draft", note.claim or ""
    yield "note", note.text
    yield "found", phrases.sentence(finding.message)
    yield from _sides(finding)
    if finding.evidence:
        yield "where", page_words(finding.evidence.pages)
        yield "", at_page(web_target(finding.evidence.address), finding.evidence.pages) or ""
        yield "proof", _proof(finding)
    if finding.action is not Action.NONE:
        yield "to do", words.what_to_do(finding)
    yield "to paste", words.text_to_paste(finding) or ""
    for one in finding.decided:
        yield "decided", words.decided_words(one)
    view = next((view for view in note.citations if view.index == finding.citation_index), None)
    if view:
        yield "source", words.brief(view.named)
        yield "", words.source_state(view.source) if view.source else ""
        yield "live", (view.source.final_address or view.source.address or "") if view.source else ""
        yield "memento", (view.source.memento or "") if view.source else ""


def _sides(finding: Finding) -> Iterator[tuple[str, str]]:
    sides = comparison(finding)
    if sides is None:
        return
    yield sides.draft_name.lower(), _printed(sides.draft)
    yield sides.source_name.lower(), _printed(sides.source)
    yield "passage", sides.passage or ""
    for change in sides.changes:
        kind = words.CHANGE_WORDS.get(change.kind, change.kind.replace("-", " "))
        yield "change", f"{kind}: draft “{change.quoted}”, source “{change.observed}”"


def _printed(pieces: tuple[Piece, ...]) -> str:
    """The pieces with what differs in marks that are read without colour: `[-deleted-]`, `{+inserted+}`."""
    return "".join(_marked(piece) for piece in pieces)


def _marked(piece: Piece) -> str:
    if DELETED in piece.marks:
        return f"[-{piece.text}-]"
    return f"{{+{piece.text}+}}" if INSERTED in piece.marks else piece.text


def _proof(finding: Finding) -> str:
    evidence = finding.evidence
    seen = f"seen {phrases.moment(evidence.date)}" if evidence and evidence.date else ""
    return ", ".join(part for part in ((evidence.archived if evidence else "") or "", seen) if part)

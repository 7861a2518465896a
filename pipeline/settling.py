"""How notes and citations stand, from their findings and what people decided on them.

Enters: a report whose findings are in their places. Leaves: the report with statuses, reasons, counts and what to see first.
A citation has the worst settled status of its findings, a note the worst of its citations'; the counts add up to the notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from citations.finding import Action, Finding, Outcome, Status, worst
from reports import phrases, words
from reports.report import CitationView, NoteView, Report, count_statuses

START_HERE = 5  # notes named at the top; an editor on a deadline reads no more
# What a person should see first, gravest first; what is not named here comes after, in the order of the statuses.
GRAVEST = (
    "quote-altered",
    "quote-absent",
    "quote-in-other-source",
    "quote-other-speaker",
    "quote-outside-article",
    "date-contradicted",
    "drift-other-text",
    "drift-at-quotation",
    "quote-edited",
    "quote-translation-conflict",
    "number-conflict",
    "date-conflict",
    "name-conflict",
    "direction-conflict",
    "title-in-other-source",
    "headline-changed",
    "byline-differs",
    "publisher-differs",
)
_AGREED = ("title", "date", "page")
LEEWAY_WORDS = "within a day, which time zones can make"  # as pipeline/checks/date.py says it
_REASONS = {
    "not-found": "not found",
    "not-tried": "not tried",
    "not-understood": "not understood",
    "antecedent-missing": "antecedent untied",
    "antecedent-ambiguous": "antecedent untied",
    "quote-other-language": "read in another language",
}


def settled(report: Report) -> Report:
    """Return `report` with the status of every note worked out from its findings; twice is once."""
    notes = tuple(_note(note) for note in report.notes)
    return replace(report, notes=notes, counts=count_statuses(notes), start_here=_start_here(notes))


def _note(note: NoteView) -> NoteView:
    views = tuple(_citation(view) for view in note.citations)
    status = worst(tuple(view.status for view in views) + tuple(finding.settled for finding in note.findings))
    whole = replace(note, citations=views, status=status)
    return replace(whole, why=_why(whole), reason=_reason(whole))


def _citation(view: CitationView) -> CitationView:
    status = worst(tuple(finding.settled for finding in view.findings))
    return replace(view, status=status, scope=_scope(view.findings, status))


def _scope(findings: tuple[Finding, ...], status: Status) -> str:
    """What an OK covers: it never covers the claim itself. What a person accepted is that person's word."""
    if status is not Status.OK:
        return ""
    passed = {one.rule: one for one in reversed(findings) if one.rule in _AGREED and one.outcome is Outcome.PASSED}
    agreed = [_with_leeway(passed[rule]) for rule in _AGREED if rule in passed]
    quotes = sum(finding.rule == "quote" and finding.outcome is Outcome.PASSED for finding in findings)
    accepted = [finding for finding in findings if finding.is_accepted]
    found = [] if accepted and not agreed else [", ".join(["source", *agreed]) + (" agree" if agreed else " found")]
    counted = [f"{phrases.plural(quotes, 'quotation')} found"] if quotes else []
    people = list(dict.fromkeys(words.decided_words(one) for finding in accepted for one in finding.decided if one.holds))
    return "; ".join([*found, *counted, *people, "the claim itself was not judged"])


def _with_leeway(finding: Finding) -> str:
    """What agrees, with the leeway that it took."""
    return f"{finding.rule} ({LEEWAY_WORDS})" if LEEWAY_WORDS in finding.message else finding.rule


def _why(note: NoteView) -> str:
    telling = _telling(note)
    if telling is None:
        return "; ".join(dict.fromkeys(view.scope for view in note.citations if view.scope)) or "Nothing to look at."
    if telling.settled is telling.status and telling.status is not Status.OK:
        return telling.message
    return "; ".join(words.decided_words(one) for one in telling.decided if one.holds)


def _telling(note: NoteView) -> Finding | None:
    """The gravest finding that gives a note its status, the first of equals; None for a clean one whose scopes say it all."""
    findings = note.findings + tuple(finding for view in note.citations for finding in view.findings)
    own = (finding for finding in findings if finding.settled is note.status)
    if note.status is not Status.OK:
        return min(own, key=_rank, default=None)
    return next((finding for finding in own if finding.is_accepted), None) if not note.citations else None


def _reason(note: NoteView) -> str:
    """The status in a few words that are equal for like notes."""
    if not note.citations and note.status is Status.NOT_CHECKED:
        return "cites nothing"
    findings = [finding for view in note.citations for finding in view.findings if finding.settled is note.status]
    if note.status is Status.NOT_WEB:
        return _off_the_web(findings)
    if note.status is not Status.NOT_CHECKED or not findings:
        return ""
    defect = findings[0].defect or ""
    return _REASONS.get(defect, defect.replace("-", " "))


def _off_the_web(findings: list[Finding]) -> str:
    if any(finding.defect == "attached" for finding in findings):
        return "not on the web, document attached"
    if any(finding.defect == "in-print" for finding in findings):
        return "in print, no scan attached"
    missing = any(finding.action is Action.ATTACH_PROOF for finding in findings)
    return f"interview or correspondence, proof {'missing' if missing else 'attached'}"


def _start_here(notes: Iterable[NoteView]) -> tuple[str, ...]:
    urgent = [note for note in notes if note.status in (Status.LOOK, Status.GONE) or _is_untied(note)]
    return tuple(note.label for note in sorted(urgent, key=_gravity)[:START_HERE])


def _is_untied(note: NoteView) -> bool:
    """Whether a short form of the note repeats nothing: an editor can mend that without any source."""
    return any((finding.defect or "").startswith("antecedent-") for finding in note.all_findings() if not finding.is_accepted)


def _gravity(note: NoteView) -> tuple[int, int]:
    ranks = (_rank(finding) for finding in note.all_findings() if finding.settled is Status.LOOK)
    return (note.status.rank, min(ranks, default=len(GRAVEST)))


def _rank(finding: Finding) -> int:
    """The place of a finding among the gravest, from 0."""
    return GRAVEST.index(finding.defect) if finding.defect in GRAVEST else len(GRAVEST)

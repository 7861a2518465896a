"""The questions that only the author can answer, by note, as Markdown to send.

Enters: a `Report`. Leaves: text. A question is what a person decided to ask, else what a finding that nobody decided asks for.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.decision import Verdict
from citations.finding import Action, Finding
from reports import phrases, words
from reports.markdown import emphasised, escaped
from reports.report import NoteView, Report

_ASKING = (Verdict.ASK_AUTHOR, Verdict.ATTACH_PROOF)
_CHANGED = "What did the page say when you read it, and have you kept a copy?"
# What is asked where nobody wrote a question; the keys of the first are defects, which are told before rules and actions.
_BY_DEFECT = {
    "not-found": "Where did you read it? An address, a scan or a copy would do.",
    "not-understood": "Which work is meant?",
    "antecedent-missing": "Which work is meant?",
    "antecedent-ambiguous": "Which of the works cited before is meant?",
    "equal-candidates": "Which of them did you read?",
    "candidate": "Is this the one you read?",
    "quote-outside-article": "Is that the place you quote?",
    "quote-other-speaker": "Who said these words?",
    "quote-changed-since": _CHANGED,
    "headline-changed-since": _CHANGED,
    "date-changed-since": _CHANGED,
    "byline-changed-since": _CHANGED,
    "number-changed-since": _CHANGED,
    "name-changed-since": _CHANGED,
    "date-conflict": "Which day is meant, and where did you read it?",
}
# What is asked on a finding of a rule that asks the author.
_BY_RULE = {
    "quote": "Where did you read these words?",
    "page": "Which page is meant, of which edition?",
    "number": "Which number is meant, and where did you read it?",
    "name": "Which name is meant, and where did you read it?",
    "direction": "Which of the two is meant, and where did you read it?",
    "date": "Which day is meant, and where did you read it?",
    "byline": "Who wrote what you read?",
    "publisher": "Who published what you read?",
    "drift": _CHANGED,
}
_BY_ACTION = {
    Action.ASK_AUTHOR: "What is meant?",
    Action.NAME_SOURCE: "Which source is meant?",
    Action.ATTACH_PROOF: "Can you send what stands behind it: notes, a recording, the message, a scan of the pages?",
}


def render(report: Report) -> str:
    """Return the list, ending in a line feed; it says so when there is nothing to ask."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    asked = [(note, questions) for note in report.notes if (questions := list(_questions(note)))]
    yield from (f"# Questions on {escaped(report.title)}", "")
    total = sum(len(questions) for _, questions in asked)
    yield (
        f"{phrases.plural(total, 'question')} on {phrases.plural(len(asked), 'note')} of {len(report.notes)}."
        if asked
        else ("There is nothing to ask the author.")
    )
    for note, questions in asked:
        yield from ("", f"## Note {escaped(note.label)}", "")
        if note.claim:
            yield from (f"> {emphasised(note.claim)}", "")
        yield from (f"Note: {emphasised(note.text)}", "")
        yield from (f"- {question}" for question in questions)


def _questions(note: NoteView) -> Iterator[str]:
    for finding in note.all_findings():
        decided = [one.decision for one in finding.decided if one.holds]
        asking = [one for one in decided if one.verdict in _ASKING]
        for one in asking:
            yield f"{escaped(phrases.sentence(one.reason))} ({escaped(one.by)}; {emphasised(phrases.sentence(finding.message))})"
        question = _BY_DEFECT.get(finding.defect or "") or _by_action(finding)
        if question and not decided and _is_asked(finding):
            yield f"{emphasised(phrases.sentence(finding.message))} {question}"


def _by_action(finding: Finding) -> str | None:
    if finding.action is Action.ASK_AUTHOR and finding.rule in _BY_RULE:
        return _BY_RULE[finding.rule]
    return _BY_ACTION.get(finding.action)


def _is_asked(finding: Finding) -> bool:
    return words.is_open(finding) or (finding.defect or "") in _BY_DEFECT

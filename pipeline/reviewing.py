"""What a person is asked to decide, and the decision that an answer makes.

Enters: a report with what was decided. Leaves: findings in the order of the draft, and `Decision`s. No terminal here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citations.decision import Decision, Verdict
from citations.errors import InputError
from citations.finding import Finding
from reports.report import NoteView, Report
from reports.words import is_undecided

_Question = Callable[[Finding], bool]

KEYS = {
    "a": Verdict.ACCEPT,
    "r": Verdict.REJECT,
    "m": Verdict.MEND,
    "q": Verdict.ASK_AUTHOR,
    "p": Verdict.ATTACH_PROOF,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A finding to decide, in its note: the `nth` of `of` that are asked of this note."""

    note: NoteView
    finding: Finding
    nth: int
    of: int


def to_decide(report: Report, *, everything: bool = False) -> tuple[Asked, ...]:
    """Return the findings that nobody decided, or whose decision is open again; `everything` asks of all findings anew."""
    return _asked(report, lambda finding: everything or is_undecided(finding))


def to_read_again(report: Report, by: str) -> tuple[Asked, ...]:
    """Return the findings that one other person accepted and nobody else decided.

    Raises InputError when `by` accepted them all: a second reader is another person.
    """
    once = _asked(report, lambda finding: finding.is_accepted and len(_readers(finding)) == 1)
    own = [one for one in once if _readers(one.finding) == {_person(by)}]
    if once and len(own) == len(once):
        raise InputError(f"{by} accepted all that one person accepted ({len(own)}): a second reader is somebody else")
    return tuple(one for one in once if one not in own)


def _readers(finding: Finding) -> set[str]:
    return {_person(one.decision.by) for one in finding.decided if one.holds}


def _person(by: str) -> str:
    """Initials as one person writes them: AB, A.B. and ab are one."""
    return "".join(char for char in by.casefold() if char.isalnum())


def _asked(report: Report, is_wanted: _Question) -> tuple[Asked, ...]:
    return tuple(one for note in report.notes for one in _of_note(note, is_wanted))


def _of_note(note: NoteView, is_wanted: _Question) -> Iterator[Asked]:
    wanted = [finding for finding in note.all_findings() if finding.fingerprint and is_wanted(finding)]
    for nth, finding in enumerate(wanted, start=1):
        yield Asked(note=note, finding=finding, nth=nth, of=len(wanted))


def decided(report: Report, finding: Finding, verdict: Verdict, reason: str, by: str, date: datetime.date) -> Decision:
    """Return the decision on a finding of `report`. Raises InputError for a finding without a fingerprint."""
    if finding.fingerprint is None:
        raise InputError("nothing can be decided on a remark about the document itself")
    return Decision(
        briefing=report.briefing,
        label=finding.label,
        citation_index=finding.citation_index,
        rule=finding.rule,
        defect=finding.defect,
        verdict=verdict,
        reason=reason,
        by=by,
        date=date,
        fingerprint=finding.fingerprint,
    )


def replaced_by(decision: Decision, finding: Finding) -> tuple[Decision, ...]:
    """Return the same person's decisions on a finding: the new one takes their place."""
    return tuple(one.decision for one in finding.decided if _person(one.decision.by) == _person(decision.by))

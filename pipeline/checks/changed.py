"""What today's page no longer bears out, though a copy of it does: told as a change of the page, not as the author's error.

Enters: a check that knows nothing of copies (numbers, names, authors), and the evidence of one citation. Leaves: its findings;
one that is for a person to look at is asked again of every copy. Quotations, titles and dates are so asked by their own checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from citations.finding import Action, Finding, Outcome, Status, identified
from pipeline.checks import Evidence
from pipeline.checks.link import copy_in_words

Check = Callable[[Evidence], tuple[Finding, ...]]


def in_view_of_copies(check: Check) -> Check:
    """Return `check` with what a copy bears out told as changed since."""

    def of_page_and_copies(evidence: Evidence) -> tuple[Finding, ...]:
        return tuple(_in_view(finding, check, evidence) for finding in check(evidence))

    return of_page_and_copies


def _in_view(finding: Finding, check: Check, evidence: Evidence) -> Finding:
    if finding.status is not Status.LOOK or evidence.answer is None:
        return finding
    for copy in evidence.kept:
        is_same = finding.evidence is not None and finding.evidence.capture == copy.capture.id
        there = () if is_same else check(replace(evidence, answer=copy, moved=None, sibling=None))
        if any(one.rule == finding.rule and one.outcome is Outcome.PASSED for one in there):
            told = f"{finding.message[:1].lower()}{finding.message[1:]}"
            agrees = f"The note agrees with {copy_in_words(copy, evidence.cited)}, and the page has changed since"
            return identified(
                replace(
                    finding,
                    defect=f"{finding.rule}-changed-since",
                    message=f"{agrees}: {told}",
                    action=Action.ASK_AUTHOR,
                    replacement=None,
                )
            )
    return finding

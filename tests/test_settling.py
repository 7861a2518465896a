"""What is said first of a note, and of a report."""

from __future__ import annotations

import pytest

from citations.finding import Finding, Status
from pipeline.settling import GRAVEST, settled
from tests.test_decisions import finding, report_of

DATE = finding(rule="date", defect="date-contradicted", message="the note's day is three days off")
ALTERED = finding(rule="quote", defect="quote-altered", message="a negation was left out")
UNRANKED = finding(rule="link", defect="another", message="another matter")


@pytest.mark.parametrize("findings", [(DATE, ALTERED), (ALTERED, DATE), (UNRANKED, DATE, ALTERED)])
def test_a_note_is_told_by_its_gravest_finding(findings: tuple[Finding, ...]) -> None:
    (note,) = settled(report_of(*findings)).notes
    assert note.why == ALTERED.message


def test_of_findings_that_are_not_ranked_the_first_tells_a_note() -> None:
    other = finding(rule="link", defect="yet-another", message="yet another matter")
    (note,) = settled(report_of(other, UNRANKED)).notes
    assert note.why == other.message


def test_a_graver_finding_that_is_not_of_the_notes_status_does_not_tell_it() -> None:
    hint = finding(rule="quote", defect=GRAVEST[0], status=Status.OK, message="a hint")
    (note,) = settled(report_of(hint, DATE)).notes
    assert note.why == DATE.message

"""Is a claim told that says the opposite of its source, and no other?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from citations.finding import Finding, Status
from citations.words import prepare
from pipeline.checks import direction
from tests.check_cases import cited, evidence, read

EXPORTS = "Exports of copper from Velmar rose by 9 percent in May. The port of Lind loaded 212 ships."


def told(claim: str, said: str, *, language: str = "en") -> tuple[Finding, ...]:
    """What the check says of a claim beside a page that says `said`."""
    page = read(text=said, language=language)
    return direction.check(evidence(replace(page, text=prepare(said, language=language)), cited(language=language), claim=claim))


@pytest.mark.parametrize(
    ("claim", "said", "ours", "theirs"),
    [
        ("Exports of copper from Velmar fell by 9 percent.", EXPORTS, "fell", "rose"),
        ("Waiting lists at Orlec halved.", "Waiting lists at Orlec doubled in a year.", "halved", "doubled"),
        ("Dockers at Bask voted against a strike.", "Dockers at Bask vote for strike.", "voted against", "vote for"),
        ("Vera Lunina admits fraud.", "Trader Vera Lunina denies fraud.", "admits", "denies"),
        ("The inquiry found evidence of a cover-up.", "The inquiry found no evidence of a cover-up.", "evidence", "no evidence"),
        ("The ministry did not publish the list.", "The ministry published the list.", "not publish", "published"),
        ("Суд в Норске осудил Олега Дроздова.", "Суд в Норске оправдал Олега Дроздова.", "осудил", "оправдал"),
        ("Цены на бензин в Луговске снизились.", "Цены на бензин в Луговске выросли.", "снизились", "выросли"),
    ],
)
def test_the_opposite_of_the_source_is_shown_with_both_words(claim: str, said: str, ours: str, theirs: str) -> None:
    (finding,) = told(claim, said, language="en" if claim.isascii() else "ru")
    assert (finding.rule, finding.defect, finding.status) == ("direction", "direction-conflict", Status.LOOK)
    assert (finding.expected, finding.observed) == (ours, theirs)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Exports of copper from Velmar rose by 9 percent.", EXPORTS),
        ("Exports of copper from Velmar fell by 9 percent in June.", EXPORTS),  # another time
        ("Exports of copper from Velmar fell by 4 percent.", EXPORTS),  # another number, which another check tells
        ("Exports of copper from Velmar did not fall.", EXPORTS),  # denies twice
        ("Exports of copper from Velmar fell, according to the port.", EXPORTS),  # the other side's view
        ("Exports of copper from Velmar “fell by 9 percent”.", EXPORTS),  # quotes
        ("Exports of copper from Velmar may fall by 9 percent.", EXPORTS),
        ("Did exports of copper from Velmar fall by 9 percent?", EXPORTS),
        ("Exports of grain from Sorrel fell by 9 percent.", EXPORTS),  # another thing
        ("Exports of copper from Velmar fell.", f"{EXPORTS} Exports of copper then fell."),  # both directions
        ("The minister signed the treaty.", "The minister did not sign the treaty in May. She signed it in June."),
        ("The inquiry found evidence of haste.", "The inquiry found no evidence of a cover-up."),
        ("On Monday 96 dockers at Bask voted against a strike.", "Dockers at Bask voted for a strike on Monday by 410 to 96."),
        ("Депутаты поддержали проект плотины.", "Депутаты поддержали проект плотины: 19 голосов против 11."),
    ],
)
def test_nothing_is_said_of_what_is_not_surely_the_opposite(claim: str, said: str) -> None:
    assert told(claim, said, language="en" if claim.isascii() or "“" in claim else "ru") == ()

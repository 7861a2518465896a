"""The check of headlines: which differences are none, which are a slip, and which an editor must see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.page import Sign
from citations.citation import FieldSpan
from citations.finding import Action, Finding, Outcome, Status
from pipeline.checks import Evidence, Read
from pipeline.checks.title import check
from tests.check_cases import SHORT, TEXT, TITLE, cited, evidence, read

BODY = "The keepers of the northern locks went back to work on Monday. Nobody had promised them anything."
EARLIER = read(id="c0")


def one(case: Read | Evidence, **citation: Any) -> Finding:
    (finding,) = check(case if isinstance(case, Evidence) else evidence(case, cited(**citation)))
    return finding


def headed(headline: str, **changes: Any) -> Read:
    """The article under another headline."""
    return read(**{"title": f"{headline} - Courier", "headings": (headline,), "text": f"{headline}\n{BODY}", **changes})


def passes(finding: Finding) -> bool:
    return (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.PASSED, None)


def test_the_same_title_passes_whatever_site_name_stands_beside_it() -> None:
    finding = one(read())
    assert finding.rule == "title"
    assert passes(finding)
    assert passes(one(read(headings=())))
    assert passes(one(read(), title="‘Lock keepers end strike after nine days’"))


def test_a_changed_headline_is_to_be_looked_at_with_the_new_one_to_paste() -> None:
    finding = one(headed("Government Breaks Strike at the Northern Locks"))
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "headline-changed")
    assert (finding.expected, finding.observed) == (TITLE, "Government Breaks Strike at the Northern Locks")
    assert (finding.action, finding.replacement) == (Action.CORRECT_TITLE, "Government Breaks Strike at the Northern Locks")


def test_a_headline_that_a_copy_still_bears_was_changed_since() -> None:
    finding = one(evidence(headed("Government Breaks Strike at the Northern Locks"), earlier=EARLIER))
    assert (finding.status, finding.defect, finding.action) == (Status.LOOK, "headline-changed-since", Action.ASK_AUTHOR)
    assert "“Government Breaks Strike at the Northern Locks” now" in finding.message
    assert "our copy of 14 October 2024" in finding.message
    same = one(evidence(headed("Government Breaks Strike"), earlier=headed("Government Breaks Strike", id="c0")))
    assert same.defect == "headline-changed"
    older = evidence(headed("Government Breaks Strike"), earlier=headed("Government Breaks Strike", id="c2"), copies=(EARLIER,))
    assert one(older).defect == "headline-changed-since"


def test_a_title_that_another_note_s_source_bears_asks_for_its_address() -> None:
    other = read(id="c9", target_uri="https://courier.example/strike", final_uri="https://courier.example/strike")
    finding = one(evidence(headed("Government Breaks Strike at the Northern Locks"), others=(("", other), ("3", other))))
    assert (finding.status, finding.defect, finding.action) == (Status.LOOK, "title-in-other-source", Action.REPLACE_ADDRESS)
    assert finding.replacement == "https://courier.example/strike"
    assert "note 3’s source" in finding.message


def test_a_headline_found_in_the_title_element_alone_is_offered_without_the_site_s_name() -> None:
    assert one(headed("Government Breaks Strike at Locks", headings=())).replacement == "Government Breaks Strike at Locks"


@pytest.mark.parametrize(
    "shown", [f"{TITLE}, Though Nobody Had Promised Them Anything", "Lock Keepers End Strike", "End Strike After Nine Days"]
)
def test_a_title_cut_short_on_either_side_passes_and_says_so(shown: str) -> None:
    finding = one(headed(shown))
    assert passes(finding)
    assert "cuts it short" in finding.message


def test_a_slip_of_the_pen_passes_with_the_right_spelling_to_paste() -> None:
    finding = one(read(), title="Lock Keepers End Strkie After Nine Days")
    assert passes(finding)
    assert (finding.action, finding.replacement) == (Action.CORRECT_TITLE, TITLE)


@pytest.mark.parametrize(
    ("cited_title", "shown"),
    [
        (
            "Minister Will Resign over the Flooding of the Northern Locks",
            "Minister Will Not Resign over the Flooding of the Northern Locks",
        ),
        ("Parliament Refuses Seventeen Laws in the Winter Session", "Parliament Refuses Seventy Laws in the Winter Session"),
        ("Strike at the Locks Ends After 19 Days of Bitter Talks", "Strike at the Locks Ends After 9 Days of Bitter Talks"),
    ],
)
def test_a_denial_a_number_or_another_word_is_no_slip(cited_title: str, shown: str) -> None:
    assert one(headed(shown), title=cited_title).defect == "headline-changed"


def test_a_title_that_stands_near_the_top_of_the_text_passes() -> None:
    assert passes(one(read(title="Annual Review | Courier", headings=("Annual Review",))))
    below = read(title="Annual Review", headings=("Annual Review",), text=f"Annual Review\n{BODY * 9}\n{TEXT}")
    assert one(below).defect == "headline-changed"


def test_a_translated_title_is_compared_as_such_and_never_accused() -> None:
    assert passes(one(read(), title="Поёни корпартоии шлюзбонон", title_translation=TITLE, language="tg"))
    foreign = one(read(), title="Поёни корпартоии шлюзбонон", language="tg")
    assert (foreign.status, foreign.outcome, foreign.defect) == (Status.OK, Outcome.CANT_TELL, None)
    russian = read(
        title="Смотрители шлюзов прекратили забастовку", headings=(), text="Смотрители шлюзов вернулись к работе.", language="ru"
    )
    assert one(russian).outcome is Outcome.CANT_TELL


def test_two_russian_headlines_that_differ_are_accused() -> None:
    russian = read(
        title="Правительство сломило забастовку на шлюзах", headings=(), text="Работа на шлюзах возобновлена.", language="ru"
    )
    assert one(russian, title="Смотрители шлюзов вернулись к работе без договора", language="ru").defect == "headline-changed"


def test_the_name_of_the_site_or_of_a_file_is_no_headline() -> None:
    assert check(evidence(read(title="Courier", headings=(), text=BODY))) == ()
    assert check(evidence(read(title="Microsoft Word - final_v2.doc", headings=(), text=BODY))) == ()
    assert check(evidence(read(title=None, headings=(), text=BODY))) == ()


def test_a_document_s_markup_does_not_accuse() -> None:
    report = read(title="Layout for printers", headings=(), text=f"{BODY * 12}\n{TITLE}\n{BODY}", mime="application/pdf")
    assert passes(one(report))
    assert one(replace(report, page=replace(report.page, text=BODY, article=BODY))).outcome is Outcome.CANT_TELL


def test_a_part_cited_from_the_page_of_the_whole_is_not_accused() -> None:
    whole = headed("Waterways of the North: A Handbook")
    finding = one(whole, type="chapter", container_title="Waterways of the North: A Handbook")
    assert (finding.status, finding.outcome) == (Status.OK, Outcome.CANT_TELL)
    assert one(whole).defect == "headline-changed"


def test_a_page_that_is_not_the_source_is_never_compared() -> None:
    other = headed("Page Not Found")
    for dead in (replace(other, capture=replace(other.capture, status=404)), headed("Just a moment", signs=(Sign.CAPTCHA,))):
        assert check(evidence(dead)) == ()
        finding = one(evidence(dead, earlier=EARLIER))
        assert passes(finding)
        assert "our copy of 14 October 2024" in finding.message


def test_nothing_is_compared_without_a_cited_title_or_a_page() -> None:
    assert check(evidence(read(), cited(title=None))) == ()
    assert check(evidence(None)) == ()
    assert check(evidence(read(), cited(type="interview"))) == ()


def test_a_short_form_passes_with_its_source_and_only_points_to_the_note_that_prints_the_title() -> None:
    assert passes(one(replace(evidence(read()), citation=SHORT)))
    finding = one(replace(evidence(headed("Government Breaks Strike at the Northern Locks")), citation=SHORT))
    assert (finding.status, finding.outcome) == (Status.OK, Outcome.CANT_TELL)
    assert "see note 3" in finding.message


RUSSIAN = {"headings": (), "text": "Суд вынес приговор в понедельник.", "language": "ru"}


@pytest.mark.parametrize(
    ("english", "headline", "told"),
    [
        ("Court Jails 9 Lock Keepers for Strike", "Суд посадил 7 смотрителей шлюзов за забастовку", "“9” against “7”"),
        ("The Court Jailed the Lock Keepers", "Суд не посадил смотрителей шлюзов", "one side alone denies"),
    ],
)
def test_a_number_or_a_denial_in_a_translated_title_alone_is_for_a_reader(english: str, headline: str, told: str) -> None:
    for finding in (
        one(read(title=headline, **RUSSIAN), title=english),
        one(read(title=headline, **RUSSIAN), title=headline, title_translation=english, language="ru"),
    ):
        assert (finding.status, finding.defect) == (Status.LOOK, "title-translation-conflict")
        assert finding.action is Action.READ_IN_LANGUAGE
        assert told in finding.message


@pytest.mark.parametrize(
    ("english", "headline"),
    [
        ("Court Jails Seven Lock Keepers for Strike", "Суд посадил 7 смотрителей шлюзов за забастовку"),
        ("The Court Did Not Jail the Lock Keepers", "Суд не посадил смотрителей шлюзов"),
        ("The Nineties in Orlec: 1990s Remembered", "90-е годы в Орлеце"),
        ("Unlawful Verdict Against Lock Keepers", "Незаконный приговор смотрителям"),
    ],
)
def test_a_translated_title_without_a_conflict_is_not_accused(english: str, headline: str) -> None:
    finding = one(read(title=headline, **RUSSIAN), title=english)
    assert (finding.status, finding.outcome) == (Status.OK, Outcome.CANT_TELL)
    assert headline in finding.message


def test_words_that_may_be_no_title_accuse_nobody() -> None:
    unsure = FieldSpan(field="title", span=(0, 10), confidence=0.6)
    finding = one(headed("Harbour Bids Opened"), title="for the council's promise", fields=(unsure,))
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, None)
    assert "Harbour Bids Opened" in finding.message
    sure = replace(unsure, confidence=0.9)
    assert one(headed("Harbour Bids Opened"), title="for the council's promise", fields=(sure,)).defect == "headline-changed"


def test_a_title_read_without_confidence_passes_where_the_page_bears_it() -> None:
    assert passes(one(read(), fields=(FieldSpan(field="title", span=(0, 10), confidence=0.6),)))


@pytest.mark.parametrize(
    "headline",
    [
        "Lock Keepers Never End Strike After Nine Days",
        "Lock Keepers End Strike After Ten Days",
        "Lock Keepers Break Strike After Nine Days",
    ],
)
def test_a_title_that_differs_by_a_denial_or_a_word_may_be_the_notes_misprint(headline: str) -> None:
    finding = one(headed(headline))
    assert finding.defect == "headline-changed"
    assert "the note misprints it, the headline was changed, or another text stands there" in finding.message


@pytest.mark.parametrize(
    "headline", ["Government Breaks Strike at the Northern Locks", "Lock Keepers Win Strike After Eighty Nights"]
)
def test_another_headline_is_not_called_the_notes_misprint(headline: str) -> None:
    finding = one(headed(headline))
    assert finding.defect == "headline-changed"
    assert "misprint" not in finding.message

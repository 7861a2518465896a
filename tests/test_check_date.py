"""The check of dates: which witnesses accuse, which confirm, and what to paste, in the printed manner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.page import DateWitness, Sign
from citations.citation import Citation
from citations.date_agreement import Agreement
from citations.date_style import in_style
from citations.finding import Action, Finding, Outcome, Status
from citations.partial_date import PartialDate, from_edtf, read_date
from citations.publisher import Publisher
from pipeline.checks import Evidence
from pipeline.checks.date import check
from pipeline.checks.date_doubt import compare
from tests.check_cases import SHORT, TEXT, TITLE, cited, dated, evidence, read, witness


def one(*witnesses: DateWitness, citation: Citation | None = None, **page: Any) -> Finding:
    (finding,) = check(evidence(read(dates=witnesses, **page), citation))
    return finding


def said(finding: Finding) -> tuple[str, str, str | None]:
    return finding.status.value, finding.outcome.value, finding.defect


PASSED = ("OK", "passed", None)
UNDECIDED = ("OK", "cantTell", None)
CONTRADICTED = ("LOOK", "failed", "date-contradicted")


def test_the_same_day_passes() -> None:
    finding = one(witness("2015-10-05"))
    assert finding.rule == "date"
    assert said(finding) == PASSED


def test_another_day_is_contradicted_with_every_witness_named_and_the_date_to_paste() -> None:
    finding = one(witness("2015-10-12", detail="datePublished"), witness("12 October 2015", "byline", detail="near the headline"))
    assert said(finding) == CONTRADICTED
    assert (finding.expected, finding.action, finding.replacement) == ("5 October 2015", Action.CORRECT_DATE, "12 October 2015")
    assert finding.observed == "12 October 2015 (in the page’s data and beside the headline)"
    assert "published on 12 October 2015" in finding.message


def test_a_page_that_a_script_fills_is_dated_by_its_metadata_under_the_cited_title() -> None:
    finding = one(witness("2015-10-05", "meta"), signs=(Sign.SCRIPTED,), text="Loading", article="")
    assert said(finding) == PASSED
    assert "(by its metadata: a script makes its text)" in finding.message
    assert said(one(witness("2015-10-12", "meta"), signs=(Sign.SCRIPTED,), text="", article="")) == CONTRADICTED
    other = read(dates=(witness("2015-10-12", "meta"),), signs=(Sign.SCRIPTED,), text="", title="Application", headings=())
    assert check(evidence(other)) == ()


def test_a_list_of_pages_accuses_no_date() -> None:
    assert said(one(witness("2015-10-12", "time"), signs=(Sign.LISTING,))) == UNDECIDED
    assert said(one(witness("2015-10-05", "time"), signs=(Sign.LISTING,))) == PASSED


def test_one_day_apart_passes_and_says_so() -> None:
    finding = one(witness("2015-10-04", printed="2015-10-04T22:40:00Z"))
    assert said(finding) == PASSED
    assert "within a day" in finding.message
    assert "(4 October 2015, 22:40 UTC)" in finding.message
    east = one(witness("2015-10-04", printed="2015-10-04T18:00:00+02:00"))
    assert "(4 October 2015, 18:00 UTC+02:00)" in east.message


def test_a_day_that_only_a_script_names_confirms_and_accuses_nobody() -> None:
    assert said(one(witness("2015-10-05", "script"))) == PASSED
    assert said(one(witness("2015-10-15", "script"))) == UNDECIDED


def test_two_days_apart_are_contradicted() -> None:
    assert said(one(witness("2015-10-07"))) == CONTRADICTED


@pytest.mark.parametrize("place", ["meta", "time", "publisher-markup", "byline", "address"])
def test_a_date_that_any_witness_of_publication_confirms_is_never_accused(place: str) -> None:
    assert said(one(witness("2018-01-01"), witness("2015-10-05", place))) == PASSED


@pytest.mark.parametrize("place", ["json-ld", "meta", "time"])
def test_a_date_that_metadata_alone_give_is_not_confirmed_against_the_one_that_is_shown(place: str) -> None:
    finding = one(witness("2015-10-05", place), witness("2012-01-01", "byline"))
    assert said(finding) == UNDECIDED
    assert "the page itself shows another" in finding.message
    assert "1 January 2012" in (finding.observed or "")
    for agreeing in ("byline", "publisher-markup", "address"):
        assert said(one(witness("2015-10-05", place), witness("2012-01-01", "byline"), witness("2015-10-05", agreeing))) == PASSED


def test_a_site_that_was_moved_does_not_accuse_against_its_own_address() -> None:
    assert said(one(witness("2018-01-01"), witness("October 2015", "address"))) == UNDECIDED
    assert said(one(witness("2015-10-12"), witness("October 2015", "address"))) == CONTRADICTED


def test_an_address_that_bears_a_day_is_a_witness_and_one_that_bears_a_month_accuses_nobody() -> None:
    assert said(one(witness("2015-10-05", "address"))) == PASSED
    assert said(one(witness("2015-09-28", "address"))) == CONTRADICTED
    assert said(one(witness("September 2015", "address"))) == UNDECIDED
    assert said(one(witness("2015-09-28", "address"), mime="application/pdf")) == UNDECIDED


@pytest.mark.parametrize("place", ["json-ld", "meta", "byline", "header"])
def test_a_date_of_change_accuses_nobody(place: str) -> None:
    assert said(one(witness("2015-10-12", place, "modified"))) == UNDECIDED


@pytest.mark.parametrize("place", ["json-ld", "meta", "header"])
def test_a_date_of_change_that_no_reader_sees_confirms_nothing(place: str) -> None:
    assert said(one(witness("2015-10-05", place, "modified"))) == UNDECIDED


def test_the_only_day_that_a_reader_sees_confirms_and_is_named_as_that_of_a_change() -> None:
    finding = one(witness("2015-10-05", "byline", "modified"))
    assert said(finding) == PASSED
    assert "that of its last change" in finding.message
    assert said(one(witness("2015-10-04", "byline", "modified"))) == UNDECIDED
    assert said(one(witness("2015-10-05", "byline", "modified"), witness("2015-09-28"))) == CONTRADICTED


def test_a_later_change_is_a_remark() -> None:
    finding = one(witness("2015-10-05"), witness("2015-11-20", "meta", "modified"))
    assert said(finding) == PASSED
    assert "changed later, on 20 November 2015" in finding.message
    assert "changed" not in one(witness("2015-10-05"), witness("2015-11-20", "header", "modified")).message


def test_a_printed_day_of_a_later_change_is_contradicted_and_explained() -> None:
    finding = one(witness("2015-09-28"), witness("2015-10-05", "json-ld", "modified"))
    assert said(finding) == CONTRADICTED
    assert "the day of publication" not in finding.message
    assert "that of a later change" in finding.message
    near = one(witness("2015-09-28"), witness("2015-10-06", "json-ld", "modified"))
    assert said(near) == CONTRADICTED
    assert "later change" not in near.message


def test_dates_that_disagree_are_all_told() -> None:
    finding = one(witness("2015-11-12"), witness("12 November 2015", "byline"), witness("October 2015", "address"))
    assert "disagree with each other" in finding.message
    assert "12 November 2015 (in the page’s data and beside the headline); October 2015 (in the address)" in finding.message


def test_dates_of_other_articles_neither_accuse_nor_confirm() -> None:
    related = (
        TEXT + "\n" + "Nobody knew. " * 90 + "\nMore news\n" + "5 October 2015\n1 March 2012\n" + "Write to the editors. " * 30
    )
    assert said(one(witness("1 March 2012", "text", "shown"), text=related)) == UNDECIDED
    assert said(one(witness("5 October 2015", "text", "shown"), text=related)) == UNDECIDED
    assert said(one(witness("2015-10-12"), witness("5 October 2015", "text", "shown"), text=related)) == CONTRADICTED


def test_a_shown_date_at_the_headline_confirms_and_one_in_the_text_does_not_accuse() -> None:
    text = f"Courier\n{TITLE}\n5 October 2015\n{'Nobody knew. ' * 90}"
    assert said(one(witness("5 October 2015", "text", "shown"), text=text)) == PASSED
    assert said(one(witness("12 October 2015", "text", "shown"), text=text.replace("5 Oct", "12 Oct"))) == UNDECIDED
    assert said(one(witness("2018-01-01"), witness("5 October 2015", "text", "shown"), text=text)) == PASSED


def test_a_date_shown_as_a_byline_accuses() -> None:
    assert said(one(witness("12 October 2015", "byline"))) == CONTRADICTED


def test_a_page_that_shows_less_than_is_printed_is_no_contradiction_and_says_so() -> None:
    finding = one(witness("October 2015", "meta"))
    assert said(finding) == UNDECIDED
    assert "no more than October 2015" in finding.message
    assert said(one(witness("November 2015", "meta"))) == CONTRADICTED


def test_a_page_without_dates_cannot_tell() -> None:
    finding = one()
    assert said(finding) == UNDECIDED
    assert finding.observed is None


@pytest.mark.parametrize(
    ("printed", "shown", "expected"),
    [
        ("October 2015", "2015-10-31", PASSED),
        ("October 2015", "2015-11-01", PASSED),
        ("October 2015", "2015-12-07", CONTRADICTED),
        ("spring 2015", "2015-04-12", PASSED),
        ("spring 2015", "2015-02-27", PASSED),
        ("spring 2015", "2015-09-12", CONTRADICTED),
        ("winter 2015", "2016-01-20", PASSED),
        ("winter 2015", "2015-01-20", PASSED),
        ("winter 2015", "2015-07-20", CONTRADICTED),
        ("2015", "2015-04-12", PASSED),
        ("2015", "2013-04-12", CONTRADICTED),
        ("18 августи соли 2015", "2015-08-18", PASSED),
        ("5 октября 2015 г.", "2015-10-12", CONTRADICTED),
    ],
)
def test_dates_are_compared_at_the_printed_precision(printed: str, shown: str, expected: tuple[str, str, str | None]) -> None:
    assert said(one(witness(shown), citation=dated(printed))) == expected


def test_a_date_without_its_year_is_compared_and_offered_the_year() -> None:
    finding = one(witness("2015-09-12"), citation=dated("12 September"))
    assert said(finding) == PASSED
    assert (finding.action, finding.replacement) == (Action.CORRECT_DATE, "12 September 2015")
    assert said(one(witness("2015-09-20"), citation=dated("12 September"))) == CONTRADICTED
    assert said(one(witness("2016-01-01"), citation=dated("31 December"))) == PASSED


def test_a_span_or_an_approximate_date_is_not_accused() -> None:
    span = cited(issued=PartialDate(year=2015, month=10, day=5), date_printed="5–9 October 2015")
    assert said(one(witness("2015-10-09"), citation=span)) == UNDECIDED
    about = cited(issued=PartialDate(year=2015, month=10, approximate=True), date_printed="c. October 2015")
    assert said(one(witness("2016-02-09"), citation=about)) == UNDECIDED


def test_a_file_s_own_dates_do_not_accuse_and_its_cover_confirms() -> None:
    assert said(one(witness("2017-03-01", "meta"), mime="application/pdf")) == UNDECIDED
    cover = f"{TITLE}\nReport of the mission\n5 October 2015"
    assert said(one(witness("5 October 2015", "text", "shown"), text=cover, mime="application/pdf")) == PASSED


def test_works_on_paper_are_given_the_time_that_lies_between_online_and_print() -> None:
    article = cited(type="article-journal", issued=PartialDate(year=2016), date_printed="2016")
    assert said(one(witness("2015-11-02"), citation=article)) == UNDECIDED
    assert said(one(witness("2009-11-02"), citation=article)) == CONTRADICTED
    assert said(one(witness("2015-11-02"), citation=replace(article, type="article-newspaper"))) == CONTRADICTED


def test_a_page_that_was_dated_anew_is_not_held_against_the_note() -> None:
    anew, copy = read(dates=(witness("2019-03-01"),)), read(id="c0", dates=(witness("2015-10-05"),))
    (finding,) = check(evidence(anew, earlier=copy))
    assert said(finding) == ("LOOK", "cantTell", "date-changed-since")
    assert "our copy of 14 October 2024" in finding.message
    assert finding.replacement is None
    later = read(id="c0", dates=(witness("2019-03-01"),))
    (finding,) = check(evidence(anew, earlier=later, copies=(later, replace(copy, capture=replace(copy.capture, id="c-1")))))
    assert finding.defect == "date-changed-since"
    (finding,) = check(evidence(anew, earlier=later))
    assert said(finding) == CONTRADICTED


def test_a_page_that_is_not_the_source_is_never_compared() -> None:
    dead = read(status=404, dates=(witness("2015-10-12"),))
    assert check(evidence(dead)) == ()
    (finding,) = check(evidence(dead, earlier=read(id="c0", dates=(witness("2015-10-05"),))))
    assert said(finding) == PASSED
    assert "our copy of 14 October 2024" in finding.message


def test_nothing_is_compared_without_a_printed_date_or_a_page() -> None:
    assert check(evidence(read(), cited(issued=None, date_printed=None))) == ()
    assert check(evidence(None)) == ()
    assert check(evidence(read(), cited(type="interview"))) == ()


def test_a_short_form_only_points_to_the_note_that_prints_the_date_unless_it_prints_its_own() -> None:
    wrong = evidence(read(dates=(witness("2015-10-12"),)))
    (finding,) = check(replace(wrong, citation=SHORT))
    assert said(finding) == UNDECIDED
    assert "see there" in finding.message
    own = replace(SHORT, issued=read_date("6 May 2015"), date_printed="6 May 2015")
    (finding,) = check(replace(wrong, citation=own))
    assert (said(finding), finding.expected) == (CONTRADICTED, "6 May 2015")


@pytest.mark.parametrize(
    ("printed", "corrected"),
    [
        ("5 October 2015", "12 November 2015"),
        ("October 5, 2015", "November 12, 2015"),
        ("October 1st, 2015", "November 12th, 2015"),
        ("Oct. 5, 2015", "Nov. 12, 2015"),
        ("Monday, 5 October 2015", "Thursday, 12 November 2015"),
        ("5 октября 2015 г.", "12 ноября 2015 г."),
        ("5 октябри соли 2015", "12 ноябри соли 2015"),
        ("05.10.2015", "12.11.2015"),
        ("2015-10-05", "2015-11-12"),
        ("October 2015", "November 2015"),
        ("Spring 2015", "Autumn 2015"),
        ("2014", "2015"),
    ],
)
def test_a_correction_is_written_in_the_printed_manner(printed: str, corrected: str) -> None:
    meant = read_date(printed)
    assert meant is not None
    assert in_style(printed, meant, PartialDate(year=2015, month=11, day=12)) == corrected


def test_a_correction_shows_no_more_than_the_page() -> None:
    assert one(witness("November 2015", "meta")).replacement == "November 2015"


days = (
    st.dates()
    .filter(lambda day: 1600 <= day.year <= 2090)
    .map(lambda day: PartialDate(year=day.year, month=day.month, day=day.day))
)


@given(days, st.text(max_size=30))
def test_every_day_agrees_with_itself_and_no_printed_text_breaks_a_correction(day: PartialDate, text: str) -> None:
    for printed in (day, replace(day, day=None), PartialDate(year=day.year), replace(day, year=None)):
        assert compare(printed, day) is Agreement.SAME
        assert in_style(text, printed, day)
    assert in_style(day.edtf(), day, day) == day.edtf()
    assert from_edtf(in_style(day.edtf(), day, day)) == day


def test_a_finding_names_its_capture() -> None:
    whole: Evidence = evidence(read(dates=(witness("2015-10-05"),)))
    (finding,) = check(whole)
    assert finding.evidence is not None
    assert (finding.evidence.capture, finding.status, finding.outcome) == ("c1", Status.OK, Outcome.PASSED)


@pytest.mark.parametrize(
    ("printed", "shown", "is_told"),
    [
        ("4 October 2015", "2015-10-04", True),
        ("4 October 2015", "2015-10-09", True),
        ("5 October 2015", "2015-10-05", False),
        ("October 2015", "2015-10-04", False),
    ],
)
def test_a_day_without_an_issue_is_worth_a_word_and_no_more(printed: str, shown: str, is_told: bool) -> None:
    daily = Publisher(id="courier", name="Courier", no_issue_on=("sunday",))
    case = evidence(read(dates=(witness(shown),)), dated(printed))
    (plain,), (told,) = check(case), check(replace(case, publisher=daily))
    assert said(told) == said(plain)
    assert told.message.endswith("; the printed day was a Sunday, on which Courier prints no issue.") is is_told


@pytest.mark.parametrize("printed", ["31 June 2023", "June 31, 2023", "31 июня 2023 г."])
def test_a_day_that_no_calendar_has_is_told_with_the_page_s_own(printed: str) -> None:
    finding = one(witness("2023-06-30"), citation=dated(printed))
    assert said(finding) == ("LOOK", "failed", "date-impossible")
    assert finding.replacement is not None
    assert read_date(finding.replacement) == PartialDate(year=2023, month=6, day=30)
    assert "No calendar has the day" in finding.message


def test_without_the_page_s_day_an_impossible_one_accuses_nobody() -> None:
    finding = one(citation=dated("31 June 2023"))
    assert said(finding) == UNDECIDED
    assert "No calendar has the day 31 June 2023; the page shows no date" in finding.message


def test_the_number_of_an_issue_is_no_day() -> None:
    assert said(one(witness("2023-06-30"), citation=dated("no. 31 June 2023"))) == PASSED


def test_what_the_ok_line_says_of_a_days_leeway_is_what_the_check_says() -> None:
    from pipeline.checks.date import _CONFIRMED
    from pipeline.settling import LEEWAY_WORDS

    assert [LEEWAY_WORDS in words for words in _CONFIRMED.values()] == [False, True]


@pytest.mark.parametrize(
    ("printed", "shown", "verdict"),
    [
        ("2-4 June 2014", "2014-06-09", UNDECIDED),
        ("2-4 June 2014", "2015-06-03", CONTRADICTED),
        ("late May 2014", "2014-06-02", UNDECIDED),
        ("конец мая 2014", "2014-08-02", CONTRADICTED),
        ("early 2014", "2016-02-03", CONTRADICTED),
    ],
)
def test_a_span_or_a_vague_date_excuses_what_is_near_it_and_no_more(
    printed: str, shown: str, verdict: tuple[str, str, str]
) -> None:
    assert said(one(witness(shown), citation=dated(printed))) == verdict


def test_a_day_in_figures_between_strokes_agrees_in_either_order_and_between_stops_in_one() -> None:
    finding = one(witness("2015-09-12"), citation=dated("9/12/2015"))
    assert said(finding) == PASSED
    assert "with its month first" in finding.message
    assert said(one(witness("2015-09-12"), citation=dated("09.12.2015"))) == CONTRADICTED
    assert said(one(witness("2015-09-13"), citation=dated("9/12/2015"))) == CONTRADICTED


def test_a_page_that_was_last_changed_before_the_printed_day_says_so_and_accuses_nobody() -> None:
    finding = one(witness("2015-10-01", kind="modified"))
    assert said(finding) == UNDECIDED
    assert "last changed on 1 October 2015, which is before the printed date" in finding.message
    assert "before the printed" not in one(witness("2015-10-09", kind="modified")).message


@pytest.mark.parametrize("printed", ["1990-е годы", "в 1990-х", "солҳои 1990-ум"])
def test_a_decade_is_no_year(printed: str) -> None:
    assert read_date(printed) is None
    assert read_date("в 1990-м") == PartialDate(year=1990)

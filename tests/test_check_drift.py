"""The check of drift: what changes on every visit is no change, what changed beside a quotation is for a person."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.memento import Memento
from archive.page import Sign
from citations.citation import Name
from citations.finding import Action, Finding, Outcome, Status
from citations.likeness import differing_bits, fingerprint, shared_pairs
from citations.quotation import Quotation
from citations.words import prepare
from pipeline.checks import Evidence, Read, byline, number
from pipeline.checks.changed import in_view_of_copies
from pipeline.checks.drift import check
from reports.marks import comparison
from tests.check_cases import ADDRESS, TITLE, cited, evidence, read
from tests.loopback import Answer, LoopbackWeb
from tests.project import QUICK, live, report_of, write_project

LINES = [
    "The keepers of the northern locks went back to work on Monday after nine days of bitter talks.",
    "Nobody had promised them anything, their spokeswoman said. She counted 600 families without wages. The ministry was silent.",
    "The strike began when a foreman was dismissed over a letter to the harbour office in the autumn.",
    "Two barges had sunk in that week, and the council had blamed the night watch for both of them.",
    "The county court will hear the foreman in March. His successor has already left the town.",
]
QUOTE = Quotation(exact="She counted 600 families without wages", where="body", citation_index=0)
THEN = datetime.datetime(2016, 1, 5, tzinfo=datetime.UTC)


def page(*lines: str, **changes: Any) -> Read:
    """The article with its headline above and counters around it."""
    article = "\n".join(lines)
    return read(text=f"{TITLE}\n{article}\nMost read today", article=article, **changes)


def case(now: Read, before: Read, *quotations: Quotation, **changes: Any) -> Evidence:
    return evidence(now, first=before, quotations=quotations, **changes)


def copy(*lines: str, **changes: Any) -> Read:
    return page(*(lines or LINES), **{"id": "c0", "date": THEN, **changes})


def one(now: Read, before: Read | None = None, *quotations: Quotation, **changes: Any) -> Finding:
    (finding,) = check(case(now, before or copy(), *(quotations or (QUOTE,)), **changes))
    return finding


def changed(place: int, old: str, new: str) -> Read:
    lines = list(LINES)
    assert old in lines[place]
    lines[place] = lines[place].replace(old, new)
    return page(*lines)


def test_an_article_that_says_the_same_passes_and_names_the_copy() -> None:
    finding = one(page(*LINES))
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.PASSED, None)
    assert finding.message == ("The article of 14 October 2024 says what it said in our copy of 5 January 2016.")
    assert finding.evidence is not None
    assert finding.evidence.capture == "c0"


@pytest.mark.parametrize(
    "noise",
    [
        "4,211 views",
        "Updated 3 hours ago.",
        "Read also: The minister of locks resigned on Friday over the barges that sank.",
        "Subscribe to our newsletter to get the best stories of the week.",
        "About 1,204 people have read this article today.",
        "Читайте также: Министр подал в отставку из-за барж.",
        "14.10.2024 11:20",
        "Mayor of Orlec Opens a New Bridge",
    ],
)
def test_counters_dates_and_headlines_of_other_articles_are_no_change(noise: str) -> None:
    assert one(page(*LINES[:2], noise, *LINES[2:])).outcome is Outcome.PASSED
    assert one(page(*LINES), copy(*LINES[:1], noise, *LINES[1:])).outcome is Outcome.PASSED


def test_what_an_extractor_missed_this_time_but_the_page_shows_is_not_gone() -> None:
    whole = page(*LINES)
    short = replace(whole, page=replace(whole.page, article="\n".join(LINES[2:])))
    assert one(short).outcome is Outcome.PASSED
    assert one(whole, replace(copy(), page=replace(copy().page, article="\n".join(LINES[:3])))).outcome is Outcome.PASSED


def test_paragraphs_in_another_order_and_a_mended_slip_are_no_change() -> None:
    assert one(page(*LINES[3:], *LINES[:3])).outcome is Outcome.PASSED
    assert one(page(*LINES), copy(LINES[0].replace("northern", "norhtern"), *LINES[1:])).outcome is Outcome.PASSED


def test_a_change_far_from_the_quotation_is_a_folded_hint() -> None:
    finding = one(changed(4, "in March", "in May"))
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, "drift-elsewhere")
    assert "1 sentence is gone and 1 sentence is new" in finding.message
    assert "though not around the quotation" in finding.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("600 families", "900 families"),
        ("The ministry was silent", "The ministry denied it"),
        ("Nobody had promised", "The minister had promised"),
    ],
)
def test_a_change_of_the_quotation_or_beside_it_is_for_a_person_with_both_sides(old: str, new: str) -> None:
    finding = one(changed(1, old, new))
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "drift-at-quotation")
    assert finding.action is Action.ASK_AUTHOR
    assert old in (finding.expected or "")
    assert new in (finding.observed or "")
    assert finding.evidence is not None
    assert finding.evidence.capture == "c0"
    assert finding.evidence.passage in "\n".join(LINES)
    sides = comparison(finding)
    assert sides is not None
    assert (sides.draft_name, sides.source_name, sides.passage) == ("Copy says", "Page says", "")


def test_a_correction_put_in_beside_the_quotation_is_seen() -> None:
    note = "Correction: the spokeswoman has since withdrawn this number, and the ministry has never confirmed it."
    finding = one(page(*LINES[:2], note, *LINES[2:]))
    assert finding.defect == "drift-at-quotation"
    assert "has since withdrawn this number" in finding.message


def test_without_a_quotation_a_change_is_a_hint_wherever_it_stands() -> None:
    (finding,) = check(evidence(changed(1, "600", "900"), first=copy()))
    assert (finding.status, finding.defect) == (Status.OK, "drift-elsewhere")
    assert "quotation" not in finding.message


OTHER = [
    "A ferry with a cargo of apples ran aground below the old customs house early in the morning of Friday.",
    "Its captain told the coast guard that a lamp had failed. No one was hurt, and most of the fruit was saved by schoolchildren.",
    "The line will be closed until divers have seen the hull, which was built in a yard that no longer exists.",
]


def test_another_article_in_its_place_is_for_a_person() -> None:
    now = page(*OTHER, title="Ferry Runs Aground - Courier", headings=("Ferry Runs Aground",))
    (finding,) = check(evidence(now, replace(evidence(None).cited, title=None), first=copy()))
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "drift-other-text")
    assert ADDRESS in finding.message
    assert "14 October 2024" in finding.message


def test_a_rewritten_article_under_its_headline_is_not_called_another_one() -> None:
    assert one(page(*OTHER), None, Quotation(exact="words that no one said there", where="body")).defect == "drift-elsewhere"


def test_a_page_that_is_not_the_source_or_not_whole_is_not_compared() -> None:
    whole = page(*LINES)
    dead = replace(whole, capture=replace(whole.capture, status=404))
    assert check(case(dead, copy(), QUOTE)) == ()
    assert check(case(page(LINES[0], signs=(Sign.TEASER,)), copy(), QUOTE)) == ()
    assert check(case(whole, copy(LINES[0], signs=(Sign.TEASER,)), QUOTE)) == ()
    assert check(case(whole, replace(copy(), rendered="rendered by a browser"), QUOTE)) == ()
    assert check(evidence(whole)) == ()
    assert check(evidence(None, first=copy())) == ()


def test_both_copies_are_compared_and_the_worse_one_is_told() -> None:
    memento = Memento(
        original=ADDRESS,
        uri_m=f"https://archive.example/20151006/{ADDRESS}",
        memento_datetime=THEN,
        timegate="https://archive.example/",
    )
    now = changed(1, "600", "900")
    ours = page(*now.page.article.split("\n"), id="c0", date=THEN)
    theirs = replace(copy(id="m0", date=datetime.datetime(2015, 10, 6, tzinfo=datetime.UTC)), memento=memento)
    finding = one(now, ours, earlier=theirs)
    assert finding.defect == "drift-at-quotation"
    assert "the copy of 6 October 2015 in archive.example" in finding.message
    assert finding.message.endswith("; beside our copy of 5 January 2016 it is the same.")
    assert finding.evidence is not None
    assert finding.evidence.capture == "m0"


def test_likeness_is_whole_for_equal_texts_and_nothing_for_unrelated_ones() -> None:
    ours, theirs = ("a b c d e f g h".split(), "s t u v w x y z".split())
    assert (shared_pairs(ours, ours), shared_pairs(ours, theirs), shared_pairs([], [])) == (1.0, 0.0, 1.0)
    assert differing_bits(fingerprint(ours), fingerprint(ours)) == 0
    assert differing_bits(fingerprint(ours), fingerprint(theirs)) > 16


def _sent(*lines: str) -> Answer:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return Answer(body=f'<html lang="en"><title>{TITLE}</title><body><article><h1>{TITLE}</h1>{text}</article></body>'.encode())


def test_the_third_run_still_tells_what_changed_since_the_first(tmp_path: Path) -> None:
    briefing = f'She said: "{QUOTE.exact}."[^1]\n\n[^1]: "{TITLE}," Courier, October 5, 2015, http://courier.example/locks.\n'
    project = write_project(tmp_path, f"# Locks\n\n{briefing}", f"{QUICK}fresh_for_h = 1e-6\n")
    changed_lines = [line.replace("The ministry was silent", "The ministry denied it") for line in LINES]
    pages = [_sent(*LINES), _sent(*changed_lines), _sent(*changed_lines)]
    web = LoopbackWeb(answers={("courier.example", "/locks"): lambda asked_before: pages[min(asked_before, 2)]})
    told = []
    with web.in_thread():
        for _ in pages:
            live(web, "briefing.md", "--quiet", cwd=project)
            told.append([one["defect"] for one in report_of(project)["findings"] if one["rule"] == "drift"])
    assert told == [[], ["drift-at-quotation"], ["drift-at-quotation"]]


def test_the_copy_that_holds_a_lost_quotation_serves_in_every_later_run_and_a_restored_page_is_well(tmp_path: Path) -> None:
    briefing = f'She said: "{QUOTE.exact}."[^1]\n\n[^1]: "{TITLE}," Courier, October 5, 2015, http://courier.example/locks.\n'
    project = write_project(tmp_path, f"# Locks\n\n{briefing}", f"{QUICK}fresh_for_h = 1e-6\n")
    without = [line.replace("counted 600 families", "counted nobody") for line in LINES]
    lost = [_sent(*without, f"The harbour office gave its {day} notice.") for day in ("first", "second")]
    pages = [_sent(*LINES), *lost, Answer(status=503), _sent(*LINES)]
    now = [pages[0]]
    web = LoopbackWeb(answers={("courier.example", "/locks"): lambda _: now[0]})
    told, news = [], []
    with web.in_thread():
        for now[0] in pages:
            news.append(live(web, "briefing.md", "--quiet", command="watch", cwd=project).stdout)
            report = report_of(project)
            told.append((report["notes"][0]["status"], [one["defect"] for one in report["findings"] if one["rule"] == "quote"]))
            (quote,) = (one for one in report["findings"] if one["rule"] == "quote")
            assert "Restore" not in json.dumps(quote)
    held = ("LOOK", ["quote-changed-since"])
    assert told == [("OK", [None]), held, held, held, ("OK", [None])]
    assert ("stands in our copy of" in news[1], news[2], "settled" in news[4]) == (True, "", True)


def test_a_sentence_that_begins_with_a_quotation_is_told_in_single_marks() -> None:
    told = "“No barge moves before the council does,” he said."
    finding = one(changed(1, "The ministry was silent.", "It was silent."), copy(LINES[0], f"{LINES[1]} {told}", *LINES[2:]))
    assert "“‘No barge moves before the council does,’ he said.”" in finding.message


def test_copies_of_one_day_are_told_apart_by_their_hour() -> None:
    finding = one(page(*LINES), copy(date=datetime.datetime(2024, 10, 14, 5, 30, tzinfo=datetime.UTC)))
    assert finding.message == (
        "The article of 14 October 2024, 06:00 UTC, says what it said in our copy of 14 October 2024, 05:30 UTC."
    )


def test_a_number_and_an_author_that_a_copy_bears_out_were_changed_since() -> None:
    told = page(*LINES, id="c0", date=THEN, byline="Rano Olim")
    now = changed(1, "600", "900")
    now = replace(now, page=replace(now.page, byline="Anvar Salim"))
    before, now = (replace(one, text=prepare(one.page.text)) for one in (told, now))
    claim = "Her spokeswoman counted 600 families without wages."
    known = evidence(now, cited(authors=(Name(family="Olim", given="Rano"),)), claim=claim, copies=(now, before))
    for judge, defect in ((number.check, "number"), (byline.check, "byline")):
        finding = next(one for one in in_view_of_copies(judge)(known) if one.rule == defect)
        assert (finding.status, finding.defect, finding.action) == (Status.LOOK, f"{defect}-changed-since", Action.ASK_AUTHOR)
        assert finding.message.startswith("The note agrees with our copy of 5 January 2016, and the page has changed since: the ")
        alone = next(one for one in in_view_of_copies(judge)(replace(known, copies=(now,))) if one.rule == defect)
        assert alone.defect in ("number-conflict", "byline-differs")

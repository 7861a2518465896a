"""What changed since the run before: found by words, not by numbers; never two stories of one change."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.finding import Finding, Outcome, Status, identified
from pipeline.writing import kept_report
from reports import data
from reports.report import ChangeKind, CitationView, NoteView, count_statuses
from reports.since import Kept, kept_from, since
from tests.loopback import Answer, LoopbackWeb
from tests.project import QUICK, Answers, live, report_of, write_project
from tests.sample_report import article, note, sample


def wrong(label: str, message: str, **more: object) -> Finding:
    values = {
        "rule": "quote",
        "label": label,
        "status": Status.LOOK,
        "outcome": Outcome.FAILED,
        "message": message,
        "observed": message,
    }
    return identified(Finding(**{**values, **more}))  # type: ignore[arg-type]  # the dict is a test's shorthand


def noted(label: str, text: str, *findings: Finding) -> NoteView:
    status = Status.LOOK if findings else Status.OK
    return note(label, status, "why", "A claim.", text=text, findings=findings)


def kept(*notes: NoteView) -> Kept:
    """The notes as the report before kept them, through the bytes of its findings.json."""
    report = replace(sample(), notes=notes, counts=count_statuses(notes))
    return kept_from(json.loads(data.render(report)))


def told(before: Kept, *notes: NoteView) -> list[tuple[str, str]]:
    return [(change.kind.value, change.label) for change in since(before, notes).changes]


OLD = (noted("1", "A report.", wrong("1", "38 is 48")), noted("2", "A letter."), noted("3", "Ibid."))


def test_an_unchanged_run_has_no_changes_and_counts_what_is_as_it_was() -> None:
    result = since(kept(*OLD), OLD)
    assert (result.changes, result.same, result.moved) == ((), 1, 0)


def test_a_note_that_cites_nothing_is_as_it_was_too_since_a_person_is_asked_of_it() -> None:
    nothing = wrong("1", "It cites nothing.", rule="note", status=Status.NOT_CHECKED, outcome=Outcome.INAPPLICABLE)
    note = noted("1", "See above.", nothing)
    assert since(kept(note), (note,)).same == 1


def test_a_finding_that_is_no_more_is_settled_and_one_that_was_not_there_is_new() -> None:
    settled, new = noted("1", "A report."), noted("2", "A letter.", wrong("2", "the day differs"))
    result = since(kept(*OLD), (settled, new, OLD[2]))
    assert [(one.kind, one.label, one.was, one.now) for one in result.changes] == [
        (ChangeKind.SETTLED, "1", "38 is 48", None),
        (ChangeKind.NEW, "2", None, "the day differs"),
    ]
    assert (result.same, result.moved) == (0, 2)


def test_a_finding_on_the_same_words_that_says_something_else_is_changed_and_shows_both() -> None:
    (change,) = since(kept(OLD[0]), (noted("1", "A report.", wrong("1", "38 is 58")),)).changes
    assert (change.kind, change.was, change.now) == (ChangeKind.CHANGED, "38 is 48", "38 is 58")


def cited(*findings: Finding) -> NoteView:
    """A note whose one citation has the findings."""
    whole = noted("1", "A report.")
    view = CitationView(citation=OF, index=0, status=Status.LOOK, scope="", findings=findings)
    return replace(whole, citations=(view,))


OF = article("Headline", "Valley Courier", "5 October 2015", None)
ABSENT = wrong("1", "the words are not there", citation_index=0)
UNASKED = wrong("1", "not in this archive", citation_index=0, rule="source", outcome=Outcome.UNTESTED, defect="not-tried")
DOWN = wrong("1", "no answer in time", citation_index=0, rule="link", outcome=Outcome.CANT_TELL, defect="timeout")


def test_what_a_run_did_not_ask_for_is_neither_settled_nor_new_when_it_is_asked_again() -> None:
    before = cited(ABSENT, DOWN)
    offline = since(kept(before), (cited(UNASKED),))
    assert (offline.changes, offline.moved, [one.message for one in offline.unseen]) == ((), 0, [ABSENT.message, DOWN.message])
    whole = replace(sample(), notes=(cited(UNASKED),), counts=(), since=offline)
    again = since(kept_from(json.loads(data.render(whole))), (before,))
    assert (again.changes, again.same, again.unseen) == ((), 2, ())


def test_an_outage_is_told_and_what_it_hides_is_not_settled() -> None:
    result = since(kept(cited(ABSENT)), (cited(DOWN),))
    assert [(one.kind, one.now) for one in result.changes] == [(ChangeKind.NEW, DOWN.message)]
    assert result.unseen == (ABSENT,)


def test_notes_numbered_anew_change_nothing() -> None:
    inserted = noted("1", "A map of the valley.")
    moved = (noted("2", "A report.", wrong("2", "38 is 48")), noted("3", "A letter."), noted("4", "Ibid."))
    assert told(kept(*OLD), inserted, *moved) == [("note-added", "1")]


def test_an_edited_note_is_edited_and_not_removed_and_added() -> None:
    assert told(kept(noted("1", "A report, 2015, p. 4.")), noted("1", "A report, 2016, p. 4.")) == [("note-edited", "1")]


def test_a_note_that_went_is_named_by_the_label_it_had() -> None:
    assert told(kept(*OLD), *OLD[:2]) == [("note-removed", "3")]


def test_other_words_under_the_same_label_are_another_note() -> None:
    assert told(kept(noted("1", "Interview, Kabul.")), noted("1", "“Dams and Debts”, River Monthly, 2012.")) == [
        ("note-added", "1"),
        ("note-removed", "1"),
    ]


def test_what_agrees_is_no_change() -> None:
    passed = wrong("2", "The title agrees.", rule="title", status=Status.OK, outcome=Outcome.PASSED)
    assert told(kept(*OLD), OLD[0], noted("2", "A letter.", passed), OLD[2]) == []


@pytest.mark.parametrize("broken", [None, [], {}, {"findings": [], "notes": [], "run": None}, {"findings": [{"id": "a"}]}])
def test_a_damaged_report_is_refused_with_the_errors_that_its_reader_names(broken: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        kept_from(broken)  # type: ignore[arg-type]  # on purpose


@given(
    st.lists(st.tuples(st.sampled_from("123"), st.sampled_from(["a note", "another", "a note, edited"])), max_size=6),
    st.lists(st.tuples(st.sampled_from("123"), st.sampled_from(["a note", "another", "a note, edited"])), max_size=6),
)
def test_every_note_is_told_once_at_most(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    result = since(kept(*(noted(*one) for one in before)), tuple(noted(*one) for one in now))
    kinds = [one.kind for one in result.changes]
    added, removed = kinds.count(ChangeKind.NOTE_ADDED), kinds.count(ChangeKind.NOTE_REMOVED)
    assert len(before) - removed == len(now) - added


# The whole, on a little web


BRIEFING = (
    "The port keeps its cranes.[^1] The lighthouse stands.[^2] The pier is old.[^3]\n\n"
    "[^1]: “Cranes Kept”, Port News, 3 March 2026, http://port.example/cranes.\n"
    "[^2]: “Lighthouse Stands”, Port News, 4 March 2026, http://port.example/light.\n"
    "[^3]: “Old Pier”, Port News, 5 March 2026, http://port.example/pier.\n"
)


def port(*, gone: str = "", retitled: str = "") -> Answers:
    pages = {"/cranes": ("Cranes Kept", "3"), "/light": ("Lighthouse Stands", "4"), "/pier": ("Old Pier", "5")}
    answers = {}
    for path, (title, day) in pages.items():
        told = "Pier Torn Down" if path == retitled else title
        head = f'<title>{told}</title><meta property="article:published_time" content="2026-03-0{day}">'
        body = f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>{told}</h1><p>Words of the port.</p></article></body></html>"
        answers["port.example", path] = Answer(status=404) if path == gone else Answer(body=body.encode())
    return answers


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """findings.json of a first run, and of a second after an address died and a headline was changed."""
    folder = write_project(tmp_path_factory.mktemp("port"), BRIEFING, QUICK + "fresh_for_h = 0.0\n")
    reports = []
    for answers in (port(), port(gone="/light", retitled="/pier")):
        with LoopbackWeb(answers).in_thread() as web:
            run = live(web, "briefing.md", "--quiet", cwd=folder)
            assert run.returncode in (0, 1, 3), run.stderr
        reports.append(report_of(folder))
    return reports[0], reports[1]


def test_a_first_report_tells_no_changes_and_the_next_names_the_run_before(
    two_runs: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    first, second = two_runs
    assert first["since"] is None
    assert second["since"]["run"] == first["run"]["id"]
    assert [(one["kind"], one["label"]) for one in second["since"]["changes"]] == [("new", "2"), ("new", "3")]


def test_the_history_of_a_link_shows_what_it_gave_in_each_run(two_runs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    sources = [note["citations"][0]["source"] for note in two_runs[1]["notes"]]
    told = [[(one["http_status"], one["times"]) for one in source["history"]] for source in sources]
    assert told[1] == [(404, 1), (200, 1)]
    assert told[0] == told[2] == [(200, 2)]


def test_resolved_reachable_and_still_says_it_are_three_rates(two_runs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    first, second = ({one["name"]: (one["count"], one["total"]) for one in report["standing"]} for report in two_runs)
    assert first == {"resolved": (3, 3), "reachable": (3, 3), "still says it": (3, 3)}
    assert second == {"resolved": (3, 3), "reachable": (2, 3), "still says it": (1, 2)}
    states = [
        (note["citations"][0]["source"]["reach"], note["citations"][0]["source"]["still_says"]) for note in two_runs[1]["notes"]
    ]
    assert states == [("reachable", True), ("gone", None), ("reachable", False)]


def test_a_page_that_names_another_author_no_longer_says_what_the_note_says(tmp_path: Path) -> None:
    folder = write_project(tmp_path, BRIEFING.replace("“Cranes", "Anna Reed, “Cranes"), QUICK)
    answers = port()
    body = answers["port.example", "/cranes"].body.replace(b"<title>", b'<meta name="author" content="Boris Falk"><title>')
    with LoopbackWeb({**answers, ("port.example", "/cranes"): Answer(body=body)}).in_thread() as web:
        live(web, "briefing.md", "--quiet", cwd=folder)
    report = report_of(folder)
    assert [note["citations"][0]["source"]["still_says"] for note in report["notes"]] == [False, True, True]
    assert report["standing"][-1]["count"] == 2


def test_a_damaged_report_before_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text('{"findings": [{"id": 1}]}', encoding="utf-8")
    assert kept_report(tmp_path) is None
    (tmp_path / "findings.json").write_text("[" * 100_000, encoding="utf-8")
    assert kept_report(tmp_path) is None

"""Decisions made in the report's page: by keyboard, kept over a reload, downloaded, taken in, and refused where something changed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citations.decision import Decision, Fingerprint, Verdict
from citations.errors import InputError
from pipeline.decisions_file import FILE, add_decisions, decisions_in, read_decisions, render_decisions
from pipeline.importing import by_draft, returned
from pipeline.reviewing import decided, to_decide
from reports.html import render
from reports.report import Report
from tests.project import footnotary
from tests.sample_report import sample
from tests.test_report_read import full, judged, pages_of, tab_to
from tests.test_review import decidable, project_of

Open = Callable[..., Any]
TODAY = datetime.date(2026, 11, 24)


def build(page: Any, note: str) -> None:
    """Bring a note near the window, as a reader does, and wait for its forms."""
    page.locator(note).scroll_into_view_if_needed()
    page.wait_for_selector(f"{note} .decide", state="attached")


def decide(page: Any, note: str, verdict: str = "accept", reason: str = "Seen in print.", by: str = "NK") -> None:
    build(page, note)
    page.locator(f"{note} .decide > summary").first.click()
    form = page.locator(f"{note} .decide form").first
    form.locator(f"input[value={verdict}]").check()
    form.locator("[name=reason]").fill(reason)
    form.locator("[name=by]").fill(by)
    form.locator("[name=date]").fill("2026-11-24")
    form.get_by_text("Keep decision").click()


def downloaded(page: Any) -> tuple[Decision, ...]:
    with page.expect_download() as coming:
        page.click(".download")
    assert coming.value.suggested_filename.endswith(".decisions.toml")
    return decisions_in(Path(coming.value.path()).read_bytes(), "downloaded")


# In the page


def test_the_page_holds_no_form_until_a_note_comes_near_the_window(opened: Open) -> None:
    assert "<form" not in render(full()).replace('<template id="form">', "<template>", 1).partition("<template>")[0]
    page = opened(full())
    build(page, "#note-1")
    assert page.locator("#note-1 .decide").count() == page.locator("#note-1 [data-seen]").count() == 1
    assert 0 < page.locator(".decide").count() < page.locator("[data-seen]").count()


def test_keyboard_alone_decides_and_downloads(opened: Open) -> None:
    page = opened(full())
    page.locator("#notes").focus()
    tab_to(page, "#note-1 .decide > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#note-1 .decide input[name=verdict]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#note-1 .decide [name=reason]")
    page.keyboard.type("The source says 36.")
    page.keyboard.press("Tab")
    page.keyboard.type("AB")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "summary"
    assert page.inner_text(".drafted [role=status]") == "1 decision made here, not downloaded yet."
    tab_to(page, ".download")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    (one,) = decisions_in(Path(coming.value.path()).read_bytes(), "downloaded")
    assert (one.label, one.verdict, one.reason, one.by) == ("1", Verdict.REJECT, "The source says 36.", "AB")
    assert page.inner_text(".drafted [role=status]") == "1 decision downloaded as valley.docx.decisions.toml."


def test_findings_that_are_told_in_short_are_decided_once_their_list_is_opened(opened: Open) -> None:
    base = full()
    cited = base.notes[0].citations[0]
    many = tuple(replace(cited.findings[0], message=f"Finding {n}.", defect=f"kind-{n}") for n in range(30))
    crowded = replace(base.notes[0], citations=(replace(cited, findings=many),))
    page = opened(replace(base, notes=(crowded, *base.notes[1:])))
    build(page, "#note-1")
    assert page.locator("#note-1 .more .decide").count() == 0
    page.locator("#note-1 .more > summary").click()
    last = page.locator("#note-1 .more li").last
    last.locator(".decide > summary").click()
    last.locator("input[value=mend]").check()
    last.locator("[name=reason]").fill("Seen in print.")
    last.locator("[name=by]").fill("NK")
    last.get_by_text("Keep decision").click()
    assert [(one.label, one.defect, one.verdict) for one in downloaded(page)] == [("1", "kind-29", Verdict.MEND)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_a_form_and_it_does_not_scroll_sideways(opened: Open, axe: str, width: int, scheme: str) -> None:
    page = opened(replace(full(), notes=full().notes[:2]), width=width, color_scheme=scheme)
    decide(page, "#note-1")
    assert judged(page, axe) == []
    assert page.locator("#note-1 .decide form").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("reason", ['"a" \\ b', "a\tb\n c", "<b>x</b> & 'y'", "\x7f \u202e \u2028", "Г" * 500, "half \ud800"])
def test_any_reason_is_read_as_it_was_typed(opened: Open, reason: str) -> None:
    page = opened(full())
    decide(page, "#note-1", reason="x")
    page.eval_on_selector("#note-1 .decide", "one => one.open = true")
    page.eval_on_selector("#note-1 .decide [name=reason]", "(one, units) => one.value = String.fromCharCode(...units)",
                          [ord(char) for char in reason])  # fmt: skip
    page.locator("#note-1 .decide form").first.get_by_text("Keep decision").click()
    (one,) = downloaded(page)
    assert one.reason == " ".join(reason.replace("\ud800", "\ufffd").split())


@pytest.mark.parametrize("wrong", [{"reason": "   "}, {"by": "the editor"}, {"by": ""}, {"reason": ""}])
def test_what_says_too_little_is_not_kept(opened: Open, wrong: dict[str, str]) -> None:
    page = opened(full())
    decide(page, "#note-1", **wrong)
    assert page.inner_text(".drafted [role=status]") == ""
    assert page.locator("#note-1 .decide[open]").count() == 1


def test_a_hostile_report_runs_nothing_in_its_forms_and_its_labels_come_back_as_they_are(opened: Open) -> None:
    hostile = sample(hostile=True)
    page = opened(hostile)
    card = page.locator("article.card").last
    decide(page, f"[id='{card.get_attribute('id')}']")
    (one,) = downloaded(page)
    assert page.title() != "broken-in"
    finding = next(found for note in hostile.notes[::-1] for found in note.all_findings() if found.rule == one.rule)
    assert (one.label, one.defect, one.fingerprint) == (finding.label, finding.defect, finding.fingerprint)


def test_decisions_not_downloaded_outlive_a_reload_and_are_asked_about_before_the_page_is_left(opened: Open) -> None:
    page = opened(full())
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    decide(page, "#note-1")
    decide(page, "#note-2", "ask-author", by="AB")
    page.reload()
    assert asked == ["beforeunload"]
    assert page.inner_text(".drafted [role=status]") == "2 decisions made here, not downloaded yet."
    build(page, "#note-2")
    assert page.inner_text("#note-2 .decide summary").startswith("Decided here: ask author (AB)")
    page.locator("#note-2 .decide summary").first.click()
    page.locator("#note-2 .undo").first.click()
    assert {(one.label, one.by) for one in downloaded(page)} == {("1", "NK")}
    page.reload()
    assert asked == ["beforeunload"]
    assert page.inner_text(".drafted [role=status]") == ""


def test_where_a_file_may_keep_nothing_the_form_works_all_the_same(opened: Open) -> None:
    page = opened(full())
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('refused'); }})")
    page.reload()
    decide(page, "#note-1")
    assert [one.label for one in downloaded(page)] == ["1"]


def test_without_script_each_note_says_how_to_decide(opened: Open) -> None:
    page = opened(full(), java_script_enabled=False)
    note = page.locator("#note-1")
    note.scroll_into_view_if_needed()  # what is far below the screen is laid out when it comes near
    expect = pytest.importorskip("playwright.sync_api").expect
    expect(note).to_contain_text("To decide: footnotary review valley.docx", use_inner_text=True)
    assert page.locator(".decide").count() == 0
    assert not page.locator(".download").is_visible()


def test_the_print_shows_no_form(opened: Open, tmp_path: Path) -> None:
    page = opened(full())
    decide(page, "#note-1")
    text = "\n".join(pages_of(page, tmp_path))
    assert "Note 1" in text
    assert [words for words in ("Decide", "Verdict", "Initials", "Download", "made here") if words in text] == []


# What comes back


def made(report: Report, count: int = 3, by: str = "NK") -> list[Decision]:
    asked = to_decide(report)[:count]
    return [decided(report, one.finding, Verdict.ACCEPT, "Seen in print.", by, TODAY) for one in asked]


def test_what_was_decided_in_the_page_is_taken_in_and_the_report_told_anew(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    project_of(folder, decidable())
    page = opened(decidable())
    decide(page, "#note-1", by="NK")
    body = render_decisions(downloaded(page))
    (folder / "briefing.md.decisions.toml").write_text(body, encoding="utf-8")
    add_decisions(folder, made(decidable(), 2, by="AB"))
    (folder / "report" / "briefing" / "index.html").write_text("old")
    run = footnotary("decisions", "import", "briefing.md.decisions.toml", cwd=folder)
    assert (run.returncode, run.stdout) == (0, "1 decided, saved in decisions.toml; 0 refused.\n"), run.stderr
    assert sorted(one.by for one in read_decisions(folder)) == ["AB", "AB", "NK"]
    assert "accepted by NK" in (folder / "report" / "briefing" / "index.html").read_text(encoding="utf-8")
    before = (folder / FILE).read_bytes()
    footnotary("decisions", "import", "briefing.md.decisions.toml", cwd=folder)
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize("part", ["note", "claim", "source", "rule"])
def test_what_changed_since_is_refused_by_name_and_the_rest_is_kept(part: str) -> None:
    report = decidable()
    given = made(report)
    given[0] = replace(given[0], fingerprint=replace(given[0].fingerprint, **{part: "then"}))
    found = returned(given, report, today=TODAY)
    assert {one.subject for one in found.made} == {one.subject for one in given[1:]}
    words = {"note": "the note’s text", "claim": "the sentence", "source": "the source’s text", "rule": "the rule itself"}
    (line,) = found.refused
    assert line.startswith(f"note {given[0].label} (")
    assert words[part] in line


def test_what_is_no_more_lies_ahead_or_says_nothing_is_refused() -> None:
    report = decidable()
    one, two, three = made(report)
    wrong = [
        replace(one, rule="nothing", fingerprint=Fingerprint(note="x")),
        replace(two, date=datetime.date(2031, 1, 1)),
        replace(three, reason="  "),
    ]
    found = returned(wrong, report, today=TODAY)
    assert found.made == ()
    assert [
        words in line for words, line in zip(("no such finding", "lies in the future", "a sentence"), found.refused, strict=True)
    ]


def test_a_person_s_later_decision_is_kept_and_an_earlier_one_gives_way(tmp_path: Path) -> None:
    project_of(tmp_path, decidable())
    (first, *_) = made(decidable())
    add_decisions(tmp_path, [replace(first, verdict=Verdict.REJECT)])
    for day, verdict, code in ((23, Verdict.REJECT, 1), (24, Verdict.ACCEPT, 0)):
        (tmp_path / "in.toml").write_text(render_decisions([replace(first, date=datetime.date(2026, 11, day))]))
        run = footnotary("decisions", "import", "in.toml", cwd=tmp_path)
        assert run.returncode == code, run.stderr
        assert [one.verdict for one in read_decisions(tmp_path)] == [verdict]


def test_a_note_with_another_number_is_decided_under_its_own(tmp_path: Path) -> None:
    report = decidable()
    (first, *_) = made(report)
    found = returned([replace(first, label="99")], report, today=TODAY)
    assert [one.label for one in found.made] == [first.label]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<<<<<<< HEAD\n", "two versions of this file were not merged"),
        ("decisions = " + "[" * 50_000, "not valid TOML"),
        ("version = 1" + "0" * 5_000, "not valid TOML"),
        ("\ufeffversion = 1\ndecisions = []\n", "in.toml holds no verdict: nothing was decided."),
        (
            render_decisions([replace(one, briefing="../x.md") for one in made(decidable(), 1)]),
            "the name of a draft was expected",
        ),
        (render_decisions([replace(one, briefing="other.md") for one in made(decidable(), 1)]), "verify other.md first"),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_clear_error(tmp_path: Path, text: str, said: str) -> None:
    project_of(tmp_path, decidable())
    (tmp_path / "in.toml").write_text(text, encoding="utf-8")
    run = footnotary("decisions", "import", "in.toml", cwd=tmp_path)
    assert said in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / FILE).exists()


def test_a_draft_that_nothing_was_decided_on_is_said() -> None:
    with pytest.raises(InputError, match=r"not .*|nothing in the file was decided on other.md"):
        by_draft(made(decidable(), 1), Path("/p"), Path("/p/other.md"))

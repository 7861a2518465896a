"""The report as people read it, in headless Chromium: judged by axe-core, by keyboard alone, printed, without script."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.copy import inert_copy
from citations.decision import Decided, Decision, Verdict
from citations.finding import Status
from reports import linked, project
from reports.html import render
from reports.report import Change, ChangeKind, NoteView, Rate, Report, Since, Stretch, WitnessedDate, count_statuses
from tests.sample_report import large, note, sample, source, translated, view
from tests.test_project_page import hostile

LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
A4 = {"width": 678, "height": 1009}  # CSS pixels of A4 within the margins of the print style, at 96 a inch
Open = Callable[..., Any]


def full() -> Report:
    """The sample with everything that a report can hold: changes, three columns, a history, the three rates, decisions."""
    base = sample()
    changes = tuple(Change(kind=kind, label="1", was="Before.", now="Now.") for kind in ChangeKind)
    since = Since(run="r", started="2026-11-20T10:00:00Z", mode="live", complete=True, changes=changes, same=3, moved=1)
    stretches = (
        Stretch(outcome="response", http_status=404, first="2026-11-23T20:18:31Z", last="2026-11-23T20:18:31Z"),
        Stretch(outcome="response", http_status=200, first="2020-05-02T10:00:00Z", last="2021-06-03T10:00:00Z", times=7),
    )
    first = base.notes[0]
    cited = first.citations[0]
    assert cited.source
    first = replace(first, citations=(replace(cited, source=replace(cited.source, history=stretches)),))
    standing = tuple(Rate(name=name, count=8, total=9, unit="sources") for name in ("resolved", "reachable", "still says it"))
    notes = (first, *base.notes[1:], translated("18"))
    return replace(base, notes=notes, counts=count_statuses(notes), since=since, standing=standing, language="en")


def decided() -> Report:
    """The sample, with an accepted finding in one note and one put to the author in another."""
    base = sample()
    first, second = (
        with_decision(one, verdict, by)
        for one, verdict, by in zip(base.notes, (Verdict.ACCEPT, Verdict.ASK_AUTHOR), ("NK", "AB"), strict=False)
    )
    return replace(base, notes=(first, second, *base.notes[2:]))


def with_decision(one: NoteView, verdict: Verdict, by: str) -> NoteView:
    cited = one.citations[0]
    decision = Decision(
        briefing="valley.docx",
        label=one.label,
        rule="quote",
        verdict=verdict,
        reason="seen",
        by=by,
        date=datetime.date(2026, 11, 1),
    )
    finding = replace(cited.findings[0], decided=(Decided(decision=decision),))
    return replace(one, citations=(replace(cited, findings=(finding, *cited.findings[1:])), *one.citations[1:]))


def judged(page: Any, axe: str) -> list[str]:
    """What axe-core finds at AA, with everything unfolded, and laid out though it is not near the window."""
    page.add_style_tag(content=".card, .line { content-visibility: visible !important }")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", LEVEL_AA)
    assert found["passes"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_aa(opened: Open, axe: str, width: int, scheme: str) -> None:
    page = opened(full(), width=width, color_scheme=scheme)
    assert judged(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_our_copy_of_a_page(opened: Open, axe: str, scheme: str) -> None:
    body = "<html lang=ru><title>Мост</title><h1>Мост</h1><ul><li>один</ul><table><tr><td>Мост стоит.</table><nav><a href=http://x.example/>ещё</a></nav>"
    copy = inert_copy(body.encode(), charset="utf-8", address="http://a.example/", captured="2026-01-01", passages=["Мост стоит"])
    assert judged(opened(copy, color_scheme=scheme), axe) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_the_projects_page(opened: Open, axe: str, width: int, scheme: str) -> None:
    page = opened(project.render(hostile()), width=width, color_scheme=scheme)
    assert judged(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_all_counts_of_a_briefing_are_in_sight_on_the_projects_page(opened: Open, width: int) -> None:
    name, started = "a_very_long_name_of_a_briefing.docx", "2026-11-29T10:00:00Z"
    told = tuple(replace(one, name=name, started=started) for one in hostile().briefings)
    page = opened(project.render(replace(hostile(), briefings=told)), width=width)
    wide, room = page.evaluate("(region => [region.scrollWidth, region.clientWidth])(document.querySelector('.wide'))")
    assert wide <= room
    assert "NOT-CHECKED" in page.inner_text(".briefings")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_notes_to_publish(opened: Open, axe: str, width: int, scheme: str) -> None:
    page = opened(linked.render(sample(hostile=True)), width=width, color_scheme=scheme)
    assert judged(page, axe) == []


def test_axe_would_notice_a_page_that_is_hard_to_read(opened: Open, axe: str) -> None:
    page = opened(replace(full(), notes=full().notes[:1]))
    page.add_style_tag(content=".quiet { color: #bbb !important }")
    assert any(one.startswith("color-contrast") for one in judged(page, axe))


def shown(page: Any) -> int:
    return int(page.eval_on_selector_all(".item", "all => all.filter(one => one.getClientRects().length).length"))


def tab_to(page: Any, selector: str) -> None:
    """Press the tabulator until the element has the focus, and see that the focus shows."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", selector
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_the_filters_are_a_few_keys_from_the_top(opened: Open) -> None:
    """However many links to notes stand before them in the page."""
    page = opened(full())
    for key in ("Tab", "Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "show-LOOK"


def test_keyboard_alone_filters_and_opens_a_note(opened: Open) -> None:
    page = opened(full())
    everything = shown(page)
    tab_to(page, "#show-LOOK")
    page.keyboard.press("Space")
    left = shown(page)
    assert 0 < left < everything
    assert page.inner_text("#shown") == f"{left} of {everything} notes shown."
    tab_to(page, "select[aria-label='What is wrong']")
    page.keyboard.type("addr")
    assert 0 < shown(page) < left
    tab_to(page, "#show-all")
    page.keyboard.press("Enter")
    assert shown(page) == everything
    tab_to(page, "details.line > summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    assert page.evaluate("document.activeElement.parentElement.querySelector('.inside').getClientRects().length") > 0


@pytest.mark.parametrize("label", ["What is wrong", "Publisher", "Decided by"])
def test_every_filter_leaves_as_many_notes_as_it_says(opened: Open, label: str) -> None:
    page = opened(decided())
    for option in page.eval_on_selector_all(f"select[aria-label='{label}'] option", "all => all.map(one => one.textContent)")[1:]:
        page.select_option(f"select[aria-label='{label}']", label=option)
        count = int(re.findall(r"\((\d+)\)$", option)[0])
        assert shown(page) == count
        assert page.inner_text("#shown").startswith(f"{count} of ")


def test_after_a_baseline_only_what_is_new_is_shown_first_and_the_rest_is_one_choice_away(opened: Open) -> None:
    base = sample()
    changes = tuple(Change(kind=kind, label=label) for kind, label in ((ChangeKind.NEW, "2"), (ChangeKind.SETTLED, "3")))
    told = Since(run="r", started="2026-11-20T10:00:00Z", mode="live", complete=True, changes=changes, same=3, moved=0)
    select = "select[aria-label='Since 20 November 2026']"
    page = opened(replace(base, since=told))
    assert shown(page) == len(base.notes)
    page.select_option(select, label="something new (1)")
    assert shown(page) == 1
    page = opened(replace(base, since=replace(told, is_baseline=True)))
    assert (shown(page), page.locator("#note-2").is_visible()) == (1, True)
    page.select_option(select, label="all notes")
    assert shown(page) == len(base.notes)
    page = opened(replace(base, since=replace(told, changes=(), is_baseline=True)))
    assert shown(page) == len(base.notes)


def test_the_proofs_are_listed_once_with_the_notes_that_they_stand_behind(opened: Open) -> None:
    base = sample()
    again = replace(base.notes[0], label="99")
    page = opened(replace(base, notes=(*base.notes, again)))
    page.locator("section[aria-labelledby=proofs] summary").click()
    rows = page.locator(".proofs tbody tr").all_inner_texts()
    first = base.notes[0].citations[0].source
    assert [row.split("\t")[0] for row in rows if str(first.copy_path) in row] == ["1, 99"]
    assert all("sha256:" in row for row in rows)


def test_a_link_to_a_folded_note_opens_it_even_when_it_is_filtered_away(opened: Open) -> None:
    page = opened(full())
    page.uncheck("#show-OK")
    page.click("nav a[href='#note-16']")
    assert page.eval_on_selector("#note-16", "one => one.getClientRects().length && one.parentElement.open")


def test_text_to_paste_is_copied_by_its_button(opened: Open) -> None:
    page = opened(full(), permissions=["clipboard-read", "clipboard-write"])
    page.click("#note-1 button.copy")
    page.wait_for_function("document.querySelector('#note-1 button.copy').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#note-1 .paste pre")


def test_without_script_all_is_there_and_opens_and_no_control_is_shown_that_would_do_nothing(opened: Open) -> None:
    page = opened(full(), java_script_enabled=False)
    assert page.locator(".item").count() == len(full().notes)
    assert not page.locator(".filters").is_visible()
    assert not page.locator("a[href='#filters']").is_visible()
    assert not page.locator("button.copy").first.is_visible()
    assert all(one.is_visible() for one in page.locator(".item").all())
    page.locator("details.line > summary").first.click()
    assert page.locator("details.line > .inside").first.is_visible()


def test_our_copy_opens_at_the_passage_and_does_nothing(opened: Open, tmp_path: Path) -> None:
    page = opened(full())
    words = "the commission is not satisfied with the count in 36 of the districts"
    body = f"<title>Count</title>{'<p>Before it.</p>' * 200}<p onclick=alert(1)>They said {words}.</p><script>alert(1)</script>"
    (tmp_path / "copies").mkdir()
    copy = inert_copy(body.encode(), passages=[words])
    (tmp_path / "copies" / "count.html").write_text(copy, encoding="utf-8")
    page.click("#note-1 .sides a[href='copies/count.html#passage-1']")
    box = page.locator("mark:target").bounding_box()
    assert page.inner_text("mark:target") == words
    assert 0 <= box["y"] < 900
    assert page.locator("script").count() == 0


def test_right_to_left_and_cyrillic_text_stand_as_they_are_read(opened: Open) -> None:
    persian = "پل در بهار باز شد."
    one = replace(
        sample().notes[0], text=persian, claim=persian, claim_before="", claim_after="", claim_span=(0, 0), quotations=()
    )
    page = opened(replace(sample(), notes=(one, *sample().notes[1:]), language="fa"))
    for selector in ("#note-1 .claim", "#note-1 .printed"):
        assert page.eval_on_selector(selector, "one => getComputedStyle(one).direction") == "rtl"
        assert page.get_attribute(selector, "lang") == "fa"
    assert page.eval_on_selector("#note-2 cite", "one => [one.lang, getComputedStyle(one).direction]") == ["ru", "ltr"]


LAST_LETTER_AND_STOP = """one => {
  const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
  walk.nextNode();
  const text = walk.currentNode;
  return [2, 1].map(back => { range.setStart(text, text.length - back); range.setEnd(text, text.length - back + 1);
    return range.getBoundingClientRect().left; });
}"""


def test_mixed_directions_keep_each_sentence_each_part_and_each_address_in_its_own(opened: Open) -> None:
    persian, english = "پل در بهار باز شد.", "The bridge was never opened."
    printed = "«پل بهار»، https://a.example/پل/3.html."
    base = sample()
    claimed = replace(base.notes[0], text=printed, claim=english, claim_before=persian, claim_after="", claim_span=(0, 0),
                      quotations=(), citations=())  # fmt: skip
    clean = next(one for one in base.notes if one.status is Status.OK)
    cited = replace(clean.citations[0].citation, title="پل بهار", container_title="رادیو", date_printed="3 June 2014")
    clean = replace(clean, label="2", citations=(replace(clean.citations[0], citation=cited),))
    page = opened(replace(base, notes=(claimed, clean), counts=count_statuses((claimed, clean)), language="fa"))
    assert page.eval_on_selector("#note-1 .claim", "one => getComputedStyle(one).direction") == "rtl"
    letter, stop = page.eval_on_selector("#note-1 .claim .own", LAST_LETTER_AND_STOP)
    assert letter < stop
    assert page.inner_text("#note-1 .printed [dir=ltr]") == "https://a.example/پل/3.html"
    lefts = page.eval_on_selector_all(".line .what bdi", "all => all.map(one => one.getBoundingClientRect().left)")
    assert len(lefts) == 3
    assert lefts == sorted(lefts)


def test_where_languages_differ_three_columns_stand_side_by_side_and_below_each_other_on_a_phone(opened: Open) -> None:
    tops = "all => all.map(one => [Math.round(one.getBoundingClientRect().top), one.querySelector('dt').textContent])"
    wide = opened(full()).eval_on_selector_all("#note-18 .columns > div", tops)
    assert [name for _, name in wide] == ["Draft", "Author’s brackets", "Source"]
    assert len({top for top, _ in wide}) == 1
    narrow = opened(full(), width=390).eval_on_selector_all("#note-18 .columns > div", tops)
    assert len({top for top, _ in narrow}) == 3


def pages_of(page: Any, folder: Path) -> list[str]:
    """The text of every page that the report is printed on."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine (apt-get install poppler-utils)")
    page.pdf(path=folder / "report.pdf", prefer_css_page_size=True, format="A4")
    done = subprocess.run(["pdftotext", "-layout", folder / "report.pdf", "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


def test_a_card_is_never_split_over_printed_pages(opened: Open, tmp_path: Path) -> None:
    notes = tuple(numbered(number) for number in range(40))
    page = opened(replace(sample(), notes=notes, counts=count_statuses(notes), start_here=(), lint=()))
    pages = pages_of(page, tmp_path)
    places = [
        tuple(at for at, text in enumerate(pages) if f"{end}{number:03}x" in text)
        for number in range(40)
        for end in ("first", "last")
    ]
    assert all(len(place) == 1 for place in places)
    assert places[::2] == places[1::2]
    assert len(set(places)) > 5


def test_a_card_longer_than_a_page_breaks_between_its_blocks_alone(opened: Open, tmp_path: Path) -> None:
    base = sample().notes[1]
    cited = base.citations[0]
    findings = tuple(
        replace(
            cited.findings[0],
            message=f"head{number:03}x " + "said of it " * (10 + number * 31 % 90),
            replacement=f"tail{number:03}x",
        )
        for number in range(25)
    )
    dates = tuple(
        WitnessedDate(edtf="2015-10-05", printed=f"date{number:03}x", place="text", kind="shown") for number in range(90)
    )
    shown = replace(cited.source or source("a"), dates=dates, attempts=())
    long = replace(base, citations=(replace(cited, findings=findings, source=shown),))
    notes = (*(numbered(number) for number in range(3)), long)
    page = opened(replace(sample(), notes=notes, counts=count_statuses(notes), start_here=(), lint=()))
    pages = pages_of(page, tmp_path)
    places = [[at for at, text in enumerate(pages) if word in text]
              for number in range(25) for word in (f"head{number:03}x", f"tail{number:03}x")]  # fmt: skip
    assert all(len(place) == 1 for place in places)
    assert places[::2] == places[1::2]
    assert len({place[0] for place in places}) > 2
    assert [number for number in range(90) if sum(f"date{number:03}x" in text for text in pages) != 1] == []


def numbered(number: int) -> Any:
    """A note that needs a look, whose card begins and ends with words of its own, of one of several lengths."""
    base = sample().notes[1].citations[0]
    shown = source("a", query=f"last{number:03}x")
    claim = f"first{number:03}x " + "words of the draft " * (1 + number * 7 % 45)
    return note(str(number), Status.LOOK, "why", claim, view(base.citation, Status.LOOK, "", *base.findings, source=shown))


def test_the_print_shows_every_note_and_no_control(opened: Open, tmp_path: Path) -> None:
    text = "\n".join(pages_of(opened(full()), tmp_path))
    assert [label for label in range(1, 19) if not re.search(rf"Note {label}\b", text)] == []
    assert "Skip to" not in text
    assert "Show all notes" not in text
    assert "notes shown" not in text


def test_a_hundred_thousand_findings_open_and_none_is_lost(opened: Open) -> None:
    base = sample().notes[0]
    finding = base.citations[0].findings[0]
    many = tuple(replace(finding, message=f"Finding {number}.") for number in range(5_000))
    crowded = replace(base, citations=(replace(base.citations[0], findings=many),))
    notes = tuple(replace(crowded, label=str(number)) for number in range(20))
    page = opened(replace(sample(), notes=notes, counts=count_statuses(notes)))
    assert page.locator("#note-19").is_visible()
    assert page.evaluate("document.querySelectorAll('.finding, .more li').length") == 100_000


@pytest.mark.timed
def test_two_thousand_notes_open_in_two_seconds_of_the_browsers_time(browser: Any, tmp_path: Path) -> None:
    """The page's own thread, on which all of it is read and laid out; `make bench` prints what a clock says."""
    (tmp_path / "index.html").write_text(render(large(2000)), encoding="utf-8")
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto((tmp_path / "index.html").as_uri(), timeout=120_000)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    spent = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    assert spent["Nodes"] > 100_000
    assert spent["TaskDuration"] < 2

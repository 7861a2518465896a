"""The report in every format: it adds up, it is escaped, it can be read, and nothing from outside acts in it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from citations.citation import Antecedent, Citation, Form
from citations.finding import Action, Difference, Evidence, Finding, Outcome, Status, TextSelector
from citations.partial_date import PartialDate
from pipeline.settling import settled
from reports import data, first_screen, html, markdown, phrases, questions, summary, terminal, word, words
from reports.addresses import ascii_host, copy_target, language_tag, web_target
from reports.characters import is_plain, plain_text, visible
from reports.html import SCRIPTS, TEMPLATES
from reports.marks import DELETED, EMPHASIS, INSERTED, QUOTATION, claim_pieces, comparison, marked, note_pieces
from reports.order import CARD_STATUSES, copy_at_passage, place
from reports.report import Attempt, Change, ChangeKind, Rate, Report, Since, count_statuses
from tests.sample_report import HOSTILE, HOSTILE_ADDRESSES, article, hostile_note, large, note, sample, view

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "findings.md"
FINDING_KEYS = ["id", "rule", "label", "citation_index", "status", "outcome", "defect", "expected", "observed", "quoted",
                "evidence", "message", "action", "replacement", "fingerprint", "decided"]  # fmt: skip


def page_of(report: Report) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.render(report))


def found(label: str = "1", **more: object) -> Finding:
    values = {"rule": "quote", "label": label, "status": Status.LOOK, "outcome": Outcome.FAILED, "message": "It differs."}
    return Finding(**{**values, **more})


# The six counts and the first lines


def test_the_counts_on_the_page_add_up_to_the_number_of_notes() -> None:
    report = sample()
    cells = [int(cell.text) for cell in page_of(report).cssselect("table.counts tbody td.number")]
    assert len(cells) == 6
    assert sum(cells) == len(report.notes) == int(page_of(report).cssselect("table.counts tfoot td.number")[0].text)


def test_every_note_stands_on_the_page_exactly_once() -> None:
    report = sample(hostile=True)
    page = page_of(report)
    anchors = [item.anchor for item in place(report)]
    assert len(set(anchors)) == len(report.notes)
    assert all(len(page.xpath("//*[@id=$anchor]", anchor=anchor)) == 1 for anchor in anchors)


def test_our_copy_of_another_note_s_source_is_called_that() -> None:
    proof = Evidence(capture="c", archived="copies/a.html#p1")
    elsewhere = found(defect="quote-in-other-source", observed="note 26", evidence=proof)
    assert words.copy_name(found(evidence=proof)) == "our copy"
    report = sample()
    note = replace(report.notes[0], findings=(elsewhere,))
    report = replace(report, notes=(note, *report.notes[1:]))
    assert "our copy of note 26’s source, at the passage" in page_of(report).text_content()
    assert "Proof: [our copy of note 26’s source, at the passage](copies/a.html#p1)" in markdown.render(report)


def test_counting_gives_all_six_statuses_even_without_notes() -> None:
    assert count_statuses(()) == tuple((status, 0) for status in Status)


def test_the_terminal_the_page_and_the_markdown_begin_alike() -> None:
    report = sample()
    page, text, lines = page_of(report).text_content(), markdown.render(report), "\n".join(terminal.summary(report))
    for rate in report.rates:
        assert first_screen.rate_words(rate) in " ".join(page.split())
        assert first_screen.rate_words(rate) in text
        assert first_screen.rate_words(rate) in lines
    wrong, to_do = first_screen.first_line(report.notes[0])
    assert wrong in page
    assert wrong in text
    assert f"{wrong} {to_do}." in lines


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ("LOOK GONE BLOCKED NOT-CHECKED NOT-WEB OK",
         "3 of 6 notes need a person’s eye, 1 was not checked, 1 is not on the web, 1 shows no conflict with its source."),
        ("LOOK OK OK", "1 of 3 notes needs a person’s eye, 2 show no conflict with their sources."),
        ("NOT-CHECKED NOT-CHECKED", "2 of 2 notes were not checked."),
        ("OK", "1 of 1 note shows no conflict with its source."),
        ("", "The draft has no notes."),
    ],
)  # fmt: skip
def test_the_first_sentence_counts_every_note_once(statuses: str, said: str) -> None:
    base = sample()
    notes = tuple(replace(base.notes[0], label=str(n), status=Status(one)) for n, one in enumerate(statuses.split()))
    report = replace(base, notes=notes, counts=count_statuses(notes))
    assert first_screen.verdict(report) == said
    assert page_of(report).cssselect(".lead")[0].text == said
    assert f"**{said}**" in markdown.render(report)


def test_rates_that_found_nothing_stand_in_one_line_with_what_they_compared() -> None:
    told = (("link rot", 0, 9, "known addresses"), ("not located", 2, 9, "sources"), ("date mismatches", 0, 0, "dates compared"))
    rates = tuple(Rate(name=name, count=count, total=total, unit=unit) for name, count, total, unit in told)
    page = page_of(replace(sample(), rates=rates, standing=()))
    assert [one.text_content().split() for one in page.cssselect("dl.rates > div")] == ["not located 2 of 9 sources".split()]
    assert [one.text_content() for one in page.cssselect("dl.none > div")] == [
        "link rot 0 of 9 known addresses",
        "date mismatches no dates compared",
    ]


def test_every_status_and_every_action_is_shown_in_words() -> None:
    page = page_of(sample()).text_content()
    assert all(status.value in page for status in Status)
    shown = {action for action in Action if words.ACTION_WORDS[action] in page}
    assert set(Action) - shown == {Action.NONE, Action.RETRY_ON}
    assert "Run again, best on or after 25 November 2026" in page


def test_an_incomplete_run_is_said_first_and_a_complete_one_is_not_blamed() -> None:
    report = sample()
    complete = replace(report, run=replace(report.run, complete=True))
    for render in (html.render, markdown.render, lambda r: "\n".join(terminal.summary(r))):
        assert "This run is incomplete" in render(report)
        assert "This run is incomplete" not in render(complete)


def after_baseline(*new: str) -> Report:
    """The sample after a baseline since which only the notes `new` have something new."""
    base = sample()
    changes = tuple(Change(kind=ChangeKind.NEW, label=label, now="It differs.") for label in new)
    told = Since(run="r", started="2026-11-20T10:00:00Z", mode="live", complete=True, changes=changes, same=3, moved=0)
    return replace(base, start_here=("1", "2"), since=replace(told, is_baseline=True))


def test_after_a_baseline_every_text_tells_in_full_what_is_new_and_the_rest_in_a_line() -> None:
    report = after_baseline("2")
    text = markdown.render(report)
    assert text.index("## What changed") < text.index("## Start here")
    assert re.findall(r"^1\. Note (\S+)", text, re.M) == ["2"]
    assert re.findall(r"^### Note (\S+):", text, re.M) == ["2"]
    cards = [one.label for one in report.notes if one.status in CARD_STATUSES and one.label != "2"]
    assert [label for label in cards if f"\n- Note {label}: " not in text] == []
    assert [one.text for one in page_of(report).cssselect(".start bdi")] == ["2"]
    assert re.findall(r"^- Note (\S+) \(", summary.render(report), re.M) == ["2"]
    whole = replace(report, since=replace(report.since, is_baseline=False))
    assert set(re.findall(r"^### Note (\S+):", markdown.render(whole), re.M)) == {"2", *cards}


def test_after_a_baseline_with_nothing_new_it_is_said() -> None:
    report = after_baseline()
    assert "Nothing new to look at since 20 November 2026" in page_of(report).text_content()
    assert "### Note" not in markdown.render(report)
    assert "### To look at" not in summary.render(report)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_narrow_terminal_breaks_no_word_and_loses_none(width: int) -> None:
    lines = (*terminal.summary(sample(hostile=True)), *terminal.notes(sample(hostile=True)))
    told = terminal.wrapped(lines, width)
    assert " ".join(told).split() == " ".join(lines).split()
    assert [line for line in told if len(line) > width and len(line.split()) > 1 + line.startswith("- ")] == []
    assert terminal.wrapped(lines, None) == lines


def test_what_goes_on_stands_under_the_second_column_and_below_the_first_where_there_is_no_room() -> None:
    line = "link rot        5 of 33 known addresses"
    assert terminal.wrapped([line], 32) == ("link rot        5 of 33 known", "                addresses")
    assert terminal.wrapped([line], 26) == ("link rot        5 of 33", "  known addresses")
    assert terminal.wrapped(["  - one two three"], 12) == ("  - one two", "    three")


def test_an_offline_run_that_is_incomplete_is_not_told_to_be_run_again_as_it_was() -> None:
    report = sample()
    for mode, said in (("offline", "Run the same command without --offline"), ("live", "Run the same command again")):
        made = replace(report, run=replace(report.run, mode=mode, complete=False))
        assert said in page_of(made).text_content()
        assert said in markdown.render(made)


def test_a_report_without_notes_renders_in_every_format() -> None:
    empty = replace(sample(), notes=(), counts=count_statuses(()), start_here=("7",), lint=(), rates=())
    assert "All notes" in page_of(empty).text_content()
    assert markdown.render(empty).endswith("\n")
    assert json.loads(data.render(empty))["findings"] == []
    assert "0 notes" in terminal.summary(empty)[-1]


# The page


def test_the_page_holds_no_script_but_its_own_and_loads_nothing() -> None:
    page = page_of(sample(hostile=True))
    (script,) = page.xpath("//script")
    assert script.text == "".join((TEMPLATES / name).read_text().rstrip("\n") for name in SCRIPTS)
    forms = "//form[not(parent::details/parent::template)]"
    assert page.xpath(f"//iframe|//object|//embed|//link|//base|//img|{forms}|//*[@src or @srcset or @style or @action]") == []
    assert [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")] == []
    assert "url(" not in (TEMPLATES / "report.css").read_text()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_equal_reports_give_equal_files_in_every_process() -> None:
    code = (
        "import hashlib; from dataclasses import replace; from reports.formats import FORMATS, rendered\n"
        "from tests.sample_report import sample; base = sample()\n"
        "view = base.notes[0].citations[0]\n"
        "views = tuple(replace(view, citation=replace(view.citation, container_title=f'Outlet {n}')) for n in range(12))\n"
        "report = replace(base, notes=(replace(base.notes[0], citations=views), *base.notes[1:]))\n"
        "files = rendered(report, [one.name for one in FORMATS if one.name != 'docx'])\n"
        "print({name: hashlib.sha256(body if isinstance(body, bytes) else body.encode()).hexdigest() for name, body in files.items()})"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert told[0].count(b":") > 8
    assert len(set(told)) == 1


def test_links_lead_to_the_page_itself_to_the_web_or_to_our_copies_only() -> None:
    page = page_of(sample(hostile=True))
    for link in page.xpath("//a"):
        target = link.get("href")
        assert re.match(r"#|https?://[^/@]+(?:/|$)|copies/", target), target
        if target.startswith("http"):
            assert link.get("rel") == "noreferrer noopener"
            assert link.text_content() == target
        if target.startswith("#"):
            assert page.xpath("//*[@id=$anchor]", anchor=target[1:]), target


def test_hostile_text_is_shown_as_it_is() -> None:
    page = page_of(sample(hostile=True))
    shown = page.text_content()
    assert "<script>document.title='broken-in'</script>" in shown
    assert "{{ 7 * 191 }}" in shown
    assert "1337" not in shown
    assert "invoice[U+202E]gnp.exe, zero[U+200B]width" in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00\x1b]", html.render(sample(hostile=True)))
    html.render(sample(hostile=True)).encode()


def test_headings_descend_without_a_gap_and_ids_are_unique() -> None:
    page = page_of(sample(hostile=True))
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:], strict=False))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert [page.xpath(f"count(//{landmark})") for landmark in ("main", "header", "footer", "nav")] == [1, 1, 1, 1]


def test_foreign_titles_carry_their_language_and_a_false_tag_none() -> None:
    tags = set(page_of(sample(hostile=True)).xpath("//@lang"))
    assert tags == {"en", "ru"}


def test_the_draft_shows_its_quotation_and_the_source_what_differs() -> None:
    card = page_of(sample()).get_element_by_id("note-1")
    assert card.cssselect(".claim mark")[0].text_content() == "the commission is satisfied with the count in 38 of the districts"
    assert [item.text_content() for item in card.cssselect(".sides blockquote del")] == [" [draft only:] 38"]
    assert [item.text_content() for item in card.cssselect(".sides blockquote ins")] == [
        " [source only:] not",
        " [source only:] 36",
    ]
    assert card.cssselect("pre")[0].text == "the commission is not satisfied with the count in 36 of the districts"
    assert "copies/count.html#passage-1" in card.xpath(".//a/@href")
    rows = [[cell.text_content() for cell in row] for row in card.cssselect("table.dates tbody tr")]
    assert rows[0] == ["5 October 2015", "5 October 2015", "the note", "cited"]
    assert rows[1:] == [
        ["5 October 2015", "", "in the page’s data", "published"],
        ["5 October 2015", "Monday, October 5, 2015", "beside the headline", "shown"],
        ["11 January 2016", "", "in the page’s head", "modified"],
    ]
    told = (
        "- dates: 5 October 2015 (in the page’s data, published); 5 October 2015 (“Monday, October 5, 2015”, beside the headline"
    )
    assert told in markdown.render(sample())


def test_notes_that_were_not_checked_stand_together_by_reason_the_largest_first() -> None:
    section = page_of(sample()).xpath("//section[@aria-labelledby='group-NOT-CHECKED']")[0]
    assert section.xpath(".//h3[1]/text()")[0].strip() == "not found"
    assert len(section.xpath("./div")[0].cssselect("details.line")) == 2


def test_clean_notes_are_folded_and_say_their_scope() -> None:
    section = page_of(sample()).xpath("//section[@aria-labelledby='group-OK']")[0]
    lines = section.cssselect("details.line")
    assert len(lines) == 2
    assert all("open" not in line.attrib for line in lines)
    assert "the claim itself was not judged" in lines[0].find("summary").text_content()


def test_a_repeated_label_keeps_both_notes_and_links_the_first() -> None:
    report = sample(hostile=True)
    anchors = [item.anchor for item in place(report) if item.note.label == "1"]
    assert anchors == ["note-1", "note-1-2"]
    assert page_of(report).cssselect("ol.start a")[0].get("href") == "#note-1"


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_colours_reach_the_contrast_of_wcag_aa(scheme: str) -> None:
    blocks = re.findall(r":root \{([^}]*)\}", (TEMPLATES / "report.css").read_text())
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", blocks[("light", "dark", "print").index(scheme)]))
    texts = "ink quiet link look gone blocked not-checked not-web ok".split()
    pairs = [(text, ground) for text in texts for ground in ("paper", "wash")]
    pairs += [("deleted", "deleted-wash"), ("inserted", "inserted-wash"), ("ink", "mark")]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.timed
def test_two_thousand_notes_are_told_in_a_few_seconds_of_cpu() -> None:
    report = large(2000)
    html.render(sample())
    started = time.process_time()
    assert html.render(report).count('id="note-') >= 2000
    assert time.process_time() - started < 5


# Markdown


def test_markdown_holds_no_html_image_or_link_from_outside() -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown.render(sample(hostile=True)))
    inline = [child for token in tokens for child in token.children or ()]
    assert [
        token.content for token in (*tokens, *inline) if token.type in ("html_block", "html_inline", "image", "code_block")
    ] == []
    targets = {str(token.attrGet("href")) for token in inline if token.type == "link_open"}
    assert all(re.match(r"https?://[^@]+$|copies/", target) for target in targets), targets
    assert not any("127.0.0.1" in target for target in targets)


def test_markdown_headings_and_tables_are_ours_alone() -> None:
    def shape(report: Report) -> list[str]:
        tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(report))
        return [token.type + token.tag for token in tokens if token.type in ("heading_open", "table_open", "tr_open", "hr")]

    report = sample()
    (bad,) = [hostile_note("19", 9)]
    harmless = replace(bad, label="19", text="x", claim="x", citations=(), why="x", quotations=(), reason="x")
    tame = replace(report, notes=(*report.notes, replace(harmless, text="*x*")))
    wild = replace(report, notes=(*report.notes, replace(harmless, text=" ".join(HOSTILE), claim=HOSTILE[7], why=HOSTILE[7])))
    assert shape(wild) == shape(tame)


@given(st.text())
def test_escaped_markdown_reads_as_the_text_it_was(text: str) -> None:
    line = " ".join(visible(text).split())
    tokens = MarkdownIt("commonmark", {"html": True}).parse("x " + markdown.escaped(text))
    read = "".join(child.content for child in tokens[0 if len(tokens) == 1 else 1].children or ())
    assert read == f"x {line}".strip()


def test_a_fence_is_longer_than_the_ticks_inside_it() -> None:
    assert markdown.fenced("a ```` b")[1:-1] == ["`````text", "a ```` b", "`````"]


# Data


def test_findings_have_exactly_the_documented_members_in_order() -> None:
    content = json.loads(data.render(sample()))
    assert list(content) == [
        "schema_version",
        "briefing",
        "run",
        "rates",
        "standing",
        "counts",
        "start_here",
        "since",
        "notes",
        "findings",
        "differences",
        "lint",
        "decisions_unmet",
    ]
    assert all(list(finding) == FINDING_KEYS for finding in content["findings"])
    assert list(content["findings"][0]["evidence"]) == ["capture", "address", "archived", "date", "passage", "selector", "pages"]
    assert all(list(remark) == [*FINDING_KEYS, "severity"] for remark in content["lint"])
    assert sum(content["counts"].values()) == len(content["notes"])


def test_every_word_of_the_data_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    named = (
        {value.value for kind in (Status, Outcome, Action) for value in kind}
        | set(words.CHANGE_WORDS)
        | members(data.to_data(sample()))
    )
    assert {name for name in named if f"`{name}`" not in text} == set()


def members(value: object) -> set[str]:
    """The names of all members below `value`; those of CSL items and of the counts are documented elsewhere."""
    if isinstance(value, list):
        return set().union(*map(members, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    return set(value).union(*(members(item) for name, item in value.items() if name not in ("csl", "counts", "antecedent")))


def test_notes_and_citations_name_findings_that_are_listed() -> None:
    content = json.loads(data.render(sample(hostile=True)))
    listed = {finding["id"] for finding in content["findings"]}
    named = [i for note in content["notes"] for holder in (note, *note["citations"]) for i in holder["findings"]]
    assert set(named) == listed
    assert {change["finding"] for change in content["differences"]} <= listed


def test_equal_reports_give_equal_bytes_and_hostile_ones_can_be_written() -> None:
    assert data.render(sample()) == data.render(sample())
    text = data.render(sample(hostile=True))
    assert "\x1b" not in text
    assert json.loads(text.encode())["notes"][-1]["label"] == "1"


# Characters and addresses


def test_unseen_characters_are_named_and_joiners_inside_cursive_words_stay() -> None:
    assert visible("a\u202eb\u200dc") == "a[U+202E]b[U+200D]c"
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("soft\u00adhyphen\tand\nlines") == "soft\u00adhyphen\tand\nlines"


def test_a_terminal_gets_no_sequence_and_one_line() -> None:
    assert plain_text("\x1b]0;title\x07a\x1b[31;1mb\x1b[0m\r\nc\x9b2Jd\u202e\x07") == "ab cd"
    assert plain_text(None) == "None"


@given(st.text(st.characters()))
def test_showing_twice_is_showing_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert plain_text(plain_text(text)) == plain_text(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", plain_text(text))


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_address_is_never_linked(address: str) -> None:
    assert web_target(address) is None
    assert copy_target(address) is None


@pytest.mark.parametrize(
    "path", ["../x.html", "/x.html", "a/../x.html", "javascript:x.html", "x.txt", "a//x.html", "", "x.html?y", ".x.html"]
)
def test_a_path_outside_the_report_is_no_copy(path: str) -> None:
    assert copy_target(path) is None


@given(st.text())
def test_addresses_of_any_text_are_judged_without_an_error(text: str) -> None:
    for address in (text, f"https://{text}", f"http://x.example/{text}"):
        target = web_target(address)
        assert target is None or (target == address and is_plain(address))
        ascii_host(address)
        language_tag(text)


def test_the_host_of_a_look_alike_is_shown_as_it_is_dialled() -> None:
    assert ascii_host("https://аsia.example/") == "xn--sia-5cd.example"
    assert ascii_host("https://asia.example/") is None


# Marks and words


@given(
    st.text(alphabet="ab *\n“"),
    st.lists(st.tuples(st.integers(-3, 12), st.integers(-3, 12), st.sampled_from([QUOTATION, DELETED]))),
)
def test_marking_loses_no_letter(text: str, spans: list[tuple[int, int, str]]) -> None:
    joined = "".join(piece.text for piece in marked(text, spans))
    assert joined.replace("*", "") == text.replace("*", "")
    assert "".join(piece.text for piece in marked(text, spans, emphasis=False)) == text


def test_emphasis_needs_words_right_inside_its_stars() -> None:
    assert [(p.text, EMPHASIS in p.marks) for p in marked("in *Road Papers*, 2 * 3 * 4", ())] == [
        ("in ", False), ("Road Papers", True), (", 2 * 3 * 4", False),
    ]  # fmt: skip


def test_a_quotation_with_a_wrong_span_is_found_by_its_words() -> None:
    note = sample().notes[0]
    moved = replace(note, quotations=(replace(note.quotations[0], span=(0, 4)),))
    assert claim_pieces(moved) == claim_pieces(note)
    lost = replace(note, quotations=(replace(note.quotations[0], exact="not there", span=(0, 4)),))
    assert all(QUOTATION not in piece.marks for piece in claim_pieces(lost))


def test_the_note_shows_where_each_citation_stands() -> None:
    pieces = note_pieces(sample().notes[1])
    assert sum("citation" in piece.marks for piece in pieces) == 2


def test_a_difference_outside_the_passage_is_listed_but_not_marked() -> None:
    change = Difference(kind="word", quoted="gone", observed="absent", quoted_span=(90, 99), observed_span=(-4, 2))
    sides = comparison(found(quoted="we went", evidence=Evidence(passage="we left"), differences=(change,)))
    assert sides is not None
    assert sides.changes == (change,)
    assert not any({DELETED, INSERTED} & piece.marks for piece in sides.draft + sides.source)


def test_two_sides_in_words_are_set_against_each_other_and_unlike_ones_are_not() -> None:
    near = comparison(found(rule="date", expected="5 October 2015", observed="6 October 2015"))
    far = comparison(found(rule="title", expected="Dams and Debts", observed="Of Rivers, Rents, Reforms"))
    assert near is not None
    assert far is not None
    assert [piece.text for piece in near.draft if DELETED in piece.marks] == ["5"]
    assert [piece.text for piece in near.source if INSERTED in piece.marks] == ["6"]
    assert not any(DELETED in piece.marks for piece in far.draft)


def test_changes_of_typography_are_named_but_not_marked() -> None:
    change = Difference(kind="typography", quoted="-", observed="–", quoted_span=(2, 3), observed_span=(2, 3), note="dash")
    sides = comparison(found(quoted="we-went", evidence=Evidence(passage="we–went"), differences=(change, change)))
    assert sides is not None
    assert (sides.changes, sides.minor) == ((), ("dash",))
    assert len(sides.draft) == len(sides.source) == 1


def test_a_citation_that_was_not_found_is_not_quoted_a_second_time() -> None:
    assert comparison(found(rule="source", quoted="Courier, 5 October 2015")) is None
    candidate = comparison(found(rule="source", quoted="Courier, 5 October 2015", observed="https://courier.example/a"))
    assert candidate is not None
    assert (candidate.draft, candidate.source_name, candidate.source[0].text) == ((), "Found", "https://courier.example/a")


def test_a_reason_that_a_finding_repeats_is_told_once() -> None:
    report = sample()
    note = report.notes[5]
    twice = replace(note, why=first_screen.first_line(note)[0])
    page = html.render(replace(report, notes=(twice,), counts=count_statuses((twice,)), start_here=()))
    assert page.count(twice.why) == 1


def test_the_answering_words_are_marked_in_a_longer_passage_and_surrounded_when_they_are_all_of_it() -> None:
    words_of_source = TextSelector(exact="no one was asked", prefix="He said that ", suffix=", and left.")
    whole = comparison(found(quoted="none was asked", evidence=Evidence(passage="no one was asked", selector=words_of_source)))
    longer = comparison(
        found(quoted="none was asked", evidence=Evidence(passage="So no one was asked.", selector=words_of_source))
    )
    assert whole is not None
    assert longer is not None
    assert (whole.before, whole.after) == ("He said that ", ", and left.")
    assert (longer.before, longer.after) == ("", "")
    assert [piece.text for piece in longer.source if QUOTATION in piece.marks] == ["no one was asked"]


def test_our_copy_of_a_source_opens_at_the_worst_passage_and_only_of_that_copy() -> None:
    base = sample().notes[0].citations[0]
    assert base.source
    own, other = str(base.source.copy_path), "copies/other.html"
    places = (f"{other}#passage-1", f"{own}#passage-2", f"{own}#passage-1")
    statuses = (Status.LOOK, Status.OK, Status.LOOK)
    findings = tuple(
        found(status=status, evidence=Evidence(capture="c", archived=at)) for status, at in zip(statuses, places, strict=True)
    )
    assert copy_at_passage(replace(base, findings=findings)) == f"{own}#passage-1"
    assert copy_at_passage(replace(base, findings=findings[:1])) == own
    assert copy_at_passage(replace(base, source=None)) is None
    note = replace(sample().notes[0], citations=(replace(base, findings=findings),))
    assert f"- our copy: [{own}, at the passage]({own}#passage-1)" in markdown.render(replace(sample(), notes=(note,)))


def test_what_proves_that_an_address_is_dead_is_our_copy_of_its_answer() -> None:
    proof = Evidence(capture="c", archived="copies/a.html")
    assert words.copy_name(found(rule="link", outcome=Outcome.FAILED, evidence=proof)) == "our copy of the answer"
    assert words.copy_name(found(rule="link", outcome=Outcome.PASSED, evidence=proof)) == "our copy"


def test_a_copy_without_a_passage_is_not_said_to_open_at_one() -> None:
    note = sample().notes[0]
    bare = found(evidence=Evidence(archived="copies/a.html"))
    page = html.render(replace(sample(), notes=(replace(note, citations=(), findings=(bare,)),)))
    assert '<a href="copies/a.html">our copy</a>' in page


def test_what_a_quotation_check_sees_without_a_passage_is_not_set_against_the_quotation() -> None:
    sides = comparison(found(quoted="no one was asked", expected="no one was asked", observed="note 12"))
    assert sides is not None
    assert sides.source == ()


def test_two_sides_too_long_to_compare_are_shown_without_marks() -> None:
    sides = comparison(found(rule="title", expected="a " * 40_000, observed="b " * 40_000))
    assert sides is not None
    assert len(sides.draft) == len(sides.source) == 1


def test_what_is_worst_and_certain_comes_first_in_a_notes_line() -> None:
    unsure = found(outcome=Outcome.CANT_TELL, message="unsure")
    gone = found(status=Status.GONE, message="gone")
    note = replace(sample().notes[0], citations=(), findings=(gone, unsure, found(message="certain", action=Action.ASK_AUTHOR)))
    assert first_screen.first_line(note) == ("Certain.", "Ask the author")


def test_what_came_of_the_last_attempt_is_said_where_the_source_was_not_reached() -> None:
    base = sample().notes[0]
    tried = (Attempt(what="printed", result="1 address"), Attempt(what="web archives", result="none has it"))
    for reach, said in (("reachable", "2 attempts"), ("gone", "2 attempts: none has it")):
        shown = replace(base.citations[0].source, attempts=tried, reach=reach)
        page = page_of(replace(sample(), notes=(replace(base, citations=(replace(base.citations[0], source=shown),)),)))
        assert page.cssselect("ol.tried")[0].getparent().text_content().strip().startswith(f"{said}\n")


def test_of_equal_findings_the_one_that_says_what_to_do_comes_first_in_a_notes_line() -> None:
    silent, telling = (
        found(status=Status.NOT_CHECKED, outcome=Outcome.CANT_TELL, message=message, action=action)
        for message, action in (("It was not looked for.", Action.NONE), ("It repeats nothing.", Action.NAME_SOURCE))
    )
    one = replace(sample().notes[0], citations=(), findings=(silent, telling))
    assert first_screen.first_line(one) == ("It repeats nothing.", "Say in the note which source is meant")


def test_a_note_without_findings_says_why_it_stands_as_it_does() -> None:
    note = sample().notes[12]
    assert first_screen.first_line(note) == ("The note cites nothing.", "")


def test_a_hint_that_changes_no_status_is_not_held_out_to_the_reader() -> None:
    assert not words.is_open(found(status=Status.OK, outcome=Outcome.CANT_TELL))
    assert words.is_open(found(status=Status.NOT_WEB, outcome=Outcome.INAPPLICABLE, action=Action.ATTACH_PROOF))


def test_a_missing_fact_of_a_clean_note_is_told_in_one_folded_line_everywhere() -> None:
    clean = next(one for one in sample().notes if one.status is Status.OK and one.citations)
    said = "1 of 2 numbers of the claim stand in the source; not found: “4,100”"
    hint = found(clean.label, rule="number", status=Status.OK, outcome=Outcome.CANT_TELL, defect="number-missing", message=said)
    first, *others = clean.citations
    told = replace(clean, citations=(replace(first, findings=(*first.findings, hint)), *others))
    report = replace(sample(), notes=(told,))
    for text in (markdown.render(report), "\n".join(terminal.notes(report))):
        assert re.search(rf"^  - hint: {re.escape(phrases.sentence(said))}$", text, re.MULTILINE)
    counted = f"Hints in 1 note ({clean.label}), which change no status: number 1."
    assert counted in markdown.render(report)
    assert counted in terminal.summary(report)
    assert counted in page_of(report).text_content()
    assert terminal.notes(report)[0].startswith(f"note {clean.label} OK")
    assert "Hints in" not in markdown.render(replace(sample(), notes=(clean,)))
    folded = settled(report)
    assert folded.notes[0].why.endswith("the claim itself was not judged")
    (line,) = page_of(folded).xpath("//details[contains(@class, 'line') and contains(@class, 'has-hint')]/summary")
    assert line.text_content().count(phrases.sentence(said)) == 1
    assert page_of(folded).xpath("//option[@value='has-hint']/text()") == []  # of one note nothing is filtered
    assert "hint to look at" not in line.text_content()


def test_times_are_told_in_utc_and_what_is_no_time_comes_back() -> None:
    assert phrases.moment("2026-11-24T01:18:31+05:00") == "23 November 2026, 20:18 UTC"
    assert phrases.moment("tomorrow") == "tomorrow"
    assert phrases.moment(None) == ""


def test_a_citation_in_brief_is_its_parts_or_one_text_cut_at_a_word() -> None:
    cited = article("Bridge", "The News", "3 June 2014", PartialDate(year=2014, month=6, day=3))
    assert words.brief_parts(cited) == ("“Bridge”", "The News", "3 June 2014")
    assert words.brief(cited) == "“Bridge”, The News, 3 June 2014"
    (cut,) = words.brief_parts(replace(cited, title="Bridge of stone " * 20))
    assert cut.endswith(" …")
    assert words.brief_parts(Citation(form=Form.UNPARSED, type="document", text="Seen there.")) == ("Seen there.",)


def test_a_note_that_says_ibid_is_named_by_what_it_stands_for() -> None:
    full = article("Works Begin", "Valley Courier", "4 May 2020", PartialDate(year=2020, month=5, day=4))
    ibid = Citation(form=Form.IBID, text="Ibid., p. 4", page="4", antecedent=Antecedent(label="2", index=0))
    for status in (Status.OK, Status.LOOK):
        told = view(ibid, status, "source agrees", found("3", status=status), short_of="note 2, 1st citation", repeats=full)
        report = replace(sample(), notes=(note("3", status, "Source agrees.", "Works began.", told),))
        for text in (markdown.render(report), html.render(report)):
            assert "Works Begin" in text
        assert "kind: document" not in markdown.render(report)
    assert "pages: 4" in markdown.render(report)


def test_a_comment_tells_a_page_s_date_in_words_and_without_quotation_marks() -> None:
    told = "3 June 2024 (in the page’s head)"
    dated = found(rule="date", quoted="9 June 2024", expected="9 June 2024", observed=told, action=Action.CORRECT_DATE)
    citation = article("Works Begin", "Valley Courier", "9 June 2024", PartialDate(year=2024, month=6, day=9))
    card = note("1", Status.LOOK, "It differs.", None, view(citation, Status.LOOK, "", dated))
    assert f"Source says: {told}" in word.comments(replace(sample(), notes=(card,)))["1"]


def test_a_line_on_a_note_ends_in_one_stop() -> None:
    prose = note("1", Status.NOT_CHECKED, "The note cites nothing: it is prose.", None, text="See above.")
    assert "- Note 1: See above. The note cites nothing" in markdown.render(replace(sample(), notes=(prose,)))


def test_the_author_is_asked_what_the_finding_leaves_open() -> None:
    asking = found(rule="number", action=Action.ASK_AUTHOR, message="The draft says “3”.", fingerprint=None)
    lost = found(defect="quote-changed-since", action=Action.ASK_AUTHOR)
    citation = article("Works Begin", "Valley Courier", "4 May 2020", PartialDate(year=2020, month=5, day=4))
    told = note("1", Status.LOOK, "It differs.", None, view(citation, Status.LOOK, "", asking, lost))
    text = questions.render(replace(sample(), notes=(told,)))
    assert "“3”. Which number is meant, and where did you read it?" in text
    assert "It differs. What did the page say when you read it, and have you kept a copy?" in text


def test_the_author_reads_emphasis_and_no_sentence_twice() -> None:
    untied = "the short form “*Annual Survey*, op. cit.” is tied to no source: no earlier note cites such a work in full"
    asking = found(rule="antecedent", defect="antecedent-missing", action=Action.ASK_AUTHOR, message=untied)
    citation = article("Annual Survey", None, None, None)
    cited = view(citation, Status.LOOK, "", asking)
    told = note("1", Status.LOOK, "It differs.", "1. Four *in* ten.", cited, text="*Annual Survey*, op. cit., 2 * 3.")
    text = questions.render(replace(sample(), notes=(told,)))
    assert text.lower().count("no earlier note") == 1
    assert "Note: *Annual Survey*, op. cit., 2 \\* 3." in text
    assert "> 1\\. Four *in* ten." in text
    assert "- The short form “*Annual Survey*, op. cit.” is" in text


def test_what_lint_quotes_keeps_its_emphasis_in_the_page():
    one = Finding(
        rule="date", label="5", status=Status.NOT_CHECKED, outcome=Outcome.FAILED, message="No.", quoted="In *Lake Wire*."
    )
    page = html.render(replace(sample(), lint=(one,)))
    assert '<blockquote dir="auto">In <em>Lake Wire</em>.</blockquote>' in page


def test_errors_of_the_draft_are_counted_first_with_the_command_that_shows_them() -> None:
    errors = [found(label, rule=rule, severity="error") for label, rule in (("2", "note-missing"), ("4", "stop"), ("9", "stop"))]
    report = replace(sample(), lint=(*errors, found("5", rule="comma", severity="hint")))
    told = "The draft itself has 3 errors, which change no status: note-missing (note 2), stop (notes 4, 9)"
    command = f"footnotary lint {report.briefing}"
    start = page_of(report).cssselect("section[aria-labelledby=start]")[0]
    assert told in start.text_content()
    assert start.xpath(".//a/@href")[-1] == "#lint"
    for shown in ("\n".join(terminal.summary(report)), summary.render(report)):
        assert told in shown
        assert f"`{command}`" in shown
    assert told in markdown.render(report)
    clean = replace(report, lint=report.lint[3:])
    assert not any("errors" in line for line in terminal.summary(clean))


def test_the_terminal_counts_what_is_to_decide_and_names_the_file_as_a_shell_takes_it() -> None:
    report = sample()
    lines = terminal.summary(report, draft="old/My draft.md")
    told = next(line for line in lines if "to decide" in line)
    assert re.fullmatch(
        r"\d+ findings in \d+ notes to decide: `footnotary review 'old/My draft.md'` shows each with its proof\.", told
    )
    assert "`footnotary lint 'old/My draft.md'`" in "\n".join(lines)
    assert not any("to decide" in line for line in terminal.summary(replace(report, notes=())))


def test_marks_whose_note_was_not_read_are_told_before_all_counts() -> None:
    lint = tuple(found(label, rule="note-missing", severity="error") for label in ("10", "12", "12"))
    report = replace(sample(), lint=lint)
    told = "2 marks in the text have no note that could be read (10, 12): their notes were not checked."
    assert told in page_of(report).cssselect("header .lead")[0].text_content()
    for shown in ("\n".join(terminal.summary(report)), summary.render(report), markdown.render(report)):
        assert told in " ".join(shown.replace("\\", "").split("At a glance")[0].split())
    one = first_screen.unread(replace(report, lint=lint[:1]))
    assert one == "1 mark in the text has no note that could be read (10): its note was not checked."
    assert first_screen.unread(sample()) == ""


def test_commands_in_notices_are_code_and_no_backtick_is_printed() -> None:
    base = sample()
    run = replace(base.run, notices=("1 not found while brave is off; `footnotary plan <x>` says what it would send",))
    report = replace(base, run=run)
    assert [one.text for one in page_of(report).cssselect(".notices code")] == ["footnotary plan <x>"]
    assert "`" not in page_of(report).cssselect(".notices")[0].text_content()
    assert "is off; `footnotary plan <x>` says" in markdown.render(report)

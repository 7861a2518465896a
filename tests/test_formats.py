"""The formats for other programs: each is read by an outside judge, adds up, and nothing from outside acts in it."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import junitparser
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prov.model import ProvDocument

from citations.decision import Verdict
from citations.errors import SettingsError
from citations.finding import Status, worst
from pipeline.decisions import with_decisions
from pipeline.reviewing import decided, to_decide
from reports import annotations, data, junit, linked, linked_markdown, provenance, summary, table
from reports.formats import ALWAYS, BY_NAME, DEFAULT, FORMATS, chosen, rendered
from reports.report import Report
from tests.sample_report import HOSTILE, large
from tests.test_decisions import DAY
from tests.test_review import decidable

DOCS = Path(__file__).parent.parent / "docs"
PURE = [one.name for one in FORMATS if one.module]


@pytest.fixture(scope="module")
def report() -> Report:
    """The hostile report made by hand, with one finding accepted and one to be mended."""
    whole = decidable(hostile=True)
    asked = to_decide(whole)
    made = [
        decided(whole, asked[0].finding, Verdict.ACCEPT, "Seen in print.", "AB", DAY),
        decided(whole, asked[1].finding, Verdict.MEND, "=cmd|' /C calc'!A0", "CD", DAY),
    ]
    return with_decisions(whole, made)


@pytest.mark.parametrize("name", PURE)
def test_equal_reports_give_equal_bytes_without_a_control_character(report: Report, name: str) -> None:
    made = BY_NAME[name].render(report)
    assert made == BY_NAME[name].render(report)
    if isinstance(made, str):
        assert not {"\x1b", "\x00"} & set(made)
        assert made.startswith("{") or not {"\u202e", "\ufeff"} & set(made)  # data holds what was found, as it was found
        made.encode("utf-8")


def test_formats_are_chosen_by_name_and_findings_are_always_written() -> None:
    assert chosen([]) == DEFAULT
    assert chosen(["html, csv", "junit", "csv"]) == ("html", "csv", "junit", *ALWAYS)
    with pytest.raises(SettingsError, match="known are html, "):
        chosen(["html,word"])
    assert set(rendered(decidable(), ["csv", "docx"])) == {"findings.csv"}
    assert len({one.file for one in FORMATS}) == len({one.name for one in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_every_format_is_documented(name: str) -> None:
    assert f"`{name}`" in (DOCS / "reports.md").read_text(encoding="utf-8")


@pytest.mark.timed
@pytest.mark.parametrize("name", [name for name in PURE if name not in ("html", "xlsx")])
def test_two_thousand_notes_take_seconds(name: str) -> None:
    many = large(2000)
    before = time.process_time()
    BY_NAME[name].render(many)
    assert time.process_time() - before < 6


# CSV


def test_the_table_has_a_line_a_finding_under_its_documented_columns(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(table.render(report))))
    assert len(rows) == sum(len(note.all_findings()) for note in report.notes)
    assert {row["id"] for row in rows} == {one["id"] for one in json.loads(data.render(report))["findings"]}
    documented = (DOCS / "reports.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented for name in table.COLUMNS)
    assert any("accepted by AB" in row["decided"] for row in rows)


@given(st.text())
def test_no_cell_is_a_formula_and_none_is_lost(text: str) -> None:
    cell = table.safe(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'").replace(" ", "")[:1] == "" or cell


def test_hostile_cells_are_quoted(report: Report) -> None:
    cells = [cell for row in csv.reader(io.StringIO(table.render(report))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


# JUnit


def test_junit_is_read_by_others_and_its_counts_add_up(report: Report, tmp_path: Path) -> None:
    (tmp_path / "junit.xml").write_text(junit.render(report), encoding="utf-8")
    (suite,) = junitparser.JUnitXml.fromfile(str(tmp_path / "junit.xml"))
    cases = list(suite)
    statuses = [view.status for note in report.notes for view in note.citations]
    statuses += [
        worst(tuple(one.settled for one in note.findings)) for note in report.notes if note.findings or not note.citations
    ]
    assert len(cases) == suite.tests == len(statuses)
    assert suite.failures == sum(status in (Status.LOOK, Status.GONE) for status in statuses)
    assert suite.skipped == sum(status in (Status.BLOCKED, Status.NOT_CHECKED) for status in statuses)
    failed = [result for case in cases for result in case.result if isinstance(result, junitparser.Failure)]
    assert len(failed) == suite.failures
    assert "Accepted by AB" in junit.render(report)


# What the readers of build servers know of each element: its attributes, and what may stand in it.
JUNIT = {
    "testsuites": ("name time tests failures errors", "testsuite"),
    "testsuite": (
        "name tests failures errors time skipped timestamp hostname id package",
        "testcase properties system-out system-err",
    ),
    "testcase": ("name classname time", "skipped failure error system-out system-err"),
    "failure": ("message type", ""),
    "skipped": ("message type", ""),
    "system-out": ("", ""),
}


def test_junit_holds_nothing_that_its_readers_do_not_know(report: Report) -> None:
    elements = list(ElementTree.fromstring(junit.render(report)).iter())
    assert {one.tag for one in elements} == set(JUNIT)
    for one in elements:
        attributes, inside = JUNIT[one.tag]
        assert set(one.attrib) <= set(attributes.split())
        assert {child.tag for child in one} <= set(inside.split())


# Summary


def test_the_summary_is_short_and_says_what_must_be_seen(report: Report) -> None:
    text = summary.render(report)
    looks = [note for note in report.notes if note.status in (Status.LOOK, Status.GONE)]
    assert text.count("\n- Note ") == len(looks)
    assert summary.render(large(2000)).count("\n") < 100
    assert "more note" in summary.render(large(2000))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in html
    assert "<img" not in html
    assert {row.text_content() for row in lxml.html.fromstring(html).cssselect("th")} == {*map(str, Status), "notes"}


# The notes with links


def test_the_words_of_the_notes_stay_and_every_link_is_robust(report: Report) -> None:
    for note in report.notes:
        assert "".join(part.text for part in linked.linked(note)) == note.text
    page = lxml.html.document_fromstring(linked.render(report))
    links = page.cssselect("a[data-originalurl]")
    assert links
    assert all(link.get("href") == link.get("data-originalurl") for link in links)
    assert any(link.get("data-versionurl") for link in links)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", link.get("data-versiondate", "2000-01-01")) for link in links)
    assert not page.cssselect("script, img, iframe, [onerror], [onload], [onmouseover]")
    hosts = {link.get("href").split(":")[0] for link in page.cssselect("a[href]")}
    assert hosts <= {"http", "https"}


@pytest.mark.parametrize(
    ("found_by", "is_linked"), [("printed", True), ("confirmed", True), ("candidate", False), ("copy", False)]
)
def test_only_a_certain_source_is_linked_and_a_candidate_never(found_by: str, is_linked: bool) -> None:
    note = decidable().notes[0]
    view = note.citations[0]
    source = replace(view.source, found_by=found_by, address="https://courier.example/a", memento="https://kept.example/1/a")
    citation = replace(view.citation, span=(0, len(note.text)), url=None)
    note = replace(note, citations=(replace(view, citation=citation, source=source),))
    page = linked.render(replace(decidable(), notes=(note,)))
    assert ('data-originalurl="https://courier.example/a"' in page) is is_linked
    assert ('data-versionurl="https://kept.example/1/a"' in page) is is_linked
    assert ("](<https://courier.example/a>)" in linked_markdown.render(replace(decidable(), notes=(note,)))) is is_linked


def test_notes_in_markdown_are_footnotes_whose_links_are_ours_alone(report: Report) -> None:
    text = linked_markdown.render(report)
    assert text.count("\n[^") == len(report.notes)
    html = MarkdownIt("commonmark").render(re.sub(r"(?m)^\[\^[^\]]*\]: ", "", text))
    found = {link.get("href") for link in lxml.html.fromstring(html).cssselect("a")}
    known = {part.original for note in report.notes for part in linked.linked(note)}
    known |= {part.version for note in report.notes for part in linked.linked(note)}
    assert 2 <= len(found) <= len(known)
    assert not any("javascript" in href.casefold() for href in found)
    assert "<script" not in html


# Annotations and provenance

UTC = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"  # the one form that the Web Annotation model has for a time


WORDS_SELECTOR = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string", "minLength": 1} for name in ("exact", "prefix", "suffix")},
    },
    "additionalProperties": False,
}
PAGE_SELECTOR = {
    "type": "object",
    "required": ["type", "conformsTo", "value", "refinedBy"],
    "properties": {
        "type": {"const": "FragmentSelector"},
        "conformsTo": {"const": "http://tools.ietf.org/rfc/rfc8118"},
        "value": {"type": "string", "pattern": "^page=[1-9][0-9]*$"},
        "refinedBy": WORDS_SELECTOR,
    },
    "additionalProperties": False,
}


def test_annotations_have_what_the_model_asks_for(report: Report) -> None:
    page = json.loads(annotations.render(report))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["items"]
    jsonschema.validate(
        page["items"],
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "motivation", "body", "target"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "motivation": {"const": "assessing"},
                    "target": {
                        "type": "object",
                        "required": ["source", "selector"],
                        "properties": {
                            "source": {"type": "string", "pattern": "^https?://"},
                            "selector": {"oneOf": [WORDS_SELECTOR, PAGE_SELECTOR]},
                            "state": {
                                "type": "object",
                                "properties": {"sourceDate": {"type": "string", "pattern": UTC}},
                            },
                        },
                    },
                },
            },
        },
    )
    assert all(re.fullmatch(UTC, item["created"]) for item in page["items"])


def test_an_annotation_tells_utc_as_the_model_has_it(report: Report) -> None:
    note = report.notes[0]
    view = note.citations[0]
    seen = replace(view.findings[0].evidence, date="2024-10-14T06:01:20+00:00")
    view = replace(view, findings=(replace(view.findings[0], rule="quote", evidence=seen),))
    page = json.loads(annotations.render(replace(report, notes=(replace(note, citations=(view,)),))))
    assert [item["target"]["state"]["sourceDate"] for item in page["items"]] == ["2024-10-14T06:01:20Z"]


def test_provenance_is_read_by_the_prov_library(report: Report) -> None:
    document = ProvDocument.deserialize(content=provenance.render(report), format="json")
    kinds = {type(record).__name__ for record in document.get_records()}
    assert kinds >= {
        "ProvEntity",
        "ProvActivity",
        "ProvAgent",
        "ProvUsage",
        "ProvGeneration",
        "ProvAssociation",
        "ProvDerivation",
    }
    pages = {view.source.digest for note in report.notes for view in note.citations if view.source and view.source.digest}
    assert len(document.get_records()) >= len(pages) * 2
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document
    assert "reader-2" in provenance.render(report)


# findings.json


def test_findings_are_valid_by_their_published_schema() -> None:
    schema = json.loads((DOCS / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = decidable()
    made = [decided(whole, to_decide(whole)[0].finding, Verdict.MEND, "So.", "AB", DAY)]
    for one in (with_decisions(whole, made), with_decisions(replace(whole, notes=()), made)):
        jsonschema.validate(json.loads(data.render(one)), schema)
    broken = json.loads(data.render(whole))
    broken["findings"][0]["status"] = "FINE"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_every_hostile_string_was_in_the_report_that_was_judged(report: Report) -> None:
    shown = json.loads(data.render(report))
    assert HOSTILE[0] in json.dumps(shown, ensure_ascii=False)

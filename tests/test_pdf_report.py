"""The whole path of a PDF: on which page its passages stand, in every file of a report and in the answers of `quote`."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citations.finding import Evidence
from citations.pdf_page import PdfPage
from reports.note_screen import rows
from tests.loopback import Answer, LoopbackWeb
from tests.project import QUICK, environment, footnotary_here, live, report_of, write_project
from tests.sample_report import sample
from tests.test_pdf import pdf
from tests.test_pdf_pages import WORDS, numbered

ADDRESS = "http://port.example/report.pdf"
# the words of the first note stand on page 347, the third of the file, as printed; those of the second on 349
BRIEFING = f"""# Leases

The report says: “{WORDS[2]}”[^1] And later: “{WORDS[4]}”[^2]

[^1]: Port Authority, *Port Leases of the Lake States*, 2015, p. 347, {ADDRESS}.

[^2]: Port Authority, *Port Leases of the Lake States*, 2015, p. 346, {ADDRESS}.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("leases"), BRIEFING, QUICK)
    body = pdf(*numbered(345), facts="/Title (Port Leases of the Lake States)")
    answers = {("port.example", "/report.pdf"): Answer(headers=(("Content-Type", "application/pdf"),), body=body)}
    with LoopbackWeb(answers).in_thread() as web:
        run = live(web, "briefing.md", "--report", "html,markdown,csv,annotations", cwd=folder)
    assert run.returncode == 1, run.stderr
    return folder


def shown(project: Path, name: str) -> str:
    return (project / "report" / "briefing" / name).read_text(encoding="utf-8")


def findings(project: Path, rule: str) -> list[dict[str, Any]]:
    return [one for one in report_of(project)["findings"] if one["rule"] == rule]


def test_findings_name_the_page_and_a_wrong_one_is_to_be_looked_at(project: Path) -> None:
    pages = [{"number": 3, "labels": ["347"]}], [{"number": 5, "labels": ["349"]}]
    assert [(one["status"], *one["evidence"]["pages"]) for one in findings(project, "quote")] == [
        ("OK", *pages[0]),
        ("OK", *pages[1]),
    ]
    assert [(one["status"], one["defect"]) for one in findings(project, "page")] == [("OK", None), ("LOOK", "page-differs")]
    rows = [row for row in csv.DictReader(shown(project, "findings.csv").splitlines()) if row["rule"] == "quote"]
    assert [(row["page"], row["page_label"]) for row in rows] == [("3", "347"), ("5", "349")]


def test_the_page_and_the_markdown_lead_to_the_page(project: Path) -> None:
    page, text = shown(project, "index.html"), shown(project, "report.md")
    assert f'<dt>Where</dt><dd><span class="page"><bdi>page 349 (page 5 of the file)</bdi>, <a href="{ADDRESS}#page=5"' in page
    assert f"> Where: page 349 (page 5 of the file), <{ADDRESS}#page=5>" in text
    assert "> Passage" not in text


def test_annotations_select_the_page(project: Path) -> None:
    selectors = [item["target"]["selector"] for item in json.loads(shown(project, "annotations.jsonld"))["items"]]
    assert [(one["type"], one["value"]) for one in selectors] == [("FragmentSelector", "page=3"), ("FragmentSelector", "page=5")]
    assert [one["refinedBy"]["exact"] for one in selectors] == [WORDS[2].strip("."), WORDS[4].strip(".")]


def test_our_copy_opens_at_the_passage_below_its_page(project: Path) -> None:
    (path, anchor), _ = (one["evidence"]["archived"].split("#") for one in findings(project, "quote"))
    copy = shown(project, path)
    assert f'<p class="side">page 347 (page 3 of the file)</p>\n<p><mark id="{anchor}">' in copy


def test_quote_tells_the_page_and_opens_it(project: Path) -> None:
    (project / "saved.pdf").write_bytes(pdf(*numbered(345)))
    asked = (WORDS[2], ADDRESS)
    told = footnotary_here("quote", *asked, cwd=project).stdout
    assert f"where: page 347 (page 3 of the file), {ADDRESS}#page=3" in told
    data = json.loads(footnotary_here("quote", *asked, "--json", cwd=project).stdout)
    assert (data["pages"], data["link"]) == ([{"number": 3, "labels": ["347"]}], f"{ADDRESS}#page=3")
    line = json.loads(footnotary_here("quote", WORDS[0], "saved.pdf", "--json", cwd=project).stdout)
    assert line["pages"] == [{"number": 1, "labels": []}]
    assert "link" not in line


def test_a_batch_tells_the_page(project: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "quote", "--batch"]
    line = json.dumps({"id": 1, "quote": WORDS[2], "source": ADDRESS}) + "\n"
    run = subprocess.run(
        command, cwd=project, env=environment(), input=line, capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(run.stdout)["pages"] == [{"number": 3, "labels": ["347"]}]


def test_a_document_that_stands_at_no_address_has_its_page_and_no_link() -> None:
    note = sample().notes[0]
    found = replace(note.citations[0].findings[0], evidence=Evidence(address="urn:sha256:ab", pages=(PdfPage(number=7),)))
    told = dict(rows(note, found))
    assert told["where"] == "page 7 of the file"
    assert "#page" not in " ".join(told.values())

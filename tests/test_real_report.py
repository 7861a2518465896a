"""Reports that a run wrote, not made-up ones: the example's, and one on a published briefing where it is beside the project.

Judged by axe-core with everything unfolded and laid out, on a desk and on a phone; what the first screen tells; the print.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from prov.model import ProvDocument

from tests.project import EXAMPLE, ROOT, footnotary, report_of
from tests.test_formats import JUNIT, UTC
from tests.test_report_read import judged, pages_of

SHARED = ROOT.parent / "shared" / "briefing" / "briefing.txt"
MAX_PRINTED_PAGES = 15  # of the example: 14 of A4, two cards on most; one card on each page made 19
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's project, verified from its archive and packed."""
    project = tmp_path_factory.mktemp("example") / "port"
    project.mkdir()
    for name in ("briefing.md", "footnotary.toml"):
        shutil.copy(EXAMPLE / name, project)
    build = [sys.executable, str(ROOT / "examples" / "build_archive.py"), str(project / "sources.wacz"), "--quiet"]
    subprocess.run(build, check=True, cwd=ROOT)
    verified = footnotary("verify", "briefing.md", "--from", "sources.wacz", "--quiet", cwd=project)
    assert verified.returncode == 1, verified.stderr
    packed = footnotary("sources", "pack", "briefing.md", cwd=project)
    assert packed.returncode == 0, packed.stderr
    return project


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published briefing of 74 notes, verified offline."""
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    project = tmp_path_factory.mktemp("published")
    shutil.copy(SHARED, project)
    verified = footnotary("verify", SHARED.name, "--offline", "--quiet", cwd=project)
    assert verified.returncode == 3, verified.stderr
    return project


def page_of(project: Path) -> str:
    return (project / "report" / "briefing" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_examples_report(opened: Open, axe: str, example: Path, width: int, scheme: str) -> None:
    page = opened(page_of(example), width=width, color_scheme=scheme)
    assert judged(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_axe_finds_nothing_in_the_report_on_a_published_briefing(
    opened: Open, axe: str, published: Path, width: int, scheme: str
) -> None:
    page = opened(page_of(published), width=width, color_scheme=scheme)
    assert judged(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_projects_page(opened: Open, axe: str, example: Path, width: int) -> None:
    page = opened((example / "report" / "index.html").read_text(encoding="utf-8"), width=width)
    assert judged(page, axe) == []


def test_the_first_screen_says_what_is_wrong_how_bad_what_to_do_and_where_the_proof_is(opened: Open, example: Path) -> None:
    page = opened(page_of(example))
    bottom = "one => one.getBoundingClientRect().bottom"
    counts = report_of(example)["counts"]
    eyes = counts["LOOK"] + counts["GONE"] + counts["BLOCKED"]
    assert page.inner_text(".lead").startswith(
        f"{eyes} of 37 notes need a person’s eye, {counts['NOT-CHECKED']} were not checked"
    )
    assert page.eval_on_selector("dl.rates", bottom) < 900
    assert page.eval_on_selector(".start li:last-child .do", bottom) < 900
    assert page.eval_on_selector(".start li:last-child .proof", bottom) < 900
    phone = opened(page_of(example), width=390)
    assert phone.eval_on_selector(".lead", bottom) < 200
    assert phone.eval_on_selector("dl.rates", bottom) < 650
    assert phone.eval_on_selector(".start li:first-child a", bottom) < 900


def test_each_citation_leads_to_the_live_page_to_our_copy_at_the_passage_and_to_the_package(opened: Open, example: Path) -> None:
    links = opened(page_of(example)).eval_on_selector_all(
        "#note-7 .links li",
        "all => all.map(one => [one.querySelector('.name').textContent, one.querySelector('a').getAttribute('href')])",
    )
    by_name = dict(links)
    assert list(by_name) == ["live", "our copy", "as sent"]
    assert by_name["live"].startswith("https://")
    place, _, passage = by_name["our copy"].partition("#")
    copy = (example / "report" / "briefing" / place).read_text(encoding="utf-8")
    assert passage
    assert f'id="{passage}"' in copy
    assert (example / "report" / "briefing" / by_name["as sent"]).resolve().is_file()


def test_the_example_is_printed_tightly_with_its_proofs_and_no_card_that_fits_is_split(
    opened: Open, example: Path, tmp_path: Path
) -> None:
    pages = pages_of(opened(page_of(example)), tmp_path)
    assert len([text for text in pages if text.strip()]) <= MAX_PRINTED_PAGES
    proofs = "".join(pages[-4:])
    assert "Digest of what came" in proofs
    assert proofs.count("sha256:") > 20


def test_no_message_gives_a_reason_twice(example: Path) -> None:
    findings = json.loads((example / "report" / "briefing" / "findings.json").read_text(encoding="utf-8"))["findings"]
    reasons = [re.split("[;.] ", one["message"]) for one in findings]
    assert any(len(parts) > 2 for parts in reasons)
    assert all(len(set(parts)) == len(parts) for parts in reasons)


def test_every_other_format_of_a_real_report_is_valid_by_its_standard(example: Path) -> None:
    told = footnotary("report", "briefing.md", "--report", "annotations,prov,junit,links,csv", cwd=example)
    assert told.returncode == 0, told.stderr
    folder = example / "report" / "briefing"
    names = ("findings.json", "provenance.json", "annotations.jsonld", "junit.xml", "notes.html")
    files = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(files["findings.json"]), schema)
    provenance = ProvDocument.deserialize(content=files["provenance.json"], format="json")
    assert len(provenance.get_records()) > 50
    assert ProvDocument.deserialize(content=provenance.serialize(format="json"), format="json") == provenance
    targets = [item["target"] for item in json.loads(files["annotations.jsonld"])["items"]]
    assert len(targets) > 10
    assert all(re.fullmatch(UTC, target["state"]["sourceDate"]) for target in targets)
    assert [one.tag for one in ElementTree.fromstring(files["junit.xml"]).iter() if set(one.attrib) - known_of(one)] == []
    dates = re.findall(
        r'data-originalurl="https://[^"]+"(?: data-versionurl="https://[^"]+")? data-versiondate="([^"]+)"', files["notes.html"]
    )
    assert len(dates) == files["notes.html"].count("data-originalurl") > 30


def known_of(element: ElementTree.Element) -> set[str]:
    return set(JUNIT[element.tag][0].split())

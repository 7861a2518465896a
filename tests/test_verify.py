"""The whole path: the embedded example against its truth table; live, packed and replayed; offline; resumed."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "briefing"


def footnotary(*arguments, cwd, **more):
    """Run the command line as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **more,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the example's project, with its archive, verified once."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("briefing.md", "briefing.docx", "footnotary.toml"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())
    subprocess.run(
        [sys.executable, str(ROOT / "examples" / "build_archive.py"), str(folder / "sources.wacz"), "--quiet"],
        check=True,
        cwd=ROOT,
    )
    return folder


@pytest.fixture(scope="module")
def findings(project):
    run = footnotary("verify", "briefing.md", "--from", "sources.wacz", "--quiet", cwd=project)
    assert run.returncode == 1, run.stderr
    return json.loads((project / "report" / "briefing" / "findings.json").read_text(encoding="utf-8"))


EXPECTED = tomllib.loads((EXAMPLE / "expected.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("wanted", EXPECTED["notes"], ids=lambda note: note["label"])
def test_a_note_of_the_example_gets_the_status_it_should(findings, wanted):
    note = next(note for note in findings["notes"] if note["label"] == wanted["label"])
    assert note["status"] == wanted["status"], (wanted["why"], note["why"])
    assert [citation["status"] for citation in note["citations"]] == [
        citation["status"] for citation in wanted.get("citations", [])
    ]


def test_the_counts_of_the_example_add_up(findings):
    counts = (
        {item["status"]: item["count"] for item in findings["counts"]}
        if isinstance(findings["counts"], list)
        else findings["counts"]
    )
    assert counts == EXPECTED["counts"]
    assert sum(counts.values()) == len(findings["notes"])


@pytest.mark.parametrize("wanted", EXPECTED["notes"], ids=lambda note: note["label"])
def test_a_note_of_the_example_shows_the_defects_it_has_and_no_other(findings, wanted):
    found = [one["defect"] for one in findings["findings"] if one["label"] == wanted["label"] and one["defect"]]
    assert sorted(found) == sorted(wanted.get("defects", []))


def test_the_copy_that_served_is_named(findings):
    served = [
        (note, quotation) for note in EXPECTED["notes"] for quotation in note.get("quotations", []) if "served_by" in quotation
    ]
    assert served
    for note, quotation in served:
        (finding,) = [one for one in findings["findings"] if one["label"] == note["label"] and one["rule"] == "quote"]
        assert finding["evidence"]["date"].startswith(str(quotation["served_by"])[:10])


def test_words_found_in_another_source_name_its_note(findings):
    elsewhere = [
        (note, quotation) for note in EXPECTED["notes"] for quotation in note.get("quotations", []) if "found_in" in quotation
    ]
    assert elsewhere
    for note, quotation in elsewhere:
        messages = [one["message"] for one in findings["findings"] if one["label"] == note["label"] and one["rule"] == "quote"]
        assert any(f"note {quotation['found_in']}" in message for message in messages)


def report_files(project, name):
    folder = project / "report" / name
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_copy_that_the_report_links_to_lies_beside_it_with_its_passage_marked(project, findings):
    links = {one["evidence"]["archived"] for one in findings["findings"] if one["evidence"] and one["evidence"]["archived"]}
    marked = {link for link in links if "#" in link}
    assert marked
    files = report_files(project, "briefing")
    for link in links:
        name, _, anchor = link.partition("#")
        assert f'id="{anchor}"'.encode() in files[name] or not anchor, link
    shown = {name for name in files if name.startswith("copies/")}
    assert {link.partition("#")[0] for link in links} <= shown
    assert {name for name in files if not name.startswith("copies/")} == {
        "index.html",
        "report.md",
        "findings.json",
        "sources.xlsx",
    }


def test_the_example_verified_again_gives_the_same_report(project, findings):
    before = report_files(project, "briefing")
    run = footnotary("verify", "briefing.md", "--from", "sources.wacz", "--quiet", cwd=project)
    assert run.returncode == 1, run.stderr
    after = report_files(project, "briefing")
    assert {name: body for name, body in after.items() if name.startswith("copies/")} == {
        name: body for name, body in before.items() if name.startswith("copies/")
    }
    again = json.loads(after["findings.json"])
    assert again["run"]["id"] != findings["run"]["id"]
    assert (again["since"]["run"], again["since"]["changes"]) == (findings["run"]["id"], [])
    assert {**again, "run": None, "since": None} == {**findings, "run": None}


def test_the_word_file_gives_what_the_markdown_gives(project, findings):
    run = footnotary("verify", "briefing.docx", "--from", "sources.wacz", "--quiet", "--json", cwd=project)
    assert run.returncode == 1, run.stderr
    word = json.loads(run.stdout)
    assert word["counts"] == findings["counts"]
    told = [[(note["label"], note["status"], note["why"]) for note in report["notes"]] for report in (word, findings)]
    assert told[0] == told[1]


def test_only_the_report_and_the_ledger_are_written(project, findings):
    assert sorted(path.name for path in project.iterdir()) == [
        ".footnotary",
        "briefing.docx",
        "briefing.md",
        "footnotary.toml",
        "report",
        "sources",
        "sources.wacz",
    ]
    assert [path.name for path in (project / "sources").iterdir()] == ["runs.log"]

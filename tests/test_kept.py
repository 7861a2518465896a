"""A report kept whole is told anew without a run; nothing that people wrote is lost, and nothing is written elsewhere."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from archive.recovery import Lock
from citations.decision import Verdict
from citations.errors import ProjectError
from pipeline.decisions_file import add_decisions
from pipeline.kept import keep_report, told_report
from pipeline.reviewing import decided, to_decide
from pipeline.writing import report_folder
from reports.formats import FORMATS
from tests.project import EXAMPLE, environment, footnotary, footnotary_here
from tests.test_decisions import DAY
from tests.test_review import decidable, project_of

HOSTILE_NAMES = ["a/b.md", "..\\c.md", "x\u202excod.md", "\u200b.md", "-rf.md", "con\nx.md", "." * 3 + "md", "д" * 300 + ".md"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_of(tmp_path, decidable())


def files(project: Path) -> set[str]:
    return {str(path.relative_to(project)) for path in project.rglob("*") if path.is_file()}


def test_a_report_is_told_anew_in_any_format_with_what_is_decided_by_now(project: Path) -> None:
    report = told_report(project, project / "briefing.md").report
    add_decisions(project, [decided(report, to_decide(report)[0].finding, Verdict.ACCEPT, "Seen in print.", "AB", DAY)])
    run = footnotary_here("report", "briefing.md", "--report", "csv,junit,links", cwd=project)
    assert run.returncode == 0, run.stderr
    written = {"findings.csv", "junit.xml", "notes.html", "findings.json"}
    assert {path.name for path in (project / "report" / "briefing").iterdir()} == written
    assert "accepted by AB" in (project / "report" / "briefing" / "findings.csv").read_text(encoding="utf-8")
    (project / "report" / "briefing" / "junit.xml").write_text("old")
    again = footnotary_here("report", "briefing.md", cwd=project)
    assert again.returncode == 0, again.stderr
    assert {path.name for path in (project / "report" / "briefing").iterdir()} == written
    assert (project / "report" / "briefing" / "junit.xml").read_text() != "old"


def test_a_report_whose_folder_was_deleted_is_told_in_the_usual_formats(project: Path) -> None:
    shutil.rmtree(project / "report", ignore_errors=True)
    told = footnotary("report", "briefing.md", cwd=project)
    assert told.returncode == 0, told.stderr
    assert "(html, markdown, json, xlsx" in told.stdout
    written = {path.name for path in (project / "report" / "briefing").iterdir()}
    assert {"index.html", "report.md", "findings.json", "sources.xlsx"} <= written
    assert "verify briefing.md --offline" in told.stderr
    assert "--offline" not in footnotary("report", "briefing.md", cwd=project).stderr


def test_every_format_can_be_written_and_a_format_that_is_none_is_named(project: Path) -> None:
    run = footnotary_here("report", "briefing.md", "--report", ",".join(one.name for one in FORMATS), cwd=project)
    assert run.returncode == 0, run.stderr
    assert "briefing.md is no .docx" in run.stderr
    assert {path.name for path in (project / "report" / "briefing").iterdir()} == {one.file for one in FORMATS if one.module}
    assert "docx" not in run.stdout
    assert "briefing.md is no .docx" in (project / "report" / "briefing" / "index.html").read_text(encoding="utf-8")
    assert "briefing.md is no .docx" in footnotary_here("report", "briefing.md", "--report", "docx", cwd=project).stderr
    bad = footnotary_here("report", "briefing.md", "--report", "pdf", cwd=project)
    assert (bad.returncode, len(bad.stderr.splitlines())) == (2, 1)
    assert "'pdf' is no format" in bad.stderr


def test_a_workbook_that_somebody_wrote_into_is_set_aside_and_one_of_ours_is_not(project: Path) -> None:
    folder = project / "report" / "briefing"
    for _ in range(2):
        run = footnotary_here("report", "briefing.md", "--report", "xlsx", cwd=project)
        assert (run.returncode, run.stderr) == (0, "")
    book = openpyxl.load_workbook(folder / "sources.xlsx")
    book.active["G2"] = "accept"
    book.save(folder / "sources.xlsx")
    sent = (folder / "sources.xlsx").read_bytes()
    run = footnotary_here("report", "briefing.md", "--report", "xlsx", cwd=project)
    assert "sources.xlsx was edited since it was written" in run.stderr
    (aside,) = folder.glob("sources edited before*.xlsx")
    assert aside.read_bytes() == sent
    assert (folder / "sources.xlsx").read_bytes() != sent


@pytest.mark.parametrize("link", [".footnotary/reports", ".footnotary", "report/briefing", "report"])
def test_nothing_is_written_through_a_folder_that_is_a_link_elsewhere(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    project = tmp_path / "project"
    project.mkdir()
    place = project / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside, target_is_directory=True)
    with pytest.raises(ProjectError, match="link"):
        keep_report(project, report_folder(project, Path("briefing.md")), decidable())
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_with_slashes_or_unseen_marks_is_one_plain_file_in_the_project(tmp_path: Path, name: str) -> None:
    project = tmp_path / "project"
    (project / "report").mkdir(parents=True)
    before = set(tmp_path.rglob("*"))
    folder = report_folder(project, Path(name))
    keep_report(project, folder, decidable())
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.parent for path in made} == {project / ".footnotary" / "reports"}
    assert all(path.name.isprintable() for path in made)


def test_a_report_of_another_briefing_under_the_same_name_is_not_told(project: Path) -> None:
    path = project / ".footnotary" / "reports" / "briefing.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "briefing": "other.md"}))
    with pytest.raises(ProjectError, match="no report on briefing"):
        told_report(project, project / "briefing.md")


def waiting(project: Path, *words: str) -> subprocess.Popen[str]:
    """Start a command that writes a report, and wait until it waits for its turn to."""
    command = [sys.executable, "-m", "pipeline", *words]
    run = subprocess.Popen(command, cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not any(name.endswith("/reports.lock") for name in opened_by(run.pid)):
        assert run.poll() is None, run.communicate()
        time.sleep(0.01)
    return run


def opened_by(process: int) -> list[str]:
    names = []
    for one in Path(f"/proc/{process}/fd").glob("*"):
        with contextlib.suppress(OSError):  # closed meanwhile
            names.append(str(one.readlink()))
    return names


def test_a_report_that_waited_for_another_tells_what_was_decided_meanwhile(project: Path) -> None:
    report = told_report(project, project / "briefing.md").report
    held = Lock.queue(project, "reports", wait_s=1)
    run = waiting(project, "report", "briefing.md", "--report", "markdown")
    add_decisions(project, [decided(report, to_decide(report)[0].finding, Verdict.ACCEPT, "Seen in print.", "AB", DAY)])
    held.release()
    out, err = run.communicate(timeout=60)
    assert run.returncode == 0, out + err
    assert "accepted by AB" in (project / "report" / "briefing" / "report.md").read_text(encoding="utf-8")


def test_a_run_tells_what_was_decided_while_it_waited_to_write(tmp_path: Path) -> None:
    draft = '# D\n\nIt rained.[^1]\n\n[^1]: "Rain", Nowhere Times, 3 June 2014, https://nowhere.example/rain.\n'
    (tmp_path / "briefing.md").write_text(draft, encoding="utf-8")
    words = ("verify", "briefing.md", "--offline", "--quiet")
    assert footnotary(*words, cwd=tmp_path).returncode == 3
    report = told_report(tmp_path, tmp_path / "briefing.md").report
    held = Lock.queue(tmp_path, "reports", wait_s=1)
    run = waiting(tmp_path, *words)
    add_decisions(tmp_path, [decided(report, to_decide(report)[0].finding, Verdict.ACCEPT, "Seen in print.", "AB", DAY)])
    held.release()
    out, err = run.communicate(timeout=60)
    assert run.returncode == 3, out + err
    assert "accepted by AB" in (tmp_path / "report" / "briefing" / "report.md").read_text(encoding="utf-8")


def test_the_draft_back_is_called_after_the_draft_where_two_drafts_differ_by_their_ending_alone(tmp_path: Path) -> None:
    for name in ("briefing.md", "briefing.docx"):
        shutil.copy(EXAMPLE / name, tmp_path)
        assert footnotary("verify", name, "--offline", "--quiet", cwd=tmp_path).returncode == 3
    folder = tmp_path / "report" / "briefing.docx"
    assert [path.name for path in folder.glob("*.docx")] == ["briefing.checked.docx"]
    told = footnotary("report", "briefing.docx", cwd=tmp_path)
    assert "docx" in told.stdout.partition("(")[2]

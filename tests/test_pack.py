"""`footnotary sources pack`: what goes into a package, where it may go, and that it alone reproduces every verdict."""

from __future__ import annotations

import datetime
import json
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from archive.records import read_records
from archive.recovery import Lock
from archive.replay import ReplayArchive
from archive.runs_log import file_digest
from archive.store import Store
from archive.wacz_reader import warc_files
from pipeline.chain import check_log
from tests.loopback import Answer, LoopbackWeb, redirect
from tests.project import environment, footnotary, footnotary_here, live, report_of, write_project
from tests.test_warc import BODY, exchange

NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)
BRIEFING = """The quay was sold twice.[^1] The lighthouse was not.[^2] The bridge is gone.[^3]

[^1]: "Quay Sold Twice", North Pilot, 3 March 2026, http://pilot.example/quay.
[^2]: «Маяк не продан», Вестник, 4 марта 2026, http://vestnik.example/mayak.
[^3]: "Bridge", North Pilot, 5 March 2026, http://pilot.example/bridge.
"""
OTHER = 'The tide table is new.[^1]\n\n[^1]: "Tides", Almanac, 1 March 2026, http://almanac.example/tides.\n'
PAGE = "<!DOCTYPE html><html lang='en'><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"
ANSWERS = {
    ("pilot.example", "/quay"): redirect("/2026/quay"),
    ("pilot.example", "/2026/quay"): Answer(body=PAGE.format("Quay Sold Twice", "It was. " * 80).encode(), gzipped=True),
    ("vestnik.example", "/mayak"): Answer(
        headers=(("Content-Type", "text/html; charset=windows-1251"),),
        body=PAGE.format("Маяк не продан", "Маяк остаётся у города. " * 40).encode("cp1251"),
        chunked=True,
    ),
    ("almanac.example", "/tides"): Answer(body=PAGE.format("Tides", "High at noon. " * 60).encode()),
}


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two briefings, both verified live."""
    project = write_project(tmp_path_factory.mktemp("pack") / "port", BRIEFING)
    (project / "tides.md").write_text(OTHER, encoding="utf-8")
    with LoopbackWeb(ANSWERS).in_thread() as web:
        for name in ("briefing.md", "tides.md"):
            run = live(web, name, "--quiet", cwd=project)
            assert run.returncode in (0, 1, 3), run.stderr
    return project


@pytest.fixture
def project(verified: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(verified, tmp_path / "port"))


def packed(project: Path, *words: object) -> list[dict[str, Any]]:
    run = footnotary_here("sources", "pack", *words, "--json", cwd=project)
    assert run.returncode == 0, run.stderr
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def refusal(project: Path, *words: object) -> str:
    run = footnotary_here("sources", "pack", *words, cwd=project)
    assert run.returncode == 2, run.stdout
    assert run.stderr.count("\n") == 1, run.stderr
    return str(run.stderr)


def test_a_package_of_a_briefing_alone_gives_the_same_findings(project: Path, tmp_path: Path) -> None:
    before = report_of(project)
    (one,) = packed(project, "briefing.md")
    elsewhere = write_project(tmp_path / "elsewhere", BRIEFING)
    run = footnotary("verify", "briefing.md", "--from", one["package"], "--quiet", cwd=elsewhere)
    assert run.returncode in (1, 3), run.stderr
    after = report_of(elsewhere)
    assert before["findings"]
    for member in ("findings", "notes", "counts", "rates", "start_here", "differences", "lint"):
        assert after[member] == before[member], member
    assert after["run"]["log"]["records_digest"] == before["run"]["log"]["records_digest"] == one["records_digest"]


def test_a_package_of_a_briefing_holds_nothing_of_another_and_that_of_the_project_holds_all(project: Path) -> None:
    uris = {
        words: set(ReplayArchive.open(Path(packed(project, *words)[0]["package"])).uris())
        for words in (("briefing.md",), ("tides.md",), ())
    }
    assert "http://pilot.example/robots.txt" in uris[("briefing.md",)], "what was allowed is part of the verdict"
    assert not any("almanac" in uri for uri in uris[("briefing.md",)])
    assert {uri for uri in uris[("tides.md",)] if "almanac" not in uri} == set()
    assert uris[()] >= uris[("briefing.md",)] | uris[("tides.md",)]


def test_records_are_taken_over_byte_for_byte_with_their_requests_and_their_warcinfo(project: Path) -> None:
    (one,) = packed(project, "tides.md")
    (source,) = sorted((project / "sources").glob("*.warc.gz"))[1:]
    original = source.read_bytes()
    kinds = []
    for warc in warc_files(Path(one["package"])):
        data = Path(one["package"]).read_bytes()
        for record in read_records(warc):
            start = warc.start + record.place.offset
            is_taken_over = data[start : start + record.place.length] in original
            kinds.append((record.kind, is_taken_over))
    assert kinds[0] == ("warcinfo", False)
    assert kinds[1] == ("warcinfo", True)
    assert {kind for kind, _ in kinds} >= {"response", "request"}
    assert all(is_taken_over for _, is_taken_over in kinds[1:])


def test_packing_again_gives_the_same_file_and_a_line_of_its_own(project: Path) -> None:
    (first,) = packed(project, "briefing.md")
    stamp = Path(first["package"]).stat().st_mtime_ns
    (second,) = packed(project, "briefing.md")
    assert (first["package"], first["digest"]) == (second["package"], second["digest"])
    assert Path(first["package"]).stat().st_mtime_ns == stamp, "what is there is not written again"
    assert second["line"] == first["line"] + 1
    assert check_log(project).faults == ()


def test_equal_input_gives_equal_bytes_wherever_it_is_packed(verified: Path, tmp_path: Path) -> None:
    one, two = (Path(shutil.copytree(verified, tmp_path / name / "port")) for name in ("a", "b"))
    for words in (("briefing.md",), ()):
        first, second = packed(one, *words)[0], packed(two, *words)[0]
        assert Path(first["package"]).read_bytes() == Path(second["package"]).read_bytes()
        assert Path(first["package"]).name == Path(second["package"]).name


def test_the_pages_have_the_titles_of_their_pages_in_any_charset(project: Path) -> None:
    (one,) = packed(project, "briefing.md")
    with zipfile.ZipFile(one["package"]) as package:
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()[1:]]
        assert {info.compress_type for info in package.infolist()} == {zipfile.ZIP_STORED}
    assert {"Quay Sold Twice", "Маяк не продан"} <= {page["title"] for page in pages}


def test_a_briefing_that_was_read_from_an_archive_is_packed_from_that_archive(project: Path, tmp_path: Path) -> None:
    (one,) = packed(project, "briefing.md", "--out", tmp_path / "first.wacz")
    elsewhere = write_project(tmp_path / "elsewhere", BRIEFING)
    assert footnotary_here("verify", "briefing.md", "--from", one["package"], "--quiet", cwd=elsewhere).returncode in (1, 3)
    (again,) = packed(elsewhere, "briefing.md")
    assert again["records_digest"] == one["records_digest"]
    (tmp_path / "first.wacz").unlink()
    assert "first.wacz" in refusal(elsewhere, "briefing.md", "--out", "second.wacz")


def test_an_offline_run_is_packed_as_the_live_one(project: Path) -> None:
    (first,) = packed(project, "briefing.md")
    assert footnotary_here("verify", "briefing.md", "--offline", "--quiet", cwd=project).returncode in (1, 3)
    (second,) = packed(project, "briefing.md")
    assert second["digest"] == first["digest"]


def test_nothing_fetched_or_nothing_verified_says_what_to_do_and_makes_nothing(project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "footnotary verify" in refusal(empty)
    assert list(empty.iterdir()) == []
    (project / "new.md").write_text(BRIEFING, encoding="utf-8")
    assert "run `footnotary verify new.md` first" in refusal(project, "new.md")
    assert not (project / "packages").exists()


def test_records_that_were_taken_away_since_are_an_error_and_not_a_smaller_package(project: Path) -> None:
    for path in (project / "sources").glob("*.warc.gz"):
        path.unlink()
    assert "are not there any more" in refusal(project, "briefing.md")
    assert "nothing was fetched" in refusal(project)


def test_two_briefings_get_a_package_each_and_no_common_out(project: Path) -> None:
    both = packed(project, "briefing.md", "tides.md")
    assert len({one["package"] for one in both}) == 2
    assert "--out names one file" in refusal(project, "briefing.md", "tides.md", "--out", "x.wacz")


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("folder.wacz", "is a link or a folder"),
        ("link.wacz", "is a link or a folder"),
        ("dangling.wacz", "is a link or a folder"),
        ("sources/a.wacz", "is read as one more source"),
        ("package.zip", "ends in .wacz"),
        ("briefing.md", "ends in .wacz"),
        ("draft.wacz", "is there already"),
        ("file.txt/a.wacz", "cannot be written"),
    ],
)
def test_a_target_that_may_not_be_written_is_refused_and_stays_as_it_was(out: str, said: str, project: Path) -> None:
    (project / "folder.wacz").mkdir()
    (project / "draft.wacz").write_bytes(b"my own words")
    (project / "file.txt").write_bytes(b"x")
    (project / "link.wacz").symlink_to("draft.wacz")
    (project / "dangling.wacz").symlink_to("nowhere")
    lines = (project / "sources" / "runs.log").read_bytes()
    assert said in refusal(project, "tides.md", "--out", out)
    assert (project / "draft.wacz").read_bytes() == b"my own words"
    assert not (project / "nowhere").exists()
    assert (project / "sources" / "runs.log").read_bytes() == lines


def test_force_replaces_another_package_and_nothing_else(project: Path) -> None:
    packed(project, "tides.md", "--out", "a.wacz")
    assert "--force" in refusal(project, "briefing.md", "--out", "a.wacz")
    (one,) = packed(project, "briefing.md", "--out", "a.wacz", "--force")
    assert file_digest(project / "a.wacz") == one["digest"]
    (project / "mine.wacz").write_bytes(b"my own words")
    assert "is no package" in refusal(project, "briefing.md", "--out", "mine.wacz", "--force")
    assert (project / "mine.wacz").read_bytes() == b"my own words"


def test_a_project_in_use_is_not_packed(project: Path) -> None:
    lock = Lock.take(project)
    try:
        assert "another run is using this project" in refusal(project, "tides.md")
    finally:
        lock.release()


def test_a_full_disk_is_one_error_and_leaves_no_package(project: Path) -> None:
    command = f"ulimit -f 4; exec '{sys.executable}' -m pipeline sources pack briefing.md"
    run = subprocess.run(["bash", "-c", command], cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert run.stderr.startswith("footnotary: ")
    assert "Traceback" not in run.stderr
    assert list((project / "packages").glob("*")) == [] if (project / "packages").exists() else True
    assert packed(project, "briefing.md")


def test_a_pack_killed_at_any_moment_leaves_a_whole_package_or_none(project: Path) -> None:
    chance = random.Random(3)
    command = [sys.executable, "-m", "pipeline", "sources", "pack", "briefing.md", "--out", "a.wacz"]
    for _ in range(12):
        child = subprocess.Popen(command, cwd=project, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.15, 0.7))
        child.send_signal(signal.SIGKILL)
        child.wait()
        if (project / "a.wacz").exists():
            assert warc_files(project / "a.wacz")
        assert check_log(project).faults == ()
    (one,) = packed(project, "briefing.md", "--out", "a.wacz")
    assert file_digest(project / "a.wacz") == one["digest"]
    assert not list((project / ".footnotary").glob("pack-*"))
    assert not list(project.glob("*.part"))


def test_a_changed_package_shows_against_the_log(project: Path) -> None:
    (one,) = packed(project, "tides.md")
    path = Path(one["package"])
    path.write_bytes(path.read_bytes() + b"\0")
    (fault,) = check_log(project).faults
    assert path.name in fault


def test_a_run_that_is_no_longer_in_the_log_shows_against_its_report(project: Path) -> None:
    log = project / "sources" / "runs.log"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    (fault,) = check_log(project).faults
    assert "tides" in fault
    assert report_of(project, "tides")["run"]["log"]["digest"] in fault


def test_a_log_that_was_tampered_with_is_said_in_the_next_report(project: Path) -> None:
    log = project / "sources" / "runs.log"
    log.write_bytes(log.read_bytes().replace(b'"records": ', b'"records": 1', 1))
    assert footnotary_here("verify", "tides.md", "--offline", "--quiet", cwd=project).returncode in (0, 1, 3)
    assert any("line 1 was changed" in notice for notice in report_of(project, "tides")["run"]["notices"])


def test_every_format_of_the_report_prints_the_place_in_the_log(project: Path) -> None:
    log = report_of(project)["run"]["log"]
    for name in ("index.html", "report.md", "findings.json"):
        text = (project / "report" / "briefing" / name).read_text(encoding="utf-8")
        assert log["digest"] in text, name
        assert log["records_digest"] in text, name


async def test_revisits_are_packed_with_the_record_they_repeat(tmp_path: Path) -> None:
    from archive.subset import write_subset

    async with Store.open(tmp_path / "p", clock=lambda: NOW) as store:
        first = await store.record(exchange("http://a.example/page"), BODY)
        later = NOW + datetime.timedelta(days=1)
        again = exchange("http://a.example/page", date=later, capture_id="0123456789abcdef")
        await store.record(again, BODY)
        about = {record.digest for record in store.records_about(["http://a.example/page"])}
    files = ReplayArchive.open(tmp_path / "p" / "sources")
    assert len(about) == 2
    assert first.place
    (tmp_path / "out").mkdir()
    from archive.replay import files_of

    write_subset(files_of(tmp_path / "p" / "sources"), about, tmp_path / "out", about="", software="x")
    taken = ReplayArchive.open(tmp_path / "out")
    assert [taken.payload(one) for one in taken.captures("http://a.example/page")] == [
        files.payload(one) for one in files.captures("http://a.example/page")
    ]


# What a second reader gets.


def unpacked(zipped: Path, folder: Path) -> Path:
    with zipfile.ZipFile(zipped) as opened:
        opened.extractall(folder)
    (inside,) = folder.iterdir()
    return inside


def test_a_readers_zip_holds_report_copies_and_package_and_no_path_of_this_machine(project: Path, tmp_path: Path) -> None:
    (one,) = packed(project, "briefing.md", "--reader")
    with zipfile.ZipFile(one["reader"]) as zipped:
        for info in zipped.infolist():
            assert not info.filename.startswith("/")
            assert ".." not in info.filename
            assert (info.external_attr >> 16) & 0o170000 in (0, 0o100000), "no link"
            assert str(project).encode() not in zipped.read(info)
    folder = unpacked(Path(one["reader"]), tmp_path / "u")
    assert {path.name for path in folder.iterdir()} == {
        "README.txt", "index.html", "report.md", "findings.json", "copies", "sources.wacz",
    }  # fmt: skip
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert file_digest(folder / "sources.wacz") == one["digest"]
    assert one["digest"].removeprefix("sha256:") in readme
    checked = subprocess.run(["sha256sum", "sources.wacz"], cwd=folder, capture_output=True, text=True, check=True)
    assert checked.stdout.split()[0] in readme


def test_a_readers_zip_is_the_same_each_time(verified: Path, tmp_path: Path) -> None:
    zips = []
    for name in ("a", "b"):
        project = Path(shutil.copytree(verified, tmp_path / name / "port"))
        zips.append(Path(packed(project, "briefing.md", "--reader")[0]["reader"]).read_bytes())
        zips.append(Path(packed(project, "briefing.md", "--reader")[0]["reader"]).read_bytes())
    assert len(set(zips)) == 1


def test_the_report_leads_to_its_package_and_in_the_readers_zip_to_the_one_beside_it(project: Path, tmp_path: Path) -> None:
    page = project / "report" / "briefing" / "index.html"
    assert "sources pack" in page.read_text(encoding="utf-8")
    (one,) = packed(project, "briefing.md", "--reader")
    link = f'href="../../packages/{Path(one["package"]).name}"'
    kept = page.read_text(encoding="utf-8").count('<span class="name">our copy</span>')
    assert kept > 0
    assert page.read_text(encoding="utf-8").count(link) == kept + 1, "at each copy, and at the page's end"
    assert (page.parent / link.partition('"')[2][:-1]).resolve() == Path(one["package"]).resolve()
    beside = (unpacked(Path(one["reader"]), tmp_path / "u") / "index.html").read_text(encoding="utf-8")
    assert (beside.count('href="sources.wacz"'), "../packages" in beside) == (kept + 1, False)
    Path(one["package"]).unlink()
    told = footnotary_here("report", "briefing.md", cwd=project)
    assert told.returncode == 0, told.stderr
    assert link not in page.read_text(encoding="utf-8")


def test_a_packages_folder_that_is_a_link_is_refused_and_nothing_is_written_there(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(project / "packages", ignore_errors=True)
    (project / "packages").symlink_to(outside)
    for words in (("briefing.md",), ("briefing.md", "--reader"), ()):
        assert "link to somewhere else" in refusal(project, *words)
    assert list(outside.iterdir()) == []


def test_proofs_go_along_only_when_it_is_said(project: Path, tmp_path: Path) -> None:
    for name, words in (("briefing.md", "spoken in confidence"), ("tides.md", "said to another in confidence")):
        (tmp_path / "interview.txt").write_text(words, encoding="utf-8")
        about = ("--note", "1", "--by", "AB", "--briefing", name, "--private")
        kept = footnotary_here("sources", "import", tmp_path / "interview.txt", *about, cwd=project)
        assert kept.returncode == 0, kept.stderr
    without = Path(packed(project, "briefing.md", "--reader")[0]["reader"])
    package = Path(packed(project)[0]["package"])
    for path in (without, package):
        with zipfile.ZipFile(path) as zipped:
            assert not any("proofs" in name for name in zipped.namelist())
            assert not any(b"in confidence" in zipped.read(name) for name in zipped.namelist())
    wanted = Path(packed(project, "briefing.md", "--reader", "--include-proofs")[0]["reader"])
    assert wanted != without
    folder = unpacked(wanted, tmp_path / "u")
    kept = {path.name: path.read_text(encoding="utf-8") for path in (folder / "proofs").iterdir()}
    assert kept == {"001-note-1-interview.txt": "spoken in confidence"}, "those of this briefing alone"
    assert "do not pass it on" in (folder / "README.txt").read_text(encoding="utf-8")
    assert "--reader" in refusal(project, "briefing.md", "--include-proofs")


def test_a_readers_zip_of_another_runs_report_is_refused(project: Path) -> None:
    (project / "report" / "briefing" / "findings.json").write_text(
        '{"run": {"id": "another"}, "briefing": {"name": "briefing.md"}}'
    )
    assert "verify the briefing again" in refusal(project, "briefing.md", "--reader")
    assert "name the briefing" in refusal(project, "--reader")


def test_what_a_person_put_into_the_reports_folder_stays_at_home(project: Path) -> None:
    (project / "report" / "briefing" / "my notes.txt").write_text("mine", encoding="utf-8")
    (project / "report" / "briefing" / "copies" / "x.html").symlink_to("/etc/hostname")
    (one,) = packed(project, "briefing.md", "--reader")
    with zipfile.ZipFile(one["reader"]) as zipped:
        assert not any("my notes" in name or name.endswith("/x.html") for name in zipped.namelist())

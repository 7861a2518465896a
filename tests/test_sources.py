"""`footnotary sources list, show, verify, due, manifest`: what a project keeps, in words, in JSON, and proved."""

from __future__ import annotations

import asyncio
import csv
import datetime
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.holdings import Holdings
from archive.store import Store
from pipeline.cited import cited_of
from pipeline.listing import source_rows
from reports.sheet import csv_text, safe_cell
from tests.project import footnotary_here, write_project

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
PAGE = "<html><title>Toll</title><p>Пошлина выросла втрое, пишет газета.".encode()
HOSTILE = "http://evil.example/\x1b[31m\u202ereversed\n=cmd|' /C calc'!A0"


def asked(uri: str, when: datetime.datetime, body: bytes = PAGE, **changes: Any) -> tuple[Exchange, bytes]:
    answered = changes.get("outcome", FetchOutcome.RESPONSE) is FetchOutcome.RESPONSE
    known: dict[str, Any] = {
        "id": record_id_of(uri, when.isoformat()), "capture_id": capture_id_of(uri, when), "target_uri": uri, "uri": uri,
        "date": when, "outcome": FetchOutcome.RESPONSE, "status": 200 if answered else None, "reason": "OK",
        "headers": (("Content-Type", "text/html; charset=utf-8"),) if answered else (),
        "payload_digest": f"sha256:{hashlib.sha256(body).hexdigest()}" if answered else None,
        "payload_bytes": len(body) if answered else None,
    }  # fmt: skip
    return Exchange(**{**known, **changes}), body if answered else b""


async def _keep(project: Path, exchanges: list[tuple[Exchange, bytes]]) -> None:
    async with Store.open(project, clock=lambda: NOW) as store:
        await asyncio.gather(*(store.record(one, body) for one, body in exchanges))


def keep(project: Path, *exchanges: tuple[Exchange, bytes]) -> Path:
    asyncio.run(_keep(project, list(exchanges)))
    return project


def cite(project: Path, cited: dict[str, str], briefing: str = "briefing.md") -> None:
    """Write the report that a run on a briefing whose notes cite these addresses would have left, as far as it is read."""
    notes = [{"label": label, "citations": [{"csl": {}, "source": {"address": uri}}]} for label, uri in cited.items()]
    folder = project / "report" / Path(briefing).stem
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "findings.json").write_text(json.dumps({"briefing": {"name": briefing}, "notes": notes}))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two captures of one page that is cited, one that failed, one uncited, one behind a redirect; robots.txt of two hosts."""
    robots, closed = b"User-agent: *\nDisallow: /private", b"User-agent: *\nDisallow: /"
    chain = capture_id_of("http://old.example/p", NOW - DAY)
    hop = {"capture_id": chain, "target_uri": "http://old.example/p"}
    moved = asked(
        "http://old.example/p", NOW - DAY, b"", status=301, headers=(("Location", "http://a.example/new"),), final=False, **hop
    )
    keep(
        tmp_path,
        asked("http://a.example/robots.txt", NOW - 100 * DAY, robots, purpose="robots"),
        asked("http://a.example/page", NOW - 100 * DAY),
        asked("http://a.example/robots.txt", NOW - 99 * DAY, robots, purpose="robots"),
        asked("http://a.example/page", NOW - 99 * DAY, certificate_sha256="ab" * 32),
        asked("http://b.example/slow", NOW - DAY, outcome=FetchOutcome.TIMEOUT),
        asked("http://c.example/robots.txt", NOW - 2 * DAY, closed, purpose="robots"),
        asked("http://c.example/closed", NOW - 2 * DAY, outcome=FetchOutcome.BLOCKED_BY_ROBOTS),
        moved,
        asked("http://a.example/new", NOW - DAY + datetime.timedelta(seconds=1), b"<p>new", hop=1, **hop),
    )
    cite(
        tmp_path,
        {"1": "http://a.example/page", "4": "http://a.example/page", "2": "http://b.example/slow", "3": "http://never.example/"},
    )
    return tmp_path


def run(project: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return footnotary_here("sources", words[0], "--project", project, *words[1:], cwd=project)


def data(project: Path, *words: object) -> Any:
    return json.loads(run(project, *words, "--json").stdout)


def test_the_list_has_a_line_a_source_with_who_cites_it_and_no_robots(project: Path) -> None:
    told = run(project, "list")
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert [line.rpartition(" ")[2] for line in lines[:-1]] == [
        "http://a.example/page", "http://b.example/slow", "http://c.example/closed", "http://old.example/p",
    ]  # fmt: skip
    assert "2x" in lines[0]
    assert "answered 200" in lines[0]
    assert "note 1, 4" in lines[0]
    assert "did not answer in time" in lines[1]
    assert lines[-1] == "4 sources"


def test_the_list_of_what_no_note_cites(project: Path) -> None:
    rows = data(project, "list", "--uncited")
    assert [row["address"] for row in rows] == ["http://c.example/closed", "http://old.example/p"]
    assert [row["cited_by"] for row in rows] == [[], []]


def test_who_cites_what_survives_a_ledger_that_is_built_anew(project: Path) -> None:
    before = data(project, "list")
    (project / ".footnotary" / "ledger.db").unlink()
    assert data(project, "list") == before
    assert not (project / ".footnotary" / "ledger.db").exists()


def test_a_report_that_cannot_be_read_is_named(project: Path) -> None:
    (project / "report" / "briefing" / "findings.json").write_text("{")
    told = run(project, "list")
    assert "findings.json cannot be read" in told.stderr
    assert told.stdout.count("uncited") == 4


def test_show_tells_every_capture_over_time(project: Path) -> None:
    found = data(project, "show", "http://a.example/page")
    assert [one["date"][:10] for one in found] == [str((NOW - days * DAY).date()) for days in (99, 100)]
    newest, first = found
    assert newest["certificate_sha256"] == "ab" * 32
    assert newest["digest"] == first["digest"] == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert newest["body"] == first["record"] != newest["record"]
    assert newest["robots"] == "allowed"
    assert newest["cited_by"] == [{"briefing": "briefing.md", "notes": ["1", "4"]}]
    words = run(project, "show", first["capture"]).stdout
    assert first["record"]["file"] in words
    assert "robots.txt   allowed" in words


def test_show_tells_redirects_and_finds_a_source_by_its_final_address(project: Path) -> None:
    (found,) = data(project, "show", "http://a.example/new")
    assert found["address"] == "http://old.example/p"
    assert found["redirects"] == [{"address": "http://old.example/p", "status": 301, "location": "http://a.example/new"}]


def test_show_writes_the_body_with_its_coding_undone(project: Path) -> None:
    import gzip

    packed = gzip.compress(b"<p>packed")
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    keep(project, asked("http://g.example/", NOW, packed, headers=headers))
    command = ["-m", "pipeline", "sources", "show", "http://g.example/", "--body", "--project", str(project)]
    import sys

    from tests.project import environment

    told = subprocess.run([sys.executable, *command], capture_output=True, check=False, cwd=project, env=environment())
    assert told.stdout == b"<p>packed", told.stderr


def test_show_writes_nothing_binary_to_a_terminal(project: Path) -> None:
    import pty
    import sys

    from tests.project import environment

    keep(project, asked("http://g.example/p.pdf", NOW, b"%PDF\x00\x1b[31m"))
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "sources", "show", "http://g.example/p.pdf", "--body", "--project", str(project)]
    told = subprocess.run(command, stdout=child, stderr=subprocess.PIPE, check=False, cwd=project, env=environment(), text=True)
    os.close(child)
    os.close(parent)
    assert told.returncode == 2
    assert "terminal" in told.stderr


def test_show_reads_the_text_in_the_worker(project: Path) -> None:
    assert "Пошлина выросла втрое" in run(project, "show", "http://a.example/page", "--text").stdout


@pytest.mark.parametrize("words", [("http://nowhere.example/",), ("0123456789abcdef",), ("http://b.example/slow", "--body"),
                                   ("http://a.example/page", "--body", "--text")])  # fmt: skip
def test_show_says_what_it_cannot_show(project: Path, words: tuple[str, ...]) -> None:
    told = run(project, "show", *words)
    assert told.returncode == 2
    assert told.stderr.startswith("footnotary: ")


def test_due_names_what_was_not_seen_what_failed_and_what_was_never_asked(project: Path) -> None:
    rows = {row["address"]: row for row in data(project, "due")}
    assert set(rows) == {"http://a.example/page", "http://b.example/slow", "http://never.example/"}
    assert rows["http://a.example/page"]["why"] == "not seen for 99 days"
    assert rows["http://b.example/slow"]["why"].startswith("failed in passing")
    assert rows["http://never.example/"]["why"] == "never asked"
    assert run(project, "due").returncode == 1
    assert "http://a.example/page" not in run(project, "due", "--days", 365).stdout


def test_due_says_when_for_what_failed_a_moment_ago(tmp_path: Path) -> None:
    limited = asked("http://a.example/", NOW, outcome=FetchOutcome.RATE_LIMITED, headers=(("Retry-After", "86400"),))
    keep(tmp_path, limited)
    told = run(tmp_path, "due")
    assert told.returncode == 0
    assert told.stdout.startswith(f"due {(NOW + DAY).isoformat()[:10]}")


def test_due_says_that_nothing_is_due(tmp_path: Path) -> None:
    keep(tmp_path, asked("http://a.example/", NOW))
    told = run(tmp_path, "due", "--days", 365)
    assert (told.returncode, told.stdout) == (0, "nothing is due\n")


def test_a_capture_from_the_future_is_due(tmp_path: Path) -> None:
    keep(tmp_path, asked("http://a.example/", NOW + 400 * DAY))
    (row,) = data(tmp_path, "due")
    assert row["why"].startswith("dated in the future")
    assert row["is_due"]


def manifest(project: Path) -> list[dict[str, str]]:
    text = (project / "sources" / "manifest.csv").read_bytes().decode()
    assert text.count("\r\n") == len(text.splitlines())
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_manifest_has_a_row_a_capture_with_the_policy_in_force(project: Path) -> None:
    assert run(project, "manifest").returncode == 0
    rows = manifest(project)
    assert [(row["address"], row["robots"]) for row in rows] == [
        ("http://a.example/page", "allowed"), ("http://a.example/page", "allowed"), ("http://b.example/slow", "not asked"),
        ("http://c.example/closed", "disallowed"), ("http://old.example/p", "not asked"),
    ]  # fmt: skip
    first = rows[0]
    assert first["time"] < rows[1]["time"]
    assert first["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert first["bytes"] == str(len(PAGE))
    assert first["cited_by"] == "briefing.md 1, 4"
    assert first["scope"] == "page"
    assert rows[2]["status"] == "timeout"
    assert rows[4]["final_address"] == "http://a.example/new"
    assert rows[4]["status"] == "200"


@pytest.mark.parametrize(
    ("robots", "wanted"),
    [
        ({"status": 404}, "none"), ({"status": 503}, "unreachable"), ({"outcome": FetchOutcome.TIMEOUT}, "unreachable"),
        ({"body": b"User-agent: footnotary\nDisallow: /"}, "disallowed"), ({"body": b""}, "allowed"),
    ],
)  # fmt: skip
def test_the_policy_is_what_robots_txt_said_for_us(tmp_path: Path, robots: dict[str, Any], wanted: str) -> None:
    keep(
        tmp_path,
        asked("http://a.example/robots.txt", NOW - DAY / 2, purpose="robots", **robots),
        asked("http://a.example/p", NOW),
    )
    (row,) = data(tmp_path, "manifest")
    assert row["robots"] == wanted


def test_a_screenshot_and_the_requisites_of_a_page_are_told_as_scope(tmp_path: Path) -> None:
    shot = asked("urn:fullPage:http://a.example/", NOW, b"PNG", purpose="screenshot", is_resource=True)
    part = asked("http://a.example/style.css", NOW, b"css", purpose="requisite", target_uri="urn:requisite:http://a.example/")
    keep(tmp_path, asked("http://a.example/", NOW), shot, part)
    assert [(row["address"], row["scope"]) for row in data(tmp_path, "manifest")] == [
        ("http://a.example/", "page and its requisites"), ("http://a.example/", "screenshot"),
    ]  # fmt: skip


def test_the_manifest_goes_where_it_is_told_and_fails_in_one_line(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "m.csv"
    assert run(project, "manifest", "--out", other).returncode == 0
    assert other.read_text().startswith("address,")
    told = run(project, "manifest", "--out", other.parent)
    assert told.returncode == 2
    assert "folder" in told.stderr


@given(st.text(max_size=40))
def test_no_cell_is_a_formula_or_holds_control_characters(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\n" not in cell
    assert "\x1b" not in cell
    assert safe_cell(cell) == cell
    (row,) = csv.reader(io.StringIO(csv_text((cell, "b"), ()), newline=""))
    assert row == [cell, "b"]


def test_verify_passes_a_whole_project_and_writes_nothing(project: Path) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in sorted(project.rglob("*")) if path.is_file()}

    before = state()
    told = run(project, "verify")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith("nothing wrong\n")
    assert state() == before


def warc_of(project: Path) -> Path:
    (found,) = (project / "sources").glob("*.warc.gz")
    return found


def change_ledger(project: Path, statement: str) -> None:
    connection = sqlite3.connect(project / ".footnotary" / "ledger.db")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_verify_names_place_record_address_and_notes(project: Path) -> None:
    place = data(project, "show", "http://a.example/page")[1]["record"]
    path = warc_of(project)
    damaged = bytearray(path.read_bytes())
    damaged[place["offset"] + place["length"] - 5] ^= 1  # of the checksum
    path.write_bytes(damaged)
    told = run(project, "verify")
    assert told.returncode == 1
    (line,) = [one for one in told.stdout.splitlines() if "gzip" in one]
    assert f"{path.name} at offset {place['offset']}" in line
    assert place["id"] in line
    assert "http://a.example/page" in line
    assert "cited by briefing.md 1, 4" in line
    faults = data(project, "verify")["faults"]
    assert {"gzip", "revisit"} & {one["kind"] for one in faults}


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE records SET payload_digest = 'sha256:' || hex(zeroblob(32)) WHERE uri = 'http://a.example/page'",
            "another digest",
        ),
        ("UPDATE records SET offset = offset + 1 WHERE uri = 'http://a.example/page'", "none begins here"),
        ("UPDATE records SET length = length + 1 WHERE uri = 'http://a.example/page'", "another length"),
        ("UPDATE records SET uri = 'http://z.example/' WHERE uri = 'http://a.example/page'", "another address"),
        ("DELETE FROM records WHERE uri = 'http://b.example/slow'", "no record that bears it out"),
        ("UPDATE warcs SET bytes = bytes + 10", "the ledger accounts for"),
        ("UPDATE warcs SET bytes = bytes - 10", "10 bytes are not in the ledger"),
        ("INSERT INTO warcs VALUES ('gone.warc.gz', 100)", "it is not in sources/"),
        ("PRAGMA user_version = 99", "of another version"),
    ],
)
def test_verify_finds_where_ledger_and_files_differ(project: Path, statement: str, what: str) -> None:
    change_ledger(project, statement)
    told = run(project, "verify")
    assert told.returncode == 1, told.stderr
    assert what in told.stdout


def test_verify_finds_a_torn_tail_and_leaves_it(project: Path) -> None:
    path = warc_of(project)
    path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08\x00torn")
    size = path.stat().st_size
    told = run(project, "verify")
    assert told.returncode == 1
    assert "8 bytes are not in the ledger" in told.stdout
    assert run(project, "list").returncode == 0
    assert path.stat().st_size == size


def test_a_ledger_from_the_future_is_left_alone_and_the_files_are_read(project: Path) -> None:
    before = data(project, "list")
    change_ledger(project, "PRAGMA user_version = 99")
    assert data(project, "list") == before
    connection = sqlite3.connect(project / ".footnotary" / "ledger.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (99,)
    connection.close()


def test_verify_finds_a_changed_line_of_the_log_and_a_lost_proof(project: Path) -> None:
    (project / "sources" / "runs.log").write_text('{"what": "verify"}\n')
    told = run(project, "verify")
    assert told.returncode == 1
    assert "runs.log" in told.stdout


def test_verify_waits_for_no_run_and_says_so(project: Path) -> None:
    async def during() -> subprocess.CompletedProcess[str]:
        async with Store.open(project, clock=lambda: NOW):
            return await asyncio.to_thread(run, project, "verify")

    told = asyncio.run(during())
    assert told.returncode == 2
    assert "a run is using this project" in told.stderr


def test_verify_reads_an_archive_that_is_named(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("copy") / warc_of(project).name
    copy.write_bytes(warc_of(project).read_bytes()[:-1])
    told = run(project, "verify", copy)
    assert told.returncode == 1
    assert "gzip member" in told.stdout
    assert run(project, "verify", copy.parent / "nothing.warc").returncode == 2
    assert run(copy.parent, "verify").returncode == 2


def test_hostile_addresses_steer_neither_terminal_nor_spreadsheet(tmp_path: Path) -> None:
    long = "http://a.example/" + "x" * 100_000
    keep(tmp_path, asked(HOSTILE, NOW), asked(long, NOW), asked("=HYPERLINK(1)", NOW))
    for words in (("list",), ("due", "--days", 0), ("verify",), ("show", long), ("manifest",)):
        told = run(tmp_path, *words)
        assert not {"\x1b", "\u202e"} & {*told.stdout, *told.stderr}, words
        assert words[0] == "verify" or max(map(len, told.stdout.splitlines()), default=0) < 2000, words
    rows = manifest(tmp_path)
    assert len(rows) == 3
    assert not any(cell.startswith("=") or "\x1b" in cell for row in rows for cell in row.values())
    assert any(row["address"] == long for row in rows)


@pytest.mark.timed
def test_five_thousand_sources_are_listed_quickly(tmp_path: Path) -> None:
    first, _ = asked("http://h.example/", NOW)
    exchanges = []
    for number in range(5000):
        uri = f"http://h{number % 300}.example/{number}"
        one = replace(first, id=record_id_of(uri), capture_id=capture_id_of(uri, NOW), uri=uri, target_uri=uri)
        exchanges.append((one, PAGE))
    keep(tmp_path, *exchanges)
    cite(tmp_path, {str(number): f"http://h{number % 300}.example/{number}" for number in range(5000)})
    started = time.monotonic()
    with Holdings.open(tmp_path) as holdings:
        assert len(source_rows(holdings, cited_of(tmp_path))) == 5000
    assert time.monotonic() - started < 5


def test_an_attached_document_is_listed_with_its_note_and_is_never_due(tmp_path: Path) -> None:
    write_project(tmp_path, 'A claim.[^1]\n\n[^1]: Ann Writer, "The Toll Rose," *Basin Wire*, 5 October 2015.\n')
    (tmp_path / "page.html").write_text("<p>The toll rose threefold.")
    brought = footnotary_here("sources", "import", tmp_path / "page.html", "--note", "1", "--by", "AB", "--public", cwd=tmp_path)
    assert brought.returncode == 0, brought.stderr
    (row,) = data(tmp_path, "list")
    assert row["cited_by"] == [{"briefing": "briefing.md", "notes": ["1"]}]
    assert data(tmp_path, "due", "--days", 0) == []
    (kept,) = data(tmp_path, "manifest")
    assert (kept["scope"], kept["cited_by"], kept["robots"]) == ("attached document", "briefing.md 1", "")
    assert run(tmp_path, "verify").returncode == 0
    assert "by AB" in run(tmp_path, "show", row["address"]).stdout


def test_a_body_that_was_withdrawn_is_told_and_the_archive_is_whole(project: Path) -> None:
    page = "http://a.example/page"
    taken = footnotary_here("sources", "withdraw", page, "--reason", "asked to", "--by", "AB", "--yes", cwd=project)
    assert taken.returncode == 0, taken.stderr
    assert run(project, "verify").stdout.endswith("nothing wrong\n")
    assert "withdrawn by AB" in run(project, "show", page, "--body").stderr
    run(project, "manifest")
    assert all("withdrawn by AB" in row["remark"] for row in manifest(project) if row["address"] == page)


def test_a_package_of_the_project_is_proved_too(project: Path) -> None:
    packed = footnotary_here("sources", "pack", cwd=project)
    assert packed.returncode == 0, packed.stderr
    (package,) = (project / "packages").glob("*.wacz")
    assert run(project, "verify", package).returncode == 0
    assert run(project, "verify").returncode == 0
    package.write_bytes(package.read_bytes()[:-1])
    assert run(project, "verify", package).returncode == 1
    assert package.name in run(project, "verify").stdout

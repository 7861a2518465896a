"""Addresses archived without a briefing: what is told of each, what is not asked twice, and lists with mistakes."""

from __future__ import annotations

import contextlib
import datetime
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import FetchOutcome
from archive.fetch import FetchSettings
from archive.guard import Guard, parse_network, parse_resolve
from citations.errors import InputError
from pipeline.archiving import State, addresses_in, archive_into, read_list, state_of
from tests.check_cases import capture
from tests.loopback import Answer, Fault, LoopbackWeb, redirect
from tests.project import ALLOWED, QUICK, environment, footnotary, footnotary_here, report_of, web_options, write_project

PAGES = {
    ("a.example", "/1"): Answer(body=b"<p>One."),
    ("a.example", "/2"): Answer(status=403),
    ("b.example", "/"): redirect("http://a.example/1"),
    ("c.example", "/"): Answer(fault=Fault.HANG_UP),
}


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with LoopbackWeb(dict(PAGES), hosts=("d.example",)).in_thread() as served:
        yield served


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "footnotary.toml").write_text(QUICK + "attempts = 1\n")
    return tmp_path


def archived(web: LoopbackWeb, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return footnotary("archive", *words, "--yes", *ALLOWED, *web_options(web), cwd=cwd)


def test_each_address_is_told_with_what_became_of_it_and_where_it_lies(web: LoopbackWeb, project: Path) -> None:
    (project / "list.txt").write_text(
        "# ours\nhttp://b.example\n\nhttp://a.example/2\nhttp://A.example/1#part\nhttp://d.example/none\n"
    )
    run = archived(web, "http://a.example/1", "--list", "list.txt", cwd=project)
    cells = [line.partition("  (")[0].split() for line in run.stdout.splitlines()]
    states = {cell[-1]: cell[:2] for cell in cells}
    assert states == {
        "http://a.example/1": ["archived", "200"],
        "http://a.example/2": ["walled", "403"],
        "http://b.example": ["archived", "200"],
        "http://d.example/none": ["missing", "404"],
    }
    assert len({line.index("http://") for line in run.stdout.splitlines()}) == 1, "the lines are aligned"
    assert run.returncode == 1
    assert "2 archived, 1 missing, 1 walled" in run.stderr
    (warc,) = (project / "sources").glob("*.warc.gz")
    assert f"{warc.name}:" in run.stdout


def test_json_gives_one_object_an_address_that_leads_to_its_record(web: LoopbackWeb, project: Path) -> None:
    run = archived(web, "http://b.example/", "http://c.example/", "--json", "--out", "deep/store", cwd=project)
    rows = {row["address"]: row for row in map(json.loads, run.stdout.splitlines())}
    assert (rows["http://b.example/"]["state"], rows["http://b.example/"]["redirects"]) == ("archived", ["http://b.example/"])
    assert (rows["http://c.example/"]["state"], rows["http://c.example/"]["outcome"]) == ("failed", "reset")
    assert "retry_on" in rows["http://c.example/"]
    assert run.returncode == 3, "a retry is due"
    place = rows["http://b.example/"]["place"]
    with (project / "deep" / "store" / "sources" / place["warc"]).open("rb") as warc:
        warc.seek(place["offset"])
        assert warc.read(2) == b"\x1f\x8b"


def test_what_was_captured_lately_is_told_and_not_asked_again(web: LoopbackWeb, project: Path) -> None:
    archived(web, "http://a.example/1", cwd=project)
    run = archived(web, "http://a.example/1", cwd=project)
    assert (run.returncode, len(web.seen("a.example"))) == (0, 1)
    assert "not asked again" in run.stdout


def test_a_line_that_is_no_address_is_named_and_nothing_is_asked(web: LoopbackWeb, project: Path) -> None:
    (project / "list.txt").write_text("http://a.example/1\nwww.a.example\n" + "no\n" * 9)
    run = archived(web, "--list", "list.txt", cwd=project)
    assert run.returncode == 2
    assert "expected a web address at list.txt line 2: 'www.a.example'" in run.stderr
    assert "and 5 more" in run.stderr
    assert web.requests == []


def test_nothing_is_asked_without_consent_or_without_an_address(project: Path) -> None:
    run = footnotary("archive", "http://a.example/1", cwd=project)
    assert run.returncode == 2
    assert "a.example" in run.stderr
    assert "--yes" in run.stderr
    assert footnotary_here("archive", cwd=project).returncode == 2
    assert footnotary_here("archive", "--list", "missing.txt", cwd=project).returncode == 2


def test_a_list_without_an_end_is_refused_before_it_fills_the_memory(project: Path) -> None:
    capped = 'ulimit -v 1500000; exec "$@"'  # KB: a list that is read on and on ends in a failure here, and soon
    words = (sys.executable, "-m", "pipeline", "archive", "--list", "/dev/zero", "--out", str(project))
    run = subprocess.run(
        ["sh", "-c", capped, "sh", *words], env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1), run.stderr[-300:]
    assert "more than 50 MB" in run.stderr


def test_an_interrupted_run_keeps_what_it_fetched_and_goes_on(project: Path) -> None:
    pages = {("slow.example", f"/{n}"): Answer(body=b"<p>%d" % n, delay_s=0.1) for n in range(40)}
    with LoopbackWeb(pages).in_thread() as web:
        (project / "list.txt").write_text("\n".join(f"http://slow.example/{n}" for n in range(40)))
        words = ("archive", "--list", "list.txt", "--yes", *ALLOWED, *web_options(web))
        command = [sys.executable, "-m", "pipeline", *words]
        run = subprocess.Popen(command, cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 20
        while len(web.seen("slow.example")) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=20)
        told = len(out.splitlines())
        assert (run.returncode, 4 <= told < 40) == (3, True), err
        assert "interrupted" in err
        again = footnotary(*words, cwd=project)
    assert again.returncode == 0
    assert again.stdout.count("not asked again") >= told
    assert len(again.stdout.splitlines()) == 40


def test_what_a_host_says_cannot_steer_the_terminal(project: Path) -> None:
    with LoopbackWeb({("a.example", "/"): redirect("http://b.example/\x9b31m")}, hosts=("b.example",)).in_thread() as web:
        run = archived(web, "http://a.example/", cwd=project)
    assert "\x9b" not in run.stdout
    assert "\x1b" not in run.stdout


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.ARCHIVED),
        ({"outcome": FetchOutcome.TRUNCATED}, State.CUT),
        ({"status": 410}, State.MISSING),
        ({"status": 429, "outcome": FetchOutcome.RATE_LIMITED}, State.WALLED),
        ({"status": 999}, State.WALLED),
        ({"status": 401}, State.WALLED),
        ({"headers": (("cf-mitigated", "challenge"),)}, State.WALLED),
        ({"status": 502}, State.FAULT),
        ({"status": None, "outcome": FetchOutcome.TIMEOUT}, State.FAILED),
        ({"status": None, "outcome": FetchOutcome.BLOCKED_BY_ROBOTS}, State.UNASKED),
        ({"status": 302, "outcome": FetchOutcome.TOO_MANY_REDIRECTS}, State.FAILED),
    ],
)
def test_a_capture_has_one_state(changes: dict[str, object], state: State) -> None:
    assert state_of(capture(**changes)) is state


@given(st.binary(max_size=300))
def test_a_list_of_any_bytes_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        addresses = addresses_in(read_list(data, "list.txt"))
        assert len(set(addresses)) == len(addresses)


BRIEFING = """The port was leased.[^1]

[^1]: "A Port Leased", Port Post, 1 May 2024, http://post.example/leased.
"""


@pytest.mark.parametrize(("days", "status"), [((3, 2, 0.1), "GONE"), ((1, 0.5, 0.1), "NOT-CHECKED")])
async def test_failures_of_several_runs_make_a_source_gone_and_the_archive_alone_proves_it(
    days: tuple[float, ...], status: str, tmp_path: Path
) -> None:
    project = write_project(tmp_path / "project", BRIEFING)
    for ago in days:
        moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=ago)
        await archive_into(
            project,
            ["http://post.example/leased"],
            FetchSettings(attempts=1, robots=False),
            Guard(allow=(parse_network("127.0.0.0/8"),), resolve=(parse_resolve("*:80:127.0.0.1:9"),)),
            clock=lambda moment=moment: moment,
            fresh_for_h=0,
            tell=lambda _: None,
        )
    run = footnotary("verify", "briefing.md", "--offline", cwd=project)
    (finding,) = [one for one in report_of(project)["findings"] if one["rule"] == "link"]
    assert finding["status"] == status, finding
    assert run.returncode == (1 if status == "GONE" else 3)
    assert "refused" in finding["observed"]

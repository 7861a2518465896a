"""The paths of a run: live on loopback, packed and replayed, offline, run again, killed and resumed, refused by the guard.

Every run is the real command line in a process of its own; the web is a real server on loopback that plays many hosts.
"""

from __future__ import annotations

import contextlib
import datetime
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.wacz import pack
from tests.loopback import Answer, LoopbackWeb, redirect
from tests.project import (
    ALLOWED,
    QUICK,
    environment,
    example_answers,
    footnotary,
    live,
    report_of,
    web_options,
    write_example,
    write_project,
)

RETRIES_DUE = 3  # exit code of a live run in which a host was silent: another try may go better
TO_LOOK_AT = 1
IMPATIENT = QUICK + "deadline_s = 1.0\n"  # one host of the example never answers
EARLY = """# An early draft

The hall was raided.[^1]

[^1]: "Night Raid on the Dockers Hall", Lakeshore Monitor, 3 April 2024, http://lakeshoremonitor.example/2024/04/night-raid-on-the-dockers-hall.
"""
# Ends the process at the first try to reach anything by a socket. The one socket that a run may make is the pair
# by which an event loop wakes itself.
NO_NETWORK = """
import os, sys
def refuse(event, arguments):
    made = event == "socket.__new__" and arguments[1] in (2, 10)  # AF_INET, AF_INET6
    if made or event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
                         "socket.gethostbyaddr", "socket.getnameinfo"):
        os.write(2, f"NETWORK: {event} {arguments!r}".encode())
        os._exit(99)
sys.addaudithook(refuse)
from pipeline.cli import main
main()
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lived:
    """A project that was verified live twice, months apart as far as its settings go, and what the second run said."""

    project: Path
    web: LoopbackWeb
    run: subprocess.CompletedProcess[str]
    report: dict[str, Any]
    asked: int


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    project = write_example(tmp_path_factory.mktemp("live"), IMPATIENT)
    (project / "early.md").write_text(EARLY, encoding="utf-8")
    before, now = example_answers()
    answers = {**now, **before}
    with LoopbackWeb(answers).in_thread() as web:
        live(web, "early.md", cwd=project)
        answers.update(now)
        settings = (project / "footnotary.toml").read_text(encoding="utf-8")
        (project / "footnotary.toml").write_text(
            settings.replace(IMPATIENT, IMPATIENT + "fresh_for_h = 1e-6\n"), encoding="utf-8"
        )
        run = live(web, "briefing.md", cwd=project)
        (project / "footnotary.toml").write_text(settings, encoding="utf-8")
        yield Lived(project=project, web=web, run=run, report=report_of(project), asked=len(web.requests))


def offline_process(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process that ends with 99 when it reaches for the network."""
    command = [sys.executable, "-c", NO_NETWORK, *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, timeout=60, check=False)


def without_run(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report without what tells one run from another: its id, times, mode, notices and whether a retry is due;
    and without the comparison with the run before, which must have found no change.
    """
    assert not report["since"] or report["since"]["changes"] == []
    return {key: value for key, value in report.items() if key not in ("run", "since")}


def test_a_live_run_meets_every_kind_of_answer(lived: Lived) -> None:
    assert lived.run.returncode == RETRIES_DUE, lived.run.stderr
    outcomes = {
        (citation["source"]["outcome"], citation["source"]["http_status"])
        for note in lived.report["notes"]
        for citation in note["citations"]
        if citation["source"]
    }
    assert {("response", 200), ("response", 403), ("response", 404), ("response", 410)} <= outcomes
    assert {("dns-failure", None), ("timeout", None)} <= outcomes
    finals = [
        citation["source"]["final_address"]
        for note in lived.report["notes"]
        for citation in note["citations"]
        if citation["source"]
    ]
    assert "http://ncc.example/" in finals
    served = [
        citation["source"]["served_instead"]
        for note in lived.report["notes"]
        for citation in note["citations"]
        if citation["source"]
    ]
    assert any(served)


def test_a_packed_archive_replays_to_equal_findings(lived: Lived, tmp_path: Path) -> None:
    moment = datetime.datetime.now(datetime.UTC)
    package = pack(lived.project / "sources", tmp_path / "evidence.wacz", title="Evidence", created=moment, software="test")
    second = write_example(tmp_path / "second")
    run = offline_process("verify", "briefing.md", "--from", package, cwd=second)
    assert run.returncode == TO_LOOK_AT, run.stderr
    assert without_run(report_of(second)) == without_run(lived.report)
    assert report_of(second)["run"]["mode"] == "replay"
    assert [path.name for path in (second / "sources").iterdir()] == ["runs.log"]


def test_offline_opens_no_socket_and_finds_the_same(lived: Lived) -> None:
    run = offline_process("verify", "briefing.md", "--offline", cwd=lived.project)
    assert run.returncode == RETRIES_DUE, run.stderr
    assert without_run(report_of(lived.project)) == without_run(lived.report)


# The notes of addresses that gave no answer, which every run asks anew.
UNANSWERED = ["23", "29", "33"]


def without_the_unanswered(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report without the notes, and their findings, whose addresses are asked anew by every run."""
    return {**report, **{part: [one for one in report[part] if one["label"] not in UNANSWERED] for part in ("notes", "findings")}}


def test_the_watch_for_sockets_ends_a_run_that_opens_one(lived: Lived) -> None:
    (lived.project / "new.md").write_text(EARLY.replace("night-raid", "day-raid"), encoding="utf-8")
    run = offline_process("verify", "new.md", "--yes", *ALLOWED, *web_options(lived.web), cwd=lived.project)
    assert run.returncode == 99
    assert "NETWORK: socket." in run.stderr


def test_a_second_live_run_asks_only_what_did_not_answer(lived: Lived) -> None:
    before = len(lived.web.requests)
    run = live(lived.web, "briefing.md", cwd=lived.project)
    assert run.returncode == RETRIES_DUE, run.stderr
    assert {(seen.host, seen.path) for seen in lived.web.requests[before:]} == {("stat.kuhmar.example", "/trade/2024-first-half")}
    told, first = (without_the_unanswered(without_run(one)) for one in (report_of(lived.project), lived.report))
    assert told == first


def test_an_address_that_two_sources_share_is_asked_once(tmp_path: Path) -> None:
    notes = [f'"Story of the Day {number}", Port Post, 1 May 2024, http://post.example/day.' for number in range(40)]
    project = write_project(tmp_path, briefing_of(notes))
    with LoopbackWeb({("post.example", "/day"): Answer(body=page("Story of the Day 1"))}).in_thread() as web:
        live(web, "briefing.md", cwd=project)
    assert len(web.seen("post.example", "/day")) == 1


def briefing_of(notes: list[str]) -> str:
    """Return a draft in Markdown with one sentence a note."""
    body = " ".join(f"Sentence {number} says so.[^{number}]" for number in range(1, len(notes) + 1))
    return f"# A draft\n\n{body}\n\n" + "\n\n".join(f"[^{number}]: {text}" for number, text in enumerate(notes, 1)) + "\n"


def page(title: str) -> bytes:
    return f"<title>{title}</title><h1>{title}</h1><p>1 May 2024</p><p>{'The words of the story. ' * 20}</p>".encode()


# Killed at any moment: what was recorded stays, and is not asked again.

PROJECTS, KILLS = 3, 4  # so many projects at a time, each killed so many times before it may end
STORIES = [(f"h{number % 4}.example", f"/story-{number}", f"Story Number {number} of the Port") for number in range(12)]


def recorded(project: Path) -> dict[str, str]:
    """Return the captures that the project's ledger holds: id and address."""
    ledger = project / ".footnotary" / "ledger.db"
    if not ledger.exists():
        return {}
    with contextlib.closing(sqlite3.connect(ledger)) as connection:
        tables = {row[0] for row in connection.execute("select name from sqlite_master")}
        return dict(connection.execute("select id, target_uri from captures").fetchall()) if "captures" in tables else {}


def killed_after(web: LoopbackWeb, project: Path, requests: int, pause_s: float) -> list[str]:
    """Start a run, kill it (signal 9) a pause after so many requests, and return the addresses that it asked for."""
    before = len(web.requests)
    command = [sys.executable, "-m", "pipeline", "verify", "briefing.md", "--yes", "--quiet", *ALLOWED, *web_options(web)]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=project, env=environment(), stdin=nowhere, stdout=nowhere, stderr=nowhere)
    while len(web.requests) < before + requests and process.poll() is None:
        time.sleep(0.002)
    time.sleep(pause_s)
    process.kill()
    process.wait()
    return [f"http://{seen.host}{seen.path}" for seen in web.requests[before:]]


def kill_and_resume(project: Path, moments: list[tuple[int, float]]) -> list[str]:
    """Run a project, killed at `moments` (requests, then a pause in seconds) and then no more; return what was wrong."""
    notes = [f'"{title}", Port Post, 1 May 2024, http://{host}{path}.' for host, path, title in STORIES]
    write_project(project, briefing_of(notes))
    wrong: list[str] = []
    kept: dict[str, str] = {}
    in_flight: Counter[str] = Counter()
    with LoopbackWeb({(host, path): Answer(body=page(title), delay_s=0.03) for host, path, title in STORIES}).in_thread() as web:
        for requests, pause_s in moments:
            asked = killed_after(web, project, requests, pause_s)
            now = recorded(project)
            wrong += [f"asked again: {address}" for address in asked if address in kept.values()]
            wrong += [f"lost: {kept[one]}" for one in kept.keys() - now.keys()]
            in_flight.update(address for address in asked if address not in now.values())
            kept = now
        run = live(web, "briefing.md", cwd=project)
        times = Counter(f"http://{seen.host}{seen.path}" for seen in web.requests)
    end = recorded(project)
    wrong += [f"lost: {kept[one]}" for one in kept.keys() - end.keys()]
    wrong += [f"asked too often: {address}" for address, count in times.items() if count > 1 + in_flight[address]]
    wrong += [f"captured twice: {address}" for address, count in Counter(end.values()).items() if count > 1]
    wrong += [f"status of {note['label']}: {note['status']}" for note in report_of(project)["notes"] if note["status"] != "OK"]
    return wrong + ([f"exit code {run.returncode}: {run.stderr}"] if run.returncode else [])


def test_a_run_killed_at_any_moment_loses_nothing_and_asks_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random(2024)
    moments = [[(1 + chance.randrange(5), chance.uniform(0.0, 0.1)) for _ in range(KILLS)] for _ in range(PROJECTS)]
    moments[0][0], moments[1][-1] = (0, 0.3), (99, 0.0)  # before the first request; and not at all, on the last time round
    with ThreadPoolExecutor(PROJECTS) as pool:
        wrong = list(pool.map(kill_and_resume, [tmp_path / str(number) for number in range(PROJECTS)], moments))
    assert wrong == [[]] * PROJECTS


# The guard: what is not public is not dialled, unless a range was allowed, and the report says so.


def test_loopback_is_not_dialled_unless_it_is_allowed(tmp_path: Path) -> None:
    project = write_project(tmp_path, briefing_of(['"A Story of the Port", Port Post, 1 May 2024, http://post.example/day.']))
    with LoopbackWeb({("post.example", "/day"): Answer(body=page("A Story of the Port"))}).in_thread() as web:
        run = footnotary("verify", "briefing.md", "--yes", *web_options(web), cwd=project)
    assert web.requests == []
    assert web.connections == 0
    assert run.returncode in (TO_LOOK_AT, RETRIES_DUE), run.stderr
    source = report_of(project)["notes"][0]["citations"][0]["source"]
    assert source["outcome"] == "forbidden-address"


def test_an_allowed_range_is_said_in_the_report(lived: Lived) -> None:
    assert any("127.0.0.0/8" in notice for notice in lived.report["run"]["notices"])


def test_a_redirect_into_a_private_network_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.2", 0)) as inside:
        inside.setblocking(False)
        targets = [
            "http://169.254.169.254/latest/meta-data/",
            f"http://127.0.0.2:{inside.getsockname()[1]}/",
            "http://[::1]/",
            "http://0x7f000002/",
            "file:///etc/passwd",
        ]
        notes = [
            f'"Story {number} of the Port", Port Post, 1 May 2024, http://post.example/{number}.'
            for number in range(len(targets))
        ]
        answers = {("post.example", f"/{number}"): redirect(target) for number, target in enumerate(targets)}
        project = write_project(tmp_path, briefing_of(notes))
        with LoopbackWeb(answers).in_thread() as web:
            run = footnotary("verify", "briefing.md", "--yes", "--allow-address", "127.0.0.1/32", *web_options(web), cwd=project)
        with pytest.raises(BlockingIOError):
            inside.accept()
    outcomes = [note["citations"][0]["source"]["outcome"] for note in report_of(project)["notes"]]
    assert outcomes == ["forbidden-address"] * len(targets), run.stderr
    assert {urlsplit(f"http://{seen.host}").hostname for seen in web.requests} == {"post.example"}

"""An archive read as if it were the web: equal captures, no socket, and the capture of the right day."""

from __future__ import annotations

import asyncio
import datetime
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.capture import Capture, FetchOutcome
from archive.decode import decoded_body
from archive.fetch import Fetcher, FetchSettings, replaying
from archive.guard import Guard, parse_network, parse_resolve
from archive.question import WireLimits
from archive.replay import ReplayArchive
from archive.store import Store
from archive.wacz import pack
from tests.loopback import Answer, Fault, LoopbackWeb, redirect

ROOT = Path(__file__).parent.parent
WIRE = WireLimits(connect_timeout_s=1.0, read_timeout_s=0.3, deadline_s=0.5, max_body_bytes=200_000)
SETTINGS = FetchSettings(interval_s=0.0, attempts=2, wire=WIRE, retry_after_cap_s=1.0)
ROBOTS = Answer(body=b"User-agent: *\nDisallow: /private", headers=(("Content-Type", "text/plain"),))

WEB = {
    ("a.example", "/robots.txt"): ROBOTS,
    ("a.example", "/"): Answer(body=b"<p>home", gzipped=True, chunked=True),
    ("a.example", "/private"): Answer(body=b"<p>not for us"),
    ("a.example", "/moved"): redirect("http://b.example/there", 301),
    ("a.example", "/round"): redirect("/round2"),
    ("a.example", "/round2"): redirect("/round"),
    ("a.example", "/inside"): redirect("http://169.254.169.254/latest"),
    ("a.example", "/to-file"): redirect("file:///etc/passwd"),
    ("a.example", "/into-private"): redirect("/private"),
    ("a.example", "/flaky"): lambda count: Answer(fault=Fault.HANG_UP) if count == 0 else Answer(body=b"<p>at last"),
    ("b.example", "/there"): Answer(body="<p>там".encode("koi8-r"), headers=(("Content-Type", "text/html; charset=koi8-r"),)),
    ("b.example", "/сахарР"): Answer(body=b"<p>found"),
    ("a.example", "/to-letters"): redirect("http://b.example/сахарР".encode().decode("latin-1")),
    ("a.example", "/two-lines"): Answer(headers=(("X", "a\x85Location: http://b.example/gone\x1cb\x0bc"),), status=302),
    ("b.example", "/gone"): Answer(status=410, body=b"<p>gone"),
    ("b.example", "/empty"): Answer(),
    ("c.example", "/robots.txt"): Answer(status=500),
    ("c.example", "/unsaid"): Answer(body=b"<p>not asked"),
    ("d.example", "/robots.txt"): Answer(fault=Fault.SILENCE),
    ("d.example", "/silent"): Answer(body=b"<p>not asked"),
    ("b.example", "/later"): Answer(status=429, headers=(("Retry-After", "600"),)),
    **{("faults.example", f"/{fault}"): Answer(fault=fault) for fault in Fault if fault is not Fault.INFINITE_BODY},
}  # fmt: skip
ADDRESSES = (
    *(f"http://{host}{path}" for host, path in WEB if path not in ("/robots.txt", "/later")),
    "http://b.example/later", "http://b.example/after-later", "http://nowhere.invalid/", "ftp://a.example/", "no address at all",
)  # fmt: skip


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def guarding(web: LoopbackWeb) -> Guard:
    return Guard(allow=(parse_network("127.0.0.0/8"),), resolve=tuple(parse_resolve(one) for one in web.resolve_options()))


async def live(store: Store) -> list[Capture]:
    async def no_pause(_: float) -> None:
        return None

    web = LoopbackWeb(WEB)
    async with web, Fetcher(SETTINGS, store, clock=now, guard=guarding(web), sleep=no_pause) as fetcher:
        return [await fetcher.fetch(uri) for uri in ADDRESSES]


async def replayed(archive: ReplayArchive, *uris: str) -> list[Capture]:
    async with replaying(archive, clock=now, settings=SETTINGS) as fetcher:
        return [await fetcher.fetch(uri) for uri in uris]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def captures(project: Path) -> list[Capture]:
    """What the live run saw; the project is closed again."""

    async def run() -> list[Capture]:
        async with Store.open(project, clock=now) as store:
            return await live(store)

    return asyncio.run(run())


def test_the_live_run_shows_every_kind_of_outcome_that_replay_must_repeat(captures: list[Capture]) -> None:
    seen = {one.outcome for one in captures}
    assert seen == set(FetchOutcome) - {FetchOutcome.NOT_IN_ARCHIVE, FetchOutcome.REFUSED, FetchOutcome.TLS_FAILURE}


async def test_a_replayed_run_gives_the_captures_of_the_live_run_failures_included(
    captures: list[Capture], project: Path, tmp_path: Path
) -> None:
    package = pack(project / "sources", tmp_path / "a.wacz", title="", created=now(), software="footnotary/0.1.0")
    for path in (project / "sources", package):
        archive = ReplayArchive.open(path)
        assert await replayed(archive, *ADDRESSES) == captures


async def test_the_ledger_tells_the_same_captures(captures: list[Capture], project: Path) -> None:
    async with Store.open(project, clock=now) as store:
        assert [store.newest(uri) for uri in ADDRESSES] == captures


async def test_a_ledger_built_anew_tells_the_same_captures(captures: list[Capture], project: Path) -> None:
    (project / ".footnotary" / "ledger.db").unlink()
    async with Store.open(project, clock=now) as store:
        assert [store.newest(uri) for uri in ADDRESSES] == captures


async def test_bodies_are_the_same_from_the_project_and_from_the_package(captures: list[Capture], project: Path) -> None:
    archive = ReplayArchive.open(project / "sources")
    async with Store.open(project, clock=now) as store:
        for capture in captures:
            assert archive.payload(capture) == store.payload(capture)
    assert decoded_body(archive, captures[ADDRESSES.index("http://a.example/")]) == b"<p>home"


async def test_what_was_not_recorded_is_not_in_the_archive(project: Path, captures: list[Capture]) -> None:
    (capture,) = await replayed(ReplayArchive.open(project / "sources"), "http://a.example/never")
    assert capture.outcome is FetchOutcome.NOT_IN_ARCHIVE
    assert capture.place is None


async def test_replay_does_not_wait_for_anyone(project: Path, captures: list[Capture]) -> None:
    waits: list[str] = []
    archive = ReplayArchive.open(project / "sources")
    started = asyncio.get_running_loop().time()
    slow = replace(SETTINGS, interval_s=30.0)
    async with replaying(archive, clock=now, settings=slow, on_wait=lambda host, reason, _: waits.append(reason)) as fetcher:
        for uri in ADDRESSES:
            await fetcher.fetch(uri)
    assert asyncio.get_running_loop().time() - started < 2
    assert set(waits) == {"looked up in the archive"}


async def test_replay_writes_nothing(project: Path, captures: list[Capture]) -> None:
    before = {path: path.read_bytes() for path in (project / "sources").rglob("*") if path.is_file()}
    await replayed(ReplayArchive.open(project / "sources"), *ADDRESSES, "http://a.example/never")
    assert {path: path.read_bytes() for path in (project / "sources").rglob("*") if path.is_file()} == before


async def test_the_newest_capture_not_after_the_date_answers(tmp_path: Path) -> None:
    answers = {("a.example", "/"): lambda count: Answer(body=b"version %d" % count)}
    moments = [datetime.datetime(2026, 3, day, tzinfo=datetime.UTC) for day in (1, 2, 3)]
    quiet = replace(SETTINGS, robots=False)
    for moment in moments:
        async with Store.open(tmp_path, clock=lambda moment=moment: moment) as store:
            if moment is moments[0]:
                web = LoopbackWeb(answers)
                await web.__aenter__()
            async with Fetcher(quiet, store, clock=lambda moment=moment: moment, guard=guarding(web)) as fetcher:
                await fetcher.fetch("http://a.example/")
    await web.__aexit__()
    for not_after, body in ((None, b"version 2"), (moments[1], b"version 1"), (moments[0], b"version 0")):
        archive = ReplayArchive.open(tmp_path / "sources", not_after=not_after)
        (capture,) = await replayed(archive, "http://a.example/")
        assert archive.payload(capture) == body
    before = ReplayArchive.open(tmp_path / "sources", not_after=moments[0] - datetime.timedelta(days=1))
    assert (await replayed(before, "http://a.example/"))[0].outcome is FetchOutcome.NOT_IN_ARCHIVE


async def test_two_pages_that_lead_to_one_each_keep_their_own_answer(tmp_path: Path) -> None:
    answers = {("a.example", f"/{name}"): redirect("http://b.example/c") for name in ("1", "2")}
    answers[("b.example", "/c")] = lambda count: Answer(body=b"answer %d" % count)  # type: ignore[assignment]
    web = LoopbackWeb(answers)
    uris = ("http://a.example/1", "http://a.example/2", "http://b.example/c")
    async with Store.open(tmp_path, clock=now) as store, web, Fetcher(SETTINGS, store, clock=now, guard=guarding(web)) as fetcher:
        seen = [await fetcher.fetch(uri) for uri in uris]
    archive = ReplayArchive.open(tmp_path / "sources")
    assert await replayed(archive, *uris) == seen
    assert [archive.payload(one) for one in seen] == [b"answer 0", b"answer 1", b"answer 2"]


async def test_an_archive_of_another_crawler_is_walked_address_by_address(tmp_path: Path) -> None:
    import gzip

    def record(uri: str, head: str, body: bytes) -> bytes:
        block = f"HTTP/1.1 {head}\r\n\r\n".encode() + body
        fields = f"WARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-01-02T03:04:05Z\r\n"
        return gzip.compress(
            f"WARC/1.0\r\n{fields}Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n".encode()
            + block
            + b"\r\n\r\n"
        )

    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        record("http://a.example/", "302 Found\r\nLocation: /x", b"")
        + record("http://a.example/x", "200 OK\r\nContent-Type: text/html", b"<p>x")
    )
    archive = ReplayArchive.open(path)
    (capture,) = await replayed(archive, "http://a.example")
    assert (capture.status, capture.final_uri, len(capture.redirects)) == (200, "http://a.example/x", 1)
    assert archive.payload(capture) == b"<p>x"


@pytest.mark.parametrize(
    ("status", "outcome"), [(600, "bad-response"), (777, "bad-response"), (999, "response"), (599, "response")]
)
async def test_a_status_that_ends_no_request_is_no_answer_live_and_replayed(status: int, outcome: str, tmp_path: Path) -> None:
    web = LoopbackWeb({("a.example", "/"): Answer(status=status, body=b"words")})
    quiet = replace(SETTINGS, robots=False, attempts=1)
    async with Store.open(tmp_path, clock=now) as store, web, Fetcher(quiet, store, clock=now, guard=guarding(web)) as fetcher:
        seen = await fetcher.fetch("http://a.example/")
    assert seen.outcome == outcome
    assert await replayed(ReplayArchive.open(tmp_path / "sources"), "http://a.example/") == [seen]


# Refuses every socket but the pair by which asyncio wakes itself, and every name lookup, in a process of its own.
SEALED = """
import asyncio, datetime, pathlib, socket, sys

def refuse(event, arguments):
    if event == "socket.__new__" and arguments[1] == socket.AF_UNIX:
        return
    if event.startswith("socket.") and event not in ("socket.__new__",) or event == "socket.__new__":
        raise RuntimeError(f"refused: {event} {arguments}")

sys.addaudithook(refuse)

from archive.fetch import replaying
from archive.replay import ReplayArchive

async def main():
    archive = ReplayArchive.open(pathlib.Path(sys.argv[1]))
    async with replaying(archive, clock=lambda: datetime.datetime.now(datetime.UTC)) as fetcher:
        for uri in sys.argv[2:]:
            print((await fetcher.fetch(uri)).outcome.value)

asyncio.run(main())
"""


def test_replay_opens_no_socket_and_looks_up_no_name(project: Path, captures: list[Capture]) -> None:
    command = [sys.executable, "-c", SEALED, str(project / "sources"), *ADDRESSES, "http://never.example/"]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == [*(one.outcome.value for one in captures), "not-in-archive"]


def test_the_seal_of_that_test_holds() -> None:
    probe = SEALED.split("from archive", maxsplit=1)[0] + "socket.getaddrinfo('localhost', 80)"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False).returncode == 1

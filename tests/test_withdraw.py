"""A body taken out of the archive: gone from every file, with a tombstone in its place, and nothing else lost on the way."""

from __future__ import annotations

import asyncio
import base64
import datetime
import hashlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.capture import Capture, FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.fixity import Tally, check_archive
from archive.replay import ReplayArchive
from archive.store import Store
from archive.wacz import pack
from archive.withdrawal import Archive
from citations.errors import InputError, ProjectError
from tests.loopback import Answer, LoopbackWeb
from tests.project import ALLOWED, footnotary_here, report_of, web_options, write_project
from tests.test_imports import DRAFT, PAGE, WORDS, bring, digest_of, note_of, page_record, write

NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)
REASON, BY = "Court order 12/26", "CD"
SECRET = b"<title>Home</title><p>Anna Berg lives at 4 Quay Street, and the door is never locked, the neighbours say.</p>"
TRACE = b"4 Quay Street"


def now() -> datetime.datetime:
    return NOW


def answered(uri: str, body: bytes, day: int = 0) -> Exchange:
    date = NOW + datetime.timedelta(days=day - 100)
    return Exchange(
        id=record_id_of(uri, date.isoformat()), capture_id=capture_id_of(uri, date), target_uri=uri, uri=uri, date=date,
        outcome=FetchOutcome.RESPONSE, status=200, reason="OK", payload_digest=digest_of(body), payload_bytes=len(body),
        headers=(("Content-Type", "text/html"), ("Content-Disposition", "attachment; filename=berg.html")),
        request_headers=(("Host", "a.example"),),
    )  # fmt: skip


async def fill(project: Path, bodies: dict[str, bytes], days: int = 2) -> None:
    """Two runs, so that the second file holds revisits to the first one's bodies."""
    for day in range(days):
        async with Store.open(project, clock=lambda day=day: NOW + datetime.timedelta(days=day)) as store:
            await asyncio.gather(*(store.record(answered(uri, body, day), body) for uri, body in bodies.items()))
            await store.keep("pages", f"p{day}", {"text": SECRET.decode()})


BODIES = {
    "http://a.example/home": SECRET,
    "http://mirror.example/home": SECRET,
    "http://a.example/other": b"<p>Something else",
    "http://b.example/": b"<p>Nothing of the kind",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    asyncio.run(fill(tmp_path / "project", BODIES))
    return tmp_path / "project"


def withdraw(project: Path, wanted: str = "http://a.example/home") -> Any:
    with Archive(project) as archive:
        return archive.withdraw(archive.choose(wanted), reason=REASON, by=BY, date=NOW)


def holding(project: Path, trace: bytes = TRACE) -> list[str]:
    """The files of a project that hold a trace, packed or not."""
    found = []
    for path in sorted(project.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            if path.suffix == ".gz":
                body += subprocess.run(["gzip", "-dc", path], capture_output=True, check=True).stdout
            found += [path.name] if trace in body else []
    return found


def captures(project: Path) -> dict[str, tuple[Capture, ...]]:
    archive = ReplayArchive.open(project / "sources")
    return {uri: archive.captures(uri) for uri in archive.uris()}


def faults(project: Path) -> list[str]:
    return [f"{one.kind}: {one.what}" for one in check_archive(project / "sources", Tally())]


@pytest.mark.parametrize(
    "wanted",
    ["http://a.example/home", capture_id_of("http://a.example/home", NOW - datetime.timedelta(days=99)), digest_of(SECRET)],
)
def test_the_body_leaves_every_file_and_every_other_one_stays(project: Path, wanted: str) -> None:
    before = captures(project)
    done = withdraw(project, wanted)
    assert holding(project) == []
    assert faults(project) == []
    assert (len(done.files), done.records) == (2, 4)
    after = captures(project)
    assert after.keys() == before.keys()
    archive = ReplayArchive.open(project / "sources")
    for uri, body in BODIES.items():
        if body != SECRET:
            assert [replace(one, place=None) for one in after[uri]] == [replace(one, place=None) for one in before[uri]]
            assert {archive.payload(one) for one in after[uri]} == {body}


def test_a_withdrawn_capture_keeps_its_facts_and_says_who_when_and_why(project: Path) -> None:
    before = captures(project)["http://a.example/home"]
    withdraw(project)
    after = captures(project)["http://a.example/home"]
    words = f"by {BY} on 2026-03-14: {REASON}"
    assert [one.withdrawn for one in after] == [words, words]
    assert [replace(one, place=None, withdrawn=None) for one in after] == [replace(one, place=None) for one in before]
    assert b"berg.html" not in b"".join(path.read_bytes() for path in (project / "sources").glob("*.gz"))


def test_store_and_a_rebuilt_ledger_tell_the_same_of_a_withdrawn_capture(project: Path) -> None:
    withdraw(project)

    async def told() -> list[tuple[Capture, bytes]]:
        async with Store.open(project, clock=now) as store:
            assert store.notices == ()
            return [(one, store.payload(one)) for uri in BODIES for one in store.captures(uri)]

    first = asyncio.run(told())
    (project / ".footnotary" / "ledger.db").unlink()

    async def rebuilt() -> list[tuple[Capture, bytes]]:
        async with Store.open(project, clock=now) as store:
            return [(one, store.payload(one)) for uri in BODIES for one in store.captures(uri)]

    assert asyncio.run(rebuilt()) == first
    assert {body for one, body in first if one.withdrawn} == {b""}


def test_a_withdrawn_body_is_not_taken_in_again(project: Path) -> None:
    withdraw(project)
    asyncio.run(fill(project, {"http://third.example/": SECRET}, days=1))
    for path in (project / ".footnotary").glob("ledger.db*"):
        path.unlink()  # the page that this test keeps in it
    assert holding(project) == []
    assert captures(project)["http://third.example/"][0].withdrawn
    assert faults(project) == []


def test_a_package_made_later_holds_no_trace_of_it(project: Path, tmp_path: Path) -> None:
    withdraw(project)
    package = pack(project / "sources", tmp_path / "out" / "a.wacz", title="t", created=NOW, software="s")
    assert TRACE not in b"".join(path.read_bytes() for path in package.parent.iterdir())
    assert [one.withdrawn is not None for one in ReplayArchive.open(package).captures("http://a.example/home")] == [True, True]
    assert list(check_archive(package, Tally())) == []


def test_withdrawing_twice_changes_nothing_more(project: Path) -> None:
    withdraw(project)
    before = {path.name: path.read_bytes() for path in (project / "sources").iterdir()}
    assert withdraw(project).records == 0
    assert {path.name: path.read_bytes() for path in (project / "sources").iterdir()} == before


def test_files_of_other_writers_lose_the_body_too(project: Path) -> None:
    foreign = page_record("http://a.example/plain", SECRET) + page_record("http://a.example/kept", b"<p>kept")
    lines = [line for line in foreign.split(b"\r\n") if not line.startswith(b"Footnotary-")]
    write(project / "sources", "crawl.warc", b"\r\n".join(lines))
    withdraw(project, "http://a.example/plain")
    assert holding(project) == []
    assert faults(project) == []
    archive = ReplayArchive.open(project / "sources")
    assert archive.payload(archive.captures("http://a.example/kept")[0]) == b"<p>kept"
    assert archive.captures("http://a.example/plain")[0].withdrawn


def test_a_damaged_record_of_the_address_goes_and_one_of_another_stays(project: Path) -> None:
    path = write(
        project / "sources", "crawl.warc", page_record("http://a.example/home", SECRET + b"!").replace(b"lives", b"livES")
    )
    other = page_record("http://b.example/x", b"<p>other").replace(b"other", b"OTHER")
    path.write_bytes(path.read_bytes() + other)
    withdraw(project)
    assert holding(project) == []
    assert holding(project, b"OTHER") == ["crawl.warc"]


def test_what_was_put_aside_goes_with_the_body(project: Path) -> None:
    (project / ".footnotary" / "ledger.db.aside").write_bytes(SECRET)
    torn = project / "sources" / "torn"
    torn.mkdir()
    write(torn, "a.0", page_record("http://a.example/home", SECRET)[:-20])
    write(torn, "b.0", page_record("http://b.example/", b"<p>Nothing of the kind")[:-20])
    notices = withdraw(project).notices
    assert holding(project) == []
    assert [path.name for path in torn.iterdir()] == ["b.0"]
    assert len(notices) == 2


def test_what_names_nothing_is_refused_and_nothing_changes(project: Path) -> None:
    before = {path.name: path.read_bytes() for path in (project / "sources").iterdir()}
    for wanted in ("http://nowhere.example/", "0" * 16, "0" * 64, ""):
        with pytest.raises(InputError, match="nothing to withdraw"):
            withdraw(project, wanted)
    assert {path.name: path.read_bytes() for path in (project / "sources").iterdir()} == before


def test_a_withdrawal_waits_for_no_run_that_holds_the_project(project: Path) -> None:
    with Archive(project), pytest.raises(ProjectError, match="another run"):
        withdraw(project)


def killed(act: Callable[[], object], after_s: float) -> bool:
    """Run `act` in a child that is killed after a while; return whether it was."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_withdrawal_killed_at_any_moment_loses_nothing_and_can_be_made_again(tmp_path: Path) -> None:
    chance = random.Random(5)
    project = tmp_path / "project"
    many = {
        f"http://a.example/{number}": b"<p>page %d " % number * 50
        for number in range(int(os.environ.get("KILL_ROUNDS", "10")) + 5)
    }
    asyncio.run(fill(project, many | BODIES))
    begun = time.monotonic()
    cuts = 0
    for number in range(int(os.environ.get("KILL_ROUNDS", "10"))):
        uri = f"http://a.example/{number}"
        cuts += killed(lambda uri=uri: withdraw(project, uri), chance.uniform(0.005, 0.09))
        archive = ReplayArchive.open(project / "sources")
        for other, body in many.items():
            told = {(one.withdrawn is None, archive.payload(one)) for one in archive.captures(other)}
            assert len(archive.captures(other)) == 2
            assert told <= {(True, body), (False, b"")}, other
        withdraw(project, uri)
        archive = ReplayArchive.open(project / "sources")
        assert all(one.withdrawn for one in archive.captures(uri))
        assert faults(project) == []
        assert not list((project / "sources").glob(".*"))
    assert cuts, f"none of the rounds was cut in {time.monotonic() - begun:.1f} s"


# The command, and the report after it.


def verified(project: Path, *words: str, body: bytes = PAGE) -> list[str]:
    """Verify the draft on the web; return the addresses that were asked for."""
    with LoopbackWeb({("post.example", "/leased"): Answer(body=body)}).in_thread() as web:
        footnotary_here("verify", "briefing.md", "--yes", *words, *ALLOWED, *web_options(web), cwd=project)
        return [seen.path for seen in web.requests if seen.host == "post.example"]


def test_the_report_says_withdrawn_and_the_address_is_not_asked_again(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", DRAFT)
    verified(project)
    (project / "packages").mkdir()
    pack(project / "sources", project / "packages" / "old.wacz", title="t", created=NOW, software="s")
    sent = footnotary_here("sources", "pack", "briefing.md", "--out", tmp_path / "sent.wacz", cwd=project)
    assert sent.returncode == 0, sent.stderr
    asked = footnotary_here("sources", "withdraw", "http://post.example/leased", "--reason", REASON, "--by", BY, cwd=project)
    assert (asked.returncode, "--yes" in asked.stderr) == (2, True)
    run = footnotary_here(
        "sources", "withdraw", "http://post.example/leased", "--reason", REASON, "--by", BY, "--yes", cwd=project
    )
    assert run.returncode == 0, run.stderr
    assert "old.wacz" in run.stderr
    assert "sent.wacz" in run.stderr
    assert "briefing.md" in run.stderr
    trace = WORDS[40:100].encode()
    (project / "packages" / "old.wacz").unlink()
    assert not (project / ".footnotary" / "reports" / "briefing.json").exists()  # it quoted the page
    assert all("copies" not in str(path) for path in project.rglob("*.html") if trace in path.read_bytes())
    for words in ((), ("--offline",)):
        assert verified(project, *words) == []
        note = note_of(report_of(project), "1")
        link = next(one for one in note["findings"] if one["rule"] == "link")
        assert (link["status"], link["defect"]) == ("NOT-CHECKED", "withdrawn")
        assert f"by {BY} on " in link["message"]
        assert REASON in link["message"]
        assert holding(project, trace) == []


def test_an_attached_document_that_was_withdrawn_is_not_read_and_not_taken_in_again(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", DRAFT)
    path = write(tmp_path, "saved.html", PAGE)
    bring(path, project)
    run = footnotary_here("sources", "withdraw", digest_of(PAGE), "--reason", REASON, "--by", BY, "--yes", "--json", cwd=project)
    assert run.returncode == 0, run.stderr
    again = bring(path, project)
    assert (again.returncode, REASON in again.stderr) == (2, True)
    assert holding(project, WORDS[40:100].encode()) == []


@pytest.mark.parametrize(("reason", "by"), [("", BY), (" \n", BY), ("x" * 501, BY), (REASON, "C D"), (REASON, "")])
def test_a_reason_and_initials_are_asked_for(project: Path, reason: str, by: str) -> None:
    run = footnotary_here("sources", "withdraw", "http://a.example/home", "--reason", reason, "--by", by, "--yes", cwd=project)
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert holding(project)


def test_a_revisit_of_another_writer_loses_the_body_that_it_names_otherwise(project: Path) -> None:
    sha1 = "sha1:" + base64.b32encode(hashlib.sha1(SECRET + b"2", usedforsecurity=False).digest()).decode()
    record = page_record("http://a.example/sha1", SECRET + b"2").replace(digest_of(SECRET + b"2").encode(), sha1.encode(), 1)
    body = b"\r\n".join(line for line in record.split(b"\r\n") if not line.startswith((b"Footnotary-", b"WARC-Block")))
    revisit = (
        b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:0f7c3a1e-0000-5000-8000-00000000000a>\r\n"
        b"WARC-Date: 2026-03-15T00:00:00Z\r\nWARC-Target-URI: http://a.example/sha1\r\nWARC-Payload-Digest: " + sha1.encode()
        + b"\r\nWARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n"
        b"WARC-Refers-To-Target-URI: http://a.example/sha1\r\nWARC-Refers-To-Date: 2026-03-14T00:00:00Z\r\n"
        b"Content-Type: application/http;msgtype=response\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"
    )  # fmt: skip
    write(project / "sources", "crawl.warc", body + revisit)
    withdraw(project, "http://a.example/sha1")
    assert faults(project) == []
    told = captures(project)["http://a.example/sha1"]
    assert [(one.withdrawn is not None, one.payload_digest) for one in told] == [(True, digest_of(SECRET + b"2"))] * 2


def test_a_body_that_was_withdrawn_from_an_imported_archive_is_not_taken_in_by_a_run(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", DRAFT)
    bring(write(tmp_path, "crawl.warc", page_record("http://post.example/leased", PAGE)), project)
    withdraw(project, digest_of(PAGE))
    verified(project)
    trace = WORDS[40:100].encode()
    assert holding(project, trace) == []
    link = next(one for one in note_of(report_of(project), "1")["findings"] if one["rule"] == "link")
    assert link["defect"] == "withdrawn"


def test_tombstones_of_another_project_make_nothing_be_refused_here(project: Path, tmp_path: Path) -> None:
    withdraw(project)
    (warc, *_) = sorted((project / "sources").glob("*.gz"))
    other = write_project(tmp_path / "other", DRAFT)
    run = bring(write(tmp_path, "theirs.warc.gz", warc.read_bytes()), other, "--address", "http://b.example/")
    assert run.returncode == 0, run.stderr

    async def kept() -> bytes:
        async with Store.open(other, clock=now) as store:
            await store.record(answered("http://c.example/", SECRET), SECRET)
            return store.payload(store.captures("http://c.example/")[0])

    assert asyncio.run(kept()) == SECRET


def test_what_a_killed_import_left_half_written_goes_too(project: Path) -> None:
    write(project / "sources", ".imported-0123456789abcdef-crawl.warc.gz.part", SECRET)
    withdraw(project)
    assert holding(project) == []

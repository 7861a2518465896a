"""Disks that are full, folders that cannot be written to, ledgers that are locked, clocks that jump.

Each is said in one line, nothing is corrupt after it, and the next run goes on. Full disks are real file systems of a
megabyte where this user may mount one, else a limit on the size of files.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import errno
import hashlib
import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.replay import ReplayArchive
from archive.store import Store
from citations.errors import ProjectError

ROOT = Path(__file__).parent.parent
NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)
NOBODY = 65534
BODY_BYTES = 40_000


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def answered(uri: str, body: bytes, date: datetime.datetime = NOW) -> Exchange:
    return Exchange(
        id=record_id_of(uri, date.isoformat()), capture_id=capture_id_of(uri, date), target_uri=uri, uri=uri, date=date,
        outcome=FetchOutcome.RESPONSE, status=200, payload_digest=f"sha256:{hashlib.sha256(body).hexdigest()}",
        payload_bytes=len(body), headers=(("Content-Type", "text/html"),), request_headers=(("Host", "a.example"),),
    )  # fmt: skip


def body_of(number: int) -> bytes:
    return hashlib.shake_128(b"%d" % number).digest(BODY_BYTES)


async def record(store: Store, number: int) -> int:
    await store.record(answered(f"http://a.example/{number}", body_of(number)), body_of(number))
    return number


async def recorded_until_refused(store: Store, numbers: Iterator[int], at_once: int = 4) -> tuple[list[int], list[ProjectError]]:
    """Record in groups until one is refused; return what was recorded, and the refusals of the last group."""
    kept: list[int] = []
    while True:
        group = [next(numbers) for _ in range(at_once)]
        ended = await asyncio.gather(*(record(store, number) for number in group), return_exceptions=True)
        kept += [one for one in ended if isinstance(one, int)]
        if refused := [one for one in ended if isinstance(one, BaseException)]:
            assert all(isinstance(one, ProjectError) for one in refused), refused
            return kept, [one for one in refused if isinstance(one, ProjectError)]


def check(store: Store, numbers: list[int]) -> None:
    """Every number recorded is readable; the store and a reader of its files alone say the same."""
    for number in numbers:
        (capture,) = store.captures(f"http://a.example/{number}")
        assert store.payload(capture) == body_of(number)
    for path in store.sources.glob("*.warc.gz"):
        assert subprocess.run(["gzip", "-t", str(path)], check=False).returncode == 0, path
    alone = store.as_archive()
    assert alone.notices == ()
    assert set(alone.uris()) == set(store.uris())


@contextlib.contextmanager
def little_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A file system of its own on `folder`; skips where this user may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a file system; the test with a limit on the size of files runs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, *, leave: int = 0) -> Path:
    """Take what room is left on a disk, but for `leave` bytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    os.truncate(filler, max(0, filler.stat().st_size - leave))
    return filler


@pytest.mark.parametrize("full", [".", "sources", ".footnotary"])
async def test_a_disk_that_is_full_in_the_middle_of_a_run_loses_nothing_and_the_run_may_go_on(full: str, tmp_path: Path) -> None:
    numbers = itertools.count()
    with little_disk(tmp_path / full) as disk:
        async with Store.open(tmp_path, clock=now) as store:
            kept = [await record(store, next(numbers)) for _ in range(3)]
            filler = fill(disk, leave=50_000)
            more, refused = await recorded_until_refused(store, numbers)
            assert all("free the disk" in str(one) for one in refused)
            kept += more
            check(store, kept)
            filler.unlink()
            kept += [await record(store, next(numbers)) for _ in range(3)]
            check(store, kept)
        async with Store.open(tmp_path, clock=now) as store:
            assert store.notices == ()
            check(store, kept)
            await record(store, next(numbers))


@pytest.mark.parametrize("full", [".", "sources", ".footnotary"])
async def test_a_project_on_a_full_disk_is_refused_in_one_line_or_opened_and_made_whole_later(full: str, tmp_path: Path) -> None:
    with little_disk(tmp_path / full) as disk:
        async with Store.open(tmp_path, clock=now) as store:
            await record(store, 1)
            (warc,) = store.sources.glob("*.warc.gz")
        with warc.open("ab") as file:
            file.write(b"\x1f\x8b\x08\0torn" * 1000)
        filler = fill(disk)
        with contextlib.suppress(ProjectError):
            async with Store.open(tmp_path, clock=now) as store:
                check(store, [1])
        filler.unlink()
        async with Store.open(tmp_path, clock=now) as store:
            check(store, [1])
            assert await record(store, 2) == 2
        assert [path.read_bytes() for path in (tmp_path / "sources" / "torn").iterdir()] == [b"\x1f\x8b\x08\0torn" * 1000]


LIMITED = """
import asyncio, itertools, pathlib, resource, signal, sys
sys.path.insert(0, sys.argv[2])
import test_disk as t
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
async def main(project):
    numbers = itertools.count()
    async with t.Store.open(project, clock=t.now) as store:
        kept = [await t.record(store, next(numbers)) for _ in range(3)]
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
        more, refused = await t.recorded_until_refused(store, numbers)
        t.check(store, kept + more)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        kept += more + [await t.record(store, next(numbers)) for _ in range(3)]
    async with t.Store.open(project, clock=t.now) as store:
        t.check(store, kept)
        assert store.notices == (), store.notices
    print(len(more), refused[0])
asyncio.run(main(pathlib.Path(sys.argv[1])))
"""


def in_process(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words), str(ROOT / "tests")],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_file_that_may_not_grow_is_a_refusal_and_nothing_half_written_stays(tmp_path: Path) -> None:
    ended = in_process(LIMITED, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "the archive cannot be written (File too large)" in ended.stdout


async def test_a_cut_that_fails_too_leaves_the_rest_to_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def full(fd: int, data: bytes) -> int:
        if len(data) > 100:
            return real(fd, data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    def failing(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    async with Store.open(tmp_path, clock=now) as store:
        await record(store, 1)
        with monkeypatch.context() as patch:
            patch.setattr("archive.segment.os.write", full)
            patch.setattr("archive.segment.os.ftruncate", failing)
            with pytest.raises(ProjectError, match="No space left"):
                await record(store, 2)
        await record(store, 3)
    async with Store.open(tmp_path, clock=now) as store:
        assert any("put aside" in notice for notice in store.notices)
        check(store, [1, 3])


async def test_a_group_that_fails_after_a_file_grew_full_is_taken_back_from_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.segment.MAX_SEGMENT_BYTES", 100_000)
    async with Store.open(tmp_path, clock=now) as store:
        await record(store, 1)
        with monkeypatch.context() as patch:
            patch.setattr(store._ledger, "add", lambda *_: (_ for _ in ()).throw(ProjectError("the ledger is full")))
            ended = await asyncio.gather(*(record(store, number) for number in (2, 3, 4, 5)), return_exceptions=True)
            assert all(isinstance(one, ProjectError) for one in ended)
        check(store, [1])
        await record(store, 2)
    async with Store.open(tmp_path, clock=now) as store:
        assert store.notices == ()
        check(store, [1, 2])


READ_ONLY = """
import asyncio, contextlib, os, pathlib, sys
sys.path.insert(0, sys.argv[2])
import sqlite_utils, sqlite3, test_disk as t
from citations.errors import ProjectError
async def main(project):
    try:
        async with t.Store.open(project, clock=t.now) as store:
            await t.record(store, 2)
    except ProjectError as error:
        print(error)
if os.getuid() == 0:
    os.setgroups([]); os.setgid(t.NOBODY); os.setuid(t.NOBODY)
asyncio.run(main(pathlib.Path(sys.argv[1])))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="footnotary-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("closed", [".", "sources", ".footnotary", ".footnotary/lock", ".footnotary/ledger.db"])
async def test_what_may_only_be_read_is_named_in_one_line_and_not_harmed(closed: str, open_folder: Path) -> None:
    project = open_folder / "project"
    async with Store.open(project, clock=now) as store:
        await record(store, 1)
    everything = [project, *project.rglob("*")]
    for path in everything:
        path.chmod(0o777 if path.is_dir() else 0o666)
    shut = everything if closed == "." else [project / closed]
    for path in shut:
        path.chmod(0o555 if path.is_dir() else 0o444)
    ended = in_process(READ_ONLY, project)
    for path in shut:
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert ended.returncode == 0, ended.stderr
    assert str(project) in ended.stdout
    assert "free the" in ended.stdout or "can be written to" in ended.stdout
    assert len(ended.stdout.splitlines()) == 1
    async with Store.open(project, clock=now) as store:
        check(store, [1])
        assert store.notices == ()
        await record(store, 2)


async def test_a_folder_in_the_ledger_s_place_is_put_aside_with_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / ".footnotary" / "ledger.db").mkdir(parents=True)
    (tmp_path / ".footnotary" / "ledger.db" / "kept").write_text("a user's")
    async with Store.open(tmp_path, clock=now) as store:
        await record(store, 1)
        assert ["ledger.db.aside" in notice for notice in store.notices] == [True]
    assert (tmp_path / ".footnotary" / "ledger.db.aside" / "kept").read_text() == "a user's"


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProjectError, match="can be written to"):
        Store.open(tmp_path / "file", clock=now)


async def test_a_reader_of_the_ledger_does_not_stop_the_writer(tmp_path: Path) -> None:
    async with Store.open(tmp_path, clock=now) as store:
        await record(store, 1)
        with contextlib.closing(sqlite3.connect(tmp_path / ".footnotary" / "ledger.db")) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM captures").fetchone() == (1,)
            for number in range(2, 40):
                await record(store, number)
            assert reader.execute("SELECT count(*) FROM captures").fetchone() == (1,)
        check(store, list(range(1, 40)))
    async with Store.open(tmp_path, clock=now) as store:
        assert store.notices == ()
        check(store, list(range(1, 40)))


async def test_a_ledger_that_somebody_else_writes_to_is_a_refusal_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.schema.PATIENCE", "PRAGMA busy_timeout = 50")
    async with Store.open(tmp_path, clock=now) as store:
        await record(store, 1)
        with contextlib.closing(sqlite3.connect(tmp_path / ".footnotary" / "ledger.db", isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            with pytest.raises(ProjectError, match="locked"):
                await record(store, 2)
            writer.execute("ROLLBACK")
        await record(store, 3)
        check(store, [1, 3])
    async with Store.open(tmp_path, clock=now) as store:
        assert store.notices == ()
        check(store, [1, 3])


JUMPS = (0, 400, -4000, 3, 20_000, -20_000, 0, 0)  # days, from one look at the clock to the next


async def test_a_clock_that_jumps_within_a_run_and_between_runs_breaks_nothing(tmp_path: Path) -> None:
    ticks = itertools.cycle(JUMPS)

    def clock() -> datetime.datetime:
        return NOW + datetime.timedelta(days=next(ticks))

    moments = []
    for run in range(3):
        async with Store.open(tmp_path, clock=clock) as store:
            assert store.notices == ()
            for number in range(5):
                moment = clock() + datetime.timedelta(seconds=run * 10 + number)
                moments.append(moment)
                body = b"words %d %d" % (run, number)
                await store.record(answered("http://a.example/", body, moment), body)
    async with Store.open(tmp_path, clock=clock) as store:
        found = store.captures("http://a.example/")
        assert [one.date for one in found] == sorted(moments, reverse=True)
        assert len({store.payload(one) for one in found}) == 15
        assert len(list(store.sources.glob("*.warc.gz"))) == 3
    assert len(ReplayArchive.open(tmp_path / "sources").captures("http://a.example/")) == 15


async def test_a_clock_that_stands_still_gives_each_run_its_own_file(tmp_path: Path) -> None:
    for number in range(3):
        async with Store.open(tmp_path, clock=lambda: NOW) as store:
            await record(store, number)
    async with Store.open(tmp_path, clock=lambda: NOW) as store:
        check(store, [0, 1, 2])
        assert len(list(store.sources.glob("*.warc.gz"))) == 3

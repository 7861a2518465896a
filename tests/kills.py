"""Processes that are killed with signal 9, again and again, and what is found after each: run by `tests.test_kills`.

`kills.py writer FOLDER ROUNDS SEED` kills at random moments; `kills.py recovery FOLDER` and `kills.py pack FOLDER` kill at
every line that runs. Each prints one JSON object, or ends with the assertion that failed. Forks, so that a kill is cheap.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import hashlib
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import archive.recovery
import archive.wacz
from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.store import Store

KILLS_A_PROJECT = 10  # an archive that grows would make the later kills slow
LONGEST_LIFE_S = 0.03
NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def body_of(number: int) -> bytes:
    return b"words %d " % number * (number % 100)


def exchange_of(number: int) -> Exchange:
    uri, body = f"http://a.example/{number}", body_of(number)
    return Exchange(
        id=record_id_of(uri), capture_id=capture_id_of(uri, NOW), target_uri=uri, uri=uri, date=NOW, outcome=FetchOutcome.RESPONSE,
        status=200, payload_digest=f"sha256:{hashlib.sha256(body).hexdigest()}", payload_bytes=len(body),
        headers=(("Content-Type", "text/html"),), request_headers=(("Host", "a.example"),),
    )  # fmt: skip


async def write(project: Path, numbers: Iterator[int], tell: Callable[[int], object], *, at_once: int = 20) -> None:
    """Record until there are no more numbers, and tell each one that is on the disk."""

    async def one(store: Store, number: int) -> None:
        await store.record(exchange_of(number), body_of(number))
        tell(number)

    async with Store.open(project, clock=now) as store:
        while group := [number for number, _ in zip(numbers, range(at_once), strict=False)]:
            await asyncio.gather(*(one(store, number) for number in group))


def write_until_killed(project: Path, numbers: Iterator[int], pipe: int) -> None:
    asyncio.run(write(project, numbers, lambda one: os.write(pipe, b"%d\n" % one)))


async def look(project: Path, told: list[int]) -> tuple[int, tuple[str, ...]]:
    """Return how many captures there are and what opening said; every one that was told must be readable."""
    async with Store.open(project, clock=now) as store:
        for number in told:
            found = store.captures(f"http://a.example/{number}")
            assert len(found) == 1, f"{len(found)} captures of {number}"
            assert store.payload(found[0]) == body_of(number), number
        return len(store.uris()), store.notices


@contextlib.contextmanager
def child(act: Callable[[int], object]) -> Iterator[tuple[int, int]]:
    """Fork a process that does `act(pipe)`; give its id and the pipe's other end, and reap it."""
    read, pipe = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read)
        act(pipe)
        os._exit(0)
    os.close(pipe)
    try:
        yield process, read
    finally:
        os.waitpid(process, 0)
        os.close(read)


def all_of(read: int) -> list[int]:
    with os.fdopen(os.dup(read)) as pipe:
        return [int(line) for line in pipe.read().split()]


def kill_writers(folder: Path, rounds: int, seed: int) -> dict[str, Any]:
    """Kill a writer at random moments. Half of the time the next writer, not a reader, finds what the last one left."""
    chance = random.Random(seed)
    count = {"kills": 0, "told": 0, "kept": 0, "adopted": 0, "torn": 0}
    for part in range(0, rounds, KILLS_A_PROJECT):
        project, told = folder / str(part), []
        for kill in range(part, min(part + KILLS_A_PROJECT, rounds)):
            numbers = iter(range(kill * 100_000, (kill + 1) * 100_000))
            with child(partial(write_until_killed, project, numbers)) as (process, read):
                if chance.random() < 0.5:
                    select.select([read], [], [], 5.0)  # the first word: from here on it writes
                time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
                os.kill(process, signal.SIGKILL)
                news = all_of(read)
            told += news
            count["kills"] += 1
            if chance.random() < 0.5:
                _, notices = asyncio.run(look(project, news))
                count["adopted"] += any("taken over" in one for one in notices)
        kept, _ = asyncio.run(look(project, told))
        _, notices = asyncio.run(look(project, []))
        assert notices == (), notices
        count["told"] += len(told)
        count["kept"] += kept
        count["torn"] += len(list((project / "sources").glob("torn/*")))
    return count


def dies_at(line: int, *modules: Any) -> Callable[[FrameType, str, object], Any]:
    """Return a trace function that kills the process at the n-th line that runs in `modules`."""
    files = {module.__file__ for module in modules}
    left = line

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def killed_at_every_line(prepare: Callable[[], None], act: Callable[[], object], check: Callable[[], None], *modules: Any) -> int:
    """Kill `act` at each line of `modules` in turn, until it lives to its end; return how often it was killed."""
    kills = 0
    while True:
        prepare()

        def run(pipe: int, line: int = kills + 1) -> None:
            sys.settrace(dies_at(line, *modules))
            act()
            sys.settrace(None)
            os.write(pipe, b"1\n")

        with child(run) as (_, read):
            lived = bool(all_of(read))
        check()
        if lived:
            return kills
        kills += 1


def kill_recovery(folder: Path) -> dict[str, Any]:
    """Kill the opening of a project with records to adopt and a torn tail, at every line of the recovery."""
    model, project = folder / "model", folder / "project"
    asyncio.run(write(model, iter(range(1, 3)), lambda _: None))
    before = (model / ".footnotary" / "ledger.db").read_bytes()
    asyncio.run(write(model, iter(range(3, 6)), lambda _: None))
    (model / ".footnotary" / "ledger.db").write_bytes(before)  # it has not heard of the second file
    torn = max((model / "sources").glob("*.warc.gz"))
    torn.write_bytes(torn.read_bytes() + b"\x1f\x8b\x08\x00torn")

    def prepare() -> None:
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(model, project)

    def check() -> None:
        kept, _ = asyncio.run(look(project, [1, 2, 3, 4, 5]))
        assert kept == 5, kept
        assert [path.read_bytes() for path in (project / "sources" / "torn").iterdir()] == [b"\x1f\x8b\x08\x00torn"]

    def act() -> None:
        asyncio.run(look(project, []))

    return {"kills": killed_at_every_line(prepare, act, check, archive.recovery)}


def kill_packing(folder: Path) -> dict[str, Any]:
    """Kill `pack` over an older package at every line; the package is the old one or the new one, and sources stay."""
    asyncio.run(write(folder, iter(range(1, 4)), lambda _: None))
    sources, package = folder / "sources", folder / "sources.wacz"
    before = {path.name: path.read_bytes() for path in sources.iterdir()}

    def pack() -> None:
        archive.wacz.pack(sources, package, title="t", created=NOW, software="footnotary")

    pack()
    new = package.read_bytes()

    def check() -> None:
        assert package.read_bytes() in (b"old", new)
        assert {path.name: path.read_bytes() for path in sources.iterdir()} == before
        pack()
        assert package.read_bytes() == new
        assert not list(folder.glob("*.part"))

    kills = killed_at_every_line(lambda: [package.write_bytes(b"old"), None][1], pack, check, archive.wacz)
    return {"kills": kills}


if __name__ == "__main__":
    command, place = sys.argv[1], Path(sys.argv[2])
    if command == "writer":
        said = kill_writers(place, int(sys.argv[3]), int(sys.argv[4]))
    else:
        said = {"recovery": kill_recovery, "pack": kill_packing}[command](place)
    print(json.dumps(said))

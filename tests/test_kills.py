"""Killed with signal 9 at any moment: what was recorded is there, what was half done is finished or undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.loopback import Answer, LoopbackWeb

ROOT = Path(__file__).parent.parent
ROUNDS = int(os.environ.get("KILL_ROUNDS", "200"))


def kills(*words: object) -> dict[str, Any]:
    """Run `tests/kills.py`, and return what it counted."""
    command = [sys.executable, str(ROOT / "tests" / "kills.py"), *map(str, words)]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    counted: dict[str, Any] = json.loads(ended.stdout)
    return counted


def test_a_writer_killed_at_random_moments_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    seed = int(os.environ.get("KILL_SEED", str(time.time_ns() % 1_000_000)))
    print(f"KILL_SEED={seed} gives these moments again")
    counted = kills("writer", tmp_path, ROUNDS, seed)
    assert counted["kills"] == ROUNDS
    assert counted["kept"] >= counted["told"] > ROUNDS
    assert counted["adopted"], "no kill fell between the file and the ledger: the moments tell nothing"


def test_an_opening_killed_at_every_line_of_the_recovery_is_finished_by_the_next(tmp_path: Path) -> None:
    assert kills("recovery", tmp_path)["kills"] > 50


def test_packing_killed_at_every_line_leaves_the_old_package_or_the_new_one(tmp_path: Path) -> None:
    assert kills("pack", tmp_path)["kills"] > 50


FETCHER = """
import asyncio, datetime, os, pathlib, random, signal, sys, time
from archive.capture import is_due
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard, parse_network, parse_resolve
from archive.store import Store

project, port, chance = pathlib.Path(sys.argv[1]), sys.argv[2], random.Random(5)
uris = [f"http://h{n % 7}.example/{n}" for n in range(40)]
now = lambda: datetime.datetime.now(datetime.UTC)
guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=(parse_resolve(f"*:80:127.0.0.1:{port}"),))

async def fetch():
    async with Store.open(project, clock=now) as store:
        async with Fetcher(FetchSettings(interval_s=0.0, robots=False), store, clock=now, guard=guard) as fetcher:
            await asyncio.gather(*(fetcher.fetch(uri) for uri in uris if is_due(store.newest(uri), now())))

async def missing():
    async with Store.open(project, clock=now) as store:
        assert all(len(store.captures(uri)) <= 1 for uri in uris)
        return sum(store.newest(uri) is None for uri in uris)

kills = 0
while True:
    child = os.fork()
    if child == 0:
        asyncio.run(fetch())
        os._exit(0)
    time.sleep(chance.uniform(0.02, 0.1) * (1 + kills / 20))  # a slow machine gets on too
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    kills += 1
    if not asyncio.run(missing()):
        break
asyncio.run(fetch())
print(kills)
"""


def test_a_run_killed_again_and_again_ends_with_every_page_and_asks_for_none_that_it_had(tmp_path: Path) -> None:
    answers = {(f"h{n % 7}.example", f"/{n}"): Answer(body=b"page %d" % n, delay_s=0.04) for n in range(40)}
    with LoopbackWeb(answers).in_thread() as web:
        command = [sys.executable, "-c", FETCHER, str(tmp_path / "project"), str(web.port)]
        ended = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=30,
        )
    assert ended.returncode == 0, ended.stderr
    kills = int(ended.stdout)
    assert kills > 2
    assert len(web.requests) <= 40 + 7 * kills, "only what was under way at a kill, one a host, is asked again"

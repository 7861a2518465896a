"""Fetching and archiving against other tools: one list of addresses, one server, each tool as its users start it.

Each round is a process of its own, start-up counted: CPU seconds are user and system of it and its children (wait4).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import bench_web

ROOT = Path(__file__).parent.parent
SETTINGS = "[fetch]\ninterval_s = 0.0\nrobots = false\nconcurrency = {concurrency}\n"
LINKCHECKER = "[checking]\nmaxrequestspersecond=1000000\nthreads=10\n"
LIMIT_S = 300
MEGABYTE = 1 << 20
# What a developer's machine may say of Python, and a user's does not: each tool runs as its users start it.
NOT_THE_USERS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
INSTALL = {
    "nginx": "apt install nginx-light",
    "wget": "apt install wget",
    "linkchecker": "apt install linkchecker",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """Medians of some rounds of one tool: addresses, CPU and wall seconds, and the most memory of any round in bytes."""

    addresses: int
    cpu_s: float
    wall_s: float
    memory_bytes: int
    rounds: int

    @property
    def a_cpu_second(self) -> float:
        return self.addresses / self.cpu_s

    @property
    def a_second(self) -> float:
        return self.addresses / self.wall_s


def environment() -> dict[str, str]:
    """Return the environment of a tool that is measured."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_THE_USERS}
    return {**kept, "PYTHONPATH": str(ROOT)}


def missing(*programs: str) -> list[str]:
    """Return the programs that are not installed, each with how to install it."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"
    return [f"{one} is not installed ({INSTALL[one]})" for one in programs if not shutil.which(one, path=path)]


def measured(start: Callable[[Path], tuple[Sequence[str], Path | None]], count: int, rounds: int) -> Measure:
    """Run a command in an empty folder, `rounds` times; `start` prepares the folder and gives the command and its input."""
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            Path(folder).chmod(0o755)  # a tool that gives up root reads its settings here
            found.append(_run(*start(Path(folder)), Path(folder)))
    cpu, wall, memory = (list(column) for column in zip(*found, strict=True))
    return Measure(
        addresses=count,
        cpu_s=statistics.median(cpu),
        wall_s=statistics.median(wall),
        memory_bytes=int(max(memory)),
        rounds=rounds,
    )


def _run(command: Sequence[str], stdin: Path | None, folder: Path) -> tuple[float, float, float]:
    with Path(stdin or os.devnull).open() as given, (folder / "said").open("w") as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=given, stdout=said, stderr=subprocess.STDOUT, env=environment())
        stop = threading.Timer(LIMIT_S, process.kill)
        stop.start()
        with _memory_of(process.pid) as most:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        stop.cancel()
    if process.returncode not in (0, 1):
        raise SystemExit(f"bench: {command[0]} ended with {process.returncode}: {(folder / 'said').read_text()[-500:]}")
    return usage.ru_utime + usage.ru_stime, wall, max(most)


@contextlib.contextmanager
def _memory_of(root: int) -> Iterator[list[int]]:
    """Look every tenth of a second at the memory of a process and its children (PSS: pages that are shared count once)."""
    most, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            most.append(sum(_pss(process) for process in _tree(root)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


def _tree(root: int) -> list[int]:
    found = [root]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _tree(int(child))
    return found


def _pss(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def footnotary(listed: Path, concurrency: int = 16) -> Callable[[Path], tuple[list[str], None]]:
    """Return how `footnotary archive` is started on a list; the guard is opened for loopback alone."""

    def start(folder: Path) -> tuple[list[str], None]:
        (folder / "footnotary.toml").write_text(SETTINGS.format(concurrency=concurrency))
        words = ["archive", "--list", str(listed), "--out", str(folder), "--allow-address", "127.0.0.0/8", "--yes", "--quiet"]
        return [sys.executable, "-m", "pipeline", *words], None

    return start


def wget(listed: Path) -> Callable[[Path], tuple[list[str], None]]:
    """Return how wget is started on a list: WARC with gzip, no other copy."""

    def start(folder: Path) -> tuple[list[str], None]:
        return ["wget", "-q", "-e", "robots=off", "-i", str(listed), "-O", "/dev/null", f"--warc-file={folder / 'X'}"], None

    return start


def linkchecker(listed: Path, level: int) -> Callable[[Path], tuple[list[str], Path]]:
    """Return how LinkChecker is started on a list: at level 1 it reads and parses each page, at level 0 it asks for headers' sake."""

    def start(folder: Path) -> tuple[list[str], Path]:
        (folder / "linkcheckerrc").write_text(LINKCHECKER)
        words = ["-f", str(folder / "linkcheckerrc"), "--stdin", f"-r{level}", "--no-robots", "--no-status", "--no-warnings"]
        return ["linkchecker", *words, "-o", "text"], listed

    return start


def write_list(folder: Path, name: str, found: Sequence[str]) -> Path:
    """Write a list of addresses, and return its place."""
    (folder / name).write_text("\n".join(found) + "\n")
    return folder / name


def compare(folder: Path, rounds: int, *, large: bool) -> None:
    """Print the tables of fetching; what is not installed is said and left out."""
    if gone := missing("nginx"):
        print(f"fetching was not measured: {gone[0]}")
        return
    bench_web.write_pages(folder / "web")
    with bench_web.nginx(folder) as port:
        listed = write_list(folder, "list", bench_web.addresses(bench_web.PAGES, port))
        ours = measured(footnotary(listed), bench_web.PAGES, rounds)
        print(f"\n{bench_web.PAGES} pages of {bench_web.PAGE_BYTES:,} bytes on {bench_web.HOSTS} loopback hosts served by nginx;")
        print("addresses a CPU second, a second, and most memory; medians, start-up counted")
        _line("footnotary archive --list", ours, None)
        for name, program, start, fewer in (
            ("wget -i --warc-file, gzip", "wget", wget(listed), rounds),
            ("linkchecker -r1 (reads the pages)", "linkchecker", linkchecker(listed, 1), rounds),
            ("linkchecker -r0 (reads no page)", "linkchecker", linkchecker(listed, 0), 1),
        ):
            if gone := missing(program):
                print(f"{name:<36} not measured: {gone[0]}")
            else:
                _line(name, measured(start, bench_web.PAGES, fewer), ours)
        if large:
            count = 10 * bench_web.PAGES
            more = measured(footnotary(write_list(folder, "large", bench_web.addresses(count, port))), count, rounds)
            _line(f"footnotary, {count:,} pages", more, None)
            print(f"{'':36} {more.a_cpu_second / ours.a_cpu_second:.2f} times the speed of {bench_web.PAGES:,} (aim: 1 or more)")
        _profile(listed)
    with bench_web.slow_server(folder) as port:
        count = 4000 if large else 2000
        listed = write_list(folder, "slow", bench_web.slow_addresses(count, port))
        slow = measured(footnotary(listed, concurrency=bench_web.SLOW_HOSTS), count, rounds)
        print(
            f"\n{count:,} answers {bench_web.DELAY_S * 1000:.0f} ms late on {bench_web.SLOW_HOSTS} hosts (a server of ours, asyncio)"
        )
        _line("footnotary, concurrency 100", slow, None)
        limit = bench_web.SLOW_HOSTS / bench_web.DELAY_S
        print(f"{'':36} {slow.a_second:.0f} of {limit:.0f} a second that are possible (aim: 420)")


def _line(name: str, one: Measure, ours: Measure | None) -> None:
    ratio = f"   footnotary: {ours.a_cpu_second / one.a_cpu_second:.2f} times" if ours else ""
    memory = f"{one.memory_bytes / MEGABYTE:.0f} MB" if one.memory_bytes else "-"
    print(
        f"{name:<36} {one.a_cpu_second:6.0f} /CPU s {one.a_second:6.0f} /s {memory:>7}"
        f"   ({one.cpu_s:.2f} s CPU, {one.wall_s:.2f} s wall, rounds: {one.rounds}){ratio}",
        flush=True,
    )


def _profile(listed: Path) -> None:
    """Print where the CPU seconds of one run go."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command, _ = footnotary(listed)(Path(folder))
        script = [command[0], str(ROOT / "tests" / "bench_stages.py"), *command[3:]]
        ended = subprocess.run(script, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
        print("\nwhere the time goes, one run" if not ended.returncode else f"no profile: {ended.stderr[-300:]}")
        print(ended.stderr if not ended.returncode else "", end="")

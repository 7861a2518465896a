"""pywb on loopback over an archive that a test makes: a TimeGate, a TimeMap, raw copies and a CDX server.

Enters: pages with their moments. Leaves: the services' addresses in `Choice`s for `archive.services`.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.services import Choice
from archive.warc import exchange_records, member

COLLECTION = "all"
START_S = 20.0
# pywb's proxy mode, which is not used, needs a library that does not go with today's cryptography.
_RUN = """
import sys, types
class Absent(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return object
for name in ("wsgiprox", "wsgiprox.wsgiprox", "wsgiprox.resolvers"):
    sys.modules[name] = Absent(name)
from pywb.apps.cli import wayback
wayback()
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One page as the archive kept it: address, moment (ISO 8601), status, headers and body."""

    uri: str
    date: str
    body: bytes = b""
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


def _record(page: Kept) -> bytes:
    status, _, reason = page.status.partition(" ")
    exchange = Exchange(
        id=record_id_of(page.uri, page.date),
        capture_id=capture_id_of(page.uri, datetime.datetime.fromisoformat(page.date)),
        target_uri=page.uri,
        uri=page.uri,
        date=datetime.datetime.fromisoformat(page.date),
        outcome=FetchOutcome.RESPONSE,
        status=int(status),
        reason=reason,
        headers=page.headers,
        payload_digest=f"sha256:{hashlib.sha256(page.body).hexdigest()}",
    )
    return exchange_records(exchange, page.body, None, record_id_of("kept"))[0]


def write_archive(folder: Path, pages: Iterable[Kept]) -> None:
    """Write `pages` as pywb's collection in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kept.warc.gz").write_bytes(b"".join(member(_record(page)) for page in pages))
    collect(folder, (folder / "kept.warc.gz",))


def collect(folder: Path, files: Iterable[Path]) -> None:
    """Make `folder` pywb's, with a collection of WARC files."""
    manager = "from pywb.manager.manager import main; import sys; main(sys.argv[1:])"
    for words in (("init", COLLECTION), ("add", COLLECTION, *map(str, files))):
        subprocess.run([sys.executable, "-W", "ignore", "-c", manager, *words], cwd=folder, check=True, capture_output=True)


@contextlib.contextmanager
def pywb(folder: Path, pages: Iterable[Kept]) -> Iterator[dict[str, Choice]]:
    """Serve `pages` from loopback until the block ends."""
    write_archive(folder, pages)
    with serving(folder) as base:
        yield choices(base)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve pywb's `folder` until the block ends; gives the address of its collection."""
    port = _free_port()
    command = [sys.executable, "-W", "ignore", "-c", _RUN, "-b", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}/{COLLECTION}/"
    try:
        _wait_for(base)
        yield base
    finally:
        process.terminate()
        process.wait(10)


def choices(base: str) -> dict[str, Choice]:
    """Return the archive's services as they stand under `base`."""
    return {
        "wayback-cdx": Choice(address=f"{base}cdx"),
        "memento-timegate": Choice(address=base),
        "memento-timemap": Choice(address=f"{base}timemap/link/"),
        "memento": Choice(address=base),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_S
    while True:
        try:
            opener.open(address, timeout=2).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return

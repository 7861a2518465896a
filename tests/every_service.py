"""Every outside service on loopback, beside a little web and its archive, recording all that is asked of anybody.

Enters: live answers and archived rows. Leaves: a server, settings that name its services, options that lead every host to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.evaluate_finding import certified
from tests.little_archive import ARCHIVE, JSON, SERVICES, ArchivedWeb, bare
from tests.loopback import Answer, LoopbackWeb, Seen
from tests.project import ROOT

# What each service says that knows of nothing, under a host of its own.
NOTHING = {
    "crossref": {"message": {"items": []}},
    "openalex": {"results": []},
    "searxng": {"results": []},
    "brave": {"web": {"results": []}},
    "arquivo": {"response_items": []},
}
SAVING = {"save-page-now": "http://save.example/save"}
EVERY = {
    **SERVICES, **SAVING, "common-crawl": "http://crawl.example", **{name: f"http://{name}.example" for name in NOTHING}
}  # fmt: skip
KEYS = {
    "FOOTNOTARY_BRAVE_KEY": "brave-key-1",
    "FOOTNOTARY_SAVE_PAGE_NOW_KEY": "access-1:secret-1",
    "FOOTNOTARY_OPENALEX_KEY": "open-1",
}
PACE = "requests_a_minute = 60000"


class EveryService(ArchivedWeb):
    """The little archive, and every other service on a host of its own, which knows of nothing; pages are kept at once."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every host that is played."""
        return tuple(sorted({*super().names, *(urlsplit(address).netloc for address in EVERY.values())}))

    def _answer(self, seen: Seen) -> Answer:
        name = seen.host.removesuffix(".example")
        if name in NOTHING:
            return Answer(headers=JSON, body=json.dumps(NOTHING[name]).encode())
        if name == "crawl":
            return Answer(headers=JSON, body=b'[{"id": "CC-MAIN-2014-23"}]' if "collinfo" in seen.path else b"")
        if name == "save":
            done = {"status": "success", "timestamp": "20260301120500"}
            return Answer(headers=JSON, body=json.dumps({"job_id": "spn2-1"} if seen.method == "POST" else done).encode())
        return super()._answer(seen)

    def of(self, host: str) -> list[str]:
        """Return the paths asked of a host, robots.txt left out."""
        return [seen.path for seen in self.seen(host)]

    def copies_of(self, address: str) -> list[str]:
        """Return the questions to the archive that name an address."""
        return [path for path in self.of(ARCHIVE) if bare(address) in path]


def every_service(*, on: bool) -> str:
    """Return the settings that name all services at a pace of one's own; `on` turns on those that are off by themselves."""
    tables = []
    for name, address in EVERY.items():
        tables += [f"[services.{name}]", f'address = "{address}"', PACE]
        tables += [f"on = {str(on).lower()}"] if name not in SERVICES else []
    return "\n".join(tables)


class Sealed(socketserver.ThreadingTCPServer):
    """Whoever is asked over TLS: keeps the host that is named in the clear, and hangs up, since nobody vouches for it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Greeting)
        self.port: int = self.server_address[1]
        self.hosts: set[str] = set()


class _Greeting(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server: Sealed = self.server  # type: ignore[assignment]  # it is served by nothing else
        server.hosts |= {name.decode() for name in re.findall(rb"[\w.-]+\.example", self.request.recv(4096))}


def every_host(web: LoopbackWeb, sealed: Sealed | LoopbackWeb) -> list[str]:
    """Return the options that lead whatever host is asked to `web`, and over TLS to `sealed`: no name is looked up."""
    ways = [f"*:80:127.0.0.1:{web.port}", f"*:443:127.0.0.1:{sealed.port}"]
    return ["--allow-address", "127.0.0.0/8", *(word for way in ways for word in ("--resolve", way))]


@contextlib.contextmanager
def recorded_whole(web: EveryService, folder: Path) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Serve, over TLS too, until the block ends; gives the options of a run, and the environment in which it trusts this web.

    `web.requests` has all that was asked, whichever way: `port` tells.
    """
    folder.mkdir()
    pair = certified(folder, web.names)
    (folder / "certifi.py").write_text(f"def where():\n    return {str(pair[0])!r}\n", encoding="utf-8")
    sealed = EveryService(web.answers, hosts=web.hosts, rows=web.rows, certificate=pair, requests=web.requests)
    with web.in_thread(), sealed.in_thread():
        yield ["--yes", "--quiet", *every_host(web, sealed)], {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


@contextlib.contextmanager
def recorded(web: EveryService) -> Iterator[tuple[list[str], Sealed]]:
    """Serve until the block ends; gives the options of a run, and the server that sees who is asked over TLS."""
    with Sealed() as sealed, web.in_thread():
        threading.Thread(target=sealed.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield ["--yes", "--quiet", *every_host(web, sealed)], sealed
        finally:
            sealed.shutdown()

"""The web that `make bench` asks: made pages, nginx on many loopback addresses, and a server that takes its time.

Pages are made from a seed: running text in a natural frequency of words, markup and navigation, which gzip packs to a
third as it does real pages. The slow server is ours (asyncio), because Debian's nginx delays no answer by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PAGES = 2000
PAGE_BYTES = 30_000
HOSTS = 200
SLOW_HOSTS = 100
DELAY_S = 0.2
_WORDS = 4000
_LETTERS = "eeeettaaooinnsshrrdlucmfwypvbgk"
_NAVIGATION = "".join(
    f'<li class="site-navigation__item"><a class="site-navigation__link" href="#section-{n}">Section {n}</a></li>\n'
    for n in range(12)
)

CONFIGURATION = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000; types {{ text/html html; }} default_type text/html;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{
        {listen}
        root {folder}/web;
        location ~ "^/s[0-9]+/(.*)$" {{ alias {folder}/web/$1; }}
    }}
}}
"""


def write_pages(folder: Path) -> None:
    """Write PAGES pages of PAGE_BYTES; the links in them lead nowhere else, so that a link checker reads them and goes no further."""
    chance = random.Random(1)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 11))) for _ in range(_WORDS)]
    weights = [1 / rank for rank in range(1, _WORDS + 1)]
    vocabulary = chance.choices(words, weights, k=200_000)
    folder.mkdir(parents=True)
    for number in range(PAGES):
        (folder / f"p{number}.html").write_bytes(_page(number, vocabulary))


def _page(number: int, vocabulary: list[str]) -> bytes:
    chance = random.Random(number)
    title = f"<title>Page {number}</title>"
    parts = [f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{title}\n</head>\n<body class="page">\n']
    parts.append(f'<nav class="site-navigation"><ul class="site-navigation__list">\n{_NAVIGATION}</ul></nav>\n')
    size = sum(map(len, parts))
    while size < PAGE_BYTES:
        first = chance.randrange(len(vocabulary) - 80)
        chosen = " ".join(vocabulary[first : first + chance.randint(30, 80)])
        parts.append(f'<p class="article__paragraph">{chosen}.</p>\n')
        size += len(parts[-1])
    end = "\n</body>\n</html>\n"
    return "".join(parts)[: PAGE_BYTES - len(end)].encode() + end.encode()


def addresses(count: int, port: int) -> list[str]:
    """Return `count` addresses on HOSTS hosts in turn; beyond PAGES the same bodies under other addresses."""
    return [
        f"http://127.0.1.{n % HOSTS + 1}:{port}/{f's{n // PAGES}/' if n >= PAGES else ''}p{n % PAGES}.html" for n in range(count)
    ]


def slow_addresses(count: int, port: int) -> list[str]:
    """Return `count` addresses on SLOW_HOSTS hosts in turn."""
    return [f"http://127.0.2.{n % SLOW_HOSTS + 1}:{port}/p{n}.html" for n in range(count)]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def nginx(folder: Path) -> Iterator[int]:
    """Serve `folder`/web on HOSTS loopback addresses by nginx; give the port."""
    port = free_port()
    listen = " ".join(f"listen 127.0.1.{n + 1}:{port};" for n in range(HOSTS))
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, listen=listen))
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or "nginx"
    with subprocess.Popen([program, "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for("127.0.1.1", port)
            yield port
        finally:
            server.terminate()


@contextlib.contextmanager
def slow_server(folder: Path) -> Iterator[int]:
    """Serve one page on SLOW_HOSTS loopback addresses, each answer DELAY_S after its request; give the port."""
    port = free_port()
    body = (folder / "web" / "p0.html").read_bytes()
    server = multiprocessing.get_context("fork").Process(target=lambda: asyncio.run(_serve_slowly(port, body)), daemon=True)
    server.start()
    try:
        _wait_for(f"127.0.2.{SLOW_HOSTS}", port)
        yield port
    finally:
        server.terminate()
        server.join()


async def _serve_slowly(port: int, body: bytes) -> None:
    hosts = [f"127.0.2.{n + 1}" for n in range(SLOW_HOSTS)]
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    loop = asyncio.get_running_loop()

    class Slow(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport

        def data_received(self, data: bytes) -> None:
            for _ in range(data.count(b"\r\n\r\n")):
                loop.call_later(DELAY_S, self.transport.write, answer)

    server = await loop.create_server(Slow, hosts, port)
    await server.serve_forever()


def _wait_for(host: str, port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection((host, port), 1):
            return
        time.sleep(0.05)
    raise SystemExit(f"bench: expected a server on {host}:{port} after 5 s, found none; see that 127.0.0.0/8 is loopback here")

"""A web on loopback: one real server that plays many hosts, and misbehaves on raw sockets where it is told to.

Enters: answers by host and path. Leaves: requests as they were seen, and the `--resolve` options that lead here.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import gzip
import ssl
import struct
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self


class Fault(enum.StrEnum):
    """How a server may fail to answer as it should."""

    SLOW_DRIP = "slow-drip"  # a byte now and then, for ever
    SLOW_HEADERS = "slow-headers"  # a header now and then, for ever
    SILENCE = "silence"  # accepts, and says nothing
    HANG_UP = "hang-up"  # closes before a word
    INFINITE_BODY = "infinite-body"
    INFINITE_HEADERS = "infinite-headers"
    ENDLESS_1XX = "endless-1xx"
    BAD_CHUNKS = "bad-chunks"
    CUT_CHUNKS = "cut-chunks"
    CONFLICTING_LENGTHS = "conflicting-lengths"
    SHORT_BODY = "short-body"  # fewer bytes than Content-Length
    RESET = "reset"  # a TCP reset in the middle of the body
    RESET_OPEN_BODY = "reset-open-body"  # the same, of a body that ends with the connection
    NOT_HTTP = "not-http"
    GZIP_BOMB = "gzip-bomb"
    TRUNCATED_GZIP = "truncated-gzip"
    DAMAGED_GZIP = "damaged-gzip"
    NOT_GZIP = "not-gzip"  # says gzip, is plain
    THREE_LAYERS = "three-layers"
    COOKIE_LOOP = "cookie-loop"  # redirects to itself until a cookie comes back
    TWO_ANSWERS = "two-answers"  # to one request, and keeps the connection open for the next
    LATE_ANSWER = "late-answer"  # a second one, a moment after the first
    STUTTER = "stutter"  # stops after two letters of the answer, goes on, and ends with the connection
    STALE_KEEPALIVE = "stale-keepalive"  # answers, then closes the connection it promised to keep


HTML = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a path answers. `chunked` and `gzipped` encode `body`; `fault` breaks the answer in one way.

    `raw` is sent as it is in place of everything else, and the connection closed after it.
    """

    status: int = 200
    reason: str = "OK"
    headers: tuple[tuple[str, str], ...] = HTML
    body: bytes = b""
    delay_s: float = 0.0
    chunked: bool = False
    gzipped: bool = False
    fault: Fault | None = None
    raw: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A request as it came: seconds of a monotonic clock, host without port, target, headers in lower case, body."""

    time: float
    host: str
    path: str
    headers: dict[str, str]
    port: int = 0
    method: str = "GET"
    body: bytes = b""


NOT_FOUND = Answer(status=404, reason="Not Found", body=b"<title>Not found</title><p>Nothing here.")
Route = Answer | Callable[[int], Answer]  # a callable gets how often the path was asked before


def redirect(location: str, status: int = 302) -> Answer:
    """Return an answer that sends on to `location`."""
    return Answer(status=status, reason="Found", headers=(("Location", location),))


@dataclass
class LoopbackWeb:
    """The server. `answers` maps (host, path with query) to an answer, or to a function of how often it was asked.

    Hosts that have no answer for a path give 404, robots.txt too. `async with web:` serves in the running loop,
    `with web.in_thread():` in a thread of its own, for commands that are run as processes.
    """

    answers: Mapping[tuple[str, str], Route]
    hosts: tuple[str, ...] = ()
    certificate: tuple[Path, Path] | None = None  # chain and key: serves TLS
    requests: list[Seen] = field(default_factory=list)
    port: int = 0
    connections: int = 0
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        context = None
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self.certificate)
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @contextlib.contextmanager
    def in_thread(self) -> Iterator[Self]:
        """Serve from a thread of its own until the block ends."""
        ready, loop = threading.Event(), asyncio.new_event_loop()
        stop = asyncio.Event()

        async def serve() -> None:
            async with self:
                ready.set()
                await stop.wait()

        thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), name="loopback-web", daemon=True)
        thread.start()
        ready.wait(5)
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join(5)
            loop.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Every host that is played, sorted."""
        return tuple(sorted({host for host, _ in self.answers} | set(self.hosts)))

    def resolve_options(self) -> list[str]:
        """Return `HOST:PORT:ADDRESS` for every host, on the web's two ports."""
        return [f"{host}:{port}:127.0.0.1:{self.port}" for host in self.names for port in (80, 443)]

    def seen(self, host: str, path: str | None = None) -> list[Seen]:
        """Return the requests to a host (and path), robots.txt left out unless it is asked for."""
        wanted = [one for one in self.requests if one.host == host]
        return [one for one in wanted if one.path == path] if path else [one for one in wanted if one.path != "/robots.txt"]

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            self._tasks.discard(task)
            with contextlib.suppress(Exception):
                writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            seen = _request(head, self.port)
            if length := int(seen.headers.get("content-length", 0)):
                seen = replace(seen, body=await reader.readexactly(length))
            self.requests.append(seen)
            answer = self._answer(seen)
            if answer.delay_s:
                await asyncio.sleep(answer.delay_s)
            if answer.fault:
                async for data in FAULTS[answer.fault](seen, writer):
                    writer.write(data)
                    await writer.drain()
                return
            writer.write(response_bytes(answer) if answer.raw is None else answer.raw)
            await writer.drain()
            if answer.raw is not None:
                return
            if seen.headers.get("connection") == "close":
                return

    def _answer(self, seen: Seen) -> Answer:
        key = (seen.host, seen.path)
        count = self._counts.get(key, 0)
        self._counts[key] = count + 1
        route = self.answers.get(key, NOT_FOUND)
        return route if isinstance(route, Answer) else route(count)


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


def _request(head: bytes, port: int) -> Seen:
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    host = headers.get("host", "").partition(":")[0]
    return Seen(
        time=time.monotonic(), host=host, path=first.split(" ")[1], headers=headers, port=port, method=first.split(" ")[0]
    )


def response_bytes(answer: Answer) -> bytes:
    """Return an answer as it goes over the wire."""
    body = gzip.compress(answer.body, mtime=0) if answer.gzipped else answer.body
    headers = list(answer.headers) + ([("Content-Encoding", "gzip")] if answer.gzipped else [])
    if answer.chunked:
        headers.append(("Transfer-Encoding", "chunked"))
        pieces = [body[start : start + 1000] for start in range(0, len(body), 1000)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    else:
        headers.append(("Content-Length", str(len(body))))
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _ok(*headers: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers)).encode() + b"\r\n\r\n"


async def _slow_drip(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok()
    while True:
        await asyncio.sleep(0.05)
        yield b"."


async def _slow_headers(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        await asyncio.sleep(0.05)
        yield b"X-More: to come\r\n"


async def _silence(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    await asyncio.sleep(60)
    yield b""


async def _hang_up(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    return
    yield b""


async def _infinite_body(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok()
    while True:
        yield b"x" * 65536
        await asyncio.sleep(0)


async def _infinite_headers(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        yield b"X-Filler: " + b"x" * 1000 + b"\r\n"
        await asyncio.sleep(0)


async def _endless_1xx(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    while True:
        yield b"HTTP/1.1 102 Processing\r\nX-Filler: " + b"x" * 1000 + b"\r\n\r\n"
        await asyncio.sleep(0)


async def _bad_chunks(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Transfer-Encoding: chunked") + b"5\r\nfirst\r\nnot a number\r\nrest\r\n0\r\n\r\n"


async def _cut_chunks(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Transfer-Encoding: chunked") + b"5\r\nfirst\r\n64\r\nand no more"


async def _conflicting_lengths(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Content-Length: 5", "Content-Length: 500") + b"first"


async def _short_body(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Content-Length: 500") + b"first"


async def _reset(_: Seen, writer: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Content-Length: 500") + b"first"
    await _send_reset(writer)


async def _reset_open_body(_: Seen, writer: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok() + b"first"
    await _send_reset(writer)


async def _send_reset(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.05)
    sock = writer.get_extra_info("socket")
    sock.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SOL_SOCKET, SO_LINGER with no time: closing sends RST
    writer.transport.abort()


async def _not_http(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield b"220 mail.example ESMTP\r\n"


def _gzipped(body: bytes, *headers: str) -> bytes:
    return _ok("Content-Encoding: gzip", f"Content-Length: {len(body)}", *headers) + body


async def _gzip_bomb(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _gzipped(gzip.compress(b"\0" * 30_000_000, mtime=0))


async def _truncated_gzip(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _gzipped(gzip.compress(b"<p>" + bytes(range(256)) * 100, compresslevel=1, mtime=0)[:400])


async def _damaged_gzip(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    data = bytearray(gzip.compress(b"<p>words and words" * 5000, mtime=0))
    data[-8:-4] = b"\0\0\0\0"  # the checksum
    yield _gzipped(bytes(data))


async def _not_gzip(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _gzipped(b"<p>plain all along")


async def _three_layers(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    body = gzip.compress(gzip.compress(gzip.compress(b"deep", mtime=0), mtime=0), mtime=0)
    yield _ok("Content-Encoding: gzip, gzip, gzip", f"Content-Length: {len(body)}") + body


async def _cookie_loop(seen: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    if "cookie" in seen.headers:
        yield _ok("Content-Length: 5") + b"cooky"
    else:
        yield f"HTTP/1.1 302 Found\r\nSet-Cookie: id=secret\r\nLocation: {seen.path}\r\nContent-Length: 0\r\n\r\n".encode()


async def _stale_keepalive(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Content-Length: 5", "Connection: keep-alive") + b"first"


async def _stutter(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    answer = _ok() + b"first"
    yield answer[:2]
    await asyncio.sleep(0.05)
    yield answer[2:]


async def _two_answers(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Content-Length: 5") + b"first" + _ok("Content-Length: 8") + b"smuggled"
    await asyncio.sleep(60)


async def _late_answer(_: Seen, __: asyncio.StreamWriter) -> AsyncIterator[bytes]:
    yield _ok("Content-Length: 5") + b"first"
    await asyncio.sleep(0.05)
    yield _ok("Content-Length: 8") + b"smuggled"
    await asyncio.sleep(60)


FAULTS: dict[Fault, Callable[[Seen, asyncio.StreamWriter], AsyncIterator[bytes]]] = {
    fault: globals()[f"_{fault.name.lower()}"] for fault in Fault
}

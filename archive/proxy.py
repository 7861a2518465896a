"""A proxy on loopback, through which a browser reaches what `archive.guard` allows and nothing else.

Enters: a browser's connections, each with the proxy's own secret. Leaves: tunnels (CONNECT) and plain requests (GET and
POST in absolute form), dialled exactly as a fetch is; refusals, with their reason. One request a connection, so that no
second one can be smuggled to a host that was not judged. Nothing listens once the block is left.
Longer than other modules: one connection from its head to its end is read in one place.
Standards: RFC 9110 (9.3.6, CONNECT; 11.7, proxy authentication), RFC 9112 (3.2.2, absolute form; 6.3, message length).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hmac
import re
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed, Headers, one_line
from archive.guard import Guard, clean_address
from citations.regex import regex

USER = "footnotary"
MAX_REFUSALS = 20  # kept in words; a page that tries ten thousand addresses says nothing more
MAX_INTERIM = 10  # 1xx answers before the answer
MAX_WAITING = 4  # times the connections at once that may wait for their answer, "too many"
READ_BYTES = 65536
CLOSE_TIMEOUT_S = 1.0
ANNOUNCED_WITHIN_S = 1.5
# matches: CONNECT a.example:443 HTTP/1.1, GET http://a.example/ HTTP/1.1    does not: GET  / HTTP/1.1, GET / HTTP/2
_REQUEST_LINE = regex(r"(?P<method> [A-Z]{1,20} ) [ ] (?P<target> [!-~]{1,8000} ) [ ] HTTP/1\.[01]", re.VERBOSE)
# matches: a.example:443, [2001:db8::1]:443    does not: a.example, a.example:, user@a.example:443
_AUTHORITY = regex(r"(?P<host> \[ [0-9A-Fa-f:.]+ \] | [A-Za-z0-9._-]{1,253} ) : (?P<port> \d{1,5} )", re.VERBOSE)
# matches: Host: a.example    does not: "Host : a.example", " folded"
_HEADER = regex(r"(?P<name> [!\#$%&'*+.^_`|~0-9A-Za-z-]+ ) : (?P<value> [^\x00-\x08\x0a-\x1f\x7f]* )", re.VERBOSE)
# matches: HTTP/1.1 200 OK    does not: HTTP/2 200, 200 OK
_STATUS_LINE = regex(r"HTTP/1\.[01] [ ] (?P<status> \d{3} ) (?: [ ] .* )?", re.VERBOSE)
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "te", "trailer", "upgrade"})
# What a browser says first in a tunnel: a TLS handshake, or the request of a WebSocket without TLS.
_OPENINGS = (b"\x16\x03", b"GET ")
_STATUSES = {
    FetchOutcome.FORBIDDEN_ADDRESS: (403, "Forbidden"),
    FetchOutcome.BAD_ADDRESS: (400, "Bad Request"),
    FetchOutcome.TIMEOUT: (504, "Gateway Timeout"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProxyLimits:
    """What one page may take: connections at once, bytes in both directions, seconds; heads in bytes and seconds."""

    connections: int = 64
    max_bytes: int = 40_000_000
    total_s: float = 90.0
    connect_timeout_s: float = 10.0
    head_timeout_s: float = 10.0
    read_timeout_s: float = 20.0
    max_head_bytes: int = 65536


class _Refused(Exception):  # noqa: N818 - an answer, not an error
    """A request that is answered by the proxy itself."""

    def __init__(self, status: int, phrase: str, why: str, *, kept: bool = True) -> None:
        super().__init__(why)
        self.status, self.phrase, self.why, self.kept = status, phrase, why, kept


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    """A request's first line and headers, as strict as they can be read."""

    method: str
    target: str
    headers: Headers

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name]


class GuardedProxy:
    """The proxy of one page view; use it as an async context manager. `secret` must be kept from other programs.

    With `only_expected`, only hosts that were announced by `expect` are dialled: what a page did not ask for is the browser's
    own doing, which tells its maker that it runs.
    """

    def __init__(self, guard: Guard, limits: ProxyLimits, *, secret: str, only_expected: bool = False) -> None:
        self.limits = limits
        self.secret = secret
        self.mark = hmac.new(secret.encode(), b"refused", "sha256").hexdigest()  # in our own answers: no host can forge it
        self.port = 0
        self.bytes_relayed = 0
        self._guard = guard
        self._refusals: dict[str, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._only_expected = only_expected
        self._expected: set[str] = set()
        self._news = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._ends_at = 0.0

    @property
    def refusals(self) -> tuple[str, ...]:
        """What was not allowed, each in a sentence for a person; the first MAX_REFUSALS."""
        return tuple(self._refusals)

    @property
    def is_spent(self) -> bool:
        """Whether the page has used up its bytes."""
        return self.bytes_relayed >= self.limits.max_bytes

    def expect(self, host: str) -> None:
        """Announce that the page asks for something of `host`."""
        self._expected.add(host.strip("[]").lower())
        self._news.set()

    async def __aenter__(self) -> Self:
        self._ends_at = asyncio.get_running_loop().time() + self.limits.total_s
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=self.limits.max_head_bytes)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server:
            self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server:
            await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._tasks) > MAX_WAITING * self.limits.connections:
            writer.transport.abort()
            return
        self._tasks.add(task)
        try:
            async with asyncio.timeout_at(self._ends_at):
                await self._serve(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the connection has ended, or the page's time: there is nobody to tell
        finally:
            self._tasks.discard(task)
            await _close(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await self._head(reader)
            self._refuse_stranger(head)
            if head.method == "CONNECT":
                await self._tunnel(head, reader, writer)
            else:
                await self._forward(head, reader, writer)
        except _Refused as refused:
            if refused.kept and len(self._refusals) < MAX_REFUSALS:
                self._refusals[refused.why] = None
            await _answer(writer, refused, self.mark)

    async def _head(self, reader: asyncio.StreamReader) -> _Head:
        """Return the head of the one request that a connection may bring."""
        try:
            async with asyncio.timeout(self.limits.head_timeout_s):
                data = await reader.readuntil(b"\r\n\r\n")
        except TimeoutError:
            raise _Refused(408, "Request Timeout", "a request that did not come in time", kept=False) from None
        except asyncio.LimitOverrunError:
            raise _Refused(431, "Request Header Fields Too Large", "a request with too large a head", kept=False) from None
        if len(self._tasks) > self.limits.connections:
            raise _Refused(503, "Service Unavailable", f"more than {self.limits.connections} connections at once")
        return _parse_head(data)

    def _refuse_stranger(self, head: _Head) -> None:
        """Refuse who does not know the secret: no other program may use the proxy."""
        expected = "Basic " + base64.b64encode(f"{USER}:{self.secret}".encode()).decode()
        given = head.values("proxy-authorization")
        if len(given) != 1 or not hmac.compare_digest(given[0].encode("latin-1", "replace"), expected.encode()):
            raise _Refused(407, "Proxy Authentication Required", "the secret of this proxy is missing", kept=False)

    async def _tunnel(self, head: _Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        match = _AUTHORITY.fullmatch(head.target)
        if not match or not 0 < int(match["port"]) < 65536:
            raise _Refused(400, "Bad Request", "a tunnel to something that is no host and port", kept=False)
        async with self._dialled(match["host"], int(match["port"])) as (there, to_there):
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            async with asyncio.timeout(self.limits.head_timeout_s):
                opening = await reader.readexactly(4)
            if not opening.startswith(_OPENINGS):
                return
            await self._send(to_there, opening)
            await self._relay(self._pump(reader, to_there), self._pump(there, writer))

    async def _relay(self, *directions: Coroutine[Any, Any, None]) -> None:
        """Relay both directions until both have ended, or one has failed: then the other is not left behind."""
        pumps = [asyncio.ensure_future(one) for one in directions]
        try:
            await asyncio.gather(*pumps)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Relay one direction until it ends, then end it on the other side too: the other direction goes on."""
        while data := await source.read(READ_BYTES):
            await self._send(target, data)
        with contextlib.suppress(OSError):
            target.write_eof()

    async def _forward(self, head: _Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one plain request and its answer; the connection ends with it."""
        length = _body_length(head)
        uri = _plain_address(head)
        parts = urlsplit(uri)
        async with self._dialled(parts.hostname or "", parts.port or 80) as (there, to_there):
            await self._send(to_there, _onward_head(head, uri, length))
            while length:
                data = await reader.read(min(length, READ_BYTES))
                if not data:
                    raise _Refused(400, "Bad Request", "a request that ended early", kept=False)
                await self._send(to_there, data)
                length -= len(data)
            await self._send(writer, await self._response_head(there))
            while data := await self._read(there):
                await self._send(writer, data)

    async def _response_head(self, there: asyncio.StreamReader) -> bytes:
        """Return the answer's head, its connection's own headers replaced by ours."""
        for _ in range(MAX_INTERIM):
            try:
                async with asyncio.timeout(self.limits.read_timeout_s):
                    data = await there.readuntil(b"\r\n\r\n")
            except (asyncio.LimitOverrunError, asyncio.IncompleteReadError):
                raise _Refused(502, "Bad Gateway", "an answer that is not HTTP", kept=False) from None
            except TimeoutError:
                raise _Refused(504, "Gateway Timeout", "no answer in time", kept=False) from None
            first, *lines = data.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
            match = _STATUS_LINE.fullmatch(first)
            if not match or match["status"] == "101":
                break
            if not match["status"].startswith("1"):
                kept = [line for line in lines if (named := _HEADER.fullmatch(line)) and _may_pass(named["name"])]
                return "\r\n".join((first, *kept, "Connection: close", "", "")).encode("latin-1")
        raise _Refused(502, "Bad Gateway", "an answer that is not HTTP", kept=False)

    async def _read(self, there: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(self.limits.read_timeout_s):
            return await there.read(READ_BYTES)

    async def _send(self, target: asyncio.StreamWriter, data: bytes) -> None:
        """Relay `data`, and count it; raises ConnectionAbortedError when the page has had its bytes."""
        self.bytes_relayed += len(data)
        if self.is_spent:
            self._refusals.setdefault(f"the page was cut after {self.limits.max_bytes} bytes")
            raise ConnectionAbortedError
        target.write(data)
        await target.drain()

    @contextlib.asynccontextmanager
    async def _dialled(self, host: str, port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection to what the guard resolved `host` to, exactly; raises _Refused."""
        if self.is_spent:
            raise _Refused(403, "Forbidden", f"the page was cut after {self.limits.max_bytes} bytes")
        await self._refuse_unexpected(host)
        try:
            there, to_there = await self._dial(host, port)
        except AttemptFailed as failure:
            status, phrase = _STATUSES.get(failure.outcome, (502, "Bad Gateway"))
            raise _Refused(status, phrase, one_line(failure.detail), kept=status == 403) from None
        try:
            yield there, to_there
        finally:
            await _close(to_there)

    async def _refuse_unexpected(self, host: str) -> None:
        """Wait a moment for a host to be announced, because a connection may come before the news of its request."""
        ends_at = asyncio.get_running_loop().time() + ANNOUNCED_WITHIN_S
        try:
            async with asyncio.timeout_at(ends_at):
                while self._only_expected and host.strip("[]").lower() not in self._expected:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise _Refused(403, "Forbidden", f"the page asked for nothing of {host}", kept=False) from None

    async def _dial(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        failure = AttemptFailed(FetchOutcome.DNS_FAILURE, f"no address for the host {host}")
        for endpoint in await self._guard.endpoints(host.lower(), port):
            try:
                async with asyncio.timeout(self.limits.connect_timeout_s):
                    return await asyncio.open_connection(str(endpoint.ip), endpoint.port, limit=self.limits.max_head_bytes)
            except TimeoutError:
                failure = AttemptFailed(FetchOutcome.TIMEOUT, f"{host} did not answer in time")
            except OSError:
                failure = AttemptFailed(FetchOutcome.REFUSED, f"no connection to {host}")
        raise failure


def _parse_head(data: bytes) -> _Head:
    """Return a request's head; raises _Refused for anything that two readers could read in two ways."""
    first, *lines = data.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    match = _REQUEST_LINE.fullmatch(first)
    named = [_HEADER.fullmatch(line) for line in lines]
    if not match or not all(named):
        raise _Refused(400, "Bad Request", "something that is no HTTP request", kept=False)
    return _Head(
        method=match["method"], target=match["target"], headers=tuple((one["name"], one["value"].strip()) for one in named if one)
    )


def _body_length(head: _Head) -> int:
    """Return how many bytes of body follow; raises _Refused where that is not said in one way alone."""
    if head.method not in ("GET", "POST"):
        raise _Refused(405, "Method Not Allowed", f"a {head.method} request: a page may ask with GET and POST")
    lengths = head.values("content-length")
    if head.values("transfer-encoding") or len(lengths) > 1 or not all(re.fullmatch(r"[0-9]{1,12}", one) for one in lengths):
        raise _Refused(400, "Bad Request", "a request whose length is not said in one way", kept=False)
    return int(lengths[0]) if lengths else 0


def _plain_address(head: _Head) -> str:
    """Return the address of a request in absolute form, canonical; raises _Refused for another scheme or form."""
    try:
        uri = clean_address(head.target)
    except AttemptFailed as failure:
        status, phrase = _STATUSES.get(failure.outcome, (400, "Bad Request"))
        raise _Refused(status, phrase, one_line(failure.detail)) from None
    if not uri.startswith("http://"):
        raise _Refused(400, "Bad Request", "https is asked through a tunnel", kept=False)
    return uri


def _onward_head(head: _Head, uri: str, length: int) -> bytes:
    """Return the head that goes to the host: origin form, its own Host, nothing of the connection to us."""
    parts = urlsplit(uri)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    named = {token.strip().lower() for value in head.values("connection") for token in value.split(",")}
    dropped = named | {"host", "content-length"}
    kept = [f"{name}: {value}" for name, value in head.headers if _may_pass(name) and name.lower() not in dropped]
    body = [f"Content-Length: {length}"] if length or head.method == "POST" else []
    lines = (f"{head.method} {target} HTTP/1.1", f"Host: {parts.netloc}", *kept, *body, "Connection: close", "", "")
    return "\r\n".join(lines).encode("latin-1")


def _may_pass(name: str) -> bool:
    return name.lower() not in _HOP_BY_HOP and not name.lower().startswith("proxy-")


async def _answer(writer: asyncio.StreamWriter, refused: _Refused, mark: str) -> None:
    body = f"footnotary: {refused.why}\n".encode()
    ask = 'Proxy-Authenticate: Basic realm="footnotary"\r\n' if refused.status == 407 else ""
    head = (
        f"HTTP/1.1 {refused.status} {refused.phrase}\r\n{ask}X-Footnotary-Refusal: {mark}\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode("latin-1") + body)
    await writer.drain()


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            await writer.wait_closed()
    except (OSError, TimeoutError, asyncio.CancelledError):
        writer.transport.abort()

"""The wire: the one module that speaks HTTP to the web, or answers from an archive in its place; both are httpx transports.

Enters: an address that `archive.guard` made canonical. Leaves: an `Answer`, cut where it had to be, or AttemptFailed.
Redirects, retries, decoding and outcomes lie above, in `archive.fetch`; the protocol itself below, in `archive.http1`, our own
because httpcore took a third of the time of a fetch (`make bench`). A transport and not a client, so that no cookie, proxy,
credential or redirect can act behind our back. HTTP/1.1 only.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import ssl
import urllib.parse
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import httpx

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed, Exchange
from archive.guard import DEFAULT_PORTS, Guard
from archive.http1 import Head, Reader
from archive.question import Answer, Question, WireLimits
from archive.replay import ReplayArchive
from archive.wire import CLOSE_TIMEOUT_S, READ_BYTES, Dialler, Wire

Transport = httpx.AsyncBaseTransport

MAX_IDLE = 256  # connections kept for the next question
KEEPALIVE_S = 5.0

Origin = tuple[str, str, int]


async def ask(transport: Transport, question: Question, limits: WireLimits) -> Answer:
    """Return what the question's address answers to one request, within `limits`; a body that was cut is kept and marked.

    Raises AttemptFailed when no status line and headers came.
    """
    timeout = {
        "connect": limits.connect_timeout_s,
        "read": limits.read_timeout_s,
        "write": limits.read_timeout_s,
        "pool": limits.deadline_s,
    }
    request = _Request(question, timeout)
    deadline = asyncio.get_running_loop().time() + limits.deadline_s
    response: httpx.Response | None = None
    body = bytearray()
    truncated: str | None = None
    detail = ""
    try:
        async with asyncio.timeout_at(deadline):
            with _faults():
                response = await transport.handle_async_request(request)
                truncated, detail = await _fill(body, response, limits)
    except TimeoutError:
        if response is None:
            raise AttemptFailed(FetchOutcome.TIMEOUT, f"no answer within {limits.deadline_s:g} s") from None
        truncated, detail = "time", f"cut after {limits.deadline_s:g} s"
    except AttemptFailed as fault:
        if response is None:
            raise
        truncated, detail = ("time" if fault.outcome is FetchOutcome.TIMEOUT else "disconnect"), fault.detail
    except _Recorded as cut:
        truncated, detail = cut.truncated, cut.detail
    finally:
        if response is not None:
            await _close(response)
    return _answer(response, bytes(body[: limits.max_body_bytes]), truncated, detail)  # type: ignore[arg-type]  # None raised


class _Request(httpx.Request):
    """A question as httpx's transports take it; address and headers are parsed for one that reads them: ours reads neither."""

    def __init__(self, question: Question, timeout: Mapping[str, float]) -> None:
        self.method = question.method
        self.extensions = {"timeout": timeout, "question": question}
        self.stream = httpx.ByteStream(question.body)

    @functools.cached_property
    def url(self) -> httpx.URL:  # type: ignore[override]  # a plain attribute there
        question: Question = self.extensions["question"]
        return httpx.URL(question.wire_uri)

    @functools.cached_property
    def headers(self) -> httpx.Headers:  # type: ignore[override]  # a plain attribute there
        question: Question = self.extensions["question"]
        return httpx.Headers([*question.headers, *question.private_headers])


def _answer(response: httpx.Response, body: bytes, truncated: str | None, detail: str) -> Answer:
    told = response.extensions
    wire: Wire | None = told.get("wire")
    raw = ((_latin(name), _latin(value)) for name, value in response.headers.raw)
    return Answer(
        http_version=_latin(told.get("http_version", b"HTTP/1.1")),
        status=response.status_code,
        reason=_latin(told.get("reason_phrase", b"")),
        headers=told.get("fields") or tuple(raw),
        body=body,
        truncated=truncated,
        detail=detail,
        certificate_sha256=wire.certificate_sha256 if wire else None,
        ip_address=wire.ip_address if wire else None,
        recorded=told.get("recorded"),
    )


async def _fill(body: bytearray, response: httpx.Response, limits: WireLimits) -> tuple[str | None, str]:
    loop = asyncio.get_running_loop()
    started = loop.time()
    if wire := response.extensions.get("wire"):
        wire.allow(limits.max_body_bytes)
    stream = response.stream
    if not isinstance(stream, httpx.AsyncByteStream):
        raise TypeError("a transport of this project streams its answers")
    async for chunk in stream:
        body += chunk
        if len(body) > limits.max_body_bytes:
            return "length", f"cut after {limits.max_body_bytes} bytes"
        elapsed_s = loop.time() - started
        if elapsed_s > limits.rate_grace_s and len(body) < elapsed_s * limits.min_rate_bytes_s:
            return "time", f"cut: fewer than {limits.min_rate_bytes_s} bytes a second"
    return None, ""


async def _close(response: httpx.Response) -> None:
    """Close the stream, within a moment; what goes wrong while closing is no news about the page."""
    with contextlib.suppress(httpx.TransportError, OSError, TimeoutError):
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            if isinstance(response.stream, httpx.AsyncByteStream):
                await response.stream.aclose()


def _latin(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


class _faults:  # noqa: N801 - reads as a clause: `with _faults():`
    """Turn what any httpx transport may raise into AttemptFailed; ours raises it by itself."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, httpx.TimeoutException):
            raise AttemptFailed(FetchOutcome.TIMEOUT, "no answer in time") from None
        if isinstance(error, httpx.ConnectError):
            raise AttemptFailed(FetchOutcome.REFUSED, "no connection") from None
        if isinstance(error, httpx.NetworkError):
            raise AttemptFailed(FetchOutcome.RESET, "the connection was reset") from None
        if isinstance(error, httpx.ProtocolError):
            raise AttemptFailed(FetchOutcome.BAD_RESPONSE, f"this is not HTTP: {str(error)[:200]}") from None


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Return the one TLS context of a run: verified against certifi's roots, and `ca_file` beside them."""
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if ca_file:
        context.load_verify_locations(cafile=str(ca_file))
    return context


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 to where the guard lets us: one TLS context for all, one connection kept an origin, no environment read."""

    def __init__(self, guard: Guard, *, max_header_bytes: int = 65536, ca_file: Path | None = None) -> None:
        self._dialler = Dialler(guard, max_header_bytes + READ_BYTES)
        self._ca_file = ca_file
        self._tls: ssl.SSLContext | None = None
        self._idle: dict[Origin, tuple[Wire, float]] = {}  # the last is the one used last

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return the head of its answer, the body to be streamed; raises AttemptFailed."""
        question: Question = request.extensions["question"]
        timeout: dict[str, float] = request.extensions["timeout"]
        parts = urllib.parse.urlsplit(question.wire_uri)
        origin = (parts.scheme, parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        wire, reader, head = await self._headed(origin, request_bytes(question, parts), question.method, timeout)
        return httpx.Response(
            head.status,
            headers=[(name.encode("latin-1"), value.encode("latin-1")) for name, value in head.headers],
            stream=_WireBody(self, origin, wire, reader, head),
            extensions={"http_version": head.version, "reason_phrase": head.reason, "fields": head.headers, "wire": wire},
        )

    async def _headed(self, origin: Origin, request: bytes, method: str, timeout: dict[str, float]) -> tuple[Wire, Reader, Head]:
        """Return the head of the answer. A kept connection that its server closed meanwhile is replaced once, for a GET."""
        kept = self._kept(origin)
        if kept:
            reader = Reader(kept, timeout["read"])
            try:
                return kept, reader, await _first(kept, reader, request)
            except AttemptFailed as failure:
                if failure.outcome is not FetchOutcome.RESET or reader.has_begun or method != "GET":
                    raise
        wire = await self._connect(origin, timeout["connect"])
        reader = Reader(wire, timeout["read"])
        return wire, reader, await _first(wire, reader, request)

    async def _connect(self, origin: Origin, timeout_s: float) -> Wire:
        scheme, host, port = origin
        wire = await self._dialler.dial(host, port, timeout_s)
        if scheme == "https":
            self._tls = self._tls or tls_context(self._ca_file)
            try:
                await wire.start_tls(self._tls, host, timeout_s)
            except BaseException:
                wire.abort()
                raise
        return wire

    def _kept(self, origin: Origin) -> Wire | None:
        wire, until = self._idle.pop(origin, (None, 0.0))
        if wire and (wire.is_readable() or asyncio.get_running_loop().time() > until):
            wire.abort()
            return None
        return wire

    def keep(self, origin: Origin, wire: Wire) -> None:
        """Keep a connection whose answer was read to its end, for the next question to the same origin."""
        if origin in self._idle:
            self._idle.pop(origin)[0].abort()
        elif len(self._idle) >= MAX_IDLE:
            self._idle.pop(next(iter(self._idle)))[0].abort()
        self._idle[origin] = (wire, asyncio.get_running_loop().time() + KEEPALIVE_S)

    async def aclose(self) -> None:
        """Close every connection."""
        idle, self._idle = list(self._idle.values()), {}
        for wire, _ in idle:
            wire.abort()
        await asyncio.gather(*(wire.aclose() for wire, _ in idle))


def request_bytes(question: Question, parts: urllib.parse.SplitResult) -> bytes:
    """Return a question as it goes over the wire; raises AttemptFailed when a header would make another line of itself."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = (*question.headers, *question.private_headers)
    lines = [f"{question.method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields)]
    if any(char in line for line in lines for char in "\r\n\0"):
        raise AttemptFailed(FetchOutcome.BAD_ADDRESS, "a header of the request holds control characters")
    return "\r\n".join((*lines, "", "")).encode() + question.body


async def _first(wire: Wire, reader: Reader, request: bytes) -> Head:
    """Send a request and return the head of its answer; a connection on which that failed is closed."""
    try:
        wire.send(request)
        return await reader.head()
    except BaseException:
        wire.abort()
        raise


class _WireBody(httpx.AsyncByteStream):
    """An answer's body, transfer coding undone, content coding left alone; its connection is kept only after a whole answer."""

    def __init__(self, transport: GuardedTransport, origin: Origin, wire: Wire, reader: Reader, head: Head) -> None:
        self._transport = transport
        self._origin = origin
        self._wire = wire
        self._reader = reader
        self._head = head

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with contextlib.aclosing(self._reader.body(self._head)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def aclose(self) -> None:
        if self._reader.is_at_end and self._head.keeps_connection:
            self._transport.keep(self._origin, self._wire)
        else:
            await self._wire.aclose()


class _Recorded(Exception):  # noqa: N818 - an end, not an error
    """A recorded body ended early: the same cut is made again."""

    def __init__(self, truncated: str, detail: str) -> None:
        super().__init__(detail)
        self.truncated = truncated
        self.detail = detail


class _RecordedBody(httpx.AsyncByteStream):
    def __init__(self, body: bytes, exchange: Exchange) -> None:
        self._body = body
        self._exchange = exchange

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._body:
            yield self._body
        if self._exchange.truncated:
            raise _Recorded(self._exchange.truncated, self._exchange.detail)


class ReplayTransport(httpx.AsyncBaseTransport):
    """Answers from an archive as the web answered then; opens no socket and asks for no name."""

    def __init__(self, archive: ReplayArchive) -> None:
        self._archive = archive

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the recorded answer; raises AttemptFailed as recorded, or NOT_IN_ARCHIVE."""
        question: Question = request.extensions["question"]
        found = self._archive.answer(question.uri, chain=question.chain, hop=question.hop, key=question.key)
        if found is None:
            raise AttemptFailed(FetchOutcome.NOT_IN_ARCHIVE, "the archive holds no record of this address")
        exchange, body = found
        if exchange.status is None:
            raise AttemptFailed(exchange.outcome, exchange.detail, recorded=exchange)
        words = {
            "http_version": exchange.http_version.encode("latin-1", "replace"),
            "reason_phrase": exchange.reason.encode("latin-1", "replace"),
        }
        raw = [(name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in exchange.headers]
        return httpx.Response(
            exchange.status, headers=raw, stream=_RecordedBody(body, exchange), extensions={"recorded": exchange, **words}
        )

"""The wire: the one module that speaks HTTP (httpx 0.28 over httpcore), or answers from an archive in its place.

Enters: an address that `archive.guard` made canonical. Leaves: an `Answer`, cut where it had to be, or AttemptFailed.
Both transports are `httpx.AsyncBaseTransport`; redirects, retries, decoding and outcomes lie above, in `archive.fetch`.
A transport and not a client, so that no cookie, proxy, credential or redirect can act behind our back. HTTP/1.1 only.
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpcore
import httpx

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed, Exchange, Headers
from archive.guard import Guard
from archive.replay import ReplayArchive
from archive.request import Request
from archive.wire import READ_BYTES, Dialler, Wire

Transport = httpx.AsyncBaseTransport

MAX_ORIGINS = 256  # kept with an idle connection
KEEPALIVE_S = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class WireLimits:
    """How long and how much: seconds for a connection, for one read and for the whole exchange; bytes; bytes a second.

    The rate is judged after `rate_grace_s`.
    """

    connect_timeout_s: float = 10.0
    read_timeout_s: float = 20.0
    deadline_s: float = 60.0
    max_body_bytes: int = 20_000_000
    max_header_bytes: int = 65536
    min_rate_bytes_s: int = 50
    rate_grace_s: float = 10.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came back: status line, headers and body with transfer coding undone and content coding untouched.

    `truncated` is the WARC word for why the body is short. `recorded` is set when an archive answered.
    """

    http_version: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    truncated: str | None = None
    detail: str = ""
    certificate_sha256: str | None = None
    ip_address: str | None = None
    recorded: Exchange | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One request for the wire, secrets included. `key`, `chain` and `hop` tell an archive which record is meant."""

    uri: str
    headers: Headers
    method: str = "GET"
    body: bytes = b""
    private_headers: Headers = ()
    private_query: str = ""
    key: str | None = None
    chain: str | None = None
    hop: int = 0

    @property
    def wire_uri(self) -> str:
        """The address as it is dialled; it is in no record when it holds a secret."""
        if not self.private_query:
            return self.uri
        return f"{self.uri}{'&' if '?' in self.uri else '?'}{self.private_query}"


def question_of(request: Request, uri: str, headers: Headers, *, key: str, chain: str | None, hop: int) -> Question:
    """Return what goes out for `request` at one of its hops: `uri`, with the headers that are recorded."""
    return Question(
        uri=uri,
        headers=headers,
        method=request.method,
        body=request.body,
        private_headers=request.private_headers,
        private_query=request.private_query,
        key=key,
        chain=chain,
        hop=hop,
    )


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
    extensions = {"timeout": timeout, "question": question}
    headers = [*question.headers, *question.private_headers]
    request = httpx.Request(question.method, question.wire_uri, headers=headers, extensions=extensions)
    loop = asyncio.get_running_loop()
    deadline = loop.time() + limits.deadline_s
    try:
        async with asyncio.timeout_at(deadline):
            with _faults():
                response = await transport.handle_async_request(request)
    except TimeoutError:
        raise AttemptFailed(FetchOutcome.TIMEOUT, f"no answer within {limits.deadline_s:g} s") from None
    stream = response.extensions.get("network_stream")
    facts = _wire_facts(stream)
    if isinstance(stream, Wire):
        stream.allow(limits.max_body_bytes)
    body, truncated, detail = await _read(response, limits, deadline)
    return _answer(response, body, truncated, detail, facts)


def _answer(
    response: httpx.Response, body: bytes, truncated: str | None, detail: str, facts: tuple[str | None, str | None]
) -> Answer:
    return Answer(
        http_version=_latin(response.extensions.get("http_version", b"HTTP/1.1")),
        status=response.status_code,
        reason=_latin(response.extensions.get("reason_phrase", b"")),
        headers=tuple((_latin(name), _latin(value)) for name, value in response.headers.raw),
        body=body,
        truncated=truncated,
        detail=detail,
        certificate_sha256=facts[0],
        ip_address=facts[1],
        recorded=response.extensions.get("recorded"),
    )


async def _read(response: httpx.Response, limits: WireLimits, deadline: float) -> tuple[bytes, str | None, str]:
    """Return the body as far as it came, the WARC word for why it is short, and the same in words."""
    body = bytearray()
    truncated: str | None = None
    detail = ""
    try:
        async with asyncio.timeout_at(deadline):
            with _faults():
                truncated, detail = await _fill(body, response, limits)
    except TimeoutError:
        truncated, detail = "time", f"cut after {limits.deadline_s:g} s"
    except AttemptFailed as fault:
        truncated, detail = ("time" if fault.outcome is FetchOutcome.TIMEOUT else "disconnect"), fault.detail
    except _Recorded as cut:
        truncated, detail = cut.truncated, cut.detail
    finally:
        await _close(response)
    return bytes(body[: limits.max_body_bytes]), truncated, detail


async def _fill(body: bytearray, response: httpx.Response, limits: WireLimits) -> tuple[str | None, str]:
    loop = asyncio.get_running_loop()
    started = loop.time()
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
    """Close the stream; what goes wrong while closing is no news about the page."""
    try:
        async with asyncio.timeout(1.0):
            await response.aclose()
    except (httpcore.NetworkError, httpcore.ProtocolError, TimeoutError, OSError):
        pass


def _wire_facts(stream: Any) -> tuple[str | None, str | None]:
    """Return the SHA-256 of the server's certificate and the address that answered, where there was a wire."""
    if not isinstance(stream, Wire):
        return None, None
    tls = stream.get_extra_info("ssl_object")
    certificate = tls.getpeercert(binary_form=True) if tls else None
    return hashlib.sha256(certificate).hexdigest() if certificate else None, stream.ip_address


def _latin(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


class _faults:  # noqa: N801 - reads as a clause: `with _faults():`
    """Turn what httpcore and httpx raise into AttemptFailed; the wire raises it by itself."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (httpcore.TimeoutException, httpx.TimeoutException)):
            raise AttemptFailed(FetchOutcome.TIMEOUT, "no answer in time") from None
        if isinstance(error, httpx.ConnectError):
            raise AttemptFailed(FetchOutcome.REFUSED, "no connection") from None
        if isinstance(error, (httpcore.NetworkError, httpx.NetworkError)):
            raise AttemptFailed(FetchOutcome.RESET, "the connection was reset") from None
        if isinstance(error, (httpcore.ProtocolError, httpx.ProtocolError)):
            raise _protocol_failure(str(error)) from None


def _protocol_failure(words: str) -> AttemptFailed:
    if "disconnected without sending" in words or "peer closed connection" in words:
        return AttemptFailed(FetchOutcome.RESET, "the server hung up before the answer was whole")
    return AttemptFailed(FetchOutcome.BAD_RESPONSE, f"this is not HTTP: {words.partition(': bytearray(')[0][:200]}")


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
    """HTTP/1.1 to where the guard lets us: one small pool an origin, one TLS context for all, no environment read.

    (One large pool is quadratic in its connections: 200 of them fall to a sixth of the speed.)
    """

    def __init__(self, guard: Guard, *, max_header_bytes: int = 65536, ca_file: Path | None = None) -> None:
        # httpcore takes anything of this shape; its own class adds nothing
        self._dialler = cast(httpcore.AsyncNetworkBackend, Dialler(guard, max_header_bytes + READ_BYTES))
        self._ca_file = ca_file
        self._tls: ssl.SSLContext | None = None
        self._pools: dict[tuple[str, bytes, int | None], httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request on its origin's own pool; raises what httpcore raises, and AttemptFailed by the guard."""
        url = request.url
        wire_url = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        await self._make_room()
        pool = self._pool((url.scheme, url.raw_host, url.port))  # `url.host` fails on names that IDNA 2008 forbids
        question: Question = request.extensions["question"]
        wire = httpcore.Request(
            request.method,
            wire_url,
            headers=request.headers.raw,
            content=question.body or None,
            extensions={"timeout": request.extensions["timeout"]},
        )
        response = await pool.handle_async_request(wire)
        return httpx.Response(
            response.status, headers=response.headers, stream=_WireBody(response, pool), extensions=response.extensions
        )

    def _pool(self, origin: tuple[str, bytes, int | None]) -> httpcore.AsyncConnectionPool:
        """Return the origin's pool. Nothing may be awaited before it is used: one without a busy connection may be closed."""
        pool = self._pools.pop(origin, None) or self._new_pool(origin[0])
        self._pools[origin] = pool  # last in the dict is last used
        return pool

    async def _make_room(self) -> None:
        """Close pools that were not used for longest; they are taken out first, because others come by while one is closed."""
        if len(self._pools) < MAX_ORIGINS:
            return
        oldest = list(self._pools.items())[: MAX_ORIGINS // 4]
        idle = [key for key, pool in oldest if all(one.is_idle() or one.is_closed() for one in pool.connections)]
        for pool in [self._pools.pop(key) for key in idle]:
            await pool.aclose()

    def _new_pool(self, scheme: str) -> httpcore.AsyncConnectionPool:
        if scheme == "https" and self._tls is None:
            self._tls = tls_context(self._ca_file)
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=1,
            keepalive_expiry=KEEPALIVE_S,
            http1=True,
            http2=False,
            network_backend=self._dialler,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            await pool.aclose()


class _WireBody(httpx.AsyncByteStream):
    """A response's body, transfer coding undone by httpcore, content coding left alone."""

    def __init__(self, response: httpcore.Response, pool: httpcore.AsyncConnectionPool) -> None:
        self._response = response
        self._pool = pool

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._response.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        """End the answer; a connection on which more came than was asked for is not used again (RFC 9112, 6.3)."""
        await self._response.aclose()
        if any(_holds_more(connection) for connection in self._pool.connections):
            await self._pool.aclose()


def _holds_more(connection: Any) -> bool:
    """Whether bytes beyond the answer were read: httpcore keeps them and would take them for the answer to the next request."""
    state = getattr(getattr(connection, "_connection", None), "_h11_state", None)
    return bool(state and state.trailing_data[0])


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

"""One connection: dialled where the guard says, metered, and silent about everything but outcomes.

Enters: host and port. Leaves: bytes, or AttemptFailed. Names are never looked up here, only by the guard.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import ssl

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed
from archive.guard import Endpoint, Guard

READ_BYTES = 65536
HIGH_WATER_BYTES = 262_144  # received and not yet read: the other side is made to wait
CLOSE_TIMEOUT_S = 1.0
_PROTOCOL = b"HTTP/"  # how every answer begins, in however many pieces it comes


class Dialler:
    """Connects to what the guard resolved, and to nothing else. `max_head_bytes` caps what may come before a whole head."""

    def __init__(self, guard: Guard, max_head_bytes: int) -> None:
        self._guard = guard
        self._max_head_bytes = max_head_bytes

    async def dial(self, host: str, port: int, timeout: float) -> Wire:
        """Return a connection to the first of the host's endpoints that takes one; raises AttemptFailed.

        `timeout` is in seconds, for one endpoint.
        """
        failure = AttemptFailed(FetchOutcome.DNS_FAILURE, f"no address for the host {host}")
        for endpoint in await self._guard.endpoints(host, port):
            try:
                return await self._dial(endpoint, timeout)
            except AttemptFailed as refusal:
                failure = refusal
        raise failure

    async def _dial(self, endpoint: Endpoint, timeout: float) -> Wire:
        wire = Wire(str(endpoint.ip), self._max_head_bytes)
        try:
            async with asyncio.timeout(timeout):
                await asyncio.get_running_loop().create_connection(lambda: wire, str(endpoint.ip), endpoint.port)
        except TimeoutError:
            raise AttemptFailed(FetchOutcome.TIMEOUT, "no answer in time (connecting)") from None
        except ConnectionRefusedError:
            raise AttemptFailed(FetchOutcome.REFUSED, "the connection was refused") from None
        except OSError as error:
            why = error.strerror or "the host cannot be reached"
            raise AttemptFailed(FetchOutcome.REFUSED, f"no connection: {why}") from None
        return wire


class Wire(asyncio.Protocol):
    """A connection: what has come over it and was not read yet, counted since the last request, so that heads and framing
    cannot be endless.
    """

    def __init__(self, ip_address: str, max_head_bytes: int) -> None:
        self.ip_address = ip_address
        self.certificate_sha256: str | None = None
        self._max_head_bytes = max_head_bytes
        self._left = max_head_bytes
        self._first = b""
        self._transport: asyncio.Transport | None = None
        self._data = bytearray()
        self._ended = False
        self._lost: Exception | None = None
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hear from the event loop that the connection stands."""
        self._transport = transport  # type: ignore[assignment]  # a TCP or TLS transport is an asyncio.Transport

    def data_received(self, data: bytes) -> None:
        """Hear from the event loop that something came."""
        self._data += data
        if len(self._data) > HIGH_WATER_BYTES and not self._paused and self._transport:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        """Hear from the event loop that the other side has ended."""
        self._ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Hear from the event loop that the connection is gone."""
        self._ended, self._lost = True, exc
        self._wake()
        if self._timer:
            self._timer.cancel()
        if not self._closed.done():
            self._closed.set_result(None)

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def allow(self, body_bytes: int) -> None:
        """The head is whole: let `body_bytes` come, and as much again for chunk framing."""
        self._left = 2 * body_bytes + self._max_head_bytes

    async def read(self, max_bytes: int, timeout: float) -> bytes:
        """Return what has come, at least a byte, b"" at the end; raises AttemptFailed."""
        if self._left <= 0:
            raise AttemptFailed(FetchOutcome.BAD_RESPONSE, "more came than the header cap allows")
        if not self._data and not self._ended:
            try:
                await self._something(timeout)
            except TimeoutError:
                raise AttemptFailed(FetchOutcome.TIMEOUT, "no answer in time (reading)") from None
        data = bytes(self._data[:max_bytes])
        del self._data[:max_bytes]
        if self._paused and len(self._data) < HIGH_WATER_BYTES // 2 and self._transport:
            self._paused = False
            self._transport.resume_reading()
        if not data and self._lost:
            raise AttemptFailed(FetchOutcome.RESET, "the connection was reset")
        self._left -= len(data)
        self._first += data[: len(_PROTOCOL) - len(self._first)]
        if not data and not _PROTOCOL.startswith(self._first):
            raise AttemptFailed(FetchOutcome.BAD_RESPONSE, "this is not HTTP")
        return data

    async def _something(self, timeout: float) -> None:
        """Wait until something comes, or the end; raises TimeoutError. One timer serves all reads: one for each costs more."""
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        self._due = loop.time() + timeout
        if self._timer and self._timer.when() > self._due:
            self._timer.cancel()
            self._timer = None
        self._timer = self._timer or loop.call_at(self._due, self._expire)
        await self._waiter

    def _expire(self) -> None:
        """End the wait that is due; one that began after the timer was set is waited for anew."""
        self._timer = None
        if self._waiter is None or self._waiter.done():
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= self._due:
            self._waiter.set_exception(TimeoutError())
        else:
            self._timer = loop.call_at(self._due, self._expire)

    def send(self, request: bytes) -> None:
        """Send a request; a connection that was lost says so at the next read."""
        self._left, self._first = self._max_head_bytes, b""
        if self._transport and not self._ended:
            self._transport.write(request)

    async def start_tls(self, context: ssl.SSLContext, host: str, timeout: float) -> None:
        """Go on under TLS, the certificate verified for `host`; raises AttemptFailed."""
        plain = self._transport
        try:
            if plain is None:
                raise ConnectionResetError
            async with asyncio.timeout(timeout):
                self._transport = await asyncio.get_running_loop().start_tls(plain, self, context, server_hostname=host)
        except TimeoutError:
            raise AttemptFailed(FetchOutcome.TIMEOUT, "no answer in time (connecting)") from None
        except ssl.SSLCertVerificationError as error:
            raise AttemptFailed(FetchOutcome.TLS_FAILURE, f"the certificate is not valid: {error.verify_message}") from None
        except (ssl.SSLError, OSError, ssl.CertificateError) as error:
            reason = getattr(error, "reason", None) or "the handshake failed"
            raise AttemptFailed(FetchOutcome.TLS_FAILURE, f"no TLS connection: {reason}") from None
        tls = self._transport.get_extra_info("ssl_object") if self._transport else None
        certificate = tls.getpeercert(binary_form=True) if tls else None
        self.certificate_sha256 = hashlib.sha256(certificate).hexdigest() if certificate else None

    def is_readable(self) -> bool:
        """Whether an idle connection has ended, or something came over it that nobody asked for."""
        return self._ended or bool(self._data)

    def abort(self) -> None:
        """Close the connection, and wait for nothing."""
        if self._transport:
            self._transport.abort()

    async def aclose(self) -> None:
        """Close the connection, and wait a moment until it is."""
        self.abort()
        if self._transport:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_TIMEOUT_S):
                    await self._closed

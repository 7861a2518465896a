"""HTTP/1.1 as a client reads it: the head of an answer, and its body with the transfer coding undone.

Enters: bytes from `archive.wire`. Leaves: a `Head`, and chunks of the body; AttemptFailed for what is not HTTP.
Standard: RFC 9112. Strict where leniency has let answers be read in two ways (names, lengths, chunks); an answer with
Transfer-Encoding and Content-Length is read by the former, and a connection it came over is not used again.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed, Headers
from archive.wire import READ_BYTES, Wire
from citations.regex import regex

MAX_LINE_BYTES = 8192  # a chunk's size with its extensions, or a trailer
_BLANK_LINE = re.compile(rb"\n\r?\n")  # matches: "a: b\r\n\r\n", "a: b\n\n"    does not: "a: b\r\nc: d"
_LINE_END = re.compile(rb"\r?\n")
# matches: HTTP/1.1 200 OK, HTTP/1.0 404    does not: HTTP/1.1 OK, 200 OK, HTTP/1.1 20
_STATUS_LINE = re.compile(rb"(?P<version> HTTP/\d\.\d ) [ ] (?P<status> \d{3} ) (?: [ ] (?P<reason> [^\0\r]* ) )?", re.VERBOSE)
# A value's blanks are cut off afterwards: to look for them here took a time that grew with their number's cube.
# matches: Content-Type: text/html, X:    does not: Content-Type : x, : x, a b: c
_FIELD = re.compile(rb"(?P<name> [-!#$%&'*+.^_`|~0-9A-Za-z]+ ) : (?P<value> [^\0\r]* )", re.VERBOSE)
_FOLDED = (b" ", b"\t")  # how a line begins that goes on with the one before
# matches: 1a, 1A ; name=value    does not: 0x1a, -1, g
_CHUNK_SIZE = re.compile(rb"(?P<size> [0-9A-Fa-f]{1,15} ) [ \t]* (?: ; .* )?", re.VERBOSE)
_DIGITS = regex(r"\d{1,20}", re.ASCII)  # matches: 1024    does not: +1024, 1 024


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Status line and headers of an answer, as they came."""

    version: str
    status: int
    reason: str
    headers: Headers

    def values(self, name: str) -> list[str]:
        """Return what stands under `name` (in lower case), lists taken apart, in lower case."""
        found = [value for key, value in self.headers if len(key) == len(name) and key.lower() == name]
        return [part.lower() for value in found for piece in value.split(",") if (part := piece.strip(" \t"))] if found else []

    @property
    def keeps_connection(self) -> bool:
        """Whether the server lets the connection be used again (RFC 9112, 9.3)."""
        if self.is_chunked and self.values("content-length"):
            return False
        return self.version >= "HTTP/1.1" and "close" not in self.values("connection")

    @property
    def is_chunked(self) -> bool:
        """Whether the body comes in chunks."""
        return bool(self.values("transfer-encoding"))


def not_http(why: str) -> AttemptFailed:
    """Return the failure of an answer that breaks the protocol."""
    return AttemptFailed(FetchOutcome.BAD_RESPONSE, f"this is not HTTP: {why}")


def hung_up() -> AttemptFailed:
    """Return the failure of an answer that ended early."""
    return AttemptFailed(FetchOutcome.RESET, "the server hung up before the answer was whole")


def parse_head(data: bytes) -> Head:
    """Return the head that `data` holds, its blank line left out; raises AttemptFailed (BAD_RESPONSE).

    >>> parse_head(b"HTTP/1.1 200 OK\\r\\nServer: a").headers
    (('Server', 'a'),)
    """
    first, *lines = _LINE_END.split(data)
    match = _STATUS_LINE.fullmatch(first)
    if not match:
        raise not_http("the answer does not begin with a status line")
    folded: list[bytes] = []
    for line in lines:
        if line.startswith(_FOLDED) and folded:
            folded[-1] += b" " + line.strip()
        else:
            folded.append(line)
    return Head(
        version=match["version"].decode("ascii"),
        status=int(match["status"]),
        reason=(match["reason"] or b"").decode("latin-1"),
        headers=tuple(_parse_field(line) for line in folded),
    )


def _parse_field(line: bytes) -> tuple[str, str]:
    match = _FIELD.fullmatch(line)
    if not match:
        raise not_http("a header line is not a name and a value")
    return match["name"].decode("ascii"), match["value"].strip(b" \t").decode("latin-1")


def body_length(head: Head) -> int | None:
    """Return how many bytes the body has by its header, None when it ends with the connection.

    Raises AttemptFailed (BAD_RESPONSE) for lengths that contradict each other, or are none.
    """
    if head.status in (204, 304):
        return 0
    lengths = set(head.values("content-length"))
    if len(lengths) > 1:
        raise not_http("two lengths are given for the body")
    if not lengths:
        return None
    length = lengths.pop()
    if not _DIGITS.fullmatch(length):
        raise not_http("the length of the body is no number")
    return int(length)


class Reader:
    """The answer to one request, read from its connection in order: `head` first, then `body`."""

    def __init__(self, wire: Wire, timeout_s: float) -> None:
        self._wire = wire
        self._timeout_s = timeout_s
        self._data = bytearray()
        self._whole = False

    @property
    def has_begun(self) -> bool:
        """Whether a byte of the answer came."""
        return bool(self._data)

    @property
    def is_at_end(self) -> bool:
        """Whether the answer was read to an end of its own, and nothing came after it."""
        return self._whole and not self._data

    async def head(self) -> Head:
        """Return the head of the final answer, its framing judged; interim ones (1xx) are passed over. Raises AttemptFailed."""
        while True:
            head = parse_head(await self._until_blank())
            if head.status == 101 or head.status < 100:
                raise not_http(f"the status {head.status:03} answers no request of ours")
            if head.status >= 200:
                if body_length(head) != 0 and head.is_chunked and head.values("transfer-encoding") != ["chunked"]:
                    raise not_http("the transfer coding is not one that was asked for")
                return head

    async def body(self, head: Head) -> AsyncGenerator[bytes, None]:
        """Yield the body, transfer coding undone; raises AttemptFailed where it breaks off or breaks the protocol."""
        length = body_length(head)
        if head.is_chunked and length != 0:
            chunks = self._chunks()
        else:
            chunks = self._sized(length) if length is not None else self._rest()
        async for chunk in chunks:
            yield chunk
        self._whole = length is not None or head.is_chunked

    async def _more(self) -> bool:
        data = await self._wire.read(READ_BYTES, self._timeout_s)
        self._data += data
        return bool(data)

    async def _until_blank(self) -> bytes:
        seen = 0
        while (match := _BLANK_LINE.search(self._data, max(0, seen - 3))) is None:
            seen = len(self._data)
            if not await self._more():
                raise hung_up()
        head = bytes(self._data[: match.start()])
        del self._data[: match.end()]
        return head.removesuffix(b"\r")

    async def _line(self) -> bytes:
        seen = 0
        while (end := self._data.find(b"\n", seen)) < 0:
            seen = len(self._data)
            if seen > MAX_LINE_BYTES:
                raise not_http("a chunk begins with a line without an end")
            if not await self._more():
                raise hung_up()
        line = bytes(self._data[:end])
        del self._data[: end + 1]
        return line.removesuffix(b"\r")

    async def _sized(self, length: int) -> AsyncIterator[bytes]:
        while length:
            if not self._data and not await self._more():
                raise hung_up()
            chunk = bytes(self._data[:length])
            del self._data[:length]
            length -= len(chunk)
            yield chunk

    async def _chunks(self) -> AsyncIterator[bytes]:
        while True:
            match = _CHUNK_SIZE.fullmatch(await self._line())
            if not match:
                raise not_http("a chunk does not begin with its size")
            if (size := int(match["size"], 16)) == 0:
                break
            async for chunk in self._sized(size):
                yield chunk
            if await self._line():
                raise not_http("a chunk is longer than its size")
        while await self._line():
            """Trailers are passed over: they may say nothing that a reader must know (RFC 9110, 6.5)."""

    async def _rest(self) -> AsyncIterator[bytes]:
        while self._data or await self._more():
            chunk = bytes(self._data)
            self._data.clear()
            yield chunk

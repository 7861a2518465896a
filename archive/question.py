"""One question to the wire and its answer, as values: what is sent, secrets included, within which limits, and what came back.

`archive.transport` asks, live or of an archive; `archive.fetch` judges.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.exchange import Exchange, Headers
from archive.request import Request


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

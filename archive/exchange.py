"""One request and what came of it, and how several of them make a capture.

A fetch is a chain of exchanges: each redirect and each try is one, recorded by itself. `capture_of` folds a chain
into a `Capture`; live runs, the ledger and replay fold the same values, so they give equal captures.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from archive.capture import Capture, FetchOutcome, Hop, RecordPlace
from citations.regex import regex

FINAL_STATUSES = frozenset({*range(200, 600), 999})  # what may end a request (RFC 9110, 15); 999 is a wall of some hosts
CAPTURE_ID = regex(r"[0-9a-f]{16}")  # matches: 0123456789abcdef    does not: ../../x, 0123456789ABCDEF
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Decisions of ours about an address, made again on replay: no answer of the web.
DECISIONS = frozenset(
    {
        FetchOutcome.TOO_MANY_REDIRECTS,
        FetchOutcome.BLOCKED_BY_ROBOTS,
        FetchOutcome.ROBOTS_UNREACHABLE,
        FetchOutcome.BAD_ADDRESS,
    }
)
# Headers of the last answer that tell a wall, a copy or a date; kept in the `Capture`.
TELLING_HEADERS = frozenset(
    {
        "server",
        "cf-mitigated",
        "cf-ray",
        "x-robots-tag",
        "link",
        "location",
        "memento-datetime",
        "content-language",
        "date",
        "via",
        "x-cache",
        "www-authenticate",
    }
)
# What a server may tell about a visitor, or a visitor about himself, enters no record: one list, for both directions.
# matches: Set-Cookie, Authorization, X-Auth-Token, x-api-key, X-Amz-Security-Token, Ocp-Apim-Subscription-Key
# does not: WWW-Authenticate, Content-Security-Policy, Surrogate-Key, X-Author
PRIVATE_HEADER = regex(
    r"""(?: .* [-_] )?
        (?: cookies? 2? | auth | authorization | authentication-info | credentials? | tokens? | secrets? | passw(?:or)?d
          | session (?: [-_]? id )? | api[-_]?key | (?: access | subscription | private | session ) [-_]? key )
        (?: [-_] .* )?""",
    re.VERBOSE | re.IGNORECASE,
)

Headers = tuple[tuple[str, str], ...]

MEDIA_TYPES_KEPT = 64  # taken apart: most pages have one of a few


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One request to `uri` and its answer, or why there was none.

    `capture_id` names the chain, which began for `target_uri`; `hop` counts redirects from 0, `attempt` tries from 1,
    and `final` marks the exchange that ended the chain. `target_uri` is more than an address where a method, a body or
    Accept-Datetime decides the answer (`archive.request`). Headers are as sent, private ones removed.
    `withdrawn` says by whom, when and why the body was taken out; its digest and size stay.
    `place` is where the record lies, `body_place` where its payload lies (another record's for a revisit).
    A resource was sent by nobody: a file or a picture, kept as it is; `about` is said of it in a record beside it.
    """

    id: str
    capture_id: str
    target_uri: str
    uri: str
    date: datetime.datetime
    outcome: FetchOutcome
    hop: int = 0
    attempt: int = 1
    final: bool = True
    purpose: str = "source"
    http_version: str = "HTTP/1.1"
    status: int | None = None
    reason: str = ""
    headers: Headers = ()
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""
    truncated: str | None = None
    elapsed_s: float = 0.0
    detail: str = ""
    payload_digest: str | None = None
    payload_bytes: int | None = None
    certificate_sha256: str | None = None
    ip_address: str | None = None
    withdrawn: str | None = None
    place: RecordPlace | None = None
    body_place: RecordPlace | None = None
    is_resource: bool = False
    about: Headers = ()

    def header(self, name: str) -> str | None:
        """Return the first header called `name` (in lower case), or None."""
        return first_value(self.headers, name)

    @property
    def location(self) -> str | None:
        """Where the answer sends on to, when it is a redirect."""
        return self.header("location") if self.status in REDIRECTS else None


class AttemptFailed(Exception):  # noqa: N818 - a result on its way up, not an error
    """An attempt that ended without a whole answer; becomes an outcome at the edge of `archive.fetch`."""

    def __init__(self, outcome: FetchOutcome, detail: str, *, recorded: Exchange | None = None) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.recorded = recorded  # the exchange that an archive answered with


def capture_id_of(target_uri: str, date: datetime.datetime) -> str:
    """Return the id of the chain that began for `target_uri` at `date`: 16 hex digits, derived from both."""
    return hashlib.sha256(f"{target_uri}\x1f{date.isoformat()}".encode()).hexdigest()[:16]


def record_id_of(*parts: str | int) -> str:
    """Return `urn:uuid:…` derived from `parts`, so that equal runs write equal records (RFC 9562, name-based)."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()
    return f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=5)}"


def resource_exchange(
    uri: str,
    body: bytes,
    *,
    mime: str,
    date: datetime.datetime,
    purpose: str,
    target_uri: str | None = None,
    detail: str = "",
    about: Headers = (),
) -> Exchange:
    """Return what keeps `body` under `uri` as a `resource` record (WARC 1.1, 6.5): something that no server sent.

    `target_uri` is the address it is found under, when that is another. Reading it back gives everything but `about`.
    """
    target = target_uri or uri
    capture_id = capture_id_of(f"{purpose} {target}", date)
    return Exchange(
        id=record_id_of("resource", capture_id, uri, date.isoformat()),
        capture_id=capture_id,
        target_uri=target,
        uri=uri,
        date=date,
        outcome=FetchOutcome.RESPONSE,
        purpose=purpose,
        status=200,
        reason="OK",
        headers=(("Content-Type", mime),),
        detail=detail,
        payload_digest=f"sha256:{hashlib.sha256(body).hexdigest()}",
        payload_bytes=len(body),
        is_resource=True,
        about=about,
    )


def public_headers(headers: Sequence[tuple[str, str]]) -> Headers:
    """Return `headers` without cookies and credentials; otherwise as they came."""
    return tuple((name, value) for name, value in headers if not PRIVATE_HEADER.fullmatch(name.strip()))


def one_line(text: str) -> str:
    """Return `text` with every control character made a space: nothing foreign may steer a terminal or a record."""
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


def first_value(headers: Headers, name: str) -> str | None:
    """Return the first header called `name` (in lower case), or None."""
    for key, value in headers:  # a loop, because every fetch looks a dozen times
        if len(key) == len(name) and key.lower() == name:
            return value
    return None


def all_values(headers: Headers, name: str) -> str | None:
    """Return all headers called `name` as one list for people (RFC 9110, 5.3), or None."""
    return ", ".join(as_text(value) for key, value in headers if key.lower() == name) or None


def as_text(header: str) -> str:
    """Return a header's value for people: read as UTF-8 where it is that, else as Latin-1, and on one line."""
    with contextlib.suppress(UnicodeError):
        header = header.encode("latin-1").decode("utf-8")
    return one_line(header)


@functools.lru_cache(maxsize=MEDIA_TYPES_KEPT)
def media_type(header: str | None) -> tuple[str | None, str | None]:
    """Return MIME type and charset of a Content-Type header, both in lower case.

    >>> media_type("Text/HTML; charset=Windows-1251")
    ('text/html', 'windows-1251')
    """
    if not header:
        return None, None
    header = one_line(header)
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    mime = header.partition(";")[0].strip().lower()
    return mime or None, one_line(charset).strip(" '\"").lower() or None if isinstance(charset, str) else None


def last_attempts(chain: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return the last try of each hop, in the order of the hops."""
    newest: dict[int, Exchange] = {}
    for exchange in sorted(chain, key=lambda one: (one.hop, one.attempt)):
        newest[exchange.hop] = exchange
    return tuple(newest.values())


def capture_of(chain: Sequence[Exchange]) -> Capture:
    """Return the capture that a chain of exchanges makes; its date, digest and place are those of the last answer.

    A chain must not be empty. `elapsed_s` adds up the last try of each hop.
    """
    hops = last_attempts(chain)
    end = hops[-1]
    mime, charset = media_type(end.header("content-type"))
    return Capture(
        id=end.capture_id,
        target_uri=end.target_uri,
        date=end.date,
        outcome=end.outcome,
        final_uri=end.uri,
        status=end.status,
        redirects=tuple(Hop(uri=one.uri, status=one.status or 0, location=as_text(one.location or "")) for one in hops[:-1]),
        mime=mime,
        charset=charset,
        content_encoding=all_values(end.headers, "content-encoding"),
        last_modified=_text(end, "last-modified"),
        retry_after=_text(end, "retry-after"),
        payload_digest=end.payload_digest,
        payload_bytes=end.payload_bytes,
        certificate_sha256=end.certificate_sha256,
        place=end.place,
        attempts=end.attempt,
        elapsed_s=round(sum(one.elapsed_s for one in hops), 6),
        truncated=end.truncated,
        detail=end.detail,
        purpose=end.purpose,
        withdrawn=end.withdrawn,
        headers=tuple((name.lower(), as_text(value)) for name, value in end.headers if name.lower() in TELLING_HEADERS),
    )


def _text(exchange: Exchange, name: str) -> str | None:
    value = exchange.header(name)
    return None if value is None else as_text(value)

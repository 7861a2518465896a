"""A request as it is meant: address, method, what is sent with it, and what of that stays out of every record.

Enters: what a caller wishes to ask. Leaves: a `Request`, and the key its answers are kept and replayed under.
An answer is found again by `key`: the address, and beside it whatever else decides the answer, namely the method, the
body (its digest) and Accept-Datetime. `__wb_method` is the word that replay tools use for it.
Standards: RFC 9110 (methods), RFC 7089 (Accept-Datetime).
"""

from __future__ import annotations

import email.utils
import hashlib
import urllib.parse
from dataclasses import dataclass

from archive.exchange import Headers, first_value
from archive.guard import address_key

DIGEST_CHARS = 32  # of a body's SHA-256 in hex: enough that two bodies never meet


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is asked of `uri`.

    `headers` go beside ours and are recorded; `private_headers` and `private_query` (`name=value`) go to `uri` itself
    and to no redirect, and enter no record. `follow` says whether redirects are followed, `asks_robots` whether
    robots.txt is. `attempts`, `max_body_bytes` and `deadline_s` replace the settings' where given.
    """

    uri: str
    purpose: str = "source"
    method: str = "GET"
    headers: Headers = ()
    body: bytes = b""
    content_type: str | None = None
    private_headers: Headers = ()
    private_query: str = ""
    follow: bool = True
    asks_robots: bool = True
    attempts: int | None = None
    max_body_bytes: int | None = None
    deadline_s: float | None = None

    @property
    def key(self) -> str:
        """What the answer is kept under: the address alone for a plain GET."""
        return request_key(self.uri, method=self.method, body=self.body, headers=self.headers)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no record: the values that are sent privately, each also without its scheme word."""
        values = [value for _, value in self.private_headers]
        values += [value for _, value in urllib.parse.parse_qsl(self.private_query)]
        values += [word for value in values for word in value.split() if len(word) > len("Bearer")]
        return tuple(dict.fromkeys(value for value in values if value))

    def headers_to(self, host: str, ours: Headers) -> Headers:
        """Return what is sent to `host` and recorded: the host, `ours`, the request's own over them, and what its body needs."""
        own = {name.lower() for name, _ in self.headers}
        kept = (pair for pair in (("Host", host), *ours) if pair[0].lower() not in own)
        length = str(len(self.body))
        body = (("Content-Type", self.content_type or "application/octet-stream"), ("Content-Length", length))
        return (*kept, *self.headers, *(body if self.method == "POST" else ()))


def form_body(fields: tuple[tuple[str, str], ...]) -> bytes:
    """Return `fields` as application/x-www-form-urlencoded (WHATWG URL, 5.2), in the order given.

    >>> form_body((("url", "http://a.example/ё"), ("capture_all", "1")))
    b'url=http%3A%2F%2Fa.example%2F%D1%91&capture_all=1'
    """
    return urllib.parse.urlencode(fields).encode("ascii")


def request_key(uri: str, *, method: str = "GET", body: bytes = b"", headers: Headers = ()) -> str:
    """Return what the answer to a request is kept under; made of the request alone, so that a replay asks the same.

    >>> request_key("HTTP://A.example/x")
    'http://a.example/x'
    >>> request_key("http://a.example/x", headers=(("Accept-Datetime", "Fri, 25 Sep 2015 00:00:00 GMT"),))
    'http://a.example/x?__accept_datetime=20150925000000'
    """
    address = address_key(uri)
    parts = []
    if method != "GET":
        parts.append(f"__wb_method={method}")
    if body:
        parts.append(f"__body=sha256-{hashlib.sha256(body).hexdigest()[:DIGEST_CHARS]}")
    if wished := first_value(headers, "accept-datetime"):
        parts.append(f"__accept_datetime={_stamp(wished)}")
    return address + ("&" if "?" in address else "?") * bool(parts) + "&".join(parts)


def _stamp(http_date: str) -> str:
    try:
        return f"{email.utils.parsedate_to_datetime(http_date):%Y%m%d%H%M%S}"
    except (ValueError, IndexError, OverflowError):
        return urllib.parse.quote(http_date, safe="")

"""What an answer means: its outcome, its headers without what is private, and where it sends us on.

Enters: an answer as it came over the wire, or out of an archive. Leaves: values. Nothing here asks anybody.
Standard: RFC 9110 (Location, Content-Encoding, 429 by RFC 6585).
"""

from __future__ import annotations

import contextlib
import datetime
import urllib.parse
from collections.abc import Iterable

from archive.capture import FetchOutcome
from archive.decode import InflationLimits, Problem, decode_body
from archive.exchange import AttemptFailed, Headers, all_values, as_text, first_value, one_line, public_headers
from archive.guard import address_key
from archive.question import Answer
from archive.retry import is_rate_limit
from citations.regex import regex

MIN_SECRET_CHARS = 6  # a shorter key would be found in any text

QUERY = regex(r"[?\#]")  # matches: the "?" of /a?b    does not: /a/b
_PROBLEMS = {
    Problem.CUT: (FetchOutcome.TRUNCATED, "the compressed body ends in the middle"),
    Problem.TOO_LARGE: (FetchOutcome.TRUNCATED, "the compressed body grows past the limits; only its beginning is read"),
    Problem.DAMAGED: (FetchOutcome.BAD_RESPONSE, "the compressed body is damaged"),
    Problem.UNKNOWN: (FetchOutcome.BAD_RESPONSE, "the body is encoded in a way that was not asked for"),
    Problem.NOT_ENCODED: (FetchOutcome.RESPONSE, "the header says that the body is compressed, and it is not"),
}


def judge(answer: Answer, headers: Headers, now: datetime.datetime, limits: InflationLimits) -> tuple[FetchOutcome, str]:
    """Return what became of an exchange that was answered, and a sentence about it ("" when all is well)."""
    wish = first_value(headers, "retry-after")
    if answer.truncated:
        return FetchOutcome.TRUNCATED, one_line(answer.detail)
    if is_rate_limit(answer.status, wish, now):
        return FetchOutcome.RATE_LIMITED, f"the host asks us to come back later{f' ({as_text(wish)})' if wish else ''}"
    problem = decode_body(answer.body, all_values(headers, "content-encoding"), limits).problem
    return _PROBLEMS[problem] if problem else (FetchOutcome.RESPONSE, "")


def refuse_echo(answer: Answer, secrets: Iterable[str], limits: InflationLimits) -> None:
    """Raise AttemptFailed (BAD_RESPONSE) when an answer repeats a key that was sent privately: it may not be kept."""
    wanted = [secret.encode("utf-8", "replace") for secret in secrets if len(secret) >= MIN_SECRET_CHARS]
    if not wanted:
        return
    told = "\n".join(value for _, value in answer.headers).encode("utf-8", "replace")
    told = urllib.parse.unquote_to_bytes(told) + told + answer.body
    told += decode_body(answer.body, all_values(answer.headers, "content-encoding"), limits).body
    if any(secret in told for secret in wanted):
        raise AttemptFailed(FetchOutcome.BAD_RESPONSE, "the answer repeats our key, so it was not kept")


def onward(uri: str, location: str) -> str:
    """Return where a redirect leads; raw UTF-8 bytes are read as UTF-8, and `\\` before a query as `/` (WHATWG URL, 4.4)."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    location = location.strip()
    query = QUERY.search(location)
    end = query.start() if query else len(location)
    location = location[:end].replace("\\", "/") + location[end:]
    try:
        return urllib.parse.urljoin(uri, location)
    except ValueError:
        return location


def safe_headers(uri: str, headers: Headers) -> Headers:
    """Return `headers` without what is private; a redirect's target loses its credentials."""
    kept = public_headers(headers)
    return tuple((name, _without_credentials(uri, name, value)) for name, value in kept)


def _without_credentials(uri: str, name: str, value: str) -> str:
    if "@" not in value or name.lower() not in ("location", "content-location"):
        return value
    return address_key(onward(uri, value))

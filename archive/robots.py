"""What a host's robots.txt lets us ask for, and how slowly.

Enters: the capture of a robots.txt and its body. Leaves: `Robots`. Fetching and caching are `archive.fetch`'s.
Standard: RFC 9309 (unavailable means all is allowed, unreachable means nothing is), read with protego.
"""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.capture import Capture, FetchOutcome
from archive.exchange import AttemptFailed

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "footnotary"
MAX_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read
MAX_LINE_CHARS = 2000

# The host cannot be talked to at all: its pages will say so themselves.
_NO_HOST = frozenset(
    {FetchOutcome.DNS_FAILURE, FetchOutcome.REFUSED, FetchOutcome.TLS_FAILURE, FetchOutcome.FORBIDDEN_ADDRESS,
     FetchOutcome.BAD_ADDRESS, FetchOutcome.NOT_IN_ARCHIVE, FetchOutcome.TOO_MANY_REDIRECTS}
)  # fmt: skip
# The host gave no answer at all: neither will it for its pages, and that is the outcome.
_NO_ANSWER = frozenset({FetchOutcome.TIMEOUT, FetchOutcome.RESET})


class RobotsRefusal(AttemptFailed):
    """An address that was not asked, because of what robots.txt says or because it could not be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Robots:
    """The rules of one origin. Without `rules` everything is allowed, or nothing, when there is a `refusal` and its `why`.

    `size` is that of the file in bytes.
    """

    rules: Protego | None = None
    refusal: FetchOutcome | None = None
    why: str = ""
    size: int = 0

    def refuse(self, uri: str) -> None:
        """Raise RobotsRefusal when robots.txt keeps us from `uri`."""
        if self.refusal:
            raise RobotsRefusal(self.refusal, self.why)
        if self.rules and not self.rules.can_fetch(uri, PRODUCT):
            raise RobotsRefusal(FetchOutcome.BLOCKED_BY_ROBOTS, "the host’s robots.txt does not allow this address")

    def crawl_delay_s(self) -> float:
        """Return the pause in seconds that robots.txt asks for, 0 when it asks for none."""
        return float(self.rules.crawl_delay(PRODUCT) or 0.0) if self.rules else 0.0


def robots_address(uri: str) -> str:
    """Return where the robots.txt for `uri` lies."""
    parts = urllib.parse.urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read_robots(capture: Capture, body: bytes) -> Robots:
    """Return the rules that a captured robots.txt and its decoded `body` give (RFC 9309, 2.3.1).

    A 429 is no word on pages: the host's gate knows when it may be asked.
    """
    status = capture.status
    if capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED) and status is not None and 200 <= status < 300:
        return Robots(rules=_parse(body), size=len(body))
    answered = capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.RATE_LIMITED)
    if capture.outcome in _NO_HOST or (answered and not 500 <= (status or 500) < 600):
        return Robots()
    if capture.outcome in _NO_ANSWER:
        return Robots(refusal=capture.outcome, why=f"{capture.detail or capture.outcome.value} (asking for robots.txt)")
    if capture.outcome is FetchOutcome.RATE_LIMITED and status is None:
        return Robots(refusal=capture.outcome, why=capture.detail)
    why = f"robots.txt could not be read ({status or capture.outcome.value}), so the host must be left alone for now"
    return Robots(refusal=FetchOutcome.ROBOTS_UNREACHABLE, why=why)


def _parse(body: bytes) -> Protego:
    from protego import Protego

    text = body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")
    lines = (line for line in text.splitlines() if len(line) <= MAX_LINE_CHARS)
    return Protego.parse("\n".join(lines))

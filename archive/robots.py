"""What a host's robots.txt lets us ask for, and how slowly.

Enters: the capture of a robots.txt and its body. Leaves: `Robots`. Fetching and caching are `archive.fetch`'s.
Standard: RFC 9309 (unavailable means all is allowed, unreachable means nothing is), read with protego.
"""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.capture import Capture, FetchOutcome

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Robots:
    """The rules of one origin. Without `rules`, `default` says whether anything is allowed, and `why` why not."""

    rules: Protego | None = None
    default: bool = True
    why: str = ""

    def allows(self, uri: str) -> bool:
        """Whether robots.txt lets us ask for `uri`."""
        return bool(self.rules.can_fetch(uri, PRODUCT)) if self.rules else self.default

    def crawl_delay_s(self) -> float:
        """Return the pause in seconds that robots.txt asks for, 0 when it asks for none."""
        return float(self.rules.crawl_delay(PRODUCT) or 0.0) if self.rules else 0.0


def robots_address(uri: str) -> str:
    """Return where the robots.txt for `uri` lies."""
    parts = urllib.parse.urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read_robots(capture: Capture, body: bytes) -> Robots:
    """Return the rules that a captured robots.txt and its decoded `body` give (RFC 9309, 2.3.1)."""
    status = capture.status
    if capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED) and status is not None and 200 <= status < 300:
        return Robots(rules=_parse(body))
    if capture.outcome in _NO_HOST or (capture.outcome is FetchOutcome.RESPONSE and status is not None and status < 500):
        return Robots()
    seen = str(status or capture.outcome.value)
    return Robots(default=False, why=f"robots.txt could not be read ({seen}), so the host must be left alone for now")


def _parse(body: bytes) -> Protego:
    from protego import Protego

    text = body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")
    lines = (line for line in text.splitlines() if len(line) <= MAX_LINE_CHARS)
    return Protego.parse("\n".join(lines))

"""The list of everything that is kept of sources: one row a capture, several captures over time among them.

Enters: a project's holdings, and which notes cite which address. Leaves: rows for a table; writing it is not done here.
What serves the fetching alone (robots.txt, look-ups) has no row.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.capture import ATTACHED, Capture, Hop
from archive.guard import address_key
from archive.holdings import Holdings, Policies

HEADER = (
    "address", "final_address", "time", "status", "bytes", "sha256", "scope", "robots", "robots_read", "cited_by", "record",
    "remark",
)  # fmt: skip
SOURCE, SCREENSHOT = "source", "screenshot"
_SCREENSHOT_URN, _REQUISITE_URN = "urn:fullPage:", "urn:requisite:"


@dataclass(frozen=True, kw_only=True, slots=True)
class ManifestRow:
    """One capture. `status` is the HTTP status, or the outcome's name when there was no answer; `time` is ISO 8601 in UTC.

    `scope` is `page`, `page and its requisites`, `screenshot` or `attached document`; `robots` what robots.txt said for us,
    `robots_read` when it was read; `record` where the record lies: file, offset and length.
    """

    address: str
    final_address: str
    time: str
    status: str
    bytes: int | None
    sha256: str
    scope: str
    robots: str
    robots_read: str
    cited_by: str
    record: str
    remark: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the row as text, in the order of HEADER."""
        return tuple("" if (value := getattr(self, name)) is None else str(value) for name in HEADER)


def rows_of(holdings: Holdings, cited_by: Mapping[str, str]) -> Iterator[ManifestRow]:
    """Yield a row for every capture of a source, by address and then by time; `cited_by` says who cites an address."""
    captures = holdings.captures()
    requisites = {one.target_uri.removeprefix(_REQUISITE_URN) for one in captures if one.target_uri.startswith(_REQUISITE_URN)}
    attached = attached_by(holdings)
    policies = holdings.policies()
    for capture in sorted(captures, key=lambda one: (_address(one), one.date, one.purpose != SOURCE, one.id)):
        if capture.purpose in (SOURCE, SCREENSHOT, ATTACHED):
            yield _row(
                capture,
                policies,
                _scope(capture, requisites),
                _attached_words(attached.get(capture.id)) or _cited(capture, cited_by),
            )


def attached_by(holdings: Holdings) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return for which notes each capture was attached: labels by briefing, by the capture's id."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in reversed(holdings.attachments()):
        labels = found.setdefault(one.capture, {}).get(one.briefing, ())
        found[one.capture][one.briefing] = labels if one.label in labels else (*labels, one.label)
    return found


def _attached_words(notes: Mapping[str, tuple[str, ...]] | None) -> str:
    return "; ".join(f"{briefing} {', '.join(labels)}" for briefing, labels in (notes or {}).items())


def _row(capture: Capture, policies: Policies, scope: str, cited_by: str) -> ManifestRow:
    in_force = policies.of(capture) if capture.purpose == SOURCE else None
    place = capture.place
    return ManifestRow(
        address=_address(capture),
        final_address=(capture.final_uri or "").removeprefix(_SCREENSHOT_URN),
        time=stamp(capture),
        status=str(capture.status or capture.outcome.value),
        bytes=capture.payload_bytes,
        sha256=(capture.payload_digest or "").removeprefix("sha256:"),
        scope=scope,
        robots=in_force.policy.value if in_force else "",
        robots_read=moment(in_force.date) if in_force and in_force.date else "",
        cited_by=cited_by,
        record=f"{place.warc} {place.offset} {place.length}" if place else "",
        remark=_remark(capture),
    )


def stamp(capture: Capture) -> str:
    """Return when a capture was made: ISO 8601, UTC, seconds."""
    return moment(capture.date)


def moment(date: datetime.datetime) -> str:
    """Return a date as ISO 8601, UTC, seconds."""
    return date.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _address(capture: Capture) -> str:
    return capture.target_uri.removeprefix(_SCREENSHOT_URN)


def _scope(capture: Capture, requisites: set[str]) -> str:
    if capture.purpose == SCREENSHOT:
        return "screenshot"
    if capture.purpose == ATTACHED:
        return "attached document"
    return "page and its requisites" if _address(capture) in requisites else "page"


def _cited(capture: Capture, cited_by: Mapping[str, str]) -> str:
    found = (
        cited_by.get(address_key(one)) for one in (_address(capture), (capture.final_uri or "").removeprefix(_SCREENSHOT_URN))
    )
    return next((one for one in found if one), "")


def _remark(capture: Capture) -> str:
    told = (
        f"withdrawn {capture.withdrawn}" if capture.withdrawn else "",
        f"truncated: {capture.truncated}" if capture.truncated else "",
        f"redirected: {'; '.join(_hop(one) for one in capture.redirects)}" if capture.redirects else "",
    )
    return ". ".join(one for one in told if one)


def _hop(hop: Hop) -> str:
    return f"{hop.status} {hop.uri}"

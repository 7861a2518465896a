"""A project's sources as a list, and those that are due: what was seen of each address, when, and which notes cite it.

Enters: holdings and citations. Leaves: rows, and lines for a terminal. Robots.txt and look-ups are no sources.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.capture import ATTACHED, Capture, FetchOutcome, due_at, is_open_to, is_passing
from archive.holdings import Holdings
from archive.manifest import SOURCE, attached_by, stamp
from pipeline.cited import Cited
from reports.characters import plain_text, well_formed
from reports.words import ANSWER_WORDS

MAX_ADDRESS = 160  # characters of an address in a table; JSON has the whole


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """One source: its captures, newest first (none when it was never asked), and the notes that cite it, by briefing."""

    address: str
    captures: tuple[Capture, ...]
    cited: Mapping[str, tuple[str, ...]]

    @property
    def newest(self) -> Capture | None:
        """The newest capture."""
        return self.captures[0] if self.captures else None

    @property
    def seen(self) -> Capture | None:
        """The newest capture in which the source answered with what was asked for."""
        return next((one for one in self.captures if is_seen(one)), None)


def is_seen(capture: Capture) -> bool:
    """Whether a capture holds the source: an answer of success, whole or cut."""
    return capture.outcome in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED) and 200 <= (capture.status or 0) < 300


def source_rows(holdings: Holdings, cited: Cited) -> tuple[SourceRow, ...]:
    """Return every source that was asked for or attached, by address."""
    captures: dict[tuple[str, str], list[Capture]] = defaultdict(list)
    for capture in reversed(holdings.captures()):
        if capture.purpose in (SOURCE, ATTACHED):
            captures[capture.target_uri, capture.purpose].append(capture)
    attached = attached_by(holdings)
    rows = []
    for (address, _), found in sorted(captures.items()):
        brought = next((attached[one.id] for one in found if one.id in attached), None)
        by = brought or cited.by(address, *{one.final_uri for one in found})
        rows.append(SourceRow(address=address, captures=tuple(found), cited=by))
    return tuple(rows)


def status_words(capture: Capture | None) -> str:
    """Return what became of an attempt, in words.

    >>> status_words(None)
    'never asked'
    """
    if capture is None:
        return "never asked"
    attached = capture.purpose == ATTACHED
    words = "attached" if attached else ANSWER_WORDS.get(capture.outcome.value, capture.outcome.value)
    if capture.withdrawn:
        return f"{words} {capture.status or ''}".strip() + ", withdrawn"
    return f"{words} {capture.status}" if capture.status and not attached else words


def row_data(row: SourceRow) -> dict[str, Any]:
    """Return a source for JSON."""
    newest = row.newest
    return {
        "address": row.address,
        "captures": len(row.captures),
        "newest": stamp(newest) if newest else None,
        "outcome": newest.outcome.value if newest else None,
        "status": newest.status if newest else None,
        "bytes": newest.payload_bytes if newest else None,
        "seen": stamp(row.seen) if row.seen else None,
        "capture": newest.id if newest else None,
        "cited_by": cited_data(row.cited),
    }


def cited_data(cited: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """Return who cites a source for JSON."""
    return [{"briefing": briefing, "notes": list(labels)} for briefing, labels in cited.items()]


def json_text(value: Any) -> str:
    """Return `value` as JSON for stdout; lone surrogates become U+FFFD."""
    return well_formed(json.dumps(value, ensure_ascii=False, indent=1))


def cited_words(cited: Mapping[str, tuple[str, ...]]) -> str:
    """Return who cites a source for a table: the notes of one briefing, or of several by name."""
    if len(cited) == 1:
        return f"note {', '.join(next(iter(cited.values())))}"
    return "; ".join(f"{briefing} {', '.join(labels)}" for briefing, labels in cited.items()) or "uncited"


def table(rows: Iterable[SourceRow]) -> list[str]:
    """Return one line a source for a terminal: date, captures, bytes, what became of it, who cites it, address."""
    lines = []
    for row in rows:
        newest = row.newest
        size = f"{newest.payload_bytes:,}" if newest and newest.payload_bytes is not None else "-"
        when = newest.date.strftime("%Y-%m-%d") if newest else "never"
        facts = f"{when:<10}  {len(row.captures):>3}x  {size:>11}"
        lines.append(
            f"{facts}  {column(status_words(newest), 26)}  {column(cited_words(row.cited), 24)}  {shown_address(row.address)}"
        )
    return lines


def column(text: str, width: int) -> str:
    """Return `text` for a terminal, exactly `width` characters of it."""
    plain = plain_text(text)
    return f"{plain[: width - 1]}…" if len(plain) > width else f"{plain:<{width}}"


def shown_address(address: str) -> str:
    """Return an address on one line of a terminal, its end left out when it is very long."""
    plain = plain_text(address)
    return plain if len(plain) <= MAX_ADDRESS else f"{plain[:MAX_ADDRESS]}…"


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A source that should be asked again: why, in words, and from when on; `since` in the future means not yet."""

    row: SourceRow
    why: str
    since: datetime.datetime


def due_rows(rows: Iterable[SourceRow], cited: Cited, *, days: int, now: datetime.datetime) -> tuple[Due, ...]:
    """Return the sources that were not seen for `days`, never, or failed in passing, the longest due first."""
    known = tuple(row for row in rows if not row.newest or row.newest.purpose != ATTACHED)
    asked = {address for row in known for address in (row.address, *(one.final_uri for one in row.captures))}
    never = tuple(
        SourceRow(address=address, captures=(), cited=notes)
        for address, notes in sorted(cited.notes.items())
        if address not in asked and address.startswith(("http:", "https:"))
    )
    found = (_due(row, days, now) for row in (*known, *never))
    return tuple(sorted((one for one in found if one), key=lambda one: (one.since, one.row.address)))


def _due(row: SourceRow, days: int, now: datetime.datetime) -> Due | None:
    newest, seen = row.newest, row.seen
    if newest is None:
        return Due(row=row, why="never asked", since=now)
    if newest.date > now:
        return Due(row=row, why="dated in the future: the clock was wrong", since=now)
    if is_passing(newest):
        since = newest.date if is_open_to(now, newest, now) else due_at(newest)  # when a new run would ask
        return Due(row=row, why=f"failed in passing: {status_words(newest)}", since=since)
    limit = datetime.timedelta(days=days)
    if now - (seen or newest).date < limit or now - newest.date < limit and seen is None:
        return None
    if seen is None:
        return Due(row=row, why=f"never seen: {status_words(newest)}", since=newest.date + limit)
    return Due(row=row, why=f"not seen for {(now - seen.date).days} days", since=seen.date + limit)

"""Which notes cite which address: from the reports of a project, which outlive a ledger that is built anew.

Enters: a project's folder. Leaves: briefings and labels by address. A report that cannot be read is named, not guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.guard import address_key

MAX_REPORT_BYTES = 500_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """The labels of the notes that cite an address, by briefing; and which reports could not be read, in sentences."""

    notes: Mapping[str, Mapping[str, tuple[str, ...]]]
    notices: tuple[str, ...] = ()

    def by(self, *addresses: str | None) -> Mapping[str, tuple[str, ...]]:
        """Return who cites a source that is known by any of `addresses`; empty when nobody does."""
        found = (self.notes.get(address_key(one)) for one in addresses if one)
        return next((one for one in found if one), {})

    def words(self, *addresses: str | None) -> str:
        """Return who cites a source, for people: briefing and labels."""
        return "; ".join(f"{briefing} {', '.join(labels)}" for briefing, labels in self.by(*addresses).items())


def cited_of(project: Path) -> Cited:
    """Return which notes cite which address, by the last report on each briefing."""
    notes: dict[str, dict[str, tuple[str, ...]]] = {}
    notices = []
    root = project / "report"
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        path = folder / "findings.json"
        if folder.is_symlink() or not path.is_file():
            continue
        try:
            briefing, found = _read(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            notices.append(
                f"report/{folder.name}/findings.json cannot be read: what its notes cite is not known; verify it again"
            )
            continue
        for address, label in found:
            labels = notes.setdefault(address, {}).get(briefing, ())
            notes[address][briefing] = labels if label in labels else (*labels, label)
    return Cited(notes=notes, notices=tuple(notices))


def read_report(path: Path) -> Any:
    """Return what a findings.json holds. Raises OSError, ValueError or RecursionError when it cannot be read."""
    if path.stat().st_size > MAX_REPORT_BYTES:
        raise ValueError("too large for a report")
    return json.loads(path.read_text(encoding="utf-8"))


def _read(path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a report's briefing, and every address with a note that cites it."""
    report = read_report(path)
    found = tuple((address, str(note["label"])) for note in report["notes"] for address in _addresses(note))
    return str(report["briefing"]["name"]), found


def _addresses(note: dict[str, Any]) -> Iterator[str]:
    for citation in note["citations"]:
        source = citation.get("source") or {}
        told = (source.get("address"), source.get("final_address"), source.get("memento"), (citation.get("csl") or {}).get("URL"))
        yield from dict.fromkeys(address_key(str(one)) for one in told if one)

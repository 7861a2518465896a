"""Verdicts that come back in a workbook: each row tied to what it was about, or refused.

Enters: the rows of `sources.xlsx` and the last report. Leaves: decisions, and the rows that were refused, in words.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citations.decision import Decision, Verdict
from citations.errors import InputError
from citations.finding import Finding
from pipeline.person import INITIALS, reason_of
from pipeline.reviewing import decided, is_unclean, replaced_by
from reports.report import Report
from reports.workbook import DAY, HASH, READER, REASON, VERDICT, Cited, cited

MAX_BYTES = 40_000_000  # 100,000 rows are about 20 MB


def workbook_bytes(path: Path) -> bytes:
    """Return a workbook's bytes. Raises InputError when there is none, or another program has it open."""
    for lock in (path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name}")):
        if lock.exists():
            raise InputError(
                f"{path} is open in another program ({lock.name} lies beside it): save and close it there, then try again"
            )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB: a sources.xlsx was expected")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): name a sources.xlsx that you may read") from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What a workbook gave: decisions to keep, those that they replace, and a sentence for each row that was refused."""

    made: tuple[Decision, ...]
    replaced: tuple[Decision, ...]
    refused: tuple[str, ...]


def imported(rows: Iterable[Mapping[str, Any]], report: Report, *, by: str | None, today: datetime.date) -> Imported:
    """Return the decisions of `rows`; `by` signs rows that name no reader. A row of a note that has changed is refused."""
    known: dict[str, list[Cited]] = defaultdict(list)
    for one in cited(report):
        known[one.digest].append(one)
    made: list[Decision] = []
    replaced: list[Decision] = []
    refused: list[str] = []
    for row in rows:
        try:
            about = _about(row, known)
            for finding in _decidable(about):
                new = _decision(row, report, finding, by, today)
                made.append(new)
                replaced += replaced_by(new, finding)
        except InputError as error:
            refused.append(f"row {row['row']} (note {row['note'] or '?'}): {error}")
    return Imported(made=tuple(made), replaced=tuple(replaced), refused=tuple(refused))


def _about(row: Mapping[str, Any], known: Mapping[str, list[Cited]]) -> Cited:
    alike = known.get(str(row[HASH]), [])
    own = [one for one in alike if one.note.label == row["note"]] if len(alike) > 1 else alike
    if len(own) == 1:
        return own[0]
    raise InputError(
        "the note, its sentence or its source has changed since the workbook was written; look at it again in a new one"
        if row[HASH]
        else "its row digest is missing; copy the whole row from sources.xlsx"
    )


def _decidable(about: Cited) -> tuple[Finding, ...]:
    """The findings that a verdict on a row is on: those that are open, else those that were decided, else all."""
    open_ones = tuple(one for one in about.findings if is_unclean(one) and not one.is_accepted)
    return open_ones or tuple(one for one in about.findings if one.decided) or about.findings


def _decision(row: Mapping[str, Any], report: Report, finding: Finding, by: str | None, today: datetime.date) -> Decision:
    try:
        verdict = Verdict(str(row[VERDICT]).casefold())
    except ValueError:
        raise InputError(f"expected a verdict, one of {', '.join(Verdict)}, found {row[VERDICT][:40]!r}") from None
    reader = str(row[READER]) or by or ""
    if not INITIALS.fullmatch(reader):
        raise InputError(f"expected the initials of the reader, such as AB, found {reader[:40]!r}")
    day = datetime.date.fromisoformat(row[DAY]) if row[DAY] else today
    if day > today + datetime.timedelta(days=1):
        raise InputError(f"{day} lies in the future")
    try:
        reason = reason_of(str(row[REASON]))
    except InputError:
        raise InputError("a reason is missing, or is too long: one sentence says why") from None
    return decided(report, finding, verdict, reason, reader, day)

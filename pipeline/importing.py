"""Verdicts that come back, in a workbook or in a file of decisions: each tied to what it was about, or refused.

Enters: the rows of `sources.xlsx`, or `Decision`s that somebody else made, and the last report. Leaves: decisions to keep, and
in words what was refused. What holds, and what is open again, `pipeline.decisions` tells.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from citations.decision import PARTS, Decided, Decision, Fingerprint, Verdict
from citations.errors import InputError
from citations.finding import Finding
from pipeline.decisions import on_findings, unheard
from pipeline.person import INITIALS, reason_of
from pipeline.reviewing import decided, replaced_by
from reports.phrases import joined
from reports.report import Report
from reports.words import CHANGED_WORDS, RULE_WORDS, silent_citations, silent_places
from reports.workbook import DAY, HASH, READER, REASON, SEEN, VERDICT, Cited, cited

MAX_BYTES = 50_000_000  # 100,000 rows of a workbook are about 20 MB, 100,000 decisions about 40 MB
ROW_CHANGED = "the note, its sentence or its source has changed since the workbook was written; look at it again in a new one"
EXPECTED = "a sources.xlsx or a file of decisions"


def file_bytes(path: Path) -> bytes:
    """Return the bytes of what came back. Raises InputError when there is none, or another program has it open."""
    for lock in (path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name}")):
        if lock.exists():
            raise InputError(
                f"{path} is open in another program ({lock.name} lies beside it): save and close it there, then try again"
            )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB: {EXPECTED} was expected")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): name {EXPECTED} that you may read") from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What a file gave: decisions to keep, those that they replace, and a sentence for each that was refused; `rows` counts the
    rows of a workbook that were taken, of which each may decide several findings.
    """

    made: tuple[Decision, ...]
    replaced: tuple[Decision, ...]
    refused: tuple[str, ...]
    rows: int = 0


def imported(rows: Iterable[Mapping[str, Any]], report: Report, *, by: str | None, today: datetime.date) -> Imported:
    """Return the decisions of `rows`; `by` signs rows that name no reader. A row of a note that has changed is refused, and one
    beside which the same reader says another thing of the same citation.
    """
    rows = list(rows)
    told = _Told(report)
    said: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        said[_judgement(row)].add(str(row[VERDICT]).casefold())
    made: list[Decision] = []
    replaced: list[Decision] = []
    refused: list[str] = []
    taken: set[tuple[str, ...]] = set()
    for row in rows:
        try:
            _refuse_contradiction(said[_judgement(row)])
            for finding in told.judged(row):
                new = _decision(row, report, finding, by, today)
                replaced += _older(new, finding)
                made.append(new)
            taken.add(_judgement(row))
        except InputError as error:
            refused.append(f"row {row['row']} (note {row['note'] or '?'}): {error}")
    once = {(one.by, one.subject): one for one in made}  # of rows that were copied, one counts
    return Imported(made=tuple(once.values()), replaced=tuple(replaced), refused=tuple(refused), rows=len(taken))


class _Told:
    """The rows of a report, to be found by what came back of an earlier workbook."""

    def __init__(self, report: Report) -> None:
        self.by_digest: dict[str, list[Cited]] = defaultdict(list)
        self.by_draft: dict[str, list[Cited]] = defaultdict(list)
        for one in cited(report):
            self.by_digest[one.digest].append(one)
            self.by_draft[one.about].append(one)
        self.unmet = report.decisions_unmet

    def judged(self, row: Mapping[str, Any]) -> tuple[Finding, ...]:
        """Return the findings that a row was on; where its source is silent by now, with what the reader saw of it.

        Raises InputError when the note, its sentence or its source has changed.
        """
        if row[HASH] in self.by_digest or not row[SEEN]:
            return _about(row, self.by_digest.get(str(row[HASH]), [])).decidable()
        about = _about(row, self.by_draft.get(row[SEEN][0]["about"], []))
        silent = bool(about.view and about.view.index in silent_citations(about.note))
        return tuple(self._seen(about, seen, silent) for seen in row[SEEN])

    def _seen(self, about: Cited, seen: Mapping[str, str], silent: bool) -> Finding:
        """The finding of a line of `SEEN` as it was then, at its place of today."""
        rule, then = seen["finding of"], Fingerprint(**{part: seen[f"seen {part}"] for part in PARTS})
        now = next((one for one in about.findings if _is_of(one, rule, then)), None)
        if now is None and silent:  # such as a date: nothing is said of it until the source answers
            unmet = tuple(Decided(decision=one) for one in self.unmet if (one.rule, one.fingerprint) == (rule, then))
            now = replace(about.findings[0], rule=rule, decided=unmet, fingerprint=then)
        if now is None or then.changed(now.fingerprint or then, unheard=unheard(now, silent=silent)):
            raise InputError(ROW_CHANGED)
        return replace(now, defect=seen["defect"] or None, fingerprint=then)


def _is_of(finding: Finding, rule: str, then: Fingerprint) -> bool:
    """Whether a finding is on the same words of the draft by the same rule."""
    now = finding.fingerprint
    return now is not None and (finding.rule, now.note, now.claim, now.rule) == (rule, then.note, then.claim, then.rule)


def _judgement(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Who judged what: equal for two rows on one citation by one reader."""
    return str(row[HASH]), str(row["note"]), str(row[READER]).casefold()


def _refuse_contradiction(verdicts: set[str]) -> None:
    if len(verdicts) > 1:
        raise InputError(
            f"the workbook has rows of one reader on this citation that disagree ({', '.join(sorted(verdicts))}): keep one"
        )


def returned(decisions: Iterable[Decision], report: Report, *, today: datetime.date) -> Imported:
    """Return those of `decisions` that hold in `report`, each at its finding’s place of today; the others are refused."""
    made: list[Decision] = []
    replaced: list[Decision] = []
    refused: list[str] = []
    silent = silent_places(report)
    for one, finding, changed in on_findings(report, decisions):
        try:
            if finding is None and (one.label, one.citation_index) in silent:  # it waits until the source answers
                made.append(replace(one, reason=reason_of(one.reason), date=_not_ahead(one.date, today)))
                continue
            still = _unchanged(finding, changed)
            new = decided(report, still, one.verdict, reason_of(one.reason), one.by, _not_ahead(one.date, today))
            new = replace(new, fingerprint=one.fingerprint)  # what was judged, which the source may not show at this moment
            replaced += _older(new, still)
            made.append(new)
        except InputError as error:
            refused.append(f"note {one.label or '?'} ({RULE_WORDS.get(one.rule, one.rule)}, {one.by}): {error}")
    return Imported(made=tuple(made), replaced=tuple(replaced), refused=tuple(refused))


def by_draft(decisions: Iterable[Decision], project: Path, briefing: Path | None) -> dict[Path, list[Decision]]:
    """Return decisions by the draft that they are on: `briefing` where it bears the name, else a file of the project's folder.

    Raises InputError for the name of no file, and where `briefing` is none of those decided on.
    """
    given: dict[Path, list[Decision]] = defaultdict(list)
    for one in decisions:
        if Path(one.briefing).name != one.briefing:
            raise InputError(f"a decision is on {one.briefing[:80]!r}: the name of a draft was expected")
        given[briefing if briefing and briefing.name == one.briefing else project / one.briefing].append(one)
    if briefing and briefing not in given:
        others = ", ".join(one.name for one in given)[:200]
        raise InputError(f"nothing in the file was decided on {briefing.name}, but on {others or 'no draft'}")
    return given


def _unchanged(finding: Finding | None, changed: tuple[str, ...]) -> Finding:
    """The finding that a decision is on. Raises InputError when it is no more, or rests on something else now."""
    if finding is None or finding.fingerprint is None:
        raise InputError("the report has no such finding any more: the note was mended, or the source says something else")
    if changed:
        raise InputError(
            f"{joined([CHANGED_WORDS[part] for part in changed])} changed since this was decided; look at it again in the report"
        )
    return finding


def _older(new: Decision, finding: Finding) -> tuple[Decision, ...]:
    """What the same person decided on a finding before `new`. Raises InputError when that is of a later day."""
    own = replaced_by(new, finding)
    later = next((one for one in own if one.date > new.date and one.fingerprint == new.fingerprint), None)
    if later:
        raise InputError(f"{later.by} decided this anew on {later.date}, which is later than {new.date}: that is kept")
    return own


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"expected a day such as 2026-11-24, found {text[:40]!r}") from None


def _not_ahead(day: datetime.date, today: datetime.date) -> datetime.date:
    if day > today + datetime.timedelta(days=1):  # it may be tomorrow already where the person is
        raise InputError(f"{day} lies in the future")
    return day


def _about(row: Mapping[str, Any], alike: list[Cited]) -> Cited:
    own = [one for one in alike if one.note.label == row["note"]] if len(alike) > 1 else alike
    if len(own) == 1 and (differing := own[0].differing(row)):
        raise InputError(
            f"its {joined([repr(name) for name in differing])} and its digest are not of one row: the workbook was sorted in"
            " parts, or the cell was edited; put it back, or decide it in a new workbook"
        )
    if len(own) == 1:
        return own[0]
    raise InputError(ROW_CHANGED if row[HASH] else "its row digest is missing; copy the whole row from sources.xlsx")


def _decision(row: Mapping[str, Any], report: Report, finding: Finding, by: str | None, today: datetime.date) -> Decision:
    try:
        verdict = Verdict(str(row[VERDICT]).casefold())
    except ValueError:
        found = (
            f"found {row[VERDICT][:40]!r}"
            if row[VERDICT]
            else "found none (of a formula only what was saved as its result counts)"
        )
        raise InputError(f"expected a verdict, one of {', '.join(Verdict)}, {found}") from None
    reader = str(row[READER]) or by or ""
    if not INITIALS.fullmatch(reader):
        raise InputError(f"expected the initials of the reader, such as AB, found {reader[:40]!r}")
    day = _not_ahead(_day(row[DAY]), today) if row[DAY] else today
    try:
        reason = reason_of(str(row[REASON]))
    except InputError:
        raise InputError("a reason is missing, or is too long: one sentence says why") from None
    return decided(report, finding, verdict, reason, reader, day)

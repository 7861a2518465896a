"""How each source stands, in three questions that are kept apart: is it resolved, is it reachable, does it still say it.

Enters: `Verified`. Leaves: a `Standing` a source, by its id; `reports.report` counts them. A copy that was read in a page's place
answers none of them: they are about the address of today.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.capture import FetchOutcome
from archive.locate.lookup import FoundBy
from citations.finding import Finding, Outcome, Status
from pipeline.own_copies import is_usable
from pipeline.source import Source
from pipeline.verify import Verified

LOCATED = (FoundBy.PRINTED, FoundBy.CONFIRMED, FoundBy.CANDIDATE, FoundBy.COPY)
# The rules that compare a page with what a note says, and what each compares
COMPARING = {
    "date": "dates compared",
    "title": "titles compared",
    "byline": "authors compared",
    "quote": "quotations compared",
    "number": "claims with numbers compared",
    "name": "claims with names compared",
    "drift": "pages compared with a copy",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """`sought`: it was looked for; `resolved`: its address is known; `reach` and `still_says` as `SourceView` has them."""

    sought: bool
    resolved: bool
    reach: str | None
    still_says: bool | None


def standing_of(verified: Verified) -> dict[str, Standing]:
    """Return how every source stands, by its id."""
    sources = {source.id: source for source in verified.sources.values()}
    findings: dict[str, list[Finding]] = {name: [] for name in sources}
    for place, found in verified.findings.items():
        if place in verified.sources:
            findings[verified.sources[place].id] += found
    return {name: _standing(source, findings[name]) for name, source in sources.items()}


def _standing(source: Source, findings: list[Finding]) -> Standing:
    sought = was_asked(source)
    resolved = sought and source.found_by in LOCATED
    reach = _reach(source, findings) if resolved else None
    return Standing(
        sought=sought, resolved=resolved, reach=reach, still_says=_still_says(findings) if reach == "reachable" else None
    )


def _reach(source: Source, findings: list[Finding]) -> str | None:
    if source.answer is None:
        return None
    statuses = {finding.status for finding in findings}
    if Status.GONE in statuses:
        return "gone"
    if Status.BLOCKED in statuses:
        return "blocked"
    return "reachable" if is_usable(source.answer) else "unanswered"


def _still_says(findings: list[Finding]) -> bool | None:
    told = [one for one in findings if one.rule in COMPARING and one.outcome is not Outcome.INAPPLICABLE]
    compared = [one for one in told if one.outcome in (Outcome.PASSED, Outcome.FAILED)]
    return all(one.status is not Status.LOOK for one in told) if compared else None


def was_asked(source: Source) -> bool:
    """Return whether anything was asked for a source, or there was nothing to ask."""
    if source.found_by is FoundBy.NOT_TRIED:
        return False
    return not source.tried or any(capture.outcome is not FetchOutcome.NOT_IN_ARCHIVE for _, capture in source.tried)

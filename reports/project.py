"""All briefings of a project on one page: how each stands, rot by publisher and by year, sources due, sources shared.

Enters: a `Project`, gathered from the last report on every briefing. Leaves: the text of `report/index.html`, for UTF-8:
no script, nothing loaded, every value escaped. A source that several briefings cite is counted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from citations.finding import Status
from reports.html import environment
from reports.order import anchor_of
from reports.report import standing_rates

MAX_ROWS = 40  # publishers, and years, that get a bar each; the rest is one row
REACHES = ("reachable", "gone", "blocked", "unanswered")  # as `SourceView.reach` names them
UNNAMED = "no publisher named"
UNDATED = "no year"


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefingView:
    """The last report on one briefing: its folder below `report/`, and its counts by status."""

    folder: str
    name: str
    title: str
    started: str
    complete: bool
    notes: int
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedSource:
    """One source of the project: who published it and when, how it stands, and the notes that cite it, by report folder.

    `sought` says whether it was looked for; `reach` and `still_says` are as `SourceView` has them.
    """

    words: str
    publisher: str | None
    year: str | None
    sought: bool
    resolved: bool
    reach: str | None
    still_says: bool | None
    address: str | None
    cited: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class DueSource:
    """A source that should be asked again: why, since when (ISO 8601, UTC), and who cites it, in words."""

    address: str
    why: str
    since: str
    is_due: bool
    cited: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """What the page tells, as of `moment` (ISO 8601, UTC). `notices` name reports that could not be read."""

    name: str
    moment: str
    briefings: tuple[BriefingView, ...]
    sources: tuple[CitedSource, ...]
    due: tuple[DueSource, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One row of a chart: how many of its known addresses stand how; `others` says how many names it sums up."""

    name: str
    total: int
    counts: Mapping[str, int]
    others: int = 0

    @property
    def segments(self) -> tuple[tuple[str, float, float], ...]:
        """What is wrong first: the name of a segment, where it begins and how wide it is, in hundredths of the bar."""
        made, at = [], 0.0
        for reach in ("gone", "blocked", "unanswered", "reachable"):
            wide = 100 * self.counts.get(reach, 0) / self.total
            if wide:
                made.append((reach, round(at, 2), round(wide, 2)))
            at += wide
        return tuple(made)


def render(project: Project) -> str:
    """Return the page."""
    return (
        environment()
        .get_template("project.html.j2")
        .render(
            project=project,
            standing=standing_rates(project.sources),
            by_publisher=bars(project.sources, lambda source: source.publisher or UNNAMED, by_size=True),
            by_year=bars(project.sources, lambda source: source.year or UNDATED, by_size=False),
            shared=tuple(source for source in project.sources if len(source.cited) > 1),
            titles={told.folder: told.name for told in project.briefings},
            report_target=report_target,
            statuses=tuple(Status),
        )
    )


def report_target(folder: str, label: str | None = None) -> str:
    """Return where a briefing's report opens, at a note when `label` is given, as seen from the project's page.

    >>> report_target("My briefing", "12")
    'My%20briefing/index.html#note-12'
    """
    return f"{quote(folder)}/index.html" + (f"#{anchor_of(label)}" if label is not None else "")


def bars(sources: Iterable[CitedSource], key: Callable[[CitedSource], str], *, by_size: bool) -> tuple[Bar, ...]:
    """Return a row a name: the largest first, or in the order of the names; at most `MAX_ROWS`, the rest in one more."""
    tally: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(REACHES, 0))
    for source in sources:
        if source.reach in REACHES:
            tally[key(source)][source.reach] += 1
    rows = [Bar(name=name, total=sum(counts.values()), counts=counts) for name, counts in tally.items()]
    rows.sort(key=lambda row: (-row.counts["gone"], -row.total, row.name) if by_size else (0, 0, row.name))
    kept, rest = (rows[:MAX_ROWS], rows[MAX_ROWS:]) if by_size else (rows[-MAX_ROWS:], rows[:-MAX_ROWS])
    if rest:
        counts = {reach: sum(row.counts[reach] for row in rest) for reach in REACHES}
        kept = [*kept, Bar(name="others", total=sum(counts.values()), counts=counts, others=len(rest))]
    return tuple(kept)

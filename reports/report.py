"""The report as a value: everything that any format prints, and nothing it would have to look up.

Enters: built by `pipeline.build` from findings, captures and notes. Leaves: to `reports.html`, `.markdown`, `.data`.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from citations.citation import Citation
from citations.decision import Decision
from citations.finding import Finding, Status
from citations.quotation import Quotation
from citations.regex import regex

SCHEMA_VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """`count` of `total`, under the name a reader knows: link rot, not located, mismatches by kind."""

    name: str
    count: int
    total: int
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One try at finding or getting a source, in words: rung or address, what came back, when."""

    what: str
    result: str
    date: str | None = None


_MACHINE_DATE = regex(r"\d{4}-\d\d-\d\d")  # matches the beginning of: 2024-03-28T08:00:00+01:00    does not: 28.03.2024


@dataclass(frozen=True, kw_only=True, slots=True)
class WitnessedDate:
    """A date the source shows: EDTF, as printed, where it stood (`json-ld`, `meta`, `time`…) and its kind."""

    edtf: str
    printed: str
    place: str
    kind: str

    @property
    def in_sight(self) -> str:
        """What a reader of the page sees; "" for a machine's date, which stands behind it."""
        is_seen = self.place in ("byline", "text", "time", "publisher-markup")
        return self.printed if is_seen and not _MACHINE_DATE.match(self.printed) else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A stretch of an address's history in which it gave the same: what, from when to when (ISO 8601, UTC), how often asked.

    `final_address` is where it answered, None when that was the address itself.
    """

    outcome: str
    http_status: int | None
    first: str
    last: str
    times: int = 1
    final_address: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceView:
    """What is known of one cited source: addresses, our copy, title and dates shown, and what was tried.

    `found_by` is `printed`, `confirmed`, `candidate`, `copy`, `not found` or `not tried`; `copy_path` is
    relative to the report's folder, and so is `screenshot_path`, a picture (PNG) of the page; `served_instead` says
    in words which earlier copy was read instead, with its date; `attached` names what people attached, by whom and
    when; `memento` and `memento_date` are that copy's address
    in another archive (URI-M, RFC 7089) and its time (ISO 8601, UTC); `query` is what a person can paste into a search.
    `reach` says how the known address stands today: `reachable`, `gone`, `blocked` or `unanswered`, None when no address is
    known or was asked; `still_says` whether its page still says all that the notes say of it, None when nothing of it was
    compared. `history` is what the address gave, today included, newest first.
    """

    found_by: str
    address: str | None = None
    final_address: str | None = None
    captured: str | None = None
    outcome: str | None = None
    http_status: int | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    dates: tuple[WitnessedDate, ...] = ()
    copy_path: str | None = None
    screenshot_path: str | None = None
    digest: str | None = None
    served_instead: str | None = None
    attached: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    query: str | None = None
    memento: str | None = None
    memento_date: str | None = None
    reach: str | None = None
    still_says: bool | None = None
    history: tuple[Stretch, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationView:
    """A citation as understood, its status, its findings and its source.

    `short_of` names the full citation in words when this one is a short form ("note 9, 1st citation"), and `repeats` is it.
    """

    citation: Citation
    index: int
    status: Status
    scope: str
    findings: tuple[Finding, ...]
    source: SourceView | None = None
    short_of: str | None = None
    repeats: Citation | None = None

    @property
    def named(self) -> Citation:
        """The citation by which a reader knows the source: the full one for an ibid., which has no title of its own."""
        if self.repeats is None or self.citation.title:
            return self.citation
        return replace(self.repeats, page=self.citation.page or self.repeats.page)


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteView:
    """A note: its words, the sentence it supports, its citations and its own findings. `why` says the status in words.

    `reason` is the same in short and equal for like notes ("cites nothing", "read in another language"), so that
    they can be listed together; empty means `why`. `claim_span` is the part of the claim before this note's mark, and
    `claim_before` and `claim_after` are the paragraph's text on both sides of the claim, as much of it as a reader needs to
    find the place.
    """

    label: str
    status: Status
    why: str
    text: str
    claim: str | None
    commentary: str
    citations: tuple[CitationView, ...]
    quotations: tuple[Quotation, ...]
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    claim_span: tuple[int, int] = (0, 0)
    claim_before: str = ""
    claim_after: str = ""

    def all_findings(self) -> tuple[Finding, ...]:
        """Return the note's own findings and those of its citations, worst settled status first, else in order."""
        return tuple(sorted(self.findings_in_order(), key=lambda finding: finding.settled.rank))

    def findings_in_order(self) -> tuple[Finding, ...]:
        """Return the note's own findings, then those of its citations, as they stand."""
        return self.findings + tuple(finding for view in self.citations for finding in view.findings)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogView:
    """The run's line in runs.log: its number and digest, the digest of the line before it, and what the run rests on.

    `records` counts the archived answers behind the verdicts, and `records_digest` is the digest over all of them;
    `previous` is None for the first line.
    """

    line: int
    digest: str
    previous: str | None
    records: int
    records_digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RunView:
    """The run: id, times (ISO 8601, UTC), software, how the web was read (`live`, `offline`, `replay`), notices, and its
    line in runs.log.
    """

    id: str
    started: str
    ended: str
    software: str
    mode: str
    complete: bool
    notices: tuple[str, ...] = ()
    log: LogView | None = None


class ChangeKind(enum.StrEnum):
    """What became of a note or of one of its findings since the run before."""

    NEW = "new"
    CHANGED = "changed"
    SETTLED = "settled"
    NOTE_ADDED = "note-added"
    NOTE_REMOVED = "note-removed"
    NOTE_EDITED = "note-edited"


NEW_KINDS = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.NOTE_ADDED)  # in which there is something to look at


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that differs from the run before. `label` is the note's label now, or the one it had when it is no more.

    `was` and `now` are the messages of the finding, or the texts of the note; None on the side where there is none.
    """

    kind: ChangeKind
    label: str
    was: str | None = None
    now: str | None = None
    status: Status | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """What changed since the run before on the same briefing: that run, the changes in the order of the draft, and how many
    open findings are as they were. `moved` counts notes that have another status now. `unseen` are findings of before that this
    run could not look at again, which the next one goes on with. `is_baseline` says that the report was
    chosen to be compared with, so that only what is new since then is to be told first.
    """

    run: str
    started: str
    mode: str
    complete: bool
    changes: tuple[Change, ...]
    same: int
    moved: int
    unseen: tuple[Finding, ...] = ()
    is_baseline: bool = False


def new_labels(report: Report) -> frozenset[str]:
    """Return the labels of notes in which something is new or another since the report before; all notes without one."""
    if report.since is None:
        return frozenset(note.label for note in report.notes)
    return frozenset(change.label for change in report.since.changes if change.kind in NEW_KINDS)


def told_labels(report: Report) -> frozenset[str]:
    """Return the labels of the notes to tell in full: after a baseline those in which something is new, else all."""
    is_after_baseline = report.since is not None and report.since.is_baseline
    return new_labels(report) if is_after_baseline else frozenset(note.label for note in report.notes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One briefing verified. `counts` gives each of the six statuses its number of notes; they add up to the notes.

    `standing` are the three rates that must not be mixed: sources resolved, reachable today, and still saying it.
    `since` is what changed since the run before, None for the first report on a briefing.
    `start_here` lists labels of the notes that a person should see first, worst first;
    `lint` is what is wrong with the document by its own lights, apart from the statuses; `language` is the draft's
    (BCP 47), None when it is not known. What people decided stands with each finding (`Finding.decided`), and statuses
    and counts have it in them already; `decisions_unmet` are those on this briefing that meet no finding any more.
    `package` is the address, from the report's folder, of the WACZ package of all that the run rests on; None where none is.
    """

    briefing: str
    title: str
    run: RunView
    rates: tuple[Rate, ...]
    counts: tuple[tuple[Status, int], ...]
    start_here: tuple[str, ...]
    notes: tuple[NoteView, ...]
    lint: tuple[Finding, ...] = ()
    language: str | None = None
    standing: tuple[Rate, ...] = ()
    since: Since | None = None
    decisions_unmet: tuple[Decision, ...] = ()
    package: str | None = None
    schema_version: int = SCHEMA_VERSION


def count_statuses(notes: tuple[NoteView, ...]) -> tuple[tuple[Status, int], ...]:
    """Return each of the six statuses, worst first, with its number of notes; the numbers add up to `len(notes)`."""
    tally = Counter(note.status for note in notes)
    return tuple((status, tally[status]) for status in Status)


class Stands(Protocol):
    """How a source stands, in three questions that are kept apart."""

    @property
    def sought(self) -> bool:
        """Whether it was looked for."""

    @property
    def resolved(self) -> bool:
        """Whether its address is known."""

    @property
    def reach(self) -> str | None:
        """How that address stands today, as `SourceView.reach` names it."""

    @property
    def still_says(self) -> bool | None:
        """Whether its page agrees with the notes; None when nothing was compared."""


def standing_rates(sources: Iterable[Stands]) -> tuple[Rate, ...]:
    """Return the three rates: resolved of the sources sought, reachable of the resolved, still saying it of the compared."""
    sought = [one for one in sources if one.sought]
    known = [one for one in sought if one.resolved]
    compared = [one for one in known if one.still_says is not None]
    return (
        Rate(name="resolved", count=len(known), total=len(sought), unit="sources looked for"),
        Rate(name="reachable", count=sum(one.reach == "reachable" for one in known), total=len(known), unit="known addresses"),
        Rate(
            name="still says it", count=sum(one.still_says is True for one in compared), total=len(compared),
            unit="reachable pages compared",
        ),
    )  # fmt: skip

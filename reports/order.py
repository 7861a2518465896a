"""Which notes stand together and in which order, for every format that is read by a person.

Enters: the notes of a `Report`. Leaves: groups by status and by reason, and an anchor for every note.
Order: the draft's own inside a group; the groups from the worst status to the best.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass

from citations.finding import Finding, Status
from citations.regex import regex
from reports import hints, words
from reports.report import CitationView, NoteView, Report, SourceView, new_labels, told_labels

CARD_STATUSES = (Status.LOOK, Status.GONE, Status.BLOCKED)  # these are shown open, the others one line a note
UNDECIDED = "nobody yet"
NEW = "is-new"  # the class name of notes in which something is new
HINTED = "has-hint"  # the same of notes with a hint
MAX_PUBLISHERS = 60  # a longer list is no filter any more

# matches what may not stand in an id: "§", " ", "/"
_NOT_IN_ID = regex(r"""[^A-Za-z0-9_-]+""", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A note with its anchor in the page and the class names by which it is filtered."""

    note: NoteView
    anchor: str
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Notes that are shown together, in the order of the draft: all of one status, or of one reason."""

    status: Status
    reason: str
    notes: tuple[Placed, ...]

    @property
    def size(self) -> int:
        """The number of notes."""
        return len(self.notes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """One choice of a filter: the class name that notes carry, its words, and the number of such notes."""

    name: str
    words: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """A source of which something is kept, and the labels of the notes that cite it."""

    labels: tuple[str, ...]
    source: SourceView


def kinds(notes: tuple[NoteView, ...]) -> tuple[Facet, ...]:
    """Return the kinds of what is wrong, by rule, most frequent first."""
    tally = Counter(rule for note in notes for rule in _open_rules(note))
    return tuple(
        Facet(name=_facet("kind", rule), words=words.RULE_WORDS.get(rule, rule), count=n) for rule, n in _most_common(tally)
    )


def publishers(notes: tuple[NoteView, ...]) -> tuple[Facet, ...]:
    """Return the publishers that notes cite, most cited first, at most `MAX_PUBLISHERS`."""
    tally = Counter(outlet for note in notes for outlet in _outlets(note))
    return tuple(Facet(name=_facet("by", outlet), words=outlet, count=n) for outlet, n in _most_common(tally)[:MAX_PUBLISHERS])


def _most_common(tally: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, equally frequent ones by name, so that equal reports give equal pages."""
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))


def readers(notes: tuple[NoteView, ...]) -> tuple[Facet, ...]:
    """Return the people who decided something, by their initials, and nobody for the notes with something open left to decide."""
    tally = Counter(reader for note in notes for reader in _readers(note))
    return tuple(
        Facet(name=_facet("read", reader), words=reader or UNDECIDED, count=n)
        for reader, n in sorted(tally.items(), key=lambda item: (item[0] == "", item[0]))
    )


def kinds_of(note: NoteView) -> tuple[str, ...]:
    """Return the kinds of what is wrong with a note, in words, worst first."""
    rules = dict.fromkeys(finding.rule for finding in note.all_findings() if words.is_open(finding))
    return tuple(words.RULE_WORDS.get(rule, rule) for rule in rules)


def _open_rules(note: NoteView) -> set[str]:
    return {finding.rule for finding in note.all_findings() if words.is_open(finding)}


def _readers(note: NoteView) -> set[str]:
    """Who decided something of a note; "" where something is open and no decision on it holds."""
    findings = note.all_findings()
    people = {one.decision.by for finding in findings for one in finding.decided}
    return people | {"" for finding in findings if words.is_open(finding) and not finding.verdicts}


def _outlets(note: NoteView) -> set[str]:
    return {view.citation.outlet for view in note.citations if view.citation.outlet}


def _facet(kind: str, value: str) -> str:
    """A class name of letters and digits alone, whatever `value` holds."""
    return f"{kind}-{zlib.crc32(value.encode(errors='replace')):08x}"


def anchor_of(label: str) -> str:
    """Return the anchor of the first note with `label`: `note-13`."""
    return f"note-{_NOT_IN_ID.sub('-', label).strip('-')}"


def news(report: Report) -> tuple[Facet, ...]:
    """Return the notes in which something is new since the report before, as one choice; () without one before or news."""
    count = sum(note.label in new_labels(report) for note in report.notes) if report.since else 0
    return (Facet(name=NEW, words="something new", count=count),) if count else ()


def hinted(notes: tuple[NoteView, ...]) -> tuple[Facet, ...]:
    """Return the notes with a hint, as one choice; () without any."""
    count = sum(bool(hints.hints_of(note)) for note in notes)
    return (Facet(name=HINTED, words="with a hint", count=count),) if count else ()


def place(report: Report) -> tuple[Placed, ...]:
    """Return the notes with their anchors: `note-13`; a label that is used twice gets `note-13-2`, and so on."""
    seen: dict[str, int] = {}
    placed = []
    new = new_labels(report) if report.since else frozenset()
    for note in report.notes:
        name = anchor_of(note.label)
        seen[name] = seen.get(name, 0) + 1
        named = (("kind", _open_rules(note)), ("by", _outlets(note)), ("read", _readers(note)))
        facets = [_facet(kind, value) for kind, values in named for value in values]
        facets += [NEW] * (note.label in new) + [HINTED] * bool(hints.hints_of(note))
        anchor = name if seen[name] == 1 else f"{name}-{seen[name]}"
        placed.append(Placed(note=note, anchor=anchor, facets=tuple(sorted(facets))))
    return tuple(placed)


def by_status(placed: tuple[Placed, ...], status: Status) -> tuple[Group, ...]:
    """Return one group of the notes with `status`, or none when there are none."""
    notes = tuple(item for item in placed if item.note.status is status)
    return (Group(status=status, reason="", notes=notes),) if notes else ()


def by_reason(placed: tuple[Placed, ...], status: Status) -> tuple[Group, ...]:
    """Return the notes with `status` grouped by their reason, the largest group first."""
    reasons: dict[str, list[Placed]] = {}
    for item in placed:
        if item.note.status is status:
            reasons.setdefault(item.note.reason or item.note.why, []).append(item)
    groups = [Group(status=status, reason=reason, notes=tuple(notes)) for reason, notes in reasons.items()]
    return tuple(sorted(groups, key=lambda group: -len(group.notes)))


def start_here(report: Report, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Return the notes that `report.start_here` names, in its order; a label that no note has is left out.

    After a baseline, those in which nothing is new are left out too.
    """
    told = told_labels(report)
    by_label = {item.note.label: item for item in reversed(placed)}
    return tuple(by_label[label] for label in report.start_here if label in by_label and label in told)


def proofs(report: Report) -> tuple[Proof, ...]:
    """Return what is kept of the cited sources, each once with the notes that cite it, in the order of the draft."""
    kept: dict[tuple[object, ...], Proof] = {}
    for note in report.notes:
        for view in note.citations:
            source = view.source
            if source and (source.digest or source.attached):
                key = (source.digest, source.address, source.attached)
                labels = kept[key].labels if key in kept else ()
                kept[key] = Proof(labels=tuple(dict.fromkeys((*labels, note.label))), source=source)
    return tuple(kept.values())


def open_findings(view: CitationView | NoteView) -> list[Finding]:
    """Return the findings a person should read, worst first."""
    return sorted((finding for finding in view.findings if words.is_open(finding)), key=lambda finding: finding.settled.rank)


def closed_findings(view: CitationView | NoteView) -> list[Finding]:
    """Return the other findings: what agrees, what a person accepted, and what had nothing to compare."""
    return [finding for finding in view.findings if not words.is_open(finding)]


def copy_at_passage(view: CitationView) -> str | None:
    """Return where our copy of a citation's source opens: at the first passage that its findings name, else at its top."""
    path = view.source.copy_path if view.source else None
    named = (finding.evidence.archived for finding in (*open_findings(view), *closed_findings(view)) if finding.evidence)
    return next((one for one in named if path and one and one.startswith(f"{path}#")), path)

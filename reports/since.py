"""What changed between two runs on one briefing: findings new, changed or settled, notes added, removed or edited.

Enters: the report before as it was kept (`findings.json`), and the notes of now. Leaves: a `Since`. Notes are matched by their
words, so that renumbering changes nothing; a finding by what it says, whatever its note is called. Judges nothing. What a run did
not look at, by its options or in an outage, is neither new nor settled: it is handed on to the next run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from citations.finding import LINK, Finding, Outcome, Status
from citations.plain import from_plain
from reports.report import Change, ChangeKind, NoteView, Since
from reports.words import is_unclean, silent_citations

MIN_LIKENESS = 60  # of 100: below it two notes are two notes, and one was not edited into the other
# Defects of what was not asked by the options of a run: None is that of a quotation without a page to compare it with.
UNASKED = frozenset({None, "not-in-archive", "archives-first", "not-tried"})
MAX_COMPARED = 200_000  # pairs of unmatched notes; of more, a note is looked for under its own label only


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptNote:
    """A note of the report before: its words, its status, and its findings in order."""

    label: str
    text: str
    status: Status
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The report before: its run and its notes."""

    run: str
    started: str
    mode: str
    complete: bool
    notes: tuple[KeptNote, ...]


def kept_from(data: Mapping[str, Any]) -> Kept:
    """Return the report before from the members of its findings.json. Raises KeyError, TypeError or ValueError for others."""
    findings = {str(one["id"]): from_plain(Finding, one) for one in data["findings"]}
    unseen: dict[str, list[Finding]] = defaultdict(list)
    for one in (data.get("since") or {}).get("unseen", ()):
        unseen[str(one["label"])].append(from_plain(Finding, one))
    notes = tuple(
        KeptNote(
            label=str(note["label"]),
            text=str(note["text"]),
            status=Status(note["status"]),
            findings=(*(findings[name] for name in _names(note)), *unseen.pop(str(note["label"]), ())),
        )
        for note in data["notes"]
    )
    run = data["run"]
    return Kept(
        run=str(run["id"]), started=str(run["started"]), mode=str(run["mode"]), complete=run["complete"] is True, notes=notes
    )


def _names(note: Mapping[str, Any]) -> Iterator[str]:
    yield from note["findings"]
    for citation in note["citations"]:
        yield from citation["findings"]


def since(before: Kept, notes: tuple[NoteView, ...]) -> Since:
    """Return what changed from the report before to `notes`."""
    pairs = _paired(before.notes, notes)
    taken = {id(old) for old, _ in pairs if old}
    removed = (old for old in before.notes if id(old) not in taken)
    unseen = {id(note): _unseen(old, note) for old, note in pairs if old}
    changes = [change for old, note in pairs for change in _changes(old, note, unseen.get(id(note), ()))]
    changes += [Change(kind=ChangeKind.NOTE_REMOVED, label=old.label, was=old.text) for old in removed]
    return Since(
        run=before.run,
        started=before.started,
        mode=before.mode,
        complete=before.complete,
        changes=tuple(changes),
        same=sum(len(_open(old.findings).keys() & _open(note.all_findings()).keys()) for old, note in pairs if old),
        moved=sum(old.status is not note.status for old, note in pairs if old and not _was_passed_over(old, note)),
        unseen=tuple(one for note in notes for one in unseen.get(id(note), ())),
    )


def _unseen(old: KeptNote, note: NoteView) -> tuple[Finding, ...]:
    """The open findings of before that this run could not look at again: all of a source that was not asked, and of one that was
    asked in vain those that it would have to show.
    """
    silent, now = silent_citations(note), _open(note.all_findings())
    unasked = {one.citation_index for one in note.all_findings() if _is_unasked(one) and one.rule in (LINK, "source")}
    return tuple(
        replace(one, label=note.label)
        for key, one in _open(old.findings).items()
        if key not in now and not _is_unasked(one) and one.citation_index in (unasked if one.is_silent else silent)
    )


def _was_passed_over(old: KeptNote, note: NoteView) -> bool:
    """Whether one of the two runs did not ask for a source of the note, and the other did."""
    then, now = ({one.citation_index for one in found if _is_unasked(one)} for found in (old.findings, note.all_findings()))
    return then != now


def _is_unasked(finding: Finding) -> bool:
    return finding.outcome is Outcome.UNTESTED and finding.defect in UNASKED


def _paired(before: tuple[KeptNote, ...], notes: tuple[NoteView, ...]) -> list[tuple[KeptNote | None, NoteView]]:
    """Every note of now with the one it was before: of the same words under the same label, of the same words, alike."""
    left = {id(old): old for old in before}
    found: dict[int, KeptNote] = {}
    for key in (lambda one: (one.label, one.text), lambda one: (one.text,)):
        by_key: dict[tuple[str, ...], list[KeptNote]] = defaultdict(list)
        for old in reversed(left.values()):
            by_key[key(old)].append(old)
        for place, note in enumerate(notes):
            if place not in found and by_key[key(note)]:
                found[place] = left.pop(id(by_key[key(note)].pop()))
    unmatched = [place for place in range(len(notes)) if place not in found]
    is_small = len(unmatched) * len(left) <= MAX_COMPARED
    for place in unmatched:
        nearest = _alike(notes[place], [one for one in left.values() if is_small or one.label == notes[place].label])
        if nearest:
            found[place] = left.pop(id(nearest))
    return [(found.get(place), note) for place, note in enumerate(notes)]


def _alike(note: NoteView, known: list[KeptNote]) -> KeptNote | None:
    scored = [(fuzz.ratio(note.text, old.text), old.label == note.label, -place) for place, old in enumerate(known)]
    best = max(scored, default=(0.0, False, 0))
    return known[-best[2]] if best[0] >= MIN_LIKENESS else None


def _changes(old: KeptNote | None, note: NoteView, unseen: Iterable[Finding]) -> Iterator[Change]:
    if old is None:
        yield Change(kind=ChangeKind.NOTE_ADDED, label=note.label, now=note.text, status=note.status)
    elif old.text != note.text:
        yield Change(kind=ChangeKind.NOTE_EDITED, label=note.label, was=old.text, now=note.text, status=note.status)
    was, now = _open(old.findings if old else ()), _open(note.all_findings())
    for key in _open(unseen):
        del was[key]
    if old:
        was, now = ({key: one for key, one in found.items() if not _is_unasked(one)} for found in (was, now))
    gone: dict[tuple[str, int | None], list[Finding]] = defaultdict(list)
    for key, finding in was.items():
        if key not in now:
            gone[finding.rule, finding.citation_index].append(finding)
    for finding in (one for key, one in now.items() if key not in was):
        same_place = gone[finding.rule, finding.citation_index]
        before = next((one for one in same_place if one.quoted == finding.quoted), None)
        if before:
            same_place.remove(before)
            if (before.message, before.status) == (finding.message, finding.status):
                continue  # only its moment is another: nothing that a person would read differs
        kind = ChangeKind.CHANGED if before else ChangeKind.NEW
        told = before.message if before else None
        yield Change(kind=kind, label=note.label, was=told, now=finding.message, status=finding.status)
    for finding in (one for left in gone.values() for one in left):
        yield Change(kind=ChangeKind.SETTLED, label=note.label, was=finding.message, status=note.status)


def _open(findings: Iterable[Finding]) -> dict[tuple[object, ...], Finding]:
    """The findings that keep a note from being clean, or ask for something, by what they say; without the label, which changes
    when notes are numbered anew.
    """
    return {
        (one.rule, one.citation_index, one.defect, one.expected, one.observed, one.quoted): one
        for one in findings
        if is_unclean(one)
    }

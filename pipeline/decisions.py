"""Which decisions hold in this run, and which are open again because something changed.

Enters: a `Report` and the project's decisions. Leaves: the report with each decision beside its finding, statuses and counts
settled anew, and what no longer meets a finding listed. The rates stay: they count what the web said, not what people decided.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.page import Page
from citations.decision import OF_SOURCE, Decided, Decision, Fingerprint, Verdict, digest_of
from citations.finding import Finding, Status
from pipeline.checks import RULE_VERSIONS
from pipeline.checks.article import sentences_of
from pipeline.settling import settled
from reports.report import NoteView, Report
from reports.words import is_open, silent_citations

IN_OTHER_SOURCE = "quote-in-other-source"  # it names that source by its note's number, which may become another
FindingPlace = tuple[int, int]  # a note's place in the report, and a finding's among those of the note


def fingerprint_of(finding: Finding, note: str, claim: str | None, page: Page | None) -> Fingerprint:
    """Return what a decision on `finding` would rest on: the note's text, its claim, the page that was read, the rule, and
    what it found there.

    A page's words are those of its article without what changes on every visit. Status and outcome are no part of it: a host
    that is down changes them. The draft's words that are judged belong to the sentence or to the note, where they stand.
    """
    of_claim = finding.quoted if finding.quoted and finding.quoted in (claim or "") else None
    told = page and not finding.is_silent and finding.status is not Status.GONE
    return Fingerprint(
        note=digest_of(note, None if of_claim else finding.quoted),
        claim=digest_of(claim, of_claim),
        source=_words_of(page) if page and told else "",
        rule=digest_of(finding.rule, str(RULE_VERSIONS[finding.rule])),
        said=_said(finding),
    )


def _said(finding: Finding) -> str:
    """What a finding says of the source, the draft's own words apart; "" when the source was silent."""
    if finding.is_silent:
        return ""
    if finding.status is Status.GONE:
        return digest_of(Status.GONE)  # in whatever way: a 404 that becomes a 410 is no change
    changes = (f"{change.kind} {change.quoted} {change.observed}" for change in finding.differences)
    observed = finding.observed if finding.defect != IN_OTHER_SOURCE else None
    return digest_of(finding.defect or "agrees", finding.expected, observed, *changes)


def _words_of(page: Page) -> str:
    return _digest_of_words(page.article, page.text)


@functools.lru_cache(maxsize=32)  # a source's findings come near each other, and each asks
def _digest_of_words(article: str, text: str) -> str:
    return digest_of(" ".join(form for one in sentences_of(article) for form in one.forms) or text)


def with_decisions(report: Report, decisions: Iterable[Decision]) -> Report:
    """Return `report` with every decision on its briefing placed: holding, open again, or meeting nothing any more.

    What is decided in a report already is replaced, so that twice is once.
    """
    found = _Found(report.notes)
    placed: dict[FindingPlace, list[Decided]] = defaultdict(list)
    own = [(one, found.holding(one)) for one in decisions if one.briefing == report.briefing]
    for one, place in own:
        if place:
            placed[place].append(Decided(decision=one))
    unmet = []
    for one in (one for one, place in own if not place):
        place = found.nearest(one)
        changed = found.changed(one, place) if place else ()
        if place is None or (changed and _is_settled(one, found.at[place])):
            unmet.append(one)
        else:
            placed[place].append(Decided(decision=one, changed=changed))
    return settled(replace(report, notes=_decided(report.notes, placed), decisions_unmet=tuple(unmet)))


def _is_settled(one: Decision, finding: Finding) -> bool:
    """Whether what was wrong when it was decided is no more: the draft was mended, or the page came back."""
    return bool(one.defect) and not is_open(replace(finding, decided=()))


def on_findings(report: Report, decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Finding | None, tuple[str, ...]]]:
    """Yield each decision beside the finding of `report` that it is on, else the one that it was on before something changed,
    else None; and what changed.
    """
    found = _Found(report.notes)
    for one in decisions:
        place = found.holding(one) or found.nearest(one)
        yield (one, found.at[place], found.changed(one, place)) if place else (one, None, ())


def unheard(finding: Finding, *, silent: bool) -> tuple[str, ...]:
    """Return the parts of a fingerprint that a silent source does not show; where a copy was read in its place, the words of that
    copy are not the source's.
    """
    return OF_SOURCE if finding.is_silent else ("source",) if silent else ()


class _Found:
    """The findings of a report by what a decision knows of them."""

    def __init__(self, notes: tuple[NoteView, ...]) -> None:
        self.at: dict[FindingPlace, Finding] = {}
        self.unheard: dict[FindingPlace, tuple[str, ...]] = {}
        self.alike: dict[tuple[str, Fingerprint], list[FindingPlace]] = defaultdict(list)
        self.near: dict[tuple[str, int | None, str], list[FindingPlace]] = defaultdict(list)
        for place, finding, source_is_silent in _places(notes):
            self.at[place] = finding
            self.unheard[place] = unheard(finding, silent=source_is_silent)
            if finding.fingerprint:
                self.alike[finding.rule, finding.fingerprint].append(place)
                for name in {f"label {finding.label}", f"note {finding.fingerprint.note}"}:
                    self.near[finding.rule, finding.citation_index, name].append(place)

    def holding(self, one: Decision) -> FindingPlace | None:
        """The finding that a decision is on; of several alike that of its own place, and none when that is gone."""
        alike = self.alike.get((one.rule, one.fingerprint), ())
        if len(alike) == 1:
            return alike[0]
        own = (at for at in alike if (self.at[at].label, self.at[at].citation_index) == (one.label, one.citation_index))
        return next(own, None)

    def nearest(self, one: Decision) -> FindingPlace | None:
        """The finding that a decision was about before something changed: the one with most in common, or none."""
        names = (f"label {one.label}", f"note {one.fingerprint.note}")
        near = (at for name in names for at in self.near.get((one.rule, one.citation_index, name), ()))
        places = [at for at in near if self.at[at].fingerprint != one.fingerprint]  # those alike were not told apart above
        return min(places, key=lambda at: self._distance(one, at), default=None)

    def changed(self, one: Decision, at: FindingPlace) -> tuple[str, ...]:
        """What is another now of all that a decision rested on, as far as it shows."""
        return one.fingerprint.changed(self.at[at].fingerprint or Fingerprint(), unheard=self.unheard[at])

    def _distance(self, one: Decision, at: FindingPlace) -> tuple[int, bool, bool]:
        finding = self.at[at]
        return len(self.changed(one, at)), finding.defect != one.defect, finding.status is Status.OK


def _places(notes: tuple[NoteView, ...]) -> Iterator[tuple[FindingPlace, Finding, bool]]:
    """Yield every finding with its place, and whether the source that it is about was silent."""
    for number, note in enumerate(notes):
        silent = silent_citations(note)
        for index, finding in enumerate(note.findings_in_order()):
            yield (number, index), finding, finding.citation_index in silent


def _decided(notes: tuple[NoteView, ...], placed: dict[FindingPlace, list[Decided]]) -> tuple[NoteView, ...]:
    return tuple(_note(note, number, placed) for number, note in enumerate(notes))


def _note(note: NoteView, number: int, placed: dict[FindingPlace, list[Decided]]) -> NoteView:
    numbers = itertools.count()

    def with_own(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(_with(one, placed.get((number, index), ())) for one, index in zip(findings, numbers, strict=False))

    own = with_own(note.findings)
    views = tuple(replace(view, findings=with_own(view.findings)) for view in note.citations)
    return replace(note, findings=own, citations=views)


def _with(finding: Finding, decided: Iterable[Decided]) -> Finding:
    if not decided and not finding.decided:
        return finding
    return replace(finding, decided=_sorted(decided))


def _sorted(decided: Iterable[Decided]) -> tuple[Decided, ...]:
    """Decisions by day, those that hold first, and of these what objects: it is why a finding is open."""

    def order(one: Decided) -> tuple[bool, bool, datetime.date, str]:
        return not one.holds, one.decision.verdict is Verdict.ACCEPT, one.decision.date, one.decision.by

    return tuple(sorted(decided, key=order))

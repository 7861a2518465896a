"""A `Report` from what a run found: statuses, counts, rates, what to look at first, and which copies to write.

Enters: `Verified`. Leaves: the report, and for every capture that it shows the passages to mark in our copy of it.
Statuses are worked out by `pipeline.settling`, with the decisions that `pipeline.decisions` places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from archive.capture import Capture, FetchOutcome
from archive.locate.lookup import FoundBy
from archive.manifest import moment
from citations.antecedent import RULE as ANTECEDENT
from citations.citation import Citation, Form
from citations.consistency.rule import Remark
from citations.decision import Decision, Fingerprint
from citations.document import Footnote
from citations.finding import Action, Finding, Outcome, Status, identified
from citations.language import language_of
from pipeline.checks import Attached, Read, drift
from pipeline.checks.attached import read_instead, who_when
from pipeline.checks.link import copy_in_words, reading_address
from pipeline.decisions import fingerprint_of, with_decisions
from pipeline.own_copies import is_usable
from pipeline.source import Source
from pipeline.standing import COMPARING, LOCATED, Standing, standing_of, was_asked
from pipeline.verify import Place, Verified
from reports.report import (
    Attempt,
    CitationView,
    NoteView,
    Rate,
    Report,
    RunView,
    SourceView,
    Stretch,
    WitnessedDate,
    standing_rates,
)
from reports.since import Kept, since

_TOLD = (Outcome.PASSED, Outcome.FAILED)
_RATE_NAMES = {"byline": "author mismatches", "quote": "quotation mismatches", "drift": "pages changed"}


@dataclass(slots=True)
class Copies:
    """The passages to mark in our copy of each capture, by capture id, in the order in which findings name them."""

    passages: dict[str, list[str]] = field(default_factory=dict)
    reads: dict[str, Read] = field(default_factory=dict)
    pictures: dict[str, Capture] = field(default_factory=dict)

    def place(self, finding: Finding) -> Finding:
        """Return `finding` with the address of its passage in our copy, and the pages on which it stands in a PDF."""
        evidence = finding.evidence
        if evidence is None or evidence.capture not in self.reads:
            return finding
        read = self.reads[evidence.capture]
        passages = self.passages.setdefault(evidence.capture, [])
        anchor = ""
        if evidence.passage:
            if evidence.passage not in passages:
                passages.append(evidence.passage)
            anchor = f"#passage-{passages.index(evidence.passage) + 1}"
        selector = evidence.selector
        pages = read.page.pages_of((selector.start, selector.end)) if selector else ()
        return replace(finding, evidence=replace(evidence, archived=f"{read.copy}{anchor}", pages=pages))

    def fingerprint(self, finding: Finding, footnote: Footnote, source: Source | None) -> Fingerprint:
        """Return what a decision on `finding` would rest on; its source is the page it names, else the one that was read."""
        named = self.reads.get(finding.evidence.capture or "") if finding.evidence else None
        read = named or (source.served if source else None)
        return fingerprint_of(finding, footnote.text, footnote.claim, read.page if read else None)


def build_report(
    verified: Verified,
    *,
    briefing: str,
    run: RunView,
    before: Kept | None = None,
    decisions: Iterable[Decision] = (),
    remarks: Iterable[Remark] = (),
) -> tuple[Report, Copies]:
    """Return the report of a run on the draft called `briefing`, with what people decided, and the copies that it links to.

    `before` is the report before, with which this one is compared; `remarks` is what lint says of the draft.
    """
    copies = Copies(reads=_shown(verified.sources.values()), pictures=_pictures(verified.sources.values()))
    antecedents = {
        (finding.label, finding.citation_index): finding for finding in verified.briefing.findings if finding.rule == ANTECEDENT
    }
    standing = standing_of(verified)
    notes = tuple(_note(footnote, verified, antecedents, copies, standing) for footnote in verified.briefing.footnotes)
    report = Report(
        briefing=briefing,
        title=verified.briefing.title or briefing,
        run=run,
        rates=_rates(verified, notes, standing),
        counts=(),
        start_here=(),
        notes=notes,
        lint=tuple(_of_draft(remark) for remark in remarks),
        standing=standing_rates(standing.values()),
        language=language_of(" ".join(note.claim or note.text for note in notes)),
    )
    decided = with_decisions(report, decisions)
    return replace(decided, since=since(before, decided.notes) if before else None), copies


def _of_draft(remark: Remark) -> Finding:
    """What lint says of the draft alone, as the report shows it."""
    return identified(
        Finding(
            rule=remark.rule,
            label=remark.label or "",
            status=Status.NOT_CHECKED,
            outcome=Outcome.FAILED,
            defect=remark.rule,
            message=remark.why,
            quoted=remark.quoted,
            action=Action.ASK_AUTHOR if remark.quoted and not remark.mend else Action.NONE,
            replacement=remark.mend,
            severity=remark.severity.value,
        )
    )


def _pictures(sources: Iterable[Source]) -> dict[str, Capture]:
    return {read.picture.id: read.picture for source in sources if (read := source.answer) and read.picture}


def _shown(sources: Iterable[Source]) -> dict[str, Read]:
    known = list(sources)
    reads = [read for source in known for read in (source.answer, source.earlier, source.first, *source.copies, source.memento)]
    reads += [one.read for source in known for one in source.attached]
    return {read.capture.id: read for read in reads if read and read.text}


def _note(
    footnote: Footnote,
    verified: Verified,
    antecedents: dict[tuple[str, int | None], Finding],
    copies: Copies,
    standing: Mapping[str, Standing],
) -> NoteView:
    """The note with its findings; the status is worked out by `pipeline.settling`."""
    own = () if footnote.citations else (_cites_nothing(footnote),)
    return NoteView(
        label=footnote.label,
        status=Status.NOT_CHECKED,
        why="",
        text=footnote.text,
        claim=footnote.claim,
        claim_span=footnote.claim_span,
        claim_before=footnote.claim_before,
        claim_after=footnote.claim_after,
        commentary=footnote.commentary,
        citations=tuple(
            _citation(footnote, index, citation, verified, antecedents.get((footnote.label, index)), copies, standing)
            for index, citation in enumerate(footnote.citations)
        ),
        quotations=footnote.quotations,
        findings=own,
    )


def _cites_nothing(footnote: Footnote) -> Finding:
    finding = Finding(
        rule="note",
        label=footnote.label,
        status=Status.NOT_CHECKED,
        outcome=Outcome.INAPPLICABLE,
        defect="cites-nothing",
        message="The note cites nothing: it is prose." if footnote.text.strip() else "The note has no words.",
    )
    return replace(identified(finding), fingerprint=fingerprint_of(finding, footnote.text, footnote.claim, None))


def _citation(
    footnote: Footnote,
    index: int,
    citation: Citation,
    verified: Verified,
    untied: Finding | None,
    copies: Copies,
    standing: Mapping[str, Standing],
) -> CitationView:
    place: Place = (footnote.label, index)
    source = verified.sources.get(place)
    found = verified.findings.get(place, ())
    return CitationView(
        citation=citation,
        index=index,
        status=Status.NOT_CHECKED,
        scope="",
        findings=tuple(
            replace(copies.place(one), fingerprint=copies.fingerprint(one, footnote, source))
            for one in ((untied, *found) if untied else found)
        ),
        source=_source(source, standing[source.id]) if source else None,
        short_of=_short_of(citation),
        repeats=verified.evidence[place].cited if _short_of(citation) and place in verified.evidence else None,
    )


def _short_of(citation: Citation) -> str | None:
    if citation.form not in (Form.SHORT, Form.IBID) or citation.antecedent is None:
        return None
    ordinals = ("1st", "2nd", "3rd")
    index = citation.antecedent.index
    nth = ordinals[index] if index < len(ordinals) else f"{index + 1}th"
    return f"note {citation.antecedent.label}, {nth} citation"


def _source(source: Source, standing: Standing) -> SourceView:
    answer = source.answer
    memento = source.memento.memento if source.memento else None
    best = source.served or (answer if answer and is_usable(answer) else None)
    capture = answer.capture if answer else None
    return SourceView(
        found_by=source.found_by.value,
        address=source.address,
        final_address=_elsewhere(capture) if capture else None,
        captured=moment(capture.date) if capture else None,
        outcome=capture.outcome.value if capture else None,
        http_status=capture.status if capture else None,
        title=best.page.title if best else None,
        byline=best.page.byline if best else None,
        language=best.page.language if best else None,
        dates=tuple(
            WitnessedDate(edtf=one.date.edtf(), printed=one.printed, place=one.place, kind=one.kind)
            for one in (best.page.dates if best else ())
        ),
        copy_path=best.copy if best and best.text else None,
        screenshot_path=answer.screenshot if answer else None,
        digest=best.capture.payload_digest if best else None,
        served_instead=_served_instead(source, best),
        memento=reading_address(memento) if memento else None,
        memento_date=moment(memento.memento_datetime) if memento else None,
        attached=tuple(_attached(one) for one in source.attached),
        attempts=_attempts(source),
        query=source.lookup.query if source.found_by not in (FoundBy.PRINTED, FoundBy.CONFIRMED) else None,
        reach=standing.reach,
        still_says=standing.still_says,
        history=_history(source),
    )


def _history(source: Source) -> tuple[Stretch, ...]:
    """What the address gave over time, newest first; what it gave several times running is one stretch."""
    if source.answer is None:
        return ()
    captures = [source.answer.wire or source.answer.capture, *source.history]
    asked = [capture for capture in captures if capture.outcome is not FetchOutcome.NOT_IN_ARCHIVE]
    stretches = []
    for (outcome, status, elsewhere), run in groupby(asked, key=lambda one: (one.outcome, one.status, _elsewhere(one))):
        dates = [moment(capture.date) for capture in run]
        stretches.append(
            Stretch(
                outcome=outcome.value,
                http_status=status,
                first=dates[-1],
                last=dates[0],
                times=len(dates),
                final_address=elsewhere,
            )
        )
    return tuple(stretches)


def _elsewhere(capture: Capture) -> str | None:
    return capture.final_uri if capture.final_uri != capture.target_uri else None


def _served_instead(source: Source, best: Read | None) -> str | None:
    """What was read in place of the page, in words; None when the page itself was."""
    if best and best in (source.earlier, source.memento):
        return copy_in_words(best, source.citation)
    return next((read_instead(one) for one in source.attached if one.read and one.read is best), None)


def _attached(one: Attached) -> str:
    withdrawn = f", withdrawn {one.withdrawn}" if one.withdrawn else "" if one.read else ", read by nobody"
    return f"{one.file_name} ({one.media_type}), {who_when(one)} for note {one.label}{withdrawn}"


def _attempts(source: Source) -> tuple[Attempt, ...]:
    rungs = tuple(Attempt(what=one.rung, result=one.skipped_why or one.result) for one in source.lookup.attempts)
    tries = tuple(
        Attempt(what=candidate.address, result=_result(capture), date=moment(capture.date)) for candidate, capture in source.tried
    )
    archives = (Attempt(what="web archives", result=source.no_memento),) if source.no_memento else ()
    kept = (Attempt(what="Save Page Now", result=source.saved),) if source.saved else ()
    return rungs + tries + archives + kept


def _result(capture: Capture) -> str:
    words = f"status {capture.status}" if capture.status else capture.outcome.value
    return f"{words}: {capture.detail}" if capture.detail else words


def _rates(verified: Verified, notes: tuple[NoteView, ...], standing: Mapping[str, Standing]) -> tuple[Rate, ...]:
    sources = {source.id: source for source in verified.sources.values()}.values()
    sought = [source for source in sources if was_asked(source)]
    known = {source.id for source in sought if source.found_by in LOCATED}
    gone = {
        verified.sources[place].id
        for place, findings in verified.findings.items()
        if place in verified.sources and any(finding.status is Status.GONE for finding in findings)
    }
    rates = [
        Rate(name="link rot", count=len(gone & known), total=len(known), unit="known addresses"),
        Rate(name="not located", count=len(sought) - len(known), total=len(sought), unit="sources looked for"),
    ]
    if len(sought) < len(sources):
        rates.append(Rate(name="not looked for", count=len(sources) - len(sought), total=len(sources), unit="sources"))
    if silent := sum(standing[name].reach in (None, "unanswered") for name in known):
        rates.insert(1, Rate(name="no answer", count=silent, total=len(known), unit="known addresses"))
    findings = [finding for note in notes for finding in note.all_findings()]
    for rule, unit in COMPARING.items():
        told = _TOLD if rule != drift.RULE else (*_TOLD, Outcome.CANT_TELL)
        compared = [one for one in findings if one.rule == rule and one.outcome in told]
        if rule == drift.RULE and not compared:
            continue  # a first run has no copies, and says nothing about them
        failed = sum(one.outcome is Outcome.FAILED for one in compared)
        rates.append(Rate(name=_RATE_NAMES.get(rule, f"{rule} mismatches"), count=failed, total=len(compared), unit=unit))
    return tuple(rates)

"""The whole tool on one screen: a briefing in, its report out.

read the draft -> parse its notes -> examine every source once -> check every citation -> build the report.
Only `examine` asks the web, or an archive in its place; `--from` and `--offline` run the same code over a replay.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from archive.proofs import Proof
from citations.citation import NOT_WEB_TYPES, Antecedent, Citation, Form
from citations.dictionary import NO_DICTIONARY, Dictionary
from citations.document import Briefing, Footnote
from citations.finding import Finding
from citations.quotation import Quotation
from citations.quote import match_quote
from pipeline.checks import (
    Evidence,
    PrivateProof,
    Read,
    byline,
    date,
    direction,
    drift,
    link,
    name,
    number,
    outlet,
    printed_page,
    quote,
    title,
)
from pipeline.checks import source as identity
from pipeline.checks.changed import in_view_of_copies
from pipeline.checks.claim import with_claims_shared
from pipeline.examiner import Examiner
from pipeline.mementos import OURS_MAY_TELL, is_unsettled, needs_copy
from pipeline.source import Source, evidence_of, shows_names

CHECKS = (
    identity.check,
    link.check,
    title.check,
    in_view_of_copies(byline.check),
    in_view_of_copies(outlet.check),
    date.check,
    quote.check,
    printed_page.check,
    in_view_of_copies(number.check),
    in_view_of_copies(name.check),
    direction.check,
    drift.check,
)
AT_ONCE = 32  # sources under way together; each waits for its host anyway

Elsewhere = Callable[[str], tuple[Read, ...]]
Place = tuple[str, int]  # a note's label and the index of a citation in it


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What a run found: the notes, the source of every citation (by place), the findings of every citation, what the
    checks knew of it, and whether any host that was found by its name answered at all.
    """

    briefing: Briefing
    sources: dict[Place, Source]
    findings: dict[Place, tuple[Finding, ...]]
    network_seen: bool
    evidence: dict[Place, Evidence] = field(default_factory=dict)


async def verify(
    briefing: Briefing,
    examiner: Examiner,
    *,
    run_date: datetime.datetime,
    proofs: Sequence[Proof] = (),
    dictionary: Dictionary = NO_DICTIONARY,
    only: frozenset[str] = frozenset(),
    elsewhere: Elsewhere = lambda _: (),
) -> Verified:
    """Return what the sources of `briefing` say of it; `proofs` are the project's private ones, `dictionary` this computer's.

    With `only`, the notes of these labels alone are verified; the others serve as their antecedents. `elsewhere` gives the
    pages of the project that may hold a quotation which its source does not.
    """
    cited = {place: citation for place, citation in full_citations(briefing).items() if not only or place[0] in only}
    sources = await examine_all(cited, examiner)

    async def checked(sources: dict[Place, Source]) -> Verified:
        return await _check_all(briefing, cited, sources, examiner, run_date, proofs, dictionary, only)

    verified = await checked(sources)
    with_copies = await _with_copies(verified, examiner)
    if with_copies != sources:
        verified = await checked(with_copies)
    return _sought_elsewhere(verified, elsewhere)


def _sought_elsewhere(verified: Verified, elsewhere: Elsewhere) -> Verified:
    """What was found, with the quotations that are absent from their sources looked for in all pages of the project."""
    findings, known = dict(verified.findings), dict(verified.evidence)
    for place, found in verified.findings.items():
        absent = [one.expected for one in found if one.defect == quote.ABSENT and one.expected]
        if reads := tuple(("", read) for exact in absent for read in elsewhere(exact)):
            known[place] = replace(known[place], others=(*known[place].others, *reads))
            findings[place] = tuple(finding for check in CHECKS for finding in check(known[place]))
    return replace(verified, findings=findings, evidence=known)


async def _check_all(
    briefing: Briefing,
    cited: dict[Place, Citation],
    sources: dict[Place, Source],
    examiner: Examiner,
    run_date: datetime.datetime,
    proofs: Sequence[Proof],
    dictionary: Dictionary,
    only: frozenset[str],
) -> Verified:
    """What the checks say of every citation, and what they knew of it."""
    by_place = citations_by_place(briefing)
    known: dict[Place, Evidence] = {}
    network_seen = any(shows_names(capture) for source in sources.values() for _, capture in source.tried)
    footnotes = tuple(footnote for footnote in briefing.footnotes if not only or footnote.label in only)
    for footnote in footnotes:
        carried = _carried(footnote, sources)
        for index, citation in enumerate(footnote.citations):
            place = (footnote.label, index)
            source = sources.get(place)
            full = full_of(citation, by_place) or citation
            evidence = evidence_of(
                source,
                cited.get(place, full if full.type in NOT_WEB_TYPES else citation),
                run_date=run_date,
                label=footnote.label,
                index=index,
                citation=citation,
                claim=footnote.claim,
                claim_before=footnote.claim_before,
                quotations=carried[index],
                others=_others(sources, source),
                attached=() if source else await examiner.attached(full),
                proofs=_proofs_of(full, proofs),
                network_seen=network_seen,
                dictionary=dictionary,
                publishers=examiner.publishers,
            )
            known[place] = evidence
    known = with_claims_shared(known)
    findings = {place: tuple(finding for check in CHECKS for finding in check(evidence)) for place, evidence in known.items()}
    return Verified(
        briefing=replace(briefing, footnotes=footnotes),
        sources=sources,
        findings=findings,
        network_seen=network_seen,
        evidence=known,
    )


async def _with_copies(verified: Verified, examiner: Examiner) -> dict[Place, Source]:
    """The sources, with our own copies and one of another archive where today's page does not settle what a note says."""
    unsettled: dict[str, Place] = {}
    wanted: dict[str, Place] = {}  # where other archives are asked too
    for place, evidence in verified.evidence.items():
        source, findings = verified.sources.get(place), verified.findings[place]
        if source and is_unsettled(evidence, findings, OURS_MAY_TELL):
            unsettled.setdefault(source.id, place)
        if source and needs_copy(evidence, findings, always=examiner.copies_always):
            wanted.setdefault(source.id, place)
    room = asyncio.Semaphore(AT_ONCE)

    async def one(name: str) -> Source:
        async with room:
            source = verified.sources[(unsettled | wanted)[name]]
            if name in unsettled:
                source = await examiner.with_own_copies(source)
            if name in wanted:
                examiner.progress.about(wanted[name][0])
                source = await examiner.with_copy(source, verified.evidence[wanted[name]])
            return source

    found = {source.id: source for source in await asyncio.gather(*(one(name) for name in unsettled | wanted))}
    return {place: found.get(source.id, source) for place, source in verified.sources.items()}


def full_citations(briefing: Briefing) -> dict[Place, Citation]:
    """Return, for every citation whose source can be sought, the full citation: its own, or its antecedent's."""
    by_place = citations_by_place(briefing)
    cited: dict[Place, Citation] = {}
    for place, citation in by_place.items():
        full = full_of(citation, by_place)
        if full and full.type not in NOT_WEB_TYPES and full.form is not Form.UNPARSED or (full and full.url):
            cited[place] = full
    return cited


def citations_by_place(briefing: Briefing) -> dict[Place, Citation]:
    """Return every citation under its note's label and its index."""
    return {(note.label, index): citation for note in briefing.footnotes for index, citation in enumerate(note.citations)}


def _proofs_of(cited: Citation, proofs: Sequence[Proof]) -> tuple[PrivateProof, ...]:
    """The private proofs of a source, newest first: initials, day and state, and nothing else of them."""
    own = sorted((one for one in proofs if one.source_id == cited.source_id()), key=lambda one: one.date, reverse=True)
    return tuple(PrivateProof(by=one.by, date=one.date, state=one.state) for one in own)


def full_of(citation: Citation, by_place: dict[Place, Citation]) -> Citation | None:
    """Return the full citation that `citation` is or repeats; None for a short form that is tied to none."""
    antecedent: Antecedent | None = citation.antecedent
    if citation.form in (Form.SHORT, Form.IBID):
        return by_place.get((antecedent.label, antecedent.index)) if antecedent else None
    return citation


async def examine_all(cited: dict[Place, Citation], examiner: Examiner) -> dict[Place, Source]:
    """One look-up a source, however many notes cite it."""
    unique: dict[str, tuple[str, Citation]] = {}
    for (label, _), citation in cited.items():
        unique.setdefault(citation.source_id(), (label, citation))
    room = asyncio.Semaphore(AT_ONCE)
    examiner.progress.total = len(unique)

    async def one(label: str, citation: Citation) -> Source:
        async with room:
            source = await examiner.examine(citation, label)
            examiner.progress.done += 1
            return source

    found = await asyncio.gather(*(one(label, citation) for label, citation in unique.values()))
    by_id = {source.id: source for source in found}
    return {place: by_id[citation.source_id()] for place, citation in cited.items()}


def _carried(footnote: Footnote, sources: dict[Place, Source]) -> dict[int, tuple[Quotation, ...]]:
    """The quotations of each citation. Where a note cites several sources, the one that holds the words carries them."""
    carried: dict[int, list[Quotation]] = {index: [] for index in range(len(footnote.citations))}
    for quotation in footnote.quotations:
        if quotation.citation_index is not None:
            carried[_carrier(quotation, footnote, sources)].append(quotation)
    return {index: tuple(quotations) for index, quotations in carried.items()}


def _carrier(quotation: Quotation, footnote: Footnote, sources: dict[Place, Source]) -> int:
    supposed = quotation.citation_index or 0
    if len(footnote.citations) < 2 or (footnote.label, supposed) not in sources:
        return supposed
    order: Sequence[int] = [supposed, *(index for index in range(len(footnote.citations)) if index != supposed)]
    for index in order:
        source = sources.get((footnote.label, index))
        read = source.served if source else None
        if read and read.text and match_quote(quotation.exact, read.text, claim=None).verdict.passes:
            return index
    return supposed


def _others(sources: dict[Place, Source], own: Source | None) -> tuple[tuple[str, Read], ...]:
    """The pages of the other sources, each under the first note that cites it."""
    seen: dict[str, tuple[str, Read]] = {}
    for (label, _), source in sources.items():
        if source is not own and source.served and source.served.text:
            seen.setdefault(source.id, (label, source.served))
    return tuple(seen.values())

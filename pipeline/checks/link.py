"""Does the address still give the source? Alive, moved, gone, walled, or not to be told now.

Enters: the evidence of one citation. Leaves: one finding of rule `link`; () when no address is known. The judgement
itself is `answer`'s; which page may serve the other checks is told here too (`serving`).
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.locate.lookup import FoundBy
from citations.finding import Evidence as Proof
from citations.finding import Finding, identified
from pipeline.checks import Evidence, Read
from pipeline.checks.address import same_page, sibling_of
from pipeline.checks.answer import SAME, judged, shows_title
from pipeline.checks.attached import read_instead, readable, sentences
from pipeline.checks.verdict import day_in_words

__all__ = ["RULE", "Served", "check", "proof_of", "same_page", "serving", "sibling_of"]

RULE = "link"


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """The page that stands for the source; `caveat` names it when it is an earlier copy or what a person attached, "" when
    it is today's page. `is_typed` marks a transcript, which bears the source's words and not its title and date.
    """

    read: Read
    caveat: str = ""
    is_typed: bool = False


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what is to be said of the source's address; () when none is known or none was asked."""
    if evidence.answer is None:
        return ()
    verdict, capture = judged(evidence, evidence.answer), evidence.answer.capture
    message = verdict.message
    if not evidence.earlier and not verdict.gives_source:
        message += sentences(evidence)
    if evidence.earlier and not verdict.gives_source:
        message += f" Our copy of {day_in_words(evidence.earlier.capture.date)} was read instead."
    finding = Finding(
        rule=RULE,
        label=evidence.label,
        citation_index=evidence.index,
        status=verdict.status,
        outcome=verdict.outcome,
        defect=verdict.defect,
        expected=evidence.address or capture.target_uri,
        observed=verdict.observed,
        quoted=evidence.citation.url,
        evidence=proof_of(evidence.answer),
        message=message,
        action=verdict.action,
        replacement=verdict.replacement,
    )
    return (identified(finding),)


def serving(evidence: Evidence) -> Served | None:
    """Return the page that the note is compared with: today's when it is the source, else the earlier copy, else what a
    person attached.

    A candidate and another publisher's copy are none of these: what they show or lack proves nothing of the source.
    """
    return _of_the_web(evidence) or _attached(evidence)


def _attached(evidence: Evidence) -> Served | None:
    document = readable(evidence)
    if document is None or document.read is None:
        return None
    return Served(
        read=document.read, caveat=f"compared with {read_instead(document)}", is_typed=document.media_type == "text/plain"
    )


def _of_the_web(evidence: Evidence) -> Served | None:
    if evidence.found_by in (FoundBy.CANDIDATE, FoundBy.COPY):
        return None
    answer = evidence.answer
    if answer:
        verdict = judged(evidence, answer)
        shown_behind_wall = verdict.defect == "pay-wall" and shows_title(evidence.cited, answer.page, evidence.publisher) in SAME
        if verdict.gives_source or shown_behind_wall:
            return Served(read=answer)
    if evidence.earlier:
        return Served(read=evidence.earlier, caveat=f"compared with our copy of {day_in_words(evidence.earlier.capture.date)}")
    return None


def proof_of(read: Read) -> Proof:
    """Return what a finding about `read` rests on: capture, address, date and our copy, where there is a text to show."""
    capture = read.capture
    return Proof(
        capture=capture.id,
        address=capture.final_uri or capture.target_uri,
        archived=read.copy if read.page.text else None,
        date=capture.date.isoformat(),
    )

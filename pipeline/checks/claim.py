"""The sentence that a note supports, and the sources beside which its numbers, dates and names are laid.

Enters: the evidence of one citation. Leaves: a `Claim` where there is something to compare, and the findings that both checks of
it give: a conflict, or how much of the claim stands in its sources. Quotations are the quote check's and are blanked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from citations.citation import NOT_WEB_TYPES
from citations.finding import Action, Difference, Finding, Outcome, Status, TextSelector, identified
from citations.regex import regex
from citations.words import SourceText, prepare
from pipeline.checks import Evidence
from pipeline.checks.link import Served, proof_of, serving
from pipeline.checks.subject import Sentence, passage_of

K = TypeVar("K")
WordSpan = tuple[int, int]  # words of the claim, the last exclusive
LONGEST_CLAIM = 5000  # characters of a sentence that are looked at: the longest of a published briefing has 550
MOST_NAMED = 12  # things not found that a message lists
# "“At least 800”", "«не будет»"; an opening mark that is never closed blanks nothing
_QUOTED = regex(r"[“\"«„][^”\"»“«„]*[”\"»“]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """The claim in words, the source it is compared with, and the texts of the other sources that support it.

    `all_read` says that each of them was read whole: only then can a source be said to give another value.
    """

    words: SourceText
    served: Served
    source: SourceText
    beside: tuple[SourceText, ...]
    all_read: bool

    @property
    def sources(self) -> tuple[SourceText, ...]:
        """The texts in any of which something of the claim may stand."""
        return (self.source, *self.beside)


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Words of the claim, the words of the source that say otherwise, and the sentence these stand in; `why` is added."""

    claimed: WordSpan
    found: WordSpan
    sentence: Sentence
    why: str = ""


def claim_of(evidence: Evidence) -> Claim | None:
    """Return what is to be compared; None without a claim, or where no text stands for the source."""
    served = serving(evidence)
    if not evidence.claim or evidence.cited.type in NOT_WEB_TYPES or served is None or served.read.text is None:
        return None
    words = prepare(_unquoted(evidence.claim[:LONGEST_CLAIM], (quotation.exact for quotation in evidence.quotations)))
    beside = tuple(read.text for read in evidence.beside if read and read.text)
    texts = (served.read.text, *beside)
    return Claim(
        words=words,
        served=served,
        source=served.read.text,
        beside=beside,
        all_read=len(beside) == len(evidence.beside) and all(text.whole for text in texts),
    )


def _unquoted(claim: str, quoted: Iterable[str]) -> str:
    """Return the claim with blanks for what is quoted in it, in whatever marks: that is the quote check's."""
    told = _QUOTED.sub(lambda match: " " * len(match[0]), claim)
    for exact in filter(None, quoted):
        told = told.replace(exact, " " * len(exact))
    return told


def with_claims_shared(known: Mapping[K, Evidence]) -> dict[K, Evidence]:
    """Return every citation's evidence with the texts of the others that support the same sentence, in one note or in several.

    A number that stands in any of them stands in the sources of the claim; the first that could be read tells of it.
    """
    by_claim: dict[str, list[K]] = {}
    for place, evidence in known.items():
        if evidence.claim:
            by_claim.setdefault(evidence.claim, []).append(place)
    shared = dict(known)
    for places in by_claim.values():
        served = {place: serving(known[place]) for place in places} if len(places) > 1 else {}
        reads = {place: one.read if one and one.read.text else None for place, one in served.items()}
        first = next((place for place, read in reads.items() if read), None)
        for place in reads:
            beside = tuple(read for other, read in reads.items() if other != place)
            shared[place] = replace(known[place], beside=beside, tells_claim=place == first)
    return shared


def conflicting(evidence: Evidence, claim: Claim, conflict: Conflict, *, rule: str, defect: str, kind: str) -> Finding:
    """Return the finding on a conflict, with the sentence of the source; spans count in the claim and in that sentence."""
    text, (start, end) = claim.source, conflict.found
    passage, place = passage_of(text, conflict.sentence)
    span = text.starts[start] - place[0], text.ends[end - 1] - place[0]
    said, observed = claim.words.words(*conflict.claimed), passage[slice(*span)]
    quoted_span = claim.words.starts[conflict.claimed[0]], claim.words.ends[conflict.claimed[1] - 1]
    selector = TextSelector(exact=passage, start=place[0], end=place[1])
    told = f"the draft says “{said}” where a sentence of the source about the same thing says “{observed}”"
    finding = _finding(evidence, claim, rule, f"{told}; {conflict.why}" if conflict.why else told)
    return identified(
        replace(
            finding,
            status=Status.LOOK,
            outcome=Outcome.FAILED,
            defect=defect,
            expected=said,
            observed=observed,
            evidence=replace(proof_of(claim.served.read), passage=passage, selector=selector),
            differences=(Difference(kind=kind, quoted=said, observed=observed, quoted_span=quoted_span, observed_span=span),),
            action=Action.ASK_AUTHOR,
        )
    )


def counted(
    evidence: Evidence, claim: Claim, *, rule: str, defect: str, what: str, told: Sequence[WordSpan], missing: Sequence[WordSpan],
    following: Sequence[WordSpan] = (),
) -> tuple[Finding, ...]:  # fmt: skip
    """Return how many of the places `told` of the claim stand in its sources, and which merely follow from what stands there.

    () where another citation tells of the claim.
    """
    if not told or not evidence.tells_claim:
        return ()
    where = (
        "source" if not evidence.beside else "sources that were read" if len(claim.beside) < len(evidence.beside) else "sources"
    )
    message = f"{len(told) - len(missing) - len(following)} of {len(told)} {what} of the claim stand in the {where}"
    if following:
        message += f"; may follow from what stands there: {_named(claim, following)}"
    if missing:
        message += f"; not found: {_named(claim, missing)}"
    finding = _finding(evidence, claim, rule, message)
    outcome = Outcome.CANT_TELL if missing else Outcome.PASSED
    return (identified(replace(finding, outcome=outcome, defect=defect if missing else None)),)


def _named(claim: Claim, places: Sequence[WordSpan]) -> str:
    named = [f"“{words}”" for words in dict.fromkeys(claim.words.words(*one) for one in places)]
    return f"{', '.join(named[:MOST_NAMED])}{' and more' if len(named) > MOST_NAMED else ''}"


def _finding(evidence: Evidence, claim: Claim, rule: str, message: str) -> Finding:
    return evidence.finding(
        rule,
        status=Status.OK,
        outcome=Outcome.PASSED,
        quoted=evidence.claim,
        proof=proof_of(claim.served.read),
        message=claim.served.said(message),
    )

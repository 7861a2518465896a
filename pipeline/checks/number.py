"""Do the numbers and the dates of the claim stand in the source? They are looked for in digits and in words.

Enters: the evidence of one citation. Leaves: at most one finding of rule `number`. Another value for the same unit in
a sentence about the same thing is LOOK, with that sentence, once every source of the claim was read; a number that is merely
missing is a folded hint. Numbers inside quotations are the quote check's. Nothing here says that a claim is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.finding import Finding
from citations.quantities import Quantity, quantities
from citations.words import SourceText
from pipeline.checks import Evidence
from pipeline.checks.claim import Claim, Conflict, claim_of, conflicting, counted
from pipeline.checks.claim_date import ClaimedDate, dates_of, other_date, stands_on
from pipeline.checks.subject import about, sentence_at, shared

RULE = "number"
# tests/cases/claims.md, all pages, the same two numbers for names: at a part of 0.6 none of 1,012 faithful pairs of claim and
# page is accused and 38 of 44 altered claims are named; at 0.5 two pairs and 40, at 0.3 eight and 40. Two words for three change
# nothing there; three keep short claims apart.
SHARED_WORDS = 3  # content words that a sentence of the source must share with the claim's to be about the same thing
SHARED_PART = 0.6  # and this part of them
SURE_WORDS, SURE_PART = 4, 0.75  # the same, where the claim's value stands elsewhere in the source, counting something else
ROUGHLY = 0.15  # of a value that is printed as a rough one ("about", "около"), the most that rounding may have done
MOST_COMPARED = 40  # missing numbers of one claim; a claim with more is a table
MOST_RIVALS = 2000  # numbers of one unit in a source
_ABOUT = frozenset(
    "about around some roughly nearly almost approximately circa около примерно почти порядка қариб тақрибан".split()
)
# "more than 600" is no denial of 612, nor "up to 600" of 587
_AT_LEAST = frozenset("over least than above свыше более больше минимум зиёда".split())
_AT_MOST = frozenset("most up under below до менее меньше то".split())


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding when the claim holds numbers or dates and the source could be read; () otherwise."""
    claim = claim_of(evidence)
    if claim is None:
        return ()
    numbers, dates = quantities(claim.words), dates_of(claim.words)
    values = {other.value for text in claim.sources for other in quantities(text)}
    missing = [one for one in numbers if one.value not in values]
    unseen = [one for one in dates if not stands_on(one, evidence, claim)]
    if claim.all_read:
        if conflict := _other_number(claim, numbers):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="number-conflict", kind="number"),)
        if conflict := other_date(claim, unseen):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="date-conflict", kind="number"),)
    told, lacking = [one.span for one in numbers], [one.span for one in missing]
    told, lacking = told + [one.span for one in dates], lacking + [one.span for one in unseen]
    return counted(evidence, claim, rule=RULE, defect="number-missing", what=_what(numbers, dates), told=told, missing=lacking)


def _what(numbers: Sequence[Quantity], dates: Sequence[ClaimedDate]) -> str:
    return " and ".join(word for word, found in (("numbers", numbers), ("dates", dates)) if found)


def _other_number(claim: Claim, numbers: Sequence[Quantity]) -> Conflict | None:
    """The first number of the claim for which the source gives another value, in a sentence about the same thing."""
    for one in numbers[:MOST_COMPARED]:
        alike = [(text, other) for text in claim.sources for other in quantities(text) if other.value == one.value]
        if one.unit is None or any(other.unit in (None, one.unit) for _, other in alike):
            continue
        rivals = [other for other in quantities(claim.source) if other.unit == one.unit][:MOST_RIVALS]
        if any(other.low <= one.value <= other.high or one.low <= other.value <= one.high for other in rivals):
            continue
        wanted = about(claim.words, one.start, one.end)
        rated = [(shared(wanted, claim.source, sentence_at(claim.source, other.start)), other) for other in rivals]
        score, best = max(rated, key=lambda pair: pair[0], default=(0, one))
        words, part = (SURE_WORDS, SURE_PART) if alike else (SHARED_WORDS, SHARED_PART)
        if score >= max(words, part * len(wanted)) and not _is_rounded(one, claim.words, best, claim.source):
            sentence = sentence_at(claim.source, best.start)
            return Conflict(claimed=one.span, found=best.span, sentence=sentence)
    return None


def _step(value: float) -> float:
    """The step to which a value may have been rounded: 500 of 16,500, 100 of 600, 5 of 25, 1 of 17, 0.1 of 2.3."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    places = len(digits.partition(".")[2])
    whole = round(value * 10**places)
    power = len(str(whole)) - len(str(whole).rstrip("0"))
    step = 10**power * (5 if whole // 10**power % 5 == 0 else 1)
    return float(step / 10**places)


def _is_rounded(one: Quantity, claim: SourceText, other: Quantity, text: SourceText) -> bool:
    """Whether one of two values is printed as a rough one that the other fits: "about 1,500" and 1,487, "over 600" and 612."""
    ours, theirs = (set(words.forms[max(0, place.start - 2) : place.start]) for place, words in ((one, claim), (other, text)))
    is_rough = not _ABOUT.isdisjoint(ours | theirs)
    apart, largest = abs(one.value - other.value), max(one.value, other.value)
    if is_rough and apart <= min(ROUGHLY * largest, max(_step(one.value), _step(other.value))):
        return True
    if not _AT_LEAST.isdisjoint(ours) and one.value <= other.value <= 2 * one.value:
        return True
    return not _AT_MOST.isdisjoint(ours) and other.value <= one.value <= 2 * other.value

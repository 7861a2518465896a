"""Do the numbers and the dates of the claim stand in the source? They are looked for in digits and in words.

Enters: the evidence of one citation. Leaves: at most one finding of rule `number`. Another value for the same unit in
a sentence about the same thing is LOOK, with that sentence, once every source of the claim was read; a number that is merely
missing is a folded hint. Numbers inside quotations are the quote check's. Nothing here says that a claim is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.dictionary import Dictionary
from citations.finding import Finding
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import are_one_unit
from pipeline.checks import Evidence
from pipeline.checks.claim import Claim, Conflict, claim_of, conflicting, counted
from pipeline.checks.claim_abroad import other_number_abroad
from pipeline.checks.claim_date import ClaimedDate, dates_of, other_date, other_weekday, stands_on
from pipeline.checks.claim_number import fits, is_derived, other_number
from pipeline.checks.date_abroad import other_date_abroad
from pipeline.checks.exchanged import exchanged_number
from pipeline.checks.figure_slip import slipped_figure
from pipeline.checks.other_bound import all_for_some, denied_value, other_bound, other_date_bound
from pipeline.checks.other_unit import is_same, other_unit
from pipeline.checks.rounded import is_rounded
from pipeline.checks.turned_change import turned_change

RULE = "number"


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding when the claim holds numbers or dates and the source could be read; () otherwise."""
    claim = claim_of(evidence)
    if claim is None:
        return ()
    numbers, dates = quantities(claim.words), dates_of(claim.words)
    unfound = [one for one in numbers if not _stands(claim, one)]
    following = [one for one in unfound if _is_rounded(claim, one) or is_derived(claim, one)]
    unseen = [one for one in dates if not stands_on(one, evidence, claim)]
    if claim.all_read:
        conflict = other_unit(claim, numbers, evidence.dictionary)
        if conflict := conflict or other_number(claim, numbers) or other_number_abroad(claim, numbers, evidence.dictionary):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="number-conflict", kind="number"),)
        if conflict := slipped_figure(claim, numbers, evidence.dictionary) or _turned(claim, numbers, evidence.dictionary):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="number-conflict", kind="number"),)
        conflict = other_date(claim, unseen) or other_date_abroad(claim, unseen, evidence.dictionary) or other_weekday(claim)
        if conflict:
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="date-conflict", kind="number"),)
    told = [one.span for one in numbers] + [one.span for one in dates]
    lacking = [one.span for one in unfound if one not in following] + [one.span for one in unseen]
    return counted(
        evidence, claim, rule=RULE, defect="number-missing", what=_what(numbers, dates), told=told, missing=lacking,
        following=[one.span for one in following],
    )  # fmt: skip


def _turned(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """What the claim says with the source's own numbers: a change or a bound the other way round, two values exchanged."""
    return (
        turned_change(claim, dictionary)
        or other_bound(claim, numbers, dictionary)
        or other_date_bound(claim, dictionary)
        or denied_value(claim, numbers, dictionary)
        or all_for_some(claim, dictionary)
        or exchanged_number(claim, numbers, dictionary)
    )


def _what(numbers: Sequence[Quantity], dates: Sequence[ClaimedDate]) -> str:
    return " and ".join(word for word, found in (("numbers", numbers), ("dates", dates)) if found)


def _stands(claim: Claim, one: Quantity) -> bool:
    return any(
        is_same(claim.words, one, text, other) or (other.unit == one.unit == "%" and fits(one, other))
        for text in claim.sources
        for other in quantities(text)
    )


def _is_rounded(claim: Claim, one: Quantity) -> bool:
    """Whether a source's number fits the claim's rough one: 8,250 is "more than 8,000"."""
    return any(
        one.unit and are_one_unit(one.unit, other.unit) and is_rounded(claim.words, one, text, other, by_claim=True)
        for text in claim.sources
        for other in quantities(text)
    )

"""Do the numbers and the dates of the claim stand in the source? They are looked for in digits and in words.

Enters: the evidence of one citation. Leaves: at most one finding of rule `number`. Another value for the same unit in
a sentence about the same thing is LOOK, with that sentence, once every source of the claim was read; a number that is merely
missing is a folded hint. Numbers inside quotations are the quote check's. Nothing here says that a claim is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.finding import Finding
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.words import SourceText
from pipeline.checks import Evidence
from pipeline.checks.claim import claim_of, conflicting, counted
from pipeline.checks.claim_abroad import other_number_abroad
from pipeline.checks.claim_date import ClaimedDate, dates_of, other_date, stands_on
from pipeline.checks.claim_number import fits, other_number
from pipeline.checks.date_abroad import other_date_abroad

RULE = "number"


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding when the claim holds numbers or dates and the source could be read; () otherwise."""
    claim = claim_of(evidence)
    if claim is None:
        return ()
    numbers, dates = quantities(claim.words), dates_of(claim.words)
    missing = [one for one in numbers if not _stands(one, claim.sources)]
    unseen = [one for one in dates if not stands_on(one, evidence, claim)]
    if claim.all_read:
        if conflict := other_number(claim, numbers) or other_number_abroad(claim, numbers, evidence.dictionary):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="number-conflict", kind="number"),)
        if conflict := other_date(claim, unseen) or other_date_abroad(claim, unseen, evidence.dictionary):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="date-conflict", kind="number"),)
    told, lacking = [one.span for one in numbers], [one.span for one in missing]
    told, lacking = told + [one.span for one in dates], lacking + [one.span for one in unseen]
    return counted(evidence, claim, rule=RULE, defect="number-missing", what=_what(numbers, dates), told=told, missing=lacking)


def _what(numbers: Sequence[Quantity], dates: Sequence[ClaimedDate]) -> str:
    return " and ".join(word for word, found in (("numbers", numbers), ("dates", dates)) if found)


def _stands(one: Quantity, sources: Sequence[SourceText]) -> bool:
    return any(
        other.value == one.value or (other.unit == one.unit == "%" and fits(one, other))
        for text in sources
        for other in quantities(text)
    )

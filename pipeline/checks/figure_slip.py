"""Whether a source gives another figure for a part of the same whole, or the figures of a number in another order.

Enters: the claim in words with its source, and its numbers. Leaves: the first that says "24 of 62" beside "14 of 62", or
"46 percent" beside "64 percent", with words in common. A value that stands in a source, or follows from its numbers, is no slip.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import are_one_unit
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.claim_number import are_turned, is_derived, is_slip
from pipeline.checks.rounded import is_rounded
from pipeline.checks.subject import about, sentence_at, shared

PART_WORDS = 4  # from a part to its whole: "24 of the bridge's 62 hangers", "24 cracked hangers out of 62"
LEAST_WHOLE = 10  # a smaller whole may be another of the same number: "two of the three"
_OF = frozenset(("of", "из", "аз"))


def slipped_figure(claim: Claim, numbers: Sequence[Quantity]) -> Conflict | None:
    """Return the first number of the claim whose part or figures differ as by a slip from the only such of the source."""
    told = [other for text in claim.sources for other in quantities(text)]
    for one in numbers:
        if any(other.value == one.value for other in told) or is_derived(claim, one):
            continue
        found = _parts_of_the_whole(claim, one) or _turned(claim, one)
        if len({other.value for other in found}) == 1 and not is_rounded(claim.words, one, claim.source, found[0]):
            return Conflict(claimed=one.span, found=found[0].span, sentence=sentence_at(claim.source, found[0].start))
    return None


def _parts_of_the_whole(claim: Claim, one: Quantity) -> list[Quantity]:
    """The source's parts of the whole of which the claim's number is a part; [] where one may be the rest of it."""
    whole = _whole(claim.words, one)
    if whole is None or whole.value < LEAST_WHOLE:
        return []
    counts = [other for other in quantities(claim.source) if (other.unit == "%") is (one.unit == "%")]
    parts = [other for other in counts if (told := _whole(claim.source, other)) and told.value == whole.value]
    if any(one.value + other.value == whole.value or not is_slip(one.value, other.value) for other in parts):
        return []
    return parts if is_abroad(claim) else [other for other in parts if _shares_words(claim, one, other)]


def _turned(claim: Claim, one: Quantity) -> list[Quantity]:
    """The source's numbers with the unit of the claim's and its figures in another order: 212 for 221."""
    return [
        other
        for other in quantities(claim.source)
        if one.unit
        and are_one_unit(one.unit, other.unit)
        and are_turned(one.value, other.value)
        and (is_abroad(claim) or _shares_words(claim, one, other))
    ]


def _whole(text: SourceText, one: Quantity) -> Quantity | None:
    return next(
        (
            other
            for other in quantities(text)
            if one.end < other.start <= one.end + PART_WORDS
            and other.value > one.value
            and not _OF.isdisjoint(text.forms[one.end : other.start])
            and not text.gap(one.end).strip(" ")
        ),
        None,
    )


def _shares_words(claim: Claim, one: Quantity, other: Quantity) -> bool:
    wanted = about(claim.words, one.start, one.end)
    return shared(wanted - {one.unit or ""}, claim.source, sentence_at(claim.source, other.start)) > 0

"""Whether a source in another language gives another date for what an English claim tells.

Enters: the claim in words, its dates that stand nowhere, a dictionary. Leaves: the one date that the sentence contradicts which
holds most of the claim in translation, and differs as by a slip: another step of the same affair has a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.date_agreement import Agreement, agreement
from citations.dictionary import Dictionary
from citations.partial_date import PartialDate
from citations.words import SourceText, sentences
from pipeline.checks.abroad import is_abroad, sentence_retold
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.claim_date import OTHER_TIMES, ClaimedDate, dates_of, differs_in_one_part
from pipeline.checks.rendered import tells_of_nobody_there
from pipeline.checks.subject import sentence_at

# of the claim, its date apart, that the sentence must hold: of 49 other dates 0.4 tells 46, 0.5 and 0.6 44, 0.75 43; none of 338
# faithful claims is accused, nor is any beside other pages
LEAST_SHARE = 0.4
SLIP_HELD = 1.0  # weight of the claim, a word of it, that the sentence must hold whose date differs in one figure
# Words before a date that bound a span, in both languages: "by 1 May" is "к 1 мая", and no "1 мая"
_UNTIL = frozenset("by until till before through до к по перед".split())
_SINCE = frozenset("since from after с со от после".split())


def other_date_abroad(claim: Claim, unseen: Sequence[ClaimedDate], dictionary: Dictionary) -> Conflict | None:
    """Return the date of the claim that a sentence in another language contradicts, None where that is not sure."""
    if not is_abroad(claim) or len(unseen) != 1 or not OTHER_TIMES.isdisjoint(claim.words.forms) or tells_of_nobody_there(claim):
        return None
    one, ours = unseen[0], dates_of(claim.words)
    place = sentence_retold(claim, [one.span], dictionary, sentences(claim.source), LEAST_SHARE)
    if place is None:
        return _misprinted(claim, one, dictionary)
    told = [other for other in dates_of(claim.source) if place[0] <= other.start < place[1]]
    left = [other for other in told if not any(_may_be_one(own, other) for own in ours)]
    slips = [other for other in left if _is_slip(one.date, other.date) and _side(claim.source, other) == _side(claim.words, one)]
    if len(slips) != 1:
        return None
    return Conflict(claimed=one.span, found=slips[0].span, sentence=sentence_at(claim.source, slips[0].start))


def _misprinted(claim: Claim, one: ClaimedDate, dictionary: Dictionary) -> Conflict | None:
    """The one date of the source that differs in a figure, or in the order of two, and bounds alike what the claim is about."""
    near = [
        other
        for other in dates_of(claim.source)
        if _is_misprint(one.date, other.date) and _side(claim.source, other) == _side(claim.words, one)
    ]
    if len({str(other.date) for other in near}) != 1:
        return None
    bounds = [sentence for sentence in sentences(claim.source) if any(sentence[0] <= other.start < sentence[1] for other in near)]
    place = sentence_retold(claim, [one.span], dictionary, bounds, least_held=SLIP_HELD)
    found = next((other for other in near if place and place[0] <= other.start < place[1]), None)
    return Conflict(claimed=one.span, found=found.span, sentence=sentence_at(claim.source, found.start)) if found else None


def _is_misprint(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days of a month differ in one of two figures or in their order, or two years alone in their order."""
    if one.month != other.month or (one.month and one.year and other.year not in (None, one.year)):
        return False
    if not one.month:
        return _are_turned(str(one.year), str(other.year))
    left, right = str(one.day or ""), str(other.day or "")
    is_other = len(left) == len(right) > 1 and sum(map(str.__ne__, left, right)) == 1
    return is_other or _are_turned(left, right)


def _are_turned(left: str, right: str) -> bool:
    return left != right and sorted(left) == sorted(right)


def _may_be_one(own: ClaimedDate, other: ClaimedDate) -> bool:
    return agreement(own.date, other.date) is not Agreement.DIFFERENT


def _is_slip(one: PartialDate, other: PartialDate) -> bool:
    """Whether a day or a month is another one, or one figure of a year alone."""
    if one.month or other.month:
        return differs_in_one_part(one, other)
    pair = str(one.year), str(other.year)
    return sum(left != right for left, right in zip(*pair, strict=True)) == 1


def _side(text: SourceText, one: ClaimedDate) -> str:
    before = text.forms[one.start - 1] if one.start else ""
    return "until" if before in _UNTIL else "since" if before in _SINCE else ""

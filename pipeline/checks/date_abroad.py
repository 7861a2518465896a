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
from pipeline.checks.subject import sentence_at

# of the claim, its date apart, that the sentence must hold: of 49 other dates 0.4 tells 46, 0.5 and 0.6 44, 0.75 43; none of 338
# faithful claims is accused, nor is any beside other pages
LEAST_SHARE = 0.4
# Words before a date that bound a span, in both languages: "by 1 May" is "к 1 мая", and no "1 мая"
_UNTIL = frozenset("by until till before through до к по перед".split())
_SINCE = frozenset("since from after с со от после".split())


def other_date_abroad(claim: Claim, unseen: Sequence[ClaimedDate], dictionary: Dictionary) -> Conflict | None:
    """Return the date of the claim that a sentence in another language contradicts, None where that is not sure."""
    if not is_abroad(claim) or len(unseen) != 1 or not OTHER_TIMES.isdisjoint(claim.words.forms):
        return None
    one, ours = unseen[0], dates_of(claim.words)
    place = sentence_retold(claim, [one.span], dictionary, sentences(claim.source), LEAST_SHARE)
    if place is None:
        return None
    told = [other for other in dates_of(claim.source) if place[0] <= other.start < place[1]]
    left = [other for other in told if not any(_may_be_one(own, other) for own in ours)]
    slips = [other for other in left if _is_slip(one.date, other.date) and _side(claim.source, other) == _side(claim.words, one)]
    if len(slips) != 1:
        return None
    return Conflict(claimed=one.span, found=slips[0].span, sentence=sentence_at(claim.source, slips[0].start))


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

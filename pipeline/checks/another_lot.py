"""Whether a number of the claim counts another lot than one of the source: of another time, without some, an age and no time.

Enters: the claim with its source, a number of each or their clauses. Leaves: yes or no: "another twelve", "the four largest after
Norhaven", "87 years old" beside "seven years in prison". What counts another lot is contradicted by nothing.
"""

from __future__ import annotations

from itertools import pairwise

from citations.proper_names import proper_names
from citations.quantity import Quantity
from citations.words import SourceText
from pipeline.checks.claim import Claim
from pipeline.checks.clause import Clause
from pipeline.checks.subject import Sentence

# A claim's clause with one of these tells of another time or another lot than the one before it
_OTHER_TIMES = frozenset(
    "another other others later earlier previous previously next again since former last rest еще другие других другой "
    "позже ранее прежде прежних следующий следующие затем потом снова остальные остальных".split()
)
_LEFT_OUT = frozenset("except excepting excluding besides beyond кроме помимо исключая".split())
_LEFT_OUT_PAIRS = frozenset(
    tuple(pair.split())
    for pair in ("apart from", "aside from", "other than", "not counting", "не считая", "за исключением", "ба ғайр")
)
_RANKED_AFTER = frozenset("after behind following после вслед за баъди пас".split())  # a name
_AGED = frozenset("aged age ages возраст возрасте возраста исполнилось старше младше синни сола".split())
_AGE_WORDS = 2  # before a number, among which one of these stands: "в возрасте почти 87 лет"


def is_of_another_lot(claim: Claim, ours: Clause, theirs: Clause) -> bool:
    """Return whether the claim tells its number of a later or another lot than the source: "another twelve were detained"."""
    said, told = (set(text.forms[slice(*place)]) for text, place in ((claim.words, ours.place), (claim.source, theirs.sentence)))
    if _leaves_out(claim.words, ours.place) and not _leaves_out(claim.source, theirs.sentence):
        return True
    return bool((said & _OTHER_TIMES) - told)


def _leaves_out(text: SourceText, place: Sentence) -> bool:
    """Whether words that stand there leave something out of what is counted: "the four largest after Norhaven", "кроме Норы"."""
    forms = text.forms[slice(*place)]
    if not _LEFT_OUT.isdisjoint(forms) or not _LEFT_OUT_PAIRS.isdisjoint(pairwise(forms)):
        return True
    named = {name.start for name in proper_names(text)}
    return any(index + 1 in named for index in range(*place) if text.forms[index] in _RANKED_AFTER)


def are_age_and_time(words: SourceText, one: Quantity, text: SourceText, other: Quantity) -> bool:
    """Return whether one of two numbers of years is somebody's age, and the other is none: "87 years old", "seven years"."""
    return one.unit == other.unit == "year" and _is_age(words, one) is not _is_age(text, other)


def _is_age(text: SourceText, one: Quantity) -> bool:
    before = text.forms[max(0, one.start - _AGE_WORDS) : one.start]
    return text.forms[one.end + 1 : one.end + 2] == ["old"] or not _AGED.isdisjoint(before)

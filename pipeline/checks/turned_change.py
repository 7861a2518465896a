"""Whether the claim tells a change of the source the other way round: "from 14 to 19" for "14, down from 19".

Enters: the claim in words with its source, a dictionary. Leaves: the change whose ends the source exchanges, where none of the
sources tells it the claim's way.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from citations.dictionary import Dictionary
from citations.numerals import MAGNITUDES
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import are_one_unit
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.rendered import capitals, held
from pipeline.checks.subject import sentence_at, stems

# Counted for this rule alone, each claim of tests/cases/claims.md on its own page:
# 5 tells 10 of 12 changes, 20 no more; of BEHIND_WORDS 6 tells 9, 24 no more; of OTHER_UNIT_WORDS
# 1 tells no more, 4 one less; none accuses one of 604 faithful claims
FAR_WORDS = 10  # from one end of a change to the other: "from 58 per cent in the first round to 44 per cent"
BEHIND_WORDS = 12  # from what it is now to what it was: "14 journalists still in prison in the country, down from 19"
OTHER_UNIT_WORDS = 2  # that two sentences must share where their numbers seem to count different things
_FROM = frozenset("from с со аз".split())
_TO = frozenset("to до ба".split())
_MOVED = frozenset("up down rose fell risen fallen increase increased decrease decreased rising falling".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a count was and what it became."""

    before: Quantity
    after: Quantity


def turned_change(claim: Claim, dictionary: Dictionary) -> Conflict | None:
    """Return the first change of the claim that the source tells with its ends exchanged."""
    for ours in changes(claim.words):
        told = [(text, theirs) for text in claim.sources for theirs in changes(text)]
        values = _values(claim.words, ours)
        if values[0] == values[1] or any(_values(text, theirs) == values for text, theirs in told):
            continue
        for theirs in changes(claim.source):
            if _values(claim.source, theirs) != values[::-1] or _turns_back(claim, theirs) or _is_of_another(claim, ours, theirs):
                continue
            if _may_be_one(claim, ours, theirs, dictionary):
                first, last = (sorted((one.before.span, one.after.span)) for one in (ours, theirs))
                place = sentence_at(claim.source, theirs.before.start)
                return Conflict(claimed=(first[0][0], first[1][1]), found=(last[0][0], last[1][1]), sentence=place)
    return None


@functools.lru_cache(maxsize=16)
def changes(text: SourceText) -> tuple[Change, ...]:
    """Return the changes that a text tells with both their ends, in order.

    >>> from citations.words import prepare
    >>> [(one.before.value, one.after.value) for one in changes(prepare("It rose from 5 to 7 dollars; 14 men, down from 19."))]
    [(5.0, 7.0), (19.0, 14.0)]
    """
    return tuple(_changes(text))


def _changes(text: SourceText) -> Iterator[Change]:
    told = quantities(text)
    for place, one in enumerate(told):
        for other in told[place + 1 : place + 4]:
            if other.start - one.end > BEHIND_WORDS or sentence_at(text, one.start) != sentence_at(text, other.start):
                break
            if _is_led_by(text, one, _FROM) and _is_led_by(text, other, _TO) and other.start - one.end <= FAR_WORDS:
                yield Change(before=one, after=other)
                break
            lead = _lead(text, other)
            is_moved = lead and not _MOVED.isdisjoint(text.forms[max(0, lead - 2) : lead])
            if _is_led_by(text, other, _FROM) and (is_moved or _is_led_by(text, one, _TO)):
                yield Change(before=other, after=one)
                break


def _lead(text: SourceText, one: Quantity) -> int:
    """The word before a number and the currency's sign and "about" before it."""
    return one.start - 1 if one.start < 2 or text.forms[one.start - 1] in _FROM | _TO else one.start - 2


def _is_led_by(text: SourceText, one: Quantity, words: frozenset[str]) -> bool:
    return one.start > 0 and text.forms[max(0, _lead(text, one))] in words


def _values(text: SourceText, change: Change) -> tuple[float, float]:
    """What it was and became; "from 3.3 to 1.9 million" shares the magnitude at its end."""
    first, last = sorted((change.before, change.after), key=lambda one: one.start)
    size = next((MAGNITUDES[form] for form in text.forms[last.start : last.end] if form in MAGNITUDES), 1.0)
    is_short = last.value >= size > 1 and first.end - first.start == 1 and first.value < 1000
    scaled = {first.span: round(first.value * size, 6) if is_short else first.value, last.span: last.value}
    return scaled[change.before.span], scaled[change.after.span]


def _turns_back(claim: Claim, theirs: Change) -> bool:
    """Whether what it was stands in the source once more behind a change: "from 4 to 9 in July, and fell back to 4"."""
    end = max(theirs.before.end, theirs.after.end)
    was = theirs.before
    return any(
        other.start >= end and other.value == was.value and are_one_unit(other.unit, was.unit)
        for other in quantities(claim.source)
    )


def _is_of_another(claim: Claim, ours: Change, theirs: Change) -> bool:
    """Whether the change of the source is another's than the one of whom the claim tells, where its sentence has both.

    In "the Liberals won 14 seats and the Greens 9, down from 14" the change is the Greens'.
    """
    place = sentence_at(claim.source, theirs.before.start)
    start = min(theirs.before.start, theirs.after.start)
    named = [
        index
        for index in range(place[0], start)
        if claim.source.raw(index)[0].isupper() and stems(claim.source, index, index + 1)
    ]
    said = {
        index
        for own in range(*sentence_at(claim.words, ours.before.start))
        if claim.words.raw(own)[0].isupper()
        for index in capitals(claim.source, claim.words.raw(own))
    }
    return bool(named) and named[-1] not in said and not said.isdisjoint(named)


def _may_be_one(claim: Claim, ours: Change, theirs: Change, dictionary: Dictionary) -> bool:
    """Whether two changes are of one unit, or beside another language of any, and a word is said of both."""
    units = [{one.before.unit, one.after.unit} - {None} for one in (ours, theirs)]
    are_alike = not all(units) or any(are_one_unit(left, right) for left in units[0] for right in units[1])
    place, other = sentence_at(claim.words, ours.before.start), sentence_at(claim.source, theirs.before.start)
    said, _ = held(claim, range(*place), dictionary, other)
    return said >= (1 if are_alike or is_abroad(claim) else OTHER_UNIT_WORDS)

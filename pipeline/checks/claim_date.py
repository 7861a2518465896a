"""The dates of a claim, and whether its source gives another one for the same event.

Enters: the claim in words and its source. Leaves: dates with their words; the one that the source contradicts, if that is sure:
a sentence about the same thing bears one date, as precise, and it is another. "Yesterday" and "last year" are not read.
"""

from __future__ import annotations

import datetime
import functools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from citations.date_agreement import Agreement, agreement
from citations.partial_date import PartialDate, Precision, find_dates
from citations.proper_names import proper_names
from citations.quantities import quantities
from citations.units import stem_of
from citations.words import SourceText
from pipeline.checks import Evidence
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.subject import about, sentence_at, shared, stems

# A sentence that shares less tells of another step of the same affair, which has a day of its own. Of 49 other dates of
# tests/cases/claims.md these tell 44 and accuse none of 338 faithful claims
SHARED_WORDS = 3  # content words of the claim round its date that the sentence must share: 4 tells 43, 2 no more
SHARED_PART = 0.75  # 0.9 tells 43, 0.6 45, which one date more is not worth on pages that nobody has seen
# of the words of its clause that a date must share with one that differs in its day, month or year alone: 0.7 tells 42, 0.2
# 45, and accuses two faithful claims more beside 1,519 other pages
SLIP_PART = 0.4
WEEKDAY_WORDS = 2  # before a date, among which its day of the week stands: "Friday, 7 June", "Friday, the 7th of June"
# Stems of the days of the week; Tajik Monday is left out, for it is the capital too
WEEKDAYS = {
    stem_of(form): number
    for number, forms in enumerate(
        ("monday понедельник", "tuesday вторник сешанбе", "wednesday среда среду чоршанбе", "thursday четверг панҷшанбе",
         "friday пятница пятницу ҷумъа", "saturday суббота субботу шанбе", "sunday воскресенье якшанбе")
    )
    for form in forms.split()
}  # fmt: skip
_JOINS = frozenset("and but while и а но".split())
OTHER_TIMES = frozenset("again another next following later earlier previous снова позже ранее следующий затем".split())
# A date that bounds a span is compared with one that bounds it alike: "until 1 May" and "until 1 June"
_BOUNDS = frozenset("by until till before after since from to between through до после с со по к от то аз баъди пеш".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedDate:
    """A date in words `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    date: PartialDate

    @property
    def span(self) -> tuple[int, int]:
        """Its words, as numbers of the first and of the one after the last."""
        return self.start, self.end


@functools.lru_cache(maxsize=16)
def dates_of(text: SourceText) -> tuple[ClaimedDate, ...]:
    """Return the dates that a text prints, in order; years alone too, but not four figures that count something."""
    found, counts = [], {one.start for one in quantities(text)}
    for place in find_dates(text.text):
        start, end = bisect_left(text.starts, place.span[0]), bisect_left(text.starts, place.span[1])
        if start < end and start not in counts:
            found.append(ClaimedDate(start=start, end=end, date=place.date))
    return tuple(found)


def stands_on(one: ClaimedDate, evidence: Evidence, claim: Claim) -> bool:
    """Return whether a date of the claim stands in any of its sources, or is the day on which this one appeared."""
    shown = [witness.date for witness in claim.served.read.page.dates]
    printed = [evidence.cited.issued] if evidence.cited.issued else []
    told = [other.date for text in claim.sources for other in dates_of(text)]
    return any(_agree(one.date, other) for other in (*told, *shown, *printed))


def other_date(claim: Claim, unseen: Sequence[ClaimedDate]) -> Conflict | None:
    """Return the first of the dates that stand nowhere for which the source gives another."""
    theirs = dates_of(claim.source) if unseen else ()
    for one in unseen:
        if slip := _slip_of(claim, one, theirs):
            return Conflict(claimed=one.span, found=slip.span, sentence=sentence_at(claim.source, slip.start))
        if told := _of_the_clause(claim, one, theirs):
            return Conflict(claimed=one.span, found=told.span, sentence=sentence_at(claim.source, told.start))
        wanted = about(claim.words, one.start, one.end)
        for other in theirs:
            sentence = sentence_at(claim.source, other.start)
            held = shared(wanted, claim.source, sentence)
            if held < max(SHARED_WORDS, SHARED_PART * len(wanted)) or not _may_rival(one, claim.words, other, claim.source):
                continue
            if _is_alone(one, claim.words, sentence, theirs, claim.source):
                return Conflict(claimed=one.span, found=other.span, sentence=sentence)
    return None


def _slip_of(claim: Claim, one: ClaimedDate, theirs: Sequence[ClaimedDate]) -> ClaimedDate | None:
    """The date of the source that differs in its day, month or year alone, and whose clause tells of the same event."""
    ours = _clause(claim.words, one, dates_of(claim.words))
    wanted = stems(claim.words, *ours) - WEEKDAYS.keys()
    if not one.date.month or not wanted or not OTHER_TIMES.isdisjoint(claim.words.forms[slice(*ours)]):
        return None
    for other in theirs:
        if not differs_in_one_part(one.date, other.date) or not _may_rival(one, claim.words, other, claim.source):
            continue
        held = wanted & stems(claim.source, *_clause(claim.source, other, theirs))
        if held - _names(claim.source) and len(held) >= SLIP_PART * len(wanted):
            return other
    return None


def _of_the_clause(claim: Claim, one: ClaimedDate, theirs: Sequence[ClaimedDate]) -> ClaimedDate | None:
    """The one date of the source whose clause tells of the same event in nearly the same words, and bounds it alike."""
    ours = _clause(claim.words, one, dates_of(claim.words))
    wanted = stems(claim.words, *ours) - _names(claim.words)
    if not OTHER_TIMES.isdisjoint(claim.words.forms[slice(*ours)]):
        return None
    least = max(SHARED_WORDS, SHARED_PART * len(wanted))
    as_precise = [other for other in theirs if other.date.precision is one.date.precision]
    rivals = [other for other in as_precise if _may_rival(one, claim.words, other, claim.source)]
    told = [other for other in rivals if len(wanted & stems(claim.source, *_clause(claim.source, other, theirs))) >= least]
    return told[0] if len({str(other.date) for other in told}) == 1 else None


def other_weekday(claim: Claim) -> Conflict | None:
    """Return the first date of the claim with a day of the week that the calendar denies it, where the source has the date."""
    for one in dates_of(claim.words):
        day = _day_of(one.date)
        ours = _weekday(claim.words, one)
        if day is None or ours is None or WEEKDAYS[stem_of(claim.words.forms[ours])] == day.weekday():
            continue
        told = [other for other in dates_of(claim.source) if _agree(one.date, other.date) or _agree(other.date, one.date)]
        told = [other for other in told if (other.date.month, other.date.day) == (one.date.month, one.date.day)]
        known = [_weekday(claim.source, other) for other in told]
        if not told or any(
            place is not None and WEEKDAYS[stem_of(claim.source.forms[place])] != day.weekday() for place in known
        ):
            continue
        start, end = min(told[0].start, told[0].start if known[0] is None else known[0]), told[0].end
        return Conflict(
            claimed=(min(ours, one.start), max(ours + 1, one.end)),
            found=(start, end),
            sentence=sentence_at(claim.source, told[0].start),
            why=f"that day was a {day:%A}",
        )
    return None


def _day_of(date: PartialDate) -> datetime.date | None:
    try:
        return datetime.date(date.year or 0, date.month or 0, date.day or 0)
    except ValueError:
        return None


def _weekday(text: SourceText, one: ClaimedDate) -> int | None:
    """The word for a day of the week right before a date, or in it."""
    near = range(max(sentence_at(text, one.start)[0], one.start - WEEKDAY_WORDS), one.end)
    return next((index for index in reversed(near) if stem_of(text.forms[index]) in WEEKDAYS), None)


def differs_in_one_part(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates differ in one of year, month and day, as far as the first is printed: "13 May 1974", "3 May 1974"."""
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    told = [(left, right) for left, right in parts if left and right]
    return len(told) >= 2 and sum(left != right for left, right in told) == 1


def _clause(text: SourceText, one: ClaimedDate, dates: Sequence[ClaimedDate]) -> tuple[int, int]:
    """The words round a date, up to a semicolon, and to a comma or a conjunction on the way to the next one."""
    start, end = sentence_at(text, one.start)
    before = max((other.end for other in dates if start <= other.start and other.end <= one.start), default=start)
    after = min((other.start for other in dates if one.end <= other.start < end), default=end)
    for index in range(before, one.start):
        if ";" in text.gap(index + 1) or (before > start and _parts(text, index + 1)):
            start = index + 1
    start = max(start, before)
    stops = [index for index in range(one.end, after) if ";" in text.gap(index) or (after < end and _parts(text, index))]
    return start, min([*stops, after])


def _parts(text: SourceText, index: int) -> bool:
    return "," in text.gap(index) or text.forms[index] in _JOINS


@functools.lru_cache(maxsize=16)
def _names(text: SourceText) -> frozenset[str]:
    """The stems of the names of a text: they tell of whom, not of what."""
    return frozenset(stem for name in proper_names(text) for stem in stems(text, name.start, name.end))


def _is_alone(
    one: ClaimedDate, claim: SourceText, sentence: tuple[int, int], theirs: Sequence[ClaimedDate], source: SourceText
) -> bool:
    """Whether a sentence bears one date, or one day among years, or one date among others that bounds a span: "since 1997"."""
    within = [other for other in theirs if sentence[0] <= other.start < sentence[1]]
    rivals = [other for other in within if _may_rival(one, claim, other, source)]
    as_precise = [other for other in rivals if other.date.precision is one.date.precision]
    tells_more = bool(one.date.day or _bound(claim, one.start))
    return len(within) == 1 or (tells_more and len(as_precise) == 1)


def _may_rival(one: ClaimedDate, claim: SourceText, other: ClaimedDate, source: SourceText) -> bool:
    """Whether two dates that differ are as precise as each other and bound their events alike."""
    precision = list(Precision)
    as_precise = precision.index(other.date.precision) <= precision.index(one.date.precision)
    return as_precise and _bound(claim, one.start) == _bound(source, other.start)


def _bound(text: SourceText, start: int) -> str:
    before = text.forms[start - 1] if start else ""
    return before if before in _BOUNDS else ""


def _agree(claimed: PartialDate, told: PartialDate) -> bool:
    """Whether a date that is told says the claimed one, as precisely; the year may be left to the reader."""
    if (claimed.month and not told.month) or (claimed.day and not told.day) or not (claimed.month or told.year):
        return False
    return Agreement.DIFFERENT not in (agreement(claimed, told), agreement(told, claimed))

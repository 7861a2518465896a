"""Do the numbers of the claim stand in the source? They are looked for in digits and in words.

Enters: the evidence of one citation. Leaves: at most one finding of rule `number`. Another value for the same unit in
a sentence about the same thing is LOOK, with that sentence; a number that is merely missing is a folded hint, because
a note may rest on several sources. Years and days are the date check's; numbers inside quotations are the quote
check's. Nothing here says that a claim is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citations.citation import NOT_WEB_TYPES
from citations.finding import Action, Difference, Finding, Outcome, Status, TextSelector, identified
from citations.finding import Evidence as Proof
from citations.lexicon import is_function_word
from citations.numerals import HALF, MAGNITUDES, PERCENT, UNITS, is_number, number_value
from citations.partial_date import EARLIEST_YEAR, LATEST_YEAR, MONTH_NUMBERS
from citations.words import SourceText, prepare, sentence_starts
from pipeline.checks import Evidence, Read
from pipeline.checks.link import serving

RULE = "number"
_NEAR_WORDS = 10  # of the claim, to each side of a number, that say what it counts
_SHARED_WORDS = 3  # content words that a sentence of the source must share with them to be about the same thing
_SHARED_PART = 0.6  # and this part of them
_STEM_LETTERS = 5  # of two words that are then taken for forms of one
_SMALLEST = 2  # "one" is more often a pronoun
_CURRENCY = frozenset("$ € £ ¥ ₽".split())
_ONE_OF = frozenset("hundred thousand million billion trillion тысяча тысячу миллион миллиард триллион сад ҳазор dozen".split())
_VAGUE = frozenset("several few many some несколько многие пару чанд".split())  # "several thousand" is no number
_ROUGHLY = 0.15  # of a value that is printed as a rough one ("about", "около"): rounding, not another number
_ABOUT = frozenset(
    "about around some roughly nearly almost approximately circa около примерно почти порядка қариб тақрибан".split()
)
_AT_LEAST = frozenset("over least than above свыше более больше минимум зиёда".split())  # "more than 600" is no denial of 612
# "2.300", "1.200.000"; not "2.3", "12.30"
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Quantity:
    """A number in a row of words: words `start` to `end` (exclusive), its value, and the stem of what it counts."""

    start: int
    end: int
    value: float
    unit: str | None


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding when the claim holds numbers and the source could be read; () otherwise."""
    served = serving(evidence)
    if not evidence.claim or evidence.cited.type in NOT_WEB_TYPES or served is None or served.read.text is None:
        return ()
    claim = prepare(_QUOTED.sub(lambda match: " " * len(match[0]), evidence.claim))
    claimed = list(_quantities(claim))
    if not claimed:
        return ()
    text = served.read.text
    found = list(_quantities(text))
    missing = [quantity for quantity in claimed if not any(_same(quantity, other) for other in found)]
    for quantity in missing:
        conflict = _conflict(quantity, claim, found, text)
        if conflict:
            return (identified(_conflicting(evidence, served.read, quantity, claim, conflict)),)
    return (identified(_counted(evidence, served.read, claimed, missing, claim)),)


def _quantities(text: SourceText) -> Iterator[_Quantity]:
    """Yield the numbers of a text, without years, days of a month and "one"."""
    forms, index = text.forms, 0
    while index < len(forms):
        index, end = _after_half(forms, index)
        while end < len(forms) and (is_number(forms[end]) or _joins(forms, index, end)) and (end == index or _is_tied(text, end)):
            end += 1
        end = _with_half(forms, index, end)
        for start, stop in _single(forms, index, end):
            value = _value(forms, start, stop, end)
            if value is not None and value >= _SMALLEST and not _is_date(text, start, stop, value):
                yield _Quantity(start=start, end=stop, value=value, unit=_unit(forms, start, end))
        index = max(end, index + 1)


def _after_half(forms: Sequence[str], index: int) -> tuple[int, int]:
    """Return the first word of a number and where its own words go on: "half a million" begins before its numeral."""
    if forms[index] == HALF and index + 1 < len(forms):
        next_ = index + 2 if forms[index + 1] == "a" else index + 1
        if next_ < len(forms) and forms[next_] in MAGNITUDES:
            return index, next_
    return index, index


def _with_half(forms: Sequence[str], start: int, end: int) -> int:
    """Return the end of a number with its half: "two | and a half million", "one and a half thousand"."""
    if end > start and tuple(forms[end : end + 3]) in (("and", "a", HALF), ("with", "a", HALF)):
        end += 3
        while end < len(forms) and forms[end] in MAGNITUDES:
            end += 1
    return end


def _value(forms: Sequence[str], start: int, stop: int, end: int) -> float | None:
    """Return the value of words that are one number; None for a vague one ("thousands", "несколько тысяч").

    A range shares the magnitude at its end: "300-400 тысяч". Points between groups of three part thousands: "2.300 men".
    """
    first = forms[start]
    if stop - start == 1 and first in MAGNITUDES and (first not in _ONE_OF or (start and forms[start - 1] in _VAGUE)):
        return None
    said = [form.replace(".", "") if _POINTED.fullmatch(form) else form for form in forms[start:stop]]
    value = number_value(said)
    shared = forms[end - 1] if stop < end else ""
    if value is not None and shared in MAGNITUDES and stop - start == 1 and first[:1].isdecimal() and value < 1000:
        last = number_value(forms[stop:end])
        return value * MAGNITUDES[shared] if last and last > value * MAGNITUDES[shared] else value
    return value


def _is_tied(text: SourceText, index: int) -> bool:
    """Return whether nothing but a space or a dash stands before word `index`."""
    return text.gap(index).strip() in ("", "-", "–")


def _joins(forms: Sequence[str], start: int, index: int) -> bool:
    """Return whether "and" stands inside one number: "two hundred and five"; not "five and six"."""
    return (
        forms[index] in ("and", "и")
        and index > start
        and forms[index - 1] in MAGNITUDES
        and index + 1 < len(forms)
        and forms[index + 1] in UNITS
    )


def _single(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of one number each: digits begin a new one, as in "300,000-400,000"."""
    borders = [index for index in range(start, end) if forms[index][:1].isdecimal() or index == start]
    yield from zip(borders, [*borders[1:], end], strict=True) if borders else ()


def _is_date(text: SourceText, start: int, end: int, value: float) -> bool:
    forms = text.forms
    beside = {forms[start - 1] if start else "", forms[end] if end < len(forms) else ""}
    is_year = (
        end - start == 1 and text.raw(start).isdecimal() and len(forms[start]) == 4 and EARLIEST_YEAR <= value <= LATEST_YEAR
    )
    return is_year or bool(beside & MONTH_NUMBERS.keys())


def _unit(forms: Sequence[str], start: int, end: int) -> str | None:
    """Return the stem of what a number counts: the next word of content, a percent sign, a currency before it."""
    if start and forms[start - 1] in _CURRENCY:
        return forms[start - 1]
    for form in forms[end : end + 2]:
        if form in PERCENT:
            return "%"
        if not is_function_word(form):
            return form[:_STEM_LETTERS]
    return None


def _same(left: _Quantity, right: _Quantity) -> bool:
    return left.value == right.value


def _conflict(quantity: _Quantity, claim: SourceText, found: Sequence[_Quantity], text: SourceText) -> _Quantity | None:
    """Return the number of the source that counts the same in a sentence about the same thing, if its value differs."""
    if quantity.unit is None or _lies_between(quantity, found):
        return None
    about = _about(quantity, claim)
    wanted = max(_SHARED_WORDS, _SHARED_PART * len(about))
    rated = [
        (len(about & _stems(text.forms[slice(*_sentence(text, other.start, other.end))])), other)
        for other in found
        if other.unit == quantity.unit
    ]
    best = max(rated, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < wanted or _is_rounded(quantity, claim, best[1], text):
        return None
    return best[1]


def _is_rounded(quantity: _Quantity, claim: SourceText, other: _Quantity, text: SourceText) -> bool:
    """Whether one of two values is printed as a rough one that the other fits: "about 1,500" and 1,487, "over 600" and 612."""
    before_ours, before_theirs = (_before(*pair) for pair in ((quantity, claim), (other, text)))
    is_rough = not _ABOUT.isdisjoint(before_ours) or not _ABOUT.isdisjoint(before_theirs)
    if is_rough and abs(quantity.value - other.value) <= _ROUGHLY * max(quantity.value, other.value):
        return True
    return not _AT_LEAST.isdisjoint(before_ours) and quantity.value <= other.value <= 2 * quantity.value


def _before(quantity: _Quantity, text: SourceText) -> Sequence[str]:
    return text.forms[max(0, quantity.start - 2) : quantity.start]


def _lies_between(quantity: _Quantity, found: Sequence[_Quantity]) -> bool:
    """Whether a value lies in a range of the source: "350,000" in "300,000-400,000"."""
    ends = [(low, high) for low, high in pairwise(found) if low.end == high.start and low.unit == high.unit == quantity.unit]
    return any(low.value <= quantity.value <= high.value for low, high in ends)


def _about(quantity: _Quantity, claim: SourceText) -> frozenset[str]:
    before = claim.forms[max(0, quantity.start - _NEAR_WORDS) : quantity.start]
    return _stems([*before, *claim.forms[quantity.end : quantity.end + _NEAR_WORDS]])


def _stems(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(
        form[:_STEM_LETTERS] for form in forms if len(form) > 2 and not is_function_word(form) and not is_number(form)
    )


def _sentence(text: SourceText, start: int, end: int) -> tuple[int, int]:
    while start and not sentence_starts(text, start):
        start -= 1
    while not sentence_starts(text, end):
        end += 1
    return start, end


def _conflicting(evidence: Evidence, read: Read, quantity: _Quantity, claim: SourceText, other: _Quantity) -> Finding:
    text = read.text or prepare("")
    start, end = _sentence(text, other.start, other.end)
    place = text.starts[start], text.ends[end - 1]
    passage = text.text[slice(*place)]
    span = text.starts[other.start] - place[0], text.ends[other.end - 1] - place[0]
    said, observed = claim.words(quantity.start, quantity.end), passage[slice(*span)]
    quoted_span = claim.starts[quantity.start], claim.ends[quantity.end - 1]
    capture = read.capture
    return Finding(
        rule=RULE,
        label=evidence.label,
        citation_index=evidence.index,
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="number-conflict",
        expected=said,
        observed=observed,
        quoted=evidence.claim,
        evidence=Proof(
            capture=capture.id,
            address=capture.final_uri or capture.target_uri,
            archived=read.copy,
            date=capture.date.isoformat(),
            passage=passage,
            selector=TextSelector(exact=passage, start=place[0], end=place[1]),
        ),
        differences=(Difference(kind="number", quoted=said, observed=observed, quoted_span=quoted_span, observed_span=span),),
        action=Action.ASK_AUTHOR,
        message=f"the draft says “{said}” where a sentence of the source about the same thing says “{observed}”",
    )


def _counted(
    evidence: Evidence, read: Read, claimed: Sequence[_Quantity], missing: Sequence[_Quantity], claim: SourceText
) -> Finding:
    lacking = ", ".join(dict.fromkeys(f"“{claim.words(quantity.start, quantity.end)}”" for quantity in missing))
    message = f"{len(claimed) - len(missing)} of {len(claimed)} numbers of the claim stand in the source"
    return Finding(
        rule=RULE,
        label=evidence.label,
        citation_index=evidence.index,
        status=Status.OK,
        outcome=Outcome.CANT_TELL if missing else Outcome.PASSED,
        defect="number-missing" if missing else None,
        quoted=evidence.claim,
        evidence=Proof(capture=read.capture.id, address=read.capture.final_uri or read.capture.target_uri, archived=read.copy),
        message=f"{message}; not found: {lacking}" if missing else message,
    )

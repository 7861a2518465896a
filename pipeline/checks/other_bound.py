"""Whether the claim bounds a number of the source on the other side, or says of all what the source says of some.

Enters: the claim in words with its source, its numbers, a dictionary. Leaves: "at least 180" for "at most 180" of the source, of
the same thing, and nowhere else otherwise; "all the rooms" where it says "not all rooms", "some rooms", "two of five rooms".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citations.date_agreement import Agreement, agreement
from citations.dictionary import Dictionary
from citations.lexicon import is_negation
from citations.numerals import is_number
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.regex import regex
from citations.units import PEOPLE, are_one_unit, stem_of, unit_of
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.claim_date import dates_of
from pipeline.checks.rendered import held, is_same_value, rendered
from pipeline.checks.subject import Sentence, near_words, sentence_at, sentences, stems

# Counted for this rule alone, each claim of tests/cases/claims.md on its own page:
# 2 tells 9 of 13 bounds, 8 no more
BOUND_WORDS = 4  # before a number, among which its bound is said: "не более чем на 25 тысяч"
# of them that the sentence of the source must say, and this part; 0.7 tells 22 of 41 bounds, this 25, and neither accuses one of
# 668 faithful claims; but a road in winter is none in summer, so less than 0.6 is not taken
LEAST_HELD, HELD_PART = 2, 0.65
# 5 and 200 change nothing there
MOST_PLACES = 40  # of a number or a noun in a source; one with more is a table or a book, and nothing is told of it
# Behind a denied number, its own: its noun; what follows says whose number it is. 0 tells 98 of 125 wrong numbers, 1 and 3 do 99
OWN_WORDS = 1
# 1 and 6 change nothing there
NOUN_WORDS = 3  # behind "all", among which stands what there are all of
# of the claim, the noun apart, that a sentence must say which says it of a part; one word where it has no third
# 1 tells as many, 3 eight of 9, a part of 0.6 six, of 0.2 no more
PART_HELD, PART_SHARE = 2, 0.4
_MOST = regex(
    r"""(?:at\ most|(?:no|not)\ more\ than|(?:no|not)\ over|(?:fewer|less)\ than|up\ to|a\ maximum\ of|under|below|not\ exceed\w*
    |не\ более|не\ больше|не\ свыше|не\ превыша\w+
    |менее|меньше|максимум|самое\ большее|на\ зиеда|камтар)(?:\ (?:чем|аз))?(?:\ (?:на|в|до))?$""",
    re.VERBOSE,
)
_LEAST = regex(
    r"""(?:at\ least|(?:no|not)\ (?:fewer|less)\ than|more\ than|over|above|a\ minimum\ of|exceed(?:s|ed|ing)?
    |не\ менее|не\ меньше|свыше|более|больше|превы(?:ша|си)\w+
    |как\ минимум|минимум|на\ камтар|зиеда|беш|бештар)(?:\ (?:чем|аз))?(?:\ (?:на|в|до))?$""",
    re.VERBOSE,
)
# Of days, months and seasons: "not before the spring of 2026", "самое позднее весной 2026 года"; "after" tells an order, no bound
_LATEST = regex(
    r"(?:(?:no|not)\ later\ than|at\ the\ latest|by|самое\ позднее|не\ позднее|не\ позже|до)(?:\ (?:in|on|by|the|в|чем))*$",
    re.VERBOSE,
)
_EARLIEST = regex(
    r"""(?:(?:no|not)\ (?:earlier|sooner)\ than|not\ before|not\ until|at\ the\ earliest|не\ раньше|не\ ранее)
    (?:\ (?:in|on|the|в|чем))*$""",
    re.VERBOSE,
)
# The words of a season before its year, by their beginnings
_SEASONS = {"весн": 1, "spring": 1, "лето": 2, "лета": 2, "летом": 2, "summer": 2, "осен": 3, "autumn": 3, "зим": 4, "winter": 4}
# "went up to 600" bounds nothing
_MOVES = regex(r"(?:went|gone|goes|r[io]se[ns]?|rising|gr[eo]w\w*|moved|add\w*|live[sd]?|stood|stands?)$")
_ALL = frozenset("all every все всех всем всеми каждый каждая каждое ҳама ҳамаи тамоми".split())
_SOME = frozenset("some часть части некоторые некоторых несколько баъзе қисми".split())
_OF = frozenset("of из аз".split())
_BEFORE_ALL = frozenset("not nearly almost virtually practically after above at of for не почти после из по на қариб аз".split())
_ADJECTIVE = regex(r"(?:[ыи]е|[ыи]х|[ыи]й|ая|ое)$")  # "эвакуационные | выходы"
# Stems of words by which a claim tells a number as another's, or an earlier plan's: "the police had said 17"
_OF_OTHERS = frozenset(
    stem_of(form)
    for form in (
        "planned plans planning intended meant supposed expected originally once first initially earlier previously claimed said "
        "reported according proposed estimated foresaw foreseen promised officially thought believed alleged "
        "планировали планировалось предполагали предполагалось сначала ранее раньше утверждали утверждал сообщали сообщалось "
        "первоначально официально данным словам обещали ожидали ожидалось"
    ).split()
)
_REST = frozenset(
    "other others rest remaining another later остальные остальных другие других остальная потом затем дигар".split()
)
_UNSURE = frozenset("should must would could may might will if only except but together итого вместе кроме если должны".split())


def other_bound(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the first number of the claim that the source bounds on the other side, about the same thing."""
    for one in numbers:
        ours = _bound(claim.words, one)
        same = [other for other in quantities(claim.source) if is_same_value(claim, one, other)] if ours else []
        if not 0 < len(same) <= MOST_PLACES or any(
            is_same_value(claim, one, other) for text in claim.beside for other in quantities(text)
        ):
            continue
        about = [
            index
            for index in near_words(claim.words, *one.span)
            if (not ours or not ours[1] <= index < one.start) and unit_of(claim.words.forms[index]) != PEOPLE
        ]
        same = [other for other in same if other.unit or other.elided or _says(claim, about, dictionary, other)] or same
        bounds = [_bound(claim.source, other) for other in same]
        if not all(bounds) or any(bound[0] == ours[0] for bound in bounds if bound and ours):
            continue
        if ours and _is_denied_otherwise(claim.words, one, ours[1]):
            continue
        for other, bound in zip(same, bounds, strict=True):
            place = sentence_at(claim.source, other.start)
            said, telling = held(claim, about, dictionary, place)
            if ours and bound and said >= max(min(LEAST_HELD, telling), HELD_PART * telling, 1):
                return Conflict(claimed=(ours[1], one.end), found=(bound[1], other.end), sentence=place)
    return None


def other_date_bound(claim: Claim, dictionary: Dictionary) -> Conflict | None:
    """Return the first date of the claim that the source bounds on the other side: "by spring" for "not before spring"."""
    theirs = dates_of(claim.source)
    for one in dates_of(claim.words):
        (season, start), ours = _season(claim.words, one.start), _date_bound(claim.words, one.start)
        same = [other for other in theirs if ours and one.date == other.date and _season(claim.source, other.start)[0] == season]
        bounds = [_date_bound(claim.source, other.start) for other in same]
        if not ours or not same or not all(bound and bound[0] != ours[0] for bound in bounds):
            continue
        about = [index for index in near_words(claim.words, one.start, one.end) if not ours[1] <= index < start]
        for other, bound in zip(same, bounds, strict=True):
            place = sentence_at(claim.source, other.start)
            said, telling = held(claim, about, dictionary, place)
            if bound and said >= max(min(LEAST_HELD, telling), HELD_PART * telling, 1):
                return Conflict(claimed=(ours[1], one.end), found=(bound[1], other.end), sentence=place)
    return None


def _date_bound(text: SourceText, start: int) -> tuple[str, int] | None:
    """On which side a date is bounded, and from which word on; None where it is not."""
    first, start = sentence_at(text, start)[0], _season(text, start)[1]
    for index in range(max(first, start - BOUND_WORDS), start):
        said = " ".join(text.forms[index:start])
        if _LATEST.match(said):
            return "latest", index
        if _EARLIEST.match(said):
            return "earliest", index
    return None


def _season(text: SourceText, start: int) -> tuple[int, int]:
    """The season before the year that begins at word `start`, 0 for none, and the word with which it begins: "the spring of"."""
    at = start - 2 if start > 1 and text.forms[start - 1] == "of" else start - 1
    found = next((season for stem, season in _SEASONS.items() if at >= 0 and text.forms[at].startswith(stem)), 0)
    return found, at if found else start


def _says(claim: Claim, about: Sequence[int], dictionary: Dictionary, other: Quantity) -> bool:
    """Whether the sentence of a number without a unit says words of the claim: "at six in the morning" is of no six months."""
    said, telling = held(claim, about, dictionary, sentence_at(claim.source, other.start))
    return said >= max(1, min(LEAST_HELD, telling))


def _is_denied_otherwise(text: SourceText, one: Quantity, start: int) -> bool:
    """Whether the sentence denies what is said of a bounded number, beside the bound: "more than 300 have no contract"."""
    first, last = sentence_at(text, one.start)
    return any(is_negation(text.forms[index]) for index in range(first, last) if not start <= index < one.end)


def denied_value(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the first number of the claim that the source only denies, beside the true one: "187 metres, not 214 metres"."""
    told = quantities(claim.source)
    for one in numbers:
        if _is_denied(claim.words, one) or any(one.value == other.value for text in claim.beside for other in quantities(text)):
            continue
        if not _OF_OTHERS.isdisjoint(map(stem_of, claim.words.forms[slice(*sentence_at(claim.words, one.start))])):
            continue
        same = [other for other in told if is_same_value(claim, one, other)]
        if not same or not all(_is_denied(claim.source, other) for other in same):
            continue
        place = sentence_at(claim.source, same[0].start)
        true = [
            other
            for other in told
            if place[0] <= other.start < same[0].start and are_one_unit(other.unit, same[0].unit) and other.value != one.value
        ]
        about = near_words(claim.words, *one.span)
        if any(other.value == own.value for other in true for own in numbers) or _says_whose(claim, about, same[0], dictionary):
            continue
        if true and held(claim, about, dictionary, place)[0]:
            return Conflict(claimed=one.span, found=true[-1].span, sentence=place)
    return None


def _says_whose(claim: Claim, about: Sequence[int], denied: Quantity, dictionary: Dictionary) -> bool:
    """Whether the claim may tell the denied number as whose it is: "not 17, as the police had said"."""
    behind = denied.end + OWN_WORDS, sentence_at(claim.source, denied.start)[1]
    if behind[0] >= behind[1]:
        return False
    return bool(stems(claim.source, *behind)) if is_abroad(claim) else held(claim, about, dictionary, behind)[0] > 0


def _is_denied(text: SourceText, one: Quantity) -> bool:
    before = [form for form in text.forms[max(0, one.start - 3) : one.start] if form not in "$€£¥₽"]
    return before[-1:] in (["not"], ["не"]) or before[-2:] in (["rather", "than"], ["instead", "of"], ["не", "в"])


def _bound(text: SourceText, one: Quantity) -> tuple[str, int] | None:
    """On which side a number is bounded, and from which word on: ("least", ...) of "at least 180"; None where it is not."""
    start = sentence_at(text, one.start)[0]
    for first in range(max(start, one.start - BOUND_WORDS), one.start):
        if any(text.gap(index).strip() for index in range(first + 1, one.start)):
            continue
        said = " ".join(form for form in text.forms[first : one.start] if form not in "$€£¥₽")
        before = text.forms[first - 1] if first > start else ""
        if _MOST.match(said) and not (said == "up to" and _MOVES.match(before)):
            return "most", first
        if _LEAST.match(said) and not is_negation(before):
            return "least", first
    return None


def all_for_some(claim: Claim, dictionary: Dictionary) -> Conflict | None:
    """Return what the claim says of all and the source of a part alone: "all rooms" beside "not all rooms"."""
    for sentence in sentences(claim.words):
        forms = claim.words.forms[slice(*sentence)]
        if any(map(is_negation, forms)) or not _UNSURE.isdisjoint(forms):
            continue
        for index in range(*sentence):
            noun = _noun_of_all(claim.words, index, sentence[1]) if forms[index - sentence[0]] in _ALL else None
            found = _of_a_part(claim, noun, sentence, dictionary) if noun is not None else None
            if found and noun is not None:
                return Conflict(claimed=(index, noun + 1), found=found, sentence=sentence_at(claim.source, found[0]))
    return None


def _noun_of_all(text: SourceText, index: int, end: int) -> int | None:
    """The noun behind "all": the first word that tells; None behind "not" and "nearly"."""
    if index and text.forms[index - 1] in _BEFORE_ALL:
        return None
    for place in range(index + 1, min(index + 1 + NOUN_WORDS + 2, end)):
        if text.gap(place).strip():
            break
        if stems(text, place, place + 1) and not is_number(text.forms[place]):
            return place if text.forms[place].isascii() else _last_of_phrase(text, place, end)
    return None


def _last_of_phrase(text: SourceText, place: int, end: int) -> int:
    """The noun behind its adjectives."""
    while place + 1 < end and _ADJECTIVE.search(text.forms[place]) and text.gap(place + 1) == " ":
        place += 1
    return place


def _of_a_part(claim: Claim, noun: int, sentence: Sentence, dictionary: Dictionary) -> tuple[int, int] | None:
    """The words of the source that say the same of a part of them; None where it may say so of all as well."""
    rest = [index for index in range(*sentence) if index != noun]
    found: tuple[int, int] | None = None
    places = rendered(claim, noun, dictionary)
    for place in sorted(places) if len(places) <= MOST_PLACES else ():
        bounds = sentence_at(claim.source, place)
        said, telling = held(claim, rest, dictionary, bounds)
        if not said or said < PART_SHARE * telling or (said < PART_HELD < telling):
            continue
        before = claim.source.forms[max(bounds[0], place - BOUND_WORDS - 1) : place]
        if not _REST.isdisjoint(claim.source.forms[slice(*bounds)]) or not _is_of_one_time(claim, sentence, bounds):
            return None
        part = next(_parts(claim.source, bounds, place), None)
        if part is None and not _ALL.isdisjoint(before):
            return None
        if found is None and part is not None:
            found = part, place + 1
    return found


def _is_of_one_time(claim: Claim, sentence: Sentence, place: Sentence) -> bool:
    """Whether every day, month and year that a sentence of the claim bears stands in that of the source too."""
    said = [one for one in dates_of(claim.words) if sentence[0] <= one.start < sentence[1]]
    told = [other for other in dates_of(claim.source) if place[0] <= other.start < place[1]]
    return all(any(agreement(one.date, other.date) is not Agreement.DIFFERENT for other in told) for one in said)


def _parts(text: SourceText, bounds: Sentence, place: int) -> Iterator[int]:
    """Yield where the words before a noun begin that make it a part: "some of the", "not all", "two of the five"."""
    forms = text.forms
    for index in range(place - 1, max(bounds[0], place - BOUND_WORDS - 2) - 1, -1):
        if text.gap(index + 1).strip():
            return
        if forms[index] in _SOME:
            yield index
        elif forms[index] in _ALL:
            if index > bounds[0] and (is_negation(forms[index - 1]) or forms[index - 1] == "на"):
                yield index - 1
            return
        elif forms[index] in _OF and index > bounds[0] and is_number(forms[index - 1]):
            yield index - 1

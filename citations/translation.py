"""The passage of a Russian or Tajik source that an English quotation translates, found by numbers, names and common words.

Enters: a quotation and a `SourceText` in another language. Leaves: the sentences that share most with it, or None, and what
in them seems to disagree: a number, a denial. It never says that a translation is right: that takes a reader.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from citations.denial import denial_conflicts
from citations.dictionary import NO_DICTIONARY, Dictionary, vocabulary_of
from citations.finding import Difference
from citations.glossary import stems_of
from citations.lexicon import is_function_word
from citations.names import name_key
from citations.numerals import is_number, is_numeral_at, joins_numbers, number_value
from citations.partial_date import EARLIEST_YEAR, LATEST_YEAR
from citations.proper_names import is_family_name, keys_of
from citations.words import SourceText, find_words, prepare, printed_span, sentences

# A passage is called the one translated when it holds two numbers or names, or three words, of the quotation, two fifths of
# what can be recognised at all, and more than any other. By `tests/sweep.py translation` (131 faithful quotations by hand and 800
# drawn, without a dictionary and with one; as it is 71 and 104 are found, 788 and 786 of the drawn, and 12 and 6 of 200 drawn
# ones of another article are accused): a score of 2.0 finds 87 and 112 and accuses as many, but once showed passages for 1 and 10
# of 421 of other articles by hand; 3.0 finds 64 and 95. A share of 0.3 accuses 33 of the 200, 0.5 one, and finds 697 drawn ones
# with a dictionary. At 1.0 a word of the dictionary outweighs a right passage by accident (783 drawn); 0.5 finds 93 by hand.
MIN_SCORE = 2.5
MIN_SHARE = 0.4  # of the weight of what can be recognised of the quotation
# times the score of the next passage that shares no sentence with it: of 800 drawn 1.0 finds 780 and accuses a faithful one,
# 1.15 770 and none, 1.5 681
MIN_LEAD = 1.15
NAME_WEIGHT, NUMBER_WEIGHT, WORD_WEIGHT = 2.0, 2.0, 1.0
GLOSS_WEIGHT = 0.8  # of a word that the dictionary alone knows: it has many senses, and is met by accident more often
NEAR_WORDS = 40  # round a passage in which a number or name of the quotation is no other one; 0 and 80 change nothing
# what a further sentence of a passage must add to it: 0.5 finds 755 of the 800 and accuses one of 16 held out, 2.5 finds 770
NEXT_SENTENCE = 1.5
MOST_SENTENCES = 4  # of a passage
MIN_NAME_LETTERS = 4  # of a name's key; a shorter one is a syllable of many words
ENDING_LETTERS = 3  # that declension adds to a name or takes from it
SLIP_CONSONANTS = 4  # of a name, from which on one may differ or fall without making it another name
# "Верховный" of "Верховный Суд", which is no given name
_ADJECTIVE = re.compile(r"(?:[ыи]й|ая|яя|[ое]е|[ое]го|[ое]й|[ыи]м|[ыи]е|[ыи]х|ую)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """The passage, its place in the source's text, the share of the quotation's recognised weight that it holds (0 to 1),
    and what disagrees: `observed_span` counts in the passage.
    """

    passage: str
    span: tuple[int, int]
    share: float
    conflicts: tuple[Difference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a sentence holds of an English text: its weight, whether a name or a number is in it, and its share (0 to 1): of all
    or of the plain words, whichever is less.
    """

    weight: float
    has_anchor: bool
    share: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Unit:
    """Something of the quotation that can be recognised: a word by its stems and base forms, a name's key or a number's value."""

    span: tuple[int, int]
    weight: float
    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    key: str = ""
    value: float | None = None


def locate(exact: str, source: SourceText, dictionary: Dictionary = NO_DICTIONARY) -> Located | None:
    """Return the passage that `exact` seems to translate, or None when none stands out; `dictionary` helps the own glossary."""
    units = [_as_found(unit, source) for unit in _units(exact, dictionary)]
    total = sum(unit.weight for unit in units)
    if not units or total < MIN_SCORE:
        return None
    bounds = sentences(source)
    held = _held(units, source, bounds)
    wanted = max(1, sum(mark in ".!?…" for mark in exact.rstrip('.!?…”"’ ')) + 1)
    passages = list(_passages(held, units, wanted))
    if not passages:
        return None
    (score, first, last) = max(passages, key=lambda one: (one[0], one[1] - one[2]))
    rival = max((other for other, start, end in passages if end <= first or start >= last), default=0.0)
    low, high = bounds[first][0], bounds[last - 1][1]
    together = frozenset[int]().union(*held[first:last])
    wanting = total - _weight_of_another(units, together, source, low, high)
    if score < MIN_SCORE or score < MIN_SHARE * wanting or score < MIN_LEAD * rival:
        return None
    span = printed_span(source, low, high)
    shift = source.starts[low] - span[0]
    found = _conflicts(exact, units, source, low, high)
    conflicts = tuple(replace(one, observed_span=_shifted(one.observed_span, shift)) for one in found)
    return Located(passage=source.text[slice(*span)], span=span, share=round(score / total, 3), conflicts=conflicts)


def _weight_of_another(units: Sequence[_Unit], held: frozenset[int], source: SourceText, low: int, high: int) -> float:
    """The weight of the one number of the quotation that a passage has not, where it has another: that may be a false one."""
    numbers = [(place, unit) for place, unit in enumerate(units) if unit.value is not None]
    lacking = [unit for place, unit in numbers if place not in held]
    theirs = [value for _, _, value in _numbers(source.forms[low:high])]
    return lacking[0].weight if len(lacking) == 1 and len(theirs) == len(numbers) else 0.0


def held_by_sentences(exact: str, source: SourceText, dictionary: Dictionary = NO_DICTIONARY) -> list[Held]:
    """Return for every sentence of a source what it holds of an English text."""
    units = [_as_found(unit, source) for unit in _units(exact, dictionary)]
    words = {number for number, unit in enumerate(units) if unit.weight < NAME_WEIGHT}
    total = sum(unit.weight for unit in units)
    plain, untold = sum(units[number].weight for number in words), WORD_WEIGHT * _untold(exact, units)
    found = []
    for held in _held(units, source, sentences(source)):
        weight, of_words = (sum(units[number].weight for number in one) for one in (held, held & words))
        share = min(part / (whole + untold) if whole + untold else 0.0 for part, whole in ((weight, total), (of_words, plain)))
        found.append(Held(weight=weight, has_anchor=not held <= words, share=share))
    return found


def _untold(exact: str, units: Sequence[_Unit]) -> int:
    """How many words of content nothing translates: a dictionary lacks them."""
    told = {unit.span[0] for unit in units}
    plain = [word for word in find_words(exact) if not (word.capital or is_function_word(word.form) or is_number(word.form))]
    return sum(word.start not in told for word in plain)


def conflicts_between(english: str, other: str) -> tuple[Difference, ...]:
    """Return what disagrees in a short English text and its original: a number, a name, a denial; `observed_span` is in `other`.

    >>> [(one.quoted, one.observed) for one in conflicts_between("Court Jails 9 Miners", "Суд посадил 7 шахтёров")]
    [('9', '7')]
    """
    source = prepare(other)
    if not source.forms:
        return ()
    shift = source.starts[0]
    found = _conflicts(english, list(_units(english, NO_DICTIONARY)), source, 0, len(source.forms))
    return tuple(replace(one, observed_span=_shifted(one.observed_span, shift)) for one in found)


def _shifted(span: tuple[int, int], by: int) -> tuple[int, int]:
    return (span[0] + by, span[1] + by) if span[1] else span


def _units(exact: str, dictionary: Dictionary) -> Iterator[_Unit]:
    words = find_words(exact)
    for start, end, value in _numbers([word.form for word in words]):
        yield _Unit(span=(words[start].start, words[end - 1].end), weight=NUMBER_WEIGHT, value=value)
    for index, word in enumerate(words):
        if is_number(word.form) or is_function_word(word.form):
            continue
        span, stems = (word.start, word.end), stems_of(word.form)
        told = () if stems else dictionary.glosses(word.form)
        if stems or (told and (not word.capital or not index)):
            yield _Unit(span=span, weight=WORD_WEIGHT if stems else GLOSS_WEIGHT, stems=stems, words=told)
        elif word.capital and index and len(key := name_key(word.form)) >= MIN_NAME_LETTERS:
            yield _Unit(span=span, weight=NAME_WEIGHT, key=key, words=told)


def _as_found(unit: _Unit, source: SourceText) -> _Unit:
    """Return the unit, a name that the source does not have as the word that it also is: "International", "Council"."""
    if not unit.key or not unit.words or any(_is_name(unit.key, key) for key in _capitals(source)):
        return unit
    return replace(unit, weight=GLOSS_WEIGHT, key="")


def _numbers(forms: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers from two on with the words they take."""
    index = 0
    while index < len(forms):
        end = index
        while end < len(forms) and is_numeral_at(forms, end) and (end == index or _goes_on(forms, end)):
            end += 1
        value = number_value(forms[index:end]) if end > index else None
        if value is not None and value >= 2:
            yield index, end, value
        index = max(end, index + 1)


def _goes_on(forms: Sequence[str], index: int) -> bool:
    return not forms[index][:1].isdecimal() or joins_numbers(forms, index - 1)


def _held(units: Sequence[_Unit], source: SourceText, bounds: Sequence[tuple[int, int]]) -> list[frozenset[int]]:
    """Return, for every sentence, the numbers of the units that it holds."""
    held: list[set[int]] = [set() for _ in bounds]
    starts = [start for start, _ in bounds]
    places: dict[tuple[object, ...], list[int]] = {}
    for number, unit in enumerate(units):
        looked_for = (unit.stems, unit.words, unit.key, unit.value)
        if looked_for not in places:
            places[looked_for] = list(_places(unit, source))
        for place in places[looked_for]:
            held[bisect_right(starts, place) - 1].add(number)
    return [frozenset(one) for one in held]


def _places(unit: _Unit, source: SourceText) -> Iterator[int]:
    """Yield the words of the source that a unit is recognised in."""
    if unit.value is not None:
        yield from _places_of_values(source).get(unit.value, ())
    elif unit.key:
        yield from (place for key, places in _capitals(source).items() if _is_name(unit.key, key) for place in places)
    else:
        forms = vocabulary_of(source).forms_of(unit.stems, unit.words)
        yield from (place for form in forms for place in source.places[form])


@functools.lru_cache(maxsize=16)
def _places_of_values(source: SourceText) -> dict[float, list[int]]:
    """The first words of the source's numbers, by their value."""
    places: dict[float, list[int]] = {}
    for start, _, value in _numbers(source.forms):
        places.setdefault(value, []).append(start)
    return places


@functools.lru_cache(maxsize=16)
def _capitals(source: SourceText) -> dict[str, list[int]]:
    """The words of the source with a capital, by their key."""
    places: dict[str, list[int]] = {}
    for place in range(len(source.forms)):
        if source.raw(place)[:1].isupper():
            places.setdefault(name_key(source.forms[place]), []).append(place)
    return places


def _is_name(ours: str, theirs: str) -> bool:
    """Whether two keys are of one name, its case endings apart: "kabiri" and "kabirim"."""
    shared = min(len(ours), len(theirs))
    stem = max(MIN_NAME_LETTERS, len(ours) - 2)
    return shared >= MIN_NAME_LETTERS and abs(len(ours) - len(theirs)) <= ENDING_LETTERS and ours[:stem] == theirs[:stem]


def _passages(held: Sequence[frozenset[int]], units: Sequence[_Unit], wanted: int) -> Iterator[tuple[float, int, int]]:
    """Yield score, first and last sentence (exclusive) of every run of neighbouring sentences that holds something.

    What many sentences hold says less, as in inverse document frequency, but never less than half its weight.
    """
    count = Counter(number for one in held for number in one)
    rare = {number: max(0.5, 1 - math.log1p(count[number] - 1) / 4) for number in count}
    for first in range(len(held)):
        together: frozenset[int] = frozenset()
        for last in range(first + 1, min(len(held), first + min(MOST_SENTENCES, wanted + 1)) + 1):
            added = held[last - 1] - together
            together |= held[last - 1]
            if (last == first + 1 or added) and together:
                score = sum(units[number].weight * rare[number] for number in together)
                yield score - NEXT_SENTENCE * (last - first - 1), first, last


def _conflicts(exact: str, units: Sequence[_Unit], source: SourceText, low: int, high: int) -> Iterator[Difference]:
    yield from _number_conflict(units, exact, source, low, high)
    yield from _name_conflict(exact, source, low, high)
    yield from denial_conflicts(exact, source, low, high, lambda span: _places_of(span, units, source))


def _number_conflict(units: Sequence[_Unit], exact: str, source: SourceText, low: int, high: int) -> Iterator[Difference]:
    """Yield the one number of the quotation that the passage and its neighbours lack, if one of the passage is left too.

    Years are compared with years alone. A decade may be written short ("90-х"), which is no other number.
    """
    ours = [(unit.span, unit.value) for unit in units if unit.value is not None]
    theirs = list(_numbers(source.forms[low:high]))
    near = {value for _, _, value in _numbers(source.forms[max(0, low - NEAR_WORDS) : high + NEAR_WORDS])}
    short = {value % 100 for _, value in ours if value}
    left = [(span, value) for span, value in ours if value not in near and value % 100 not in near]
    own_values = {value for _, value in ours}
    spare = [one for one in theirs if one[2] not in own_values and one[2] not in short]
    if len(left) != 1 or len(spare) != 1 or len(ours) != len(theirs) or _is_year(left[0][1]) != _is_year(spare[0][2]):
        return
    (span, _), (start, end, _) = left[0], spare[0]
    begin = source.starts[low]
    place = source.starts[low + start] - begin, source.ends[low + end - 1] - begin
    yield Difference(
        kind="number", quoted=exact[slice(*span)], observed=source.text[begin + place[0] : begin + place[1]],
        quoted_span=span, observed_span=place,
    )  # fmt: skip


def _name_conflict(exact: str, source: SourceText, low: int, high: int) -> Iterator[Difference]:
    """Yield the one family name that the passage and its neighbours lack, if one of the passage is left too, unlike it."""
    words = find_words(exact)
    raws = [exact[word.start : word.end] for word in words]
    ours = [
        word
        for index, word in enumerate(words)
        if word.capital
        and (is_family_name(raws[index]) or (index and _are_foreign_names(exact[words[index - 1].start : word.end])))
    ]
    theirs = [place for place in range(low, high) if _is_family_name_at(source, place, low)]
    near = range(max(0, low - NEAR_WORDS), min(len(source.forms), high + NEAR_WORDS))
    told = keys_of(source.raw(place) for place in near if source.raw(place)[0].isupper())
    said = keys_of(raw for word, raw in zip(words, raws, strict=True) if word.capital)
    left = [word for word in ours if told.isdisjoint(keys_of([exact[word.start : word.end]]))]
    spare = [place for place in theirs if said.isdisjoint(keys_of([source.raw(place)]))]
    if len(left) != 1 or len(spare) != 1 or len(ours) != len(theirs):
        return
    word, place, begin = left[0], spare[0], source.starts[low]
    if sound_alike(exact[word.start : word.end], source.raw(place)):
        return
    yield Difference(
        kind="name", quoted=exact[word.start : word.end], observed=source.raw(place),
        quoted_span=(word.start, word.end), observed_span=(source.starts[place] - begin, source.ends[place] - begin),
    )  # fmt: skip


def _are_foreign_names(pair: str) -> bool:
    """Whether two words are a given and a family name that are no English words: "Sherali Mirzo"; not "Virgin Islands"."""
    from citations.spelling import is_known

    words = pair.split(" ")
    return len(words) == 2 and all(word[:1].isupper() and word.isalpha() and not is_known(word.casefold()) for word in words)


def _is_family_name_at(source: SourceText, place: int, low: int) -> bool:
    """Whether a word of the passage ends as family names do, or stands last behind a given name: "Абдурахмона Кодири"."""
    raw = source.raw(place)
    if not raw[0].isupper() or is_family_name(raw):
        return raw[0].isupper()
    before = source.raw(place - 1) if place > low and source.gap(place) == " " else ""
    if not before[:1].isupper() or _ADJECTIVE.search(before):
        return False
    return place + 1 == len(source.forms) or source.gap(place + 1) != " " or not source.raw(place + 1)[0].isupper()


def sound_alike(ours: str, theirs: str) -> bool:
    """Whether two names have the same consonants, or nearly: "Qadiri" and "Кодири" are one in two transliterations."""
    left, right = (re.sub(r"[aeiou]", "", name_key(raw)) for raw in (ours, theirs))
    return OSA.distance(left, right) <= (min(len(left), len(right)) >= SLIP_CONSONANTS)


def _places_of(span: tuple[int, int], units: Sequence[_Unit], source: SourceText) -> Iterator[int]:
    """Yield the words of the source that render the word of the quotation at `span`."""
    return (place for unit in units if unit.span == span for place in _places(unit, source))


def _is_year(value: float) -> bool:
    return EARLIEST_YEAR <= value <= LATEST_YEAR and value == int(value)

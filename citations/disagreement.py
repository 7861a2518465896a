"""What an English text and the passage that it translates say otherwise: a number, a family name, a denial.

Enters: the text, and the words of a Russian or Tajik `SourceText` that it renders. Leaves: `Difference`s, whose `observed_span`
counts from the passage's first word. Each is told only where one alone is left on either side, and nothing else may render it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import OSA

from citations.denial import denial_conflicts
from citations.finding import Difference
from citations.forenames import is_forename
from citations.names import name_key
from citations.numerals import is_numeral_at, joins_numbers, number_value
from citations.partial_date import EARLIEST_YEAR, LATEST_YEAR
from citations.proper_names import is_family_name, keys_of
from citations.regex import regex
from citations.words import SourceText, find_words

NEAR_WORDS = 40  # round a passage in which a number or name of the quotation is no other one; 0 and 80 change nothing
SLIP_CONSONANTS = 4  # of a name, from which on one may fall without making it another name
_KINDRED = str.maketrans("pfwgkqxdsz", "bvvhhhhtcc")  # consonants that transliterations take for each other
# "Верховный" of "Верховный Суд", which is no given name
_ADJECTIVE = regex(r"(?:[ыи]й|ая|яя|[ое]е|[ое]го|[ое]й|[ыи]м|[ыи]е|[ыи]х|ую)$")


def disagreements(
    exact: str, source: SourceText, low: int, high: int, places_of: Callable[[tuple[int, int]], Iterator[int]]
) -> tuple[Difference, ...]:
    """Return what disagrees with words `low` to `high`; `places_of` yields what renders the word of `exact` at a span."""
    return (
        *_number_conflict(exact, source, low, high),
        *_name_conflict(exact, source, low, high),
        *denial_conflicts(exact, source, low, high, places_of),
    )


@functools.lru_cache(maxsize=64)
def numbers_of(forms: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    """Return the numbers from two on with the words they take: first, last (exclusive), value.

    >>> numbers_of(("the", "three", "hundred", "of", "1999"))
    ((1, 3, 300.0), (4, 5, 1999.0))
    """
    found, index = [], 0
    while index < len(forms):
        end = index
        while end < len(forms) and is_numeral_at(forms, end) and (end == index or _goes_on(forms, end)):
            end += 1
        value = number_value(forms[index:end]) if end > index else None
        if value is not None and value >= 2:
            found.append((index, end, value))
        index = max(end, index + 1)
    return tuple(found)


def _goes_on(forms: Sequence[str], index: int) -> bool:
    return not forms[index][:1].isdecimal() or joins_numbers(forms, index - 1)


def _number_conflict(exact: str, source: SourceText, low: int, high: int) -> Iterator[Difference]:
    """Yield the one number of the quotation that the passage and its neighbours lack, if one of the passage is left too.

    Years are compared with years alone. A decade may be written short ("90-х"), which is no other number.
    """
    words = find_words(exact)
    ours = [
        ((words[start].start, words[end - 1].end), value) for start, end, value in numbers_of(tuple(word.form for word in words))
    ]
    theirs = numbers_of(tuple(source.forms[low:high]))
    near = {value for _, _, value in numbers_of(tuple(source.forms[max(0, low - NEAR_WORDS) : high + NEAR_WORDS]))}
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
        and (is_family_name(raws[index]) or (index and _is_named_in_full(exact[words[index - 1].start : word.end])))
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


def _is_named_in_full(pair: str) -> bool:
    """Whether two words are a given and a family name: "Sherali Mirzo", "Susan Elliott"; not "Virgin Islands"."""
    from citations.spelling import is_known

    words = pair.split(" ")
    if len(words) != 2 or not all(word[:1].isupper() and word.isalpha() for word in words):
        return False
    return is_forename(words[0]) or not any(is_known(word.casefold()) for word in words)


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
    """Return whether two names have the same consonants, or nearly: "Qadiri" and "Кодири" are one in two transliterations.

    >>> sound_alike("Qadiri", "Кодири"), sound_alike("Shcherbakov", "Щербаков"), sound_alike("Samoilov", "Савельев")
    (True, True, False)
    """
    left, right = (re.sub(r"[aeiou]", "", name_key(raw)) for raw in (ours, theirs))
    is_longer = abs(len(left) - len(right)) == 1 and min(len(left), len(right)) >= SLIP_CONSONANTS
    return _sounds(left) == _sounds(right) or (is_longer and OSA.distance(left, right) == 1)


def _sounds(consonants: str) -> str:
    return re.sub(r"[scz]h", "j", consonants).translate(_KINDRED)


def _is_year(value: float) -> bool:
    return EARLIEST_YEAR <= value <= LATEST_YEAR and value == int(value)

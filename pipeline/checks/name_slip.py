"""Whether the claim spells a person's name amiss by one letter: "Marcus Oded" where the source prints "Marcus Odede" throughout.

Enters: the claim in words and its source. Leaves: such names, each with the source's, in the same script. A letter that writers
of names exchange, double or leave out (vowels, "h", "y", "j", "b" and "p", a feminine "a") is none: "Karimov" may be "Kerimov".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citations.forenames import are_one_persons
from citations.proper_names import ProperName, is_body, proper_names
from citations.regex import regex
from citations.words import SourceText
from pipeline.checks.claim import Claim

SHORTEST = 4  # letters of the shorter family name, in which one letter is no half of it; 5 misses "Oded", 3 tells no more
_VOWELS = frozenset("aeiouyаеиоуыэюя")
_DISTINCT = frozenset("bdlmnprtбдлмнпрт")  # consonants that no spelling leaves out
_ALIKE = [frozenset(pair) for pair in ("bp", "dt", "mn", "lr", "бп", "дт", "мн", "лр")]  # but these are exchanged
_NASAL = (frozenset("mn"), frozenset("мн"))
_LABIALS = "bpmбпм"  # before which "m" and "n" are exchanged: "Istambul"; "Pemrose" is not "Penrose"
# first letters of which one may be written for another: "Carim", "Karim"; "Wolkow", "Volkov"; "Jusuf", "Yusuf"
_FIRST_ALIKE = ("ckqhgx", "vwfb", "jzydg", "szct", "pb", "dt", "mn", "lr")
_CASE = regex(r"(?:ого|ому|ыми?|ой|ом|[аеиоуыюяйь])$")
_POSSESSIVE = regex(r"'s?$")


def slips(claim: Claim, names: Sequence[ProperName]) -> Iterator[tuple[ProperName, ProperName]]:
    """Yield the full names of the claim that are one letter off from one person's of the source, each with the source's."""
    for one in names:
        if one.end - one.start < 2 or is_body(claim.words, one):
            continue
        ours = _family(claim.words, one.end - 1)
        if len(ours) < SHORTEST or any(ours == _stem(form) for form in claim.source.places):
            continue
        near = [other for other in proper_names(claim.source) if _is_slip_of(claim, one, ours, other)]
        if len({_family(claim.source, other.end - 1) for other in near}) == 1:
            yield one, near[0]


def _is_slip_of(claim: Claim, one: ProperName, ours: str, other: ProperName) -> bool:
    theirs = _family(claim.source, other.end - 1)
    if other.end - other.start < 2 or is_body(claim.source, other) or not is_slip(ours, theirs):
        return False
    return are_one_persons(_given(claim.words, one), _given(claim.source, other))


def is_slip(left: str, right: str) -> bool:
    """Return whether two folded family names differ in one letter that no way of writing names changes.

    >>> [is_slip(*pair) for pair in (("oded", "odede"), ("polton", "polmon"), ("novtony", "novotny"))]
    [True, True, True]
    >>> [is_slip(*pair) for pair in (("harker", "parker"), ("frost", "prost"), ("karim", "carim"), ("volkov", "wolkov"))]
    [True, True, False, False]
    >>> is_slip("pemrose", "penrose"), is_slip("istambul", "istanbul")
    (True, False)
    >>> [is_slip(*pair) for pair in (("karimov", "kerimov"), ("petrov", "petrova"), ("sharipov", "sharibov"))]
    [False, False, False]
    """
    if min(len(left), len(right)) < SHORTEST or left.isascii() != right.isascii():
        return False
    short, long = sorted((left, right), key=len)
    start = next((index for index, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) == len(long):
        if start == 0 and short[1:] == long[1:] and short.isascii():
            return _are_other_sounds(short[0], long[0])
        return _is_other_letter(short[start:], long[start:])
    if len(long) - len(short) != 1 or short[start:] != long[start + 1 :]:
        return False
    letter = long[start]
    beside = long[max(0, start - 1) : start] + long[start + 1 : start + 2]
    is_doubled = letter in beside or any(frozenset((letter, other)) in _ALIKE for other in beside)  # "Brandt", "Brant"
    is_silent_end = start == len(short) and letter in "eo" and short[-1] not in _VOWELS
    return is_silent_end or (letter in _DISTINCT and not is_doubled)


def _are_other_sounds(left: str, right: str) -> bool:
    """Whether two first letters are consonants of which none is written for the other: "Harker", "Parker"."""
    return not {left, right} & _VOWELS and not any({left, right} <= set(group) for group in _FIRST_ALIKE)


def _is_other_letter(left: str, right: str) -> bool:
    """Whether the first letters differ as sounds, and nothing else does; or the first two stand the other way round."""
    if left[1:] == right[1:]:
        pair = frozenset((left[:1], right[:1]))
        is_nasal = pair in _NASAL and left[1:2] not in _LABIALS
        return pair <= _DISTINCT and (is_nasal or pair not in _ALIKE) and left != right
    is_turned = left[:2] == right[1::-1] and left[2:] == right[2:]
    return is_turned and not _VOWELS.issuperset(left[:2])


def _family(text: SourceText, index: int) -> str:
    return _stem(text.forms[index])


def _stem(form: str) -> str:
    """A folded family name without its possessive, or its Russian case ending."""
    bare = _POSSESSIVE.sub("", form)
    return bare if bare.isascii() else _CASE.sub("", bare)


def _given(text: SourceText, one: ProperName) -> list[str]:
    return [text.raw(index) for index in range(one.start, one.end - 1)]

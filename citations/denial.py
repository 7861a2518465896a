"""A denial that stands in an English quotation or in the passage that it translates, and not in the other.

Enters: a quotation, a `SourceText` in Russian or Tajik, the words of its passage. Leaves: `Difference`s of kind `negation`. A
language may say with a prefix what another says with a word ("unstable", "не держался"): where that could be, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from citations.finding import Difference
from citations.lexicon import is_function_word, is_negation, is_reverser
from citations.opposites import opposite_of
from citations.regex import regex
from citations.spelling import MIN_PART_COUNT, count_of
from citations.words import SourceText, Word, find_words

# of a passage to its quotation, in words, between which a denial is compared: nothing else stands in it. By `tests/sweep.py
# translation` (0.7, 1.4) tells 18 of 24 false denials by hand, (0.3, 2.5) 20 as this, and none accuses one of 85 faithful ones
LENGTHS = (0.5, 1.6)
# of both texts' length, within which two words that deny by a prefix are taken for each other's translation: 0.1 tells 17 of
# the 24, 0.5 20 as this
SAME_PLACE = 0.25
_ARTICLES = frozenset("the a an of".split())  # that Russian has not
# Verbs whose denial one language says of the verb and the other of its clause: "does not think that he came".
_RAISING = regex(
    r"""(?:th[io]|belie|expect|seem|appear|want|hop|suppos|дума|счит|полаг|каз|каж|хот|хоч|ожида|вер|наде)\w*""", re.VERBOSE
)
# English words that Russian renders with a denial: "is still closed", "не открыта"; "remained silent", "ничего не ответил".
_RENDERING = frozenset(
    "closed shut silent silence only idle absent absence out until till ignore ignored ignores free missing missed misses empty "
    "gone lost alone away yet still vain blind deaf neglected omitted escaped exempt beyond off spared but save disregard".split()
)
_UNTIL = frozenset("until till before while unless once".split())  # "пока не" is one of these, or "not yet"
_ONLY = frozenset("только лишь танҳо".split())  # "not until May" is "только в мае"
TWOFOLD_WORDS = 2  # behind a negation, among which a word turns it round: "not at all refused" is rare
SCOPE_WORDS = 3  # behind a negation, among which is what it denies; 1 and 6 change nothing
# "unable", "illegal", "homeless"; not "union", "insurance", "unless"
_NEGATING = regex(
    r"""(?:un|non)(?P<any>[a-z]{4,})
    |(?:in|im|il|ir)(?P<like>[a-z]*(?:able|ible|ent|ant|ive|ate|al|ect|ous|ice|ity|ly|ar|act|ete|ure))
    |dis(?P<known>agree|approv|belie|hones|like|obe|pleas|prov|satisf|trust|respect|loyal|qualif|continu|allow|regard|credit)[a-z]*
    |(?P<less>[a-z]{3,})less""",
    re.VERBOSE,
)
_NOT_NEGATING = frozenset("unless nevertheless nonetheless regardless invite income".split())
# "незаконный", "бездомный", "отказался"; not "неделя", "безопасность"
_NEGATED = regex(
    r"""(?:не(?!дел|дав|ск|кот|мец|мц|мед|фт|рв|го$|му$|й$|бо|бес|обход|посред|сет|сут|сл|однократ|редк|вест|др)|без(?!оп|усл)|бес(?!ед|плат|покой|поряд))
    [а-я]{3} | (?:отказ|отри|запре|лиш|недост|отсутств)""",
    re.VERBOSE,
)
_NEGATED_TAJIK = regex(r"(?:но|бе)[а-яғӣқӯҳҷ]{3}")  # "нодуруст", "беасос"
# "not only", "no more than"; "не только", "не раз": they deny nothing
_AFTER_NO_DENIAL = frozenset(
    "only merely just more less fewer только менее более раз просто столько один одна одно меньше больше считая".split()
)


def denial_conflicts(
    exact: str, source: SourceText, low: int, high: int, places_of: Callable[[tuple[int, int]], Iterator[int]]
) -> Iterator[Difference]:
    """Yield a denial that stands on one side alone, where both are of like length and nothing else denies on the other.

    The passage is words `low` to `high` of the source; `places_of` yields the words of the source that render a word of `exact`.
    """
    words = find_words(exact)
    length = sum(word.form not in _ARTICLES for word in words)
    if not LENGTHS[0] <= (high - low) / max(1, length) <= LENGTHS[1]:
        return
    following = [*(word.form for word in words[1:]), ""]
    ours = [
        word for word, after in zip(words, following, strict=True) if is_negation(word.form) and after not in _AFTER_NO_DENIAL
    ]
    waits = not _UNTIL.isdisjoint(word.form for word in words)
    theirs = [p for p in range(low, high) if is_negation(source.forms[p]) and not _is_no_denial(source, p, waits=waits)]
    own = [index / len(words) for index, word in enumerate(words) if _may_deny(word.form)]
    other = [(place - low) / (high - low) for place in range(low, high) if _may_deny_there(source, place) and place not in theirs]
    own, other = _without_pairs(own, other)
    if waits and ours and not theirs and not _ONLY.isdisjoint(source.forms[low:high]):
        return
    if ours and not theirs and not other:
        if not _is_twofold([word.form for word in words[words.index(ours[0]) + 1 :]]):
            yield _ours(exact, ours[0])
    elif theirs and not ours and not own:
        if not _is_twofold(source.forms[theirs[0] + 1 : high]):
            yield _theirs(source, theirs[0], low)
    elif len(ours) == len(theirs) == 1 and not own and not other and _is_moved(words, ours[0], source, theirs[0], places_of):
        yield _ours(exact, ours[0])
    elif not ours and not theirs and (pair := opposite_of([word.form for word in words], source.forms[low:high])):
        yield replace(_theirs(source, low + pair[1], low), **_quoted(exact, words[pair[0]]))


def _is_twofold(following: Sequence[str]) -> bool:
    """Return whether what follows a negation turns it round again: "did not refuse" may say "согласилось"."""
    return any(map(is_reverser, following[:TWOFOLD_WORDS]))


def _quoted(exact: str, word: Word) -> dict[str, Any]:
    return {"quoted": exact[word.start : word.end], "quoted_span": (word.start, word.end)}


def _ours(exact: str, word: Word) -> Difference:
    return Difference(kind="negation", quoted=exact[word.start : word.end], observed="", quoted_span=(word.start, word.end))


def _theirs(source: SourceText, place: int, low: int) -> Difference:
    span = source.starts[place] - source.starts[low], source.ends[place] - source.starts[low]
    return Difference(kind="negation", quoted="", observed=source.raw(place), observed_span=span)


def _may_deny(form: str) -> bool:
    """Return whether an English word that is no negation may render one: "refused", "unable"."""
    match = _NEGATING.fullmatch(form) if form not in _NOT_NEGATING and not is_negation(form) else None
    if match is None:
        return is_reverser(form) or form in _RENDERING
    part = match["any"] or match["like"] or match["less"]
    return match["known"] is not None or count_of(part) >= MIN_PART_COUNT


def _may_deny_there(source: SourceText, place: int) -> bool:
    form = source.forms[place]
    if is_reverser(form) or is_negation(form) or _NEGATED.match(form):
        return True
    return source.languages.get("tg", 0) > source.languages.get("ru", 0) and _NEGATED_TAJIK.match(form) is not None


def _without_pairs(own: Sequence[float], other: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return the places that are left when those near each other are taken away in pairs."""
    left, right = list(own), list(other)
    for place in own:
        near = min(right, key=lambda one: abs(one - place), default=None)
        if near is not None and abs(near - place) <= SAME_PLACE:
            left.remove(place)
            right.remove(near)
    return left, right


def _is_moved(
    words: Sequence[Word], word: Word, source: SourceText, place: int, places_of: Callable[[tuple[int, int]], Iterator[int]]
) -> bool:
    """Return whether each side denies what the other states: "recognised … no complaint" of "не признала … жалобу"."""
    own = words.index(word)
    denied = next((one for one in words[own + 1 : own + 1 + SCOPE_WORDS] if not is_function_word(one.form)), None)
    there = place + 1
    if denied is None or there >= len(source.forms) or _RAISING.match(denied.form) or _RAISING.match(source.forms[there]):
        return False
    rendered = [index for index, one in enumerate(words) if there in places_of((one.start, one.end))]
    return _is_far(places_of((denied.start, denied.end)), place) and _is_far(rendered, own)


def _is_far(places: Iterable[int], place: int) -> bool:
    found = list(places)
    return bool(found) and all(abs(one - place) > SCOPE_WORDS for one in found)


def _is_no_denial(source: SourceText, place: int, *, waits: bool) -> bool:
    """Return whether a negative word denies nothing: "не только", "не менее", "не раз"; "пока не" where it is "until"."""
    after = source.forms[place + 1] if place + 1 < len(source.forms) else ""
    before = source.forms[max(0, place - SCOPE_WORDS) : place]
    return after in _AFTER_NO_DENIAL or (waits and "пока" in before) or before[-1:] in (["чуть"], ["мог"], ["могла"], ["могли"])

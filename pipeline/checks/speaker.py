"""Does the source give the quoted words to the person to whom the draft gives them?

Enters: a quotation that stands in the source, the sentence it stands in, and its passage. Leaves: the name of the other person
to whom the source gives the words, right beside them; None where either side cannot be told, or where the two may be one person.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from citations.lexicon import is_attribution
from citations.proper_names import is_body, proper_names
from citations.quotation import Quotation
from citations.said_by import may_be_one_person, persons_beside, speaker_of
from citations.words import SourceText, prepare

_POSSESSIVE = re.compile(r"\w['’]s? \w")  # "Gustav Hell’s captain" is the captain; not "captain O’Neill"
_LEAD = "it is "  # before a name, for a sentence's first word is none
MOST_PLACES = 20  # of the words in the source that are looked at; what stands in more is a refrain


def other_speaker(quotation: Quotation, claim: str | None, source: SourceText, span: tuple[int, int]) -> str | None:
    """Return the name of the one person to whom the source gives the words at character `span`, when it is not the draft's.

    Nothing is said where the claim names that person too, or holds several verbs of saying, nor where the draft's speaker stands
    beside the words, at any of the places where they stand.
    """
    ours = _speaker(quotation.speaker)
    if not ours or quotation.where != "body" or not _says_once(quotation, claim):
        return None
    told: set[tuple[str, ...]] = set()
    for start, end in _places(source, span):
        if any(may_be_one_person(ours, other) for other in persons_beside(source, start, end)):
            return None
        if named := speaker_of(source, start, end):
            told.add(named)
    if len(told) != 1:
        return None
    theirs = told.pop()
    is_named = any(may_be_one_person(other, theirs) for other in _names(claim or "") if other != ours)
    return None if is_named or may_be_one_person(ours, theirs) else " ".join(theirs)


def _speaker(words: str | None) -> tuple[str, ...]:
    """The one person's name in what the draft says of the speaker; () for "the minister", "Lind's son", a body, several."""
    named = _names(words or "") if not _POSSESSIVE.search(words or "") else []
    return named[0] if len(named) == 1 else ()


def _names(words: str) -> list[tuple[str, ...]]:
    text = prepare(_LEAD + words)
    return [tuple(text.raw(index) for index in range(one.start, one.end)) for one in proper_names(text) if not is_body(text, one)]


def _says_once(quotation: Quotation, claim: str | None) -> bool:
    """Whether the claim gives words to one speaker: "X said that Y had told him “…”" is not told apart."""
    around = prepare((claim or "").replace(quotation.exact, " "))
    return sum(map(is_attribution, around.forms)) <= 1


def _places(source: SourceText, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The words of a passage, and of every other place where the same text stands."""
    exact, text = source.text[slice(*span)], source.text
    begins: list[int] = []
    place = text.find(exact)
    while exact and place >= 0 and len(begins) < MOST_PLACES:
        begins.append(place)
        place = text.find(exact, place + len(exact))
    return [(bisect_left(source.starts, begin), bisect_left(source.starts, begin + len(exact))) for begin in begins]

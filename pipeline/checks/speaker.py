"""Does the source give the quoted words to the person to whom the draft gives them?

Enters: a quotation that stands in the source, the sentence it stands in, and its passage. Leaves: the name of the other person
to whom the source gives the words, right beside them; None where either side cannot be told, or where the two may be one person.
"""

from __future__ import annotations

import functools
from bisect import bisect_left

from citations.forenames import may_be_one_person
from citations.proper_names import ProperName, is_body, proper_names
from citations.prose import in_double_marks
from citations.quotation import Quotation
from citations.regex import regex
from citations.said_by import named_beside, persons_beside, speaker_of, spoken_on
from citations.speaker_names import ROLE_WORDS, may_speak, words_of
from citations.speech_verbs import gives_words
from citations.words import SourceText, prepare
from pipeline.checks.passage import Placed

_POSSESSIVE = regex(r"\w['’]s? \w")  # "Gustav Hell’s captain" is the captain; not "captain O’Neill"
_LEAD = "it is "  # before a name, for a sentence's first word is none
KEPT_PAGES = 16  # whose names are kept: every quotation of a source asks for them
MOST_PLACES = 20  # of the words in the source that are looked at; what stands in more is a refrain


def other_speaker(quotation: Quotation, claim: str | None, before: str, placed: Placed) -> tuple[str, str] | None:
    """Return the one person to whom the source gives the words where they are `placed`, and the draft's, when it is another.

    `before` is the sentence before the claim. Of a person whom the source names nowhere less is asked: `_leading`, `spoken_on`.
    Nothing is said where the claim names that person too, or holds several verbs of saying, nor where the draft's speaker
    stands beside the words, at any of the places where they stand.
    """
    source, span = placed.text, placed.match.span
    ours = _in_claim(quotation, claim or "") or _speaker(quotation.speaker)
    if not ours and (lead := _leading(quotation, claim or "", before)):
        ours, claim = lead if not _is_told_of(lead, source) else (), f"{before} {claim}"
    if not ours or quotation.where != "body" or not _says_once(quotation, claim):
        return None
    is_strange = len(ours) > 1 and not _is_told_of(ours, source)
    told: set[tuple[str, ...]] = set()
    for start, end in _places(source, span):
        if any(may_be_one_person(ours, other) for other in persons_beside(source, start, end)):
            return None
        if named := speaker_of(source, start, end) or (spoken_on(source, start, end) if is_strange else None):
            told.add(named)
    if len(told) != 1:
        return None
    theirs = told.pop()
    is_named = any(may_be_one_person(other, theirs) for other in _names(claim or "") if other != ours)
    return None if is_named or may_be_one_person(ours, theirs) else (" ".join(theirs), " ".join(ours))


def _in_claim(quotation: Quotation, claim: str) -> tuple[str, ...]:
    """The one person's name to whom the claim gives the quotation, right beside it; () where it names none."""
    place = claim.find(quotation.exact)
    if place < 0:
        return ()
    text = prepare(in_double_marks(claim))
    named = named_beside(text, *(bisect_left(text.starts, at) for at in (place, place + len(quotation.exact))))
    words = {words_of(text, one) for one in named if not is_body(text, one)}
    return words.pop() if len(words) == 1 else ()


def _leading(quotation: Quotation, claim: str, before: str) -> tuple[str, ...]:
    """The full name with which the words begin that a colon ends before the quotation, or the sentence before a bare one.

    Only one who alone is named there; () where it is nobody.
    """
    place = claim.find(quotation.exact)
    lead = claim[: max(0, place - 1)].rstrip()
    if place < 0 or (lead and not lead.endswith(":")):
        return ()
    text = prepare(lead or before)
    named = _persons(text)
    is_lone = len(named) == 1 and named[0].end - named[0].start > 1 and may_speak(text, named[0])
    begins = is_lone and named[0].start <= ROLE_WORDS and not any(map(gives_words, text.forms[: named[0].start]))
    return words_of(text, named[0]) if begins else ()


def _is_told_of(name: tuple[str, ...], source: SourceText) -> bool:
    """Whether the source may speak of a person anywhere: by the family name in any script, or a name that may be the same."""
    named, capitals = _told(source)
    return any(may_be_one_person(name, one) for one in named) or any(may_be_one_person(name[-1:], (raw,)) for raw in capitals)


@functools.lru_cache(maxsize=KEPT_PAGES)
def _told(source: SourceText) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Return the names of a source, each once, and its words with a capital."""
    named = frozenset(words_of(source, one) for one in proper_names(source))
    return named, frozenset(raw for index in range(len(source.forms)) if (raw := source.raw(index))[0].isupper())


def _speaker(words: str | None) -> tuple[str, ...]:
    """The one person's name in what the draft says of the speaker; () for "the minister", "Lind's son", a body, several."""
    if not words or _POSSESSIVE.search(words):
        return ()
    text = prepare(_LEAD + words)
    named = _persons(text)
    return words_of(text, named[0]) if len(named) == 1 and may_speak(text, named[0]) else ()


def _names(words: str) -> list[tuple[str, ...]]:
    text = prepare(_LEAD + words)
    return [words_of(text, one) for one in _persons(text)]


def _persons(text: SourceText) -> list[ProperName]:
    return [one for one in proper_names(text) if not is_body(text, one)]


def _says_once(quotation: Quotation, claim: str | None) -> bool:
    """Whether the claim gives words to one speaker: "X said that Y had told him “…”" is not told apart."""
    around = prepare((claim or "").replace(quotation.exact, " "))
    return sum(map(gives_words, around.forms)) <= 1


def _places(source: SourceText, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The words of a passage, and of every other place where the same text stands."""
    exact, text = source.text[slice(*span)], source.text
    begins: list[int] = []
    place = text.find(exact)
    while exact and place >= 0 and len(begins) < MOST_PLACES:
        begins.append(place)
        place = text.find(exact, place + len(exact))
    return [(bisect_left(source.starts, begin), bisect_left(source.starts, begin + len(exact))) for begin in begins]

"""Negations among the words that an ellipsis left out, and whether what they deny was left out with them.

Enters: an `Elision`, the place in the source of those words (`citations.matching.joints`). Leaves: each negation, and yes or no.
A sentence, a clause about a noun or an aside that was left out whole takes its negation with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.lexicon import is_conjunction, is_function_word, is_negation, may_be_verb
from citations.matching.asides import is_own_remark, sets_aside
from citations.matching.clauses import is_relative, voices
from citations.matching.joints import Elision
from citations.matching.marks import NEAR_WORDS
from citations.matching.nouns import is_form_of
from citations.pronouns import PERSONS
from citations.regex import regex
from citations.words import sentence_begin, sentence_starts

# Words by which a clause hangs on what stands beside it
_LINKS = frozenset(
    "that if as when where because since unless until while but and or что если как когда где куда пока но и а или".split()
)
# Words by which a sentence speaks of the one before it: "This is not so.", "Нет, не так"
_SUCH = frozenset("this that these those which such so это этого этому этот эта эти такой такого так".split())
_REFERRING = _SUCH | frozenset(
    "it but however yet though no not nor neither none never nothing nobody instead rather still "
    "но однако а нет не ни никто ничего напротив зато".split()
)
# of what was left out
_RESTING = frozenset("rest other others both остальное остальные остальных другие прочие прочее оба обе".split())
_OR = frozenset("or nor или либо".split())
_ANONYMOUS = regex(  # "not to be named", "не упоминать его имени"
    r"\bnot\s(?:(?:want|wish|like|prefer)\s)?(?:to\s)?(?:be|give|have)\s.*(?:named|identified|quoted|name)|\bне\s\w+\s(?:\w+\s)?(?:имен|имя|фамили)\w*"
)
_WHERE = frozenset("where где куда откуда".split())
_SENTENCE_LEAST = 3  # words of a sentence of its own; "Nobody did." may speak of what was kept


def denials_in(elision: Elision) -> Iterator[tuple[str, bool]]:
    """Yield every negation left out, and whether what it denies was left out too."""
    source, start, end = elision.source, elision.start, elision.end
    if _interrupts(elision) or is_set_apart(elision, yields=False):
        return
    for index in range(start, end):
        form = source.forms[index]
        if is_negation(form) and (form != "non" or index + 1 == end):
            is_own = _is_in_own_sentence(elision, index) or is_in_own_clause(elision, index) or _is_own_item(elision, index)
            yield source.raw(index), is_own


def _is_in_own_sentence(elision: Elision, index: int) -> bool:
    """Return whether a whole sentence was left out with the word, which speaks of no other: not "That is not so.", "But no"."""
    source, start, end = elision.source, elision.start, elision.end
    begin = next((at for at in range(index, start - 1, -1) if sentence_starts(source, at)), None)
    behind = next((at for at in range(index + 1, end + 1) if sentence_starts(source, at)), None)
    if begin is None or behind is None or not elision.ends_sentence or elision.count > NEAR_WORDS:
        return False
    openings = (source.forms[begin : begin + 2], source.forms[end : end + 2])
    kept = source.forms[sentence_begin(source, start) : start] if begin == start else []
    refers = _refers(openings[0]) or (_refers(openings[1]) and not _repeats(openings[1], kept))
    return behind - begin >= _SENTENCE_LEAST and not refers and _RESTING.isdisjoint(openings[1])


def _refers(opening: list[str]) -> bool:
    return not _REFERRING.isdisjoint(opening[:1]) or not _SUCH.isdisjoint(opening)


def _repeats(opening: list[str], kept: list[str]) -> bool:
    """Return whether "this" at a sentence's beginning points by its noun at what the kept sentence names: "Эта гора"."""
    return opening[0] in _SUCH and not is_function_word(opening[-1]) and any(is_form_of(opening[-1], form) for form in kept)


def is_in_own_clause(elision: Elision, index: int) -> bool:
    """Return whether the word stands in a relative clause that was left out from comma to comma: ", who had not voted, ".

    Not before a verb of saying: how far a witness can be believed, "who had not seen it, said", is part of what is said, but that
    no name is given is not.
    """
    source, start, end = elision.source, elision.start, elision.end
    if elision.is_aside and _ANONYMOUS.search(" ".join(elision.forms)):
        return True
    relative = next(
        (at for at in range(index, start - 1, -1) if is_relative(source.forms[at]) or source.forms[at] in _WHERE), None
    )
    if relative is None or not elision.is_in_sentence:
        return False
    opens = any("," in source.gap(at) for at in range(start, relative + 1))
    behind = source.forms[end] if end < len(source.forms) else ""
    goes_on = voices(behind) or behind in _OR or is_negation(behind)  # "…, ни оппозиции"
    closes = elision.ends_sentence or ("," in source.gap(end) and not goes_on)
    return opens and closes


def _is_own_item(elision: Elision, index: int) -> bool:
    """Return whether the word begins an item that was left out before another with its negation: ", nothing of X, | nothing"."""
    source, start, end = elision.source, elision.start, elision.end
    if index != start or elision.ends_sentence or not elision.is_in_sentence or "," not in source.gap(start):
        return False
    return source.forms[end + is_conjunction(source.forms[end])] == source.forms[index]


def _interrupts(elision: Elision) -> bool:
    """Return whether a clause with a subject and a verb of its own stands between a subject and its verb, and says nothing of
    that verb: "The warden, I never knew his name, announced".
    """
    source, start, end = elision.source, elision.start, elision.end
    if not (elision.is_aside and elision.is_in_sentence) or elision.ends_sentence or not may_be_verb(source.forms[end]):
        return False
    subject = source.forms[sentence_begin(source, start) : start]
    if not subject or any(may_be_verb(form) or is_negation(form) for form in subject):
        return False
    at = next((number for number, form in enumerate(elision.forms) if form in PERSONS), None)
    return at is not None and not any(form in _LINKS or is_relative(form) or voices(form) for form in elision.forms)


def is_set_apart(elision: Elision, *, yields: bool) -> bool:
    """Return whether the words are an aside of the source on its own words, or one that sets aside what others say.

    `yields` allows an aside of what may be true as well, "despite the rumours".
    """
    source, start, end = elision.source, elision.start, elision.end
    return is_own_remark(source, start, end) or sets_aside(source, start, end, yields=yields)

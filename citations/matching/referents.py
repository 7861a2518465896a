"""What an author's brackets name: whether the source names it near before, and whether it names something nearer or other there.

Enters: a bracket of a quotation (`citations.matching.marks`), and the place in the source where it stands. Leaves: yes or no.
Grammar is guessed from endings and capitals; where a pronoun could point at two things, nothing here decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from citations.lexicon import is_adjective, is_function_word, is_negation, is_remark, may_be_verb
from citations.matching.clauses import is_relative
from citations.matching.edits import are_forms_of_one_word
from citations.matching.marks import Mark
from citations.numerals import is_number
from citations.words import SourceText, Word, sentence_starts

# before a pronoun, among which what it points at is named, if the brackets use the source's words: about three sentences.
# 30 flags 4.7 % and seven by hand, at 120 three false ones by hand pass
_NAMED_WORDS = 60
_TOLD_WORDS = 15  # before a pronoun, of which fewer need not name what it points at
_TOPIC_PLACES = 6  # where a text has a word so often, a pronoun may point at it from any place
_ROOT = 5  # letters that a noun and its adjective share at least: "likelihood" and "likely"
_DENIED_WORDS = 2  # from a negation to the verb that it denies: "did not deliver", "не дадим"
# Behind these, words belong to the noun before them: "the coverage | of the president".
_OF = frozenset("of for in on at by to from with about между о об на в за для по из от с".split())
_ENDS_CLAUSE = re.compile(r"[,;.!?]")  # right behind a verb: it has no object in the source
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_EDITORS = frozenset("ред прим авт ed eds".split())
# Pronouns that point at something named before, not at who speaks or hears.
_POINTING = frozenset(
    "he she it they him her them his its their theirs hers this that these those he она оно они его ее их ему ей им него нее них "
    "ним ней нему ними нем это этого этому этим этом ӯ вай онҳо ин он".split()
)
_THING = frozenset("it this that".split())
_ARTICLES = frozenset("the a an this that".split())
# "her | country", "его | ведомство", "эта | партия": a common noun that a name may stand for
_OWN = frozenset("his her its their the this that our my его ее их эта этот это эти наш наша наше наши".split())


def names_the_unnamed(mark: Mark, source: SourceText, start: int, end: int) -> bool:
    """Return whether the brackets say what a pronoun points at, and the source names it nowhere near before."""
    pointer = source.forms[start] if start < end else source.forms[start - 1] if start else ""
    if pointer.split("'")[0] not in _POINTING or start < _TOLD_WORDS:
        return False  # a source that begins with the pronoun may have named it where nobody reads
    return not _is_named(mark, source, start)


def adds_an_object(mark: Mark, source: SourceText, index: int) -> bool:
    """Return whether the brackets tell a denied verb what it denies, which the source names nowhere near: "не дадим [денег]"."""
    near = source.forms[max(0, index - _DENIED_WORDS) : index]
    is_denied = len(near) == _DENIED_WORDS and is_negation(near[0]) and not is_function_word(near[1])
    is_object = bool(mark.words) and mark.words[0].form not in _OF and bool(_ENDS_CLAUSE.match(source.gap(index)))
    return is_denied and is_object and not _is_named(mark, source, index)


def _is_named(mark: Mark, source: SourceText, index: int) -> bool:
    near = source.forms[max(0, index - _NAMED_WORDS) : index]
    numbers = [word.form for word in mark.words if is_number(word.form) and not _YEAR.fullmatch(word.form)]
    heads = _heads(mark)
    if any(number not in near for number in numbers):
        return False
    return not heads or any(_is_form_of(head, form) for head in heads for form in near) or _is_topic(heads, source)


def _is_topic(heads: Sequence[str], source: SourceText) -> bool:
    """Return whether the whole text speaks of it: one of the nouns stands in it again and again."""
    return any(
        sum(len(source.places[form]) for form in source.places if form.startswith(head[:_ROOT]) and _is_form_of(head, form))
        >= _TOPIC_PLACES
        for head in heads
    )


def has_nearer_noun(mark: Mark, source: SourceText, index: int) -> bool:
    """Return whether an earlier "it" of the same sentence already stands for a noun there, and not for what the brackets name:
    "You may dislike the message, I dislike it, but you should not confuse | it".
    """
    if source.forms[index] not in _THING:
        return False
    first = next((number for number in range(index, 0, -1) if sentence_starts(source, number)), 0)
    before = source.forms[first:index]
    if source.forms[index] not in before:
        return False
    heads, noun = _heads(mark), before[: before.index(source.forms[index])]
    is_named = any(_is_form_of(head, form) for head in heads for form in before)
    return bool(heads) and not is_named and any(form in _ARTICLES for form in noun)


def stands_for_a_noun(mark: Mark, source: SourceText, index: int) -> bool:
    """Return whether the brackets put for "her country", of which word `index` is the noun, a name that stands before it."""
    if not index or source.forms[index - 1] not in _OWN or source.raw(index)[0].isupper() or may_be_verb(source.forms[index]):
        return False
    names = _names(mark.words)
    first = next((number for number in range(index, 0, -1) if sentence_starts(source, number)), 0)
    theirs = [source.forms[number] for number in range(first, index) if source.raw(number)[0].isupper()]
    return bool(names) and all(any(_is_form_of(name, form) for form in theirs) for name in names)


def names_another(mark: Mark, source: SourceText, start: int) -> bool:
    """Return whether the brackets name somebody else than the words cut off right before the quotation, which begins at `start`:
    "Oleg Surkis, | I ask [Minister Stolz] to see to it".
    """
    own = _names(mark.words)
    if not own or sentence_starts(source, start) or sentence_starts(source, start - 1):
        return False
    cut = source.forms[start - 1]
    return source.raw(start - 1)[0].isupper() and not is_function_word(cut) and not any(_is_form_of(name, cut) for name in own)


def explains_who(mark: Mark, source: SourceText, index: int) -> bool:
    """Return whether the brackets only say who is meant, in a clause that denies: "the others [those who did not vote]".

    Its words must stand near before in the source.
    """
    forms = [word.form for word in mark.words]
    clause = next((number for number, form in enumerate(forms) if form == "кто" or is_relative(form)), len(forms))
    if any(map(is_negation, forms[:clause])) or clause == len(forms):
        return False
    near = source.forms[max(0, index - _NAMED_WORDS) : index]
    telling = [form for form in forms if not is_function_word(form) and not is_negation(form) and not is_relative(form)]
    return bool(telling) and all(any(_is_form_of(form, other) for other in near) for form in telling if form != "кто")


def _heads(mark: Mark) -> list[str]:
    """Return the nouns by which the words in brackets name something: "coverage" of "the coverage of the president".

    In English the last word before what hangs on it, in Russian the first; of a name every word.
    """
    words = [word for word in mark.words if word.form not in _EDITORS and len(word.form) > 1]
    if any(is_remark(word.form) for word in words):
        return []
    cut = next((index for index, word in enumerate(words) if index and word.form in _OF), len(words))
    own = [word for word in words[:cut] if not is_function_word(word.form)]
    names = _names(own)
    if not own or own[0].form.isascii():
        return names[-1:] or [word.form.removesuffix("'s") for word in own[-1:]]
    return names or [word.form for word in own if not is_adjective(word.form)][:1] or [own[0].form]


def _names(words: Iterable[Word]) -> list[str]:
    return [word.form.removesuffix("'s") for word in words if word.capital and not is_function_word(word.form)]


def _is_form_of(form: str, other: str) -> bool:
    if form == other or other.removesuffix("'s") == form or are_forms_of_one_word(form, other):
        return True
    return form.isascii() and form[:_ROOT] == other[:_ROOT] and min(len(form), len(other)) > _ROOT

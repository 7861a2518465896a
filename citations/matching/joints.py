"""What an ellipsis joins though the source keeps it apart: two clauses, a verb and what it does not govern, a number and a noun.

Enters: an `Elision`, the place in the source of the words that an ellipsis left out. Leaves: yes or no. Grammar is guessed
from the words' forms and the marks between them. What the words left out say is judged in `citations.matching.elision`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from citations.lexicon import (
    begins_noun_phrase,
    is_attribution,
    is_conjunction,
    is_function_word,
    is_negation,
    is_pronoun,
    may_be_verb,
)
from citations.matching.clauses import is_complementiser, is_relative, rejects, states, supposes, voices
from citations.numerals import is_number
from citations.regex import regex
from citations.words import SourceText, paragraph_starts, sentence_begin, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
SHORT_ELISION = 4  # an ellipsis for so few words is there for one of them: 2 flags 3.9 %, 8 4.5 % and three by hand
_TIED_WORDS = 4  # beside an ellipsis, among which a number belongs to the words there: at 2 one by hand passes, 8 flags four
_SUBJECT_WORDS = 4  # of a subject that was left out before its verb: at 2 one by hand passes, 8 changes nothing
SENTENCE_WORDS = 40  # of a sentence before an ellipsis, in which a denial is looked for: at 10 one by hand passes
# before a "that", among which is the verb that governs its clause: "told reporters that"; else it is "who"; 1, 6 change nothing
_GOVERNING_WORDS = 3
_FEW_WORDS = 5  # left out of what is denied; more are a clause of their own: at 2 one by hand passes, 8 flags 4.3 %
# "No shell was fired | at the monastery." denies less than what is left
_OF_A_CASE = frozenset("at in on near by for with against from to under в на у при к по под около".split())
_CASE_WORDS = 8  # of such a case, to the end of its sentence
_DENIED_WORDS = 6  # between a negation and what was left out of what it denies: at 3 two by hand pass
_OR = ("or", "nor", "или", "ни")
_OF_IT = frozenset({("of", "it"), ("of", "them"), ("of", "which"), ("of", "whom"), ("из", "них"), ("из", "которых")})
_CONTRASTING = frozenset("but yet while whereas although though но а зато однако хотя".split())
_POINTING = frozenset("the this that these those his her its their our my your".split())
_ANY = frozenset("any every each all no an a".split())
# "признанные", "имеющие", "прошедший"; not "важный"
_PARTICIPLE = regex(r"(?:[аяеёи]нн|ющ|ящ|ущ|ащ|вш|ем|им)(?:ы[ейх]|ие|ий|ая|ое|ее|их|ой|ые)(?:ся)?$")
_COMPARING = ("than", "чем")
_HOW = frozenset("how why if как какой какая какое какие насколько если".split())
_DENIED_BEHIND = 2  # words behind a clause about the subject, among which its verb is denied: "never hit", "did not"
# at a sentence's beginning: "Then", "But now", "А потом"
_SHIFTING = frozenset(
    "then later afterwards now today nowadays meanwhile elsewhere previously formerly earlier before once since there "
    "потом затем позже позднее теперь сейчас сегодня ныне раньше прежде тогда впоследствии отныне там".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Elision:
    """An ellipsis and the source's words `start` to `end` that it stands for, at least one.

    `tiny` says that a piece beside it is too short to be told apart from the same words elsewhere, `on_its_line` that the
    ellipsis stands between two paragraphs of the quotation.
    """

    source: SourceText
    start: int
    end: int
    tiny: bool = False
    on_its_line: bool = False

    @property
    def forms(self) -> list[str]:
        """The words left out."""
        return self.source.forms[self.start : self.end]

    @property
    def count(self) -> int:
        """How many words were left out."""
        return self.end - self.start

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence begins behind the words left out."""
        return sentence_starts(self.source, self.end)

    @property
    def is_whole(self) -> bool:
        """Whether whole paragraphs were left out between two others, and the quotation shows it."""
        return self.on_its_line and paragraph_starts(self.source, self.start) and paragraph_starts(self.source, self.end)

    @property
    def is_aside(self) -> bool:
        """Whether the words stand between commas, dashes or brackets."""
        return {self.source.gap(self.start).strip(" ")[:1], self.source.gap(self.end).strip(" ")[:1]} <= set(",(–—)") - {""}

    @property
    def is_in_sentence(self) -> bool:
        """Whether no sentence begins among the words left out."""
        return not any(sentence_starts(self.source, index) for index in range(self.start + 1, self.end))

    @property
    def is_in_clause(self) -> bool:
        """Whether what follows is moreover no clause of its own, so that it is read with what stands before the ellipsis."""
        is_own = self.ends_sentence or is_complementiser(self.forms[-1]) or is_conjunction(self.source.forms[self.end])
        return not is_own and self.is_in_sentence


def hides_what_is_said(elision: Elision) -> bool:
    """Return whether what a kept verb says was left out to the end of its sentence: "those who say | that it will burn. | No"."""
    source = elision.source
    if source.gap(elision.start).strip() not in ("", ",") or not elision.ends_sentence:
        return False
    verb = elision.start - 1
    while verb > 0 and is_pronoun(source.forms[verb]) and not source.gap(verb).strip():
        verb -= 1
    return any(says(source.forms[verb]) for says in (voices, rejects, supposes, is_attribution))


def ties_two_sentences(elision: Elision) -> bool:
    """Return whether the beginning of one sentence is tied to the end of another."""
    return not elision.is_in_sentence and not sentence_starts(elision.source, elision.start) and not elision.ends_sentence


def cuts_a_clause(elision: Elision) -> bool:
    """Return whether a clause lost its beginning and its verb, so that its end hangs on a verb before: "denied … the trucks"."""
    before = elision.source.forms[max(0, elision.start - _GOVERNING_WORDS) : elision.start]
    governs = any(states(form) or rejects(form) or is_attribution(form) for form in before)
    is_clause = is_complementiser(elision.forms[0]) and any(map(may_be_verb, elision.forms[1:]))
    return governs and is_clause and elision.is_in_clause


def drops_conjunctions(elision: Elision) -> bool:
    """Return whether only the words by which a clause hangs on another were left out, so that it stands as a statement:
    "You were told that it works, | that | it is safe".
    """
    before = elision.source.forms[elision.start - 1]
    if is_conjunction(before) or states(before) or is_attribution(before):
        return False  # "said | that | it works": what it hangs on is kept
    hanging = [is_complementiser(form) or form in _HOW for form in elision.forms]
    return any(hanging) and all(hangs or is_conjunction(form) for hangs, form in zip(hanging, elision.forms, strict=True))


def hangs_a_clause(elision: Elision) -> bool:
    """Return whether what follows is a clause of a verb that was left out: "… the model assumes that | it holds";
    or a second one: "others noted that … | and that it failed".
    """
    return elision.is_in_sentence and (_hangs_next_clause(elision) or _hangs_second_clause(elision))


def _hangs_next_clause(elision: Elision) -> bool:
    forms = elision.source.forms
    if elision.count < 2 or not is_complementiser(forms[elision.end - 1]) or is_conjunction(forms[elision.end - 2]):
        return False
    low = sentence_begin(elision.source, elision.end, elision.start)
    return any(states(form) for form in forms[low : elision.end - 1])


def _hangs_second_clause(elision: Elision) -> bool:
    forms, end = elision.source.forms, elision.end
    if is_complementiser(forms[elision.start]):
        return False  # one of several clauses was left out whole
    joined = end + 1 < len(forms) and is_conjunction(forms[end]) and is_complementiser(forms[end + 1])
    return joined and any(map(voices, elision.forms))


def leaves_a_denial(elision: Elision) -> bool:
    """Return whether a clause that denies was kept, and of the one behind it the end alone: "did not get … enough to live"."""
    forms = elision.forms
    joint = next((number for number, form in enumerate(forms) if form in _CONTRASTING), None)
    if joint is None or not any(map(may_be_verb, forms[joint:])):
        return False
    return elision.is_in_clause and _last_sentence_denies(elision)


def cuts_a_comparison(elision: Elision) -> bool:
    """Return whether what is compared was left out: "more | than in May | was"."""
    return (elision.forms[0] in _COMPARING or elision.forms[-1] in _COMPARING) and not elision.ends_sentence


def beheads_behind_a_denial(elision: Elision) -> bool:
    """Return whether a sentence lost its beginning and its verb, and the one before it denies something."""
    source, end = elision.source, elision.end
    is_beheaded = sentence_starts(source, elision.start) and not elision.ends_sentence and ":" not in source.gap(end)
    return is_beheaded and any(map(may_be_verb, elision.forms)) and _last_sentence_denies(elision)


def shifts_the_time(elision: Elision) -> bool:
    """Return whether a sentence lost its beginning, which tells of another time or place than the one before it does: "I sold
    figs. | Then the road was closed, | and half was lost".
    """
    is_beheaded = sentence_starts(elision.source, elision.start) and not elision.ends_sentence and elision.is_in_sentence
    return is_beheaded and not _SHIFTING.isdisjoint(elision.forms[:2]) and any(map(may_be_verb, elision.forms))


def _last_sentence_denies(elision: Elision) -> bool:
    low = sentence_begin(elision.source, elision.start, max(0, elision.start - SENTENCE_WORDS))
    return any(map(is_negation, elision.source.forms[low : elision.start]))


def ties_a_number(elision: Elision) -> bool:
    """Return whether numbers stand on both sides of the ellipsis and in it: "600 … by 2024" of "600 by 2022, 1,500 by 2024"."""
    source, start, end = elision.source, elision.start, elision.end
    if not elision.is_in_sentence or elision.ends_sentence or is_conjunction(source.forms[end]):
        return False  # the number after the ellipsis belongs to a sentence of its own, or to an item of its own
    parting = (index for index in range(start, end) if is_conjunction(source.forms[index]) or "," in source.gap(index))
    first = sentence_begin(source, start, max(0, start - _TIED_WORDS))
    parts = ((first, start), (next(parting, end), end), (end, end + _TIED_WORDS))
    return all(any(map(is_number, source.forms[low:high])) for low, high in parts)


def bounds_a_denial(elision: Elision) -> bool:
    """Return whether a few words left out stand right behind a denial, as part of it: "no evidence of | systematic | fraud"."""
    source, start, ends_sentence = elision.source, elision.start, elision.ends_sentence
    if elision.is_aside or elision.count > (_CASE_WORDS if ends_sentence else _FEW_WORDS):
        return False
    if (ends_sentence and source.forms[start] not in _OF_A_CASE) or source.gap(start).strip():
        return False
    for index in range(start - 1, max(-1, start - 1 - _DENIED_WORDS), -1):
        if is_negation(source.forms[index]):
            return True
        if sentence_starts(source, index) or source.gap(index).strip() or is_conjunction(source.forms[index]):
            return False
    return False


def crosses_a_contrast(elision: Elision) -> bool:
    """Return whether a clause set against the first lost its beginning alone: "reached 46, whereas last year it | was 38"."""
    source, start, end = elision.source, elision.start, elision.end
    if not elision.is_in_clause or source.gap(end).strip():
        return False
    if source.forms[start] in _CONTRASTING:
        return True  # "opposed it in cabinet | but defended it | in parliament"
    verb = end + is_negation(source.forms[end])
    if verb >= len(source.forms) or not may_be_verb(source.forms[verb]) or "," in source.gap(start):
        return False
    return any("," in source.gap(index) and _contrasts(source, index) for index in range(start, end))


def _contrasts(source: SourceText, index: int) -> bool:
    return source.forms[index] in _CONTRASTING or source.forms[index : index + 2] == ["тогда", "как"]


def enters_a_second_clause(elision: Elision) -> bool:
    """Return whether a second "that" and the words behind it were left out, and of its clause the end alone was kept."""
    pairs = pairwise(elision.forms[1:])
    return elision.is_in_clause and any(is_conjunction(left) and is_complementiser(right) for left, right in pairs)


def hides_what_it_holds_of(elision: Elision) -> bool:
    """Return whether words left out say of which ones, or of what kind, the kept words hold."""
    is_short = elision.count <= SHORT_ELISION
    says_which = _says_which(elision.source, elision.start) or _bounds_whose_denial(elision)
    return elision.is_in_sentence and (says_which or (is_short and _says_what_kind(elision)))


def _bounds_whose_denial(elision: Elision) -> bool:
    """Return whether the words left out say of which ones it is denied: "the officers | who questioned him | never hit him".

    English sets no comma about such a clause.
    """
    source, start, end = elision.source, elision.start, elision.end
    first = source.forms[start]
    is_clause = first.isascii() and (is_relative(first) or first in ("that", "where")) and not source.gap(start).strip()
    if not is_clause or source.gap(end).strip() or is_function_word(source.forms[start - 1]):
        return False
    return any(map(is_negation, source.forms[end : end + _DENIED_BEHIND]))


def _says_what_kind(elision: Elision) -> bool:
    """Return whether words between "a" or "any" and its noun were left out: "a | badly timed | nap"."""
    source, start, end = elision.source, elision.start, elision.end
    before = source.forms[start - 1] if start else ""
    return before in _ANY and not source.gap(start).strip() and end < len(source.forms) and not source.gap(end).strip()


def _says_which(source: SourceText, start: int) -> bool:
    """Return whether the words left out say of which ones the kept words hold: "Citizens | who have paid", not "the citizens".

    English sets no comma before such a clause; in Russian it is taken for one behind a single word that begins the sentence.
    """
    noun, first = start - 1, source.forms[start]
    if noun < 0 or is_function_word(source.forms[noun]):
        return False
    if first.isascii():
        is_open = is_relative(first) or first == "that"
        low = max(0, noun - _SUBJECT_WORDS)
        pointed = any(form in _POINTING for form in source.forms[low:noun])
        return is_open and not source.gap(start).strip() and not pointed and _is_plural_or_any(source, low, noun)
    is_clause = "," in source.gap(start) and (is_relative(first) or _PARTICIPLE.search(first) is not None)
    return is_clause and sentence_starts(source, noun) and source.forms[noun].endswith(("и", "ы", "а", "я", "е"))


def _is_plural_or_any(source: SourceText, low: int, noun: int) -> bool:
    plural = source.forms[noun].endswith("s") and not source.forms[noun].endswith(("ss", "us", "is"))
    return plural or any(form in _ANY for form in source.forms[low:noun])


def changes_subject(elision: Elision) -> bool:
    """Return whether who does what the kept words say was left out: "… and the army | burned", "or his wife | who"."""
    source, start, end = elision.source, elision.start, elision.end
    if not elision.is_in_sentence or end >= len(source.forms):
        return False
    if is_relative(source.forms[end]) or _says_of_it(source, end):
        return any(is_conjunction(form) or form in _OR for form in elision.forms)
    if source.gap(end).strip() or not may_be_verb(source.forms[end]):
        return False
    for index in range(end - 1, max(start, end - 1 - _SUBJECT_WORDS) - 1, -1):
        first = index + is_conjunction(source.forms[index])
        if first < end and (first > index or "," in source.gap(index)):
            is_noun = source.forms[index] in _CONTRASTING and not source.forms[first].isascii()  # Russian has no article
            return is_noun or begins_noun_phrase(source.forms[first]) or source.raw(first)[0].isupper()
    return False


def _says_of_it(source: SourceText, end: int) -> bool:
    """Return whether words behind a comma say something of what stands before them: ", almost all | of it | negative"."""
    pairs = pairwise(source.forms[end : end + _TIED_WORDS])
    return "," in source.gap(end) and any(pair in _OF_IT for pair in pairs)

"""Words beside a quotation by which its source denies it: "did not | support", "rejects the view that |", "| is absurd".

Enters: a source's words (`citations.words`), and the number of the first word of a quotation or of the one behind its last.
Leaves: the number of the word that denies, or None. What denies something else, an answer ("No, | it is safe") or a clause before
a colon, denies nothing of the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.lexicon import (
    DENIED_AFTER,
    denies_what_follows,
    denies_what_precedes,
    is_conjunction,
    is_light,
    is_negation,
    may_be_verb,
    supposes_what_follows,
)
from citations.matching.clauses import (
    is_complementiser,
    is_relative,
    is_somebody,
    refutes,
    rejects,
    states,
    supposes,
    voices,
)
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, sentence_begin, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
_LIGHT_WORDS = 4  # that may stand between a negation and the edge of the quotation: 2 flags one by hand, 8 none
_OF = frozenset("in of among из в среди".split())  # "nothing in | this resolution", "никто из | них"
_BESIDE_WORDS = 2  # from a verb of saying to its colon, and to the "not" that denies it
_FAILING = frozenset("fails failed".split())  # behind a comma, of a ground or a claim
_BEFORE_THAT = frozenset(
    "тот та то те тем того because потому".split()
)  # between "not" and the "that" it denies: "не потому, что"
_VERSIONS = frozenset("version edition story article версии редакции заметке".split())
_EARLIER = frozenset("earlier previous original предыдущей прежней первоначальной ранней".split())
_ONLY = frozenset("only but even and just только лишь но даже и".split())
_FEW = frozenset("few little rarely seldom only мало редко лишь только".split())  # "few believe that |", "мало кто верит, что |"
# "it would be a mistake to think that |", "наивно полагать, что |"; not "не будет ошибкой сказать, что |"
_MISTAKES = frozenset(
    "mistake error folly foolish naive absurd premature misleading ошибкой ошибка заблуждением наивно глупо нелепо странно "
    "преждевременно опрометчиво".split()
)
_FAR = frozenset("far далек далека далеки".split())  # "далёк от мысли, что |"
_IFS = frozenset("if если агар".split())  # "если выяснится, что |"
_AND = frozenset("and or и или".split())
_NO = frozenset("no without beyond".split())
_ANSWERS = frozenset("no nope нет".split())
_BEING = frozenset("is are was were be been being".split())
_ARTICLES = frozenset(["a", "an"])
_WAS = frozenset("был была было были be been being".split())  # "Суда не было: |": the clause before the colon denies itself
_DENIED_MODAL = 2  # words of "не может"
_MODAL = regex(
    r"""(?:с?мо(?:жет|гут|г|гла|гло|гли|гу|жем) | хо(?:чет|тят|тел\w*|чу|тим) | намерен\w* | собира(?:ет|ют|л|юс|ем)\w* | готов\w?
    | долж(?:ен|на|но|ны) | вправе | обязан\w? | способ(?:ен|на|но|ны) | буд(?:ет|ут|у|ем) | ста(?:л|ла|ли|нет|нут)
    | удалось | удастся | следует | стоит | успел\w?)""",
    re.VERBOSE,
)
_INFINITIVE = regex(r"[а-я]{2,}(?:[аяеиоуы]ть|[зс]ти|[зс]ть|чь)(?:ся|сь)?")
_DENIED_NOUN = 2  # words of a clause that denies something, before its verb: "пристани не | было"
_POINTERS = frozenset("это этого такого так того то ничего иначе".split())  # what they deny may follow
_DASHES = frozenset("–—")
_NOT_DONE = frozenset("рано преждевременно бессмысленно недопустимо глупо бесполезно".split())  # "говорить об обвале | рано"
# before a "that", among which the noun stands on which its clause hangs, "довод ответчика о том, что": at 3 one by hand passes
_NOUN_WORDS = 5
# between the quotation and the "that" of its clause, and from there to the verb that governs it: at 9 a false one by hand
# passes, 36 changes nothing
CLAUSE_WORDS = 18
VERDICT_WORDS = 8  # behind such a clause, among which it is rejected; 4 and 16 change nothing
JOINING = frozenset(("and but or that which who и а но или что чтобы как где").split())  # a new clause follows them


def denial_before(source: SourceText, index: int) -> int | None:
    """Return the word right before word `index`, but for light ones, that denies or supposes it: "did not yet |"; or None."""
    if (modal := _denied_modal(source, index)) is not None:
        return modal
    for number in range(index - 1, max(-1, index - 2 - _LIGHT_WORDS), -1):
        gap = source.gap(number + 1)
        if sentence_starts(source, number + 1) or ";" in gap or (":" in gap and not _calls_untrue(source, number)):
            return None
        if "," in gap and number < index - 1 and _is_in_aside(source, number):
            return None
        if number == index - 1 and (_only_leads_on(source, number) or _ends_a_clause(source, number)):
            return None
        before = source.forms[max(0, number - 1)]
        is_turned = before == "a" or (source.forms[number] == "doubt" and before in _NO)  # "a few", "without doubt" deny nothing
        if denies_what_follows(source.forms[number]) and not is_turned:
            return number
        if number == index - 1 and supposes_what_follows(source.forms[number]):
            return number
        is_of = number == index - 1 and source.forms[number] in _OF and is_negation(source.forms[number - 1])
        if not is_light(source.forms[number]) and not is_of:
            return None
    return None


def _only_leads_on(source: SourceText, number: int) -> bool:
    """Return whether word `number` denies nothing of what follows: "No, | it is safe", "is only | a way of passing the time"."""
    if source.forms[number] in _ANSWERS and sentence_starts(source, number) and "," in source.gap(number + 1):
        return True
    is_predicate = source.forms[number - 1] in _BEING and source.forms[number + 1] in _ARTICLES
    return source.forms[number] == "only" and number > 0 and is_predicate


def _denied_modal(source: SourceText, index: int) -> int | None:
    """Return the negation of the verb right before word `index` that governs an infinitive: "не может | согласиться"; or None."""
    form, verb, before = source.forms[index], source.forms[index - 1], source.forms[max(0, index - 2)]
    if index < _DENIED_MODAL or not is_negation(before) or source.gap(index).strip(BLANKS) or sentence_starts(source, index - 1):
        return None
    return index - _DENIED_MODAL if _INFINITIVE.fullmatch(form) and _MODAL.fullmatch(verb) else None


def _ends_a_clause(source: SourceText, number: int) -> bool:
    """Return whether word `number` ends a Russian clause that denies only what it names itself, and another clause with a verb
    follows its comma: "Пристани там не было, | нас высадили"; not "Этого не было, |".
    """
    if source.forms[number] not in _WAS or source.gap(number + 1).strip(BLANKS) != "," or number < _DENIED_NOUN:
        return False
    before = source.forms[sentence_begin(source, number) : number]
    last = min(len(source.forms), number + 1 + CLAUSE_WORDS)
    end = next((at for at in range(number + 2, last) if source.gap(at).strip(BLANKS)), last)
    is_own = not (is_complementiser(source.forms[number + 1]) or is_relative(source.forms[number + 1]))
    is_own = is_own and source.forms[number + 1] not in JOINING and any(map(may_be_verb, source.forms[number + 1 : end]))
    return is_own and is_negation(before[-1]) and len(before) >= _DENIED_NOUN and _POINTERS.isdisjoint(before)


def _calls_untrue(source: SourceText, number: int) -> bool:
    """Return whether the words before a colon call untrue what follows it: "Not true: |", "Неправда: |"; not "нельзя: |"."""
    form = source.forms[number]
    is_word_of_denial = rejects(form) or (denies_what_follows(form) and not is_negation(form))
    return is_word_of_denial or (is_light(form) and form not in _WAS and is_negation(source.forms[max(0, number - 1)]))


def _is_in_aside(source: SourceText, number: int) -> bool:
    """Return whether word `number` ends a clause about a noun, and the comma behind it too: ", which I did not have,"."""
    for place in range(number, max(-1, number - _LIGHT_WORDS - 1), -1):
        if is_relative(source.forms[place]):
            return True
        if source.gap(place).strip(BLANKS):
            return False
    return False


def governing_denial(source: SourceText, index: int) -> int | None:
    """Return the word that denies or asks the clause in which word `index` stands: "does not share the view that | it failed"."""
    that = _clause_start(source, index)
    if that is None and ":" in source.gap(index):
        return _denied_speech(source, index)
    if not that:
        return None
    if supposes_what_follows(source.forms[that]):
        return that if that < index else None  # "whether" stands in the quotation
    that = _first_that(source, that)
    is_stated = False
    # "the view, held by some, that"; Russian always has a comma
    is_aside = source.forms[that].isascii() and "," in source.gap(that)
    if is_aside and any(mark in source.gap(that) for mark in QUOTES):
        return None  # 'it states that "all were examined," that |'
    for number in range(that - 1, max(-1, that - 1 - CLAUSE_WORDS), -1):
        form, mark = source.forms[number], source.gap(number).strip(BLANKS)
        mark = "" if mark == "." and not sentence_starts(source, number) else mark  # "the hon. Lady"
        bounds = is_negation(form) or supposes_what_follows(form) or is_somebody(form) or _is_withdrawn(source, number)
        if is_stated and form in _MISTAKES:
            return None if any(map(is_negation, source.forms[max(0, number - _BESIDE_WORDS) : number])) else number
        bounds = bounds or form in _FEW or (form == "against" and source.forms[number + 1].endswith("ing"))  # "concluding that"
        if is_negation(form) and all(other in _BEFORE_THAT for other in source.forms[number + 1 : that]):
            return number  # "It is not that |", "Не тот, что |"
        bounds = bounds or (form in _FAR and source.forms[number + 1] in ("from", "от"))
        if rejects(form) or supposes(form) or form in _IFS or (is_stated and bounds):
            return number
        begins_aside = is_aside and bool(mark)  # "not true, as he told us, that"
        is_joint = is_conjunction(form) and not begins_aside and not is_negation(source.forms[number - 1])  # "nobody but a fool"
        if is_complementiser(form) or is_joint or sentence_starts(source, number) or (mark and not is_aside):
            return None
        is_stated, is_aside = is_stated or states(form), is_aside and not mark
    return None


def _first_that(source: SourceText, that: int) -> int:
    """Return the first of several "that" which hang on one verb: "assumes that it holds and | that"."""
    while that > 1 and source.forms[that - 1] in _AND:
        floor = max(0, that - 1 - CLAUSE_WORDS)
        first = next((at for at in range(that - 2, floor, -1) if source.forms[at] == source.forms[that]), None)
        if first is None or any(sentence_starts(source, at) for at in range(first, that)):
            return that
        that = first
    return that


def _denied_speech(source: SourceText, index: int) -> int | None:
    """Return the word by which a colon before word `index` introduces what was not said, or wrongly: "did not say that: |"."""
    last = index - 1 - is_complementiser(source.forms[index - 1])
    voice = next((number for number in range(last, max(-1, last - _BESIDE_WORDS), -1) if voices(source.forms[number])), None)
    if voice is None:
        return None
    for number in range(voice - 1, max(-1, voice - 1 - CLAUSE_WORDS), -1):
        form = source.forms[number]
        if sentence_starts(source, number + 1) or (number + 1 < voice and source.gap(number + 1).strip(BLANKS)):
            return None
        if rejects(form) or _is_withdrawn(source, number) or (is_negation(form) and number >= voice - _BESIDE_WORDS):
            return number
    return None


def _is_withdrawn(source: SourceText, number: int) -> bool:
    """Return whether word `number` ends the name of a text that was replaced: "an earlier version"."""
    return source.forms[number] in _VERSIONS and number > 0 and source.forms[number - 1] in _EARLIER


def _clause_start(source: SourceText, index: int) -> int | None:
    """Return the "that" that begins the clause of word `index`; None where something else begins it."""
    for number in range(index, max(-1, index - CLAUSE_WORDS), -1):
        form = source.forms[number]
        if is_complementiser(form):
            return number
        if is_conjunction(form) or (
            source.seams[number] and (sentence_starts(source, number) or source.gap(number).strip(BLANKS))
        ):
            return None
    return None


def denied_after(source: SourceText, opening: int, index: int, form: str) -> int | None:
    """Return the word behind those by which the source denies what ends before word `index` with `form`; None if it does not."""
    if denied := DENIED_AFTER.match(source.text, source.ends[index - 1]):
        return 1 + max(number for number in range(index, len(source.forms)) if source.starts[number] < denied.end())
    if (rejected := rejected_after(source, opening, index)) is not None:
        return rejected + 1
    if rejects(source.forms[index]) and source.gap(index).strip(BLANKS + QUOTES + ",") in _DASHES:
        return index + 1  # "Он берёт взятки | – опроверг эту версию суд"
    if source.forms[index] in _NOT_DONE and not source.gap(index).strip(BLANKS):
        return index + 1
    continues = not source.gap(index).strip(BLANKS) and form not in JOINING
    last = index + (source.forms[index] in _ONLY and index + 1 < len(source.forms))  # "but not", "и не"
    if last > index and _is_another_predicate(source, opening, index, last):
        return None
    return last + 1 if continues and denies_what_precedes(source.forms[last]) else None


def _is_another_predicate(source: SourceText, opening: int, index: int, last: int) -> bool:
    """Return whether a Russian verb of its own is denied behind "and": "раздал хлеб | и не взял денег"."""
    verb = source.forms[last + 1 : last + 2]
    is_own = source.forms[index] == "и" and any(map(may_be_verb, verb))
    return is_own and any(map(may_be_verb, source.forms[opening:index]))


def rejected_after(source: SourceText, opening: int, index: int) -> int | None:
    """Return the verb that rejects the clause which ends before word `index`: "the argument that |…| is rejected"; or None.

    `opening` is the first word of the quotation, in that clause.
    """
    that = _clause_start(source, opening)
    if not that or not any(map(states, source.forms[max(0, that - _NOUN_WORDS) : that])):
        return None
    for number in range(index, min(len(source.forms), index + VERDICT_WORDS)):
        if sentence_starts(source, number) or is_complementiser(source.forms[number]):
            return None
        if any(map(is_negation, source.forms[max(index, number - _BESIDE_WORDS) : number])):
            return None  # "is not in dispute"
        fails = source.forms[number] in _FAILING and "," in source.gap(number)  # "The ground that …, fails."
        if refutes(source.forms[number]) or fails or _is_verdict(source, number):
            return number
    return None


def _is_verdict(source: SourceText, number: int) -> bool:
    """Return whether word `number` says of a clause before it that to say so is a mistake: "is premature", ", преждевременно"."""
    form, before = source.forms[number], source.forms[number - 1]
    if form not in _MISTAKES and form not in _NOT_DONE:
        return False
    return before in _BEING or before in _ARTICLES or "," in source.gap(number) or before in _WAS


def says_so(forms: Sequence[str]) -> bool:
    """Return whether words of the draft beside the quotation deny it, or suppose it, themselves."""
    return any(denies_what_follows(form) or rejects(form) or supposes_what_follows(form) for form in forms)

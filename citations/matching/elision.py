"""What an ellipsis left out, judged: does it turn the sense round, give the words to another speaker, or tie what is apart?

Enters: an ellipsis of a quotation, and the source's words that it stands for. Leaves: an `Edit` with its reason. A mark is
honest only when what it hides would not change what a reader understands.
"""

from __future__ import annotations

import re
from itertools import pairwise

from citations.lexicon import (
    begins_noun_phrase,
    is_attribution,
    is_conjunction,
    is_function_word,
    is_negation,
    is_pronoun,
    is_qualifier,
    is_reverser,
    may_be_verb,
)
from citations.matching.asides import aside_after, says_in_part
from citations.matching.bounds import hedges, limit_after, limit_of_denial, limit_of_open, turn_before
from citations.matching.clauses import is_complementiser, is_relative, rejects, states, supposes, voices
from citations.matching.edits import Edit, Gravity
from citations.matching.hearsay import hearsay_after, hearsay_before
from citations.matching.marks import FAR_WORDS, NEAR_WORDS, Mark
from citations.matching.speech import changes_speech, is_interruption, speaker_starts
from citations.numerals import is_number
from citations.words import SourceText, paragraph_starts, sentence_begin, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
_SHORT_ELISION = 4  # an ellipsis for so few words is there for one of them: 2 flags 3.9 %, 8 4.5 % and three by hand
# before the next piece, among which a word that makes it less certain must not be left out: at 1 three false ones
# by hand pass, 6 flags two by hand
_HEDGE_WORDS = 3
_TIED_WORDS = 4  # beside an ellipsis, among which a number belongs to the words there: at 2 one by hand passes, 8 flags four
_SUBJECT_WORDS = 4  # of a subject that was left out before its verb: at 2 one by hand passes, 8 changes nothing
_SENTENCE_WORDS = 40  # of a sentence before an ellipsis, in which a denial is looked for: at 10 one by hand passes
_TINY_GAP = 14  # words left out beside a piece too short to tell its place: 7 flags 4.9 %, 28 as many as 14
# before a "that", among which is the verb that governs its clause: "told reporters that"; else it is "who"; 1, 6 change nothing
_GOVERNING_WORDS = 3
_APPROXIMATING = frozenset(
    "about approximately roughly around average least most over under nearly almost up more less fewer "
    "около примерно приблизительно порядка среднем более менее почти свыше до больше меньше".split()
)
_FEW_WORDS = 5  # left out of what is denied; more are a clause of their own: at 2 one by hand passes, 8 flags 4.3 %
# "No shell was fired | at the monastery." denies less than what is left
_OF_A_CASE = frozenset("at in on near by for with against from to under в на у при к по под около".split())
_CASE_WORDS = 8  # of such a case, to the end of its sentence
_DENIED_WORDS = 6  # between a negation and what was left out of what it denies: at 3 two by hand pass
_OPPOSED_WORDS = 3  # of a phrase that begins with "against": at 2 one by hand passes
_CLAUSE_WORDS = 3  # of an aside that is a clause of its own, whose hedge bounds nothing else: "as it nearly did"; 6 flags one
_PAIRED = frozenset("either both neither либо или ни".split())  # "either | a scandal or money"
_OR = ("or", "nor", "или", "ни")
_OF_IT = frozenset({("of", "it"), ("of", "them"), ("of", "which"), ("of", "whom"), ("из", "них"), ("из", "которых")})
_CONTRASTING = frozenset("but yet while whereas although though но а зато однако хотя".split())
_POINTING = frozenset("the this that these those his her its their our my your".split())
_ANY = frozenset("any every each all no an a".split())
# "признанные", "имеющие", "прошедший"; not "важный"
_PARTICIPLE = re.compile(r"(?:[аяеёи]нн|ющ|ящ|ущ|ащ|вш|ем|им)(?:ы[ейх]|ие|ий|ая|ое|ее|их|ой|ые)(?:ся)?$")
_COMPARING = ("than", "чем")


def elision_edit(mark: Mark, source: SourceText, start: int, end: int, *, tiny: bool = False) -> Edit | None:
    """Return what the ellipsis left out: the source's words `start` to `end`; None where the source has the dots itself.

    `tiny` says that a piece beside it is too short to be told apart from the same words elsewhere.
    """
    observed = (source.ends[start - 1], source.starts[end]) if start == end else (source.starts[start], source.ends[end - 1])
    if start == end:
        literal = "…" in source.gap(start) or ".." in source.gap(start).replace(" ", "")
        return None if literal else Edit(gravity=Gravity.MARKED, kind="elision", quoted=mark.span, observed=observed,
                                         note="nothing was left out here")  # fmt: skip
    gravity, note = _elision_gravity(source, start, end, tiny=tiny)
    return Edit(gravity=gravity, kind="elision", quoted=mark.span, observed=observed, note=note)


def _elision_gravity(source: SourceText, start: int, end: int, *, tiny: bool) -> tuple[Gravity, str]:
    forms, count = source.forms[start:end], end - start
    if count > FAR_WORDS:
        return Gravity.ALTERED, f"{count} words stand between: not one passage"
    denial = next((index for index in range(start, end) if _denies(source, index, end)), None)
    if denial is not None:
        return Gravity.LOOK, f"a negation was left out: {source.raw(denial)}"
    fragments = _fragments(source, start, end)
    for test, name in ((is_attribution, "an attribution"), (is_reverser, "a word that turns the sense round")):
        word = next(
            (source.raw(index) for index in fragments if test(source.forms[index]) and not _is_phrase(source, index, end)), ""
        )
        if word and not is_interruption(source, start, end):
            return Gravity.LOOK, f"{name} was left out: {word}"
    bounds = [index for index in fragments if _bounds(source, index, end)]
    if sentence_starts(source, end) and _is_bound_at(source, start):
        bounds.append(start)
    if bounds and not is_interruption(source, start, end):
        return Gravity.LOOK, f"a condition or an exception was left out: {source.raw(bounds[0])}"
    aside = _is_aside(source, start, end)
    is_clause = aside and count >= _CLAUSE_WORDS and any(map(may_be_verb, forms))
    beside = () if is_clause or sentence_starts(source, end) else forms[-_HEDGE_WORDS:]  # "may have … fled": the verb is kept
    is_added = is_conjunction(forms[0]) and sentence_starts(source, end)  # "… and, probably, louder."
    is_added = is_added or ("," in source.gap(start) and end < len(source.forms) and is_conjunction(source.forms[end]))
    if (
        count <= _SHORT_ELISION
        and not _APPROXIMATING.isdisjoint(forms)
        and any(map(is_number, source.forms[end : end + _HEDGE_WORDS]))
    ):
        return Gravity.LOOK, "a word that bounds a number was left out"
    is_bounding = forms[0] in _PAIRED or says_in_part(source, start) or any(map(is_qualifier, forms))
    bounds_it = is_bounding and count <= _SHORT_ELISION and not aside and not is_added
    if hedges(beside) or bounds_it:
        return Gravity.LOOK, "a word that bounds the statement was left out"
    return _elision_shape(source, start, end, tiny=tiny)


def _is_phrase(source: SourceText, index: int, end: int) -> bool:
    """Return whether a word turns nothing round: "against" before words of its own that were left out too, "a few"."""
    if source.forms[index] in ("few", "little") and index and source.forms[index - 1] == "a":
        return True
    return source.forms[index] in ("against", "против") and index + _OPPOSED_WORDS <= end


def _bounds(source: SourceText, index: int, end: int) -> bool:
    """Return whether words left out from `index` on bind the kept ones to something: "provided that", "за исключением"."""
    return (limit := limit_after(source, index)) is not None and limit[1] <= end


def _is_bound_at(source: SourceText, start: int) -> bool:
    """Return whether the end of a sentence, left out from `start` on, begins with what bounds the rest: "| until it rains"."""
    opening = max(0, start - _SENTENCE_WORDS)
    limit = limit_of_denial(source, start, opening) or limit_of_open(source, start, opening) or aside_after(source, start)
    return bool(limit or hearsay_after(source, start))


def _gives_away(source: SourceText, start: int, end: int) -> bool:
    """Return whether words left out right before those that were kept give these to hearsay or turn them round."""
    given, turned = hearsay_before(source, end), turn_before(source, end)
    return (given is not None and given[0] >= start) or (turned is not None and turned >= start)


def _hides_what_is_said(source: SourceText, start: int, end: int) -> bool:
    """Return whether what a kept verb says was left out to the end of its sentence: "those who say | that it will burn. | No"."""
    if source.gap(start).strip() not in ("", ",") or not sentence_starts(source, end):
        return False
    verb = start - 1
    while verb > 0 and is_pronoun(source.forms[verb]) and not source.gap(verb).strip():
        verb -= 1
    return any(says(source.forms[verb]) for says in (voices, rejects, supposes, is_attribution))


def _denies(source: SourceText, index: int, end: int) -> bool:
    """Return whether word `index` denies something; "non" does so only to a word that was kept."""
    return is_negation(source.forms[index]) and (source.forms[index] != "non" or index + 1 == end)


def _is_aside(source: SourceText, start: int, end: int) -> bool:
    """Return whether the words stand between commas, dashes or brackets."""
    return {source.gap(start).strip(" ")[:1], source.gap(end).strip(" ")[:1]} <= set(",(–—)") - {""}


def _elision_shape(source: SourceText, start: int, end: int, *, tiny: bool) -> tuple[Gravity, str]:
    forms, count, aside = source.forms[start:end], end - start, _is_aside(source, start, end)
    if sum(paragraph_starts(source, index) for index in range(start, end + 1) if index < len(source.forms)) >= 2:
        return Gravity.LOOK, "a whole paragraph was left out"
    if any(speaker_starts(source, index) for index in range(start, end + 1)) or changes_speech(source, start, end):
        return Gravity.LOOK, "the words after the ellipsis are another speaker's"
    if count > NEAR_WORDS:
        return Gravity.LOOK, f"{count} words were left out"
    if _hides_what_is_said(source, start, end):
        return Gravity.LOOK, "what the verb before the ellipsis says was left out"
    if _gives_away(source, start, end):
        return Gravity.LOOK, "words that give the rest away were left out"
    inner = any(sentence_starts(source, index) for index in range(start + 1, end))
    if inner and not sentence_starts(source, start) and not sentence_starts(source, end):
        return Gravity.LOOK, "the ellipsis ties the beginning of one sentence to the end of another"
    is_own_clause = sentence_starts(source, end) or is_complementiser(forms[-1]) or is_conjunction(source.forms[end])
    if not inner and not is_own_clause and _cuts_a_clause(source, start, end):
        return Gravity.LOOK, "the ellipsis ties the end of a clause to the verb that governs it"
    if not inner and (_hangs_a_clause(source, start, end) or _hangs_a_second_clause(source, start, end)):
        return Gravity.LOOK, "the words after the ellipsis hang on a verb that was left out"
    if not inner and not is_own_clause and _leaves_a_denial(source, start, end):
        return Gravity.LOOK, "the ellipsis ties the end of a clause to a denial in the one before it"
    if (forms[0] in _COMPARING or forms[-1] in _COMPARING) and not sentence_starts(source, end):
        return Gravity.LOOK, "what is compared was left out"
    is_beheaded = sentence_starts(source, start) and not sentence_starts(source, end) and any(map(may_be_verb, forms))
    if is_beheaded and _last_sentence_denies(source, start):
        return Gravity.LOOK, "the ellipsis ties the end of a sentence to a denial in the one before it"
    if not inner and _ties_a_number(source, start, end):
        return Gravity.LOOK, "the ellipsis ties a number to words that stand beside another one"
    if (
        not aside
        and count <= (_CASE_WORDS if sentence_starts(source, end) else _FEW_WORDS)
        and _denied_beside(source, start, end)
    ):
        return Gravity.LOOK, "a word that bounds what is denied was left out"
    if not inner and not is_own_clause and _crosses_a_contrast(source, start, end):
        return Gravity.LOOK, "the ellipsis ties the beginning of one clause to the verb of another"
    if not inner and not is_own_clause and _enters_a_second_clause(source, start, end):
        return Gravity.LOOK, "the ellipsis ties the beginning of one clause to the end of another"
    if not inner and (_says_which(source, start) or (count <= _SHORT_ELISION and _says_what_kind(source, start, end))):
        return Gravity.LOOK, "what the statement holds of was left out"
    if not inner and _changes_subject(source, start, end):
        return Gravity.LOOK, "the subject of the words after the ellipsis was left out"
    if tiny and (inner or count > _TINY_GAP):
        return Gravity.LOOK, "too few words stand beside the ellipsis to be sure of the place"
    return Gravity.MARKED, ""


def _hangs_a_clause(source: SourceText, start: int, end: int) -> bool:
    """Return whether what follows is a clause of a verb that was left out: "… the model assumes that | it holds"."""
    if end - start < 2 or not is_complementiser(source.forms[end - 1]) or is_conjunction(source.forms[end - 2]):
        return False
    low = sentence_begin(source, end, start)
    return any(states(form) for form in source.forms[low : end - 1])


def _hangs_a_second_clause(source: SourceText, start: int, end: int) -> bool:
    """Return whether a second clause follows of a verb that was left out: "others noted that … | and that it failed"."""
    if is_complementiser(source.forms[start]):
        return False  # one of several clauses was left out whole
    joined = end + 1 < len(source.forms) and is_conjunction(source.forms[end]) and is_complementiser(source.forms[end + 1])
    return joined and any(map(voices, source.forms[start:end]))


def _enters_a_second_clause(source: SourceText, start: int, end: int) -> bool:
    """Return whether a second "that" and the words behind it were left out, and of its clause the end alone was kept."""
    pairs = range(start + 1, end - 1)
    return any(is_conjunction(source.forms[index]) and is_complementiser(source.forms[index + 1]) for index in pairs)


def _says_what_kind(source: SourceText, start: int, end: int) -> bool:
    """Return whether words between "a" or "any" and its noun were left out: "a | badly timed | nap"."""
    before = source.forms[start - 1] if start else ""
    return before in _ANY and not source.gap(start).strip() and end < len(source.forms) and not source.gap(end).strip()


def _denied_beside(source: SourceText, start: int, end: int) -> bool:
    """Return whether a few words left out stand right behind a denial, as part of it: "no evidence of | systematic | fraud"."""
    if (sentence_starts(source, end) and source.forms[start] not in _OF_A_CASE) or source.gap(start).strip():
        return False
    for index in range(start - 1, max(-1, start - 1 - _DENIED_WORDS), -1):
        if is_negation(source.forms[index]):
            return True
        if sentence_starts(source, index) or source.gap(index).strip() or is_conjunction(source.forms[index]):
            return False
    return False


def _cuts_a_clause(source: SourceText, start: int, end: int) -> bool:
    """Return whether a clause lost its beginning and its verb, so that its end hangs on a verb before: "denied … the trucks"."""
    governs = any(
        states(form) or rejects(form) or is_attribution(form) for form in source.forms[max(0, start - _GOVERNING_WORDS) : start]
    )
    return governs and is_complementiser(source.forms[start]) and any(map(may_be_verb, source.forms[start + 1 : end]))


def _leaves_a_denial(source: SourceText, start: int, end: int) -> bool:
    """Return whether a clause that denies was kept, and of the one behind it the end alone: "did not get … enough to live"."""
    joint = next((index for index in range(start, end) if source.forms[index] in _CONTRASTING), None)
    if joint is None or not any(map(may_be_verb, source.forms[joint:end])):
        return False
    return _last_sentence_denies(source, start)


def _crosses_a_contrast(source: SourceText, start: int, end: int) -> bool:
    """Return whether a clause set against the first lost its beginning alone: "reached 46, whereas last year it | was 38"."""
    if end >= len(source.forms) or source.gap(end).strip():
        return False
    if source.forms[start] in _CONTRASTING:
        return True  # "opposed it in cabinet | but defended it | in parliament"
    verb = end + is_negation(source.forms[end])
    if verb >= len(source.forms) or not may_be_verb(source.forms[verb]) or "," in source.gap(start):
        return False
    return any("," in source.gap(index) and _contrasts(source, index) for index in range(start, end))


def _contrasts(source: SourceText, index: int) -> bool:
    return source.forms[index] in _CONTRASTING or source.forms[index : index + 2] == ["тогда", "как"]


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


def _last_sentence_denies(source: SourceText, start: int) -> bool:
    low = sentence_begin(source, start, max(0, start - _SENTENCE_WORDS))
    return any(map(is_negation, source.forms[low:start]))


def _ties_a_number(source: SourceText, start: int, end: int) -> bool:
    """Return whether numbers stand on both sides of the ellipsis and in it: "600 … by 2024" of "600 by 2022, 1,500 by 2024"."""
    parts = [range(max(0, start - _TIED_WORDS), start), range(start, end), range(end, min(len(source.forms), end + _TIED_WORDS))]
    if sentence_starts(source, end) or is_conjunction(source.forms[end]):
        return False  # the number after the ellipsis belongs to a sentence of its own, or to an item of its own
    parting = (index for index in range(start, end) if is_conjunction(source.forms[index]) or "," in source.gap(index))
    parts[1] = range(next(parting, end), end)
    return all(any(is_number(source.forms[index]) for index in part) for part in parts)


def _changes_subject(source: SourceText, start: int, end: int) -> bool:
    """Return whether who does what the kept words say was left out: "… and the army | burned", "or his wife | who"."""
    if end < len(source.forms) and (is_relative(source.forms[end]) or _says_of_it(source, end)):
        return any(is_conjunction(form) or form in _OR for form in source.forms[start:end])
    if end >= len(source.forms) or source.gap(end).strip() or not may_be_verb(source.forms[end]):
        return False
    for index in range(end - 1, max(start, end - 1 - _SUBJECT_WORDS) - 1, -1):
        first = index + is_conjunction(source.forms[index])
        if first < end and (first > index or "," in source.gap(index)):
            is_noun = source.forms[index] in _CONTRASTING and not source.forms[first].isascii()  # Russian has no article
            return is_noun or begins_noun_phrase(source.forms[first]) or source.raw(first)[0].isupper()
    return False


def _says_of_it(source: SourceText, end: int) -> bool:
    """Return whether words behind a comma say something of what stands before them: ", almost all | of it | negative"."""
    near = source.forms[end : end + _TIED_WORDS]
    pairs = list(pairwise(near))
    return "," in source.gap(end) and any(pair in _OF_IT for pair in pairs)


def _fragments(source: SourceText, start: int, end: int) -> list[int]:
    """Return the words left out that share their sentence with words that were kept."""
    if ";" in source.gap(start) and ";" in source.gap(end):
        return []
    bounds = [index for index in range(start, end + 1) if sentence_starts(source, index)]
    if not bounds:
        return list(range(start, end))
    return [*range(start, bounds[0]), *range(bounds[-1], end)]

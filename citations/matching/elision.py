"""What an ellipsis left out, judged: does it turn the sense round, give the words to another speaker, or tie what is apart?

Enters: an ellipsis of a quotation, and the source's words that it stands for. Leaves: an `Edit` with its reason. A mark is
honest only when what it hides would not change what a reader understands. What is tied together falsely is told in
`citations.matching.joints`.
"""

from __future__ import annotations

from collections.abc import Callable

from citations.lexicon import (
    is_attribution,
    is_conjunction,
    is_qualifier,
    is_reverser,
    may_be_verb,
)
from citations.matching.amounts import swaps_a_number, takes_the_quantity, takes_the_term
from citations.matching.asides import aside_after, says_in_part
from citations.matching.bounds import hedges, limit_after, limit_of_denial, limit_of_open, turn_before
from citations.matching.denials import rejected_after
from citations.matching.edits import Edit, Gravity
from citations.matching.hearsay import hearsay_after, hearsay_before
from citations.matching.joints import (
    SENTENCE_WORDS,
    SHORT_ELISION,
    Elision,
    beheads_behind_a_denial,
    bounds_a_denial,
    changes_subject,
    crosses_a_contrast,
    cuts_a_clause,
    cuts_a_comparison,
    drops_conjunctions,
    enters_a_second_clause,
    hangs_a_clause,
    hides_what_is_said,
    hides_what_it_holds_of,
    leaves_a_denial,
    shifts_the_time,
    ties_a_number,
    ties_two_sentences,
)
from citations.matching.left_out import denials_in, is_in_own_clause, is_set_apart
from citations.matching.marks import FAR_WORDS, NEAR_WORDS, Mark
from citations.matching.speech import changes_speech, is_interruption, speaker_starts
from citations.numerals import is_number
from citations.regex import regex
from citations.speech_verbs import credit_words
from citations.words import SourceText, paragraph_starts, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
# before the next piece, among which a word that makes it less certain must not be left out: at 1 three false ones
# by hand pass, 6 flags two by hand
_HEDGE_WORDS = 3
_TINY_GAP = 14  # words left out beside a piece too short to tell its place: 7 flags 4.9 %, 28 as many as 14
_APPROXIMATING = frozenset(
    "about approximately roughly around average least most over under nearly almost up more less fewer "
    "около примерно приблизительно порядка среднем более менее почти свыше до больше меньше".split()
)
_OPPOSED_WORDS = 3  # of a phrase that begins with "against": at 2 one by hand passes
_CLAUSE_WORDS = 3  # of an aside that is a clause of its own, whose hedge bounds nothing else: "as it nearly did"; 6 flags one
_ENDS = regex(r"[.!?]")
_ALL = ("all", "все", "всех")
_ANOTHER_SPEAKER = "the words after the ellipsis are another speaker’s"
_PAIRED = frozenset("either both neither либо или ни".split())  # "either | a scandal or money"


def elision_edit(mark: Mark, source: SourceText, start: int, end: int, *, tiny: bool = False) -> Edit | None:
    """Return what the ellipsis left out: the source's words `start` to `end`; None where the source has the dots itself.

    `tiny` says that a piece beside it is too short to be told apart from the same words elsewhere.
    """
    if start == end:
        literal = "…" in source.gap(start) or ".." in source.gap(start).replace(" ", "")
        observed, gravity, note = (source.ends[start - 1], source.starts[end]), Gravity.MARKED, "nothing was left out here"
        if speaker_starts(source, start):
            gravity, note = Gravity.LOOK, _ANOTHER_SPEAKER
        return None if literal else Edit(gravity=gravity, kind="elision", quoted=mark.span, observed=observed, note=note)
    gravity, note = _judge(Elision(source=source, start=start, end=end, tiny=tiny, on_its_line=mark.on_its_line))
    observed = (source.starts[start], source.ends[end - 1])
    return Edit(gravity=gravity, kind="elision", quoted=mark.span, observed=observed, note=note)


def _judge(elision: Elision) -> tuple[Gravity, str]:
    """Return what the first rule says that holds; an ellipsis of which none holds is honest."""
    if elision.count > FAR_WORDS:
        return Gravity.ALTERED, f"{elision.count} words stand between: not one passage"
    for test, reason in _REASONS:
        if found := test(elision):
            return Gravity.LOOK, reason.format(found)
    if elision.is_whole:
        return Gravity.MARKED, "whole paragraphs were left out"
    denial = _own_negation(elision)
    return Gravity.MARKED, f"a negation was left out with its own clause: {denial}" if denial else ""


def _negation(elision: Elision) -> str:
    """Return the first word left out that denies something of what was kept; "non" does so only to a word that was kept."""
    return next((word for word, is_own in denials_in(elision) if not is_own), "")


def _own_negation(elision: Elision) -> str:
    """Return the first word left out that denies something in a sentence or a clause that was left out with it."""
    return next((word for word, is_own in denials_in(elision) if is_own), "")


def _attribution(elision: Elision) -> str:
    return "" if is_set_apart(elision, yields=True) else _turning_word(elision, is_attribution) or _credit(elision)


def _credit(elision: Elision) -> str:
    """Return the first word of what gives the kept words behind it to somebody: "По версии прокуратуры, |"; "" for none."""
    source, end = elision.source, elision.end
    begin = next((index for index in range(end - 1, elision.start - 1, -1) if sentence_starts(source, index)), end)
    is_whole = begin < end and credit_words(source.forms, begin) > 0 and "," in source.gap(end)
    return source.raw(begin) if is_whole else ""


def _reverser(elision: Elision) -> str:
    return _turning_word(elision, is_reverser)


def _turning_word(elision: Elision, turns: Callable[[str], bool]) -> str:
    """Return the first such word that shares its sentence with kept words; "" for none, or in a speech that was interrupted."""
    source, end = elision.source, elision.end
    turning = (
        index
        for index in _fragments(elision)
        if turns(source.forms[index]) and not _is_phrase(source, index, end) and not is_in_own_clause(elision, index)
    )
    word = next((source.raw(index) for index in turning), "")
    return "" if word and is_interruption(source, elision.start, end) else word


def _is_phrase(source: SourceText, index: int, end: int) -> bool:
    """Return whether a word turns nothing round: "against" before words of its own that were left out too, "a few",
    "asked me for".
    """
    if source.forms[index] in ("few", "little") and index and source.forms[index - 1] == "a":
        return True
    if source.forms[index] in ("ask", "asks", "asked", "asking") and "for" in source.forms[index + 1 : index + _OPPOSED_WORDS]:
        return True  # a thing is asked for, nothing is said
    return source.forms[index] in ("against", "против") and index + _OPPOSED_WORDS <= end


def _fragments(elision: Elision) -> list[int]:
    """Return the words left out that share their sentence with words that were kept."""
    source, start, end = elision.source, elision.start, elision.end
    if ";" in source.gap(start) and ";" in source.gap(end):
        return []
    bounds = [index for index in range(start, end + 1) if sentence_starts(source, index)]
    if not bounds:
        return list(range(start, end))
    return [*range(start, bounds[0]), *range(bounds[-1], end)]


def _condition(elision: Elision) -> str:
    """Return the first word of what binds the kept words to something: "provided that", "за исключением"; "" for none."""
    source, start, end = elision.source, elision.start, elision.end
    bounds = [index for index in _fragments(elision) if (limit := limit_after(source, index)) is not None and limit[1] <= end]
    if elision.ends_sentence and _is_bound_at(source, start):
        bounds.append(start)
    return source.raw(bounds[0]) if bounds and not is_interruption(source, start, end) else ""


def _is_bound_at(source: SourceText, start: int) -> bool:
    """Return whether the end of a sentence, left out from `start` on, begins with what bounds the rest: "| until it rains"."""
    opening = max(0, start - SENTENCE_WORDS)
    limit = limit_of_denial(source, start, opening) or limit_of_open(source, start, opening) or aside_after(source, start)
    return bool(limit or hearsay_after(source, start))


def _bounds_a_number(elision: Elision) -> bool:
    """Return whether a few words left out make a number behind them less exact: "about |", "более |"."""
    behind = elision.source.forms[elision.end : elision.end + _HEDGE_WORDS]
    is_bounding = elision.count <= SHORT_ELISION and not _APPROXIMATING.isdisjoint(elision.forms)
    return is_bounding and any(map(is_number, behind))


def _bounds_the_statement(elision: Elision) -> bool:
    """Return whether words left out make the kept ones less certain, or less general: "perhaps |", "in part |"."""
    forms = _without_month(elision)
    is_clause = elision.is_aside and elision.count >= _CLAUSE_WORDS and any(map(may_be_verb, forms))
    if not is_clause and not elision.ends_sentence and hedges(forms[-_HEDGE_WORDS:]):  # "may have … fled": the verb is kept
        return True
    if _tells_of_the_whole(elision):
        return False
    is_bounding = elision.forms[0] in _PAIRED or says_in_part(elision.source, elision.start) or any(map(is_qualifier, forms))
    return is_bounding and elision.count <= SHORT_ELISION and not elision.is_aside and not _is_added(elision)


def _tells_of_the_whole(elision: Elision) -> bool:
    """Return whether a sentence ends with how many all of them are: "I have read that report|, all 600 pages|."."""
    ends = _ENDS.match(elision.source.gap(elision.end))  # a note's mark may follow: ".* It"
    is_last = bool(ends) and "," in elision.source.gap(elision.start)
    return is_last and elision.forms[0] in _ALL and any(map(is_number, elision.forms[1:2]))


def _without_month(elision: Elision) -> list[str]:
    """Return the words left out but for "May", which is no "may"."""
    source, places = elision.source, range(elision.start, elision.end)
    return [source.forms[index] for index in places if source.raw(index) != "May" or sentence_starts(source, index)]


def _is_added(elision: Elision) -> bool:
    """Return whether the words are one more item: "… and, probably, louder.", or stand between a comma and an "and"."""
    source, end = elision.source, elision.end
    is_last = is_conjunction(elision.forms[0]) and elision.ends_sentence
    return is_last or ("," in source.gap(elision.start) and end < len(source.forms) and is_conjunction(source.forms[end]))


def _holds_a_paragraph(elision: Elision) -> bool:
    places = range(elision.start, min(elision.end + 1, len(elision.source.forms)))
    return sum(paragraph_starts(elision.source, index) for index in places) >= 2 and not elision.is_whole


def _changes_speaker(elision: Elision) -> bool:
    source, start, end = elision.source, elision.start, elision.end
    return any(speaker_starts(source, index) for index in range(start, end + 1)) or changes_speech(source, start, end)


def _many(elision: Elision) -> int:
    """Return how many words were left out where they are more than about two sentences, and no paragraphs; else 0."""
    return elision.count if elision.count > NEAR_WORDS and not elision.is_whole else 0


def _gives_away(elision: Elision) -> bool:
    """Return whether words left out right before those that were kept give these to hearsay or turn them round."""
    given, turned = hearsay_before(elision.source, elision.end), turn_before(elision.source, elision.end)
    return (given is not None and given[0] >= elision.start) or (turned is not None and turned >= elision.start)


def _is_rejected(elision: Elision) -> bool:
    """Return whether a verdict on the clause before it was left out: "To say that it was sold | is premature. | We shall see"."""
    verdict = rejected_after(elision.source, elision.start - 1, elision.start)
    return verdict is not None and verdict < elision.end and not is_conjunction(elision.forms[0])


def _is_lost(elision: Elision) -> bool:
    """Return whether a piece of few words stands too far from the other, or in another sentence."""
    return elision.tiny and (elision.count > _TINY_GAP or not elision.is_in_sentence)


# What is tried in order, and what a person is told of the first that holds; "{}" is what was found.
_REASONS: tuple[tuple[Callable[[Elision], bool | int | str], str], ...] = (
    (_negation, "a negation was left out: {}"),
    (_attribution, "an attribution was left out: {}"),
    (_reverser, "a word that turns the sense round was left out: {}"),
    (_condition, "a condition or an exception was left out: {}"),
    (_bounds_a_number, "a word that bounds a number was left out"),
    (_bounds_the_statement, "a word that bounds the statement was left out"),
    (takes_the_quantity, "how many, or how much of it, was left out"),
    (swaps_a_number, "the number that stands there was left out for another one"),
    (takes_the_term, "how long it holds was left out"),
    (_holds_a_paragraph, "a whole paragraph was left out"),
    (_changes_speaker, _ANOTHER_SPEAKER),
    (_many, "{} words were left out"),
    (hides_what_is_said, "what the verb before the ellipsis says was left out"),
    (_gives_away, "words that give the rest away were left out"),
    (_is_rejected, "what the source says against the words before the ellipsis was left out"),
    (shifts_the_time, "the words by which another time or place is told of were left out"),
    (ties_two_sentences, "the ellipsis ties the beginning of one sentence to the end of another"),
    (cuts_a_clause, "the ellipsis ties the end of a clause to the verb that governs it"),
    (drops_conjunctions, "the word by which a clause hangs on what is said before was left out"),
    (hangs_a_clause, "the words after the ellipsis hang on a verb that was left out"),
    (leaves_a_denial, "the ellipsis ties the end of a clause to a denial in the one before it"),
    (cuts_a_comparison, "what is compared was left out"),
    (beheads_behind_a_denial, "the ellipsis ties the end of a sentence to a denial in the one before it"),
    (ties_a_number, "the ellipsis ties a number to words that stand beside another one"),
    (bounds_a_denial, "a word that bounds what is denied was left out"),
    (crosses_a_contrast, "the ellipsis ties the beginning of one clause to the verb of another"),
    (enters_a_second_clause, "the ellipsis ties the beginning of one clause to the end of another"),
    (hides_what_it_holds_of, "what the statement holds of was left out"),
    (changes_subject, "the subject of the words after the ellipsis was left out"),
    (_is_lost, "too few words stand beside the ellipsis to be sure of the place"),
)

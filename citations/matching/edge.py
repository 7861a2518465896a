"""What stands at a quotation's two edges in its source: words that deny it, half a number, a question's mark, cut off.

Enters: the pieces of a quotation in their places, and the draft's own words beside it. Leaves: `Edit`s. Words cut off are no
change of the words that were kept, but they may be what made these a denial, a supposition or a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.lexicon import (
    DENIED_AFTER,
    RETRACTED_AFTER,
    begins_noun_phrase,
    denies_what_follows,
    denies_what_precedes,
    is_conjunction,
    is_hedge,
    is_light,
    is_negation,
    is_reverser,
    supposes_what_follows,
)
from citations.matching.asides import aside_after
from citations.matching.bounds import (
    case_after,
    condition_before,
    hedge_before,
    limit_after,
    limit_far_after,
    limit_of_denial,
    limit_of_open,
    limits,
    turn_before,
)
from citations.matching.brackets import edge_bracket_edit
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
from citations.matching.edits import Edit, Gravity
from citations.matching.endmarks import lost_question, tail_edit
from citations.matching.hearsay import charge_before, distances, hearsay_after, hearsay_before, voice_before
from citations.matching.marks import Mark, MarkKind, Pieces
from citations.matching.placing import Layout
from citations.matching.referents import names_another
from citations.numerals import MAGNITUDES, PERCENT, is_number
from citations.words import BLANKS, QUOTES, SourceText, find_words, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
_LIGHT_WORDS = 4  # that may stand between a negation and the edge of the quotation: 2 flags one by hand, 8 none
# between the quotation and the "that" of its clause, and from there to the verb that governs it: at 9 a false one by hand
# passes, 36 changes nothing
_CLAUSE_WORDS = 18
# a hyphen that ties the quotation's first word to the one before it: "non-|violent"
_CUT_HYPHEN = re.compile(r"\w[-‐‑–]$")
_COMPLETES_NUMBER = frozenset(MAGNITUDES) | PERCENT | {"°", "‰", "per"}
_ENDS = re.compile(r"[.…!?]")
_JOINING = frozenset(("and but or that which who и а но или что чтобы как где").split())  # a new clause follows them
_OF = frozenset("in of among из в среди".split())  # "nothing in | this resolution", "никто из | них"
_BESIDE_WORDS = 2  # from a verb of saying to its colon, and to the "not" that denies it
_NEAR_NAME = 3  # words from the quotation's beginning to a name put in: the one cut off before them may be in its place
_FAILING = frozenset("fails failed".split())  # behind a comma, of a ground or a claim
_BEFORE_THAT = frozenset(
    "тот та то те тем того because потому".split()
)  # between "not" and the "that" it denies: "не потому, что"
_VERSIONS = frozenset("version edition story article версии редакции заметке".split())
_EARLIER = frozenset("earlier previous original предыдущей прежней первоначальной ранней".split())
_ONLY = frozenset("only but even and just только лишь но даже и".split())
_FEW = frozenset("few little rarely seldom only мало редко лишь только".split())  # "few believe that |", "мало кто верит, что |"
_OPPOSING = frozenset(["anti", "ex", "un", "pseudo", "quasi", "анти", "экс", "псевдо"])
_BEFORE = "words before the quotation were left out"
_AFTER = "words after the quotation were left out"
# before a "that", among which the noun stands on which its clause hangs, "довод ответчика о том, что": at 3 one by hand passes
_NOUN_WORDS = 5
_NOT_DONE = frozenset("рано преждевременно бессмысленно недопустимо глупо бесполезно".split())  # "говорить об обвале | рано"
_VERDICT_WORDS = 8  # behind such a clause, among which it is rejected; 4 and 16 change nothing
_DRAFT_WORDS = 4  # beside the quotation, in which the draft may deny it itself


def edge_edits(exact: str, parsed: Pieces, layout: Layout, source: SourceText, before: str, after: str) -> list[Edit]:
    """Return what stands at the quotation's two edges: marks after the last piece, cut words, the last punctuation."""
    edits: list[Edit | None] = []
    first, last = layout[0], layout[-1]
    if first:
        edits += _other_names(parsed, layout, source)
        word = parsed.pieces[0][0]
        head = exact[: word.start]
        if not parsed.marks[0] and ("…" in head or ".." in head) and not re.search(r"…|\.\.", source.gap(first.start)):
            at = source.starts[first.start]
            edits.append(Edit(gravity=Gravity.MARKED, kind="elision", quoted=(0, word.start), observed=(at, at), note=_BEFORE))
        begins = word.start in parsed.capitals or (exact[word.start].isupper() and source.raw(first.start)[0].islower())
        opening = _opening(parsed.marks[0], source, first.start)
        edits.append(_cut_before((word.start, word.start), source, opening, before, begins=begins))
    if last:
        word = parsed.pieces[-1][-1]
        edits += [edge_mark(mark, source, last.end, before=False) for mark in parsed.marks[-1]]
        opening = first.start if first else last.start
        ends = bool(_ENDS.search(exact[word.end :]))
        edits.append(_cut_after((word.end, word.end), word.form, source, (opening, last.end), after, ends=ends))
        if not parsed.marks[-1]:
            edits.append(tail_edit(exact, word.end, source, last.end))
            edits.append(lost_question(exact, word.end, source, opening, last.end, after))
    return [edit for edit in edits if edit]


def _other_names(parsed: Pieces, layout: Layout, source: SourceText) -> list[Edit | None]:
    """Return an edit for a name put in behind the first piece, where the words cut off before that piece name somebody else."""
    first, second = layout[0], layout[1] if len(layout) > 1 else None
    if first is None or second is None or first.end != second.start or first.end - first.start > _NEAR_NAME:
        return []
    note = "the source names somebody else, in the words before the quotation"
    span = (source.starts[first.start - 1], source.ends[first.start - 1]) if first.start else (0, 0)
    return [
        Edit(gravity=Gravity.LOOK, kind="insertion", quoted=mark.span, observed=span, note=note)
        for mark in parsed.marks[1]
        if mark.kind is MarkKind.BRACKET and names_another(mark, source, first.start)
    ]


def _opening(marks: Sequence[Mark], source: SourceText, index: int) -> int:
    """Return the word by which the quotation begins: "[You] replaced | them" begins by the "you" that stands in brackets."""
    own = [word.form for mark in marks for word in mark.words]
    return index - len(own) if own and source.forms[max(0, index - len(own)) : index] == own else index


def edge_mark(mark: Mark, source: SourceText, index: int, *, before: bool) -> Edit | None:
    """Return what a mark at the quotation's beginning (`before`) or end did beside the source's word `index`."""
    if mark.kind is not MarkKind.ELLIPSIS:
        return edge_bracket_edit(mark, source, index, before=before)
    gap = source.gap(index)
    if "…" in gap or "..." in gap:
        return None
    span = (source.starts[index], source.starts[index]) if before else (source.ends[index - 1], source.ends[index - 1])
    return Edit(gravity=Gravity.MARKED, kind="elision", quoted=mark.span, observed=span, note=_BEFORE if before else _AFTER)


def _cut_before(place: tuple[int, int], source: SourceText, index: int, before: str, *, begins: bool) -> Edit | None:
    """Return what was cut off before word `index`; `begins` says that the quotation makes a sentence begin there."""
    if not index:
        return None
    previous = source.forms[index - 1]
    if _CUT_HYPHEN.search(source.text[max(0, source.starts[index] - 2) : source.starts[index]]) and (
        is_number(previous) or is_negation(previous) or previous in _OPPOSING
    ):
        return _edge(place, source, (index - 1, index), "edge", "the quotation begins in the middle of a word")
    denial, reach = _denial_before(source, index), _DRAFT_WORDS
    if denial is None:
        denial = turn_before(source, index)
    if denial is None:
        denial, reach = _governing_denial(source, index), _CLAUSE_WORDS
    if denial is not None:
        if before and _says_so([word.form for word in find_words(before)[-reach:]]):
            return None
        kind, does = ("negation", "denies") if is_negation(source.forms[denial]) else ("edge", "bounds")
        return _edge(place, source, (denial, index), kind, f"the source {does} it, in the words before the quotation")
    return _bound_before(place, source, index, [word.form for word in find_words(before)[-_CLAUSE_WORDS:]], begins=begins)


def _bound_before(place: tuple[int, int], source: SourceText, index: int, own: Sequence[str], *, begins: bool) -> Edit | None:
    """Return what makes less of the statement than the quotation does, unless `own`, the draft's words before it, say so."""
    if (hedge := hedge_before(source, index)) and not any(map(is_hedge, own)):
        return _edge(place, source, hedge, "edge", "the source is less certain, in the words before the quotation")
    if (condition := condition_before(source, index)) and not limits(own):
        return _edge(place, source, condition, "edge", "the source says it on a condition, before the quotation")
    if (hearsay := hearsay_before(source, index)) and not any(voices(form) or is_hedge(form) for form in own):
        return _edge(place, source, hearsay, "edge", "the source gives it to hearsay, in the words before the quotation")
    if (charge := charge_before(source, index)) and not any(voices(form) or is_hedge(form) for form in own):
        return _edge(place, source, charge, "edge", "the source gives it to an accuser, before the quotation")
    voice = voice_before(source, index)
    if (
        voice
        and source.forms[voice[0]] not in own
        and (begins or ":" in source.gap(index) or distances(source.forms[slice(*voice)]))
    ):
        return _edge(place, source, voice, "edge", "the source gives it to somebody, in the words before the quotation")
    return None


def _denial_before(source: SourceText, index: int) -> int | None:
    for number in range(index - 1, max(-1, index - 2 - _LIGHT_WORDS), -1):
        gap = source.gap(number + 1)
        if sentence_starts(source, number + 1) or ";" in gap or (":" in gap and not _calls_untrue(source, number)):
            return None
        if "," in gap and number < index - 1 and _is_in_aside(source, number):
            return None
        if denies_what_follows(source.forms[number]) and source.forms[max(0, number - 1)] != "a":  # "a few" denies nothing
            return number
        if number == index - 1 and supposes_what_follows(source.forms[number]):
            return number
        is_of = number == index - 1 and source.forms[number] in _OF and is_negation(source.forms[number - 1])
        if not is_light(source.forms[number]) and not is_of:
            return None
    return None


def _calls_untrue(source: SourceText, number: int) -> bool:
    """Return whether the words before a colon call untrue what follows it: "Not true: |", "Неправда: |"; not "нельзя: |"."""
    form = source.forms[number]
    is_word_of_denial = rejects(form) or (denies_what_follows(form) and not is_negation(form))
    return is_word_of_denial or (is_light(source.forms[number]) and is_negation(source.forms[max(0, number - 1)]))


def _is_in_aside(source: SourceText, number: int) -> bool:
    """Return whether word `number` ends a clause about a noun, and the comma behind it too: ", which I did not have,"."""
    for place in range(number, max(-1, number - _LIGHT_WORDS - 1), -1):
        if is_relative(source.forms[place]):
            return True
        if source.gap(place).strip(BLANKS):
            return False
    return False


def _governing_denial(source: SourceText, index: int) -> int | None:
    """Return the word that denies or asks the clause in which word `index` stands: "does not share the view that | it failed"."""
    that = _clause_start(source, index)
    if that is None and ":" in source.gap(index):
        return _denied_speech(source, index)
    if not that:
        return None
    if supposes_what_follows(source.forms[that]):
        return that if that < index else None  # "whether" stands in the quotation
    is_stated = False
    # "the view, held by some, that"; Russian always has a comma
    is_aside = source.forms[that].isascii() and "," in source.gap(that)
    if is_aside and any(mark in source.gap(that) for mark in QUOTES):
        return None  # 'it states that "all were examined," that |'
    for number in range(that - 1, max(-1, that - 1 - _CLAUSE_WORDS), -1):
        form, mark = source.forms[number], source.gap(number).strip(BLANKS)
        mark = "" if mark == "." and not sentence_starts(source, number) else mark  # "the hon. Lady"
        bounds = is_negation(form) or supposes_what_follows(form) or is_somebody(form) or _is_withdrawn(source, number)
        bounds = bounds or form in _FEW or (form == "against" and source.forms[number + 1].endswith("ing"))  # "concluding that"
        if is_negation(form) and all(other in _BEFORE_THAT for other in source.forms[number + 1 : that]):
            return number  # "It is not that |", "Не тот, что |"
        if rejects(form) or supposes(form) or (is_stated and bounds):
            return number
        begins_aside = is_aside and bool(mark)  # "not true, as he told us, that"
        is_joint = is_conjunction(form) and not begins_aside and not is_negation(source.forms[number - 1])  # "nobody but a fool"
        if is_complementiser(form) or is_joint or sentence_starts(source, number) or (mark and not is_aside):
            return None
        is_stated, is_aside = is_stated or states(form), is_aside and not mark
    return None


def _denied_speech(source: SourceText, index: int) -> int | None:
    """Return the word by which a colon before word `index` introduces what was not said, or wrongly: "did not say that: |"."""
    last = index - 1 - is_complementiser(source.forms[index - 1])
    voice = next((number for number in range(last, max(-1, last - _BESIDE_WORDS), -1) if voices(source.forms[number])), None)
    if voice is None:
        return None
    for number in range(voice - 1, max(-1, voice - 1 - _CLAUSE_WORDS), -1):
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
    for number in range(index, max(-1, index - _CLAUSE_WORDS), -1):
        if is_complementiser(source.forms[number]):
            return number
        if sentence_starts(source, number) or is_conjunction(source.forms[number]) or source.gap(number).strip(BLANKS):
            return None
    return None


def _cut_after(
    place: tuple[int, int], form: str, source: SourceText, extent: tuple[int, int], after: str, *, ends: bool
) -> Edit | None:
    """Return what was cut off behind the source's words of `extent`, the last of which is `form`; `ends` says that the quotation
    makes a sentence end there.
    """
    opening, index = extent
    if retracted := RETRACTED_AFTER.match(source.text, source.ends[index - 1]):
        last = max(number for number in range(index, len(source.forms)) if source.starts[number] < retracted.end())
        return _edge(place, source, (index, last + 1), "negation", "the source takes it back, in the words after the quotation")
    if index >= len(source.forms) or sentence_starts(source, index):
        return None
    following = source.forms[index]
    tight = source.gap(index) in ("-", "–", "‐", "‑")
    if is_number(form) and (following in _COMPLETES_NUMBER or (tight and is_number(following))):
        return _edge(place, source, (index, index + 1), "edge", "the quotation ends in the middle of a number")
    own = [word.form for word in find_words(after)[:_VERDICT_WORDS]]
    denied = None if _says_so(own) else _denied_after(source, opening, index, form)
    if denied is not None:
        return _edge(place, source, (index, denied), "negation", "the source denies it, in the words after the quotation")
    if form in _JOINING or limits(own) or _says_so(own[:_DRAFT_WORDS]):
        return None
    return _bound_after(place, source, extent, ends=ends)


def _bound_after(place: tuple[int, int], source: SourceText, extent: tuple[int, int], *, ends: bool) -> Edit | None:
    """Return what makes less of the statement of `extent`, in the words behind it."""
    opening, index = extent
    does = "the source bounds it"
    limit = limit_after(source, index) or limit_of_open(source, index, opening) or aside_after(source, index)
    is_clause = ends or sentence_starts(source, opening) or is_complementiser(source.forms[opening - 1])
    is_clause = is_clause or (begins_noun_phrase(source.forms[opening]) and voices(source.forms[opening - 1]))
    if limit is None and sentence_starts(source, opening):
        limit = limit_far_after(source, index) or case_after(source, opening, index)
    if limit is None and (is_clause or is_reverser(source.forms[opening])) and (limit := limit_of_denial(source, index, opening)):
        does = "the source bounds what it denies"
    if limit is None and (limit := hearsay_after(source, index)):
        does = "the source gives it to hearsay"
    return _edge(place, source, limit, "edge", f"{does}, in the words after the quotation") if limit else None


def _denied_after(source: SourceText, opening: int, index: int, form: str) -> int | None:
    """Return the word behind those by which the source denies what ends before word `index` with `form`; None if it does not."""
    if denied := DENIED_AFTER.match(source.text, source.ends[index - 1]):
        return 1 + max(number for number in range(index, len(source.forms)) if source.starts[number] < denied.end())
    if (rejected := _rejected_after(source, opening, index)) is not None:
        return rejected + 1
    if source.forms[index] in _NOT_DONE and not source.gap(index).strip(BLANKS):
        return index + 1
    continues = not source.gap(index).strip(BLANKS) and form not in _JOINING
    last = index + (source.forms[index] in _ONLY and index + 1 < len(source.forms))  # "but not", "и не"
    return last + 1 if continues and denies_what_precedes(source.forms[last]) else None


def _rejected_after(source: SourceText, opening: int, index: int) -> int | None:
    """Return the verb that rejects the clause which ends before word `index`: "the argument that |…| is rejected"; or None.

    `opening` is the first word of the quotation, in that clause.
    """
    that = _clause_start(source, opening)
    if not that or not any(map(states, source.forms[max(0, that - _NOUN_WORDS) : that])):
        return None
    for number in range(index, min(len(source.forms), index + _VERDICT_WORDS)):
        if sentence_starts(source, number) or is_complementiser(source.forms[number]):
            return None
        fails = source.forms[number] in _FAILING and "," in source.gap(number)  # "The ground that …, fails."
        if refutes(source.forms[number]) or fails:
            return number
    return None


def _says_so(forms: Sequence[str]) -> bool:
    """Return whether words of the draft beside the quotation deny it, or suppose it, themselves."""
    return any(denies_what_follows(form) or rejects(form) or supposes_what_follows(form) for form in forms)


def _edge(place: tuple[int, int], source: SourceText, words: tuple[int, int], kind: str, note: str) -> Edit:
    span = (source.starts[words[0]], source.ends[words[1] - 1])
    return Edit(gravity=Gravity.LOOK, kind=kind, quoted=place, observed=span, note=note)

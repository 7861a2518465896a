"""What an author's brackets did to the source's words: inserted, replaced, put into another tense, explained a pronoun.

Enters: a mark of a quotation (`citations.matching.marks`), and the source's words that it stands for. Leaves: an `Edit`.
Brackets are honest when they only say who or what is meant, or set the words into the draft's sentence. Usage: Chicago Manual of
Style 17, 13.59-13.63.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citations.lexicon import (
    are_irregular_forms,
    is_adjective,
    is_adverb,
    is_attribution,
    is_ending,
    is_function_word,
    is_honorific,
    is_light,
    is_negation,
    is_pronoun,
    is_qualifier,
    is_remark,
    is_reverser,
    is_shifted,
    is_stage_remark,
)
from citations.matching.clauses import is_complementiser, voices
from citations.matching.edits import Edit, Gravity, are_forms_of_one_word
from citations.matching.given_names import gives_a_first_name, gives_another_first_name
from citations.matching.marks import Mark, MarkKind
from citations.matching.persons import names_a_second_person, names_the_object
from citations.matching.referents import (
    Bracket,
    adds_a_statement,
    adds_an_object,
    explains_who,
    gives_in_full,
    has_nearer_noun,
    is_pro_verb,
    labels_unknown_speaker,
    names_the_unnamed,
    repeats_its_noun,
    says_which_one,
    speaks_for_itself,
    stands_for_a_noun,
)
from citations.matching.times_and_places import names_another_place, names_another_time
from citations.matching.verbs import are_forms_of_one_verb, is_over, is_past, is_third_person_of, says_in_another_tense
from citations.months import MONTH_NUMBERS
from citations.numerals import MAGNITUDES, is_number, is_percent, is_printed_otherwise
from citations.regex import regex
from citations.words import SourceText, fold, sentence_begin, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
_BOUNDING_WORDS = 2  # brackets for so few words are judged by each of them; 1 and 4 change nothing
_POINTED_WORDS = 4  # the most that a pronoun in brackets may stand for: 2 flags one by hand, 8 none
_MODIFIER_WORDS = 2  # of an insertion that may say something new of the word beside it: "[the corrupt]"; 1 and 3 change nothing
# What brings in a cause or a doer: "because of the ministry", "по вине министерства"; not "by the ministry"
_CAUSE = regex(
    r"""(?:because | due\sto | owing\sto | thanks\sto | caused\sby | (?:on|by)\s(?:the\s)?orders?\sof | по\sвине | из\sза
    | благодаря | вследствие | в\sрезультате | по\sприказу | по\sуказанию | потому | поскольку)\b""",
    re.VERBOSE,
)
_SENTENCE_WORDS = 40  # to each side of a changed verb, in which its sentence begins and ends
_REVIVED = "the brackets tell as of today what the source says is over"
_NONE = frozenset("neither none никто ничто ни".split())  # of whom: "neither [group]"
_STEM_HEAD = 3  # letters that forms of one word share at least
# Words that point at a noun and say nothing of it.
DETERMINERS = frozenset("the a an this that these those эта этот это эти этого этой этих этим этому те тот та".split())
_ALTERNATIVES = frozenset("or nor but than yet или но а чем".split())


def bracket_edit(mark: Mark, source: SourceText, start: int, end: int) -> Edit | None:
    """Return what the brackets did to the source's words `start` to `end` (none: an insertion)."""
    observed = (source.starts[start], source.ends[end - 1]) if start < end else (_place(source, start),) * 2
    bracket = Bracket(mark=mark, source=source, start=start, end=end)
    if mark.kind is MarkKind.ENDING:
        gravity, kind, note = _ending_gravity(bracket)
    elif bracket.forms == bracket.theirs:
        literal = "[" in source.gap(start) and "]" in source.gap(end)
        gravity, kind, note = (Gravity.REMARK if literal else Gravity.MARKED), "insertion", ""
    else:
        gravity, kind, note = _judge(bracket)
    return Edit(gravity=gravity, kind=kind, quoted=mark.span, observed=observed, note=note)


def _judge(bracket: Bracket) -> tuple[Gravity, str, str]:
    """Return what the words in the brackets are by themselves, unless a rule knows better: excuse, objection or doubt."""
    gravity, kind, note = _content_gravity(bracket.forms, bracket.theirs)
    if gravity is Gravity.LOOK and any(excuses(bracket) for excuses in _EXCUSES.get(kind, ())):
        gravity, kind, note = Gravity.MARKED, "insertion", ""
    reasons = _OBJECTIONS if gravity is not Gravity.MARKED else (*_OBJECTIONS, *_DOUBTS.get(kind, ()))
    for test, reason in reasons:
        if found := test(bracket):
            return Gravity.LOOK, kind, reason.format(found)
    return gravity, kind, note


def _place(source: SourceText, index: int) -> int:
    return source.starts[index] if index < len(source.forms) else len(source.text)


def _ending_gravity(bracket: Bracket) -> tuple[Gravity, str, str]:
    mark = bracket.mark
    if len(bracket.theirs) != 1:
        return Gravity.LOOK, "tense", "the brackets do not stand for one word of the source"
    ours, theirs = fold(mark.stem + mark.content + mark.tail or "-"), bracket.theirs[0]
    if _revives((ours,), bracket):
        return Gravity.LOOK, "tense", _REVIVED
    stem, tail = mark.stem.casefold(), mark.tail.casefold()
    if ours == theirs or _says_the_same_verb(ours, theirs):
        return Gravity.MARKED, "tense", ""
    if stem and not tail and theirs.startswith(fold(mark.stem)) and is_number(ours) == is_number(theirs):
        dropped = theirs[len(fold(mark.stem)) :]
        if is_ending(mark.content) and is_ending(dropped):
            return Gravity.MARKED, "tense", ""
    return Gravity.LOOK, "tense", "the brackets make another word"


def _says_the_same_verb(ours: str, theirs: str) -> bool:
    is_other_form = is_shifted(ours, theirs) or is_third_person_of(ours, theirs)
    return is_other_form or are_irregular_forms(ours, theirs) or are_forms_of_one_verb(ours, theirs)


def _revives(forms: Sequence[str], bracket: Bracket) -> bool:
    """Return whether the words tell as of today what the source's sentence says is over: "[loses]" for "lost", of an old law."""
    source, tells = bracket.source, any(map(voices, bracket.theirs)) or any(map(is_complementiser, bracket.behind))
    if not is_past(bracket.theirs) or is_past(forms) or tells:
        return False  # what "wrote that" brings in may be over, and be told as "[writes] that"
    low = sentence_begin(bracket.source, bracket.end, max(0, bracket.start - _SENTENCE_WORDS))
    high = next((at for at in range(bracket.end, bracket.end + _SENTENCE_WORDS) if sentence_starts(source, at)), bracket.end)
    return is_over(source.forms[low:high])


def _is_revived(bracket: Bracket) -> bool:
    return _revives(bracket.forms, bracket)


def _content_gravity(forms: Sequence[str], theirs: Sequence[str]) -> tuple[Gravity, str, str]:
    if any(map(is_negation, theirs)):
        return Gravity.LOOK, "negation", "the brackets replace a negation"
    if any(is_negation(form) and form != "non" for form in forms):  # "non-performing"
        return Gravity.LOOK, "negation", "the brackets bring in a negation"
    if not theirs:
        if is_stage_remark(forms):
            return Gravity.LOOK, "insertion", "the source has no such remark here"
        if len(forms) <= 2 and any(is_qualifier(form) or is_attribution(form) or is_reverser(form) for form in forms):
            return Gravity.LOOK, "insertion", "the inserted word bounds the statement"
        return Gravity.MARKED, "insertion", ""
    if is_printed_otherwise(forms, theirs):
        return Gravity.MARKED, "number-form", ""
    if (
        any(map(is_number, theirs))
        or (forms and all(map(is_number, forms)))
        or (any(map(is_reverser, theirs)) and len(theirs) < 3)
    ):
        return Gravity.LOOK, "insertion", "the brackets replace words of the source"
    if _are_inflections(forms, theirs) or says_in_another_tense(forms, theirs):
        return Gravity.MARKED, "tense", ""
    if all(map(is_honorific, theirs)) or (theirs == ("the",) and forms[-1].endswith("'s")):
        return Gravity.MARKED, "insertion", ""  # "[Minister] Aldane" for "Mr Aldane", "[Morante's] plan" for "the plan"
    if len(kept := [form for form in theirs if form not in forms]) < len(theirs) and kept and _only_points(kept):
        return Gravity.MARKED, "insertion", ""  # "[the words of Beklesheva]" for "her words"
    if forms and is_pro_verb(theirs):
        return Gravity.MARKED, "insertion", ""  # whether the source names it near, `referents` says
    bounds = any(is_qualifier(form) for form in (*forms, *theirs)) and min(len(forms), len(theirs)) <= _BOUNDING_WORDS
    if not bounds and ((forms and _only_points(theirs)) or (_only_points(forms) and len(theirs) <= _POINTED_WORDS)):
        return Gravity.MARKED, "insertion", ""
    return Gravity.LOOK, "insertion", "the brackets replace words of the source"


def _only_points(forms: Sequence[str]) -> bool:
    """Return whether the words only point at something named elsewhere: "they", "of them", "it's"."""
    bare = [form.split("'")[0] for form in forms]
    return any(map(is_pronoun, bare)) and all(is_pronoun(form) or is_light(form) for form in bare)


def _are_inflections(forms: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether the words are the source's in other forms, a pronoun being put for another: "he will" for "I will"."""
    if len(forms) != len(theirs):
        return False
    pairs = list(zip(forms, theirs, strict=True))
    return all(a == b or _is_inflection(a, b) or (len(pairs) > 1 and is_pronoun(a) and is_pronoun(b)) for a, b in pairs)


def _is_inflection(left: str, right: str) -> bool:
    if _says_the_same_verb(left, right):
        return True
    short, long = sorted((left, right), key=len)
    return are_forms_of_one_word(left, right) and not (long.endswith(short) or is_qualifier(left) or is_qualifier(right))


def _cites_brackets(bracket: Bracket) -> bool:
    """Return whether the source has brackets of its own there, with other words."""
    source, start = bracket.source, bracket.start
    return any("[" in source.gap(index) for index in range(start, min(max(bracket.end, start + 1), len(source.forms))))


def _parts_a_denial(bracket: Bracket) -> bool:
    """Return whether an insertion stands between a negation and what it denies: "not [the party] banned"."""
    is_said = not bracket.theirs and not any(map(is_remark, bracket.forms))
    return is_said and is_negation(bracket.before) and bracket.before not in _NONE


def _sets_beside(bracket: Bracket) -> bool:
    """Return whether an insertion begins with a word that sets something beside the statement: "[or hoped]"."""
    return not bracket.theirs and bracket.forms[0] in _ALTERNATIVES


def _drops_words(bracket: Bracket) -> bool:
    """Return whether an article or "this" stands for words that say which one: "[These] rules" for "The old Soviet rules".

    A genitive says whose, which the word may stand for: "[this] plan" for "Teko's plan".
    """
    is_bare = bool(bracket.forms) and all(form in DETERMINERS for form in bracket.forms)
    telling = [form for form in bracket.theirs if not is_function_word(form)]
    return is_bare and bool(telling) and not any(form.endswith(("'s", "s'")) for form in telling)


def _gives_a_cause(bracket: Bracket) -> bool:
    """Return whether an insertion says why, or by whose doing: "[because of the ministry]"."""
    return not bracket.theirs and _CAUSE.match(" ".join(bracket.forms)) is not None


def _extends_a_number(bracket: Bracket) -> bool:
    """Return whether an insertion makes another number of the one beside it: "five [thousand]", "[2] million"."""
    if bracket.theirs:
        return False
    forms, behind = bracket.forms, bracket.source.forms[bracket.start : bracket.start + 1]
    makes_more = forms[0] in MAGNITUDES or is_percent(forms[:1]) or is_percent(forms[:2])
    return (is_number(bracket.before) and makes_more) or (is_number(forms[-1]) and not MAGNITUDES.keys().isdisjoint(behind))


def _strange_word(bracket: Bracket) -> str:
    """Return the adverb or adjective in brackets that says something new of its neighbour: "[deliberately] sank"; "" for none.

    An adjective that the source uses itself says who or what is meant.
    """
    words, places = bracket.mark.words, bracket.source.places
    telling = [word for word in words if not is_function_word(word.form)]
    if len(telling) != 1 or len(words) > _MODIFIER_WORDS or telling[0].capital or is_remark(telling[0].form):
        return ""
    form = telling[0].form
    if is_adverb(form):
        return "" if form in places else form
    if not is_adjective(form) or form in places:
        return ""
    head = form[:_STEM_HEAD]
    return "" if any(other.startswith(head) and are_forms_of_one_word(form, other) for other in places) else form


def _only_shortens(bracket: Bracket) -> bool:
    """Return whether the brackets say less of a name or a date: "[Zimin]" for "Igor Zimin", "[in May]" for "on 3 May"."""
    source = bracket.source
    own = {form for form in bracket.forms if not is_function_word(form)}
    theirs = [index for index in range(bracket.start, bracket.end) if not is_function_word(source.forms[index])]
    dropped = [index for index in theirs if source.forms[index] not in own]
    if not own or not own <= {source.forms[index] for index in theirs}:
        return False
    is_date = any(form in MONTH_NUMBERS for form in own)
    return all(source.raw(index)[0].isupper() or (is_date and is_number(source.forms[index])) for index in dropped)


# The rules, by what the words by themselves were taken for; of each table the first that holds speaks.
# What is wrong by itself is honest after all:
_EXCUSES: dict[str, tuple[Callable[[Bracket], bool], ...]] = {
    "insertion": (_only_shortens, gives_in_full, gives_a_first_name, stands_for_a_noun, repeats_its_noun),
    "negation": (explains_who,),
}
_Reason = tuple[Callable[[Bracket], bool | str], str]  # a test, and what a person is told; "{}" is what the test found
# A person must see it, whatever else the brackets do:
_OBJECTIONS: tuple[_Reason, ...] = (
    (_cites_brackets, "the source has brackets of its own here, with other words"),
    (_parts_a_denial, "the inserted words stand between a negation and what it denies"),
    (_sets_beside, "the inserted words set something else beside the statement"),
    (_drops_words, "words of the source were left out beside the brackets without a mark"),
    (_gives_a_cause, "the inserted words say why, or by whose doing"),
    (_extends_a_number, "the inserted word makes another number of the one beside it"),
)
_NEARER: _Reason = (has_nearer_noun, "the sentence has a nearer noun for the pronoun than what the brackets name")
# What is honest by itself is not in this place:
_DOUBTS: dict[str, tuple[_Reason, ...]] = {
    "insertion": (
        (says_which_one, "the inserted words say which one, and the source does not name it near"),
        (_strange_word, "the inserted word stands nowhere in the source: {}"),
        (names_the_unnamed, "the source does not name near before what the brackets name"),
        (gives_another_first_name, "the source gives that family name another given name"),
        (names_a_second_person, "the source names somebody else first, whom the pronoun may mean"),
        (names_the_object, "the sentence before is of another one, whom the pronoun may mean"),
        (names_another_time, "the source names another time last before the brackets"),
        (names_another_place, "the source names another place last before the brackets"),
        (labels_unknown_speaker, "the source does not say there that these are that person’s words"),
        (speaks_for_itself, "the brackets speak in the first person"),
        _NEARER,
        (adds_an_object, "the inserted words say what is denied, and the source does not name it near"),
        (adds_a_statement, "the inserted words say what somebody does, and the source does not say it near"),
    ),
    "tense": (_NEARER, (_is_revived, _REVIVED)),
}

"""What an author's brackets name: whether the source names it near before, and whether it names something nearer or other there.

Enters: a bracket of a quotation (`citations.matching.marks`), and the place in the source where it stands. Leaves: yes or no.
Grammar is guessed from endings and capitals; where a pronoun could point at two things, nothing here decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citations.lexicon import is_adjective, is_function_word, is_negation, is_remark, may_be_verb
from citations.matching.clauses import is_relative
from citations.matching.marks import Mark
from citations.matching.nouns import ROOT, is_form_of
from citations.matching.repeated import says_which_of_it
from citations.numerals import is_number
from citations.pronouns import FIRST_PERSONS, POINTING, SPEAKERS, THINGS
from citations.regex import regex
from citations.words import SourceText, Word, paragraph_starts, sentence_begin, sentence_starts

# before a pronoun, among which what it points at is named, if the brackets use the source's words: about three sentences.
# 30 flags 4.7 % and seven by hand, at 120 three false ones by hand pass
_NAMED_WORDS = 60
_LED_WORDS = 120  # before brackets that begin with a preposition: at 60 one by hand is flagged
_TOLD_WORDS = 15  # before a pronoun, of which fewer need not name what it points at
_TOPIC_PLACES = 6  # where a text has a word so often, a pronoun may point at it from any place
_DENIED_WORDS = 2  # from a negation to the verb that it denies: "did not deliver", "не дадим"
# Behind these, words belong to the noun before them: "the coverage | of the president".
_OF = frozenset("of for in on at by to from with about между о об на в за для по из от с".split())
_ENDS_CLAUSE = regex(r"[,;.!?]")  # right behind a verb: it has no object in the source
_STATEMENT_WORDS = 3  # of brackets that say what somebody does
_VERB_RU = regex(r"\w{2,}(?:ать|ять|еть|ить|ыть|уть|оть|[аяиеыуо]л[аои]?|[аяеиу]лся|[аяеиу]лись)")  # "заказал", "закрыть"
_PRO_VERB = regex(  # "do so", "сделать это"; not "do nothing"
    r"(?:do|does|did|doing|done)\s(?:so|this|that|it)|(?:с?дела(?:ть|ет|ют|л|ла|ли)|поступ\w+)\s(?:это|так)|это\sс?делать"
)
_TENSE_WORDS = 2  # "[we have]", which puts a verb into another form
_LABELLED_WORDS = 12  # behind a speaker's name in brackets, among which the first person shows that it is one
_SPEECH_WORDS = 80  # to each side in which a paragraph ends, as in citations/said_by.py
_YEAR = regex(r"(?:1[89]|20)\d\d")
_EDITORS = frozenset("ред прим авт ed eds".split())
# A head that says nothing of what is meant: "the question of | compensation", "вопрос о | компенсации"
_EMPTY_HEADS = frozenset(
    "question issue matter idea problem possibility prospect proposal topic subject case fact number amount level process "
    "вопрос проблема идея возможность перспектива предложение тема факт случай процесс".split()
)
# Nouns that only say that people are meant: who they are the word before tells.
_ROLES = frozenset("officials officers representatives people members men women staff authorities workers".split())
_LABELLED_ROLE = 2  # words of "consular officials"
_ARTICLES = frozenset("the a an this that".split())
# "our | officers", "own | officers"
_OWNERS = _ARTICLES | frozenset("my our your his its their own these those мой наш ваш свой собственный".split())
_KIND_WORDS = 2  # of an insertion before a noun that says of which kind it is: "[embassy]"
# "her | country", "его | ведомство", "эта | партия": a common noun that a name may stand for
_OWN = frozenset("his her its their the this that our my его ее их эта этот это эти наш наша наше наши".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Bracket:
    """One pair of brackets, and the source's words `start` to `end` that it stands for; of an insertion there are none."""

    mark: Mark
    source: SourceText
    start: int
    end: int

    @property
    def forms(self) -> tuple[str, ...]:
        """The words in the brackets."""
        return tuple(word.form for word in self.mark.words)

    @property
    def theirs(self) -> tuple[str, ...]:
        """The words of the source that the brackets stand for."""
        return tuple(self.source.forms[self.start : self.end])

    @property
    def before(self) -> str:
        """The word of the source before the brackets; "" at its beginning."""
        return self.source.forms[self.start - 1] if self.start else ""

    @property
    def behind(self) -> tuple[str, ...]:
        """The word of the source behind the brackets; none at its end."""
        return tuple(self.source.forms[self.end : self.end + 1])

    @property
    def pointer(self) -> str:
        """The word that the brackets replace or explain, its clitic left out: "he" of "he's"."""
        return (self.source.forms[self.start] if self.start < self.end else self.before).split("'")[0]


def names_the_unnamed(bracket: Bracket) -> bool:
    """Return whether the brackets say what a pronoun points at, and the source names it nowhere near before."""
    points = bracket.pointer in POINTING or is_pro_verb(bracket.theirs)
    if not points or bracket.start < _TOLD_WORDS:
        return False  # a source that begins with the pronoun may have named it where nobody reads
    return not repeats_its_noun(bracket) and not _is_named(bracket.mark, bracket.source, bracket.start)


def is_pro_verb(theirs: Sequence[str]) -> bool:
    """Return whether words of the source only point at something that is done: "do so", "сделать это"."""
    return _PRO_VERB.fullmatch(" ".join(theirs)) is not None


def repeats_its_noun(bracket: Bracket) -> bool:
    """Return whether the brackets repeat the noun that they stand for, and say what the sentence before names."""
    return says_which_of_it(bracket.forms, bracket.source, bracket.start, bracket.end)


def says_which_one(bracket: Bracket) -> bool:
    """Return whether inserted common words part a noun from what points at it, and the source names them nowhere near before:
    "our own [embassy] officers".
    """
    source, index, words = bracket.source, bracket.start, bracket.mark.words
    if bracket.theirs or not _TOLD_WORDS <= index < len(source.forms) or source.gap(index) != " " or len(words) > _KIND_WORDS:
        return False
    if any(word.capital or is_number(word.form) or is_function_word(word.form) for word in words):
        return False
    noun = source.forms[index]
    is_described = bracket.before.isascii() and is_adjective(bracket.before) and not may_be_verb(noun)  # not "заседание"
    points = bracket.before in _OWNERS or is_described
    return points and not is_function_word(noun) and not _is_named(bracket.mark, source, index)


def gives_in_full(bracket: Bracket) -> bool:
    """Return whether the brackets give a name in the full form that the source has elsewhere: "[Grace Teko]" for "Teko",
    "[Labour Minister Adela Brandt]" for "the minister".
    """
    own = [form for form in bracket.forms if form not in _ARTICLES]
    theirs = [form for form in bracket.theirs if form not in _ARTICLES]
    if not theirs or len(own) <= len(theirs) or not names_in(bracket.mark.words) or not set(theirs) <= set(own):
        return False
    source = bracket.source
    return any(source.forms[place : place + len(own)] == own for place in source.places.get(own[0], ()))


def speaks_for_itself(bracket: Bracket) -> bool:
    """Return whether the brackets say something in the first person: "[As I told parliament]". An editor does not."""
    forms = bracket.forms
    return len(forms) > _TENSE_WORDS and any(form in SPEAKERS for form in forms) and not any(map(is_remark, forms))


def labels_unknown_speaker(bracket: Bracket) -> bool:
    """Return whether the brackets name who speaks, "[Brandt]: I promised", and the source names nobody so in that paragraph."""
    source, start, end = bracket.source, bracket.start, bracket.end
    here = source.forms[start : end + _LABELLED_WORDS]
    is_first_person = any(form.split("'")[0] in FIRST_PERSONS for form in here)
    heads = names_in(bracket.mark.words)
    if not heads or not is_first_person or not sentence_starts(source, start):
        return False
    if (start < end and source.forms[start] not in FIRST_PERSONS) or any(map(is_remark, bracket.forms)):
        return False
    first = next((number for number in range(start, max(0, start - _SPEECH_WORDS), -1) if paragraph_starts(source, number)), 0)
    stop = min(len(source.forms), end + _SPEECH_WORDS)
    last = next((number for number in range(end + 1, stop) if paragraph_starts(source, number)), stop)
    around = (*source.forms[max(0, first) : start], *source.forms[end:last])
    return not any(is_form_of(heads[-1], form) for form in around)


def adds_a_statement(bracket: Bracket) -> bool:
    """Return whether the brackets add what somebody does, by a verb that the source uses nowhere near: "tried [to close it]"."""
    forms, source, index = bracket.forms, bracket.source, bracket.start
    if bracket.theirs or len(forms) < _STATEMENT_WORDS or any(map(is_remark, forms)):
        return False
    verbs = [forms[1]] if forms[0] == "to" else [form for form in forms if _VERB_RU.fullmatch(form)]
    near = source.forms[max(0, index - 2 * _NAMED_WORDS) : index + _NAMED_WORDS]
    return any(not any(is_form_of(verb, form) for form in near) for verb in verbs)


def adds_an_object(bracket: Bracket) -> bool:
    """Return whether the brackets tell a denied verb what it denies, which the source names nowhere near: "не дадим [денег]"."""
    source, index = bracket.source, bracket.start
    near = source.forms[max(0, index - _DENIED_WORDS) : index]
    is_denied = len(near) == _DENIED_WORDS and is_negation(near[0]) and not is_function_word(near[1])
    is_object = bracket.forms[:1] and bracket.forms[0] not in _OF and _ENDS_CLAUSE.match(source.gap(index))
    return bool(is_denied and is_object) and not bracket.theirs and not _is_named(bracket.mark, source, index)


def _is_named(mark: Mark, source: SourceText, index: int) -> bool:
    is_led = bool(mark.words) and mark.words[0].form in _OF  # "gives them [to the trader]": not what the pronoun points at
    near = source.forms[max(0, index - (_LED_WORDS if is_led else _NAMED_WORDS)) : index]
    numbers = [word.form for word in mark.words if is_number(word.form) and not _YEAR.fullmatch(word.form)]
    heads = _heads(mark)
    if any(number not in near for number in numbers):
        return False
    return not heads or any(is_form_of(head, form) for head in heads for form in near) or _is_topic(heads, source)


def _is_topic(heads: Sequence[str], source: SourceText) -> bool:
    """Return whether the whole text speaks of it: one of the nouns stands in it again and again."""
    return any(
        sum(len(source.places[form]) for form in source.places if form.startswith(head[:ROOT]) and is_form_of(head, form))
        >= _TOPIC_PLACES
        for head in heads
    )


def has_nearer_noun(bracket: Bracket) -> bool:
    """Return whether an earlier "it" of the same sentence already stands for a noun there, and not for what the brackets name:
    "You may dislike the message, I dislike it, but you should not confuse | it".
    """
    thing = next(iter(bracket.theirs), "")
    if thing not in THINGS:
        return False
    before = bracket.source.forms[sentence_begin(bracket.source, bracket.start + 1) : bracket.start]
    if thing not in before:
        return False
    heads, noun = _heads(bracket.mark), before[: before.index(thing)]
    is_named = any(is_form_of(head, form) for head in heads for form in before)
    return bool(heads) and not is_named and any(form in _ARTICLES for form in noun)


def stands_for_a_noun(bracket: Bracket) -> bool:
    """Return whether the brackets stand for the noun of "her country" alone, and name what the source names before it."""
    source, index = bracket.source, bracket.start
    if (
        bracket.end - index != 1
        or bracket.before not in _OWN
        or source.raw(index)[0].isupper()
        or may_be_verb(source.forms[index])
    ):
        return False
    names = names_in(bracket.mark.words)
    first = sentence_begin(source, index + 1)
    theirs = [source.forms[number] for number in range(first, index) if source.raw(number)[0].isupper()]
    return bool(names) and all(any(is_form_of(name, form) for form in theirs) for name in names)


def names_another(mark: Mark, source: SourceText, start: int) -> bool:
    """Return whether the brackets name somebody else than the words cut off right before the quotation, which begins at `start`:
    "Oleg Surkis, | I ask [Minister Stolz] to see to it".
    """
    own = names_in(mark.words)
    if not own or sentence_starts(source, start) or sentence_starts(source, start - 1) or _is_label(source, start):
        return False
    cut = source.forms[start - 1]
    return source.raw(start - 1)[0].isupper() and not is_function_word(cut) and not any(is_form_of(name, cut) for name in own)


def _is_label(source: SourceText, start: int) -> bool:
    """Return whether the words before are a speaker's label, "Lena Voss: | It cost", which only "I" and "we" point at."""
    return ":" in source.gap(start) and source.forms[start].split("'")[0] not in FIRST_PERSONS


def explains_who(bracket: Bracket) -> bool:
    """Return whether inserted words only say who is meant, in a clause that denies: "the others [those who did not vote]".

    Its words must stand near before in the source.
    """
    forms = bracket.forms
    clause = next((number for number, form in enumerate(forms) if form == "кто" or is_relative(form)), len(forms))
    if bracket.theirs or any(map(is_negation, forms[:clause])) or clause == len(forms):
        return False
    near = bracket.source.forms[max(0, bracket.start - _NAMED_WORDS) : bracket.start]
    telling = [form for form in forms if not is_function_word(form) and not is_negation(form) and not is_relative(form)]
    return bool(telling) and all(any(is_form_of(form, other) for other in near) for form in telling if form != "кто")


def _heads(mark: Mark) -> list[str]:
    """Return the nouns by which the words in brackets name something: "coverage" of "the coverage of the president".

    In English the last word before what hangs on it, in Russian the first; of a name every word.
    """
    words = [word for word in mark.words if word.form not in _EDITORS and len(word.form) > 1]
    if any(is_remark(word.form) for word in words):
        return []
    cut = next((index for index, word in enumerate(words) if index and word.form in _OF), len(words))
    if any(word.form in _EMPTY_HEADS for word in words[:cut]):
        words, cut = words[cut + 1 :] or words, len(words)
    own = [word for word in words[:cut] if not is_function_word(word.form)]
    if len(own) == _LABELLED_ROLE and own[-1].form in _ROLES and own[-1].form.isascii():
        own = own[:1]  # "the consular officials", of whom the source may say "the consular services"
    names = names_in(own)
    if not own or own[0].form.isascii():
        return names[-1:] or [word.form.removesuffix("'s") for word in own[-1:]]
    return names or [word.form for word in own if not is_adjective(word.form)][:1] or [own[0].form]


def names_in(words: Iterable[Word]) -> list[str]:
    """Return the names among some words: those with a capital that are no function words."""
    return [word.form.removesuffix("'s") for word in words if word.capital and not is_function_word(word.form)]

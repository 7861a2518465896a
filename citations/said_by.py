"""To whom a text gives the words that it quotes, where it names a person right beside them.

Enters: a text's words (`citations.words`) and the words of a passage. Leaves: the person's name, or None: where the words stand
in no speech, or a pronoun, nobody or two are named. "“…,” said Rosa Lind", "Rosa Lind told the Herald: “…”", "Rosa Lind
called it “…”", "according to Rosa Lind, “…”", "— заявил Иван Лунин", «по словам Ивана Лунина». A name that may be a listener's or
whose lawyer speaks is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citations.lexicon import is_function_word
from citations.proper_names import ProperName, keys_of, proper_names
from citations.regex import regex
from citations.speaker_names import DEPENDS, DETERMINERS, POSSESSIVE, ROLE_WORDS, is_no_person, may_be_meant, may_speak, words_of
from citations.speech_verbs import credit_words, gives_words, may_stand_before_speaker, names_or_judges, needs_as, puts_it, says
from citations.words import SourceText, paragraph_starts, sentence_begin, sentence_starts

SPEECH_WORDS = 80  # to each side of a passage in which its speech must begin and end; as in citations/matching/speech.py
# Of 74 drafts of tests/cases/speakers.md that give words to another than the source these tell 60, and accuse none of 105 others;
# twice as many words of each tell no more
ASIDE_WORDS = 15  # between a name and "told": "Rosa Lind, who has baked in the village for nine years, told"; 4 tells 57
CALLED_WORDS = 8  # between "called" and the speech: "called the new plan of the harbour board “reckless”"; 1 tells 52, 3 all
TOLD_WORDS = 12  # between "said" and a part of a sentence: "said on Monday that the new plan was “reckless”"; 2 tells 58, 4 all
_OPENING, _CLOSING = "«“„", "”»"
# matches: ", — " and "! – "    does not: " — ", which may set an aside off
_SPEECH_PAUSES = regex(r"[,!?…]\s*[—–-]\s*$")
_ARTICLES = frozenset("the a an".split())
_AS = frozenset("as как".split())
_THAT = frozenset("that что ки".split())
# who stands in such a sentence beside a speech may have said the same: "Karl Boe agreed", "so did Karl Boe"
_AGREEING = regex(
    r"""(?:agre\w+|echo\w*|repeat\w*|concur\w*|confirm\w*|same|likewise|also|too|so|соглас\w+|повтор\w+|подтвер\w+
    |также|тоже|низ|розӣ|ҳамфикр)$""",
    re.VERBOSE,
)
# between a name and its verb: "has also called"
_LIGHT = frozenset("has had have also later earlier then again once already repeatedly publicly также уже ранее позже".split())
# between the speech and who says it: "“…”, as Rosa Lind put it", "is how Rosa Lind described it", "— как заявила Роза Линд"
_LINKS = frozenset("as is was how what как".split())
_PRONOUNS = frozenset("he she он она ӯ".split())
# words behind which the speech may be another's: "called for “…”", "called what critics see as “…”"
_LEADING_AWAY = frozenset(
    "for on upon off out by about over after against that which who whom whose what how when where why whether and or but because"
    " if за о об что который которые которую кто и или но".split()
)
_PASSIVE = frozenset("was is were are been being".split())


def speaker_of(source: SourceText, start: int, end: int) -> tuple[str, ...] | None:
    """Return the words of the name of who says words `start` to `end` (exclusive) of a source; None where it does not say so.

    >>> from citations.words import prepare
    >>> said = prepare("It opens early. “I work until six,” said the baker Rosa Lind. “I work until nine,” she said.")
    >>> speaker_of(said, 3, 7), speaker_of(said, 12, 16)
    (('Rosa', 'Lind'), None)
    """
    told = {name for one in named_beside(source, start, end) if (name := _in_full(source, one))}
    return told.pop() if len(told) == 1 else None


def named_beside(source: SourceText, start: int, end: int) -> list[ProperName]:
    """Return the names to which a text gives words `start` to `end`, before the speech and behind it: none, one or two."""
    opened, closed = _opened(source, start), _closed(source, end)
    if closed is None or opened is None:
        return []
    told = [one for one in (_behind(source, opened, closed), _before(source, opened, closed)) if one]
    if not told and (one := _continued(source, opened, closed)):
        told = [one]
    return [one for one in told if not is_no_person(source, one)]


def spoken_on(source: SourceText, start: int, end: int) -> tuple[str, ...] | None:
    """Return the name of who says words that a pronoun gives to who spoke before: "Rosa Lind said no. “…,” she told them"."""
    opened, closed = _opened(source, start), _closed(source, end)
    if opened is None or closed is None or sentence_starts(source, closed) or closed + 1 >= len(source.forms):
        return None
    begin = sentence_begin(source, opened + 1)
    if not {source.forms[closed], source.forms[closed + 1]} & _PRONOUNS or begin != opened or paragraph_starts(source, begin):
        return None
    first = sentence_begin(source, begin)
    names = [one for one in proper_names(source) if first <= one.start < begin and not is_no_person(source, one)]
    verb = _verb_of(source, names[0], begin) if len(names) == 1 else None
    said = verb is not None and _says(source, verb) and may_speak(source, names[0], source.forms[verb])
    return _in_full(source, names[0]) if said else None


def persons_beside(source: SourceText, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """Yield the words of each name in the sentences of a passage's speech, and in those beside it where somebody says the same.

    A sentence of another paragraph tells nothing of the speech.
    """
    opened, closed = _opened(source, start), _closed(source, end)
    first = sentence_begin(source, (start if opened is None else opened) + 1)
    last = closed if closed is not None and sentence_starts(source, closed) else _sentence_end(source, closed or end)
    spans = [(first, last)]
    if first and not paragraph_starts(source, first):
        spans.append((sentence_begin(source, first), first))
    if last < len(source.forms) and not paragraph_starts(source, last):
        spans.append((last, _sentence_end(source, last)))
    spans[1:] = [span for span in spans[1:] if any(map(_AGREEING.match, source.forms[slice(*span)]))]
    yield from (words_of(source, one) for one in proper_names(source) if any(low <= one.start < high for low, high in spans))


def _opened(source: SourceText, start: int) -> int | None:
    """The first word of the speech in which a word stands."""
    for index in range(start, max(-1, start - SPEECH_WORDS), -1):
        gap = source.gap(index)
        if any(mark in gap for mark in _OPENING) or re.search(r'(?:^|[\s(])"$', gap):
            return index
        if (index == 0 or paragraph_starts(source, index)) and gap.rstrip()[-1:] in tuple("—–"):
            return index
        if index < start and (any(mark in gap for mark in _CLOSING) or '"' in gap):
            return None
    return None


def _closed(source: SourceText, end: int) -> int | None:
    """The first word behind the speech that goes on at word `end`."""
    for index in range(end, min(len(source.forms) + 1, end + SPEECH_WORDS)):
        gap = source.gap(index)
        if any(mark in gap for mark in _CLOSING) or re.search(r'\S"', gap):
            return index
        if index == len(source.forms):
            return None
        if _SPEECH_PAUSES.search(gap) and _gives_behind(source, index):
            return index
        if any(mark in gap for mark in _OPENING) or paragraph_starts(source, index):
            return None
    return None


def _gives_behind(source: SourceText, index: int) -> bool:
    """Whether words behind a speech begin to say whose it is: "сказала", "как заявила", "по словам"."""
    index += source.forms[index] in _AS
    return index < len(source.forms) and (may_stand_before_speaker(source.forms[index]) or credit_words(source.forms, index) > 0)


def _behind(source: SourceText, opened: int, closed: int) -> ProperName | None:
    """The name behind a speech: "said the baker X", "X said", "X, a baker, told", "according to X", "by X"."""
    if sentence_starts(source, closed):
        return None
    stop, index = _sentence_end(source, closed), closed
    while index < stop - 1 and source.forms[index] in _LINKS:
        index += 1
    if size := credit_words(source.forms, index):
        return _named_from(source, index + size, None)
    if source.forms[index] == "by" and _is_called(source, opened):
        return _named_from(source, index + 1, None)
    if may_stand_before_speaker(source.forms[index]):
        return _named_from(source, index + 1, source.forms[index])
    one = _named_from(source, index, None)
    verb = _verb_of(source, one, stop) if one else None
    if one is None or verb is None or not may_speak(source, one, source.forms[verb]):
        return None
    return one if _says(source, verb) or (index > closed and names_or_judges(source.forms[verb])) else None


def _before(source: SourceText, opened: int, closed: int) -> ProperName | None:
    """The name before a speech, in its sentence, where nobody else speaks there: "X told the Herald: “…", "X called it “…"."""
    begin = sentence_begin(source, opened + 1)
    verbs = [index for index in range(begin, opened) if gives_words(source.forms[index]) or puts_it(source.forms, index)]
    credited = [index + size for index in range(begin, opened) if (size := credit_words(source.forms, index))]
    if len(verbs) > 1:
        return None
    if credited:
        return _named_from(source, credited[0], None)
    return _with_verb(source, begin, verbs[0], opened, closed) if verbs else None


def _with_verb(source: SourceText, begin: int, verb: int, opened: int, closed: int) -> ProperName | None:
    """The name before the one verb of a sentence, or behind it: "X told the Herald: “…”", "Как заявил X, “…”", "said X: “…”"."""
    form = source.forms[verb]
    if not (_leads_to_speech(source, verb, opened, closed) if _says(source, verb) else _calls(source, verb, opened, closed)):
        return None
    names = (one for one in proper_names(source) if begin <= one.start < opened)
    if subject := next((one for one in names if one.end <= verb and _verb_of(source, one, opened) == verb), None):
        return subject if may_speak(source, subject, form) else None
    behind = _named_from(source, verb + 1, form) if may_stand_before_speaker(form) else None
    if behind is None:
        return None
    is_aside = verb == begin + 1 and source.forms[begin] in _AS and source.gap(behind.end).startswith(",")
    return behind if is_aside or (behind.end == opened and source.gap(opened)[:1] in tuple(",:")) else None


def _says(source: SourceText, verb: int) -> bool:
    return says(source.forms[verb]) or puts_it(source.forms, verb)


def _continued(source: SourceText, opened: int, closed: int) -> ProperName | None:
    """The name before a speech that goes on, behind the sentence that says who speaks: "“…,” said X. “…”"."""
    if opened == 0 or not sentence_starts(source, opened) or paragraph_starts(source, opened):
        return None
    if not source.gap(closed).startswith(".") or not sentence_starts(source, closed):
        return None
    before = range(opened - 1, sentence_begin(source, opened), -1)
    ended = next((index for index in before if any(mark in source.gap(index) for mark in _CLOSING)), None)
    return _behind(source, ended, ended) if ended is not None else None


def _leads_to_speech(source: SourceText, verb: int, opened: int, closed: int) -> bool:
    """Whether what is said is the speech, or ends in it: "told the Herald: “…”", "said that the plan was “…”"."""
    if source.gap(opened)[:1] in tuple(",:") or source.forms[opened - 1] in _THAT or verb == opened - 1:
        return True
    between = source.forms[verb + 1 : opened]
    between = between[1:] if between[0] in _THAT else between
    is_told = len(between) <= TOLD_WORDS and _LEADING_AWAY.isdisjoint(between) and _AS.isdisjoint(between)
    return is_told and not POSSESSIVE.search(source.raw(opened - 1)) and not _goes_on(source, closed)


def _calls(source: SourceText, verb: int, opened: int, closed: int) -> bool:
    """Whether something is called by the speech: "called the plan “…”; not "called the “…” plan a mistake"."""
    between = source.forms[verb + 1 : opened]
    if between and between[-1] in ("a", "an"):
        between = between[:-1]
    if not between or len(between) > CALLED_WORDS or not _LEADING_AWAY.isdisjoint(between) or _goes_on(source, closed):
        return False
    if any(source.gap(index).strip() for index in range(verb + 1, opened)):
        return False
    return between[-1] in _AS or not (needs_as(source.forms[verb]) or between[-1] in _ARTICLES)


def _is_called(source: SourceText, opened: int) -> bool:
    """Whether a passive leads to the speech: "the plan was called “…” by"."""
    begin = sentence_begin(source, opened + 1)
    verbs = [index for index in range(begin, opened) if gives_words(source.forms[index])]
    return len(verbs) == 1 and names_or_judges(source.forms[verbs[0]]) and source.forms[verbs[0] - 1] in _PASSIVE


def _goes_on(source: SourceText, closed: int) -> bool:
    """Whether a noun follows the speech, to which it belongs: "the “…” scheme"; not "“…” and left"."""
    if closed >= len(source.forms) or sentence_starts(source, closed) or is_function_word(source.forms[closed]):
        return False
    return source.gap(closed)[-2:-1] in tuple(_CLOSING + '"') and source.text[source.starts[closed] - 1].isspace()


def _named_from(source: SourceText, index: int, verb: str | None) -> ProperName | None:
    """The name at a word, or behind what its bearer is: "X", "the baker X", "г-жа X"."""
    index = _behind_listener(source, index)
    names = {one.start: one for one in proper_names(source) if index <= one.start <= index + ROLE_WORDS}
    for place in range(index, min(len(source.forms), index + ROLE_WORDS + 1)):
        if place > index and (sentence_starts(source, place) or source.gap(place).strip() not in ("", ".", "-")):
            return names.get(place) if _is_set_beside(source, index, place, names) else None
        if place in names:
            one = names[place]
            return one if may_be_meant(source, one, source.forms[index:place], verb) else None
        form = source.forms[place]
        if is_function_word(form) and form not in _ARTICLES and source.gap(place + 1) != "-":  # not "г-жа"
            return None
    return None


def _behind_listener(source: SourceText, index: int) -> int:
    """The word behind a paper's name in marks, to which somebody speaks: «заявил “Ъ” заместитель министра»; else `index`."""
    if not any(mark in source.gap(index) for mark in _OPENING):
        return index
    behind = range(index + 1, min(len(source.forms), index + CALLED_WORDS // 2))
    return next((place for place in behind if any(mark in source.gap(place) for mark in _CLOSING)), index)


def _is_set_beside(source: SourceText, index: int, place: int, names: Mapping[int, ProperName]) -> bool:
    """Whether a name between commas is set beside what its bearer is: "said the town's mayor, Rosa Lind."."""
    if place not in names or source.gap(place).strip() != ",":
        return False
    return source.forms[index] in DETERMINERS and source.gap(names[place].end)[:1] in tuple(",.")


def _verb_of(source: SourceText, one: ProperName, stop: int) -> int | None:
    """The word behind a name, or behind an aside between commas, passing "has also" over: where its verb stands."""
    index = one.end
    if source.gap(index).startswith(",") and not (index < stop and _is_apposed(source, one)):
        behind = (i for i in range(index + 1, min(stop, index + ASIDE_WORDS)) if source.gap(i).startswith(","))
        index = next(behind, stop)
    elif source.gap(index).strip() not in ("", ","):
        return None
    while index < stop and (source.forms[index] in _LIGHT) and not source.gap(index + 1).strip():
        index += 1
    return index if index < stop else None


def _is_apposed(source: SourceText, one: ProperName) -> bool:
    """Whether a name stands between commas behind what its bearer is, before the verb: "The court's judge, Rosa Lind, said"."""
    if source.gap(one.start).strip() != "," or not (gives_words(source.forms[one.end]) or puts_it(source.forms, one.end)):
        return False
    begin = sentence_begin(source, one.start)
    begin += source.forms[begin] in _AS
    role = range(begin, one.start)
    return (
        source.forms[begin] in DETERMINERS
        and len(role) <= ROLE_WORDS
        and DEPENDS.isdisjoint(source.forms[begin : one.start])
        and not any(source.gap(index).strip() for index in role[1:])
    )


def _in_full(source: SourceText, one: ProperName) -> tuple[str, ...] | None:
    """A person's name in words; of a family name alone, the one full name of its bearer in the source."""
    if one.end - one.start > 1:
        return words_of(source, one)
    family = keys_of([source.raw(one.start)])
    full = {
        words_of(source, other)
        for other in proper_names(source)
        if other.end - other.start > 1 and not family.isdisjoint(keys_of([source.raw(other.end - 1)]))
    }
    return full.pop() if len(full) == 1 else None


def _sentence_end(source: SourceText, index: int) -> int:
    index += 1
    while index < len(source.forms) and not sentence_starts(source, index):
        index += 1
    return index

"""To whom a source gives the words that it quotes, where it names a person right beside them.

Enters: a source's words (`citations.words`) and the words of a passage. Leaves: the person's name in words, or None: where the
words stand in no speech, or a pronoun, nobody or two are named. "“…,” said Rosa Lind", "Rosa Lind told the Herald: “…”",
"— заявил Иван Лунин". Whether two names may be one person's is answered generously: what may be one accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from citations.forenames import are_one_persons, may_be_one
from citations.lexicon import is_attribution, is_function_word
from citations.proper_names import ProperName, is_body, keys_of, proper_names
from citations.words import SourceText, paragraph_starts, sentence_starts

SPEECH_WORDS = 80  # to each side of a passage in which its speech must begin and end; as in citations/matching/speech.py
ROLE_WORDS = 5  # between "said" and a name: "said the retired harbour pilot Rosa Lind"
ASIDE_WORDS = 15  # between a name and "told": "Rosa Lind, who has baked in the village for nine years, told"
SHORTEST_SLIP = 4  # letters of a family name's key that may differ in one letter and be a misprint of it
_OPENING, _CLOSING = "«“„", "”»"
# verbs behind which the speaker stands; not "told Rosa Lind", "asked Rosa Lind", who listen
_SAYING = frozenset(
    "said says added adds recalled recalls explained explains insisted insists claimed claims argued argues replied replies wrote"
    " сказал сказала говорит говорил говорила заявил заявила заявляет отметил отметила сообщил сообщила рассказал рассказала "
    "добавил добавила пояснил пояснила подчеркнул подчеркнула считает".split()
)
# matches: ", — " and "! – "    does not: " — ", which may set an aside off
_SPEECH_PAUSES = re.compile(r"[,!?…]\s*[—–-]\s*$")
_ARTICLES = frozenset("the a an".split())


def speaker_of(source: SourceText, start: int, end: int) -> tuple[str, ...] | None:
    """Return the words of the name of who says words `start` to `end` (exclusive) of a source; None where it does not say so.

    >>> from citations.words import prepare
    >>> said = prepare("It opens early. “I work until six,” said the baker Rosa Lind. “I work until nine,” she said.")
    >>> speaker_of(said, 3, 7), speaker_of(said, 12, 16)
    (('Rosa', 'Lind'), None)
    """
    opened, closed = _opened(source, start), _closed(source, end)
    if closed is None or opened is None:
        return None
    told = {name for one in (_behind(source, closed), _before(source, opened)) if one and (name := _in_full(source, one))}
    return told.pop() if len(told) == 1 else None


def persons_beside(source: SourceText, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """Yield the words of each name in the sentences of a passage's speech, and in those right before and behind it.

    A sentence of another paragraph tells nothing of the speech.
    """
    first, last = _opened(source, start), _closed(source, end)
    first, last = _sentence_begin(source, start if first is None else first), _sentence_end(source, end if last is None else last)
    if first and not paragraph_starts(source, first):
        first = _sentence_begin(source, first - 1)
    if last < len(source.forms) and not paragraph_starts(source, last):
        last = _sentence_end(source, last)
    yield from (_words(source, one) for one in proper_names(source) if first <= one.start < last)


def may_be_one_person(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether two names may be one person's: by a word they share, in any script, case, short form or misprint.

    >>> may_be_one_person(("Karl", "Boe"), ("Rosa", "Lind")), may_be_one_person(("Rosa", "Lind"), ("Роза", "Линд"))
    (False, True)
    >>> may_be_one_person(("Anna", "Strand"), ("Helen", "Strand")), may_be_one_person(("Boe",), ("K", "Boe"))
    (False, True)
    """
    if len(ours) > 1 and len(theirs) > 1 and _are_alike(ours[-1], theirs[-1]):
        return are_one_persons(ours[:-1], theirs[:-1])
    return any(_are_alike(left, right) for left in ours for right in theirs)


def _are_alike(left: str, right: str) -> bool:
    if may_be_one(left, right):
        return True
    keys = [(one, other) for one in keys_of([left]) for other in keys_of([right])]
    return any(OSA.distance(*pair) <= 1 and min(map(len, pair)) >= SHORTEST_SLIP for pair in keys)


def _opened(source: SourceText, start: int) -> int | None:
    """The first word of the speech in which a word stands."""
    for index in range(start, max(-1, start - SPEECH_WORDS), -1):
        gap = source.gap(index)
        if any(mark in gap for mark in _OPENING) or re.search(r'(?:^|[\s(])"$', gap):
            return index
        if paragraph_starts(source, index) and gap.rstrip()[-1:] in tuple("—–"):
            return index
        if index < start and (any(mark in gap for mark in _CLOSING) or '"' in gap):
            return None
    return None


def _closed(source: SourceText, end: int) -> int | None:
    """The first word behind the speech that goes on at word `end`."""
    for index in range(end, min(len(source.forms), end + SPEECH_WORDS)):
        gap = source.gap(index)
        if any(mark in gap for mark in _CLOSING) or re.search(r'\S"', gap):
            return index
        if _SPEECH_PAUSES.search(gap) and source.forms[index] in _SAYING:
            return index
        if any(mark in gap for mark in _OPENING) or paragraph_starts(source, index):
            return None
    return None


def _behind(source: SourceText, closed: int) -> ProperName | None:
    """The name behind a speech: "said the baker X", "X said", "X, a baker, told"."""
    if sentence_starts(source, closed):
        return None
    names = {one.start: one for one in proper_names(source) if closed <= one.start <= closed + ROLE_WORDS}
    if closed in names and _says(source, names[closed], _sentence_end(source, closed)):
        return names[closed]
    if source.forms[closed] not in _SAYING:
        return None
    for index in range(closed + 1, min(len(source.forms), closed + ROLE_WORDS + 1)):
        if source.gap(index).strip() not in ("", "."):
            return None
        if index in names:
            return names[index]
        form = source.forms[index]
        if is_function_word(form) and form not in _ARTICLES:
            return None
    return None


def _before(source: SourceText, opened: int) -> ProperName | None:
    """The name before a speech, in its sentence, where nobody else speaks there: "X told the Herald: “…"."""
    begin = _sentence_begin(source, opened)
    if sum(map(is_attribution, source.forms[begin:opened])) != 1:
        return None
    return next((one for one in proper_names(source) if begin <= one.start < opened and _says(source, one, opened)), None)


def _says(source: SourceText, one: ProperName, stop: int) -> bool:
    """Whether a verb of saying stands right behind a name, or behind an aside between commas."""
    if one.end < stop and not source.gap(one.end).strip():
        return is_attribution(source.forms[one.end])
    if not source.gap(one.end).startswith(","):
        return False
    closing = (i for i in range(one.end + 1, min(stop, one.end + ASIDE_WORDS)) if source.gap(i).startswith(","))
    last = next(closing, None)
    return last is not None and is_attribution(source.forms[last])


def _in_full(source: SourceText, one: ProperName) -> tuple[str, ...] | None:
    """A person's name in words; of a family name alone, the one full name of its bearer in the source."""
    if is_body(source, one):
        return None
    if one.end - one.start > 1:
        return _words(source, one)
    family = keys_of([source.raw(one.start)])
    full = {
        _words(source, other)
        for other in proper_names(source)
        if other.end - other.start > 1 and not family.isdisjoint(keys_of([source.raw(other.end - 1)]))
    }
    return full.pop() if len(full) == 1 else None


def _words(source: SourceText, one: ProperName) -> tuple[str, ...]:
    return tuple(source.raw(index) for index in range(one.start, one.end))


def _sentence_begin(source: SourceText, index: int) -> int:
    while index > 0 and not sentence_starts(source, index):
        index -= 1
    return index


def _sentence_end(source: SourceText, index: int) -> int:
    index += 1
    while index < len(source.forms) and not sentence_starts(source, index):
        index += 1
    return index

"""Who speaks, said by the draft in the midst of a quotation: «Порт, — сказал мэр, — закрыт», “We were”, she said, “never told”.

Enters: a quotation's text. Leaves: the same text with each such tag put out, letter for letter, so that places in it hold; and an
`Edit` where the source has another speak. What may stand in the source where a tag stood is judged in `citations.matching.gaps`.
"""

from __future__ import annotations

import re

from citations.forenames import may_be_one_person
from citations.matching.edits import Edit, Gravity
from citations.pronouns import THIRD_PERSONS
from citations.regex import regex
from citations.said_by import persons_beside, speaker_of
from citations.speech_verbs import credit_words, gives_words
from citations.words import SourceText, Word, find_words, fold

MIN_NAME_LETTERS = 4  # of a word with a capital, by which a speaker is known
TAG = "\x1e"  # a blank among words, which no text that people read holds
SENTENCE_TAG = "\x1f"  # a tag that ends in a full stop, behind which another sentence of the speaker may begin
# of a tag: of one sentence, with initials and a name in guillemets in it
_WORDS = r"(?:[^—–‘“”\"«»\n.!?;]|(?<=\b[A-ZА-ЯЁ])\.|«[^«»\n]{1,60}»){2,150}?"
# matches: "повышение, — сказал Лодыгин, — а", "Скоро… — говорит он. — Всё"    does not: "порт — это — дом"
_BETWEEN_DASHES = rf"[,.!?…]\s*[—–-]\s+(?P<dashed>{_WORDS})[,.]\s*[—–-]\s+"
# matches: "told”, said Margaret Oakes, “that", "told,’ she said. ‘You"    does not: "told” and “that”, "shut”. He said, “it"
_BETWEEN_MARKS = rf"""(?:,?(?<![.!?…])[”"»’'](?!\w),?|[!?…][”"»’'](?=\s[a-zа-яё]))\s+(?:[—–-]\s+)?
    (?P<quoted>{_WORDS})[,.]\s+(?:[—–-]\s+)?[‘“"«'](?=[\w\[(…])"""
_TAGS = regex(rf"{_BETWEEN_DASHES}|{_BETWEEN_MARKS}", re.VERBOSE)


def without_tags(exact: str) -> str:
    """Return `exact` with its tags put out, as long as before.

    >>> without_tags("It is over, — said he, — and gone").replace(TAG, "")
    'It is overand gone'
    """
    return _TAGS.sub(_put_out, exact) if any(mark in exact for mark in "—–-”\"»’'") else exact


def tags_in(exact: str) -> list[re.Match[str]]:
    """Return the tags of a quotation in order, their marks included; the groups `dashed` or `quoted` hold the words."""
    return [tag for tag in _TAGS.finditer(exact) if _says_who(tag)]


def another_speaker(exact: str, source: SourceText, extent: tuple[int, int]) -> Edit | None:
    """Return a remark where a tag has another speak than the source does, at its words `extent`, or whom it never names."""
    start, end = extent
    passage = source.text[source.starts[start] : source.ends[end - 1]] if end else ""
    said = {word.form for tag in tags_in(passage) for word in find_words(tag[0])} & THIRD_PERSONS
    for tag in tags_in(exact):
        words = find_words(exact, *tag.span())
        spoken = [word for word in words if word.form in THIRD_PERSONS]
        if said and spoken and spoken[0].form not in said:
            return _remark(spoken[:1], "the source has another speak here")
        names = [word for word in words if word.capital and len(word.form) >= MIN_NAME_LETTERS]
        if names and not any(_is_named(word.form, source) for word in names):
            return _remark(names, "the source does not name who is said to speak")
        theirs = speaker_of(source, start, end) if len(names) > 1 else None
        if theirs and not _may_be(tuple(exact[word.start : word.end] for word in names), theirs, source, extent):
            return _remark(names, "the source has another speak here")
    return None


def _may_be(ours: tuple[str, ...], theirs: tuple[str, ...], source: SourceText, extent: tuple[int, int]) -> bool:
    """Return whether a name can be that of the speaker, or of a person who is named beside the words."""
    return any(may_be_one_person(ours, other) for other in (theirs, *persons_beside(source, *extent)))


def _remark(words: list[Word], note: str) -> Edit:
    return Edit(gravity=Gravity.LOOK, kind="speaker", quoted=(words[0].start, words[-1].end), observed=(0, 0), note=note)


def _is_named(form: str, source: SourceText) -> bool:
    """Return whether the source has the word, or one that begins as it does: a name is declined in Russian."""
    stem = form[: MIN_NAME_LETTERS - 1]
    near = (one for one in source.places if len(one) >= MIN_NAME_LETTERS and one.startswith(stem))
    return any(one.startswith(form[:-1]) or form.startswith(one[:-1]) for one in near)


def _says_who(tag: re.Match[str]) -> bool:
    forms = [fold(word) for word in re.findall(r"\w+", tag["dashed"] or tag["quoted"])]
    return any(gives_words(form) for form in forms) or any(credit_words(forms, index) for index in range(len(forms)))


def _put_out(tag: re.Match[str]) -> str:
    if not _says_who(tag):
        return tag[0]
    ends = re.search(r"[.!?…]\W*$", tag[0]) or re.match(r"[.!?…]", tag[0])
    return (SENTENCE_TAG if ends else TAG) * len(tag[0])

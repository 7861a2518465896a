"""Who speaks, said by the draft in the midst of a quotation: «Порт, — сказал мэр, — закрыт», “We were”, she said, “never told”.

Enters: a quotation's text. Leaves: the same text with each such tag put out, letter for letter, so that places in it hold. What
may stand in the source where a tag stood is judged in `citations.matching.gaps`.
"""

from __future__ import annotations

import re

TAG = "\x1e"  # a blank among words, which no text that people read holds
SENTENCE_TAG = "\x1f"  # a tag that ends in a full stop, behind which another sentence of the speaker may begin
_SAY = """said says told tells added adds wrote writes noted notes asked asks recalled recalls explained explains continued
    continues replied replies answered answers argued argues insisted insists warned warns admitted admits joked jokes
    remembered remembers agreed agrees observed observes concluded concludes complained complains stressed stresses
    declared declares announced announces claimed claims stated states""".split()
_PAST_RU = """сказал заявил ответил добавил отметил подчеркнул рассказал вспоминал вспомнил пояснил объяснил возразил продолжил
    уточнил заключил спросил говорил сообщил написал писал утверждал предупредил напомнил заметил воскликнул
    констатировал считал""".split()
_NOW_RU = """говорит заявляет отвечает добавляет отмечает подчёркивает подчеркивает рассказывает вспоминает поясняет объясняет
    возражает продолжает уточняет считает полагает пишет сообщает утверждает""".split()
_MANY_RU = [f"{verb[:-2]}[юя]т" for verb in _NOW_RU]
_FORMS = "|".join([*_SAY, *(f"{verb}(?:а|и)?" for verb in _PAST_RU), *_NOW_RU, *_MANY_RU, "говорят", "пишут", "жалуется"])
_VERBS = rf"""(?:{_FORMS}|went\s+on|according\s+to|in\s+the\s+words\s+of|по\s+(?:словам|мнению)|призна(?:лся|лась|лись|[её]тся)
    |уверен[аы]?|убежд[её]н[аы]?|гуфт(?:а|анд)?|мегӯя(?:д|нд)|навишт(?:анд)?|изҳор\s+дошт|илова\s+кард)"""
_WORD = r"(?:[^—–‘“”\"«»\n.!?;]|(?<=\b[A-ZА-ЯЁ])\.)"  # letters of a tag: of one sentence, initials in it
# matches: "повышение, — сказал Лодыгин, — а", "Скоро… — говорит он. — Всё"    does not: "порт — это — дом"
_BETWEEN_DASHES = rf"[,.!?…]\s*[—–-]\s+(?P<dashed>{_WORD}{{0,60}}?\b{_VERBS}\b{_WORD}{{0,90}}?)[,.]\s*[—–-]\s+"
# matches: "told”, said Margaret Oakes, “that", "told,’ she said. ‘You"    does not: "told” and “that", "shut”. He said, “it"
_BETWEEN_MARKS = rf"""(?:,?[”"»’'](?!\w),?|[!?…][”"»’'](?=\s[a-zа-яё]))\s+(?:[—–-]\s+)?
    (?P<quoted>{_WORD}{{0,60}}?\b{_VERBS}\b{_WORD}{{0,90}}?)[,.:]\s+(?:[—–-]\s+)?[‘“"«'](?=[\w\[(…])"""
_TAGS = re.compile(rf"{_BETWEEN_DASHES}|{_BETWEEN_MARKS}", re.VERBOSE)


def without_tags(exact: str) -> str:
    """Return `exact` with its tags put out, as long as before.

    >>> without_tags("It is over, — said he, — and gone").replace(TAG, "")
    'It is overand gone'
    """
    return _TAGS.sub(_put_out, exact) if any(mark in exact for mark in "—–-”\"»’'") else exact


def tags_in(exact: str) -> list[re.Match[str]]:
    """Return the tags of a quotation in order, their marks included; the groups `dashed` or `quoted` hold the words."""
    return list(_TAGS.finditer(exact))


def _put_out(tag: re.Match[str]) -> str:
    ends = re.search(r"[.!?…]\W*$", tag[0]) or re.match(r"[.!?…]", tag[0])
    return (SENTENCE_TAG if ends else TAG) * len(tag[0])

"""Posts of a channel and messages of a body that have no title: "Post on the Telegram channel Rybar, 9 January 2024".

Enters: a segment of a note. Leaves: a citation of type `post` or `press-release` in the context, or False when it is neither.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing import imprint
from citations.parsing.context import Context
from citations.parsing.details import read_details
from citations.parsing.work import language_of_title
from citations.partial_date import read_date
from citations.prose import quoted_spans
from citations.quotation import speaks
from citations.regex import regex

MAX_WORDS = 25
_STEMS = ("elegram", "елеграм", "ouTube", "hatsApp")
_SITE = r"(?:[Tt]elegram|[Тт]елеграм|YouTube|WhatsApp)"
# matches "Post on the Telegram channel Rybar,", "сообщение в телеграм-канале «Орда» от", "chaîne Telegram « Rybar »,"; not
# "Telegram channels grew"
_CHANNEL = regex(
    rf"""(?:{imprint.POSTED}\s+(?:(?:on|in|to|of|в|во|на|im|auf|sur|dans|en|nel|sul|na|w)\s+)?(?:(?:the|la|le|el|il|dem|der)\s+)?)?
    (?:{_SITE}[\s-]?(?:[Cc]hannel|канал\w*|[Kk]anal\w*)|(?:[Cc]haîne|[Cc]anale?|[Кк]анал\w*|Kanal|kanale|[Cc]hannel)\s(?:de\s)?{_SITE})\s+
    (?:(?:[«“„"]\s?(?P<marked>[^«»“”„"]{{2,60}}?)\s?[»”“"]|(?P<plain>[^\W\d_a-zа-я][^,;:.“”«»]{{1,40}}?(?:\.[a-z]{{2,6}})?))(?=,|:|\.\s|\s\(|\s(?:от|vom|du|del|of)\s))""",
    re.VERBOSE,
)
# matches ". Пост от ", ", Beitrag vom ", ", post of " behind a channel's name: what is cited of it
_POSTED_BEHIND = regex(rf"[.,]\s+{imprint.POSTED}\s+(?:от|vom|of|from|du|del|з|від)\s+(?=\d|[A-Z][a-z]+\s\d)")
# matches "Telegram-канал «Орда».", the name of a channel that is a whole sentence
CHANNEL_STOPPED = regex(
    rf"(?:{_SITE}[\s-]?(?:[Cc]hannel|канал|[Kk]anal)|[Кк]анал\s{_SITE})\s[«“„\"]?[^«»“”„\".;,]{{2,60}}[»”“\"]?\."
)
_DAY = (
    r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\s(?:de\s)?(?:19|20)\d\d|[A-Z][a-z]{2,8}\s\d{1,2},\s(?:19|20)\d\d"
    r"|\d\d?\.\d\d?\.(?:19|20)\d\d"
)
# matches "Пресс-релиз Министерства обороны от 11 февраля 2022 г.", "Comunicado del Ministerio del Interior del 11 de
# febrero de 2022"
_MESSAGE = regex(
    rf"""(?P<title>(?:Сообщение|Заявление|Пресс-релиз|Разъяснение|Ответ|Pressemitteilung|Mitteilung|Erklärung|Communiqué|Déclaration|Comunicado|Comunicato|Declaración|Dichiarazione|Statement|Press\s[Rr]elease|Oświadczenie|Komunikat)
    \s(?:(?:de|du|des|del|della|der|by|of|the|dell[’'])\s){{0,2}}(?P<body>[^,;:.“”«»\d]{{3,120}}?))(?:,|\s(?:от|vom|du|del?|of|dated|z))\s(?P<date>{_DAY})(?:\s?(?:г(?:\.|ода)?|р\.|r\.))?\.?$""",
    re.VERBOSE,
)
_MINISTRY = regex(r"\b(?:МИДа?|МВД|МЧС|Мин(?:обороны|сельхоз|фин|юст|здрав|энерго|экономики|транс|обр\w*|труда)\w*)\b")


def read_channel(context: Context, start: int, end: int) -> bool:
    """Read "Post on the Telegram channel Africa Initiative, 9 January 2024, https://…"."""
    text = context.text[start:end]
    if not any(stem in text for stem in _STEMS) or len(text.split()) > MAX_WORDS:
        return False
    signal, lead = read_signal(text)
    match = _CHANNEL.match(text, lead)
    if not match or quoted_spans(text[match.end() :]) or speaks(text):
        return False
    posted = _POSTED_BEHIND.match(text, match.end())
    details = read_details(f", {text[posted.end() :]}" if posted else text[match.end() :], context.publishers)
    if not (details.issued or details.url) or details.outlets:
        return False
    citation = Citation(
        form=Form.FULL,
        type="post",
        container_title=match["marked"] or match["plain"],
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        accessed=details.accessed,
        signal=signal,
    )
    context.add(citation, start + lead, end, confidence=0.7)
    return True


def read_message(context: Context, start: int, end: int) -> bool:
    """Read "Пресс-релиз Министерства обороны от 11 февраля 2022 г.": a body's message, known by its day alone."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _MESSAGE.match(text, lead)
    if not match:
        return _read_release(context, start, end)
    date = read_date(match["date"])
    if not date or not (grammar.INSTITUTION.search(match["body"]) or _MINISTRY.search(match["body"])):
        return False
    citation = Citation(
        form=Form.FULL,
        type="press-release",
        title=match["title"],
        publisher=match["body"],
        issued=date,
        date_printed=match["date"],
        signal=signal,
        language=language_of_title(match["title"]),
    )
    title = (start + match.start("title"), start + match.end("title"))
    context.add(citation, start + lead, end, title=title, confidence=0.6)
    return True


def _read_release(context: Context, start: int, end: int) -> bool:
    """Read "Kenya Ports Authority, press release, 13 November 2024": a body and its message of a day, no title."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if len(text.split()) > MAX_WORDS or quoted_spans(text) or not imprint.RELEASE.search(text):
        return False
    details = read_details(text[lead:], context.publishers)
    is_dated = details.issued is not None and details.issued.day is not None
    if details.kind != "press-release" or len(details.outlets) != 1 or not is_dated or details.aside:
        return False
    citation = Citation(
        form=Form.FULL,
        type="press-release",
        publisher=details.outlets[0],
        issued=details.issued,
        date_printed=details.date_printed,
        publisher_place=details.place,
        url=details.url,
        signal=signal,
    )
    context.add(citation, start + lead, end, confidence=0.6)
    return True

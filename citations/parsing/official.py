"""Official papers whose titles bear no marks: hearings, debates, numbered reports, translated laws, extracts and answers.

Enters: a segment of a note. Leaves: a citation, or False when the segment is none of these. A session of a parliament, a series
with its number, or a translation that names an act tells such a paper from a sentence; a day is printed in each.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing import imprint
from citations.parsing.context import Context
from citations.parsing.details import read_details
from citations.parsing.head import Head, name_of
from citations.parsing.issuers import publisher_in
from citations.parsing.work import clean_title, language_of_title, read_work
from citations.regex import regex

MAX_WORDS = 60
_DAY = (
    r"(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?,?\s(?:19|20)\d\d|[^\W\d_]{3,12}\.?\s\d{1,2},\s(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d)"
)
# matches "U.S. Congress, Senate Committee on Banking, Housing, and Urban Affairs, Chips: …, hearing, 118th Cong., 1st sess., "
_HEARING = regex(
    r"""(?P<body>(?:(?:U\.?S\.?|United\sStates)\sCongress,\s)?(?:(?:U\.?S\.?\s)?(?:Senate|House(?:\sof\sRepresentatives)?|Joint),?\s)?
    (?:(?:Select|Special|Permanent|Standing|Joint)\s){0,2}(?:Sub)?[Cc]ommittee\s(?:on|of|for)\s[^,:]{3,80}?(?:(?:,\s[^,:]{3,40}){1,4},\sand\s[^,:]{3,40}?)?),\s
    (?P<title>[A-Z0-9][^“”\"*;]{6,250}?),\s(?P<kind>hearings?|report|markup|committee\sprint|roundtable|testimony|statement)\b(?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)
_SESSION = regex(r"\b\d{1,3}(?:st|nd|rd|th|d)\sCong\b")
# matches "CRS Report R46814, The U.S. Export Control System and …, by Paul K. Kerr and Christopher A. Casey, June 7, 2021"
_NUMBERED = regex(
    rf"(?P<series>[^,“”\"*;:]{{4,80}}),\s(?P<title>[^\W\d_a-z][^“”\"*;]{{8,250}}?),\s(?:by\s(?P<by>{grammar.NAMES}),\s)?(?P<rest>(?:updated\s|revised\s)?{_DAY}.*)$",
    re.DOTALL,
)
# matches "Yabancılar ve Uluslararası Koruma Kanunu [Law on Foreigners], no. 6458, 4 April 2013"
_FOREIGN_ACT = regex(
    r"(?P<title>[^\W\d_a-z][^\[\]“”\"*;,.]{6,200}?)\s[\[(](?P<translation>[^\[\]()]{0,80}\b(?:Law|Act|Code|Decree|Regulations?|Ordinance|Order|Constitution|Decision|Directive|Statute)\b[^\[\]()]{0,120})[\])](?P<rest>[,.]\s.*|\s\(.*)$",
    re.DOTALL,
)
_ACT_NUMBER = regex(rf"{imprint.NUMBER_SIGN}\s?(?P<number>[\d-][\w/.-]*)")
# matches "Выписка из ЕГРН от 20.08.2021", "ответ Министерства на запрос, № 4/12-331, 9 августа 2021 г.",
# "Oral evidence taken before the Committee, 22 February 2023"; not "Ответ пришёл"
_EXTRACT = regex(
    rf"""(?P<title>(?:Выписка|Справка|Ответ|Письмо|Запрос|Заключение|Протокол|Акт|Устав|Уведомление|Квитанция|Свидетельство|Жалоба|Заявление|Извещение|Разрешение|Отписка|Представление|(?:ответ|письмо|справка|заключение)(?=\s[А-ЯЁ]))\s[^“”;]{{3,150}}?)(?:\s(?:от|за)\s|,\s(?:исх\.\s)?№\s?[\w/.-]+,?\s(?:от\s)?)(?P<date>{_DAY})(?:\s?г(?:\.|ода)?(?!\.))?(?=[.,;]|\s?\(|\s№|$)
    |(?P<evidence>(?:Oral|Written)\sevidence\s[^“”;,]{{6,120}}),\s(?P<day>{_DAY})""",
    re.VERBOSE,
)
_POST = regex(
    rf"(?P<what>{imprint.POSTED})\s(?:[^\W\d_a-zа-яё][\w.’-]+\s(?:[^\W\d_][\w.’-]+\s){{0,4}}?)?(?:дар|в|на|on|in|im|auf|sur|en|su)\s(?:\S+\s){{0,2}}?(?P<site>{imprint.SITES})(?:[\s-]\S+)?,?\s(?:(?:от|of|from|vom|du|del?|on)\s)?(?P<date>{_DAY})(?:\s?г(?:\.|ода)?(?!\.))?(?=[.,;)]|$)"
)
# matches "David Marsh and Ellen Roe, HC Deb 4 June 2014, vol 581, cols 33-36", "HL Deb, 4 June 2014, col 112 (Lord Roe)"
_DEBATE = regex(
    rf"(?:(?P<who>{grammar.NAMES}),\s)?(?P<title>H[CL]\sDeb(?:ates?)?),?\s(?P<rest>{_DAY}[^()]*)(?:\((?P<spoke>{grammar.NAMES})\))?\.?$"
)
_CASE = regex(r"\bHC\s\(\d{4}[–-]\d\d\)\s\d+|(?:кадастров\w+\s)?(?:номер|№|исх\.)\s?[\w:./-]*\d")


def read_official(context: Context, start: int, end: int) -> bool:
    """Read a hearing, a debate, a numbered report, a foreign law or a paper by its kind and day."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if len(text.split()) > MAX_WORDS or any(mark in text for mark in '“”«»"*'):
        return False
    read = (
        _hearing(text, lead, context)
        or _numbered(text, lead, context)
        or _foreign_act(text, lead, context)
        or _extract(text, lead, context)
        or _debate(text, lead, context)
    )
    if not read:
        return False
    citation, title = read
    place = (start + title[0], start + title[1])
    context.add_titled(replace(citation, signal=signal), start + lead, end, title=place, confidence=0.6)
    return True


_Read = tuple[Citation, tuple[int, int]] | None


def _hearing(text: str, lead: int, context: Context) -> _Read:
    match = _HEARING.match(text, lead)
    details = read_details(match["rest"], context.publishers) if match and _SESSION.search(match["rest"]) else None
    if not match or not details or not details.issued:
        return None
    work = read_work(replace(details, outlets=[match["body"]]), Head(), context, quoted=False)
    return _titled(replace(work, type="report"), match)


def _numbered(text: str, lead: int, context: Context) -> _Read:
    match = _NUMBERED.match(text, lead)
    series = imprint.SERIES_BEFORE.match(match["series"]) if match else None
    if not match or not series or not series["number"] or grammar.SENTENCE_VERB.search(match["title"]):
        return None
    details = read_details(match["rest"], context.publishers)
    authors = tuple(map(name_of, grammar.split_names(match["by"]))) if match["by"] else ()
    head = Head(
        authors=authors,
        series=series["series"],
        number=series["number"],
        publisher=publisher_in(series["series"], context.publishers),
    )
    return _titled(replace(read_work(details, head, context, quoted=False), type="report"), match)


def _foreign_act(text: str, lead: int, context: Context) -> _Read:
    match = _FOREIGN_ACT.match(text, lead)
    details = read_details(match["rest"], context.publishers) if match else None
    if not match or not details or not details.issued or grammar.SENTENCE_VERB.search(match["title"]):
        return None
    number = _ACT_NUMBER.search(match["rest"])
    citation = Citation(
        form=Form.FULL,
        type="statute",
        title_translation=match["translation"],
        number=number["number"] if number else None,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
    )
    return _titled(citation, match)


def _extract(text: str, lead: int, context: Context) -> _Read:
    post = _POST.match(text, lead)
    match = post or _EXTRACT.match(text, lead)
    if not match:
        return None
    details = read_details(text[match.start("date" if match["date"] else "day") :], context.publishers)
    if not details.issued or (not post and grammar.SENTENCE_VERB.search(text)):
        return None
    issued, printed = details.issued, details.date_printed
    if post:
        citation = Citation(
            form=Form.FULL, type="post", container_title=post["site"], issued=issued, date_printed=printed, url=details.url
        )
        return citation, (post.start("what"), post.end("site"))
    group = "title" if match["title"] else "evidence"
    number = _CASE.search(text, match.end(group))
    citation = Citation(
        form=Form.FULL,
        type="document",
        title=clean_title(match[group]),
        number=number[0] if number else None,
        issued=issued,
        date_printed=printed,
        url=details.url,
    )
    return replace(citation, language=language_of_title(match[group])), match.span(group)


def _debate(text: str, lead: int, context: Context) -> _Read:
    match = _DEBATE.match(text, lead) if " Deb" in text else None
    if not match:
        return None
    details = read_details(match["rest"], context.publishers)
    names = grammar.split_names(match["who"] or match["spoke"] or "")
    citation = Citation(
        form=Form.FULL,
        type="document",
        authors=tuple(map(name_of, names)) if all(map(grammar.is_person, names)) else (),
        volume=details.volume,
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
    )
    return _titled(citation, match)


def _titled(citation: Citation, match: re.Match[str]) -> _Read:
    title = clean_title(match["title"])
    return replace(citation, title=title, language=language_of_title(title)), match.span("title")

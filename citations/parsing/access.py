"""Where a source was read, and when: the address and the day of access among the words behind a title.

Enters: the words, and the `Details` that grow. Leaves: the words without what was cut out; an address that is an outlet's name
("www.news.example") stays beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.parsing.dates_behind import LABELS
from citations.partial_date import find_dates, read_date
from citations.prose import find_address
from citations.regex import regex

if TYPE_CHECKING:
    from citations.parsing.details import Details

# of what ACCESSED reads, one is in the words
_ACCESS_STEMS = (
    "access", "retriev", "consult", "visited", "viewed", "обращ", "звернен", "доступ", "проверено", "муроҷиат", "gerufen",
    "eingesehen", "zuletzt", "letzter", "zugriff", "abruf", "dostęp", "erişim", "as of", "acess", "acces", "geraadpleegd",
    "hämtad", "besökt", "hentet", "lest ", "viitattu", "luettu", "letöltve", "megtekint", "pristup", "přístup", "citováno",
    "hozzáférés", "žiūrėta", "skatīts", "vaadatud", "preuzeto", "пристапено", "приступљено", "достъп", "посетен", "πρόσβαση",
)  # fmt: skip
# matches "accessed 3 May 2015", "дата обращения: 05.10.2015", "(last visited …"; not "accessed by hackers"
ACCESSED = regex(
    r"""[\s,.(\[]{0,4}(?:as\s+of(?=\s[^\W\d_]{3,9}\s\d{1,2},\s\d{4}:)|(?:last\s+)?(?:accessed|retrieved|consulted|visited|viewed)(?:\s+on)?|дата\s+(?:обращения|звернення|доступа)|проверено|санаи\s+муроҷиат|(?:abgerufen|aufgerufen|eingesehen)(?:\s+am)?|(?:zuletzt|letzter)\s+\w+(?:\s+am)?|Zugriff(?:\s+am)?|Abruf(?:\s+am)?
        |consult[ée](?:\s+le)?|consultad[oa](?:\s+el)?|consultato(?:\s+il)?|dostęp|erişim(?:\s+tarihi)?|(?:dernier\s+accès|último\s+acces[os]|ultimo\s+accesso|aces[so]+(?:\s+em)?|acessado\s+em|consultado\s+em|fecha\s+de\s+(?:consulta|acceso))(?:\s+(?:le|el|il))?
        |(?:laatst\s+)?geraadpleegd(?:\s+op)?|hämtad|besökt|hentet|lest|viitattu|luettu|accesat(?:ă)?(?:\s+(?:la|în|pe))?|letöltve|(?:utolsó\s+)?(?:megtekintés|hozzáférés)|pristup(?:ljeno|ané)?|přístup(?:né)?|citováno|preuzeto|žiūrėta|skatīts|vaadatud|приступљено|пристапено|достъп(?:ен)?|посетен|πρόσβαση(?:\s+στις)?)\s*:?\s*
    (?P<date>\d{4}\.\s[^\W\d_]{3,12}\s\d{1,2}\.?|[^()\[\];]{0,30}?\d{4}|[^()\[\];]{0,30}?\d\d?[./-]\d\d?[./-]\d\d)(?:\s*(?:г|р)?\.)?(?:,?\s+(?:from|at)(?=\s*(?:https?:|www\.|$)))?[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)
# matches ", просмотрено 3 марта 2024", " (kontrolluar më 3.3.2024)" at the end: a verb in small letters
# and a second day; not ", and 3 May"
_READ_ON = regex(
    r"[,.]?\s+\(?(?P<words>(?-i:[^\W\d_A-ZА-ЯЁ]){5,14}(?:\s[^\W\d_A-ZА-ЯЁ]{1,9}){0,2}):?\s"
    r"(?P<date>\d[\w. /-]{6,20}\d)(?:\s?г)?\.?\)?\.?$"
)
# matches ". Web. 20 May 2018" at the end, the day on which the MLA's reader saw a page; "Print.", "Online." behind a date
_WEB_ACCESS = regex(
    r"[.,]\s+(?:Web|Online|Internet|Print|Television|TV|Radio|Film)\b\.?(?:\s+(?P<date>\d{1,2}\s[^\W\d_]{3,9}\.?\s\d{4}))?\.?\s{0,4}$"
)
# matches "Archived from the original on 3 May 2020", "archived 2020-05-03"; not "archived at the ministry"
_ARCHIVED = regex(
    r"[\s,.(\[]{0,4}\barchived\s+(?:(?:\(\w+\)\s+)?from\s+(?:the\s+original|it)\s*(?:\(\w+\)\s*)?)?(?:on\s+)?(?P<date>[^()\[\];.]{0,20}?\d{4}(?:-\d\d-\d\d)?)[)\]]?",
    re.VERBOSE | re.IGNORECASE,
)
# matches "available at", "режим доступа:", "URL:"; words that introduce an address
_AVAILABLE = regex(
    r"[\s,(]{0,4}\b(?:available(?:\s+online)?(?:\s+(?:at|from))?|at|(?:archived|accessible|online|retrieved)\s+(?:at|from)|online|from|режим\s+доступа|доступно\s+по|URL|дастрас|via|disponible\s+(?:en|sur)|unter|verfügbar\s+unter|dostępne\s+na)\s*:?\s*$",
    re.VERBOSE | re.IGNORECASE,
)


def cut_address(text: str, details: Details) -> str:
    """Cut out the address and the day of access; of what an archive keeps the note cites the original."""
    if match := _WEB_ACCESS.search(text):
        details.accessed = read_date(match["date"]) if match["date"] else None
        text = text[: match.start()]
    if _mentions_access(text) and (match := ACCESSED.search(text)):
        details.accessed = read_date(match["date"]) if any(letter.isdigit() for letter in match["date"]) else None
        text = text[: match.start()] + ", " + text[match.end() :]
    elif read := _read_on(text):
        details.accessed, text = read_date(read["date"]), text[: read.start()]
    if "rchived" in text:
        text = _ARCHIVED.sub(", ", text)
    if match := find_address(text):
        details.url = match[0]
        before = _AVAILABLE.sub("", text[: match.start()].rstrip("<( "))
        text = before + ", " + text[match.end() :].lstrip(">)")
        if "/" not in match[0]:  # "www.news.example", an outlet's name
            text = f"{before}, {match[0]}, {text[len(before) + 2 :]}"
    return text


def _read_on(text: str) -> re.Match[str] | None:
    """The day of access at the end, told by a verb that no list knows: "Медуза, 14 февраля 2023, просмотрено 3 марта 2024"."""
    match = _READ_ON.search(text)
    if not match or match["words"].split()[-1] in LABELS or not _of_day(match["date"]):
        return None
    return match if any(map(_of_day, [place.printed for place in find_dates(text[: match.start()])])) else None


def _of_day(printed: str) -> bool:
    date = read_date(printed)
    return bool(date and date.day and date.year)


def _mentions_access(text: str) -> bool:
    folded = text.casefold()
    return any(stem in folded for stem in _ACCESS_STEMS)

"""Whether a citation goes on behind a full stop among its details: "Title // Outlet. 05.10.2015. С. 14".

Enters: a `Seam`. Leaves: yes or no, of each rule in `RULES`, whose docstrings show what it joins.
Details are the day, the number, the page, the town, the medium, and where a copy is kept.
"""

from __future__ import annotations

import re

from citations.parsing import imprint, russian
from citations.parsing.channels import CHANNEL_STOPPED
from citations.parsing.cities import is_city
from citations.parsing.dates_behind import DAY_OF_YEAR
from citations.parsing.issuers import is_issuer
from citations.parsing.stops.seam import DATED, DAY, MAX_CUT_WORDS, MAX_HEADLINE_WORDS, SENTENCE, SYMBOL, Seam
from citations.quotation import speaks
from citations.regex import regex

MIN_WHOLE = 60  # characters of a piece that may be a citation by itself; a shorter one goes on
_DAY_OF_ISSUE = regex(DAY)
_IN_MARKS = regex(r"[”\"»*’]|//|https?://")  # a title in marks or emphasis, an outlet behind slashes, an address
# What follows a full stop inside one citation: "05.10.2015", "Июль 2018", "№ 5", "С. 14", "Режим доступа: …", "Accessed …".
_CONTINUES = regex(
    r"""(?:(?:\d{1,2}[./]){2}\d{2,4}|\d{1,2}\s[^\W\d_]{3,9}(?:\s(?:19|20)\d\d)?(?:\s?[гр])?(?:\s\((?:№|N)[^()]{1,12}\))?\.?$|\d{1,2}\s[^\W\d_]{3,9}\s(?:19|20)\d\d(?:\s?г)?\.?\s+(?:https?:|www\.|pp?\.\s|с\.\s|S\.\s|\()|[^\W\d_]{3,9}\s(?:19|20)\d\d(?:\s?г)?\.?$|[–—-]?\s?(?:М|СПб|Л|К|[А-ЯҒҚҲҶӮІ][а-яёӣӯқғҳҷії]+)\.?(?:(?:;\s|\s?[–-]\s?)[А-Я][\w-]+)?(?:\s?:|,\s(?:19|20)\d\d)|[A-Z][a-z]+\.?\s\d{1,2},\s(?:19|20)\d\d|(?:19|20)\d\d\b|(?:№|N[°º]|No\.|[СCTТSs]\.|Ст\.|P\.|Pp\.|Vol\.|Т\.|Вып\.|Оп\.|Ф\.|Д\.|Л\.|URL
    |\d{1,2}-[ея]\s+изд|\d{1,4}\s[сс]\.$|https?:|As\s+of\s+[A-Z]|(?:(?:First\s+)?(?:Posted|Published)|Last\s+(?:updated|modified)|Updated|Aired|Опубликовано|Veröffentlicht|Publié)\s[^.]{0,12}\d|doi:|hdl:|Режим\s+доступа|Accessed|Archived|ISBN|ISSN|OCLC|Дата\s+(?:обращения|звернення)|Retrieved|Available|\[Электронный|[–—]\s))""",
    re.VERBOSE | re.IGNORECASE,
)
# "Интервью автора с водителем.", "Interview with a driver.": who was heard, behind which a full stop stands
_HEARD_STOPPED = regex(
    r"(?:(?:личн|авторск)\w+\s)?(?:интервью|беседа|разговор|переписка|встреча|interview|gespräch)\b\D{0,160}\.$", re.IGNORECASE
)
# "Герат, октябрь 2019 г.", "Port Nura, 4 May 2014": where and when somebody was heard
_PLACE_AND_DATE = regex(
    r"[^\W\d_a-zа-яё][^\d,.;:“”\"«»]{1,40}(?:,\s[^\W\d_a-zа-яё][^\d,.;:“”\"«»]{1,40})?,\s(?:\d{1,2}\s)?[^\W\d_]{3,10}\s(?:19|20)\d\d(?:\s?г(?:\.|ода)?)?\.?$"
)
# ", godz.", ", fq." at the end, and "13:45" alone behind it: an abbreviation that no list knows
_ABBREVIATION_AT_END = regex(r"[”\"»*\]\d)].*,\s(?P<short>[^\W\d_]{1,5})\.$", re.DOTALL)
_FIGURE_ALONE = regex(r"[A-ZΑ-Ω]?\d+(?:[-–:.]\d+)*\s*(?:$|[.,;)])")
# "Online.", "Print.", "Web." behind a date: where it was read
_MEDIUM_STOPPED = regex(r"(?:Online|Print|Web|Internet|Television|TV|Radio)\.$")
# "Copy on file with Human Rights Watch.", "On file with the author."
_KEPT = regex(
    r"(?:(?:A\s)?[Cc]op(?:y|ies)\s(?:(?:is|are)\s)?)?(?:[Oo]n|[Ii]n)\s(?:file\swith|possession\sof|the\spossession\sof)\s[^.;]{3,60}\.?$"
)
_SYMBOL_STOPPED = regex(rf"{SYMBOL}\.$")
_SYMBOL_AT_END = regex(rf"\.\s{SYMBOL}\.$")
# "Алматы, 2012.", "М.: Наука, 1972.", "Москва: Наука 1972.": town and year, which no sentence begins with
_IMPRINT_HERE = regex(
    r"(?:[–—-]\s)?(?P<place>М|СПб|[А-ЯҒҚҲҶӮ][а-яёғқҳҷӯӣ-]{2,20})\.?(?:\s?:\s?[^,;\n]{2,60},?|,)\s(?:19|20)\d\d\b"
)
_IMPRINT_AT_END = regex(rf"[.?!]\s{_IMPRINT_HERE.pattern}\.$")  # ". Алматы, 2017." before "С. 19"
_TOWN_AND_YEAR = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*,\s(?:19|20)\d\d\.?")  # "Манила, 2016.", a sentence of nobody's
# "Berlin: Harter 2014" behind the full stop of a German title
_GERMAN_IMPRINT = regex(r"(?P<place>[^\W\d_a-z][\w/ -]{2,40}):\s[^,;:\n]{2,50}\s(?:1[5-9]|20)\d\d\b")
# "Пост от 5 мая 2020 г." behind the channel on which it stands
_POSTED_ON = regex(rf"{imprint.POSTED}\s(?:от|vom|of|from|du|del|від)\s+\d")
# "Hart, Bea. 2014.": the same without brackets
_YEAR_AND_STOP = regex(r"\b(?:19|20)\d\d\.$")
# " // Восток." and "Афро-азиатские общества: история и современность. 2015": a journal's name of two sentences
_OUTLET_AT_END = regex(r" // [^/.:,]{2,40}\.$")
_YEAR_BEHIND_NAME = regex(r"[^\W\d_a-zа-яё][^./;\d“”\"«»]{4,100}\.\s(?:[–—-]\s)?(?:19|20)\d\d\b")
_NAME_AT_END = regex(r"[,)]\s*(?:[^\W\d_a-zа-я]\S*\s*(?:&\s*)?){1,5}$")
_YEAR_ALONE = regex(r"[(\[](?:(?:19|20)\d\d[^()\[\]]{0,14}|n\.\s?d\.?)[)\]]")


def prints_day_behind_slashes(seam: Seam) -> bool:
    """As in "Газпром увеличит поставки // ТАСС. 27 мая 2024 г.", "Газпром возобновит закупки // ТАСС. 2018. 9 октября"."""
    if " // " not in seam.before:
        return False
    if _DAY_OF_ISSUE.match(seam.behind) and seam.is_undated:
        return True
    day = DAY_OF_YEAR.match(seam.behind) if _YEAR_AND_STOP.search(seam.before[-6:]) else None
    return day is not None and russian.names_month(day["day"])


def names_outlet_on(seam: Seam) -> bool:
    """As in "Торговля в долине // Восток. Афро-азиатские общества: история и современность. 2015. № 3"."""
    is_outlet = _OUTLET_AT_END.search(seam.end) and seam.is_undated
    return bool(is_outlet and _YEAR_BEHIND_NAME.match(seam.ahead) and seam.is_silent)


def prints_year_in_brackets(seam: Seam) -> bool:
    """As in "World Bank. (2020).", "‘Whose Water Is It?’ (2012) 12(3) Water Law Review 574"."""
    may_be = seam.words <= MAX_CUT_WORDS or seam.before[-1] in "’'”»"
    return may_be and _YEAR_ALONE.match(seam.behind) is not None


def prints_medium(seam: Seam) -> bool:
    """As in "5 May 2014. Web."."""
    return _MEDIUM_STOPPED.match(seam.behind) is not None


def prints_symbol(seam: Seam) -> bool:
    """As in "Комитет против пыток. Замечания. CAT/C/TJK/CO/2. 21 января 2013 г.", at either of its last two stops."""
    if _SYMBOL_STOPPED.match(seam.behind):
        return seam.words <= MAX_HEADLINE_WORDS and is_issuer(seam.before.partition(". ")[0])
    return bool(_SYMBOL_AT_END.search(seam.end) and _DAY_OF_ISSUE.match(seam.behind))


def is_kept(seam: Seam) -> bool:
    """As in "Letter from the mission, June 7, 2017. Copy on file with the author."."""
    return _KEPT.match(seam.behind) is not None and not seam.is_undated


def prints_town(seam: Seam) -> bool:
    """As in "Права мигрантов. Алматы, 2012."."""
    placed = _IMPRINT_HERE.match(seam.behind)
    is_town = placed and (is_city(placed["place"]) or _TOWN_AND_YEAR.fullmatch(seam.behind))
    return bool(is_town and seam.is_undated and seam.is_silent)


def prints_german_town(seam: Seam) -> bool:
    """As in "Hofer, Anton: Die Grenzen der Hanse. Berlin: Harter 2014"."""
    placed = _GERMAN_IMPRINT.match(seam.behind) if ": " in seam.before else None
    return placed is not None and is_city(placed["place"]) and seam.is_undated


def prints_post(seam: Seam) -> bool:
    """As in "Telegram-канал «Орда». Пост от 5 мая 2020 г. URL: …"."""
    return bool(_POSTED_ON.match(seam.behind) and CHANNEL_STOPPED.fullmatch(seam.before))


def was_heard(seam: Seam) -> bool:
    """As in "Интервью автора с водителем. Герат, октябрь 2019 г."."""
    return bool(_HEARD_STOPPED.match(seam.end) and _PLACE_AND_DATE.match(seam.behind))


def prints_figure(seam: Seam) -> bool:
    """As in "“Most zamknięty”, Onet, 14 lutego 2023, godz. 13:45"."""
    short = _ABBREVIATION_AT_END.search(seam.before)
    return short is not None and short["short"].islower() and _FIGURE_ALONE.match(seam.behind) is not None


def prints_detail(seam: Seam) -> bool:
    """As in "“Title”, Outlet. № 5.", "Title // Outlet. 05.10.2015. Режим доступа: …".

    Or "Фонд развития. Мосты и дороги. Алматы, 2017. С. 19".
    """
    if seam.before[-1] not in ".…" or not _CONTINUES.match(seam.behind):
        return False
    is_beginning = len(seam.before) < MIN_WHOLE or russian.AUTHORS.search(seam.before[:MIN_WHOLE]) or " / " in seam.before
    return bool(is_beginning or _IN_MARKS.search(seam.before) or _IMPRINT_AT_END.search(seam.end))


def is_torn(seam: Seam) -> bool:
    """As in "“Rails to nowhere”, Cargo & Rail Intnl. Weekly, 16 May 2014", torn by an abbreviation that no list knows."""
    may_be = seam.before[-1] in ".…" and len(seam.behind.split()) <= MAX_CUT_WORDS and not speaks(seam.behind)
    if not may_be or not DATED.search(seam.behind) or not seam.is_undated or not _IN_MARKS.search(seam.before):
        return False
    begins = SENTENCE.match(seam.behind) or re.search(r"[“\"«*]", seam.behind)
    return bool(not begins and seam.before.rstrip(".")[-4:].isalpha() and _NAME_AT_END.search(seam.end))


RULES = (
    prints_day_behind_slashes,
    names_outlet_on,
    prints_year_in_brackets,
    prints_medium,
    prints_symbol,
    is_kept,
    prints_town,
    prints_german_town,
    prints_post,
    was_heard,
    prints_figure,
    prints_detail,
    is_torn,
)

"""Whether a citation goes on behind a full stop that ends a name: "Eurasianet. 2020. “Dam opens.”", "Hart, Bea. 2014.".

Enters: a `Seam`. Leaves: yes or no, of each rule in `RULES`, whose docstrings show what it joins.
A name is an author's, an outlet's or a body's; a title may stand behind it in the same piece.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing import imprint, russian
from citations.parsing.stops.seam import (
    MAX_BODY_WORDS,
    MAX_HEADLINE_WORDS,
    MAX_SECOND_WORDS,
    OUTLET_STOPPED,
    SENTENCE,
    SYMBOL,
    Seam,
)
from citations.regex import regex

# "Kloop. 2020.", "Human Rights Watch. 2014.": who issued, and the year, as author-date styles print them
_NAME_AND_YEAR = regex(
    r"(?:[^\W\d_a-zа-яё][\w’'&/.-]*\s(?:(?:of|the|and|for|de|la)\s){0,2}){0,6}[^\W\d_a-zа-яё][\w’'&/.-]*\.\s(?:19|20)\d\d[a-z]?\."
)
_YEAR_STOPPED = regex(r"(?:19|20)\d\d[a-z]?\.")
# "Hart, Bea.", "Okoro, Lilian T., and Sam Roe.": the authors at the head of a reference
_INVERTED_NAME = regex(
    r"(?:(?:van|von|de|al-)\s?)?[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]*){0,2}(?:,?\s(?:and|et\sal|&)[^“\"«*;]{0,60})?\.$"
)
_SYMBOL_AHEAD = regex(rf"[^;\n«»“”]{{8,250}}?\.\s+{SYMBOL}\.\s+\d")
# "Бюро по правам человека.": a body that a full stop parts from its title, ". Алматы, 2012": the imprint still to come
_IMPRINT_AHEAD = regex(
    r"[^;\n]{4,200}?\.\s+(?:[–—-]\s)?(?:М|СПб|[А-ЯҒҚҲҶӮ][а-яёғқҳҷӯӣ-]{2,20})\.?(?:\s?:\s?[^,;\n]{2,60})?,\s(?:19|20)\d\d\b"
)
# "Отношение к мигрантам: пресс-выпуск. 3 июля 2013": a title without marks, behind which a full stop and the day stand
_DAY_AHEAD = regex(
    r"[^;\n.“”\"«»]{8,200}\.\s+\d{1,2}\s[^\W\d_]{3,9}\s(?:19|20)\d\d\b"
    r"|[^;\n.“”\"«»]{8,200}\.\s+\d\d\.\d\d\.(?:19|20)\d\d\b"
)
# "Сообщение в Telegram-канале" behind who posted it
_POSTED_AHEAD = regex(rf"{imprint.POSTED}\s+(?:\S+\s+){{0,3}}(?:{imprint.SITES})\b")
# "18 July 2022.", "2021-03-04." and "18 July 2022. TASS.": a day, and an agency, before a title
_DAY_ALONE = regex(
    r"(?:\d{1,2}\s[^\W\d_]{3,12}\s(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d)\.(?:\s(?P<outlet>[^\W_][^,;:“”\"«»]{1,40})\.)?"
)
_LONGEST_REFERENCE = 600  # characters of an author-date reference that grows
# "Smith, J. (2015).", "World Bank. (2020).", "Smith, J. & Roe, K. (2015)": authors and year of an author-date style
_AUTHOR_YEAR = regex(
    r"^(?![a-zа-я])[^()§]{2,200}?\s[(\[](?:(?:\d{1,2}\s)?(?:[^\W\d_]{3,12}\.?\s(?:\d{1,2},\s)?)?(?:19|20)\d\d[a-z]?(?:,\s[^()]{3,14})?|n\.\s?d\.?)[)\]]\.?(?P<rest>.*)$",
    re.DOTALL,
)
_AUTHOR_YEAR_STOPPED = regex(r"^[^\W\d_a-zа-я][\w’'-]+,\s[^()“”\"«*\d]{1,150}?\.\s(?:19|20)\d\d[a-z]?\.(?P<rest>.*)$", re.DOTALL)
_AUTHOR_YEAR_STOPS = 4  # full stops that such a note has at most behind its year


def cites_again(seam: Seam) -> bool:
    """As in "Всемирный банк. Указ. соч. С. 19.", "Бушков В. Анатомия войны. Указ. соч."."""
    named = seam.is_somebody or (seam.is_written and seam.is_silent)
    return named and grammar.OP_CIT.match(seam.behind) is not None


def prints_year(seam: Seam) -> bool:
    """As in "Eurasianet. 2020."."""
    return seam.is_name and seam.is_medium and _YEAR_STOPPED.fullmatch(seam.behind) is not None


def prints_title_behind_year(seam: Seam) -> bool:
    """As in "Eurasianet. 2020. “Dam opens.”"."""
    is_named = _NAME_AND_YEAR.fullmatch(seam.before) and not SENTENCE.match(seam.before)
    return bool(is_named and seam.behind[0] in '“"«‘')


def is_inverted(seam: Seam) -> bool:
    """As in "Hart, Bea. “When the Tap Runs Brown.”", "Hart, Bea. 2014."."""
    goes_on = seam.behind[0] in '“"«*' or _YEAR_STOPPED.fullmatch(seam.behind)
    return bool(goes_on and _INVERTED_NAME.match(seam.before))


def is_institution(seam: Seam) -> bool:
    """As in "Human Rights Centre Viasna. “Arrests in April.”"."""
    is_named = seam.behind[0] in '“"«*' and OUTLET_STOPPED.fullmatch(seam.before)
    return bool(is_named and grammar.INSTITUTION.search(seam.before))


def prints_title(seam: Seam) -> bool:
    """As in "EurasiaNet. “Wine Exporters Eye China.” 23/07/2013.", "А. Н. Громов. Передел // Известия"."""
    return seam.is_name and (seam.behind[0] in '“"«„*‘' or seam.names_container)


def names_several(seam: Seam) -> bool:
    """As in "Игорь Савченко, Анна Ким. Как уходит вода // Власть"."""
    may_be = seam.words <= MAX_BODY_WORDS and seam.names_container
    return bool(may_be and russian.whole_names(f"{seam.before} {seam.behind}"))


def prints_paper_behind_title(seam: Seam) -> bool:
    """As in "Ivanov S. Gas deal off. The Guardian, 3 May 2014"."""
    return (seam.is_written or seam.is_signed) and seam.names_paper


def prints_second_sentence(seam: Seam) -> bool:
    """As in "Ершов А. Кто строит дачу в Подгорах. Коротко // Медуза"."""
    is_short = len(seam.behind.split(" // ")[0].split()) <= MAX_SECOND_WORDS
    return is_short and seam.is_written and seam.names_container and not russian.AUTHORS.match(seam.behind)


def prints_title_and_paper(seam: Seam) -> bool:
    """As in "Mehmet Arslan. Refugees build a bakery. Hürriyet Daily News, 4 April 2015".

    Or "Madina Aimbetova. A new Russia? Why Tajiks go to Almaty. Eurasianet, 21 August 2024".
    """
    return (seam.is_name or (seam.is_signed and seam.before[-1] in "?!")) and seam.names_paper_ahead


def is_body(seam: Seam) -> bool:
    """As in "Левада-Центр. Отношение к мигрантам. 3 июля 2013.", "Комитет против пыток. Замечания. CAT/C/TJK/CO/2. 21 мая"."""
    goes_on = (
        _SYMBOL_AHEAD.match(seam.ahead)
        or _IMPRINT_AHEAD.match(seam.ahead)
        or (_DAY_AHEAD.match(seam.ahead) and seam.behind[:1].isupper())
    )
    return bool(goes_on and seam.is_body)


def posted(seam: Seam) -> bool:
    """As in "МИД Узбекистана. Сообщение в Telegram-канале, 14 мая 2022."."""
    may_be = seam.words <= MAX_BODY_WORDS and seam.is_undated and seam.is_silent
    return may_be and _POSTED_AHEAD.match(seam.behind) is not None


def stands_behind_day(seam: Seam) -> bool:
    """As in "18 July 2022. TASS. Bridge reopens."."""
    day = _DAY_ALONE.fullmatch(seam.before)
    may_be = day and len(seam.behind.split()) <= MAX_HEADLINE_WORDS
    return bool(day and may_be and grammar.names_medium(day["outlet"] or seam.behind.partition(".")[0]))


def is_author_date(seam: Seam) -> bool:
    """As in "Smith, J. (2015). Title. Outlet."; not with "The town went on." behind it."""
    before = seam.before[:_LONGEST_REFERENCE]
    reference = _AUTHOR_YEAR.match(before) or _AUTHOR_YEAR_STOPPED.match(before)
    if not reference or reference["rest"].count(". ") >= _AUTHOR_YEAR_STOPS:
        return False
    if OUTLET_STOPPED.match(f"{seam.behind.partition('. ')[0].rstrip('.')}."):
        return True
    is_prose = SENTENCE.match(seam.behind) and len(seam.behind.split()) > 2
    return not (is_prose and "." in reference["rest"] and reference["rest"].strip())


RULES = (
    cites_again,
    prints_year,
    prints_title_behind_year,
    is_inverted,
    is_institution,
    prints_title,
    names_several,
    prints_paper_behind_title,
    prints_second_sentence,
    prints_title_and_paper,
    is_body,
    posted,
    stands_behind_day,
    is_author_date,
)

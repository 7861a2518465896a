"""Whether a citation goes on behind a full stop that ends a title: "*Cartographies of Loss*. Duke UP, 2015.".

Enters: a `Seam`. Leaves: yes or no, of each rule in `RULES`, whose docstrings show what it joins.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing import imprint
from citations.parsing.amid import behind_words
from citations.parsing.contained import BYLINE
from citations.parsing.law import SIGNED_BEHIND, TREATY
from citations.parsing.stops.seam import (
    DATED,
    DAY,
    MAX_CUT_WORDS,
    MAX_HEADLINE_WORDS,
    MAX_SECOND_WORDS,
    MAX_SHORT_HEADLINE_WORDS,
    NOT_NAMES,
    OUTLET_STOPPED,
    Seam,
    tells,
)
from citations.quotation import speaks
from citations.regex import regex

# "*Title*, FIN." and "TIMES (Jan. 8, 2020)": the name of a paper in capitals, cut by the stop of its short form
_CAPITALS_STOPPED = regex(r"\*,\s[A-Z]{2,7}\.$")
_CAPITALS_GO_ON = regex(r"[A-Z.&’']+(?:\s[A-Z.&’']+){0,4},?\s[(A-Z]")
# "Nomaden im Blick der Verwaltung, in: Osteuropa 62 (2012)": the end of a title without marks, and what holds it
_HOST_AHEAD = regex(r"[^;:\n“”\"«»*]{4,200}?[,?!]\s[iI]n:\s[^;\n]{2,120}?\b(?:19|20)\d\d\b")
# "Von Tim Brand.", "By Ann Lee and Bo Kim.", "Автор: О. Назаров.": the byline behind a headline, as the paper prints both
_BYLINE_STOPPED = regex(rf"(?:{BYLINE})\.", re.VERBOSE)
_BYLINE_AT_END = regex(rf"[.?!]\s(?:{BYLINE})\.$", re.VERBOSE)
# "Онлайн", "Фото", "Live": what kind of piece a title ends by saying
_KIND_OF_PIECE = regex(
    r"(?:Онлайн|Фото|Видео|Хроника|Инфографика|Обновлено|Обновляется|Репортаж|Интервью|Список|Карта|Эксклюзив|Текст|Документ|Трансляция|Прямая\sтрансляция|Хроніка|Відео|Live|LIVE|Photos?|Videos?|Updated|Updates)(?:,\s[^\W\d_]+)?"
)
# the end of a finite verb in Russian; a noun of the same end ("совет") parts a title, which is the lesser harm
_VERB_IN_RUSSIAN = regex(r"[а-яё]{2}(?:[еёи]т|[аоюя]т|ут|[ея]тся|ются|[аиоеыуя]л(?:[аои])?|[аиоеыуя]л(?:ся|ась|ось|ись)|ться?)$")
# "Arab News." of "Pilgrims stranded. Arab News. 3 October 2014.": what follows an outlet that ends in a full stop
_DATE_AHEAD = regex(
    r"[^;\n]{2,60}?\.\s+(?:\d{1,2}\.?\s[^\W\d_]{3,12}|[A-Z][a-z]{2,8}\.?\s\d{1,2},|\d\d?\.\d\d?\.)\s?(?:19|20)\d\d"
)
# "Вечерний Челябинск, № 41 (12 877), 2 июня 2023", "Кызылординские вести, 12.04.2022, с. 3": a paper by its number or page
_PAPER_AND_DAY = regex(
    rf"""[^\W\d_a-zа-яё][^,.;:“”"«»\d]{{2,40}},\s(?:{imprint.NUMBER_SIGN}\s?\d[\w./-]{{0,8}}(?:\s?\([\d\s,.]{{1,9}}\))?,\s{DAY}
    |{DAY}(?:\s?г\.)?,\s(?:pp?|с|стр|S|s)\.\s?\d)""",
    re.VERBOSE,
)
# "Hofer, Anton: Die Grenzen der Hanse.": an author, a colon and a title's first sentence, whose year is still to come
_COLON_TITLE = regex(
    r"(?:(?i:vgl|siehe|s)\.?\s+(?:[a-zäöüß]+\s+){0,2})?[^\W\d_a-z][\w’'-]+,?\s[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*)?:\s[^;]{4,200}\.$",
)
_YEAR_AHEAD = regex(r"[^;\n]{2,150}?,\s[^;,\n]{2,60}\b(?:1[5-9]|20)\d\d\b")
_SITE = regex(r"[–—-]\s(?:www\.|https?://|(?:[\w-]+\.)+[a-z]{2,8}\b)")
# "Duke UP, 2015." behind "*Title*.": publisher and year, as references of the MLA end
_IMPRINT_STOPPED = regex(r"[^\W\d_a-z][^“”\"«»*;.\d]{1,60}(?:\.\s[^“”\"«»*;.\d]{1,40})?,\s(?:19|20)\d\d\.?$")
# "“Dam breach confirmed”.", alone or with its outlet behind, as encyclopedias set full stops between the parts
_TITLE_AND_STOP = regex(
    r"^(?:(?i:see|см\.|cf\.):?\s)?(?:[^“\"«*]{0,80}\.\s)?[“\"«][^“”\"»]{3,}[”\"»](?:\s\[[^\[\]]{2,200}\])?(?:\s\([^()]{2,40}\))?\."
    r"(?: [^\W\d_a-z][^“”\"«».,;]{1,40}\.)?$"
)
# "“Taliban Seize Kunduz.”", the title of a note whose style sets full stops between its parts
_TITLE_STOPPED = regex(r"^(?:[^“\"«]{0,60}\. )?[“\"«][^“”\"»]+[.?!][”\"»]$")


def prints_bulgarian_paper(seam: Seam) -> bool:
    """As in "„Хлябът поскъпва“, в. „24 часа“"."""
    return seam.before.endswith((", в.", ", в-к.")) and seam.behind[0] in "„«“"


def prints_capitals(seam: Seam) -> bool:
    """As in "*Sanctions Bite*, FIN. TIMES (Jan. 8, 2020)"."""
    return bool(_CAPITALS_STOPPED.search(seam.end) and _CAPITALS_GO_ON.match(seam.behind))


def prints_in(seam: Seam) -> bool:
    """As in "Tobias Kern: Die Ohnmacht der Helfer. In: DIE ZEIT, 31. März 2011"."""
    return seam.behind.startswith("In: ") and seam.is_undated and seam.words <= MAX_HEADLINE_WORDS


def prints_host(seam: Seam) -> bool:
    """As in "Hundert Jahre Steppe. Nomaden im Blick der Verwaltung, in: Osteuropa 62 (2012)"."""
    may_be = "n: " in seam.ahead and seam.may_be_title
    return bool(may_be and _HOST_AHEAD.match(seam.ahead) and not NOT_NAMES.match(seam.before))


def prints_byline(seam: Seam) -> bool:
    """As in "Was eine Abschiebung kostet. Von Tim Brand. FAZ, 3. Mai 2012"."""
    return bool(_BYLINE_STOPPED.fullmatch(seam.behind) and DATED.search(seam.ahead) and seam.may_be_title)


def prints_date_behind_byline(seam: Seam) -> bool:
    """As in "Was eine Abschiebung kostet. Von Tim Brand. FAZ, 3. Mai 2012"."""
    return bool(_BYLINE_AT_END.search(seam.before) and DATED.search(seam.behind))


def has_second_sentence(seam: Seam) -> bool:
    """As in "Митинг у рудника. Онлайн // Kloop", "Суд над мэром. День третий // Kloop"."""
    second, slashes, _ = seam.behind.partition(" // ")
    may_be = slashes and seam.may_be_title and seam.words <= MAX_SHORT_HEADLINE_WORDS and seam.before[-1] == "."
    if not may_be or NOT_NAMES.match(seam.before):
        return False
    if _KIND_OF_PIECE.fullmatch(second):
        return True
    is_short = len(second.split()) <= MAX_SECOND_WORDS
    return is_short and not tells(seam.before) and not any(map(_VERB_IN_RUSSIAN.search, seam.before[:-1].split()))


def prints_outlet_and_stop(seam: Seam) -> bool:
    """As in "Pilgrims stranded. Arab News. 3 October 2014."."""
    may_be = seam.words <= MAX_HEADLINE_WORDS and seam.is_silent
    return may_be and _DATE_AHEAD.match(seam.ahead) is not None and grammar.names_medium(seam.behind.rstrip("."))


def prints_paper(seam: Seam) -> bool:
    """As in "Gunmen storm hotel. Reuters, May 3, 2012", "Заводы везут металл. Вечерний Челябинск, № 41, 2 июня 2023"."""
    is_paper = _PAPER_AND_DAY.match(seam.behind) or (seam.names_paper and len(seam.behind.split()) <= MAX_CUT_WORDS)
    return bool(is_paper and seam.is_headline)


def follows_colon(seam: Seam) -> bool:
    """As in "Hofer, Anton: Die Grenzen der Hanse. Handel und Krieg, Wien 1999"."""
    begin = behind_words(seam.before) if ": " in seam.before else 0
    return bool(_COLON_TITLE.match(seam.before, begin) and seam.is_undated and _YEAR_AHEAD.match(seam.ahead))


def is_treaty(seam: Seam) -> bool:
    """As in "Конвенция о правовом статусе Каспийского моря. Актау, 12 августа 2018 г."."""
    is_one = TREATY.match(seam.before) and SIGNED_BEHIND.match(f". {seam.behind}")
    return bool(is_one and seam.is_undated and seam.is_silent)


def prints_site(seam: Seam) -> bool:
    """As in "Закят или налог? – www.site.example"."""
    return seam.before[-1] in "?!" and _SITE.match(seam.behind) is not None and seam.is_silent


def prints_publisher(seam: Seam) -> bool:
    """As in "Guerrero, Alma. *Cartographies of Loss*. Duke UP, 2015."."""
    return seam.before.endswith("*.") and _IMPRINT_STOPPED.match(seam.behind) is not None and seam.is_undated


def is_marked(seam: Seam) -> bool:
    """As in "“Dam breach confirmed”. Daily Sabah. 1 May 2020.", "“Taliban Seize Kunduz.” Daily Sabah, 1 May 2020."."""
    if _TITLE_AND_STOP.match(seam.end) and (
        seam.behind[0] == "*" or (seam.behind[0] == "(" and DATED.search(seam.behind)) or OUTLET_STOPPED.match(seam.behind)
    ):
        return True
    is_short = len(seam.behind.split()) <= MAX_CUT_WORDS and not speaks(seam.behind)
    return is_short and _TITLE_STOPPED.search(seam.end) is not None


RULES = (
    prints_bulgarian_paper,
    prints_capitals,
    prints_in,
    prints_host,
    prints_byline,
    prints_date_behind_byline,
    has_second_sentence,
    prints_outlet_and_stop,
    prints_paper,
    follows_colon,
    is_treaty,
    prints_site,
    prints_publisher,
    is_marked,
)

"""Where in a paper a piece stood: its section, edition, page and day of the week, as notes name them beside the outlet.

Named patterns alone, each with a line that matches and one that must not; `citations.parsing.details` asks them.
"""

from __future__ import annotations

import re

from citations.regex import regex

_X = re.VERBOSE
MOST_ASIDE_WORDS = 3  # in small letters beside an outlet; more go on with the sentence
_SECTIONS = r"""(?:Economy|Business|World|Politics|Opinion|News|Sports?|Culture|International|Europe|Asia|Africa|Americas
    |Middle\sEast|UK|US|Science|Technology|Tech|Finance|Markets|Companies|Comment|Analysis|Features?|Society|Environment|Education|Travel|Arts|Books|Magazine|Metro|Region
    |Politik|Wirtschaft|Ausland|Feuilleton|Meinung|Economie|Économie|Politique|Idées|Internacional|Política|Economía|Esteri|Cronaca
    |Политика|Экономика|Общество|Мир|В\sмире)"""
# matches " (Economy)", " (£)", " (World news)", " (online)" behind an outlet: its section or kind; not " (Moscow)"
SECTION = regex(
    rf"\s\((?:{_SECTIONS}(?:\s(?:[Nn]ews|[Ss]ection|[Dd]esk|[Pp]ages?))?|[Oo]nline|[Ww]eb(?:site)?|[Pp]rint(?:\sedition)?|[Nn]ewsletter|[Pp]odcast|[Bb]log|[£€$])\)$",
    _X,
)
# matches " (substack)", " (live blog)" behind an outlet: whatever begins small in brackets; not " (Moscow)"
KIND_BEHIND = regex(r"\s\([a-zà-ÿа-яё]{3,14}(?:\s[a-zà-ÿа-яё]{3,14})?\)$")
# matches "Asia section", "late ed.", "Long Read", "édition papier" between an outlet and its date: where in it the piece stood
EDITION_ASIDE = regex(
    rf"""^(?:the\s)?(?:{_SECTIONS}\s(?:[Ss]ection|[Dd]esk|[Pp]ages?)
    |(?i:(?:section|sec\.|rubrique|rubrik|ressort|sección|рубрика)\s\S+(?:\s\S+)?|(?:early|late|final|national|international|regional|city|weekend|sunday|morning|evening|print|online|digital|web|europe(?:an)?|asia|u\.?s\.?|uk|london|new\syork|первая|веб)[\s-](?:ed\.?|edition|version|версия)
    |(?:the\s)?long\sread|front\spage|editorial\spage|weekend\ssupplement|édition\s(?:papier|imprimée|abonnés|électronique)|en\sligne|en\slínea|in\slinea|edición\s(?:impresa|digital)|edizione\scartacea|print-?ausgabe|online-?ausgabe|онлайн|онлайн-версия|печатная\sверсия))$""",
    _X,
)
# matches "σελ. 4", "fq. 3", "3. o.", "5. lpp.": pages as papers of further languages count them; not "3. ožujka"
PAGE_ABROAD = regex(
    r"(?<![\w.])(?:(?:σ(?:ελ)?|fq|pág|bls|lk)\.\s?(?P<pages>[A-ZΑ-Ω]?\d+(?:[-–]\d+)?)|(?P<before>\d+(?:[-–]\d+)?)\.\s?(?:o|old|lpp|psl|lk)\b\.?(?=\s*(?:[,;)]|$)))"
)
# matches "kl. 13", "br. 1234": an abbreviation in small letters and its figure, which is no name
ABBREVIATED_FIGURE = regex(r"^(?P<short>[^\W\d_]{1,5})\.?\s?[A-Z]?\d[\d:.–-]*$")
_WEEKDAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì
    mercoledì giovedì venerdì sabato domenica pazartesi salı çarşamba perşembe cuma cumartesi pazar понедельник вторник среда
    четверг пятница суббота воскресенье δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή""".split()
)


def is_weekday(words: str) -> bool:
    """Return whether `words` are a day of the week alone: "Friday" between an outlet and "28 October 2022".

    >>> is_weekday("Friday"), is_weekday("Παρασκευή"), is_weekday("Der Freitag")
    (True, True, False)
    """
    return words.casefold() in _WEEKDAYS


# the first words of names that begin small: "die tageszeitung", "il manifesto", "al-Hayat"
_ARTICLES = frozenset("the der die das le la les el los las il lo gli i o os as al de het den det".split())


def is_aside(words: str) -> bool:
    """Return whether all of `words` begin small, as no name does that stands beside an outlet: "leader", "u", "son erişim".

    >>> is_aside("leader"), is_aside("opinion column"), is_aside("die tageszeitung"), is_aside("openDemocracy")
    (True, True, False, False)
    """
    parts = words.split()
    is_small = all(word.isalpha() and word.islower() for word in parts)
    return is_small and 0 < len(parts) <= MOST_ASIDE_WORDS and parts[0] not in _ARTICLES

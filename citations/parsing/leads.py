"""Clauses that lead to a citation without marks: "Подробнее об этом: ", "The evening press told it differently: ".

Enters: the text of a note and where a segment begins. Leaves: where the citation behind the clause begins. A headline with a
colon of its own ("Oil and gas: what is ahead", "Japarov: The mine is ours") speaks of no press and points nowhere.
"""

from __future__ import annotations

import re

from citations.grammar import read_signal
from citations.parsing.amid import behind_words
from citations.regex import regex

MAX_WORDS = 12  # of a clause that leads; more are a sentence of their own
# matches "Подробнее об этом", "More on this", "Mehr dazu": words that point to what follows; not "Нефть и газ"
_POINTS = regex(
    r"""\b(?:подробн\w+|об\s+этом|о\s+том\s+же|в\s+(?:статье|заметке|репортаже)|верси[юи]|детальн(?:о|іше)|докладніше|про\s+це|муфассал\w*|дар\s+ин\s+бора
    |more\s+on|for\s+(?:more|details|the\s+background|a\s+[a-z]+\s+(?:account|view|version))|(?:fuller|another|different|similar|contrary|opposite|gentler)\s+(?:account|version|view|reading)
    |mehr\s+dazu|näheres|ausführlich\w*|dazu|pour\s+(?:plus|en\s+savoir|une)|à\s+ce\s+sujet|plus\s+de\s+détails|más\s+(?:detalles|sobre)|al\s+respecto|sobre\s+esto|mais\s+(?:detalhes|sobre)|a\s+respeito
    |per\s+saperne|maggiori\s+dettagli|al\s+riguardo)\b|\b(?:см|див|ниг)\.""",
    re.VERBOSE | re.IGNORECASE,
)
# matches "вечерняя пресса", "the local paper", "die Abendzeitung": who tells
_PRESS = regex(
    r"""\b(?:газет|пресс|издани|агентств|агенці|видання|журнал|сайт|портал|телеканал|корреспондент|обозревател|репорт[её]р|рӯзнома)\w*|\bСМИ\b
    |\b(?:press|papers?|newspapers?|agenc(?:y|ies)|dail(?:y|ies)|weekl(?:y|ies)|media|magazines?|broadcasters?|correspondents?|reporters?)\b
    |\b\w*(?:presse|zeitung|blatt|blätter|agentur)(?:en)?\b|\b(?:journa(?:l|ux)|quotidiens?|hebdomadaires?|agences?|prensa|diarios?|periódicos?|agencias?|stampa|giornal[ei]|quotidian[oi]|agenzi[ae]|imprensa|jorna(?:l|is))\b""",
    re.VERBOSE | re.IGNORECASE,
)
# matches "объясняла", "told", "schilderte": that it tells; not "закрылась"
_TELLS = regex(
    r"""\b(?:писал|писав|сообща|сообщи|рассказ|объясн|излага|изложи|описыв|описал|приводи|прив[её]л|называ|назвал|освеща|трактова|переда[её]|передал|отмеча|комментир|да[её]т|дал[аи]?\b|опроверг|подтвержд|повідом|розпов|поясн|навод|навів|назива|хабар|навишт)\w*
    |\b(?:explain|tell|told|report|describ|wr[io]t|gives?|gave|call|carrie|ran|put|saw|sees|den(?:y|ie)|confirm|present)\w*
    |\b(?:erklär|berichte|schrieb|schreib|schilder|nannt|nennt|melde|deute|stellt|gab\b|gibt)\w*
    |\b(?:expliqu|raconte|racontai|rapport|écri|donn|présent|décri|évoqu|explic|cont(?:aba|ó)|inform|escrib|relat|spieg|raccont|riferi|scri|descri)\w*""",
    re.VERBOSE | re.IGNORECASE,
)
# a clause up to its colon, behind which a title begins; one capital at its head
_CLAUSE = regex(r"(?P<clause>[^\W\d_](?:[^:;“”\"«»*\d/()\n]|\([^():;\n]{1,60}\)){4,120}?)\s?:\s+(?=[^\W\d_a-zа-яёіїєғқҳҷӯӣ])")
# "Ранее писал и «Вестник»: Сабуров К. Насосы остановят // Заря": behind the colon an author, whom no title names with initials
# before a capital; not "Дело о воде: Сабуров К. против Носирова // Заря"
_CAPITAL = "[А-ЯЁҒӢҚӮҲҶІЇЄҐ]"
_BEFORE_AUTHOR = regex(
    rf"""(?P<clause>{_CAPITAL}[^:;/\n]{{4,150}}?)\s?:\s+(?={_CAPITAL}[\w’-]+,?\s(?:{_CAPITAL}\.\s?){{1,2}}(?:,\s[^/]{{3,60}}?\.\s?)?\s?[«“]?{_CAPITAL}[^;]{{3,300}}?\s//\s)""",
    re.VERBOSE,
)
# "In private she was franker: " before "Vane to Carrick, 4 March 1919, Carrick MSS": a letter that an archive keeps
_NAMES = r"[^\W\d_a-z][\w.’'-]+(?:\s[^\W\d_a-z][\w.’'-]+){0,3}"
_BEFORE_LETTER = regex(
    rf"""[^\W\d_a-z][\w’'-]*\s[^:;“”\"«»*()\n]{{4,120}}:\s+(?={_NAMES}\sto\s{_NAMES},\s(?:\d{{1,2}}\s[A-Z][a-z]{{2,8}}|[A-Z][a-z]{{2,8}}\s\d{{1,2}},)\s(?:1[5-9]|20)\d\d,\s[^;]*\b(?:MSS?|Papers|Archives?|Library|Collection|Records?)\b)"""
)
_NAME_WITHIN = regex(r"\s[^\W\d_a-zа-яёіїєґғқҳҷӯӣßäöüàâçéèêëîïôûùñáíóúãõ]\w*[a-zа-яё]")


def behind_lead(text: str, start: int, end: int) -> int:
    """Return where in `text` the words begin that a clause at `start` leads to, `start` itself where none leads.

    >>> lead, title = "Иначе объясняла отставку вечерняя пресса: ", "Устал и ушёл? // Заря. 09.02.2021"
    >>> behind_lead(lead + title, 0, 70) == len(lead), behind_lead("Нефть и газ: Что впереди // РБК", 0, 31)
    (True, 0)
    """
    match = _CLAUSE.match(text, start, end) if ": " in text[start:end] else None
    if match and leads_on(match["clause"]) and not behind_words(text[start:end]):  # not "vgl. dazu Achim Reinders: Titel"
        return match.end()
    if letter := _BEFORE_LETTER.match(text, start, end) if " to " in text[start:end] else None:
        return letter.end()
    named = _BEFORE_AUTHOR.match(text, start, end) if "//" in text[start:end] else None
    return named.end() if named and read_signal(named[0])[1] < len(named[0]) else start


def leads_on(clause: str) -> bool:
    """Return whether a clause before a colon points to what follows, or says what the press tells."""
    tells = _PRESS.search(clause) and _TELLS.search(clause) and not _NAME_WITHIN.search(_PRESS.sub("", clause))
    return len(clause.split()) <= MAX_WORDS and bool(tells or _POINTS.search(clause))

"""English words of news with the Russian and Tajik words that say the contrary: "agreed" of "отказался".

Enters: folded words of a quotation and of the passage that it translates. Leaves: the pair that says contrary things, where each
side says its own alone and neither denies. Data and one question; what is no verb or noun of a plain contrary is left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

# one thing in English | the same in Russian and Tajik / the contrary in English | the contrary in Russian and Tajik
_PAIRS = """
agreed agrees agree accepted accepts accept consented approved approves approve | соглас одобр приня прини розӣ қабул
 / refused refuses refuse declined declines rejected rejects reject | отказ отверг отклон
admitted admits admit confirmed confirms confirm acknowledged acknowledges conceded | призна подтвер иқрор эътироф тасдиқ
 / denied denies deny | отриц опроверг инкор
allowed allows allow permitted permits permit | разреш позвол иҷозат
 / banned bans ban forbade forbidden forbids prohibited prohibits | запре манъ
acquitted acquits acquit | оправда / convicted convicts sentenced | осуд осужд приговор признан маҳкум
rose rises rise risen grew grows grown increased increases increase | вырос возрос увелич повыс рост подорож афзу зиед афзоиш
 / fell falls fallen dropped drops decreased decreases decrease declined shrank | снизи сниже сократ упал уменьш подешев кам коҳиш
opened opens reopened | откры кушод / closed closes shut | закры баст
began begins started starts | нача нач оғоз сар / ended ends finished stopped ceased | законч прекра заверш анҷом
won wins win | победи выигра ғолиб пирӯз / lost loses lose | проигра потерпе мағлуб бохт
supported supports support backed | поддерж дастгир / opposed opposes oppose | против мухолиф
released releases freed | освобо отпуст озод раҳо / arrested arrests detained detains jailed | арест задерж боздошт дастгир ҳабс
bought buys purchased | купи покуп закуп харид / sold sells | прода продаж фурӯх
arrived arrives came entered | прибы приеха прише воше вошл вошл омад / left leaves departed | уеха уше ушл покину рафт
praised praises | похвал хвали / condemned condemns criticised criticized | осуди крити маҳкум танқид
northern north | север шимол / southern south | юг южн ҷануб
eastern east | восто шарқ / western west | запад ғарб
before | до перед накануне пеш қабл / after | после спустя баъд пас
more | больше более свыше бештар зиеда / less fewer | меньше менее камтар
first | первы перв якум аввал / last | последн охирин
richest rich | бога сарватманд бой / poorest poor | бедн нищ камбағал
import imports imported | импорт ввоз ввез воридот / export exports exported | экспорт вывоз содирот
"""
_AND = re.compile(r"\s+")


@functools.cache
def _entries() -> tuple[tuple[frozenset[str], tuple[str, ...], frozenset[str], tuple[str, ...]], ...]:
    """English words and foreign stems of either side, each pair in both directions."""
    found = []
    for entry in _PAIRS.strip().replace("\n /", " /").split("\n"):
        sides = [[_AND.split(words.strip()) for words in side.split("|")] for side in entry.split("/")]
        (ours, theirs), (contrary, their_contrary) = sides
        found.append((frozenset(ours), tuple(theirs), frozenset(contrary), tuple(their_contrary)))
    return tuple(found + [(third, fourth, first, second) for first, second, third, fourth in found])


def opposite_of(english: Sequence[str], other: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of an English word and of the foreign one that says the contrary, None where there is no such pair.

    >>> opposite_of(["they", "agreed"], ["они", "отказались"]), opposite_of(["they", "refused"], ["они", "отказались"])
    ((1, 1), None)
    """
    said = frozenset(english)
    for ours, theirs, contrary, their_contrary in _entries():
        if said.isdisjoint(ours) or not said.isdisjoint(contrary) or any(form.startswith(theirs) for form in other):
            continue
        place = next((index for index, form in enumerate(other) if form.startswith(their_contrary)), None)
        if place is not None:
            return next(index for index, form in enumerate(english) if form in ours), place
    return None

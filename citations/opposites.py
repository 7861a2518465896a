"""Words of news that say the contrary: "agreed" of "отказался" in a translation, "rose" of "fell" in one language.

Enters: folded words of a quotation and of the passage that it translates; or those of one text. Leaves: the pair that says
contrary things, where each side says its own alone and neither denies; or which side of which pair a word tells. Data and two
questions; what is no verb or noun of a plain contrary is left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from citations.regex import regex

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
_AND = regex(r"\s+")

# Two sides that cannot both be true of one thing at one time, in English and Russian: words, or two words in a row. Left out are
# those that two sides of one event may tell ("bought", "sold") and what comes one after the other ("opened", "closed"). Behind
# "also" stand words that may tell a side: they are enough to doubt, not to accuse.
_TURNS = tuple(
    tuple(regex(side, re.VERBOSE) for side in pair)
    for pair in (
        (
            r"""(?P<sure>r[io]ses?|risen|rising|grows?|grew|grown|growing|increase[sd]?|increasing|climb(?:s|ed|ing)?|soar(?:s|ed|ing)?|doubled?
                |doubles|doubling|tripled?|triples|вырос(?:л[аио])?|возрос(?:л[аио])?|увелич(?:ил[аио]?|ива[ею]т)(?:с[ья])?|повысил(?:ся|[аио]сь)
                |подорожал[аио]?|удвоил(?:ся|[аио]сь))
              |(?P<also>up|higher|more|gain\w*|jump\w*|surg\w*|expand\w*|рос(?:л[аио])?|раст\w+|рост\w{0,2}|больше|выше|подня\w+|прибав\w+)""",
            r"""(?P<sure>falls?|fell|fallen|falling|drop(?:s|ped|ping)?|decrease[sd]?|decreasing|shrank|shrunk|shrinks?|halved?|halves|halving
                |plung(?:es?|ed)|снизил(?:ся|[аио]сь)|сократил(?:ся|[аио]сь)|уменьшил(?:ся|[аио]сь)|упал[аио]?|подешевел[аио]?)
              |(?P<also>down|lower|less|fewer|declin\w*|lost|loses?|cuts?|reduc\w*|slump\w*|slip\w*|паде\w+|пада\w+|сниж\w+|сокра\w+|меньше|ниже
                |половин\w*|вдвое)""",
        ),
        (
            r"""(?P<sure>accept(?:s|ed)?|approve[sd]?|back(?:s|ed)|support(?:s|ed)|endorse[sd]?|vote[sd]?\ for|voting\ for
                |одобрил[аио]?|поддержал[аио]?|(?:про)?голосовал[аио]?\ за)
              |(?P<also>agree\w*|pass(?:es|ed)?|adopt\w*|votes?d?\ to|back|support|принял\w*|соглас\w*|утверд\w*|за)""",
            r"""(?P<sure>reject(?:s|ed)?|oppose[sd]?|vote[sd]?\ against|voting\ against|отверг(?:л[аио])?|отклонил[аио]?
                |(?:про)?голосовал[аио]?\ против)
              |(?P<also>refus\w*|declin\w*|block\w*|veto\w*|against|opposition|throws?|threw|отказ\w*|против|выступ\w*)""",
        ),
        (
            r"""(?P<sure>admit(?:s|ted)?|confess(?:es|ed)?|признал[аио]?|призна[её]т)|(?P<also>confirm\w*|acknowledg\w*|conced\w*|призн\w+|подтвер\w+)""",
            r"""(?P<sure>den(?:y|ies|ied)|отрица(?:ет|ют|л|ла|ли))|(?P<also>denial\w*|disput\w*|опроверг\w*|reject\w*)""",
        ),
        (
            r"""(?P<sure>allow(?:s|ed)?|permit(?:s|ted)?|разрешил[аио]?)|(?P<also>legal\w*|open\w*|lift\w*|разреш\w+|позвол\w+)""",
            r"""(?P<sure>ban(?:s|ned)?|forbade|forbids?|forbidden|prohibit(?:s|ed)?|запретил[аио]?)|(?P<also>clos\w*|запре\w+)""",
        ),
        (
            r"""(?P<sure>acquit(?:s|ted)?|оправдал[аио]?|оправдан[аы]?)|(?P<also>clear\w*|overturn\w*|quash\w*|оправд\w+|отмен\w+)""",
            r"""(?P<sure>convict(?:s|ed)?|осудил[аио]?|осужд[её]н[аы]?)|(?P<also>sentenc\w*|jail\w*|guilty|convict\w*|пригов\w+|винов\w+|осужд\w+)""",
        ),
    )
)  # fmt: skip


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


def turn_at(forms: Sequence[str], index: int) -> tuple[int, int, bool] | None:
    """Return the number of the pair whose side a word tells, alone or with the next one, which side, and whether it surely does.

    >>> turn_at(["exports", "rose"], 1), turn_at(["exports", "fell"], 1), turn_at(["they", "voted", "against"], 1)
    ((0, 0, True), (0, 1, True), (1, 1, True))
    """
    following = forms[index + 1] if index + 1 < len(forms) else ""
    return _turn(f"{forms[index]} {following}") or _turn(forms[index])


@functools.lru_cache(maxsize=100_000)
def _turn(words: str) -> tuple[int, int, bool] | None:
    for number, pair in enumerate(_TURNS):
        for side, told in enumerate(pair):
            if match := told.fullmatch(words):
                return number, side, match["sure"] is not None
    return None

"""What stands beside or in a statement as an aside: ", for now" makes less of it, "— I am not joking —" does not.

Enters: a source's words (`citations.words`), and the number of the word behind a statement, or the words of an aside. Leaves: the
words of the aside, as numbers, or None; yes or no. English and Russian; words that no list holds make less of nothing.
"""

from __future__ import annotations

import re

from citations.lexicon import is_hedge
from citations.matching.bounds import TIES, phrase_at, tie_before
from citations.numerals import is_number
from citations.pronouns import SPEAKERS
from citations.regex import regex
from citations.words import SourceText, sentence_starts

# a few words that stand by themselves: ", for now.", "on paper."; not "for now and for ever"
_SOFT_LIMIT = regex(
    r"""(?:(?:but\s|and\s|и\s|но\s)?(?:only|just|лишь|только)\s)?(?:
      for\s(?:now|the\smoment|the\stime\sbeing|a\stime|a\swhile|the\smost\spart)
      | at\s(?:present|this\sstage|the\smoment|first) | so\sfar
      | (?:but\s)?(?:only\s)?(?:in\s(?:theory|principle|part)|on\spaper) | nominally | partly | up\sto\sa\spoint
      | to\s(?:some|a\scertain|an?)\sextent | within\s(?:limits|reason) | only | alone | in\s(?:most|some|many)\scases
      | usually | mostly
      | as\sa\srule | temporarily | on\s(?:loan|credit|lease|bail|probation|trial) | in\s(?:absentia|jest|error|trust|name\sonly)
      | by\smistake | for\sshow | as\sa\s(?:joke|loan) | pro\sforma
      | в\s(?:долг|кредит|рассрочку|аренду|шутку) | взаймы | напрокат | под\sзалог | на\s(?:хранение|время) | по\sошибке | заочно
      | условно | понарошку | для\sвида
      | пока(?:\sчто)? | покамест | на\s(?:сегодня|данный\sмомент|этом\sэтапе|бумаге|словах)
      | (?:но\s)?(?:только\s)?в\s(?:теории|принципе|основном)
      | теоретически | формально | на\sпервый\sвзгляд | отчасти | частично | временно | как\sправило | обычно
      | в\s(?:большинстве|некоторых|отдельных)\sслучаев? | кое\sгде | местами | лишь | только )\b""",
    re.VERBOSE,
)
# behind a mark, whatever follows: ", at least this year", "— и то не все"; not "at least 12"
_AT_LEAST = regex(
    r"""(?: (?:or\s|but\s|and\s)?at\sleast | or\srather | (?:или\s|но\s|а\s)?(?:по\sкрайней\sмере|во\sвсяком\sслучае)
      | хотя\sбы | (?:да\s)?и\sто
      | вернее | точнее )\b""",
    re.VERBOSE,
)
# a doubt that follows as an aside: ", I think.", ", probably", "— наверное"; not "probably by car"
_DOUBT = regex(
    r"""(?: (?:i|we)\s(?:think|believe|suppose|guess|suspect|fear|hope|imagine|expect|assume|gather|presume)
      | perhaps | probably | possibly | maybe | presumably | apparently | allegedly | reportedly | supposedly
      | purportedly | hopefully | conceivably
      | (?:or\s)?(?:so\s|as\s)?it\s(?:now\s)?(?:seems|seemed|appears|appeared|would\sseem)
      | (?:as|so)\sfar\sas\s\w+\s(?:know|knew|can\s\w+|could\s\w+)
      | to\s(?:my|our|the\sbest\sof\s(?:my|our))\sknowledge | if\s(?:i|we)\s(?:remember|recall)
      | (?:как\s)?(?:(?:я\s|мы\s)?(?:думаю|полагаю|надеюсь|боюсь|думаем|полагаем|надеемся|считаю)|кажется|казалось|похоже
        |видимо|наверное?|вероятно|возможно
        |пожалуй|мол|дескать|якобы|предположительно|по\sвидимому|скорее\sвсего|может\sбыть|быть\sможет|надо\sполагать
        |хочется\sверить)
      | (?:мне|нам|как\sмне|как\sнам)\s(?:кажется|думается|казалось)(?:\w+)?
      | (?:на)?сколько\s(?:я|мы|мне|нам)?\s?(?:\w+) )\b""",
    re.VERBOSE,
)

# Between two dashes or brackets, of the source's own words: "I am not joking", "я настаиваю на этом слове", "no exaggeration"
_REMARK = regex(
    r"""(?:(?:and|but|и|а|но|да)\s)?(?: (?:i|we|i'm|i'll|i've|we're|я|мы)\b
      | (?:let\s(?:me|us)|believe\sme|mark\smy|note|remember|forgive\sme|excuse\sme|to\sbe\s(?:clear|fair|honest|precise)
        |mind\syou)\b
      | (?:no|not\san?|without)\s(?:exaggeration|joke|jest|kidding|lie|secret|wonder|surprise|offen[cs]e)\b
      | (?:не\s)?(?:помню|повторю|повторяю|подчеркну|подчеркиваю|напомню|замечу|отмечу|скажу|признаюсь|клянусь|шучу|преувеличу
        |преувеличиваю|скрою|побоюсь|стесняюсь|ошибусь|поверите|подумайте|забудьте|устаю)\b
      | (?:без|не)\s(?:преувеличени\w|шуток|секрет\w?|тайна|в\sобиду)\b | что\sгреха\sтаить | чего\sуж | честное\sслово )""",
    re.VERBOSE,
)
# By these the source speaks of whether it is so, how it knows, or for whom: "I do not believe it", "я там не была", "мы против"
_WEIGHING = regex(
    r"""(?:think|thought|believ\w*|suppos\w+|guess\w*|suspect\w*|doubt\w*|fear\w*|hope\w*|imagin\w+|expect\w*|assum\w+|claim\w*
      |sure|certain|convinced|persuaded|know|knew|agree\w*|disagree\w*|accept\w*|support\w*|endorse\w*|approve\w*|trust\w*
      |alleg\w+|heard|told|read|deny|denied|reject\w*|oppose\w*|saw|see|seen|find|found|recall|check\w*|verif\w*|present|there
      |room|witness\w*|voted?|sign(?:ed)?|asked
      |дума\w+|вер[июя]\w*|полага\w+|счита\w+|предпола\w+|надею\w+|боюсь|сомнева\w+|уверен\w*|знаю|знаем|знал\w*|соглас\w+|против
      |поддерж\w+|одобря\w+|слышал\w*|сказали|читал\w*|отрица\w+|видел\w*|вижу|нахо\w+|нашел\w*|нашл\w+|допуска\w+|провер\w+|там
      |присутств\w+|голосова\w+|подпис\w+)""",
    re.VERBOSE,
)
_PAUSES = regex(r"[–—(]|\s-+\s")
_CLOSES = regex(r"[–—)]|\s-+\s")
# "contrary to rumours", "вопреки слухам", "whatever the papers say": what others say is set aside with them
_SET_ASIDE = regex(
    r"""(?: contrary\sto | whatever | no\smatter\swhat | вопреки | наперекор | (?:что|кто)\sбы\s(?:\w+\s){0,2}?ни
      | (?P<yields> despite | in\sspite\sof | notwithstanding | unlike | for\sall | regardless\sof | несмотря\sна ) )\b""",
    re.VERBOSE,
)


def is_own_remark(source: SourceText, start: int, end: int) -> bool:
    """Return whether words between dashes or brackets are the source's remark on its own words, and weigh none of them."""
    forms = source.forms[start:end]
    is_clause = len(forms) > 1 and forms[0] in ("and", "и", "а") and forms[1] in SPEAKERS  # ", and I am not ashamed of it,"
    is_between_commas = is_clause and all(source.gap(at).strip() == "," for at in (start, end))
    if not is_between_commas and not (_PAUSES.search(source.gap(start)) and _CLOSES.search(source.gap(end))):
        return False
    if any(sentence_starts(source, at) for at in range(start, end + 1)) or not _REMARK.match(" ".join(forms)):
        return False
    return not any(_WEIGHING.fullmatch(form) or is_hedge(form) for form in forms)


def sets_aside(source: SourceText, start: int, end: int, *, yields: bool) -> bool:
    """Return whether words between marks only set aside what others say: ", contrary to rumours,", ", вопреки слухам,".

    `yields` allows what may be true as well: "despite the rumours", but "despite not having seen it" too.
    """
    is_parted = all(source.gap(at).strip()[:1] in tuple(",(–—)") for at in (start, end))
    is_whole = is_parted and not any(sentence_starts(source, at) for at in range(start + 1, end + 1))
    found = _SET_ASIDE.match(" ".join(source.forms[start:end])) if is_whole else None
    return found is not None and (yields or not found["yields"])


def aside_after(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words from `index` on that stand by themselves and make less of what stands before them; None for none."""
    if index >= len(source.forms) or sentence_starts(source, index) or (tie := tie_before(source, index)) not in TIES:
        return None
    if tie and (least := phrase_at(_AT_LEAST, source, index)) and not _counts(source, least[1]):
        return least
    aside = phrase_at(_SOFT_LIMIT, source, index) or phrase_at(_DOUBT, source, index)
    return aside if aside and _ends(source, aside[1]) else None


def _counts(source: SourceText, index: int) -> bool:
    return index < len(source.forms) and is_number(source.forms[index])


def _ends(source: SourceText, index: int) -> bool:
    return sentence_starts(source, index) or bool(source.gap(index).strip())


def says_in_part(source: SourceText, index: int) -> bool:
    """Return whether word `index` and those behind it make less of a statement, wherever they stand: "partly", "in principle"."""
    return phrase_at(_SOFT_LIMIT, source, index) is not None

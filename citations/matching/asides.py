"""What stands behind a statement as an aside and makes less of it: ", for now", ", at least this year", "— наверное".

Enters: a source's words (`citations.words`), and the number of the word behind a statement. Leaves: the words of the aside, as
numbers, or None. English and Russian; words that no list holds make less of nothing.
"""

from __future__ import annotations

import re

from citations.matching.bounds import TIES, phrase_at, tie_before
from citations.numerals import is_number
from citations.words import SourceText, sentence_starts

# a few words that stand by themselves: ", for now.", "on paper."; not "for now and for ever"
_SOFT_LIMIT = re.compile(
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
_AT_LEAST = re.compile(
    r"""(?: (?:or\s|but\s|and\s)?at\sleast | or\srather | (?:или\s|но\s|а\s)?(?:по\sкрайней\sмере|во\sвсяком\sслучае)
      | хотя\sбы | (?:да\s)?и\sто
      | вернее | точнее )\b""",
    re.VERBOSE,
)
# a doubt that follows as an aside: ", I think.", ", probably", "— наверное"; not "probably by car"
_DOUBT = re.compile(
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

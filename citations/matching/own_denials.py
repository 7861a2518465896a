"""Negations left out that deny nothing of what was kept: of a speaker who asks not to be named, of a number in its own sentence.

Enters: an `Elision` (`citations.matching.joints`). Leaves: yes or no. English and Russian. Any other aside may say which ones are
meant ("the houses, which had not been paid for, …"), or how far somebody can be believed, so that it is not left out unseen.
"""

from __future__ import annotations

import re

from citations.lexicon import is_pronoun
from citations.matching.clauses import voices
from citations.matching.joints import Elision
from citations.numerals import is_number
from citations.words import sentence_starts

# Of a speaker: "who did not want to be named", "попросивший не упоминать его имени"; not "who did not see it"
_UNNAMED = re.compile(
    r"""(?=.*\b(?:named|identified|quoted|names?|surname|identity|имен\w*|имя|фамили\w+|личност\w+|себя|назыв\w+|назва\w+)\b)
      (?:(?:who\s(?:\w+\s)?)?(?:asked|asking|wished|wishing|wanted|wanting|preferred|preferring)\snot\sto\s(?:be\s|have\s|give\s).*
      | who\s(?:did\snot|didn't|would\snot|wouldn't|does\snot|doesn't)\s(?:wish|want|agree|like)\s(?:to\sbe|to\shave|to\sgive).*
      | not\s(?:wishing|wanting)\sto\s(?:be|have|give)\s.*
      | (?:по|у)?прос(?:ил|ив)\w*\s(?:нас\s)?не\s(?:упоминать|называть|указывать|раскрывать|публиковать)\s.*
      | котор\w+\s(?:по|у)?просил\w?\s(?:нас\s)?не\s(?:упоминать|называть|указывать|раскрывать|публиковать)\s.*
      | (?:котор\w+\s)?не\s(?:по|за)?(?:желавш|хотевш|желал|хотел|желающ)\w*\s(?:назва|назыв|раскры|указ|сооб)\w+.*)""",
    re.VERBOSE,
)
_VERB_WORDS = 2  # behind the aside, among which is the verb by which its noun speaks: "later said"
# Before a number, "does not exceed 11", "no more than 12": the most or the least of it
_MOST = re.compile(
    r"(?:not|no|never|не)\s(?:more|less|fewer|exceed(?:s|ed)?|above|below|over|under|\w*превыша\w+|более|больше|менее|меньше"
    r"|ниже|выше)(?:\s(?:than|the|чем))?$"
)
_MOST_WORDS = 4  # of such a phrase, its number left out


def asks_not_to_be_named(elision: Elision) -> bool:
    """Return whether the aside says that the one who speaks behind it does not give a name: "A guard, …, said"."""
    if not (elision.is_aside and elision.is_in_sentence) or elision.ends_sentence:
        return False
    behind = elision.source.forms[elision.end : elision.end + _VERB_WORDS]
    return _UNNAMED.fullmatch(" ".join(elision.forms)) is not None and any(map(voices, behind))


def bounds_its_own_number(elision: Elision, index: int) -> bool:
    """Return whether word `index` negates only a number, in whole sentences left out, of something that they name themselves:
    "The quay is not more than 11 metres deep."
    """
    source, start, end = elision.source, elision.start, elision.end
    is_whole = sentence_starts(source, start) and end < len(source.forms) and sentence_starts(source, end)
    if not is_whole or any(map(is_pronoun, elision.forms)):
        return False
    number = next((at for at in range(index, min(end, index + _MOST_WORDS)) if is_number(source.forms[at])), None)
    return number is not None and _MOST.fullmatch(" ".join(source.forms[index:number])) is not None

"""How many, how much or how long a statement holds for, where an ellipsis left it out: "21 of", "all but", "for six hours".

Enters: an `Elision`. Leaves: yes or no. English and Russian. What is left of a sentence reads well without such words, and
says it of all, or for ever.
"""

from __future__ import annotations

import re

from citations.lexicon import is_conjunction, is_function_word
from citations.matching.joints import Elision
from citations.numerals import is_number
from citations.regex import regex
from citations.words import sentence_begin

_PART_WORDS = 4  # right before the kept words, that say how many of them: "two thirds of the", "лишь малая часть из"
_RIGHT_WORDS = 12  # before the ellipsis, among which a clause grants or bans something: "may close the sound"
_MODAL_WORDS = 2  # right behind the ellipsis: "… and may not be dismissed"
# "none of", "two thirds of the", "fewer than", "лишь часть", "не более"
_PART = regex(
    r"""(?:^|\s)(?:
    (?:none|few|fewer|hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?|most|some|many|several|parts?|majority|minority|fraction|handful
      |dozens?|scores?|hundreds|thousands|millions|number|bulk|rest|proportion|portion|percentage|share|sample|selection|percent|cent
      |all|any|each|either|neither|one)\sof(?:\s(?:the|these|those|its|their|his|her|our))?
    | (?:all|nothing|anything|everyone|everybody|nobody|none|one)\s(?:but|except)(?:\sfor)?(?:\s\w+\sof)?(?:\sthe)?
    | (?:fewer|less|more|longer)\sthan(?:\shalf)?(?:\sof)?(?:\sthe)?
    | at\s(?:the\s)?(?:most|least|best) | up\sto | as\s(?:few|many|little|much)\sas
    | (?:более|менее|больше|меньше)(?:\s(?:чем|половины|трети|четверти))*(?:\sиз)? | свыше | максимум | от\sсилы
    | (?:лишь|только|едва|всего)
    | (?:часть|доля|половин[ау]|трет[ьи]|четверт[ьи]|(?:больш|меньш)инств[оа]|горстк[ау]|несколько)(?:\sиз)?
    | (?:немног(?:ие|их)|некотор(?:ые|ых)|мног(?:ие|их)|никто|один|одн[аоуи]|одного|(?:перв|втор|четверт|пят|десят)(?:ый|ой|ого)
      |трет(?:ий|ьего))\sиз
    )$""",
    re.VERBOSE,
)
_OF = ("of", "из")
_HEAD_WORDS = 2  # before "of", among which a number counts: "12 out of", "7 коек из"
_FIRST_WORDS = 2  # left out, among which the number that the verb before them gives: "about 3.4"
_OF_WORDS = 2  # from "of" to the kept words: "21 of the |"
# Who is somebody else than whom the "of" behind names: "the brother of | the minister"
_OTHERS = frozenset(
    "brother sister son daughter wife husband widow father mother brothers sisters sons daughters wives widows relatives "
    "friend friends enemy enemies opponent opponents critic critics supporter supporters follower followers member members "
    "representative representatives deputy deputies lawyer lawyers spokesman spokeswoman adviser advisers successor predecessor "
    "victim victims".split()
)
_EACH = ("each", "every")  # "two members of | each party"
# "for no longer than six hours", "ninety days in which", "until July", "в течение месяца"
_UNIT = regex(
    r"""(?:hours?|days?|weeks?|months?|years?|decades?|terms?|minutes?
    |час(?:а|ов)?|дн(?:я|ей)|день|дней|недел[ьюия]|месяц(?:а|ев)?|год(?:а|у|ом|ы)?|лет|сут(?:ки|ок)|срок(?:а|ом)?)$""",
    re.VERBOSE,
)
_TERM = frozenset("until till during throughout between before after до после течение срок".split())
_COUNTED_WORDS = 3  # from a number to the unit it counts: "twenty working days"
_RIGHT = frozenset(
    "may shall must cannot entitled allowed permitted forbidden prohibited "
    "вправе может могут обязан обязана обязаны запрещено запрещается разрешено разрешается допускается".split()
)


def takes_the_quantity(elision: Elision) -> bool:
    """Return whether how many of the kept words is meant was left out: "in | 21 of | the 118 stations", "| all but | two"."""
    source, end = elision.source, elision.end
    if not elision.is_in_sentence or elision.ends_sentence or source.gap(end).strip():
        return False
    left = source.forms[max(elision.start, end - _PART_WORDS) : end]
    is_counted = _leads_to_a_genitive(left) and source.forms[end] not in _EACH
    return is_counted or _PART.search(" ".join(left)) is not None


def _leads_to_a_genitive(left: list[str]) -> bool:
    """Return whether the words count what follows, "12 out of", "7 коек из", or name somebody else by it: "the brother of"."""
    of = next((index for index in range(len(left) - 1, max(-1, len(left) - 1 - _OF_WORDS), -1) if left[index] in _OF), 0)
    head = left[max(0, of - _HEAD_WORDS) : of]
    return bool(head) and (any(map(is_number, head)) or head[-1] in _OTHERS) and all(map(is_function_word, left[of + 1 :]))


def swaps_a_number(elision: Elision) -> bool:
    """Return whether a number was left out and another put in its place: "was | 3.4 per cent in May, down from | 3.8"."""
    source, start, end = elision.source, elision.start, elision.end
    if not elision.is_in_sentence or elision.ends_sentence or source.gap(start).strip() or source.gap(end).strip():
        return False
    if is_conjunction(elision.forms[-1]):
        return False  # "Resolutions | 74/1 and | 76/2"
    return is_number(source.forms[end]) and any(map(is_number, elision.forms[:_FIRST_WORDS]))


def takes_the_term(elision: Elision) -> bool:
    """Return whether how long a right or a ban holds was left out: "may close the sound | for six hours |, and may fine"."""
    source, start, end = elision.source, elision.start, elision.end
    if not elision.is_in_sentence or elision.ends_sentence or elision.is_aside or not _holds_a_term(elision.forms):
        return False
    low = max(sentence_begin(source, start), start - _RIGHT_WORDS)
    kept = (*source.forms[low:start], *source.forms[end : end + _MODAL_WORDS])
    return not _RIGHT.isdisjoint(kept)


def _holds_a_term(forms: list[str]) -> bool:
    if not _TERM.isdisjoint(forms):
        return True
    numbers = [index for index, form in enumerate(forms) if is_number(form)]
    return any(_UNIT.match(form) for index in numbers for form in forms[index + 1 : index + 1 + _COUNTED_WORDS])

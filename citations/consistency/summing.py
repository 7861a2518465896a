"""Rules on parts and wholes: shares of more than the whole, or of less where the text says that there were no others, and
parts that do not add up to the total that the text gives for them.

Enters: the draft's sentences. Leaves: remarks. Rounding is allowed for; a list that may be open is told of only when it exceeds
its total, and one that is far off it is taken for parts of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citations.consistency.counting import PER_CENT, sentences_of
from citations.consistency.naming import is_cyrillic
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.months import MONTH_NUMBERS
from citations.numerals import UNITS, number_value
from citations.regex import regex

MIN_SHARES = 3  # that one sentence lists: two may be of two things
WHOLE = 100.0
ROUNDED = 1.0  # percentage points by which rounded shares may miss the whole
MOST_OVER = 20.0  # points: shares that miss it by more are of several wholes
SHARE = regex(rf"(?<![\d.,–-])(?P<share>\d{{1,3}}(?:[.,]\d+)?){PER_CENT}", re.VERBOSE)
LAST_OF_LIST = regex(r",?\s(?:and|и|und)\s[^,]*$")  # ", and soft wheat for "; not ", soft wheat "
# Before a share that is no part of a whole: "rose by 11%", "up 3%", "from 7%", "over 50%"
NO_PART = regex(
    r"""\b(?:by|from|to|up|down|over|under|than|nearly|least|most|rose|fell|grew|above|below|between|against|на|до|от|с|более|менее|um|von|auf|über)\s+
    (?:an?\s+|about\s+|some\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# Words that say of what the shares are changes or answers of which each person may give several
NOT_PARTS = regex(
    r"\b(?:rates?|interest|inflation|growth|grew|rose|fell|(?:in|de)crease[ds]?|respectively|multiple|turnout|probability|year-on-year)\b",
    re.VERBOSE | re.IGNORECASE,
)
# "Of the 86 displaced people whom we asked, "; not "Of the money"
OF_ALL = regex(
    r"(?:In\s\w+,\s)?[Oo]f\s(?:the\s|these\s|all\s)?(?P<whole>\d{1,3}(?:,\d{3})*|\d+)\s[a-z][^,;:]{2,80},\s", re.VERBOSE
)
PART = regex(
    r"(?:^|(?<=,\s)|(?<=and\s))(?P<part>\d{1,6})\s(?=[a-z])(?!years?\b|per\b)", re.VERBOSE
)  # ", 21 that they would"; not ", 21 May"
EACH_SEVERAL = regex(
    r"\b(?:of\s(?:whom|which|these|those|them)|both|also|more\sthan\sone|several|кроме\sтого|также|одновременно)\b",
    re.VERBOSE | re.IGNORECASE,
)  # parts that overlap
# "no farm is counted under more than one heading": then nothing overlaps
NONE_SEVERAL = regex(
    r"\b(?:no|none|nobody|never|not|each)\b[^.;]{0,60}\b(?:more\sthan\s(?:one|once)|twice)\b|\bни\s[^.;]{0,60}\b(?:дважды|нескольк\w+)",
    re.VERBOSE | re.IGNORECASE,
)
# "Из 165 закрытых библиотек 70 приходится на"; not "Из 165 закрытых библиотек часть"
OF_ALL_RU = regex(
    r"(?:^|(?<=,\s))[Ии]з\s(?:(?:этих|всех|общих)\s)?(?P<whole>\d{1,3}(?:[\u00a0 ]\d{3})*|\d+)\s[а-яё][^,:;.\d]{2,60},?\s(?=\d)",
    re.VERBOSE,
)
# "30 are open, and 28 are not", "7 have been mended and the other 13 have not": two parts that leave nothing out
NOT_THE_OTHERS = regex(
    r"""(?:^|\s)(?P<some>\d{1,6})\s(?!per\b|percent)[a-z][^.,;:\d]{1,60},?\s(?:and|but|while)\s(?:(?P<rest>the\s(?:other|remaining|rest,?))\s)?(?P<others>\d{1,6})\s
    (?(rest)[a-z]|(?:have|has|had|are|is|were|was|did|do|does|could|would|can)\snot\b)""",
    re.VERBOSE,
)
# "64 per cent live in towns, 46 per cent in villages", "64 процента живут в городах, 46 процентов — в сёлах": each is in one
_STAY = r"(?:liv|work|dwell|resid|stay|settl|born\b|com[ei]|came\b|grew|жив|прожива|работа|родил|уч[аи]|находи|приеха)"
OF_TWO = regex(
    rf"""(?P<one>\d{{1,3}}(?:[.,]\d+)?){PER_CENT}\s(?:[^.;:,\d]{{0,40}}\s)?\w*{_STAY}\w*\s(?P<in>in|on|from|at|в|на|из)\s[^.;:,\d]{{2,40}},?\s(?:and\s|but\s|и\s|а\s)?
    (?P<other>\d{{1,3}}(?:[.,]\d+)?){PER_CENT}(?:\s[—–-])?\s(?P=in)\s""",
    re.VERBOSE | re.IGNORECASE,
)
MOST_OF_WHOLE = 1.3  # what the parts may exceed the whole by, as a slip does
LEAST_OF_WHOLE = 0.7  # the same where they fall short of it
MIN_AMOUNTS = 3  # of a sentence that has a total and its parts, or three parts
YEAR_DIGITS = 4
AROUND = 20  # letters before a number in which "about" stands
# "Of this,", "Из них": the parts of what was told of right before; not "Of course"
OF_THIS = regex(
    r"(?:Of|Out\sof)\s(?:this|these|that|them|those|the\s(?:total|sum))\b,?\s|Из\s(?:них|неё|нее|него|этого|этих|этой\sсуммы|общего\sчисла)\b,?\s",
    re.VERBOSE,
)
OF_THEM = regex(r"\bof\s(?:them|these|those|whom)\b", re.VERBOSE | re.IGNORECASE)  # "64 per cent of them live in towns"
OF_WHICH = regex(r",?\s(?:of\s(?:which|whom|these|them)|из\s(?:которых|них))\b,?\s", re.VERBOSE)  # "tonnes, of which"
# "there were no others", "других причин не было": the list is whole
NO_OTHER = regex(
    r"""\b(?:(?:there\s)?(?:is|was|are|were)\sno\sothers?\b|no\sothers?\s(?:was|were|is|are|[a-z]+ed)\b|nothing\selse|no(?:\s|-)?body\selse|none\sother
    |(?:других|иных|прочих|другого|иного|прочего)\s[^.;,]{0,30}\bне\s(?:было|назвали|осталось|называли|отмечено)|больше\sни\w+)""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = "|".join(sorted((word for word, value in UNITS.items() if value in range(1, 100)), key=len, reverse=True))
# "$238 million", "1,140", "thirty-nine", "180 млн", with what follows; a year and "about 40" are sorted out below
AMOUNT = regex(
    rf"""(?<![\w.,/–-])(?P<sign>[$€£]\s?)?
    (?:(?P<figure>\d{{1,3}}(?:[,\u00a0 ]\d{{3}})+|\d+(?:[.,]\d{{1,2}})?)|(?P<words>(?:{_WORD})(?:[\s-](?:{_WORD}))?))(?![\d%-])
    (?P<size>\s?(?:million|billion|bn|m|thousand|млн|млрд|тыс\.?|тысяч\w*)\b)?(?=\s(?P<behind>[^\W\d_]+))?""",
    re.VERBOSE | re.IGNORECASE,
)
ROUGH = regex(
    r"\b(?:about|some|around|nearly|almost|roughly|over|than|least|most|up\sto|at|page|no\.|около|почти|более|менее|свыше|примерно|до|порядка|№|на|в|с)\s(?:the\s)?$",
    re.VERBOSE | re.IGNORECASE,
)
# What follows a number that counts no parts: a time, a length, a share; a day of a month
UNCOUNTED = frozenset(
    """year years month months week weeks day days hour hours minute minutes time times percent per km kilometers kilometres miles
    mile of in to and or лет год года годах годы месяцев месяца дней дня суток часов часа минут раз раза процент процента
    процентов км из в и до ранга""".split()
) | frozenset(MONTH_NUMBERS)
# Between two parts of a list: " women, ", " children and "; not " women, most of them old, "
BETWEEN_PARTS = regex(r"[^.,;:!?()—–\d]{2,60}(?:[,;]|\s(?:and|и)(?=\s)|[,;]\s(?:and|и)(?=\s))\s", re.VERBOSE)
LAST_PARTED = regex(r"\s(?:and|и)\s$", re.VERBOSE)  # "31 men and 18 children"
LIST_LED = regex(r"(?:[^\d.;:!?]{3,80}:|[^\d.;:!?,]{3,80}\s[—–])\s", re.VERBOSE)  # "84 people for this report: 39 women"
LIST_ENDS = regex(r"[^.,;:!?()—–\d]{2,60}(?=[.;!?)]|\s[—–]|,?\s*$)", re.VERBOSE)  # " children."; not " children, among them"
# ", 84 in all", ", for a total of 84", " — всего 84 человека"
TOTAL_LED = regex(
    r"[^\d.;:!?]{2,60}(?:[,(]|\s[—–]|\sor|\sand|\sи)\s?(?P<word>(?:for\s|in\s)?(?:a\s)?total\sof|altogether|in\sall|всего|итого)?,?\s?",
    re.VERBOSE,
)
TOTAL_ENDS = regex(r"\s(?:[a-z]+\s)?(?:in\sall|altogether|in\stotal)\b", re.VERBOSE)
MOST_AMOUNTS = 30  # of a sentence: more are a table


@dataclass(frozen=True, kw_only=True, slots=True)
class _Amount:
    """A number of a sentence: its place, value, what it is an amount of (sign and size), and how far rounding may be off."""

    span: tuple[int, int]
    value: float
    kind: tuple[str, str]
    slack: float


def _over(draft: Draft) -> Iterator[Remark]:
    for stretch, sentence in sentences_of(draft):
        total, words = _shares(sentence)
        if WHOLE + ROUNDED < total <= WHOLE + MOST_OVER and not EACH_SEVERAL.search(OF_THIS.sub("", sentence)):
            yield stretch.remark(words, f"The shares are {total:g} per cent together.")
            continue
        for match in OF_TWO.finditer(sentence):
            total = sum(float(match[name].replace(",", ".")) for name in ("one", "other"))
            if WHOLE + ROUNDED < total <= WHOLE + MOST_OVER and not EACH_SEVERAL.search(OF_THEM.sub("", sentence)):
                yield stretch.remark(match[0].strip(), f"The shares are {total:g} per cent together.")


def _under(draft: Draft) -> Iterator[Remark]:
    told = list(sentences_of(draft))
    for (stretch, sentence), following in zip(told, [*told[1:], None], strict=True):
        total, words = _shares(sentence)
        further = following[1] if following and following[0] is stretch else ""
        is_whole = NO_OTHER.search(sentence) or NO_OTHER.search(further)
        if is_whole and WHOLE - MOST_OVER <= total < WHOLE - ROUNDED:
            yield stretch.remark(
                words, f"The shares are {total:g} per cent together, and the text says that there are no others."
            )


def _shares(sentence: str) -> tuple[float, str]:
    """The sum of the shares that a sentence lists as parts of one whole, and their words; 0 where it lists none."""
    found = list(SHARE.finditer(sentence))
    if not _are_parts(sentence, found):
        return 0.0, ""
    return sum(float(one["share"].replace(",", ".")) for one in found), sentence[found[0].start() : found[-1].end()]


def _are_parts(sentence: str, found: list[re.Match[str]]) -> bool:
    """Whether a sentence lists shares of one whole: “Of this” leads them or an “and” the last, and none is a change."""
    if len(found) < MIN_SHARES or NOT_PARTS.search(sentence):
        return False
    is_listed = OF_THIS.match(sentence) or LAST_OF_LIST.search(sentence[found[-2].end() : found[-1].start()])
    return bool(is_listed) and not any(NO_PART.search(sentence[: one.start()]) for one in found)


def _parts(draft: Draft) -> Iterator[Remark]:
    """Counts of those of whom a sentence speaks that are more than all of them: "Of the 86, 52 stay, 21 left, and 15 slept"."""
    for stretch, sentence in sentences_of(draft):
        whole = OF_ALL.match(sentence) or OF_ALL_RU.search(sentence)
        if whole is None or _overlap(sentence):
            continue
        total = int(re.sub(r"[,\u00a0 ]", "", whole["whole"]))
        parts = _listed(sentence, whole)
        two = NOT_THE_OTHERS.search(sentence, whole.end() - 1)
        is_slip = total < sum(parts) <= total * MOST_OF_WHOLE if len(parts) >= MIN_SHARES else False
        if is_slip or (len(parts) == 2 and two and _is_slip(total, int(two["some"]) + int(two["others"]))):
            yield stretch.remark(sentence, f"The parts are {sum(parts)} together, of {total}.")


def _listed(sentence: str, whole: re.Match[str]) -> list[int]:
    """The counts behind "Of the 86 sailors, ", or behind «Из 86 моряков »."""
    if not is_cyrillic(whole[0]):
        return [int(one["part"]) for one in PART.finditer(sentence, whole.end())]
    found = [one for match in AMOUNT.finditer(sentence, whole.end()) if (one := _amount(sentence, match))]
    return [int(one.value) for one in found if one.kind == ("", "")]


def _overlap(sentence: str, start: int = 0) -> bool:
    """Whether the parts that a sentence lists may have something in common."""
    return bool(EACH_SEVERAL.search(sentence, start)) and not NONE_SEVERAL.search(sentence)


def _sums(draft: Draft) -> Iterator[Remark]:
    above: tuple[Stretch | None, list[_Amount]] = (None, [])
    for stretch, sentence in sentences_of(draft):
        found = [one for match in AMOUNT.finditer(sentence) if (one := _amount(sentence, match))]
        told = above[1] if above[0] is stretch else []
        above = (stretch, found)
        if MIN_AMOUNTS <= len(found) <= MOST_AMOUNTS:
            sums = (*_behind_colon(sentence, found), *_before_total(sentence, found), *_of_this(told, sentence, found))
            for total, added in (one for one in sums if _is_slip(*one)):
                yield stretch.remark(sentence, f"The parts are {added:,g} together; the total is given as {total:,g}.")
                break


def _is_slip(total: float, added: float) -> bool:
    return total != added and LEAST_OF_WHOLE * total <= added <= MOST_OF_WHOLE * total


def _behind_colon(sentence: str, found: list[_Amount]) -> Iterator[tuple[float, float]]:
    """A total and the sum of the parts behind a colon: "84 people: 39 women, 31 men and 18 children"."""
    for place, total in enumerate(found[:-2]):
        if LIST_LED.fullmatch(sentence, total.span[1], found[place + 1].span[0]):
            parts = _list_at(sentence, found[place + 1 :])
            if parts and LIST_ENDS.match(sentence, parts[-1].span[1]):
                yield _compared(total, parts)


def _before_total(sentence: str, found: list[_Amount]) -> Iterator[tuple[float, float]]:
    """The total and the sum of the parts before it: "39 women, 31 men and 18 children, 88 people in all"."""
    for place, total in enumerate(found[2:], 2):
        led = TOTAL_LED.fullmatch(sentence, found[place - 1].span[1], total.span[0])
        if led and (led["word"] or TOTAL_ENDS.match(sentence, total.span[1])):
            parts = _list_at(sentence, found[:place])
            if len(parts) == place:
                yield _compared(total, parts)


def _of_this(told: list[_Amount], sentence: str, found: list[_Amount]) -> Iterator[tuple[float, float]]:
    """The amount told of before, and the sum of its parts: "It spent $412 million. Of this, $238 million went to …"."""
    lead = OF_THIS.match(sentence)
    within = None if lead else OF_WHICH.search(sentence)
    end = lead.end() if lead else within.end() if within else len(sentence)
    parts = [one for one in found if one.span[0] >= end]
    before = told if lead else [one for one in found if one.span[1] <= end][-1:]
    wholes = [one for one in before if parts and one.kind == parts[0].kind]
    if len(parts) < MIN_SHARES or len(wholes) != 1 or _overlap(sentence, end):
        return
    if LAST_OF_LIST.search(sentence[parts[-2].span[1] : parts[-1].span[0]]) or (lead and is_cyrillic(lead[0])):
        total, added = _compared(wholes[0], parts)
        if added > total or NO_OTHER.search(sentence):
            yield total, added


def _list_at(sentence: str, found: Sequence[_Amount]) -> list[_Amount]:
    """The amounts of a list that begins with the first, parted by commas and before the last by “and”; empty of any other."""
    parts = list(found[:1])
    for one, other in pairwise(found):
        between = sentence[one.span[1] : other.span[0]]
        if not BETWEEN_PARTS.fullmatch(between):
            break
        parts.append(other)
        if LAST_PARTED.search(between):
            return parts if len({part.kind for part in parts}) == 1 else []
    return []


def _compared(total: _Amount, parts: Sequence[_Amount]) -> tuple[float, float]:
    """A total and the sum of its parts; the total twice where they are of two kinds or rounding parts them."""
    added = sum(one.value for one in parts)
    is_near = abs(added - total.value) <= total.slack + sum(one.slack for one in parts)
    return (total.value, total.value) if is_near or parts[0].kind != total.kind else (total.value, added)


def _amount(sentence: str, match: re.Match[str]) -> _Amount | None:
    """An amount that may be a whole or a part; None of a year, a day, a time or a rough figure."""
    behind = (match["behind"] or "").casefold()
    size = (match["size"] or "").strip(" .").casefold()
    figure = match["figure"] or ""
    is_year = len(figure) == YEAR_DIGITS and figure[:2] in ("19", "20") and not (match["sign"] or size)
    is_bare = not (match["sign"] or size)
    if is_year or (is_bare and behind in UNCOUNTED) or ROUGH.search(sentence[max(0, match.start() - AROUND) : match.start()]):
        return None
    if is_bare and not behind and not match["figure"]:
        return None
    grouped = re.fullmatch(r"\d{1,3}(?:[,\u00a0 ]\d{3})+", figure)
    plain = re.sub(r"[,\u00a0 ]", "", figure) if grouped else figure.replace(",", ".")
    value = float(plain) if figure else number_value(re.split(r"[\s-]", match["words"].casefold())) or 0.0
    digits = len(plain.partition(".")[2])
    slack = 0.5 * 10.0**-digits if digits or size else 0.0
    return _Amount(span=(match.start(), match.end()), value=value, kind=((match["sign"] or "").strip(), size), slack=slack)


_NOTE = "[^1]\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="shares-over-whole", severity=Severity.WARNING, check=_over,
         about="Shares listed in one sentence that are more than the whole together.",
         bad="Of the boats 71 per cent were lost at sea, 22 per cent in the port, and 12 per cent on the river." + _NOTE,
         good="Of the boats 71 per cent were lost at sea, 22 per cent in the port, and 7 per cent on the river." + _NOTE),
    Rule(name="shares-under-whole", severity=Severity.WARNING, check=_under,
         about="Shares that are less than the whole together where the text says that there are no others.",
         bad="Of the boats 61 per cent were lost at sea, 22 per cent in port, and 11 per cent in ice; no others were lost."
             + _NOTE,
         good="Of the boats 61 per cent were lost at sea, 22 per cent in the port, and 11 per cent on the river." + _NOTE),
    Rule(name="parts-over-total", severity=Severity.WARNING, check=_parts,
         about="Counts in one sentence that are more, together, than those of whom it speaks.",
         bad="Of the 86 sailors whom we asked, 52 stayed, 21 left, and 15 did not say." + _NOTE,
         good="Of the 86 sailors whom we asked, 52 stayed, 21 left, and 13 did not say." + _NOTE),
    Rule(name="sum-miscounted", severity=Severity.WARNING, check=_sums,
         about="Parts that do not add up to the total that the text gives for them.",
         bad="We asked 84 sailors: 39 women, 31 men and 18 children." + _NOTE,
         good="We asked 88 sailors: 39 women, 31 men and 18 children." + _NOTE),
)  # fmt: skip

"""A quantity, and what it takes from the one beside it: the noun, the months of its years, the bounds of a range.

Enters: the quantities that `citations.quantities` reads, in order. Leaves: them, completed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citations.numerals import PERCENT
from citations.regex import regex
from citations.words import SourceText, sentences

_LABELS = frozenset(
    "no nos number numbers article articles section chapter resolution page pages paragraph figure table note room line group "
    "channel flight route highway статья статьи статье глава главы пункт пункта номер модда моддаи банди канал рейс".split()
)
_YEARS, _MONTHS = "year", "month"
CHANGE_WORDS = 10  # before "from", among which what changed is said: "went up over the year to June from"
_FROM = frozenset("from с со от аз".split())
# "rose", "grew", "fallen", "cut"; "вырос", "снизилось"
_CHANGES = regex(
    r"""(?:r[io]se[ns]?|rising|gr[eo]w\w*|f[ae]ll(?:en|ing|s)?|cut(?:s|ting)?|went|go(?:es|ing|ne)?|chang\w*|increas\w*|decreas\w*|reduc\w*
    |drop\w*|declin\w*|climb\w*|rais\w*|doubl\w*|shr[aiu]nk\w*|slip\w*|jump\w*|soar\w*|surg\w*|lower\w*|slash\w*|halv\w*|up|down
    |вырос\w*|возрос\w*|рос\w*|увелич\w*|повы[шс]\w*|подня\w*|подорож\w*|упал\w*|паде\w*|сни[зж]\w*|сокра\w*|уменьш\w*|подешев\w*
    |измен\w*|афзо\w*|афзу\w*|зиёд\w*|кам|коҳиш\w*)$""",
    re.VERBOSE,
)
RANGE_WORDS = frozenset("to and or до и или то".split())
# what ends a phrase between a number and its unit: ", ", "; ", " ("; not " ", "-", ". " of "тыс. "
PHRASE_END = regex(r"[,;:!?()…\n]|\.\s")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number in a row of words: words `start` to `end` (exclusive), its value, and the stem of what it counts.

    `low` and `high` bound a range of which it is one end, or what a part in words may mean; equal to the value elsewhere.
    `elided` says that its noun is the one of the number before it.
    """

    start: int
    end: int
    value: float
    unit: str | None
    low: float
    high: float
    elided: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Its words, as numbers of the first and of the one after the last."""
        return self.start, self.end


def with_elided(text: SourceText, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, one without a noun of its own with that of the last before it: "three in Sorrel, four in Velmar"."""
    ends = [end for _, end in sentences(text)]
    last: Quantity | None = None
    beside_part: str | None = None  # "seats" of "11 percent and five seats, ... 7 percent and three"
    for one in found:
        has_noun_before = last is not None and bisect_right(ends, last.start) == bisect_right(ends, one.start)
        is_age = "," in text.gap(one.start) and text.gap(one.end).startswith(",")
        if one.unit is None and last and has_noun_before and not is_age and not is_label(text, one.start):
            unit = last.unit if not (last.unit or "").startswith("№") else None
            unit = beside_part if beside_part and _is_beside_part(text, last, one) else unit
            one = replace(one, unit=unit, elided=unit is not None)
        elif last and _is_beside_part(text, last, one):
            beside_part = one.unit
        last = one
        yield one


def _is_beside_part(text: SourceText, last: Quantity, one: Quantity) -> bool:
    """Whether "and" joins a number to a part right before it: "7.5 percent and three"."""
    between = [form for form in text.forms[last.end : one.start] if form not in PERCENT]
    return last.unit == "%" and between in (["and"], ["и"], ["ва"])


def with_months(found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, and "eight years and six months" as eight and a half years too."""
    for place, one in enumerate(found):
        yield one
        other = found[place + 1] if place + 1 < len(found) else None
        if other and one.unit == _YEARS and other.unit == _MONTHS and other.start - one.end <= 2:
            value = one.value + other.value / 12
            yield replace(one, end=other.end + 1, value=value, low=value, high=value)


def with_ranges(text: SourceText, found: Iterator[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, the two ends of a range with its bounds and one unit: "300,000-400,000 tonnes", "5 to 7 percent"."""
    last: Quantity | None = None
    for one in found:
        if last and last.value < one.value and _is_range(text, last, one):
            last, one = (replace(end, low=last.value, high=one.value, unit=one.unit) for end in (last, one))
        if last:
            yield last
        last = one
    if last:
        yield last


def _is_range(text: SourceText, low: Quantity, high: Quantity) -> bool:
    """Whether two numbers bound a range; the ends of a change bound none: "rose from 2.1 percent to 3.4 percent"."""
    if _is_change(text, low.start):
        return False
    between = text.forms[low.end : high.start]
    if not between:
        return low.end == high.start and text.gap(high.start).strip() in ("-", "–", "—", "")
    return len(between) == 1 and between[0] in RANGE_WORDS and (low.unit in (None, high.unit)) and high.unit is not None


def _is_change(text: SourceText, start: int) -> bool:
    if word_before(text, start) not in _FROM and not (start > 1 and text.forms[start - 2] in _FROM):
        return False
    return any(map(_CHANGES.match, text.forms[max(0, start - CHANGE_WORDS) : start]))


def is_label(text: SourceText, start: int) -> bool:
    """Return whether the number at word `start` only names a thing: "article 5", "№ 3"."""
    return start > 0 and (word_before(text, start) in _LABELS or text.forms[start - 1] in ("№", "#") or "#" in text.gap(start))


def word_before(text: SourceText, index: int) -> str:
    """Return the word before a number, "" where a sign that ends a phrase stands between."""
    return text.forms[index - 1] if index and not PHRASE_END.search(text.gap(index)) else ""

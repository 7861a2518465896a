"""The rule on what the text tells twice: the same words for what happened, and another day.

Enters: the sentences of the text that name one day each. Leaves: remarks. Words are compared by how they begin, and only
words that few sentences have count, so that two days of one quarrel are not taken for one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.lexicon import is_function_word
from citations.months import MONTH_NUMBERS
from citations.partial_date import PartialDate, find_dates
from citations.prose import strip_emphasis
from citations.regex import regex
from citations.sentences import sentences

MIN_SHARED = 4  # rare words that two sentences share when they tell of one event
# the same where the later one goes back to it: "After the bridge was burned on 3 May"; 1 finds two wrong ones more
MIN_SHARED_BACK = 3
MOST_SENTENCES = 4  # that a rare word stands in
LONG_WORD = 6  # letters, of which five say which word it is; of a shorter one four do
WORD = regex(r"[^\W\d_]{4,}")
# "After", "when", "since", "the fire of": what goes back to something told before
BACK = regex(
    r"\b(?:after|when|since|following|before|until|(?:the|that|this)\s+\w+\s+of|после\s+того|когда|со\s+времени|с\s+тех\s+пор|nachdem|seit|als)\b",
    re.VERBOSE | re.IGNORECASE,
)
# "again on 5 May", "a second clash": another event in the same words
ANOTHER = regex(
    r"""\b(?:again|another|second|third|fourth|next|further|later|earlier|also|resumed|repeated|subsequent\w*|anniversary|снова|вновь|опять|ещё|втор\w+|трет\w+|повторн\w+|также
    |erneut|wieder|zweite\w*)\b""",
    re.VERBOSE | re.IGNORECASE,
)
AROUND_DATE = 60  # letters before and behind a day in which a word says that it is another


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A sentence of one day: where it stands, its words by how they begin, the day, and whether it goes back to another."""

    stretch: Stretch
    sentence: str
    stems: frozenset[str]
    printed: str
    date: PartialDate
    goes_back: bool


def _retold(draft: Draft) -> Iterator[Remark]:
    told, counts = _sentences(draft)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        shared = Counter(other for stem in one.stems if counts[stem] <= MOST_SENTENCES for other in by_stem[stem])
        for other, common in shared.most_common(1):
            before = told[other]
            enough = MIN_SHARED_BACK if one.goes_back or before.goes_back else MIN_SHARED
            if common >= enough and _is_slip(before.date, one.date):
                where = before.stretch.place
                why = f"It seems to be what the text tells of “{before.printed}” {where}: “{before.sentence.strip()}”"
                yield one.stretch.remark(one.sentence, why)
        for stem in one.stems if counts else ():
            if counts[stem] <= MOST_SENTENCES:
                by_stem[stem].append(number)


def _sentences(draft: Draft) -> tuple[list[_Told], Counter[str]]:
    """The sentences that name one day, and in how many sentences of the text each stem stands."""
    told, counts = [], Counter[str]()
    for stretch in draft.body:
        text = strip_emphasis(stretch.text)
        for start, end in sentences(text):
            sentence = text[start:end]
            stems = frozenset(_stems(sentence))
            counts.update(stems)
            days = [one for one in find_dates(sentence, years=False) if one.date.day and one.date.month]
            if len(days) != 1 or ANOTHER.search(_clause(sentence, *days[0].span)):
                continue
            goes_back = bool(BACK.search(sentence, 0, days[0].span[0]))
            one = _Told(
                stretch=stretch, sentence=sentence, stems=stems, printed=days[0].printed, date=days[0].date, goes_back=goes_back
            )
            told.append(one)
    return told, counts


def _clause(sentence: str, start: int, end: int) -> str:
    """The words around a day as far as commas part them."""
    before = sentence[max(0, start - AROUND_DATE) : start]
    return before + re.split(r"[,;:—]", sentence[end : end + AROUND_DATE])[0]


def _stems(sentence: str) -> Iterator[str]:
    for word in WORD.findall(sentence.casefold()):
        if not is_function_word(word) and word not in MONTH_NUMBERS:
            yield word[: 5 if len(word) > LONG_WORD else 4]


def _is_slip(left: PartialDate, right: PartialDate) -> bool:
    """Whether one part alone of two days differs, the year where both have one."""
    years = (left.year, right.year)
    apart = [left.month != right.month, left.day != right.day, None not in years and years[0] != years[1]]
    return sum(apart) == 1


_NOTE = "[^1]\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="event-retold-with-another-day", severity=Severity.WARNING, check=_retold,
         about="A sentence that tells in the words of another what happened, and gives another day for it.",
         bad="On 3 May 2014 a crowd burned the wooden footbridge. When the crowd burned the footbridge on 5 May 2014, it rained."
             + _NOTE,
         good="On 3 May 2014 a crowd burned the wooden footbridge. On 5 May 2014 the crowd burned another footbridge." + _NOTE),
)  # fmt: skip

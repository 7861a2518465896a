"""The rule on sources older than what they support.

Only what a sentence tells as past is looked at: what is planned, done each year, only bounded ("by 2020", "through 2030"), or a
bare year in an aside is left alone, and so are laws and judgments, which were there before what they are cited for. A date
without a year takes that of the text before it, of a source that tells of the same, or of source and document.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from citations.citation import Citation, Form
from citations.consistency.dateline import own_date
from citations.consistency.events import Dated, dates_in
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.lexicon import is_function_word
from citations.numerals import UNITS
from citations.partial_date import find_dates, impossible_day
from citations.regex import regex
from citations.sentences import sentences

SHORT_FORM = regex(r"\b(?:supra|op\.\s?cit|ibid|id\.|Указ\.\s?соч|Там\s+же|a\.\s?a\.\s?O|ebd)\b", re.VERBOSE | re.IGNORECASE)
_COUNT = "|".join(sorted((word for word, value in UNITS.items() if value >= 1), key=len, reverse=True))
# "Three days later", "a week later", "the next day", "через два дня", "said afterwards": behind the day that was told of before
LATER = regex(
    rf"""\b(?:(?P<count>\d{{1,2}}|an?|{_COUNT})\s(?P<unit>day|week)s?\slater|the\s(?:next|following)\s(?:day|morning)
    |(?:said|wrote)\s(?P<then>afterwards)
    |(?:через|спустя)\s(?P<count_ru>\d{{1,2}}|{_COUNT})\s(?P<unit_ru>д|недел)[а-яё]+|на\sследующий\sдень)\b(?!\s(?:after|после)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
YEAR_PARAGRAPHS = 6  # back, in which a year is looked for that a date without one belongs to
YEAR_LETTERS = 800  # back in the paragraph, the same
BEFORE_DATE = 60  # letters before a date in which a word says that it is only a bound
NEAR_DAYS = 7  # from a source to what its title tells of: a day without a year is then of the source's year
SOON_DAYS = 31  # from a source to a day without a year, which is then of the year of the document and the source
TITLE_STEM = 4  # letters by which a word of a title is known in the sentence: "Signed" and "signing"
LAWS = frozenset({"statute", "legal_case", "treaty", "bill", "regulation"})  # there before what they are cited for
# "в июле сёла получают", "every July": what is done each year belongs to none; not "в июле сёла получили"
HABIT = regex(
    r"\b[а-яё]+(?:[аяуе]ют|[аяуе]ет)(?:ся)?\b|\b(?:every|each|usually|normally|always|annually|обычно|всегда|ежегодно|кажд(?:ый|ого))\b",
    re.VERBOSE | re.IGNORECASE,
)
PAST_RU = regex(r"\b[а-яё]{2,}(?:ал|ил|ел|ял|ыл|нул)[аио]?(?:с[ья])?\b", re.VERBOSE | re.IGNORECASE)
# "will", "planned for", "promised", "до осени"; not "was held"
PLANNED = regex(
    r"""\b(?:will|would|shall|plan(?:s|ned|ning)?|scheduled|due|expires?|lapses|runs?\s+out|expect(?:s|ed)|promise[sd]?|upcoming|next|forthcoming|should|could|may\s+be
    |aims?|target|if|be\s+held|intends?|hopes?|predict(?:s|ed)|forecast|by\s+then|будет|будут|план\w*|обеща\w+|должн\w+|(?:is|are|was|were)\s+to\s+[a-z]+|wird|werden|soll(?:te)?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "by 2020", "through 2030", "на 2025 год"; not "in 2015"
BOUNDED = regex(
    r"""(?:\b(?:by|until|till|before|to|for|than|and|through|beyond|towards?|bis|vor|für|до|к|на)|[-–])
    \s*(?:the\s+end\s+of\s+|early\s+|late\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# "ahead of the 2015 vote"; not "in the 2015 vote"
AHEAD = regex(r"\b(?:ahead\s+of|before|for)\s+(?:the\s+)?$", re.VERBOSE | re.IGNORECASE)
# ", repealed in 1998", ", which in 2015 had": what a note of the whole sentence need not support; not "in 2015 he"
ASIDE = regex(r"\s+(?:[a-z]+(?:ed|ing)|which|who|whose|where|котор\w+)\b", re.VERBOSE)
# "the amendment of 2024", "закон 2024 года": the year is part of a name; not "the vote of 2024"
NAMED_BY_YEAR = regex(
    r"\b(?:amendment|act|law|statute|bill|code|constitution|decree|regulation|ordinance|directive|закон\w*|поправк\w+|кодекс\w*|указ\w*|конституци\w+)\s(?:of\s)?$",
    re.VERBOSE | re.IGNORECASE,
)
PARTED = regex(r"[;:]\s|\s[–—]\s|\.\s", re.VERBOSE)  # "; the union"; not "10:30", "2015-16"


def _before_event(draft: Draft) -> Iterator[Remark]:
    years, told_by, own = _years(draft), _told(draft), own_date(draft)
    for note in draft.briefing.footnotes:
        newest = _newest(draft, note)
        if not newest or not note.marker or not note.claim:
            continue
        before, told = told_by.get(note.label, ("", ""))
        if (later := _told_later(draft, note.marker.paragraph, before, told)) and later[1] > newest:
            why = f"By the text before it this was on {later[1].isoformat()}; the newest source is of {newest.isoformat()}."
            yield Remark(label=note.label, quoted=later[0], why=why)
            continue
        for one in (one for one in dates_in(told) if _is_past(told, one)):
            near, far = _last_year(before), years.get(note.marker.paragraph)
            late = one if one.date.year else _of_source(draft, note, one, told, newest) or _late(one, newest, near, far)
            late = late or (None if near else _in_own_year(one, newest, own))
            if late and _is_after(late, newest):
                why = f"The sentence speaks of {_named(late)}; the newest source of the note is of {newest.isoformat()}."
                yield Remark(label=note.label, quoted=one.printed, why=why)
                break


def _told_later(draft: Draft, paragraph: int, before: str, told: str) -> tuple[str, datetime.date] | None:
    """The words "three days later" of a sentence without a date, and the day by the last date before it; else None."""
    match = LATER.search(told)
    above = draft.body[paragraph - 1].text if paragraph and not before else before
    if not match or dates_in(told) or not (dated := dates_in(above)) or not dated[-1].date.day or not _is_past(above, dated[-1]):
        return None
    base = _in_year(dated[-1], dated[-1].date.year or _last_year(above))
    bounds = base.date.bounds() if base else None
    return (match[0], bounds[0] + datetime.timedelta(days=_days_of(match))) if bounds else None


def _days_of(match: re.Match[str]) -> int:
    """How many days "three days later" means: none where only "afterwards" is said."""
    count = (match["count"] or match["count_ru"] or "1").casefold()
    number = int(count) if count.isdecimal() else int(UNITS.get(count, 1))
    is_week = (match["unit"] or match["unit_ru"] or "").casefold() in ("week", "недел")
    return 0 if match["then"] else number * (7 if is_week else 1)


def _is_past(told: str, one: Dated) -> bool:
    """Whether a date is of what the sentence tells as over: no plan, habit, bound, or bare year in an aside."""
    at = one.span[0]
    is_aside = one.date.month is None and ASIDE.match(told, told.rfind(",", 0, at) + 1 or len(told))
    is_ahead = AHEAD.search(told[max(0, at - BEFORE_DATE) : at])
    is_named = one.date.month is None and NAMED_BY_YEAR.search(told[max(0, at - BEFORE_DATE) : at])
    return not (_is_planned(told, at) or _is_habit(told, one) or _is_bound(told, at) or is_aside or is_ahead or is_named)


def _is_after(one: Dated, newest: datetime.date) -> bool:
    bounds = one.date.bounds()
    return bool(bounds and newest < bounds[0])


def _late(one: Dated, newest: datetime.date, near: int | None, far: int | None) -> Dated | None:
    """A date in the year of the text before it; a year of other paragraphs must agree with the source's own."""
    dated = _in_year(one, near or far)
    agreed = near or not dated or _is_after(_in_year(one, newest.year) or one, newest)
    return dated if dated and agreed and _is_after(dated, newest) else None


def _of_source(draft: Draft, note: Footnote, one: Dated, told: str, newest: datetime.date) -> Dated | None:
    """A day right behind the source, in its year, where the source's title has a word of the sentence."""
    dated = _in_year(one, newest.year)
    bounds = dated.date.bounds() if dated and dated.date.day else None
    is_near = bounds and 0 < (bounds[0] - newest).days <= NEAR_DAYS
    titles = (full.title or "" for citation in note.citations if (full := draft.cited(citation)))
    return dated if is_near and _stems(told) & _stems(" ".join(titles)) else None


def _in_own_year(one: Dated, newest: datetime.date, own: datetime.date | None) -> Dated | None:
    """A day soon behind the source in the year of both source and document, and before the document's own day."""
    dated = _in_year(one, own.year) if own and own.year == newest.year and one.date.day else None
    bounds = dated.date.bounds() if dated else None
    return dated if bounds and own and 0 < (bounds[0] - newest).days <= SOON_DAYS and bounds[0] <= own else None


def _in_year(one: Dated, year: int | None) -> Dated | None:
    return replace(one, date=replace(one.date, year=year)) if year else None


def _stems(text: str) -> set[str]:
    words = re.findall(rf"[^\W\d_]{{{TITLE_STEM},}}", text)
    return {word.casefold()[:TITLE_STEM] for word in words if not is_function_word(word.casefold())}


def _is_habit(sentence: str, one: Dated) -> bool:
    """Whether a month without a year stands in a part of the sentence that tells what is done each year."""
    before, behind = sentence[: one.span[0]], sentence[one.span[1] :]
    part = f"{before.rpartition(',')[2]} {behind.partition(',')[0]}"
    is_bare = one.date.day is None and not any(letter.isdigit() for letter in one.printed)
    return is_bare and HABIT.search(part) is not None and not PAST_RU.search(part)


def _is_planned(sentence: str, at: int) -> bool:
    """Whether the part of a sentence in which `at` lies, as far as semicolons and colons part it, tells of a plan."""
    start = max((match.end() for match in PARTED.finditer(sentence, 0, at)), default=0)
    behind = PARTED.search(sentence, at)
    return bool(PLANNED.search(sentence, start, behind.start() if behind else len(sentence)))


def _is_bound(text: str, at: int) -> bool:
    return bool(BOUNDED.search(text[max(0, at - BEFORE_DATE) : at]))


def _named(one: Dated) -> str:
    year = one.date.year
    return one.printed if year and str(year) in one.printed else f"{one.printed} ({year}, by the text before it)"


def _newest(draft: Draft, note: Footnote) -> datetime.date | None:
    """The last day that a source of the note can be of; None when one is undated, untied or was read later, or all are laws."""
    if SHORT_FORM.search(note.text) and all(one.form is Form.FULL for one in note.citations):
        return None  # a short form stands there that was not understood
    held = [draft.cited(citation) for citation in note.citations]
    days = [_last_day(full) for full in held]
    if None in days or all(full and full.type in LAWS for full in held):
        return None
    printed = (one.date.bounds() for one in find_dates(note.text, years=False) if one.date.day) if days else ()
    return max([*filter(None, days), *(bounds[1] for bounds in printed if bounds)], default=None)


def _last_day(full: Citation | None) -> datetime.date | None:
    """The last day that a source can be of; None of one that is untied, undated, of an impossible day, or was read later."""
    if not full or not full.issued or full.issued.no_such_day or full.accessed or impossible_day(full.date_printed or ""):
        return None
    bounds = full.issued.bounds()
    return bounds[1] if bounds else None


def _told(draft: Draft) -> dict[str, tuple[str, str]]:
    """What each note supports, by its label: some text before, and its sentence between the markers."""
    told: dict[str, tuple[str, str]] = {}
    paragraph, last, begins = -1, 0, [0]
    for marker in draft.markers():
        text = draft.document.paragraphs[marker.paragraph].text
        if marker.paragraph != paragraph:
            paragraph, last, begins = marker.paragraph, 0, [start for start, _ in sentences(text)] or [0]
        begin = begins[max(0, bisect_left(begins, marker.offset) - 1)]
        start = max(begin, last)
        told.setdefault(marker.label, (text[max(0, start - YEAR_LETTERS) : start], text[start : marker.offset]))
        last = marker.offset
    return told


def _years(draft: Draft) -> dict[int, int]:
    """The last year that the paragraphs before each one name, by its index; none after many without."""
    years: dict[int, int] = {}
    last, age = None, 0
    for index, stretch in enumerate(draft.body):
        if last and age < YEAR_PARAGRAPHS:
            years[index] = last
        named = _last_year(stretch.text)
        last, age = (named, 0) if named else (last, age + 1)
    return years


def _last_year(text: str) -> int | None:
    """The last year that a text names for what happened; not the bound of a plan ("by 2020")."""
    dated = [one for one in find_dates(text) if one.date.year]
    return next((one.date.year for one in reversed(dated) if not _is_bound(text, one.span[0])), None)


_OF = 'The ports closed in June 2014.[^1]\n\n[^1]: "Ports Close", Quay Times, {} 2014.\n'

RULES = (
    Rule(name="date-before-event", severity=Severity.WARNING, check=_before_event,
         about="A note whose sources are all older than the date of which its sentence speaks.",
         bad=_OF.format("4 May"), good=_OF.format("4 July")),
)  # fmt: skip

"""Rules on dates: impossible ones, ones after the document's own, and ones that lack a part that the others have."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from citations.citation import NOT_WEB_TYPES, Citation, Form
from citations.consistency.dateline import own_date
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.months import MONTHS_OF_DAYS
from citations.names import fold_title
from citations.partial_date import DAY_FIRST, MONTH_FIRST, PartialDate, find_dates, is_possible
from citations.regex import regex

# "31.02.2015"; not "1.2.3" or "10.12.15"
NUMERIC_DAY = regex(r"(?<![\d./-])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?!\d)", re.VERBOSE)
# "Saturday 12 September 2015", "Monday, May 4, 2015"; not "Saturday in May"
WEEKDAY = regex(r"\b(?P<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?P<rest>\w+\s\w+,?\s(?:19|20)\d\d)\b", re.VERBOSE)
# "2011. 31 ноября", as Russian notes date newspapers, and days without a year; not "2011. 30 ноября"
YEAR_LEADS = regex(r"(?P<year>(?:19|20)\d\d)\.\s+$", re.VERBOSE)
FIRST_NO_DAY = 40  # "the 31 April", "32 июня" are slips of a day; "40 May" is something else
LEAP_YEAR = 2000  # any: of a day without its year, the most that its month can have
DAY_LEADS = regex(r"\d{1,2}\b|[^\W\d_]+\.?\s\d{1,2}\b")  # "31 June 2011", "February 30, 2021"; not "June 2011"
QUOTED = regex(r"[“\"«][^“”\"«»]*[”\"»]|\*[^*\n]+\*", re.VERBOSE)  # a title or what somebody wrote
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# "The local weekly", "еженедельник", "Wochenblatt"; not "weekly meetings" of a body
WEEKLY = regex(r"\bweekly\b(?!\s+(?:meeting|visit|protest|prayer|rall)\w*)|\bеженедельник|\bWochen(?:blatt|zeitung)", re.X | re.I)
NAMED_FOR_DAY = regex(r"\b(?P<name>Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b", re.VERBOSE)  # "Berbice Sunday Mirror"
# "appears on Thursdays", "is published on Fridays", "выходящая по средам"; not "appears daily"
APPEARS = regex(
    r"""\b(?:appears?|appearing|published|comes?\s+out|issued|printed)\s+(?:only\s+)?(?:on|every)\s+
    (?P<day>(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days?)\b
    |\bвыход(?:ит|ящ\w+)\s+по\s+(?P<day_ru>понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\w+""",
    re.VERBOSE | re.IGNORECASE,
)
RUSSIAN_DAYS = dict(zip("воск поне втор сред четв пятн субб".split(), (WEEKDAYS[-1], *WEEKDAYS[:-1]), strict=True))
ACCUSATIVE = "понедельник вторник среду четверг пятницу субботу воскресенье".split()  # "в среду"
# "в пятницу, 3 июня 2019 года"; not "по пятницам"
WEEKDAY_RU = regex(
    r"\b(?P<name>понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье),?\s+(?P<rest>\d{1,2}\s[а-я]{3,8}\s(?:19|20)\d\d)\b",
    re.VERBOSE | re.IGNORECASE,
)
MOST_BEFORE_DAY = 80  # letters before those words in which the paper is named
MIN_ISSUES_OF_WEEKLY = 3  # on one weekday, beside one that is not, of a paper that is called a weekly
# the same of one that nothing is said of: of six days of a daily, five fall on one weekday in 1 of 460 cases, and of five
# four in 1 of 80, which was seen; 2 finds twelve wrong ones
MIN_ISSUES = 5
# Before the day on which a source was read, as in "accessed on 3 June 2019"; not "accessed by"
READ_ON = regex(
    r"""\b(?:accessed|consulted|retrieved|visited|viewed|checked|дата\s+обращения|abgerufen|consulté)\b[\s:,]*
    (?:(?:on|am|le)\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
MAX_READ_LETTERS = 24  # of the date behind it
MOST_EXCEPTIONS = 0.15  # of the days of a document, whose way of writing them is a slip
SET_FOR = regex(
    r"\b(?:set|scheduled|due|planned|expected|until|till|by)\s+(?:for\s+|on\s+|in\s+)?$", re.VERBOSE
)  # "set for 9 May"
SLIPPED = regex(r"\d\.?\s+$")  # "31. " before "Juni 2011": the day was printed, and is none


def _impossible(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        for pattern in (DAY_FIRST, MONTH_FIRST, NUMERIC_DAY):
            for match in pattern.finditer(stretch.text):
                led = None if match["year"] else YEAR_LEADS.search(stretch.before(match.start()))
                if not _is_day(match, int(match["year"] or (led["year"] if led else LEAP_YEAR))):
                    quoted = f"{led[0] if led else ''}{match[0]}"
                    yield stretch.remark(quoted.strip(" ."), "The calendar has no such day.")


def _is_day(match: re.Match[str], year: int) -> bool:
    """Whether the calendar has the day; figures pass in either order. A figure before "may" may be no day."""
    figures = match["month"].casefold().rstrip(".")
    month, day = int(figures) if figures.isdigit() else MONTHS_OF_DAYS[figures], int(match["day"])
    if not match["year"] and (not match["month"][:1].isupper() and match["month"].isascii() or not 0 < day < FIRST_NO_DAY):
        return True
    swapped = match.re == NUMERIC_DAY and is_possible(PartialDate(year=year, month=day, day=month))
    return swapped or is_possible(PartialDate(year=year, month=month, day=day))


def _wrong_weekday(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        for match in WEEKDAY.finditer(stretch.text):
            day = next((found.date.as_day() for found in find_dates(match["rest"], years=False)), None)
            printed = match["name"] + "day"
            if day and WEEKDAYS[day.weekday()] != printed:
                right = WEEKDAYS[day.weekday()]
                yield stretch.remark(match[0], f"That day was a {right}.", match[0].replace(printed, right))
        for match in WEEKDAY_RU.finditer(stretch.text):
            day = next((found.date.as_day() for found in find_dates(match["rest"], years=False)), None)
            if day and RUSSIAN_DAYS.get(match["name"].casefold()[:4]) != WEEKDAYS[day.weekday()]:
                right = ACCUSATIVE[day.weekday()]
                yield stretch.remark(
                    match[0], f"That day was a {WEEKDAYS[day.weekday()]}.", f"{right}{match[0][len(match['name']) :]}"
                )


def _styles(draft: Draft) -> Iterator[Remark]:
    """Days written month first where nearly all others are written day first, or the other way about; quoted ones left out."""
    found = [
        (stretch, match, pattern is DAY_FIRST)
        for stretch in draft.texts
        for pattern in (DAY_FIRST, MONTH_FIRST)
        for match in pattern.finditer(QUOTED.sub(lambda quote: " " * len(quote[0]), stretch.text))
        if match["year"] and match["month"].isascii()
    ]
    first = sum(is_first for _, _, is_first in found)
    rare = min(first, len(found) - first)
    if 0 < rare <= MOST_EXCEPTIONS * len(found):
        for stretch, match, is_first in found:
            if is_first is (first == rare):
                day, month, year = match["day"], match["month"], match["year"]
                mend = f"{month} {day}, {year}" if is_first else f"{day} {month} {year}"
                yield stretch.remark(match[0], f"{len(found) - rare} of {len(found)} days are written the other way.", mend)


def _after_document(draft: Draft) -> Iterator[Remark]:
    own = own_date(draft)
    for note in draft.briefing.footnotes if own else ():
        texts = [citation.text for citation in note.citations] or [note.text]
        late = next(filter(None, (_read_late(text, own) for text in texts if own)), None)
        if late:
            yield Remark(label=note.label, quoted=late, why=f"It was read after the document’s own date, {own}.")
        for citation in note.citations:
            late = _late(citation, own) if own else None
            if late:
                yield Remark(label=note.label, quoted=late, why=f"The date is after the document’s own, {own}.")


def _late(citation: Citation, own: datetime.date) -> str | None:
    """The words of a full citation's date, or of the only day in one that was not understood, when it is after `own`."""
    if citation.form is Form.FULL:
        if citation.type not in NOT_WEB_TYPES and SET_FOR.search(citation.text.partition(citation.date_printed or "\0")[0]):
            return None
        bounds = citation.issued.bounds() if citation.issued else None
        return (citation.date_printed or citation.text) if bounds and bounds[0] > own else None
    dates = list(find_dates(citation.text, years=False)) if citation.form is Form.UNPARSED else []
    day = dates[0].date.as_day() if len(dates) == 1 else None
    return dates[0].printed if day and day > own else None


def _read_late(text: str, own: datetime.date) -> str | None:
    """The words for a day after `own` on which a source was read."""
    for match in READ_ON.finditer(text):
        found = next(iter(find_dates(text[match.end() : match.end() + MAX_READ_LETTERS], years=False)), None)
        day = found.date.as_day() if found else None
        if found and day and day > own:
            return f"{match[0]}{text[match.end() : match.end() + found.span[1]]}"
    return None


def _without_year(draft: Draft) -> Iterator[Remark]:
    for note, citation in draft.full():
        if citation.issued and citation.issued.day and not citation.issued.year:
            yield Remark(label=note.label, quoted=citation.text, why=f"The date “{citation.date_printed}” has no year.")


def _without_day(draft: Draft) -> Iterator[Remark]:
    outlets: dict[tuple[str, bool], list[tuple[str, Citation]]] = defaultdict(list)
    for note, citation in draft.published():
        is_placed = citation.volume or citation.issue or citation.page  # of a journal, whose years are enough
        is_report = citation.page and citation.type in ("report", "book")  # that names its month alone
        dated = citation.issued and citation.issued.year and not is_report and (citation.issued.month or not is_placed)
        if dated and citation.outlet and citation.title:
            is_series = bool(citation.number or citation.collection_title)  # "Cm 9520, November 2017": months are enough
            outlets[fold_title(citation.outlet), is_series].append((note.label, citation))
    for cited in outlets.values():
        coarse = [(label, one) for label, one in cited if one.issued and not one.issued.day and not _has_slipped(one)]
        if len(coarse) == 1 and len(cited) > 1:
            label, citation = coarse[0]
            why = f"The date has no day; the document’s others from {citation.outlet} have one."
            yield Remark(label=label, quoted=citation.text, why=why)


def _has_slipped(citation: Citation) -> bool:
    """Whether a day that cannot be, or a span of months, stands before the month that was read."""
    if citation.issued and citation.issued.no_such_day:
        return True
    before, found, after = citation.text.partition(citation.date_printed or "\0")
    unread = bool(SLIPPED.search(before) or DAY_LEADS.match(found)) and not (citation.issued and citation.issued.day)
    return bool(found) and (unread or before.endswith("-") or after.startswith("-"))


def _accessed_before(draft: Draft) -> Iterator[Remark]:
    for note, citation in draft.published():
        read = citation.accessed.bounds() if citation.accessed else None
        issued = citation.issued.bounds() if citation.issued else None
        if read and issued and read[1] < issued[0]:
            why = f"It was read ({citation.accessed}) before it appeared ({citation.issued})."
            yield Remark(label=note.label, quoted=citation.text, why=why)


def _without_issue(draft: Draft) -> Iterator[Remark]:
    for note, citation in draft.published():
        publisher = draft.publishers.of(citation)
        day = citation.issued.as_day() if citation.issued else None
        if publisher and day and not citation.url and WEEKDAYS[day.weekday()].casefold() in publisher.no_issue_on:
            why = f"That day was a {WEEKDAYS[day.weekday()]}, on which {publisher.name} does not appear."
            yield Remark(label=note.label, quoted=citation.text, why=why)


def _off_told_day(draft: Draft) -> Iterator[Remark]:
    """Issues of another weekday than the paper's name or the text says that it appears on."""
    told = list(_told_days(draft))
    for note, citation in draft.published():
        day = citation.issued.as_day() if citation.issued else None
        outlet = fold_title(citation.outlet or "")
        named = NAMED_FOR_DAY.search(citation.outlet or "")
        days = (
            {named["name"].capitalize() + "day"} if named else {one for words, one in told if outlet and f" {outlet} " in words}
        )
        if day and len(days) == 1 and WEEKDAYS[day.weekday()] not in days:
            why = f"That day was a {WEEKDAYS[day.weekday()]}; the paper appears on a {days.pop()}."
            yield Remark(label=note.label, quoted=citation.text, why=why)


def _told_days(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the words before "appears on Thursdays", folded, and that day."""
    for stretch in draft.body:
        for match in APPEARS.finditer(stretch.text):
            day = (match["day"] or match["day_ru"]).casefold()
            words = f" {fold_title(stretch.text[max(0, match.start() - MOST_BEFORE_DAY) : match.start()])} "
            yield words, RUSSIAN_DAYS[day[:4]] if day[:4] in RUSSIAN_DAYS else day.capitalize().rstrip("s")


def _off_weekly_day(draft: Draft) -> Iterator[Remark]:
    issues: dict[str, dict[datetime.date, tuple[Footnote, Citation]]] = defaultdict(dict)
    for note, citation in draft.published():
        day = citation.issued.as_day() if citation.issued else None
        if day and citation.outlet:
            issues[fold_title(citation.outlet)].setdefault(day, (note, citation))
    for days in issues.values():
        (weekday, count), *_ = Counter(day.weekday() for day in days).most_common(1)
        off = [day for day in days if day.weekday() != weekday]
        told = any(WEEKLY.search(f"{note.claim or ''} {citation.outlet}") for note, citation in days.values())
        if len(off) == 1 and count >= (MIN_ISSUES_OF_WEEKLY if told else MIN_ISSUES):
            note, citation = days[off[0]]
            why = f"That day was a {WEEKDAYS[off[0].weekday()]}; the {count} other issues cited are all of a {WEEKDAYS[weekday]}."
            yield Remark(label=note.label, quoted=citation.text, why=why)


_TWO = (
    'Ports closed.[^1] One opened.[^2]\n\n[^1]: "Ports Close", Quay Times, {}.\n\n[^2]: "Ports Open", Quay Times, 9 June 2014.\n'
)
_WEEKLY = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 7)) + "".join(
    f'[^{n}]: "Port {n} Closes", Quay Mirror, {f"{7 * n - 6} May" if n < 6 else "{}"} 2014.\n\n' for n in range(1, 7)
)
_MANY = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 11)) + "".join(
    f'[^{n}]: "Port {n} Closes", Quay Times, {f"{n} May 2014" if n < 10 else "{}"}.\n\n' for n in range(1, 11)
)

RULES = (
    Rule(name="date-impossible", severity=Severity.ERROR, check=_impossible, about="A day that the calendar does not have.",
         bad=_TWO.format("31 April 2014"), good=_TWO.format("30 April 2014")),
    Rule(name="date-of-another-weekday", severity=Severity.ERROR, check=_wrong_weekday,
         about="A weekday that the date did not fall on.",
         bad="Ports closed on Monday 6 May 2014.[^1]\n\n[^1]: A remark.\n",
         good="Ports closed on Tuesday 6 May 2014.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="date-style-mixed", severity=Severity.HINT, check=_styles,
         about="A day written month first where nearly all others are written day first, or the other way about.",
         bad=_MANY.format("May 10, 2014"), good=_MANY.format("10 May 2014")),
    Rule(name="date-after-document", severity=Severity.ERROR, check=_after_document,
         about="A source or interview dated after the day that the document’s head names.",
         bad="# Ports\n\nHerat, 1 September 2014\n\n" + _TWO.format("30 April 2015"),
         good="# Ports\n\nHerat, 1 September 2014\n\n" + _TWO.format("30 April 2014")),
    Rule(name="accessed-before-issued", severity=Severity.ERROR, check=_accessed_before,
         about="A source that was read, by its note, before the day of its publication.",
         bad=_TWO.format("30 April 2014, https://quay.example/a, accessed 2 April 2014"),
         good=_TWO.format("30 April 2014, https://quay.example/a, accessed 2 May 2014")),
    Rule(name="date-without-year", severity=Severity.ERROR, check=_without_year, about="A citation dated by day and month alone.",
         bad=_TWO.format("30 April"), good=_TWO.format("30 April 2014")),
    Rule(name="date-without-day", severity=Severity.WARNING, check=_without_day,
         about="A citation dated by the month where the same outlet’s others name the day.",
         bad=_TWO.format("April 2014"), good=_TWO.format("30 April 2014")),
    Rule(name="date-off-weekly-day", severity=Severity.WARNING, check=_off_weekly_day,
         about="A paper dated to another weekday than all other issues of it that the document cites.",
         bad=_WEEKLY.format("4 June"), good=_WEEKLY.format("5 June")),
    Rule(name="date-off-told-day", severity=Severity.WARNING, check=_off_told_day,
         about="A paper dated to another weekday than its name says, or the text (“a weekly that appears on Thursdays”).",
         bad='The Quay Mirror, a weekly, appears on Thursdays.[^1]\n\n[^1]: "Ports Close", Quay Mirror, 7 May 2014.\n',
         good='The Quay Mirror, a weekly, appears on Thursdays.[^1]\n\n[^1]: "Ports Close", Quay Mirror, 8 May 2014.\n'),
    Rule(name="date-on-day-without-issue", severity=Severity.WARNING, check=_without_issue,
         about="A newspaper dated to a weekday on which it does not appear (`no_issue_on`, docs/publishers.md).",
         bad='Ports closed.[^1]\n\n[^1]: "Ports Close", Kommersant, 4 May 2014.\n',
         good='Ports closed.[^1]\n\n[^1]: "Ports Close", Kommersant, 5 May 2014.\n'),
)  # fmt: skip

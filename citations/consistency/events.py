"""The rule on when things happened: one event with two dates.

Dates in sentences are read with the years that the dates before them give. What is claimed by somebody is left alone.
Events are such as happen once: a death, a defection, a founding.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from citations.consistency.rule import MONTHS, Draft, Remark, Rule, Severity, Stretch
from citations.months import MONTH_NUMBERS
from citations.partial_date import PartialDate, find_dates
from citations.proper_names import keys_of
from citations.prose import strip_emphasis
from citations.regex import regex
from citations.sentences import sentences

MAX_DATE_DISTANCE = 60  # letters between what happened and its date
AROUND_DAY = 100  # letters before and behind a day that say what happened; 50 finds 331
_MONTHS = f"(?:{'|'.join(month for month in MONTHS if month != 'May')})"
# "the September decision", "In November,"; not "September 2015", "12 September"; "May" and "March" only after such words
BARE_MONTH = regex(
    rf"""(?<!\d)(?<!\d\s)\b(?:(?!March){_MONTHS}|(?<=[Ii]n\s)(?:May|March)|(?<=[Oo]f\s)(?:May|March)|(?<=[Ee]arly\s)May|(?<=[Ll]ate\s)May)\b
    (?!\s*,?\s*\d|\s+[A-Z]|[’'])""",
    re.VERBOSE,
)
# "в мае", "в начале апреля"; not "в мае 2015 года"
BARE_MONTH_RU = regex(
    r"\b[Вв]о?\s+(?:начале\s+|середине\s+|конце\s+)?(?P<month>(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ея]|мае|мая|марте|марта|августе|августа)\b(?!\s+\d)",
    re.X,
)
# "according to its brochure", "reportedly"; not "it was founded"
CLAIMED = regex(
    r"\b(?:according\s+to|claim|alleg|report(?:s|ed|edly)\b|disput|wrongly\b|say(?:s|ing)?\b|said\b|supposed|по\s+(?:словам|данным|версии)|якобы|сообщ|утвержда)",
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = {
    "died": """death died killing killed murder murdered assassination assassinated
        смерть смерти гибель гибели убийство убийства убийстве погиб погибла умер умерла убит убита скончался скончалась""",
    "defected": "defection defected бежал бежала побег побега",
    "resigned": "resignation resigned отставка отставки отставке отставку",
    "was born": "birth born родился родилась рождение рождения",
    "was founded": "founding founded foundation formation formed creation established establishment основан основана основано",
    "was opened": "opening opened inauguration inaugurated открытие открытия открыт открыта открыто",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_NOUNS = "(?:death|killing|murder|assassination|defection|resignation|birth|founding|formation)"
# From where a word begins, and no longer than names are: what is no name, such as a key of 4,000 letters, costs no more
_NAME = r"(?<!\w)[A-Z][\w’'-]{0,30}[a-z][\w-]{0,30}(?:\s+[A-Z][\w-]{1,40}){0,3}"
_RANKED = rf"(?:(?:Gen|Col|Maj|Capt|Lt|Dr|Mr|Mrs|Ms|Prof|Sen|Gov)\.?\s+)?(?P<name>{_NAME})"
# "The defection … of Gen. Omar Saidov", "murder of his predecessor, Omar Saidov,"; the nearest name with a rank, else the first
NOUN_OF = regex(rf"\b(?P<event>{_NOUNS})\b[^.;]{{0,40}}?\bof\s", re.VERBOSE)
NAME_AFTER = regex(_RANKED, re.VERBOSE)
# "Saidov's death", "His defection"; not "Saidov's deathbed"
NOUN_WITH = regex(
    rf"\b(?:(?P<name>{_NAME})[’']s|(?P<pronoun>His|Her))\s+(?P<event>{_NOUNS})\b",
    re.VERBOSE,
)
# "Omar Saidov, defected", "The Guild was founded"; not "men were killed"
VERB = regex(
    rf"""{_RANKED},?\s+(?:(?:was|were|had\s+been)\s+(?P<event>killed|murdered|assassinated|born|founded|formed|established)
    |(?P<past>died|defected|resigned))\b""",
    re.VERBOSE,
)
# "opening of the motorway", "The motorway was opened"; not "opening of talks"
OPENING = regex(
    r"""\b(?P<event>opening|inauguration)\s+of\s+the\s+(?P<of>[a-z]{4,})\b|\b[Tt]he\s+(?P<thing>[a-z]{4,})\s+was\s+(?P<done>opened|inaugurated)\b""",
    re.VERBOSE,
)
_NAME_RU = r"[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё]+){0,2}"
# "смерть Омара Саидова", "отставка губернатора Саидова"; not "смерть человека"
NOUN_RU = regex(
    rf"\b(?P<event>[Сс]мерт[ьи]|[Гг]ибел[ьи]|[Уу]бийств[оае]|[Оо]тставк[аиеу]|[Пп]обега?|[Рр]ождени[ея])\s+(?:[а-яё-]+\s+){{0,2}}?(?P<name>{_NAME_RU})",
    re.X,
)
# "Омар Саидов погиб", "Общество было основано"; not "люди погибли"
VERB_RU = regex(
    rf"""(?P<name>{_NAME_RU}),?\s+(?:был[ао]?\s+)?(?P<event>погиб(?:ла)?|умер(?:ла)?|скончал(?:ся|ась)|бежал[а]?|родил(?:ся|ась)|(?:убит|основан|открыт)[ао]?)\b
    |(?P<leaver>{_NAME_RU})\s+(?:ушёл|ушел|ушла|подал[а]?)\s+в\s+(?P<left>отставку)\b""",
    re.VERBOSE,
)
FULL_NAME_RU = regex(r"(?:[А-ЯЁ][а-яё]+\s+){1,2}[А-ЯЁ][а-яё]+", re.VERBOSE)  # "Омар Саидов"; not "Саидов"
PRONOUN_RU = regex(r"Она?\s+(?P<event>погиб(?:ла)?|умер(?:ла)?|скончал(?:ся|ась)|бежала?|родил(?:ся|ась))\b", re.VERBOSE)
PRONOUN = regex(r"(?:He|She)\s+(?P<event>died|defected|resigned)\b", re.VERBOSE)  # "He died in"; not "They died"


# "The fire of" a day, "the raid at Riverford on" one, "пожар" of one: what was told of before; not "the letter of"
BACK_TO = regex(
    r"""\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:[a-z]+\s+)?(?P<what>fire|blaze|shooting|attack|raid|explosion|blast|crash|collapse|flood|earthquake|accident|riot|clash
    |massacre|murder|killing|coup|ban|suspension|verdict|ruling|closure|opening|launch|blackout|outage|agreement|treaty|ceasefire|sinking|incident|bombing
    |arrest|resignation|decision|summit|collision|derailment|ambush|vote|referendum|election|evictions?|removals?|demolition|expulsion|deportation|strike|protests?|march|rally|storm|landslide|hearing
    |clearances?|blockade|seizure|occupation|walkout|sit-in|lockout|robbery|theft|stoppage|search|detention|inspection|inauguration|evacuation|eruption|invasion|siege|raids|arrests|attacks|killings)(?:\s+(?:at|in|near)\s+(?P<at>(?-i:[A-Z])[\w’'-]{3,}))?
    (?:\s+(?:that|which)\s+(?:began|started|broke\s+out|took\s+place|happened|occurred))?\s+(?:of|on)\s+$
    |\b(?:his|her|their)\s+(?P<whose>arrest|murder|resignation|expulsion|deportation)\s+(?:of|on)\s+$
    |\b(?P<what_ru>пожар|взрыв|авари|обрушени|нападени|обстрел|перестрелк|убийств|теракт|крушени|наводнени|землетрясени|закрыти|открыти|решени|соглашени|договор|протокол|столкновени|саммит|блокад|бунт|беспорядк|снос|выселени|забастовк|митинг|марш|протест|обыск|рейд|захват|эвакуаци|референдум)[а-я]*
    (?:,\s+начавш[а-я]+|,\s+котор[а-я]+\s+(?:начал|произош)[а-я]+)?\s+(?:суда\s+)?(?:от\s+)?$
    |\b(?P<where_ru>прорыв|пожар|взрыв|авари|обрушени|крушени)[а-я]*\s+[а-яё-]{3,}\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
# "ratified the agreement on" a day: the day is of what was done to it; not "since the agreement on"
DONE_TO = regex(r"\b(?:[a-z]+ed|held|won|lost|met|led|broke|left|made|took)\s+\S.*\son\s+$", re.VERBOSE)
DONE_TO_LETTERS = 12  # before "the agreement on", in which the verb stands
NAMED = regex(r"(?<=[a-z,]\s)[A-Z][\w’'-]{3,}", re.VERBOSE)  # "at Ak-Sai"; not what begins a sentence
# "to prepare the summit", "ahead of the vote": another day than that of the thing itself
PREPARED = regex(
    r"\b(?:(?:for|before)\s+(?:the|an?)\s+(?:election|vote|referendum|summit|march|rally|protest|strike|hearing)|prepar|negotiat|ahead\s+of|on\s+the\s+eve\b|campaign|call(?:s|ed)?\s+for|schedul|готови|переговор|накануне)",
    re.VERBOSE | re.IGNORECASE,
)
MOST_NAMED = 4  # times that a place is named whose name alone tells that two days are of one event
NOUN_ENDING = regex(r"(?<=[a-z]{3})(?:ures?|ings?|ions?|als?)$", re.VERBOSE)  # "closure" and "closed", "eviction" and "evicted"
STEM_LETTERS = 5  # of a word for what happened, by which its verb is known: "suspension", "suspended"; 10 finds 331


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """A date in a sentence, its year given by the sentence or by the text before it."""

    span: tuple[int, int]
    printed: str
    date: PartialDate


@dataclass(frozen=True, kw_only=True, slots=True)
class _Event:
    """What happened to whom, when, and the words that say so."""

    kind: str
    whom: str
    name: str
    dated: Dated
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Day:
    """A day that the body names: what stands before and behind it, the heading above, and the titles that its notes cite."""

    stretch: Stretch
    dated: Dated
    before: str
    behind: str
    heading: str
    titles: str


def dates_in(text: str, year: int | None = None) -> list[Dated]:
    """Return the dates of a sentence in order; a bare month takes the last year before it, else `year`."""
    found = [Dated(span=one.span, printed=one.printed, date=one.date) for one in find_dates(text)]
    taken = [one.span for one in found]
    for match, part in (*((one, 0) for one in BARE_MONTH.finditer(text)), *((one, 1) for one in BARE_MONTH_RU.finditer(text))):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            month = MONTH_NUMBERS[match[part].casefold()]
            found.append(Dated(span=match.span(part), printed=match[part], date=PartialDate(month=month)))
    found.sort(key=lambda one: one.span)
    for place, one in enumerate(found):
        year = one.date.year or year
        if not one.date.year and year:
            found[place] = replace(one, date=replace(one.date, year=year))
    return found


def _two_dates(draft: Draft) -> Iterator[Remark]:
    yield from _misdated(draft)
    first: dict[tuple[str, str], tuple[Stretch, _Event]] = {}
    for stretch in draft.texts:
        for event in _events(strip_emphasis(stretch.text)):
            where, other = first.setdefault((event.kind, event.whom), (stretch, event))
            if _disagree(other.dated.date, event.dated.date):
                why = f"{event.name} {event.kind} in “{event.dated.printed}” here, in “{other.dated.printed}” {where.place}."
                yield stretch.remark(event.sentence, why)


def _misdated(draft: Draft) -> Iterator[Remark]:
    """What the text goes back to by a day of which it tells nothing: "The fire of 5 February", and "A fire on 3 February"."""
    told = list(_days(draft))
    days = Counter((one.dated.date.month, one.dated.date.day) for one in told)
    in_section = Counter((one.heading, one.dated.date.month) for one in told)
    often = Counter(name for stretch in draft.body for name in NAMED.findall(stretch.text))
    for one in told:
        match = BACK_TO.search(one.before)
        verb = match and DONE_TO.search(one.before, max(0, match.start() - DONE_TO_LETTERS))
        done = match and verb and verb.start() < match.start()  # not the verb of "the riot that broke out on"
        if not match or done or days[one.dated.date.month, one.dated.date.day] > 1:
            continue
        names = {name for name in (*NAMED.findall(one.behind), match["at"]) if name and often[name] <= MOST_NAMED}
        stem = NOUN_ENDING.sub("", next(filter(None, match.groups())).casefold())[:STEM_LETTERS]
        for other in (other for other in told if _may_be_slip(one.dated, other.dated) and not BACK_TO.search(other.before)):
            headed = in_section[other.heading, other.dated.date.month] == 1 and other.heading != one.heading
            further = f"{other.titles} {other.heading if headed else ''}".casefold()
            is_told = stem in further and not PREPARED.search(f"{other.before}{other.behind}")
            if is_told or _is_told(f"{other.before}{other.behind}", stem, names):
                why = f"The text tells of none on that day; {other.stretch.place} it has “{other.dated.printed}”."
                yield one.stretch.remark(f"{match[0].strip()} {one.dated.printed}", why)
                break


def _may_be_slip(one: Dated, other: Dated) -> bool:
    """Whether two dates are two days of one month."""
    same_year = not (one.date.year and other.date.year and one.date.year != other.date.year)
    return other.date.month == one.date.month and other.date.day != one.date.day and same_year


def _is_told(around: str, stem: str, names: set[str]) -> bool:
    """Whether the words around a day tell of what is known by its stem or place, and not that it was prepared."""
    return bool(stem in around.casefold() or names & set(NAMED.findall(around))) and not PREPARED.search(around)


def _days(draft: Draft) -> Iterator[_Day]:
    """Yield each day that a sentence of the body names, with what stands around it, its section and what its notes cite."""
    titles: dict[tuple[int, str], str] = defaultdict(str)
    for note in draft.briefing.footnotes:
        if note.marker and note.claim:
            full = filter(None, map(draft.cited, note.citations))
            titles[note.marker.paragraph + 1, note.claim.strip()] += " ".join(one.title or "" for one in full) + " "
    heading = ""
    for stretch in draft.body:
        heading = stretch.text if stretch.kind == "heading" else heading
        text = strip_emphasis(stretch.text)
        for start, end in sentences(text):
            sentence = text[start:end]
            cited = titles.get((stretch.paragraph or 0, sentence.strip()), "")
            for one in (one for one in dates_in(sentence) if one.date.day):
                first, last = one.span
                before, behind = text[max(0, start + first - AROUND_DAY) : start + first], sentence[last : last + AROUND_DAY]
                yield _Day(stretch=stretch, dated=one, before=before, behind=behind, heading=heading, titles=cited)


def _disagree(left: PartialDate, right: PartialDate) -> bool:
    pairs = ((left.year, right.year), (left.month, right.month), (left.day, right.day))
    return any(one and other and one != other for one, other in pairs)


def _events(text: str) -> Iterator[_Event]:
    subject = None
    for start, end in sentences(text):
        sentence = text[start:end]
        if not CLAIMED.search(sentence):
            for word, name, place in _happenings(sentence, subject):
                dated = _date_of(sentence, place)
                if name and dated:
                    whom = min(keys_of((name.split()[-1],)), key=len)
                    yield _Event(kind=KIND_OF[word.casefold()], whom=whom, name=name, dated=dated, sentence=sentence)
        latin = (one["name"] for one in NAME_AFTER.finditer(sentence) if " " in one[0])
        subject = next(latin, None) or next((one[0] for one in FULL_NAME_RU.finditer(sentence)), None)


def _happenings(sentence: str, subject: str | None) -> Iterator[tuple[str, str | None, tuple[int, int]]]:
    """Yield the word for an event, whom it befell, and where the words for both stand."""
    for match in NOUN_OF.finditer(sentence):
        after = sentence[match.end() : match.end() + 120]
        names = list(NAME_AFTER.finditer(after))
        ranked = [one for one in names if one[0] != one["name"]]
        named = next(iter(ranked or names), None)
        if named:
            yield match["event"], named["name"], (match.start(), match.end() + named.end())
    for match in NOUN_WITH.finditer(sentence):
        yield match["event"], match["name"] or subject, match.span()
    if subject and (said := PRONOUN.match(sentence) or PRONOUN_RU.match(sentence)):
        yield said["event"], subject, said.span()
    for match in VERB.finditer(sentence):
        yield match["event"] or match["past"], match["name"], match.span()
    for match in OPENING.finditer(sentence):
        yield match["event"] or match["done"], f"The {match['of'] or match['thing']}", match.span()
    for match in NOUN_RU.finditer(sentence):
        yield match["event"], match["name"], match.span()
    for match in VERB_RU.finditer(sentence):
        yield match["event"] or match["left"], match["name"] or match["leaver"], match.span()


def _date_of(sentence: str, place: tuple[int, int]) -> Dated | None:
    """The date right before an event's words ("the May 2015 defection") or soon behind them."""
    dates = dates_in(sentence)
    before = next((one for one in dates if one.span[1] <= place[0] and place[0] - one.span[1] <= 1), None)
    after = next((one for one in dates if one.span[0] >= place[1]), None)
    if before or not after:
        return before
    between = sentence[place[1] : after.span[0]]
    is_near = len(between) <= MAX_DATE_DISTANCE and not re.search(
        r"[;:]|\b(?:after|before|since|until|following|by|when|после|до|когда|перед)\b", between
    )
    return after if is_near else None


RULES = (
    Rule(name="event-dated-two-ways", severity=Severity.WARNING, check=_two_dates,
         about="A death, defection, resignation, birth or founding that the text dates in two ways.",
         bad="Capt. Omar Saidov defected in May 2014. The defection of Capt. Saidov in April hurt.[^1]\n\n[^1]: A remark.\n",
         good="Capt. Omar Saidov defected in May 2014. Saidov's defection in May hurt.[^1]\n\n[^1]: A remark.\n"),
)  # fmt: skip

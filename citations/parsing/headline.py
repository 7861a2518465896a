"""News cited without marks around the headline: the outlet or the agency first, or last before the date.

Enters: a segment of a note. Leaves: a citation of type `article-newspaper`, or False when the segment is none. An outlet that
is known as one, is emphasised or is a host's name tells such a citation from a sentence, or the shape of the whole: a headline,
a name, a day, and nothing else. What is read here is marked unsure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.forenames import is_forename
from citations.grammar import read_signal
from citations.parsing import imprint, russian
from citations.parsing.access import ACCESSED
from citations.parsing.cities import is_city
from citations.parsing.context import TRAILING, Context
from citations.parsing.countries import is_country
from citations.parsing.dates_behind import SAID_OF_DATE, SHORT_DATE
from citations.parsing.details import read_details
from citations.parsing.head import name_of
from citations.parsing.leads import leads_on
from citations.parsing.media import is_medium
from citations.parsing.work import clean_title, language_of_title
from citations.partial_date import DatePlace, Precision, find_dates
from citations.prose import find_address, quoted_spans, strip_emphasis
from citations.quotation import speaks
from citations.regex import regex

MAX_WORDS = 45
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 2, 25
MIN_LEFT_WORDS = 3  # of a headline from which the writer's name is cut
MAX_OUTLET_WORDS = 5
MIN_HEADLINE_WORDS = 5  # before an outlet that nobody knows
MAX_NAME_OF_OUTLET = 4  # words of it
MIN_SENTENCE_ARTICLES = 2  # in a sentence; headlines leave them out
MAX_WORDS_BEHIND = 8  # behind the date: an address, a page, the time of day
MAX_LABEL_LETTERS = 40  # before a date that may be said of it
UNSURE = 0.5
_DOMAIN = regex(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,10}/?", re.IGNORECASE)
# "Reuters, ", "Lenta.ru: ", "*Times of Malta*. ", "Интерфакс – ": the outlet at the head, and what parts it from the headline
_OUTLET_FIRST = regex(r"(?P<outlet>\*[^*]{2,60}\*|[^\W_](?:[^,:;.“”\"«»*\n]|\.(?=\w)){1,60}?)(?:,|:|\.|\s[–—-])\s+")
# ", Times of Malta", " – www.site.example", " | BBC News", " / Asia-Plus" before the date: the outlet behind the headline
_OUTLET_LAST = regex(
    r"(?:,|(?<=[^\W\d_]):|[?!]|(?<=[^\W\d_A-ZА-ЯЁ]{2})\.|(?<=[»”])\.|\s[–—|/-]|(?=\s\())\s+(?:[–—/-]\s|\()?(?P<outlet>\*[^*]{2,60}\*|(?P<kind>(?:газета|журнал|вестник|в\.|gazeta|dziennik|tygodnik|quotidiano|periódico|journal)\s)?[«„“][^«»“”„]{2,60}[»”“]|(?:[A-Z]\.\s?){1,3}[A-Z]\w+|[^\W_](?:[^,:;“”\"«»*\n?!|–—.(/]|\.(?=\w)|\([^()]{1,20}\)){1,60}?)(?:(?<=[*»”“])\s\([^()\d]{2,30}\))?[,.(]*\s*$"
)
# ", № 41 (12 877), ", ", Nr. 44, " between an outlet and its day: which issue it is
_ISSUE = regex(rf",\s{imprint.NUMBER_SIGN}\s?(?P<issue>\d[\w./-]{{0,8}})(?:\s?\([\d\s,.]{{1,9}}\))?[,.\s(]*$")
_PAGE_BEHIND = regex(r"(?:\s?г\.)?,\s(?:pp?|с|стр|S|s)\.\s?\d")
_WRITER_BEHIND = regex(r"\s/\s(?P<name>[^/]{3,60})$")  # "Вода без хозяина / Рустам Одинаев" before " / Азия-Плюс"
_OPENING, _CLOSING = '“"«„‘', '”"»“’'  # each with what closes it
# "V Dushanbe zaderzhan ministr [Minister detained in Dushanbe]": a headline and what it means
_TRANSLATED = regex(r"(?P<title>[^\[\]]{8,}?)\s\[(?P<translation>[^\[\]]{4,200})\]")
# " | World news" between headline and outlet: the section of a page's own title
_SECTION = regex(r"\s\|\s[^|]{2,40}$")
# a sentence's own verb, or what a sentence begins with; headlines are told in the present, and begin with neither
_SENTENCE = regex(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|said|told|argued|claimed|stated|reported|added|noted|according|that\s+the)\b"
    r"|^(?:He|She|It|They|We|I|This|That|These|Those|There|On|At|As|For|See|But|And|According|Although|While|When)\b"
)
# "Letter to the mayor", "Interview with a judge", "Law on Parties": what a document is called
_NO_HEADLINE = regex(
    r"(?:Letters?|Interviews?|Conversations?|E-?mails?|Speech|Remarks|Statement|Address|Report|Minutes|Meeting|Decree|Law|Order|Resolution|Agreement|Memorandum|Testimony|Press\s)\b|.{0,40}\b(?:interview|correspondence|conference|hearing)\b"
)
_ARTICLE = regex(r"\b(?:the|a|an)\b", re.IGNORECASE)
# "Main Street", "Gorno Badakhshan": where something was, not who wrote of it
_NO_OUTLET = regex(
    r"\b(?:Street|Avenue|Square|Road|Hall|Palace|Hotel|Building|Room|Station|Stadium|River|Mountains?|Pass|Bridge|Lake|Island|Sea|University|School|North|South|East|West|Gorno|Upper|Lower|Port|улица|площадь|проспект|дом)\b"
)
_SAID = regex(r"[“\"«][^“”\"«»]*[”\"»]")  # what somebody is quoted with in a headline
# "citing officials", "in Moscow": words that go on behind an outlet's name and are no headline
_GOES_ON = regex(
    r"(?:citing|quoting|reporting|in|on|at|from|by|and|or|via|as|which|that|who|where|when|of|for|with|the|see|но|и|от|по|из|за|на|в|с)\b"
)
# "Рустам Одинаев. ", "Roman Dobro, ", "Anna Lenz: ": who wrote, before the headline
_WRITER = regex(
    r"(?P<names>[^\W\d_a-zа-яё][\w’'-]+(?:\s[^\W\d_a-zа-яё][\w.’'-]*){1,3}(?:\set\sal\.?|\su\.\s?a\.|\sи\sдр\.)?(?:\s(?:and|und|et|и)\s[^\W\d_a-zа-яё][\w’'-]+(?:\s[^\W\d_a-zа-яё][\w’'-]+){1,2})?)[.,:]\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The outlet, where the headline stands in the segment, and who wrote it if the headline's end names him."""

    outlet: str
    title: tuple[int, int]
    writer: str = ""


def read_headline(context: Context, start: int, end: int) -> bool:
    """Read "Reuters, Bomb hits bus, five dead, 16 July 2014" and "Smugglers switch to drones, *Times*, 14 May 2019"."""
    text = context.text[start:end]
    date = _day(text) if len(text.split()) <= MAX_WORDS else None
    quotes = quoted_spans(text)
    signal, lead = read_signal(text)
    if date is None or any(not lead < quote.span[0] < date.span[0] for quote in quotes):
        return False
    if (read := ACCESSED.search(text)) and read.start() < date.span[0] < read.end():
        return False  # "Uzbekistan: Police Abuses (New York: Halden Watch, 2022), https://… (accessed March 9, 2023)"
    found = _outlet_and_date(text, lead, date.span, context) or _date_first(text, lead, date.span, context)
    if not found and len(_words_behind(text[date.span[1] :])) > MAX_WORDS_BEHIND:
        return False
    label = SAID_OF_DATE.search(text, max(lead, date.span[0] - MAX_LABEL_LETTERS), date.span[0])
    stop = label.start() if label else date.span[0]  # "CNN, updated July 29, 2022"
    issue = _ISSUE.search(text, lead, stop)
    stop = issue.start() if issue else stop
    is_paper = bool(issue or _PAGE_BEHIND.match(text, date.span[1]))
    found = found or _outlet_first(text, lead, stop, context) or _outlet_last(text, lead, stop, context, is_paper=is_paper)
    if found is None:
        return False
    authors, begin = _writers(text, *found.title)
    translated = _TRANSLATED.fullmatch(text[slice(begin, found.title[1])])
    title = clean_title(translated["title"] if translated else text[begin : found.title[1]])
    is_place = is_city(title) or is_country(title.casefold())  # "Reuters, New York, 5 May 2014"
    if is_forename(title.partition(" ")[0]) and grammar.is_person(title):
        return False  # "Jane Hollis, Reuters, 5 May 2014"
    if not MIN_TITLE_WORDS <= len(title.split()) <= MAX_TITLE_WORDS or is_place or not title[0].isalnum():
        return False
    is_last = found.title[0] > date.span[1]
    address = find_address(text[found.title[1] :]) if is_last else None
    behind = f", {address[0]}" if address else "" if is_last else text[date.span[1] :]
    details = read_details(f", {date.printed}{behind}", context.publishers)
    known = context.known(found.outlet)
    citation = Citation(
        form=Form.FULL,
        type=known.csl_type if known else "article-newspaper",
        title=title,
        title_translation=translated["translation"].strip("“”\"'‘’") if translated else None,
        authors=authors or ((name_of(found.writer),) if found.writer else ()),
        container_title=found.outlet,
        issued=details.issued or date.date,
        date_printed=details.date_printed or date.printed,
        issue=issue["issue"] if issue else None,
        page=details.pages,
        url=details.url,
        accessed=details.accessed,
        signal=signal,
        language=language_of_title(title),
    )
    context.titles.append((start + begin, start + found.title[1]))
    context.add(citation, start + lead, end, title=(start + begin, start + begin + len(title)), confidence=UNSURE)
    return True


# "«Роснефть» закрыла сделку, «Ведомости», ": a headline that begins with a name in marks, and its outlet
_BEGUN = regex(
    r"(?P<title>[«“\"](?P<name>[^«»“”\"]{2,60})[»”\"]\s+[^\W\d_A-ZА-ЯЁ][^«»“”\"*;]{4,200}?)(?:,|\s[–—|-])\s+(?P<outlet>[«“\"][^«»“”\"]{2,60}[»”\"]|\*[^*]{2,60}\*|[^\W_a-zа-яё](?:[^,:;«»“”\"*\n.]|\.(?=\w)){1,60})[,.(]?\s*$"
)
MAX_NAME_WORDS = 3  # in marks at the head of a headline; more are a title of their own


def read_begun_headline(context: Context, start: int, end: int) -> bool:
    """Read "«Роснефть» закрыла сделку, «Ведомости», 8 февраля 2014 г.": the marks are those of a name in the headline."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if text[lead : lead + 1] not in tuple('«“"') or len(text.split()) > MAX_WORDS:
        return False
    date = _day(text)
    match = _BEGUN.match(text[: date.span[0]], lead) if date else None
    if date is None or not match or len(match["name"].split()) > MAX_NAME_WORDS:
        return False
    outlet = match["outlet"].strip('«»“”"')
    behind = match["title"][len(match["name"]) + 2 :].strip()
    is_marked = match["outlet"][0] in '«“"'
    if _GOES_ON.match(behind) or not (is_marked or _is_outlet(outlet, context)):
        return False
    details = read_details(f", {date.printed}{text[date.span[1] :]}", context.publishers)
    known = context.known(strip_emphasis(outlet))
    citation = Citation(
        form=Form.FULL,
        type=known.csl_type if known else "article-newspaper",
        title=clean_title(match["title"]),
        container_title=strip_emphasis(outlet),
        issued=details.issued or date.date,
        date_printed=details.date_printed or date.printed,
        page=details.pages,
        url=details.url,
        accessed=details.accessed,
        signal=signal,
        language=language_of_title(match["title"]),
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.titles.append(place)
    context.add(citation, start + lead, end, title=place, confidence=UNSURE)
    return True


def _day(text: str) -> DatePlace | None:
    """The first whole day printed, or one in short at the end; what stands before it names outlet and headline."""
    days = (place for place in find_dates(text, years=False) if place.date.precision is Precision.DAY and place.date.year)
    if day := next(days, None):
        return day
    short = SHORT_DATE.search(text)
    found = find_dates(short["date"], short_years=True, years=False)[:1] if short else ()
    return replace(found[0], span=short.span("date")) if short and found else None


def _words_behind(words: str) -> list[str]:
    address = find_address(words)
    return (words[: address.start()] + words[address.end() :] if address else words).split()


def _outlet_first(text: str, lead: int, stop: int, context: Context) -> _Found | None:
    match = _OUTLET_FIRST.match(text, lead, stop)
    if not match or not _is_outlet(match["outlet"], context):
        return None
    return _headline(text, match.end(), stop, strip_emphasis(match["outlet"]))


# ": ", "): ", ") " between the date of an outlet and its headline
_COLON_BEHIND = regex(r"(?:\)?:|\)[,.]?)\s+(?=[^\W_a-zа-яё])")


_BEHIND_DATE = regex(r"(?:[.:,]|\s[–—-])\s+")  # "2023-07-18. ", "18 July 2023 – "


def _outlet_and_date(text: str, lead: int, date: tuple[int, int], context: Context) -> _Found | None:
    """Outlet and headline of "Reuters, 12 Dec 2016: President rejects vote"."""
    colon = _COLON_BEHIND.match(text, date[1])
    outlet = text[lead : date[0]].rstrip(" ,(")
    if not colon or find_address(text) or not outlet or not _is_outlet(outlet, context):
        return None
    return _headline(text, colon.end(), len(text), strip_emphasis(outlet))


def _date_first(text: str, lead: int, date: tuple[int, int], context: Context) -> _Found | None:
    """Outlet and headline of "2023-07-18. WAM. Field hospital treats 1,500 patients. https://…"."""
    between = _BEHIND_DATE.match(text, date[1]) if date[0] == lead else None
    address = find_address(text)
    stop = address.start() if address else len(text)
    return _outlet_first(text, between.end(), stop, context) if between else None


def _outlet_last(text: str, lead: int, stop: int, context: Context, *, is_paper: bool) -> _Found | None:
    """The outlet behind a headline; `is_paper`: the number of an issue or a page tells that a paper is named."""
    match = _OUTLET_LAST.search(text, lead, stop)
    if not match or imprint.SERIES_BEFORE.match(match["outlet"]):
        return None
    outlet = strip_emphasis(match["outlet"]).removeprefix(match["kind"] or "").strip(_OPENING + _CLOSING)
    found = _headline(text, lead, match.start() + (text[match.start()] in "?!"), outlet)
    authors, begin = _writers(text, *found.title) if found else ((), 0)
    words = text[begin : found.title[1]] if found else ""
    tells = _SENTENCE.search(_SAID.sub("", words)) and (
        not authors or words[:1].islower()
    )  # behind its writer a headline may be a sentence
    if found is None or tells or text[found.title[0]].islower():
        return None
    if match[0][0] == ":" and (leads_on(words) or _ARTICLE.search(words) or len(words.split()) < MIN_LEFT_WORDS):
        return None
    may_be = _is_outlet(match["outlet"], context) or (not quoted_spans(words) and _may_be_outlet(match, words))
    is_parted = is_paper or match["kind"] or "/" in match[0][:4]  # "? / Хроника Туркменистана"
    return found if may_be or (is_parted and _may_be_paper(match["outlet"], words)) else None


def _may_be_paper(name: str, headline: str) -> bool:
    """Whether a name that the signs of a paper go with can be its own: "Вечерний Челябинск, № 41"."""
    is_short = len(name.split()) <= MAX_NAME_OF_OUTLET and not name.rstrip().endswith(".")
    is_headline = len(headline.split()) >= MIN_LEFT_WORDS and not speaks(headline) and not _NO_HEADLINE.match(headline)
    return is_short and is_headline and not _is_place(name.strip()) and len(_ARTICLE.findall(headline)) < MIN_SENTENCE_ARTICLES


def _may_be_outlet(match: re.Match[str], headline: str) -> bool:
    """Whether a name between a headline and its day can only be the outlet's: "Garm Voice"; no person, place or body."""
    name = match["outlet"].strip()
    words = name.split()
    if not (match[0].startswith(",") and 1 < len(words) <= MAX_NAME_OF_OUTLET and all(word[0].isupper() for word in words)):
        return False
    is_other = (
        grammar.INSTITUTION.search(name)
        or _NO_OUTLET.search(name)
        or grammar.PLACE_WORDS.search(name)
        or any(map(_is_place, (name, *words)))
    )
    is_somebody = is_forename(words[0]) or grammar.ROLE_WORDS.search(name) or name.endswith(".")
    is_headline = len(headline.split()) >= MIN_HEADLINE_WORDS and not speaks(headline) and not _NO_HEADLINE.match(headline)
    return is_headline and not is_other and not is_somebody and len(_ARTICLE.findall(headline)) < MIN_SENTENCE_ARTICLES


def _is_place(words: str) -> bool:
    return is_city(words) or is_country(words.casefold())


def _headline(text: str, start: int, end: int, outlet: str) -> _Found | None:
    start += text[start : start + 1] in tuple(_OPENING)  # a mark that nothing closes
    while end > start and (text[end - 1] in TRAILING + "(-|" or _is_left_over(text, start, end)):
        end -= 1
    section = _SECTION.search(text, start, end)
    end = section.start() if section else end
    writer = _WRITER_BEHIND.search(text, start, end)
    writer = writer if writer and grammar.is_person(writer["name"]) else None
    end = writer.start() if writer else end
    words = text[start:end]
    if not words or "*" in words or " // " in words or _GOES_ON.match(words) or imprint.NUMBERED.match(words):
        return None
    return _Found(outlet=outlet.strip(), title=(start, end), writer=writer["name"] if writer else "")


def _is_left_over(text: str, start: int, end: int) -> bool:
    """Whether the last sign is a closing mark that nothing opened: `Guard killed”, Reuters`."""
    place = _CLOSING.find(text[end - 1])
    return place >= 0 and _OPENING[place] not in text[start:end] and text[end - 1] not in text[start : end - 1]


def _is_outlet(words: str, context: Context) -> bool:
    plain = strip_emphasis(words).strip().strip(_OPENING + _CLOSING)
    if len(plain.split()) > MAX_OUTLET_WORDS or is_city(plain) or is_country(plain.casefold()):
        return False
    known = context.known(plain)
    if plain[:1].islower() and not known and not is_medium(plain):
        return grammar.NEWS_NAME.fullmatch(plain.title()) is not None or _DOMAIN.fullmatch(plain) is not None
    if known:
        return known.csl_type in ("article-newspaper", "webpage")
    return words.startswith("*") or grammar.names_medium(plain) or _DOMAIN.fullmatch(plain) is not None


def _writers(text: str, start: int, end: int) -> tuple[tuple[Name, ...], int]:
    """Who wrote, by the words before the headline, and where the headline begins."""
    match = russian.AUTHORS.match(text, start, end) or _WRITER.match(text, start, end)
    if not match:
        return (), start
    names = grammar.split_names(match["names"])
    are_people = all(grammar.is_person(name) and not is_city(name) and not is_country(name.casefold()) for name in names)
    is_left = len(text[match.end() : end].split()) >= MIN_LEFT_WORDS
    begin = match.end() + (text[match.end()] in _OPENING)
    return (tuple(map(name_of, names)), begin) if are_people and is_left else ((), start)

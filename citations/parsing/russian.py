"""Citations as Russian, Tajik and Ukrainian notes print them: authors, a title without marks, "//", a container, its imprint.

Enters: a segment of a note. Leaves: a citation in the context, or False when the segment is none of these.
Standard: GOST R 7.0.5-2008 (references), as authors loosely follow it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.forenames import is_forename
from citations.grammar import read_signal
from citations.months import MONTH_NUMBERS
from citations.parsing import imprint
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.dates_behind import YEAR_THEN_DAY
from citations.parsing.details import read_details
from citations.parsing.head import Head, name_of
from citations.parsing.leads import leads_on
from citations.parsing.work import clean_title, language_of_title, read_work
from citations.partial_date import PartialDate, read_date
from citations.prose import Span, quoted_spans
from citations.quotation import speaks
from citations.regex import regex

_CAPITAL = "[А-ЯЁA-ZҒӢҚӮҲҶІЇЄҐ]"
ONE_AUTHOR = rf"(?:(?!(?:Dr|Mrs?|Ms|Prof)\b){_CAPITAL}[\w’-]+,?\s+(?:{_CAPITAL}\.[\s-]?){{1,3}}"
ONE_AUTHOR += rf"|(?:{_CAPITAL}\.\s?){{1,2}}\s?{_CAPITAL}[\w’-]{{2,}})"
# "Бушков В.И., Микульский Д.В. ", "А. Носиров, ": the authors at the head of a reference
AUTHORS = regex(rf"(?P<names>{ONE_AUTHOR}(?:,\s*{ONE_AUTHOR})*(?:\s*(?:и\s+др\.|\[и\s+др\.\]))?)[.,]?\s*(?=\S)", re.VERBOSE)
# "Мадина Алимханова. ", "Игорь Савченко, Анна Ким. ": authors with whole forenames, before a title
_WHOLE_NAME = rf"{_CAPITAL}[\w’-]+(?:\s{_CAPITAL}[\w’-]+){{1,2}}"
_WHOLE_NAMES = regex(rf"(?P<names>{_WHOLE_NAME}(?:(?:,|\sи|\sва|\sта)\s{_WHOLE_NAME}){{0,4}})\.\s+(?=\S)", re.VERBOSE)
# the end of a family name: "Алимханова", "Каюмов", "Нурматзода", "Абашидзе"; not "Европы"
_FAMILY_NAME = regex(
    r"(?:[оеё]ва?|ина?|ына?|ск(?:ий|ая)|цк(?:ий|ая)|енко|чук|юк|як|ич|дзе|швили|ян|зода|заде|пур|улы|уулу|кызы|хан|бек|бай)$"
)
_ADJECTIVE = regex(r"(?:[аоиыя]й|[ая]я|[ое]е|ые|ие)$")  # "Средняя Азия", "Северный Кавказ": places
# "Послание Главы государства народу «Экономический курс», 1 сентября 2023 г": a document, its name in marks, and its day
_NAMED_DOCUMENT = regex(
    r"(?P<kind>Послание|Доклад|Выступление|Обращение|Заявление|Речь|Лекция|Концепция|Стратегия|Меморандум|Отч[её]т|Паём|Гузориш)\s[^«»]{3,250}«(?P<title>[^«»]{4,250})»,?\s(?:от\s)?(?P<date>\d{1,2}\s[а-яё]{3,9}\s(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d)(?:\s?г(?:\.|ода)?)?$"
)
# ". – М.: Издательство, 2009", "? Москва: Издательство 2009", what a book's imprint looks like behind its title
_IMPRINT = regex(
    rf"""^(?P<title>(?:[^/]|(?<=\d)/(?=\d)){{4,300}}?)(?:\s/\s(?P<by>[^/]{{3,120}}?))?(?:[.…]|(?<=[?!]))\s+(?:[–—-]\s+)?(?P<place>М|СПб|Л|К|Д|{_CAPITAL}[а-яёӣӯқғҳҷіїє-]{{2,20}}(?:\s?[–-]\s?{_CAPITAL}[\w-]+)?)\.?(?:;\s(?P<second>{_CAPITAL}[\w-]+))?
    (?:\s?:\s(?P<publisher>[^,]{{2,80}}?),?|,)\s(?P<year>(?:19|20)\d\d)\b""",
    re.VERBOSE,
)
# "Бюро по правам человека. ": the body that issued a book, before its title
_BODY_STOPPED = regex(rf"(?P<body>{_CAPITAL}[^./«»\"“”;]{{4,120}})\.\s+(?={_CAPITAL})", re.VERBOSE)
_RESOURCE = regex(
    r"\s*\[(?:Электронный\s+ресурс|Текст|Электрон\.?\s+ресурс|Захираи\s+электронӣ|Електронний\s+ресурс|сайт|Электронный\s+вариант)\]\.?",
    re.IGNORECASE,
)
# " : сайт", " : [электрон. журн.]", ": информационное агентство" behind an outlet: what it is, as the standard wants it said
_KIND_OF_OUTLET = regex(
    r"""\s*(?::\s*\[?|\[)(?:(?:официальн\w+|офиц\.|информационн\w+|информ\.|новостн\w+|электронн\w+|электрон\.|сетев\w+|ежедневн\w+|еженедельн\w+|научн\w+|науч\.|общественно-\w+)[\s,]+){0,3}
    (?:(?:веб-|интернет-)?сайт|(?:интернет-)?портал|(?:интернет-)?(?:журнал|газета|издание|агентство)|журн\.|газ\.|изд(?:ание|\.)|агентство|телеканал|радиостанция)\]?(?=\s*(?:[.,;—–/]|$))""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR_OF_AUTHORS = regex(r"\((?P<year>(?:19|20)\d\d)[а-я]?\)[.,]?\s+")
_VOLUME = regex(r"(?:^|[,\s])Т\.\s*(?P<volume>\d+|[IVXLC]+)(?=\s*[,.–—]|$)")
_STOPS = regex(r"(?<=[^\W\d_]{4})\.\s+(?:[–—-]\s)?|(?<=\d)\.\s+(?:[–—-]\s)?|(?<=[»)\]])\.\s+(?:[–—-]\s)?|\s[–—-]\s")
# the name of a journal of two sentences, before its year
_LONG_NAME = regex(r"(?P<name>[^/.:,\d]{4,40})\.\s(?P<more>[^./;,\d]{4,100})\.\s(?:[–—-]\s)?(?:19|20)\d\d\b")
_COLLECTION = regex(r":\s*(?:сб(?:орник\b|\.)|(?:материалы|коллективная|труды|мат-лы)\b).*$", re.IGNORECASE)
# " / под ред. Е. Д. Марголиной" before ". Душанбе: Ирфон": who edited the book that holds a chapter
_EDITORS_OF_HOST = regex(rf"\s/\s[^/]{{3,120}}?(?=\.\s+(?:[–—-]\s+)?(?:М|СПб|{_CAPITAL}[а-яё]{{3,20}})\.?\s?:\s)")
_TITLE_AND_PAGE = regex(r"^(?P<title>[^/.…]{4,200}?)(?P<cut>…|\.\.\.|\.)\s+[СсC]\.\s*(?P<pages>\d+(?:[-–]\d+)?)\.?$")

# "Дорога в никуда." behind an author in a list of works; not "считает иначе"
_TITLE_ALONE = regex(r"^(?P<title>[А-ЯЁ][^/.…;]{4,120}?)(?P<cut>…|\.\.\.|\.?)(?P<pages>)$")


def read_russian(context: Context, start: int, end: int) -> bool:
    """ "Автор А. Название // Источник. 05.10.2015": an unquoted title, a double slash, its container."""
    text = context.text[start:end]
    match = re.match(r"(?P<head>.{8,300}?)\s*//\s*(?P<rest>\S.*)$", text, re.DOTALL)
    if not match or "http" in match["head"]:
        return False
    signal, lead = read_signal(text)
    head = match["head"][lead:]
    author = AUTHORS.match(head) or whole_names(head)
    year = _YEAR_OF_AUTHORS.match(head, author.end()) if author else None
    begin = year.end() if year else author.end() if author else 0
    title, _, others = head[begin:].partition(" / ")
    authors = _names(author["names"]) if author else _names_behind(others)
    rest = _RESOURCE.sub("", _KIND_OF_OUTLET.sub("", YEAR_THEN_DAY.sub(_day_first, match["rest"])))
    is_book = bool(re.search(r"\b(?:М|СПб|[А-Я][а-яё]{3,})\.?\s?:\s*[А-Я«]", rest))
    rest = _EDITORS_OF_HOST.sub("", rest) if is_book else rest
    volume = _VOLUME.search(rest)
    rest = _VOLUME.sub(" ", rest) if volume else rest
    details = read_details(_STOPS.sub(", ", rest), context.publishers)
    if (long := _LONG_NAME.match(rest)) and details.outlets[:2] == [long["name"], long["more"]]:
        details.outlets[:2] = [f"{long['name']}. {long['more']}"]  # "Восток. Афро-азиатские общества: история и современность"
    turned = YEAR_THEN_DAY.search(match["rest"])
    if turned and details.issued and details.issued.month and names_month(turned["day"]):
        details.date_printed = turned[0]
    if year and not details.issued:
        details.issued, details.date_printed = PartialDate(year=int(year["year"])), year["year"]
    if is_book and details.outlets:
        details.outlets[0] = _COLLECTION.sub("", details.outlets[0])
        details.italics.append(details.outlets[0])
        details.kind = details.kind or "chapter"
    details.volume = volume["volume"] if volume else details.volume
    if named := _NAMED_DOCUMENT.fullmatch(title):
        details.issued, details.date_printed, title = read_date(named["date"]), named["date"], named["title"]
        begin += named.start("title")
    plain = _unmarked(_RESOURCE.sub("", title).strip())
    citation = read_work(details, Head(authors=authors), context, quoted=True, title=plain, signal=signal)
    begin += start + lead
    context.titles.append((start + lead, start + match.end("head")))
    context.add(citation, start + lead, end, title=(begin, begin + len(title.rstrip(" ."))), confidence=0.9)
    return True


def names_month(words: str) -> bool:
    """Return whether one of `words` is a month: "9 октября", "December 14"; not "December issue" of no day."""
    return any(word.casefold().rstrip(".") in MONTH_NUMBERS for word in words.split())


def _day_first(match: re.Match[str]) -> str:
    return f"{match['day'].replace('. ', ' ')} {match['year']}" if names_month(match["day"]) else match[0]


def whole_names(head: str) -> re.Match[str] | None:
    """The authors with whole forenames that a reference begins with: "Мадина Алимханова. "; no place, "Средняя Азия. "."""
    match = _WHOLE_NAMES.match(head)
    names = grammar.split_names(match["names"]) if match else []
    return match if names and all(map(_is_whole_name, names)) else None


def _is_whole_name(name: str) -> bool:
    first, *others = name.split()
    is_known = is_forename(first) or any(map(_FAMILY_NAME.search, others)) or _FAMILY_NAME.search(first)
    return bool(is_known) and grammar.is_person(name) and not _ADJECTIVE.search(first) and not is_city(name)


def _unmarked(title: str) -> str:
    """The title without marks of quotation around the whole of it; those around its first words are its own.

    >>> _unmarked("«Дорога»"), _unmarked("«Дорога» закрыта"), _unmarked("«Дорога")
    ('Дорога', '«Дорога» закрыта', 'Дорога')
    """
    spans = [quote.span for quote in quoted_spans(title)]
    is_within = any(start > 0 or end < len(title.rstrip(" .")) for start, end in spans)
    return title if is_within and (0, len(title)) not in spans else title.strip('«»"“” ')


# "Мирзиёев: «", "Глава МВД: «": who speaks in a headline; not "Петров И.: «", an author
_SPEAKER = regex(r"[^\W\d_a-zа-яё][^:«»“”\".;,*]{1,60}:\s*")
MAX_SPEAKER_WORDS = 5


def is_said_in_title(text: str, quoted: Span) -> bool:
    """Whether words in marks are what somebody says in a headline before a double slash: "Мирзиёев: «ГЭС будет» // Газета.uz"."""
    before = text[read_signal(text)[1] : quoted[0]]
    if " // " not in text[quoted[1] :] or not _SPEAKER.fullmatch(before) or len(before.split()) > MAX_SPEAKER_WORDS:
        return False
    speaker = before.strip(" :")
    return not AUTHORS.match(before) and not whole_names(f"{speaker}. «") and not leads_on(speaker)


def _names(words: str) -> tuple[Name, ...]:
    plain = re.sub(r"\s*\[?\s*и\s+др\.\]?$", "", words)
    return tuple(map(name_of, grammar.split_names(plain)))


def authors_before_title(words: str) -> tuple[tuple[Name, ...], str] | None:
    """The authors and the title of a short form's words, "Бушков В. Анатомия войны"; None where authors stand alone."""
    author = AUTHORS.match(words)
    title = clean_title(_unmarked(words[author.end() :])) if author else None
    return (_names(author["names"]), title) if author and title and not AUTHORS.match(f"{title}. /") else None


def _names_behind(words: str) -> tuple[Name, ...]:
    """The authors behind a single slash, "Название / А. Носиров, Б. Каюмов [и др.]"; editors are none."""
    author = AUTHORS.match(words)
    return _names(author["names"]) if author else ()


def read_russian_book(context: Context, start: int, end: int) -> bool:
    """ "Автор А. Название. – М.: Издательство, 2009. – 312 с.": a book whose title bears no marks."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    author = AUTHORS.match(text, lead)
    begin = author.end() if author else lead
    body = None if author else _BODY_STOPPED.match(text, lead)
    body = body if body and grammar.INSTITUTION.search(body["body"]) else None
    begin = body.end() if body else begin
    begin += len(text[begin:]) - len(text[begin:].lstrip(" :"))  # "Малашенко А.В.: Центральная Азия"
    match = _IMPRINT.match(text[begin:])
    if not match or _is_marked(match["title"]) or not (author or body or match["by"]) or not re.search("[а-я]", match["title"]):
        return False
    details = read_details(f"{match['year']}{_STOPS.sub(', ', text[begin + match.end() :])}", context.publishers)
    title, kind = _kind_of(match["title"])
    edition = imprint.EDITION.search(title)
    title = title[: edition.start()].rstrip(" .,:–—") if edition else title
    authors = _names(author["names"]) if author else (Name(literal=body["body"]),) if body else ()
    citation = replace(
        read_work(replace(details, outlets=[]), Head(authors=authors), context, quoted=False, title=title, signal=signal),
        type=kind,
        publisher=match["publisher"],
        publisher_place=match["place"],
        edition=edition["edition"] if edition else None,
    )
    context.add(citation, start + lead, end, title=(start + begin, start + begin + len(title)), confidence=0.8)
    return True


def read_partly_marked(context: Context, start: int, end: int) -> bool:
    """Read "Казанцев А. А. «Большая игра» с неизвестными правилами. М., 2008": the marks are those of words in a title."""
    text = context.text[start:end]
    author = AUTHORS.match(text, read_signal(text)[1]) if "«" in text or "“" in text else None
    title = re.match(r"[^/.…]{4,250}", text[author.end() :]) if author else None
    if not title or not quoted_spans(title[0]) or _is_marked(title[0]) or "," in title[0]:
        return False
    return read_russian_book(context, start, end) or read_russian_short(context, start, end)


def _is_marked(title: str) -> bool:
    """Whether a title stands in marks as a whole, or begins with marks behind which no word of it goes on.

    >>> _is_marked("«Дорога жизни»"), _is_marked("«Дорога жизни» через Памир"), _is_marked("Дорога через Памир")
    (True, False, False)
    """
    spans = [quote.span for quote in quoted_spans(title) if quote.depth == 0]
    return bool(spans) and spans[0][0] == 0 and not re.match(r":?\s+[а-яёa-z]", title[spans[0][1] :])


# "Левада-Центр. Отношение к мигрантам: пресс-выпуск. 3 июля 2013.": a body, a title without marks, the day or the year
_BODY_AND_TITLE = regex(
    rf"(?P<body>[^./«»\"“”;:*]{{4,120}})\.\s+(?P<title>{_CAPITAL}(?:[^./«»\"“”;*]|(?<=\d)/(?=\d)){{8,250}})\.\s+(?:(?P<symbol>[A-Z]{{1,6}}(?:/[A-Z\d][\w.()-]*)+)\.\s+)?(?P<rest>(?:\d{{1,2}}\s[^\W\d_]{{3,9}}\s(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d|(?:19|20)\d\d)\b.*)$",
    re.VERBOSE | re.DOTALL,
)


def read_stopped(context: Context, start: int, end: int) -> bool:
    """Read "Левада-Центр. Отношение к мигрантам: пресс-выпуск. 3 июля 2013.": full stops part a body from what it issued."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _BODY_AND_TITLE.match(text, lead)
    if (
        not match
        or not (context.known(match["body"]) or grammar.INSTITUTION.search(match["body"]) or grammar.names_medium(match["body"]))
        or speaks(text)
    ):
        return False
    details = read_details(_STOPS.sub(", ", match["rest"]), context.publishers)
    if not details.issued:
        return False
    citation = replace(
        read_work(
            replace(details, outlets=[]), Head(body=match["body"]), context, quoted=True, title=match["title"], signal=signal
        ),
        number=match["symbol"],
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=place, confidence=0.6)
    return True


# ": монография", ": учеб. пособие", ": аналитический доклад": what a book is, behind its title as the standard wants it said
_GENRE_BEHIND = regex(
    r"\s?:\s(?:[а-яё]+(?:ский|ный|ое|ая)\s)?(?:монография|учебник|учеб(?:\.|ное)\sпособие|доклад|отч[её]т|сб(?:\.|орник)(?:\s(?:ст|науч\.\sтр)(?:\.|атей)?)?|материалы)\.?$"
)


def _kind_of(title: str) -> tuple[str, str]:
    """A title without what says that it is a dissertation, and the type."""
    thesis = imprint.THESIS.search(title)
    return (title[: thesis.start()].rstrip(" :.–—"), "thesis") if thesis else (_GENRE_BEHIND.sub("", title), "book")


def read_russian_short(context: Context, start: int, end: int) -> bool:
    """ "Князев А. Афганский кризис… С. 210.": an author, a title or its beginning, a page, and nothing else."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    author = AUTHORS.match(text, lead)
    goes_on = bool(context.citations) and context.text[context.citations[-1].span[1] : start].strip(" .") == ";"
    match = (
        (_TITLE_AND_PAGE.match(text[author.end() :]) or goes_on and _TITLE_ALONE.match(text[author.end() :])) if author else None
    )
    if not author or not match or _is_marked(match["title"]):
        return False
    place = (start + author.end(), start + author.end() + match.end("title"))
    citation = Citation(
        form=Form.SHORT if match["cut"] == "…" or match["cut"] == "..." else Form.FULL,
        authors=_names(author["names"]),
        title=clean_title(match["title"]),
        page=match["pages"] or None,
        language=language_of_title(match["title"]),
        signal=signal,
    )
    context.add(citation, start + lead, end, title=place, confidence=0.7)
    return True

"""Citations without a quoted or emphasised title: ibid., short forms, addresses, outlets alone, Russian double slashes.

Enters: a segment of a note. Leaves: a citation in the context, or False when the segment is none of these.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.context import TRAILING, Context
from citations.details import Details, read_details
from citations.grammar import read_signal
from citations.prose import URL, quoted_spans, strip_emphasis
from citations.quotation import speaks
from citations.work import Head, clean_title, is_tidy, language_of_title, name_of, read_work

# "Smith, J. (2015). Water politics. Journal of Water, 12(3)": the parts of an author-date note
_AUTHOR_DATE = re.compile(
    r"""(?P<authors>[^()]{3,200}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?\)[.:]?\s+(?P<title>[^.?!]{8,300}[?!]?)(?:\.\s+|\s)(?P<rest>.+)$""",
    re.VERBOSE,
)
# A verb of a sentence: what holds one is no title.
_SENTENCE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|did)\b")
# matches the author of a post and the handle behind the name; not a sentence that says who posted something
_POST = re.compile(
    r"^(?:[Tt]weet|[Pp]ost|[Tt]witter\s+post|[Ff]acebook\s+post)\s+(?:by|from)\s+(?P<by>[^,@(]+)|^(?P<of>[^,@(]{3,60})[,\s(]+@\w+"
)
_OF_POST = re.compile(r"^@\w+|^\d{1,2}[:.]\d\d|^(?:tweet|post)$|^[a-z]")
# "И.И. История. – М.: Издательство, 2009", what a Russian book's imprint looks like behind its title
_RUSSIAN_IMPRINT = re.compile(
    r"""^(?P<title>[^/]{4,300}?)\.\s(?:[–—-]\s)?(?P<place>М|СПб|Л|[А-Я][а-яё-]{2,20})\.?(?:\s?:\s(?P<publisher>[^,]{2,80}))?,\s(?P<year>(?:19|20)\d\d)\b""",
    re.VERBOSE,
)
_RUSSIAN_AUTHOR = re.compile(
    r"""(?P<name>[А-ЯЁA-Z][\w-]+,?\s+[А-ЯЁA-Z]\.(?:\s?[А-ЯЁA-Z]\.)?|(?:[А-ЯЁA-Z]\.\s?){1,2}[А-ЯЁA-Z][\w-]+)(?:,\s*[^.]{3,40}?)?[.,]?\s+(?=\S)""",
    re.VERBOSE,
)
# "2012. 5 мая" as newspapers are dated behind a double slash: the year before its day
_YEAR_THEN_DAY = re.compile(r"\b((?:19|20)\d\d)\.\s+(?:[–—-]\s+)?(\d{1,2}\s[а-я]{3,8})\b(?!\s+(?:19|20)\d\d)")
_RESOURCE = re.compile(r"\s*\[(?:Электронный\s+ресурс|Текст|Электрон\.?\s+ресурс)\]", re.IGNORECASE)
MAX_BARE_WORDS = 12  # "Interfax, 12 September": an outlet and a date without a title


def read_russian(context: Context, start: int, end: int) -> bool:
    """ "Автор А. Название // Источник. 05.10.2015": an unquoted title, a double slash, its container."""
    text = context.text[start:end]
    match = re.match(r"(?P<head>[^/]{8,300}?)\s*//\s*(?P<rest>\S.*)$", text, re.DOTALL)
    if not match or "http" in match["head"][-6:]:
        return False
    signal, lead = read_signal(text)
    head = match["head"][lead:]
    author = _RUSSIAN_AUTHOR.match(head)
    title = head[author.end() :] if author else head
    rest = _YEAR_THEN_DAY.sub(r"\2 \1", match["rest"])
    rest = re.sub(r"(?<=\w{4})\.\s+(?:[–—]\s)?|(?<=\d)\.\s+(?:[–—]\s)?|\s[–—]\s", ", ", rest)
    details = read_details(rest, context.publishers)
    citation = replace(
        read_work(details, Head(authors=(name_of(_given_first(author["name"])),)) if author else Head(), context, quoted=True),
        title=clean_title(_RESOURCE.sub("", title).strip('«»"“” ')),
        language=language_of_title(title),
        signal=signal,
    )
    context.titles.append((start + lead, start + match.end("head")))
    context.add(citation, start + lead, end, title=(start + lead + (author.end() if author else 0), start + match.end("head")))
    return True


def read_russian_book(context: Context, start: int, end: int) -> bool:
    """ "Автор А. Название. – М.: Издательство, 2009. – 312 с.": a book whose title bears no marks."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    author = _RUSSIAN_AUTHOR.match(text, lead)
    match = _RUSSIAN_IMPRINT.match(text[author.end() :]) if author else None
    if not author or not match or quoted_spans(match["title"]):
        return False
    begin = author.end()
    details = read_details(f"{match['year']}{text[begin + match.end() :]}", context.publishers)
    citation = replace(
        read_work(replace(details, outlets=[]), Head(authors=(name_of(_given_first(author["name"])),)), context, quoted=False),
        title=clean_title(match["title"]),
        publisher=match["publisher"],
        publisher_place=match["place"],
        language=language_of_title(match["title"]),
        signal=signal,
    )
    context.add(citation, start + lead, end, title=(start + begin, start + begin + match.end("title")), confidence=0.8)
    return True


def read_post(context: Context, start: int, end: int) -> bool:
    """Read "Tweet by Salim Haq, @salimhaq, minister, 4:15pm, 11 January 2016"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _POST.match(text[lead:])
    if not match or len(text.split()) > 2 * MAX_BARE_WORDS:
        return False
    details = read_details(text[lead + match.end() :], context.publishers)
    if not (details.issued or details.url) or quoted_spans(text):
        return False
    outlets = [outlet for outlet in details.outlets if not _OF_POST.match(outlet) and not grammar.ROLE_WORDS.search(outlet)]
    author = (match["by"] or match["of"]).strip()
    citation = Citation(
        form=Form.FULL,
        type="post",
        authors=(name_of(author) if grammar.is_person(author) else Name(literal=author),),
        container_title=outlets[0] if outlets else None,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
    )
    context.add(citation, start + lead, end, confidence=0.6)
    return True


def _given_first(name: str) -> str:
    match = re.match(r"([\w-]{2,}),?\s+((?:\w\.\s?)+)$", name)
    return f"{match[2].strip()} {match[1]}" if match else name


def read_edition(context: Context, start: int, end: int) -> bool:
    """Read "the 2015 edition of the INCSR": a sister volume of the work before it."""
    text = context.text[start:end]
    match = grammar.EDITION_OF.search(text)
    if not match or len(text.split()) > MAX_BARE_WORDS:
        return False
    signal, lead = read_signal(text)
    before = context.citations[-1] if context.citations else None
    citation = Citation(
        form=Form.FULL,
        type="report",
        title=match["title"].strip(TRAILING),
        issued=read_details(match["year"], context.publishers).issued,
        date_printed=match["year"],
        publisher=before.publisher if before else None,
        signal=signal,
        language="en",
    )
    context.add(citation, start + lead, end)
    return True


def read_short(context: Context, start: int, end: int) -> bool:
    """ "Smith, op. cit., p. 4", "INCSR, 2015, op. cit", "Smith, supra note 12"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    marks = [match for pattern in (grammar.OP_CIT, grammar.SUPRA) if (match := pattern.search(text, lead))]
    if not marks:
        return False
    first = min(match.start() for match in marks)
    head = strip_emphasis(text[lead:first]).strip(TRAILING)
    details = read_details(text[lead:], context.publishers)
    if len(head.split()) > MAX_BARE_WORDS:
        return False
    names = grammar.split_names(re.sub(r",?\s*\(?(?:19|20)\d\d\)?$", "", head))
    people = bool(names) and all(grammar.is_person(name) and not name.isupper() for name in names)
    citation = Citation(
        form=Form.SHORT,
        title=None if people else (details.outlets[0] if details.outlets else head or None),
        authors=tuple(name_of(name) for name in names) if people else (),
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        number=details.supra,
        signal=signal,
    )
    context.add(citation, start + lead, end)
    return True


def read_addressed(context: Context, start: int, end: int) -> bool:
    """Words and an address: "Ministry of Justice, Statistics 2014, https://…"; an address alone."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = URL.search(text)
    link = None if match else context.link(start, end)
    if not match and not (link and len(text.split()) <= 2 * MAX_BARE_WORDS):
        return False
    details = read_details(text[lead:], context.publishers)
    parts = details.outlets
    if any(speaks(part) for part in parts):
        return False
    names = grammar.split_names(parts[0]) if parts else []
    authors = tuple(map(name_of, names)) if len(parts) > 1 and names and all(map(grammar.is_person, names)) else ()
    parts = parts[1:] if authors else parts
    citation = replace(
        read_work(replace(details, outlets=parts[1:]), Head(authors=authors), context, quoted=True),
        title=parts[0] if parts else None,
        url=details.url or link,
        signal=signal,
        language=language_of_title(parts[0]) if parts else None,
    )
    context.add(replace(citation, type=citation.type if parts[1:] else "webpage"), start + lead, end, confidence=0.6)
    return True


def read_bare(context: Context, start: int, end: int) -> bool:
    """ "Interfax, 12 September": an outlet that is known and a date, no title."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if len(text.split()) > MAX_BARE_WORDS or quoted_spans(text):
        return False
    details = read_details(text[lead:], context.publishers)
    if not (details.issued and details.outlets and context.known(details.outlets[0]) and is_tidy(details)):
        return False
    context.add(replace(read_work(details, Head(), context, quoted=True), signal=signal), start + lead, end, confidence=0.7)
    return True


def _page_of(details: Details, words: str) -> str | None:
    if details.pages:
        return details.pages
    match = re.match(r"[\s,.]*(?:at\s+)?(\d{1,4}(?:[-–]\d+)?)(?=\s*[.,;]?\s*$)", words)
    return match[1] if match else None


def read_ibid(context: Context, start: int, end: int) -> bool:
    """Read "Ibid., p. 12", "Там же. С. 5", "Ebd., S. 3"."""
    signal, skipped = read_signal(context.text[start:end])
    words = context.text[start + skipped : end]
    match = grammar.IBID.match(words)
    if not match:
        return False
    details = read_details(words[match.end() :], context.publishers)
    if details.aside or (details.outlets and len(words.split()) > MAX_BARE_WORDS):
        end = start + skipped + match.end()
    context.add(Citation(form=Form.IBID, page=_page_of(details, words[match.end() :]), signal=signal), start + skipped, end)
    return True


def read_author_date(context: Context, start: int, end: int) -> bool:
    """Read "Smith, J. (2015). Water politics in Central Asia. Journal of Water, 12(3), 45-67."."""
    text = context.text[start:end]
    match = _AUTHOR_DATE.match(text)
    if not match or quoted_spans(match["title"]):
        return False
    names = re.findall(r"[A-ZА-Я][\w’'-]+,\s(?:[A-ZА-Я]\.[\s-]?)+", match["authors"])
    if not names and not grammar.INSTITUTION.search(match["authors"]):
        return False
    details = read_details(f"{match['rest']}, {match['year']}", context.publishers)
    people = tuple(name_of(_given_first(name.strip())) for name in names)
    citation = replace(
        read_work(details, Head(authors=people) if people else Head(body=match["authors"].strip()), context, quoted=True),
        title=clean_title(strip_emphasis(match["title"])),
        language=language_of_title(match["title"]),
    )
    context.titles.append((start + match.start("title"), start + match.end("title")))
    context.add(citation, start, end, title=(start + match.start("title"), start + match.end("title")), confidence=0.8)
    return True


def read_named(context: Context, start: int, end: int) -> bool:
    """Read a work named without marks: "UN Security Council, Report on Mali, S/2015/12, 5 January 2015"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    german = re.match(r"(?P<name>[A-ZÄÖÜ][\w-]+,\s[A-ZÄÖÜ][\w.-]+(?:\s[A-ZÄÖÜ][\w.-]+)?):\s+(?P<rest>\S.*)$", text[lead:])
    details = read_details(german["rest"] if german else text[lead:], context.publishers)
    parts = details.outlets
    if not details.issued or speaks(text) or quoted_spans(text) or len(text.split()) > 2 * MAX_BARE_WORDS or not is_tidy(details):
        return False
    if german and parts:
        surname, _, given = german["name"].partition(", ")
        place = re.sub(r"\s*(?:19|20)\d\d$", "", parts[1]) if len(parts) > 1 else None
        citation = replace(
            read_work(replace(details, outlets=[]), Head(authors=(name_of(f"{given} {surname}"),)), context, quoted=False),
            title=parts[0],
            publisher_place=place,
            language=language_of_title(parts[0]),
        )
    elif parts and (act := grammar.NUMBERED_ACT.match(parts[0])):
        citation = replace(
            read_work(replace(details, outlets=[]), Head(), context, quoted=False),
            type="statute",
            title=parts[0],
            number=details.number or act["number"],
            language=language_of_title(parts[0]),
        )
    elif (book := _unmarked_book(details)) is not None:
        citation = replace(
            read_work(replace(details, outlets=[]), Head(authors=book), context, quoted=False),
            title=parts[1],
            language=language_of_title(parts[1]),
        )
    elif details.series and not parts and grammar.SERIES_BEFORE.match(f"{details.series} {details.number}"):
        citation = read_work(details, Head(), context, quoted=False)
    elif len(parts) > 1 and (context.known(parts[0]) or grammar.INSTITUTION.search(parts[0])) and _is_heading(parts[1]):
        number = next((part for part in parts[2:] if re.fullmatch(r"[A-Z][\w/.()-]*\d[\w/.()-]*", part)), details.number)
        citation = replace(
            read_work(replace(details, outlets=[parts[0]]), Head(), context, quoted=False),
            title=parts[1],
            number=number,
            language=language_of_title(parts[1]),
        )
    else:
        return False
    context.add(replace(citation, signal=signal), start + lead, end, confidence=0.5)
    return True


def _unmarked_book(details: Details) -> tuple[Name, ...] | None:
    """The authors of "Karl Voss, Die Seerepublik, Berlin 1999": people, a title, a city that is known."""
    parts = details.outlets
    names = grammar.split_names(parts[0]) if len(parts) == 2 and details.place and details.issued else []
    whole = bool(names) and all(" " in name and grammar.is_person(name) for name in names)
    return tuple(map(name_of, names)) if whole and parts[1][:1].isupper() and not _SENTENCE_VERB.search(parts[1]) else None


def _is_heading(words: str) -> bool:
    """Whether words without marks can be a title: they begin with a capital and hold no verb of a sentence."""
    return words[:1].isupper() and len(re.findall(r"[^\W\d_]{2,}", words)) > 2 and not _SENTENCE_VERB.search(words)

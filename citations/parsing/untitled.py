"""Citations without a quoted or emphasised title: ibid., short forms, addresses, outlets alone, works named in plain words.

Enters: a segment of a note. Leaves: a citation in the context, or False when the segment is none of these.
Longer than 350 lines, for these readers ask the same questions of parts between commas: a body, a heading, a medium.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.grammar import read_signal
from citations.parsing import imprint, russian
from citations.parsing.cities import is_city
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import Details, read_details
from citations.parsing.head import Head, is_capitalised, name_of
from citations.parsing.issuers import SESSION, is_issuer
from citations.parsing.work import is_tidy, language_of_title, read_work
from citations.prose import Span, find_address, quoted_spans, strip_emphasis
from citations.quotation import speaks

_RESOURCE = re.compile(r"\s*\[(?:Электронный\s+ресурс|Текст|сайт)\]\.?", re.IGNORECASE)
_AUTHOR_OF_TITLE = re.compile(r"(?:idem|id|eadem)\.?,\s+[*“\"‘«]", re.IGNORECASE)
# "Brandt, Lea:", "Jan Riedel:", "Anna Lenz/Karl Roth:" as German notes name authors before a title without marks
_TURNED = r"[^\W\d_a-z][\w’-]+,\s[^\W\d_a-z][\w.-]+(?:\s[^\W\d_a-z][\w.-]+)?"
_STRAIGHT = r"[^\W\d_a-z][\w.’-]+(?:\s(?:von|van|de|zu)?\s?[^\W\d_a-z][\w.’-]+){1,2}"
NAME_AND_COLON = re.compile(
    rf"""(?P<name>{_TURNED}(?:(?:\s?/\s?|;\s|\sund\s){_TURNED}){{1,4}}|{_TURNED}(?:,\s[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){{1,3}}){{0,8}}
    |{_STRAIGHT}(?:(?:\s?/\s?|\sund\s|,\s){_STRAIGHT}){{0,3}})(?:,?\s(?:u\.\s?a\.|et\sal\.))?(?:,?\s\((?:Hrsg|Hgg?|[Ee]ds?)\.?\))?:\s+(?P<rest>\S.*)$""",
    re.VERBOSE | re.DOTALL,
)
# between a heading and its medium, as titles of pages print them
_HEADED = re.compile(r"\s[–—|-]\s|:\s")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}", re.IGNORECASE)
MAX_HEADED_LETTERS = 300
MAX_BOOK_PARTS = 4  # authors, title, and two that name who issued it and in which series
MAX_BARE_WORDS = 12  # "Interfax, 12 September": an outlet and a date without a title; 6 reads 4 citations less
MAX_DOCUMENT_WORDS = 45  # of a parliament's paper with its session and numbers
MAX_SIGNED_PARTS = 3  # between commas: two writers and their medium
MAX_MEDIUM_WORDS = 4  # of an outlet that nobody knows, behind an author and a heading


def read_edition(context: Context, start: int, end: int) -> bool:
    """Read "the 2015 edition of the INCSR": a sister volume of the work before it."""
    text = context.text[start:end]
    match = imprint.EDITION_OF.search(text)
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
    named = grammar.NOTE_NAMED.match(text[lead:]) if signal else None
    if named:
        context.add(Citation(form=Form.SHORT, number=named["note"], signal=signal), start + lead, end)
    if named or not marks:
        return bool(named)
    first = min(match.start() for match in marks)
    head = strip_emphasis(text[lead:first]).strip(TRAILING + "(")
    details = read_details(re.sub(r"(\(\w+\.?\s*\d+\))\s+(?=\d)", r"\1, p. ", text[lead:]), context.publishers)
    if len(head.split()) > MAX_BARE_WORDS:
        return False
    names = grammar.split_names(re.sub(r",?\s*\(?(?:19|20)\d\d\)?$", "", head))
    people = bool(names) and all(grammar.is_person(name) and not name.isupper() for name in names)
    is_titled = people and len(names) == 2 and " " not in names[0] and " " in names[1]  # "Venn, Great Tides, op. cit."
    short_title = names[1] if is_titled else None
    names = names[:1] if is_titled else names
    authors = tuple(map(name_of, names)) if people else ()
    if not people and (written := russian.authors_before_title(head) or _author_and_title(head)):
        people, (authors, short_title) = True, written
    citation = Citation(
        form=Form.SHORT,
        title=short_title if people or not head else (details.outlets[0] if details.outlets else head),
        authors=authors,
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        number=details.supra,
        signal=signal,
    )
    context.add(citation, start + lead, end)
    return True


# "Khalid, Islam after Communism", "Cooley and Heathershaw, Dictators without Borders": family names before a short title
_FAMILY_AND_TITLE = re.compile(
    r"(?P<names>[^\W\d_a-zа-яё][\w’'-]+(?:\s(?:and|&|und|et|y|и)\s[^\W\d_a-zа-яё][\w’'-]+)?),\s(?P<title>[^\W\d_a-zа-яё].*\s.*)"
)


def _author_and_title(head: str) -> tuple[tuple[Name, ...], str] | None:
    """The authors and the title of a short form without marks: "Amnesty International, Return to Torture"."""
    body, _, behind = head.partition(", ")
    match = _FAMILY_AND_TITLE.fullmatch(head)
    if is_issuer(body) and is_heading(behind) and not is_issuer(behind) and not imprint.SERIES_BEFORE.match(behind):
        return (Name(literal=body),), behind
    if not match or is_issuer(match["names"]) or is_issuer(match["title"]) or is_city(match["names"]):
        return None
    return tuple(map(name_of, grammar.split_names(match["names"]))), match["title"]


def read_addressed(context: Context, start: int, end: int) -> bool:
    """Words and an address: "Ministry of Justice, Statistics 2014, https://…"; an address alone."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = find_address(text)
    link = None if match else context.link(start, end)
    if not match and not (link and len(text.split()) <= 2 * MAX_BARE_WORDS):
        return False
    details = read_details(text[lead:], context.publishers)
    parts: tuple[str, ...] = tuple(details.outlets)
    if _read_signed(context, (start + lead, end), replace(details, url=details.url or link), signal):
        return True
    if any(speaks(part) for part in parts):
        return False
    parts = (*_headed(parts[0], context), *parts[1:]) if parts else ()
    names = grammar.split_names(parts[0]) if parts else []
    authors = tuple(map(name_of, names)) if len(parts) > 1 and names and all(map(grammar.is_person, names)) else ()
    parts = parts[1:] if authors else parts
    is_outlet = len(parts) == 1 and bool(details.issued) and _is_medium(parts[0], context) and not _DOMAIN.fullmatch(parts[0])
    body = parts[0] if len(parts) > 1 and not authors and is_issuer(parts[0]) and is_heading(parts[1]) else None
    parts = parts[1:] if body else parts
    titled, behind = ((), parts) if is_outlet else (parts[:1], parts[1:])  # "РБК, 5 мая 2012, https://…"
    details = replace(details, outlets=list(behind), url=details.url or link)
    title = _RESOURCE.sub("", titled[0]) if titled else None
    citation = read_work(
        details, Head(authors=authors, body=body), context, quoted=not body, title=title, signal=signal
    )
    context.add(citation if behind or body else replace(citation, type="webpage"), start + lead, end, confidence=0.6)
    return True


def read_bare(context: Context, start: int, end: int) -> bool:
    """Read "Interfax, 12 September", "Jane Hollis for Reuters, 3 May 2014": an outlet that is known and a date, no title."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if len(text.split()) > MAX_BARE_WORDS or quoted_spans(text):
        return False
    details = read_details(text[lead:], context.publishers)
    if _read_signed(context, (start + lead, end), details, signal):
        return True
    first = details.outlets[0] if details.outlets else ""
    is_named = (
        bool(first) and ":" not in first and len(details.outlets) == 1 and is_capitalised(first) and grammar.names_medium(first)
    )
    is_known = bool(context.known(first)) or bool(is_named and details.issued and details.issued.day)
    if not (details.issued and is_known and is_tidy(details)):
        return False
    sure = 0.7 if context.known(first) else 0.5
    context.add(read_work(details, Head(), context, quoted=True, signal=signal), start + lead, end, confidence=sure)
    return True


def _read_signed(context: Context, span: Span, details: Details, signal: str | None) -> bool:
    """Read "Jane Hollis for Reuters, 3 May 2014": who wrote, for which medium, and the day; no title."""
    is_of_day = bool(details.issued and details.issued.day) and 0 < len(details.outlets) <= MAX_SIGNED_PARTS
    head = Head.read(", ".join(details.outlets), context) if is_of_day else Head()
    if not (head.outlet and head.authors):
        return False
    context.add(read_work(replace(details, outlets=[]), head, context, quoted=True, signal=signal), *span, confidence=0.6)
    return True


def _page_of(details: Details, words: str) -> str | None:
    if details.pages:
        return details.pages
    match = re.match(r"[\s,.]*(?:at\s+)?(\d{1,4}(?:[-–]\d+)?)(?=\s*[.,;]?\s*$)", words)
    return match[1] if match else None


def read_ibid(context: Context, start: int, end: int) -> bool:
    """Read "Ibid., p. 12", "Там же. С. 5", "Ebd., S. 3"; "Idem" before a title is its author."""
    signal, skipped = read_signal(context.text[start:end])
    words = context.text[start + skipped : end]
    match = grammar.IBID.match(words)
    if not match or _AUTHOR_OF_TITLE.match(words):
        return False
    details = read_details(words[match.end() :], context.publishers)
    if details.aside or (details.outlets and len(words.split()) > MAX_BARE_WORDS):
        context.prose.append((start + skipped + match.end(), end))
        end = start + skipped + match.end()
    context.add(Citation(form=Form.IBID, page=_page_of(details, words[match.end() :]), signal=signal), start + skipped, end)
    return True


def read_inner_ibid(context: Context, start: int, end: int) -> bool:
    """Read the "ibid., p. 4" of "Officials quoted ibid., p. 4, put the toll at 36"; the rest is prose."""
    match = grammar.INNER_IBID.search(context.text, start, end)
    if not match:
        return False
    context.prose += [
        (low, high) for low, high in ((start, match.start()), (match.end(), end)) if context.text[low:high].strip(TRAILING)
    ]
    details = read_details(re.sub(r"^\S+\s*\S*?,?\s", ", ", match[0]), context.publishers)
    context.add(Citation(form=Form.IBID, page=details.pages), match.start(), match.end())
    return True


def read_named(context: Context, start: int, end: int) -> bool:
    """Read a work named without marks: "UN Security Council, Report on Mali, S/2015/12, 5 January 2015"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    german = NAME_AND_COLON.match(text[lead:])
    if german and (context.known(german["name"]) or not all(grammar.is_person(str(name)) for name in authors_of(german["name"]))):
        german = None
    if german and (parted := _IN_PERIODICAL.match(german["rest"])):
        return _add_part(context, (start, end), lead, german["name"], parted, signal)
    details = read_details(german["rest"] if german else text[lead:], context.publishers)
    if len(details.outlets) == 1 and not german:
        details.outlets = list(_headed(details.outlets[0], context))
    parts = details.outlets
    if not details.issued or speaks(text) or quoted_spans(text) or not is_tidy(details):
        return False
    if len(text.split()) > (MAX_DOCUMENT_WORDS if parts and is_issuer(parts[0]) else 2 * MAX_BARE_WORDS):
        return False
    if german and parts:
        while len(parts) > 1 and " " in parts[1] and f"{parts[0]}. {parts[1]}" in german["rest"]:
            parts = [f"{parts[0]}. {parts[1]}", *parts[2:]]  # "Islam after Communism. Religion and Politics in Central Asia"
        place = details.place or (re.sub(r"\s*(?:19|20)\d\d$", "", parts[1]) if len(parts) > 1 else None)
        citation = replace(
            read_work(replace(details, outlets=[]), Head(authors=authors_of(german["name"])), context, quoted=False),
            title=parts[0],
            publisher_place=place,
            language=language_of_title(parts[0]),
        )
    elif parts and (act := imprint.NUMBERED_ACT.match(parts[0])):
        citation = replace(
            read_work(replace(details, outlets=[]), Head(), context, quoted=False),
            type="statute",
            title=parts[0],
            number=details.number or act["number"],
            language=language_of_title(parts[0]),
        )
    elif parts and (paper := imprint.NUMBERED_PAPER.match(parts[0])):
        citation = replace(
            read_work(replace(details, outlets=[]), Head(), context, quoted=False),
            type="report",
            title=parts[0],
            number=paper["number"],
            publisher=", ".join(parts[1:]) or None,
            language=language_of_title(parts[0]),
        )
    elif (book := _unmarked_book(details)) is not None:
        citation = replace(
            read_work(replace(details, outlets=parts[2:]), Head(authors=book), context, quoted=False),
            title=parts[1],
            language=language_of_title(parts[1]),
        )
    elif (article := _unmarked_article(details, context, is_piped=" | " in text)) is not None:
        citation = replace(
            read_work(replace(details, outlets=parts[len(article) and 2 or 1 :]), Head(authors=article), context, quoted=True),
            title=parts[1] if article else parts[0],
            language=language_of_title(parts[1] if article else parts[0]),
        )
    elif _is_issue_of_series(details):
        citation = replace(read_work(details, Head(), context, quoted=False), title=_with_number(text, details, None))
    elif len(parts) > 1 and (context.known(parts[0]) or is_issuer(parts[0])) and is_heading(parts[bodies := _bodies(parts)]):
        number = next(
            (part for part in parts[bodies + 1 :] if re.fullmatch(r"[A-Z][\w/.()-]*\d[\w/.()-]*", part)), details.number
        )
        session = SESSION.search(parts[bodies])
        heading = parts[bodies][: session.start()] if session else _whole_heading(text, parts[bodies:], context)
        title = _with_number(text, details, heading) or heading
        citation = replace(
            read_work(replace(details, outlets=[", ".join(parts[:bodies])]), Head(), context, quoted=False),
            title=title,
            number=number or (session["number"] if session else None),
            language=language_of_title(title),
        )
    else:
        return False
    context.add(replace(citation, signal=signal), start + lead, end, confidence=0.5)
    return True


# "General Comment No. 27", "Views: Communication No. 2231/2012": papers of bodies that go by their kind and number
_NUMBERED_KIND = re.compile(
    r"(?:Joint\s)?(?:General\s(?:Comment|Recommendation|Observation)|Observation\s[Gg]énérale|Observación\s[Gg]eneral|(?:Views|Opinion|Decision)\b.{0,20}|Communication|Advisory\sOpinion|Recommendation|Resolution)$"
)
_SIGN_AND_NUMBER = re.compile(rf",?\s{imprint.NUMBER_SIGN}\s?\d[\w/–-]*(?:\s\((?:19|20)\d\d\))?,?\s?", re.VERBOSE)


def _with_number(text: str, details: Details, title: str | None) -> str | None:
    """The title behind the kind and number of a paper: "General Comment No. 27, Freedom of Movement"; they alone without one."""
    begin = text.find(details.series) if details.series and _NUMBERED_KIND.match(details.series) else -1
    numbered = _SIGN_AND_NUMBER.match(text, begin + len(details.series or "")) if begin >= 0 else None
    if numbered is None:
        return title
    goes_on = bool(title) and text.startswith(title or "", numbered.end())
    return text[begin : numbered.end() + len(title or "")] if goes_on else text[begin : numbered.end()].rstrip(" ,")


def _bodies(parts: list[str]) -> int:
    """How many of the parts name who issued the title behind them: "House of Lords", "International Agreements Committee"."""
    count = 1
    while count + 1 < len(parts) and is_issuer(parts[count]) and is_heading(parts[count + 1]):
        count += 1
    return count


# "Tajikistan Economic Update", "Country Study": a series by its last word, no part of the title before it
_SERIES = re.compile(
    r"\b(?:Reports?|Papers?|Stud(?:y|ies)|Updates?|Outlook|Series|Bulletin|Review|Monitor|Survey|Brief(?:ing)?|Profile|Assessment)$"
)


def _whole_heading(text: str, parts: list[str], context: Context) -> str:
    """The title whose own commas parted it: "Return to Torture: Extradition, Forcible Returns and Removals to Central Asia"."""
    title = parts[0]
    for part in parts[1:]:
        if (
            f"{title}, {part}" not in text
            or not is_heading(part)
            or is_issuer(part)
            or _SERIES.search(part)
            or _is_medium(part, context)
        ):
            break
        title = f"{title}, {part}"
    return title


def _is_issue_of_series(details: Details) -> bool:
    """Whether a numbered issue is all that is named: "RCA Issue 755", "Labor Monitor, newsletter no. 18, 30 September 2011"."""
    if not details.series or not details.outlets:
        return bool(details.series and imprint.SERIES_BEFORE.match(f"{details.series} {details.number}"))
    name = details.outlets[0]
    is_body = name.isupper() or is_issuer(name)  # "UN OCHA, Yemen Humanitarian Update No. 6, June 2022"
    dated = details.issued is not None and bool(details.issued.day or (is_body and details.issued.month))
    return bool(details.number) and dated and len(details.outlets) == 1 and is_capitalised(name)


def _unmarked_book(details: Details) -> tuple[Name, ...] | None:
    """The authors of "Karl Voss, Die Seerepublik, Berlin 1999": people, a title, a city that is known."""
    parts = details.outlets
    names = grammar.split_names(parts[0]) if 1 < len(parts) <= MAX_BOOK_PARTS and details.place and details.issued else []
    whole = bool(names) and all(" " in name and grammar.is_person(name) for name in names)
    return tuple(map(name_of, names)) if whole and parts[1][:1].isupper() and not grammar.TENSED_VERB.search(parts[1]) else None


def _unmarked_article(details: Details, context: Context, *, is_piped: bool) -> tuple[Name, ...] | None:
    """The authors of "Roman Dobro, Water wars come to Isfara, openDemocracy, 14 May 2021": people, a heading, outlet and day."""
    parts = details.outlets
    if len(parts) not in (2, 3) or not (details.issued and details.issued.day and details.issued.year):
        return None
    names = grammar.split_names(parts[0]) if len(parts) == 3 else []
    if not all(grammar.is_person(name) and " " in name for name in names):
        return None
    heading, outlet = parts[-2:]
    is_medium = _is_medium(outlet, context) or ((bool(names) or is_piped) and len(outlet.split()) <= MAX_MEDIUM_WORDS)
    return tuple(map(name_of, names)) if is_medium and is_heading(heading) and not is_city(outlet) else None


def authors_of(words: str) -> tuple[Name, ...]:
    """Return the names of "Lindner, Petra / Roth, Karl", "Anna Lenz und Karl Roth"."""
    each = re.split(r"\s?/\s?|;\s|\sund\s", words) if "," in words else [re.sub(r"\s?/\s?", ", ", words)]
    return tuple(name_of(name) for one in each for name in grammar.split_names(one))


def _headed(words: str, context: Context) -> tuple[str, ...]:
    """A heading and the medium printed with it, of "Floods – Radio Azattyk" or "Radio Azattyk: Floods"; other words alone."""
    for match in _HEADED.finditer(words) if len(words) <= MAX_HEADED_LETTERS else ():
        before, after = words[: match.start()].strip(), words[match.end() :].strip()
        if ":" not in match[0] and _is_medium(after, context):
            return before, after
        if _is_medium(before, context) and is_heading(after):
            return after, before
    return (words,)


def _is_medium(words: str, context: Context) -> bool:
    named = context.known(words) or grammar.names_medium(words) or _DOMAIN.fullmatch(words)
    return bool(named) and len(words.split()) <= MAX_MEDIUM_WORDS and is_capitalised(words[:1].upper() + words[1:])


# "Stamm und Staat, in: Osteuropa 57 (2007) 8-9": a title without marks in a periodical or a book
_EDITORS_OF_HOST = re.compile(r"[iI]n:\s+[^():]{3,120}\((?:Hrsg|Hg|eds?)\.?\):?,?\s+")
_IN_PERIODICAL = re.compile(
    r"(?P<title>[^,]{4,200}(?:,[^,:]{2,60}){0,4}?)[,.]\s+(?P<rest>[iI]n:\s+\S.*|[^\W\d_a-z][^,:“]{2,60}\s\d{1,3}\s\((?:19|20)\d\d\).*)$",
    re.DOTALL,
)


def _add_part(context: Context, span: Span, lead: int, name: str, parted: re.Match[str], signal: str | None) -> bool:
    editors = _EDITORS_OF_HOST.match(parted["rest"])
    details = read_details(f", {parted['rest'][editors.end() :]}" if editors else parted["rest"], context.publishers)
    if editors and details.outlets:
        details.kind = "chapter"
        details.italics.append(details.outlets[0])
    citation = read_work(details, Head(authors=authors_of(name)), context, quoted=True, title=parted["title"], signal=signal)
    begin = context.text.find(parted["title"], *span)
    context.add(citation, span[0] + lead, span[1], title=(begin, begin + len(parted["title"])), confidence=0.7)
    return True


def is_heading(words: str) -> bool:
    """Return whether words without marks can be a title: they begin with a capital and hold no verb of a sentence."""
    return words[:1].isupper() and len(re.findall(r"[^\W\d_]+", words)) > 2 and not grammar.TENSED_VERB.search(words)

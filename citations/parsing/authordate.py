"""Citations of author-date styles: the whole reference with its year behind the authors, and the author with a year alone.

Enters: a segment of a note. Leaves: a citation in the context, or False when the segment is none of these. In a sentence
("As Reeves (2014: 112) and Megoran (2017) show") each work is a short form of its own and the rest is prose.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.grammar import read_signal
from citations.months import MONTH_NUMBERS
from citations.parsing import imprint, stopped
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.countries import is_country
from citations.parsing.details import Details, read_details
from citations.parsing.head import Head, is_capitalised, name_of
from citations.parsing.work import clean_title, language_of_title, read_translation, read_work
from citations.partial_date import PartialDate, read_date
from citations.prose import Span, bracketed_spans, emphasised_spans, quoted_spans, single_quoted_titles, strip_emphasis
from citations.regex import regex

MAX_BODY_WORDS = 10
_MONTHS = "|".join(sorted((name for name in MONTH_NUMBERS if len(name) > 2), key=len, reverse=True))
# "(2015)", "[2013]", "(2018, August 14)", "(n.d.)": the year behind the authors
_MONTH_AND_DAY = rf"(?:\d{{1,2}}\s+)?(?:{_MONTHS})\.?(?:\s+\d{{1,2}})?"
_DATED_YEAR = rf"(?:{_MONTH_AND_DAY},?\s+)?(?:19|20)\d\d[a-z]?(?:,\s+{_MONTH_AND_DAY})?"
_YEAR = rf"[(\[](?P<year>{_DATED_YEAR}|n\.\s?d\.?|forthcoming|in\s+press)[)\]]"
# matches "Smith, J. (2015). Water politics. Journal of Water, 12(3)", "OECD [2013], *Reviews*"; not "In 2015 (a dry year)"
_REFERENCE = regex(
    rf"(?P<authors>[^()\[\]“”\"*]{{2,250}}?)[.,]?\s*(?:{_YEAR}|(?<=\.\s)(?P<bare>(?:19|20)\d\d[a-z]?)(?=\.\s))[.,:]?\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HAS_YEAR = regex(r"[(\[]|\.\s(?:19|20)\d\d[a-z]?\.\s")
_PLAIN_TITLE = regex(r"(?P<title>[^.?!]{4,300}?(?:\?|!|\.(?=\s|$)|(?=\s+//)))(?P<rest>.*)$", re.DOTALL)
# "Kazakhstan’s economy since independence, Europe-Asia Studies, 57(6): 859–876": title, journal and volume between commas
_LISTED_TITLE = regex(
    r"""(?P<title>[^.?!;“”"«»*]{4,250}?),\s+(?=
        [iI]n:\s                                                                     # in: taz
      | [^\W\d_a-z][\w’\ -]{2,25}(?:,\s(?:[A-Z]{2}|D\.?C\.?))?:\s[^\W\d_a-z]          # Washington, DC: World Bank
      | [^\W\d_a-z][\w’&\ -]{2,60},\s+(?:[Vv]ol\.?\s*)?\d{1,3}\s?(?:\(\d|,\s?(?:no|No|pp?)\b|:\s?\d)  # Europe-Asia Studies, 57(6)
    )""",
    re.VERBOSE,
)
_NAME = r"(?:(?:van|von|de|der|al|el|bin)[\s-])*(?![a-zа-яё])[^\W\d_][\w’'-]+"
# "Reeves (2014: 112)", "Megoran 2017, 5", "Holt and Ford (2011)", "Reeves et al. (2014)"; the names, the year, the pages
_AUTHOR_AND_YEAR = regex(
    rf"""(?<![\w.’'-])(?P<names>{_NAME}(?:(?:,\s+{_NAME}){{0,8}},?\s+(?:and|&|und|и)\s+{_NAME})?(?:\s+et\s+al\.?)?)
    (?:,?\s+\(?|\s*\()(?P<year>(?:19|20)\d\d)[a-z]?(?:(?:,|:)\s*(?:pp?\.?\s*|S\.\s*|с\.\s*)?(?P<pages>\d{{1,4}}(?:[-–]\d+)?(?:\s?ff?\.)?))?(?P<closed>\)(?:,\s+(?:pp?\.|S\.|с\.)\s*(?P<behind>\d{{1,4}}(?:[-–]\d+)?))?)?""",
    re.VERBOSE,
)
_OPENING_MARKS = "“\"‘'«„"
_MEDIUM_ALONE = regex(r"[^\W\d_a-zа-яё][\w.-]{2,30}")  # "EUobserver [2023] ‘Tunisia returns EU cash’, 9 October"
_ARTICLE_BEHIND = regex(r"(?P<name>[^,]{3,40}), (?P<article>The|Der|Die|Das|Le|La|El|Il)")  # "Guardian, The"
_ARTICLE_LED = regex(r"(?:Le|La|Les|El|Los|Il|Die|Das)\s[^\W\d_a-z]")  # "Le Rivage", a paper; not "Lee Rivage", "Le, Rivage"
_BETWEEN_WORKS = regex(r"^(?:\s|[,;.()]|and|&|und|и|see(?:\s+also)?|cf\.?(?:\s+also)?|e\.g\.)*$", re.IGNORECASE)
_SIGNAL_WITHIN = regex(r"\b(?:see|cf)\b", re.IGNORECASE)
_FOR_WHAT = regex(r",\s+for\s+(?:an?|the|more|further|details)\b[^;.]{2,80}\.?$")  # "for a fuller discussion"
_NOT_AUTHORS = regex(
    r"\b(?:Act|Law|Resolution|Report|Decision|Order|Treaty|Figure|Table|Chapter|Section|Article|Note|Version|Year|Summer|Winter|Spring|Autumn|Fall|Constitution|Code|Bill|Convention|Agreement|Accords?|Protocol|War|Games|Olympics|Summit)\b"
)


# "Dunmore (2020), ‘The refinery that never sleeps’", "Hall and Roe (2009), *Dust*, p. 211": family names, year, title, page
_SHORT = regex(
    rf"""(?P<names>{_NAME}(?:(?:,\s{_NAME}){{0,8}},?\s(?:and|&|und|et|и)\s{_NAME})?(?:\set\sal\.?)?)\s[(\[](?P<year>(?:19|20)\d\d)[a-z]?[)\]][,.:]?\s
    (?P<marked>“[^”]{{3,250}}”|‘(?:[^‘’]|’(?=\w)){{3,250}}’|«[^»]{{3,250}}»|„[^“”]{{3,250}}[“”]|"[^"]{{3,250}}"|\*[^*]{{3,250}}\*)(?P<rest>[,.]?(?:\s(?:pp?\.|at|S\.|с\.)\s?\d[\w,–-]*)?\.?)$""",
    re.VERBOSE,
)
_AND = regex(r"(?:(?:and|und|et|y|и|ва)\s+)?")


def _add_short(context: Context, start: int, end: int, lead: int, match: re.Match[str], signal: str | None) -> bool:
    """Read "Dunmore (2020), ‘The refinery that never sleeps’", which an earlier reference says in full."""
    if not _names_authors(match["names"], context) or grammar.names_medium(match["names"]):
        return False
    low, high = match.start("marked") + 1, match.end("marked") - 1
    citation = Citation(
        form=Form.FULL,
        authors=tuple(map(name_of, grammar.split_names(match["names"]))),
        title=clean_title(match["marked"][1:-1]),
        issued=PartialDate(year=int(match["year"])),
        date_printed=match["year"],
        page=read_details(match["rest"], context.publishers).pages,
        signal=signal,
        language=language_of_title(match["marked"][1:-1]),
    )
    context.add_titled(citation, start + lead, end, title=(start + low, start + high), confidence=0.8)
    return True


def read_author_date(context: Context, start: int, end: int) -> bool:
    """Read "Smith, J. (2015). Water politics in Central Asia. Journal of Water, 12(3), 45-67."."""
    text = context.text[start:end]
    if not _HAS_YEAR.search(text):
        return False
    signal, lead = read_signal(text)
    lead += len(_AND.match(text, lead)[0])  # type: ignore[index]  # the pattern matches ""
    match = _REFERENCE.match(text, lead)
    if match and (short := _SHORT.match(text, lead)):
        return _add_short(context, start, end, lead, short, signal)
    authors = (
        _authors(match["authors"], context)
        if match
        and (match["year"] or "," in match["authors"] or grammar.names_medium(match["authors"]) or match["rest"][0] in '“"«')
        else ()
    )
    sole = match["authors"].strip() if match and not authors and match["rest"][0] in _OPENING_MARKS else ""
    authors = (Name(literal=sole),) if _MEDIUM_ALONE.fullmatch(sole) else authors
    if not match or not authors or " // " in match["rest"]:
        return False
    place, after = _title(text, match.start("rest"))
    if place is None:
        return False
    translation, skipped = read_translation(after)
    if translation and any(kind.search(translation) for kind in (imprint.THESIS, imprint.GENRE, imprint.KIND_ASIDE)):
        translation, skipped = None, 0
    details = read_details(after[skipped:], context.publishers)
    if translation is None and (behind := imprint.KIND_IN_BRACKETS.match(after)):
        details = read_details(after[behind.end() :], context.publishers)
    body = authors[0].literal if len(authors) == 1 else None
    known = context.known(body)
    is_article = known is not None and known.csl_type.startswith("article")
    is_medium = bool(body) and (is_article or grammar.names_medium(body or ""))
    if sole and details.outlets and details.volume and _names_authors(sole, context):
        authors, body = (name_of(sole),), None  # "Adeyemi (2014), ‘The levee’, *Disasters*, 38(2), pp. 201–19"
    elif sole and (details.outlets or not (details.issued and details.issued.day)):
        return False
    is_quoted = text[match.start("rest")] in _OPENING_MARKS  # "Le Rivage (2018), ‘Town hall’, 18 October 2018"
    dated = bool(body) and (is_medium or is_quoted) and details.issued and details.issued.day
    if not (details.outlets or details.url or details.place or details.series or dated):
        return False
    details = _dated(details, match["year"] or match["bare"])
    title = strip_emphasis(text[slice(*place)])
    is_press = len(details.outlets) == 1 and not details.volume and imprint.PRESS.search(details.outlets[0])
    is_piece = is_quoted and details.issued is not None and details.issued.day is not None
    quoted = is_piece or text[match.start("rest")] != "*" and not ((details.place or is_press) and details.kind is None)
    head = Head(body=body) if is_medium or dated else Head(authors=authors)
    citation = replace(
        read_work(details, head, context, quoted=quoted, title=title, signal=signal),
        title_translation=translation,
    )
    span = (start + place[0], start + place[1])
    context.add_titled(citation, start + lead, end, title=span, confidence=0.8)
    return True


# "Court halts mine expansion. (2016, October 19). *Sydney Morning Herald*.": no author, so the title comes first
_TITLE_AND_DATE = regex(
    rf"(?P<title>[^()\[\]“”\"*«»]{{8,250}}?[.?!])\s+{_YEAR}\.\s+(?P<outlet>\*[^*]{{2,80}}\*|(?-i:[^\W\d_a-z])[^,.;:()]{{2,60}})(?P<rest>[.,].*)?$",
    re.IGNORECASE | re.DOTALL,
)


def read_title_and_date(context: Context, start: int, end: int) -> bool:
    """Read "Court halts mine expansion. (2016, October 19). *Sydney Morning Herald*."."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _TITLE_AND_DATE.match(text, lead) if "(" in text else None
    if not match or not (match["outlet"][0] == "*" or grammar.names_medium(match["outlet"]) or context.known(match["outlet"])):
        return False
    outlet = strip_emphasis(match["outlet"])
    details = _dated(read_details(f", {match['outlet']}{match['rest'] or ''}", context.publishers), match["year"])
    if not details.issued:
        return False
    work = read_work(details, Head(), context, quoted=True, title=match["title"], signal=signal)
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(replace(work, container_title=outlet), start + lead, end, title=place, confidence=0.8)
    return True


def read_vancouver(context: Context, start: int, end: int) -> bool:
    """Read "Ali S, Roe JT. Lead in wells. Lancet. 2018;2(9):e394–e401.", "Hollis J. Docks sold. Harbour Times. 2014 May 3."."""
    signal, lead = read_signal(context.text[start:end])
    match = stopped.VANCOUVER.match(context.text, start + lead, end)
    if not match:
        return False
    names = [name.rpartition(" ") for name in match["authors"].split(", ")]
    year, *behind = match["date"].split()  # "2014 May 3"
    citation = Citation(
        form=Form.FULL,
        type="article-journal" if match["volume"] or match["pages"] else "article-newspaper",
        authors=tuple(Name(given=given, family=family) for family, _, given in names),
        title=clean_title(match["title"]),
        container_title=match["container"].strip(),
        issued=read_date(" ".join((*behind, year))),
        date_printed=match["date"],
        volume=match["volume"],
        issue=match["issue"],
        page=match["pages"],
        signal=signal,
        language=language_of_title(match["title"]),
    )
    context.add_titled(citation, start + lead, end, title=match.span("title"), confidence=0.9)
    return True


def _authors(words: str, context: Context) -> tuple[Name, ...]:
    """The people or the body named before the year; none where the words are a sentence."""
    words = words.strip(" ,.;«»")
    if (parting := next((mark for mark in ";/" if mark in words), None)) and not context.known(words):
        several = [_authors(one, context) for one in words.split(parting)]  # "Kramer, Nick; Sholk, Dena", "Roth, Petra/Kern, Cem"
        return tuple(name for names in several for name in names) if all(several) else ()
    if "," not in words and (context.known(words) or grammar.names_medium(words) or _ARTICLE_LED.match(words)):
        return (Name(literal=words),)
    if (turned := _ARTICLE_BEHIND.fullmatch(words)) and (context.known(turned["name"]) or grammar.names_medium(turned["name"])):
        return (Name(literal=f"{turned['article']} {turned['name']}"),)
    names = grammar.split_names(words)
    if grammar.INVERTED.match(words) or (names and all(map(grammar.is_person, names)) and ("," in words or " " in words)):
        return tuple(name_of(name) for name in names if grammar.is_person(name))
    is_body = context.known(words) or grammar.INSTITUTION.search(words) or words.isupper() or grammar.names_medium(words)
    return (Name(literal=words),) if is_body and is_capitalised(words) and len(words.split()) <= MAX_BODY_WORDS else ()


def _title(text: str, begin: int) -> tuple[tuple[int, int] | None, str]:
    """Where the title stands that begins at `begin`, with marks or without, and what comes after it."""
    if text[begin] in "“\"«„‘'*":
        rest = text[begin:]
        marked = [*((q.span, q.inner) for q in (*quoted_spans(rest), *single_quoted_titles(rest)))]
        marked += [(span, (span[0] + 1, span[1] - 1)) for span in emphasised_spans(rest)]
        found = next(((span, inner) for span, inner in marked if span[0] == 0), None)
        return ((begin + found[1][0], begin + found[1][1]), rest[found[0][1] :]) if found else (None, "")
    if (listed := _LISTED_TITLE.match(text, begin)) and listed["title"][0].isupper():
        return listed.span("title"), text[listed.end("title") :]
    match = _PLAIN_TITLE.match(text, begin)
    if not match or quoted_spans(match["title"]) or not match["title"][0].isupper():
        return None, ""
    return match.span("title"), match["rest"]


def _dated(details: Details, printed: str) -> Details:
    """The details with the year printed behind the authors, and the day or month printed elsewhere."""
    year = re.match(r"\d{4}", printed)
    if year is None:
        whole = read_date(printed) if re.search(r"\d{4}", printed) else None  # "3 March 2011"
        return replace(details, issued=whole, date_printed=printed) if whole else details
    finer = read_date(printed[4:].lstrip("abc, ")) if len(printed) > len("2015a") else None
    date = PartialDate(year=int(year[0]), month=finer.month if finer else _month_of(printed), day=finer.day if finer else None)
    other = details.issued
    if other and other.month and other.year in (None, date.year):
        date = PartialDate(year=date.year, month=other.month, day=other.day)
        return replace(details, issued=date)
    return replace(details, issued=date, date_printed=printed)


def _month_of(printed: str) -> int | None:
    """The month of "2016, March"."""
    words = re.findall(r"[^\W\d_]{3,}", printed)
    return next((MONTH_NUMBERS[word.casefold()] for word in words if word.casefold() in MONTH_NUMBERS), None)


def read_author_year(context: Context, start: int, end: int) -> bool:
    """Read "(Reeves 2014, 112; Megoran 2017)", "See Schatz 2004", "As Reeves (2014: 112) and Megoran (2017) show"."""
    text = context.text[start:end]
    if quoted_spans(text) or emphasised_spans(text):
        return False
    signal, lead = read_signal(text)
    found = [match for match in _AUTHOR_AND_YEAR.finditer(text, lead) if _names_authors(match["names"], context)]
    if not found:
        return False
    bounds = [lead, *(place for match in found for place in match.span()), len(text)]
    between = [_FOR_WHAT.sub("", text[low:high]) for low, high in zip(bounds[::2], bounds[1::2], strict=True)]
    listed = signal or text[lead] == "(" or any(match["closed"] or match["pages"] for match in found) or _goes_on(context, start)
    is_list = all(map(_BETWEEN_WORKS.match, between)) and listed
    if not is_list and not all(match["closed"] and "(" in match[0] for match in found):
        found = [match for span in bracketed_spans(text, "()") for match in _listed_in(text, span, found)]
        bounds = [lead, *(place for match in found for place in match.span()), len(text)]
    if not found:
        return False
    for number, match in enumerate(found):
        names = grammar.split_names(match["names"])
        citation = Citation(
            form=Form.SHORT,
            authors=tuple(map(name_of, names)),
            page=match["pages"] or match["behind"],
            issued=PartialDate(year=int(match["year"])),
            date_printed=match["year"],
            signal=signal if number == 0 and is_list else None,
        )
        finish = (
            match.end()
            if match[0].count("(") == match[0].count(")")
            else match.end("pages")
            if match["pages"]
            else match.end("year")
        )
        context.add(citation, start + match.start(), start + finish, confidence=0.7)
    if not is_list:
        pieces = zip(bounds[::2], bounds[1::2], strict=True)
        context.prose += [(start + low, start + high) for low, high in pieces if text[low:high].strip(" ,.;()")]
    return True


def _listed_in(text: str, bracket: Span, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """The works of a bracket that holds nothing else, behind a sentence: "(Mancuso and Feld 2012: 350; see also Auyeung 2009)".

    Names and years alone say no more than "(Sochi 2014; Rio 2016)": a page, a second name or a signal is asked for.
    """
    within = [match for match in found if bracket[0] < match.start() < bracket[1]]
    bounds = [bracket[0], *(place for match in within for place in match.span()), bracket[1]]
    is_list = all(_BETWEEN_WORKS.match(text[low:high]) for low, high in zip(bounds[::2], bounds[1::2], strict=True))
    is_proved = any(match["pages"] or " " in match["names"] for match in within) or _SIGNAL_WITHIN.search(text, *bracket)
    return within if is_list and is_proved else []


def _goes_on(context: Context, start: int) -> bool:
    """Whether an author with a year stands right before: "See Schatz 2004; Collins 2006"."""
    before = context.citations[-1] if context.citations else None
    is_alike = before is not None and before.form is Form.SHORT and before.issued is not None and before.title is None
    return is_alike and before is not None and context.text[before.span[1] : start].strip() == ";"


def _names_authors(words: str, context: Context) -> bool:
    names = grammar.split_names(words)
    return bool(names) and all(
        grammar.is_person(name)
        and not is_city(name)
        and not is_country(name.casefold())
        and name.casefold() not in MONTH_NUMBERS
        and not _NOT_AUTHORS.search(name)
        and not context.known(name)
        and not name.isupper()
        for name in names
    )

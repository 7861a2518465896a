"""What stands behind a title: outlet, series, numbers, pages, place, dates, address.

Enters: the words after the title (or after a series' name). Leaves: `Details`, each field with its printed words.
Every recogniser cuts what it knows out of the words; what is left between the commas names the outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citations import grammar
from citations.cities import STATE, is_city
from citations.partial_date import DatePlace, PartialDate, Precision, find_dates, read_date
from citations.prose import Closed, bracketed_spans, emphasised_spans, find_address, quoted_spans
from citations.publisher import Publishers

# A part behind the date that begins like this goes on with the sentence: "and confirmed by the service a week later"
_GOES_ON = re.compile(
    r"^(?:and|but|although|though|while|after|before|because|since|when|as|shows?|says?|put|puts|confirms?|и|но|und|aber|et|mais)\b",
    re.IGNORECASE,
)
MIN_WORDS_GOING_ON = 3
# the last words of what `_DATED` reads, asked first: most dates bear no label
_LABELS = frozenset(
    "modified updated revised amended edited published posted released filed dated issued received recorded delivered adopted "
    "signed broadcast aired sent online from vom от du del of on am".split()
)
_DAYS = frozenset(("day", "tag", "woch", "och", "ник", "ица", "рда", "ерг", "ота", "нье", "ndi", "rdi", "edi", "che"))
# of what `grammar.ACCESSED` reads, one is in the words
_ACCESS_STEMS = (
    "access", "retriev", "consult", "visited", "viewed", "обращ", "звернен", "доступ", "проверено", "муроҷиат", "gerufen",
    "eingesehen", "zuletzt", "letzter", "zugriff", "abruf", "dostęp", "erişim",
)  # fmt: skip
_LONGEST_LABEL = 40  # characters before a date that may be said of it
# A part of the words that begins like this says something of the source and is no part of the citation.
_ASIDE = re.compile(
    r"^(?:which|who|whom|whose|where|that|in\s+which|quoting|citing|saying|noting|arguing|describing|and\s+(?:also|others|many))\b",
    re.IGNORECASE,
)
# "(in Russian)", "[на русском]", ", in Uzbek" at the end; not ", in Kabul"
_LANGUAGE_NOTE = re.compile(
    rf"[\s,]{{0,4}}[(\[]\s*(?:in\s+[A-Z][a-z]+|на\s+\w+|ба\s+забони\s+\w+)\s*[)\]]|,\s*in\s+{grammar.LANGUAGES}\s{{0,4}}\.?\s{{0,4}}$"
)
_BRACKET_YEAR = re.compile(r"\(\s*(?P<inside>[^()]*?(?:1[5-9]|20)\d\d)\s*\)|\[(?P<square>(?:1[5-9]|20)\d\d)\]")
# "published", "last modified", "filed on": said of a date, no part of a name; a change comes after the issue
_WEEKDAYS = (
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    "|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_DATED = re.compile(
    rf"""[\s,(]{{0,4}}\b(?:{_WEEKDAYS}|(?P<changed>(?:last\s+)?(?:modified|updated|revised|amended|edited))|published|posted|released|filed|dated|issued|received|recorded|delivered|adopted
    |signed(?:\s+(?:in|at)\s+[^\W\d_a-z][\w-]+)?|broadcast|aired|sent|from|vom|от|du|del|of|on)\s*(?:online\s+)?(?:on|am|:)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# "9:14 a.m.", "19:00 GMT", "3:04pm": the time of day behind a date
_CLOCK = re.compile(
    r"(?<=(?:19|20)\d\d),\s+\d{1,2}:\d\d(?=\s*(?:[,.;)]|$))|[\s,]{0,4}(?:\bat\s+)?\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?|GMT|UTC|MSK|CET|EST|EDT|МСК|Uhr)(?:\s*[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    r"[\s,(]{0,4}\b(?:n\.\s?d\.?|undated|no\s+date|o\.\s?J\.|s\.\s?d\.|б\.\s?г\.|forthcoming|in\s+press|im\s+Erscheinen|в\s+печати)(?=\s*[),;.]|\s*$)",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:Press|Publish\w+|Books?|Verlag|Editions?|Éditions?|Presses|Routledge|Springer|Palgrave|Macmillan|Penguin|Brill|Издательств\w+|Изд-во)\b"
)
# "Chicago: Plains University Press", within the brackets of a year; not "vol. 3: 12"
_IMPRINT = re.compile(r"^(?P<place>[A-ZА-Я][^\d:;]{1,40}):\s+(?P<publisher>[A-ZА-Я].*)$")
_VOLUME_OF_YEAR = re.compile(
    r"""(?<=[\w*’”»])\*?,?\s+(?P<volume>\d{1,3}),?\s*(?P<year>\((?:[^\W\d_]+\.?\s+)?(?:1[5-9]|20)\d\d\))(?:,?\s*(?:(?:H\.|Heft|Nr\.|no\.)\s*)?(?P<issue>\d{1,2}(?:[-–/]\d{1,2})?)(?=\s*,\s*(?:S|pp?)\.))?(?=\s*[:,]\s*(?:S\.|pp?\.|s\.)?\s*\d)""",
    re.VERBOSE,
)
# "2014/2", an issue of a year; not "S/2014/2", "2014/145/CFSP", "no. 2014/2"
_ISSUE_OF_YEAR = re.compile(
    r"(?<![\w./°№-])(?<!№\s)(?<!no\.\s)(?<!No\.\s)(?<!nr\.\s)(?<!Nr\.\s)(?P<year>(?:19|20)\d\d)/(?P<issue>[1-9]|1[0-2])(?=\s*(?:[,.;)]|$))"
)
# "*Russian Review* 45" with its pages after a colon or a comma; not "*Grazhdanin* 2015"
_VOLUME_AFTER = re.compile(r"(?<=\*)\s+(?P<volume>\d{1,3})(?:,\s*(?P<issue>\d{1,2}(?:[-–/]\d{1,2})?))?(?=\s*(?:[,:;]|$))")
# Between the parts of a citation: a comma, a semicolon, "//"; a full stop behind a whole word; the border of emphasis.
_BETWEEN_PARTS = re.compile(
    r"""[,;]|\s//\s|\.\s+(?=[–—-]\s)|(?<=[a-zа-яё]{4})\.\s+(?=[A-ZА-ЯЁ])|(?<=\d)\.\s+(?=[A-ZА-ЯЁ№])
    |(?<=[*”"»])\.\s+(?=[A-ZА-ЯЁ])|(?<=\*)\s+(?=[A-ZА-Я(])|\s+(?=\*)|\s\|\s|(?<=»)\s+(?=\d)|(?<=[”"])\s+(?=\d)""",
    re.VERBOSE,
)
_HEADS_NAME = re.compile(r"\s+(?:[A-ZА-Я]\w+|edition\s+of|годовой)")
_IN_BRACKETS = re.compile(r"[,:]|^\(\w[\w.’ -]*\)$")
_IMPRINT_PART = re.compile(r"^(?P<place>[^\W\d_a-z][^\d:;]{1,40}?)\s?:\s+(?P<publisher>[^\W_a-z].*)$")
_CITY_BEHIND = re.compile(r"^(?P<name>.+?)\s*\((?P<place>[^()]{2,40})\)$")
# "by Sophie Lang" behind a title; not "by the sea"
_BY = re.compile(r"by\s+(?P<names>[^\W\d_a-z].*)")
_WRITER = re.compile(r"\s{0,4}\((?P<by>[^\W\d_a-z][^\W\d_]+\s[^()\d,]{2,40})\)(?=,\s+[^\W\d_])")
_EMPTY = frozenset("and also n.d forthcoming p no both all each ed eds edn hrsg hg dir trans last updated modified ch in".split())
_ENDING = " \t\n\r.,;:–—"


@dataclass(slots=True)
class Details:
    """Fields found; `outlets` are the parts that are left, in order; `aside` is prose that follows the citation."""

    url: str | None = None
    accessed: PartialDate | None = None
    issued: PartialDate | None = None
    date_printed: str | None = None
    pages: str | None = None
    volume: str | None = None
    issue: str | None = None
    series: str | None = None
    number: str | None = None
    place: str | None = None
    archive: str | None = None
    by: str | None = None
    kind: str | None = None
    medium: str | None = None
    op_cit: bool = False
    supra: str | None = None
    edition: str | None = None
    edited: bool = False
    host: str | None = None
    outlets: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)
    aside: str = ""

    @property
    def tells_something(self) -> bool:
        """Whether the words bear the marks of a citation: a date, an address, an op. cit., a number or pages."""
        return bool(self.issued or self.url or self.op_cit or self.supra or self.pages or self.volume or self.number or self.kind)


def read_details(text: str, publishers: Publishers) -> Details:
    """Return what the words behind a title say.

    >>> from citations.publisher import default_publishers
    >>> found = read_details(", Security and Human Rights, vol. 24 (2013), pp. 149-158", default_publishers())
    >>> found.outlets, found.volume, found.issued.edtf(), found.pages
    (['Security and Human Rights'], '24', '2013', '149-158')
    """
    details = Details()
    rest = _cut_writer(_without_remark(text), details, publishers)
    rest = _cut_address(rest, details)
    rest = _cut_marks(rest, details)
    rest = _cut_kind(rest, details)
    rest = _cut_volume_of_year(_cut_series_of_law(rest, details), details)
    rest, dated = _cut_date(rest, details)
    rest = _cut_volume(rest, details)
    rest = _cut_pages(rest, details)
    for part, start in _parts(rest):
        behind = dated is not None and start >= dated and len(part.split()) >= MIN_WORDS_GOING_ON and _GOES_ON.match(part)
        if behind or _ASIDE.match(part):
            details.aside = text[text.find(part[:20]) :] if part[:20] in text else part
            break
        _take_part(part, details, publishers)
    _date_from_outlet(details)
    return details


def _without_remark(text: str) -> str:
    """Cut out what brackets at the end say of the citation, and the time of day."""
    return _CLOCK.sub("", grammar.REMARK.sub("", text) if "(" in text else text)


def _cut_writer(text: str, details: Details, publishers: Publishers) -> str:
    """ "“Bridge opens” (Lola Khan), Avesta": who wrote it, in brackets before the outlet."""
    match = _WRITER.match(text)
    if not match or not grammar.is_person(match["by"]) or is_city(match["by"]) or publishers.named(match["by"]):
        return text
    if grammar.NEWS_NAME.search(match["by"]):
        return text
    details.by = match["by"]
    return text[match.end() :]


def _cut_address(text: str, details: Details) -> str:
    if _mentions_access(text) and (match := grammar.ACCESSED.search(text)):
        details.accessed = read_date(match["date"]) if any(letter.isdigit() for letter in match["date"]) else None
        text = text[: match.start()] + ", " + text[match.end() :]
    if "rchived" in text:
        text = grammar.ARCHIVED.sub(", ", text)
    if match := find_address(text):
        details.url = match[0]
        before = grammar.AVAILABLE.sub("", text[: match.start()].rstrip("<( "))
        text = before + ", " + text[match.end() :].lstrip(">)")
        if "/" not in match[0]:  # "www.news.example", an outlet's name
            text = f"{before}, {match[0]}, {text[len(before) + 2 :]}"
    return text


def _mentions_access(text: str) -> bool:
    folded = text.casefold()
    return any(stem in folded for stem in _ACCESS_STEMS)


def _cut_marks(text: str, details: Details) -> str:
    if grammar.OP_CIT.search(text):
        details.op_cit = True
        text = grammar.OP_CIT.sub(",", text)
    if match := grammar.SUPRA.search(text):
        details.supra = match["one"] or match["two"] or match["three"] or match["four"]
        text = text[: match.start()] + "," + text[match.end() :]
    if match := grammar.MADE_PUBLIC.search(text):
        details.archive = (match["archive"] or match["file"] or match["own"]).rstrip(_ENDING)
        text = text[: match.start()] + "," + text[match.end() :]
    return _LANGUAGE_NOTE.sub("", grammar.CATALOGUED.sub("", text))


def _cut_kind(text: str, details: Details) -> str:
    """Cut out what says of which kind the work is, who edited or translated it, and in which edition it is cited."""
    if match := grammar.THESIS.search(text):
        details.kind, text = "thesis", text[: match.start()].rstrip(" (:") + ", " + text[match.end() :]
    if match := grammar.EDITION.search(text):
        details.edition = match["edition"].strip(" .,")
        text = text[: match.start()] + text[match.end() :]
    if (match := grammar.HOST.match(text)) and (match["editors"] or text[match.end()] != "*" or _is_of_editors(text)):
        details.kind = details.kind or ("chapter" if match["editors"] or _is_of_editors(text) else None)
        text = "," + text[match.end() :]
        details.host = _host_of(text)
    match = grammar.CONTRIBUTORS.search(text)
    while match:
        details.edited = details.edited or match["role"][:2].casefold() == "ed"
        text = text[: match.start()] + ", " + text[match.end() :].lstrip(")")
        match = grammar.CONTRIBUTORS.search(text)
    return _NO_DATE.sub(",", text)


def _is_of_editors(text: str) -> bool:
    """Whether a book's title is followed by its editors: ", in *Ports of Empire*, ed. Carl Moss"."""
    return bool((match := grammar.CONTRIBUTORS.search(text)) and match["role"][:2].casefold() in ("ed", "hr", "hg", "по"))


def _host_of(text: str) -> str | None:
    spans = emphasised_spans(text)
    return text[spans[0][0] + 1 : spans[0][1] - 1] if spans and not text[: spans[0][0]].strip(" ,") else None


def _cut_series_of_law(text: str, details: Details) -> str:
    """ "[2005] PL 440", "(2009) 72 MLR 554, 560": year, volume, journal and pages without commas."""
    match = grammar.LAW_SERIES.match(text)
    if not match:
        return text
    year = match["year"] or match["year2"]
    details.issued, details.date_printed = PartialDate(year=int(year)), year
    details.volume = match["volume"] or match["volume2"]
    details.pages = match["at"] or match["at2"] or match["page"] or match["page2"]
    details.kind = details.kind or "article-journal"
    name = (match["name"] or match["name2"]).strip()
    details.italics.append(name)
    details.outlets.append(name)
    return text[match.end() :]


def _cut_volume_of_year(text: str, details: Details) -> str:
    """ "Osteuropa 57 (2007) 8-9, S. 161", "*Review* 45 (April 1986): 115": the volume before its year, the issue behind."""
    match = _VOLUME_OF_YEAR.search(text)
    if not match:
        return _cut_issue_of_year(text, details)
    details.volume, details.issue = match["volume"], match["issue"]
    return text[: match.start()] + f", {match['year']}" + text[match.end() :]


def _cut_issue_of_year(text: str, details: Details) -> str:
    """ "*Hérodote*, 2014/2": the issue behind its year; "2014/15" is a season."""
    match = _ISSUE_OF_YEAR.search(text)
    if not match or int(match["issue"]) == (int(match["year"]) + 1) % 100:
        return text
    details.issue = match["issue"]
    return text[: match.end("year")] + text[match.end() :]


def _cut_date(text: str, details: Details) -> tuple[str, int | None]:
    """Cut out the date of issue: the finest date, the last of equals; a year that begins an outlet's name stays.

    Returns the rest and where in it the date stood.
    """
    if details.issued:
        return text, None
    protected = [quote.span for quote in quoted_spans(text)] + list(emphasised_spans(text))
    protected += [span for span in bracketed_spans(text) if span[1] - span[0] > len("[2015]")]
    closed = Closed(len(text), protected)
    places = [place for place in find_dates(text) if place.span[0] not in closed and not _names_outlet(text, place)]
    if not places:
        return text, None
    order = list(Precision)[::-1]
    changed = {place.span for place in places if (label := _dated(text, place)) and label["changed"]}
    first = [place for place in places if place.span not in changed] or places
    best = max(first, key=lambda place: (order.index(place.date.precision), place.span))
    details.issued, details.date_printed = best.date, best.printed.strip(" .")
    for place in places if len(changed) < len(places) else ():  # a change of the page is no name
        if place.span in changed and place.date.precision is Precision.DAY:
            label = _dated(text, place)
            text = text[: label.start()] + " " * (place.span[1] - label.start()) + text[place.span[1] :] if label else text
    start, end = best.span
    if match := next((match for match in _BRACKET_YEAR.finditer(text) if match.start() <= start and end <= match.end()), None):
        before = text[match.start() + 1 : start].rstrip(" ,")
        imprint = (_DATED.sub("", before) + text[end : match.end() - 1]).strip(" ,")
        return text[: match.start()] + f", {imprint}, " + text[match.end() :], match.start() + len(imprint) + 2
    end += len(re.match(r"\s{0,4}(?:г\.|года|сол|р\.|року)?", text[end:])[0])  # type: ignore[index]  # the pattern matches ""
    before = text[: label.start()] if (label := _dated(text, best)) else text[:start]
    return before + ", " + text[end:], len(before)


def _dated(text: str, place: DatePlace) -> re.Match[str] | None:
    """What is said of a date right before it."""
    words = text[max(0, place.span[0] - _LONGEST_LABEL) : place.span[0]].rstrip(" ,(:").rsplit(None, 1)
    if not words or not (words[-1].casefold().lstrip("([") in _LABELS or words[-1][-3:].casefold() in _DAYS):
        return None
    return _DATED.search(text, max(0, place.span[0] - _LONGEST_LABEL), place.span[0])


def _names_outlet(text: str, place: DatePlace) -> bool:
    """A bare year at the head of a name: "2014 International Narcotics Control Strategy Report"."""
    return place.date.precision is Precision.YEAR and _HEADS_NAME.match(text, place.span[1]) is not None


def _date_from_outlet(details: Details) -> None:
    if details.issued is None and not details.op_cit:
        for outlet in details.outlets:
            if match := re.match(r"((?:19|20)\d\d)\s|.*\s((?:19|20)\d\d)$", outlet):
                details.date_printed = match[1] or match[2]
                details.issued = PartialDate(year=int(details.date_printed))
                return


def _cut_volume(text: str, details: Details) -> str:
    if match := grammar.VOLUME_ISSUE.search(text):
        details.volume, details.issue = match["volume"], match["issue"]
        return text[: match.start()] + ", " + text[match.end() :]
    if match := _VOLUME_AFTER.search(text):  # "*Russian Review* 45", "*Osteuropa* 57"
        details.volume, details.issue = match["volume"], match["issue"] or details.issue
        return text[: match.start()] + ", " + text[match.end() :]
    return text


def _cut_pages(text: str, details: Details) -> str:
    trimmed = text.rstrip(_ENDING)
    match = grammar.PAGES.search(text) or grammar.PAGES_BARE.search(trimmed)
    if not match:
        return text
    details.pages = details.pages or match["pages"]
    return text[: match.start()] + ", " + text[match.end() :]


def _parts(text: str) -> list[tuple[str, int]]:
    """The stretches between top-level commas, semicolons and double slashes, trimmed, each with its place; empty ones dropped."""
    spans = [quote.span for quote in quoted_spans(text) if quote.depth == 0] + list(emphasised_spans(text))
    closed = Closed(len(text), [*spans, *bracketed_spans(text), *bracketed_spans(text, "()")])
    bounds = [0]
    for match in _BETWEEN_PARTS.finditer(text):
        if match.start() not in closed:
            bounds += [match.start(), match.end()]
    bounds.append(len(text))
    found: list[tuple[str, int]] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        part = text[start:end].strip().rstrip(_ENDING).strip(" ,;|").lstrip("–—-. ")
        if part.startswith("(") and part.endswith(")") and _IN_BRACKETS.search(part):
            found += [(inner, start) for inner, _ in _parts(part[1:-1])]
        elif part.strip('()[]*.–— "”“'):
            found.append((part, start))
    return _with_states(found)


def _with_states(parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put a state beside its town again: "Santa Monica", "Calif.: RAND Corporation"."""
    joined: list[tuple[str, int]] = []
    for part, start in parts:
        state = STATE.match(part)
        if joined and state and re.match(r"\s{0,4}(?::|$)", part[state.end() :]) and joined[-1][0][:1].isupper():
            joined[-1] = (f"{joined[-1][0]}, {part}", joined[-1][1])
        else:
            joined.append((part, start))
    return joined


def _take_part(part: str, details: Details, publishers: Publishers) -> None:
    plain = _unwrapped(part)
    if match := grammar.VOLUME.match(plain):
        details.volume = match["volume"]
    elif plain.casefold() in _EMPTY or grammar.LOCATOR.match(plain):
        return
    elif match := _BY.match(plain):
        details.by = match["names"]
    elif grammar.KIND_ASIDE.match(plain) or grammar.GENRE.match(plain):
        details.medium = plain
    elif match := grammar.DOCUMENT_SYMBOL.match(plain):
        details.number = match["symbol"]
    elif match := grammar.PRESS_RELEASE.match(plain):
        details.kind = "press-release"
        if match["body"]:
            details.outlets.append(match["body"])
    elif (match := grammar.CABLE.match(plain)) and not publishers.named(plain):
        details.kind, details.number = "cable", match["number"] or details.number
        if match["body"]:
            details.outlets.append(match["body"])
    elif match := grammar.NUMBERED.match(plain):
        _take_number(match, details)
    elif grammar.SERIES_ALONE.match(plain):
        details.series = details.series or plain
    elif is_city(plain) and publishers.named(plain) is None:
        details.place = plain
    elif (match := _IMPRINT_PART.match(plain)) and _is_imprint(match["place"], match["publisher"]):
        details.place, publisher = match["place"].strip(), match["publisher"]
        if is_city(publisher):  # "SIPRI: Stockholm"
            details.place, publisher = publisher, match["place"].strip()
        details.outlets.append(publisher)
    elif (match := _CITY_BEHIND.match(plain)) and is_city(match["place"]):  # "*Vremya* (Almaty)"
        details.place = match["place"]
        _take_name(match["name"].strip(), part, details)
    else:
        _take_name(plain, part, details)


def _take_name(plain: str, part: str, details: Details) -> None:
    if part.startswith("*"):
        details.italics.append(plain)
    if grammar.BLOG.search(plain):
        details.kind = "blog-post"
    details.outlets.append(plain)


def _is_imprint(place: str, publisher: str) -> bool:
    town = re.sub(r",\s.*$", "", place)
    return (
        is_city(town)
        or is_city(publisher)
        or bool(STATE.fullmatch(place[len(town) :].strip(" ,")))
        or bool(_PRESS.search(publisher))
    )


def _unwrapped(part: str) -> str:
    """The part without emphasis, and without brackets that open or close outside it."""
    plain = part.replace("*", "").strip()
    if (quotes := quoted_spans(plain)) and quotes[0].span == (0, len(plain)):
        return plain[1:-1].strip(" ,")
    if plain.startswith("(") and bracketed_spans(plain, "()")[:1] == ((0, len(plain)),):
        return plain[1:-1].strip()
    if plain.count("(") < plain.count(")"):
        plain = plain.rstrip(")")
    return plain.lstrip("(") if plain.count("(") > plain.count(")") else plain


def _take_number(match: re.Match[str], details: Details) -> None:
    if match["series"]:
        details.series, details.number = match["series"].strip(" ,"), match["number"]
    elif details.volume or details.outlets or not details.series:
        details.issue = match["number"]
    else:
        details.number = match["number"]

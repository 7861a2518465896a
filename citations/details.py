"""What stands behind a title: outlet, series, numbers, pages, place, dates, address.

Enters: the words after the title (or after a series' name). Leaves: `Details`, each field with its printed words.
Every recogniser cuts what it knows out of the words; what is left between the commas names the outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citations import grammar
from citations.partial_date import DatePlace, PartialDate, Precision, find_dates, read_date
from citations.prose import URL, bracketed_spans, emphasised_spans, inside, quoted_spans
from citations.publisher import Publishers

# A part of the words that begins like this says something of the source and is no part of the citation.
_ASIDE = re.compile(
    r"^(?:which|who|whom|whose|where|that|in\s+which|quoting|citing|saying|noting|arguing|describing|and\s+(?:also|others|many))\b",
    re.IGNORECASE,
)
_LANGUAGE_NOTE = re.compile(
    r"[\s,]*[(\[]\s*(?:in\s+[A-Z][a-z]+|на\s+\w+|ба\s+забони\s+\w+)\s*[)\]]|,\s*in\s+(?:Russian|Tajik|Arabic|French|German|Dari|Persian)$"
)
_BRACKET_YEAR = re.compile(r"\(\s*(?P<inside>[^()]*?(?:1[5-9]|20)\d\d)\s*\)")
# "Chicago: Plains University Press", within the brackets of a year; not "vol. 3: 12"
_IMPRINT = re.compile(r"^(?P<place>[A-ZА-Я][^\d:;]{1,40}):\s+(?P<publisher>[A-ZА-Я].*)$")
# Between the parts of a citation: a comma, a semicolon, "//"; a full stop behind a whole word; the border of emphasis.
_BETWEEN_PARTS = re.compile(
    r"""[,;]|\s//\s|\.\s+(?=[–—-]\s)|(?<=[a-zа-яё]{4})\.\s+(?=[A-ZА-ЯЁ])|(?<=\d)\.\s+(?=[A-ZА-ЯЁ№])
    |(?<=\*)\s+(?=[A-ZА-Я(])|\s+(?=\*)""",
    re.VERBOSE,
)
_ENDING = re.compile(r"[\s.,;:–—]+$")


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
    kind: str | None = None
    medium: str | None = None
    op_cit: bool = False
    supra: str | None = None
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
    rest = _cut_address(text, details)
    rest = _cut_marks(rest, details)
    rest = _cut_date(rest, details)
    rest = _cut_volume(rest, details)
    rest = _cut_pages(rest, details)
    for part in _parts(rest):
        if _ASIDE.match(part):
            details.aside = text[text.find(part[:20]) :] if part[:20] in text else part
            break
        _take_part(part, details, publishers)
    _date_from_outlet(details)
    return details


def _cut_address(text: str, details: Details) -> str:
    if match := grammar.ACCESSED.search(text):
        details.accessed = read_date(match["date"]) if any(letter.isdigit() for letter in match["date"]) else None
        text = text[: match.start()] + ", " + text[match.end() :]
    if match := URL.search(text):
        details.url = match[0]
        before = grammar.AVAILABLE.sub("", text[: match.start()].rstrip("<( "))
        text = before + ", " + text[match.end() :].lstrip(">)")
    return text


def _cut_marks(text: str, details: Details) -> str:
    if grammar.OP_CIT.search(text):
        details.op_cit = True
        text = grammar.OP_CIT.sub(",", text)
    if match := grammar.SUPRA.search(text):
        details.supra = match["one"] or match["two"] or match["three"]
        text = text[: match.start()] + "," + text[match.end() :]
    if match := grammar.MADE_PUBLIC.search(text):
        details.archive = _ENDING.sub("", match["archive"])
        text = text[: match.start()] + "," + text[match.end() :]
    return _LANGUAGE_NOTE.sub("", text)


def _cut_date(text: str, details: Details) -> str:
    """Cut out the date of issue: the finest date, the last of equals; a year that begins an outlet's name stays."""
    protected = [quote.span for quote in quoted_spans(text)] + list(emphasised_spans(text)) + list(bracketed_spans(text))
    places = [place for place in find_dates(text) if not inside(place.span[0], protected) and not _names_outlet(text, place)]
    if not places:
        return text
    order = list(Precision)[::-1]
    best = max(places, key=lambda place: (order.index(place.date.precision), place.span))
    details.issued, details.date_printed = best.date, best.printed.strip(" .")
    start, end = best.span
    if match := next((match for match in _BRACKET_YEAR.finditer(text) if match.start() <= start and end <= match.end()), None):
        imprint = (text[match.start() + 1 : start] + text[end : match.end() - 1]).strip(" ,")
        if publisher := _IMPRINT.match(imprint):
            details.place, imprint = publisher["place"], publisher["publisher"]
        return text[: match.start()] + f", {imprint}, " + text[match.end() :]
    end += len(re.match(r"\s*(?:г\.|года|сол)?", text[end:])[0])  # type: ignore[index]  # the pattern matches ""
    return text[:start] + ", " + text[end:]


def _names_outlet(text: str, place: DatePlace) -> bool:
    """A bare year at the head of a name: "2014 International Narcotics Control Strategy Report"."""
    return place.date.precision is Precision.YEAR and bool(
        re.match(r"\s+(?:[A-ZА-Я]\w+|edition\s+of|годовой)", text[place.span[1] :])
    )


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
    return text


def _cut_pages(text: str, details: Details) -> str:
    trimmed = _ENDING.sub("", text)
    match = grammar.PAGES.search(text) or grammar.PAGES_BARE.search(trimmed)
    if not match:
        return text
    details.pages = match["pages"]
    return text[: match.start()] + ", " + text[match.end() :]


def _parts(text: str) -> list[str]:
    """The stretches between top-level commas, semicolons and double slashes, trimmed; empty ones dropped."""
    closed = [quote.span for quote in quoted_spans(text) if quote.depth == 0] + list(emphasised_spans(text))
    closed += list(bracketed_spans(text)) + list(bracketed_spans(text, "()"))
    parts, last = [], 0
    for match in _BETWEEN_PARTS.finditer(text):
        if not inside(match.start(), closed):
            parts.append(text[last : match.start()])
            last = match.end()
    parts.append(text[last:])
    cleaned = (_ENDING.sub("", part.strip()).strip(" ,;") for part in parts)
    return [part for part in cleaned if part.strip('()[]*.–— "”“')]


def _take_part(part: str, details: Details, publishers: Publishers) -> None:
    plain = _unwrapped(part)
    if match := grammar.VOLUME.match(plain):
        details.volume = match["volume"]
    elif plain.casefold() in ("and", "also", "n.d", "forthcoming", "p", "no") or grammar.LOCATOR.match(plain):
        return
    elif grammar.KIND_ASIDE.match(plain):
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
    elif grammar.is_city(plain) and publishers.named(plain) is None:
        details.place = plain
    elif match := re.match(r"(?P<place>[A-ZА-Я][\w. -]+):\s+(?P<publisher>\S.*)", plain):
        if grammar.is_city(match["place"]):
            details.place = match["place"]
            details.outlets.append(match["publisher"])
        else:
            details.outlets.append(plain)
    else:
        if part.startswith("*"):
            details.italics.append(plain)
        if grammar.BLOG.search(plain):
            details.kind = "blog-post"
        details.outlets.append(plain)


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

"""What stands behind a title: outlet, series, numbers, pages, place, dates, address.

Enters: the words after the title (or after a series' name). Leaves: `Details`, each field with its printed words.
Every recogniser cuts what it knows out of the words; what is left between the commas names the outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citations import grammar
from citations.months import MONTH_NUMBERS
from citations.parsing import broadcast, imprint, sections
from citations.parsing.access import cut_address
from citations.parsing.cities import STATE, is_city
from citations.parsing.dates_behind import cut_date, date_from_outlet
from citations.parsing.issuers import PAPER_NUMBER, is_issuer
from citations.parsing.parts import ENDING, parts_of, unwrapped
from citations.parsing.volumes import cut_series_of_law, cut_volume, cut_volume_of_year
from citations.partial_date import PartialDate, find_dates
from citations.prose import emphasised_spans
from citations.publisher import Publishers

_SITES = tuple(imprint.SITES.split("|"))  # of what names where a post stands, one is in the words
MIN_WORDS_GOING_ON = 3  # of a part behind the date that goes on with the sentence
MAX_TOWN_WORDS, MAX_BODY_WORDS = 2, 5  # of an imprint whose town is not known; more are a title and its subtitle
_EMPTY = frozenset(
    "and also n.d forthcoming p no both all each ed eds edn hrsg hg dir trans last updated modified ch in моҳи г с".split()
)


@dataclass(slots=True)
class Details:
    """Fields found; `outlets` are the parts that are left, in order; `aside` is prose that follows the citation."""

    url: str | None = None
    accessed: PartialDate | None = None
    issued: PartialDate | None = None
    date_printed: str | None = None
    pages: str | None = None
    volume: str | None = None
    edition: str | None = None
    issue: str | None = None
    series: str | None = None
    number: str | None = None
    place: str | None = None
    archive: str | None = None
    by: str | None = None
    is_made: bool = False  # who produced or presented it is said
    is_aired: bool = False  # when it was broadcast is said
    is_located: bool = False  # a paragraph, an article or another place in the work is named
    kind: str | None = None
    medium: str | None = None
    op_cit: bool = False
    supra: str | None = None
    edited: bool = False
    host: str | None = None
    outlets: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)
    aside: str = ""
    undated: bool = False

    @property
    def tells_something(self) -> bool:
        """Whether the words bear the marks of a citation: a date, an address, an op. cit., a number or pages."""
        return bool(
            self.undated
            or self.accessed
            or self.issued
            or self.url
            or self.op_cit
            or self.supra
            or self.pages
            or self.volume
            or self.number
            or self.kind
            or self.is_located
        )


def read_details(text: str, publishers: Publishers) -> Details:
    """Return what the words behind a title say.

    >>> from citations.publisher import default_publishers
    >>> found = read_details(", Security and Human Rights, vol. 24 (2013), pp. 149-158", default_publishers())
    >>> found.outlets, found.volume, found.issued.edtf(), found.pages
    (['Security and Human Rights'], '24', '2013', '149-158')
    """
    details = Details()
    rest = imprint.ALL_IN_BRACKETS.sub(r", \g<inside>", text) if "[" in text else text  # “Title” [Daily Sabah, 6 November 2016]
    if "№" in rest or " v." in rest or "o. " in rest:
        rest = imprint.NUMBER_OF_ALL.sub(r"\1", imprint.SHORT_OF.sub("vom ", rest))
    rest = imprint.CARRIED.sub("", rest) if find_dates(rest[: _carried(rest)], years=False) else rest
    rest = imprint.ARTICLE_BEFORE.sub(", ", rest) if "*" in rest else rest
    rest = _cut_writer(_without_remark(rest), details, publishers)
    rest = cut_address(rest, details)
    rest = _cut_marks(rest, details)
    rest = _cut_kind(rest, details)
    rest = cut_volume_of_year(cut_series_of_law(rest, details), details)
    rest, dated = cut_date(rest, details)
    rest = cut_volume(rest, details)
    rest = _cut_pages(rest, details)
    for part, start in parts_of(rest):
        behind = (
            dated is not None
            and start >= dated
            and len(part.split()) >= MIN_WORDS_GOING_ON
            and (imprint.GOES_ON.match(part) or imprint.TELLS_ON.match(part))
        )
        if behind or imprint.ASIDE.match(part):
            details.aside = text[text.find(part[:20]) :] if part[:20] in text else part
            break
        _take_part(part, details, publishers)
    if len(details.outlets) > 1 and details.kind != "post":
        details.outlets = [name for name in details.outlets if not imprint.PLATFORM.fullmatch(name)] or details.outlets
    date_from_outlet(details)
    return details


def drop_asides(details: Details, publishers: Publishers) -> None:
    """Drop words in small letters beside a name: "‘Sabotage’, leader, the *Guardian*", "Klix.ba, 14.2.2023, u 13:45"."""
    told = [name for name in details.outlets if name in details.italics or not sections.is_aside(name)]
    told = [name for name in details.outlets if name in told or publishers.named(name) or grammar.names_medium(name)]
    details.outlets = [sections.KIND_BEHIND.sub("", name) for name in told or details.outlets]


def _carried(text: str) -> int:
    """Where it begins to be said through whom a piece was read; 0 where it is not, or nothing is dated before."""
    match = imprint.CARRIED.search(text) if "," in text else None
    return match.start() if match else 0


def _without_remark(text: str) -> str:
    """Cut out what brackets at the end say of the citation, and the time of day."""
    text = imprint.KIND_IN_BRACKETS.sub("", text) if "[" in text else text
    text = imprint.REMARK.sub("", text) if "(" in text else text
    text = imprint.CLOCK.sub("", text) if imprint.CLOCK_FIGURE.search(text) else text
    last = max(0, len(text) - broadcast.LONGEST_TIMECODE)
    is_timed = any(stem in text[last:] for stem in broadcast.TIME_STEMS)
    timed = broadcast.TIMECODE.search(text, last) if is_timed else None
    return text[: timed.start()] if timed else text


def _cut_writer(text: str, details: Details, publishers: Publishers) -> str:
    """ "“Bridge opens” (Lola Khan), Avesta": who wrote it, in brackets before the outlet."""
    if (agency := imprint.AGENCY.match(text)) and grammar.names_medium(agency["name"]) and not _begins_with_month(agency["next"]):
        return text[agency.end("brackets") :]
    if piece := imprint.PIECE_BY.match(text):
        details.by = piece["by"]
        return text[piece.end() :]
    match = imprint.WRITER.match(text)
    if not match or not grammar.is_person(match["by"]) or is_city(match["by"]) or publishers.named(match["by"]):
        return text
    if grammar.names_medium(match["by"]):
        return text
    details.by = match["by"]
    return text[match.end() :]


def _begins_with_month(word: str) -> bool:
    return word.casefold() in MONTH_NUMBERS


def _cut_marks(text: str, details: Details) -> str:
    folded = text.casefold()
    if any(stem in folded for stem in grammar.OP_CIT_STEMS) and grammar.OP_CIT.search(text):
        details.op_cit = True
        text = grammar.OP_CIT.sub(",", text)
    if match := grammar.SUPRA.search(text) if any(stem in folded for stem in grammar.SUPRA_STEMS) else None:
        details.supra = match["one"] or match["two"] or match["three"] or match["four"]
        text = text[: match.start()] + "," + text[match.end() :]
    if match := imprint.MADE_PUBLIC.search(text) if any(stem in text for stem in imprint.PUBLIC_STEMS) else None:
        details.archive = (match["archive"] or match["file"] or match["own"]).rstrip(ENDING)
        text = text[: match.start()] + "," + text[match.end() :]
    text = imprint.CATALOGUED.sub("", text) if any(stem in text for stem in imprint.CATALOGUE_STEMS) else text
    return imprint.LANGUAGE_NOTE.sub("", text)


def _cut_kind(text: str, details: Details) -> str:
    """Cut out what says of which kind the work is, who edited or translated it, and in which edition it is cited."""
    if match := imprint.THESIS.search(text):
        details.kind, text = "thesis", text[: match.start()].rstrip(" (:") + ", " + text[match.end() :]
    if imprint.EDITION_WORD.search(text) and (match := imprint.EDITION.search(text)):
        details.edition = match["edition"].rstrip(".,")
        text = text[: match.start()] + text[match.end() :]
    if match := imprint.HOST_TURNED.match(text):
        details.kind = details.kind or "chapter"
        text = "," + text[match.end() :]
        details.host = _host_of(text)
    elif (match := imprint.HOST.match(text)) and (match["editors"] or text[match.end()] != "*" or _is_of_editors(text)):
        details.kind = details.kind or ("chapter" if match["editors"] or _is_of_editors(text) else None)
        text = "," + text[match.end() :]
        details.host = _host_of(text)
    made = broadcast.MADE_BY.search(text) if any(stem in text for stem in broadcast.MAKER_STEMS) else None
    if made:
        details.is_made, text = True, text[: made.start()] + "," + text[made.end() :]
    match = imprint.CONTRIBUTORS.search(text)
    while match:
        details.edited = details.edited or match["role"][:2].casefold() == "ed"
        text = text[: match.start()] + ", " + text[match.end() :].lstrip(")")
        match = imprint.CONTRIBUTORS.search(text)
    folded = text.casefold()
    may_be = any(stem in folded for stem in imprint.NO_DATE_STEMS)
    details.undated = may_be and imprint.NO_DATE.search(text) is not None
    return imprint.NO_DATE.sub(",", text) if details.undated else text


def _is_of_editors(text: str) -> bool:
    """Whether a book's title is followed by its editors: ", in *Ports of Empire*, ed. Carl Moss"."""
    return bool((match := imprint.CONTRIBUTORS.search(text)) and match["role"][:2].casefold() in ("ed", "hr", "hg", "по"))


def _host_of(text: str) -> str | None:
    spans = emphasised_spans(text)
    return text[spans[0][0] + 1 : spans[0][1] - 1] if spans and not text[: spans[0][0]].strip(" ,") else None


def _cut_pages(text: str, details: Details) -> str:
    trimmed = text.rstrip(ENDING)
    match = imprint.PAGES.search(text) or sections.PAGE_ABROAD.search(text) or imprint.PAGES_BARE.search(trimmed)
    if not match or _is_medium_alone(text, match):
        return text
    said = match.groupdict()
    details.pages = details.pages or match["pages"] or said.get("inner") or said.get("before")
    return imprint.EMPTY_BRACKETS.sub(", ", text[: match.start()] + ", " + text[match.end() :])


def _is_medium_alone(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a page is the only name: "“Most zatvoren”, N1, 4 May 2020"."""
    name = match["pages"] or ""
    return not text[: match.start()].strip(" ,.") and name[:1].isalpha() and grammar.names_medium(name)


def _take_part(part: str, details: Details, publishers: Publishers) -> None:
    plain = unwrapped(part)
    if match := imprint.VOLUME.match(plain):
        details.volume = match["volume"]
    elif _says_nothing(plain, details):
        return
    elif any(site in plain for site in _SITES) and (match := imprint.POST_ON.match(plain)):
        details.kind = details.kind or "post"
        details.outlets.append(match["site"] or match["site2"])
    elif imprint.BLOG_POST.match(plain):
        details.kind = "blog-post"
    elif imprint.INTERVIEW_ASIDE.match(plain):
        details.medium = plain
    elif match := imprint.SPOKEN.match(plain):
        details.kind, details.by = details.kind or "document", match["by"] or details.by
    elif match := imprint.BY.match(plain):
        details.by = match["names"] or match["abroad"]
    elif any(aside.match(plain) for aside in (imprint.KIND_ASIDE, sections.EDITION_ASIDE, imprint.GENRE)):
        details.medium = plain
    elif PAPER_NUMBER.match(plain):
        details.number = plain
    elif match := imprint.DOCUMENT_SYMBOL.match(plain):
        details.number = match["symbol"]
    elif match := imprint.press_release(plain):
        details.kind = "press-release"
        if match["body"]:
            details.outlets.append(match["body"])
    elif (match := imprint.cable(plain)) and not publishers.named(plain):
        details.kind, details.number = "cable", match["number"] or details.number
        if match["body"]:
            details.outlets.append(match["body"])
    elif match := imprint.NUMBERED.match(plain):
        _take_number(match, details)
    elif match := imprint.SERIES_AND_NUMBER.match(plain):
        details.series, details.number = details.series or match["series"], details.number or match["number"]
    elif imprint.SERIES_ALONE.match(plain):
        details.series = details.series or plain
    elif is_city(plain) and publishers.named(plain) is None:
        details.place = plain
    elif (match := imprint.IMPRINT.match(plain)) and _is_imprint(match["place"], match["publisher"]):
        details.place, publisher = match["place"].strip(), match["publisher"]
        if is_city(publisher):  # "SIPRI: Stockholm"
            details.place, publisher = publisher, match["place"].strip()
        details.outlets.append(publisher)
    elif plain[-1:] == ")" and (match := imprint.SERIES_BEHIND.match(plain)):
        details.series, details.number = details.series or match["series"].strip(), details.number or match["number"]
        _take_name(match["name"].strip(), part, details)
    elif (match := imprint.TRANSLATED_NAME.match(plain)) and not is_city(match["translation"]):
        _take_name(match["name"].strip(), part, details)
    elif (
        (match := imprint.CITY_BEFORE.match(plain))
        and is_city(match["place"].title())
        and not is_city(match["name"])
        and grammar.names_medium(match["name"])
    ):
        details.place = match["place"]
        _take_name(match["name"], part, details)
    elif (match := imprint.CITY_BEHIND.match(plain)) and is_city(match["place"]):  # "*Vremya* (Almaty)"
        details.place = match["place"]
        _take_name(match["name"].strip(), part, details)
    elif not ((figure := sections.ABBREVIATED_FIGURE.match(plain)) and figure["short"].islower()):
        _take_name(plain, part, details)


def _says_nothing(plain: str, details: Details) -> bool:
    """Whether a part is apparatus, a carrier, or the year of the day again: "*Economist* (2012), 4 May 2012"."""
    if plain.isdecimal() and details.issued and plain == str(details.issued.year):
        return True
    if sections.is_weekday(plain):
        return True
    is_platform = bool(details.outlets) and imprint.PLATFORM.fullmatch(plain) is not None
    details.is_located = details.is_located or imprint.LOCATOR.match(plain) is not None
    apparatus = (imprint.LOCATOR, imprint.CARRIER, imprint.OWN_REPORTER, broadcast.CLIP)
    return is_platform or plain.casefold() in _EMPTY or any(pattern.match(plain) for pattern in apparatus)


def _take_name(plain: str, part: str, details: Details) -> None:
    if named := imprint.NAME_AND_KIND.match(part):
        plain = named["emphasised"] or named["marked"]
    if marked := imprint.NAMED_IN_MARKS.match(plain):
        plain = marked["name"]
    if passed := imprint.PASSED_ON.match(plain):
        plain = passed["name"]
    plain = sections.SECTION.sub("", plain)
    if part.startswith("*"):
        details.italics.append(plain)
    if imprint.BLOG.search(plain):
        details.kind = "blog-post"
    details.outlets.append(plain)


def _is_imprint(place: str, publisher: str) -> bool:
    town = re.sub(r",\s.*$", "", place)
    return (
        is_city(town)
        or is_city(publisher)
        or bool(STATE.fullmatch(place[len(town) :].strip(" ,")))
        or _is_body_of(place, publisher)
        or bool(imprint.PRESS.search(publisher))
    )


def _is_body_of(place: str, publisher: str) -> bool:
    """Whether a body publishes at a place that no list knows: "Port Kessary: Velmar Extractives Watch"."""
    is_short = len(place.split()) <= MAX_TOWN_WORDS and len(publisher.split()) <= MAX_BODY_WORDS
    is_body = grammar.INSTITUTION.search(publisher) is not None and not re.match(r"(?:The|An?)\s", publisher)
    return is_short and is_body and not is_issuer(place) and not grammar.names_medium(place)


def _take_number(match: re.Match[str], details: Details) -> None:
    if match["series"]:
        details.series, details.number = match["series"].strip(" ,"), match["number"]
    elif details.volume or details.outlets or not details.series:
        details.issue = match["number"]
    else:
        details.number = match["number"]

"""Papers cited by their name and day alone: "*Orkney Herald*, 3 November 2022, p. 2", "the reports in Ta Nea (16 June 2023)".

Enters: a segment of a note. Leaves: a citation without a title for each paper, or False when the segment is none.
"""

from __future__ import annotations

import re

from citations.citation import Citation, Form
from citations.grammar import names_medium, read_signal
from citations.parsing import imprint
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.countries import is_country
from citations.partial_date import read_date
from citations.prose import strip_emphasis
from citations.regex import regex

_DAY = (
    r"(?:\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?(?:19|20)\d\d|[^\W\d_]{3,12}\.?\s\d{1,2},\s(?:19|20)\d\d"
    r"|\d\d?[./]\d\d?[./](?:19|20)\d\d)"
)
_PAGE = r"(?:,\s(?:pp?|S|s|p[áa]g|с|стр|str)\.\s?(?P<page>[A-Z]?\d+(?:[-–]\d+)?))?"
_OTHER_PAGE = _PAGE.replace("page", "page2")
_SMALL = r"(?:de|del|della|du|des|der|von|ton|and|of|the)\s"
_REST = r"[^\s,;:()“”\"«»*]*"
_NAME = rf"(?P<name>\*[^*]{{2,60}}\*|[^\W\d_a-zа-яё]{_REST}(?:\s(?:{_SMALL}){{0,2}}(?:[^\W_a-zа-яё]|al-){_REST}){{0,4}})"
# "the reports in ", "an account by the ", "Berichte in der ": what leads to the papers of a list
_LEAD = regex(
    r"""(?:[^“”\"«»*();:]{0,60}?\b)?(?:reports?|reporting|dispatch(?:es)?|coverage|accounts?|stor(?:y|ies)|articles?|editorials?|notices?|items?|summar(?:y|ies)|announcements?|reviews?|obituar(?:y|ies)
    |Berichte?|Meldung(?:en)?|Artikel|articles?|dépêches?|comptes?\srendus?|informes?|noticias?|artículos?|articoli|notizie)
    \s(?:in|by|from|of|published\sin|carried\sby|der|des|dans|du|de|en|di|del|su)\s""",
    re.VERBOSE | re.IGNORECASE,
)
# matches "the Yomiuri Shimbun of April 1, 2023", "To Vima (18 June 2023, p. 14)"; not "the paper of 1 April 2023"
_ONE = regex(
    rf"(?:(?:the|der|die|das|le|la|les|el|il)\s(?=[^\W\d_a-z*]|\*))?{_NAME}(?:\s\((?P<place>[^()\d]{{3,30}})\))?"
    rf"(?:\s\((?P<bracketed>{_DAY}){_PAGE}\)|,?\s(?:(?:of|from|on|for|vom|du|del?)\s)?(?P<day>{_DAY}){_OTHER_PAGE})"
)
_AND = regex(r"(?:(?:and|und|et|y|e|и)\s)?")
_BETWEEN = regex(r",?\s(?:and|und|et|y|e|и)\s|,\s")


def read_papers(context: Context, start: int, end: int) -> bool:
    """Read "See the reports in Ta Nea (16 June 2023), To Vima (18 June 2023, p. 14) and Avgi (20 June 2023)"."""
    text = context.text[start:end]
    if any(mark in text for mark in '“”«»„"') or not any(sign.isdigit() for sign in text):
        return False
    signal, begin = read_signal(text)
    begin += len(_AND.match(text, begin)[0])  # type: ignore[index]  # the pattern matches ""
    lead = _LEAD.match(text, begin)
    is_listed = _is_paper_alone(text[begin:], context)
    place = lead.end() if lead else begin
    found = list(_items(text, place)) if lead or is_listed else []
    if not found or text[found[-1].end() :].strip(" .)"):
        return False
    names = [strip_emphasis(one["name"]) for one in found]
    if any(is_city(name) or is_country(name.casefold()) or imprint.NUMBERED_ACT.match(name) for name in names):
        return False
    if lead and not (len(found) > 1 or any(map(names_medium, names)) or any("*" in one["name"] for one in found) or signal):
        return False
    if lead and text[begin : lead.end()].strip():
        context.prose.append((start + begin, start + lead.end()))
    for number, (one, name) in enumerate(zip(found, names, strict=True)):
        known = context.known(name)
        printed = one["bracketed"] or one["day"]
        citation = Citation(
            form=Form.FULL,
            type=known.csl_type if known else "article-newspaper",
            container_title=name,
            issued=read_date(printed),
            date_printed=printed,
            publisher_place=one["place"],
            page=one["page"] or one["page2"],
            signal=None if number else signal,
        )
        context.add(citation, start + one.start(), start + one.end(), confidence=0.6)
    return True


def _items(text: str, place: int) -> list[re.Match[str]]:
    """The papers from `place` on, one behind the other."""
    found: list[re.Match[str]] = []
    while (one := _ONE.match(text, place)) and read_date(one["bracketed"] or one["day"]):
        found.append(one)
        between = _BETWEEN.match(text, one.end())
        if not between:
            break
        place = between.end()
    return found


def _is_paper_alone(text: str, context: Context) -> bool:
    """Whether a set-off name and its day can only be a paper's: a page stands behind them, or another paper before them."""
    one = _ONE.match(text)
    if not one or not one["name"].startswith("*") or imprint.SERIES_BEFORE.match(strip_emphasis(one["name"])):
        return False  # "*Annual Report*, 3 May 2015, p. 4"
    before = context.citations[-1] if context.citations else None
    follows = before is not None and before.title is None and before.container_title is not None and before.form is Form.FULL
    return bool(one["page"] or one["page2"]) or follows

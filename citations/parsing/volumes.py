"""Volume, issue and pages of a periodical among the words behind a title, where they stand beside its year.

Enters: the words, and the `Details` that grow. Leaves: the words without what was cut out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.parsing import imprint
from citations.partial_date import PartialDate

if TYPE_CHECKING:
    from citations.parsing.details import Details

# matches ", 38. Jg., H. 3", ", 12. Jahrgang, Nr. 4/5": a German journal's year and number; not "im 38. Jahr"
_VOLUME_BEFORE = re.compile(
    r",\s+(?P<volume>\d{1,3})\.\s?(?:Jg|Jahrgang)\b\.?(?:,?\s+(?:H|Heft|Nr)\b\.?\s*(?P<issue>\d{1,3}(?:[-–/]\d+)?))?", re.VERBOSE
)


def cut_series_of_law(text: str, details: Details) -> str:
    """ "[2005] PL 440", "(2009) 72 MLR 554, 560": year, volume, journal and pages without commas."""
    match = imprint.LAW_SERIES.match(text)
    if not match:
        return text
    year = match["year"] or match["year2"]
    details.issued, details.date_printed = PartialDate(year=int(year)), year
    details.volume = match["volume"] or match["volume2"]
    details.issue = match["issue"] or details.issue
    details.pages = match["at"] or match["at2"] or match["page"] or match["page2"]
    details.kind = details.kind or "article-journal"
    name = (match["name"] or match["name2"]).strip()
    details.italics.append(name)
    details.outlets.append(name)
    return text[match.end() :]


def cut_volume_of_year(text: str, details: Details) -> str:
    """ "Osteuropa 57 (2007) 8-9, S. 161", "*Review* 45 (April 1986): 115": the volume before its year, the issue behind."""
    if "J" in text and (numbered := _VOLUME_BEFORE.search(text)):
        details.volume, details.issue = numbered["volume"], numbered["issue"]
        text = text[: numbered.start()] + text[numbered.end() :]
    match = imprint.VOLUME_OF_YEAR.search(text)
    if not match:
        return _cut_issue_of_year(text, details)
    details.volume, details.issue = match["volume"], match["issue"]
    return text[: match.start()] + f", {match['year']}" + text[match.end() :]


def _cut_issue_of_year(text: str, details: Details) -> str:
    """ "*Hérodote*, 2014/2", "Der Spiegel 14/2013": the issue beside its year; "2014/15" is a season."""
    if number := imprint.NUMBER_OF_YEAR.search(text):
        details.issue = number["issue"]
        return text[: number.start()] + f", {number['year']}" + text[number.end() :]
    match = imprint.ISSUE_OF_YEAR.search(text)
    if not match or int(match["issue"]) == (int(match["year"]) + 1) % 100:
        return text
    details.issue = match["issue"]
    return text[: match.end("year")] + text[match.end() :]


def cut_volume(text: str, details: Details) -> str:
    """Cut out the volume and issue of a journal: "24, no. 3", "*Osteuropa* 57"."""
    if match := imprint.VOLUME_ISSUE.search(text):
        details.volume, details.issue = match["volume"], match["issue"]
        return text[: match.start()] + ", " + text[match.end() :]
    if match := imprint.VOLUME_AFTER.search(text):  # "*Russian Review* 45", "*Osteuropa* 57"
        details.volume, details.issue = match["volume"], match["issue"] or details.issue
        return text[: match.start()] + ", " + text[match.end() :]
    return text

"""Volume, issue and pages of a periodical among the words behind a title, where they stand beside its year.

Enters: the words, and the `Details` that grow. Leaves: the words without what was cut out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.parsing import imprint
from citations.partial_date import PartialDate
from citations.regex import regex

if TYPE_CHECKING:
    from citations.parsing.details import Details

# matches "24, no. 3", "xlii, no. 3", "vol. 24, no. 3", "24:3", "24(3)" as a journal writes them
_VOLUME_ISSUE = regex(
    rf"""(?<![\w])(?:vol(?:ume)?\.?\s*)?(?P<volume>\d{{1,3}}|[ivxlcIVXLC]{{1,7}}(?=,\sno\.))(?:,\s*(?:{imprint.NUMBER_SIGN})\s*|\s?:\s?(?=\d{{1,2}}\b(?!\d|[:.]\d))|\s?\()(?P<issue>\d{{1,3}}(?:[-–/]\d+)?)(?:\)(?=:\s?[A-Z]?\d)|\)?(?![\d:]))""",
    re.VERBOSE | re.IGNORECASE,
)
# matches " 57 (2007) 8-9" of "Osteuropa 57 (2007) 8-9, S. 161", " 45 (April 1986)" of "*Review* 45 (April 1986): 115",
# ", cxv (2012)" before ", 5–33"; it does not match "in 45 (2007)"
_VOLUME_OF_YEAR = regex(
    r"""(?<=[\w*’”»])\*?,?\s+(?P<volume>\d{1,3}|(?<=,\s)[ivxlc]{2,7}(?=\s\()),?\s*(?P<year>\((?:[^\W\d_]+\.?\s+)?(?:1[5-9]|20)\d\d\))
    (?:,?\s*(?:(?:H\.|Heft|Nr\.|no\.)\s*)?(?P<issue>\d{1,2}(?:[-–/]\d{1,2})?)(?=\s*,\s*(?:S|pp?)\.))?
    (?=\s*[:,]\s*(?:S\.|pp?\.|s\.)?\s*\d)""",
    re.VERBOSE,
)
# matches "2014/2", an issue of a year; not "S/2014/2", "2014/145/CFSP", "no. 2014/2"
_ISSUE_OF_YEAR = regex(
    r"""(?<![\w./°№-])(?<!№\s)(?<!no\.\s)(?<!No\.\s)(?<!nr\.\s)(?<!Nr\.\s)
    (?P<year>(?:19|20)\d\d)/(?P<issue>[1-9]|1[0-2])(?=\s*(?:[,.;)]|$))""",
    re.VERBOSE,
)
# matches " 14/2013" of "Der Spiegel 14/2013", ", Nr. 3/2012": the number of a weekly before its year;
# not "A/RES/62/70", "5/10/2015"
_NUMBER_OF_YEAR = regex(
    rf"""(?<=[^\W\d_][\w*’”»])(?<!Studie)(?<!Paper)(?<!Report)(?<!Brief)(?<!Series)(?<!Aktuell)(?:\s|,\s)(?:{imprint.NUMBER_SIGN}\s*)?(?P<issue>[1-9]\d?)/(?P<year>(?:19|20)\d\d)(?=\s*(?:[,.;:)]|$))""",
    re.VERBOSE,
)
# matches " 45" of "*Russian Review* 45: 12"; not of "*Grazhdanin* 2015"
_VOLUME_AFTER = regex(r"(?<=\*)\s+(?P<volume>\d{1,3})(?:(?:,\s*|\.(?=\d))(?P<issue>\d{1,2}(?:[-–/]\d{1,2})?))?(?=\s*(?:[,:;]|$))")
# matches "[2005] PL 440", "(2009) 72 MLR 554, 560", "92 MICH. L. REV. 779, 781 (1994)": a law journal or report,
# year first or last
_LAW_SERIES = regex(
    r"""^[\s,.]*(?:[\[(](?P<year>(?:1[89]|20)\d\d)[\])]\s*(?:(?P<volume>\d{1,3})(?:\s?\((?P<issue>\d{1,3}(?:[-–/]\d+)?)\))?\s+)?
        (?P<name>[A-Z][\w.&’ ]{0,40}?)
        \s+(?P<page>[A-Z]?\d+|[A-Z]{1,2}\d*/\d+)(?:,\s*(?P<at>\d+(?:[-–]\d+)?))?(?=\s*(?:[,.;(\[]|$))
    |(?P<volume2>\d{1,3})\s+(?P<name2>[A-Z][A-Za-z.&’]*\.?(?:\s[A-Za-z.&’]+){0,6})\s+(?P<page2>\d+)(?:,\s*(?P<at2>\d+(?:[-–]\d+)?))?\s+\((?:[A-Z][\w.\s]*\s)?(?P<year2>(?:1[89]|20)\d\d)\))""",
    re.VERBOSE,
)
# matches ", 38. Jg., H. 3", ", 12. Jahrgang, Nr. 4/5": a German journal's year and number; not "im 38. Jahr"
_VOLUME_BEFORE = regex(
    r",\s+(?P<volume>\d{1,3})\.\s?(?:Jg|Jahrgang)\b\.?(?:,?\s+(?:H|Heft|Nr)\b\.?\s*(?P<issue>\d{1,3}(?:[-–/]\d+)?))?", re.VERBOSE
)


def cut_series_of_law(text: str, details: Details) -> str:
    """ "[2005] PL 440", "(2009) 72 MLR 554, 560": year, volume, journal and pages without commas."""
    match = _LAW_SERIES.match(text)
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
    match = _VOLUME_OF_YEAR.search(text)
    if not match:
        return _cut_issue_of_year(text, details)
    details.volume, details.issue = match["volume"], match["issue"]
    return text[: match.start()] + f", {match['year']}" + text[match.end() :]


def _cut_issue_of_year(text: str, details: Details) -> str:
    """ "*Hérodote*, 2014/2", "Der Spiegel 14/2013": the issue beside its year; "2014/15" is a season."""
    if "/" not in text:
        return text
    if number := _NUMBER_OF_YEAR.search(text):
        details.issue = number["issue"]
        return text[: number.start()] + f", {number['year']}" + text[number.end() :]
    match = _ISSUE_OF_YEAR.search(text)
    if not match or int(match["issue"]) == (int(match["year"]) + 1) % 100:
        return text
    details.issue = match["issue"]
    return text[: match.end("year")] + text[match.end() :]


def cut_volume(text: str, details: Details) -> str:
    """Cut out the volume and issue of a journal: "24, no. 3", "*Osteuropa* 57"."""
    if match := _VOLUME_ISSUE.search(text):
        details.volume, details.issue = match["volume"], match["issue"]
        return text[: match.start()] + ", " + text[match.end() :]
    if match := _VOLUME_AFTER.search(text):  # "*Russian Review* 45", "*Osteuropa* 57"
        details.volume, details.issue = match["volume"], match["issue"] or details.issue
        return text[: match.start()] + ", " + text[match.end() :]
    return text

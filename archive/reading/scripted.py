"""The day of publication that only a page's scripts name, because one of them writes it where a reader sees it.

Enters: the source of a page. Leaves: one witness, or none where the scripts name several days: lists of other pages stand in
them too. A day so found confirms a printed one and accuses nobody.
"""

from __future__ import annotations

import re

from archive.reading.stamps import Reading, read_stamp
from archive.reading.witness import DateWitness
from citations.partial_date import PartialDate
from citations.regex import regex

MOST_OF_A_SCRIPT = 200_000  # characters: state of a page with its article has a tenth of that, and a page of 2.7 MB took 0.1 s
OPENS, CLOSES = regex(r"<script\b(?![^>]{0,200}ld\+json)[^>]*>"), "</script"  # old pages, in capitals, hold no such data
# "publishedAt":"2015-10-05T10:00", pub_time = '2015-10-05 10:00', \"datePublished\":\"2015-10-05\", "pubdate": 1444035600;
# not "updatePublishedAt", nor a date without its year
NAMED_DAY = regex(
    r"""(?P<name>[dPp](?<![A-Za-z].)(?:ate_?[Pp]ublished|ub(?:lish(?:ed)?|lication)?_?(?:[Tt]ime|[Dd]ate|[Aa]t|[Oo]n)))\\?["']?\s*[:=]\s*
    \\?["']?(?P<value>(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)?|1\d{9}(?:\d{3})?)(?!\d)""",
    re.VERBOSE,
)


def scripted_dates(source: str, reading: Reading) -> tuple[DateWitness, ...]:
    """Return the one day that the scripts of a page call that of publication.

    >>> [one.date.edtf() for one in scripted_dates('<script>var x = {"pubtime": "2015-10-05 10:00"}</script>', Reading())]
    ['2015-10-05']
    """
    named: dict[PartialDate, tuple[re.Match[str], str | None]] = {}
    for opening in OPENS.finditer(source):
        begin = opening.end()
        for match in NAMED_DAY.finditer(source, begin, min(source.find(CLOSES, begin), begin + MOST_OF_A_SCRIPT)):
            if found := read_stamp(match["value"], reading):
                named.setdefault(found[0], (match, found[1]))
    if len(named) != 1:
        return ()
    ((date, (match, time)),) = named.items()
    printed, name = match["value"], match["name"]
    return (DateWitness(date=date, printed=printed, place="script", kind="published", detail=name, time=time),)

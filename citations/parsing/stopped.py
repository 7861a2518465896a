"""The named patterns of references whose parts full stops end, as medical journals and bibliographies set them.

Each with a line that matches. `citations.parsing.segments` keeps such a reference whole, `authordate` and `unmarked` read it.
"""

from __future__ import annotations

import re

_X = re.VERBOSE
# matches "Ali S, Roe JT, et al. Lead in wells. Lancet. 2018;2(9):e394–e401", as medical journals set their references
VANCOUVER = re.compile(
    r"""(?P<authors>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s[A-Z]{1,3}(?:,\s[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s[A-Z]{1,3}){0,30})(?:,\set\sal)?\.\s
    (?P<title>[^.?!]{4,300}[.?!])\s(?P<container>[^\W\d_][^.;:]{1,80})\.?\s(?P<date>(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?)
    (?:\s?;\s?(?P<volume>\d{1,4})?(?:\((?P<issue>[^()]{1,12})\))?:\s?(?P<pages>[A-Za-z]?\d+(?:[-–][A-Za-z]?\d+)?)|(?<!\d{4})(?=[.;]|\s\[|\s*$))""",
    _X,
)
# matches "2018;2(9)", "2014 May 3": the year of such a reference; not "5 May 2014", "in 2014 May went"
VANCOUVER_YEAR = re.compile(r"\.\s(?:19|20)\d\d(?:\s?;|\s[A-Z][a-z]{2}\b)")
# matches "Aitken, Jonathan. The Making of Kazakhstan. London: Continuum, 2009", an entry of a bibliography without emphasis
BIBLIOGRAPHY = re.compile(
    r"""(?P<family>[^\W\d_a-z][\w’'-]+),\s(?P<given>[^\W\d_a-z][\w’'-]*\.?(?:\s[^\W\d_a-z][\w’'-]*\.?)?)
    (?P<others>(?:,\s[^\W\d_a-z][\w.’' -]{2,40}){0,3},?\sand\s[^\W\d_a-z][\w.’' -]{2,40})?
    (?:,\seds?)?(?:(?<=\.)|\.)\s
    (?P<title>[^\W_a-z][^.?!“”"«»*;]{4,250}[.?!])\s
    (?P<imprint>(?P<place>[^\W\d_a-z][^.:;,\d]{1,40}(?:,\s(?:[A-Z]{2}|D\.C\.|[A-Z][a-z]+\.?))?):\s(?P<publisher>[^\W\d_a-z][^.:;\d]{2,80}),\s(?P<year>(?:1[5-9]|20)\d\d))""",
    _X,
)

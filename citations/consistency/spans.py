"""Rules on spans: one that ends before it begins, and one whose ends two ways of writing join.

Enters: the draft's words and the pages that its citations name. Leaves: remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.prose import URL
from citations.regex import regex

# Reversed "312-287" and whole "112–24" alike; not "2015-10-05", "A12-B3"
SPAN = regex(r"(?<![\w.:/–-])(?P<first>\d{1,5})\s?[-–]\s?(?P<last>\d{1,5})(?![\w/–-]|[.:]\d)", re.VERBOSE)
PAGES = regex(rf"\b(?:pp?|С|с|стр|S|str)\.\s?{SPAN.pattern}", re.VERBOSE)  # "pp. 312-287", "С. 45–39"; not "seats 5-3"
# As in "the years 1998–1989"; not "7-2", "2015-16"
YEARS = regex(r"(?<![\w.:/–-])(?P<first>(?:1[89]|20)\d\d)\s?[-–]\s?(?P<last>(?:1[89]|20)\d\d)(?![\w/–-]|[.:]\d)", re.VERBOSE)
_POINT = (
    r"(?:(?:the\s+)?(?:early|late|mid)?\s?(?:1[89]|20)\d\d|\d[\d.,]*(?:\s(?:per\scent|percent|million|billion))?|[£$€]\d[\d.,]*)"
)
# "between 2012 to 2018", "between 40-60 per cent"; not "between 2012 and 2018", "between 1 May to 4 June and August"
BETWEEN = regex(
    rf"\b[Bb]etween\s+(?P<first>{_POINT})(?P<join>\s+to\s+|\s?[-–]\s?)(?P<last>{_POINT})(?!\s+and\b|[\d/-])", re.VERBOSE
)
# "from 2010-2014", "from 40–60 per cent"; not "from 2010 to 2014", "from the 2010-2014 plan", "from 1941–45 veterans"
FROM = regex(
    r"\b[Ff]rom\s+(?P<first>(?:1[89]|20)\d\d)(?P<join>\s?[-–]\s?)(?P<last>(?:1[89]|20)\d\d)(?=[,.;:)]|\s+(?:the|a|an|to|it|he|she|they|and|in|at|by|of)\b)",
    re.VERBOSE,
)


def _reversed(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        text = URL.sub(lambda found: " " * len(found[0]), stretch.text)
        found = [match for pattern in (PAGES, YEARS) for match in pattern.finditer(text)]
        cited = draft.by_label[stretch.label].citations if stretch.label else ()
        pages = [SPAN.fullmatch(one.page) for one in cited if one.page]
        for match in {(match["first"], match["last"]): match for match in (*found, *filter(None, pages))}.values():
            if _falls(match["first"], match["last"]):
                yield stretch.remark(match[0], f"The span ends ({match['last']}) before it begins ({match['first']}).")


def _falls(first: str, last: str) -> bool:
    """Whether a span ends before it begins; of a shorter end the leading figures are left out: "112–24", "1998–9"."""
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(whole) < int(first)


def _mixed(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.body:
        for pattern, word, right in ((BETWEEN, "between", "and"), (FROM, "from", "to")):
            for match in pattern.finditer(stretch.text):
                mend = f"{word} {match['first']} {right} {match['last']}"
                why = f"“{word}” asks for “{right}” before the other end, not “{match['join'].strip()}”."
                yield stretch.remark(match[0], why, mend)


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014{}.\n'

RULES = (
    Rule(name="span-reversed", severity=Severity.ERROR, check=_reversed,
         about="Pages or years whose end is lower than their beginning.",
         bad="The ports closed.[^1]" + _NOTE.format(", pp. 312-287"),
         good="The ports closed.[^1]" + _NOTE.format(", pp. 312-87")),
    Rule(name="span-mixed", severity=Severity.HINT, check=_mixed,
         about="“Between” or “from” whose other end is joined by what the other of them asks for, or by a dash.",
         bad="Between 2012 to 2014 the ports closed.[^1]" + _NOTE.format(""),
         good="Between 2012 and 2014 the ports closed, as from 2002 to 2004.[^1]" + _NOTE.format("")),
)  # fmt: skip

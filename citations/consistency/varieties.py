"""The rule on varieties of English: a word in American spelling in a document of British spelling, or the other way about.

Only words that one variety does not use count; "-ize", "program" and "licence" are of both. What is quoted, titles and names
are the words of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.prose import URL, quoted_spans
from citations.regex import regex

MIN_CUSTOM = 4  # words that show a variety
MOST_EXCEPTIONS = 0.2  # of all such words that are slips
# British and American stems; what follows them is alike
_STEMS = """
    behaviour behavior | colour color | endeavour endeavor | favour favor | flavour flavor | harbour harbor
    honour honor | humour humor | labour labor | neighbour neighbor | rumour rumor | odour odor | saviour savior
    armour armor | rigour rigor | vigour vigor | defence defense | offence offense | pretence pretense
    sceptic skeptic | plough plow | grey gray | travelled traveled | travelling traveling | cancelled canceled
    labelled labeled | modelled modeled | signalled signaled | fuelled fueled | fuelling fueling
    counsellor counselor | jewellery jewelry | manoeuvre maneuver | practised practiced | practising practicing
    analyse analyze | analysing analyzing | paralyse paralyze | centre center | theatre theater
    kilometre kilometer | litre liter | aluminium aluminum | mould mold | catalogue catalog | instalment installment
    fulfil fulfill | wilful willful | enrolment enrollment
"""
_WORDS = _STEMS.replace("|", " ").split()
PAIRS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
AMERICAN = {american: british for british, american in PAIRS.items()}
# "neighbouring", "defence"; not "Defence Ministry", "Harbor"
WORD = regex(
    rf"""(?<![\w’'-])(?P<stem>{"|".join(sorted((*PAIRS, *AMERICAN), key=len, reverse=True))})
    (?P<ending>s|ed|ing|er|ers|able|ably|hood|ful|al|ism)?(?![\w’'-])""",
    re.VERBOSE,
)


def _mixed(draft: Draft) -> Iterator[Remark]:
    if draft.language != "en":
        return
    found = [(stretch, match) for stretch in draft.body for match in WORD.finditer(_own(stretch))]
    british = [one for one in found if one[1]["stem"] in PAIRS]
    american = [one for one in found if one[1]["stem"] not in PAIRS]
    few, many, name = (british, american, "American") if len(british) < len(american) else (american, british, "British")
    if few and len(many) >= MIN_CUSTOM and len(few) <= MOST_EXCEPTIONS * len(found):
        for stretch, match in few:
            mend = {**PAIRS, **AMERICAN}[match["stem"]] + (match["ending"] or "")
            yield stretch.remark(match[0], f"{len(many)} of {len(found)} such words are spelt in the {name} way.", mend)


def _own(stretch: Stretch) -> str:
    """The writers' own words: without what they quote, addresses and a block quotation."""
    if stretch.kind in ("block-quote", "heading"):
        return ""
    text = URL.sub(lambda found: " " * len(found[0]), stretch.text)
    pieces, last = [], 0
    for quote in quoted_spans(text):
        if quote.depth == 0:
            pieces.append(text[last : quote.span[0]])
            last = quote.span[1]
    return " ".join([*pieces, text[last:]])


_TEXT = (
    "The defence of the harbour was grey. Its neighbours travelled to the centre, and the guards were {} all day.[^1]\n\n"
    "[^1]: A remark.\n"
)

RULES = (
    Rule(name="spelling-of-two-varieties", severity=Severity.HINT, check=_mixed,
         about="A word in American spelling where the document’s others are British, or the other way about.",
         bad=_TEXT.format("practicing"), good=_TEXT.format("practising")),
)  # fmt: skip

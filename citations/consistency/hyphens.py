"""The rule on hyphens that the end of a line left within a word.

Witnesses are the document's own words, the names of publishers, an English dictionary, and the endings of Russian words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from citations.consistency.naming import CASE_ENDING, is_cyrillic
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.consistency.wording import masked
from citations.names import fold_title
from citations.regex import regex
from citations.spelling import count_of, is_known, is_listed, is_simple

# "Uzbeki-stan", "over-shadowed"; not "co-operation", "30-year"
HYPHENED = regex(r"(?<![\w-])(?P<first>[^\W\d_]{2,})-(?P<second>[^\W\d_]{3,})(?![\w-]|’s\s[a-z]+-)", re.VERBOSE)
# "coun- try", "cross- examined", "железно- дорожный"; not "two- and three-storey", "land- or sea-borne", "он- "
SPACED_HYPHEN = regex(
    r"""(?<![\w-])(?P<first>[^\W\d_]{2,})-\s+(?!(?:and|or|to|nor|but|versus|und|oder|bis|bzw|sowie|et|ou|y|e|и|или|либо|до|ва|чи)\b)
    (?P<second>[^\W\d_]{2,})(?![\w-])""",
    re.VERBOSE,
)
# Words that a hyphen follows or leads by rights
FIRST_PARTS = frozenset(
    """re co pre post non anti ex sub semi inter multi counter self all well half cross mid north south east west un de micro mini
    mega neo pro ultra trans intra extra out up down off on by in two three four five six seven eight nine ten vice step
    bi tri quasi pan infra hyper super mis dis auto bio eco geo socio ethno anglo afro euro cyber air water low high old new
    short long to""".split()
)
JOINED_PARTS = frozenset("infra inter intra trans".split())  # which a hyphen follows in rare words alone: "inter-ethnic"
MIN_JOINED_COUNT = 2500  # of a word that has no hyphen behind them: "infrastructure" has 2,651, "interstate" 1,618
MIN_JOINED_LETTERS = 4  # of its second half: "infra-red" is an old form of a common word
SECOND_PARTS = frozenset("up out off in on by over away back through like wide free fold long".split())
MOST_PRINTED = 2  # times: what is printed more often is a term of the document
MIN_STEMMED = 7  # letters of a Cyrillic word that is the same in another case
MOST_RARE_COUNT = 1000  # of a half that is no word by itself: "mari" has 164
MIN_TIMES_RARER = 5  # than the whole: "maritime" has 1,417; of "handbook" and "hand" it is the other way
# What no Russian word begins with, behind a break: "мини-стерство", "администра-ция"; not "научно-технический"
TORN_RU = regex(r"(?:тельств|[сз]терств|[дт]ств|ностью?$|[ьъый]|ци[яюией]{1,2}$|ческ|ственн|тельн(?:ы|о|ая|ую)|ован)", re.VERBOSE)
MIN_WHOLE_COUNT = 200  # how common a word of two known halves must be, of which one is a particle: "crackdown"


def _hyphen(draft: Draft) -> Iterator[Remark]:
    yield from _mended(draft)
    own = Counter(word.casefold() for stretch in draft.texts for word in re.findall(r"[^\W\d_]+", masked(stretch.text)))
    own.update({_stem_of(word) for word in own if is_cyrillic(word) and len(word) >= MIN_STEMMED})
    found = [(stretch, match) for stretch in draft.texts for match in HYPHENED.finditer(masked(stretch.text))]
    for stretch in draft.texts:
        for match in SPACED_HYPHEN.finditer(masked(stretch.text)):
            if match["second"].islower():
                whole, parts = match["first"] + match["second"], f"{match['first']}-{match['second']}"
                is_one = own[whole.casefold()] or is_simple(whole.casefold()) or not (match["first"].isascii())
                mend = whole if is_one else parts
                yield stretch.remark(match[0], "A hyphen and a space seem left over from the end of a line.", mend)
    printed = Counter(match[0].casefold() for _, match in found)
    for stretch, match in found:
        if printed[match[0].casefold()] <= MOST_PRINTED and (whole := _torn(match["first"], match["second"], own, draft)):
            yield stretch.remark(match[0], "A hyphen seems left over from the end of a line.", whole)


def _mended(draft: Draft) -> Iterator[Remark]:
    """What the reader saw in the notes and mended."""
    for name in draft.document.hyphens_left:
        plain = name.replace("-", "")
        note = next((one for one in draft.notes if plain in one.text), None)
        if note:
            yield note.remark(name, "A hyphen seems left over from the end of a line.", plain)


def _torn(first: str, second: str, own: Counter[str], draft: Draft) -> str | None:
    """The word that a line's end seems to have broken, or None."""
    whole, head, tail = first + second, first.casefold(), second.casefold()
    if head in JOINED_PARTS and len(tail) >= MIN_JOINED_LETTERS and count_of(whole.casefold()) >= MIN_JOINED_COUNT:
        return whole
    if not second.islower() or head in FIRST_PARTS or tail in SECOND_PARTS:
        return None
    publisher = draft.publishers.named(whole)
    if (
        publisher
        and first[0].isupper()
        and not any(fold_title(f"{first}-{second}") == fold_title(name) for name in publisher.names)
    ):
        return whole
    halves = is_known(head) and is_known(tail)
    if own[whole.casefold()] > halves or _is_rare_half(head, tail):  # two words may be written as one elsewhere
        return whole
    if not whole.isascii() and (TORN_RU.match(tail) or own[_stem_of(whole)] or _is_listed_whole(head, tail)):
        return whole
    if first.isascii() and count_of(whole.casefold()) and (first.islower() or not is_known(head)):
        has_particle = head in ("over", "under") or tail == "down"
        return whole if not halves or (has_particle and count_of(whole.casefold()) >= MIN_WHOLE_COUNT) else None
    return None


def _is_listed_whole(head: str, tail: str) -> bool:
    """Whether two Cyrillic halves are a Russian word and one of them is none: "напом-нить"; not "кто-то"."""
    halves = (is_listed(head, "ru"), is_listed(tail, "ru"))
    return not all(halves) and is_listed(head + tail, "ru")


def _is_rare_half(head: str, tail: str) -> bool:
    """Whether one half is a word that hardly anybody uses, and the whole a common one: "mari-time", "sup-port"."""
    rarer, whole = min(count_of(head), count_of(tail)), count_of(head + tail)
    return whole >= MIN_WHOLE_COUNT and rarer < MOST_RARE_COUNT and whole >= MIN_TIMES_RARER * rarer


def _stem_of(word: str) -> str:
    """A Cyrillic word without its ending, marked as a stem."""
    return f"{CASE_ENDING.sub('', word.casefold())}-"


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'

RULES = (
    Rule(name="hyphen-left-over", severity=Severity.WARNING, check=_hyphen,
         about="A hyphen within a word that the document, a publisher’s name or the dictionary writes without one.",
         bad="The sur-veys of the ports are old.[^1]" + _NOTE, good="The well-known ports are re-opened.[^1]" + _NOTE),
)  # fmt: skip

"""Rules on letters: Latin ones within a Cyrillic word or the other way about, and a sentence that begins with a small one.

Enters: the draft's words. Leaves: remarks. What cannot be written in one script, such as "VIPы", is a coinage; what ends in
an abbreviation ends no sentence; a quotation written in small letters throughout, as messages are, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.prose import URL, quoted_spans
from citations.regex import regex
from citations.sentences import ABBREVIATIONS
from citations.spelling import is_known

# Letters of the two scripts that look alike, in pairs
_LATIN, _CYRILLIC = "aceopxyiABCEHIKMOPTXY", "асеорхуіАВСЕНІКМОРТХУ"
TO_CYRILLIC, TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
WORD = regex(r"[^\W\d_]{2,}")
# "EXPOцентр", "COVIDа": a Latin name with a Russian word or ending behind it; not "Сommittee", "пpизнала"
COINED = regex(r"[A-Z]{2,}[а-яё]+|[A-Za-z]+[a-z](?:а|о|у|е|ом|ах|ов|у)", re.VERBOSE)
SLIPPED = regex(r"[А-ЯЁа-яё]{3,}[a-z]{1,3}[а-яё]*", re.VERBOSE)  # "дирекtor", where the keyboard was switched; not "VIPы"
LATIN, CYRILLIC = regex("[A-Za-z]"), regex("[\u0400-\u04ff]")
# A Latin letter that is a word by itself amid Cyrillic ones: "вместе c ним", "речь o порте"; not "класс C", "точка x"
LONE = regex(r"(?<=[а-яё,]\s)(?P<letter>[coCO])(?=\s[а-яё]{2,})", re.VERBOSE)
# "at six. nobody came"; not "etc. nobody", "six … nobody", "St. john", "iPhone"
SMALL = regex(r"(?<![\w.’'-])(?P<before>[^\W\d_]{3,})(?P<mark>[”\"»)]?)\.\s(?P<word>[^\W\d_]+)(?![\w.@/])", re.VERBOSE)
MIN_RUSSIAN = 5  # letters of a Russian word that ends in a consonant and is no abbreviation: "корп" has four
LONG_SHORTENED = frozenset("просп подъез микрор строен помещ".split())
MIN_QUOTED_WORDS = 8  # of a quotation that begins small, as part of a sentence does
VOWEL_END = regex(r"[аеёиоуыэюяьй]$")
OWN_CAPITALS = regex(r"\w[A-ZА-ЯЁ]")  # "eBay", "iPhone"
CODE = regex(r"[`{}|<>\\]|\$\s")  # text of another grammar


def _scripts(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        text = URL.sub(lambda found: " " * len(found[0]), stretch.text)
        for match in WORD.finditer(text):
            meant = _in_one_script(match[0])
            if not meant and SLIPPED.fullmatch(match[0]):
                yield stretch.remark(match[0], "Letters of two scripts stand in one word.")
            if meant:
                latin = "Latin" if CYRILLIC.search(meant) else "Cyrillic"
                letters = ", ".join(dict.fromkeys(one for one, other in zip(match[0], meant, strict=True) if one != other))
                yield stretch.remark(match[0], f"A letter of the {latin} script stands within the word: {letters}.", meant)
        for match in LONE.finditer(text):
            why = f"The word “{match['letter']}” is written with a letter of the Latin script."
            yield stretch.remark(stretch.around(*match.span(), before=15, after=15), why, match[0].translate(TO_CYRILLIC))


def _in_one_script(word: str) -> str | None:
    """A word of letters of two scripts with those of one alone; None where it has no others or cannot be written so."""
    latin, cyrillic = len(LATIN.findall(word)), len(CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return None
    if COINED.fullmatch(word):
        return None
    in_cyrillic, in_latin = word.translate(TO_CYRILLIC), word.translate(TO_LATIN)
    ways = [one for one, other in ((in_cyrillic, LATIN), (in_latin, CYRILLIC)) if not other.search(one)]
    return ways[-1 if latin > cyrillic else 0] if ways else None


def _small(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.body:
        if CODE.search(stretch.text):
            continue
        for match in SMALL.finditer(URL.sub(lambda found: " " * len(found[0]), stretch.text)):
            word = match["word"]
            if word[0].islower() and _ends_sentence(match["before"]) and _is_small_slip(stretch, match):
                capital = word[0].upper() + word[1:]
                why = "A sentence begins with a small letter, or a full stop stands where none belongs."
                yield stretch.remark(stretch.around(*match.span(), before=0), why, match[0][: -len(word)] + capital)


def _ends_sentence(word: str) -> bool:
    """Whether a word before a full stop is no abbreviation."""
    low = word.casefold()
    if low in ABBREVIATIONS or low in LONG_SHORTENED or not word.islower():
        return False
    if CYRILLIC.search(low):
        return bool(VOWEL_END.search(low)) or len(low) >= MIN_RUSSIAN
    return low.isascii() and is_known(low)


def _is_small_slip(stretch: Stretch, match: re.Match[str]) -> bool:
    """Whether the small letter is a slip: it begins a known word, and no quotation has such sentences alone."""
    word = match["word"]
    if OWN_CAPITALS.search(stretch.text, match.start("word"), match.end("word")) or (word.isascii() and not is_known(word)):
        return False
    within = [one for one in quoted_spans(stretch.text) if one.inner[0] <= match.start("word") < one.inner[1]]
    quoted = stretch.text[slice(*within[0].inner)] if within else stretch.text
    begins = quoted.lstrip(" …[(*_“\"'")[:1]
    is_whole = begins.isupper() or (bool(within) and len(quoted.split()) >= MIN_QUOTED_WORDS)
    alike = islice((one for one in SMALL.finditer(quoted) if one["word"][0].islower()), 2)
    return is_whole and len(list(alike)) == 1


_NOTE = "[^1]\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="letters-of-two-scripts", severity=Severity.ERROR, check=_scripts,
         about="A Latin letter within a Cyrillic word, or the other way about, that looks like the right one.",
         bad="Комиссия пpизнала вину порта." + _NOTE, good="Комиссия признала вину VIP-зала и Kaspi." + _NOTE),
    Rule(name="capital-missing", severity=Severity.WARNING, check=_small,
         about="A sentence of the text or of a quotation that begins with a small letter behind a full stop.",
         bad="He said, “The gate was shut at six. nobody came”." + _NOTE,
         good="He said, “The gate was shut at 6 p.m. on iPads, phones, etc. and nobody came”." + _NOTE),
)  # fmt: skip

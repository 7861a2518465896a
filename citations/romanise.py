"""Cyrillic written in Latin letters, by tables that publishers use, and the readable end of an address made of a title.

Enters: a title or a name. Leaves: its Latin letters, or its slug by a publisher's rules. Letters are folded first as everywhere:
Unicode NFKC and case folding (Unicode 15, chapters 3.11 and 3.13). How titles and names agree is told by `citations.names`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citations.regex import regex

LONGEST_TITLE = 2000  # characters; what is longer is a text and no title, and is cut

# One letter of the script, written in Latin: the common ground of all tables (BGN/PCGN without its signs).
_BASE = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ғ": "gh", "ӣ": "i", "қ": "q", "ӯ": "u", "ҳ": "h", "ҷ": "j",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "o", "ә": "a", "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "һ": "h",
}  # fmt: skip

# What a table says otherwise. A publisher's profile names one and may change single letters again.
TABLES: Mapping[str, Mapping[str, str]] = {
    "bgn": {},
    "passport": {"ё": "e", "й": "i", "ъ": "ie", "ю": "iu", "я": "ia"},  # ICAO 9303, part 3, section 6
    "ucoz": {"ё": "jo", "й": "j", "ц": "c", "щ": "shh", "э": "eh", "ю": "ju", "я": "ja"},
    "drupal": {"ё": "e", "ц": "c", "щ": "shch"},
    "gost": {"й": "j", "х": "x", "ц": "c", "щ": "shh", "ё": "yo"},  # GOST 7.79-2000, system B
    "simple": {"ё": "e", "х": "h", "ц": "c", "щ": "sch", "ғ": "g", "қ": "k"},
    "tajik": {"ё": "yo", "х": "kh", "ы": "i"},
}

_QUOTES = "'’‘‛`´ʼʻ′‵"
# "Tajikistan's", "ДИИШ’"; not the space in "Tajik s"
APOSTROPHE = regex(rf"[{_QUOTES}]")
# "U.S." and "U. S. A." but not "end. Start"
INITIALS = regex(r"\b(?:[^\W\d_]\.\s?){2,}", re.VERBOSE)
DIGIT_COMMA = regex(r"(?<=\d),(?=\d{3}(?!\d))", re.VERBOSE)  # "1,300" as slugs write it: 1300; not "4, 5"


@dataclass(frozen=True, kw_only=True, slots=True)
class SlugRules:
    """How a publisher makes the readable end of an address from a title.

    `table` names one of `TABLES`, `letters` changes single letters of it; `max_length` counts characters and cuts at
    a word unless `cut_words`; `max_words` counts words; `drop_apostrophes` says "tajikistans", else "tajikistan-s";
    `join_initials` says "us", else "u-s".
    """

    table: str = "bgn"
    letters: tuple[tuple[str, str], ...] = ()
    separator: str = "-"
    stop_words: frozenset[str] = frozenset()
    max_length: int | None = None
    max_words: int | None = None
    cut_words: bool = False
    drop_apostrophes: bool = True
    join_initials: bool = True


def romanise(text: str, table: str = "bgn", letters: Mapping[str, str] | None = None) -> str:
    """Return `text` in lower-case Latin letters by one of `TABLES`; `letters` overrides single Cyrillic letters.

    Letters of other scripts go through `anyascii`. Raises KeyError for an unknown table.

    >>> romanise("Назарзода"), romanise("заявление", "ucoz")
    ('nazarzoda', 'zajavlenie')
    """
    known = {**_BASE, **TABLES[table], **(letters or {})}
    written = "".join(known.get(letter, letter) for letter in composed(text))
    if written.isascii():
        return written
    from anyascii import anyascii

    return anyascii(written).lower()


def slug(text: str, rules: SlugRules) -> str:
    """Return the slug that `rules` make of a title: `[a-z0-9]` words joined by the rules' separator.

    Never empty for a text that holds a letter or digit which can be written in Latin.

    >>> slug("От мирного соглашения до арестов", SlugRules())
    'ot-mirnogo-soglasheniya-do-arestov'
    """
    plain = APOSTROPHE.sub("" if rules.drop_apostrophes else " ", text[:LONGEST_TITLE].casefold())
    plain = DIGIT_COMMA.sub("", plain)
    plain = INITIALS.sub(without_stops, plain) if rules.join_initials else plain
    words = re.findall(r"[a-z0-9]+", romanise(plain, rules.table, dict(rules.letters)))
    kept = [word for word in words if word not in rules.stop_words] or words
    joined = rules.separator.join(kept[: rules.max_words])
    if rules.max_length is None or len(joined) <= rules.max_length:
        return joined
    cut = joined[: rules.max_length]
    if not rules.cut_words and joined[rules.max_length] != rules.separator and rules.separator in cut:
        cut = cut.rpartition(rules.separator)[0]
    *whole, last = cut.strip(rules.separator).split(rules.separator)
    return rules.separator.join(whole if whole and last in rules.stop_words else [*whole, last])  # "aegis" cut to "a"


def without_stops(initials: re.Match[str]) -> str:
    """Return initials as one word: "U. S." as "US "."""
    return initials[0].replace(".", "").replace(" ", "") + " "


def composed(text: str) -> str:
    """Return `text` case-folded and composed, without accents on Latin and stress marks on Cyrillic letters."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(_unaccented(unicodedata.normalize("NFD", folded)))
    return unicodedata.normalize("NFC", kept).replace("ё", "е")


def _unaccented(decomposed: str) -> Iterator[str]:
    base = ""
    for letter in decomposed:
        if not unicodedata.combining(letter):
            base = letter
        elif base < "\u0250" or "\u0370" <= base < "\u0400" or (base < "\u0530" and letter in "\u0300\u0301"):
            continue
        if unicodedata.category(letter) != "Cf":  # soft hyphens, joiners, marks of direction
            yield letter

"""How well an address names a title: its readable words compared with the title's, whoever transliterated them.

Enters: a title, and an address out of an archive's index. Leaves: a number to rank by. Slugs lose stop words and are
cut short, so that a beginning in order counts whole; nothing is decided by it.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import parse_qsl, unquote

from archive.address import parts_of
from citations.names import fold_title, name_key
from citations.regex import regex
from citations.romanise import APOSTROPHE, LONGEST_TITLE, SlugRules, slug

# of a slug that agrees: a headline's first four words are hardly another's; of the 75 sources of tests/third_web.py that exist 50
# misses three, 10 none
ENOUGH_LETTERS = 24
MAX_SEGMENT = 400  # characters of an address that are looked at
MAX_QUERY = 2000  # characters of a query
# of a slug that a listing asks for: enough for an index, few enough to hold in every spelling; 3 and 12 find the same there
HEAD_LETTERS = 6
# Ends that no title has: ".html", ".shtml?"; not "u.s"
EXTENSION = regex(r"\.(?:[sp]?html?|aspx?|php\d?|jsp|stm|pdf|cfm)$", re.VERBOSE | re.IGNORECASE)
# An id beside the words: "466408", "1433500000", "56b37107a947"; not "2015", "201"
ID = regex(r"\d{5,}|(?=[a-f]*\d)[0-9a-f]{8,}", re.VERBOSE)
WORDS = regex(r"[^\W_]+")
STOP_WORDS = frozenset(
    "a an and as at before but by for from in into is like of off on onto or per since than the this that to up via with"
    " и в во на с со о об от до по за из к у не для при ва дар аз ба бо то ки".split()
)
# What single systems write and name_key does not know: й as j, э as eh, ё as jo ("novoj", "ehskdejl"), ж as j and х as x
# ("mojet", "xolod"), ю and я as iu and ia, ъ as ie ("iubilei", "obiezd"); ä, ö, ü as ae, oe, ue.
SPELLINGS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("j", "y"),),
    (("shh", "shch"), ("eh", "e"), ("jo", "e"), ("j", "y")),
    (("j", "zh"), ("x", "kh")),
    (("iu", "yu"), ("ia", "ya"), ("ie", "e")),
    (("ae", "a"), ("oe", "o"), ("ue", "u")),
)
HARD_H = regex(r"(?<![ckpszt])h", re.VERBOSE)  # Ukrainian г in "hreblya"; not in "kh", "zh"
SLUG_STOP_WORDS = STOP_WORDS | {name_key(word) for word in STOP_WORDS}


def likeness(title: str, address: str) -> float:
    """Return from 0 (no word) to 1 how well the last readable part of `address` names `title`; never raises.

    >>> likeness("Заявление генерала", "http://a.example/news/zajavlenie_generala/2015-09-04-12")
    1.0
    >>> likeness("Ferry Sinks off the Bay of Qayroq", "http://a.example/2015/bridge-opens/")
    0.0
    """
    path, values = _segments(address)
    is_cut = title.rstrip().endswith(("…", "..."))  # a note breaks a long headline off; its address goes on
    readings = dict.fromkeys((title, APOSTROPHE.sub(" ", title)))  # "lecluse" and "l-ecluse"
    found = (_matched(_keys(reading), words, is_cut=is_cut) for reading in readings for words in (*path, *values))
    return round(max(found, default=0.0), 3)


@functools.lru_cache(maxsize=256)
def _keys(title: str) -> tuple[str, ...]:
    return tuple(key for word in fold_title(title).split() if word not in STOP_WORDS and (key := name_key(word)))


def is_wordless(address: str) -> bool:
    """Return whether no part of an address is readable, so that it can name no title: ids, dates and folders alone.

    >>> is_wordless("http://a.example/news/466408"), is_wordless("http://a.example/news/466408-ferry-sinks-off")
    (True, False)
    >>> is_wordless("http://a.example/story.asp?ID=51031&lang=ru")
    True
    """
    path, values = _segments(address)
    return all(len(words) < 2 for words in path[-1:]) and all(len(words) < 3 for words in values)


def heads(title: str, rules: SlugRules) -> tuple[str, ...]:
    """Return the beginnings that a slug of `title` can have: by the rules, and with stop words kept; none too short.

    >>> heads("The Silence in the House", SlugRules(stop_words=frozenset({"the", "in"})))
    ('silenc', 'the-si')
    """
    whole = SlugRules(table=rules.table, letters=rules.letters, separator=rules.separator)
    made = dict.fromkeys(slug(title, each)[:HEAD_LETTERS].rstrip(rules.separator) for each in (rules, whole))
    return tuple(head for head in made if len(head) >= 3)


def _segments(address: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the words of each part of the path, and of each value of the query, that holds any: ids are left out."""
    parts = parts_of(address)
    values = [value for _, value in parse_qsl(parts.query[:MAX_QUERY])]  # "id=48340:ferry-sinks", not "view=article"
    texts = (parts.path.split("/")[-4:], values)
    path, named = (
        [words for text in each if (words := _words(EXTENSION.sub("", unquote(text)[:MAX_SEGMENT])))] for each in texts
    )
    return path, named


def _words(text: str) -> list[str]:
    found = [word.casefold() for word in WORDS.findall(text[:LONGEST_TITLE])]
    return [word for word in found if not ID.fullmatch(word) and word not in SLUG_STOP_WORDS]


def _matched(wanted: tuple[str, ...], words: list[str], *, is_cut: bool) -> float:
    """Return the share of the slug's letters that the title has in the same order, times how many they are.

    Of a title that was cut the slug counts as far as the two agree.
    """
    place, agreed, read = 0, 0, 0
    for index, word in enumerate(words):
        is_last = index == len(words) - 1
        at = next((at for at in range(place, len(wanted)) if _is_word(word, wanted[at], cut=is_last)), None)
        if at is not None:
            agreed += len(word)
            place, read = at + 1, index + 1
    letters = sum(map(len, words[:read] if is_cut else words))
    enough = min(ENOUGH_LETTERS, sum(map(len, wanted)))
    return (agreed / letters) * min(1.0, agreed / enough) if letters and enough else 0.0


def _is_word(word: str, key: str, *, cut: bool) -> bool:
    """Return whether a word of an address spells the title's word; the last may be cut ("goskontr")."""
    keys = {name_key(spelt) for spelt in _spellings(word)}
    return key in keys or (cut and len(word) >= 3 and any(key.startswith(part) for part in keys if part))


@functools.lru_cache(maxsize=4096)
def _spellings(word: str) -> frozenset[str]:
    """Return a word as it is and as the usual spelling has what site builders, passport offices and chats write otherwise."""
    made = (functools.reduce(lambda text, pair: text.replace(*pair), pairs, word) for pairs in SPELLINGS)
    return frozenset((*made, HARD_H.sub("g", word)))

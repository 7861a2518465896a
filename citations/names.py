"""Titles and names compared across spellings, scripts and site decorations.

Enters: a title or a name as somebody printed it. Leaves: a folded form that is the same for the same words, or
a judgement of how far two titles agree. Folding follows Unicode NFKC and case folding
(Unicode 15, chapters 3.11 and 3.13). It knows no publisher: outlet names are given to it.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Iterator

from citations.numerals import UNITS
from citations.parsing.countries import is_country
from citations.regex import regex
from citations.romanise import APOSTROPHE, INITIALS, LONGEST_TITLE, composed, romanise, without_stops
from citations.variants import spelling_key

# The 70 titles of `tests/sweep.py headlines` do not decide the next three: 2 and 5 words, shares of 0.3 and 0.7, ratios of 0.85
# and 0.97 change nothing there
MIN_PART_WORDS = 3  # two titles that share fewer words in a row share nothing worth a person's look
MIN_PART_SHARE = 0.5  # of the longer title, by letters: what a shared beginning or end must at least cover
NEAR_RATIO = 0.92  # character similarity of one mistyped word in a headline of six; one word replaced falls below
_DASHES = "‐‑‒–—―−﹘﹣－"
# "1,300", "9 000", "1'000'000"; not "4, 5" (no group of three)
GROUPED_NUMBER = regex(r"(?<!\d)(?<!\d[ ,.])(\d{1,3})((?:[ ,]\d{3})+)(?![ ,]?\d)", re.VERBOSE | re.ASCII)
_DIGIT = regex(r"\d")
# Everything that is neither letter, mark nor digit parts words: "a—b, c" gives three.
NOT_A_WORD = regex(r"[\W_]+")
# "Title | Site", "Title :: Section", "Site » Title"; a plain hyphen inside a word is none: "Asia-Plus"
HARD_SEPARATOR = regex(r"\s*(?:\||::|»(?!\s*$)|•|·|\u2502)\s*", re.VERBOSE)
SOFT_SEPARATOR = regex(rf"\s+[-{_DASHES}/:]+\s+|:\s+", re.VERBOSE)
# "Mission ... Final Report", "Mission […] Report"; not a single stop
ELLIPSIS = regex(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*", re.VERBOSE)
# A headline such as «Tajikistan: Reverse Party Closure»; the colon of «At 10:30 the guards» is none
LEADING_LABEL = regex(r"^\s*(?P<label>[^:]{2,60}):\s+(?P<rest>\S.*)$", re.VERBOSE | re.DOTALL)

YO = regex(r"[ёЁ]")  # kept apart in names: Зиёев is Ziyoyev
_TAJIK = str.maketrans("ҳӯқғӣҷ", "хукгич")
TAJIK_LETTER = regex(r"[ҳӯқғӣҷ]", re.VERBOSE)
MOST_IN_WORDS = 20  # a headline that says more in words is rare
_LOOK_ALIKE = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
NUMBER_SIGN = regex(r"\bno(?=[ ]?\d)", re.VERBOSE)  # "no 5", which "№ 5" is folded to; not "no fish"
CYRILLIC_LETTER = regex(r"[а-яё]", re.VERBOSE)
WORD_SPACE = regex(r"(?<!\d)[ ]|[ ](?!\d)", re.VERBOSE)  # in "in 9 wards", "9 wards"; not in "1 2"


class TitleAgreement(enum.StrEnum):
    """How a title that a page shows stands to the one that was cited, from best to worst."""

    SAME = "same"
    SAME_WEAK = "same-weak"  # after Tajik letters, spaces or scripts are folded too
    PART = "part"  # one holds the other, or they differ by a slip of the pen
    DIFFERENT = "different"


@functools.lru_cache(maxsize=512)  # one note's names and titles are asked by many rules
def fold_title(text: str) -> str:
    """Return the words of `text` in one spelling: lower case, without punctuation, marks and grouping of digits.

    Numbers keep their value ("1,300" is "1300", "4,5" is "4 5"); `ё` is `е`; Tajik letters stay. Folding twice is
    folding once. Empty for a text without letters or digits. At most `LONGEST_TITLE` characters are looked at.

    >>> fold_title("«Обезглавленная» ПИВТ — отчёт"), fold_title("Over 1,300 Fighters in the U.S.")
    ('обезглавленная пивт отчет', 'over 1300 fighters in the us')
    """
    folded = _fold_once(text[:LONGEST_TITLE])
    if folded.isascii() and not _DIGIT.search(folded):
        return folded
    for _ in range(3):  # rare compatibility letters unfold further when their neighbours are gone
        again = _fold_once(folded)
        if again == folded:
            return folded
        folded = again
    return folded


def title_agreement(cited: str, shown: str, outlets: Iterable[str] = ()) -> TitleAgreement:
    """Return how the title `shown` by a page agrees with the one `cited`.

    `outlets` are names of the page's publisher as known: they are taken off either end of `shown`. A leading
    "Country:" is disregarded when only one side has it. A title cut by an ellipsis agrees in part at most.

    >>> str(title_agreement("Reverse Party Closure", "Tajikistan: Reverse Party Closure | Watch", ["Watch"]))
    'same'
    """
    if not fold_title(cited) or not fold_title(shown):
        return TitleAgreement.DIFFERENT
    pairs = [pair for variant in undecorated(shown, outlets) for pair in _without_country(cited, variant)]
    if ELLIPSIS.search(cited.strip(" .")) or cited.rstrip().endswith(("...", "…")):
        return _elided_agreement(cited, pairs)
    if any(left == right for left, right in pairs):
        return TitleAgreement.SAME
    if any(_agree_weakly(left, right) for left, right in pairs):
        return TitleAgreement.SAME_WEAK
    if any(_is_part(left, right) for left, right in pairs):
        return TitleAgreement.PART
    return TitleAgreement.DIFFERENT


def undecorated(shown: str, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the readings of a page's title, the whole first: without site names at its ends, and its sections.

    A part behind a bar ("Title | Section | Site") may be the title by itself; behind a dash or colon only a part
    beside which one of `outlets` stands, because titles hold dashes too.

    >>> undecorated("Обезглавленная ПИВТ — Радио Озоди", ["Радио Озоди"])
    ('Обезглавленная ПИВТ — Радио Озоди', 'Обезглавленная ПИВТ')
    """
    shown = shown[:LONGEST_TITLE]
    names = {_joined(name) for name in outlets} - {""}
    readings = dict.fromkeys([shown])
    for section in [shown, *HARD_SEPARATOR.split(shown)]:
        bare = _without_site_name(section, names)
        if bare and _joined(bare) not in names and len(_joined(bare)) > 3:
            readings[bare] = None
    return tuple(readings)


def name_key(text: str) -> str:
    """Return a key that is equal for one person's name in Russian, Tajik and the usual transliterations.

    Word order stays; initials and given names are words like others. A key says that two spellings can be of one
    name, not that two people are one.

    >>> name_key("Гулмурод Халимов") == name_key("Gulmurod Halimov"), name_key("Ziyoyev") == name_key("Зиёев")
    (True, True)
    """
    return " ".join(filter(None, (_word_key(word) for word in fold_title(YO.sub("йо", text)).split())))


# matches: Maria "de la" Cruz, Ahmed "al"-Rashid    does not: "De" alone
_PARTICLES = frozenset("da de del della den der des di dos du la le van von zu zum zur al el bin ibn ben ter ten".split())


def family_key(text: str) -> str:
    """Return the key of a family name without the particles that lead it: notes print them with the forename, or leave them out.

    >>> family_key("van der Berg") == family_key("Berg"), family_key("al-Rashid") == family_key("Rashid")
    (True, True)
    """
    words = name_key(text).split()
    first = next((n for n, word in enumerate(words) if word not in _PARTICLES), len(words) - 1)
    return " ".join(words[first:])


# A word's spelling in Latin reduced to its sounds, in this order; each with a sample of what it makes equal.
_SOUNDS = tuple(
    (regex(pattern), sound)
    for pattern, sound in (
        (r"shch|sch", "sh"),  # Shcherbakov, Scherbakov
        (r"d+(?:zh|j)", "j"),  # Radzhabov, Rajabov; Mahmuddzhon, Mahmudjon
        (r"^x(?=[aeiouy])", "h"),  # Xalimov, Halimov
        (r"x", "ks"),  # Alexei, Aleksei
        (r"kh", "h"),  # Khalimov, Halimov
        (r"gh", "g"),  # Ghafurov, Gafurov
        (r"tz|ts", "c"),  # Tsarev
        (r"ph", "f"),
        (r"ck|q", "k"),  # Qurghonteppa, Kurghonteppa
        (r"w", "v"),  # Muchin/Wolkow
        (r"ou", "u"),  # Nouri, Nuri
        (r"(?<=[a-z]{2})z[ao]d[aeo]$", "zoda"),  # Tursunzade, Tursunzoda
        (r"y(?=[aeiou])", ""),  # Ziyoyev, Zioev; Yeltsin, Eltsin
        (r"(?<=[a-z][^aeiou])ie(?=va?$)", "e"),  # Saveliev, Savelyev; not Kiev
        (r"y", "i"),  # Sergey, Sergei
        (r"([a-z])\1+", r"\1"),  # Mahmuddjon, Mahmudjon
    )
)


def _fold_once(text: str) -> str:
    plain = APOSTROPHE.sub("", composed(text)).replace("&", " and ").replace("%", " percent ")
    plain = INITIALS.sub(without_stops, plain) if "." in plain else plain
    has_figures = _DIGIT.search(plain) is not None
    plain = GROUPED_NUMBER.sub(lambda match: match[1] + re.sub(r"\D", "", match[2]), plain) if has_figures else plain
    words = " ".join(NOT_A_WORD.sub(" ", plain).split()).replace("per cent", "percent")
    if not has_figures:
        return words
    return GROUPED_NUMBER.sub(lambda match: match[1] + re.sub(r"\D", "", match[2]), words)


def _joined(text: str) -> str:
    return fold_title(text).replace(" ", "").removeprefix("www")


def _without_site_name(section: str, names: set[str]) -> str:
    """Return `section` without the pieces at its ends that are site names."""
    cuts = [(0, 0), *(match.span() for match in SOFT_SEPARATOR.finditer(section)), (len(section), len(section))]
    first, last = 0, len(cuts) - 1
    while last - first > 1 and _joined(section[cuts[last - 1][1] : cuts[last][0]]) in names:
        last -= 1
    while last - first > 1 and _joined(section[cuts[first][1] : cuts[first + 1][0]]) in names:
        first += 1
    return section[cuts[first][1] : cuts[last][0]].strip()


def _without_country(cited: str, shown: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs to compare, folded: as they are, and without a country that leads one side alone."""
    left, right = fold_title(cited), fold_title(shown)
    yield left, right
    left_country, left_rest = _country_led(cited)
    right_country, right_rest = _country_led(shown)
    if left_country and not right_country:
        yield left_rest, right
    elif right_country and not left_country:
        yield left, right_rest


def _country_led(title: str) -> tuple[str, str]:
    match = LEADING_LABEL.match(title)
    if not match or not is_country(fold_title(match["label"])):
        return "", ""
    return match["label"], fold_title(match["rest"])


def _agree_weakly(left: str, right: str) -> bool:
    """Return whether titles agree in the second, weaker folding, by sound; where both are typed alike, each letter tells."""
    if _one_spelling(left) == _one_spelling(right) or _as_typed(left) == _as_typed(right):
        return True
    if _letters(left) == _letters(right):
        return False  # "ҷанг" is war and "чанг" dust, "рысь" lynx and "рис" rice, as "wine" is not "vine"
    return _weak(left) == _weak(right)


def _as_typed(folded: str) -> str:
    """Return a title without what typing and house rules alone make: spaces, "№" as "N", "five" for "5", Latin letters that look
    Cyrillic in a Cyrillic word.
    """
    words = (word.translate(_LOOK_ALIKE) if CYRILLIC_LETTER.search(word) else word for word in folded.split())
    figures = (str(int(UNITS[word])) if 1 < UNITS.get(word, 0) <= MOST_IN_WORDS else word for word in words)
    return _unspaced(NUMBER_SIGN.sub("n", " ".join(figures)))


def _letters(folded: str) -> tuple[bool, bool]:
    """Return what a title is typed with: whether Cyrillic, whether Tajik letters."""
    return bool(CYRILLIC_LETTER.search(folded)), bool(TAJIK_LETTER.search(folded))


@functools.lru_cache(maxsize=1024)
def _weak(folded: str) -> str:
    """Return the second, weaker folding: Tajik letters as Russian ones, one key for all scripts, no spaces but in numbers."""
    plain = folded.translate(_TAJIK).replace("йо", "е").replace("yo", "ye")  # ё was folded to е
    return _unspaced(" ".join(_word_key(word) for word in plain.split()))


def _unspaced(folded: str) -> str:
    """Return words without spaces, save those that part figures: "1 2 percent" is not "12 percent"."""
    return WORD_SPACE.sub("", folded)


def _one_spelling(folded: str) -> str:
    """Return the words in one spelling of English: "organises" as "organizes"."""
    return " ".join(map(spelling_key, folded.split()))


@functools.lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    if word.isdigit():
        return word
    sounds = romanise(word, "bgn", {"ё": "o", "ҷ": "j", "ғ": "g", "қ": "k"})
    sounds = re.sub(r"[^a-z0-9]", "", sounds)
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    return sounds


def _is_part(left: str, right: str) -> bool:
    """Return whether one title stands inside the other, in order, or differs by a slip that touches no number."""
    short, long = sorted((left.split(), right.split()), key=len)
    if len(short) < MIN_PART_WORDS:
        return False
    if short in (long[: len(short)], long[-len(short) :]):
        return True
    if _is_subsequence(short, long) and len("".join(short)) >= MIN_PART_SHARE * len("".join(long)):
        return True
    return _numbers(left) == _numbers(right) and _is_near(left, right)


def _is_near(left: str, right: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(left, right) >= NEAR_RATIO * 100


def _numbers(folded: str) -> list[str]:
    return re.findall(r"\d+", folded)


def _is_subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _elided_agreement(cited: str, pairs: list[tuple[str, str]]) -> TitleAgreement:
    pieces = [fold_title(piece).split() for piece in ELLIPSIS.split(cited)]
    words = [word for piece in pieces for word in piece]
    if len(words) >= MIN_PART_WORDS and any(_is_subsequence(words, right.split()) for _, right in pairs):
        return TitleAgreement.PART
    return TitleAgreement.DIFFERENT

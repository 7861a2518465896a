"""Rules on names: one person, place or body spelt two ways, a possessive missing.

Names are compared as they sound in Latin letters, so that a Cyrillic and a transliterated form are one; only two spellings
in one script are a finding. Titles that others gave are left out; translations are the document's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.language import language_of
from citations.lexicon import is_function_word
from citations.months import MONTH_NUMBERS
from citations.names import name_key
from citations.prose import URL
from citations.regex import regex
from citations.spelling import count_of, is_known

MIN_FAMILY_LETTERS = 4  # "Lee" and "Li" may be two people; 8 finds 329
MIN_NAME_LETTERS = 5  # of a word compared alone; 10 finds 331
MIN_MARKED_LETTERS = 4  # of one that marks alone part from another
MIN_JOINED_LETTERS = 7  # of a name in one word that elsewhere are two: "Lochgarve"
MOST_NAME_LETTERS = 60  # longer is no name: the longest place name in use has 58, and reading one costs the square of it
MIN_LONG_NAME = 8  # letters of a name by itself, of which another one letter away is a slip; 16 finds 331
MIN_BESIDE_LETTERS = 3  # of one compared beside a name that is the same: "Venn" and "Ven"; 6 finds 326
MIN_WORD_COUNT = 500  # of a word of the language, or of a first name, in the dictionary's texts
MIN_NEAR_LETTERS = 6  # of two names with other vowels
MIN_CONSONANTS = 3  # of two names that have all of them in common: "Reinhart" and "Rinehart"; 6 finds 330
MOST_VOWELS_APART = 3  # letters that part two such names; 1 finds 330
MOST_NEAR = 3  # names one letter from a name: more of them are names of one make, such as "Block A1" and "Block A2"
MOST_BESIDE = 30  # different names beside one: "In" stands before every place
# What transliterations write in two ways, beyond what `name_key` folds: "Iusuf" and "Yusuf", "Zhalil" and "Jalil"
SOUNDS = (("zh", "j"), ("iu", "u"), ("ii", "i"), ("ei", "e"))
SOFT_IE = regex(r"(?<=[bcdfghklmnpqrstvwxz])i(?=ev)")  # "Tashiev" and "Tashyev"; not "Zaiev"
REPEATED = regex(r"(?P<letter>\w)(?P=letter)+", re.VERBOSE)  # "ss" in "Hassan"; not "Hasan"
VOWELS = regex(r"[aeiouyh’']", re.VERBOSE)  # and what is often silent: "a" and "h" in "Graham"; not "g"
# "Gulmurod", "Asia-Plus", "Гурьянов"; not "GKNB", "OSCE's"
# Months of every language, and the short forms of notes
NO_NAMES = frozenset(MONTH_NUMBERS) | frozenset("ibid ibíd ibidem ebenda ebd idem cit supra infra там указ".split())
BEFORE_VOWEL = regex(r"(?<=[a-z])ou(?=[aeiy])", re.VERBOSE)  # French for "w": "Metlaoui" and "Metlawi"
HARD_C = regex(r"c(?=[aouklrt]|$)", re.VERBOSE)  # "Okrica" and "Okrika"; not "Alice"
TORN = regex(r"-[a-zа-яёғӣқӯҳҷ]", re.VERBOSE)  # "Admini-stration"; not "Tash-Rabat"
CAPITAL = regex(r"\b[A-ZА-ЯЁҒӢҚӮҲҶ](?:[’'-]?[^\W\d_])*[a-zа-яёғӣқӯҳҷ](?:[’'-]?[^\W\d_])*", re.VERBOSE)
# Between two words of one name: "Organisation for Security"; not "Khatlon. Tajikistan"
WITHIN_NAME = regex(r"[ \u00a0]+(?:(?:of|for|and|the|on|de|в|по|и)\s+){0,2}", re.VERBOSE)
# Endings in which names of one word differ that are two: a plural, a possessive, an adjective, a married name
ENDINGS = frozenset(
    ("", "s", "es", "’s", "'s", "s’", "n", "an", "ian", "i", "ish", "a", "ns", "is", "ans", "ians", "ese", "ic", "ly")
)
SCHOOL = regex(r"is(?:m|ts?)$", re.VERBOSE)  # "Marxism" and "Marxist" are two words
# Russian and Tajik cases, taken off before two words are compared
CASE_ENDING = regex(r"(?:ыми|ими|ого|его|ому|ему|ами|ями|ой|ый|ий|ым|им|ом|ем|ей|ах|ях|ых|их|ую|юю|ая|яя|ое|ее|ью|[аяуюеыиоьй])$")
# A title before a name, as in "President Vahidov"; not "the president"
TITLED = regex(
    r"\b(?:President|Premier|Minister|Chancellor|King|Queen|Governor|Gov\.|Sen\.|Senator|Mr|Mrs|Ms|Dr|Gen\.|Col\.|Capt\.|Judge|Bishop)\.?\s+(?:[A-Z][\w-]+\s+)?(?P<name>[A-Z][\w-]{3,})\b",
    re.VERBOSE,
)
# "is Gen. Saidov party.", "of Saidov family,"; not "the Saidov era.", "to Saidov and"
UNOWNED = regex(
    r"\b(?:is|are|was|were|of|to|for|against|by|from|with|joined|left)\s+(?:[A-Z][a-z]+\.?\s+)?(?P<name>[A-Z][\w-]{3,})\s(?P<thing>[a-z]{4,})(?=[.;,])",
    re.VERBOSE,
)
UNOWNABLE = regex(r"(?:ed|ing|ly|self|selves|wards?|then|again|alone|there|today|times|himself|herself)$")


def sound_of(word: str) -> str:
    """Return a name's sound: one form for the spellings of one name."""
    sound = name_key(HARD_C.sub("k", BEFORE_VOWEL.sub("w", word.casefold()))).replace(" ", "")  # "Tash-Rabat" and "Tashrabat"
    for written, one in SOUNDS:
        sound = sound.replace(written, one)
    return REPEATED.sub(r"\g<letter>", SOFT_IE.sub("", sound))


def unmarked(name: str) -> str:
    """Return a name in small letters without the marks on them."""
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))


def _possessive(draft: Draft) -> Iterator[Remark]:
    everything = "\n".join(stretch.text for stretch in draft.texts)
    titled = {match["name"] for match in TITLED.finditer(everything)}
    owners = {name for name in titled if re.search(rf"\b{re.escape(name)}[’']s\b", everything)}
    for stretch in draft.texts:
        for match in UNOWNED.finditer(stretch.text):
            name, thing = match["name"], match["thing"]
            if name in owners and not UNOWNABLE.search(thing) and not is_function_word(thing):
                mend = match[0].replace(f"{name} {thing}", f"{name}’s {thing}")
                yield stretch.remark(match[0], f"“{thing}” seems to be {name}’s: the possessive is missing.", mend)


def is_cyrillic(word: str | None) -> bool:
    """Whether a word has Cyrillic letters."""
    return bool(re.search("[а-яёғӣқӯҳҷ]", word or "", re.IGNORECASE))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Word:
    """A word of a name, the words of names right before and behind it, and all of them as printed."""

    word: str
    stretch: Stretch
    printed: str
    before: str = ""
    behind: str = ""


@dataclass(slots=True)
class _Spelling:
    """How often a spelling stands in the document, and where it stood first."""

    first: _Word
    count: int = 0
    beside: set[str] = field(default_factory=set)


def _spelt(draft: Draft) -> Iterator[Remark]:
    words = [word for stretch in draft.texts for word in _names_in(draft, stretch)]
    small = {word for stretch in draft.texts for word in re.findall(r"\b[a-zа-яё]+\b", stretch.text)}
    told: set[frozenset[str]] = set()
    for rare, common in (*_beside_one_name(words), *_alone(words, small)):
        pair = frozenset((rare.first.word, common.first.word))
        if pair not in told:
            told.add(pair)
            why = f"The name is spelt “{common.first.word}” {common.first.stretch.place}."
            mend = rare.first.printed.replace(rare.first.word, _in_case_of(rare.first.word, common.first.word))
            yield rare.first.stretch.remark(rare.first.printed, why, mend)


def _in_case_of(word: str, meant: str) -> str:
    """The name that was meant in the case in which another was printed: "Саидовым" for "Сеидовым" and "Саидова"."""
    if not (is_cyrillic(word) and is_cyrillic(meant)):
        return meant
    ending = CASE_ENDING.search(word)
    return CASE_ENDING.sub("", meant) + (ending[0] if ending else "")


def _names_in(draft: Draft, stretch: Stretch) -> Iterator[_Word]:
    """Yield the capitalised words of a stretch, headings and the titles and names of others left out."""
    is_foreign = (
        stretch.label is not None and draft.language != "de" and language_of(stretch.text) == "de"
    )  # all nouns have capitals
    text = "" if stretch.kind == "heading" or is_foreign else URL.sub(_blank, _own_words(draft, stretch))
    found = [match for match in CAPITAL.finditer(text) if match[0].casefold() not in NO_NAMES]
    for match, before, behind in zip(found, [None, *found], [*found[1:], None], strict=False):
        led = before if before and WITHIN_NAME.fullmatch(text[before.end() : match.start()]) else match
        followed = behind if behind and WITHIN_NAME.fullmatch(text[match.end() : behind.start()]) else match
        yield _Word(
            word=_bare(match[0]),
            stretch=stretch,
            printed=_bare(text[led.start() : followed.end()]),
            before=_bare(led[0]) if led is not match else "",
            behind=_bare(followed[0]) if followed is not match else "",
        )


def _own_words(draft: Draft, stretch: Stretch) -> str:
    """The text of a stretch; of a note, without the titles and authors that others wrote."""
    text = stretch.text
    if stretch.label is not None:
        for citation in draft.by_label[stretch.label].citations:
            theirs = [text[slice(*one.span)] for one in citation.fields if one.field == "title" and one.span]
            families = [author.family for author in citation.authors]
            for words in filter(None, (*theirs, citation.title, *map(str, citation.authors), *families)):
                text = text.replace(words, " " * len(words))
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _bare(word: str) -> str:
    return re.sub(r"[’']s$", "", word)


def _stem(word: str) -> str:
    return CASE_ENDING.sub("", word.casefold()) if is_cyrillic(word) else word.casefold()


def _beside_one_name(words: list[_Word]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs of words, rarer one first, that one slip parts and that stand beside the same name: "Selim" and "Salim" Vahidov."""
    groups: dict[tuple[str, str], dict[str, _Spelling]] = defaultdict(dict)
    for one in words:
        for side, name in (("before", one.before), ("behind", one.behind)):
            if len(one.word) >= MIN_BESIDE_LETTERS and len(name) >= MIN_BESIDE_LETTERS and not is_function_word(name.casefold()):
                spelling = groups[side, _stem(name)].setdefault(_stem(one.word), _Spelling(first=one))
                spelling.count += 1
    for group in groups.values():
        held = list(group.values())[: MOST_BESIDE + 1]
        if len(held) <= MOST_BESIDE:
            yield from _slips(held)


def _slips(held: list[_Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    for place, one in enumerate(held):
        for other in held[place + 1 :]:
            torn = any(TORN.search(held.first.word) for held in (one, other))  # the rule on hyphens tells of it
            if not torn and is_slip(_stem(one.first.word), _stem(other.first.word)):
                yield _by_weight(one, other)


def _by_weight(one: _Spelling, other: _Spelling) -> tuple[_Spelling, _Spelling]:
    """Two spellings, the one for which less speaks first."""
    return (one, other) if _weight(one, other) < _weight(other, one) else (other, one)


def _weight(one: _Spelling, other: _Spelling) -> tuple[int, bool]:
    """How much speaks for a spelling: how often it stands, then the marks on its letters, which get lost, or a dictionary."""
    word, its = one.first.word.casefold(), other.first.word.casefold()
    return one.count, unmarked(word) != word if unmarked(word) == unmarked(its) else is_known(word)


def is_slip(left: str, right: str) -> bool:
    """Whether one letter parts two words, or a sound written otherwise, and no ending does."""
    short, long = sorted((left, right), key=len)
    if SCHOOL.sub("", left) == SCHOOL.sub("", right):
        return False
    rest = long[len(short) :] if long.startswith(short) else "-"
    if (
        (rest in ENDINGS and not (rest[:1] == "n" and short[-1:] not in "aeiouy"))
        or (is_cyrillic(left) and rest != "-")
        or is_cyrillic(left) != is_cyrillic(right)
    ):
        return False
    if min(count_of(left), count_of(right)) >= MIN_WORD_COUNT and left.replace("z", "s") != right.replace("z", "s"):
        return False  # "Capitalism" and "Capitalist" are two words
    return (
        Levenshtein.distance(left, right, score_cutoff=1) <= 1 or sound_of(left) == sound_of(right) or _sounds_near(left, right)
    )


def _sounds_near(left: str, right: str) -> bool:
    """Whether two words share first letter and consonants, and have other vowels: "graham" and "graeme"."""
    bare, other = (REPEATED.sub(r"\g<letter>", VOWELS.sub("", word)) for word in (left, right))
    long = min(len(left), len(right)) >= MIN_NEAR_LETTERS  # "Pluto" and "Polity" are two publishers
    near = long and left[:1] == right[:1] and bare == other and len(bare) >= MIN_CONSONANTS
    return near and Levenshtein.distance(left, right, score_cutoff=MOST_VOWELS_APART) <= MOST_VOWELS_APART


def _alone(words: list[_Word], small: set[str]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs of words, rarer one first, that sound alike and are written two ways; two people's given names are left out."""
    groups: dict[str, dict[str, _Spelling]] = defaultdict(dict)
    for one in words:
        if MIN_NAME_LETTERS <= len(one.word) <= MOST_NAME_LETTERS and one.word.casefold() not in small:
            spelling = groups[sound_of(_stem(one.word))].setdefault(_stem(one.word), _Spelling(first=one))
            spelling.count += 1
            spelling.beside |= {sound_of(one.behind)} - {""}
    for group in groups.values():
        held = list(group.values())[:MOST_BESIDE]
        for rare, common in _slips(held) if len(held) > 1 else ():
            if not _of_two(rare, common):
                yield rare, common
    yield from _marked(words, small)
    yield from _hyphened(words)
    known = {word: one for group in groups.values() for word, one in group.items() if _may_slip(word)}
    for rare, common in _near(known):
        if rare.count == 1 and not _of_two(rare, common):
            yield rare, common


def _marked(words: list[_Word], small: set[str]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs of short Latin names, rarer one first, that marks on letters alone part: "Adre" and "Adré"; "Rose" may be no name."""
    groups: dict[str, dict[str, _Spelling]] = defaultdict(dict)
    for one in words:
        bare = unmarked(one.word)
        if MIN_MARKED_LETTERS <= len(bare) < MIN_NAME_LETTERS and bare.isascii() and not {bare, one.word.casefold()} & small:
            spelling = groups[bare].setdefault(one.word.casefold(), _Spelling(first=one))
            spelling.count += 1
            spelling.beside |= {sound_of(one.behind)} - {""}
    for bare, group in groups.items():
        if len(group) == 2 and count_of(bare) < MIN_WORD_COUNT:
            rare, common = _by_weight(*group.values())
            if not _of_two(rare, common):
                yield rare, common


def _hyphened(words: list[_Word]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs of a name with a space and one with a hyphen or without that sound alike: "Baga Sola", "Baga-Solla", "Bagasola"."""
    spaced: dict[str, _Spelling] = {}
    for one in words:
        if one.before and f"{one.before} {one.word}" in one.printed:
            whole = replace(one, word=f"{one.before} {one.word}")
            spaced.setdefault(sound_of(one.before) + sound_of(one.word), _Spelling(first=whole)).count += 1
    for one in words:
        is_joined = "-" in one.word or (len(one.word) >= MIN_JOINED_LETTERS and not is_known(one.word.casefold()))
        other = spaced.get("".join(map(sound_of, one.word.split("-")))) if is_joined and not TORN.search(one.word) else None
        if other:
            yield _Spelling(first=one), other


def _of_two(one: _Spelling, other: _Spelling) -> bool:
    """Whether different names stand behind two spellings: "Carl Voss" and "Karl Foss"."""
    return bool(one.beside and other.beside and not one.beside & other.beside)


def _may_slip(word: str) -> bool:
    """Whether a word is so long, and so surely a name, that another one letter from it is the same."""
    return len(word) >= MIN_LONG_NAME and count_of(word) < MIN_WORD_COUNT and not is_known(word)


def _near(known: dict[str, _Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs that one letter parts, the rarer first: the same without one letter each. One like many others is none."""
    shortened: dict[str, list[str]] = defaultdict(list)
    for word in known:
        for at in range(1, len(word)):
            shortened[word[:at] + word[at + 1 :]].append(word)
    pairs = {tuple(sorted(pair)) for words in shortened.values() for pair in combinations(words[:MOST_BESIDE], 2)}
    pairs |= {tuple(sorted((word, longer))) for word in known for longer in shortened.get(word, ())}
    alike = Counter(word for pair in pairs if pair[0] != pair[1] for word in pair)
    for one, other in sorted(pairs):
        if one != other and one[0] == other[0] and max(alike[one], alike[other]) <= MOST_NEAR and is_slip(one, other):
            spellings = sorted((known[one], known[other]), key=lambda held: held.count)
            yield spellings[0], spellings[1]


RULES = (
    Rule(name="name-spelt-two-ways", severity=Severity.WARNING, check=_spelt,
         about="A person, place or body whose name the text and the notes’ own words spell in two ways.",
         bad="Selim Vahidov left the port. Nobody saw Salim Vahidov again.[^1]\n\n[^1]: A remark.\n",
         good="Selim Vahidov left the port. Vahidov's brother stayed.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="possessive-missing", severity=Severity.HINT, check=_possessive,
         about="A titled person’s name before what seems to be theirs, without the possessive it has elsewhere.",
         bad="Gen. Saidov's men left. The Union is Gen. Saidov party.[^1]\n\n[^1]: A remark.\n",
         good="Gen. Saidov's men left. The Union is Gen. Saidov's party.[^1]\n\n[^1]: A remark.\n"),
)  # fmt: skip

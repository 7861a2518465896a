"""Rules on names: one author, person, place or body spelt two ways, a first name mistyped, a possessive missing.

Names are compared as they sound in Latin letters, so that a Cyrillic and a transliterated form are one; only two spellings
in one script are a finding. Titles that others gave are left out; translations are the document's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from citations.citation import Citation, Form, Name
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.lexicon import is_function_word
from citations.names import fold_title, name_key
from citations.prose import URL
from citations.spelling import count_of, is_known

MIN_FAMILY_LETTERS = 4  # "Lee" and "Li" may be two people
MIN_NAME_LETTERS = 5  # of a word compared alone
MIN_LONG_NAME = 8  # letters of a name by itself, of which another one letter away is a slip
MIN_BESIDE_LETTERS = 3  # of one compared beside a name that is the same: "Venn" and "Ven"
MIN_WORD_COUNT = 500  # of a word of the language, or of a first name, in the dictionary's texts
MIN_FIRST_NAME = 6  # letters of a first name judged alone: "Alli" may be one
MIN_CONSONANTS = 3  # of two names that have all of them in common: "Reinhart" and "Rinehart"
MOST_VOWELS_APART = 3  # letters that part two such names
MOST_BESIDE = 30  # different names beside one: "In" stands before every place
# What transliterations write in two ways, beyond what `name_key` folds: "Iusuf" and "Yusuf", "Zhalil" and "Jalil"
SOUNDS = (("zh", "j"), ("iu", "u"), ("ii", "i"), ("ei", "e"))
REPEATED = re.compile(r"(?P<letter>\w)(?P=letter)+", re.VERBOSE)  # "ss" in "Hassan"; not "Hasan"
VOWELS = re.compile(r"[aeiouyh’']", re.VERBOSE)  # and what is often silent: "a" and "h" in "Graham"; not "g"
# "Gulmurod", "Asia-Plus", "Гурьянов"; not "GKNB", "OSCE's"
BEFORE_VOWEL = re.compile(r"(?<=[a-z])ou(?=[aeiy])", re.VERBOSE)  # French for "w": "Metlaoui" and "Metlawi"
TORN = re.compile(r"-[a-zа-яёғӣқӯҳҷ]", re.VERBOSE)  # "Admini-stration"; not "Tash-Rabat"
CAPITAL = re.compile(r"\b[A-ZА-ЯЁҒӢҚӮҲҶ](?:[’'-]?[^\W\d_])*[a-zа-яёғӣқӯҳҷ](?:[’'-]?[^\W\d_])*", re.VERBOSE)
# Between two words of one name: "Organisation for Security"; not "Khatlon. Tajikistan"
WITHIN_NAME = re.compile(r"[ \u00a0]+(?:(?:of|for|and|the|on|de|в|по|и)\s+){0,2}", re.VERBOSE)
# Endings in which names of one word differ that are two: a plural, a possessive, an adjective, a married name
ENDINGS = frozenset(
    ("", "s", "es", "’s", "'s", "s’", "n", "an", "ian", "i", "ish", "a", "ns", "is", "ans", "ians", "ese", "ic", "ly")
)
SCHOOL = re.compile(r"is(?:m|ts?)$", re.VERBOSE)  # "Marxism" and "Marxist" are two words
# Russian and Tajik cases, taken off before two words are compared
CASE_ENDING = re.compile(
    r"(?:ыми|ими|ого|его|ому|ему|ами|ями|ой|ый|ий|ым|им|ом|ем|ей|ах|ях|ых|их|ую|юю|ая|яя|ое|ее|ью|[аяуюеыиоьй])$"
)
# A title before a name, as in "President Vahidov"; not "the president"
TITLED = re.compile(
    r"\b(?:President|Premier|Minister|Chancellor|King|Queen|Governor|Gov\.|Sen\.|Senator|Mr|Mrs|Ms|Dr|Gen\.|Col\.|Capt\.|Judge|Bishop)\.?\s+(?:[A-Z][\w-]+\s+)?(?P<name>[A-Z][\w-]{3,})\b",
    re.VERBOSE,
)
# "is Gen. Saidov party.", "of Saidov family,"; not "the Saidov era.", "to Saidov and"
UNOWNED = re.compile(
    r"\b(?:is|are|was|were|of|to|for|against|by|from|with|joined|left)\s+(?:[A-Z][a-z]+\.?\s+)?(?P<name>[A-Z][\w-]{3,})\s(?P<thing>[a-z]{4,})(?=[.;,])",
    re.VERBOSE,
)
UNOWNABLE = re.compile(r"(?:ed|ing|ly|self|selves|wards?|then|again|alone|there|today|times|himself|herself)$")


def _sound(word: str) -> str:
    """Return a name's sound: one form for the spellings of one name."""
    sound = name_key(BEFORE_VOWEL.sub("w", word.casefold())).replace(" ", "")  # "Tash-Rabat" and "Tashrabat"
    for written, one in SOUNDS:
        sound = sound.replace(written, one)
    return REPEATED.sub(r"\g<letter>", sound)


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


def _author_spelt(draft: Draft) -> Iterator[Remark]:
    yield from (remark for _, remark in short_spelt(draft))
    yield from _full_spelt(draft)


def _full_spelt(draft: Draft) -> Iterator[Remark]:
    seen: dict[tuple[str, str], tuple[str, Name]] = {}
    for note, citation in draft.full():
        for author in citation.authors:
            family, given = author.family or "", author.given or ""
            if len(family) < MIN_FAMILY_LETTERS or not given:
                continue
            keys = [("family", f"{_sound(family)} {_sound(given)[:1]}"), ("given", f"{given.casefold()} {family[:1].casefold()}")]
            for key in keys if len(given) >= MIN_BESIDE_LETTERS and "." not in given else keys[:1]:
                label, before = seen.setdefault(key, (note.label, author))
                if _is_respelt(before, author):
                    why = f"Note {label} spells the author “{before}”."
                    yield Remark(label=note.label, quoted=str(author), why=why, mend=str(before))
                    break


def _is_respelt(first: Name, other: Name) -> bool:
    """Two spellings of one name: the family names differ; the given ones sound alike, or one is an initial."""
    family, again = first.family or "", other.family or ""
    if family == again and first.given != other.given and len(other.given or "") >= MIN_BESIDE_LETTERS:
        return _unmarked(first.given or "") == _unmarked(other.given or "")  # "Joël", "Joel"
    if family == again or _is_cyrillic(family) != _is_cyrillic(again):
        return False
    given, its = _sound(first.given or ""), _sound(other.given or "")
    alike = given == its or min(len(given), len(its)) == 1
    return alike and (_sound(family) == _sound(again) or _is_slip(family.casefold(), again.casefold()))


def _unmarked(name: str) -> str:
    """A name without the marks on its letters."""
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))


def short_spelt(draft: Draft) -> Iterator[tuple[Citation, Remark]]:
    """Yield each short form whose author is a slip of one of the work that it repeats, tied to it or untied for that reason."""
    works = {fold_title(one.title): (note.label, one) for note, one in draft.full() if one.title and one.authors}
    for note in draft.briefing.footnotes:
        for citation in note.citations if works else ():
            if citation.form is not Form.SHORT or not citation.authors:
                continue
            label, full = citation.antecedent.label if citation.antecedent else "", draft.cited(citation)
            if not full:
                label, full = works.get(fold_title(citation.title or ""), ("", None))
            theirs = {author.family or "" for author in full.authors} if full else set()
            for family in {author.family or "" for author in citation.authors} - theirs:
                meant = [one for one in theirs if len(one) >= MIN_FAMILY_LETTERS and _is_slip(family.casefold(), one.casefold())]
                if meant:
                    why = f"Note {label} spells the author “{meant[0]}”."
                    yield citation, Remark(label=note.label, quoted=family, why=why, mend=meant[0])


def _first_name(draft: Draft) -> Iterator[Remark]:
    told = set()
    for note, citation in draft.full():
        for author in citation.authors:
            given = (author.given or "").split()
            meant = _first_name_meant(given[0]) if given and given[0] not in told else None
            if meant:
                told.add(given[0])
                why = "A letter of the first name seems doubled or out of its place."
                yield Remark(label=note.label, quoted=str(author), why=why, mend=str(author).replace(given[0], meant))


def _first_name_meant(name: str) -> str | None:
    """The common name that an unknown one becomes when a doubled letter is made one, or two neighbours change places."""
    low = name.casefold()
    if len(low) < MIN_FIRST_NAME or not low.isascii() or not low.isalpha() or is_known(low):
        return None
    single = [low[: match.start()] + low[match.start() + 1 :] for match in REPEATED.finditer(low)]
    swapped = [low[:at] + low[at + 1] + low[at] + low[at + 2 :] for at in range(1, len(low) - 1)]
    meant = max(single + swapped, key=count_of)
    return meant.capitalize() if count_of(meant) >= MIN_WORD_COUNT else None


def _is_cyrillic(word: str | None) -> bool:
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
            mend = rare.first.printed.replace(rare.first.word, common.first.word)
            yield rare.first.stretch.remark(rare.first.printed, why, mend)


def _names_in(draft: Draft, stretch: Stretch) -> Iterator[_Word]:
    """Yield the capitalised words of a stretch, headings and the titles and names of others left out."""
    text = "" if stretch.kind == "heading" else URL.sub(_blank, _own_words(draft, stretch))
    found = list(CAPITAL.finditer(text))
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
            for words in filter(None, (*theirs, citation.title, *map(str, citation.authors))):
                text = text.replace(words, " " * len(words))
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _bare(word: str) -> str:
    return re.sub(r"[’']s$", "", word)


def _stem(word: str) -> str:
    return CASE_ENDING.sub("", word.casefold()) if _is_cyrillic(word) else word.casefold()


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
            if not torn and _is_slip(_stem(one.first.word), _stem(other.first.word)):
                weights = [(held.count, is_known(held.first.word.casefold())) for held in (one, other)]
                yield (one, other) if weights[0] < weights[1] else (other, one)


def _is_slip(left: str, right: str) -> bool:
    """Whether one letter parts two words, or a sound written otherwise, and no ending does."""
    short, long = sorted((left, right), key=len)
    if SCHOOL.sub("", left) == SCHOOL.sub("", right):
        return False
    rest = long[len(short) :] if long.startswith(short) else "-"
    if (
        (rest in ENDINGS and not (rest[:1] == "n" and short[-1:] not in "aeiouy"))
        or (_is_cyrillic(left) and rest != "-")
        or _is_cyrillic(left) != _is_cyrillic(right)
    ):
        return False
    if min(count_of(left), count_of(right)) >= MIN_WORD_COUNT and left.replace("z", "s") != right.replace("z", "s"):
        return False  # "Capitalism" and "Capitalist" are two words
    return Levenshtein.distance(left, right, score_cutoff=1) <= 1 or _sound(left) == _sound(right) or _sounds_near(left, right)


def _sounds_near(left: str, right: str) -> bool:
    """Whether two words share first letter and consonants, and have other vowels: "graham" and "graeme"."""
    bare, other = (REPEATED.sub(r"\g<letter>", VOWELS.sub("", word)) for word in (left, right))
    near = left[:1] == right[:1] and bare == other and len(bare) >= MIN_CONSONANTS
    return near and Levenshtein.distance(left, right, score_cutoff=MOST_VOWELS_APART) <= MOST_VOWELS_APART


def _alone(words: list[_Word], small: set[str]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs of words, rarer one first, that sound alike and are written two ways; two people's given names are left out."""
    groups: dict[str, dict[str, _Spelling]] = defaultdict(dict)
    for one in words:
        if len(one.word) >= MIN_NAME_LETTERS and one.word.casefold() not in small:
            spelling = groups[_sound(_stem(one.word))].setdefault(_stem(one.word), _Spelling(first=one))
            spelling.count += 1
            spelling.beside |= {_sound(one.behind)} - {""}
    for group in groups.values():
        held = list(group.values())[:MOST_BESIDE]
        for rare, common in _slips(held) if len(held) > 1 else ():
            if not _of_two(rare, common):
                yield rare, common
    known = {word: one for group in groups.values() for word, one in group.items() if _may_slip(word)}
    for rare, common in _near(known):
        if rare.count == 1 and not _of_two(rare, common):
            yield rare, common


def _of_two(one: _Spelling, other: _Spelling) -> bool:
    """Whether different names stand behind two spellings: "Carl Voss" and "Karl Foss"."""
    return bool(one.beside and other.beside and not one.beside & other.beside)


def _may_slip(word: str) -> bool:
    """Whether a word is so long, and so surely a name, that another one letter from it is the same."""
    return len(word) >= MIN_LONG_NAME and count_of(word) < MIN_WORD_COUNT and not is_known(word)


def _near(known: dict[str, _Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs that one letter parts, the rarer first: they are the same without one letter each."""
    shortened: dict[str, list[str]] = defaultdict(list)
    for word in known:
        for at in range(1, len(word)):
            shortened[word[:at] + word[at + 1 :]].append(word)
    pairs = {tuple(sorted(pair)) for words in shortened.values() for pair in combinations(words[:MOST_BESIDE], 2)}
    pairs |= {tuple(sorted((word, longer))) for word in known for longer in shortened.get(word, ())}
    for one, other in sorted(pairs):
        if one != other and one[0] == other[0] and _is_slip(one, other):
            spellings = sorted((known[one], known[other]), key=lambda held: held.count)
            yield spellings[0], spellings[1]


_BY = (
    'Ports closed.[^1] One opened.[^2]\n\n[^1]: Makhmud Rakhimov, "Ports Close", Quay Times, 4 May 2014.\n\n'
    '[^2]: {}, "A Port Opens", Quay Times, 5 May 2014.\n'
)
RULES = (
    Rule(name="author-spelt-two-ways", severity=Severity.WARNING, check=_author_spelt,
         about="One author whose name two full citations spell differently.",
         bad=_BY.format("Mahmud Rahimov"), good=_BY.format("Makhmud Rakhmonov")),
    Rule(name="first-name-mistyped", severity=Severity.HINT, check=_first_name,
         about="An author's first name that would be a common one with a letter less or two letters changed about.",
         bad=_BY.format("Elizabetth Ruiz"), good=_BY.format("Elizabeth Ruiz")),
    Rule(name="name-spelt-two-ways", severity=Severity.WARNING, check=_spelt,
         about="A person, place or body whose name the text and the notes' own words spell in two ways.",
         bad="Selim Vahidov left the port. Nobody saw Salim Vahidov again.[^1]\n\n[^1]: A remark.\n",
         good="Selim Vahidov left the port. Vahidov's brother stayed.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="possessive-missing", severity=Severity.HINT, check=_possessive,
         about="A titled person's name before what seems to be theirs, without the possessive it has elsewhere.",
         bad="Gen. Saidov's men left. The Union is Gen. Saidov party.[^1]\n\n[^1]: A remark.\n",
         good="Gen. Saidov's men left. The Union is Gen. Saidov's party.[^1]\n\n[^1]: A remark.\n"),
)  # fmt: skip

"""English words with the Russian ones by which dictionaries on this computer explain them; the extra of translated quotations.

Enters: the paths of dictionaries in the format of dictd (an index with places in base 64, beside it the entries, dictzip or
plain), as Debian's `mueller7-dict` and `dict-freedict-eng-rus` install them. Leaves: base forms, folded as `citations.words.fold`
does; with pymorphy3 (`pip install footnotary[russian]`) those of a text's Russian words too. Without either nothing is found.
"""

from __future__ import annotations

import functools
import gzip
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citations.errors import SettingsError
from citations.regex import regex
from citations.words import SourceText, fold

FOLDER = Path("/usr/share/dictd")
INSTALLED = tuple(FOLDER / f"{name}.index" for name in ("mueller7", "freedict-eng-rus"))
MOST_BYTES = 100_000_000  # of a dictionary's entries; the largest known has 9 million
MOST_GLOSSES = 16  # of a word: further senses are rare ones, and each is one more chance to meet a word by accident
MOST_REDUCED = 20_000  # different words of a text, 2 s; a longer one is a book
ROOT_LETTERS, ENDING_LETTERS = 5, 3  # of a base form: what its forms begin with, and how much longer they may be
_DIGITS = {sign: value for value, sign in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
# "[prɜʊ↗tɛst]", "/æmerikə/", "(о корабле)", "_юр.", "1)", "2.", "а)": what stands beside a gloss
_BESIDE = regex(r"\[[^\]]*\]|/[^/\n]*/|\([^()]*\)|_[\w-]+\.?|\b\d+[.)>]|(?<!\w)[а-я]\)")
_GLOSS = regex(r"[А-Яа-яЁё]{3,}")
_FORM_OF = regex(r"\bот (?P<word>[a-z]+)")  # "_p. и _p-p. от leave"
_ENGLISH_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)
# Of the two aspects of a verb a dictionary gives one: "захватывать" finds "захватили"
_VERB_ENDING = regex(r"(?:[ыи]?вать|ать|ять|ить|еть|уть)(?:ся)?$")
_ASPECT_PREFIXES = ("по", "с", "про", "на", "за", "у", "вы", "о")  # "терять" finds "потеряли"
_ALTERNATING = regex(r"[шщжчл]$")  # of a verb's root: "соглашаться" finds "согласились"
_SHORTEST_ENGLISH = 3  # letters of a word without its ending


@dataclass(frozen=True, kw_only=True, slots=True)
class Dictionary:
    """Dictionaries by the paths of their indexes; they are read when the first word is asked for, and once."""

    indexes: tuple[Path, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the dictionaries are called: "mueller7"."""
        return tuple(path.stem for path in self.indexes)

    def glosses(self, form: str) -> tuple[str, ...]:
        """Return the Russian words, in their base forms, for a folded English one in any form; () for one that is not listed."""
        return _glosses(self.indexes, form)


NO_DICTIONARY = Dictionary()


def dictionary_of(named: Sequence[str], origin: str) -> Dictionary:
    """Return the dictionaries that settings name; without any, those that Debian's packages have installed, if they have.

    Raises SettingsError, naming `origin`, for one that is not there.
    """
    if not named:
        return Dictionary(indexes=tuple(path for path in INSTALLED if path.is_file()))
    for place, name in enumerate(named):
        path = Path(name)
        if path.suffix != ".index" or not path.is_file() or not _entries_at(path).is_file():
            raise SettingsError(
                f"{origin}: translation.dictionaries[{place}]: expected the path of a dictionary’s .index file with its .dict or "
                f".dict.dz beside it, found {name!r}"
            )
    return Dictionary(indexes=tuple(Path(name) for name in named))


@functools.lru_cache(maxsize=4)
def _read(index: Path) -> tuple[dict[str, list[tuple[str, str]]], bytes]:
    """Where every headword's entries stand (start and length in base 64), and the entries; nothing where they are damaged."""
    places: dict[str, list[tuple[str, str]]] = {}
    try:
        entries = _entries(index)
        for word, start, length in _headwords(index):
            places.setdefault(word, []).append((start, length))
    except (OSError, EOFError, zlib.error, ValueError):
        return {}, b""
    return places, entries


def _entries_at(index: Path) -> Path:
    packed = index.with_suffix(".dict.dz")
    return packed if packed.is_file() else index.with_suffix(".dict")


def _entries(index: Path) -> bytes:
    path = _entries_at(index)
    with gzip.open(path) if path.suffix == ".dz" else path.open("rb") as opened:
        return opened.read(MOST_BYTES)


def _headwords(index: Path) -> Iterator[tuple[str, str, str]]:
    with index.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            word, start, length = line.rstrip("\n").split("\t")[:3]
            if not word.startswith("00") and word.isalpha():
                yield word.casefold(), start, length


def _number(signs: str) -> int:
    return functools.reduce(lambda value, sign: value * 64 + _DIGITS.get(sign, 0), signs, 0)


@functools.lru_cache(maxsize=20_000)
def _glosses(indexes: tuple[Path, ...], form: str) -> tuple[str, ...]:
    for word in _base_forms(form) if indexes else ():
        told = [gloss for index in indexes for gloss in _told(index, word)]
        if told:
            return tuple(dict.fromkeys(told))[:MOST_GLOSSES]
    return ()


def _base_forms(form: str) -> Iterator[str]:
    """Yield a word and what it may be a form of: "cities" of "city", "stopped" of "stop"."""
    yield form
    for ending, instead in _ENGLISH_ENDINGS:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) >= _SHORTEST_ENGLISH:
            yield stem + instead
            if not instead and stem[-1] == stem[-2]:
                yield stem[:-1]


def _told(index: Path, word: str, *, follow: bool = True) -> Iterator[str]:
    """Yield the single words by which a dictionary explains one; "left" is explained as "leave" too."""
    places, entries = _read(index)
    for start, length in places.get(word, ()):
        begin = _number(start)
        entry = entries[begin : begin + _number(length)].decode("utf-8", "replace")
        _, _, body = entry.partition("\n")
        if follow and (other := _FORM_OF.search(body)):
            yield from _told(index, other["word"], follow=False)
        for piece in re.split(r"[;,.]|\s{3}", _BESIDE.sub("   ", " ".join(body.split()))):
            if _GLOSS.fullmatch(piece.strip()):
                yield fold(piece.strip())


@functools.cache
def _analyser() -> Any:
    """pymorphy3's analyser, or None where it is not installed; it takes 0.15 s, and is only made when a text needs it."""
    try:
        import pymorphy3
    except ImportError:
        return None
    return pymorphy3.MorphAnalyzer(lang="ru")


@functools.lru_cache(maxsize=50_000)
def _reduced(form: str) -> frozenset[str]:
    """The base forms that a folded Russian word may have, folded; empty where pymorphy3 is not installed."""
    analyser = _analyser()
    return frozenset(word.replace("ё", "е") for word in analyser.normal_forms(form)) if analyser else frozenset()


class Vocabulary:
    """The words of a text, to be found by the beginning of a form or by a base form."""

    def __init__(self, source: SourceText) -> None:
        self.forms = sorted(form for form in source.places if form.isalpha() and not form.isascii())
        self.by_base: dict[str, list[str]] = {}
        for form in self.forms[:MOST_REDUCED] if _analyser() else ():
            for base in _reduced(form):
                self.by_base.setdefault(base, []).append(form)

    def forms_of(self, stems: Iterable[str], words: Iterable[str]) -> set[str]:
        """Return the forms that begin with one of `stems`, or are forms of one of `words`, which are base forms."""
        found = {form for stem in stems for form in self._beginning(stem)}
        for word in words:
            found.update(self.by_base.get(word, ()))
            if _VERB_ENDING.search(word):
                found.update(form for prefix in _ASPECT_PREFIXES for form in self.by_base.get(prefix + word, ()))
            root = _VERB_ENDING.sub("", word)
            root = _ALTERNATING.sub("", root) if len(root) > ROOT_LETTERS else root
            root = root if ROOT_LETTERS <= len(root) < len(word) else word[: max(ROOT_LETTERS, len(word) - ENDING_LETTERS)]
            if len(word) >= ROOT_LETTERS:
                found.update(form for form in self._beginning(root) if len(form) <= len(word) + ENDING_LETTERS)
        return found

    def _beginning(self, stem: str) -> Iterator[str]:
        for index in range(bisect_left(self.forms, stem), len(self.forms)):
            if not self.forms[index].startswith(stem):
                return
            yield self.forms[index]


@functools.lru_cache(maxsize=16)
def vocabulary_of(source: SourceText) -> Vocabulary:
    """Return the vocabulary of a text, made once: 0.1 ms a word with pymorphy3, next to nothing without."""
    return Vocabulary(source)

"""Text cut into words that can be compared: each with its place, and with its typography folded away.

Enters: any text. Leaves: words in order; `SourceText`, a page's words with an index, made once a page.
What folding removes never changes which word it is: case, ligatures, Latin and Greek diacritics, stress marks, ё,
zero-width characters, and letters of another script that only look alike inside one word. Punctuation is no word; it
stays in the gaps between them. Standard: Unicode 15, UAX #15 (normal forms), UTS #39 (look-alikes, in part).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from citations.function_words import language_shares, script_shares
from citations.lexicon import abbreviates
from citations.lines import forced_ends, is_wrapped
from citations.regex import regex

# Characters that show nothing: soft hyphen, zero-width space and joiners, direction marks, byte-order mark.
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
QUOTES = "\"'‘’‚‛“”„‟«»‹›`´′″"
REACH = 300  # characters before a passage in which the quotation opens that closes in it
# matches: the marks of ' “we', '\n«(так', ' "Who'    does not: 'said” ', 'a"'
_OPENING = regex(r"""(?<![^\s—–-])[\[(«“„‘"']{1,3}$""", re.VERBOSE)
_CLOSING = regex(r"""[^\s\w(\[«“]{0,4}""", re.VERBOSE)
_SUPERSCRIPT = "¹²³⁰⁴-⁹"
_SUBSCRIPT = "₀-₉"
_FRACTION = "¼-¾⅐-⅞"
_LONE = "\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"  # scripts written without spaces
_MARKS = "\u064b-\u065f\u0670\u0300-\u036f\u0483-\u0487\u20d0-\u20f0"
_APOSTROPHES = "'’‘ʼʻ`´′"
_PUNCTUATION = r".,;:!?…'\"‘’‚‛“”„‟«»‹›`´′″\-‐‑‒–—―−⸺⸻()\[\]{}¿¡·•|*#\\/®©™▪●◦■‣"
_LETTER = rf"[^\W\d_{_SUPERSCRIPT}{_FRACTION}{_LONE}]"

# words: "don't", "H1N1", "за́мок"; numbers: "1,300", "10 000", "-5", "10:30"; passed over: "[12]" glued to a word,
# "¹" after a word; not one word: "well-known" (two), "5kg" (two), "½" (a symbol)
WORD = regex(
    rf"""{_LETTER}(?:[^\W_{_SUPERSCRIPT}{_FRACTION}{_LONE}]+|[{_MARKS}{INVISIBLE}]+|[{_APOSTROPHES}](?={_LETTER}))*
    |(?:(?<![\w)\]])(?<!\d\s)[-−–](?=\d))?
        (?:\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+(?!\d)|\d+(?:[.,:/’'][0-9]+)*)
    |(?:(?<=\d)|(?<=[kcmdкс][mм])|(?<=\b[mм]))[{_SUPERSCRIPT}⁻]+(?:[,;–-][{_SUPERSCRIPT}]+)*
    |(?<=\d)[{_SUBSCRIPT}]+
    |[{_LONE}{_FRACTION}]
    |(?<![<>])[<>](?![<>])|[^\s\w<>{INVISIBLE}{_MARKS}{_PUNCTUATION}]
    |(?P<skip>(?<=\S)\[\d{{1,3}}\])""",
    re.VERBOSE,
)
# "1,300", "10 000", "1'300'000.5"; not "1.300" (three decimals elsewhere), not "12,5"
_GROUPED = regex(r"""-?\d{1,3}(?P<sep>[,\s'’])\d{3}(?:(?P=sep)\d{3})*(?:\.\d+)?""", re.VERBOSE)
INVISIBLE_MARKS = regex(f"[{INVISIBLE}]")
_APOSTROPHE_TABLE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
# Letters that decompose into nothing but are written without their stroke where fonts lack them.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "ي": "ی", "ك": "ک", "ـ": ""}
)
# "agree-\\nment", whose halves are one word as a rule; not "Kurgan-\\nTyube", "20-\\n30"
_BROKEN_WORD = regex(r"[^\W\d_][-‐\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])(?![A-ZА-ЯЁ])")
_PLAIN_CYRILLIC = regex("[А-Яа-яЁё]+")
BLANKS = " \t\n\r\u00a0\u202f"  # between words, beside the marks that may stand there
_LINE_HYPHEN = regex(rf"[-‐‑\u00ad][{INVISIBLE}]*\s[\s{INVISIBLE}]*")
# Cyrillic letters and the Latin ones they look like, by case (UTS #39 confusables, those of running text).
_LOOK_ALIKE = {
    **dict(zip("АВЕКМНОРСТУХІЈЅҺ", "ABEKMHOPCTYXIJSh", strict=True)),
    **dict(zip("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw", strict=True)),
}
_TO_LATIN = str.maketrans(_LOOK_ALIKE)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in reversed(_LOOK_ALIKE.items()) if latin != "h"})
_LETTER_NUMBER = "Nl"  # the category of "Ⅳ", which is read as "IV"
_OVERLAYS = frozenset("\u0335\u0336\u0337\u0338\u20d2")  # strokes through a letter: who writes "n̶o̶t̶" takes it back
_LATIN = regex(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = regex(r"[\u0400-\u052f]")

# the end of a sentence before the next word: ". ", "!» — ", ".”[3] "; not "e.g.," nor the point in "U.S."
_SENTENCE_END = regex(rf"""[.!?…][{QUOTES})\]\d\[¹²³⁰⁴-⁹]*\s+[{QUOTES}(\[—–\-\s]*$""", re.VERBOSE)
_LONGEST_HALF = 40  # letters of a word before its break
_LONG_GAP = 200  # characters between two words: more are a page's ornament, of which the end says enough
_SPACES = regex(r"\s+")
_BLANK_LINE = regex(r"\n\s*\n")


_SPACED, _MARKED, _GOES_ON, _BEGINS = range(4)  # what stands before a word, and what is known of it; a space alone is 0
# the marks at the end of a paragraph: ".", "?»", ",", " —"; not "”", ")"
_LINE_ENDS = regex(r"[.!?…:;,—–\-。！？؟۔።।։]")
_LEADS_ON = ":"
_SAMPLE_WORDS = 800  # spread over a text, by which its languages are told


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """One word: its folded form, its characters' place in the text, and whether it was printed with a capital."""

    form: str
    start: int
    end: int
    capital: bool = False


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SourceText:
    """A source's text, prepared once a page by `prepare`.

    `forms` are the folded words in order, `starts` and `ends` their places in `text`; `places` gives the word numbers
    of each form, ascending. `whole` says whether `absent` may be said of the text; `wrapped` whether a single line end
    is only a break of the line; `breaks` are the numbers of words before which the page breaks off: behind a heading, a cell, a
    caption. `scripts` and `languages` are shares of the words, each from 0 to 1. `seams` says of each word what is known of what
    stands before it: a space alone, or marks, and whether a sentence begins behind them.
    """

    text: str
    language: str | None = None
    whole: bool = True
    wrapped: bool = False
    breaks: frozenset[int] = frozenset()
    forms: list[str] = field(default_factory=list, repr=False)
    starts: array[int] = field(default_factory=lambda: array("l"), repr=False)
    ends: array[int] = field(default_factory=lambda: array("l"), repr=False)
    places: dict[str, list[int]] = field(default_factory=dict, repr=False)
    scripts: dict[str, float] = field(default_factory=dict)
    languages: dict[str, float] = field(default_factory=dict)
    seams: bytearray = field(default_factory=bytearray, repr=False)

    def raw(self, index: int) -> str:
        """Return word number `index` as printed."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """Return what stands before word number `index` (for the number of words: after the last)."""
        start = self.ends[index - 1] if index else 0
        return self.text[start : self.starts[index]] if index < len(self.forms) else self.text[start:]

    def words(self, start: int, end: int) -> str:
        """Return the text of words `start` to `end` (exclusive), white space made single; "" for none."""
        if start >= end:
            return ""
        return " ".join(self.text[self.starts[start] : self.ends[end - 1]].split())


def prepare(text: str, *, language: str | None = None, whole: bool = True, breaks: Sequence[int] = ()) -> SourceText:
    """Return `text` made ready for any number of quotations; linear, about 10 ms for 50 KB.

    `language` is a BCP 47 code where the page gave one; `whole` is False for teasers and scans; `breaks` are places of the text
    behind which no sentence of the words before goes on.
    """
    forms: list[str] = []
    starts, ends = array("l"), array("l")
    places: dict[str, list[int]] = {}
    is_broken = _BROKEN_WORD.search(text) is not None
    for match in WORD.finditer(text):
        if match.lastindex:  # skip
            continue
        form, start = fold(match[0]), match.start()
        if is_broken and forms and len(forms[-1]) < _LONGEST_HALF and _BROKEN_WORD.match(text, ends[-1] - 1, start + 1):
            places[forms[-1]].pop()
            form, start = forms.pop() + form, starts.pop()
            ends.pop()
        places.setdefault(form, []).append(len(forms))
        forms.append(form)
        starts.append(start)
        ends.append(match.end())
    places = {form: numbers for form, numbers in places.items() if numbers} if is_broken else places
    wrapped = is_wrapped(text)
    breaks = (*breaks, *forced_ends(text)) if wrapped else breaks
    sample = forms[:: len(forms) // _SAMPLE_WORDS + 1]
    return SourceText(
        text=text,
        language=language,
        whole=whole,
        wrapped=wrapped,
        breaks=frozenset(bisect_left(starts, place) for place in breaks),
        forms=forms,
        starts=starts,
        ends=ends,
        places=places,
        scripts=script_shares(sample),
        languages=language_shares(sample),
        seams=_seams(text, starts, ends),
    )


def _seams(text: str, starts: array[int], ends: array[int]) -> bytearray:
    spaced = (start == end + 1 and text[end] == " " for start, end in zip(starts[1:], ends, strict=False))
    return bytearray((_MARKED, *(_SPACED if one else _MARKED for one in spaced)) if starts else b"")


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text` between two places, in order.

    >>> [word.form for word in find_words("The Café’s “ﬁrst” 1,300 well-known guests")]
    ['the', "cafe's", 'first', '1300', 'well', 'known', 'guests']
    """
    matches = WORD.finditer(text, start, len(text) if end is None else end)
    return [
        Word(form=fold(match[0]), start=match.start(), end=match.end(), capital=match[0][0].isupper())
        for match in matches
        if not match.lastindex
    ]


@functools.lru_cache(maxsize=100_000)
def fold(raw: str) -> str:
    """Return the form of one word by which it is compared; folding twice is folding once.

    >>> fold("Ещё"), fold("Мой"), fold("10 000"), fold("pеace")  # the last with a Cyrillic е
    ('еще', 'мой', '10000', 'peace')
    """
    if raw[0].isdecimal() or (raw[0] in "-−–" and len(raw) > 1):
        return _fold_number(raw)
    if raw.isascii():
        return raw.lower().replace("`", "'")
    if _PLAIN_CYRILLIC.fullmatch(raw):
        return raw.lower().replace("ё", "е")
    text = INVISIBLE_MARKS.sub("", raw)
    if text and text[0] in "¹²³⁰⁴⁵⁶⁷⁸⁹⁻":
        return "^" + unicodedata.normalize("NFKC", text)
    if text and text[0] in "₀₁₂₃₄₅₆₇₈₉":
        return "_" + unicodedata.normalize("NFKC", text)
    if len(text) == 1 and not text.isalpha() and unicodedata.category(text) != _LETTER_NUMBER:
        return text
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHE_TABLE))
    plain = _one_script(_without_marks(text)).casefold()
    return plain.translate(_PLAIN_LETTERS) or raw


def look(raw: str) -> str:
    """Return `raw` with every Cyrillic letter that looks like a Latin one made Latin: what a reader sees of it."""
    return unicodedata.normalize("NFC", raw).translate(_TO_LATIN).casefold()


def rejoined(words: Sequence[Word], text: str, known: Container[str]) -> tuple[Word, ...]:
    """Return the words of `text`, halves parted at a line's end ("agree-\\nment", "agree- ment") made one if `known`."""
    if not _LINE_HYPHEN.search(text):
        return tuple(words)
    whole: list[Word] = []
    for word in words:
        if whole and _LINE_HYPHEN.fullmatch(text, whole[-1].end, word.start) and whole[-1].form + word.form in known:
            whole[-1] = Word(form=whole[-1].form + word.form, start=whole[-1].start, end=word.end)
        else:
            whole.append(word)
    return tuple(whole)


def sentence_starts(source: SourceText, index: int) -> bool:
    """Return whether a sentence begins at word `index` (0 and the number of words count as beginnings)."""
    seams = source.seams
    if index <= 0 or index >= len(seams):
        return True
    if seams[index] == _MARKED:  # asked for the first time; most words have a space alone before them
        seams[index] = _BEGINS if _begins(source, index) else _GOES_ON
    return seams[index] == _BEGINS


def _begins(source: SourceText, index: int) -> bool:
    """Return whether a sentence begins behind the marks before word `index`."""
    gap = source.gap(index)
    if paragraph_starts(source, index):
        return True
    if not _SENTENCE_END.search(gap if len(gap) < _LONG_GAP else _SPACES.sub(" ", gap[-_LONG_GAP:])):
        return False
    if source.raw(index)[0].islower():
        return False
    is_short = gap.strip() == "." and abbreviates(source.forms[index - 1], source.forms[index])
    return not is_short or _ends_ordinal(source, index - 1)


def _ends_ordinal(source: SourceText, index: int) -> bool:
    """Return whether word `index` is the ending of a number, which no full stop shortens: the "м" of "1986-м"."""
    return index > 0 and source.gap(index) in ("-", "‑") and source.forms[index - 1].isdecimal()


def sentence_begin(source: SourceText, end: int, floor: int = 0) -> int:
    """Return the word with which the sentence begins that has its last word before `end`; `floor` if that stands before it."""
    return next((index for index in marked(source, range(end - 1, floor, -1)) if sentence_starts(source, index)), floor)


def sentence_end(source: SourceText, index: int, ceiling: int) -> int:
    """Return the word behind the last one of the sentence that goes on before word `index`, `ceiling` at most."""
    return next((at for at in marked(source, range(index, ceiling)) if sentence_starts(source, at)), ceiling)


def marked(source: SourceText, places: range) -> Iterator[int]:
    """Yield those of the words numbered `places` before which more stands than a space; the others begin nothing."""
    seams = source.seams
    last = len(seams)
    for index in places:
        if not 0 <= index < last or seams[index]:
            yield index


@functools.lru_cache(maxsize=16)
def sentences(source: SourceText) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text, in order, each as the numbers of its first word and of the one after its last."""
    starts = [index for index in range(len(source.forms)) if sentence_starts(source, index)]
    return tuple(zip(starts, [*starts[1:], len(source.forms)], strict=True)) if starts else ()


def printed_span(source: SourceText, low: int, high: int) -> tuple[int, int]:
    """Return the place of words `low` to `high` (exclusive) in the text, with the marks that open before and close behind them.

    Where a quotation that closes among them opens in the same paragraph at most REACH characters before, they begin with it.
    """
    opening = _OPENING.search(("x" if low else "") + source.gap(low))
    closing = _CLOSING.match(source.gap(high))
    start = source.starts[low] - (len(opening[0]) if opening else 0)
    end = source.ends[high - 1] + (closing.end() if closing else 0)
    for left, right in ("“”", "«»"):
        within, before = source.text[start:end], source.text[max(0, start - REACH) : start].rpartition("\n")[2]
        if right in within.partition(left)[0] and left in before:
            start -= len(before) - before.rindex(left)
    return start, end


def paragraph_starts(source: SourceText, index: int) -> bool:
    """Return whether a block of the page begins at word `index`; a mere line end of wrapped text is none."""
    gap = source.gap(index)
    if "\n" not in gap or index in source.breaks or _BLANK_LINE.search(gap):
        return "\n" in gap
    return not source.wrapped and not gap.lstrip().startswith(",") and not source.text[source.starts[index]].islower()


def breaks_off(source: SourceText, index: int) -> bool:
    """Return whether the page ends a block before word `index` with no sentence: a heading, a cell, a line of a list.

    A colon leads on into the next block, whatever its kind.

    >>> breaks_off(prepare("Who pays\\nThe town pays. It is glad.\\nSo are we."), 2)
    True
    """
    if not paragraph_starts(source, index):
        return False
    before = source.gap(index).partition("\n")[0]
    return _LEADS_ON not in before and (index in source.breaks or not _LINE_ENDS.search(before))


def _fold_number(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw)
    text = "-" + text[1:] if text[0] in "−–" else text
    if _GROUPED.fullmatch(text):
        return re.sub(r"[,\s'’]", "", text)
    return re.sub(r"\s", "", text).casefold()


def _one_script(text: str) -> str:
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return text
    for table, other in ((_TO_LATIN, _CYRILLIC), (_TO_CYRILLIC, _LATIN)):
        single = text.translate(table)
        if not other.search(single):
            return single
    return text


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    stem = ""
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            stem = char
        elif not _is_ornament(stem, char):
            kept.append(char)
            continue
        else:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_ornament(stem: str, mark: str) -> bool:
    # й is not и, ї is not і, and Tajik ӣ ӯ are letters; ё is written е, and a stress mark is for learners.
    if mark in _OVERLAYS:
        return False
    if _CYRILLIC.match(stem):
        return mark in "\u0300\u0301" or (stem in "еЕ" and mark == "\u0308")
    return bool(_LATIN.match(stem)) or "\u0370" <= stem <= "\u03ff" or "\u0600" <= stem <= "\u06ff"

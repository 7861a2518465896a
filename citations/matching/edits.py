"""What one change between a quotation and its source is called, and how grave it is.

Enters: words of the quotation and of the source that were laid side by side by `citations.quote`. Leaves: `Edit`s.
Gravity follows one question: could a reader understand something else? Typography cannot; a word, a number or a
negation always may. A word or a number spelt by another house's rules (harbour, harbor; nine, 9; г., года) is typography
where no other word is spelt so; punctuation and words written out a person must see.
Not here: the author's own marks, ellipses and brackets (`citations.matching.marks`).
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from citations.lexicon import (
    is_abbreviation,
    is_attribution,
    is_negation,
    is_stage_remark,
    needs_capital,
)
from citations.numerals import are_one_time, is_number, is_percent, is_printed_otherwise, number_value, range_ends
from citations.regex import regex
from citations.variants import are_contracted, cuts_short, shortens, shortens_phrase, spelling_key
from citations.words import INVISIBLE, INVISIBLE_MARKS, QUOTES, SourceText, Word, look, paragraph_starts, sentence_starts

INTERRUPTED = "the source interrupts the quotation to say who speaks"


class Gravity(enum.IntEnum):
    """How much a change matters, from a remark to an alteration."""

    REMARK = 0
    TYPOGRAPHY = 1
    MARKED = 2
    LOOK = 3
    ALTERED = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One change: its name, and the character places of its two sides in the quotation and in the source's text."""

    gravity: Gravity
    kind: str
    quoted: tuple[int, int]
    observed: tuple[int, int]
    note: str = ""


# a hyphen inside a word, with or without the line's end after it: "well-known", "agree-\nment"; not " - "
TIGHT_HYPHEN = regex(rf"""[-‐‑–\u00ad][\s{INVISIBLE}]*""", re.VERBOSE)
# "agreement12": a note's number glued to a word; not "H1N1", "COVID19"
_GLUED_NOTE = regex(r"""(?P<word>[^\W\d_A-ZА-Я]{4,})\d{1,3}""", re.VERBOSE)
BRACKETS_OPEN, BRACKETS_CLOSE = regex(r"[\[(]$"), regex(r"[.!…]*[\])]")
# behind the number or letter of a list: "b) raise", "3. The"
LIST_MARK = regex(r"""[.)]\s""", re.VERBOSE)
# between a word and the number of a note: "accounts.2 The", "“denied,”14 he"; not "no. 2"
_GLUED_STOP = regex(rf"""[.,;:!?]*[{QUOTES})]*(?<=.)""", re.VERBOSE)
_CALLS = frozenset("†‡")  # signs of notes beside the asterisk, which is no word
_LEAST_COUNT = 4  # figures of a number that is counted and not raised to a power
_BASES = frozenset({"2", "10"})
_LONGEST_MARK = 3  # characters of a note's number; 2 and 4 change nothing in tests/sweep.py
_TAJIK_PLAIN = str.maketrans("ғқҷҳӣӯ", "гкчхиу")
_SHORTENED = ({"&", "and"}, {"&", "и"}, {"@", "at"})
_NUMBER_SIGNS = frozenset(("№", "no", "n"))
_DENYING_PREFIXES = (
    *("non", "un", "in", "im", "il", "ir", "dis", "anti", "mis"),
    *("не", "ни", "без", "бес", "анти", "на", "бе", "но"),
)
# words sharing that many first letters and about two thirds of the longer are called forms of one word: 6 flags four by hand
# (tests/sweep.py quotes)
_STEM_LETTERS = 4


def word_edit(quoted: str, place: tuple[int, int], source: SourceText, index: int, *, at_start: bool) -> Edit | None:
    """Return the typographic change between two printings of one word, None when they are the same.

    `at_start` says that a capital may come and go there.
    """
    observed = source.raw(index)
    if quoted == observed:
        return None
    gravity = Gravity.TYPOGRAPHY
    if quoted[0].isupper() != observed[0].isupper() or quoted.isupper() != observed.isupper():
        gravity = _case_gravity(quoted, source, index, at_start)
    return Edit(
        gravity=gravity, kind=_printing_kind(quoted, observed), quoted=place, observed=(source.starts[index], source.ends[index])
    )


def _printing_kind(quoted: str, observed: str) -> str:
    if quoted.casefold() == observed.casefold():
        return "case"
    if any(char.isspace() for char in quoted + observed) and not quoted[0].isdecimal():
        return "hyphenation"
    steps = (
        ("invisible", lambda raw: INVISIBLE_MARKS.sub("", raw)),
        ("ligature", lambda raw: unicodedata.normalize("NFKC", raw)),
        ("script", look),
    )
    for kind, step in steps:
        quoted, observed = step(quoted), step(observed)
        if quoted.casefold() == observed.casefold():
            return kind
    if quoted[:1].isdecimal() or quoted[1:2].isdecimal():
        return "digit-grouping"
    return "quotation-marks" if any(mark in quoted + observed for mark in QUOTES) else "diacritics"


def _case_gravity(quoted: str, source: SourceText, index: int, at_start: bool) -> Gravity:
    if at_start:
        return Gravity.TYPOGRAPHY
    observed = source.raw(index)
    if needs_capital(source.forms[index]) and not _is_shouted(source, index):
        return Gravity.LOOK
    acronym = max(quoted, observed, key=lambda raw: sum(map(str.isupper, raw)))
    is_acronym = len(acronym) in range(2, 6) and acronym.isupper() and min(quoted, observed, key=str.isupper).islower()
    return Gravity.LOOK if is_acronym and not _is_shouted(source, index) else Gravity.TYPOGRAPHY


def _is_shouted(source: SourceText, index: int) -> bool:
    near = [source.raw(i) for i in range(max(0, index - 2), min(len(source.forms), index + 3)) if i != index]
    return sum(raw.isupper() and len(raw) > 1 for raw in near) >= 2


def block_edits(exact: str, words: Sequence[Word], source: SourceText, start: int, end: int, *, at: int) -> list[Edit]:
    """Return the changes between the quotation's `words` and the source's words `start` to `end`, either side may be empty.

    `at` is the character of the quotation where words of the source are missing, when `words` is empty.
    """
    quoted = (words[0].start, words[-1].end) if words else (at, at)
    if start == end:
        return [_added(words, quoted, source, start)]
    observed = (source.starts[start], source.ends[end - 1])
    if not words:
        return [_omitted(source, start, end, quoted)]
    forms, theirs = [word.form for word in words], source.forms[start:end]
    found = _number_kind(forms, theirs) or _joined_kind(exact, words, source, start, end)
    if found is None and shortens_phrase(forms, theirs):
        found = Gravity.TYPOGRAPHY, "abbreviation", ""
    if found is None and are_contracted(forms, theirs):
        found = Gravity.LOOK, "contraction", ""
    if found is None and len(words) == len(theirs):
        pairs = zip(words, range(start, end), strict=True)
        return [_pair(exact, word, source, index) for word, index in pairs]
    gravity, kind, note = found or (Gravity.ALTERED, _replaced_kind(forms, theirs), "")
    return [Edit(gravity=gravity, kind=kind, quoted=quoted, observed=observed, note=note)]


def _added(words: Sequence[Word], quoted: tuple[int, int], source: SourceText, start: int) -> Edit:
    place = source.starts[start] if start < len(source.forms) else len(source.text)
    kind = "negation" if any(is_negation(word.form) for word in words) else "addition"
    note = "added without brackets; the source has nothing here"
    return Edit(gravity=Gravity.ALTERED, kind=kind, quoted=quoted, observed=(place, place), note=note)


def _omitted(source: SourceText, start: int, end: int, quoted: tuple[int, int]) -> Edit:
    forms, observed = source.forms[start:end], (source.starts[start], source.ends[end - 1])
    gravity, kind, note = Gravity.ALTERED, "omission", "left out without an ellipsis"
    if any(is_negation(form) for form in forms):
        kind, note = "negation", "a negation was left out without an ellipsis"
    elif aside := _aside_kind(source, start, end):
        gravity, kind, note = Gravity.TYPOGRAPHY, aside, ""
    elif _is_raised(forms) and _may_be_call(source.forms[start - 1]):
        gravity, kind, note = Gravity.LOOK, "note-mark", "a raised figure was left out: the call of a note, or a power"
    elif any(is_attribution(form) for form in forms) and _interrupts(source, start, end):
        gravity, kind, note = Gravity.LOOK, "join", INTERRUPTED
    elif paragraph_starts(source, start) and paragraph_starts(source, end):
        gravity, kind, note = Gravity.LOOK, "join", "a whole block of the page stands between"
    return Edit(gravity=gravity, kind=kind, quoted=quoted, observed=observed, note=note)


def _aside_kind(source: SourceText, start: int, end: int) -> str:
    """Return what the source's words are called when they belong to its print and not to its sentence; "" when they do belong.

    Calls of notes ("accounts.2 The", "²"), the number of a page in the midst of a sentence, marks of a list ("b) raise"), remarks
    of a transcript ("[applause]").
    """
    forms, before, after = source.forms[start:end], source.gap(start), source.gap(end)
    if _is_raised(forms):
        return "note-mark" if start and _takes_no_power(source.forms[start - 1]) else ""
    if len(forms) == 1 and forms[0] in _CALLS:
        return "note-mark" if start and not before else ""
    if BRACKETS_OPEN.search(before) and BRACKETS_CLOSE.match(after) and is_stage_remark(forms):
        return "stage-remark"
    if len(forms) > 1 or len(forms[0]) > _LONGEST_MARK:
        return ""
    if forms[0].isdecimal() and "\n" in before and "\n" in after and _goes_on(source, start, end):
        return "page-number"
    if "\n" in before and LIST_MARK.match(after) and (len(forms[0]) == 1 or forms[0].isdecimal()):
        return "list-mark"
    is_glued = forms[0].isdecimal() and start > 0 and _GLUED_STOP.fullmatch(before) and after[:1].isspace()
    if not is_glued or is_number(source.forms[start - 1]) or is_abbreviation(source.forms[start - 1]):
        return ""
    return "note-mark" if end == len(source.forms) or before[:1] in ",;" or source.raw(end)[0].isupper() else ""


def _goes_on(source: SourceText, start: int, end: int) -> bool:
    """Return whether the sentence before word `start` goes on at word `end`."""
    return not sentence_starts(source, start) and end < len(source.forms) and source.raw(end)[0].islower()


def _is_raised(forms: Sequence[str]) -> bool:
    return all(form[0] in "^_" for form in forms)


def _takes_no_power(number: str) -> bool:
    """Return whether a raised figure behind the number is the call of a note: a year, a thousand, 3.5; not 12, km."""
    return number[-1].isdecimal() and (len(number) >= _LEAST_COUNT or not number.isdecimal())


def _may_be_call(number: str) -> bool:
    return number.isdecimal() and number not in _BASES


def _interrupts(source: SourceText, start: int, end: int) -> bool:
    opening, closing = source.gap(start), source.gap(end)
    return (any(mark in opening for mark in QUOTES) and any(mark in closing for mark in QUOTES)) or (
        "—" in opening and "—" in closing
    )


def are_written_otherwise(forms: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two runs of folded words say the same in other letters: "41", "forty one"; "%", "per cent"."""
    if is_number(forms[0]) and is_number(theirs[0]):
        return number_value(forms) == number_value(theirs) is not None
    if any("'" in form for form in (*forms, *theirs)):
        return are_contracted(forms, theirs)
    return (is_percent(forms) and is_percent(theirs)) or shortens_phrase(forms, theirs)


def _joined_kind(exact: str, words: Sequence[Word], source: SourceText, start: int, end: int) -> tuple[Gravity, str, str] | None:
    left, right = "".join(word.form for word in words), "".join(source.forms[start:end])
    glued = _GLUED_NOTE.fullmatch(right)
    if glued and glued["word"] == left and source.raw(start).islower():
        return Gravity.TYPOGRAPHY, "note-mark", ""
    if left.replace("^", "") != right.replace("^", "") or right.replace("^", "").isdecimal() or len(words) == end - start:
        return None
    if "^" in left + right:
        is_number_raised = re.search(r"\d\^", left + " " + right) is not None
        return None if is_number_raised else (Gravity.TYPOGRAPHY, "superscript", "")
    own = [exact[first.end : second.start] for first, second in pairwise(words)]
    gaps = own + [source.gap(index) for index in range(start + 1, end)]
    if all(TIGHT_HYPHEN.fullmatch(gap) for gap in gaps):
        if (words[0].form if own else source.forms[start]) == "re" and not any("\n" in gap for gap in gaps):
            return Gravity.LOOK, "spelling", "the hyphen may tell two words apart"
        return Gravity.TYPOGRAPHY, "hyphenation", ""
    if {gap.strip(" ") for gap in gaps} in ({"."}, {".", ""}):
        sides = exact[words[0].start : words[-1].end], source.text[source.starts[start] : source.ends[end - 1]]
        return (Gravity.TYPOGRAPHY if all(map(str.isupper, sides)) else Gravity.LOOK), "abbreviation", ""
    return Gravity.LOOK, "spaces", "words were joined or parted"


def _number_kind(forms: Sequence[str], theirs: Sequence[str]) -> tuple[Gravity, str, str] | None:
    if is_percent(forms) and is_percent(theirs):
        return Gravity.TYPOGRAPHY, "percent-sign", ""
    if (ends := range_ends(forms)) and ends == range_ends(theirs):
        return Gravity.LOOK, "number-form", "the same range in another form"
    left, right = number_value(forms), number_value(theirs)
    if left is None or right is None:
        return None
    if left == right:
        if is_printed_otherwise(forms, theirs):
            return Gravity.TYPOGRAPHY, "number-form", ""
        return Gravity.LOOK, "number-form", "the same number in another form"
    return Gravity.ALTERED, "number", ""


def _pair(exact: str, word: Word, source: SourceText, index: int) -> Edit:
    quoted, observed = (word.start, word.end), (source.starts[index], source.ends[index])
    gravity, kind = _pair_kind(exact[word.start : word.end], source.raw(index), word.form, source.forms[index])
    is_name = word.capital and source.raw(index)[0].isupper()  # or may be one, at a sentence's start
    is_pointed = exact[word.end : word.end + 1] == "." or source.text[observed[1] : observed[1] + 1] == "."
    if gravity is Gravity.TYPOGRAPHY and ((kind == "spelling" and is_name) or (kind == "abbreviation" and not is_pointed)):
        gravity = Gravity.LOOK  # a name is spelt as its owner spells it; "им" without a point is a pronoun
    if gravity is Gravity.ALTERED and kind != "negation" and is_pointed and cuts_short(word.form, source.forms[index]):
        gravity, kind = Gravity.LOOK, "abbreviation"
    return Edit(gravity=gravity, kind=kind, quoted=quoted, observed=observed)


def _pair_kind(quoted: str, observed: str, left: str, right: str) -> tuple[Gravity, str]:
    if look(quoted) == look(observed):
        return Gravity.TYPOGRAPHY, "script"
    if are_one_time(left, right):
        return Gravity.TYPOGRAPHY, "number-form"
    number = _number_kind([left], [right])
    if number:
        return number[0], number[1]
    if "№" in (left, right) and {left, right} <= _NUMBER_SIGNS:
        return Gravity.TYPOGRAPHY, "number-form"
    if {left, right} in _SHORTENED:
        return Gravity.LOOK, "abbreviation"
    if shortens(left, right):
        return Gravity.TYPOGRAPHY, "abbreviation"
    if left[-1] == right[-1] or left[0] == right[0]:  # no two spellings differ at both ends
        if spelling_key(left) == spelling_key(right):
            return Gravity.TYPOGRAPHY, "spelling"
        if _loosely(left) == _loosely(right):
            return Gravity.LOOK, "spelling"
    return Gravity.ALTERED, _replaced_kind([left], [right])


def _loosely(form: str) -> str:
    return spelling_key(form.replace("'", "")).translate(_TAJIK_PLAIN)


def _replaced_kind(forms: Sequence[str], theirs: Sequence[str]) -> str:
    if sum(map(is_negation, forms)) != sum(map(is_negation, theirs)):
        return "negation"
    if any(map(is_number, forms)) and any(map(is_number, theirs)):
        return "number"
    if len(forms) == len(theirs) == 1:
        short, long = sorted((forms[0], theirs[0]), key=len)
        if any(long == prefix + short for prefix in _DENYING_PREFIXES):
            return "negation"
        if are_forms_of_one_word(short, long):
            return "tense"
    return "word"


def are_forms_of_one_word(left: str, right: str) -> bool:
    """Return whether two folded words look like inflections of one: "supports", "supported"; "арестован", "арестованы"."""
    shared = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return shared >= max(3, min(_STEM_LETTERS, len(left), len(right))) and 3 * shared >= 2 * max(len(left), len(right)) - 4

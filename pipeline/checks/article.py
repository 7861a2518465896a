"""Two articles laid side by side, sentence by sentence: what of the older one is gone, what is new, whether it is another text.

Enters: two pages. Leaves: a `Change`. Menus, counters, dates and related headlines change with every visit and are left out; a
sentence is lost only when it stands nowhere on the other page. Sørensen-Dice over pairs of neighbouring words (Dice, 1945) and
SimHash fingerprints (Charikar, 2002) tell another text.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.page import Page
from citations.lexicon import is_negation
from citations.likeness import differing_bits, fingerprint, shared_pairs
from citations.names import TitleAgreement, title_agreement
from citations.numerals import is_number
from citations.quotation import Quotation
from citations.quote import match_quote
from citations.regex import regex
from citations.sentences import sentences
from citations.words import SourceText, find_words, prepare

# Two articles that share less are two texts. tests/evaluate_drift.py, seeds 1 to 6: articles of which half was rewritten keep
# 0.50 and more of their pairs of words, different ones of one outlet share 0.34 at most, its closing words included. What is
# said of other values is of the 900 drawn pairs of `tests/sweep.py drift`, seed 1; where nothing changes, they do not decide.
SLIPPED_PART = 8  # words of a sentence for each that may be mended in it
OTHER_TEXT_PAIRS = 0.43  # 0.33 to 0.6 change nothing
# of 64, by the same measure: different articles differ in 12 and more; alone it would not do (revisions: to 25). 5 changes
# nothing, 14 finds 99.3 % of the other texts, 20 finds 86 %
OTHER_TEXT_BITS = 9
# of an article, below which another text is never said: a teaser shares little with anything; 20 changes nothing, 80 finds 99.3 %
MIN_WORDS = 40
# of the pairs of words, which a new sentence shares with the lost one that it stands for; 0.3 and 0.7 change nothing
ANSWERING_PAIRS = 0.5
BESIDE = 2  # sentences to each side of a quotation that give it its sense; 1 and 3 change nothing
MIN_SENTENCE_WORDS = 2  # one is a label, a name or a signature; 1 changes nothing, 4 finds 96 % of the changes at the quotation
LONGEST_LABEL = 24  # words of a line without a full stop that may be a headline, a caption, a list of tags
LONGEST_INVITATION = 30  # words of a line that invites to read, follow or subscribe
MAX_SOUGHT = 400  # sentences that are looked for in the whole of the other page; a page that lacks more is another one
SLIP_LETTERS = 2  # that may differ in a word for it to be the same one, mended; 1 and 3 change nothing
_STOPS = (".", "!", "?", "…", ";", ":")
# matches: Read also: The minister left. | 1,204 views | Updated 3 hours ago | Подписывайтесь на наш канал
# does not: The minister left two years ago and related the story to his readers.
_INVITATION = regex(
    r"""^\W*(?:read\ (?:also|more|next)|see\ also|related|more\ on|subscribe|sign\ up|follow\ us|share\ this|advertis\w+|copyright
        |(?:last\ )?(?:updated|posted|modified)|читайте|смотрите|по\ теме|ещ[её]\ по\ теме|подпи(?:шитесь|сывайтесь)|реклама
        |обновлено|комментари[ий]|бихонед|обуна|шарҳҳо)\b
    |\b(?:our\ newsletter|наш\ канал|all\ rights\ reserved|все\ права\ защищены|min(?:ute)?s?\ read)\b
    |\b\d+\ (?:views|comments|shares|reads|likes|visitors|просмотр\w*|комментари\w*)\b
    |\b\d+\ (?:people|readers|человек\w*)\b.*\b(?:read|viewed)\b.*\b(?:article|today)\b
    |\bпрочита(?:л|ли|но)\b.*\bчеловек\w*""",
    re.VERBOSE | re.IGNORECASE,
)


class Drift(enum.IntEnum):
    """How a page stands to an earlier copy of it, from best to worst."""

    SAME = 0
    ELSEWHERE = 1
    AT_QUOTATION = 2
    OTHER_TEXT = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of an article: its place there, and its folded words."""

    start: int
    end: int
    forms: tuple[str, ...]

    @property
    def key(self) -> str:
        """The words, with a space before and after each."""
        return f" {' '.join(self.forms)} "


def sentences_of(article: str) -> tuple[Sentence, ...]:
    """Return the sentences of an article that say something, in order."""
    return tuple(_sentences(article))


class Article:
    """An article's sentences without what changes on every visit, and all that its page shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.article

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that say something, in order."""
        return sentences_of(self.text)

    @cached_property
    def words(self) -> list[str]:
        """The words of all these sentences."""
        return [form for one in self.sentences for form in one.forms]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The sentences' keys."""
        return frozenset(one.key for one in self.sentences)

    @cached_property
    def shown(self) -> str:
        """Every word that the page shows, in the article or beside it, as one key."""
        return f" {' '.join(word.form for text in (self.page.text, self.text) for word in find_words(text))} "

    @cached_property
    def prepared(self) -> SourceText:
        """The article, ready for quotations."""
        return prepare(self.text, language=self.page.language)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page is headed."""
        return tuple(filter(None, (*self.page.headings, self.page.title)))

    def said(self, found: Sequence[Sentence]) -> str:
        """Return sentences as the article prints them, an ellipsis where others stand between them."""
        told = []
        for index, one in enumerate(found):
            parted = index and _has_word(self.text[found[index - 1].end : one.start])
            told.append(f"{'… ' if parted else ''}{' '.join(self.text[one.start : one.end].split())}")
        return " ".join(told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What became of an article: sentences that are `lost` and `gained`, those of them `beside` the quotation, the numbers.

    `pairs` is the Sørensen-Dice coefficient of word pairs, `bits` the bits of 64 in which the SimHashes differ.
    """

    kind: Drift
    lost: tuple[Sentence, ...] = ()
    gained: tuple[Sentence, ...] = ()
    lost_beside: tuple[Sentence, ...] = ()
    gained_beside: tuple[Sentence, ...] = ()
    quoted: Quotation | None = None
    pairs: float = 1.0
    bits: int = 0


def compare(before: Article, now: Article, quotations: Sequence[Quotation] = ()) -> Change:
    """Return what became of an article, and whether that touches a quotation or its neighbours.

    A repaired slip of the pen is no change, nor is a sentence that moved to another place of the page.
    """
    lost, gained = tuple(_missing(before, now)), tuple(_missing(now, before))
    lost, gained = _without_slips(lost, gained)
    if not lost and not gained:
        return Change(kind=Drift.SAME)
    pairs = shared_pairs(before.words, now.words)
    bits = differing_bits(fingerprint(before.words), fingerprint(now.words))
    if is_other_text(before, now, pairs, bits):
        return Change(kind=Drift.OTHER_TEXT, lost=lost, gained=gained, pairs=pairs, bits=bits)
    for quotation in quotations:
        near_lost = _beside(quotation, before, lost)
        near_gained = _beside(quotation, now, gained)
        if near_lost or (near_gained and _stands(quotation, before)):
            return Change(
                kind=Drift.AT_QUOTATION, lost=lost, gained=gained, lost_beside=near_lost,
                gained_beside=near_gained or _answers(near_lost, gained), quoted=quotation, pairs=pairs, bits=bits,
            )  # fmt: skip
    return Change(kind=Drift.ELSEWHERE, lost=lost, gained=gained, pairs=pairs, bits=bits)


def is_other_text(before: Article, now: Article, pairs: float, bits: int) -> bool:
    """Whether two articles are two texts: long enough to tell, unlike by both measures, and headed differently."""
    if min(len(before.words), len(now.words)) < MIN_WORDS or pairs >= OTHER_TEXT_PAIRS or bits < OTHER_TEXT_BITS:
        return False
    agreements = {title_agreement(old, new) for old in before.titles for new in now.titles}
    return agreements <= {TitleAgreement.DIFFERENT}


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for line in text.split("\n"):
        words = find_words(line)
        if not _changes_on_every_visit(line, len(words)):
            for low, high in sentences(line):
                forms = tuple(word.form for word in find_words(line[low:high]))
                if len(forms) >= MIN_SENTENCE_WORDS:
                    yield Sentence(start=start + low, end=start + high, forms=forms)
        start += len(line) + 1


def _changes_on_every_visit(line: str, words: int) -> bool:
    """Whether a line is a label, a headline, a counter or an invitation rather than prose."""
    is_label = words <= LONGEST_LABEL and not line.rstrip(" \t\"'”’»)]").endswith(_STOPS)
    return is_label or (words <= LONGEST_INVITATION and _INVITATION.search(line) is not None)


def _missing(one: Article, other: Article) -> Iterator[Sentence]:
    """Yield the sentences of `one` that stand nowhere on the page of `other`."""
    missing = [found for found in one.sentences if found.key not in other.keys]
    for index, found in enumerate(missing):
        if index >= MAX_SOUGHT or found.key not in other.shown:
            yield found


def _without_slips(lost: tuple[Sentence, ...], gained: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Return both without the pairs that are one sentence, in which a slip of the pen was mended."""
    left, right = list(lost), list(gained)
    for one in lost[:MAX_SOUGHT]:
        twin = next((other for other in right if _differ_by_slips(one.forms, other.forms)), None)
        if twin:
            left.remove(one)
            right.remove(twin)
    return tuple(left), tuple(right)


def _differ_by_slips(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether words stand against words and each that differs is a longer one with a letter or two wrong."""
    from rapidfuzz.distance import OSA

    if len(ours) != len(theirs):
        return False
    pairs = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    return len(pairs) <= max(1, len(ours) // SLIPPED_PART) and all(
        min(len(one), len(other)) > 2 * SLIP_LETTERS
        and one[0] == other[0]
        and one[-1] == other[-1]
        and not any(is_number(form) or is_negation(form) for form in (one, other))
        and OSA.distance(one, other) <= SLIP_LETTERS - 1
        for one, other in pairs
    )


def _stands(quotation: Quotation, article: Article) -> bool:
    return match_quote(quotation.exact, article.prepared, claim=None).verdict.passes


def _beside(quotation: Quotation, article: Article, changed: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return which of the changed sentences hold the quotation or stand beside it in an article that says it."""
    match = match_quote(quotation.exact, article.prepared, claim=None) if changed else None
    if match is None or not match.verdict.passes:
        return ()
    start, end = match.span
    held = [index for index, one in enumerate(article.sentences) if one.start < end and start < one.end]
    if not held:
        return ()
    near = article.sentences[max(0, held[0] - BESIDE) : held[-1] + BESIDE + 1]
    return tuple(one for one in changed if one in near)


def _answers(lost: Sequence[Sentence], gained: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the new sentences that stand for the lost ones: for each the one that shares most, if it shares a half."""
    found = []
    for one in lost:
        best = max(gained, key=lambda other: shared_pairs(one.forms, other.forms), default=None)
        if best and shared_pairs(one.forms, best.forms) >= ANSWERING_PAIRS and best not in found:
            found.append(best)
    return tuple(found)


def _has_word(text: str) -> bool:
    return any(letter.isalnum() for letter in text)

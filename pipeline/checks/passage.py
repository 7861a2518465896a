"""Where a page says what is quoted: in its article, in all its visible text, or only among what is not its own.

Enters: a quotation and a page's texts, each prepared once. Leaves: the better match, and whether the words stand outside
the page's own text. A quotation is never called absent on extracted text alone.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from archive.capture import Capture, FetchOutcome
from archive.page import Page, Sign
from citations.quote import QuoteMatch, SourceText, Verdict, match_quote, prepare
from pipeline.checks.answer import PARTIAL, WHOLE_STATUSES

READABLE_SIGNS = frozenset({Sign.TEASER})  # the page is the source, though not the whole of it
MOST_BETWEEN = 400  # words of what interrupts a sentence on the page: a box, a list of other pages
PAGE_STATUSES = WHOLE_STATUSES | {PARTIAL}  # the answers that bring a page, or a part of one


class PageTexts:
    """A page's texts, made ready to be searched when they are first asked for; `whole` when nothing of it is missing."""

    def __init__(self, page: Page, *, whole: bool, text: SourceText | None = None) -> None:
        self.page = page
        self.whole = whole
        if text is not None:
            self.text = text

    @classmethod
    def of_capture(cls, page: Page, capture: Capture, text: SourceText | None = None) -> PageTexts:
        """Return the texts of a page as it was captured: whole when the page is, and its answer was not cut."""
        whole = page.is_whole and capture.outcome is FetchOutcome.RESPONSE and capture.status != PARTIAL
        return cls(page, whole=whole, text=text)

    @cached_property
    def text(self) -> SourceText:
        """All visible text."""
        return shown_words(self.page, whole=self.whole)

    @cached_property
    def article(self) -> SourceText:
        """The article alone, which lacks what interrupts it on the page."""
        return self._prepared(self.page.article)

    @cached_property
    def own(self) -> SourceText:
        """The visible text with blanks where comments, menus and links to other pages stand; places stay as they are."""
        shown = list(self.page.text)
        for start, end in self.page.outside:
            shown[start:end] = " " * (min(end, len(shown)) - start)
        return shown_words(self.page, whole=self.whole, text="".join(shown))

    @cached_property
    def hidden(self) -> SourceText:
        """What the page's markup does not show, until a reader clicks or ever."""
        return self._prepared(self.page.hidden)

    def _prepared(self, text: str) -> SourceText:
        return prepare(text, language=self.page.language, whole=self.whole)


def shown_words(page: Page, *, whole: bool, text: str | None = None) -> SourceText:
    """Return a page's visible text made ready, or `text` whose places are those of it."""
    shown = page.text if text is None else text
    return prepare(shown, language=page.language, whole=whole, breaks=page.breaks)


class Where(enum.StrEnum):
    """Where on a page the words stand; its value is told to the reader."""

    OWN = "in the page’s own text"
    OUTSIDE = "on the page only outside its own text: in its comments, among links to other pages, or struck out"
    HIDDEN = "only in text that the page hides until a reader clicks, or for good"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A match, the text its places count in, and where on the page that stands."""

    match: QuoteMatch
    text: SourceText
    where: Where = Where.OWN

    @property
    def grade(self) -> int:
        """Return 0 for the best verdict, more for a worse one."""
        return list(Verdict).index(self.match.verdict)

    @property
    def passes(self) -> bool:
        """Whether the page's own text says what is quoted."""
        return self.match.verdict.passes and self.where is Where.OWN


def place_quote(exact: str, texts: PageTexts, *, before: str = "", after: str = "", claim: str | None = "") -> Placed:
    """Return the better match of `exact` in the visible text and in the article, else in what the page hides.

    `before` and `after` are the draft's words around the quotation, `claim` is its sentence. `absent` is not said of
    a page that is not whole.
    """

    def placed(text: SourceText, where: Where = Where.OWN) -> Placed:
        return Placed(match=match_quote(exact, text, before=before, after=after, claim=claim), text=text, where=where)

    found = _placed_in_sight(texts, placed)
    if not found.match.verdict.passes and texts.page.hidden:
        hidden = placed(texts.hidden, Where.HIDDEN)
        if hidden.match.verdict.passes:
            return hidden
    if found.match.verdict is Verdict.ABSENT and not texts.whole:
        return replace(found, match=QuoteMatch(verdict=Verdict.NOT_CHECKED, similarity=found.match.similarity))
    return found


def _placed_in_sight(texts: PageTexts, placed: Callable[[SourceText], Placed]) -> Placed:
    page, found = texts.page, placed(texts.text)
    match = found.match
    if match.passage and any(start < match.span[1] and match.span[0] < end for start, end in page.outside):
        own = placed(texts.own)
        best = own if _is_complete(own.match) else min((own, _of_article(texts, placed)), key=lambda one: one.grade)
        return replace(found, where=Where.OUTSIDE) if match.verdict.passes and not best.match.passage else best
    if not match.verdict.passes and not _is_complete(match) and page.article and page.article != page.text:
        second = _of_article(texts, placed)
        if second.match.verdict.passes or (match.verdict in (Verdict.ABSENT, Verdict.NOT_CHECKED) and second.match.passage):
            return second
    return found


def _is_complete(match: QuoteMatch) -> bool:
    """Return whether every word stands there: the article has no others, and does not tell where the page breaks off."""
    return match.similarity == 1.0


def _of_article(texts: PageTexts, placed: Callable[[SourceText], Placed]) -> Placed:
    """Return the match in the article; none of words that follow one another there and not on the page.

    An extractor leaves out elements in the midst of a sentence: a button or a label with a "not" in it.
    """
    found = placed(texts.article)
    if not found.match.passage:
        return found
    start, end = (bisect_left(texts.article.starts, place) for place in found.match.span)
    forms, shown = texts.article.forms[start:end], texts.text
    if any(_follows(forms, shown, place) for place in shown.places.get(forms[0] if forms else "", ())):
        return found
    return replace(found, match=QuoteMatch(verdict=Verdict.NOT_CHECKED, similarity=found.match.similarity))


def _follows(forms: Sequence[str], shown: SourceText, place: int) -> bool:
    """Return whether the words stand on the page from `place` on, with nothing but whole blocks between them."""
    for index, form in enumerate(forms):
        if place < len(shown.forms) and shown.forms[place] != form and "\n" in shown.gap(place):
            place = _next_block(forms[index : index + 2], shown, place)
        if place >= len(shown.forms) or shown.forms[place] != form:
            return False
        place += 1
    return True


def _next_block(forms: Sequence[str], shown: SourceText, place: int) -> int:
    """Return where the next block begins with `forms`, at most MOST_BETWEEN words on; `place` where none does."""
    places = range(place, min(place + MOST_BETWEEN, len(shown.forms)))
    return next((at for at in places if shown.forms[at : at + len(forms)] == forms and "\n" in shown.gap(at)), place)

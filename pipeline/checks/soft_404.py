"""A page that says "not found" with a status of success, or that its host gives for any address.

Enters: the evidence of one citation and the answer of its address. Leaves: the verdict, None where the page may be the source.
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from archive.capture import FetchOutcome
from archive.locate.identity import best_title
from archive.page import Page, Sign
from archive.reading.regions import PROSE_BLOCK
from archive.reading.sign_phrases import NOT_FOUND
from archive.reading.signs import SCARCE
from citations.citation import Citation
from citations.regex import regex
from pipeline.checks import Evidence, Read
from pipeline.checks.address import same_page
from pipeline.checks.shown_title import SAME, shows_title
from pipeline.checks.verdict import Verdict, gone, observed_in, subject_of

# The cases of tests/test_check_link.py decide these; the 107 sources of tests/third_web.py do not.
# of two answers' words together, that make them one page: a not-found page repeats the address it was asked. 0.99 misses one of
# 60 words, 0.8 takes two of 20 for one
SAME_WORDS = 0.9
MIN_QUOTED_WORDS = 4  # fewer stand on any page by chance: 2 takes "very sorry" for the source, 5 misses a quotation of four
# of a sentence that says "not found"; a longer one is an article's own: 8 misses a notice of 12, 40 takes one of 24
MAX_NOTICE_WORDS = 16
LONGEST_NOTICE = 300  # letters; of 49 pages of this kind that were written for the tests none said more, nor bore a day
KEPT_PAGES = 16  # whose words are kept: all checks of a citation ask for those of its page
ANSWERED = (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED)  # a body came, if only its beginning
# "It was removed. Go home"; not "after 4.5 years"
SENTENCES = regex(r"(?<=[.!?])\s+", re.VERBOSE)


def soft_404(evidence: Evidence, answer: Read) -> Verdict | None:
    """A page of "not found" with a status of success: it says so, or an address that cannot exist answers alike."""
    if _holds_quotation(evidence, answer.page):
        return None
    if best_title(evidence.cited, answer.page, evidence.publisher) in SAME and not _echoes_title(evidence.cited, answer.page):
        return None
    if Sign.SOFT_404 in answer.page.signs:
        return gone(
            "soft-404",
            observed_in(answer.capture),
            f"{subject_of(answer.capture)} answers with status {answer.capture.status}, but the page says that it was not found.",
        )
    if evidence.sibling and _answers_alike(answer, evidence.sibling) and not _is_article(evidence, answer.page):
        beside = evidence.sibling.capture.target_uri
        said = f"{subject_of(answer.capture)} gives the page that its host gives for any address that does not exist ({beside})."
        return gone("soft-404", observed_in(answer.capture), said)
    return None


def may_be_notice(evidence: Evidence, page: Page) -> bool:
    """Return whether a page says so little, under another title and on no day, that it may stand in the source's place.

    It is asked where no known phrase tells ("We have moved to a new house"): what such a page lacks proves nothing.
    """
    if not says_little(page) or not (page.title or page.headings):
        return False
    return shows_title(evidence.cited, page, evidence.publisher) not in (*SAME, None)


def says_little(page: Page) -> bool:
    """Return whether a web page has no more than a notice's letters, and no day of publication."""
    dated = any(witness.kind == "published" and witness.place != "address" for witness in page.dates)
    return page.mime == "text/html" and len(page.article) < LONGEST_NOTICE and not dated


def _echoes_title(cited: Citation, page: Page) -> bool:
    """Return whether the page repeats the cited title only to say that there is no such page: little else stands on it."""
    if Sign.SOFT_404 not in page.signs or not cited.title or NOT_FOUND.search(cited.title):
        return False
    asked = re.compile(re.escape(cited.title), re.IGNORECASE)
    shown = [asked.sub("", text) for text in (page.title or "", *page.headings, *page.text.split("\n"))]
    sentences = [sentence for text in shown for sentence in SENTENCES.split(text)]
    says = any(NOT_FOUND.search(sentence) and len(sentence.split()) <= MAX_NOTICE_WORDS for sentence in sentences)
    lines = [asked.sub("", line) for line in (page.article or page.text).split("\n") if len(line) >= PROSE_BLOCK]
    prose = [sentence for line in lines for sentence in SENTENCES.split(line) if not NOT_FOUND.search(sentence)]
    return says and sum(map(len, prose)) < SCARCE


def _answers_alike(answer: Read, sibling: Read) -> bool:
    """Return whether both were answered with success, by one address or with nearly the same words."""
    if sibling.capture.outcome not in ANSWERED or not 200 <= (sibling.capture.status or 0) < 300:
        return False
    left, right = answer.capture, sibling.capture
    if left.redirects and right.redirects and same_page(left.final_uri or "", right.final_uri or ""):
        return True
    ours, theirs = (Counter(_words(read.page.text)) for read in (answer, sibling))
    together = (ours | theirs).total()
    return together > 0 and (ours & theirs).total() / together >= SAME_WORDS


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case; addresses come apart at their signs."""
    return re.findall(r"[^\W_]+", text.casefold())


def _is_article(evidence: Evidence, page: Page) -> bool:
    """Return whether the page shows the cited title or calls itself an article: a not-found page has no author and no date.

    Many sites disregard the readable end of an address, so that an address made up beside it gives the same article.
    """
    dated = any(one.kind == "published" and one.place in ("json-ld", "meta", "publisher-markup") for one in page.dates)
    return dated or bool(page.byline) or shows_title(evidence.cited, page, evidence.publisher) in SAME


def _holds_quotation(evidence: Evidence, page: Page) -> bool:
    """Return whether the words of a quotation stand on the page."""
    quoted = [words for quotation in evidence.quotations if len(words := _words(quotation.exact)) >= MIN_QUOTED_WORDS]
    if not quoted:
        return False
    text = _spaced(page.text)
    return any(f" {' '.join(words)} " in text for words in quoted)


@functools.lru_cache(maxsize=KEPT_PAGES)
def _spaced(text: str) -> str:
    """Return the words of a text with a blank on either side of each."""
    return f" {' '.join(_words(text))} "

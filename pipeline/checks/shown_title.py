"""Does a page show the cited title: as its own, in a heading, or near its top?"""

from __future__ import annotations

from archive.locate.identity import best_title
from archive.page import Page
from citations.citation import Citation
from citations.names import TitleAgreement, fold_title
from citations.publisher import Publisher

NEAR_TOP = 600  # characters of a text in which its own title stands
MIN_TITLE_LETTERS = 12  # a shorter title stands in any text by chance
SAME = (TitleAgreement.SAME, TitleAgreement.SAME_WEAK)


def shows_title(cited: Citation, page: Page, publisher: Publisher | None) -> TitleAgreement | None:
    """Return how the page's titles agree with the cited one; None when no title is cited.

    A title that stands whole in a heading, or near the top of the text, is the same: reports and PDF files often bear
    another one in their markup.
    """
    if not cited.title:
        return None
    found = best_title(cited, page, publisher)
    if found in SAME:
        return found
    wanted = fold_title(cited.title)
    if sum(map(str.isalnum, wanted)) >= MIN_TITLE_LETTERS:
        shown = [*page.headings, page.title or "", page.text[:NEAR_TOP], page.article[:NEAR_TOP]]
        if any(f" {wanted} " in f" {fold_title(text)} " for text in shown):
            return TitleAgreement.SAME
    return found

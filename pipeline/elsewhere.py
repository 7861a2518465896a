"""Where else a quotation stands: the pages of a whole project, those of its other briefings too.

Enters: the words of a quotation that is absent from its source. Leaves: the pages whose words include its longest ones, read
and ready for matching; whether they say it is the quotation check's. Nothing is fetched: the ledger's index answers.
"""

from __future__ import annotations

from archive.page import Page
from archive.store import Store
from citations.plain import from_plain
from citations.quote import telling_words
from pipeline.checks import Read
from pipeline.checks.passage import shown_words

MAX_PAGES = 8  # looked into for one quotation, those with the rarest words first


def pages_with(store: Store, exact: str) -> tuple[Read, ...]:
    """Return the project's pages that hold all the telling words of `exact`, at most MAX_PAGES; none for a few short words."""
    words = telling_words(exact)
    found = []
    for key, capture in store.pages_with(words, MAX_PAGES) if words else ():
        kept = store.cached("pages", key)
        page = from_plain(Page, kept) if kept else None
        if page and page.text:
            text = shown_words(page, whole=page.is_whole)
            found.append(Read(capture=capture, page=page, text=text))
    return tuple(found)

"""A page of a PDF on which a passage stands: as data, in words, and as an address that opens there.

Enters: the pages of a passage. Leaves: words in English, escaped by no format yet; fragments of addresses.
Standard: RFC 8118, 3 (fragment identifiers of application/pdf).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfPage:
    """A page: its `number` in the file, from 1, and what it is called in print, surest first; () where that is not known."""

    number: int
    labels: tuple[str, ...] = ()


def page_words(pages: Sequence[PdfPage]) -> str:
    """Return the pages as they are printed, and in brackets those of the file where these are others; "" for none.

    >>> page_words((PdfPage(number=7, labels=("5",)),)), page_words((PdfPage(number=7, labels=("7",)),))
    ('page 5 (page 7 of the file)', 'page 7')
    >>> page_words((PdfPage(number=7), PdfPage(number=8)))
    'pages 7–8 of the file'
    """
    if not pages:
        return ""
    in_file = f"{_span([str(page.number) for page in pages])} of the file"
    if not all(page.labels for page in pages):
        return in_file
    printed = _span([page.labels[0] for page in pages])
    return printed if all(page.labels[0] == str(page.number) for page in pages) else f"{printed} ({in_file})"


def _span(names: Sequence[str]) -> str:
    return f"page {names[0]}" if len(names) == 1 else f"pages {names[0]}–{names[-1]}"


def page_fragment(pages: Sequence[PdfPage]) -> str:
    """Return the fragment that names the page on which a passage begins: "page=7"; "" for no page."""
    return f"page={pages[0].number}" if pages else ""


def at_page(address: str | None, pages: Sequence[PdfPage]) -> str | None:
    """Return the address that opens a PDF at the page on which a passage begins; None without one.

    >>> at_page("https://a.example/b.pdf#x", (PdfPage(number=7),))
    'https://a.example/b.pdf#page=7'
    """
    return f"{address.partition('#')[0]}#{page_fragment(pages)}" if address and pages else None

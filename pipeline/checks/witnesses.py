"""Which of the dates that a page shows tell when it was published, and which may speak against a printed one.

Enters: a page and the printed date. Leaves: its witnesses, best first. Dates of changes, of files and of other articles are none.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.page import DateWitness, Page, Sign
from citations.date_agreement import Agreement, agreement
from citations.names import fold_title
from citations.partial_date import PartialDate, Precision

TOP = 600  # characters of a text in which its own date stands
END = 300  # and at its end, where some papers print it
UNDER_HEADLINE = 250  # characters after a headline, or before it, in which its own date stands
# How far a place is believed to tell the day of publication, best first.
PLACES = ("json-ld", "publisher-markup", "meta", "time", "byline", "text", "script", "address")
UNSURE = frozenset({"text", "script"})  # which confirm a printed date, and accuse none
LISTS = frozenset({Sign.HOME_PAGE, Sign.LISTING})
_AGREES = (Agreement.SAME, Agreement.WITHIN_A_DAY)


def own_witnesses(page: Page, printed: PartialDate) -> tuple[DateWitness, ...]:
    """Return the witnesses that speak of this text's publication, best first.

    Dates of changes and of files are none. A date that the page merely shows counts where it stands at the headline, at
    the top or at the end of the article; what lists of other articles show stays out.
    """
    told = [witness for witness in page.dates if witness.kind == "published" and witness.place in PLACES]
    shown = [witness for witness in page.dates if witness.kind == "shown" and _stands_at_article(page, witness, printed)]
    return tuple(sorted(told, key=_trust)) + tuple(sorted(shown, key=_trust))


def _trust(witness: DateWitness) -> int:
    return PLACES.index(witness.place) if witness.place in PLACES else len(PLACES)


def may_accuse(witness: DateWitness, page: Page) -> bool:
    """Whether a witness is believed against the printed date.

    A file's own data tell when the file was made; an address that bears no day bears the month of a folder; a date in
    running text may be that of an event, one in a script or on a list of pages that of another page.
    """
    if page.mime == "application/pdf" or witness.date.year is None or LISTS & set(page.signs):
        return False
    if witness.place == "address":
        return witness.date.precision is Precision.DAY
    return (witness.kind == "published" and witness.place not in UNSURE) or witness.place == "byline"


def _stands_at_article(page: Page, witness: DateWitness, printed: PartialDate) -> bool:
    """Whether a shown date stands at the headline, or at the top or the end of the text."""
    if witness.place == "byline":
        return True
    if witness.place not in ("text", "time"):
        return False
    words = " ".join(witness.printed.split())
    places = [page.article[:TOP], page.article[-END:], page.text[:TOP], *_round_headlines(page)]
    if any(words in " ".join(text.split()) for text in places):
        return True
    return (
        page.mime == "application/pdf"
        and agrees(agreement(printed, witness.date))
        and words in " ".join(page.text[: 3 * TOP].split())
    )


def _round_headlines(page: Page) -> Iterable[str]:
    for headline in dict.fromkeys((*page.headings, page.title or "")):
        start = page.text.find(headline) if fold_title(headline) else -1
        if start >= 0:
            yield page.text[max(0, start - UNDER_HEADLINE) : start + len(headline) + UNDER_HEADLINE]


def agrees(found: Agreement) -> bool:
    """Return whether two dates are the same, or a day apart as time zones make them."""
    return found in _AGREES

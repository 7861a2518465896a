"""Whether a page is the source that was cited: by its address, by an identifier, or by publisher and title.

Enters: a citation, a page that was read, the address at which it answered and the publisher cited. Leaves: a
`FoundBy`, or None for another text. A date that differs never rejects: it is a finding of the date check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.address import WWW, parts_of, same_page
from archive.locate.lookup import Candidate, FoundBy, Judged
from archive.locate.printed import trimmed
from archive.page import Page, Sign
from archive.reading.headline import MIN_TITLE
from archive.reading.regions import PROSE_BLOCK
from archive.reading.signs import is_root
from citations.citation import Citation
from citations.date_agreement import Agreement, agreement
from citations.names import HARD_SEPARATOR, TitleAgreement, fold_title, title_agreement
from citations.publisher import Publisher, Publishers, name_of
from citations.regex import regex

# A page with one of these shows something else than a text, whatever its title says.
NO_SOURCE = frozenset({Sign.SOFT_404, Sign.HOME_PAGE, Sign.CAPTCHA, Sign.PARKED, Sign.REDIRECT, Sign.LISTING})
# Where readers talk about texts and a site lists them: "/forum/topic/ferry-sinks", "/search?q=ferry"; not "/news/forum-opens"
ABOUT_TEXTS = regex(r"//forums?\. | /(?:forums?|threads?|topics?|comments?|search|tags?)(?:[/?]|$)", re.VERBOSE | re.IGNORECASE)
# The source, of which more is hidden than shown.
WALLS = frozenset({Sign.PAY_WALL, Sign.CONSENT_WALL})
# Fewer words make a headline that any outlet can print: "Annual Report 2015", "EU-Tajikistan Relations".
# Of 107 sources of tests/third_web.py 10 confirms 74 of 75, and 2 all as this does.
MIN_COPY_WORDS = 5
# fewer stand over many texts of one outlet ("Correction"), of which the date alone tells one: there 1 confirms one wrongly
MIN_TITLE_WORDS = 3
_ORDER = list(TitleAgreement)
_DATES = (Agreement.SAME, Agreement.WITHIN_A_DAY, Agreement.COARSER, Agreement.DIFFERENT)


def judge(
    citation: Citation,
    page: Page,
    address: str,
    publisher: Publisher | None,
    candidate: Candidate,
    known: Publishers | None = None,
) -> Judged:
    """Return `candidate` with what its page turned out to be; what a person or an identifier named is confirmed.

    `known` are all publishers of the project: a page on another's host is a copy.
    """
    date = date_agreement(citation, page)
    if candidate.found_by is FoundBy.CONFIRMED:
        return Judged(candidate=candidate, found_by=FoundBy.CONFIRMED, date=date)
    printed = candidate.address if candidate.found_by is FoundBy.PRINTED else address
    found = identity(citation, page, printed, publisher, known)
    sent_home = is_root(address) and not is_root(candidate.address)  # to a front page, which shows the headline of the day
    undated = date is Agreement.DIFFERENT and not _says(citation, MIN_TITLE_WORDS)
    if found is FoundBy.CONFIRMED and (sent_home or undated or ABOUT_TEXTS.search(address)):
        found = FoundBy.CANDIDATE
    # Of the cited date, or under words of its own though only a month or a year is cited: a column has its name every week.
    names_day = citation.issued is None or citation.issued.as_day() is not None
    is_alone = date is not Agreement.DIFFERENT and (names_day or _says(citation, MIN_COPY_WORDS))
    return Judged(candidate=candidate, found_by=found, date=date, may_have_twin=not is_alone)


def identity(
    citation: Citation, page: Page, address: str, publisher: Publisher | None, known: Publishers | None = None
) -> FoundBy | None:
    """Return how `page`, read at `address`, is identified as the cited source, or None when it is another text.

    `printed` for the printed address; `confirmed` when publisher and title agree; `candidate` when the title agrees
    in part, or in its translation, or stands above no text, or agrees with the date at a host that is not known; `copy`
    when another publisher, or a mirror of the one cited, shows the whole title.
    """
    if citation.url and same_page(trimmed(citation.url), address):
        return FoundBy.PRINTED
    if NO_SOURCE & set(page.signs):
        return None
    titles = best_title(citation, page, publisher)
    if is_of_publisher(citation, page, address, publisher):
        return _at_publisher(titles, citation, page, publisher)
    if titles not in (TitleAgreement.SAME, TitleAgreement.SAME_WEAK) or not _shows_a_text(page):
        return None
    if publisher and publisher.mirrored_at(urlsplit(address).hostname or ""):
        return FoundBy.COPY
    if _is_anothers(citation, page, address, publisher, known):
        return FoundBy.COPY if _says(citation, MIN_COPY_WORDS) else None
    if date_agreement(citation, page) in (Agreement.SAME, Agreement.WITHIN_A_DAY):
        return FoundBy.CANDIDATE
    return FoundBy.COPY if _says(citation, MIN_COPY_WORDS) else None


def best_title(citation: Citation, page: Page, publisher: Publisher | None) -> TitleAgreement:
    """Return the best agreement of the cited title with any title that the page shows."""
    return _best(citation.title, page, _outlets(citation, page, publisher))


def is_of_publisher(citation: Citation, page: Page, address: str, publisher: Publisher | None) -> bool:
    """Return whether the page stands at the cited publisher: on its hosts, or, for an unknown one, under its name."""
    parts = urlsplit(address)
    if publisher and publisher.hosts:
        return publisher.owns(parts.hostname or "", parts.path or "/")
    names = {name_of(name) for name in (citation.outlet, publisher.name if publisher else None) if name}
    return bool(page.publisher) and name_of(page.publisher or "") in names and not _is_of_another_host(page, parts.hostname or "")


def _is_of_another_host(page: Page, host: str) -> bool:
    """Return whether a page says that it stands elsewhere by rights, neither above nor below its host: a scraper keeps that."""
    ours, theirs = (WWW.sub("", name) for name in (host, parts_of(page.canonical or "").host or host))
    return ours != theirs and not ours.endswith(f".{theirs}") and not theirs.endswith(f".{ours}")


def date_agreement(citation: Citation, page: Page) -> Agreement | None:
    """Return the best agreement of the cited date with a date of publication that the page shows; None without one."""
    if citation.issued is None:
        return None
    shown = [agreement(citation.issued, witness.date) for witness in page.dates if witness.kind != "modified"]
    return min(shown, key=_DATES.index, default=None)


def _at_publisher(titles: TitleAgreement, citation: Citation, page: Page, publisher: Publisher | None) -> FoundBy | None:
    if titles in (TitleAgreement.SAME, TitleAgreement.SAME_WEAK):
        return FoundBy.CONFIRMED if _shows_a_text(page) else FoundBy.CANDIDATE
    translated = _best(citation.title_translation, page, _outlets(citation, page, publisher))
    if TitleAgreement.PART in (titles, translated) or translated in (TitleAgreement.SAME, TitleAgreement.SAME_WEAK):
        return FoundBy.CANDIDATE
    return None


def _shows_a_text(page: Page) -> bool:
    """Return whether something of the page's own stands under its title: a paragraph, a wall, a date that its markup gives.

    A site's search repeats what was looked for as a title, above nothing or above summaries of other pages.
    """
    dated = any(one.kind == "published" and one.place in ("json-ld", "meta") for one in page.dates)
    return dated or page.mime != "text/html" or bool(WALLS & set(page.signs)) or any(_own_paragraphs(page))


def _own_paragraphs(page: Page) -> Iterator[str]:
    """Yield the paragraphs that follow no line that leads to another page; dates and names between do not count."""
    titles = "\n".join(fold_title(title) for title in (page.title, *page.headings) if title)
    start, under_another = 0, False
    for line in page.text.split("\n"):
        end = start + len(line)
        if any(first < end and start < last for first, last in page.outside):
            under_another = True
        elif len(line) >= PROSE_BLOCK and not under_another:
            yield line
        elif len(line) >= PROSE_BLOCK or (len(line) >= MIN_TITLE and fold_title(line) in titles):
            under_another = False
        start = end + 1


def _best(cited: str | None, page: Page, outlets: tuple[str, ...]) -> TitleAgreement:
    shown = [title for title in (page.title, *page.headings) if title]
    if not cited or not shown:
        return TitleAgreement.DIFFERENT
    by_title = title_agreement(cited, page.title, outlets) if page.title else TitleAgreement.DIFFERENT
    if by_title in (TitleAgreement.SAME, TitleAgreement.SAME_WEAK) and _names_another_part(cited, page, outlets):
        by_title = TitleAgreement.PART  # it is the name of a dossier or a section, perhaps
    return min((by_title, *(title_agreement(cited, title, outlets) for title in page.headings)), key=_ORDER.index)


def _names_another_part(cited: str, page: Page, outlets: tuple[str, ...]) -> bool:
    """Return whether the page shows as its headline another part of its title than the cited one: "Mayor resigns | Dossier"."""
    parts = {fold_title(part) for part in HARD_SEPARATOR.split(page.title or "")} - {fold_title(cited), *map(fold_title, outlets)}
    return any(fold_title(heading) in parts for heading in page.headings)


def _outlets(citation: Citation, page: Page, publisher: Publisher | None) -> tuple[str, ...]:
    names = publisher.names if publisher else ()
    return (*names, *(name for name in (page.publisher, citation.outlet) if name))


def _is_anothers(citation: Citation, page: Page, address: str, publisher: Publisher | None, known: Publishers | None) -> bool:
    """Return whether the page says whose it is, or stands on a host that is known, and it is not the cited publisher's."""
    owner = known.at_address(address) if known else None
    if owner is not None and owner != publisher:
        return True
    if not page.publisher:
        return False
    ours = {name_of(name) for name in (*(publisher.names if publisher else ()), citation.outlet or "") if name}
    return name_of(page.publisher) not in ours


def _says(citation: Citation, words: int) -> bool:
    """Return whether the title has words enough to be no other text's."""
    return len(fold_title(citation.title or "").split()) >= words

"""What to look for when no address is known: the query that a person can paste, and that the search rungs send.

Enters: a citation and its publisher. Leaves: text. Asks nobody.
"""

from __future__ import annotations

from archive.locate.profile import language_of
from citations.citation import NOT_WEB_TYPES, Citation
from citations.names import fold_title
from citations.publisher import Publisher


def paste_query(citation: Citation, publisher: Publisher | None = None) -> str | None:
    """Return a query that a person can paste into a search engine, or None when there is no title to look for.

    >>> paste_query(Citation(form=Form.FULL, title="Тишина в Доме «Чинор»", container_title="Чашма"))
    '"Тишина в Доме Чинор" Чашма'
    """
    if citation.type in NOT_WEB_TYPES or not fold_title(citation.title or ""):
        return None
    title = " ".join("".join(" " if letter in '"“”„«»*' else letter for letter in citation.title or "").split())
    host = host_of_that_time(citation, publisher)
    return f'"{title}" ' + (f"site:{host}" if host else " ".join(filter(None, (citation.outlet, _year(citation)))))


def host_of_that_time(citation: Citation, publisher: Publisher | None) -> str | None:
    """Return a host of the publisher that is open and speaks the citation's language, without `www.`; None when none is known."""
    hosts = [host for host in publisher.hosts if not host.closed] if publisher else []
    language = language_of(citation)
    spoken = [host for host in hosts if not host.languages or language in host.languages]
    open_now = [host for host in spoken if host.until is None] or spoken or hosts
    return open_now[0].host.removeprefix("www.") if open_now else None


def _year(citation: Citation) -> str | None:
    return str(citation.issued.year) if citation.issued and citation.issued.year else None

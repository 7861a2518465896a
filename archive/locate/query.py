"""What to look for when no address is known: the query that a person can paste, and that the search rungs send.

Enters: a citation and its publisher. Leaves: text. Asks nobody.
"""

from __future__ import annotations

import re

from archive.locate.filling import are_spoken, languages_of
from citations.citation import NOT_WEB_TYPES, Citation
from citations.names import fold_title
from citations.publisher import Publisher
from citations.regex import regex

# What is sent of a title and of a name. Search engines read some thirty words; no outlet's name is a sentence, but commentary
# that a note's reader took for one would be.
MAX_TITLE_WORDS, MAX_NAME_WORDS = 32, 8
# Where a name ends and remarks begin: "Lantern, doubtful: our source erred", "Lantern of which little is thought"; not the
# hyphen of "Asia-Plus", and not "Voice of America"
NAME_ENDS = regex(
    r"[,;:!?()\[\]] | \.\s | (?:\s(?:of|in|on|for|by|to|from|о|в|на|из))? \s (?:which|who|whose|that|where|котор\w+|что|ки)\b",
    re.VERBOSE | re.IGNORECASE,
)


def paste_query(citation: Citation, publisher: Publisher | None = None) -> str | None:
    """Return a query that a person can paste into a search engine, or None when there is no title to look for.

    >>> paste_query(Citation(form=Form.FULL, title="Тишина в Доме «Чинор»", container_title="Чашма"))
    '"Тишина в Доме Чинор" Чашма'
    """
    if citation.type in NOT_WEB_TYPES or not fold_title(citation.title or ""):
        return None
    title = title_sent("".join(" " if letter in '"“”„«»*' else letter for letter in citation.title or ""))
    host = host_of_that_time(citation, publisher)
    return f'"{title}" ' + (f"site:{host}" if host else " ".join(filter(None, (name_sent(citation.outlet), _year(citation)))))


def title_sent(title: str) -> str:
    """Return as much of a title as is told to anybody."""
    return " ".join(title.split()[:MAX_TITLE_WORDS])


def name_sent(name: str | None) -> str:
    """Return as much of a printed name as is told to anybody: up to where it can be no name any more; "" for none.

    >>> name_sent("Lantern, doubtful: our source has erred before"), name_sent("Voice of America of which we think little")
    ('Lantern', 'Voice of America')
    """
    return " ".join(NAME_ENDS.split(name or "", maxsplit=1)[0].split()[:MAX_NAME_WORDS])


def host_of_that_time(citation: Citation, publisher: Publisher | None) -> str | None:
    """Return a host of the publisher that is open and speaks the citation's language, without `www.`; None when none is known."""
    hosts = [host for host in publisher.hosts if not host.closed] if publisher else []
    languages = languages_of(citation, publisher)[:1] if publisher else ()
    spoken = [host for host in hosts if are_spoken(host.languages, languages)]
    open_now = [host for host in spoken if host.until is None] or spoken or hosts
    return open_now[0].host.removeprefix("www.") if open_now else None


def _year(citation: Citation) -> str | None:
    return str(citation.issued.year) if citation.issued and citation.issued.year else None

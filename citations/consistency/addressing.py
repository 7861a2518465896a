"""Rules on printed addresses: one that is miswritten, one of a search, and one that only who has signed in can open.

Enters: the notes and their links. Leaves: remarks. No address is asked: what is judged is how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.regex import regex

# One slash for two, a colon or letter too few or too many, an address within another, a comma or a blank for a point
BROKEN = regex(
    r"""(?<![\w/:.])(?:
    (?P<slashes>https?:(?:/(?!/)|///+)(?=[\w.-]+\.[a-z])|https?//+(?=[\w.-]+\.[a-z])|https?\s?:\s//|https?::+//)
    |(?P<scheme>(?:htt|htp|hhttp|htttp|httpp|ttp|htps|htpps|htttps|ttps|httpss):/{1,2})
    |(?P<twice>https?://(?=https?:?//))
    |(?P<host>https?://[\w-]+(?:[,;][\w-]+)+\.[a-z]{2,}|https?://(?:[\w-]+\.)*[\w-]+[,;][a-z][a-z-]+(?:\.[\w-]+)*(?=/)|https?://[\w-]+\s(?=[a-z-]+/[\w.-])|https?://(?:[\w-]+\.)*[\w-]*\.\.[\w.-]+|https?://www[^.\s/]{0,1}(?=\s|$)|(?<!\S)ww(?:w?\s?\.\s?|ww\.)(?<!www\.)[\w-]+\.[a-z]{2,})
    )[^\s<>“”«»]*""",
    re.VERBOSE | re.IGNORECASE,
)
ADDRESS = regex(r"https?://[^\s<>“”«»\"]+", re.VERBOSE | re.IGNORECASE)
# Last parts of a path and keys of a query by which pages of a search are known: "/search?q=", "/poisk/?text="
SEARCH_PATHS = frozenset("search find results searchresults search-results poisk suche recherche buscar serp".split())
SEARCH_KEYS = frozenset("q query search text s term keyword keywords words p searchterm search_query".split())
SEARCH_HOSTS = regex(r"(?:^|\.)(?:google|bing|yandex|duckduckgo|baidu|yahoo|ya|startpage|ecosia)\.[a-z.]+$", re.VERBOSE)
LOGIN_PATHS = frozenset(
    "login signin sign-in log-in logon sign_in log_in sso wp-login.php login.php login.aspx login.html".split()
)
LOGIN_HOSTS = regex(r"^(?:login|signin|accounts?|sso|auth|id)\.|(?:^|[.-])e?zproxy\.|\.proxy\.|^idp\.", re.VERBOSE)
# A page that no reader elsewhere can open: "http://localhost", "http://192.168.0.4"
INNER_HOSTS = regex(r"^(?:localhost|127\.|10\.|192\.168\.|intranet\b)|\.(?:local|lan|intranet|internal)$", re.VERBOSE)
CUT = ".,;:!?)]}’'*_"


def _addresses(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the label of each note with each address it prints or links to."""
    for note, printed in zip(draft.document.notes, draft.notes, strict=False):
        found = [match[0].rstrip(CUT) for match in ADDRESS.finditer(printed.text)]
        for address in dict.fromkeys((*found, *(link.target for link in note.links))):
            yield note.label, address


def _broken(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        for match in BROKEN.finditer(stretch.text):
            printed = match[0].rstrip(CUT)
            mend = re.sub(r"^\S*?(https?)\s?:*\s?/+", r"\1://", printed) if match["slashes"] or match["twice"] else None
            yield stretch.remark(printed, "The address is miswritten: nobody can open it as it stands.", mend)


def _of_search(draft: Draft) -> Iterator[Remark]:
    for label, address in _addresses(draft):
        host, path, keys = _parts(address)
        is_engine = bool(SEARCH_HOSTS.search(host)) and (path in SEARCH_PATHS | {""})
        if keys & SEARCH_KEYS and (path in SEARCH_PATHS or is_engine):
            yield Remark(
                label=label, quoted=address, why="The address is of a search, whose results change; give that of the source."
            )


def _of_login(draft: Draft) -> Iterator[Remark]:
    for label, address in _addresses(draft):
        host, path, _ = _parts(address)
        if path in LOGIN_PATHS or LOGIN_HOSTS.search(host) or INNER_HOSTS.search(host):
            yield Remark(label=label, quoted=address, why="The address is of a page to sign in, or one that readers cannot open.")


def _parts(address: str) -> tuple[str, str, set[str]]:
    """The host, the last part of the path and the keys of the query of an address, in small letters; empty of what is none."""
    try:
        parts = urlsplit(address.casefold())
        keys = {key for key, value in parse_qsl(parts.query) if value}
    except ValueError:
        return "", "", set()
    return parts.hostname or "", parts.path.rstrip("/").rpartition("/")[2], keys


_OF = 'Ports closed.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2014, {}.\n'

RULES = (
    Rule(name="address-miswritten", severity=Severity.ERROR, check=_broken,
         about="An address with a slash or a letter too few or too many in its beginning.",
         bad=_OF.format("https:/quay.example/ports"), good=_OF.format("https://quay.example/ports")),
    Rule(name="address-of-search", severity=Severity.WARNING, check=_of_search,
         about="An address of the results of a search, where that of the source is due.",
         bad=_OF.format("https://quay.example/search?q=ports"), good=_OF.format("https://quay.example/research?q=ports")),
    Rule(name="address-behind-login", severity=Severity.WARNING, check=_of_login,
         about="An address of a page to sign in, or one within a house’s own network.",
         bad=_OF.format("https://quay.example/login?next=/ports"), good=_OF.format("https://quay.example/logins-of-2014")),
)  # fmt: skip

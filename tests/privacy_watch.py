"""What a recording web saw, held against the privacy table: every request, with all its parameters, headers and its body.

Enters: requests as they came, the services of a run, and what is publicly known of each cited source, written by hand and not by
the parser. Leaves: in words, whatever the table does not name. A name or a word that is not on a list here is a leak.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from archive.services import Service, Told
from tests.loopback import Seen

# The names of each service's parameters, and the values that say nothing of a source; any other value must be a source's words.
PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "wayback-cdx": {
        "url": "", "matchType": "exact|prefix|host", "output": "json", "from": "", "to": "", "filter": r"statuscode:200|mimetype:text/html|mimetype:application/pdf",
        "collapse": "urlkey", "limit": r"\d+", "showResumeKey": "true", "resumeKey": "",
    },
    "common-crawl": {"url": "", "output": "json", "filter": "=status:200", "limit": r"\d+"},
    "crossref": {"query.bibliographic": "", "rows": r"\d", "select": r"[A-Za-z,-]+"},
    "openalex": {"search": "", "filter": "", "per-page": r"\d", "api_key": ""},
    "searxng": {"q": "", "format": "json", "pageno": "1"},
    "brave": {"q": "", "count": r"\d+"},
    "arquivo": {"q": "", "maxItems": r"\d+", "siteSearch": ""},
    "save-page-now": {"url": "", "capture_all": "1", "skip_first_archive": "1", "if_not_archived_within": "30d"},
}  # fmt: skip
PATHS = {"crossref": "/works", "openalex": "/works", "searxng": "/search", "brave": "/web/search", "arquivo": "/textsearch"}
# Headers that every request may have, with their only values.
HEADERS: Mapping[str, str] = {
    "host": r"[\w.-]+(?::\d+)?",
    "user-agent": r"footnotary/[\d.]+",
    "accept": r"[a-z/+*;q=.,0-9-]+",
    "accept-encoding": "gzip, deflate",
    "connection": "keep-alive|close",
}
# What a browser adds when it shows a page of a source (screenshots): nothing that this machine or its user made up.
BROWSER = re.compile(
    r"Mozilla/5\.0 \(X11; Linux \w+\) AppleWebKit/[\d.]+ \(KHTML, like Gecko\) (?:Headless)?Chrome/[\d.]+ Safari/[\d.]+ footnotary/[\d.]+"
)
BROWSER_HEADERS: Mapping[str, str] = {
    "user-agent": ".+",
    "accept": r"[\w/+*;q=.,-]+",
    "accept-encoding": "[a-z, ]+",
    "accept-language": r"en-US(?:,en;q=0\.\d)?",
    "upgrade-insecure-requests": "1",
    "cache-control|pragma": "no-cache|max-age=0",
    "priority": "[a-z0-9=, ]+",
    "sec-ch-ua(?:-mobile|-platform)?|sec-fetch-(?:dest|mode|site|user)|purpose|sec-purpose": r'[\w"=;, ?()./-]+',
}
WISH = "accept-datetime"
# What the tool writes into questions by itself: schemes, the marks of copies, a search for one host, an expression's classes.
OURS = frozenset("http https www id site no such page robots txt original publication year in im json".split())
# An expression's signs, and the mark of a copy's raw bytes: "[^a-z](?:ferry-).*", "20140603120000id_/"
ORDINARY = re.compile(r"\[\^[^\]]*\]|\(\?:|\{\d\}|\.\*|\||(?<=\d{14})id_(?=/)")
TOKEN = re.compile(r"[^\W_]+")
DIGITS = re.compile(r"\d{4,14}")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What anybody may know of one cited source: addresses at which it can stand, and how it is cited."""

    title: str
    year: int
    outlet: str = ""
    author: str = ""
    addresses: tuple[str, ...] = ()

    def words(self, tells: Iterable[Told]) -> frozenset[str]:
        """Return the words by which a service that is told `tells` may learn of the source."""
        by_kind = {
            Told.TITLE: self.title,
            Told.AUTHOR: self.author,
            Told.YEAR: str(self.year),
            Told.HOST: " ".join(urlsplit(one).netloc for one in self.addresses),
            Told.OUTLET: " ".join((self.outlet, str(self.year), *(urlsplit(one).netloc for one in self.addresses))),
            Told.ADDRESS: " ".join(self.addresses),
            Told.BEGINNING: " ".join(self.addresses),
        }
        return frozenset(_tokens(" ".join(by_kind.get(kind, "") for kind in tells)))


@dataclass(frozen=True, kw_only=True)
class Watch:
    """The services as a run has them, the table's rows that are on, what is known of the sources, and the draft itself.

    `asked_by_pages` are the addresses that the sources' own pages name, which a browser asks for.
    """

    services: Mapping[str, Service]
    on: frozenset[str]
    facts: tuple[Fact, ...]
    draft: str
    keys: Mapping[str, str]
    asked_by_pages: frozenset[str] = frozenset()

    def leaks(self, requests: Iterable[Seen]) -> tuple[str, ...]:
        """Return, one sentence a leak, what went out and is not named; () when the table told all."""
        return tuple(f"{seen.method} {seen.host}{seen.path}: {what}" for seen in requests for what in self._leaks_in(seen))

    def service_of(self, seen: Seen) -> str | None:
        """Return the service that a request asks: the one with the longest address that it begins with."""
        asked = f"http://{seen.host}{seen.path}"
        fitting = [one for one in self.services.values() if one.address and asked.startswith(one.address)]
        is_copy = any(re.match(r"\d{14}", asked.removeprefix(one.address)) for one in fitting)
        names = sorted(fitting, key=lambda one: (len(one.address), (one.name == "memento") == is_copy))
        return names[-1].name if names else None

    def _leaks_in(self, seen: Seen) -> Iterator[str]:
        if BROWSER.fullmatch(seen.headers.get("user-agent", "")):
            yield from self._leaks_of_browser(seen)
            return
        name = self.service_of(seen)
        if name is None and seen.host in {urlsplit(one.address).hostname for one in self.services.values() if one.address}:
            yield "a host of services, under an address that is none of theirs"
            return
        if name and name not in self.on:
            yield f"{name} is off"
        tells = self.services[name].tells if name else (Told.ADDRESS,)
        yield from self._headers(seen, name, tells)
        yield from self._address(seen, name, tells)
        yield from self._body(seen, name, tells)
        yield from self._draft_in(seen)

    def _leaks_of_browser(self, seen: Seen) -> Iterator[str]:
        """Yield what a browser told beside its own kind: it asks for sources and for what their pages name."""
        if "screenshots" not in self.on:
            yield "screenshots are off"
        sources = {re.sub("^https?://", "", one) for fact in self.facts for one in fact.addresses}
        if f"{seen.host}{seen.path}" not in sources | self.asked_by_pages:
            yield "an address that no source's page names"
        for header, value in seen.headers.items():
            if header == "referer" and re.sub("^https?://", "", value).rstrip("/") in sources | {
                one.partition("/")[0] for one in sources
            }:
                continue  # of the page, to what it names
            known = next(
                (values for names, values in BROWSER_HEADERS.items() if re.fullmatch(names, header)), HEADERS.get(header)
            )
            if not known or not re.fullmatch(known, value):
                yield f"header {header}: {value}"
        if seen.body:
            yield f"a body: {seen.body!r}"
        yield from self._draft_in(seen)

    def _headers(self, seen: Seen, name: str | None, tells: tuple[Told, ...]) -> Iterator[str]:
        key = (self.services[name].key_in or "").split(":") if name else []
        for header, value in seen.headers.items():
            is_key = (
                bool(name) and key[0] == "header" and header == key[1].lower() and value.endswith(self.keys.get(name or "", "-"))
            )
            is_form = header in ("content-type", "content-length") and seen.method == "POST"
            if is_key or is_form or (header in HEADERS and re.fullmatch(HEADERS[header], value)):
                continue
            if header == WISH and Told.DATE in tells and any(str(fact.year) in value for fact in self.facts):
                continue
            yield f"header {header}: {value}"

    def _address(self, seen: Seen, name: str | None, tells: tuple[Told, ...]) -> Iterator[str]:
        path, _, query = seen.path.partition("?")
        if name is None or name.startswith("memento"):
            base = urlsplit(self.services[name].address).path if name else ""
            said = f"{'' if name else seen.host}{seen.path.removeprefix(base)}"
            yield from self._unknown(said, tells, "address")
            return
        path = path.removeprefix(urlsplit(self.services[name].address).path).removeprefix(PATHS.get(name, ""))
        if path and not re.fullmatch(r"/collinfo\.json|/CC-MAIN-[\d-]+-index|/status/[\w-]+", path):
            yield f"path {path}"
        yield from self._parameters(query, name, tells)

    def _parameters(self, text: str, name: str, tells: tuple[Told, ...]) -> Iterator[str]:
        if text and not re.fullmatch(r"[^=&]+=[^&]*(?:&[^=&]+=[^&]*)*", text):
            yield f"parameters without names: {text}"
        for parameter, value in parse_qsl(text, keep_blank_values=True):
            known = PARAMETERS.get(name, {}).get(parameter)
            if known is None:
                yield f"parameter {parameter}"
            elif self.services[name].key_in == f"query:{parameter}" and value == self.keys.get(name):
                continue
            elif not (known and re.fullmatch(known, value)):
                yield from self._unknown(value, tells, f"parameter {parameter}")

    def _body(self, seen: Seen, name: str | None, tells: tuple[Told, ...]) -> Iterator[str]:
        if seen.body and (name is None or Told.WISH not in tells):
            yield f"a body: {seen.body!r}"
        elif seen.body and name:
            yield from self._parameters(seen.body.decode(), name, tells)

    def _unknown(self, said: str, tells: tuple[Told, ...], where: str) -> Iterator[str]:
        """Yield what of `said` no single source accounts for: a part of an address may be cut, no other word may."""
        words = {word for word in _tokens(ORDINARY.sub(" ", said)) if word not in OURS and not self._is_day(word, tells)}
        cut = Told.BEGINNING in tells
        rest = min((_left(words, fact.words(tells), cut=cut) for fact in self.facts), key=len)
        if rest:
            yield f"{where} with {', '.join(sorted(rest))}"

    def _is_day(self, word: str, tells: tuple[Told, ...]) -> bool:
        """Return whether a number is a day near some cited one, where the table says that days are told."""
        if not (DIGITS.fullmatch(word) and len(word) in (4, 8, 14) and {Told.DAYS, Told.MOMENT, Told.YEAR} & set(tells)):
            return False
        return any(abs(int(word[:4]) - fact.year) <= 4 for fact in self.facts)

    def _draft_in(self, seen: Seen) -> Iterator[str]:
        """Yield the draft's own words, as they are or packed: backwards, in base64 or in hexadecimal digits."""
        headers = " ".join(f"{name} {value}" for name, value in seen.headers.items())
        raw = f"{seen.host} {seen.path} {headers} {seen.body.decode('utf-8', 'replace')}"
        flat = unquote_plus(unquote_plus(raw)).casefold()
        said = " ".join((flat, flat[::-1], *_unpacked(raw)))
        yield from (f"the draft's word “{word}”" for word in self._own_words() if word in said)

    def _own_words(self) -> frozenset[str]:
        """Return the long words of the draft that no source is known by."""
        known = frozenset().union(*(fact.words(Told) for fact in self.facts)) | OURS
        return frozenset(word for word in _tokens(self.draft) if len(word) > 6 and word not in known)


def _left(words: set[str], known: frozenset[str], *, cut: bool) -> set[str]:
    return {word for word in words if word not in known and not (cut and any(one.startswith(word) for one in known))}


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(unquote_plus(text).casefold())


def _unpacked(text: str) -> Iterator[str]:
    """Yield what stands in `text` in base64 or in hexadecimal digits."""
    for packed in re.findall(r"[A-Za-z0-9+/_-]{12,}", unquote_plus(text)):
        for unpack in (base64.urlsafe_b64decode, binascii.unhexlify):
            for start in range(4):
                try:
                    piece = packed[start:].replace("+", "-").replace("/", "_")
                    yield unpack(piece[: len(piece) // 4 * 4]).decode("utf-8", "ignore").casefold()
                except ValueError:
                    continue

"""Publishers as data: names as cited, hosts with their years, address patterns, slug rules, clocks, date markup.

Enters: `publishers/*.toml`, one a publisher, and the `[[publishers]]` of a user's footnotary.toml, in the same schema
(docs/publishers.md). Leaves: `Publishers`, in which a name, a host or a citation is looked up. Facts only: what an
address would be is computed in `archive.locate`; what a page says is read in `archive.page`. It opens no network.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from citations.citation import Citation
from citations.errors import SettingsError
from citations.names import fold_title
from citations.plain_toml import read_value
from citations.publisher_checks import COMPUTED, PLACEHOLDER, UNKNOWN, checked
from citations.publisher_data import AddressPattern, Clock, ClockPoint, Host, Move, Profile, Publisher, Series, fits
from citations.regex import regex
from citations.romanise import SlugRules

__all__ = [
    "COMPUTED", "PLACEHOLDER", "UNKNOWN", "AddressPattern", "Clock", "ClockPoint", "Host", "Move", "Profile", "Publisher",
    "Publishers", "Series", "SlugRules", "default_publishers", "load_publishers", "name_of",
]  # fmt: skip

FOLDER = Path(__file__).parent / "publishers"
ORIGIN = "footnotary.toml"  # the file that errors name when the user's own publishers are wrong
RELEASES = frozenset({"press-release", "pamphlet"})
MAX_OUTLET_CHARACTERS = 300  # of an outlet that is looked for by its names; a longer one is a sentence
MAX_ISSUER_WORDS = 6  # a longer name at the head of a release is a sentence

# "Radio Free Europe/Radio Liberty (RFE/RL)"; not "(RFE/RL" left open
PARENTHESIS = regex(r"\s*\((?P<inside>[^()]*)\)", re.VERBOSE)
# "OSCE/ODIHR, European Parliament"; not "RFE/RL" (a stroke joins)
LISTED = regex(r"\s*[,;]\s*", re.VERBOSE)
# "Amnesty International and Anti-Torture Coalition"; not "Sandy" (no word apart)
JOINED = regex(r"\s+(?:and|with|и|ва|und)\s+", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Publishers:
    """All publishers known, looked up by name, series, host or citation. Iterates in the order of their ids."""

    by_id: Mapping[str, Publisher]
    by_name: Mapping[str, Publisher]
    by_series: Mapping[str, tuple[Publisher, Series]]

    def __iter__(self) -> Iterator[Publisher]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def named(self, text: str | None) -> Publisher | None:
        """Return the publisher of which `text` is the name or an alias, or None; nothing merely similar passes.

        Disregarded are case, spaces, hyphens (so a break at a line's end), punctuation, a leading "The" and an
        addition in parentheses; when only the parenthesis holds a known name, that decides.

        >>> default_publishers().named("Kommer-sant").name, default_publishers().named("CA-News")
        ('Kommersant', None)
        """
        if not text or len(text) > MAX_OUTLET_CHARACTERS:
            return None
        if "(" not in text:
            return self.by_name.get(name_of(text))
        if found := self.by_name.get(name_of(text)) or self.by_name.get(name_of(PARENTHESIS.sub("", text))):
            return found
        inside = {
            found.id: found for match in PARENTHESIS.finditer(text) if (found := self.by_name.get(name_of(match["inside"])))
        }
        return next(iter(inside.values())) if len(inside) == 1 else None

    def series(self, text: str | None) -> tuple[Publisher, Series] | None:
        """Return the publisher and its series that `text` names, or None."""
        return self.by_series.get(name_of(text)) if text else None

    def of(self, citation: Citation) -> Publisher | None:
        """Return the publisher of a citation: by its address, else by container, publisher and series.

        Of bodies that publish jointly the first one known is returned.
        """
        if citation.url and (found := self.at_address(citation.url)):
            return found
        printed = [text for text in (citation.container_title, citation.publisher, citation.collection_title) if text]
        for text in printed:
            if found := self.named(text) or self.issuing(text):
                return found
        for text in printed:
            if known := self.series(text):
                return known[0]
        return self.named(citation.archive) or self._issuer_in_title(citation)

    def _issuer_in_title(self, citation: Citation) -> Publisher | None:
        """Return who issued a press release that names nobody else: whom its title, and its place, begin with."""
        if citation.type not in RELEASES or citation.outlet:
            return None
        words = (citation.title or "").split()[:MAX_ISSUER_WORDS]
        heads = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
        placed = [f"{head} {citation.publisher_place}" for head in heads if citation.publisher_place]
        return next((found for head in placed + heads if (found := self.named(head))), None)

    def issuing(self, text: str) -> Publisher | None:
        """Return the first known of several bodies named together: "A and B", "A, its department B"."""
        listed = LISTED.split(PARENTHESIS.sub("", text))
        parts = [*listed, *(part for body in listed for part in JOINED.split(body))]
        return next((found for part in parts if (found := self.named(part))), None)

    def at_host(self, host: str, year: int | None = None) -> Publisher | None:
        """Return the publisher of a host or of a host above it; the longest host known decides.

        Hosts shared by many publishers are answered by `at_address` alone.
        """
        return self._at(host, "/", year)

    def at_address(self, address: str, year: int | None = None) -> Publisher | None:
        """Return the publisher that speaks at `address` (with or without scheme), or None."""
        try:
            parts = urlsplit(address if "//" in address else "//" + address)
            return self._at(parts.hostname or "", parts.path or "/", year)
        except ValueError:
            return None

    def _at(self, host: str, path: str, year: int | None) -> Publisher | None:
        owners = [
            (len(known.host) + len(known.path), owner) for owner in self for known in owner.hosts if fits(known, host, path, year)
        ]
        if not owners and year is not None:
            return self._at(host, path, None)
        return max(owners, key=lambda owner: owner[0])[1] if owners else None


@functools.lru_cache(maxsize=10_000)
def name_of(text: str) -> str:
    """Return the folded name by which publishers are looked up.

    >>> name_of("The Washington Post"), name_of("ASIA-Plus")
    ('washingtonpost', 'asiaplus')
    """
    folded = fold_title(text)
    return folded.removeprefix("the ").replace(" ", "")


@functools.cache
def default_publishers() -> Publishers:
    """Return the publishers that come with the tool; read once a process."""
    return load_publishers()


def load_publishers(extra: Iterable[Mapping[str, Any]] | Mapping[str, Any] | None = None, *, origin: str = ORIGIN) -> Publishers:
    """Return the publishers that come with the tool and those of `extra`: the user's settings, or its `publishers`.

    An entry with the id of a known publisher replaces those of its keys that it names. Raises SettingsError, with
    file and key path, for an unknown key, a wrong value, a doubled name or a placeholder that nothing fills.
    """
    shipped = _shipped()
    entries = extra.get("publishers", ()) if isinstance(extra, Mapping) else (extra or ())
    if not isinstance(entries, (list, tuple)):
        raise SettingsError(f"{origin}: publishers: expected an array of tables ([[publishers]]), found {type(entries).__name__}")
    known = dict(shipped)
    tables = dict(_tables()) if entries else {}
    for index, entry in enumerate(entries):
        place = f"publishers[{index}]"
        if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
            raise SettingsError(f'{origin}: {place}: expected a table with an id, such as id = "my-paper"')
        merged = {**tables.get(entry["id"], {}), **entry}
        known[entry["id"]] = checked(read_value(Publisher, merged, origin, place), origin, place)
    return _index(known, origin)


@functools.cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@functools.cache
def _shipped() -> Mapping[str, Publisher]:
    return {stem: read_value(Publisher, {"id": stem, **table}, f"publishers/{stem}.toml") for stem, table in _tables().items()}


def _index(known: Mapping[str, Publisher], origin: str) -> Publishers:
    by_id = {key: known[key] for key in sorted(known)}
    by_name: dict[str, Publisher] = {}
    by_series: dict[str, tuple[Publisher, Series]] = {}
    for publisher in by_id.values():
        for name in (publisher.name, *publisher.aliases):
            other = by_name.setdefault(name_of(name), publisher)
            if other is not publisher:
                raise SettingsError(f"{origin}: the name {name!r} belongs to {other.id} and to {publisher.id}; leave it to one")
        for series in publisher.series:
            by_series.update(dict.fromkeys(map(name_of, (series.name, *series.aliases)), (publisher, series)))
    return Publishers(by_id=by_id, by_name=by_name, by_series=by_series)

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from citations.citation import Citation
from citations.errors import SettingsError
from citations.names import SlugRules, fold_title
from citations.plain_toml import read_value

FOLDER = Path(__file__).parent / "publishers"
ORIGIN = "footnotary.toml"  # the file that errors name when the user's own publishers are wrong
PLACEHOLDER = re.compile(r"\{(?P<name>\w*)\}", re.VERBOSE)  # "{year}"; not "{year" left open
# What a citation can fill, and what stands for a part that nobody knows beforehand.
COMPUTED = frozenset({"year", "yy", "month", "mon", "day", "slug", "number", "volume", "page", "place", "post"})
UNKNOWN = frozenset({"id", "any"})
RELEASES = frozenset({"press-release", "pamphlet"})
MAX_ISSUER_WORDS = 6  # a longer name at the head of a release is a sentence

# "Radio Free Europe/Radio Liberty (RFE/RL)"; not "(RFE/RL" left open
PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]*)\)", re.VERBOSE)
# "OSCE/ODIHR, European Parliament"; not "RFE/RL" (a stroke joins)
LISTED = re.compile(r"\s*[,;]\s*", re.VERBOSE)
# "Amnesty International and Anti-Torture Coalition"; not "Sandy" (no word apart)
JOINED = re.compile(r"\s+(?:and|with|и|ва|und)\s+", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """A host of a publisher, and the years (inclusive, None for open) in which it carried the publisher's texts.

    `path` narrows it to a folder of a host; a `shared` host is the publisher's only under that path. `same_paths`
    says that the texts of the host `replaces` stand here under the same paths. `to_confirm` marks what nobody has seen.
    """

    host: str
    since: int | None = None
    until: int | None = None
    path: str = ""
    languages: tuple[str, ...] = ()
    shared: bool = False
    replaces: str | None = None
    same_paths: bool = False
    closed: bool = False
    to_confirm: bool = False

    def held_in(self, year: int | None) -> bool:
        """Return whether the host carried the publisher in `year`; an unknown year passes."""
        return year is None or ((self.since or year) <= year <= (self.until or year))


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressPattern:
    """How addresses of a publisher are made, with `{placeholders}` (docs/publishers.md lists them).

    It holds for texts of the years `since` to `until`, in `languages` (all when empty), of `csl_types` and `series`
    (all when empty). `slug` names one of the publisher's slug rules. `listing` is a folder to list when the address
    itself cannot be computed and the pattern's own beginning would not say enough.
    """

    address: str
    since: int | None = None
    until: int | None = None
    languages: tuple[str, ...] = ()
    csl_types: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    slug: str = "default"
    listing: str | None = None
    to_confirm: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockPoint:
    """A page id whose day is known (ISO 8601)."""

    id: int
    day: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """Ids in addresses that rise with time: they bracket a date and reject a candidate, never make an address.

    `address` is a regular expression with a group `id`. `unit` is `sequence` (read between `points`), `unix`
    (decimal seconds since 1970) or `unix-hex` (the id's first eight hexadecimal digits are those seconds).
    """

    address: str
    unit: str = "sequence"
    points: tuple[ClockPoint, ...] = ()
    error_days: int = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Where a page of the years `since` to `until` shows what: CSS selectors, in order of trust.

    `date_formats` are patterns of printed dates as `datetime.strptime` spells them.
    """

    since: int | None = None
    until: int | None = None
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    to_confirm: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """A series of a publisher, by the name under which it is cited; `csl_type` when its pieces differ."""

    name: str
    aliases: tuple[str, ...] = ()
    csl_type: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Publisher:
    """One publisher. `id` is its key everywhere; `aliases` are names as cited, in all scripts.

    `csl_type` is what its pieces usually are; `time_zone` an IANA name; `date_order` `DMY`, `MDY` or `YMD`;
    `no_issue_on` weekdays in English without an issue; `minimum_interval_s` the pause between two requests, in
    seconds; `signs` phrases of its walls; `mirrors` hosts that carry its texts with its leave or without; `places`
    what a place named in a citation is in its addresses; `choices` the values of a placeholder of its own;
    `notes` what a person should know.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    csl_type: str = "webpage"
    languages: tuple[str, ...] = ()
    time_zone: str | None = None
    date_order: str = "DMY"
    no_issue_on: tuple[str, ...] = ()
    minimum_interval_s: float = 1.0
    signs: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    hosts: tuple[Host, ...] = ()
    mirrors: tuple[str, ...] = ()
    patterns: tuple[AddressPattern, ...] = ()
    slugs: Mapping[str, SlugRules] = field(default_factory=dict, hash=False)
    clocks: tuple[Clock, ...] = ()
    profiles: tuple[Profile, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict, hash=False)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    notes: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias, and the bare host names: all that a page may call itself."""
        hosts = tuple(host.host.removeprefix("www.") for host in self.hosts if not host.shared)
        return tuple(dict.fromkeys((self.name, *self.aliases, *hosts)))

    def profile_of(self, year: int | None) -> Profile | None:
        """Return the profile for pages of `year`; without a year the latest."""
        held = [item for item in self.profiles if year is None or (item.since or year) <= year <= (item.until or year)]
        return max(held, key=lambda item: item.since or 0, default=None)

    def owns(self, host: str, path: str = "/", year: int | None = None) -> bool:
        """Return whether the publisher speaks at `host` and `path`."""
        return any(_fit(known, host, path, year) for known in self.hosts)


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
        if not text or len(text) > 300:
            return None
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
        fits = [
            (len(known.host) + len(known.path), owner) for owner in self for known in owner.hosts if _fit(known, host, path, year)
        ]
        if not fits and year is not None:
            return self._at(host, path, None)
        return max(fits, key=lambda fit: fit[0])[1] if fits else None


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
        known[entry["id"]] = _publisher(merged, origin, place)
    return _index(known, origin)


def _fit(known: Host, host: str, path: str, year: int | None) -> bool:
    bare, asked = known.host.removeprefix("www."), host.casefold().removeprefix("www.").rstrip(".")
    if asked != bare and not (asked.endswith("." + bare) and not known.path):
        return False
    under = path.startswith(known.path) if known.path else True
    return known.held_in(year) and (under or not known.shared)


@functools.cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@functools.cache
def _shipped() -> Mapping[str, Publisher]:
    return {stem: _publisher({"id": stem, **table}, f"publishers/{stem}.toml", "") for stem, table in _tables().items()}


def _publisher(table: Mapping[str, Any], origin: str, place: str) -> Publisher:
    publisher: Publisher = read_value(Publisher, table, origin, place)
    for index, pattern in enumerate(publisher.patterns):
        key = f"{place + '.' if place else ''}patterns[{index}]"
        if pattern.slug not in publisher.slugs and "{slug}" in pattern.address:
            raise SettingsError(f"{origin}: {key}.slug: no slug rules named {pattern.slug!r}; add [slugs.{pattern.slug}]")
        if not re.match(r"https?://", pattern.address):
            raise SettingsError(f"{origin}: {key}.address: expected http:// or https://, found {pattern.address!r}")
        fillable = COMPUTED | UNKNOWN | publisher.choices.keys()
        for name in sorted({match["name"] for match in PLACEHOLDER.finditer(pattern.address)} - fillable):
            raise SettingsError(f"{origin}: {key}.address: nothing fills {{{name}}}; known are {', '.join(sorted(fillable))}")
    for index, clock in enumerate(publisher.clocks):
        _check_clock(clock, f"{origin}: {place + '.' if place else ''}clocks[{index}]")
    return publisher


def _check_clock(clock: Clock, place: str) -> None:
    try:
        groups = re.compile(clock.address).groupindex
    except re.error as error:
        raise SettingsError(f"{place}.address: not a regular expression: {error}") from error
    if "id" not in groups:
        raise SettingsError(f"{place}.address: expected a group (?P<id>…), found {clock.address!r}")
    if clock.unit not in ("sequence", "unix", "unix-hex"):
        raise SettingsError(f"{place}.unit: expected sequence, unix or unix-hex, found {clock.unit!r}")


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

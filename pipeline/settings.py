"""A project's settings: footnotary.toml, read strictly, and what the command line adds to it.

Enters: the file's text. Leaves: `Settings`. An unknown key is refused with its path, so that no misspelt setting is
silently without effect. docs/settings.md is made from these classes.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from archive.locate.overrides import read_overrides
from archive.services import Choice, services_from
from citations.errors import SettingsError
from citations.plain_toml import read_value

FILE = "footnotary.toml"
MAX_TRIES = 10  # copies of one address
# The smallest and largest value of each number in [fetch]. A day is the longest interval that a run could ever wait.
RANGES: Mapping[str, tuple[float, float]] = {
    "interval_s": (0.0, 86400.0),
    "concurrency": (1, 256),
    "deadline_s": (0.1, 86400.0),
    "max_body_bytes": (1, 1_000_000_000),
    "attempts": (1, 10),
    "fresh_for_h": (0.0, 876_000.0),
}
# The same of each number in [browser]. Chromium paints at most 16,384 rows of a picture.
BROWSER_RANGES: Mapping[str, tuple[float, float]] = {
    "load_s": (0.1, 3600.0),
    "settle_s": (0.0, 600.0),
    "total_s": (1.0, 7200.0),
    "max_requests": (1, 100_000),
    "max_bytes": (10_000, 1_000_000_000),
    "max_height_px": (100, 16_384),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchTable:
    """[fetch]: how the web is asked. Seconds, bytes and hours as the names say.

    `contact` goes into the User-Agent, so that a host can write to you; without it only the tool is named.
    """

    contact: str | None = None
    interval_s: float = 1.0
    concurrency: int = 16
    deadline_s: float = 60.0
    max_body_bytes: int = 20_000_000
    attempts: int = 3
    robots: bool = True
    fresh_for_h: float = 24.0
    host_intervals: Mapping[str, float] = field(default_factory=dict)
    allow_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MementosTable:
    """[mementos]: copies in other archives (docs/archives.md).

    With `on`, they are asked for where the live page is dead, walled or does not agree with the note; with `always`,
    for every source whose address is known. `tries` is how many copies of one address are read at most.
    """

    on: bool = True
    always: bool = False
    tries: int = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class TimestampTable:
    """[timestamp]: the certificates against which an RFC 3161 authority is verified, as a PEM file in the project.

    `sources pack --timestamp URL` asks the authority; `sources verify` looks at its answers again, without the web.
    """

    ca_file: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserTable:
    """[browser]: how `--screenshots` sees pages. Seconds, pixels and bytes as the names say.

    `executable` names a browser's program; without it Chromium, Chrome or Edge is found by name. `screenshots` sees every cited
    page without the flag.
    """

    screenshots: bool = False
    executable: str | None = None
    load_s: float = 20.0
    settle_s: float = 3.0
    total_s: float = 60.0
    max_requests: int = 250
    max_bytes: int = 40_000_000
    max_height_px: int = 16_000


@dataclass(frozen=True, kw_only=True, slots=True)
class LintTable:
    """[lint]: `off` names the rules of `footnotary lint` that are not asked (docs/lint.md)."""

    off: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewTable:
    """[review]: `by` are the initials under which `footnotary review` and `decisions import` write (docs/decisions.md)."""

    by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationTable:
    """[translation]: how the passage that an English quotation renders is found in a Russian source (docs/checks.md).

    `dictionaries` are paths of dictionaries in the format of dictd (their `.index` files); without any, those that Debian's
    packages `mueller7-dict` and `dict-freedict-eng-rus` have installed are used, if they are there.
    """

    dictionaries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What footnotary.toml says; every key may be left out.

    `overrides` gives a source's address by hand: a citation's title, or its source id, to an address.
    `publishers` are tables in the schema of docs/publishers.md. `services` gives outside services another address and
    turns them on or off: `[services.wayback-cdx]` with `address` and `on` (docs/archives.md).
    """

    fetch: FetchTable = FetchTable()
    mementos: MementosTable = MementosTable()
    timestamp: TimestampTable = TimestampTable()
    services: Mapping[str, Choice] = field(default_factory=dict)
    browser: BrowserTable = BrowserTable()
    lint: LintTable = LintTable()
    review: ReviewTable = ReviewTable()
    translation: TranslationTable = TranslationTable()
    overrides: Mapping[str, Any] = field(default_factory=dict)
    publishers: tuple[Mapping[str, Any], ...] = ()


def project_of(briefing: Path, cwd: Path) -> Path:
    """Return the project folder of a briefing: the nearest folder above it with settings or a ledger, else `cwd`."""
    for folder in briefing.resolve().parents:
        if (folder / FILE).is_file() or (folder / ".footnotary").is_dir():
            return folder
    return cwd


def load_settings(folder: Path) -> Settings:
    """Return the settings in `folder`, or the defaults when it has no footnotary.toml.

    Raises SettingsError when the file cannot be read, is no TOML, or has an unknown key.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except NotADirectoryError:
        raise SettingsError(f"{folder} is no folder: a project folder was expected; choose another with --project") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8 and try again") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}): make it a file that you may read") from None
    return read_settings(text, str(path))


def read_settings(text: str, origin: str) -> Settings:
    """Return the settings that `text` holds; errors name `origin`.

    >>> read_settings("[fetch]\\ninterval_s = 2.5", "footnotary.toml").fetch.interval_s
    2.5
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{origin} is not valid TOML: {error}") from None
    publishers = table.pop("publishers", ())
    if not isinstance(publishers, (list, tuple)) or not all(isinstance(item, dict) for item in publishers):
        raise SettingsError(f"{origin}: `publishers` was expected as [[publishers]] tables (docs/publishers.md)")
    overrides = table.pop("overrides", {})
    if not isinstance(overrides, dict):
        raise SettingsError(f"{origin}: `overrides` was expected as a table of titles and addresses")
    read_overrides(overrides, origin=origin)  # for its errors: a run should not begin with an address that is none
    known = read_value(Settings, table, origin)
    _refuse_out_of_range(known.fetch, origin)
    _refuse_unknown_rules(known.lint, origin)
    services_from(known.services, origin)  # for its errors
    _refuse_missing_dictionaries(known.translation, origin)
    if not 1 <= known.mementos.tries <= MAX_TRIES:
        raise SettingsError(f"{origin}: mementos.tries: expected a number from 1 to {MAX_TRIES}, found {known.mementos.tries}")
    _refuse_numbers("browser", {name: (getattr(known.browser, name), *limits) for name, limits in BROWSER_RANGES.items()}, origin)
    return replace(known, overrides=overrides, publishers=tuple(publishers))


def _refuse_unknown_rules(table: LintTable, origin: str) -> None:
    for place, name in enumerate(table.off):
        refuse_unknown_rule(name, f"{origin}: lint.off[{place}]")


def refuse_unknown_rule(name: str, place: str) -> None:
    """Raise SettingsError for a rule that `footnotary lint` does not know; the rules are read only where one is named."""
    from citations.consistency import NAMES

    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise SettingsError(f"{place}: expected a rule of docs/lint.md, found {name!r:.80}{meant}")


def _refuse_missing_dictionaries(table: TranslationTable, origin: str) -> None:
    """Raise SettingsError for a dictionary that is not there."""
    if table.dictionaries:
        from citations.dictionary import dictionary_of

        dictionary_of(table.dictionaries, origin)


def _refuse_out_of_range(fetch: FetchTable, origin: str) -> None:
    """Raise SettingsError for a number with which no run can work: none at once, a wait without end, not a number."""
    numbers = {name: (getattr(fetch, name), *limits) for name, limits in RANGES.items()}
    numbers |= {f"host_intervals.{host}": (seconds, *RANGES["interval_s"]) for host, seconds in fetch.host_intervals.items()}
    _refuse_numbers("fetch", numbers, origin)


def _refuse_numbers(table: str, numbers: Mapping[str, tuple[float, float, float]], origin: str) -> None:
    for name, (value, least, most) in numbers.items():
        if not least <= value <= most:
            raise SettingsError(f"{origin}: {table}.{name}: expected a number from {least:g} to {most:g}, found {value}")

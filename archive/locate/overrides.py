"""A person's answer: `[overrides]` in footnotary.toml says where a source stands, by its id or its title.

[overrides]
"Headline as cited" = "https://outlet.example/a"
"9f2c41d07be35a10" = { address = "https://outlet.example/b", by = "AB", on = "2026-11-23", why = "found in the library" }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.locate.lookup import Candidate, FoundBy
from archive.locate.printed import is_web_address
from citations.citation import Citation
from citations.errors import SettingsError
from citations.names import fold_title
from citations.plain_toml import read_value
from citations.publisher import ORIGIN, Publisher

NAME = "overrides"
SENDS, TO = "the address that a person gave", "its own host"


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """Where a source stands, who says so (`by`, initials), when (`on`, ISO 8601) and why."""

    address: str
    by: str = ""
    on: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Overrides:
    """The answers of a project, keyed by source id and by folded title."""

    by_key: Mapping[str, Override]

    async def candidates(self, citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG002
        """Return the address that a person gave for this source, or none."""
        override = self.by_key.get(citation.source_id()) or self.by_key.get(fold_title(citation.title or "") or "-")
        if override is None:
            return ()
        said = " ".join(part for part in (f"given by {override.by or 'a person'}", override.on, override.why) if part)
        return (Candidate(address=override.address, found_by=FoundBy.CONFIRMED, rung=NAME, detail=said),)


def read_overrides(table: Mapping[str, Any] | None, *, origin: str = ORIGIN) -> Overrides:
    """Return the overrides of a settings table.

    Raises SettingsError, with file and key path, for an address that is not of the web.
    """
    answers = {}
    for key, value in (table or {}).items():
        place = f'overrides."{key}"'
        override = read_value(Override, {"address": value} if isinstance(value, str) else value, origin, place)
        if not is_web_address(override.address):
            raise SettingsError(
                f"{origin}: {place}: expected an address that begins with http:// or https://, found {override.address!r}"
            )
        answers[key] = answers[fold_title(key)] = override
    return Overrides(answers)

"""Prints for how many of a briefing's sources a profile gives a candidate: `python tests/evaluate_locate.py [NOTES] [-v]`.

NOTES is a gold reading of notes (JSON); without it the briefing beside the checkout is read, and skipped when absent.
No page is asked for. A candidate from a profile is a whole computed address to try, or a narrow listing: the beginning of addresses,
in which something of this very source stands (words of the title, day or month, number, place, post, series or id), to look for
in an archive's index, whose rows are then ranked by the title. A listing of a whole host or folder in the days of the date
leads to a page as well, but names nothing of the source; it counts as none, and apart.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from archive.locate import ladder
from archive.locate.listings import Listing, listings
from citations.citation import NOT_WEB_TYPES, Citation, Form, Name
from citations.partial_date import PartialDate, from_edtf
from citations.publisher import default_publishers

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "notes.json"


def main(arguments: list[str]) -> int:
    """Print the counts; return 0, also when there is nothing to read."""
    named = [word for word in arguments if not word.startswith("-")]
    path = Path(named[0]) if named else GOLD
    if not path.exists():
        print("locate: no gold notes to read; skipped")
        return 0
    sources = list(sources_of(json.loads(path.read_text(encoding="utf-8"))))
    rows = [reach(source) for source in sources if not source.url]
    computed = [row for row in rows if row.addresses]
    print(f"locate: {len(sources)} sources, {len(rows)} of them print no address")
    print("  a candidate from a profile is a whole address, or a listing that names something of this very source")
    for words, count in (
        ("a candidate from a profile", sum(1 for row in rows if row.addresses or row.narrow)),
        ("  a whole address computed", len(computed)),
        ("  a narrow listing, no address", sum(1 for row in rows if row.narrow and not row.addresses)),
        ("no candidate: host and days", sum(1 for row in rows if row.broad and not row.addresses and not row.narrow)),
        ("nothing at all", sum(1 for row in rows if not (row.addresses or row.narrow or row.broad))),
    ):
        print(f"  {words + ':':<34}{count} of {len(rows)}")
    average = sum(len(row.addresses) for row in computed) / max(len(computed), 1)
    print(f"  {'whole addresses a source:':<34}{average:.1f} on average")
    if "-v" in arguments:
        show(rows)
    return 0


class Row(NamedTuple):
    """One source with what its publisher's profile gives."""

    source: Citation
    addresses: tuple[str, ...]
    narrow: tuple[Listing, ...]
    broad: tuple[Listing, ...]


def reach(source: Citation) -> Row:
    """Return the computed addresses and the listings of one source."""
    publisher = default_publishers().of(source)
    lookup = asyncio.run(ladder.locate(source, publisher))
    found = listings(source, publisher) if publisher else ()
    return Row(
        source,
        tuple(item.address for item in lookup.candidates),
        tuple(item for item in found if item.narrow),
        tuple(item for item in found if not item.narrow),
    )


def show(rows: list[Row]) -> None:
    """Print each source with what was reached."""
    for row in rows:
        print(f"- {row.source.outlet}: {row.source.title}")
        for address in row.addresses:
            print(f"    {address}")
        for item in (*row.narrow, *row.broad):
            first, last = item.timestamps
            print(f"    {item.prefix}*  {first or ''}–{last or ''}  {item.why}{' (to confirm)' if item.to_confirm else ''}")


def sources_of(notes: list[dict[str, Any]]) -> Iterator[Citation]:
    """Yield each source once: full citations of works that can stand on the web."""
    for note in notes:
        for item in note["citations"]:
            known = item.get("short_form") or item.get("duplicate_of") or item.get("in_prose")
            if not known and item["type"] not in NOT_WEB_TYPES:
                yield citation_of(item)


def citation_of(item: dict[str, Any]) -> Citation:
    """Return a citation of the gold reading as the parser gives it."""
    return Citation(
        form=Form.FULL,
        type=item["type"],
        text=item["printed"],
        title=item["title"],
        title_translation=item.get("translated_title"),
        authors=tuple(Name(literal=name) for name in item["authors"]),
        container_title=item.get("container"),
        publisher=item.get("publisher"),
        collection_title=item.get("series"),
        number=item.get("number"),
        volume=item["number"] if str(item.get("number") or "").startswith("vol") else None,
        page=item.get("pages"),
        publisher_place=item.get("place"),
        issued=date_of(item.get("date_iso")),
        url=item.get("url"),
        language=item.get("title_language"),
    )


def date_of(printed: str | None) -> PartialDate | None:
    """Return the date of a gold reading, or None."""
    return from_edtf(printed) if printed else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

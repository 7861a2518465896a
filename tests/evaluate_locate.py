"""Prints for how many of a briefing's sources an address can be computed: `python tests/evaluate_locate.py [NOTES]`.

NOTES is a gold reading of notes (JSON); without it the briefing beside the checkout is read, and skipped when absent.
No page is asked for: a candidate is an address to try, a listing the beginning of addresses to look for in an index.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.locate import ladder, profile
from citations.citation import NOT_WEB_TYPES, Citation, Form, Name
from citations.partial_date import PartialDate, from_edtf
from citations.publisher import default_publishers

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "notes.json"


def main(arguments: list[str]) -> int:
    """Print the counts; return 0, also when there is nothing to read."""
    path = Path(arguments[0]) if arguments else GOLD
    if not path.exists():
        print("locate: no gold notes to read; skipped")
        return 0
    sources = list(sources_of(json.loads(path.read_text(encoding="utf-8"))))
    unprinted = [source for source in sources if not source.url]
    rows = [(source, *reach(source)) for source in unprinted]
    computed = [row for row in rows if row[1]]
    listed = [row for row in rows if row[2]]
    print(f"locate: {len(sources)} sources, {len(unprinted)} of them print no address")
    print(f"  with a computed address:          {len(computed)} of {len(unprinted)}")
    print(f"  with a listing prefix:            {len(listed)} of {len(unprinted)}")
    print(f"  with either:                      {sum(1 for row in rows if row[1] or row[2])} of {len(unprinted)}")
    print(f"  addresses computed for a source:  {sum(len(row[1]) for row in computed) / max(len(computed), 1):.1f} on average")
    if "--all" in arguments or "-v" in arguments:
        show(rows)
    return 0


def reach(source: Citation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the computed addresses and the listing prefixes of one source."""
    publisher = default_publishers().of(source)
    lookup = asyncio.run(ladder.locate(source, publisher))
    listings = profile.listings(source, publisher) if publisher else ()
    return tuple(item.address for item in lookup.candidates), tuple(item.prefix for item in listings)


def show(rows: list[tuple[Citation, tuple[str, ...], tuple[str, ...]]]) -> None:
    """Print each source with what was reached."""
    for source, addresses, prefixes in rows:
        print(f"- {source.outlet}: {source.title}")
        for address in addresses:
            print(f"    {address}")
        for prefix in prefixes:
            print(f"    {prefix}*")


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

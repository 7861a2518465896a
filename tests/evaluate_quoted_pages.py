"""Quotations on whole pages, in sets that were written before the matcher saw them. `python tests/evaluate_quoted_pages.py`.

The pages in `quote_pages/` and the quotations in `cases/blind-quotes.md` are read as the command `quote` reads them: markup,
comments, menus and broken lines included. Every set has been used to improve the matcher since: what it says now is no
measurement of quotations nobody has seen. Those figures stand at the head of the cases.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.capture import Capture
from citations.errors import InputError
from citations.quote import Verdict
from pipeline.quoting import answer
from pipeline.reading import Readers
from pipeline.session import settings_of
from pipeline.single import Sources

PAGES = Path(__file__).parent / "quote_pages"
CASES = Path(__file__).parent / "cases" / "blind-quotes.md"
YEAR = 2026  # of the reading, by which a page's dates are judged
# a line below "## a01.html": "- false: The treaty was never signed."; `\n` in it stands for a line's end
CASE = re.compile(r"^- (?P<kind>faithful|look|false): (?P<exact>.+)$", re.MULTILINE)


def read_cases() -> Iterator[tuple[str, str, str]]:
    """Yield page, kind and quotation of every case."""
    for part in CASES.read_text("utf-8").split("\n## ")[1:]:
        for kind, exact in CASE.findall(part):
            yield part.split("\n")[0], kind, exact.replace("\\n", "\n")


async def _verdicts(folder: Path) -> list[tuple[str, str, str, Verdict]]:
    async def fetch(address: str) -> Capture:
        raise InputError(f"{address} is not fetched here")

    publishers, _ = settings_of(folder)
    readers = Readers()
    sources = Sources(PAGES, folder, publishers, readers, fetch, YEAR)
    try:
        return [
            (page, kind, exact, Verdict(answer(exact, await sources.open(page))["verdict"])) for page, kind, exact in read_cases()
        ]
    finally:
        sources.close()
        readers.close()


def verdicts() -> list[tuple[str, str, str, Verdict]]:
    """Return page, kind, quotation and verdict of every case."""
    return asyncio.run(_verdicts(PAGES))


def main() -> None:
    """Print what passes and what does not, by set."""
    told: dict[str, Counter[tuple[str, bool]]] = {}
    for page, kind, exact, verdict in verdicts():
        told.setdefault(page[0], Counter())[kind, verdict.passes] += 1
        if kind != "look" and verdict.passes != (kind == "faithful"):
            print(f"{page} {kind} {verdict}: {exact}")
    for letter, counts in sorted(told.items()):
        false, faithful, look = (counts[kind, True] + counts[kind, False] for kind in ("false", "faithful", "look"))
        print(
            f"set {letter}: false passed {counts['false', True]} of {false}, faithful flagged "
            f"{counts['faithful', False] + counts['look', False]} of {faithful + look}"
        )


if __name__ == "__main__":
    main()

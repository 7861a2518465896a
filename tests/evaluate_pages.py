"""Prints how well pages are read: a dozen kinds of markup, three languages, four encodings each, written for this.

Enters: nothing. Leaves: lines of numbers on stdout; `make evaluate` calls `main`.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from page_samples import Sample, samples  # noqa: E402 - after the path

from archive.page import Page, best_published, read_page  # noqa: E402


def main() -> None:
    """Read every sample once and print shares, F1 and the processor time of a page."""
    read_page(b"<p>first</p>")  # imports are no part of a page's time
    right: Counter[str] = Counter()
    failed: dict[str, list[str]] = defaultdict(list)
    f1, spent, count = 0.0, 0.0, 0
    for sample in samples():
        begun = time.process_time()
        page = read_page(sample.body, mime="text/html", charset=sample.header_charset, address=sample.address)
        spent += time.process_time() - begun
        count += 1
        f1 += word_f1(page.article, " ".join(sample.paragraphs))
        for name, holds in judged(page, sample).items():
            right[name] += holds
            if not holds:
                failed[name].append(f"{sample.kind}/{sample.language}/{sample.encoding}")
    print(f"pages read: n={count}, {spent / count * 1000:.1f} ms of processor time each")
    for name in right:
        print(f"  {name:34} {right[name] / count:6.1%}  {' '.join(failed[name][:6])}")
    print(f"  {'article text, F1 by word':34} {f1 / count:6.3f}")


def judged(page: Page, sample: Sample) -> dict[str, bool]:
    """Return each question about a page with whether it was answered rightly."""
    day = best_published(page)
    published = {witness.date.as_day() for witness in page.dates if witness.kind == "published"}
    return {
        "letters right (charset)": all(paragraph in page.text for paragraph in sample.paragraphs),
        "language right": page.language == sample.language,
        "headline found": sample.title in (page.title or "", *page.headings) or sample.title in (page.title or ""),
        "day of publication right": bool(day) and day.as_day() == sample.day,
        "cited day among the published": sample.day in published,
        "no wrong contradiction possible": sample.day in published or not published,
        "no false sign": not page.signs,
    }


def word_f1(found: str, expected: str) -> float:
    """Return the harmonic mean of precision and recall, by words counted."""
    left, right = (Counter(re.findall(r"\w+", text.casefold())) for text in (found, expected))
    shared = sum((left & right).values())
    return 2 * shared / (sum(left.values()) + sum(right.values())) if shared else 0.0


if __name__ == "__main__":
    main()

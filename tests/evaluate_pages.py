"""Prints how well pages are read: two dozen kinds of markup, three languages, four encodings each, written for this.

Enters: nothing, or a folder of your own pages with a gold file: `evaluate_pages.py FOLDER [GOLD.jsonl]`, whose lines are
`{"file", "date", "text", "address", "charset"}`, all but `file` at will; `date` is the day of publication that the page shows,
null when it shows none, left out when it is not known. Leaves: lines of numbers on stdout; `make evaluate` calls `main`.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from page_samples import Sample, samples  # noqa: E402 - after the path

from archive.page import Page, best_published, read_page  # noqa: E402
from citations.citation import Citation, Form  # noqa: E402
from citations.finding import Outcome  # noqa: E402
from citations.partial_date import PartialDate, from_edtf  # noqa: E402

SHOWN = 12  # files named behind a figure
NO_DAY = PartialDate(year=1997, month=2, day=3)  # printed for a page that shows no day: no page may contradict it


def main() -> None:
    """Measure the folder that is named, or the project's own samples."""
    read_page(b"<p>first</p>")  # imports are no part of a page's time
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        of_folder(folder, Path(sys.argv[2]) if len(sys.argv) > 2 else folder / "gold.jsonl")
    else:
        of_samples()


def of_samples() -> None:
    """Read every sample once and print shares, F1 and the processor time of a page."""
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


@dataclass(frozen=True, kw_only=True)
class Told:
    """A page of a folder, what its gold line tells of it, and how long it took to read."""

    file: str
    gold: dict[str, Any]
    page: Page
    seconds: float


def of_folder(folder: Path, gold: Path) -> None:
    """Print how the check of dates judges the true days, and a day nine days off; the F1 of texts; signs; time."""
    told = list(read_folder(folder, gold))
    print(
        f"pages read: n={len(told)}, {sum(one.seconds for one in told) / max(1, len(told)) * 1000:.1f} ms of processor time each"
    )
    dated = [(one, from_edtf(one.gold["date"])) for one in told if one.gold.get("date")]
    verdicts = [(one, verdict(one.page, day)) for one, day in dated]
    share("cited day confirmed", [one for one, found in verdicts if found is not Outcome.PASSED], len(dated))
    share("cited day contradicted", [one for one, found in verdicts if found is Outcome.FAILED], len(dated), of_these=True)
    share("best day is the cited one", [one for one, day in dated if best_published(one.page) != day], len(dated))
    other = [(one, verdict(one.page, nine_days_on(day))) for one, day in dated]
    share("another day confirmed", [one for one, found in other if found is Outcome.PASSED], len(dated), of_these=True)
    share("another day contradicted", [one for one, found in other if found is not Outcome.FAILED], len(dated))
    undated = [one for one in told if "date" in one.gold and one.gold["date"] is None]
    wrongly = [one for one in undated if verdict(one.page, NO_DAY) is Outcome.FAILED]
    share("contradicted, though no day is shown", wrongly, len(undated), of_these=True)
    share("pages with a sign", [one for one in told if one.page.signs], len(told), of_these=True)
    texts = [word_f1(one.page.article, one.gold["text"]) for one in told if one.gold.get("text")]
    if texts:
        print(f"  {'article text, F1 by word':37} {sum(texts) / len(texts):6.3f}  n={len(texts)}")


def read_folder(folder: Path, gold: Path) -> Iterator[Told]:
    """Yield every page that the gold file names."""
    for line in filter(None, gold.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        body = (folder / row["file"]).read_bytes()
        begun = time.process_time()
        page = read_page(body, mime="text/html", charset=row.get("charset"), address=row.get("address"))
        yield Told(file=row["file"], gold=row, page=page, seconds=time.process_time() - begun)


def verdict(page: Page, day: PartialDate) -> Outcome:
    """Return what the check of dates says of a note that cites the page with `day`; cantTell where it says nothing."""
    from check_cases import capture, evidence

    from pipeline.checks import Read
    from pipeline.checks.date import check

    citation = Citation(form=Form.FULL, type="article-newspaper", title=page.title, issued=day, date_printed=day.edtf())
    found = check(evidence(Read(capture=capture(), page=page, copy="copies/c1.html"), citation))
    return found[0].outcome if found else Outcome.CANT_TELL


def nine_days_on(day: PartialDate) -> PartialDate:
    """Return a day that no time zone makes of `day`."""
    later = (day.as_day() or datetime.date(1997, 2, 3)) + datetime.timedelta(days=9)
    return PartialDate(year=later.year, month=later.month, day=later.day)


def share(name: str, named: list[Told], count: int, *, of_these: bool = False) -> None:
    """Print the share of the pages that are not `named`, or that are, and name them."""
    part = (len(named) if of_these else count - len(named)) / max(1, count)
    print(f"  {name:37} {part:6.1%}  n={count}  {' '.join(one.file for one in named[:SHOWN])}")


def word_f1(found: str, expected: str) -> float:
    """Return the harmonic mean of precision and recall, by words counted."""
    left, right = (Counter(re.findall(r"\w+", text.casefold())) for text in (found, expected))
    shared = sum((left & right).values())
    return 2 * shared / (sum(left.values()) + sum(right.values())) if shared else 0.0


if __name__ == "__main__":
    main()

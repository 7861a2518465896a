"""Prints what becomes of a measurement when one threshold is set otherwise. `python tests/sweep.py GROUP [NAME ...]`.

Each named constant is set to values beside its own, everywhere where it is known by that name, and the measurement is taken anew:
false quotations that pass and faithful ones that are flagged, drawn from a seed and by hand; claims accused rightly and wrongly;
visits told wrongly; passages found, rightly and wrongly; titles, names, outlets and dates accused; pages known by their signs. The
groups are the keys of `MEASURES`. Of a group of whole packages every number is halved and doubled, and only what changes is told.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import importlib
import inspect
import io
import pkgutil
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from archive.address import same_page  # noqa: E402
from archive.locate import clocks, search  # noqa: E402
from archive.page import read_page  # noqa: E402
from citations.citation import Citation, Form  # noqa: E402
from citations.names import TitleAgreement, fold_title, title_agreement  # noqa: E402
from citations.partial_date import from_edtf  # noqa: E402
from citations.publisher import default_publishers  # noqa: E402
from tests import (  # noqa: E402
    evaluate_claims,
    evaluate_drift,
    evaluate_finding,
    evaluate_headlines,
    evaluate_language,
    evaluate_lint,
    evaluate_pages,
    evaluate_pairs,
    evaluate_parsing,
    evaluate_pdfs,
    evaluate_quoted_pages,
    evaluate_quotes,
    evaluate_signs,
    evaluate_text,
    evaluate_translation,
    page_samples,
    test_page,
)  # fmt: skip
from tests.sweep_values import (  # noqa: E402
    ARTICLES,
    CLAIMS,
    CLOCKS,
    DRIFT,
    FINDING,
    HEADLINES,
    LANGUAGE,
    PAGES,
    PDFS,
    QUOTES,
    SEARCH,
    SIGHT,
    SIGNS,
    TRANSLATION,
    WHOLE,
)

SEED, DRAWS = 1, 3000
_OF_ELSEWHERE = ("from_another_text", "common_words", "common_words_with_ellipses")


def numbers_of(places: tuple[str, ...]) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Return every number that the modules name, with half and double of it."""
    modules = [importlib.import_module(place) for place in places]
    for package in [one for one in modules if hasattr(one, "__path__")]:
        modules += [importlib.import_module(f"{package.__name__}.{one.name}") for one in pkgutil.iter_modules(package.__path__)]
    return {module.__name__: dict(_halved_and_doubled(module)) for module in modules}


def _halved_and_doubled(module: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    source = inspect.getsource(module)
    for name, value in vars(module).items():
        if type(value) in (int, float) and value and re.search(rf"^(?:\w+, )*{name}\b[^\n(]* = ", source, re.MULTILINE):
            double = 2 * value if type(value) is int or value >= 1 or value < 0.5 else (1 + value) / 2
            yield name, (value // 2 if type(value) is int else value / 2, double)


def measure_quotes() -> str:
    faithful, false = evaluate_quotes.run(SEED, DRAWS)
    wrong = [0, 0]
    for name, kind, exact in _by_hand():
        passes = evaluate_quotes.match_quote(exact, _source(name)).verdict.passes
        wrong[0] += kind == "false" and passes
        wrong[1] += kind == "faithful" and not passes
    for _, kind, _, verdict in evaluate_quoted_pages.verdicts():
        wrong[0] += kind == "false" and verdict.passes
        wrong[1] += kind == "faithful" and not verdict.passes
    drawn = sum(sum(counter.values()) for counter in false.verdicts.values())
    foreign = Counter[str](), Counter[str]()
    for kind, counter in false.verdicts.items():
        foreign[kind in _OF_ELSEWHERE].update(counter)
    absent = [100 * one["absent"] / one.total() for one in foreign]
    flagged = 1 - faithful.share(*evaluate_quotes.PASSED)
    told = f"false passed {len(false.wrong)} of {drawn}, by hand {wrong[0]}; flagged {flagged:.2%} of {DRAWS}, by hand {wrong[1]}"
    return f"{told}; called absent {absent[0]:.1f} % of the altered, {absent[1]:.1f} % of what stands nowhere"


def _by_hand() -> Iterator[tuple[str, str, str]]:
    for part in (HERE / "cases" / "held-out-quotes.md").read_text("utf-8").split("\n## ")[1:]:
        for kind, exact in re.findall(r"^- (faithful|false): (.+)$", part, re.MULTILINE):
            yield part.split("\n")[0], kind, exact


def _source(name: str) -> Any:
    return _SOURCES[name]


_SOURCES = {text.name: text.source for text in evaluate_quotes.read_texts()}


def _printed(main: Callable[[], None], *arguments: str) -> list[str]:
    sys.argv, out = ["", *arguments], io.StringIO()
    with contextlib.redirect_stdout(out):
        main()
    return out.getvalue().splitlines()


def measure_claims() -> str:
    evaluate_claims.EVERY = 12
    lines = _printed(evaluate_claims.main, str(SEED))[:2] + _printed(evaluate_pairs.main)
    return " | ".join(line.replace("  LOOK said of:", "") for line in lines)


def measure_drift() -> str:
    rows = [line.split() for line in _printed(evaluate_drift.main, str(SEED)) if " precision " in line]
    return "; ".join(f"{row[0]} {row[2]} {row[6]}" for row in rows)


def measure_translation() -> str:
    lines = _printed(evaluate_translation.main, str(SEED))
    return " | ".join(line for line in lines if line.startswith(("by hand", "passage", "faithful", "denial", "elsewhere")))


def measure_headlines() -> str:
    told: dict[str, Counter[str]] = {}
    for line in _printed(evaluate_headlines.main):
        numbers = [int(one) for one in re.findall(r"\d+", line.partition(" cases; ")[2])]
        names = ("right", "accused", "found", "to accuse", "passed right", "passed", "to pass")
        told.setdefault(line.split()[0], Counter()).update(dict(zip(names, numbers, strict=True)))
    return "; ".join(
        f"{group.lower()} {one['right']} of {one['accused']}, of {one['to accuse']}; passed {one['passed right']} of {one['passed']}"
        for group, one in told.items()
    )


def measure_pages() -> str:
    shares = [line.split() for line in _printed(evaluate_pages.main) if "%" in line or "F1" in line]
    wrong = [" ".join(row) for row in shares if "100.0%" not in row]
    cases = test_page.date_cases()
    days = sum(test_page.day_shown(html) != expected for _, html, expected in cases)
    return f"{' | '.join(wrong)} | days wrong {days} of {len(cases)} | {measure_signs()}"


def measure_signs() -> str:
    return " | ".join(line.strip()[:90] for line in _printed(evaluate_signs.main)[-3:])


def measure_articles() -> str:
    told = []
    for sample in page_samples.samples():
        if sample.encoding == "utf-8":
            page = read_page(sample.body, mime="text/html", charset="utf-8", address=sample.address)
            told.append((evaluate_pages.word_f1(page.article, " ".join(sample.paragraphs)), sample, page))
    lost = sum(text not in page.article for _, sample, page in told for text in sample.paragraphs)
    return f"F1 by word {sum(f1 for f1, *_ in told) / len(told):.4f} of {len(told)} pages, {lost} paragraphs lost"


def measure_finding() -> str:
    sys.argv, out = [""], io.StringIO()
    with contextlib.redirect_stdout(out):
        asyncio.run(evaluate_finding.main(("third",), (1,)))
    return "; ".join(" ".join(line.partition(", in ")[0].split()) for line in out.getvalue().splitlines()[-4:])


def measure_search() -> str:
    """An engine that ranks the pages of two little webs by the words they share with a title, asked for each source that exists."""
    found = bearing = exist = 0
    for made in (evaluate_finding.WEBS[kind](1) for kind in ("little", "third")):
        shown = {f"https://{host}{path}": body for (host, path), (status, body) in made.live.items() if status == 200}
        shown |= {address: body for address, _, status, body in made.archived if status == 200}
        titles = {address: _title(body) for address, body in shown.items() if isinstance(body, bytes)}
        words = {address: set(fold_title(title).split()) for address, title in titles.items()}
        for case in (one for one in made.cases if one.true and one.citation.title):
            wanted = fold_title(case.citation.title).split()
            ranked = sorted(titles, key=lambda address: -len(words[address].intersection(wanted)))
            best = iter([(address, titles[address]) for address in ranked[: search.COUNT]])
            given = [one.address for one in search.bearing(case.citation, None, best, "engine")]
            exist += 1
            found += any(same_page(address, true) for address in given for true in case.true)
            short = replace(case.citation, title=" ".join(case.citation.title.split()[: search.MIN_WORDS]))
            bearing += any(
                title_agreement(short.title, titles[address], ()) in (TitleAgreement.SAME, TitleAgreement.PART)
                and not any(same_page(address, true) for true in case.true)
                for address in ranked[: search.COUNT]
            )
    return f"given {found} of {exist} that exist; titles cut to the least words that another page bears {bearing}"


def _title(body: bytes) -> str:
    match = re.search(rb"<title>(.*?)</title>", body, re.DOTALL)
    return match[1].decode("utf-8", "replace") if match else ""


def measure_clocks() -> str:
    """Each known point of a clock is told by the others: its own day, and days of other points as wrong citations of it."""
    known = {clock.points: clock for one in PUBLISHERS for clock in one.clocks if len(clock.points) > 2}
    outside = width = 0
    own, other = [], []
    for clock in known.values():
        for point in clock.points:
            rest = replace(clock, points=tuple(one for one in clock.points if one is not point))
            publisher = replace(next(one for one in PUBLISHERS if clock in one.clocks), clocks=(rest,))
            address = f"https://www.rferl.org/a/{point.id}.html"
            day, bracket = datetime.date.fromisoformat(point.day), clocks.days_of(publisher, address)
            outside += not bracket.first <= day <= bracket.last
            width = max(width, (bracket.last - bracket.first).days)
            for shift in (*range(-365, 366, 73), *range(1095, 3650, 365), *range(-3650, -1094, 365)):
                cited = Citation(form=Form.FULL, issued=from_edtf((day + timedelta(days=shift)).isoformat()))
                (own if abs(shift) <= 365 else other).append(bool(clocks.rejection(cited, publisher, address)))
    rejected, kept = sum(own), len(other) - sum(other)
    told = f"own day outside its bracket {outside} of {sum(len(one) for one in known)}, the widest of {width} days"
    return f"{told}; rejected within a year {rejected} of {len(own)}; kept three years off and more {kept} of {len(other)}"


def measure_language() -> str:
    return " | ".join(_printed(evaluate_language.main))


def measure_lint() -> str:
    told = [evaluate_lint.judged(unseen_at_first=unseen) for unseen in (False, True)]
    right, wrong, missed = (sum((one[place] for one in told), Counter[str]()) for place in range(3))
    return f"right {right.total()}, wrong {wrong.total()} {dict(wrong)}, missed {missed.total()}"


def measure_parsing() -> str:
    scores = []
    for path in (*evaluate_parsing.SETS, HERE / "cases" / "notes.md"):
        score, cases = evaluate_parsing.Score(), list(evaluate_parsing.read_cases(path))
        for title, note, wanted, prose in cases:
            parsed = evaluate_parsing.parse_note(note, publishers=PUBLISHERS)
            evaluate_parsing.score_note(score, title.partition(":")[0], note, wanted, prose, parsed)
        scores.append(score)
    return ", ".join(
        f"{name} {sum(one.hits[name] for one in scores)} of {sum(one.trials[name] for one in scores)}"
        for name in ("split", "form", "type", "every field", "prose")
    )


def measure_layouts() -> str:
    return " | ".join(_printed(evaluate_text.main))


def measure_pdfs() -> str:
    evaluate_pdfs.BRIEFINGS = 2
    return str(evaluate_pdfs.told())


def measure_sight() -> str:
    evaluate_pdfs.BRIEFINGS = 1
    return str(evaluate_pdfs.told_of_sight())


PUBLISHERS = default_publishers()
MEASURES = {
    **{name: (numbers_of(places), {"lint": measure_lint, "parsing": measure_parsing, "layouts": measure_layouts,
                                   "pages": measure_pages}[name]) for name, places in WHOLE.items()},
    "language": (LANGUAGE, measure_language), "headlines": (HEADLINES, measure_headlines), "dates": (PAGES, measure_pages), "articles": (ARTICLES, measure_articles),
    "finding": (FINDING, measure_finding), "clocks": (CLOCKS, measure_clocks), "search": (SEARCH, measure_search), "signs": (SIGNS, measure_signs),
    "quotes": (QUOTES, measure_quotes), "claims": (CLAIMS, measure_claims), "drift": (DRIFT, measure_drift),
    "translation": (TRANSLATION, measure_translation), "pdfs": (PDFS, measure_pdfs), "sight": (SIGHT, measure_sight),
}  # fmt: skip


@contextlib.contextmanager
def set_to(module: str, name: str, value: object) -> Iterator[None]:
    """Within it, the constant has another value in its module and in every module that took it from there."""
    own = getattr(importlib.import_module(module), name)
    holders = [
        one for one in list(sys.modules.values()) if getattr(one, "__name__", "").startswith(("citations", "archive", "pipeline"))
    ]
    held = [one for one in holders if name in vars(one) and (one.__name__ == module or _takes(one, module, name))]
    _set(held, name, value)
    try:
        yield
    finally:
        _set(held, name, own)


def _set(held: list[Any], name: str, value: object) -> None:
    """Set a constant, and forget what was worked out by another value."""
    for one in held:
        setattr(one, name, value)
    for module in [one for name, one in sys.modules.items() if name.startswith(("citations", "archive", "pipeline"))]:
        for kept in [one for one in vars(module).values() if hasattr(one, "cache_clear")]:
            kept.cache_clear()


def _takes(holder: Any, module: str, name: str) -> bool:
    source = Path(holder.__file__).read_text("utf-8")
    return bool(
        re.search(rf"from {re.escape(module)} import [^\n]*\b{name}\b|from {re.escape(module)} import \([^)]*\b{name}\b", source)
    )


def _measured(measure: Callable[[], str]) -> str:
    try:
        return measure()
    except (ArithmeticError, LookupError, ValueError) as error:  # a list of none, a word of no letters
        return f"cannot work: {error!r}"


def main() -> None:
    """Measure and print; further arguments choose thresholds by name."""
    group, *names = sys.argv[1:]
    table, measure = MEASURES[group]
    chosen, tells_all = set(names), group not in WHOLE
    random.seed(SEED)
    _set([], "", None)  # what the imports worked out is forgotten, as for every other value
    as_it_is = measure()
    print(f"{'as it is':32} {as_it_is}", flush=True)
    for module, numbers in table.items():
        for name, values in numbers.items():
            for value in values if not chosen or name in chosen else ():
                with set_to(module, name, value):
                    found = _measured(measure)
                if tells_all or found != as_it_is:
                    shown = name if tells_all else f"{module}.{name}"
                    print(f"{shown:22} {value!s:9} {found}", flush=True)


if __name__ == "__main__":
    main()

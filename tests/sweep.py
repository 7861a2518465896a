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

SEED, DRAWS = 1, 3000
_OF_ELSEWHERE = ("from_another_text", "common_words", "common_words_with_ellipses")
# Of each threshold: its module, its name, and the values that are tried beside its own.
QUOTES = {
    "citations.quote": {"MIN_COVERAGE": (0.3, 0.4, 0.6, 0.7), "MIN_MATCHED_WORDS": (2, 4), "MIN_COMPARED_WORDS": (4, 16),
                        "_FUNCTION_WEIGHT": (0.1, 0.5, 1.0)},
    "citations.matching.comparison": {"_NEAR_WORDS": (10, 50), "_MAX_TINY_PIECES": (1, 3), "_MIN_ELSEWHERE_WORDS": (3, 6)},
    "citations.matching.elision": {"_HEDGE_WORDS": (1, 6), "_TINY_GAP": (7, 28), "_OPPOSED_WORDS": (2, 5), "_CLAUSE_WORDS": (2, 6)},
    "citations.matching.joints": {"SHORT_ELISION": (2, 8), "_TIED_WORDS": (2, 8), "_SUBJECT_WORDS": (2, 8),
                          "SENTENCE_WORDS": (10, 80), "_FEW_WORDS": (2, 8), "_DENIED_WORDS": (3, 12), "_GOVERNING_WORDS": (1, 6)},
    "citations.matching.denials": {"_LIGHT_WORDS": (2, 8), "CLAUSE_WORDS": (9, 36), "_NOUN_WORDS": (3, 8), "VERDICT_WORDS": (4, 16)},
    "citations.matching.edits": {"_STEM_LETTERS": (3, 6), "_LONGEST_MARK": (2, 4)},
    "citations.matching.marks": {"NEAR_WORDS": (25, 100), "FAR_WORDS": (150, 600), "REPLACED_WORDS": (4, 16), "_TINY_PIECE": (1, 3)},
    "citations.matching.speech": {"_TURNS": (2, 6), "_SPEECH_WORDS": (40, 160), "_SPEAKER_WORDS": (1, 6)},
    "citations.matching.brackets": {"_BOUNDING_WORDS": (1, 4), "_POINTED_WORDS": (2, 8), "_MODIFIER_WORDS": (1, 3)},
    "citations.matching.referents": {"_NAMED_WORDS": (30, 120), "_TOPIC_PLACES": (3, 12), "_DENIED_WORDS": (1, 3)},
    "citations.matching.bounds": {"_CONDITION_WORDS": (10, 40), "_CLAUSE_WORDS": (3, 12)},
    "citations.matching.hearsay": {"_FRAME_WORDS": (6, 24)},
    "citations.matching.placing": {"MAX_HITS": (10, 80), "_MAX_VOTES": (33, 300), "_PAD": (2, 8), "_MAX_PAIRED_EDGE": (2, 6)},
    "citations.lexicon": {"_LONGEST_ENDING": (2, 4), "_MOST_EMPTY_WORDS": (1, 3)},
}  # fmt: skip
CLAIMS = {
    "pipeline.checks.claim_number": {"SHARED_WORDS": (2, 4), "SHARED_PART": (0.5, 0.6, 0.9), "SURE_WORDS": (3, 6),
                                     "SURE_PART": (0.6, 0.9), "CLAUSE_WORDS": (1, 3), "CLOSE": (0.05, 0.2), "WHOLE_WORDS": (2, 8)},
    "pipeline.checks.rounded": {"ROUGHLY": (0.05, 0.3)},
    "pipeline.checks.abroad": {"LEAST_HELD": (2.0, 4.0), "LEAST_PLAIN": (1.5, 3.5), "MANY_PLAIN": (3.0, 6.0), "PLAIN_SHARE": (0.5, 0.8)},
    "pipeline.checks.claim_abroad": {"LEAST_SHARE": (0.2, 0.45), "NOUN_WORDS": (1, 5), "DERIVED_SLACK": (0.0, 0.1)},
    "pipeline.checks.date_abroad": {"LEAST_SHARE": (0.3, 0.6)},
    "pipeline.checks.name_abroad": {"SAME_GIVEN_SHARE": (0.2, 0.6), "SAME_BOTH_SHARE": (0.0, 0.3), "LEAST_SHARE": (0.4, 0.8)},
    "pipeline.checks.derived": {"DERIVED": (0.0, 0.05), "KINDS_WORDS": (1, 6), "MOST_DERIVED": (4, 30)},
    "pipeline.checks.name_slip": {"SHORTEST": (3, 5)},
    "pipeline.checks.name": {"SHARED_WORDS": (2, 4), "SHARED_PART": (0.5, 0.75), "MAIN_SCRIPT": (0.3, 0.8), "KIN_WORDS": (1, 8)},
    "pipeline.checks.claim_date": {"SHARED_WORDS": (2, 4), "SHARED_PART": (0.6, 0.9), "SLIP_PART": (0.2, 0.7)},
    "pipeline.checks.subject": {"NEAR_WORDS": (6, 20), "LONGEST_SENTENCE": (40, 90)},
    "pipeline.checks.exchanged": {"LEAST_CROSSED": (1, 3), "MOST_STRAIGHT": (0.1, 0.5), "OF_BOTH": (0.0, 1.0), "LEAST_OF_NAMES": (2, 4),
                                  "SURE_VALUE": (3, 100), "MOST_PAIRS": (5, 200), "MOST_PLACES": (5, 200)},
    "pipeline.checks.turned_change": {"FAR_WORDS": (5, 20), "BEHIND_WORDS": (6, 24), "OTHER_UNIT_WORDS": (1, 4)},
    "pipeline.checks.other_bound": {"BOUND_WORDS": (2, 8), "LEAST_HELD": (1, 3), "HELD_PART": (0.4, 0.8), "OWN_WORDS": (0, 3),
                                    "NOUN_WORDS": (1, 6), "PART_HELD": (1, 3), "PART_SHARE": (0.2, 0.6), "MOST_PLACES": (5, 200)},
    "pipeline.checks.office_pair": {"BEHIND_WORDS": (3, 12), "DEPUTY_WORDS": (1, 4), "MOST_HOLDERS": (20, 1000)},
    "pipeline.checks.turned_verb": {"BEFORE_WORDS": (3, 12), "BEHIND_WORDS": (3, 12), "FAR_WORDS": (7, 28)},
    "pipeline.checks.figure_slip": {"PART_WORDS": (2, 8), "LEAST_WHOLE": (2, 5, 40), "SURE_FIGURES": (2, 4), "SCALED_WORDS": (1, 3),
                                    "MOST_SCALED": (10, 100, 10**9)},
    "pipeline.checks.rendered": {"NAME_LETTERS": (3, 6)},
    "citations.quantities": {"UNIT_WORDS": (2, 5), "FRACTION_SLACK": (0.5, 5.0)},
    "citations.units": {"STEM_LETTERS": (4, 7)},
    "citations.proper_names": {"OFFICE_WORDS": (3, 9), "HEADLINE_WORDS": (4, 8), "SHORTEST_KEY": (2, 4), "LEAST_LEFT": (2, 4)},
}  # fmt: skip
DRIFT = {
    "pipeline.checks.article": {"OTHER_TEXT_PAIRS": (0.33, 0.38, 0.48, 0.6), "OTHER_TEXT_BITS": (5, 14, 20), "MIN_WORDS": (20, 80),
                                "ANSWERING_PAIRS": (0.3, 0.7), "BESIDE": (1, 3), "MIN_SENTENCE_WORDS": (1, 4), "SLIP_LETTERS": (1, 3)},
}  # fmt: skip
TRANSLATION = {
    "citations.translation": {"MIN_SCORE": (2.0, 3.0), "MIN_SHARE": (0.3, 0.5), "MIN_LEAD": (1.0, 1.5), "GLOSS_WEIGHT": (0.5, 1.0),
                              "STAND_IN": (0.5, 1.5), "UNTOLD_WEIGHT": (0.0, 0.5), "SHORT_SCORE": (1.2, 2.0), "SHORT_SHARE": (0.4, 0.6),
                              "LEAST_LENGTH": (0.0, 1.0), "NEXT_SENTENCE": (0.5, 2.5), "MOST_SENTENCES": (2, 6), "MIN_NAME_LETTERS": (3, 5),
                              "ENDING_LETTERS": (2, 4), "NAME_WEIGHT": (1.0, 3.0), "NUMBER_WEIGHT": (1.0, 3.0)},
    "citations.disagreement": {"NEAR_WORDS": (0, 80), "SLIP_CONSONANTS": (2, 9)},
    "citations.denial": {"LENGTHS": ((0.3, 2.5), (0.7, 1.4)), "SAME_PLACE": (0.1, 0.5), "SCOPE_WORDS": (1, 6), "TWOFOLD_WORDS": (0, 4)},
    "citations.dictionary": {"MOST_GLOSSES": (6, 40)},
}  # fmt: skip

HEADLINES = {
    "citations.names": {"MIN_PART_WORDS": (2, 5), "MIN_PART_SHARE": (0.3, 0.7), "NEAR_RATIO": (0.85, 0.97)},
    "citations.forenames": {"SHORT_FORM": (2, 5), "SLIP": (3, 8)},
    "citations.outlets": {"SLIP_LETTERS": (3, 9), "MIN_LABEL_LETTERS": (1, 4), "MIN_WORD_LETTERS": (2, 7), "MIN_BEGINNING": (1, 5)},
    "pipeline.checks.title": {"MIN_SLIP_LETTERS": (2, 7), "MIN_SAME_WORDS": (1, 6), "PDF_TOP": (300, 10**6)},
    "pipeline.checks.shown_title": {"MIN_TITLE_LETTERS": (1, 6, 24), "NEAR_TOP": (100, 3000)},
    "pipeline.checks.date_doubt": {"LEEWAY": (timedelta(0), timedelta(days=3)), "NEAR_SPAN": (timedelta(days=7), timedelta(days=120))},
}  # fmt: skip
LANGUAGE = {
    "citations.language": {"CLEAR_SHARE": (0.04, 0.16), "CLEAR_LEAD": (1.0, 1.5), "MOST_FOREIGN": (0.003, 0.1), "ENOUGH_LETTERS": (6, 24),
                           "SAMPLE_WORDS": (10, 1200), "FOREIGN_LETTERS": (0.001, 0.02)},
    "citations.function_words": {"_LEAST_DIFFERENT": (1, 2, 5)},
}  # fmt: skip
SIGNS = {
    "archive.reading.signs": {"SHORT": (350, 1400), "SCARCE": (100, 500), "WALL_PROSE": (700, 3000), "LONGEST_CONSENT": (3000, 20000),
                      "SCRIPT_BYTES": (1000, 9000), "BARE": (5, 60), "LISTING_LINKS": (7, 30), "LISTING_SHARE": (0.6, 0.9),
                      "LISTING_CARDS": (4, 16), "CARD_HEADLINE": (10, 40), "LISTING_TEASERS": (2, 10), "LONGEST_SUMMARY": (150, 600)},
}  # fmt: skip
PAGES = {
    "archive.page": {"FADED_SHARE": (0.1, 0.5), "FADED_PROSE": (100, 900), "SCARCE_TEXT": (50, 300), "MIN_OWN_SHARE": (0.1, 0.4)},
    "archive.reading.headline": {"MOST": (0.25, 0.75)},
    "archive.reading.page_dates": {"MIN_TELLING": (2, 5), "TELLING_LETTERS": (3, 7)},
    "archive.reading.date_lines": {"DATELINE": (60, 220), "OWN_LINE_REST": (7, 28), "LONGEST_LABEL": (20, 80), "LINE_ABOUT": (50, 200),
                           "HEADLINE_WORDS": (2, 8)},
    "pipeline.checks.witnesses": {"TOP": (300, 1200), "END": (150, 600), "UNDER_HEADLINE": (120, 500)},
}  # fmt: skip
ARTICLES = {
    "archive.reading.insets": {"TEXT_SHARE": (0.3, 0.7), "MOST_SHARE": (0.1, 0.2, 0.7), "SHORTEST_SUMMARY": (20, 80), "LONGEST_SUMMARY": (100, 800),
                               "LONGEST_FORM": (2, 8), "MOST_BLOCKS": (4, 240),
                               "LONGEST_CALL": (60, 480)},
    "archive.reading.article": {"MIN_ARTICLE_SHARE": (0.1, 0.4), "MIN_PROSE": (20, 80), "MOST_LINKED": (0.3, 0.7)},
}  # fmt: skip
FINDING = {
    "archive.locate.listings": {"DAYS_BEFORE": (0, 30), "DAYS_AFTER": (30, 100, 1200)},
}  # fmt: skip
SEARCH = {"archive.locate.search": {"MIN_WORDS": (1, 2, 4), "COUNT": (2, 5, 50), "MAX_CANDIDATES": (1, 3, 12)}}
CLOCKS = {"archive.locate.clocks": {"FAR_DAYS": (90, 365, 1461), "DRIFT": (0.0, 0.15, 0.5, 1.0)}}
PDFS = {
    "citations.readers.pdf": {"SMALL_SIZE": (0.85, 1.01), "NEW_PARAGRAPH_GAP": (1.1, 1.8), "INDENT": (0.2, 1.2), "FURNITURE_PAGES": (2, 4),
                              "MAX_HEAD": (75, 300), "HYPHENATED": (0.0, 0.3), "_EDGE": (0.06, 0.2)},
    "citations.readers.pdf_lines": {"RAISED_SIZE": (0.6, 0.97), "RAISED_BY": (0.1, 0.4), "DRAWN_SMALL": (0.3, 1.0), "WORD_GAP": (0.6, 2.4),
                                    "MOST_RAISED": (0.5, 1.4), "MOST_MARKS": (0.1, 1.0), "LETTER_GAP": (0.0, 0.3)},
    "citations.readers.pdf_marks": {"NAMED": (0.0, 0.25, 0.75, 1.0), "MIN_BRACKETS": (1, 4)},
}  # fmt: skip
SIGHT = {
    "archive.reading.pdf_sight": {"SCALE": (0.75, 3.0), "MIN_CONTRAST": (6, 12, 48, 96), "SPECK_POINTS": (0.2, 3.0, 6.0),
                                  "SCAN_SHARE": (0.1, 0.9), "OVER_INK": (0.1, 0.9), "BESIDE": (0, 9)},
    "archive.reading.pdf_plain": {"MAX_LUMINANCE": (75, 200), "MIN_LIGHT": (100, 250), "HAIR_POINTS": (0.5, 8.0)},
    "archive.pdf": {"MIN_RAISE": (0.0, 0.2, 0.4)},
}  # fmt: skip
# Packages and modules of which every number is halved and doubled.
WHOLE = {
    "lint": ("citations.consistency", "citations.fractions", "citations.date_style", "citations.names", "citations.proper_names"),
    "parsing": ("citations.parsing", "citations.parse", "citations.grammar", "citations.prose", "citations.sentences",
                "citations.publisher", "citations.antecedent", "citations.partial_date"),
    "layouts": ("citations.readers.text", "citations.readers.torn", "citations.readers.line_ends", "citations.readers.flat_text"),
    "pages": ("archive.reading", "archive.page", "citations.charset", "citations.language", "pipeline.checks.soft_404"),
}  # fmt: skip


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

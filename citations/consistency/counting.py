"""Rules on figures by the text's own arithmetic: a rise or fall by another share than the figures give, figures with two of
their digits changed about, one person of two ages, and units set in two ways. Sums are in `citations.consistency.summing`.

Enters: the draft's sentences. Leaves: remarks. Rounding is allowed for; what a source says is not asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.lexicon import is_function_word
from citations.names import fold_title
from citations.prose import URL, strip_emphasis
from citations.regex import regex
from citations.sentences import sentences

MOST_OFF = 3.0  # points between a share that is given and the one that the figures give, when figures are rounded
MIN_CONTEXT = 3  # words that two sentences share when they give one figure
YEARS_APART = 1  # between two ages of one person: who had a birthday is a year older
PER_CENT = r"(?:%|\s?per\s?cent\b|\s?percent\b|\s?процент\w*|\s?Prozent\b)"
_NO_YEAR = r"(?<![\d,.])(?!(?:19|20)\d\d\b(?!,\d))"
_FIGURE = rf"[$€£]?\s?{_NO_YEAR}" + r"(?P<{0}>\d[\d,]*(?:\.\d+)?)\s?(?P<unit_{0}>(?:m|bn|[mb]illion|tonnes|tons|people)\b|%)?"
_BEFORE, _NOW = _FIGURE.format("before"), _FIGURE.format("now")
_IN_YEAR = r"[^.;,\d]{0,30}(?:\sin\s(?:19|20)\d\d)?"
_MOVED = rf"an?\s(?:fall|drop|decline|decrease|cut|rise|increase|growth|jump)\sof\s(?P<share>\d{{1,3}}(?:\.\d+)?){PER_CENT}"
# Of one amount against another, as in "2.5m quintals, against 7.5m in 2022, a fall of 75%"; not "5 against 4"
AGAINST = regex(rf"{_NOW}{_IN_YEAR},?\s(?:against|compared\s(?:with|to)|(?:down|up)\sfrom)\s{_BEFORE}{_IN_YEAR},?\s{_MOVED}")
# Of one that becomes another, as in "from 400 in 2010 to 500 in 2014, a rise of 30%"; not "from 5 to 9"
FROM_TO = regex(rf"\bfrom\s{_BEFORE}{_IN_YEAR}\sto\s{_NOW}{_IN_YEAR},?\s(?:or\s)?{_MOVED}")
# "вырос с 40 млрд тенге в 2013 году до 50 млрд в 2015-м, на 45 процентов"; not "с 5 до 9"
_AMOUNT_RU = r"(?<![\d,.])(?P<{0}>\d[\d\s]{{0,12}}?(?:,\d+)?)\s?(?P<unit_{0}>тыс\.?|млн|млрд)?(?!\s?(?:\d|%|процент))"
_WITHIN_RU = r"[^.;,\d]{0,30}(?:\sв\s(?:19|20)\d\d(?:-м|\sгоду|\sг\.)?)?"
FROM_TO_RU = regex(
    rf"\bс\s{_AMOUNT_RU.format('before')}{_WITHIN_RU}\sдо\s{_AMOUNT_RU.format('now')}{_WITHIN_RU},?\s(?:или\s|то\sесть\s)?на\s(?P<share>\d{{1,3}}(?:,\d+)?){PER_CENT}(?!\s+пункт)"
)
ROW = regex(
    r"(?<![\d.,])(?P<before>\d[\d,]*(?:\.\d+)?)\s+(?P<now>\d[\d,]*(?:\.\d+)?)\s+(?P<change>[+-]\d+(?:\.\d+)?)%", re.VERBOSE
)
DECIMAL = regex(rf"(?<![\d.,])(?P<figure>\d{{1,2}}\.\d){PER_CENT}", re.VERBOSE)
_NAME = r"(?<!\w)(?P<name>[A-Z][\w’'-]{1,30}(?:\s(?:[A-Z]\.|[A-Z][\w’'-]{1,30})){1,3})"  # no longer than names are
AGES = tuple(
    regex(pattern)
    for pattern in (
        rf"{_NAME},\s(?:an?|the|now\sa)\s(?P<age>\d\d)-year-old\b",  # Hanta Rado, a 34-year-old mother
        rf"{_NAME},\s(?:aged\s)?(?P<age>\d\d)(?=,\s[a-z])",  # Solo Maro, 19, was struck
        rf"{_NAME}\s\((?:aged\s)?(?P<age>\d\d)\)",  # Solo Maro (19)
        rf"{_NAME},\s(?:an?|the)\s(?:[a-z-]+\s){{1,3}}(?:of|aged)\s(?P<age>\d\d)\b(?!\s[a-z]+s\b)",  # Hanta Rado, a widow of 52
        rf"\b(?P<age>\d\d)-year-old\s(?:[a-z][\w-]*\s){{0,4}}(?:[a-z][\w-]*,\s)?{_NAME}",  # a 34-year-old clerk, Omar Saidov
    )
)
# "30km", "508 kg"; not "A4km"
UNIT = regex(r"(?<![\w.,/-])\d[\d.,]*(?P<space>[ \u00a0\u202f]?)(?P<unit>km|kg|cm|mm|km/h|MW|kW|GW|ha)\b", re.VERBOSE)
MOST_EXCEPTIONS = 0.34  # of the figures with units, which are set otherwise


def sentences_of(draft: Draft) -> Iterator[tuple[Stretch, str]]:
    """Yield each sentence of the body, without emphasis, with the paragraph that holds it."""
    for stretch in draft.body:
        text = strip_emphasis(stretch.text)
        for start, end in sentences(text):
            yield stretch, text[start:end]


def _rows(draft: Draft) -> Iterator[Remark]:
    """Rows of two figures and their change in a table of which another row is right: "Baga 17,500 26,250 +40%"."""
    for stretch in draft.body:
        rows = [(match, *_change(match)) for match in ROW.finditer(stretch.text)]
        wrong = [(match, right) for match, right, printed in rows if abs(right - printed) > MOST_OFF]
        for match, right in wrong if len(wrong) * 2 < len(rows) else ():
            yield stretch.remark(match[0], f"By these figures it is {right:+.0f} per cent.", f"{right:+.0f}%")


def _change(row: re.Match[str]) -> tuple[float, float]:
    """The change in per cent that a row's two figures give, and the one that it prints."""
    before, now, printed = (float(row[name].replace(",", "")) for name in ("before", "now", "change"))
    return ((now / before - 1) * 100 if before else printed), printed


def _moved(draft: Draft) -> Iterator[Remark]:
    for stretch, sentence in sentences_of(draft):
        told = [(one, "") for pattern in (AGAINST, FROM_TO) for one in pattern.finditer(sentence)]
        for match, point in (*told, *((one, ".") for one in FROM_TO_RU.finditer(sentence))):
            before, now, share = (
                float(re.sub(r"\s", "", match[name]).replace(",", point)) for name in ("before", "now", "share")
            )
            units = {match["unit_before"], match["unit_now"]} - {None}
            given = abs(now - before) / before * 100 if before else share
            if len(units) < 2 and abs(given - share) > MOST_OFF and before:
                yield stretch.remark(match[0], f"By these figures it is {given:.0f} per cent.", f"{given:.0f}")


def _transposed(draft: Draft) -> Iterator[Remark]:
    """Shares of one thing that differ by the order of their digits: "4.6% of GDP" and "6.4% of GDP"."""
    seen: dict[str, list[tuple[str, frozenset[str], Stretch]]] = defaultdict(list)
    for stretch, sentence in sentences_of(draft):
        figures = [match["figure"] for match in DECIMAL.finditer(sentence)]
        around = [frozenset(_context(sentence, match.start(), match.end())) for match in DECIMAL.finditer(sentence)]
        for figure, words in zip(figures, around, strict=True):
            key = "".join(sorted(figure))
            for other, theirs, held in seen[key]:
                if other != figure and len(words & theirs) >= MIN_CONTEXT and other not in figures:
                    why = f"{held.place[:1].upper()}{held.place[1:]} it is {other}, with the same digits in another order."
                    yield stretch.remark(sentence, why)
                    break
            seen[key].append((figure, words, stretch))


def _context(sentence: str, start: int, end: int) -> Iterator[str]:
    """The words near a figure that say of what it is."""
    for word in re.findall(r"[^\W_]{3,}", sentence[max(0, start - 70) : start] + " " + sentence[end : end + 40]):
        if not is_function_word(word.casefold()):
            yield word.casefold()


def _ages(draft: Draft) -> Iterator[Remark]:
    first: dict[str, tuple[int, str, Stretch]] = {}
    for stretch in draft.body:
        text = strip_emphasis(stretch.text)
        for match in sorted((one for pattern in AGES for one in pattern.finditer(text)), key=lambda one: one.start()):
            age = int(match["age"])
            before, words, held = first.setdefault(fold_title(match["name"]), (age, match[0], stretch))
            if abs(before - age) > YEARS_APART:
                yield stretch.remark(match[0], f"{match['name']} is “{words}” {held.place}.")


def _units(draft: Draft) -> Iterator[Remark]:
    found = [(one, match) for one in draft.texts for match in UNIT.finditer(URL.sub(lambda url: " " * len(url[0]), one.text))]
    counts = Counter(bool(match["space"]) for _, match in found)
    rare = counts[True] < counts[False]  # whether a space is the exception
    for stretch, match in found if 0 < counts[rare] <= MOST_EXCEPTIONS * len(found) else ():
        if bool(match["space"]) is rare:
            others = f"{counts[not rare]} of {len(found)}"
            why = f"{'A' if rare else 'No'} space stands before the unit; in {others} it is the other way."
            figure = match[0][: match.start("space") - match.start()]
            yield stretch.remark(match[0], why, figure + ("" if rare else " ") + match["unit"])


_NOTE = "[^1]\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="change-miscounted", severity=Severity.WARNING, check=_moved,
         about="A rise or fall by a share that is not the one that its two figures give.",
         bad="The port had 2.5m tonnes, against 7.5m in 2022, a fall of 75%." + _NOTE,
         good="The port had 2.5m tonnes, against 7.5m in 2022, a fall of 67%." + _NOTE),
    Rule(name="row-miscounted", severity=Severity.WARNING, check=_rows,
         about="A row of a table whose change is not that of its two figures, where the other rows are right.",
         bad="Port Herat 100 150 +50% Port Kabul 200 220 +10% Port Balkh 100 140 +20%" + _NOTE,
         good="Port Herat 100 150 +50% Port Kabul 200 220 +10% Port Balkh 100 140 +40%" + _NOTE),
    Rule(name="figure-transposed", severity=Severity.WARNING, check=_transposed,
         about="A share that the text gives again with its digits in another order.",
         bad="The deficit of the port was 4.6% of its income. The deficit fell to 6.4% of the income of the port." + _NOTE,
         good="The deficit of the port was 4.6% of its income. The deficit fell to 3.4% of the income of the port." + _NOTE),
    Rule(name="age-differs", severity=Severity.WARNING, check=_ages, about="One person of two ages.",
         bad="Jo Marsh, a 34-year-old clerk, left. Jo Marsh, a sailor of 52, came back." + _NOTE,
         good="Jo Marsh, a 34-year-old clerk, left. Jo Marsh, a sailor of 35, came back." + _NOTE),
    Rule(name="unit-spacing-mixed", severity=Severity.HINT, check=_units,
         about="A unit set close to its figure where most others stand apart, or the other way about.",
         bad="It is 30 km long, weighs 508 kg, and the port lies 25km away." + _NOTE,
         good="It is 30 km long, weighs 508 kg, and the port lies 25 km away." + _NOTE),
)  # fmt: skip

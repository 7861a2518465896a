"""Rules on the order of what a document numbers: a section, a note or a table that is left out, and a table or annex that is
spoken of and is not there.

Enters: the draft's paragraphs, marks and notes. Leaves: remarks. What belongs to another work ("Table 3 of the report") is left.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from citations.consistency.numbering import MAX_HEADING_LETTERS, MIN_ASCENDING, NUMBERED
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.numerals import ROMAN
from citations.regex import regex

MIN_STEPS = 3  # numbers in a row that make a count of which one is missing
MIN_NOTES = 6  # the same of notes, whose labels may be names
MAX_QUOTED = 80  # letters
_KINDS = {
    "table": "Tables? Tab\\. Таблиц[аеыуою]й? Табл\\. Tabelle",
    "figure": "Figures? Fig\\. Charts? Graphs? Maps? Рисун[а-яё]+ Рис\\. Диаграмм[а-яё]+ Abbildung Abb\\.",
    "annex": "Annex(?:es)? Appendix Appendices Приложени[а-яё]+ Anhang",
}
_NAMES = "|".join(f"(?P<{kind}>{'|'.join(forms.split())})" for kind, forms in _KINDS.items())
# "Table 3", "табл. 2", "Annex B"
PART = regex(
    rf"(?<![\w-])(?:{_NAMES})\s?(?P<number>\d{{1,2}}|[IVX]{{1,4}}|[A-HА-Д])\b(?![.,]\d|[-–]\d)", re.VERBOSE | re.IGNORECASE
)
CAPTION = regex(
    rf"[*_#\s]*(?:{_NAMES})\s?(?P<number>\d{{1,2}}|[IVX]{{1,4}}|[A-HА-Д])\b[*_]*\s?(?:[.:–—-]|$|\()", re.VERBOSE | re.IGNORECASE
)
# Behind it or before it: of another work; "Annex B of the agreement", "its Annex B", "Minsk agreement, Annex 2"
OF_OTHERS_BEHIND = regex(r"\s?(?:of|to|in|from|к|из|в|des|der|zu)\b|,?\s(?:which|where|that)\b|\s?\(", re.VERBOSE)
OF_OTHERS_BEFORE = regex(
    r"(?:\b(?:its|their|his|her|whose|the|under|of|which|that|an?|его|её|их)|[’']s|,|\bto)\s(?:own\s)?$",
    re.VERBOSE | re.IGNORECASE,
)
# How a text sends its reader to a part of its own: "see Table 3", "Table 3 shows", "is described in Annex B"
SENDS_BEFORE = regex(
    r"""(?:(?:^|[.!?]\s)|\(|\b(?:see(?:\salso)?|as|cf\.|compare|in|by|см\.|ср\.|в|как)\s)$""", re.VERBOSE | re.IGNORECASE
)
SENDS_BEHIND = regex(
    r"\s(?:shows?|gives?|compares?|lists?|sums?|sets?\sout|presents?|contains?|illustrates?|summari[sz]es?|breaks?|показыва\w+|приводит\w*|содержит|да[её]т)\b",
    re.VERBOSE | re.IGNORECASE,
)
DESCRIBED = regex(
    r"\b(?:described|given|shown|listed|found|set\sout|explained|presented|reproduced|summari[sz]ed|printed|приведен\w*|описан\w*|показан\w*|дан\w?)\s(?:in|by|в)\s$",
    re.VERBOSE | re.IGNORECASE,
)
ENDS_CLAUSE = regex(r"\s?(?:[.;)]|,\s(?:and|but|и|а)\b|$)", re.VERBOSE)
NEAR = 40  # letters before and behind in which such words stand


def _skipped(draft: Draft) -> Iterator[Remark]:
    yield from _sections(draft)
    yield from _notes(draft)
    for kind, captions in _captions(draft).items():
        numbers = [(int(number), stretch) for number, stretch in captions if number.isdecimal()]
        for number, stretch in _gaps(numbers, least=2):
            yield stretch.remark(stretch.text[:MAX_QUOTED], f"There is no {kind} {number}.")


def _sections(draft: Draft) -> Iterator[Remark]:
    """Headings by figures or roman numbers: letters and subsections count anew."""
    found: list[tuple[int, Stretch]] = []
    others: set[int] = set()  # of short lines that were not taken for headings
    for stretch in draft.body:
        match = NUMBERED.match(stretch.text) if len(stretch.text) <= MAX_HEADING_LETTERS else None
        number = int(match["figure"]) if match and match["figure"] else ROMAN.get(match["roman"] or "", 0) if match else 0
        if number and stretch.kind == "heading":
            found.append((number, stretch))
        else:
            others.add(number)
    for number, stretch in _gaps(found, least=MIN_STEPS):
        if number not in others:
            yield stretch.remark(stretch.text, f"There is no section {number}.")


def _notes(draft: Draft) -> Iterator[Remark]:
    """Numbers that neither a mark nor a note has, between those of notes."""
    labels = {note.label for note in draft.briefing.footnotes} | {one.label for one in draft.document.markers}
    if not all(label.isdecimal() for label in labels) or len(labels) < MIN_NOTES:
        return
    numbers = sorted(map(int, labels))
    texts = {note.label: note.text for note in draft.briefing.footnotes}
    missing = [number for number in range(numbers[0], numbers[-1]) if number not in set(numbers)]
    for number in missing if len(missing) * MIN_STEPS <= len(numbers) else ():
        label = str(next(one for one in numbers if one > number))
        if label in texts:
            yield Remark(label=label, quoted=texts[label][:MAX_QUOTED], why=f"There is no note {number}.")


def _gaps(numbers: Sequence[tuple[int, Stretch]], *, least: int) -> Iterator[tuple[int, Stretch]]:
    """The numbers that are left out of a count that otherwise rises by one, each with what stands behind the gap."""
    told = {number for number, _ in numbers}
    steps = [(later - before, later, stretch) for (before, _), (later, stretch) in zip(numbers, numbers[1:], strict=False)]
    regular = sum(step == 1 for step, *_ in steps)
    if (
        len(numbers) < least
        or any(step < 1 for step, *_ in steps)
        or regular < MIN_ASCENDING * (len(steps) - 1)
        or numbers[0][0] != 1
    ):
        return
    yield from ((later - 1, stretch) for step, later, stretch in steps if step == 2 and later - 1 not in told)


def _captions(draft: Draft) -> dict[str, list[tuple[str, Stretch]]]:
    found: dict[str, list[tuple[str, Stretch]]] = defaultdict(list)
    for stretch in draft.body:
        if match := CAPTION.match(stretch.text):
            found[_kind(match)].append((match["number"].upper(), stretch))
    return found


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if match[kind])


def _absent(draft: Draft) -> Iterator[Remark]:
    captions = _captions(draft)
    told: set[tuple[str, str]] = set()
    for stretch in draft.body:
        if CAPTION.match(stretch.text):
            continue
        for match in PART.finditer(stretch.text):
            kind, number = _kind(match), match["number"].upper()
            is_own = number in {one for one, _ in captions[kind]}
            if not is_own and (kind, number) not in told and _is_sent(stretch.text, match, has_others=bool(captions[kind])):
                told.add((kind, number))
                yield stretch.remark(stretch.around(*match.span()), f"The text has no {match[0]}.")


def _is_sent(text: str, match: re.Match[str], *, has_others: bool) -> bool:
    """Whether a text sends its reader to a part of its own: by its words, and for a table by having one of another number."""
    before, behind = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    if OF_OTHERS_BEHIND.match(behind) or not match[0][:1].isupper() and not has_others:
        return False
    if DESCRIBED.search(before) and ENDS_CLAUSE.match(behind):
        return True
    if OF_OTHERS_BEFORE.search(before):
        return False
    return (
        has_others
        and bool(SENDS_BEFORE.search(before) or not match.start())
        and bool(SENDS_BEHIND.match(behind) or ENDS_CLAUSE.match(behind))
    )


_NOTE = "\n\n[^1]: A remark.\n"
_SECTIONS = "## 1. Ports\n\nPorts closed.[^1]\n\n## 2. Quays\n\nQuays too.\n\n## {}. Piers\n\nPiers too." + _NOTE
_ANNEX = "Ports closed.[^1] The count is described in Annex {}.\n\n## Annex A. The count\n\nWe went by boat." + _NOTE

RULES = (
    Rule(name="number-skipped", severity=Severity.WARNING, check=_skipped,
         about="A number that the sections, the notes or the tables leave out.",
         bad=_SECTIONS.format(4), good=_SECTIONS.format(3)),
    Rule(name="part-missing", severity=Severity.WARNING, check=_absent,
         about="A table, figure or annex to which the text sends its reader, and which is not there.",
         bad=_ANNEX.format("B"), good=_ANNEX.format("A")),
)  # fmt: skip

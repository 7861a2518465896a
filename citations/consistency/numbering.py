"""Rules on numbers that count the document's own parts: markers, notes and sections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.readers.numbering import AGAIN, number_in
from citations.regex import regex

MIN_ASCENDING = 0.8  # of the markers: fewer mean that the numbers are names and count nothing
MOST_DOUBLED = 0.25  # of the notes that have a number of another by a slip
MAX_QUOTED = 80  # letters of the other note
MIN_NUMBERED = 5  # paragraphs that number themselves, which make it a custom
NUMBERED_TEXT = regex(
    r"(?P<number>\d{1,3})\.\s+\S[^\n]{40}", re.VERBOSE
)  # "12. The panel thanks the Government for its"; not "12. Law"
SENT_TO = regex(r"\(?\bsee\s+(?:also\s+)?para(?:graph|s|\.)?\s?(?P<number>\d{1,3})\b(?!\s+of\b)", re.VERBOSE)  # "(see para. 31"
MAX_HEADING_LETTERS = 90
# "II. The Border", "2. The Law", "A. Drugs", "2.1 The Mine"; not "2015. A year"
NUMBERED = regex(
    r"""^[*#\s]*(?:(?:(?P<roman>[IVX]+)|(?P<figure>\d{1,2})|(?P<letter>[A-H]))\.|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\.?)
    \s+(?=\S)""",
    re.VERBOSE,
)


def _no_notes(draft: Draft) -> Iterator[Remark]:
    if draft.notes or draft.document.markers or draft.briefing.findings:
        return
    first = next((one for one in draft.body if one.text.strip()), None)
    if first:
        why = "The draft has no notes: nothing was compared but the words of its text."
        mend = "Write the notes as Word’s or Writer’s footnotes, as Markdown’s [^1], or numbered below their superscript numbers."
        yield first.remark(first.text[:MAX_QUOTED], why, mend)


def _note_missing(draft: Draft) -> Iterator[Remark]:
    yield from draft.met("note-missing")


def _marker_missing(draft: Draft) -> Iterator[Remark]:
    return (one for one in draft.met("marker-missing") if not (one.label or "").endswith(AGAIN))


def _empty(draft: Draft) -> Iterator[Remark]:
    for note in draft.briefing.footnotes:
        if not note.text.strip():
            quoted, mend = (note.claim or note.label)[:MAX_QUOTED], "Write the note, or take its mark out of the text."
            yield Remark(label=note.label, quoted=quoted, why="The note has no words.", mend=mend)


def _doubled(draft: Draft) -> Iterator[Remark]:
    doubled = [note for note in draft.briefing.footnotes if note.label.endswith(AGAIN)]
    for note in doubled if len(doubled) <= MOST_DOUBLED * len(draft.notes) else ():  # with more, each page counts anew
        label = note.label.rstrip(AGAIN)
        first = draft.by_label[label].text if label in draft.by_label else ""
        yield Remark(label=label, quoted=note.text, why=f"Another note has the number {label}: “{first[:MAX_QUOTED]}”.")


def _called_twice(draft: Draft) -> Iterator[Remark]:
    seen: set[str] = set()
    for marker in draft.markers():
        if marker.label in seen:
            quoted = draft.document.paragraphs[marker.paragraph].text[max(0, marker.offset - 60) : marker.offset]
            why = f"Note {marker.label} is called a second time."
            yield Remark(label=marker.label, paragraph=marker.paragraph + 1, quoted=quoted, why=why)
        seen.add(marker.label)


def _out_of_order(draft: Draft) -> Iterator[Remark]:
    markers = {marker.label: marker for marker in reversed(draft.markers())}
    placed = sorted(markers.values(), key=lambda one: (one.paragraph, one.offset))
    numbers = [number_in(marker.label) for marker in placed if marker.label.isdecimal()]
    rising = sum(later > earlier for earlier, later in zip(numbers, numbers[1:], strict=False))
    if len(numbers) < len(placed) or rising < MIN_ASCENDING * (len(numbers) - 1):
        return
    for index in _out_of_row(numbers):
        marker, number = placed[index], numbers[index]
        highest, lowest = max(numbers[:index], default=0), min(numbers[index + 1 :], default=number)
        where = f"behind marker {highest}" if number < highest else f"before marker {lowest}"
        quoted = draft.document.paragraphs[marker.paragraph].text[max(0, marker.offset - 60) : marker.offset]
        yield Remark(label=marker.label, quoted=quoted, why=f"Marker {number} stands {where}.")


def _out_of_row(numbers: list[int]) -> list[int]:
    """Return the places of the numbers that must go so that the others rise: the fewest, and of two the later.

    >>> _out_of_row([1, 2, 6, 3, 4, 5, 7]), _out_of_row([1, 3, 2, 4]), _out_of_row([1, 2, 3])
    ([2], [2], [])
    """
    ends: list[int] = []  # read from the end: the highest number, negated, with which a falling row of each length ends
    places: list[int] = []
    behind: dict[int, int | None] = {}
    for place in range(len(numbers) - 1, -1, -1):
        length = bisect_left(ends, -numbers[place])
        behind[place] = places[length - 1] if length else None
        ends[length : length + 1], places[length : length + 1] = [-numbers[place]], [place]
    kept: set[int] = set()
    at = places[-1] if places else None
    while at is not None:
        kept.add(at)
        at = behind[at]
    return [place for place in range(len(numbers)) if place not in kept]


def _misplaced(draft: Draft) -> Iterator[Remark]:
    for label in draft.document.misplaced if len(draft.document.misplaced) <= MOST_DOUBLED * len(draft.notes) else ():
        text = draft.by_label[label].text if label in draft.by_label else label
        yield Remark(label=label, quoted=text[:MAX_QUOTED], why=f"Note {label} stands behind a note of a higher number.")


def _paragraphs(draft: Draft) -> list[tuple[int, Stretch]]:
    """The paragraphs that number themselves, with their numbers; none where few do."""
    found = [(int(match["number"]), one) for one in draft.body if one.kind == "body" and (match := NUMBERED_TEXT.match(one.text))]
    rising = sum(later > earlier for (earlier, _), (later, _) in zip(found, found[1:], strict=False))
    return found if len(found) >= MIN_NUMBERED and rising >= MIN_ASCENDING * (len(found) - 1) else []


def _paragraph_doubled(draft: Draft) -> Iterator[Remark]:
    seen: dict[int, Stretch] = {}
    for number, stretch in _paragraphs(draft):
        first = seen.setdefault(number, stretch)
        if first is not stretch:
            why = f"Another paragraph has the number {number}: “{first.text[:MAX_QUOTED]}”."
            yield stretch.remark(stretch.text[:MAX_QUOTED], why)


def _no_such_paragraph(draft: Draft) -> Iterator[Remark]:
    numbers = {number for number, _ in _paragraphs(draft)}
    for stretch in draft.body if numbers else ():
        for match in SENT_TO.finditer(stretch.text):
            if int(match["number"]) > max(numbers):
                yield stretch.remark(match[0], f"The last paragraph has the number {max(numbers)}.")


def _sections(draft: Draft) -> Iterator[Remark]:
    sections: dict[str, str] = {}
    letters: dict[str, str] = {}
    for stretch in draft.body:
        match = NUMBERED.match(stretch.text)
        if not match or len(stretch.text) > MAX_HEADING_LETTERS or not (match["roman"] or stretch.kind == "heading"):
            continue
        if not match["letter"] and not match["dotted"]:  # letters count anew in each section
            letters = {}
        if match["figure"] and match["figure"] not in list(sections)[-1:]:  # figures of subsections may count anew as well
            sections.pop(match["figure"], None)
        number = match["dotted"] or match["roman"] or match["figure"] or match["letter"]
        first = (letters if match["letter"] else sections).setdefault(number, stretch.text)
        if first != stretch.text:
            yield stretch.remark(stretch.text, f"The section number {number} was given before, to “{first.strip('#* ')}”.")


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'
_THREE = "".join(f'\n[^{n}]: "Port {n} Closes", Quay Times, {n} May 2014.\n' for n in range(1, 8))
_FOUR = "One.[^1] Two.[^2] Three.[^3] Four.[^4]\n" + _THREE.partition("\n[^5]")[0]
_CALLED = "One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^{}] Six.[^{}] Seven.[^7]\n"
_COUNTED = "".join(f"{n}\\. The panel thanks the keepers of port {n} for what they told it.[^{n}]\n\n" for n in range(1, 6))
_COUNTED += "{}\\. The panel thanks the others too for what they told it (see para. {}).\n\n"
_COUNTED += "".join(f"[^{n}]: A remark.\n\n" for n in range(1, 6))

RULES = (
    Rule(name="notes-none", severity=Severity.ERROR, check=_no_notes,
         about="A draft in which no note was found: it has none, or writes them in a way that is not known.",
         bad="Ports closed in May.\n", good="Ports closed in May.[^1]" + _NOTE),
    Rule(name="note-missing", severity=Severity.ERROR, check=_note_missing, about="A marker in the text that has no note.",
         bad="Ports closed.[^1] And opened.[^2]" + _NOTE, good="Ports closed.[^1]" + _NOTE),
    Rule(name="marker-missing", severity=Severity.ERROR, check=_marker_missing, about="A note that nothing in the text calls.",
         bad="Ports closed.[^1]" + _NOTE + "\n[^2]: A remark.\n", good="Ports closed.[^1]" + _NOTE),
    Rule(name="note-empty", severity=Severity.ERROR, check=_empty, about="A note without a word.",
         bad="Ports closed.[^1] One opened.[^2]" + _NOTE + "\n[^2]:\n",
         good="Ports closed.[^1] One opened.[^2]" + _NOTE + "\n[^2]: A remark.\n"),
    Rule(name="note-number-doubled", severity=Severity.ERROR, check=_doubled, about="Two notes with one number.",
         bad=_FOUR + '\n[^4]: "Port 5 Closes", Quay Times, 5 May 2014.\n', good=_FOUR),
    Rule(name="note-called-twice", severity=Severity.HINT, check=_called_twice,
         about="One note that two places in the text call.",
         bad="Ports closed.[^1] One opened.[^1]\n\n[^1]: A remark.\n", good="Ports closed.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="markers-out-of-order", severity=Severity.WARNING, check=_out_of_order,
         about="A marker whose number is lower than that of one before it, or the one that stands too early.",
         bad=_CALLED.format(6, 5) + _THREE, good=_CALLED.format(5, 6) + _THREE),
    Rule(name="notes-out-of-order", severity=Severity.HINT, check=_misplaced,
         about="A note that stands in the source of a Markdown draft behind one of a higher number.",
         bad=_FOUR.replace("[^3]: ", "[^5]: ").replace("[^4]: ", "[^3]: ").replace("[^5]: ", "[^4]: "), good=_FOUR),
    Rule(name="paragraph-number-doubled", severity=Severity.ERROR, check=_paragraph_doubled,
         about="Two paragraphs with one number in a text that numbers them.",
         bad=_COUNTED.format(5, 2), good=_COUNTED.format(6, 2)),
    Rule(name="paragraph-missing", severity=Severity.ERROR, check=_no_such_paragraph,
         about="“See para. 31” in a text whose numbered paragraphs end before it.",
         bad=_COUNTED.format(6, 31), good=_COUNTED.format(6, 2)),
    Rule(name="section-number-doubled", severity=Severity.ERROR, check=_sections,
         about="Two sections with one number; letters count anew in each section.",
         bad="# I. Overview\n\nPorts closed.[^1]\n\n# I. The Ports" + _NOTE,
         good="# I. Overview\n\nPorts closed.[^1]\n\n# II. The Ports" + _NOTE),
)  # fmt: skip

"""The rule on a table of contents: what it lists against the headings, in order and in number.

Enters: the paragraphs. Leaves: remarks. A table is a paragraph that begins with "Contents", or the lines below such a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.names import fold_title
from citations.regex import regex

MIN_LISTED = 3  # entries that headings have, by which a list is a table of contents
MOST_LISTED = 200  # entries of one
MOST_UNKNOWN = 0.34  # of the entries, for which no heading stands: with more the list is of something else
HEAD = regex(
    r"^[*_#\s]*(?:Table\sof\sContents|Contents|Содержание|Оглавление|Inhalt(?:sverzeichnis)?|Мундариҷа)\b[*_:.\s]*", re.VERBOSE
)
# "III. ", "2.1 ", "А. " before a title, and the leader and page behind it: "Life in the Camps ..... 12"
NUMBER = regex(r"^(?P<number>(?:[IVXL]+|\d{1,2}(?:\.\d{1,2})*|[A-HА-Д])[.)]|\d{1,2}(?:\.\d{1,2})*(?=\s))\s*", re.VERBOSE)
PAGE = regex(r"(?:[\s.…·_–—-]|,\s?(?:p\.|с\.))*\s?\d{0,4}\s*$", re.VERBOSE)
PARTED = regex(r"\s*(?:;|\n|\s\|\s)\s*")


def _out_of_order(draft: Draft) -> Iterator[Remark]:
    for place, stretch in enumerate(draft.body):
        head = HEAD.match(stretch.text)
        if head:
            yield from _compared(*_listed(draft, place, stretch.text[head.end() :]))
            return


def _listed(draft: Draft, place: int, rest: str) -> tuple[list[tuple[str, Stretch]], list[Stretch]]:
    """The entries of the table at `place`, each with its paragraph, and the headings behind it."""
    headings = {_title(one.text) for one in draft.body[place + 1 :] if one.kind == "heading"}
    entries = [(one, draft.body[place]) for one in PARTED.split(rest) if one.strip()]
    last = place
    for stretch in draft.body[place + 1 : place + 1 + MOST_LISTED] if not entries else ():
        lines = [one for one in stretch.text.split("\n") if one.strip()]
        if stretch.kind == "heading" or not all(
            _title(one) in headings or PAGE.sub("", one) != one.rstrip(". ") for one in lines
        ):
            break
        entries += [(one, stretch) for one in lines]
        last += 1
    return entries[:MOST_LISTED], [one for one in draft.body[last + 1 :] if one.kind == "heading"]


def _compared(entries: list[tuple[str, Stretch]], headings: list[Stretch]) -> Iterator[Remark]:
    """Remarks on entries in another order than the headings, with another number, or of which there is no heading."""
    places: dict[str, int] = {}
    for at, one in enumerate(headings):
        places.setdefault(_title(one.text), at)
    known = [(entry, stretch, places[_title(entry)]) for entry, stretch in entries if _title(entry) in places]
    if len(known) < MIN_LISTED or len(entries) - len(known) > MOST_UNKNOWN * len(entries):
        return
    late = [(entry, stretch, before) for (*_, before), (entry, stretch, at) in pairwise(known) if at < before]
    for entry, stretch, before in late:
        why = f"In the text this section stands before “{headings[before].text.strip('#* ')}”."
        yield stretch.remark(entry.strip(), why)
    for entry, stretch, at in () if late else known:
        number, own = _number(entry), _number(headings[at].text)
        if number and own and number != own:
            yield stretch.remark(entry.strip(), f"In the text the section has the number {own}.")
    for entry, stretch in entries:
        if _title(entry) not in places:
            yield stretch.remark(entry.strip(), "The text has no section of this title.")


def _title(line: str) -> str:
    """The title of an entry or heading, folded: without its number, emphasis, leader and page."""
    return fold_title(PAGE.sub("", NUMBER.sub("", line.strip("#*_ \t"))))


def _number(line: str) -> str:
    match = NUMBER.match(line.strip("#*_ \t"))
    return match["number"].rstrip(".)") if match else ""


_TABLE = "# Ports\n\nContents: I. Overview; {}\n\n## I. Overview\n\nPorts closed.[^1]\n\n## II. The Quay\n\nIt fell.\n\n"
_TABLE += "## III. The Crane\n\nIt broke.\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="contents-differ", severity=Severity.WARNING, check=_out_of_order,
         about="A table of contents that has the sections in another order, under another number or title than the text.",
         bad=_TABLE.format("II. The Crane; III. The Quay"), good=_TABLE.format("II. The Quay; III. The Crane")),
)  # fmt: skip

"""The numbers that Word prints at notes: the format, the first number and where counting begins anew.

Enters: the main part and the settings (ISO/IEC 29500-1, 17.11). Leaves: the printed number of each note in turn. Numbers
that begin anew on each page are counted on: a Word file has no pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citations.readers.numbering import FORMATS, number_in
from citations.readers.word_text import NOTE_KINDS, NoteKey, W


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rule:
    """How one kind of note is numbered in one section."""

    format: str
    first: int = 1
    restarts: bool = False


class Numbering:
    """The numbers of a file's notes; ask in the order of their calls."""

    def __init__(self, main: Any, settings: Any | None) -> None:
        self._section_of = _sections_of(main)
        self._rules = {kind: list(_rules(kind, main, settings)) for kind in NOTE_KINDS.values()}
        self._counts = dict.fromkeys(self._rules, 0)
        self._section = dict.fromkeys(self._rules, 0)

    def number(self, key: NoteKey) -> str:
        """Return the number of the next note of its kind."""
        kind, section = key[0], min(self._section_of.get(key, 0), len(self._rules[key[0]]) - 1)
        rule = self._rules[kind][section]
        if rule.restarts and section != self._section[kind]:
            self._counts[kind] = 0
        self._section[kind] = section
        self._counts[kind] += 1
        number = self._counts[kind] + rule.first - 1
        return FORMATS.get(rule.format, str)(number) if 0 < number < 4000 else str(number)


def _sections_of(main: Any) -> dict[NoteKey, int]:
    """The section in which each note is called; the paragraph that holds a section's properties is its last."""
    found: dict[NoteKey, int] = {}
    section = 0
    for paragraph in main.iter(W + "p"):
        for reference in paragraph.iter(*NOTE_KINDS):
            found.setdefault((NOTE_KINDS[reference.tag], str(reference.get(W + "id"))), section)
        section += paragraph.find(f"{W}pPr/{W}sectPr") is not None
    return found


def _rules(kind: str, main: Any, settings: Any | None) -> Iterator[_Rule]:
    """Yield the rule of each section: what the settings say, and over it what the section says."""
    whole = settings.find(f"{W}{kind}Pr") if settings is not None else None
    sections = [*main.iterfind(f".//{W}pPr/{W}sectPr"), *main.iterfind(f"{W}body/{W}sectPr")] or [None]
    for section in sections:
        own = section.find(f"{W}{kind}Pr") if section is not None else None
        said = {name: _said(own, name) or _said(whole, name) for name in ("numFmt", "numStart", "numRestart")}
        yield _Rule(
            format=said["numFmt"] or ("decimal" if kind == "footnote" else "lowerRoman"),
            first=number_in(said["numStart"]) if said["numStart"].isdecimal() else 1,
            restarts=said["numRestart"] == "eachSect",
        )


def _said(properties: Any | None, name: str) -> str:
    element = properties.find(W + name) if properties is not None else None
    return str(element.get(W + "val", "")) if element is not None else ""

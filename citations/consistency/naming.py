"""Rules on names and numbering: one author spelt two ways, one note called twice.

Names are compared as they sound in Latin letters, so that a Cyrillic and a transliterated form meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.citation import Name
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.names import name_key

MIN_FAMILY_LETTERS = 4  # "Lee" and "Li" may be two people
# What transliterations write in two ways: "Makhmud" and "Mahmud", "Dzhon" and "Jon", "Yusuf" and "Iusuf"
SOUNDS = (("dzh", "j"), ("kh", "h"), ("zh", "j"), ("iu", "yu"), ("ia", "ya"), ("ij", "y"), ("ii", "y"), ("iy", "y"), ("x", "ks"))
REPEATED = re.compile(r"(?P<letter>\w)(?P=letter)+", re.VERBOSE)  # "ss" in "Hassan"; not "Hasan"


def _sound(word: str) -> str:
    """Return a name's sound: one form for the spellings of one name."""
    sound = name_key(word)
    for written, one in SOUNDS:
        sound = sound.replace(written, one)
    return REPEATED.sub(r"\g<letter>", sound)


def _author_spelt(draft: Draft) -> Iterator[Remark]:
    seen: dict[tuple[str, str], tuple[str, Name]] = {}
    for note, citation in draft.full():
        for author in citation.authors:
            family, given = author.family or "", author.given or ""
            if len(family) < MIN_FAMILY_LETTERS or not given:
                continue
            label, before = seen.setdefault((_sound(family), _sound(given)[:1]), (note.label, author))
            if _is_respelt(before, author):
                why = f"Note {label} spells the author “{before}”."
                yield Remark(label=note.label, quoted=str(author), why=why, mend=str(before))


def _is_respelt(first: Name, other: Name) -> bool:
    """Two spellings of one name: the family names differ; the given ones sound alike, or one is an initial."""
    given, again = _sound(first.given or ""), _sound(other.given or "")
    alike = given == again or min(len(given), len(again)) == 1
    scripts = {bool(re.search("[а-я]", name.family or "", re.IGNORECASE)) for name in (first, other)}
    return alike and len(scripts) == 1 and str(first.family) != str(other.family)


def _called_twice(draft: Draft) -> Iterator[Remark]:
    seen: set[str] = set()
    for marker in sorted(draft.document.markers, key=lambda one: (one.paragraph, one.offset)):
        if marker.label in seen:
            quoted = draft.document.paragraphs[marker.paragraph].text[max(0, marker.offset - 60) : marker.offset]
            why = f"Note {marker.label} is called a second time."
            yield Remark(label=marker.label, paragraph=marker.paragraph + 1, quoted=quoted, why=why)
        seen.add(marker.label)


_BY = (
    'Ports closed.[^1] One opened.[^2]\n\n[^1]: Makhmud Rakhimov, "Ports Close", Quay Times, 4 May 2014.\n\n'
    '[^2]: {}, "A Port Opens", Quay Times, 5 May 2014.\n'
)

RULES = (
    Rule(name="author-spelt-two-ways", severity=Severity.WARNING, check=_author_spelt,
         about="One author whose name two full citations spell differently.",
         bad=_BY.format("Mahmud Rahimov"), good=_BY.format("Makhmud Rakhmonov")),
    Rule(name="note-called-twice", severity=Severity.HINT, check=_called_twice,
         about="One note that two places in the text call.",
         bad="Ports closed.[^1] One opened.[^1]\n\n[^1]: A remark.\n", good="Ports closed.[^1]\n\n[^1]: A remark.\n"),
)  # fmt: skip

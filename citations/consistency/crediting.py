"""Rules on the names of authors: one spelt two ways in the notes, and a first name mistyped.

Enters: the draft's citations. Leaves: remarks, and the short forms whose author is a slip. How names are compared: `naming`.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.citation import Citation, Form, Name
from citations.consistency.naming import (
    MIN_BESIDE_LETTERS,
    MIN_FAMILY_LETTERS,
    MIN_WORD_COUNT,
    REPEATED,
    is_cyrillic,
    is_slip,
    sound_of,
    unmarked,
)
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.names import fold_title
from citations.spelling import count_of, is_known

MIN_ALONE_FAMILY = 6  # letters of a family name that no title vouches for
MIN_FIRST_NAME = 6  # letters of a first name judged alone: "Alli" may be one


def _author_spelt(draft: Draft) -> Iterator[Remark]:
    yield from (remark for _, remark in short_spelt(draft))
    yield from _full_spelt(draft)


def _full_spelt(draft: Draft) -> Iterator[Remark]:
    seen: dict[tuple[str, str], tuple[str, Name]] = {}
    for note, citation in draft.full():
        for author in citation.authors:
            family, given = author.family or "", author.given or ""
            if len(family) < MIN_FAMILY_LETTERS or not given:
                continue
            keys = [
                ("family", f"{sound_of(family)} {sound_of(given)[:1]}"),
                ("given", f"{given.casefold()} {family[:1].casefold()}"),
            ]
            for key in keys if len(given) >= MIN_BESIDE_LETTERS and "." not in given else keys[:1]:
                label, before = seen.setdefault(key, (note.label, author))
                if _is_respelt(before, author):
                    why = f"Note {label} spells the author “{before}”."
                    yield Remark(label=note.label, quoted=str(author), why=why, mend=str(before))
                    break


def _is_respelt(first: Name, other: Name) -> bool:
    """Two spellings of one name: the family names differ; the given ones sound alike, or one is an initial."""
    family, again = first.family or "", other.family or ""
    if family == again and first.given != other.given and len(other.given or "") >= MIN_BESIDE_LETTERS:
        return unmarked(first.given or "") == unmarked(other.given or "")  # "Joël", "Joel"
    if family == again or is_cyrillic(family) != is_cyrillic(again):
        return False
    given, its = sound_of(first.given or ""), sound_of(other.given or "")
    alike = given == its or min(len(given), len(its)) == 1
    return alike and (sound_of(family) == sound_of(again) or is_slip(family.casefold(), again.casefold()))


def short_spelt(draft: Draft) -> Iterator[tuple[Citation, Remark]]:
    """Yield each short form whose author is a slip of one of the work that it repeats, tied to it or untied for that reason."""
    works = {fold_title(one.title): (note.label, one) for note, one in draft.full() if one.title and one.authors}
    written: dict[str, str] = {}  # the note that cites each author first
    for note in draft.briefing.footnotes:
        for citation in note.citations if works else ():
            if citation.form is not Form.SHORT or not citation.authors:
                continue
            label, full = citation.antecedent.label if citation.antecedent else "", draft.cited(citation)
            if not full:
                label, full = works.get(fold_title(citation.title or ""), ("", None))
            theirs = {author.family or "" for author in full.authors} if full else set()
            if not full and not citation.title:
                label, theirs = _alone_like(citation, written)
            for family in {author.family or "" for author in citation.authors} - theirs:
                meant = [one for one in theirs if len(one) >= MIN_FAMILY_LETTERS and is_slip(family.casefold(), one.casefold())]
                if meant:
                    why = f"Note {label} spells the author “{meant[0]}”."
                    yield citation, Remark(label=note.label, quoted=family, why=why, mend=meant[0])
        for citation in note.citations:
            for author in citation.authors if citation.form is Form.FULL else ():
                written.setdefault(author.family or "", note.label)


def _alone_like(citation: Citation, written: dict[str, str]) -> tuple[str, set[str]]:
    """The one author cited before whose name a short form without a title misspells, and the note that cites him."""
    families = {author.family or "" for author in citation.authors}
    near = [
        name
        for name in written
        if len(name) >= MIN_ALONE_FAMILY and any(is_slip(one.casefold(), name.casefold()) for one in families - {name})
    ]
    return (written[near[0]], {near[0]}) if len(near) == 1 and not families & written.keys() else ("", set())


def _first_name(draft: Draft) -> Iterator[Remark]:
    told = set()
    for note, citation in draft.full():
        for author in citation.authors:
            given = (author.given or "").split()
            meant = _first_name_meant(given[0]) if given and given[0] not in told else None
            if meant:
                told.add(given[0])
                why = "A letter of the first name seems doubled or out of its place."
                yield Remark(label=note.label, quoted=str(author), why=why, mend=str(author).replace(given[0], meant))


def _first_name_meant(name: str) -> str | None:
    """The common name that an unknown one becomes when a doubled letter is made one, or two neighbours change places."""
    low = name.casefold()
    if len(low) < MIN_FIRST_NAME or not low.isascii() or not low.isalpha() or is_known(low):
        return None
    single = [low[: match.start()] + low[match.start() + 1 :] for match in REPEATED.finditer(low)]
    swapped = [low[:at] + low[at + 1] + low[at] + low[at + 2 :] for at in range(1, len(low) - 1)]
    meant = max(single + swapped, key=count_of)
    return meant.capitalize() if count_of(meant) >= MIN_WORD_COUNT else None


_BY = (
    'Ports closed.[^1] One opened.[^2]\n\n[^1]: Makhmud Rakhimov, "Ports Close", Quay Times, 4 May 2014.\n\n'
    '[^2]: {}, "A Port Opens", Quay Times, 5 May 2014.\n'
)

RULES = (
    Rule(name="author-spelt-two-ways", severity=Severity.WARNING, check=_author_spelt,
         about="One author whose name two full citations spell differently.",
         bad=_BY.format("Mahmud Rahimov"), good=_BY.format("Makhmud Rakhmonov")),
    Rule(name="first-name-mistyped", severity=Severity.HINT, check=_first_name,
         about="An author’s first name that would be a common one with a letter less or two letters changed about.",
         bad=_BY.format("Elizabetth Ruiz"), good=_BY.format("Elizabeth Ruiz")),
)  # fmt: skip

"""Short forms tied to the citation they repeat: op. cit., short titles, supra, ibid.

Enters: the citations of all notes in order. Leaves: the same with `antecedent` set, and findings for those left untied.
One pass in order. Two candidates mean no link; an ibid. after an untied note stays untied; interviews and remarks take
a place in the order. Full citations of one source count once: the first of them is the antecedent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from citations.citation import NOT_WEB_TYPES, Antecedent, Citation, Form
from citations.finding import Action, Finding, Outcome, Status, identified
from citations.names import fold_title, name_key

RULE = "antecedent"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tied:
    """The citations of each note, by label, with their antecedents; and what could not be tied."""

    notes: tuple[tuple[str, tuple[Citation, ...]], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Work:
    """A source met in full: where first, and what it may be called by later."""

    place: Antecedent
    citation: Citation
    title: str
    names: frozenset[str]
    years: frozenset[str]


def tie(notes: Sequence[tuple[str, tuple[Citation, ...]]]) -> Tied:
    """Return `notes` (label and citations each) with every short form tied that can be."""
    works: list[_Work] = []
    done: list[tuple[str, tuple[Citation, ...]]] = []
    findings: list[Finding] = []
    previous: list[Antecedent | None] = []
    for label, citations in notes:
        tied: list[Citation] = []
        here: list[Antecedent | None] = []
        for index, citation in enumerate(citations):
            resolved, problem = _resolve(citation, works, here or previous, _by_label(done, citation))
            if problem:
                findings.append(_finding(label, index, citation, problem))
            tied.append(resolved)
            here.append(_occupies(resolved, label, index))
            if resolved.form is Form.FULL:
                _remember(works, resolved, Antecedent(label=label, index=index))
        done.append((label, tuple(tied)))
        if citations:
            previous = here
    return Tied(notes=tuple(done), findings=tuple(findings))


def _occupies(citation: Citation, label: str, index: int) -> Antecedent | None:
    """What an ibid. right after this citation would mean."""
    if citation.form is Form.FULL:
        return Antecedent(label=label, index=index)
    return citation.antecedent


def _remember(works: list[_Work], citation: Citation, place: Antecedent) -> None:
    if citation.type in NOT_WEB_TYPES or not (citation.title or citation.authors or citation.url):
        return
    work = _work(citation, place)
    if not any(_is_same(work, other) for other in works):
        works.append(work)


def _work(citation: Citation, place: Antecedent) -> _Work:
    names = frozenset(name_key(author.family or author.literal or "") for author in citation.authors)
    years = frozenset([str(citation.issued.year)] if citation.issued and citation.issued.year else ())
    return _Work(place=place, citation=citation, title=fold_title(citation.title or citation.url or ""), names=names, years=years)


def _is_same(work: _Work, other: _Work) -> bool:
    """Two full citations of one source: the same title, and nothing that tells them apart."""
    if work.title != other.title or (work.years and other.years and work.years != other.years):
        return False
    left, right = work.citation, other.citation
    return not (left.number and right.number and left.number != right.number) and fold_title(left.outlet or "") == fold_title(
        right.outlet or ""
    )


def _by_label(done: Iterable[tuple[str, tuple[Citation, ...]]], citation: Citation) -> tuple[str, tuple[Citation, ...]] | None:
    """The note that "supra note 12" names."""
    if citation.form is not Form.SHORT or not citation.number:
        return None
    return next(((label, citations) for label, citations in done if label == citation.number), None)


def _resolve(
    citation: Citation, works: list[_Work], before: list[Antecedent | None], named: tuple[str, tuple[Citation, ...]] | None
) -> tuple[Citation, str | None]:
    """Return the citation, tied if it can be, and the problem in words if it cannot."""
    if citation.form is Form.IBID:
        return _resolve_ibid(citation, before)
    if citation.form is Form.SHORT:
        pool = _works_of(works, named) if named else works
        found = _candidates(citation, pool) or (_only(pool) if named else [])
        return _tie_one(citation, found)
    if citation.form is Form.FULL and _may_be_short(citation):
        found = _candidates(citation, works)
        if len(found) == 1:
            return replace(citation, form=Form.SHORT, antecedent=found[0].place), None
    return citation, None


def _works_of(works: list[_Work], named: tuple[str, tuple[Citation, ...]]) -> list[_Work]:
    label, citations = named
    places = {(label, index) for index in range(len(citations))} | {
        (citation.antecedent.label, citation.antecedent.index) for citation in citations if citation.antecedent
    }
    return [work for work in works if (work.place.label, work.place.index) in places]


def _only(pool: list[_Work]) -> list[_Work]:
    return pool if len(pool) == 1 else []


def _resolve_ibid(citation: Citation, before: list[Antecedent | None]) -> tuple[Citation, str | None]:
    targets = {target for target in before if target}
    if not before:
        return citation, "no citation comes before it"
    if None in before and not targets:
        return citation, "the citation before it is itself untied"
    if len(targets) > 1:
        return citation, "the note before it cites more than one source"
    if None in before:
        return citation, "the note before it cites more than one source, one of them untied"
    return replace(citation, antecedent=targets.pop()), None


def _tie_one(citation: Citation, found: list[_Work]) -> tuple[Citation, str | None]:
    if len(found) == 1:
        return replace(citation, antecedent=found[0].place, type=found[0].citation.type), None
    if not found:
        return citation, "no earlier note cites such a work in full"
    places = ", ".join(f"note {work.place.label}" for work in found)
    return citation, f"more than one earlier work fits ({places})"


def _may_be_short(citation: Citation) -> bool:
    """A title with neither date nor outlet, address nor number can only be a shortened repeat."""
    return bool(citation.title) and not (citation.issued or citation.outlet or citation.url or citation.number)


def _candidates(citation: Citation, works: list[_Work]) -> list[_Work]:
    """The works that fit best: by whole title, else by its beginning or end, else by author alone."""
    fitting = [work for work in works if _agrees(citation, work)]
    if citation.title is None:
        return [work for work in fitting if citation.authors]
    short = fold_title(citation.title)
    for fits in (_is_whole, _is_dated, _is_beginning, _is_end, _is_within):
        found = [work for work in fitting if short and work.title and fits(short, work)]
        if found:
            return _narrowed(citation, found)
    return []


def _agrees(citation: Citation, work: _Work) -> bool:
    """Nothing printed in the short form contradicts the work."""
    names = {name_key(author.family or author.literal or "") for author in citation.authors}
    if names and work.names and not names & work.names:
        return False
    if citation.issued and citation.issued.year and work.years and str(citation.issued.year) not in work.years:
        return False
    return not (
        citation.collection_title and work.citation.number and citation.number and citation.number != work.citation.number
    )


def _narrowed(citation: Citation, found: list[_Work]) -> list[_Work]:
    """Of several that fit, those whose outlet or series the short form names."""
    if len(found) < 2:
        return found
    named = fold_title(citation.outlet or citation.collection_title or "")
    closer = [
        work
        for work in found
        if named and named in fold_title(f"{work.citation.outlet} {work.citation.collection_title} {work.citation.publisher}")
    ]
    return closer or found


def _is_whole(short: str, work: _Work) -> bool:
    return short == work.title


def _is_dated(short: str, work: _Work) -> bool:
    """ "Country Report, 2014" for the "Country Report" of that year."""
    match = re.fullmatch(r"(?P<title>.+?) (?P<year>(?:19|20)\d\d)", short)
    return bool(match) and match["title"] == work.title and match["year"] in work.years  # type: ignore[index]


def _is_beginning(short: str, work: _Work) -> bool:
    return work.title.startswith(short + " ") and len(short) > 3


def _is_end(short: str, work: _Work) -> bool:
    return work.title.endswith(" " + short) and " " in short


def _is_within(short: str, work: _Work) -> bool:
    """A title cut in the middle: at least three words, all of them in the same order in the full title."""
    words, rest = short.split(), iter(work.title.split())
    return len(words) >= 3 and all(word in rest for word in words)


def _finding(label: str, index: int, citation: Citation, problem: str) -> Finding:
    what = "ibid." if citation.form is Form.IBID else "short form"
    return identified(
        Finding(
            rule=RULE,
            label=label,
            citation_index=index,
            status=Status.NOT_CHECKED,
            outcome=Outcome.CANT_TELL,
            defect="antecedent-ambiguous" if "more than one" in problem else "antecedent-missing",
            quoted=citation.text,
            message=f"The {what} “{citation.text}” is tied to no source: {problem}.",
            action=Action.NAME_SOURCE,
            severity="error",
        )
    )

"""Short forms tied to the citation they repeat: op. cit., short titles, supra, ibid.

Enters: the citations of all notes in order. Leaves: the same with `antecedent` set, and findings for those left untied.
One pass in order. Two candidates mean no link; an ibid. means the citation before it in its note, else the only one of the
note before; after an untied note it stays untied; interviews and remarks take a place in the order. Full citations of one
source count once: the first of them is the antecedent.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from citations.citation import NOT_WEB_TYPES, Antecedent, Citation, Form
from citations.finding import Action, Finding, Outcome, Status, identified
from citations.names import family_key, fold_title, name_key
from citations.outlets import is_told
from citations.prose import strip_emphasis
from citations.regex import regex

RULE = "antecedent"
_VERSUS = regex(r"\s(?:vs?|gegen|contre|contra|contro|c|против)\s")  # between the parties of a case, in a folded title
ARTICLE = regex(r"^(?:the|an?|der|die|das|le|la|les|el|los|las)\s")  # of a folded title


@dataclass(frozen=True, kw_only=True, slots=True)
class Tied:
    """The citations of each note, by label, with their antecedents; and what could not be tied."""

    notes: tuple[tuple[str, tuple[Citation, ...]], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """A source met in full: where first, and what it may be called by later; folded, and names interned, to save memory."""

    place: Antecedent
    type: str
    title: str
    translation: str
    names: tuple[str, ...]
    year: int | None
    number: str | None
    outlet: str
    named: str
    address: str


class _Index:
    """The works met so far, found by the words of their titles, by their authors, and by the note they stand in."""

    def __init__(self) -> None:
        self.works: list[_Work] = []
        self._by_word: dict[str, array[int]] = {}
        self._by_name: dict[str, array[int]] = {}
        self._by_issuer: dict[str, array[int]] = {}
        self._by_outlet: dict[str, array[int]] = {}
        self._by_place: dict[Antecedent, int] = {}
        self._in_note: dict[str, tuple[Antecedent | None, ...]] = {}

    def add_note(self, label: str, places: tuple[Antecedent | None, ...]) -> None:
        """Keep what the citations of a note stand for; the first note of a label counts."""
        self._in_note.setdefault(label, places)

    def in_note(self, label: str) -> list[_Work] | None:
        """Return the works that a note cites; None when there is no such note before."""
        if label not in self._in_note:
            return None
        places = {place for place in self._in_note[label] if place in self._by_place}
        return [self.works[number] for number in sorted(self._by_place[place] for place in places if place)]

    def add(self, work: _Work) -> None:
        """Add a work unless it is known; the first of full citations of one source counts."""
        if any(_is_same(work, other) for other in self._of_words(work.title.split()) if other.title == work.title):
            return
        number = len(self.works)
        self.works.append(work)
        self._by_place[work.place] = number
        for word in {*work.title.split(), *work.translation.split()} or {""}:
            self._by_word.setdefault(word, array("I")).append(number)
        for name in work.names:
            self._by_name.setdefault(name, array("I")).append(number)
        if not work.names:
            for word in set(name_key(work.named).split()):
                self._by_issuer.setdefault(word, array("I")).append(number)
        self._by_outlet.setdefault(work.outlet, array("I")).append(number)

    def like(self, citation: Citation) -> list[_Work]:
        """Return the works whose title holds every word of the citation's; of a citation without title, those of its authors."""
        if citation.title is None:
            names = _names(citation)
            written = {number for name in names for number in self._by_name.get(name, ())}
            issued = () if written or not names else (number for name in names for number in self._issued(name))
            return [self.works[number] for number in sorted({*written, *issued})]
        words = fold_title(citation.title).split()
        found = self._of_words(words)
        return found or self._of_words(words[:-1] if len(words) > 1 and words[-1].isdigit() else words)

    def issued_by(self, name: str | None) -> list[_Work]:
        """Return the works of the body that a short form names where a title could stand: "Halden Institute, op. cit."."""
        if not name:
            return []
        found = {*self._by_outlet.get(fold_title(name), ()), *self._by_name.get(family_key(name), ())}
        return [self.works[number] for number in sorted(found)]

    def _issued(self, name: str) -> list[int]:
        """Return the works without authors that are issued by whom the short form names."""
        postings = [self._by_issuer.get(word, array("I")) for word in name.split()]
        return list(set.intersection(*map(set, postings))) if postings else []

    def _of_words(self, words: list[str]) -> list[_Work]:
        postings = [self._by_word.get(word, array("I")) for word in words or [""]]
        return [self.works[number] for number in min(postings, key=len)]


def tie(notes: Iterable[tuple[str, tuple[Citation, ...]]]) -> Tied:
    """Return `notes` (label and citations each) with every short form tied that can be."""
    done: list[tuple[str, tuple[Citation, ...]]] = []
    findings: list[Finding] = []
    for label, citations, found in tie_each(notes):
        done.append((label, citations))
        findings += found
    return Tied(notes=tuple(done), findings=tuple(findings))


def tie_each(
    notes: Iterable[tuple[str, tuple[Citation, ...]]],
) -> Iterator[tuple[str, tuple[Citation, ...], tuple[Finding, ...]]]:
    """Yield each note with its short forms tied and what could not be tied; of the notes before, the index alone is kept."""
    index = _Index()
    previous: tuple[Antecedent | None, ...] | None = None
    for label, citations in notes:
        tied: list[Citation] = []
        here: list[Antecedent | None] = []
        findings: list[Finding] = []
        for number, citation in enumerate(citations):
            resolved, problem = _resolve(citation, index, tuple(here[-1:]) or previous)
            if problem:
                findings.append(_finding(label, number, citation, problem))
            tied.append(resolved)
            place = Antecedent(label=label, index=number) if resolved.form is Form.FULL else resolved.antecedent
            here.append(place)  # what an ibid. right after this citation would mean
            if resolved.form is Form.FULL and place:
                _remember(index, resolved, place)
        previous = tuple(here)
        index.add_note(label, previous)
        yield label, tuple(tied), tuple(findings)


def _remember(index: _Index, citation: Citation, place: Antecedent) -> None:
    if citation.type not in NOT_WEB_TYPES and (citation.title or citation.authors or citation.url):
        index.add(_work(citation, place))


def _work(citation: Citation, place: Antecedent) -> _Work:
    return _Work(
        place=place,
        type=citation.type,
        title=fold_title(citation.title or citation.url or ""),
        translation=fold_title(citation.title_translation or ""),
        names=tuple(map(sys.intern, _names(citation))),
        year=citation.issued.year if citation.issued else None,
        number=citation.number,
        outlet=sys.intern(fold_title(citation.outlet or "")),
        named=sys.intern(fold_title(" ".join(dict.fromkeys(filter(None, _bodies(citation)))))),
        address=(citation.url or "").rstrip("/"),
    )


def _bodies(citation: Citation) -> tuple[str | None, ...]:
    """Who issued a work, as far as its outlet, series, publisher and authors say."""
    return citation.outlet, citation.collection_title, citation.publisher, *(author.literal for author in citation.authors)


def _names(citation: Citation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(family_key(author.family or author.literal or "") for author in citation.authors))


def _is_same(work: _Work, other: _Work) -> bool:
    """Two full citations of one source: the same title, and one address or nothing else that tells them apart."""
    if work.title == other.title and work.address and work.address == other.address:
        return True
    if work.title != other.title or (work.year and other.year and work.year != other.year):
        return False
    return not (work.number and other.number and work.number != other.number) and work.outlet == other.outlet


def _resolve(citation: Citation, index: _Index, before: tuple[Antecedent | None, ...] | None) -> tuple[Citation, str | None]:
    """Return the citation, tied if it can be, and the problem in words if it cannot."""
    if citation.form is Form.IBID:
        return _resolve_ibid(citation, before)
    if citation.form is Form.SHORT:
        named = index.in_note(citation.number) if citation.number else None
        if named is None:
            found = _candidates(citation, index.like(citation))
            return _tie_one(citation, found or [work for work in index.issued_by(citation.title) if _agrees(citation, work)])
        return _tie_one(citation, _candidates(citation, named) or _only(named))
    if citation.form is Form.FULL and _may_be_short(citation):
        found = _candidates(citation, index.like(citation))
        if len(found) == 1 and _repeats(citation, found[0]):
            return replace(citation, form=Form.SHORT, antecedent=found[0].place, type=found[0].type), None
    return citation, None


def _only(pool: list[_Work]) -> list[_Work]:
    return pool if len(pool) == 1 else []


def _resolve_ibid(citation: Citation, before: tuple[Antecedent | None, ...] | None) -> tuple[Citation, str | None]:
    targets = {target for target in before or () if target}
    if before is None:
        return citation, "no citation comes before it"
    if not before:
        return citation, "the note before it cites nothing"
    if None in before and not targets:
        return citation, "the citation before it is itself untied"
    if len(targets) > 1:
        return citation, "the note before it cites more than one source"
    if None in before:
        return citation, "the note before it cites more than one source, one of them untied"
    return replace(citation, antecedent=targets.pop()), None


def _tie_one(citation: Citation, found: list[_Work]) -> tuple[Citation, str | None]:
    if len(found) == 1:
        return replace(citation, antecedent=found[0].place, type=found[0].type), None
    if not found:
        return citation, "no earlier note cites such a work in full"
    places = ", ".join(f"note {work.place.label}" for work in found)
    return citation, f"more than one earlier work fits ({places})"


def _may_be_short(citation: Citation) -> bool:
    """A title with neither date, address nor number can only be a shortened repeat."""
    return bool(citation.title) and not (citation.issued or citation.url or citation.number)


def _repeats(citation: Citation, work: _Work) -> bool:
    """Whether the outlet printed beside a title, if any, is the work's, or who wrote it: "Transport Committee, *Docks*, p. 3"."""
    named = fold_title(citation.outlet or "")
    if not named:
        return True
    if citation.title is None or (fold_title(citation.title) != work.title and not citation.authors):
        return False
    return is_told(named, work.named) or is_told(work.named, named)


def _candidates(citation: Citation, works: list[_Work]) -> list[_Work]:
    """The works that fit best: by whole title or its translation, else by the beginning or end of one, else by author alone."""
    fitting = [work for work in works if _agrees(citation, work)]
    if citation.title is None:
        return [work for work in fitting if citation.authors]
    short = fold_title(citation.title)
    for fits in (_is_whole, _is_dated, _is_beginning, _is_end, _is_within, _is_party):
        named = [(work, title) for work in fitting for title in (work.title, work.translation) if short and title]
        found = [work for work, title in named if fits(short, title, work.year)]
        if found:
            return _narrowed(citation, list(dict.fromkeys(found)))
    return []


def _agrees(citation: Citation, work: _Work) -> bool:
    """Nothing printed in the short form contradicts the work."""
    names = set(_names(citation))
    if names and work.names and not names & set(work.names):
        return False
    if citation.issued and citation.issued.year and work.year and citation.issued.year != work.year:
        return False
    return not (citation.collection_title and work.number and citation.number and citation.number != work.number)


def _narrowed(citation: Citation, found: list[_Work]) -> list[_Work]:
    """Of several that fit, those whose outlet or series the short form names."""
    if len(found) < 2:
        return found
    named = fold_title(citation.outlet or citation.collection_title or "")
    return [work for work in found if named and named in work.named] or found


def _is_whole(short: str, title: str, _: int | None) -> bool:
    return short == title


def _is_dated(short: str, title: str, year: int | None) -> bool:
    """ "Country Report, 2014" for the "Country Report" of that year."""
    match = re.fullmatch(r"(?P<title>.+?) (?P<year>(?:19|20)\d\d)", short)
    return bool(match) and match["title"] == title and match["year"] == str(year)  # type: ignore[index]


def _is_beginning(short: str, title: str, _: int | None) -> bool:
    """A title's first words, with the article before them or without: "Cattle Company" for "The Cattle Company That Lost"."""
    return any(one.startswith(short + " ") for one in (title, ARTICLE.sub("", title))) and len(short) > 3


def _is_end(short: str, title: str, _: int | None) -> bool:
    return title.endswith(" " + short) and " " in short


def _is_within(short: str, title: str, _: int | None) -> bool:
    """A title cut in the middle: at least three words, all of them in the same order in the full title."""
    words, rest = short.split(), iter(title.split())
    return len(words) >= 3 and all(word in rest for word in words)


def _is_party(short: str, title: str, _: int | None) -> bool:
    """One of the parties of a case by one name: "Halvorsen" for "United States v. Halvorsen"."""
    parties = _VERSUS.split(title)
    return len(parties) > 1 and any(f" {party} ".find(f" {short} ") >= 0 for party in parties)


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
            message=f"The {what} “{strip_emphasis(citation.text)}” is tied to no source: {problem}.",
            action=Action.NAME_SOURCE,
            severity="error",
        )
    )

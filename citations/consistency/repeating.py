"""Rules on sources cited in full twice: where a short form is due, and where the two full citations differ.

Enters: the draft's full citations of what was published. Leaves: remarks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.fuzz import partial_ratio, ratio

from citations.citation import Citation, Form
from citations.consistency.preceding import SHORT_FORM
from citations.consistency.punctuating import stops_within
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.names import family_key, fold_title, name_key
from citations.regex import regex

MIN_TITLE_WORDS = 3  # "Annual Report" is many works; 6 finds 325
MIN_SAME_TITLE = 90  # of the titles of what one author has in one paper on one day; none alike finds 331
# What appears again and again under one title: "Weekly Situation Report", "Обзор недели"; not "Report on the Delta"
SERIAL = regex(
    r"""\b(?:daily|weekly|monthly|quarterly|annual|situation\s+report|bulletin|update|digest|press\s+briefing|newsletter|minutes|snapshot
    |еженедельн\w+|ежемесячн\w+|ежегодн\w+|ежедневн\w+|бюллетень|сводка|вестник|дайджест|недел[яи]|Wochenbericht|Jahresbericht)\b""",
    re.VERBOSE | re.IGNORECASE,
)
OP_CIT = regex(r"\bop\.?\s?cit\b", re.VERBOSE | re.IGNORECASE)
WORK_NAMED = regex(r"\bУказ\.\s?соч\.", re.VERBOSE | re.IGNORECASE)
SENT_TO = regex(r"(?P<bracket>\(n\s\d+\))|\bsupra\s+n(?:ote)?\.?\s?\d", re.VERBOSE)  # "(n 12)", "supra note 12"
# "https://www.lake.example/ports/12?x=1#top" as far as it names a page; not "https://lake.example/"
PAGE = regex(r"https?://(?:www\.)?(?P<page>[^/\s]+/[^\s#]*[^\s#/])", re.VERBOSE | re.IGNORECASE)
PART_OF_WORK = frozenset({"chapter", "dataset"})  # several stand at one address
MANY_AUTHORS = 3  # of whom a short form names the first
CUSTOM_OF_REPEATING = 2  # a document that repeats more in full and has no short form wants none
MOST_OF_AUTHOR = 50  # works of one author that a further one is compared with
# "2nd ed.", "revised edition", "2-е изд."; not "edited by"
EDITION = regex(
    r"\b(?:\d(?:nd|rd|th|st)|revised|second|third|new|updated)\s+ed(?:n|ition|\.)|\bизд\.|\bAufl", re.VERBOSE | re.IGNORECASE
)


def _works(draft: Draft) -> dict[str, list[tuple[Footnote, Citation]]]:
    """Full citations by their folded title, those of several words alone."""
    found: dict[str, list[tuple[Footnote, Citation]]] = defaultdict(list)
    for note, citation in draft.published():
        title = fold_title(citation.title or "")
        if len(title.split()) >= MIN_TITLE_WORDS:
            found[title].append((note, citation))
    return found


def _is_one_source(first: Citation, other: Citation) -> bool:
    if SERIAL.search(first.title or "") and first.issued != other.issued:
        return False
    outlets = {fold_title(one.outlet) for one in (first, other) if one.outlet}
    years = {one.issued.year for one in (first, other) if one.issued and one.issued.year}
    numbers = {one.number for one in (first, other) if one.number}
    return len(outlets) < 2 and len(years) < 2 and len(numbers) < 2


def _repeated(draft: Draft) -> Iterator[Remark]:
    has_short = any(one.form in (Form.SHORT, Form.IBID) for note in draft.briefing.footnotes for one in note.citations)
    pairs = [(first, later) for first, *rest in _works(draft).values() for later in rest if _is_one_source(first[1], later[1])]
    for (note, first), (later, citation) in pairs if has_short or len(pairs) <= CUSTOM_OF_REPEATING else ():
        if SHORT_FORM.search(citation.text):
            continue  # one that was not understood as such
        is_one_issue = citation.outlet and citation.outlet == first.outlet and citation.issued == first.issued
        if citation.page == first.page or is_one_issue or (citation.authors and citation.authors == first.authors):
            why = f"The source was cited in full in note {note.label}; a short form is due."
            yield Remark(label=later.label, quoted=citation.text, why=why, mend=_short_form(draft, note.label, citation))


def _short_form(draft: Draft, label: str, again: Citation) -> str:
    """The short form of a source cited in note `label`, as the draft's other notes write theirs; else that of the house."""
    notes = " ".join(note.text for note in draft.notes)
    names = [author.family or author.literal or "" for author in again.authors]
    if WORK_NAMED.search(notes) and not names:
        return f"{again.title}. Указ. соч."
    if not names or OP_CIT.search(notes):
        return f"“{again.title}”, op. cit."
    if WORK_NAMED.search(notes):
        return f"{again.authors[0].family} {again.authors[0].given or ''}".strip() + " Указ. соч."
    if sent := SENT_TO.search(notes):
        return f"{names[0]} (n {label})" if sent["bracket"] else f"{names[0]}, supra note {label}"
    if stops_within(draft):
        title = (again.title or "").partition(":")[0]
        who = " and ".join(names) if len(names) < MANY_AUTHORS else f"{names[0]} et al."
        return f"{who}, “{title},” {again.page}." if again.page else f"{who}, “{title}.”"
    return f"“{again.title}”, op. cit."


def _differs(draft: Draft) -> Iterator[Remark]:
    for (note, first), *rest in _works(draft).values():
        for later, citation in rest:
            if not _is_one_source(first, citation):
                continue
            same_day = first.issued == citation.issued
            authors = [", ".join(map(str, one.authors)) for one in (first, citation)]
            for what, before, now in (
                ("the translated title", first.title_translation, citation.title_translation),
                ("the date", first.date_printed, None if same_day else citation.date_printed),
                ("the author", authors[0], None if _are_same(first, citation) else authors[1]),
            ):
                if before and now and before != now:
                    yield _described(note, later, what, before, now)
    told = [*_retitled(draft), *_reissued(draft)]
    yield from told
    yield from (remark for remark in _at_one_address(draft) if remark.label not in {one.label for one in told})


def _are_same(first: Citation, other: Citation) -> bool:
    """Whether the authors of two citations are the same people, by whole first names or by initials."""
    pairs = list(zip(first.authors, other.authors, strict=False))
    return len(first.authors) == len(other.authors) and all(
        one.family == its.family and is_initial_of(one.given or "", its.given or "") for one, its in pairs
    )


def _retitled(draft: Draft) -> Iterator[Remark]:
    """Sources of one outlet, day and author whose titles are nearly the same."""
    of_one_day: dict[tuple[str, str, str], list[tuple[Footnote, Citation]]] = defaultdict(list)
    for note, citation in draft.published():
        if citation.outlet and citation.title and citation.issued and citation.issued.day and citation.issued.year:
            authors = " ".join(sorted(name_key(str(author)) for author in citation.authors))
            of_one_day[fold_title(citation.outlet), citation.issued.edtf(), authors].append((note, citation))
    for (note, first), *rest in of_one_day.values():
        for later, citation in rest:
            titles = [fold_title(one.title or "") for one in (first, citation)]
            if titles[0] != titles[1] and ratio(*titles) >= MIN_SAME_TITLE:
                yield _described(note, later, "the title", first.title or "", citation.title or "")


def _reissued(draft: Draft) -> Iterator[Remark]:
    """Works of one author under nearly one title whose year, imprint or journal differ."""
    written: dict[str, list[tuple[Footnote, Citation]]] = defaultdict(list)
    for note, citation in draft.published():
        title = fold_title(citation.title or "")
        names = [family_key(author.family or "") for author in citation.authors]
        if not names or not names[0] or len(title.split()) < MIN_TITLE_WORDS or EDITION.search(citation.text):
            continue
        if not (citation.issued or citation.outlet or citation.url):
            continue  # a name and a title alone are a short form
        same = [(held, first) for held, first in written[names[0]] if _is_one_title(title, fold_title(first.title or ""))]
        if not same:
            written[names[0]] += [(note, citation)] if len(written[names[0]]) < MOST_OF_AUTHOR else []
            continue
        first_note, first = same[0]
        parts = [
            (what, before, now)
            for what, before, now in (
                ("the title", first.title, citation.title),
                ("the date", first.date_printed, citation.date_printed),
                ("the publisher", first.publisher, citation.publisher),
                ("the outlet", first.container_title, citation.container_title),
            )
            if before and now and fold_title(before) != fold_title(now)
        ]
        is_told = _is_one_source(first, citation) and first.title == citation.title
        if parts and not is_told and not _is_column(first, citation):
            what = " and ".join(what for what, _, _ in parts)
            before, now = (", ".join(part[which] for part in parts) for which in (1, 2))
            yield _described(first_note, note, what, before, now, quoted=citation.text)


def _at_one_address(draft: Draft) -> Iterator[Remark]:
    """Sources printed with the address of a page under two titles that share nothing: one of the addresses was copied."""
    cited: dict[str, list[tuple[Footnote, Citation]]] = defaultdict(list)
    for note, citation in draft.published():
        if citation.title and citation.type not in PART_OF_WORK and (page := PAGE.match(citation.url or "")):
            cited[page["page"].casefold()].append((note, citation))
    for (note, first), *rest in cited.values():
        for later, citation in rest:
            if not _may_be_one_title(first, citation):
                why = f"Note {note.label} cites the same address as “{first.title}”."
                yield Remark(label=later.label, quoted=citation.text, why=why)


def _may_be_one_title(first: Citation, other: Citation) -> bool:
    """Whether a title of one citation, or its translation, holds one of the other, or they are in two languages."""
    titles = [[fold_title(title) for title in (one.title, one.title_translation) if title] for one in (first, other)]
    if not any(left.isascii() is right.isascii() for left in titles[0] for right in titles[1]):
        return True
    return any(partial_ratio(left, right) >= MIN_SAME_TITLE for left in titles[0] for right in titles[1])


def _is_one_title(left: str, right: str) -> bool:
    """Whether two folded titles are one with a slip: the same figures, and nearly the same letters."""
    short, long = sorted((left, right), key=len)
    if short != long and long.startswith(f"{short} "):  # "Port Law", and "Port Law: Draft"
        return False
    return re.findall(r"\d+", left) == re.findall(r"\d+", right) and ratio(left, right) >= MIN_SAME_TITLE


def _is_column(before: Citation, now: Citation) -> bool:
    """Whether both are of a day: what one author writes under one title may be a column, unless one part of the day differs."""
    days = [one.issued for one in (before, now) if one.issued and one.issued.day]
    if len(days) < 2:
        return False
    first, other = ((one.year, one.month, one.day) for one in days)
    return sum(left != right for left, right in zip(first, other, strict=True)) != 1


def is_initial_of(left: str, right: str) -> bool:
    """Return whether one given name is the initial of the other: "J." and "Jane"."""
    short, long = sorted((left.rstrip("."), right.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def _described(note: Footnote, later: Footnote, what: str, before: str, now: str, quoted: str | None = None) -> Remark:
    verb = "differ" if " and " in what else "differs"
    why = f"Note {note.label} cites the same source, but {what} {verb}: “{before}” there, “{now}” here."
    return Remark(label=later.label, quoted=quoted or now, why=why, mend=None if quoted else before)


_ONE = '"Long Talks on the Lake End", Lake Wire, 4 May 2014'
_TWICE = "The talks ended.[^1] They resumed.[^2]\n\n[^1]: {}.\n\n[^2]: {}.\n"

RULES = (
    Rule(name="source-repeated-in-full", severity=Severity.WARNING, check=_repeated,
         about="A source cited in full a second time, where a short form is due.",
         bad=_TWICE.format(_ONE, _ONE), good=_TWICE.format(_ONE, '"Ports Close Again in Autumn", Quay Times, 5 May 2014')),
    Rule(name="source-described-two-ways", severity=Severity.WARNING, check=_differs,
         about="Two full citations of one source that differ in date, author or title, or have one address under two titles.",
         bad=_TWICE.format(_ONE, _ONE.replace("4 May", "5 May")), good=_TWICE.format(_ONE, _ONE)),
)  # fmt: skip

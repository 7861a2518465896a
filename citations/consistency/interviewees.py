"""Rules on who was heard: one interview described as two people, or two of which nothing tells that they are not one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.citation import Citation
from citations.consistency.hearing import interviews
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.grammar import ROLE_WORDS
from citations.names import fold_title
from citations.parsing.interview import person_in
from citations.regex import regex

# What may be left out of a description of one person: "senior European diplomat" and "European diplomat"
QUALIFIERS = frozenset("senior leading top high ranking level старший высокопоставленный".split())
# "Another Western diplomat was", "a second nurse"; not "another port"
# "CRS interview 7, with a clerk,", "Interview No. 9, farmer,", "интервью № 7 с учительницей"; not "interview, 7 May"
NUMBERED = regex(
    r"""\b(?:[Ii]nterview\s+(?:[Nn]o\.?\s?|\#)?|[Ии]нтервью\s+(?:№\s?|N\s?)?)(?P<number>\d{1,3})
    (?:,\s+(?P<who>(?:(?:with|с|со)\s+)?(?:an?\s+)?[a-zа-яё][^,.;]{2,60})|,?\s+(?:with|со?)\s+(?P<whom>(?:(?!\.\s[А-ЯЁ][а-яё])[^,;]){2,60}))""",
    re.VERBOSE,
)
SMALL_WORDS = frozenset("a an the of with former senior с со".split())
ANOTHER = regex(
    r"\b(?:another|an?\s+(?:second|third|different)|other)\s+(?P<who>[^,.;:“”\"]{3,60})|\bдруг(?:ой|ая)\s+(?P<who_ru>[^,.;:«»]{3,60})",
    re.X | re.I,
)
SOMEBODY = regex(r"[Aa]n?(?:\s[a-z][\w-]*){1,4}", re.VERBOSE)  # "A port clerk", told of for the first time; not "the ministry"
NAME_OR_INITIALS = regex(r"(?:[A-ZА-ЯЁ][\w’'.-]*\s?){1,3}", re.VERBOSE)  # "AC", "Omar Saidov"; not "a clerk"
ARTICLE = regex(r"^(?:an?|the|one|another)\s+", re.IGNORECASE)


def _two_persons(draft: Draft) -> Iterator[Remark]:
    yield from _two_of_one_number(draft)
    yield from _two_of_one_name(draft)
    heard: dict[tuple[str, ...], tuple[str, str]] = {}
    for note in draft.briefing.footnotes:
        one = note.citations[0] if len(note.citations) == 1 else None
        speaker = _speaker(note)
        if not one or one.type != "interview" or not one.issued or not one.interviewee or not speaker:
            continue
        is_named = fold_title(one.interviewee).split()[-1] in fold_title(speaker).split()
        key = (fold_title(one.interviewee), one.publisher_place or "", str(one.issued))
        label, before = heard.setdefault(key, (note.label, speaker))
        if fold_title(before) != fold_title(speaker) and not is_named:  # "a night nurse", "an old nurse" may be of two interviews
            why = f"The same interview is given to “{before}” at note {label} and to “{speaker}” here."
            yield Remark(label=note.label, quoted=one.text, why=why)


def _paged(draft: Draft) -> Iterator[Remark]:
    """Short forms with a page that are tied to an interview: "Ibid., p. 14" behind "Interview, clerk, Herat, May 2014"."""
    for note in draft.briefing.footnotes:
        for citation in note.citations:
            heard = draft.cited(citation) if citation.page and citation.antecedent else None
            if heard and heard.type == "interview" and not heard.container_title and not heard.page:
                why = f"It gives a page, and is tied to an interview: “{heard.text}”."
                yield Remark(label=note.label, quoted=citation.text, why=why)


def _two_of_one_number(draft: Draft) -> Iterator[Remark]:
    """Interviews of one number whose persons have no word in common: "interview 7, with a clerk", "interview 7, with a nurse"."""
    seen: dict[str, tuple[str, str, frozenset[str]]] = {}
    for note in draft.briefing.footnotes:
        for match in NUMBERED.finditer(note.text):
            printed = match["who"] or match["whom"]
            who = frozenset(fold_title(printed).split()) - SMALL_WORDS
            label, words, theirs = seen.setdefault(match["number"], (note.label, printed, who))
            if who and theirs and not who & theirs:
                why = f"Interview {match['number']} is one with “{words.strip()}” in note {label}."
                yield Remark(label=note.label, quoted=match[0], why=why)


def _two_of_one_name(draft: Draft) -> Iterator[Remark]:
    """Interviews of one name, place and day that say otherwise what the person is: "AC, constable", "AC, deputy"."""
    seen: dict[tuple[str, str, str], tuple[str, str]] = {}
    for note, one in interviews(draft):
        name, _, what = (one.interviewee or "").partition(", ")
        if what and one.issued and one.issued.day and NAME_OR_INITIALS.fullmatch(name):
            key = (fold_title(name), one.publisher_place or "", str(one.issued))
            label, before = seen.setdefault(key, (note.label, what))
            if not set(fold_title(what).split()) & set(fold_title(before).split()):
                why = f"The interview with {name} of that day is one with “{before}” in note {label}."
                yield Remark(label=note.label, quoted=one.text, why=why)


def _alike(draft: Draft) -> Iterator[Remark]:
    """Interviews of one place and month that name the person in two ways, or in the same words though the text says “another”."""
    heard: dict[tuple[str, int | None, int | None, tuple[str, ...]], tuple[Footnote, Citation]] = {}
    for note, one in interviews(draft):
        if not (one.issued and one.issued.month and one.interviewee and one.publisher_place):
            continue
        who = tuple(word for word in fold_title(one.interviewee).split() if word not in QUALIFIERS)
        first, other = heard.setdefault((one.publisher_place, one.issued.year, one.issued.month, who), (note, one))
        said = ANOTHER.search(note.claim or "") if first is not note else None
        if _differs(other, one) and who:
            why = f"It may be the interview of note {first.label}, which names it otherwise: “{other.text}”."
            yield Remark(label=note.label, quoted=one.text, why=why)
        elif said and ROLE_WORDS.search(said["who"] or said["who_ru"]) and _is_printed_alike(other, one):
            why = f"The text speaks of another person, and note {first.label} names the interview in the same words."
            yield Remark(label=note.label, quoted=one.text, why=why)


def _differs(first: Citation, other: Citation) -> bool:
    """Whether two descriptions of what may be one interview differ in rank, or one alone gives the day."""
    days = {one.issued.day for one in (first, other) if one.issued}
    return fold_title(first.interviewee or "") != fold_title(other.interviewee or "") or (None in days and len(days) == 2)


def _is_printed_alike(first: Citation, other: Citation) -> bool:
    return first is not other and fold_title(first.text) == fold_title(other.text)


def _speaker(note: Footnote) -> str | None:
    """Who speaks in the sentence of a note, as it describes him; None when it names nobody by what he is, or two."""
    told = {one.speaker for one in note.quotations if one.where == "body" and one.speaker}
    speaker = told.pop() if len(told) == 1 else (None if told else person_in(note.claim or ""))
    return ARTICLE.sub("", speaker) if speaker and (ROLE_WORDS.search(speaker) or SOMEBODY.fullmatch(speaker)) else None


_TWO = "The talks ended.[^1] They resumed.[^2]\n\n[^1]: {}.\n\n[^2]: {}.\n"
_SAID_TWICE = (
    "A port official said, “we were never asked”.[^1] A lake farmer said, “they came at night”.[^2]\n\n"
    "[^1]: Interview, manager, Herat, May 2014.\n\n[^2]: Interview, {}, Herat, May 2014.\n"
)


RULES = (
    Rule(name="interview-of-two-persons", severity=Severity.WARNING, check=_two_persons,
         about="One interview that the body gives to two differently described persons.",
         bad=_SAID_TWICE.format("manager"), good=_SAID_TWICE.format("farmer")),
    Rule(name="interviews-alike", severity=Severity.HINT, check=_alike,
         about="Two interviews of one place and month that may be one, named in two ways; or two that nothing tells apart.",
         bad=_TWO.format("Interview, senior European diplomat, Kabul, May 2014", "Interview, European diplomat, Kabul, May 2014"),
         good=_TWO.format("Interview, senior European diplomat, Kabul, May 2014", "Interview, European envoy, Kabul, May 2014")),
    Rule(name="page-of-interview", severity=Severity.ERROR, check=_paged,
         about="An ibid. with a page that follows an interview.",
         bad="Ports closed.[^1] One opened.[^2]\n\n[^1]: Interview, clerk, Herat, May 2014.\n\n[^2]: Ibid., p. 14.\n",
         good="Ports closed.[^1] One opened.[^2]\n\n[^1]: Interview, clerk, Herat, May 2014.\n\n[^2]: Ibid.\n"),
)  # fmt: skip

"""Interviews and correspondence: who was heard, where, when and how.

Enters: a segment of a note. Leaves: a citation of CSL type `interview` or `personal_communication` in the context.
Who is not named in the note is looked for in the prose before it; `citations.footnote` looks in the claim.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form
from citations.context import TRAILING, Context
from citations.details import read_details
from citations.grammar import read_signal
from citations.prose import emphasised_spans, quoted_spans, strip_emphasis

MAX_FURTHER_WORDS = 12  # of one more interview in a list: "journalist, Herat, June 2014"


def read_interview(context: Context, start: int, end: int) -> bool:
    """Add the interview that `context.text[start:end]` names; False when it names none."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = grammar.INTERVIEW.search(text, lead) or grammar.INTERVIEW_RU.match(text[lead:])
    if match and match.re is grammar.INTERVIEW_RU:
        begin, stop = lead + match.start(), lead + match.end()
    elif match:
        begin, stop = match.span()
    elif context.interview and (inherited := _inherited_interview(context, start, end)):
        return inherited
    else:
        return False
    if begin > lead and text[lead:begin].rstrip()[-1:] not in ",–—(:":
        return False
    finish = _interview_end(text, begin, stop)
    medium = (match["org"] + match["medium"]).strip()
    citation = _interview(text[stop:finish], medium, context)
    if citation is None:
        return False
    context.interview = medium
    for piece in ((0, begin), (finish, len(text))):
        if text[slice(*piece)].strip(TRAILING + "()"):
            context.prose.append((start + piece[0], start + piece[1]))
    citation = replace(citation, signal=signal if begin == lead else None)
    citation = _with_person(citation, person_in(_prose_before(context, start + begin)))
    context.add(citation, start + begin, start + finish)
    return True


def _with_person(citation: Citation, told: str | None) -> Citation:
    """Complete an interview from the prose before it: who is named there is heard, so a bare name here is a place."""
    who = citation.interviewee
    if told and who and not citation.publisher_place and not grammar.ROLE_WORDS.search(who) and who[:1].isupper():
        return replace(citation, interviewee=told, publisher_place=who)
    return replace(citation, interviewee=who or told)


def _interview_end(text: str, begin: int, stop: int) -> int:
    """Where an interview's details end: at the dash or bracket that encloses it, or with the segment."""
    if begin and text[:begin].rstrip()[-1:] in "–—":
        match = re.compile(r"\s[–—]").search(text, stop)
        return match.start() if match else len(text)
    if begin and text[begin - 1] == "(":
        place = text.find(")", stop)
        return place if place > 0 else len(text)
    return len(text)


def _interview(rest: str, medium: str, context: Context) -> Citation | None:
    with_whom = re.match(r"\s*,?\s*(?:with|by|с|бо|mit)\s+", rest)
    details = read_details(rest[with_whom.end() :] if with_whom else rest, context.publishers)
    parts = [
        part for part in re.split(r"\s*,\s*", ", ".join([*details.outlets, *([details.place] if details.place else [])])) if part
    ]
    if details.aside and not parts and not details.issued:
        return None
    who, place = _person_and_place(parts, told=bool(with_whom))
    is_written = re.search(r"mail|correspond|exchange|Переписка", medium, re.IGNORECASE)
    return Citation(
        form=Form.SHORT if details.op_cit else Form.FULL,
        type="personal_communication" if is_written else "interview",
        interviewee=who,
        medium=medium,
        publisher_place=place,
        issued=details.issued,
        date_printed=details.date_printed,
    )


def _person_and_place(parts: list[str], *, told: bool) -> tuple[str | None, str | None]:
    people = [
        part
        for part in parts
        if grammar.ROLE_WORDS.search(part) and not grammar.PLACE_WORDS.search(part) and not grammar.is_city(part)
    ]
    if told and parts and parts[0] not in people:
        people.insert(0, parts[0])
    places = [part for part in parts if part not in people]
    if not people and places and not any(map(_is_place, places)):
        people.append(places.pop(0))
    return ", ".join(people) or None, ", ".join(places) or None


def _is_place(part: str) -> bool:
    if grammar.is_city(part) or grammar.PLACE_WORDS.search(part):
        return True
    words = part.split()
    return len(words) == 1 and part[:1].isupper() or (all(word[:1].isupper() for word in words) and not grammar.is_person(part))


def _inherited_interview(context: Context, start: int, end: int) -> bool:
    """ "journalist, Herat, June 2014" after "Author interviews, official, Kabul, May 2014"."""
    text = context.text[start:end]
    previous = context.citations[-1] if context.citations else None
    if (
        previous is None
        or previous.medium != context.interview
        or context.text[previous.span[1] : start].strip() not in (";", "; and")
    ):
        return False
    details = read_details(text, context.publishers)
    if (
        not details.issued
        or not details.outlets
        or len(text.split()) > MAX_FURTHER_WORDS
        or quoted_spans(text)
        or emphasised_spans(text)
    ):
        return False
    if any(context.known(outlet) for outlet in details.outlets):
        return False
    citation = _interview(", " + re.sub(r"^(?:and|with)\s+", "", text), context.interview or "", context)
    if citation is None or citation.interviewee is None:
        return False
    context.add(citation, start, end)
    return True


def person_in(prose: str) -> str | None:
    """Return who speaks in a sentence of prose: "A Tajik observer said …" gives "Tajik observer".

    >>> person_in("A European diplomat also raised doubts"), person_in("The view that it fell")
    ('European diplomat', None)
    """
    match = grammar.PERSON_PHRASE.search(prose)
    return strip_emphasis(match["who"]).strip() if match else None


def _prose_before(context: Context, place: int) -> str:
    last = max((citation.span[1] for citation in context.citations), default=0)
    return context.text[last:place]

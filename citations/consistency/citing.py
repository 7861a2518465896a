"""Rules on citations: short forms and what they repeat, sources cited in full twice, and interviews."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citations.citation import NOT_WEB_TYPES, Citation
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.names import fold_title

MIN_TITLE_WORDS = 3  # "Annual Report" is many works
MIN_OTHERS = 3  # interviews that show a custom
# "diplomats say", "Western officials said"; not "a diplomat said"
PLURAL = re.compile(
    r"""\b(?:diplomats|officials|experts|analysts|observers|activists|residents|journalists|witnesses)\s+
    (?:say|said|argue|argued|believe|believed|agree|agreed|claim|claimed|report|reported|warn|warned|estimate|estimated)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "email correspondence", "telephone interview": heard from afar, so no place is due
AFAR = re.compile(r"e-?mail|phone|skype|online|zoom|video|correspondence|written|message|letter|signal", re.IGNORECASE)
SEVERAL = re.compile(r"\w(?:s|men|people)(?:\s+(?:in|of|from|on|near)\b.*)?$", re.IGNORECASE)  # "diplomats"; not "diplomat"


def _missing(draft: Draft) -> Iterator[Remark]:
    yield from draft.met("antecedent-missing")


def _ambiguous(draft: Draft) -> Iterator[Remark]:
    yield from draft.met("antecedent-ambiguous")


def _works(draft: Draft) -> dict[str, list[tuple[Footnote, Citation]]]:
    """Full citations by their folded title, those of several words alone."""
    found: dict[str, list[tuple[Footnote, Citation]]] = defaultdict(list)
    for note, citation in draft.full():
        title = fold_title(citation.title or "")
        if citation.type not in NOT_WEB_TYPES and len(title.split()) >= MIN_TITLE_WORDS:
            found[title].append((note, citation))
    return found


def _is_one_source(first: Citation, other: Citation) -> bool:
    outlets = {fold_title(one.outlet) for one in (first, other) if one.outlet}
    years = {one.issued.year for one in (first, other) if one.issued and one.issued.year}
    numbers = {one.number for one in (first, other) if one.number}
    return len(outlets) < 2 and len(years) < 2 and len(numbers) < 2


def _repeated(draft: Draft) -> Iterator[Remark]:
    for (note, first), *rest in _works(draft).values():
        for later, citation in rest:
            if _is_one_source(first, citation) and citation.page == first.page:
                why = f"The source was cited in full in note {note.label}; a short form is due."
                yield Remark(label=later.label, quoted=citation.text, why=why, mend=f"“{citation.title}”, op. cit.")


def _differs(draft: Draft) -> Iterator[Remark]:
    for (note, first), *rest in _works(draft).values():
        for later, citation in rest:
            if not _is_one_source(first, citation):
                continue
            for what, before, now in (
                ("the translated title", first.title_translation, citation.title_translation),
                ("the date", first.date_printed, citation.date_printed),
                ("the author", ", ".join(map(str, first.authors)), ", ".join(map(str, citation.authors))),
            ):
                if before and now and before != now:
                    why = f"Note {note.label} cites the same source, but {what} differs: “{before}” there, “{now}” here."
                    yield Remark(label=later.label, quoted=now, why=why, mend=before)


def _interviews(draft: Draft) -> list[tuple[Footnote, Citation]]:
    return [(note, citation) for note, citation in draft.full() if citation.type == "interview"]


def _incomplete(draft: Draft) -> Iterator[Remark]:
    heard = _interviews(draft)
    near = [citation for _, citation in heard if not _from_afar(citation)]
    placed = sum(bool(citation.publisher_place) for citation in near)
    for note, citation in heard:
        lacks = []
        if not citation.interviewee:
            lacks.append("who was heard")
        if not citation.issued:
            lacks.append("when")
        elif not (citation.issued.month or citation.issued.season):
            lacks.append("the month")
        if not _from_afar(citation) and not citation.publisher_place and placed * 2 > len(near):
            lacks.append("the place")
        if lacks:
            yield Remark(label=note.label, quoted=citation.text, why=f"The interview does not say {', '.join(lacks)}.")


def _from_afar(citation: Citation) -> bool:
    return bool(AFAR.search(f"{citation.medium} {citation.publisher}"))


def _to_the_day(draft: Draft) -> Iterator[Remark]:
    dated = [(note, citation) for note, citation in _interviews(draft) if citation.issued]
    exact = [(note, citation) for note, citation in dated if citation.issued and citation.issued.day]
    if len(exact) == 1 and len(dated) > MIN_OTHERS:
        note, citation = exact[0]
        why = f"The interview is dated to the day; the other {len(dated) - 1} are not, and a day may give the person away."
        mend = re.sub(r"\b\d{1,2}\s+(?=[^\W\d_])", "", citation.date_printed or "")
        yield Remark(label=note.label, quoted=citation.text, why=why, mend=mend or None)


def _two_persons(draft: Draft) -> Iterator[Remark]:
    heard: dict[tuple[str, ...], tuple[str, str]] = {}
    for note in draft.briefing.footnotes:
        speakers = [quotation.speaker for quotation in note.quotations if quotation.where == "body" and quotation.speaker]
        alone = [citation for citation in note.citations if citation.type == "interview"]
        if len(alone) != 1 or len(note.citations) != 1 or len(set(speakers)) != 1 or not alone[0].issued:
            continue
        one = alone[0]
        key = (fold_title(one.interviewee or ""), one.publisher_place or "", str(one.issued))
        speaker = re.sub(r"^(?:an?|the|one)\s+", "", speakers[0] or "", flags=re.IGNORECASE)
        label, before = heard.setdefault(key, (note.label, speaker))
        if len(speaker.split()) > 1 and len(before.split()) > 1 and fold_title(before) != fold_title(speaker):
            why = f"The same interview is given to “{before}” at note {label} and to “{speaker}” here."
            yield Remark(label=note.label, quoted=one.text, why=why)


def _plural(draft: Draft) -> Iterator[Remark]:
    for note in draft.briefing.footnotes:
        said = PLURAL.search(note.claim or "")
        alone = note.citations[0] if len(note.citations) == 1 else None
        if said and alone and alone.type in NOT_WEB_TYPES and alone.interviewee and not SEVERAL.search(alone.interviewee):
            why = f"The sentence speaks of several persons; its note names one: “{alone.text}”."
            yield Remark(label=note.label, quoted=said[0], why=why, mend="name a second source, or write of one person")


def _no_source(draft: Draft) -> Iterator[Remark]:
    for note in draft.briefing.footnotes:
        if not note.citations and re.search(r"\d", note.text) and len(note.text.split()) > 8:
            yield Remark(label=note.label, quoted=note.text, why="The note states facts and names no source for them.")


_ONE = '"Long Talks on the Lake End", Lake Wire, 4 May 2014'
_SHORT = "The talks ended.[^1] They resumed.[^2]\n\n[^1]: {}.\n\n[^2]: {}.\n"
_HEARD = "".join(f"Talk {n}.[^{n}]\n\n" for n in range(1, 6)) + "".join(
    f"[^{n}]: Interview, teacher, Kabul, {{}}May 201{n}.\n\n".format("{}" if n == 5 else "") for n in range(1, 6)
)

RULES = (
    Rule(name="antecedent-missing", severity=Severity.ERROR, check=_missing,
         about="An op. cit., ibid. or short title that repeats nothing cited in full before it.",
         bad=_SHORT.format(_ONE, '"Annual Survey of Ports", op. cit'),
         good=_SHORT.format(_ONE, '"Long Talks on the Lake End", op. cit')),
    Rule(name="antecedent-ambiguous", severity=Severity.ERROR, check=_ambiguous,
         about="A short form that fits more than one source cited before it.",
         bad=_SHORT.format(f'{_ONE}; "Ports Close", Quay Times, 5 May 2014', "Ibid"), good=_SHORT.format(_ONE, "Ibid")),
    Rule(name="source-repeated-in-full", severity=Severity.WARNING, check=_repeated,
         about="A source cited in full a second time, where a short form is due.",
         bad=_SHORT.format(_ONE, _ONE), good=_SHORT.format(_ONE, '"Ports Close Again in Autumn", Quay Times, 5 May 2014')),
    Rule(name="source-described-two-ways", severity=Severity.WARNING, check=_differs,
         about="Two full citations of one source that differ in date, author or translated title.",
         bad=_SHORT.format(_ONE, _ONE.replace("4 May", "5 May")), good=_SHORT.format(_ONE, _ONE)),
    Rule(name="interview-incomplete", severity=Severity.WARNING, check=_incomplete,
         about="An interview without person, month, or place where most of the document's interviews have one.",
         bad=_SHORT.format("Interview, teacher, Kabul, May 2014", "Interview, nurse, Kabul, 2014"),
         good=_SHORT.format("Interview, teacher, Kabul, May 2014", "Interview, nurse, Kabul, June 2014")),
    Rule(name="interview-to-the-day", severity=Severity.WARNING, check=_to_the_day,
         about="One interview dated to the day where all others are not.", bad=_HEARD.format("7 "), good=_HEARD.format("")),
    Rule(name="interview-of-two-persons", severity=Severity.WARNING, check=_two_persons,
         about="One interview that the body gives to two differently described persons.",
         bad="A port official said, “we were never asked”.[^1] A lake farmer said, “they came at night”.[^2]\n\n"
             "[^1]: Interview, manager, Herat, May 2014.\n\n[^2]: Interview, manager, Herat, May 2014.\n",
         good="A port official said, “we were never asked”.[^1] A lake farmer said, “they came at night”.[^2]\n\n"
              "[^1]: Interview, manager, Herat, May 2014.\n\n[^2]: Interview, farmer, Herat, May 2014.\n"),
    Rule(name="plural-on-one-source", severity=Severity.WARNING, check=_plural,
         about="“Diplomats say”, and the note names one of them.",
         bad="Western diplomats say the port will close.[^1]\n\n[^1]: Interview, Western diplomat, Kabul, May 2014.\n",
         good="A Western diplomat said the port will close.[^1]\n\n[^1]: Interview, Western diplomat, Kabul, May 2014.\n"),
    Rule(name="note-without-source", severity=Severity.HINT, check=_no_source,
         about="A note that states facts with numbers and names no source.",
         bad="The port closed.[^1]\n\n[^1]: Some 300 people lost their work when the port was closed.\n",
         good=f"The port closed.[^1]\n\n[^1]: Some 300 people lost their work. {_ONE}.\n"),
)  # fmt: skip

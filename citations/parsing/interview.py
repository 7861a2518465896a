"""Interviews and correspondence: who was heard, where, when and how.

Enters: a segment of a note. Leaves: a citation of CSL type `interview` or `personal_communication` in the context.
Who is not named in the note is looked for in the prose before it; `citations.footnote` looks in the claim.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.context import TRAILING, Context
from citations.parsing.conversations import INTERVIEW_ABROAD, IS_TOLD_OF
from citations.parsing.details import read_details
from citations.parsing.interviewer import INTERVIEW_STEMS, INTERVIEWER, is_paper, without_interviewer
from citations.parsing.person_and_place import is_role, person_and_place
from citations.prose import URL, bracketed_spans, emphasised_spans, quoted_spans, strip_emphasis
from citations.regex import regex

MAX_FURTHER_WORDS = 12  # of one more interview in a list: "journalist, Herat, June 2014"
# ", and " of "Moscow, July 2014, and Astana, September 2014"; not of "2014, and the army left"
_FURTHER = regex(r"(?<=\d{4}),?\s+(?:and|und|et|y|e|и|ва)\s+(?=[^.;]{2,80}\b(?:19|20)\d\d\b)", re.VERBOSE)
# "Minutes of the First Meeting", a document; not "Interview, minutes before the meeting"
_RECORD = regex(
    r"\b(?:minutes|records?|transcripts?|summary|agenda|proceedings)\s+of\s+(?:\w+\s+){0,4}?(?:meetings?|discussions?|conversations?|calls?)$",
    re.I,
)
# "with", "с", "mit": before whom was heard
_WITH = regex(r"\s*,?\s*(?:w/\s?|(?:with|by|с|со|бо|mit|avec|con|com|z|ze|з|зі|із|ile|met|med|cu|sa|με)\s+)", re.VERBOSE)
# "conducted via Skype", "by telephone" behind the person
_OVER = regex(
    r",?\s*(?:conducted\s+|held\s+)?(?P<over>(?:by|via|over|through)\s+(?:the\s+)?(?:(?:tele)?phone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|Teams|video(?:\s+(?:link|call))?))\b",
    re.VERBOSE | re.IGNORECASE,
)
# "3 March 2015 ", "On 5 May 2012, ", "May 2016 " before the word "interview"; "Zoom, 4 May 2021: "
_DATE_FIRST = regex(
    r"(?:On\s+|In\s+|(?:Zoom|Skype|WhatsApp|[Tt]elephone|[Pp]hone|Signal|Telegram),\s+)?(?P<date>(?:\d{1,2}\s)?[^\W\d_]{3,9}\s(?:19|20)\d\d|[A-Z][a-z]{2,8}\s\d{1,2},\s(?:19|20)\d\d|\d\d?[./]\d\d?[./](?:19|20)\d\d)[,:.]?\s+(?:[–—-]\s+)?(?=\S)"
)
# "“Otabek,” Almaty", "with “Farida S.” (not her real name), Warsaw": a name in marks, and what is said of it
_ALIAS = regex(
    r"""^(?P<before>[\s,:]*(?:(?:with|from|с|mit|avec|con)\s+)?)[“"«](?P<alias>[^\W\d_a-zа-яё][\w’'.-]*(?:\s[\w’'.-]+){0,2}?)
    (?:,[”"»]\s|[”"»](?:\s\((?:not\s(?:his|her|their)\sreal\sname|(?:a\s)?pseudonym|names?\s(?:changed|withheld)|имя\sизменено|псевдоним)\))?(?:,\s|(?=\s)))""",
    re.VERBOSE,
)
# "(name withheld)", "(имя не называется по просьбе собеседника)": of a name that is not told
_WITHHELD = regex(
    r"\s\((?:(?:real\s)?names?(?:\s(?:and|or)\s\w+|,\s[\w\s]{3,40}?)?\s(?:withheld|changed)|имя\s(?:не\sназывается|изменено|скрыто))[^()]{0,60}\)",
    re.I,
)
# "conducted by the author and Ruslan Akimov", "audio recording", "to the authors" between the commas
_HOW_HEARD = regex(
    r"(?:conducted|held|carried\sout)\s(?:by|with)\s|(?:audio|video|tape)\srecording$|to\s(?:the\s)?(?:authors?|[A-Z][\w’'-]*\s[A-Z])(?!.*\sfrom\s)"
)
# "“Farrukh” to Rights Without Frontiers", "a former clerk to Fair Ledger" behind "E-mail from"; not "the ambassador to Kabul"
_SENT_TO = regex(
    r"(?P<who>.+?)(?<!advis[eo]r)(?<!assistant)(?<!ambassador)(?<!secretary)(?<!envoy)(?<!aide)(?<!representative)(?<!consultant)\s+to\s+(?:the\s+)?[A-ZА-ЯЁ]"
)
MAX_NAMED_WORDS = 10  # "Yusuf, 24, from Sudan, " before "speaking to the authors"
_SPEAKING = regex(r"speaking|talking|im\b|в\s|s[’']adressant|parlando|in\s|dans\s|em\s|habl")
MAX_OFFICE_WORDS = 5  # of who is named by his office alone, before the word "interview"
# "dem Autor", "автором", "l’auteur" behind "with": who asked, not who was heard
_IS_AUTHOR = regex(
    r"(?:(?:dem|der|den|el|la|the|o|a)\s|l[’'])?(?:Autor(?:in|en)?|Verfasser(?:in)?|автор\w*|autora?|autore|autrice|auteure?|муаллиф\w*|yazarla?)",
    re.IGNORECASE,
)
# "confirmed by email, 2 December 2024" behind an interview: what its subject said again; no interview of its own
_SAID_AGAIN = regex(
    r"(?:and\s+)?(?:re-?)?(?:confirmed|repeated|clarified|corroborated|supplemented|updated|elaborated|verified|approved|authori[sz]ed|bestätigt|ergänzt|confirmée?|complétée?|confirmad[oa]|confermat[oa]|подтвержден[оа]|уточнен[оа])\b"
)
# "He was asked by Rustam Odinaev (": a whole name before the bracket that says how its bearer was heard; a town has one word
_NAMED_BEFORE = regex(r"(?<=[a-zа-яё]\s)(?P<who>[^\W\d_a-zа-яё][\w’'-]+(?:\s[^\W\d_a-zа-яё][\w’'.-]*){1,2})\s\($")
_ALL_AT = regex(r",?\s+(?:all|both)\s+(?:in\s+)?(?P<place>[^\W\d_a-z][\w’\ -]+?)\.?$", re.VERBOSE)
# "and ", "avec ", "et avec " before one more person of a list, and what stands between two of them
_LISTED = regex(r"^(?:(?:and|und|et|y|e|и|ва)\s+)?(?:(?:with|avec|mit|con|com|с|со|бо|z|ze)\s+)?")
_BETWEEN = frozenset((";", *(f"{mark}{word}" for mark in ("", "; ") for word in ("and", "und", "et", "y", "e", "и", "ва"))))
# "trader" of "and trader, Dushanbe, 9 June 2016"
_FIRST_PART = regex(r"(?:and\s+)?(?P<part>[^,]*)", re.VERBOSE)
# "and " before one more interview of a list
_AND = regex(r"(?:(?:and|und|et|y|и|ва)\s+)?", re.VERBOSE)
_BEFORE_PART = regex(r"^(?:in|at)\s+(?=[^\W\d_a-z])|^with\s+")  # "in Dushanbe", "with a judge" as parts of their own
_IN = regex(r",?\s+(?:in|on|at)\s+", re.VERBOSE)


def read_interview(context: Context, start: int, end: int) -> bool:
    """Add the interview that `context.text[start:end]` names; False when it names none."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    lead += len(_AND.match(text, lead)[0])  # type: ignore[index]  # the pattern matches ""
    dated = _DATE_FIRST.match(text, lead)
    front = lead
    lead = dated.end() if dated else lead
    match = _find(text, lead, context)
    if match is None:
        inherits = context.interview is not None and _inherited_interview(context, start, end)
        return inherits or _told_author(context, start, end)
    begin, stop = match.span()
    if begin > lead and text[lead:begin].rstrip()[-1:] not in ",–—(:":
        return False
    finish = _interview_end(text, begin, stop)
    if further := _FURTHER.search(text, stop, finish):
        finish = further.start()
    medium = (match.groupdict().get("org", "") + match["medium"] + (match.groupdict().get("code") or "")).strip()
    who, rest, heard = _heard_before(text[lead:begin], text[stop:finish], context)
    citation = _interview(f"{rest.rstrip(TRAILING)}, {dated['date']}" if dated else rest, medium, context, who)
    if citation is None:
        return False
    context.interview = medium
    begin = front if dated else lead if heard else begin
    lead = front
    for piece in ((0 if begin > lead else begin, begin), (finish, len(text) if not further else finish)):
        if text[slice(*piece)].strip(TRAILING + "()") and (heard is False or piece[0]):
            context.prose.append((start + piece[0], start + piece[1]))
    citation = replace(citation, signal=signal if begin == lead else None)
    prose = _prose_before(context, start + begin)
    named = _NAMED_BEFORE.search(prose)
    citation = _with_person(citation, named["who"] if named else person_in(prose))
    context.add(citation, start + begin, start + finish)
    if further and not _inherited_interview(context, start + further.end(), end):
        context.prose.append((start + further.start(), end))
    return True


def _find(text: str, lead: int, context: Context) -> re.Match[str] | None:
    """Where the words stand that say how somebody was heard."""
    if "//" in text[lead:] and not URL.search(text, lead):
        return None  # "Интервью с министром // Газета": the title of an article
    letter = grammar.LETTER.match(text, lead)
    if letter and not _is_author(letter, context):
        letter = None
    begun = "(" * lead + text[lead:]  # the words that lead to an interview count as its beginning, and its places stay
    folded = text.casefold()
    heard = grammar.INTERVIEW.search(begun, lead) if any(stem in folded for stem in INTERVIEW_STEMS) else None
    if heard and _RECORD.search(text, lead, heard.end("medium")):
        heard = None
    return INTERVIEW_ABROAD.match(text, lead) or letter or heard or _bracketed_abroad(text, lead)


def _bracketed_abroad(text: str, lead: int) -> re.Match[str] | None:
    """The interview in brackets behind who was heard: "Иначе считает Рустам Одинаев (интервью автора, Душанбе, май 2017 г.)"."""
    brackets = (start for start, _ in bracketed_spans(text, "()") if start > lead)
    found = (INTERVIEW_ABROAD.match(text, start + 1) for start in brackets)
    return next((match for match in found if match and " " in match[0]), None)


def _is_author(match: re.Match[str], context: Context) -> bool:
    """Whether the words say "the author", or name a publisher that hears people for its own reports."""
    names = [value for name, value in match.groupdict().items() if name.startswith("house") and value]
    houses = [context.known(name) for name in names]
    return all(house is not None and house.holds_interviews for house in houses)


def _heard_before(before: str, behind: str, context: Context) -> tuple[str | None, str, bool]:
    """Who was heard by the words around ("X, interview by author"; "E-mail from X to the author"), and the rest."""
    if (match := grammar.FROM_TO.match(behind)) and _is_author(match, context):
        return (match["who"] or match["who2"]).strip(), behind[match.end() :], False
    if match := grammar.FROM.match(behind):
        sent = _SENT_TO.match(match["who"])
        return (sent["who"] if sent else match["who"]).strip(' “”"«»'), behind[match.end() :], False
    by = grammar.BY_AUTHOR.match(behind)
    by = by if by and _is_author(by, context) else None
    name = before.strip(TRAILING)
    paper = INTERVIEWER.match(behind)
    if (
        name
        and (by or (paper and is_paper(strip_emphasis(paper["org"]), context)) or not behind.lstrip(" ,").startswith("with "))
        and _may_be_heard(name, set_off=before.rstrip().endswith(","))
    ):
        return name, behind[by.end() :] if by else behind, True
    return None, behind[by.end() :] if by else behind, False


def _may_be_heard(name: str, *, set_off: bool) -> bool:
    name = _BRACKETED.sub("", name)
    first, *_ = parts = [part.strip() for part in name.split(",")]
    is_named = grammar.is_person(first) and " " in first
    words = first.split()  # "Village head", set off by a comma
    is_short = set_off and 0 < len(words) <= MAX_OFFICE_WORDS
    is_office = is_short and bool(grammar.ROLE_WORDS.fullmatch(words[-1]) or _DOES.fullmatch(words[-1]))
    return (is_named or is_office) and all(grammar.is_person(part) or is_role(part) for part in parts)


_DOES = regex(r"\w{3,}(?:[dklmnptv]ers?|tors?|ists?|men|m[ae]n|wom[ae]n)", re.VERBOSE)  # "Shipbuilder", by what one does
# "Karim Noori (district governor)": what somebody is, said behind the name
_BRACKETED = regex(r"\s\([^()]{2,80}\)", re.VERBOSE)


def _told_author(context: Context, start: int, end: int) -> bool:
    """Read an interview told in a sentence: "He said so in an interview with the author in Almaty in May 2012"."""
    text = context.text[start:end]
    folded = text.casefold()
    match = grammar.TOLD_AUTHOR.search(text) if any(stem in folded for stem in grammar.TOLD_STEMS) else None
    if not match or not _is_author(match, context):
        return False
    behind = text[match.end() :]
    who, _, rest = behind.partition(",") if match[0].endswith(" by") else ("", "", behind)
    details = read_details(f", {rest}" if who else _IN.sub(", ", rest), context.publishers)
    if not details.issued and not details.place:
        return False
    heard = details.outlets[0] if details.outlets and match[0].endswith(("interviewed", "to", "with")) else who.strip()
    before = text[read_signal(text)[1] : match.start()].strip(TRAILING)
    is_named = before[:1].isupper() and len(before.split()) <= MAX_NAMED_WORDS and _SPEAKING.match(match[0]) is not None
    named = before if is_named else person_in(text[: match.start()])
    citation = Citation(
        form=Form.FULL,
        type="interview",
        interviewee=heard if heard and (who or is_role(heard)) else named,
        medium=match[0].split(" with ")[0] if " with " in match[0] else "interview",
        publisher_place=details.place,
        issued=details.issued,
        date_printed=details.date_printed,
    )
    begin = 0 if is_named else match.start()
    if text[:begin].strip(TRAILING):
        context.prose.append((start, start + begin))
    context.add(citation, start + begin, end, confidence=0.5)
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


def _interview(rest: str, medium: str, context: Context, told: str | None = None) -> Citation | None:
    if not told and IS_TOLD_OF.match(rest):
        return None
    rest = _WITHHELD.sub("", rest)
    rest, printed_by = without_interviewer(_ALIAS.sub(r"\g<before>\g<alias>, ", rest), context)
    with_whom = _WITH.match(rest)
    over = _OVER.search(rest)
    if over:
        medium, rest = f"{medium} {over['over']}", rest[: over.start()] + rest[over.end() :]
    details = read_details(rest[with_whom.end() :] if with_whom else rest, context.publishers)
    printed_in = next((outlet for outlet in details.outlets if outlet in details.italics), None)
    if printed_in:  # "Interview with the president, *Rossiiskaya Gazeta*, 12 May 2006"
        details.outlets.remove(printed_in)
    parts = [
        _BEFORE_PART.sub("", part)
        for part in re.split(r"\s*,\s*", ", ".join([*details.outlets, *([details.place] if details.place else [])]))
        if part
    ]
    parts = [part for part in parts if not _HOW_HEARD.match(part)]
    parts[:1] = [part.lstrip(": ") for part in parts[:1]]  # "Interviews: mayor, Rasht"
    if details.aside and not parts and not details.issued:
        return None
    who, place = person_and_place(parts, told=bool(with_whom)) if not told else (told, ", ".join(parts) or None)
    who = None if who and _IS_AUTHOR.fullmatch(who) else _as_named(who, rest)
    is_written = re.search(
        r"mail|correspond|exchange|letter|fax|message|Переписк|письмо|сообщени|courriel|correo|Brief|Mitteilung|Auskunft|personnelle|comunica|échange|Nachricht|chat|iletişim",
        medium,
        re.IGNORECASE,
    )
    return Citation(
        form=Form.SHORT if details.op_cit else Form.FULL,
        type="personal_communication" if is_written else "interview",
        interviewee=who,
        medium=medium,
        container_title=printed_in or printed_by,
        publisher_place=place,
        issued=details.issued,
        date_printed=details.date_printed,
    )


# matches " (“Nobody paid”)", words of somebody who was heard; not " (“Zarina”)", " (not her real name)"
_SAID_BY_HIM = regex(r"\s\([“\"«„‘][^()]*\s[a-zа-яё][^()]*[”\"»“’]\)")


_LAST_INITIAL = regex(r"\s[^\W\d_a-zа-яё](?=,|\sand\s|$)")


def _as_named(who: str | None, rest: str) -> str | None:
    """The person without words of his that stand in brackets, and with the full stop of a last initial: "Manizha K."."""
    name = _SAID_BY_HIM.sub("", who or "").strip()
    return _LAST_INITIAL.sub(lambda match: f"{match[0]}." if f"{match[0]}." in rest else match[0], name) or None


def _inherited_interview(context: Context, start: int, end: int) -> bool:
    """ "journalist, Herat, June 2014" after "Author interviews, official, Kabul, May 2014"."""
    text = context.text[start:end]
    previous = context.citations[-1] if context.citations else None
    resumed = previous is not None and previous.medium != context.interview  # behind sources of another kind
    if (
        previous is None
        or (resumed and not is_role(_FIRST_PART.match(text)["part"]))  # type: ignore[index]  # the pattern matches ""
        or context.text[previous.span[1] : start].strip(" ,") not in _BETWEEN
    ):
        return False
    if _SAID_AGAIN.match(text):
        return False
    shared = _ALL_AT.search(text)
    text = _LISTED.sub("", text[: shared.start()] if shared else text)
    text = _ALIAS.sub(r"with \g<alias>, ", text)
    details = read_details(text, context.publishers)
    if (
        not details.issued
        or not (details.outlets or details.place)
        or len(text.split()) > MAX_FURTHER_WORDS
        or quoted_spans(text)
        or emphasised_spans(text)
    ):
        return False
    if any(context.known(outlet) for outlet in details.outlets):
        return False
    citation = _interview(f", {text}", context.interview or "", context)
    if citation is None or not (citation.interviewee or citation.publisher_place):
        return False
    citation = replace(citation, interviewee=citation.interviewee or (None if resumed else previous.interviewee))
    context.add(citation, start, end)
    if shared:
        context.citations = [_heard_at(one, context.interview, shared["place"]) for one in context.citations]
    return True


def _heard_at(citation: Citation, medium: str | None, place: str) -> Citation:
    """The interview with the place that its list names at the end for all: "…; and journalist, 9 May 2015, all Dushanbe"."""
    is_one = citation.medium == medium and not citation.publisher_place
    return replace(citation, publisher_place=place) if is_one else citation


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

"""Works named in plain words, without marks: "UN Security Council, Report on Mali, S/2015/12, 5 January 2015".

Enters: a segment of a note. Leaves: a citation in the context, marked as unsure, or False when the segment names none. Each kind
of work is a rule of `_KINDS` with its sample; the first that holds reads it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Name
from citations.grammar import read_signal
from citations.parsing import imprint
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.details import Details, read_details
from citations.parsing.head import Head, is_capitalised, name_of
from citations.parsing.issuers import SESSION, is_issuer
from citations.parsing.untitled import MAX_BARE_WORDS, MAX_MEDIUM_WORDS, headed, is_medium_name
from citations.parsing.work import is_heading, is_tidy, read_work
from citations.prose import Span, quoted_spans
from citations.quotation import speaks
from citations.regex import regex

# "Brandt, Lea:", "Jan Riedel:", "Anna Lenz/Karl Roth:" as German notes name authors before a title without marks
_TURNED = r"[^\W\d_a-z][\w’-]+,\s[^\W\d_a-z][\w.-]+(?:\s[^\W\d_a-z][\w.-]+)?"
_STRAIGHT = r"[^\W\d_a-z][\w.’-]+(?:\s(?:von|van|de|zu)?\s?[^\W\d_a-z][\w.’-]+){1,2}"
NAME_AND_COLON = regex(
    rf"""(?P<name>{_TURNED}(?:(?:\s?/\s?|;\s|\sund\s){_TURNED}){{1,4}}|{_TURNED}(?:,\s[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){{1,3}}){{0,8}}
    |{_STRAIGHT}(?:(?:\s?/\s?|\sund\s|,\s){_STRAIGHT}){{0,3}})(?:,?\s(?:u\.\s?a\.|et\sal\.))?(?:,?\s\((?:Hrsg|Hgg?|[Ee]ds?)\.?\))?:\s+(?P<rest>\S.*)$""",
    re.VERBOSE | re.DOTALL,
)
MAX_BOOK_PARTS = 4  # authors, title, and two that name who issued it and in which series
MIN_PUBLISHED_PARTS = 3  # of a book that its publisher tells: authors, title, press
MAX_DOCUMENT_WORDS = 45  # of a parliament's paper with its session and numbers
# "General Comment No. 27", "Views: Communication No. 2231/2012": papers of bodies that go by their kind and number
_NUMBERED_KIND = regex(
    r"(?:Joint\s)?(?:General\s(?:Comment|Recommendation|Observation)|Observation\s[Gg]énérale|Observación\s[Gg]eneral|(?:Views|Opinion|Decision)\b.{0,20}|Communication|Advisory\sOpinion|Recommendation|Resolution)$"
)
_SYMBOL = regex(r"[A-Z][\w/.()-]*\d[\w/.()-]*")  # "S/2015/12"
_SIGN_AND_NUMBER = regex(rf",?\s{imprint.NUMBER_SIGN}\s?\d[\w/–-]*(?:\s\((?:19|20)\d\d\))?,?\s?", re.VERBOSE)
# "Stamm und Staat, in: Osteuropa 57 (2007) 8-9": a title without marks in a periodical or a book
_EDITORS_OF_HOST = regex(r"[iI]n:\s+[^():]{3,120}\((?:Hrsg|Hg|eds?)\.?\):?,?\s+")
_IN_PERIODICAL = regex(
    r"(?P<title>[^,]{4,200}(?:,[^,:]{2,60}){0,4}?)[,.]\s+(?P<rest>[iI]n:\s+\S.*|[^\W\d_a-z][^,:“]{2,60}\s\d{1,3}\s\((?:19|20)\d\d\).*)$",
    re.DOTALL,
)
# "Tajikistan Economic Update", "Country Study": a series by its last word, no part of the title before it
_SERIES = regex(
    r"\b(?:Reports?|Papers?|Stud(?:y|ies)|Updates?|Outlook|Series|Bulletin|Review|Monitor|Survey|Brief(?:ing)?|Profile|Assessment)$"
)


def read_named(context: Context, start: int, end: int) -> bool:
    """Read "UN Security Council, Report on Mali, S/2015/12, 5 January 2015", "Jan Riedel: Stamm und Staat, Berlin 1999"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    written = _written(text[lead:], context)
    if written and (parted := _IN_PERIODICAL.match(written["rest"])):
        return _add_part(context, (start, end), lead, written["name"], parted, signal)
    details = read_details(written["rest"] if written else text[lead:], context.publishers)
    if len(details.outlets) == 1 and not written:
        details.outlets = list(headed(details.outlets[0], context))
    if not details.issued or speaks(text) or quoted_spans(text) or not is_tidy(details):
        return False
    if len(text.split()) > (MAX_DOCUMENT_WORDS if any(map(is_issuer, details.outlets[:1])) else 2 * MAX_BARE_WORDS):
        return False
    if not details.outlets:
        work = _series_alone(text, details, context)
    elif written:
        work = _written_work(written, details, context)
    else:
        work = next(filter(None, (read(text, details, context) for read in _KINDS)), None)
    if work is None:
        return False
    context.add(replace(work, signal=signal), start + lead, end, confidence=0.5)
    return True


def _written(text: str, context: Context) -> re.Match[str] | None:
    """The authors and what they wrote, of "Jan Riedel: Stamm und Staat, Berlin 1999"; None for an outlet before the colon."""
    match = NAME_AND_COLON.match(text)
    is_outlet = match is None or context.known(match["name"]) is not None
    return match if match and not is_outlet and all(grammar.is_person(str(name)) for name in authors_of(match["name"])) else None


def _written_work(written: re.Match[str], details: Details, context: Context) -> Citation:
    title, *behind = details.outlets
    while behind and " " in behind[0] and f"{title}. {behind[0]}" in written["rest"]:
        title = f"{title}. {behind.pop(0)}"  # "Islam after Communism. Religion and Politics in Central Asia"
    place = details.place or (re.sub(r"\s*(?:19|20)\d\d$", "", behind[0]) if behind else None)
    publisher = ", ".join(behind) or None if details.place else None  # "Baden-Baden: Nomos 2014"
    work = _work(title, details, context, authors=authors_of(written["name"]))
    return replace(work, publisher_place=place, publisher=publisher or work.publisher)


def _work(
    title: str, details: Details, context: Context, *, outlets: list[str] | None = None, authors: tuple[Name, ...] = ()
) -> Citation:
    """A work by its title and, of its other parts, those that are `outlets`."""
    return read_work(replace(details, outlets=outlets or []), Head(authors=authors), context, quoted=False, title=title)


def _act(_text: str, details: Details, context: Context) -> Citation | None:
    """Read "Council Decision 2013/255/CFSP, 31 May 2013"."""
    title = details.outlets[0]
    act = imprint.NUMBERED_ACT.match(title)
    return replace(_work(title, details, context), type="statute", number=details.number or act["number"]) if act else None


def _numbered_paper(_text: str, details: Details, context: Context) -> Citation | None:
    """Read "Communiqué n°064 du Gouvernement, 3 mars 2020"."""
    title, *publishers = details.outlets
    paper = imprint.NUMBERED_PAPER.match(title)
    if not paper:
        return None
    work = _work(title, details, context)
    return replace(work, type="report", number=paper["number"], publisher=", ".join(publishers) or None)


def _book(_text: str, details: Details, context: Context) -> Citation | None:
    """Read "Karl Voss, Die Seerepublik, Berlin 1999": people, a title, a city that is known or a press."""
    parts = details.outlets
    is_published = details.place or (len(parts) == MIN_PUBLISHED_PARTS and imprint.PRESS.search(parts[-1]))
    names = grammar.split_names(parts[0]) if 1 < len(parts) <= MAX_BOOK_PARTS and is_published else []
    if not names or not all(" " in name and grammar.is_person(name) for name in names):
        return None
    if not parts[1][:1].isupper() or grammar.TENSED_VERB.search(parts[1]):
        return None
    return _work(parts[1], details, context, outlets=parts[2:], authors=tuple(map(name_of, names)))


def _article(text: str, details: Details, context: Context) -> Citation | None:
    """Read "Roman Dobro, Water wars come to Isfara, openDemocracy, 14 May 2021": people, a heading, outlet and day."""
    parts = details.outlets
    if len(parts) not in (2, 3) or not (details.issued and details.issued.day and details.issued.year):
        return None
    names = grammar.split_names(parts[0]) if len(parts) == 3 else []
    if not all(grammar.is_person(name) and " " in name for name in names):
        return None
    heading, outlet = parts[-2:]
    is_short = (bool(names) or " | " in text) and len(outlet.split()) <= MAX_MEDIUM_WORDS
    if not (is_medium_name(outlet, context) or is_short) or not is_heading(heading) or is_city(outlet):
        return None
    head = Head(authors=tuple(map(name_of, names)))
    return read_work(replace(details, outlets=[outlet]), head, context, quoted=True, title=heading)


def _issue_of_series(text: str, details: Details, context: Context) -> Citation | None:
    """Read "Labor Monitor, newsletter no. 18, 30 September 2011": a numbered issue is all that is named."""
    name = details.outlets[0]
    is_body = name.isupper() or is_issuer(name)  # "UN OCHA, Yemen Humanitarian Update No. 6, June 2022"
    is_dated = details.issued is not None and bool(details.issued.day or (is_body and details.issued.month))
    if not details.series or not details.number or not is_dated or len(details.outlets) > 1 or not is_capitalised(name):
        return None
    return replace(read_work(details, Head(), context, quoted=False), title=_with_number(text, details, None))


def _series_alone(text: str, details: Details, context: Context) -> Citation | None:
    """Read "RCA Issue 755, 30 September 2011": nothing but a series and its number."""
    if not details.series or not imprint.SERIES_BEFORE.match(f"{details.series} {details.number}"):
        return None
    return replace(read_work(details, Head(), context, quoted=False), title=_with_number(text, details, None))


def _paper_of_body(text: str, details: Details, context: Context) -> Citation | None:
    """Read "UN Security Council, Report on Mali, S/2015/12, 5 January 2015": who issued it, and a heading."""
    parts = details.outlets
    bodies = _bodies(parts) if len(parts) > 1 and (context.known(parts[0]) or is_issuer(parts[0])) else 0
    if not bodies or not is_heading(parts[bodies]):
        return None
    symbol = next((part for part in parts[bodies + 1 :] if _SYMBOL.fullmatch(part)), details.number)
    session = SESSION.search(parts[bodies])
    heading = parts[bodies][: session.start()] if session else _whole_heading(text, parts[bodies:], context)
    title = _with_number(text, details, heading) or heading
    work = _work(title, details, context, outlets=[", ".join(parts[:bodies])])
    return replace(work, number=symbol or (session["number"] if session else None))


_KINDS = (_act, _numbered_paper, _book, _article, _issue_of_series, _paper_of_body)


def _with_number(text: str, details: Details, title: str | None) -> str | None:
    """The title behind the kind and number of a paper: "General Comment No. 27, Freedom of Movement"; they alone without one."""
    begin = text.find(details.series) if details.series and _NUMBERED_KIND.match(details.series) else -1
    numbered = _SIGN_AND_NUMBER.match(text, begin + len(details.series or "")) if begin >= 0 else None
    if numbered is None:
        return title
    goes_on = bool(title) and text.startswith(title or "", numbered.end())
    return text[begin : numbered.end() + len(title or "")] if goes_on else text[begin : numbered.end()].rstrip(" ,")


def _bodies(parts: list[str]) -> int:
    """How many of the parts name who issued the title behind them: "House of Lords", "International Agreements Committee"."""
    count = 1
    while count + 1 < len(parts) and is_issuer(parts[count]) and is_heading(parts[count + 1]):
        count += 1
    return count


def _whole_heading(text: str, parts: list[str], context: Context) -> str:
    """The title whose own commas parted it: "Return to Torture: Extradition, Forcible Returns and Removals to Central Asia"."""
    title = parts[0]
    for part in parts[1:]:
        if (
            f"{title}, {part}" not in text
            or not is_heading(part)
            or is_issuer(part)
            or _SERIES.search(part)
            or is_medium_name(part, context)
        ):
            break
        title = f"{title}, {part}"
    return title


def authors_of(words: str) -> tuple[Name, ...]:
    """Return the names of "Lindner, Petra / Roth, Karl", "Anna Lenz und Karl Roth"."""
    each = re.split(r"\s?/\s?|;\s|\sund\s", words) if "," in words else [re.sub(r"\s?/\s?", ", ", words)]
    return tuple(name_of(name) for one in each for name in grammar.split_names(one))


def _add_part(context: Context, span: Span, lead: int, name: str, parted: re.Match[str], signal: str | None) -> bool:
    editors = _EDITORS_OF_HOST.match(parted["rest"])
    details = read_details(f", {parted['rest'][editors.end() :]}" if editors else parted["rest"], context.publishers)
    if editors and details.outlets:
        details.kind = "chapter"
        details.italics.append(details.outlets[0])
    citation = read_work(details, Head(authors=authors_of(name)), context, quoted=True, title=parted["title"], signal=signal)
    begin = context.text.find(parted["title"], *span)
    context.add(citation, span[0] + lead, span[1], title=(begin, begin + len(parted["title"])), confidence=0.7)
    return True

"""Citations that point back: ibid., op. cit., supra, a case by a part of its name, the next edition of the work before.

Enters: a segment of a note. Leaves: a citation in the context, or False when the segment is none of these. What it points at is
found by `citations.antecedent`.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.grammar import read_signal
from citations.parsing import imprint, russian
from citations.parsing.cities import is_city
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import Details, read_details
from citations.parsing.head import name_of
from citations.parsing.issuers import is_issuer
from citations.parsing.work import is_heading
from citations.prose import strip_emphasis
from citations.regex import regex

MAX_SHORT_WORDS = 12  # of what names the work before "op. cit.", or stands behind "ibid."
_AUTHOR_OF_TITLE = regex(r"(?:idem|id|eadem)\.?,\s+[*“\"‘«]", re.IGNORECASE)

# "Khalid, Islam after Communism", "Cooley and Heathershaw, Dictators without Borders": family names before a short title
_FAMILY_AND_TITLE = regex(
    r"(?P<names>[^\W\d_a-zа-яё][\w’'-]+(?:\s(?:and|&|und|et|y|и)\s[^\W\d_a-zа-яё][\w’'-]+)?),\s(?P<title>[^\W\d_a-zа-яё].*\s.*)"
)

# "*Harbor Comm’n*, 512 F.3d at 414": a case by a part of its name, its volume and its reporter
_REPORTED_SHORT = regex(
    r"\*?(?P<title>[^\W\d_a-z][^,;“”\"*]{1,60})\*?,\s(?P<volume>\d{1,3})\s(?:(?:U\.\s?S|S\.\s?Ct|L\.\s?Ed|F|A|P|N\.\s?E|N\.\s?W|S\.\s?E|S\.\s?W|So|Cal|N\.\s?Y)\.(?:\s?(?:2d|3d|4th|Supp\.(?:\s[23]d)?|App’x))?)\sat\s(?P<page>\d[\d–-]*)\.?$"
)
# "*Halvorsen*, Indictment, ¶¶ 31–33", "*Rezaian*, Urteil, Rn. 12": a case by a part of its name, one of its papers and a place
_PAPER_SHORT = regex(
    r"\*(?P<title>[^\W\d_a-z][^*;“”\"]{1,80})\*,\s(?P<paper>(?:(?:Superseding|Second|First|Amended|Dissenting|Separate|Joint)\s)?(?:Indictment|Complaint|Compl\.|Judge?ment|Opinion|Order|Decision|Affidavit|Information|Plea\sAgreement|Transcript|Tr\.|Warrant|Petition|Motion|Brief|Anklageschrift|Urteil|Beschluss|[Aa]rrêt|[Jj]ugement|[Ss]entenza|[Ss]entencia|[Пп]риговор|[Оо]бвинительное\sзаключение|[Рр]ешение|[Пп]остановление))"
    r"(?:,\s|\sat\s)(?:(?:at\s)?(?:¶+|§+|paras?\.?|Rn\.|Rz\.|[Лл]\.|пп?\.|pp?\.|S\.|с\.)\s?)?(?P<page>\d[\d–-]*)\.?$"
)


def read_ibid(context: Context, start: int, end: int) -> bool:
    """Read "Ibid., p. 12", "Там же. С. 5", "Ebd., S. 3"; "Idem" before a title is its author."""
    signal, skipped = read_signal(context.text[start:end])
    words = context.text[start + skipped : end]
    match = grammar.IBID.match(words)
    if not match or _AUTHOR_OF_TITLE.match(words):
        return False
    details = read_details(words[match.end() :], context.publishers)
    if details.aside or (details.outlets and len(words.split()) > MAX_SHORT_WORDS):
        context.prose.append((start + skipped + match.end(), end))
        end = start + skipped + match.end()
    is_dated = details.issued is not None and details.issued.day is not None  # "Ibid., 26 February 1919, p. 4": another issue
    citation = Citation(
        form=Form.IBID,
        page=_page_of(details, words[match.end() :]),
        issued=details.issued if is_dated else None,
        date_printed=details.date_printed if is_dated else None,
        signal=signal,
    )
    context.add(citation, start + skipped, end)
    return True


def read_inner_ibid(context: Context, start: int, end: int) -> bool:
    """Read the "ibid., p. 4" of "Officials quoted ibid., p. 4, put the toll at 36"; the rest is prose."""
    match = grammar.INNER_IBID.search(context.text, start, end)
    if not match:
        return False
    context.prose += [
        (low, high) for low, high in ((start, match.start()), (match.end(), end)) if context.text[low:high].strip(TRAILING)
    ]
    details = read_details(re.sub(r"^\S+\s*\S*?,?\s", ", ", match[0]), context.publishers)
    context.add(Citation(form=Form.IBID, page=details.pages), match.start(), match.end())
    return True


def _page_of(details: Details, words: str) -> str | None:
    if details.pages:
        return details.pages
    match = re.match(r"[\s,.]*(?:at\s+)?(\d{1,4}(?:[-–]\d+)?)(?=\s*[.,;]?\s*$)", words)
    return match[1] if match else None


def read_short(context: Context, start: int, end: int) -> bool:
    """ "Smith, op. cit., p. 4", "INCSR, 2015, op. cit", "Smith, supra note 12"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    marks = [match for pattern in (grammar.OP_CIT, grammar.SUPRA) if (match := pattern.search(text, lead))]
    named = grammar.NOTE_NAMED.match(text[lead:]) if signal else None
    if named:
        context.add(Citation(form=Form.SHORT, number=named["note"], signal=signal), start + lead, end)
    if named or not marks:
        return bool(named)
    first = min(match.start() for match in marks)
    head = strip_emphasis(text[lead:first]).strip(TRAILING + "(")
    details = read_details(re.sub(r"(\(\w+\.?\s*\d+\))\s+(?=\d)", r"\1, p. ", text[lead:]), context.publishers)
    if len(head.split()) > MAX_SHORT_WORDS:
        return False
    names = grammar.split_names(re.sub(r",?\s*\(?(?:19|20)\d\d\)?$", "", head))
    people = bool(names) and all(grammar.is_person(name) and not name.isupper() for name in names)
    is_titled = people and len(names) == 2 and " " not in names[0] and " " in names[1]  # "Venn, Great Tides, op. cit."
    short_title = names[1] if is_titled else None
    names = names[:1] if is_titled else names
    authors = tuple(map(name_of, names)) if people else ()
    written = russian.authors_before_title(head)
    if written and people and not (" " in written[1] and written[1][0].isupper()):
        written = None  # "Иванов И. Петрович", "M. Touzani et É. Vernois": names
    if written or (not people and (written := _author_and_title(head))):
        people, (authors, short_title) = True, written
    citation = Citation(
        form=Form.SHORT,
        title=short_title if people or not head else (details.outlets[0] if details.outlets else head),
        authors=authors,
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        number=details.supra,
        signal=signal,
    )
    context.add(citation, start + lead, end)
    return True


def read_case_short(context: Context, start: int, end: int) -> bool:
    """Read "*Harbor Comm’n*, 512 F.3d at 414" and "*Halvorsen*, Indictment, ¶¶ 31–33": a case by a part of its name."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = (_REPORTED_SHORT.match(text, lead) if " at " in text else None) or _PAPER_SHORT.match(text, lead)
    if not match:
        return False
    volume = match.groupdict().get("volume")
    page = match["page"] if volume else None  # the place in a case's paper is a paragraph
    case = Citation(form=Form.SHORT, type="legal_case", title=match["title"], volume=volume, page=page, signal=signal)
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(case, start + lead, end, title=place, confidence=0.8)
    return True


def _author_and_title(head: str) -> tuple[tuple[Name, ...], str] | None:
    """The authors and the title of a short form without marks: "Amnesty International, Return to Torture"."""
    body, _, behind = head.partition(", ")
    match = _FAMILY_AND_TITLE.fullmatch(head)
    if is_issuer(body) and is_heading(behind) and not is_issuer(behind) and not imprint.SERIES_BEFORE.match(behind):
        return (Name(literal=body),), behind
    if not match or is_issuer(match["names"]) or is_issuer(match["title"]) or is_city(match["names"]):
        return None
    return tuple(map(name_of, grammar.split_names(match["names"]))), match["title"]


def read_edition(context: Context, start: int, end: int) -> bool:
    """Read "the 2015 edition of the INCSR": a sister volume of the work before it."""
    text = context.text[start:end]
    match = imprint.EDITION_OF.search(text)
    if not match or len(text.split()) > MAX_SHORT_WORDS:
        return False
    signal, lead = read_signal(text)
    before = context.citations[-1] if context.citations else None
    citation = Citation(
        form=Form.FULL,
        type="report",
        title=match["title"].strip(TRAILING),
        issued=read_details(match["year"], context.publishers).issued,
        date_printed=match["year"],
        publisher=before.publisher if before else None,
        signal=signal,
        language="en",
    )
    context.add(citation, start + lead, end)
    return True

"""References whose parts full stops end, as medical journals, bibliographies, the MLA and ISO 690 set them.

Each pattern with a line that matches. `citations.parsing.segments` keeps the `spans` of such references whole. Enters: a segment
of a note. Leaves: what somebody told ("Torres, Elena. Personal interview. 12 Mar. 2016.") or wrote ("NOVÁK, Jan. Most. Deník.
2014."); `authordate` and `unmarked` read the others.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.grammar import read_signal
from citations.parsing.context import Context
from citations.parsing.details import read_details
from citations.parsing.head import Head
from citations.parsing.work import read_work
from citations.prose import Span
from citations.regex import regex

_X = re.VERBOSE
# matches "Ali S, Roe JT, et al. Lead in wells. Lancet. 2018;2(9):e394–e401", as medical journals set their references
VANCOUVER = regex(
    r"""(?P<authors>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s[A-Z]{1,3}(?:,\s[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s[A-Z]{1,3}){0,30})(?:,\set\sal)?\.\s
    (?P<title>[^.?!]{4,300}[.?!])\s(?P<container>[^\W\d_][^.;:]{1,80})\.?\s(?P<date>(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?)
    (?:\s?;\s?(?P<volume>\d{1,4})?(?:\((?P<issue>[^()]{1,12})\))?:\s?(?P<pages>[A-Za-z]?\d+(?:[-–][A-Za-z]?\d+)?)|(?<!\d{4})(?=[.;]|\s\[|\s*$))""",
    _X,
)
# matches "2018;2(9)", "2014 May 3": the year of such a reference; not "5 May 2014", "in 2014 May went"
VANCOUVER_YEAR = regex(r"\.\s(?:19|20)\d\d(?:\s?;|\s[A-Z][a-z]{2}\b)")
# matches "Aitken, Jonathan. The Making of Kazakhstan. London: Continuum, 2009", an entry of a bibliography without emphasis
BIBLIOGRAPHY = regex(
    r"""(?P<family>[^\W\d_a-z][\w’'-]+),\s(?P<given>[^\W\d_a-z][\w’'-]*\.?(?:\s[^\W\d_a-z][\w’'-]*\.?)?)
    (?P<others>(?:,\s[^\W\d_a-z][\w.’' -]{2,40}){0,3},?\sand\s[^\W\d_a-z][\w.’' -]{2,40})?
    (?:,\seds?)?(?:(?<=\.)|\.)\s
    (?P<title>[^\W_a-z][^.?!“”"«»*;]{4,250}[.?!])\s
    (?P<imprint>(?P<place>[^\W\d_a-z][^.:;,\d]{1,40}(?:,\s(?:[A-Z]{2}|D\.C\.|[A-Z][a-z]+\.?))?):\s(?P<publisher>[^\W\d_a-z][^.:;\d]{2,80}),\s(?P<year>(?:1[5-9]|20)\d\d))""",
    _X,
)
# matches "Torres, Elena. Personal interview. 12 Mar. 2016", "Roe, Ann (mayor). E-mail to the author. 3 May 2015", as MLA has it
INTERVIEWED = regex(
    r"""(?P<family>[^\W\d_a-zа-яё][\w’'-]+),\s(?P<given>[^\W\d_a-zа-яё][\w’'-]*(?:\s[^\W\d_a-zа-яё]\.)?)(?P<role>\s\([^()]{2,60}\))?(?P<others>(?:,\s[^\W\d_a-z][\w.’'\s-]{2,40}){0,3},?\sand\s[^\W\d_a-z][\w’'\s-]{2,40})?(?:(?<=\.)|\.)\s(?:[“"][^“”"]{2,120}[”"]\s)?
    (?P<medium>(?:(?:Personal|Telephone|Phone|Video|Skype|Zoom|Online|In-person|Private|E-?mail)\s)?(?:[Ii]nterview|[Cc]onversation)(?:\s(?:by|with)\s(?:the\s)?author)?|Личное\sинтервью|Личная\sбеседа|Entretien\spersonnel|Entrevista\spersonal|Intervista\spersonale|Persönliches\s(?:Interview|Gespräch)
    |(?P<written>(?:E-?mail|Letter|Message|Text\smessage)\sto\sthe\sauthor|Personal\s(?:communication|correspondence|e-?mail|letter)))\.\s
    (?P<rest>(?:[^\W\d_a-z][^.;“”"*]{1,40}[,.]\s)?(?:\d{1,2}\.?\s)?[^\W\d_]{3,9}\.?\s(?:\d{1,2},\s)?(?:19|20)\d\d)(?:\.\s(?:E-?mail|TS|MS|Typescript))?""",
    _X,
)
# the family name in capitals with which a reference of ISO 690 begins; asked first
_CAPITALS = regex(r",(?<=[A-ZÀ-ÞŠŽČŘŁŚĎŤŇĚŮА-ЯЁ]{2},)\s[^\W\d_a-z](?:[a-zà-žа-яё]|\.)")
# small letters of the languages that ISO 690 is used in
_SMALL = "a-zß-öø-ÿа-яё" + "".join(letter for letter in map(chr, range(0x100, 0x180)) if letter.islower())
_ISO_NAME = rf"[^\W\d{_SMALL}_]{{2,}}(?:[\s-][^\W\d{_SMALL}_]{{2,}})?,\s[^\W\d_](?:[\w’-]*[{_SMALL}]|\.)(?:\s[^\W\d_a-z]\.?)?"
# matches "NOVÁK, Jan. Radnice prodala přístav. Lidové noviny. 2014, 12. 3. 2014, s. 4", "ROUX, Paul. Le port vendu. In: Le
# Monde [en ligne]. 3 mai 2014", as ISO 690 has it; not "POSTER, ECONOMIC ANALYSIS"
ISO_690 = regex(
    rf"""(?P<names>{_ISO_NAME}(?:(?:;\s|,\s|,?\s(?:a|i|and|et|y|e|und|и)\s){_ISO_NAME}){{0,5}}(?:\set\sal\.?)?)(?:(?<=\.)|\.)\s(?P<title>[^.?!“”«»*;]{{4,250}})[.?!]\s
    (?:In:\s)?(?P<outlet>[^\W\d_a-z][^.?!,;:\[\]“”«»*]{{1,60}})(?:\s\[(?P<online>online|on-line|en\sligne|en\slínea|in\slinea)\])?[.,]\s(?P<rest>[^;“”«»*]*?\b(?:19|20)\d\d\b[^;“”«»*]*)$""",
    _X,
)
_AND_LED = regex(r",\sand(?=\s)")  # ", and Tess Wilder" behind "Ines Varga"
# "[cit. 2016-06-01]", "Dostupné z: ": when such a reference was read, and what leads to its address
_READ_ON = regex(r"\s?\[(?:cit|vid|zit|kons|consult|dostęp|accessed|viewed)[^\[\]]*\]")
_LEADS_TO_ADDRESS = regex(
    r"(?:Dostupn[éý]\s(?:z|na)|Dostępny\sw|Disponible\s(?:en|sur)|Disponibile\s(?:su|in)|Verfügbar\sunter|Available\s(?:at|from)):\s"
)
_STOPS = regex(r"(?<=[^\W\d_]{4})\.\s+(?=[^\W_])|(?<=\d{4})\.\s+")


def spans(text: str) -> list[Span]:
    """Return the spans of such references, in which no full stop parts two citations."""
    patterns = [VANCOUVER] * bool(VANCOUVER_YEAR.search(text)) + [BIBLIOGRAPHY] * (": " in text)
    patterns += [INTERVIEWED] * (". " in text and ", " in text) + [ISO_690] * bool(_CAPITALS.search(text))
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def read_interviewed(context: Context, start: int, end: int) -> bool:
    """Read "Torres, Elena. Personal interview. 12 Mar. 2016.": who was heard, or wrote to the author, and when."""
    signal, lead = read_signal(context.text[start:end])
    match = INTERVIEWED.match(context.text[start:end], lead)
    details = read_details(match["rest"].replace(". ", ", ", 1), context.publishers) if match else None
    if not match or not details or not details.issued:
        return False
    citation = Citation(
        form=Form.FULL,
        type="personal_communication" if match["written"] else "interview",
        interviewee=f"{match['given']} {match['family']}{match['role'] or ''}{_AND_LED.sub(' and', match['others'] or '')}",
        medium=match["medium"],
        publisher_place=details.place or next(iter(details.outlets), None),
        issued=details.issued,
        date_printed=details.date_printed,
        signal=signal,
    )
    context.add(citation, start + lead, end, confidence=0.8)
    return True


def read_iso_690(context: Context, start: int, end: int) -> bool:
    """Read "NOVÁK, Jan. Radnice prodala přístav. Lidové noviny. 2014, 12. 3. 2014, s. 4."."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = ISO_690.match(text, lead) if _CAPITALS.search(text) else None
    if not match or grammar.SENTENCE_VERB.search(match["outlet"]):
        return False
    rest = _STOPS.sub(", ", _LEADS_TO_ADDRESS.sub("", _READ_ON.sub("", match["rest"])))
    details = read_details(f", {match['outlet']}, {rest}", context.publishers)
    details.italics.append(match["outlet"])  # what it is printed in, not a body that "SME" could name
    citation = read_work(
        details, Head(authors=_authors(match["names"])), context, quoted=True, title=match["title"], signal=signal
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=place, confidence=0.7)
    return True


def _authors(words: str) -> tuple[Name, ...]:
    """The names of "NOVÁK, Jan a HOLUB, Petr", the family names as they are written elsewhere."""
    each = re.findall(_ISO_NAME, words)
    parted = [one.split(", ", 1) for one in each]
    return tuple(Name(family=family.title(), given=given) for family, given in parted)

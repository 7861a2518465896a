"""What stands before a title: who wrote it, who issued it, in which series; or prose.

Enters: the words before a title. Leaves: a `Head`. What it cannot place is not understood, and is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from citations import grammar
from citations.citation import Name
from citations.forenames import is_forename
from citations.parsing import imprint, sections
from citations.parsing.bylines import outlet_and_writers
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.conversations import INTERVIEW_ABROAD
from citations.parsing.countries import is_country
from citations.parsing.details import Details
from citations.parsing.issuers import is_issuer, publisher_in
from citations.prose import strip_emphasis
from citations.quotation import speaks
from citations.regex import regex

MAX_HEAD_WORDS = 16
MAX_OUTLET_WORDS = 6  # of an outlet that no list knows
_WORD = regex(r"\w+")
# "news.tj", "www.centrasia.org": a site that goes by its host
_DOMAIN = regex(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,10}/?", re.IGNORECASE)
# "The first report of shooting was by 24.kg:": the outlet that a sentence names right before its title
_OUTLET_LAST = regex(
    r"\b(?:by|in|from|on|to|see|via|to|told|in\s+the|by\s+the)\s+(?P<outlet>(?:\*[^*]{2,60}\*|[^\W_][^\s,:;“”\"«»*]*(?:\s[^\W_a-zа-яё][^\s,:;“”\"«»*]*){0,4})),?$"
)
# "the Human Rights Watch reports": a body, and what it issued, in words
_NAMED_KIND = regex(
    r"^the\s+(?P<name>[^\W\d_a-z].*?)(?:[’']s?)?(?:\s+(?:reports?|stud(?:y|ies)|articles?|stories|story|statements?|papers?))?$"
)
# "Nile Greer, review of": a reviewer, before the title of what he reviewed
_EMPHASISED = regex(r"\*[^*]+\*")
_REVIEW = regex(r"^(?P<by>[^,]{3,60}),\s+(?:[Rr]eview|рец\.|Rezension)(?:\s+(?:essay|article))?\s*(?:of|на|zu|von)?:?$")
# "Reporters sans frontières", "Médecins du Monde", "Brot für die Welt": a body whose name is no English sentence
_FOREIGN_BODY = regex(
    r"[^\W\d_a-zа-яё][\w’'-]+(?:\s[\w’'-]+)?\s(?:sans|du|des|de|la|le|les|für|der|die|und|et|per|il|del|y|por|pour|dla|за|и|по)\s[\w’'-]+(?:\s[\w’'-]+){0,3}"
)
# "El Faro de Melilla", "Il Mattino di Padova", "La Voix du Nord": an article, and a preposition before a place; not "Le Duc Tho"
_OF_A_PLACE = regex(
    r"(?:El|La|Las|Los|Il|Lo|Le|Les|O|A|Die|Der|Das|The|L[’'])\s?[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s(?:de|del|du|des|di|della|dell[’']|da|do|d[’']|of|aus|von)\s?(?:(?:la|el|las|los|le|the)\s)?[^\W\d_a-z][\w’'\s-]+"
)
# longer small words in the names of bodies: "UN Committee against Torture", "Union internationale contre le cancer"
_PREPOSITIONS = frozenset("against between within under among contre contra gegen sobre entre zwischen против между".split())
_KIND_BEHIND = regex(r"^\S+(?:\s[^\W\d_a-z]\S*){0,3}\s(?:newswire|newspaper|magazine|website|agency|service|online)$")
_HANDLE = regex(r",?\s\(?@\w+\)?(?=,|\s*$)")  # "(@joannalillis)" behind a name
# ", host", ", presenters" behind a name: what its bearer did for the piece
_ROLE_BEHIND = regex(
    r"(?<=\w)(?:,\s|\s\()(?:hosts?|presenters?|producers?|reporters?|moderators?|narrators?|correspondents?|columnists?|photographers?|interviewers?|ведущ(?:ий|ая|ие)|Moderation|réalisat(?:eur|rice)|présentat(?:eur|rice))\)?$"
)
# ", Opinion", ", Letter to the Editor" behind a name: of which kind the piece is
_PIECE_BEHIND = regex(
    r"(?<=[\w.]),\s(?:Opinion|Editorial|Op-?[Ee]d|Commentary|Comment|Analysis|Column|Essay|Review|Letter(?:\sto\sthe\s[Ee]ditor)?|letter\sto\sthe\s[Ee]ditor|Guest\s(?:Essay|Column)|Leader|Leading\sArticle|Kommentar|Leitartikel|Leserbrief|Gastbeitrag|Éditorial|Tribune|Opinión|Opinione|Мнение|Колонка)$"
)
# "Tweet by Hassan Oumarou, interior minister", "Speech by David Marsh": whose words are titled, and what he is
_WORDS_OF = regex(
    rf"""(?:(?P<site>{imprint.SITES})\s)?(?:(?P<post>[Tt]weet|[Pp]ost|[Tt]hread|[Tt]oot|[Пп]ост|[Тт]вит|Beitrag)|(?:(?:[Oo]pening|[Cc]losing|[Kk]eynote)\s)?(?:[Ss]peech|[Rr]emarks|[Aa]ddress|[Ll]ecture|[Tt]alk)|Rede|Ansprache|Vortrag|[Dd]iscours|[Aa]llocution|[Dd]iscurso|[Dd]iscorso)
    \s(?:by|from|of|von|de|par|por|di)\s(?P<by>[^\W\d_a-zа-яё][^,()@]{{2,60}}?|the\s[^,()@]{{3,60}}?)(?:,\s[^,]{{2,80}}|\s\([^()]+\)){{0,2}}""",
    re.VERBOSE,
)
_PLACE_BEHIND = regex(r"\s\((?P<place>[^()]{3,30})\)$")
# "Аналитический доклад", "Special report": what kind of work it is, in words of its own before the title
_GENRE = regex(
    r"(?:(?:[^\W\d_]+(?:ский|ный|ая|ое|ый)|[Aa]nalytical|[Aa]nnual|[Ff]inal|[Ss]pecial|[Nn]ews|[Mm]agazine|[Oo]nline|[Oo]ur|[Ee]arlier|[Pp]revious|[Tt]his\s[Pp]aper[’']s)\s){0,2}(?P<kind>[Ss]tory|[Ii]nvestigation|[Ff]eature|[Cc]overage|[Дд]оклад|[Оо]тч[её]т|[Ии]сследование|[Мм]онография|[Кк]нига|[Сс]татья|[Рр]епортаж|[Rr]eport|[Ss]tudy|[Bb]ook|[Aa]rticle|[Rr]apport|[Bb]ericht|[Ii]nforme)"
)
_OF_GENRE = {
    "монография": "book",
    "книга": "book",
    "book": "book",
    "статья": None,
    "репортаж": None,
    "article": None,
    "story": None,
    "investigation": None,
    "feature": None,
    "coverage": None,
}
# the author whom a sentence names: "The fullest account remains Edmund Gray", "It was tested: Edmund Gray"
_ONE_AUTHOR = r"(?:[^\W\d_a-z][\w.’'-]*\s){1,3}[^\W\d_a-z][\w’'-]+"
_NAMED_LAST = regex(
    rf"(?::|\b(?P<word>(?!(?:mit|with|avec|con|com|с|бо)\s)(?-i:[a-zà-ÿа-яё])[\w’'-]*),?|^[^\W\d_]\w*(?:\s[\w’'-]+){{0,5}},)\s(?P<names>{_ONE_AUTHOR}(?:\s(?:and|und|et|и|y|e)\s{_ONE_AUTHOR})?),?$"
)
# "The account matches that in Beringer, ": a family name alone, behind what is told of a text
_FAMILY_LAST = regex(r"\b(?:account|version|view|story|that|those|one)\s(?:in|by|of|from)\s(?P<names>[^\W\d_a-z][\w’-]+),$")
# before names that no list of forenames knows: "is", "by", "selon"
_NAMING = regex(
    r"(?:is|are|remains?|by|see|than|includ(?:es?|ing)|notably|especially|like|follow(?:s|ing)?|author|historian|scholar|от|у|bei|von|par|selon|d[’']après|chez|dans|según|secondo|segundo|według|laut|nach|согласно|in|of)$"
)
# "OSCE Permanent Council, Decision No. 1117"
_BODY_AND_ACT = regex(
    r"^(?P<body>[^,]{3,80}),\s+(?:Resolution|Decision|Document|Decree|Order|Press\s+Release|Report|Statement)\s+(?:(?:[Nn]o\.?|№)\s*)?(?P<number>[A-Z\d][\w/.()–-]*)$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What stands before a title: authors, a body, or a series with its number; `understood` is False for prose."""

    understood: bool = True
    authors: tuple[Name, ...] = ()
    body: str | None = None
    series: str | None = None
    number: str | None = None
    publisher: str | None = None
    kind: str | None = None
    outlet: str | None = None
    place: str | None = None
    issue: str | None = None
    sure: bool = True

    @staticmethod
    def read(words: str, context: Context) -> Head:
        """Return what `words` before a title name, `understood` False when they are prose."""
        if not words:
            return Head()
        plain = _HANDLE.sub("", strip_emphasis(words)) if "@" in words else strip_emphasis(words)
        plain = re.sub(r"^(?:(?:and|и|und|et|y|e|ва)\s+)?(?:[Bb]y\s+)?", "", plain.strip(" ,."))
        if _EMPHASISED.fullmatch(words.strip(" ,.:")):
            return Head(outlet=plain)  # "*Hetq*, “The Zoo That Went to Court”"
        if context.citations and grammar.SAME_AUTHOR.match(plain):
            return Head(authors=context.citations[-1].authors)
        plain = _PIECE_BEHIND.sub("", _ROLE_BEHIND.sub("", plain))
        plain = _NAMED_KIND.sub(r"\g<name>", plain)
        if _DOMAIN.fullmatch(plain) and not context.known(plain):
            return Head(outlet=plain)
        if match := imprint.DOCUMENT_SYMBOL.match(plain):
            return Head(number=match["symbol"])
        if match := _REVIEW.match(plain):
            return Head(authors=tuple(map(name_of, grammar.split_names(match["by"]))), kind="article-journal")
        if (match := imprint.NUMBER_ALONE.match(plain)) and context.series:
            return Head(series=context.series, number=match["number"], publisher=context.publisher)
        body, comma, rest = plain.partition(", ")
        of_body = is_issuer(body) if comma and any(letter.isdigit() for letter in rest) else False
        if match := imprint.SERIES_BEFORE.match(rest if of_body else plain):
            series = re.sub(r"(Report|Briefing|Paper|Memo|Update|Brief|Bulletin)s$", r"\1", match["series"])
            return Head(
                series=series, number=match["number"], publisher=body if of_body else publisher_in(series, context.publishers)
            )
        if match := _WORDS_OF.fullmatch(plain):
            return Head(authors=(writer_of(match["by"]),), outlet=match["site"], kind="post" if match["post"] else "document")
        if len(plain.split()) <= MAX_HEAD_WORDS and (issued := _issued_by(plain)) is not None:
            return issued
        if _PIECE_BEHIND.sub("", f"x, {plain}") == "x" and not grammar.names_medium(plain):
            return Head()  # "Editorial, “Ground the drones”": nobody is named
        if match := _GENRE.fullmatch(plain):
            return Head(kind=_OF_GENRE.get(match["kind"].casefold(), "report"))
        if match := imprint.NUMBERED_ACT.match(plain):
            return Head(number=match["number"], publisher=(match["body"] or "").strip() or None, kind="statute")
        if match := _BODY_AND_ACT.match(plain):
            return Head(number=match["number"], body=match["body"])
        if first := outlet_and_writers(plain, context, is_alone=False):
            return _outlet_first(*first)
        names = grammar.split_names(plain)
        is_medium = context.known(plain) or (
            len(names) == 1 and (grammar.names_medium(plain) or grammar.CONTAINER_WORDS.search(plain) is not None)
        )
        if names and not is_medium and all(map(grammar.is_person, names)) and not _is_apart(names, context):
            return Head(authors=tuple(name_of(name) for name in names))
        if (parted := _writer_and_outlet(plain, names, context)) is not None:
            return parted
        if context.publishers.named(plain) or (
            (grammar.INSTITUTION.search(plain) or is_medium)
            and len(plain.split()) <= MAX_HEAD_WORDS
            and (is_capitalised(plain) or (is_medium and (plain.islower() or _KIND_BEHIND.search(plain))))  # "dpa", "AP newswire"
        ):
            place = _PLACE_BEHIND.search(plain)
            if place and is_city(place["place"]):  # "Asia-Plus (Dushanbe)"
                return Head(body=plain[: place.start()], place=place["place"])
            return Head(body=re.sub(r"\s*\([^()]{2,12}\)$", "", plain) if not context.known(plain) else plain)
        if (
            len(names) > 1
            and all(grammar.is_person(name) or is_capitalised(name) for name in names)
            and len(plain.split()) <= MAX_HEAD_WORDS
        ):
            return Head(authors=tuple(map(writer_of, names)))
        if len(names) == 1 and _FOREIGN_BODY.fullmatch(plain) and not speaks(plain) and not INTERVIEW_ABROAD.match(plain):
            return Head(body=plain, sure=False)
        return Head(understood=False)


# ", no. 214", ", episode 12": which issue of the outlet before it
_ISSUE = regex(
    rf"(?P<name>[^\W_][^,;:“”\"«»]{{1,60}}?)(?:,\s(?P<place>[^\W\d_a-z][^,;:\d]{{1,30}}))?,\s(?:(?:season\s\d+,?\s)?(?:episode|ep\.|Folge|épisode|episodio|выпуск)|{imprint.NUMBER_SIGN})\s?(?P<issue>\d[\w./-]*(?:,\d{{3}})*)(?:\s\([^()]{{1,12}}\))?"
)


def outlet_at_head(words: str, head: Head, details: Details, context: Context, *, is_dated: bool) -> Head:
    """Return the outlet that `words` before a title name where no other is named behind it, else `head`.

    Only a whole day or the number of an issue tells an outlet that no list knows from an author. `is_dated`: the day stood
    between the words and the title, where authors have a year at most; so do words that begin with no given name count, when
    nothing else names where the story of a day stood: "Citizen Digital, ‘Title’, 22 August 2024".
    """
    plain = strip_emphasis(words).strip(" ,.:–—-")
    if plain and _is_medium(plain, context):  # "Klix.ba, “Title”, 14.2.2023, u 13:45"
        details.outlets = [name for name in details.outlets if not sections.is_aside(name) or _is_medium(name, context)]
    if head.outlet or head.series or not details.issued or details.op_cit or len(plain.split()) > MAX_HEAD_WORDS:
        return head
    if (match := _ISSUE.fullmatch(plain)) and not details.series:
        return Head(outlet=match["name"], place=match["place"], issue=match["issue"])
    if details.is_made and is_capitalised(plain) and not context.known(plain):
        return Head(outlet=plain)
    is_alone = bool(details.issued.day) and not (details.outlets or details.place or details.kind or details.medium)
    if first := outlet_and_writers(plain, context, is_alone=is_alone):
        return _outlet_first(*first)
    if is_alone and (parted := _writer_and_outlet(plain, [], context, is_alone=True)):
        return parted
    is_dated = is_dated or details.is_aired
    is_dated = is_dated or not (details.place or details.kind or is_forename(plain.split()[0] if plain else ""))
    if details.outlets or not details.issued.day or not _may_be_outlet(plain, head, context, is_dated=is_dated):
        return head
    placed = _PLACE_BEHIND.search(plain)
    if placed and is_city(placed["place"]):  # "The Reporter (Addis Ababa)"
        return Head(outlet=plain[: placed.start()], place=placed["place"])
    return Head(outlet=plain)


def _outlet_first(outlet: str, names: list[str]) -> Head:
    """The head of "Gazeta Wyborcza (Warsaw), Dominika Wielowieyska"."""
    placed = _PLACE_BEHIND.search(outlet)
    place = placed["place"] if placed and is_city(placed["place"]) else None
    name = outlet[: placed.start()] if placed and place else outlet
    return Head(outlet=name, place=place, authors=tuple(map(name_of, names)))


def _is_medium(words: str, context: Context) -> bool:
    return bool(context.known(words) or grammar.names_medium(words) or _DOMAIN.fullmatch(words))


def _may_be_outlet(words: str, head: Head, context: Context, *, is_dated: bool) -> bool:
    first, *further = words.split(", ")
    if further:  # "ZDF, Auslandsjournal"
        return len(further) == 1 and bool(context.known(first) or grammar.names_medium(first)) and is_capitalised(further[0])
    is_body = head.body and not (is_dated and not context.known(words) and not grammar.INSTITUTION.search(words))
    if is_body or len(words.split()) > MAX_OUTLET_WORDS or speaks(words):
        return False
    if (role := grammar.ROLE_WORDS.search(words)) and role[0].islower():
        return False
    if grammar.INTERVIEW.match(words) or INTERVIEW_ABROAD.match(words):
        return False
    if _OF_A_PLACE.match(words) or (" " in words and is_city(words.rpartition(" ")[2]) and not is_forename(words.split()[0])):
        return True  # "El Faro de Melilla", "Neue Presse Coburg"
    is_name = is_capitalised(words) or _FOREIGN_BODY.fullmatch(words) is not None
    return is_name and (is_dated or not head.understood or " " not in words)


def _issued_by(words: str) -> Head | None:
    """Read "U.S. embassy Nairobi cable", "Foreign Ministry press release": what the titled piece is, behind whose it is."""
    cable, release = imprint.cable(words), imprint.press_release(words)
    match = cable or release
    if match is None or not match["body"] or not match["body"][0].isupper():
        return None
    number = cable["number"] if cable else None
    return Head(body=match["body"].rstrip(" ,"), number=number, kind="cable" if cable else "press-release")


def named_last(words: str, context: Context, *, is_printed: bool) -> tuple[Head, int] | None:
    """Return the authors or the outlet that a sentence names right before a title, and where in `words` the names begin.

    "The fullest account remains Edmund Gray, " names Edmund Gray, "The first report was by 24.kg: " the outlet. Behind a colon
    a name of any kind is an author's if an outlet `is_printed` behind the title: "Estimates range from 4 to 9: Dev Malhotra, ".
    """
    plain = words.rstrip(" ,:")
    match = _NAMED_LAST.search(plain)
    if (family := _FAMILY_LAST.search(words.rstrip())) and _is_writer(family["names"]) and not speaks(words):
        return Head(authors=(name_of(family["names"]),)), family.start("names")
    names = grammar.split_names(match["names"]) if match else []
    if (
        not match
        or not all(map(_is_writer, names))
        or not (
            _NAMING.match(match["word"] or "")
            or _is_called(names, plain, match, is_listed=is_printed and words.rstrip()[-1:] == ",")
        )
    ):
        outlet = _OUTLET_LAST.search(plain)
        name = strip_emphasis(outlet["outlet"]) if outlet else ""
        is_outlet = bool(name) and (context.known(name) or grammar.names_medium(name) or _DOMAIN.fullmatch(name))
        return (Head(outlet=name, sure=False), outlet.start("outlet")) if outlet and is_outlet else None
    return Head(authors=tuple(map(name_of, names))), match.start("names")


def _is_writer(name: str) -> bool:
    return grammar.is_person(name) and not is_city(name) and not is_country(name.casefold())


def _is_called(names: list[str], words: str, match: re.Match[str], *, is_listed: bool) -> bool:
    """Whether each name begins with a forename or an initial, and nobody speaks before them; or a list begins behind a colon."""
    if is_listed and match[0].startswith(":") and not any(map(grammar.names_medium, names)):
        return True
    first = [name.split()[0] for name in names]
    return all(word[1:2] == "." or is_forename(word) for word in first) and not speaks(words[: match.start("names")])


# "Asel Nurlan for Kloop", "Anna Lenz für die Zeit", "Jane Hollis (Reuters)": who wrote, and for which medium; not "for the
# love of", "Anna Lenz (SPD)"
_WRITTEN_FOR = regex(
    r"""(?P<names>[^\W\d_a-zа-яё][^()]{3,100}?)(?:\s(?:for|für|pour|para|per|voor|dla|для)\s(?:(?:the|die|den|das|la|le|el|il)\s|l[’'])?(?P<outlet>[^\W_a-zа-яё][^()]*)
    |\s[(\[](?P<within>(?!(?:Hrsg|Hg|Eds?|Ред)\b|[^\W\d_]{2,4}[)\]])[^\W_a-zа-яё][^()\[\]]{1,60})[)\]])""",
    re.VERBOSE,
)


def _is_apart(names: list[str], context: Context) -> bool:
    """Whether the last of several names is no person's but the medium that they wrote for: "Nino Gelash, OC Media"."""
    return len(names) > 1 and bool(context.known(names[-1]) or grammar.names_medium(names[-1]))


def _writer_and_outlet(words: str, names: list[str], context: Context, *, is_alone: bool = False) -> Head | None:
    """Read "Asel Nurlan for Kloop", "Jane Hollis (Reuters)", "Nino Gelash, OC Media"; `is_alone`: no other outlet is named."""
    match = _WRITTEN_FOR.fullmatch(words)
    outlet = strip_emphasis(match["outlet"] or match["within"]).strip('“”«»„"') if match else names[-1] if names else ""
    writers = grammar.split_names(match["names"]) if match else names[:-1]
    if not writers or is_city(outlet) or not all(" " in name and grammar.is_person(name) for name in writers):
        return None
    is_told = match is not None and (is_alone or bool(match["outlet"])) and is_forename(writers[0].split()[0])
    if not (is_told or (_is_medium(outlet, context) if match else _is_apart(names, context))):
        return None
    return Head(authors=tuple(map(name_of, writers)), outlet=outlet)


def is_capitalised(words: str) -> bool:
    """Return whether every longer word begins with a capital, as in the name of a body."""
    told = [word for word in _WORD.findall(words) if len(word) > 4 and word not in _PREPOSITIONS]
    return all(word[0].isupper() or word[0].isdigit() for word in told) and words[:1].isupper()


# "David Lammers MP", "Rt Hon Ann Reed", "Rep. Sue Marsh": letters behind a name, an office before it
_NOT_OF_NAME = regex(
    r"(?<=\w)(?:,?\s(?:MPs?|MEP|QC|KC|PhD|Ph\.D\.|MD|OBE|CBE|MBE))+$|^(?:(?:The\s)?(?:R(?:igh)?t\.?\s)?Hon(?:ou?rable|\.)?|Rep\.|Sen\.|Gov\.|Amb\.)\s(?=\S+\s\S)"
)


def writer_of(text: str) -> Name:
    """Return who wrote: a person's name in its parts, or the name of a body as it is printed."""
    return name_of(text) if grammar.is_person(text) else Name(literal=text)


def name_of(text: str) -> Name:
    """Return a person's name in its parts; a particle ("van") goes with the family name."""
    parts = _NOT_OF_NAME.sub("", text).split()
    if len(parts) == 1:
        return Name(family=parts[0])
    particle = next((i for i, part in enumerate(parts[1:], 1) if part[0].islower()), len(parts) - 1)
    return Name(given=" ".join(parts[:particle]), family=" ".join(parts[particle:]))

"""A titled work from the words before and behind its title: authors, outlet, series, type.

Enters: the head ("Tetsuro Iji", "Crisis Group Asia Report N°59"), the `Details` behind the title. Leaves: a `Citation`
without its title. The types are those of CSL, and the few that CSL lacks (cable, press-release, briefing, blog-post).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citations import grammar, imprint
from citations.citation import Citation, Form, Name
from citations.cities import is_city
from citations.context import Context
from citations.countries import is_country
from citations.details import Details
from citations.lexicon import language_shares
from citations.prose import bracketed_spans, quoted_spans, strip_emphasis
from citations.publisher import Publishers
from citations.quotation import speaks

MAX_HEAD_WORDS = 12
MAX_OUTLET_WORDS = 18  # of one part between commas; a longer one is a sentence
_CLEAR_FUNCTION_WORDS = 2  # fewer, and a title of proper names passes for any language
_TRANSLATION = re.compile(r"\s*,?\s*(?=[\[(])")
_TAJIK_LETTERS = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
_PRESS = re.compile(r"\b(?:Press|Publish\w+|Books|Verlag|Éditions?|Routledge|Springer|Palgrave|Macmillan|Penguin|Brill)\b")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# "the Human Rights Watch reports": a body, and what it issued, in words
_NAMED_KIND = re.compile(
    r"^the\s+(?P<name>[^\W\d_a-z].*?)(?:[’']s?)?(?:\s+(?:reports?|stud(?:y|ies)|articles?|stories|story|statements?|papers?))?$"
)
# "Nile Greer, review of": a reviewer, before the title of what he reviewed
_EMPHASISED = re.compile(r"\*[^*]+\*")
_REVIEW = re.compile(r"^(?P<by>[^,]{3,60}),\s+(?:[Rr]eview|рец\.|Rezension)(?:\s+(?:essay|article))?\s*(?:of|на|zu|von)?:?$")
# "Reporters sans frontières", "Médecins du Monde", "Brot für die Welt": a body whose name is no English sentence
_FOREIGN_BODY = re.compile(
    r"[^\W\d_a-zа-яё][\w’'-]+(?:\s[\w’'-]+)?\s(?:sans|du|des|de|la|le|les|für|der|die|und|et|per|il|del|y|por|pour|dla|за|и|по)\s[\w’'-]+(?:\s[\w’'-]+){0,3}"
)
# "Аналитический доклад", "Special report": what kind of work it is, in words of its own before the title
_GENRE = re.compile(
    r"(?:(?:[^\W\d_]+(?:ский|ный|ая|ое|ый)|[Aa]nalytical|[Aa]nnual|[Ff]inal|[Ss]pecial|[Nn]ews|[Mm]agazine|[Oo]nline)\s){0,2}(?P<kind>[Дд]оклад|[Оо]тч[её]т|[Ии]сследование|[Мм]онография|[Кк]нига|[Сс]татья|[Рр]епортаж|[Rr]eport|[Ss]tudy|[Bb]ook|[Aa]rticle|[Rr]apport|[Bb]ericht|[Ii]nforme)"
)
_OF_GENRE = {"монография": "book", "книга": "book", "book": "book", "статья": None, "репортаж": None, "article": None}
# "The fullest account remains Edmund Gray": whom a sentence names as the author of the title behind it
_NAMED_LAST = re.compile(
    r"\b(?:is|are|remains?|by|see|than|includ(?:es?|ing)|notably|especially|like|follow(?:s|ing)?|author|historian|scholar|от|у|bei|von|par)\s+(?P<names>(?:[^\W\d_a-z][\w.’'-]*\s){1,3}[^\W\d_a-z][\w’'-]+(?:\s(?:and|und|et|и)\s(?:[^\W\d_a-z][\w.’'-]*\s){1,3}[^\W\d_a-z][\w’'-]+)?),?$"
)
# "OSCE Permanent Council, Decision No. 1117"
_BODY_AND_ACT = re.compile(
    r"^(?P<body>[^,]{3,80}),\s+(?:Resolution|Decision|Document|Decree|Order|Press\s+Release|Report|Statement)\s+(?:(?:[Nn]o\.?|№)\s*)?(?P<number>[A-Z\d][\w/.()–-]*)$"
)
_SCHOLARLY = re.compile(
    r"\b(?:Journal|Review|Quarterly|Studies|Zeitschrift|Revue|Revista|Rivista|Вестник|Annals|Proceedings|Jahrbuch|Survey)\b"
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
    sure: bool = True

    @staticmethod
    def read(words: str, context: Context) -> Head:
        """Return what `words` before a title name, `understood` False when they are prose."""
        if not words:
            return Head()
        plain = re.sub(r"^(?:(?:and|и|und)\s+)?(?:[Bb]y\s+)?", "", strip_emphasis(words).strip(" ,."))
        if _EMPHASISED.fullmatch(words.strip(" ,.:")):
            return Head(outlet=plain)  # "*Hetq*, “The Zoo That Went to Court”"
        if context.citations and grammar.SAME_AUTHOR.match(plain):
            return Head(authors=context.citations[-1].authors)
        plain = _NAMED_KIND.sub(r"\g<name>", plain)
        if match := imprint.DOCUMENT_SYMBOL.match(plain):
            return Head(number=match["symbol"])
        if match := _REVIEW.match(plain):
            return Head(authors=tuple(map(name_of, grammar.split_names(match["by"]))), kind="article-journal")
        if (match := imprint.NUMBER_ALONE.match(plain)) and context.series:
            return Head(series=context.series, number=match["number"], publisher=context.publisher)
        if match := imprint.SERIES_BEFORE.match(plain):
            series = re.sub(r"(Report|Briefing|Paper|Memo|Update|Brief|Bulletin)s$", r"\1", match["series"])
            return Head(series=series, number=match["number"], publisher=_publisher_in(series, context.publishers))
        if len(plain.split()) <= MAX_HEAD_WORDS and (issued := _issued_by(plain)) is not None:
            return issued
        if match := _GENRE.fullmatch(plain):
            return Head(kind=_OF_GENRE.get(match["kind"].casefold(), "report"))
        if match := imprint.NUMBERED_ACT.match(plain):
            return Head(number=match["number"], publisher=(match["body"] or "").strip() or None, kind="statute")
        if match := _BODY_AND_ACT.match(plain):
            return Head(number=match["number"], body=match["body"])
        names = grammar.split_names(plain)
        is_medium = context.known(plain) or (grammar.names_medium(plain) and len(names) == 1)
        if names and not is_medium and all(map(grammar.is_person, names)) and not _is_apart(names, context):
            return Head(authors=tuple(name_of(name) for name in names))
        if (parted := _writer_and_outlet(names, context)) is not None:
            return parted
        if context.publishers.named(plain) or (
            (grammar.INSTITUTION.search(plain) or is_medium) and len(plain.split()) <= MAX_HEAD_WORDS and is_capitalised(plain)
        ):
            return Head(body=re.sub(r"\s*\([^()]{2,12}\)$", "", plain) if not context.known(plain) else plain)
        if (
            len(names) > 1
            and all(grammar.is_person(name) or is_capitalised(name) for name in names)
            and len(plain.split()) <= MAX_HEAD_WORDS
        ):
            return Head(authors=tuple(name_of(name) if grammar.is_person(name) else Name(literal=name) for name in names))
        if len(names) == 1 and _FOREIGN_BODY.fullmatch(plain) and not speaks(plain):
            return Head(body=plain, sure=False)
        return Head(understood=False)


def _issued_by(words: str) -> Head | None:
    """Read "U.S. embassy Nairobi cable", "Foreign Ministry press release": what the titled piece is, behind whose it is."""
    cable, release = imprint.CABLE.match(words), imprint.PRESS_RELEASE.match(words)
    match = cable or release
    if match is None or not match["body"] or not match["body"][0].isupper():
        return None
    number = cable["number"] if cable else None
    return Head(body=match["body"].rstrip(" ,"), number=number, kind="cable" if cable else "press-release")


def named_last(words: str) -> tuple[Head, int] | None:
    """Return the authors whom a sentence names right before a title, and where in `words` their names begin.

    >>> words = "The fullest account remains Edmund Gray, "
    >>> found = named_last(words)
    >>> str(found[0].authors[0]), words[found[1] :]
    ('Edmund Gray', 'Edmund Gray, ')
    """
    match = _NAMED_LAST.search(words.rstrip(" ,:"))
    names = grammar.split_names(match["names"]) if match else []
    if not match or not all(grammar.is_person(name) and not is_city(name) and not is_country(name.casefold()) for name in names):
        return None
    return Head(authors=tuple(map(name_of, names))), match.start("names")


# "Asel Nurlan for Kloop": who wrote, and for which medium; not "for the love of"
_WRITTEN_FOR = re.compile(r"(?P<names>[^\W\d_a-z].{3,80}?)\s+for\s+(?P<outlet>[^\W\d_a-z].*)")


def _is_apart(names: list[str], context: Context) -> bool:
    """Whether the last of several names is no person's but the medium that they wrote for: "Nino Gelash, OC Media"."""
    return len(names) > 1 and bool(context.known(names[-1]) or grammar.names_medium(names[-1]))


def _writer_and_outlet(names: list[str], context: Context) -> Head | None:
    if len(names) == 1 and (match := _WRITTEN_FOR.fullmatch(names[0])) and grammar.is_person(match["names"]):
        return Head(authors=(name_of(match["names"]),), outlet=match["outlet"])
    if not _is_apart(names, context) or not all(" " in name and grammar.is_person(name) for name in names[:-1]):
        return None
    return Head(authors=tuple(map(name_of, names[:-1])), outlet=names[-1])


def is_capitalised(words: str) -> bool:
    """Return whether every longer word begins with a capital, as in the name of a body."""
    return all(word[0].isupper() or word[0].isdigit() or len(word) <= 4 for word in _WORD.findall(words)) and words[:1].isupper()


def name_of(text: str) -> Name:
    """Return a person's name in its parts; a particle ("van") goes with the family name."""
    parts = text.split()
    if len(parts) == 1:
        return Name(family=parts[0])
    particle = next((i for i, part in enumerate(parts[1:], 1) if part[0].islower()), len(parts) - 1)
    return Name(given=" ".join(parts[:particle]), family=" ".join(parts[particle:]))


def _publisher_in(series: str, publishers: Publishers) -> str | None:
    """The publisher whose name a series begins with: "Crisis Group Asia Report" is of Crisis Group."""
    words = series.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if publishers.named(name) and not re.search(r"\b(?:Report|Briefing|Paper|Memo|Update)s?$", name):
            return name
    known = publishers.series(series)
    return known[0].name if known else _institution_in(words)


def _institution_in(words: list[str]) -> str | None:
    """The name of a body that a series begins with: "Halden Institute" of "Halden Institute Policy Brief"."""
    ends = [count for count, word in enumerate(words[:-1], 1) if grammar.INSTITUTION.search(word) and count > 1]
    return " ".join(words[: ends[-1]]) if ends else None


def read_translation(after: str) -> tuple[str | None, int]:
    """The bracketed translation that follows a title, quotation marks removed, and how many characters it takes."""
    lead = _TRANSLATION.match(after)
    if not lead:
        return None, 0
    place = lead.end()
    spans = bracketed_spans(after, after[place] + {"[": "]", "(": ")"}[after[place]])
    if not spans or spans[0][0] != place:
        return None, 0
    words = after[place + 1 : spans[0][1] - 1].strip()
    quotes = [quote for quote in quoted_spans(words) if quote.depth == 0]
    if quotes and quotes[0].span == (0, len(words)):
        return words[1:-1].strip(" ,"), spans[0][1]
    if after[place] == "[" and not any(letter.isdigit() for letter in words) and len(words.split()) > 1:
        return strip_emphasis(words), spans[0][1]
    return None, 0


def clean_title(inner: str) -> str:
    """Return a title without emphasis and without the punctuation that the note's sentence puts at its end."""
    title = strip_emphasis(inner).strip()
    return title[:-1].rstrip() if title.endswith((",", ";")) or (title.endswith(".") and not title.endswith("...")) else title


def language_of_title(title: str) -> str | None:
    """Return "tg", "ru" or the language of the function words of `title`; Latin letters without any are "en".

    >>> [language_of_title(title) for title in ("Узви ҲНИТ боздошт шуд", "Обезглавленная ПИВТ", "Der Krieg und die Folgen")]
    ['tg', 'ru', 'de']
    """
    if _TAJIK_LETTERS.search(title):
        return "tg"
    words = tuple(word.casefold() for word in _WORD.findall(title))
    counts = {language: share * len(words) for language, share in language_shares(words).items()}
    if _CYRILLIC.search(title):
        return "tg" if counts.get("tg", 0) > counts.get("ru", 0) else "ru"
    found = max(counts, key=lambda language: counts[language], default="en")
    return found if counts.get(found, 0) > _CLEAR_FUNCTION_WORDS - 0.5 and counts[found] > counts.get("en", 0) else "en"


def read_work(details: Details, head: Head, context: Context, *, quoted: bool) -> Citation:
    """A citation from the words before and behind its title."""
    if head.outlet and not details.outlets:
        details = replace(details, outlets=[head.outlet])
    elif head.outlet:
        head = replace(head, authors=(*head.authors, Name(literal=head.outlet)))
    if details.by and not head.authors:
        names = grammar.split_names(details.by)
        head = replace(head, authors=tuple(map(name_of, names)) if all(map(grammar.is_person, names)) else ())
    container, publisher, collection = _outlet(details, head, context, quoted=quoted)
    if head.series:
        context.series, context.publisher = head.series, head.publisher
    number = head.number or details.number
    is_short = details.op_cit or details.supra is not None
    authors = head.authors
    if head.body:
        medium = context.known(head.body)
        if (
            not container
            and not publisher
            and (grammar.names_medium(head.body) or (medium and medium.csl_type.startswith("article")))
        ):
            container = head.body
        elif container or publisher:
            authors = (Name(literal=head.body),)
        else:
            publisher = head.body
    citation = Citation(
        form=Form.SHORT if is_short else Form.FULL,
        authors=authors,
        container_title=container,
        publisher=publisher,
        collection_title=head.series or details.series or collection,
        number=number,
        volume=details.volume,
        issue=details.issue,
        page=details.pages,
        publisher_place=details.place,
        issued=details.issued,
        date_printed=details.date_printed,
        accessed=details.accessed,
        archive=details.archive,
        url=details.url,
        medium="blog" if details.kind == "blog-post" else None,
    )
    return citation if is_short else replace(citation, type=head.kind or _type(citation, details, context, quoted=quoted))


def _outlet(details: Details, head: Head, context: Context, *, quoted: bool) -> tuple[str | None, str | None, str | None]:
    """Return container, publisher and collection from what is left between the commas."""
    outlets, collection = list(details.outlets), details.series
    for outlet in outlets[1:]:
        if context.publishers.series(outlet) and not collection:
            collection = outlet
            outlets.remove(outlet)
    publisher = head.publisher
    if details.archive:
        return details.archive, ", ".join(outlets) or publisher, collection
    if not outlets:
        if details.series and not publisher:
            publisher = _publisher_in(details.series, context.publishers)
        return None, publisher, collection
    outlets = _without_editors(outlets, details) if quoted else outlets
    numbered = [outlet for outlet in outlets[1:] if any(letter.isdigit() for letter in outlet) and not context.known(outlet)]
    if head.body and re.search(r"\d", outlets[0]) and outlets[0] not in details.italics and not context.known(outlets[0]):
        numbered.insert(0, outlets[0])  # "Eighth Report of Session 2017–19" of the committee that the note begins with
    outlets = [outlet for outlet in outlets if outlet not in numbered]
    collection = collection or next(iter(numbered), None)
    if not outlets:
        return None, publisher, collection
    first, rest = outlets[0], outlets[1:]
    known = context.known(first)
    if details.kind == "blog-post" and imprint.BLOG.search(first):
        return first, _publisher_in(first, context.publishers) or ", ".join(rest) or publisher, collection
    if details.kind in ("press-release", "cable"):
        return None, ", ".join(outlets), collection
    if (
        first in details.italics
        or (known and known.csl_type.startswith("article"))
        or (rest and grammar.CONTAINER_WORDS.search(first))
    ):
        return first, ", ".join(rest) or publisher, collection
    if not rest and quoted and not known and (grammar.names_medium(first) or not grammar.INSTITUTION.search(first)):
        return first, publisher, collection
    return None, ", ".join(outlets), collection


def _without_editors(outlets: list[str], details: Details) -> list[str]:
    """Drop "in Mark Roe (ed.)" before an emphasised book: the book is the container."""
    place = next((index for index, outlet in enumerate(outlets) if outlet in details.italics), 0)
    if place and all(re.match(r"in\b|.*\beds?\b", outlet) or grammar.is_person(outlet) for outlet in outlets[:place]):
        outlets = outlets[place:]
    return [re.sub(r"^in:?\s+(?=[A-Z*«“])", "", outlet) for outlet in outlets]


def _type(citation: Citation, details: Details, context: Context, *, quoted: bool) -> str:
    series = citation.collection_title or ""
    known = context.known(citation.container_title or "") or context.known(citation.publisher or "")
    if details.kind:
        return details.kind
    if re.search(r"\b(?:Briefing|Memo|Brief|Backgrounder)\b", series):
        return "briefing"
    if re.search(r"\b(?:Reports?|Papers?|Stud(?:y|ies)|Update|Series|Bulletin)\b", series):
        return "report"
    of_a_day = bool(citation.issued and citation.issued.day)
    scholarly = citation.volume or (citation.container_title and (citation.page or citation.issue) and not of_a_day)
    if quoted and scholarly and not (known and known.csl_type == "article-newspaper" and of_a_day):
        return "article-journal"
    if quoted and re.search(r"\bReport\b", citation.container_title or ""):
        return "report"
    if known and (quoted or known.csl_type not in ("article-newspaper", "webpage") or (of_a_day and known.csl_type != "webpage")):
        return known.csl_type
    if not quoted:
        return _type_of_marked(citation, of_a_day=of_a_day)
    if citation.container_title:
        return (
            "article-journal"
            if citation.issued and not citation.issued.month and _SCHOLARLY.search(citation.container_title)
            else "article-newspaper"
        )
    return "webpage" if citation.url and not citation.issued and not citation.publisher else "report"


def _type_of_marked(citation: Citation, *, of_a_day: bool) -> str:
    """The type of a work whose title is emphasised: a book, a report, or an article of a paper whose titles are."""
    outlet = citation.outlet or ""
    if of_a_day and outlet and not citation.publisher_place and not grammar.INSTITUTION.search(outlet):
        return "article-newspaper"
    issued_by_body = bool(grammar.INSTITUTION.search(outlet)) and not _PRESS.search(outlet)
    precise = bool(citation.issued and citation.issued.month)
    if citation.collection_title or citation.number or (precise and (issued_by_body or not citation.publisher_place)):
        return "report"
    return "book" if any(not name.literal for name in citation.authors) or citation.publisher_place else "report"


def is_tidy(details: Details) -> bool:
    """Whether what is left reads as names rather than as a sentence."""
    return all(len(outlet.split()) <= MAX_OUTLET_WORDS and not speaks(outlet) for outlet in details.outlets)

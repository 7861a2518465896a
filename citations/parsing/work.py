"""A titled work from the words before and behind its title: authors, outlet, series, type.

Enters: the head ("Tetsuro Iji", "Crisis Group Asia Report N°59"), the `Details` behind the title. Leaves: a `Citation`
without its title. The types are those of CSL, and the few that CSL lacks (cable, press-release, briefing, blog-post).
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.forenames import is_forename
from citations.function_words import language_shares
from citations.parsing import imprint
from citations.parsing.context import Context
from citations.parsing.details import Details
from citations.parsing.head import Head, name_of
from citations.parsing.issuers import publisher_in
from citations.partial_date import find_dates
from citations.prose import bracketed_spans, quoted_spans, strip_emphasis
from citations.quotation import speaks
from citations.regex import regex

# of a town: at 1 "Port Nura" is taken for an outlet, at 3 the outlet "Lake District Lantern" for a town
MAX_TOWN_WORDS = 2
_HOST_NAME = regex(r"[\w-]+(?:\.[\w-]{2,12})+")  # "Fergana.Agency", a medium that goes by its host
_CONTAINER = regex(r"[\d/.]|\b(?:Review|Journal|Book|Report|Online|Blog)")  # in no town's name
# of one part between commas; a longer one is a sentence: of 696 works of notes by hand 6 misreads 13, 9 six, 40 none more
MAX_OUTLET_WORDS = 18
# fewer, and a title of proper names passes for any language: at 1 "La Scala Reopens" is French, at 3 "Le port de la honte" not
_CLEAR_FUNCTION_WORDS = 2
# "(PDF)", "(Report)", "[PDF]" behind a title: the file, or the kind of thing
_FILE_KIND = regex(r"(?:\s[(\[](?:PDF|pdf|Report|Thesis|Press\srelease|Video|DOC|HTML)[)\]])+\.?$")
_CLOSING_BRACKETS = frozenset(")]")
_COMMA_WITHIN = regex(r",([’'”\"»])$")  # of "Privatization and the ‘Revolutions,’" as American notes print it
# matches "Twitter", "Telegram-канал «Долина сегодня»"; not "YouTube", which carries what others make
_ON_SITE = regex(rf"(?!YouTube|Medium)(?:{imprint.SITES})(?:[\s-](?:[Cc]hannel|[Кк]анал|[Kk]anal|[Pp]age|[Aa]ccount)\b.*)?")
_TRANSLATION = regex(r"\s*,?\s*(?=[\[(])")
# "Port under water", "Why are the trucks waiting?": words of a sentence; not "Lola Khan", "Part two", "Kabul and Herat"
_TRANSLATED = regex(r"[A-Z][^\d,;:()]*\s[a-z]{4,}(?:\s[^\d,;:()]*)?")
_TAJIK_LETTERS = regex("[ғӣқӯҳҷ]", re.IGNORECASE)
_PRESS = regex(r"\b(?:Press|Publish\w+|Books|Verlag|Éditions?|Routledge|Springer|Palgrave|Macmillan|Penguin|Brill)\b")
_CYRILLIC = regex("[а-яё]", re.IGNORECASE)
_WORD = regex(r"\w+")
_SCHOLARLY = regex(
    r"\b(?:Journal|Review|Quarterly|Studies|Zeitschrift|Revue|Revista|Rivista|Вестник|Annals|Proceedings|Jahrbuch|Survey)\b"
)


def read_translation(after: str, *, is_foreign: bool = False) -> tuple[str | None, int]:
    """The bracketed translation that follows a title, quotation marks removed, and how many characters it takes.

    Round brackets without marks hold one only behind a title of another language, `is_foreign`: "(Port under water)".
    """
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
    if is_foreign and quotes and quotes[0].span[0] == 0 and after[place] == "(" and not after[spans[0][1] :].strip(" ."):
        close = quotes[0].span[1]  # (“Beheaded party”, Wire, 25 September 2015): the brackets hold the rest of the citation too
        translation = words[1 : close - 1].strip(" ,")
        if words[close:].startswith(",") and language_of_title(translation) == "en" and find_dates(words[close:]):
            return translation, after.index(words, place) + close
    is_dated = any(letter.isdigit() for letter in words) and not find_dates(after[spans[0][1] :])
    if after[place] == "[" and not is_dated and len(words.split()) > 1:
        return strip_emphasis(words).strip("‘’'"), spans[0][1]
    if is_foreign and after[place] == "(" and _TRANSLATED.fullmatch(words):
        return strip_emphasis(words), spans[0][1]
    return None, 0


def clean_title(inner: str) -> str:
    """Return a title without emphasis, doubled spaces and the punctuation that the note's sentence puts at its end."""
    title = " ".join(strip_emphasis(inner).split())
    title = _FILE_KIND.sub("", title) if title.rstrip(".")[-1:] in _CLOSING_BRACKETS else title
    title = _COMMA_WITHIN.sub(r"\1", title) if title[-2:-1] == "," else title
    return title[:-1].rstrip() if title.endswith((",", ";")) or (title.endswith(".") and not title.endswith("...")) else title


def is_heading(words: str) -> bool:
    """Return whether words without marks can be a title: they begin with a capital and hold no verb of a sentence."""
    return words[:1].isupper() and len(re.findall(r"[^\W\d_]+", words)) > 2 and not grammar.TENSED_VERB.search(words)


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


def read_work(
    details: Details, head: Head, context: Context, *, quoted: bool, title: str | None = None, signal: str | None = None
) -> Citation:
    """A citation from the words before and behind its `title`, as the note prints it; `quoted`: in marks, not emphasised."""
    if head.outlet and not details.outlets:
        details = replace(details, outlets=[head.outlet])
    elif head.outlet and details.is_made:  # "Planet Money, “Title”, produced by X, NPR"
        details = replace(details, outlets=[head.outlet, *details.outlets], italics=[head.outlet])
    elif head.outlet:
        head = replace(head, authors=(*head.authors, Name(literal=head.outlet)))
    if quoted and not head.authors and _begins_with_writer(details.outlets, context):
        details = replace(details, by=details.outlets[0], outlets=details.outlets[1:])
    if details.by and not head.authors:
        names = grammar.split_names(details.by)
        head = replace(head, authors=tuple(map(name_of, names)) if all(map(grammar.is_person, names)) else ())
    container, publisher, collection = _outlet(details, head, context, quoted=quoted)
    if head.series:
        context.series, context.publisher = head.series, head.publisher
    medium = context.known(head.body or "")
    is_medium = bool(head.body) and (
        grammar.names_medium(head.body or "") or (medium is not None and medium.csl_type.startswith("article"))
    )
    if is_medium and container and _is_dateline(container, details, context):
        container, details = None, replace(details, place=container)
    is_short = details.op_cit or details.supra is not None
    number = head.number or details.number or details.supra
    authors = head.authors
    if head.body:
        if not container and not publisher and is_medium:
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
        edition=details.edition,
        issue=details.issue or head.issue,
        page=details.pages,
        publisher_place=details.place or head.place,
        issued=details.issued,
        date_printed=details.date_printed,
        accessed=details.accessed,
        archive=details.archive,
        url=details.url,
        signal=signal,
        title=clean_title(title) if title else None,
        language=language_of_title(title) if title else None,
        medium="blog" if details.kind == "blog-post" else None,
    )
    return citation if is_short else replace(citation, type=head.kind or _type(citation, details, context, quoted=quoted))


def _begins_with_writer(outlets: list[str], context: Context) -> bool:
    """Whether a person stands between title and medium: "“Inside the Hotel”, Anna Belle, The Atlantic"."""
    first, second = [*outlets, "", ""][:2]
    is_name = " " in first and is_forename(first.split()[0]) and grammar.is_person(first) and not context.known(first)
    return is_name and not grammar.names_medium(first) and bool(context.known(second) or grammar.names_medium(second))


def _is_dateline(words: str, details: Details, context: Context) -> bool:
    """Whether the only name behind an agency's title is the town that it reports from: "Xinhua, “Rail link opens”, Lhasa"."""
    is_name = context.known(words) or grammar.names_medium(words) or grammar.INSTITUTION.search(words) or words in details.italics
    return not is_name and len(words.split()) <= MAX_TOWN_WORDS and words[:1].isupper() and not _CONTAINER.search(words)


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
            publisher = publisher_in(details.series, context.publishers)
        return None, publisher, collection
    outlets = _without_editors(outlets, details) if quoted else outlets
    numbered = [outlet for outlet in outlets[1:] if any(letter.isdigit() for letter in outlet) and not context.known(outlet)]
    if head.body and re.search(r"\d", outlets[0]) and outlets[0] not in details.italics and not _is_medium(outlets[0], context):
        numbered.insert(0, outlets[0])  # "Eighth Report of Session 2017–19" of the committee that the note begins with
    outlets = [outlet for outlet in outlets if outlet not in numbered]
    collection = collection or next(iter(numbered), None)
    if not outlets:
        return None, publisher, collection
    first, rest = outlets[0], outlets[1:]
    known = context.known(first)
    if details.kind == "blog-post" and imprint.BLOG.search(first):
        return first, publisher_in(first, context.publishers) or ", ".join(rest) or publisher, collection
    if details.kind in ("press-release", "cable"):
        return None, ", ".join(outlets), collection
    if (
        first in details.italics
        or (details.kind == "chapter" and quoted and rest)
        or (known and known.csl_type.startswith("article"))
        or (rest and grammar.CONTAINER_WORDS.search(first))
    ):
        return first, ", ".join(rest) or publisher, collection
    if (
        rest
        and quoted
        and _of_a_day(details)
        and any(map(grammar.names_medium, outlets))
        and not any(map(grammar.INSTITUTION.search, rest))
    ):
        return first, ", ".join(rest), collection  # "taz, die tageszeitung", "Crossing Continents, BBC Radio 4"
    is_host = _HOST_NAME.fullmatch(first) or grammar.names_medium(first)
    if not rest and quoted and not known and (is_host or not grammar.INSTITUTION.search(first)):
        return first, publisher, collection
    return None, ", ".join(outlets), collection


def _is_medium(words: str, context: Context) -> bool:
    """Whether `words` are the name of a medium, though it holds a figure: "France 24"."""
    return bool(context.known(words) or grammar.names_medium(words))


def _of_a_day(details: Details) -> bool:
    """Whether the day of issue is printed."""
    return bool(details.issued and details.issued.day)


def _without_editors(outlets: list[str], details: Details) -> list[str]:
    """Drop "in Mark Roe (ed.)" before an emphasised book: the book is the container."""
    place = next((index for index, outlet in enumerate(outlets) if outlet in details.italics), 0)
    if place and all(re.match(r"in\b|.*\beds?\b", outlet) or grammar.is_person(outlet) for outlet in outlets[:place]):
        outlets = outlets[place:]
    return [re.sub(r"^in(?::\s+|\s+(?=[A-Z*«“]))", "", outlet) for outlet in outlets]


def _type(citation: Citation, details: Details, context: Context, *, quoted: bool) -> str:
    series = citation.collection_title or ""
    known = context.known(citation.container_title or "") or context.known(citation.publisher or "")
    if details.kind:
        return details.kind
    if re.search(r"\b(?:Briefing|Memo|Brief|Backgrounder)\b", series):
        return "briefing"
    if re.search(r"\b(?:Reports?|Papers?|Stud(?:y|ies)|Update|Series|Bulletin)\b", series):
        return "report"
    is_news = details.italics or grammar.names_medium(citation.outlet or "") or (known and known.csl_type.startswith("article"))
    if quoted and details.accessed and not citation.issued and not is_news:
        return "webpage"  # an undated page, whose reader tells when it was seen
    of_a_day = bool(citation.issued and citation.issued.day)
    scholarly = citation.volume or (citation.container_title and (citation.page or citation.issue) and not of_a_day)
    if quoted and scholarly and not (known and known.csl_type == "article-newspaper" and of_a_day):
        return "article-journal"
    if quoted and re.search(r"\bReport\b", citation.container_title or ""):
        return "report"
    if _ON_SITE.fullmatch(citation.container_title or ""):
        return "post"
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
    is_body = grammar.INSTITUTION.search(outlet) and not (outlet.isupper() and citation.authors)  # "REUTERS" of an American note
    if of_a_day and outlet and not citation.publisher_place and not is_body:
        return "article-newspaper"
    issued_by_body = bool(grammar.INSTITUTION.search(outlet)) and not _PRESS.search(outlet)
    precise = bool(citation.issued and citation.issued.month)
    is_printed = bool(citation.publisher_place and citation.publisher)  # town and printer, as of a book
    if citation.collection_title or citation.number or (precise and (issued_by_body or not is_printed)):
        return "report"
    return "book" if any(not name.literal for name in citation.authors) or citation.publisher_place else "report"


def is_tidy(details: Details) -> bool:
    """Whether what is left reads as names rather than as a sentence."""
    return all(len(outlet.split()) <= MAX_OUTLET_WORDS and not speaks(outlet) for outlet in details.outlets)

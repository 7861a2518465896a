"""A note's text to its citations and its commentary.

Enters: the text of one note. Leaves: `ParsedNote`: citations in order with fields and spans, the prose apart, the spans
of titles (which are no quotations). A note is cut into segments at top-level semicolons and sentence ends; each segment
is a citation, or prose, or prose that leads to a citation. What looks like a citation and is not understood becomes an
unparsed citation with its words kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from citations import grammar
from citations.citation import Citation, FieldSpan, Form, Name
from citations.details import Details, read_details
from citations.document import Link
from citations.lexicon import language_counts
from citations.prose import URL, Quoted, Span, bracketed_spans, emphasised_spans, inside, quoted_spans, sentences, strip_emphasis
from citations.publisher import Publisher, Publishers
from citations.quotation import speaks

MAX_BARE_WORDS = 12  # "Interfax, 12 September": an outlet and a date without a title
MAX_TITLE_ONLY_WORDS = 25
_CLEAR_FUNCTION_WORDS = 2  # fewer, and a title of proper names passes for any language
_TRANSLATION = re.compile(r"\s*,?\s*(?=[\[(])")
_TRAILING = " \t\n.,;:–—"
_TAJIK_LETTERS = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_NO_TITLE_BEFORE = re.compile(r"(?:\b(?:the|a|an|of|so-called|term|word|that|and|or|is|as|for|with|to)|[a-zа-я])\s*$")
_WEAK_SIGNALS = ("in", "by", "from", "and", "also", "or")  # signals only right before a title
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedNote:
    """What a note says: citations in order, the prose between them, and where titles stand."""

    citations: tuple[Citation, ...]
    commentary: str
    titles: tuple[Span, ...]


@dataclass(slots=True)
class _Context:
    """What an earlier segment lends to a later one: "and 205, *Title*", "journalist, Herat, June 2014"."""

    text: str
    publishers: Publishers
    links: tuple[Link, ...] = ()
    series: str | None = None
    publisher: str | None = None
    interview: str | None = None
    citations: list[Citation] = field(default_factory=list)
    prose: list[Span] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)


def parse_note(text: str, *, publishers: Publishers, links: tuple[Link, ...] = ()) -> ParsedNote:
    """Return the citations and the prose of a note. Never raises; nothing of `text` is dropped."""
    context = _Context(text=text, publishers=publishers, links=links)
    segments = _segments(text)
    index = 0
    while index < len(segments):
        start, end = segments[index]
        if index + 1 < len(segments) and _is_cut_title(text, segments[index], segments[index + 1], publishers):
            end = segments[index + 1][1]  # "“Title”; State Department, 21 February 2015": a slip of punctuation
            index += 1
        if not _read_segment(context, start, end):
            context.prose.append((start, end))
        index += 1
    citations = _unparsed(context)
    return ParsedNote(citations=tuple(citations), commentary=_commentary(context), titles=tuple(context.titles))


def _segments(text: str) -> list[Span]:
    closed = [quote.span for quote in quoted_spans(text) if quote.depth == 0] + list(emphasised_spans(text))
    closed += list(bracketed_spans(text)) + list(bracketed_spans(text, "()")) + [match.span() for match in URL.finditer(text)]
    cuts = {start for start, _ in sentences(text) if not inside(start, closed)}
    cuts |= {match.end() for match in re.finditer(";", text) if not inside(match.start(), closed)}
    cuts |= {match.start("signal") for match in grammar.INNER_SIGNAL.finditer(text) if not inside(match.start("signal"), closed)}
    bounds = sorted(cuts | {0, len(text)})
    spans = [_trimmed(text, start, end) for start, end in zip(bounds, bounds[1:], strict=False)]
    return _rejoined(text, [span for span in spans if span[0] < span[1]])


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\n;":
        start += 1
    while end > start and text[end - 1] in " \t\n;":
        end -= 1
    return start, end


def _rejoined(text: str, spans: list[Span]) -> list[Span]:
    """Join pieces of one citation whose style puts full stops inside it: "Title // Outlet. 05.10.2015. Режим доступа: …"."""
    joined: list[Span] = []
    for start, end in spans:
        piece = text[start:end]
        belongs = re.match(r"(?:(?:\d{1,2}[./]){2}\d{2,4}|(?:19|20)\d\d\b|(?:№|N[°º]|No\.|[СCTТ]\.|P\.|Pp\.|Vol\.|Т\.|Вып\.|URL|https?:|Режим\s+доступа|Accessed|Дата\s+обращения|Retrieved|Available|\[Электронный|[–—]\s)).*", piece, re.IGNORECASE)  # fmt: skip
        previous = text[joined[-1][0] : joined[-1][1]] if joined else ""
        cites = bool(re.search(r"[”\"»*]|//|https?://", previous)) or len(previous) < 60
        if joined and belongs and cites and text[joined[-1][1] - 1] == "." and not grammar.IBID.match(piece):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_cut_title(text: str, first: Span, second: Span, publishers: Publishers) -> bool:
    quotes = [quote for quote in quoted_spans(text[first[0] : first[1]]) if quote.depth == 0]
    alone = len(quotes) == 1 and not text[first[0] : first[1]][: quotes[0].span[0]].strip() and quotes[0].span[1] == first[1] - first[0]
    if not alone or text[first[1] : second[0]].strip() != ";":
        return False
    rest = text[second[0] : second[1]]
    details = read_details(rest, publishers)
    return bool(details.outlets and details.issued and not quoted_spans(rest) and not emphasised_spans(rest) and len(rest.split()) <= MAX_BARE_WORDS)


def _read_segment(context: _Context, start: int, end: int) -> bool:
    """Add what `text[start:end]` cites to the context; False when it is prose through and through."""
    readers = (_read_ibid, _read_titled, _read_interview, _read_russian, _read_edition, _read_short, _read_addressed, _read_bare)
    return any(reader(context, start, end) for reader in readers)


def _signal(text: str) -> tuple[str | None, int]:
    match = grammar.SIGNAL.match(text)
    if not match or match["signal"].strip().casefold() in _WEAK_SIGNALS and not re.match(r"[\"“«*]|$", text[match.end() :]):
        return None, len(text) - len(text.lstrip())
    return match["signal"].strip(" .,:"), match.end()


def _read_ibid(context: _Context, start: int, end: int) -> bool:
    signal, skipped = _signal(context.text[start:end])
    words = context.text[start + skipped : end]
    match = grammar.IBID.match(words)
    if not match:
        return False
    details = read_details(words[match.end() :], context.publishers)
    if details.aside or (details.outlets and len(words.split()) > MAX_BARE_WORDS):
        end = start + skipped + match.end()
    _add(context, Citation(form=Form.IBID, page=_page_of(details, words[match.end() :]), signal=signal), start + skipped, end)
    return True


def _page_of(details: Details, words: str) -> str | None:
    if details.pages:
        return details.pages
    match = re.match(r"[\s,.]*(?:at\s+)?(\d{1,4}(?:[-–]\d+)?)(?=\s*[.,;]?\s*$)", words)
    return match[1] if match else None


def _read_titled(context: _Context, start: int, end: int) -> bool:
    text = context.text[start:end]
    for atom in _atoms(text):
        found = _titled(context, text, atom, start)
        if found:
            return True
    return False


def _atoms(text: str) -> list[Quoted]:
    """Stretches that can be titles: outer quotations first, then emphasis outside them."""
    quotes = [quote for quote in quoted_spans(text) if quote.depth == 0]
    translations = bracketed_spans(text)
    quotes = [quote for quote in quotes if not inside(quote.span[0], translations)]
    marked = [Quoted(span=span, inner=(span[0] + 1, span[1] - 1)) for span in emphasised_spans(text)]
    outside = [mark for mark in marked if not any(q.span[0] < mark.span[1] and mark.span[0] < q.span[1] for q in quotes)]
    wrapping = [mark for mark in marked if any(mark.span[0] < q.span[0] and q.span[1] < mark.span[1] for q in quotes)]
    return quotes + outside + wrapping


def _titled(context: _Context, text: str, atom: Quoted, offset: int) -> bool:
    before, after = text[: atom.span[0]], text[atom.span[1] :]
    quoted = text[atom.span[0]] != "*"
    inner = text[atom.inner[0] : atom.inner[1]]
    translation, skipped = _translation(after)
    details = read_details(after[skipped:], context.publishers)
    signal, lead = _signal(before)
    head = _Head.read(before[lead:].strip(" ,:"), context)
    if not _is_title(context, inner, before, after[skipped:], details, head, quoted=quoted, translated=bool(translation)):
        return False
    begin = offset + (lead if head.understood else atom.span[0])
    begin += len(re.match(r"(?:(?:and|и|und)\s+)?", context.text[begin:])[0])  # type: ignore[index]  # the pattern matches ""
    if not head.understood:
        signal = None
        context.prose.append(_trimmed(context.text, offset, offset + atom.span[0]))
    citation = replace(
        _work(details, head, context, quoted=quoted),
        title=_clean_title(inner),
        title_translation=translation,
        signal=signal,
        language=language_of_title(inner),
        url=details.url or _link(context, offset + atom.span[0], offset + len(text)),
    )
    end = offset + len(text)
    if details.aside and (place := context.text.find(details.aside, begin, end)) > 0:
        context.prose.append((place, end))
        end = place
    context.titles.append((offset + atom.span[0], offset + atom.span[1] + skipped))
    _add(context, citation, begin, end, title=(offset + atom.inner[0], offset + atom.inner[1]))
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    """What stands before a title: authors, a body, or a series with its number; `understood` is False for prose."""

    understood: bool = True
    authors: tuple[Name, ...] = ()
    body: str | None = None
    series: str | None = None
    number: str | None = None
    publisher: str | None = None

    @staticmethod
    def read(words: str, context: _Context) -> _Head:
        if not words:
            return _Head()
        plain = strip_emphasis(words).strip(" ,.")
        if (match := grammar.NUMBER_ALONE.match(plain)) and context.series:
            return _Head(series=context.series, number=match["number"], publisher=context.publisher)
        if match := grammar.SERIES_BEFORE.match(plain):
            series = re.sub(r"(Report|Briefing|Paper|Memo|Update|Brief|Bulletin)s$", r"\1", match["series"])
            return _Head(series=series, number=match["number"], publisher=_publisher_in(series, context.publishers))
        names = grammar.split_names(plain)
        if names and all(map(grammar.is_person, names)):
            return _Head(authors=tuple(_name(name) for name in names))
        if context.publishers.named(plain) or (grammar.INSTITUTION.search(plain) and len(plain.split()) <= MAX_BARE_WORDS and _capitalised(plain)):
            return _Head(body=plain)
        if len(names) > 1 and all(grammar.is_person(name) or _capitalised(name) for name in names) and len(plain.split()) <= MAX_BARE_WORDS:
            return _Head(authors=tuple(_name(name) if grammar.is_person(name) else Name(literal=name) for name in names))
        return _Head(understood=False)


def _capitalised(words: str) -> bool:
    return all(word[0].isupper() or word[0].isdigit() or len(word) <= 4 for word in _WORD.findall(words)) and words[:1].isupper()


def _name(text: str) -> Name:
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


def _is_title(
    context: _Context, inner: str, before: str, after: str, details: Details, head: _Head, *, quoted: bool, translated: bool
) -> bool:
    american = inner.rstrip().endswith((",", "?", "!", "."))
    follows = after.lstrip()[:1]
    if not (follows in ",;(" or not follows or american or after[:1].isspace() or follows == "." or translated):
        return False
    known = any(_known(context, outlet) for outlet in details.outlets[:2])
    proof = details.tells_something or known or translated or bool(head.series)
    if follows == "." and not (head.series or translated or not details.outlets or details.tells_something):
        return False
    if not head.understood:
        if speaks(before) or _NO_TITLE_BEFORE.search(strip_emphasis(before).rstrip("“\"*")) and not before.rstrip().endswith((",", ":", "–", "—")):
            return False
        return (details.issued is not None or details.op_cit or details.url is not None) and bool(details.outlets or details.op_cit or details.url) and _tidy_outlets(details)
    if not quoted and not before.strip() and not proof:
        return False
    if not after.strip(_TRAILING) and not translated:
        return bool((head.authors or head.series or head.body) and proof) or (bool(head.authors) and len(inner.split()) <= MAX_TITLE_ONLY_WORDS)
    return proof and _tidy_outlets(details) or bool(head.authors and details.outlets and _tidy_outlets(details))


def _tidy_outlets(details: Details) -> bool:
    """Whether what is left reads as names rather than as a sentence."""
    return all(len(outlet.split()) <= 18 and not speaks(outlet) for outlet in details.outlets)


def _known(context: _Context, name: str) -> Publisher | None:
    return context.publishers.named(name)


def _translation(after: str) -> tuple[str | None, int]:
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


def _clean_title(inner: str) -> str:
    title = strip_emphasis(inner).strip()
    return title[:-1].rstrip() if title.endswith((",", ";")) or (title.endswith(".") and not title.endswith("...")) else title


def language_of_title(title: str) -> str | None:
    """Return "tg", "ru" or the language of the function words of `title`; Latin letters without any are "en".

    >>> language_of_title("Узви ҲНИТ боздошт шуд"), language_of_title("Обезглавленная ПИВТ"), language_of_title("Der Krieg und die Folgen")
    ('tg', 'ru', 'de')
    """
    if _TAJIK_LETTERS.search(title):
        return "tg"
    words = tuple(word.casefold() for word in _WORD.findall(title))
    counts = {language: share * len(words) for language, share in language_counts(words)}
    if _CYRILLIC.search(title):
        return "tg" if counts.get("tg", 0) > counts.get("ru", 0) else "ru"
    found = max(counts, key=lambda language: counts[language], default="en")
    return found if counts.get(found, 0) > _CLEAR_FUNCTION_WORDS - 0.5 and counts[found] > counts.get("en", 0) else "en"


def _work(details: Details, head: _Head, context: _Context, *, quoted: bool) -> Citation:
    """A citation from the words before and behind its title."""
    container, publisher, collection = _outlet(details, head, context, quoted=quoted)
    if head.series:
        context.series, context.publisher = head.series, head.publisher
    number = head.number or details.number
    is_short = details.op_cit or details.supra is not None
    authors = head.authors
    if head.body:
        if container or publisher:
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
        medium="blog" if details.kind == "blog-post" else None,
    )
    return replace(citation, type=_type(citation, details, context, quoted=quoted))


def _outlet(details: Details, head: _Head, context: _Context, *, quoted: bool) -> tuple[str | None, str | None, str | None]:
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
    first, rest = outlets[0], outlets[1:]
    known = _known(context, first)
    if details.kind == "blog-post" and grammar.BLOG.search(first):
        return first, _publisher_in(first, context.publishers) or ", ".join(rest) or publisher, collection
    if details.kind in ("press-release", "cable"):
        return None, ", ".join(outlets), collection
    if first in details.italics or (known and known.csl_type.startswith("article")) or (rest and grammar.CONTAINER_WORDS.search(first)):
        return first, ", ".join(rest) or publisher, collection
    if not rest and quoted and not known and not grammar.INSTITUTION.search(first):
        return first, publisher, collection
    return None, ", ".join(outlets), collection


def _type(citation: Citation, details: Details, context: _Context, *, quoted: bool) -> str:
    series = citation.collection_title or ""
    known = _known(context, citation.container_title or "") or _known(context, citation.publisher or "")
    if details.kind:
        return details.kind
    if re.search(r"\b(?:Briefing|Memo|Brief|Backgrounder)\b", series):
        return "briefing"
    if re.search(r"\b(?:Reports?|Papers?|Stud(?:y|ies)|Update|Series|Bulletin)\b", series):
        return "report"
    scholarly = citation.volume or (citation.page and citation.container_title) or (citation.issue and citation.container_title)
    if quoted and scholarly and not (known and known.csl_type == "article-newspaper" and citation.issued and citation.issued.day):
        return "article-journal"
    if quoted and re.search(r"\bReport\b", citation.container_title or ""):
        return "report"
    if known:
        return known.csl_type if quoted or known.csl_type != "article-newspaper" else "report"
    if not quoted:
        return "book" if citation.authors and not series else "report"
    if citation.container_title:
        return "article-newspaper"
    return "webpage" if citation.url and not citation.publisher else "report"


def _read_interview(context: _Context, start: int, end: int) -> bool:
    text = context.text[start:end]
    signal, lead = _signal(text)
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
        if text[slice(*piece)].strip(_TRAILING + "()"):
            context.prose.append((start + piece[0], start + piece[1]))
    citation = replace(citation, signal=signal if begin == lead else None)
    citation = _with_person(citation, person_in(_prose_before(context, start + begin)))
    _add(context, citation, start + begin, start + finish)
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


def _interview(rest: str, medium: str, context: _Context) -> Citation | None:
    with_whom = re.match(r"\s*,?\s*(?:with|by|с|бо|mit)\s+", rest)
    details = read_details(rest[with_whom.end() :] if with_whom else rest, context.publishers)
    parts = [part for part in re.split(r"\s*,\s*", ", ".join([*details.outlets, *([details.place] if details.place else [])])) if part]
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
    people = [part for part in parts if grammar.ROLE_WORDS.search(part) and not grammar.PLACE_WORDS.search(part) and not grammar.is_city(part)]
    if told and parts and parts[0] not in people:
        people.insert(0, parts[0])
    places = [part for part in parts if part not in people]
    if not people and places and not _is_place(places[0]):
        people.append(places.pop(0))
    return ", ".join(people) or None, ", ".join(places) or None


def _is_place(part: str) -> bool:
    if grammar.is_city(part) or grammar.PLACE_WORDS.search(part):
        return True
    words = part.split()
    return len(words) == 1 and part[:1].isupper() or (all(word[:1].isupper() for word in words) and not grammar.is_person(part))


def _inherited_interview(context: _Context, start: int, end: int) -> bool:
    """"journalist, Herat, June 2014" after "Author interviews, official, Kabul, May 2014"."""
    text = context.text[start:end]
    previous = context.citations[-1] if context.citations else None
    if previous is None or previous.medium != context.interview or context.text[previous.span[1] : start].strip() not in (";", "; and"):
        return False
    details = read_details(text, context.publishers)
    if not details.issued or not details.outlets or len(text.split()) > MAX_BARE_WORDS or quoted_spans(text) or emphasised_spans(text):
        return False
    if any(_known(context, outlet) for outlet in details.outlets):
        return False
    citation = _interview(", " + re.sub(r"^(?:and|with)\s+", "", text), context.interview or "", context)
    if citation is None or citation.interviewee is None:
        return False
    _add(context, citation, start, end)
    return True


def person_in(prose: str) -> str | None:
    """Return who speaks in a sentence of prose: "A Tajik observer said …" gives "Tajik observer".

    >>> person_in("A European diplomat also raised doubts"), person_in("The view that it fell")
    ('European diplomat', None)
    """
    match = grammar.PERSON_PHRASE.search(prose)
    return strip_emphasis(match["who"]).strip() if match else None


def _prose_before(context: _Context, place: int) -> str:
    last = max((citation.span[1] for citation in context.citations), default=0)
    return context.text[last:place]


def _read_russian(context: _Context, start: int, end: int) -> bool:
    """"Автор А. Название // Источник. 05.10.2015": an unquoted title, a double slash, its container."""
    text = context.text[start:end]
    match = re.match(r"(?P<head>[^/]{8,300}?)\s*//\s*(?P<rest>\S.*)$", text, re.DOTALL)
    if not match or "http" in match["head"][-6:]:
        return False
    signal, lead = _signal(text)
    head = match["head"][lead:]
    author = re.match(r"(?P<name>[А-ЯЁA-Z][\w-]+,?\s+[А-ЯЁA-Z]\.(?:\s?[А-ЯЁA-Z]\.)?|(?:[А-ЯЁA-Z]\.\s?){1,2}[А-ЯЁA-Z][\w-]+)(?:,\s*[^.]{3,40}?)?[.,]?\s+(?=\S)", head)
    title = head[author.end() :] if author else head
    rest = match["rest"].replace(". ", ", ").replace("– ", ", ").replace("— ", ", ")
    details = read_details(rest, context.publishers)
    citation = replace(
        _work(details, _Head(authors=(_name(_given_first(author["name"])),)) if author else _Head(), context, quoted=True),
        title=_clean_title(title.strip("«»\"“” ")),
        language=language_of_title(title),
        signal=signal,
    )
    context.titles.append((start + lead, start + match.end("head")))
    _add(context, citation, start + lead, end, title=(start + lead + (author.end() if author else 0), start + match.end("head")))
    return True


def _given_first(name: str) -> str:
    match = re.match(r"([\w-]{2,}),?\s+((?:\w\.\s?)+)$", name)
    return f"{match[2].strip()} {match[1]}" if match else name


def _read_edition(context: _Context, start: int, end: int) -> bool:
    text = context.text[start:end]
    match = grammar.EDITION_OF.search(text)
    if not match or len(text.split()) > MAX_BARE_WORDS:
        return False
    signal, lead = _signal(text)
    before = context.citations[-1] if context.citations else None
    citation = Citation(
        form=Form.FULL,
        type="report",
        title=match["title"].strip(_TRAILING),
        issued=read_details(match["year"], context.publishers).issued,
        date_printed=match["year"],
        publisher=before.publisher if before else None,
        signal=signal,
        language="en",
    )
    _add(context, citation, start + lead, end)
    return True


def _read_short(context: _Context, start: int, end: int) -> bool:
    """"Smith, op. cit., p. 4", "INCSR, 2015, op. cit", "Smith, supra note 12"."""
    text = context.text[start:end]
    signal, lead = _signal(text)
    marks = [match for pattern in (grammar.OP_CIT, grammar.SUPRA) if (match := pattern.search(text, lead))]
    if not marks:
        return False
    first = min(match.start() for match in marks)
    head = strip_emphasis(text[lead:first]).strip(_TRAILING)
    details = read_details(text[lead:], context.publishers)
    if len(head.split()) > MAX_BARE_WORDS:
        return False
    names = grammar.split_names(re.sub(r",?\s*\(?(?:19|20)\d\d\)?$", "", head))
    people = bool(names) and all(grammar.is_person(name) and not name.isupper() for name in names)
    citation = Citation(
        form=Form.SHORT,
        title=None if people else (details.outlets[0] if details.outlets else head or None),
        authors=tuple(_name(name) for name in names) if people else (),
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        number=details.supra,
        signal=signal,
    )
    _add(context, citation, start + lead, end)
    return True


def _read_addressed(context: _Context, start: int, end: int) -> bool:
    """Words and an address: "Ministry of Justice, Statistics 2014, https://…"; an address alone."""
    text = context.text[start:end]
    signal, lead = _signal(text)
    match = URL.search(text)
    link = None if match else _link(context, start, end)
    if not match and not (link and len(text.split()) <= 2 * MAX_BARE_WORDS):
        return False
    details = read_details(text[lead:], context.publishers)
    parts = details.outlets
    if any(speaks(part) for part in parts):
        return False
    names = grammar.split_names(parts[0]) if parts else []
    authors = tuple(map(_name, names)) if len(parts) > 1 and names and all(map(grammar.is_person, names)) else ()
    parts = parts[1:] if authors else parts
    citation = replace(
        _work(replace(details, outlets=parts[1:]), _Head(authors=authors), context, quoted=True),
        title=parts[0] if parts else None,
        url=details.url or link,
        signal=signal,
        language=language_of_title(parts[0]) if parts else None,
    )
    _add(context, replace(citation, type=citation.type if parts[1:] else "webpage"), start + lead, end, confidence=0.6)
    return True


def _read_bare(context: _Context, start: int, end: int) -> bool:
    """"Interfax, 12 September": an outlet that is known and a date, no title."""
    text = context.text[start:end]
    signal, lead = _signal(text)
    if len(text.split()) > MAX_BARE_WORDS or quoted_spans(text):
        return False
    details = read_details(text[lead:], context.publishers)
    if not (details.issued and details.outlets and _known(context, details.outlets[0]) and _tidy_outlets(details)):
        return False
    _add(context, replace(_work(details, _Head(), context, quoted=True), signal=signal), start + lead, end, confidence=0.7)
    return True


def _link(context: _Context, start: int, end: int) -> str | None:
    targets = [link.target for link in context.links if start <= link.span[0] < end]
    return next((target for target in targets if target.startswith(("http://", "https://"))), None)


def _add(context: _Context, citation: Citation, start: int, end: int, *, title: Span | None = None, confidence: float = 0.95) -> None:
    while end > start and context.text[end - 1] in _TRAILING and not context.text[start:end].endswith("cit."):
        end -= 1
    fields = (FieldSpan(field="title", span=title, confidence=confidence),) if title else ()
    context.citations.append(replace(citation, text=context.text[start:end], span=(start, end), fields=fields))


def _unparsed(context: _Context) -> list[Citation]:
    """Turn segments that look like citations, though no rule reads them, into unparsed ones; prose stays prose."""
    kept: list[Span] = []
    for start, end in context.prose:
        words = context.text[start:end]
        if _looks_citing(words):
            context.citations.append(Citation(form=Form.UNPARSED, text=words, span=(start, end)))
        else:
            kept.append((start, end))
    context.prose = kept
    return sorted(context.citations, key=lambda citation: citation.span)


def _looks_citing(words: str) -> bool:
    """Short, dated, mostly capitalised, no verb of a sentence: a reference in a style that no rule knows."""
    plain = [word for word in _WORD.findall(strip_emphasis(words)) if not word.isdigit()]
    if not plain or len(plain) > 30 or not re.search(r"\b(?:1[5-9]|20)\d\d\b|\bon\s+file\b|\barchives?\b", words):
        return False
    if re.search(r"\b(?:is|are|was|were|has|have|had|will|would|did|does|been|be|can|could|may|said)\b", words) or speaks(words):
        return False
    long_words = [word for word in plain if len(word) > 3]
    small = [word for word in long_words if not word[0].isupper()]
    return len(small) <= 0.4 * len(long_words) and not any(word.endswith(("ed", "ing", "ли", "ла")) for word in small)


def _commentary(context: _Context) -> str:
    """The prose of the note; `[…]` stands where a citation was."""
    joined: list[Span] = []
    for start, end in sorted(context.prose):
        if joined and not any(joined[-1][1] <= citation.span[0] < start for citation in context.citations):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    pieces = (context.text[start:end].strip(" ,;–—()") for start, end in joined)
    return " […] ".join(piece for piece in pieces if piece.strip(_TRAILING))

"""A note's text to its citations and its commentary.

Enters: the text of one note. Leaves: `ParsedNote`: citations in order with fields and spans, the prose apart, the spans
of titles (which are no quotations). `citations.parsing.segments` cuts a note; each segment is a citation, or prose, or prose that
leads to a citation. What looks like a citation, or prints an address, and is not understood becomes an unparsed citation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from citations.citation import Citation, Form
from citations.document import Link
from citations.grammar import SENTENCE_VERB, read_signal
from citations.parsing import russian, short_forms
from citations.parsing.addresses import cite_addresses, one_address_each
from citations.parsing.aired import read_programme
from citations.parsing.amid import begins_amid
from citations.parsing.authordate import read_author_date, read_author_year, read_title_and_date, read_vancouver
from citations.parsing.channels import read_channel, read_message
from citations.parsing.contained import read_bylined, read_contained
from citations.parsing.context import TRAILING, Context
from citations.parsing.conversations import read_letter, read_postposed
from citations.parsing.details import Details, drop_asides, read_details
from citations.parsing.filed import read_collected, read_filed, read_shelved, read_speech, read_symbol
from citations.parsing.glosses import without_glosses
from citations.parsing.head import Head, named_last, outlet_at_head
from citations.parsing.headline import read_begun_headline, read_headline
from citations.parsing.heard import read_heard
from citations.parsing.interview import read_interview
from citations.parsing.law import read_act, read_capitals, read_case, read_judgment, read_reported
from citations.parsing.leads import behind_lead
from citations.parsing.named import read_named
from citations.parsing.official import read_official
from citations.parsing.papers import read_papers
from citations.parsing.parliament import read_parliament
from citations.parsing.posts import read_post
from citations.parsing.proof import is_title
from citations.parsing.segments import segments, smoothed, trimmed
from citations.parsing.stopped import read_interviewed, read_iso_690
from citations.parsing.stops.seam import MAX_CUT_WORDS
from citations.parsing.unmarked import read_colon_short, read_paged_book, read_unmarked_book, read_unmarked_short
from citations.parsing.untitled import read_addressed, read_bare
from citations.parsing.work import language_of_title, read_translation, read_work
from citations.partial_date import read_date
from citations.prose import (
    Quoted,
    Span,
    bracketed_spans,
    emphasised_spans,
    find_address,
    inside,
    quoted_spans,
    single_quoted_titles,
    strip_emphasis,
)
from citations.publisher import Publishers
from citations.quotation import speaks
from citations.regex import regex

MOST_SMALL = 0.4  # of the words of four letters and more, which begin small in a title
SURE, GUESSED = 0.95, 0.65  # of fields behind a head that was understood, or guessed
MAX_TITLES_TRIED = 40  # quoted or emphasised stretches of one segment; a segment of more is no citation
MAX_REFERENCE_WORDS = 30  # of a reference in a style that no rule knows; more is prose
_SHORT_TITLE = regex(
    r",?\s+(?:in:?\s+)?\*|,\s+(?:pp?\.\s|op\.?\s?cit)|\s+in:?\s+[^\W\d_a-z]|,\s+[^\W\d_a-z][^,;]{1,40},\s(?:\d{1,2}\.?\s[^\W\d_]{3,12}|[A-Z][a-z]{2,8}\s\d{1,2},)\s(?:19|20)\d\d"
)  # goes on behind a title of one word
_DATE_IN_FRONT = regex(
    r"(?P<date>\d{1,2}\.?\s+[^\W\d_]{3,12}\.?\s+(?:19|20)\d\d|[^\W\d_]{3,12}\.?\s+\d{1,2},\s+(?:19|20)\d\d|\d\d?[./]\d\d?[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)[.,:]?\s+(?:[–—-]\s)?(?=\S|$)"
)
# "Kyiv Post, 22 February 2014," and "Kyiv Post (22 February 2014)" before a title
_DATE_BEHIND_OUTLET = regex(
    r"(?:,?\s+|\s\()(?:(?:of|from|dated|от|vom|v\.|du|del?)\s+)?(?P<date>(?:\d{1,2}\s?[-–/]\s?)?\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?\s(?:de\s)?(?:19|20)\d\d|[^\W\d_]{3,12}\.?\s\d{1,2},\s(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d)(?:\s?г\.)?\)?(?:,\s(?:pp?\.|с\.|S\.)\s?(?P<page>[A-Z]?\d+(?:[-–]\d+)?))?\s?[,:]?\s*$"
)
# "*Economist* (2010), ", "*Le Monde* [2016a]: " before a title
_YEAR_BEHIND_OUTLET = regex(r"\s?[(\[](?P<year>(?:19|20)\d\d)[a-z]?[)\]][\s,:.]{0,3}$")
# “We Were Told to Go”: Resettlement in the Valley, 24 June 2014 ; not “Ports”: see above
_SUBTITLE = regex(r""":\s+(?=[A-ZÀ-ÞА-ЯЁ])[^,;:.“”"«»*\[\]()]{4,150}(?=,\s|\s\()""")
_FURTHER = regex(r"(?:and|und|et|y|e|и|ва)\s+(?=[^\W_a-zа-яё])")  # before the last citation of a list
_SHARED = regex(r"[,\s]{0,4}(?:both|all|each)\b\s*(?:in\s+)?", re.IGNORECASE)
_AND = frozenset(("and", "&", "и", "und", "ва", "et", "y"))
# " получила дорогу // Газета" behind «Дорога»: the quoted words are the first of a title that bears no marks
_TITLE_GOES_ON = regex(r"\s+[a-zа-яёғӣқӯҳҷіїє][^/]{0,200}\s//\s")
# "Antwort der Regierung auf die Anfrage „Häfen“" in emphasis: a title that ends with words in marks
_QUOTES_LAST = regex(r"[^\W_][^“”\"«»„‹›,;]*\s[“”\"«»„][^“”\"«»„]*[“”\"«»]")
_WORD = regex(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedNote:
    """What a note says: citations in order, the prose between them, and where titles stand."""

    citations: tuple[Citation, ...]
    commentary: str
    titles: tuple[Span, ...]


def parse_note(text: str, *, publishers: Publishers, links: tuple[Link, ...] = ()) -> ParsedNote:
    """Return the citations and the prose of a note. Never raises; nothing of `text` is dropped."""
    printed, text = text, smoothed(text)
    context = Context(text=text, printed=printed, publishers=publishers, links=links)
    pieces = list(one_address_each(text, segments(text)))
    index = 0
    while index < len(pieces):
        start, end = pieces[index]
        if index + 1 < len(pieces) and _is_cut_title(text, pieces[index], pieces[index + 1], publishers):
            end = pieces[index + 1][1]  # "“Title”; State Department, 21 February 2015": a slip of punctuation
            index += 1
        _read_piece(context, start, end)
        index += 1
    citations = _unparsed(context)
    return ParsedNote(citations=tuple(citations), commentary=_commentary(context), titles=tuple(context.titles))


def _read_piece(context: Context, start: int, end: int) -> None:
    """Add to the context what a segment cites, without the words that lead to it and the quotations beside it, and its prose."""
    lead, close = without_glosses(context.text, start, end)
    amid = begins_amid(context.text, lead, close)
    lead = amid if amid > lead else behind_lead(context.text, lead, close)
    if (lead, close) != (start, end) and _read_segment(context, lead, close):
        context.prose += [span for span in ((start, lead), (close, end)) if span[0] < span[1]]
    elif not _read_segment(context, start, end) and not (
        (further := _FURTHER.match(context.text, start, end)) and _read_segment(context, further.end(), end)
    ):
        context.prose.append((start, end))


def _is_cut_title(text: str, first: Span, second: Span, publishers: Publishers) -> bool:
    quotes = [quote for quote in quoted_spans(text[first[0] : first[1]]) if quote.depth == 0]
    alone = (
        len(quotes) == 1
        and not text[first[0] : first[1]][: quotes[0].span[0]].strip()
        and quotes[0].span[1] == first[1] - first[0]
    )
    if not alone or text[first[1] : second[0]].strip() != ";":
        return False
    rest = text[second[0] : second[1]]
    details = read_details(rest, publishers)
    return bool(
        details.outlets
        and details.issued
        and not quoted_spans(rest)
        and not emphasised_spans(rest)
        and len(rest.split()) <= MAX_CUT_WORDS
    )


def _read_segment(context: Context, start: int, end: int) -> bool:
    """Add what `text[start:end]` cites to the context; False when it is prose through and through."""
    readers = (
        short_forms.read_ibid,
        read_author_date,
        read_vancouver,
        read_interviewed,
        read_iso_690,
        read_title_and_date,
        short_forms.read_case_short,
        read_case,
        read_judgment,
        read_act,
        read_capitals,
        read_reported,
        read_collected,
        _read_shared,
        read_begun_headline,
        read_papers,
        read_programme,
        russian.read_partly_marked,
        read_channel,
        _read_titled,
        read_letter,
        read_postposed,
        read_interview,
        read_heard,
        russian.read_russian,
        russian.read_russian_book,
        russian.read_russian_short,
        russian.read_stopped,
        read_post,
        read_official,
        read_parliament,
        short_forms.read_edition,
        read_colon_short,
        short_forms.read_short,
        read_contained,
        read_bylined,
        read_unmarked_book,
        read_paged_book,
        read_headline,
        read_addressed,
        read_bare,
        read_message,
        read_symbol,
        read_filed,
        read_speech,
        read_shelved,
        read_unmarked_short,
        read_named,
        read_author_year,
        short_forms.read_inner_ibid,
    )
    return any(reader(context, start, end) for reader in readers)


def _read_shared(context: Context, start: int, end: int) -> bool:
    """Read "“A” and “B”, both Outlet, 6 September 2018": titles that share what stands behind the last of them."""
    text = context.text[start:end]
    folded = text.casefold()
    if not any(word in folded for word in ("both", "all", "each")) or not _SHARED.search(text):
        return False
    atoms = sorted(_atoms(text), key=lambda atom: atom.span)
    tail = _SHARED.match(text, atoms[-1].span[1]) if 1 < len(atoms) <= MAX_TITLES_TRIED else None
    if not tail:
        return False
    details = read_details("," + text[tail.end() :], context.publishers)
    signal, lead = read_signal(text[: atoms[0].span[0]])
    befores = [text[low:high].strip(" ,;") for low, high in pairwise([lead, *(place for atom in atoms for place in atom.span)])][
        ::2
    ]
    heads = [Head.read("" if before in _AND else before, context) for before in befores]
    if not all(head.understood for head in heads) or not (details.issued or details.op_cit):
        return False
    last = lead
    for number, (atom, head) in enumerate(zip(atoms, heads, strict=True)):
        inner = text[slice(*atom.inner)]
        citation = read_work(
            replace(details, outlets=list(details.outlets)),
            head,
            context,
            quoted=text[atom.span[0]] != "*",
            title=inner,
            signal=None if number else signal,
        )
        begin = last + len(re.match(r"[\s,;]*(?:(?:and|и|und)\s+)?", text[last:])[0])  # type: ignore[index]  # the pattern matches ""
        last = atom.span[1] if number < len(atoms) - 1 else len(text)
        context.titles.append((start + atom.span[0], start + atom.span[1]))
        context.add(citation, start + begin, start + last, title=(start + atom.inner[0], start + atom.inner[1]))
    return True


def _read_titled(context: Context, start: int, end: int) -> bool:
    text = context.text[start:end]
    atoms = _atoms(text)
    for atom in atoms if len(atoms) <= MAX_TITLES_TRIED else ():
        if _TITLE_GOES_ON.match(text, atom.span[1]) or russian.is_said_in_title(text, atom.span):
            return False
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
    singles = [
        one for one in single_quoted_titles(text) if " " in text[slice(*one.inner)] or _SHORT_TITLE.match(text, one.span[1])
    ]
    quotes = [quote for quote in quotes if not any(one.span[0] < quote.span[0] < one.span[1] for one in singles)]
    quotes = sorted(quotes + singles, key=lambda quote: quote.span)  # British usage: single marks around a title
    quotes = [_with_subtitle(text, quote) for quote in quotes]
    outside = [mark for mark in marked if not any(q.span[0] < mark.span[1] and mark.span[0] < q.span[1] for q in quotes)]
    wrapping = [mark for mark in marked if any(mark.span[0] < q.span[0] and q.span[1] < mark.span[1] for q in quotes)]
    whole = [mark for mark in wrapping if _QUOTES_LAST.fullmatch(text[slice(*mark.inner)])]
    quotes = [quote for quote in quotes if not any(mark.span[0] < quote.span[0] < mark.span[1] for mark in whole)]
    return quotes + outside + wrapping


def _with_subtitle(text: str, quote: Quoted) -> Quoted:
    """Return a quotation with the subtitle that stands behind it: its marks belong to the title then."""
    match = _SUBTITLE.match(text, quote.span[1])
    return Quoted(span=(quote.span[0], match.end()), inner=(quote.span[0], match.end())) if match else quote


def _titled(context: Context, text: str, atom: Quoted, offset: int) -> bool:
    before, after = text[: atom.span[0]], text[atom.span[1] :]
    quoted = text[atom.span[0]] != "*"
    inner = text[atom.inner[0] : atom.inner[1]]
    translation, skipped = read_translation(after, is_foreign=quoted and language_of_title(inner) != "en")
    details = read_details(after[skipped:], context.publishers)
    drop_asides(details, context.publishers)
    signal, lead = read_signal(before)
    dated = _DATE_IN_FRONT.match(before, lead)
    if dated and not details.issued and (date := read_date(dated["date"])):
        details.issued, details.date_printed, lead = date, dated["date"].strip(" ,"), dated.end()
    words = _without_year(before[lead:], details)
    is_dated = False
    if not details.issued and not dated and (ended := _DATE_BEHIND_OUTLET.search(words)) and (date := read_date(ended["date"])):
        details.issued, details.date_printed, words, is_dated = date, ended["date"], words[: ended.start()], True
        details.pages = details.pages or ended["page"]
    head = Head.read(words.strip(" ,:–—-"), context)
    if quoted:
        head = outlet_at_head(words, head, details, context, is_dated=is_dated)
    said = 0  # characters of prose before the author whom it names last
    if not head.understood and (named := named_last(words, context, is_printed=bool(details.outlets))):
        head, said, signal = named[0], lead + named[1], None
        lead = said
    if not is_title(context, inner, before, after[skipped:], details, head, quoted=quoted, translated=bool(translation)):
        return False
    begin = offset + ((dated.start() if dated else lead) if head.understood else atom.span[0])
    begin += len(re.match(r"(?:(?:and|и|und|et|y|e|ва)\s+)?", context.text[begin:])[0])  # type: ignore[index]  # the pattern matches ""
    if not head.understood:
        signal, said = None, atom.span[0]
    if said:
        context.prose.append(trimmed(context.text, offset, offset + said))
    citation = read_work(details, head, context, quoted=quoted, title=inner, signal=signal)
    url = details.url or context.link(offset + atom.span[0], offset + len(text))
    if translation or url != citation.url:
        citation = replace(citation, title_translation=translation, url=url)
    end = offset + len(text)
    if details.aside and (place := context.text.find(details.aside, begin, end)) > 0:
        context.prose.append((place, end))
        end = place
    context.titles.append((offset + atom.span[0], offset + atom.span[1] + skipped))
    confidence = SURE if head.sure else GUESSED
    context.add(citation, begin, end, title=(offset + atom.inner[0], offset + atom.inner[1]), confidence=confidence)
    return True


def _without_year(words: str, details: Details) -> str:
    """The words before a title without the bracketed year that its day repeats: "*Economist* (2010), ‘Title’, 18 May 2010"."""
    match = _YEAR_BEHIND_OUTLET.search(words) if details.issued and words.rstrip(" ,:.")[-1:] in tuple(")]") else None
    if match is None or details.issued is None or details.issued.year not in (None, int(match["year"])):
        return words
    details.issued = replace(details.issued, year=int(match["year"]))
    return words[: match.start()]


def _unparsed(context: Context) -> list[Citation]:
    """Turn segments that look like citations, though no rule reads them, into unparsed ones; prose stays prose."""
    kept: list[Span] = []
    for start, end in context.prose:
        words = context.text[start:end]
        if _looks_citing(words):
            if printed := find_address(words):
                context.add(Citation(form=Form.UNPARSED, url=printed[0]), start, end)
            else:
                context.citations.append(Citation(form=Form.UNPARSED, text=context.printed[start:end], span=(start, end)))
        else:
            kept += cite_addresses(context, start, end)
    context.prose = kept
    return sorted(context.citations, key=lambda citation: citation.span)


def _looks_citing(words: str) -> bool:
    """Short, dated, mostly capitalised, no verb of a sentence: a reference in a style that no rule knows."""
    plain = [word for word in _WORD.findall(strip_emphasis(words)) if not word.isdigit()]
    if (
        not plain
        or len(plain) > MAX_REFERENCE_WORDS
        or not re.search(r"\b(?:1[5-9]|20)\d\d\b|\bon\s+file\b|\barchives?\b", words)
    ):
        return False
    if SENTENCE_VERB.search(words) or speaks(words):
        return False
    long_words = [word for word in plain if len(word) > 3]
    small = [word for word in long_words if not word[0].isupper()]
    return len(small) <= MOST_SMALL * len(long_words) and not any(word.endswith(("ed", "ing", "ли", "ла")) for word in small)


def _commentary(context: Context) -> str:
    """The prose of the note; `[…]` stands where a citation was."""
    joined: list[Span] = []
    for start, end in sorted(context.prose):
        if joined and not any(joined[-1][1] <= citation.span[0] < start for citation in context.citations):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    pieces = (context.text[start:end].strip(" ,;–—()").removeprefix(": ") for start, end in joined)
    return " […] ".join(re.sub(r"^([^()]*)\)(?=\.?$)", r"\1", piece) for piece in pieces if piece.strip(TRAILING))

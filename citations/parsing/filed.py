"""Documents that are kept rather than published: letters, minutes, contracts, statements, and what archives hold.

Enters: a segment of a note. Leaves: a citation of type `document` or `manuscript`, or False when the segment is none.
The document is named by its first words; where it is kept goes into `archive`. What is read here is marked as unsure.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.cities import is_city
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import read_details
from citations.parsing.head import name_of, writer_of
from citations.parsing.issuers import behind_issuers
from citations.parsing.work import clean_title, language_of_title
from citations.partial_date import PartialDate, read_date
from citations.prose import quoted_spans, strip_emphasis
from citations.quotation import speaks
from citations.regex import regex

MAX_WORDS = 45
MAX_SYMBOL_WORDS = 12  # of a symbol and the places in it
# "Letter from …", "bank statement of …", "Verdict of …": what a document is, at the head of its name
_DOCUMENT = regex(
    r"""(?:(?:[Cc]onfidential|[Ii]nternal|[Jj]oint|[Oo]fficial|[Dd]raft|[Ww]ritten|[Oo]ral|[Pp]ublic|[Tt]elevised|[Bb]ank|[Cc]ourt|[Ll]oan|[Ss]ale|[Ll]ease|[Ss]upply|[Ff]ield|[Ll]ab|[Mm]edical|[Dd]eath|[Bb]irth|[Ll]and|[Cc]ompany|[Aa]uthors?[’'](?:s)?|[A-Z][\w’'-]+)\s+){0,4}?
    (?:letters?|notes?\s+verbales?|memorand(?:um|a)|memos?|minutes|contracts?|agreements?|invoices?|statements?|statement|speech|remarks|address|testimony|affidavit|deposition|indictment|verdict|judge?ment|ruling|sentence|complaint|petition|transcripts?|records?|protocol|certificates?|(?:annual\s+)?returns?|confirmation\s+statements?
    |extracts?|registry|register|filings?|field\s+notes|fieldnotes|diary|response|reply|questionnaire|survey|notes|presentation|transfers?|payments?|ledger|licen[cs]e|permit|deed|passport|tender|recordings?|chat|audit|valuation|prospectus|manifest|accounts|lecture|sermon|broadcast|programme|press\s+conference|briefing(?:\s+note)?|telegrams?|dispatch|despatch|correspondence|communiqu[ée]|declaration|receipts?|order|report|e-?mails?|photographs?|video\s+footage|footage|satellite\s+image\w*
    |письмо|протокол|приговор|решение|договор|заявление|выступление|речь|справка|отчёт|отчет|доклад|записка|обращение|полевые\s+(?:материалы|записи|наблюдения)|полевой\s+дневник|материалы|суратҷаласа|нома|устав|свидетельство|выписка|Brief|Schreiben|Protokoll|Urteil|Vertrag|Rede|Gründungsurkunde|Handelsregisterauszug|Gesellschaftsvertrag|Satzung|lettre|discours|statuts|extrait|procès-verbal|carta|discurso|estatutos|escritura|acta|articles)\b
    (?=\s*(?:,|from|of|to|by|between|before|at|on|in|no\.|No\.|№|with|for|dated|\(|von|an|vom|de|du|del|от|с|о|автора|[А-Я]))""",
    re.VERBOSE | re.IGNORECASE,
)
# "RG 59", "box 12", "FO 371/45678", "Ф. 1235. Оп. 122. Д. 45": a place in an archive
_SHELF = regex(
    r"""\b(?:RG\s?\d+|[Bb]ox(?:es)?\s+\d+|[Ff]older\s+\d+|(?:FO|CO|WO|CAB|PREM|FCO|DEFE|KV|HO|T)\s+\d{1,4}/\d+|[Ee]ntry\s+\d+|IOR|L/[\w&]+/[\w/&]+|[Фф]\.\s?[РP]?-?\d+|[Фф]онд\s+\d+|[Ff]onds?\s+\w*\d+|[Oo]pis\s+\d+|[Dd]elo\s+\d+|[Оо]п\.\s?\d+|f\.\s?\d+,\s(?:op|inv)\.\s?\d+|Bestand\s+\w+|BArch|PA\s?AA)\b""",
    re.VERBOSE,
)
_ARCHIVE = regex(
    r"\b(?:[Aa]rchives?|Archiv|Papers|Library|Collection|Records\s+Office|Record\s+Office|MSS|TNA|NARA|Архив\w*|архив\w*|ГАРФ|РГАСПИ|РГАНИ|РГВА|РГИА|АВП\s?РФ|ЦГА\s?\w*|ЦГИА|Бойгонӣ)\b"
)
# "Letter from Nargis Boboeva, mother of exile, to the Prosecutor General": who wrote
_LETTER_FROM = regex(
    r"(?:(?:[Jj]oint|[Oo]pen)\s)?(?:[Ll]etter|[Mm]emo(?:randum)?|[Ee]-?mail|[Tt]elegram)\sfrom\s(?P<who>[^\W\d_a-z][^,;]{2,60}?)(?=,|\sto\s)"
)
# ", filed 2 May 2016", "company no. 0812345": what a register says of its papers
_RECORDED = regex(
    r"\b(?:filed|registered|lodged|déposée?s?|enregistrée?s?|eingereicht|eingetragen|depositad[oa]s?|registrad[oa]s?|зарегистрирован\w*|внесен\w*)\b|\b(?:[Ff]ile|[Cc]ompany|[Rr]egistration|[Dd]ocket)\s[Nn]o\."
)
_ENDS_WITH_DAY = regex(r",\s(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.?\s\d{1,2},)\s(?:19|20)\d\d\.?$")
_HANSARD = regex(r"(?:HC|HL)\s+Deb\b|\d+\s+Cong\.\s+Rec\.")
_LETTER = regex(
    r"^(?P<who>[^\W\d_a-z][\w.’'-]+(?:\s[^\W\d_a-z][\w.’'-]+){0,3})\s+to\s+[^\W\d_a-z][\w.’'-]+(?:\s[^\W\d_a-z][\w.’'-]+){0,3}$"
)


def read_filed(context: Context, start: int, end: int) -> bool:
    """Read "Letter from the Bar to the ministry, 14 September 2016, on file with …", "ГАРФ. Ф. 1235. Оп. 122. Д. 45."."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    words = text[lead:]
    quotes = [quote for quote in quoted_spans(words) if quote.depth == 0]
    kept = bool(_SHELF.search(words)) or bool(_ARCHIVE.search(words) and "," in words)
    body = 0 if kept or _DOCUMENT.match(words) or not _RECORDED.search(words) else behind_issuers(words, 0)
    named = _DOCUMENT.match(words, body) or _HANSARD.match(words)
    plain = "".join(words[a:b] for a, b in _outside([quote.span for quote in quotes], len(words)))
    listed = _goes_on(context, start, words)
    if not (kept or named or listed) or len(words.split()) > MAX_WORDS or grammar.SENTENCE_VERB.search(plain) or speaks(plain):
        return False
    details = read_details(words, context.publishers)
    if not (details.issued or details.accessed or details.archive or _SHELF.search(words) or details.url):
        return False
    place = _named(words, quotes[0].inner if quotes else None, body)
    writer = _LETTER_FROM.match(words)
    title = clean_title(strip_emphasis(words[slice(*place)])) if place else None
    letter = _LETTER.match(title) if title else None
    writer = writer or letter
    citation = Citation(
        form=Form.FULL,
        type="manuscript" if kept else "document",
        title=title or None,
        authors=(name_of(writer["who"]),) if writer and grammar.is_person(writer["who"]) and not is_city(writer["who"]) else (),
        publisher=words[:body].rstrip(" ,.") or None,
        publisher_place=details.place,
        issued=details.issued,
        date_printed=details.date_printed,
        number=details.number,
        page=details.pages,
        archive=details.archive or (_kept_at(words) if kept else None),
        medium="letter" if letter else None,
        url=details.url,
        signal=signal,
        language=language_of_title(title) if title else None,
    )
    if quotes:
        context.titles.append((start + lead + quotes[0].span[0], start + lead + quotes[0].span[1]))
    span = (start + lead + place[0], start + lead + place[1]) if place else None
    context.add(citation, start + lead, end, title=span, confidence=0.5)
    return True


# "President Enkh Dorj, address to parliament, Ulaanbaatar, 1 October 2001": who spoke, and what it was
_SPEECH = regex(
    r"""(?P<who>[^\W\d_a-zа-яё][^,;:“”\"«»*\d]{2,70}),\s+(?P<what>(?:(?:opening|closing|keynote|televised|public|joint|written|oral|annual|inaugural|radio)\s+)*(?:address|speech|remarks|statement|testimony|lecture|keynote|sermon
    |press\s+conference|press\s+briefing|news\s+conference|briefing|comments|answers?|replies|выступление|обращение|речь|послание|заявление|пресс-конференция|суханронӣ|Rede|Ansprache|Vortrag|discours|allocution|discurso)\b[^,;“”\"«»*]{0,90})(?=,)""",
    re.VERBOSE,
)
# "Telegram from … to …, 3 August 1966, *Foreign Relations of the United States*, …": a document printed in a collection
_COLLECTED = regex(
    r"(?P<name>[^*;“”\"«»]{8,200}?),\s+(?P<date>[^*,;]{3,20}(?:,\s)?\d{4}),\s+(?:in:?\s+)?\*(?P<host>[^*]{4,120})\*"
)
# "The draft is in RGASPI, f. 122, op. 1, d. 68, l. 3": a shelf that a sentence ends with
_SHELVED = regex(
    r"(?P<archive>(?=\w*[A-ZА-Я]\w*[A-ZА-Я])[A-ZА-Я]\w{2,9}(?:\s[A-ZА-Я]{2,6})?),?\s+(?:[fFфФ](?:ond|онд)?\.?\s?[РRP]?-?\d+)(?:,\s(?:op|оп|d|д|dd|дд|l|л|ll|лл|ob|об)\.\s?[\d–-]+\w{0,3}){1,4}\.?$"
)


def read_speech(context: Context, start: int, end: int) -> bool:
    """Read "President Enkh Dorj, address to parliament, Ulaanbaatar, 1 October 2001"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _SPEECH.match(text, lead)
    if not match or len(text.split()) > MAX_WORDS or grammar.SENTENCE_VERB.search(text) or speaks(text):
        return False
    details = read_details(text[match.end() :], context.publishers)
    if not details.issued or len(details.outlets) > 1:
        return False
    person = match["who"].strip()
    citation = Citation(
        form=Form.FULL,
        type="document",
        title=match["what"].strip(),
        authors=(writer_of(person),),
        publisher_place=details.place or next(iter(details.outlets), None),
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
        language=language_of_title(match["what"]),
    )
    place = (start + match.start("what"), start + match.end("what"))
    context.add(citation, start + lead, end, title=place, confidence=0.6)
    return True


def read_collected(context: Context, start: int, end: int) -> bool:
    """Read "Telegram from the embassy, 3 August 1966, *Foreign Relations of the United States*, vol. XXIV, doc. 371"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _COLLECTED.match(text, lead) if "*" in text else None
    date = read_date(match["date"]) if match else None
    if not match or not date or not date.day or not _DOCUMENT.match(match["name"]) or speaks(match["name"]):
        return False
    details = read_details(text[match.end() :], context.publishers)
    title = clean_title(match["name"])
    citation = Citation(
        form=Form.FULL,
        type="document",
        title=title,
        container_title=match["host"],
        volume=details.volume,
        number=details.number,
        page=details.pages,
        issued=date,
        date_printed=match["date"],
        url=details.url,
        signal=signal,
        language=language_of_title(title),
    )
    place = (start + match.start("name"), start + match.end("name"))
    context.add_titled(citation, start + lead, end, title=place, confidence=0.6)
    return True


def read_shelved(context: Context, start: int, end: int) -> bool:
    """Read the shelf that a sentence ends with: "The draft is in RGASPI, f. 122, op. 1, d. 68, l. 3"; the rest is prose."""
    text = context.text[start:end]
    match = _SHELVED.search(text) if "." in text else None
    if not match:
        return False
    if text[: match.start()].strip(TRAILING):
        context.prose.append((start, start + match.start()))
    citation = Citation(form=Form.FULL, type="manuscript", archive=match[0].rstrip("."))
    context.add(citation, start + match.start(), end, confidence=0.6)
    return True


# "S/2013/413", "UN Doc. A/HRC/28/4", "CAT/C/TJK/CO/2": a document that goes by its symbol; not "RFE/RL"
_SYMBOL = regex(
    r"(?:(?:U\.?N\.?\s+)?[Dd]oc(?:ument)?\.?\s+)?(?P<symbol>[A-Z]{1,6}(?:/[A-Z\d][\w.()-]*){1,6}(?:\s\((?:19|20)\d\d\))?)(?=,\s|\s\(|\.?$)"
)


# "S/2020/418, annex": a part without a number
_PART_ALONE = regex(r"(?:annex(?:es)?|appendix|appendices|enclosures?|summary|приложени[ея])", re.IGNORECASE)


def read_symbol(context: Context, start: int, end: int) -> bool:
    """Read "S/2013/413, annex 5.2, paras. 12–15": a document cited by its symbol and the places in it."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _SYMBOL.match(text, lead)
    if not match or not re.search(r"[/.]\d", match["symbol"]) or len(text.split()) > MAX_SYMBOL_WORDS:
        return False
    details = read_details(text[match.end() :], context.publishers)
    if not details.issued and (year := re.search(r"\(((?:19|20)\d\d)\)$", match["symbol"])):
        details.issued, details.date_printed = PartialDate(year=int(year[1])), year[1]
    if any(not _PART_ALONE.fullmatch(outlet) for outlet in details.outlets) or quoted_spans(text):
        return False
    symbol = match["symbol"].rstrip(".")
    citation = Citation(
        form=Form.FULL,
        type="report",
        title=symbol,
        number=symbol,
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
    )
    context.add(
        citation,
        start + lead,
        end,
        title=(start + match.start("symbol"), start + match.start("symbol") + len(symbol)),
        confidence=0.7,
    )
    return True


def _goes_on(context: Context, start: int, words: str) -> bool:
    """Whether a list of documents goes on: "letter of …, 12 May 2011; wire to Geneva no. 44, 3 June 2011"."""
    before = context.citations[-1] if context.citations else None
    if before is None or before.type not in ("document", "manuscript") or before.form is not Form.FULL:
        return False
    return context.text[before.span[1] : start].strip() in (";", "; and") and bool(_ENDS_WITH_DAY.search(words))


def _outside(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    bounds = [0, *(place for span in spans for place in span), length]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


# " of 14 September 2016", " of February 4", whose year stands behind a comma
_DATE_OF_NAME = regex(
    r"\s+(?:dated\s+|of\s+)?(?:\d{1,2}\s+)?[^\W\d_]+\s+(?:\d{1,2},\s+)?(?:19|20)\d\d.*$|\s+(?:dated|of|on)\s+[A-Z][a-z]{2,8}\s\d{1,2}$"
)


def _named(words: str, quoted: tuple[int, int] | None, begin: int) -> tuple[int, int] | None:
    """Where the document's name stands: its quoted title, else the first part from `begin` that is no date, shelf or archive."""
    if quoted:
        return quoted
    for match in re.compile(r"[^,;]+").finditer(words, begin):
        part = match[0].strip(TRAILING)
        if not part or _SHELF.search(part) or _ARCHIVE.search(part) or re.fullmatch(r"\d.*", part):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        date = _DATE_OF_NAME.search(part)
        return start, start + (date.start() if date and date.start() > 0 else len(part))
    return None


def _kept_at(words: str) -> str | None:
    """The archive and the shelf, as printed."""
    parts = [part.strip(TRAILING) for part in words.split(",")]
    return ", ".join(part for part in parts if _SHELF.search(part) or _ARCHIVE.search(part)) or None

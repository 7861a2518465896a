"""Citations without a title that is marked: words and an address, an outlet and its day.

Enters: a segment of a note. Leaves: a citation in the context, or False when the segment is none of these.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.grammar import read_signal
from citations.parsing.context import Context
from citations.parsing.details import Details, read_details
from citations.parsing.head import Head, is_capitalised, name_of
from citations.parsing.issuers import is_issuer
from citations.parsing.work import is_heading, is_tidy, read_work
from citations.prose import Span, find_address, quoted_spans
from citations.quotation import speaks
from citations.regex import regex

_RESOURCE = regex(r"\s*\[(?:Электронный\s+ресурс|Текст|сайт)\]\.?", re.IGNORECASE)
# between a heading and its medium, as titles of pages print them
_HEADED = regex(r"\s[–—|-]\s|:\s")
_DOMAIN = regex(r"(?:[\w-]+\.)+[a-z]{2,10}", re.IGNORECASE)
# "HC Hansard", "Lok Sabha Debates": the record of a parliament, which its day and column find
_RECORD = regex(r"\b(?:Hansard|Debates|Deb\.?|Official\sReport|Congressional\sRecord|Plenarprotokoll)(?:$|\s)")
# "Letter from Harbour plc to Open Ledger": a paper that somebody sent, whatever paper it was sent to
_SENT = regex(r"(?:[^\W\d_a-z][\w-]*\s){1,3}(?:from|by|of)\s.+\sto\s", re.VERBOSE)
MAX_BARE_WORDS = 12  # "Interfax, 12 September": an outlet and a date without a title; 6 reads 4 citations less
MAX_HEADED_LETTERS = 300
MAX_SIGNED_PARTS = 3  # between commas: two writers and their medium
MAX_MEDIUM_WORDS = 4  # of an outlet that nobody knows, behind an author and a heading


def read_addressed(context: Context, start: int, end: int) -> bool:
    """Words and an address: "Ministry of Justice, Statistics 2014, https://…"; an address alone."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = find_address(text)
    link = None if match else context.link(start, end)
    if not match and not (link and len(text.split()) <= 2 * MAX_BARE_WORDS):
        return False
    details = read_details(text[lead:], context.publishers)
    parts: tuple[str, ...] = tuple(details.outlets)
    if _read_signed(context, (start + lead, end), replace(details, url=details.url or link), signal):
        return True
    if any(speaks(part) for part in parts):
        return False
    parts = (*headed(parts[0], context), *parts[1:]) if parts else ()
    names = grammar.split_names(parts[0]) if parts else []
    authors = tuple(map(name_of, names)) if len(parts) > 1 and names and all(map(grammar.is_person, names)) else ()
    parts = parts[1:] if authors else parts
    is_outlet = len(parts) == 1 and bool(details.issued) and is_medium_name(parts[0], context) and not _DOMAIN.fullmatch(parts[0])
    body = parts[0] if len(parts) > 1 and not authors and is_issuer(parts[0]) and is_heading(parts[1]) else None
    parts = parts[1:] if body else parts
    titled, behind = ((), parts) if is_outlet else (parts[:1], parts[1:])  # "РБК, 5 мая 2012, https://…"
    details = replace(details, outlets=list(behind), url=details.url or link)
    title = _RESOURCE.sub("", titled[0]) if titled else None
    citation = read_work(details, Head(authors=authors, body=body), context, quoted=not body, title=title, signal=signal)
    context.add(citation if behind or body else replace(citation, type="webpage"), start + lead, end, confidence=0.6)
    return True


def read_bare(context: Context, start: int, end: int) -> bool:
    """Read "Interfax, 12 September", "Jane Hollis for Reuters, 3 May 2014": an outlet that is known and a date, no title."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if len(text.split()) > MAX_BARE_WORDS or quoted_spans(text):
        return False
    details = read_details(text[lead:], context.publishers)
    if _read_signed(context, (start + lead, end), details, signal):
        return True
    first = details.outlets[0] if details.outlets else ""
    is_named = (
        bool(first) and ":" not in first and len(details.outlets) == 1 and is_capitalised(first) and grammar.names_medium(first)
    )
    is_of_day = bool(details.issued and details.issued.day)
    is_record = is_of_day and len(details.outlets) == 1 and _RECORD.search(first) is not None
    is_known = bool(context.known(first)) or (is_named and is_of_day and not _SENT.match(first)) or is_record
    if not (details.issued and is_known and is_tidy(details)):
        return False
    sure = 0.7 if context.known(first) else 0.5
    if is_record:
        work = read_work(replace(details, outlets=[]), Head(), context, quoted=True, title=first, signal=signal)
        work = replace(work, type="document")
    else:
        work = read_work(details, Head(), context, quoted=True, signal=signal)
    context.add(work, start + lead, end, confidence=sure)
    return True


def _read_signed(context: Context, span: Span, details: Details, signal: str | None) -> bool:
    """Read "Jane Hollis for Reuters, 3 May 2014": who wrote, for which medium, and the day; no title."""
    is_of_day = bool(details.issued and details.issued.day) and 0 < len(details.outlets) <= MAX_SIGNED_PARTS
    head = Head.read(", ".join(details.outlets), context) if is_of_day else Head()
    if not (head.outlet and head.authors):
        return False
    context.add(read_work(replace(details, outlets=[]), head, context, quoted=True, signal=signal), *span, confidence=0.6)
    return True


def headed(words: str, context: Context) -> tuple[str, ...]:
    """A heading and the medium printed with it, of "Floods – Radio Azattyk" or "Radio Azattyk: Floods"; other words alone."""
    for match in _HEADED.finditer(words) if len(words) <= MAX_HEADED_LETTERS else ():
        before, after = words[: match.start()].strip(), words[match.end() :].strip()
        if ":" not in match[0] and is_medium_name(after, context):
            return before, after
        if is_medium_name(before, context) and is_heading(after):
            return after, before
    return (words,)


def is_medium_name(words: str, context: Context) -> bool:
    """Whether a few words name a news medium: by a word of theirs, as one that is known, or by its domain."""
    named = context.known(words) or grammar.names_medium(words) or _DOMAIN.fullmatch(words)
    return bool(named) and len(words.split()) <= MAX_MEDIUM_WORDS and is_capitalised(words[:1].upper() + words[1:])

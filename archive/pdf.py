"""A PDF to a `Page`: the text layer of its pages, title and dates of its information dictionary.

Enters: the bytes. Leaves: a `Page`; a scan without a text layer bears the sign `no-text-layer`. Runs in the worker
process. Standard: ISO 32000-1, 14.3.3 (document information) and 7.9.4 (dates).
"""

from __future__ import annotations

import re
from typing import Any

from archive.page import MAX_FACT, MAX_TEXT, DateWitness, Page, Sign, unreadable
from citations.language import language_of
from citations.partial_date import PartialDate, find_dates, is_possible

MAX_PAGES = 600
TEXT_LAYER = 20  # characters a page on average; less is page numbers stamped on a scan
COVER_CHARACTERS = 3000  # the cover and the first page, where a report prints its date


def read_pdf(body: bytes) -> Page:
    """Return what a PDF says; one that is encrypted or damaged is unreadable, with the reason."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no stubs

    try:
        with pypdfium2.PdfDocument(body) as document:
            length = len(document)
            count = min(length, MAX_PAGES)
            text = "\n".join(_page_text(document[index]) for index in range(count))[:MAX_TEXT].strip()
            facts = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        return unreadable(f"a PDF that cannot be opened ({error})", mime="application/pdf")
    cut = length > MAX_PAGES
    signs = [Sign.NO_TEXT_LAYER] if len(text) < TEXT_LAYER * max(1, count) else []
    return Page(
        mime="application/pdf",
        title=_title(facts, text),
        headings=tuple(line[:MAX_FACT] for line in text.split("\n")[:6] if line.strip()),
        byline=(facts.get("Author") or "")[:MAX_FACT] or None,
        language=language_of(text),
        text=text,
        article=text,
        dates=(*_printed(text), *_stamped(facts)),
        signs=(*signs, *((Sign.TEASER,) if cut else ())),
    )


def _page_text(page: Any) -> str:
    """The text of a page; a word cut at a line's end is joined, lines of a paragraph are not."""
    raw = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("￾\n", "").replace("￾", "")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in raw.split("\n"))
    return re.sub(r"(\w)\u00ad\n?", r"\1", "\n".join(line for line in lines if line))


def _title(facts: dict[str, str], text: str) -> str | None:
    told = re.sub(r"\s+", " ", facts.get("Title") or "").strip()
    if told and not re.search(r"\.(?:docx?|indd|pdf|qxd)$|^(?:microsoft word|untitled|layout)", told, re.IGNORECASE):
        return told[:MAX_FACT]
    return next((line.strip()[:MAX_FACT] for line in text.split("\n") if len(line.strip()) > 8), None)


def _printed(text: str) -> tuple[DateWitness, ...]:
    found = find_dates(text[:COVER_CHARACTERS], years=False)
    return tuple(
        DateWitness(date=one.date, printed=one.printed, place="text", kind="shown", detail="on the first pages")
        for one in found
        if one.date.year
    )[:20]


def _stamped(facts: dict[str, str]) -> tuple[DateWitness, ...]:
    """The file's own dates: when it was made, which may be long after the text was published."""
    made = []
    for key, kind in (("CreationDate", "shown"), ("ModDate", "modified")):
        if match := re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", facts.get(key) or ""):
            date = PartialDate(year=int(match[1]), month=int(match[2]), day=int(match[3]))
            if is_possible(date):
                made.append(DateWitness(date=date, printed=match[0], place="pdf-metadata", kind=kind, detail=key))
    return tuple(made)

"""A PDF to a `Page`: the text layer of its pages, title and dates of its information dictionary.

Enters: the bytes. Leaves: a `Page`; a scan without a text layer bears the sign `no-text-layer`. Runs in the worker
process. Standard: ISO 32000-1, 14.3.3 (document information) and 7.9.4 (dates).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

from archive.page import MAX_FACT, MAX_TEXT, DateWitness, Page, Sign, unreadable
from citations.language import language_of
from citations.partial_date import PartialDate, find_dates, is_possible
from citations.readers.numbering import raised
from citations.readers.pdf_lines import RAISED_SIZE

MAX_PAGES = 600
TEXT_LAYER = 20  # characters a page on average; less is page numbers stamped on a scan
LONGEST_MARK = 4  # digits of a note's number
MARK_CONTEXT = 20  # characters before a raised number, by which it is found in the page's text
MIN_RAISE = 0.1  # of the letters' size: indices stand lower, numbers in small type as high
# digits behind a word, a number or a mark: "12" in "hall12", "99712" in "199712"; not a fraction's, not those of "in 12"
_GLUED_DIGITS = re.compile(r"(?<=[^\s/⁄])\d{1,12}(?![\d/⁄])")
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
    """The text of a page; a word cut at a line's end is joined, lines of a paragraph are not; raised digits are superscripts."""
    textpage = page.get_textpage()
    raw = textpage.get_text_bounded().replace("\r\n", "\n")
    done = 0
    for plain, shown in _raised_digits(textpage):
        if (place := raw.find(plain, done)) >= 0:
            done = place + len(plain)
            raw = raw[:place] + shown + raw[done:]
    raw = raw.replace("\ufffe\n", "").replace("\ufffe", "")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in raw.split("\n"))
    return re.sub(r"(\w)\u00ad\n?", r"\1", "\n".join(line for line in lines if line))


def _raised_digits(textpage: Any) -> Iterator[tuple[str, str]]:
    """Yield the words before each raised number, with its digits as they stand in the text and as superscripts.

    It is the call of a note, or a power; glued to a year it would make another number.
    """
    from pypdfium2 import raw

    text = "".join(chr(raw.FPDFText_GetUnicode(textpage, index) or 32) for index in range(raw.FPDFText_CountChars(textpage)))
    for match in _GLUED_DIGITS.finditer(text.replace("\r\n", " \n")):
        last, places = match.start() - 1, range(match.start(), match.end())
        first = next((place for place in places if _is_raised(textpage, place, last)), None)
        if first is not None and match.end() - first <= LONGEST_MARK:
            before = text[max(0, first - MARK_CONTEXT) : first].rpartition("\n")[2]
            digits = text[first : match.end()]
            yield before + digits, before + raised(digits)


def _is_raised(textpage: Any, place: int, before: int) -> bool:
    """Return whether a digit is smaller and higher than the character `before` its number."""
    (size, foot), (usual, line) = (_size_and_foot(textpage, index) for index in (place, before))
    return size < RAISED_SIZE * usual and foot - line > MIN_RAISE * usual


def _size_and_foot(textpage: Any, index: int) -> tuple[float, float]:
    from pypdfium2 import raw

    matrix, across, up = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    scaled = raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetCharOrigin(textpage, index, across, up)
    size = abs(raw.FPDFText_GetFontSize(textpage, index)) * ((scaled and math.hypot(matrix.c, matrix.d)) or 1.0)
    return size, up.value


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

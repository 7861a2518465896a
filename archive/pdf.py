"""A PDF to a `Page`: the text layer of its pages, title and dates of its information dictionary.

Enters: the bytes. Leaves: a `Page`; what nobody sees of it is its `hidden` text (`archive.reading.pdf_sight`), and a scan without
a text layer bears the sign `no-text-layer`. Runs in the worker process. Standard: ISO 32000-1, 14.3.3 (document information) and
7.9.4 (dates).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from archive.page import MAX_FACT, MAX_TEXT, DateWitness, Page, Sign, unreadable
from archive.reading.blocks import MAX_HIDDEN
from archive.reading.page_furniture import without_furniture
from archive.reading.page_numbers import page_starts
from archive.reading.pdf_plain import plain_letters
from archive.reading.pdf_sight import MAX_OBJECTS, unseen_letters
from citations.language import language_of
from citations.partial_date import PartialDate, find_dates, is_possible
from citations.readers.numbering import raised
from citations.readers.pdf_lines import RAISED_SIZE, drawn_foot
from citations.regex import regex

FACTS = ("Title", "Author", "CreationDate", "ModDate")  # of the information dictionary, those that are read
MIN_TITLE_LETTERS = 9  # of a first line that may be the title: 4 takes "Report 7" for it, 40 passes over one of 34
HEADER_BYTES = 1024  # in which "%PDF" stands, as readers of PDF look for it
MAX_PAGES = 600
MAX_DRAWN = 150  # pages that are drawn to see their letters: 2 s; a page of dark letters alone need not be
TEXT_LAYER = 20  # characters a page on average; less is page numbers stamped on a scan
MIN_RAISE = (
    0.1  # of the letters' size: indices stand lower, numbers in small type as high; 0.0 and 0.2 tell the same, 0.4 leaves marks
)
# digits behind a word, a number or a mark: "12" in "hall12", "99712" in "199712"; not a fraction's, not those of "in 12"
_GLUED_DIGITS = regex(r"(?<=[^\s/⁄])\d{1,12}(?![\d/⁄])")
# The cover and the first page, where a report prints its date: 1000 ends in the contents of one, 10000 takes dates of its text
COVER_CHARACTERS = 3000


def read_pdf(body: bytes, *, page_labels: bool = True) -> Page:
    """Return what a PDF says; one that is encrypted or damaged is unreadable, with the reason.

    Labels that lead in a circle end the process (PDFium follows them for ever): `page_labels` says whether they are asked for.
    """
    import pypdfium2  # type: ignore[import-untyped]  # ships no stubs
    from pypdfium2 import raw

    try:
        with pypdfium2.PdfDocument(body) as document:
            length = len(document)
            count = min(length, MAX_PAGES)
            reader = _Reader(document)
            printed = [reader.page_text(number) for number in range(count)]
            pages = without_furniture(printed)
            text = "\n".join(pages)[:MAX_TEXT].strip()
            labels = [_told(raw.FPDF_GetPageLabel, document, number) if page_labels else "" for number in range(count)]
            starts = page_starts(pages, printed, labels)
            facts = {key: _told(raw.FPDF_GetMetaText, document, key.encode()) for key in FACTS}
    except pypdfium2.PdfiumError as error:
        is_pdf = b"%PDF" in body[:HEADER_BYTES]
        why = f"a PDF that cannot be opened ({str(error).rstrip('.')})" if is_pdf else "no PDF, though it is called one"
        return unreadable(why, mime="application/pdf")
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
        pages=starts,
        hidden="\n".join(reader.hidden)[:MAX_HIDDEN],
        dates=(*_printed(text), *_stamped(facts)),
        signs=(*signs, *((Sign.TEASER,) if cut else ())),
    )


class _Reader:
    """Reads the pages of one document, one after the other; `hidden` gathers what nobody sees of them."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._drawn = 0
        self.hidden: list[str] = []

    def page_text(self, number: int) -> str:
        """Return the text of a page as it is seen; a word cut at a line's end is joined, lines of a paragraph are not."""
        page = self._document[number]
        textpage = page.get_textpage()
        chars = characters_of(textpage)
        unseen = self._unseen(page, textpage, chars)
        if unseen:
            self.hidden.append(_tidied("".join(char for place, char in enumerate(chars) if place in unseen or char.isspace())))
        for place in _raised_digits(textpage, "".join(chars)):
            chars[place] = raised(chars[place])
        return _tidied("".join(char for place, char in enumerate(chars) if place not in unseen))

    def _unseen(self, page: Any, textpage: Any, chars: list[str]) -> frozenset[int]:
        from pypdfium2 import raw

        if raw.FPDFPage_CountObjects(page) > MAX_OBJECTS:
            return frozenset()
        plain, is_all = plain_letters(page)
        if is_all or self._drawn >= MAX_DRAWN:
            return frozenset()
        self._drawn += 1
        return unseen_letters(page, textpage, chars, plain)


def characters_of(textpage: Any) -> list[str]:
    """Return the characters of a page by their numbers, the ends of its lines included."""
    from pypdfium2 import raw

    codes = (raw.FPDFText_GetUnicode(textpage, index) for index in range(raw.FPDFText_CountChars(textpage)))
    return [chr(code or 32) for code in codes]


def _tidied(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\ufffe\n", "").replace("\ufffe", "")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"(\w)\u00ad\n?", r"\1", "\n".join(line for line in lines if line))


def _raised_digits(textpage: Any, text: str) -> Iterator[int]:
    """Yield the places of raised digits behind a word, a number or a mark.

    They are the call of a note, or a power; glued to a year they would make another number.
    """
    for match in _GLUED_DIGITS.finditer(text.replace("\r\n", " \n")):
        last, places = match.start() - 1, range(match.start(), match.end())
        first = next((place for place in places if _is_raised(textpage, place, last)), None)
        if first is not None:
            yield from range(first, match.end())


def _is_raised(textpage: Any, place: int, before: int) -> bool:
    """Return whether a digit is smaller and higher than the character `before` its number, or drawn raised by its font."""
    (size, foot), (usual, line) = (_size_and_foot(textpage, index) for index in (place, before))
    return (size < RAISED_SIZE * usual and foot - line > MIN_RAISE * usual) or drawn_foot(textpage, place, foot, size) > foot


def _size_and_foot(textpage: Any, index: int) -> tuple[float, float]:
    from pypdfium2 import raw

    matrix, across, up = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    scaled = raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetCharOrigin(textpage, index, across, up)
    size = abs(raw.FPDFText_GetFontSize(textpage, index)) * ((scaled and math.hypot(matrix.c, matrix.d)) or 1.0)
    return size, up.value


def _told(ask: Callable[..., int], document: Any, what: int | bytes) -> str:
    """Return what PDFium tells of a document in UTF-16; halves of letters, which some files hold, are replaced."""
    size = ask(document, what, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(document, what, buffer, size)
    return buffer.raw[:size].decode("utf-16-le", errors="replace").rstrip("\0")


def _title(facts: dict[str, str], text: str) -> str | None:
    told = re.sub(r"\s+", " ", facts.get("Title") or "").strip()
    if told and not re.search(r"\.(?:docx?|indd|pdf|qxd)$|^(?:microsoft word|untitled|layout)", told, re.IGNORECASE):
        return told[:MAX_FACT]
    return next((line.strip()[:MAX_FACT] for line in text.split("\n") if len(line.strip()) >= MIN_TITLE_LETTERS), None)


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

"""The printed lines of a PDF file: words, raised digits as superscripts, italics as `*…*`, size and place.

Enters: the bytes. Leaves: `Line`s in the order of reading. Everything is read from the boxes of the characters. Standard:
ISO 32000-1, 9.4 (text); PDFium gives characters in the order of reading. Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from citations.errors import InputError
from citations.readers.flat_text import ASTERISK
from citations.readers.numbering import SUPERSCRIPTS, note_start, raised
from citations.regex import regex

MAX_PAGES = 1500
MAX_CHARACTERS = 5_000_000
MAX_PAGE_CHARACTERS = 200_000  # a page of a newspaper has about 40,000
MAX_LINE_CHARACTERS = 10_000  # PDFium cuts a string at 32,767, unsaid
TEXT_LAYER = 20  # characters a page on average; fewer are page numbers stamped on a scan
RAISED_SIZE = 0.8  # of the line's size: a smaller digit is a note's number; 0.6 misses one of 0.7, 0.97 takes one of 0.9
RAISED_BY = 0.2  # of the line's size: a digit whose foot stands that much higher is one too; at 0.4 five layouts lose their calls
# of its size is a letter that the font draws raised; of 46 PDFs of `tests/sweep.py pdfs` 0.3 reads as many, 1 loses eight
DRAWN_SMALL = 0.6
MOST_RAISED = 0.7  # of the line's size: letters as high beside a larger one stand behind an initial of two lines
LONGEST_MARK = 12  # letters: "lxxxviii" has eight
LONGEST_SIGNS = 99  # signs of one mark, a bound on what an expression takes in: the 396th note with Word's four signs
# of a line's letters: more are no marks; 0.1 to 1 change none of 38 PDFs of `tests/test_readers_pdf*.py`
MOST_MARKS = 0.5
LETTER_GAP = 0.1  # of the line's size: letters stand nearer, words farther; PDFium gives some fonts letter by letter
# of the line's size: words stand nearer, columns farther; 0.4 to 5 change none of those 38: PDFium parts columns itself
WORD_GAP = 1.2
_ITALIC_FLAG = 1 << 6  # ISO 32000-1, table 123
RAISED_START = note_start("raised")
# letters and signs set raised, between two characters that no text holds (Unicode 23.7); a mark is no longer than "lxxxviii"
_RAISED, _LOWERED = "\ufdd0", "\ufdd1"
RAISED_LETTERS = regex(f"{_RAISED}([^{_RAISED}{_LOWERED}]{{1,{LONGEST_SIGNS}}}){_LOWERED}")
_HARM = "it is damaged or made to harm; save it anew"
_LIST_NUMBER = regex(r"[\[(]?\d{1,4}[\].)]{1,2}$")  # matches: 12. [12]    does not: 12
_LETTERS = regex(rf"[a-zA-Z]{{1,{LONGEST_MARK}}}|[*∗†‡§¶‖#]{{1,{LONGEST_SIGNS}}}")
_HYPHENS = regex("[\u00ad\u2010\x02\ufffe]")  # U+0002 and U+FFFE are PDFium's for one at a line's end
_BRACKETED = regex(rf"[\[(]([{SUPERSCRIPTS}]+)[\])]")  # [¹], all of it raised
_BACK = regex(r"\s*[↩↑⏎]\ufe0e?$")  # the link back that a printed web page leaves behind a note


@dataclass(slots=True)
class Line:
    """One printed line: its words with raised digits as such and `*…*` for italics, its size in points, its place on the page."""

    text: str
    size: float
    page: int
    left: float
    right: float
    foot: float
    height: float  # of the page
    label: int | None = None  # of the note that begins with this line


def lines_of(body: bytes) -> Iterator[Line]:
    """Yield the lines. Raises InputError for a file that is locked, damaged, a scan, too long or made to harm."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no stubs

    try:
        with pypdfium2.PdfDocument(body) as document:
            if len(document) > MAX_PAGES:
                raise InputError(f"the PDF has {len(document)} pages; at most {MAX_PAGES} were expected: split it")
            characters = 0
            for number in range(len(document)):
                page = document[number]
                for line in _with_list_numbers(list(_page_lines(page, number))):
                    characters += len(line.text)
                    yield line
                page.close()
                if characters > MAX_CHARACTERS:
                    raise InputError(f"the PDF holds more than {MAX_CHARACTERS // 1_000_000} million characters: split it")
            if characters < TEXT_LAYER * len(document):
                raise InputError("the PDF holds pictures of pages and no text: have its text recognised (OCR) and save it anew")
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise InputError("the PDF is locked with a password: save it without one and try again") from None
        raise InputError(
            f"the PDF cannot be opened ({str(error).rstrip('.')}): it is damaged; save it anew and try again"
        ) from None


@dataclass(frozen=True, slots=True)
class _Char:
    """One character: its edges, its baseline and its size in points, its index on the page."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    index: int


def _page_lines(page: Any, number: int) -> Iterator[Line]:
    textpage = page.get_textpage()
    height = page.get_height()
    before: Line | None = None
    for chars in _printed_lines(textpage):
        if len(chars) > MAX_LINE_CHARACTERS:
            raise InputError(
                f"page {number + 1} of the PDF has a line of {len(chars)} characters, as none that is printed: {_HARM}"
            )
        line = _line(chars, textpage, number, height)
        if line is None:
            continue
        if before and _is_number_of(before, line):
            line.text, line.left = f"{_raised(before.text)} {line.text}", before.left
        elif before and _is_mark_of(line, before):
            before.text, before.right = before.text + _raised(line.text), line.right
            continue
        elif before and _is_same_line(before, line):
            space = "" if is_mark(line) or line.left - before.right < LETTER_GAP * line.size else " "
            before.text, before.right = f"{before.text}{space}{line.text}", line.right
            continue
        elif before:
            yield before
        before = line
    if before:
        yield before
    textpage.close()


def _with_list_numbers(lines: list[Line]) -> list[Line]:
    """Put the number of a list's item before its first line, wherever on the page the file draws it."""
    numbers = [line for line in lines if _LIST_NUMBER.match(line.text)]
    taken: set[int] = set()
    for number in numbers:
        near = [
            line
            for line in lines
            if line is not number
            and abs(line.foot - number.foot) < 0.2 * line.size
            and 0 <= line.left - number.right < 3 * line.size
            and not _LIST_NUMBER.match(line.text)
        ]
        if near:
            first = min(near, key=lambda line: line.left)
            first.text, first.left = f"{number.text} {first.text}", number.left
            taken.add(id(number))
    return [line for line in lines if id(line) not in taken]


def _printed_lines(textpage: Any) -> Iterator[list[_Char]]:
    from pypdfium2 import raw

    box, matrix, across, up = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    sizes: dict[tuple[float, float], float] = {}
    line: list[_Char] = []
    if (count := raw.FPDFText_CountChars(textpage)) > MAX_PAGE_CHARACTERS:
        raise InputError(f"a page of the PDF has {count} characters, as none that is printed: {_HARM}")
    for index in range(count):
        char = chr(raw.FPDFText_GetUnicode(textpage, index) or 32)
        if char in "\r\n":
            yield line
            line = []
        elif raw.FPDFText_GetLooseCharBox(textpage, index, box):
            key = (raw.FPDFText_GetFontSize(textpage, index), round(box.top - box.bottom, 1))
            if key not in sizes:
                scaled = raw.FPDFText_GetMatrix(textpage, index, matrix)
                sizes[key] = abs(key[0]) * (math.hypot(matrix.c, matrix.d) or 1.0) if scaled else key[1]
            raw.FPDFText_GetCharOrigin(textpage, index, across, up)
            foot = drawn_foot(textpage, index, up.value, sizes[key]) if char.isascii() and char.isalnum() else up.value
            size = sizes[key] * (DRAWN_SMALL if char.isalpha() and foot != up.value else 1)
            found = _Char(char, box.left, box.right, foot, size, index)
            if line and _is_elsewhere(found, line[-1]):
                yield line
                line = []
            line.append(found)
    yield line


def drawn_foot(textpage: Any, index: int, baseline: float, size: float) -> float:
    """Return where a character stands: above its baseline where the font draws it raised, as OpenType's superscripts are."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return bottom.value if RAISED_BY * size < bottom.value - baseline < size else baseline


def is_mark(line: Line) -> bool:
    """Return whether a line begins with the mark of the word before it."""
    return line.label is None and RAISED_START.match(line.text) is not None


def _is_elsewhere(char: _Char, before: _Char) -> bool:
    """Whether a character begins another line, where PDFium sees none: lower or much higher, and farther left."""
    size, below = max(char.size, before.size), before.foot - char.foot
    return char.left < before.left and (below > 0.6 * size or below < -1.5 * size)


def _is_number_of(number: Line, line: Line) -> bool:
    """Whether a line of digits alone, or of small and raised letters, is the number of the line behind it."""
    above, gap = number.foot - line.foot, line.left - number.right
    is_apart = above > 0.1 * line.size or gap > LETTER_GAP * line.size
    is_letter = _LETTERS.fullmatch(number.text) and number.size < RAISED_SIZE * line.size and above > RAISED_BY * line.size
    return (number.text.isdecimal() or bool(is_letter)) and gap >= -1 and is_apart and -0.2 * line.size < above < line.size


def _is_mark_of(number: Line, before: Line) -> bool:
    """Whether a line of small digits or letters alone is the mark behind the line before it."""
    above = number.foot - before.foot
    smaller, higher = number.size < RAISED_SIZE * before.size, above > RAISED_BY * before.size
    small = (number.text.isdecimal() and (smaller or higher)) or (_LETTERS.fullmatch(number.text) and smaller and higher)
    near = -1 <= number.left - before.right < 0.5 * before.size
    return bool(small) and near and -0.1 * before.size < above < 0.8 * before.size


def _is_same_line(before: Line, line: Line) -> bool:
    """Whether what PDFium gives as a line goes on with the one before: as high, and nearer than a column."""
    size = max(before.size, line.size)
    return abs(line.foot - before.foot) < 0.2 * size and -1 <= line.left - before.right < WORD_GAP * size


def _line(chars: list[_Char], textpage: Any, page: int, height: float) -> Line | None:
    letters = [char for char in chars if not char.text.isspace()]
    if not letters:
        return None
    marks = _raised_letters(letters)
    plain = [char for char in letters if char not in marks]
    words = [char for char in plain if not char.text.isdecimal()] or plain
    size = usual([char.size for char in words])
    foot = usual([char.foot for char in words if abs(char.size - size) < 0.1 * size])
    return Line(
        text=_marked(chars, textpage, size, foot),
        size=size,
        page=page,
        left=letters[0].left,
        right=max(char.right for char in letters),
        foot=foot,
        height=height,
    )


def _raised_letters(letters: list[_Char]) -> set[_Char]:
    """The few letters that are smaller than the others of their line and stand higher: of "1990.ii", of "viii Ibid."."""
    largest = max(char.size for char in letters)
    foot = usual([char.foot for char in letters if char.size >= RAISED_SIZE * largest])
    small = {
        char for char in letters if char.size < RAISED_SIZE * largest and RAISED_BY < (char.foot - foot) / largest < MOST_RAISED
    }
    marks = {char for char in small if _LETTERS.match(char.text)}
    return marks if len(marks) <= MOST_MARKS * len(letters) else set()


def usual(values: list[float]) -> float:
    """Return the middle one of `values`."""
    return float(median_low(values))


def _marked(chars: list[_Char], textpage: Any, size: float, foot: float) -> str:
    """Return a line's words: raised digits as superscripts, `*…*` around italics."""
    pieces: list[str] = []
    italic, in_mark, before = False, False, " "
    for char in chars:
        smaller, higher = char.size < RAISED_SIZE * size, char.foot - foot > RAISED_BY * size
        is_digit = char.text.isdecimal() and char.text.isascii()
        is_raised = is_digit and (smaller or higher) and char.foot > foot - 0.1 * size
        is_letter = smaller and higher and _LETTERS.match(char.text) is not None
        if is_letter != in_mark:
            pieces.append(_RAISED if is_letter else _LOWERED)
            in_mark = is_letter
        if char.text.isalnum() and not before.isalnum() and (now := _is_italic(textpage, char.index)) != italic:
            _switch(pieces, italic=now)
            italic = now
        pieces.append(raised(char.text) if is_raised else ASTERISK if char.text == "*" else char.text)
        before = " " if is_raised or is_letter else char.text
    pieces += [_LOWERED] * in_mark
    if italic:
        _switch(pieces, italic=False)
    words = _BRACKETED.sub(r"\1", _HYPHENS.sub("-", "".join(pieces)))
    return _BACK.sub("", re.sub(r"\s+", " ", words).strip())


def _raised(number: str) -> str:
    """Return a number as it is kept when raised: superscript digits, or letters that are marked as such."""
    return raised(number) if number.isdecimal() else f"{_RAISED}{number}{_LOWERED}"


def without_raised(text: str) -> str:
    """Return text without what marks raised letters."""
    return text.replace(_RAISED, "").replace(_LOWERED, "")


def _switch(pieces: list[str], *, italic: bool) -> None:
    """Open emphasis here, or close it behind the last word: what stands between two words belongs to neither."""
    place = len(pieces)
    while not italic and place and not pieces[place - 1].isalnum():
        place -= 1
    pieces.insert(place, "*")


def _is_italic(textpage: Any, index: int) -> bool:
    from pypdfium2 import raw

    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return bool(flags.value & _ITALIC_FLAG) or re.search(rb"italic|oblique", name.value, re.IGNORECASE) is not None

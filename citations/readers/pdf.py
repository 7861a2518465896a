"""PDF files: body and notes told apart by the size of their letters, raised numbers read as marks.

Enters: the bytes. Leaves: a `Document`. What a page is made of (running heads, page numbers, the two sizes of text, raised
numbers, italics) is read from the boxes of its characters; pages torn apart are joined as in plain text (`torn`).
Runs in the worker process. Standard: ISO 32000-1, 9.4 (text); PDFium gives characters in the order of reading.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from citations.document import Document
from citations.errors import InputError
from citations.readers.flat_text import ASTERISK
from citations.readers.numbering import SUPERSCRIPTS, longest_rise, lowered, note_start, number_of, raised
from citations.readers.text import PAGE_NUMBER, read_raised
from citations.readers.torn import Block

MAX_PAGES = 1500
MAX_CHARACTERS = 5_000_000
MAX_PAGE_CHARACTERS = 200_000  # a page of a newspaper has about 40,000
MAX_LINE_CHARACTERS = 10_000  # PDFium cuts a string at 32,767, unsaid
TEXT_LAYER = 20  # characters a page on average; fewer are page numbers stamped on a scan
RAISED_SIZE = 0.8  # of the line's size: a smaller digit is a note's number
RAISED_BY = 0.2  # of the line's size: a digit whose foot stands that much higher is one too
SMALL_SIZE = 0.94  # of the body's size: smaller lines are notes, captions, tables
NEW_PARAGRAPH_GAP = 1.35  # of the usual distance of lines
WORD_GAP = 1.2  # of the line's size: words stand nearer, columns farther
INDENT = 0.7  # of the line's size
FURNITURE_PAGES = 3  # a line at the edge of that many pages, in the same place, is a running head
MAX_HEAD = 150  # characters of a running head
HYPHENATED = 0.03  # of all lines: where more end in a hyphen, words were cut; compounds alone end fewer than one in fifty
_EDGE = 0.12  # of the page's height: where running heads and page numbers stand
_ITALIC_FLAG = 1 << 6  # ISO 32000-1, table 123
_BACK = re.compile(r"\s*[↩↑⏎]\ufe0e?$")  # the link back that a printed web page leaves behind a note
_HARM = "it is damaged or made to harm; save it anew"
_RAISED_START = note_start("raised")
_START = note_start("raised", "bracket", "plain", "bare")


@dataclass(slots=True)
class _Line:
    """One printed line: its words with raised digits as such and `*…*` for italics, its size in points, its place on the page."""

    text: str
    size: float
    page: int
    left: float
    right: float
    foot: float
    height: float  # of the page
    label: int | None = None  # of the note that begins with this line


def read_pdf(body: bytes) -> Document:
    """Return the `Document` in a PDF file. Raises InputError for one that is locked, damaged, a scan, or too long."""
    lines = _without_furniture(list(_lines(body)))
    size = _body_size(lines)
    _find_notes(lines, size)
    cut = sum(line.text.endswith("-") for line in lines)
    return read_raised(list(_blocks(lines, size)), "pdf", is_hyphenated=cut > HYPHENATED * len(lines))


def _lines(body: bytes) -> Iterator[_Line]:
    import pypdfium2  # type: ignore[import-untyped]  # ships no stubs

    try:
        with pypdfium2.PdfDocument(body) as document:
            if len(document) > MAX_PAGES:
                raise InputError(f"the PDF has {len(document)} pages; at most {MAX_PAGES} were expected: split it")
            characters = 0
            for number in range(len(document)):
                page = document[number]
                for line in _page_lines(page, number):
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
        raise InputError(f"the PDF cannot be opened ({error}): it is damaged; save it anew and try again") from None


@dataclass(frozen=True, slots=True)
class _Char:
    """One character: its edges, its baseline and its size in points, its index on the page."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    index: int


def _page_lines(page: Any, number: int) -> Iterator[_Line]:
    textpage = page.get_textpage()
    height = page.get_height()
    before: _Line | None = None
    for chars in _printed_lines(textpage):
        if len(chars) > MAX_LINE_CHARACTERS:
            raise InputError(
                f"page {number + 1} of the PDF has a line of {len(chars)} characters, as none that is printed: {_HARM}"
            )
        line = _line(chars, textpage, number, height)
        if line is None:
            continue
        if before and _is_number_of(before, line):
            line.text, line.left = f"{raised(before.text)} {line.text}", before.left
        elif before and _is_mark_of(line, before):
            before.text, before.right = before.text + raised(line.text), line.right
            continue
        elif before and _is_same_line(before, line):
            space = "" if _is_mark(line) else " "
            before.text, before.right = f"{before.text}{space}{line.text}", line.right
            continue
        elif before:
            yield before
        before = line
    if before:
        yield before
    textpage.close()


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
                sizes[key] = key[0] * (math.hypot(matrix.c, matrix.d) or 1.0) if scaled else key[1]
            raw.FPDFText_GetCharOrigin(textpage, index, across, up)
            found = _Char(char, box.left, box.right, up.value, sizes[key], index)
            if line and _is_below(found, line[-1]):
                yield line
                line = []
            line.append(found)
    yield line


def _is_below(char: _Char, before: _Char) -> bool:
    """Whether a character begins another line, where PDFium sees none: lower, and farther left."""
    return before.foot - char.foot > 0.6 * max(char.size, before.size) and char.left < before.left


def _is_number_of(number: _Line, line: _Line) -> bool:
    """Whether a line of digits alone is the raised number of the line behind it."""
    return number.text.isdecimal() and line.left >= number.right - 1 and -line.size < line.foot - number.foot < 0.2 * line.size


def _is_mark_of(number: _Line, before: _Line) -> bool:
    """Whether a line of small digits alone is the mark behind the line before it."""
    above = number.foot - before.foot
    small = number.text.isdecimal() and (number.size < RAISED_SIZE * before.size or above > RAISED_BY * before.size)
    near = -1 <= number.left - before.right < 0.5 * before.size
    return small and near and -0.1 * before.size < above < 0.8 * before.size


def _is_same_line(before: _Line, line: _Line) -> bool:
    """Whether what PDFium gives as a line goes on with the one before: as high, and nearer than a column."""
    size = max(before.size, line.size)
    return abs(line.foot - before.foot) < 0.2 * size and -1 <= line.left - before.right < WORD_GAP * size


def _line(chars: list[_Char], textpage: Any, page: int, height: float) -> _Line | None:
    letters = [char for char in chars if not char.text.isspace()]
    words = [char for char in letters if not char.text.isdecimal()] or letters
    if not words:
        return None
    size = _usual([char.size for char in words])
    foot = _usual([char.foot for char in words if abs(char.size - size) < 0.1 * size])
    return _Line(
        text=_marked(chars, textpage, size, foot),
        size=size,
        page=page,
        left=letters[0].left,
        right=max(char.right for char in letters),
        foot=foot,
        height=height,
    )


def _usual(values: list[float]) -> float:
    return float(median_low(values))


def _marked(chars: list[_Char], textpage: Any, size: float, foot: float) -> str:
    """Return a line's words: raised digits as superscripts, `*…*` around italics."""
    pieces: list[str] = []
    italic, before = False, " "
    for char in chars:
        if char.text.isalnum() and not before.isalnum() and (now := _is_italic(textpage, char.index)) != italic:
            _switch(pieces, italic=now)
            italic = now
        smaller, higher = char.size < RAISED_SIZE * size, char.foot - foot > RAISED_BY * size
        is_digit = char.text.isdecimal() and char.text.isascii()
        is_raised = is_digit and (smaller or higher) and char.foot > foot - 0.1 * size
        pieces.append(raised(char.text) if is_raised else ASTERISK if char.text == "*" else char.text)
        before = char.text
    if italic:
        _switch(pieces, italic=False)
    words = "".join(pieces).replace("\u00ad", "-").replace("\x02", "-").replace("\ufffe", "-")
    return _BACK.sub("", re.sub(r"\s+", " ", words).strip())


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


def _without_furniture(lines: list[_Line]) -> list[_Line]:
    """Return the lines without running heads and page numbers: what stands at the edge of several pages in the same place."""
    edges = {index for index, line in enumerate(lines) if not _EDGE < line.foot / line.height < 1 - _EDGE}
    heads: dict[tuple[str, int], set[int]] = {}
    numbers: dict[int, set[int]] = {}
    for index in edges:
        line = lines[index]
        heads.setdefault(_head(line), set()).add(line.page)
        if found := PAGE_NUMBER.match(line.text):
            numbers.setdefault(int(found["page"]) - line.page, set()).add(line.page)
    enough = min(FURNITURE_PAGES, max(2, len({line.page for line in lines})))
    gone = {index for index in edges if len(heads[_head(lines[index])]) >= enough and len(lines[index].text) < MAX_HEAD}
    for index in edges:
        found = PAGE_NUMBER.match(lines[index].text)
        if found and len(numbers[int(found["page"]) - lines[index].page]) > 1:
            gone.add(index)
    return [line for index, line in enumerate(lines) if index not in gone]


def _head(line: _Line) -> tuple[str, int]:
    """What makes two lines one running head: their words without numbers, and how high they stand (3 points)."""
    return re.sub(r"\d+|\b[ivxlc]+$", "#", line.text), round(line.foot / 3)


def _body_size(lines: list[_Line]) -> float:
    """The size of most letters in the upper half of the pages, where notes seldom stand."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text) * (3 if line.foot > line.height / 2 else 1)
    return weights.most_common(1)[0][0] if weights else 0.0


def _find_notes(lines: list[_Line], size: float) -> None:
    """Set the label of each line that begins a note: the rising numbers that the marks in the text name."""
    called = {int(lowered(label)) for line in lines for label in re.findall(rf"(?<=\S)[{SUPERSCRIPTS}]+", line.text[1:])}
    small = [
        (index, found) for index, line in enumerate(lines) if (found := _start(line, may_be_plain=line.size < SMALL_SIZE * size))
    ]
    large = [(index, found) for index, line in enumerate(lines) if (found := _start(line, may_be_plain=True))]
    chains = [_chain(starts) for starts in (small, large)]
    best = max(chains, key=lambda chain: len(called & {label for _, label in chain}))
    for index, label in best:
        lines[index].label = label


def _start(line: _Line, *, may_be_plain: bool) -> int | None:
    match = (_START if may_be_plain else _RAISED_START).match(line.text)
    return number_of(match) if match else None


def _chain(starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [starts[place] for place in longest_rise([label for _, label in starts])]


def _blocks(lines: list[_Line], size: float) -> Iterator[Block]:
    """Yield paragraphs and notes: lines that stand close, begin at the same margin and have the same size."""
    gap = _usual_gap(lines)
    notes = [line.size for line in lines if line.label is not None]
    tells = bool(notes) and _usual(notes) < SMALL_SIZE * size
    block: Block | None = None
    before: _Line | None = None
    for line in lines:
        if block and before and not _begins(line, before, block, gap):
            block.text += ("" if _is_mark(line) else "\n") + _text(line)
        else:
            if block:
                yield block
            turned = before is not None and line.page != before.page
            block = Block(_text(line), line.label, after_break=turned, is_small=line.size < SMALL_SIZE * size if tells else None)
        before = line
    if block:
        yield block


def _is_mark(line: _Line) -> bool:
    """Whether a line begins with the mark of the word before it."""
    return line.label is None and _RAISED_START.match(line.text) is not None


def _text(line: _Line) -> str:
    return line.text if line.label is None else _START.sub("", line.text, count=1)


def _usual_gap(lines: list[_Line]) -> float:
    gaps = [
        (one.foot - two.foot) / two.size
        for one, two in zip(lines, lines[1:], strict=False)
        if one.page == two.page and 0 < one.foot - two.foot < 4 * two.size
    ]
    return _usual(gaps) if gaps else 1.2


def _begins(line: _Line, before: _Line, block: Block, gap: float) -> bool:
    """Whether a line begins a paragraph or a note."""
    if line.page == before.page and (_is_mark(line) or (line.label is None and abs(line.foot - before.foot) < 0.2 * line.size)):
        return False
    if line.label is not None or line.page != before.page or abs(line.size - before.size) > 0.06 * before.size:
        return True
    distance = (before.foot - line.foot) / line.size
    if distance < 0 or distance > NEW_PARAGRAPH_GAP * gap:
        return True
    indented = line.left - before.left > INDENT * line.size and line.left - before.left < 6 * line.size
    return indented and block.label is None

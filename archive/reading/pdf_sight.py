"""Which letters of a PDF's page nobody sees: white, cut off, covered, off the page, without ink, of a dot's size.

Enters: a page, its text page, and its characters by their number there. Leaves: the numbers of those unseen. The page is drawn
with its text and without it: a letter is seen where the two differ; those that are seen for certain are passed over
(`archive.reading.pdf_plain`). Letters that leave no mark over the ink of a picture are the
recognition of a scan, and its text. Standard: ISO 32000-1, 8.5 (clipping), 9.3.6 (rendering modes).
"""

from __future__ import annotations

import ctypes
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import Any, NamedTuple

from archive.reading.pdf_plain import bounds_of, is_painted_dark, place_of

# of `tests/sweep.py sight`: 15 lines that nobody sees, 12 that are seen, six typeset briefings
SCALE = 1.5  # pixels a point: letters of 5 points are drawn, and a page takes 2 ms; 0.75 and 3 tell the same
MAX_PIXELS = 4_000_000  # of one drawing, 12 MB; a poster is drawn smaller
MIN_SCALE = 0.3  # below, letters are no longer drawn as such: nothing is said
MAX_OBJECTS = 20_000  # of a page: a map, which would take seconds to draw; a page of 38 drafts of the tests has at most 177
MAX_PICTURE_PIXELS = 20_000_000  # of a page's pictures: two scans of A4 at 300 dots an inch
# of 255: less is white on nearly white; light grey print has 50; 6 misses a hidden line, 96 hides one seen, 12 and 48 none
MIN_CONTRAST = 24
SPECK_POINTS = 1.0  # a letter that is no higher is a dot: 0.2 misses one hidden line, 3 hides 126 letters of the briefings
SCAN_SHARE = 0.5  # of the page, that a scan's pictures cover; 0.1 and 0.9 tell the same: the scans there fill their page
OVER_INK = 0.5  # of a word's letters: the boxes of a recognition lie beside its ink at times; 0.1 and 0.9 tell the same
BESIDE = 3  # pixels by which they do; 0 and 9 tell the same
NESTING = 8  # levels of forms in forms, a bound on forms that hold each other
DRAWN_WITHOUT_FONT = "\u024f"  # the last letter that is drawn though the file does not bring its font
_UNPAINTED = frozenset({3, 7})  # rendering modes: no ink, a clip alone
_FAR = 1000  # points, for the map from a page's places to those of its drawing

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


class Drawing(NamedTuple):
    """A page as pixels, three bytes each, `stride` bytes a line."""

    pixels: bytes
    width: int
    height: int
    stride: int


def unseen_letters(page: Any, textpage: Any, text: Sequence[str], plain: Container[int | None] = ()) -> frozenset[int]:
    """Return the numbers of the characters that nobody sees; none of a page that is too large to be drawn.

    `text` are the characters of `textpage`, in order, `plain` the objects of those that are seen for certain.
    """
    scale = min(SCALE, (MAX_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    objects = list(islice(page.get_objects(max_depth=NESTING), MAX_OBJECTS + 1))
    if scale < MIN_SCALE or _is_heavy(objects):
        return frozenset()
    sight = _Sight(page, textpage, objects, plain, scale)
    return frozenset(number for word in _words(text) for number in sight.unseen(word, text))


def _is_heavy(objects: Sequence[Any]) -> bool:
    return len(objects) > MAX_OBJECTS or sum(map(_picture_pixels, objects)) > MAX_PICTURE_PIXELS


def _picture_pixels(one: Any) -> int:
    from pypdfium2 import raw  # type: ignore[import-untyped]  # ships no stubs

    width, height = ctypes.c_uint(), ctypes.c_uint()
    is_picture = one.type == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFImageObj_GetImagePixelSize(one.raw, width, height)
    return width.value * height.value if is_picture else 0


def _is_scan(page: Any, objects: Sequence[Any]) -> bool:
    """Return whether pictures cover most of the page."""
    from pypdfium2 import raw

    bounds = [bounds_of(one.raw) for one in objects if one.type == raw.FPDF_PAGEOBJ_IMAGE and one.level == 0]
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in bounds)
    return bool(area > SCAN_SHARE * page.get_width() * page.get_height())


def _drawing(page: Any, scale: float, without: Sequence[Any] = ()) -> Drawing:
    """Return the page as it is drawn without some of its objects."""
    from pypdfium2 import raw

    for one in without:
        raw.FPDFPageObj_SetIsActive(one, False)
    bitmap = page.render(scale=scale)
    for one in without:
        raw.FPDFPageObj_SetIsActive(one, True)
    return Drawing(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def _words(text: Sequence[str]) -> Iterator[range]:
    """Yield the numbers of the characters between blanks."""
    blanks = [number for number, char in enumerate(text) if char.isspace()]
    for before, after in pairwise([-1, *blanks, len(text)]):
        if after - before > 1:
            yield range(before + 1, after)


class _Sight:
    """What can be seen of a page's letters, by its drawings with text and without; each is made when it is needed."""

    def __init__(self, page: Any, textpage: Any, objects: Sequence[Any], plain: Container[int | None], scale: float) -> None:
        """Take the page, all its `objects`, and the `plain` ones among them, whose letters are not looked for."""
        from pypdfium2 import raw

        self._page, self._textpage, self._plain, self._scale = page, textpage, plain, scale
        self._letters = [one.raw for one in objects if one.type == raw.FPDF_PAGEOBJ_TEXT]
        self._doubtful = [one for one in self._letters if not is_painted_dark(one)]
        self._doubtful_places = frozenset(map(place_of, self._doubtful))
        self._is_scan = _is_scan(page, objects)
        self._shown = shown = _drawing(page, scale)
        corners = []
        for x, y in ((0, 0), (_FAR, 0), (0, _FAR)):
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page, 0, 0, shown.width, shown.height, 0, x, y, across, down)
            corners.append((across.value, down.value))
        (left, top), far, up = corners
        self._across = (left, (far[0] - left) / _FAR, (up[0] - left) / _FAR)  # pixels, by the place 0, a point of x and one of y
        self._down = (top, (far[1] - top) / _FAR, (up[1] - top) / _FAR)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._raw = raw

    @cached_property
    def _without_doubtful(self) -> Drawing:
        return _drawing(self._page, self._scale, self._doubtful)

    @cached_property
    def _bare(self) -> Drawing:
        return _drawing(self._page, self._scale, self._letters)

    def unseen(self, word: range, text: Sequence[str]) -> Iterator[int]:
        """Yield the numbers of a word's characters that are not seen, each mark as the letter before it."""
        letters = [number for number in word if text[number].isalnum()]
        boxes = {number: self._box(number) for number in letters if self._holder(number) not in self._plain}
        lost = {number for number, box in boxes.items() if box is None or not self._differs(number, box)}
        over_ink = [number for number in lost if (box := boxes[number]) and self._is_inked(box)]
        is_recognised = len(over_ink) >= OVER_INK * len(lost)
        lost = {number for number in lost if not self._may_be_meant(number, text[number], is_recognised=is_recognised)}
        is_lost = bool(letters) and letters[0] in lost
        for number in word if lost else ():
            is_lost = number in lost if text[number].isalnum() else is_lost
            if is_lost:
                yield number

    def _holder(self, number: int) -> int | None:
        """Return the place of the object that a letter stands in."""
        return place_of(self._raw.FPDFText_GetTextObject(self._textpage, number))

    def _box(self, number: int) -> Box | None:
        """Return the place of a letter in the drawing; None where it is off the page or a dot."""
        self._raw.FPDFText_GetCharBox(self._textpage, number, *self._edges)
        x0, x1, y0, y1 = (edge.value for edge in self._edges)
        left, right = sorted(
            start + x * by_x + y * by_y for start, by_x, by_y in (self._across,) for x, y in ((x0, y0), (x1, y1))
        )
        top, bottom = sorted(start + x * by_x + y * by_y for start, by_x, by_y in (self._down,) for x, y in ((x0, y0), (x1, y1)))
        box = (
            max(0, int(left)),
            max(0, int(top)),
            min(self._shown.width, int(right) + 1),
            min(self._shown.height, int(bottom) + 1),
        )
        is_speck = max(x1 - x0, y1 - y0) <= SPECK_POINTS
        return None if is_speck or box[0] >= box[2] or box[1] >= box[3] else box

    def _differs(self, number: int, box: Box) -> bool:
        """Return whether the letter leaves a mark: looked for in its middle first, where letters have most ink."""
        is_doubtful = bool(self._doubtful) and self._holder(number) in self._doubtful_places
        shown, other = self._shown, self._without_doubtful if is_doubtful else self._bare
        left, top, right, bottom = box
        for line in ((top + bottom) // 2, *range(top, bottom)):
            start, end = line * shown.stride + 3 * left, line * shown.stride + 3 * right
            ours, theirs = shown.pixels[start:end], other.pixels[start:end]
            if ours != theirs and max(map(abs, map(int.__sub__, ours, theirs))) >= MIN_CONTRAST:
                return True
        return False

    def _is_inked(self, box: Box) -> bool:
        """Return whether the page without its text shows more than one colour where the letter would stand."""
        left, right = max(0, box[0] - BESIDE), min(self._bare.width, box[2] + BESIDE)
        rows = (line * self._bare.stride for line in range(max(0, box[1] - BESIDE), min(self._bare.height, box[3] + BESIDE)))
        pixels = b"".join(self._bare.pixels[row + 3 * left : row + 3 * right] for row in rows)
        return any(max(pixels[band::3]) - min(pixels[band::3]) >= MIN_CONTRAST for band in range(3))

    def _may_be_meant(self, number: int, letter: str, *, is_recognised: bool) -> bool:
        """Return whether a letter without a mark is a scan's, or one of a font that the file does not bring."""
        raw = self._raw
        holder = raw.FPDFText_GetTextObject(self._textpage, number)
        if not holder:
            return True
        mode, font = raw.FPDFTextObj_GetTextRenderMode(holder), raw.FPDFTextObj_GetFont(holder)
        if is_recognised and (self._is_scan or mode in _UNPAINTED):
            return True
        return letter > DRAWN_WITHOUT_FONT and mode not in _UNPAINTED and not raw.FPDFFont_GetIsEmbedded(font)

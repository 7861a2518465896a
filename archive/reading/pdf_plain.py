"""Which letters of a PDF's page are seen for certain, without a drawing: dark ones on paper that nothing covers.

Enters: a page. Leaves: its text objects that are painted dark, whole and in the page, with nothing but light boxes below them
and nothing above them. Of all others only a drawing tells (`archive.reading.pdf_sight`). Standard: ISO 32000-1, 8.2 (objects
are painted in their order), 9.3.6 (rendering modes).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

MAX_LUMINANCE = 150  # of 255: letters that are darker stand out from paper; 75 and 200 tell the same (`tests/sweep.py sight`)
MIN_LIGHT = 200  # of 255: dark letters stand out from a box of such a colour; 100 misses a hidden line, 250 none
# A line that is no thicker covers no letter; letters that are no higher may be dots. 0.5 draws a page (2 ms) for a rule of 1
# point, 8 passes a bar of 6 points, which strikes letters out
HAIR_POINTS = 2.0
MAX_NOTES = 1_000  # stuck on a page, that are looked at: an index has hundreds of links
MAX_OTHERS = 100  # pictures and boxes of a page, each compared with every letter's object

Bounds = tuple[float, float, float, float]  # left, bottom, right, top in points


def plain_letters(page: Any) -> tuple[frozenset[int | None], bool]:
    """Return the places of the text objects that are seen for certain, and whether they are all the text of the page."""
    from pypdfium2 import raw  # type: ignore[import-untyped]  # ships no stubs

    paper = page.get_bbox()
    objects = [raw.FPDFPage_GetObject(page, number) for number in range(raw.FPDFPage_CountObjects(page))]
    kinds = [raw.FPDFPageObj_GetType(one) for one in objects]
    texts = {n: bounds_of(objects[n]) for n, kind in enumerate(kinds) if kind == raw.FPDF_PAGEOBJ_TEXT}
    plain = {n for n, bounds in texts.items() if _is_inside(bounds, paper) and _is_whole_and_dark(objects[n], bounds)}
    others = [(n, bounds_of(one)) for n, one in enumerate(objects) if n not in plain and not _is_line(one, kinds[n])]
    if len(others) > MAX_OTHERS:
        return frozenset(), False
    light = {n for n, _ in others if kinds[n] == raw.FPDF_PAGEOBJ_PATH and _is_light(objects[n])}
    others += [(len(objects), rect) for rect in _notes(page)]
    seen = {n for n in plain if not any(_hides(n, texts[n], place, box, light) for place, box in others)}
    has_form = raw.FPDF_PAGEOBJ_FORM in kinds
    return frozenset(place_of(objects[n]) for n in seen), len(seen) == len(texts) and not has_form


def place_of(one: Any) -> int | None:
    """Return what tells one object of a page from another."""
    return ctypes.cast(one, ctypes.c_void_p).value


def is_painted_dark(letters: Any) -> bool:
    """Return whether letters are filled with a dark colour."""
    from pypdfium2 import raw

    color = _fill(letters)
    is_dark = color is not None and max(color[:3]) < MAX_LUMINANCE < color[3]
    return bool(is_dark and raw.FPDFTextObj_GetTextRenderMode(letters) == raw.FPDF_TEXTRENDERMODE_FILL)


def bounds_of(one: Any) -> Bounds:
    """Return the edges of an object, in points."""
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(one, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _fill(one: Any) -> tuple[int, int, int, int] | None:
    """Return the colour and the opacity that an object is filled with; None where it is no plain colour."""
    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(one, red, green, blue, alpha)
    return (red.value, green.value, blue.value, alpha.value) if known else None


def _notes(page: Any) -> Iterator[Bounds]:
    """Yield the edges of what is stuck on a page, its links apart: it is painted last."""
    from pypdfium2 import raw

    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_NOTES)):
        note, rect = raw.FPDFPage_GetAnnot(page, number), raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_LINK and raw.FPDFAnnot_GetRect(note, rect):
            yield min(rect.left, rect.right), min(rect.bottom, rect.top), max(rect.left, rect.right), max(rect.bottom, rect.top)
        raw.FPDFPage_CloseAnnot(note)


def _hides(number: int, text: Bounds, place: int, box: Bounds, light: set[int]) -> bool:
    """Whether what is painted at a place in the order may hide letters: above them, or below them and not light."""
    if place < number and place in light:
        return False
    return text[0] < box[2] and box[0] < text[2] and text[1] < box[3] and box[1] < text[3]


def _is_inside(bounds: Bounds, paper: Bounds) -> bool:
    left, bottom, right, top = paper
    return left <= bounds[0] and bounds[2] <= right and bottom <= bounds[1] and bounds[3] <= top


def _is_whole_and_dark(letters: Any, bounds: Bounds) -> bool:
    """Whether letters are painted dark and no dots, and nothing cuts or thins them, or switches them off as a layer does."""
    from pypdfium2 import raw

    is_cut = raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(letters)) > 0
    if is_cut or raw.FPDFPageObj_CountMarks(letters) > 0 or raw.FPDFPageObj_HasTransparency(letters):
        return False
    is_thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= HAIR_POINTS
    return is_painted_dark(letters) and not (is_thin and _is_small(letters))


def _is_small(letters: Any) -> bool:
    """Whether letters are no higher than a hair: one that is thin may be an "i" or a dash."""
    from pypdfium2 import raw

    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    if not (raw.FPDFTextObj_GetFontSize(letters, size) and raw.FPDFPageObj_GetMatrix(letters, matrix)):
        return True
    return abs(size.value) * min(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)) <= HAIR_POINTS


def _is_line(one: Any, kind: int) -> bool:
    """Whether an object is a path that is no thicker than a hair, or a rim of such a line without a filling."""
    from pypdfium2 import raw

    if kind != raw.FPDF_PAGEOBJ_PATH:
        return False
    left, bottom, right, top = bounds_of(one)
    mode, is_drawn = ctypes.c_int(), ctypes.c_int()
    is_empty = raw.FPDFPath_GetDrawMode(one, mode, is_drawn) and not mode.value
    return min(right - left, top - bottom) <= HAIR_POINTS or bool(is_empty and _has_thin_rim(one))


def _is_light(box: Any) -> bool:
    """Whether a box is filled with a light colour, and its rim is a hair."""
    from pypdfium2 import raw

    mode, is_drawn = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(box, mode, is_drawn) or not mode.value:
        return False
    color = _fill(box)
    return color is not None and min(color[:3]) >= MIN_LIGHT and (not is_drawn.value or _has_thin_rim(box))


def _has_thin_rim(path: Any) -> bool:
    from pypdfium2 import raw

    width = ctypes.c_float()
    return bool(raw.FPDFPageObj_GetStrokeWidth(path, width) and width.value <= HAIR_POINTS)

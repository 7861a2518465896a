"""What CSS declarations say of an element: whether it is seen, struck through, raised, or stands apart from its line.

Enters: a style attribute, or the declarations of a rule. Leaves: a `Look`. Standard: CSS 2.2, and what CSS Color 4, Masking 1,
Transforms 1 and Containment 2 add to hide an element by. A value that is not understood hides nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from citations.regex import regex

MAX_STYLE_CHARACTERS = 100_000  # of one attribute or rule; more is no hand's work
MIN_OFF_SCREEN_PX, MIN_OFF_SCREEN_EM = 500, 100  # left of the page or above it; menus overhang by less
MIN_FAR_RIGHT_PX = 3_000  # right of the page, wider than any screen
MIN_OFF_SCREEN_SHARE = 100  # percent of the box or the screen; margins of so much only set columns side by side
LARGEST_SPECK_PX = 1.0  # letters of that size are dots
LARGEST_SPECK_EM = 0.1  # the same, in letters of the text round it
FAINTEST = 0.05  # of full opacity: less is not seen
COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = regex(r"\\(?:(?P<code>[0-9a-fA-F]{1,6})\s?|(?P<char>[^\n]))")
# "-12.5px", "0", "3em"; not "auto"
_LENGTH = regex(r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?P<unit>[a-z%]*)")
# a font's size in the short form: the "0" of "0/0 a", the "12px" of "bold 12px serif"; not the weight in "700 1em x"
_FONT_SIZE = regex(r"(?:^|\s)(?P<size>0(?:\.0+)?(?=[/\s])|(?:\d+\.?\d*|\.\d+)(?:px|pt|em|rem|%))")
_MOVED = regex(r"translate(?:3d|x|y)?\((?P<by>[^)]*)\)")
_NO_SCALE = regex(r"scale(?:3d|x|y)?\(\s*[0.]+\s*[,)]")
_EMPTY_CLIP = regex(r"rect\(\s*(\d+(?:px)?)(?:[\s,]+\1){3}\s*\)")
# which leaves nothing: "inset(50%)", "inset(100% 0 0 0)", "circle(0)", "polygon(0 0, 0 0)"
_EMPTY_CLIP_PATH = regex(r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0(?:px|%)?\s*[)a]|polygon\((?:[\s,]*0(?:px|%)?)+\s*\)")
# of no opacity: "rgba(0,0,0,0)", "hsl(0 0% 0% / 0%)", "#fff0"; not "rgb(0,0,0)"
_NO_ALPHA = regex(
    r"(?:rgb|hsl)a?\((?:[^,/)]+,){3}\s*[0.]+%?\s*\)|(?:rgb|hsl)a?\([^,/)]+/\s*[0.]+%?\s*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0"
)
_SHORT_HEX = regex(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = regex(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:\s*[,/]\s*1(?:\.0+)?)?\s*\)")
_COLOUR_WORD = regex(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|\b(?:white|black)\b")
_COLOURS = {"white": "#ffffff", "black": "#000000"}
_BLOCK_DISPLAYS = frozenset("block flex grid table list-item flow-root table-cell table-row".split())
_RAISED = regex(r"super|text-top")
_OFF_SCREEN = {"px": MIN_OFF_SCREEN_PX, "pt": MIN_OFF_SCREEN_PX, "em": MIN_OFF_SCREEN_EM, "rem": MIN_OFF_SCREEN_EM}
_SHARES = frozenset({"%", "vw", "vh"})
_EXTENTS = ("height", "max-height", "width", "max-width")


@dataclass(frozen=True, slots=True)
class Look:
    """What declarations say of an element: `gone` with all that is in it, `blank` where what is in it does not say otherwise,
    `faint` until a script shows it, `struck`, `raised`, `apart` from its line; `shown` where they say that it is displayed.
    """

    gone: bool = False
    blank: bool = False
    faint: bool = False
    struck: bool = False
    raised: bool = False
    apart: bool = False
    shown: bool = False


@functools.lru_cache(maxsize=2_000)
def look_of(style: str) -> Look:
    """Return what a style attribute, or the declarations of a rule, say of an element."""
    said = declarations_of(style)
    if not said:
        return Look()
    display = said.get("display", "")
    return Look(
        gone=_is_gone(said),
        blank=_is_speck(said) or _is_colourless(said),
        faint=said.get("visibility") in ("hidden", "collapse")
        or _is_faint(said)
        or bool(_NO_SCALE.search(said.get("transform", ""))),
        struck="line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", ""),
        raised=bool(_RAISED.fullmatch(said.get("vertical-align", ""))),
        apart=display in _BLOCK_DISPLAYS
        or said.get("position") in ("absolute", "fixed")
        or said.get("float") == "right"
        or said.get("order", "0") not in ("0", "initial"),
        shown=bool(display) and display != "none",
    )


def declarations_of(style: str) -> dict[str, str]:
    """Return properties and values in small letters, the last of each; comments and escapes are read as CSS reads them."""
    style = style[:MAX_STYLE_CHARACTERS]
    plain = _ESCAPE.sub(_unescaped, COMMENT.sub("", style)) if "\\" in style or "/*" in style else style
    pairs = (part.partition(":") for part in plain.lower().split(";"))
    said = {name.strip(): value.strip() for name, _, value in pairs if value.strip()}
    if "!important" not in plain.lower():
        return said
    return {name: value.replace("!important", "").strip() for name, value in said.items()}


def _unescaped(match: re.Match[str]) -> str:
    code = int(match["code"], 16) if match["code"] else 0
    return chr(code) if 0 < code <= 0x10FFFF else match["char"] or ""


def _is_gone(said: Mapping[str, str]) -> bool:
    return (
        said.get("display") == "none" or said.get("content-visibility") == "hidden" or _is_off_screen(said) or _is_cut_off(said)
    )


def _is_speck(said: Mapping[str, str]) -> bool:
    short = _FONT_SIZE.search(said.get("font", ""))
    size = _LENGTH.fullmatch(said.get("font-size") or (short["size"] if short else ""))
    if size is None:
        return False
    number, unit = float(size["number"]), size["unit"]
    return (
        number == 0
        or (unit in ("px", "pt") and number <= LARGEST_SPECK_PX)
        or ((unit in ("em", "rem") and number <= LARGEST_SPECK_EM) or (unit == "%" and number <= 100 * LARGEST_SPECK_EM))
    )


def _is_off_screen(said: Mapping[str, str]) -> bool:
    moved = [value for match in _MOVED.finditer(said.get("transform", "")) for value in match["by"].split(",")]
    if any(_distance(value) <= -1 for value in (said.get("margin-left", ""), said.get("margin-top", ""), *moved)):
        return True
    if any(_distance(said.get(name, ""), of_page=True) <= -1 for name in ("left", "right", "top", "text-indent")):
        return True
    return any(_distance(said.get(name, "")) * MIN_OFF_SCREEN_PX >= MIN_FAR_RIGHT_PX for name in ("left", "top"))


def _distance(value: str, *, of_page: bool = False) -> float:
    """Return a length in the least distances that lead off the screen, shares of the screen only `of_page`; 0 for no length."""
    match = _LENGTH.fullmatch(value.strip())
    least = (
        _OFF_SCREEN.get(match["unit"]) or (MIN_OFF_SCREEN_SHARE if of_page and match["unit"] in _SHARES else 0) if match else 0
    )
    return float(match["number"]) / least if match and least else 0.0


def _is_cut_off(said: Mapping[str, str]) -> bool:
    if _EMPTY_CLIP.search(said.get("clip", "")) or _EMPTY_CLIP_PATH.search(said.get("clip-path", "")):
        return True
    overflow = " ".join(value for name, value in said.items() if name.startswith("overflow"))
    if "hidden" not in overflow and "clip" not in overflow:
        return False
    sizes = (_LENGTH.fullmatch(said.get(name, "")) for name in _EXTENTS)
    return any(
        size
        and float(size["number"]) <= 1
        and size["unit"] in ("", "px", "em", "rem", "%")
        and not (size["unit"] in ("em", "rem") and float(size["number"]))
        for size in sizes
    )


def _is_colourless(said: Mapping[str, str]) -> bool:
    colour = said.get("color", "")
    if not colour or "text" in said.get("background-clip", "") + said.get("-webkit-background-clip", ""):
        return False
    if colour == "transparent" or _NO_ALPHA.fullmatch(colour):
        return True
    ground = _COLOUR_WORD.search(said.get("background-color", "") or said.get("background", ""))
    return "url(" not in said.get("background", "") and ground is not None and colour_of(colour) == colour_of(ground[0])


def colour_of(value: str) -> str:
    """Return a colour as `#rrggbb` where it is written as one, in three figures, or as white or black."""
    value = _COLOURS.get(value.strip(), value.strip())
    if short := _SHORT_HEX.fullmatch(value):
        return "#" + "".join(2 * figure for figure in short.groups())
    if match := _RGB.fullmatch(value):
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in match.groups())
    return value


def _is_faint(said: Mapping[str, str]) -> bool:
    match = _LENGTH.fullmatch(said.get("opacity", ""))
    return match is not None and float(match["number"]) <= FAINTEST * (100 if match["unit"] == "%" else 1)

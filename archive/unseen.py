"""What the markup of a page says is not seen: elements of no text, hidden ones, and words struck out.

Enters: elements of a page's tree. Leaves: a judgement by their own tags and attributes, and the tree without them. What a
style sheet hides is not known.
"""

from __future__ import annotations

import re
from typing import Any

SKIPPED = frozenset(
    "script style noscript template head iframe object embed applet svg math canvas select datalist textarea audio video map rt"
    " rp title frameset".split()
)
UNSEEN_TAGS = SKIPPED - {"head", "title", "frameset"}  # as they stand in a tree
STRUCK_TAGS = frozenset({"del", "s", "strike"})
# Hidden: "display:none", "font-size: 0px", "left:-9999px", "clip: rect(0,0,0,0)";
# not: "display: block", "font-size:0.9em", "margin-left:-20px"
NOT_SHOWN = re.compile(
    r"""(?:^|;)\s*(?:display\s*:\s*none
    |font-size\s*:\s*0*\.?0+(?:[a-z]+|%)?\s*(?:!|;|$)|(?:left|right|top|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}(?:\.\d+)?(?:px|em|rem|pt|%)
    |(?:left|top|text-indent)\s*:\s*-\d{3}(?:em|rem|vw|vh|%)|clip\s*:\s*rect\((?:\s*0(?:px)?\s*,?){4}\))""",
    re.VERBOSE | re.IGNORECASE,
)
# Hidden too, but what scripts fade in as a reader scrolls is written so: "visibility : hidden", "opacity:0"; not "opacity: 0.8"
FADED = re.compile(
    r"(?:^|;)\s*(?:visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+%?\s*(?:!|;|$))", re.VERBOSE | re.IGNORECASE
)
# "height:0; overflow:hidden", "max-height: 0px;overflow: clip": both are needed; not "height: 0.5em", "line-height:0"
NO_EXTENT = re.compile(r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px|em|rem|%)?\s*(?:!|;|$)", re.VERBOSE | re.IGNORECASE)
CUT_OFF = re.compile(r"(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.VERBOSE | re.IGNORECASE)
FOR_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|element-invisible)(?:\s|$)", re.VERBOSE | re.IGNORECASE
)


def is_hidden(element: Any, *, faded: bool = False) -> bool:
    """Return whether the element's own attributes say that nobody sees it; what a style sheet hides is not known.

    With `faded`, what is transparent counts as seen: a script shows it.
    """
    if element.get("hidden") is not None:
        return True
    style, classes = element.get("style"), element.get("class")
    if style and (NOT_SHOWN.search(style) or (NO_EXTENT.search(style) and CUT_OFF.search(style))):
        return True
    if style and not faded and FADED.search(style):
        return True
    return bool(classes and FOR_SCREEN_READERS.search(classes))


def drop_unseen(root: Any, *, sides: tuple[Any, ...] = (), hidden: bool = False, faded: bool = False) -> None:
    """Take out of the tree what nobody sees, its scripts and templates included, what is struck out, and `sides`.

    The text after each stays, and so does what the markup hides with `hidden`, what it fades in with `faded`.
    """
    for element in sides:
        _drop(element)
    for element in list(root.iter()):
        if isinstance(element.tag, str):
            is_unseen = element.tag in UNSEEN_TAGS or (bool(element.attrib) and is_hidden(element, faded=faded))
            if element.tag in STRUCK_TAGS or (is_unseen and not hidden):
                _drop(element)
            elif (hidden or faded) and "style" in element.attrib:
                del element.attrib["style"]  # the extractor of articles passes over what it says


def _drop(element: Any) -> None:
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)

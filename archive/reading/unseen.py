"""What the markup of a page says is not seen: elements of no text, hidden ones, and words struck out.

Enters: elements of a page's tree. Leaves: a judgement by their own tags and attributes, and the tree without them. What the
page's sheets say is written down in the tree before (`archive.reading.styles`).
"""

from __future__ import annotations

import functools
import re
from typing import Any

from archive.reading.borders import KEPT_CLASSES
from archive.reading.declarations import look_of
from citations.regex import regex

SKIPPED = frozenset(
    "script style noscript template head iframe object embed applet svg math canvas select datalist textarea audio video map rt"
    " rp title frameset".split()
)
UNSEEN_TAGS = SKIPPED - {"head", "title", "frameset"}  # as they stand in a tree
# What may show words that are no text, in the midst of a line: a quotation without them is not the line's
REPLACED = frozenset("img svg math canvas select textarea input".split())
STRUCK_TAGS = frozenset({"del", "s", "strike"})
# Names of classes by which the sheets of frameworks and sites hide, wherever these stand: what is only read out.
# matches: "sr-only", "govuk-visually-hidden"; does not: "sr-only-focusable"
HIDING_CLASS = regex(
    r"""(?:^|\s)(?:(?:[\w-]+-)?(?:visually-?hidden|screen-?reader(?:s|-text|-only)?|sr-only|a11y-hidden)|show-for-sr|assistive-text|off-?screen
    |element-invisible)(?:\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
# and by which they hide until a script takes the name away, or a page is printed. matches: "d-none", "is-hidden", "hide",
# "print-only"; does not: "hidden-xs". Sites forget such names at boxes round whole articles.
HIDING_AT_FIRST = regex(
    r"""(?:^|\s)(?:(?:is-|u-|uk-|js-)?hidden|d-none|hide|invisible|display-none|element-hidden|print-only|only-print
    |(?:visible|show-for)-print)(?:\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
# and those that show it again on some screen: "d-md-block", "md:flex", "lg:not-sr-only", "is-visible"; not "d-print-block"
SHOWING_CLASS = regex(
    r"(?:^|\s)(?:d-(?!print)\w+-(?!none)\w+|(?!print)\w+:(?!hidden)[\w-]+|(?:is-)?(?:visible|shown?|active|open)|not-sr-only)(?:\s|$)",
    re.IGNORECASE,
)


def is_hidden(element: Any, *, faded: bool = False) -> bool:
    """Return whether the element's own attributes say that nobody sees it (`styles` writes down what its sheets say).

    With `faded`, what is transparent or bears a class that a script takes away counts as seen: the script shows it.
    """
    if element.get("hidden") is not None or element.get("popover") is not None:
        return True
    style, classes = element.get("style"), element.get("class")
    if style and ((look := look_of(style)).gone or (look.faint and not faded)):
        return True
    return bool(classes) and _hides(classes, faded)


@functools.lru_cache(maxsize=KEPT_CLASSES)
def _hides(classes: str, faded: bool) -> bool:
    hides = HIDING_CLASS.search(classes) or (not faded and HIDING_AT_FIRST.search(classes))
    return bool(hides and not SHOWING_CLASS.search(classes))


def shows_words(element: Any, tag: str) -> bool:
    """Return whether an element of no text seems to show words: by what stands in its place, or in it."""
    if tag == "img":
        words = element.get("alt")
    elif tag == "input":
        words = element.get("value") if element.get("type", "text") in ("text", "button", "submit", "search") else ""
    elif tag == "svg":
        words = " ".join(text for part in element.iter("text") for text in part.itertext())
    else:
        words = " ".join(element.itertext())
    return any(char.isalnum() for char in words or "")


def drop_unseen(root: Any, *, sides: tuple[Any, ...] = (), hidden: bool = False, faded: bool = False) -> None:
    """Take out of the tree what nobody sees, its scripts and templates included, what is struck out, and `sides`.

    The text after each stays, and so does what the markup hides with `hidden`, what it fades in with `faded`.
    """
    for element in sides:
        drop(element)
    for element in list(root.iter()):
        if isinstance(element.tag, str):
            is_unseen = element.tag in UNSEEN_TAGS or (bool(element.attrib) and is_hidden(element, faded=faded))
            if element.tag in STRUCK_TAGS or (is_unseen and not hidden):
                drop(element)
            elif hidden or faded:
                for name in ("style", "hidden"):  # the extractor of articles passes over what they say
                    element.attrib.pop(name, None)


def drop(element: Any) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)

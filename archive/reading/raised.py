"""What stands raised or lowered in a line: calls of notes, powers, indices.

Enters: a `sup` or `sub` of a page's tree. Leaves: whether it is only a note's call; else its digits are written in the tree as
raised or lowered ones, so that they are never glued to the number before them.
"""

from __future__ import annotations

from typing import Any

from citations.regex import regex

LONGEST_CALL = 12  # characters; more is text that was set small
# "3", "[12]", "*", "a" in a link
REFERENCE_MARK = regex(r"\s*[\[(]?(?:\d{1,3}|[*†‡a-z])[\])]?\s*")
# "2", "1,3", "4–6", "-1"; not "st", "2nd"
FIGURES = regex(r"\s*[-−–]?\d+(?:\s?[,;–-]\s?\d+)*\s*")
DIGITS = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def is_reference(element: Any, tag: str) -> bool:
    """Return whether a `sup` or `sub` is a link to a note; in any other the digits are written as raised or lowered ones."""
    text = "".join(element.itertext())
    if len(text) > LONGEST_CALL:
        return False
    parent = element.getparent()
    is_linked = any(child.tag == "a" for child in element.iter()) or (parent is not None and parent.tag == "a")
    if tag == "sup" and is_linked and REFERENCE_MARK.fullmatch(text):
        return True
    if FIGURES.fullmatch(text):
        for child in element.iter():
            child.text = (child.text or "").translate(DIGITS[tag])
            if child is not element:
                child.tail = (child.tail or "").translate(DIGITS[tag])
    return False

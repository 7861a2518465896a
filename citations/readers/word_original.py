"""A Word file's tracked changes taken back: the text as it was before them.

Enters: the root of a part (ISO/IEC 29500-1, 17.13.5). Leaves: the same root, in which every insertion is gone and every
deletion stands again, so that the reader of accepted text reads the original.
"""

from __future__ import annotations

from typing import Any

from citations.readers.word_text import REMOVED, W

_ADDED = (W + "ins", W + "moveTo")
_TEXT_AGAIN = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}


def take_back(root: Any) -> Any:
    """Take back every tracked change of text, paragraphs and table rows under `root`, in place, and return it."""
    for element in [*root.iter(*_ADDED)]:
        parent = element.getparent()
        if parent is None:
            continue
        if parent.tag == W + "rPr":  # of a paragraph's mark: one that was not there lets the next paragraph run on
            element.tag = W + "del"
            element.set("taken-back", "1")
        elif parent.tag == W + "trPr":
            _remove(parent.getparent())
        else:
            _remove(element)
    for element in [*root.iter(*REMOVED)]:
        if element.get("taken-back") is None:
            _unwrap(element)
    for element in [*root.iter(*_TEXT_AGAIN)]:
        element.tag = _TEXT_AGAIN[element.tag]
    return root


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """Put what an element holds in its place; a mark of deletion that holds nothing is only taken out."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed([*element]):
        parent.insert(place, child)
    parent.remove(element)

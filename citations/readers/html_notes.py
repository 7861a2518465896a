"""Which anchors of an HTML document call a note, which elements are those notes, and which links only lead back.

Enters: an lxml tree. Leaves: `Notes`. A call is a link to a place in the document that opens a block of text, and that is
marked as a note by its role (DPUB-ARIA), by the name of the place, by superscript or brackets. Links inside a note that
lead to a call, and arrows, lead back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from citations.regex import regex

BLOCKS = frozenset(
    "html body p div li ol ul dl dt dd table thead tbody tfoot tr td th section article aside main header footer blockquote pre "
    "figure figcaption h1 h2 h3 h4 h5 h6 hr form fieldset address details summary center caption".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOLDERS = frozenset({"p", "div", "td", "tr", "dd", "span"})  # what may belong to one note as a whole
# matches: 12, xii, b, *, ††, nb 1, note 3, [12]    does not: Lake Wire, 2015-03
LABEL = regex(
    r"^[\[(]?\s*(?P<label>\d{1,4}|[ivxlc]{1,7}|[a-z]|[*†‡§¶]{1,4}|(?:[a-z]{1,12}\s){1,2}\d{1,4})\s*[\])]?$", re.IGNORECASE
)
# matches: fn1, _ftn12, sdfootnote3sym, cite_note-5, en_4    does not: section-2, top
_KNOWN_PLACE = regex(r"(?:foot|end|cite_)note|^[^a-z]*(?:fn|ftn|edn|en|n|note)[^a-z]*\d|:fn|-fn", re.IGNORECASE)
# matches: ↩︎, ^, ↑ , [back], Jump up    does not: 12
ARROW = regex(
    r"^[\s\[(]*(?:[↩↑↵⏎⮐⤴^←]\ufe0e?\s*|(?:back|return)(?:\sto\s\w+){0,2}|jump\sup(?:\sto)?:?|jump\sback)+[\s\])]*$", re.IGNORECASE
)
_CALL_ROLES = frozenset(
    {"doc-noteref", "noteref", "footnote-ref", "footnoteref", "footnote-reference", "sdfootnoteanc", "sdendnoteanc"}
)
_BACK_ROLES = frozenset(
    {"doc-backlink", "footnote-back", "footnote-backref", "backlink", "fn-backref", "mw-cite-backlink", "data-footnote-backref"}
)
_INLINE = frozenset({"footnote", "sidenote", "inline-footnote", "side-note"})
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A note's call: the label it prints, and the key of its note (the name of the place it leads to)."""

    key: str
    label: str


@dataclass(slots=True)
class Notes:
    """What was paired, by element: calls, links back, and the element that holds each note or begins it."""

    calls: dict[Any, Call] = field(default_factory=dict)
    backlinks: set[Any] = field(default_factory=set)
    holders: dict[Any, str] = field(default_factory=dict)
    starts: dict[Any, str] = field(default_factory=dict)  # notes that share one block of text: where each begins
    inline: set[Any] = field(default_factory=set)  # holders that stand in the sentence they belong to


def find_notes(root: Any) -> Notes:
    """Return the calls and notes of the document under `root`."""
    places = _places(root)
    notes = Notes()
    targets: dict[Any, str] = {}
    passed: set[Any] = set()
    for element in root.iter():
        passed.add(element)
        if element.tag == "a":
            _pair(element, places, notes, targets, passed)
    for element in root.iter("li", "aside", "div", "p", "section"):
        if marks(element) & _NOTE_ROLES and element not in targets and not any(e in targets for e in element.iter()):
            targets[element] = str(element.get("id") or f"uncalled {len(targets) + 1}")
    _drop_shared(notes, targets)
    _hold(notes, targets)
    _find_inline(root, notes)
    called = {within for call in notes.calls for within in _near(call)}
    for anchor in root.iter("a"):
        if anchor not in notes.calls and _leads_back(anchor, places, called):
            notes.backlinks.add(anchor)
    return notes


def _drop_shared(notes: Notes, targets: dict[Any, str]) -> None:
    """Take back calls of one place by several numbers: it is where all notes stand, and the numbers alone tell them apart."""
    numbers: dict[str, set[str]] = {}
    for call in notes.calls.values():
        numbers.setdefault(call.key, set()).add(call.label)
    shared = {key for key, labels in numbers.items() if len(labels) > 1 and all(label.isdecimal() for label in labels)}
    for anchor in [anchor for anchor, call in notes.calls.items() if call.key in shared]:
        del notes.calls[anchor]
    for target in [target for target, key in targets.items() if key in shared]:
        del targets[target]


def words_of(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def marks(element: Any) -> set[str]:
    """Return the classes and roles of an element, in lower case."""
    said = f"{element.get('class', '')} {element.get('role', '')} {element.get('epub:type', '')}"
    return set(said.casefold().split())


def _places(root: Any) -> dict[str, Any]:
    places: dict[str, Any] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault(name, element)
    return places


def _pair(anchor: Any, places: dict[str, Any], notes: Notes, targets: dict[Any, str], passed: set[Any]) -> None:
    """Take an anchor as a call where it is one; `passed` are the elements up to it. "See note 1" behind note 1 calls nothing."""
    key = _fragment(anchor)
    words = words_of(anchor)
    label = LABEL.match(words)
    said = marks(anchor)
    if not key or said & _BACK_ROLES or ARROW.match(words) or not (label or said & _CALL_ROLES):
        return
    target = places.get(key)
    if not (said & _CALL_ROLES or _is_marked(anchor, key, words)) or any(parent in targets for parent in _upwards(anchor)):
        return
    if target is None:
        if said & _CALL_ROLES or _KNOWN_PLACE.search(key):
            notes.calls[anchor] = Call(key=key, label=label["label"] if label else "")
    elif target in targets and target in passed and not (said & _CALL_ROLES or _is_marked(anchor, "", words)):
        return
    elif target.tag not in HEADINGS and target is not anchor and _opens_block(target):
        targets.setdefault(target, key)
        notes.calls[anchor] = Call(key=targets[target], label=label["label"] if label else "")


def _fragment(anchor: Any) -> str:
    from urllib.parse import unquote

    before, sign, key = str(anchor.get("href", "")).partition("#")
    return unquote(key) if sign and (not before or _KNOWN_PLACE.search(key)) else ""


def _is_marked(anchor: Any, key: str, words: str) -> bool:
    raised = any(parent.tag == "sup" for parent in _near(anchor)) or anchor.find(".//sup") is not None
    return raised or words.startswith("[") or bool(_KNOWN_PLACE.search(key))


def _near(element: Any) -> Iterator[Any]:
    """Yield an element and the inline elements around and in it."""
    yield from element.iter()
    for parent in element.iterancestors():
        if parent.tag in BLOCKS:
            return
        yield parent


def _upwards(element: Any) -> Iterator[Any]:
    """Yield an element, what holds it, and what stands before it in its block: where a note's own anchor may stand."""
    yield element
    for parent in element.iterancestors():
        yield parent
        if parent.tag in ("p", "li", "dd", "td"):
            first = next(iter(parent), None)
            if first is not None:
                yield first


def _opens_block(element: Any) -> bool:
    """Whether nothing stands before an element in its block of text."""
    while element.tag not in BLOCKS:
        for before in element.itersiblings(preceding=True):
            if before.tag == "br":
                return not (before.tail or "").strip()
            if (before.tail or "").strip() or words_of(before):
                return False
        parent = element.getparent()
        if parent is None or (parent.text or "").strip(" \t\r\n[(^"):
            return False
        element = parent
    return True


def _hold(notes: Notes, targets: dict[Any, str]) -> None:
    """Find for each note the largest element that holds it and neither another note nor a call."""
    full: dict[Any, int] = {}
    for element in (*targets, *notes.calls):
        for parent in element.iterancestors():
            full[parent] = full.get(parent, 0) + 1
    for element, key in targets.items():
        holder = element
        while (parent := holder.getparent()) is not None and _may_hold(holder, parent, full):
            holder = parent
        kept = notes.holders if holder.tag in BLOCKS else notes.starts
        kept[holder] = key
        if holder.tag == "dt" and (told := holder.getnext()) is not None and told.tag == "dd":
            notes.holders[told] = key


def _find_inline(root: Any, notes: Notes) -> None:
    """Find the notes that stand in their sentence: margin notes, and what print style sheets move to the foot of the page."""
    for element in root.iter("span", "small"):
        held = any(one in notes.holders or one in notes.starts for one in (element, *element.iterancestors()))
        if marks(element) & _INLINE and not held and len(words_of(element).split()) > 1 and element.find(".//a[@role]") is None:
            notes.holders[element] = f"inline {len(notes.inline) + 1}"
            notes.inline.add(element)


def _may_hold(holder: Any, parent: Any, full: dict[Any, int]) -> bool:
    if full.get(parent, 0) > 1 or holder.tag in ("li", "dd", "tr", "aside"):
        return False
    inline = holder.tag not in BLOCKS
    return (inline and parent.tag not in ("body", "html")) or (
        parent.tag in _HOLDERS and not any(child.tag in HEADINGS or child.tag in ("ol", "ul") for child in parent)
    )


def _leads_back(anchor: Any, places: dict[str, Any], called: set[Any]) -> bool:
    if marks(anchor) & _BACK_ROLES:
        return True
    key = _fragment(anchor)
    words = words_of(anchor)
    target = places.get(key) if key else None
    if target is None:
        return bool(ARROW.match(words)) and "#" in str(anchor.get("href", ""))
    return bool(ARROW.match(words)) or (target in called and bool(LABEL.match(words) or not words))

"""Blocks of a paged text told apart: body or note, new or going on from the page before.

Enters: blocks in the order of the file, note starts known. Leaves: a role for each. A beam search weighs what each block
could be by how the piece before it broke off, how it begins itself, and where on a page it stands; costs are rough
logarithms of odds, set by hand and measured by tests/evaluate_text.py.
"""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass

from citations.prose import OPENING, quoted_spans
from citations.readers.numbering import SUPERSCRIPTS
from citations.regex import regex

_SHORT_HEADING = 40  # characters of a heading whose words may begin small
_MOST_TURNS = 0.9  # of the blocks with notes, behind which a page ends: then notes stand at the foot of pages
HEADING_LENGTH = 90  # characters of a line without a full stop, from which on it is no heading
# of 300 layouts 55 reads 185 whole, this 289 (`tests/sweep.py layouts`)
HARD_WRAP_WIDTH = 110  # characters; a line longer than this was not wrapped by hand, so its end is a paragraph's end
MIN_BROKEN_LENGTH = 60  # characters; a shorter paragraph without a full stop may be a heading; 30 reads 280 of the 300
_BEAM = 16  # hypotheses kept after each block
_MEMORY = 8_000  # characters kept of an open paragraph or note, which bounds the work a block can cause
_END = 200  # characters that show how a piece ends: an address is the longest thing looked for
_TITLE_LINES = 3  # of a title and what stands below it
_NEVER = 30.0

TERMINAL = regex(r"[.!?:;…][”\"»’')\]*]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$|[.!?…][”\"»’')\]*]*\s*\[\d+\]$")
# A note that ends like this is complete though its full stop is missing: "19 December 2015", "op. cit", "p. 288", an address.
LOOKS_COMPLETE = regex(r"(?:\b(?:1[5-9]|20)\d\d|op\. ?cit|\bpp?\. ?[\d–-]+|https?://\S+|\d)\)?$")
# What a full stop ends without ending a sentence, where a line breaks: "op.", "Gen.", "pp."
_ENDS_SHORT = regex(r"(?:^|[\s(\[])(?:op|pp?|nos?|vols?|gen|col|mr|mrs|dr|eds?|cf|vs|г|стр|с|т|ген)\.$", re.IGNORECASE)
LOOKS_CITING = regex(r"[”\"»*]\]?, [^.]*\b(?:1[5-9]|20)\d\d\b|op\. ?cit|\binterview, |\bibid\b|https?://", re.IGNORECASE)


# "Lake Wire, 16" and "March 2003": a date that a page tore apart
_ENDS_IN_DAY = regex(r"[\s(]\d{1,2}$")
_BEGINS_WITH_MONTH = regex(r"[^\W\d_]{3,10}\.?,? (?:1[5-9]|20)\d\d\b")
_ARTICLES = frozenset("the a an".split())
_PREPOSITIONS = frozenset("of in on at by for with from into about between under over during against".split())
# Words that cannot stand behind a preposition, and, with the prepositions, none behind an article: "of because", "the of".
_LINKS = frozenset(
    "and or but because although though while whereas unless until since if is was were are has had have of which despite".split()
)


class Role(enum.Enum):
    """What a block is."""

    BODY = "a paragraph of the body"
    BODY_TAIL = "the rest of a body paragraph"
    NOTE = "a note"
    NOTE_TAIL = "the rest of a note"


@dataclass(slots=True)
class Block:
    """Consecutive lines that belong together; `label` is set on the first block of a note.

    `calls` says whether a marker of a known note stands in it; `after_break` whether a page is known to begin with it;
    `is_small` whether its letters have the size of notes and not of the body, None where sizes tell nothing.
    """

    text: str
    label: int | None = None
    calls: bool = False
    after_break: bool = False
    is_small: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """One way to read the blocks so far: its cost, the open paragraph, the open note, and the roles."""

    cost: float = 0.0
    body: str = ""
    note: str = ""
    breaks_since_body: int = 1  # pages known to have begun since the last body block
    breaks_since_note: int = 1
    last: Role | None = None
    roles: tuple[Role, ...] | None = None
    before: _Reading | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """What is known of a block before it is read: itself, and what comes behind it in the file."""

    block: Block
    pages_known: bool
    calls_behind: bool
    notes_behind: bool
    before_note: bool
    words: frozenset[str]


def tell_apart(blocks: list[Block]) -> list[Role]:
    """Return the role of each of `blocks`; time is linear in their number."""
    readings = [_Reading()]
    for place in _places(blocks):
        candidates = [_extended(reading, role, place) for reading in readings for role in _possible(reading, place)]
        best: dict[tuple[str, str, Role | None], _Reading] = {}
        for reading in sorted(candidates, key=lambda reading: reading.cost):
            best.setdefault((reading.body, reading.note, reading.last), reading)
        readings = list(best.values())[:_BEAM]
    last: _Reading | None = min(
        readings, key=lambda r: r.cost + _cost_to_close(r.body, in_note=False) + _cost_to_close(r.note, in_note=True)
    )
    roles = []
    while last is not None and last.last is not None:
        roles.append(last.last)
        last = last.before
    return roles[::-1]


def _places(blocks: list[Block]) -> list[_Place]:
    pages_known = _pages_known(blocks)
    words = frozenset(re.findall(r"\w+", " ".join(block.text for block in blocks).casefold()))
    places, calls, notes = [], False, False
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        calls, following = calls or block.calls, blocks[index + 1] if index + 1 < len(blocks) else None
        places.append(
            _Place(
                block=block,
                pages_known=pages_known,
                calls_behind=calls,
                notes_behind=notes,
                before_note=following is not None and following.label is not None,
                words=words,
            )
        )
        notes = notes or block.label is not None
    return places[::-1]


def _pages_known(blocks: list[Block]) -> bool:
    """Whether the file itself tells where pages begin: nearly all body text behind notes follows a known break."""
    turns = [
        after.after_break for before, after in zip(blocks, blocks[1:], strict=False) if before.label is not None and after.calls
    ]
    return sum(block.after_break for block in blocks) >= 2 and sum(turns) >= _MOST_TURNS * len(turns)


def _possible(reading: _Reading, place: _Place) -> tuple[Role, ...]:
    if place.block.label is not None:
        return (Role.NOTE,)
    roles = [Role.BODY]
    if reading.body:
        roles.append(Role.BODY_TAIL)
    if reading.note:
        roles.append(Role.NOTE_TAIL)
    return tuple(roles)


def _extended(reading: _Reading, role: Role, place: _Place) -> _Reading:
    text, broke = place.block.text, int(place.block.after_break)
    in_body = role in (Role.BODY, Role.BODY_TAIL)
    return _Reading(
        cost=reading.cost + _COSTS[role](reading, place),
        body=text if role is Role.BODY else f"{reading.body}\n{text}"[-_MEMORY:] if role is Role.BODY_TAIL else reading.body,
        note=text if role is Role.NOTE else f"{reading.note}\n{text}"[-_MEMORY:] if role is Role.NOTE_TAIL else reading.note,
        breaks_since_body=0 if in_body else reading.breaks_since_body + broke,
        breaks_since_note=reading.breaks_since_note + broke if in_body else 0,
        last=role,
        before=reading,
    )


def _cost_of_body(reading: _Reading, place: _Place) -> float:
    return _cost_to_close(reading.body, in_note=False) + _cost_of_start(place.block.text) + _cost_in_body(reading, place)


def _cost_of_body_tail(reading: _Reading, place: _Place) -> float:
    cost = _cost_to_continue(reading.body, place, in_note=False) + _cost_in_body(reading, place)
    if reading.last in (Role.NOTE, Role.NOTE_TAIL) and _is_heading(reading.body):
        cost -= 1.5  # a heading does not stand at the foot of a page
    if place.pages_known and not reading.breaks_since_body and not place.block.after_break:
        return cost + 6.0
    if reading.last not in (Role.BODY, Role.BODY_TAIL):
        return cost
    is_whole = TERMINAL.search(reading.body[-_END:]) and not _continues(place.block.text)
    return cost + (6.0 if is_whole else 1.0)  # a quotation that nothing closes joins no paragraphs of one page


def _cost_in_body(reading: _Reading, place: _Place) -> float:
    """What speaks against body text here: words of a note, a page turned without sign, notes still to come."""
    text, cost = place.block.text, 4.0 if place.block.is_small else 0.0
    if _is_citing(text) and not place.block.calls:
        cost += 2.0
    if reading.last in (Role.NOTE, Role.NOTE_TAIL):
        cost += 5.0 if place.pages_known and not place.block.after_break else 0.0
        cost += 2.0 if place.notes_behind and not place.calls_behind else 0.0
    return cost + (0.3 if reading.last is Role.NOTE_TAIL else 0.0)


def _cost_of_note(reading: _Reading, _: _Place) -> float:
    return _cost_to_close(reading.note, in_note=True) + _cost_of_foot(reading)


def _cost_of_foot(reading: _Reading) -> float:
    """A heading is not the last of a page's body."""
    return 1.5 if reading.last in (Role.BODY, Role.BODY_TAIL) and _is_heading(reading.body) else 0.0


def _cost_of_note_tail(reading: _Reading, place: _Place) -> float:
    if place.block.calls or place.block.is_small is False:
        return _NEVER
    cost = _cost_to_continue(reading.note, place, in_note=True) + _cost_of_foot(reading)
    turned = bool(reading.breaks_since_note) or place.block.after_break
    if place.pages_known and not turned:
        cost += 2.0  # a second paragraph of one note
    if reading.last in (Role.NOTE, Role.NOTE_TAIL) and not place.block.after_break:
        cost += 2.5 if place.calls_behind else 0.5
    if not place.before_note:
        cost += 1.0 if TERMINAL.search(place.block.text[-_END:]) else 0.2
    return cost - (1.0 if _is_citing(place.block.text) else 0.0)


@functools.lru_cache(maxsize=256)
def _cost_to_close(text: str, *, in_note: bool) -> float:
    """What it costs to say that `text` ends here."""
    if not text:
        return 0.0
    if _is_open(text):
        return 6.0
    if TERMINAL.search(text[-_END:]):
        if _ENDS_SHORT.search(text[-_END:]):
            return 3.0
        return 0.5 if in_note and not _is_citing(text) else 0.0  # prose that no source follows yet
    if in_note:
        return 0.7 if LOOKS_COMPLETE.search(text[-_END:]) else 5.0
    return 0.5 if _is_heading(text) else 4.5


def _cost_to_continue(text: str, place: _Place, *, in_note: bool) -> float:
    """What it costs to say that the block goes on where `text` breaks off."""
    tail = place.block.text
    if tail[:1] in SUPERSCRIPTS:
        return 0.0  # the mark of the last word
    cost = _cost_of_seam(text, tail, place.words)
    if _is_open(text):
        return cost + (0.0 if _continues(tail) or TERMINAL.search(text[-_END:]) else 0.7)
    if TERMINAL.search(text[-_END:]) and not _ENDS_SHORT.search(text[-_END:]):
        if _continues(tail):
            return cost + 5.0
        return cost + (2.5 if in_note and not _is_citing(text) else 3.5)
    if _ENDS_IN_DAY.search(text[-_END:]) and _BEGINS_WITH_MONTH.match(tail):
        return cost
    if in_note and LOOKS_COMPLETE.search(text[-_END:]):
        return cost + (0.3 if _continues(tail) else 2.0)
    if not in_note and _is_heading(text):
        return cost + (2.0 if _continues(tail) else 5.0)
    return cost + (0.0 if _continues(tail) else 0.7)


def _cost_of_seam(text: str, tail: str, words: frozenset[str]) -> float:
    """What speaks against the two words that would meet: "vil-" and "the", "of" and "because"."""
    left, right = re.search(r"(\w+)-?$", text[-60:]), re.match(r"\W{0,2}(\w+)", tail)
    if not left or not right:
        return 0.0
    before, after = left[1].casefold(), right[1].casefold()
    if text.endswith("-"):
        known = before + after in words
        return 0.0 if known else 2.0 if tail[:1].islower() else 1.5
    if before in _ARTICLES and after in _ARTICLES | _PREPOSITIONS | _LINKS:
        return 4.0
    return 3.0 if before in _PREPOSITIONS and after in _LINKS else 0.0


def _cost_of_start(text: str) -> float:
    return 5.0 if _continues(text) else 0.0


_COSTS = {
    Role.BODY: _cost_of_body,
    Role.BODY_TAIL: _cost_of_body_tail,
    Role.NOTE: _cost_of_note,
    Role.NOTE_TAIL: _cost_of_note_tail,
}


@functools.lru_cache(maxsize=256)
def _is_open(text: str) -> bool:
    """Whether `text` breaks off inside a word, a bracket, a quotation or a stretch of emphasis."""
    if re.search(r"\w-$", text[-2:]):
        return True
    if text.count("[") > text.count("]") or text.count("(") > text.count(")") or text.count("*") % 2:
        return True
    if sum(map(text.count, OPENING)) > text.count("”") + text.count("»"):
        return True
    return bool(text.count('"') % 2 and not quoted_spans(text[text.rfind('"') :]))


@functools.lru_cache(maxsize=256)
def _is_citing(text: str) -> bool:
    return bool(LOOKS_CITING.search(text))


def _continues(text: str) -> bool:
    first = text.lstrip('*“«„‘("')[:1]
    return first.islower() or first in SUPERSCRIPTS or first in ",;:.)]}–—”»" or (first in "\"'’" and text[1:2] in "],.;")


def _is_heading(text: str) -> bool:
    """Whether `text` without a full stop may be a heading: short, nothing called in it, its lines each a heading."""
    if "\n" in text:
        lines = text.split("\n")
        return len(lines) <= _TITLE_LINES and all(len(line) < MIN_BROKEN_LENGTH and _is_capitalised(line) for line in lines)
    if len(text) >= HEADING_LENGTH or re.search("[⁰¹²³⁴⁵⁶⁷⁸⁹]", text):
        return False
    last = text.rsplit(None, 1)[-1:]
    if last and last[0].casefold() in _ARTICLES | _PREPOSITIONS | _LINKS:
        return False
    return len(text) < _SHORT_HEADING or _is_capitalised(text)


def _is_capitalised(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", text)
    return bool(sum(word[0].isupper() for word in words) * 2 > len(words))

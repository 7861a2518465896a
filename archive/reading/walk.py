"""A tree of HTML walked to its visible text as blocks, in reading order, with what dates and links stand in them.

Enters: the root of an HTML document. Leaves: an `Outline`. Which elements are blocks and which are not shown follows the
HTML standard's rendering section (15.3); a lone `<br>` inside a sentence is a space, and parts blocks elsewhere.
The walk is a loop, not a recursion: pages nest as deep as they like.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from archive.reading.blocks import MAX_HIDDEN, SPACES, STAND_IN, STRUCK, UNSEEN, Block, DateMark, Outline, Run, one_spaced
from archive.reading.borders import KEPT_CLASSES, parts
from archive.reading.raised import DIGITS, is_reference
from archive.reading.regions import OUTSIDE, Line, Region, region_of, settle
from archive.reading.unseen import REPLACED, SKIPPED, STRUCK_TAGS, is_hidden, shows_words
from citations.regex import regex

MAX_RUNS = 400  # emphases and links kept of one block; a block of more is a list without markup
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = HEADINGS | frozenset(
    "p div section article main aside header footer nav ul ol li dl dt dd table thead tbody tfoot tr td th caption blockquote pre"
    " figure figcaption address form fieldset legend center hr details summary body html dir menu hgroup search dialog"
    " option".split()
)
# Elements in which a paragraph stands, or that are one: what they stand in is its box
UNBOXED = HEADINGS | frozenset("p li ul ol dl dt dd blockquote pre figure figcaption caption".split())
UNPARTED = HEADINGS | {"p"}
KEPT_KINDS = HEADINGS | frozenset("p li blockquote pre td th dt dd figcaption caption".split())
RUNS = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong", "a": "a"} | dict.fromkeys(STRUCK_TAGS, STRUCK)
DAY_ATTRIBUTES = ("data-timestamp", "data-published", "data-datetime", "data-date")  # of scripts that write "4 hours ago"
AGO_ATTRIBUTES = ("data-time", "data-utime", "data-ts", "data-epoch", "data-livestamp", "data-created", "title", "aria-label")
# "4 hours ago", "2 часа назад", "5 рӯз пеш", "3 h"; not "long ago", "3 hits"
SAYS_AGO = regex(r"\W*\d+\s?(?:\w{1,8}\.?\s(?:ago|назад|пеш)|[smhdwy]|мин|ч|дн?)\.?\W*", re.IGNORECASE)
HOLDS_DAY = regex(r"\d{10}|\b(?:19|20)\d\d\b")  # of a value that may be a day
EDITED = frozenset({"ins", "del"})  # whose `datetime` is that of the change; other elements that bear one are a page's own clocks
LONGEST_DATE = 120  # characters of an element marked as a date, label and time of day included
MOST_DATE_PARTS = 12  # children of such an element; one of more is a box round it
# class="pg-date", "published", "post_time", "article__date"; not "update-profile" or "candidate"
DATE_CLASS = regex(
    r"(?:^|[\s_-])(?:date|datetime|time|timestamp|pubdate|published|posted|posted-on|updated|modified|createdate|created|data|sana)(?:$|[\s_-])",
    re.IGNORECASE,
)
UNDATED = frozenset("body html table ul article".split())  # boxes of much more than a date, whatever their class
SENTENCE_END = regex(r"[.!?…:;»”\"’)]\s*$")


def read_outline(root: Any, *, hidden: bool = False, faded: bool = False) -> Outline:
    """Return the blocks of a tree in reading order; with `hidden` also what the markup says is not shown, with `faded` what
    it says is not shown yet.
    """
    return _Walk(hidden=hidden, faded=faded).run(root)


class _Draft(NamedTuple):
    """What is told of a block beside its line before the regions of the page are known."""

    runs: tuple[Run, ...]
    group: int
    apart: bool
    box: tuple[int, str]
    part: int


@dataclass(slots=True)
class _Walk:
    hidden: bool
    faded: bool = False
    drafts: list[_Draft] = field(default_factory=list)
    marks: list[DateMark] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[tuple[int, int, str, str | None]] = field(default_factory=list)
    opened: list[tuple[int, str, str | None]] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    within: list[Region] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marked_in: list[Region | None] = field(default_factory=list)
    kinds: list[str] = field(default_factory=lambda: ["p"])
    groups: list[int] = field(default_factory=lambda: [0])
    last_group: int = 0
    boxes: list[tuple[int, str]] = field(default_factory=lambda: [(0, "")])
    parting: list[bool] = field(default_factory=lambda: [False])
    last_box: int = 0
    within_parts: list[int] = field(default_factory=lambda: [0])
    parts: list[int] = field(default_factory=lambda: [0])
    elements: list[Any] = field(default_factory=lambda: [None])
    preformatted: int = 0
    in_link: int = 0
    linked: int = 0
    parted: bool = False
    links: int = 0
    script_bytes: int = 0
    has_mount: bool = False
    noscript: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    unseen_length: int = 0
    fades: int = 0

    def run(self, root: Any) -> Outline:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None  # whose end comes all the same, and closes nothing
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or self._is_skipped(element, tag):
                    walk.skip_subtree()
                    skipped = element
                    continue
                self._open(element, tag)
                if text := element.text:
                    self._add(text)
            else:
                if element is skipped:
                    if tag in BLOCKS:
                        self._flush()
                elif isinstance(tag, str):
                    self._close(element, tag)
                if text := element.tail:
                    self._add(text)
        self._flush()
        settle(self.regions, self.lines, root.findtext(".//title") or "")
        return Outline(
            blocks=tuple(map(_block, self.lines, self.drafts)),
            marks=tuple(replace(mark, region=_shown(region)) for mark, region in zip(self.marks, self.marked_in, strict=True)),
            links=self.links, script_bytes=self.script_bytes,
            has_mount=self.has_mount, noscript=" ".join(self.noscript)[:2000], hidden="\n".join(self.unseen),
            fades=self.fades, parts=tuple(self.parts), elements=tuple(self.elements),
            sides=tuple(region.element for region in self.regions if region.shown in OUTSIDE),
        )  # fmt: skip

    def _is_skipped(self, element: Any, tag: str) -> bool:
        if self.pieces and tag in REPLACED and not is_hidden(element) and shows_words(element, tag):
            self._replace()
        if tag in SKIPPED:
            if tag == "script":
                self.script_bytes += len(element.text or "") + (500 if element.get("src") else 0)
            elif tag == "noscript":
                self.noscript.append("".join(element.itertext()))
            return True
        if tag in DIGITS and is_reference(element, tag):
            return True
        if self.hidden or not element.attrib or not is_hidden(element, faded=self.faded):
            return False
        if self.unseen_length < MAX_HIDDEN and (text := read_outline(element, hidden=True).text):
            self.unseen.append(text[:MAX_HIDDEN])
            self.unseen_length += len(text)
            self.fades += len(text) * (not is_hidden(element, faded=True))
        return True

    def _open(self, element: Any, tag: str) -> None:
        if tag in BLOCKS:
            if self.pieces:
                self._flush()
            self._enter(element, tag)
        elif tag == "br":
            self._break()
        elif tag in RUNS:
            self.opened.append((self.length, RUNS[tag], element.get("href")))
            if tag == "a":
                self.links += 1
                self.in_link += 1
        elif tag == "q":
            self._add("“")
        if element.attrib:
            self._mark(element, tag)

    def _enter(self, element: Any, tag: str) -> None:
        self.parting.append(parts(element, tag))
        self.parted |= self.parting[-1]
        if tag in UNBOXED:
            self.boxes.append(self.boxes[-1])
        else:
            self.last_box += 1
            self.boxes.append((self.last_box, f"{tag} {classes}" if (classes := element.get("class")) else ""))
        if tag in UNPARTED:
            self.within_parts.append(self.within_parts[-1])
        else:
            self.parts.append(self.within_parts[-1])
            self.elements.append(element)
            self.within_parts.append(len(self.parts) - 1)
        self.kinds.append(tag if tag in KEPT_KINDS else ("p" if tag in ("div", "section", "article") else self.kinds[-1]))
        if tag in ("ul", "ol", "tr", "dl"):
            self.last_group += 1
            self.groups.append(self.last_group)
        if tag == "pre":
            self.preformatted += 1
        if element.get("id") in ("root", "app", "__next", "__nuxt", "react-root"):
            self.has_mount = True
        if region := region_of(element, tag, self._region()):
            self.regions.append(region)
            self.within.append(region)

    def _region(self) -> Region | None:
        return self.within[-1] if self.within else None

    def _close(self, element: Any, tag: str) -> None:
        if tag in BLOCKS:
            if self.pieces:
                self._flush()
            self.parted |= self.parting.pop() if len(self.parting) > 1 else parts(element, tag)
            self.kinds.pop() if len(self.kinds) > 1 else None
            self.boxes.pop() if len(self.boxes) > 1 else None
            self.within_parts.pop() if len(self.within_parts) > 1 else None
            if tag in ("ul", "ol", "tr", "dl") and len(self.groups) > 1:
                self.groups.pop()
            if tag == "pre" and self.preformatted:
                self.preformatted -= 1
            if self.within and self.within[-1].element is element:
                self.within.pop()
        elif tag in RUNS and self.opened:
            start, kind, href = self.opened.pop()
            if self.length > start:
                self.runs.append((start, self.length, kind, href))
            if tag == "a" and self.in_link:
                self.in_link -= 1
        elif tag == "q":
            self._add("”")

    def _add(self, text: str) -> None:
        if not self.pieces and not self.preformatted and text.isspace():
            return  # between blocks
        text = UNSEEN.sub("", text)
        if not self.preformatted:
            text = one_spaced(text)
            if text[:1] == " " and (not self.pieces or self.pieces[-1][-1] in " \n"):
                text = text[1:]
        if text:
            self.pieces.append(text)
            self.length += len(text)
            if self.in_link:
                self.linked += len(text)

    def _replace(self) -> None:
        """Put the sign for words that are no text behind a word of the same line."""
        if not (SENTENCE_END.search(self.pieces[-1]) or self.pieces[-1] == "\x01"):
            self._add(STAND_IN)

    def _break(self) -> None:
        if self.preformatted:
            self._add("\n")
        elif self.pieces and (self.pieces[-1] == "\x01" or SENTENCE_END.search(self.pieces[-1]) or self._is_bold_line()):
            self._flush()
        elif self.pieces:
            self._add(" ")
            if self.pieces[-1] == " ":
                self.pieces[-1] = "\x01"  # a second break in a row parts the blocks; this one becomes a space
            else:
                self.pieces.append("\x01")
                self.length += 1

    def _is_bold_line(self) -> bool:
        """Whether all of the line so far is strong: a headline of pages that have no heading elements."""
        return any(kind == "strong" and start == 0 and end >= self.length - 1 for start, end, kind, _ in self.runs)

    def _flush(self) -> None:
        if not self.pieces:
            return
        text = "".join(self.pieces).replace("\x01", " ").rstrip(f" {STAND_IN}")
        if text:
            runs = self._kept_runs(len(text)) if self.runs or self.opened else ()
            self.drafts.append(_Draft(runs, self.groups[-1], self.parted, self.boxes[-1], self.within_parts[-1]))
            self.parted = False
            self.lines.append(Line(self.kinds[-1], text, self.linked, self._region()))
        self.pieces, self.length, self.runs, self.linked = [], 0, [], 0
        if self.opened:
            self.opened = [(0, kind, href) for _, kind, href in self.opened]

    def _kept_runs(self, length: int) -> tuple[Run, ...]:
        ends = (*self.runs, *((start, length, kind, href) for start, kind, href in self.opened))
        return tuple(
            Run(start=start, end=min(end, length), kind=kind, href=href)
            for start, end, kind, href in ends[:MAX_RUNS]
            if start < min(end, length)
        )

    def _mark(self, element: Any, tag: str) -> None:
        prop, classes = element.get("itemprop") or element.get("property") or "", element.get("class") or ""
        is_property = bool(prop) and "date" in prop.casefold()
        ago = _day_of_ago(element)
        if not (
            tag == "time"
            or is_property
            or ago
            or (tag not in EDITED and element.get("datetime"))
            or (classes and tag not in UNDATED and _names_date(classes))
        ):
            return
        text = SPACES.sub(" ", UNSEEN.sub("", " ".join(element.itertext()))).strip() if len(element) < MOST_DATE_PARTS else ""
        value = element.get("datetime") or (element.get("content") if is_property else None)
        value = value or next(filter(None, map(element.get, DAY_ATTRIBUTES)), None) or ago
        if value or (text and len(text) <= LONGEST_DATE):
            hint = " ".join(("pubdate" if element.get("pubdate") is not None else "", prop, classes)).strip()
            self.marks.append(DateMark(block=len(self.drafts), tag=tag, value=value, text=text, hint=hint))
            self.marked_in.append(self._region())


def _block(line: Line, draft: _Draft) -> Block:
    number, name = draft.box
    return Block(
        text=line.text,
        kind=line.kind,
        runs=draft.runs,
        group=draft.group,
        region=_shown(line.region),
        linked=line.linked,
        apart=draft.apart,
        box=number,
        box_name=name,
        part=draft.part,
    )


@functools.lru_cache(maxsize=KEPT_CLASSES)
def _names_date(classes: str) -> bool:
    return DATE_CLASS.search(classes) is not None


def _day_of_ago(element: Any) -> str | None:
    """Return the day that an element bears whose words are "4 hours ago": the script that writes them needs it."""
    text = element.text
    if not text or len(element) or not SAYS_AGO.fullmatch(text):
        return None
    return next(
        (value for name in (*DAY_ATTRIBUTES, *AGO_ATTRIBUTES) if HOLDS_DAY.search(value := element.get(name) or "")), None
    )


def _shown(region: Region | None) -> str:
    return region.shown if region else ""

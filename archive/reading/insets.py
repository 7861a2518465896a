"""Boxes that a page sets into its text or under it: cards of other stories, calls to subscribe or to give, words on the author.

Enters: the blocks of a page, the part that each stands in, and its titles. Leaves: the numbers of the blocks in such boxes. A
box is known by what it holds, not by its class: linked headlines each with a summary, a form, a heading that says so. What
holds as much prose as the text round it is the page's own: an overview of other stories, a list of people.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.reading.blocks import is_pointer
from archive.reading.regions import MIN_HEADLINE, is_prose
from archive.reading.side_sections import COMMENTS, LONGEST_HEADING, RELATED
from archive.reading.sign_phrases import READ_ON
from archive.reading.teasers import links_of, pages_at
from citations.regex import regex

if TYPE_CHECKING:
    from archive.reading.blocks import Block, Outline

# Measured on 237 pages, F1 by word 0.9911 and no paragraph lost (`tests/sweep.py articles`).
TEXT_SHARE = 0.5  # of the page's prose, that the part which holds its text has; 0.3 reads 0.988, 0.7 as 0.5
MOST_SHARE = 0.34  # of the text's prose in one box; 0.1 reads 0.985, 0.7 as 0.34, and takes half of a page
SHORTEST_SUMMARY = 40  # letters of one paragraph in a card; 80 reads 0.990, 20 as 40
LONGEST_SUMMARY = 400  # letters of one paragraph in a card or beside a form; 100 reads 0.986, 800 as 400
LONGEST_FORM = 4  # blocks from a call to its form; 2 leaves a letter's call in the text (`tests/test_article.py`)
MOST_BLOCKS = 60  # of one box, a bound on work; 4 and 240 read the same
LONGEST_CALL = 240  # letters of a paragraph that asks its reader to follow; 60 reads 0.990, 480 as 240
# matches: "Sign up for our letter", "Support us", "Подпишитесь на рассылку"; not: "Support for the bridge", "Subscribers"
CALL = regex(
    r"""\W*(?:(?:please\s+)?(?:sign\s+up|subscribe|follow\s+us|join\s+(?:us|our)|stay\s+(?:informed|connected|in\s+touch)|get\s+(?:our|the)\s+(?:\w+\s+){0,3}(?:newsletter|e?-?mails?|app|briefing|letter)s?
    |support\s+(?:us|our|independent)|help\s+us|donate|make\s+a\s+(?:gift|donation)|become\s+a\s+(?:member|supporter|subscriber|patron)|download\s+our|enjoying\s+this
    |(?:our\s+|the\s+)?(?:free\s+)?(?:daily|weekly|morning|evening)?\s*newsletters?$|like\s+us\s+on)\b
    |подпи(?:шитесь|сывайтесь|саться|ска)\s|подписаться$|следите\s+за\s+(?:нами|нашими|новостями)|присоединяйтесь\s+к|(?:читайте|смотрите)\s+нас\s|вступайте\s+в
    |поддерж(?:ите|ать)(?:\s+(?:нас|наш|редакцию|независим)|$)|помогите\s+(?:нам|нашей|редакции)|станьте\s+(?:нашим|подписчик|участник)|пожертвовать|скачайте\s+(?:наше|приложение)|наш\s+телеграм|будьте\s+в\s+курсе
    |(?:\w+\s+){0,5}обуна\s+(?:шавед|шудан)|моро\s+(?:дастгирӣ|пайгирӣ)|(?:\w+\s+){0,3}дастгирӣ\s+(?:кунед|кардан)|ба\s+мо\s+(?:\w+\s+){0,3}(?:ёрӣ|кӯмак|пайванд)|хайрия\s+кардан)""",
    re.VERBOSE | re.IGNORECASE,
)
# matches: "About the author", "Об авторе"; does not: "About the author’s house"
AUTHOR = regex(
    r"""\W*(?:about\s+the\s+(?:authors?|writers?|reporters?)|(?:the\s+)?author(?:\(s\)|s)?|об\s+авторах?|автор(?:ы|\s+статьи|\s+материала)?|(?:дар\s+бораи\s+)?муаллиф(?:он)?)\s*:?\W*""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True)
class _Part:
    """An element: the numbers of its first block and of the one behind its last, the parts in it, and its letters of prose."""

    first: int = 0
    end: int = 0
    within: list[int] = field(default_factory=list)
    prose: int = 0


class Insets(NamedTuple):
    """The numbers of the blocks in boxes that are set into a text or under it, and the elements that are such boxes."""

    blocks: frozenset[int] = frozenset()
    elements: tuple[Any, ...] = ()


def insets_of(outline: Outline, titles: Container[str], byline: str | None, address: str | None) -> Insets:
    """Return the boxes of the page at `address`."""
    parts = _parts(outline)
    text, round_text = _text_part(parts)
    judge = _Judge(outline, titles, byline, address, int(MOST_SHARE * parts[text].prose), parts[text].end)
    boxes = _boxes(parts, round_text, judge)
    if 2 * sum(parts[box].prose for box in boxes) >= parts[text].prose:
        boxes = []
    found = {place for box in boxes for place in range(parts[box].first, parts[box].end)}
    for number in range(len(outline.blocks)):
        found.update(_call(outline.blocks, number, found))
    return Insets(frozenset(found), tuple(outline.elements[box] for box in boxes))


def _parts(outline: Outline) -> list[_Part]:
    parts = [_Part() for _ in outline.parts]
    for number, block in enumerate(outline.blocks):
        part = parts[block.part]
        part.first, part.end = part.first if part.end else number, number + 1
        if not block.region and is_prose(block.text, block.linked):
            part.prose += len(block.text)
    for number in range(len(parts) - 1, 0, -1):
        part, outer = parts[number], parts[outline.parts[number]]
        if part.end:
            outer.first = min(outer.first, part.first) if outer.end else part.first
            outer.end = max(outer.end, part.end)
            outer.prose += part.prose
            outer.within.append(number)
    return parts


def _text_part(parts: Sequence[_Part]) -> tuple[int, set[int]]:
    """Return the innermost part that holds most of the prose, and it with all that stand round it."""
    at, least, chain = 0, TEXT_SHARE * parts[0].prose, {0}
    while (inner := next((one for one in parts[at].within if parts[one].prose > least), None)) is not None:
        chain.add(at := inner)
    return at, chain


def _boxes(parts: Sequence[_Part], round_text: set[int], judge: _Judge) -> list[int]:
    """Return the outermost parts that are boxes, of those in the text and beside it."""
    found, waiting = [], [0]
    while waiting:
        part = parts[number := waiting.pop()]
        is_small = number not in round_text and 1 < part.end - part.first <= MOST_BLOCKS
        if is_small and judge.is_inset(part, judge.outline.elements[number]):
            found.append(number)
        else:
            waiting += part.within
    return found


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says of a part whether it is a box beside the text; `most` are the letters of prose that one may have."""

    outline: Outline
    titles: Container[str]
    byline: str | None
    address: str | None
    most: int
    end: int

    def is_inset(self, part: _Part, element: Any) -> bool:
        held = self.outline.blocks[part.first : part.end]
        if part.prose > self.most or any(block.text in self.titles for block in held):
            return False
        return (
            _is_headed(held)
            or _asks(held)
            or self._leads_on(held)
            or self._is_card(held, element)
            or self._tells_author(held, part)
        )

    def _leads_on(self, held: Sequence[Block]) -> bool:
        """Whether each of its paragraphs stands under a headline that leads to another page of the site, or above such a link."""
        headlines = summaries = 0
        for block in held:
            if len(block.text) >= SHORTEST_SUMMARY and 2 * block.linked < len(block.text):
                summaries += 1
                if summaries > headlines or not _is_summary(block):
                    return _ends_in_more(held) and self._leads(held[-1])
            elif len(block.text) >= MIN_HEADLINE and is_pointer(block) and self._leads(block):
                headlines += 1
        return summaries > 0

    def _is_card(self, held: Sequence[Block], element: Any) -> bool:
        """Whether it is a headline and one paragraph, under a picture or beside it that leads to another page of the site."""
        if len(held) != 2 or not _is_summary(held[1]) or len(held[0].text) < MIN_HEADLINE:
            return False
        targets = {link.get("href") for link in islice(element.iter("a"), 3) if not (link.text or "").strip()}
        return len(targets) == 1 and bool(pages_at([target for target in targets if target], self.address))

    def _tells_author(self, held: Sequence[Block], part: _Part) -> bool:
        """Whether its first line is the name of the page's author, or the one of whom it goes on to tell under the text."""
        name, told = held[0].text, [block for block in held[1:] if len(block.text) >= SHORTEST_SUMMARY]
        if len(told) != 1 or not _is_summary(told[0]):
            return False
        return name == self.byline or (part.end == self.end and told[0].text.startswith(name))

    def _leads(self, block: Block) -> bool:
        return bool(links_of(block, self.address))


def _is_headed(held: Sequence[Block]) -> bool:
    """Whether its first line says what such boxes are headed with."""
    label = held[0].text
    is_label = len(label) <= LONGEST_HEADING and label[0] not in '“«"'
    return is_label and bool(any(said.fullmatch(label) for said in (RELATED, COMMENTS, AUTHOR)) or CALL.match(label))


def _asks(held: Sequence[Block]) -> bool:
    """Whether a form stands in it, or a link or a button that asks its reader for something."""
    is_short = all(len(block.text) <= LONGEST_SUMMARY for block in held)
    return is_short and any(block.region == "form" or _is_button(block) for block in held)


def _is_button(block: Block) -> bool:
    return len(block.text) <= LONGEST_HEADING and bool(CALL.match(block.text))


def _ends_in_more(held: Sequence[Block]) -> bool:
    """Whether it is a headline, one paragraph, and a link "read more"."""
    prose = [block for block in held if is_prose(block.text, block.linked)]
    return len(prose) == 1 and _is_summary(prose[0]) and held[0] not in prose and bool(READ_ON.match(held[-1].text))


def _is_summary(block: Block) -> bool:
    return SHORTEST_SUMMARY <= len(block.text) <= LONGEST_SUMMARY and 2 * block.linked < len(block.text)


def _call(blocks: Sequence[Block], number: int, boxed: Container[int]) -> range:
    """Return the numbers of a call among the text's own paragraphs: one with a link to where, or a heading, words, and a form."""
    block = blocks[number]
    if block.region or number in boxed or len(block.text) > LONGEST_CALL or not CALL.match(block.text):
        return range(0)
    if block.linked:
        return range(number, number + 1)
    for place in range(number + 1, min(number + LONGEST_FORM, len(blocks))):
        is_end = blocks[place].region == "form" or (blocks[place].linked > 0 and _is_button(blocks[place]))
        if place in boxed or is_end or not _is_summary(blocks[place]):
            return range(number, place + 1) if is_end and place not in boxed else range(0)
    return range(0)

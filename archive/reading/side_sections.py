"""Sections of a page that its headings alone tell to be no part of the text: readers' comments, lists of other stories.

Enters: the blocks of a page and its titles. Leaves: the numbers of the blocks in such sections. English, Russian, Tajik, and the
word for comments in other tongues. A heading before the first paragraph tells nothing: it is the page's own. Where paragraphs
follow a list of links, the text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from archive.reading.regions import is_prose
from citations.regex import regex

if TYPE_CHECKING:
    from archive.reading.blocks import Block

LONGEST_HEADING = 80  # letters
MOST_UNDER_LABEL = 3  # blocks up to the page's end, under a line that is no heading element: more are the text going on
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LABEL = 6  # the level of a line that is set like a paragraph: any heading ends its section
_COUNT = r"\s*[(\[]?\d*[)\]]?\s*[:.…]?\s*"
# matches: "Comments (12)", "3 comments", "Readers write", "Комментарии"; does not: "Comments by the committee", "Discussion"
COMMENTS = regex(
    rf"""\W*(?:\d+\s+)?(?:comments?|(?:reader|user|visitor)s?['’]?s?\s+(?:comments?|writes?|letters|opinions?|reactions?|says?|views|responses)
    |what\s+(?:our\s+|the\s+)?readers\s+(?:say|write|think)|your\s+(?:comments|views|letters|say|reactions)|have\s+your\s+say
    |letters\s+(?:to\s+the\s+editor|from\s+(?:our\s+)?readers)|join\s+the\s+(?:conversation|discussion)|(?:leave|post|add)\s+a\s+(?:reply|comment)
    |\d+\s+(?:responses?|replies)(?:\s+to\b.{{0,50}})?|(?:\d+|one|two|three)\s+thoughts?\s+on\b.{{0,50}}
    |комментари[йеия]\w*(?:\s+(?:читателей|пользователей))?|(?:отзывы|письма|мнени[ея])\s+(?:наших\s+)?(?:читателей|посетителей)|письма\s+в\s+редакцию
    |(?:наши\s+)?читатели\s+(?:пишут|говорят|отвечают)|оставить\s+комментарий|ваши\s+(?:комментарии|письма|мнения|отзывы)
    |шарҳҳо|назарҳо|изҳори\s+назар|фикру\s+назарҳо|(?:назари|номаҳои)\s+хонандагон
    |(?:\w+\s+)?(?:коментар[иії]?|kommentare|komentarz[ey]|komentáře|komentari|commentaires|commenti|comentarios|comentários|comentarii|hozzászólások
    |yorumlar|kommentarer|reacties)){_COUNT}""",
    re.VERBOSE | re.IGNORECASE,
)
# matches: "Related stories", "Also on this day", "Read more", "Читайте также"; does not: "More on the bridge", "Related work"
_THINGS = r"(?:news|stories|articles|posts|headlines|reports|coverage|content|links|reading|topics)"
RELATED = regex(
    rf"""\W*(?:(?:read|see|watch)\s+(?:also|next|more)|also\s+(?:read|see|on\s+this\s+day|in\s+the\s+news|today)|related(?:\s+{_THINGS})?
    |more\s+(?:{_THINGS}|from\s.{{1,40}}|like\s+this|on\s+this\s+(?:story|topic|subject))|most\s+(?:read|popular|viewed|shared)
    |(?:latest|recent|popular|other|top|trending|recommended|similar)\s+{_THINGS}|recommended(?:\s+for\s+you)?
    |you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in|have\s+missed)|(?:on\s+)?this\s+day(?:\s+in\s+history)?|in\s+other\s+news
    |elsewhere(?:\s+on\s.{{1,40}})?|don['’]?t\s+miss|editor['’]?s['’]?\s+(?:picks|choice)
    |(?:читайте|смотрите|слушайте)\s+(?:также|ещ[её]|далее)|(?:(?:также\s+)?в\s+этот\s+день)|(?:материалы\s+|ещ[её]\s+|новости\s+|ссылки\s+)?по\s+теме
    |(?:вам\s+)?(?:может\s+быть|также|будет)\s+интересно|(?:другие|последние|похожие|свежие|главные|популярные)\s+(?:новости|материалы|статьи|публикации|записи)
    |(?:самое\s+)?(?:читаемое|популярное|интересное|обсуждаемое)|новости\s+(?:партн[её]ров|сми2?)|рекомендуем(?:\s+(?:почитать|прочитать))?|не\s+пропустите
    |(?:ҳамчунин|боз)\s+(?:би)?хонед|мавзӯъҳои\s+дигар|хабарҳои\s+(?:охирин|дигар)|дигар\s+хабарҳо|ба\s+ин\s+мавзӯъ|дар\s+ин\s+рӯз){_COUNT}""",
    re.VERBOSE | re.IGNORECASE,
)


def side_sections(blocks: Sequence[Block], titles: Container[str]) -> frozenset[int]:
    """Return the numbers of the blocks that stand under a heading of comments or of other stories, the heading with them."""
    found: set[int] = set()
    first = next((number for number, block in enumerate(blocks) if is_prose(block.text, block.linked)), len(blocks))
    for number, block in enumerate(blocks[first:], first):
        if number in found or len(block.text) > LONGEST_HEADING or block.text in titles or _is_link(block):
            continue
        if COMMENTS.fullmatch(block.text):
            section = list(_section(blocks, number))
            found.update(section if block.kind in _LEVELS or _is_less(blocks, section) else ())
        elif RELATED.fullmatch(block.text):
            section = _list(blocks, number)
            found.update(section if _is_less(blocks, section) else ())
    return frozenset(found)


def _is_link(block: Block) -> bool:
    """Whether a line that is no heading element leads to such a section, as "12 comments" above an article does."""
    return block.kind not in _LEVELS and 2 * block.linked > len(block.text)


def _is_less(blocks: Sequence[Block], section: list[int]) -> bool:
    """Whether a section holds no more prose than what stands above it: else the page's own text would begin under its heading."""
    return not section or _prose(blocks[: section[0]]) >= _prose([blocks[place] for place in section])


def _prose(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if not block.region and is_prose(block.text, block.linked))


def _section(blocks: Sequence[Block], number: int) -> Iterator[int]:
    """Yield the numbers of a heading and of what stands under it, up to one that is no deeper, or to its region's end."""
    region = blocks[number].region
    level = _LEVELS.get(blocks[number].kind, _LABEL)
    yield number
    for place in range(number + 1, len(blocks)):
        if _LEVELS.get(blocks[place].kind, _LABEL + 1) <= level or (region and blocks[place].region != region):
            return
        yield place


def _list(blocks: Sequence[Block], number: int) -> list[int]:
    """Return the numbers of a heading's section, up to where the text goes on behind its links.

    Two paragraphs in a row tell so, and one under a line that is no heading element: it stands in the midst of texts.
    """
    section = list(_section(blocks, number))
    has_links, is_label = False, blocks[number].kind not in _LEVELS
    for place in section[1:]:
        has_links |= blocks[place].kind == "li" or 2 * blocks[place].linked > len(blocks[place].text)
        if has_links and all(_is_paragraph(block) for block in blocks[place : place + (1 if is_label else 2)]):
            return section[: section.index(place)]
    is_last = section[-1] == len(blocks) - 1 and len(section) <= MOST_UNDER_LABEL + 1
    return section if has_links or (is_last and sum(_is_paragraph(blocks[place]) for place in section) < 2) else []


def _is_paragraph(block: Block) -> bool:
    return block.kind == "p" and is_prose(block.text, block.linked)

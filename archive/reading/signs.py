"""Signs that a page is not the source that was asked for: not-found pages, walls, listings, empty shells.

Enters: what was read of a page. Leaves: `Sign`s. Words alone never decide: a phrase counts where it is the page's title or
where little else stands on the page, because articles write about captchas, cookies and missing pages too.
The phrases are English, Russian and Tajik; a publisher's profile can add its own.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from archive.reading.blocks import Block, Outline, is_pointer
from archive.reading.head import Head
from archive.reading.regions import HEADLINE_KINDS, OUTSIDE, PROSE_BLOCK, extent, is_prose
from archive.reading.sign_phrases import (
    CAPTCHA,
    CONSENT,
    LOGIN,
    NEEDS_SCRIPT,
    NOT_FOUND,
    PARKED,
    PAY,
    PAY_WORDS,
    READ_ON,
    REDIRECTED,
    SUBSCRIBER,
)
from citations.regex import regex

# What is said of other values is of the 84 pages that are not the source and the 47 innocent ones of `tests/sweep.py signs`: 83
# are known, and no innocent one has a sign at any value. Half and double of SHORT, SCARCE, WALL_PROSE, LONGEST_CONSENT,
# SCRIPT_BYTES and LONGEST_SUMMARY change nothing there: those pages do not decide them.
SHORT = 700  # letters of prose below which a phrase may speak for the whole page; a news item of two paragraphs has more
SCARCE = 250  # letters of visible text that are less than any article, so that the page is an empty shell
WALL_PROSE = 1500  # letters of prose that a wall may show: its own explanation, or the article's first lines
LONGEST_CONSENT = 8000  # letters that a consent dialogue has with all its purposes and partners
SCRIPT_BYTES = 3000  # characters of scripts that are there to make a page without prose; a counter has fewer
BARE = 15  # letters of text that are as good as none; 5 knows 82, 60 as many as 15
MOST_OF_TITLE = 0.5  # of a title's letters that the phrase of a wall has; a headline about walls says more
PART_OF_SENTENCE = 0.25  # of a sentence's letters: walls say more around the phrase, and articles far more
LISTING_LINKS = 15  # links that make a page a list, when nearly all its words are links; 7 knows as many, 30 knows 76
LISTING_SHARE = 0.75  # of its words; 0.6 knows as many, 0.9 knows 81
LISTED_ALONE = 5  # lines that lead elsewhere under a headline, with no sentence before them: a short list, its sidebar apart
CLOSING_MARKS = "»”\"')"  # after the end of a sentence
LISTING_CARDS = 8  # headlines that lead elsewhere, each with its summary; 4 knows as many, 16 knows 81
CARD_HEADLINE = 20  # letters of such a headline; 10 knows as many, 40 knows 82
LISTING_TEASERS = 5  # summaries that end in "read more"; 2 knows as many, 10 knows 82
LONGEST_ASKING = 200  # letters of a block that asks to pay or to log in; a paragraph of an article that speaks of it has more
OWN_SENTENCE = 30  # letters of a sentence right under the headline, which an item of two lines has and a list of links has not
LONGEST_SUMMARY = 300  # letters outside links in one block; what is longer is a paragraph of an article


class Sign(enum.StrEnum):
    """Why a page is perhaps not the source that was asked for."""

    SOFT_404 = "soft-404"
    HOME_PAGE = "home-page"
    CONSENT_WALL = "consent-wall"
    PAY_WALL = "pay-wall"
    CAPTCHA = "captcha"
    PARKED = "parked-domain"
    REDIRECT = "redirect"  # it only sends its reader on to another page
    LISTING = "listing"
    EMPTY = "empty"
    SCRIPTED = "scripted"  # text is made by a script: nothing to read without a browser
    NO_TEXT_LAYER = "no-text-layer"  # a scanned PDF
    TEASER = "teaser"  # the beginning only
    UNREADABLE = "unreadable"  # the reader failed, or the format is unknown


SENTENCES = regex(r"(?<=[.!?])\s+")  # "Please wait. It takes a moment"; not "4.5 years"
# Addresses of one article: "/2012/06/08/bridge-stays-open"; not the list of a day "/2012/06/08/" or "/2012/06/08/page-2"
ARTICLE_ADDRESS = regex(r"/20\d\d/(?:[01]?\d|[a-z]{3})/[0-3]?\d/(?:[^/?#]*/)?[^/?#]*[^\W\d_]{2,}-[^\W\d_]{2,}", re.IGNORECASE)
# Site names are set off by these: "Not found | Example Courier"; not the hyphen of "Asia-Plus"
TITLE_PARTS = regex(r"\s+[|–—:·»/-]+\s+|\s*\|\s*")
ROOT_PATH = regex(
    r"/*(?:(?:index|default|home|main)\.\w{2,5}|[a-z]{2}(?:[-_][a-z]{2})?|eng|rus|taj|english|russian)?/*", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What the signs are read from.

    `titles` are the title and headings of the page, `prose` the letters of `prose_of`, `phrases` the publisher's own walls,
    `leads_to` the address to which the page sends its reader.
    A `has_marked_date` is one of metadata or markup, as articles bear it and walls do not: they print the hour at most.
    """

    outline: Outline
    head: Head
    titles: tuple[str, ...]
    prose: int
    has_published_date: bool
    has_marked_date: bool = False
    address: str | None = None
    phrases: tuple[str, ...] = ()
    leads_to: str | None = None


def signs_of(material: Material) -> tuple[Sign, ...]:
    """Return the signs of the page, none for a page that seems to be an article."""
    text = material.outline.text
    found = [sign for sign, holds in (
        (Sign.REDIRECT, bool(material.leads_to) or _says(REDIRECTED, material, SCARCE)),
        (Sign.PARKED, _says(PARKED, material, SHORT)),
        (Sign.CAPTCHA, _says(CAPTCHA, material, SHORT) or _says_own(material, text)),
        (Sign.SOFT_404, _is_not_found(material)),
        (Sign.CONSENT_WALL, _is_consent_wall(material)),
        *_walls(material),
        (Sign.HOME_PAGE, is_root(material.address) and _is_list(material)),
        (Sign.LISTING, not is_root(material.address) and _is_list(material)),
    ) if holds]  # fmt: skip
    if found:
        return tuple(found)
    if _is_scripted(material, text):
        return (Sign.SCRIPTED,)
    return (Sign.EMPTY,) if _letters(text) < BARE else ()


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text[: 8 * SCARCE]))


def is_root(address: str | None) -> bool:
    """Return whether the address is a site's front page, or a language's: "/", "/index.html", "/ru/"."""
    try:
        parts = urlsplit(address or "about:blank")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(ROOT_PATH.fullmatch(parts.path)) and not parts.query


def prose_of(blocks: tuple[Block, ...]) -> int:
    """Return the letters of all blocks of the main part that are more than a line and no links."""
    return sum(len(block.text) for block in blocks if _is_prose(block))


def _is_prose(block: Block) -> bool:
    return block.region not in OUTSIDE and is_prose(block.text, block.linked)


def _segments(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles and their parts: "Not found | Example Courier" says two things."""
    return tuple(part for title in titles for part in (title, *TITLE_PARTS.split(title)) if part)


def _says(pattern: re.Pattern[str], material: Material, limit: int) -> bool:
    """Whether the page's title is such a phrase and little stands below it, or a page of few words says it."""
    prose = material.prose
    if any(_is_mostly(pattern, title) for title in _segments(material.titles)):
        return prose < WALL_PROSE and not _is_dated_text(material)
    if prose >= limit or _is_dated_text(material):
        return False
    said = [block for block in material.outline.blocks if block.region not in ("nav", "footer", "comments", "form")]
    return any(
        _is_mostly(pattern, sentence, PART_OF_SENTENCE)
        for block in said
        if block.kind not in HEADLINE_KINDS
        for sentence in SENTENCES.split(block.text)
    ) or any(_is_mostly(pattern, block.text) for block in said if block.kind in HEADLINE_KINDS)


def _is_mostly(pattern: re.Pattern[str], text: str, share: float = MOST_OF_TITLE) -> bool:
    """Whether a text says that phrase and little more: "Access denied", not "Access denied: how prisons refuse lawyers"."""
    match = pattern.search(text)
    return match is not None and len(match[0]) >= share * len(text)


def _is_dated_text(material: Material) -> bool:
    """Whether the page bears a day of publication and says more than a notice does: a short item about walls is none."""
    return material.has_marked_date or (material.has_published_date and material.prose > SCARCE)


def _says_own(material: Material, text: str) -> bool:
    """Whether the publisher's own wall is there: one of its phrases, and little prose."""
    folded = text.casefold()
    return any(phrase.casefold() in folded for phrase in material.phrases if phrase) and material.prose < SHORT


def _is_not_found(material: Material) -> bool:
    own = any(NOT_FOUND.search(title) for title in _segments(material.titles))
    if own:
        # A headline about missing pages is longer than the phrase; a not-found page says it and its name.
        return not material.has_published_date and material.prose < WALL_PROSE
    return _says(NOT_FOUND, material, SHORT) and not material.has_published_date


def _is_consent_wall(material: Material) -> bool:
    blocks = material.outline.blocks
    if material.has_published_date or material.prose > LONGEST_CONSENT:
        return False
    asking = [block for block in blocks if CONSENT.search(block.text)]
    if not asking:
        return False
    if all(block.region == "dialog" for block in asking) and _has_own_words(blocks):
        return False  # a banner over a page that says something of its own
    rest = tuple(
        block
        for block in blocks
        if not CONSENT.search(block.text)
        and not re.search(r"cookie|consent|privacy|partners|персональн", block.text, re.IGNORECASE)
    )
    return prose_of(rest) < SCARCE


def _has_own_words(blocks: tuple[Block, ...]) -> bool:
    """Whether the main part says something outside links, under a heading of its own."""
    own = [block for block in blocks if not block.region]
    return (
        any(block.kind in HEADLINE_KINDS for block in own)
        and sum(len(block.text) - block.linked for block in own) >= OWN_SENTENCE
    )


def _walls(material: Material) -> tuple[tuple[Sign, bool], ...]:
    blocks = [block for block in material.outline.blocks if block.region not in ("nav", "footer", "comments", "related")]
    asking = {block for block in blocks if _asks_to_pay(block.text)}
    asks, closed = bool(asking), any(item.free is False for item in material.head.items)
    prose = sum(len(block.text) for block in blocks if _is_prose(block) and block not in asking)
    wall = prose < SHORT and (asks or closed or any(SUBSCRIBER.search(block.text) for block in blocks))
    cut = not wall and ((asks and prose < 4 * WALL_PROSE) or (closed and prose < 2 * WALL_PROSE) or _is_cut(blocks, prose))
    return ((Sign.PAY_WALL, wall or _asks_to_log_in(material)), (Sign.TEASER, cut))


def _asks_to_log_in(material: Material) -> bool:
    """Whether a line, not a paragraph, asks to log in, and little else is said."""
    return _says(LOGIN, material, SCARCE) and any(
        LOGIN.search(text)
        for text in (*material.titles, *(block.text for block in material.outline.blocks))
        if len(text) <= LONGEST_ASKING
    )


def _asks_to_pay(text: str) -> bool:
    folded = text.casefold()
    return len(text) <= LONGEST_ASKING and any(word in folded for word in PAY_WORDS) and bool(PAY.search(text))


def _is_cut(blocks: list[Block], prose: int) -> bool:
    """Whether the only prose ends in an ellipsis that a link "read more" follows."""
    for block, following in zip(blocks, blocks[1:], strict=False):
        if (
            prose < SHORT
            and re.search(r"(?:…|\.\.\.|\[…\])\s*$", block.text)
            and len(block.text) >= PROSE_BLOCK
            and READ_ON.match(following.text)
        ):
            return True
    return False


def _is_list(material: Material) -> bool:
    """Whether what stands under the headline is links to other pages, and no paragraph."""
    if material.outline.links < LISTING_LINKS or material.head.first("article:published_time"):
        return False
    if any(ARTICLE_ADDRESS.search(one) for one in (material.address, material.head.canonical) if one):
        return False
    blocks = material.outline.blocks
    start = next((index for index, block in enumerate(blocks) if block.kind == "h1"), 0)
    main = [block for block in blocks[start:] if block.region not in ("nav", "footer", "dialog", "aside")]
    if max((extent(block.text) - block.linked for block in main), default=0) >= LONGEST_SUMMARY:
        return False
    has_headline, has_sentence = bool(main) and main[0].kind == "h1", _has_own_sentence(main)
    if material.has_published_date and has_headline and has_sentence:
        return False
    if sum(bool(READ_ON.match(block.text)) for block in main) >= LISTING_TEASERS:
        return True
    if _is_list_of_cards(main):
        return True
    letters, linked = sum(len(block.text) for block in main), sum(block.linked for block in main)
    many = sum(block.linked > 0 for block in main) >= LISTING_LINKS
    alone = has_headline and not has_sentence and not material.has_marked_date and sum(map(is_pointer, main)) >= LISTED_ALONE
    return (many or alone) and linked > LISTING_SHARE * letters


def _has_own_sentence(main: list[Block]) -> bool:
    """Whether a sentence without links stands under the headline before anything that leads elsewhere."""
    own = takewhile(lambda block: not is_pointer(block), main[1:])
    return any(
        not block.linked and len(block.text) >= OWN_SENTENCE and block.text.rstrip(CLOSING_MARKS).endswith((".", "!", "?", "…"))
        for block in own
    )


def _is_list_of_cards(main: list[Block]) -> bool:
    """Whether headlines of other pages alternate with their summaries, from the first line of prose on."""
    pointers = [index for index, block in enumerate(main) if is_pointer(block) and len(block.text) >= CARD_HEADLINE]
    prose = [index for index, block in enumerate(main) if _is_prose(block)]
    if len(pointers) < LISTING_CARDS or (prose and prose[0] < pointers[0]):
        return False
    return not any(after - before == 1 for before, after in pairwise(prose))


def _is_scripted(material: Material, text: str) -> bool:
    if _letters(text) >= SCARCE:
        return False
    outline = material.outline
    return outline.has_mount or outline.script_bytes > SCRIPT_BYTES or bool(NEEDS_SCRIPT.search(outline.noscript + text))

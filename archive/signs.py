"""Signs that a page is not the source that was asked for: not-found pages, walls, listings, empty shells.

Enters: what was read of a page. Leaves: `Sign`s. Words alone never decide: a phrase counts where it is the page's title or
where little else stands on the page, because articles write about captchas, cookies and missing pages too.
The phrases are English, Russian and Tajik; a publisher's profile can add its own.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from archive.blocks import Block, Outline, is_pointer
from archive.head import Head
from archive.regions import OUTSIDE, PROSE_BLOCK, extent, is_prose

SHORT = 700  # letters of prose below which a phrase may speak for the whole page; a news item of two paragraphs has more
SCARCE = 250  # letters of visible text that are less than any article, so that the page is an empty shell
WALL_PROSE = 1500  # letters of prose that a wall may show: its own explanation, or the article's first lines
LONGEST_CONSENT = 8000  # letters that a consent dialogue has with all its purposes and partners
SCRIPT_BYTES = 3000  # characters of scripts that are there to make a page without prose; a counter has fewer
BARE = 15  # letters of text that are as good as none
LISTING_LINKS = 15  # links that make a page a list, when nearly all its words are links
LISTING_SHARE = 0.75
LISTING_CARDS = 8  # headlines that lead elsewhere, each with its summary
CARD_HEADLINE = 20  # letters of such a headline
LISTING_TEASERS = 5  # summaries that end in "read more"
LONGEST_SUMMARY = 300  # letters outside links in one block; what is longer is a paragraph of an article


class Sign(enum.StrEnum):
    """Why a page is perhaps not the source that was asked for."""

    SOFT_404 = "soft-404"
    HOME_PAGE = "home-page"
    CONSENT_WALL = "consent-wall"
    PAY_WALL = "pay-wall"
    CAPTCHA = "captcha"
    PARKED = "parked-domain"
    LISTING = "listing"
    EMPTY = "empty"
    SCRIPTED = "scripted"  # text is made by a script: nothing to read without a browser
    NO_TEXT_LAYER = "no-text-layer"  # a scanned PDF
    TEASER = "teaser"  # the beginning only
    UNREADABLE = "unreadable"  # the reader failed, or the format is unknown


NOT_FOUND = re.compile(
    r"""\b(?:page|article|document|content|file|story|resource|url|item|post|material)\s+(?:\w+\s+){0,4}?(?:not|n['’]t|cannot|can['’]t|no\s+longer|could\s+not)\s+
        (?:be\s+)?(?:found|exist\w*|available|located)|\b(?:page|article|story|content)\b[^.!?\n]{0,40}\b(?:has\s+been|was)\s+(?:removed|deleted|moved|unpublished)
    |(?:error|ошибка|хатои?|код)\s*[:№#-]?\s*404\b|\b404\s*[-–—:|.,]?\s*(?:error|not\s+found|page|ошибка|хато|страница|file)
    |^\W*404\W*$|^\W*(?:\d{3}\W+)?(?:not\s+found|gone)\W*$
    |(?:sorry|unfortunately)\W+no\s+results
    |nothing\s+(?:was\s+)?found|we\s+(?:can['’]t|cannot|could\s?n['’]?t)\s+(?:seem\s+to\s+)?find\s+(?:the|that|this|what)
    |doesn['’]t\s+(?:seem\s+to\s+)?exist\s+(?:any\s?more|here)|^\W*no\s+(?:search\s+)?results(?:\s+(?:were\s+)?found\b[^.!?\n]{0,80})?\W*$
    |(?:страниц\w+|материал\w*|стат\w+|документ\w*|новост\w+|публикаци\w+|файл|запись)[^.!?\n]{0,40}(?:не\s+(?:найден\w*|существу\w+|обнаружен\w*|доступ\w+)|удал[её]н\w*|снят\w*\s+с\s+публикации)
    |такой\s+страницы\s+(?:нет|не\s+существует)|ничего\s+не\s+найдено
    |(?:саҳифа\w*|сахифа\w*|мавод\w*|хабар\w*|ҳуҷҷат\w*)[^.!?\n]{0,40}(?:(?:ёфт|пайдо|дарёфт)\s+на(?:шуд\w*|гардид\w*|мешавад)|вуҷуд\s+надорад|мавҷуд\s+нест|нест\s+карда\s+шуд\w*)""",
    re.VERBOSE | re.IGNORECASE,
)
CONSENT = re.compile(
    r"""before\s+you\s+continue|we\s+(?:value|care\s+about|respect)\s+your\s+privacy|accept\s+(?:all|cookies|and\s+continue)|(?:cookie|privacy)\s+(?:consent|preferences|settings)
    |we\s+and\s+our\s+\d*\s*partners|consent\s+to\s+the\s+use\s+of\s+cookies|использу\w+\s+(?:файлы\s+)?cookie
    |принять\s+(?:все|cookie)|обработк\w+\s+персональных\s+данных
    |куки[- ]файл\w*|файлҳои\s+cookie""",
    re.VERBOSE | re.IGNORECASE,
)
PAY = re.compile(
    r"""(?:subscribe|sign\s+up|register|log\s?in|sign\s+in|become\s+a\s+(?:member|subscriber))\b[^.!?\n]{0,50}\b(?:to|and)\s+(?:continue|keep|finish)\s+reading
    |to\s+(?:continue|keep)\s+reading[^.!?\n]{0,50}(?:subscribe|subscription|log\s?in|sign|register)
    |(?:this|the)\s+(?:article|content|story)\s+is\s+(?:only\s+)?(?:available\s+)?(?:for|to|reserved\s+for)\s+(?:paid\s+|registered\s+)?(?:subscribers|members)
    |(?:to\s+)?read\s+the\s+(?:full|whole|rest\s+of\s+the|rest\s+of\s+this)\s+(?:article|story)[^.!?\n]{0,60}(?:subscri|register|log\s?in|sign)|(?:subscribe|register|log\s?in|sign\s+in)[^.!?\n]{0,40}to\s+read\s+the\s+(?:full|whole|rest)
    |subscribers?[- ]only\s+(?:content|article|story)|you\s+have\s+reached\s+your\s+(?:article\s+)?limit
    |(?:доступ\w*|полн\w+\s+(?:текст|верси)\w*)[^.!?\n]{0,50}только\s+(?:для\s+)?(?:подписчик|зарегистрированн)\w*
    |(?:оформите|купите)\s+подписку|чтобы\s+(?:читать|прочитать|дочитать)[^.!?\n]{0,40}(?:подпи|войдите|зарегистр|авториз)
    |(?:подпишитесь|зарегистрируйтесь|войдите)[^.!?\n]{0,40}чтобы\s+(?:читать|прочитать|продолжить|дочитать)
    |материал\s+(?:доступен\s+)?(?:только\s+)?(?:по\s+подписке|для\s+подписчиков)|танҳо\s+барои\s+обуначиён
    |барои\s+хондани\s+(?:идома|матни\s+пурра)""",
    re.VERBOSE | re.IGNORECASE,
)
# One of these stands in every match of PAY: the long pattern is tried on few blocks.
PAY_WORDS = (
    "subscri",
    "member",
    "sign up",
    "sign in",
    "regist",
    "log in",
    "login",
    "limit",
    "подпис",
    "подпиш",
    "зарегистр",
    "войдите",
    "обуна",
    "хондан",
    "авториз",
)
# It stands in the head of many papers too: a wall where little else is said
SUBSCRIBER = re.compile(r"already\s+a\s+subscriber\s*\?", re.IGNORECASE)
# "You must log in to continue": a wall where it is nearly all that the page says, not under an article
LOGIN = re.compile(
    r"(?:log|sign)\s?(?:in|up)\b[^.!?\n]{0,30}\bto\s+(?:continue|view|access)\b|(?:войдите|авторизуйтесь)[^.!?\n]{0,20}чтобы\s+продолжить",
    re.IGNORECASE,
)
CAPTCHA = re.compile(
    r"""just\s+a\s+moment\s*(?:\.\.\.|…)|checking\s+(?:your|the)\s+(?:browser|site\s+connection)|verif(?:y|ying)\s+(?:that\s+)?you\s+are\s+(?:a\s+)?(?:not\s+a\s+robot|human)|are\s+you\s+a\s+(?:robot|human)
    |(?:i['’]m|i\s+am|you\s*['’]?re|you\s+are)\s+not\s+a\s+(?:ro)?bot|attention\s+required\W+cloudflare
    |enable\s+javascript\s+and\s+cookies\s+to\s+continue|unusual\s+(?:traffic|activity)\s+from\s+your
    |ddos[- ]?(?:guard|protection)
    |complete\s+the\s+(?:security\s+check|captcha)|human\s+verification|pardon\s+our\s+interruption
    |request\s+unsuccessful\W+incapsula|sorry,\s+you\s+have\s+been\s+blocked
    |access\s+(?:to\s+this\s+page\s+has\s+been\s+|is\s+)?denied
    |вы\s+не\s+робот|я\s+не\s+робот|проверк\w+\s+(?:вашего\s+)?браузер\w*|введите\s+(?:символы|код|текст)\s+с\s+картинки
    |подтвердите,\s+что\s+(?:вы\s+не\s+робот|запросы)|доступ\s+(?:к\s+\w+\s+)?(?:запрещ[её]н|ограничен|заблокирован)
    |шумо\s+робот\s+нестед|дастрасӣ\s+(?:манъ|маҳдуд)""",
    re.VERBOSE | re.IGNORECASE,
)
PARKED = re.compile(
    r"""(?:this\s+)?domain(?:\s+name)?\s+(?:\S+\s+)?(?:is|may\s+be)\s+(?:available\s+)?for\s+sale|buy\s+(?:this|the)\s+domain|domain\s+(?:is\s+)?parked|parked\s+(?:free|domain|page)|domain\s+(?:has\s+)?expired|inquire\s+about\s+this\s+domain|make\s+an\s+offer\s+on\s+this\s+domain
    |домен\w*[^.!?\n]{0,40}(?:продаётся|продается|выставлен\s+на\s+продажу|припаркован|истёк|истек)
    |купить\s+(?:этот\s+)?домен|срок\s+регистрации\s+домена|account\s+(?:has\s+been\s+)?suspended
    |сайт\s+(?:заблокирован\s+хостинг|отключ[её]н)\w*|домен\s+не\s+прилинкован
    |welcome\s+to\s+nginx|web\s+server\s+is\s+successfully\s+installed|apache2?\s+(?:\S+\s+){0,2}default\s+page|default\s+web\s+site\s+page
    |future\s+home\s+of\s+something|site\s+is\s+under\s+construction|сайт\s+находится\s+в\s+разработке""",
    re.VERBOSE | re.IGNORECASE,
)
NEEDS_SCRIPT = re.compile(
    r"enable\s+javascript|javascript\s+(?:is\s+)?(?:required|disabled|to\s+run)|включите\s+javascript|javascript\s+отключ[её]н|requires\s+javascript",
    re.IGNORECASE,
)
READ_ON = re.compile(
    r"^\W*(?:read\s+(?:more|the\s+full\s+(?:article|story))|continue\s+reading|full\s+(?:story|text)|читать\s+(?:далее|полностью|дальше)|подробнее|далее|муфассал|идомаи?\s+\w*)\W*$",
    re.IGNORECASE,
)
# Addresses of one article: "/2012/06/08/bridge-stays-open"; not the list of a day "/2012/06/08/" or "/2012/06/08/page-2"
ARTICLE_ADDRESS = re.compile(
    r"/20\d\d/(?:[01]?\d|[a-z]{3})/[0-3]?\d/(?:[^/?#]*/)?[^/?#]*[^\W\d_]{2,}-[^\W\d_]{2,}", re.IGNORECASE
)
# Site names are set off by these: "Not found | Example Courier"; not the hyphen of "Asia-Plus"
TITLE_PARTS = re.compile(r"\s+[|–—:·»/-]+\s+|\s*\|\s*")
ROOT_PATH = re.compile(
    r"/*(?:(?:index|default|home|main)\.\w{2,5}|[a-z]{2}(?:[-_][a-z]{2})?|eng|rus|taj|english|russian)?/*", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What the signs are read from.

    `titles` are the title and headings of the page, `prose` the letters of `prose_of`, `phrases` the publisher's own walls.
    """

    outline: Outline
    head: Head
    titles: tuple[str, ...]
    prose: int
    has_published_date: bool
    address: str | None = None
    phrases: tuple[str, ...] = ()


def signs_of(material: Material) -> tuple[Sign, ...]:
    """Return the signs of the page, none for a page that seems to be an article."""
    text = material.outline.text
    found = [sign for sign, holds in (
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
    return sum(letter.isalnum() for letter in text[: 8 * SCARCE])


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
    if any(pattern.search(title) for title in _segments(material.titles)):
        return prose < WALL_PROSE and not (material.has_published_date and prose > limit)
    if prose >= limit or (material.has_published_date and prose > SCARCE):
        return False
    return any(
        pattern.search(block.text)
        for block in material.outline.blocks
        if block.region not in ("nav", "footer", "comments", "form")
    )


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
    if not any(CONSENT.search(block.text) for block in blocks):
        return False
    rest = tuple(
        block
        for block in blocks
        if not CONSENT.search(block.text)
        and not re.search(r"cookie|consent|privacy|partners|персональн", block.text, re.IGNORECASE)
    )
    return prose_of(rest) < SCARCE


def _walls(material: Material) -> tuple[tuple[Sign, bool], ...]:
    blocks = [block for block in material.outline.blocks if block.region not in ("nav", "footer", "comments", "related")]
    asking = {block for block in blocks if _asks_to_pay(block.text)}
    asks, closed = bool(asking), any(item.free is False for item in material.head.items)
    prose = sum(len(block.text) for block in blocks if _is_prose(block) and block not in asking)
    wall = prose < SHORT and (asks or closed or any(SUBSCRIBER.search(block.text) for block in blocks))
    cut = not wall and ((asks and prose < 4 * WALL_PROSE) or (closed and prose < 2 * WALL_PROSE) or _is_cut(blocks, prose))
    return ((Sign.PAY_WALL, wall or _says(LOGIN, material, SCARCE)), (Sign.TEASER, cut))


def _asks_to_pay(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in PAY_WORDS) and bool(PAY.search(text))


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
    main = [block for block in blocks[start:] if block.region not in ("nav", "footer", "dialog")]
    if max((extent(block.text) - block.linked for block in main), default=0) >= LONGEST_SUMMARY:
        return False
    if sum(bool(READ_ON.match(block.text)) for block in main) >= LISTING_TEASERS:
        return True
    if _is_list_of_cards(main):
        return True
    letters, linked = sum(len(block.text) for block in main), sum(block.linked for block in main)
    return sum(block.linked > 0 for block in main) >= LISTING_LINKS and linked > LISTING_SHARE * letters


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

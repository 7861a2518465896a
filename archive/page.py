"""A captured body, read: title, byline, language, text, every date with where it stood, signs that it is no source.

Enters: the decoded bytes of a body, its header's MIME type and charset, and the address it answered at.
Leaves: a `Page`; never an exception for any bytes but want of memory. Reading runs in the worker process
(`citations.worker`), because the bytes are foreign. All visible text is kept beside the article's own text: a quotation
is never called absent on extracted text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from archive.reading.page_numbers import PageStart, pages_at
from archive.reading.signs import Sign, prose_of
from archive.reading.witness import DateWitness, best_published_of
from citations.charset import unmarked_utf16
from citations.partial_date import PartialDate
from citations.pdf_page import PdfPage
from citations.plain import to_plain

if TYPE_CHECKING:
    from archive.reading.blocks import Outline
    from archive.reading.head import Head

__all__ = ["READER_VERSION", "DateWitness", "Page", "Sign", "best_published", "read_page", "read_page_plain", "unreadable"]

SNIFFED_BYTES = 4000  # of a body, in which a nought byte or a tag tells what it is
READER_VERSION = 33  # raise it when reading changes: cached pages of an older version are read anew
MAX_TEXT = 5_000_000  # characters kept of one page: a book; more is a machine's output
PAGE_END = "\f"  # in plain text
MAX_FACT = 500  # characters of a title, byline or name
FADED_SHARE = 0.2  # of a page's prose, from which on transparent text is faded in by a script
FADED_PROSE = 300  # letters of it at least: a trap for robots is a line
MARKED_PLACES = frozenset({"json-ld", "meta", "time", "publisher-markup"})  # of dates that markup gives, not print alone
BARE_PROSE = 250  # letters of prose, below which a script that leads away, or a refresh after a wait, is all there is to a page
SCARCE_TEXT = 100  # letters shown, below which the page may stand in what it hides
MIN_OWN_SHARE = 0.2  # of a page's prose outside its menus, lists and comments; with less, their classes are not believed
HIDDEN_SHARE, HIDDEN_TEXT = 5, 200  # times the visible text and letters more, from which on the hidden text is the page

# A page begins so: <!doctype html>, <html>, <?xml …; a PDF and plain words do not
HTML_START = re.compile(
    rb"""\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|meta|title|!--|div|p\b|h1|table|script|\?xml)""",
    re.IGNORECASE | re.VERBOSE,
)
# "<?xml version="1.0"?><rss", "<feed"; not "<html"
FEED_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL)
_MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"PK\x03\x04": "application/zip",
    b"\x1f\x8b": "application/gzip",
    b"\xd0\xcf\x11\xe0": "application/msword",
    b"Rar!": "application/vnd.rar",
}
_KIND_WORDS = {
    "image/": "a picture",
    "audio/": "a recording",
    "video/": "a film",
    "application/zip": "a zip package, as a Word file is",
    "application/gzip": "a packed file",
    "application/vnd.rar": "a packed file",
    "application/msword": "a file of an old Office program",
    "application/octet-stream": "binary data",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What a page says. `text` is all visible text, `article` the main text alone; both with `\\n` between blocks.

    `outside` are the spans of `text` that are not the page's own: comments, lists of other pages, menus, notices, words
    struck out; `breaks` are places of it where a block begins that no sentence leads into: a heading, a cell, a caption, and
    what stands behind one; `pages` are where those of a PDF begin in `text`, () for what has none;
    `hidden` is what the markup does not show, behind a "read more" for instance.
    `charset` is the one the bytes were decoded with; `headings` are `h1` (without any, what
    stands above the first paragraph as a headline does), Open Graph and JSON-LD titles beside `title`;
    `imprints` are the names that the site and the article's own metadata each give its publisher, `publisher` the first of them;
    `detail` says in words why a page with the sign `unreadable` could not be read, and where one with `redirect` leads.
    """

    mime: str = "text/html"
    charset: str | None = None
    title: str | None = None
    headings: tuple[str, ...] = ()
    byline: str | None = None
    publisher: str | None = None
    imprints: tuple[str, ...] = ()
    canonical: str | None = None
    language: str | None = None
    text: str = ""
    article: str = ""
    outside: tuple[tuple[int, int], ...] = ()
    breaks: tuple[int, ...] = ()
    pages: tuple[PageStart, ...] = ()
    hidden: str = ""
    dates: tuple[DateWitness, ...] = ()
    signs: tuple[Sign, ...] = ()
    detail: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the text can be called complete, so that `absent` may be said of it."""
        return bool(self.text) and not self.signs

    def pages_of(self, span: tuple[int, int]) -> tuple[PdfPage, ...]:
        """Return the pages of a PDF on which `span` of `text` stands; () for what has none."""
        return pages_at(self.pages, span)


def read_page(
    body: bytes,
    *,
    mime: str | None = None,
    charset: str | None = None,
    address: str | None = None,
    date_order: str = "DMY",
    profile: dict[str, Any] | None = None,
    last_modified: str | None = None,
    page_labels: bool = True,
) -> Page:
    """Return what `body` says.

    `mime` and `charset` are as the header says them; `date_order` is `DMY` or `MDY`, for dates in figures. `profile` may
    hold a publisher's `time_zone` (IANA), `signs` (phrases of its walls), and CSS selectors and formats `date`, `byline`,
    `title`, `article`, `date_formats`, as in `citations.publisher.Profile`. Without `page_labels` a PDF is not asked what it
    calls its pages. What cannot be read has the sign `unreadable`.
    """
    kind = kind_of(body, mime)
    if kind == "application/pdf":
        from archive.pdf import read_pdf

        return read_pdf(body, page_labels=page_labels)
    if kind == "text/plain":
        return _read_plain_text(body, charset, address, last_modified)
    if kind not in ("text/html", "application/xml"):
        return unreadable(f"not a web page but {_kind_words(kind)}", mime=kind)
    return _read_html(body, charset, address, date_order, profile or {}, last_modified, is_feed=kind == "application/xml")


def read_page_plain(body: bytes, **options: Any) -> Any:
    """Return `read_page` as plain JSON values: what the worker process calls."""
    return to_plain(read_page(body, **options))


def unreadable(detail: str, *, mime: str | None = None) -> Page:
    """Return the page of a body that could not be read, with the reason in words."""
    return Page(mime=mime or "application/octet-stream", signs=(Sign.UNREADABLE,), detail=detail)


def _kind_words(kind: str) -> str:
    """Return "a picture" for a media type; one that nobody named is told as it is."""
    return next((words for begins, words in _KIND_WORDS.items() if kind.startswith(begins)), kind)


def best_published(page: Page) -> PartialDate | None:
    """Return the day on which the page was published by its best witnesses, or a coarser date, or None."""
    return best_published_of(page.dates)


def kind_of(body: bytes, mime: str | None) -> str:
    """Return how the body is to be read: `text/html`, `text/plain`, `application/xml` (a feed), or what it is instead."""
    for magic, found in _MAGIC.items():
        if body.startswith(magic):
            return found
    said = (mime or "").split(";")[0].strip().casefold()
    if FEED_START.match(body[:2000]):
        return "application/xml"
    if HTML_START.match(body[:2000]):
        return "text/html"
    marked = body.startswith((b"\xff\xfe", b"\xfe\xff")) or "utf-16" in (mime or "")
    if b"\x00" in body[:SNIFFED_BYTES] and not marked and not unmarked_utf16(body):
        return said if said and not said.startswith("text/") else "application/octet-stream"
    if said in ("text/html", "application/xhtml+xml", ""):
        return "text/html" if said or b"<" in body[:SNIFFED_BYTES] else "text/plain"
    return said if said.startswith(("image/", "audio/", "video/", "font/")) or said == "application/pdf" else "text/plain"


def _read_plain_text(body: bytes, charset: str | None, address: str | None, last_modified: str | None) -> Page:
    from archive.reading.blocks import Block, Outline
    from archive.reading.head import Head, tidy
    from archive.reading.page_dates import Reading, page_dates
    from archive.reading.page_furniture import without_furniture
    from archive.reading.styles import seen_order
    from citations.charset import decode
    from citations.language import language_of

    text, used = decode(body, charset=charset)
    shown = seen_order(text[:MAX_TEXT]).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n\f")
    if PAGE_END in shown:
        shown = "\n".join(without_furniture(shown.split(PAGE_END)))
    lines = [tidied for line in shown.split("\n") if (tidied := tidy(line))]
    outline = Outline(blocks=tuple(Block(text=line, kind="p") for line in lines))
    dates = page_dates(outline, Head(), address=address, last_modified=last_modified, reading=Reading(), titles=())
    return Page(
        mime="text/plain",
        charset=used,
        title=lines[0][:MAX_FACT] if lines else None,
        language=language_of(shown),
        text=shown,
        article=shown,
        dates=dates,
        signs=() if lines else (Sign.EMPTY,),
    )


def _read_html(
    body: bytes,
    charset: str | None,
    address: str | None,
    order: str,
    profile: dict[str, Any],
    last_modified: str | None,
    *,
    is_feed: bool,
) -> Page:
    from archive.reading.article import article_text
    from archive.reading.blocks import MAX_HIDDEN
    from archive.reading.borders import breaks_of
    from archive.reading.byline import absolute, byline_of, imprints_of, select
    from archive.reading.head import read_head
    from archive.reading.insets import insets_of
    from archive.reading.next_stories import next_stories
    from archive.reading.onward import leads_on
    from archive.reading.page_dates import Reading, page_dates, profile_dates
    from archive.reading.scripted import scripted_dates
    from archive.reading.side_sections import side_sections
    from archive.reading.teasers import teasers_of
    from archive.reading.unseen import drop, drop_unseen
    from citations.charset import decode
    from citations.language import language_of
    from citations.tree import parse_html

    source, used = decode(body, charset=charset)
    root = parse_html(source)
    (outline, shows), head = shown_outline(root, source), read_head(root)
    selected = select(source, profile)
    prose = prose_of(outline.blocks)
    leads_to = leads_on(root, address, is_bare=prose < BARE_PROSE)
    byline, imprints = byline_of(root, head, selected.get("byline", ())), imprints_of(head)
    drop_unseen(root, sides=_sides(outline, prose), hidden=shows == "hidden", faded=shows == "faded")
    chosen = tuple(text[:MAX_FACT] for text in selected.get("title", ()) if text)
    named = _named_titles(head, chosen)
    headings = _headings(outline, head, chosen, named)
    titles = tuple(title for title in (head.title, *headings) if title)
    at = address or absolute(head.canonical or head.first("og:url"), None)
    teasers = teasers_of(outline.blocks, titles, at) | side_sections(outline.blocks, (head.title or "", *named))
    insets = insets_of(outline, titles, byline, at)
    teasers |= next_stories(outline.blocks, (head.title or "", *named)) | insets.blocks
    outline = replace(outline, teasers=teasers)
    reading = Reading(order, profile.get("time_zone"))
    dates = (
        *profile_dates(selected.get("date", ())[:1], reading, tuple(profile.get("date_formats") or ())),
        *page_dates(
            outline,
            head,
            address=address,
            last_modified=last_modified,
            reading=reading,
            titles=titles,
            named=(*named, head.title or ""),
        ),
    )
    if not any(witness.kind == "published" and witness.date.day for witness in dates):
        dates += scripted_dates(source, reading)
    for element in insets.elements:
        drop(element)
    article = _selected_article(root, profile) or article_text(root, outline, titles, prose=prose)
    return Page(
        charset=used,
        title=head.title or next(iter(headings), None),
        headings=headings,
        byline=byline,
        publisher=next(iter(imprints), None),
        imprints=imprints,
        canonical=absolute(head.canonical or head.first("og:url"), address),
        language=language_of(article or outline.text, declared=head.language or head.first("og:locale")),
        text=outline.text[:MAX_TEXT],
        article=article[:MAX_TEXT],
        outside=outline.outside(titles),
        breaks=breaks_of(outline.blocks),
        hidden=_hidden(outline, head)[:MAX_HIDDEN],
        dates=dates,
        signs=(Sign.LISTING,) if is_feed else _signs(outline, head, titles, dates, address, profile, leads_to, prose),
        detail=f"it sends its reader on to {leads_to}" if leads_to else "",
    )


def _hidden(outline: Outline, head: Head) -> str:
    """Return what the markup hides, and what it says for machines that the article is."""
    bodies = (item.body for item in head.items if item.main and item.body)
    return "\n".join(filter(None, (outline.hidden, *bodies)))


def _sides(outline: Outline, prose: int) -> tuple[Any, ...]:
    """Return the elements in which the article is not looked for: none where next to no prose stands outside them."""
    from archive.reading.regions import is_prose

    whole = sum(len(block.text) for block in outline.blocks if is_prose(block.text, block.linked))
    return outline.sides if prose >= MIN_OWN_SHARE * whole else ()


def _selected_article(root: Any, profile: dict[str, Any]) -> str:
    """Return what the publisher's selectors of its articles find among what is seen."""
    if not profile.get("article"):
        return ""
    from lxml import etree

    from archive.reading.byline import select

    seen = etree.tostring(root, encoding="unicode", method="html")
    return "\n".join(select(seen, {"article": profile["article"]}).get("article", ()))


def shown_outline(root: Any, source: str) -> tuple[Outline, str]:
    """Return the blocks a reader sees, and what a script shows of the rest: `hidden`, `faded` or "" for nothing.

    `root` is the tree of `source`; what its styles say is written down in it (`archive.reading.styles`).
    Where hidden blocks hold the page, and where transparent ones hold a good part of its prose, a script shows them.
    """
    from archive.reading.styles import write_down
    from archive.reading.walk import read_outline

    write_down(root, source)
    outline = read_outline(root)
    if sum(len(block.text) for block in outline.blocks) < SCARCE_TEXT:
        whole = read_outline(root, hidden=True)
        if len(whole.text) > HIDDEN_SHARE * len(outline.text) + HIDDEN_TEXT:
            return whole, "hidden"
    prose = prose_of(outline.blocks)
    if outline.fades <= max(FADED_PROSE, FADED_SHARE * prose):
        return outline, ""
    faded = read_outline(root, faded=True)
    if prose_of(faded.blocks) - prose > max(FADED_PROSE, FADED_SHARE * prose_of(faded.blocks)):
        return faded, "faded"
    return outline, ""


def _named_titles(head: Head, selected: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles beside `<title>` that the publisher's profile finds and the page's metadata give."""
    meta = [
        content for name, content in head.meta if name in ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
    ]
    return tuple(dict.fromkeys(text[:MAX_FACT] for text in (*selected, *meta) if text))


def _headings(outline: Outline, head: Head, selected: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles beside `<title>`: those shown and named, and the headlines of the JSON-LD that describes this page."""
    from archive.reading.headline import unmarked_headlines
    from archive.reading.page_dates import WHOLE_PAGE_TYPES, own_items

    shown = [block.text for block in outline.blocks if block.kind == "h1" and block.region not in ("footer", "related", "aside")]
    shown = shown or list(unmarked_headlines(outline.blocks))
    known = tuple(dict.fromkeys((*selected, *(text[:MAX_FACT] for text in shown), *named)))
    own = own_items(head.items, (*known, *([head.title] if head.title else [])))
    linked = [item.headline for item in own if item.headline and item.type not in WHOLE_PAGE_TYPES]
    return tuple(text for text in dict.fromkeys((*known, *linked[:3])) if text != head.title)[:12]


def _signs(
    outline: Outline,
    head: Head,
    titles: tuple[str, ...],
    dates: tuple[DateWitness, ...],
    address: str | None,
    profile: dict[str, Any],
    leads_to: str | None,
    prose: int,
) -> tuple[Sign, ...]:
    from archive.reading.signs import Material, signs_of

    places = {witness.place for witness in dates if witness.kind == "published"}
    phrases = tuple(profile.get("signs") or ())
    return signs_of(
        Material(
            outline=outline,
            head=head,
            titles=titles,
            prose=prose,
            has_published_date=bool(places - {"address"}),
            has_marked_date=bool(places & MARKED_PLACES),
            address=address,
            phrases=phrases,
            leads_to=leads_to,
        )
    )

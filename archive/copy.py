"""Our copy of a page for readers: one inert HTML file that opens from the disk, with passages marked.

Enters: a body as it was captured. Leaves: HTML made anew from the visible text, block by block. Nothing of the page's own
markup is carried over: no script, style, form, frame, picture or link that loads; so there is nothing to forget to
remove. The evidence itself is the WARC record, whose digest the copy prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby, pairwise

from archive.page import kind_of, read_page, shown_outline
from archive.reading.blocks import Block, Run
from citations.charset import decode
from citations.pdf_page import page_words
from citations.tree import parse_html

COPY_VERSION = 5  # raise it when a copy looks otherwise: those of an older version are made anew
MAX_SHOWN_ADDRESS = 120  # characters of a link's address printed beside its words; the rest stands in the archive
_TAGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6", "blockquote": "blockquote", "pre": "pre"}
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{font:1rem/1.55 Georgia,serif;max-width:44rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
header{font:.875rem/1.5 system-ui,sans-serif;border:1px solid #767676;padding:.75rem 1rem;margin-bottom:2rem;background:#f4f4f4}
header h1{font-size:1rem;margin:0}
header dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.5rem 0 0}dt{font-weight:600}dd{margin:0}
mark{background:#ffe37a;color:#000;scroll-margin-top:4rem}mark:target{outline:2px solid #8a6d00}
.side{font-size:.85rem;color:#4a4a4a}.to{font:.75rem/1.2 monospace;color:#555}table{border-collapse:collapse}
main :is(p,li,td,h2,h3,h4,h5,h6,blockquote,pre){unicode-bidi:plaintext;text-align:start}
td{border:1px solid #bbb;padding:.2rem .5rem;vertical-align:top}pre{white-space:pre-wrap}
@media (prefers-color-scheme:dark){body{background:#161616;color:#e8e8e8}header{background:#242424}.side,.to{color:#b5b5b5}}
@media (max-width:30rem){header h1{font-size:1rem;margin:0}
header dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
"""


def inert_copy(
    body: bytes,
    *,
    mime: str | None = None,
    charset: str | None = None,
    address: str | None = None,
    final_address: str | None = None,
    captured: str = "",
    sha256: str | None = None,
    title: str | None = None,
    language: str | None = None,
    passages: list[str] | None = None,
) -> str:
    """Return the copy as one HTML file; the n-th of `passages`, where it stands in the text, is `#passage-n`, from 1.

    `captured` is ISO 8601 in UTC; `language` is the page's (BCP 47), None when it is not known; `sha256` is the payload's
    digest. A passage is found by its letters and figures alone, so over lines, blocks and emphasis; one that does not stand
    in the text is not marked.
    """
    blocks, heads = _blocks(body, mime, charset)
    marks = _places("\n".join(block.text for block in blocks), passages or [])
    shown = _Marks(marks)
    facts = {
        "Address": address,
        "Answered at": final_address if final_address != address else None,
        "Captured": captured,
        "SHA-256 of the body": (sha256 or "").removeprefix("sha256:"),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts.items() if value)
    content = "".join(_render(blocks, heads, shown))
    spoken = f' lang="{escape(language)}"' if language else ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>Copy: {escape(title or address or 'a captured page')}</title><style>{_STYLE}</style></head>\n"
        "<body><header><h1>Copy of a captured page, text only</h1>Made by footnotary for reading: scripts, pictures, "
        f"forms and links were removed. The page as it was sent is in the archive.<dl>{rows}</dl></header>\n"
        f"<main{spoken}>\n{content}</main></body></html>\n"
    )


class _Marks:
    """The places of passages, handed out span by span; each `id` is given once."""

    def __init__(self, places: list[tuple[int, int, int]]) -> None:
        self.places = places
        self._named: set[int] = set()

    def opening(self, number: int) -> str:
        if number in self._named:
            return "<mark>"
        self._named.add(number)
        return f'<mark id="passage-{number}">'


def _blocks(body: bytes, mime: str | None, charset: str | None) -> tuple[tuple[Block, ...], dict[int, str]]:
    """Return the blocks, and what is printed above those with which a page of a PDF begins."""
    if kind_of(body, mime) in ("text/html", "application/xml"):
        source, _ = decode(body, charset=charset)
        return shown_outline(parse_html(source), source)[0].blocks, {}
    page = read_page(body, mime=mime, charset=charset)
    blocks: list[Block] = []
    heads: dict[int, str] = {}
    starts = [0, *(one.start for one in page.pages[1:]), len(page.text)]
    for start, end in pairwise(starts):
        if page.pages:
            heads[len(blocks)] = page_words(page.pages_of((start, start)))
        lines = (line.strip() for line in page.text[start:end].split("\n"))
        blocks += (Block(text=line, kind="p") for line in lines if line)
    return tuple(blocks), heads


def _places(text: str, passages: list[str]) -> list[tuple[int, int, int]]:
    """Where each passage stands in the text: start, end and its number, in order of their starts."""
    positions = [index for index, letter in enumerate(text) if letter.isalnum()]
    letters = "".join(text[index] for index in positions)
    found = []
    for number, passage in enumerate(passages, 1):
        sought = "".join(letter for letter in passage if letter.isalnum())
        start = letters.find(sought) if sought else -1
        if start >= 0:
            found.append((positions[start], positions[start + len(sought) - 1] + 1, number))
    return sorted(found)


def _render(blocks: tuple[Block, ...], heads: dict[int, str], marks: _Marks) -> Iterator[str]:
    offset, level = 0, 1  # of the heading above, which the banner begins
    numbered = iter(range(len(blocks)))
    for (shape, _), group in groupby(blocks, key=_shape):
        opening, closing = {"row": ("<table><tr>", "</tr></table>\n"), "list": ("<ul>", "</ul>\n")}.get(shape, ("", ""))
        yield opening
        for block, number in zip(group, numbered, strict=False):
            if number in heads:
                yield f'<p class="side">{escape(heads[number])}</p>\n'
            tag = {"row": "td", "list": "li"}.get(shape) or _TAGS.get(block.kind, "p")
            if tag in _HEADINGS:  # a page may leave out levels, which a reader who hears it takes for a gap
                level = min(int(tag[1]), level + 1)
                tag = f"h{level}"
            side = ' class="side"' if block.region else ""
            yield f"<{tag}{side}>{_inline(block, offset, marks)}</{tag}>\n"
            offset += len(block.text) + 1
        yield closing


def _shape(block: Block) -> tuple[str, int]:
    if block.kind in _CELLS:
        return "row", block.group
    return ("list", block.group) if block.kind == "li" else ("", 0)


def _inline(block: Block, offset: int, marks: _Marks) -> str:
    """Return a block's text escaped, cut wherever emphasis, a link or a marked passage begins or ends."""
    length = len(block.text)
    own = [
        (max(start - offset, 0), min(end - offset, length), number)
        for start, end, number in marks.places
        if start < offset + length and end > offset
    ]
    cuts = {0, length, *(place for run in block.runs for place in (run.start, run.end)), *(p for m in own for p in m[:2])}
    places = sorted(cuts)
    return "".join(_piece(block, start, end, own, marks) for start, end in zip(places, places[1:], strict=False))


def _piece(block: Block, start: int, end: int, own: list[tuple[int, int, int]], marks: _Marks) -> str:
    html = escape(block.text[start:end])
    for run in block.runs:
        if run.kind != "a" and run.start <= start and end <= run.end:
            html = f"<{run.kind}>{html}</{run.kind}>"
    number = next((number for first, last, number in own if first <= start and end <= last), None)
    if number is not None:
        html = f"{marks.opening(number)}{html}</mark>"
    return html + "".join(_target(run) for run in block.runs if run.end == end and not block.region)


def _target(run: Run) -> str:
    href = (run.href or "").strip()
    if run.kind != "a" or not href.startswith(("http://", "https://")):
        return ""
    shown = href if len(href) <= MAX_SHOWN_ADDRESS else href[:MAX_SHOWN_ADDRESS] + "…"
    return f' <span class="to">[{escape(shown)}]</span>'

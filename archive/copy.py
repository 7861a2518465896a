"""Our copy of a page for readers: one inert HTML file that opens from the disk, with passages marked.

Enters: a body as it was captured. Leaves: HTML made anew from the visible text, block by block. Nothing of the page's own
markup is carried over: no script, style, form, frame, picture or link that loads; so there is nothing to forget to
remove. The evidence itself is the WARC record, whose digest the copy prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from archive.blocks import Block, parse_html
from archive.charset import decode
from archive.page import read_page

_TAGS = {
    "h1": "h2",
    "h2": "h3",
    "h3": "h4",
    "h4": "h5",
    "h5": "h6",
    "h6": "h6",
    "li": "li",
    "blockquote": "blockquote",
    "pre": "pre",
}
_STYLE = """body{font:1rem/1.55 Georgia,serif;max-width:44rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
header{font:.875rem/1.5 system-ui,sans-serif;border:1px solid #767676;padding:.75rem 1rem;margin-bottom:2rem;background:#f4f4f4}
header dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.5rem 0 0}dt{font-weight:600}dd{margin:0}
mark{background:#ffe37a;color:#000;scroll-margin-top:4rem}li{margin-left:1.25rem}
@media (prefers-color-scheme:dark){body{background:#161616;color:#e8e8e8}header{background:#242424}}
@media (max-width:30rem){header dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}"""


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
    passages: list[str] | None = None,
) -> str:
    """Return the copy as one HTML file; the n-th of `passages` that stands in the text is marked `passage-n`, from 1."""
    blocks = _blocks(body, mime, charset)
    marks = _places(" ".join(block.text for block in blocks), passages or [])
    facts = [("Address", address), ("Answered at", final_address if final_address != address else None), ("Captured", captured),
             ("SHA-256 of the body", (sha256 or "").removeprefix("sha256:"))]  # fmt: skip
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="robots" content="noindex"><title>Copy: {escape(title or address or "")}</title><style>{_STYLE}</style></head>\n'
        "<body><header><strong>Copy of a captured page, text only.</strong> Scripts, pictures, forms and links were left out; "
        f"the whole page is in the archive.<dl>{rows}</dl></header>\n<main>\n{''.join(_render(blocks, marks))}</main></body></html>\n"
    )


def _blocks(body: bytes, mime: str | None, charset: str | None) -> tuple[Block, ...]:
    page = read_page(body, mime=mime, charset=charset) if mime == "application/pdf" or body[:5] == b"%PDF-" else None
    if page is None and mime != "text/plain":
        return read_outline(parse_html(decode(body, charset=charset)[0])).blocks
    text = page.text if page else decode(body, charset=charset)[0]
    return tuple(Block(text=line.strip(), kind="p") for line in text.split("\n") if line.strip())


def _places(text: str, passages: list[str]) -> list[tuple[int, int, int]]:
    """Where each passage stands in the joined text: start, end and its number; white space counts as one space."""
    found = []
    for number, passage in enumerate(passages, 1):
        words = r"\s+".join(re.escape(word) for word in passage.split())
        if words and (match := re.search(words, text)):
            found.append((match.start(), match.end(), number))
    return sorted(found)


def _render(blocks: tuple[Block, ...], marks: list[tuple[int, int, int]]) -> Iterator[str]:
    offset = 0
    opened: set[int] = set()
    for block in blocks:
        tag = _TAGS.get(block.kind, "p")
        yield f"<{tag}>{_marked(block.text, offset, marks, opened)}</{tag}>\n"
        offset += len(block.text) + 1


def _marked(text: str, offset: int, marks: list[tuple[int, int, int]], opened: set[int]) -> str:
    """Return a block's text escaped, with the parts of passages that fall into it marked; an id is given once."""
    pieces, place = [], 0
    for start, end, number in marks:
        first, last = max(start - offset, place), min(end - offset, len(text))
        if first >= last:
            continue
        name = "" if number in opened else f' id="passage-{number}"'
        opened.add(number)
        pieces += [escape(text[place:first]), f"<mark{name}>{escape(text[first:last])}</mark>"]
        place = last
    return "".join([*pieces, escape(text[place:])])

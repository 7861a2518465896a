"""`notes.html`: the briefing's notes to publish, each source linked so that the link outlives the page.

Enters: a `Report`. Leaves: HTML. Standard: Robust Links 1.0 (`data-originalurl`, `data-versionurl`, `data-versiondate`). The
words of the notes stay as they are. A source whose address nobody confirmed is not linked, and no link leads to our own copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from citations.prose import emphasised_spans
from reports.addresses import language_tag, web_target
from reports.characters import visible
from reports.marks import EMPHASIS, Piece
from reports.report import CitationView, NoteView, Report

# How a source was found, where the address may be published as the author's; a candidate is not the source yet.
_CERTAIN = ("printed", "confirmed")
_STYLE = (
    ":root{color-scheme:light dark;background:#fff;color:#1b1f24}a{color:#0a4a94}"
    "@media (prefers-color-scheme:dark){:root{background:#16181b;color:#e7e9ec}a{color:#8fbdf7}}"
    "body{font:1rem/1.5 serif;max-width:45rem;margin:2rem auto;padding:0 1rem}li{margin:.6em 0}"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """A part of a note's text: plain, or the words of a citation with where it stands on the web."""

    text: str
    original: str | None = None
    version: str | None = None
    date: str | None = None


def linked(note: NoteView) -> tuple[Linked, ...]:
    """Return a note's text in parts that join to it, each citation with a certain address a part of its own.

    Where a printed address stands in the citation, that address is the part.
    """
    parts: list[Linked] = []
    done = 0
    for start, end, view in sorted(_spans(note), key=lambda one: one[:2]):
        if start < done:
            continue
        parts += [Linked(text=note.text[done:start]), _link(note.text[start:end], view)]
        done = end
    parts.append(Linked(text=note.text[done:]))
    return tuple(part for part in parts if part.text)


def _spans(note: NoteView) -> Iterator[tuple[int, int, CitationView]]:
    for view in note.citations:
        start, end = view.citation.span
        if _original(view) is None or not 0 <= start < end <= len(note.text):
            continue
        printed = view.citation.url or ""
        at = note.text.find(printed, start, end) if printed else -1
        yield (at, at + len(printed), view) if at >= 0 else (start, end, view)


def _original(view: CitationView) -> str | None:
    source = view.source
    return web_target(source.address) if source and source.found_by in _CERTAIN else None


def _link(text: str, view: CitationView) -> Linked:
    source = view.source
    version = web_target(source.memento) if source else None
    seen = (source.memento_date if version else source.captured) if source else None
    return Linked(text=text, original=_original(view), version=version, date=(seen or "")[:10] or None)


def render(report: Report) -> str:
    """Return the page, ending in a line feed; it holds no script and loads nothing."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    title = escape(visible(report.title))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language_tag(report.language) or "en"}"><head><meta charset="utf-8"><title>{title}: notes</title>'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
    yield f'<main><h1 dir="auto">{title}: notes</h1><ul>'
    for note in report.notes:
        words = "".join(_html(part) for part in linked(note))
        yield f'<li><b dir="auto">{escape(visible(note.label))}.</b> <span dir="auto">{words}</span></li>'
    yield "</ul></main></body></html>"


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a note's text without the asterisks of emphasis.

    >>> [piece.text for piece in pieces("in *Lake Wire*, 3 May")]
    ['in ', 'Lake Wire', ', 3 May']
    """
    done = 0
    for start, end in emphasised_spans(text):
        yield Piece(text=text[done:start])
        yield Piece(text=text[start + 1 : end - 1], marks=frozenset({EMPHASIS}))
        done = end
    yield Piece(text=text[done:])


def _html(part: Linked) -> str:
    shown = ((escape(visible(piece.text)), EMPHASIS in piece.marks) for piece in pieces(part.text))
    text = "".join(f"<em>{words}</em>" if is_emphasised else words for words, is_emphasised in shown)
    if part.original is None:
        return text
    names = {
        "href": part.original,
        "data-originalurl": part.original,
        "data-versionurl": part.version,
        "data-versiondate": part.date,
    }
    given = "".join(f' {name}="{escape(value)}"' for name, value in names.items() if value)
    archived = f' <a href="{escape(part.version)}">(archived {part.date})</a>' if part.version else ""
    return f"<a{given}>{text}</a>{archived}"

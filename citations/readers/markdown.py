"""Markdown with notes: `[^n]` with its definition, or `^[inline]`; CommonMark with tables, as Pandoc and GitHub read it.

Enters: decoded text. Leaves: a `Document`. Notes keep the labels of the source when all are numbers, because the author
looks for them there; otherwise they are numbered by the order of their references. A definition that nothing calls and
a reference without definition are kept and reported, never dropped.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from citations.document import Document, Link, Marker, Note, Paragraph

MISSING_DEFINITION = re.compile(r"\[\^(?P<label>[^\]\s^]+)\](?!:)")  # "[^9]" left as text: nothing defines it
FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class _Text:
    """Inline content flattened: text with emphasis kept as `*…*`, and where notes and links stand in it."""

    text: str = ""
    calls: list[tuple[str, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def read_markdown(source: str) -> Document:
    """Return the `Document` that Markdown `source` holds."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    parser.core.ruler.disable("footnote_tail")  # it drops the definitions that nothing calls
    environment: dict[str, Any] = {}
    tokens = parser.parse(FRONT_MATTER.sub("", source.replace("\r\n", "\n"), count=1), environment)
    body, notes = _separate(tokens)
    for index, entry in environment.get("footnotes", {}).get("list", {}).items():
        if "tokens" in entry:
            notes[f"^{index}"] = [_flatten(entry["tokens"], in_note=True)]
    labels = _labels(body, notes)
    paragraphs: list[Paragraph] = []
    markers: list[Marker] = []
    for kind, flat in body:
        markers += [Marker(label=labels[call], paragraph=len(paragraphs), offset=offset) for call, offset in flat.calls]
        paragraphs.append(Paragraph(text=flat.text, kind=kind))
    return Document(
        format="markdown",
        title=next((paragraph.text for paragraph in paragraphs if paragraph.kind == "heading"), None),
        paragraphs=tuple(paragraphs),
        markers=tuple(markers),
        notes=tuple(_note(label, notes[key]) for key, label in labels.items() if key in notes),
    )


def _separate(tokens: list[Token]) -> tuple[list[tuple[str, _Text]], dict[str, list[_Text]]]:
    body: list[tuple[str, _Text]] = []
    notes: dict[str, list[_Text]] = {}
    kinds: list[str] = []
    current: str | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            current = token.meta["label"]
            notes.setdefault(current, [])
        elif token.type == "footnote_reference_close":
            current = None
        elif token.type in ("heading_open", "blockquote_open"):
            kinds.append("heading" if token.type == "heading_open" else "block-quote")
        elif token.type in ("heading_close", "blockquote_close"):
            kinds.pop()
        elif (flat := _content(token, in_note=current is not None)) is not None and flat.text.strip():
            if current is not None:
                notes[current].append(flat)
            else:
                body.append((kinds[-1] if kinds else "body", flat))
    return body, notes


def _content(token: Token, *, in_note: bool) -> _Text | None:
    if token.type == "inline":
        return _flatten(token.children or [], in_note=in_note)
    if token.type in ("fence", "code_block"):
        return _Text(text=token.content.strip())
    if token.type == "html_block":
        return _Text(text=html.unescape(_TAG.sub(" ", token.content)).strip())
    return None


def _flatten(children: list[Token], *, in_note: bool = False) -> _Text:
    flat, open_links = _Text(), []
    for child in children:
        if child.type == "footnote_ref":
            flat.calls.append((child.meta.get("label") or f"^{child.meta['id']}", len(flat.text)))
        elif child.type == "link_open":
            open_links.append((len(flat.text), str(child.attrs.get("href", ""))))
        elif child.type == "link_close" and open_links:
            start, target = open_links.pop()
            flat.links.append(Link(span=(start, len(flat.text)), target=target))
        elif child.type == "text":
            _add_text(flat, child.content, in_note=in_note)
        else:
            flat.text += _words(child)
    return flat


def _add_text(flat: _Text, words: str, *, in_note: bool) -> None:
    """Add `words`; in the body `[^9]` that nothing defines becomes a call, so that it is reported."""
    last = 0
    for match in MISSING_DEFINITION.finditer("" if in_note else words):
        flat.text += words[last : match.start()]
        flat.calls.append((match["label"], len(flat.text)))
        last = match.end()
    flat.text += words[last:].replace("\xad", "")


def _words(child: Token) -> str:
    if child.type in ("em_open", "em_close"):
        return "*"
    if child.type in ("softbreak", "hardbreak"):
        return " "
    if child.type == "html_inline":
        return ""
    return child.content


def _labels(body: list[tuple[str, _Text]], notes: dict[str, list[_Text]]) -> dict[str, str]:
    """Return the printed label of each key, in the order of the references, those that nothing calls last."""
    keys = list(dict.fromkeys([call for _, flat in body for call, _ in flat.calls] + list(notes)))
    if all(key.isdigit() for key in keys):
        return {key: key for key in keys}
    return {key: str(number) for number, key in enumerate(keys, 1)}


def _note(label: str, pieces: list[_Text]) -> Note:
    text, links = "", []
    for piece in pieces:
        start = len(text) + 1 if text else 0
        text = f"{text} {piece.text}" if text else piece.text
        links += [Link(span=(link.span[0] + start, link.span[1] + start), target=link.target) for link in piece.links]
    return Note(label=label, text=text, links=tuple(links))

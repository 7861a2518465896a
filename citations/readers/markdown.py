"""Markdown with notes: `[^n]` with its definition, or `^[inline]`; CommonMark with tables, as Pandoc and GitHub read it.

Enters: decoded text. Leaves: a `Document`. Notes keep the labels of the source when all are numbers or the asterisk of an
author's note, because the author looks for them there; otherwise they are numbered by the order of their references. A
definition that nothing calls and a reference without definition are kept and reported, never dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from citations.document import Document
from citations.readers.flat_text import FlatText, Pieces, calls_in, document_of, note_of
from citations.readers.numbering import AGAIN, number_in
from citations.regex import regex

MISSING_DEFINITION = regex(r"\[\^(?P<label>[^\]\s^]+)\](?!:)")  # "[^9]" left as text: nothing defines it
FRONT_MATTER = regex(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
# matches: title: A Port, title: "A Port: Sold"    does not: subtitle: x, "title: |" before a block
_TITLE = regex(r"""^title:[ \t]+(?P<mark>["']?)(?P<title>[^|>\n].*?)(?P=mark)[ \t]*$""", re.MULTILINE)
_DATE = regex(r"^date:[ \t]+[\"']?(?P<date>[^\"'|>\n]+)", re.MULTILINE)  # "date: 2014-09-01"; not "date: |"
_DEFINED = regex(r"^ {0,3}\[\^(?P<label>\d+)\]:", re.MULTILINE)  # "[^9]: A port"; not "[^a]: A port"
_MULTIMARKDOWN = regex(r"^\[#[^\]\s]+\]:", re.MULTILINE)  # "[#doe]: John Doe.", a work that "[#doe]" cites
_MULTIMARKDOWN_CALL = regex(r"\[#([^\]\s]+)\](?!\()")
SYMBOLS = frozenset("*†‡§¶")  # of a note on the author or the title, beside which the others keep their numbers
_TAG = regex(r"<[^<>]*>")


def read_markdown(source: str) -> Document:
    """Return the `Document` that Markdown `source` holds."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    parser.core.ruler.disable(["footnote_tail", "text_join"])  # drops what nothing calls; makes escaped brackets calls
    source = source.replace("\r\n", "\n")
    if _MULTIMARKDOWN.search(source):
        source = _MULTIMARKDOWN_CALL.sub(r"[^\1]", source)
    environment: dict[str, Any] = {}
    front = FRONT_MATTER.match(source)
    tokens = parser.parse(source[front.end() :] if front else source, environment)
    body, notes = _separate(tokens)
    for index, entry in environment.get("footnotes", {}).get("list", {}).items():
        if "tokens" in entry:
            notes[f"^{index}"] = [_flatten(entry["tokens"], in_note=True)]
    labels = _labels(body, notes)
    written = (note_of(label, notes[key]) for key, label in labels.items() if key in notes)
    document = document_of("markdown", body, labels, written)
    named = _TITLE.search(front[0]) if front else None
    dated = _DATE.search(front[0]) if front else None
    return replace(
        document,
        title=named["title"] if named else document.title,
        dated=dated["date"].strip() if dated else None,
        misplaced=tuple(_misplaced(source)),
    )


def _misplaced(source: str) -> Iterator[str]:
    """Yield the labels of the definitions that stand behind one of a higher number."""
    highest = 0
    for match in _DEFINED.finditer(source):
        number = number_in(match["label"])
        if number < highest:
            yield match["label"]
        highest = max(highest, number)


def _separate(tokens: list[Token]) -> tuple[Pieces, dict[str, list[FlatText]]]:
    body: Pieces = []
    notes: dict[str, list[FlatText]] = {}
    kinds: list[str] = []
    current: str | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            current = token.meta["label"]
            while current in notes:  # defined twice: both are kept, and the second is called by nothing
                current += AGAIN
            notes[current] = []
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


def _content(token: Token, *, in_note: bool) -> FlatText | None:
    if token.type == "inline":
        return _flatten(token.children or [], in_note=in_note)
    flat = FlatText()
    if token.type in ("fence", "code_block"):
        flat.add(token.content.strip())
        return flat
    if token.type == "html_block":
        flat.add(html.unescape(_TAG.sub(" ", token.content)).strip())
        return flat
    return None


def _flatten(children: list[Token], *, in_note: bool = False) -> FlatText:
    flat, starts, italic = FlatText(), [], 0
    for child in children:
        italic += child.nesting if child.type in ("em_open", "em_close") else 0
        if child.type == "footnote_ref":
            flat.call(child.meta.get("label") or f"^{child.meta['id']}")
        elif child.type == "link_open":
            starts.append((len(flat.text), str(child.attrs.get("href", ""))))
        elif child.type == "link_close" and starts:
            flat.link(*starts.pop())
        elif child.type == "text":
            _add_text(flat, child.content, italic=italic > 0, in_note=in_note)
        else:
            flat.add(_words(child), italic=italic > 0)
    flat.set_italic(False)
    return flat


def _add_text(flat: FlatText, words: str, *, italic: bool, in_note: bool) -> None:
    """Add `words`; in the body `[^9]` that nothing defines becomes a call, so that it is reported."""
    last = 0
    for match in MISSING_DEFINITION.finditer("" if in_note else words):
        flat.add(words[last : match.start()], italic=italic)
        flat.call(match["label"])
        last = match.end()
    flat.add(words[last:], italic=italic)


def _words(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return "" if child.type == "html_inline" else child.content


def _labels(body: Pieces, notes: dict[str, list[FlatText]]) -> dict[str, str]:
    """Return the printed label of each key, in the order of the references, those that nothing calls last."""
    keys = list(dict.fromkeys([call.key for call in calls_in(body)] + list(notes)))
    if all(key.rstrip(AGAIN).isdigit() or key in SYMBOLS for key in keys):
        return {key: key for key in keys}
    return {key: str(number) for number, key in enumerate(keys, 1)}

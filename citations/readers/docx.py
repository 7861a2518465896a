"""Word files: body, footnotes and endnotes straight from the XML, tracked changes read as accepted.

Enters: the bytes of a .docx (ISO/IEC 29500, WordprocessingML). Leaves: a `Document`. Notes are numbered by the order of
their references, not by id (`word_numbering`). Deleted and
moved-away text is out, inserted text is in; text boxes are read once. Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citations.document import Document, Note
from citations.errors import InputError
from citations.readers.flat_text import FlatText, Pieces, calls_in, distinct, document_of, note_of, own_mark, without_empty
from citations.readers.numbering import MAX_DIGITS
from citations.readers.package import AGAIN
from citations.readers.unlinked import unlinked
from citations.readers.word_numbering import Numbering
from citations.readers.word_original import take_back
from citations.readers.word_package import WordPackage
from citations.readers.word_text import NOTE_KINDS, NoteKey, W, flatten, is_on, notes_by_bookmark, paragraphs, runs_on

_HEADINGS = ("heading", "title", "subtitle")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Styles:
    """What the style sheet says: names in lower case by id, and which character styles are italic."""

    names: dict[str, str]
    italic: frozenset[str]


def read_docx(body: bytes, *, as_original: bool = False) -> Document:
    """Return the `Document` in a Word file; `as_original` reads its tracked changes as rejected.

    Raises InputError when the bytes are no Word file, are damaged, hostile, encrypted, or inflate past the limit.
    """
    pieces, labels, notes = _read(body, as_original=as_original)
    if not notes and not labels:
        return unlinked("docx", pieces, [flat.number for _, flat in pieces])  # numbers typed by hand, if any
    return document_of("docx", pieces, labels, notes.values())


def note_places(body: bytes) -> dict[str, tuple[NoteKey, str]]:
    """Return, for every note by its label, the kind and id by which the file calls it, and its words as `read_docx` gives them.

    Raises InputError as `read_docx` does.
    """
    _, labels, notes = _read(body, as_original=False)
    return {labels[key]: (key, note.text) for key, note in notes.items()}


def _read(body: bytes, *, as_original: bool) -> tuple[Pieces, dict[NoteKey, str], dict[NoteKey, Note]]:
    """The paragraphs, the label of every note in the order of the calls, and the notes that are there."""
    package = WordPackage(body)
    main = package.main()
    called = _called_anywhere(main)
    if as_original:
        take_back(main)
    styles = _styles(package)
    targets = package.hyperlinks(package.main_name)
    pieces = without_empty(_pieces(main, targets, styles, notes_by_bookmark(main), _Lists(package)))
    notes = _notes(package, styles, as_original=as_original)
    _require_notes(notes, pieces)
    settings = package.related("settings")
    labels = _labels(pieces, notes, Numbering(main, settings[1] if settings else None), called)
    marks = {call.key: call.mark for call in calls_in(pieces) if call.mark}
    made = {key: note_of(label, notes[key], own_mark(marks.get(key, ""))) for key, label in labels.items() if key in notes}
    return pieces, labels, made


class _Lists:
    """What the numbered lists of a file print before their items (ISO/IEC 29500-1, 17.9), counted as the items come."""

    def __init__(self, package: WordPackage) -> None:
        _, root = package.related("numbering") or ("", ())
        levels = {
            str(one.get(W + "abstractNumId")): level
            for one in root
            if one.tag == W + "abstractNum" and (level := one.find(f"{W}lvl[@{W}ilvl='0']")) is not None
        }
        self._next: dict[str, int] = {}
        for one in root:
            abstract = one.find(W + "abstractNumId") if one.tag == W + "num" else None
            level = levels.get(str(abstract.get(W + "val"))) if abstract is not None else None
            form = level.find(W + "numFmt") if level is not None else None
            if level is not None and form is not None and form.get(W + "val") == "decimal":
                start = level.find(W + "start")
                self._next[str(one.get(W + "numId"))] = number_in(start, default=1)

    def number(self, paragraph: Any) -> int | None:
        """Return the number before a paragraph; None where it has none, a bullet, or that of a list within a list."""
        level, item = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl"), paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        key = str(item.get(W + "val")) if item is not None and number_in(level, default=0) == 0 else ""
        if key not in self._next:
            return None
        self._next[key] += 1
        return self._next[key] - 1


def number_in(element: Any, *, default: int) -> int:
    """Return the whole number that an element's `w:val` holds."""
    value = str(element.get(W + "val")) if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < MAX_DIGITS else default


def _pieces(
    root: Any, targets: dict[str, str], styles: _Styles, named: dict[str, NoteKey], lists: _Lists | None = None
) -> Iterator[tuple[str, FlatText]]:
    """Yield kind and text of each paragraph; one whose mark was deleted goes on in the next."""
    open_piece: tuple[str, FlatText] | None = None
    for element in paragraphs(root):
        flat = flatten(element, targets, styles.italic, named)
        if open_piece is None:
            open_piece = (_kind(element, styles), flat)
            flat.number = lists.number(element) if lists else None
        else:
            open_piece[1].extend(flat)
        if not runs_on(element):
            yield open_piece
            open_piece = None
    if open_piece is not None:
        yield open_piece


def _notes(package: WordPackage, styles: _Styles, *, as_original: bool) -> dict[NoteKey, list[FlatText]]:
    notes: dict[NoteKey, list[FlatText]] = {}
    for kind in NOTE_KINDS.values():
        name, root = package.related(f"{kind}s") or ("", ())
        targets = package.hyperlinks(name) if name else {}
        for element in take_back(root) if as_original and name else root:
            if element.tag == W + kind and element.get(W + "type", "normal") == "normal":
                notes[kind, str(element.get(W + "id"))] = [flat for _, flat in _pieces(element, targets, styles, {})]
    return notes


def _require_notes(notes: dict[NoteKey, list[FlatText]], pieces: Pieces) -> None:
    called = [call.key for call in calls_in(pieces)]
    for kind in NOTE_KINDS.values():
        count = sum(key[0] == kind for key in called)
        if count and not any(key[0] == kind for key in notes):
            raise InputError(f"the Word file calls {count} {kind}s and its part {kind}s.xml is missing or empty: {AGAIN}")


def _labels(
    pieces: Pieces,
    notes: dict[NoteKey, list[FlatText]],
    numbering: Numbering,
    removed: set[NoteKey],
) -> dict[NoteKey, str]:
    """Return the printed label of every note in the order of the calls, those that nothing calls last."""
    printed: dict[NoteKey, str] = {}
    for call in (call for call in calls_in(pieces) if call.key not in printed):
        printed[call.key] = call.mark or numbering.number(call.key)
    for key, texts in notes.items():
        if key not in printed and key not in removed and any(text.text.strip() for text in texts):
            printed[key] = f"uncalled {key[0]} {key[1]}"
    return distinct(printed)


def _called_anywhere(main: Any) -> set[NoteKey]:
    """The notes with a reference in the text or in a change: where the reference goes, its note goes with it."""
    return {(kind, str(element.get(W + "id"))) for tag, kind in NOTE_KINDS.items() for element in main.iter(tag)}


def _styles(package: WordPackage) -> _Styles:
    _, root = package.related("styles") or ("", ())
    sheet = {str(style.get(W + "styleId")): style for style in root if style.tag == W + "style"}
    named = {key: style.find(W + "name") for key, style in sheet.items()}
    names = {key: str(name.get(W + "val", "")).casefold() for key, name in named.items() if name is not None}
    return _Styles(names=names, italic=frozenset(key for key in sheet if _is_italic_style(key, sheet)))


def _is_italic_style(key: str, sheet: dict[str, Any]) -> bool:
    """Whether a character style is italic by itself or by the styles it is based on."""
    for _ in range(len(sheet)):
        style = sheet.get(key)
        if style is None or style.get(W + "type") != "character":
            return False
        own = is_on(style.find(W + "rPr"), "i")
        parent = style.find(W + "basedOn")
        if own is not None or parent is None:
            return bool(own)
        key = str(parent.get(W + "val"))
    return False


def _kind(paragraph: Any, styles: _Styles) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = str(style.get(W + "val")) if style is not None else ""
    name = styles.names.get(key, key.casefold())
    if name.startswith(_HEADINGS):
        return "heading"
    return "block-quote" if "quote" in name or name in ("block text", "blocktext") else "body"

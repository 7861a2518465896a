"""Word files: body, footnotes and endnotes straight from the XML, tracked changes read as accepted.

Enters: the bytes of a .docx (ISO/IEC 29500, WordprocessingML). Leaves: a `Document`. Notes are numbered by the order of
their references, not by id; endnotes take the number format the file names (Word's default: i, ii, iii). Deleted and
moved-away text is out, inserted text is in; text boxes are read once. Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from citations.document import Document, Link, Marker, Note, Paragraph
from citations.errors import InputError
from citations.readers.word_original import take_back
from citations.readers.word_package import AGAIN, WordPackage
from citations.readers.word_text import NOTE_KINDS, NoteKey, W, WordText, flatten, is_on, paragraphs, runs_on

_HEADINGS = ("heading", "title", "subtitle")
_DAGGERS = "*†‡§"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Styles:
    """What the style sheet says: names in lower case by id, and which character styles are italic."""

    names: dict[str, str]
    italic: frozenset[str]


def read_docx(body: bytes, *, as_original: bool = False) -> Document:
    """Return the `Document` in a Word file; `as_original` reads its tracked changes as rejected.

    Raises InputError when the bytes are no Word file, are damaged, hostile, encrypted, or inflate past the limit.
    """
    package = WordPackage(body)
    main = package.main()
    called = _called_anywhere(main)
    if as_original:
        take_back(main)
    styles = _styles(package)
    targets = package.hyperlinks(package.main_name)
    pieces = [(kind, flat) for kind, flat in _pieces(main, targets, styles) if flat.text.strip() or flat.calls]
    notes = _notes(package, styles, as_original=as_original)
    _require_notes(notes, pieces)
    labels = _labels(pieces, notes, _numbering(package, main), called)
    markers = [
        Marker(label=labels[call.key], paragraph=index, offset=call.offset)
        for index, (_, flat) in enumerate(pieces)
        for call in flat.calls
    ]
    return Document(
        format="docx",
        title=next((flat.text for kind, flat in pieces if kind == "heading"), None),
        paragraphs=tuple(Paragraph(text=flat.text, kind=kind) for kind, flat in pieces),
        markers=tuple(markers),
        notes=tuple(note_of(label, notes[key]) for key, label in labels.items() if key in notes),
    )


def _pieces(root: Any, targets: dict[str, str], styles: _Styles) -> Iterator[tuple[str, WordText]]:
    """Yield kind and text of each paragraph; one whose mark was deleted goes on in the next."""
    open_piece: tuple[str, WordText] | None = None
    for element in paragraphs(root):
        flat = flatten(element, targets, styles.italic)
        if open_piece is None:
            open_piece = (_kind(element, styles), flat)
        else:
            open_piece[1].extend(flat)
        if not runs_on(element):
            yield open_piece
            open_piece = None
    if open_piece is not None:
        yield open_piece


def _notes(package: WordPackage, styles: _Styles, *, as_original: bool) -> dict[NoteKey, list[WordText]]:
    notes: dict[NoteKey, list[WordText]] = {}
    for kind in NOTE_KINDS.values():
        name, root = package.related(f"{kind}s") or ("", ())
        targets = package.hyperlinks(name) if name else {}
        for element in take_back(root) if as_original and name else root:
            if element.tag == W + kind and element.get(W + "type", "normal") == "normal":
                notes[kind, str(element.get(W + "id"))] = [flat for _, flat in _pieces(element, targets, styles)]
    return notes


def _require_notes(notes: dict[NoteKey, list[WordText]], pieces: list[tuple[str, WordText]]) -> None:
    called = [call.key for _, flat in pieces for call in flat.calls]
    for kind in NOTE_KINDS.values():
        count = sum(key[0] == kind for key in called)
        if count and not any(key[0] == kind for key in notes):
            raise InputError(f"the Word file calls {count} {kind}s and its part {kind}s.xml is missing or empty: {AGAIN}")


def _labels(
    pieces: list[tuple[str, WordText]],
    notes: dict[NoteKey, list[WordText]],
    numbering: dict[str, Callable[[int], str]],
    removed: set[NoteKey],
) -> dict[NoteKey, str]:
    """Return the printed label of every note in the order of the calls, those that nothing calls last."""
    printed: dict[NoteKey, str] = {}
    counts = dict.fromkeys(numbering, 0)
    for call in (call for _, flat in pieces for call in flat.calls if call.key not in printed):
        counts[call.key[0]] += not call.mark
        printed[call.key] = call.mark or numbering[call.key[0]](counts[call.key[0]])
    for key, texts in notes.items():
        if key not in printed and key not in removed and any(text.text.strip() for text in texts):
            printed[key] = f"uncalled {key[0]} {key[1]}"
    return distinct(printed)


def _called_anywhere(main: Any) -> set[NoteKey]:
    """The notes with a reference in the text or in a change: where the reference goes, its note goes with it."""
    return {(kind, str(element.get(W + "id"))) for tag, kind in NOTE_KINDS.items() for element in main.iter(tag)}


def distinct(printed: dict[NoteKey, str]) -> dict[NoteKey, str]:
    """Give every note a label of its own: a second `1` becomes `1 (endnote)`, a third `1 (endnote 3)`."""
    labels: dict[NoteKey, str] = {}
    taken: dict[str, int] = {}
    for key, label in printed.items():
        taken[label] = taken.get(label, 0) + 1
        once = f"{label} ({key[0]})"
        labels[key] = label if taken[label] == 1 else once if taken[label] == 2 else f"{label} ({key[0]} {taken[label]})"
    return labels


def note_of(label: str, pieces: Iterable[WordText]) -> Note:
    """Return a note made of its paragraphs, its printed mark cut off, the links where they stand in the joined text."""
    text, links = "", []
    for piece in (piece for piece in pieces if piece.text.strip()):
        words = piece.text.strip()
        if not text and words.startswith(label) and not label.strip(_DAGGERS):
            words = words[len(label) :].lstrip()  # a mark of its own is printed in the note as well
        text = f"{text} {words}" if text else words
        shift = len(text) - len(piece.text.rstrip())
        links += [
            Link(span=_within(text, link.span[0] + shift, link.span[1] + shift), target=link.target) for link in piece.links
        ]
    return Note(label=label, text=text, links=tuple(links))


def _within(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends, inside `text`."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


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


def _numbering(package: WordPackage, main: Any) -> dict[str, Callable[[int], str]]:
    """How each kind of note is numbered: the last format and first number that settings or sections name."""
    formats, starts = {"footnote": "decimal", "endnote": "lowerRoman"}, {"footnote": 1, "endnote": 1}
    settings = package.related("settings")
    for root in (settings[1], main) if settings else (main,):
        for kind in formats:
            for element in root.iter(f"{W}{kind}Pr"):
                if (number := element.find(W + "numFmt")) is not None:
                    formats[kind] = str(number.get(W + "val"))
                first = element.find(W + "numStart")
                if first is not None and str(first.get(W + "val")).isdecimal():
                    starts[kind] = int(first.get(W + "val"))
    return {kind: _printer(formats[kind], starts[kind]) for kind in formats}


def _printer(name: str, first: int) -> Callable[[int], str]:
    show = _FORMATS.get(name, str)
    return lambda count: show(count + first - 1) if 0 < count + first - 1 < 4000 else str(count + first - 1)


def _roman(number: int) -> str:
    numerals = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
    text = ""
    for value, numeral in numerals:
        text += numeral * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _dagger(number: int) -> str:
    return _DAGGERS[(number - 1) % len(_DAGGERS)] * ((number - 1) // len(_DAGGERS) + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "chicago": _dagger,
}

"""Word files: body, footnotes and endnotes straight from the XML, tracked changes read as accepted.

Enters: the bytes of a .docx (ISO/IEC 29500, WordprocessingML). Leaves: a `Document`. Notes are numbered by the order of
their references, not by id; endnotes take the number format the file names (Word's default: i, ii, iii). Deleted and
moved-away text is out, inserted text is in; text boxes are read once. Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from citations.document import Document, Link, Marker, Note, Paragraph
from citations.errors import InputError

MAX_PART_BYTES = 60_000_000  # of one XML part once inflated; the largest real briefing seen is under 5 MB
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# ISO/IEC 29500 strict files use other namespaces for the same elements.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_SKIPPED = {
    W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "sdtPr", "sectPr", "annotationRef")
}
_CHARACTERS = {W + "tab": "\t", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "‑", W + "softHyphen": "\xad"}
_OUTER_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass(slots=True)
class _Text:
    """A paragraph flattened: text with emphasis kept as `*…*`, note references and links with their places."""

    text: str = ""
    calls: list[tuple[tuple[str, str], int, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    italic: bool = False


def read_docx(body: bytes) -> Document:
    """Return the `Document` in a Word file.

    Raises InputError when the bytes are no Word file, are damaged, encrypted, or inflate past `MAX_PART_BYTES`.
    """
    package = _open(body)
    main = _part(package, _main_part(package))
    styles = _style_names(_optional(package, "word/styles.xml"))
    body_texts = [(_kind(element, styles), _flatten(element, _targets(package, "document"))) for element in _paragraphs(main)]
    order: dict[tuple[str, str], str] = {}
    numbers = _number_formats(package, main)
    for _, flat in body_texts:
        for key, _, custom in flat.calls:
            if key not in order:
                kind_count = sum(other[0] == key[0] for other in order)
                order[key] = custom or numbers[key[0]](kind_count + 1)
    notes = _notes(package)
    labels = _distinct(order, [key for key in notes if key not in order])
    paragraphs: list[Paragraph] = []
    markers: list[Marker] = []
    for kind, flat in body_texts:
        if not flat.text.strip() and not flat.calls:
            continue
        markers += [Marker(label=labels[key], paragraph=len(paragraphs), offset=offset) for key, offset, _ in flat.calls]
        paragraphs.append(Paragraph(text=flat.text, kind=kind))
    return Document(
        format="docx",
        title=next((paragraph.text for paragraph in paragraphs if paragraph.kind == "heading"), None),
        paragraphs=tuple(paragraphs),
        markers=tuple(markers),
        notes=tuple(_note(labels[key], notes[key]) for key in labels if key in notes),
    )


def _open(body: bytes) -> zipfile.ZipFile:
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "expected a .docx, found an old .doc or a password-protected file: open it in Word and save it as .docx without a password"
        )
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(
            f"expected a Word file (.docx), found bytes that are no zip package ({error}): save the document as .docx again"
        ) from None


def _main_part(package: zipfile.ZipFile) -> str:
    relations = _optional(package, "_rels/.rels")
    if relations is not None:
        for relation in relations:
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(package: zipfile.ZipFile, name: str) -> Any:
    try:
        info = package.getinfo(name)
    except KeyError:
        raise InputError(
            f"expected a Word file (.docx), found a zip package without {name}: save the document as .docx again"
        ) from None
    if info.flag_bits & 1:
        raise InputError("the Word file is encrypted: save it without a password and try again")
    try:
        with package.open(info) as stream:
            data = stream.read(MAX_PART_BYTES + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise InputError(f"the Word file is damaged at {name} ({error}): save the document as .docx again") from None
    except Exception as error:  # zlib.error has no common base with the others
        raise InputError(f"the Word file is damaged at {name} ({error}): save the document as .docx again") from None
    if len(data) > MAX_PART_BYTES:
        raise InputError(
            f"the Word file's {name} is larger than {MAX_PART_BYTES // 1_000_000} MB once unpacked: a briefing never is; nothing was read"
        )
    for strict, transitional in _STRICT.items():
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"the Word file's {name} is not well-formed XML ({error}): save the document as .docx again") from None


def _optional(package: zipfile.ZipFile, name: str) -> Any:
    return _part(package, name) if name in package.namelist() else None


def _paragraphs(root: Any) -> Iterator[Any]:
    """Every paragraph in reading order; of alternative content the first choice only, of nested ones the outer first."""
    for element in root.iter(W + "p"):
        if not any(
            parent.tag == MC + "Fallback" or parent.tag in (W + "del", W + "moveFrom") for parent in element.iterancestors()
        ):
            yield element


def _flatten(paragraph: Any, targets: dict[str, str]) -> _Text:
    flat = _Text()
    _walk(paragraph, flat, targets, italic=False)
    _set_italic(flat, False)
    return flat


def _walk(element: Any, flat: _Text, targets: dict[str, str], *, italic: bool) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == W + "p" or tag == MC + "Fallback":
            continue  # a nested paragraph (text box) is read on its own
        if tag == W + "r":
            _walk(child, flat, targets, italic=_is_italic(child))
        elif tag == W + "t":
            _add(flat, child.text or "", italic)
        elif tag in _CHARACTERS:
            _add(flat, _CHARACTERS[tag], italic)
        elif tag == W + "sym":
            _add(flat, _symbol(child), italic)
        elif tag in _OUTER_NOTES:
            _set_italic(flat, False)
            custom = _custom_mark(child)
            flat.calls.append(((_OUTER_NOTES[tag], str(child.get(W + "id"))), len(flat.text), custom))
            if custom:
                return
        elif tag == W + "hyperlink":
            start = len(flat.text)
            _walk(child, flat, targets, italic=italic)
            if target := targets.get(str(child.get(R + "id"))):
                flat.links.append(Link(span=(start, len(flat.text)), target=target))
        else:
            _walk(child, flat, targets, italic=italic)


def _add(flat: _Text, words: str, italic: bool) -> None:
    if words:
        if words.strip():
            _set_italic(flat, italic)
        flat.text += words


def _set_italic(flat: _Text, italic: bool) -> None:
    if flat.italic == italic:
        return
    if italic:
        flat.text += "*"
    else:
        stripped = flat.text.rstrip()
        flat.text = stripped + "*" + flat.text[len(stripped) :]
    flat.italic = italic


def _is_italic(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}i")
    return mark is not None and str(mark.get(W + "val", "1")).lower() not in ("0", "false", "off", "none")


def _symbol(element: Any) -> str:
    code = int(str(element.get(W + "char", "20")), 16)
    return chr(code - 0xF000 if 0xF020 <= code <= 0xF0FF else code)


def _custom_mark(reference: Any) -> str:
    if reference.get(W + "customMarkFollows") is None:
        return ""
    return "".join(text.text or "" for text in reference.itersiblings(W + "t")).strip()


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    relations = _optional(package, f"word/_rels/{part}.xml.rels")
    if relations is None:
        return {}
    return {
        str(item.get("Id")): str(item.get("Target")) for item in relations if str(item.get("Type", "")).endswith("/hyperlink")
    }


def _notes(package: zipfile.ZipFile) -> dict[tuple[str, str], list[_Text]]:
    notes: dict[tuple[str, str], list[_Text]] = {}
    for kind in ("footnote", "endnote"):
        root = _optional(package, f"word/{kind}s.xml")
        targets = _targets(package, f"{kind}s")
        for element in root if root is not None else ():
            if element.tag == W + kind and element.get(W + "type", "normal") == "normal":
                notes[kind, str(element.get(W + "id"))] = [_flatten(paragraph, targets) for paragraph in _paragraphs(element)]
    return notes


def _note(label: str, pieces: list[_Text]) -> Note:
    text, links = "", []
    for piece in (piece for piece in pieces if piece.text.strip()):
        lead = len(piece.text) - len(piece.text.lstrip())
        start = (len(text) + 1 if text else 0) - lead
        text = f"{text} {piece.text.strip()}" if text else piece.text.strip()
        links += [Link(span=(link.span[0] + start, link.span[1] + start), target=link.target) for link in piece.links]
    return Note(label=label, text=text, links=tuple(links))


def _style_names(root: Any) -> dict[str, str]:
    if root is None:
        return {}
    names = ((style.get(W + "styleId"), style.find(W + "name")) for style in root.iter(W + "style"))
    return {str(key): str(name.get(W + "val", "")).casefold() for key, name in names if name is not None}


def _kind(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.get(str(style.get(W + "val")), str(style.get(W + "val")).casefold()) if style is not None else ""
    if name.startswith(("heading", "title", "subtitle")):
        return "heading"
    return "block-quote" if "quote" in name or name in ("block text", "blocktext") else "body"


def _number_formats(package: zipfile.ZipFile, main: Any) -> dict[str, Any]:
    formats = {"footnote": "decimal", "endnote": "lowerRoman"}
    for root in (_optional(package, "word/settings.xml"), main):
        for kind in formats:
            for element in root.iter(f"{W}{kind}Pr") if root is not None else ():
                if (number := element.find(W + "numFmt")) is not None:
                    formats[kind] = str(number.get(W + "val"))
    return {kind: _FORMATS.get(name, str) for kind, name in formats.items()}


def _roman(number: int) -> str:
    numerals = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
    text = ""
    for value, numeral in numerals:
        text += numeral * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS = {"lowerRoman": _roman, "upperRoman": lambda number: _roman(number).upper(), "lowerLetter": _letter,
            "upperLetter": lambda number: _letter(number).upper()}  # fmt: skip


def _distinct(order: dict[tuple[str, str], str], uncalled: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Give every note a label of its own: a second `1` becomes `1 (endnote)`; notes that nothing calls come last."""
    labels: dict[tuple[str, str], str] = {}
    for key in [*order, *uncalled]:
        label = order.get(key) or f"uncalled {key[0]} {key[1]}"
        if label in labels.values():
            count = sum(other.split(" (")[0] == label for other in labels.values())
            label = f"{label} ({key[0]})" if f"{label} ({key[0]})" not in labels.values() else f"{label} ({key[0]} {count})"
        labels[key] = label
    return labels

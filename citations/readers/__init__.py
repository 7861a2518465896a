"""Bytes of a briefing in, a `Document` out; one module a format, all giving the same shape.

The format is told by the content first and by the file's suffix second. Callers run it in the worker process, because the
bytes are foreign.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from citations.charset import CYRILLIC, decode, unmarked_utf16
from citations.document import Document
from citations.errors import InputError
from citations.readers.flat_text import MAX_TEXT_CHARACTERS
from citations.regex import regex

MAX_TITLE_CHARACTERS = 150  # of a first paragraph that is the title; a longer one is text
FORMATS = (
    "a Word (.docx), OpenDocument (.odt), PDF, HTML (.html), Markdown (.md) or text file"  # what a briefing may be, for messages
)
MAX_BRIEFING_BYTES = 40_000_000  # a Word file of 500 pages with pictures is about 20 MB
_TEXT_SUFFIXES = ("", ".txt", ".md", ".markdown", ".text")  # of files whose writer can save them in another charset
_OTHER_FORMATS = {
    b"{\\rtf": "an RTF file",
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a packed file",
}
# matches: <!DOCTYPE html>, <html lang="de">, <?xml …?> before it    does not: 1 < 2, a Markdown file that begins with <div>
_HTML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNPRINTED = regex(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")  # in no text that was decoded rightly
_MARKDOWN_NOTE = regex(r"^\[\^[^\]\s]+\]:|\^\[(?!\d+\])[^\]]+\]", re.MULTILINE)


def read_document(body: bytes, name: str, *, as_original: bool = False) -> Document:
    """Return the `Document` in `body`; `name` is the file's name, whose suffix decides where the content does not.

    Tracked changes are read as accepted, or with `as_original` as rejected.

    Raises InputError for bytes that are empty, too large, of another format, or neither Unicode nor a Cyrillic charset.
    """
    if not body.strip():
        raise InputError(f"{name} is empty: a briefing with footnotes was expected")
    if len(body) > MAX_BRIEFING_BYTES:
        raise InputError(
            f"{name} is {len(body) / 1e6:.0f} MB; a briefing of at most {MAX_BRIEFING_BYTES // 1_000_000} MB was expected: "
            "take out its pictures"
        )
    if _is_odt(body, name):
        from citations.readers.odt import read_odt

        return _named(read_odt(body, as_original=as_original), name)
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")) or PurePath(name).suffix.casefold() == ".docx":
        from citations.readers.docx import read_docx

        return _named(read_docx(body, as_original=as_original), name)
    if body[:1024].lstrip().startswith(b"%PDF"):
        from citations.readers.pdf import read_pdf

        return _named(read_pdf(body), name)
    if _is_html(body, name):
        from citations.readers.html import read_html

        return _named(read_html(body, as_original=as_original), name)
    from citations.readers.text import read_text

    text = _decode(body, name)
    if PurePath(name).suffix.casefold() in (".md", ".markdown") or _MARKDOWN_NOTE.search(text):
        from citations.readers.markdown import read_markdown

        document = read_markdown(text)
        if document.notes or document.markers:
            return _named(document, name)
        plain = read_text(text)  # raised numbers and a list, as in any text
        return _named(plain if plain.markers else document, name)
    return _named(read_text(text), name)


def _named(document: Document, name: str) -> Document:
    first = next((paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()), "")
    title = document.title or (first if 0 < len(first) <= MAX_TITLE_CHARACTERS else PurePath(name).stem)
    return replace(document, title=title.replace("*", ""))


def _is_odt(body: bytes, name: str) -> bool:
    """Whether it is OpenDocument text: its package begins with its media type (ISO/IEC 26300-3, 3.3)."""
    told = body.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument." in body[:120]
    return told or PurePath(name).suffix.casefold() == ".odt"


def _is_html(body: bytes, name: str) -> bool:
    if any(body.lstrip().startswith(magic) for magic in _OTHER_FORMATS) or (b"\0" in body[:1024] and not _is_utf16(body)):
        return False
    return PurePath(name).suffix.casefold() in (".html", ".htm", ".xhtml") or _HTML_START.match(body[:4096]) is not None


def _is_utf16(body: bytes) -> bool:
    return body.startswith(_UTF16_MARKS) or unmarked_utf16(body) is not None


def _decode(body: bytes, name: str) -> str:
    for magic, what in _OTHER_FORMATS.items():
        if body.lstrip().startswith(magic):
            raise InputError(f"{name} is {what}: {FORMATS} was expected; save it as one of these")
    if body.startswith(_UTF16_MARKS):
        return _checked(body.decode("utf-16", errors="replace"), name)
    try:
        return _checked(body.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        place = error.start
    text, charset = decode(body) if b"\x00" not in body else ("\ufffd", "")
    if charset not in CYRILLIC or _UNPRINTED.search(text):
        raise InputError(_no_text(name, f"is not UTF-8 text (byte {place} is 0x{body[place]:02x})"))
    return _checked(text, name)


def _no_text(name: str, why: str) -> str:
    """Return what bytes are that are no text, in the words that help with a file of this name, and what to do."""
    suffix = PurePath(name).suffix.casefold()
    if suffix == ".pdf":
        return f"{name} is no PDF, for it does not begin as one: export it again from the program in which it was written"
    if suffix in _TEXT_SUFFIXES:
        return f"{name} {why}: save it as UTF-8 and try again"
    return f"{name} {why}: {FORMATS} was expected; save it as one of these"


def _checked(text: str, name: str) -> str:
    if "\x00" in text:
        raise InputError(_no_text(name, "holds binary data, not text"))
    if len(text) > MAX_TEXT_CHARACTERS:
        raise InputError(
            f"{name} has {len(text) / 1e6:.0f} million characters; "
            f"at most {MAX_TEXT_CHARACTERS // 1_000_000} million were expected: split it"
        )
    return text

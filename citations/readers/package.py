"""The package of a word processor's file: a zip of XML parts.

Enters: the bytes of a .docx or .odt. Leaves: parsed XML parts. Standards: ISO/IEC 29500-2 (Open Packaging Conventions),
which forbids a DTD in a part, and ISO/IEC 26300-3 (OpenDocument packages). Whatever is damaged, hostile or locked is one
InputError; a part that needs more memory than is allowed is a MemoryError.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Any, ClassVar

from lxml import etree

from citations.errors import InputError

MAX_PART_BYTES = 40_000_000  # of one XML part once inflated; the largest real briefing seen is under 5 MB
MAX_ENTRIES = 20_000  # files in the package; a report with 500 pictures has about 600
AGAIN = "save the document again"
OLE = b"\xd0\xcf\x11\xe0"  # [MS-CFB]: an old .doc, and the envelope of a .docx with a password
_DTD = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError, RuntimeError, OverflowError,
)  # fmt: skip

# The part that tells what a package is, and the bytes that tell what is none.
_PARTS = {"word/document.xml": ("a Word file", ".docx"), "content.xml": ("an OpenDocument text", ".odt")}
_ENTRY = b"PK\x03\x04"  # how an entry of a zip begins (APPNOTE 4.3.7): what begins so and cannot be opened is damaged, no text
_BEGINNINGS = {
    b"%pdf": ("a PDF", ".pdf"),
    b"<!doctype html": ("an HTML page", ".html"),
    b"<html": ("an HTML page", ".html"),
}


class Package:
    """A zip of XML parts opened for reading. Raises InputError when the bytes are no zip package, locked or hostile."""

    kind: ClassVar[str]  # what it should be, for messages

    def __init__(self, body: bytes) -> None:
        if body.startswith(OLE):
            raise InputError(
                f"expected a {self.kind}, found an old .doc or a password-protected file: open it and save it as .docx without a"
                " password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except _DAMAGE as error:
            raise InputError(f"expected a {self.kind}, found {_unpacked_kind(body, error)}") from None
        self._names = set(self._zip.namelist())
        if len(self._names) > MAX_ENTRIES or any(_leaves(name) for name in self._names):
            raise InputError(f"the package holds names that no {self.kind} has ({self._strange()}): it was not read; {AGAIN}")

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def required(self, name: str) -> Any:
        """Return the root of the part called `name`. Raises InputError when there is none."""
        if name not in self._names:
            other = next((kind for part, kind in _PARTS.items() if part in self._names and part != name), None)
            found = _renamed(*other) if other else f"a zip package without {name}: {AGAIN}"
            raise InputError(f"expected a {self.kind}, found {found}")
        return self.part(name)

    def part(self, name: str) -> Any | None:
        """Return the root of the part called `name`, or None."""
        return self._parsed(name, self._inflated(name)) if name in self._names else None

    def _strange(self) -> str:
        return next((repr(name[:60]) for name in sorted(self._names) if _leaves(name)), f"{len(self._names)} entries")

    def _parsed(self, name: str, data: bytes) -> Any:
        if any(mark in data for mark in _DTD):
            raise InputError(
                f"the {self.kind}’s part {name} declares a document type, as no word processor does: it was not read; {AGAIN}"
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
                raise MemoryError from None
            raise InputError(f"the {self.kind}’s part {name} is not well-formed XML ({_line(error)}): {AGAIN}") from None

    def _inflated(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise InputError(f"the {self.kind} is encrypted: save it without a password and try again")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART_BYTES + 1)
        except _DAMAGE as error:
            raise InputError(f"the {self.kind} is damaged at {name} ({_line(error)}): {AGAIN}") from None
        if len(data) > MAX_PART_BYTES:
            raise InputError(
                f"the {self.kind}’s part {name} is larger than {MAX_PART_BYTES // 1_000_000} MB once unpacked; "
                "a briefing never is, and nothing was read: split it, or save its text alone"
            )
        return data


def _unpacked_kind(body: bytes, error: Exception) -> str:
    """What bytes that are no package are instead, and what to do."""
    for begins, kind in _BEGINNINGS.items():
        if body.lstrip()[: len(begins)].lower() == begins:
            return _renamed(*kind)
    try:
        is_text = bool(body.strip()) and b"\0" not in body and not body.startswith(_ENTRY) and bool(body.decode())
    except UnicodeDecodeError:
        is_text = False
    return _renamed("plain text", ".txt or .md") if is_text else f"bytes that are no zip package ({error}): {AGAIN}"


def _renamed(what: str, ending: str) -> str:
    return f"{what}: give its name the ending {ending}"


def _leaves(name: str) -> bool:
    """Whether an entry's name would lead out of the folder it is unpacked to: "../x", "/etc/x", "c:x"."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]

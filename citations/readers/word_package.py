"""The package of a word processor's file: a zip of XML parts; Word ties them together by relationships.

Enters: the bytes of a .docx or .odt. Leaves: parsed XML parts. Standards: ISO/IEC 29500-2 (Open Packaging Conventions),
which forbids a DTD in a part, and ISO/IEC 26300-3 (OpenDocument packages). Whatever is damaged,
hostile or locked is one InputError.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from citations.errors import InputError

MAX_PART_BYTES = 40_000_000  # of one XML part once inflated; the largest real briefing seen is under 5 MB
MAX_ENTRIES = 20_000  # files in the package; a report with 500 pictures has about 600
AGAIN = "save the document again"
_LOCKED = "found an old .doc or a password-protected file: open it in Word and save it as .docx without a password"
# Strict files (ISO/IEC 29500-1) use other namespaces for the same elements.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
_DTD = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError, RuntimeError, OverflowError,
)  # fmt: skip


class WordPackage:
    """A .docx opened for reading. Raises InputError when the bytes are no zip package, locked or hostile."""

    kind = "Word file (.docx)"

    def __init__(self, body: bytes) -> None:
        if body.startswith(b"\xd0\xcf\x11\xe0"):
            raise InputError(f"expected a .docx, {_LOCKED}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except _DAMAGE as error:
            raise InputError(f"expected a {self.kind}, found bytes that are no zip package ({error}): {AGAIN}") from None
        self._names = set(self._zip.namelist())
        if len(self._names) > MAX_ENTRIES or any(_leaves(name) for name in self._names):
            raise InputError(f"the package holds names that no {self.kind} has ({self._strange()}): it was not read; {AGAIN}")
        self.main_name = self._main_name()

    def main(self) -> Any:
        """Return the root of the main document part. Raises InputError when there is none."""
        if self.main_name not in self._names:
            raise InputError(f"expected a {self.kind}, found a zip package without {self.main_name}: {AGAIN}")
        return self._read(self.main_name)

    def related(self, kind: str) -> tuple[str, Any] | None:
        """Return name and root of the main part's first related part of `kind` ("footnotes"), or None."""
        folder, _, _ = self.main_name.rpartition("/")
        for relation in self._relations(self.main_name):
            if str(relation.get("Type", "")).endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                name = _resolved(folder, str(relation.get("Target", "")))
                if name in self._names:
                    return name, self._read(name)
        usual = f"{folder}/{kind}.xml".lstrip("/")
        return (usual, self._read(usual)) if usual in self._names else None

    def part(self, name: str) -> Any | None:
        """Return the root of the part called `name`, or None."""
        return self._read(name) if name in self._names else None

    def hyperlinks(self, part: str) -> dict[str, str]:
        """Return relationship id to address, of the hyperlinks of `part`."""
        relations = self._relations(part)
        return {str(r.get("Id")): str(r.get("Target")) for r in relations if str(r.get("Type", "")).endswith("/hyperlink")}

    def _main_name(self) -> str:
        for relation in self._relations(""):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return _resolved("", str(relation.get("Target", "")))
        return "word/document.xml"

    def _relations(self, part: str) -> list[Any]:
        folder, _, file = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        return [item for item in self._read(name) if isinstance(item.tag, str)] if name in self._names else []

    def _strange(self) -> str:
        return next((repr(name[:60]) for name in sorted(self._names) if _leaves(name)), f"{len(self._names)} entries")

    def _read(self, name: str) -> Any:
        data = self._inflated(name)
        if any(mark in data for mark in _DTD):
            raise InputError(
                f"the {self.kind}'s part {name} declares a document type, as no word processor does: it was not read; {AGAIN}"
            )
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise InputError(f"the {self.kind}'s part {name} is not well-formed XML ({_line(error)}): {AGAIN}") from None

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
                f"the {self.kind}'s part {name} is larger than {MAX_PART_BYTES // 1_000_000} MB once unpacked; "
                "a briefing never is, and nothing was read: split it, or save its text alone"
            )
        return data


class OpenDocumentPackage(WordPackage):
    """An .odt opened for reading; its text lies in `content.xml`."""

    kind = "text document (.odt)"

    def _main_name(self) -> str:
        return "content.xml"


def _leaves(name: str) -> bool:
    """Whether an entry's name would lead out of the folder it is unpacked to: "../x", "/etc/x", "c:x"."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]

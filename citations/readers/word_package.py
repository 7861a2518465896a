"""The package of a Word file, whose parts are tied together by relationships.

Enters: the bytes of a .docx. Leaves: parsed XML parts, and the hyperlinks of each. Standards: ISO/IEC 29500-2 (Open Packaging
Conventions); strict files (ISO/IEC 29500-1) are given in the namespaces of transitional ones.
"""

from __future__ import annotations

import posixpath
from typing import Any

from citations.readers.package import Package

# Strict files use other namespaces for the same elements.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}


class WordPackage(Package):
    """A .docx opened for reading."""

    kind = "Word file (.docx)"

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.main_name = self._main_name()

    def main(self) -> Any:
        """Return the root of the main document part. Raises InputError when there is none."""
        return self.required(self.main_name)

    def related(self, kind: str) -> tuple[str, Any] | None:
        """Return name and root of the main part's first related part of `kind` ("footnotes"), or None."""
        folder, _, _ = self.main_name.rpartition("/")
        for relation in self._relations(self.main_name):
            if str(relation.get("Type", "")).endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                name = _resolved(folder, str(relation.get("Target", "")))
                if name in self:
                    return name, self.part(name)
        usual = f"{folder}/{kind}.xml".lstrip("/")
        return (usual, self.part(usual)) if usual in self else None

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
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [item for item in root if isinstance(item.tag, str)] if root is not None else []

    def _parsed(self, name: str, data: bytes) -> Any:
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
        return super()._parsed(name, data)


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))

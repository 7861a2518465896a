"""sources/manifest.csv: what is kept of every source, for an archivist's catalogue.

Enters: a project's holdings. Leaves: the file, written beside its place and moved there, so that none is ever half written.
"""

from __future__ import annotations

from pathlib import Path

from archive.holdings import Holdings
from archive.manifest import HEADER, ManifestRow, rows_of
from citations.errors import ProjectError
from pipeline.cited import Cited
from pipeline.writing import write_together
from reports.sheet import csv_text

FILE = "manifest.csv"


def manifest_rows(holdings: Holdings, cited: Cited) -> tuple[ManifestRow, ...]:
    """Return the rows of the manifest: one a capture."""
    return tuple(rows_of(holdings, {address: cited.words(address) for address in cited.notes}))


def write_manifest(rows: tuple[ManifestRow, ...], path: Path) -> None:
    """Write the manifest to `path`. Raises ProjectError when there is no room or no permission."""
    text = csv_text(HEADER, (row.cells() for row in rows))
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        write_together(path.parent, {path.name: text})
    except OSError as error:
        raise ProjectError(f"{path}: the manifest cannot be written ({error.strerror}); choose another place") from None

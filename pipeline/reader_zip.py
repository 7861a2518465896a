"""One zip for a second reader who has no tool at all: the report, our copies of the pages, and the package behind them.

Enters: a report's folder and its package. Leaves: a zip with one folder, equal bytes for equal input, no absolute path and
no link. `index.html` in it opens from the disk, and README.txt says in plain words what to open and how to check it.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from archive.runs_log import file_digest
from archive.wacz import store_member
from citations.errors import ProjectError
from pipeline.chain import PACKAGES
from pipeline.writing import COPY_NAME

REPORT_FILES = ("index.html", "report.md", "findings.json")
_COPY_BYTES = 1 << 20

README = """\
What this folder holds
======================

index.html       Open this first: a double click opens it in your browser. It is the
                 report on the briefing “{briefing}”: every note, and what its source
                 says. It needs no network and no other program.
copies/          Readable copies of the pages that were checked. The report leads to
                 them; the passages it speaks of are marked.
sources.wacz     The pages as they were sent, byte for byte, with the times and the
                 answers of their servers. It is a web archive (WACZ): any player of
                 web archives opens it, replayweb.page for one, which keeps it on
                 your own machine.
report.md        The report as text.
findings.json    The report as data.
{proofs}
How to check that nothing was changed
=====================================

The SHA-256 digest of sources.wacz is

  {digest}

Compute it yourself, in a terminal opened in this folder:

  Windows   certutil -hashfile sources.wacz SHA256
  macOS     shasum -a 256 sources.wacz
  Linux     sha256sum sources.wacz

If your computer prints the same figures, the package is the one that was sent. The
sender’s project keeps the same digest in sources/runs.log, a list in which every line
holds the digest of the line before it: ask for the line that names {package}.
The last lines of index.html print the line of the run on which the report was made.
"""
PROOFS_LINE = """\
proofs/          What stands behind interviews and correspondence. It may name people
                 who trusted the author: do not pass it on.
"""


def write_reader_zip(
    target: Path, *, report: Path, run: str | None, package: Path, proofs: Mapping[str, Path], name: str
) -> None:
    """Write the zip; all stands in one folder called `name`. `run` is the id of the run that the package rests on;
    `proofs` gives private files by the names they get.

    Raises ProjectError when the report is missing or is another run's, OSError when the zip cannot be written.
    """
    found = _report_of(report, run)
    readme = README.format(
        briefing=found["briefing"]["name"],
        digest=file_digest(package).removeprefix("sha256:"),
        package=package.name,
        proofs=PROOFS_LINE if proofs else "",
    )
    texts = {"README.txt": readme.replace("\n", "\r\n").encode()}
    texts |= {file.relative_to(report).as_posix(): file.read_bytes() for file in _files(report)}
    texts["index.html"] = texts["index.html"].replace(f"../../{PACKAGES}/{quote(package.name)}".encode(), b"sources.wacz")
    texts |= {f"proofs/{inside}": file.read_bytes() for inside, file in proofs.items()}
    with zipfile.ZipFile(target, "w", allowZip64=True) as zipped:
        for inside, data in texts.items():
            store_member(zipped, f"{name}/{inside}", (data,), len(data), packed=True)
        with package.open("rb") as opened:
            chunks = iter(lambda: opened.read(_COPY_BYTES), b"")
            store_member(zipped, f"{name}/sources.wacz", chunks, package.stat().st_size)


def _report_of(report: Path, run: str | None) -> dict[str, dict[str, str]]:
    try:
        found = json.loads((report / "findings.json").read_text(encoding="utf-8"))
        if found["run"]["id"] == run and found["briefing"]["name"] and (report / "index.html").is_file():
            return dict(found)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ProjectError(f"{report}: the report of the last run is not there or is another one’s: verify the briefing again")


def _files(report: Path) -> tuple[Path, ...]:
    """Return what this tool wrote into a report's folder; a file that somebody put there stays at home."""
    copies = sorted((report / "copies").glob("*.html")) if (report / "copies").is_dir() else []
    wanted = [report / name for name in REPORT_FILES] + [one for one in copies if COPY_NAME.fullmatch(one.name)]
    return tuple(one for one in wanted if one.is_file() and not one.is_symlink())

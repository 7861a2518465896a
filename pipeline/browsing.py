"""The ledger shown by Datasette: a copy of it, on loopback, with saved queries.

Enters: a project folder. Leaves: when the user ends it. SQL is `archive.schema`'s; Datasette runs in a process of its own.
"""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from archive.ledger import Ledger
from archive.schema import SAVED_QUERIES
from citations.errors import ProjectError, SettingsError

NAME = "ledger"
PLUGINS = Path(__file__).parent / "datasette_plugins"


def browse(project: Path, *, port: int, opens: bool) -> None:
    """Serve a copy of the project's ledger on 127.0.0.1 until interrupted.

    Raises SettingsError when Datasette is not installed, ProjectError when there is no ledger or the port is taken.
    """
    if importlib.util.find_spec("datasette") is None:
        raise SettingsError("browse needs Datasette, which is not installed: pip install 'footnotary[browse]'")
    with tempfile.TemporaryDirectory(prefix="footnotary-browse-") as folder:
        copy = _copied(project / ".footnotary" / "ledger.db", Path(folder) / f"{NAME}.db")
        described = Path(folder) / "metadata.json"
        described.write_text(json.dumps(metadata(project.name)), encoding="utf-8")
        words = ["serve", "--immutable", str(copy), "--metadata", str(described), "--host", "127.0.0.1", "--port", str(port)]
        words += ["--plugins-dir", str(PLUGINS), *(["--open"] if opens else [])]
        code = _served([sys.executable, "-m", "datasette", *words], folder)
    if code > 0:
        raise ProjectError(f"Datasette ended with {code}; if port {port} is taken, name another with --port")


def _served(words: list[str], folder: str) -> int:
    """Run Datasette to its end and return its code, 0 when the user ended it; it never outlives this process."""
    with subprocess.Popen(words, cwd=folder) as server:  # noqa: S603 - our own interpreter, and words of ours
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: server.terminate())
        while True:
            try:
                return max(server.wait(), 0)
            except KeyboardInterrupt:  # Datasette got it too, and ends in its own time; a second one waits as well
                continue


def _copied(path: Path, copy: Path) -> Path:
    ledger = Ledger.reading(path)
    if ledger is None:
        raise ProjectError(f"{path}: no ledger stands here that can be read; run `footnotary verify` or `archive` first")
    ledger.copy_to(copy)
    ledger.close()
    return copy


def metadata(title: str) -> dict[str, object]:
    """Return what Datasette is told: a title, and the saved queries."""
    queries = {name: {"sql": sql.strip(), "title": about} for name, (about, sql) in SAVED_QUERIES.items()}
    return {"title": f"footnotary: the ledger of {title}", "databases": {NAME: {"queries": queries}}}

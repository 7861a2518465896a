"""The staircase: a package imports only packages to its left, and nothing imports `pipeline`."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAIRS = ("citations", "archive", "reports", "pipeline")
MAY_IMPORT = {
    "citations": {"citations"},
    "archive": {"citations", "archive"},
    "reports": {"citations", "reports"},
    "pipeline": {"citations", "archive", "reports", "pipeline"},
}
# What only one place may know: the module's beginning, and the files that may import it.
ONE_PLACE = {
    "httpx": {"archive/transport.py"},
    "sqlite3": {"archive/schema.py", "archive/ledger.py"},
    "sqlite_utils": {"archive/schema.py", "archive/ledger.py"},
}
MODULES = sorted(path for package in STAIRS for path in (ROOT / package).rglob("*.py"))


def imports(source: str) -> set[str]:
    """Return the modules that `source` imports, also those inside functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def too_far_right(package: str, source: str) -> set[str]:
    """Return the imports of `source` that climb the staircase the wrong way."""
    return {name for name in imports(source) if name.split(".")[0] in STAIRS and name.split(".")[0] not in MAY_IMPORT[package]}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_packages_to_its_left(path):
    package = path.relative_to(ROOT).parts[0]
    assert not too_far_right(package, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", sorted(ONE_PLACE))
def test_what_touches_the_world_is_imported_in_one_place(module):
    importers = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if any(name.split(".")[0] == module for name in imports(path.read_text(encoding="utf-8")))
    }
    assert importers <= ONE_PLACE[module]


def test_an_import_to_the_right_is_seen():
    assert too_far_right("reports", "from archive.store import Store") == {"archive.store"}
    assert too_far_right("citations", "def f():\n    import pipeline.cli") == {"pipeline.cli"}


def test_only_the_command_line_reads_the_clock_and_the_environment():
    def reads(source: str) -> bool:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
        return any(
            (isinstance(call.value, ast.Attribute) and call.value.attr == "datetime" and call.attr in ("now", "today", "utcnow"))
            or (
                isinstance(call.value, ast.Name)
                and (call.value.id, call.attr) in {("os", "environ"), ("os", "getenv"), ("uuid", "uuid4"), ("time", "time")}
            )
            for call in calls
        )

    readers = {str(path.relative_to(ROOT)) for path in MODULES if reads(path.read_text(encoding="utf-8"))}
    assert readers <= {"pipeline/cli.py", "citations/worker.py"}, "pass the clock and the environment down"

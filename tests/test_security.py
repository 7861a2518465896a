"""docs/security.md names tests: each is there, and each line of what a server may try has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.loopback import Fault

HERE = Path(__file__).parent
PAGE = (HERE.parent / "docs" / "security.md").read_text(encoding="utf-8")
# matches: `test_guard::test_an_address`    does not: `test_store`
NAMED = re.compile(r"` (?P<file> test_\w+ ) :: (?P<test> test_\w+ ) `", re.VERBOSE)
CASE = re.compile(r"\([12]\)")  # matches: (1) `silence`    does not: (64 KB)


def known_tests(name: str) -> set[str]:
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip().strip("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split(" | ")] for line in lines[2:]]


def test_every_test_that_the_page_names_is_there() -> None:
    named = {(match["file"], match["test"]) for match in NAMED.finditer(PAGE)}
    assert len(named) > 30
    assert not [f"{file}::{test}" for file, test in named if test not in known_tests(file)]


def test_every_attempt_by_address_or_by_answer_names_its_test() -> None:
    for heading in ("Where requests may go", "What a server may answer"):
        assert len(rows(heading)) > 10
        for cells in rows(heading):
            assert NAMED.search(cells[-1]) or CASE.search(cells[-1]), cells[0]


def test_every_fault_that_the_tests_play_is_on_the_page() -> None:
    shown = " ".join(cells[-1] for cells in rows("What a server may answer"))
    assert {fault for fault in Fault if f"`{fault}`" not in shown} == {Fault.STALE_KEEPALIVE}

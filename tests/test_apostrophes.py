"""Messages, help and reports write one apostrophe, ’, as their quotation marks “ ” are; other people's words keep theirs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
STRAIGHT = re.compile(r"(?<=[A-Za-z])'(?:s|t|re|ll)\b | (?<=[a-z]s)'(?=\ [a-z])", re.VERBOSE)  # "note's", "notes' own"
EXAMPLE_NOTE = "[^1]"  # in the drafts that show what a rule of `lint` is about
PATTERN = "\\"  # in what is a regular expression
# Where strings are patterns, lists of words or SQL, which stand for what others print.
NOT_SAID = (
    "archive/schema.py", "archive/reading/date_lines.py", "citations/bodies.py", "citations/lexicon.py",
    "citations/matching/attribution.py", "citations/matching/bounds.py", "citations/matching/clauses.py",
    "citations/matching/verbs.py", "citations/parsing/media.py", "citations/variants.py",
)  # fmt: skip
MODULES = [
    path.relative_to(HOME).as_posix()
    for package in ("archive", "citations", "pipeline", "reports")
    for path in sorted((HOME / package).rglob("*.py"))
]


@pytest.mark.parametrize("module", [one for one in MODULES if one not in NOT_SAID])
def test_what_is_said_has_curly_apostrophes(module: str) -> None:
    """No string of the module that a user may read has a straight one."""
    tree = ast.parse((HOME / module).read_text(encoding="utf-8"))
    assert [text for text in _said(tree) if STRAIGHT.search(text) and EXAMPLE_NOTE not in text and PATTERN not in text] == []


@pytest.mark.parametrize("template", sorted(path.name for path in (HOME / "reports/templates").glob("*.j2")))
def test_templates_have_curly_apostrophes(template: str) -> None:
    """Comments and tags apart, which no reader sees."""
    text = (HOME / "reports/templates" / template).read_text(encoding="utf-8")
    assert STRAIGHT.findall(re.sub(r"\{[#%{].*?[#%}]\}|<[^>]*>", "", text, flags=re.DOTALL)) == []


def _said(tree: ast.Module) -> Iterator[str]:
    """The strings of a module, without docstrings; those of commands are their help."""
    unsaid = {id(text) for node in ast.walk(tree) if (text := _docstring(node)) is not None}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unsaid:
            yield node.value


def _docstring(node: ast.AST) -> ast.Constant | None:
    """The docstring of `node` that no user reads."""
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or not node.body:
        return None
    if isinstance(node, ast.FunctionDef) and any(
        re.search(r"\b(?:command|group)\b", ast.unparse(one)) for one in node.decorator_list
    ):
        return None
    match node.body[0]:
        case ast.Expr(value=ast.Constant(value=str()) as text):
            return text
    return None

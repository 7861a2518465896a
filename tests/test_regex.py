"""Patterns are compiled at their first use: all of them compile, none before it is asked, and then it is the compiled one."""

import ast
import gc
import importlib
import re
from pathlib import Path

import pytest

from citations.regex import _Regex, regex

ROOT = Path(__file__).parents[1]
PACKAGES = ("citations", "archive", "reports", "pipeline")


def test_every_pattern_of_the_packages_compiles():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.stem not in ("__main__", "__init__"):
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    patterns = [one for one in gc.get_objects() if type(one) is _Regex]
    assert len(patterns) > 1000
    for one in patterns:
        re.compile(one.pattern, one._flags)


def compiled_at_import(source):
    """The patterns of text that a module compiles outside functions."""
    found, nodes = [], list(ast.parse(source).body)
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            values = (part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))
            found += [] if any(isinstance(value, bytes) for value in values) else [ast.unparse(node)]
        nodes.extend(ast.iter_child_nodes(node))
    return found


def test_no_module_compiles_a_pattern_of_text_when_it_is_imported():
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert {str(path): found for path in modules if (found := compiled_at_import(path.read_text(encoding="utf-8")))} == {}
    assert compiled_at_import("import re\nA = {1: re.compile('a')}\ndef f(): re.compile('b')") == ["re.compile('a')"]


def test_an_error_in_a_pattern_shows_at_its_first_use():
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("a")


def test_after_the_first_use_it_is_the_compiled_pattern():
    number = regex(r"(?P<n>\d+)", re.IGNORECASE)
    assert number.sub("x", "a 12") == "a x"
    assert number.search.__self__ is re.compile(r"(?P<n>\d+)", re.IGNORECASE)
    assert (number.pattern, number.groups, dict(number.groupindex)) == (r"(?P<n>\d+)", 1, {"n": 1})
    assert number.flags & re.IGNORECASE


def test_it_equals_what_a_match_says_it_was_found_by():
    number, word = regex(r"\d+"), regex(r"[a-z]+")
    found = number.search("12")
    assert found.re == number
    assert number == found.re
    assert found.re in (word, number)
    assert number != word
    assert found.re not in (word, regex("12"))
    assert {number: 1}[found.re] == 1


def test_no_module_asks_whether_a_match_is_of_a_pattern_by_identity():
    asked = re.compile(r"\.re is (?:not )?\w")
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert [str(path) for path in modules if asked.search(path.read_text(encoding="utf-8"))] == []
    assert asked.search("match.re is _CODE")

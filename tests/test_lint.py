"""What is wrong with a document by its own lights: every rule finds its bad example and leaves its good one alone."""

import json
import re
from pathlib import Path

import pytest

from citations.consistency import NAMES, RULES, lint
from citations.publisher import default_publishers
from tests.project import footnotary_here

RULE_NAMES = [rule.name for rule in RULES]


def found(text, off=()):
    return lint(text.encode(), name="a.md", publishers=default_publishers(), off=off)


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_a_rule_finds_its_bad_example_and_quotes_it(rule):
    remarks = [remark for remark in found(rule.bad) if remark.rule == rule.name]
    assert remarks, found(rule.bad)
    assert all(remark.quoted and remark.why and (remark.label or remark.paragraph) for remark in remarks)


@pytest.mark.parametrize(
    "body",
    [
        'The 12" pipe broke.',
        "Er sagte: „Wir gehen“. Sie sagte: »Wir bleiben«.",
        "Das Haus, in dem die die Brücke sahen.",
        'It prints `{"key": "value` and ends.',
        "Gen. Omar Saidov met Col. Rustam Saidov.",
        "He said:\n\n“We came by night.\n\n“We shall not come again.”",
    ],
)
def test_what_only_looks_wrong_is_left_alone(body):
    assert found(f"{body}[^1]\n\n[^1]: A remark.\n") == ()


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_a_rule_leaves_its_good_example_alone(rule):
    assert rule.name not in {remark.rule for remark in found(rule.good)}


def test_a_rule_that_is_off_says_nothing():
    rule = next(rule for rule in RULES if rule.name == "doubled-word")
    assert "doubled-word" not in {remark.rule for remark in found(rule.bad, off=("doubled-word",))}


def test_names_are_unique_and_every_rule_stands_in_the_manual():
    assert len(NAMES) == len(RULES)
    manual = (Path(__file__).parents[1] / "docs" / "lint.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## `(.+)`$", manual) == RULE_NAMES


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text('The the port closed.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n', encoding="utf-8")
    return path


def test_an_error_ends_with_one_and_is_quoted(draft, tmp_path):
    done = footnotary_here("lint", draft, cwd=tmp_path)
    assert done.returncode == 1
    assert "The the" in done.stdout
    assert "doubled-word" in done.stdout


def test_json_holds_every_finding(draft, tmp_path):
    done = footnotary_here("lint", draft, "--json", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert data["counts"] == {"error": 1, "warning": 0, "hint": 0}
    assert [(one["rule"], one["paragraph"]) for one in data["findings"]] == [("doubled-word", 1)]


def test_a_rule_is_turned_off_in_the_settings(draft, tmp_path):
    (tmp_path / "footnotary.toml").write_text('[lint]\noff = ["doubled-word"]\n')
    assert footnotary_here("lint", draft, cwd=tmp_path).returncode == 0


def test_an_unknown_rule_in_the_settings_is_refused_with_its_place(draft, tmp_path):
    (tmp_path / "footnotary.toml").write_text('[lint]\noff = ["doubled-wurd"]\n')
    done = footnotary_here("lint", draft, cwd=tmp_path)
    assert done.returncode == 2
    assert "lint.off[0]" in done.stderr


def test_a_missing_draft_ends_with_two(tmp_path):
    assert footnotary_here("lint", tmp_path / "none.md", cwd=tmp_path).returncode == 2


def test_warnings_are_counted_and_shown_when_asked(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(next(rule.bad for rule in RULES if rule.name == "plural-on-one-source"), encoding="utf-8")
    short, full = footnotary_here("lint", path, cwd=tmp_path), footnotary_here("lint", path, "--all", cwd=tmp_path)
    assert (short.returncode, full.returncode) == (0, 0)
    assert "plural-on-one-source" not in short.stdout
    assert "1 warning" in short.stdout
    assert "plural-on-one-source" in full.stdout

"""Prints how right `footnotary lint` is on documents with planted defects, by rule: `python tests/evaluate_lint.py [-v]`.

A finding is right when the document's list names its rule at its place; a document without a list is clean.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from citations.consistency import RULES, lint
from citations.publisher import default_publishers
from tests.lint_documents import DOCUMENTS


def main() -> int:
    """Print findings that are right, wrong and missed; return 0."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for name, (text, planted) in DOCUMENTS.items():
        remarks = lint(text.encode(), name="a.md", publishers=default_publishers())
        found = {(remark.rule, remark.label or f"p{remark.paragraph}") for remark in remarks}
        right.update(rule for rule, _ in found & planted)
        wrong.update(rule for rule, _ in found - planted)
        missed.update(rule for rule, _ in planted - found)
        if "-v" in sys.argv:
            print(name, "WRONG", sorted(found - planted), "MISSED", sorted(planted - found))
    print(f"{len(DOCUMENTS)} documents\n{'rule':30} precision      recall")
    for rule in RULES:
        print(row(rule.name, right[rule.name], wrong[rule.name], missed[rule.name]))
    print(row("all", right.total(), wrong.total(), missed.total()))
    return 0


def row(name: str, right: int, wrong: int, missed: int) -> str:
    """Return one line: right of found, right of planted."""
    return f"{name:30} {right:>3} of {right + wrong:<3}     {right:>3} of {right + missed:<3}"


if __name__ == "__main__":
    raise SystemExit(main())

"""Prints how right `footnotary lint` is on documents with planted defects, by rule: `python tests/evaluate_lint.py [-v]`.

A finding is right when tests/lint_documents/planted.toml names its rule at its place; a document without a list is clean.
Documents that were unseen at first are counted apart. They were used since, so their figures are no longer those of unseen ones.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from citations.consistency import RULES, lint
from citations.publisher import default_publishers

DOCUMENTS = Path(__file__).parent / "lint_documents"


def main() -> int:
    """Print findings that are right, wrong and missed, for the documents tuned on from the start and for those unseen at first; return 0."""
    for unseen in (False, True):
        print("documents unseen at first, used since" if unseen else "documents that rules were tuned on")
        right, wrong, missed = judged(unseen_at_first=unseen)
        print(f"{'rule':30} precision      recall")
        for rule in RULES:
            if right[rule.name] or wrong[rule.name] or missed[rule.name]:
                print(row(rule.name, right[rule.name], wrong[rule.name], missed[rule.name]))
        print(row("all", right.total(), wrong.total(), missed.total()) + "\n")
    return 0


def judged(*, unseen_at_first: bool) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return how many findings of each rule are right, wrong and missed in the documents unseen at first, or in the others."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    documents = tomllib.loads((DOCUMENTS / "planted.toml").read_text(encoding="utf-8"))
    for name, one in documents.items():
        if one["unseen_at_first"] is not unseen_at_first:
            continue
        planted = set(one["wrong"])
        draft = DOCUMENTS / one.get("file", f"{name}.md")
        remarks = lint(draft.read_bytes(), name=draft.name, publishers=default_publishers())
        found = {f"{remark.rule} {remark.label or f'p{remark.paragraph}'}" for remark in remarks}
        right.update(_rules(found & planted))
        wrong.update(_rules(found - planted))
        missed.update(_rules(planted - found))
        if "-v" in sys.argv:
            print(" ", name, "WRONG", sorted(found - planted), "MISSED", sorted(planted - found))
    return right, wrong, missed


def _rules(found: set[str]) -> list[str]:
    return [one.split(" ")[0] for one in found]


def row(name: str, right: int, wrong: int, missed: int) -> str:
    """Return one line: right of found, right of planted."""
    return f"{name:30} {right:>3} of {right + wrong:<3}     {right:>3} of {right + missed:<3}"


if __name__ == "__main__":
    raise SystemExit(main())

"""Prints how the language of undeclared text is named: rightly, not at all, wrongly. `python tests/evaluate_language.py [--show]`.

The passages stand in tests/cases/languages.md; those whose words we list are counted apart.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from citations.function_words import NAMED_LANGUAGES  # noqa: E402
from citations.language import language_of  # noqa: E402


def passages() -> Iterator[tuple[str, str]]:
    """Yield every passage with the code of its language."""
    for part in (HERE / "cases" / "languages.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        code, _, body = part.partition("\n")
        yield from ((code.strip(), text) for text in re.findall(r"^- (.+)$", body, re.MULTILINE))


def main() -> None:
    """Measure and print."""
    told: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for code, text in passages():
        found = language_of(text)
        verdict = "right" if found == code else "not told" if found is None else "wrong"
        told[code in NAMED_LANGUAGES][verdict] += 1
        if verdict == "wrong" and "--show" in sys.argv:
            print(f"  {code} called {found}: {text}")
    for listed, one in told.items():
        print(f"{'of listed languages' if listed else 'of others':20} right {one['right']}, not told {one['not told']}, wrong {one['wrong']} of {one.total()}")  # fmt: skip


if __name__ == "__main__":
    main()

"""Prints how rightly words are told that a draft gives to another person than its source. `python tests/evaluate_speakers.py [--show]`.

The cases stand in tests/cases/speakers.md; each runs as a draft with a note through the check of quotations.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.test_check_speaker import on  # noqa: E402


def cases(name: str = "speakers.md") -> Iterator[tuple[str, str, str]]:
    """Yield what is wanted, the draft's sentence and the source's text."""
    for part in (HERE / "cases" / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        text = part.partition("\n\n- ")[0].partition("\n\n")[2]
        yield from ((wanted, draft, text) for wanted, draft in re.findall(r"^- (same|other): (.+)$", part, re.MULTILINE))


def main() -> None:
    """Measure and print."""
    count: Counter[tuple[str, bool]] = Counter()
    for wanted, draft, text in cases():
        is_told = on(draft, text).defect == "quote-other-speaker"
        count[wanted, is_told] += 1
        if is_told != (wanted == "other") and "--show" in sys.argv:
            print(f"  {wanted}: {draft}")
    right, wrong, missed = count["other", True], count["same", True], count["other", False]
    print(f"other speakers: told rightly {right} of {right + wrong} (precision), of {right + missed} to tell (recall); {count.total()} drafts")  # fmt: skip


if __name__ == "__main__":
    main()

"""Prints how rightly another number or name is told in short claims beside their source. `python tests/evaluate_pairs.py [--show]`.

The pairs stand in tests/cases/claim_pairs.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.evaluate_claims import language_of_claim, looks  # noqa: E402
from tests.evaluate_speakers import cases  # noqa: E402


def main() -> None:
    """Measure and print."""
    count: Counter[tuple[str, bool]] = Counter()
    for wanted, claim, text in cases("claim_pairs.md"):
        is_told = bool(looks(claim, text, language_of_claim(text)))
        count[wanted, is_told] += 1
        if is_told != (wanted == "other") and "--show" in sys.argv:
            print(f"  {wanted}: {claim}")
    other, same = (count[wanted, True] + count[wanted, False] for wanted in ("other", "same"))
    print(
        f"short claims: told {count['other', True]} of {other} that say otherwise, and {count['same', True]} of {same} that do not"
    )


if __name__ == "__main__":
    main()

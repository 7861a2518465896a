"""Prints how well `drift` tells what became of a page, on articles drawn from a seed. `python tests/evaluate_drift.py [SEED]`.

Six things may have happened between two visits: nothing but counters and menus, a change far from the quotation, a change
beside it, a change of the quotation itself, a revision of half the article, another article in its place.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from archive.page import Page  # noqa: E402
from citations.likeness import differing_bits, fingerprint, shared_pairs  # noqa: E402
from citations.quotation import Quotation  # noqa: E402
from pipeline.checks.article import Article, Drift, compare  # noqa: E402
from tests import drifting_texts as texts  # noqa: E402

EACH = 150
KINDS = {
    "nothing": Drift.SAME,
    "far": Drift.ELSEWHERE,
    "beside": Drift.AT_QUOTATION,
    "quotation": Drift.AT_QUOTATION,
    "half": Drift.ELSEWHERE,
    "other": Drift.OTHER_TEXT,
}


def page(piece, rng):
    """The page as read on one visit."""
    text, article = texts.visit(piece, rng)
    return Page(title=piece.title, headings=(piece.title,), language=piece.language, text=text, article=article)


def pair(kind, rng):
    """An article before and after, and the sentence that the draft quotes."""
    before = texts.article(rng)
    count = len(before.sentences) - 1  # the last stands under every article
    quoted = rng.randrange(count)
    far = [place for place in range(count) if abs(place - quoted) > 3]
    near = [place for place in (quoted - 1, quoted + 1) if 0 <= place < count]
    if kind == "other":
        after = texts.article(rng)
        while after.language != before.language:
            after = texts.article(rng)
    else:
        places = {
            "nothing": [], "far": rng.sample(far, min(2, len(far))), "beside": [rng.choice(near)], "quotation": [quoted],
            "half": rng.sample(far, len(far) // 2),
        }[kind]  # fmt: skip
        after = texts.revised(before, rng, places)
    return before, after, before.sentences[quoted]


def main():
    """Measure and print."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(10**6)
    rng = random.Random(seed)
    told, wanted, right = Counter(), Counter(), Counter()
    accused = 0
    shares = {"revised": [], "other": []}
    bits = {"revised": [], "other": []}
    for kind, expected in KINDS.items():
        for _ in range(EACH):
            before, after, quoted = pair(kind, rng)
            if kind != "nothing" and before.sentences == after.sentences:
                continue
            old, new = Article(page(before, rng)), Article(page(after, rng))
            found = compare(old, new, [Quotation(exact=quoted.rstrip("."), where="body")]).kind
            told[found], wanted[expected] = told[found] + 1, wanted[expected] + 1
            right[expected] += found is expected
            accused += kind == "nothing" and found in (Drift.AT_QUOTATION, Drift.OTHER_TEXT)
            group = "other" if kind == "other" else "revised"
            shares[group].append(shared_pairs(old.words, new.words))
            bits[group].append(differing_bits(fingerprint(old.words), fingerprint(new.words)))
    print(f"seed {seed}, {sum(wanted.values())} pairs of visits, English and Russian")
    for kind in Drift:
        hits = right[kind]
        print(
            f"{kind.name.lower():14} precision {hits / max(1, told[kind]):.3f} of {told[kind]:<4} recall {hits / max(1, wanted[kind]):.3f} of {wanted[kind]}"
        )
    print(f"pages on which nothing but counters and menus changed, and a person was sent to look: {accused} of {EACH}")
    print(f"shared pairs of words: revisions from {min(shares['revised']):.2f}, other articles to {max(shares['other']):.2f}")
    print(f"bits that differ: revisions to {max(bits['revised'])}, other articles from {min(bits['other'])}")


if __name__ == "__main__":
    main()

"""How alike two texts are: by the pairs of words they share, and by a fingerprint of 64 bits.

Enters: folded words in order (`citations.words`). Leaves: numbers. Nothing here says what a difference means.
Sources: Dice (1945) and Sørensen (1948) for the share, on bags of word pairs; Charikar (2002) for the fingerprint.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

FINGERPRINT_BITS = 64


def shared_pairs(left: Sequence[str], right: Sequence[str]) -> float:
    """Return the Sørensen-Dice coefficient of two texts' pairs of neighbouring words, 0 to 1; two empty texts give 1.

    >>> shared_pairs("he left the town".split(), "he left the city".split())
    0.6666666666666666
    """
    ours, theirs = Counter(_pairs(left)), Counter(_pairs(right))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def fingerprint(words: Sequence[str]) -> int:
    """Return the SimHash of a text's pairs of words, a number of `FINGERPRINT_BITS` bits; 0 for an empty text."""
    weights = [0] * FINGERPRINT_BITS
    for pair, count in Counter(_pairs(words)).items():
        bits = int.from_bytes(hashlib.blake2b(" ".join(pair).encode("utf-8", "replace"), digest_size=8).digest(), "big")
        for place in range(FINGERPRINT_BITS):
            weights[place] += count if bits >> place & 1 else -count
    return sum(1 << place for place, weight in enumerate(weights) if weight > 0)


def differing_bits(left: int, right: int) -> int:
    """Return in how many bits two fingerprints differ: near 32 for unrelated texts.

    >>> differing_bits(0b1010, 0b0011)
    2
    """
    return (left ^ right).bit_count()


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(words)) if len(words) > 1 else [(word, "") for word in words]

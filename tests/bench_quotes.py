"""What a quotation costs, on a page of 50 KB and on one of 5 MB that was made ready: processor time, by kind of quotation.

Enters: nothing; the pages are drawn from a seed out of the words of `quote_texts`, rare words rare. Leaves: lines on stdout.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from citations.quote import SourceText, match_quote, prepare

SIZES = {"50 KB": 50_000, "5 MB": 5_000_000}
QUOTATIONS = 60  # of each kind
SEED = 5
TEXTS = Path(__file__).parent / "quote_texts"


def page(size: int, rng: random.Random) -> str:
    """Return about `size` characters of sentences: the texts' words by their frequency, one word in ten seen nowhere else."""
    known = " ".join(path.read_text("utf-8") for path in sorted(TEXTS.glob("en-*.txt"))).split()
    words: list[str] = []
    length = 0
    while length < size:
        sentence = [rng.choice(known) if rng.random() < 0.9 else f"{rng.choice(known)}{rng.randrange(10**6)}" for _ in range(18)]
        words += [*sentence[:-1], f"{sentence[-1]}."]
        length += sum(map(len, sentence)) + 19
    return " ".join(words)


def run_of(text: str, rng: random.Random) -> list[str]:
    """Return twelve to thirty words of the text."""
    at = rng.randrange(len(text) - 1000)
    return text[at : at + 1000].split()[1 : 1 + rng.randint(12, 30)]


def verbatim(text: str, rng: random.Random) -> str:
    return " ".join(run_of(text, rng))


def with_ellipsis(text: str, rng: random.Random) -> str:
    words = run_of(text, rng)
    return f"{' '.join(words[:5])} … {' '.join(words[8:])}"


def one_word_changed(text: str, rng: random.Random) -> str:
    words = run_of(text, rng)
    words[rng.randrange(2, len(words) - 2)] = "umbrella"
    return " ".join(words)


def absent(text: str, rng: random.Random) -> str:
    return " ".join(rng.sample(text[:200_000].split(), 20))


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "word for word": verbatim,
    "with an ellipsis": with_ellipsis,
    "one word changed": one_word_changed,
    "absent": absent,
}


def main() -> None:
    """Print medians and the worst, in milliseconds of processor time."""
    rng = random.Random(SEED)
    for name, size in SIZES.items():
        text = page(size, rng)
        begun = time.process_time()
        source = prepare(text)
        print(f"a page of {name} made ready             {1000 * (time.process_time() - begun):8.1f} ms")
        for kind, draw in KINDS.items():
            spent = [_cost(draw(text, rng), source) for _ in range(QUOTATIONS)]
            told = f"{statistics.median(spent):8.2f} ms in the middle {statistics.fmean(spent):8.2f} on average {max(spent):8.2f} at worst"
            print(f"  a quotation {kind:24} {told}")


def _cost(quotation: str, source: SourceText) -> float:
    begun = time.process_time()
    match_quote(quotation, source)
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    main()

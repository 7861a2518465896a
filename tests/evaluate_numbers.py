"""Prints how well the numbers of a claim are compared with a source. `python tests/evaluate_numbers.py [SEED]`.

Claims and sources are drawn from a seed, English and Russian, with numbers in digits, in words, rounded, in ranges. A claim gives
the source's number in another form, another number, a rounded one, or counts something that the source does not count.
"""

from __future__ import annotations

import datetime
import random
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from archive.capture import Capture, FetchOutcome  # noqa: E402
from archive.page import Page  # noqa: E402
from citations.citation import Citation, Form  # noqa: E402
from citations.words import prepare  # noqa: E402
from pipeline.checks import Evidence, Read  # noqa: E402
from pipeline.checks.number import check  # noqa: E402

EACH = 250
DATE = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
# A sentence of the source and a claim of the same, each with a gap for the number; the third counts other things.
SENTENCES = {
    "en": (
        ("The flood at Orlec destroyed {} houses in one night.", "In one night the flood at Orlec destroyed {} houses.", "The valley of Orlec has {} orchards."),
        ("The court heard {} witnesses about the fire in the archive.", "About the fire in the archive, the court heard {} witnesses.", "The archive kept {} maps."),
        ("The ministry paid {} crowns for the northern bridge.", "For the northern bridge the ministry paid {} crowns.", "The ministry has {} clerks."),
        ("Some wrote that {} miners left the northern pits in autumn.", "In autumn {} miners left the northern pits.", "The northern pits have {} lamps."),
    ),
    "ru": (
        ("За одну ночь наводнение в Орлеце разрушило {} домов.", "Наводнение в Орлеце за одну ночь разрушило {} домов.", "В долине Орлеца {} садов."),
        ("Суд заслушал {} свидетелей пожара в городском архиве.", "О пожаре в городском архиве суд заслушал {} свидетелей.", "В архиве хранилось {} карт."),
        ("Осенью {} шахтёров покинули северные шахты области.", "Северные шахты области осенью покинули {} шахтёров.", "В северных шахтах {} ламп."),
    ),
}  # fmt: skip
FORMS = {
    "en": ((500_000, "half a million", "500,000"), (24, "two dozen", "24"), (1500, "one and a half thousand", "1,500"), (40_000, "forty thousand", "40 000"),
           (17, "seventeen", "17"), (4500, "4.5 thousand", "4,500"), (300, "three hundred", "300"), (2_000_000, "two million", "2 million")),
    "ru": ((1500, "полторы тысячи", "1500"), (4500, "4,5 тыс.", "4 500"), (500_000, "полмиллиона", "500 000"), (600, "шестьсот", "600"),
           (25_000, "двадцать пять тысяч", "25 тыс."), (17, "семнадцать", "17"), (300_000, "300 тысяч", "300 000")),
}  # fmt: skip
ABOUT = {"en": "about", "ru": "около"}


def found(claim, text, language):
    """The defect that the check finds, or None."""
    capture = Capture(
        id="c",
        target_uri="https://paper.example/",
        date=DATE,
        outcome=FetchOutcome.RESPONSE,
        final_uri="https://paper.example/",
        status=200,
        mime="text/html",
    )
    citation = Citation(form=Form.FULL, type="article-newspaper", title="T")
    read = Read(capture=capture, page=Page(text=text, article=text, language=language, title="T"), text=prepare(text))
    findings = check(Evidence(label="1", index=0, citation=citation, cited=citation, claim=claim, quotations=(), found_by="printed",
                              address="https://paper.example/", run_date=DATE, answer=read))  # fmt: skip
    return findings[0].defect if findings else "no number seen"


def cases(rng):
    """Yield what was done, the defect that should be found, the claim, the source and its language."""
    for _ in range(EACH):
        language = rng.choice(("en", "ru"))
        sentence, claim, other = rng.choice(SENTENCES[language])
        value, words, digits = rng.choice(FORMS[language])
        said, ours = rng.sample((words, digits), 2)
        text = " ".join((rng.choice(SENTENCES[language])[2].format(rng.randrange(2100, 9999)), sentence.format(said)))
        yield "same, otherwise written", None, claim.format(ours), text, language
        wrong = value * rng.choice((2, 3)) + rng.randrange(1, 9)
        yield "another number", "number-conflict", claim.format(f"{wrong:,}"), text, language
        near = sentence.format(f"{value + max(1, value // 20):,}")
        yield "rounded", None, claim.format(f"{ABOUT[language]} {digits}"), near, language
        yield "not counted there", "number-missing", other.format(f"{wrong:,}"), sentence.format(said), language


def main():
    """Measure and print."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(10**6)
    count, right, told, hits = Counter(), Counter(), 0, 0
    for kind, wanted, claim, text, language in cases(random.Random(seed)):
        defect = found(claim, text, language)
        if defect != wanted and "--show" in sys.argv:
            print(kind, "|", claim, "|", text, "|", defect)
        count[kind] += 1
        right[kind] += defect == wanted
        told += defect == "number-conflict"
        hits += defect == wanted == "number-conflict"
    print(f"seed {seed}, {sum(count.values())} claims, English and Russian")
    print(
        f"conflict       precision {hits / max(1, told):.3f} of {told:<4} recall {hits / count['another number']:.3f} of {count['another number']}"
    )
    for kind in count:
        print(f"{kind:25} right {right[kind]} of {count[kind]}")


if __name__ == "__main__":
    main()

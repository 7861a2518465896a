"""Prints how claims are compared with the pages they cite. `python tests/evaluate_claims.py [SEED] [--show] [--held]`.

The pairs stand in tests/cases/claims.md. Faithful claims are also drawn with their numbers written otherwise, and laid beside every
other page, where nothing may be called a conflict either.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from citations.dictionary import dictionary_of  # noqa: E402
from citations.finding import Status  # noqa: E402
from citations.words import prepare  # noqa: E402
from pipeline.checks import direction, name, number  # noqa: E402
from tests.check_cases import cited, evidence, read  # noqa: E402

CHECKS = (number.check, name.check, direction.check)
DICTIONARY = dictionary_of([], "")  # what is installed here
FORMS = 6  # of every faithful claim with a number
EVERY = 1  # pair of a claim and another page that is taken; a sweep takes fewer
WORDS = {"en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
         "ru": "ноль один два три четыре пять шесть семь восемь девять десять".split()}  # fmt: skip


def pages():
    """Yield every page's name, language, text and claims with what they are."""
    for part in (HERE / "cases" / "claims.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        head, _, body = part.partition("\n")
        name, language = head[:-1].rsplit(" (", 1)
        text, _, claims = body.strip().partition("\n\n- ")
        yield name, language, text, [line.split(": ", 1) for line in f"- {claims}".strip().removeprefix("- ").split("\n- ")]


def language_of_claim(claim):
    return "en" if re.search("[a-z]", claim) else "tg" if re.search("[ҳқӯғҷӣ]", claim) else "ru"


def evidence_on(claim, text, language):
    page = read(text=text, language=language)
    return evidence(
        replace(page, text=prepare(text, language=language)), cited(language=language), claim=claim, dictionary=DICTIONARY
    )


def looks(claim, text, language):
    """The findings that say LOOK."""
    return [one for check in CHECKS for one in check(evidence_on(claim, text, language)) if one.status is Status.LOOK]


def otherwise_written(claim, rng):
    """The claim with its numbers in another form: grouped otherwise, in words, in thousands."""
    words = WORDS.get(language_of_claim(claim))

    def one(match):
        digits = match[0].replace(",", "").replace(" ", "")
        value = int(digits)
        if value >= 1000 and (len(match[0]) > len(digits) or not 1500 <= value <= 2099):
            return rng.choice(
                (digits, f"{value:,}", f"{value:,}".replace(",", " "))
                if value >= 10_000
                else (f"{value:,}", f"{value:,}".replace(",", " "))
            )
        return rng.choice((digits, words[value])) if words and value < len(words) else digits

    return re.sub(r"(?<![\d.,/-])\d{1,3}(?:[, ]\d{3})*(?![\d.,:]\d|\d)", one, claim)


def main():
    """Measure and print."""
    numbers = [one for one in sys.argv[1:] if one.isdigit()]
    seed = int(numbers[0]) if numbers else random.SystemRandom().randrange(10**6)
    rng = random.Random(seed)
    everything = list(pages())
    for held in (False, True):
        group = [page for page in everything if ("held out" in page[0]) is held]
        count, named, shown = Counter(), Counter(), "--show" in sys.argv and (not held or "--held" in sys.argv)
        for title, language, text, claims in group:
            for kind, claim in claims:
                tried = [("faithful", claim)] if kind == "ok" else [(kind, claim)]
                if kind == "ok":
                    tried += [
                        ("otherwise written", form) for form in {otherwise_written(claim, rng) for _ in range(FORMS)} - {claim}
                    ]
                for what, said in tried:
                    found = looks(said, text, language)
                    count[what] += 1
                    named[what] += bool(found)
                    if shown and bool(found) != (kind != "ok"):
                        print(f"  {what} [{title}]: {said} -> {[one.message for one in found]}")
                if kind == "ok":
                    for place, (other, spoken, elsewhere, _) in enumerate(everything, len(claim)):
                        if place % EVERY == 0 and other != title and spoken in ("en", "ru", "tg"):
                            found = looks(claim, elsewhere, spoken)
                            count["on another page"] += 1
                            named["on another page"] += bool(found)
                            if shown and found:
                                print(f"  beside [{other}]: {claim} -> {[one.message for one in found]}")
        print(
            f"{'held out' if held else 'known   '}  LOOK said of: "
            + "; ".join(f"{kind} {named[kind]} of {count[kind]}" for kind in count)
        )
    print(f"seed {seed}")


if __name__ == "__main__":
    main()

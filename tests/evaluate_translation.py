"""Prints how well the passage of a translated quotation is found. `python tests/evaluate_translation.py [SEED]`.

Pairs of an English and a Russian sentence are put together from aligned parts; the Russian ones make articles of 25 sentences.
A quotation is a faithful translation, one with another number, one with a denial too many or too few, or not of this article.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from citations.dictionary import NO_DICTIONARY, dictionary_of  # noqa: E402
from citations.translation import locate  # noqa: E402
from citations.words import prepare  # noqa: E402

EACH = 200
NAMES = (("Nazarov", "Назаров"), ("Ibrohimov", "Иброхимов"), ("Karimova", "Каримова"), ("Sharipov", "Шарипов"), ("Voronin", "Воронин"),
         ("Zhukov", "Жуков"), ("Yusupov", "Юсупов"), ("Haydarov", "Хайдаров"))  # fmt: skip
ROLES = (("Minister", "Министр"), ("Judge", "Судья"), ("Prosecutor", "Прокурор"), ("Commander", "Командир"), ("The lawyer", "Адвокат"),
         ("The witness", "Свидетель"), ("Doctor", "Доктор"))  # fmt: skip
SAID = (("said that", "сказал, что"), ("told the newspaper that", "рассказал газете, что"), ("declared in parliament that", "заявил в парламенте, что"),
        ("wrote in a letter that", "написал в письме, что"))  # fmt: skip
PLACES = (("in the prison", "в тюрьме"), ("on the border", "на границе"), ("in the hospital", "в больнице"), ("near the factory", "возле завода"),
          ("in the village", "в селе"), ("at the railway station", "на вокзале"), ("in the northern district", "в северном районе"))  # fmt: skip
MANY = (("soldiers", "солдат"), ("families", "семей"), ("prisoners", "заключённых"), ("students", "студентов"), ("workers", "рабочих"),
        ("children", "детей"), ("refugees", "беженцев"), ("voters", "избирателей"))  # fmt: skip
DONE = (("had been killed", "погибло"), ("had been arrested", "задержано"), ("had protested", "протестовало"), ("were left without water", "осталось без воды"),
        ("had waited for a trial", "ждало суда"), ("had signed the treaty", "подписало договор"))  # fmt: skip
DENIED = (("the government signed the agreement", "the government did not sign the agreement", "правительство подписало соглашение", "правительство не подписало соглашение"),
          ("the police arrested the journalist", "the police did not arrest the journalist", "милиция задержала журналиста", "милиция не задержала журналиста"),
          ("the court believed the witness", "the court did not believe the witness", "суд поверил свидетелю", "суд не поверил свидетелю"),
          ("the party supported the election", "the party did not support the election", "партия поддержала выборы", "партия не поддержала выборы"))  # fmt: skip


def with_number(rng, number=None):
    """A sentence in both languages, the number, and how to say it with another."""
    name, role, said, place, many, done = (rng.choice(group) for group in (NAMES, ROLES, SAID, PLACES, MANY, DONE))
    number = number or rng.randrange(3, 900)
    english = f"{role[0]} {name[0]} {said[0]} {{}} {many[0]} {done[0]} {place[0]}"
    return english, f"{role[1]} {name[1]} {said[1]} {number} {many[1]} {done[1]} {place[1]}.", number


def with_denial(rng):
    """A sentence that denies in one of two cases: its right translation, the wrong one, the Russian."""
    name, role, said, place = (rng.choice(group) for group in (NAMES, ROLES, SAID, PLACES))
    right, wrong, plain, denied = rng.choice(DENIED)
    denies = rng.random() < 0.5
    english = f"{role[0]} {name[0]} {said[0]} {{}} {place[0]}"
    return (
        english.format(wrong if denies else right),
        english.format(right if denies else wrong),
        f"{role[1]} {name[1]} {said[1]} {denied if denies else plain} {place[1]}.",
    )


def article(rng, sentence):
    """An article with `sentence` somewhere in it."""
    lines = [with_number(rng)[1] if rng.random() < 0.5 else with_denial(rng)[2] for _ in range(25)]
    lines.insert(rng.randrange(26), sentence)
    return prepare("\n".join(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3)), language="ru")


def cases(rng):
    """Yield kind, quotation, article, and the passage that holds it."""
    for _ in range(EACH):
        english, russian, number = with_number(rng)
        yield "faithful", english.format(number), article(rng, russian), russian
        other = number + rng.choice((1, 10, 100))
        yield "number", english.format(other), article(rng, russian), russian
        right, wrong, russian = with_denial(rng)
        yield "faithful", right, article(rng, russian), russian
        yield "denial", wrong, article(rng, russian), russian
        english, _, number = with_number(rng)
        yield "elsewhere", english.format(number + 1000), article(rng, with_number(rng)[1]), ""


def by_hand():
    """Yield whether it is held out, the kind, the quotation, the article and the sentence, from tests/cases/translations.md."""
    for part in (HERE / "cases" / "translations.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        head, text, quotations = part.strip().split("\n\n")
        source = prepare(text, language=head[-3:-1])
        sentences = re.split(r"(?<=[.])\s+(?=[«А-ЯҒӢҚӮҲҶ])", text)
        for line in quotations.split("\n"):
            kind, place, quotation = re.fullmatch(r"- (\w+) (\d+): (.*)", line).groups()
            yield "held out" in head, kind, quotation, source, sentences[int(place) - 1] if place != "0" else ""


def measure_by_hand(dictionary):
    """Print how the quotations written by hand fare."""
    for wanted in (False, True):
        count, right, told = Counter(), Counter(), Counter()
        for held, kind, quotation, source, sentence in by_hand():
            if held is not wanted:
                continue
            found = locate(quotation, source, dictionary)
            place = bool(found and sentence and (sentence[:-1] in found.passage or found.passage.rstrip(".") in sentence))
            count[kind] += 1
            right[kind] += place if sentence else found is None
            told[kind] += bool(found and found.conflicts)
            if (
                "--show" in sys.argv
                and (not held or "--held" in sys.argv)
                and (not right or (found and not place) or (bool(found and found.conflicts) == (kind == "ok")))
            ):
                print(f"  {kind}: {quotation} -> {found}")
        print(f"by hand, {'held out' if wanted else 'known'}: " + "; ".join(
            f"{kind} located {right[kind]} of {count[kind]}, conflicts {told[kind]}" for kind in count))  # fmt: skip


def main():
    """Measure and print, with the dictionaries of this computer and without."""
    numbers = [one for one in sys.argv[1:] if one.isdigit()]
    seed = int(numbers[0]) if numbers else random.SystemRandom().randrange(10**6)
    for dictionary in dict.fromkeys((NO_DICTIONARY, dictionary_of([], ""))):
        print(f"with {', '.join(dictionary.names)}" if dictionary.names else "with the glossary alone")
        measure_by_hand(dictionary)
        measure_drawn(seed, dictionary)


def measure_drawn(seed, dictionary):
    """Print how drawn quotations fare."""
    rng = random.Random(seed)
    count, located, right, conflict = Counter(), Counter(), Counter(), Counter()
    for kind, quotation, source, russian in cases(rng):
        found = locate(quotation, source, dictionary)
        count[kind] += 1
        located[kind] += found is not None
        right[kind] += found is not None and bool(russian) and russian.rstrip(".") in found.passage + "."
        conflict[kind] += bool(found and found.conflicts)
    own = [kind for kind in count if kind != "elsewhere"]
    told, wanted = sum(located[kind] for kind in own), sum(count[kind] for kind in own)
    print(f"seed {seed}, {sum(count.values())} English quotations, Russian articles of 26 like sentences")
    print(
        f"passage        precision {sum(right.values()) / max(1, told):.3f} of {told:<4} recall {sum(right.values()) / wanted:.3f} of {wanted}"
    )
    for kind in ("number", "denial"):
        print(f"{kind:14} conflicts named {conflict[kind]} of {count[kind]}")
    print(f"faithful       conflicts named {conflict['faithful']} of {count['faithful']}")
    print(
        f"elsewhere      a passage shown {located['elsewhere']}, conflicts named {conflict['elsewhere']} of {count['elsewhere']}"
    )


if __name__ == "__main__":
    main()

"""Measure the matcher on quotations drawn anew from a seed: how many false ones pass, how many faithful ones are accused.

Run `python tests/evaluate_quotes.py [--seed N] [--draws N] [--show KIND]`. The texts in `quote_texts/` are written for
this purpose. A faithful draw changes what an editor may change (typography, a marked omission, brackets); a false draw
changes what a reader understands. The alterations know nothing of the matcher's own word lists.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from citations.lexicon import is_pronoun
from citations.matching.tags import without_tags
from citations.quote import SourceText, Verdict, match_quote, prepare

TEXTS = Path(__file__).parent / "quote_texts"
DRAWS = 10_000
Draw = Callable[[random.Random, "Text"], str | None]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text with its sentences, and all sentences of other texts in its language."""

    name: str
    source: SourceText
    sentences: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    foreign: tuple[str, ...]

    @property
    def is_russian(self) -> bool:
        return self.name.startswith("ru")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One drawn quotation, and how it was made."""

    kind: str
    exact: str
    text: Text


def read_texts() -> tuple[Text, ...]:
    raw = {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}
    split = {name: [_sentences(line) for line in text.splitlines() if line] for name, text in raw.items()}
    return tuple(
        Text(
            name=name,
            source=prepare(text),
            sentences=tuple(one for line in split[name] for one in line if len(one.split()) >= 5),
            paragraphs=tuple(tuple(line) for line in split[name] if len(line) > 2),
            foreign=tuple(
                one
                for other in split
                if other != name and other[:2] == name[:2]
                for line in split[other]
                for one in line
                if len(one.split()) >= 5
            ),
        )
        for name, text in raw.items()
    )


def _sentences(line: str) -> list[str]:
    parts = re.split(r"(?<=[.!?»”\"])\s+(?=[\"“«—A-ZА-ЯЁ])", line)
    return [part for part in parts if part]


# ---- drawing a passage


def sentence(rng: random.Random, text: Text, least: int = 6) -> str:
    return rng.choice([one for one in text.sentences if len(one.split()) >= least])


def passage(rng: random.Random, text: Text) -> str:
    """A whole sentence, two neighbours, or a run of words that begins no negation's scope."""
    choice = rng.random()
    if choice < 0.5:
        return sentence(rng, text)
    if choice < 0.65:
        paragraph = rng.choice(text.paragraphs)
        start = rng.randrange(len(paragraph) - 1)
        pair = " ".join(paragraph[start : start + 2])
        return pair if len(pair.split()) >= 5 else sentence(rng, text)
    words = sentence(rng, text, 9).split()
    start = rng.randrange(0, len(words) - 5)
    run = words[start : start + rng.randint(5, len(words) - start)]
    if start and _denies(" ".join(words[max(0, start - 3) : start])):
        return sentence(rng, text)
    return " ".join(run).strip("—–- ")


_DENIAL = re.compile(
    r"(?i)\b(?:not|no|never|n['’]t|none|neither|nor|nobody|nothing|without|cannot|\w+n['’]t|не|ни|нет|без|никто|никого|никому|ничего|нельзя|невозможно|едва|нигде)\b"
)
_SPEECH = re.compile(
    r"(?i)\b(?:sa(?:id|ys)|accord\w*|told|claim\w*|argu\w*|warned|think\w*|believ\w*|den(?:y|ies|ied)|refus\w*|reject\w*|may|might|could|would|if|only|"
    r"сказал\w*|говорит\w*|утвержда\w*|считает|заметил\w*|объяснил\w*|рассказывают|если|может|только|возможно|обвиняет)\b"
)


def _denies(words: str) -> bool:
    return bool(_DENIAL.search(words))


def _turns(words: str) -> bool:
    return _denies(words) or bool(_SPEECH.search(words))


# ---- faithful


def verbatim(rng: random.Random, text: Text) -> str:
    return passage(rng, text)


def typography(rng: random.Random, text: Text) -> str:
    words = passage(rng, text)
    changes: list[Callable[[str], str]] = [
        lambda s: s.replace('"', rng.choice("“”„«»")).replace("«", '"').replace("»", '"'),
        lambda s: s.replace("'", "’"),
        lambda s: s.replace("—", "–").replace(" – ", rng.choice([" - ", "—", " — "])),
        lambda s: s.replace(" ", "\u00a0", rng.randint(1, 4)),
        lambda s: s.replace("ё", "е").replace("Ё", "Е"),
        lambda s: s.replace("fi", "ﬁ").replace("fl", "ﬂ"),
        lambda s: s[0].swapcase() + s[1:],
        lambda s: s.rstrip(".,") + rng.choice([",", ".", ""]),
        lambda s: _broken_line(rng, s),
        lambda s: s.replace("\u00fc", "u").replace("-", "\u2011"),
        lambda s: re.sub(r"(?<=\d),(?=\d{3})", "", s),
        lambda s: _look_alike(rng, s),
        lambda s: s.replace(" ", "  ", 2),
    ]
    for change in rng.sample(changes, rng.randint(1, 3)):
        words = change(words)
    return words


def _broken_line(rng: random.Random, words: str) -> str:
    long = list(re.finditer(r"[^\W\d_]{8,}", words))
    if not long:
        return words
    at = rng.choice(long).start() + 4
    return words[:at] + rng.choice(["-\n", "\u00ad", "\u200b", "- "]) + words[at:]


def _look_alike(rng: random.Random, words: str) -> str:
    pairs = dict(zip("аеорсх", "aeopcx", strict=True))
    pairs |= {latin: cyrillic for cyrillic, latin in pairs.items()}
    places = [index for index, char in enumerate(words) if char in pairs]
    if not places:
        return words
    at = rng.choice(places)
    return words[:at] + pairs[words[at]] + words[at + 1 :]


def ellipsis_inside(rng: random.Random, text: Text) -> str | None:
    """Leave out words that turn nothing, and none right behind a negation: they bound what it denies ("no evidence of systematic")."""
    words = sentence(rng, text, 10).split()
    start = rng.randint(1, len(words) - 5)
    end = start + rng.randint(1, min(15, len(words) - start - 2))
    if _turns(" ".join(words[start:end])) or _denies(" ".join(words[max(0, start - 3) : start])):
        return None
    mark = rng.choice([" … ", " ... ", "… ", " […] ", " [...] ", " . . . ", " (…) ", "... "])
    return " ".join(words[:start]).rstrip(",;—– ") + mark + " ".join(words[end:]).lstrip("—– ")


def ellipsis_between(rng: random.Random, text: Text) -> str | None:
    paragraph = rng.choice(text.paragraphs)
    start = rng.randrange(len(paragraph) - 2)
    if _turns(paragraph[start + 1]):
        return None
    mark = rng.choice([" … ", " [...] ", " ... ", ".. ", " […] "])
    return paragraph[start] + mark + paragraph[start + 2]


def ellipsis_edge(rng: random.Random, text: Text) -> str:
    words = passage(rng, text).rstrip(".")
    return rng.choice(["… {}", "{} …", "{}...", "[…] {}", "...{}"]).format(words)


def bracket_capital(rng: random.Random, text: Text) -> str | None:
    words = passage(rng, text)
    return f"[{words[0].swapcase()}]{words[1:]}" if words[0].isalpha() and len(words.split()[0]) > 1 else None


def bracket_insertion(rng: random.Random, text: Text) -> str | None:
    """Words put in where they say something of a noun: not behind a negation or a pronoun, nor before the noun of a number."""
    words = passage(rng, text).split()
    at = rng.randint(2, len(words) - 1)
    if _denies(words[at - 1]) or is_pronoun(words[at - 1].casefold()) or words[at - 1][-1].isdigit():
        return None
    inserted = rng.choice(["[из партии]", "[в 2015 г.]", "[имеется в виду завод]", "[sic]", "[город]"] if text.is_russian else
                          ["[the party]", "[in 2015]", "[sic]", "[of the province]", "[the union]", "[then twenty]"])  # fmt: skip
    return " ".join([*words[:at], inserted, *words[at:]])


def bracket_pronoun(rng: random.Random, text: Text) -> str | None:
    """The author says by a name that stands in the two hundred characters before who is meant."""
    words = sentence(rng, text)
    before = text.source.text[: text.source.text.find(words)][-200:]
    names = re.findall(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][a-zа-яё]{3,}", before)
    return _named(rng, text, words, names) if names else None


def _named(rng: random.Random, text: Text, words: str, names: list[str]) -> str | None:
    pronouns = r"\b(?:он|она|они|их|него|это)\b" if text.is_russian else r"\b(?:he|she|they|it|them|him)\b"
    found = list(re.finditer(pronouns, words))
    if not found:
        return None
    match = rng.choice(found)
    return f"{words[: match.start()]}[{rng.choice(names)}]{words[match.end() :]}"


def bracket_ending(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    found = list(
        re.finditer(r"\b[а-я]{5,}(?=ы\b|и\b|а\b|ет\b|ла\b|ли\b)" if text.is_russian else r"\b[a-z]{4,}(?=ed\b|s\b)", words)
    )
    found = [match for match in found if re.match(r"\w{1,2}\b", words[match.end() :])]
    if not found:
        return None
    match = rng.choice(found)
    ending = re.match(r"\w+", words[match.end() :])
    new = rng.choice(["ют", "ы", "и", "ла"] if text.is_russian else ["s", "ed", "ing"])
    return f"{words[: match.end()]}[{new}]{words[match.end() + len(ending[0]) :]}" if ending else None


# calls of notes, letters of lists and remarks of transcripts, as the texts print them: "accounts.2 The", "\nb) ", " [applause]"
_APPARATUS = re.compile(
    r"(?<=[a-zа-я][.,])\d{1,2}(?=\s)|(?<=[a-zа-я][.,])\[\d{1,2}\]|(?:\[|\()(?:applause|laughter|Laughter\.|Пауза\.|Шум в зале\.)[\])] ?"
)


def apparatus_dropped(rng: random.Random, text: Text) -> str | None:
    found = list(_APPARATUS.finditer(text.source.text))
    if not found:
        return None
    match = rng.choice(found)
    before, after = (
        text.source.text[: match.start()].split("\n")[-1].split(),
        text.source.text[match.end() :].split("\n")[0].split(),
    )
    if len(before) < 2 or len(after) < 2:
        return None
    left, right = " ".join(before[-rng.randint(2, 8) :]), " ".join(after[: rng.randint(2, 8)])
    return None if _denies(" ".join(before[-12:])) else f"{left} {right}"


def printed_otherwise(rng: random.Random, text: Text) -> str | None:
    words = passage(rng, text)
    changed = rng.choice([
        words.upper(),
        re.sub(r" per ?cent\b| процент(?:а|ов)\b", "%", words),
        re.sub(r"\bpercent\b", "per cent", words),
        re.sub(r"\bper cent\b", "percent", words),
        re.sub(r"\b(Mr|Mrs|Ms|Dr)\.", r"\1", words),
    ])  # fmt: skip
    return changed if changed != words else None


FAITHFUL: dict[str, Draw] = {
    name.__name__: name
    for name in (verbatim, typography, ellipsis_inside, ellipsis_between, ellipsis_edge, bracket_capital, bracket_insertion,
                 bracket_pronoun, bracket_ending, apparatus_dropped, printed_otherwise)
}  # fmt: skip

# ---- false


def number_digit(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    digits = [
        index for index, char in enumerate(words) if char.isdigit() and words[index - 1 : index] != "["
    ]  # no call of a note
    if not digits:
        return None
    at = rng.choice(digits)
    return words[:at] + rng.choice([digit for digit in "123456789" if digit != words[at]]) + words[at + 1 :]


def _swapped(pairs: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in pairs.split():
        left, right = pair.replace("_", " ").split("/")
        table.setdefault(left, right)
        table.setdefault(right, left)
    return table


_EXCHANGES = {
    "number_word": "two/three four/five six/seven nine/eleven half/quarter twice/once ten/twelve fifty/sixty seventeen/seventy "
                   "first/second third/fourth два/три четыре/пять девять/восемь одиннадцать/двенадцать пятьдесят/шестьдесят "
                   "третью/четвёртую сорок/сто половины/четверти двадцать/тридцать семь/семнадцать",
    "magnitude": "million/billion thousand/million metres/kilometres per_cent/percentage_points dollars/euros hours/days months/years "
                 "kilo/ton crowns/dollars weeks/months тысяч/миллионов рублей/долларов тонн/килограммов километров/метров месяц/год "
                 "млн/млрд процентов/раз лет/месяцев %/‰ $/€",
    "person": "Torvald/Castane Womack/Ruiz-Sand Dost/Azizi Mr/Ms he/she his/her him/her officers/soldiers minister/mayor president/minister "
              "mother/father Остроухов/Вяземцев Мальцева/Савранская Рогожин/Хакназаров он/она президент/министр директор/мэр",
    "antonym": "open/closed began/ended before/after more/less better/worse above/below accepted/rejected cheap/dear strong/weak "
               "fell/rose longer/shorter slow/quick first/last old/new gain/lose left/right north/south safe/dangerous brave/afraid "
               "раньше/позже больше/меньше лучше/хуже открыли/закрыли упал/вырос начинается/кончается север/юг старый/новый "
               "мелкая/глубокая выше/ниже прошлом/будущем живёт/умирает тише/громче",
    "quantifier": "all/some most/few every/no some/most nobody/everybody several/many only/also both/neither один/многие все/некоторые "
                  "никто/каждый всех/многих больше/около мало/много каждую/редкую",
    "modality": "may/will could/will should/must might/will can/must would/did will/may must/may ought/has может/должен обещают/отказываются "
                "могут/будут хотят/могут считает/знает",
    "month": "May/June April/August March/May June/July February/January September/December October/November ноября/октября марта/мая "
             "августа/апреля Thursday/Tuesday Friday/Monday понедельник/вторник",
    "place": "Velmara/Orlec Kessar/Sarvat Tesh/Orlec Ишкола/Луга Заречья/Подгорья Тёплое/Холодное capital/village город/деревню",
    "contraction": "don't/do didn't/did isn't/is aren't/are won't/will can't/can wasn't/was haven't/have doesn't/does",
}  # fmt: skip


def _exchange(kind: str) -> Draw:
    table = _swapped(_EXCHANGES[kind])

    def draw(rng: random.Random, text: Text) -> str | None:
        words = sentence(rng, text)
        if rng.random() < 0.3:
            words = _look_alike(rng, words)
        found = [(m, table[m[0]]) for m in re.finditer(r"[\w'-]+(?: cent\b)?|[%$€]", words) if m[0] in table]
        if not found:
            return None
        match, other = rng.choice(found)
        return words[: match.start()] + other + words[match.end() :]

    draw.__name__ = kind
    return draw


def negation_removed(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    found = list(
        re.finditer(r"\b(?:not |no |never |neither |nor |без |не |ни |нет |никогда |hardly |un(?=[a-z]{6})|non-|cannot )", words)
    )
    if not found:
        return None
    match = rng.choice(found)
    new = "can " if match[0] == "cannot " else ""
    out = words[: match.start()] + new + words[match.end() :]
    return out[0].upper() + out[1:]


def negation_added(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    if text.is_russian:
        found = list(re.finditer(r"(?<=\s)(?=[а-яё]+(?:ет|ли|ла|ут|ал|ил)\b)", words))
        insert = "не "
    else:
        verbs = r"\b(?:was|were|had|have|has|can|will|may|is|are|could|should|would|must) "
        found = list(re.finditer(verbs, words))
        insert = rng.choice(["not ", "never "])
    if not found:
        return None
    match = rng.choice(found)
    return words[: match.end()] + insert + words[match.end() :]


def word_lost(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text).split()
    at = rng.randint(1, len(words) - 2)
    if words[at][0] in "([" or words[at - 1].endswith(("...", "…")):
        return None  # a transcript's remark may go, and what follows an ellipsis is left out by it
    return " ".join(words[:at] + words[at + 1 :])


def word_put_in(rng: random.Random, text: Text) -> str:
    words, other = sentence(rng, text).split(), sentence(rng, text).split()
    word = rng.choice(other).strip('.,;:"«»“”!?()[]—–')  # in no brackets, which would mark it
    at = rng.randint(1, len(words) - 1)
    if not word or word == words[at].strip('.,;:"«»') or word == words[at - 1].strip('.,;:"«»'):
        word = "very" if not text.is_russian else "очень"
    return " ".join([*words[:at], word, *words[at:]])


def word_replaced(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text).split()
    other = rng.choice(rng.choice(text.foreign).split()).strip('.,;:"«»“”!?()—–')
    at = rng.randint(0, len(words) - 1)
    if len(other) < 2 or other.casefold() == words[at].strip('.,;:"«»“”!?()—–').casefold():
        return None
    return " ".join([*words[:at], other, *words[at + 1 :]])


def words_swapped(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text, 8).rstrip(".").split()
    first, second = sorted(rng.sample(range(len(words)), 2))
    if words[first].strip(",;").casefold() == words[second].strip(",;").casefold():
        return None
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def sides_exchanged(rng: random.Random, text: Text) -> str | None:
    match = re.search(r"\b(\w{4,}) (and|or|to|и|или|than|чем|from|of) (\w{4,})\b", sentence(rng, text))
    if not match or match[1].casefold() == match[3].casefold():
        return None
    return f"{match.string[: match.start()]}{match[3]} {match[2]} {match[1]}{match.string[match.end() :]}"


def stitched(rng: random.Random, text: Text) -> str | None:
    first, second = rng.sample(text.sentences, 2)
    left, right = first.split(), second.split()
    cut = rng.randint(3, len(left) - 1) if len(left) > 4 else 3
    other = rng.randint(1, max(1, len(right) - 3))
    if cut >= len(left) or text.sentences.index(second) == text.sentences.index(first) + 1 and cut == len(left):
        return None
    return " ".join(left[:cut] + right[other:])


def distant_ellipsis(rng: random.Random, text: Text) -> str | None:
    if len(text.paragraphs) < 4:
        return None
    first, second = rng.sample(range(len(text.paragraphs)), 2)
    if abs(first - second) < 2:
        return None
    sides = [[one for one in text.paragraphs[number] if len(one.split()) > 2] for number in (first, second)]  # no name alone
    return rng.choice([" … ", " [...] "]).join(map(rng.choice, sides)) if all(sides) else None


def ellipsis_hides_negation(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text).split()
    places = [
        i
        for i, word in enumerate(words)
        if re.fullmatch(r"(?i)not|never|no|neither|не|ни|нет|без|nothing|hardly", word) and 0 < i < len(words) - 2
    ]
    if not places:
        return None
    at = rng.choice(places)
    low, high = max(1, at - rng.randint(0, 2)), min(len(words) - 1, at + 1 + rng.randint(0, 4))
    return " ".join(words[:low]) + rng.choice([" … ", "... ", " [...] ", " […] "]) + " ".join(words[high:])


def bracket_hides_negation(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text).split()
    places = [
        i
        for i, word in enumerate(words)
        if re.fullmatch(r"(?i)not|never|no|neither|не|ни|нет|без|cannot", word) and 0 < i < len(words) - 1
    ]
    if not places:
        return None
    at = rng.choice(places)
    inner = words[at + 1].strip(",.;") if words[at].casefold() != "cannot" else "can"
    rest = words[at + 2 :] if words[at].casefold() != "cannot" else words[at + 1 :]
    return " ".join([*words[:at], f"[{inner}]", *rest])


def bracket_replaces_word(rng: random.Random, text: Text) -> str | None:
    table = _swapped(_EXCHANGES["antonym"]) | _swapped(_EXCHANGES["quantifier"]) | _swapped(_EXCHANGES["number_word"])
    words = sentence(rng, text)
    found = [m for m in re.finditer(r"[\w-]+", words) if m[0] in table]
    if not found:
        return None
    match = rng.choice(found)
    return f"{words[: match.start()]}[{table[match[0]]}]{words[match.end() :]}"


_HEDGES = r"almost|nearly|about|some|roughly|at least|up to|only|probably|perhaps|appear to|почти|около|примерно|лишь|только|возможно|может быть|не менее|до"


def hedge_lost(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    found = list(re.finditer(rf"(?<=\s)(?:{_HEDGES}) ", words))
    if not found:
        return None
    match = rng.choice(found)
    return words[: match.start()] + words[match.end() :]


def ellipsis_hides_condition(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    found = list(
        re.finditer(
            r"(?i)(?<=\s)(?:if|unless|except|provided|если|кроме|refused to|failed to|refrain from|отказались|may have|might|probably|appear to) ",
            words,
        )
    )
    if not found:
        return None
    match = rng.choice(found)
    return words[: match.start()].rstrip(", ") + rng.choice([" … ", " [...] ", "... "]) + words[match.end() :]


def bracket_brings_manner(rng: random.Random, text: Text) -> str:
    words = sentence(rng, text).split()
    at = rng.randint(1, len(words) - 1)
    brought = (
        ["[умышленно]", "[незаконно]", "[тайно]", "[преступные]"]
        if text.is_russian
        else ["[deliberately]", "[illegally]", "[secretly]", "[corrupted]"]
    )
    return " ".join([*words[:at], rng.choice(brought), *words[at:]])


def bracket_names_the_unnamed(rng: random.Random, text: Text) -> str | None:
    names = ["кузнец", "Остроухов", "казначеи"] if text.is_russian else ["the blacksmith", "Torvald", "the treasurers"]
    return _named(rng, text, sentence(rng, text), [name for name in names if name.removeprefix("the ") not in text.source.text])


def cut_after_denial(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text, 8)
    found = [
        m
        for m in re.finditer(r"(?i)\b(?:not|never|whether|unless|refused to|не|если|отказались) ", words)
        if len(words[m.end() :].split()) >= 3
    ]
    return words[rng.choice(found).end() :] if found else None


_TURN = re.compile(r"^(?:[A-ZА-Я][\w.]+ ?){1,3}(?:\([a-z-]+\))?\. ")


def speakers_joined(rng: random.Random, text: Text) -> str | None:
    turns = [line for line in text.source.text.splitlines() if _TURN.match(line)]
    if len(turns) < 4:
        return None
    at = rng.randrange(len(turns) - 1)
    first, second = (_sentences(_TURN.sub("", turns[index])) for index in (at, at + 1))
    return f"{first[-1]} {rng.choice(['…', '[...]', '...'])} {second[0]}"


def from_another_text(rng: random.Random, text: Text) -> str:
    return rng.choice(text.foreign)


def common_words(rng: random.Random, text: Text) -> str:
    forms = Counter(text.source.forms).most_common(40)
    return " ".join(rng.choice(forms)[0] for _ in range(rng.randint(4, 12)))


def common_words_with_ellipses(rng: random.Random, text: Text) -> str:
    forms = [form for form, _ in Counter(text.source.forms).most_common(60)]
    return " … ".join(" ".join(rng.sample(forms, rng.randint(1, 2))) for _ in range(rng.randint(3, 5)))


def scattered_words(rng: random.Random, text: Text) -> str:
    words = " ".join(rng.choice(text.paragraphs)).split()
    kept = sorted(rng.sample(range(len(words)), min(len(words), rng.randint(5, 9))))
    return " … ".join(words[index] for index in kept)


def zero_width_and_altered(rng: random.Random, text: Text) -> str | None:
    words = word_replaced(rng, text)
    return words and re.sub(r"(?<=\w\w)(?=\w)", lambda _: rng.choice(["", "", "", "\u200b", "\u2060"]), words)


def scale_sign(rng: random.Random, text: Text) -> str | None:
    words = sentence(rng, text)
    found = list(re.finditer(r"(?<=\d)[.,](?=\d)|(?<=\d)-(?=\d)", words))
    if not found:
        return None
    match = rng.choice(found)
    return words[: match.start()] + rng.choice(["", " "] if match[0] != "," or text.is_russian else ["."]) + words[match.end() :]


FALSE: dict[str, Draw] = {
    name.__name__: name
    for name in (
        number_digit, *map(_exchange, _EXCHANGES), negation_removed, negation_added, word_lost, word_put_in, word_replaced,
        words_swapped, sides_exchanged, stitched, distant_ellipsis, ellipsis_hides_negation, bracket_hides_negation,
        bracket_replaces_word, from_another_text, common_words, common_words_with_ellipses, scattered_words,
        zero_width_and_altered, scale_sign, hedge_lost, ellipsis_hides_condition, bracket_brings_manner,
        bracket_names_the_unnamed, cut_after_denial,
        speakers_joined,
    )
}  # fmt: skip


def draw_cases(draws: dict[str, Draw], count: int, rng: random.Random, texts: tuple[Text, ...]) -> list[Case]:
    """Return `count` cases, the kinds in turn; a kind that a text cannot serve is passed over."""
    cases: list[Case] = []
    while len(cases) < count:
        for kind, draw in draws.items():
            text = rng.choice(texts)
            exact = draw(rng, text)
            if exact and len(exact) > 8:
                cases.append(Case(kind=kind, exact=exact, text=text))
    return cases[:count]


def is_really_false(case: Case) -> bool:
    """Return whether the drawn words do not after all stand in the source as they are (a lost "very", a swapped twin).

    Words cut off behind a denial do stand there: what was cut is what makes them false. What a draft says between closing and
    opening marks of who speaks is its own.
    """
    if case.kind == "cut_after_denial":
        return True
    told = case.exact, case.text.source.text
    return not _stands(*told) and (without_tags(case.exact) == case.exact or not _stands(*map(without_tags, told)))


def _stands(exact: str, text: str) -> bool:
    words, flat = (re.sub(r"[^\w%$€‰]+", " ", one).casefold().replace("ё", "е").strip() for one in (exact, text))
    return f" {words} " in f" {flat} "


@dataclass(frozen=True, kw_only=True)
class Score:
    """Verdicts by kind of draw, the cases that went wrong, and the time a quotation took, in milliseconds."""

    verdicts: dict[str, Counter[str]]
    wrong: list[tuple[Case, str]]
    ms: float

    def share(self, *verdicts: Verdict) -> float:
        total = sum(sum(counter.values()) for counter in self.verdicts.values())
        return sum(counter[verdict] for counter in self.verdicts.values() for verdict in verdicts) / max(1, total)


def measure(cases: list[Case], wrong: tuple[Verdict, ...]) -> Score:
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    failed: list[tuple[Case, str]] = []
    started = time.perf_counter()
    for case in cases:
        verdict = match_quote(case.exact, case.text.source).verdict
        verdicts[case.kind][verdict] += 1
        if verdict in wrong:
            failed.append((case, verdict))
    return Score(verdicts=verdicts, wrong=failed, ms=1000 * (time.perf_counter() - started) / max(1, len(cases)))


PASSED = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.EDITED_MARKED)
ACCUSED = (Verdict.EDITED_LOOK, Verdict.ALTERED, Verdict.ABSENT, Verdict.NOT_COMPARABLE, Verdict.NOT_CHECKED)


def run(seed: int, draws: int) -> tuple[Score, Score]:
    """Return the scores of faithful and of false draws."""
    texts, rng = read_texts(), random.Random(seed)
    faithful = draw_cases(FAITHFUL, draws, rng, texts)
    false = [case for case in draw_cases(FALSE, draws, rng, texts) if is_really_false(case)]
    return measure(faithful, ACCUSED), measure(false, PASSED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--show", default="", help="print the cases of this kind that went wrong ('all' for every kind)")
    options = parser.parse_args()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    faithful, false = run(seed, options.draws)
    for title, score in (("faithful", faithful), ("false", false)):
        print(f"\n{title} quotations, seed {seed}")
        for kind, counter in score.verdicts.items():
            print(f"  {kind:28} n={sum(counter.values()):5}  " + "  ".join(f"{v} {n}" for v, n in counter.most_common()))
    for case, verdict in [*faithful.wrong, *false.wrong]:
        if options.show in ("all", case.kind):
            print(f"{case.kind} {verdict} [{case.text.name}] {case.exact!r}")
    n, m = (sum(sum(counter.values()) for counter in score.verdicts.values()) for score in (faithful, false))
    print(f"\nfalse quotations passed      {len(false.wrong)} of {m}")
    print(f"faithful called absent       {faithful.share(Verdict.ABSENT, Verdict.NOT_COMPARABLE):.2%} of {n}")
    print(f"faithful flagged             {faithful.share(Verdict.EDITED_LOOK, Verdict.ALTERED):.2%} of {n}")
    print(f"a quotation takes            {faithful.ms:.2f} ms faithful, {false.ms:.2f} ms false")


if __name__ == "__main__":
    main()

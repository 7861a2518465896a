"""Articles made from a seed, and what becomes of them on the web: for the test of drift and its measure.

Each article is sentences put together from parts that are written here; a visit puts other counters, dates, headlines of
other articles and invitations around the same text; a revision changes the text itself.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_NOUNS = {
    "en": """dam harbour clerk minister bridge ferry prison court budget strike archive map road engineer witness mayor teacher farmer market
        hospital railway letter school river soldier judge editor village factory island tower garden miner doctor cellar window lamp border
        treaty contract orchard captain barrel witness signal mill council reporter debt harvest fence storm""".split(),
    "ru": """плотина порт писарь министр мост паром тюрьма суд бюджет забастовка архив карта дорога инженер свидетель мэр учитель фермер рынок
        больница поезд письмо школа река солдат судья редактор деревня завод остров башня сад шахтёр врач подвал окно лампа граница
        договор капитан бочка сигнал мельница совет долг урожай забор буря""".split(),
}
_ADJECTIVES = {
    "en": "old northern broken quiet former narrow wooden famous angry late distant empty local heavy young second hidden costly royal dusty".split(),
    "ru": "старый северный сломанный тихий бывший узкий деревянный известный сердитый поздний далёкий пустой местный тяжёлый второй дорогой".split(),
}
_VERBS = {
    "en": "announced denied repaired burned closed found crossed sold watched promised refused opened counted praised followed left blamed".split(),
    "ru": "объявил опроверг починил сжёг закрыл нашёл пересёк продал увидел обещал отверг открыл сосчитал похвалил оставил обвинил".split(),
}
_JOINS = {
    "en": "before after near without because_of together_with in_spite_of on_the_way_to".split(),
    "ru": "перед после возле без из-за вместе_с вопреки по_дороге_в".split(),
}
_ENDS = {  # what an outlet prints under everything
    "en": "The Courier of Orlec is read by the keepers of the northern locks and belongs to nobody but them.",
    "ru": "Газету «Курьер Орлеца» читают смотрители северных шлюзов, и принадлежит она только им.",
}
_NOISE = {
    "en": ("Read also: {0}", "Related: {0}", "{1} views", "Updated {2} hours ago", "Subscribe to our newsletter to get the best stories every week.",
           "{1} comments", "{2} min read", "About {1} people have read this article today.", "{0}"),
    "ru": ("Читайте также: {0}", "По теме: {0}", "{1} просмотров", "Обновлено {2} часов назад",
           "Подписывайтесь на наш канал, чтобы ничего не пропустить.", "Комментарии: {1}", "Сегодня эту статью прочитали {1} человек."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """An article: its headline and its paragraphs, each a list of sentences."""

    language: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> list[str]:
        return [one for paragraph in self.paragraphs for one in paragraph]


def sentence(rng: random.Random, language: str) -> str:
    """Subject, verb, object, and half the time where or why, or how many."""
    words = [*_thing(rng, language), rng.choice(_VERBS[language]), *_thing(rng, language)]
    for _ in range(rng.randrange(0, 3)):
        words += [rng.choice(_JOINS[language]).replace("_", " "), *_thing(rng, language)]
    if rng.random() < 0.3:
        words += ["in room" if language == "en" else "на странице", str(rng.randrange(2, 900))]
    told = " ".join(words)
    return f"{told[0].upper()}{told[1:]}."


def _thing(rng: random.Random, language: str) -> list[str]:
    article = [rng.choice(("the", "a", "their", "this"))] if language == "en" else []
    return [*article, *rng.sample(_ADJECTIVES[language], rng.randrange(0, 2)), rng.choice(_NOUNS[language])]


def article(rng: random.Random) -> Piece:
    language = rng.choice(("en", "ru"))
    paragraphs = tuple(tuple(sentence(rng, language) for _ in range(rng.randrange(2, 5))) for _ in range(rng.randrange(4, 12)))
    return Piece(language, headline(rng, language), (*paragraphs, (_ENDS[language],)))


def headline(rng: random.Random, language: str) -> str:
    return sentence(rng, language).rstrip(".")


def visit(piece: Piece, rng: random.Random) -> tuple[str, str]:
    """Return all visible text and the article's text of one visit: some of the page's own noise leaks into the latter."""

    def noise() -> str:
        return rng.choice(_NOISE[piece.language]).format(
            headline(rng, piece.language), rng.randrange(100, 9999), rng.randrange(2, 23)
        )

    lines = []
    for paragraph in piece.paragraphs:
        lines.append(" ".join(paragraph))
        if rng.random() < 0.3:
            lines.append(noise())
    if rng.random() < 0.5:
        lines.append(
            f"{rng.randrange(1, 29)}.{rng.randrange(1, 13):02}.{rng.randrange(2015, 2025)} {rng.randrange(10, 24)}:{rng.randrange(10, 60)}"
        )
    shown = [piece.title, *(headline(rng, piece.language) for _ in range(4)), *lines, *(noise() for _ in range(3))]
    kept = lines if rng.random() < 0.7 else lines[: max(2, len(lines) - 1)]  # an extractor that misses the last block this time
    return "\n".join(shown), "\n".join(kept)


def revised(piece: Piece, rng: random.Random, places: list[int]) -> Piece:
    """The article with other sentences at `places`, counted through all paragraphs."""
    count = 0
    paragraphs = []
    for paragraph in piece.paragraphs:
        made = []
        for one in paragraph:
            made.append(_changed(one, piece.language, rng) if count in places else one)
            count += 1
        paragraphs.append(tuple(made))
    return Piece(piece.language, piece.title, tuple(paragraphs))


def _changed(old: str, language: str, rng: random.Random) -> str:
    while (new := sentence(rng, language)) == old:
        pass
    return new

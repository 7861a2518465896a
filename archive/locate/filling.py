"""What a citation fills in an address pattern: its date, its slug, its numbers, and the places that it names.

Enters: a citation, its publisher and one of its patterns. Leaves: values by placeholder. Nothing is guessed: what a
citation does not say stays open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from citations.citation import Citation
from citations.names import fold_title
from citations.publisher import PLACEHOLDER, AddressPattern, Publisher, name_of
from citations.regex import regex
from citations.romanise import slug

# characters: a shorter one could be any page; of the 60 sources of `tests/evaluate_locate.py` 1 and 16 reach as many
MIN_SLUG = 4
MAX_FILLINGS = 100  # of one pattern; a publisher's choices are a handful of sections; 5 and 1000 reach as many of those 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAJIK_LETTERS = regex(r"[ҳӯқғӣҷ]", re.IGNORECASE)
_CYRILLIC_LETTERS = regex(r"[а-яё]", re.IGNORECASE)
_RUSSIAN_LETTERS = regex(r"[ыщць]", re.IGNORECASE)  # Tajik has had none of them since 1998


def applicable(citation: Citation, publisher: Publisher) -> tuple[AddressPattern, ...]:
    """Return the patterns that hold for the citation's year, language, type and series; those seen come first."""
    year = citation.issued.year if citation.issued else None
    spoken = languages_of(citation, publisher)
    held = [pattern for pattern in publisher.patterns if _holds(pattern, citation, publisher, year, spoken)]
    return tuple(
        sorted(
            held, key=lambda pattern: (pattern.to_confirm, bool(pattern.languages) and not {*spoken[:1]} & {*pattern.languages})
        )
    )


def language_of(citation: Citation) -> str:
    """Return the language of a citation's title: as parsed, else by its letters (`tg`, `ru` or `en`)."""
    if citation.language:
        return citation.language.partition("-")[0].casefold()
    title = citation.title or ""
    if _TAJIK_LETTERS.search(title):
        return "tg"
    return "ru" if _CYRILLIC_LETTERS.search(title) else "en"


def languages_of(citation: Citation, publisher: Publisher) -> tuple[str, ...]:
    """Return the languages in which a title can stand at its publisher, the likeliest first; () when it speaks none of them.

    Cyrillic without a letter of one language alone can be Russian and Tajik, and a title can be cited in another script.
    """
    likeliest = language_of(citation)
    either = likeliest == "ru" and not _RUSSIAN_LETTERS.search(citation.title or "")
    return tuple(
        code for code in (likeliest, *(["tg"] if either else [])) if not publisher.languages or code in publisher.languages
    )


def are_spoken(languages: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
    """Return whether an edition in `languages` (all when empty) can have a title in one of `spoken` (any when empty)."""
    return not languages or not spoken or bool({*languages} & {*spoken})


def _holds(pattern: AddressPattern, citation: Citation, publisher: Publisher, year: int | None, spoken: tuple[str, ...]) -> bool:
    in_years = year is None or (pattern.since or year) <= year <= (pattern.until or year)
    of_type = not pattern.csl_types or citation.type in pattern.csl_types
    return in_years and are_spoken(pattern.languages, spoken) and of_type and _in_series(pattern, citation, publisher)


def _in_series(pattern: AddressPattern, citation: Citation, publisher: Publisher) -> bool:
    if not pattern.series:
        return True
    wanted = {
        name_of(name) for series in publisher.series if series.name in pattern.series for name in (series.name, *series.aliases)
    }
    printed = (citation.collection_title, citation.container_title, citation.title)
    return any(name_of(text) in wanted for text in printed if text)


def fillings(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> Iterator[dict[str, str]]:
    """Yield the values of a pattern's placeholders, one after the other for those that have several."""
    fixed = {**_date_values(citation), **_printed_values(citation, publisher, pattern)}
    names = placeholders(pattern)
    several: list[list[tuple[str, str]]] = []
    for name, values in (*publisher.choices.items(), *_place_values(citation, publisher)):
        if name in names and values:
            several.append([(name, value) for value in values])
    for chosen in itertools.islice(itertools.product(*several), MAX_FILLINGS):
        yield {**fixed, **dict(chosen)}


def placeholders(pattern: AddressPattern) -> frozenset[str]:
    """Return the names of the placeholders of a pattern's address."""
    return frozenset(match["name"] for match in PLACEHOLDER.finditer(pattern.address))


def _date_values(citation: Citation) -> dict[str, str]:
    date = citation.issued
    if date is None or date.year is None:
        return {}
    values = {"year": f"{date.year:04d}", "yy": f"{date.year % 100:02d}"}
    if date.month:
        values |= {"month": f"{date.month:02d}", "mon": _MONTHS[date.month - 1]}
    if date.month and date.day:
        values["day"] = f"{date.day:02d}"
    return values


def _printed_values(citation: Citation, publisher: Publisher, pattern: AddressPattern) -> dict[str, str]:
    values = {}
    for name, printed in (("number", citation.number), ("volume", citation.volume), ("page", citation.page)):
        if digits := re.search(r"\d+", printed or ""):
            values[name] = digits[0]
    rules = publisher.slugs.get(pattern.slug)
    made = slug(citation.title, rules) if citation.title and rules else ""
    if len(made) >= MIN_SLUG:
        values["slug"] = made
    return values


def _place_values(citation: Citation, publisher: Publisher) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the addresses' names of the places in the title, and of the post that issued the text."""
    in_title = _places_named(citation.title or "", publisher)
    in_issuer = _places_named(" ".join(part for part in (citation.publisher, citation.publisher_place) if part), publisher)
    return (("place", in_title or in_issuer), ("post", in_issuer or in_title))


def _places_named(text: str, publisher: Publisher) -> tuple[str, ...]:
    """Return the addresses' names of the places in `text`, the first named first: it is what a title is about."""
    folded = fold_title(text)
    found = [(match.start(), name) for place, name in publisher.places.items() if (match := _names_place(place, folded))]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _names_place(place: str, folded: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(place)}s?\b", folded)  # "china" and "chinas": the fold drops apostrophes

"""Who was heard and where, by the parts between the commas of a note: "village elder", "OSCE Centre in Ashgabat", "Vienna".

Enters: the parts. Leaves: the words that name the person, and those that name the place.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing.cities import is_city
from citations.parsing.countries import is_country
from citations.regex import regex

MAX_ROLE_WORDS = 8
_WHERE = regex(
    r"^(?:г|с|пос)\.(?=\s)|^(?:город|село|кишлак|район|ноҳияи|шаҳри|деҳаи|вилояти|ҷамоати|near|in|at|by|outside|along|between|en\s+route)\b|\b(?:market|bazaar|checkpoint|crossing|office|headquarters|hospital|mosque|school|camp|village|district|province|region|border|airport|valley|area)s?(?:\s+(?:near|in|of|at)\s.*)?$",
    re.VERBOSE,
)
# Before a preposition stands what a person or a place is: "village elder | in Kuhmar", "refugee camp | near Herat"
_HEAD_WORD = regex(r"^(?P<head>.*?)(?:\s+(?:in|near|of|at|from|on|with|for|to|who|bordering)\b.*)?$", re.VERBOSE | re.DOTALL)
_TOWN_SIGN = regex(r"^(?:г|гор|м|ш)\.\s?(?=[А-ЯЁҒҚҲҶ])")  # "г. Душанбе"
_FIGURES = regex(r"(?:[A-Z]{0,2}-?\d+|and|&|,|\s)+")
_AGE = regex(r"(?:aged?\s)?\d{1,2}(?:[\s-](?:years?(?:[\s-]old)?|год|года|лет|ans|Jahre|сол\w*))?", re.VERBOSE)


def person_and_place(parts: list[str], *, told: bool) -> tuple[str | None, str | None]:
    """Return who is named by parts between commas, and where; `told`: "with" stands before them, so the first is a person."""
    parts = [_TOWN_SIGN.sub("", part) for part in parts if not _FIGURES.fullmatch(part)]  # "Interviews 3, 7 and 12"
    last = max((index for index, part in enumerate(parts) if is_role(part)), default=0 if told and parts else -1)
    while 0 <= last < len(parts) - 1 and _is_body(parts[last + 1]):  # "senior official, OSCE Centre in Ashgabat, Vienna"
        last += 1
    people = [part for index, part in enumerate(parts) if index <= last and (is_role(part) or not _is_known_place(part) or told)]
    if not people and len(parts) > 1 and _is_name(parts[0]) and not _is_name(parts[-1]):
        people = parts[:1]
    places = [part for part in parts if part not in people]
    if not people and places and not any(map(_is_place, places)):
        people.append(places.pop(0))
    return ", ".join(people) or None, ", ".join(places) or None


def _is_body(part: str) -> bool:
    """Whether the words name whom somebody works for: "OSCE Centre in Ashgabat", "UNDP"; not a place."""
    return bool(grammar.INSTITUTION.search(part)) and not is_city(part) and not is_country(part.casefold())


def is_role(part: str) -> bool:
    """Whether the words name a person by what he is: "village elder", not "refugee camp near Herat"."""
    if _AGE.fullmatch(part):
        return True
    if part[:1].islower() and len(part.split()) <= MAX_ROLE_WORDS and not _WHERE.search(part):
        return not any(letter.isdigit() for letter in part)  # "customs broker": what is a place has a name
    head = _HEAD_WORD.sub(r"\g<head>", part)
    final = head.split()[-1] if head.split() else ""
    return bool(grammar.ROLE_WORDS.search(part)) and not grammar.PLACE_WORDS.fullmatch(final) and not is_city(part)


def _is_known_place(part: str) -> bool:
    return is_city(part) or bool(grammar.PLACE_WORDS.search(part)) or is_country(part.casefold())


def _is_name(part: str) -> bool:
    """Whether the words can only be a person's name: two capitalised words or more, no place that is known."""
    return " " in part and grammar.is_person(part) and not _is_known_place(part)


def _is_place(part: str) -> bool:
    if _is_known_place(part):
        return True
    words = part.split()
    return len(words) == 1 and part[:1].isupper() or (all(word[:1].isupper() for word in words) and not grammar.is_person(part))

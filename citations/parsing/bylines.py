"""An outlet that stands before the writer and the title: "Danas, Miloš D. Obradović, “…”, 11.12.2023".

Enters: the words before a title. Leaves: the outlet and the writers, or None where the words may be writers alone, or a
station and its programme. Which of the two parts is the person, the shape of the names and the list of outlets tell.
"""

from __future__ import annotations

from citations import grammar
from citations.forenames import is_forename
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.countries import is_country
from citations.regex import regex

# "Reporter.al", "N1", "24sata": a site by its host, or a name with a figure; no person's
_NO_PERSON = regex(r"(?:[\w-]+\.)+[^\W\d_]{2,10}|\S*\d\S*(?:\s\S+){0,3}")
_STATION = regex(
    r"\b(?:TV|Radio|Television|ARD|ZDF|BBC|NPR|CNN|RAI|Rai|RTL|PBS|NBC|ABC|CBS|ITV|ORF|SRF|Channel|Sky|TVP|RTS)\b|^France\s\d"
)


# the ends of family names: "Horvatić", "Petrov", "Papadopoulos"; no outlet ends so, and a name that does may be a writer's
_FAMILY_NAME = regex(
    r"(?:i[ćč]|[oe]va?|[oi]vá|sk[aiyá]|sk[iy]y|enko|chuk|ya?n|dze|shvili|zod[ae]|zadeh?|ss?on|sen|oğlu|ez|opoulos|opoulou|idis|akis|escu|man|ini|etti|elli)$"
)


def outlet_and_writers(words: str, context: Context, *, is_alone: bool) -> tuple[str, list[str]] | None:
    """Return the outlet before the writers in "Haaretz, Amos Harel", and their names.

    `is_alone`: the story has a day, and nothing else tells where it stood; a name that no list knows may be its outlet, unless
    it begins with a given name or ends as family names do.
    """
    outlet, comma, behind = words.partition(", ")
    names = grammar.split_names(behind) if comma else []
    if not names or not all(_is_writer(name, context) for name in names) or is_city(outlet):
        return None
    is_known = context.known(outlet) or grammar.names_medium(outlet) or _NO_PERSON.fullmatch(outlet)
    if is_known and not grammar.INSTITUTION.search(outlet.removesuffix("Agency")):
        is_programme = _STATION.search(outlet) and not is_forename(names[0].split()[0])
        return None if is_programme else (outlet, names)
    return (outlet, names) if is_alone and _is_no_person(outlet) else None


def _is_writer(name: str, context: Context) -> bool:
    """Whether a name is a person's whole name: "Miloš D. Obradović"; no medium's, no city's, no two forenames."""
    is_named = " " in name and grammar.is_person(name) and not (context.known(name) or grammar.names_medium(name))
    return is_named and not (is_city(name) or is_country(name.casefold()) or is_forename(name.rpartition(" ")[2]))


def _is_no_person(outlet: str) -> bool:
    """Whether an unknown name can be an outlet's: "Danas", "Efimerida ton Syntakton", "Koha Ditore"; not "Ana Horvat"."""
    if grammar.INSTITUTION.search(outlet) or grammar.ROLE_WORDS.search(outlet):
        return False
    if not grammar.is_person(outlet):
        return True
    first, _, last = outlet.partition(" ")
    return not is_forename(first) and not _FAMILY_NAME.search(last)

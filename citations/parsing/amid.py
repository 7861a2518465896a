"""Citations amid a sentence: "It was first reported in BBC News (2019), ‘Title’", "Grundlegend Almut Kern: Titel, in: …".

Enters: the text of a note and a segment of it. Leaves: where the names begin with which a citation starts behind words of the
sentence. Only what stands behind the names tells it: a year in brackets and a title in marks, or a colon, a title and a year.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.forenames import is_forename
from citations.parsing.cities import is_city
from citations.regex import regex

LONGEST_NAMES = 160  # characters of authors, a body or an outlet
MAX_LEADING_WORDS = 12  # before an author and a colon; a longer clause is a sentence of its own
_CAPITAL = r"[^\W\d_a-zа-яёіїєғқҳҷӯӣßäöüàâçéèêëîïôûùñáíóúãõşğıćčśšżźłøåæ]"
_PARTICLE = r"(?:(?:van|von|de|da|di|du|der|den|la|le|al|el|bin|of|the|for|für|des|and|&|и)\s){0,2}"
_GIVEN = rf"(?:{_CAPITAL}\.[\s-]?){{1,3}}"
# "Achterberg, J.", "Prior S.", "BBC News", "The Kessary Gazette", "Conseil de sécurité"
_TURNED = rf"{_PARTICLE}{_CAPITAL}[\w’'-]+,?\s{_GIVEN}"
_STRAIGHT = rf"(?:{_GIVEN}\s?)?{_CAPITAL}[\w.’'&/-]*(?:\s{_PARTICLE}{_CAPITAL}[\w.’'&/-]*){{0,7}}"
_NAME = rf"(?:{_TURNED}|{_STRAIGHT})"
# the names that end a piece of text, behind a word in small letters: "first reported in BBC News"
_NAMES_LAST = regex(
    rf"(?:^|[\s(])(?!{_CAPITAL})(?!(?:van|von|de|da|di|du|der|den|la|le|al|el|bin|of|for|für|des|and|et|und|y|и)\s)[^\W\d_][\w’'-]*[,:]?\s\*?(?P<names>{_NAME}(?:(?:,\s|,?\s(?:and|&|und|et|y|и)\s){_NAME}){{0,5}})\*?(?:,?\s\([^()\d]{{2,8}}\))?,?\s*$"
)
# " (2019), ‘", " [2019]: “": the year behind the names of a Harvard reference, before a title in marks
_YEAR_AND_TITLE = regex(r"[(\[](?:19|20)\d\d[a-z]?[)\]][,.:]?\s+(?=[‘“«„\"*])")
# "’, in ", "*. In: " before the names: they are editors of what holds the title before
_IN_HOST = regex(r"[’”»\"*.,]\s*(?:in|dans|en|w|в):?\s\*?$", re.IGNORECASE)
_PERSON = rf"{_CAPITAL}[\w.’'-]+(?:\s(?:(?:von|van|de|zu)\s)?{_CAPITAL}[\w.’'-]*){{1,3}}"
# "Grundlegend Almut Rehwinkel: ", "siehe ferner Jochen Kern/Zsófia Bánki: ": people before a colon, as German notes name them
_PEOPLE_AND_COLON = regex(rf"(?P<names>{_PERSON})(?:(?:\s?/\s?|\sund\s|,\s){_PERSON}){{0,3}}(?:\su\.\s?a\.)?:\s+(?=[\w„“\"«‚»›])")
# "Interview mit ", "a talk with " before a name and a colon: whose words are printed
_WITH = regex(r"\b(?:mit|with|avec|con|com|с|бо|von)\s$", re.IGNORECASE)
# in what leads to people and a colon: small words last, no full stop but that of a short form, no marks, no figures
_LEAD = regex(rf"(?:(?!{_CAPITAL})[^\W\d_]\w{{0,4}}\.\s|[^\W\d_][\w’'-]*(?:[,\s]+|\.\s(?=[a-zäöüß])))*")
_SMALL_LAST = regex(rf"(?:^|\s)(?!{_CAPITAL})(?!(?:and|und|et|y|e|и|ва)\s)[^\W\d_][\w’'-]*\.?,?\s$")
_YEAR = regex(r"\b(?:19|20)\d\d")
# "Grundlegend", "Ausführlich", "Kritisch": a word of the sentence, though it begins with a capital, as does "zum Stand"
_ADVERB = regex(r"(?:end|lich|isch|ig|sam|weise)$")
_ARTICLE = regex(r"\b(?:zu[mr]|im|am|vom|beim|de[rmns]|die|das|the|an?|le|la|les|du|des)\s$", re.IGNORECASE)
# "o. V.: ", "N. N., ", "Anon. ": nobody is named
_NOBODY = regex(
    r"\s*(?:o\.\s?[VA]\.|N\.\s?N\.|Anon(?:ymous|ym|\.)|s\.\s?n\.|[Бб]ез\s(?:автора|подписи)|[Aa]utor\sunbekannt)[:,]?\s+(?=\S)"
)
# "Тафсири он: " before "Саидова М. «…»", "The other view: " before "Prior S. “…”": a clause and a colon before turned names
_CLAUSE_AND_AUTHOR = regex(rf"(?:[^\W\d_][\w’'-]*\s){{0,5}}[^\W\d_][\w’'-]*:\s+(?={_CAPITAL}[\w’'-]+,?\s{_GIVEN}[“«„\"‘*])")


def begins_amid(text: str, start: int, end: int) -> int:
    """Return where in `text[start:end]` the names begin behind words of a sentence, `start` itself where none do.

    >>> begins_amid("It was first told by BBC News (2019), ‘Minister admits gold deal’, 5 December 2019.", 0, 82)
    21
    """
    if nobody := _NOBODY.match(text, start, end):
        return nobody.end()
    for year in _YEAR_AND_TITLE.finditer(text, start, end):
        low = max(start, year.start() - LONGEST_NAMES)
        names = _NAMES_LAST.search(text[low : year.start()])
        place = low + names.start("names") if names else start
        place -= place > start and text[place - 1] == "*"
        return start if place > start and _IN_HOST.search(text, start, place) else _behind_signal(text, start, place)
    if ": " not in text[start:end]:
        return start
    clause = _CLAUSE_AND_AUTHOR.match(text, start, end)
    return clause.end() if clause else _behind_signal(text, start, _before_colon(text, start, end))


def _before_colon(text: str, start: int, end: int) -> int:
    """Where the people begin whom a colon parts from what they wrote, in a year: "Zum Stand Rosalind Keech: Bargaining, 2010"."""
    place = start + behind_words(text[start:end])
    return place if place > start and _YEAR.search(text, place, end) else start


def behind_words(text: str) -> int:
    """Return where in `text` the people begin whom a colon parts from what they wrote, 0 where no words lead to them.

    >>> behind_words("Zum Forschungsstand Rosalind Keech: Bargaining"), behind_words("Grundlegend Almut Kern: Die Kunst")
    (20, 12)
    """
    match = _PEOPLE_AND_COLON.search(text)
    if not match or not _LEAD.fullmatch(text, 0, match.start()):
        return 0
    place = _name_in(text, *match.span("names"))
    is_led = place > match.start() or _SMALL_LAST.search(text[:place])
    is_other = _WITH.search(text[:place]) or is_city(text[place : match.end("names")])
    return place if is_led and not is_other and len(text[:place].split()) <= MAX_LEADING_WORDS else 0


def _name_in(text: str, begin: int, end: int) -> int:
    """Where the name begins in `text[begin:end]`, without the words of a lead: "Grundlegend", "Zum Forschungsstand"."""
    first, _, rest = text[begin:end].partition(" ")
    while " " in rest and not is_forename(first):
        is_first = not text[:begin].strip()
        if not (_ARTICLE.search(text[:begin]) or _ARTICLE.match(f"{first} ") or (is_first and _ADVERB.search(first))):
            break
        begin += len(first) + 1
        first, _, rest = rest.partition(" ")
    return begin


def _behind_signal(text: str, start: int, place: int) -> int:
    """The place, or `start` where nothing but a signal ("see also") stands before it: the readers know these."""
    return start if grammar.read_signal(text[start:place])[1] == place - start else place

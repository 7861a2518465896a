"""One word written in two ways: British and American spelling, short forms, contractions.

Enters: folded words (`citations.words.fold`). Leaves: whether two of them, or two runs of them, are the same word. What a list
does not hold is another word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from citations.regex import regex

_SHORTEST_SPELT = 4  # letters of a word that is spelt in two ways
_LONGEST_SPELT = 40  # letters; what is longer is no word that two countries spell, and would cost the square of its length
# Stems whose "our" is "or" in America; a closed class, so that "scour" and "score" stay apart.
_OUR = (
    "arb arm ard behavi cand clam col demean endeav enam fav ferv flav glam harb hon hum lab neighb od parl ranc rig rum savi "
    "sav splend succ tum val vap vig"
).replace(" ", "|")
# What American spelling has for the British: the strict counterpart of `citations.spelling`, by which two words are called one.
# Of the 160,572 words of its dictionary 398 pairs share a key; all were read, and each is one word ("filled" and "filed",
# "awards" and "award", "poet" and "pet" share none). "Chartres" and "charters" differ by their capital.
_SAME_WORD = tuple(
    (regex(pattern), american)
    for pattern, american in (
        (r"^practis(?=e|ing)", "practic"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e|ed|er|ers|ing)$)", "yz"),
        (rf"^((?:[a-z]*)(?:{_OUR}))our", r"\1or"),
        (r"(?<=[a-z]{2})(?<!tim)([bt])re(?=s?$)", r"\1er"),
        (r"(?<=l)ogue(?=s?$)", "og"),
        (r"^(?!(?:re|un)fill)([a-z]*[aeiouy]+[^aeiouy]+[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)", r"\1l"),
        (r"(?<=[a-z]{2})ence(?=s?$)", "ense"),
        (r"(?<=gra)mme(?=s?$)", "m"),
        (r"^grey", "gray"),
        (r"(?<=judg)e(?=ment)|(?<=acknowledg)e(?=ment)", ""),
        (r"^(after|back|down|east|for|home|in|north|on|out|south|to|up|west)wards$", r"\1ward"),
        (r"manoeuv(?=r)", "maneuv"),
        (r"(?<=aneuv)re(?=$|s$|d$)", "er"),
        (
            r"(?<=h)ae(?=m)|(?<=an)ae(?=m|st)|(?<=pal)ae(?=o)|(?<=arch)ae(?=o)|(?<=medi)ae(?=v)|(?<=op)ae(?=d)|(?<=p)ae(?=di)|^ae(?=sthe)",
            "e",
        ),
        (r"(?<=^f)oe(?=t)|^oe(?=str|sopha|dema)", "e"),
    )
)
_OTHERWISE = {
    "aluminium": "aluminum", "ageing": "aging", "plough": "plow", "ploughs": "plows", "sceptic": "skeptic",
    "sceptics": "skeptics", "sceptical": "skeptical", "scepticism": "skepticism", "skilful": "skillful",
    "skilfully": "skillfully", "wilful": "willful", "wilfully": "willfully", "fulfil": "fulfill", "fulfils": "fulfills",
    "enrol": "enroll", "enrols": "enrolls", "enrolment": "enrollment", "fulfilment": "fulfillment", "instalment": "installment",
    "instalments": "installments", "jewellery": "jewelry", "moustache": "mustache", "artefact": "artifact",
    "artefacts": "artifacts", "enquiry": "inquiry", "enquiries": "inquiries", "centred": "centered",
}  # fmt: skip
_CONTRACTIONS = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would had", "'s": "is has",
}  # fmt: skip
_MOST_READINGS = 64  # of a run of words with contractions that say either of two words
_WHOLE_CONTRACTIONS = {"won't": ("will", "not"), "can't": ("can", "not"), "shan't": ("shall", "not"), "cannot": ("can", "not")}
# Words and their usual short forms: "2015 г." for "2015 года", "480 тыс." for "480 тысяч", "Dr" for "Doctor".
_SHORT_FORMS = {
    "г": "год(?:а|у|ом|е)?", "гг": "год(?:ы|ов|ам|ами|ах)", "тыс": "тысяч(?:а|и|у|ам|ами|ах)?", "им": "имени",
    "млн": "миллион(?:а|ов|ы|ам|ами|ах)?", "млрд": "миллиард(?:а|ов|ы|ам|ами|ах)?", "руб": "рубл(?:ь|я|ей|и|ям)",
    "долл": "доллар(?:а|ов|ы|ам)?", "ст": "стат(?:ья|ьи|ье|ью|ей)", "проф": "профессор(?:а|у|ом)?",
    "км": "километр(?:а|ов|ы|ах)?", "dr": "doctor", "prof": "professor", "col": "colonel", "gen": "general", "lt": "lieutenant",
    "capt": "captain", "чел": "человек(?:а|у|ам)?", "обл": "област(?:ь|и|ью|ей)", "стр": "страниц(?:а|ы|е|у|ах)?",
    "акад": "академик(?:а|у|ом)?", "кг": "килограмм(?:а|ов|ы|ах)?", "га": "гектар(?:а|ов|ы|ах)?", "мин": "минут(?:а|ы|у|ах)?",
    "ч": "час(?:а|ов|ы|ах)?", "янв": "январ[ьяе]", "февр": "феврал[ьяе]", "авг": "август[ае]?", "сент": "сентябр[ьяе]",
    "окт": "октябр[ьяе]", "нояб": "ноябр[ьяе]", "дек": "декабр[ьяе]", "jan": "january", "feb": "february", "apr": "april",
    "aug": "august", "sept": "september", "oct": "october", "nov": "november", "dec": "december", "gov": "governor",
    "sgt": "sergeant", "maj": "major", "kg": "kilograms?", "cm": "centimet(?:re|er)s?", "st": "saint", "art": "article",
    "govt": "government", "dept": "department", "km": "kilomet(?:re|er)s?", "sen": "senator",
}  # fmt: skip
_VOWELS = frozenset("aeiouyаеиоуыэюя")
_SHORT_PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("т", "е"): ("то", "есть"), ("т", "д"): ("так", "далее"), ("т", "п"): ("тому", "подобное"), ("т", "к"): ("так", "как"),
    ("i", "e"): ("that", "is"), ("e", "g"): ("for", "example"),
}  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def spelling_key(form: str) -> str:
    """Return a key that British and American spellings of one word share, and no two words.

    >>> spelling_key("organisations") == spelling_key("organizations"), spelling_key("labour") == spelling_key("labor")
    (True, True)
    >>> spelling_key("filled") == spelling_key("filed")
    False
    """
    if not form.isascii() or not _SHORTEST_SPELT <= len(form) <= _LONGEST_SPELT:
        return form
    form = _OTHERWISE.get(form, form)
    for pattern, replacement in _SAME_WORD:
        form = pattern.sub(replacement, form)
    return form


def shortens(left: str, right: str) -> bool:
    """Return whether one folded word is the usual short form of the other.

    >>> shortens("г", "года"), shortens("colonel", "col"), shortens("г", "город")
    (True, True, False)
    """
    short, long = sorted((left, right), key=len)
    return short in _SHORT_FORMS and re.fullmatch(_SHORT_FORMS[short], long) is not None


def is_short_form(form: str) -> bool:
    """Return whether the folded word is a usual short form of another: "чел", "nov"."""
    return form in _SHORT_FORMS


def cuts_short(left: str, right: str) -> bool:
    """Return whether one folded word may be short for the other, behind a point: "респ", "республика"."""
    short, long = sorted((left, right), key=len)
    return len(short) > 1 and len(long) > len(short) + 2 and long.startswith(short) and short[-1] not in _VOWELS


def shortens_phrase(forms: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether one side is the usual short form of the other: "т. е." for "то есть"."""
    left, right = tuple(forms), tuple(others)
    return _SHORT_PHRASES.get(left) == right or _SHORT_PHRASES.get(right) == left


def are_contracted(left: Sequence[str], right: Sequence[str]) -> bool:
    """Return whether two runs of folded words are one with its contractions written out.

    >>> are_contracted(["don't"], ["do", "not"]), are_contracted(["i'd"], ["i", "would"]), are_contracted(["i'd"], ["i", "will"])
    (True, True, False)
    """
    return not _written_out(left).isdisjoint(_written_out(right))


def _written_out(forms: Iterable[str]) -> set[tuple[str, ...]]:
    readings: set[tuple[str, ...]] = {()}
    for form in forms:
        ending = next((end for end in _CONTRACTIONS if form.endswith(end) and len(form) > len(end)), None)
        if form in _WHOLE_CONTRACTIONS:
            words: list[tuple[str, ...]] = [_WHOLE_CONTRACTIONS[form]]
        elif ending:
            words = [(form.removesuffix(ending), full) for full in _CONTRACTIONS[ending].split()]
        else:
            words = [(form,)]
        if len(readings) * len(words) > _MOST_READINGS:
            words = words[:1]
        readings = {(*reading, *word) for reading in readings for word in words}
    return readings

"""Forms of one noun, those included that share too few letters to be known by their endings: "children", "людей", "рынка".

Enters: folded words (`citations.words.fold`). Leaves: whether they are likely forms of one noun.
"""

from __future__ import annotations

from citations.matching.edits import are_forms_of_one_word
from citations.regex import regex

ROOT = 5  # letters that a noun and its adjective share at least: "likelihood" and "likely"
# Nouns whose forms share too few letters, each with its first form.
_NOUNS = {
    form: row.split()[0]
    for row in (
        "man men",
        "woman women",
        "child children",
        "person people persons",
        "foot feet",
        "mouse mice",
        "ребенок ребенка ребенку ребенком ребенке дети детей детям детьми детях",
        "человек человека человеку человеком человеке люди людей людям людьми людях",
        "мать матери матерью матерей матерям матерями",
        "дочь дочери дочерью дочерей дочерям дочерями",
        "сын сына сыну сыном сыне сыновья сыновей сыновьям",
        "муж мужа мужу мужем муже мужья мужей мужьям",
        "друг друга другу другом друге друзья друзей друзьям",
    )
    for form in row.split()
}
_FLEETING = regex(r"(?<=..)[ео]([бвгджзклмнпрстфхцчш])$")  # of "рынок", "отец"; not "дом"
_AFTER_VOWEL = regex(r"(?<=[аеиоуыэюя])ец$")  # of "боец", "бойца"
_CASE_LETTERS = range(1, 4)  # of a Russian case ending


def is_form_of(form: str, other: str) -> bool:
    """Return whether two words are likely forms of one noun, or a noun and its adjective.

    >>> is_form_of("детей", "дети"), is_form_of("рынка", "рынок"), is_form_of("likelihood", "likely"), is_form_of("man", "money")
    (True, True, True, False)
    """
    other = other.removesuffix("'s")
    if form == other or are_forms_of_one_word(form, other) or _NOUNS.get(form, form) == _NOUNS.get(other, other):
        return True
    if not form.isascii() and (_loses_vowel(form, other) or _loses_vowel(other, form)):
        return True
    return form.isascii() and form[:ROOT] == other[:ROOT] and min(len(form), len(other)) > ROOT


def _loses_vowel(form: str, other: str) -> bool:
    """Return whether `other` is a case of `form` without the vowel of its end: "рынок", "рынка"; "отец", "отцу"."""
    stem = _FLEETING.sub(r"\1", _AFTER_VOWEL.sub("йц", form))
    return stem != form and other.startswith(stem) and len(other) - len(stem) in _CASE_LETTERS

"""Whether two given names may be one person's: by transliteration, an initial, a short form, or a form of another language.

Enters: two words of names. Leaves: yes or no; "Pyotr" and "Peter" may be one, "Pavel" and "Peter" may not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import product

from citations.names import name_key
from citations.proper_names import ProperName, is_body, keys_of
from citations.regex import regex
from citations.words import SourceText

# The 32 bylines of `tests/sweep.py headlines` do not decide these: 2 and 5, and 3 and 8, change nothing there
SHORT_FORM = 3  # letters of a key that begins another one: "Alex", "Alexander"
SHORTEST_SLIP = 4  # letters of a family name's key that may differ in one letter and be a misprint of it
ANY_CASE = "-"  # behind a key without the vowel that case changes
SLIP = 5  # letters of the shorter of two keys that may differ in one: "Tomas", "Thomas"
# what a family name may lose or gain where its bearer leaves the Russian form: "Rahmonov", "Rahmon"; "Sharipov", "Sharipzoda"
_FAMILY_ENDING = regex(r"(?:[oe]va?|ina?|zod[ae]?|zade|i)$")
# Forms of one name in several languages, and short forms that begin otherwise; as they are written, in Latin letters
_ONE_NAME = """
    peter pyotr petr piotr petro petra pierre pieter petya | pavel paul pavlo pavl pablo paolo pasha | alexander aleksandr
    oleksandr sasha sandro alex iskandar | nikolai nicholas mykola nicolas nick kolya niko | mikhail michael mykhailo misha
    mike miguel michel | ivan john ioann juan jean johann yohan johannes jon jack vanya hans giovanni | jan yan ian janusz |
    yuri george georgy yury jorge georges jiri yegor egor igor jura | evgeny eugene yevgeny yevhen zhenya | vladimir
    volodymyr volodya vova | sergei serhiy serge sergio | andrei andrew andriy andre andreas andy drew | maria mary marie
    marya masha mariya | ekaterina catherine katherine kateryna katya kate katarina yekaterina cathy | elena helen olena
    yelena helene lena alyona | natalia natalya natalie natasha | dmitri dmytro dima dmitry | joseph iosif josef yosif osip
    jose joe giuseppe yusuf | james jim jimmy jacob yakov jakob jaime | robert bob rob bobby | william bill will billy
    wilhelm guillaume | thomas tom foma tomas | david dave davyd | daniel dan danny danila | elizabeth liz beth betty
    elisabeth yelizaveta elizaveta liza | anthony tony anton antonio antoine | edward ed ted eddie eduard edouard | stephen
    steve steven stepan stefan etienne | christopher chris kristof | gregory greg grigory hryhoriy | samuel sam | matthew
    matt matvei mathieu matthias | richard dick rick | charles charlie karl carlos carl chuck | henry harry heinrich henri
    genrikh enrique | lev lva leo leon leo lva | theodor fyodor fedor ted fedir | simon semyon semen | timothy tim timofei |
    benjamin ben veniamin | philip filipp phil felipe | luke luka lukas lucas luca | mark marcus marko marc markus | martin
    marty | anna ann anne hanna annie ganna anya | sofia sophie sofya sonia sophia sonya | xenia ksenia oksana | tatiana
    tanya tetiana | lydia lidia | julia yulia julie | olga olha | irina iryna irene ira | valentina valya | ludmila lyudmila
    | muhammad mohammed mohamed mukhammad muhammed mahmad | ahmad ahmed akhmad akhmed | ali aly | umar omar | usman osman |
    ibrahim abraham avraam | ismail ishmael | ilya elijah elias | isaac isaak iskhak | abdullah abdulla abdullo | rakhmon
    rahmon rahmonov | hussein husayn khusain hossein | hasan hassan khasan
"""


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(_ONE_NAME.split("|")):
        for name in group.split():
            key = name_key(name)
            for one in (key, key.rstrip("aeiou") + ANY_CASE):
                found[one] = found.get(one, frozenset()) | {number}
    return found


def _groups_of(raw: str) -> frozenset[int]:
    """The groups of a given name; by what case leaves of it in Cyrillic alone: "Елен" may be of "Елена", and "Ellen" is not."""
    keys = _keys(raw) if raw.isascii() else {form for key in _keys(raw) for form in (key, key.rstrip("aeiou") + ANY_CASE)}
    return frozenset(number for key in keys for number in _GROUPS.get(key, ()))


def may_be_one(left: str, right: str) -> bool:
    """Return whether two given names may be one.

    >>> [may_be_one(*pair) for pair in (("Pyotr", "Peter"), ("P", "Pavel"), ("Роза", "Rosa"), ("Еленой", "Helen"))]
    [True, True, True, True]
    >>> may_be_one("Pavel", "Peter"), may_be_one("Ellen", "Helen")
    (False, False)
    """
    from rapidfuzz.distance import OSA

    ours, theirs = _keys(left), _keys(right)
    if ours & theirs or _groups_of(left) & _groups_of(right):
        return True
    short, long = sorted((min(ours, key=len), min(theirs, key=len)), key=len)
    if len(short) == 1 or (len(short) >= SHORT_FORM and long.startswith(short)):
        return long.startswith(short)
    return any(
        min(map(len, pair)) >= SLIP - 1 and OSA.distance(*pair) <= 1 and pair[0][0] == pair[1][0]
        for pair in product(ours, theirs)
    )


@functools.lru_cache(maxsize=512)
def is_forename(raw: str) -> bool:
    """Return whether a word is one of the given names known here, in any script and case.

    >>> is_forename("Helen"), is_forename("Анной"), is_forename("North")
    (True, True, False)
    """
    return bool(_groups_of(raw))


def has_forename(text: SourceText, one: ProperName) -> bool:
    """Return whether a name is a known given name and a family name: "Sergei Balakin"; not "North Strand"."""
    return one.end - one.start > 1 and not is_body(text, one) and is_forename(text.raw(one.end - 2))


def are_one_persons(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether the given names before one family name may be one person's: what only one side prints tells nothing.

    >>> are_one_persons(["Ivan", "Petrovich"], ["Ivan"]), are_one_persons(["Caterer", "Simon"], ["Caterer", "Samuel"])
    (True, False)
    """
    left, right = list(ours), list(theirs)
    for one in list(left):
        if same := next((other for other in right if may_be_one(one, other)), None):
            left.remove(one)
            right.remove(same)
    return not left or not right


def may_be_one_person(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether two names may be one person's: by a word they share, in any script, case, short form or misprint.

    >>> may_be_one_person(("Karl", "Boe"), ("Rosa", "Lind")), may_be_one_person(("Rosa", "Lind"), ("Роза", "Линд"))
    (False, True)
    >>> may_be_one_person(("Anna", "Strand"), ("Helen", "Strand")), may_be_one_person(("Boe",), ("K", "Boe"))
    (False, True)
    """
    if len(ours) > 1 and len(theirs) > 1 and _are_alike(ours[-1], theirs[-1]):
        given = [(left, right) for left in ours[:-1] for right in theirs[:-1]]
        return are_one_persons(ours[:-1], theirs[:-1]) or any(_are_alike(*pair) for pair in given)
    return any(_are_alike(left, right) for left in ours for right in theirs)


def _are_alike(left: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    if may_be_one(left, right):
        return True
    ours, theirs = ({one for key in keys_of([raw]) for one in (key, _FAMILY_ENDING.sub("", key))} for raw in (left, right))
    if any(len(key) > SHORT_FORM for key in ours & theirs):
        return True
    keys = list(product(ours, theirs))
    return any(OSA.distance(*pair) <= 1 and min(map(len, pair)) >= SHORTEST_SLIP for pair in keys)


def _keys(raw: str) -> frozenset[str]:
    keys = keys_of([raw]) | {name_key(raw)}
    bare = {key.rstrip("aeiou") for key in keys}
    return frozenset(key for key in (*keys, *bare) if len(key) > 1) or frozenset({name_key(raw) or raw.casefold()})


_GROUPS = _groups()

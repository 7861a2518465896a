"""The rule on ranks and offices: one person with two ranks, or with an office that elsewhere is a deputy's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citations.consistency.naming import CASE_ENDING, is_cyrillic
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.names import name_key
from citations.regex import regex

RANKS = {
    "general": """
        Gen General Maj-Gen Maj~Gen Lt-Gen Lt~Gen Brig Brigadier Major~General Major-General Lieutenant~General
        Lieutenant-General генерал генерал-майор генерал-лейтенант генерал-полковник""",
    "colonel": "Col Colonel полковник",
    "lieutenant colonel": "Lt-Col Lt~Col Lieutenant~Colonel Lieutenant-Colonel подполковник",
    "major": "Maj Major майор",
    "commandant": "Commandant Cmdt",
    "captain": "Capt Captain капитан",
    "captain of the first rank": "капитан~1-го~ранга капитан~первого~ранга",
    "captain of the second rank": "капитан~2-го~ранга капитан~второго~ранга",
    "captain of the third rank": "капитан~3-го~ранга капитан~третьего~ранга",
    "commander": "Commander Cmdr Cdr Comdr Lieutenant~Commander Lieutenant-Commander Lt~Commander Lt~Cdr Lt~Cmdr Lt-Cdr Lt-Cmdr",
    "commodore": "Commodore Cdre",
    "senior lieutenant": "старший~лейтенант",
    "lieutenant": "Lt Lieutenant лейтенант",
    "senior sergeant": "старший~сержант",
    "sergeant": "Sgt Sergeant сержант",
    "constable": "Constable PC",
    "inspector": "Inspector Insp DI Detective~Inspector инспектор",
    "chief inspector": "Chief~Inspector DCI Detective~Chief~Inspector",
    "superintendent": "Superintendent Supt Detective~Superintendent",
    "admiral": "Adm Admiral адмирал",
    "vice admiral": "Vice~Admiral Vice-Admiral вице-адмирал",
    "rear admiral": "Rear~Admiral Rear-Admiral контр-адмирал",
    "justice": "Justice Mr~Justice Mrs~Justice",
    "chief justice": "Chief~Justice",
}
# Ranks that one person may be called by: a shorter form of one, or what a fighter leads and not his rank
ALIKE = (
    frozenset(("captain", "captain of the first rank")),
    frozenset(("captain", "captain of the second rank")),
    frozenset(("captain", "captain of the third rank")),
    frozenset(("lieutenant", "senior lieutenant")),
    frozenset(("sergeant", "senior sergeant")),
    frozenset(("commander", "general")),
    frozenset(("commander", "colonel")),
    frozenset(("commander", "major")),
)
# What one is called for short behind the whole rank: "Lt. Col. Omar Saidov", then "Colonel Saidov"; in Russian nobody is
SHORT_FOR = {"colonel": frozenset(("lieutenant colonel",)), "admiral": frozenset(("vice admiral", "rear admiral"))}
# "was promoted to captain", "made a general", "присвоено звание майора"; not "left as captain"
PROMOTED = regex(
    r"""\b(?:promot|demot|rose\s+to|rank\s+of|(?:made|became|named|appointed|(?:raised|elevated|reduced)\s+to)\s+(?:an?\s+)?(?:[a-z]+[\s-])?
    (?=(?:general|colonel|major|captain|lieutenant|serge?ant|inspector|superintendent|admiral|commander|commodore)\b)
    |повы[шс]|присво|звани|разжалова|befördert)""",
    re.VERBOSE | re.IGNORECASE,
)
AROUND_PROMOTION = 60  # letters behind such a word in which the rank stands
_FORMS = {form.replace("~", " "): rank for rank, forms in RANKS.items() for form in forms.split()}
RANK_OF = {written: rank for form, rank in _FORMS.items() for written in (form, form[0].upper() + form[1:])}
# "Gen. Omar Saidov", "Col. Saidov", "полковник Саидов"; not "General Assembly", "then Col. Saidov"
_RANK = "|".join(re.escape(rank).replace("\\ ", r"\.?\s") for rank in sorted(RANK_OF, key=len, reverse=True))
RANKED = regex(
    rf"""(?<!then\s)(?<!former\s)(?<!ed\sto\s)(?<!rose\sto\s)(?<![\w-])(?P<rank>{_RANK})(?:[ауе]|ом)?\b\.?\s+
    (?:(?:в\s+отставке|милиции|полиции|юстиции|of\s+police|of\s+justice)\s+)?(?P<name>(?:[A-ZА-ЯЁ]\.\s?){{0,2}}[A-ZА-ЯЁ][\w’'-]+(?:\s+[A-ZА-ЯЁ][\w’'-]+){{0,2}})""",
    re.VERBOSE,
)

# Offices that have deputies; "Deputy Foreign Minister Toren", "вице-губернатор Торен"; not "an aide to Minister Toren"
OFFICE = regex(
    r"""(?<!former\s)(?<!then\s)(?<!бывший\s)(?<!бывшего\s)(?<![\w-])
    (?:(?P<deputy>(?:[Dd]eputy|[Vv]ice|[Aa]ssistant)[\s-](?:[A-Z][a-z]+\s){0,3}?|[Вв]ице-|[Зз]ам|[Зз]аместител[ьяюе]м?\s|[Пп]ервый\sзаместитель\s)?
    (?P<office>[Mm]inister|[Gg]overnor|[Mm]ayor|[Pp]rosecutor|[Cc]ommissioner|[Mm]agistrate|[Мм]инистр|[Гг]убернатор|[Мм]эр|[Пп]рокурор|[Кк]омиссар)(?:ом|[ауе])?)\s
    (?P<name>(?:[A-ZА-ЯЁ]\.\s?){0,2}[A-ZА-ЯЁ][\w’'-]+(?:\s+[A-ZА-ЯЁ][\w’'-]+){0,2})""",
    re.VERBOSE,
)
# "The deputy governor of Ambar, Yusen Tolmach, told", "заместитель министра обороны Ю. Толмач"
OFFICE_OF = regex(
    r"""(?<![\w-])(?:(?<!former\s)[Tt]he\s|(?:[A-Z][\w’'-]+|its|their|whose)\s|[’']s\s)?(?P<deputy>(?:(?:first|second)\s)?(?:[Dd]eputy|[Vv]ice|[Aa]ssistant)[\s-])?
    (?P<office>minister|governor|mayor|prosecutor|commissioner|magistrate)\s(?:of|for)\s[^,.;:()“”"\d]{2,40},\s
    (?P<name>(?:[A-Z]\.\s?){0,2}[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,2})(?=[,.;]|\s[a-z])""",
    re.VERBOSE,
)
OFFICES_RU = {"минис": "minister", "губер": "governor", "мэр": "mayor", "проку": "prosecutor", "комис": "commissioner"}
# "was appointed minister", "became mayor", "назначен министром": a deputy may have risen
ROSE = regex(
    r"""\b(?:(?:became|becom(?:es|ing)|appointed|named|made|promoted|elevated|succeeded|elected|rose|sworn\sin|acting)\b[^.;]{0,40}\b(?:minister|governor|mayor|prosecutor|commissioner|magistrate)
    |(?:назнач|стал|повы[шс]|избран|сменил|возглав|исполняющ)[а-яё]*\b[^.;]{0,40}\b(?:министр|губернатор|мэр|прокурор|комиссар))""",
    re.VERBOSE | re.IGNORECASE,
)


def _offices(draft: Draft) -> Iterator[Remark]:
    """A deputy who is elsewhere given the office itself: "Deputy Minister Toren", "Minister Toren"; nobody who rose to it."""
    seen: dict[tuple[str, str], dict[bool, tuple[list[str], str, Stretch]]] = defaultdict(dict)
    rose = any(ROSE.search(stretch.text) for stretch in draft.texts)
    for stretch in draft.texts if not rose else ():
        for match in sorted((*OFFICE.finditer(stretch.text), *OFFICE_OF.finditer(stretch.text)), key=lambda one: one.start()):
            *given, family = [re.sub(r"[’']s$", "", word) for word in match["name"].replace(".", ". ").split()]
            office = OFFICES_RU.get(match["office"].casefold()[:5], match["office"].casefold())
            before, is_deputy = seen[name_key(CASE_ENDING.sub("", family)), office], bool(match["deputy"])
            other = before.get(not is_deputy)
            printed = match[0][: match.start("name") - match.start()].strip(" ,")
            if other and is_deputy not in before and _may_be_one(other[0], given):
                yield stretch.remark(match[0], f"{family} is “{other[1]}” {other[2].place} and “{printed}” here.")
            before.setdefault(is_deputy, (given, printed, stretch))


def _ranks(draft: Draft) -> Iterator[Remark]:
    yield from _offices(draft)
    seen: dict[str, dict[str, tuple[list[str], str, Stretch]]] = defaultdict(dict)
    promoted = set(_promoted(draft))
    for stretch in draft.texts:
        for match in RANKED.finditer(stretch.text):
            *given, family = [re.sub(r"[’']s$", "", word) for word in match["name"].replace(".", ". ").split()]
            before, rank = seen[name_key(CASE_ENDING.sub("", family))], RANK_OF[" ".join(match["rank"].replace(".", " ").split())]
            others = (held for other, held in before.items() if other != rank and not _is_short(rank, other, family))
            clash = next((held for held in others if _may_be_one(held[0], given)), None)
            if clash and rank not in before and rank not in promoted:
                why = f"{family} is “{clash[1]}” {clash[2].place} and “{match['rank']}” here."
                yield stretch.remark(match[0], why)
            before.setdefault(rank, (given, match["rank"], stretch))


def _promoted(draft: Draft) -> Iterator[str]:
    """The ranks to which the text says that somebody was raised or lowered."""
    for stretch in draft.texts:
        for match in PROMOTED.finditer(stretch.text):
            behind = stretch.text[match.end() : match.end() + AROUND_PROMOTION].casefold()
            yield from (rank for form, rank in _FORMS.items() if re.search(rf"\b{re.escape(form.casefold())}", behind))


def _is_short(rank: str, before: str, family: str) -> bool:
    """Whether a rank is another name of one that the text gave before, or its short form."""
    is_shortened = before in SHORT_FOR.get(rank, ()) and not is_cyrillic(family)
    return is_shortened or frozenset((before, rank)) in ALIKE


def _may_be_one(names: list[str], given: list[str]) -> bool:
    initials = any(one[0].endswith(".") for one in (names, given) if one)
    return not names or not given or names[0] == given[0] or (initials and names[0][:1] == given[0][:1])


RULES = (
    Rule(name="rank-differs", severity=Severity.WARNING, check=_ranks,
         about="One person with two ranks, of soldiers, police or judges, or once a deputy and once the holder of an office.",
         bad="Gen. Omar Saidov left. Col. Saidov came back.[^1]\n\n[^1]: A remark.\n",
         good="Gen. Omar Saidov left. Gen. Saidov came back.[^1]\n\n[^1]: A remark.\n"),
)  # fmt: skip

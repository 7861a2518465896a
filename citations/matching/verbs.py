"""Forms of one English verb that share too few letters to be known by their endings: "fell" and "fallen", "find" and "found".

Enters: folded words (`citations.words.fold`). Leaves: whether they are forms of one verb, or say it in another tense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.regex import regex

# Present, past, participle; the third is left out where it is the second. A closed class of the language.
_VERBS = """
arise arose arisen, awake awoke awoken, bear bore borne, beat beat beaten, become became become, begin began begun, bend bent,
bet bet, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build built,
burn burnt, burst burst, buy bought, cast cast, catch caught, choose chose chosen, cling clung, come came come, cost cost,
creep crept, cut cut, deal dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell
fallen, feed fed, feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden, forget forgot
forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten, give gave given, grind ground, grow grew grown, hang
hung, hear heard, hide hid hidden, hit hit, hold held, hurt hurt, keep kept, know knew known, lay laid, lead led, learn
learnt, leave left, lend lent, let let, lie lay lain, light lit, lose lost, make made, mean meant, meet met, mistake mistook
mistaken, overcome overcame overcome, oversee oversaw overseen, overthrow overthrew overthrown, pay paid, put put, read read,
ride rode ridden, ring rang rung, rise rose risen, run ran run, see saw seen, seek sought, sell sold, send sent, set set,
shake shook shaken, shine shone, shoot shot, show showed shown, shrink shrank shrunk, shut shut, sing sang sung, sink sank
sunk, sit sat, sleep slept, slide slid, speak spoke spoken, spend spent, split split, spread spread, spring sprang sprung,
stand stood, steal stole stolen, stick stuck, strike struck stricken, swear swore sworn, sweep swept, swim swam swum, swing
swung, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown, understand understood,
undertake undertook undertaken, wake woke woken, wear wore worn, weep wept, win won, wind wound, withdraw withdrew withdrawn,
withhold withheld, withstand withstood, write wrote written
"""
_ROWS = [row.split() for row in _VERBS.replace("\n", " ").split(",")]
_PRESENT = {form: base for base, *_ in _ROWS for form in (base, f"{base}s", f"{base}es", f"{base}ing", f"{base[:-1]}ing")}
_OF_VERB: dict[str, set[str]] = {}
for _base, *_forms in _ROWS:
    for _form in (_base, *_forms):
        _OF_VERB.setdefault(_form, set()).add(_base)
_PARTICIPLES = {row[-1]: row[0] for row in _ROWS}
_HAVING = frozenset("have has had having".split())
# What a whole verb in brackets may stand for when the draft tells it in another tense.
_BEING = frozenset([("is",), ("are",), ("was",), ("were",), ("will", "be"), ("would", "be"), ("has", "been"), ("had", "been"),
                    ("have", "been")])  # fmt: skip


# "burned", "сожгли", "открылся"; not "need", "мил"
_PAST_ENDING = regex(r"""(?:[a-z]{2,}[^e]ed | [а-я]+[аеиуыоя](?:л|ла|ло|ли)(?:ся|сь)?)""", re.VERBOSE)
_PASTS = frozenset(form for row in _ROWS for form in row[1:] if form != row[0]) | {
    "was",
    "were",
    "had",
    "did",
    "went",
    "said",
    "шел",
    "шла",
    "шли",
}
# "соблюдаются", "придёт"; with one of these a Russian clause is not past either
_PRESENT_RU = regex(r"""[а-я]{2,}(?:ет|ит|ут|ют|ат|ят)(?:ся)?""", re.VERBOSE)
# Nouns that end as such verbs do
_NO_VERBS = frozenset(
    "стол пол угол дела тела села сила школа цели недели модели удел предел раздел правила начала скала "
    "ответ совет бюджет комитет мандат солдат кредит визит депутат результат институт маршрут университет кабинет пакет билет "
    "газет".split()
)
# With one of these a clause is not past, whatever else stands in it: "will be repaired", "будет снята", "готов"
_NOT_PAST = frozenset(
    "will would shall might can could must should cannot can't won't is are am has have do does "
    "будет будут буду будем может могут можно нельзя нужно надо должен должна должны готов готова готовы есть".split()
)


# What says of a rule or a state that it is over: "the old rules", "in force until", "по прежнему закону"; not "the old minister"
_OVER = regex(
    r"""\b(?:
    (?:old|former|previous|earlier|soviet|colonial|tsarist|repealed|abolished|defunct|interim)\s(?:\w+\s){0,2}(?:laws?|rules?|acts?
      |codes?|regulations?|tables?|agreements?|treat(?:y|ies)|systems?|constitution|procedures?|regimes?|tariffs?|orders?|decrees?
      |statutes?|charter|contracts?|polic(?:y|ies)|schemes?|arrangements?|quotas?)
    | (?:law|act|code|rules|regulations|decree|statute|constitution|ordinance)\sof\s(?:1[5-9]|20)\d\d
    | (?:in\sforce|valid|applied|applicable|operated|effective)\s(?:until|till|up\sto|before|between)
    | (?:was|were|been|since)\s(?:repealed|abolished|superseded|rescinded)
    | (?:until|till|before)\s(?:the\s)?(?:(?:1[5-9]|20)\d\d|war|reforms?|revolution|independence|coup|unification|occupation)
    | during\sthe\s(?:war|occupation) | under\s(?:the\s)?(?:soviets?|tsars?|old|colonial|occupation|communis\w+)
    | at\sth(?:at|e)\stime | in\sthose\s(?:days|years|times) | back\sthen | then\sin\sforce | used\sto | no\slonger | formerly
    | (?:прежн|стар|бывш|тогдашн|отмененн|утративш|дореволюцион|советск|колониальн)\w{2,3}\s(?:\w+\s){0,2}(?:закон|правил|поряд
      |кодекс|устав|договор|соглашен|постановлен|режим|систем|тариф|положени|указ|инструкц|конституц|таблиц|квот)\w*
    | действова\w+\s(?:\w+\s){0,2}до | (?:закон|кодекс|устав|указ|постановлени)\w*\s(?:от\s)?(?:1[5-9]|20)\d\d | утрати\w+\sсилу
    | (?:был|была|были|было)\sотменен\w* | в\sто\sвремя | в\sте\s(?:годы|времена|дни)
    | до\s(?:(?:1[5-9]|20)\d\d|войны|реформы|революции|независимости|переворота|распада) | во\sвремя\s(?:войны|оккупации)
    | (?:в|при)\s(?:советск|царск|военн|довоенн|прежн)\w{2,3}\s(?:годы|времена|время|власти|режиме)
    | тогда | тогдашн\w+ | (?<!не\s)раньше | прежде(?!\sчем)
    )\b""",
    re.VERBOSE,
)


# "соглашусь", "живем" of the first person; "согласится", "живут" of the third
_FIRST_RU = regex(r"(?P<stem>[а-я]{2,}?)(?:[ую]|(?P<we>[еи]м))(?P<self>с[ья])?")
_THIRD_RU = regex(r"(?P<stem>[а-я]{2,}?)(?:[еи]т|(?P<they>[уюая]т))(?P<self>ся)?")
# What ends the stem of the first person, and of the third: "пишу" alike, "вижу" and "видит", "люблю" and "любит"
_MUTED_RU = (("ш", "с"), ("ж", "д"), ("ж", "з"), ("ч", "т"), ("щ", "ст"), ("щ", "т"), ("бл", "б"), ("пл", "п"), ("вл", "в"),
             ("мл", "м"), ("фл", "ф"), ("г", "ж"), ("к", "ч"))  # fmt: skip


def is_over(forms: Sequence[str]) -> bool:
    """Return whether the words of a sentence say that what it tells of is over.

    >>> is_over("under the law in force until july he lost it".split()), is_over("the old minister lost it".split())
    (True, False)
    """
    return _OVER.search(" ".join(forms)) is not None


def is_past(forms: Sequence[str]) -> bool:
    """Return whether the clause tells what is over: "she left the party"; not "will be repaired", "the port is open"."""
    told = [form for form in forms if form not in _NO_VERBS]
    if any(form in _NOT_PAST or _PRESENT_RU.fullmatch(form) for form in told):
        return False
    return any(form in _PASTS or _PAST_ENDING.fullmatch(form) for form in told)


def are_forms_of_one_verb(left: str, right: str) -> bool:
    """Return whether two words are forms of one irregular verb.

    >>> are_forms_of_one_verb("found", "find"), are_forms_of_one_verb("falls", "fell"), are_forms_of_one_verb("found", "founded")
    (True, True, False)
    """
    return not _verbs(left).isdisjoint(_verbs(right))


def is_third_person_of(ours: str, theirs: str) -> bool:
    """Return whether a Russian verb tells of him, or of them, what another says of "me", or of "us".

    >>> is_third_person_of("согласится", "соглашусь"), is_third_person_of("живут", "живем"), is_third_person_of("живут", "живу")
    (True, True, False)
    """
    first, third = _FIRST_RU.fullmatch(theirs), _THIRD_RU.fullmatch(ours)
    if not first or not third or bool(first["self"]) != bool(third["self"]) or bool(first["we"]) != bool(third["they"]):
        return False
    return third["stem"] in {
        first["stem"],
        *(first["stem"].removesuffix(ends) + base for ends, base in _MUTED_RU if first["stem"].endswith(ends)),
    }


def says_in_another_tense(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether the words say one verb in two tenses: "have fallen" and "fell", "would be" and "are".

    >>> says_in_another_tense(["have", "risen"], ["rose"]), says_in_another_tense(["may", "rise"], ["rose"])
    (True, False)
    """
    if tuple(ours) in _BEING and tuple(theirs) in _BEING:
        return True
    left, right = _without_having(ours), _without_having(theirs)
    if left is None or right is None or (len(ours) == len(theirs) == 1):
        return False
    regular = left == right and left.endswith("ed")
    return regular or are_forms_of_one_verb(left, right)


def _verbs(form: str) -> set[str]:
    found = _OF_VERB.get(form, set())
    return found | {_PRESENT[form]} if form in _PRESENT else found


def _without_having(forms: Sequence[str]) -> str | None:
    """Return the verb of "had fallen" or of "fell"; None for anything else."""
    if len(forms) == 1:
        return forms[0]
    is_perfect = len(forms) == 2 and forms[0] in _HAVING and (forms[1] in _PARTICIPLES or forms[1].endswith("ed"))
    return forms[1] if is_perfect else None

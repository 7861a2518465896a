"""Rules on the names of bodies and outlets: nearly one that is known, or one outlet named in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from citations.bodies import NAME_OF
from citations.consistency.naming import CASE_ENDING, is_slip, unmarked
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.names import fold_title
from citations.publisher import Publisher, name_of
from citations.regex import regex
from citations.spelling import is_known

MIN_BODY_LIKENESS = 88  # of two bodies' names in letters, 0 to 100
MIN_SET_LETTERS = 4  # of an outlet looked for in its note
MIN_SET_ALIKE = 3  # times that an outlet is set one way, so that another way is a slip
MIN_NAMED_LIKENESS = 85  # of two names of one document in letters, 0 to 100: "Natural Resource Fund", "National Resources Fund"
MIN_WORD_LIKENESS = 63  # of two words of which one is a slip, 0 to 100: "Natural" and "National" have 67, "City" and "County" 60
MIN_NAMED_OFTEN = 2  # times that a name is printed of which another is a slip
MOST_OFTEN = 20  # names of the same initials that one is compared with
# "Natural Resource Fund"; not "Natural resources"
BODY = regex(r"(?<!\w)(?!The\s)[A-Z][a-z]{2,20}(?:\s(?:of\s|for\s|and\s)?[A-Z][a-z]{2,20}){2,5}(?![\w-])", re.VERBOSE)
CAPITALS = regex(r"(?<![\w-])[A-ZА-ЯЁ]{3,8}(?![\w-])", re.VERBOSE)  # "AGC"; not "UN", "AGC-2"
BRACKETED = regex(r"\(([A-ZА-ЯЁ]{3,8})\)", re.VERBOSE)  # "Autodefensas Gaitanistas (AGC)"; not "(see AGC)"
MIN_NAME_LETTERS = 9  # of an outlet's name that a slip may have changed: shorter ones are like each other
MIN_LONG_NAME = 14  # letters of one in which two slips are one mistake: letters changed about, "of" for "for"
# "Carriers' Guild", "Carriers Guild"; not "Nations' Council", for what belongs to a name in the plural may be told of both ways
OWNED = regex(r"(?<!\w)(?!The\s)(?P<owner>[A-Z][a-z]{2,30}?)(?:s[’']?|[’']s)\s[A-Z][a-z]{3,30}\b(?![’'])", re.VERBOSE)
OF_PLURAL_NAMES = frozenset("State Nation Emirate Island".split())
CYRILLIC = regex("[а-яёғӣқӯҳҷ]", re.IGNORECASE)
SMALL = frozenset("of for the and in on".split())
# Words for a body that are taken for each other; "council" and "court", "party" and "union" are two
KINDS_ALIKE = tuple(
    frozenset(one.split())
    for one in (
        "board bureau office", "commission committee", "agency authority administration", "fund foundation",
        "institute institution",
        "ministry department", "directorate department", "center centre", "association union society", "inspectorate inspection",
        "комитет комисси", "управлени департамент", "бюро совет", "агентств управлени", "инспекци инспекторат",
    )
)  # fmt: skip
# "Orsava Housing Bureau"; not "Housing Bureau", of which each town may have one
KIND = regex(
    r"""(?<!\w)(?!The\s)(?P<name>[A-Z][a-z]{2,20}(?:\s(?:of\s|for\s|and\s)?[A-Z][a-z]{2,20}){1,4})\s
    (?P<kind>Board|Bureau|Office|Commission|Committee|Agency|Authority
    |Administration|Institute|Institution|Fund|Foundation|Ministry|Department|Directorate|Association|Union|Society|Inspectorate|Inspection)(?![\w-])""",
    re.VERBOSE,
)
# "Каргынский водный комитет", "Каргынской водной комиссии"; not "водный комитет"
KIND_RU = regex(
    r"(?<!\w)(?P<name>[А-ЯЁ][а-яё]{3,20}(?:ий|ый|ая|ое|ого|ой|ому|ым|им|ом)(?:\s[а-яё-]{4,24}(?:ий|ый|ая|ое|ого|ой|ому|ым|им|ом)){1,3})\s(?P<kind>комитет|комисси|управлени|департамент|бюро|совет|агентств|инспекци|инспекторат|фонд|ассоциаци)[а-яё]{0,3}\b",
    re.VERBOSE,
)
# A body with its abbreviation: "World Food Programme (WFP)"; not "Programme (see above)"
ABBREVIATED = regex(
    r"(?<!\w)(?P<name>[A-Z][\w’'-]{0,40}(?:,?\s+(?:(?:of|for|and|in|the|on|to)\s+){0,3}[A-Z][\w’'-]{0,40}){1,9})\s+\((?P<letters>[A-Z]{2,8})\)",
    re.VERBOSE,
)


def _bodies(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        for match in ABBREVIATED.finditer(stretch.text):
            official = NAME_OF.get(match["letters"])
            words = match["name"].split()
            printed = " ".join(words[-len(official.split()) :]) if official else ""
            if official and printed and _is_near(printed, official):
                yield stretch.remark(f"{printed} ({match['letters']})", f"The body’s name is “{official}”.", official)


def _twice_named(draft: Draft) -> Iterator[Remark]:
    yield from _letters_swapped(draft)
    yield from _nearly_named(draft)
    yield from _with_apostrophe(draft)
    yield from _of_other_kind(draft)


def _of_other_kind(draft: Draft) -> Iterator[Remark]:
    """Names printed once that differ from one printed often by a last word of near the same sense: "Housing Bureau", "Board"."""
    groups: dict[str, dict[str, list[tuple[Stretch, str]]]] = defaultdict(lambda: defaultdict(list))
    for stretch in draft.texts:
        for match in KIND.finditer(stretch.text) if stretch.kind != "heading" else ():
            groups[match["name"].casefold()][match["kind"].casefold()].append((stretch, match[0]))
        for match in KIND_RU.finditer(stretch.text) if stretch.kind != "heading" else ():
            stems = " ".join(CASE_ENDING.sub("", word) for word in match["name"].casefold().split())
            groups[stems][match["kind"].casefold()].append((stretch, match[0]))
    for kinds in groups.values():
        common, *others = sorted(kinds.items(), key=lambda one: len(one[1]), reverse=True)
        for kind, found in others if len(common[1]) >= MIN_NAMED_OFTEN else ():
            if len(found) == 1 and any({kind, common[0]} <= alike for alike in KINDS_ALIKE):
                stretch, printed = found[0]
                yield stretch.remark(printed, f"The name is “{common[1][0][1]}” {len(common[1])} times.", common[1][0][1])


def _with_apostrophe(draft: Draft) -> Iterator[Remark]:
    """Names that an apostrophe alone parts from one before: "Carriers' Guild", "Carriers Guild"; the one printed less often."""
    groups: dict[str, dict[str, list[tuple[Stretch, str]]]] = defaultdict(lambda: defaultdict(list))
    for stretch in draft.texts:
        for match in OWNED.finditer(stretch.text) if stretch.kind != "heading" else ():
            if is_known(match["owner"].casefold()) and match["owner"] not in OF_PLURAL_NAMES:
                name = match[0].replace("’", "'")
                groups[name.replace("'", "")][name].append((stretch, match[0]))
    for group in groups.values():
        common, *others = sorted(group.values(), key=len, reverse=True)
        for (stretch, printed), *_ in others:
            where = common[0][0].place
            yield stretch.remark(printed, f"The name is “{common[0][1]}” {where}.", common[0][1])


def _nearly_named(draft: Draft) -> Iterator[Remark]:
    """Names of bodies of several words, printed once, that differ by a few letters from one that is printed often."""
    found: dict[str, list[tuple[Stretch, str]]] = defaultdict(list)
    for stretch in draft.texts:
        for match in BODY.finditer(stretch.text) if stretch.kind != "heading" else ():
            found[match[0]].append((stretch, match[0]))
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name in found:
        by_initials["".join(word[0] for word in name.split())].append(name)
    for names in by_initials.values():
        often = [name for name in names if len(found[name]) >= MIN_NAMED_OFTEN][:MOST_OFTEN]
        for name in (one for one in names if len(found[one]) == 1):
            meant = next((one for one in often if ratio(one, name) >= MIN_NAMED_LIKENESS and not _is_told_of(one, name)), None)
            if meant:
                stretch, printed = found[name][0]
                yield stretch.remark(printed, f"The name is “{meant}” {len(found[meant])} times.", meant)


def _letters_swapped(draft: Draft) -> Iterator[Remark]:
    """Abbreviations printed once, never written out, that are one the text writes out with two letters changed about."""
    printed = Counter(letters for stretch in draft.body for letters in CAPITALS.findall(stretch.text))
    whole = {letters for stretch in draft.texts for letters in BRACKETED.findall(stretch.text)}
    for stretch in draft.body:
        for letters in CAPITALS.findall(stretch.text):
            meant = next((one for one in swaps(letters) if one in whole and printed[one] >= MIN_NAMED_OFTEN), None)
            if meant and printed[letters] == 1 and letters not in whole and letters not in NAME_OF:
                yield stretch.remark(letters, f"The abbreviation is “{meant}” {printed[meant]} times.", meant)


def swaps(letters: str) -> Iterator[str]:
    """The abbreviations that two neighbouring letters changed about make: "AGC" of "ACG"."""
    for at in range(len(letters) - 1):
        if letters[at] != letters[at + 1]:
            yield letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]


def _is_told_of(name: str, other: str) -> bool:
    """Whether two names are of two bodies, a plural apart, or a slip in one word, of which the rule on names tells."""
    apart = [pair for pair in zip(name.casefold().split(), other.casefold().split(), strict=False) if pair[0] != pair[1]]
    if any(ratio(*pair) < MIN_WORD_LIKENESS for pair in apart):
        return True  # "City of Herat" and "County of Herat" are two
    return name.strip("s") == other.strip("s") or (len(apart) == 1 and is_slip(*apart[0]))


def _is_near(printed: str, official: str) -> bool:
    """Whether a name is another's with a slip: "Gulf Cooperation Counsel"; British spelling is none."""
    left, right = (re.sub("z", "s", fold_title(name)).replace("co operation", "cooperation") for name in (printed, official))
    return (
        left.replace("program", "programme") != right.replace("program", "programme") and ratio(left, right) >= MIN_BODY_LIKENESS
    )


def _outlets(draft: Draft) -> Iterator[Remark]:
    first: dict[str, tuple[str, str]] = {}
    for note, citation in draft.published():
        printed = citation.outlet or ""
        known = draft.publishers.named(printed)
        key = known.id if known else name_of(printed)
        if not key or "(" in printed:
            continue
        label, before = first.setdefault(key, (note.label, printed))
        if fold_title(before) != fold_title(printed) and not _is_short(before, printed):
            why = f"Note {label} names the outlet “{before}”."
            yield Remark(label=note.label, quoted=printed, why=why, mend=before)


def _set(draft: Draft) -> Iterator[Remark]:
    """Outlets that stand in italics once where they stand upright elsewhere, or the other way about."""
    places: dict[str, dict[bool, list[tuple[str, str]]]] = defaultdict(lambda: {True: [], False: []})
    for note, citation in draft.published():
        outlet = citation.outlet or ""
        at = note.text.find(outlet, citation.span[0]) if len(outlet) >= MIN_SET_LETTERS else -1
        if at >= 0:
            marks = note.text[max(0, at - 1) : at] + note.text[at + len(outlet) : at + len(outlet) + 1]
            if marks.count("*") in (0, 2):
                places[fold_title(outlet)]["*" in marks].append((note.label, outlet))
    for found in places.values():
        rare, common = sorted(found.values(), key=len)
        if len(rare) == 1 and len(common) >= MIN_SET_ALIKE:
            label, outlet = rare[0]
            way, other = ("italics", "upright letters") if rare is found[True] else ("upright letters", "italics")
            yield Remark(
                label=label, quoted=outlet, why=f"The outlet stands in {way} here, in {other} {len(common)} times elsewhere."
            )


def _is_short(first: str, other: str) -> bool:
    """Whether two names differ by an article, or one is in another script or the capitals of the other."""
    bare = [re.sub(r"^the\s+", "", name, flags=re.IGNORECASE) for name in (first, other)]
    is_abbreviation = any(name.replace("/", "").isupper() for name in bare)
    short, long = sorted((name.casefold() for name in bare), key=len)  # "Quay Times" and "Quay Times blog"
    return long.startswith(short) or bool(CYRILLIC.search(first)) != bool(CYRILLIC.search(other)) or is_abbreviation


def _misnamed(draft: Draft) -> Iterator[Remark]:
    names = {name_of(name): one for one in draft.publishers for name in (one.name, *one.aliases)}
    for note, citation in draft.published():
        printed = citation.outlet or ""
        known = draft.publishers.named(printed)
        meant = known.name if known and _lacks_small_word(printed, known) else None if known else _near(printed, names)
        if meant:
            yield Remark(label=note.label, quoted=printed, why=f"The outlet’s name is “{meant}”.", mend=meant)


def _lacks_small_word(printed: str, known: Publisher) -> bool:
    """Whether a name by which a publisher is found is its own but for an "of" within."""
    words, own = (fold_title(name).split() for name in (printed, known.name))
    return (
        words != own
        and [one for one in words if one not in SMALL] == [one for one in own if one not in SMALL]
        and words[:1] == own[:1]
    )


def _near(printed: str, names: dict[str, Publisher]) -> str | None:
    """The known name that an unknown one is a slip from."""
    key = name_of(printed)
    most = 0 if len(key) < MIN_NAME_LETTERS else 1 if len(key) < MIN_LONG_NAME else 2
    slips = (
        name
        for name in names
        if most and 0 < Levenshtein.distance(key, name, score_cutoff=most) <= most and unmarked(key) != unmarked(name)
    )  # "Озодӣ" and "Озоди" are one name in two languages
    return next((names[name].name for name in slips), None)


_OUTLETS = (
    'Ports closed.[^1] One opened.[^2]\n\n[^1]: "Ports Close", State Department, 4 May 2014.\n\n'
    '[^2]: "A Port Opens", {}, 5 May 2014.\n'
)

_FUND = "".join(f"The Natural Revenue Fund met in 201{n}.[^{n}]\n\n" for n in range(1, 4)) + "Then came the {}.[^4]\n\n"
_FUND += "".join(f"[^{n}]: A remark.\n\n" for n in range(1, 5))
_SET = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 5)) + "".join(
    f'[^{n}]: "Port {n} Closes", {{}}, {n} May 2014.\n\n'.format("{}" if n == 4 else "Quay Times") for n in range(1, 5)
)

RULES = (
    Rule(name="body-misnamed", severity=Severity.WARNING, check=_bodies,
         about="An international body whose name, before its abbreviation, is nearly but not quite its own.",
         bad="The Gulf Cooperation Counsel (GCC) met.[^1]\n\n[^1]: A remark.\n",
         good="The Organisation for Security and Cooperation in Europe (OSCE) met.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="body-named-two-ways", severity=Severity.WARNING, check=_twice_named,
         about="A body whose name, printed once, is that of one printed often but for a slip, an apostrophe or a word.",
         bad=_FUND.format("National Revenues Fund"), good=_FUND.format("Nordic Press Club")),
    Rule(name="outlet-misnamed", severity=Severity.WARNING, check=_misnamed,
         about="An outlet whose name is nearly but not quite that of one that is known (docs/publishers.md).",
         bad=_OUTLETS.format("Human Right Watch"), good=_OUTLETS.format("Human Rights Watch")),
    Rule(name="outlet-set-two-ways", severity=Severity.HINT, check=_set,
         about="An outlet in italics once where it stands upright elsewhere, or the other way about.",
         bad=_SET.format("*Quay Times*"), good=_SET.format("Quay Times")),
    Rule(name="outlet-named-two-ways", severity=Severity.HINT, check=_outlets,
         about="One outlet that two citations name differently.",
         bad=_OUTLETS.format("U.S. Department of State"), good=_OUTLETS.format("State Department")),
)  # fmt: skip

"""Rules on what was heard: interviews, and attributions to more people than the note names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citations.citation import NOT_WEB_TYPES, Citation
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.grammar import PLACE_WORDS, ROLE_WORDS
from citations.names import fold_title
from citations.partial_date import find_dates
from citations.quotation import speaks
from citations.regex import regex

MIN_OTHERS = 3  # interviews that show a custom; 1 finds a wrong one more, 6 finds 325
MIN_OTHERS_TO_THE_DAY = 5  # that are dated to the day, so that one without is a slip
MOST_NAMELESS = 0.25  # of the interviews, whose notes do not say who was heard, so that it is a slip
DAY_PRINTED = regex(r"(?<!\d)\d{1,2}(?!\d)", re.VERBOSE)  # "5 and 6 May 2022", "5-6 мая"; not "May 2022"
_PEOPLE = """
    diplomats officials experts analysts observers activists residents journalists witnesses traders sailors lawyers
    workers farmers villagers bankers nurses teachers doctors soldiers locals members migrants refugees economists
    historians researchers scholars academics critics businessmen politicians monitors engineers relatives survivors
    veterans students judges guards pilots clerks agents prisoners detainees priests monks parents pupils patients tenants
    peasants aides envoys colleagues friends sources donors imams chiefs medics others associations unions organisations
    organizations groups companies ngos
""".split()
_SAY = """say doubt expect worry deny dispute concede note hope recall remember suggest blame accuse predict argue believe agree
    claim report warn estimate think fear complain suspect describe view see insist maintain admit acknowledge"""
_SAID = """said doubted expected worried denied disputed conceded noted hoped recalled remembered suggested blamed accused
    predicted argued believed agreed claimed reported warned estimated thought feared complained suspected described insisted
    told acknowledged"""
# "Curators", "practitioners", by their ending; not "newspapers" or "figures", which speak in one voice
_SPEAK_AS_ONE = r"\w*(?:papers|numbers|letters|orders|matters|factors|posters|rumou?rs|errors|indicators|sectors|powers|years)\b"
_BY_ENDING = rf"(?!{_SPEAK_AS_ONE})\w{{3,}}(?:ers|ors|ists|ians|eers|men|women|ees)"
# "Western diplomats say", "officials in the south, who left, said"; not "a diplomat said", "reports say"
PLURAL = regex(
    rf"""\b(?:{"|".join(_PEOPLE)}|{_BY_ENDING})\b(?:\s+(?:in|from|of|at|on|who|working)\s+[^,.;]{{2,40}}?)?
    (?:,\s+(?:who|whose|some|many|most|all)\b[^,.;]{{2,60}},)?\s+(?:(?:have|had)\s+)?(?:(?:also|often|since|long|now|still|all|\w+ly)\s+)?
    (?:{"|".join(f"{_SAY} {_SAID}".split())})\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Words of many, as in "according to several fishermen", "по словам жителей"; not "according to a judge", "по словам судьи"
BY_WORDS_OF = regex(
    rf"""\b(?:according\s+to\s+(?:(?!an?\b|one\b|the\s+[a-z]+['’]s\b)[\w-]+\s+){{0,3}}?(?:{"|".join(_PEOPLE)}|{_BY_ENDING})\b
    |по\s+(?:словам|мнению|оценкам?|утверждениям?)\s+(?:[а-яё-]+(?:ых|их)\s+){{0,2}}[а-яё-]+(?:ов|ев|ей|иц)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# "A diplomat says that fishermen", "Okoro said judges": one person speaks of them; not "diplomats say"
ONE_SAYS = regex(
    rf"\b(?:(?:an?|one|his|her|the)\s+(?:[\w’-]+\s+){{0,4}}?[\w’-]*[^\Ws]|(?-i:[A-Z])[\w’-]+)\s+(?:says|said|told|thinks|{'|'.join(_SAID.split())})\b[^.;]*$",
    re.VERBOSE | re.IGNORECASE,
)
SAYS_ONE = regex(r"^[^.;]*?,\s+(?:an?|one|the)\s+(?:[\w’-]+\s+){1,5}(?:says|said|told)\b", re.VERBOSE | re.IGNORECASE)
# "местные жители говорят", "эксперты считают"; not "житель говорит", "они говорят"
PLURAL_RU = regex(
    r"\b[^\W\d_]{4,}[иыея]\s+(?:(?:(?:в\s+это|этому|сами|уже|тоже|давно|до\s+сих\s+пор)\s+)?(?:не\s+)?(?:верят|боятся|надеются|думают|помнят|обвиняют|возмущаются|вспоминают|настаивают|сомневаются|подозревают|винят)|признают(?:ся)?|указывают|объясняют|подтверждают|пишут|опасаются|подч[её]ркивают|говорили|рассказали|признали|считали|отмечали|сообщили|говорят|считают|утверждают|полагают|сообщают|рассказывают|заявляют|отмечают|жалуются|уверены)\b",
    re.VERBOSE | re.IGNORECASE,
)
# "Most foreign diplomats", "many experts"; not "the experts"
MANY = regex(rf"\b(?:most|many|several|numerous|various)\b(?:\s+[\w-]+){{0,3}}?\s+(?:{'|'.join(_PEOPLE)})\b", re.VERBOSE | re.I)
# "X, interview with the authors": what stands there says neither who was heard nor where
WHO_ASKED = regex(
    r"""(?:(?:telephone|personal|author)\s+)?interviews?(?:\s+(?:by|with)\s+the\s+authors?)?|(?:the\s+)?(?:authors?|writer)""",
    re.VERBOSE | re.IGNORECASE,
)
# "email correspondence", "telephone interview": heard from afar, so no place is due
AFAR = regex(
    r"e-?mail|phone|skype|online|zoom|video|viber|whatsapp|telegram|communication|correspondence|written|message|letter|signal|переписк|телефон|скайп|зум|онлайн|видео|письм",
    re.IGNORECASE,
)
# "diplomats", "residents of the port", "с сотрудниками"; not "diplomat", "Carl Voss"
SEVERAL = regex(r"(?:^|\s)[a-zа-яё][\w-]*(?:s|men|people|ами|ями)(?:\s+(?:in|of|from|on|near)\b.*)?$|\b[а-яё]{3,}[ая]ми\b")
FIELD_RU = regex(r"\s(?:по|из|от|для|при|об?|в|на)\s")  # behind it stands what somebody does: "экспертом по работе с отходами"
# "interviews"; not "interview"
HEARD_SEVERAL = regex(r"interviews|conversations|discussions|focus\s+group|meetings", re.VERBOSE | re.IGNORECASE)
# "interviews were held in May", "беседы проходили": how the writers worked; not "interview, clerk, Kabul"
OWN_WORK = regex(
    r"""\b(?:spoke\s+(?:to|with)|(?:is|are|was)\s+based\s+on|draws\s+on
    |(?:interviews?|conversations?|meetings?)\s+(?:(?:were\s+)?(?:held|conducted|carried\s+out)|took\s+place)
    |опросили|проведены|(?:провели|проводились|проводили)\s+(?:интервью|опрос\w*|бесед\w*)
    |интервью\s+проведён\w*|(?:интервью|беседы|встречи)\s+(?:проходили|прошли|проводились|состоялись))\b""",
    re.VERBOSE | re.IGNORECASE,
)
OBSERVED = regex(
    r"observation|visit|notebook|field\s?notes|diary|наблюдени|дневник", re.IGNORECASE
)  # "Team observation", which hears nobody
COUNTED = regex(r"\d")  # "interview no. 15", of a list; of others the text may say who was heard
GROUP = regex(r"focus\s+group|discussions|meetings", re.VERBOSE | re.IGNORECASE)  # whose note names the place, not persons
ONLY_NAMES = regex(r"[A-Z][\w’'-]*(?:(?:,|\s+and)?\s+[A-Z][\w’'-]*)*", re.VERBOSE)  # "Farchana and Arkoum"; not "women in Adré"
# "сотрудниками министерства РТ. Душанбе": the abbreviation ends a sentence; not "Р. Душанбеев"
PLACE_BEHIND = regex(r"(?<=[a-zа-яё]\s)[A-ZА-ЯЁ]{2,}\.\s+[A-ZА-ЯЁ][\w’'-]+(?:\s[A-ZА-ЯЁ][\w’'-]+)?$", re.VERBOSE)
# "border guards in Panj", "residents of Barsem"; not "official of the Ministry"
PLACED = regex(
    r"""\b(?:in|at|near|outside)\s+(?:the\s+)?[A-Z]|\b(?:residents?|villagers?|inhabitants?)\s+(?:of|from)\s+[A-Z]
    |\b(?:[Вв]|из)\s+[А-ЯЁ]|\b(?:сел[аоеу]|город[ае]?|деревн[ияею]|пос[её]лк[аеу]|кишлак[ае]?|аул[ае]?)\s+[А-ЯЁ]""",
    re.VERBOSE,
)
# " guard" behind "border", " elder" behind "village": the person, not the place
WORKS_THERE = regex(
    r"""\s+(?:guards?|elders?|officers?|officials?|governors?|chiefs?|heads?|police\w*|judges?|doctors?|councillors?|leaders?
    |residents?)\b""",
    re.VERBOSE,
)
HEARD = regex(
    r"interview|conversation|discussion|meeting|talk|интервью|бесед|разговор|gespräch|мусоҳиб", re.VERBOSE | re.IGNORECASE
)
# "Ramesh Persaud", "Р. Давлатовым"; not "woman refugee"
NAMED = regex(r"(?:[A-ZА-ЯЁ](?:\.\s?|[\w’'-]+\s+)){1,3}[A-ZА-ЯЁ][\w’'-]+", re.VERBOSE)
GENITIVE = regex(r"\b(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)я|марта|мая|августа)\b", re.VERBOSE)
NOMINATIVE = {"марта": "март", "мая": "май", "августа": "август"}
FURTHER = regex(r"(?:Another|Others?|A\s(?:second|third)|The\s(?:other|second))\b")  # "Another said", with a note of his own
LED_BY_PERSON = regex(r"[^\W\d_]{3,},\s*$", re.VERBOSE)  # "Dock supervisor, " before "interview"
SPEAKER_BEHIND = regex(r"[”\"»],?\s+(?:–\s+)?(?:an?|the|one|another)\s+[^,.;:“”\"«»]{3,80}", re.VERBOSE | re.IGNORECASE)


def interviews(draft: Draft) -> list[tuple[Footnote, Citation]]:
    """Return the interviews that the notes cite in full, with their notes; not what was observed, nor how the writers worked."""
    found = ((note, one) for note, one in draft.full() if one.type == "interview" and "on file" not in one.text)
    return [(note, one) for note, one in found if not (OBSERVED.search(one.medium or "") or OWN_WORK.search(one.text))]


def _printed_parts(citation: Citation) -> list[str]:
    """What an interview prints between its medium and its date, as far as commas part it."""
    text = citation.text.replace(citation.date_printed or "\0", "")
    told = re.split(r"[,:(]\s*|\s+(?:with|с|бо|mit)\s+", text, flags=re.IGNORECASE)
    parts = [part for one in told[1:] if (part := one.strip(" .;)")) and part != "г"]
    return [part for part in parts if not WHO_ASKED.fullmatch(part)]


def _incomplete(draft: Draft) -> Iterator[Remark]:
    heard = [(note, citation, _printed_parts(citation)) for note, citation in interviews(draft)]
    near = [one for one in heard if not _from_afar(one[1])]
    placed = sum(_has_place(citation, parts) for _, citation, parts in near)
    known: set[str] = set()
    nameless = sum(_names_nobody(citation) for _, citation, _ in heard)
    named_all = nameless <= MOST_NAMELESS * len(heard) and len(heard) - nameless >= MIN_OTHERS
    dayless = _lone_without_day([citation for _, citation, _ in heard])
    for note, citation, parts in heard:
        if citation.url:
            continue  # it was published
        if not parts and not citation.issued and known & set(fold_title(note.text).split()):
            continue  # "Vandermark, interview.": a short form of one before it
        known.update(fold_title(citation.interviewee or "").split()[-1:])
        lacks = [] if _tells_whom(note, citation, parts) and not (named_all and _names_nobody(citation)) else ["who was heard"]
        if not citation.issued and not find_dates(note.text[citation.span[1] :]):  # "с врачом. Герат, 4 мая 2014 г."
            lacks.append("when")
        elif citation.issued and not (citation.issued.month or citation.issued.season):
            lacks.append("the month")
        if not _from_afar(citation) and not _has_place(citation, parts) and placed * 2 > len(near):
            lacks.append("the place")
        if citation is dayless:
            lacks.append("the day")
        if lacks:
            yield Remark(label=note.label, quoted=citation.text, why=f"The interview does not say {', '.join(lacks)}.")


def _lone_without_day(heard: list[Citation]) -> Citation | None:
    """The one interview that prints a month and no day, where all others of the document print one."""
    dated = [one for one in heard if one.issued and one.issued.month]
    bare = [one for one in dated if not one.issued or not one.issued.day]
    is_lone = len(bare) == 1 and len(dated) > MIN_OTHERS_TO_THE_DAY and not DAY_PRINTED.search(bare[0].text)
    return bare[0] if is_lone else None


def _tells_whom(note: Footnote, citation: Citation, parts: list[str]) -> bool:
    """Whether a note says who was heard, or its sentence does; "interviews, Kabul, May 2014" leave it to the text."""
    led = LED_BY_PERSON.search(note.text[: citation.span[0]])
    several = HEARD_SEVERAL.search(citation.medium or "")
    is_named = citation.interviewee or led or several or _names_somebody(parts) or _says_who(note.claim or "")
    return bool(is_named) or not HEARD.search(citation.text)


def _names_nobody(citation: Citation) -> bool:
    """Whether the note of a numbered interview leaves it to the text who was heard: "Interview no. 15, Orsava, May 2023"."""
    is_one = COUNTED.search(citation.medium or "") and not HEARD_SEVERAL.search(citation.medium or "")
    return bool(is_one) and not any(one.field == "interviewee" for one in citation.fields)


def _has_place(citation: Citation, parts: list[str]) -> bool:
    heard = citation.interviewee or ""
    is_group = GROUP.search(citation.medium or "") and ONLY_NAMES.fullmatch(heard)
    named = (word for word in PLACE_WORDS.finditer(citation.text) if not WORKS_THERE.match(citation.text, word.end()))
    is_told = PLACED.search(citation.text) or any(named)
    behind = heard and any(ONLY_NAMES.fullmatch(part) and part not in heard for part in parts)
    return bool(citation.publisher_place or is_group or PLACE_BEHIND.search(heard) or is_told or behind) or len(parts) > 1


def _names_somebody(parts: list[str]) -> bool:
    return len(parts) > 1 or any(part[:1].islower() for part in parts)


def _says_who(claim: str) -> bool:
    """Whether the sentence names who speaks behind what it quotes: "”, a reader of eighty said"."""
    return any(speaks(match[0]) for match in SPEAKER_BEHIND.finditer(claim))


def _from_afar(citation: Citation) -> bool:
    return bool(AFAR.search(f"{citation.medium} {citation.publisher} {citation.text.partition(',')[0]}"))


def _to_the_day(draft: Draft) -> Iterator[Remark]:
    dated = [(note, citation) for note, citation in interviews(draft) if citation.issued]
    exact = [(note, citation) for note, citation in dated if citation.issued and citation.issued.day]
    if len(exact) == 1 and len(dated) > MIN_OTHERS:
        note, citation = exact[0]
        is_named = NAMED.fullmatch(citation.interviewee or "") and not ROLE_WORDS.search(citation.interviewee or "")
        danger = "" if is_named else ", and a day may give the person away"
        why = f"The interview is dated to the day; the other {len(dated) - 1} are not{danger}."
        mend = re.sub(r"\b\d{1,2}(?:st|nd|rd|th)?\b[.,]?\s*", "", citation.date_printed or "")
        mend = GENITIVE.sub(lambda month: NOMINATIVE.get(month[0], month[0][:-1] + "ь"), mend)
        yield Remark(label=note.label, quoted=citation.text, why=why, mend=mend or None)


def _together(draft: Draft) -> Iterator[tuple[Footnote, list[Citation]]]:
    """Yield each note with what all notes of its sentence cite."""
    held: dict[tuple[int, str], list[Citation]] = defaultdict(list)
    for note in draft.briefing.footnotes:
        if note.marker and note.claim:
            held[note.marker.paragraph, note.claim] += note.citations
    for note in draft.briefing.footnotes:
        if note.marker and note.claim:
            yield note, held[note.marker.paragraph, note.claim]


def _before(draft: Draft) -> dict[str, str]:
    """The sentence before that of each note, where no other note stands in it or at its end."""
    offsets: dict[int, list[int]] = defaultdict(list)
    for marker in draft.markers():
        offsets[marker.paragraph].append(marker.offset)
    found: dict[str, str] = {}
    for note in draft.briefing.footnotes:
        at = draft.body[note.marker.paragraph].text.find(note.claim_before) if note.marker and note.claim_before else -1
        if note.marker and at >= 0 and not any(at < one <= at + len(note.claim_before) for one in offsets[note.marker.paragraph]):
            found[note.label] = note.claim_before
    return found


def _told_before(note: Footnote, before: dict[str, str]) -> re.Match[str] | None:
    """The plural in the sentence before one that begins with what somebody says: "Clerks say so. “It is done,” one said"."""
    opens = (note.claim or "").lstrip()[:1] in tuple("“\"«‘'")
    return PLURAL.search(before.get(note.label, "")) if opens and not FURTHER.match(note.claim_after) else None


def _plural(draft: Draft) -> Iterator[Remark]:
    before = _before(draft)
    for note, cited in _together(draft):
        claim = note.claim or ""
        told = next(filter(None, (one.search(claim) for one in (PLURAL, PLURAL_RU, BY_WORDS_OF))), None)
        if told and (ONE_SAYS.search(claim[: told.start()]) or SAYS_ONE.search(claim[told.end() :])):
            continue
        said = told or _told_before(note, before)
        alone = cited[0] if len(cited) == 1 else None
        if said and alone and alone.type in NOT_WEB_TYPES and not _of_several(alone):
            why = f"The sentence speaks of several persons; its note names one: “{alone.text}”."
            yield Remark(label=note.label, quoted=said[0], why=why, mend="name a second source, or write of one person")


def _of_several(citation: Citation) -> bool:
    heard = citation.interviewee or ""
    roles = (part for part in _printed_parts(citation) if part[:1].islower() or ROLE_WORDS.search(part))
    who = [heard, *(part for part in roles if part not in heard)]
    return bool(
        HEARD_SEVERAL.search(citation.medium or citation.text) or any(SEVERAL.search(FIELD_RU.split(one)[0]) for one in who)
    )


def _many(draft: Draft) -> Iterator[Remark]:
    for note, cited in _together(draft):
        said = MANY.search(note.claim or "")
        if said and len(cited) == 1 and cited[0].type not in NOT_WEB_TYPES and PLURAL.search(note.claim or ""):
            yield Remark(
                label=note.label, quoted=said[0], why="The sentence speaks of many persons; its note names one document."
            )


_HEARD = "".join(f"Talk {n}.[^{n}]\n\n" for n in range(1, 6)) + "".join(
    f"[^{n}]: Interview, teacher, Kabul, {{}}May 201{n}.\n\n".format("{}" if n == 5 else "") for n in range(1, 6)
)
_TWO = "The talks ended.[^1] They resumed.[^2]\n\n[^1]: {}.\n\n[^2]: {}.\n"
RULES = (
    Rule(name="interview-incomplete", severity=Severity.WARNING, check=_incomplete,
         about="An interview without person, month, or place where most of the document’s interviews have one.",
         bad=_TWO.format("Interview, teacher, Kabul, May 2014", "Interview, nurse, Kabul, 2014"),
         good=_TWO.format("Interview, teacher, Kabul, May 2014", "Interview, nurse, Kabul, June 2014")),
    Rule(name="interview-to-the-day", severity=Severity.WARNING, check=_to_the_day,
         about="One interview dated to the day where all others are not.", bad=_HEARD.format("7 "), good=_HEARD.format("")),
    Rule(name="plural-on-one-source", severity=Severity.WARNING, check=_plural,
         about="“Diplomats say”, and the note names one of them.",
         bad="Western diplomats say the port will close.[^1]\n\n[^1]: Interview, Western diplomat, Kabul, May 2014.\n",
         good="A Western diplomat said the port will close.[^1]\n\n[^1]: Interview, Western diplomat, Kabul, May 2014.\n"),
    Rule(name="many-on-one-document", severity=Severity.HINT, check=_many,
         about="“Most experts say”, and the note names a single document.",
         bad='Most experts say the port will close.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n',
         good='Experts say the port will close.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'),
)  # fmt: skip

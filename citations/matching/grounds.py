"""Whose story, theory or ground a statement is: "The excuse was that |", "on the ground that |", "под предлогом того, что |".

Enters: a source's words (`citations.words`), and the number of the first word of a statement. Leaves: the words that give it as
somebody's reason, belief or charge, as numbers, or None. What the source calls its own ("my view is that"), and what it says
itself by such a clause ("the problem is that", "дело в том, что"), is its own. English and Russian.
"""

from __future__ import annotations

import re

from citations.lexicon import begins_noun_phrase, is_pronoun
from citations.matching.clauses import is_complementiser
from citations.matching.hearsay import INSTITUTION
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, sentence_begin, sentence_starts

_FRAME_WORDS = 24  # of a sentence before its "that", among which the noun stands on which the clause hangs
_CHAIN_WORDS = 30  # from an "and" back to the "that" of the first of several clauses
_AND = frozenset("and or и или".split())
_HOW = frozenset(["how", "как"])  # "tales of how |"
_FIRST = frozenset("i we я мы".split())
# What somebody believes, tells, pleads or charges, and need not be so
_TOLD = (
    r"(?:stor(?:y|ies)|tales?|accounts?|explanations?|excuses?|pretexts?|justifications?|theor(?:y|ies)|hypothes[ie]s|charges?"
    r"|accusations?|allegations?|claims?|contentions?|assertions?|complaints?|versions?|myths?|legends?|rumou?rs?|gossip|pleas?"
    r"|alibis?|superstitions?|fables?|fiction|insinuations?|whispers?)"
)
_HELD = (
    r"(?:arguments?|objections?|criticisms?|readings?|interpretations?|beliefs?|views?|opinions?|impressions?|convictions?"
    r"|suspicions?|guess|bet|notions?|conceits?|fears?|worry|worries|hopes?|assumptions?|premises?|presumptions?|expectations?"
    r"|predictions?|forecasts?|positions?|stances?|lines?|defen[cs]es?|thes[ie]s|doctrines?|dogmas?|creeds?|mantras?|slogans?"
    r"|promises?|pledges?|boasts?|assurances?|testimon(?:y|ies)|recollections?|grievances?|wisdom|logic|rationale|reasoning|talk"
    r"|motives?|(?:stated|official|ostensible|alleged|supposed|declared|given|public)\s(?:reasons?|grounds?|causes?"
    r"|purposes?|aims?))"
)
# by whom the rest is given: "his reply", "the ministry's answer", "the prosecution's case"
_GIVEN = (
    r"(?:(?:his|her|their|its|whose|\w+'s|\w+s')\s(?:\w+\s)?(?:answers?|repl(?:y|ies)|responses?|case|reasons?|point|message"
    r"|word))"
)
_BE = (
    r"(?:is|was|were|are|being|(?:has|had)\s(?:\w+\s)?been|remain(?:s|ed)|r[au]ns?|went|goes|became|(?:boil(?:s|ed)"
    r"|c[ao]mes?)\sdown\sto"
    r"|amount(?:s|ed)\sto|held|holds|has\sit|had\sit|persist(?:s|ed)|prevail(?:s|ed)|spread|circulat(?:es|ed)|linger(?:s|ed))"
)
_STATED = regex(
    rf"\b(?:{_TOLD}|{_HELD}|{_GIVEN})(?:\s(?!that\b)[\w']+){{0,8}}?\s{_BE}(?:\s(?:simply|only|merely|always|still|then))?$"
)
_NOUN_THAT = regex(
    rf"\b(?:{_TOLD}|assurances?|promises?|pledges?|boasts?)(?:\s(?:of|about|from)\s[\w']+(?:\s[\w']+)?)?(?:\s(?:of|about))?$"
)
_IT_IS = regex(
    rf"\bit\s(?:is|was|remains|remained|became|(?:has|had)\s(?:\w+\s)?been)\s(?:\w+\s){{1,3}}?(?:{_TOLD}|{_HELD})"
    r"(?:\s[\w']+){0,6}$"
)
# "the explanation is that" is the source's own, unless it is somebody's
_EXPLAINS = regex(r"(?:explanation|justification|rationale|logic|premise)s?\s(?:is|are)")
_GROUND = regex(
    r"""\b(?: on\s(?:\w+\s){1,3}?(?:grounds?|basis|footing|pretext|pretence|pretense
        |assumption|understanding|excuse|theory|premise|supposition|plea|presumption|argument)
      | with\s(?:\w+\s){1,2}?(?:assurance|promise|excuse|explanation|comment|remark|words?|claim|threat|warning|boast|plea
      |pledge)s?
      | (?:has|have|had|having)\sit | (?:put|puts|putting|spread|gave|give|gives|giving)\s(?:it\s)?(?:about|around|abroad|out)
      | under\s(?:the\s)?(?:pretext|pretence|pretense|guise) | in\sthe\s(?:\w+\s)?(?:belief|hope|expectation|conviction) )$""",
    re.VERBOSE,
)
_TOLD_RU = (
    r"(?:(?:верси|объяснени|теори|гипотез|обвинени|упрек|претензи|легенд|миф|отговорк|оправдани|предлог|подозрени|догадк|слух|сплетн"
    r"|домысл|байк|небылиц|утверждени|навет|сказк|россказн|мотив)\w*"
    r"|(?:рассказ|донос)(?:ы|ов|ам|ами|ах|ом|у|а|е)?)"
)
_HELD_RU = (
    r"(?:довод|аргумент|мнени|позици|убеждени|предположени|опасени|надежд|расчет|показани|жалоб|возражени|тезис|логик"
    r"|уверенност|вер[аыуе]$|точк\w+\sзрени|лини\w+\sзащит|ответ)\w*"
)
# "состояла в том", "сводилась к тому", "такова"; behind them a "что" or a colon
_BE_RU = (
    r"(?:(?:состо|заключа|своди|свел|был|есть|звуча|остава|остал|гласи)\w*(?:\s\w+){0,2}?\s(?:в\sтом|к\sтому|том[у]?|то|тот"
    r"|та|такова?|таким|такой|прост\w+)|в\sтом|гласи\w+|таков\w*|звуч\w+\sтак)"
)
_STATED_RU = regex(rf"(?:^|\s)(?:{_TOLD_RU}|{_HELD_RU})(?:\s\w+){{0,5}}?\s{_BE_RU}$")
_NOUN_THAT_RU = regex(rf"(?:^|\s){_TOLD_RU}(?:\s\w+){{0,3}}?(?:\s(?:о|в|про|на)\s(?:том|то))?$")
_GROUND_RU = regex(
    r"""(?:^|\s)(?: на\sтом(?:\s\w+)?\sосновани[ии] | на\sосновании\sтого | под\s(?:\w+\s){0,2}предлогом(?:\sтого)?
      | (?:отбива|отговарива|отгово|отделыва|отдел|защища|прикрыва|прикры|отмахива|козыря|утеша|успокаива)\w+\s(?:\w+\s){0,4}?тем
      | (?:сто(?:ит|ят|ял|яла|яли)|настаива\w+|упира\w+|упер\w+|держа\w+)\s(?:\w+\s)?на\sтом
      | (?:корил|упрекал|упрекну|бранил|руга|поносил|клеймил|стыдил|журил|попрека|винил|осужда|осудил)\w*\s(?:\w+\s){0,4}?за\sто
      | (?:со|из)\sслов\s\w+(?:\s\w+){0,2}\s(?:выходит|получается|следует|выходило|получалось|следовало)
      | (?:ссыла|сосла|пеня)\w+\s(?:\w+\s){0,3}?на\sто | со\sссылкой\sна\sто
      | (?:мотивир|аргументир|обоснов|оправд|объясн(?!\w*с[яь]\b))\w+\s(?:\w+\s){0,5}?тем | в\s(?:надежде|расчете)(?:\sна\sто)?
      | (?:в\s|с\s)?(?:убеждении|уверенности|уверенностью)(?:\sв\sтом)?
      | (?:обвин|упрек|укор|улича|улич|винил|вини|изоблич|попрек|подозрев|заподозр)\w*\s(?:\w+\s){0,4}?(?:в\sтом|тем)
      | став(?:ил|ят|ит|или|ила)\s(?:\w+\s){0,3}?в\s(?:вину|упрек|укор)\s(?:\w+\s)?то
      | (?:вменя|инкримин|приписыва)\w+\s(?:\w+\s){0,4}?то )$""",
    re.VERBOSE,
)
# What somebody thinks or pleads as he acts: "closed the case, believing that |", "закрыли дело, посчитав, что |"
_ACTING = regex(
    r"""believing|thinking|reasoning|judging|deciding|convinced|persuaded|fearing|suspecting|assuming|supposing|imagining
        |hoping|certain
      |confident|pleading|claiming|arguing|alleging|asserting|insisting|contending|maintaining|protesting|complaining
      |swearing|boasting
      |посчитав|сочтя|решив|рассудив|полагая|считая|уверяя|утверждая|доказывая|заявляя|заявив|заверив|уверив|рассчитывая|надеясь
      |опасаясь|боясь|подозревая|думая|ссылаясь|жалуясь|клянясь|убежденн\w+|уверенн\w+""",
    re.VERBOSE,
)
# At the beginning of a sentence: "As the ministry tells it, |", "В его изложении |"; not "according to the ministry, |"
_TELLING = regex(
    r"""(?:(?:and|but|so|и|а|но)\s)?(?: as\s(?:[\w']+\s){1,4}(?:tells?|told|has|have|had|puts?|sees|saw|would\shave)\sit
      | to\shear\s(?:[\w']+\s){1,3}(?:tell|talk|speak)(?:\s(?:it|of\sit))?
      | (?:on|by|in|according\sto)\s(?:(?:the\s)?[\w']+(?:'s|s')|his|her|their|its|the\sofficial|that|one)\s(?:\w+\s)?(?:account
        |telling|version|reckoning|story|reading|retelling|eyes|book)
      | в\s(?:его|ее|их|официальн\w+|\w+ой)\s(?:изложении|пересказе|рассказе|версии|передаче|трактовке)
      | в\s(?:изложении|пересказе|рассказе|передаче|трактовке)\s\w+(?:\s\w+)?
      | по\s(?:его|ее|их|официальн\w+|ведомственн\w+)\s(?:\w+\s)?(?:версии|рассказу|рассказам|логике)
      | послушать\s\w+(?:\s\w+)?(?:\sтак)? | со\sслов\s\w+(?:\s\w+)? )""",
    re.VERBOSE,
)
_TELLING_WORDS = 8  # the longest of them
# Before a colon, the noun and its owner: "The official version: |", "Версия защиты: |"
_OWNERS = r"(?:his|her|their|its|official|stated|public|government|police|ministry|company|\w+'s|\w+s')\s(?:\w+\s)?"
_RUNS = r"\s(?:is|was|ran|runs|went|goes|had\sbeen|has\sbeen)(?:\s\w+){0,3}"
_OWNED = regex(
    rf"(?:(?:{_OWNERS}{_TOLD}|{_TOLD}\sof\s(?:\w+\s){{0,2}}\w+)(?:{_RUNS})?|{_OWNERS}{_HELD}{_RUNS}"
    rf"|(?:tell|tells|told)\s(?:an?\s)?(?:different|another|other)\s{_TOLD})$"
)
_SUBJECT_RU = (
    r"(?:логика|доводы?|ответ|расчет|позиция|мотив|верси[яи]|объяснени[ея]|теори[яи]|гипотеза|обвинени[ея]|упрек|претензия"
    r"|легенда|отговорка|оправдани[ея]|предлог)"
)
_OWNED_RU = regex(
    rf"^(?:(?:и|а|но|вот)\s)?(?:(?:его|ее|их|официальн\w+|главн\w+|\w+ая|\w+ое)\s(?:\w+\s)?{_SUBJECT_RU}"
    rf"|{_SUBJECT_RU}\s(?!был|так|прост|звуч|одн)\w+)(?:\s\w+){{0,4}}$"
)
# The source's own: "my view is that", "this paper's argument"; a body's in the present: "the court's view is that"
_OWN = frozenset("my our мой моя мое мои моего моей наш наша наше наши нашей нашего я мы this here".split())
# not "the reason I was given"
_MINE = regex(r"\b(?:i|we)\s(?!(?:was|were|am|are|had|have|got|get|heard|hear|received|keep|kept)\b)")
_BODY = regex(r"(?:court|tribunal|panel|bench|jury)(?:'s)?|суд\w*|коллеги\w+")
_PAST = regex(r"was|were|had|held|ran|went|came|became|remained|amounted|boiled")


def ground_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words before word `index` that give its clause as somebody's story, belief, ground or charge; None for none.

    "The excuse was that |", "on the ground that the town was shelled and that |", "Версия защиты: |".
    """
    if index < 2 or sentence_starts(source, index):
        return None
    if ":" in source.gap(index):
        return _owned(source, index)
    if told := _telling(source, index):
        return told
    that = _that_of(source, index)
    if that is None or any(mark in source.gap(index) for mark in QUOTES):
        return None
    begin = sentence_begin(source, that, max(0, that - _FRAME_WORDS))
    frame = source.forms[begin:that]
    is_acting = bool(frame) and _ACTING.fullmatch(frame[-1]) and "," in source.gap(that - 1) and _FIRST.isdisjoint(frame)
    is_acting = is_acting and not any(map(INSTITUTION.fullmatch, frame))  # an office tells of its own matters
    return (begin, index) if frame and (is_acting or _is_told(frame)) else None


def _that_of(source: SourceText, index: int) -> int | None:
    """Return the "that" whose clause begins at word `index`, or one word before it, or is joined by "and" to one that does."""
    for number in (index - 1, index - 2):
        is_that = is_complementiser(source.forms[number]) or source.forms[number] in _HOW
        if is_that and (number == index - 1 or _leads_in(source.forms[index - 1])):
            break
    else:
        number = index
    before = source.forms[number - 1]
    if before not in _AND:
        return number if number < index else None
    floor = max(0, number - _CHAIN_WORDS)
    for at in range(number - 2, floor, -1):
        if is_complementiser(source.forms[at]):
            return at if source.forms[at - 1] not in _AND else _that_of(source, at + 1)
        if sentence_starts(source, at + 1) or source.gap(at + 1).strip(BLANKS) not in ("", ","):
            return None
    return None


def _leads_in(form: str) -> bool:
    return begins_noun_phrase(form) or is_pronoun(form)


def _is_told(frame: list[str]) -> bool:
    text, last = " ".join(frame), frame[-1]
    found = _search(text, (_STATED, _IT_IS, _NOUN_THAT, _GROUND) if last.isascii() else (_STATED_RU, _NOUN_THAT_RU, _GROUND_RU))
    if found is None:
        return False
    words = found[0].split()
    if _EXPLAINS.fullmatch(found[0]) and text[: found.start()].split()[-1:] in (
        ["the"],
        ["simple"],
        ["likely"],
        ["only"],
        ["real"],
    ):
        return False
    around = [*text[: found.start()].split()[-2:], *words]
    if not _OWN.isdisjoint(around) or _MINE.search(" ".join(around)):
        return False
    return not any(map(_BODY.fullmatch, around)) or any(map(_PAST.fullmatch, words)) or found.re in (_GROUND, _GROUND_RU)


def _search(text: str, patterns: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.search(text))), None)


def _owned(source: SourceText, index: int) -> tuple[int, int] | None:
    begin = sentence_begin(source, index, max(0, index - _FRAME_WORDS))
    text = " ".join(source.forms[begin:index])
    pattern = _OWNED if source.forms[index - 1].isascii() else _OWNED_RU
    found = pattern.search(text) or (None if source.forms[index - 1].isascii() else _STATED_RU.search(text))
    return (begin, index) if found and _OWN.isdisjoint(text.split()) else None


def _telling(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the beginning of the sentence, up to word `index`, by which somebody tells the rest: "On his account, |"."""
    begin = sentence_begin(source, index, max(0, index - _TELLING_WORDS))
    mark = source.gap(index).strip(BLANKS)
    if not sentence_starts(source, begin) or (mark != "," and (mark or source.forms[index - 1].isascii())):
        return None
    frame = source.forms[begin:index]
    return (begin, index) if _OWN.isdisjoint(frame) and _TELLING.fullmatch(" ".join(frame)) else None

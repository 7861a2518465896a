"""Whose word a statement is: what stands beside it and gives it to a party, to a rumour, to a crowd, or to nobody.

Enters: a source's words (`citations.words`), and the number of the first word of a statement or of the one behind its last.
Leaves: the words that give it away, as numbers, or None. What the source says in the first person, or by nobody ("it is clear
that"), is its own; what one person says is quoted for that person's sake. English, Russian, a few Tajik words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.lexicon import (
    begins_noun_phrase,
    is_adjective,
    is_adverb,
    is_attribution,
    is_conjunction,
    is_function_word,
    is_pronoun,
)
from citations.matching.bounds import clause_begin
from citations.matching.clauses import is_complementiser, is_somebody, states, voices
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, sentence_begin, sentence_starts

_FRAME_WORDS = 12  # between the verb that gives a clause to somebody and the sentence's beginning: at 6 one by hand passes
_APPOSITION_WORDS = 6  # between the commas that part a party from its verb
_CHARGE_WORDS = 40  # of a sentence before a piece of it, at whose beginning an accuser is named
_AFTER_WORDS = 8  # behind a statement, in which it is given to a crowd: "according to one of the many rumours"
_ASIDES = frozenset([",", "–", "—", "-", "(", ",–", ",—"])  # what an aside about the speaker follows
# What the source says in the first person, or impersonally, is its own.
_OF_THE_SOURCE = frozenset("i we it there я мы это ман мо".split())
INSTITUTION = regex(
    r"""(?: ministr(?:y|ies) | government | compan(?:y|ies) | party | defen[cs]e | prosecution | regime
      | authorit(?:y|ies) | side
      | министерств\w+ | правительств\w+ | компани\w+ | парти\w+ | защит[аы] | обвинени\w+ | власт[иь] | администраци\w+
      | сторон[аы] | вазорат\w* | ҳукумат\w* )""",
    re.VERBOSE,
)
# "The government insists that |", "Власти уверяют, что |"
_DISTANCING = regex(
    r"""(?:claim|insist|alleg|maintain|contend|assert|purport|estimat)\w* | (?:увер|завер|настаив)\w+""", re.VERBOSE
)
# The same of one person: "Lind claimed that |"
_DOUBTED = regex(r"(?:claim(?:s|ed)|alleg(?:es|ed)|purport(?:s|ed))")
# "утверждал" is said of what is true too, but not of who has a part in a trial: "Свидетель Кочетов утверждал, что |"
_ASSERTED_RU = regex(r"утвержда\w+")
OF_A_TRIAL = regex(
    r"""(?: witness | defendant | suspect | accused | plaintiff | claimant | complainant | свидетел[ья] | обвиняем\w+
      | appellants? | respondents? | applicants? | petitioners? | заявител[ья]\w*
      | подсудим\w+ | подозреваем\w+ | истец | истица | ответчи\w+ | потерпевш\w+ )""",
    re.VERBOSE,
)
# A sentence that begins so says what an accuser has not proved: "По версии следствия, |", "According to prosecutors, |"
_CHARGE = regex(
    r"""(?: according\sto\s(?:the\s|an?\s|state\s|federal\s|police\s)*(?:prosecut\w+ | indictment | charges? | investigators?
          | accusers? | complaint | lawsuit | plaintiffs?)
      | (?:prosecutors|investigators|the\s(?:prosecution|indictment|complaint|plaintiffs?))\s(?:alleged?|claim(?:ed)?|charged?)
      | по\s(?:версии|утверждению|данным)\s(?:\w+\s)?(?:следствия|обвинения|прокуратуры|прокурора|следователей|истца)
      | по\sверсии\s\w+ | как\s(?:утверждает|считает|полагает)\s(?:следствие|обвинение|прокуратура|истец) )\b""",
    re.VERBOSE,
)
# what somebody is accused of, to the end of its sentence
_CHARGED = regex(
    r"""\b(?:(?:обвиня|подозрева|инкриминир)\w+(?:\s\w+){0,3}?\sтом\sчто
      | (?:accused|suspected)\sof | charged\swith | alleged\sto\shave)\b""",
    re.VERBOSE,
)
_SHORTEST_PLURAL = 4  # letters: "says" and "was" are none
_PLURAL_VERBS = ("ят", "ют", "ут", "ли", "анд")

_SAID = (
    r"(?:assumed|believed|said|thought|claimed|alleged|rumou?red|supposed|suggested|held|argued|reported|whispered|imagined"
    r"|feared|presumed|speculated|maintained|contended|asserted)"
)
_SAYS = (
    r"(?:say|says|said|thinks?|thought|believe[sd]?|claim(?:s|ed)?|insist(?:s|ed)?|assumed?|argued?|supposed?|whisper(?:s|ed)?|swear"
    r"|tell\syou|alleged?|maintain(?:s|ed)?)"
)
_TALK = (
    r"(?:rumou?rs?|legends?|gossip|hearsay|folklore|superstition|tradition|myths?|tales?|(?:conventional|received|popular)\swisdom"
    r"|propaganda)"
)
_LEAFLET = r"(?:leaflets?|pamphlets?|flyers?|graffiti|tabloids?|memes?|posters?|blogs?|bloggers?)"
_CROWD = (
    r"(?:people|many|some|others|everyone|everybody|locals|critics|opponents|sceptics|skeptics|detractors|cynics|neighbou?rs"
    r"|gossips|optimists|pessimists|outsiders)"
)
# Before "that", or before a statement without it: "it is often said", "rumour has it"; not "it was announced", "she said"
_FRAME = regex(
    rf"""(?:^|\s)(?:
        it(?:'s|\s(?:is|was|has\sbeen|had\sbeen))\s(?:\w+\s){{0,2}}{_SAID}(?:\s(?!by\b)\w+){{0,4}}
      | (?:{_TALK}|word|the\s(?:story|joke|theory|saying|talk))(?:\s\w+){{0,3}}?\s(?:has|had|is|was|goes|went|says?|said
        |holds?|held|claims?
          |spread|suggests?)(?:\sit)?
      | there(?:'s|\s(?:is|was|are|were|has\sbeen|have\sbeen))\s(?:\w+\s){{0,3}}(?:{_TALK}|beliefs?|views?|theory|theories
        |story|stories
          |claims?|talk|suspicions?|fears?|perceptions?|assumptions?|whispers?|hopes?|speculation)
      | {_CROWD}\s(?:\w+\s){{0,3}}{_SAYS}(?:\s(?:me|us|you))? | they\s(?:\w+\s)?(?:say|claim|think|believe|tell\s(?:me|us|you))
      | you\s(?:\w+\s){{0,3}}(?:say|said|claim(?:ed)?|think|thought|heard?|read|told|wrote)(?:\s\w+){{0,4}}
      | (?:whoever|(?:anyone|anybody|everyone|those|people)\swho)\s(?:\w+\s)?{_SAYS}
      | (?:i|we|he|she|they)(?:'ve|\s(?:am|are|is|was|were|have|has|had))\s(?:\w+\s){{0,2}}(?:told|assured|led\sto\sbelieve
          |given\sto\sunderstand)
      | (?:i|we)(?:'ve)?\s(?:\w+\s){{0,2}}heard(?:\s\w+){{0,3}}
      | (?:attributed|imputed|ascribed)\sto\s(?:\w+\s?){{1,3}}
      | (?:used\sto|once)\s(?:think|thought|believed?|say|assumed?|hoped?|suppose)
      | under\sthe\s(?:\w+\s)?(?:impression|illusion)
      | (?:will|shall|i'll|we'll|you'll|they'll|he'll|she'll)\s(?:\w+\s){{0,3}}(?:told|hear|assured|informed|reminded
          |(?:tell|assure|remind|inform|swear\sto)\s(?:you|us|me|them|anyone|everyone))(?:\s\w+){{0,4}}
      | (?:asked|invited|expected|supposed|meant|required|encouraged|going|is|are|was|were)\sto\s(?:\w+\s)?(?:believe
          |imagine|swallow)
      | (?:have|want|wants|wanted|like|likes)\s(?:us|you|me|everyone|everybody|people|the\s\w+)\s(?:all\s)?(?:to\s)?
          (?:believe|think|imagine)
      | {_LEAFLET}(?:\s\w+){{0,3}}\s{_SAYS} | (?:letter|message|note|e?mail|text|post|article|video|website
        |channel)s?\s(?:\w+\s){{0,2}}(?:claim|alleg|purport)\w*
      )$""",
    re.VERBOSE,
)
_SOURCE_OF_TALK = (
    rf"(?:{_TALK}|{_LEAFLET}|{_CROWD}|unconfirmed|unverified|preliminary|initial|early|unnamed|anonymous|hearsay|enemies|rivals)"
)
_TOLD_BY = regex(rf"""(?:^|\s)according\sto\s(?:\w+\s){{0,3}}{_SOURCE_OF_TALK}(?:\s\w+){{0,2}}$""", re.VERBOSE)

_RUMOUR_RU = (
    r"(?:слух\w*|молв\w+|сплетн\w+|легенд\w+|предани\w+|поверь\w+|миф\w*|анонимк\w+|листовк\w+|соцсет\w+|телеграм\w*|каналы?|блогер\w*"
    r"|таблоид\w*|пропаганд\w+|языки|недоброжелател\w+|скептик\w*|критик[иа]|оппонент\w*|противник\w*)"
)
_TEXT_RU = r"(?:письм\w+|записк\w+|пост[аеу]?|сообщени\w+|чат\w*|сет\w+|интернет\w*|видео|сайт\w*)"
_SAY_RU = (
    r"(?:говор(?:ят|или|ит)|поговарива\w+|болта(?:ют|ли)|судач\w+|шепч\w+|шепта\w+|толк(?:уют|овали)|рассказыва(?:ют|ли|ет)|пишут|писали"
    r"|пишет|утвержда(?:ют|ли|ет)|уверя(?:ют|ли|ет)|счита(?:ют|ли|ет)|полага(?:ют|ли)|дума(?:ют|ли|ет)|вер(?:ят|или|ит)|тверд(?:ят|или|ит)"
    r"|гласит)"
)
_THEY_SAY_RU = r"(?:говорят|говорили|поговаривают|болтают|рассказывают|пишут|утверждают|уверяют|твердят)"
# "нам | всю зиму | рассказывали | на каждом собрании"
_TELL_RU = (
    r"(?:(?:рас|по)?(?:сказ(?:ыва(?:ли|ют)|али)|скажут)|говор(?:или|ят)|(?:по)?обеща(?:ли|ют)|объясн(?:яли|яют|или|ят)|внуша(?:ли|ют)"
    r"|внушат|доказыва(?:ли|ют)|докажут|тверд(?:или|ят)|кл(?:ялись|янутся)|поклянутся|повторя(?:ли|ют)|докладыва(?:ли|ют)|доложат"
    r"|напомнят|сообщат|заявят|расписыва(?:ли|ют))"
)
_WHEN_RU = (
    r"(?:(?:еще|всю|весь|все|всегда|тут|тоже|уже|опять|снова|потом|сейчас|теперь|кажд\w+|зиму|лето|осень|весну|год|день|раз|годами"
    r"|месяцами|много|не|\w{3,}о)\s){0,3}"
)
_WHERE_RU = r"(?:\s(?:с|со|в|во|на|из|от|по|перед|при|за|к|у|о|об)\s\w+(?:\s\w+){0,2})?"
_FRAME_RU = regex(
    rf"""(?:^|\s)(?:
        счита(?:ется|лось) | утвержда(?:ется|лось) | предполага(?:ется|лось) | рассказывается
      | принято\s(?:\w+\s)?(?:считать|думать|полагать|говорить) | бытует(?:\s\w+){{1,3}}
      | ход(?:ит|ят|или)\s(?:\w+\s){{0,2}}{_RUMOUR_RU}
      | (?:есть|существу\w+|существовал\w*|появил\w+|распространен\w*)\s(?:\w+\s){{0,2}}(?:{_RUMOUR_RU}|мнени\w+|верси\w+
        |подозрени\w+|опасени\w+|теори\w+)
      | {_RUMOUR_RU}(?:\s\w+){{0,3}}\s{_SAY_RU} | (?:{_RUMOUR_RU}|{_TEXT_RU})(?:\s\w+){{0,2}}\s(?:утвержда\w+|сказано
        |говорится|написано|сообщается)
      | (?:мне|нам|вам|тебе|ему|ей|им)\s(?:\w+\s)?(?:приписыва\w+|приписали|вменя\w+
        |став(?:ят|или)\sв\sвину|скажут|возразят|сказали|говорили|рассказывали|рассказали|докладывали
        |говорят|пишут|внушали)
      | ^(?:[аи]\s|но\s)?(?:мне|нам|вам|тебе|ему|ей|им)\s(?:\w+\s)?[а-я]{{2,}}(?:[аеия]ли|[юя]т)
      | (?:мне|нам|вам|тебе|ему|ей|им)\s{_WHEN_RU}{_TELL_RU}{_WHERE_RU}
      | (?:нас|вас|меня|тебя|его|ее|их|всех)\s(?:\w+\s){{0,4}}(?:увер[яи]|убежда|заверя|завер[яи]|успокаива|пуга|запугива
          |страща)(?:ли|ют|т){_WHERE_RU}
      | (?:нас|вас|меня|всех)\s(?:\w+\s)?(?:хот(?:ят|ели)|пыта(?:ются|лись)|стара(?:ются|лись))\s(?:\w+\s)?(?:убедить
          |уверить|заставить\s\w+)
      | (?:нам|вам|мне|всем)\s(?:\w+\s)?(?:предлага(?:ют|ли)|велят|велели|положено|надлежит|полагается)\s(?:\w+\s)?
          (?:по)?(?:верить|считать|думать)
      | кто(?:\sто)?\s(?:\w+\s)?(?:{_SAY_RU}|скажет|сказал)
      | (?:раньше|прежде|когда\sто|одно\sвремя|сначала|поначалу)\s(?:\w+\s){{0,2}}(?:думал\w*|считал\w*|верил\w*|казалось
        |полагал\w*)
      | (?:можно|легко)\s(?:\w+\s)?подумать | мол | дескать
      )$""",
    re.VERBOSE,
)
_SAYS_RU = regex(_SAY_RU)
_RELATIVE_RU = regex(r"(?:где|в\sкотор\w+)\s(?:\w+\s)?(?:сказано|говорится|утвержда\w+|написано|сообщается|пишут)$")
_RUMOURED_RU = regex(rf"{_RUMOUR_RU}|{_TEXT_RU}")
_TOLD_BY_RU = regex(
    rf"""(?:^|\s)(?:по|согласно|судя\sпо)\s(?:(?:\w+\s){{0,2}}{_RUMOUR_RU}(?:\s\w+)?
      | (?:непроверенн\w+|неподтвержденн\w+|предварительн\w+|некоторым|чьим\sто|разным)\s\w+)$""",
    re.VERBOSE,
)
# Behind a statement, as an aside of its own: ", they say.", ", or so the leaflet claims"; not ", the ministry said"
_AFTER = regex(
    rf"""(?:
        (?:or\s)?so\s(?:\w+\s){{1,3}}(?:{_SAYS}|goes|has\sit|believed)
      | as\s(?:\w+\s)?(?:{_TALK}|{_LEAFLET}|{_CROWD}|they)\s(?:\w+\s)?(?:{_SAYS}|has|have\sit)
      | (?:{_TALK}|{_LEAFLET}|{_CROWD}|they)\s(?:\w+\s)?(?:{_SAYS}|has\sit) | {_SAYS}\s(?:\w+\s)?(?:{_LEAFLET}|{_CROWD})
      | (?:as\s)?it\s(?:is|was|has\sbeen)\s(?:\w+\s)?{_SAID} | (?:according\sto|by)\s(?:\w+\s){{0,3}}{_SOURCE_OF_TALK}
      | (?:как\s|будто\s)?(?:{_THEY_SAY_RU}(?:\s(?:{_RUMOUR_RU}|люди|многие|некоторые|злые\sязыки|в\s\w+|на\s\w+))?|принято\s\w+
        |считается|утверждается|гласит\s{_RUMOUR_RU})
      | (?:по|согласно|судя\sпо)\s(?:\w+\s){{0,2}}(?:{_RUMOUR_RU}|непроверенн\w+\s\w+|неподтвержденн\w+\s\w+|некоторым\s\w+)
      )\b""",
    re.VERBOSE,
)  # fmt: skip
# Who may be the subject of "говорят" without being anybody, and what may stand beside it
_NOBODY_RU = frozenset(
    "люди все многие некоторые кое народ соседи местные иные другие здесь тут там уже еще теперь сейчас тогда часто везде всюду "
    "и а но да же ведь вот как то мне нам вам тебе ему ей им бы будто опять снова иногда злые языки".split()
)
_PREPOSITIONS_RU = frozenset("в во на по среди за об о из у при между около".split())
_HOW = frozenset("how what как какой какая какое какие каким насколько сколько почему".split())  # "нам расскажут, как |"
_FORETELLING = regex(r"will|shall|\w+'ll|(?:рас|по)?скажут|объяснят|внушат|докажут|доложат|напомнят|сообщат|заявят|поклянутся")
_CONTRARY = frozenset("contrary despite unlike вопреки несмотря наперекор".split())
# "в министерстве считают": an institution speaks
_OFFICE_RU = regex(
    r"(?:министерств|мид|минфин|минобор|правительств|компани|полици|прокуратур|кремл|ведомств|администраци|штаб|парти|департамент|мэри"
    r"|суд[еу]|комисси|комитет|банк|посольств|редакци|пресс|институт|управлени|миссии|совет|завод|комбинат|больниц|агентств)\w*"
)


def voice_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words that give the clause which begins at word `index` to a party: "Defenders say that |"; None for none."""
    mark = source.gap(index).strip()
    is_told = index > 0 and voices(source.forms[index - 1]) and (mark == ":" or (not mark and _needs_no_that(source, index)))
    if index < 2 or not (is_told or is_complementiser(source.forms[index - 1])):
        return None
    if not is_told and any(mark in source.gap(index) for mark in QUOTES):
        return None
    voice, number, floor = None, index - 1 if is_told else index - 2, max(-1, index - 2 - _FRAME_WORDS)
    while number > floor:
        form = source.forms[number]
        if voice is not None and _is_party(form, source.forms[voice]):
            return number, index
        if voice is None and (voices(form) or is_attribution(form)):
            voice = number
            if _DOUBTED.fullmatch(form) and source.forms[number - 1] not in _OF_THE_SOURCE:
                return number, index
        elif form in _OF_THE_SOURCE or (voice is None and (states(form) or is_complementiser(form))):
            return None
        if sentence_starts(source, number):
            return None
        if source.gap(number).strip(BLANKS):
            number = _apposition_begin(source, number) if number == voice else floor
        number -= 1
    return None


def _needs_no_that(source: SourceText, index: int) -> bool:
    """Return whether an English clause may begin at word `index` behind a verb of saying: "says | the new field will"."""
    first = source.forms[index]
    return source.forms[index - 1].isascii() and begins_noun_phrase(first) and not is_complementiser(first)


def _apposition_begin(source: SourceText, verb: int) -> int:
    """Return the first word of what stands between commas before a verb: "The company, | Berezgaz, says"; -1 for nothing."""
    if "," not in source.gap(verb):
        return -1
    for at in range(verb - 1, max(0, verb - 1 - _APPOSITION_WORDS), -1):
        if sentence_starts(source, at):
            return -1
        if "," in source.gap(at):
            return at
    return -1


def distances(forms: Sequence[str]) -> bool:
    """Return whether one of the words keeps what somebody says at arm's length: "claims", "insists", "уверяют"; not "said"."""
    is_testimony = any(map(OF_A_TRIAL.fullmatch, forms)) and any(map(_ASSERTED_RU.fullmatch, forms))
    return is_testimony or any(map(_DISTANCING.fullmatch, forms))


def _is_party(form: str, verb: str) -> bool:
    """Return whether the subject of a verb of saying is a side and no single person: many, somebody, an institution."""
    if is_somebody(form) or INSTITUTION.fullmatch(form) or OF_A_TRIAL.fullmatch(form):
        return True
    if form.isascii():
        return len(form) > _SHORTEST_PLURAL and form.endswith("s") and not form.endswith(("ss", "us", "is"))
    return verb.endswith(_PLURAL_VERBS) and not is_function_word(form)


def charge_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words by which the sentence of word `index` gives what it says to an accuser; None for none.

    "По версии следствия, |", "According to the indictment, in May |", "обвиняется в том, что пришёл и |".
    """
    if sentence_starts(source, index):
        return None
    first = sentence_begin(source, index, max(0, index - _CHARGE_WORDS))
    before = " ".join(source.forms[first:index])
    found = _CHARGE.match(before)
    if found is None and (is_conjunction(source.forms[index - 1]) or is_complementiser(source.forms[index - 1])):
        found = _CHARGED.search(before)
    return (first, first + len(before[: found.end()].split())) if found else None


def hearsay_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words that give the clause which begins at word `index` to a crowd, a rumour or nobody; None for none.

    "It is often assumed that |", "Rumour has it |", "В городе говорят, что |", "По слухам, |".
    """
    if sentence_starts(source, index):
        return None
    last = index - (is_complementiser(source.forms[index - 1]) or source.forms[index - 1] in _HOW)
    mark = source.gap(index).strip(BLANKS + QUOTES)
    is_subject = begins_noun_phrase(source.forms[index]) or is_pronoun(source.forms[index])
    is_open = last < index or mark in (",", ":") or (not mark and is_subject)
    if not is_open or last == 0 or source.gap(last).strip(BLANKS) not in ("", ",", ":"):
        return None
    low = clause_begin(source, last - 1, max(0, last - _FRAME_WORDS))
    frame = source.forms[low:last]
    if last < index and source.forms[index - 1] in _HOW and not any(map(_FORETELLING.fullmatch, frame)):
        return None  # "нам рассказали, как |"
    return (low, index) if frame and _gives_to_a_crowd(frame, source.forms[max(0, low - 3) : low], mark) else None


def _gives_to_a_crowd(frame: list[str], before: list[str], mark: str) -> bool:
    text = " ".join(frame)
    if not _CONTRARY.isdisjoint((*frame, *before[-1:])):  # "вопреки распространённому мнению, |"
        return False
    if frame[-1].isascii():
        return bool(_FRAME.search(text) or (mark == "," and _TOLD_BY.search(text)))
    if _FRAME_RU.search(text) or (mark == "," and _TOLD_BY_RU.search(text)) or _is_said_by_nobody(frame):
        return True
    return bool(_RELATIVE_RU.match(text)) and any(map(_RUMOURED_RU.fullmatch, before))


def _is_said_by_nobody(frame: list[str]) -> bool:
    """Return whether a Russian verb of saying has no subject, or a crowd: "в городе упорно говорят"; not "врачи говорят"."""
    if not _SAYS_RU.fullmatch(frame[-1]) or not frame[-1].endswith(_PLURAL_VERBS) or any(map(_OFFICE_RU.fullmatch, frame)):
        return False
    is_place = False
    for form in frame[:-1]:
        if form in _PREPOSITIONS_RU:
            is_place = True
        elif is_place:
            is_place = is_adjective(form)
        elif form not in _NOBODY_RU and not is_adverb(form):
            return False
    return True


def hearsay_after(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words from `index` on that give what stands before them to a crowd, as an aside: ", they say"; None for none."""
    if index >= len(source.forms) or sentence_starts(source, index) or source.gap(index).strip(BLANKS) not in _ASIDES:
        return None
    found = _AFTER.match(" ".join(source.forms[index : index + _AFTER_WORDS]))
    end = index + len(found[0].split()) if found else index
    return (index, end) if found and (source.gap(end).strip(BLANKS) or sentence_starts(source, end)) else None

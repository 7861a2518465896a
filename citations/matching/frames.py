"""What stands around a statement and says that it does not hold: a text that was withdrawn, a scenario, a list of errors.

Enters: a source's words (`citations.words`), and the number of the first word of a statement or of the one behind its last.
Leaves: the words that say so, as numbers, or None. What is told of one group alone ("Among people over 70, |"), or as the most
of a number ("up to | 40"), holds for less than it seems to. English and Russian; words that no list holds say nothing.
"""

from __future__ import annotations

import re

from citations.lexicon import is_function_word
from citations.matching.bounds import clause_end
from citations.matching.clauses import is_complementiser
from citations.matching.verbs import is_past
from citations.numerals import MAGNITUDES, is_number
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, marked, paragraph_starts, sentence_begin, sentence_starts

_SENTENCE_WORDS = 40  # before a statement, among which the text is named in which it stood
_ITEM_WORDS = 30  # of an item of a list, and of the sentence that leads it in
_ITEMS = 8  # of a list before the statement, above which its lead-in is not looked for
_LEAD_WORDS = 5  # of a label: "The second of these claims:"
_COUNT_WORDS = 4  # the longest bound of a number

_TEXT = (
    r"(?:drafts?|clauses?|amendments?|versions?|bills?|proposals?|articles?|paragraphs?|sections?|texts?|motions?"
    r"|statements?|plans?|reports?"
    r"|wordings?|editions?|letters?|documents?|rules?|laws?|acts?|decrees?|orders?|regulations?|resolutions?|treaty"
    r"|treaties|agreements?"
    r"|provisions?|sentences?|passages?|entry|entries|notes?|memos?|memorandum|study|studies|papers?|leaflets?"
    r"|translations?|transcripts?"
    r"|recommendations?|budgets?|bylaws?|constitution|code|estimates?|findings?|conclusions?|forecasts?|figures?)"
)
_VOID = (
    r"(?:rejected|withdrawn|repealed|superseded|abandoned|discarded|abolished|annulled|quashed|overturned|obsolete|outdated"
    r"|deleted"
    r"|cancelled|canceled|revoked|rescinded|retracted|erroneous|faulty|forged|fake|faked|fabricated|doctored|defeated"
    r"|spurious|falsified"
    r"|lapsed|expired|garbled|bogus|mistranslated|invented|fictitious|apocryphal|discredited|disowned|unadopted|scrapped"
    r"|shelved|vetoed"
    r"|struck\s(?:out|off|down)|crossed\sout|voted\sdown|thrown\sout|invalidated|mistaken|incorrect|inaccurate)"
)
_UNDID = (
    r"(?:withdrew|rejected|repealed|retracted|abandoned|dropped|discarded|revoked|rescinded|disowned|renounced|deleted"
    r"|scrapped|cancelled"
    r"|struck\sout|crossed\sout|voted\sdown|threw\sout|overturned|quashed|annulled|corrected|superseded|replaced|regretted"
    r"|recanted)"
)
_TEXT_RU = (
    r"(?:редакци|верси|вариант|текст|проект|законопроект|поправк|стать|пункт|параграф|документ|закон|приказ|постановлени"
    r"|указ|положени|письм"
    r"|записк|справк|отчет|доклад|протокол|заявлени|перевод|смет|план|договор|соглашени|предложени|решени|абзац|формулировк"
    r"|инструкци"
    r"|исследовани|прогноз|данн|резолюци|распоряжени|публикаци|сообщени)\w*"
)
_VOID_RU = (
    r"(?:отклоненн|отвергнут|отозванн|отмененн|утративш|недейству|недействительн|зачеркнут|вычеркнут|подложн|поддельн"
    r"|фальшив|сфальсифицированн"
    r"|ошибочн|непринят|устаревш|аннулированн|дезавуированн|опровергнут|неверн|вымышленн|отброшенн|замененн|исключенн|снят)\w*"
)
_UNDID_RU = (
    r"(?:отозва|отклони|отверг|отмени|отменен|отклонен|отозван|вычеркн|зачеркн|вычеркива|аннулир|утрати|дезавуир|опроверг"
    r"|исключи|заменен|снят)\w*"
)
# Of the sentence that leads in what a text said: "the rejected clause read: |", "В черновике говорилось: |"
_VOID_TEXT = regex(
    rf"""\b(?: {_VOID}\s(?:\w+\s){{0,2}}{_TEXT}
      | {_TEXT}\s(?:\w+\s)?(?:struck\sout|crossed\sout|voted\sdown|thrown\sout|withdrawn|rejected|repealed)
      | {_TEXT}\s(?:\w+\s){{0,5}}(?:which|that|since|later|subsequently|then|now)\s(?:\w+\s){{0,4}}(?:{_UNDID}|{_VOID})
      | (?:an?|one|the|his|her|its|their|our|my|in|leaked)\s(?:\w+\s)?(?:earlier|previous|first|initial|preliminary|prior|old
        |former|early
          |leaked|discarded|outdated)\s(?:\w+\s)?(?:drafts?|versions?|editions?|wording|translation|manuscript)
      | leaked\sdraft | (?:by|through|in)\s(?:an?\s)?(?:\w+\s)?(?:mistake|error|slip|misprint|oversight)
      | (?:owing|due|thanks)\sto\s(?:an?\s)?(?:\w+\s)?(?:mistake|error|slip|misprint|oversight)
      | (?:erroneously|mistakenly|wrongly|incorrectly|inaccurately)
      | {_VOID_RU}\s(?:\w+\s){{0,2}}{_TEXT_RU}
      | {_TEXT_RU}\s(?:\w+\s){{0,5}}(?:котор\w+|позже|позднее|впоследствии|затем|потом|ныне|теперь)\s(?:\w+\s){{0,4}}{_UNDID_RU}
      | (?:предыдущ|прежн|первоначальн|ранн|стар|перв|предварительн|промежуточн)\w+\s(?:\w+\s)?(?:редакци|верси|вариант|проект
        |наброс|издани)\w*
      | черновик\w* | черново\w+\s\w+
      | (?:вследствие|из\sза|по|в\sрезультате|ввиду)\s(?:\w+\s)?(?:описк|опечатк|ошибк|оплошност|недосмотр)\w* | ошибочно )\b""",
    re.VERBOSE,
)
# The same in the sentence before: "It was withdrawn in May. In that study, |"
_BACK = regex(
    r"(?:(?:in|under|according\sto|by)\s(?:that|this|the\ssame|those|these|it)|(?:в|по|согласно)\s(?:том|этом|этой|той"
    r"|тогдашн\w+|нем|ней|этому))(?:\s\w+){0,3}$"
)
_UNDONE = regex(rf"\b(?:{_VOID}|{_UNDID}|{_VOID_RU}|{_UNDID_RU})\b")
# At the beginning of a sentence, of all that follows: "In that scenario, |", "По прежним правилам |"
_WORLD = regex(
    r"""(?:(?:and|but|и|а|но)\s)?(?:
        (?:in|under|on|with)\s(?:that|this|such\san?|the|an?|one|another|his|her|their|its|our
        |either)\s(?:\w+\s){0,3}(?:scenario|hypothesis|assumption
          |simulation|nightmare|dream|fantasy|utopia|dystopia|counterfactual)(?:\s\w+){0,4}
      | (?:under|by|in|according\sto)\s(?:the|our|their|its|that)\s(?:old|former|previous|earlier|then|prior|soviet|colonial
        |repealed|abolished
          |superseded|imperial|tsarist)\s(?:\w+\s){0,4}(?:laws?|rules?|code|system|regime|order|act|constitution|arrangements?
          |treaty
          |scheme|legislation|regulations?|procedures?|formula|method|practice|statute|edition|version)(?:\s\w+){0,4}
      | (?:under|by)\sthe\s(?:\w+\s){0,2}(?:laws?|rules?|code|act|regulations?|provisions?|system|procedures?|legislation
        |statute|constitution)
          \s(?:then\s)?(?:(?:that|which)\s)?(?:was\s|were\s)?(?:(?:in\sforce|applied|applicable|applying|valid)\s?(?:until|till
          |before|then
          |at\sthe\stime|up\sto)?|of\s(?:the\s)?(?:time|day)|before)(?:\s\w+){0,6}
      | (?:по|согласно|при|в)\s(?:\w+\s)?(?:закон|правил|поряд|кодекс|устав|систем|режим|норм|постановлени|договор|схем
        |методик)\w*\s
          (?:\w+\s){0,2}(?:действовавш|существовавш|применявш|отмененн|принят)\w*(?:\s\w+){0,4}
      | (?:в|по|при)\s(?:\w+\s){0,3}сценари\w+(?:\s\w+){0,3}
      | (?:по|согласно|при|в)\s(?:\w+\s)?(?:прежн|стар|предыдущ|советск|действовавш|существовавш|отмененн|колониальн
        |царск)\w+\s(?:\w+\s){0,3}
          (?:закон|правил|поряд|кодекс|устав|систем|режим|редакци|норм|постановлени|конституци|договор|схем|методик|власт|стро)\w*
      )$""",
    re.VERBOSE,
)
# The same of one group: "Among people over 70, |", "Среди беженцев |"
_GROUP = regex(r"""(?:(?:but|and|но|и|а)\s)?(?:among|amongst|среди)\s(?:\w+\s){0,7}\w+$""", re.VERBOSE)
# What a sentence begins with on which the rest hangs: "Without these terms, |", "Без этих условий |"; not "Without doubt, |"
_LACK = regex(
    r"""(?:(?:and|but|и|а|но)\s)?(?: without | absent | barring | in\s(?:the\s)?(?:absence|event|case)\sof
      | без | в\s(?:случае|отсутствие) | при\s(?:отсутствии|наличии|условии) )
      \s(?!(?:any\s|a\s|всяк\w+\s|малейш\w+\s|лишн\w+\s)?(?:doubt|question|exception|exaggeration|fail|сомнени\w|исключени\w
        |преувеличени\w|шуток|конца|спору)\b)\w+(?:\s\w+){0,7}""",
    re.VERBOSE,
)
# Of a sentence that leads in a list of what is not so
_FALSE_LIST = regex(
    r"""\b(?: myths? | misconceptions? | misunderstandings? | fallac(?:y|ies) | falsehoods? | lies | untruths? | fabrications?
      | mistaken | false | falsely
      | untrue | wrong | wrongly | erroneous | inaccura\w+ | incorrect | debunk\w* | discredited | disprove\w* | refute\w*
        | rejected | rejects
      | unfounded | baseless | unsupported | unproven | unconfirmed | unsubstantiated | unverified | misleading | rumou?rs
        | hoax\w* | nonsense
      | (?:not|never|cannot|didn't|couldn't)\s(?:be\s|been\s)?(?:true|correct|confirm(?:ed)?|support(?:ed)?|prove[dn]?|so|borne
        |substantiated?|found|verif\w+)
      | no\s(?:evidence|basis|truth|foundation|support)
      | миф\w* | заблуждени\w+ | ложны\w* | ложью | лжи | неправд\w+ | неверн\w+ | ошибочн\w+ | опровер\w+ | фейк\w*
        | выдум\w+ | вымыс\w+ | слух\w*
      | домысл\w+ | небылиц\w+ | не\s(?:\w+\s)?(?:подтвер\w+|соответств\w+|доказа\w+|находит\sподтв\w+) | необоснованн\w+
        | бездоказательн\w+
      | недостоверн\w+ | несостоятельн\w+ | разоблач\w+ | афсона\w* | дурӯғ\w* )\b""",
    re.VERBOSE,
)
# matches "these reports were not confirmed", "доводы о том что ... опровергаются": what is refuted was told already
_REFUTED = regex(
    r"""\b(?:(?:this|that|these|those|such)\s\w+(?:\s\w+){0,6}?\s
      | (?:claims?|allegations?|arguments?|reports?|submissions?)\sthat\s.*
      | эт(?:и|а|о|от|у)\s\w+(?:\s\w+){0,4}?\s | том\sчто\s.*)
      (?:refut\w+|disprov\w+|debunk\w+|reject\w+|unfounded|confirmed|substantiated
      |опроверг\w+|подтвер\w+|необоснованн\w+|несостоятельн\w+)""",
    re.VERBOSE,
)
# A label before one claim that is examined behind it: "Myth 1: |", "Первое утверждение: |"; not "Our claim: |"
_LABEL = regex(
    r"""(?!.*\b(?:our|my|наш\w*|мо[йяе])\b)(?:\w+\s){0,4}(?:claims? | allegations? | myths? | rumou?rs? | accusations?
      | assertions? | objections? | misconceptions? | fallacy | legends?
      | утверждени[еяй] | миф | слух | обвинени[ея] | заблуждени[ея] | возражени[ея] | тезис | легенда | фейк )
      (?:\s(?:number\s|no\s|номер\s)?(?:\w+))?""",
    re.VERBOSE,
)
# Right before a number: "up to | 40", "не более | 12"
_BOUND = regex(
    r"""(?:^|\s)(?: up\sto | at\s(?:the\s)?(?:most|least|best|worst) | (?:no|not)\s(?:more|less|fewer|greater|higher
      |lower)\sthan | (?:fewer|less)\sthan | a\s(?:maximum|minimum|ceiling)\sof
      | (?:only|just|merely|barely)(?:\s(?:about|some|around))? | at\sthe\soutside
      | не\s(?:более|больше|менее|меньше|свыше|выше)(?:\s(?:чем|чем\sв|чем\sна))? | (?:менее|меньше)(?:\sчем)? | до | лишь
        | только | всего(?:\sлишь)? | почти | максимум
      | минимум | порядка | максимально | самое\sбольшее | хотя\sбы | едва )$""",
    re.VERBOSE,
)
_GENITIVE = ("ого", "его", "ых", "их", "ой")  # of an adjective, whose noun follows: "без этих | условий"
_LACK_WORDS = 10  # of such a beginning
_YEAR = regex(r"(?:1[5-9]|20)\d\d")


def void_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words before word `index` by which what follows does not hold, or not of all, or not now; None for none.

    "The rejected clause read: |", "In that scenario, |", "The following myths are common:" and then items, of which | is one.
    """
    if found := _void_item(source, index):
        return found
    gap = source.gap(index)
    if sentence_starts(source, index) and ":" not in gap:
        return None
    begin = sentence_begin(source, index, max(0, index - _SENTENCE_WORDS))
    mark = gap.strip(BLANKS + QUOTES)
    frame = " ".join(source.forms[begin:index])
    if ":" in mark or is_complementiser(source.forms[index - 1]) or (not mark and not gap.isspace()):
        found_text = _VOID_TEXT.search(frame)
        return (begin + frame.count(" ", 0, found_text.start()), index) if found_text else None
    if mark != "," and (mark or source.forms[index - 1].isascii()):
        return None
    if _WORLD.match(frame) or _GROUP.match(frame) or (_BACK.match(frame) and _was_undone(source, begin)):
        return begin, index
    return None


def lack_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words that begin the sentence of word `index`, and end before it, by whose lack or presence it holds."""
    begin, mark = sentence_begin(source, index, max(0, index - _LACK_WORDS)), source.gap(index).strip(BLANKS)
    if not sentence_starts(source, begin) or mark not in ("", ",") or is_past(source.forms[index : clause_end(source, index)]):
        return None
    last = source.forms[index - 1]
    is_phrase = bool(mark) or not (last.isascii() or last.endswith(_GENITIVE) or is_function_word(last))
    return (begin, index) if is_phrase and _LACK.fullmatch(" ".join(source.forms[begin:index])) else None


def _was_undone(source: SourceText, begin: int) -> bool:
    """Return whether the sentence that ends before word `begin` says that something was withdrawn."""
    first = sentence_begin(source, begin, max(0, begin - _SENTENCE_WORDS))
    return bool(_UNDONE.search(" ".join(source.forms[first:begin])))


def _void_item(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words that lead in a list, one of whose items holds word `index`, where they say that the items are not so.

    All its items before the word end alike, and are of one sentence each.
    """
    ends: set[str] = set()
    for _ in range(_ITEMS):
        low = _item_begin(source, index)
        if low is None:
            return None
        gap = source.gap(low)
        is_block = "\n" in gap
        if ":" in gap:
            is_list = is_block or ends == {";"}
            return _false_lead(source, low, is_list=is_list) if is_list or not ends else None
        ends.add(gap.strip()[:1])
        if len(ends) > 1 or (is_block and ends != {";"} and not _is_lone_sentence(source, index)):
            return None
        index = low - 1
    return None


def _is_lone_sentence(source: SourceText, index: int) -> bool:
    """Return whether the sentence of word `index` ends its block."""
    last = min(len(source.forms), index + _ITEM_WORDS)
    end = next((at for at in range(index + 1, last) if sentence_starts(source, at)), last)
    return end < last and paragraph_starts(source, end) and not any(mark in source.gap(end) for mark in QUOTES)


def _item_begin(source: SourceText, index: int) -> int | None:
    """Return the first word of the item of word `index`: behind a colon, a semicolon, or at the beginning of a block; or None."""
    for at in marked(source, range(index, max(0, index - _ITEM_WORDS), -1)):
        gap = source.gap(at)
        if ":" in gap or ";" in gap or ("\n" in gap and paragraph_starts(source, at)):
            return at
        if sentence_starts(source, at):
            return None
    return None


def _false_lead(source: SourceText, low: int, *, is_list: bool) -> tuple[int, int] | None:
    """Return the words before a colon that call what follows them untrue, or a claim that is examined; None for others.

    Where one statement follows in their line, they may refute what they told before it: "These reports were not confirmed: |".
    """
    begin = sentence_begin(source, low, max(0, low - _SENTENCE_WORDS))
    lead = " ".join(source.forms[begin:low])
    is_label = low - begin <= _LEAD_WORDS and _LABEL.fullmatch(lead)
    is_false = _FALSE_LIST.search(lead) and (is_list or not _REFUTED.search(lead))
    return (begin, low) if is_label or is_false else None


def bound_of_number(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words right before a number at word `index` that make it the most or the least: "up to |"; None for none."""
    form = source.forms[index]
    is_count = is_number(form) or form in MAGNITUDES
    if not is_count or sentence_starts(source, index) or source.gap(index).strip(BLANKS + QUOTES) or _YEAR.fullmatch(form):
        return None
    found = _BOUND.search(" ".join(source.forms[max(0, index - _COUNT_WORDS) : index]))
    return (index - len(found[0].split()), index) if found else None

"""What stands beside a statement and bounds it: a condition, an exception, a hedge.

Enters: a source's words (`citations.words`), and the number of the first word of a statement or of the one behind its last.
Leaves: the words that bound it, as numbers, or None. Words cut off there may be what made it less than a statement. English,
Russian, a few Tajik words; a phrase that no list holds bounds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.lexicon import begins_noun_phrase, is_conjunction, is_hedge, is_negation, is_reverser, may_be_verb
from citations.matching.clauses import is_complementiser
from citations.matching.verbs import is_past
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, marked, sentence_begin, sentence_end, sentence_starts

_CLAUSE_WORDS = 6  # before a quotation, or behind "when", among which the verb of the clause stands
_PHRASE_WORDS = 5  # the longest phrase of the lists below
# of a condition before what hangs on it, "if the rains come before the wall is mended, |"; 20 missed one with a clause in it,
# "If you accept our amendment, which would exempt …, |", and 10 and 40 change nothing else
_CONDITION_WORDS = 30
# What a limit may follow without a new sentence: nothing, a comma, a dash, a bracket; no colon, behind which it is explained
TIES = frozenset(["", ",", ";", "–", "—", "-", "(", ",–", ",—"])
# a quotation mark that opens before a word: ` "unless the streets burn"`; not `”, if`
_OPENS = regex(r"""(?<=[\s(])["“„«‘'](?=$)""", re.VERBOSE)
# behind a statement: "but only for two years", "за исключением пункта 5"; not "only" by itself, "with care"
_LIMIT = regex(
    r"""(?: (?:(?:but|and|albeit|though)\s)? (?:only|solely)\s(?:if|when|where|after|with|those|until|for|in|on|to|by|while)
      | unless | except(?:ing)? | excluding | provided(?!\s(?:by|for|to|with)) | providing\sthat
      | if(?!\s(?:any|anything|ever|you\s(?:like|will))\b) | subject\sto | save\s(?:for|that|where|in|as|when)
      | (?:other|rather)\sthan | (?:apart|aside)\sfrom | barring | with\sthe\s(?:sole\s|one\s)?exception
      | with\s(?:\w+\s)?(?:reservations?|exceptions?|caveats?) | on\s(?:the\s)?condition | (?:as|so)\slong\sas
      | (?:not\s)?exceeding | suspended | (?:but|and)\s(?:not|no)\s(?:more|longer|earlier|later|before|until|for)
      | in\s(?:the|its|his|her|their)\s(?:present\s|current\s)?(?:form|shape|terms|manner)(?=\s(?:in\s)?(?:which|that)|$)
      | in\sits\s(?:present|current)\s\w+ | to\sthe\sextent\sthat
      | в\sт(?:ом|ой)\s(?:виде|объеме|смысле|мере|степени|форме|части|редакции)(?=\s(?:в\s)?(?:как|котор)) | постольку
      | in\sthe\sevent | insofar | in\sso\sfar | assuming | without\sprejudice
      | за\sисключением | кроме | если(?!\s(?:честно|угодно|хотите|не\sошиба\w+|позволите)\b) | при\sусловии | при\sналичии
      | в\sслучае | не\sсчитая | исключая | разве\sчто | без\sучета | (?:но|и|причем|да\sи)\s(?:то\s)?(?:только|лишь)
      | до\sтех\sпор | с\s(?:\w+\s)?(?:оговорк\w+|условием|исключени\w+)
      | (?:но|и|причем)\sне\s(?:более|больше|раньше|позднее|позже|дольше|менее) | превышающ\w+ | условно
      | (?:только|лишь|исключительно)\s(?:если|когда|при|в|во|на|для|с|со|после|тем|те|тому|тех|по|до)
      | (?:but|though|although|albeit)\s(?:(?:not|never)\s(?:\w+ly|always|everywhere|yet|for|in|without|by|at|on)|hardly
        |rarely|only|slowly)
      | (?:но|хотя|хотя\sи|пусть\sи)\s(?:не\s(?:всегда|везде|сразу|до|без|для|\w+о)|без|недостаточн\w+|редко|едва)
      | агар | ба\sистисно\w* | ба\sшарт\w* | ба\sҷуз | ба\sғайр )\b""",
    re.VERBOSE,
)
# "the lowest rate", "самый низкий"
_SUPERLATIVE = regex(
    r"""most | least | worst | best | (?:самы|наи)\w+ | впервые | единственн\w+
      | (?!(?:west|rest|interest|request|test|guest|forest|protest|arrest|harvest|honest|modest|contest)$)\w{3,}est""",
    re.VERBOSE,
)
_AMONG = frozenset("since in of for among ever с со за в из среди для".split())
# the same, strong enough to hold of a whole sentence
_FAR_LIMIT = regex(
    r"""(?: unless | except | provided\sthat | (?:and|but)\sonly\s(?:in|for|if|when|where|on|to|with)
      | при\sусловии | за\sисключением | если\sтолько | (?:и|но)\s(?:только|лишь)\s(?:по|в|на|для|при|если|с|после
        |когда) )\b""",
    re.VERBOSE,
)
_FAR_WORDS = 15  # behind a statement, among which such a limit is looked for
# behind a denial or a condition: "do not oblige her to be silent | once it is published", "не могли уйти | без разрешения"
_LIMIT_OF_DENIAL = regex(
    r"""(?: once | until | till | before | without | as\ssoon\sas | whenever | at\s(?:this\sstage|present|the\smoment)
      | for\s(?:now|the\stime) | so\sfar | yet | alone | by\s(?:it|him|her|my|them|our)sel(?:f|ves)
      | on\s(?:its|his|her|their|our|my)\sown
      | в\sодиночку | сам\w*\sпо\sсебе | без | пока | прежде | как\sтолько | до
      | на\s(?:данном|этом)\sэтапе | на\sсегодня )\b""",
    re.VERBOSE,
)
# behind what is not over: "the port will stay open | until the rules change", "мост откроют, | когда сойдёт вода"
_LIMIT_OF_OPEN = regex(
    r"""(?: (?:but\s|and\s)?(?:only\s)?(?:once(?!\s(?:or|more|again|a|every|in|upon|and)\b) | until | till | as\ssoon\sas
        | whenever | pending) | only\swhen
      | (?:но\s|и\s)?(?:только\s|лишь\s)?(?:пока | покуда | как\sтолько | когда | до\sтех\sпор) | (?:лишь|только)\sтогда )\b""",
    re.VERBOSE,
)
# the same without a comma, of what may be done or will be: "can be used without a hearing | where the stock is in danger"
_LIMIT_OF_LEAVE = regex(
    r"""(?:when | where | wherever | in\s(?:cases?|circumstances)\s(?:where|when|in) | for\sas\slong
      | for\s(?:\w+\s){0,2}(?:not\sexceeding|no\smore|up\sto|at\smost))\b""",
    re.VERBOSE,
)
# right before a statement, beside the single words of `lexicon.is_hedge`: "most likely", "скорее всего"; not "likely that"
_HEDGE = regex(
    r"""(?:^|\s)(?: most\slikely | very\slikely | maybe | presumably | purportedly | as\s(?:if|though)
      | (?:under|in)\s(?:certain|some|these|such|those)\s(?:conditions|circumstances|cases)
      | при\s(?:определенных|некоторых|известных)\sусловиях | в\s(?:некоторых|отдельных|иных)\sслучаях
      | скорее\sвсего | вероятнее\sвсего | по\sвидимому | может\sбыть | быть\sможет | наверное? | пожалуй | эҳтимол )$""",
    re.VERBOSE,
)
_HEDGE_WORDS = 3  # the longest of them
# Before a "that" whose clause is only likely: "it seems to me that", "есть вероятность, что"; not "it is clear that"
_DOUBTING = regex(
    r"""(?:^|\s)(?: (?:seems|seemed|appears|appeared)(?:\sto\s\w+)? | (?:may|might|could)\s(?:well\s)?be
      | (?:possible|probable|conceivable|plausible|likely)
      | (?:chance|possibility|probability|likelihood|risk|danger|odds\sare)
      | (?:кажется|казалось|похоже|вероятно|возможно|видимо|наверное?|исключено|допустим|предположим)(?:\s(?:мне|нам|ему|ей
        |им))?
      | (?:мне|нам|ему|ей|им)\s(?:кажется|казалось|думается|показалось)
      | (?:вероятность|шанс|риск|опасность|возможность|вероятности)(?:\sтого)? )$""",
    re.VERBOSE,
)
_DOUBT_WORDS = 4  # the longest of them
# Right before words that it turns round or leaves undone: "anything but |", "would have |", "слишком слаб, чтобы |"
_TURN = regex(
    r"""(?:^|\s)(?: (?:anything|nothing|all)\sbut | far\sfrom | short\sof | instead\sof | by\sno\smeans | nothing\slike
      | too\s\w+\sto | unlikely\sto
      | (?:would|could|should|might|may|must|ought\sto|he'd|they'd|we'd|i'd|she'd)\s(?:\w+\s)?have(?:\sbeen)?
      | (?:said|alleged|believed|thought|rumou?red|reported|claims|claimed|claim|appears?|appeared|seems?|seemed
        |supposed)\sto\s(?:have|be)(?:\sbeen)?
      | (?:accus(?:es?|ed|ing)\s(?:\w+\s)?|suspected\s|guilty\s)of | construed\sas | no\sreasons?\s(?:why|to)
      | (?:not|never|\w+n't)\s(?:expect|want|intend|allow|permit|wish)(?:\sto)?
      | (?:not|never|\w+n't)\s(?:\w+\s)?(?:able|going|willing|prepared|ready|entitled|obliged|allowed|supposed)\sto
      | (?:inappropriate|wrong|illegal|unlawful|forbidden|dangerous
      |impossible|pointless|useless|premature|early)\sto | против\sтого(?:\sчтобы)? | не\s\w+\sчтобы
      | charged\swith | came\s(?:\w+\s)?close\sto | on\sthe\s(?:verge|brink|point)\sof
      | pretend(?:ed|s|ing)?\sto
      | далек\w*\sот | вместо(?:\sтого\sчтобы)? | слишком\s\w+\sчтобы | обвин(?:ил|ен|яе|яю|ить)\w*\sв(?:\sтом\sчто)?
      | подозрева\w+\sв(?:\sтом\sчто)?
      | (?:i|we|he|she|they|you|one|who|people|some|many)\s(?:\w+\s)?wish(?:es|ed)?(?:\sthat)? | if\sonly | would\s(?:rather
        |that) | had\srather
      | на\sграни | близк\w*\sк\sтому\sчтобы | не\sто\sчтобы | якобы
      )$""",
    re.VERBOSE,
)
_PAST_RU = regex(r"[а-я]+(?:л|ла|ло|ли)(?:ся|сь)?")  # "бы | сожгли"
_WISHING = frozenset(
    "бы чтобы чтоб дабы".split()
)  # before a verb in the past they tell what did not happen: "чтобы | его сожгли"
_TURN_WORDS = 4  # the longest of them
# A fragment behind one of these is a verb that the draft governs by its own: "may | lead to a shortage".
_MODALS = frozenset(
    "if may might could would should appear appears appeared seem seems seemed если может могут мог могла могли бы".split()
)
# A statement with one of these allows or foretells: "could be used where", "can, when"
_LEAVE = frozenset("may can could might must shall should will would i'll we'll they'll he'll she'll".split())
_INVERTED = frozenset("had were should".split())  # "had he asked", "were the court to agree", "should they refuse"
_WOULD = frozenset("would could might should".split())
_DONE = frozenset("been not to known gone come made paid said".split())
_CONDITIONS = frozenset("if unless provided если агар".split())
_WHENS = frozenset("when whenever where wherever until once assuming пока когда покуда".split())  # "Until it rains, | we can"
_UNTILS = frozenset("until пока покуда".split())
_YIELDING = frozenset("even as what only даже как что только".split())  # "even if": it holds all the same
_NO_CONDITION = frozenset("any anything ever so necessary possible честно угодно хотите надо нужно".split())  # "if anything, "
_BUT_FOR = regex(
    r"\b(?:were\snot|was\snot|wasn't|weren't|had\snot\sbeen|hadn't\sbeen|not)\sfor$"
)  # what follows is there all the same
_THEN = frozenset("then то тогда".split())


def limit_after(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words from `index` on that bound what stands before them: a condition, an exception; None for none."""
    if index >= len(source.forms) or sentence_starts(source, index) or tie_before(source, index) not in TIES:
        return None
    return phrase_at(_LIMIT, source, index)


def limit_far_after(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return an exception or a condition behind more words of the sentence that goes on at word `index`; None for none.

    "Each Party shall pay its duties|, in equal stages, over seven years, except as provided below."
    """
    for number in range(index, min(len(source.forms), index + _FAR_WORDS)):
        if sentence_starts(source, number) or ";" in source.gap(number):
            return None
        if tie_before(source, number) and (found := phrase_at(_FAR_LIMIT, source, number)):
            return found
    return None


def inversion_after(source: SourceText, index: int, opening: int) -> tuple[int, int] | None:
    """Return the words from `index` on by which what would be, from word `opening` on, is not: "We would pay | had he asked"."""
    if (
        index + 1 >= len(source.forms)
        or sentence_starts(source, index)
        or tie_before(source, index) not in ("", ",")
        or source.forms[index] not in _INVERTED
    ):
        return None
    first = max(opening, index - _CONDITION_WORDS)
    if not any(form in _WOULD for form in source.forms[first:index]):
        return None
    is_subject = begins_noun_phrase(source.forms[index + 1]) or source.raw(index + 1)[0].isupper()
    is_done = any(form in _DONE or form.endswith(("ed", "n")) for form in source.forms[index + 2 : index + _PHRASE_WORDS])
    return (index, index + 2) if is_subject or is_done else None


def case_after(source: SourceText, opening: int, index: int) -> tuple[int, int] | None:
    """Return the word at `index` that says among what the statement's superlative holds: "the lowest | since 2007"; or None."""
    if index >= len(source.forms) or source.gap(index).strip(BLANKS) or source.forms[index] not in _AMONG:
        return None
    near = source.forms[max(opening, index - _CLAUSE_WORDS) : index]
    return (index, index + 1) if any(map(_SUPERLATIVE.fullmatch, near)) else None


def limit_of_denial(source: SourceText, index: int, opening: int) -> tuple[int, int] | None:
    """Return the words from `index` on that bound what is denied, or supposed, from word `opening` on; None for none."""
    if index >= len(source.forms) or sentence_starts(source, index) or source.gap(index).strip(BLANKS + QUOTES):
        return None
    first = sentence_begin(source, index, opening)
    if not any(is_negation(form) or is_reverser(form) for form in source.forms[first:index]):
        return None
    return phrase_at(_LIMIT_OF_DENIAL, source, index)


def limit_of_open(source: SourceText, index: int, opening: int) -> tuple[int, int] | None:
    """Return the words from `index` on by which what is not over, from word `opening` on, holds for a time or a case; or None.

    What is past is only told more closely by them: "he lived there | until the war".
    """
    if index >= len(source.forms) or sentence_starts(source, index) or (tie := tie_before(source, index)) not in TIES:
        return None
    forms = source.forms[sentence_begin(source, index, opening) : index]
    if is_past(forms) or is_past(source.forms[clause_begin(source, opening, max(0, opening - _CLAUSE_WORDS)) : index]):
        return None
    is_leave = not tie and any(form in _LEAVE for form in forms) and not source.raw(index - 1)[0].isupper()
    found = phrase_at(_LIMIT_OF_OPEN, source, index) or (phrase_at(_LIMIT_OF_LEAVE, source, index) if is_leave else None)
    foretold = any(form in _LEAVE for form in forms)  # "would not release it | until it had seen the findings"
    return found if found and (foretold or not is_past(source.forms[found[1] : clause_end(source, found[1])])) else None


def clause_begin(source: SourceText, index: int, floor: int) -> int:
    """Return the first word of the clause of word `index`, behind a mark or a full stop; `floor` if that stands before it."""
    ends = (at for at in marked(source, range(index, floor, -1)) if sentence_starts(source, at) or source.gap(at).strip(BLANKS))
    return next(ends, min(index, floor))


def clause_end(source: SourceText, index: int) -> int:
    """Return the word behind the clause of word `index`, which ends at a mark or is cut after a few words."""
    last = min(len(source.forms), index + _CLAUSE_WORDS)
    ends = (at for at in marked(source, range(index + 1, last)) if sentence_starts(source, at) or source.gap(at).strip(BLANKS))
    return next(ends, last)


def tie_before(source: SourceText, index: int) -> str:
    """Return the mark before word `index`, blanks and a quotation mark that opens there left out."""
    return _OPENS.sub("", source.gap(index)).translate(_WITHOUT_BLANKS)


def phrase_at(pattern: re.Pattern[str], source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words from `index` on, of one sentence, that the pattern matches; None for none."""
    last = sentence_end(source, index + 1, min(len(source.forms), index + _PHRASE_WORDS))
    found = pattern.match(" ".join(source.forms[index:last]))
    return (index, index + len(found[0].split())) if found else None


def hedges(forms: Sequence[str]) -> bool:
    """Return whether some of the words make a statement less certain: "perhaps", "скорее всего"."""
    return any(map(is_hedge, forms)) or any(_HEDGE.search(" ".join(forms[index : index + 2])) for index in range(len(forms) - 1))


def limits(forms: Sequence[str]) -> bool:
    """Return whether a limit begins at one of the words."""
    return any(_LIMIT.match(" ".join(forms[index : index + _PHRASE_WORDS])) for index in range(len(forms)))


def hedge_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words right before word `index` that make it less certain: "perhaps, |", "скорее всего, |"; None for none."""
    if sentence_starts(source, index) or source.gap(index).strip(BLANKS) not in ("", ","):
        return None
    if is_hedge(source.forms[index - 1]) and source.forms[index - 1] not in _MODALS:
        return index - 1, index
    last = index - is_complementiser(source.forms[index - 1])
    low = max(0, last - _HEDGE_WORDS)
    if _HEDGE.search(" ".join(source.forms[low:last])):
        return low, index
    low = max(0, last - _DOUBT_WORDS)
    found = _DOUBTING.search(" ".join(source.forms[low:last])) if last < index else None
    return (last - len(found[0].split()), index) if found else None


def turn_before(source: SourceText, index: int) -> int | None:
    """Return the first of the words right before word `index` that turn it round or leave it undone: "would have |"; or None."""
    index += source.forms[index] in ("чтобы", "to")  # "против того, | чтобы", "inappropriate | to"
    is_open = not source.gap(index).strip(BLANKS + QUOTES) or source.forms[index - 1] == "чтобы"
    if index >= len(source.forms) or sentence_starts(source, index) or not is_open:
        return None
    if source.forms[index - 1] == "бы" and _PAST_RU.fullmatch(source.forms[index]):
        return index - 1
    low = sentence_begin(source, index, max(0, index - _TURN_WORDS))
    found = _TURN.search(" ".join(source.forms[low:index]))
    return index - len(found[0].split()) if found and source.forms[index] != "to" else None  # "would have | to"


def wish_before(source: SourceText, index: int) -> int | None:
    """Return the "чтобы" or "бы" right before word `index` by which its clause tells what is wished or supposed; or None."""
    if not index or source.forms[index - 1] not in _WISHING or source.gap(index).strip(BLANKS + QUOTES):
        return None
    return index - 1 if any(map(_PAST_RU.fullmatch, source.forms[index : clause_end(source, index)])) else None


def condition_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the condition that ends at the comma before word `index`: "If the court agrees, |"; None for none.

    What holds "even if" something happens hangs on nothing.
    """
    if sentence_starts(source, index):
        return None
    last = index - (source.forms[index - 1] in _THEN)
    has_comma = last > 0 and source.gap(last).lstrip(BLANKS).startswith(",")
    if last <= 0 or not (has_comma or begins_noun_phrase(source.forms[last])):
        return None
    if source.forms[last] in _WHENS or not (has_comma or any(map(may_be_verb, source.forms[last : clause_end(source, last)]))):
        return None  # it hangs on what stands before it, or is no clause
    for number in range(last - 1, max(-1, last - 1 - _CONDITION_WORDS), -1):
        if source.forms[number] in _CONDITIONS:
            if source.forms[number + 1] in _NO_CONDITION or _BUT_FOR.search(" ".join(source.forms[number:last])):
                return None
            yields = number > 0 and source.forms[number - 1] in _YIELDING and not sentence_starts(source, number)
            is_whole = has_comma or any(map(may_be_verb, source.forms[number + 1 : last]))  # "If I were thirty | I would"
            return (number, last) if is_whole and not yields else None
        is_first = _begins_sentence(source, number) or is_complementiser(source.forms[number - 1])
        if has_comma and sentence_starts(source, number) and source.forms[number] in _INVERTED:
            clause = source.forms[index : clause_end(source, index)]
            return (number, last) if any(form in _LEAVE for form in clause) else None
        if has_comma and is_first and source.forms[number] in _WHENS:
            clause = source.forms[index : clause_end(source, index)]
            is_bound = any(form in _LEAVE or form in _THEN for form in clause)
            return (number, last) if is_bound or (source.forms[number] in _UNTILS and not is_past(clause)) else None
        hangs = is_complementiser(source.forms[number])  # "Если окажется, | что приказ был отдан,"
        if sentence_starts(source, number) or (source.gap(number).strip(BLANKS) and not hangs):
            return None
    return None


def _begins_sentence(source: SourceText, number: int) -> bool:
    """Return whether a sentence begins with word `number`, or with a word that joins it to the one before: "But |", "Но |"."""
    return sentence_starts(source, number) or (is_conjunction(source.forms[number - 1]) and sentence_starts(source, number - 1))


def condition_far_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the condition that begins the sentence of word `index`, where commas alone part them; None for none.

    "If we are asked, as we may be, |".
    """
    if "," not in source.gap(index):
        return None
    for number in range(index - 1, max(-1, index - _CONDITION_WORDS), -1):
        if _begins_sentence(source, number) and source.forms[number] in _CONDITIONS:
            return None if source.forms[number + 1] in _NO_CONDITION else (number, index)
        if sentence_starts(source, number) or source.gap(number).strip(BLANKS) not in ("", ","):
            return None
    return None


_WITHOUT_BLANKS = str.maketrans(dict.fromkeys(BLANKS))

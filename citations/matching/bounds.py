"""What stands beside a statement and bounds it: a condition, an exception, a hedge, or the voice of somebody else.

Enters: a source's words (`citations.words`), and the number of the first word of a statement or of the one behind its last.
Leaves: the words that bound it, as numbers, or None. Words cut off there may be what made it less than a statement. English,
Russian, a few Tajik words; a phrase that no list holds bounds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.lexicon import begins_noun_phrase, is_attribution, is_function_word, is_hedge, is_negation, may_be_verb
from citations.matching.clauses import is_complementiser, is_somebody, states, voices
from citations.words import QUOTES, SourceText, sentence_starts

_PHRASE_WORDS = 4  # the longest phrase of the lists below
_CONDITION_WORDS = (
    20  # of a condition before what hangs on it, "if the rains come before the wall is mended, |"; 10 and 40 change nothing
)
_FRAME_WORDS = 12  # between the verb that gives a clause to somebody and the sentence's beginning: at 6 one by hand passes
_BLANKS = " \t\n\r\u00a0\u202f"
# What a limit may follow without a new sentence: nothing, a comma, a dash, a bracket; no colon, behind which it is explained
_TIES = frozenset(["", ",", ";", "–", "—", "-", "(", ",–", ",—"])
# behind a statement: "but only for two years", "за исключением пункта 5"; not "only" by itself, "with care"
_LIMIT = re.compile(
    r"""(?: (?:(?:but|and|albeit|though)\s)? (?:only|solely)\s(?:if|when|where|after|with|those|until|for|in|on|to|by|while)
      | unless | except(?:ing)? | excluding | provided(?!\s(?:by|for|to|with)) | providing\sthat
      | if(?!\s(?:any|anything|ever|you\s(?:like|will))\b) | subject\sto | save\s(?:for|that|where|in|as|when)
      | (?:other|rather)\sthan | (?:apart|aside)\sfrom | barring | with\sthe\s(?:sole\s|one\s)?exception
      | with\s(?:\w+\s)?(?:reservations?|exceptions?|caveats?) | on\s(?:the\s)?condition | (?:as|so)\slong\sas
      | (?:not\s)?exceeding | suspended | (?:but|and)\s(?:not|no)\s(?:more|longer|earlier|later|before|until|for)
      | in\sthe\sevent | insofar | in\sso\sfar | assuming | without\sprejudice
      | за\sисключением | кроме | если(?!\s(?:честно|угодно|хотите|не\sошиба\w+|позволите)\b) | при\sусловии | при\sналичии
      | в\sслучае | не\sсчитая | исключая | разве\sчто | без\sучета | (?:но|и|причем|да\sи)\s(?:то\s)?(?:только|лишь)
      | до\sтех\sпор | с\s(?:\w+\s)?(?:оговорк\w+|условием|исключени\w+)
      | (?:но|и|причем)\sне\s(?:более|больше|раньше|позднее|позже|дольше|менее) | превышающ\w+ | условно
      | (?:только|лишь|исключительно)\s(?:если|когда|при|в|во|на|для|с|со|после|тем|те|тому|тех|по|до)
      | агар | ба\sистисно\w* | ба\sшарт\w* | ба\sҷуз | ба\sғайр )\b""",
    re.VERBOSE,
)
# behind a denial or a condition: "do not oblige her to be silent | once it is published", "не могли уйти | без разрешения"
_LIMIT_OF_DENIAL = re.compile(
    r"""(?: once | until | till | before | without | as\ssoon\sas | whenever | at\s(?:this\sstage|present|the\smoment)
      | for\s(?:now|the\stime) | so\sfar | yet | без | пока | прежде | как\sтолько | до
      | на\s(?:данном|этом)\sэтапе | на\sсегодня )\b""",
    re.VERBOSE,
)
# right before a statement, beside the single words of `lexicon.is_hedge`: "most likely", "скорее всего"; not "likely that"
_HEDGE = re.compile(
    r"""(?:^|\s)(?: most\slikely | very\slikely | maybe | presumably | purportedly | as\s(?:if|though)
      | скорее\sвсего | вероятнее\sвсего | по\sвидимому | может\sбыть | быть\sможет | наверное? | пожалуй | эҳтимол )$""",
    re.VERBOSE,
)
# A fragment behind one of these is a verb that the draft governs by its own: "may | lead to a shortage".
_MODALS = frozenset(
    "if may might could would should appear appears appeared seem seems seemed если может могут мог могла могли бы".split()
)
_CONDITIONS = frozenset("if unless provided если агар".split())
_YIELDING = frozenset("even as what and only даже как что только".split())  # "even if": it holds all the same
_NO_CONDITION = frozenset("any anything ever so necessary possible честно угодно хотите надо нужно".split())  # "if anything, "
_THEN = frozenset("then то тогда".split())
# What the source says in the first person, or impersonally, is its own.
_OF_THE_SOURCE = frozenset("i we it there я мы это ман мо".split())
_INSTITUTION = re.compile(
    r"""(?: ministr(?:y|ies) | government | compan(?:y|ies) | party | defen[cs]e | prosecution | regime | authorit(?:y|ies) | side
      | министерств\w+ | правительств\w+ | компани\w+ | парти\w+ | защит[аы] | обвинени\w+ | власт[иь] | администраци\w+
      | сторон[аы] | вазорат\w* | ҳукумат\w* )""",
    re.VERBOSE,
)
_SHORTEST_PLURAL = 4  # letters: "says" and "was" are none
_PLURAL_VERBS = ("ят", "ют", "ут", "ли", "анд")


def limit_after(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words from `index` on that bound what stands before them: a condition, an exception; None for none."""
    if index >= len(source.forms) or sentence_starts(source, index):
        return None
    if source.gap(index).translate(_WITHOUT_BLANKS) not in _TIES:
        return None
    found = _LIMIT.match(" ".join(source.forms[index : index + _PHRASE_WORDS]))
    return (index, index + len(found[0].split())) if found else None


def limit_of_denial(source: SourceText, index: int, opening: int) -> tuple[int, int] | None:
    """Return the words from `index` on that bound what is denied, or supposed, from word `opening` on; None for none."""
    if index >= len(source.forms) or sentence_starts(source, index) or source.gap(index).strip(_BLANKS + QUOTES):
        return None
    first = next((number for number in range(index - 1, opening, -1) if sentence_starts(source, number)), opening)
    if not any(is_negation(form) or form in _CONDITIONS for form in source.forms[first:index]):
        return None
    found = _LIMIT_OF_DENIAL.match(" ".join(source.forms[index : index + _PHRASE_WORDS]))
    return (index, index + len(found[0].split())) if found else None


def hedges(forms: Sequence[str]) -> bool:
    """Return whether some of the words make a statement less certain: "perhaps", "скорее всего"."""
    return any(map(is_hedge, forms)) or any(_HEDGE.search(" ".join(forms[index : index + 2])) for index in range(len(forms) - 1))


def limits(forms: Sequence[str]) -> bool:
    """Return whether a limit begins at one of the words."""
    return any(_LIMIT.match(" ".join(forms[index : index + _PHRASE_WORDS])) for index in range(len(forms)))


def hedge_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words right before word `index` that make it less certain: "perhaps, |", "скорее всего, |"; None for none."""
    if sentence_starts(source, index) or source.gap(index).strip(_BLANKS) not in ("", ","):
        return None
    if is_hedge(source.forms[index - 1]) and source.forms[index - 1] not in _MODALS:
        return index - 1, index
    low = max(0, index - 2)
    return (low, index) if _HEDGE.search(" ".join(source.forms[low:index])) else None


def condition_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the condition that ends at the comma before word `index`: "If the court agrees, |"; None for none.

    What holds "even if" something happens hangs on nothing.
    """
    if sentence_starts(source, index):
        return None
    last = index - (source.forms[index - 1] in _THEN)
    has_comma = last > 0 and source.gap(last).lstrip(_BLANKS).startswith(",")
    if last <= 0 or not (has_comma or begins_noun_phrase(source.forms[last])):
        return None
    for number in range(last - 1, max(-1, last - 1 - _CONDITION_WORDS), -1):
        if source.forms[number] in _CONDITIONS:
            if source.forms[number + 1] in _NO_CONDITION:
                return None
            yields = number > 0 and source.forms[number - 1] in _YIELDING and not sentence_starts(source, number)
            is_whole = has_comma or any(map(may_be_verb, source.forms[number + 1 : last]))  # "If I were thirty | I would"
            return (number, last) if is_whole and not yields else None
        if sentence_starts(source, number) or source.gap(number).strip(_BLANKS):
            return None
    return None


def voice_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the words that give the clause which begins at word `index` to a party: "Defenders say that |"; None for none.

    What the source says in the first person, or by nobody ("it is clear that"), is its own; what one person says is quoted for
    that person's sake.
    """
    if index < 2 or not is_complementiser(source.forms[index - 1]):
        return None
    voice = None
    for number in range(index - 2, max(-1, index - 2 - _FRAME_WORDS), -1):
        form = source.forms[number]
        if voice is not None and _is_party(form, source.forms[voice]):
            return number, index
        if voice is None and (voices(form) or is_attribution(form)):
            voice = number
        elif form in _OF_THE_SOURCE or (voice is None and (states(form) or is_complementiser(form))):
            return None
        if sentence_starts(source, number) or source.gap(number).strip(_BLANKS):
            return None
    return None


def _is_party(form: str, verb: str) -> bool:
    """Return whether the subject of a verb of saying is a side and no single person: many, somebody, an institution."""
    if is_somebody(form) or _INSTITUTION.fullmatch(form):
        return True
    if form.isascii():
        return len(form) > _SHORTEST_PLURAL and form.endswith("s") and not form.endswith(("ss", "us", "is"))
    return verb.endswith(_PLURAL_VERBS) and not is_function_word(form)


_WITHOUT_BLANKS = str.maketrans(dict.fromkeys(_BLANKS))

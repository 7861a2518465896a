"""What a sentence before a statement supposes: "Suppose the dam is finished. Then |", "What if it breaks? |".

Enters: a source's words (`citations.words`), and the number of the first word of a statement. Leaves: the words that suppose it,
as numbers, or None. A supposition holds for the sentence behind it, and as far as "then" takes it up. English and Russian.
"""

from __future__ import annotations

import re

from citations.matching.verbs import is_past
from citations.regex import regex
from citations.words import QUOTES, SourceText, paragraph_starts, sentence_begin, sentence_end, sentence_starts

_SENTENCE_WORDS = 50  # of the sentence that supposes
_OPENING_WORDS = 6  # of a sentence, by which it supposes or takes up what was supposed
_CHAIN = 3  # sentences that suppose one after another
# A sentence begins by it: "Suppose that", "Let us imagine", "Допустим,"; not "Imagine my surprise", "Say it again"
_SUPPOSES = regex(
    r"""(?:(?:and|but|or|now|so|then|и|а|но|ну|теперь)\s)?(?:
        (?:let\s(?:us|me)\s|let's\s|just\s)?(?:suppose|supposing|imagine|assume|assuming|pretend|say)
          (?:\s(?:for(?:\s[\w']+){1,4}?|then|now|too))?\s(?:that|the|a|an|we|you|he|she|they|i|this|these|his|her|their|our|your|my
            |nobody|somebody|no|every|all|one|(?<!say\s)it)\b
      | let\s(?:us|me)\s(?:suppose|imagine|assume|say|grant|allow|concede|pretend)\b | what\sif
      | picture\s(?:the|a|an|this|that|what)\b
      | (?:допустим|предположим|представим|вообразим|положим|представьте|вообразите|предположите|допустите)\b )""",
    re.VERBOSE,
)
# Words of which one stands among the first of such a sentence
_SUPPOSING = frozenset(
    "suppose supposing imagine assume assuming pretend say let what if picture если допустим предположим представим "
    "вообразим положим представьте вообразите предположите допустите".split()
)
_FIRST_WORDS = 3
_QUESTION_IF = regex(r"(?:(?:and|but|а|и|но)\s)?(?:what\s)?(?:if|что\sесли|если)\s")
# By these a sentence takes up what the one before supposes
_TAKES_UP = regex(
    r"""(?:(?:and|but|и|а|но|ну)\s)?(?:then | in\s(?:that|this|such\sa)\scase | in\s(?:that|such\san?)\sevent
        | on\sthat\s(?:assumption|footing|reckoning)
      | if\sso | тогда | в\s(?:этом|таком|том)\sслучае | при\s(?:этом|таком)\s(?:условии|раскладе) | если\sтак | то)\b""",
    re.VERBOSE,
)
_BACK_TO_FACT = regex(
    r"(?:but|however|in\s(?:fact|truth|reality)|yet|no|alas|а\sна\sделе|на\sделе|но|однако|увы|нет|в\sдействительности)\b"
)


def supposed_before(source: SourceText, index: int) -> tuple[int, int] | None:
    """Return the beginning of the sentence before that of word `index` which only supposes what this one tells; None for none.

    The quotation begins its sentence, or begins behind the "then" that leads it in.
    """
    low = sentence_begin(source, index + 1, max(0, index - _OPENING_WORDS))
    if not sentence_starts(source, low):
        return None
    opening = " ".join(source.forms[low : low + _OPENING_WORDS])
    taken = _TAKES_UP.match(opening)
    if index > low and not (taken and index - low <= len(taken[0].split())):
        return None
    if (not taken and (_BACK_TO_FACT.match(opening) or _supposes(source, low))) or paragraph_starts(source, low):
        return None
    begin = low
    for _ in range(_CHAIN):
        if begin == 0 or any(mark in source.gap(begin) for mark in QUOTES):
            return None
        begin = sentence_begin(source, begin, max(0, begin - _SENTENCE_WORDS))
        if _supposes(source, begin):
            return None if not taken and _is_fact(source, low) else (begin, low)
        if not taken:
            return None
    return None


def _is_fact(source: SourceText, low: int) -> bool:
    """Return whether the sentence of word `low` tells what happened: "Suppose I had agreed. I refused the same day."."""
    return is_past(source.forms[low : sentence_end(source, low + 1, min(len(source.forms), low + _SENTENCE_WORDS))])


def _supposes(source: SourceText, begin: int) -> bool:
    if _SUPPOSING.isdisjoint(form.split("'")[0] for form in source.forms[begin : begin + _FIRST_WORDS]):  # "let's"
        return False
    end = sentence_end(source, begin + 1, min(len(source.forms), begin + _SENTENCE_WORDS))
    text, asks = " ".join(source.forms[begin:end]), "?" in source.gap(end)
    if asks:
        return _QUESTION_IF.match(text) is not None or _SUPPOSES.match(text + " ?") is not None
    return _SUPPOSES.match(text) is not None

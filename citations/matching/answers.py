"""A whole clause before a colon that denies what was told before: "People said it was closed. That is not true: | it is open".

Enters: a source's words (`citations.words`), and the number of the word behind the colon. Leaves: yes or no. What stands behind
such a colon is what holds instead. "It is not true: |" and "These claims are false: |" before a list deny what follows them.
"""

from __future__ import annotations

import re

from citations.matching.clauses import is_complementiser, supposes, voices
from citations.regex import regex
from citations.words import SourceText, paragraph_starts, sentence_begin, sentence_starts

_CLAUSE_WORDS = 8  # of such a clause: "Эти сообщения не соответствуют действительности"
_SENTENCE_WORDS = 60  # to each side, in which a sentence begins and ends
# A clause that points back by its subject and ends with its denial: "That is not true", "Эти слухи ложны"; not "It is not true"
_DENIES_BACK = regex(
    r"""(?:that|those|(?:that|those|such|the)\s(?:reports?|rumou?rs?|stor(?:y|ies)|accounts?|claims?))
        \s(?:is|was|are|were)\s(?:simply\s|just\s|plainly\s|quite\s)?
        (?:not\s(?:true|so|correct|the\scase)|untrue|false|wrong|incorrect|inaccurate|unfounded|nonsense)
      | (?:это|все\sэто)\s(?:просто\s)?(?:не\s(?:так|правда|соответствует\sдействительности)|неправда|неверно|ложь|выдумка)
      | (?:эти|это|эта|этот|такие)\s(?:сообщени[ея]|слухи?|сведения|утверждени[ея]|верси[яи]|рассказы?|информация|данные)
        \s(?:не\s(?:соответству[ею]т\s(?:действительности|истине)|верн[ыао]|точн[ыао])|неверн[ыао]|ложн[ыао]|недостоверн[ыао])""",
    re.VERBOSE,
)


def answers_what_was_told(source: SourceText, index: int) -> bool:
    """Return whether a colon before word `index` ends a clause that denies what the sentence before tells as somebody's words.

    One sentence follows such a colon; lines or items behind it are what is denied.
    """
    if ":" not in source.gap(index) or "\n" in source.gap(index) or is_complementiser(source.forms[index]):
        return False
    begin = sentence_begin(source, index, max(0, index - _CLAUSE_WORDS - 1))
    if not begin or paragraph_starts(source, begin) or not _DENIES_BACK.fullmatch(" ".join(source.forms[begin:index])):
        return False
    told = source.forms[sentence_begin(source, begin, max(0, begin - _SENTENCE_WORDS)) : begin]
    return any(voices(form) or supposes(form) for form in told) and not _is_list(source, index)


def _is_list(source: SourceText, index: int) -> bool:
    """Return whether a semicolon parts what the sentence of word `index` says."""
    for at in range(index + 1, min(len(source.forms), index + _SENTENCE_WORDS)):
        if sentence_starts(source, at):
            return False
        if ";" in source.gap(at):
            return True
    return False

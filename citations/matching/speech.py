"""Who speaks: where a speech ends, where another speaker's begins, and what only says who is speaking in the middle of one.

Enters: a source's words (`citations.words`) and the numbers of two of them. Leaves: yes or no. Speeches stand between quotation
marks, between dashes, or behind a label ("Ms. Ferreira:", "Депутат Соколов."), as transcripts and news print them.
"""

from __future__ import annotations

import re
from itertools import islice

from citations.lexicon import is_attribution, is_pronoun
from citations.regex import regex
from citations.words import QUOTES, SourceText, paragraph_starts, sentence_starts

_TURNS = 3  # paragraphs that begin with a name and a full stop make a text a transcript: at 6 ten of the false draws pass
_SPEECH_WORDS = 80  # of a speech whose end is looked for; 40 to 160 change nothing
_SPEAKER_WORDS = 3  # behind a speech, in which its speaker is named; 1 to 6 change nothing
_OPENING = "«“„"
_CLOSING = '"”»'
# dashes about a speaker, as Russian prints them: "…свидетелей, — | сказал он. — | Однако"; not " — police said — "
_SPEECH_PAUSES, _SPEECH_RESUMES = regex(r"[,!?…][»”\"]?\s*[—–-]\s*$"), regex(r"^[.,]\s*[—–-]\s*$")
# who speaks, at the beginning of a paragraph: "Ms. Ferreira: ", "Депутат Соколов. ", "LG:"; not "He said: "
_LABEL = r"(?:[A-ZА-ЯЁҒӢҚӮҲҶ][\w’'-]*\.?[ ]?){1,3}(?:\([^)\n]{1,40}\))?(?P<stop>[:.])(?=\s+[A-ZА-ЯЁҒӢҚӮҲҶ])"
_SPEAKER, _TURN = regex(_LABEL), regex(rf"^[ \t]*{_LABEL}", re.MULTILINE)


def speaker_starts(source: SourceText, index: int) -> bool:
    """Return whether a speaker's turn begins at word `index`: a paragraph with "Name:", a dash, or a transcript's "Name."."""
    if not 0 < index < len(source.forms) or not paragraph_starts(source, index):
        return False
    if source.gap(index).rstrip(" \u00a0")[-1:] in "—–":
        return True
    label = _SPEAKER.match(source.text, source.starts[index])
    if label is None or label["stop"] == ":":
        return label is not None
    turns = (match for match in _TURN.finditer(source.text) if match["stop"] == ".")
    return len(list(islice(turns, _TURNS))) == _TURNS


def changes_speech(source: SourceText, start: int, end: int) -> bool:
    """Return whether words `start` to `end` lead from one speech between marks into another, whose speaker they may name."""
    closed, opened = _speech_ends(source, start, end)
    if closed is None or opened is None or opened <= closed or is_interruption(source, start, end):
        return False
    if any(paragraph_starts(source, index) for index in range(closed, opened + 1) if index < len(source.forms)):
        return True
    first = next((index for index in range(closed, opened) if sentence_starts(source, index)), opened)
    return any(source.raw(index)[0].isupper() for index in range(first + 1, opened))


def enters_speech(source: SourceText, start: int, end: int) -> bool:
    """Return whether words `start` to `end` lead from what the source says itself into words between its quotation marks."""
    closed, opened = _speech_ends(source, start, end)
    return closed is None and opened == end


def _speech_ends(source: SourceText, start: int, end: int) -> tuple[int | None, int | None]:
    """Return where the speech in which word `start` stands is closed, and where one is opened that goes on at word `end`."""
    depth, closed, opened = 0, None, None
    for index in range(start, end + 1):
        gap = source.gap(index)
        for at, mark in enumerate(gap):
            is_last_of_gap = at == len(gap) - 1 and (at == 0 or gap[at - 1].isspace())
            if mark in _OPENING or (mark == '"' and is_last_of_gap and not depth):
                depth, opened = depth + 1, index
            elif mark in _CLOSING and depth:
                depth -= 1
            elif mark in _CLOSING and closed is None:
                closed = index
    return closed, opened if depth else None


def is_interruption(source: SourceText, start: int, end: int) -> bool:
    """Return whether the words only say who speaks, in the middle of one speech: `”, he said. “`, `, — сказал он. — `."""
    if any(sentence_starts(source, index) for index in range(start, end)):
        return False  # a sentence of its own may give the words to another speaker
    opening, closing = source.gap(start), source.gap(end)
    if _SPEECH_PAUSES.search(opening) and _SPEECH_RESUMES.search(closing):
        return True
    is_quoted = any(mark in opening for mark in QUOTES) and any(mark in closing for mark in QUOTES)
    return is_quoted and not _has_own_speaker(source, end)


def _has_own_speaker(source: SourceText, start: int) -> bool:
    """Return whether the speech that begins at word `start` is given to somebody by name behind it: "”, replied the clerk"."""
    last = min(len(source.forms), start + _SPEECH_WORDS)
    close = next((index for index in range(start + 1, last) if any(mark in _CLOSING for mark in source.gap(index))), None)
    if close is None or sentence_starts(source, close):
        return False
    behind = source.forms[close : close + _SPEAKER_WORDS]
    return any(map(is_attribution, behind)) and not any(map(is_pronoun, behind))

"""What can be pasted in place of an altered quotation: the source's own words, fit to stand between quotation marks.

Enters: a quotation, its match, the text in which that counts. Leaves: text, or None where the source's words would be the
draft's own, half a quotation, or too long.
"""

from __future__ import annotations

import re

from citations.quote import QuoteMatch
from citations.regex import regex

MAX_PASTED_CHARACTERS = 1200  # a longer passage is shown, not offered for pasting
_BESIDE = regex(r"""[^\w\s]|\s""", re.VERBOSE)  # matches: ”, a comma, a space    does not: a letter
UNLIKE_WORDS = 2  # replaced at a quotation's start: the source's words there are not those that the draft renders
MAX_WORDS_BEFORE = 12  # of the source's sentence, put before what agrees; more is no quotation's slip
# matches: “, «, a straight mark before a word    does not: ”, the mark in 'six",'
_OPENS, _CLOSES = regex(r"[“«„]|(?<!\S)\x22(?=\w)"), regex(r"[”»]|\S\x22")
_STOPS, _TONES, _CLOSING = ".!?…", ("!", "?"), " \"'“”’»"
_ADDED = ("addition", "join", "negation", "number", "name")  # what the draft has and the source has not, by its words
_MARKS = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'"})
# the word right behind a place: " оспаривает"; not what stands behind a stop or a mark
_NEXT_WORD = regex(r"""\s+(?P<word>[^\W\d_]+)""", re.VERBOSE)
_DENIES = regex(r"""\b(?:not|never|no|не|ни|нет)$""", re.VERBOSE | re.IGNORECASE)  # "claimed that it was not"; not "knot"
STEM_LETTERS = 5  # of the draft's last word, with which the source's own begins: "оспаривают", "оспаривает"
_EDGES = " .,;:!?…\"'"


def words_of_source(exact: str, match: QuoteMatch, text: str) -> str | None:
    """Return the source's words for the quotation `exact`; who speaks between two halves of it becomes an ellipsis."""
    shift = text.rfind(match.passage, 0, match.span[0] + len(match.passage))
    start, end = match.span
    for change in match.changes:
        low, high = change.observed_span[0] + shift, change.observed_span[1] + shift
        if change.kind in _ADDED and not change.observed.strip() and _is_at_edge(exact, change.quoted_span):
            return None
        if change.kind in ("edge", "negation") and change.observed:  # stands before or behind what was quoted
            start, end = min(start, low), max(end, high)
    if _replaced_at_start(exact, match) >= UNLIKE_WORDS:
        begin = _speech_begin(text, max(0, shift), start)
        if begin is None:
            return None
        start = begin
    end = _fit_end(exact, match, text, start, end)
    if exact.rstrip(_CLOSING)[-1:] in _TONES and text[end : end + 1] in _TONES:
        end += 1
    words, at = "", start
    for change in match.changes:
        low, high = change.observed_span[0] + shift, change.observed_span[1] + shift
        if change.kind == "join" and not change.quoted and start < low and high < end:
            before, after = _between(text, low, high)
            words += text[at:before] + _ellipsis(text[before:low], text[high:after])
            at = after
    words = " ".join((words + text[at:end]).split())
    return None if len(words) > MAX_PASTED_CHARACTERS or _plain(words) == _plain(exact) else words


def _fit_end(exact: str, match: QuoteMatch, text: str, start: int, end: int) -> int:
    """Return where the source's words end: before what stands behind their speech, and with the word that a "not" denies."""
    if not any(change.quoted_span[1] >= len(exact.rstrip(_CLOSING + _STOPS)) for change in match.changes):
        return end
    closes = [mark.start() for mark in _CLOSES.finditer(text, start, end)]
    opens = [mark.start() for mark in _OPENS.finditer(text, start, end)]
    if len(closes) > len(opens) and closes[-1] > max(opens, default=start):
        return start + len(text[start : closes[-1]].rstrip(", "))
    last, ahead = exact.rstrip(_CLOSING + _STOPS).split()[-1].casefold(), _NEXT_WORD.match(text, end)
    stem = last[:STEM_LETTERS]
    is_cut = ahead and (
        (len(stem) == STEM_LETTERS and ahead["word"].casefold().startswith(stem)) or _DENIES.search(text[start:end])
    )
    return ahead.end() if ahead and is_cut else end


def _replaced_at_start(exact: str, match: QuoteMatch) -> int:
    """How many words at the quotation's start stand for other words of the source: what agrees begins behind them."""
    at, words = 0, 0
    for change in sorted(match.changes, key=lambda one: one.quoted_span):
        if change.kind != "word" or _has_word(exact[at : change.quoted_span[0]]):
            break
        at, words = change.quoted_span[1], words + len(change.quoted.split())
    return words


def _speech_begin(text: str, low: int, start: int) -> int | None:
    """Where the sentence that begins at `low`, or the speech in it, begins; None where that is too far from `start`."""
    opened = [match.end() for match in _OPENS.finditer(text, low, start)]
    begin = opened[-1] if opened else low
    before = text[begin:start]
    return None if _CLOSES.search(before) or len(before.split()) > MAX_WORDS_BEFORE else begin


def _is_at_edge(exact: str, span: tuple[int, int]) -> bool:
    """Whether words that the source does not have begin or end the quotation, so that the match covers only the rest."""
    return span[1] > span[0] and not (_has_word(exact[: span[0]]) and _has_word(exact[span[1] :]))


def _between(text: str, low: int, high: int) -> tuple[int, int]:
    """The place of words with all that stands beside them and is no word."""
    while low and _BESIDE.fullmatch(text[low - 1]):
        low -= 1
    while high < len(text) and _BESIDE.fullmatch(text[high]):
        high += 1
    return low, high


def _ellipsis(before: str, after: str) -> str:
    """The ellipsis for what says who speaks, with the mark that stood before it: a comma in mid-sentence, a question mark."""
    kept = before.strip(" \t\n\"'“”«»„‘’—–")[:1]
    ends = any(mark in _STOPS for mark in after)
    return f"{'' if ends and kept == ',' else kept} … "


def _plain(words: str) -> str:
    return " ".join(words.translate(_MARKS).split()).strip(_EDGES)


def _has_word(text: str) -> bool:
    return any(letter.isalnum() for letter in text)

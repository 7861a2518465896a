"""What line ends tore apart, joined: words, addresses, emphasis, marks.

Enters: the text of a paragraph or note, its lines as they were printed, and the words of the document. Leaves: the text on one
line. Only the document's own usage says whether a hyphen at a line's end was cut in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from citations.readers.numbering import SUPERSCRIPTS
from citations.regex import regex

# Emphasis that a line end interrupts. matches in: *Ports*: NEWLINE *A Study*    does not: *Wire*, NEWLINE *Post*
_GOES_ON = regex(r"\*( ?[:–—-]?)\n\*")

# A sign that a line may end with inside a word. matches in: U.S.- NEWLINE trained, pp. 12– NEWLINE 14, and/ NEWLINE or
# does not: the vote - NEWLINE held, the vote – NEWLINE held
_UNBROKEN = regex(r"(?<=[^\s/–—-])(?P<sign>[-–—/])\n(?=\w)")

# A mark that a line or page tore from its word
_LONE_MARK = regex(rf"\n([{SUPERSCRIPTS}]+)(?=\s|$)")

_HYPHEN = regex(r"\b(?P<left>\w+)-\n(?P<right>\w+)")
MIN_CUT = 2  # words that were certainly cut at line ends: a document with so many cuts its words
# What makes compounds in English whatever follows, and words that are written solid though both halves are words.
_COMPOUND_LEFTS = frozenset(
    "all anti far full half hard high ill left like long low mid multi non quasi right self semi short single so"
    " socio state third three two vice well wide".split()
)
_SOLID = frozenset(
    "altogether another anybody anyone anything anywhere cannot everybody everyone everything everywhere"
    " furthermore herself himself however indeed instead into itself maybe meanwhile moreover nevertheless newspaper"
    " newspapers nobody nothing nowhere onto otherwise ourselves overall somebody someone something sometimes"
    " somewhere themselves therefore throughout today towards underground upon whatever whenever whereas whereby"
    " wherever whoever within without yourself".split()
)


def words_in(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in `texts`, in lower case; the halves of one that a line end cut are counted each."""
    return Counter(re.findall(r"\w+(?:-\w+)*", "\n".join(texts).casefold()))


def cuts_words(texts: Iterable[str], words: Counter[str]) -> bool:
    """Return whether a document cuts its words at line ends: several of them stand whole elsewhere, more than were compounds."""
    found = [_usage(match["left"], match["right"], words) for text in texts for match in _HYPHEN.finditer(text)]
    return found.count("cut") >= MIN_CUT and found.count("cut") > found.count("own")


def _usage(left: str, right: str, words: Counter[str]) -> str:
    """What the document's words say of a hyphen at a line's end: it was "cut" in, it is the word's "own", or "" for nothing."""
    plain, compound = (left + right).casefold(), f"{left}-{right}".casefold()
    if plain in words or plain in _SOLID:
        return "cut"
    return "own" if compound in words or (_is_known(left, words) and _is_known(right, words)) else ""


def _is_known(half: str, words: Counter[str]) -> bool:
    """Whether half of a cut word is a word of the document by itself, met once more or in its plural."""
    half = half.casefold()
    return words[half] > 1 or words[half + "s"] > 0 or (half.endswith("s") and words[half[:-1]] > 0)


def mended(text: str, words: Counter[str], *, is_hyphenated: bool) -> str:
    """Return `text` on one line, with words and addresses joined that a line end cut.

    A hyphen stays where halves or compound are words of the document. `is_hyphenated` says what one is that nothing decides:
    cut in, or the author's own, as always before a capital and behind what makes compounds ("self-").
    """

    def mend(match: re.Match[str]) -> str:
        left, right = match["left"], match["right"]
        usage = _usage(left, right, words)
        own = not is_hyphenated or (left[-1].islower() and right[0].isupper()) or left.casefold() in _COMPOUND_LEFTS
        return left + right if usage == "cut" or not (usage or own) else f"{left}-{right}"

    text = _LONE_MARK.sub(r"\1", re.sub(r"https?://\S*(?:\n\S+)+", _whole_address, text))
    text = _HYPHEN.sub(mend, _GOES_ON.sub(r"\1\n", text.replace("\xad\n", "")))
    return _UNBROKEN.sub(r"\g<sign>", text).replace("\n", " ")


def _whole_address(lines: re.Match[str]) -> str:
    """Join the lines of an address: one cannot end with a slash, nor a word of prose hold one.

    >>> _whole_address(re.search(r"(?s).+", "http://a.example/b-\\nc_d.pdf.\\nSee"))
    'http://a.example/b-c_d.pdf.\\nSee'
    """
    whole, *more = lines[0].split("\n")
    joined = bool(re.match(r"https?://\S*$", whole))
    for line in more:
        token = line.split(" ", 1)[0]
        goes_on = whole[-1:] in "/_=?&%-" or (whole[-1:].isalnum() and re.match(r"[\w.-]*[/_=&?%]\w", token))
        goes_on = goes_on or (whole[-1:] == "." and re.match(r"(?!www\.)[a-z\d][\w-]*[./]\w", token))
        whole += line if joined and goes_on else f"\n{line}"
        joined = joined and bool(goes_on) and " " not in line
    return whole

"""Words by which a source mocks what it seems to grant, left out again and again: "Of course we hate progress, and of course |".

Enters: a source's words (`citations.words`), and the words that a quotation left out. Leaves: the words that mock, as numbers, or
None. One "of course" may be meant; the same at the head of one clause after another is irony, or is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.regex import regex
from citations.words import SourceText, sentence_begin, sentence_end, sentence_starts

_OPENER_WORDS = 3  # the longest opener, a "but" before it left out
_SENTENCE_WORDS = 50  # of a neighbouring sentence
_OPENER = regex(
    r"""(?:(?:and|but|и|а|но|ну|да)\s)?(?P<opener> of\scourse | naturally | obviously | clearly | certainly | surely | no\sdoubt
      | undoubtedly | doubtless | needless\sto\ssay | evidently | plainly | oh\syes | yes\syes
      | конечно(?:\sже|\sж)? | разумеется | естественно | безусловно | несомненно | ясное\sдело | само\sсобой | понятное\sдело
      | понятно | видимо | очевидно | еще\sбы | ну\sда | да\sда )(?=\s|$)""",
    re.VERBOSE,
)

_LAST = frozenset(
    "course naturally obviously clearly certainly surely doubt undoubtedly doubtless say evidently plainly yes конечно же ж "
    "разумеется естественно безусловно несомненно дело собой понятно видимо очевидно бы да".split()
)  # with which an opener ends


def mocked(source: SourceText, left_out: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first such words left out, where others were left out too or the source repeats them; None for none.

    `left_out` are the numbers of the first word left out and of the one behind the last, for every place, in order.
    """
    found = [(start, opener) for start, end in left_out if (opener := _opener(source, start, end))]
    if not found:
        return None
    start, opener = found[0]
    return (start, start + 1) if len(found) > 1 or _is_repeated(source, start, opener) else None


def _opener(source: SourceText, start: int, end: int) -> str:
    """Return the opener that the words left out are, or end with; "" for none."""
    if start == end or source.forms[end - 1] not in _LAST:
        return ""
    for first in range(max(start, end - _OPENER_WORDS), end):
        if found := _OPENER.fullmatch(" ".join(source.forms[first:end])):
            return found["opener"]
    return ""


def _is_repeated(source: SourceText, start: int, opener: str) -> bool:
    """Return whether the sentence of word `start`, or one beside it, has the same opener at the head of another clause."""
    low = sentence_begin(source, start + 1, max(0, start - _SENTENCE_WORDS))
    high = sentence_end(source, start + 1, min(len(source.forms), start + _SENTENCE_WORDS))
    first = sentence_begin(source, low, max(0, low - _SENTENCE_WORDS)) if low else low
    last = sentence_end(source, high + 1, min(len(source.forms), high + _SENTENCE_WORDS))
    count = 0
    for at in range(first, last):
        begins = sentence_starts(source, at) or "," in source.gap(at) or ";" in source.gap(at)
        count += bool(begins and (match := _OPENER.match(" ".join(source.forms[at : at + 4]))) and match["opener"] == opener)
    return count > 1

"""The mark that ends a quotation, laid beside the source's: a full stop made of a comma, a question that was lost.

Enters: the quotation's text behind its last word, and the number of the source's word there. Leaves: an `Edit`, or None where
nothing shows.
"""

from __future__ import annotations

import re

from citations.lexicon import supposes_what_follows
from citations.matching.clauses import asks
from citations.matching.edits import Edit, Gravity
from citations.words import BLANKS, SourceText, sentence_begin


def tail_edit(exact: str, at: int, source: SourceText, index: int) -> Edit | None:
    """Return the change of the quotation's last punctuation; its comma or full stop may be the draft's own."""
    own = re.sub(r"[^.,;:!?…]", "", exact[at:])
    theirs = re.sub(r"[^.,;:!?…]", "", source.gap(index))
    if not own or theirs.startswith(own) or own.rstrip(".,") == theirs:
        return None
    if "…" in own or ".." in own:
        span = (source.ends[index - 1], source.ends[index - 1])
        return Edit(
            gravity=Gravity.MARKED,
            kind="elision",
            quoted=(at, len(exact)),
            observed=span,
            note="words after the quotation were left out",
        )
    tones = ({"?", "!"} & set(own), {"?", "!"} & set(theirs))
    grave = tones[0] != tones[1]
    span = (source.ends[index - 1], source.ends[index - 1] + len(theirs))
    kind, note = ("punctuation", "a question or an exclamation was made, or lost") if grave else ("end-punctuation", "")
    return Edit(
        gravity=Gravity.LOOK if grave else Gravity.TYPOGRAPHY, kind=kind, quoted=(at, len(exact)), observed=span, note=note
    )


def lost_question(exact: str, at: int, source: SourceText, start: int, end: int, after: str) -> Edit | None:
    """Return an edit when the words were asked, and neither a question mark nor a word that asks shows it."""
    own = "".join((exact[at:] + after[:2]).split())
    if not source.gap(end).lstrip(BLANKS).startswith("?") or "?" in own:
        return None
    first = sentence_begin(source, end, start)
    if any(map(asks, source.forms[first : first + 2])) or any(map(supposes_what_follows, source.forms[first:end])):
        return None
    span = (source.starts[end - 1], source.ends[end - 1])
    return Edit(gravity=Gravity.LOOK, kind="punctuation", quoted=(at, len(exact)), observed=span, note="the source asks it")

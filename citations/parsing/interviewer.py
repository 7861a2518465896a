"""Who heard a person, where that was not the author: a body, or a medium that printed or aired the interview.

Enters: the words behind "Interview". Leaves: the words without them, and the medium.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing.context import Context
from citations.prose import strip_emphasis
from citations.regex import regex

# "Entrevista de Crisis Group, líder campesino", "Gespräch von Amnesty International mit": who heard, not who was heard
INTERVIEWER = regex(
    r"\s*,?\s+(?:(?:de|del|von|da|by)|(?P<medium>with|to|on|for|in))\s+(?:the\s+)?(?P<org>\*?[^\W\d_a-z][^,;]{1,60}?)(?=,|\s+(?:with|avec|mit|con|с)\s|\.?$)",
    re.VERBOSE,
)
# of what `grammar.INTERVIEW` reads, one is in the folded words
INTERVIEW_STEMS = tuple(
    """
    interv int. int intv source informant discussion conversation corresp communic comm. exchange mail meeting
    message note call focus observation visit research field kii fgd idi respondent interlocutor participant
    """.split()
)


def without_interviewer(rest: str, context: Context) -> tuple[str, str | None]:
    """Return the words without who heard, and the medium which printed what it heard: "Interviewed by Kommersant"."""
    match = INTERVIEWER.match(rest)
    name = strip_emphasis(match["org"]) if match else ""
    is_medium = is_paper(name, context)
    if not match or not (is_medium or (not match["medium"] and (context.known(name) or grammar.INSTITUTION.search(name)))):
        return rest, None
    return rest[match.end() :], name if is_medium else None


def is_paper(name: str, context: Context) -> bool:
    """Return whether a name is that of a medium which prints interviews; no house that hears people for itself, no reporter."""
    known = context.known(name)
    if known:
        return known.csl_type.startswith("article") and not known.holds_interviews
    return grammar.names_medium(name) and not grammar.ROLE_WORDS.search(name)

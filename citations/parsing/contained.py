"""News in the German style, its title without marks: "Whitlock, Anna: Harbour closes. In: Tidewater Courier, 4.3.2025, https://…".

Enters: a segment of a note. Leaves: a citation in the context, or False. A chapter of a book ("In: Weber, Karl (Hrsg.)") and an
article of a journal print no day, and are left to other readers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.grammar import read_signal
from citations.parsing.context import Context
from citations.parsing.details import read_details
from citations.parsing.head import Head, name_of
from citations.parsing.work import clean_title, language_of_title, read_work
from citations.prose import quoted_spans

UNSURE = 0.65  # no marks tell where the title ends, only "In:"
# matches "Whitlock, Anna: Harbour closes. In: Tidewater Courier, 4.3.2025"; not "Berg told us: stay. In May 2014 they left"
_CONTAINED = re.compile(
    r"""(?P<family>[^\W\d_][\w’' -]{1,40}),\s+(?P<given>[^\W\d_][\w.’' -]{0,40}):\s+
    (?P<title>[^"“”«»*]{4,250}?)(?:[.,]|(?<=[?!…]))\s+[Ii]n:\s+(?P<rest>\S.*)$""",
    re.VERBOSE | re.DOTALL,
)
_EDITED = re.compile(r"\((?:Hrsg|Hg|Hgg|eds?|éd|dir)\b", re.IGNORECASE)


def read_contained(context: Context, start: int, end: int) -> bool:
    """Read "Whitlock, Anna: Harbour closes. In: Tidewater Courier, 4.3.2025, https://…"."""
    text = context.text[start:end]
    if "n: " not in text or quoted_spans(text):
        return False
    signal, lead = read_signal(text)
    match = _CONTAINED.match(text, lead)
    if not match or _EDITED.search(match["rest"]):
        return False
    author = f"{match['given']} {match['family']}"
    details = read_details(f", {match['rest']}", context.publishers)
    if not (grammar.is_person(author) and details.outlets and details.issued and details.issued.day):
        return False
    citation = replace(
        read_work(details, Head(authors=(name_of(author),)), context, quoted=True),
        title=clean_title(match["title"]),
        language=language_of_title(match["title"]),
        signal=signal,
    )
    span = (start + match.start("title"), start + match.end("title"))
    context.titles.append(span)
    context.add(citation, start + lead, end, title=span, confidence=UNSURE)
    return True

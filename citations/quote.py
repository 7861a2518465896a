"""A quotation matched in a source's text: where it stands, and every change named."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from citations.finding import Difference, TextSelector


class Verdict(enum.StrEnum):
    """What can be said of a quotation against its source; the spelling is that of the `quote` command."""

    VERBATIM = "verbatim"
    TYPOGRAPHY = "typography"
    EDITED_MARKED = "edited-marked"
    EDITED_LOOK = "edited-look"
    ALTERED = "altered"
    ABSENT = "absent"
    NOT_COMPARABLE = "not-comparable"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceText:
    """A source's text, prepared once a page. `whole` says whether `absent` may be said of it."""

    text: str
    language: str | None = None
    whole: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteMatch:
    """What became of one quotation in one source.

    `span` is the place of the matched words in the source's text; `passage` those words with their sentence, in which
    the changes' `observed_span` counts; `similarity` runs from 0 to 1.
    """

    verdict: Verdict
    changes: tuple[Difference, ...] = ()
    passage: str = ""
    span: tuple[int, int] = (0, 0)
    similarity: float = 0.0
    prefix: str = ""
    suffix: str = ""
    selector: TextSelector | None = None


def prepare(text: str, *, language: str | None = None, whole: bool = True) -> SourceText:
    """Return `text` made ready for any number of quotations."""
    return SourceText(text=text, language=language, whole=whole)


def match_quote(exact: str, source: SourceText, *, language: str | None = None) -> QuoteMatch:  # noqa: ARG001
    """Return the verdict on the quotation `exact` in `source`."""
    start = source.text.find(exact)
    if start < 0:
        return QuoteMatch(verdict=Verdict.ABSENT if source.whole else Verdict.NOT_CHECKED)
    end = start + len(exact)
    selector = TextSelector(exact=exact, start=start, end=end)
    return QuoteMatch(verdict=Verdict.VERBATIM, passage=exact, span=(start, end), similarity=1.0, selector=selector)

"""One quotation against one source: the documented answer of `footnotary quote` (docs/quote.md).

Enters: a quotation and a `Source`. Leaves: plain values for JSON, and lines for a person.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from types import NoneType
from typing import Any
from urllib.parse import quote

from citations.dictionary import NO_DICTIONARY, Dictionary
from citations.errors import FootnotaryError, InputError
from citations.finding import Difference
from citations.pdf_page import PdfPage, page_fragment, page_words
from citations.plain import from_plain, to_plain
from citations.quote import Verdict
from citations.regex import regex
from citations.translation import locate
from citations.words import SourceText
from pipeline.checks.passage import Where, place_quote
from pipeline.checks.quote import IN_PART, NO_WORDS, described
from pipeline.single import Source, Sources
from reports.characters import plain_text

MAX_QUOTATION_CHARACTERS = 20_000  # a quotation of ten pages
MIN_ANCHOR_WORDS = 3  # two common words may stand anywhere in what the live page shows today
MAX_ANCHOR_WORDS = 40  # a longer address is cut by mail programs; then the passage's two ends name it
ANCHOR_END_WORDS = 6
# between two sentences, where the live page may have the call of a note that our text leaves out
_SENTENCE_BREAK = regex(r"(?<=[.!?…])\s+")
_LINE_KEYS: dict[str, tuple[type, ...]] = {"quote": (str,), "source": (str,), "at": (str, NoneType)}  # of a batch
_WORDS = {
    Verdict.VERBATIM: "stands in the source word for word",
    Verdict.TYPOGRAPHY: "stands in the source; only how it is printed differs",
    Verdict.EDITED_MARKED: "stands in the source, with edits that its own marks show",
    Verdict.EDITED_LOOK: "was edited: a person should look",
    Verdict.ALTERED: "was altered",
    Verdict.ABSENT: "does not stand in the source, which was read whole",
    Verdict.NOT_COMPARABLE: "is in another language than the source: a reader of that language must compare",
    Verdict.NOT_CHECKED: "was not checked",
}


def answer(quotation: str, source: Source, dictionary: Dictionary = NO_DICTIONARY) -> dict[str, Any]:
    """Return the verdict on `quotation` in `source`: `verdict`, `changes`, `passage`, `similarity`, and `reason` where needed.

    `selector` is a W3C text quote and position selector into the page's text, present where a passage was found, `pages` are
    those of a PDF that it stands on, and `link` leads to the passage on the live page, where it can be told from every other one.
    `translation` holds the passage that a quotation in another language seems to render, and what in it disagrees.
    Raises InputError for a quotation that is empty or too long.
    """
    _refuse_size(quotation)
    if source.problem:
        return unanswered(source.problem)
    placed = place_quote(quotation, source.texts)
    match = placed.match
    data = {
        "verdict": match.verdict.value if placed.where is Where.OWN else Verdict.EDITED_LOOK.value,
        "changes": to_plain(match.changes),
        "passage": match.passage,
        "similarity": round(match.similarity, 3),
    }
    if placed.where is not Where.OWN:
        data["reason"] = f"the words stand {placed.where.value}"
    elif match.verdict is Verdict.NOT_CHECKED:
        data["reason"] = NO_WORDS if source.texts.whole else IN_PART
    elif match.verdict is Verdict.NOT_COMPARABLE:
        data.update(_translation(quotation, placed.text, dictionary))
    if match.selector and match.passage and placed.where is not Where.HIDDEN:
        data["selector"] = to_plain(match.selector)
        pages = source.page.pages_of(match.span)
        if pages:
            data["pages"] = to_plain(pages)
        fragment = f"#{page_fragment(pages)}" if pages else text_fragment(placed.text.text, match.span)
        if source.address and fragment:
            data["link"] = source.address.partition("#")[0] + fragment
    return data


def _translation(quotation: str, text: SourceText, dictionary: Dictionary) -> dict[str, Any]:
    located = locate(quotation, text, dictionary)
    if located is None:
        means = ", ".join(("names, numbers and common words", *dictionary.names))
        return {"reason": f"the passage that it renders was not found by {means}"}
    return {"translation": {"passage": located.passage, "changes": to_plain(located.conflicts)}}


def text_fragment(text: str, span: tuple[int, int]) -> str | None:
    """Return the URL fragment that makes a browser show `span` of `text`, or None when the anchor would be doubtful.

    Doubtful is a passage that stands more than once, or has fewer than MIN_ANCHOR_WORDS words; a long one, or one of several
    sentences or blocks, is named by its first and last words, where these stand once. Standard: WICG URL Fragment Text
    Directives, section 3.

    >>> text_fragment("He left the old town. She stayed.", (0, 20))
    '#:~:text=He%20left%20the%20old%20town'
    """
    lines = [" ".join(line.split()) for line in text[slice(*span)].split("\n") if line.strip()]
    whole = " ".join(text.split())
    words = " ".join(lines).split()
    parts = [sentence for line in lines for sentence in _SENTENCE_BREAK.split(line)]
    if len(words) < MIN_ANCHOR_WORDS or whole.count(" ".join(words)) != 1:
        return None
    is_short = len(lines) == 1 and len(words) <= MAX_ANCHOR_WORDS
    ends = [" ".join(parts[0].split()[:ANCHOR_END_WORDS]), " ".join(parts[-1].split()[-ANCHOR_END_WORDS:])]
    if is_short and len(parts) == 1 and len(words) <= 2 * ANCHOR_END_WORDS:
        ends = [lines[0]]
    elif any(whole.count(end) != 1 or len(end.split()) < MIN_ANCHOR_WORDS for end in ends):
        if not is_short:
            return None
        ends = [lines[0]]
    return "#:~:text=" + ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)


def _refuse_size(quotation: str) -> None:
    if not quotation.strip() or len(quotation) > MAX_QUOTATION_CHARACTERS:
        found = len(quotation.strip())
        raise InputError(f"expected a quotation of 1 to {MAX_QUOTATION_CHARACTERS:,} characters, found {found:,}")


def unanswered(reason: str) -> dict[str, Any]:
    """Return the answer where nothing could be compared, and why."""
    return {"verdict": Verdict.NOT_CHECKED.value, "changes": [], "passage": "", "similarity": 0.0, "reason": reason}


def lines_of(data: dict[str, Any], source: Source) -> tuple[str, ...]:
    """Return the answer for a terminal: the verdict, each change as a clause, and the passage."""
    verdict = Verdict(data["verdict"])
    lines = [f"{verdict.value}: the quotation {_WORDS[verdict]}" + (f" ({data['reason']})" if "reason" in data else "") + "."]
    lines += [f"  - {clause}" for clause in dict.fromkeys(map(_clause, data["changes"]))]
    lines += [f"source: {data['passage']}"] if data["passage"] else []
    if pages := tuple(from_plain(PdfPage, page) for page in data.get("pages", ())):
        lines.append(", ".join(filter(None, (f"where: {page_words(pages)}", data.get("link")))))
    lines += _lines_of_translation(data["translation"]) if "translation" in data else []
    if source.capture:
        lines.append(f"read from: {source.address}, captured {source.capture.date:%Y-%m-%d %H:%M} UTC")
    return tuple(plain_text(line) for line in lines)


def _lines_of_translation(found: dict[str, Any]) -> list[str]:
    clauses = [f"  - {clause}" for clause in dict.fromkeys(map(_clause, found["changes"]))]
    told = "what seems to differ there:" if clauses else "no other number, name or denial was seen there"
    return [f"passage that it seems to render: {found['passage']}", told, *clauses]


def _clause(change: dict[str, Any]) -> str:
    return f"{change['kind']}: {described(from_plain(Difference, change))}"


async def batch(lines: Iterable[str], sources: Sources) -> AsyncIterator[dict[str, Any]]:
    """Yield one answer a line of JSON Lines `{"id", "quote", "source"}`, in the same order, each with its `id`.

    A line that cannot be answered is `not-checked`, with the reason in `error`, and stops no other. Blank lines are skipped.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield await _line_answer(line, number, sources)


async def _line_answer(line: str, number: int, sources: Sources) -> dict[str, Any]:
    identity: Any = None
    try:
        asked = _asked(line, number)
        identity = asked.get("id")
        for key, kinds in _LINE_KEYS.items():
            if not isinstance(asked.get(key), kinds):
                what = "nothing" if asked.get(key) is None else type(asked[key]).__name__
                raise InputError(f'line {number}: expected a text under "{key}", found {what}')
        found = answer(asked["quote"], await sources.open(asked["source"], at=asked.get("at")), sources.dictionary)
    except FootnotaryError as error:
        found = unanswered(str(error))
        found["error"] = found.pop("reason")
    return {"id": identity, **found}


def _asked(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        json.dumps(asked, allow_nan=False)  # an answer repeats its `id`: NaN and 1e999, which Python reads, are no JSON
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise InputError(f'line {number}: expected a JSON object {{"id", "quote", "source"}}')
    return asked

"""Quotations in a briefing: what is quoted, who said it, where it stands and which citation carries it.

Enters: a note's text or the body before its marker. Leaves: `Quotation` values. Titles of works, words that are named
rather than said ("the Russian “ov”") and names of laws are no quotations.
The words are those of the W3C Web Annotation text quote selector: `exact`, `prefix`, `suffix`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from citations.grammar import LANGUAGES, ROLE_WORDS
from citations.matching.tags import tags_in
from citations.prose import (
    MIN_SINGLE_WORDS,
    SINGLE,
    Quoted,
    Span,
    outer_quotations,
    quoted_spans,
    single_quoted_spans,
    strip_emphasis,
)
from citations.regex import regex
from citations.sentences import sentences

MIN_QUOTED_LETTERS = 4  # shorter ones are letters or marks spoken of, not words somebody said
CONTEXT_CHARACTERS = 32  # of prefix and suffix, as Web Annotation clients commonly keep
MAX_TAG_LETTERS = 120  # of the words between two quotations that are one: "said Jo Marsh, who had mended the clock for years"
_ENDS_SENTENCE = regex(r"[.!?…]\W*$|^[.!?…]")
LEAD_CHARACTERS = 400  # before a quotation, in which its speaker is looked for

_VERBS = """said says say told tells called calls call described describes describe reported reports report claimed claims claim
    warned warns warn noted notes note wrote writes write added adds stated states state argued argues argue admitted admits
    denied denies declared declares announced announces acknowledged acknowledges asserted asserts insisted insists explained
    explains observed observes commented comments concluded concludes threatened threatens put puts recalled recalls stressed
    stresses maintained estimated estimates predicted confirmed alleged accused labelled labeled branded dubbed termed
    dismissed denounced condemned promised vowed complained
    заявил заявила заявили сказал сказала сообщил сообщила сообщили отметил отметила подчеркнул подчеркнула
    назвал назвала написал считает
    гуфт гуфтанд навишт изҳор""".split()
_VERB = "(?:" + "|".join(_VERBS) + ")"
# "A senior Western official said, “" ; "The OSCE reported “"; not "He ran “"
SPEAKER_BEFORE = regex(
    rf"""(?:^|[.;:,–—][”"»’]?\s+|\b(?:but|and|while|that)\s+)(?P<speaker>[^.;:“”"]{{2,120}}?)\s+(?:\w+ly\s+)?(?:has\s+|had\s+|have\s+)?\b{_VERB}\b[^.;“”"]*$"""
)
# "…”, said the minister"; "…”, according to a diplomat"; "…», — сказал министр"
SPEAKER_AFTER = regex(rf"""[”"»’')\]]*[,.]?\s*(?:[—–]\s+)?(?:{_VERB}\s+|according\s+to\s+)(?P<speaker>[^.;,:“”"]{{2,80}})""")
_NO_SPEAKER = regex(
    r"""^(?:in|on|at|after|before|without|with|during|by|although|though|when|if|since|from|for|to|under|what|however|meanwhile|hundreds|his|her|their|its|it|this|there|ahead)\b
    |\b(?:is|are|was|were|has|have|had|did|does|will|would|which)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "the general prosecutor", "Kabiri", "monitors"; not "stopped printing in May after what its editor"
_MAY_SPEAK = regex(
    r"(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother|some|several|other|many|two|three|its|his|her|their)\s+|[^\W\d_a-zа-я])(?:\S+\s+){0,9}\S+\s*$|(?:[a-zа-я-]+\s?){1,2}$"
)
_NAMED_WORK = regex(
    r"""\s*(?:law|bill|act|decree|treaty|convention|code|programme|program|operation|charter|movement|party|newspaper|website|закон)\b""",
    re.IGNORECASE,
)
_NAMED_WORD = regex(
    rf"""\b(?:the\s+(?:word|term|letters?|suffix|prefix|name)|the\s+{LANGUAGES}|meaning)\s*$""",
    re.IGNORECASE,
)
_ALSO_NOUNS = {
    "report",
    "reports",
    "note",
    "notes",
    "claim",
    "claims",
    "state",
    "states",
    "call",
    "calls",
    "puts",
    "put",
    "estimated",
    "denies",
}
_SPEAKS = regex(r"\b(?:" + "|".join(verb for verb in _VERBS if verb not in _ALSO_NOUNS) + r")\b")
_LEADS_IN = regex(rf"""(?:\b{_VERB}\b[^.]*|\bexample|\bwords|\bfollows|\bas follows)\s*:\s*$""", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """A quotation as the briefing prints it, quotation marks removed.

    `where` is `body` (the claim) or `note`; `kind` is `inline`, `block` or `nested`; `span` is its place in the note's
    text or in the claim (empty when it stands before the claim sentence); `citation_index` counts from 0, None if none
    carries it.
    """

    exact: str
    where: str
    kind: str = "inline"
    speaker: str | None = None
    span: tuple[int, int] = (0, 0)
    prefix: str = ""
    suffix: str = ""
    citation_index: int | None = None


def find_quotations(
    text: str, *, where: str, titles: tuple[Span, ...] = (), min_single: int = MIN_SINGLE_WORDS
) -> tuple[Quotation, ...]:
    """Return the quotations in `text`, nested ones after the one that holds them; stretches inside `titles` are none.

    In single marks at least `min_single` words are one: 1 where the document quotes in these. A quotation that the text
    interrupts to say who speaks (‘We were’, she said, ‘never told’) is one, with those words in it.

    >>> [(q.exact, q.speaker) for q in find_quotations('The OSCE said the vote was “not free”.', where="body")]
    [('not free', 'The OSCE')]
    """
    outer = [quote for quote in outer_quotations(text, min_single) if where == "body" or _is_said(text, quote)]
    outer = _joined(text, outer)
    begins = [start for start, _ in sentences(text)] if outer else []
    known = sorted(titles)
    found: list[Quotation] = []
    for quote in outer:
        title = bisect_left(known, (quote.inner[1],)) - 1  # titles do not overlap: the last before the quotation's end decides
        if title < 0 or known[title][1] <= quote.inner[0]:
            sentence = bisect_left(begins, quote.span[0]) - 1
            found += _quotation(text, quote, where, begins[sentence] if sentence >= 0 else 0)
    return tuple(found)


def _is_said(text: str, quote: Quoted) -> bool:
    """Whether a stretch of a note is quoted: in double marks, or in single ones, where titles stand, behind a verb of saying."""
    start = quote.span[0]
    lead = text[max(0, start - LEAD_CHARACTERS) : start]
    return text[start] not in SINGLE or speaks(lead) or lead.endswith(": ")


def _joined(text: str, quotes: list[Quoted]) -> list[Quoted]:
    """Return the quotations, those made one of which the second goes on with the sentence that a tag interrupts."""
    joined: list[Quoted] = []
    for quote in quotes:
        last = joined[-1] if joined else None
        around = text[last.inner[1] - 1 : quote.inner[0] + 1] if last else ""
        tags = tags_in(around) if len(around) <= MAX_TAG_LETTERS else []
        if last and tags and tags[0].end() == len(around) - 1 and not _ENDS_SENTENCE.search(tags[0][0]):
            joined[-1] = Quoted(span=(last.span[0], quote.span[1]), inner=(last.inner[0], quote.inner[1]))
        else:
            joined.append(quote)
    return joined


def block_quotation(text: str, *, lead_in: str) -> Quotation:
    """Return a block quotation of the whole paragraph `text`; `lead_in` is the sentence that introduces it."""
    return Quotation(
        exact=strip_emphasis(text).strip(),
        where="body",
        kind="block",
        speaker=_speaker(lead_in, (len(lead_in), len(lead_in)), _last_sentence(lead_in)),
        span=(0, len(text)),
    )


def speaks(words: str) -> bool:
    """Return whether `words` hold a verb of saying, as prose before a quotation does and a title's outlet does not."""
    return bool(_SPEAKS.search(words))


def leads_in(paragraph: str) -> bool:
    """Return whether `paragraph` ends by introducing words of somebody: "In it he threatened:"."""
    return bool(_LEADS_IN.search(strip_emphasis(paragraph)))


def _quotation(text: str, quote: Quoted, where: str, sentence: int) -> list[Quotation]:
    """The quotation and those nested in it; the sentence that holds it begins at `sentence`."""
    start, end = quote.span
    exact = strip_emphasis(text[slice(*quote.inner)]).strip()
    if sum(letter.isalpha() for letter in exact) < MIN_QUOTED_LETTERS or _NAMED_WORK.match(text, end):
        return []
    if _NAMED_WORD.search(text, max(0, start - CONTEXT_CHARACTERS), start):
        return []
    outer = _built(text, quote, where, "inline", _speaker(text, quote.span, sentence))
    return [outer, *_nested(text, quote, where)]


def _nested(text: str, outer: Quoted, where: str) -> list[Quotation]:
    inner_text = text[outer.inner[0] : outer.inner[1]]
    shift = outer.inner[0]
    quotes = [*quoted_spans(inner_text), *single_quoted_spans(inner_text)]
    moved = [Quoted(span=(q.span[0] + shift, q.span[1] + shift), inner=(q.inner[0] + shift, q.inner[1] + shift)) for q in quotes]
    return [
        _built(text, quote, where, "nested", None) for quote in moved if quote.inner[1] - quote.inner[0] >= MIN_QUOTED_LETTERS
    ]


def _built(text: str, quote: Quoted, where: str, kind: str, speaker: str | None) -> Quotation:
    start, end = quote.inner
    return Quotation(
        exact=strip_emphasis(text[start:end]).strip(),
        where=where,
        kind=kind,
        speaker=speaker,
        span=(start, end),
        prefix=text[max(0, quote.span[0] - CONTEXT_CHARACTERS) : quote.span[0]],
        suffix=text[quote.span[1] : quote.span[1] + CONTEXT_CHARACTERS],
    )


def _speaker(text: str, span: Span, sentence: int) -> str | None:
    """Who says what stands at `span`, by the words before it, since `sentence` at most, or by those behind it."""
    lead = text[max(sentence, span[0] - LEAD_CHARACTERS) : span[0]]
    told = next((tag["dashed"] or tag["quoted"] for tag in tags_in(text[slice(*span)])), "")
    in_midst = SPEAKER_AFTER.match(told) or SPEAKER_BEFORE.search(told)
    match = in_midst or SPEAKER_BEFORE.search(lead) or SPEAKER_AFTER.match(text, span[1])
    return _who(strip_emphasis(match["speaker"])) if match else None


def _last_sentence(text: str) -> int:
    spans = sentences(text)
    return spans[-1][0] if spans else 0


def _who(words: str) -> str | None:
    """The stretch between commas that names somebody: "In a statement, the minister" gives "the minister".

    >>> _who("Hundreds have joined, but an OSCE official"), _who("In it he")
    ('an OSCE official', None)
    """
    chunks = [re.sub(r"^(?:but|and|while|that|as)\s+", "", chunk.strip()) for chunk in re.split(r"[,–—]", words)]
    named = [chunk for chunk in chunks if _MAY_SPEAK.match(chunk) and not _NO_SPEAKER.search(chunk)]
    with_role = [chunk for chunk in named if ROLE_WORDS.search(chunk)]
    return next(iter(with_role[-1:] or named[:1]), None)

"""Papers of parliaments: Hansard, evidence that a committee heard or was sent, and such evidence by its code alone.

Enters: a segment of a note. Leaves: a citation of type `document`, or False when the segment is none of these. A volume or a
column, a day, or the code of the evidence tells such a paper from a sentence that speaks of it.
"""

from __future__ import annotations

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import read_details
from citations.parsing.head import writer_of
from citations.prose import quoted_spans
from citations.regex import regex

MAX_WORDS = 40
# matches "Hansard, House of Commons Debates, 5th series, vol. 112, col. 1431 (27 February 1919)"
_HANSARD = regex(
    r"(?P<title>Hansard(?:,\s(?:House\sof\s(?:Commons|Lords|Representatives|Assembly)|Commons|Lords|Senate|H[CL]|Parliamentary)(?:\s(?:Debates?|Deb\.?))?)?|(?:(?:House\sof\s)?(?:Commons|Lords)|Parliamentary)\sDebates)(?P<rest>[,.\s(].*)$"
)
_PLACE_IN_HANSARD = regex(r"\b(?:vol(?:ume)?|cols?|columns?|c{1,2}|WA|ser(?:ies)?|GC)\b\.?\s?\d")
# matches "Oral evidence taken on 17 May 2022, HC (2021–22) 1104", "Written evidence submitted by Talmar (TAL0023), para 12"
_EVIDENCE = regex(
    r"(?P<title>(?:Oral|Written|Supplementary(?:\swritten)?)\sevidence(?:\s(?:taken|heard)\s(?:before|by)\s[^“”\"«»;()\[\],]{2,80}|,?\s(?:submitted|given|provided|supplied)?\s?(?:by|from)\s(?:the\s)?(?P<by>[^“”\"«»;()\[\],]{2,80}))?)(?P<rest>[\s,(].*)$"
)
# "HC (2021–22) 1104", "HC 212-II": the number of a paper of the House
_PAPER = regex(r"\b(?:HC|HL)(?:\sPaper)?\s(?:\(\d{4}[–-]\d\d\)\s)?\d+(?:[-–][ivxIVX]+)?")
_CODE = r"[A-Z]{2,4}\d{4}"  # "TAL0023", the code that a committee gives to evidence
_EVIDENCE_CODE = regex(rf"\((?P<code>{_CODE})\)")
_CODE_ALONE = regex(rf"(?P<code>{_CODE}),?\s(?:paras?|pp?|Q{{1,2}}q?)\.?\s?\d[\d\s,–-]*\.?$")


def read_parliament(context: Context, start: int, end: int) -> bool:
    """Read a debate of Hansard by its volume or column, and evidence by its day or its code."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if len(text.split()) > MAX_WORDS or quoted_spans(text):
        return False
    if alone := _CODE_ALONE.match(text, lead):
        citation = Citation(form=Form.FULL, type="document", title=alone["code"], number=alone["code"], signal=signal)
        context.add_titled(citation, start + lead, end, title=(start + lead, start + alone.end("code")), confidence=0.6)
        return True
    match = _HANSARD.match(text, lead) or _EVIDENCE.match(text, lead)
    if not match or grammar.SENTENCE_VERB.search(match["rest"]):
        return False
    details = read_details(match["rest"], context.publishers)
    paper = _PAPER.search(match["rest"])
    code = _EVIDENCE_CODE.search(match["rest"])
    placed = _PLACE_IN_HANSARD.search(match["rest"]) is not None if match.re == _HANSARD else bool(details.issued)
    if not (code or placed):
        return False
    by = (match.groupdict().get("by") or "").strip(TRAILING)
    writers = (writer_of(by),) if by else ()
    citation = Citation(
        form=Form.FULL,
        type="document",
        title=match["title"].strip(TRAILING),
        authors=writers,
        number=code["code"] if code else paper[0] if paper else None,
        volume=details.volume,
        page=details.pages,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
        language="en",
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=place, confidence=0.7)
    return True

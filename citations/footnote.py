"""A document understood: every note with its claim, its citations tied to their antecedents, and its quotations.

Enters: a `Document` from a reader. Leaves: a `Briefing`. A note that nothing calls and a marker without a note are kept
and reported. The claim is the whole sentence that holds the marker; a block quotation belongs to the sentence before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from citations.antecedent import tie
from citations.citation import NOT_WEB_TYPES, Citation, Form
from citations.document import Briefing, Document, Footnote, Marker, Note, Paragraph
from citations.finding import Action, Finding, Outcome, Status, identified
from citations.names import fold_title, name_key
from citations.parse import ParsedNote, parse_note
from citations.parsing.interview import person_in
from citations.plain import to_plain
from citations.prose import MIN_SINGLE_WORDS, SINGLE, open_quotation, outer_quotations, place_without_emphasis, strip_emphasis
from citations.publisher import Publishers, default_publishers, load_publishers
from citations.quotation import Quotation, block_quotation, find_quotations, leads_in
from citations.readers import read_document
from citations.sentences import sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class _Claim:
    """The sentence a marker stands in with its neighbours, what of it and which quotations stand between the marker before
    and this one.
    """

    text: str
    quotations: tuple[Quotation, ...] = ()
    span: tuple[int, int] = (0, 0)
    before: str = ""
    after: str = ""


def read_briefing_plain(
    body: bytes, *, name: str, own_publishers: list[dict[str, Any]] | None = None, as_original: bool = False
) -> Any:
    """Return the notes of a draft, read and understood, as plain JSON values: for the worker process.

    `own_publishers` are a project's tables. Raises InputError as `citations.readers.read_document` does.
    """
    publishers = load_publishers(own_publishers) if own_publishers else default_publishers()
    return to_plain(understand(read_document(body, name, as_original=as_original), publishers))


def understand(document: Document, publishers: Publishers) -> Briefing:
    """Return what `document` says in its notes. Never raises on any text."""
    document = _with_block_quotations(document)
    parsed = [(note, parse_note(note.text, publishers=publishers, links=note.links)) for note in document.notes]
    claims = _claims(document)
    places = _places([citation for _, reading in parsed for citation in reading.citations])
    described = [(note.label, _described(_placed(reading.citations, places), claims.get(note.label))) for note, reading in parsed]
    tied = tie(described)
    markers: dict[str, Marker] = {}
    for marker in document.markers:
        markers.setdefault(marker.label, marker)
    footnotes = tuple(
        _footnote(note, reading, citations, claims.get(note.label), markers.get(note.label))
        for (note, reading), (_, citations) in zip(parsed, tied.notes, strict=True)
    )
    findings = (*_unpaired(document), *tied.findings)
    return Briefing(format=document.format, title=document.title, footnotes=footnotes, findings=findings)


def _with_block_quotations(document: Document) -> Document:
    """Mark as block quotation what follows "he threatened:" in a paragraph of its own and ends with a marker."""
    paragraphs = list(document.paragraphs)
    ends = {(marker.paragraph, marker.offset) for marker in document.markers}
    for index, (before, paragraph) in enumerate(zip(paragraphs, paragraphs[1:], strict=False), 1):
        closed = any((index, offset) in ends for offset in range(len(paragraph.text.rstrip()), len(paragraph.text) + 1))
        if (
            paragraph.kind == "body"
            and closed
            and before.kind == "body"
            and leads_in(before.text)
            and paragraph.text[:1] not in '"“«'
        ):
            paragraphs[index] = replace(paragraph, kind="block-quote")
    return replace(document, paragraphs=tuple(paragraphs))


def _claims(document: Document) -> dict[str, _Claim]:
    claims: dict[str, _Claim] = {}
    held: defaultdict[int, list[Marker]] = defaultdict(list)
    for marker in sorted(document.markers, key=lambda marker: (marker.paragraph, marker.offset)):
        held[marker.paragraph].append(marker)
    min_single = _min_single(document)
    for index, markers in held.items():
        paragraph = document.paragraphs[index]
        if paragraph.kind == "block-quote":
            first = index
            while first and first - 1 not in held and document.paragraphs[first - 1].kind == "block-quote":
                first -= 1
            made = _block_claims(_run_of(document, first, index + 1), document.paragraphs[first - 1] if first else None, markers)
        else:
            made = _body_claims(paragraph, markers, min_single, _carried_over(document, index))
            last = index + 1
            while last < len(document.paragraphs) and last not in held and document.paragraphs[last].kind == "block-quote":
                last += 1
            if last > index + 1 and paragraph.text.rstrip().endswith(":"):
                block = block_quotation(_run_of(document, index + 1, last).text, lead_in=made[-1].text.rstrip(" :"))
                made[-1] = replace(made[-1], quotations=(*made[-1].quotations, replace(block, span=(0, 0))))
        for marker, claim in zip(markers, made, strict=True):
            claims.setdefault(marker.label, claim)
    return claims


def _carried_over(document: Document, index: int) -> str:
    """What the paragraphs before quote and do not close, where each further one opens the quotation anew, as this one does."""
    parts: list[str] = []
    mark = document.paragraphs[index].text[:1]
    while index and mark and mark in "“«‘":
        before = document.paragraphs[index - 1].text
        place = open_quotation(before)
        if place is None or before[place] != mark:
            break
        parts.insert(0, before[place + 1 :])
        index = index - 1 if not place else 0
    return "\n".join(parts)


def _run_of(document: Document, first: int, last: int) -> Paragraph:
    """The paragraphs of one block quotation, made one."""
    run = document.paragraphs[first:last]
    return replace(run[0], text="\n".join(paragraph.text for paragraph in run))


def _min_single(document: Document) -> int:
    """How many words a quotation in single marks has at least: one, where the document quotes in these and not in double ones."""
    quotes = [(one.text, quote) for one in document.paragraphs for quote in outer_quotations(one.text)]
    singles = sum(text[quote.span[0]] in SINGLE for text, quote in quotes)
    return 1 if 2 * singles > len(quotes) else MIN_SINGLE_WORDS


def _block_claims(paragraph: Paragraph, before: Paragraph | None, markers: list[Marker]) -> list[_Claim]:
    spans = sentences(before.text) if before else ()
    lead = before.text[slice(*spans[-1])] if before and spans and before.text.rstrip().endswith(":") else ""
    block = block_quotation(paragraph.text, lead_in=lead.rstrip(" :"))
    inner = find_quotations(paragraph.text, where="body")
    nested = tuple(replace(quotation, kind="nested") for quotation in inner if quotation.exact != block.exact)
    text = f"{lead} {paragraph.text}".strip()
    whole = (0, len(text))
    return [_Claim(text=text, quotations=(block, *nested) if place == 0 else (), span=whole) for place, _ in enumerate(markers)]


def _body_claims(paragraph: Paragraph, markers: list[Marker], min_single: int, carried: str) -> list[_Claim]:
    """The sentence of each marker; a quotation belongs to the first marker behind it, else to the last one before it.

    One that has a marker in its midst belongs to the one behind it only if that stands in the sentence with which it ends. The
    first begins with what is `carried` over from the paragraphs before.
    """
    offsets = [marker.offset for marker in markers]
    spans = sentences(paragraph.text, marks=frozenset(offsets)) or ((0, len(paragraph.text)),)
    starts = [start for start, _ in spans]
    behind: defaultdict[int, list[Quotation]] = defaultdict(list)  # by the marker that follows, len(markers) when none does
    for quotation in find_quotations(paragraph.text, where="body", min_single=min_single):
        first, place = bisect_right(offsets, quotation.span[0]), bisect_left(offsets, quotation.span[1])
        ends = _sentence_at(spans, starts, quotation.span[1])
        is_behind = place < len(offsets) and _sentence_at(spans, starts, offsets[place]) == ends
        whole = f"{carried}\n{quotation.exact}" if carried and not quotation.span[0] - 1 else quotation.exact
        behind[place if first == place or is_behind else place - 1].append(replace(quotation, exact=whole))
    claims = []
    for place, marker in enumerate(markers):
        position = _sentence_at(spans, starts, marker.offset)
        start, end = spans[position]
        after = offsets[place - 1] if place else 0
        mine = behind[place]
        if place == len(markers) - 1:
            mine += [q for q in behind[len(markers)] if q.span[0] >= marker.offset and q.span[1] <= end]
        claims.append(
            _Claim(
                text=paragraph.text[start:end],
                quotations=tuple(_moved(q, start, end) for q in mine),
                span=_part(start, end, after, marker.offset),
                before=paragraph.text[slice(*spans[position - 1])] if position else "",
                after=paragraph.text[slice(*spans[position + 1])] if position + 1 < len(spans) else "",
            )
        )
    return claims


def _part(start: int, end: int, after: int, offset: int) -> tuple[int, int]:
    """What of the sentence from `start` to `end` a marker at `offset` supports, when the one before it stands at `after`."""
    first = after if start < after < offset else start
    last = min(offset, end)
    return (first - start, last - start) if last > first else (0, end - start)


def _sentence_at(spans: tuple[tuple[int, int], ...], starts: list[int], offset: int) -> int:
    """Which of the sentences, that begin at `starts`, holds the last letter before `offset`; the last when none does."""
    place = max(0, offset - 1)
    found = bisect_right(starts, place) - 1
    return found if found >= 0 and place < spans[found][1] else len(spans) - 1


def _moved(quotation: Quotation, start: int, end: int) -> Quotation:
    """The quotation with its span counted in the claim; empty when it stands before the claim sentence."""
    inside = start <= quotation.span[0] and quotation.span[1] <= end
    return replace(quotation, span=(quotation.span[0] - start, quotation.span[1] - start) if inside else (0, 0))


def _places(citations: list[Citation]) -> frozenset[str]:
    """The places that this document's interviews name beside a person: "Port Nura" in "diplomat, Port Nura, July 2024"."""
    return frozenset(citation.publisher_place for citation in citations if citation.interviewee and citation.publisher_place)


def _placed(citations: tuple[Citation, ...], places: frozenset[str]) -> tuple[Citation, ...]:
    """Take for a place what the document elsewhere uses as one, where a name alone could be a person's or a publisher's."""
    return tuple(_with_place(citation, places) if not citation.publisher_place else citation for citation in citations)


def _with_place(citation: Citation, places: frozenset[str]) -> Citation:
    if citation.interviewee in places:
        return replace(citation, interviewee=None, publisher_place=citation.interviewee)
    publisher, _, last = (citation.publisher or "").rpartition(", ")
    return replace(citation, publisher=publisher, publisher_place=last) if publisher and last in places else citation


def _described(citations: tuple[Citation, ...], claim: _Claim | None) -> tuple[Citation, ...]:
    """Give an interview that names nobody the speaker of the claim: "A journalist … said¹" and "Interview, Kabul"."""
    return tuple(
        replace(citation, interviewee=_speaker(claim)) if claim and _names_nobody(citation) else citation
        for citation in citations
    )


def _names_nobody(citation: Citation) -> bool:
    return citation.type in NOT_WEB_TYPES and citation.interviewee is None and citation.form is Form.FULL


def _speaker(claim: _Claim) -> str | None:
    told = next((quotation.speaker for quotation in claim.quotations if quotation.speaker), None)
    words = told or person_in(strip_emphasis(claim.text))
    return re.sub(r"^(?:an?|the|one|another)\s+", "", words, flags=re.IGNORECASE) if words else None


def _footnote(
    note: Note, reading: ParsedNote, citations: tuple[Citation, ...], claim: _Claim | None, marker: Marker | None
) -> Footnote:
    own = find_quotations(note.text, where="note", titles=reading.titles)
    own = tuple(replace(quotation, citation_index=_carrier_in_note(quotation, citations)) for quotation in own)
    body = claim.quotations if claim else ()
    body = tuple(replace(quotation, citation_index=_carrier_of_body(quotation, citations)) for quotation in body)
    return Footnote(
        label=note.label,
        text=note.text,
        claim=strip_emphasis(claim.text) if claim else None,
        claim_span=_without_emphasis(claim) if claim else (0, 0),
        claim_before=strip_emphasis(claim.before) if claim else "",
        claim_after=strip_emphasis(claim.after) if claim else "",
        marker=marker,
        commentary=reading.commentary,
        citations=citations,
        quotations=body + own,
    )


def _without_emphasis(claim: _Claim) -> tuple[int, int]:
    start, end = (place_without_emphasis(claim.text, place) for place in claim.span)
    return start, end


def _carrier_in_note(quotation: Quotation, citations: tuple[Citation, ...]) -> int | None:
    """The citation that follows a quotation in its note carries it, else the last one before it."""
    behind = bisect_left(citations, quotation.span[1], key=lambda citation: citation.span[0])
    return min(behind, len(citations) - 1) if citations else None


def _carrier_of_body(quotation: Quotation, citations: tuple[Citation, ...]) -> int | None:
    """The citation whose author, outlet or interviewee the speaker names, else the first."""
    if not citations:
        return None
    speaker = set(fold_title(quotation.speaker or "").split()) - {"a", "an", "the", "of", "senior", "former"}
    scores = [len(speaker & _described_words(citation)) for citation in citations]
    return scores.index(max(scores))


def _described_words(citation: Citation) -> set[str]:
    words = (citation.interviewee, citation.outlet, citation.publisher, *(author.family for author in citation.authors))
    return set(fold_title(" ".join(word for word in words if word)).split()) | {
        name_key(str(author)) for author in citation.authors
    }


def _unpaired(document: Document) -> tuple[Finding, ...]:
    """Markers without a note and notes without a marker."""
    called = {marker.label for marker in document.markers}
    printed = {note.label for note in document.notes}
    missing = [
        _problem(
            marker.label,
            "note-missing",
            f"Marker {marker.label} in the text has no note.",
            document.paragraphs[marker.paragraph].text,
        )
        for marker in document.markers
        if marker.label not in printed
    ]
    uncalled = [
        _problem(note.label, "marker-missing", f"Note {note.label} is called nowhere in the text.", note.text)
        for note in document.notes
        if note.label not in called
    ]
    return (*missing, *uncalled)


def _problem(label: str, defect: str, message: str, quoted: str) -> Finding:
    return identified(
        Finding(
            rule="markers", label=label, status=Status.NOT_CHECKED, outcome=Outcome.FAILED, defect=defect, message=message,
            quoted=quoted[:160], action=Action.ASK_AUTHOR, severity="error",
        )
    )  # fmt: skip

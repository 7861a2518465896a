"""Do the quoted words stand on the page that the note prints? Asked of PDFs alone, whose pages can be counted.

Enters: the evidence of one citation. Leaves: findings of rule `page`. A printed page is right by the page's running number, its
label or its place in the file, or where the words stand on it too; nothing is said where the source's numbering is not known,
nor of a newspaper's page or a work's whole extent.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.page import Page
from citations.citation import Citation
from citations.finding import Action, Finding, Outcome, Status
from citations.finding import Evidence as Proof
from citations.pdf_page import PdfPage, page_words
from citations.quotation import Quotation
from citations.quote import match_quote, prepare
from citations.regex import regex
from pipeline.checks import Evidence
from pipeline.checks.outlet import NEWS_TYPES
from pipeline.checks.quoted_in import Answer, best_of_all, outer

RULE = "page"
MAX_LOCATED = 5  # pages of a span that says where words stand; a longer one says where an article does
FOLLOWING = {"": 0, "f": 1, "ff": 9999}  # pages behind the one that is printed
# matches: "12", "12–14", "112-4", "12 f.", "44ff."    does not: "A12", "xii", "12n3"
_PAGES = regex(r"(?P<first>\d{1,5})(?:\s?[-–—]\s?(?P<last>\d{1,5})|\s?(?P<more>ff?)\.?)?")
# matches: "p. 12", "pp. 12", "с. 12", "стр. 12"    does not: "s. 12" of an act, "ст. 12", "at 12", "vol. 12"
_MARKED = regex(r"(?<!\w)(?:[Pp]p?|[Pp]ages?|[Сс](?:тр)?|[Сс]аҳ|S|Seiten?)\.?\s*(?P<first>\d{1,5})")
# as many digits as `_PAGES` takes. matches: 12 in "A-12", "12"    does not: "²", 123456
_NUMBER = regex(r"(?<!\d)[0-9]{1,5}(?!\d)")

Span = tuple[int, int]


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding a quotation whose page can be told; () when the note prints no page, or the page of a newspaper."""
    wanted = printed_pages(evidence.citation)
    reads = (evidence.answer, evidence.moved, *evidence.kept, *(one.read for one in evidence.attached))
    if not wanted or not any(read and read.page.pages for read in reads):
        return ()
    if evidence.cited.type in NEWS_TYPES and evidence.cited.container_title:
        return ()
    found = (_finding(quotation, evidence, wanted) for quotation in outer(evidence.quotations))
    return tuple(finding for finding in found if finding)


def printed_pages(citation: Citation) -> tuple[Span, ...]:
    """Return the spans of pages that a citation prints and calls so, first and last; () where one of them is no number.

    >>> from citations.citation import Form
    >>> printed_pages(Citation(form=Form.IBID, text="Ibid., pp. 12, 112–4.", page="12, 112–4"))
    ((12, 12), (112, 114))
    """
    found = [_PAGES.fullmatch(part.strip()) for part in (citation.page or "").split(",")]
    spans = tuple(_span(match) for match in found if match)
    is_marked = any(int(match["first"]) == spans[0][0] for match in _MARKED.finditer(citation.text)) if spans else False
    return spans if all(found) and is_marked else ()


def _span(match: re.Match[str]) -> Span:
    first, last = match["first"], match["last"] or ""
    if not last:
        return int(first), int(first) + FOLLOWING[match["more"] or ""]
    return int(first), int(first[: max(0, len(first) - len(last))] + last)


def _finding(quotation: Quotation, evidence: Evidence, wanted: tuple[Span, ...]) -> Finding | None:
    answer = best_of_all(quotation, evidence)
    if answer is None or not answer.placed.passes:
        return None
    page, proof = answer.read.page, answer.proof
    pages = page.pages_of(answer.placed.match.span)
    if any(_agrees(one, wanted) for one in pages):
        return _told(quotation, evidence, answer, proof, Outcome.PASSED)
    if again := _on_wanted_page(quotation, page, wanted, proof):
        return _told(quotation, evidence, answer, again, Outcome.PASSED)
    if not all(one.labels for one in pages) or any(_is_extent(span, page) for span in wanted):
        return None
    named = {int(label) for one in page.pages for label in one.labels if _NUMBER.fullmatch(label)}
    has_page = any(first <= number <= last for number in named for first, last in wanted)
    return _told(quotation, evidence, answer, proof, Outcome.FAILED if has_page else Outcome.CANT_TELL)


def _agrees(page: PdfPage, wanted: tuple[Span, ...]) -> bool:
    """Whether the page may be one of those wanted by any of its names: "S. 12" and "A-12" are 12."""
    numbers = {page.number, *(int(figures) for label in page.labels for figures in _NUMBER.findall(label))}
    return any(first <= number <= last for number in numbers for first, last in wanted)


def _is_extent(span: Span, page: Page) -> bool:
    length = span[1] - span[0] + 1
    return length > MAX_LOCATED or 1 < length >= len(page.pages)


def _on_wanted_page(quotation: Quotation, page: Page, wanted: tuple[Span, ...], proof: Proof) -> Proof | None:
    """Return `proof` with where the words stand again, beginning on a page that is wanted: a summary repeats sentences."""
    bounds = [*(one.start for one in page.pages), len(page.text), len(page.text)]
    for index, one in enumerate(page.pages):
        if _agrees(PdfPage(number=index + 1, labels=one.labels), wanted):
            start, next_page, end = bounds[index : index + 3]
            match = match_quote(quotation.exact, prepare(page.text[start:end]), claim=None)
            if match.verdict.passes and match.selector and start + match.span[0] < next_page:
                selector = replace(match.selector, start=start + match.span[0], end=start + match.span[1])
                return replace(proof, passage=match.passage, selector=selector)
    return None


def _told(quotation: Quotation, evidence: Evidence, answer: Answer, proof: Proof, outcome: Outcome) -> Finding:
    page = evidence.citation.page or ""
    printed = f"{'p.' if page.isdecimal() else 'pp.'} {page}"
    where = page_words(answer.read.page.pages_of((proof.selector.start, proof.selector.end))) if proof.selector else ""
    message = {
        Outcome.PASSED: f"the quoted words stand where the note says ({printed})",
        Outcome.FAILED: f"the note prints {printed}, and the quoted words stand on {where}",
        Outcome.CANT_TELL: f"the quoted words stand on {where}; on no page of that PDF the note’s number was seen ({printed})",
    }[outcome]
    return evidence.finding(
        RULE,
        status=Status.LOOK if outcome is Outcome.FAILED else Status.OK,
        outcome=outcome,
        defect={Outcome.FAILED: "page-differs", Outcome.CANT_TELL: "page-unknown"}.get(outcome),
        expected=page,
        observed=where,
        quoted=quotation.exact,
        proof=proof,
        action=Action.ASK_AUTHOR if outcome is Outcome.FAILED else Action.NONE,
        message=f"{message} ({answer.caveat})" if answer.caveat else message,
    )

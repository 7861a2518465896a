"""Which copies of a source may say whether it holds a quotation, and what each says.

Enters: the evidence of one citation and a quotation. Leaves: answers in their order: today's page when it is the source, the
earlier copy, what a person attached; or in words why there is none. Where on a page the words stand is told by
`pipeline.checks.passage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.capture import DECIDED, Capture, FetchOutcome, is_passing
from archive.locate.lookup import FoundBy
from citations.finding import Evidence as Proof
from citations.quotation import Quotation
from citations.quote import Verdict
from pipeline.checks import Evidence, Read
from pipeline.checks.answer import WHOLE_STATUSES
from pipeline.checks.attached import read_instead, readable, sentences
from pipeline.checks.link import copy_in_words, serving
from pipeline.checks.passage import PAGE_STATUSES, READABLE_SIGNS, PageTexts, Placed, Where, place_quote


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """Where the words stand, the copy that they stand in, and a sentence about it when it is not today's page."""

    placed: Placed
    read: Read
    caveat: str = ""

    @property
    def proof(self) -> Proof:
        """What a finding on it rests on: the capture, our copy, and the passage, with its place where a reader sees it."""
        capture, match = self.read.capture, self.placed.match
        return Proof(
            capture=capture.id,
            address=capture.final_uri or capture.target_uri,
            archived=self.read.copy,
            date=capture.date.isoformat(),
            passage=match.passage or None,
            selector=match.selector if self.placed.where is not Where.HIDDEN else None,
        )


def outer(quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    """Yield the quotations without those that stand inside another one, which is compared whole."""
    for quotation in quotations:
        inside = any(
            other is not quotation and other.where == quotation.where and quotation.exact in other.exact
            for other in quotations
            if other.kind != "nested"
        )
        if quotation.kind != "nested" or not inside:
            yield quotation


def best_of_all(quotation: Quotation, evidence: Evidence) -> Answer | None:
    """Return the best of the answers that can be had, None where there is none."""
    return min(answers(quotation, evidence), key=lambda one: one.placed.grade, default=None)


def answers(quotation: Quotation, evidence: Evidence) -> Iterator[Answer]:
    """Yield today's answer when the page is the source, the earlier copy's when today's cannot settle it, and then the
    attached document's.
    """
    if evidence.found_by not in (FoundBy.CANDIDATE, FoundBy.COPY):
        for answer in _answers_of_the_web(quotation, evidence):
            yield answer
            if answer.placed.match.verdict is not Verdict.NOT_CHECKED:
                return
    document = readable(evidence)
    if document and document.read and _is_source(document.read, None):
        yield best_answer(quotation, document.read, evidence.claim or "", read_instead(document))


def _answers_of_the_web(quotation: Quotation, evidence: Evidence) -> Iterator[Answer]:
    served = serving(evidence)
    today = served.read if served and served.read in (evidence.answer, evidence.moved) else None
    if served and today and _is_source(today, evidence.sibling):
        yield best_answer(quotation, today, evidence.claim or "", served.caveat)
    for copy in evidence.kept:
        if _is_source(copy, None):
            yield best_answer(quotation, copy, evidence.claim or "", _caveat(copy, evidence))


def copy_that_has(quotation: Quotation, evidence: Evidence, answer: Answer) -> Answer | None:
    """Return the answer of the copy in which the words stood, though they do not stand in what was read first."""
    others = (copy for copy in evidence.kept if copy is not answer.read and _is_source(copy, None))
    return next((found for copy in others if (found := best_answer(quotation, copy, evidence.claim or "")).placed.passes), None)


def _is_source(read: Read, sibling: Read | None) -> bool:
    """Return whether the page is what was cited: answered with a page, without a sign that it is something else."""
    capture = read.capture
    if capture.outcome not in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED) or capture.status not in PAGE_STATUSES:
        return False
    if sibling and sibling.page.text and sibling.page.text == read.page.text:
        return False
    return bool(read.page.text) and set(read.page.signs) <= READABLE_SIGNS


def best_answer(quotation: Quotation, read: Read, claim: str | None, caveat: str = "") -> Answer:
    """Return where the words stand on one page; `claim` is the draft's sentence, `caveat` says which page, when not today's."""
    texts = PageTexts.of_capture(read.page, read.capture, read.text)
    given = None if claim is None else " ".join(filter(None, (claim, quotation.speaker)))
    placed = place_quote(quotation.exact, texts, before=quotation.prefix, after=quotation.suffix, claim=given)
    return Answer(placed=placed, read=read, caveat=caveat)


def _caveat(read: Read, evidence: Evidence) -> str:
    why = _why_a_copy(evidence.answer.capture if evidence.answer else None)
    rendered = f", {read.caveat}" if read.caveat else ""
    return f"compared with {copy_in_words(read, evidence.cited)}{rendered}, {why}"


def _why_a_copy(today: Capture | None) -> str:
    """Return why today's page is not what was read: an outage says nothing of the page."""
    if today is None or today.outcome in DECIDED:
        return "because the address was not asked"
    return "because the page did not come today" if is_passing(today) else "because the page is not the source now"


def why_not(evidence: Evidence) -> str:
    """Return in words why there is no page to compare with."""
    attached = sentences(evidence)
    return f"{_no_page(evidence)}.{attached}".rstrip(".")


def _no_page(evidence: Evidence) -> str:
    read = evidence.answer
    if read is None:
        return "no page of the source was read"
    if evidence.found_by in (FoundBy.CANDIDATE, FoundBy.COPY):
        return "the page that was found is only perhaps the source"
    if read.capture.outcome not in (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED):
        return f"the address gave no page ({read.capture.outcome.value}) and no earlier copy is there"
    if read.capture.status not in WHOLE_STATUSES:
        return f"the address answered {read.capture.status} and no earlier copy is there"
    signs = ", ".join(sign.value.replace("-", " ") for sign in read.page.signs)
    return f"the page that answered is not the source ({signs or 'nothing to read'}) and no earlier copy is there"

"""Does the page still say what it said? Today's article is laid beside our first copy and the one nearest to the cited date.

Enters: the evidence of one citation. Leaves: at most one finding of rule `drift`: same, changed elsewhere than around the
quotation, changed around it, or another text. What changed is told by `pipeline.checks.article`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.capture import FetchOutcome
from citations.finding import Action, Finding, Outcome, Status, TextSelector
from citations.finding import Evidence as Proof
from pipeline.checks import Evidence, Read
from pipeline.checks.answer import WHOLE_STATUSES
from pipeline.checks.article import Article, Change, Drift, Sentence, compare
from pipeline.checks.link import address_of, as_sentence, copy_in_words, serving
from pipeline.checks.verdict import day_in_words
from reports.phrases import in_quotes, shortened

RULE = "drift"
MAX_TOLD = 2  # sentences named in a message


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return how today's page stands to its copies; () without a copy, or when the page or the copy is not the source."""
    served = serving(evidence)
    today = evidence.answer
    if served is None or today is None or served.read is not today or not _is_article(today):
        return ()
    copies = [copy for copy in _copies(evidence) if _is_article(copy) and bool(copy.rendered) == bool(today.rendered)]
    if not copies:
        return ()
    now = Article(today.page)
    compared = [(compare(Article(copy.page), now, evidence.quotations), copy) for copy in copies]
    change, copy = max(compared, key=lambda pair: pair[0].kind)  # of equals the first, our own
    others = [one for one in compared if one[1] is not copy]
    return (_finding(evidence, today, change, copy, others),)


def _copies(evidence: Evidence) -> Iterator[Read]:
    """Yield our first copy, and another archive's nearest to the cited date. What the page said between is no change of today."""
    if evidence.first:
        yield evidence.first
    if evidence.earlier and evidence.earlier.memento:
        yield evidence.earlier


def _is_article(read: Read) -> bool:
    """Whether a page came whole, is the source, and has text to compare."""
    capture = read.capture
    came = capture.outcome is FetchOutcome.RESPONSE and capture.status in WHOLE_STATUSES
    return came and not read.page.signs and bool(read.page.article.strip())


def _finding(evidence: Evidence, today: Read, change: Change, copy: Read, others: Sequence[tuple[Change, Read]]) -> Finding:
    before, now = Article(copy.page), Article(today.page)
    words = _in_words(evidence, change, copy, today)
    also = "".join(f"; beside {copy_in_words(read, evidence.cited)} it is {_SHORT[one.kind]}" for one, read in others)
    is_open = change.kind in (Drift.AT_QUOTATION, Drift.OTHER_TEXT)
    lost, gained = (change.lost_beside, change.gained_beside) if change.kind is Drift.AT_QUOTATION else ((), ())
    if change.kind is Drift.OTHER_TEXT:
        lost, gained = before.sentences[:MAX_TOLD], now.sentences[:MAX_TOLD]
    return evidence.finding(
        RULE,
        status=Status.LOOK if is_open else Status.OK,
        outcome=_OUTCOMES[change.kind],
        defect=_DEFECTS[change.kind],
        expected=before.said(lost) if lost else None,
        observed=now.said(gained) if gained else None,
        proof=_proof(copy, before, lost),
        message=as_sentence(f"{words}{also}"),
        action=Action.ASK_AUTHOR if is_open else Action.NONE,
    )


_SHORT = {
    Drift.SAME: "the same",
    Drift.ELSEWHERE: "changed, though not around the quotation",
    Drift.AT_QUOTATION: "changed around the quotation",
    Drift.OTHER_TEXT: "another text",
}
_OUTCOMES = {
    Drift.SAME: Outcome.PASSED,
    Drift.ELSEWHERE: Outcome.CANT_TELL,
    Drift.AT_QUOTATION: Outcome.FAILED,
    Drift.OTHER_TEXT: Outcome.FAILED,
}
_DEFECTS = {
    Drift.SAME: None,
    Drift.ELSEWHERE: "drift-elsewhere",
    Drift.AT_QUOTATION: "drift-at-quotation",
    Drift.OTHER_TEXT: "drift-other-text",
}


def _in_words(evidence: Evidence, change: Change, copy: Read, today: Read) -> str:
    of, day = copy_in_words(copy, evidence.cited), day_in_words(today.capture.date)
    if copy.memento is None and day == day_in_words(copy.capture.date):
        of, day = f"{of}, {copy.capture.date:%H:%M} UTC", f"{day}, {today.capture.date:%H:%M} UTC,"
    if change.kind is Drift.SAME:
        return f"the article of {day} says what it said in {of}"
    measured = f"{change.pairs:.0%} of the pairs of words are shared, {change.bits} of 64 bits of the fingerprints differ"
    if change.kind is Drift.OTHER_TEXT:
        return f"another text stood at {address_of(today)} on {day} than in {of} ({measured})"
    if change.kind is Drift.ELSEWHERE:
        where = ", though not around the quotation" if evidence.quotations else ""
        return f"the article of {day} differs from {of}{where}: {_counted(change)} ({measured})"
    return f"the article of {day} differs around the quotation from {of}: {_told(change, copy, today)}"


def _counted(change: Change) -> str:
    parts = [
        f"{len(found)} sentence{'s' if len(found) > 1 else ''} {'are' if len(found) > 1 else 'is'} {what}"
        for found, what in ((change.lost, "gone"), (change.gained, "new"))
        if found
    ]
    return " and ".join(parts)


def _told(change: Change, copy: Read, today: Read) -> str:
    lost = [in_quotes(shortened(copy.page.article[one.start : one.end])) for one in change.lost_beside[:MAX_TOLD]]
    gained = [in_quotes(shortened(today.page.article[one.start : one.end])) for one in change.gained_beside[:MAX_TOLD]]
    parts = [f"it no longer says {' and '.join(lost)}" if lost else "", f"it now says {' and '.join(gained)}" if gained else ""]
    return "; ".join(filter(None, parts))


def _proof(copy: Read, before: Article, lost: Sequence[Sentence]) -> Proof:
    """The copy, where the older words stand; the passage is the first of the sentences that are no longer there."""
    capture = copy.capture
    passage = before.text[lost[0].start : lost[0].end] if lost else None
    return Proof(
        capture=capture.id,
        address=address_of(copy),
        archived=copy.copy if copy.page.text else None,
        date=capture.date.isoformat(),
        passage=passage,
        selector=TextSelector(exact=passage, start=lost[0].start, end=lost[0].end) if passage else None,
    )

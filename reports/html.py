"""The report as one self-contained HTML page: readable without script, nothing loaded from elsewhere.

Enters: a `Report`. Leaves: the text of `index.html`, for UTF-8. Standards: HTML Living Standard, CSP level 3,
WCAG 2.2 AA. Every value is escaped by the template engine and its unseen characters are named; only http and https
addresses and our own copies become links. Looks nothing up, judges nothing.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citations.decision import PARTS, Fingerprint
from citations.finding import Action, Finding, Outcome, Status
from citations.pdf_page import at_page, page_words
from reports import first_screen, hints, history, phrases, words
from reports.addresses import ascii_host, copy_target, language_tag, picture_target, web_target
from reports.characters import visible
from reports.marks import claim_parts, comparison, marked, note_pieces, notice_pieces
from reports.order import (
    CARD_STATUSES,
    by_reason,
    by_status,
    closed_findings,
    copy_at_passage,
    hinted,
    kinds,
    kinds_of,
    news,
    open_findings,
    place,
    proofs,
    publishers,
    readers,
    start_here,
)
from reports.report import Report

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = ("report.js", "decide.js")  # all that runs in the page, which is whole without


def render(report: Report) -> str:
    """Return the report as one HTML page."""
    placed = place(report)
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            report=report,
            placed=placed,
            cards=[group for status in CARD_STATUSES for group in by_status(placed, status)],
            not_checked=by_reason(placed, Status.NOT_CHECKED),
            not_web=by_reason(placed, Status.NOT_WEB),
            confirmed=by_status(placed, Status.OK),
            start_here=start_here(report, placed),
            news=news(report),
            kinds=kinds(report.notes),
            hinted=hinted(report.notes),
            publishers=publishers(report.notes),
            readers=readers(report.notes),
            anchors={item.note.label: item.anchor for item in reversed(placed)},
            proofs=proofs(report),
            briefing=json.dumps(report.briefing),
            scripts=SCRIPTS,
            script_digest=_digest("".join(environment().get_template(name).render() for name in SCRIPTS)),
        )
    )


def seen(finding: Finding) -> str:
    """Return, as JSON in ASCII, what a decision on `finding` is bound to, in the order in which the page's script takes it.

    Nothing in it is named or replaced, so that a label comes back as it was; lone surrogates apart, which no file holds.
    """
    rests = finding.fingerprint or Fingerprint()
    parts = (finding.label, finding.citation_index, finding.rule, finding.defect, *(getattr(rests, name) for name in PARTS))
    return json.dumps(parts, separators=(",", ":"))


def _digest(script: str) -> str:
    """The source expression by which a policy lets this one script run (CSP level 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


@functools.cache
def environment() -> jinja2.Environment:
    """Return the template engine: every value is escaped, every unseen character named."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    functions = (
        phrases.moment, phrases.day_words, phrases.plural, phrases.ordinal, phrases.shortened,
        phrases.sentence, first_screen.verdict, first_screen.headline, first_screen.unfinished, first_screen.nothing_first,
        first_screen.rates_apart, first_screen.rate_words, first_screen.first_line, first_screen.first_proof,
        first_screen.repeats_a_finding, first_screen.log_words, first_screen.draft_errors,
         words.brief_parts, words.fields, words.what_to_do,
        words.text_to_paste, words.source_state, words.closed_words, words.decided_words, words.said_of, words.is_objected,
        words.decisions_words, hints.hints_words, hints.hints_of, history.since_words, history.stretch_words, web_target,
        copy_target, picture_target, ascii_host, language_tag, claim_parts, note_pieces, notice_pieces, marked, comparison,
        open_findings, closed_findings,
        copy_at_passage, kinds_of, words.copy_name, seen, at_page, page_words,
    )  # fmt: skip
    environment.globals.update({function.__name__: function for function in functions})
    environment.globals.update(Status=Status, Action=Action, Outcome=Outcome, words=words, history=history)
    return environment


def _finalized(value: Any) -> Any:
    """Name the unseen characters of every text that a template prints; markup of the template itself passes."""
    if type(value) is str:
        return visible(value)
    return "" if value is None else value

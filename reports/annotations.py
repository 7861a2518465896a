"""`annotations.jsonld`: every quotation that was compared, as an annotation of the page that it was compared with.

Enters: a `Report`. Leaves: JSON-LD. Standard: W3C Web Annotation Data Model (2017), with text quote selectors and the time, in
UTC, at which the page was seen. Positions are left out: ours count in the text that was read, a reader's would in the whole page.
Of a PDF the page on which the words begin is selected, by a fragment of RFC 8118, and the words on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from citations.finding import Evidence, Finding, TextSelector
from citations.pdf_page import page_fragment
from reports.addresses import web_target
from reports.characters import well_formed
from reports.report import CitationView, Report

PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc8118"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COMPARING = ("quote",)  # rules whose findings are about words of the draft


def render(report: Report) -> str:
    """Return one annotation page, ending in a line feed; a quotation without a page or a passage has no annotation."""
    items = list(_annotations(report))
    page = {"@context": CONTEXT, "id": f"urn:footnotary:run:{report.run.id}", "type": "AnnotationPage", "startIndex": 0}
    return well_formed(json.dumps({**page, "items": items}, ensure_ascii=False, indent=1)) + "\n"


def _annotations(report: Report) -> Iterator[dict[str, Any]]:
    for note in report.notes:
        for view in note.citations:
            for finding in view.findings:
                if finding.rule in COMPARING and (target := _target(finding, view)):
                    yield _annotation(report, finding, target)


def _annotation(report: Report, finding: Finding, target: dict[str, Any]) -> dict[str, Any]:
    said = {"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "language": "en", "value": finding.message}
    quoted = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": finding.quoted}
    return {
        "id": f"urn:footnotary:finding:{finding.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": report.run.started,
        "creator": {"type": "Software", "name": report.run.software},
        "body": [said, quoted] if finding.quoted else [said],
        "target": target,
    }


def _target(finding: Finding, view: CitationView) -> dict[str, Any] | None:
    evidence = finding.evidence
    address = web_target(evidence.address if evidence else None) or web_target(view.source.address if view.source else None)
    if evidence is None or address is None or not evidence.passage:
        return None
    return {"source": address, "selector": _selector(evidence), **_state(evidence, view)}


def _selector(evidence: Evidence) -> dict[str, Any]:
    selector = evidence.selector or TextSelector(exact=evidence.passage or "")
    around = {name: words for name, words in (("prefix", selector.prefix), ("suffix", selector.suffix)) if words}
    words = {"type": "TextQuoteSelector", "exact": selector.exact, **around}
    if not evidence.pages:
        return words
    page = {"type": "FragmentSelector", "conformsTo": PDF_FRAGMENTS, "value": page_fragment(evidence.pages)}
    return {**page, "refinedBy": words}


def _state(evidence: Evidence, view: CitationView) -> dict[str, Any]:
    cached = web_target(view.source.memento if view.source else None)
    if not evidence.date and not cached:
        return {}
    state: dict[str, Any] = {"type": "TimeState"}
    if evidence.date:
        state["sourceDate"] = evidence.date.replace("+00:00", "Z")  # the model knows no other form of UTC
    return {"state": {**state, "cached": cached} if cached else state}

"""Does the page name the outlet that is cited? At most one finding of rule `publisher`.

Enters: the evidence of one citation. Leaves: that the outlets agree, what the page calls its own, or that it is another: LOOK
only where the address or a profile bears the name that the page gives its publisher, or the page gives it in two places and is no
platform's; and the cited one can be no other name of it and stands neither in the address nor on the page. An agency's text in a
paper names the agency.
"""

from __future__ import annotations

from dataclasses import replace

from archive.page import Page
from citations.citation import NOT_WEB_TYPES, Form
from citations.finding import Action, Finding, Outcome, Status
from citations.outlets import (
    bears,
    is_carrier,
    is_latin,
    is_one_outlet,
    is_told,
    may_be_one_outlet,
    may_be_related,
    may_bear,
    names_a_part,
    spelt_out,
)
from citations.publisher import Publisher
from citations.regex import regex
from pipeline.checks import Evidence
from pipeline.checks.address import parts_of
from pipeline.checks.link import Served, as_sentence, proof_of, serving

RULE = "publisher"
NEWS_TYPES = ("article-newspaper", "article-magazine")  # a report or a journal stands at hosts of many names
SITE_IN_TITLE = regex(r"\s[-–—|:•·]\s")  # "Leith looks south | The Scotsman"; not "Asia-Plus"


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return how the page's outlet stands to the cited one; () where either side names none."""
    cited, served = evidence.cited.outlet, serving(evidence)
    if evidence.cited.type in NOT_WEB_TYPES or evidence.citation.form in (Form.SHORT, Form.IBID):
        return ()
    if served is None or served.is_typed or not cited or not (shown := served.read.page.publisher):
        return ()
    names = _names(evidence, cited)
    if any(is_one_outlet(name, shown) for name in names):
        return (_finding(evidence, served, cited, shown, "the outlet agrees with the page’s", outcome=Outcome.PASSED),)
    if _is_surely_another(evidence, served, names, shown):
        words = f"the note names {cited} as the outlet, and the page {shown}"
        return (_finding(evidence, served, cited, shown, words, outcome=Outcome.FAILED),)
    return (_finding(evidence, served, cited, shown, f"the page calls its publisher “{shown}”", outcome=Outcome.CANT_TELL),)


def _names(evidence: Evidence, cited: str) -> tuple[str, ...]:
    """The cited outlet's names: as printed, and as its profile knows it, which the printed address does not choose."""
    known = _profile_of(evidence, cited)
    return (cited, *(known.names if known else ()))


def _profile_of(evidence: Evidence, cited: str) -> Publisher | None:
    """The profile of the cited outlet: by its name, or the host that is printed in the name's place."""
    return evidence.publishers.of(replace(evidence.cited, url=None)) or evidence.publishers.at_address(cited)


def _is_surely_another(evidence: Evidence, served: Served, names: tuple[str, ...], shown: str) -> bool:
    """Whether the page is surely of the outlet that it names, and that one surely not the cited."""
    capture, page = served.read.capture, served.read.page
    host = (parts_of(capture.final_uri or capture.target_uri).host or "").removeprefix("www.")
    own, known = evidence.publishers.at_address(f"{host}/"), _profile_of(evidence, names[0])
    if not evidence.cited.container_title or is_carrier(shown) or (known and (known.owns(host) or known.mirrored_at(host))):
        return False
    is_own = bears(host, shown) or (own is not None and any(is_one_outlet(name, shown) for name in own.names))
    if not (is_own or _names_itself(evidence, page, names)) or any(may_bear(host, name) for name in names):
        return False
    if (known is None and names_a_part(names[0])) or (own is None and names_a_part(shown)):
        return False
    pairs = [(name, other) for name in spelt_out(names) for other in spelt_out((shown, *(own.names if own else ())))]
    of_one_script = [pair for pair in pairs if is_latin(pair[0]) == is_latin(pair[1])]
    if any(may_be_one_outlet(*pair) for pair in of_one_script or pairs):
        return False
    told = f"{page.text}\n{page.title or ''}\n{page.byline or ''}"
    return not any(is_told(name, told) for name in names)


def _names_itself(evidence: Evidence, page: Page, names: tuple[str, ...]) -> bool:
    """Whether a page of the news gives one name in two places, and nothing relates the cited outlet to it."""
    shown, places = page.publisher or "", [*page.imprints[1:], *SITE_IN_TITLE.split(page.title or "")[1:]]
    if evidence.cited.type not in NEWS_TYPES or not any(is_one_outlet(place, shown) for place in places):
        return False
    origin = parts_of(page.canonical or "").host or ""
    told = any(may_bear(origin, name) or may_be_related(name, shown) for name in names)
    return not (told or any(map(is_carrier, names)))


def _finding(evidence: Evidence, served: Served, cited: str, shown: str, words: str, *, outcome: Outcome) -> Finding:
    differs = outcome is Outcome.FAILED
    return evidence.finding(
        RULE,
        status=Status.LOOK if differs else Status.OK,
        outcome=outcome,
        defect="publisher-differs" if differs else None,
        expected=cited,
        observed=shown,
        quoted=cited,
        proof=proof_of(served.read),
        message=as_sentence(served.said(words)),
        action=Action.ASK_AUTHOR if differs else Action.NONE,
    )

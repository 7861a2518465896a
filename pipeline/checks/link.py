"""Does the address still give the source? Alive, moved, gone, walled, or not to be told now.

Enters: the evidence of one citation. Leaves: one finding of rule `link`; () when no address is known. The judgement
itself is `answer`'s; which page may serve the other checks is told here too (`serving`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.locate.lookup import FoundBy
from archive.memento import Memento
from archive.page import Sign
from citations.citation import Citation
from citations.finding import Action, Finding, Outcome, Status
from citations.finding import Evidence as Proof
from citations.regex import regex
from pipeline.checks import Evidence, Read
from pipeline.checks.address import same_page, sibling_of
from pipeline.checks.answer import judged
from pipeline.checks.attached import read_instead, readable, sentences
from pipeline.checks.shown_title import SAME, shows_title
from pipeline.checks.verdict import LOOK_ELSEWHERE, day_in_words, found_elsewhere

__all__ = ["RULE", "Served", "as_sentence", "check", "copy_in_words", "proof_of", "same_page", "serving", "sibling_of"]

RULE = "link"
# matches: /web/20150920100000id_/http://a.example/    does not: /web/20150920100000/http://a.example/
RAW_FORM = regex(r"(/\d{14})id_/(?=https?:)", re.VERBOSE)


FILLED_BY_SCRIPT = frozenset({Sign.SCRIPTED, Sign.EMPTY})


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """The page that stands for the source; `caveat` names it when it is an earlier copy or what a person attached, "" when
    it is today's page. `is_typed` marks a transcript, which bears the source's words and not its title and date.
    """

    read: Read
    caveat: str = ""
    is_typed: bool = False

    def said(self, words: str) -> str:
        """Return `words` with the caveat behind them."""
        return f"{words} ({self.caveat})" if self.caveat else words


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what is to be said of the source's address; () when none is known or none was asked."""
    if evidence.answer is None:
        return _not_asked(evidence)
    verdict, capture = judged(evidence, evidence.answer), evidence.answer.capture
    if evidence.moved and verdict.status is Status.GONE:
        verdict = found_elsewhere(verdict, address_of(evidence.moved))
    message, replacement = verdict.message, verdict.replacement
    if evidence.answer.rendered:
        message += f" A script makes its text, which was {evidence.answer.rendered}."
    if not evidence.earlier and not verdict.gives_source:
        message += sentences(evidence)
    if evidence.earlier and not verdict.gives_source:
        found = verdict.action is Action.REPLACE_ADDRESS and evidence.earlier.memento
        message = message.removesuffix(LOOK_ELSEWHERE) if found else message
        message += f" Read instead: {copy_in_words(evidence.earlier, evidence.cited)}."
        if found:
            replacement = replacement or reading_address(found)
            message += " Its address can be printed in place of the dead one."
    finding = evidence.finding(
        RULE,
        status=verdict.status,
        outcome=verdict.outcome,
        defect=verdict.defect,
        expected=evidence.address or capture.target_uri,
        observed=verdict.observed,
        quoted=evidence.citation.url,
        proof=proof_of(evidence.answer),
        message=message,
        action=verdict.action,
        replacement=replacement,
    )
    return (finding,)


def _not_asked(evidence: Evidence) -> tuple[Finding, ...]:
    """What is to be said of an address that was left alone because a copy was asked for first."""
    copy = evidence.earlier
    if copy is None or copy.memento is None:
        return ()
    finding = evidence.finding(
        RULE,
        status=Status.NOT_CHECKED,
        outcome=Outcome.UNTESTED,
        defect="archives-first",
        expected=evidence.address,
        quoted=evidence.citation.url,
        proof=proof_of(copy),
        message=f"The address itself was not asked, as was wished. Read instead: {copy_in_words(copy, evidence.cited)}.",
    )
    return (finding,)


def address_of(read: Read) -> str:
    """Return the address at which a page answered in the end."""
    return read.capture.final_uri or read.capture.target_uri


def as_sentence(words: str) -> str:
    """Return a clause as a sentence: "the title agrees" as "The title agrees."."""
    return f"{words[:1].upper()}{words[1:]}."


def copy_in_words(read: Read, citation: Citation) -> str:
    """Return which copy was read, as an editor says it: whose, of which day, and how far another archive's lies from the
    cited one. Ours was made by the first run, however old the source is.
    """
    day = day_in_words(read.capture.date)
    if read.memento is None:
        return f"our copy of {day}"
    cited = citation.issued.as_day() if citation.issued else None
    far = f", {distance_in_words((read.capture.date.date() - cited).days)}" if cited else ""
    rewritten = "" if read.memento.is_raw else ", as that archive shows it"
    return f"the copy of {day} in {read.memento.archive}{far}{rewritten}"


def copies_in_words(one: Read, other: Read, citation: Citation) -> tuple[str, str]:
    """Return which two copies were read (`copy_in_words`), with the time of day where their words would be the same."""
    words = copy_in_words(one, citation), copy_in_words(other, citation)
    if words[0] != words[1]:
        return words
    return f"{words[0]}, {one.capture.date:%H:%M} UTC", f"{words[1]}, {other.capture.date:%H:%M} UTC"


def distance_in_words(days: int) -> str:
    """Return how far a copy lies from the cited date.

    >>> distance_in_words(-1), distance_in_words(0), distance_in_words(464)
    ('1 day before the cited date', 'of the cited day', '464 days after the cited date')
    """
    if days == 0:
        return "of the cited day"
    return f"{abs(days)} day{'s' if abs(days) != 1 else ''} {'after' if days > 0 else 'before'} the cited date"


def reading_address(memento: Memento) -> str:
    """Return the address under which a person reads a copy: the raw one without its `id_`.

    Raw copies come without the archive's banner, which says to a reader what the page is.
    """
    return RAW_FORM.sub(r"\1/", memento.uri_m, count=1)


def serving(evidence: Evidence) -> Served | None:
    """Return the page that the note is compared with: today's when it is the source, else the earlier copy, else what a
    person attached.

    A candidate and another publisher's copy are none of these: what they show or lack proves nothing of the source.
    """
    return _of_the_web(evidence) or _attached(evidence)


def _attached(evidence: Evidence) -> Served | None:
    document = readable(evidence)
    if document is None or document.read is None:
        return None
    return Served(
        read=document.read, caveat=f"compared with {read_instead(document)}", is_typed=document.media_type == "text/plain"
    )


def _of_the_web(evidence: Evidence) -> Served | None:
    if evidence.found_by in (FoundBy.CANDIDATE, FoundBy.COPY):
        return None
    answer = evidence.answer
    if answer:
        verdict = judged(evidence, answer)
        shown_behind_wall = verdict.defect == "pay-wall" and shows_title(evidence.cited, answer.page, evidence.publisher) in SAME
        if verdict.gives_source or shown_behind_wall:
            return Served(read=answer, caveat=answer.caveat)
    if evidence.moved:
        return Served(read=evidence.moved, caveat=f"compared with the page at its new address, {address_of(evidence.moved)}")
    if evidence.earlier:
        return Served(read=evidence.earlier, caveat=f"compared with {copy_in_words(evidence.earlier, evidence.cited)}")
    return None


def told_by_metadata(evidence: Evidence) -> Served | None:
    """Return today's page without text that a script would fill, when its metadata bear the cited title: they date it too."""
    answer = evidence.answer
    if answer is None or evidence.found_by in (FoundBy.CANDIDATE, FoundBy.COPY) or answer.page.mime != "text/html":
        return None
    if judged(evidence, answer).defect != "unreadable" or not FILLED_BY_SCRIPT & set(answer.page.signs):
        return None
    if shows_title(evidence.cited, answer.page, evidence.publisher) not in SAME:
        return None
    return Served(read=answer, caveat="by its metadata: a script makes its text")


def proof_of(read: Read) -> Proof:
    """Return what a finding about `read` rests on: capture, address, date and our copy, where there is a text to show."""
    capture = read.capture
    return Proof(
        capture=capture.id,
        address=capture.final_uri or capture.target_uri,
        archived=read.copy if read.page.text else None,
        date=capture.date.isoformat(),
    )

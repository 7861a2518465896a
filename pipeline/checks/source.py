"""Was the source found, and is it the one? A thing that no page can show (an interview) is said to be that.

Enters: the evidence of one citation. Leaves: at most one finding of the rule `source`. Not found is not wrong, and not
looked for is not not found; the messages keep them apart.
"""

from __future__ import annotations

from archive.locate.ladder import NO_ANSWER
from archive.locate.lookup import FoundBy, Lookup, RungAttempt
from citations.citation import NOT_WEB_TYPES, PRINTED_TYPES, Citation, Form
from citations.finding import Action, Finding, Outcome, Status
from pipeline.checks import Evidence
from pipeline.checks.attached import best_proof, proof_sentence, readable, sentences, who_when

RULE = "source"


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what is to be said about finding the source; nothing when a page was read as the source."""
    citation, cited = evidence.citation, evidence.cited
    if cited.type in NOT_WEB_TYPES and not cited.url:
        return (_not_web(evidence, cited),)
    if citation.form is Form.UNPARSED and not citation.url:
        message = "This citation was not understood, so no source was looked for. Its words are kept as printed."
        return (_finding(evidence, Status.NOT_CHECKED, "not-understood", message, Action.NAME_SOURCE),)
    if evidence.lookup is None:
        return ()  # a short form without antecedent: `citations.antecedent` has said so
    answer = evidence.lookup.answer
    if answer.equal:
        shown = "; ".join(answer.equal)
        message = f"{len(answer.equal)} pages fit alike, so none was chosen: {shown}. Print the right address in the note."
        return (_finding(evidence, Status.LOOK, "equal-candidates", message, Action.NAME_SOURCE),)
    if citation.form is Form.UNPARSED:
        message = "Of this citation only the address was understood, so no title, date or outlet could be compared with its page."
        return (_finding(evidence, Status.NOT_CHECKED, "not-understood", message, Action.NAME_SOURCE),)
    said = _SAID.get(answer.found_by)
    if said is None:
        return ()
    status, defect, words, action = said
    message = words.format(detail=answer.detail, address=answer.address, why=_why(evidence))
    if evidence.answer is None:
        message += sentences(evidence)
    if readable(evidence) and _is_off_the_web(evidence.lookup):
        return (_finding(evidence, Status.NOT_WEB, "attached", message, Action.NONE),)
    if cited.type in PRINTED_TYPES and not cited.url and _is_off_the_web(evidence.lookup):
        return (_in_print(evidence, cited),)
    return (_finding(evidence, status, defect, message, action),)


def _is_off_the_web(lookup: Lookup) -> bool:
    """Whether no page is known, and none is waiting to be asked: what a person attached is then all there is."""
    found = lookup.answer.found_by
    return found is FoundBy.NOT_FOUND or (found is FoundBy.NOT_TRIED and not lookup.candidates)


_SAID = {
    FoundBy.CANDIDATE: (
        Status.LOOK,
        "candidate",
        "{address} is perhaps the source: publisher and title agree only in part. Compare them, and print the address if it is.",
        Action.NAME_SOURCE,
    ),
    FoundBy.COPY: (
        Status.LOOK,
        "copy",
        "{address} shows the text at another publisher. It is a copy, not the source that the note names.",
        Action.NAME_SOURCE,
    ),
    FoundBy.NOT_FOUND: (
        Status.NOT_CHECKED,
        "not-found",
        "The source was looked for and not found: {why}. Print its address in the note, or give it in footnotary.toml.",
        Action.NONE,
    ),
    FoundBy.NOT_TRIED: (
        Status.NOT_CHECKED,
        "not-tried",
        "The source was not looked for: {why}. Print its address in the note, or give it in footnotary.toml.",
        Action.NONE,
    ),
}


# What each rung of the ladder says for an editor when it gave no address, and when it gave some.
_RUNG_WORDS = {
    "printed": ("the note prints no address", "the printed address was asked"),
    "profile": (
        "no address can be computed from the publisher’s habits",
        "addresses computed from the publisher’s habits were asked",
    ),
}


def _why(evidence: Evidence) -> str:
    """What was tried and skipped, in words."""
    lookup = evidence.lookup
    if lookup is None:
        return "nothing was tried"
    told = [_rung_in_words(attempt) for attempt in lookup.attempts if attempt.rung in _RUNG_WORDS]
    told += [attempt.skipped_why or attempt.rung for attempt in lookup.attempts if attempt.result == NO_ANSWER]
    return "; ".join(dict.fromkeys(part for part in (lookup.answer.detail, *told) if part))  # two questions, one silence


def _rung_in_words(attempt: RungAttempt) -> str:
    none, some = _RUNG_WORDS[attempt.rung]
    return attempt.skipped_why or (none if attempt.result == "no address" else some)


def _in_print(evidence: Evidence, cited: Citation) -> Finding:
    what = "A part of a book" if cited.type == "chapter" else f"A {cited.type}"
    message = f"{what} in print, of which no page is known. A scan of the cited page can show what it says.{sentences(evidence)}"
    return _finding(evidence, Status.NOT_WEB, "in-print", message, Action.ATTACH_PROOF)


def _not_web(evidence: Evidence, cited: Citation) -> Finding:
    what = cited.medium or "interview"
    who = f" with {cited.interviewee}" if cited.interviewee else ""
    named = f"{what[:1].upper()}{what[1:]}{who}"
    proof = best_proof(evidence)
    if proof and proof.state == "kept":
        told = proof_sentence(proof)
        return _finding(evidence, Status.NOT_WEB, None, f"{named}: {told[:1].lower()}{told[1:]}", Action.NONE)
    if evidence.attached:
        told = f"{named}: the archive holds what {who_when(evidence.attached[0])}."
        return _finding(evidence, Status.NOT_WEB, None, told, Action.NONE)
    lost = f" {proof_sentence(proof)}" if proof else ""
    message = f"{named}: no page can show it; notes, a recording or the message itself can.{lost}"
    return _finding(evidence, Status.NOT_WEB, "proof-lost" if proof else None, message, Action.ATTACH_PROOF)


def _outcome(evidence: Evidence, status: Status) -> Outcome:
    """Untested is what was not looked for, or not found while a service that may know it did not answer."""
    if status is Status.NOT_WEB:
        return Outcome.INAPPLICABLE
    if evidence.lookup is None or evidence.citation.form is Form.UNPARSED:
        return Outcome.CANT_TELL
    found = evidence.lookup.answer.found_by
    is_unheard = found is FoundBy.NOT_FOUND and any(one.result == NO_ANSWER for one in evidence.lookup.attempts)
    return Outcome.UNTESTED if is_unheard or found is FoundBy.NOT_TRIED else Outcome.CANT_TELL


def _finding(evidence: Evidence, status: Status, defect: str | None, message: str, action: Action) -> Finding:
    return evidence.finding(
        RULE,
        status=status,
        outcome=_outcome(evidence, status),
        defect=defect,
        quoted=evidence.citation.text or None,
        observed=evidence.address,
        message=message,
        action=action,
    )

"""What people attached to a source, in words: who, when, and whether it was read. A person's word is named as that.

Enters: the evidence of one citation. Leaves: the document that may be read in place of the source, and sentences. Of a
private proof nothing is known here but initials and a day.
"""

from __future__ import annotations

from archive.imports import PICTURES
from pipeline.checks import Attached, Evidence, PrivateProof
from pipeline.checks.verdict import day_in_words


def readable(evidence: Evidence) -> Attached | None:
    """Return the newest attached document in which something could be read, or None."""
    return next((one for one in evidence.attached if one.read), None)


def read_instead(attached: Attached) -> str:
    """Return "the document that AB attached on 3 May 2024; that it is the source is AB's word"."""
    return f"the document that {who_when(attached)}; that it is the source is {attached.by}’s word"


def who_when(one: Attached | PrivateProof) -> str:
    """Return "AB attached on 3 May 2024"."""
    return f"{one.by} attached on {day_in_words(one.date)}"


def sentences(evidence: Evidence) -> str:
    """Return what was attached in place of a page, as sentences that follow another, each after a space; "" for nothing."""
    document = readable(evidence)
    if document:
        return f" Read in its place: {read_instead(document)}.{_private(evidence)}"
    return "".join(f" {_unread(one)}" for one in evidence.attached) + _private(evidence)


def _unread(one: Attached) -> str:
    if one.withdrawn:
        return f"What {who_when(one)} was withdrawn {one.withdrawn}."
    what = "The picture" if one.media_type in PICTURES else "The document without readable text"
    return f"{what} that {who_when(one)} was read by nobody: compare it by eye."


def _private(evidence: Evidence) -> str:
    proof = best_proof(evidence)
    return f" {proof_sentence(proof)}" if proof else ""


def best_proof(evidence: Evidence) -> PrivateProof | None:
    """Return the newest private proof that is still there, else the newest; None when none was attached."""
    return next((one for one in evidence.proofs if one.state == "kept"), evidence.proofs[0] if evidence.proofs else None)


def proof_sentence(proof: PrivateProof) -> str:
    """Return what may be said of a private proof: that it is there, or not, by whom and since when."""
    if proof.state == "kept":
        return f"Proof attached, by {proof.by}, on {day_in_words(proof.date)}."
    gone = "is no longer there" if proof.state == "missing" else "is no longer what it was"
    return f"The proof that {who_when(proof)} {gone}."

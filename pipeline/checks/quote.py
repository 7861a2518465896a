"""Does the source say what is quoted? One finding for every quotation that the citation carries.

Enters: the evidence of one citation. Leaves: findings of rule `quote`, with the passage, every change named in words
and the text to paste. The page serves only when it is the source; else an earlier copy serves, and is named. `absent`
is said only of a source that was read whole, after its article and all its visible text were tried.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.citation import NOT_WEB_TYPES
from citations.finding import Action, Difference, Finding, Outcome, Status, TextSelector, identified
from citations.finding import Evidence as Proof
from citations.matching.gaps import ACROSS, TWO_SPEECHES
from citations.quotation import Quotation
from citations.quote import QuoteMatch, Verdict, match_quote
from citations.regex import regex
from citations.translation import Located, locate
from pipeline.checks import Evidence
from pipeline.checks.link import copies_in_words
from pipeline.checks.passage import Where
from pipeline.checks.paste import words_of_source
from pipeline.checks.quoted_in import Answer, best_answer, best_of_all, copy_that_has, outer, why_not
from pipeline.checks.soft_404 import may_be_notice
from pipeline.checks.speaker import other_speaker
from reports.phrases import in_quotes

RULE = "quote"
MAX_NAMED_CHANGES = 3  # in a message; all of them stand in the finding
TRANSLATION_CONFLICT = "quote-translation-conflict"
# matches: ” [“волки”] and so on    does not: ”, he said [in Russian]
BRACKETED = regex(r"""[”"»’'.,]*\s*\[(?P<words>[^\[\]]+)\]""", re.VERBOSE)
IN_PART = "only part of the source was readable, and the words do not stand in that part"
NOTICE = "the page says so little, under another title and on no day, that it may be a notice and not the source"
NO_WORDS = "the quotation holds no words that would not stand in any text"
ABSENT = "quote-absent"
_DEFECTS = {
    Verdict.ALTERED: "quote-altered",
    Verdict.ABSENT: ABSENT,
    Verdict.EDITED_LOOK: "quote-edited",
    Verdict.NOT_COMPARABLE: "quote-other-language",
}
_UNLIKE = (Verdict.ABSENT, Verdict.ALTERED, Verdict.EDITED_LOOK)  # what a page that changed since may have caused
_JOINS = (ACROSS, TWO_SPEECHES)  # notes that say all of the change
_PASSED = {
    Verdict.VERBATIM: "the quotation stands in the source word for word",
    Verdict.TYPOGRAPHY: "the quotation stands in the source; only how it is printed differs",
    Verdict.EDITED_MARKED: "the quotation stands in the source, with edits that its own marks show",
}


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding a quotation; () when the citation carries none or is an interview without an address."""
    if not evidence.cited.url and (evidence.cited.type in NOT_WEB_TYPES or evidence.cited.interviewee):
        return ()
    return tuple(_finding(quotation, evidence) for quotation in outer(evidence.quotations))


def _finding(quotation: Quotation, evidence: Evidence) -> Finding:
    answer = best_of_all(quotation, evidence)
    if answer is None:
        return _not_checked(quotation, evidence, why_not(evidence))
    verdict = answer.placed.match.verdict
    if verdict in _UNLIKE and (copy := copy_that_has(quotation, evidence, answer)):
        return _changed_since(quotation, evidence, copy, answer)
    if verdict is Verdict.NOT_CHECKED:
        return _not_checked(quotation, evidence, NO_WORDS if answer.placed.text.whole else IN_PART)
    if verdict is Verdict.ABSENT:
        return _absent(quotation, evidence, answer)
    if verdict is Verdict.NOT_COMPARABLE:
        return _other_language(quotation, evidence, answer)
    if answer.placed.where is not Where.OWN:
        words = f"the quoted words stand {answer.placed.where.value}"
        return _misplaced(quotation, evidence, answer, "quote-outside-article", words)
    told = other_speaker(quotation, evidence.claim, evidence.claim_before, answer.placed) if verdict.passes else None
    if told:
        draft = quotation.speaker if told[1] in (quotation.speaker or "") else told[1]
        words = f"the source gives these words to {told[0]}, the draft to {draft}"
        return _misplaced(quotation, evidence, answer, "quote-other-speaker", words)
    return _found(quotation, evidence, answer)


def _with_caveat(message: str, answer: Answer) -> str:
    return f"{message} ({answer.caveat})" if answer.caveat else message


def _found(quotation: Quotation, evidence: Evidence, answer: Answer) -> Finding:
    match = answer.placed.match
    observed = answer.placed.text.text[slice(*match.span)]
    passes = match.verdict.passes
    pasted = None if passes else words_of_source(quotation.exact, match, answer.placed.text.text)
    return evidence.finding(
        RULE,
        status=Status.OK if passes else Status.LOOK,
        outcome=Outcome.PASSED if passes else Outcome.FAILED,
        defect=_DEFECTS.get(match.verdict),
        expected=quotation.exact,
        observed=" ".join(observed.split()),
        quoted=quotation.exact,
        proof=answer.proof,
        differences=match.changes,
        action=Action.NONE if passes else Action.RESTORE_QUOTE,
        replacement=pasted,
        message=_with_caveat(_PASSED[match.verdict] if passes else _changed_message(match), answer),
    )


def _misplaced(quotation: Quotation, evidence: Evidence, answer: Answer, defect: str, words: str) -> Finding:
    """Return the finding on words that stand there as quoted, but not as what the draft takes them for."""
    return identified(
        replace(
            _found(quotation, evidence, answer),
            status=Status.LOOK,
            outcome=Outcome.FAILED,
            defect=defect,
            action=Action.ASK_AUTHOR,
            message=_with_caveat(words, answer),
        )
    )


def _changed_message(match: QuoteMatch) -> str:
    start = (
        "the quotation was altered: "
        if match.verdict is Verdict.ALTERED
        else "the quotation was edited, and a person should look: "
    )
    joins = [change.observed_span for change in match.changes if _is_interruption(change)]
    telling = [
        change
        for change in match.changes
        if change.kind not in ("typography", "case")
        and not (change.kind == "punctuation" and any(_holds(change.observed_span, join) for join in joins))
    ] or list(match.changes)
    named = list(dict.fromkeys(described(change) for change in telling))
    more = f"; and {len(named) - MAX_NAMED_CHANGES} more changes" if len(named) > MAX_NAMED_CHANGES else ""
    return start + "; ".join(named[:MAX_NAMED_CHANGES]) + more


def _is_interruption(change: Difference) -> bool:
    """Whether the source says something between two halves of what the draft joins."""
    return change.kind == "join" and not change.quoted.strip() and change.note not in ("", *_JOINS)


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def described(change: Difference) -> str:
    """Return one change as a clause for an editor.

    >>> described(Difference(kind="number", quoted="1927", observed="1997"))
    'the draft says “1927” where the source says “1997”'
    """
    quoted, observed = in_quotes(change.quoted), in_quotes(change.observed)
    if change.kind in ("elision", "insertion", "tense") and change.note:
        return f"{change.note} ({quoted} for {observed})" if change.observed else f"{change.note} ({quoted})"
    if change.kind == "punctuation":
        return f"{change.note or 'the punctuation differs'} (the draft has {quoted}, the source {observed})"
    if change.kind == "edge" or change.note.startswith("the source denies"):
        return f"{change.note}: {observed}"
    if change.note in _JOINS:
        return change.note
    if change.kind == "moved":
        return "the words stand in another order in the source"
    if _is_interruption(change):
        return f"{change.note}, and the draft leaves {observed} out without an ellipsis"
    if not change.quoted.strip():
        return f"the source has {observed} here, which the draft leaves out"
    if not change.observed.strip():
        return f"the draft has {quoted}, which the source does not have here" + (
            f" ({change.note})" if change.kind == "join" else ""
        )
    note = f" ({change.note})" if change.note else ""
    return f"the draft says {quoted} where the source says {observed}{note}"


def _absent(quotation: Quotation, evidence: Evidence, answer: Answer) -> Finding:
    label, other = _other_that_has(quotation, evidence) or (None, None)
    place = f"note {label}" if label else other.read.capture.target_uri if other else None
    if label:
        message = f"the quotation was found in note {label}’s source, not in note {evidence.label}’s"
    elif other:
        message = (
            f"the quotation was found in a source of this project’s other briefings, {place}, not in note {evidence.label}’s"
        )
    elif may_be_notice(evidence, answer.read.page):
        return _not_checked(quotation, evidence, NOTICE)
    else:
        message = "the words of the quotation do not stand in the source, which was read whole"
    return evidence.finding(
        RULE,
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="quote-in-other-source" if other else ABSENT,
        expected=quotation.exact,
        observed=place,
        quoted=quotation.exact,
        proof=(other or answer).proof,
        action=Action.NAME_SOURCE if other else Action.ASK_AUTHOR,
        message=_with_caveat(message, answer),
    )


def _changed_since(quotation: Quotation, evidence: Evidence, copy: Answer, answer: Answer) -> Finding:
    holds, other = copies_in_words(copy.read, answer.read, evidence.cited)
    lacks = "the page has changed and no longer says it"
    if answer.read is not evidence.answer:
        lacks = f"{other} does not say it"
    elif answer.placed.match.verdict is Verdict.EDITED_LOOK:
        lacks = "the page has changed and words it otherwise now"
    return evidence.finding(
        RULE,
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="quote-changed-since",
        expected=quotation.exact,
        quoted=quotation.exact,
        proof=copy.proof,
        differences=copy.placed.match.changes,
        action=Action.ASK_AUTHOR,
        message=f"the quotation stands in {holds}; {lacks}",
    )


def _other_that_has(quotation: Quotation, evidence: Evidence) -> tuple[str, Answer] | None:
    """Return the first other note in whose source's own text the quotation stands, and where; "" for no note of this draft."""
    for label, read in evidence.others:
        if read.text and match_quote(quotation.exact, read.text, claim=None).verdict.passes:
            found = best_answer(quotation, read, None)
            if found.placed.passes:
                return label, found
    return None


def _other_language(quotation: Quotation, evidence: Evidence, answer: Answer) -> Finding:
    """The finding on a translation: the passage where it can be found, never a word on whether it is right."""
    language, text = answer.read.page.language, answer.placed.text
    located = locate(quotation.exact, text, evidence.dictionary)
    conflicts = located.conflicts if located else ()
    named = f" ({language})" if language else ""
    if conflicts:
        told = "; ".join(described(change) for change in conflicts)
        message = f"the quotation is a translation{named}, and a reader should look at its passage: {told}"
    elif located:
        message = f"the quotation is a translation{named}: the passage it seems to render is shown for a reader to compare"
    else:
        means = ", ".join(("names, numbers and common words", *evidence.dictionary.names))
        message = f"the quotation is a translation{named}; the passage it renders was not found (by {means})"
    return evidence.finding(
        RULE,
        status=Status.LOOK if conflicts else Status.NOT_CHECKED,
        outcome=Outcome.FAILED if conflicts else Outcome.CANT_TELL,
        defect=TRANSLATION_CONFLICT if conflicts else _DEFECTS[Verdict.NOT_COMPARABLE],
        expected=bracketed_translation(quotation.exact, evidence.claim) or quotation.exact,
        observed=language,
        quoted=quotation.exact,
        proof=_proof_of_passage(answer, located) if located else answer.proof,
        differences=conflicts,
        action=Action.READ_IN_LANGUAGE,
        message=_with_caveat(message, answer),
    )


def _proof_of_passage(answer: Answer, located: Located) -> Proof:
    start, end = located.span
    selector = TextSelector(exact=located.passage, start=start, end=end)
    return replace(answer.proof, passage=located.passage, selector=selector)


def bracketed_translation(exact: str, claim: str | None) -> str | None:
    """Return what the author sets in brackets behind a quotation as its other language; None when nothing stands there.

    >>> bracketed_translation("the wolves", "He calls them “the wolves” [“волки”] again.")
    'волки'
    """
    place = (claim or "").find(exact)
    match = BRACKETED.match((claim or "")[place + len(exact) :]) if place >= 0 else None
    return match["words"].strip(" “”«»\"'") if match else None


def _not_checked(quotation: Quotation, evidence: Evidence, reason: str) -> Finding:
    return evidence.finding(
        RULE,
        status=Status.NOT_CHECKED,
        outcome=Outcome.UNTESTED,
        expected=quotation.exact,
        quoted=quotation.exact,
        message=f"the quotation was not compared: {reason}",
    )

"""What the report calls things: statuses, actions, rules, changes, dates and times, in words for a person.

Enters: the values of `citations` and `reports.report`. Leaves: plain sentences, escaped by no format yet.
Every format takes its words from here, so that the page, the Markdown file and the terminal tell one story.
"""

from __future__ import annotations

from citations.citation import Citation
from citations.decision import Decided, Verdict
from citations.finding import LINK, Action, Finding, Outcome, Status
from reports.phrases import date_words, joined, moment, sentence, shortened
from reports.report import NoteView, Report, SourceView

STATUS_MEANINGS = {
    Status.LOOK: "a person must see it: a mismatch, a conflict, a candidate or a copy instead of the source, moved, drifted",
    Status.GONE: "the source’s address is known and is definitely dead",
    Status.BLOCKED: "it answered, but not to us: access refused, too many requests, captcha, consent or pay wall",
    Status.NOT_CHECKED: "not judged, and why is said in words; this does not mean that anything is wrong",
    Status.NOT_WEB: "an interview, a book, an e-mail, with its proof attached or missing",
    Status.OK: "every citation found and archived, every quotation of the source passed, or accepted by a named person; this does"
    " not say that a claim is true",
}
CLEAN = (Status.OK, Status.NOT_WEB)
STATUS_HEADINGS = {
    Status.LOOK: "A person must look",
    Status.GONE: "The source is gone",
    Status.BLOCKED: "The source did not answer to us",
    Status.NOT_CHECKED: "Not checked, by reason",
    Status.NOT_WEB: "Not on the web",
    Status.OK: "Source found, no conflict seen",
}
STANDING_MEANING = (
    "Three questions, kept apart: is the address known; did it answer, at the last run, with a page; and, of the pages that could"
    " be compared with the notes (titles, dates, authors, quotations, numbers, names, an earlier copy), how many leave nothing to"
    " look at. Whether a page bears out the draft’s sentence is not judged."
)
ACTION_WORDS = {
    Action.NONE: "Nothing to do",
    Action.REPLACE_ADDRESS: "Replace the address",
    Action.CORRECT_DATE: "Correct the date",
    Action.CORRECT_TITLE: "Correct the title",
    Action.RESTORE_QUOTE: "Restore the source’s words in the quotation",
    Action.NAME_SOURCE: "Say in the note which source is meant",
    Action.ASK_AUTHOR: "Ask the author",
    Action.READ_IN_LANGUAGE: "Have a reader of the source’s language compare it",
    Action.ATTACH_PROOF: "Attach the proof",
    Action.RETRY_ON: "Run again later",
}
VERDICT_WORDS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.MEND: "marked to be mended",
    Verdict.ASK_AUTHOR: "put to the author",
    Verdict.ATTACH_PROOF: "put off until proof is attached",
}
VERDICT_CHOICES = {
    Verdict.ACCEPT: ("Accept", "it may stand as it is printed"),
    Verdict.REJECT: ("Reject", "it may not stand: the source does not carry it"),
    Verdict.MEND: ("Mend", "the draft will be mended"),
    Verdict.ASK_AUTHOR: ("Ask the author", "only the author can tell"),
    Verdict.ATTACH_PROOF: ("Attach proof", "somebody has to bring it"),
}
# The keys are the parts of `citations.decision.Fingerprint`.
CHANGED_WORDS = {
    "note": "the note’s text",
    "claim": "the sentence it supports",
    "source": "the source’s text",
    "rule": "the rule itself",
    "said": "what the rule finds",
}
OUTCOME_WORDS = {
    Outcome.PASSED: "agrees",
    Outcome.FAILED: "does not agree",
    Outcome.CANT_TELL: "cannot tell",
    Outcome.INAPPLICABLE: "does not apply",
    Outcome.UNTESTED: "not tested",
}
MODE_WORDS = {
    "live": "on the live web",
    "offline": "offline, from the project’s own archive",
    "replay": "from a given archive (replay), with no network",
}
# The keys are the kinds of `citations.finding.Difference`; a kind that is not here is shown by its own name.
CHANGE_WORDS = {
    "abbreviation": "abbreviation",
    "addition": "words put in without brackets",
    "case": "capital letter",
    "contraction": "contraction",
    "edge": "at the quotation’s edge",
    "elision": "words left out",
    "insertion": "words put in",
    "number-form": "number written otherwise",
    "omission": "words left out without an ellipsis",
    "punctuation": "punctuation",
    "spaces": "words joined or parted",
    "spelling": "spelling",
    "tense": "form of a word",
    "typography": "typography",
    "word": "another word",
    "number": "another number",
    "name": "another name",
    "negation": "negation",
    "moved": "words moved",
    "join": "sentences joined",
}
# The keys are the rules of `pipeline.checks`; a rule that is not here is shown by its own name.
RULE_WORDS = {
    "source": "source not certain",
    "antecedent": "short form untied",
    "link": "address",
    "title": "title",
    "byline": "author",
    "publisher": "outlet",
    "date": "date",
    "quote": "quotation",
    "page": "page number",
    "number": "number",
    "name": "name",
    "direction": "the opposite",
    "drift": "page changed",
}
# What a rule is about, where its name says what it found.
_SUBJECTS = {"source": "source", "antecedent": "short form", "drift": "page as in the copy"}
FOUND_WORDS = {
    "printed": "address printed in the note",
    "confirmed": "found, and confirmed as the source",
    "candidate": "a candidate, to be confirmed by a person",
    "copy": "a copy at another publisher, not the source",
    "not found": "not found",
    "not tried": "not looked for",
}
# The keys are the outcomes of an attempt as archives record them; others are shown as they are.
ANSWER_WORDS = {
    "response": "answered",
    "truncated": "answered, and was cut off",
    "timeout": "did not answer in time",
    "dns-failure": "no such host",
    "refused": "refused the connection",
    "reset": "broke off the connection",
    "tls-failure": "has no valid certificate",
    "bad-response": "answered in no known form",
    "too-many-redirects": "redirected without end",
    "forbidden-address": "stands at an address that may not be asked",
    "bad-address": "is no address",
    "blocked-by-robots": "does not let robots in",
    "robots-unreachable": "could not say whether robots may come in",
    "rate-limited": "asked to come back later",
    "not-in-archive": "is not in the archive",
}
# The keys are the places of a page's dates as `archive.reading.page_dates` names them; others are shown as they are.
PLACE_WORDS = {
    "json-ld": "in the page’s data",
    "meta": "in the page’s head",
    "time": "marked as a time",
    "byline": "beside the headline",
    "text": "in the text",
    "script": "in a script of the page",
    "address": "in the address",
    "header": "in the server’s answer",
    "pdf-metadata": "in the PDF’s properties",
    "publisher-markup": "where this publisher prints it",
}
MAX_FULL_FINDINGS = 25  # of one citation; the rest is told in a line each, and whole in findings.json


def is_open(finding: Finding) -> bool:
    """Return whether a person should read the finding now: it says more than that something agrees or does not apply."""
    if finding.is_accepted:
        return False
    if finding.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return finding.action is not Action.NONE or finding.settled is not finding.status
    return finding.settled is not Status.OK


def is_unclean(finding: Finding) -> bool:
    """Return whether a finding keeps its note from being clean, or asks for something."""
    return finding.settled not in CLEAN or is_open(finding)


def is_undecided(finding: Finding) -> bool:
    """Return whether a person is to decide on a finding: it is unclean, and no decision on it holds."""
    return bool(finding.fingerprint) and not finding.verdicts and is_unclean(finding)


def said_of(finding: Finding) -> tuple[str, ...]:
    """Return what is told of a finding, most telling first: its message, then what people decided. Where somebody objects to what
    the rule lets pass, that leads.
    """
    message, decided = sentence(finding.message), [sentence(decided_words(one)) for one in finding.decided]
    return (*decided, message) if is_objected(finding) else (message, *decided)


def is_objected(finding: Finding) -> bool:
    """Return whether a person objects to what the rule lets pass, which is why its note is looked at."""
    return finding.settled is Status.LOOK is not finding.status


def decided_words(one: Decided) -> str:
    """Return a decision in words: who decided what when and why; and what changed since, when it no longer holds."""
    decision = one.decision
    said = f"{VERDICT_WORDS[decision.verdict]} by {decision.by} on {moment(decision.date.isoformat())}: {decision.reason}"
    if one.holds:
        return said
    return f"{joined([CHANGED_WORDS[name] for name in one.changed])} changed after this was {said}"


def decisions_words(report: Report) -> str:
    """Return how many decisions hold, are open again, wait for a source or meet nothing any more; "" where there are none."""
    placed = [one for note in report.notes for finding in note.all_findings() for one in finding.decided]
    held = sum(one.holds for one in placed)
    silent = silent_places(report)
    waiting = sum((one.label, one.citation_index) in silent for one in report.decisions_unmet)
    counts = (
        (held, "hold" if held != 1 else "holds"),
        (len(placed) - held, "open again because something changed"),
        (waiting, f"wait{'s' if waiting == 1 else ''} for sources that did not answer"),
        (len(report.decisions_unmet) - waiting, "on findings that are no more"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"decisions: {told}" if told else ""


def silent_places(report: Report) -> frozenset[tuple[str, int | None]]:
    """Return label and citation of those whose source is silent: what was decided there waits until it answers."""
    return frozenset((note.label, index) for note in report.notes for index in silent_citations(note))


def silent_citations(note: NoteView) -> frozenset[int]:
    """Return which citations of a note have a source that was not asked, did not answer or did not let us in."""
    return frozenset(
        view.index for view in note.citations if any(one.is_silent and one.rule in (LINK, "source") for one in view.findings)
    )


def what_to_do(finding: Finding) -> str:
    """Return the action in words; for `retry-on` with the date that `replacement` holds."""
    words = ACTION_WORDS[finding.action]
    if finding.action is Action.RETRY_ON and finding.replacement:
        return f"Run again, best on or after {moment(finding.replacement)}"
    return words


def text_to_paste(finding: Finding) -> str | None:
    """Return the text that mends the note, or None; the date of a `retry-on` is no such text."""
    return None if finding.action is Action.RETRY_ON else finding.replacement or None


def copy_name(finding: Finding) -> str:
    """Return what our copy behind a finding is called: whose it is or what it is of, when it is not of the cited page."""
    if finding.rule == "link" and finding.outcome is Outcome.FAILED:
        return "our copy of the answer"
    is_other = finding.defect == "quote-in-other-source" and finding.observed
    return f"our copy of {finding.observed}’s source" if is_other else "our copy"


def source_state(source: SourceView) -> str:
    """Return how a source was found and what it answered, when: "address printed in the note; answered, HTTP 200, 2 May 2020"."""
    answer = [
        ANSWER_WORDS.get(source.outcome, source.outcome) if source.outcome else "",
        f"HTTP {source.http_status}" if source.http_status else "",
        moment(source.captured),
    ]
    parts = [FOUND_WORDS.get(source.found_by, source.found_by), ", ".join(part for part in answer if part)]
    return "; ".join(part for part in parts if part)


def closed_words(findings: list[Finding]) -> tuple[tuple[str, str], ...]:
    """Return what agrees, was accepted or does not apply, by outcome: ("agrees", "address, title, date")."""
    by_outcome: dict[str, dict[str, None]] = {}
    for finding in findings:
        outcome = VERDICT_WORDS[Verdict.ACCEPT] if finding.is_accepted else OUTCOME_WORDS[finding.outcome]
        by_outcome.setdefault(outcome, {})[_SUBJECTS.get(finding.rule) or RULE_WORDS.get(finding.rule, finding.rule)] = None
    return tuple((outcome, ", ".join(rules)) for outcome, rules in by_outcome.items())


def brief(citation: Citation) -> str:
    """Return a citation in a few words: title, outlet and date, else its printed words, cut at a word."""
    return ", ".join(brief_parts(citation))


def brief_parts(citation: Citation) -> tuple[str, ...]:
    """Return the parts of a citation in a few words, each of which may be in another script: title, outlet, date."""
    named = [f"“{citation.title}”"] if citation.title else [name for name in (citation.interviewee, citation.medium) if name]
    parts = named + [part for part in (citation.outlet, citation.date_printed) if part]
    whole = ", ".join(parts)
    if not citation.title and not citation.interviewee:
        whole, parts = citation.text or whole or (citation.url or ""), []
    short = shortened(whole)
    return tuple(parts) if short == whole and parts else (short,)


def fields(citation: Citation) -> tuple[tuple[str, str], ...]:
    """Return the citation as it was understood: pairs of a field's name and its value, in the order of a reference.

    What the parser is unsure of is called so.
    """
    pairs = (
        ("kind", citation.type.replace("_", " ").replace("-", " ")),
        ("medium", citation.medium),
        ("author", "; ".join(str(name) for name in citation.authors)),
        ("person", citation.interviewee),
        ("title", citation.title),
        ("translation", citation.title_translation),
        ("in", citation.container_title),
        ("series", citation.collection_title),
        ("volume", citation.volume),
        ("edition", citation.edition),
        ("issue", citation.issue),
        ("number", citation.number),
        ("publisher", citation.publisher),
        ("place", citation.publisher_place),
        ("date", citation.date_printed or (date_words(citation.issued) if citation.issued else None)),
        ("pages", citation.page),
        ("seen on", date_words(citation.accessed) if citation.accessed else None),
        ("kept at", citation.archive),
        ("language", citation.language),
    )
    return tuple((name + _unsure(citation, name), value) for name, value in pairs if value)


_CSL_FIELDS = {
    "person": "interviewee", "translation": "title_translation", "in": "container-title", "series": "collection-title",
    "place": "publisher-place", "date": "issued", "pages": "page", "kept at": "archive",
}  # fmt: skip


def _unsure(citation: Citation, name: str) -> str:
    return " (unsure)" if citation.is_unsure(_CSL_FIELDS.get(name, name)) else ""

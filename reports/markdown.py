"""The report as Markdown: the same story as the page, for a terminal, a mail or a repository.

Enters: a `Report`. Leaves: the text of `report.md`. Standard: CommonMark 0.31 with the tables of GitHub's flavour.
Every text from outside is escaped, so that it can become no heading, link, image, table cell or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citations.finding import Action, Finding, Status
from citations.pdf_page import at_page, page_words
from citations.regex import regex
from reports import first_screen, hints, history, phrases, words
from reports.addresses import copy_target, picture_target, web_target
from reports.characters import visible
from reports.marks import (
    CODE,
    DELETED,
    EMPHASIS,
    INSERTED,
    QUOTATION,
    Comparison,
    Piece,
    claim_pieces,
    comparison,
    marked,
    note_pieces,
    notice_pieces,
)
from reports.order import CARD_STATUSES, by_reason, by_status, closed_findings, copy_at_passage, open_findings, place, start_here
from reports.report import CitationView, NoteView, Report, SourceView, WitnessedDate, told_labels

# matches "*", "[", "|", "\\"; not "a", ",", "(" or "д"
_SPECIAL = regex(r"""[\\`*_\[\]<>&|~$\#@]""", re.VERBOSE)
# GitHub links bare addresses; a backslash before the sign keeps them text. Matches "http:", "www."; not "a:"
_BARE_ADDRESS = regex(
    r"""(?<=http)(?P<colon>:) | (?<=https)(?P<colon_s>:) | (?<=ftp)(?P<colon_f>:) | (?<=www)(?P<dot>\.)""", re.VERBOSE | re.I
)
# matches "- a", "---", "+ a", "==", "12. a", "12) a" at the start; not "a - b", "2024-03", "-5"
_LINE_START = regex(r"""^(?P<lead>\s*(?:\d+(?=[.)]))?)(?P<sign>[-+=](?=[-+=\s]|$)|(?<=\d)[.)](?=\s|$))""", re.VERBOSE)
_FENCE = regex(r"""`+""", re.VERBOSE)


def render(report: Report) -> str:
    """Return the report as one Markdown text, ending in a line feed."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""Return `text` as one line that Markdown prints as it is.

    >>> escaped("# a [b](c)\n| d")
    '\\# a \\[b\\](c) \\| d'
    """
    return _as_text_at_start(inline(text))


def emphasised(text: str) -> str:
    r"""Return the draft's `text` as one line that Markdown prints as it is, but for the emphasis that `*…*` stands for.

    >>> emphasised("1. *Chronicle*, 2 * 3")
    '1\\. *Chronicle*, 2 \\* 3'
    """
    return _as_text_at_start(_printed(marked(text, ())))


def notice(text: str) -> str:
    """Return what we say to the user as a sentence of one line, with the commands that it names as code."""
    return _printed(notice_pieces(phrases.sentence(text)))


def _as_text_at_start(line: str) -> str:
    return _LINE_START.sub(lambda match: match["lead"] + "\\" + match["sign"], line)


def inline(text: str) -> str:
    """Return `text` on one line for the inside of a line: a list's mark at its start is left as it is."""
    line = _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(visible(text).split()))
    return _BARE_ADDRESS.sub(lambda match: "\\" + match[0], line)


def fenced(text: str) -> list[str]:
    """Return the lines of a code block that holds `text`, its fence longer than any run of backticks inside."""
    shown = visible(text)
    longest = max((len(run[0]) for run in _FENCE.finditer(shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return ["", fence + "text", *shown.splitlines(), fence, ""]


def address(value: str) -> str:
    """Return an address as a link when it may be one, else as text."""
    return f"<{value}>" if web_target(value) else escaped(value)


def _lines(report: Report) -> Iterator[str]:
    placed = place(report)
    yield from (
        f"# {escaped(report.title)}",
        "",
        f"**{escaped(first_screen.verdict(report))}**",
        "",
        escaped(first_screen.headline(report)),
        "",
    )
    if not report.run.complete:
        yield from (f"**This run is incomplete.** {escaped(first_screen.unfinished(report.run))}", "")
    yield from (f"- {notice(one)}" for one in report.run.notices)
    yield from ("", "## At a glance", "", "| what | how many |", "|---|---|")
    yield from (
        f"| {escaped(rate.name)} | {escaped(first_screen.rate_words(rate))} |" for rate in (*report.rates, *report.standing)
    )
    yield from ("", "| status | notes | what it means |", "|---|---:|---|")
    yield from (f"| {status.value} | {count} | {escaped(words.STATUS_MEANINGS[status])} |" for status, count in report.counts)
    yield f"| all notes | {len(report.notes)} | |"
    for said in filter(None, (first_screen.draft_errors(report), words.decisions_words(report), hints.hints_words(report))):
        yield from ("", notice(said))
    is_after_baseline = report.since is not None and report.since.is_baseline
    yield from _since(report) if is_after_baseline else ()
    yield from ("", "## Start here", "")
    first = start_here(report, placed)
    yield from () if first else (escaped(first_screen.nothing_first(report)),)
    for item in first:
        wrong, to_do = first_screen.first_line(item.note)
        yield f"1. Note {escaped(item.note.label)} ({item.note.status.value}): {escaped(wrong)}" + (f" {to_do}." if to_do else "")
    yield from () if is_after_baseline else _since(report)
    told = told_labels(report)
    for status in CARD_STATUSES:
        for group in by_status(placed, status):
            yield from ("", f"## {words.STATUS_HEADINGS[status]}: {status.value}, {phrases.plural(group.size, 'note')}")
            for item in (one for one in group.notes if one.note.label in told):
                yield from _card(item.note)
            as_before = [one.note for one in group.notes if one.note.label not in told]
            yield from ("", f"As before, {phrases.plural(len(as_before), 'note')} in short:", "") if as_before else ()
            for note in as_before:
                yield from _line(note)
    for status in (Status.NOT_CHECKED, Status.NOT_WEB):
        groups = by_reason(placed, status)
        if groups:
            yield from (
                "",
                f"## {words.STATUS_HEADINGS[status]}: {status.value}, {phrases.plural(sum(g.size for g in groups), 'note')}",
            )
        for group in groups:
            yield from ("", f"### {escaped(group.reason)}: {phrases.plural(group.size, 'note')}", "")
            for item in group.notes:
                yield from _line(item.note)
    for group in by_status(placed, Status.OK):
        yield from ("", f"## {words.STATUS_HEADINGS[Status.OK]}: OK, {phrases.plural(group.size, 'note')}", "")
        for item in group.notes:
            yield from _line(item.note)
    yield from _lint(report.lint)
    if report.run.log:
        yield from ("", escaped(first_screen.log_words(report.run.log)))


def _since(report: Report) -> Iterator[str]:
    if report.since is None:
        return
    yield from ("", "## What changed", "", escaped(history.since_words(report.since)), "")
    for change in report.since.changes:
        before = f" Before: {escaped(phrases.sentence(change.was))}" if change.was and change.now else ""
        told = escaped(phrases.sentence(change.now or change.was or ""))
        yield f"- {history.CHANGE_KINDS[change.kind]}, note {escaped(change.label)}: {told}{before}"


def _line(note: NoteView) -> Iterator[str]:
    cited = "; ".join(words.brief(view.named) for view in note.citations) or phrases.shortened(note.text)
    wrong, to_do = first_screen.first_line(note)
    yield f"- Note {escaped(note.label)}: {escaped(phrases.sentence(cited))} {escaped(wrong)}" + (f" {to_do}." if to_do else "")
    for finding in note.all_findings():
        yield from _decided(finding, "  - ")
        if hints.is_hint(finding):
            yield f"  - hint: {escaped(phrases.sentence(finding.message))}"
    for view in note.citations:
        if view.source and view.source.query and note.status is Status.NOT_CHECKED:
            yield f"  - to look for it yourself: {escaped(view.source.query)}"


def _card(note: NoteView) -> Iterator[str]:
    yield from (
        "",
        f"### Note {escaped(note.label)}: {note.status.value}",
        "",
        *((escaped(phrases.sentence(note.why)), "") if not first_screen.repeats_a_finding(note) else ()),
    )
    if note.claim:
        around = [escaped(note.claim_before), _printed(claim_pieces(note)), escaped(note.claim_after)]
        yield from ("> Draft: " + " ".join(part for part in around if part), "")
    yield from (f"> Note: {_printed(note_pieces(note))}", "")
    for finding in open_findings(note):
        yield from _finding(finding)
    for finding in closed_findings(note):
        yield from _decided(finding, "- ")
    for view in note.citations:
        yield from _citation(view, many=len(note.citations) > 1)


def _citation(view: CitationView, *, many: bool) -> Iterator[str]:
    if many:
        yield from (f"#### {phrases.ordinal(view.index + 1)} citation: {view.status.value}", "")
    for finding in open_findings(view):
        yield from _finding(finding)
    for finding in closed_findings(view):
        yield f"- {words.OUTCOME_WORDS[finding.outcome]}: {escaped(phrases.sentence(finding.message))}{_on_page(finding)}"
        yield from _decided(finding, "  - ")
    if view.scope:
        yield f"- judged: {escaped(view.scope)}"
    if view.short_of:
        yield f"- short form of {escaped(view.short_of)}"
    yield "- understood: " + "; ".join(f"{name}: {escaped(value)}" for name, value in words.fields(view.named))
    if view.source:
        yield from _source(view.source, copy_at_passage(view))
    yield ""


def _source(source: SourceView, own_copy: str | None) -> Iterator[str]:
    title = f"{escaped(source.title)}: " if source.title else ""
    yield f"- source: {title}{escaped(words.source_state(source))}"
    if source.served_instead:
        yield f"- read instead: {escaped(source.served_instead)}"
    yield from (f"- attached: {escaped(one)}" for one in source.attached)
    for name, value in (("live", source.address), ("answered at", source.final_address), ("memento", source.memento)):
        if value and not (name == "answered at" and value == source.address):
            yield f"- {name}: {address(value)}"
    if path := copy_target(own_copy):
        yield f"- our copy: [{escaped(source.copy_path or path)}{', at the passage' if '#' in path else ''}]({path})"
    if path := picture_target(source.screenshot_path):
        yield f"- screenshot: [{escaped(path)}]({path})"
    if source.dates:
        yield "- dates: " + "; ".join(_date(date) for date in source.dates)
    yield from (f"- tried: {escaped(attempt.what)}: {escaped(attempt.result)}" for attempt in source.attempts)
    if source.query:
        yield f"- to look for it yourself: {escaped(source.query)}"


def _date(date: WitnessedDate) -> str:
    seen = (f"“{date.in_sight}”",) if date.in_sight else ()
    about = (*seen, words.PLACE_WORDS.get(date.place, date.place), date.kind)
    return f"{escaped(phrases.day_words(date.edtf))} ({escaped(', '.join(about))})"


def _finding(finding: Finding) -> Iterator[str]:
    first, *others = words.said_of(finding)
    yield from (f"**{escaped(first)}**", "")
    sides = comparison(finding)
    if sides:
        yield from _sides(sides)
    if finding.evidence and finding.evidence.pages:
        live = at_page(web_target(finding.evidence.address), finding.evidence.pages)
        yield from (f"> Where: {escaped(page_words(finding.evidence.pages))}{f', {address(live)}' if live else ''}", "")
    proof = copy_target(finding.evidence.archived) if finding.evidence else None
    if proof:
        yield from (f"Proof: [{words.copy_name(finding)}{', at the passage' if '#' in proof else ''}]({proof})", "")
    if others:
        named = "found" if words.is_objected(finding) else "decided"
        yield from (*(f"- {named}: {escaped(other)}" for other in others), "")
    yield from _to_do(finding)


def _on_page(finding: Finding) -> str:
    pages = finding.evidence.pages if finding.evidence else ()
    return f" On {escaped(page_words(pages))}." if pages else ""


def _decided(finding: Finding, mark: str) -> Iterator[str]:
    yield from (f"{mark}decided: {escaped(words.decided_words(one))}" for one in finding.decided)


def _sides(sides: Comparison) -> Iterator[str]:
    for name, pieces in ((sides.draft_name, sides.draft), (sides.source_name, sides.source)):
        if pieces:
            yield from (f"> {name}: {_printed(pieces)}", "")
    if sides.translation:
        yield from (f"> Author’s brackets: {escaped(sides.translation)}", "")
    if sides.passage:
        yield from (f"> Passage: {escaped(sides.passage)}", "")
    for change in sides.changes:
        kind = words.CHANGE_WORDS.get(change.kind, change.kind.replace("-", " "))
        draft = f"draft “{escaped(change.quoted)}”" if change.quoted else "not in the draft"
        source = f"source “{escaped(change.observed)}”" if change.observed else "not in the source"
        yield f"- {escaped(kind)}: {draft}, {source}" + (f" ({escaped(change.note)})" if change.note else "")
    if sides.minor:
        yield f"- typography: {escaped(', '.join(sides.minor))}"
    if sides.changes or sides.minor:
        yield ""


def _to_do(finding: Finding) -> Iterator[str]:
    if finding.action is not Action.NONE:
        yield f"To do: {escaped(words.what_to_do(finding))}."
    if paste := words.text_to_paste(finding):
        yield from fenced(paste)
    yield ""


def _lint(lint: tuple[Finding, ...]) -> Iterator[str]:
    errors = [finding for finding in lint if finding.severity == "error"]
    others = len(lint) - len(errors)
    yield from ("", f"## The document by its own lights: {phrases.plural(len(errors), 'error')}", "")
    yield "Found in the draft alone; these remarks change no status and are not counted above."
    if others:
        yield f"`footnotary lint --all` shows {phrases.plural(others, 'further remark')}: warnings and hints."
    yield ""
    for finding in errors:
        place_words = f"note {escaped(finding.label)}: " if finding.label else ""
        severity = f"{escaped(finding.severity)}: " if finding.severity else ""
        quoted = f" “{escaped(finding.quoted)}”" if finding.quoted else ""
        yield f"- {severity}{place_words}{escaped(phrases.sentence(finding.message))}{quoted} ({escaped(finding.rule)})"


def _printed(pieces: Iterable[Piece]) -> str:
    """The pieces with marks that are read without being rendered: `[-deleted-]`, `{+inserted+}`, `**quoted**`."""
    return "".join(clothed(piece) for piece in pieces)


def clothed(piece: Piece) -> str:
    """Return a piece as Markdown that prints it with its marks; a blank at either end stays."""
    lead = piece.text[: len(piece.text) - len(piece.text.lstrip())] and " "
    tail = piece.text[len(piece.text.rstrip()) :] and " "
    text = inline(piece.text)
    if not text:
        return " "
    if CODE in piece.marks:
        text = f"`{visible(piece.text)}`"
    if DELETED in piece.marks:
        text = f"\\[-{text}-\\]"
    if INSERTED in piece.marks:
        text = f"\\{{+{text}+\\}}"
    if QUOTATION in piece.marks:
        text = f"**{text}**"
    if EMPHASIS in piece.marks:
        text = f"*{text}*"
    return f"{lead}{text}{tail}"

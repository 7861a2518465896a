"""`junit.xml`: a test case a citation, for the pages that build servers make of tests.

Enters: a `Report`. Leaves: XML in the form of Ant's JUnit task. LOOK and GONE are failures; BLOCKED and NOT-CHECKED are
skipped, because nothing was found wrong; OK and NOT-WEB pass. A note that cites nothing is one case.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from citations.finding import Finding, Status, worst
from reports import phrases, words
from reports.characters import xml_text
from reports.report import CitationView, NoteView, Report

FAILING = (Status.LOOK, Status.GONE)
SKIPPED = (Status.BLOCKED, Status.NOT_CHECKED)


def render(report: Report) -> str:
    """Return the file's text, ending in a line feed; its counts add up to the cases."""
    cases = [case for note in report.notes for case in _cases(report, note)]
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "skipped": str(sum(case.find("skipped") is not None for case in cases)),
        "errors": "0",
    }
    of_all = {name: count for name, count in counts.items() if name != "skipped"}  # known of a suite alone
    root = ElementTree.Element("testsuites", {"name": "footnotary", **of_all})
    about = {"name": xml_text(report.briefing), "timestamp": report.run.started.removesuffix("Z"), **counts}
    suite = ElementTree.SubElement(root, "testsuite", about)
    suite.extend(cases)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _cases(report: Report, note: NoteView) -> Iterator[ElementTree.Element]:
    if note.findings or not note.citations:
        status = worst(tuple(finding.settled for finding in note.findings))
        yield _case(report, f"note {note.label}", status, note.why, note.findings)
    for view in note.citations:
        yield _case(report, _name(note, view), view.status, _why(view, note), view.findings)


def _name(note: NoteView, view: CitationView) -> str:
    which = f", {phrases.ordinal(view.index + 1)} citation" if len(note.citations) > 1 else ""
    return f"note {note.label}{which}: {words.brief(view.named)}"


def _why(view: CitationView, note: NoteView) -> str:
    telling = next((words.said_of(finding)[0] for finding in view.findings if finding.settled is view.status), note.why)
    return view.scope or telling


def _case(report: Report, name: str, status: Status, why: str, findings: tuple[Finding, ...]) -> ElementTree.Element:
    case = ElementTree.Element("testcase", {"classname": xml_text(report.briefing), "name": xml_text(name)})
    told = "\n".join(_lines(findings))
    if status in FAILING or status in SKIPPED:
        kind = {"type": status.value} if status in FAILING else {}
        element = ElementTree.SubElement(case, "failure" if status in FAILING else "skipped")
        element.attrib.update({"message": xml_text(f"{status.value}: {phrases.sentence(why)}"), **kind})
        element.text = xml_text(told)
    elif told:
        ElementTree.SubElement(case, "system-out").text = xml_text(told)
    return case


def _lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings:
        if not words.is_open(finding) and not finding.decided:
            continue
        first, *others = words.said_of(finding)
        yield first
        yield from (f"  {other}" for other in others)

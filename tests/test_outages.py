"""What people decided outlives a host that is down: the whole path, on a web that fails in several ways."""

from __future__ import annotations

import datetime
from pathlib import Path

from citations.decision import Decision, Fingerprint, Verdict
from pipeline.decisions_file import add_decisions, read_decisions
from tests.loopback import Answer, Fault, LoopbackWeb
from tests.project import QUICK, footnotary_here, live, report_of, write_project
from tests.test_workbook import JUDGED, filled

DRAFT = """# The river

The dam “was finished in the autumn of 2015 by the company” and stands.[^1] The valley was flooded.[^2] The law passed.[^3]

[^1]: Ada Reed, “Dam finished in the valley”, Valley Courier, 5 October 2015, http://courier.example/dam
[^2]: Bo Lind, “Valley flooded again”, River Post, 6 October 2015, http://post.example/flood
[^3]: Cy Moss, “Law passed at last”, State Gazette, 7 October 2015, http://gazette.example/law
"""
PAGE = (
    "<html><head><title>Dam finished in the valley</title><meta property='article:published_time' content='2015-10-05'></head>"
    "<body><article><h1>Dam finished in the valley</h1><p>By Ada Reed. The dam was not finished in the autumn of 2015 by the"
    " company, engineers said.</p><p>It went on for more weeks than anybody thought.{more}</p></article></body></html>"
)
UP = {
    ("courier.example", "/dam"): Answer(body=PAGE.format(more="").encode()),
    ("post.example", "/flood"): Answer(status=403, body=b"no"),
    ("gazette.example", "/law"): Answer(status=503, body=b"no"),
}
OUTAGES = (Answer(status=503, body=b"down"), Answer(fault=Fault.HANG_UP), Answer(status=429, body=b"slowly"))


def accepted(finding: dict[str, object]) -> Decision:
    return Decision(
        briefing="briefing.md",
        label=str(finding["label"]),
        citation_index=finding["citation_index"],
        rule=str(finding["rule"]),
        defect=finding["defect"],
        verdict=Verdict.ACCEPT,
        reason="Seen in print.",
        by="AB",
        date=datetime.date(2026, 11, 24),
        fingerprint=Fingerprint(**finding["fingerprint"]),
    )


def test_an_outage_is_told_and_no_decision_is_lost_until_something_changes(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", DRAFT, QUICK + "fresh_for_h = 0\n")
    web = LoopbackWeb(dict(UP))
    with web.in_thread():
        first = live(web, "briefing.md", "--quiet", cwd=project)
        assert first.returncode == 3, first.stderr
        open_ones = [one for one in report_of(project)["findings"] if one["status"] != "OK"]
        assert {one["defect"] for one in open_ones} == {"quote-altered", "wall", "server-error"}
        add_decisions(project, [accepted(one) for one in open_ones])
        for outage in OUTAGES:
            web.answers = dict.fromkeys(UP, outage)
            told = live(web, "briefing.md", "--quiet", cwd=project).stdout
            found = report_of(project)
            assert "Decisions: 3 hold." in told
            assert [one["changed"] for finding in found["findings"] for one in finding["decided"]] == [[], [], []]
            assert any(one["rule"] == "link" and one["outcome"] == "cantTell" and not one["decided"] for one in found["findings"])
        web.answers = {
            **dict.fromkeys(UP, Answer(status=404, body=b"gone")),
            ("courier.example", "/dam"): Answer(body=PAGE.format(more=" The court heard of it in spring.").encode()),
        }
        told = live(web, "briefing.md", "--quiet", cwd=project).stdout
    changed = {one["rule"]: decided["changed"] for one in report_of(project)["findings"] for decided in one["decided"]}
    assert "Decisions: 3 open again because something changed." in told
    assert changed == {"quote": ["source"], "link": ["said"]}


def test_a_workbook_of_before_an_outage_is_taken_during_it_and_refused_where_the_note_has_changed(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", DRAFT, QUICK + "fresh_for_h = 0\n")
    web = LoopbackWeb(dict(UP))
    sent = project / "sent.xlsx"
    with web.in_thread():
        live(web, "briefing.md", "--quiet", cwd=project)
        judged = dict.fromkeys(range(2, 5), JUDGED)
        sent.write_bytes(filled((project / "report" / "briefing" / "sources.xlsx").read_bytes(), judged))
        web.answers = dict.fromkeys(UP, Answer(fault=Fault.HANG_UP))
        (project / "briefing.md").write_text(DRAFT.replace("Law passed at last", "Law passed in the end"))
        live(web, "briefing.md", "--quiet", cwd=project)
        run = footnotary_here("decisions", "import", sent, "--briefing", "briefing.md", cwd=project)
        assert "row 4 (note 3): the note, its sentence or its source has changed" in run.stderr
        assert ("2 rows decided" in run.stdout, "1 refused" in run.stdout) == (True, True)
        assert {(one.label, one.rule) for one in read_decisions(project)} == {("1", "quote"), ("2", "link")}
        web.answers = dict(UP)
        told = live(web, "briefing.md", "--quiet", cwd=project).stdout
    assert "Decisions: 2 hold." in told


def test_a_decision_on_a_date_waits_when_it_is_sent_in_while_the_source_is_down(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", DRAFT.replace("5 October", "9 October"), QUICK + "fresh_for_h = 0\n")
    web = LoopbackWeb(dict(UP))
    with web.in_thread():
        live(web, "briefing.md", "--quiet", cwd=project)
        (dated,) = (one for one in report_of(project)["findings"] if one["defect"] == "date-contradicted")
        report = project / "report" / "briefing"
        (project / "sent.xlsx").write_bytes(filled((report / "sources.xlsx").read_bytes(), {2: JUDGED}))
        add_decisions(project, [accepted(dated)])
        (project / "decisions.toml").rename(project / "sent.toml")
        web.answers = dict.fromkeys(UP, Answer(fault=Fault.HANG_UP))
        live(web, "briefing.md", "--quiet", cwd=project)
        for sent in ("sent.toml", "sent.xlsx"):
            run = footnotary_here("decisions", "import", sent, "--briefing", "briefing.md", cwd=project)
            assert (run.returncode, run.stderr) == (0, "")
            assert "date-contradicted" in {one.defect for one in read_decisions(project)}
        web.answers = dict(UP)
        told = live(web, "briefing.md", "--quiet", cwd=project).stdout
    assert "Decisions: 2 hold." in told

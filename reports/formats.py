"""The formats of a report: which there are, the file each becomes, and how it is made.

A format is one module here whose `render(report)` is a pure function and gives text or bytes; it is imported when needed.
To add one: write the module, name it below, say in docs/reports.md what it is for.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass

from citations.errors import SettingsError
from reports.report import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format by the name that `--report` takes; `file` is its file's name in the report's folder, `*` the briefing's name
    without its ending.

    One without a `module` is made of the draft's bytes too, and by `pipeline.checked`.
    """

    name: str
    module: str | None
    file: str
    about: str

    def file_for(self, briefing: str) -> str:
        """Return the file's name in the report on the briefing called `briefing`."""
        return self.file.replace("*", briefing)

    def render(self, report: Report) -> str | bytes:
        """Return the file's text or bytes."""
        made: str | bytes = importlib.import_module(f"reports.{self.module}").render(report)
        return made


WORD = "docx"
FORMATS = (
    Format(name="html", module="html", file="index.html", about="the page"),
    Format(name="markdown", module="markdown", file="report.md", about="the same story for a terminal, a mail or a repository"),
    Format(name="json", module="data", file="findings.json", about="everything as data; always written"),
    Format(
        name="xlsx",
        module="workbook",
        file="sources.xlsx",
        about="a row a citation, with verdicts to choose; it can be sent back",
    ),
    Format(
        name=WORD,
        module=None,
        file="*.checked.docx",
        about="your Word file with a comment at each note to look at",
    ),
    Format(name="csv", module="table", file="findings.csv", about="a line a finding, for scripts and statistics"),
    Format(name="junit", module="junit", file="junit.xml", about="a test case a citation, for build servers"),
    Format(name="summary", module="summary", file="summary.md", about="a page for a build server or a pull request"),
    Format(name="links", module="linked", file="notes.html", about="the notes with Robust Links, to publish"),
    Format(name="notes", module="linked_markdown", file="notes.md", about="the notes with archived links, in Markdown"),
    Format(name="annotations", module="annotations", file="annotations.jsonld", about="the quotations as W3C Web Annotations"),
    Format(name="prov", module="provenance", file="provenance.json", about="how the report came about, as PROV-JSON"),
    Format(name="questions", module="questions", file="questions.md", about="what only the author can answer"),
)
BY_NAME = {one.name: one for one in FORMATS}
DEFAULT = ("html", "markdown", "json", "xlsx", WORD)
ALWAYS = ("json",)


def chosen(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the names of formats that `wanted` holds, alone or in lists with commas; the default ones when it is empty.

    Raises SettingsError for a name that is none.

    >>> chosen(["html,markdown"]), chosen([])
    (('html', 'markdown', 'json'), ('html', 'markdown', 'json', 'xlsx', 'docx'))
    """
    names = [name.strip() for one in wanted for name in one.split(",") if name.strip()]
    for name in names:
        if name not in BY_NAME:
            raise SettingsError(f"--report: {name!r:.40} is no format; known are {', '.join(BY_NAME)}")
    return tuple(dict.fromkeys((*names, *ALWAYS))) if names else DEFAULT


def rendered(report: Report, names: Iterable[str]) -> dict[str, str | bytes]:
    """Return the files of a report by their names; what is made of the draft too is left out."""
    made = (BY_NAME[name] for name in names if BY_NAME[name].module)
    return {one.file: one.render(report) for one in made}

"""Hand-made evidence for the tests of the link, title and date checks: one article of an invented paper, and variations."""

from __future__ import annotations

import datetime
from dataclasses import fields, replace
from typing import Any

from archive.capture import Capture, FetchOutcome, Hop
from archive.page import DateWitness, Page
from citations.citation import Antecedent, Citation, Form
from citations.partial_date import PartialDate, read_date
from pipeline.checks import Evidence, Read

ADDRESS = "https://courier.example/2015/10/lock-keepers-end-strike"
CAPTURED = datetime.datetime(2024, 10, 14, 6, 0, tzinfo=datetime.UTC)
TITLE = "Lock Keepers End Strike After Nine Days"
TEXT = f"{TITLE}\nThe keepers of the northern locks went back to work on Monday. Nobody had promised them anything."
NOT_FOUND = "Dear visitor\nUnfortunately there is nothing to read at this place. Please use the menu or write to the editors."
_CAPTURE_FIELDS = {field.name for field in fields(Capture)}


def capture(**changes: Any) -> Capture:
    """An answer with status 200, changed."""
    whole = Capture(
        id="c1", target_uri=ADDRESS, date=CAPTURED, outcome=FetchOutcome.RESPONSE, final_uri=ADDRESS, status=200, mime="text/html"
    )
    return replace(whole, **changes)


def failed(outcome: FetchOutcome, **changes: Any) -> Read:
    """An attempt that brought nothing."""
    return read(outcome=outcome, status=None, text="", title=None, headings=(), **changes)


def read(**changes: Any) -> Read:
    """The article as it was read; the names of `Capture` and of `Page` may be given together."""
    page = Page(title=f"{TITLE} - Courier", headings=(TITLE,), publisher="Courier", language="en", text=TEXT, article=TEXT)
    told = {name: value for name, value in changes.items() if name in _CAPTURE_FIELDS and name != "mime"}
    shown = {name: value for name, value in changes.items() if name not in told}
    if "text" in shown:
        shown.setdefault("article", shown["text"])
    return Read(capture=capture(**told), page=replace(page, **shown), copy="copies/c1.html")


def redirected(to: str, status: int = 301, **changes: Any) -> Read:
    """The article behind one redirect."""
    return read(final_uri=to, redirects=(Hop(uri=ADDRESS, status=status, location=to),), **changes)


def cited(**changes: Any) -> Citation:
    """The citation of the article in full."""
    whole = Citation(
        form=Form.FULL,
        type="article-newspaper",
        title=TITLE,
        container_title="Courier",
        issued=PartialDate(year=2015, month=10, day=5),
        date_printed="5 October 2015",
        url=ADDRESS,
        language="en",
    )
    return replace(whole, **changes)


def dated(printed: str) -> Citation:
    """The citation with another printed date."""
    return cited(issued=read_date(printed), date_printed=printed)


SHORT = Citation(form=Form.SHORT, title="Lock Keepers", antecedent=Antecedent(label="3", index=0))


def evidence(answer: Read | None, citation: Citation | None = None, **changes: Any) -> Evidence:
    """What the checks may know of the citation."""
    citation = citation or cited()
    whole = Evidence(
        label="7", index=0, citation=citation, cited=citation, claim=None, quotations=(), found_by="printed",
        address=ADDRESS, run_date=CAPTURED + datetime.timedelta(days=200), answer=answer,
    )  # fmt: skip
    return replace(whole, **changes)


def witness(
    day: str, place: str = "json-ld", kind: str = "published", printed: str | None = None, detail: str = ""
) -> DateWitness:
    """A date that a page shows; `day` as any printed date."""
    date = read_date(day)
    assert date is not None
    return DateWitness(date=date, printed=printed or day, place=place, kind=kind, detail=detail)

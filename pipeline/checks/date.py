"""Did the source appear on the day that is printed? At most one finding of rule `date` for a citation.

Enters: the evidence of one citation. Leaves: passed, contradicted with the text to paste, or that the page does not tell.
A printed date that any believable witness confirms is never accused: not by a date of a change, of another article, of
a file, nor by one that stands alone in running text. Compared at the precision that was printed (EDTF).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from archive.page import DateWitness, Page
from citations.citation import NOT_WEB_TYPES, Form
from citations.date_agreement import Agreement
from citations.date_style import in_style, plain_date
from citations.finding import Action, Finding, Outcome, Status
from citations.partial_date import PartialDate, Precision, impossible_day
from citations.publisher_checks import WEEKDAYS
from citations.regex import regex
from pipeline.checks import Evidence, Read
from pipeline.checks.date_doubt import LEEWAY, compare, doubt_of, month_first
from pipeline.checks.link import Served, as_sentence, copy_in_words, proof_of, serving, told_by_metadata
from pipeline.checks.witnesses import agrees, may_accuse, own_witnesses
from reports.phrases import joined
from reports.words import PLACE_WORDS

RULE = "date"
CONTRADICTED = "date-contradicted"
SEEN = frozenset({"byline", "time", "publisher-markup"})  # places that a reader sees
UNSEEN = frozenset(
    {"json-ld", "meta", "time", "script"}
)  # places that only machines read: an element's words are witnesses of their own
LABELLED = frozenset({"byline", "publisher-markup"})  # places that a reader sees as the day of the article
# matches: 2024-06-03T18:00:00+02:00, 2024-06-03 18:00Z    does not: 3 June 2024
HOUR = regex(r"""\d{4}-\d\d-\d\d[T ](?P<hour>\d\d:\d\d)(?::[\d.]+)?(?P<zone>Z|[+-]\d\d:?\d\d)?""", re.VERBOSE)


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return how the page's date stands to the printed one; () when none is printed or no page can serve."""
    printed = _printed(evidence)
    if printed is None or evidence.cited.type in NOT_WEB_TYPES:
        return ()
    served = serving(evidence) or told_by_metadata(evidence)
    if served is None or served.is_typed:
        return ()
    finding = _judged(evidence, served, printed, own_witnesses(served.read.page, printed))
    if evidence.citation.issued and (day := impossible_day(_printed_text(evidence))):
        return (_impossible(evidence, served, day, finding),)
    if finding.defect == CONTRADICTED and (copy := _copy_that_agrees(evidence, served, printed)):
        return (_changed_since(evidence, served, copy, finding),)
    return (finding,)


def _impossible(evidence: Evidence, served: Served, printed: PartialDate, finding: Finding) -> Finding:
    """The finding on a day that no calendar has: with the page's day to paste, where it shows one."""
    told = f"no calendar has the day {_printed_text(evidence)}"
    shown = next((one.date for one in own_witnesses(served.read.page, printed) if one.date.day), None)
    if shown is None:
        return _undecided(
            evidence, served, f"{told}; {finding.message[:1].lower()}{finding.message[1:-1]}", observed=finding.observed
        )
    return _finding(
        evidence,
        served,
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="date-impossible",
        message=f"{told}; the page was published on {plain_date(shown)}",
        observed=finding.observed,
        action=Action.CORRECT_DATE,
        replacement=in_style(_printed_text(evidence), printed, shown),
    )


def _copy_that_agrees(evidence: Evidence, served: Served, printed: PartialDate) -> Read | None:
    """The copy that shows the printed date, though today's page shows another: pages are dated anew when a site moves."""
    for copy in evidence.kept:
        own = own_witnesses(copy.page, printed)
        if copy is not served.read and any(agrees(compare(printed, witness.date)) for witness in own):
            return copy
    return None


def _changed_since(evidence: Evidence, served: Served, copy: Read, finding: Finding) -> Finding:
    return _finding(
        evidence,
        served,
        status=Status.LOOK,
        outcome=Outcome.CANT_TELL,
        defect="date-changed-since",
        message=f"the page bears another date now, and {copy_in_words(copy, evidence.cited)} the printed one",
        observed=finding.observed,
        action=Action.ASK_AUTHOR,
    )


def _printed(evidence: Evidence) -> PartialDate | None:
    """The date to compare: the citation's own, else that of the citation it repeats."""
    issued = evidence.citation.issued or evidence.cited.issued
    return issued if issued and issued.precision is not Precision.NONE else None


def _judged(evidence: Evidence, served: Served, printed: PartialDate, own: tuple[DateWitness, ...]) -> Finding:
    page = served.read.page
    agreeing = [(compare(printed, witness.date), witness) for witness in own]
    for wanted, words in _CONFIRMED.items():
        if best := next((witness for found, witness in agreeing if found is wanted), None):
            if seen := _shown_otherwise(agreeing, page):
                told = "the page’s metadata agree with the printed date, and the page itself shows another"
                return _undecided(evidence, served, told, observed=_told((best, *seen)))
            return _confirmed(evidence, served, printed, best, words)
    other = month_first(_printed_text(evidence), printed)
    if other and (best := next((one for one in own if compare(other, one.date) is Agreement.SAME), None)):
        return _confirmed(evidence, served, other, best, "the date, read with its month first, agrees with the page’s")
    coarser = [witness for found, witness in agreeing if found is Agreement.COARSER]
    accusers = [witness for found, witness in agreeing if found is Agreement.DIFFERENT and may_accuse(witness, page)]
    if not accusers and coarser:
        words = f"the page shows no more than {plain_date(coarser[0].date)}, which does not disagree with the printed date"
        return _undecided(evidence, served, words, observed=_told(coarser[:1]))
    if not accusers and (changed := _seen_as_changed(page, printed)):
        return _confirmed(
            evidence, served, printed, changed, "the only day that the page shows is that of its last change, the printed one"
        )
    if not accusers:
        return _undecided(evidence, served, _nothing_to_compare(page, own, printed), observed=_told(own) or None)
    if doubt := doubt_of(evidence.cited, _printed_text(evidence), printed, accusers, coarser):
        shown = _told(accusers + [one for one in coarser if compare(accusers[0].date, one.date) is Agreement.DIFFERENT])
        return _undecided(evidence, served, f"{doubt}; the page shows {shown}", observed=shown)
    return _contradicted(evidence, served, printed, accusers, own)


def _shown_otherwise(agreeing: list[tuple[Agreement, DateWitness]], page: Page) -> list[DateWitness]:
    """Return the days of publication that a reader sees, where only what no reader sees agrees with the printed day."""
    if any(agrees(found) and witness.place not in UNSEEN for found, witness in agreeing):
        return []
    other = [witness for found, witness in agreeing if found is Agreement.DIFFERENT and may_accuse(witness, page)]
    return [one for one in other if one.place in LABELLED and one.kind == "published" and one.date.precision is Precision.DAY]


_CONFIRMED = {
    Agreement.SAME: "the date agrees with the page’s",
    Agreement.WITHIN_A_DAY: "the date agrees within a day, which time zones can make",
}


def _printed_text(evidence: Evidence) -> str:
    citation = evidence.citation if evidence.citation.issued else evidence.cited
    return citation.date_printed or (plain_date(citation.issued) if citation.issued else "")


def _confirmed(evidence: Evidence, served: Served, printed: PartialDate, best: DateWitness, words: str) -> Finding:
    """The finding on a date that a witness confirms; one printed without its year is offered the year."""
    if not printed.year and best.date.year:
        full = replace(printed, year=best.date.year)
        text = in_style(_printed_text(evidence), printed, full)
        words = f"day and month agree with the page’s; the year is {best.date.year}, which the note could print"
        return _finding(
            evidence, served, status=Status.OK, outcome=Outcome.PASSED, message=words, observed=_told((best,)),
            action=Action.CORRECT_DATE, replacement=text,
        )  # fmt: skip
    later = _changed_later(served.read.page, best)
    told = f" ({_with_hour(best)})" if compare(printed, best.date) is Agreement.WITHIN_A_DAY else ""
    message = f"{words}{told}{f'; it was changed later, on {plain_date(later)}' if later else ''}"
    return _finding(evidence, served, status=Status.OK, outcome=Outcome.PASSED, message=message, observed=_told((best,)))


def _with_hour(witness: DateWitness) -> str:
    """Return a witness's day in words, with the hour and its zone where a machine wrote them."""
    day, clock = plain_date(witness.date), HOUR.search(witness.printed)
    if clock is None:
        return day
    zone = f" UTC{clock['zone'].removeprefix('Z')}" if clock["zone"] else ""
    return f"{day}, {clock['hour']}{zone}"


def _changed_later(page: Page, published: DateWitness) -> PartialDate | None:
    """Return the last day on which the page says it was changed, when that is after the day of publication."""
    first, last = published.date.as_day(), _last_change(page)
    return last[1] if first and last and last[0] - first > LEEWAY else None


def _last_change(page: Page) -> tuple[datetime.date, PartialDate] | None:
    """Return the last day on which the page says it was changed."""
    changes = [one.date for one in page.dates if one.kind == "modified" and one.place != "header"]
    return max(((day, date) for date in changes if (day := date.as_day())), key=lambda pair: pair[0], default=None)


def _seen_as_changed(page: Page, printed: PartialDate) -> DateWitness | None:
    """Return the day of change that stands where a reader looks for the day, when it is the printed one.

    Many papers print "Updated: " and no other day; who cites such a page can print no other.
    """
    seen = (one for one in page.dates if one.kind == "modified" and one.place in SEEN and one.date.year)
    return next((one for one in seen if compare(printed, one.date) is Agreement.SAME), None)


def _nothing_to_compare(page: Page, own: tuple[DateWitness, ...], printed: PartialDate) -> str:
    if own:
        return "no date on the page is sure to be the day of publication, so the printed one was not compared"
    last, bounds = _last_change(page), printed.bounds()
    if last and bounds and last[0] + LEEWAY < bounds[0]:
        return f"the page says that it was last changed on {plain_date(last[1])}, which is before the printed date"
    if any(one.kind == "modified" for one in page.dates):
        return "the page shows when it was changed, not when it was published"
    return "the page shows no date of publication"


def _undecided(evidence: Evidence, served: Served, words: str, *, observed: str | None) -> Finding:
    return _finding(evidence, served, status=Status.OK, outcome=Outcome.CANT_TELL, message=words, observed=observed)


def _contradicted(
    evidence: Evidence, served: Served, printed: PartialDate, accusers: list[DateWitness], own: tuple[DateWitness, ...]
) -> Finding:
    """A date that differs: said where it is printed, and only pointed to where a short form repeats it."""
    best = accusers[0].date
    changed = any(
        one.kind == "modified" and compare(printed, one.date) is Agreement.SAME
        for one in served.read.page.dates
        if one.place != "header"
    )
    note = "; the printed day is that of a later change" if changed else ""
    said = f"{'on' if best.day else 'in'} {plain_date(best)}"
    if evidence.citation.form in (Form.SHORT, Form.IBID) and not evidence.citation.issued:
        antecedent = evidence.citation.antecedent
        where = f"note {antecedent.label}" if antecedent else "the full citation"
        return _undecided(
            evidence, served, f"the page shows another date than the one printed in {where}: see there", observed=_told(own)
        )
    return _finding(
        evidence,
        served,
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect=CONTRADICTED,
        message=f"the note prints {_printed_text(evidence)}, but the page was published {said}{note}",
        observed=_told(own),
        action=Action.CORRECT_DATE,
        replacement=in_style(_printed_text(evidence), printed, best),
    )


def _told(witnesses: Iterable[DateWitness]) -> str:
    """Return the witnesses as a list of words: every date that is shown, and the places where it stands."""
    places: dict[str, dict[str, None]] = {}
    for one in witnesses:
        places.setdefault(plain_date(one.date), {})[PLACE_WORDS.get(one.place, one.place)] = None
    return "; ".join(f"{day} ({joined(list(where))})" for day, where in places.items())


def _finding(
    evidence: Evidence,
    served: Served,
    *,
    status: Status,
    outcome: Outcome,
    message: str,
    observed: str | None,
    defect: str | None = None,
    action: Action = Action.NONE,
    replacement: str | None = None,
) -> Finding:
    return evidence.finding(
        RULE,
        status=status,
        outcome=outcome,
        defect=defect,
        expected=_printed_text(evidence),
        observed=observed,
        quoted=_printed_text(evidence),
        proof=proof_of(served.read),
        message=as_sentence(served.said(message) + _day_without_issue(evidence)),
        action=action,
        replacement=replacement,
    )


def _day_without_issue(evidence: Evidence) -> str:
    """Return a remark when the printed day is one on which the publisher prints no issue; "" otherwise. It changes no status."""
    printed, publisher = evidence.citation.issued, evidence.publisher
    day = printed.as_day() if printed and not printed.approximate else None
    if day is None or publisher is None or WEEKDAYS[day.weekday()] not in publisher.no_issue_on:
        return ""
    return f"; the printed day was a {WEEKDAYS[day.weekday()].capitalize()}, on which {publisher.name} prints no issue"

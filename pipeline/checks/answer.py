"""What an address answered, judged: the source, the source elsewhere, nothing any more, a wall, or nothing to be told now.

Enters: the evidence of one citation and the answer of its address. Leaves: a `Verdict`. A source is gone only after a
definite answer; what failed in passing is due again on a date counted from the attempt, not from the run.
Standard: RFC 9110, 15 (statuses).
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.capture import Capture, FetchOutcome
from archive.locate.identity import best_title
from archive.locate.lookup import FoundBy
from archive.page import Sign
from citations.finding import Action, Outcome, Status
from citations.names import TitleAgreement
from citations.regex import regex
from pipeline.checks import Evidence, Read
from pipeline.checks.address import is_home, is_section, new_address, parts_of, same_page
from pipeline.checks.history import NO_ONE_TO_ASK, NO_RESOLVER, failures_in_a_row, in_view_of
from pipeline.checks.shown_title import SAME, shows_title
from pipeline.checks.soft_404 import ANSWERED, soft_404
from pipeline.checks.verdict import Verdict, blocked, day_in_words, gone, host_of, observed_in, retry, subject_of, unasked

WHOLE_STATUSES = frozenset({200, 203})  # the answers that bring a page whole
PARTIAL = 206  # brings a part of one
PASSING_STATUSES = frozenset({408, 421, 425})
MALFORMED = frozenset({400, 414})  # the address itself was not understood
# "/404", "/error-404.html", "/page-not-found/", "/notfound"; not "/news/404-days-in-prison"
ERROR_PATH = regex(r"/(?:error[-_/]?)?(?:404|(?:page[-_]?)?not[-_]?found|error)(?:\.\w{2,5})?/?$", re.VERBOSE | re.IGNORECASE)
# "/login", "/users/sign_in"; not "/sign-language"
LOGIN_PATH = regex(r"/(?:log[-_]?in|sign[-_]?in|auth|authenticate|sso)(?:\.\w{2,5})?(?:/|$)", re.VERBOSE | re.IGNORECASE)


def judged(evidence: Evidence, answer: Read) -> Verdict:
    """Return the first verdict that holds, from what is surest to what is left; failures in a row are seen together."""
    return in_view_of(_judged_alone(evidence, answer), answer.capture, evidence.history)


def _judged_alone(evidence: Evidence, answer: Read) -> Verdict:
    capture = answer.capture
    if capture.outcome not in ANSWERED:
        return _not_answered(evidence, capture)
    return (
        _refused(answer)
        or _withdrawn(capture)
        or _walled(answer)
        or _elsewhere(evidence, answer)
        or _unreadable(answer)
        or soft_404(evidence, answer)
        or _moved(evidence, answer)
        or _alive(answer)
    )


_PASSING = {
    FetchOutcome.TIMEOUT: ("timeout", "{host} gave no answer in time"),
    FetchOutcome.REFUSED: ("refused", "{host} refused the connection"),
    FetchOutcome.RESET: ("reset", "{host} broke off the connection"),
    FetchOutcome.TLS_FAILURE: ("tls", "{host} could not prove who it is (its certificate is not valid or its encryption failed)"),
    FetchOutcome.BAD_RESPONSE: ("bad-response", "{host} answered in a form that could not be understood"),
    FetchOutcome.ROBOTS_UNREACHABLE: ("robots-unreachable", "{host} did not let its robots.txt be read, so it was left alone"),
}
_DECIDED = {
    FetchOutcome.BLOCKED_BY_ROBOTS: (
        "robots",
        "The host’s robots.txt keeps programs from this address, so it was not asked. Open it in a browser and compare by eye.",
        Action.NONE,
    ),
    FetchOutcome.FORBIDDEN_ADDRESS: (
        "forbidden-address",
        "The address leads to a machine or port that is not public, so it was not asked. Print a public address, "
        "or allow it with --allow-address RANGE.",
        Action.NAME_SOURCE,
    ),
    FetchOutcome.BAD_ADDRESS: (
        "bad-address",
        "What is printed is no address that can be asked. Correct it in the note.",
        Action.NAME_SOURCE,
    ),
    FetchOutcome.NOT_IN_ARCHIVE: (
        "not-in-archive",
        "No copy of this address is in the archive that was read. Run again on the web, or with another archive.",
        Action.NONE,
    ),
    FetchOutcome.TOO_MANY_REDIRECTS: (
        "redirect-loop",
        "The address sends the reader from page to page without end. Open it in a browser: it may want cookies.",
        Action.NONE,
    ),
}  # fmt: skip


def _not_answered(evidence: Evidence, capture: Capture) -> Verdict:
    """The verdict on an attempt that brought no answer."""
    host = host_of(capture)
    if capture.outcome is FetchOutcome.RATE_LIMITED:
        return _limited(capture, host)
    if capture.outcome is FetchOutcome.DNS_FAILURE:
        return _no_host(evidence, capture, host)
    if capture.outcome in _DECIDED:
        defect, message, action = _DECIDED[capture.outcome]
        return unasked(capture, defect, message, action)
    defect, words = _PASSING.get(capture.outcome, ("no-answer", "{host} gave no answer"))
    return retry(capture, defect, words.format(host=host))


def _limited(capture: Capture, host: str) -> Verdict:
    """Asked too often is a wall; a server that is down and says for how long (503) is a fault that passes."""
    if capture.status == 503:
        return retry(capture, "server-error", f"{host} answered with a fault of its own (HTTP 503)")
    return replace(retry(capture, "rate-limited", f"{host} answered that it is asked too often"), status=Status.BLOCKED)


def _no_host(evidence: Evidence, capture: Capture, host: str) -> Verdict:
    """No such host is definite when two tries said so, not when nobody could be asked for the name or no host answered at all."""
    before = failures_in_a_row(capture, evidence.history)[1:2]
    tries = capture.attempts + sum(one.attempts for one in before if one.outcome is FetchOutcome.DNS_FAILURE)
    if tries < 2 or not evidence.network_seen or NO_RESOLVER.search(capture.detail):
        return retry(capture, NO_ONE_TO_ASK, f"The name {host} could not be looked up")
    led = f"The address leads to {capture.final_uri}. " if capture.redirects else ""
    return gone("no-such-host", "no such host", f"{led}No such host: the name {host} is not known any more.")


def _refused(answer: Read) -> Verdict | None:
    """The verdict on a status that is no success; None for a success."""
    capture = answer.capture
    status, where = capture.status or 0, subject_of(answer.capture)
    header = dict(capture.headers).get("cf-mitigated")
    if header and status not in (404, 410):
        return blocked("captcha", f"HTTP {status}, cf-mitigated: {header}", f"{where} wants to see that a person is asking.")
    if not status or 200 <= status < 300:
        return None
    if status in (404, 410):
        said = "has no such page any more (404)" if status == 404 else "says that the page was removed for good (410)"
        return gone(f"gone-{status}", observed_in(capture), f"{where} {said}.")
    if Sign.CAPTCHA in answer.page.signs:
        return blocked("captcha", observed_in(capture), f"{where} wants to see that a person is asking.")
    if status == 429:
        return _limited(capture, host_of(capture))
    if status == 402:
        return blocked("pay-wall", observed_in(capture), f"{where} asks for a payment.")
    if status in MALFORMED:
        return unasked(
            capture,
            "bad-address",
            f"{where} was not understood by its host (HTTP {status}). Correct it in the note.",
            Action.NAME_SOURCE,
        )
    if 400 <= status < 500 and status not in PASSING_STATUSES or status == 999:
        return blocked("wall", observed_in(capture), f"{where} answers, but not to us (HTTP {status}).")
    return retry(capture, "server-error", f"{host_of(capture)} answered with a fault of its own (HTTP {status})")


def _withdrawn(capture: Capture) -> Verdict | None:
    """NOT-CHECKED for a page whose body a person took out of the archive: it is neither read nor asked for again."""
    if not capture.withdrawn:
        return None
    day = day_in_words(capture.date)
    return unasked(capture, "withdrawn", f"The page of {day} was withdrawn from the archive {capture.withdrawn}.")


def _walled(answer: Read) -> Verdict | None:
    signs, where, observed = answer.page.signs, subject_of(answer.capture), observed_in(answer.capture)
    if Sign.CAPTCHA in signs:
        return blocked("captcha", f"{observed}, a captcha", f"{where} answers with a test that only a person can pass.")
    if Sign.CONSENT_WALL in signs:
        return blocked("consent", f"{observed}, a consent form", f"{where} shows a form for consent in place of the source.")
    if Sign.PAY_WALL in signs:
        return blocked("pay-wall", f"{observed}, a pay wall", f"{where} shows the source to subscribers alone.")
    return None


def _elsewhere(evidence: Evidence, answer: Read) -> Verdict | None:
    """The verdict on an address that now gives a parked name, a home page, a form for signing in or a page of errors."""
    capture, page = answer.capture, answer.page
    if Sign.PARKED in page.signs:
        return gone(
            "parked",
            f"{observed_in(capture)}, a parked name",
            f"The name {host_of(capture)} is parked or for sale; the site is no longer there.",
        )
    printed, final = parts_of(capture.target_uri), parts_of(capture.final_uri or capture.target_uri)
    if is_home(printed) or best_title(evidence.cited, page, evidence.publisher) in SAME:
        return None  # in its title or heading, not in its text: a home page lists many headlines
    redirected = not same_page(capture.target_uri, capture.final_uri or capture.target_uri)
    if redirected and ERROR_PATH.search(final.path) and not ERROR_PATH.search(printed.path):
        return gone("soft-404", observed_in(capture), f"The address leads to a page of errors ({capture.final_uri}).")
    if redirected and LOGIN_PATH.search(final.path) and not LOGIN_PATH.search(printed.path):
        return blocked("wall", observed_in(capture), f"The address leads to a form for signing in ({capture.final_uri}).")
    if Sign.HOME_PAGE in page.signs or (redirected and is_home(final)):
        what = "leads to" if redirected else "shows"
        return gone(
            "home-page",
            observed_in(capture),
            f"The address {what} the home page of {final.host}; the page itself is no longer there.",
        )
    section = redirected and bool(evidence.cited.title) and is_section(printed, final)
    if section or (Sign.LISTING in page.signs and (redirected or evidence.cited.title)):
        return gone(
            "listing",
            observed_in(capture),
            f"The address {'leads to' if redirected else 'shows'} a list of articles, not the source.",
        )
    return None


def _unreadable(answer: Read) -> Verdict | None:
    signs, capture = set(answer.page.signs), answer.capture
    if capture.status and capture.status not in WHOLE_STATUSES and capture.status != PARTIAL:
        message = f"{subject_of(capture)} answers with status {capture.status}, which brings no page. Open it in a browser."
        return replace(unasked(capture, "unreadable", message), outcome=Outcome.CANT_TELL)
    if capture.outcome is FetchOutcome.TRUNCATED and not answer.page.text.strip():
        return retry(capture, "truncated", f"{host_of(capture)} broke off its answer before anything could be read")
    if not signs & {Sign.EMPTY, Sign.SCRIPTED, Sign.NO_TEXT_LAYER, Sign.UNREADABLE, Sign.REDIRECT} and answer.page.text.strip():
        return None
    why = "its text could not be read" + (f" ({answer.page.detail})" if Sign.UNREADABLE in signs and answer.page.detail else "")
    if Sign.SCRIPTED in signs:
        why = "its text could not be read: a script in a browser makes it"
    elif Sign.NO_TEXT_LAYER in signs:
        why = "its text could not be read: it is a scanned document"
    elif Sign.REDIRECT in signs:
        why = answer.page.detail or "it only sends its reader on to another page"
    message = f"{subject_of(capture)} answers, but {why}. Open it in a browser and compare it by eye."
    return replace(unasked(capture, "unreadable", message), outcome=Outcome.CANT_TELL)


def _moved(evidence: Evidence, answer: Read) -> Verdict | None:
    """LOOK for a printed address that moved for good; whatever else led elsewhere is told in the finding of a living page."""
    capture = answer.capture
    new = new_address(capture)
    if new is None or evidence.found_by != FoundBy.PRINTED.value or not evidence.citation.url:
        return None
    title = shows_title(evidence.cited, answer.page, evidence.publisher)
    doubt = " The page there shows another title: compare it first." if title is TitleAgreement.DIFFERENT else ""
    return Verdict(
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="moved",
        observed=new,
        message=f"The source has moved for good to {new}. Print the new address in the note.{doubt}",
        action=Action.REPLACE_ADDRESS,
        replacement=new,
    )


def _alive(answer: Read) -> Verdict:
    capture = answer.capture
    notes = ""
    if not same_page(capture.final_uri or capture.target_uri, capture.target_uri):
        lasting = new_address(capture) is not None
        notes = f" It led on {'for good' if lasting else 'for the time being'} to {capture.final_uri}."
    if capture.outcome is FetchOutcome.TRUNCATED or capture.status == PARTIAL:
        notes += " Only the beginning of the page came."
    return Verdict(
        status=Status.OK,
        outcome=Outcome.PASSED,
        defect=None,
        observed=observed_in(capture),
        message=f"The address answered on {day_in_words(capture.date)}.{notes}",
    )

"""Does the address still give the source? Alive, moved, gone, walled, or not to be told now.

Enters: the evidence of one citation. Leaves: one finding of rule `link`; () when no address is known. A source is gone
only after a definite answer; what failed in passing is due again on a date counted from the attempt, not from the run.
Which page may serve the other checks is told here too (`serving`). Standards: RFC 9110, 15 (statuses), RFC 9111.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from archive.capture import Capture, FetchOutcome
from archive.host import parse_retry_after
from archive.locate.identity import best_title
from archive.locate.lookup import FoundBy
from archive.page import Page, Sign
from citations.citation import Citation
from citations.finding import Action, Finding, Outcome, Status, identified
from citations.finding import Evidence as Proof
from citations.names import TitleAgreement, fold_title
from citations.publisher import Publisher
from pipeline.checks import Evidence, Read

RULE = "link"
SIBLING = "-no-such-page"
NEAR_TOP = 600  # characters of a text in which its own title stands
MIN_TITLE_LETTERS = 12  # a shorter title stands in any text by chance
SAME_WORDS = 0.9  # of two answers' words together, that make them one page: a not-found page repeats the address it was asked
RETRY_DAYS = 1  # what failed in passing is worth another try the next day
MAX_RETRY_DAYS = 7  # a host may send us away for a week, not for ever
PERMANENT = frozenset({301, 308})  # RFC 9110, 15.4
PASSING_STATUSES = frozenset({408, 421, 425})
MALFORMED = frozenset({400, 414})  # the address itself was not understood
_SAME = (TitleAgreement.SAME, TitleAgreement.SAME_WEAK)
_ANSWERED = (FetchOutcome.RESPONSE, FetchOutcome.TRUNCATED)

# "/", "/index.html", "/en/", "/ru-RU/home"; not "/news", "/a.html"
HOME_PATH = re.compile(
    r"/*(?:[a-z]{2}(?:[-_][a-z]{2})?/*)?(?:(?:index|default|home|main)(?:\.\w{2,5})?)?/*", re.VERBOSE | re.IGNORECASE
)
# "/index.php" at the end of a path; not "/index.php/12"
INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.VERBOSE | re.IGNORECASE)
# "utm_source", "fbclid"; not "id", "page"
TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|hsa_).+|fbclid|gclid|yclid|dclid|msclkid|igshid|_ga|ref_src|cmpid|smid|spm|at_(?:medium|campaign)",
    re.VERBOSE,
)
# "/404", "/error-404.html", "/page-not-found/", "/notfound"; not "/news/404-days-in-prison"
ERROR_PATH = re.compile(
    r"/(?:error[-_/]?)?(?:404|(?:page[-_]?)?not[-_]?found|error)(?:\.\w{2,5})?/?$", re.VERBOSE | re.IGNORECASE
)
# "/login", "/users/sign_in"; not "/sign-language"
LOGIN_PATH = re.compile(r"/(?:log[-_]?in|sign[-_]?in|auth|authenticate|sso)(?:\.\w{2,5})?(?:/|$)", re.VERBOSE | re.IGNORECASE)
# "Temporary failure in name resolution": the resolver was asked in vain; not "Name or service not known"
NO_RESOLVER = re.compile(r"temporar|try\ again|servfail|server\ failure|timed?\ ?out|system\ error", re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Verdict:
    """What is to be said of an address. `message` is one or two sentences without the one about our copy."""

    status: Status
    outcome: Outcome
    defect: str | None
    observed: str
    message: str
    action: Action = Action.NONE
    replacement: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """The page that stands for the source; `caveat` names it when it is an earlier copy, "" when it is today's page."""

    read: Read
    caveat: str = ""


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what is to be said of the source's address; () when none is known or none was asked."""
    if evidence.answer is None:
        return ()
    verdict, capture = _judged(evidence, evidence.answer), evidence.answer.capture
    message = verdict.message
    if evidence.earlier and not _gives_source(verdict):
        message += f" Our copy of {day_in_words(evidence.earlier.capture.date)} was read instead."
    finding = Finding(
        rule=RULE,
        label=evidence.label,
        citation_index=evidence.index,
        status=verdict.status,
        outcome=verdict.outcome,
        defect=verdict.defect,
        expected=evidence.address or capture.target_uri,
        observed=verdict.observed,
        quoted=evidence.citation.url,
        evidence=proof_of(evidence.answer),
        message=message,
        action=verdict.action,
        replacement=verdict.replacement,
    )
    return (identified(finding),)


def serving(evidence: Evidence) -> Served | None:
    """Return the page that title and date are compared with: today's when it is the source, else the earlier copy."""
    answer = evidence.answer
    if answer:
        verdict = _judged(evidence, answer)
        shown_behind_wall = verdict.defect == "pay-wall" and shows_title(evidence.cited, answer.page, evidence.publisher) in _SAME
        if _gives_source(verdict) or shown_behind_wall:
            return Served(read=answer)
    if evidence.earlier:
        return Served(read=evidence.earlier, caveat=f"compared with our copy of {day_in_words(evidence.earlier.capture.date)}")
    return None


def proof_of(read: Read) -> Proof:
    """Return what a finding about `read` rests on: capture, address, date and our copy, where there is a text to show."""
    capture = read.capture
    return Proof(
        capture=capture.id,
        address=capture.final_uri or capture.target_uri,
        archived=read.copy if read.page.text else None,
        date=capture.date.isoformat(),
    )


def day_in_words(date: datetime.datetime | datetime.date) -> str:
    """Return a day as an editor writes it.

    >>> day_in_words(datetime.date(2024, 5, 3))
    '3 May 2024'
    """
    months = "January February March April May June July August September October November December".split()
    return f"{date.day} {months[date.month - 1]} {date.year}"


def sibling_of(address: str) -> str:
    """Return an address beside `address` at which nothing can stand, for telling a page of "not found" with status 200.

    The last segment of the path is lengthened before its extension; query and fragment are dropped. Never raises.

    >>> sibling_of("https://a.example/2024/05/some-title.html?x=1"), sibling_of("https://a.example/news/1234/")
    ('https://a.example/2024/05/some-title-no-such-page.html', 'https://a.example/news/1234-no-such-page/')
    >>> sibling_of("https://a.example/")
    'https://a.example/no-such-page'
    """
    whole = re.split(r"[?#]", address, maxsplit=1)[0]
    start = re.match(r"[^/]*//[^/]*", whole)
    root, path = (start[0], whole[start.end() :]) if start else ("", whole)
    bare = path.rstrip("/")
    if not bare:
        return f"{root}/{SIBLING.lstrip('-')}"
    folder, _, last = bare.rpartition("/")
    # "story.html" ends in an extension, "v1.2" and ".well-known" do not
    match = re.fullmatch(r"(?P<stem>.+)(?P<extension>\.[a-zA-Z]\w{1,4})", last)
    stem, extension = (match["stem"], match["extension"]) if match else (last, "")
    slashes = path[len(bare) :]
    return f"{root}{folder}/{stem}{SIBLING}{extension}{slashes}" if "/" in bare else f"{root}{stem}{SIBLING}{extension}{slashes}"


def same_page(left: str, right: str) -> bool:
    """Return whether two addresses are one for a reader: scheme, `www`, closing slash, index file and tracking aside.

    >>> same_page("http://www.a.example/b/index.html", "https://a.example/b?utm_source=x")
    True
    """
    return _bare(left) == _bare(right)


def shows_title(cited: Citation, page: Page, publisher: Publisher | None) -> TitleAgreement | None:
    """Return how the page's titles agree with the cited one; None when no title is cited.

    A title that stands whole in a heading, or near the top of the text, is the same: reports and PDF files often bear
    another one in their markup.
    """
    if not cited.title:
        return None
    found = best_title(cited, page, publisher)
    if found in _SAME:
        return found
    wanted = fold_title(cited.title)
    if sum(map(str.isalnum, wanted)) >= MIN_TITLE_LETTERS:
        shown = [*page.headings, page.title or "", page.text[:NEAR_TOP], page.article[:NEAR_TOP]]
        if any(f" {wanted} " in f" {fold_title(text)} " for text in shown):
            return TitleAgreement.SAME
    return found


def _gives_source(verdict: _Verdict) -> bool:
    return verdict.status is Status.OK or verdict.defect == "moved"


def _judged(evidence: Evidence, answer: Read) -> _Verdict:
    """Return the first verdict that holds, from what is surest to what is left."""
    capture = answer.capture
    if capture.outcome not in _ANSWERED:
        return _not_answered(capture)
    return (
        _refused(answer)
        or _walled(answer)
        or _elsewhere(evidence, answer)
        or _unreadable(answer)
        or _soft_404(evidence, answer)
        or _moved(evidence, answer)
        or _alive(answer)
    )


def _gone(defect: str, observed: str, message: str) -> _Verdict:
    return _Verdict(
        status=Status.GONE,
        outcome=Outcome.FAILED,
        defect=defect,
        observed=observed,
        message=f"{message} Look for the source at another address or in a web archive.",
        action=Action.REPLACE_ADDRESS,
    )


def _blocked(defect: str, observed: str, message: str) -> _Verdict:
    return _Verdict(
        status=Status.BLOCKED,
        outcome=Outcome.CANT_TELL,
        defect=defect,
        observed=observed,
        message=f"{message} Open it in a browser and compare it by eye.",
    )


def _retry(capture: Capture, defect: str, message: str) -> _Verdict:
    """A failure that may pass, with the day from which it is worth another try."""
    asked_s = parse_retry_after(capture.retry_after, capture.date) or 0.0
    wait = min(
        max(datetime.timedelta(days=RETRY_DAYS), datetime.timedelta(seconds=asked_s)), datetime.timedelta(days=MAX_RETRY_DAYS)
    )
    on = (capture.date + wait).date()
    tries = f" in {capture.attempts} tries" if capture.attempts > 1 else ""
    return _Verdict(
        status=Status.NOT_CHECKED,
        outcome=Outcome.CANT_TELL,
        defect=defect,
        observed=_observed(capture),
        message=f"{message}{tries} on {day_in_words(capture.date)}. It is not called gone for that: run again on or after {day_in_words(on)}.",
        action=Action.RETRY_ON,
        replacement=on.isoformat(),
    )


def _unasked(capture: Capture, defect: str, message: str, action: Action = Action.NONE) -> _Verdict:
    return _Verdict(
        status=Status.NOT_CHECKED,
        outcome=Outcome.UNTESTED,
        defect=defect,
        observed=_observed(capture),
        message=message,
        action=action,
    )


def _observed(capture: Capture) -> str:
    said = f"HTTP {capture.status}" if capture.status else capture.outcome.value
    return (
        f"{said} at {capture.final_uri}" if capture.final_uri and not same_page(capture.final_uri, capture.target_uri) else said
    )


def _where(capture: Capture) -> str:
    """The subject of a sentence about the answer: the address, or the one that it leads to."""
    if capture.final_uri and not same_page(capture.final_uri, capture.target_uri):
        return f"The address leads to {capture.final_uri}, which"
    return "The address"


def _host(capture: Capture) -> str:
    return _parts(capture.final_uri or capture.target_uri)[1] or capture.target_uri


_PASSING = {
    FetchOutcome.TIMEOUT: ("timeout", "{host} gave no answer in time"),
    FetchOutcome.REFUSED: ("refused", "{host} refused the connection"),
    FetchOutcome.RESET: ("reset", "{host} broke off the connection"),
    FetchOutcome.TLS_FAILURE: ("tls", "{host} could not prove who it is (its certificate is not valid or its encryption failed)"),
    FetchOutcome.BAD_RESPONSE: ("bad-response", "{host} answered in a form that could not be understood"),
}
_DECIDED = {
    FetchOutcome.BLOCKED_BY_ROBOTS: (
        "robots",
        "The host's robots.txt asks programs not to fetch this address, so it was not fetched. Open it in a browser and compare it by eye.",
        Action.NONE,
    ),
    FetchOutcome.FORBIDDEN_ADDRESS: (
        "forbidden-address",
        "The address leads to a machine or port that is not public, so it was not asked. Print a public address, or allow it in the settings.",
        Action.NAME_SOURCE,
    ),
    FetchOutcome.BAD_ADDRESS: (
        "bad-address",
        "What is printed is no address that can be asked. Correct it in the note.",
        Action.NAME_SOURCE,
    ),
    FetchOutcome.NOT_IN_ARCHIVE: (
        "not-in-archive",
        "This archive holds no answer of the address, and nothing else was asked. Run again with the web, or with another archive.",
        Action.NONE,
    ),
    FetchOutcome.TOO_MANY_REDIRECTS: (
        "redirect-loop",
        "The address sends the reader from page to page without end. Open it in a browser: it may want cookies.",
        Action.NONE,
    ),
}  # fmt: skip


def _not_answered(capture: Capture) -> _Verdict:
    """The verdict on an attempt that brought no answer."""
    host = _host(capture)
    if capture.outcome is FetchOutcome.RATE_LIMITED:
        asked = _retry(capture, "rate-limited", f"{host} answered that it is asked too often")
        return replace(asked, status=Status.BLOCKED)
    if capture.outcome is FetchOutcome.DNS_FAILURE:
        return _no_host(capture, host)
    if capture.outcome in _DECIDED:
        defect, message, action = _DECIDED[capture.outcome]
        return _unasked(capture, defect, message, action)
    defect, words = _PASSING.get(capture.outcome, ("no-answer", "{host} gave no answer"))
    return _retry(capture, defect, words.format(host=host))


def _no_host(capture: Capture, host: str) -> _Verdict:
    """No such host is definite when two tries said so, and not when nobody could be asked for the name."""
    if capture.attempts < 2 or NO_RESOLVER.search(capture.detail):
        return _retry(capture, "no-resolver", f"The name {host} could not be looked up")
    led = (
        ""
        if same_page(capture.final_uri or "", capture.target_uri) or not capture.redirects
        else "The address leads on, and there: "
    )
    return _gone("no-such-host", "no such host", f"{led}No such host: the name {host} is no longer known.")


def _refused(answer: Read) -> _Verdict | None:
    """The verdict on a status that is no success; None for a success."""
    capture = answer.capture
    status, where = capture.status or 0, _where(answer.capture)
    header = dict(capture.headers).get("cf-mitigated")
    if header and status not in (404, 410):
        return _blocked("captcha", f"HTTP {status}, cf-mitigated: {header}", f"{where} wants to see that a person is asking.")
    if 200 <= status < 300:
        return None
    if status in (404, 410):
        said = "has no such page any more (404)" if status == 404 else "says that the page was removed for good (410)"
        return _gone(f"gone-{status}", _observed(capture), f"{where} {said}.")
    if Sign.CAPTCHA in answer.page.signs:
        return _blocked("captcha", _observed(capture), f"{where} wants to see that a person is asking.")
    if status == 429:
        return replace(
            _retry(capture, "rate-limited", f"{_host(capture)} answered that it is asked too often"), status=Status.BLOCKED
        )
    if status == 402:
        return _blocked("pay-wall", _observed(capture), f"{where} asks for a payment.")
    if status in MALFORMED:
        return _unasked(
            capture,
            "bad-address",
            f"{where} was not understood by its host (HTTP {status}). Correct it in the note.",
            Action.NAME_SOURCE,
        )
    if 400 <= status < 500 and status not in PASSING_STATUSES or status == 999:
        return _blocked("wall", _observed(capture), f"{where} answers, but not to us (HTTP {status}).")
    return _retry(capture, "server-error", f"{_host(capture)} answered with a fault of its own (HTTP {status})")


def _walled(answer: Read) -> _Verdict | None:
    signs, where, observed = answer.page.signs, _where(answer.capture), _observed(answer.capture)
    if Sign.CAPTCHA in signs:
        return _blocked("captcha", f"{observed}, a captcha", f"{where} answers with a test that only a person can pass.")
    if Sign.CONSENT_WALL in signs:
        return _blocked("consent", f"{observed}, a consent form", f"{where} shows a form for consent in place of the source.")
    if Sign.PAY_WALL in signs:
        return _blocked("pay-wall", f"{observed}, a pay wall", f"{where} shows the source to subscribers alone.")
    return None


def _elsewhere(evidence: Evidence, answer: Read) -> _Verdict | None:
    """The verdict on an address that now gives a parked name, a home page, a form for signing in or a page of errors."""
    capture, page = answer.capture, answer.page
    if Sign.PARKED in page.signs:
        return _gone(
            "parked",
            f"{_observed(capture)}, a parked name",
            f"The name {_host(capture)} is parked or for sale; the site is no longer there.",
        )
    printed, final = _parts(capture.target_uri), _parts(capture.final_uri or capture.target_uri)
    if _is_home(printed) or shows_title(evidence.cited, page, evidence.publisher) in _SAME:
        return None
    redirected = not same_page(capture.target_uri, capture.final_uri or capture.target_uri)
    if redirected and ERROR_PATH.search(final[2]) and not ERROR_PATH.search(printed[2]):
        return _gone("soft-404", _observed(capture), f"The address leads to a page of errors ({capture.final_uri}).")
    if redirected and LOGIN_PATH.search(final[2]) and not LOGIN_PATH.search(printed[2]):
        return _blocked("wall", _observed(capture), f"The address leads to a form for signing in ({capture.final_uri}).")
    if Sign.HOME_PAGE in page.signs or (redirected and _is_home(final)):
        what = "leads to" if redirected else "shows"
        return _gone(
            "home-page",
            _observed(capture),
            f"The address {what} the home page of {final[1]}; the page itself is no longer there.",
        )
    section = redirected and bool(evidence.cited.title) and _is_section(printed, final)
    if section or (Sign.LISTING in page.signs and (redirected or evidence.cited.title)):
        return _gone(
            "listing",
            _observed(capture),
            f"The address {'leads to' if redirected else 'shows'} a list of articles, not the source.",
        )
    return None


def _is_home(parts: tuple[str, str, str, str]) -> bool:
    return HOME_PATH.fullmatch(parts[2]) is not None and not parts[3]


def _is_section(printed: tuple[str, str, str, str], final: tuple[str, str, str, str]) -> bool:
    """Return whether a redirect led up the path of one host, to a folder that bears no number of its own."""
    return printed[1] == final[1] and printed[2].startswith(final[2].rstrip("/") + "/") and not re.search(r"\d{3}", final[2])


def _unreadable(answer: Read) -> _Verdict | None:
    signs, capture = set(answer.page.signs), answer.capture
    if capture.outcome is FetchOutcome.TRUNCATED and not answer.page.text.strip():
        return _retry(capture, "truncated", f"{_host(capture)} broke off its answer before anything could be read")
    if not signs & {Sign.EMPTY, Sign.SCRIPTED, Sign.NO_TEXT_LAYER, Sign.UNREADABLE} and answer.page.text.strip():
        return None
    why = "its text could not be read"
    if Sign.SCRIPTED in signs:
        why = "its text could not be read: a script in a browser makes it"
    elif Sign.NO_TEXT_LAYER in signs:
        why = "its text could not be read: it is a scanned document"
    message = f"{_where(capture)} answers, but {why}. Open it in a browser and compare it by eye."
    return replace(_unasked(capture, "unreadable", message), outcome=Outcome.CANT_TELL)


def _soft_404(evidence: Evidence, answer: Read) -> _Verdict | None:
    """A page of "not found" with a status of success: it says so, or an address that cannot exist answers alike."""
    if shows_title(evidence.cited, answer.page, evidence.publisher) in _SAME:
        return None
    if Sign.SOFT_404 in answer.page.signs:
        return _gone(
            "soft-404",
            _observed(answer.capture),
            f"{_where(answer.capture)} answers with status {answer.capture.status}, but the page says that it was not found.",
        )
    if evidence.sibling and _answers_alike(answer, evidence.sibling) and not _is_article(answer.page):
        return _gone(
            "soft-404",
            _observed(answer.capture),
            f"{_where(answer.capture)} gives the page that its host gives for any address that does not exist ({evidence.sibling.capture.target_uri}).",
        )
    return None


def _answers_alike(answer: Read, sibling: Read) -> bool:
    """Return whether both were answered with success, by one address or with nearly the same words."""
    if sibling.capture.outcome not in _ANSWERED or not 200 <= (sibling.capture.status or 0) < 300:
        return False
    left, right = answer.capture, sibling.capture
    if left.redirects and right.redirects and same_page(left.final_uri or "", right.final_uri or ""):
        return True
    ours, theirs = (Counter(fold_words(read.page.text)) for read in (answer, sibling))
    together = (ours | theirs).total()
    return together > 0 and (ours & theirs).total() / together >= SAME_WORDS


def fold_words(text: str) -> list[str]:
    """Return the words of a text in lower case; addresses come apart at their signs."""
    return re.findall(r"[^\W_]+", text.casefold())


def _is_article(page: Page) -> bool:
    """Return whether the page's own markup calls it an article: a not-found page has no author and no day of publication."""
    return bool(page.byline) or any(
        one.kind == "published" and one.place in ("json-ld", "meta", "publisher-markup") for one in page.dates
    )


def _moved(evidence: Evidence, answer: Read) -> _Verdict | None:
    """LOOK for a printed address that moved for good; whatever else led elsewhere is told in the finding of a living page."""
    capture = answer.capture
    new = _new_address(capture)
    if new is None or evidence.found_by != FoundBy.PRINTED.value or not evidence.citation.url:
        return None
    title = shows_title(evidence.cited, answer.page, evidence.publisher)
    doubt = " The page there shows another title: compare it first." if title is TitleAgreement.DIFFERENT else ""
    return _Verdict(
        status=Status.LOOK,
        outcome=Outcome.FAILED,
        defect="moved",
        observed=new,
        message=f"The source has moved for good to {new}. Print the new address in the note.{doubt}",
        action=Action.REPLACE_ADDRESS,
        replacement=new,
    )


def _new_address(capture: Capture) -> str | None:
    """Return where permanent redirects lead, up to the first temporary one; None when that is the same page."""
    address, whole = capture.target_uri, True
    for hop in capture.redirects:
        onward = _joined(hop.uri, hop.location)
        if not same_page(hop.uri, onward) and hop.status not in PERMANENT:
            whole = False
            break
        address = onward
    if whole and capture.redirects and capture.final_uri:
        address = capture.final_uri
    return None if same_page(address, capture.target_uri) else _without_tracking(address)


def _alive(answer: Read) -> _Verdict:
    capture = answer.capture
    notes = ""
    if not same_page(capture.final_uri or capture.target_uri, capture.target_uri):
        lasting = _new_address(capture) is not None
        notes = f" It led on {'for good' if lasting else 'for the time being'} to {capture.final_uri}."
    if capture.outcome is FetchOutcome.TRUNCATED:
        notes += " Only the beginning of the page came."
    return _Verdict(
        status=Status.OK,
        outcome=Outcome.PASSED,
        defect=None,
        observed=_observed(capture),
        message=f"The address answered on {day_in_words(capture.date)}.{notes}",
    )


def _parts(address: str) -> tuple[str, str, str, str]:
    """Return scheme, host (with a port that is not usual), path and query of an address; empty strings where it has none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "", "", address, ""
    host = parts.hostname or ""
    return parts.scheme, host if port in (None, 80, 443) else f"{host}:{port}", parts.path or "/", parts.query


def _bare(address: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    _, host, path, query = _parts(address)
    kept = tuple(sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0].lower())))
    return re.sub(r"^www\d?\.", "", host), INDEX_FILE.sub("", unquote(path)).rstrip("/"), kept


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def _without_tracking(address: str) -> str:
    """Return an address fit to be printed: without parameters that tell who sent the reader."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not TRACKING.fullmatch(pair[0].lower())]
    return address if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))

"""The check of addresses: what is definite, what may pass, and what is never said of a living page."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import Capture, FetchOutcome, Hop
from archive.page import Sign, read_page, unreadable
from citations.finding import Action, Finding, Outcome, Status
from citations.quotation import Quotation
from pipeline.checks import Evidence, Read
from pipeline.checks.address import is_home, new_address, parts_of
from pipeline.checks.link import check, same_page, serving, sibling_of
from pipeline.source import shows_names
from tests.check_cases import (
    ADDRESS,
    CAPTURED,
    NOT_FOUND,
    SHORT,
    TITLE,
    capture,
    cited,
    evidence,
    failed,
    read,
    redirected,
    witness,
)

EARLIER = read(id="c0", date=datetime.datetime(2024, 5, 3, tzinfo=datetime.UTC))
SIBLING = sibling_of(ADDRESS)


def one(case: Read | Evidence, **changes: Any) -> Finding:
    (finding,) = check(case if isinstance(case, Evidence) else evidence(case, **changes))
    return finding


def said(case: Read | Evidence, **changes: Any) -> tuple[str, str | None]:
    finding = one(case, **changes)
    return finding.status.value, finding.defect


def not_found(**changes: Any) -> Read:
    """A page of a few words that bears no title of an article."""
    return read(**{"text": NOT_FOUND, "title": "Courier", "headings": (), **changes})


def shown(html: str) -> Read:
    """A page as it is read from its markup."""
    answer = read()
    return replace(answer, page=read_page(html.encode(), mime="text/html", address=ADDRESS))


def test_a_page_that_answers_passes() -> None:
    finding = one(read())
    assert (finding.rule, finding.status, finding.outcome, finding.defect) == ("link", Status.OK, Outcome.PASSED, None)
    assert finding.evidence is not None
    assert (finding.evidence.capture, finding.evidence.address, finding.evidence.date) == (
        "c1",
        ADDRESS,
        "2024-10-14T06:00:00+00:00",
    )
    assert finding.id


def test_nothing_is_said_where_no_address_is_known() -> None:
    assert check(evidence(None, address=None)) == ()


@pytest.mark.parametrize("status", [404, 410])
def test_a_definite_answer_is_gone_whatever_its_body_says(status: int) -> None:
    finding = one(read(status=status))
    assert (finding.status, finding.outcome, finding.defect) == (Status.GONE, Outcome.FAILED, f"gone-{status}")
    assert "our copy" not in finding.message.lower()


def test_the_copy_that_serves_for_a_dead_page_is_named() -> None:
    assert "Read instead: our copy of 3 May 2024." in one(read(status=404), earlier=EARLIER).message
    assert "copy" not in one(read(), earlier=EARLIER).message


def test_no_such_host_is_gone_after_two_tries_and_not_when_no_resolver_answered() -> None:
    unknown = "no address for the host courier.example: Name or service not known"
    assert said(failed(FetchOutcome.DNS_FAILURE, attempts=2, detail=unknown)) == ("GONE", "no-such-host")
    assert "No such host" in one(failed(FetchOutcome.DNS_FAILURE, attempts=2, detail=unknown)).message
    assert said(failed(FetchOutcome.DNS_FAILURE, attempts=1, detail=unknown)) == ("NOT-CHECKED", "no-resolver")
    offline = "no address for the host courier.example: Temporary failure in name resolution"
    assert said(failed(FetchOutcome.DNS_FAILURE, attempts=2, detail=offline)) == ("NOT-CHECKED", "no-resolver")


@pytest.mark.parametrize(
    ("outcome", "defect"),
    [
        (FetchOutcome.TIMEOUT, "timeout"),
        (FetchOutcome.REFUSED, "refused"),
        (FetchOutcome.RESET, "reset"),
        (FetchOutcome.TLS_FAILURE, "tls"),
        (FetchOutcome.BAD_RESPONSE, "bad-response"),
        (FetchOutcome.TRUNCATED, "truncated"),
    ],
)
def test_what_failed_in_passing_is_not_gone_and_is_due_on_a_day_counted_from_the_attempt(
    outcome: FetchOutcome, defect: str
) -> None:
    finding = one(failed(outcome, attempts=3))
    assert (finding.status, finding.defect, finding.action, finding.replacement) == (
        Status.NOT_CHECKED, defect, Action.RETRY_ON, "2024-10-15",
    )  # fmt: skip
    assert "in 3 tries on 14 October 2024" in finding.message


def test_a_host_s_own_time_to_come_back_counts_when_it_is_later_and_has_its_limit() -> None:
    assert one(read(status=503, retry_after="259200")).replacement == "2024-10-17"
    assert one(read(status=503, retry_after="99999999")).replacement == "2024-10-21"


def days_before(*days: float, outcome: FetchOutcome = FetchOutcome.TIMEOUT, **changes: Any) -> tuple[Capture, ...]:
    """Captures of the address so many days before the one that is judged."""
    dates = [CAPTURED - datetime.timedelta(days=one) for one in days]
    return tuple(capture(id=f"c{date:%d%H}", date=date, outcome=outcome, status=None, **changes) for date in dates)


@pytest.mark.parametrize("newest", [FetchOutcome.TIMEOUT, FetchOutcome.REFUSED, FetchOutcome.RESET])
def test_three_failures_in_a_row_over_48_hours_are_gone_and_name_what_was_seen(newest: FetchOutcome) -> None:
    finding = one(failed(newest), history=days_before(1, 2))
    assert (finding.status, finding.defect, finding.action) == (Status.GONE, "unanswered", Action.REPLACE_ADDRESS)
    assert f"timeout on 12 October 2024, timeout on 13 October 2024, {newest.value} on 14 October 2024" in finding.message
    assert "try it once from elsewhere" in finding.message


@pytest.mark.parametrize("status", [500, 502, 503, 522])
def test_a_server_that_has_a_fault_for_days_is_gone(status: int) -> None:
    broken = tuple(replace(one, outcome=FetchOutcome.RESPONSE, status=status) for one in days_before(1, 3))
    assert said(read(status=status), history=broken) == ("GONE", "unanswered")


@pytest.mark.parametrize(
    "history",
    [
        (),
        days_before(2),
        days_before(1, 1.9),
        (*days_before(1, 3), *days_before(2, outcome=FetchOutcome.RESPONSE, headers=(("server", "x"),))),
        (*days_before(1, 3), *days_before(0.5, outcome=FetchOutcome.RATE_LIMITED)),
        days_before(1, 3, outcome=FetchOutcome.TLS_FAILURE),
        days_before(1, 3, outcome=FetchOutcome.BAD_RESPONSE),
        days_before(1, 3, outcome=FetchOutcome.ROBOTS_UNREACHABLE),
        days_before(1, 3, outcome=FetchOutcome.DNS_FAILURE, detail="Temporary failure in name resolution"),
        days_before(-1, -3),
    ],
)
def test_fewer_failures_shorter_ones_or_an_answer_between_them_are_not_gone(history: tuple[Capture, ...]) -> None:
    finding = one(failed(FetchOutcome.TIMEOUT), history=history)
    assert (finding.status, finding.defect, finding.action) == (Status.NOT_CHECKED, "timeout", Action.RETRY_ON)


@pytest.mark.parametrize(
    "newest",
    [
        failed(FetchOutcome.TLS_FAILURE),
        failed(FetchOutcome.BAD_RESPONSE),
        failed(FetchOutcome.RATE_LIMITED),
        failed(FetchOutcome.ROBOTS_UNREACHABLE),
        failed(FetchOutcome.BLOCKED_BY_ROBOTS),
        read(status=403),
        read(status=503, headers=(("cf-mitigated", "challenge"),)),
    ],
)
def test_what_may_be_our_own_doing_is_not_gone_however_often_the_address_failed_before(newest: Read) -> None:
    assert one(newest, history=days_before(1, 2, 3, 4)).status in (Status.NOT_CHECKED, Status.BLOCKED)


def test_between_failures_what_was_not_asked_counts_for_nothing() -> None:
    unasked = days_before(1.5, outcome=FetchOutcome.BLOCKED_BY_ROBOTS)
    assert said(failed(FetchOutcome.TIMEOUT), history=(*days_before(1, 2), *unasked)) == ("GONE", "unanswered")


def test_a_second_failure_is_due_when_a_third_would_decide() -> None:
    finding = one(failed(FetchOutcome.TIMEOUT), history=days_before(0.1))
    assert finding.replacement == "2024-10-16"
    assert "2 failures in a row since 14 October 2024" in finding.observed


def test_two_runs_in_which_a_name_was_not_known_are_two_tries() -> None:
    before = days_before(1, outcome=FetchOutcome.DNS_FAILURE, detail="Name or service not known")
    assert said(failed(FetchOutcome.DNS_FAILURE), history=before) == ("GONE", "no-such-host")
    assert said(failed(FetchOutcome.DNS_FAILURE), history=days_before(1)) == ("NOT-CHECKED", "no-resolver")
    three = days_before(1, 2, outcome=FetchOutcome.DNS_FAILURE)
    assert said(failed(FetchOutcome.DNS_FAILURE), history=three, network_seen=False) == ("NOT-CHECKED", "no-resolver")


def test_a_host_that_says_when_it_is_back_has_a_fault_and_is_no_wall() -> None:
    back = read(status=503, outcome=FetchOutcome.RATE_LIMITED, retry_after="3600")
    assert said(back) == ("NOT-CHECKED", "server-error")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_fault_of_the_server_is_to_be_tried_again(status: int) -> None:
    assert said(read(status=status)) == ("NOT-CHECKED", "server-error")


def test_an_answer_cut_before_any_text_is_to_be_tried_again_and_a_beginning_is_a_page() -> None:
    assert said(read(outcome=FetchOutcome.TRUNCATED, text="", title=None, headings=())) == ("NOT-CHECKED", "truncated")
    finding = one(read(outcome=FetchOutcome.TRUNCATED))
    assert finding.status is Status.OK
    assert "Only the beginning" in finding.message


@pytest.mark.parametrize("status", [401, 403, 405, 451, 999])
def test_a_refusal_is_a_wall_and_no_death(status: int) -> None:
    assert said(read(status=status)) == ("BLOCKED", "wall")


def test_too_many_questions_are_a_wall_with_a_day_to_come_back() -> None:
    for answer in (read(status=429), failed(FetchOutcome.RATE_LIMITED, retry_after="3600")):
        finding = one(answer)
        assert (finding.status, finding.defect, finding.action, finding.replacement) == (
            Status.BLOCKED, "rate-limited", Action.RETRY_ON, "2024-10-15",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("sign", "defect"), [(Sign.CAPTCHA, "captcha"), (Sign.CONSENT_WALL, "consent"), (Sign.PAY_WALL, "pay-wall")]
)
def test_a_wall_with_status_200_is_known_by_its_sign(sign: Sign, defect: str) -> None:
    assert said(read(signs=(sign,))) == ("BLOCKED", defect)


def test_a_challenge_is_known_by_its_header() -> None:
    assert said(read(status=403, headers=(("cf-mitigated", "challenge"),))) == ("BLOCKED", "captcha")
    assert said(read(headers=(("server", "cloudflare"),))) == ("OK", None)


@pytest.mark.parametrize(
    ("outcome", "defect"),
    [
        (FetchOutcome.BLOCKED_BY_ROBOTS, "robots"),
        (FetchOutcome.FORBIDDEN_ADDRESS, "forbidden-address"),
        (FetchOutcome.BAD_ADDRESS, "bad-address"),
        (FetchOutcome.NOT_IN_ARCHIVE, "not-in-archive"),
    ],
)
def test_what_was_not_asked_says_why_in_words_of_its_own(outcome: FetchOutcome, defect: str) -> None:
    finding = one(failed(outcome))
    assert (finding.status, finding.outcome, finding.defect) == (Status.NOT_CHECKED, Outcome.UNTESTED, defect)


def test_a_permanent_redirect_is_a_move_with_the_address_to_paste() -> None:
    new = "https://www.northern-courier.example/lock-keepers-end-strike"
    for status in (301, 308):
        finding = one(redirected(new, status))
        assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "moved")
        assert (finding.action, finding.replacement) == (Action.REPLACE_ADDRESS, new)


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_a_remark(status: int) -> None:
    finding = one(redirected("https://mirror.example/lock-keepers", status))
    assert (finding.status, finding.defect, finding.replacement) == (Status.OK, None, None)
    assert "for the time being" in finding.message


@pytest.mark.parametrize(
    "to",
    [
        ADDRESS.replace("https:", "http:"),
        ADDRESS.replace("courier", "www.courier"),
        ADDRESS + "/",
        ADDRESS + "/index.html",
        ADDRESS + "?utm_source=feed&fbclid=x",
    ],
)
def test_scheme_www_slash_index_and_tracking_are_no_move(to: str) -> None:
    finding = one(redirected(to))
    assert (finding.status, finding.defect) == (Status.OK, None)
    assert "led on" not in finding.message


def test_a_move_ends_at_the_first_temporary_redirect_and_loses_its_tracking() -> None:
    middle, end = "https://new.example/a?id=5&utm_medium=x", "https://new.example/session/77"
    hops = (Hop(uri=ADDRESS, status=301, location=middle), Hop(uri=middle, status=302, location="/session/77"))
    assert new_address(capture(redirects=hops, final_uri=end)) == "https://new.example/a?id=5"
    assert new_address(capture(redirects=hops[:1], final_uri=middle)) == "https://new.example/a?id=5"


def test_a_move_is_said_only_where_an_address_is_printed() -> None:
    answer = redirected("https://new.example/lock-keepers")
    assert said(answer, found_by="confirmed") == ("OK", None)
    assert said(replace(evidence(answer), citation=SHORT)) == ("OK", None)


@pytest.mark.parametrize(
    "home", ["https://courier.example/", "https://www.courier.example/index.php", "https://courier.example/en/"]
)
def test_a_deep_address_that_leads_to_the_home_page_is_gone(home: str) -> None:
    front = redirected(home, title="Courier", headings=(), text=f"Latest\n{TITLE}\nFerry Timetable Changed\n" * 9)
    assert said(front) == ("GONE", "home-page")
    assert said(replace(evidence(front), cited=cited(title=None))) == ("GONE", "home-page")


def test_a_home_page_that_is_cited_as_such_is_alive() -> None:
    home = "https://courier.example/"
    answer = read(target_uri=home, final_uri="https://courier.example/en/", title="Courier", headings=(), signs=(Sign.HOME_PAGE,))
    assert said(evidence(answer, cited(title="Courier", url=home), address=home))[0] == "OK"


def test_a_page_at_a_root_that_bears_the_cited_title_is_the_source() -> None:
    assert said(redirected("https://lock-strike.example/"))[1] == "moved"


def test_a_list_of_articles_in_place_of_the_source_is_gone() -> None:
    assert said(not_found(signs=(Sign.LISTING,))) == ("GONE", "listing")
    up = "https://courier.example/news"
    answer = not_found(
        target_uri=f"{up}/lock-keepers", final_uri=up, redirects=(Hop(uri=f"{up}/lock-keepers", status=302, location=up),)
    )
    assert said(answer) == ("GONE", "listing")
    assert said(read(signs=(Sign.LISTING,)))[0] == "OK"


def test_a_redirect_to_a_page_of_errors_or_a_form_for_signing_in_is_no_move() -> None:
    assert said(not_found(final_uri="https://courier.example/page-not-found")) == ("GONE", "soft-404")
    assert said(not_found(final_uri="https://courier.example/users/sign_in?back=1")) == ("BLOCKED", "wall")


def test_a_parked_name_is_gone() -> None:
    assert said(not_found(signs=(Sign.PARKED,))) == ("GONE", "parked")


def test_a_page_that_says_it_was_not_found_is_gone_unless_it_bears_the_cited_title() -> None:
    assert said(not_found(signs=(Sign.SOFT_404,))) == ("GONE", "soft-404")
    assert said(read(signs=(Sign.SOFT_404,)))[0] == "OK"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>{TITLE}</title><h1>Page not found</h1><p>Sorry, we could not find “{TITLE}”. The page you asked for was not found.",
        f"<h1>{TITLE}</h1><p>404 - not found",
        f"<title>Search: {TITLE}</title><h1>{TITLE}</h1><p>No results. The article was removed.",
        f"<title>Search: {TITLE}</title><h1>{TITLE}</h1><p>No results found for your words",
        f"<title>{TITLE}</title><h1>{TITLE}</h1><p>Страница не найдена<footer><p>{'The Courier is a paper of the north. ' * 9}</footer>",
    ],
)
def test_a_not_found_page_that_repeats_the_cited_title_is_gone(html: str) -> None:
    assert said(shown(html)) == ("GONE", "soft-404")


@pytest.mark.parametrize(
    "text",
    [
        "<p>The keepers went back to work on Monday. Nobody had promised them anything.",
        "<p>The keepers went back to work on Monday, and an article was removed from their contract, which had stood in it for "
        "thirty years without anybody in the valley knowing why.",
        f"<p>The lost page was not found. {'The keepers of the northern locks went back to work on Monday morning. ' * 5}",
    ],
)
def test_a_short_item_under_the_cited_title_is_alive_whatever_it_speaks_of(text: str) -> None:
    assert said(shown(f"<title>{TITLE} - Courier</title><h1>{TITLE}</h1>{text}"))[0] == "OK"


def test_an_item_about_missing_pages_is_alive_under_its_own_title() -> None:
    title = "Page not found: how the web forgets"
    html = f"<title>{title}</title><h1>{title}</h1><p>Links die young. Nobody counts them."
    assert said(shown(html), citation=cited(title=title))[0] == "OK"


def test_a_page_like_the_one_at_a_made_up_address_is_gone() -> None:
    beside = not_found(id="c2", target_uri=SIBLING, final_uri=SIBLING)
    assert said(not_found(), sibling=beside) == ("GONE", "soft-404")
    assert SIBLING in one(not_found(), sibling=beside).message


def test_a_sibling_proves_nothing_against_a_title_a_quotation_or_an_article() -> None:
    same_text = read(id="c2", target_uri=SIBLING, final_uri=SIBLING)
    assert said(read(), sibling=same_text)[0] == "OK"
    renamed = read(title="Strike at the Locks Is Over", headings=(), text="Strike at the Locks Is Over\n" + NOT_FOUND)
    alike = replace(same_text, page=renamed.page)
    assert said(renamed, sibling=alike) == ("GONE", "soft-404")
    article = replace(renamed, page=replace(renamed.page, dates=(witness("2015-10-05"),)))
    assert said(article, sibling=alike)[0] == "OK"
    quoted = (Quotation(exact="there is nothing to read at this place", where="body"),)
    assert said(renamed, sibling=alike, quotations=quoted)[0] == "OK"


def test_a_sibling_that_was_refused_or_reads_otherwise_proves_nothing() -> None:
    assert said(not_found(), sibling=not_found(target_uri=SIBLING, status=404))[0] == "OK"
    assert said(not_found(), sibling=read(target_uri=SIBLING, final_uri=SIBLING))[0] == "OK"


@pytest.mark.parametrize("sign", [Sign.SCRIPTED, Sign.EMPTY, Sign.NO_TEXT_LAYER, Sign.UNREADABLE])
def test_an_answer_without_text_to_read_is_neither_alive_nor_gone(sign: Sign) -> None:
    finding = one(read(text="", title=None, headings=(), signs=(sign,)))
    assert (finding.status, finding.outcome, finding.defect) == (Status.NOT_CHECKED, Outcome.CANT_TELL, "unreadable")
    assert "answers, but its text could not be read" in finding.message


def test_only_a_status_that_brings_a_page_is_an_answer() -> None:
    assert [said(read(status=status))[0] for status in (200, 203, 206)] == ["OK"] * 3
    assert "Only the beginning" in one(read(status=206)).message
    assert [said(read(status=status)) for status in (202, 204, 299)] == [("NOT-CHECKED", "unreadable")] * 3


def test_a_capture_without_any_page_is_judged_by_its_outcome() -> None:
    dead = Read(capture=failed(FetchOutcome.TIMEOUT).capture, page=unreadable("nothing came"))
    assert said(dead) == ("NOT-CHECKED", "timeout")
    assert said(Read(capture=capture(status=404), page=unreadable("nothing came"))) == ("GONE", "gone-404")


def test_only_a_source_serves_the_other_checks_else_a_named_copy() -> None:
    today = serving(evidence(read(), earlier=EARLIER))
    assert today is not None
    assert (today.read.capture.id, today.caveat) == ("c1", "")
    then = serving(evidence(read(status=404), earlier=EARLIER))
    assert then is not None
    assert (then.read.capture.id, then.caveat) == ("c0", "compared with our copy of 3 May 2024")
    assert serving(evidence(not_found(signs=(Sign.CAPTCHA,)))) is None
    assert serving(evidence(read(signs=(Sign.PAY_WALL,)))) is not None
    assert serving(evidence(not_found(signs=(Sign.PAY_WALL,)))) is None


@pytest.mark.parametrize(
    ("address", "sibling"),
    [
        ("https://a.example/2024/05/some-title.html", "https://a.example/2024/05/some-title-no-such-page.html"),
        ("https://a.example/news/1234/", "https://a.example/news/1234-no-such-page/"),
        ("https://a.example/", "https://a.example/no-such-page"),
        ("https://a.example", "https://a.example/no-such-page"),
        ("https://a.example/story?id=5#top", "https://a.example/story-no-such-page"),
        ("https://a.example/v1.2", "https://a.example/v1.2-no-such-page"),
    ],
)
def test_a_sibling_stands_beside_its_address(address: str, sibling: str) -> None:
    assert sibling_of(address) == sibling


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    assert sibling_of(f"https://a.example/{text}") != f"https://a.example/{text}"
    assert same_page(text, text)
    is_home(parts_of(text))


def _notice(asked: str, words: int) -> Read:
    """A page of so many words that repeats the address it was asked for."""
    text = " ".join(["sorry"] * (words - len(asked.split())) + [asked])
    return not_found(text=text, target_uri=SIBLING if asked == "made up" else ADDRESS)


@pytest.mark.parametrize(("words", "status"), [(60, "GONE"), (40, "GONE"), (8, "OK")])
def test_two_answers_are_one_page_where_little_more_than_the_address_differs(words: int, status: str) -> None:
    assert said(_notice("ferry sinks", words), sibling=_notice("made up", words))[0] == status


@pytest.mark.parametrize(("quoted", "status"), [("we are very sorry", "OK"), ("very sorry", "GONE")])
def test_a_quotation_of_few_words_proves_no_page(quoted: str, status: str) -> None:
    page = not_found(text="Page not found, we are very sorry for it.", signs=(Sign.SOFT_404,))
    assert said(page, quotations=(Quotation(exact=quoted, where="body"),))[0] == status


@pytest.mark.parametrize(("words", "status"), [(12, "GONE"), (24, "OK")])
def test_a_long_sentence_about_what_was_not_found_is_an_articles_own(words: int, status: str) -> None:
    text = f"{TITLE}\nThe page was not found {' '.join(['here'] * (words - 5))}."
    assert said(read(text=text, article=text, headings=(TITLE,), signs=(Sign.SOFT_404,)))[0] == status


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1:8080", False), ("[::1]", False), ("24.kg", True), ("port.example", True), ("nowhere.invalid", False)],
)
def test_only_a_host_found_by_its_name_shows_that_names_are_looked_up(host: str, shown: bool) -> None:
    outcome = FetchOutcome.DNS_FAILURE if host == "nowhere.invalid" else FetchOutcome.REFUSED
    assert shows_names(replace(failed(outcome).capture, target_uri=f"https://{host}/a")) is shown

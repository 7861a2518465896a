"""A report made by hand that shows every status, verdict and action, and every hostile string a document could hold.

All outlets, people and headlines are invented; hosts are reserved ones.
"""

from __future__ import annotations

from dataclasses import replace

from citations.citation import Antecedent, Citation, Form, Name
from citations.decision import Fingerprint, digest_of
from citations.finding import Action, Difference, Evidence, Finding, Outcome, Status, TextSelector, identified
from citations.partial_date import PartialDate
from citations.pdf_page import PdfPage
from citations.quotation import Quotation
from reports.report import (
    Attempt,
    CitationView,
    NoteView,
    Rate,
    Report,
    RunView,
    SourceView,
    WitnessedDate,
    count_statuses,
)

SEEN = "2026-11-23T20:18:31Z"
PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL

# Each would do harm in some format if it were printed as it stands.
HOSTILE = (
    "<script>document.title='broken-in'</script>",
    '"><img src=http://127.0.0.1:{port}/img onerror="document.title=\'broken-in\'">',
    "'><svg onload=document.title='broken-in'>",
    "</style></title></pre></blockquote><h1>broken-in</h1>",
    "<!-- --><meta http-equiv=refresh content=0;url=http://127.0.0.1:{port}/meta>",
    "{{ 7 * 191 }}{% raw %}${7*191}",
    "[click](http://127.0.0.1:{port}/md) ![x](http://127.0.0.1:{port}/mdimg) <http://127.0.0.1:{port}/auto>",
    "# heading\n\n- item\n> quote\n\n| a | b |\n|---|---|\n```\ncode",
    "\x1b]0;owned\x07\x1b[31mred\x1b[2J",
    "invoice\u202egnp.exe, zero\u200bwidth, \u2066isolated\u2069 and \ufeffmarked",
    "nul \x00, surrogate \ud800, separator \u2028 end",
    '=HYPERLINK("http://127.0.0.1:{port}/cell")',
    "А" * 300,
)
HOSTILE_ADDRESSES = (
    "javascript:document.title='broken-in'",
    "JaVaScRiPt:document.title='broken-in'",
    "data:text/html,<script>document.title='broken-in'</script>",
    "file:///etc/hostname",
    "http://news.example@127.0.0.1:{port}/userinfo",
    "https://asia\u202etra.example/",
    "https://news.example/\" onmouseover=\"document.title='broken-in'",
    "//127.0.0.1:{port}/scheme-relative",
    "http://[::1",
    "http:\\\\127.0.0.1:{port}\\x",
)


def article(title: str, outlet: str, printed: str, date: PartialDate, **more: object) -> Citation:
    """A newspaper article as the parser gives it."""
    text = f'"{title}", {outlet}, {printed}'
    values: dict[str, object] = {
        "form": Form.FULL,
        "type": "article-newspaper",
        "text": text,
        "title": title,
        "container_title": outlet,
        "date_printed": printed,
        "issued": date,
        "language": "en",
    }
    return Citation(**{**values, **more})  # type: ignore[arg-type]  # the dict is a test's shorthand


def source(name: str, **more: object) -> SourceView:
    """A source that answered at its printed address and was kept."""
    values: dict[str, object] = {
        "found_by": "printed",
        "address": f"https://valley-courier.example/{name}",
        "captured": SEEN,
        "outcome": "response",
        "http_status": 200,
        "copy_path": f"copies/{name}.html",
        "digest": "sha256:" + "5d41402abc4b2a76" * 4,
        "language": "en",
        "attempts": (Attempt(what=f"https://valley-courier.example/{name}", result="answered 200", date=SEEN),),
    }
    return SourceView(**{**values, **more})  # type: ignore[arg-type]  # the dict is a test's shorthand


def finding(label: str, rule: str, status: Status, outcome: Outcome, message: str, **more: object) -> Finding:
    """A finding with its id."""
    values = {"rule": rule, "label": label, "status": status, "outcome": outcome, "message": message, "citation_index": 0}
    made = Finding(**{**values, **more})  # type: ignore[arg-type]  # the dict is a test's shorthand
    name = identified(replace(made, quoted=None, expected=None, observed=None, rule=rule[:4], defect=None)).id
    rests = None if made.severity else Fingerprint(note=digest_of("note", label), claim=digest_of("claim", label), rule=name[:12])
    return replace(made, id=name, fingerprint=rests)


def evidence(name: str, passage: str, **more: object) -> Evidence:
    """A passage in our copy of a source."""
    start = 412
    selector = TextSelector(
        exact=passage, prefix="The minister told reporters: ", suffix=" He gave no source.", start=start, end=start + len(passage)
    )
    values: dict[str, object] = {
        "capture": f"capture-{name}",
        "address": f"https://valley-courier.example/{name}",
        "archived": f"copies/{name}.html#passage-1",
        "date": SEEN,
        "passage": passage,
        "selector": selector,
    }
    return Evidence(**{**values, **more})  # type: ignore[arg-type]  # the dict is a test's shorthand


def note(label: str, status: Status, why: str, claim: str | None, *views: CitationView, **more: object) -> NoteView:
    """A note of the given citations; its text is theirs, joined."""
    values: dict[str, object] = {
        "label": label,
        "status": status,
        "why": why,
        "claim": claim,
        "commentary": "",
        "citations": views,
        "quotations": (),
        "text": "; ".join(view.citation.text for view in views) + ".",
    }
    return NoteView(**{**values, **more})  # type: ignore[arg-type]  # the dict is a test's shorthand


def view(citation: Citation, status: Status, scope: str, *findings: Finding, **more: object) -> CitationView:
    """A citation's view; index 0 unless told."""
    values: dict[str, object] = {"citation": citation, "index": 0, "status": status, "scope": scope, "findings": findings}
    return CitationView(**{**values, **more})  # type: ignore[arg-type]  # the dict is a test's shorthand


def altered_quotation() -> NoteView:
    """Note 1: a number changed and a "not" dropped; the date agrees."""
    quoted = "the commission is satisfied with the count in 38 of the districts"
    passage = "the commission is not satisfied with the count in 36 of the districts"
    claim = f"The election body said that “{quoted}”, and closed the matter."
    differences = (
        Difference(kind="negation", quoted="", observed="not", quoted_span=(18, 18), observed_span=(18, 21)),
        Difference(kind="number", quoted="38", observed="36", quoted_span=(46, 48), observed_span=(50, 52)),
    )
    wrong = finding(
        "1",
        "quote",
        Status.LOOK,
        FAILED,
        "The quotation differs from the source: a “not” is missing and a number is another.",
        defect="quote-altered",
        quoted=quoted,
        expected=quoted,
        observed=passage,
        evidence=evidence("count", passage),
        differences=differences,
        action=Action.RESTORE_QUOTE,
        replacement=passage,
    )
    date = finding("1", "date", Status.OK, PASSED, "The page shows the cited day, 5 October 2015.")
    alive = finding("1", "link", Status.OK, PASSED, "The address answered with the cited article.")
    citation = article(
        "Commission Looks at the Count", "Valley Courier", "5 October 2015", PartialDate(year=2015, month=10, day=5)
    )
    dates = (
        WitnessedDate(edtf="2015-10-05", printed="2015-10-05T09:12:00+05:00", place="json-ld", kind="published"),
        WitnessedDate(edtf="2015-10-05", printed="Monday, October 5, 2015", place="byline", kind="shown"),
        WitnessedDate(edtf="2016-01-11", printed="2016-01-11", place="meta", kind="modified"),
    )
    shown = source("count", title="Commission looks at the count", byline="Rano Olim", dates=dates)
    return note(
        "1",
        Status.LOOK,
        "A quotation differs from its source.",
        claim,
        view(citation, Status.LOOK, "source, title, date agree; 1 quotation differs", wrong, date, alive, source=shown),
        quotations=(
            Quotation(exact=quoted, where="body", speaker="the election body", span=(29, 29 + len(quoted)), citation_index=0),
        ),
        claim_before="Turnout was put at four fifths on the evening of the vote.",
        claim_after="Two observers left the hall.",
    )


def misdated_russian() -> NoteView:
    """Note 2: a Russian title, two citations, a date off by six days; the second citation is fine."""
    printed = (
        '"Перевал закрыт до весны" ["The pass is closed until spring"], Горный вестник, 12 ноября 2014; '
        'and "Road Bulletin", Valley Courier, 3 November 2014. *See also* the ministry\'s own notice.'
    )
    russian = article(
        "Перевал закрыт до весны",
        "Горный вестник",
        "12 ноября 2014",
        PartialDate(year=2014, month=11, day=12),
        language="ru",
        title_translation="The pass is closed until spring",
        span=(0, 86),
        text=printed[:86],
        authors=(Name(given="Саида", family="Юсупова"), Name(literal="Горный вестник")),
    )
    english = article(
        "Road Bulletin",
        "Valley Courier",
        "3 November 2014",
        PartialDate(year=2014, month=11, day=3),
        url="https://valley-courier.example/road",
    )
    wrong = finding(
        "2",
        "date",
        Status.LOOK,
        FAILED,
        "The note says 12 November 2014, the page shows 18 November 2014 in three places.",
        defect="date-differs",
        expected="12 November 2014",
        observed="18 November 2014",
        action=Action.CORRECT_DATE,
        replacement="18 ноября 2014",
        evidence=evidence("pass", "Душанбе, 18 ноября 2014 г."),
    )
    title = finding(
        "2",
        "title",
        Status.LOOK,
        FAILED,
        "The headline was changed after publication.",
        defect="title-differs",
        expected="Перевал закрыт до весны",
        observed="Перевал закрыт до конца весны",
        action=Action.CORRECT_TITLE,
        replacement="Перевал закрыт до конца весны",
    )
    shown = source(
        "pass",
        title="Перевал закрыт до конца весны",
        language="ru",
        found_by="confirmed",
        address="https://горный-вестник.example/2014/11/18/pereval",
        final_address="https://gorny.example/novosti/pereval-zakryt-do-kontsa-vesny",
        dates=(WitnessedDate(edtf="2014-11-18", printed="18 ноября 2014 г.", place="text", kind="shown"),),
        memento="https://mementos.example/web/20141120101010/https://gorny.example/pereval",
        memento_date="2014-11-20T10:10:10Z",
    )
    fine = view(
        english,
        Status.OK,
        "source, title, date agree; the claim itself was not judged",
        finding("2", "link", Status.OK, PASSED, "The address answered.", citation_index=1),
        index=1,
        source=source("road"),
    )
    return note(
        "2",
        Status.LOOK,
        "The cited date is not the one the source shows.",
        "The pass was closed from November.",
        view(russian, Status.LOOK, "source agrees; title and date differ", wrong, title, source=shown),
        fine,
        text=printed,
        commentary="See also the ministry's own notice.",
    )


def moved_and_candidate() -> tuple[NoteView, ...]:
    """Notes 3 and 4: an address that moved, and a candidate that a person must confirm."""
    moved = finding(
        "3",
        "link",
        Status.LOOK,
        FAILED,
        "The printed address is dead; the article stands at a new address.",
        defect="moved",
        expected="https://old.example/a1",
        observed="https://new.example/archive/a1",
        action=Action.REPLACE_ADDRESS,
        replacement="https://new.example/archive/a1",
    )
    candidate = finding(
        "4",
        "title",
        Status.LOOK,
        CANT_TELL,
        "An article with a title that agrees only in part stands at the outlet; is it the one?",
        defect="candidate",
        action=Action.ASK_AUTHOR,
        expected="Dams and Debts",
        observed="Of Rivers, Rents and Reforms",
    )
    elided = "we will build the dam … with our own hands"
    full = "we will build the dam, though perhaps not this decade, with our own hands"
    edited = finding(
        "4",
        "quote",
        Status.LOOK,
        CANT_TELL,
        "Found, with words left out; what was left out holds a “not”.",
        defect="quote-edited-look",
        quoted=elided,
        evidence=evidence("dam", full),
        action=Action.ASK_AUTHOR,
        differences=(
            Difference(
                kind="elision",
                quoted="…",
                observed=", though perhaps not this decade,",
                quoted_span=(22, 23),
                observed_span=(21, 54),
                note="the words left out hold a negation",
            ),
        ),
    )
    first = article("Reservoir Papers", "Old Gazette", "May 2011", PartialDate(year=2011, month=5), url="https://old.example/a1")
    second = article("Dams and Debts", "River Monthly", "spring 2012", PartialDate(year=2012, season=21), type="article-magazine")
    return (
        note(
            "3",
            Status.LOOK,
            "The source has moved.",
            "Papers on the reservoir were published in May.",
            view(
                first,
                Status.LOOK,
                "address differs",
                moved,
                source=source("a1", found_by="candidate", final_address="https://new.example/archive/a1"),
            ),
        ),
        note(
            "4",
            Status.LOOK,
            "A candidate, not yet the source.",
            "The dam, he said, would be built “we will build the dam … with our own hands”.",
            view(
                second,
                Status.LOOK,
                "a candidate was read",
                candidate,
                edited,
                source=source("dam", found_by="candidate", title="Of Rivers, Rents and Reforms"),
            ),
        ),
    )


def gone_and_blocked() -> tuple[NoteView, ...]:
    """Notes 5 to 7: gone with an earlier copy, gone without, and a pay wall."""
    attempts = (
        Attempt(what="https://valley-courier.example/lost", result="404, twice", date="2026-11-23T20:18:33Z"),
        Attempt(what="own archive", result="capture of 2 May 2020 found", date=SEEN),
        Attempt(what="Crossref", result="skipped: not a journal article"),
    )
    dead = finding(
        "5",
        "link",
        Status.GONE,
        FAILED,
        "The address answers 404.",
        defect="gone",
        action=Action.REPLACE_ADDRESS,
        replacement="https://mementos.example/web/2015/https://valley-courier.example/lost",
    )
    kept = finding(
        "5",
        "quote",
        Status.OK,
        PASSED,
        "The quotation stands word for word in the copy of 2 May 2020.",
        evidence=evidence("lost", "no one was asked"),
    )
    lost = source(
        "lost",
        http_status=404,
        copy_path=None,
        outcome="404 not found",
        served_instead="our copy of 2 May 2020",
        attempts=attempts,
    )
    unseen = finding(
        "6", "link", Status.GONE, FAILED, "There is no such host; no copy was found.", defect="gone", action=Action.ASK_AUTHOR
    )
    wall = finding(
        "7", "link", Status.BLOCKED, CANT_TELL, "The page asks for a subscription.", defect="pay-wall", action=Action.ASK_AUTHOR
    )
    day = PartialDate(year=2015, month=10, day=9)
    return (
        note(
            "5",
            Status.GONE,
            "The address is dead; an earlier copy was read.",
            "Residents said that “no one was asked”.",
            view(
                article("Villages Moved", "Valley Courier", "9 October 2015", day),
                Status.GONE,
                "1 quotation found in an earlier copy",
                dead,
                kept,
                source=lost,
            ),
            quotations=(Quotation(exact="no one was asked", where="body", span=(21, 37), citation_index=0),),
        ),
        note(
            "6",
            Status.GONE,
            "The address is dead and nothing is left of it.",
            "A list of names was posted.",
            view(
                article("List of Names", "Blog of the Plain", "2009", PartialDate(year=2009), type="blog-post"),
                Status.GONE,
                "nothing could be compared",
                unseen,
                source=source("list", http_status=None, copy_path=None, outcome="no such host"),
            ),
        ),
        note(
            "7",
            Status.BLOCKED,
            "The page stands behind a pay wall.",
            "Prices doubled in a month.",
            view(
                article("Markets", "The Ledger", "1 December 2015", PartialDate(year=2015, month=12, day=1)),
                Status.BLOCKED,
                "the wall was read, not the source",
                wall,
                source=source("markets", http_status=403, outcome="403 forbidden"),
            ),
        ),
    )


def not_checked() -> tuple[NoteView, ...]:
    """Notes 8 to 13: every reason for not having been checked."""
    month = PartialDate(year=2013, month=4)
    cases = (
        ("8", "not found", Action.ASK_AUTHOR, "Three places were asked and none has it.", None),
        ("9", "not found", Action.ASK_AUTHOR, "Two places were asked and none has it.", None),
        ("10", "not tried: offline", Action.RETRY_ON, "The run was offline.", "2026-11-25"),
        ("11", "antecedent untied", Action.NAME_SOURCE, "Two earlier notes cite a work of this title.", None),
        ("12", "read in another language", Action.READ_IN_LANGUAGE, "The source is in Tajik; the quotation is in English.", None),
    )
    notes = []
    for label, reason, action, message, replacement in cases:
        found = finding(label, "locate", Status.NOT_CHECKED, Outcome.UNTESTED, message, action=action, replacement=replacement)
        citation = article(f"Report on Works {label}", "Valley Courier", "April 2013", month)
        if label == "11":
            citation = replace(citation, form=Form.SHORT, antecedent=Antecedent(label="2", index=0))
        shown = SourceView(
            found_by="not found",
            attempts=(Attempt(what="publisher profile", result="no host known"),),
            query=f'"Report on Works {label}" Valley Courier 2013',
        )
        notes.append(
            note(
                label,
                Status.NOT_CHECKED,
                message,
                "Works went on.",
                view(
                    citation,
                    Status.NOT_CHECKED,
                    "nothing was compared",
                    found,
                    source=shown,
                    short_of="note 2, 1st citation" if label == "11" else None,
                ),
                reason=reason,
            )
        )
    notes.append(
        note(
            "13",
            Status.NOT_CHECKED,
            "The note cites nothing.",
            "Most live in the valley.",
            text="About four in ten live in the *lower* valley.",
            reason="cites nothing",
            commentary="About four in ten live in the lower valley.",
        )
    )
    return tuple(notes)


def not_web() -> tuple[NoteView, ...]:
    """Notes 14 and 15: an interview whose proof is missing, and a book with its proof attached."""
    interview = Citation(
        form=Form.FULL,
        type="interview",
        text="Interview, a customs officer, the lower valley, March 2015",
        interviewee="a customs officer",
        publisher_place="the lower valley",
        medium="interview",
        issued=PartialDate(year=2015, month=3),
        date_printed="March 2015",
    )
    book = Citation(
        form=Form.FULL,
        type="book",
        text="N. Karim, The Salt Road (Harbour Press, 1998), p. 44",
        title="The Salt Road",
        authors=(Name(given="N.", family="Karim"),),
        publisher="Harbour Press",
        page="44",
        issued=PartialDate(year=1998),
        date_printed="1998",
    )
    missing = finding(
        "14",
        "proof",
        Status.NOT_WEB,
        Outcome.INAPPLICABLE,
        "No proof of the interview is attached.",
        defect="proof-missing",
        action=Action.ATTACH_PROOF,
    )
    attached = finding("15", "proof", Status.NOT_WEB, PASSED, "Proof attached by N.K. on 2 November 2026.")
    return (
        note(
            "14",
            Status.NOT_WEB,
            "An interview, without proof.",
            "Trucks pass at night.",
            view(interview, Status.NOT_WEB, "not on the web", missing),
            reason="interview, proof missing",
        ),
        note(
            "15",
            Status.NOT_WEB,
            "A book, with proof.",
            "Salt was carried by mule.",
            view(book, Status.NOT_WEB, "not on the web", attached),
            reason="book, proof attached",
        ),
    )


def confirmed(label: str) -> NoteView:
    """A note with nothing wrong."""
    quoted = "the bridge holds"
    passed = finding(
        label,
        "quote",
        Status.OK,
        PASSED,
        "The quotation stands word for word in the source.",
        quoted=quoted,
        evidence=evidence("bridge", quoted),
    )
    title = finding(label, "title", Status.OK, PASSED, "The title agrees.")
    scope = "source, title, date agree; 1 quotation found; the claim itself was not judged"
    citation = article(
        "Bridge Opens",
        "Valley Courier",
        "7 July 2015",
        PartialDate(year=2015, month=7, day=7),
        url="https://valley-courier.example/bridge",
    )
    return note(
        label,
        Status.OK,
        scope,
        "An engineer said that “the bridge holds”.",
        view(citation, Status.OK, scope, passed, title, source=source("bridge", title="Bridge Opens")),
        quotations=(Quotation(exact=quoted, where="body", span=(24, 40), citation_index=0),),
    )


def translated(label: str) -> NoteView:
    """A quotation in English, with the author's Russian in brackets, of a Russian source that was read."""
    quoted = "the pass is not open"
    passage = "Перевал закрыт до весны, сообщил начальник дорожного участка."
    found = finding(
        label,
        "quote",
        Status.NOT_CHECKED,
        CANT_TELL,
        "The quotation is a translation (ru): the passage it seems to render is shown for a reader to compare.",
        defect="quote-other-language",
        quoted=quoted,
        expected="перевал не открыт",
        observed="ru",
        evidence=evidence("pass", passage),
        action=Action.READ_IN_LANGUAGE,
    )
    citation = article("Перевал закрыт", "Горный вестник", "1 мая 2014", PartialDate(year=2014, month=5, day=1), language="ru")
    shown = source("pass", language="ru", title="Перевал закрыт до весны")
    claim = f"An official said that “{quoted}” [“перевал не открыт”]."
    return note(label, Status.LOOK, "A reader must look.", claim, view(citation, Status.LOOK, "", found, source=shown))


def hostile_note(label: str, port: int) -> NoteView:
    """A note in which every text that comes from outside is hostile."""
    words = [text.replace("{port}", str(port)) for text in HOSTILE]
    every = " ".join(words)
    views = []
    for index, address in enumerate(text.replace("{port}", str(port)) for text in HOSTILE_ADDRESSES):
        word = words[index % len(words)]
        citation = Citation(
            form=Form.FULL,
            type=word,
            text=word,
            title=every,
            title_translation=word,
            container_title=word,
            authors=(Name(literal=word),),
            language='ru" onclick="x',
            url=address,
            date_printed=word,
            page=word,
        )
        proof = Evidence(
            capture=word,
            address=address,
            archived=address,
            date=word,
            passage=every,
            selector=TextSelector(exact=every, prefix=word, suffix=word),
            pages=(PdfPage(number=7, labels=(word,)),),
        )
        change = Difference(
            kind=word, quoted=words[0], observed=words[1], quoted_span=(-5, 10**9), observed_span=(3, 1), note=word
        )
        found = finding(
            label,
            word,
            Status.LOOK,
            FAILED,
            every,
            quoted=every,
            expected=word,
            observed=word,
            evidence=proof,
            differences=(change,),
            action=Action.REPLACE_ADDRESS,
            replacement=word,
            citation_index=index,
            defect=word,
        )
        shown = SourceView(
            found_by=word,
            address=address,
            final_address=address + "x",
            captured=word,
            outcome=word,
            title=every,
            byline=word,
            language='"><script>',
            dates=(WitnessedDate(edtf=word, printed=word, place=word, kind=word),),
            copy_path=("../../index.html", "/etc/x.html", "javascript:x.html", address)[index % 4],
            digest=word,
            served_instead=word,
            attempts=(Attempt(what=word, result=every, date=word),),
            query=every,
            memento=address,
            memento_date=word,
        )
        views.append(view(citation, Status.LOOK, every, found, index=index, source=shown, short_of=word))
    quotation = Quotation(exact=words[0], where="note", span=(0, 5))
    return note(
        label,
        Status.LOOK,
        every,
        every,
        *views,
        text=every,
        commentary=every,
        quotations=(quotation,),
        reason=words[0],
        claim_before=words[1],
        claim_after=words[2],
    )


def sample(*, port: int = 9, hostile: bool = False) -> Report:
    """The whole report: 17 notes, or 18 with the hostile one, whose traps lead to `port` on loopback."""
    notes = (
        altered_quotation(),
        misdated_russian(),
        *moved_and_candidate(),
        *gone_and_blocked(),
        *not_checked(),
        *not_web(),
        confirmed("16"),
        confirmed("17"),
    )
    title = "The Valley and the Dam: Water, Roads and a Disputed Count"
    notices: tuple[str, ...] = ("Addresses in 127.0.0.0/8 were allowed.", "Search was off: 2 sources were not looked for.")
    if hostile:
        notes += (hostile_note('18"><b>x</b>/..', port), hostile_note("1", port))
        title, notices = (
            " ".join(HOSTILE).replace("{port}", str(port)),
            tuple(text.replace("{port}", str(port)) for text in HOSTILE),
        )
    return Report(
        briefing=title if hostile else "valley.docx",
        title=title,
        run=RunView(
            id="20261123T201831Z-4f2a",
            started=SEEN,
            ended="2026-11-23T20:18:39Z",
            software="footnotary 0.1.0",
            mode="live",
            complete=hostile,
            notices=notices,
        ),
        rates=(
            Rate(name="link rot", count=2, total=9, unit="known addresses"),
            Rate(name="not located", count=2, total=14, unit="sources"),
            Rate(name="date mismatches", count=1, total=6, unit="dates compared"),
            Rate(name="title mismatches", count=1, total=7, unit="titles compared"),
            Rate(name="quotation mismatches", count=2, total=5, unit="quotations compared"),
            Rate(name="number mismatches", count=0, total=4, unit="numbers compared"),
        ),
        counts=count_statuses(notes),
        start_here=("1", "2", "3", "5", '18"><b>x</b>/..') if hostile else ("1", "2", "3", "4", "5"),
        notes=notes,
        lint=(
            finding(
                "11",
                "op-cit-two-antecedents",
                Status.OK,
                FAILED,
                "“op. cit.” could mean note 2 or note 3.",
                quoted="Report on Works, op. cit.",
                severity="error",
                action=Action.NAME_SOURCE,
                citation_index=None,
            ),
            finding(
                "",
                "doubled-word",
                Status.OK,
                FAILED,
                words_of(hostile),
                quoted=words_of(hostile),
                severity="warning",
                replacement="the valley",
                citation_index=None,
            ),
        ),
    )


def words_of(hostile: bool) -> str:
    """The text of a remark."""
    return " ".join(HOSTILE) if hostile else "the the valley"


def large(count: int = 2000) -> Report:
    """A report of `count` notes, each a copy of one of the sample's."""
    base = sample()
    notes = tuple(replace(base.notes[number % len(base.notes)], label=str(number + 1)) for number in range(count))
    return replace(base, notes=notes, counts=count_statuses(notes))

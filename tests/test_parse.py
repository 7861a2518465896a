"""Notes read: the cases of tests/cases/notes.md and, by style, of tests/cases/styles, antecedents, and properties that hold for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.antecedent import tie
from citations.citation import Form
from citations.document import Briefing, Footnote
from citations.names import fold_title
from citations.parse import parse_note
from citations.parsing.segments import segments
from citations.parsing.stops import behind_name, behind_title, inside_details
from citations.parsing.stops.seam import Seam
from citations.publisher import default_publishers
from pipeline.parsed import parsed_table
from reports.words import fields as shown_fields

FOLDER = Path(__file__).parent / "cases"
CASES = (FOLDER / "notes.md", *sorted((FOLDER / "styles").glob("*.md")))
ANY_TYPE = "*"
READERS = {
    "title": lambda c: c.title,
    "translation": lambda c: c.title_translation,
    "authors": lambda c: "; ".join(map(str, c.authors)),
    "outlet": lambda c: c.outlet,
    "series": lambda c: c.collection_title,
    "number": lambda c: c.number,
    "volume": lambda c: c.volume,
    "issue": lambda c: c.issue,
    "edition": lambda c: c.edition,
    "pages": lambda c: c.page,
    "place": lambda c: c.publisher_place,
    "date": lambda c: c.issued.edtf() if c.issued else None,
    "url": lambda c: c.url,
    "language": lambda c: c.language,
    "interviewee": lambda c: c.interviewee,
    "signal": lambda c: c.signal,
    "text": lambda c: c.text,
}


def read_cases(path):
    """Yield title, note, wanted citations (form, type, fields) and wanted prose of every case in a file of cases."""
    for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        note = re.search(r"```\n(.*?)\n```", rest, re.DOTALL)[1]
        wanted = []
        for line in re.findall(r"^- (.+)$", rest, re.MULTILINE):
            head, *fields = line.split(" | ")
            wanted.append((*head.split(), dict(field.split(": ", 1) for field in fields)))
        prose = re.search(r"^prose: (.+)$", rest, re.MULTILINE)
        yield title, note, wanted, prose[1] if prose else None


def read(note):
    return parse_note(note, publishers=default_publishers())


def parameters(paths):
    return [pytest.param(note, wanted, prose, id=title) for path in paths for title, note, wanted, prose in read_cases(path)]


@pytest.mark.parametrize(("note", "wanted", "prose"), parameters(CASES))
def test_a_note_is_read_as_its_case_says(note, wanted, prose):
    parsed = read(note)
    assert len(parsed.citations) == len(wanted), [citation.text for citation in parsed.citations]
    for citation, (form, kind, fields) in zip(parsed.citations, wanted, strict=True):
        assert (citation.form, ANY_TYPE if kind == ANY_TYPE else citation.type) == (form, kind)
        assert {name: READERS[name](citation) for name in fields} == fields
    assert prose is None or prose in parsed.commentary
    assert_every_field_says_where_it_stands(note, parsed.citations)
    assert_what_reference_managers_get_is_csl(parsed.citations)


def assert_every_field_says_where_it_stands(note, citations):
    for citation in citations:
        low, high = citation.span
        for field in citation.fields:
            assert 0 < field.confidence <= 1
            assert field.span is None or low <= field.span[0] < field.span[1] <= high
        spans = {field.field: field.span for field in citation.fields}
        if citation.date_printed and spans["issued"]:
            assert fold_title(note[slice(*spans["issued"])]) == fold_title(citation.date_printed)
        if citation.title and spans["title"]:
            assert fold_title(citation.title) in fold_title(f"Review of {note[slice(*spans['title'])]}")
        given = {"title": citation.title, "issued": citation.date_printed, "URL": citation.url, "page": citation.page}
        assert {name for name, value in given.items() if value} <= spans.keys()


# Standard: CSL 1.0.2, appendix "Types", as far as the parser gives them
CSL_TYPES = frozenset(
    "article-journal article-newspaper book chapter document interview legal_case legislation manuscript pamphlet "
    "personal_communication post post-weblog report thesis webpage".split()
)


def assert_what_reference_managers_get_is_csl(citations):
    for item in (citation.to_csl() for citation in citations):
        assert item["type"] in CSL_TYPES
        for name in ("issued", "accessed"):
            for parts in item.get(name, {"date-parts": [[1]]})["date-parts"]:
                assert 1 <= len(parts) <= 3
                assert all(isinstance(part, int) and part > 0 for part in parts)
        assert all(
            value and isinstance(value, str) for name, value in item.items() if name not in ("author", "issued", "accessed")
        )
        assert all(set(name) in ({"literal"}, {"family"}, {"given", "family"}) for name in item.get("author", ()))


def test_a_field_that_was_hardly_understood_is_unsure_and_shown_so():
    letter = read("Letter from the Bar Association to the ministry, 14 September 2016, on file with the author.").citations[0]
    story = read(FULL).citations[0]
    assert (letter.is_unsure("title"), letter.is_unsure("issued"), story.is_unsure("title")) == (True, False, False)
    assert ("title (unsure)", letter.title) in shown_fields(letter)
    assert ("title", story.title) in shown_fields(story)
    note = Footnote(label="1", text=letter.text, citations=(letter, story))
    table = parsed_table(Briefing(format="text", title=None, footnotes=(note,), findings=())).splitlines()
    assert [line.endswith("?") for line in table] == [True, False]


def test_the_table_fits_a_terminal_and_shows_what_it_cut():
    long = read("“" + "Very " * 40 + "Long”, The Journal of Lakes and Harbours of the North, 3 May 2014.").citations[0]
    note = Footnote(label="12", text=long.text, citations=(long,))
    made = Briefing(format="text", title=None, footnotes=(note, Footnote(label="3", text="A remark. " * 30)), findings=())
    narrow = parsed_table(made, width=80).splitlines()
    assert max(map(len, narrow)) <= 80
    assert len(narrow) == 3
    assert [line[:4] for line in narrow] == ["  12", "    ", "   3"]
    assert all(line.endswith("…") for line in narrow)
    assert len(parsed_table(made, width=140).splitlines()) == 2


def antecedents(*notes):
    tied = tie([(str(number), read(note).citations) for number, note in enumerate(notes, 1)])
    return [(c.antecedent.label, c.antecedent.index) if c.antecedent else None for _, cs in tied.notes for c in cs], tied.findings


FULL = '"Port Sold", Harbour Times, 3 May 2014.'
OTHER = '"Port Saved", Lake Wire, 4 June 2015.'


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Всемирный банк. Доклад об экономике Хатлона. Вашингтон, 2015. 34 с.", "Всемирный банк. Указ. соч. С. 19."),
        ("2023-07-18. WAM. Field hospital treats 1,500 patients. https://www.wam.example/1", "WAM, loc. cit."),
        ("Alwihda Info, 11 October 2023: “Le Tchad dément”.", "Alwihda Info, op. cit."),
        ("Oltmer, Jochen (Hrsg.): Handbuch Staat und Migration, Berlin: De Gruyter 2016.", "Oltmer, a.a.O., S. 918."),
        ("D. LOCHAK, « L’étranger », in *Mélanges Charlier*, Paris, 1981, p. 615-633.", "D. Lochak, *art. cit.*, p. 620."),
    ],
)
def test_a_short_form_is_tied_to_what_its_organisation_outlet_or_editor_made(full, short):
    assert antecedents(full, short) == ([None, ("1", 0)], ())


COMMITTEE = (
    "House of Commons Transport Committee, *The Sale of the Docks*, HC 511, 16 March 2015, p. 3, https://hc.example/511.pdf."
)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        (COMMITTEE, "House of Commons Transport Committee, *The sale of the docks*, p. 3."),
        (COMMITTEE, "Transport Committee, *The Sale of the Docks*, p. 3."),
        (COMMITTEE, "*The Sale of the Docks*, p. 3."),
        ("Human Rights Watch, *The Locked Quay*, May 2016, https://hrw.example/quay.", "HRW, *The Locked Quay*, p. 14."),
        ("Jane Doe, ‘Port sold to bank for £4m’, *Harbour Times*, 3 May 2014.", "Doe, ‘Port sold to bank’, *Harbour Times*."),
        ("Петров И. Порт продан // Коммерсантъ. 05.10.2015. https://k.example/1", "Петров И. Порт продан // Коммерсантъ."),
    ],
)
def test_a_title_repeated_with_fewer_details_is_a_short_form_of_the_same_kind(full, short):
    assert antecedents(full, OTHER, short)[0][-1] == ("1", 0)
    tied = tie([("1", read(full).citations), ("2", read(short).citations)])
    (first,), (second,) = (citations for _, citations in tied.notes)
    assert (second.form, second.type) == (Form.SHORT, first.type)


@pytest.mark.parametrize(
    "other",
    [
        "Treasury Committee, *The Sale of the Docks*, p. 3.",
        "Transport Committee, *The Sale of the Docks*, HC 702, p. 3.",
        "Transport Committee, *The Sale of the Docks*, 9 July 2018, p. 3.",
        "Transport Committee, *The Sale of the Docks*, p. 3, https://hc.example/702.pdf.",
        "Transport Committee, *The Sale of the Tugs*, p. 3.",
        "Transport Committee, *The Sale*, p. 3.",
    ],
)
def test_another_body_number_date_address_or_title_makes_another_work(other):
    assert antecedents(COMMITTEE, other)[0][-1] is None


def test_op_cit_is_tied_to_the_work_it_names():
    assert antecedents(FULL, OTHER, '"Port Sold", op. cit.') == ([None, None, ("1", 0)], ())


def test_ibid_is_tied_to_the_note_before_it():
    assert antecedents(FULL, OTHER, "Ibid.")[0] == [None, None, ("2", 0)]


def test_ibid_after_two_sources_is_left_untied_and_reported():
    found, findings = antecedents(FULL[:-1] + "; " + OTHER, "Ibid.")
    assert found[-1] is None
    assert [finding.defect for finding in findings] == ["antecedent-ambiguous"]


def test_ibid_after_an_untied_note_stays_untied():
    found, findings = antecedents('"Never Cited", op. cit.', "Ibid.")
    assert found == [None, None]
    assert len(findings) == 2


def test_an_interview_takes_its_place_in_the_order():
    assert antecedents(FULL, "Crisis Group interview, diplomat, Kabul, May 2014.", "Ibid.")[0][-1] == ("2", 0)


def test_a_remark_takes_its_place_in_the_order():
    found, findings = antecedents(FULL, "The vote was never repeated.", "Ibid.")
    assert found == [None, None]
    assert "the note before it cites nothing" in findings[0].message


def test_ibid_within_a_note_means_the_citation_right_before_it():
    assert antecedents(FULL[:-1] + "; " + OTHER + " Ibid.")[0][-1] == ("1", 1)


def test_an_author_alone_is_tied_to_his_work_and_not_to_one_without_authors():
    assert antecedents(FULL, "Ann Brill, *Salt Roads* (London: Quay Press, 1999), p. 3.", "Brill, op. cit.")[0][-1] == ("2", 0)


def test_an_author_and_a_year_name_the_work_of_that_year():
    first, second = "Brill, A. (1999). Salt roads. Lake Press.", "Brill, A. (2004). Iron roads. Lake Press."
    assert antecedents(first, second, "See Brill 2004, 12.")[0][-1] == ("2", 0)


def test_a_body_is_named_for_its_report():
    report = "Halden Institute, *The Empty Port*, May 2011."
    assert antecedents(report, OTHER, "Halden Institute, op. cit., p. 4.")[0][-1] == ("1", 0)


def test_two_works_of_one_title_leave_a_short_form_untied():
    twin = '"Port Sold", Lake Wire, 9 May 2014.'
    found, findings = antecedents(FULL, twin, '"Port Sold", op. cit.')
    assert found[-1] is None
    assert findings[0].defect == "antecedent-ambiguous"


def test_the_outlet_tells_two_works_of_one_title_apart():
    assert antecedents(FULL, '"Port Sold", Lake Wire, 9 May 2014.', '"Port Sold", Lake Wire, op. cit.')[0][-1] == ("2", 0)


def test_a_family_name_is_known_with_and_without_its_particles():
    for name, short in (("Hans van der Berg", "Van der Berg"), ("Hans van der Berg", "Berg"), ("Ahmed al-Rashid", "Al-Rashid")):
        cited = f"{name}, “Why the Dam Will Not Hold”, Lake Wire, 8 May 2023."
        assert antecedents(cited, OTHER, f"{short}, “Why the Dam Will Not Hold”, op. cit.")[0][-1] == ("1", 0), short
        assert antecedents(cited, OTHER, f"{short}, op. cit.")[0][-1] == ("1", 0), short


def test_one_address_under_one_title_is_one_work_whatever_else_differs():
    first = "“Port Sold Again”, Lake Wire, 8 May 2013, https://wire.example/port."
    second = "“Port Sold Again”, The Wire of the Lake, 8 May 2012, https://wire.example/port/."
    assert antecedents(first, second, "“Port Sold Again”, op. cit.")[0][-1] == ("1", 0)
    assert antecedents(first, second.replace("/port/", "/other"), "“Port Sold Again”, op. cit.")[0][-1] is None


def test_a_full_citation_repeated_counts_as_one_work():
    assert antecedents(FULL, FULL, '"Port Sold", op. cit.')[0][-1] == ("1", 0)


def test_a_short_title_without_op_cit_is_tied_when_only_one_work_fits():
    found, _ = antecedents('Jane Doe, "Trade Winds Shift", Harbour Times, 3 May 2014.', 'Doe, "Trade Winds," 45.')
    assert found[-1] == ("1", 0)


def test_supra_names_the_note():
    assert antecedents(FULL, OTHER, "See fn. 1 above.")[0][-1] == ("1", 0)


def test_a_case_is_known_by_one_of_its_parties():
    found, _ = antecedents(
        "*United States v. Marwood*, No. 1:18-cr-00417 (E.D. Va. Nov. 8, 2018).", "*Marwood*, Indictment, ¶ 31."
    )
    assert found[-1] == ("1", 0)
    found, findings = antecedents("*Marwood Street*, Harbour Times, 3 May 2014.", "*Street*, Indictment, ¶ 31.")
    assert found[-1] is None
    assert findings[0].defect == "antecedent-missing"


def test_a_missing_antecedent_is_reported():
    found, findings = antecedents(FULL, '"Annual Report 2015", op. cit.')
    assert found[-1] is None
    assert findings[0].defect == "antecedent-missing"


PIECES = st.sampled_from(
    ['"', "“", "”", "*", "[", "]", "(", ")", ";", ". ", ", ", "op. cit.", "Ibid.", "interview, ", "12 May 2014", "pp. 3-4", "N°5",
     "https://a.example/b", "Обзор", "Harbour Times", "said ", "see ", "‘", "’", "no. 3", "//", "\n", "2015", " – "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_none_of_its_words_is_dropped(text):
    parsed = read(text)
    kept = parsed.commentary + "".join(citation.text for citation in parsed.citations)
    words = set(re.findall(r"[^\W_]{4,}", text))
    signals = " ".join(citation.signal or "" for citation in parsed.citations)
    assert {word for word in words if word not in kept and word not in signals} == set()


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_citation_stands_where_its_span_says(text):
    for citation in read(text).citations:
        assert text[slice(*citation.span)] == citation.text


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_what_was_read_gives_the_same_form(text):
    for citation in read(text).citations:
        if citation.form in (Form.IBID, Form.SHORT):
            again = read(citation.text).citations
            assert again
            assert again[0].form is citation.form


def samples(rule):
    """Yield the references that a rule's docstring prints as what it joins."""
    yield from re.findall(r'"([^"]+)"', rule.__doc__.partition("; not ")[0])


@pytest.mark.parametrize(
    ("rule", "sample"),
    [
        pytest.param(rule, sample, id=f"{rules.__name__.rpartition('.')[2]}-{rule.__name__}")
        for rules in (behind_name, behind_title, inside_details)
        for rule in rules.RULES
        for sample in samples(rule)
    ],
)
def test_a_rule_of_stops_joins_what_its_docstring_shows(rule, sample):
    stops = [stop.end() for stop in re.finditer(r"[.?!*”“»’](?=\s)", sample)]
    cut = [(sample[:stop], sample[stop:].strip()) for stop in stops]
    assert any(
        rule(Seam(before=before, behind=behind, ahead=ahead))
        for before, ahead in cut
        for behind in (ahead, re.split(r"(?<=\.) ", ahead)[0])
    )
    assert len(segments(sample)) == 1

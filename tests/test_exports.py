"""Exports read back by the field's own readers: citeproc-py, bibtexparser and rispy; nothing lost that the format holds."""

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from citations.citation import Citation, Form, Name
from citations.document import Briefing, Footnote
from citations.exports import _BIBTEX_TYPES, _RIS_TYPES, bibtex, csl_json, ris
from citations.footnote import understand
from citations.parse import parse_note
from citations.partial_date import PartialDate
from citations.publisher import default_publishers
from citations.readers import read_document
from tests.test_parse import read_cases

NOTES = """Text.[^1] More.[^2] And.[^3] So.[^4] On.[^5] End.[^6] Last.[^7]

[^1]: Jo Marsh, "Profit & Loss: 50% of {what} is_left #1", *Lake Wire*, 5 October 2015, https://lake.example/a_b?c=1&d=%20.
[^2]: “Ба куҷо меравад об?” [“Where does the water go?”], Asia-Plus, 18 August 2015.
[^3]: Crisis Group Asia Report N°162, *Tajikistan: On the Road to Failure*, 12 February 2009.
[^4]: Marsh, "Profit & Loss", op. cit.
[^5]: Crisis Group interview, senior diplomat, Dushanbe, July 2015.
[^6]: Ann Lee and Bo Kim, "Borders", *Journal of Lakes*, vol. 3, no. 2 (2010), pp. 12-34.
[^7]: "Talks resume", Lake Wire, 12 September.
"""


@pytest.fixture(scope="module")
def briefing():
    return understand(read_document(NOTES.encode(), "a.md"), default_publishers())


# What each member of a CSL-JSON item may be (csl-data.json of CSL 1.0.2, in our words).
TEXTS = {"id", "type", "title", "container-title", "publisher", "collection-title", "number", "volume", "issue", "page",
         "publisher-place", "genre", "medium", "archive", "URL", "language", "note"}  # fmt: skip
TYPES = {"article-newspaper", "article-journal", "article-magazine", "report", "interview", "personal_communication", "webpage", "book",
         "chapter", "post-weblog", "pamphlet", "document", "legislation"}  # fmt: skip


def test_csl_json_holds_one_valid_item_a_work(briefing):
    items = json.loads(csl_json(briefing))
    assert len(items) == 6
    assert len({item["id"] for item in items}) == 6
    for item in items:
        assert item["type"] in TYPES
        assert set(item) <= TEXTS | {"author", "issued", "accessed"}
        assert all(isinstance(item[key], str) for key in TEXTS & set(item))
        assert all(set(name) <= {"family", "given", "literal"} for name in item.get("author", ()))
        issued = item.get("issued", {"literal": ""})
        assert "literal" in issued or all(isinstance(part, int) for part in issued["date-parts"][0])
    assert "cited in notes 1, 4" in items[0]["note"]
    assert items[-1]["issued"] == {"literal": "12 September"}


HEARD = [
    ("Crisis Group interview, senior diplomat, Dushanbe, July 2015.", "Crisis Group interview, senior diplomat"),
    ("Interview der Autorin mit einem Richter, Osch, 3. Juni 2014.", "Interview der Autorin mit einem Richter"),
    ("See author’s interview with a retired pilot, Osch, May 2014.", "Author’s interview with a retired pilot"),
    ("Email correspondence, port engineer, May 2014.", "Email correspondence, port engineer"),
]


@pytest.mark.parametrize(("note", "title"), HEARD)
def test_what_was_heard_is_titled_by_its_printed_words(note, title):
    draft = understand(read_document(f"Text.[^1]\n\n[^1]: {note}\n".encode(), "a.md"), default_publishers())
    (item,) = json.loads(csl_json(draft))
    assert item["title"] == title
    assert f"title = {{{title}}}" in bibtex(draft)
    assert f"TI  - {title}\r\n" in ris(draft)
    heard = item["medium" if item["type"] == "interview" else "genre"]
    assert heard.casefold() in title.casefold()
    assert ("genre" in item) == (item["type"] != "interview")


def test_what_was_heard_without_printed_places_is_titled_by_its_fields():
    cited = Citation(form=Form.FULL, type="interview", text="Heard.", medium="interview", interviewee="a pilot")
    made = Briefing(format="text", title=None, footnotes=(Footnote(label="1", text="Heard.", citations=(cited,)),))
    assert json.loads(csl_json(made))[0]["title"] == "Interview, a pilot"


def test_a_day_that_no_calendar_has_goes_out_as_it_was_printed():
    draft = understand(read_document(NOTES.replace("18 August 2015", "31 June 2015").encode(), "a.md"), default_publishers())
    item = next(item for item in json.loads(csl_json(draft)) if item["title"].startswith("Ба куҷо"))
    assert item["issued"] == {"literal": "31 June 2015"}
    assert "dated as printed 31 June 2015" in item["note"]
    for text in (bibtex(draft), ris(draft)):
        assert "2015-06" not in text
        assert "2015/06" not in text
        assert "dated as printed 31 June 2015" in text


def test_citeproc_reads_every_item_and_prints_it(briefing):
    citeproc_json = pytest.importorskip("citeproc.source.json", reason="the dev extra installs citeproc-py")
    source = citeproc_json.CiteProcJSON(json.loads(csl_json(briefing)))
    assert len(source) == 6
    first = source[json.loads(csl_json(briefing))[0]["id"]]
    assert (first.issued.year, first.issued.month, first.issued.day) == (2015, 10, 5)
    assert str(first.author[0].family) == "Marsh"
    assert "50% of {what} is_left #1" in str(first.title)


def test_bibtexparser_reads_back_what_was_written(briefing):
    bibtexparser = pytest.importorskip("bibtexparser", reason="the dev extra installs bibtexparser")
    from bibtexparser.middlewares import LatexDecodingMiddleware

    library = bibtexparser.parse_string(bibtex(briefing), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    entries = [{name: field.value for name, field in entry.fields_dict.items()} for entry in library.entries]
    assert len(entries) == 6
    assert entries[0]["title"] == "Profit & Loss: 50% of {what} is_left #1"
    assert (entries[0]["author"], entries[0]["journal"], entries[0]["date"]) == ("Marsh, Jo", "Lake Wire", "2015-10-05")
    assert "https://lake.example/a_b?c=1&d=%20" in bibtex(briefing)
    assert entries[1]["title"] == "Ба куҷо меравад об?"
    assert "Where does the water go?" in entries[1]["note"]
    assert (entries[2]["number"], entries[2]["series"]) == ("162", "Crisis Group Asia Report")
    journal = next(entry for entry in entries if entry.get("journal") == "Journal of Lakes")
    assert (journal["author"], journal["volume"], journal["number"], journal["pages"]) == (
        "Lee, Ann and Kim, Bo",
        "3",
        "2",
        "12-34",
    )


def test_rispy_reads_back_what_was_written(briefing):
    rispy = pytest.importorskip("rispy", reason="the dev extra installs rispy")
    records = rispy.loads(ris(briefing))
    assert len(records) == 6
    first = records[0]
    assert first["title"] == "Profit & Loss: 50% of {what} is_left #1"
    assert (first["type_of_reference"], first["authors"], first["year"]) == ("NEWS", ["Marsh, Jo"], "2015")
    assert first["urls"] == ["https://lake.example/a_b?c=1&d=%20"]
    assert records[1]["translated_title"] == "Where does the water go?"
    journal = next(record for record in records if record["type_of_reference"] == "JOUR")
    assert (journal["start_page"], journal["end_page"], journal["authors"]) == ("12", "34", ["Lee, Ann", "Kim, Bo"])


HOSTILE = ["Profit {deep} \\input{x} @book{a, title=\"b\"} 100% #1 $x_1$", "Сад “роз” «и» — Ҷ", "a } b", "{ open", "end \\", "quotes \" ' `` ''",
           "tab\tnew\nline", "<i>html</i> & &amp;", "ends -- dash --- em", "TY  - BOOK", "percent \\% already", "5 \u2217 3"]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_title_or_a_name_holds_comes_back(title):
    bibtexparser, rispy = pytest.importorskip("bibtexparser"), pytest.importorskip("rispy")
    from bibtexparser.middlewares import LatexDecodingMiddleware

    names = (Name(family="O’Neil, Jr. and Co", given="A. and B."), Name(literal="Barnes and Noble, Inc."))
    cited = Citation(
        form=Form.FULL, type="book", title=title, publisher=title, authors=names, issued=PartialDate(year=2015, month=2)
    )
    made = Briefing(format="text", title=None, footnotes=(Footnote(label="1", text=title, citations=(cited,)),))
    wanted = " ".join(title.split()).replace("\u2217", "*")
    (entry,) = bibtexparser.parse_string(bibtex(made), append_middleware=[LatexDecodingMiddleware()]).entries
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert (fields["title"], fields["publisher"], fields["date"]) == (wanted, wanted, "2015-02")
    assert len(re.split(r" and (?![^{]*})", entry_text(bibtex(made), "author"))) == len(names)
    (record,) = rispy.loads(ris(made))
    assert (record["title"], record["publisher"], len(record["authors"])) == (wanted, wanted, 2)
    (item,) = json.loads(csl_json(made))
    assert (item["title"], item["author"][0]["family"]) == (title.replace("\u2217", "*"), "O’Neil, Jr. and Co")


def entry_text(entry, name):
    return re.search(rf"  {name} = {{(.*)}},\n", entry)[1]


def test_every_type_and_member_is_one_that_csl_names():
    """Judged by the schema of CSL 1.0.2 that citeproc-py brings along."""
    citeproc = pytest.importorskip("citeproc", reason="the dev extra installs citeproc-py")
    schemas = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
    types, variables = (
        set(re.findall(r'"([a-zA-Z_-]+)"', (schemas / f"csl-{name}.rnc").read_text())) for name in ("types", "variables")
    )
    for kind in {*_RIS_TYPES, *_BIBTEX_TYPES, "document"}:
        item = Citation(form=Form.FULL, type=kind, title="A", medium="interview", volume="1", issue="2", page="3", number="4", url="u",
                        authors=(Name(literal="B"),), publisher_place="C", collection_title="D", archive="E").to_csl()  # fmt: skip
        assert item["type"] in types
        assert set(item) - {"type", "language"} <= variables


@pytest.mark.parametrize("bad", ["}\n@book{x, title={", "\\input{/etc/passwd}", "a\r\nER  - \r\nTY  - BOOK", "{{{", "%"])
def test_nothing_in_a_title_leaves_its_field(bad):
    notes = f'Text.[^1]\n\n[^1]: "Lake {bad.replace(chr(10), " ").replace(chr(13), " ")} end", Lake Wire, 5 October 2015.\n'
    briefing = understand(read_document(notes.encode(), "a.md"), default_publishers())
    assert len(re.findall(r"(?m)^@", bibtex(briefing))) == 1
    assert bibtex(briefing).replace(r"\{", "").replace(r"\}", "").count("{") == bibtex(briefing).replace(r"\{", "").replace(
        r"\}", ""
    ).count("}")
    assert len(re.findall(r"(?m)^TY  - ", ris(briefing))) == 1


# Every citation of every case, read back field by field: what a format can hold comes back from it.

CASES = Path(__file__).parent / "cases"
PAGES = re.compile(r"(?P<first>[^–-]*)[–-]?(?P<last>.*)")


@pytest.fixture(scope="module")
def works():
    """Each work of the cases with all that its first citation says, and the three exports of all of them."""
    read = [
        citation
        for path in (CASES / "notes.md", CASES / "held-out.md", *sorted((CASES / "styles").glob("*.md")))
        for _, note, _, _ in read_cases(path)
        for citation in parse_note(note, publishers=default_publishers()).citations
        if citation.form is Form.FULL
    ]
    made = Briefing(
        format="text",
        title=None,
        footnotes=tuple(Footnote(label=str(n), text=one.text, citations=(one,)) for n, one in enumerate(read, 1)),
    )
    first = {}
    for one in read:
        first.setdefault(one.source_id(), one)
    return list(first.values()), csl_json(made), bibtex(made), ris(made)


def words(value):
    """A field's words on one line, without emphasis, as BibTeX and RIS keep them."""
    return " ".join((value or "").replace("*", "").replace("\u2217", "*").split())


def is_titled(title, one):
    """Whether an entry bears its work's title; what was heard has none, and bears printed words that name the person."""
    if one.title or not (one.medium or one.interviewee):
        return words(title) == words(one.title)
    printed = words(title).casefold() in words(one.text).casefold()
    return printed or words(title).casefold() == ", ".join(filter(None, map(words, (one.medium, one.interviewee)))).casefold()


def test_csl_json_holds_every_field_of_every_case_as_its_schema_asks(works):
    cited, exported, *_ = works
    items = json.loads(exported)
    assert len(items) == len(cited) > 300
    assert len({item["id"] for item in items}) == len(items)
    for one, item in zip(cited, items, strict=True):
        wanted = one.to_csl()
        if one.type == "interview" and "genre" in wanted:
            wanted["medium"] = wanted.pop("genre")
        assert {key: item[key] for key in wanted if key != "language"} == {
            key: value.replace("\u2217", "*") if isinstance(value, str) else value
            for key, value in wanted.items()
            if key != "language"
        }
        for name in item.get("author", ()):
            assert name
            assert set(name) <= {"family", "given", "literal"}
            assert all(name.values())
        for date in (item[key] for key in ("issued", "accessed") if key in item):
            assert set(date) <= {"date-parts", "season", "circa", "literal"}
            assert date
            assert all(
                1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts) for parts in date.get("date-parts", ())
            )
        assert "issued" in item or not one.date_printed
        assert not one.interviewee or one.interviewee in item["note"]
        assert not one.title_translation or one.title_translation in item["note"]


@pytest.mark.parametrize(
    ("note", "author", "remark"),
    [
        ("Интервью автора с бывшим сотрудником порта. Архангельск, 14 мая 2022.", None, "heard: с бывшим сотрудником порта"),
        ("Interview, former official, Harwick, 14 May 2022.", [{"literal": "former official"}], "heard: former official"),
    ],
)
def test_who_was_heard_is_an_author_only_in_the_case_of_a_name(note, author, remark):
    draft = understand(read_document(f"Text.[^1]\n\n[^1]: {note}\n".encode(), "a.md"), default_publishers())
    (item,) = json.loads(csl_json(draft))
    assert item.get("author") == author
    assert item["note"].split("; ")[:2] == [remark, f"medium: {item['medium']}"]


def test_citeproc_reads_the_works_of_every_case(works):
    citeproc_json = pytest.importorskip("citeproc.source.json", reason="the dev extra installs citeproc-py")
    cited, exported, *_ = works
    source = citeproc_json.CiteProcJSON(json.loads(exported))
    assert len(source) == len(cited)
    for one, item in zip(cited, json.loads(exported), strict=True):
        read = source[item["id"]]
        assert is_titled(str(read.get("title", "")).replace("\u2217", "*"), one)
        if one.issued and one.issued.year and not one.issued.no_such_day:
            dates = (
                [(read.issued.end, one.issued), (read.issued.begin, one.issued.since)]
                if one.issued.since
                else [(read.issued, one.issued)]
            )
            for back, date in dates:
                assert [back.get(part) for part in ("year", "month", "day")] == [date.year, date.month, date.day]


def test_bibtex_gives_back_every_field_of_every_case(works):
    bibtexparser = pytest.importorskip("bibtexparser", reason="the dev extra installs bibtexparser")
    from bibtexparser.middlewares import LatexDecodingMiddleware

    cited, _, exported, _ = works
    library = bibtexparser.parse_string(exported, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert len(library.entries) == len(cited)
    for one, entry in zip(cited, library.entries, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        held = {fields.get(name, "") for name in ("journal", "booktitle", "howpublished", "publisher", "institution", "series")}
        for value in (one.container_title, one.publisher, one.collection_title):
            assert words(value) in held | {""}, (one.text, fields)
        assert is_titled(fields.get("title", ""), one), one.text
        assert fields.get("volume", "") == words(one.volume), one.text
        for value in (one.issue, one.number, one.archive, one.interviewee, one.title_translation):
            assert words(value) in f"{fields.get('number', '')} {fields['note']}", (one.text, fields)
        assert fields.get("pages", "").replace("--", "–") == words(one.page), one.text
        assert fields.get("address", "") == words(one.publisher_place)
        is_dated = one.issued and one.issued.year and not one.issued.no_such_day
        assert fields.get("date", "") == (one.issued.edtf() if is_dated else ""), one.text
        assert is_dated or words(one.date_printed) in fields["note"], one.text
        assert fields.get("urldate", "") == (one.accessed.edtf() if one.accessed and one.accessed.year else "")
        assert f"url = {{{one.url}}}" in exported or not one.url
        for name in one.authors:
            for part in filter(None, (name.family, name.given, name.literal)):
                assert words(part) in fields["author"], one.text


def test_ris_gives_back_every_field_of_every_case(works):
    rispy = pytest.importorskip("rispy", reason="the dev extra installs rispy")
    cited, *_, exported = works
    records = rispy.loads(exported)
    assert len(records) == len(cited)
    for one, record in zip(cited, records, strict=True):
        pages = PAGES.fullmatch(one.page or "")
        wanted = {
            "translated_title": one.title_translation, "secondary_title": one.container_title,
            "tertiary_title": one.collection_title, "publisher": one.publisher, "place_published": one.publisher_place,
            "volume": one.volume, "number": one.issue, "start_page": pages["first"], "end_page": pages["last"],
            "year": str(one.issued.year) if one.issued and one.issued.year else None,
        }  # fmt: skip
        assert {name: record.get(name, "") for name in wanted} == {name: words(value) for name, value in wanted.items()}, one.text
        assert is_titled(record.get("title", ""), one), one.text
        assert record.get("urls", []) == ([one.url] if one.url else [])
        assert len(record.get("authors", ())) == len(one.authors)
        told = " ".join(str(value) for value in record.values())
        for value in (one.number, one.interviewee, one.archive, one.medium):
            assert words(value) in told, (one.text, record)

"""Exports read back by the field's own readers: citeproc-py, bibtexparser and rispy; nothing lost that the format holds."""

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from citations.exports import bibtex, csl_json, ris
from citations.footnote import understand
from citations.publisher import default_publishers
from citations.readers import read_document

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
         "publisher-place", "genre", "archive", "URL", "language", "note"}  # fmt: skip
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


@pytest.mark.parametrize("bad", ["}\n@book{x, title={", "\\input{/etc/passwd}", "a\r\nER  - \r\nTY  - BOOK", "{{{", "%"])
def test_nothing_in_a_title_leaves_its_field(bad):
    notes = f'Text.[^1]\n\n[^1]: "Lake {bad.replace(chr(10), " ").replace(chr(13), " ")} end", Lake Wire, 5 October 2015.\n'
    briefing = understand(read_document(notes.encode(), "a.md"), default_publishers())
    assert len(re.findall(r"(?m)^@", bibtex(briefing))) == 1
    assert bibtex(briefing).replace(r"\{", "").replace(r"\}", "").count("{") == bibtex(briefing).replace(r"\{", "").replace(
        r"\}", ""
    ).count("}")
    assert len(re.findall(r"(?m)^TY  - ", ris(briefing))) == 1

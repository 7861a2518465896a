"""The pages of a PDF: where each begins in the text, and what it is called in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.copy import inert_copy
from archive.page import Page, read_page
from archive.reading.page_numbers import page_starts, running_numbers
from tests.test_pdf import pdf

WORDS = (
    "The harbour was leased to a firm from abroad.",
    "Nobody who lives on the quay was asked.",
    "The council met behind closed doors again.",
    "It paid for the bridge with borrowed money.",
    "The mayor left before the votes were counted.",
    "He won the election in the autumn after all.",
)
LABELS = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>"  # i, ii, 1, 2, 3, 4


def printed(page: Page, words: str) -> tuple[int, tuple[str, ...]]:
    """Return number and labels of the one page on which `words` stand."""
    start = page.text.index(words)
    (one,) = page.pages_of((start, start + len(words)))
    return one.number, one.labels


def numbered(first: int) -> list[str]:
    """Return pages that bear a running head and a number, the first of which bears neither."""
    return [words if place == 0 else f"Port Leases\n{words}\n{first + place}" for place, words in enumerate(WORDS)]


def test_every_passage_stands_on_its_page_though_heads_and_numbers_are_cut() -> None:
    page = read_page(pdf(*numbered(345)))
    assert "346" not in page.text
    assert [printed(page, words) for words in WORDS] == [
        (1, ()),
        *((place + 1, (str(345 + place),)) for place in range(1, len(WORDS))),
    ]


def test_a_page_is_called_by_its_label() -> None:
    page = read_page(pdf(*WORDS, catalog=LABELS))
    assert [printed(page, words)[1] for words in WORDS] == [("i",), ("ii",), ("1",), ("2",), ("3",), ("4",)]


def test_labels_that_only_count_the_pages_tell_nothing() -> None:
    page = read_page(pdf(*WORDS, catalog="/PageLabels << /Nums [0 << /S /D >>] >>"))
    assert printed(page, WORDS[3]) == (4, ())


def test_a_passage_that_runs_over_stands_on_both_pages() -> None:
    page = read_page(pdf("The council met", "and paid.", "It left."))
    start = page.text.index("met")
    assert [one.number for one in page.pages_of((start, start + len("met\nand")))] == [1, 2]


def test_pages_without_text_are_counted() -> None:
    page = read_page(pdf("", "", WORDS[0], "", WORDS[1]))
    assert [printed(page, words)[0] for words in WORDS[:2]] == [3, 5]


@pytest.mark.parametrize(
    ("pages", "numbers"),
    [
        (["a", "2", "3", "4"], ["", "2", "3", "4"]),
        (["– 11 –", "a plate", "– 13 –", "– 14 –"], ["11", "12", "13", "14"]),
        (["Port 3/9", "Port 4/9", "Port 5/9"], ["3", "4", "5"]),
        (["vi", "vii", "viii", "1", "2", "3"], ["vi", "vii", "viii", "1", "2", "3"]),
        (["2019", "2019", "2019"], ["", "", ""]),
        (["31", "7", "12", "60"], ["", "", "", ""]),
        (["1", "2"], ["", ""]),
    ],
)
def test_a_number_is_read_where_it_runs_on(pages: list[str], numbers: list[str]) -> None:
    assert ["/".join(found) for found in running_numbers(pages)] == numbers


@given(st.lists(st.text(st.sampled_from("12 ivx\nA"), max_size=12), max_size=8))
def test_any_pages_have_starts_that_rise(pages: list[str]) -> None:
    starts = page_starts(pages, pages, ["" for _ in pages])
    assert len(starts) == len(pages)
    assert [one.start for one in starts] == sorted(one.start for one in starts)


def test_our_copy_says_where_each_page_begins() -> None:
    html = inert_copy(pdf(*WORDS, catalog=LABELS), mime="application/pdf", passages=[WORDS[3]])
    assert (
        '<p class="side">page 2 (page 4 of the file)</p>\n<p><mark id="passage-1">It paid for the bridge with borrowed money</mark>.</p>'
        in html
    )

"""Pages that are not the source are known by their signs, and innocent ones that look like them bear none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from evaluate_signs import signs_of
from sign_pages import SignPage, sign_pages

UNKNOWN = {"Server error in a frame"}  # measured all the same; no phrase of it is known, for a fault that passes is no end

PAGES = [page for page in sign_pages() if page.name not in UNKNOWN]


@pytest.mark.parametrize("page", [page for page in PAGES if page.signs], ids=lambda page: page.name)
def test_a_page_that_is_not_the_source_bears_its_sign(page: SignPage) -> None:
    assert signs_of(page) & page.signs


@pytest.mark.parametrize("page", [page for page in PAGES if not page.signs], ids=lambda page: page.name)
def test_a_page_that_is_the_source_bears_no_sign(page: SignPage) -> None:
    assert signs_of(page) == frozenset()

"""Prints how well pages that are not the source are known by their signs, and how often an innocent page bears one.

Enters: the pages of `sign_pages`. Leaves: a line for each sign, then precision and recall over all, with n and what failed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from sign_pages import SignPage, sign_pages  # noqa: E402 - after the path

from archive.page import Page, read_page  # noqa: E402
from pipeline.checks.soft_404 import says_little  # noqa: E402


def main() -> None:
    """Read every page and print the shares."""
    read = [(page, signs_of(page)) for page in sign_pages()]
    by_sign: dict[str, list[tuple[SignPage, frozenset[str]]]] = defaultdict(list)
    for page, found in read:
        by_sign["/".join(sorted(page.signs))].append((page, found))
    innocent = by_sign.pop("", [])
    for name, pages in by_sign.items():
        missed = [f"{page.name} ({', '.join(sorted(found)) or 'none'})" for page, found in pages if not page.signs & found]
        print(f"  {name:26} {len(pages) - len(missed):3} of {len(pages):3}  {'; '.join(missed)}")
    known = sum(bool(found) for page, found in read if page.signs)
    false = [f"{page.name} ({', '.join(sorted(found))})" for page, found in innocent if found]
    other = len(read) - len(innocent)
    print(
        f"  not the source: recall {known / other:.1%} n={other}, precision {known / (known + len(false)):.1%} n={known + len(false)}"
    )
    taken = [page.name for page, found in read if page.signs and not found and not says_little(read_page_of(page))]
    print(f"  not the source, taken for all of it {len(taken) / other:.1%} n={other}  {'; '.join(taken)}")
    print(f"  innocent pages with a sign {len(false) / len(innocent):.1%} n={len(innocent)}  {'; '.join(false)}")


def signs_of(page: SignPage) -> frozenset[str]:
    """Return the signs that the reader sees on the page."""
    return frozenset(sign.value for sign in read_page_of(page).signs)


def read_page_of(page: SignPage) -> Page:
    """Return what the reader makes of the page."""
    mime = "application/rss+xml" if page.html.lstrip().startswith("<?xml") else "text/html"
    return read_page(page.html.encode(), mime=mime, address=page.address)


if __name__ == "__main__":
    main()

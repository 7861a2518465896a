"""Rows as a CSV file that a spreadsheet opens without obeying it.

Enters: cells, foreign ones among them. Leaves: text for UTF-8. Standard: RFC 4180 (comma, CRLF, quotation marks doubled).
A cell that a spreadsheet would take for a formula begins with an apostrophe, as people type it to say "this is text".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reports.characters import plain_text, well_formed

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # their full-width forms too


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table as CSV, the header first.

    >>> csv_text(("a", "b"), [("=1+1", "two, three")])
    'a,b\r\n\'=1+1,"two, three"\r\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def safe_cell(text: str) -> str:
    r"""Return `text` on one line, without unseen characters, and behind an apostrophe if it begins like a formula.

    >>> safe_cell("@SUM(A1)"), safe_cell("a\x1b[31m\nb"), safe_cell("\t=1")
    ("'@SUM(A1)", 'a b', "'=1")
    """
    plain = plain_text(well_formed(text))
    return f"'{plain}" if plain.startswith(_FORMULA) else plain

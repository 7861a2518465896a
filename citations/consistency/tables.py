"""The rule on tables: columns and rows that do not add up to the total printed for them.

Enters: the draft's paragraphs, in which the cells of a table stand one behind another, or its rows as lines. Leaves: remarks. The
last row is a total where its label says so, or the last column where its heading does; rounding is allowed for, and what is
far from the sum is an average or a share and no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.regex import regex

MAX_CELL_LETTERS = 60
MIN_ADDED = 2  # numbers that make a sum
MOST_OFF = 0.3  # of a total, by which the sum may miss it where it was miscounted
MOST_CELLS = 2000  # of one table
MOST_WRONG = 0.5  # of the totals: with more they are no sums
TOTAL = regex(
    r"(?:(?:grand\s)?total|sum|all|together|altogether|in\sall|overall|итого|всего|сумма|insgesamt|gesamt|summe|ҳамагӣ|ҷамъ)\b.{0,40}",
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = regex(
    r"(?P<sign>[$€£]\s?)?(?P<figure>\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?:\s?%)?", re.VERBOSE
)  # "1,140", "4.1", "$12"; not "7–9", "2014/15"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    """The rows of a table below its headings: a label and numbers, None for a cell that is none; and where each row stands."""

    headings: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stretch: Stretch


def _miscounted(draft: Draft) -> Iterator[Remark]:
    for table in _tables(draft):
        totals = [*_columns(table), *_lines(table)]
        wrong = [one for one in totals if one[2]]
        if len(wrong) <= max(1, MOST_WRONG * len(totals)):
            for printed, added, _ in wrong:
                yield table.stretch.remark(printed, f"The figures of the table add up to {added:g}.", f"{added:g}")


def _columns(table: _Table) -> Iterator[tuple[str, float, bool]]:
    """The last row's total of each column, with the sum and whether it is another.

    A last row with another label is one where the columns but one are its sums: "Valley 28 26 28 84".
    """
    found = [
        told
        for column in range(len(table.rows[0]))
        if (told := _compared([row[column] for row in table.rows[:-1]], table.rows[-1][column]))
    ]
    is_total = TOTAL.fullmatch(table.labels[-1])
    if is_total or (len(found) > 2 and sum(wrong for *_, wrong in found) <= 1):
        yield from found


def _lines(table: _Table) -> Iterator[tuple[str, float, bool]]:
    """The last column's total of each row, where its heading says that it is one."""
    if table.headings and TOTAL.fullmatch(table.headings[-1]):
        for row in table.rows:
            if told := _compared(row[:-1], row[-1]):
                yield told


def _compared(parts: Sequence[str], total: str) -> tuple[str, float, bool] | None:
    """A printed total, the sum of its parts and whether it is surely another; None where a cell is no number."""
    values, whole = [_value(one) for one in parts], _value(total)
    if whole is None or len(values) < MIN_ADDED or None in values:
        return None
    added = sum(value for value, _ in filter(None, values))
    slack = whole[1] + sum(step for _, step in filter(None, values))
    off = abs(added - whole[0])
    if off > MOST_OFF * whole[0]:
        return None
    return total, round(added, 6), off > slack + 1e-9


def _value(cell: str) -> tuple[float, float] | None:
    """A cell's number, and how far rounding may have moved it: nothing for a count, half a last digit for what has decimals."""
    match = NUMBER.fullmatch(cell.strip())
    if match is None:
        return None
    figure = match["figure"]
    grouped = re.fullmatch(r"\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?", figure)
    plain = re.sub(r"[, \u00a0]", "", figure) if grouped else figure.replace(",", ".")
    digits = len(plain.partition(".")[2])
    return float(plain), 0.5 * 10.0**-digits if digits else 0.0


def _tables(draft: Draft) -> Iterator[_Table]:
    """Yield the tables whose cells stand in paragraphs of their own, and those whose rows are lines of one with bars."""
    run: list[Stretch] = []
    for stretch in (*draft.body, None):
        if (
            stretch
            and stretch.kind != "heading"
            and len(stretch.text) <= MAX_CELL_LETTERS
            and not stretch.text.endswith((".", ":", ";"))
        ):
            run.append(stretch)
            continue
        if table := _table_of(run[:MOST_CELLS]):
            yield table
        run = []


def _table_of(run: Sequence[Stretch]) -> _Table | None:
    """The table of a run of short paragraphs: headings, then rows of a label and as many numbers each; None of any other."""
    cells = [one.text.strip("* _") for one in run]
    are_numbers = [bool(NUMBER.fullmatch(cell)) for cell in cells]
    if True not in are_numbers:
        return None
    first = are_numbers.index(True)
    width = 1
    while first + width - 1 < len(cells) and are_numbers[first + width - 1]:
        width += 1
    start = first - 1
    shape = [False] + [True] * (width - 1)
    rows: list[list[str]] = []
    for at in range(start, len(cells), width):
        if are_numbers[at : at + width] != shape:
            break
        rows.append(cells[at : at + width])
    if start < width - 1 or len(rows) <= MIN_ADDED:
        return None
    return _Table(
        headings=tuple(cells[start - width : start]) if start >= width else tuple(cells[:start]),
        labels=tuple(row[0] for row in rows),
        rows=tuple(tuple(row[1:]) for row in rows),
        stretch=run[start + width * len(rows) - 1],
    )


_TABLE = "Ports closed.[^1]\n\n| Port | Ships |\n|---|---|\n"
_TABLE += "| Quay | 41 |\n| Mole | 29 |\n| Pier | 18 |\n| Total | {} |\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="table-miscounted", severity=Severity.WARNING, check=_miscounted,
         about="A total of a table that is not the sum of its figures.",
         bad=_TABLE.format(98), good=_TABLE.format(88)),
)  # fmt: skip

"""Printed dates in four languages, read with the precision that was printed, never filled from today."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.date_agreement import Agreement, agreement
from citations.eastern_dates import day_of_solar
from citations.partial_date import PartialDate, Precision, find_dates, from_edtf, joined_stretches, read_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("5 October 2015", "2015-10-05"),
        ("October 5, 2015", "2015-10-05"),
        ("Oct. 5th, 2015", "2015-10-05"),
        ("14:31 October 5, 2015", "2015-10-05"),
        ("Date:5 October 2015", "2015-10-05"),
        ("the 5th of October 2015", "2015-10-05"),
        ("5 октября 2015 г.", "2015-10-05"),
        ("18 августи соли 2015", "2015-08-18"),
        ("Душанбе, 5 октября 2015 г.", "2015-10-05"),
        ("5. Oktober 2015", "2015-10-05"),
        ("05.10.2015", "2015-10-05"),
        ("12.09.2015", "2015-09-12"),
        ("24.12. 2015", "2015-12-24"),
        ("2015-10-05", "2015-10-05"),
        ("10/25/2015", "2015-10-25"),
        ("October 2015", "2015-10"),
        ("моҳи октябри соли 2015", "2015-10"),
        ("spring 2014", "2014-21"),
        ("2013", "2013"),
        ("12 September", "XXXX-09-12"),
        ("Mon, 05 Oct 2015 10:00:00 GMT", "2015-10-05"),
        ("12-Nov-2015", "2015-11-12"),
        ("4 de março de 2014", "2014-03-04"),
        ("31 June 2023", "2023-06-XX"),
        ("February 30, 2021", "2021-02-XX"),
        ("31.02.2015", "2015-02-XX"),
        ("no. 31 June 2023", "2023-06"),
        ("2015 жылғы 5 қазан", "2015-10-05"),
        ("5 қазан 2015 ж.", "2015-10-05"),
        ("2015-жылдын 5-октябры", "2015-10-05"),
        ("2015-жылы 5-октябрда", "2015-10-05"),
        ("2015 йил 5 октябрь", "2015-10-05"),
        ("2015-yil 5-oktabr", "2015-10-05"),
        ("2015-yilning 5-oktabridagi", "2015-10-05"),
        ("2015-nji ýylyň 5-nji oktýabry", "2015-10-05"),
        ("5 oktyabr 2015", "2015-10-05"),
        ("5 dez 2015", "2015-12-05"),
        ("Fifth day of October, 2015", "2015-10-05"),
        ("this twenty-fifth day of October 2015", "2015-10-25"),
        ("October the fifth, 2015", "2015-10-05"),
        ("dated this 5th day of October 2015", "2015-10-05"),
        ("the second October 2015", "2015-10"),
        ("двадцать пятого октября 2015 года", "2015-10-25"),
        ("бисту панҷуми октябри соли 2015", "2015-10-25"),
        ("сию якуми октябри соли 2015", "2015-10-31"),
        ("с. 2015, 5 октябр", "2015-10-05"),
        ("5 октябри с. 2015", "2015-10-05"),
        ("«05» октября 2015 г.", "2015-10-05"),
        ("2015 г., 5 октября", "2015-10-05"),
        ("5.X.2015", "2015-10-05"),
        ("12-VIII-2015", "2015-08-12"),
        ("№ 5 II 2015", "2015"),
        ("2015-Oct-05", "2015-10-05"),
        ("2015 October 5", "2015-10-05"),
        ("٠٥/١٠/٢٠١٥", "2015-10-05"),
        ("5 أكتوبر 2015", "2015-10-05"),
        ("٥ أكتوبر/ تشرين الأول ٢٠١٥", "2015-10-05"),
        ("الإثنين 5 كانون الثاني، 2015", "2015-01-05"),
        ("۵ اکتبر ۲۰۱۵", "2015-10-05"),
        ("تاریخ انتشار: ۱۳ مهر ۱۳۹۴ - ۱۴:۳۰", "2015-10-05"),
        ("۱۳ میزان ۱۳۹۴", "2015-10-05"),
        ("۱۳۹۴/۰۷/۱۳", "2015-10-05"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("2015年10月5日", "2015-10-05"),
        ("2015년 10월 5일", "2015-10-05"),
        ("27-28 August 2016", "2016-08-27/2016-08-28"),
        ("August 27–28, 2016", "2016-08-27/2016-08-28"),
        ("March-April 2015", "2015-03/2015-04"),
        ("28-27 August 2016", "2016-08-27"),
    ],
)
def test_reads_what_is_printed(text: str, edtf: str) -> None:
    date = read_date(text)
    assert date is not None
    assert date.edtf() == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "no. 1204",
        "45.02.2015",
        "2013-2015",
        "version 1.2.15.4",
        "may be",
        "+992 37 221-10-05",
        "١٤٣٦/١٢/٢١ هـ",
        "۳۰ اسفند ۱۴۰۴",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ((1300, 1, 1), "1921-03-21"),
        ((1332, 5, 28), "1953-08-19"),
        ((1357, 11, 22), "1979-02-11"),
        ((1388, 3, 22), "2009-06-12"),
        ((1395, 12, 30), "2017-03-20"),
        ((1396, 1, 1), "2017-03-21"),
        ((1399, 12, 30), "2021-03-20"),
        ((1400, 12, 30), None),
        ((1403, 1, 1), "2024-03-20"),
        ((1408, 12, 30), "2030-03-20"),
        ((1436, 1, 1), None),
    ],
)
def test_days_of_the_solar_calendar(solar: tuple[int, int, int], gregorian: str | None) -> None:
    """Days of history and leap years of Iran's calendar; a year that the lunar calendar has now is left alone."""
    found = day_of_solar(*solar)
    assert (found.isoformat() if found else None) == gregorian


def test_short_years_are_read_only_where_asked() -> None:
    assert find_dates("05.10.15") == ()
    assert [place.date.edtf() for place in find_dates("5-10-2015, 14:30", short_years=True)] == ["2015-10-05"]
    assert [place.date.edtf() for place in find_dates("05.10.98", short_years=True)] == ["1998-10-05"]
    assert [place.date.edtf() for place in find_dates("12 jan 23 | 5h27", short_years=True)] == ["2023-01-12"]
    assert [place.date.edtf() for place in find_dates("5 окт. 15", short_years=True)] == ["2015-10-05"]


@pytest.mark.parametrize("text", ["12 Jan 23:10", "5 May 10 people came", "5 May 10 am", "12 jan 23 | 5h27"])
def test_an_hour_or_a_number_after_a_month_is_no_year(text: str) -> None:
    read = find_dates(text, short_years=not text.endswith("h27"))
    assert [place.date.year for place in read] == [None]
    assert find_dates("221-10-05", short_years=True) == ()


def test_the_order_of_figures_is_the_publishers() -> None:
    assert read_date("10/05/2015", order="MDY") == from_edtf("2015-10-05")
    assert read_date("25/05/2015", order="MDY") == from_edtf("2015-05-25")


@given(st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_day_survives_printing(day: datetime.date) -> None:
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        date = read_date(text)
        assert date is not None
        assert date.as_day() == day
    assert from_edtf(PartialDate(year=day.year, month=day.month, day=day.day).edtf()).as_day() == day


def test_a_day_that_is_none_comes_back_from_edtf_as_such() -> None:
    date = read_date("31 June 2023")
    assert date is not None
    assert from_edtf(date.edtf()) == date
    assert date != read_date("June 2023")


@given(st.text(max_size=120))
def test_finding_dates_never_raises_and_stays_inside_the_text(text: str) -> None:
    for place in find_dates(text, short_years=True):
        assert text[slice(*place.span)] == place.printed


@pytest.mark.parametrize(
    ("printed", "observed", "expected"),
    [
        ("2015-10-05", "2015-10-05", Agreement.SAME),
        ("2015-10-05", "2015-10-06", Agreement.WITHIN_A_DAY),
        ("2015-12-31", "2016-01-01", Agreement.WITHIN_A_DAY),
        ("2015-10-05", "2015-10-07", Agreement.DIFFERENT),
        ("2015-10-05", "2015-10", Agreement.COARSER),
        ("2015-10-05", "2015-11", Agreement.DIFFERENT),
        ("2015-10", "2015-10-31", Agreement.SAME),
        ("2015-10", "2015-11-01", Agreement.DIFFERENT),
        ("XXXX-09-12", "2015-09-12", Agreement.SAME),
        ("2015-21", "2015-04-02", Agreement.SAME),
        ("2015-21", "2015-08-02", Agreement.DIFFERENT),
        ("2015", "2015-04-02", Agreement.SAME),
        ("2015-03/2015-04", "2015-03-29", Agreement.SAME),
        ("2015-03/2015-04", "2015-05-02", Agreement.DIFFERENT),
        ("2016-08-27/2016-08-28", "2016-08-29", Agreement.WITHIN_A_DAY),
    ],
)
def test_agreement_at_the_printed_precision(printed: str, observed: str, expected: Agreement) -> None:
    assert agreement(from_edtf(printed), from_edtf(observed)) is expected


def test_a_stretch_of_time_comes_back_from_edtf_and_has_two_ends_in_csl() -> None:
    date = from_edtf("2015-03/2015-04")
    assert date == read_date("March-April 2015")
    assert date.to_csl() == {"date-parts": [[2015, 3], [2015, 4]]}
    assert date.bounds() == (datetime.date(2015, 3, 1), datetime.date(2015, 4, 30))


def test_a_stretch_over_two_months_is_one_date() -> None:
    text = "Goma, 30 August – 2 September 2016; Uvira, 3 May 2014, 5 May 2014"
    assert [place.date.edtf() for place in joined_stretches(text, find_dates(text))] == [
        "2016-08-30/2016-09-02",
        "2014-05-03",
        "2014-05-05",
    ]


def test_precision_is_the_finest_part() -> None:
    assert [from_edtf(text).precision for text in ("2015-10-05", "2015-10", "2015-21", "2015")] == [
        Precision.DAY,
        Precision.MONTH,
        Precision.SEASON,
        Precision.YEAR,
    ]

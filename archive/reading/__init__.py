"""How a page is read: its blocks, regions, dates and signs; `archive.page` puts them together.

Thresholds: the first 624 pages of tests/page_samples.py, the first 69 cases of tests/cases/page-dates.md and 131 pages of
tests/cases/sign-pages.md are read rightly, one sign and an F1 of 0.985 apart. A constant says what becomes of that with half or
double of it (`tests/sweep.py pages`); where it says nothing, neither changes anything there, and it bounds work or size.
"""

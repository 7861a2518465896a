"""How one note is read: the parts of a citation, one module a kind of source; `citations.parse` puts them together.

Thresholds: of 291 citations in the notes of tests/cases 268 were read in every field. A constant says what becomes of that with
half or double of it (`tests/sweep.py parsing`); where it says nothing, neither changes anything there.
"""

"""What a document says: notes, citations, quotations and dates, as values.

Knows no network, no database, no web archive and no clock.
"""

"""What the web said, and our copies of it: fetching, records, pages, the ledger.

May import `citations`; never `reports` or `pipeline`.
"""

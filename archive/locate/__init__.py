"""From a citation to the address of its source: one module a rung, one ladder that orders them, one judge of identity.

Each rung has one signature, `async candidates(citation, publisher, client)`. A candidate is no answer until the page
behind it was read and judged (`identity`). docs/publishers.md says what each rung sends, and to whom.
"""

"""What the web said, and our copies of it: fetching, records, pages, the ledger.

May import `citations`; never `reports` or `pipeline`.
"""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # httpx goes without its command line, a half of its import

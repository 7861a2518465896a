"""The ledger's tables. Everything in them is derived: records, captures and files from the WARC files, the rest from them.

`records` has a row for every exchange recorded, `captures` one for every fetch that ended, `attachments` one for every
document that a person attached to a source, `warcs` says how far a file is accounted for. `pages`, `checks` and `lookups`
hold JSON values under keys made of content, `page_words` the texts of pages for full-text search; `runs` the runs.
"""

from __future__ import annotations

SCHEMA_VERSION = 3  # raise it when a table changes: a ledger of another version is built anew from the WARC files

VALUE_TABLES = frozenset({"pages", "checks", "lookups"})

_VALUES = """
CREATE TABLE IF NOT EXISTS {name} (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    date TEXT NOT NULL
) STRICT;
"""

TABLES = """
CREATE TABLE IF NOT EXISTS warcs (
    name TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS records (
    id TEXT PRIMARY KEY,
    capture TEXT NOT NULL,
    hop INTEGER NOT NULL,
    uri TEXT NOT NULL,
    date TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    payload_digest TEXT,
    payload_bytes INTEGER,
    has_body INTEGER NOT NULL,
    withdrawn TEXT,
    warc TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS records_by_payload ON records (payload_digest, uri, has_body);
CREATE TABLE IF NOT EXISTS captures (
    id TEXT PRIMARY KEY,
    target_uri TEXT NOT NULL,
    date TEXT NOT NULL,
    value TEXT NOT NULL,
    attached INTEGER NOT NULL,
    warc TEXT NOT NULL,
    offset INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS captures_by_address ON captures (target_uri, date);
CREATE TABLE IF NOT EXISTS attachments (
    id TEXT PRIMARY KEY,
    source_id TEXT NOT NULL,
    date TEXT NOT NULL,
    value TEXT NOT NULL,
    warc TEXT NOT NULL,
    offset INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS runs (
    id TEXT PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT,
    software TEXT NOT NULL,
    mode TEXT NOT NULL,
    settings_digest TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS page_words USING fts5 (
    key UNINDEXED, capture UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2'
);
""" + "".join(_VALUES.format(name=name) for name in sorted(VALUE_TABLES))

KEEP_WORDS = "INSERT OR REPLACE INTO page_words (rowid, key, capture, text) VALUES (?, ?, ?, ?)"
PAGES_WITH = """
SELECT page_words.key, captures.value FROM page_words JOIN captures ON captures.id = page_words.capture
WHERE page_words MATCH ? ORDER BY page_words.rank LIMIT ?
"""

BODY_OF = "SELECT id, warc, offset, length FROM records WHERE payload_digest = ? AND has_body = 1 ORDER BY uri <> ?, date LIMIT 1"
# The oldest record of each pair of digest and address in a JSON list; SQLite takes `id` from the row of the least date.
ORIGINALS_OF = """
SELECT records.payload_digest, records.uri, records.id, min(records.date)
FROM json_each(?) AS wanted CROSS JOIN records
ON records.payload_digest = json_extract(wanted.value, '$[0]') AND records.uri = json_extract(wanted.value, '$[1]')
WHERE records.has_body = 1 GROUP BY records.payload_digest, records.uri
"""
CAPTURES_OF = "SELECT value FROM captures WHERE target_uri = ? AND attached = 0 ORDER BY date DESC, id DESC"
NEWEST_OF = "SELECT value FROM captures WHERE target_uri = ? AND attached = 0 AND date <= ? ORDER BY date DESC, id DESC LIMIT 1"
RECORDS = (
    "SELECT capture, uri, payload_digest, payload_bytes, has_body, id, warc, offset, length FROM records ORDER BY warc, offset"
)
CHAINS = "SELECT id, target_uri FROM captures"
LIMITED = """
SELECT captures.value FROM records JOIN captures ON captures.id = records.capture
WHERE records.outcome = 'rate-limited' AND records.status IS NOT NULL AND records.date >= ?
ORDER BY captures.date, captures.id
"""
CAPTURE_BY_ID = "SELECT value FROM captures WHERE id = ?"
ASKED_OF = "SELECT DISTINCT target_uri FROM captures WHERE attached = 0 AND target_uri IN (SELECT value FROM json_each(?))"
TARGETS = "SELECT DISTINCT target_uri FROM captures WHERE attached = 0 ORDER BY target_uri"
COUNT = "SELECT count(*) FROM captures"
ALL_CAPTURES = "SELECT value FROM captures ORDER BY date, id"
ATTACHMENTS = "SELECT value FROM attachments WHERE source_id = coalesce(?, source_id) ORDER BY date DESC, id"
ATTACHMENT_PLACES = "SELECT id, value, warc, offset FROM attachments ORDER BY warc, offset"
WITHDRAWN = "SELECT DISTINCT payload_digest, withdrawn FROM records WHERE withdrawn IS NOT NULL"
PAYLOAD_BYTES = "SELECT max(payload_bytes) FROM records WHERE payload_digest = ?"
COMMITTED = "SELECT name, bytes FROM warcs"
RECORDS_IN = "SELECT id, uri, payload_digest, offset, length FROM records WHERE warc = ?"
HAS_RECORD = "SELECT count(*) FROM records WHERE id = ?"
# Captures whose record the ledger does not know, or knows with another body.
ADRIFT = """
SELECT captures.id, captures.target_uri, captures.warc, captures.offset
FROM captures LEFT JOIN records ON records.warc = captures.warc AND records.offset = captures.offset
WHERE records.id IS NULL OR json_extract(captures.value, '$.payload_digest') IS NOT records.payload_digest
ORDER BY captures.warc, captures.offset
"""
FORGET = (
    "DELETE FROM records WHERE warc = :warc AND offset >= :offset",
    "DELETE FROM captures WHERE warc = :warc AND offset >= :offset",
    "DELETE FROM attachments WHERE warc = :warc AND offset >= :offset",
)
FORGET_FILE = "DELETE FROM warcs WHERE name = ?"
VALUE_OF = {name: f"SELECT value FROM {name} WHERE key = ?" for name in VALUE_TABLES}  # noqa: S608 - names of ours
ALL_RUNS = "SELECT id, started, ended, software, mode, settings_digest FROM runs ORDER BY started, id"
SAFETY = "PRAGMA synchronous = NORMAL"  # the WARC is synced first; a ledger that lost its last commit adopts them again
PATIENCE = "PRAGMA busy_timeout = 5000"
# What was worked out goes with the bytes that it took on the disk: free pages are overwritten, the file is written anew.
ERASE = (
    *(f"DELETE FROM {name}" for name in sorted(VALUE_TABLES)),  # noqa: S608 - names of ours
    "DELETE FROM page_words",
    "INSERT INTO page_words (page_words) VALUES ('optimize')",  # its index keeps words until it is merged
)
OVERWRITE = "PRAGMA secure_delete = ON"
REWRITE = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
COPY = "VACUUM INTO ?"
# For people who look at the ledger by themselves (`footnotary browse`): a name, what it shows, and the query.
SAVED_QUERIES = {
    "newest": (
        "The newest capture of every address, the latest first",
        """SELECT target_uri, max(date) AS date, json_extract(value, '$.outcome') AS outcome,
        json_extract(value, '$.status') AS status, json_extract(value, '$.payload_bytes') AS bytes, warc, offset
        FROM captures WHERE attached = 0 GROUP BY target_uri ORDER BY date DESC""",
    ),
    "failed": (
        "Addresses whose newest answer is no page",
        """SELECT target_uri, date, outcome, status, detail FROM (
          SELECT target_uri, max(date) AS date, json_extract(value, '$.outcome') AS outcome,
          json_extract(value, '$.status') AS status, json_extract(value, '$.detail') AS detail
          FROM captures WHERE attached = 0 GROUP BY target_uri)
        WHERE outcome <> 'response' OR status >= 400 ORDER BY outcome, target_uri""",
    ),
    "moved": (
        "Addresses that led elsewhere, and where to",
        """SELECT target_uri, json_extract(value, '$.final_uri') AS led_to, date FROM captures
        WHERE attached = 0 AND json_extract(value, '$.final_uri') <> target_uri ORDER BY target_uri, date""",
    ),
    "seen-more-than-once": (
        "Addresses captured more than once: how often, from when to when, and how many different bodies",
        """SELECT target_uri, count(*) AS captures, min(date) AS first, max(date) AS last,
        count(DISTINCT json_extract(value, '$.payload_digest')) AS bodies
        FROM captures WHERE attached = 0 GROUP BY target_uri HAVING captures > 1 ORDER BY captures DESC""",
    ),
    "largest": (
        "The largest bodies, and where they lie",
        "SELECT uri, payload_bytes, date, warc, offset FROM records WHERE has_body = 1 ORDER BY payload_bytes DESC LIMIT 100",
    ),
    "attached": (
        "Documents that people attached, and to which source",
        """SELECT date, source_id, json_extract(value, '$.label') AS note, json_extract(value, '$.by') AS by,
        json_extract(value, '$.file_name') AS file FROM attachments ORDER BY date DESC""",
    ),
    "runs": ("Every run; one without an end was killed", "SELECT started, ended, mode, software FROM runs ORDER BY started DESC"),
}
VERSION = "PRAGMA user_version"
SET_VERSION = f"PRAGMA user_version = {SCHEMA_VERSION}"
CHECK = "PRAGMA quick_check(1)"

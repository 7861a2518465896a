"""The error tree. An error is the user's mistake or our own; a dead link is a result.

Every error names what was expected, what was found and what to do, in one line.
"""


class FootnotaryError(Exception):
    """Base of all errors this tool raises on purpose; the command line prints it and exits 2."""


class InputError(FootnotaryError):
    """A briefing that cannot be read: missing, empty, binary, too large, or of another format."""


class SettingsError(FootnotaryError):
    """A settings file or option that cannot be used; names file and key path."""


class ArchiveError(FootnotaryError):
    """An archive (WARC, WACZ, ledger) that cannot be opened or is damaged; names file and offset."""


class ProjectError(FootnotaryError):
    """A project folder that cannot be written to, or that another run holds."""

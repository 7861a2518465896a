"""Write the generated parts of the documents, or with --check fail when one is stale.

Generated: the command-line reference, the manual page, the publisher and ladder tables, the settings. `make docs` writes,
`make check` checks.
"""

import dataclasses
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.services import Choice, services_table
from citations.consistency import RULES
from citations.publisher_table import publishers_table
from pipeline.cli import main as commands
from pipeline.privacy import privacy_table
from pipeline.settings import (
    BrowserTable,
    FetchTable,
    LintTable,
    MementosTable,
    ReviewTable,
    Settings,
    TimestampTable,
    TranslationTable,
)
from reports.formats import DEFAULT, FORMATS

DOCS = Path(__file__).parent


def command_reference() -> str:
    """Return docs/commands.md: the help of every command, as a terminal of 100 columns prints it."""
    parts = ["# Commands\n\nGenerated from the program by `make docs`.\n"]
    context = click.Context(commands, info_name="footnotary", terminal_width=100, max_content_width=100)
    parts.append(f"```\n{commands.get_help(context)}\n```\n")
    return "\n".join([*parts, *_helps(commands, context)])


def _helps(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield the help of every command of a group, those of groups inside it after their group's own."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100, max_content_width=100)
        yield f"## {inner.command_path}\n\n```\n{command.get_help(inner)}\n```\n"
        if isinstance(command, click.Group):
            yield from _helps(command, inner)


def manual() -> str:
    """Return docs/footnotary.1: the manual page, for `man` (man(7))."""
    context = click.Context(commands, info_name="footnotary")
    parts = [
        '.\\" Generated from the program by `make docs`.',
        '.TH FOOTNOTARY 1 "" "footnotary" "User Commands"',
        ".SH NAME\nfootnotary \\- a notary for footnotes",
        ".SH SYNOPSIS\n.B footnotary\n.I COMMAND\n[OPTIONS] [ARGUMENTS]",
        f".SH DESCRIPTION\n{_roff(commands.help or '')}\n.PP\nIn the footnotary repository, docs/tutorial.md is where to begin.",
        ".SH COMMANDS",
        *_manual_of(commands, context),
        ".SH EXIT STATUS",
        *(f".TP\n.B {code}\n{_roff(words)}" for code, words in EXIT_CODES),
        ".SH FILES",
        *(f".TP\n.I {_roff(name)}\n{_roff(words)}" for name, words in FILES),
    ]
    return "\n".join(parts) + "\n"


EXIT_CODES = (
    ("0", "All clean."),
    ("1", "Something to look at."),
    ("2", "Wrong usage, settings or input."),
    ("3", "The run was incomplete (offline, interrupted, a retry due), which never counts as clean."),
)
FILES = (
    ("footnotary.toml", "Settings and publishers of a project, beside its briefings."),
    ("decisions.toml", "What people decided."),
    ("sources/", "The archive: WARC files, manifest.csv, runs.log."),
    ("proofs/", "What stands behind interviews and letters; private."),
    ("report/BRIEFING/", "The report."),
    (".footnotary/ledger.db", "The ledger; it can be deleted, and is built anew from sources/."),
)


def _manual_of(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context)
        pieces = " ".join(command.collect_usage_pieces(inner))
        yield f".SS {_roff(inner.command_path)} {_roff(pieces)}"
        paragraphs = (command.help or "").split("\n\n")
        yield "\n.PP\n".join(_roff(" ".join(paragraph.split())) for paragraph in paragraphs)
        for option in command.get_params(inner):
            if isinstance(option, click.Option) and (record := option.get_help_record(inner)):
                yield f".TP\n.B {_roff(record[0])}\n{_roff(record[1])}"
        if isinstance(command, click.Group):
            yield from _manual_of(command, inner)


def _roff(text: str) -> str:
    """Return `text` so that roff prints it as it is: backslashes and hyphens escaped, no line that begins like a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in escaped.split("\n"))


def settings_reference() -> str:
    """Return docs/settings.md: every key of footnotary.toml with its default."""
    about = (Settings.__doc__ or "").strip().replace("\n    ", "\n")
    return (
        "# Settings\n\nGenerated from the program by `make docs`. A project's settings stand in `footnotary.toml`, "
        "beside its briefings.\n"
        "An unknown key is refused with its path.\n\n"
        + _settings_table("fetch", FetchTable())
        + _settings_table("mementos", MementosTable())
        + _settings_table("services.NAME", Choice())
        + _settings_table("browser", BrowserTable())
        + _settings_table("timestamp", TimestampTable())
        + _settings_table("lint", LintTable())
        + _settings_table("review", ReviewTable())
        + _settings_table("translation", TranslationTable())
        + f"## [overrides], [[publishers]]\n\n{about}\n\nSee publishers.md for their schema.\n"
    )


def lint_reference() -> str:
    """Return docs/lint.md: every rule with its two examples."""
    head = (
        "# `footnotary lint DRAFT…`\n\nGenerated from the rules by `make docs`; the tests run every example.\n\n"
        "It says what is wrong with a document by its own lights, before any source is opened. Nothing is fetched. Errors are\n"
        "shown and the rest is counted; `--all` shows everything. `--json` prints `schema_version`, `counts` by severity and\n"
        "`findings`, each with `draft`, `rule`, `severity`, `label` (of the note, or null), `paragraph` (from 1, or null),\n"
        "`quoted`, `why` and `mend` (or null). It ends with 0 without errors, 1 with errors, 2 for a draft or settings that\n"
        'cannot be read. A rule is turned off in `footnotary.toml`: `[lint]`, `off = ["doubled-word"]`.\n\n'
        "Only what the document prints is judged: a finding says that the draft is at odds with itself, never with a source.\n"
    )
    rules = [
        f"## `{rule.name}`\n\n{rule.severity.capitalize()}. {rule.about}\n\n"
        f"Finds something:\n\n```markdown\n{rule.bad.strip()}\n```\n\n"
        f"Finds nothing:\n\n```markdown\n{rule.good.strip()}\n```\n"
        for rule in RULES
    ]
    return "\n".join([head, *rules])


def _settings_table(name: str, table: Any) -> str:
    """Return one table of footnotary.toml: what it is about, and its keys with their defaults."""
    about = (type(table).__doc__ or "").strip().replace("\n    ", "\n")
    rows = [f"| `{name}.{field.name}` | {_default(getattr(table, field.name))} |" for field in dataclasses.fields(table)]
    return "\n".join([f"## [{name}]\n\n{about}\n", "| key | default |", "|---|---|", *rows]) + "\n\n"


def _default(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return "empty" if value in ({}, ()) else f"{value:,}"


def between(text: str, name: str, table: str) -> str:
    """Return `text` with what stands between the markers of `name` replaced by `table`."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{table.strip()}\n{end}{tail}"


def formats_table() -> str:
    """Return the table of docs/reports.md: every format with its file."""
    rows = (
        f"| `{one.name}` | `{one.file_for('<briefing>')}` | {one.about} | {'yes' if one.name in DEFAULT else 'when named'} |"
        for one in FORMATS
    )
    return "\n".join(["| format | file | what it is for | written |", "|---|---|---|---|", *rows])


def documents() -> dict[Path, str]:
    """Return every document that is generated, wholly or in part, as it should be."""
    publishers, archives, reports = DOCS / "publishers.md", DOCS / "archives.md", DOCS / "reports.md"
    text = between(publishers.read_text(encoding="utf-8"), "publishers", publishers_table())
    return {
        DOCS / "commands.md": command_reference(),
        DOCS / "footnotary.1": manual(),
        DOCS / "settings.md": settings_reference(),
        DOCS / "lint.md": lint_reference(),
        publishers: between(text, "rungs", privacy_table(Settings())),
        reports: between(reports.read_text(encoding="utf-8"), "formats", formats_table()),
        archives: between(archives.read_text(encoding="utf-8"), "services", services_table()),
    }


def main() -> int:
    """Write, or check."""
    stale = []
    for path, wanted in documents().items():
        found = path.read_text(encoding="utf-8") if path.exists() else ""
        if "--check" in sys.argv and found != wanted:
            stale.append(path.name)
            print(
                "\n".join(
                    list(difflib.unified_diff(found.split("\n"), wanted.split("\n"), path.name, "should be", lineterm=""))[:20]
                )
            )
        elif found != wanted:
            path.write_text(wanted, encoding="utf-8")
    if stale:
        print(f"stale: {', '.join(stale)}: run make docs", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())

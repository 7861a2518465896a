"""The publishers that come with the tool, as a Markdown table for docs/publishers.md.

Enters: `Publishers`. Leaves: text between `BEGIN` and `END`; `make check` compares it with what the document holds.
"""

from __future__ import annotations

from citations.publisher import Host, Publisher, Publishers, default_publishers

BEGIN = "<!-- publishers:begin -->"
END = "<!-- publishers:end -->"


def publishers_table(publishers: Publishers | None = None) -> str:
    """Return the table: publisher with its id, names as cited, hosts with their years, addresses, clocks."""
    head = "| publisher | also cited as | hosts | address patterns | id clock |\n|---|---|---|---|---|\n"
    rows = [_row(publisher) for publisher in (default_publishers() if publishers is None else publishers)]
    return head + "\n".join(rows) + "\n"


def _row(publisher: Publisher) -> str:
    patterns = [f"`{item.address}`{_years(item.since, item.until)}{_doubt(item.to_confirm)}" for item in publisher.patterns]
    cells = (
        f"{publisher.name} (`{publisher.id}`)",
        ", ".join(publisher.aliases),
        "<br>".join(_host(host) for host in publisher.hosts),
        "<br>".join(patterns),
        ", ".join(clock.unit for clock in publisher.clocks),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _host(host: Host) -> str:
    closed = ", closed" if host.closed else ""
    return f"{host.host}{host.path}{_years(host.since, host.until)}{closed}{_doubt(host.to_confirm)}"


def _years(since: int | None, until: int | None) -> str:
    return f" {since or ''}–{until or ''}" if since or until else ""


def _doubt(to_confirm: bool) -> str:
    return " (to confirm)" if to_confirm else ""

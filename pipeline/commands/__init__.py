"""The commands, one file each: `footnotary NAME` is `command` in `pipeline/commands/NAME.py`, a group is a package.

A file that is put here is a command; there is no table of them. Modules here import nothing heavy on their first line,
because `--help` reads them all. An underscore at the end of a file's name is for words that Python keeps (`import_.py`).
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterable
from typing import Any

import click

from pipeline.saying import columns

NARROW = 60  # columns of a terminal that click's own help, never narrower than 50, does not fit well


class _Help(click.HelpFormatter):
    """The help, on a narrow terminal as wide as that and with a first column of a third of it."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        width = columns()
        if width is not None and width < NARROW:
            self.width = width - 1

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write pairs in two columns."""
        super().write_dl(rows, col_max if self.width >= NARROW - 2 else self.width // 3, col_spacing)


class _Context(click.Context):
    formatter_class = _Help


class Commands(click.Group):
    """A group whose commands are the modules of a package; each is imported when it is asked for."""

    context_class = _Context

    def __init__(self, *arguments: Any, package: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.package = package

    def _modules(self) -> dict[str, str]:
        place = importlib.import_module(self.package).__path__
        names = (module.name for module in pkgutil.iter_modules(place) if not module.name.startswith("_"))
        return {name.rstrip("_").replace("_", "-"): name for name in names}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names of the commands, sorted."""
        return sorted(self._modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return the command of a name, or None."""
        module = self._modules().get(cmd_name)
        if module is None:
            return None
        command = importlib.import_module(f"{self.package}.{module}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.package}.{module}.command is no command")
        command.context_class = _Context
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with; the error for one that is none names those spelt like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = self._within(ctx, args[0]) or difflib.get_close_matches(args[0], self.list_commands(ctx))
            if near:
                raise click.UsageError(f"{error.message} Did you mean {' or '.join(near)}?", ctx) from None
            raise

    def _within(self, ctx: click.Context, name: str) -> list[str]:
        """Return the commands called `name` in the groups of this one: "pack" is `sources pack`."""
        groups = ((group, self.get_command(ctx, group)) for group in self.list_commands(ctx))
        return [f"{group} {name}" for group, one in groups if isinstance(one, Commands) and name in one.list_commands(ctx)]

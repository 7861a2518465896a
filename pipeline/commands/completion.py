"""`footnotary completion`: the words of the command line, completed by the shell."""

from __future__ import annotations

import click

# Without compinit, which a new ~/.zshrc has not called, zsh has no compdef.
ZSH_HEAD = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }"
# How each shell is told; the script itself is click's.
SHELLS = {
    "bash": 'eval "$(footnotary completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(footnotary completion zsh)"    # in ~/.zshrc',
    "fish": "footnotary completion fish | source    # in ~/.config/fish/config.fish",
}


@click.command(epilog="\b\n" + "\n".join(SHELLS.values()))
@click.argument("shell", type=click.Choice(sorted(SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands and options; put it where the shell starts:"""
    from click.shell_completion import get_completion_class

    known = get_completion_class(shell)
    if known is None:
        raise click.UsageError(f"{shell} is not known to click: name one of {', '.join(sorted(SHELLS))}")
    # Of bash, `source` would ask which version it is, and fail where there is none.
    if shell == "zsh":
        click.echo(ZSH_HEAD)
    click.echo(known(ctx.find_root().command, {}, "footnotary", "_FOOTNOTARY_COMPLETE").source_template % _names())


def _names() -> dict[str, str]:
    return {"complete_func": "_footnotary_completion", "complete_var": "_FOOTNOTARY_COMPLETE", "prog_name": "footnotary"}

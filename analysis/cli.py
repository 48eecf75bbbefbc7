"""The command ``stancebook``, one subcommand a module in ``analysis.commands``.

A subcommand is imported only when it is run, and its heavy libraries only inside it:
``--help`` must answer at once, and a run with nothing to draw must not load pandas. Hence the
one-line help of each command stands here.
"""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "bundle": "Pack a chart with its data, words and citations into one zip.",
    "check": "Validate cases: every problem at once, one a line.",
    "cite": "Print how to cite a chart.",
    "collect": "Take a filled coding sheet into its case.",
    "compare": "Print how near each pair of actors stands.",
    "draft": "Draft a case from the tables of an article.",
    "figures": "Draw the charts that are stale.",
    "matrix": "Print a stance matrix, as CSV or as a table.",
    "new": "Make an empty case to fill in.",
    "notebooks": "Execute all notebooks in place.",
    "sheet": "Make a coding sheet for a coder.",
    "verify": "Say if a chart is ours and stands today.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"analysis.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Stance matrices and citable charts from the tables of a news analysis."""

"""Prints what a suite found, as a table."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bench.figures import HEADINGS, Finding

NUMBERS = ("value", "target")


def show(console: Console, finding: Finding) -> None:
    """One line per figure."""
    table = Table(title=finding.title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading in NUMBERS else "left")
    for figure in finding.figures:
        table.add_row(*figure.cells)
    console.print(table)
    console.print()

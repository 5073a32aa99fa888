"""Writes what a suite found into `docs/benchmarks.md`: one section per suite, between two markers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bench.figures import HEADINGS, Finding
from bench.measure import ROOT, ProgramFailedError

DOCUMENT = ROOT / "docs" / "benchmarks.md"
# Numbers are aligned to the right.
ALIGNMENT = ("---", "---:", "---", "---:", "---")


def _begin(suite: str) -> str:
    return f"<!-- results of {suite}, written by npm run bench -- --write -->"


def _end(suite: str) -> str:
    return f"<!-- end of {suite} -->"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def section(suite: str, finding: Finding, machine: str, day: dt.date) -> str:
    """The text between the markers of a suite."""
    table = [_line(HEADINGS), _line(ALIGNMENT), *(_line(figure.cells) for figure in finding.figures)]
    return "\n".join([f"### {suite}", "", f"{finding.title}. {day.isoformat()}, {machine}.", "", *table])


def write(document: Path, suite: str, finding: Finding, machine: str, day: dt.date) -> None:
    """Replaces the section of one suite; everything else in the document stays."""
    text = document.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_begin(suite))
    _, end, after = rest.partition(_end(suite))
    if not begin or not end:
        raise ProgramFailedError(f"{document} has no section for the suite {suite}: add its two markers.")
    body = section(suite, finding, machine, day)
    document.write_text(f"{before}{begin}\n\n{body}\n\n{end}{after}", encoding="utf-8")

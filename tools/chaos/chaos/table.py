"""The table of the runs."""

from __future__ import annotations

from collections.abc import Sequence

from chaos.cloud_state import STAGES
from chaos.run import RunReport

HEADINGS = ("run", "killed", "exit codes", "attempts", "seconds", "looks", "outcome")


def _attempts(report: RunReport) -> str:
    several = [f"{stage} {report.attempts[stage]}" for stage in STAGES if report.attempts.get(stage, 1) > 1]
    return ", ".join(several) or ("1 each" if report.attempts else "-")


def _cells(report: RunReport) -> tuple[str, ...]:
    return (
        report.run_id,
        "; ".join(kill.text() for kill in report.kills) or "none",
        " ".join("killed" if code < 0 else str(code) for code in report.exit_codes),
        _attempts(report),
        f"{report.seconds:.1f}",
        str(report.looks),
        "passed" if not report.wrong else "FAILED: " + "; ".join(report.wrong),
    )


def table_of(reports: Sequence[RunReport]) -> str:
    """The runs as a Markdown table."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *(_cells(report) for report in reports)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)

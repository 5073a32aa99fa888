"""A target that is missed is told, and fails the run."""

from __future__ import annotations

import io
import re

import pytest
from bench import __main__ as program
from bench.figures import Figure, Finding, Row, show
from rich.console import Console


@pytest.mark.parametrize(
    ("figure", "holds"),
    [
        (Figure("faster", 5.0, at_least=5), True),
        (Figure("faster", 4.9, at_least=5), False),
        (Figure("smaller", 1.2, at_most=1.2), True),
        (Figure("smaller", 1.21, at_most=1.2), False),
        (Figure("unknown", float("nan"), at_most=1), False),
    ],
)
def test_a_figure_is_held_against_its_target(figure: Figure, holds: bool) -> None:
    assert figure.holds is holds


def _finding(value: float) -> Finding:
    rows = [Row("ours", "1.00", "100", "1.00"), Row("peer", "2.00", "50", "2.00")]
    return Finding("A suite", "seconds", rows, [Figure("peer ÷ ours", value, at_least=5)])


def test_the_tables_have_every_program_and_say_no() -> None:
    shown = io.StringIO()
    show(Console(file=shown, width=110), _finding(2.0))
    text = shown.getvalue()
    for expected in ("A suite", "ours", "peer", "≥ 5", "NO"):
        assert expected in text


@pytest.mark.parametrize(("value", "exit_code"), [(5.0, 0), (2.0, 1)])
def test_a_missed_target_fails_the_run(monkeypatch: pytest.MonkeyPatch, value: float, exit_code: int) -> None:
    monkeypatch.setitem(program.SUITES, "features", lambda asked, folder: _finding(value))
    assert program.main(["features"]) == exit_code


@pytest.mark.parametrize("line", [["speed"], ["features", "--rows", "0"], ["--runs", "many"]])
def test_bad_arguments_are_told(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(line)
    assert ended.value.code == 2
    assert re.search("expected|invalid int value", capsys.readouterr().err)

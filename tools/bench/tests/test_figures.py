"""A missed target is shown, and fails the run."""

from __future__ import annotations

import io
import math
import re

import pytest
from bench import __main__ as program
from bench.figures import Figure, Finding
from bench.show import show
from rich.console import Console


@pytest.mark.parametrize(
    ("figure", "holds"),
    [
        (Figure("faster", 5.0, "×", at_least=5), True),
        (Figure("faster", 4.9, "×", at_least=5), False),
        (Figure("smaller", 1.2, "GiB", at_most=1.2), True),
        (Figure("smaller", 1.21, "GiB", at_most=1.2), False),
        (Figure("unknown", math.nan, "s", at_most=1), False),
        (Figure("without a target", 7.0, "s"), True),
    ],
)
def test_a_figure_is_compared_with_its_target(figure: Figure, holds: bool) -> None:
    assert figure.holds is holds


def _finding(value: float) -> Finding:
    return Finding(
        "A suite",
        [Figure("ours", 1.0, "s"), Figure("peer", 2.0, "s"), Figure("ratio", value, "×", at_least=5)],
    )


def test_the_table_has_every_figure_and_says_no() -> None:
    shown = io.StringIO()
    show(Console(file=shown, width=110), _finding(2.0))
    text = shown.getvalue()
    for expected in ("A suite", "ours", "peer", "ratio", "≥ 5", "NO"):
        assert expected in text


@pytest.mark.parametrize(("value", "exit_code"), [(5.0, 0), (2.0, 1)])
def test_a_missed_target_fails_the_run(monkeypatch: pytest.MonkeyPatch, value: float, exit_code: int) -> None:
    monkeypatch.setitem(program.SUITES, "features", lambda options, folder: _finding(value))
    assert program.main(["features"]) == exit_code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (4760.0, "4,760"),
        (1642.4, "1,642"),
        (419.79, "420"),
        (34.9, "34.9"),
        (2.484, "2.48"),
        (0.7619, "0.762"),
        (-3.14159, "-3.14"),
        (0.00001, "0.0000"),
        (math.nan, "nan"),
    ],
)
def test_a_value_is_shown_with_three_digits(value: float, text: str) -> None:
    assert Figure("any", value, "s").cells[1] == text


@pytest.mark.parametrize(
    "line",
    [["speed"], ["features", "--rows", "0"], ["--runs", "many"], ["--write", "--rows", "9"]],
)
def test_bad_arguments_are_refused(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(line)
    assert ended.value.code == 2
    assert re.search("expected|invalid int value", capsys.readouterr().err)

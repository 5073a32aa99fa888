"""`--write` puts the results of a suite into its section of the document, and leaves the rest as it is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from bench import __main__ as program
from bench import document
from bench.figures import Figure, Finding
from bench.measure import ProgramFailedError

DAY = dt.date(2026, 11, 28)
FINDING = Finding(
    "A title; median of 3",
    [Figure("ours", 2.484, "s"), Figure("peer ÷ ours", 1.62, "×", at_least=5)],
)
WRITTEN = """# Benchmarks

<!-- results of features, written by npm run bench -- --write -->

### features

A title; median of 3. 2026-11-28, a machine.

| figure | value | unit | target | holds |
| --- | ---: | --- | ---: | --- |
| ours | 2.48 | s |  |  |
| peer ÷ ours | 1.62 | × | ≥ 5 | NO |

<!-- end of features -->

<!-- results of load, written by npm run bench -- --write -->
old
<!-- end of load -->
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A document with two sections, both with old results."""
    path = tmp_path / "benchmarks.md"
    path.write_text(
        re.sub(r"### features.*?(?=<!-- end of features)", "old\n", WRITTEN, flags=re.DOTALL),
        encoding="utf-8",
    )
    return path


def test_a_section_is_replaced_and_nothing_else(file: Path) -> None:
    document.write(file, "features", FINDING, "a machine", DAY)
    assert file.read_text(encoding="utf-8") == WRITTEN


def test_writing_again_changes_nothing(file: Path) -> None:
    for _ in range(2):
        document.write(file, "features", FINDING, "a machine", DAY)
    assert file.read_text(encoding="utf-8") == WRITTEN


def test_a_document_without_the_section_is_refused_and_stays(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ProgramFailedError, match="no section for the suite huge"):
        document.write(file, "huge", FINDING, "a machine", DAY)
    assert file.read_bytes() == before


def test_the_command_writes_if_asked_to(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(program.SUITES, "features", lambda options, folder: FINDING)
    monkeypatch.setattr(program, "DOCUMENT", file)
    before = file.read_bytes()
    assert program.main(["features"]) == 1
    assert file.read_bytes() == before
    assert program.main(["features", "--write"]) == 1
    assert "| peer ÷ ours | 1.62 | × | ≥ 5 | NO |" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("suite", program.SUITES)
def test_the_document_has_a_section_for_every_suite(suite: str, tmp_path: Path) -> None:
    copy = tmp_path / "benchmarks.md"
    copy.write_bytes(document.DOCUMENT.read_bytes())
    document.write(copy, suite, FINDING, "a machine", DAY)
    assert "A title; median of 3. 2026-11-28, a machine." in copy.read_text(encoding="utf-8")

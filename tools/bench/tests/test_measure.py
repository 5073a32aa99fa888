"""The time and memory of a program are measured without those of the program that measures it."""

from __future__ import annotations

import sys

import pytest
from bench.measure import ProgramFailedError, measure

NEEDS_100_MIB = "held = bytearray(100 * 2**20); print(len(held))"


def test_memory_is_that_of_the_program_and_not_of_its_parent() -> None:
    held = bytearray(300 * 2**20)
    small = measure([sys.executable, "-S", "-c", "print(1)"], {})
    large = measure([sys.executable, "-S", "-c", NEEDS_100_MIB], {})
    assert len(held) > 0
    assert small.peak_mib < 60
    assert 100 < large.peak_mib < 160
    assert large.output == "104857600\n"


def test_a_failed_program_is_reported_with_its_output() -> None:
    with pytest.raises(ProgramFailedError, match=r"exited with 3:\nout of luck"):
        measure([sys.executable, "-c", "import sys; sys.stderr.write('out of luck'); sys.exit(3)"], {})

"""What the extracted files contain."""

from __future__ import annotations

import subprocess
import sys

import botocore
import extract_service_model as tool
from service_shapes import reachable


def test_every_shape_that_an_operation_is_made_of_is_there() -> None:
    for service in tool.IMPLEMENTED:
        document = tool.extract(service).document
        for operation in document["operations"].values():
            sides = [operation[side] for side in ("input", "output") if side in operation]
            for name in reachable(document["shapes"], [*sides, *operation["errors"]]):
                assert name in document["shapes"]


def test_no_operation_is_both_implemented_and_not() -> None:
    for service in tool.IMPLEMENTED:
        document = tool.extract(service).document
        assert not set(document["operations"]) & set(document["notImplemented"])
        assert set(document["operations"]) == set(tool.IMPLEMENTED[service])


def test_a_structure_with_two_meanings_has_two_names() -> None:
    shapes = tool.extract("sagemaker-featurestore-runtime").document["shapes"]
    assert shapes["RecordTtlDuration"]["required"] == ["Unit", "Value"]
    assert "required" not in tool.extract("sagemaker").document["shapes"]["TtlDuration"]


def test_the_committed_files_are_current() -> None:
    for path, text in tool.outputs().items():
        assert path.read_text("utf-8") == text


def test_the_check_of_current_files_says_nothing() -> None:
    done = subprocess.run(
        [sys.executable, tool.__file__, "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_file_names_its_source_and_licence() -> None:
    for text in tool.outputs().values():
        assert "Apache License, Version 2.0" in text
        assert botocore.__version__ in text

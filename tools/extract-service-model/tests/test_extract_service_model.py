"""What the extracted files contain."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load_tool() -> ModuleType:
    """Load the tool by its path, since its folder is no Python package."""
    path = Path(__file__).resolve().parents[1] / "extract_service_model.py"
    spec = importlib.util.spec_from_file_location("extract_service_model", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = load_tool()


def test_every_shape_that_an_operation_is_made_of_is_there() -> None:
    for service in tool.IMPLEMENTED:
        document = tool.extract(service).document
        for operation in document["operations"].values():
            sides = [operation[side] for side in ("input", "output") if side in operation]
            for name in tool.reachable(document["shapes"], [*sides, *operation["errors"]]):
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


def test_every_file_names_its_source_and_licence() -> None:
    for text in tool.outputs().values():
        assert "Apache License, Version 2.0" in text
        assert tool.botocore.__version__ in text

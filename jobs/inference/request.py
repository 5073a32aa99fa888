"""Requests to feature vectors: JSON objects by name, or CSV lines in the order of the contract."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from container.contract import Contract, Feature

from inference.faults import RequestFaultError, invalid, shown, unreadable

MOST_INSTANCES = 10_000
NUMBER = re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?")
Vectors = npt.NDArray[np.float32]
MEMBERS = ("contractVersion", "instances", "contributions")


@dataclass(frozen=True)
class Request:
    """One float32 row per instance, and whether the caller wants the contributions of the features."""

    vectors: Vectors
    contributions: bool = False


def _refuse_constant(text: str) -> Any:
    raise invalid("$", text, "a number that JSON has")


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise unreadable(f"an integer of {len(text)} digits", "numbers that float32 can hold") from error


def check_contract(named: Any, contract: Contract, field: str = "contractVersion") -> None:
    """Refuses a caller that names another contract version."""
    if named is None or named == contract.version:
        return
    raise RequestFaultError(
        400,
        "contract-version-mismatch",
        field,
        shown(named),
        f"contract version {contract.version}, which this model was trained under",
    )


def _bounded(value: float, feature: Feature, field: str) -> float:
    if not math.isfinite(value):
        raise invalid(field, str(value), "a finite number")
    if feature.minimum is not None and value < feature.minimum:
        raise invalid(field, value, f"at least {feature.minimum}")
    if feature.kind == "flag" and value not in (0, 1):
        raise invalid(field, value, "0 or 1")
    return value


def _number(value: Any, feature: Feature, field: str) -> float:
    if value is None:
        if not feature.nullable:
            raise invalid(field, None, f"a value: {feature.name} is never null")
        return math.nan
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or (feature.kind != "double" and isinstance(value, float) and not value.is_integer()):
        raise invalid(field, value, "a number" if feature.kind == "double" else "a whole number")
    if abs(value) > float(np.finfo(np.float32).max):
        raise invalid(field, value, "a number that float32 can hold")
    return _bounded(float(value), feature, field)


def _vector(instance: Any, contract: Contract, place: str) -> list[float]:
    if not isinstance(instance, dict):
        raise invalid(place, instance, "an object of features")
    unknown = sorted(set(instance) - set(contract.feature_names))
    if unknown:
        raise invalid(
            f"{place}.{unknown[0]}", instance[unknown[0]], f"one of {', '.join(contract.feature_names)}"
        )
    for feature in contract.features:
        if feature.name not in instance and not feature.nullable:
            raise invalid(f"{place}.{feature.name}", None, f"a value: {feature.name} is never null")
    return [_number(instance.get(one.name), one, f"{place}.{one.name}") for one in contract.features]


def _matrix(rows: list[list[float]]) -> Vectors:
    return np.array(rows, dtype=np.float32)


def _checked_count(count: int) -> None:
    if not 1 <= count <= MOST_INSTANCES:
        raise invalid("instances", count, f"from 1 to {MOST_INSTANCES} instances")


def _json(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=_refuse_constant, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise unreadable(str(error), "a JSON object") from error
    except UnicodeDecodeError as error:
        raise unreadable(
            f"not {error.encoding} from byte {error.start} on", "a JSON object in UTF-8"
        ) from error


def _members(request: Any) -> dict[str, Any]:
    if not isinstance(request, dict):
        raise invalid("$", request, "an object with instances")
    unknown = sorted(set(request) - set(MEMBERS))
    if unknown:
        raise invalid(unknown[0], request[unknown[0]], f"one of {', '.join(MEMBERS)}")
    return request


def _request(json_value: Any, contract: Contract) -> Request:
    request = _members(json_value)
    check_contract(request.get("contractVersion"), contract)
    contributions = request.get("contributions", False)
    if not isinstance(contributions, bool):
        raise invalid("contributions", contributions, "true or false")
    instances = request.get("instances")
    if not isinstance(instances, list):
        raise invalid("instances", instances, "a list of objects of features")
    _checked_count(len(instances))
    rows = [_vector(one, contract, f"instances[{at}]") for at, one in enumerate(instances)]
    return Request(_matrix(rows), contributions)


def read_json(body: bytes, contract: Contract) -> Request:
    """`{"contractVersion"?, "instances": [{feature: value}], "contributions"?}` to one row per instance."""
    try:
        return _request(_json(body), contract)
    except RecursionError as error:
        # What can just be read may still be too deep to be shown to the caller.
        raise unreadable("JSON that is nested too deeply", "an object with instances") from error


def _parsed(text: str, field: str) -> float | None:
    if text == "":
        return None
    if NUMBER.fullmatch(text) is None:
        raise invalid(field, text, "a number")
    return float(text)


def _lines(body: bytes) -> list[list[str]]:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unreadable(f"not UTF-8 from byte {error.start} on", "CSV in UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [line for line in reader if line]
    except csv.Error as error:
        raise unreadable(f"not CSV at line {reader.line_num}", "CSV in UTF-8") from error


def read_csv(body: bytes, contract: Contract) -> Request:
    """Lines without a header, values in the order of the contract, empty for null; no contributions."""
    lines = _lines(body)
    _checked_count(len(lines))
    rows = []
    for at, line in enumerate(lines):
        if len(line) != len(contract.features):
            raise invalid(f"instances[{at}]", len(line), f"{len(contract.features)} values")
        pairs = [
            (text, one, f"instances[{at}].{one.name}")
            for text, one in zip(line, contract.features, strict=True)
        ]
        rows.append([_number(_parsed(text, field), one, field) for text, one, field in pairs])
    return Request(_matrix(rows))

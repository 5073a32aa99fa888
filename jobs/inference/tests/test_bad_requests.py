"""Requests that are wrong in every way: the response says where and why, and the log holds none of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inference.tests.served import GOOD, Server, change, model_of_width, served


def without(name: str) -> dict[str, Any]:
    return {"instances": [{key: value for key, value in GOOD.items() if key != name}]}


BAD: dict[str, tuple[Any, str]] = {
    "a number as text": (change(age="32"), "instances[1].age"),
    "a boolean": (change(flag_own_car=True), "instances[1].flag_own_car"),
    "a fraction for an integer": (change(age=32.5), "instances[1].age"),
    "a negative count": (change(nb_previous_loans=-1), "instances[1].nb_previous_loans"),
    "a flag of two": (change(flag_own_car=2), "instances[1].flag_own_car"),
    "null where there is never one": (change(age=None), "instances[1].age"),
    "more than float32 holds": (
        change(avg_amount_loans_previous=1e300),
        "instances[1].avg_amount_loans_previous",
    ),
    "an unknown feature": (change(income=1), "instances[1].income"),
    "a feature that is missing": (without("age"), "instances[0].age"),
    "an instance that is not an object": ({"instances": [[1, 2, 3, 4, 5]]}, "instances[0]"),
    "no instances": ({"instances": []}, "instances"),
    "too many instances": ({"instances": [GOOD] * 10_001}, "instances"),
    "instances that are not a list": ({"instances": GOOD}, "instances"),
    "an unknown member": ({"instances": [GOOD], "model": "x"}, "model"),
    "a list": ([GOOD], "$"),
    "contributions as text": ({"instances": [GOOD], "contributions": "true"}, "contributions"),
    "contributions as a number": ({"instances": [GOOD], "contributions": 1}, "contributions"),
    "contributions as null": ({"instances": [GOOD], "contributions": None}, "contributions"),
    "contributions in an instance": (change(contributions=True), "instances[1].contributions"),
    "too many instances with contributions": (
        {"instances": [GOOD] * 1001, "contributions": True},
        "instances",
    ),
    "an integer larger than any float": (change(nb_previous_loans=10**400), "instances[1].nb_previous_loans"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_a_400_that_names_the_field(what: str, server: Server) -> None:
    request, field = BAD[what]
    answer = server.invoke_json(request)
    assert answer.status == 400
    assert answer.json["error"]["field"] == field
    assert answer.json["error"]["expected"]


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "line 1 column 1"),
    "a comma too many": (b'{"instances": [{"age": 32,]}', "line 1 column 27"),
    "bytes that are not text": (b'{"\xff": 1}', "not utf-8 from byte 2 on"),
    "not a number": (b'{"instances": [NaN]}', "NaN"),
    "an infinite number": (b'{"instances": [Infinity]}', "Infinity"),
    "a deep nest": (b"[" * 100_000, "nested too deeply"),
    "5000 digits": (b'{"instances": [' + b"7" * 5000 + b"]}", "an integer of 5000 digits"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_body_that_is_not_json_is_a_400_that_says_where_and_why(what: str, server: Server) -> None:
    body, value = UNREADABLE[what]
    answer = server.invoke(body, Content_Type="application/json")
    assert answer.status == 400
    assert answer.json["error"]["field"] == "$"
    assert value in answer.json["error"]["value"]


def test_json_of_any_depth_is_a_400(server: Server) -> None:
    for depth in range(900, 1010):
        nest = b"[" * depth + b"]" * depth
        assert server.invoke(nest, Content_Type="application/json").status == 400


def test_a_text_that_utf_8_cannot_hold_is_reported_in_ascii(server: Server) -> None:
    answer = server.invoke(b'{"\\ud800": "\\udfff", "instances": []}', Content_Type="application/json")
    assert answer.status == 400
    assert answer.json["error"]["field"] == "\ud800"
    assert answer.body.isascii()


BAD_CSV = {
    "a value too few": ("3,104.8,32,", "instances[0]"),
    "a value too many": ("3,104.8,32,,1,7", "instances[0]"),
    "a word": ("3,x,32,,1", "instances[0].avg_amount_loans_previous"),
    "what is not a number": ("3,nan,32,,1", "instances[0].avg_amount_loans_previous"),
    "no line": ("", "instances"),
    "a fraction for an integer": ("3.5,1,2,3,1", "instances[0].nb_previous_loans"),
    "a number with an underscore": ("1_0,1,2,3,1", "instances[0].nb_previous_loans"),
    "Arabic digits": ("\u0661\u0662,1,2,3,1", "instances[0].nb_previous_loans"),
    "a blank before a number": ("1,1,2, 3,1", "instances[0].years_on_the_job"),
    "a line end after a number": ('1,1,2,3,"1\n"', "instances[0].flag_own_car"),
    "5000 digits": ("9" * 5000 + ",1,2,3,1", "instances[0].nb_previous_loans"),
    "a quotation mark that stays open": ('1,1,2,3,"1', "$"),
}


@pytest.mark.parametrize("what", BAD_CSV)
def test_bad_csv_is_a_400_that_names_the_field(what: str, server: Server) -> None:
    line, field = BAD_CSV[what]
    answer = server.invoke(line.encode(), Content_Type="text/csv")
    assert answer.status == 400
    assert answer.json["error"]["field"] == field


MARK = "marked-value"
ANY_TEXT = st.text(st.characters(), max_size=8) | st.just(MARK)
NAMES = st.sampled_from([*GOOD, "instances", "contractVersion", "contributions", MARK]) | ANY_TEXT
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, -(10**4000), 1e300])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
ANY_BYTES = st.binary(max_size=60) | ANY_TEXT.map(lambda text: text.encode("utf-16", "surrogatepass"))
ANY_CELL = ANY_TEXT | NUMBERS.map(repr) | st.sampled_from(["", '"', "\n", "1" * 5000])
ANY_CSV = st.lists(st.lists(ANY_CELL, min_size=4, max_size=6).map(",".join), max_size=3).map("\n".join)


def assert_reported_to_the_caller_alone(server: Server, body: bytes, content_type: str) -> None:
    answer = server.invoke(body, Content_Type=content_type)
    assert answer.status in (200, 400, 406, 413, 415)
    assert answer.json
    assert MARK not in server.log.read_text()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_JSON)
def test_invariant_6_no_json_makes_the_server_fail_or_is_in_its_log(server: Server, anything: Any) -> None:
    for request in (
        anything,
        {"instances": anything},
        {"instances": [anything]},
        {**change(age=40), "contributions": anything},
        change(age=anything),
    ):
        assert_reported_to_the_caller_alone(server, json.dumps(request).encode(), "application/json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ANY_BYTES | ANY_CSV.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(["application/json", "text/csv", "image/png"]),
)
def test_invariant_6_no_bytes_make_the_server_fail_or_are_in_its_log(
    server: Server, body: bytes, content_type: str
) -> None:
    for sent in (body, body + MARK.encode()):
        assert_reported_to_the_caller_alone(server, sent, content_type)


def test_an_unexpected_error_is_a_500_without_its_text_and_logged_by_its_place(
    base: Path, tmp_path: Path
) -> None:
    # A model with a background would already fail when it is loaded, since it predicts the background first.
    described = json.loads((base / "model" / "model.json").read_text())
    del described["background"]
    model = tmp_path / "model"
    model.mkdir()
    (model / "model.json").write_text(json.dumps(described))
    (model / "model.onnx").write_bytes(model_of_width(3))
    with served(tmp_path, tmp_path / "serving.log") as running:
        answer = running.invoke_json({"instances": [GOOD]})
    assert (answer.status, answer.json) == (500, {"error": {"code": "internal-error"}})
    [logged] = [line for line in running.log.read_text().splitlines() if "request-failed" in line]
    entry = json.loads(logged)
    assert set(entry) == {"time", "event", "type", "at"}
    assert any(place.startswith("inference.py:") for place in entry["at"])
    assert "Traceback" not in running.log.read_text()

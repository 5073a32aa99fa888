"""Files that are CSV in unusual ways, and files that are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from feature_engineering.tests.run_job import Outcome, run_here, run_job

HEADER = "loan_id,id,flag_own_car,status,birthday,job_start_date,loan_date,loan_amount"
ROW = "1,10,Y,0,1980-05-05,2010-01-01,2019-01-01,100"
OTHER = "2,10,Y,1,1980-05-05,2010-01-01,2019-01-02,200"
NAMES = HEADER.split(",")


def loans(*lines: str, end: str = "\n") -> bytes:
    return (end.join([HEADER, *lines]) + end).encode()


def ids(outcome: Outcome) -> list[int]:
    assert outcome.exit_code == 0, outcome.log
    return [int(one) for one in outcome.table("features")["loan_id"]]


UNUSUAL = {
    "a byte order mark": b"\xef\xbb\xbf" + loans(ROW, OTHER),
    "Windows line ends": loans(ROW, OTHER, end="\r\n"),
    "no line end at the end": loans(ROW, OTHER)[:-1],
    "blank lines": loans("", ROW, "", OTHER, "", ""),
    "quoted fields": loans(ROW, ",".join(f'"{cell}"' for cell in OTHER.split(","))),
    "columns in another order": "\n".join(
        ",".join(reversed(line.split(","))) for line in (HEADER, ROW, OTHER)
    ).encode(),
    "columns that are not needed": "\n".join(
        [f"x,{HEADER},x,note", f"1,{ROW},2,", f'1,{OTHER},2,"a, ""b""\nc"']
    ).encode(),
}


@pytest.mark.parametrize("what", UNUSUAL)
def test_it_reads_a_file_with(what: str, tmp_path: Path) -> None:
    assert ids(run_here(tmp_path, {"loans.csv": UNUSUAL[what]})) == [1, 2]


def test_several_files_are_one_data_set_and_quarantine_names_the_file(tmp_path: Path) -> None:
    outcome = run_job(tmp_path, {"b.csv": loans(OTHER), "a.csv": loans(ROW, ROW.replace("1,", "x,", 1))})
    assert ids(outcome) == [1, 2]
    assert outcome.table("quarantine")[["file", "ordinal", "value"]].values.tolist() == [["a.csv", 1, "x"]]


BAD_ROWS = {
    "one field too many": (f"{OTHER},x", "", "9"),
    "one field too few": (OTHER.rsplit(",", 1)[0], "", "7"),
    "a date with a line break": (OTHER.replace("2019-01-02", '"2019-01-02\n"'), "loan_date", "2019-01-02\n"),
    "an impossible date": (OTHER.replace("2019-01-02", "2019-02-29"), "loan_date", "2019-02-29"),
    "a birthday after the loan": (OTHER.replace("1980-05-05", "2019-01-03"), "birthday", "2019-01-03"),
    "a negative amount": (OTHER.replace(",200", ",-1"), "loan_amount", "-1"),
    "an amount that is not finite": (OTHER.replace(",200", ",inf"), "loan_amount", "inf"),
    "bytes that are not UTF-8": (OTHER.replace(",Y,", ",\udcff,"), "flag_own_car", "\ufffd"),
    "no client": (OTHER.replace(",10,", ",,"), "id", ""),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_it_quarantines_a_row_with(what: str, tmp_path: Path) -> None:
    line, column, value = BAD_ROWS[what]
    content = "\n".join([HEADER, ROW, line, OTHER.replace("2,", "3,", 1)]).encode(errors="surrogateescape")
    outcome = run_here(tmp_path, {"loans.csv": content})
    assert ids(outcome) == [1, 3]
    [[at, named, shown]] = (
        outcome.table("quarantine")[["ordinal", "column", "value"]].fillna("").values.tolist()
    )
    assert (at, named, shown) == (1, column, value)


def test_every_row_of_a_repeated_loan_is_quarantined(tmp_path: Path) -> None:
    outcome = run_here(tmp_path, {"loans.csv": loans(ROW, OTHER, ROW.replace("1,", "01,", 1))})
    assert ids(outcome) == [2]
    assert outcome.table("quarantine")["ordinal"].tolist() == [0, 2]


FAILURES = {
    "is empty": b"",
    "is blank": b"\n \n",
    "has a header alone": loans(),
    "is binary": bytes(range(256)) * 8,
    "is some other text": b"Dear all,\nplease find the loans attached.\n",
    "misses two columns": "\n".join([",".join(NAMES[:-2]), "1,10,Y,0,1980-05-05,2010-01-01"]).encode(),
    "has a column twice": "\n".join([f"{HEADER},id", f"{ROW},10"]).encode(),
    "never closes a quotation mark": loans(ROW, '2,10,Y,1,"1980-05-05', "x" * 200_000),
    "has no good row": loans(*[ROW.replace("1,", "x,", 1)] * 2, ROW.replace(",Y,", ",?,"), f"{ROW},x"),
}
REASONS = {
    "is empty": "empty",
    "is blank": "empty",
    "has a header alone": "empty but for its header",
    "is binary": "is not a CSV file: it contains binary data",
    "is some other text": "names none of",
    "misses two columns": "lacks the columns loan_date, loan_amount",
    "has a column twice": "columns id more than once",
    "never closes a quotation mark": "line 3",
    "has no good row": "All 4 rows are bad: expected 1 to 15 digits (2), expected Y or N (1), "
    "wrong number of fields (1). Is this a file of loans?",
}


@pytest.mark.parametrize("what", FAILURES)
def test_the_job_fails_clearly_and_leaves_no_output_for_a_file_that(what: str, tmp_path: Path) -> None:
    outcome = run_here(tmp_path, {"loans.csv": FAILURES[what]})
    assert outcome.exit_code == 1
    assert REASONS[what] in outcome.message
    assert outcome.outputs == []
    assert "Traceback" not in outcome.log


# DuckDB reads 32 MB at once: the mark is in the last of two such blocks.
MORE_THAN_A_BLOCK = 700_000


@pytest.mark.parametrize(
    ("rows", "rows_after", "end"), [(10, 0, ""), (10, 0, "\n"), (10, 9, "\n"), (MORE_THAN_A_BLOCK, 40, "\n")]
)
def test_invariant_1_no_row_vanishes_behind_a_quotation_mark_that_stays_open(
    rows: int, rows_after: int, end: str, tmp_path: Path
) -> None:
    lines = [ROW.replace("1,", f"{number},", 1) for number in range(rows)]
    broken = rows - 1 - rows_after
    lines[broken] = lines[broken].replace("1980-05-05", '"1980-05-05')
    outcome = run_here(tmp_path, {"loans.csv": "\n".join([HEADER, *lines]).encode() + end.encode()})
    assert outcome.exit_code == 1
    # The header is line 1.
    assert f"loans.csv, line {broken + 2}: a quotation mark opens here" in outcome.message
    assert outcome.outputs == []


def test_the_job_fails_clearly_without_any_input(tmp_path: Path) -> None:
    outcome = run_job(tmp_path, {})
    assert outcome.exit_code == 1
    assert outcome.message.startswith("No input")
    assert "Traceback" not in outcome.log


WRONG_ARGUMENTS = {
    "2020-02-30": ("--as-of", "2020-02-30"),
    "yesterday": ("--as-of", "yesterday"),
    "pandas": ("--engine", "pandas"),
    "--asof": ("--asof", "loan_date"),
    "--as-of": ("--as-of",),
}


@pytest.mark.parametrize("named", WRONG_ARGUMENTS)
def test_wrong_arguments_are_named(named: str, tmp_path: Path) -> None:
    outcome = run_here(tmp_path, {"loans.csv": loans(ROW)}, *WRONG_ARGUMENTS[named])
    assert outcome.exit_code == 1
    assert named in outcome.message


def test_spark_without_its_extra_says_how_to_get_it(tmp_path: Path) -> None:
    outcome = run_here(tmp_path, {"loans.csv": loans(ROW)}, "--engine", "spark")
    assert outcome.exit_code == 1
    assert "requirements-spark.txt" in outcome.message


def test_a_job_of_two_hosts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "resourceconfig.json").write_text(
        '{"current_host": "algo-1", "hosts": ["algo-1", "algo-2"]}'
    )
    outcome = run_here(tmp_path, {"loans.csv": loans(ROW)})
    assert outcome.exit_code == 1
    assert "instanceCount" in outcome.message


def test_the_same_loans_give_the_same_bytes_whatever_their_order(tmp_path: Path) -> None:
    lines = [
        f"{n},{n % 7},Y,0,1980-05-05,2010-01-01,2019-01-{n % 28 + 1:02},{100 + n / 7!r}"
        for n in range(1, 400)
    ]
    made = []
    for name, order in (("forward", lines), ("backward", lines[::-1])):
        outcome = run_here(tmp_path / name, {"loans.csv": loans(*order)})
        assert outcome.exit_code == 0
        [file] = (tmp_path / name / "processing" / "output" / "features").iterdir()
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_invariant_6_no_id_and_no_value_is_in_the_log(tmp_path: Path) -> None:
    marked = ROW.replace(",10,", ",987654321,").replace(",100", ",123456.789")
    bad = OTHER.replace(",10,", ",987654322,").replace(",200", ",marked-amount")
    outcome = run_job(tmp_path, {"loans.csv": loans(marked, bad)})
    assert outcome.exit_code == 0
    for secret in ("987654321", "987654322", "123456", "marked-amount", "1980-05-05"):
        assert secret not in outcome.log


def test_an_empty_field_means_the_same_in_a_file_with_malformed_rows(tmp_path: Path) -> None:
    jobless, twin = "3,11,N,0,1990-01-01,,2019-01-01,5", "4,12,N,0,1990-01-01,,2019-01-01,5"
    files: dict[str, bytes | Path] = {
        "a.csv": loans(jobless, ROW),
        "b.csv": loans(twin, f"{OTHER},malformed"),
    }
    outcome = run_here(tmp_path, files)
    persons = outcome.table("persons").set_index("client_id")["person"]
    assert persons[12] == persons[11] == 11

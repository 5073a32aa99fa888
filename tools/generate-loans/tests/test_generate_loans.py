"""The generator as a program: what it makes looks like the public file, oddities included."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from generate_loans.randomness import Permutation
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from testing.oracle import oracle

TOOL = Path(__file__).resolve().parents[1]
ROWS = 200_000
FEATURES = ["nb_previous_loans", "avg_amount_loans_previous", "age", "years_on_the_job", "flag_own_car"]


def run(*options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generate_loans", *options],
        env={**os.environ, "PYTHONPATH": str(TOOL)},
        capture_output=True,
        check=False,
    )


def made(folder: Path, *options: str) -> Path:
    target = folder / f"loans{'-'.join(options)}.csv"
    done = run("--out", str(target), *options)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def loans(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return pd.read_csv(made(tmp_path_factory.mktemp("loans"), "--rows", str(ROWS), "--seed", "7"))


def test_it_has_the_24_columns_of_the_file_in_circulation(loans: pd.DataFrame) -> None:
    assert len(loans) == ROWS
    assert list(loans.columns[:5]) == ["loan_id", "id", "code_gender", "flag_own_car", "flag_own_realty"]
    assert list(loans.columns[-4:]) == ["birthday", "job_start_date", "loan_date", "loan_amount"]
    assert len(loans.columns) == 24


def test_its_marginals_are_those_of_the_profile(loans: pd.DataFrame) -> None:
    per_client = loans.groupby("id").size()
    assert loans["status"].mean() == pytest.approx(0.01488, rel=0.1)
    assert per_client.mean() == pytest.approx(21.3, rel=0.03)
    assert list(per_client.quantile([0.25, 0.5, 0.75])) == pytest.approx([9, 18, 31], abs=1.5)
    assert per_client.max() == 61
    assert loans["loan_amount"].median() == pytest.approx(118.24, rel=0.01)
    assert loans["loan_amount"].mean() == pytest.approx(129.53, rel=0.01)
    assert loans["loan_amount"].min() >= 100
    assert loans["occupation_type"].isna().mean() == pytest.approx(0.309, abs=0.02)
    assert (loans["code_gender"] == "M").mean() == pytest.approx(0.333, abs=0.03)
    assert loans.groupby("id")["status"].sum().gt(0).mean() == pytest.approx(0.118, abs=0.02)


def test_it_has_every_oddity(loans: pd.DataFrame) -> None:
    days = loans["loan_date"]
    assert days.is_monotonic_increasing
    assert (days.iloc[0], days.iloc[-1]) == ("2019-01-01", "2020-12-30")
    assert loans["loan_id"].is_unique
    assert not loans["loan_id"].is_monotonic_increasing
    assert loans.duplicated(["id", "loan_date"]).mean() == pytest.approx(0.02, abs=0.01)
    pensioners = loans["job_start_date"] == "3021-09-18"
    assert pensioners.mean() == pytest.approx(0.165, abs=0.03)
    assert (loans["name_income_type"] == "Pensioner").equals(pensioners)
    assert (~pensioners & (loans["job_start_date"] > days)).mean() == pytest.approx(0.123, abs=0.05)
    assert set(loans["flag_mobil"]) == {1}
    assert loans["cnt_fam_members"].dtype == np.float64


def test_one_person_stands_behind_several_clients(loans: pd.DataFrame) -> None:
    profiles = loans[["birthday", "job_start_date", "flag_own_car"]].drop_duplicates()
    assert loans["id"].nunique() / len(profiles) == pytest.approx(36_457 / 9_493, rel=0.1)
    assert loans.groupby("id")["birthday"].nunique().max() == 1


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one, two = (
        run("--rows", "3000", "--seed", "5", "--bad-rows", "0.1", "--out", "-").stdout for _ in range(2)
    )
    assert one == two
    assert one != run("--rows", "3000", "--seed", "6", "--bad-rows", "0.1", "--out", "-").stdout


def auc_on_other_persons(csv: Path) -> float:
    features, _ = oracle(csv, "loan_date")
    vectors = features[FEATURES].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    vectors = np.where(np.isnan(vectors), np.nanmedian(vectors, axis=0), vectors)
    labels = features["status"].to_numpy(dtype=int)
    # The clients behind whom one person stands have numbers in a row.
    others = (features["client_id"] > features["client_id"].median()).to_numpy()
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(vectors[~others], labels[~others])
    return float(roc_auc_score(labels[others], model.predict_proba(vectors[others])[:, 1]))


def test_signal_decides_whether_the_features_tell_anything(tmp_path: Path) -> None:
    without = auc_on_other_persons(made(tmp_path, "--rows", "40000", "--signal", "0"))
    planted = auc_on_other_persons(made(tmp_path, "--rows", "40000", "--signal", "1"))
    assert without < 0.6
    assert 0.68 < planted < 0.85


def test_a_signal_keeps_the_base_rate(tmp_path: Path) -> None:
    loans = pd.read_csv(made(tmp_path, "--rows", "200000", "--signal", "1"), usecols=["status"])
    assert loans["status"].mean() == pytest.approx(0.01488, rel=0.15)


def test_a_signal_keeps_the_base_rate_over_time(tmp_path: Path) -> None:
    loans = pd.read_csv(made(tmp_path, "--rows", str(ROWS), "--signal", "1"))
    quarter = np.arange(len(loans)) * 4 // len(loans)
    rates = loans["status"].groupby(quarter).mean()
    assert list(rates) == pytest.approx([rates.mean()] * 4, rel=0.25)


def test_bad_rows_are_as_many_as_asked_for_and_of_many_kinds(tmp_path: Path) -> None:
    features, bad = oracle(made(tmp_path, "--rows", "20000", "--bad-rows", "0.05"), "loan_date")
    assert len(features) + len(bad) == 20_000
    assert len(bad) / 20_000 == pytest.approx(0.05, rel=0.15)
    assert set(bad["column"]) == {
        "",
        "loan_id",
        "id",
        "loan_date",
        "loan_amount",
        "birthday",
        "flag_own_car",
        "status",
    }


def test_the_newest_loans_have_no_outcome(tmp_path: Path) -> None:
    loans = pd.read_csv(made(tmp_path, "--rows", "1000", "--no-outcome", "0.1"))
    assert loans["status"].isna().sum() == 100
    assert loans["status"][:900].notna().all()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--rows", "0"),
        ("--rows", "many"),
        ("--signal", "-1"),
        ("--bad-rows", "2"),
        ("--seed", "x"),
        ("--no-outcome", "nan"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_is_written(option: str, value: str, tmp_path: Path) -> None:
    options = {"--rows": "10", "--out": str(tmp_path / "loans.csv"), option: value}
    done = run(*(text for pair in options.items() for text in pair))
    assert done.returncode == 2
    assert option.encode() in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("--rows", "10", "--out", str(tmp_path / "nowhere" / "loans.csv"))
    assert done.returncode == 1
    assert b"nowhere" in done.stderr


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "loans.csv"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as readers:
        # Opened both ways, a pipe does not block: a generator that leaves it alone fails the test at once.
        held = os.open(pipe, os.O_RDWR)
        received = readers.submit(pipe.read_bytes)
        done = run("--rows", "5000", "--out", str(pipe))
        os.close(held)
    assert done.returncode == 0, done.stderr
    assert received.result() == run("--rows", "5000", "--out", "-").stdout
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_a_link_to_what_was_written(is_there: bool, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "loans.csv", tmp_path / "link.csv"
    if is_there:
        target.write_text("before")
    link.symlink_to(Path("elsewhere") / "loans.csv")
    assert run("--rows", "10", "--out", str(link)).returncode == 0
    assert link.readlink() == Path("elsewhere") / "loans.csv"
    assert len(target.read_text().splitlines()) == 11


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    link = tmp_path / "loans.csv"
    link.symlink_to(link)
    done = run("--rows", "10", "--out", str(link))
    assert done.returncode == 1
    assert b"loans.csv could not be written" in done.stderr
    assert link.is_symlink()


def peak_mib(rows: int) -> float:
    program = [sys.executable, "-m", "generate_loans", "--rows", str(rows), "--out", "-"]
    environment = {**os.environ, "PYTHONPATH": str(TOOL)}
    with subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / 1024


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Ten times the loans take little more: what grows is a few numbers per client, none per loan."""
    assert peak_mib(3_000_000) < 1.5 * peak_mib(300_000)


@given(st.integers(1, 3000), st.integers(0, 2**32 - 1))
def test_a_permutation_takes_every_number_once(count: int, seed: int) -> None:
    assert sorted(Permutation(seed, "slots", count)(np.arange(count))) == list(range(count))

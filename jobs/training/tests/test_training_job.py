"""The job as SageMaker runs it: the model, its metrics, its failures."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import onnxruntime
import pyarrow as pa
import pytest
from container.contract import load_contract
from container.failure import run_job
from container.paths import failure_file
from testing.made_loans import made_loans, vectors
from testing.training_job import Outcome, put, put_hyperparameters, train, train_on
from training.dataset import read_dataset
from training.job import run
from training.split import split

LOANS = made_loans(12_000)
QUICK = {"n_estimators": "20"}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    outcome = train_on("training", tmp_path_factory.mktemp("trained"), LOANS, QUICK)
    assert outcome.exit_code == 0, outcome.log
    return outcome


Train = Callable[[Path, tuple[pa.Table, pa.Table] | None, Mapping[str, str]], Outcome]


@pytest.fixture
def train_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Train:
    """The job in this process: a new one spends most of its time on imports."""

    def train_in_process(
        base: Path, tables: tuple[pa.Table, pa.Table] | None, hyperparameters: Mapping[str, str]
    ) -> Outcome:
        if tables is not None:
            put(base, "features", tables[0])
            put(base, "persons", tables[1])
        put_hyperparameters(base, hyperparameters)
        monkeypatch.setenv("SAGEMAKER_BASE_DIR", str(base))
        return Outcome(run_job(run, failure_file), capsys.readouterr().err, base)

    return train_in_process


def scores(outcome: Outcome, table: pa.Table) -> np.ndarray:
    session = onnxruntime.InferenceSession(outcome.onnx)
    answered: np.ndarray = session.run(["probabilities"], {"features": vectors(table)})[0][:, 1]
    return answered


def test_the_model_travels_with_its_version_contract_and_threshold(trained: Outcome) -> None:
    described = trained.described
    assert described["modelVersion"] == hashlib.sha256(trained.onnx).hexdigest()
    assert described["modelVersion"] == trained.metrics["modelSha256"]
    assert described["contractVersion"] == trained.metrics["contractVersion"]
    assert described["features"][0] == "nb_previous_loans"
    assert 0 < described["threshold"] < 1


def test_the_same_data_and_seed_give_the_same_model_also_in_parts(
    trained: Outcome, tmp_path: Path, train_here: Train
) -> None:
    again = train_on("training", tmp_path / "parts", LOANS, QUICK, parts=5)
    other = train_here(tmp_path / "seed", LOANS, {**QUICK, "seed": "124"})
    assert again.onnx == trained.onnx
    assert again.background == trained.background
    assert again.described == trained.described
    assert again.metrics == trained.metrics
    assert other.onnx != trained.onnx
    assert other.background != trained.background


def test_the_background_travels_with_the_model_and_holds_only_loans_that_it_learned_from(
    trained: Outcome,
) -> None:
    described = trained.described["background"]
    background = np.load(io.BytesIO(trained.background))
    assert described == {"rows": 100, "sha256": hashlib.sha256(trained.background).hexdigest()}
    assert (background.shape, background.dtype) == ((100, 5), np.float32)
    channels = trained.base / "input" / "data"
    data = read_dataset(channels / "features", channels / "persons", load_contract())
    parts = split(data, "person-and-time", 0.25, 123)
    seen = {row.tobytes() for row in parts.train.features}
    assert all(row.tobytes() in seen for row in background)
    # Nearly half of all loans are in neither the training part nor the background.
    assert sum(row.tobytes() not in seen for row in data.features) > 0.3 * len(data)


def test_metrics_stand_beside_a_baseline_and_are_what_they_are_called(trained: Outcome) -> None:
    metrics = trained.metrics
    assert metrics["gini"] == pytest.approx(2 * metrics["auc"] - 1)
    assert metrics["auc"] > metrics["baseline"]["auc"] == 0.5
    assert 0 < metrics["ks"] <= 1
    assert metrics["brier"] < metrics["baseline"]["brier"] * 1.05
    assert metrics["split"]["testRows"] == sum(one["rows"] for one in metrics["calibration"])
    assert [one["name"] for one in metrics["otherBaselines"]] == ["logistic-regression"]


def test_no_metric_is_nan_where_it_is_not_defined(tmp_path: Path, train_here: Train) -> None:
    features, persons = made_loans(3000, default_rate=0.02)
    late = np.array(features["loan_date"].cast(pa.int32())) > 17_897 + 500
    status = np.where(late, 0, np.array(features["status"]))
    features = features.set_column(8, "status", pa.array(status))
    outcome = train_here(tmp_path, (features, persons), {**QUICK, "split_by": "time"})
    assert outcome.exit_code == 0, outcome.log
    assert outcome.metrics["auc"] is outcome.metrics["ks"] is outcome.metrics["recall"] is None
    assert "NaN" not in json.dumps(outcome.metrics)


@pytest.mark.parametrize("algorithm", ["random-forest", "logistic-regression"])
def test_the_mean_prediction_is_within_10_percent_of_the_base_rate(
    algorithm: str, tmp_path: Path, train_here: Train
) -> None:
    loans = made_loans(80_000, seed=3)
    few_trees = {"n_estimators": "30"} if algorithm == "random-forest" else {}
    outcome = train_here(tmp_path, loans, {"algorithm": algorithm, "split_by": "person", **few_trees})
    assert outcome.exit_code == 0, outcome.log
    metrics = outcome.metrics
    assert metrics["meanPrediction"] == pytest.approx(metrics["baseRate"], rel=0.1)
    assert metrics["train"]["meanPrediction"] == pytest.approx(metrics["train"]["baseRate"], rel=0.1)
    assert metrics["auc"] > 0.6


def test_the_forest_predicts_probabilities_and_not_zeros(trained: Outcome) -> None:
    answered = scores(trained, LOANS[0])
    assert answered.min() > 0
    assert len(np.unique(answered)) > 500


def test_the_five_trees_of_the_notebook_give_most_clients_exactly_0(
    tmp_path: Path, train_here: Train
) -> None:
    asked = {"n_estimators": "5", "min_samples_leaf": "1", "calibration": "none", "decision_threshold": "0.5"}
    outcome = train_here(tmp_path, made_loans(12_000, default_rate=0.015), asked)
    assert outcome.exit_code == 0, outcome.log
    assert outcome.described["threshold"] == 0.5
    unseen, _ = made_loans(2000, seed=2, default_rate=0.015)
    assert (scores(outcome, unseen) == 0).mean() > 0.8


def test_the_share_of_flagged_loans_is_the_base_rate_unless_a_threshold_is_given(trained: Outcome) -> None:
    flagged = (scores(trained, LOANS[0]) >= trained.described["threshold"]).mean()
    assert flagged == pytest.approx(np.array(LOANS[0]["status"]).mean(), rel=0.35)


def test_loans_without_an_outcome_are_left_out(trained: Outcome, tmp_path: Path, train_here: Train) -> None:
    features, persons = LOANS
    unknown = features.slice(0, 300).set_column(8, "status", pa.nulls(300, pa.int64()))
    unknown = unknown.set_column(2, "loan_id", pa.array(np.arange(300) + 1_000_000))
    outcome = train_here(tmp_path, (pa.concat_tables([features, unknown]), persons), QUICK)
    assert outcome.onnx == trained.onnx


def with_status(value: int | None) -> pa.Table:
    features, _ = LOANS
    return features.set_column(8, "status", pa.array([value] * len(features), pa.int64()))


FAILURES = {
    "no outcome at all": ((with_status(None), LOANS[1]), "None of the 12000 loans has an outcome"),
    "one outcome only": ((with_status(0), LOANS[1]), "too few"),
    "one person": (
        (LOANS[0], pa.table({"client_id": LOANS[1]["client_id"], "person": [1] * len(LOANS[1])})),
        "part",
    ),
    "persons of other loans": ((LOANS[0], LOANS[1].slice(5)), "lacks the clients"),
    "another contract": ((LOANS[0].drop_columns(["age"]), LOANS[1]), "lacks the columns age"),
}


@pytest.mark.parametrize("what", FAILURES)
def test_the_job_fails_clearly_and_leaves_no_model_with(what: str, tmp_path: Path, train_here: Train) -> None:
    tables, reason = FAILURES[what]
    outcome = train_here(tmp_path, tables, QUICK)
    assert outcome.exit_code == 1
    assert reason in outcome.failure
    assert not (tmp_path / "model" / "model.onnx").exists()


def test_a_channel_that_is_not_there_is_named(tmp_path: Path) -> None:
    put(tmp_path, "features", LOANS[0])
    assert "Channel persons" in train("training", tmp_path, {}).failure


def test_all_wrong_hyperparameters_are_reported_at_once(tmp_path: Path, train_here: Train) -> None:
    wrong = {"algorithm": "xgboost", "seed": "-1", "test_share": "1.5", "split_by": "id"}
    failure = train_here(tmp_path, None, wrong).failure
    for text in ("algorithm is 'xgboost'", "seed is '-1'", "test_share is '1.5'", "split_by is 'id'"):
        assert text in failure
    assert "n_trees is not known" in train_here(tmp_path, None, {"n_trees": "5"}).failure


def test_invariant_6_the_log_has_counts_and_metrics_alone(trained: Outcome) -> None:
    for line in trained.log.splitlines():
        assert set(json.loads(line)) <= {
            *("time", "event", "loans", "train", "test", "bytes", "largest_difference", "seconds"),
            *("auc", "gini", "ks", "brier", "baseRate", "meanPrediction"),
        }

"""Features and predictions served online equal those computed offline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from local_run.cloud import client, invoke, online_records
from local_run.run import FEATURES, LocalRun, differing_clients, last_loans, vectors
from local_run.training_again import train_again


def test_invariant_5_online_features_equal_the_offline_row_of_the_last_loan_bit_for_bit(
    local_run: LocalRun,
) -> None:
    expected = last_loans(local_run.features)
    group = local_run.running.result["featureGroup"]
    online = online_records(local_run.running.environment, group, expected)
    assert set(online) == set(expected)
    assert differing_clients(online, expected, [*FEATURES, "loan_id"]) == []


def test_the_label_is_never_in_the_feature_group(local_run: LocalRun) -> None:
    sagemaker = client("sagemaker", local_run.running.environment)
    group = sagemaker.describe_feature_group(FeatureGroupName=local_run.running.result["featureGroup"])
    names = {definition["FeatureName"] for definition in group["FeatureDefinitions"]}
    assert names == {"id", "event_time", "loan_id", *FEATURES}


@pytest.fixture(scope="module")
def trained_again(local_run: LocalRun, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The scikit-learn model behind the endpoint, trained again and shown to be the same."""
    return train_again(local_run.running, tmp_path_factory.mktemp("training"))


def test_the_endpoint_returns_the_prediction_of_scikit_learn_to_1e_6(
    local_run: LocalRun, trained_again: Any
) -> None:
    rows = list(last_loans(local_run.features).values())[:200]
    expected = trained_again.predict_proba(vectors(rows))[:, 1]
    np.testing.assert_allclose(invoke(local_run.running, rows), expected, rtol=0, atol=1e-6)


def test_the_prediction_that_start_prints_is_the_one_of_the_endpoint(local_run: LocalRun) -> None:
    prediction = local_run.running.result["prediction"]
    row = last_loans(local_run.features)[int(prediction["clientId"])]
    assert invoke(local_run.running, [row]) == [prediction["probabilityOfDefault"]]


def test_offline_store_holds_the_registered_records(local_run: LocalRun, tmp_path: Path) -> None:
    sagemaker = client("sagemaker", local_run.running.environment)
    group = sagemaker.describe_feature_group(FeatureGroupName=local_run.running.result["featureGroup"])
    assert group["OfflineStoreConfig"]["S3StorageConfig"]["ResolvedOutputS3Uri"].endswith("/data")

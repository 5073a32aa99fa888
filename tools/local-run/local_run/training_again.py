"""Trains a run's model again, to compare the scikit-learn model with its ONNX form."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from container.contract import load_contract
from training.dataset import read_dataset
from training.export import to_onnx_bytes
from training.hyperparameters import parse_hyperparameters
from training.models import train_model
from training.split import split

from local_run.cloud import client, download, live_answer
from local_run.start_command import Running


def train_again(running: Running, folder: Path) -> Any:
    """The fitted scikit-learn model; fails if the digest of its ONNX form differs from the endpoint's."""
    sagemaker = client("sagemaker", running.environment)
    names = [one["TrainingJobName"] for one in sagemaker.list_training_jobs()["TrainingJobSummaries"]]
    [name] = [one for one in names if running.result["runId"] in one]
    job = sagemaker.describe_training_job(TrainingJobName=name)
    for channel in job["InputDataConfig"]:
        uri = channel["DataSource"]["S3DataSource"]["S3Uri"]
        download(running.environment, uri, folder / channel["ChannelName"])
    asked = parse_hyperparameters(job["HyperParameters"])
    data = read_dataset(folder / "features", folder / "persons", load_contract())
    model = train_model(asked, split(data, asked.split_by, asked.test_share, asked.seed).train)
    again = hashlib.sha256(to_onnx_bytes(model, data.features.shape[1])).hexdigest()
    example = dict.fromkeys(load_contract().feature_names, 1)
    assert live_answer(running, [example])["modelVersion"] == again
    return model

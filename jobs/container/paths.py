"""The folders through which SageMaker passes files into a container and out of it."""

from __future__ import annotations

import os
from pathlib import Path


def base_dir() -> Path:
    """`/opt/ml`, or `SAGEMAKER_BASE_DIR` if it is set, like AWS's own toolkits."""
    return Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))


def processing_input(name: str) -> Path:
    """The folder of an input of a processing job."""
    return base_dir() / "processing" / "input" / name


def processing_output(name: str) -> Path:
    """The folder of an output of a processing job."""
    return base_dir() / "processing" / "output" / name


def channel(name: str) -> Path:
    """The folder of a channel of a training job."""
    return base_dir() / "input" / "data" / name


def hyperparameters_file() -> Path:
    """The hyperparameters of a training job: a JSON object of strings."""
    return base_dir() / "input" / "config" / "hyperparameters.json"


def model_dir() -> Path:
    """The folder that becomes model.tar.gz after training; an endpoint finds its content here again."""
    return base_dir() / "model"


def output_data_dir() -> Path:
    """The folder that becomes output.tar.gz after training."""
    return base_dir() / "output" / "data"


def failure_file() -> Path:
    """The file whose text becomes the FailureReason of a training job."""
    return base_dir() / "output" / "failure"


def message_file() -> Path:
    """The file whose text becomes the ExitMessage of a processing job."""
    return base_dir() / "output" / "message"

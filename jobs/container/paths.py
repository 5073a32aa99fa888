"""Where SageMaker puts files into a container, and takes them from."""

from __future__ import annotations

import os
from pathlib import Path


def base_dir() -> Path:
    """`/opt/ml`, or `SAGEMAKER_BASE_DIR` where that is set, as AWS's own toolkits have it."""
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
    """What a training job leaves here becomes model.tar.gz; an endpoint finds it here again."""
    return base_dir() / "model"


def output_data_dir() -> Path:
    """What a training job leaves here becomes output.tar.gz."""
    return base_dir() / "output" / "data"


def failure_file() -> Path:
    """The text that a training job leaves here becomes its FailureReason."""
    return base_dir() / "output" / "failure"


def message_file() -> Path:
    """The text that a processing job leaves here becomes its ExitMessage."""
    return base_dir() / "output" / "message"

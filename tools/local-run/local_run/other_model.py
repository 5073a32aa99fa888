"""A second model for a live endpoint: the same files under another name, which its responses carry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from local_run.cloud import client
from local_run.start_command import Running

# The name of both the model and its endpoint configuration.
OTHER = "the-other-model"


@dataclass(frozen=True)
class Swap:
    """An endpoint with its model, which `update` replaces by the other one."""

    sagemaker: Any
    endpoint: str
    model: str

    def update(self) -> None:
        """Updates the endpoint to the other model, and waits until it is InService."""
        _update(self.sagemaker, self.endpoint, OTHER)


def _update(sagemaker: Any, endpoint: str, configuration: str) -> None:
    sagemaker.update_endpoint(EndpointName=endpoint, EndpointConfigName=configuration)
    waiter = sagemaker.get_waiter("endpoint_in_service")
    waiter.wait(EndpointName=endpoint, WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    now = sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"]
    assert now == configuration, f"{endpoint} rolled back to {now}"


def _create_other(sagemaker: Any, configuration: dict[str, Any]) -> str:
    """Creates the other model, and returns the name of the model that it copies."""
    [variant] = configuration["ProductionVariants"]
    model = sagemaker.describe_model(ModelName=variant["ModelName"])
    container = model["PrimaryContainer"]
    container["Environment"] = {**container["Environment"], "MODEL_NAME": OTHER}
    sagemaker.create_model(
        ModelName=OTHER, PrimaryContainer=container, ExecutionRoleArn=model["ExecutionRoleArn"]
    )
    sagemaker.create_endpoint_config(
        EndpointConfigName=OTHER, ProductionVariants=[{**variant, "ModelName": OTHER}]
    )
    return str(variant["ModelName"])


@contextmanager
def other_model(running: Running) -> Iterator[Swap]:
    """Creates the other model; at the end it is deleted and the endpoint is as before."""
    sagemaker = client("sagemaker", running.environment)
    endpoint = running.result["endpoint"]
    before = sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"]
    configuration = sagemaker.describe_endpoint_config(EndpointConfigName=before)
    model = _create_other(sagemaker, configuration)
    try:
        yield Swap(sagemaker, endpoint, model)
    finally:
        if sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"] != before:
            _update(sagemaker, endpoint, before)
        sagemaker.delete_endpoint_config(EndpointConfigName=OTHER)
        sagemaker.delete_model(ModelName=OTHER)

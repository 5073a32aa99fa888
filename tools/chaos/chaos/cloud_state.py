"""What a run left in the cloud, read with boto3."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import boto3
import pyarrow as pa
from botocore.config import Config
from botocore.exceptions import ClientError
from local_run.cloud import online_records, read_parquet
from local_run.run import FEATURES

BUCKET = "credit-risk"
STAGES = (
    "get-config",
    "feature-engineering",
    "register-features",
    "training",
    "create-model",
    "create-endpoint",
)


@dataclass(frozen=True)
class CloudState:
    """The resources, the manifests and the data of a run."""

    # Job name to status, by stage.
    jobs: dict[str, dict[str, str]]
    models: list[str]
    endpoints: dict[str, str]
    # The configuration of each endpoint.
    configurations: dict[str, str]
    manifests: dict[str, dict[str, Any]]
    features: pa.Table
    online: dict[int, dict[str, str]]
    # The endpoint's prediction for one row of features, or the error.
    answer: str


@lru_cache
def _cached_client(service: str, endpoint: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",  # the stand-in checks none
        config=Config(connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 1}),
    )


def client(service: str, environment: Mapping[str, str]) -> Any:
    """A client that does not retry: a call to a cloud that is down fails at once."""
    variable = f"AWS_ENDPOINT_URL_{service.replace('-', '_').upper()}"
    return _cached_client(service, environment[variable])


def jobs_of(environment: Mapping[str, str], project: str, stage: str) -> dict[str, str]:
    """The jobs of a project for a stage: name to status."""
    sagemaker = client("sagemaker", environment)
    if stage == "training":
        found = sagemaker.list_training_jobs(NameContains=project, MaxResults=100)["TrainingJobSummaries"]
        return {job["TrainingJobName"]: job["TrainingJobStatus"] for job in found}
    found = sagemaker.list_processing_jobs(NameContains=project, MaxResults=100)["ProcessingJobSummaries"]
    return {job["ProcessingJobName"]: job["ProcessingJobStatus"] for job in found}


def _manifests(environment: Mapping[str, str], run_id: str) -> dict[str, dict[str, Any]]:
    s3 = client("s3", environment)
    found: dict[str, dict[str, Any]] = {}
    for stage in STAGES:
        key = f"artifacts/runs/{run_id}/stages/{stage}/manifest.json"
        try:
            found[stage] = json.loads(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise
    return found


def _answer(environment: Mapping[str, str], endpoint: str, features: pa.Table) -> str:
    row = features.slice(0, 1).to_pylist()[0]
    try:
        answer = client("sagemaker-runtime", environment).invoke_endpoint(
            EndpointName=endpoint,
            ContentType="application/json",
            Body=json.dumps({"instances": [{name: row[name] for name in FEATURES}]}),
        )
    except ClientError as error:
        return str(error)
    predictions = json.loads(answer["Body"].read())["predictions"]
    return f"{predictions[0]['probabilityOfDefault']:.6f}"


def cloud_state(environment: Mapping[str, str], project: str, run_id: str, folder: Path) -> CloudState:
    """The state of a run that completed."""
    sagemaker = client("sagemaker", environment)
    endpoints = sagemaker.list_endpoints(NameContains=project)["Endpoints"]
    names = [endpoint["EndpointName"] for endpoint in endpoints]
    manifests = _manifests(environment, run_id)
    features = read_parquet(
        environment, manifests["feature-engineering"]["outputs"]["features"], folder / run_id
    )
    group = manifests["register-features"]["outputs"]["featureGroup"]
    clients = sorted(set(features.column("client_id").to_pylist()))
    return CloudState(
        jobs={stage: jobs_of(environment, project, stage) for stage in ("feature-engineering", "training")},
        models=[model["ModelName"] for model in sagemaker.list_models(NameContains=project)["Models"]],
        endpoints={endpoint["EndpointName"]: endpoint["EndpointStatus"] for endpoint in endpoints},
        configurations={
            name: sagemaker.describe_endpoint(EndpointName=name)["EndpointConfigName"] for name in names
        },
        manifests=manifests,
        features=features,
        online=online_records(environment, group, clients),
        answer=_answer(environment, manifests["create-endpoint"]["outputs"]["endpoint"], features),
    )


def remove_endpoint(environment: Mapping[str, str], name: str) -> None:
    """Deletes an endpoint that has been checked, to save memory."""
    client("sagemaker", environment).delete_endpoint(EndpointName=name)

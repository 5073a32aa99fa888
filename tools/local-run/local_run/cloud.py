"""Looks into a cloud with boto3, an SDK that the project itself does not use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import boto3
import pyarrow as pa
import pyarrow.parquet as pq

from local_run.run import FEATURES
from local_run.start_command import Running


def client(service: str, environment: Mapping[str, str]) -> Any:
    """A boto3 client of `service`, pointed at the cloud by its AWS variables."""
    variable = f"AWS_ENDPOINT_URL_{service.replace('-', '_').upper()}"
    return boto3.client(
        service,
        endpoint_url=environment.get(variable, environment["AWS_ENDPOINT_URL"]),
        region_name=environment["AWS_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )


def download(environment: Mapping[str, str], uri: str, folder: Path) -> list[Path]:
    """Every object below an S3 prefix, as files in name order."""
    parsed = urlparse(uri)
    s3 = client("s3", environment)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for page in s3.get_paginator("list_objects_v2").paginate(
        Bucket=parsed.netloc, Prefix=parsed.path.lstrip("/")
    ):
        for item in page.get("Contents", []):
            target = folder / Path(item["Key"]).name
            s3.download_file(parsed.netloc, item["Key"], str(target))
            files.append(target)
    return sorted(files)


def read_parquet(environment: Mapping[str, str], uri: str, folder: Path) -> pa.Table:
    """All Parquet files below an S3 prefix as one table, in name order."""
    return pa.concat_tables(pq.read_table(file) for file in download(environment, uri, folder))


def online_records(
    environment: Mapping[str, str], group: str, clients: Iterable[int]
) -> dict[int, dict[str, str]]:
    """The online record of each client: feature name to value as text, absent where null."""
    runtime = client("sagemaker-featurestore-runtime", environment)
    identifiers = [str(one) for one in clients]
    records: dict[int, dict[str, str]] = {}
    for first in range(0, len(identifiers), 100):
        answer = runtime.batch_get_record(
            Identifiers=[
                {
                    "FeatureGroupName": group,
                    "RecordIdentifiersValueAsString": identifiers[first : first + 100],
                }
            ]
        )
        assert answer["UnprocessedIdentifiers"] == []
        assert answer["Errors"] == []
        for found in answer["Records"]:
            values = {value["FeatureName"]: value["ValueAsString"] for value in found["Record"]}
            records[int(found["RecordIdentifierValueAsString"])] = values
    return records


def live_answer(running: Running, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The response of a run's endpoint for some rows of features."""
    runtime = client("sagemaker-runtime", running.environment)
    answer = runtime.invoke_endpoint(
        EndpointName=running.result["endpoint"],
        ContentType="application/json",
        Body=json.dumps({"instances": [{name: row[name] for name in FEATURES} for row in rows]}),
    )
    body: dict[str, Any] = json.loads(answer["Body"].read())
    return body


def invoke(running: Running, rows: Iterable[Mapping[str, Any]]) -> list[float]:
    """The probability of default that a run's endpoint returns for each row of features."""
    predictions = live_answer(running, rows)["predictions"]
    return [prediction["probabilityOfDefault"] for prediction in predictions]

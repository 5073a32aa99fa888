"""Looks at the local SageMaker over plain HTTP."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Mapping
from typing import Any


def call(environment: Mapping[str, str], operation: str, **request: Any) -> dict[str, Any]:
    """One operation of the SageMaker API."""
    headers = {"X-Amz-Target": f"SageMaker.{operation}", "Content-Type": "application/x-amz-json-1.1"}
    posted = urllib.request.Request(
        environment["AWS_ENDPOINT_URL_SAGEMAKER"], json.dumps(request).encode(), headers, method="POST"
    )
    with urllib.request.urlopen(posted, timeout=20) as answer:
        found: dict[str, Any] = json.loads(answer.read())
    return found


def jobs(environment: Mapping[str, str]) -> dict[str, str]:
    """Status by name of all processing and training jobs."""
    processing = call(environment, "ListProcessingJobs")["ProcessingJobSummaries"]
    training = call(environment, "ListTrainingJobs")["TrainingJobSummaries"]
    return {
        **{one["ProcessingJobName"]: one["ProcessingJobStatus"] for one in processing},
        **{one["TrainingJobName"]: one["TrainingJobStatus"] for one in training},
    }

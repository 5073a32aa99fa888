"""The pipeline under a service that throttles and fails."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from local_run.cloud import client
from local_run.faults import faults
from local_run.run import generate
from local_run.start_command import ROOT, cloud, run_to_end

CONFIG = ROOT / "libs" / "config" / "examples" / "local.json"
RUNNER = ["node", "--conditions=@credit-risk/source", "--import", "tsx", "apps/cli/src/main.ts"]
# With this seed, the 8th, 12th and 35th of the calls that are not throttled fail:
# a run makes enough calls to meet both rules.
UNDER_FIRE = [
    {"operation": "*", "code": "ThrottlingException", "share": 0.3, "seed": 1},
    {"operation": "*", "code": "InternalFailure", "share": 0.02, "seed": 65},
]


def upload(environment: Mapping[str, str], csv: Path) -> None:
    """Puts the loans at the place that the example configuration names."""
    s3 = client("s3", environment)
    where = {"LocationConstraint": environment["AWS_REGION"]}
    s3.create_bucket(Bucket="credit-risk", CreateBucketConfiguration=where)
    s3.upload_file(str(csv), "credit-risk", "raw/loans.csv")


def test_the_pipeline_completes_with_30_percent_throttled_and_2_percent_failing(tmp_path: Path) -> None:
    csv = generate(tmp_path / "loans.csv", "--rows", "12000", "--signal", "1")
    with cloud(tmp_path / "state") as environment:
        upload(environment, csv)
        faults(environment, "PUT", UNDER_FIRE)
        ended = run_to_end([*RUNNER, "run", "training", "--config", str(CONFIG)], environment)
        throttled, failing = faults(environment, "GET", [])
        faults(environment, "DELETE", [])
        assert ended.exit_code == 0, ended.errors[-3000:]
        assert throttled["hits"] > 20
        assert failing["hits"] >= 2
        sagemaker = client("sagemaker", environment)
        assert len(sagemaker.list_processing_jobs()["ProcessingJobSummaries"]) == 1
        assert len(sagemaker.list_training_jobs()["TrainingJobSummaries"]) == 1
        assert len(sagemaker.list_models()["Models"]) == 1
        [endpoint] = sagemaker.list_endpoints()["Endpoints"]
        assert endpoint["EndpointStatus"] == "InService"
        assert ended.result["endpoint"] == endpoint["EndpointName"]


def test_a_lost_response_starts_no_second_job(tmp_path: Path) -> None:
    csv = generate(tmp_path / "loans.csv", "--rows", "2000", "--signal", "1")
    lost = [
        {"operation": f"Create{what}", "code": "InternalFailure", "lostResponse": True, "count": 1}
        for what in ("ProcessingJob", "TrainingJob", "Model", "EndpointConfig", "Endpoint", "FeatureGroup")
    ]
    with cloud(tmp_path / "state") as environment:
        upload(environment, csv)
        faults(environment, "PUT", lost)
        ended = run_to_end([*RUNNER, "run", "training", "--config", str(CONFIG)], environment)
        assert ended.exit_code == 0, ended.errors[-3000:]
        assert [rule["hits"] for rule in faults(environment, "GET", [])] == [1] * len(lost)
        sagemaker = client("sagemaker", environment)
        assert len(sagemaker.list_processing_jobs()["ProcessingJobSummaries"]) == 1
        assert len(sagemaker.list_training_jobs()["TrainingJobSummaries"]) == 1
        assert len(sagemaker.list_models()["Models"]) == 1
        assert len(sagemaker.list_endpoint_configs()["EndpointConfigs"]) == 1

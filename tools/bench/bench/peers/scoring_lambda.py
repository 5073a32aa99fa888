"""A prediction by a function in Python: the same boto3 clients, and little else.

It checks nothing but the authorizer. With a stream, it keeps a prediction log and metrics, like ours.
"""

from __future__ import annotations

import json
import os
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any

import boto3

records = boto3.client("sagemaker-featurestore-runtime")
runtime = boto3.client("sagemaker-runtime")
STREAM = os.environ.get("PREDICTION_STREAM", "")
firehose = boto3.client("firehose") if STREAM else None

FEATURES = ("nb_previous_loans", "avg_amount_loans_previous", "age", "years_on_the_job", "flag_own_car")


def _reasons(features: dict[str, float | None], contributions: dict[str, float]) -> list[dict[str, Any]]:
    raising = sorted((one for one in contributions.items() if one[1] > 0), key=lambda one: -one[1])
    return [
        {
            "feature": name,
            "value": features[name],
            "contribution": moved,
            "sentence": f"{name} is {features[name]}, which raises the risk by {moved:.2%}.",
        }
        for name, moved in raising[:4]
    ]


def _metrics(milliseconds: float) -> dict[str, Any]:
    """A line in CloudWatch's embedded metric format."""
    counts = {"Requests": 1, "Faults": 0, "Throttles": 0}
    metrics = [
        {"Name": "Latency", "Unit": "Milliseconds"},
        *({"Name": one, "Unit": "Count"} for one in counts),
    ]
    about = {"Namespace": "CreditRisk", "Dimensions": [["service", "route"]], "Metrics": metrics}
    labels = {"service": "scoring-api", "route": "GET /v1/clients/{clientId}/prediction"}
    return {
        "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [about]},
        **labels,
        **counts,
        "Latency": milliseconds,
    }


def _keep(prediction: dict[str, Any], since: float) -> None:
    if firehose is None:
        return
    line = json.dumps({"requestId": "request", "caller": "caller", "prediction": prediction})
    firehose.put_record_batch(DeliveryStreamName=STREAM, Records=[{"Data": line.encode() + b"\n"}])
    sys.stdout.write(json.dumps(_metrics((time.perf_counter() - since) * 1000)) + "\n")


def _response(status: int, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}


def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """Features, then the endpoint, then the response."""
    since = time.perf_counter()
    if not event["requestContext"]["authorizer"]["iam"]["userArn"]:
        return _response(401, {})
    client_id = event["rawPath"].split("/")[3]
    found = records.get_record(
        FeatureGroupName=os.environ["FEATURE_GROUP"], RecordIdentifierValueAsString=client_id
    ).get("Record")
    if found is None:
        return _response(404, {})
    stored = {one["FeatureName"]: one["ValueAsString"] for one in found}
    features = {name: float(stored[name]) if name in stored else None for name in FEATURES}
    invoked = runtime.invoke_endpoint(
        EndpointName=os.environ["ENDPOINT_NAME"],
        ContentType="application/json",
        Body=json.dumps({"instances": [features], "contributions": True}),
    )
    scored = json.loads(invoked["Body"].read())
    prediction = scored["predictions"][0]
    sys.stdout.write(json.dumps({"message": "responded", "route": event["routeKey"], "status": 200}) + "\n")
    body = {
        "predictionId": str(uuid.uuid4()),
        "predictedAt": datetime.now(UTC).isoformat(),
        "clientId": client_id,
        "probabilityOfDefault": prediction["probabilityOfDefault"],
        "decision": prediction["decision"],
        "threshold": scored["threshold"],
        "model": {"name": scored["modelName"], "version": scored["modelVersion"]},
        "contractVersion": scored["contractVersion"],
        "loanDate": stored["event_time"][:10],
        "features": features,
        "reasons": _reasons(features, prediction["contributions"]),
    }
    _keep(body, since)
    return _response(200, body)

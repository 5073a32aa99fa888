"""`GET /ping` and `POST /invocations` over one loaded model."""

from __future__ import annotations

import os
from ipaddress import IPv4Address

import uvicorn
from container.failure import log
from container.paths import model_dir
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from inference.faults import RequestFaultError
from inference.inference import JSON, Model, model_fn, respond

SECONDS_TO_FINISH = 25
# In a container SageMaker reaches the server from outside of it; elsewhere loopback is set.
FROM_OUTSIDE = IPv4Address(0)


async def _ping(_: Request) -> Response:
    return Response(status_code=200)


def make_app(model: Model) -> Starlette:
    """The application of a model."""

    async def invocations(request: Request) -> Response:
        headers = request.headers
        try:
            answer = respond(
                model,
                await request.body(),
                headers.get("content-type", JSON),
                headers.get("accept", ""),
                headers.get("x-amzn-sagemaker-custom-attributes", ""),
            )
        except RequestFaultError as fault:
            return JSONResponse(fault.body(), status_code=fault.status)
        return Response(answer, media_type=JSON)

    return Starlette(
        routes=[Route("/ping", _ping, methods=["GET"]), Route("/invocations", invocations, methods=["POST"])]
    )


def serve() -> None:
    """Loads the model, then listens until SIGTERM; requests in flight are finished."""
    model = model_fn(model_dir())
    log("model-loaded", model=model.version, contract=model.contract.version)
    uvicorn.run(
        make_app(model),
        host=os.environ.get("CREDIT_RISK_BIND_ADDRESS", str(FROM_OUTSIDE)),
        port=int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080")),
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )

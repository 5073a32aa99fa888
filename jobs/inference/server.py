"""`GET /ping` and `POST /invocations` over one loaded model."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from ipaddress import IPv4Address
from typing import Any

import uvicorn
from container.failure import log, where
from container.paths import model_dir
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inference.faults import RequestFaultError
from inference.inference import JSON, model_fn, read, response_to
from inference.model import Model

SECONDS_TO_FINISH = 25
# SageMaker reaches the server from outside its container; elsewhere loopback is configured.
FROM_OUTSIDE = IPv4Address(0)


def _lifespan_of(explaining: ThreadPoolExecutor) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """At the end, explanations that have not started are dropped."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            explaining.shutdown(wait=False, cancel_futures=True)

    return lifespan


def _json_response(status: int, body: dict[str, Any]) -> Response:
    """JSON in ASCII: a caller's text may hold what UTF-8 cannot."""
    return Response(json.dumps(body), status, media_type=JSON)


def _unexpected(error: Exception) -> Response:
    """The text of an unexpected error may hold data: neither the log nor the response has it."""
    log("request-failed", type=type(error).__name__, at=where(error))
    return _json_response(500, {"error": {"code": "internal-error"}})


async def _ping(_: Request) -> Response:
    return Response(status_code=200)


def make_app(model: Model) -> Starlette:
    """The application of a model."""
    # An explanation takes hundreds of times as long as a prediction, and pings need a response meanwhile.
    # More explanations at once than processors would only wait for each other and fill the memory.
    explaining = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="explaining")

    async def invocations(request: Request) -> Response:
        headers = request.headers
        accept = headers.get("accept", "")
        try:
            wanted = read(
                model,
                await request.body(),
                headers.get("content-type", JSON),
                headers.get("x-amzn-sagemaker-custom-attributes", ""),
            )
            if wanted.contributions:
                loop = asyncio.get_running_loop()
                body = await loop.run_in_executor(explaining, response_to, wanted, accept, model)
            else:
                body = response_to(wanted, accept, model)
        except RequestFaultError as fault:
            return _json_response(fault.status, fault.body())
        except Exception as error:
            return _unexpected(error)
        return Response(body, media_type=JSON)

    return Starlette(
        routes=[Route("/ping", _ping, methods=["GET"]), Route("/invocations", invocations, methods=["POST"])],
        lifespan=_lifespan_of(explaining),
    )


def serve() -> None:
    """Loads the model, then listens until SIGTERM; requests in flight are finished."""
    model = model_fn(model_dir())
    log("model-loaded", name=model.name, model=model.version, contract=model.contract.version)
    uvicorn.run(
        make_app(model),
        host=os.environ.get("CREDIT_RISK_BIND_ADDRESS", str(FROM_OUTSIDE)),
        port=int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080")),
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )

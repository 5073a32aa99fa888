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
from inference.inference import JSON, answer_to, model_fn, read
from inference.model import Model

SECONDS_TO_FINISH = 25
# In a container SageMaker reaches the server from outside of it; elsewhere loopback is set.
FROM_OUTSIDE = IPv4Address(0)


def _lifespan_of(explaining: ThreadPoolExecutor) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Explanations that nobody waits for any more are not begun."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            explaining.shutdown(wait=False, cancel_futures=True)

    return lifespan


def _answered(status: int, answer: dict[str, Any]) -> Response:
    """JSON in ASCII: a caller's text may hold what UTF-8 cannot."""
    return Response(json.dumps(answer), status, media_type=JSON)


def _unexpected(error: Exception) -> Response:
    """Neither the log nor the caller is told the text of an error that nobody foresaw: it may hold data."""
    log("request-failed", type=type(error).__name__, at=where(error))
    return _answered(500, {"error": {"code": "internal-error"}})


async def _ping(_: Request) -> Response:
    return Response(status_code=200)


def make_app(model: Model) -> Starlette:
    """The application of a model."""
    # An explanation takes hundreds of times as long as a prediction, and pings want their answer meanwhile.
    # More of them at once than there are processors would only wait for each other, and fill the memory.
    explaining = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="explaining")

    async def invocations(request: Request) -> Response:
        headers = request.headers
        accept = headers.get("accept", "")
        try:
            asked = read(
                model,
                await request.body(),
                headers.get("content-type", JSON),
                headers.get("x-amzn-sagemaker-custom-attributes", ""),
            )
            if asked.contributions:
                loop = asyncio.get_running_loop()
                answer = await loop.run_in_executor(explaining, answer_to, asked, accept, model)
            else:
                answer = answer_to(asked, accept, model)
        except RequestFaultError as fault:
            return _answered(fault.status, fault.body())
        except Exception as error:
            return _unexpected(error)
        return Response(answer, media_type=JSON)

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

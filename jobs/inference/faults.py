"""Faults of a request, as the response reports them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class RequestFaultError(Exception):
    """A fault of the caller: an HTTP status, the field, its value, and what was expected."""

    status: int
    code: str
    field: str
    value: str
    expected: str

    def body(self) -> dict[str, Any]:
        """The response's body, before it becomes JSON."""
        fault = {"code": self.code, "field": self.field, "value": self.value, "expected": self.expected}
        return {"error": fault}


def shown(value: Any) -> str:
    """A value as JSON, shortened."""
    text = json.dumps(value, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def invalid(field: str, value: Any, expected: str) -> RequestFaultError:
    """A field that is not what it should be."""
    return RequestFaultError(400, "invalid-request", field, shown(value), expected)


def unreadable(what: str, expected: str) -> RequestFaultError:
    """A body that cannot be read: `what` says where and why, in words."""
    return RequestFaultError(400, "invalid-request", "$", what, expected)

"""Which host of a job this is."""

from __future__ import annotations

import json
from dataclasses import dataclass

from container.paths import base_dir


@dataclass(frozen=True)
class Hosts:
    """The hosts of a job and the one that this process runs on."""

    current: str
    every: tuple[str, ...]


def load_hosts() -> Hosts:
    """Reads resourceconfig.json, of a processing or of a training job; one host if there is none."""
    for file in (
        base_dir() / "config" / "resourceconfig.json",
        base_dir() / "input" / "config" / "resourceconfig.json",
    ):
        if file.exists():
            config = json.loads(file.read_text(encoding="utf-8"))
            return Hosts(config["current_host"], tuple(config["hosts"]))
    return Hosts("algo-1", ("algo-1",))

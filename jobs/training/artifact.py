"""The archive of a model: everything that the inference container reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from container.contract import Contract

from training.background import background_bytes
from training.dataset import Floats
from training.hyperparameters import Hyperparameters


@dataclass(frozen=True)
class Trained:
    """A fitted scikit-learn model, its ONNX form, the threshold of its decisions, loans to compare with."""

    model: Any
    onnx: bytes
    threshold: float
    background: Floats

    @property
    def version(self) -> str:
        """The digest of the ONNX form names the model."""
        return hashlib.sha256(self.onnx).hexdigest()


def write_model(folder: Path, trained: Trained, asked: Hyperparameters, contract: Contract) -> None:
    """Writes model.onnx, background.npy, and model.json, which says what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    background = background_bytes(trained.background)
    described = {
        "modelVersion": trained.version,
        "contractVersion": contract.version,
        "threshold": trained.threshold,
        "features": list(contract.feature_names),
        "background": {
            "rows": len(trained.background),
            "sha256": hashlib.sha256(background).hexdigest(),
        },
        "algorithm": asked.algorithm,
        "hyperparameters": dict(asked.model),
        "seed": asked.seed,
    }
    (folder / "model.onnx").write_bytes(trained.onnx)
    (folder / "background.npy").write_bytes(background)
    (folder / "model.json").write_text(json.dumps(described, indent=2), encoding="utf-8")

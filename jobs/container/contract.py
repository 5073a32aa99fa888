"""The feature contract, generated from the TypeScript table of features: never edited by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CONTRACT_FOLDER = Path(__file__).resolve().parents[1] / "contract"
CONTRACT_FILE = CONTRACT_FOLDER / "loan-features.json"


@dataclass(frozen=True)
class Feature:
    """One feature: `kind` is integer, double or flag (0 or 1)."""

    name: str
    kind: str
    nullable: bool
    minimum: float | None


@dataclass(frozen=True)
class Contract:
    """The features in the order of the model's input, and the raw columns that they come from."""

    version: str
    raw_columns: tuple[str, ...]
    features: tuple[Feature, ...]

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names in the order of the model's input."""
        return tuple(feature.name for feature in self.features)


def load_contract(file: Path = CONTRACT_FILE) -> Contract:
    """Reads the generated contract."""
    text = json.loads(file.read_text(encoding="utf-8"))
    return Contract(
        version=text["contractVersion"],
        raw_columns=tuple(column["name"] for column in text["rawColumns"]),
        features=tuple(
            Feature(one["name"], one["type"], one["nullable"], one["minimum"]) for one in text["features"]
        ),
    )

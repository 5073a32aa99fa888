"""The port to an engine. Data frames have PySpark's API, which has no types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from feature_engineering.raw_file import RawFile
from feature_engineering.storage import Storage


@dataclass(frozen=True)
class Dialect:
    """The engine's functions and windows, with PySpark's API."""

    functions: Any
    window: Any


class Engine(Protocol):
    """Runs data frame code."""

    dialect: Dialect

    def rows_of(self, files: Sequence[RawFile], columns: Sequence[str], each: Callable[[Any], Any]) -> Any:
        """Every row as `each` makes it of the raw one, in a frame that is computed once.

        A raw row has the wanted columns as strings, `file`, `ordinal` (from 0) and `field_count`, which is
        null, or the number of fields of a row that has more or fewer than the header. `each` makes one row of
        each and hands on `ordinal`.
        """

    def keep(self, frame: Any, name: str) -> Any:
        """The same rows, computed once."""

    def write_sorted(self, frame: Any, folder: str, order: Sequence[str]) -> None:
        """Parquet files that are sorted one by one and among each other, in name order."""

    def first_row(self, frame: Any) -> dict[str, Any]:
        """The only row of an aggregate."""

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """All rows of a small frame."""


@dataclass(frozen=True)
class EngineSession:
    """An engine, and the storage that it can reach."""

    engine: Engine
    storage: Storage

"""Where the loans come from and where the outputs go."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from container.paths import processing_input, processing_output
from container.provenance import file_sha256

from feature_engineering.raw_file import RawFile, raw_files


class Storage(Protocol):
    """The loans and the outputs of one run of the job."""

    def raw_files(self, wanted: Sequence[str]) -> list[RawFile]:
        """All files of the input, in name order, each with all wanted columns."""

    def described(self, file: RawFile) -> dict[str, Any]:
        """`name`, `bytes` and `sha256` of a file."""

    def folder(self, name: str) -> str:
        """Where an engine writes an output."""

    def publish(self) -> None:
        """Lets the outputs appear, when all of them are whole."""


class ContainerStorage:
    """SageMaker brings the input and takes the outputs away."""

    def __init__(self, scratch: Path) -> None:
        self._made = scratch / "made"
        self._made.mkdir()

    def raw_files(self, wanted: Sequence[str]) -> list[RawFile]:
        """Those of `processing/input/loans`."""
        return raw_files(processing_input("loans"), wanted)

    def described(self, file: RawFile) -> dict[str, Any]:
        """From the file itself."""
        return {"name": file.path.name, "bytes": file.path.stat().st_size, "sha256": file_sha256(file.path)}

    def folder(self, name: str) -> str:
        """In scratch, until all outputs are whole."""
        return str(self._made / name)

    def publish(self) -> None:
        """Moves every output to `processing/output`, without what Spark leaves beside the data."""
        for folder in sorted(self._made.iterdir()):
            for file in folder.iterdir():
                if file.suffix != ".parquet":
                    file.unlink()
            target = processing_output(folder.name)
            shutil.rmtree(target, ignore_errors=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder, target)

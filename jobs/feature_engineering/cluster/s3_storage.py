"""Loans and outputs that stay in S3: each node of a cluster reads and writes its part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from container.failure import JobError

from feature_engineering.arguments import S3Places
from feature_engineering.cluster.hadoop_files import HadoopFiles, s3a
from feature_engineering.raw_file import RawFile, open_raw_file

# Enough for the header and the first row of any file of loans.
HEAD = 1 << 20


class S3Storage:
    """The objects below a prefix, each known by a copy of its first mebibyte."""

    def __init__(self, files: HadoopFiles, places: S3Places, scratch: Path) -> None:
        self._files = files
        self._places = places
        self._scratch = scratch
        self._uris: dict[Path, str] = {}
        self._staged = f"{s3a(places.output)}/staged"

    def raw_files(self, wanted: Sequence[str]) -> list[RawFile]:
        """Checks each object by its head."""
        found = self._files.below(self._places.loans)
        if not found:
            raise JobError(f"No input: no S3 object matches the prefix {self._places.loans}.")
        for number, file in enumerate(found):
            head = self._scratch / "heads" / str(number) / file.name
            head.parent.mkdir(parents=True)
            head.write_bytes(self._files.head(file.uri, HEAD))
            self._uris[head] = file.uri
        return [open_raw_file(head, wanted) for head in self._uris]

    def uri_of(self, file: RawFile) -> str:
        """Where the whole of a file is."""
        return self._uris[file.path]

    def described(self, file: RawFile) -> dict[str, Any]:
        """From the object itself."""
        uri = self.uri_of(file)
        [length] = [one.length for one in self._files.below(uri) if one.uri == uri]
        return {"name": file.path.name, "bytes": length, "sha256": self._files.sha256(uri)}

    def fetched(self, file: RawFile) -> RawFile:
        """The whole of a file on this host."""
        target = self._scratch / "whole" / file.path.parent.name / file.path.name
        target.parent.mkdir(parents=True)
        self._files.fetch(self.uri_of(file), target)
        return RawFile(target, file.header)

    def stage(self, source: Path) -> str:
        """Puts a file of this host where all nodes can read it, until the job ends."""
        uri = f"{self._staged}/{source.name}"
        self._files.store(source, uri)
        return uri

    def folder(self, name: str) -> str:
        """In S3 at once; the output of a failed job is never read."""
        return f"{s3a(self._places.output)}/{name}"

    def publish(self) -> None:
        """Nothing is left to do: every output was committed as a whole."""

    def close(self) -> None:
        """Removes what was staged."""
        self._files.remove(self._staged)

"""Files in S3 as Spark's own Java sees them: the same credentials, the same endpoint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PIECE = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """A file and its length in bytes."""

    uri: str
    length: int

    @property
    def name(self) -> str:
        """The last part of its URI."""
        return self.uri.rsplit("/", 1)[1]


def s3a(uri: str) -> str:
    """The URI under which Hadoop knows an object of S3."""
    return re.sub("^s3://", "s3a://", uri)


def _pattern(prefix: str) -> str:
    """Matches every key that begins with the prefix, as SageMaker's S3Prefix does."""
    escaped = re.sub(r"([\\*?\[\]{}])", r"\\\1", s3a(prefix))
    return f"{escaped}/*" if re.fullmatch("s3a://[^/]+", escaped) else f"{escaped}*"


class HadoopFiles:
    """Lists, reads and moves files."""

    def __init__(self, session: Any) -> None:
        self._jvm = session._jvm
        self._configuration = session.sparkContext._jsc.hadoopConfiguration()

    def _path(self, uri: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(uri)

    def _system(self, uri: str) -> Any:
        return self._path(uri).getFileSystem(self._configuration)

    def _files_at(self, status: Any) -> list[Any]:
        if not status.isDirectory():
            return [status]
        below = self._system(status.getPath().toString()).listFiles(status.getPath(), True)
        found = []
        while below.hasNext():
            found.append(below.next())
        return found

    def below(self, prefix: str) -> list[StoredFile]:
        """Every object whose key begins with the prefix of an `s3://` URI, in order."""
        pattern = _pattern(prefix)
        statuses = self._system(s3a(prefix)).globStatus(self._path(pattern)) or []
        files = [file for status in statuses for file in self._files_at(status)]
        return sorted(
            (StoredFile(file.getPath().toString(), file.getLen()) for file in files),
            key=lambda file: file.uri,
        )

    def head(self, uri: str, length: int) -> bytes:
        """The first bytes of a file."""
        stream = self._system(uri).open(self._path(uri))
        try:
            return bytes(stream.readNBytes(length))
        finally:
            stream.close()

    def sha256(self, uri: str) -> str:
        """SHA-256 in hex; the bytes stay in Java."""
        digest = self._jvm.java.security.MessageDigest.getInstance("SHA-256")
        nowhere = self._jvm.java.io.OutputStream.nullOutputStream()
        sink = self._jvm.java.security.DigestOutputStream(nowhere, digest)
        stream = self._system(uri).open(self._path(uri))
        self._jvm.org.apache.hadoop.io.IOUtils.copyBytes(stream, sink, PIECE, True)
        return bytes(digest.digest()).hex()

    def fetch(self, uri: str, target: Path) -> None:
        """Copies a file to this host."""
        self._system(uri).copyToLocalFile(False, self._path(uri), self._path(f"file://{target}"), True)

    def store(self, source: Path, uri: str) -> None:
        """Copies a file of this host."""
        self._system(uri).copyFromLocalFile(self._path(f"file://{source}"), self._path(uri))

    def remove(self, uri: str) -> None:
        """Removes everything below a URI."""
        self._system(uri).delete(self._path(uri), True)

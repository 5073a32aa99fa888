"""The scoring API follows its own OpenAPI description, also for unusual requests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from local_run.run import LocalRun
from local_run.scoring_api import token_for

SCHEMATHESIS = str(Path(sys.executable).parent / "schemathesis")


def test_every_response_is_one_that_the_description_allows(
    api_url: str, local_run: LocalRun, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            *(SCHEMATHESIS, "run", f"{api_url}/openapi.json", "--checks", "all", "--max-examples", "60"),
            *("--seed", "1", "--no-color", "--header", f"Authorization: Bearer {token_for(local_run)}"),
        ],
        # It writes its notes to the current folder.
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "No issues found" in done.stdout

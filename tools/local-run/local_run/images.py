"""Image tables in which a script replaces an image."""

from __future__ import annotations

import json
from pathlib import Path

from local_run.start_command import ROOT


def images_with(folder: Path, name: str, script: str) -> Path:
    """The image table of this checkout with one image replaced by a script."""
    tools = ROOT / "tools" / "start"
    table = json.loads((tools / "images.json").read_text().replace("${settingsDir}", str(tools)))
    program = folder / f"{name}.sh"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    for image in table["images"]:
        if f"/{name}:" in image["image"]:
            image["entrypoint"] = [str(program)]
    target = folder / "images.json"
    target.write_text(json.dumps(table))
    return target

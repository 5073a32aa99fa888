"""Extract from botocore's service models what local-sagemaker implements.

Writes, below libs/local-sagemaker, one JSON file a service (the constraints that requests are
validated by) and one TypeScript file with the types of the same shapes.

Run: .venv/bin/python tools/extract-service-model/extract_service_model.py [--check]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import botocore
import botocore.loaders
from service_shapes import Json, reachable, trimmed_shape
from service_types import interface_of

REPOSITORY = Path(__file__).resolve().parents[2]
LIBRARY = REPOSITORY / "libs" / "local-sagemaker"
NOTICE = (
    "Extracted from botocore's service model. Copyright Amazon.com, Inc. or its affiliates. "
    "Licensed under the Apache License, Version 2.0; a copy is at http://aws.amazon.com/apache2.0/"
)
IMPLEMENTED: dict[str, tuple[str, ...]] = {
    "sagemaker": (
        *(f"{verb}ProcessingJob" for verb in ("Create", "Describe", "Stop")),
        "ListProcessingJobs",
        *(f"{verb}TrainingJob" for verb in ("Create", "Describe", "Stop")),
        "ListTrainingJobs",
        *(f"{verb}Model" for verb in ("Create", "Describe", "Delete")),
        "ListModels",
        *(f"{verb}EndpointConfig" for verb in ("Create", "Describe", "Delete")),
        "ListEndpointConfigs",
        *(f"{verb}Endpoint" for verb in ("Create", "Describe", "Update", "Delete")),
        "ListEndpoints",
        *(f"{verb}FeatureGroup" for verb in ("Create", "Describe", "Update", "Delete")),
        "ListFeatureGroups",
        "AddTags",
        "ListTags",
        "DeleteTags",
    ),
    "sagemaker-runtime": ("InvokeEndpoint",),
    "sagemaker-featurestore-runtime": (
        "BatchGetRecord",
        "BatchWriteRecord",
        "DeleteRecord",
        "GetRecord",
        "ListRecords",
        "PutRecord",
        "UpdateRecord",
    ),
}
RENAMED = {("sagemaker-featurestore-runtime", "TtlDuration"): "RecordTtlDuration"}
"""Structures of one name and two meanings; the types of all services share one file."""


@dataclass(frozen=True)
class Extract:
    """One service: what goes into its JSON file."""

    service: str
    document: Json


def renamed(model: Json, service: str) -> Json:
    """Give the structures of RENAMED their own names, wherever they are referred to."""
    text = json.dumps(model)
    for (owner, old), new in RENAMED.items():
        if owner == service:
            text = text.replace(f'"shape": "{old}"', f'"shape": "{new}"').replace(
                f'"{old}": {{"type"', f'"{new}": {{"type"'
            )
    loaded: Json = json.loads(text)
    return loaded


def extract(service: str) -> Extract:
    """Read one service model and keep the operations that are implemented."""
    model = renamed(botocore.loaders.create_loader().load_service_model(service, "service-2"), service)
    operations: Json = {}
    roots: list[str] = []
    for name in IMPLEMENTED[service]:
        operation = model["operations"][name]
        errors = [error["shape"] for error in operation.get("errors", [])]
        kept: Json = {"http": operation["http"], "errors": errors}
        for side in ("input", "output"):
            if side in operation:
                kept[side] = operation[side]["shape"]
                roots.append(kept[side])
        operations[name] = kept
        roots.extend(errors)
    others = {
        name: {"http": operation["http"]}
        for name, operation in sorted(model["operations"].items())
        if name not in operations
    }
    document = {
        "notice": NOTICE,
        "botocore": botocore.__version__,
        "service": service,
        "protocol": model["metadata"]["protocol"],
        "targetPrefix": model["metadata"].get("targetPrefix"),
        "operations": operations,
        "notImplemented": others if service != "sagemaker" else sorted(others),
        "shapes": {name: trimmed_shape(model["shapes"][name]) for name in reachable(model["shapes"], roots)},
    }
    return Extract(service, document)


def merged_shapes(extracts: list[Extract]) -> Json:
    """Put the shapes of all services into one table; one name must not mean two TypeScript types."""
    merged: Json = {}
    for one in extracts:
        shapes = one.document["shapes"]
        for name, shape in shapes.items():
            known = name in merged and shape["type"] == "structure" and "error" not in shape
            if known and interface_of(merged, name) != interface_of(shapes, name):
                sys.exit(f"The structure {name} differs between two services: add it to RENAMED.")
            merged.setdefault(name, shape)
    return merged


def typescript_module(extracts: list[Extract]) -> str:
    """Declare the types of every operation's input and output."""
    merged = merged_shapes(extracts)
    heading = (
        "// The types of the implemented operations as they travel (timestamps are epoch seconds).",
        f"// Generated by tools/extract-service-model from botocore {botocore.__version__}: do not edit.",
        f"// {NOTICE}",
    )
    blocks = ["\n".join(heading)]
    roots: list[str] = []
    table = []
    for one in extracts:
        for name, operation in one.document["operations"].items():
            sides = {side: operation.get(side) for side in ("input", "output")}
            roots.extend(shape for shape in sides.values() if shape is not None)
            typed = {side: shape or "Readonly<Record<string, never>>" for side, shape in sides.items()}
            table.append(f"  readonly {name}: {{")
            table.extend(f"    readonly {side}: {expression};" for side, expression in typed.items())
            table.append("  };")
    structures = [name for name in reachable(merged, roots) if merged[name]["type"] == "structure"]
    blocks.extend(interface_of(merged, name) for name in structures)
    blocks.append(
        "\n".join(
            [
                "/** Input and output of every implemented operation. */",
                "export interface Operations {",
                *table,
                "}",
            ]
        )
    )
    return "\n\n".join(blocks) + "\n"


def outputs() -> dict[Path, str]:
    """Give the text of every file that this tool writes."""
    extracts = [extract(service) for service in IMPLEMENTED]
    texts = {
        LIBRARY / "service-model" / f"{one.service}.json": json.dumps(one.document, indent=1) + "\n"
        for one in extracts
    }
    texts[LIBRARY / "src" / "service-model" / "operations.generated.ts"] = typescript_module(extracts)
    return texts


def main() -> int:
    """Write the files, or with --check only say whether they are current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    check = parser.parse_args().check
    stale = [path for path, text in outputs().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        sys.stdout.write(f"{'out of date' if check else 'writing'}: {path.relative_to(REPOSITORY)}\n")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(outputs()[path], "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())

"""What is kept of the shapes of a service model."""

from __future__ import annotations

from typing import Any

KEPT_TRAITS = ("type", "required", "min", "max", "pattern", "enum", "payload", "sensitive")
KEPT_MEMBER_TRAITS = ("shape", "location", "locationName")

Json = dict[str, Any]


def trimmed_shape(shape: Json) -> Json:
    """Keep what validation needs of one shape."""
    kept = {trait: shape[trait] for trait in KEPT_TRAITS if trait in shape}
    if "members" in shape:
        kept["members"] = {name: trimmed_member(member) for name, member in shape["members"].items()}
    for inner in ("member", "key", "value"):
        if inner in shape:
            kept[inner] = trimmed_member(shape[inner])
    if "error" in shape:
        kept["error"] = shape["error"]
    return kept


def trimmed_member(member: Json) -> Json:
    """Keep what decoding needs of one member."""
    return {trait: member[trait] for trait in KEPT_MEMBER_TRAITS if trait in member}


def inner_names(shape: Json) -> list[str]:
    """Name the shapes that a shape is made of."""
    members = [member["shape"] for member in shape.get("members", {}).values()]
    return members + [shape[inner]["shape"] for inner in ("member", "key", "value") if inner in shape]


def reachable(shapes: Json, roots: list[str]) -> list[str]:
    """Name every shape that the roots are made of, in alphabetical order."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(inner_names(shapes[name]))
    return sorted(seen)

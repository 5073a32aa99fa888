"""Shapes of a service model as TypeScript."""

from __future__ import annotations

from service_shapes import Json

WIDTH = 110
LONGEST_UNION = 12
"""Enumerations with more values than this become plain strings in TypeScript."""


SCALARS = {
    "integer": "number",
    "long": "number",
    "float": "number",
    "double": "number",
    "timestamp": "number",
    "boolean": "boolean",
    "blob": "Uint8Array",
}


def typescript_of(shapes: Json, name: str) -> str:
    """Give the TypeScript expression for one shape."""
    shape = shapes[name]
    kind = shape["type"]
    if kind == "structure":
        return name
    if kind == "list":
        inner = typescript_of(shapes, shape["member"]["shape"])
        return f"readonly ({inner})[]" if " | " in inner else f"readonly {inner}[]"
    if kind == "map":
        return f"Readonly<Record<string, {typescript_of(shapes, shape['value']['shape'])}>>"
    if kind == "string":
        values = shape.get("enum", [])
        return " | ".join(f"'{value}'" for value in values) if 0 < len(values) <= LONGEST_UNION else "string"
    return SCALARS[kind]


def member_line(member: str, expression: str) -> str:
    """Declare one member; a union too long for its line gets one line a value, as Prettier does."""
    line = f"  readonly {member}: {expression};"
    if len(line) <= WIDTH or " | " not in expression:
        return line
    if expression.startswith("readonly ("):
        union = expression.removeprefix("readonly (").removesuffix(")[]")
        return f"  readonly {member}: readonly (\n    {union}\n  )[];"
    if len(f"    {expression};") <= WIDTH:
        return f"  readonly {member}:\n    {expression};"
    return (
        "\n".join([f"  readonly {member}:", *(f"    | {value}" for value in expression.split(" | "))]) + ";"
    )


def interface_of(shapes: Json, name: str) -> str:
    """Declare one structure."""
    required = shapes[name].get("required", [])
    members = shapes[name].get("members", {})
    lines = [
        member_line(member + ("" if member in required else "?"), typescript_of(shapes, shape["shape"]))
        for member, shape in members.items()
    ]
    if not lines:
        return f"export type {name} = Readonly<Record<string, never>>;"
    return "\n".join([f"export interface {name} {{", *lines, "}"])

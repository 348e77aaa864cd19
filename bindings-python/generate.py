"""Writes `python/kalends/records.py`, `ops.py` and `_columns.py` from the schemas of the operations; `--check` fails if one is stale.

Each record of an operation becomes a TypedDict with Python's own types where the schema's pattern says that a text is a time, and
each operation a function. What has to be converted in an answer is written down as a table of fields.
"""

from __future__ import annotations

import json
import keyword
import pathlib
import sys
import textwrap
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE / "python/kalends"
SCHEMAS = HERE.parent / "docs/schema"
HEADER = '"""{}\n\nMade by `cargo xtask gen`; don\'t edit.\n"""\n\nfrom __future__ import annotations\n\n'
DATE, CLOCK, ZONE = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "T[0-9]{2}:[0-9]{2}:[0-9]{2}", "(Z|[+-][0-9]{2}:[0-9]{2})"

KINDS = {  # the pattern of a text: the kind of value, and its type in Python
    f"^{DATE}{CLOCK}(\\.0+)?{ZONE}$": ("instant", "datetime"),
    f"^{DATE}{CLOCK}(\\.[0-9]+)?{ZONE}$": ("instant", "datetime"),
    f"^{DATE}{CLOCK}$": ("wall", "datetime"),
    f"^{DATE}$": ("date", "date"),
    f"^{DATE}({CLOCK}{ZONE}?)?$": ("moment", "datetime | date"),
    "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00(:00)?$": ("time", "time | str"),
    "^PT": ("elapsed", "timedelta"),
    "^PT([0-9]+H)?([0-9]+M)?([0-9]+S)?$": ("elapsed", "timedelta"),
}
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def camel(*parts: str) -> str:
    return "".join(word[:1].upper() + word[1:] for part in parts for word in part.replace("-", "_").replace(".", "_").split("_"))


class Records:
    """The records of all operations, each under one name."""

    def __init__(self) -> None:
        self.room = ""
        self.shapes: dict[str, str] = {}
        self.source: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.tables: dict[str, Any] = {}

    def of(self, schema: Any, name: str, defs: dict[str, Any]) -> tuple[str, Any]:
        """The type of a schema in Python, and what to convert in its values."""
        if schema is True or schema == {}:
            return "Any", None
        if "$ref" in schema:
            target = schema["$ref"].removeprefix("#/$defs/")
            return self.named(target, defs[target], defs)
        if "const" in schema:
            return f"Literal[{schema['const']!r}]", None
        if "enum" in schema:
            return f"Literal[{', '.join(map(repr, schema['enum']))}]", None
        if branches := schema.get("oneOf") or schema.get("anyOf"):
            return self.union(branches, name, defs)
        kind = schema.get("type")
        if isinstance(kind, list):
            return self.union([{**schema, "type": each} for each in kind], name, defs)
        if kind == "array":
            item, table = self.of(schema.get("items", True), name + "Item", defs)
            return f"list[{item}]", None if table is None else [table]
        if kind == "object":
            return self.object(schema, name, defs)
        if kind == "string" and schema.get("pattern") in KINDS:
            table, shape = KINDS[schema["pattern"]]
            return shape, table
        return PLAIN.get(kind or "", "Any"), None

    def union(self, branches: list[Any], name: str, defs: dict[str, Any]) -> tuple[str, Any]:
        shapes: list[str] = []
        merged: Any = None
        for branch in branches:
            keys = list(branch.get("properties", {}))
            tag = next((v["const"] for v in branch.get("properties", {}).values() if isinstance(v, dict) and isinstance(v.get("const"), str)), None)
            shape, table = self.of(branch, name + camel(str(tag or (keys[0] if keys else ""))), defs)
            if shape not in shapes:
                shapes.append(shape)
            merged = merge(merged, self.resolved(table), name)
        return " | ".join(shapes), merged

    def resolved(self, table: Any) -> Any:
        return self.tables[table[1:]] if isinstance(table, str) and table.startswith("@") else table

    def named(self, name: str, schema: Any, defs: dict[str, Any]) -> tuple[str, Any]:
        described = json.dumps(shape_of(schema), sort_keys=True)
        if self.shapes.get(name, described) != described:
            name = camel(self.room, name)  # another record of that name stands in a room before
        if self.shapes.get(name, described) != described:
            raise SystemExit(f"generate.py: two records are called {name}: {described}\n{self.shapes[name]}")
        if name not in self.shapes:
            self.shapes[name], self.tables[name] = described, {}
            if schema.get("type") == "object" and "properties" in schema or schema.get("type") == "object" and not schema.get("additionalProperties"):
                table = self.object(schema, name, defs)[1]
                self.tables[name] = self.resolved(table) or {}
            else:
                shape, table = self.of(schema, name, defs)
                self.tables[name] = self.resolved(table)
                self.aliases[name] = f"{name}: TypeAlias = {shape}\n{docstring(schema, '')}"  # what it names stands before it
        return name, f"@{name}"

    def object(self, schema: Any, name: str, defs: dict[str, Any]) -> tuple[str, Any]:
        properties, more = schema.get("properties"), schema.get("additionalProperties")
        if properties is None and isinstance(more, (dict, bool)) and more is not False:
            value, table = self.of(more, name + "Value", defs)
            return f"dict[str, {value}]", None if table is None else {"*": table}
        required, fields, tables = set(schema.get("required", [])), [], {}
        for field, inner in (properties or {}).items():
            shape, table = self.of(inner, name + camel(field), defs)
            fields.append((field, shape if field in required else f"NotRequired[{shape}]", inner))
            if table is not None:
                tables[field] = table
        if any(keyword.iskeyword(field) or not field.isidentifier() for field, _, _ in fields):
            body = ", ".join(f"{field!r}: {quoted(shape)}" for field, shape, _ in fields)
            self.source[name] = f"{name} = TypedDict({name!r}, {{{body}}})\n{docstring(schema, '')}"
        else:
            lines = [f"class {name}(TypedDict):", docstring(schema, "    ", "A record.")]
            for field, shape, inner in fields:
                lines += [f"    {field}: {shape}", docstring(inner, "    ")]
            self.source[name] = "\n".join(line for line in lines if line)
        return name, tables or None


def shape_of(schema: Any) -> Any:
    """What makes two records the same: a request refuses fields that it does not know, and an answer does not say."""
    if isinstance(schema, list):
        return [shape_of(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = {"$defs", "$id"} | ({"additionalProperties"} if schema.get("additionalProperties") is False else set())
    return {key: shape_of(value) for key, value in schema.items() if key not in left_out}


def quoted(shape: str) -> str:
    return json.dumps(shape)


def docstring(schema: Any, indent: str, default: str = "") -> str:
    text = schema.get("description", default) if isinstance(schema, dict) else default
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    return textwrap.indent(f'"""{text}"""', indent) if text else ""


def merge(one: Any, other: Any, name: str) -> Any:
    if one is None or other is None or one == other:
        return other if one is None else one
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: merge(one.get(key), other.get(key), name) for key in {**one, **other}}
    raise SystemExit(f"generate.py: the variants of {name} want different conversions: {one} and {other}")


def files() -> dict[pathlib.Path, str]:
    records, functions, tables = Records(), [], []
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        name = schema["title"]
        records.room, shapes = name.split(".")[0], []
        for side in ("request", "response"):
            half = schema["$defs"][side]
            shapes.append(records.named(half["title"], half, half.get("$defs", {}))[0])
        function = name.replace(".", "_")
        functions.append(
            f'def {function}(request: records.{shapes[0]}) -> records.{shapes[1]}:\n    """{camel(schema["description"])[:1] + schema["description"][1:]}."""\n'
            f'    return cast("records.{shapes[1]}", perform("{name}", request))\n'
        )
        tables.append(f'    "{name}": "@{shapes[1]}",')
    parts = [records.source[name] for name in sorted(records.source)] + list(records.aliases.values())
    body = "\n\n\n".join(part.rstrip() for part in parts)
    imports = "from datetime import date, datetime, time, timedelta\nfrom typing import Any, Literal, NotRequired, TypeAlias, TypedDict\n\n\n"
    names = "".join(f'    "{path.stem.replace(".", "_")}",\n' for path in sorted(SCHEMAS.glob("*.json")))
    ops = f"from typing import cast\n\nfrom kalends import records\nfrom kalends._perform import perform\n\n__all__ = [\n{names}]\n\n\n"
    useful = {name: table for name, table in sorted(records.tables.items()) if table}
    columns = "".join(f'    "{name}": {table!r},\n' for name, table in useful.items())
    answers = "\n".join(tables)
    return {
        PACKAGE / "records.py": HEADER.format("The records of the operations.") + imports + body + "\n",
        PACKAGE / "ops.py": HEADER.format("Every operation as a function: records in Python's own types in and out.") + ops + "\n\n".join(functions),
        PACKAGE / "_fields.py": HEADER.format("What to convert in an answer: fields by record.")
        + f"from typing import Any\n\nRECORDS: dict[str, Any] = {{\n{columns}}}\n\nANSWERS: dict[str, str] = {{\n{answers}\n}}\n",
    }


def main() -> int:
    stale = [path for path, text in files().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        if stale:
            print("stale; run `cargo xtask gen`:", *(path.name for path in stale), file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(files()[path], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every vector through the typed functions: Python's own types in, the answer compared after it was made text again."""

import json
from typing import Any

import kalends
import pytest
import vectors
from kalends import _fields, _perform, ops



def native(op: str, value: Any) -> Any:
    """A request's texts as Python's types, where they can be read as such; what is wrong stays as it is."""
    name = "".join(part.title() for part in op.split(".")) + "Request"
    return tolerant(value, f"@{name}")


def tolerant(value: Any, table: Any) -> Any:
    if isinstance(table, str) and table.startswith("@"):
        return tolerant(value, _fields.RECORDS.get(table[1:]))
    if isinstance(table, list) and isinstance(value, list):
        return [tolerant(item, table[0]) for item in value]
    if isinstance(table, dict) and isinstance(value, dict):
        return {key: tolerant(item, table.get(key, table.get("*"))) for key, item in value.items()}
    if isinstance(table, str) and isinstance(value, str):
        try:
            made = _perform._READERS[table](value)
            return made if json.loads(_perform.encode(made)) == value else value
        except (ValueError, KeyError, OverflowError):
            return value
    return value


def test_every_operation_has_a_function() -> None:
    assert set(ops.__all__) == {name.replace(".", "_") for name in kalends.OPS}


def test_every_vector_holds_through_its_function() -> None:
    wrong, ran, converted = [], 0, 0
    for case in vectors.cases():
        request = native(case.op, case.input)
        converted += request != case.input
        function = getattr(ops, case.op.replace(".", "_"))
        got: dict[str, Any]
        try:
            got = {"ok": json.loads(_perform.encode(function(request)))}
        except kalends.Error as error:
            parts = {"code": error.code, "category": error.category, "message": error.message}
            got = {"error": {**parts, "path": error.field, "details": error.details}}
        ran += 1
        if not vectors.matches(case.expect, got):
            wrong.append(f"{case.file}: {case.name}: expected {case.expect}, found {got}")
    print(f"{ran} vectors ran, {converted} with Python's types in the request")
    assert converted > ran / 2
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:5])


@pytest.mark.parametrize("op", kalends.OPS)
def test_the_bridge_and_the_table_know_the_same_operations(op: str) -> None:
    assert op in _fields.ANSWERS

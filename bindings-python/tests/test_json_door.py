"""Every vector through `kalends.call`, with the bytes that the command line answers."""

import json
import os
import pathlib
import subprocess

import kalends
import pytest
import vectors


def test_every_operation_of_the_reference_is_exported() -> None:
    pages = pathlib.Path(__file__).resolve().parents[2] / "docs/schema"
    assert set(kalends.OPS) == {page.stem for page in pages.glob("*.json")}
    assert {kind for _, kind, _ in kalends.operations()} == {"quick", "bulk"}


def test_every_vector_holds() -> None:
    wrong, ran = [], 0
    for case in vectors.cases():
        answer = json.loads(kalends.call(case.op, json.dumps(case.input)))
        ran += 1
        if not vectors.matches(case.expect, answer):
            wrong.append(f"{case.file}: {case.name}: expected {case.expect}, found {answer}")
    print(f"{ran} vectors ran")
    assert not wrong, "\n".join(wrong[:5])


@pytest.mark.skipif("KALENDS_CLI" not in os.environ, reason="the command line is not built; `cargo xtask test` does it")
def test_the_bytes_are_those_of_the_command_line() -> None:
    cases = list(vectors.cases())
    lines = "\n".join(json.dumps({"op": case.op, "input": case.input}) for case in cases)
    command = [os.environ["KALENDS_CLI"], "call", "--jsonl"]
    answers = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.splitlines()
    assert len(answers) == len(cases) > 2000
    for case, answer in zip(cases, answers, strict=True):
        assert kalends.call(case.op, json.dumps(case.input)).encode() == answer, f"{case.file}: {case.name}"


def test_errors_are_answers_at_this_door() -> None:
    answer = json.loads(kalends.call("no.such", "{}"))
    assert answer["error"]["code"] == "wire.unknown-op"
    assert json.loads(kalends.call("zone.list", b"{"))["error"]["code"] == "wire.malformed"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(kalends.InputError) as found:
        kalends.call("zone.list", 3)  # type: ignore[arg-type]
    assert found.value.code == "wire.type"
    with pytest.raises(kalends.InputError) as found:
        kalends.call("zone.list", '{"\ud800": 1}')
    assert found.value.code == "wire.malformed"

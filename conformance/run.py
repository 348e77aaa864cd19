"""Runs the conformance vectors through a pipe: python3 run.py PROGRAM, which is started as PROGRAM call --jsonl."""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def matches(want, got):
    if isinstance(want, dict):
        absent = [key for key, value in want.items() if value is None]
        return isinstance(got, dict) and all(
            key not in got if key in absent else key in got and matches(value, got[key])
            for key, value in want.items()
        )
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(matches, want, got))
    return isinstance(want, bool) == isinstance(got, bool) and want == got


def skips():
    room, found = "", set()
    for line in (HERE / "skips.toml").read_text("utf-8").splitlines():
        room = line.strip("[] ") if line.startswith("[") else room
        found.update((room, name) for name in re.findall(r'^"([^"]+)" = "', line))
    return found


def main():
    files = sorted((HERE / "vectors").rglob("*.json"))
    names = [path.relative_to(HERE / "vectors").as_posix() for path in files]
    vectors = [json.loads(path.read_text("utf-8")) for path in files]
    cases = [(name, file["op"], case) for name, file in zip(names, vectors) for case in file["cases"]]
    lines = (json.dumps({"op": op, "input": case["input"]}) for _, op, case in cases)
    process = subprocess.run([*sys.argv[1:], "call", "--jsonl"], input="\n".join(lines).encode(), stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in process.stdout.splitlines()]
    failures = [] if process.returncode == 0 else [f"the program ended with {process.returncode}"]
    if {name: len(file["cases"]) for name, file in zip(names, vectors)} != json.loads((HERE / "MANIFEST.json").read_text("utf-8")):
        failures.append("MANIFEST.json is not fresh; run `cargo xtask gen`")
    if len(answers) != len(cases):
        failures.append(f"{len(cases)} requests, {len(answers)} answers")
    skipped = skips()
    for (name, op, case), answer in zip(cases, answers):
        skip = (name.split("/")[0], case["name"]) in skipped
        if matches(case["expect"], answer) == skip:
            what = "passes, so its skip is stale" if skip else f"expected {case['expect']}, found {answer}"
            failures.append(f"{name}: {case['name']}: {what}")
    print(*failures, f"{len(answers)} cases ran, {len(failures)} failures", sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

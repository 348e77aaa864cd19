"""The conformance vectors, and how an answer is compared with what is expected of it."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "conformance"


class Case(NamedTuple):
    file: str
    op: str
    name: str
    input: Any
    expect: Any


def cases() -> Iterator[Case]:
    """Every case that is not skipped; fails if the list of vectors is not fresh."""
    manifest = json.loads((FOLDER / "MANIFEST.json").read_text("utf-8"))
    skipped = _skips()
    for file, count in manifest.items():
        vector = json.loads((FOLDER / "vectors" / file).read_text("utf-8"))
        assert len(vector["cases"]) == count, f"{file}: MANIFEST.json is not fresh; run `cargo xtask gen`"
        for case in vector["cases"]:
            if (file.split("/")[0], case["name"]) not in skipped:
                yield Case(file, vector["op"], case["name"], case["input"], case["expect"])


def matches(want: Any, got: Any) -> bool:
    """As `conformance/README.md` says: what is expected has to be there, and `null` stands for what must not be."""
    if isinstance(want, dict):
        return isinstance(got, dict) and all(
            key not in got if value is None else key in got and matches(value, got[key])
            for key, value in want.items()
        )
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(matches, want, got))
    return isinstance(want, bool) == isinstance(got, bool) and bool(want == got)


def _skips() -> set[tuple[str, str]]:
    room, found = "", set[tuple[str, str]]()
    for line in (FOLDER / "skips.toml").read_text("utf-8").splitlines():
        room = line.strip("[] ") if line.startswith("[") else room
        found.update((room, name) for name in re.findall(r'^"([^"]+)" = "', line))
    return found

"""What the documentation promises: every name of the parity page, every program of the cookbook, the start of the README."""

import pathlib
import re

import kalends
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
COOKBOOK = (ROOT / "docs/cookbook.md").read_text("utf-8")
TASKS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", COOKBOOK, re.S | re.M))


def test_the_package_has_every_name_that_the_parity_page_promises() -> None:
    lines = (ROOT / "docs/parity.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    column = next(at for at, name in enumerate(rows[0]) if name.startswith("Python"))
    named = {row[0].strip("`"): row[column].strip("`") for row in rows[2:]}
    assert set(named) == set(kalends.OPS)
    missing = [name for name in named.values() if not hasattr(kalends.ops, name.removeprefix("ops."))]
    assert missing == []


@pytest.mark.parametrize("title", TASKS)
def test_the_cookbook(title: str) -> None:
    program = re.search(r"```python\n(.*?)```", TASKS[title], re.S)
    assert program, "no program in Python"
    exec(compile(program[1], title, "exec"), {})


def test_the_start_of_the_readme_runs_and_is_short() -> None:
    readme = (ROOT / "bindings-python/README.md").read_text("utf-8")
    snippets = re.findall(r"```python\n(.*?)```", readme, re.S)
    assert snippets
    for snippet in snippets:
        exec(compile(snippet, "README", "exec"), {})

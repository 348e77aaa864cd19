"""What the README shows, run."""

import pathlib
import re

README = pathlib.Path(__file__).resolve().parents[1] / "README.md"


def test_the_start_of_the_readme_runs_and_is_short() -> None:
    snippets = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S)
    assert snippets
    for snippet in snippets:
        exec(compile(snippet, str(README), "exec"), {})

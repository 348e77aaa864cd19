"""The Python package against python-dateutil and zoneinfo: run by `cargo xtask bench --python`, prints a table."""

from __future__ import annotations

import timeit
from collections.abc import Callable
from datetime import datetime, timezone
from itertools import islice
from zoneinfo import ZoneInfo

import kalends
import numpy
from dateutil.rrule import rrulestr

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2020, 1, 6, 9, tzinfo=PARIS)
MANY = 10_000
RULE = "FREQ=WEEKLY"
FAR = datetime(2120, 1, 1, tzinfo=PARIS), datetime(2120, 2, 1, tzinfo=PARIS)


def fastest(call: Callable[[], object], number: int, rounds: int = 7) -> float:
    """Seconds of one call, in the fastest of some rounds."""
    return min(timeit.repeat(call, number=number, repeat=rounds)) / number


def row(case: str, unit: str, scale: float, ours: float, theirs: float | None) -> None:
    rival = f"{theirs * scale:,.2f} | {theirs / ours:,.0f} ×" if theirs else " | "
    print(f"| {case} | {unit} | {ours * scale:,.3g} | {rival} |")


def main() -> None:
    series, rule = kalends.Series(RULE, START), rrulestr(RULE, dtstart=START)
    # dateutil walks on the wall and puts the tzinfo to it: the same datetimes, since none of them lies in a gap.
    expected = list(islice(rule, MANY))
    assert series.take(MANY) == expected == list(islice(series, MANY))
    seconds = numpy.array([int(time.astimezone(timezone.utc).timestamp()) for time in expected], "datetime64[s]")
    assert (series.starts(MANY).numpy() == seconds).all()
    assert series.between(*FAR) == rule.between(*FAR, inc=True)

    theirs = fastest(lambda: list(islice(rule, MANY)), 1) / MANY
    instants = fastest(lambda: [time.astimezone(timezone.utc) for time in islice(rule, MANY)], 1) / MANY
    print("| case | unit | kalends | dateutil + zoneinfo | |\n|---|---|---|---|---|")
    row("10,000 weekly, aware datetimes in a list", "ns each", 1e9, fastest(lambda: series.take(MANY), 5) / MANY, theirs)
    row("the same, one by one", "ns each", 1e9, fastest(lambda: list(islice(series, MANY)), 5) / MANY, theirs)
    row(
        "the same as instants: `datetime64[s]`, UTC datetimes",
        "ns each",
        1e9,
        fastest(lambda: series.starts(MANY).numpy(), 20) / MANY,
        instants,
    )
    row("a month, 100 years from the start", "µs", 1e6, fastest(lambda: series.between(*FAR), 2000), fastest(lambda: rule.between(*FAR, inc=True), 3))
    wall = datetime(2027, 3, 28, 2, 30)
    row("`zone.resolve`", "µs", 1e6, fastest(lambda: kalends.resolve(wall, "Europe/Paris"), 20_000), None)
    row("`zone.resolve`, and its instant read", "µs", 1e6, fastest(lambda: kalends.resolve(wall, "Europe/Paris").instant, 20_000), None)


if __name__ == "__main__":
    main()

"""Compares random recurrence rules with python-dateutil and with the `rrule` crate.

    cargo xtask oracle [--cases N] [--seed S]

does the set-up: a virtual environment with dateutil, and the example `recur_lines`, which answers for Kalends and for
`rrule`. Rules are expanded from a wall time without clock changes. Where a library reads RFC 5545 otherwise by a choice
that is known, rules are counted by that choice; `differences.md` names each and says why ours is right. Any other
difference fails the run.
"""

import argparse
import collections
import datetime
import os
import random
import signal
import subprocess
import sys

from dateutil.rrule import rrulestr

HERE = os.path.dirname(os.path.abspath(__file__))
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FREQS = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
MOST = 12
PATIENCE = 0.015  # seconds of its own that dateutil gets for one rule


def some(rng, values, chance, most=3):
    return sorted(rng.sample(values, rng.randint(1, most))) if rng.random() < chance else []


def both_ways(most):
    return [n for n in range(-most, most + 1) if n]


def rule(rng):
    """The parts of a random rule that RFC 5545 allows."""
    freq = rng.choices(FREQS, [30, 25, 15, 15, 6, 5, 4])[0]
    parts = {"FREQ": freq}
    if rng.random() < 0.5:
        parts["INTERVAL"] = rng.choice([2, 3, 4, 5, 7, 12, 13, 30])
    yearly, monthly = freq == "YEARLY", freq == "MONTHLY"
    subdaily = freq in FREQS[4:]
    parts["BYMONTH"] = some(rng, list(range(1, 13)), 0.3 if not subdaily else 0.1, 4)
    if yearly:
        parts["BYWEEKNO"] = some(rng, both_ways(53), 0.15)
    if yearly or subdaily:
        parts["BYYEARDAY"] = some(rng, both_ways(366), 0.12 if yearly else 0.03)
    if freq != "WEEKLY":
        parts["BYMONTHDAY"] = some(rng, both_ways(31), 0.3 if not subdaily else 0.08)
    if rng.random() < 0.5:
        numbered = (monthly or yearly and not parts.get("BYWEEKNO")) and rng.random() < 0.5
        reach = 5 if monthly or parts["BYMONTH"] else 53
        days = rng.sample(DAYS, rng.randint(1, 4))
        plain = rng.random() < 0.1
        parts["BYDAY"] = [
            (str(rng.choice(both_ways(reach))) if numbered and not (plain and n) else "") + day
            for n, day in enumerate(days)
        ]
    parts["BYHOUR"] = some(rng, list(range(24)), 0.25)
    parts["BYMINUTE"] = some(rng, list(range(60)), 0.2)
    parts["BYSECOND"] = some(rng, list(range(60)), 0.15)
    if any(parts.get(part) for part in parts if part.startswith("BY")):
        parts["BYSETPOS"] = some(rng, [1, 2, 3, 5, 10, -1, -2, -3], 0.25)
    if rng.random() < 0.3:
        parts["WKST"] = rng.choice(DAYS)
    if rng.random() < 0.3:
        parts["COUNT"] = rng.randint(1, 30)
    return {name: value for name, value in parts.items() if value}


def text(parts):
    def show(value):
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)

    return ";".join(f"{name}={show(value)}" for name, value in parts.items())


def choice(parts, library):
    """The known choice that a library makes otherwise and that can touch this rule, if there is one."""
    freq, interval = parts["FREQ"], parts.get("INTERVAL", 1)
    weeks = parts.get("BYWEEKNO", [])
    undated = not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & parts.keys()
    if len({len(day) > 2 for day in parts.get("BYDAY", [])}) == 2:
        return "mixed-days"
    if freq == "YEARLY" and "BYMONTHDAY" in parts and not {"BYMONTH", "BYWEEKNO", "BYYEARDAY"} & parts.keys():
        return "month-days-of-a-year"
    if weeks and undated:
        return "weeks-without-days"
    if weeks and (interval > 1 or "BYSETPOS" in parts):
        return "owner-of-a-week"
    if any(abs(week) >= 52 for week in weeks):
        return "weeks-at-new-year"
    if "BYSETPOS" in parts and (freq == "WEEKLY" or library == "rrule"):
        return "first-set"
    return None


class Slow(Exception):
    pass


def too_slow(*_):
    raise Slow


def dateutil(line, start, most):
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        found = []
        for wall in rrulestr(line, dtstart=start):
            found.append(wall.isoformat())
            if len(found) == most:
                break
        return found
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def documented():
    """The names in `differences.md`."""
    with open(os.path.join(HERE, "differences.md"), encoding="utf-8") as text:
        return {line.split("`")[1] for line in text if line.startswith("| `")}


class Report:
    """What came out, library by library."""

    def __init__(self):
        self.tally = collections.defaultdict(collections.Counter)
        self.wrong = []
        self.names = documented()

    def count(self, library, what):
        self.tally[library][what] += 1

    def compare(self, library, start, parts, ours, theirs):
        reason = choice(parts, library)
        if ours == theirs:
            self.count(library, "equal")
        elif reason:
            assert reason in self.names, f"{reason} is not in differences.md"
            self.count(library, reason)
        else:
            self.wrong.append((library, start.isoformat(), text(parts), ours[:5], theirs[:5]))

    def show(self, head):
        print(head)
        for library, tally in self.tally.items():
            print(f"  {library}: " + ", ".join(f"{number} {name}" for name, number in tally.most_common()))
        print(f"  {len(self.wrong)} different without a known reason")
        for case in self.wrong[:20]:
            print(*case, sep="\n    ")


def judge_dateutil(report, start, parts, ours, refused):
    try:
        # One that is refused here must have nothing there; others end where ours do, and one more is asked.
        asked = min(len(ours), MOST) or 1
        ends = refused or 0 < len(ours) < MOST and "COUNT" in parts
        found = dateutil(text(parts), start, MOST if ends else asked)
    except Slow:
        report.count("dateutil", "too slow there")
    except (ValueError, TypeError, OverflowError, IndexError):
        report.count("dateutil", "refused there")
    else:
        report.compare("dateutil", start, parts, ours, found)


def judge_rrule(report, start, parts, ours, answer):
    if answer.startswith("!"):
        report.count("rrule", "refused there")
        return
    found = answer.split()
    if len(found) < len(ours) and found == ours[: len(found)]:
        # After so many empty loops it ends: fewer, never others.
        report.count("rrule", "gives up there")
    else:
        report.compare("rrule", start, parts, ours, found)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("expander")
    arguments.add_argument("--cases", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    rng = random.Random(options.seed)
    signal.signal(signal.SIGVTALRM, too_slow)
    cases = []
    for _ in range(options.cases):
        start = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=rng.randrange(0, 2_000_000_000, 900))
        cases.append((start, rule(rng)))
    lines = "".join(f"{start.isoformat()}\t{text(parts)}\t{MOST}\n" for start, parts in cases)
    answers = subprocess.run([options.expander], input=lines, capture_output=True, text=True, check=True).stdout
    answers = answers.splitlines()
    assert len(answers) == options.cases, f"{len(answers)} answers to {options.cases} rules"
    report = Report()
    for (start, parts), answer in zip(cases, answers):
        ours, rrule = answer.split("\t")
        refused = ours == "!recur.unmatchable"
        if refused:
            ours = ""
        if ours.startswith("!"):
            report.count("kalends", ours[1:])
            continue
        ours = ours.split()
        judge_dateutil(report, start, parts, ours, refused)
        judge_rrule(report, start, parts, ours, rrule)
    report.show(f"oracle: {options.cases} rules, seed {options.seed}")
    sys.exit(bool(report.wrong))


if __name__ == "__main__":
    main()

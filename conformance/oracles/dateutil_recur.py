"""Compares random recurrence rules with python-dateutil.

    python3 conformance/oracles/dateutil_recur.py [COUNT] [SEED]

Needs a built example: `cargo build -p kalends --example recur_lines`. dateutil is installed into a temporary virtual
environment if it is not there. Rules are expanded from a wall time without clock changes. Where dateutil reads RFC 5545
otherwise by a choice that is known, rules are counted by that choice; any other difference fails the run.
"""

import collections
import datetime
import os
import random
import signal
import subprocess
import sys
import tempfile

PINNED = "python-dateutil==2.9.0.post0"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXPANDER = os.path.join(ROOT, "target", "debug", "examples", "recur_lines")
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FREQS = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
MOST = 12
PATIENCE = 0.04  # seconds that dateutil gets for one rule


def in_venv():
    """Runs this script again where dateutil is installed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.check_call([sys.executable, "-m", "venv", folder])
        python = os.path.join(folder, "bin", "python")
        subprocess.check_call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PINNED])
        sys.exit(subprocess.call([python, *sys.argv]))


try:
    from dateutil.rrule import rrulestr
except ImportError:
    in_venv()


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


def choice(parts):
    """The known choice that dateutil makes otherwise and that can touch this rule, if there is one."""
    freq, interval = parts["FREQ"], parts.get("INTERVAL", 1)
    days = parts.get("BYDAY", [])
    if len({len(day) > 2 for day in days}) == 2:
        return "plain and numbered BYDAY: a union here, an intersection there"
    if freq == "YEARLY" and "BYMONTHDAY" in parts and not {"BYMONTH", "BYWEEKNO", "BYYEARDAY"} & parts.keys():
        return "YEARLY with BYMONTHDAY alone: the start's month here, every month there"
    if "BYWEEKNO" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & parts.keys():
        return "BYWEEKNO alone: the start's weekday here, every day there"
    if "BYWEEKNO" in parts and (interval > 1 or "BYSETPOS" in parts):
        return "a week over New Year belongs to the year that numbers it here, to the day's own there"
    if any(abs(week) >= 52 for week in parts.get("BYWEEKNO", [])):
        return "days around New Year in weeks that the other year numbers, or numbers from its end: missed or invented there"
    if freq == "WEEKLY" and "BYSETPOS" in parts:
        return "BYSETPOS counts from the start of the first week here, from the start of the series there"
    return None


class Slow(Exception):
    pass


def too_slow(*_):
    raise Slow


def theirs(line, start, most):
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        found = []
        for wall in rrulestr(line, dtstart=start):
            found.append(wall.isoformat())
            if len(found) == most:
                break
        return found
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng = random.Random(seed)
    signal.signal(signal.SIGALRM, too_slow)
    cases = []
    for _ in range(count):
        start = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=rng.randrange(0, 2_000_000_000, 900))
        cases.append((start, rule(rng)))
    lines = "".join(f"{start.isoformat()}\t{text(parts)}\t{MOST}\n" for start, parts in cases)
    ours = subprocess.run([EXPANDER], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(ours) == count, f"{len(ours)} answers to {count} rules"
    tally, known, wrong = collections.Counter(), collections.Counter(), []
    for (start, parts), answer in zip(cases, ours):
        if answer == "!recur.unmatchable":
            answer, refused = "", True
        else:
            refused = False
        if answer.startswith("!"):
            tally["ended at a limit here: " + answer[1:]] += 1
            continue
        mine, reason = answer.split(), choice(parts)
        try:
            # One that is refused here must have nothing there; others end where ours do, and one more is asked.
            asked = min(len(mine), MOST) or 1
            other = theirs(text(parts), start, MOST if refused or 0 < len(mine) < MOST and "COUNT" in parts else asked)
        except Slow:
            tally["dateutil too slow"] += 1
            continue
        except (ValueError, TypeError, OverflowError, IndexError) as error:
            tally[f"dateutil failed: {type(error).__name__}"] += 1
            continue
        if mine == other:
            tally["equal, refused as never matching" if refused else "equal"] += 1
        elif reason:
            known[reason] += 1
        else:
            wrong.append((start.isoformat(), text(parts), mine[:5], other[:5]))
    print(f"{count} rules, seed {seed}")
    for name, number in tally.most_common() + known.most_common():
        print(f"{number:8} {name}")
    print(f"{len(wrong):8} different without a known reason")
    for case in wrong[:20]:
        print(*case, sep="\n    ")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

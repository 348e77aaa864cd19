"""python-dateutil as a peer; see run.py."""

import sys
import time
from datetime import datetime, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

_, start, text, what, first, until = sys.argv[1].split("\t")
zone = ZoneInfo("America/New_York")
start = datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=zone)
rule = rrulestr(text, dtstart=start)


def at(seconds):
    return datetime.fromtimestamp(int(seconds), timezone.utc)


def once():
    if what == "between":
        # The end of the range is not included.
        return rule.between(at(first), at(int(until) - 1), inc=True)
    return list(islice(rrulestr(text, dtstart=start) if what == "text" else rule, int(first)))


fastest, spent = float("inf"), 0
while spent < 1_000_000_000:
    clock = time.process_time_ns()
    found = once()
    took = time.process_time_ns() - clock
    fastest, spent = min(fastest, took), spent + max(took, 1000)
print(fastest, len(found), sum(int(one.timestamp()) for one in found))

"""Facts about zone offsets from CPython's zoneinfo, an implementation that shares no code with ours.

Run it with the same release of the zone data and no data of the host:

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install tzdata==2026.6        # IANA 2026f
    PYTHONTZPATH="" /tmp/oracle/bin/python conformance/oracles/zone_transitions.py > conformance/facts/zone_offsets.json

`--all` writes every transition of 1900-2100 (1 MB) instead of a sample; the test `zone::facts` reads that file
when the crate's tests are compiled with KALENDS_ZONE_FACTS=<path>.

`--instants N` writes the offsets at N random instants of each zone, 1900 to 2500, instead; the committed
`zone_instants.json` has 4, and the same test reads a larger file when KALENDS_ZONE_INSTANTS names one.

A change is found by asking for the offset at every day and halving; nothing is read from TZif files. Each row is
`seconds letters`: the first second of a new offset, then 15 letters, each an index (0-9a-z) into the group's `offsets`:
offsets at -3600, -1, 0, +1, +3600 s around it; then, for five wall times (the second before the gap or fold, its first
second, its middle, its last second, the second after it), the offsets that zoneinfo gives for fold=0 and fold=1.
"""

import json
import random
import sys
import zoneinfo
from bisect import bisect_left
from datetime import datetime, timedelta, timezone

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
EPOCH = datetime(1970, 1, 1)
DAY = 86400
TAIL_YEARS = [2101, 2104, 2199, 2200, 2300, 2399, 2400, 2500]
SAMPLE = 14


def seconds(year, month=1, day=1):
    return int((datetime(year, month, day) - EPOCH).total_seconds())


def offset_at(zone, t):
    utc = (EPOCH + timedelta(seconds=t)).replace(tzinfo=timezone.utc)
    return int(utc.astimezone(zone).utcoffset().total_seconds())


def offset_of_wall(zone, wall, fold):
    return int((EPOCH + timedelta(seconds=wall)).replace(tzinfo=zone, fold=fold).utcoffset().total_seconds())


def changes(zone, start, end):
    """Every change of the offset in [start, end) that lasts a day."""
    found = []
    low, before = start, offset_at(zone, start)
    while low < end:
        high = low + DAY
        after = offset_at(zone, high)
        if after != before:
            at = low + 1 + bisect_left(range(low + 1, high), True, key=lambda t: offset_at(zone, t) != before)
            found.append((at, before, offset_at(zone, at)))
            if offset_at(zone, at) != after:  # a second change within the day
                low, before = at, offset_at(zone, at)
                continue
        low, before = high, after
    return found


def sampled(found):
    """The first, the last, the strange ones and evenly spread others."""
    seen, strange = set(), []
    for change in found:
        size = change[2] - change[1]
        if size not in seen:
            seen.add(size)
            strange.append(change)
    step = max(1, len(found) // SAMPLE)
    return sorted(set(found[::step] + found[-1:] + strange))


def row(zone, change, letter):
    at, before, after = change
    low, high = at + min(before, after), at + max(before, after)
    probes = [offset_at(zone, at + d) for d in (-3600, -1, 0, 1, 3600)]
    for wall in (low - 1, low, (low + high) // 2, high - 1, high):
        probes += [offset_of_wall(zone, wall, fold) for fold in (0, 1)]
    return f"{at} " + "".join(map(letter, probes))


def group(name, everything):
    zone = zoneinfo.ZoneInfo(name)
    offsets = []

    def letter(offset):
        if offset not in offsets:
            offsets.append(offset)
        return DIGITS[offsets.index(offset)]

    found = changes(zone, seconds(1900), seconds(2101))
    tail = [c for year in TAIL_YEARS for c in changes(zone, seconds(year), seconds(year + 1))]
    rows = [row(zone, c, letter) for c in (found if everything else sampled(found)) + tail]
    start = letter(offset_at(zone, seconds(1900)))
    return {"names": [name], "from_1900": start, "changes": len(found), "offsets": offsets, "rows": rows}


def instants(count):
    import tzdata

    rng = random.Random(20261125)
    rows = []
    for name in sorted(zoneinfo.available_timezones()):
        zone = zoneinfo.ZoneInfo(name)
        at = sorted(rng.randrange(seconds(1900), seconds(2501)) for _ in range(count))
        rows.append(json.dumps([name, [[t, offset_at(zone, t)] for t in at]], separators=(",", ":")))
    about = "Made by conformance/oracles/zone_transitions.py --instants; do not edit."
    head = {"about": about, "oracle": "CPython zoneinfo, tzdata " + tzdata.__version__, "release": tzdata.IANA_VERSION}
    print(json.dumps(head)[:-1] + ', "zones": [\n' + ",\n".join(rows) + "\n]}")


def main():
    import tzdata

    if "--instants" in sys.argv[1:]:
        return instants(int(sys.argv[sys.argv.index("--instants") + 1]))
    everything = "--all" in sys.argv[1:]
    groups = {}
    for name in sorted(zoneinfo.available_timezones()):
        facts = group(name, everything)
        key = json.dumps([facts[k] for k in ("from_1900", "offsets", "rows")])
        if key in groups:
            groups[key]["names"].append(name)
        else:
            groups[key] = facts
    about = "Made by conformance/oracles/zone_transitions.py, which says what the rows mean; do not edit."
    head = {"about": about, "oracle": "CPython zoneinfo, tzdata " + tzdata.__version__, "release": tzdata.IANA_VERSION}
    lines = [json.dumps(facts, separators=(",", ":")) for facts in groups.values()]
    print(json.dumps(head)[:-1] + ', "groups": [\n' + ",\n".join(lines) + "\n]}")


if __name__ == "__main__":
    main()

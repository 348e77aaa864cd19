"""What can be booked, and why not."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, tzinfo
from typing import cast

from kalends import ops, records
from kalends._instants import Instants
from kalends._native import Hours, Slots, slots_of
from kalends._perform import decode, encode


def find_slots(request: records.SlotsFindRequest, *, zone: tzinfo | str | None = None) -> Slots:
    """What can be booked of one service, with the resources that it requires; shown in `zone`, else in UTC.

    An hour that a clock change skips has no slots, one that it repeats has them twice. Near misses and uncertain sources are
    told by `ops.slots_find`, which answers with the whole record.
    """
    return slots_of(encode(request), zone)


def explain(request: records.SlotsExplainRequest) -> list[records.Reason]:
    """Every reason why a time cannot be booked, by the same rules as `find_slots`; none means that it can."""
    return ops.slots_explain(request)["reasons"]


class Prepared:
    """A resource's hours and busy time, resolved once for `[start, end)` and then asked many times by any thread."""

    __slots__ = ("_end", "_hours", "_start", "_state")

    def __init__(self, state: records.ResourceState, start: datetime, end: datetime) -> None:
        self._state, self._start, self._end = encode(state), start, end
        self._hours = Hours(self._state, start, end)

    def find(
        self,
        service: records.Service,
        start: datetime,
        end: datetime,
        context: records.Context,
        *,
        duration: timedelta | None = None,
        limit: int | None = None,
        zone: tzinfo | str | None = None,
    ) -> Slots:
        """What can be booked that starts within `[start, end)`."""
        question: dict[str, object] = {"service": service, "context": context, "range": {"start": start, "end": end}}
        if duration is not None:
            question["duration"] = duration
        if limit is not None:
            question["limit"] = limit
        return self._hours.slots(encode(question), zone)

    def explain(
        self, service: records.Service, start: datetime, context: records.Context, *, duration: timedelta | None = None
    ) -> list[records.Reason]:
        """Every reason why a start cannot be booked; none means that it can."""
        question: dict[str, object] = {"service": service, "context": context, "start": start}
        if duration is not None:
            question["duration"] = duration
        return cast("list[records.Reason]", decode(json.loads(self._hours.explain(encode(question))), ["@Reason"]))

    def open(self) -> tuple[Instants, Instants]:
        """When the resource is open: the starts and the ends."""
        return self._hours.open()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prepared) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash((self._state, self._start, self._end))

    def __repr__(self) -> str:
        return f"<Prepared {self._start.isoformat()} to {self._end.isoformat()}>"

    def __reduce__(self) -> tuple[object, tuple[str, datetime, datetime]]:
        return _prepared, (self._state, self._start, self._end)


def _prepared(state: str, start: datetime, end: datetime) -> Prepared:
    return Prepared(json.loads(state), start, end)

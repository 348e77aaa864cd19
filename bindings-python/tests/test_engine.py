"""Listing, explaining and booking through a store."""

import copy
import json
import pathlib
import pickle
from datetime import datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import kalends
import pytest
from kalends import ConflictIndex, Engine, Prepared, records

BERLIN = ZoneInfo("Europe/Berlin")
UTC = timezone.utc
NOW = datetime(2026, 10, 1, tzinfo=UTC)
NIGHT: records.Schedule = {"weekly": [{"id": "night", "days": ["SU"], "from": time(1), "to": time(4)}]}
NURSE: records.Resource = {"id": "nurse", "zone": "Europe/Berlin"}
WATCH: records.Service = {"id": "watch", "durations": [timedelta(hours=1)], "step": timedelta(hours=1)}
START, END = datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 26, tzinfo=BERLIN)


def engine(url: str = "memory:") -> Engine:
    made = Engine(url, clock=lambda: NOW)
    made.put_resource(NURSE, NIGHT)
    made.put_service(WATCH)
    return made


def test_the_night_the_clocks_go_back_has_one_hour_more() -> None:
    found = kalends.find_slots(
        {
            "resources": [{"resource": NURSE, "schedule": NIGHT}],
            "service": WATCH,
            "range": {"start": START, "end": END},
            "context": {"now": NOW},
        },
        zone=BERLIN,
    )
    assert [(slot.start.hour, slot.start.fold) for slot in found] == [(1, 0), (2, 0), (2, 1), (3, 0)]
    assert len(found) == 4 and found[-1] == found[3] and found[0].duration == timedelta(hours=1)
    assert list(found.starts) == [slot.start.astimezone(UTC) for slot in found]
    assert found.next is None and found[0].remaining is None and found[0].members == []
    assert pickle.loads(pickle.dumps(found)) == found and copy.copy(found[1]) == found[1]
    with pytest.raises(IndexError):
        found[4]


def test_prepared_answers_as_the_operation_does() -> None:
    context: records.Context = {"now": NOW}
    prepared = Prepared({"resource": NURSE, "schedule": NIGHT}, START, END)
    found = prepared.find(WATCH, START, END - timedelta(hours=1), context, zone=BERLIN)
    assert [slot.start.hour for slot in found] == [1, 2, 2, 3]
    assert len(prepared.find(WATCH, START, END - timedelta(hours=1), context, limit=2)) == 2
    assert prepared.explain(WATCH, found[0].start, context) == []
    closed = prepared.explain(WATCH, datetime(2026, 10, 25, 5, tzinfo=BERLIN), context)
    assert any("hours" in reason for reason in closed)
    starts, ends = prepared.open()
    assert ends[0] - starts[0] == timedelta(hours=4)
    assert pickle.loads(pickle.dumps(prepared)) == prepared


@pytest.mark.parametrize("kind", ["memory:", "sqlite"])
def test_what_is_offered_can_be_booked_once(kind: str, tmp_path: pathlib.Path) -> None:
    with engine(f"sqlite:{tmp_path}/k.db" if kind == "sqlite" else kind) as nights:
        offered = nights.slots("watch", START, END, resource="nurse")
        second = offered[2]
        assert (second.start.astimezone(BERLIN).hour, second.start.astimezone(BERLIN).fold) == (2, 1)
        book: records.Book = {"booking": "b1", "resource": "nurse", "service": "watch", "start": second.start}
        assert "accept" in nights.judge({"book": book}) and nights.booking("b1") is None
        assert "accept" in nights.book(book, by="s1", cause="walk-in") and "accept" in nights.book(book)
        other: records.Book = {**book, "booking": nights.new_booking_id()}
        refused: Any = nights.book(other)
        assert any("busy" in reason for reason in refused["refuse"]["reasons"])
        assert refused["refuse"]["reasons"] == nights.explain("watch", second.start, resource="nurse")
        kept = nights.booking("b1")
        assert kept is not None and kept["span"]["start"] == second.start and nights.booking("b2") is None
        assert [one["id"] for one in nights.bookings("nurse", START, END)] == ["b1"]
        assert len(nights.slots("watch", START, END, resource="nurse")) == 3
        assert "accept" in nights.cancel({"booking": "b1"})
        nights.put_busy("nurse", "clinic", [(START, END)])
        assert len(nights.slots("watch", START, END, resource="nurse")) == 0


def test_records_come_back_with_pythons_types() -> None:
    nights = engine()
    kept = nights.resource("nurse")
    assert kept is not None and kept["schedule"]["weekly"][0]["from"] == time(1)
    service = nights.service("watch")
    assert service is not None and service["durations"] == [timedelta(hours=1)]
    assert [one["id"] for one in nights.resources()] == ["nurse"] and nights.resource("other") is None


def test_a_session_is_read_with_its_bookings_and_written_back() -> None:
    nights = engine()
    nights.book({"booking": "b1", "resource": "nurse", "service": "watch", "start": START + timedelta(hours=1)})
    booking = nights.booking("b1")
    assert booking is not None and nights.session("none") is None
    kept = nights.session(booking["session"])
    assert kept is not None and kept["bookings"] == [booking]
    replica = engine()
    replica.put_bookings(kept["bookings"], [kept["session"]])
    assert replica.session(booking["session"]) == kept


def test_the_engines_door_does_its_own_operations_and_all_others() -> None:
    nights = engine()
    assert json.loads(nights.call("service.get", '{"service":"watch"}'))["ok"]["id"] == "watch"
    assert nights.call("zone.list", b"{}") == kalends.call("zone.list", "{}")


def test_an_instant_finer_than_a_datetime_keeps_its_nanoseconds() -> None:
    text = "2027-03-27T09:00:00.000000001Z"
    fine = kalends.FineDatetime.read(text)
    assert fine == datetime(2027, 3, 27, 9, tzinfo=UTC) and fine.text == text
    assert pickle.loads(pickle.dumps(fine)).text == copy.copy(fine).text == text
    assert (fine + timedelta(seconds=1)).isoformat() == "2027-03-27T09:00:01+00:00"


def test_policies_are_kept_by_version() -> None:
    nights = engine()
    nights.put_policy({"id": "fair", "version": 1})
    assert [(one["id"], one["version"]) for one in nights.policies()] == [("fair", 1)]
    with pytest.raises(kalends.ConflictError) as found:
        nights.put_policy({"id": "fair", "version": 3})
    assert found.value.code == "store.version"


def test_what_a_cancellation_would_cost_is_told_beforehand() -> None:
    now = [datetime(2026, 10, 23, tzinfo=UTC)]
    nights = Engine("memory:", clock=lambda: now[0])
    nights.put_resource(NURSE, NIGHT)
    nights.put_policy({"id": "terms", "version": 1, "cancel": {"tiers": [{"notice": "P1D"}, {"fee": {"percent": 50}}]}})
    nights.put_service({**WATCH, "policy": {"id": "terms"}})
    second = datetime(2026, 10, 25, 2, fold=1, tzinfo=BERLIN)
    price: records.Money = {"minor": 4501, "currency": "EUR"}
    nights.book({"booking": "b1", "resource": "nurse", "service": "watch", "start": second, "price": price})
    now[0] = second - timedelta(days=1)  # Saturday 02:00: on the wall a day before, and 25 hours by the clock
    for late in (timedelta(0), timedelta(microseconds=1)):
        now[0] += late
        verdict: Any = nights.judge({"cancel": {"booking": "b1"}})
        fee = verdict["accept"]["outcomes"]["b1"].get("fee")
        assert fee == ({"minor": 2251, "currency": "EUR"} if late else None)
    kept = nights.booking("b1")
    assert kept is not None and kept["version"] == 1


def test_a_command_that_comes_again_with_its_key_is_answered_as_the_first_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    engine = Engine("memory:", clock=lambda: datetime(2027, 3, 1, tzinfo=berlin))
    hour = timedelta(hours=1)
    engine.put_resource({"id": "anna", "zone": "Europe/Berlin"}, {"weekly": [{"id": "s", "days": ["SU"], "from": time(1), "to": time(6)}]})
    engine.put_service({"id": "lesson", "durations": [hour], "step": hour})
    start = datetime(2027, 3, 28, 3, tzinfo=berlin)  # the hour after half past one: two o'clock is skipped
    first: Any = engine.book({"booking": "b1", "resource": "anna", "service": "lesson", "start": start}, by="ada", key="k1")
    kept = first["accept"]["bookings"]
    engine.cancel({"booking": "b1"})
    again: Any = engine.book({"booking": "b1", "resource": "anna", "service": "lesson", "start": start}, by="ada", key="k1")
    assert again["accept"]["bookings"] == kept
    with pytest.raises(kalends.Error) as refused:
        engine.book({"booking": "b1", "resource": "anna", "service": "lesson", "start": start + hour}, by="ada", key="k1")
    assert refused.value.code == "booking.key-reused"


def test_tenants_and_urls() -> None:
    for url, code in [("redis://x", "store.url"), ("postgres://x", "store.unknown-kind"), ("", "store.url")]:
        with pytest.raises(kalends.InputError) as found:
            Engine(url)
        assert found.value.code == code


def test_a_command_of_the_wrong_shape_is_named() -> None:
    with pytest.raises(kalends.InputError) as found:
        engine().execute({"book": {"booking": "b1"}})  # type: ignore[typeddict-item]
    assert (found.value.code, found.value.field.split(".")[0]) == ("wire.missing-field", "command")


def test_an_index_of_spans() -> None:
    def hour(n: int) -> datetime:
        return datetime(2027, 10, 31, n, tzinfo=UTC)

    spans = [(hour(1), hour(3)), (hour(2), hour(4)), (hour(4), hour(5))]
    index = ConflictIndex(spans)
    assert len(index) == 3 and index.pairs() == [(0, 1)] and index.at(hour(4)) == [2]
    assert index.overlapping(hour(2), hour(3)) == [0, 1] and not index.overlaps(hour(5), hour(6))
    assert index.nearest(hour(6), hour(7), 2) == [2, 1]
    starts = [int(start.timestamp()) for start, _ in spans]
    numpy = pytest.importorskip("numpy")
    columns = numpy.array(starts, "datetime64[s]"), numpy.array([int(e.timestamp()) for _, e in spans])
    assert ConflictIndex.from_columns(*columns).pairs() == [(0, 1)]
    with pytest.raises(kalends.InputError) as found:
        ConflictIndex([(hour(2), hour(2))])
    assert (found.value.code, found.value.field) == ("interval.empty", "[0]")
    with pytest.raises(kalends.InputError):
        ConflictIndex.from_columns(numpy.array([1.5]), numpy.array([2.5]))

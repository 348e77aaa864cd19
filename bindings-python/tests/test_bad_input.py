"""Whatever is passed in, a typed error comes back and the interpreter lives."""

import asyncio
import math
import pathlib
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone, tzinfo
from datetime import time as clock
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import kalends
import pytest
from kalends import ConflictIndex, Engine, Series, ops, records

PARIS = ZoneInfo("Europe/Paris")
UTC = timezone.utc
NINE = datetime(2027, 1, 4, 9, tzinfo=PARIS)
WEEKLY = Series("FREQ=WEEKLY", NINE)


def refused(code: str, call: Callable[[], object]) -> kalends.Error:
    with pytest.raises(kalends.Error) as found:
        call()
    assert found.value.code == code, found.value
    return found.value


@pytest.mark.parametrize("wrong", [3, 2.5, math.nan, None, b"x", object(), [], 10**400])
def test_values_of_another_type(wrong: Any) -> None:
    other: Any = wrong or 1
    for call in (
        lambda: WEEKLY.after(wrong),
        lambda: WEEKLY.between(NINE, wrong),
        lambda: Series("FREQ=DAILY", wrong),
        lambda: Series(other, NINE),
        lambda: Series("FREQ=DAILY", datetime(2027, 1, 1), zone=other),
        lambda: kalends.resolve(wrong, "Europe/Paris"),
        lambda: kalends.resolve(datetime(2027, 1, 1), wrong),
        lambda: wrong in WEEKLY,
        lambda: ConflictIndex([(NINE, wrong)]),
        lambda: ConflictIndex([wrong]),
    ):
        refused("wire.type", call)


def test_naive_datetimes_are_refused_in_words() -> None:
    naive = datetime(2027, 1, 4, 9)
    for call in (
        lambda: Series("FREQ=DAILY", naive),
        lambda: WEEKLY.after(naive),
        lambda: WEEKLY.between(naive, NINE),
        lambda: naive in WEEKLY,
        lambda: ConflictIndex([(naive, NINE)]),
    ):
        error = refused("time.instant", call)
        assert isinstance(error, ValueError) and "`2027-01-04 09:00:00` has no time zone" in error.message
    engine = Engine("memory:")
    assert refused("time.instant", lambda: engine.bookings("anna", naive, NINE)).field == "range.start"
    assert refused("time.instant", lambda: engine.slots("lesson", NINE, naive)).field == "range.end"
    assert refused("time.instant", lambda: engine.put_busy("anna", "gym", [(NINE, naive)])).field == "spans[0].span.end"
    refused("time.wall", lambda: kalends.resolve(NINE, "Europe/Paris"))
    refused("time.wall", lambda: Series("FREQ=DAILY", NINE, zone="Europe/Paris"))
    refused("zone.fold", lambda: Series("FREQ=DAILY", datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=PARIS)))


def test_numbers_that_are_none_or_too_large() -> None:
    for number in (10**30, -1):
        with pytest.raises((OverflowError, kalends.Error)):
            WEEKLY.nth(number)
        with pytest.raises((OverflowError, kalends.Error)):
            WEEKLY.take(number)
    expand: Any = ops.recur_expand
    request: Any = {"series": {"rule": "FREQ=DAILY", "start": "2027-01-01"}, "limit": math.nan}
    refused("wire.malformed", lambda: expand(request))
    assert refused("wire.type", lambda: expand({**request, "limit": 10**30})).field == "limit"
    assert refused("wire.range", lambda: expand({**request, "limit": 2**60})).field == "limit"
    refused("wire.malformed", lambda: expand({**request, "limit": 10**5000}))
    refused("wire.type", lambda: expand({**request, "limit": object()}))
    refused("recur.too-many", lambda: WEEKLY.between(NINE, datetime(9999, 1, 1, tzinfo=UTC)))


def test_lone_surrogates_circles_and_depth() -> None:
    half = "\ud800"
    refused("wire.malformed", lambda: Series(half, NINE))
    refused("wire.malformed", lambda: kalends.resolve(datetime(2027, 1, 1), half))
    refused("wire.malformed", lambda: Series("FREQ=DAILY", datetime(2027, 1, 1), zone=half))
    refused("wire.malformed", lambda: Engine(half))
    refused("wire.malformed", lambda: Engine("memory:").booking(half))
    refused("wire.malformed", lambda: Engine("memory:").call("zone.list", half))
    refused("wire.malformed", lambda: ops.zone_resolve({"wall": datetime(2027, 1, 1), "zone": half}))
    circle: Any = {}
    circle["series"] = circle
    refused("wire.malformed", lambda: ops.recur_expand(circle))
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    request: Any = {"deep": deep}
    refused("wire.too-deep", lambda: ops.zone_list(request))


class OnesOwn(tzinfo):
    def tzname(self, _: datetime | None) -> str:
        return "one's own"

    def dst(self, _: datetime | None) -> None:
        return None


class Throwing(OnesOwn):
    def utcoffset(self, _: datetime | None) -> timedelta:
        raise ZeroDivisionError("a tzinfo of one's own")


class Offsetless(OnesOwn):
    def utcoffset(self, _: datetime | None) -> None:
        return None


class Wrong(OnesOwn):
    key = 7

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(hours=2)


def test_tzinfos_of_ones_own() -> None:
    with pytest.raises(ZeroDivisionError):
        WEEKLY.after(datetime(2027, 1, 1, tzinfo=Throwing()))
    refused("time.instant", lambda: WEEKLY.after(datetime(2027, 1, 1, tzinfo=Offsetless())))
    refused("zone.unknown", lambda: Series("FREQ=DAILY", datetime(2027, 1, 1, tzinfo=Wrong())))
    assert WEEKLY.after(datetime(2027, 1, 4, 9, 59, 59, tzinfo=Wrong())) == NINE


def test_callbacks_that_throw() -> None:
    broken = [False]

    def told() -> datetime:
        if broken[0]:
            raise ZeroDivisionError("a clock of one's own")
        return NINE

    engine = Engine("memory:", clock=told)
    broken[0] = True
    with pytest.raises(ZeroDivisionError):
        engine.put_resource({"id": "anna", "zone": "Europe/Paris"})
    broken[0] = False
    assert engine.resources() == []
    refused("time.instant", lambda: Engine("memory:", clock=lambda: datetime(2027, 1, 1)).explain("lesson", NINE))

    def failing() -> Any:
        yield (NINE, NINE + timedelta(hours=1))
        raise ZeroDivisionError("an iterable of one's own")

    with pytest.raises(ZeroDivisionError):
        ConflictIndex(failing())


def test_use_after_close() -> None:
    engine = Engine("sqlite::memory:")
    assert engine.services() == []
    engine.close()
    engine.close()
    for call in (
        engine.services,
        engine.new_booking_id,
        lambda: engine.booking("b1"),
        lambda: engine.call("zone.list", "{}"),
        lambda: engine.slots("lesson", NINE, NINE + timedelta(days=1)),
    ):
        refused("host.closed", call)
    assert repr(engine) == "<Engine closed>"


def together(count: int, work: Callable[[int], object]) -> None:
    """Runs work on so many threads that begin at once."""
    gate = threading.Barrier(count)

    def begin(nth: int) -> None:
        gate.wait()
        work(nth)

    threads = [threading.Thread(target=begin, args=(nth,)) for nth in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_sixty_four_threads_at_once() -> None:
    shared, engine = iter(Series("FREQ=DAILY;COUNT=6400", NINE)), Engine("memory:")
    engine.put_resource({"id": "anna", "zone": "Europe/Paris"}, {})
    seen: list[object] = []
    failed: list[BaseException] = []

    def work(_: int) -> None:
        try:
            for _ in range(20):
                seen.extend(islice(shared, 5))
                assert WEEKLY.nth(5) == NINE + timedelta(weeks=5)
                assert len(engine.resources()) == 1
                kalends.call("zone.list", "{}")
        except BaseException as error:
            failed.append(error)

    together(64, work)
    assert not failed and len(set(seen)) == len(seen) == 6400


def test_of_sixty_four_who_book_the_same_start_one_gets_it(tmp_path: pathlib.Path) -> None:
    for url in ("memory:", f"sqlite:{tmp_path}/k.db"):
        engine = Engine(url, clock=lambda: NINE - timedelta(days=1))
        engine.put_resource(
            {"id": "anna", "zone": "Europe/Paris"},
            {"weekly": [{"id": "w", "days": ["MO"], "from": clock(9), "to": clock(12)}]},
        )
        engine.put_service({"id": "lesson", "durations": [timedelta(hours=1)], "step": timedelta(hours=1)})
        said: list[records.BookingVerdict] = []
        together(
            64,
            lambda nth: said.append(
                engine.book({"booking": f"b{nth}", "resource": "anna", "service": "lesson", "start": NINE})
            ),
        )
        assert len(said) == 64 and sum("accept" in verdict for verdict in said) == 1


def test_an_engine_that_is_closed_while_sixty_four_use_it_ends_in_words() -> None:
    engine, ended = Engine("memory:"), list[str]()

    def use(nth: int) -> None:
        try:
            for round in range(50):
                assert engine.resources() == []
                if nth == 0 and round == 10:
                    engine.close()
        except kalends.Error as error:
            ended.append(error.code)

    together(64, use)
    assert set(ended) == {"host.closed"}


def test_other_threads_run_during_a_long_call() -> None:
    ticks, done, interval = [0], threading.Event(), sys.getswitchinterval()

    def tick() -> None:
        while not done.is_set():
            ticks[0] += 1
            time.sleep(0)

    thread = threading.Thread(target=tick)
    request = '{"series":{"rule":"FREQ=DAILY","start":"2027-01-01T09:00:00","zone":"Europe/Paris"},"limit":20000}'
    sys.setswitchinterval(1000)  # from now on a thread runs only if the others let it
    try:
        thread.start()
        before = ticks[0]
        for _ in range(20):
            kalends.call("recur.expand", request)
        during = ticks[0] - before
    finally:
        done.set()
        sys.setswitchinterval(interval)
    thread.join()
    assert during > 0


def test_the_loop_goes_on_while_the_engine_works() -> None:
    async def main() -> None:
        listed, ticks = asyncio.ensure_future(kalends.aio.run(WEEKLY.take, 10_000)), 0
        while not listed.done():
            ticks += 1
            await asyncio.sleep(0)
        assert len(await listed) == 10_000 and ticks > 0
        some = [start async for start in kalends.aio.iterate(Series("FREQ=DAILY;COUNT=600", NINE))]
        assert len(some) == 600 and some[0] == NINE
        with pytest.raises(kalends.InputError):
            await kalends.aio.run(WEEKLY.last)

    asyncio.run(main())


def test_dates_and_datetimes_are_not_mixed_up() -> None:
    refused("wire.type", lambda: WEEKLY.after(date(2027, 1, 1)))
    refused("time.wall", lambda: Series("FREQ=DAILY", date(2027, 1, 1)).after(NINE))
    refused("recur.date-type", lambda: Series("FREQ=DAILY", NINE, exdate=[date(2027, 1, 1)], rdate=[date(2027, 1, 2)]))


def test_times_that_pythons_years_cannot_hold() -> None:
    east = timezone(timedelta(hours=14))
    last = Series(None, datetime(9999, 12, 31, 23, 30), zone="UTC", include_start=True)
    assert last.last() == datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    late = datetime(9999, 12, 31, 23, tzinfo=UTC)
    slots = '{"slots":[{"start":"9999-12-31T22:00:00Z","end":"9999-12-31T23:00:00Z"}],"release":"x"}'
    refused("time.out-of-range", lambda: kalends.Slots.from_json(slots, east)[0].start)
    assert kalends.Slots.from_json(slots)[0].end == late

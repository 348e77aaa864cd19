//! Zones against facts that another implementation gave (`conformance/oracles/zone_transitions.py`).

use chrono::{DateTime, Utc};
use kalends::zone::{Disambiguation, LocalTime, Zone, ZoneDb};
use std::collections::BTreeSet;

#[derive(serde::Deserialize)]
struct Facts {
    release: String,
    groups: Vec<Group>,
}

#[derive(serde::Deserialize)]
struct Group {
    names: Vec<String>,
    from_1900: char,
    changes: usize,
    offsets: Vec<i32>,
    rows: Vec<String>,
}

impl Group {
    fn offset(&self, letter: char) -> i32 {
        self.offsets[letter.to_digit(36).unwrap() as usize]
    }

    fn rows(&self) -> impl Iterator<Item = (i64, Vec<i32>)> {
        self.rows.iter().map(|row| {
            let (at, letters) = row.split_once(' ').unwrap();
            (at.parse().unwrap(), letters.chars().map(|letter| self.offset(letter)).collect())
        })
    }
}

/// The committed sample, or the file named when the tests were compiled.
fn facts() -> Facts {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/facts/zone_offsets.json");
    let path = option_env!("KALENDS_ZONE_FACTS").unwrap_or(committed);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn instant(secs: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(secs, 0).unwrap()
}

/// Compares one wall time; returns 1 for a comparison made.
fn compare_wall(zone: &Zone, wall: i64, change: i64, fold_0: i32, fold_1: i32) -> usize {
    let local = instant(wall).naive_utc();
    let shifted = |offset: i32| instant(wall - i64::from(offset));
    let means = |how| zone.resolve(local, how).ok();
    use Disambiguation::{Clamp, Compatible, Earlier, Later, Reject};
    // In a gap fold=0 is the offset before the change and fold=1 the one after it (PEP 495).
    let expected = match fold_0.cmp(&fold_1) {
        std::cmp::Ordering::Equal => [shifted(fold_0); 4],
        std::cmp::Ordering::Less => [shifted(fold_0), shifted(fold_1), shifted(fold_0), instant(change)],
        std::cmp::Ordering::Greater => [shifted(fold_0), shifted(fold_0), shifted(fold_1), shifted(fold_0)],
    };
    let found = [Compatible, Earlier, Later, Clamp].map(means);
    assert_eq!(found, expected.map(Some), "{zone}: {local}");
    assert_eq!(means(Reject), (fold_0 == fold_1).then_some(expected[0]), "{zone}: {local}");
    let kind = match zone.local(local) {
        LocalTime::Unique(_) => 0,
        LocalTime::Gap { transition, before, after } => {
            assert_eq!((transition, before, after), (instant(change), fold_0, fold_1), "{zone}: {local}");
            -1
        }
        LocalTime::Fold { .. } => 1,
    };
    assert_eq!(kind, (fold_0 - fold_1).signum(), "{zone}: {local}");
    1
}

#[test]
fn offsets_and_wall_times_agree_with_zoneinfo() {
    let facts = facts();
    let db = ZoneDb::builtin();
    assert_eq!(facts.release, db.release());
    let (mut zones, mut changes, mut instants, mut walls) = (0, 0, 0, 0);
    for group in &facts.groups {
        for name in &group.names {
            let zone = db.get(name).unwrap();
            zones += 1;
            let start = "1900-01-01T00:00:00Z".parse().unwrap();
            assert_eq!(zone.offset_at(start), group.offset(group.from_1900), "{name} in 1900");
            let end: DateTime<Utc> = "2101-01-01T00:00:00Z".parse().unwrap();
            let all =
                std::iter::successors(zone.next_transition(start), |change| zone.next_transition(change.at));
            assert_eq!(all.take_while(|change| change.at < end).count(), group.changes, "{name}");
            for (at, offsets) in group.rows() {
                changes += 1;
                for (step, offset) in [-3600, -1, 0, 1, 3600].into_iter().zip(&offsets) {
                    assert_eq!(zone.offset_at(instant(at + step)), *offset, "{name} at {at}{step:+}");
                    instants += 1;
                }
                let (before, after) = (i64::from(offsets[1]), i64::from(offsets[2]));
                let (low, high) = (at + before.min(after), at + before.max(after));
                let five = [low - 1, low, (low + high).div_euclid(2), high - 1, high];
                for (wall, folds) in five.into_iter().zip(offsets[5..].chunks(2)) {
                    walls += compare_wall(&zone, wall, at, folds[0], folds[1]);
                }
            }
        }
    }
    println!("{zones} zones, {changes} changes, {instants} instants, {walls} wall times");
    let known: BTreeSet<&str> =
        facts.groups.iter().flat_map(|group| &group.names).map(|name| &**name).collect();
    let ours: Vec<&str> = db.names().filter(|name| !known.contains(name)).collect();
    assert_eq!(ours, [""; 0], "names without facts");
}

#[derive(serde::Deserialize)]
struct Instants {
    release: String,
    /// Names, each with instants and the offsets there.
    zones: Vec<(String, Vec<(i64, i32)>)>,
}

#[test]
fn offsets_at_random_instants_agree_with_zoneinfo() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/facts/zone_instants.json");
    let path = option_env!("KALENDS_ZONE_INSTANTS").unwrap_or(committed);
    let facts: Instants = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let db = ZoneDb::builtin();
    assert_eq!(facts.release, db.release());
    let mut compared = 0;
    for (name, rows) in facts.zones {
        let zone = db.get(&name).unwrap();
        for (at, offset) in rows {
            assert_eq!(zone.offset_at(instant(at)), offset, "{name} at {at}");
            let wall = zone.wall(instant(at));
            let back =
                [Disambiguation::Earlier, Disambiguation::Later].map(|how| zone.resolve(wall, how).unwrap());
            assert!(back.contains(&instant(at)), "{name} at {at}: {wall} is {back:?}");
            compared += 1;
        }
    }
    println!("{compared} instants");
    assert!(compared >= 2000);
}

//! Several processes on one file, and processes that die.
//!
//! The test binary starts itself again as a worker, which is an ignored test that does nothing without its
//! environment.

use crate::sample::{anna, book, cancel, furnish, hour, reschedule, run};
use kalends::id::BookingId;
use kalends::store::Store;
use kalends_store::SqliteStore;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const FILE: &str = "KALENDS_TEST_FILE";
const NUMBER: &str = "KALENDS_TEST_NUMBER";
const HOURS: i64 = 24;

fn start(name: &str, path: &Path, number: i64) -> Child {
    worker(name, path, number).spawn().unwrap()
}

/// This binary as the worker `name`.
fn worker(name: &str, path: &Path, number: i64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("processes::{name}"), "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FILE, path).env(NUMBER, number.to_string());
    command.stdout(Stdio::piped());
    command
}

/// What a worker was started with, if this process is one.
fn order() -> Option<(std::path::PathBuf, i64)> {
    Some((std::env::var_os(FILE)?.into(), std::env::var(NUMBER).ok()?.parse().ok()?))
}

fn say(what: &str) {
    // On a line of its own, whatever the harness has begun.
    let mut out = std::io::stdout().lock();
    write!(out, "\nbooked {what}\n").unwrap();
    out.flush().unwrap();
}

/// The lines of a worker that say what it has booked.
fn said(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    lines.filter_map(|line| line.strip_prefix("booked ").map(str::to_owned))
}

/// Counts by plain SQL what must never be.
fn check(path: &Path) {
    let connection = Connection::open(path).unwrap();
    let count = |sql: &str| connection.query_one(sql, (), |row| row.get::<_, i64>(0)).unwrap();
    let overlaps = "SELECT count(*) FROM kalends_uses a JOIN kalends_uses b
        ON a.tenant = b.tenant AND a.resource = b.resource AND a.session < b.session
        AND a.start_at < b.end_at AND b.start_at < a.end_at";
    assert_eq!(count(overlaps), 0, "sessions overlap");
    let claims = "SELECT count(*) FROM kalends_bookings b LEFT JOIN kalends_uses u
        ON u.tenant = b.tenant AND u.session = b.session AND u.start_at = b.start_at AND u.end_at = b.end_at
        WHERE b.takes <> (u.session IS NOT NULL)";
    assert_eq!(
        count(claims),
        0,
        "a booking takes time without its session, or a session without its booking"
    );
    let torn = "SELECT count(*) FROM kalends_resources r WHERE revision <> 1 + (SELECT coalesce(sum(version), 0)
        FROM kalends_bookings b JOIN kalends_booking_resources o ON o.booking = b.id WHERE o.resource = r.id)";
    assert_eq!(count(torn), 0, "a commit was kept in part");
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    let whole: String = connection.query_one("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
}

/// Wants every hour of the day, in an order of its own; opens a file that may not be there yet.
#[test]
#[ignore = "a worker of `processes_race_for_few_slots`"]
fn racer() {
    let Some((path, number)) = order() else { return };
    let mut store = SqliteStore::open(path).unwrap();
    furnish(&mut store).unwrap();
    for round in 0..HOURS {
        let wanted = (round * 5 + number * 7) % HOURS;
        let id = format!("{number}-{wanted}");
        if run(&mut store, book(&id, wanted)).unwrap() {
            say(&id);
            if round % 5 == number {
                assert!(run(&mut store, cancel(&id)).unwrap());
            } else if round % 3 == 0 {
                run(&mut store, reschedule(&id, (wanted + 1) % HOURS)).unwrap();
            }
        }
    }
}

#[test]
fn processes_race_for_few_slots() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    let mut racers: Vec<_> = (0..4).map(|number| start("racer", &path, number)).collect();
    let mut booked = 0;
    for racer in &mut racers {
        booked += said(racer).count();
        assert!(racer.wait().unwrap().success());
    }
    check(&path);
    let mut store = SqliteStore::open(&path).unwrap();
    let day = kalends::interval::Interval::new(hour(0).start(), hour(HOURS).start()).unwrap();
    assert_eq!(store.bookings(&anna(), day).unwrap().len(), booked);
    assert!(booked >= 24, "{booked}");
}

/// Books one hour after the other, moves every third, until it is killed; says so after each commit.
#[test]
#[ignore = "a worker of `what_was_committed_survives_a_kill`"]
fn victim() {
    let Some((path, number)) = order() else { return };
    let mut store = SqliteStore::open(path).unwrap();
    for round in 0.. {
        let (id, wanted) = (format!("{number}-{round}"), number * 20_000 + round * 2);
        assert!(run(&mut store, book(&id, wanted)).unwrap());
        say(&format!("{id} 1"));
        if round % 3 == 0 {
            assert!(run(&mut store, reschedule(&id, wanted + 1)).unwrap());
            say(&format!("{id} 2"));
        }
    }
}

#[test]
fn what_was_committed_survives_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    furnish(&mut SqliteStore::open(&path).unwrap()).unwrap();
    let mut told = BTreeMap::new();
    for (number, patience) in (0..).zip([1, 37, 150, 400]) {
        let mut victim = start("victim", &path, number);
        let mut lines = said(&mut victim);
        for line in lines.by_ref().take(patience) {
            let (id, version) = line.split_once(' ').unwrap();
            told.insert(id.to_owned(), version.parse::<u64>().unwrap());
        }
        victim.kill().unwrap();
        assert!(!victim.wait().unwrap().success());
        // What it had said before it died, and we had not read yet, counts too.
        for line in lines {
            let (id, version) = line.split_once(' ').unwrap();
            told.insert(id.to_owned(), version.parse::<u64>().unwrap());
        }
        check(&path);
    }
    assert!(told.len() > 300, "{}", told.len());
    let mut store = SqliteStore::open(&path).unwrap();
    for (id, version) in told {
        let kept = store.booking(&BookingId::new(&id).unwrap()).unwrap();
        assert!(kept.is_some_and(|kept| kept.version >= version), "{id} is lost");
    }
}

/// Tries to open a file that it may only read.
#[cfg(unix)]
#[test]
#[ignore = "a worker of `a_file_that_may_not_be_written_is_an_error`"]
fn visitor() {
    let Some((path, _)) = order() else { return };
    say(SqliteStore::open(path).map_or_else(|error| error.code(), |_| "opened"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_an_error() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    furnish(&mut SqliteStore::open(&path).unwrap()).unwrap();
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // Nothing is forbidden to root, which tests often are: look as nobody then.
    let root = std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    let open = || {
        let mut command = worker("visitor", &path, 0);
        if root {
            command.uid(65534).gid(65534);
        }
        let mut visitor = command.spawn().unwrap();
        let said: Vec<_> = said(&mut visitor).collect();
        assert!(visitor.wait().unwrap().success());
        said
    };
    allow(directory.path(), 0o777);
    allow(&path, 0o666);
    assert_eq!(open(), ["opened"]);
    allow(&path, 0o444);
    assert_eq!(open(), ["store.read-only"]);
    allow(&path, 0o000);
    assert_eq!(open(), ["store.unavailable"]);
    allow(&path, 0o666);
    // The log has to be written beside the file.
    allow(directory.path(), 0o555);
    assert_eq!(open(), ["store.read-only"]);
    allow(directory.path(), 0o777);
    assert_eq!(open(), ["opened"]);
}

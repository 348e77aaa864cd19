//! A disk that fills up: an error, and nothing of what was accepted is lost.

use crate::sample::{book, cancel, furnish, run};
use kalends::id::BookingId;
use kalends::store::{Store, verify};
use kalends_store::SqliteStore;
use std::num::NonZeroU32;
use std::path::Path;
use std::process::{Command, Stdio};

/// A disk of its own, as far as this process may mount one.
struct Disk(tempfile::TempDir);

impl Disk {
    fn mount(size: &str) -> Option<Self> {
        let directory = tempfile::tempdir().unwrap();
        let options = format!("size={size}");
        let mounted = works("mount", &["-t", "tmpfs", "-o", &options, "kalends"], directory.path());
        mounted.then(|| Self(directory))
    }

    fn grow(&self, size: &str) {
        assert!(works("mount", &["-o", &format!("remount,size={size}")], self.0.path()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        works("umount", &["-l"], self.0.path());
    }
}

fn works(program: &str, arguments: &[&str], path: &Path) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).arg(path).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Every booking of these is there, and every chain verifies.
fn check(store: &mut SqliteStore, accepted: &[String]) {
    for id in accepted {
        assert!(store.booking(&BookingId::new(id).unwrap()).unwrap().is_some(), "{id} is lost");
    }
    let heads = store.heads(None, NonZeroU32::new(100_000).unwrap()).unwrap();
    // A session and a booking each, the host and the lesson, and nothing of what was not accepted.
    assert_eq!(heads.len(), 2 * accepted.len() + 2);
    for head in heads {
        assert_eq!(verify(store, &head.entity, Some(&head)).unwrap(), Ok(()), "{head:?}");
    }
}

/// Where nothing can be mounted, `max_page_count` stands for the disk: see the tests of the driver.
#[test]
fn a_disk_that_fills_up_loses_no_booking() {
    let Some(disk) = Disk::mount("2m") else {
        println!("skipped: nothing can be mounted here");
        return;
    };
    let path = disk.0.path().join("kalends.db");
    let mut store = SqliteStore::open(&path).unwrap();
    furnish(&mut store).unwrap();
    let (mut accepted, mut number) = (Vec::new(), 0);
    let full = loop {
        let id = format!("b{number}");
        match run(&mut store, book(&id, number)) {
            Ok(done) => assert!(done, "{id} is refused"),
            Err(error) => break error,
        }
        accepted.push(id);
        number += 1;
        assert!(number < 10_000, "the disk never fills up");
    };
    assert_eq!(full.code(), "store.full", "{full}");
    assert!(accepted.len() > 20, "{}", accepted.len());
    check(&mut store, &accepted);
    // Again and again, by another handle, and for what frees time rather than takes it.
    assert_eq!(run(&mut store, book("late", number)).unwrap_err().code(), "store.full");
    assert_eq!(run(&mut store, cancel("b0")).unwrap_err().code(), "store.full");
    check(&mut store, &accepted);
    disk.grow("64m");
    assert!(run(&mut store, book("late", number)).unwrap());
    accepted.push("late".to_owned());
    check(&mut store, &accepted);
    drop(store);
    let mut store = SqliteStore::open(&path).unwrap();
    check(&mut store, &accepted);
    assert!(run(&mut store, cancel("b0")).unwrap());
}

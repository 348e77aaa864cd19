//! One client: wishes, sends, notes the answer, and remembers what it has.

use crate::journal::{self, Journal, Line, Said};
use crate::wish::{self, Wish};
use crate::world;
use chrono::{DateTime, Utc};
use fastrand::Rng;
use kalends::booking::{Booking, BookingQuery, Order, Request, Transaction, Verdict};
use kalends::id::SubjectId;
use kalends::rules::{Context, StateName};
use kalends::store::{Store, execute, find_all};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::path::Path;
use std::time::SystemTime;

/// How a client is called in the file.
pub(crate) fn name(client: usize) -> String {
    format!("client-{client}")
}

/// How an attempt is called in the file.
pub(crate) fn cause(attempt: usize) -> String {
    format!("attempt-{attempt}")
}

/// Goes on until it has made so many attempts.
pub(crate) fn run(directory: &Path, file: &Path, (client, seed): (usize, usize), attempts: usize) {
    let mut store = world::open(file);
    let mut journal = Journal::open(&journal::path(directory, client));
    let mut mine = live(&mut store, client).unwrap();
    while journal.next < attempts {
        let number = journal.next;
        let wish = journal.open.take().unwrap_or_else(|| {
            let mut rng = Rng::with_seed((seed as u64) << 48 | (client as u64) << 32 | number as u64);
            let wish = wish::next(&mut rng, &mine, &format!("{client}-{number}"), now()).unwrap();
            journal.write(&Line::Asked(number, Box::new(wish.clone())));
            wish
        });
        let (said, verdict) = ask(&mut store, client, number, &wish);
        journal.write(&Line::Said(number, said));
        journal.next = number + 1;
        learn(&mut mine, &wish, verdict.ok(), client);
    }
}

fn now() -> DateTime<Utc> {
    // In milliseconds, which the checker counts in.
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis();
    DateTime::from_timestamp_millis(i64::try_from(now).unwrap()).unwrap()
}

fn ask(store: &mut dyn Store, client: usize, number: usize, wish: &Wish) -> (Said, Result<Verdict>) {
    let subject = SubjectId::new(&name(client)).unwrap();
    let by = Some(subject.clone());
    let context = if wish.is_host { Context::host(now()) } else { Context::client(now()) };
    let context = Context { hold_owner: by.clone(), client: by.clone(), party: wish.party, ..context };
    let asked = serde_json::to_vec(wish).unwrap();
    let order = Order {
        command: wish.command.clone(),
        context,
        by,
        cause: Some(cause(number).parse().unwrap()),
        request: Some(Request::new(&format!("{client}-{number}"), &asked).unwrap()),
    };
    let mut said = Said::default();
    loop {
        let transaction = Transaction::of(order.clone());
        let verdict = execute(store, transaction, ZoneDb::builtin(), &Limits::default());
        match &verdict {
            Err(error) if ["store.busy", "store.raced", "store.version"].contains(&error.code()) => {
                said.retried += 1;
                continue;
            }
            Err(error) => said.reasons.push(error.code().to_owned()),
            Ok(Verdict::Refuse(refused)) => {
                said.reasons = refused.reasons.iter().map(|one| one.code().as_str().to_owned()).collect();
            }
            Ok(Verdict::Accept(accepted)) => {
                said.accepted = true;
                let one = |kind: &str, id: &str, version: u64| {
                    (kind.to_owned(), id.to_owned(), i64::try_from(version).unwrap())
                };
                let bookings = accepted.bookings.iter().map(|it| one("booking", it.id.as_str(), it.version));
                let session = accepted.session.iter().map(|it| one("session", it.id.as_str(), it.version));
                let series = accepted.series.iter().map(|it| one("series", it.id.as_str(), it.version));
                let resource = accepted.resource.iter().map(|it| &it.resource);
                let resource = resource.map(|it| one("resource", it.id.as_str(), it.version));
                said.stands = bookings.chain(session).chain(series).chain(resource).collect();
            }
        }
        return (said, verdict);
    }
}

/// What a client has that can still be changed.
fn live(store: &mut dyn Store, client: usize) -> Result<Vec<Booking>> {
    let subject = Some(SubjectId::new(&name(client))?);
    let status = vec![StateName::Held, StateName::Requested, StateName::Confirmed];
    find_all(store, &BookingQuery { subject, status, ..BookingQuery::default() })
}

/// Keeps in mind what stands; others may have changed it since.
fn learn(mine: &mut Vec<Booking>, wish: &Wish, verdict: Option<Verdict>, client: usize) {
    use kalends::booking::Subject;
    let accepted = match verdict {
        Some(Verdict::Accept(accepted)) => accepted,
        Some(Verdict::Refuse(refused)) => {
            // It has ended, by another's hand or by the clock.
            let ended = refused.reasons.iter().any(|one| one.code().as_str() == "state");
            if let (true, Subject::Booking(id)) = (ended, wish.command.subject()) {
                mine.retain(|one| one.id != *id);
            }
            return;
        }
        None => return,
    };
    let name = name(client);
    for booking in accepted.bookings {
        mine.retain(|one| one.id != booking.id);
        let is_mine = booking.client.as_ref().is_some_and(|client| client.as_str() == name);
        if is_mine && booking.status.is_live() {
            mine.push(booking);
        }
    }
}

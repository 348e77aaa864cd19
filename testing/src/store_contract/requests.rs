//! Keys of requests: what was answered is answered again, and nothing is done twice.

use super::sample::{accept, at, book, cancel, code, everything, furnish, refused, run, subject};
use kalends::booking::{Book, Booking, Command, Details, Order, Request, Transaction, Verdict};
use kalends::id::BookingId;
use kalends::rules::Context;
use kalends::store::{Store, ToCome, erase, execute};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};

/// A client's or a host's command with the key `k`; what is asked for is told apart by `asked`.
fn keyed(command: impl Into<Command>, by: Option<&str>, asked: &str, is_host: bool) -> Result<Order> {
    let now = at("2027-02-01T10:00:00.5Z")?;
    let context = if is_host { Context::host(now) } else { Context::client(now) };
    Ok(Order {
        by: by.map(subject).transpose()?,
        request: Some(Request::new("k", asked.as_bytes())?),
        ..Order::new(command, context)
    })
}

fn send(store: &mut dyn Store, order: Order) -> Result<Verdict> {
    execute(store, Transaction::of(order), ZoneDb::builtin(), &Limits::default())
}

/// The booking that was answered, if it was accepted.
fn answered(verdict: Verdict) -> Option<Booking> {
    match verdict {
        Verdict::Accept(accepted) => accepted.bookings.into_iter().next(),
        Verdict::Refuse(_) => None,
    }
}

fn mine(id: &str, start: &str) -> Result<Order> {
    keyed(book(id, "lesson", start)?, Some("ada"), &format!("{id} {start}"), false)
}

/// Though it has been cancelled since; nothing is written, and nothing of the time is taken again.
pub fn a_request_is_answered_as_the_first_time(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let first = answered(send(store, mine("b", "09:00")?)?);
    assert!(first.is_some());
    accept(store, cancel("b")?)?;
    let before = everything(store)?;
    let later = Order { context: Context::client(at("2027-03-05T00:00:00Z")?), ..mine("b", "09:00")? };
    for again in [mine("b", "09:00")?, later] {
        assert_eq!(answered(send(store, again)?), first);
        assert_eq!(everything(store)?, before);
    }
    Ok(())
}

/// A bug of the caller, which a second answer would hide.
pub fn a_key_that_was_used_for_something_else_is_an_error(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    send(store, mine("b", "09:00")?)?;
    let before = everything(store)?;
    assert_eq!(code(send(store, mine("c", "11:00")?)), "booking.key-reused");
    assert_eq!(everything(store)?, before);
    Ok(())
}

/// Of clients, of hosts, and of whoever did not say: nobody gets another's answer.
pub fn everybody_has_keys_of_their_own(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let by = [(Some("ada"), false), (Some("bob"), false), (None, false), (Some("ada"), true), (None, true)];
    for (n, (by, is_host)) in by.into_iter().enumerate() {
        let (id, start) = (format!("b{n}"), format!("{:02}:00", 8 + n));
        let order = || keyed(book(&id, "lesson", &start)?, by, &id, is_host);
        let first = answered(send(store, order()?)?);
        assert_eq!(first.as_ref().map(|one| one.id.to_string()), Some(id.clone()));
        assert_eq!(answered(send(store, order()?)?), first);
    }
    Ok(())
}

/// The same key may be tried again when there is room.
pub fn a_refusal_is_not_remembered(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    assert_eq!(refused(send(store, mine("b", "09:00")?)?).len(), 1);
    accept(store, cancel("a")?)?;
    assert!(answered(send(store, mine("b", "09:00")?)?).is_some());
    Ok(())
}

/// It is given again with what is still known of people, and without what was erased.
pub fn an_answer_remembers_nothing_personal(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let ada = subject("ada")?;
    let details = Details { title: Some("Fractions with Ada".to_owned()), ..Details::default() };
    let order = || {
        let command = Book { details: details.clone(), ..book("b", "lesson", "09:00")? };
        let order = keyed(command, Some("ada"), "b", false)?;
        let context = Context { client: Some(ada.clone()), ..order.context };
        Ok::<_, kalends::Error>(Order { context, ..order })
    };
    send(store, order()?)?;
    let again = answered(send(store, order()?)?);
    assert_eq!(again.map(|one| one.details), Some(details.clone()));
    let zones = (ZoneDb::builtin(), &Limits::default());
    erase(store, &ada, ToCome::Cancel, at("2027-02-02T10:00:00Z")?, zones)?;
    let after = answered(send(store, order()?)?);
    let kept = store.booking(&BookingId::new("b")?)?;
    assert_eq!(kept.map(|one| one.details), Some(Details::default()));
    assert_eq!(after.map(|one| (one.version, one.details)), Some((1, Details::default())));
    assert!(refused(run(store, cancel("b")?)?).is_empty());
    Ok(())
}

//! Policies in all their versions, and what comes of them.

use super::sample::{
    accept_as, accepted, at, book, cancel, code, furnish, put_one, refused, reschedule, run_as, service,
    subject,
};
use chrono::NaiveDate;
use kalends::Result;
use kalends::booking::{Agreement, Book, Booking, Changes, Command, Consequence, Need, Reinstate, TokenNeed};
use kalends::id::{BookingId, PolicyId};
use kalends::policy::{
    Action, Actor, CancelTerms, Currency, Deposit, Fee, Grace, Money, MoveTerms, Percent, Policy, Tier, Token,
};
use kalends::rules::Context;
use kalends::service::{BusinessTime, Period, PolicyName, Service};
use kalends::store::{Store, view};
use kalends::time::{Elapsed, parse_date};
use std::num::NonZeroU32;

fn version(number: u32) -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(number.saturating_sub(1))
}

fn euro(minor: i64) -> Result<Money> {
    Money::new(minor, "EUR".parse::<Currency>()?)
}

/// Free a day before, then half the price, but for one such cancel a month.
fn terms(number: u32) -> Result<Policy> {
    let free = Tier { notice: Some("P1D".parse()?), ..Tier::default() };
    let half = Tier { fee: Some(Fee::Percent(Percent::new(50)?)), ..Tier::default() };
    let grace = Some(Grace { most: version(1), period: Period::Month });
    let cancel = CancelTerms { tiers: vec![free, half], cooling_off: None, grace };
    Ok(Policy { cancel, ..Policy::new(PolicyId::new("terms")?, version(number)) })
}

fn named(id: &str, version: Option<NonZeroU32>) -> Result<PolicyName> {
    Ok(PolicyName { id: PolicyId::new(id)?, version })
}

fn lesson(policy: PolicyName) -> Result<Service> {
    Ok(Service { policy: Some(policy), ..service("lesson", 60, 0, 0)? })
}

/// Anna's lesson under the terms.
fn furnish_with_terms(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let service = lesson(named("terms", None)?)?;
    put_one(store, &Changes { policies: vec![terms(1)?], services: vec![service], ..Changes::default() })
}

/// A client at a time on 1 March 2027, or at a whole instant.
fn client(name: &str, now: &str) -> Result<Context> {
    Ok(Context { client: Some(subject(name)?), ..Context::client(at(now)?) })
}

/// A lesson of 45 euros, booked long before.
fn lesson_of(store: &mut dyn Store, name: &str, id: &str, start: &str) -> Result<Booking> {
    let book = Book { price: Some(euro(4500)?), ..book(id, "lesson", start)? };
    accept_as(store, book, client(name, "2027-01-01T00:00:00Z")?)
}

fn stored(store: &mut dyn Store, id: &str) -> Result<Option<Booking>> {
    store.booking(&BookingId::new(id)?)
}

fn consequences(booking: &Booking) -> &[Consequence] {
    booking.agreement.as_deref().map_or(&[], |agreement| &agreement.consequences)
}

fn tokens(store: &mut dyn Store, name: &str, since: Option<NaiveDate>) -> Result<Vec<NaiveDate>> {
    let tokens = Some(TokenNeed { client: subject(name)?, since });
    let mut used = view(store, &Need { tokens, ..Need::default() })?.tokens_used;
    used.sort();
    Ok(used)
}

/// Every field at something else than its default; the old version stays as it was.
pub fn a_policy_reads_back_in_every_version(store: &mut dyn Store) -> Result<()> {
    let early = Tier { notice: Some("P1M2DT3H".parse()?), business: Some(BusinessTime::Days(2)), fee: None };
    let fixed = Tier { fee: Some(Fee::Fixed(euro(Money::MOST)?)), ..Tier::default() };
    let full = Policy {
        cancel: CancelTerms {
            tiers: vec![early, fixed.clone()],
            cooling_off: Some(Elapsed::from_seconds(1)?),
            grace: Some(Grace { most: version(3), period: Period::Ever }),
        },
        moves: MoveTerms { tiers: vec![fixed], cooling_off: Some(Elapsed::ZERO), most: Some(0) },
        no_show: Some(Fee::Percent(Percent::new(100)?)),
        deposit: Some(Fee::Fixed(euro(0)?)),
        ..Policy::new(PolicyId::new("terms")?, version(2))
    };
    let plain = Policy::new(PolicyId::new("terms")?, version(1));
    let other = Policy::new(PolicyId::new("a \" policy")?, version(1));
    for policy in [&plain, &other, &full] {
        put_one(store, &Changes::policy(policy.clone()))?;
    }
    assert_eq!(store.policies()?, [other.clone(), plain.clone(), full.clone()]);
    let asked = [
        (named("terms", None)?, Some(&full)),
        (named("terms", Some(version(1)))?, Some(&plain)),
        (named("terms", Some(version(2)))?, Some(&full)),
        (named("terms", Some(version(3)))?, None),
        (named("a \" policy", None)?, Some(&other)),
        (named("Terms", None)?, None),
    ];
    let names = asked.iter().map(|(name, _)| name.clone()).collect();
    let view = view(store, &Need { policies: names, ..Need::default() })?;
    for (name, expected) in &asked {
        assert_eq!(view.known_policy(name).ok(), *expected, "{name}");
    }
    assert_eq!(view.policies.len(), 4);
    Ok(())
}

/// What is stored already is written again without a trace; other terms need the next version.
pub fn a_policy_is_written_right_after_the_newest_version(store: &mut dyn Store) -> Result<()> {
    let put = |store: &mut dyn Store, policy: Policy| code(put_one(store, &Changes::policy(policy)));
    assert_eq!(put(store, terms(2)?), "store.version");
    assert_eq!(put(store, terms(1)?), "no error");
    assert_eq!(put(store, terms(1)?), "no error");
    let milder =
        |number| Ok::<_, kalends::Error>(Policy { cancel: CancelTerms::default(), ..terms(number)? });
    assert_eq!(put(store, milder(1)?), "policy.changed");
    assert_eq!(put(store, milder(3)?), "store.version");
    assert_eq!(put(store, milder(2)?), "no error");
    assert_eq!(put(store, terms(1)?), "no error");
    assert_eq!(store.policies()?, [terms(1)?, milder(2)?]);
    let both = Changes { policies: vec![terms(3)?, terms(4)?], ..Changes::default() };
    put_one(store, &both)?;
    assert_eq!(store.policies()?.len(), 4);
    Ok(())
}

/// In its newest version or in the one that is named, also where both are written together.
pub fn a_service_names_a_policy_that_is_there(store: &mut dyn Store) -> Result<()> {
    let put = |store: &mut dyn Store, name| {
        Ok::<_, kalends::Error>(code(put_one(store, &Changes::service(lesson(name)?))))
    };
    assert_eq!(put(store, named("terms", None)?)?, "policy.unknown");
    assert_eq!(store.services()?, []);
    let service = lesson(named("terms", Some(version(1)))?)?;
    put_one(store, &Changes { policies: vec![terms(1)?], services: vec![service], ..Changes::default() })?;
    assert_eq!(put(store, named("terms", Some(version(2)))?)?, "policy.unknown");
    assert_eq!(put(store, named("Terms", None)?)?, "policy.unknown");
    assert_eq!(put(store, named("terms", None)?)?, "no error");
    Ok(())
}

/// A later version, and a service that leaves the policy, change nothing for it.
pub fn a_booking_keeps_the_version_that_it_was_made_under(store: &mut dyn Store) -> Result<()> {
    furnish_with_terms(store)?;
    let first = lesson_of(store, "ada", "b", "09:00")?;
    put_one(store, &Changes::policy(Policy::new(PolicyId::new("terms")?, version(2))))?;
    let second = lesson_of(store, "ada", "c", "11:00")?;
    let under = |booking: &Booking| booking.agreement.as_deref().map(|agreement| agreement.policy.version);
    assert_eq!((under(&first), under(&second)), (Some(version(1)), Some(version(2))));
    put_one(store, &Changes::service(service("lesson", 60, 0, 0)?))?;
    assert_eq!(lesson_of(store, "ada", "d", "13:00")?.agreement, None);
    let used = Token::Used(parse_date("2027-03-01")?);
    let cancelled = accept_as(store, cancel("b")?, client("ada", "08:00")?)?;
    assert_eq!(consequences(&cancelled).iter().map(|one| one.token).collect::<Vec<_>>(), [Some(used)]);
    assert_eq!(consequences(&accept_as(store, cancel("c")?, client("ada", "08:00")?)?), []);
    Ok(())
}

/// With all that an invoice says; of somebody whom nobody knows no tokens are counted.
pub fn a_late_cancel_is_kept_with_its_fee(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let deposit = Some(Fee::Fixed(euro(1000)?));
    put_one(store, &Changes::policy(Policy { deposit, ..terms(1)? }))?;
    put_one(store, &Changes::service(lesson(named("terms", None)?)?))?;
    let booked = Book { price: Some(euro(4501)?), ..book("b", "lesson", "09:00")? };
    accept_as(store, booked, Context::client(at("2027-01-01T00:00:00Z")?))?;
    let now = at("2027-02-28T09:00:00.000000001Z")?;
    let done = accepted(run_as(store, cancel("b")?, Context::client(now))?);
    let outcome = done.outcomes.get(&BookingId::new("b")?);
    assert_eq!(outcome.map(|one| (one.is_late, one.fee)), Some((true, Some(euro(2251)?))));
    let expected = Consequence {
        action: Action::Cancel,
        by: Actor::Client,
        at: now,
        late: true,
        fee: Some(euro(2251)?),
        token: None,
        deposit: Some(Deposit::Kept(euro(1000)?)),
    };
    let kept = stored(store, "b")?;
    assert_eq!(kept.as_ref().map(consequences), Some([expected].as_slice()));
    assert_eq!(kept, done.booking().cloned());
    Ok(())
}

/// The month is that of the cancel; the token of another client does not count.
pub fn a_token_counts_for_its_client_from_its_date_on(store: &mut dyn Store) -> Result<()> {
    furnish_with_terms(store)?;
    for (id, start) in [("a", "09:00"), ("b", "10:00"), ("c", "11:00")] {
        lesson_of(store, "ada", id, start)?;
    }
    lesson_of(store, "bob", "d", "12:00")?;
    let mut paid = |id: &str, name: &str, now: &str| {
        let cancelled = accept_as(store, cancel(id)?, client(name, now)?)?;
        Ok::<_, kalends::Error>(consequences(&cancelled).iter().map(|one| one.fee).collect::<Vec<_>>())
    };
    // 23:59:59 on 28 February in Berlin, and a second later.
    assert_eq!(paid("a", "ada", "2027-02-28T22:59:59Z")?, [None]);
    assert_eq!(paid("b", "ada", "2027-02-28T23:00:00Z")?, [None]);
    assert_eq!(paid("c", "ada", "2027-02-28T23:00:01Z")?, [Some(euro(2250)?)]);
    assert_eq!(paid("d", "bob", "2027-02-28T23:00:01Z")?, [None]);
    let (february, march) = (parse_date("2027-02-28")?, parse_date("2027-03-01")?);
    assert_eq!(tokens(store, "ada", None)?, [february, march]);
    assert_eq!(tokens(store, "ada", Some(february))?, [february, march]);
    assert_eq!(tokens(store, "ada", Some(march))?, [march]);
    assert_eq!(tokens(store, "bob", None)?, [march]);
    assert_eq!(tokens(store, "Ada", None)?, []);
    Ok(())
}

/// By reinstating; it can be used once more.
pub fn a_token_that_is_given_back_counts_no_more(store: &mut dyn Store) -> Result<()> {
    furnish_with_terms(store)?;
    lesson_of(store, "ada", "b", "09:00")?;
    accept_as(store, cancel("b")?, client("ada", "08:00")?)?;
    let march = parse_date("2027-03-01")?;
    assert_eq!(tokens(store, "ada", None)?, [march]);
    let back = Command::Reinstate(Reinstate { booking: BookingId::new("b")?, version: None });
    let back = accept_as(store, back, Context::host(at("08:10")?))?;
    assert_eq!(consequences(&back).last().and_then(|one| one.token), Some(Token::Returned));
    assert_eq!(tokens(store, "ada", None)?, []);
    assert_eq!(stored(store, "b")?, Some(back));
    let again = accept_as(store, cancel("b")?, client("ada", "08:20")?)?;
    assert_eq!(consequences(&again).last().and_then(|one| one.token), Some(Token::Used(march)));
    assert_eq!(tokens(store, "ada", None)?, [march]);
    Ok(())
}

/// And counted, so that the cap is reached.
pub fn a_late_move_is_kept_with_its_reference(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let moves = MoveTerms { most: Some(1), ..MoveTerms::default() };
    put_one(store, &Changes::policy(Policy { moves, ..terms(1)? }))?;
    put_one(store, &Changes::service(lesson(named("terms", None)?)?))?;
    let booked = lesson_of(store, "ada", "b", "09:00")?;
    let later = "2027-03-20T09:00:00Z";
    let moved = accept_as(store, reschedule("b", later)?, client("ada", "08:00")?)?;
    let expected =
        booked.agreement.map(|agreement| Agreement { reference: at("09:00").ok(), moves: 1, ..*agreement });
    assert_eq!(moved.agreement.as_deref(), expected.as_ref());
    assert_eq!(stored(store, "b")?, Some(moved.clone()));
    // Whoever has lost the answer may ask again.
    assert_eq!(accept_as(store, reschedule("b", later)?, client("ada", "08:00")?)?, moved);
    let reasons = refused(run_as(store, reschedule("b", "2027-03-21T09:00:00Z")?, client("ada", "08:01")?)?);
    assert_eq!(reasons.iter().map(|one| one.code().as_str()).collect::<Vec<_>>(), ["policy"]);
    let outcomes = accepted(run_as(store, cancel("b")?, client("ada", "08:02")?)?).outcomes;
    assert_eq!(outcomes.values().map(|one| one.is_late).collect::<Vec<_>>(), [true]);
    Ok(())
}

//! Lessons of 45 euros under terms: free a day before by the wall, then half the price; one late cancel a month for
//! nothing; at most two moves; not coming costs all of it.

use super::*;
use crate::id::{PolicyId, SeriesId};
use crate::policy::{
    CancelTerms, Deposit, Fee, Grace, Money, MoveTerms, Outcome, Percent, Policy, PolicyRule, Tier, Token,
};
use crate::recur::{Moment, SeriesRecord};
use crate::series::{Change, OneChange};
use crate::service::{BusinessTime, Period, PolicyName};
use crate::time::{parse_date, parse_wall};
use std::num::NonZeroU32;

/// Sunday 10:00 in Berlin; the clocks go on in the night before, so that the day before begins 23 hours before.
const SUNDAY: &str = "2026-03-29T08:00:00Z";
const IN_TIME: &str = "2026-03-28T09:00:00Z";
const LATE: &str = "2026-03-28T09:00:00.000000001Z";

fn euro(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap()).unwrap()
}

fn percent(percent: u32) -> Option<Fee> {
    Some(Fee::Percent(Percent::new(percent).unwrap()))
}

fn name() -> PolicyName {
    PolicyName::newest(PolicyId::new("terms").unwrap())
}

fn terms() -> Policy {
    let free = Tier { notice: Some("P1D".parse().unwrap()), ..Tier::default() };
    let half = Tier { fee: percent(50), ..Tier::default() };
    let grace = Some(Grace { most: NonZeroU32::MIN, period: Period::Month });
    Policy {
        cancel: CancelTerms { tiers: vec![free, half], cooling_off: None, grace },
        moves: MoveTerms { most: Some(2), ..MoveTerms::default() },
        no_show: percent(100),
        ..Policy::new(name().id, NonZeroU32::MIN)
    }
}

fn without_grace() -> Policy {
    let terms = terms();
    Policy { cancel: CancelTerms { grace: None, ..terms.cancel }, ..terms }
}

fn store_under(policy: Policy, service: Service) -> MemoryStore {
    let mut store = store();
    let changes = Changes { policies: vec![policy], services: vec![service], ..Changes::default() };
    put(&mut store, &changes, &Limits::default()).unwrap();
    store
}

fn under(policy: Policy) -> MemoryStore {
    store_under(policy, Service { policy: Some(name()), ..lesson() })
}

fn client_at(now: &str) -> Context {
    Context { client: Some(subject("ada")), ..Context::client(at(now)) }
}

fn host_at(now: &str) -> Context {
    Context::host(at(now))
}

fn booked(store: &mut MemoryStore, booking: &str, start: &str) -> Booking {
    let book = Book { price: Some(euro(4500)), ..of_anna(booking, start) };
    ok(store, book, client_at("2026-03-01T00:00:00Z"))
}

/// What was said, and what the record keeps of it.
fn said(store: &mut MemoryStore, command: impl Into<Command>, context: Context) -> (Outcome, Booking) {
    let accepted = accepted(run(store, command, context).unwrap());
    let booking = accepted.booking().unwrap().clone();
    (accepted.outcomes[&booking.id].clone(), booking)
}

fn fees(booking: &Booking) -> Vec<Option<Money>> {
    booking.agreement.as_ref().unwrap().consequences.iter().map(|one| one.fee).collect()
}

fn no_show(booking: &str) -> NoShow {
    NoShow { booking: id(booking), version: None }
}

fn reinstate(booking: &str) -> Reinstate {
    Reinstate { booking: id(booking), version: None }
}

fn complete(booking: &str) -> Complete {
    Complete { booking: id(booking), attendance: vec![], version: None }
}

#[test]
fn a_day_before_is_a_day_on_the_wall_although_the_night_has_23_hours() {
    let mut store = under(without_grace());
    booked(&mut store, "a", SUNDAY);
    let (outcome, cancelled) = said(&mut store, cancel("a"), client_at(IN_TIME));
    assert_eq!((outcome.is_late, outcome.fee, outcome.free_until), (false, None, Some(at(IN_TIME))));
    assert_eq!(fees(&cancelled), []);
    booked(&mut store, "b", SUNDAY);
    let (outcome, cancelled) = said(&mut store, cancel("b"), client_at(LATE));
    assert_eq!((outcome.is_late, outcome.fee), (true, Some(euro(2250))));
    assert_eq!(fees(&cancelled), [Some(euro(2250))]);
    // Once more: nothing changes, and nothing is said anew.
    let again = accepted(run(&mut store, cancel("b"), client_at(SUNDAY)).unwrap());
    assert_eq!(
        (again.booking(), again.outcomes.len(), again.changes.is_empty()),
        (Some(&cancelled), 0, true)
    );
}

#[test]
fn what_a_policy_does_not_allow_is_refused_with_its_deadline() {
    let mut policy = without_grace();
    policy.cancel.tiers.pop();
    let mut store = under(policy);
    let booking = booked(&mut store, "b", SUNDAY);
    let policy = booking.agreement.map(|agreement| agreement.policy);
    let late = Reason::Policy { rule: PolicyRule::CancelWindow { deadline: at(IN_TIME) }, policy };
    let stale = Cancel { version: Some(7), ..cancel("b") };
    let version = Reason::Version { expected: 7, found: 1 };
    assert_eq!(no(&mut store, stale, client_at(LATE)), [late, version]);
    // A rule that holds under every policy names none.
    let deadline = at(SUNDAY);
    let begun = Reason::Policy { rule: PolicyRule::BeforeStart { deadline }, policy: None };
    assert_eq!(no(&mut store, cancel("b"), client_at(SUNDAY)), [begun]);
    let (outcome, cancelled) = said(&mut store, cancel("b"), host_at(SUNDAY));
    assert_eq!((outcome.is_late, outcome.fee, fees(&cancelled)), (false, None, vec![]));
}

#[test]
fn a_token_pays_for_one_late_cancel_of_the_month() {
    let mut store = under(terms());
    for (booking, start) in [("a", SUNDAY), ("b", "2026-03-29T09:00:00Z")] {
        booked(&mut store, booking, start);
    }
    let (outcome, cancelled) = said(&mut store, cancel("a"), client_at(LATE));
    let used = Token::Used(parse_date("2026-03-28").unwrap());
    assert_eq!((outcome.is_late, outcome.fee, outcome.token), (true, None, Some(used)));
    assert_eq!(cancelled.agreement.unwrap().token_used(), Some(parse_date("2026-03-28").unwrap()));
    let (outcome, _) = said(&mut store, cancel("b"), client_at("2026-03-28T10:00:01Z"));
    assert_eq!((outcome.fee, outcome.token), (Some(euro(2250)), None));
    // Given back, it can be used again; the fee of the other one stays.
    let (outcome, back) = said(&mut store, reinstate("a"), host_at("2026-03-28T11:00:00Z"));
    assert_eq!((outcome.fee, outcome.token), (None, Some(Token::Returned)));
    assert_eq!(back.agreement.unwrap().token_used(), None);
    assert_eq!(said(&mut store, cancel("a"), client_at("2026-03-28T12:00:00Z")).0.token, Some(used));
    let (outcome, back) = said(&mut store, reinstate("b"), host_at("2026-03-28T13:00:00Z"));
    assert_eq!((outcome.token, fees(&back)), (None, vec![Some(euro(2250))]));
}

#[test]
fn nobody_in_particular_has_no_tokens() {
    let mut store = under(terms());
    let book = Book { price: Some(euro(4500)), ..of_anna("b", SUNDAY) };
    ok(&mut store, book, now());
    let (outcome, _) = said(&mut store, cancel("b"), Context::client(at(LATE)));
    assert_eq!((outcome.fee, outcome.token), (Some(euro(2250)), None));
}

#[test]
fn moving_away_late_does_not_make_the_cancel_free_and_moving_in_time_does() {
    let mut store = under(without_grace());
    booked(&mut store, "b", SUNDAY);
    let week_after = "2026-04-05T08:00:00Z";
    let (outcome, moved) = said(&mut store, move_to("b", week_after, None), client_at(LATE));
    let agreement = moved.agreement.unwrap();
    assert_eq!((outcome.is_late, outcome.fee), (true, None));
    assert_eq!((agreement.reference, agreement.moves), (Some(at(SUNDAY)), 1));
    let dodge = judge_cancel(&mut store, "2026-03-28T10:00:00Z");
    assert_eq!((dodge.is_late, dodge.fee), (true, Some(euro(2250))));
    // The host's move sets a new reference, and does not count.
    let later = "2026-04-06T08:00:00Z";
    let (_, moved) = said(&mut store, move_to("b", later, None), host_at(LATE));
    let agreement = moved.agreement.unwrap();
    assert_eq!((agreement.reference, agreement.moves), (None, 1));
    assert!(!judge_cancel(&mut store, "2026-03-28T10:00:00Z").is_late);
    let (outcome, _) = said(&mut store, move_to("b", week_after, None), client_at(LATE));
    assert!(!outcome.is_late);
    let cap = codes(&mut store, move_to("b", later, None), client_at(LATE));
    assert_eq!(cap, ["policy"]);
    // Whoever has lost the answer to the last move may ask again.
    assert_eq!(ok(&mut store, move_to("b", week_after, None), client_at(LATE)).version, 4);
    assert_eq!(ok(&mut store, move_to("b", later, None), host_at(LATE)).version, 5);
}

fn judge_cancel(store: &mut MemoryStore, now: &str) -> Outcome {
    let transaction = Transaction::new(cancel("b").into(), client_at(now));
    let before = stored(store, "b");
    let verdict = crate::store::judge(store, transaction, ZoneDb::builtin(), &Limits::default()).unwrap();
    assert_eq!(stored(store, "b"), before);
    accepted(verdict).outcomes[&id("b")].clone()
}

#[test]
fn a_session_that_a_host_moves_sets_a_new_reference_and_a_swap_does_not() {
    let mut store = under(without_grace());
    booked(&mut store, "b", SUNDAY);
    said(&mut store, move_to("b", "2026-04-05T08:00:00Z", None), client_at(LATE));
    let reference = |store: &mut MemoryStore| stored(store, "b").agreement.unwrap().reference;
    let session = session_id("b");
    let swap = Swap { session: session.clone(), from: resource("anna"), to: resource("ben"), version: None };
    run(&mut store, swap, host()).unwrap();
    assert_eq!((whose(&stored(&mut store, "b")), reference(&mut store)), (vec!["ben"], Some(at(SUNDAY))));
    let start = at("2026-04-05T09:00:00Z");
    run(&mut store, MoveSession { session, start, duration: None, version: None }, host()).unwrap();
    assert_eq!((stored(&mut store, "b").span.start(), reference(&mut store)), (start, None));
}

#[test]
fn not_coming_costs_all_of_it_unless_they_came_after_all() {
    let mut store = under(terms());
    booked(&mut store, "b", SUNDAY);
    let (outcome, absent) = said(&mut store, no_show("b"), host_at(SUNDAY));
    assert_eq!((outcome.fee, fees(&absent)), (Some(euro(4500)), vec![Some(euro(4500))]));
    assert_eq!(fees(&ok(&mut store, complete("b"), host_at(SUNDAY))), []);
    assert_eq!(fees(&said(&mut store, no_show("b"), host_at(SUNDAY)).1), [Some(euro(4500))]);
}

#[test]
fn what_nobody_has_agreed_to_costs_nothing() {
    use crate::service::Confirmation;
    let confirmation = Some(Confirmation::default());
    let mut store = store_under(terms(), Service { policy: Some(name()), confirmation, ..lesson() });
    booked(&mut store, "b", SUNDAY);
    let moved = ok(&mut store, move_to("b", "2026-03-29T10:00:00Z", None), client_at(LATE));
    assert_eq!((moved.status.name().as_str(), moved.agreement.unwrap().moves), ("requested", 0));
    let withdrawn = accepted(run(&mut store, cancel("b"), client_at(SUNDAY)).unwrap());
    assert_eq!((fees(withdrawn.booking().unwrap()), withdrawn.outcomes.len()), (vec![], 0));
    ok(&mut store, hold("h", SUNDAY, 60), owner("ada", LATE));
    assert_eq!(ok(&mut store, cancel("h"), owner("ada", LATE)).agreement, None);
}

#[test]
fn a_host_that_calls_a_session_off_gives_deposits_back() {
    let deposit = Some(Fee::Fixed(euro(1000)));
    let service = Service { policy: Some(name()), seats: NonZeroU32::new(3), ..lesson() };
    let mut store = store_under(Policy { deposit, ..terms() }, service);
    for booking in ["a", "b"] {
        booked(&mut store, booking, SUNDAY);
    }
    said(&mut store, cancel("a"), client_at(IN_TIME));
    let off = CancelSession { session: session_id("a"), version: None };
    let off = accepted(run(&mut store, off, host_at(SUNDAY)).unwrap());
    let deposits: Vec<_> = off.outcomes.iter().map(|(id, said)| (id.as_str(), said.deposit)).collect();
    assert_eq!(deposits, [("b", Some(Deposit::Refunded(euro(1000))))]);
    assert_eq!(off.bookings[0].agreement.as_ref().unwrap().consequences[0].deposit, deposits[0].1);
}

/// Four days from Saturday on, at 10:00 in Berlin; free until two days before, which for the third day is Saturday 10:00,
/// 09:00Z: the clocks go on in between.
fn four_days(store: &mut MemoryStore) -> SeriesId {
    let recurrence = SeriesRecord {
        zone: Some("Europe/Berlin".to_owned()),
        rule: Some("FREQ=DAILY;COUNT=4".to_owned()),
        ..SeriesRecord::new(Moment::Wall(parse_wall("2026-03-28T10:00:00").unwrap()))
    };
    let series = SeriesId::new("s").unwrap();
    let book = BookSeries {
        series: series.clone(),
        recurrence,
        resource: Some(resource("anna")),
        service: lesson().id,
        duration: None,
        on_conflict: Default::default(),
        until: None,
        kind: None,
        price: Some(euro(4500)),
        participants: vec![],
        details: Details::default(),
    };
    run(store, book, client_at("2026-03-01T00:00:00Z")).unwrap();
    series
}

/// Late, by a token, for how much; in order of the days.
fn told(accepted: &Accepted) -> Vec<(bool, bool, Option<Money>)> {
    accepted.outcomes.values().map(|said| (said.is_late, said.token.is_some(), said.fee)).collect()
}

const BEFORE_TEN: &str = "2026-03-28T08:59:59Z";

fn under_two_days() -> MemoryStore {
    let mut policy = terms();
    policy.cancel.tiers[0].notice = Some("P2D".parse().unwrap());
    under(policy)
}

#[test]
fn a_series_that_ends_uses_the_token_for_the_first_late_one() {
    let mut store = under_two_days();
    let cancel = CancelSeries { series: four_days(&mut store), from: None, version: None };
    let off = accepted(run(&mut store, cancel, client_at(BEFORE_TEN)).unwrap());
    let late =
        [(true, true, None), (true, false, Some(euro(2250))), (false, false, None), (false, false, None)];
    assert_eq!(told(&off), late);
}

#[test]
fn an_edit_of_a_series_costs_what_its_cancels_and_moves_cost() {
    let mut store = under_two_days();
    let series = four_days(&mut store);
    let edit =
        |edit| EditSeries { series: series.clone(), edit, on_conflict: Default::default(), version: None };
    let second = Moment::Wall(parse_wall("2026-03-29T10:00:00").unwrap());
    let cancelled = edit(SeriesEdit::This { original: second, change: OneChange::Cancel });
    let off = accepted(run(&mut store, cancelled, client_at(BEFORE_TEN)).unwrap());
    assert_eq!(told(&off), [(true, true, None)]);
    assert_eq!(fees(&off.bookings[0]), [None]);
    // The third in time, the first late: its token is spent.
    let first = Moment::Wall(parse_wall("2026-03-28T10:00:00").unwrap());
    let cancelled = edit(SeriesEdit::This { original: first, change: OneChange::Cancel });
    let off = accepted(run(&mut store, cancelled, client_at(BEFORE_TEN)).unwrap());
    assert_eq!(told(&off), [(true, false, Some(euro(2250)))]);
    let later = SeriesChange { when: Change::Time("15:00".parse().unwrap()), ..SeriesChange::default() };
    let moved =
        accepted(run(&mut store, edit(SeriesEdit::All { change: later }), client_at(BEFORE_TEN)).unwrap());
    assert_eq!(told(&moved), [(false, false, None), (false, false, None)]);
    let moves = |one: &Booking| one.agreement.as_ref().map(|agreement| agreement.moves);
    assert_eq!(
        moved.bookings.iter().filter(|one| one.status.is_live()).map(moves).collect::<Vec<_>>(),
        [Some(1), Some(1)]
    );
}

#[test]
fn a_schedule_that_calls_off_gives_deposits_back() {
    let deposit = Some(Fee::Fixed(euro(1000)));
    let mut store = under(Policy { deposit, ..terms() });
    booked(&mut store, "a", SUNDAY);
    let (resource, on_bookings) = (resource("anna"), OnBookings::Cancel);
    let remove = RemoveResource { resource, version: None, on_bookings };
    let off = accepted(run(&mut store, remove, host_at(LATE)).unwrap());
    let deposits: Vec<_> = off.outcomes.values().map(|said| said.deposit).collect();
    assert_eq!(deposits, [Some(Deposit::Refunded(euro(1000)))]);
    assert_eq!(off.bookings[0].agreement.as_ref().unwrap().consequences[0].deposit, deposits[0]);
}

#[test]
fn a_price_is_in_the_currency_of_the_fees_and_not_below_zero() {
    let policy = Policy { no_show: Some(Fee::Fixed(euro(1))), ..terms() };
    let mut store = under(policy);
    let dollars = Money::new(1, "USD".parse().unwrap()).unwrap();
    for (price, code) in [(dollars, "policy.mixed-currency"), (euro(-1), "policy.negative")] {
        let book = Book { price: Some(price), ..of_anna("b", SUNDAY) };
        let error = run(&mut store, book, now()).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, "price"));
    }
    let mut store = self::store();
    let book = Book { price: Some(euro(-1)), ..of_anna("b", SUNDAY) };
    assert_eq!(error(&mut store, book, now()), "policy.negative");
    let book = Book { price: Some(euro(1)), ..of_anna("b", SUNDAY) };
    ok(&mut store, book.clone(), now());
    assert_eq!(error(&mut store, Book { price: None, ..book }, now()), "booking.id-taken");
}

#[test]
fn working_time_without_a_calendar_is_an_error_before_anybody_agrees_to_it() {
    let mut policy = terms();
    policy.cancel.tiers[0] = Tier { business: Some(BusinessTime::Days(1)), ..Tier::default() };
    let mut store = under(policy);
    assert_eq!(error(&mut store, of_anna("b", SUNDAY), now()), "policy.no-business");
}

#[test]
fn a_booking_comes_to_a_hundred_things_at_most_and_ends_all_the_same() {
    let mut policy = without_grace();
    policy.moves =
        MoveTerms { tiers: vec![Tier { fee: percent(10), ..Tier::default() }], ..MoveTerms::default() };
    let mut store = under(policy);
    booked(&mut store, "b", SUNDAY);
    let starts = ["2026-03-29T09:00:00Z", SUNDAY];
    for n in 0..Agreement::MOST_CONSEQUENCES {
        ok(&mut store, move_to("b", starts[n % 2], None), client_at(IN_TIME));
    }
    assert_eq!(error(&mut store, move_to("b", starts[0], None), client_at(IN_TIME)), "policy.too-often");
    let (_, cancelled) = said(&mut store, cancel("b"), client_at(LATE));
    assert_eq!(fees(&cancelled).len(), 101);
    assert_eq!(error(&mut store, reinstate("b"), host_at(LATE)), "policy.too-often");
}

#[test]
fn an_edit_is_a_move_that_comes_to_a_hundred_things_at_most() {
    let mut policy = without_grace();
    policy.moves =
        MoveTerms { tiers: vec![Tier { fee: percent(10), ..Tier::default() }], ..MoveTerms::default() };
    let mut store = under(policy);
    let series = four_days(&mut store);
    let at_time = |time: &str| {
        let change = SeriesChange { when: Change::Time(time.parse().unwrap()), ..SeriesChange::default() };
        let edit = SeriesEdit::All { change };
        EditSeries { series: series.clone(), edit, on_conflict: Default::default(), version: None }
    };
    let (times, now) = (["15:00", "10:00"], client_at("2026-03-01T00:00:00Z"));
    for n in 0..Agreement::MOST_CONSEQUENCES {
        accepted(run(&mut store, at_time(times[n % 2]), now.clone()).unwrap());
    }
    assert_eq!(error(&mut store, at_time(times[0]), now), "policy.too-often");
}

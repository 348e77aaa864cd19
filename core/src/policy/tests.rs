use super::*;
use crate::availability::{Schedule, Weekly};
use crate::id::{PolicyId, RuleId};
use crate::limits::Limits;
use crate::service::{Business, BusinessTime, Period};
use crate::time::{CalendarDuration, Elapsed, Weekdays, format_instant, parse_instant};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn euro(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap()).unwrap()
}

fn percent(percent: u32) -> Fee {
    Fee::Percent(Percent::new(percent).unwrap())
}

fn tier(notice: &str, fee: Option<Fee>) -> Tier {
    Tier { notice: Some(notice.parse().unwrap()), business: None, fee }
}

fn to_the_start(fee: Fee) -> Tier {
    Tier { fee: Some(fee), ..Tier::default() }
}

/// Free up to 24 hours before, then half; one late cancel a month for nothing; two moves, none within 12 hours.
fn lessons() -> Policy {
    let mut policy = Policy::new(PolicyId::new("lessons").unwrap(), NonZeroU32::MIN);
    policy.cancel.tiers = vec![tier("PT24H", None), to_the_start(percent(50))];
    policy.cancel.grace = Some(Grace { most: NonZeroU32::MIN, period: Period::Month });
    policy.moves = MoveTerms { tiers: vec![tier("PT12H", None)], cooling_off: None, most: Some(2) };
    policy.no_show = Some(percent(100));
    policy
}

/// Monday 2027-02-01 10:00 in Paris, for 25.01 EUR.
fn facts() -> Facts {
    Facts { price: Some(euro(2_501)), ..Facts::new(at("2027-02-01T09:00:00Z")) }
}

fn ask(policy: &Policy, action: Action, actor: Actor, now: &str, facts: &Facts) -> Outcome {
    let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
    let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
    policy.evaluate(action, actor, at(now), facts, &calendar).unwrap()
}

fn cancel(policy: &Policy, now: &str, facts: &Facts) -> Outcome {
    ask(policy, Action::Cancel, Actor::Client, now, facts)
}

fn moved(policy: &Policy, now: &str, facts: &Facts) -> Outcome {
    ask(policy, Action::Move, Actor::Client, now, facts)
}

#[test]
fn the_last_free_instant_is_inclusive() {
    let policy = Policy { cancel: CancelTerms { grace: None, ..lessons().cancel }, ..lessons() };
    let in_time = cancel(&policy, "2027-01-31T09:00:00Z", &facts());
    assert_eq!((in_time.is_late, in_time.fee), (false, None));
    assert_eq!(in_time.free_until, Some(at("2027-01-31T09:00:00Z")));
    // Half of 2501 is 1250.5.
    for late in ["2027-01-31T09:00:00.001Z", "2027-01-31T09:00:01Z", "2027-02-01T08:59:59.999Z"] {
        let late = cancel(&policy, late, &facts());
        assert_eq!((late.is_late, late.fee, late.is_allowed()), (true, Some(euro(1_251)), true));
    }
    let over = cancel(&policy, "2027-02-01T09:00:00Z", &facts());
    assert_eq!(over.against, [PolicyRule::BeforeStart { deadline: facts().start }]);
    assert_eq!(over.fee, None);
}

#[test]
fn what_no_tier_allows_is_refused_with_the_last_instant_that_was() {
    let mut policy = lessons();
    policy.cancel = CancelTerms {
        tiers: vec![tier("P2D", None), tier("P1D", Some(percent(30)))],
        ..CancelTerms::default()
    };
    let deadline = at("2027-01-31T09:00:00Z");
    assert_eq!(cancel(&policy, "2027-01-31T09:00:00Z", &facts()).fee, Some(euro(750)));
    let refused = cancel(&policy, "2027-01-31T09:00:01Z", &facts());
    assert_eq!(refused.against, [PolicyRule::CancelWindow { deadline }]);
    assert_eq!(refused.free_until, Some(at("2027-01-30T09:00:00Z")));
}

#[test]
fn a_token_takes_the_place_of_a_fee_by_the_cancels_local_date() {
    let policy = lessons();
    // 23:00Z on 31 January is midnight of 1 February in Paris.
    let late = "2027-01-31T22:59:59Z";
    let token = |day: &str| Some(Token::Used(day.parse().unwrap()));
    let free = cancel(&policy, late, &facts());
    assert_eq!((free.token, free.fee, free.is_late), (token("2027-01-31"), None, true));
    let used = Facts { tokens_used: vec!["2027-01-01".parse().unwrap()], ..facts() };
    assert_eq!(cancel(&policy, late, &used).fee, Some(euro(1_251)));
    assert_eq!(cancel(&policy, "2027-01-31T23:00:00Z", &used).token, token("2027-02-01"));
    // In time no token is used; where there is no price there is nothing to save.
    assert_eq!(cancel(&policy, "2027-01-31T09:00:00Z", &facts()).token, None);
    assert_eq!(cancel(&policy, late, &Facts { price: None, ..facts() }).token, None);
}

#[test]
fn a_deposit_goes_back_unless_the_cancel_is_late() {
    let policy = Policy { deposit: Some(Fee::Fixed(euro(1_000))), ..lessons() };
    let kept = Some(Deposit::Kept(euro(1_000)));
    let refunded = Some(Deposit::Refunded(euro(1_000)));
    let used = Facts { tokens_used: vec!["2027-01-01".parse().unwrap()], ..facts() };
    assert_eq!(cancel(&policy, "2027-01-31T09:00:00Z", &used).deposit, refunded);
    assert_eq!(cancel(&policy, "2027-01-31T09:00:01Z", &used).deposit, kept);
    assert_eq!(cancel(&policy, "2027-01-31T09:00:01Z", &facts()).deposit, refunded);
    assert_eq!(ask(&policy, Action::Cancel, Actor::Host, "2027-02-01T08:00:00Z", &used).deposit, refunded);
    assert_eq!(ask(&policy, Action::NoShow, Actor::Host, "2027-02-01T09:00:00Z", &used).deposit, kept);
}

#[test]
fn moves_have_a_cap_and_a_window_of_their_own() {
    let policy = lessons();
    let deadline = at("2027-01-31T21:00:00Z");
    assert!(moved(&policy, "2027-01-31T21:00:00Z", &facts()).is_allowed());
    let late = moved(&policy, "2027-01-31T21:00:01Z", &facts());
    assert_eq!(late.against, [PolicyRule::MoveWindow { deadline }]);
    let often = Facts { moves: 2, ..facts() };
    assert_eq!(moved(&policy, "2027-01-01T00:00:00Z", &often).against, [PolicyRule::MoveCap { most: 2 }]);
    let both = moved(&policy, "2027-01-31T21:00:01Z", &often).against;
    assert_eq!(both, [PolicyRule::MoveWindow { deadline }, PolicyRule::MoveCap { most: 2 }]);
    let over = moved(&policy, "2027-02-01T09:00:00Z", &facts()).against;
    assert_eq!(over, [PolicyRule::BeforeStart { deadline: facts().start }]);
    let host = ask(&policy, Action::Move, Actor::Host, "2027-02-01T10:00:00Z", &often);
    assert!(host.is_allowed() && !host.is_late && host.fee.is_none());
}

#[test]
fn a_late_move_keeps_the_start_that_lateness_is_judged_by() {
    let new = at("2027-03-01T09:00:00Z");
    let mut policy = lessons();
    policy.moves.tiers.push(to_the_start(Fee::Fixed(euro(500))));
    let in_time = moved(&policy, "2027-01-31T21:00:00Z", &facts());
    assert_eq!(in_time.reference_after(&facts(), new), new);
    let late = moved(&policy, "2027-01-31T21:00:01Z", &facts());
    assert_eq!((late.fee, late.reference_after(&facts(), new)), (Some(euro(500)), facts().start));
    let by_host = ask(&policy, Action::Move, Actor::Host, "2027-01-31T21:00:01Z", &facts());
    assert_eq!(by_host.reference_after(&facts(), new), new);
    // A second late move keeps the first start still; cancelling a month ahead costs half.
    let after = Facts {
        start: new,
        reference: Some(facts().start),
        tokens_used: vec!["2027-02-01".parse().unwrap()],
        ..facts()
    };
    let again = moved(&policy, "2027-02-01T09:00:00Z", &after);
    assert_eq!(again.reference_after(&after, at("2027-04-01T09:00:00Z")), facts().start);
    assert_eq!(cancel(&policy, "2027-02-01T09:00:00Z", &after).fee, Some(euro(1_251)));
    // Where no tier says when moving is free, it is late as cancelling is.
    policy.moves.tiers.clear();
    let move_at = |now| moved(&policy, now, &facts());
    assert!(!move_at("2027-01-31T09:00:00Z").is_late);
    assert!(move_at("2027-01-31T09:00:01Z").is_late && move_at("2027-01-31T09:00:01Z").fee.is_none());
}

#[test]
fn hosts_alone_say_who_did_not_come_and_reinstate() {
    let policy = lessons();
    for action in [Action::NoShow, Action::Reinstate] {
        let outcome = ask(&policy, action, Actor::Client, "2027-02-01T10:00:00Z", &facts());
        assert_eq!(outcome.against, [PolicyRule::HostOnly]);
    }
    let missed = ask(&policy, Action::NoShow, Actor::Host, "2027-02-01T09:00:00Z", &facts());
    assert_eq!(missed.fee, Some(euro(2_501)));
    let too_early = ask(&policy, Action::NoShow, Actor::Host, "2027-02-01T08:59:59Z", &facts());
    assert_eq!(too_early.against, [PolicyRule::AfterStart { from: facts().start }]);
    let by_token = Facts { cancelled_by_token: true, ..facts() };
    let back = ask(&policy, Action::Reinstate, Actor::Host, "2027-02-05T09:00:00Z", &by_token);
    assert_eq!((back.token, back.fee, back.deposit), (Some(Token::Returned), None, None));
    let without = ask(&policy, Action::Reinstate, Actor::Host, "2027-02-05T09:00:00Z", &facts());
    assert_eq!(without.token, None);
}

#[test]
fn what_was_just_booked_may_be_cancelled_for_nothing() {
    let mut policy = lessons();
    policy.cancel.cooling_off = Some(Elapsed::from_minutes(60).unwrap());
    let fresh = Facts { created_at: Some(at("2027-02-01T06:00:00.5Z")), ..facts() };
    let free = cancel(&policy, "2027-02-01T07:00:00.5Z", &fresh);
    assert_eq!((free.is_late, free.token), (false, None));
    assert_eq!(free.free_until, Some(at("2027-02-01T07:00:00.5Z")));
    assert!(cancel(&policy, "2027-02-01T07:00:00.501Z", &fresh).is_late);
    // No longer than to the start, and no shorter than the notice allows.
    let at_once = Facts { created_at: Some(at("2027-02-01T08:30:00Z")), ..facts() };
    let over = cancel(&policy, "2027-02-01T09:00:00Z", &at_once);
    assert_eq!((over.is_allowed(), over.free_until), (false, Some(facts().start)));
    let long_ago = Facts { created_at: Some(at("2027-01-01T09:00:00Z")), ..facts() };
    let until = cancel(&policy, "2027-01-02T09:00:00Z", &long_ago).free_until;
    assert_eq!(until, Some(at("2027-01-31T09:00:00Z")));
}

#[test]
fn where_fees_change_places_the_larger_counts() {
    let mut policy = lessons();
    policy.cancel = CancelTerms {
        tiers: vec![tier("P1D", Some(Fee::Fixed(euro(1_000)))), to_the_start(percent(50))],
        ..CancelTerms::default()
    };
    policy.validate(&Limits::default()).unwrap();
    let fee =
        |price| cancel(&policy, "2027-02-01T08:00:00Z", &Facts { price: Some(euro(price)), ..facts() }).fee;
    assert_eq!(fee(1_500), Some(euro(1_000)));
    assert_eq!(fee(3_000), Some(euro(1_500)));
}

#[test]
fn working_time_needs_and_uses_the_services_calendar() {
    let mut policy = lessons();
    let notice = Tier { business: Some(BusinessTime::Days(1)), ..Tier::default() };
    policy.cancel = CancelTerms { tiers: vec![notice, to_the_start(percent(50))], ..CancelTerms::default() };
    let office = Weekly::open(
        RuleId::new("office").unwrap(),
        Weekdays::WORKDAYS,
        "09:00".parse().unwrap(),
        "17:00".parse().unwrap(),
    );
    let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
    let schedule = Schedule { weekly: vec![office], ..Schedule::default() };
    let business = Business::new("Europe/Paris".parse().unwrap(), schedule);
    let ask = |business| {
        let calendar = Calendar { zone: &zone, business, zones: ZoneDb::builtin() };
        policy.evaluate(Action::Cancel, Actor::Client, at("2027-01-29T09:00:00Z"), &facts(), &calendar)
    };
    // The business day before Monday, 1 February is Friday, 29 January.
    let in_time = ask(Some(&business)).unwrap();
    assert_eq!(
        (in_time.is_late, in_time.free_until.map(format_instant).as_deref()),
        (false, Some("2027-01-29T09:00:00Z"))
    );
    let error = ask(None).unwrap_err();
    assert_eq!((error.code(), error.path()), ("policy.no-business", "policy.cancel.tiers[0].business"));
}

#[test]
fn bad_terms_are_refused_by_code_and_place() {
    let check = |change: &dyn Fn(&mut Policy)| {
        let mut policy = lessons();
        change(&mut policy);
        let error = policy.validate(&Limits::default()).unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let is = |code: &'static str, path: &str| (code, path.to_owned());
    assert_eq!(
        check(&|p| p.cancel.tiers.insert(0, to_the_start(percent(0)))),
        is("policy.tier-unreachable", "cancel.tiers[1]")
    );
    let falling = |fee| vec![tier("P1D", Some(percent(60))), Tier { fee, ..Tier::default() }];
    let order = is("policy.tier-order", "cancel.tiers[1].fee");
    assert_eq!(check(&|p| p.cancel.tiers = falling(Some(percent(59)))), order);
    assert_eq!(check(&|p| p.cancel.tiers = falling(None)), order);
    assert_eq!(check(&|p| p.cancel.tiers = falling(Some(Fee::Fixed(euro(0))))), order);
    assert_eq!(check(&|p| p.no_show = Some(Fee::Fixed(euro(-1)))), is("policy.negative", "no_show.fixed"));
    let yen = Money::new(1, "JPY".parse().unwrap()).unwrap();
    let mixed = |p: &mut Policy| {
        p.moves.tiers = vec![to_the_start(Fee::Fixed(euro(1)))];
        p.deposit = Some(Fee::Fixed(yen));
    };
    assert_eq!(check(&mixed), is("policy.mixed-currency", "deposit.fixed"));
    let long = CalendarDuration::new(36, 0, 0);
    assert_eq!(
        check(&|p| p.moves.tiers[0].notice = Some(long)),
        is("policy.too-long", "move.tiers[0].notice")
    );
    let many = |p: &mut Policy| p.moves.tiers = vec![tier("P1D", None); 65];
    assert_eq!(check(&many), is("service.too-many-terms", "move.tiers"));
    let work = |p: &mut Policy| p.moves.tiers[0].business = Some(BusinessTime::Days(367));
    assert_eq!(check(&work), is("service.too-long", "move.tiers[0].business"));
}

#[test]
fn a_price_must_fit_the_fees() {
    let policy = Policy { deposit: Some(Fee::Fixed(euro(100))), ..lessons() };
    let zone = ZoneDb::builtin().get("UTC").unwrap();
    let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
    let ask = |price| {
        let facts = Facts { price: Some(price), ..facts() };
        let asked = policy.evaluate(Action::Cancel, Actor::Client, facts.start, &facts, &calendar);
        asked.map_err(|error| (error.code(), error.path().to_owned())).unwrap_err()
    };
    let yen = Money::new(1, "JPY".parse().unwrap()).unwrap();
    assert_eq!(ask(yen), ("policy.mixed-currency", "facts.price".to_owned()));
    assert_eq!(ask(euro(-1)), ("policy.negative", "facts.price".to_owned()));
}

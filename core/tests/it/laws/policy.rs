//! Whatever the terms: no fee is below zero or above the price that it is a part of, later never costs less, and a
//! host's doing costs nothing.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::ZoneDb;
use kalends::id::PolicyId;
use kalends::limits::Limits;
use kalends::policy::{Action, Actor, Calendar, Facts, Fee, Grace, Money, Percent, Policy, Tier};
use kalends::service::Period;
use kalends::time::{CalendarDuration, Elapsed};
use proptest::prelude::*;
use std::num::NonZeroU32;

fn euro(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap()).unwrap()
}

fn percentage() -> impl Strategy<Value = Fee> + Clone {
    (0..=100_u32).prop_map(|percent| Fee::Percent(Percent::new(percent).unwrap()))
}

fn fee() -> impl Strategy<Value = Fee> + Clone {
    prop_oneof![percentage(), (0..20_000_i64).prop_map(|minor| Fee::Fixed(euro(minor)))]
}

fn tiers(fee: impl Strategy<Value = Fee>) -> impl Strategy<Value = Vec<Tier>> {
    let notice = prop_oneof![
        (0..4_u32, 0..200_000_u32).prop_map(|(days, seconds)| CalendarDuration::new(0, days, seconds)),
        Just(CalendarDuration::new(1, 0, 0)),
    ];
    let one = (proptest::option::weighted(0.8, notice), proptest::option::of(fee));
    let one = one.prop_map(|(notice, fee)| Tier { notice, business: None, fee });
    proptest::collection::vec(one, 0..5)
}

fn policy(fee: impl Strategy<Value = Fee> + Clone) -> impl Strategy<Value = Policy> {
    let cooling_off = proptest::option::of((0..200_000_i64).prop_map(|s| Elapsed::from_seconds(s).unwrap()));
    let terms = (tiers(fee.clone()), tiers(fee.clone()), cooling_off.clone(), cooling_off);
    let rest = (proptest::option::of(0..3_u32), proptest::option::of(fee.clone()), proptest::option::of(fee));
    let made = (terms, rest).prop_map(|((cancel, moves, cancel_off, move_off), (most, no_show, deposit))| {
        let mut policy = Policy::new(PolicyId::new("p").unwrap(), NonZeroU32::MIN);
        (policy.cancel.tiers, policy.moves.tiers) = (cancel, moves);
        (policy.cancel.cooling_off, policy.moves.cooling_off) = (cancel_off, move_off);
        (policy.moves.most, policy.no_show, policy.deposit) = (most, no_show, deposit);
        policy
    });
    made.prop_filter("terms that hold together", |policy| policy.validate(&Limits::default()).is_ok())
}

/// Around the spring and autumn nights of Paris in 2027.
fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    let change = prop_oneof![Just(1_806_195_600_i64), Just(1_824_944_400_i64)];
    (change, -400_000..400_000_i64).prop_map(|(at, by)| DateTime::from_timestamp(at + by, 0).unwrap())
}

fn facts() -> impl Strategy<Value = Facts> {
    let price = proptest::option::weighted(0.9, (0..20_000_i64).prop_map(euro));
    let before = proptest::option::of(0..500_000_i64);
    (instant(), -200_000..200_000_i64, price, 0..3_u32, before).prop_map(
        |(start, shift, price, moves, age)| {
            let reference = (shift % 3 == 0).then(|| start + TimeDelta::seconds(shift));
            let created_at = age.map(|age| start - TimeDelta::seconds(age));
            Facts { reference, price, moves, created_at, ..Facts::new(start) }
        },
    )
}

/// A cost that can be compared: a refusal is the dearest of all.
fn cost(policy: &Policy, action: Action, now: DateTime<Utc>, facts: &Facts) -> i64 {
    let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
    let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
    let outcome = policy.evaluate(action, Actor::Client, now, facts, &calendar).unwrap();
    assert!(outcome.is_allowed() || outcome.fee.is_none());
    if outcome.is_allowed() { outcome.fee.map_or(0, Money::minor) } else { i64::MAX }
}

proptest! {
    #[test]
    fn later_never_costs_less(
        policy in policy(fee()),
        facts in facts(),
        ahead in 0..600_000_i64,
        later in 1..300_000_i64,
        action in prop_oneof![Just(Action::Cancel), Just(Action::Move)],
    ) {
        let now = facts.start - TimeDelta::seconds(ahead);
        let then = now + TimeDelta::seconds(later);
        prop_assert!(cost(&policy, action, now, &facts) <= cost(&policy, action, then, &facts));
    }

    #[test]
    fn a_percentage_is_never_below_zero_nor_above_the_price(
        policy in policy(percentage()),
        facts in facts(),
        ahead in -10_000..600_000_i64,
        actor in prop_oneof![Just(Actor::Client), Just(Actor::Host)],
        action in prop_oneof![Just(Action::Cancel), Just(Action::Move), Just(Action::NoShow)],
    ) {
        let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
        let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
        let now = facts.start - TimeDelta::seconds(ahead);
        let outcome = policy.evaluate(action, actor, now, &facts, &calendar).unwrap();
        if let Some(fee) = outcome.fee {
            prop_assert!(fee.minor() > 0 && fee.minor() <= facts.price.unwrap().minor());
        }
    }

    #[test]
    fn what_a_host_changes_costs_nothing(
        policy in policy(fee()),
        facts in facts(),
        ahead in -600_000..600_000_i64,
        action in prop_oneof![Just(Action::Cancel), Just(Action::Move), Just(Action::Reinstate)],
    ) {
        let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
        let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
        let now = facts.start - TimeDelta::seconds(ahead);
        let outcome = policy.evaluate(action, Actor::Host, now, &facts, &calendar).unwrap();
        prop_assert!(outcome.is_allowed() && outcome.fee.is_none() && !outcome.is_late);
    }

    #[test]
    fn in_time_is_up_to_the_last_free_instant_and_a_token_is_for_what_is_late(
        mut policy in policy(fee()),
        facts in facts(),
        ahead in 1..600_000_i64,
    ) {
        policy.cancel.grace = Some(Grace { most: NonZeroU32::MIN, period: Period::Ever });
        let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
        let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
        let now = facts.start - TimeDelta::seconds(ahead);
        let outcome = policy.evaluate(Action::Cancel, Actor::Client, now, &facts, &calendar).unwrap();
        prop_assert_eq!(outcome.is_late, outcome.free_until.is_none_or(|until| now > until));
        prop_assert!(outcome.fee.is_none(), "a token is left");
        prop_assert!(outcome.token.is_none() || outcome.is_late);
    }
}

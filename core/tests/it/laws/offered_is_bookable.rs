//! Slots offers a start exactly if nothing is said against it, exactly if it can be booked; and a brute force that
//! shares no code agrees.

use crate::brute_force::Oracle;
use chrono::{DateTime, TimeDelta, Utc};
use kalends::booking::{
    Book, Booking, Command, CountedNeed, Details, Need, Reschedule, ResourceRecord, Status, Verdict, View,
    decide,
};
use kalends::id::{BookingId, SessionId};
use kalends::interval::Interval;
use kalends::rules::{self, BookingUse, Busy, Occupant, Prepared, Reason};
use kalends::session::{LocalIntent, Session, SessionStatus, Use};
use kalends::slots::{Query, explain, find};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use kalends_testing::world::{World, world};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};

fn prepared(world: &World, span: Interval) -> Result<rules::World> {
    let (resource, busy) = (world.resource.clone(), world.busy.clone());
    let prepared =
        Prepared::new(resource, &world.schedule, busy, ZoneDb::builtin(), span, &Limits::default());
    let prepared = prepared?.relying_on(world.sources.clone());
    let known = rules::World::from(prepared).counting(world.history());
    Ok(match world.ways() {
        Some(ways) => known.travelling(ways),
        None => known,
    })
}

fn offered(world: &World, range: Interval) -> Vec<DateTime<Utc>> {
    let query = Query::new(range);
    let prepared = prepared(world, query.span(&world.service).unwrap()).unwrap();
    let slots = find(&prepared, &world.service, &query, &world.context, &Limits::default()).unwrap();
    slots.into_iter().map(|slot| slot.start()).collect()
}

fn explained(world: &World, start: DateTime<Utc>) -> Vec<Reason> {
    let end = start + world.service.durations[0].to_delta();
    let prepared = prepared(world, Interval::new(start, end).unwrap()).unwrap();
    explain(&prepared, &world.service, None, start, None, &world.context).unwrap()
}

/// A booking of the world with its session, as a store would have them.
fn stored(world: &World, id: &BookingId) -> Option<(Session, Booking)> {
    let own = |busy: &&Busy| matches!(&busy.by, Occupant::Booking(own) if own.id == *id);
    let busy = world.busy.iter().find(own)?;
    let Occupant::Booking(BookingUse { buffer, units, .. }) = &busy.by else { return None };
    let taken = Use { resource: world.resource.id.clone(), units: *units, buffer: *buffer };
    let session = Session {
        id: SessionId::new(&format!("of-{id}")).unwrap(),
        version: 1,
        service: world.service.id.clone(),
        span: busy.span,
        local: LocalIntent {
            wall: busy.span.start().naive_utc(),
            zone: "UTC".parse().unwrap(),
            offset: 0,
            release: String::new(),
        },
        uses: vec![taken],
        seats: None,
        place: busy.place.clone(),
        status: SessionStatus::Confirmed,
        stays: false,
        created_at: world.origin(),
        updated_at: world.origin(),
    };
    let booking = Booking {
        id: id.clone(),
        version: 1,
        sequence: 0,
        session: session.id.clone(),
        service: session.service.clone(),
        resources: session.resources(),
        span: session.span,
        local: session.local.clone(),
        party: world.context.party,
        occurrence: None,
        kind: None,
        price: None,
        agreement: None,
        status: Status::Confirmed,
        client: world.context.client.clone(),
        participants: vec![],
        details: Details::default(),
        created_at: world.origin(),
        updated_at: world.origin(),
    };
    Some((session, booking))
}

/// Books the start, or moves a booking there if the world is about a move.
fn decided(world: &World, start: DateTime<Utc>) -> Verdict {
    let moved = world.context.moving.as_ref().and_then(|id| stored(world, id));
    let mut context = world.context.clone();
    if moved.is_some() {
        context.moving = None; // the command says it
    }
    let session = Some(SessionId::new("new").unwrap());
    let command = match &moved {
        Some((_, known)) => Command::Reschedule(Reschedule {
            booking: known.id.clone(),
            start,
            duration: Some(world.service.durations[0]),
            resource: None,
            session,
            version: Some(1),
        }),
        None => Command::Book(Book {
            booking: BookingId::new("new").unwrap(),
            resource: Some(world.resource.id.clone()),
            service: world.service.id.clone(),
            start,
            duration: None,
            session,
            kind: None,
            price: None,
            participants: vec![],
            details: Details::default(),
        }),
    };
    let around = Interval::new(start - TimeDelta::days(3), start + TimeDelta::days(5)).unwrap();
    let resource =
        ResourceRecord { resource: world.resource.clone(), schedule: world.schedule.clone(), revision: 1 };
    let id = &world.resource.id;
    let mut need = Need::busy(id.clone(), around);
    need.resources.insert(id.clone());
    need.services.insert(world.service.id.clone());
    need.bookings.extend([BookingId::new("new").unwrap()]);
    need.sessions.insert(SessionId::new("new").unwrap());
    need.bookings.extend(moved.iter().map(|(_, booking)| booking.id.clone()));
    need.sessions.extend(moved.iter().map(|(session, _)| session.id.clone()));
    need.counted = Some(CountedNeed { services: BTreeSet::new(), resources: BTreeSet::new(), starts: None });
    let near = world.busy.iter().filter(|busy| busy.span.overlaps(around)).cloned().collect();
    let view = View {
        need,
        bookings: moved.iter().map(|(_, booking)| (booking.id.clone(), booking.clone())).collect(),
        sessions: moved.iter().map(|(session, _)| (session.id.clone(), session.clone())).collect(),
        resources: [(id.clone(), resource)].into(),
        series: Default::default(),
        services: [(world.service.id.clone(), world.service.clone())].into(),
        busy: [(id.clone(), near)].into(),
        counted: world.counted.clone(),
        ways: world.ways(),
        sources: [(id.clone(), world.sources.clone())].into(),
        policies: Default::default(),
        tokens_used: vec![],
        remembered: None,
    };
    decide(&view, &command, &context, ZoneDb::builtin(), &Limits::default()).unwrap()
}

/// Whether the world is about moving a booking to where it is, which changes nothing.
fn stays(world: &World, start: DateTime<Utc>) -> bool {
    let moved = world.context.moving.as_ref().and_then(|id| stored(world, id));
    moved.is_some_and(|(session, _)| {
        session.span.start() == start && session.span.length() == world.service.durations[0].to_delta()
    })
}

/// A client may not move a booking that has begun, wherever to; listing knows nothing of that.
fn may_act(world: &World) -> bool {
    let started = |busy: &&Busy| match &busy.by {
        Occupant::Booking(own) => Some(&own.id) == world.context.moving.as_ref(),
        _ => false,
    };
    let moved = world.busy.iter().find(started);
    moved.is_none_or(|busy| {
        world.context.actor == kalends::policy::Actor::Host || world.context.now < busy.span.start()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn listing_agrees_with_a_minute_by_minute_brute_force(world in world()) {
        let oracle = Oracle::new(&world);
        prop_assert_eq!(offered(&world, world.range), oracle.starts());
    }

    #[test]
    fn offered_explained_and_booked_are_one_decision(world in world(), probes in prop::collection::vec(0i64..4000, 24)) {
        prop_assume!(may_act(&world));
        let offered: HashSet<_> = offered(&world, world.range).into_iter().collect();
        let minutes = world.range.length().num_minutes();
        let probes = probes.iter().map(|n| world.range.start() + TimeDelta::minutes(n % minutes));
        for start in probes.chain(offered.iter().copied().take(12)) {
            let reasons = explained(&world, start);
            prop_assert_eq!(offered.contains(&start), reasons.is_empty(), "{} {:?}", start, reasons);
            if stays(&world, start) {
                continue;
            }
            match decided(&world, start) {
                Verdict::Accept(accepted) => {
                    prop_assert!(reasons.is_empty(), "booked {} against {:?}", start, reasons);
                    prop_assert_eq!(accepted.booking().unwrap().span.start(), start);
                }
                Verdict::Refuse(refused) => prop_assert_eq!(refused.reasons, reasons),
            }
        }
    }

    #[test]
    fn a_split_range_gives_the_same_slots(world in world(), cut in 1i64..2000) {
        let middle = world.range.start() + TimeDelta::minutes(cut % world.range.length().num_minutes().max(2));
        prop_assume!(middle > world.range.start() && middle < world.range.end());
        let left = Interval::new(world.range.start(), middle).unwrap();
        let right = Interval::new(middle, world.range.end()).unwrap();
        let mut both = offered(&world, left);
        both.extend(offered(&world, right));
        prop_assert_eq!(both, offered(&world, world.range));
    }

    #[test]
    fn the_order_of_busy_time_and_rules_does_not_matter(world in world(), seed in any::<u64>()) {
        let mut shuffled = world.clone();
        let turn = seed as usize;
        shuffled.busy.rotate_left(turn % world.busy.len().max(1));
        shuffled.resource.breaks.reverse();
        shuffled.schedule.weekly.reverse();
        shuffled.schedule.overrides.reverse();
        shuffled.schedule.time_off.reverse();
        prop_assert_eq!(offered(&shuffled, world.range), offered(&world, world.range));
        for minutes in [0i64, 15, 30, 7] {
            let start = world.range.start() + TimeDelta::minutes(minutes);
            let (mut a, mut b) = (explained(&shuffled, start), explained(&world, start));
            a.sort_by_key(|reason| (reason.code(), format!("{reason:?}")));
            b.sort_by_key(|reason| (reason.code(), format!("{reason:?}")));
            prop_assert_eq!(a, b);
        }
    }

    #[test]
    fn reasons_come_in_the_order_of_their_codes(world in world(), probe in 0i64..4000) {
        let minutes = world.range.length().num_minutes();
        let reasons = explained(&world, world.range.start() + TimeDelta::minutes(probe % minutes));
        prop_assert!(reasons.is_sorted_by_key(Reason::code), "{reasons:?}");
    }
}

//! A plan of a series is what booking its occurrences one after the other comes to.

use kalends::Limits;
use kalends::id::{BookingId, ResourceId, SessionId};
use kalends::interval::Interval;
use kalends::recur::{Series, Start};
use kalends::rules::{
    self, BookingUse, Busy, Change, Claim, Context, Counted, Occupant, Prepared, Question, Reason, SessionUse,
};
use kalends::series::{Direction, OnConflict, Plan, Planned, Query, Status, plan};
use kalends::service::{Align, Buffer, Leg, LegOf, LimitScope, Service, Units};
use kalends::time::CalendarDuration;
use kalends::zone::ZoneDb;
use kalends_testing::world::{World, worlds};
use proptest::prelude::*;
use std::num::NonZeroU32;

/// Resources, what is asked of them, and a series that asks it again and again.
#[derive(Clone, Debug)]
struct Case {
    team: Vec<World>,
    service: Service,
    rule: String,
}

fn name(at: usize) -> ResourceId {
    ResourceId::new(&format!("r{at}")).unwrap()
}

fn all_members(team: &[World]) -> Leg {
    Leg::any_of((0..team.len()).map(name).collect())
}

impl Case {
    fn context(&self) -> &Context {
        &self.team[0].context
    }

    fn series(&self) -> Series {
        let zone = ZoneDb::builtin().get(self.team[0].place.zone).unwrap();
        let start = zone.wall(self.team[0].range.start());
        Series::new(Start::Zoned(start, zone)).rule(self.rule.parse().unwrap()).build().unwrap()
    }

    /// The world, wide enough for all that a policy looks at.
    fn world(&self) -> rules::World {
        let range = self.team[0].range;
        let days = chrono::TimeDelta::days(4);
        let span = Interval::new(range.start() - days, range.end() + days + days).unwrap();
        let members = self.team.iter().enumerate().map(|(at, member)| {
            let mut resource = member.resource.clone();
            resource.id = name(at);
            let busy = member.busy.clone();
            let zones = ZoneDb::builtin();
            let prepared = Prepared::new(resource, &member.schedule, busy, zones, span, &Limits::default());
            prepared.unwrap().relying_on(member.sources.clone())
        });
        let world = rules::World::new(members.collect()).unwrap().counting(self.team[0].history());
        match self.team[0].ways() {
            Some(ways) => world.travelling(ways),
            None => world,
        }
    }

    fn plan(&self, on_conflict: OnConflict) -> Plan {
        let (world, series) = (self.world(), self.series());
        let query = Query::new(&series).on_conflict(on_conflict);
        plan(&world, &self.service, &query, self.context(), &Limits::default()).unwrap()
    }

    fn judge(&self, world: &rules::World, start: i64) -> Vec<Reason> {
        Question::new(world, &self.service, None, None, self.context()).unwrap().judge(start).unwrap()
    }

    /// Every resource that takes part, with how much of it is used.
    fn resources(&self, one: &Planned) -> Vec<(ResourceId, Units)> {
        let mut members = one.members.iter();
        let legs = self.service.requires.iter().flat_map(|leg| {
            let ids = match &leg.of {
                LegOf::Resource(id) => vec![id.clone()],
                _ => members.next().unwrap().clone(),
            };
            ids.into_iter().map(|id| (id, leg.units)).collect::<Vec<_>>()
        });
        legs.collect()
    }

    /// Books an occurrence, as a store would write it down.
    fn book(&self, world: &mut rules::World, one: &Planned) {
        let id = BookingId::new(&one.original.format("%Y-%m-%dT%H:%M:%S").to_string()).unwrap();
        let (zones, limits) = (ZoneDb::builtin(), Limits::default());
        let resources = self.resources(one);
        for (resource, units) in &resources {
            let own = world.get(resource).unwrap().resource().buffer;
            let buffer = Buffer {
                before: own.before.max(self.service.buffer.before),
                after: own.after.max(self.service.buffer.after),
            };
            let by = match self.service.seats {
                None => {
                    let party = self.context().party;
                    let units = if *units == Units::Party { party } else { NonZeroU32::MIN };
                    Occupant::Booking(BookingUse { id: id.clone(), buffer, units, tentative: None })
                }
                Some(seats) => Occupant::Session(Box::new(SessionUse {
                    id: SessionId::new(id.as_str()).unwrap(),
                    service: self.service.id.clone(),
                    seats,
                    claims: vec![Claim { booking: id.clone(), seats: self.context().party, tentative: None }],
                    stays: false,
                    buffer,
                })),
            };
            let busy = Busy { span: one.span, by, place: self.context().place.clone() };
            world.apply(Change::Taken { resource: resource.clone(), busy }, zones, &limits).unwrap();
        }
        let counted = Counted {
            booking: id.clone(),
            service: self.service.id.clone(),
            resources: resources.into_iter().map(|(id, _)| id).collect(),
            client: self.context().client.clone(),
            start: one.span.start(),
            length: self.service.durations[0],
            session: self.service.seats.map(|_| SessionId::new(id.as_str()).unwrap()),
            tentative: None,
        };
        world.apply(Change::Counted(counted), zones, &limits).unwrap();
    }
}

fn case() -> impl Strategy<Value = Case> {
    let rule =
        (prop_oneof![Just("MINUTELY;INTERVAL=25"), Just("HOURLY"), Just("HOURLY;INTERVAL=9")], 1u32..14)
            .prop_map(|(every, count)| format!("FREQ={every};COUNT={count}"));
    (worlds(), rule, 0usize..5, prop::option::weighted(0.2, 1u32..3)).prop_map(
        |(team, rule, shape, capacity)| {
            let mut team = team;
            let mut service = team[0].service.clone();
            service.limits.retain(|limit| limit.per != LimitScope::Pool);
            let party = Leg { units: Units::Party, ..Leg::resource(name(1)) };
            service.requires = match shape {
                0 => vec![Leg::resource(name(0))],
                1 => vec![Leg::resource(name(0)), party],
                2 => vec![Leg::resource(name(0)), all_members(&team)],
                3 => vec![Leg::any_of(vec![name(0), name(1)]), all_members(&team)],
                _ => vec![all_members(&team)],
            };
            if shape == 3 && team.len() < 3 {
                service.requires.pop();
            }
            for (at, member) in team.iter_mut().enumerate() {
                if let Some(capacity) = capacity.and_then(NonZeroU32::new).filter(|_| at != 0) {
                    member.resource.capacity = capacity;
                }
                if member.resource.capacity.get() > 1 {
                    service.compose = kalends::service::Compose::Sum;
                }
            }
            Case { team, service, rule }
        },
    )
}

fn moves() -> impl Strategy<Value = OnConflict> {
    let within = prop_oneof![
        Just(CalendarDuration::new(0, 0, 3 * 3600)),
        Just(CalendarDuration::new(0, 1, 0)),
        Just(CalendarDuration::new(0, 2, 1800)),
    ];
    let direction = prop_oneof![Just(Direction::Nearest), Just(Direction::Later)];
    (within, direction).prop_map(|(within, direction)| OnConflict::Move { within, direction })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn each_occurrence_has_the_reasons_that_stand_when_its_turn_comes(case in case()) {
        let plan = case.plan(OnConflict::SkipConflicts);
        let mut world = case.world();
        let mut booked = 0;
        for one in &plan.occurrences {
            let reasons = case.judge(&world, one.span.start().timestamp());
            match &one.status {
                Status::Book => {
                    prop_assert_eq!(reasons, vec![]);
                    let question =
                        Question::new(&world, &case.service, None, None, case.context()).unwrap();
                    let legs: Vec<usize> = question.choices().collect();
                    let chosen = |leg: usize, id: &ResourceId| {
                        let at = legs.iter().position(|choice| *choice == leg).unwrap();
                        u64::from(!one.members[at].contains(id))
                    };
                    let found = question.assign(one.span.start().timestamp(), chosen).unwrap().unwrap();
                    let sorted = |mut legs: Vec<Vec<ResourceId>>| {
                        legs.iter_mut().for_each(|leg| leg.sort());
                        legs
                    };
                    prop_assert_eq!(sorted(found), sorted(one.members.clone()));
                    case.book(&mut world, one);
                    booked += 1;
                }
                Status::Skip { reasons: said } => prop_assert_eq!(said, &reasons),
                Status::Moved { .. } => prop_assert!(false, "nothing is moved"),
            }
        }
        prop_assert_eq!(plan.missing, plan.occurrences.len() - booked);
        prop_assert_eq!(plan.refused, booked == 0 && plan.missing > 0);

        // All or nothing judges alike, and books all or nothing.
        let all = case.plan(OnConflict::AllOrNothing);
        prop_assert_eq!(&all.occurrences, &plan.occurrences);
        prop_assert_eq!(all.refused, plan.missing > 0);
        prop_assert_eq!(all.bookings().count(), if plan.missing > 0 { 0 } else { booked });
    }

    #[test]
    fn whatever_a_plan_books_can_be_booked_in_its_order(case in case(), policy in moves(), seats in 0u32..4) {
        let mut case = case;
        case.service.seats = NonZeroU32::new(seats);
        let plan = case.plan(policy);
        let skipping = case.plan(OnConflict::SkipConflicts);
        let mut world = case.world();
        for one in plan.bookings() {
            prop_assert_eq!(case.judge(&world, one.span.start().timestamp()), vec![]);
            case.book(&mut world, one);
        }
        // What can keep its time does.
        let kept = |plan: &Plan| {
            let kept = plan.occurrences.iter().filter(|one| one.status == Status::Book);
            kept.map(|one| (one.original, one.span)).collect::<Vec<_>>()
        };
        prop_assert_eq!(kept(&plan), kept(&skipping));
        // What is still left out has nowhere to go: its own time is taken, and so is every start near it where no
        // other occurrence is. A service that packs is left out: what is booked later gives starts beside it.
        let OnConflict::Move { within, direction } = policy else { unreachable!() };
        if seats == 0 && within.is_elapsed() && case.service.align != Align::Pack {
            let reach = i64::from(within.seconds());
            let used: Vec<i64> = plan.bookings().map(|one| one.span.start().timestamp()).collect();
            for one in plan.occurrences.iter().filter(|one| matches!(one.status, Status::Skip { .. })) {
                let from = one.span.start().timestamp();
                let first = if direction == Direction::Later { from } else { from - reach };
                for start in (first..=from + reach).step_by(60).filter(|start| !used.contains(start)) {
                    prop_assert!(!case.judge(&world, start).is_empty(), "{start} is free");
                }
            }
        }
    }

    #[test]
    fn one_member_serves_all_if_one_can(case in case()) {
        let mut case = case;
        case.service.requires = vec![all_members(&case.team)];
        let all = case.plan(OnConflict::SkipConflicts);
        let booked = |plan: &Plan| plan.bookings().map(|one| one.original).collect::<Vec<_>>();
        let alone = (0..case.team.len()).any(|at| {
            let only = Service { requires: vec![Leg::any_of(vec![name(at)])], ..case.service.clone() };
            let one = Case { service: only, ..case.clone() }.plan(OnConflict::SkipConflicts);
            booked(&one) == booked(&all)
        });
        if alone {
            prop_assert!(all.same_members);
        }
    }
}

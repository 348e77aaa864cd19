//! Services that require several resources, against a brute force that tries every way to serve them.

use crate::brute_force::Oracle;
use chrono::{DateTime, TimeDelta, Utc};
use kalends::Limits;
use kalends::booking::{
    Book, BusyNeed, Command, CountedNeed, Details, Need, ResourceRecord, Verdict, View, decide,
};
use kalends::id::{BookingId, ResourceId, SessionId, Tag};
use kalends::interval::Interval;
use kalends::rules::{self, Busy, Counted, Prepared, Question};
use kalends::service::{Buffer, Leg, LegOf, LimitScope};
use kalends::session::Use;
use kalends::slots::{Gap, Query, Search, Served, Stage, by_day, find, sequence_reach, sequences};
use kalends::time::Elapsed;
use kalends::zone::ZoneDb;
use kalends_testing::world::{World, worlds};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::num::NonZeroU32;

/// A start and, for each leg that chooses, who takes part in some way to serve all.
type Offers = Vec<(DateTime<Utc>, Vec<Vec<String>>)>;

fn name(at: usize) -> ResourceId {
    ResourceId::new(&format!("r{at}")).unwrap()
}

/// The same question to every resource: the service, the circumstances and the range of the first world.
fn team(worlds: Vec<World>, legs: Vec<Leg>) -> Vec<World> {
    let mut first = worlds[0].clone();
    first.service.requires = legs;
    // A pool is more than what one resource's brute force sees.
    first.service.limits.retain(|limit| limit.per != LimitScope::Pool);
    // Every member has its own part in what is booked; in each world it is called `r`.
    let booked = worlds.iter().enumerate().flat_map(|(at, world)| {
        let own = world.counted.iter().enumerate();
        own.map(move |(n, one)| {
            let called = |id: &ResourceId| if id.as_str() == "r" { name(at) } else { id.clone() };
            let resources = one.resources.iter().map(called).collect();
            Counted { booking: BookingId::new(&format!("b{n}-{at}")).unwrap(), resources, ..one.clone() }
        })
    });
    first.counted = booked.collect();
    let tag = Tag::new("even").unwrap();
    let members = worlds.into_iter().enumerate().map(|(at, world)| {
        let mut member = World {
            service: first.service.clone(),
            context: first.context.clone(),
            counted: first.counted.clone(),
            travel: first.travel.clone(),
            range: first.range,
            ..world
        };
        member.resource.id = name(at);
        member.resource.tags = if at % 2 == 0 { vec![tag.clone()] } else { vec![] };
        member
    });
    members.collect()
}

fn prepared(team: &[World], range: Interval) -> rules::World {
    let span = Query::new(range).span(&team[0].service).unwrap();
    let limits = Limits::default();
    let members = team.iter().map(|member| {
        let (resource, busy) = (member.resource.clone(), member.busy.clone());
        let prepared = Prepared::new(resource, &member.schedule, busy, ZoneDb::builtin(), span, &limits);
        prepared.unwrap().relying_on(member.sources.clone())
    });
    let world = rules::World::new(members.collect()).unwrap().counting(team[0].history());
    match team[0].ways() {
        Some(ways) => world.travelling(ways),
        None => world,
    }
}

fn offered(team: &[World], range: Interval) -> Offers {
    let world = prepared(team, range);
    let search = Search::new(&world, &team[0].service, &Query::new(range), &team[0].context).unwrap();
    let offers = search.offers().map(|offer| {
        let Served::Fresh(members) = offer.by else { unreachable!("no service here has seats") };
        let legs = (0..members.legs()).map(|leg| members.of(leg).map(ToString::to_string).collect());
        (offer.slot.start(), legs.collect())
    });
    offers.collect()
}

/// The resources that the legs of the first member's service name or choose from.
fn resolve(team: &[World]) -> (Vec<usize>, Vec<(usize, Vec<usize>)>) {
    let at = |id: &ResourceId| team.iter().position(|member| member.resource.id == *id).unwrap();
    let legs = &team[0].service.requires;
    let fixed: Vec<usize> = legs
        .iter()
        .filter_map(|leg| if let LegOf::Resource(id) = &leg.of { Some(at(id)) } else { None })
        .collect();
    let pools = legs.iter().filter_map(|leg| {
        let members: Vec<usize> = match &leg.of {
            LegOf::Resource(_) => return None,
            LegOf::Members(ids) => ids.iter().map(at).collect(),
            LegOf::Tagged(_) => (0..team.len()).filter(|at| at % 2 == 0).collect(),
        };
        let free = members.into_iter().filter(|at| !fixed.contains(at)).collect();
        Some((leg.count.get() as usize, free))
    });
    let pools = pools.collect();
    (fixed, pools)
}

/// Every way to serve the pools with members that are free, none of them twice.
fn ways(pools: &[(usize, Vec<usize>)], free: &[Vec<usize>]) -> Vec<Vec<Vec<usize>>> {
    fn go(
        pools: &[(usize, Vec<usize>)],
        free: &[Vec<usize>],
        way: &mut Vec<Vec<usize>>,
        found: &mut Vec<Vec<Vec<usize>>>,
    ) {
        let Some(leg) = (0..pools.len()).find(|leg| way[*leg].len() < pools[*leg].0) else {
            found.push(way.clone());
            return;
        };
        for member in &free[leg] {
            let ascends = way[leg].last().is_none_or(|last| last < member);
            if ascends && !way.iter().flatten().any(|used| used == member) {
                way[leg].push(*member);
                go(pools, free, way, found);
                way[leg].pop();
            }
        }
    }
    let mut found = Vec::new();
    go(pools, free, &mut vec![Vec::new(); pools.len()], &mut found);
    found
}

fn expected(team: &[World]) -> Offers {
    let oracles: Vec<Oracle<'_>> = team.iter().map(Oracle::new).collect();
    let (fixed, pools) = resolve(team);
    let mut offers = Vec::new();
    for t in oracles[0].minutes() {
        let may = |at: usize, leads: bool| {
            let own = &oracles[at];
            own.time_allows(t) && (!leads || own.lead_allows(t) && own.shared_grid_allows(t, &[]))
        };
        if let Some((lead, others)) = fixed.split_first() {
            let others: Vec<&Oracle<'_>> = others.iter().map(|at| &oracles[*at]).collect();
            let lead = &oracles[*lead];
            let all = fixed.iter().all(|at| may(*at, false));
            if !(all && lead.lead_allows(t) && lead.shared_grid_allows(t, &others)) {
                continue;
            }
        }
        let free: Vec<Vec<usize>> = pools
            .iter()
            .enumerate()
            .map(|(leg, (_, members))| {
                let leads = fixed.is_empty() && leg == 0;
                let mut free: Vec<usize> = members.iter().copied().filter(|at| may(*at, leads)).collect();
                free.sort_unstable();
                free
            })
            .collect();
        let ways = ways(&pools, &free);
        if ways.is_empty() {
            continue;
        }
        let part = pools.iter().enumerate().map(|(leg, (_, members))| {
            let takes_part = |at: &&usize| ways.iter().any(|way| way[leg].contains(at));
            members.iter().filter(takes_part).map(|at| name(*at).to_string()).collect()
        });
        offers.push((oracles[0].instant(t), part.collect()));
    }
    offers
}

/// Books the start with the whole team in view.
fn decided(team: &[World], start: DateTime<Utc>) -> Verdict {
    let around = Interval::new(start - TimeDelta::days(3), start + TimeDelta::days(5)).unwrap();
    let new = BookingId::new("new").unwrap();
    let service = &team[0].service;
    let mut need = Need::booking(new.clone());
    need.extend(Need::session(SessionId::new("new").unwrap()));
    need.extend(Need::service(service.id.clone()));
    let ids: BTreeSet<ResourceId> = team.iter().map(|member| member.resource.id.clone()).collect();
    need.resources = ids.clone();
    need.tagged.insert(vec![Tag::new("even").unwrap()]);
    need.busy = Some(BusyNeed { resources: ids, span: around });
    need.counted = Some(CountedNeed { services: BTreeSet::new(), resources: BTreeSet::new(), starts: None });
    let near = |member: &World| -> Vec<Busy> {
        member.busy.iter().filter(|busy| busy.span.overlaps(around)).cloned().collect()
    };
    let record = |member: &World| ResourceRecord {
        resource: member.resource.clone(),
        schedule: member.schedule.clone(),
        revision: 1,
    };
    let of_each = team.iter().map(|member| member.resource.id.clone());
    let view = View {
        need,
        services: [(service.id.clone(), service.clone())].into(),
        resources: of_each.clone().zip(team.iter().map(record)).collect(),
        busy: of_each.clone().zip(team.iter().map(near)).collect(),
        counted: team[0].counted.clone(),
        ways: team[0].ways(),
        sources: of_each.zip(team.iter().map(|member| member.sources.clone())).collect(),
        ..View::default()
    };
    let command = Command::Book(Book {
        booking: new,
        resource: None,
        service: service.id.clone(),
        start,
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details::default(),
    });
    decide(&view, &command, &team[0].context, ZoneDb::builtin(), &Limits::default()).unwrap()
}

/// What is taken of each resource, by the documents: one use, and the larger of both buffers on each side.
fn taken(team: &[World], id: &ResourceId) -> Use {
    let own = team.iter().find(|member| member.resource.id == *id).unwrap().resource.buffer;
    let of_service = team[0].service.buffer;
    let buffer = Buffer { before: own.before.max(of_service.before), after: own.after.max(of_service.after) };
    Use { resource: id.clone(), units: NonZeroU32::MIN, buffer }
}

fn leg() -> impl Strategy<Value = Leg> {
    let members = prop::sample::subsequence(vec![0usize, 1, 2, 3], 1..4);
    let of = prop_oneof![
        2 => (0usize..4).prop_map(|at| LegOf::Resource(name(at))),
        3 => members.prop_map(|all| LegOf::Members(all.into_iter().map(name).collect())),
        1 => Just(LegOf::Tagged(vec![Tag::new("even").unwrap()])),
    ];
    (of, 1u32..3).prop_map(|(of, count)| Leg { count: NonZeroU32::new(count).unwrap(), ..named(of) })
}

fn named(of: LegOf) -> Leg {
    Leg { of, ..Leg::tagged(vec![]) }
}

fn teams() -> impl Strategy<Value = Vec<World>> {
    let team = (worlds(), prop::collection::vec(leg(), 1..4)).prop_map(|(worlds, mut legs)| {
        let known = |id: &ResourceId| (0..worlds.len()).any(|at| name(at) == *id);
        let mut named = HashSet::new();
        legs.retain_mut(|leg| match &mut leg.of {
            LegOf::Resource(id) => {
                leg.count = NonZeroU32::MIN;
                known(id) && named.insert(id.clone())
            }
            LegOf::Members(ids) => {
                ids.retain(known);
                ids.len() >= leg.count.get() as usize
            }
            LegOf::Tagged(_) => true,
        });
        team(worlds, legs)
    });
    team.prop_filter("no leg is left", |team| !team[0].service.requires.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_way_to_serve_all_legs_and_no_other(team in teams()) {
        prop_assert_eq!(offered(&team, team[0].range), expected(&team));
    }

    #[test]
    fn offered_explained_and_assigned_are_one_decision(
        team in teams(),
        probes in prop::collection::vec(0i64..4000, 24),
    ) {
        let range = team[0].range;
        let offered = offered(&team, range);
        let world = prepared(&team, range);
        let question = Question::new(&world, &team[0].service, None, None, &team[0].context).unwrap();
        let minutes = range.length().num_minutes();
        let probes = probes.iter().map(|n| range.start() + TimeDelta::minutes(n % minutes));
        for start in probes.chain(offered.iter().map(|offer| offer.0).take(12)) {
            let offer = offered.iter().find(|offer| offer.0 == start);
            let reasons = question.judge(start.timestamp()).unwrap();
            prop_assert_eq!(offer.is_some(), reasons.is_empty(), "{} {:?}", start, reasons);
            prop_assert!(reasons.is_sorted_by_key(rules::Reason::code));
            let assigned = question.assign(start.timestamp(), |_, _| 0).unwrap();
            prop_assert_eq!(offer.is_some(), assigned.is_some());
            let (Some(offer), Some(assigned)) = (offer, assigned) else { continue };
            let mut seen = HashSet::new();
            for ((members, free), leg) in assigned.iter().zip(&offer.1).zip(resolve(&team).1) {
                prop_assert_eq!(members.len(), leg.0);
                prop_assert!(members.iter().all(|id| free.contains(&id.to_string()) && seen.insert(id.clone())));
            }
        }
    }

    #[test]
    fn an_offered_start_is_booked_with_exactly_what_the_service_requires(
        team in teams(),
        probes in prop::collection::vec(0i64..4000, 12),
    ) {
        let range = team[0].range;
        let offered = offered(&team, range);
        let world = prepared(&team, range);
        let question = Question::new(&world, &team[0].service, None, None, &team[0].context).unwrap();
        let minutes = range.length().num_minutes();
        let probes = probes.iter().map(|n| range.start() + TimeDelta::minutes(n % minutes));
        for start in probes.chain(offered.iter().map(|offer| offer.0).take(8)) {
            let offer = offered.iter().find(|offer| offer.0 == start);
            let accepted = match decided(&team, start) {
                Verdict::Refuse(refused) => {
                    prop_assert!(offer.is_none(), "{} {:?}", start, refused.reasons);
                    prop_assert_eq!(refused.reasons, question.judge(start.timestamp()).unwrap());
                    continue;
                }
                Verdict::Accept(accepted) => accepted,
            };
            prop_assert!(offer.is_some(), "booked {}", start);
            let (booking, session) = (&accepted.changes.bookings[0], &accepted.changes.sessions[0]);
            prop_assert_eq!(&booking.resources, &session.resources());
            let (fixed, pools) = resolve(&team);
            let mut rest = session.uses.iter();
            for at in fixed {
                prop_assert_eq!(rest.next(), Some(&taken(&team, &name(at))));
            }
            let mut seen = HashSet::new();
            for ((count, _), free) in pools.iter().zip(&offer.unwrap().1) {
                for one in rest.by_ref().take(*count) {
                    prop_assert!(free.contains(&one.resource.to_string()) && seen.insert(one.resource.clone()));
                    prop_assert_eq!(one, &taken(&team, &one.resource));
                }
            }
            prop_assert_eq!((seen.len(), rest.next()), (pools.iter().map(|pool| pool.0).sum(), None));
        }
    }

    #[test]
    fn a_split_range_gives_the_same_offers(team in teams(), cut in 1i64..2000) {
        let range = team[0].range;
        let middle = range.start() + TimeDelta::minutes(cut % range.length().num_minutes().max(2));
        prop_assume!(middle > range.start() && middle < range.end());
        let mut both = offered(&team, Interval::new(range.start(), middle).unwrap());
        both.extend(offered(&team, Interval::new(middle, range.end()).unwrap()));
        prop_assert_eq!(both, offered(&team, range));
    }
}

proptest! {
    #[test]
    fn a_date_is_available_exactly_if_a_slot_starts_on_it(team in teams()) {
        let range = team[0].range;
        let world = prepared(&team, range);
        let search = Search::new(&world, &team[0].service, &Query::new(range), &team[0].context).unwrap();
        let zone = ZoneDb::builtin().get(team[0].resource.zone.as_str()).unwrap();
        let told: Vec<_> = search.dates(&zone).filter(|day| day.is_available).map(|day| day.date).collect();
        let mut listed: Vec<_> = by_day(search.slots(), &zone).into_iter().map(|day| day.date).collect();
        listed.sort_unstable();
        prop_assert_eq!(told, listed);
    }

    #[test]
    fn a_start_is_offered_or_a_near_miss_or_not_in_the_calendar(team in teams()) {
        let range = team[0].range;
        let world = prepared(&team, range);
        let search = Search::new(&world, &team[0].service, &Query::new(range), &team[0].context).unwrap();
        let misses = search.near_misses(usize::MAX);
        prop_assert!(misses.is_sorted_by(|a, b| a.slot < b.slot));
        let offered: HashSet<i64> = search.slots().map(|slot| slot.start_secs()).collect();
        for miss in misses {
            prop_assert!(!offered.contains(&miss.slot.start_secs()));
            prop_assert_eq!(&miss.reasons, &search.question().judge(miss.slot.start_secs()).unwrap());
            prop_assert!(!miss.reasons.is_empty());
        }
    }

    #[test]
    fn sequences_are_all_pairs_with_a_gap_within_bounds(team in teams(), min in 0i64..90, more in 0i64..120) {
        let range = team[0].range;
        let (service, context) = (&team[0].service, &team[0].context);
        let gap = Gap { min: Elapsed::from_minutes(min).unwrap(), max: Elapsed::from_minutes(min + more).unwrap() };
        let stages = [Stage::new(service), Stage::new(service).after(gap)];
        let reach = TimeDelta::seconds(sequence_reach(&stages).unwrap());
        let world = prepared(&team, Interval::new(range.start(), range.end() + reach).unwrap());
        let limits = Limits::default();
        let ways = sequences(&world, &stages, range, context, &limits).unwrap();
        let around = Interval::new(range.start(), range.end() + reach).unwrap();
        let all = find(&world, service, &Query::new(around), context, &limits).unwrap();
        let mut expected = Vec::new();
        for first in all.iter().filter(|slot| range.contains(slot.start())) {
            for second in &all {
                let between = second.start_secs() - first.end_secs();
                if (min * 60..=(min + more) * 60).contains(&between) {
                    expected.push(vec![*first, *second]);
                }
            }
        }
        prop_assert_eq!(ways, expected);
    }
}

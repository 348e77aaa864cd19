//! Each rule by itself: a start survives `carve` exactly if `check` adds nothing.

use chrono::TimeDelta;
use kalends::Limits;
use kalends::rules::{Case, Prepared, ReasonCode};
use kalends::slots::Query;
use kalends::zone::ZoneDb;
use kalends_testing::world::{World, world};
use proptest::prelude::*;

/// The rules that judge starts; `policy`, `state` and `version` judge actions.
const RULES: [ReasonCode; 13] = [
    ReasonCode::Past,
    ReasonCode::Notice,
    ReasonCode::Horizon,
    ReasonCode::Hours,
    ReasonCode::Grid,
    ReasonCode::Busy,
    ReasonCode::Buffer,
    ReasonCode::Travel,
    ReasonCode::TravelUnknown,
    ReasonCode::Limit,
    ReasonCode::Consecutive,
    ReasonCode::Break,
    ReasonCode::Source,
];

fn agree(world: &World, code: ReasonCode, probes: &[i64]) -> Result<(), TestCaseError> {
    let span = Query::new(world.range).span(&world.service).unwrap();
    let (resource, busy) = (world.resource.clone(), world.busy.clone());
    let prepared =
        Prepared::new(resource, &world.schedule, busy, ZoneDb::builtin(), span, &Limits::default()).unwrap();
    let prepared = prepared.relying_on(world.sources.clone());
    let ways = world.ways();
    let case = Case::new(&prepared, &world.service, None, &world.context).unwrap();
    let case = case.counting(&world.history()).unwrap();
    let case = match &ways {
        Some(ways) => case.travelling(ways.times()),
        None => case,
    };
    let kept = case.starts_by(world.range, |rule| rule == code).unwrap();
    let minutes = world.range.length().num_minutes();
    for probe in probes {
        let start = (world.range.start() + TimeDelta::minutes(probe % minutes)).timestamp();
        if code == ReasonCode::Grid
            && !case.judge_by(start, |rule| rule == ReasonCode::Hours).unwrap().is_empty()
        {
            continue; // outside opening hours there is no grid to be off
        }
        let reasons = case.judge_by(start, |rule| rule == code).unwrap();
        prop_assert!(reasons.iter().all(|reason| reason.code() == code));
        prop_assert_eq!(kept.contains(start), reasons.is_empty(), "{:?} {} {:?}", code, start, reasons);
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_start_survives_carving_exactly_if_checking_says_nothing(
        world in world(),
        probes in prop::collection::vec(0i64..6000, 40),
    ) {
        for code in RULES {
            agree(&world, code, &probes)?;
        }
    }
}

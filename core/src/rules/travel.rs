use super::{Blocker, Busy, Case, Reason, ReasonCode, Rule, StartSet, TravelMatrix, TravelTimes};
use crate::id::PlaceId;
use crate::interval::Interval;
use crate::resource::Movement;
use crate::time::Elapsed;

/// From each neighbour in person, and from where the day starts and to where it ends, the way can be made in time.
///
/// The neighbour before is what ends last among all that ends by the candidate's start, the one after what starts first
/// among all that starts at its end or later; if several do at the same time, each is one. What overlaps the candidate
/// is `busy` and no neighbour. A neighbour without a place is online or somewhere that does not matter, and there is no
/// way to make; with `across_online` only those with a place are looked at. Resources with several uses at a time don't
/// travel.
///
/// A way of unknown length keeps [`TravelMatrix::LONGEST`] clear, under the other code.
pub(super) struct TravelKept(pub(super) ReasonCode);

/// The longest way, in seconds.
const LONGEST: i64 = TravelMatrix::LONGEST.seconds();

/// What there is to know about the ways of one case: from and to its place.
struct Journey<'a> {
    times: &'a dyn TravelTimes,
    place: &'a PlaceId,
    movement: &'a Movement,
    /// Which code is asked about.
    code: ReasonCode,
}

/// A way, with the time that it takes; none if that is not known.
#[derive(Clone, Copy)]
struct Way<'a> {
    from: &'a PlaceId,
    to: &'a PlaceId,
    time: Option<i64>,
}

impl<'a> Journey<'a> {
    /// Nothing to know where no times are, for a candidate that is online, and for what has several uses.
    fn of(case: &'a Case<'_>, code: ReasonCode) -> Option<Self> {
        let (times, place) = (case.travel()?, case.context().place.as_ref()?);
        let movement = &case.prepared().resource().movement;
        case.is_exclusive().then_some(Self { times, place, movement, code })
    }

    fn way(&self, from: &'a PlaceId, to: &'a PlaceId) -> Option<Way<'a>> {
        let time = match from == to {
            true => Some(0),
            false => self.times.time(from, to).map(|time| time.seconds().min(LONGEST)),
        };
        let is_asked = time.is_none() == (self.code == ReasonCode::TravelUnknown);
        is_asked.then_some(Way { from, to, time })
    }

    fn from(&self, other: &'a PlaceId) -> Option<Way<'a>> {
        self.way(other, self.place)
    }

    fn to(&self, other: &'a PlaceId) -> Option<Way<'a>> {
        self.way(self.place, other)
    }

    /// What is a neighbour around starts in a span.
    fn near(&self, case: &'a Case<'_>, starts: Interval) -> Vec<&'a Busy> {
        let near = case.overlapping(starts.padded(LONGEST, LONGEST + case.duration()));
        near.filter(|busy| busy.place.is_some() || !self.movement.across_online).collect()
    }
}

impl Way<'_> {
    fn needs(&self) -> i64 {
        self.time.unwrap_or(LONGEST)
    }

    fn reason(&self, case: &Case<'_>, by: Option<Blocker>, has: i64) -> Reason {
        let (from, to, resource) = (self.from.clone(), self.to.clone(), case.named());
        let elapsed = |secs| Elapsed::from_seconds(secs).unwrap_or_default();
        match self.time {
            Some(needs) => {
                let (needs, has) = (elapsed(needs), elapsed(has));
                Reason::Travel { by, from, to, needs, has, resource }
            }
            None => Reason::TravelUnknown { by, from, to, resource },
        }
    }
}

impl Rule for TravelKept {
    fn code(&self) -> ReasonCode {
        self.0
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let Some(ways) = Journey::of(case, self.0) else { return };
        let Some(hull) = starts.hull() else { return };
        let near = ways.near(case, hull);
        let mut late = Vec::new();
        after_neighbours(&ways, &near, &mut late);
        before_neighbours(&ways, &near, case.duration(), &mut late);
        from_day_start(&ways, case, hull, &near, &mut late);
        to_day_end(&ways, case, hull, &near, &mut late);
        late.sort_unstable();
        starts.remove(late.into_iter());
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let (Some(ways), Some(span)) = (Journey::of(case, self.0), case.span(start)) else { return };
        let Some(tick) = Interval::from_secs(start, start.saturating_add(1)) else { return };
        let (start, end) = (span.start_secs(), span.end_secs());
        let near = ways.near(case, tick);
        let mut say = |way: Option<Way<'_>>, by: Option<&Busy>, has: i64| {
            if let Some(way) = way.filter(|way| has < way.needs()) {
                reasons.push(way.reason(case, by.map(Busy::blocker), has));
            }
        };
        let before = || near.iter().filter(|busy| busy.span.end_secs() <= start);
        let last = before().map(|busy| busy.span.end_secs()).max();
        for busy in before().filter(|busy| Some(busy.span.end_secs()) == last) {
            say(
                busy.place.as_ref().and_then(|place| ways.from(place)),
                Some(busy),
                start - busy.span.end_secs(),
            );
        }
        let after = || near.iter().filter(|busy| busy.span.start_secs() >= end);
        let first = after().map(|busy| busy.span.start_secs()).min();
        for busy in after().filter(|busy| Some(busy.span.start_secs()) == first) {
            say(
                busy.place.as_ref().and_then(|place| ways.to(place)),
                Some(busy),
                busy.span.start_secs() - end,
            );
        }
        let in_person = |busy: &&&Busy| busy.place.is_some();
        for window in case.prepared().hours().windows().overlapping(span) {
            let (opens, closes) = (window.start_secs(), window.end_secs());
            let came = before().filter(in_person).any(|busy| busy.span.end_secs() > opens);
            if opens <= start && !came {
                say(ways.movement.day_start.as_ref().and_then(|place| ways.from(place)), None, start - opens);
            }
            let stays = after().filter(in_person).any(|busy| busy.span.start_secs() < closes);
            if end <= closes && !stays {
                say(ways.movement.day_end.as_ref().and_then(|place| ways.to(place)), None, closes - end);
            }
        }
    }
}

/// Starts too soon after the neighbour before: from each end on, until the next one takes its place.
fn after_neighbours(ways: &Journey<'_>, near: &[&Busy], late: &mut Vec<(i64, i64)>) {
    let mut by_end: Vec<&Busy> = near.to_vec();
    by_end.sort_by_key(|busy| busy.span.end_secs());
    let mut next = i64::MAX;
    for group in by_end.chunk_by(|a, b| a.span.end_secs() == b.span.end_secs()).rev() {
        let Some(end) = group.first().map(|busy| busy.span.end_secs()) else { continue };
        let needs =
            group.iter().filter_map(|busy| ways.from(busy.place.as_ref()?)).map(|way| way.needs()).max();
        late.extend(needs.map(|needs| (end, next.min(end + needs))));
        next = end;
    }
}

/// Starts too late before the neighbour after: up to each start, from where the one before it is passed.
fn before_neighbours(ways: &Journey<'_>, near: &[&Busy], duration: i64, late: &mut Vec<(i64, i64)>) {
    let mut previous = i64::MIN;
    for group in near.chunk_by(|a, b| a.span.start_secs() == b.span.start_secs()) {
        let Some(start) = group.first().map(|busy| busy.span.start_secs()) else { continue };
        let needs =
            group.iter().filter_map(|busy| ways.to(busy.place.as_ref()?)).map(|way| way.needs()).max();
        // Of the candidate's end: later than this, and not later than the neighbour's start.
        let after = needs.map(|needs| previous.max(start - needs));
        late.extend(after.map(|after| (after - duration + 1, start - duration + 1)));
        previous = start;
    }
}

/// Starts too soon after opening, where nothing in person comes before.
fn from_day_start(
    ways: &Journey<'_>,
    case: &Case<'_>,
    starts: Interval,
    near: &[&Busy],
    late: &mut Vec<(i64, i64)>,
) {
    let Some(way) = ways.movement.day_start.as_ref().and_then(|place| ways.from(place)) else { return };
    let mut ends: Vec<i64> =
        near.iter().filter(|busy| busy.place.is_some()).map(|busy| busy.span.end_secs()).collect();
    ends.sort_unstable();
    for window in case.prepared().hours().windows().overlapping(starts) {
        let opens = window.start_secs();
        let first = ends.get(ends.partition_point(|end| *end <= opens)).copied().unwrap_or(i64::MAX);
        late.push((opens, window.end_secs().min(first).min(opens + way.needs())));
    }
}

/// Starts too late before closing, where nothing in person comes after.
fn to_day_end(
    ways: &Journey<'_>,
    case: &Case<'_>,
    starts: Interval,
    near: &[&Busy],
    late: &mut Vec<(i64, i64)>,
) {
    let Some(way) = ways.movement.day_end.as_ref().and_then(|place| ways.to(place)) else { return };
    let in_person: Vec<i64> =
        near.iter().filter(|busy| busy.place.is_some()).map(|busy| busy.span.start_secs()).collect();
    let ends = starts.padded(0, case.duration());
    for window in case.prepared().hours().windows().overlapping(ends) {
        let closes = window.end_secs();
        let before = in_person.partition_point(|start| *start < closes).checked_sub(1);
        let last = before.and_then(|at| in_person.get(at)).copied().unwrap_or(i64::MIN);
        // Of the candidate's end: later than the last start in person, and inside the window.
        let after = last.max(window.start_secs()).max(closes - way.needs());
        late.push((after - case.duration() + 1, closes - case.duration() + 1));
    }
}

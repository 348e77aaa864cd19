//! Ways from place to place, for every start anew.

use super::Oracle;
use kalends::id::PlaceId;
use kalends::rules::{Busy, ReasonCode};

/// A day: what a way of unknown length keeps clear.
const LONGEST: i64 = 24 * 60;

impl Oracle<'_> {
    pub(super) fn ways_allow(&self, t: i64) -> bool {
        let (Some(_), Some(place)) = (&self.world.travel, &self.world.context.place) else { return true };
        let movement = &self.world.resource.movement;
        let end = t + self.duration();
        let tick = |busy: &Busy| (self.tick(busy.span.start()), self.tick(busy.span.end()));
        let counts = |busy: &&Busy| busy.place.is_some() || !movement.across_online;
        let last = self.busy().filter(counts).map(|busy| tick(busy).1).filter(|at| *at <= t).max();
        let first = self.busy().filter(counts).map(|busy| tick(busy).0).filter(|at| *at >= end).min();
        for busy in self.busy() {
            let Some(theirs) = &busy.place else { continue };
            let (started, ended) = tick(busy);
            if Some(ended) == last && !self.is_enough(theirs, place, t - ended)
                || Some(started) == first && !self.is_enough(place, theirs, started - end)
            {
                return false;
            }
        }
        let in_person = || self.busy().filter(|busy| busy.place.is_some()).map(tick);
        if let Some(home) = &movement.day_start
            && self.windows[t as usize]
        {
            let opens = (0..=t).rev().take_while(|minute| self.windows[*minute as usize]).last().unwrap();
            let came = in_person().any(|(_, ended)| ended > opens && ended <= t);
            if !came && !self.is_enough(home, place, t - opens) {
                return false;
            }
        }
        if let Some(home) = &movement.day_end
            && self.windows[end as usize - 1]
        {
            let open = (end - 1..).take_while(|minute| *self.windows.get(*minute as usize).unwrap_or(&false));
            let closes = open.last().unwrap() + 1;
            let goes_on = in_person().any(|(started, _)| started >= end && started < closes);
            if !goes_on && !self.is_enough(place, home, closes - end) {
                return false;
            }
        }
        true
    }

    fn is_enough(&self, from: &PlaceId, to: &PlaceId, has: i64) -> bool {
        if from == to {
            return true;
        }
        let (times, both_ways) = self.world.travel.as_ref().unwrap();
        let given = |a: &PlaceId, b: &PlaceId| {
            times.iter().find(|one| one.from == *a && one.to == *b).map(|one| one.time.seconds() / 60)
        };
        match given(from, to).or_else(|| given(to, from).filter(|_| *both_ways)) {
            Some(needs) => self.waives(ReasonCode::Travel) || has >= needs,
            None => self.waives(ReasonCode::TravelUnknown) || has >= LONGEST,
        }
    }
}

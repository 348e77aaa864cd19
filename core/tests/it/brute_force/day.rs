//! The shape of a day, minute by minute.

use super::{DAYS, Oracle};
use chrono::{Datelike, Days, NaiveTime, TimeDelta};
use kalends::rules::{Busy, Occupant, ReasonCode};

impl Oracle<'_> {
    pub(super) fn day_allows(&self, t: i64) -> bool {
        (self.waives(ReasonCode::Consecutive) || self.chain_allows(t))
            && (self.waives(ReasonCode::Break) || self.breaks_allow(t))
    }

    /// Grows the candidate by everything less than a pause away, until nothing is.
    fn chain_allows(&self, t: i64) -> bool {
        let Some(terms) = self.world.resource.consecutive else { return true };
        let pause = terms.pause.map_or(1, |pause| pause.seconds() / 60);
        let (mut from, mut until) = (t, t + self.duration());
        loop {
            let before = (from, until);
            for busy in self.busy().filter(|busy| !matches!(busy.by, Occupant::External(_))) {
                let (start, end) = (self.tick(busy.span.start()), self.tick(busy.span.end()));
                if start - until < pause && from - end < pause {
                    (from, until) = (from.min(start), until.max(end));
                }
            }
            if before == (from, until) {
                return until - from <= terms.most.seconds() / 60;
            }
        }
    }

    fn breaks_allow(&self, t: i64) -> bool {
        let candidate = t..t + self.duration();
        let ranges = self.known.breaks.get_or_init(|| self.ranges());
        ranges.iter().all(|range| {
            if candidate.end <= range.from || candidate.start >= range.until {
                return true;
            }
            let (mut run, mut longest) = (0, 0);
            for (minute, taken) in (range.from..).zip(&range.taken) {
                run = if *taken || candidate.contains(&minute) { 0 } else { run + 1 };
                longest = longest.max(run);
            }
            longest >= range.length
        })
    }

    /// The ranges of all breaks on all dates.
    fn ranges(&self) -> Vec<Range> {
        let dates = (0..DAYS as u64).map(|n| self.home[0].date() + Days::new(n));
        let real = dates.filter(|date| self.home.iter().any(|wall| wall.date() == *date));
        let mut ranges = Vec::new();
        for date in real {
            for one in self.world.resource.breaks.iter().filter(|one| one.days.contains(date.weekday())) {
                let (from, mut to) = (one.from.seconds(), one.to.seconds());
                if to <= from {
                    to += 86_400;
                }
                let at = |seconds: u32| {
                    let wall = date.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds.into());
                    self.reach(&self.home, wall) as i64
                };
                let (from, until) = (at(from), at(to));
                if from == until {
                    continue; // a gap has swallowed it
                }
                let is_taken = |minute: i64| {
                    let takes = |busy: &Busy| {
                        self.tick(busy.span.start()) <= minute && minute < self.tick(busy.span.end())
                    };
                    self.busy().any(takes)
                };
                let taken = (from..until).map(is_taken).collect();
                ranges.push(Range { from, until, taken, length: one.length.seconds() / 60 });
            }
        }
        ranges
    }
}

/// Where a break must fit in on one date.
pub(super) struct Range {
    from: i64,
    until: i64,
    /// Minute by minute.
    taken: Vec<bool>,
    length: i64,
}

//! Stretches of time in which two series do nothing but follow their rhythms, so that arithmetic says when they meet.

use super::residues::Meetings;
use crate::recur::{Rhythm, Series};
use crate::time::DAY;
use crate::zone::Zone;

/// Two rhythms with all that may disturb them.
#[derive(Debug)]
pub(super) struct Calm<'s> {
    a: (Rhythm<'s>, &'s Zone),
    b: (Rhythm<'s>, &'s Zone),
    /// Where both have begun.
    begun: i64,
    /// No occurrence lasts longer.
    longest: i64,
    /// Starts of occurrences that no rhythm names. INVARIANT: ascending.
    apart: Vec<i64>,
    /// The meetings for each lead of the second wall over the first that has come up so far.
    known: Vec<(i64, Option<Meetings>)>,
}

/// What arithmetic says of the time from a tick on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    /// Nothing: something disturbs, or there are too many cases.
    Unclear,
    /// No conflict begins before this tick. At it one may.
    Clear(i64),
}

/// A clock change moves nothing further than this.
const MARGIN: i64 = 2 * DAY;

impl<'s> Calm<'s> {
    /// Of two series, if both have a rhythm.
    pub(super) fn new(a: &'s Series, b: &'s Series) -> Option<Self> {
        let rhythms = (a.rhythm()?, b.rhythm()?);
        let longest = a.longest().max(b.longest());
        let first = |series: &Series| series.start_tick();
        let mut apart: Vec<i64> = a.apart().chain(b.apart()).collect();
        apart.sort_unstable();
        Some(Self {
            a: (rhythms.0, a.zone()),
            b: (rhythms.1, b.zone()),
            begun: first(a).max(first(b)).saturating_add(MARGIN + longest),
            longest,
            apart,
            known: Vec::new(),
        })
    }

    /// What is known of the conflicts that begin at a tick or later.
    pub(super) fn outlook(&mut self, tick: i64) -> Outlook {
        let (one, other) = (self.a.1.run_at(tick), self.b.1.run_at(tick));
        // Whoever meets here has started after the last change.
        let from = one.from.max(other.from).saturating_add(MARGIN + self.longest).max(self.begun);
        let mut until = one.until.min(other.until).saturating_sub(MARGIN);
        if tick < from || tick >= until {
            return Outlook::Unclear;
        }
        let beside = self.apart.partition_point(|at| at.saturating_add(self.longest) < tick);
        if let Some(at) = self.apart.get(beside) {
            if *at <= tick {
                return Outlook::Unclear;
            }
            until = until.min(*at);
        }
        let (offset, ahead) = (i64::from(one.offset), i64::from(other.offset) - i64::from(one.offset));
        let Some(meetings) = self.meetings(ahead) else { return Outlook::Unclear };
        let next = meetings.next(tick + offset).and_then(|wall| i64::try_from(wall).ok());
        Outlook::Clear(next.map_or(until, |wall| until.min(wall.saturating_sub(offset))))
    }

    fn meetings(&mut self, ahead: i64) -> Option<&Meetings> {
        let known = self.known.iter().position(|(lead, _)| *lead == ahead).unwrap_or_else(|| {
            self.known.push((ahead, Meetings::new(&self.a.0, &self.b.0, ahead)));
            self.known.len() - 1
        });
        self.known.get(known).and_then(|(_, meetings)| meetings.as_ref())
    }
}

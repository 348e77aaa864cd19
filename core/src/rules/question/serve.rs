//! One start after the other, each judged with those in place that were accepted before it.

use super::Question;
use crate::error::Result;
use crate::id::{BookingId, ResourceId};
use crate::interval::Interval;
use crate::rules::tally::Tally;
use crate::rules::{Case, Reason, SessionUse};
use std::sync::Arc;

/// How a start would be served.
#[derive(Clone, Debug)]
pub(crate) enum Serving<'a> {
    /// By a use of time of its own: for each leg that leaves a choice, who takes part.
    Fresh(Vec<Vec<ResourceId>>),
    /// By seats in a session that stands already.
    Session(&'a SessionUse),
    /// Not at all: every reason, in the order of their codes.
    Refused(Vec<Reason>),
}

impl<'a> Question<'a> {
    /// Judges a start and chooses how to serve it: by time of its own if that is free, with the members that
    /// [`assign`](Self::assign) chooses; else by the session with the most seats left.
    ///
    /// # Errors
    /// As [`judge`](Self::judge).
    pub(crate) fn serve(
        &self,
        start: i64,
        preferred: impl Fn(usize, &ResourceId) -> u64,
    ) -> Result<Serving<'a>> {
        let mut reasons = Vec::new();
        for case in &self.fixed {
            reasons.extend(case.judge(start)?);
        }
        if reasons.is_empty() {
            if self.pools.is_empty() {
                return Ok(Serving::Fresh(Vec::new()));
            }
            if let Some(chosen) = self.assign_members(start, preferred)? {
                return Ok(Serving::Fresh(chosen));
            }
        }
        let tick = Interval::from_secs(start, start.saturating_add(1));
        let joinable = tick.map(|tick| self.joinable(tick)).unwrap_or_default();
        if let Some(best) = joinable.into_iter().max_by_key(|one| one.remaining) {
            return Ok(Serving::Session(best.session));
        }
        self.judge(start).map(Serving::Refused)
    }

    /// Lets what was accepted count, as a booking of that id, for whatever is asked from now on: it takes its time with
    /// its buffers, its place under every limit, and its seats.
    pub(crate) fn take(&mut self, start: i64, serving: &Serving<'a>, id: &BookingId) {
        match serving {
            Serving::Refused(_) => return,
            Serving::Session(session) => {
                let party = self.context.party.get();
                match self.claimed.iter_mut().find(|(known, _)| **known == session.id) {
                    Some((_, seats)) => *seats = seats.saturating_add(party),
                    None => self.claimed.push((&session.id, party)),
                }
            }
            Serving::Fresh(members) => self.take_time(start, members, id),
        }
        let is_joined = matches!(serving, Serving::Session(_));
        let members = if let Serving::Fresh(members) = serving { members.as_slice() } else { &[] };
        let mut counted = Vec::new();
        for case in &mut self.fixed {
            count(case, start, true, is_joined, &mut counted);
        }
        for case in self.pools.iter_mut().flat_map(|pool| pool.cases_mut()) {
            let takes = is_chosen(case, members);
            count(case, start, takes, is_joined, &mut counted);
        }
    }

    fn take_time(&mut self, start: i64, members: &[Vec<ResourceId>], id: &BookingId) {
        let mut restarts = Vec::new();
        for case in &mut self.fixed {
            restarts.extend(case.take(start, id.clone()));
        }
        if let Some(lead) = self.fixed.first_mut() {
            restarts.into_iter().for_each(|at| lead.restart(at));
        }
        for case in self.pools.iter_mut().flat_map(|pool| pool.cases_mut()) {
            if is_chosen(case, members)
                && let Some(at) = case.take(start, id.clone())
            {
                case.restart(at);
            }
        }
    }

    /// The seats of a session that were claimed since.
    pub(super) fn claimed(&self, session: &SessionUse) -> u32 {
        self.claimed.iter().find(|(known, _)| **known == session.id).map_or(0, |(_, seats)| *seats)
    }

    /// For each member of each leg that chooses, in declared order: at how many of these starts it could not take part
    /// if it took part in all the others.
    ///
    /// # Errors
    /// As [`judge`](Self::judge).
    pub(crate) fn misses(&self, starts: &[i64], id: &BookingId) -> Result<Vec<Vec<(ResourceId, u64)>>> {
        let mut open = Vec::with_capacity(starts.len());
        let mut fixed = Question { pools: Vec::new(), needs: Vec::new(), ..self.clone() };
        for start in starts {
            let serving = match self.fixed.is_empty() {
                true => Serving::Fresh(Vec::new()),
                false => fixed.serve(*start, |_, _| 0)?,
            };
            if let Serving::Fresh(_) = serving {
                fixed.take(*start, &serving, id);
                open.push(*start);
            }
        }
        let missed = |case: &Case<'a>| {
            let (mut case, mut misses) = (case.clone(), 0);
            for start in &open {
                if !case.judge(*start)?.is_empty() {
                    misses += 1;
                } else if let Some(at) = case.take(*start, id.clone()) {
                    case.restart(at);
                    count(&mut case, *start, true, false, &mut Vec::new());
                }
            }
            Ok((case.prepared().resource().id.clone(), misses))
        };
        let pools = self.pools.iter();
        pools.map(|pool| pool.cases().iter().map(|(_, case)| missed(case)).collect()).collect()
    }
}

/// Whether a case is of one of the members that were chosen.
fn is_chosen(case: &Case<'_>, members: &[Vec<ResourceId>]) -> bool {
    members.iter().flatten().any(|member| *member == case.prepared().resource().id)
}

/// A tally as it was, and with the candidate counted.
type Counted = (Arc<Tally>, Arc<Tally>);

/// Counts a candidate under the limits of a case: those of a resource only if it takes the resource, and if it joins a
/// session only those of a client. Cases share what they count together, so each is counted once.
fn count(case: &mut Case<'_>, start: i64, takes: bool, joins: bool, counted: &mut Vec<Counted>) {
    for tally in case.tallies_mut() {
        let counts = if joins { tally.counts_joining() } else { takes || !tally.is_of_resource() };
        if !counts {
            continue;
        }
        if let Some((_, after)) = counted.iter().find(|(before, _)| Arc::ptr_eq(before, tally)) {
            *tally = Arc::clone(after);
            continue;
        }
        let after = Arc::new(tally.with(start));
        counted.push((Arc::clone(tally), Arc::clone(&after)));
        *tally = after;
    }
}

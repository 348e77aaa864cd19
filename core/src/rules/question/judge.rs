//! Judging one start: every reason, and who would take part.

use super::{Joinable, Pool, Question};
use crate::error::Result;
use crate::id::{ResourceId, SessionId};
use crate::interval::Interval;
use crate::rules::enough::{self, add, has, take};
use crate::rules::{Case, MemberReasons, Occupant, Reason, SessionUse};
use std::collections::HashSet;

impl<'a> Question<'a> {
    /// Every reason against a start, in the order of their codes; none means that it can be booked.
    ///
    /// # Errors
    /// `slots.outside-prepared` when the candidate is not wholly inside the prepared range.
    pub fn judge(&self, start: i64) -> Result<Vec<Reason>> {
        let fresh = self.judge_fresh(start)?;
        let tick = Interval::from_secs(start, start.saturating_add(1)).filter(|_| !fresh.is_empty());
        // A session that stands there already says more than that its time is taken.
        let mut said = None;
        for standing in tick.map(|tick| self.sessions(tick)).unwrap_or_default() {
            let reasons = standing.judge()?;
            if reasons.is_empty() {
                return Ok(reasons);
            }
            said.get_or_insert(reasons);
        }
        Ok(said.unwrap_or(fresh))
    }

    /// The sessions that a party can join, which start inside `range`, in order of start.
    pub fn joinable(&self, range: Interval) -> Vec<Joinable<'a>> {
        let sessions = self.sessions(range).into_iter();
        let open = sessions.filter(|standing| standing.judge().is_ok_and(|reasons| reasons.is_empty()));
        let joinable = |Standing { start, session, .. }: Standing<'_, 'a>| Joinable {
            start,
            session,
            remaining: session.remaining(self.context.moving.as_ref()),
        };
        open.map(joinable).collect()
    }

    /// Judges a candidate that takes time of its own.
    fn judge_fresh(&self, start: i64) -> Result<Vec<Reason>> {
        let mut reasons = Vec::new();
        for case in &self.fixed {
            reasons.extend(case.judge(start)?);
        }
        let (mut row, against) = self.judge_members(start)?;
        let rows = row.clone();
        if !self.is_served(&mut row, &mut Vec::new()) {
            for ((at, pool), mut members) in self.pools.iter().enumerate().zip(against) {
                let free = enough::count(self.row_of(&rows, at));
                if free >= pool.needs() && !self.shares_members(at) {
                    continue;
                }
                reasons.extend(shared(&mut members));
                if free == 0 && members.iter().all(|member| member.reasons.is_empty()) && !members.is_empty()
                {
                    continue; // all is said
                }
                reasons.push(Reason::Members { leg: pool.leg(), needs: pool.needs(), free, members });
            }
        }
        reasons.sort_by_key(Reason::code);
        reasons.dedup();
        Ok(reasons)
    }

    /// Judges every member of the legs that choose: who is free, as a row, and what is said against each.
    fn judge_members(&self, start: i64) -> Result<(Vec<u64>, Vec<Vec<MemberReasons>>)> {
        let mut row = vec![0; self.row_words()];
        let mut against = Vec::with_capacity(self.pools.len());
        for (pool, bits) in self.pools.iter().zip(row.chunks_mut(self.words)) {
            let mut members = Vec::with_capacity(pool.cases().len());
            for (place, case) in pool.cases() {
                let reasons = case.judge(start)?;
                if reasons.is_empty() {
                    add(bits, *place);
                }
                let resource = case.prepared().resource().id.clone();
                members.push(MemberReasons { resource, reasons });
            }
            against.push(members);
        }
        Ok((row, against))
    }

    /// The sessions of this service and length that start inside `range`, with every resource that is required.
    fn sessions(&self, range: Interval) -> Vec<Standing<'_, 'a>> {
        let mut found: Vec<Standing<'_, 'a>> = Vec::new();
        if self.service.seats.is_none() {
            return found;
        }
        for case in self.leads() {
            for busy in case.prepared().busy_around(range) {
                let Occupant::Session(session) = &busy.by else { continue };
                let start = busy.span.start_secs();
                let fits = session.service == self.service.id
                    && busy.span.end_secs() - start == self.duration
                    && (range.start_secs()..range.end_secs()).contains(&start);
                if fits && self.holds_all(start, session) {
                    found.push(Standing { start, session, lead: case });
                }
            }
        }
        found.sort_by(|a, b| a.key().cmp(&b.key()));
        found.dedup_by(|a, b| a.key() == b.key());
        found
    }

    /// Whether a session has every named resource, and of each pool as many members as it takes.
    fn holds_all(&self, start: i64, session: &SessionUse) -> bool {
        let holds = |case: &Case<'_>| holds(case, start, session);
        self.fixed.iter().all(holds)
            && self.pools.iter().all(|pool| {
                let held = pool.cases().iter().filter(|(_, case)| holds(case)).count();
                u32::try_from(held).is_ok_and(|held| held >= pool.needs())
            })
    }

    /// Chooses who takes part at a start: for each leg that chooses, in its order, the first of `preferred` that leave
    /// enough for the other legs.
    ///
    /// `preferred` ranks the member of a leg, the lowest first; equal ranks keep the declared order. `None` if the start
    /// cannot be booked, or only by joining a session.
    ///
    /// # Errors
    /// As [`judge`](Self::judge).
    pub fn assign(
        &self,
        start: i64,
        preferred: impl Fn(usize, &ResourceId) -> u64,
    ) -> Result<Option<Vec<Vec<ResourceId>>>> {
        for case in &self.fixed {
            if !case.judge(start)?.is_empty() {
                return Ok(None);
            }
        }
        let (mut row, _) = self.judge_members(start)?;
        let (mut needs, mut scratch) = (self.needs.clone(), Vec::new());
        if !self.is_served(&mut row, &mut scratch) {
            return Ok(None);
        }
        let mut chosen = Vec::with_capacity(self.pools.len());
        for (leg, pool) in self.pools.iter().enumerate() {
            let mut ranked: Vec<&(usize, Case<'a>)> = pool.cases().iter().collect();
            ranked.sort_by_key(|(_, case)| preferred(pool.leg(), &case.prepared().resource().id));
            let mut members = Vec::new();
            for (place, case) in ranked {
                // Pruning leaves only members who have a part in serving all legs, so no choice leads into a dead end.
                if needs[leg] == 0 || !has(self.row_of(&row, leg), *place) {
                    continue;
                }
                members.push(case.prepared().resource().id.clone());
                needs[leg] -= 1;
                row.chunks_mut(self.words).for_each(|bits| take(bits, *place));
                enough::prune(&mut row, &needs, &mut scratch);
            }
            chosen.push(members);
        }
        Ok(Some(chosen))
    }

    fn row_of<'r>(&self, row: &'r [u64], leg: usize) -> &'r [u64] {
        row.get(leg * self.words..(leg + 1) * self.words).unwrap_or_default()
    }

    /// Whether a leg chooses from members that another leg chooses from too.
    fn shares_members(&self, leg: usize) -> bool {
        let places = |pool: &Pool<'_>| pool.cases().iter().map(|(place, _)| *place).collect::<HashSet<_>>();
        let own = self.pools.get(leg).map(places).unwrap_or_default();
        let others = self.pools.iter().enumerate().filter(|(at, _)| *at != leg);
        others.flat_map(|(_, pool)| pool.cases()).any(|(place, _)| own.contains(place))
    }
}

/// A session that stands already, with the case of who leads in it.
struct Standing<'q, 'a> {
    start: i64,
    session: &'a SessionUse,
    lead: &'q Case<'a>,
}

impl Standing<'_, '_> {
    fn key(&self) -> (i64, &SessionId) {
        (self.start, &self.session.id)
    }

    /// Judges a candidate that joins it.
    fn judge(&self) -> Result<Vec<Reason>> {
        self.lead.joining(self.session).judge(self.start)
    }
}

fn holds(case: &Case<'_>, start: i64, session: &SessionUse) -> bool {
    let Some(tick) = Interval::from_secs(start, start.saturating_add(1)) else { return false };
    case.prepared().busy_around(tick).iter().any(|busy| match &busy.by {
        Occupant::Session(own) => own.id == session.id && busy.span.start_secs() == start,
        _ => false,
    })
}

/// Takes out what is said against every member alike: it is said once.
fn shared(members: &mut [MemberReasons]) -> Vec<Reason> {
    let [first, rest @ ..] = members else { return Vec::new() };
    let is_shared = |reason: &&Reason| rest.iter().all(|member| member.reasons.contains(reason));
    let shared: Vec<Reason> = first.reasons.iter().filter(is_shared).cloned().collect();
    for member in members {
        member.reasons.retain(|reason| !shared.contains(reason));
    }
    shared
}

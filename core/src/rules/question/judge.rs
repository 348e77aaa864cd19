//! Judging one start: every reason, and who would take part.

use super::{Joinable, Pool, Question};
use crate::error::Result;
use crate::id::ResourceId;
use crate::interval::Interval;
use crate::rules::enough::{self, add, has, take};
use crate::rules::{Case, MemberReasons, Occupant, Reason, SessionUse};

impl<'a> Question<'a> {
    /// Every reason against a start, in the order of their codes; none means that it can be booked.
    ///
    /// # Errors
    /// `slots.outside-prepared` when the candidate is not wholly inside the prepared range.
    pub fn judge(&self, start: i64) -> Result<Vec<Reason>> {
        let fresh = self.judge_fresh(start)?;
        if fresh.is_empty() {
            return Ok(fresh);
        }
        // A session that stands there already says more than that its time is taken.
        let mut first = None;
        for joined in self.joined_at(start)? {
            match joined.1 {
                reasons if reasons.is_empty() => return Ok(reasons),
                reasons => first = first.or(Some(reasons)),
            }
        }
        Ok(first.unwrap_or(fresh))
    }

    /// The sessions that a party can join, which start inside `range`, in order of start.
    pub fn joinable(&self, range: Interval) -> Vec<Joinable<'a>> {
        let can_join = |(start, session): &(i64, &'a SessionUse)| {
            self.judge_joining(*start, session).is_ok_and(|reasons| reasons.is_empty())
        };
        let remaining = |session: &SessionUse| session.remaining(self.context.moving.as_ref());
        let found = self.sessions(range).into_iter().filter(can_join);
        found.map(|(start, session)| Joinable { start, session, remaining: remaining(session) }).collect()
    }

    /// Judges a candidate that takes time of its own.
    fn judge_fresh(&self, start: i64) -> Result<Vec<Reason>> {
        let mut reasons = Vec::new();
        for case in &self.fixed {
            reasons.extend(case.judge(start)?);
        }
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

    /// Judges a candidate that joins a session.
    fn judge_joining(&self, start: i64, session: &'a SessionUse) -> Result<Vec<Reason>> {
        match self.lead_in(session) {
            Some(case) => case.joining(session).judge(start),
            None => Ok(Vec::new()),
        }
    }

    /// The sessions that stand at `start` and have the candidate's length, with what is said against joining each.
    fn joined_at(&self, start: i64) -> Result<Vec<(&'a SessionUse, Vec<Reason>)>> {
        let Some(tick) = Interval::from_secs(start, start.saturating_add(1)) else { return Ok(Vec::new()) };
        let sessions = self.sessions(tick).into_iter();
        sessions.map(|(start, session)| Ok((session, self.judge_joining(start, session)?))).collect()
    }

    /// The sessions of this service and length that start inside `range`, with every resource that is required.
    fn sessions(&self, range: Interval) -> Vec<(i64, &'a SessionUse)> {
        let mut found: Vec<(i64, &SessionUse)> = Vec::new();
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
                    found.push((start, session));
                }
            }
        }
        found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        found.dedup_by(|a, b| a.0 == b.0 && a.1.id == b.1.id);
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

    /// The case that leads in a session.
    fn lead_in(&self, session: &SessionUse) -> Option<&Case<'a>> {
        let members = self.pools.first().map_or(&[][..], Pool::cases).iter().map(|(_, case)| case);
        let is_in = |case: &&Case<'a>| {
            let uses = case.prepared().busy().iter();
            uses.into_iter().any(|busy| matches!(&busy.by, Occupant::Session(own) if own.id == session.id))
        };
        self.fixed.first().or_else(|| members.into_iter().find(is_in))
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
        let mut row = vec![0; self.row_words()];
        for (pool, bits) in self.pools.iter().zip(row.chunks_mut(self.words)) {
            for (place, case) in pool.cases() {
                if case.judge(start)?.is_empty() {
                    add(bits, *place);
                }
            }
        }
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
        let places = |pool: &Pool<'_>| pool.cases().iter().map(|(place, _)| *place).collect::<Vec<_>>();
        let own = self.pools.get(leg).map(places).unwrap_or_default();
        let others = self.pools.iter().enumerate().filter(|(at, _)| *at != leg);
        others.flat_map(|(_, pool)| pool.cases()).any(|(place, _)| own.contains(place))
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

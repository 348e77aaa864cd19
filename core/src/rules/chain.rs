use super::{Busy, Case, Reason, ReasonCode, Rule, StartSet};
use crate::interval::Interval;
use crate::resource::Consecutive;
use crate::time::{Elapsed, instant_of_secs};

/// A resource is not booked for longer than it may be without a pause.
pub(super) struct NotTooLong;

/// A chain of bookings: from where to where.
type Chain = (i64, i64);

impl NotTooLong {
    /// Bookings around starts in a span, chained where less than a pause lies between them.
    fn chains(case: &Case<'_>, terms: Consecutive, starts: Interval) -> Vec<Chain> {
        let mut chains: Vec<Chain> = Vec::new();
        for busy in Self::near(case, terms, starts) {
            let (start, end) = (busy.span.start_secs(), busy.span.end_secs());
            match chains.last_mut().filter(|last| start - last.1 < terms.pause_secs()) {
                Some(last) => last.1 = last.1.max(end),
                None => chains.push((start, end)),
            }
        }
        chains
    }

    /// What could be in a chain with a candidate, as far as it decides: whatever lies further away is in none, or in
    /// one that is too long already.
    fn near<'c>(case: &'c Case<'_>, terms: Consecutive, starts: Interval) -> impl Iterator<Item = &'c Busy> {
        let reach = terms.most.seconds() + terms.pause_secs();
        let near = case.overlapping(starts.padded(reach, reach + case.duration()));
        near.filter(|busy| busy.units().is_some())
    }
}

impl Rule for NotTooLong {
    fn code(&self) -> ReasonCode {
        ReasonCode::Consecutive
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let Some(terms) = case.prepared().resource().consecutive else { return };
        let (most, pause, duration) = (terms.most.seconds(), terms.pause_secs(), case.duration());
        if duration > most {
            return starts.clear();
        }
        let Some(hull) = starts.hull() else { return };
        let chains = Self::chains(case, terms, hull);
        // Which chains a candidate is linked with changes only where it loses one before it or meets one after it.
        let loses = chains.iter().map(|chain| chain.1 + pause);
        let meets = chains.iter().map(|chain| chain.0 - pause - duration + 1);
        let mut turns: Vec<i64> = loses.chain(meets).chain([hull.start_secs()]).collect();
        turns.sort_unstable();
        turns.dedup();
        let ends = turns.iter().skip(1).copied().chain([hull.end_secs()]);
        let mut too_long = Vec::new();
        for (from, until) in turns.iter().copied().zip(ends) {
            let first = chains.partition_point(|chain| chain.1 + pause <= from);
            let bound = chains.partition_point(|chain| chain.0 - pause < from + duration);
            let Some((linked, rest)) = chains.get(first..bound).and_then(<[Chain]>::split_first) else {
                continue;
            };
            let (start, end) = (linked.0, rest.last().unwrap_or(linked).1);
            if end - start > most {
                too_long.push((from, until));
                continue;
            }
            // Too long if it begins so early that the last end is too far, or so late that its own end is.
            too_long.push((from, until.min(end - most)));
            too_long.push((from.max(start + most - duration + 1), until));
        }
        starts.remove(too_long.into_iter());
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(terms) = case.prepared().resource().consecutive else { return };
        let Some(span) = case.span(start) else { return };
        let Some(tick) = Interval::from_secs(start, start.saturating_add(1)) else { return };
        let pause = terms.pause_secs();
        let near = |chain: &Chain| chain.0 - pause < span.end_secs() && chain.1 + pause > span.start_secs();
        let chains = Self::chains(case, terms, tick);
        let (mut from, mut until) = (span.start_secs(), span.end_secs());
        for chain in chains.into_iter().filter(near) {
            (from, until) = (from.min(chain.0), until.max(chain.1));
        }
        if until - from > terms.most.seconds() {
            let in_it = |busy: &&Busy| busy.span.start_secs() >= from && busy.span.end_secs() <= until;
            let with = Self::near(case, terms, tick).filter(in_it).map(Busy::blocker).collect();
            reasons.push(Reason::Consecutive {
                start: instant_of_secs(from),
                end: instant_of_secs(until),
                has: Elapsed::from_seconds(until - from).unwrap_or_default(),
                most: terms.most.into(),
                with,
                resource: case.named(),
            });
        }
    }
}

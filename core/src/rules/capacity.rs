use super::{Case, Reason, ReasonCode, Rule, StartSet};

/// At no moment are more of a resource's uses taken than it has.
///
/// A use takes its time with the buffers around it. Of a resource with one use at a time this is the business of
/// `busy`, `held` and `buffer`, which name who is in the way.
pub(super) struct CapacityLeft;

impl CapacityLeft {
    /// How much of the day around a start the candidate itself takes, before and after.
    fn footprint(case: &Case<'_>) -> (i64, i64) {
        let buffer = case.buffer();
        (buffer.before.seconds(), case.duration() + buffer.after.seconds())
    }

    /// The levels of use from `from` until `until`, in order of time: from when, and how many.
    fn levels(case: &Case<'_>, from: i64, until: i64) -> Vec<(i64, i64)> {
        let Some(near) = crate::interval::Interval::from_secs(from, until) else { return Vec::new() };
        let reach = crate::service::Buffer::LONGEST.seconds();
        let mut steps = Vec::new();
        for busy in case.overlapping(near.padded(reach, reach)) {
            let Some(units) = busy.units() else { continue };
            let buffer = busy.buffer();
            steps.push((busy.span.start_secs() - buffer.before.seconds(), i64::from(units)));
            steps.push((busy.span.end_secs() + buffer.after.seconds(), -i64::from(units)));
        }
        steps.sort_unstable();
        let mut level = 0;
        for step in &mut steps {
            level += step.1;
            step.1 = level;
        }
        steps
    }

    /// The highest level inside `from..until`.
    fn peak(levels: &[(i64, i64)], from: i64, until: i64) -> i64 {
        let before = levels.iter().take_while(|(at, _)| *at <= from).last().map_or(0, |(_, level)| *level);
        let inside = levels.iter().filter(|(at, _)| *at > from && *at < until).map(|(_, level)| *level);
        inside.fold(before, i64::max)
    }
}

impl Rule for CapacityLeft {
    fn code(&self) -> ReasonCode {
        ReasonCode::Capacity
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let Some(hull) = starts.hull().filter(|_| !case.is_exclusive()) else { return };
        let (before, after) = Self::footprint(case);
        let (from, until) = (hull.start_secs() - before, hull.end_secs() + after);
        let room = i64::from(case.capacity()) - i64::from(case.units());
        if room < 0 {
            return starts.clear();
        }
        let levels = Self::levels(case, from, until);
        let ends = levels.iter().skip(1).map(|(at, _)| *at).chain([i64::MAX]);
        let full = levels.iter().zip(ends).filter(|((_, level), _)| *level > room);
        // A footprint meets a full span iff it ends after its start and starts before its end.
        starts.remove(full.map(|((from, _), until)| (from - after + 1, until.saturating_add(before))));
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        if case.is_exclusive() {
            return;
        }
        let (before, after) = Self::footprint(case);
        let (from, until) = (start - before, start + after);
        let peak = Self::peak(&Self::levels(case, from, until), from, until);
        if peak + i64::from(case.units()) > i64::from(case.capacity()) {
            reasons.push(Reason::Capacity {
                peak: u32::try_from(peak).unwrap_or(u32::MAX),
                needs: case.units(),
                limit: case.capacity(),
                resource: case.named(),
            });
        }
    }
}

use crate::error::IcalProblem;
use crate::ical::place::Spot;
use crate::ical::problem::Problems;
use crate::ical::value::{End, Time};
use crate::time::{CalendarDuration, DAY, wall_of_secs, wall_secs};

/// How long each instance of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// The same elapsed seconds for each: what DTEND means (RFC 5545 §3.8.5.3).
    Exact(i64),
    /// Whole local days.
    Days(i64),
    /// Days on the calendar, then elapsed seconds: what DURATION means.
    Nominal { days: i64, secs: i64 },
}

impl Length {
    pub(super) const NONE: Self = Self::Exact(0);

    /// From the end that an event says. `end` is that end's instant, if it is a time.
    pub(super) fn new(
        start: &Spot,
        end: Option<&End>,
        instant: Option<i64>,
        line: usize,
        problems: &mut Problems,
    ) -> Self {
        match end {
            None if start.date => Self::Days(1),
            None => Self::NONE,
            Some(End::After(length)) => Self::after(start, *length),
            Some(End::At(time)) => {
                if time.is_date() != start.date {
                    problems.note(line, || IcalProblem::EndType { end: time.wall().to_string() });
                }
                if start.date {
                    Self::until_day(start, time, line, problems)
                } else {
                    let end = instant.unwrap_or_else(|| start.zone.clamp_secs(wall_secs(time.wall())));
                    Self::until(start, end, time, line, problems)
                }
            }
        }
    }

    fn after(start: &Spot, length: CalendarDuration) -> Self {
        if start.date {
            let rest = (i64::from(length.seconds()) + DAY - 1) / DAY;
            return Self::Days(i64::from(length.days()) + rest);
        }
        Self::nominal(length)
    }

    pub(super) fn nominal(length: CalendarDuration) -> Self {
        Self::Nominal { days: length.days().into(), secs: length.seconds().into() }
    }

    fn until_day(start: &Spot, end: &Time, line: usize, problems: &mut Problems) -> Self {
        // A day that has begun counts as a whole.
        let days = (wall_secs(end.wall()) - start.wall + DAY - 1).div_euclid(DAY);
        if days < 0 {
            reversed(start, end, line, problems);
            return Self::NONE;
        }
        if days == 0 {
            problems.note(line, || IcalProblem::EmptyDay { date: end.wall().date().to_string() });
        }
        Self::Days(days.max(1))
    }

    fn until(start: &Spot, tick: i64, end: &Time, line: usize, problems: &mut Problems) -> Self {
        let length = tick.saturating_sub(start.tick());
        if length < 0 {
            reversed(start, end, line, problems);
        }
        Self::Exact(length.max(0))
    }

    /// The end of an instance.
    pub(super) fn end(self, spot: &Spot, wall: i64, tick: i64) -> i64 {
        match self {
            Self::Exact(secs) | Self::Nominal { days: 0, secs } => tick.saturating_add(secs),
            Self::Days(days) => spot.zone.clamp_secs(wall.saturating_add(days * DAY)),
            Self::Nominal { days, secs } => {
                let wall = spot.wall_at(tick).saturating_add(days * DAY);
                spot.zone.compatible_secs(wall).saturating_add(secs)
            }
        }
    }

    /// No instance is longer.
    pub(super) fn longest(self) -> i64 {
        match self {
            Self::Exact(secs) | Self::Nominal { days: 0, secs } => secs,
            Self::Days(days) => (days + 2) * DAY,
            Self::Nominal { days, secs } => (days + 2) * DAY + secs,
        }
    }
}

fn reversed(start: &Spot, end: &Time, line: usize, problems: &mut Problems) {
    problems.note(line, || IcalProblem::EndBeforeStart {
        start: wall_of_secs(start.wall).to_string(),
        end: end.wall().to_string(),
    });
}

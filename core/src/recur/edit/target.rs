use super::super::members::local_day;
use super::super::plan::Budget;
use super::super::start::Place;
use super::super::{Exception, Moment, Series, SeriesBuilder};
use crate::error::{RecurError, Result};
use crate::limits::Limits;
use crate::time::{day_of_date, wall_of_secs};
use crate::zone::Zone;

/// A series with what its moments mean.
pub(super) struct Draft {
    pub(super) builder: SeriesBuilder,
    pub(super) zone: Zone,
    /// What its rule and RDATE name, before anything is taken out or moved.
    pub(super) members: Series,
    limits: Limits,
}

/// An occurrence that an edit means.
pub(super) struct Target {
    pub(super) original: Moment,
    pub(super) place: Place,
    /// Whether the rule or RDATE names it.
    member: bool,
    /// Whether it takes place, moved or not.
    present: bool,
}

impl Draft {
    pub(super) fn new(builder: SeriesBuilder, limits: &Limits) -> Result<Self> {
        let whole = builder.clone().build()?;
        let members = SeriesBuilder { excluded: Vec::new(), exceptions: Vec::new(), ..builder.clone() };
        Ok(Self { builder, zone: whole.zone().clone(), members: members.build()?, limits: limits.clone() })
    }

    pub(super) fn budget(&self) -> Budget {
        Budget::new(self.limits.search_steps)
    }

    pub(super) const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Where a moment of the series lies; it was checked when the series was built.
    pub(super) fn place(&self, moment: Moment) -> Result<Place> {
        moment.place("RECURRENCE-ID", &self.builder.start, &self.zone)
    }

    /// Whether an EXDATE takes out what starts at a tick.
    pub(super) fn excludes(&self, excluded: Moment, at: i64) -> Result<bool> {
        if let Some(day) = self.whole_day(excluded) {
            return Ok(local_day(at, &self.zone) == day);
        }
        Ok(self.place(excluded)?.at == at)
    }

    /// The local day that an EXDATE empties, if it is a date in a series with times.
    pub(super) fn whole_day(&self, excluded: Moment) -> Option<i64> {
        match excluded {
            Moment::Date(date) if !self.builder.start.is_date() => Some(i64::from(day_of_date(date))),
            _ => None,
        }
    }

    /// Finds an occurrence by its identity.
    pub(super) fn find(&self, original: Moment) -> Result<Target> {
        let place = self.place(original)?;
        let member =
            self.members.scan((place.at, place.at + 1), false, self.budget()).next().transpose()?.is_some();
        let mut present = member;
        for excluded in &self.builder.excluded {
            present &= !self.excludes(*excluded, place.at)?;
        }
        if let Some(change) = self.change_at(place.at)? {
            present &= change.to().is_some();
        }
        for exception in &self.builder.exceptions {
            if self.place(exception.original())?.at == place.at {
                present = exception.to().is_some();
            }
        }
        Ok(Target { original, place, member, present })
    }

    /// The change that holds for an occurrence and all that follow: the last to begin at or before it.
    pub(super) fn change_at(&self, at: i64) -> Result<Option<&Exception>> {
        let mut last: Option<(i64, &Exception)> = None;
        for exception in self.builder.exceptions.iter().filter(|exception| exception.is_following()) {
            let from = self.place(exception.original())?.at;
            if from <= at && last.is_none_or(|(other, _)| other <= from) {
                last = Some((from, exception));
            }
        }
        Ok(last.map(|(_, exception)| exception))
    }

    /// The exceptions without those of one occurrence alone.
    pub(super) fn without(&self, at: i64) -> Result<Vec<Exception>> {
        let mut kept = Vec::with_capacity(self.builder.exceptions.len());
        for exception in &self.builder.exceptions {
            if exception.is_following() || self.place(exception.original())?.at != at {
                kept.push(*exception);
            }
        }
        Ok(kept)
    }
}

impl Target {
    /// The occurrence, if it takes place; `None` if it was cancelled.
    pub(super) fn present(self) -> Result<Option<Self>> {
        if self.present {
            return Ok(Some(self));
        }
        if self.member { Ok(None) } else { Err(self.unknown()) }
    }

    /// The error for something that is no occurrence.
    pub(super) fn unknown(&self) -> crate::error::Error {
        RecurError::NoOccurrence { found: self.name() }.into()
    }

    /// The error for an occurrence that was cancelled.
    pub(super) fn cancelled(name: String) -> crate::error::Error {
        RecurError::Cancelled { found: name }.into()
    }

    pub(super) fn name(&self) -> String {
        match self.original {
            Moment::Date(date) => date.to_string(),
            _ => wall_of_secs(self.place.wall).format("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    }

    pub(super) const fn is_member(&self) -> bool {
        self.member
    }
}

use super::{EventStatus, EventTime, OutsideEvent, Source, Tentative};
use crate::error::{Error, Result, SourceError};
use crate::id::EventId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{DAY, day_of_date};
use crate::zone::{WallClock, Zone};

/// Time that an outside event takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// When.
    pub span: Interval,
    /// Which event, if it has an id.
    pub event: Option<EventId>,
}

/// An event that takes no time, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ignored {
    /// Its place in the list of events.
    pub at: usize,
    /// Why.
    pub why: WhyIgnored,
}

/// Why an outside event takes no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum WhyIgnored {
    /// It does not take place.
    Cancelled,
    /// It mirrors a booking of ours, which takes the time itself.
    Own,
    /// Its owner is free all the same.
    Transparent,
    /// It is not certain, and its source does not count such events.
    Tentative,
    /// It has no length, or lies on days that the zone skipped.
    NoTime,
}

/// Which events of a source take time, and which do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenReport {
    /// In order of time.
    pub taken: Vec<Taken>,
    /// In order of the events.
    pub ignored: Vec<Ignored>,
}

impl Source {
    /// Which events of this source take time, in the owner's zone.
    ///
    /// An all-day event takes its owner's local days, so one of a day is 23 or 25 hours long when the clock changes, and a
    /// day that the zone skipped takes nothing. An event that ends no later than it starts takes no time. Of several
    /// causes to ignore an event the first of [`WhyIgnored`] is named.
    ///
    /// # Errors
    /// `source.too-many-events` above [`Limits::busy`]; `source.open-end` for all-day events without a first or a last
    /// date; `time.out-of-range`.
    ///
    /// # Example: an all-day event on the day that lasts 25 hours
    /// ```
    /// use kalends::source::{EventTime, OutsideEvent, Source};
    /// use kalends::{Limits, ZoneDb, id::SourceId, time::{DateRange, parse_date}};
    /// let fair = OutsideEvent::new(EventTime::Dates(DateRange::day(parse_date("2027-10-31")?)));
    /// let berlin = ZoneDb::builtin().get("Europe/Berlin")?;
    /// let report = Source::new(SourceId::new("google")?).taken(&[fair], &berlin, &Limits::default())?;
    /// assert_eq!(report.taken[0].span.to_string(), "2027-10-30T22:00:00Z/2027-10-31T23:00:00Z");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn taken(&self, events: &[OutsideEvent], owner: &Zone, limits: &Limits) -> Result<TakenReport> {
        if events.len() > limits.busy {
            return Err(SourceError::TooManyEvents { found: events.len(), limit: limits.busy }.into());
        }
        let mut clock = WallClock::new(owner);
        let mut report = TakenReport::default();
        for (at, event) in events.iter().enumerate() {
            let span = match self.ignores(event) {
                Some(why) => Err(why),
                None => place(event.time, &mut clock)
                    .map_err(|error| error.in_field("time").in_index(at))?
                    .ok_or(WhyIgnored::NoTime),
            };
            match span {
                Ok(span) => report.taken.push(Taken { span, event: event.id.clone() }),
                Err(why) => report.ignored.push(Ignored { at, why }),
            }
        }
        report.taken.sort();
        Ok(report)
    }

    fn ignores(&self, event: &OutsideEvent) -> Option<WhyIgnored> {
        let own = event.booking.is_some() || event.uid.as_deref().is_some_and(|uid| self.own.hold(uid));
        match event.status {
            EventStatus::Cancelled => Some(WhyIgnored::Cancelled),
            _ if own => Some(WhyIgnored::Own),
            _ if event.transparent => Some(WhyIgnored::Transparent),
            EventStatus::Tentative if self.tentative == Tentative::Ignored => Some(WhyIgnored::Tentative),
            EventStatus::Confirmed | EventStatus::Tentative => None,
        }
    }
}

fn place(time: EventTime, clock: &mut WallClock<'_>) -> Result<Option<Interval>> {
    match time {
        EventTime::Span { start, end } if end <= start => Ok(None),
        EventTime::Span { start, end } => Interval::covering(start, end).map(Some),
        EventTime::Dates(dates) => {
            let ends = dates.from().zip(dates.until());
            let (from, until) = ends.ok_or_else(|| Error::from(SourceError::OpenEnd {}).in_field("dates"))?;
            let midnight = |date| i64::from(day_of_date(date)) * DAY;
            Ok(Interval::from_secs(clock.clamp(midnight(from)), clock.clamp(midnight(until) + DAY)))
        }
    }
}

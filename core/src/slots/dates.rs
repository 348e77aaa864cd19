//! Which dates have anything to book, without a list of slots being made.

use super::Search;
use crate::interval::Interval;
use crate::rules::{Case, ReasonCode, StartSet};
use crate::time::{DAY, date_of_day};
use crate::zone::Zone;
use chrono::NaiveDate;

/// Whether a date has anything to book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateState {
    /// The date, as whoever looks at it reads it.
    pub date: NaiveDate,
    /// Whether a slot starts on it, inside the search's range.
    pub is_available: bool,
}

impl Search<'_> {
    /// Every date that the range touches, as whoever looks at it in `zone` reads it: for a calendar whose days light
    /// up.
    ///
    /// A day is looked at until its first slot is found, and no further.
    ///
    /// # Example: a date that Samoa skipped is not in its own calendar
    /// ```
    /// use kalends::availability::{Schedule, Weekly};
    /// use kalends::rules::{Context, Prepared, World};
    /// use kalends::slots::{Query, Search};
    /// use kalends::{Limits, id::*, interval::Interval, resource::Resource, service::Service};
    /// use kalends::{time::{Length, Weekdays, parse_instant}, zone::ZoneDb};
    ///
    /// let hours = Weekly::open(RuleId::new("h")?, Weekdays::WORKDAYS, "09:00".parse()?, "17:00".parse()?);
    /// let schedule = Schedule { weekly: vec![hours], ..Schedule::default() };
    /// let tutor = Resource::new(ResourceId::new("tutor")?, "Pacific/Apia".parse()?);
    /// let hour = Length::from_minutes(60)?;
    /// let lesson = Service::new(ServiceId::new("lesson")?, hour, hour);
    /// let range = Interval::new(parse_instant("2011-12-29T10:00:00Z")?, parse_instant("2011-12-31T10:00:00Z")?)?;
    /// let query = Query::new(range);
    /// let (zones, limits) = (ZoneDb::builtin(), Limits::default());
    /// let prepared = Prepared::new(tutor, &schedule, vec![], zones, query.span(&lesson)?, &limits)?;
    /// let (world, context) = (prepared.into(), Context::client(parse_instant("2011-01-01T00:00:00Z")?));
    /// let search = Search::new(&world, &lesson, &query, &context)?;
    /// let apia = zones.get("Pacific/Apia")?;
    /// let dates = search.dates(&apia);
    /// let told: Vec<String> = dates.map(|day| format!("{} {}", day.date, day.is_available)).collect();
    /// assert_eq!(told, ["2011-12-29 true", "2011-12-31 false"]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn dates<'s>(&'s self, zone: &'s Zone) -> impl Iterator<Item = DateState> + 's {
        let wall_day = |tick: i64| zone.wall_secs(tick).div_euclid(DAY);
        let range = self.range();
        // A clock change may take the wall back over a midnight, so a day of looking around at either end.
        let days = wall_day(range.start_secs()) - 1..=wall_day(range.end_secs() - 1) + 1;
        days.filter_map(move |day| {
            let spans = spans_of(zone, day, range);
            let is_available = spans.iter().any(|span| self.has_start(*span));
            let date = date_of_day(i32::try_from(day).ok()?);
            (!spans.is_empty()).then_some(DateState { date, is_available })
        })
    }

    /// Whether anything can be booked that starts inside `span`.
    fn has_start(&self, span: Interval) -> bool {
        let question = self.question();
        match question.pools() {
            // One member is enough, whichever: the others need not be looked at.
            [pool] if pool.needs() == 1 && !question.is_led_by_fixed() => {
                pool.cases().iter().any(|(_, case)| has_start(case, span))
                    || !question.joinable(span).is_empty()
            }
            _ => self.first_in(span).is_some(),
        }
    }
}

/// Whether a case leaves a start inside `span`.
fn has_start(case: &Case<'_>, span: Interval) -> bool {
    let near = span.padded(0, case.duration());
    if !case.waives(ReasonCode::Hours) && !case.prepared().hours().open().overlaps(near) {
        return false; // not worth asking every rule
    }
    let mut starts = StartSet::all(span);
    case.carve(&mut starts);
    starts.rows().next().is_some()
}

/// The parts of `range` in which the wall shows a date: more than one where the clocks go back over a midnight.
fn spans_of(zone: &Zone, day: i64, range: Interval) -> Vec<Interval> {
    let mut spans = Vec::new();
    // No clock is further from UTC than a day.
    let (mut from, until) = ((day - 1) * DAY, (day + 2) * DAY);
    while from < until {
        let run = zone.run_at(from);
        let midnight = day * DAY - i64::from(run.offset);
        let shown = Interval::from_secs(midnight.max(run.from), (midnight + DAY).min(run.until));
        spans.extend(shown.and_then(|shown| shown.intersect(range)));
        from = run.until;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{day_of_date, parse_instant};
    use crate::zone::ZoneDb;

    #[test]
    fn a_fold_over_midnight_shows_a_date_twice() {
        // St. John's, 2010-11-07: at 00:01 (02:31Z) the clocks went back to 23:01 of the 6th, until 03:30Z.
        let zone = ZoneDb::builtin().get("America/St_Johns").unwrap();
        let day = i64::from(day_of_date(NaiveDate::from_ymd_opt(2010, 11, 6).unwrap()));
        let at = |text: &str| parse_instant(text).unwrap();
        let shown = spans_of(&zone, day, Interval::all());
        let expected = [
            Interval::new(at("2010-11-06T02:30:00Z"), at("2010-11-07T02:30:00Z")).unwrap(),
            Interval::new(at("2010-11-07T02:31:00Z"), at("2010-11-07T03:30:00Z")).unwrap(),
        ];
        assert_eq!(shown, expected);
        assert_eq!(spans_of(&zone, day + 1, Interval::all())[0].end(), at("2010-11-07T02:31:00Z"));
    }
}

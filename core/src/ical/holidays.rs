use super::busy::{BusyOptions, busy};
use super::clip;
use super::problem::{Problem, Problems};
use super::tree::Document;
use crate::availability::{Holiday, HolidayCalendar};
use crate::error::{AvailabilityError, Error, IcalProblem, Result};
use crate::id::RuleId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{DAY, DateRange, date_of_day, day_of_date};
use crate::zone::Zone;
use std::collections::BTreeSet;

/// The holidays of a calendar file, and what was odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HolidayReport {
    /// The holidays, in order of date and name.
    pub calendar: HolidayCalendar,
    /// What could not be taken as it stands, in order of lines. Problems of the file's form are
    /// [`Document::problems`].
    pub problems: Vec<Problem>,
}

/// Reads a calendar of holidays: every date of its all-day events within `dates`, with its name.
///
/// Recurring events are expanded, events of several days give each of their dates, moved and cancelled instances
/// count as they do in [`busy`](super::busy()). Whether an event is transparent does not matter: published calendars
/// of holidays mostly are. An event with times is no holiday, and is listed as a problem. Dates are dates, in
/// whatever zone the calendar is observed.
///
/// # Errors
/// `availability.open-end` unless `dates` has both ends; `availability.too-many-rules` above
/// [`Limits::rules`] holidays; `ical.not-calendar`, `ical.too-busy`, `ical.too-costly`.
///
/// # Example: 29 February comes in leap years only
/// ```
/// use kalends::ical::{Document, holidays};
/// use kalends::{Limits, id::RuleId, time::{DateRange, parse_date}};
/// let text = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:leap\r\nSUMMARY:Leap Day\r\n\
///     DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let limits = Limits::default();
/// let dates = DateRange::new(Some(parse_date("2025-01-01")?), Some(parse_date("2032-02-29")?))?;
/// let report = holidays(&Document::parse(&text[..], &limits)?, RuleId::new("leap")?, dates, &limits)?;
/// let days: Vec<String> = report.calendar.days.iter().map(|day| day.date.to_string()).collect();
/// assert_eq!(days, ["2028-02-29", "2032-02-29"]);
/// assert_eq!(report.calendar.days[0].name.as_deref(), Some("Leap Day"));
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn holidays(document: &Document, id: RuleId, dates: DateRange, limits: &Limits) -> Result<HolidayReport> {
    let ends = dates.from().zip(dates.until());
    let open = || Error::from(AvailabilityError::OpenEnd { rule: id.to_string() }).in_field("dates");
    let (from, until) = ends.map(|(from, until)| (day_of_date(from), day_of_date(until))).ok_or_else(open)?;
    let Some(range) = Interval::from_secs(i64::from(from) * DAY, (i64::from(until) + 1) * DAY) else {
        return Err(open());
    };
    // On a clock without changes a date is the day of the same name.
    let mut options = BusyOptions::new(Zone::utc(), range);
    options.limits = limits.clone();
    options.even_free = true;
    let report = busy(document, &options)?;
    let mut problems = Problems::from(report.problems);
    let mut timed = BTreeSet::new();
    let mut days: BTreeSet<(i32, Option<&str>)> = BTreeSet::new();
    for event in &report.busy {
        let name = event.summary.as_deref().map(str::trim).filter(|name| !name.is_empty());
        if !event.all_day {
            if timed.insert(event.line) {
                let name = || clip(name.or(event.uid.as_deref()).unwrap_or_default().as_bytes());
                problems.note(event.line, || IcalProblem::NotWholeDays { name: name() });
            }
            continue;
        }
        let Some(within) = event.interval.intersect(range) else { continue };
        for day in within.start_secs().div_euclid(DAY)..within.end_secs().div_euclid(DAY) {
            days.insert((day as i32, name)); // a day of the years 1 to 9999
            if days.len() > limits.rules {
                let error = AvailabilityError::TooManyRules { found: days.len(), limit: limits.rules };
                return Err(error.into());
            }
        }
    }
    let days = days.into_iter();
    let days = days.map(|(day, name)| Holiday { date: date_of_day(day), name: name.map(str::to_owned) });
    Ok(HolidayReport { calendar: HolidayCalendar::new(id, days.collect()), problems: problems.finish() })
}

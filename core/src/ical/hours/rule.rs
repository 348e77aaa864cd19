use crate::error::{Error, IcalProblem};
use crate::ical::view::RuleText;
use crate::limits::Limits;
use crate::recur::{Rule, Until};
use crate::time::{DAY, TimeOfDay, date_of_day, wall_secs};
use crate::zone::Zone;

/// A rule of instants as a rule of dates, for windows that open at `from` in `zone`.
///
/// `Err` says why it cannot be one.
pub(super) fn dated(
    text: &RuleText,
    from: TimeOfDay,
    zone: &Zone,
    name: &str,
    limits: &Limits,
) -> Result<Rule, Error> {
    let rule = Rule::parse_lenient(&text.text, limits)?;
    let reason = |reason| Error::from(IcalProblem::Inexpressible { name: name.to_owned(), reason });
    if rule.freq().is_subdaily() {
        return Err(reason("recurs by hours or shorter"));
    }
    let (hour, minute, second) = (from.seconds() / 3600, from.seconds() / 60 % 60, from.seconds() % 60);
    let only = |list: &[u8], one: u32| list.iter().all(|value| u32::from(*value) == one);
    if !only(rule.by_hour(), hour) || !only(rule.by_minute(), minute) || !only(rule.by_second(), second) {
        return Err(reason("recurs at several times of a day"));
    }
    let mut dates = Rule::builder(rule.freq())
        .every(rule.interval())
        .on_days(rule.by_day().iter().copied())
        .on_month_days(rule.by_month_day().iter().copied())
        .on_year_days(rule.by_year_day().iter().copied())
        .in_weeks(rule.by_week_no().iter().copied())
        .in_months(rule.by_month().iter().copied())
        .pick(rule.by_set_pos().iter().copied())
        .week_start(rule.week_start())
        .skip(rule.skip());
    if let Some(count) = rule.count() {
        dates = dates.times(count);
    }
    if let Some(until) = rule.until() {
        // The last date on which a window opens by then.
        let wall = match until {
            Until::Date(date) => wall_secs(date.into()) + DAY - 1,
            Until::Local(wall) => wall_secs(wall),
            Until::Utc(time) => zone.wall_secs(time.timestamp()),
        };
        let day = (wall - i64::from(from.seconds())).div_euclid(DAY);
        dates = dates.until(Until::Date(date_of_day(day as i32))); // within the years 1 to 9999, or clamped to them
    }
    dates.build()
}

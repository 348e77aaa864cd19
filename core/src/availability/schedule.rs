use super::{HolidayCalendar, Override, Recurring, TimeOff, TimeOffSpan, Travel, Weekly};
use crate::error::{AvailabilityError, Error, Result};
use crate::id::RuleId;
use crate::limits::Limits;
use crate::time::DateRange;
use std::collections::HashSet;

/// When a resource is open. An empty schedule is never open.
///
/// # Example: hours across midnight, and a closed date that leaves the night before alone
/// ```
/// use kalends::availability::{Hours, Override, Schedule, Weekly};
/// use kalends::{Limits, id::RuleId, interval::Interval, time::{Weekdays, parse_date, parse_instant}, zone::ZoneDb};
/// let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "22:00".parse()?, "02:00".parse()?);
/// let closed = Override::new(RuleId::new("closed")?, parse_date("2027-01-02")?, vec![]);
/// let schedule = Schedule { weekly: vec![night], overrides: vec![closed], ..Schedule::default() };
/// let day = Interval::new(parse_instant("2027-01-02T00:00:00Z")?, parse_instant("2027-01-03T00:00:00Z")?)?;
/// let hours = Hours::resolve(&schedule, "UTC", ZoneDb::builtin(), day, &Limits::default())?;
/// let open = hours.open().clip(day);
/// assert_eq!(open.spans()[0].end(), parse_instant("2027-01-02T02:00:00Z")?);   // spilled over from 1 January
/// assert_eq!(open.len(), 1);                                                   // and nothing starts on the 2nd
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Schedule {
    /// Windows that recur on weekdays.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub weekly: Vec<Weekly>,
    /// Windows on the dates of recurrence rules, and on single dates.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub recurring: Vec<Recurring>,
    /// Dates with windows of their own.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub overrides: Vec<Override>,
    /// Calendars of closed dates.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub holidays: Vec<HolidayCalendar>,
    /// Closed time.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub time_off: Vec<TimeOff>,
    /// Dates spent in other zones.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub travel: Vec<Travel>,
}

impl Schedule {
    /// Checks what no single rule can: ids are unique, overrides and travel don't compete, ends are closed, and that
    /// recurrence rules name dates.
    ///
    /// # Errors
    /// `availability.too-many-rules`, `.repeated-rule`, `.version`, `.repeated-override`, `.travel-overlap`,
    /// `.no-weekday`, `.open-end`, `.too-many-nights`; `recur.combination` for a recurrence rule by hours or shorter,
    /// `recur.until-type` for one that ends at a time and not at a date. The path names the rule.
    pub fn validate(&self, limits: &Limits) -> Result<()> {
        self.check(limits)?;
        for (at, rule) in self.recurring.iter().enumerate() {
            rule.series().map_err(|error| error.in_index(at).in_field("recurring"))?;
        }
        Ok(())
    }

    /// [`Self::validate`] for those who compile the recurrence rules anyway.
    pub(super) fn check(&self, limits: &Limits) -> Result<()> {
        let found = self.size();
        if found > limits.rules {
            return Err(AvailabilityError::TooManyRules { found, limit: limits.rules }.into());
        }
        self.check_rules()?;
        self.check_weekly()?;
        self.check_recurring()?;
        self.check_overrides()?;
        self.check_time_off()?;
        self.check_travel()
    }

    /// Rules, windows and dates: what resolving costs.
    fn size(&self) -> usize {
        let recurring: usize = self.recurring.iter().map(|one| one.dates.len() + one.except.len() + 1).sum();
        let windows: usize = self.overrides.iter().map(|one| one.windows.len() + 1).sum();
        let holidays: usize = self.holidays.iter().map(|one| one.days.len() + one.except.len() + 1).sum();
        self.weekly.len() + recurring + windows + holidays + self.time_off.len() + self.travel.len()
    }

    fn check_rules(&self) -> Result<()> {
        let mut seen = Seen::default();
        for rule in self.rules() {
            if !seen.insert(rule.id) {
                let error = AvailabilityError::RepeatedRule { rule: rule.id.to_string() };
                return Err(at_rule(error, rule.list, rule.at, "id"));
            }
            if rule.version == 0 {
                let error = AvailabilityError::Version { rule: rule.id.to_string() };
                return Err(at_rule(error, rule.list, rule.at, "version"));
            }
        }
        Ok(())
    }

    fn check_weekly(&self) -> Result<()> {
        for (at, rule) in self.weekly.iter().enumerate() {
            if rule.days.is_empty() {
                let error = AvailabilityError::NoWeekday { rule: rule.id.to_string() };
                return Err(at_rule(error, "weekly", at, "days"));
            }
        }
        Ok(())
    }

    fn check_recurring(&self) -> Result<()> {
        for (at, rule) in self.recurring.iter().enumerate() {
            if rule.nights > Recurring::MOST_NIGHTS {
                let (rule, limit) = (rule.id.to_string(), Recurring::MOST_NIGHTS);
                let error = AvailabilityError::TooManyNights { rule, limit };
                return Err(at_rule(error, "recurring", at, "nights"));
            }
        }
        Ok(())
    }

    fn check_overrides(&self) -> Result<()> {
        let mut dates = HashSet::new();
        for (at, rule) in self.overrides.iter().enumerate() {
            if !dates.insert(rule.date) {
                let error = AvailabilityError::RepeatedOverride { date: rule.date.to_string() };
                return Err(at_rule(error, "overrides", at, "date"));
            }
        }
        Ok(())
    }

    fn check_time_off(&self) -> Result<()> {
        for (at, rule) in self.time_off.iter().enumerate() {
            if let TimeOffSpan::Dates(dates) = rule.span {
                closed(dates, &rule.id).map_err(|error| at_rule(error, "time_off", at, "span"))?;
            }
        }
        Ok(())
    }

    fn check_travel(&self) -> Result<()> {
        let mut legs: Vec<_> = self.travel.iter().enumerate().collect();
        legs.sort_by_key(|(_, leg)| leg.dates.from());
        for (at, leg) in &legs {
            closed(leg.dates, &leg.id).map_err(|error| at_rule(error, "travel", *at, "dates"))?;
        }
        for pair in legs.windows(2) {
            let ((_, before), (at, after)) = (pair[0], pair[1]);
            if let Some(date) = before.dates.overlap(after.dates) {
                let error = AvailabilityError::TravelOverlap { date: date.to_string() };
                return Err(at_rule(error, "travel", at, "dates"));
            }
        }
        Ok(())
    }
}

fn closed(dates: DateRange, rule: &RuleId) -> Result<(), AvailabilityError> {
    match (dates.from(), dates.until()) {
        (Some(_), Some(_)) => Ok(()),
        _ => Err(AvailabilityError::OpenEnd { rule: rule.to_string() }),
    }
}

fn at_rule(error: AvailabilityError, list: &str, at: usize, field: &str) -> Error {
    Error::from(error).in_field(field).in_index(at).in_field(list)
}

/// Ids that were met: most schedules have a handful, which is found faster than hashed.
#[derive(Default)]
struct Seen<'a> {
    few: Vec<&'a RuleId>,
    more: HashSet<&'a RuleId>,
}

impl<'a> Seen<'a> {
    /// Whether the id is new.
    fn insert(&mut self, id: &'a RuleId) -> bool {
        const FEW: usize = 16;
        if self.few.contains(&id) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(id);
            return true;
        }
        self.more.insert(id)
    }
}

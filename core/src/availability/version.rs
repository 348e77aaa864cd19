use super::{HolidayCalendar, Override, Recurring, Schedule, TimeOff, Travel, Weekly};
use crate::id::RuleId;
use std::collections::HashMap;

/// The version of a rule that was never changed.
pub const FIRST_VERSION: u64 = 1;

#[cfg(feature = "serde")]
pub(crate) const fn first_version() -> u64 {
    FIRST_VERSION
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
pub(crate) const fn is_first_version(version: &u64) -> bool {
    *version == FIRST_VERSION
}

/// One rule of a schedule, of whatever kind.
pub(super) trait Versioned {
    fn id(&self) -> &RuleId;
    fn version(&self) -> u64;
    fn set_version(&mut self, version: u64);
}

macro_rules! versioned {
    ($($rule:ty),*) => { $(
        impl Versioned for $rule {
            fn id(&self) -> &RuleId {
                &self.id
            }

            fn version(&self) -> u64 {
                self.version
            }

            fn set_version(&mut self, version: u64) {
                self.version = version;
            }
        }
    )* };
}

versioned!(Weekly, Recurring, Override, HolidayCalendar, TimeOff, Travel);

impl Schedule {
    /// This schedule as it follows `stored`: a rule that says what it said keeps its version, one that says something
    /// else is one version above the stored one, and one that is new keeps the version it came with.
    ///
    /// An id is the same rule whatever its kind. Order counts for nothing.
    ///
    /// # Example
    /// ```
    /// use kalends::availability::{Schedule, Weekly};
    /// use kalends::{id::RuleId, time::Weekdays};
    /// let until = |end: &str| -> kalends::Result<Schedule> {
    ///     let day = Weekly::open(RuleId::new("day")?, Weekdays::WORKDAYS, "09:00".parse()?, end.parse()?);
    ///     Ok(Schedule { weekly: vec![day], ..Schedule::default() })
    /// };
    /// let stored = until("17:00")?;
    /// assert_eq!(until("17:00")?.succeeding(&stored), stored);
    /// assert_eq!(until("24:00")?.succeeding(&stored).weekly[0].version, 2);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    #[must_use]
    pub fn succeeding(mut self, stored: &Self) -> Self {
        // Without `..`, so that a new list is not forgotten here.
        let Self { weekly, recurring, overrides, holidays, time_off, travel } = &mut self;
        let known = stored.rules().map(|rule| (rule.id, rule.version)).collect();
        succeed(weekly, &stored.weekly, &known);
        succeed(recurring, &stored.recurring, &known);
        succeed(overrides, &stored.overrides, &known);
        succeed(holidays, &stored.holidays, &known);
        succeed(time_off, &stored.time_off, &known);
        succeed(travel, &stored.travel, &known);
        self
    }

    /// Every rule, list by list.
    pub(super) fn rules(&self) -> impl Iterator<Item = Listed<'_>> {
        let Self { weekly, recurring, overrides, holidays, time_off, travel } = self;
        let (windows, exceptions) = (listed("weekly", weekly), listed("overrides", overrides));
        let (windows, closed) = (windows.chain(listed("recurring", recurring)), listed("holidays", holidays));
        let closed = exceptions.chain(closed).chain(listed("time_off", time_off));
        windows.chain(closed).chain(listed("travel", travel))
    }
}

/// A rule of a schedule, where it stands.
pub(super) struct Listed<'a> {
    pub(super) list: &'static str,
    pub(super) at: usize,
    pub(super) id: &'a RuleId,
    pub(super) version: u64,
}

fn listed<'a, R: Versioned>(list: &'static str, rules: &'a [R]) -> impl Iterator<Item = Listed<'a>> {
    let rules = rules.iter().enumerate();
    rules.map(move |(at, rule)| Listed { list, at, id: rule.id(), version: rule.version() })
}

fn succeed<R: Versioned + PartialEq>(rules: &mut [R], stored: &[R], known: &HashMap<&RuleId, u64>) {
    let same_kind: HashMap<&RuleId, &R> = stored.iter().map(|rule| (rule.id(), rule)).collect();
    for rule in rules {
        let Some(version) = known.get(rule.id()).copied() else { continue };
        rule.set_version(version);
        if same_kind.get(rule.id()) != Some(&&*rule) {
            rule.set_version(version.saturating_add(1));
        }
    }
}

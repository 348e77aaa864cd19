use super::super::Freq;
use super::days::{Days, Of};
use super::meaning::{Ending, Meaning};
use super::missing::Missing;
use super::numbers::joined;
use super::times::Times;
use chrono::Weekday;

/// The words and the grammar of a language, piece by piece. Only [`sentence`](Language::sentence) knows their order,
/// and a language that has another one replaces it.
pub(super) trait Language {
    /// "every 2 weeks"
    fn every(&self, interval: u32, freq: Freq) -> String;

    /// "on the last Friday of every month"
    fn on(&self, days: &Days, of: &Of) -> String;

    /// "in week 20"
    fn in_weeks(&self, weeks: &[i16]) -> String;

    /// "in January and July"
    fn in_months(&self, months: &[u8]) -> String;

    /// "at 09:00 and 17:30"
    fn at(&self, times: &Times) -> Option<String>;

    /// "or the last day of shorter months"
    fn missing(&self, missing: Missing) -> String;

    /// "if it is the 13th of the month and a Friday"
    fn if_it_is(&self, conditions: &[Days]) -> String;

    /// "only in January", around what [`in_weeks`](Language::in_weeks) or [`in_months`](Language::in_months) says.
    fn only(&self, place: &str) -> String;

    /// "but only the first and last of them each month"
    fn picks(&self, positions: &[i16], freq: Freq) -> String;

    /// "with weeks that start on Sunday"
    fn week_start(&self, day: Weekday) -> String;

    /// "10 times", "until 31 January 2027"
    fn ending(&self, ending: &Ending) -> Option<String>;

    /// The whole: one clause, and what limits it, between commas.
    fn sentence(&self, meaning: &Meaning) -> String {
        let Meaning { prefix, days, of, weeks, months, limited, picks, .. } = meaning;
        let weeks = (!weeks.is_empty()).then(|| self.in_weeks(weeks));
        let months = (!months.is_empty()).then(|| self.in_months(months));
        let [mut within, mut limits] = [const { Vec::new() }; 2];
        for place in weeks.into_iter().chain(months) {
            if *limited { limits.push(self.only(&place)) } else { within.push(place) }
        }
        let clause = prefix
            .map(|(interval, freq)| self.every(interval, freq))
            .into_iter()
            .chain(days.as_ref().map(|days| self.on(days, of)))
            .chain(within)
            .chain(self.at(&meaning.times))
            .collect::<Vec<_>>()
            .join(" ");
        let conditions = &meaning.conditions;
        let parts = [clause]
            .into_iter()
            .chain(meaning.missing.map(|missing| self.missing(missing)))
            .chain((!conditions.is_empty()).then(|| self.if_it_is(conditions)))
            .chain(limits)
            .chain((!picks.is_empty()).then(|| self.picks(picks, meaning.freq)))
            .chain(meaning.week_start.map(|day| self.week_start(day)))
            .chain(self.ending(&meaning.ending));
        joined(&parts.collect::<Vec<_>>(), ", ")
    }
}

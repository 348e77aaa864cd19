//! What the parts of a rule may not say together, and which rules could never match.
//!
//! Ranges are checked where a number is read ([`Part`](super::part::Part)); whether UNTIL fits the start is checked
//! where the start is known ([`Series`](super::Series)).

use super::never;
use super::rule::End;
use super::{Freq, Rule, Until};
use crate::error::{RecurError, Result};
use crate::time::clip;

/// The end of a rule from its two parts.
pub(super) fn end(count: Option<u32>, bound: Option<Until>) -> Result<End> {
    match (count, bound) {
        (Some(_), Some(_)) => refuse("COUNT", "the rule already ends by UNTIL"),
        (Some(count), None) => Ok(End::Count(count)),
        (None, Some(bound)) => until(bound).map(End::Until),
        (None, None) => Ok(End::Never),
    }
}

/// An UNTIL that can be printed and read back.
pub(super) fn until(until: Until) -> Result<Until> {
    if !until.is_supported() {
        let expected = "a whole second within the years 0001 to 9999";
        return Err(RecurError::Range { part: "UNTIL".to_owned(), value: until.to_string(), expected }.into());
    }
    Ok(until)
}

/// A rule that RFC 5545 allows and that some start could make match.
pub(super) fn rule(rule: &Rule) -> Result<()> {
    combined(rule)?;
    if let Some(reason) = never::reason(rule) {
        return Err(RecurError::Unmatchable { rule: clip(&rule.to_string()), reason }.into());
    }
    Ok(())
}

fn refuse<T>(part: &str, reason: &str) -> Result<T> {
    Err(RecurError::Combination { part: part.to_owned(), reason: reason.to_owned() }.into())
}

/// The MUST NOTs of RFC 5545 §3.3.10.
pub(super) fn combined(rule: &Rule) -> Result<()> {
    let numbered = rule.by.day.iter().any(|day| day.number().is_some());
    if numbered && rule.freq < Freq::Monthly {
        return refuse("BYDAY", "a number before the weekday needs MONTHLY or YEARLY");
    }
    if numbered && !rule.by.week_no.is_empty() {
        return refuse("BYDAY", "a number before the weekday cannot stand beside BYWEEKNO");
    }
    if !rule.by.month_day.is_empty() && rule.freq == Freq::Weekly {
        return refuse("BYMONTHDAY", "a week has no days of the month; use MONTHLY");
    }
    if !rule.by.year_day.is_empty() && matches!(rule.freq, Freq::Daily | Freq::Weekly | Freq::Monthly) {
        return refuse("BYYEARDAY", "it cannot stand in a DAILY, WEEKLY or MONTHLY rule");
    }
    if !rule.by.week_no.is_empty() && rule.freq != Freq::Yearly {
        return refuse("BYWEEKNO", "it needs YEARLY");
    }
    if !rule.by.set_pos.is_empty() && !rule.by.names_any() {
        return refuse("BYSETPOS", "there is no other BY part to choose from");
    }
    Ok(())
}

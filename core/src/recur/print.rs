//! The canonical text of a rule: FREQ first (RFC 5545 §3.3.10 asks for it), defaults left out, lists in order.

use super::rule::End;
use super::{Rule, Skip};
use crate::time::weekday_code;
use chrono::Weekday;
use std::fmt;

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FREQ={}", self.freq)?;
        if self.skip != Skip::Omit {
            write!(f, ";RSCALE=GREGORIAN;SKIP={}", self.skip)?;
        }
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        match self.end {
            End::Never => {}
            End::Count(count) => write!(f, ";COUNT={count}")?,
            End::Until(until) => write!(f, ";UNTIL={until}")?,
        }
        list(f, "BYMONTH", &self.by.month)?;
        list(f, "BYWEEKNO", &self.by.week_no)?;
        list(f, "BYYEARDAY", &self.by.year_day)?;
        list(f, "BYMONTHDAY", &self.by.month_day)?;
        list(f, "BYDAY", &self.by.day)?;
        list(f, "BYHOUR", &self.by.hour)?;
        list(f, "BYMINUTE", &self.by.minute)?;
        list(f, "BYSECOND", &self.by.second)?;
        list(f, "BYSETPOS", &self.by.set_pos)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", weekday_code(self.week_start))?;
        }
        Ok(())
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, values: &[T]) -> fmt::Result {
    for (i, value) in values.iter().enumerate() {
        if i == 0 {
            write!(f, ";{name}={value}")?;
        } else {
            write!(f, ",{value}")?;
        }
    }
    Ok(())
}

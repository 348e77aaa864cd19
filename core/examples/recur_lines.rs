//! Expands rules for an oracle: reads lines of `START<TAB>RULE<TAB>MOST`, prints the first wall times of each in UTC as
//! Kalends finds them, a tab, and as the `rrule` crate does; or `!` and an error. `conformance/oracles/recur.py` is the
//! other end.

use chrono::TimeZone;
use kalends::recur::{Rule, Series, Start};
use kalends::time::parse_wall;
use kalends::{Limits, Zone};
use rrule::{Frequency, RRule, Tz, Unvalidated};
use std::error::Error;
use std::io::{BufRead, Write};

type Walls = Result<Vec<String>, Box<dyn Error>>;

fn ours(start: &str, rule: &str, most: usize) -> kalends::Result<Vec<String>> {
    let start = Start::Zoned(parse_wall(start)?, Zone::utc());
    let series = Series::new(start).rule(rule.parse::<Rule>()?).build()?;
    let all = series.iter(&Limits::default()).take(most);
    all.map(|next| Ok(next?.wall.format("%Y-%m-%dT%H:%M:%S").to_string())).collect()
}

fn theirs(start: &str, rule: &str, most: usize) -> Walls {
    let start = Tz::UTC.from_utc_datetime(&parse_wall(start)?);
    let rule = rule.parse::<RRule<Unvalidated>>()?;
    if matches!(rule.get_freq(), Frequency::Minutely | Frequency::Secondly) {
        return Err("it looks at every minute or second, for as long as it takes".into());
    }
    let set = rule.build(start)?.limit();
    Ok(set.into_iter().take(most).map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()).collect())
}

fn expand(line: &str) -> [String; 2] {
    let mut fields = line.split('\t');
    let mut field = || fields.next().unwrap_or_default();
    let (start, rule, most) = (field(), field(), field().parse().unwrap_or_default());
    let ours =
        ours(start, rule, most).map_or_else(|error| format!("!{}", error.code()), |walls| walls.join(" "));
    let theirs = theirs(start, rule, most).map_or_else(|_| "!refused".to_owned(), |walls| walls.join(" "));
    [ours, theirs]
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", expand(&line?).join("\t"))?;
    }
    out.flush()
}

//! Expands rules for an oracle: reads lines of `START<TAB>RULE<TAB>MOST`, prints the first wall times of each in UTC,
//! or `!` and the code of the error. `conformance/oracles/dateutil_recur.py` is the other end.

use kalends::recur::{Rule, Series, Start};
use kalends::time::parse_wall;
use kalends::{Limits, Result, Zone};
use std::io::{BufRead, Write};

fn expand(line: &str) -> Result<Vec<String>> {
    let mut fields = line.split('\t');
    let mut field = || fields.next().unwrap_or_default();
    let (start, rule, most) = (parse_wall(field())?, field().parse::<Rule>()?, field());
    let series = Series::new(Start::Zoned(start, Zone::utc())).rule(rule).build()?;
    let all = series.iter(&Limits::default()).take(most.parse().unwrap_or_default());
    all.map(|next| Ok(next?.wall.format("%Y-%m-%dT%H:%M:%S").to_string())).collect()
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        match expand(&line?) {
            Ok(walls) => writeln!(out, "{}", walls.join(" "))?,
            Err(error) => writeln!(out, "!{}", error.code())?,
        }
    }
    out.flush()
}

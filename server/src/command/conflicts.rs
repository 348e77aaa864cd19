use crate::exit::Exit;
use crate::render::{Clocks, Table, stamp};
use crate::terminal::Terminal;
use crate::{door, input};
use clap::Args;
use kalends::Result;
use kalends::recur::SeriesRecord;
use kalends::time::format_instant;
use kalends_bridge::{
    Bridge, ConflictBetweenRequest, ConflictBetweenResponse, ConflictFirstRequest, ConflictFirstResponse,
    FirstConflictAnswer, SeriesConflict,
};
use serde_json::Value;
use std::path::PathBuf;

/// Lists when two series are in each other's way; without a range, when first, or that they never are.
///
/// Exits with 0 if they are not, with 1 if they are, with 3 if the search ended before it knew.
#[derive(Debug, Args)]
pub(crate) struct Conflicts {
    /// A request of the operation conflict.between, or of conflict.first if it has no range, as JSON; - is standard input
    #[arg(value_name = "REQUEST")]
    request: PathBuf,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Conflicts {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let bridge = Bridge::default();
        let bytes = input::bytes(&self.request, bridge.limits().request_bytes)?;
        let ranged =
            serde_json::from_slice::<Value>(&bytes).is_ok_and(|request| request.get("range").is_some());
        if ranged {
            let answer: ConflictBetweenResponse = door::ask(&bridge, "conflict.between", &bytes)?;
            let ConflictBetweenRequest { a, b, .. } = input::record(&bytes)?;
            let exit = Exit::found(answer.conflicts.is_empty());
            if self.json {
                terminal.json(&answer)?;
            } else if answer.conflicts.is_empty() {
                terminal.line("they are not in each other's way there")?;
            } else {
                terminal.text(&table(&answer.conflicts, &clocks(&bridge, &a, &b)?))?;
            }
            return Ok(exit);
        }
        let answer: ConflictFirstResponse = door::ask(&bridge, "conflict.first", &bytes)?;
        let ConflictFirstRequest { a, b, .. } = input::record(&bytes)?;
        let clocks = clocks(&bridge, &a, &b)?;
        let (text, exit) = match &answer.first {
            FirstConflictAnswer::At(pair) => (table(std::slice::from_ref(pair), &clocks), Exit::No),
            FirstConflictAnswer::Never => ("they are never in each other's way\n".to_owned(), Exit::Answer),
            FirstConflictAnswer::NotBefore(time) => {
                (format!("not before {}; the search ended there\n", clocks.instant(*time)), Exit::Limit)
            }
        };
        if self.json {
            terminal.json(&answer)?;
        } else {
            terminal.text(&text)?;
        }
        Ok(exit)
    }
}

/// The clocks of both series.
fn clocks(bridge: &Bridge, a: &SeriesRecord, b: &SeriesRecord) -> Result<Clocks> {
    // Both have a zone, or there would be no answer.
    let zone = |series: &SeriesRecord| bridge.zones().get(series.zone.as_deref().unwrap_or_default());
    Ok(Clocks::new(zone(a)?, Some(zone(b)?)))
}

/// Conflicts as a table: when each begins, on either clock, and for how long.
fn table(conflicts: &[SeriesConflict], clocks: &Clocks) -> String {
    let zones = clocks.each().map(|zone| zone.name().to_owned());
    let headings = ["#".to_owned()].into_iter().chain(zones);
    let mut table = Table::new(headings.chain(["minutes", "UTC"].map(str::to_owned))).numbered();
    for (at, conflict) in (1..).zip(conflicts) {
        let times = clocks.each().map(|zone| stamp(conflict.start, zone));
        let minutes = conflict.shared.map_or(0, |shared| shared.length().num_minutes()).to_string();
        let rest = [minutes, format_instant(conflict.start)];
        table.row([format!("{at}")].into_iter().chain(times).chain(rest));
    }
    table.text()
}

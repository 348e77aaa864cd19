use crate::argument::{DatabaseArguments, LOOKED_AT, RangeArguments, ViewerArguments};
use crate::exit::Exit;
use crate::render::{Clocks, counted, reason_words};
use crate::terminal::Terminal;
use crate::{database, input};
use clap::Args;
use kalends::availability::Schedule;
use kalends::id::{ResourceId, ServiceId};
use kalends::impact::Orphan;
use kalends::rules::{Context, Reason};
use kalends::{Limits, Result};
use kalends_bridge::{Bridge, SchedulePreviewRequest, SchedulePreviewResponse, SchedulePreviewService};
use std::path::PathBuf;

/// Says what a changed schedule would do; changes nothing.
///
/// Exits with 1 if a booking would be left outside opening hours.
#[derive(Debug, Args)]
pub(crate) struct Preview {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Whose schedule
    #[arg(long, value_name = "ID")]
    resource: ResourceId,
    /// Services whose slots are compared
    #[arg(long, value_name = "ID")]
    service: Vec<ServiceId>,
    /// The schedule as it shall be, as JSON; - is standard input
    #[arg(value_name = "SCHEDULE")]
    schedule: PathBuf,
    #[command(flatten)]
    range: RangeArguments,
    #[command(flatten)]
    viewer: ViewerArguments,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Preview {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let after: Schedule = input::record(&input::bytes(&self.schedule, Limits::default().request_bytes)?)?;
        let engine = database::existing(&self.database)?;
        let clocks = Clocks::new(database::zone_of(&engine, &self.resource)?, self.viewer.zone()?);
        let range = self.range.resolve(clocks.viewer(), engine.now(), LOOKED_AT)?;
        let prepared = engine.prepared(&self.resource, range)?;
        let stored = engine.resource(&self.resource)?;
        let all = engine.services()?;
        let asked = all.into_iter().filter(|service| self.service.contains(&service.id));
        let answer = Bridge::default().schedule_preview(SchedulePreviewRequest {
            resource: prepared.resource().clone(),
            before: stored.map(|record| record.schedule).unwrap_or_default(),
            after,
            busy: prepared.busy().to_vec(),
            range,
            services: asked.map(|service| SchedulePreviewService { service, duration: None }).collect(),
            context: Context::host(engine.now()),
        })?;
        if self.json {
            terminal.json(&answer)?;
        } else {
            terminal.text(&words(&answer, &clocks))?;
        }
        Ok(Exit::found(answer.orphans.is_empty()))
    }
}

/// What people want to know first: who is left outside, then what is won and lost.
fn words(answer: &SchedulePreviewResponse, clocks: &Clocks) -> String {
    let mut text = match answer.orphans.len() {
        0 => "nothing is left outside opening hours\n".to_owned(),
        many => format!("{} outside opening hours:\n", counted(many, "booking")),
    };
    for orphan in &answer.orphans {
        text.push_str(&orphan_words(orphan, clocks));
    }
    for (name, set) in [("won", &answer.gained), ("lost", &answer.lost)] {
        text.push_str(&format!("free time {name}: {} minutes\n", set.total().num_minutes()));
        text.extend(set.iter().map(|span| format!("  - {}\n", clocks.span(span))));
    }
    for slots in &answer.slots {
        let (won, lost) = (counted(slots.gained.len(), "slot"), counted(slots.lost.len(), "slot"));
        text.push_str(&format!("{won} won, {lost} lost\n"));
    }
    text
}

/// What is left outside, and what closes it.
pub(super) fn orphan_words(orphan: &Orphan, clocks: &Clocks) -> String {
    let span = clocks.span(orphan.span);
    let already = if orphan.already { " (already before)" } else { "" };
    let mut text = format!("  - {}, {span}{already}\n", orphan.what);
    for closed in &orphan.closed_by {
        let reason = Reason::Hours { layer: closed.layer, rule: closed.rule.clone(), resource: None };
        text.push_str(&format!("      {}\n", reason_words(&reason, clocks)));
    }
    text
}

use super::clocks::Clocks;
use super::reason::reason_words;
use super::table::{counted, printable};
use kalends::booking::BookedSeries;
use kalends::series::{Plan, Planned, Status};

/// A planned series: a line for each occurrence, with every reason of what is left out or moved.
pub(crate) fn plan_lines(plan: &Plan, series: Option<&BookedSeries>, clocks: &Clocks) -> String {
    let booked = plan.bookings().count();
    let of = counted(plan.occurrences.len(), "occurrence");
    let name = series.map(|series| format!("series {}, version {}: ", series.id, series.version));
    let mut text = printable(&format!("{}{booked} of {of} booked", name.unwrap_or_default()));
    text.push('\n');
    text.extend(plan.occurrences.iter().map(|one| line(one, plan.refused, clocks)));
    text
}

fn line(one: &Planned, refused: bool, clocks: &Clocks) -> String {
    let (what, reasons) = match &one.status {
        Status::Book if refused => ("free", [].as_slice()),
        Status::Book => ("booked", [].as_slice()),
        Status::Skip { reasons } => ("left out", reasons.as_slice()),
        Status::Moved { reasons, .. } => ("moved here", reasons.as_slice()),
    };
    let mut text = format!("  {}  {what}\n", clocks.span(one.span));
    text.extend(reasons.iter().map(|reason| format!("    - {}\n", reason_words(reason, clocks))));
    text
}

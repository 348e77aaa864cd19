use super::length::Length;
use super::reader::{Label, Reader};
use super::report::BusyKind;
use crate::error::Result;
use crate::ical::place::Spot;
use crate::ical::tree::Component;
use crate::ical::value::End;
use crate::ical::view::{BusyType, FreeBusy};
use std::sync::Arc;

/// Notes the periods of a free/busy answer.
pub(super) fn push(reader: &mut Reader<'_>, (calendar, component): (usize, Component<'_>)) -> Result<()> {
    let answer = FreeBusy::read_into(component, &mut reader.problems);
    let uid: Option<Arc<str>> = answer.uid.as_deref().map(Arc::from);
    for one in &answer.periods {
        let kind = match one.busy {
            BusyType::Free => continue,
            BusyType::Tentative if !reader.options.tentative_blocks => continue,
            BusyType::Tentative => BusyKind::Tentative,
            BusyType::Unavailable => BusyKind::Unavailable,
            BusyType::Busy => BusyKind::Busy,
        };
        let mut spot = |time| Spot::new(time, (calendar, one.line), &mut reader.zones, &mut reader.problems);
        let start = spot(&one.period.start);
        let end = match &one.period.end {
            End::At(time) => spot(time).tick(),
            End::After(length) => Length::nominal(*length).end(&start, start.wall, start.tick()),
        };
        reader.check_order(&start, end, one.line);
        let label = Label { uid: uid.clone(), summary: None, all_day: false, kind, line: one.line };
        reader.push(&label, (start.tick(), end), None)?;
    }
    Ok(())
}

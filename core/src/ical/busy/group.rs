//! Which components speak of the same event, and which of them still hold.

use super::overriding::Override;
use crate::error::IcalProblem;
use crate::ical::clip;
use crate::ical::problem::Problems;
use crate::ical::tree::Component;
use crate::ical::view::Event;

/// A `VEVENT`, where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) component: Component<'a>,
    /// The number of its calendar in the file.
    pub(super) calendar: usize,
    /// Its calendar says METHOD:CANCEL.
    pub(super) cancelled: bool,
}

/// An event as it was read, where it stands.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) event: Event,
    pub(super) calendar: usize,
    pub(super) cancelled: bool,
}

impl Member {
    pub(super) fn read(place: &Place<'_>, problems: &mut Problems) -> Self {
        let event = Event::read_into(place.component, problems);
        Self { event, calendar: place.calendar, cancelled: place.cancelled }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        clip(self.event.uid.as_deref().unwrap_or_default().as_bytes())
    }
}

/// The latest revision of the masters: the highest SEQUENCE counts, equal ones all do, since a file that says two
/// things of one event had better block both times.
pub(super) fn latest(mut masters: Vec<Member>, problems: &mut Problems) -> Vec<Member> {
    let newest = masters.iter().map(|member| member.event.sequence).max();
    masters.retain(|member| Some(member.event.sequence) == newest);
    for again in masters.iter().skip(1) {
        problems.note(again.event.line, || IcalProblem::RepeatedEvent { uid: again.name() });
    }
    masters
}

/// The latest revision of the override of each instance, in order of the instances; equal ones all count.
pub(super) fn latest_overrides(mut overrides: Vec<Override>) -> Vec<Override> {
    let key = |one: &Override| (one.id.tick(), one.id.date);
    overrides.sort_by_key(|one| (key(one), std::cmp::Reverse(one.member.event.sequence)));
    let mut newest = None;
    overrides.retain(|one| {
        let (instance, sequence) = (key(one), one.member.event.sequence);
        match newest {
            Some((of, highest)) if of == instance => sequence == highest,
            _ => {
                newest = Some((instance, sequence));
                true
            }
        }
    });
    overrides
}

use crate::availability::Schedule;
use crate::ical::problem::Problem;
use crate::limits::Limits;
use crate::zone::{Zone, ZoneDb};

/// What [`opening_hours`](super::opening_hours) has to know besides the file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HoursOptions<'a> {
    /// Whose hours: the home zone of the schedule. Times without a zone are read in it.
    pub zone: Zone,
    /// Whether time that is busy only tentatively (`BUSYTYPE:BUSY-TENTATIVE`) is closed; default yes.
    pub tentative_closes: bool,
    /// Whether time that no `VAVAILABILITY` speaks of is open, as RFC 7953 counts it; default no.
    pub unstated_open: bool,
    /// Where zone names are looked up; default [`ZoneDb::builtin`].
    pub zones: &'a ZoneDb,
    /// Budgets: `rules` for the schedule, `search_steps` for all rules together, `rule_bytes`.
    pub limits: Limits,
}

impl HoursOptions<'_> {
    /// The defaults, for one owner.
    pub fn new(zone: Zone) -> Self {
        Self {
            zone,
            tentative_closes: true,
            unstated_open: false,
            zones: ZoneDb::builtin(),
            limits: Limits::default(),
        }
    }
}

/// A schedule out of a calendar file, and what was odd about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HoursReport {
    /// The hours, as recurring windows.
    pub schedule: Schedule,
    /// What could not be taken as it stands or has no place in a schedule, in order of lines. Problems of the file's
    /// form are [`Document::problems`](crate::ical::Document::problems).
    pub problems: Vec<Problem>,
    /// The release of the zone data.
    pub zone_data: String,
}

use crate::interval::Interval;
use crate::limits::Limits;
use crate::source::{OwnEvents, Source, Tentative};
use crate::zone::{Zone, ZoneDb};

/// What [`busy`](super::busy()) has to know besides the file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BusyOptions<'a> {
    /// Whose calendar it is: dates and times without a zone are read in the owner's zone.
    pub zone: Zone,
    /// Only what takes up some of this range is answered.
    pub range: Interval,
    /// Whether tentative events (STATUS, FBTYPE, Outlook's state) block; default yes.
    pub tentative_blocks: bool,
    /// Whether X-MICROSOFT-CDO-BUSYSTATUS is honoured: FREE blocks nothing, OOF and TENTATIVE are marked as such;
    /// default yes. It is Outlook's word on the same question as TRANSP; either of them frees the time.
    pub microsoft_busy_status: bool,
    /// The mirrors of our own bookings, which block nothing; default none.
    pub own: OwnEvents,
    /// Where zone names are looked up; default [`ZoneDb::builtin`].
    pub zones: &'a ZoneDb,
    /// Budgets: `occurrences` and `search_steps` for each rule, `rule_bytes`, and `busy` for the whole answer.
    pub limits: Limits,
    /// Whether what takes no time is answered too, for those who ask what takes place.
    pub(in crate::ical) even_free: bool,
}

impl BusyOptions<'_> {
    /// The defaults, for one owner and range.
    pub fn new(zone: Zone, range: Interval) -> Self {
        Self {
            zone,
            range,
            tentative_blocks: true,
            microsoft_busy_status: true,
            own: OwnEvents::default(),
            zones: ZoneDb::builtin(),
            limits: Limits::default(),
            even_free: false,
        }
    }

    /// The same with what a source says of its events: whether tentative ones block, and which are our own.
    #[must_use]
    pub fn of_source(mut self, source: &Source) -> Self {
        self.tentative_blocks = source.tentative == Tentative::Counts;
        self.own = source.own.clone();
        self
    }
}

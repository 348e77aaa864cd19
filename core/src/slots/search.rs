use super::table::Table;
use super::{Query, Slot};
use crate::error::{Result, SlotsError};
use crate::id::SessionId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::rules::{Context, Joinable, Members, Question, Row, World};
use crate::service::Service;
use crate::time::DAY;
use chrono::{DateTime, Utc};

/// What can be booked, in order of start; nothing is computed before it is asked for.
///
/// A search that was left can be taken up again: ask once more from the start of the first slot that was not taken.
///
/// # Example: whoever of two teachers is free, on the day on which New York has no 02:30
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::rules::{Busy, Context, Prepared, World};
/// use kalends::service::{Leg, Service};
/// use kalends::slots::{Query, Search, Served};
/// use kalends::{Limits, id::*, interval::Interval, resource::Resource};
/// use kalends::{time::{Length, Weekdays, parse_instant}, zone::ZoneDb};
///
/// let (anna, bob) = (ResourceId::new("anna")?, ResourceId::new("bob")?);
/// let hour = Length::from_minutes(60)?;
/// let mut lesson = Service::new(ServiceId::new("lesson")?, hour, hour);
/// lesson.requires = vec![Leg::any_of(vec![anna.clone(), bob.clone()])];
///
/// let range = Interval::new(parse_instant("2027-03-14T05:00:00Z")?, parse_instant("2027-03-14T09:00:00Z")?)?;
/// let query = Query::new(range);
/// let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "01:00".parse()?, "04:00".parse()?);
/// let schedule = Schedule { weekly: vec![night], ..Schedule::default() };
/// let prepare = |id, busy| {
///     let resource = Resource::new(id, "America/New_York".parse()?);
///     Prepared::new(resource, &schedule, busy, ZoneDb::builtin(), query.span(&lesson)?, &Limits::default())
/// };
/// let taken = Interval::new(parse_instant("2027-03-14T06:30:00Z")?, parse_instant("2027-03-14T06:45:00Z")?)?;
/// let world = World::new(vec![prepare(anna, vec![Busy::external(taken)])?, prepare(bob, vec![])?])?;
///
/// let context = Context::client(parse_instant("2027-03-01T00:00:00Z")?);
/// let search = Search::new(&world, &lesson, &query, &context)?;
/// let found: Vec<String> = search
///     .offers()
///     .map(|offer| {
///         let Served::Fresh(members) = &offer.by else { unreachable!("the service has no sessions") };
///         let who: Vec<&str> = members.of(0).map(ResourceId::as_str).collect();
///         format!("{} {}", offer.slot.start().format("%H:%M"), who.join(","))
///     })
///     .collect();
/// // 01:00 and 03:00 on the wall.
/// assert_eq!(found, ["06:00 bob", "07:00 anna,bob"]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Debug)]
pub struct Search<'a> {
    question: Question<'a>,
    range: Interval,
}

/// A slot with who can take part.
#[derive(Clone, Debug)]
pub struct Offer<'q> {
    /// The slot.
    pub slot: Slot,
    /// How it is served.
    pub by: Served<'q>,
}

/// How a slot is served.
#[derive(Clone, Debug)]
pub enum Served<'q> {
    /// By a use of time of its own. For each leg of the service that leaves a choice: whoever takes part in some way to
    /// serve all legs.
    Fresh(Members<'q>),
    /// By a place in a session that stands already.
    Session(&'q SessionId),
}

impl<'a> Search<'a> {
    /// Puts a search together.
    ///
    /// # Errors
    /// As [`Question::new`]; `slots.outside-prepared` when a candidate that starts in the range could end outside what
    /// was prepared.
    pub fn new(world: &'a World, service: &'a Service, query: &Query, context: &'a Context) -> Result<Self> {
        let question = Question::new(world, service, query.resource.as_ref(), query.duration, context)?;
        question.check_range(query.range)?;
        Ok(Self { question, range: query.range })
    }

    /// The question that each start is put to.
    pub fn question(&self) -> &Question<'a> {
        &self.question
    }

    /// The bounds of the slots' starts.
    pub fn range(&self) -> Interval {
        self.range
    }

    /// The first slot.
    pub fn next_available(&self) -> Option<Slot> {
        self.first_in(self.range)
    }

    /// The first slot that starts inside a part of the range.
    pub(super) fn first_in(&self, part: Interval) -> Option<Slot> {
        Walk::new(&self.question, part).advance().map(|found| found.slot)
    }

    /// The slots.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        let mut walk = Walk::new(&self.question, self.range);
        std::iter::from_fn(move || walk.advance().map(|found| found.slot))
    }

    /// The first `limit` slots, or all of them.
    ///
    /// # Errors
    /// `slots.too-many` if more than [`Limits::slots`] are asked for and found.
    pub fn page(&self, limit: Option<usize>, limits: &Limits) -> Result<Page<'_>> {
        let mut all = self.offers();
        let most = limit.unwrap_or(usize::MAX).min(limits.slots);
        let offers: Vec<Offer<'_>> = all.by_ref().take(most).collect();
        let next = if offers.len() == most { all.next().map(|offer| offer.slot.start()) } else { None };
        if next.is_some() && limit.is_none_or(|limit| limit > limits.slots) {
            return Err(SlotsError::TooMany { limit: limits.slots }.into());
        }
        Ok(Page { offers, next })
    }

    /// The first `most` slots, in a list.
    pub(super) fn list(&self, most: usize) -> Vec<Slot> {
        let mut found = Vec::new();
        Walk::new(&self.question, self.range).fill(&mut found, most);
        found
    }

    /// The slots with who can take part.
    pub fn offers(&self) -> impl Iterator<Item = Offer<'_>> {
        let mut walk = Walk::new(&self.question, self.range);
        std::iter::from_fn(move || {
            let found = walk.advance()?;
            let by = match found.session {
                Some(session) => Served::Session(session),
                None => Served::Fresh(self.question.members(walk.row(found.row))),
            };
            Some(Offer { slot: found.slot, by })
        })
    }
}

/// Every start inside a range that a question leaves, in order.
pub(crate) fn starts(question: &Question<'_>, range: Interval) -> impl Iterator<Item = i64> {
    let mut walk = Walk::new(question, range);
    std::iter::from_fn(move || walk.advance().map(|found| found.slot.start_secs()))
}

/// The first slots of a search, and where it goes on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<'q> {
    /// In order of start.
    pub offers: Vec<Offer<'q>>,
    /// The start of the next slot, if there is one: ask from there for more.
    pub next: Option<DateTime<Utc>>,
}

/// A search on its way, a stretch of time after the other.
struct Walk<'s, 'a> {
    question: &'s Question<'a>,
    /// Where it ends.
    until: i64,
    /// From where on nothing has been looked at.
    from: i64,
    /// How far the next stretch goes.
    stretch: i64,
    fresh: Fresh,
    /// Sessions that can be joined in this stretch, the next one last.
    joinable: Vec<Joinable<'a>>,
}

/// The starts of a stretch that take time of their own.
enum Fresh {
    /// Of resources that all are named: rows, the next one last.
    Rows(Vec<Row>),
    /// With members to choose from.
    Table { table: Table, next: usize },
}

struct Step<'a> {
    slot: Slot,
    session: Option<&'a SessionId>,
    row: usize,
}

/// The first stretch of a search among members is short, since its first slot may be all that is wanted; where all
/// resources are named, a month costs little more than a day.
const FIRST_STRETCH: i64 = DAY;
const FIRST_STRETCH_OF_NAMED: i64 = 32 * DAY;

impl<'s, 'a> Walk<'s, 'a> {
    fn new(question: &'s Question<'a>, range: Interval) -> Self {
        let stretch = if question.pools().is_empty() { FIRST_STRETCH_OF_NAMED } else { FIRST_STRETCH };
        let (from, until) = (range.start_secs(), range.end_secs());
        Self { question, from, until, stretch, fresh: Fresh::Rows(Vec::new()), joinable: Vec::new() }
    }

    /// The next slot.
    fn advance(&mut self) -> Option<Step<'a>> {
        loop {
            match self.advance_in_stretch() {
                None => self.load()?,
                found => return found,
            }
        }
    }

    /// Adds all slots to a list, until it has `most`.
    fn fill(&mut self, found: &mut Vec<Slot>, most: usize) {
        while found.len() < most && self.load().is_some() {
            if let (Fresh::Rows(rows), true) = (&mut self.fresh, self.joinable.is_empty()) {
                // Nothing to merge with, so whole rows at once: a few times faster than slot by slot.
                let all = rows.iter().fold(0_usize, |sum, row| sum.saturating_add(row.len()));
                found.reserve(all.min(most - found.len()));
                let (duration, seats) = (self.question.duration(), self.question.seats());
                for row in rows.drain(..).rev() {
                    let starts = (row.first..row.bound).step_by(usize::try_from(row.step).unwrap_or(1));
                    let left = most - found.len();
                    found.extend(starts.take(left).map(|start| Slot::new(start, duration, seats)));
                }
            }
            while let Some(step) = self.advance_in_stretch().filter(|_| found.len() < most) {
                found.push(step.slot);
            }
        }
    }

    /// The next slot of the stretch that is loaded.
    fn advance_in_stretch(&mut self) -> Option<Step<'a>> {
        let question = self.question;
        let joined = self.joinable.last().map(|one| one.start);
        let fresh = self.fresh.peek();
        match (fresh, joined) {
            (Some(start), joined) if joined.is_none_or(|joined| start < joined) => {
                let row = self.fresh.take();
                let slot = Slot::new(start, question.duration(), question.seats());
                Some(Step { slot, session: None, row })
            }
            (_, Some(start)) => {
                // One slot for one start, in the session with the most seats left.
                let last = self.joinable.iter().rposition(|one| one.start != start).map_or(0, |at| at + 1);
                let best = self.joinable.drain(last..).max_by_key(|one| one.remaining)?;
                if fresh == Some(start) {
                    self.fresh.take();
                }
                let slot = Slot::new(start, question.duration(), Some(best.remaining));
                Some(Step { slot, session: Some(&best.session.id), row: 0 })
            }
            (_, None) => None,
        }
    }

    /// Looks at the next stretch of time; `None` at the end of the range.
    fn load(&mut self) -> Option<()> {
        let question = self.question;
        let until = self.until.min(self.from.saturating_add(self.stretch));
        let range = Interval::from_secs(self.from, until)?;
        self.stretch = self.stretch.saturating_mul(2);
        let end;
        (self.fresh, end) = if question.pools().is_empty() {
            let starts = question.fixed_starts(range);
            let mut rows = Vec::with_capacity(starts.spans().len());
            rows.extend(starts.rows());
            rows.reverse();
            (Fresh::Rows(rows), until)
        } else {
            let (table, end) = Table::new(question, range);
            (Fresh::Table { table: table.prune(question), next: 0 }, end)
        };
        let looked_at = Interval::from_secs(self.from, end)?;
        self.joinable = question.joinable(looked_at);
        self.joinable.reverse();
        self.from = end;
        Some(())
    }

    /// The members of a row that was just taken.
    fn row(&self, at: usize) -> &[u64] {
        match &self.fresh {
            Fresh::Rows(_) => &[],
            Fresh::Table { table, .. } => table.get(at).map_or(&[], |(_, row)| row),
        }
    }
}

impl Fresh {
    fn peek(&self) -> Option<i64> {
        match self {
            Self::Rows(rows) => rows.last().map(|row| row.first),
            Self::Table { table, next } => table.get(*next).map(|(start, _)| start),
        }
    }

    /// Takes the start that [`peek`](Self::peek) has shown, and says which row it is.
    fn take(&mut self) -> usize {
        match self {
            Self::Rows(rows) => {
                if let Some(row) = rows.last_mut() {
                    row.first = row.first.saturating_add(row.step);
                    if row.first >= row.bound {
                        rows.pop();
                    }
                }
                0
            }
            Self::Table { next, .. } => {
                *next += 1;
                *next - 1
            }
        }
    }
}

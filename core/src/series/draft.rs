use super::dates::{check_room, dates, named};
use super::{OnConflict, Plan, Planned, Query, Status};
use crate::error::Result;
use crate::id::{BookingId, ResourceId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::Occurrence;
use crate::rules::{Context, Question, Serving, World};
use crate::service::Service;
use chrono::NaiveDateTime;
use std::collections::{HashMap, HashSet};

/// A plan in the making.
pub(super) struct Draft<'a> {
    pub(super) query: &'a Query<'a>,
    context: &'a Context,
    limits: &'a Limits,
    /// Knows what was accepted so far.
    pub(super) question: Question<'a>,
    /// How many occurrences a member of a leg cannot serve.
    misses: HashMap<(usize, ResourceId), u64>,
    pub(super) planned: Vec<Planned>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        world: &'a World,
        service: &'a Service,
        query: &'a Query<'a>,
        context: &'a Context,
        limits: &'a Limits,
    ) -> Result<Self> {
        let question = Question::new(world, service, query.resource.as_ref(), query.duration, context)?;
        Ok(Self { query, context, limits, question, misses: HashMap::new(), planned: Vec::new() })
    }

    pub(super) fn plan(mut self) -> Result<Plan> {
        let named = named(self.query, self.context, self.limits)?;
        self.judge_all(&named)?;
        match self.query.on_conflict {
            OnConflict::AllOrNothing | OnConflict::SkipConflicts => {}
            OnConflict::ExtendToCount { until } => self.extend(named.len(), until.timestamp())?,
            OnConflict::Move { within, direction } => self.move_conflicts(within, direction)?,
        }
        let booked = self.booked().count();
        let missing = named.len().saturating_sub(booked);
        let all = self.query.on_conflict == OnConflict::AllOrNothing;
        Ok(Plan {
            refused: missing > 0 && (all || booked == 0),
            missing,
            same_members: self.has_same_members(),
            occurrences: self.planned,
        })
    }

    /// Judges the occurrences in order of time, with the members that can serve the most.
    ///
    /// Where members have to change, it was counted too what nobody could serve in the end, as where a limit was
    /// reached; then the members are ranked once more by what was booked.
    fn judge_all(&mut self, named: &[Occurrence]) -> Result<()> {
        let untouched = self.question.choices().next().is_some().then(|| self.question.clone());
        let starts: Vec<i64> = named.iter().map(|one| one.start.timestamp()).collect();
        self.judge_by(named, &starts)?;
        let Some(untouched) = untouched else { return Ok(()) };
        let booked: Vec<i64> = self.booked().map(|one| one.span.start_secs()).collect();
        if self.has_same_members() || booked.len() == starts.len() {
            return Ok(());
        }
        let first = std::mem::take(&mut self.planned);
        let taken = std::mem::replace(&mut self.question, untouched);
        self.judge_by(named, &booked)?;
        if self.booked().count() < booked.len() {
            (self.planned, self.question) = (first, taken);
        }
        Ok(())
    }

    /// Judges the occurrences with the members that can serve the most of the starts.
    fn judge_by(&mut self, named: &[Occurrence], starts: &[i64]) -> Result<()> {
        self.rank(named, starts)?;
        self.planned.reserve(named.len());
        named.iter().try_for_each(|occurrence| self.judge(occurrence))
    }

    /// Sees how many of the starts each member cannot serve.
    fn rank(&mut self, named: &[Occurrence], starts: &[i64]) -> Result<()> {
        let (Some(first), true) = (named.first(), self.question.choices().next().is_some()) else {
            return Ok(());
        };
        let misses = self.question.misses(starts, &name(first.wall)?)?;
        let legs: Vec<usize> = self.question.choices().collect();
        for (leg, members) in legs.into_iter().zip(misses) {
            self.misses.extend(members.into_iter().map(|(member, misses)| ((leg, member), misses)));
        }
        Ok(())
    }

    fn judge(&mut self, occurrence: &Occurrence) -> Result<()> {
        let start = occurrence.start.timestamp();
        let serving = self.serve(start)?;
        let status = match &serving {
            Serving::Refused(reasons) => Status::Skip { reasons: reasons.clone() },
            _ => Status::Book,
        };
        self.put(None, occurrence.wall, start, &serving, status)
    }

    pub(super) fn serve(&self, start: i64) -> Result<Serving<'a>> {
        self.question.serve(start, |leg, member| {
            // Nothing to look up where nothing is to be chosen.
            self.misses.get(&(leg, member.clone())).copied().unwrap_or(0)
        })
    }

    /// Writes an occurrence down, in place of the one that stood at `at`, and lets it count.
    pub(super) fn put(
        &mut self,
        at: Option<usize>,
        original: NaiveDateTime,
        start: i64,
        serving: &Serving<'a>,
        status: Status,
    ) -> Result<()> {
        // Judged, so inside what was prepared.
        let span = Interval::from_secs(start, start.saturating_add(self.question.duration()));
        let span = span.unwrap_or_else(Interval::all);
        let (members, session) = match serving {
            Serving::Fresh(members) => (members.clone(), None),
            Serving::Session(session) => (Vec::new(), Some(session.id.clone())),
            Serving::Refused(_) => (Vec::new(), None),
        };
        if !matches!(serving, Serving::Refused(_)) {
            self.question.take(start, serving, &name(original)?);
        }
        let planned = Planned { original, span, members, session, status };
        match at.and_then(|at| self.planned.get_mut(at)) {
            Some(place) => *place = planned,
            None => self.planned.push(planned),
        }
        Ok(())
    }

    /// Goes on beyond the end of the series.
    fn extend(&mut self, wanted: usize, until: i64) -> Result<()> {
        let series = self.query.series;
        let endless = series.to_builder().without_end()?.build()?;
        let mut known: HashSet<NaiveDateTime> = self.planned.iter().map(|one| one.original).collect();
        if self.query.only.is_some() {
            // The rest of the series stands already.
            for next in dates(series, self.query, until, self.limits) {
                known.insert(next?.wall);
            }
        }
        let mut booked = self.booked().count();
        for next in dates(&endless, self.query, until, self.limits) {
            if booked >= wanted {
                break;
            }
            let next = next?;
            if known.contains(&next.wall) || next.start.timestamp() >= until {
                continue;
            }
            check_room(self.planned.len(), self.limits)?;
            self.judge(&next)?;
            booked += usize::from(self.planned.last().is_some_and(Planned::is_booked));
        }
        Ok(())
    }

    pub(super) fn booked(&self) -> impl Iterator<Item = &Planned> {
        self.planned.iter().filter(|one| one.is_booked())
    }

    fn has_same_members(&self) -> bool {
        let mut booked = self.booked().filter(|one| one.session.is_none());
        let first = booked.next();
        booked.all(|one| Some(&one.members) == first.map(|first| &first.members))
    }
}

/// What an occurrence is called where it stands in the way of another.
fn name(original: NaiveDateTime) -> Result<BookingId> {
    // The form of ISO 8601, without a second pass over a format string.
    BookingId::new(&format!("{original:?}"))
}

//! Edits of a booked series: what they make of the series and of each of its bookings.

use super::occurrences::Wanted;
use super::policy::Judgements;
use super::{Decision, Verdict};
use crate::booking::{
    Action, BookedSeries, Booking, EditSeries, EndedWith, Occurrence, SeriesChange, SeriesEdit, SplitFrom,
    Status, View,
};
use crate::error::{BookingError, Error, Result};
use crate::id::BookingId;
use crate::recur::{Series, SeriesRecord};
use crate::rules::{Busy, Occupant, Reason};
use crate::series::{self, Booked, Edit, Edited, Fate, Scope};
use crate::zone::Disambiguation;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// What an edit comes to, before anything is judged.
pub(in crate::booking) struct Draft {
    /// What a split leaves of the series.
    before: Option<BookedSeries>,
    /// The edited part, or the whole; what is left where the edit cancels the rest.
    pub(in crate::booking) series: BookedSeries,
    /// The bookings that stay, under another name.
    renamed: BTreeMap<BookingId, Occurrence>,
    /// What has to be booked anew, by its name: a booking that moves, or one that is added.
    placed: BTreeMap<NaiveDateTime, Option<BookingId>>,
    off: BTreeSet<BookingId>,
    changes_series: bool,
}

impl Draft {
    fn is_nothing(&self) -> bool {
        let bookings = self.renamed.is_empty() && self.placed.is_empty() && self.off.is_empty();
        bookings && !self.changes_series
    }

    /// The bookings whose time the edit sets free before anything is judged.
    fn leaving(&self) -> BTreeSet<&BookingId> {
        self.off.iter().chain(self.placed.values().flatten()).collect()
    }

    /// Which occurrences of the edited part are to be booked; none if no one is.
    pub(in crate::booking) fn wanted(&self, edit: &EditSeries) -> Option<Wanted> {
        (!self.placed.is_empty()).then(|| Wanted {
            after: None,
            // The latest of them is said by name, and a move of it aside it lies no further than that.
            until: self.placed.keys().next_back().map(|last| last.and_utc() + TimeDelta::days(2)),
            on_conflict: edit.on_conflict,
            except: Vec::new(),
            only: Some(self.placed.keys().copied().collect()),
        })
    }
}

impl Decision<'_> {
    pub(super) fn edit_series(&self, edit: &EditSeries) -> Result<Verdict> {
        let known = self.view.known_series(&edit.series)?;
        if let Some(next) = self.already_split(edit)? {
            return Ok(self.unchanged_series(next));
        }
        let against = self.against_series(known, edit.version);
        let draft = match (self.drafted(known, edit), against) {
            (Ok(draft), _) if draft.is_nothing() => return Ok(self.unchanged_series(known)),
            (Ok(draft), None) => draft,
            (_, Some(reasons)) => return Ok(Verdict::refused(reasons)),
            (Err(error), None) => return Err(error),
        };
        match self.judged_edit(&draft)? {
            Ok(said) => self.edited(known, edit, draft, said),
            Err(reasons) => Ok(Verdict::refused(reasons)),
        }
    }

    /// The series that a split was asked to make, if it has been made.
    fn already_split(&self, edit: &EditSeries) -> Result<Option<&BookedSeries>> {
        let SeriesEdit::Following { original, into, .. } = &edit.edit else { return Ok(None) };
        let Some(next) = self.view.series(into)? else { return Ok(None) };
        let from = next.split_from.as_ref();
        match from.is_some_and(|from| from.series == edit.series && from.original == *original) {
            true => Ok(Some(next)),
            false => {
                let error = BookingError::SeriesTaken { series: into.to_string() };
                Err(Error::from(error).in_field("into"))
            }
        }
    }

    /// What the policies say to the bookings that move or are called off, grace tokens to those that come first; or what
    /// is said against the first of them that cannot be.
    fn judged_edit(&self, draft: &Draft) -> Result<std::result::Result<Judgements, Vec<Reason>>> {
        use Action::{Cancel, Move};
        let off = draft.off.iter().map(|id| (id, Cancel));
        let moved = draft.placed.values().flatten().map(|id| (id, Move));
        let each = off.chain(moved).map(|(id, action)| Ok((self.view.known_booking(id)?, action)));
        let mut each: Vec<(&Booking, Action)> = each.collect::<Result<_>>()?;
        each.sort_by_key(|(one, _)| (one.span, &one.id));
        let mut said = Judgements::default();
        for (booking, action) in each {
            if action == Move {
                booking.check_open()?;
            }
            if let Err(reasons) = self.judge_in(booking, action, &mut said)? {
                return Ok(Err(reasons));
            }
        }
        Ok(Ok(said))
    }

    /// What an edit comes to. Whose bookings they are is known, and nothing of what stands around them.
    pub(in crate::booking) fn drafted(&self, known: &BookedSeries, edit: &EditSeries) -> Result<Draft> {
        let read = |record| series::read(record, self.zones, self.limits);
        let series = read(&known.recurrence).map_err(|error| error.in_field("recurrence"))?;
        let unchanged = SeriesChange::default();
        let (change, meant) = match &edit.edit {
            SeriesEdit::This { original, change } => (&unchanged, Edit::This(*original, *change)),
            SeriesEdit::Following { original, change, .. } => {
                (change, Edit::Following(*original, change.when.clone()))
            }
            SeriesEdit::All { change } => (change, Edit::All(change.when.clone())),
        };
        let resource = change.resource.clone().or_else(|| known.resource.clone());
        let duration = change.duration.or(known.duration);
        let anew = (&resource, duration) != (&known.resource, known.duration);
        let booked: Vec<Booked> = self
            .live_of(known)
            .map(|(original, one)| Booked { original, booking: one.id.clone(), start: one.span.start() })
            .collect();
        let scope = Scope { until: self.booked_until(known, &series)?, now: self.context.now, anew };
        let edited = series::edit_within(&series, &meant, &booked, scope, self.limits)
            .map_err(|error| error.in_field("edit"))?;
        let mut next = BookedSeries { resource, duration, ..self.next_series(known) };
        let mut before = None;
        match (&edited.before, &edited.series, &edit.edit) {
            (Some(left), Some(part), SeriesEdit::Following { original, into, .. }) => {
                let left = record_of(left, &known.recurrence);
                before = Some(BookedSeries { recurrence: left, ..self.next_series(known) });
                next.id = into.clone();
                (next.version, next.created_at) = (1, self.context.now);
                let (series, original) = (known.id.clone(), *original);
                next.split_from = Some(SplitFrom { series, original });
                next.recurrence = record_of(part, &known.recurrence);
            }
            (Some(left), ..) => next.recurrence = record_of(left, &known.recurrence),
            (None, Some(part), _) => next.recurrence = record_of(part, &known.recurrence),
            (None, None, _) => next.ended = Some(self.ending(None)),
        }
        let mut draft = Draft {
            changes_series: before.is_some()
                || (&next.recurrence, &next.ended) != (&known.recurrence, &known.ended)
                || anew,
            before,
            series: next,
            renamed: BTreeMap::new(),
            placed: BTreeMap::new(),
            off: BTreeSet::new(),
        };
        draft.settle(self.view, known, &series, &edited);
        Ok(draft)
    }

    /// Up to which original starts a series is planned: `None` if all of it is.
    fn booked_until(&self, known: &BookedSeries, series: &Series) -> Result<Option<DateTime<Utc>>> {
        let Some(planned) = known.planned else { return Ok(Some(DateTime::UNIX_EPOCH)) };
        let after = series.original(planned).saturating_add(1);
        if !series.is_endless()
            && series.with_originals(after, i64::MAX, self.limits).next().transpose()?.is_none()
        {
            return Ok(None);
        }
        Ok(Some(series.zone().resolve(planned, Disambiguation::Later)? + TimeDelta::seconds(1)))
    }

    /// Books what moves and what is added, calls off what does not take place, and lets the rest be called as it is
    /// called from now on.
    fn edited(
        &self,
        known: &BookedSeries,
        edit: &EditSeries,
        draft: Draft,
        mut judged: Judgements,
    ) -> Result<Verdict> {
        let view = without(self.view, &draft.leaving());
        let decision = Decision { view: &view, ..*self };
        let said = self.said_before(known);
        let planned = match draft.wanted(edit) {
            Some(wanted) => decision.planned(draft.series.clone(), wanted, &said, &draft.placed)?,
            None => Ok(decision.nothing_planned(draft.series.clone())),
        };
        let mut done = match planned {
            Ok(done) => done,
            Err(refused) => return Ok(refused),
        };
        let is_placed: BTreeSet<&BookingId> = done.bookings.iter().map(|one| &one.id).collect();
        let named = draft.placed.iter().filter_map(|(name, id)| Some((id.clone()?, *name)));
        let left_out: Vec<(BookingId, Option<NaiveDateTime>)> =
            named.filter(|(id, _)| !is_placed.contains(id)).map(|(id, name)| (id, Some(name))).collect();
        for (id, _) in &left_out {
            judged.said.remove(id);
            let booking = self.view.known_booking(id)?;
            if let Err(reasons) = self.judge_in(booking, Action::Cancel, &mut judged)? {
                return Ok(Verdict::refused(reasons));
            }
        }
        let status = Status::Cancelled(self.ending(Some(EndedWith::Series)));
        for (id, name) in draft.off.iter().map(|id| (id.clone(), None)).chain(left_out) {
            let one = self.known(&id)?;
            done.sessions.extend(self.left(one));
            let series = &draft.series.id;
            let occurrence = name.map(|original| Occurrence { series: series.clone(), original });
            let occurrence = occurrence.or_else(|| one.booking.occurrence.clone());
            done.bookings.push(Booking { status: status.clone(), occurrence, ..self.next(one.booking) });
        }
        for (id, occurrence) in draft.renamed {
            let one = self.view.known_booking(&id)?;
            // Nobody's calendar changes.
            let (sequence, occurrence) = (one.sequence, Some(occurrence));
            done.bookings.push(Booking { sequence, occurrence, ..self.next(one) });
        }
        for one in &mut done.bookings {
            if let Some(said) = judged.said.get(&one.id) {
                *one = self.settled(one.clone(), self.view.known_booking(&one.id)?, Some(said));
            }
        }
        Ok(done.accepted(draft.before).saying(judged.said))
    }
}

impl Draft {
    /// Says of each booking what becomes of it.
    fn settle(&mut self, view: &View, known: &BookedSeries, series: &Series, edited: &Edited) {
        let follows = |original| edited.follows(series, original);
        let is_split = self.before.is_some();
        let own =
            |follows: bool| if is_split && !follows { known.id.clone() } else { self.series.id.clone() };
        let mut renamed = BTreeMap::new();
        let mut rename = |one: &Booking, name: NaiveDateTime| {
            let Some(old) = &one.occurrence else { return };
            let occurrence = Occurrence { series: own(follows(old.original)), original: name };
            if occurrence != *old {
                renamed.insert(one.id.clone(), occurrence);
            }
        };
        for fate in &edited.changes {
            match fate {
                Fate::Keep(id, name) => view.bookings.get(id).into_iter().for_each(|one| rename(one, *name)),
                Fate::Move(id, name, _) => drop(self.placed.insert(*name, Some(id.clone()))),
                Fate::Cancel(id) => drop(self.off.insert(id.clone())),
                Fate::Add(name, _) => drop(self.placed.insert(*name, None)),
            }
        }
        // What has ended keeps its place too, so that it is known for what it was.
        for one in view.bookings_of_series(&known.id).filter(|one| !one.status.is_live()) {
            if let Some(old) = &one.occurrence {
                rename(one, edited.renamed(series, old.original));
            }
        }
        self.renamed = renamed;
        let planned = known.planned.map(|planned| (follows(planned), edited.renamed(series, planned)));
        let own_planned = planned.filter(|(follows, _)| *follows || !is_split).map(|(_, name)| name);
        self.series.planned = self.placed.keys().next_back().copied().max(own_planned);
    }
}

/// The record of an edited series: how it is read stays.
fn record_of(series: &Series, before: &SeriesRecord) -> SeriesRecord {
    let mut record = SeriesRecord::from(series);
    record.zone.clone_from(&before.zone);
    (record.lenient, record.allow_never) = (before.lenient, before.allow_never);
    // Said once more, an exception is the same.
    let mut seen = Vec::with_capacity(record.overrides.len());
    record.overrides.retain(|one| {
        !seen.contains(one) && {
            seen.push(*one);
            true
        }
    });
    record
}

/// The view as if some bookings did not take time.
fn without(view: &View, leaving: &BTreeSet<&BookingId>) -> View {
    let mut view = view.clone();
    for busy in view.busy.values_mut() {
        busy.retain_mut(|one| !is_left(one, leaving));
    }
    view.counted.retain(|one| !leaving.contains(&one.booking));
    view
}

/// Whether nothing of it is left without some bookings; takes their seats out of a session that stays.
fn is_left(busy: &mut Busy, leaving: &BTreeSet<&BookingId>) -> bool {
    match &mut busy.by {
        Occupant::Booking(one) => leaving.contains(&one.id),
        Occupant::Hold(hold) => leaving.contains(&hold.id),
        Occupant::Session(session) => {
            let had = session.claims.len();
            session.claims.retain(|claim| !leaving.contains(&claim.booking));
            session.claims.is_empty() && had > 0 && !session.stays
        }
        Occupant::External(_) => false,
    }
}

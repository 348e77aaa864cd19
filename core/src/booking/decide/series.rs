//! What is done with series: every occurrence is a booking, and what concerns several is one commit.

use super::occurrences::{Said, Wanted};
use super::policy::Judgements;
use super::{Decision, Verdict, stale};
use crate::booking::{
    Accepted, Action, BookSeries, BookedSeries, Booking, CancelSeries, Command, EndedWith, ExtendSeries,
    Participant, PauseSeries, ResumeSeries, Status,
};
use crate::error::{BookingError, Error, Result};
use crate::rules::{Reason, StateName};
use crate::series::{OnConflict, Pause};
use crate::zone::Disambiguation;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

impl Decision<'_> {
    pub(super) fn book_series(&self, book: &BookSeries) -> Result<Verdict> {
        book.details.validate(self.limits).map_err(|error| error.in_field("details"))?;
        Participant::validate(&book.participants).map_err(|error| error.in_field("participants"))?;
        let fresh = self.begun_series(book);
        if let Some(known) = self.view.series(&book.series)? {
            return self.series_again(known, &fresh);
        }
        let (participants, details) = (book.participants.clone(), book.details.clone());
        let said = Said { participants, details, price: book.price };
        self.plan_series(fresh, wanted_at_first(book), &said)
    }

    /// The same series once more: by then it may have gone on, which does not make it another one.
    fn series_again(&self, known: &BookedSeries, fresh: &BookedSeries) -> Result<Verdict> {
        let same = known.recurrence == fresh.recurrence
            && (&known.service, &known.resource) == (&fresh.service, &fresh.resource)
            && (known.duration, known.party, known.kind) == (fresh.duration, fresh.party, fresh.kind)
            && known.client == fresh.client;
        if !same {
            let error = BookingError::SeriesTaken { series: known.id.to_string() };
            return Err(Error::from(error).in_field("series"));
        }
        Ok(self.unchanged_series(known))
    }

    pub(super) fn unchanged_series(&self, known: &BookedSeries) -> Verdict {
        let bookings = self.view.bookings_of_series(&known.id).cloned().collect();
        Verdict::Accept(Box::new(Accepted { bookings, series: Some(known.clone()), ..Accepted::default() }))
    }

    fn begun_series(&self, book: &BookSeries) -> BookedSeries {
        BookedSeries {
            id: book.series.clone(),
            version: 1,
            recurrence: book.recurrence.clone(),
            service: book.service.clone(),
            resource: book.resource.clone(),
            duration: book.duration,
            party: self.context.party,
            client: self.context.client.clone(),
            kind: book.kind,
            pauses: Vec::new(),
            planned: None,
            split_from: None,
            ended: None,
            created_at: self.context.now,
            updated_at: self.context.now,
        }
    }

    pub(super) fn extend_series(&self, extend: &ExtendSeries) -> Result<Verdict> {
        let known = self.view.known_series(&extend.series)?;
        if let Some(reasons) = self.against_series(known, extend.version) {
            return Ok(Verdict::refused(reasons));
        }
        self.plan_series(self.next_series(known), wanted_further(known, extend), &self.said_before(known))
    }

    pub(super) fn pause_series(&self, pause: &PauseSeries) -> Result<Verdict> {
        let known = self.view.known_series(&pause.series)?;
        let span = Pause { from: pause.from, until: pause.until };
        if known.pauses.contains(&span) {
            return Ok(self.unchanged_series(known));
        }
        span.validate().map_err(|error| error.in_field("until"))?;
        let off: Vec<&Booking> =
            self.live_of(known).filter(|(at, _)| span.covers(*at)).map(|(_, one)| one).collect();
        if let Some(reasons) = self.against_series(known, pause.version) {
            return Ok(Verdict::refused(reasons));
        }
        let mut series = self.next_series(known);
        series.pauses.push(span);
        series.pauses.sort_by_key(|pause| pause.from);
        self.call_off(series, off, EndedWith::Pause)
    }

    pub(super) fn resume_series(&self, resume: &ResumeSeries) -> Result<Verdict> {
        let known = self.view.known_series(&resume.series)?;
        let series = self.resumed(known, resume.on);
        if series.pauses == known.pauses {
            return Ok(self.unchanged_series(known));
        }
        if let Some(reasons) = self.against_series(known, resume.version) {
            return Ok(Verdict::refused(reasons));
        }
        match self.wanted_again(known, resume.on)? {
            Some(wanted) => self.plan_series(series, wanted, &self.said_before(known)),
            None => Ok(self.written(series, None, Vec::new(), Vec::new())),
        }
    }

    /// The series without a pause from a date on.
    fn resumed(&self, known: &BookedSeries, on: NaiveDate) -> BookedSeries {
        let pauses = known.pauses.iter().filter_map(|pause| ended(*pause, on)).collect();
        BookedSeries { pauses, ..self.next_series(known) }
    }

    /// What is planned again from a date on: what a pause had called off, and nothing else that was planned before.
    fn wanted_again(&self, known: &BookedSeries, on: NaiveDate) -> Result<Option<Wanted>> {
        let Some(planned) = known.planned.filter(|planned| planned.date() >= on) else { return Ok(None) };
        let zone = self.zones.get(known.recurrence.zone.as_deref().unwrap_or_default())?;
        Ok(Some(Wanted {
            after: on.and_time(NaiveTime::MIN).checked_sub_signed(SECOND),
            until: Some(zone.resolve(planned, Disambiguation::Later)? + SECOND),
            on_conflict: OnConflict::SkipConflicts,
            except: self.standing(known),
            only: None,
        }))
    }

    /// Which occurrences a command wants to be booked, as far as the view tells.
    pub(in crate::booking) fn wanted(&self, command: &Command) -> Result<Option<(BookedSeries, Wanted)>> {
        let known = |id| self.view.series.get(id);
        Ok(match command {
            Command::BookSeries(book) if known(&book.series).is_none() => {
                Some((self.begun_series(book), wanted_at_first(book)))
            }
            Command::ExtendSeries(extend) => {
                known(&extend.series).map(|known| (known.clone(), wanted_further(known, extend)))
            }
            Command::ResumeSeries(resume) => match known(&resume.series) {
                Some(known) => {
                    let wanted = self.wanted_again(known, resume.on)?;
                    wanted.map(|wanted| (self.resumed(known, resume.on), wanted))
                }
                None => None,
            },
            Command::EditSeries(edit) => match known(&edit.series) {
                // What is wrong with an edit is said when it is judged.
                Some(known) => self
                    .drafted(known, edit)
                    .ok()
                    .and_then(|draft| draft.wanted(edit).map(|wanted| (draft.series, wanted))),
                None => None,
            },
            _ => None,
        })
    }

    pub(super) fn cancel_series(&self, cancel: &CancelSeries) -> Result<Verdict> {
        let known = self.view.known_series(&cancel.series)?;
        if known.ended.is_some() {
            return Ok(self.unchanged_series(known));
        }
        let later = |at: NaiveDateTime| cancel.from.is_none_or(|from| at >= from);
        let to_come = |one: &Booking| self.context.now < one.span.start();
        let off: Vec<&Booking> =
            self.live_of(known).filter(|(at, one)| later(*at) && to_come(one)).map(|(_, one)| one).collect();
        if let Some(reasons) = self.against_series(known, cancel.version) {
            return Ok(Verdict::refused(reasons));
        }
        let ended = Some(self.ending(None));
        self.call_off(BookedSeries { ended, ..self.next_series(known) }, off, EndedWith::Series)
    }

    /// The originals of what is booked, or was called off by itself.
    fn standing(&self, series: &BookedSeries) -> Vec<NaiveDateTime> {
        let by_pause = |one: &&Booking| matches!(&one.status, Status::Cancelled(end) if end.with == Some(EndedWith::Pause));
        let standing = self.view.bookings_of_series(&series.id).filter(|one| !by_pause(one));
        standing.filter_map(|one| Some(one.occurrence.as_ref()?.original)).collect()
    }

    /// Who takes part and what is said in its last booking.
    pub(super) fn said_before(&self, series: &BookedSeries) -> Said {
        let last = self.view.bookings_of_series(&series.id).max_by_key(|one| one.span);
        last.map(|last| Said {
            participants: last.participants.clone(),
            details: last.details.clone(),
            price: last.price,
        })
        .unwrap_or_default()
    }

    /// The bookings that have not ended, with their original starts.
    pub(super) fn live_of<'s>(
        &'s self,
        series: &'s BookedSeries,
    ) -> impl Iterator<Item = (NaiveDateTime, &'s Booking)> {
        let all = self.view.bookings_of_series(&series.id).filter(|one| one.status.is_live());
        all.filter_map(|one| Some((one.occurrence.as_ref()?.original, one)))
    }

    /// What is said against changing a series at all.
    pub(super) fn against_series(&self, known: &BookedSeries, version: Option<u64>) -> Option<Vec<Reason>> {
        let state = known.ended.as_ref().map(|_| Reason::State { found: StateName::Cancelled });
        let reasons: Vec<Reason> = state.into_iter().chain(stale(known.version, version)).collect();
        (!reasons.is_empty()).then_some(reasons)
    }

    /// The series as it is now, with some of its bookings called off; refused if one of them cannot be.
    fn call_off(&self, series: BookedSeries, mut off: Vec<&Booking>, with: EndedWith) -> Result<Verdict> {
        // Grace tokens go to those that come first.
        off.sort_by_key(|one| (one.span, &one.id));
        let status = Status::Cancelled(self.ending(Some(with)));
        let (mut sessions, mut bookings, mut judged) = (vec![], vec![], Judgements::default());
        for booking in off {
            if let Err(reasons) = self.judge_in(booking, Action::Cancel, &mut judged)? {
                return Ok(Verdict::refused(reasons));
            }
            sessions.extend(self.left(self.known(&booking.id)?));
            let ended = Booking { status: status.clone(), ..self.next(booking) };
            bookings.push(self.settled(ended, booking, judged.said.get(&booking.id)));
        }
        Ok(self.written(series, None, sessions, bookings).saying(judged.said))
    }

    pub(super) fn next_series(&self, known: &BookedSeries) -> BookedSeries {
        BookedSeries {
            version: known.version.saturating_add(1),
            updated_at: self.context.now,
            ..known.clone()
        }
    }
}

fn wanted_at_first(book: &BookSeries) -> Wanted {
    Wanted { after: None, until: book.until, on_conflict: book.on_conflict, except: Vec::new(), only: None }
}

fn wanted_further(known: &BookedSeries, extend: &ExtendSeries) -> Wanted {
    let on_conflict = OnConflict::SkipConflicts;
    Wanted { after: known.planned, until: Some(extend.until), on_conflict, except: Vec::new(), only: None }
}

/// A pause that ends before a date; none if it would not have begun.
fn ended(pause: Pause, on: NaiveDate) -> Option<Pause> {
    match on.pred_opt() {
        Some(last) if pause.until.is_none_or(|until| last < until) => {
            (pause.from <= last).then(|| pause.until(last))
        }
        _ => Some(pause),
    }
}

const SECOND: TimeDelta = TimeDelta::seconds(1);

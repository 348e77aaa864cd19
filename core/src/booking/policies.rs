//! What a decision has to see of policies, and what may be stored of them.

use super::{
    Action, BookedSeries, Booking, CancelSeries, Command, EditSeries, Need, PauseSeries, Subject, TokenNeed,
    View,
};
use crate::error::{Error, PolicyError, Result, StoreError};
use crate::id::SubjectId;
use crate::policy::{self, Actor, Grace, Policy};
use crate::rules::{Context, StateName};
use crate::service::{PolicyName, Service, local_day};
use crate::session::check_follows;
use crate::time::date_of_day;
use crate::zone::ZoneDb;
use chrono::{DateTime, NaiveDate, Utc};
use std::num::NonZeroU32;

impl Policy {
    /// Checks that it can be stored: it comes right after the newest stored version, or says what is stored as its
    /// version, which changes nothing.
    ///
    /// # Errors
    /// `store.version`; `policy.changed`.
    pub fn follows(&self, newest: Option<NonZeroU32>, same: Option<&Self>) -> Result<()> {
        match same {
            Some(stored) if stored == self => Ok(()),
            Some(_) => Err(PolicyError::Changed { policy: self.reference().to_string() }.into()),
            None => {
                let newest = newest.map_or(0, |version| version.get().into());
                check_follows(format_args!("policy `{}`", self.id), self.version.get().into(), newest)
            }
        }
    }
}

/// The error of a service or a booking that names a policy which is not there.
pub fn unknown_policy(name: &PolicyName) -> Error {
    Error::from(PolicyError::Unknown { policy: name.to_string() }).in_field("policy")
}

impl Booking {
    /// What a policy is asked when something is done to the booking. It binds once people have agreed: a hold and a
    /// request cost nothing.
    pub(super) fn judged_as(&self, action: Action) -> Option<policy::Action> {
        self.agreement.as_ref()?;
        match (action, self.status.name()) {
            (Action::Cancel, StateName::Confirmed) => Some(policy::Action::Cancel),
            (Action::Move, StateName::Confirmed) => Some(policy::Action::Move),
            (Action::NoShow, StateName::Confirmed | StateName::Completed) => Some(policy::Action::NoShow),
            (Action::Reinstate, StateName::Cancelled) => Some(policy::Action::Reinstate),
            _ => None,
        }
    }

    /// The local date of an instant, by the wall that the booking was made for.
    pub(super) fn date_of(&self, now: DateTime<Utc>, zones: &ZoneDb) -> Result<NaiveDate> {
        let zone = zones.get(self.local.zone.as_str())?;
        Ok(date_of_day(local_day(&zone, now.timestamp())))
    }
}

impl View {
    /// A policy.
    ///
    /// # Errors
    /// `policy.unknown`; `store.view-too-narrow` if the need does not name it.
    pub fn known_policy(&self, name: &PolicyName) -> Result<&Policy> {
        if !self.need.policies.contains(name) {
            return Err(StoreError::ViewTooNarrow { what: "the policy" }.into());
        }
        self.policies.get(name).ok_or_else(|| unknown_policy(name))
    }

    /// The dates at which a client used grace tokens, since the period of `today` has begun.
    ///
    /// # Errors
    /// `store.view-too-narrow`.
    pub(super) fn tokens_of(
        &self,
        client: &SubjectId,
        grace: Grace,
        today: NaiveDate,
    ) -> Result<&[NaiveDate]> {
        let covers = |need: &TokenNeed| {
            need.client == *client
                && need.since.is_none_or(|seen| grace.since(today).is_some_and(|from| seen <= from))
        };
        match self.need.tokens.as_ref().is_some_and(covers) {
            true => Ok(&self.tokens_used),
            false => Err(StoreError::ViewTooNarrow { what: "the client's grace tokens" }.into()),
        }
    }

    /// What a decision about policies has to see, as far as it is known by now.
    pub(super) fn policy_need(&self, command: &Command, context: &Context, zones: &ZoneDb) -> Result<Need> {
        let mut need = Need::default();
        need.policies.extend(self.booked_service(command).and_then(|service| service.policy.clone()));
        for booking in self.judged(command) {
            let Some(agreement) = &booking.agreement else { continue };
            let name = agreement.policy.name();
            if let Some(policy) = self.policies.get(&name).filter(|_| context.actor == Actor::Client) {
                if policy.counts_working_time() {
                    need.services.insert(booking.service.clone());
                }
                if let Some((client, grace)) = booking.client.as_ref().zip(policy.cancel.grace) {
                    let since = grace.since(booking.date_of(context.now, zones)?);
                    TokenNeed { client: client.clone(), since }.widen(&mut need.tokens);
                }
            }
            need.policies.insert(name);
        }
        Ok(need)
    }

    /// The service that a command books anew.
    fn booked_service(&self, command: &Command) -> Option<&Service> {
        let of_series = |series: Option<&BookedSeries>| series.map(|series| series.service.clone());
        let id = match command {
            Command::Book(book) => book.service.clone(),
            Command::BookSeries(book) => book.service.clone(),
            Command::ExtendSeries(extend) => of_series(self.series.get(&extend.series))?,
            Command::EditSeries(edit) => of_series(self.series.get(&edit.series))?,
            Command::ResumeSeries(resume) => of_series(self.series.get(&resume.series))?,
            _ => return None,
        };
        self.services.get(&id)
    }

    /// The bookings that a command may do something to for which a policy is asked.
    fn judged<'v>(&'v self, command: &'v Command) -> Vec<&'v Booking> {
        let (id, action) = match command {
            Command::Cancel(cancel) => (&cancel.booking, Action::Cancel),
            Command::Reschedule(to) => (&to.booking, Action::Move),
            Command::NoShow(no_show) => (&no_show.booking, Action::NoShow),
            Command::Reinstate(reinstate) => (&reinstate.booking, Action::Reinstate),
            _ => return self.judged_together(command),
        };
        self.bookings.get(id).filter(|one| one.judged_as(action).is_some()).into_iter().collect()
    }

    /// The same of commands that call off several.
    fn judged_together<'v>(&'v self, command: &'v Command) -> Vec<&'v Booking> {
        let off = |one: &&Booking| one.judged_as(Action::Cancel).is_some();
        match command {
            Command::CancelSession(cancel) => self.bookings_of(&cancel.session).filter(off).collect(),
            // What an edit may move it may call off.
            Command::PauseSeries(PauseSeries { series, .. })
            | Command::CancelSeries(CancelSeries { series, .. })
            | Command::EditSeries(EditSeries { series, .. }) => {
                self.bookings_of_series(series).filter(off).collect()
            }
            // Of a schedule nothing is loaded but what it may leave outside.
            _ if matches!(command.subject(), Subject::Resource(_) | Subject::Service(_)) => {
                self.bookings.values().filter(off).collect()
            }
            _ => Vec::new(),
        }
    }
}

//! What the policy says that a booking was made under, and what comes of it.

use super::{Decision, stale};
use crate::booking::{Action, Agreement, Booking, Status};
use crate::error::{Error, PolicyError, Result};
use crate::id::BookingId;
use crate::policy::{self, Actor, Calendar, Money, Outcome, Policy, Token};
use crate::rules::{Reason, StateName};
use crate::service::Service;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a policy says to an action.
pub(super) struct Judged {
    pub(super) action: policy::Action,
    pub(super) outcome: Outcome,
}

/// What the policies say to the bookings of one command.
#[derive(Default)]
pub(super) struct Judgements {
    pub(super) said: BTreeMap<BookingId, Judged>,
    /// The tokens that it uses.
    spent: Vec<NaiveDate>,
}

impl Decision<'_> {
    /// What a booking is agreed under that begins now.
    pub(super) fn agreed(&self, service: &Service, price: Option<Money>) -> Result<Option<Box<Agreement>>> {
        let Some(name) = &service.policy else {
            price.map_or(Ok(()), Money::check_not_negative).map_err(|error| error.in_field("price"))?;
            return Ok(None);
        };
        let policy = self.view.known_policy(name)?;
        policy.check_price(price).map_err(|error| error.in_field("price"))?;
        // Better now than when somebody wants to cancel.
        if policy.counts_working_time() && service.business.is_none() {
            return Err(Error::from(PolicyError::NoBusiness {}).in_field("policy"));
        }
        Ok(Some(Box::new(Agreement::new(policy.reference()))))
    }

    /// What is said against an action by whoever acts, the policy, the booking's state and its version, in the order of
    /// codes; and what comes of it, where a policy says so. `spent` are tokens that the same command has used already.
    pub(super) fn judged(
        &self,
        booking: &Booking,
        action: Action,
        version: Option<u64>,
        spent: &[NaiveDate],
    ) -> Result<(Vec<Reason>, Option<Judged>)> {
        let Some(judged) = self.judgement(booking, action, spent)? else {
            return Ok((self.against(booking, action, version), None));
        };
        // Whether it is before or after the start, and who may, is among what the policy says.
        let mut reasons = Reason::of_policy(&judged.outcome);
        reasons.extend(stale(booking.version, version));
        Ok((reasons, Some(judged)))
    }

    /// Adds what the policy says to one more booking of the same command; or what is said against that.
    pub(super) fn judge_in(
        &self,
        booking: &Booking,
        action: Action,
        judgements: &mut Judgements,
    ) -> Result<std::result::Result<(), Vec<Reason>>> {
        let (reasons, judged) = self.judged(booking, action, None, &judgements.spent)?;
        if !reasons.is_empty() {
            return Ok(Err(reasons));
        }
        judgements.spent.extend(judged.as_ref().and_then(Judged::spent));
        judgements.said.extend(judged.map(|judged| (booking.id.clone(), judged)));
        Ok(Ok(()))
    }

    /// A booking that ends because the host ends what it is of: nothing can be said against that.
    pub(super) fn ended_by_host(
        &self,
        one: &Booking,
        status: &Status,
        judgements: &mut Judgements,
    ) -> Result<Booking> {
        let (_, judged) = self.judged(one, Action::Cancel, None, &[])?;
        let ended = Booking { status: status.clone(), ..self.next(one) };
        let ended = self.settled(ended, one, judged.as_ref());
        judgements.said.extend(judged.map(|judged| (one.id.clone(), judged)));
        Ok(ended)
    }

    fn judgement(&self, booking: &Booking, action: Action, spent: &[NaiveDate]) -> Result<Option<Judged>> {
        let Some((agreement, asked)) = booking.agreement.as_deref().zip(booking.judged_as(action)) else {
            return Ok(None);
        };
        let mut policy = Cow::Borrowed(self.view.known_policy(&agreement.policy.name())?);
        let zone = self.zones.get(booking.local.zone.as_str())?;
        let (mut business, mut tokens) = (None, Vec::new());
        if self.context.actor == Actor::Client {
            if policy.counts_working_time() {
                business = self.view.known_service(&booking.service)?.business.as_ref();
            }
            match (&booking.client, policy.cancel.grace) {
                (Some(client), Some(grace)) => {
                    let today = booking.date_of(self.context.now, self.zones)?;
                    tokens.extend(self.view.tokens_of(client, grace, today)?.iter().chain(spent));
                }
                // Of somebody whom nobody knows no tokens can be counted.
                (None, Some(_)) => policy.to_mut().cancel.grace = None,
                (_, None) => {}
            }
        }
        let calendar = Calendar { zone: &zone, business, zones: self.zones };
        let facts = booking.facts(tokens);
        let policy: &Policy = &policy;
        let outcome = policy.evaluate(asked, self.context.actor, self.context.now, &facts, &calendar)?;
        Ok(Some(Judged { action: asked, outcome }))
    }

    /// A booking with what has come of an action; `before` is as it was.
    pub(super) fn settled(&self, mut booking: Booking, before: &Booking, judged: Option<&Judged>) -> Booking {
        let (Some(agreement), Some(Judged { action, outcome })) = (&mut booking.agreement, judged) else {
            return booking;
        };
        agreement.add(outcome, *action, self.context.actor, self.context.now);
        if *action == policy::Action::Move {
            let start = booking.span.start();
            let reference = outcome.reference_after(&before.facts(Vec::new()), start);
            agreement.reference = (reference != start).then_some(reference);
            let by_client = u32::from(self.context.actor == Actor::Client);
            agreement.moves = agreement.moves.saturating_add(by_client);
        }
        booking
    }

    /// A booking that a pause had called off, on its way back: a token that this took is given back.
    pub(super) fn resumed_booking(&self, known: &Booking) -> Result<Booking> {
        known.check_open()?;
        let mut booking = self.next(known);
        if let Some(agreement) = &mut booking.agreement {
            agreement.reference = None;
            agreement.return_token(self.context.actor, self.context.now);
        }
        Ok(booking)
    }
}

impl Judged {
    /// The token that it uses.
    fn spent(&self) -> Option<NaiveDate> {
        match self.outcome.token {
            Some(Token::Used(date)) => Some(date),
            _ => None,
        }
    }
}

/// A booking that a host has moved from `start`: lateness is judged by the new one.
pub(super) fn measured_anew(mut booking: Booking, before: &Booking) -> Booking {
    if let Some(agreement) =
        booking.agreement.as_mut().filter(|_| booking.span.start() != before.span.start())
    {
        agreement.reference = None;
    }
    booking
}

/// A booking whose client came after all.
pub(super) fn forgiven(mut booking: Booking, before: &Booking) -> Booking {
    if let Some(agreement) = booking.agreement.as_mut().filter(|_| before.status.name() == StateName::NoShow)
    {
        agreement.forgive_no_show();
    }
    booking
}

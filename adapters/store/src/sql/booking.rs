use super::columns::{Columns, versioned};
use super::event::Texts;
use super::policy;
use super::statement::json;
use super::{Row, Sql, Statement, Value};
use crate::tenant::Tenant;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::booking::{Booking, BookingKind, Private};
use kalends::id::{ResourceId, SubjectId};
use std::collections::BTreeSet;

/// Reads id, version, body, what is personal.
pub(super) fn read(row: &dyn Row) -> Result<Booking> {
    let with_private = |booking: Booking, columns: &mut Columns<'_>| {
        Ok(match columns.optional_text("private")? {
            Some(private) => booking.with_private(serde_json::from_str::<Private>(private)?),
            None => booking,
        })
    };
    versioned(row, "booking", |booking: &Booking| (booking.id.as_str(), booking.version), with_private)
}

/// The statements that make `old` into `new`, which follows it.
pub(super) fn replace(
    tenant: &Tenant,
    old: Option<&Booking>,
    new: &Booking,
    texts: &Texts<'_>,
) -> Result<Vec<Statement>> {
    let id = || Value::from(new.id.as_str());
    let mut plan = vec![record(tenant, new, texts)?];
    let (before, after) = (old.map(resources).unwrap_or_default(), resources(new));
    plan.extend(before.difference(&after).map(|(resource, start, _)| {
        Statement::new(Sql::DropBookingResource, tenant, [id(), resource.as_str().into(), (*start).into()])
    }));
    plan.extend(after.difference(&before).map(|(resource, start, end)| {
        let params = [id(), resource.as_str().into(), (*start).into(), (*end).into()];
        Statement::new(Sql::AddBookingResource, tenant, params)
    }));
    let (before, after) = (old.map(subjects).unwrap_or_default(), subjects(new));
    let subject = |sql, (subject, role, start): &Tie<'_>| {
        let params = [id(), subject.as_str().into(), (*role).into(), (*start).into()];
        Statement::new(sql, tenant, params)
    };
    plan.extend(before.difference(&after).map(|tie| subject(Sql::DropSubject, tie)));
    plan.extend(after.difference(&before).map(|tie| subject(Sql::AddSubject, tie)));
    let (before, after) = (old.map(Booking::private).unwrap_or_default(), new.private());
    if before != after {
        plan.push(match after.is_empty() {
            true => Statement::new(Sql::DropPrivate, tenant, [id()]),
            false => Statement::new(Sql::PutPrivate, tenant, [id(), json(&after)?.into()]),
        });
    }
    Ok(plan)
}

fn record(tenant: &Tenant, booking: &Booking, texts: &Texts<'_>) -> Result<Statement> {
    let name = ("booking", booking.id.as_str(), booking.version);
    let body = texts.text(name, || booking.clone().impersonal())?;
    let tentative = booking.status.tentative();
    let owner = tentative.as_ref().and_then(|tentative| tentative.owner.as_ref());
    let [expires, expires_ns] = instant(tentative.as_ref().map(|tentative| tentative.expires_at));
    let params = [
        booking.id.as_str().into(),
        Value::count("version", booking.version)?,
        booking.session.as_str().into(),
        booking.occurrence.as_ref().map(|one| one.series.as_str()).into(),
        booking.service.as_str().into(),
        booking.client.as_ref().map(SubjectId::as_str).into(),
        booking.span.start_secs().into(),
        booking.span.end_secs().into(),
        booking.status.name().as_str().into(),
        booking.kind.map(BookingKind::as_str).into(),
        i64::from(booking.status.takes_time()).into(),
        i64::from(booking.party.get()).into(),
        owner.map(SubjectId::as_str).into(),
        expires,
        expires_ns,
        booking.agreement.as_ref().and_then(|agreement| agreement.token_used()).map(policy::day).into(),
        body.into(),
    ];
    let sql = if booking.version == 1 { Sql::AddBooking } else { Sql::ChangeBooking };
    Ok(Statement::new(sql, tenant, params))
}

/// Whose time it is, by start and end.
fn resources(booking: &Booking) -> BTreeSet<(&ResourceId, i64, i64)> {
    let (start, end) = (booking.span.start_secs(), booking.span.end_secs());
    booking.resources.iter().map(|id| (id, start, end)).collect()
}

/// Subject, role, start.
type Tie<'a> = (&'a SubjectId, &'static str, i64);

fn subjects(booking: &Booking) -> BTreeSet<Tie<'_>> {
    let start = booking.span.start_secs();
    let taking_part = booking.participants.iter().map(|one| (&one.subject, one.role.as_str(), start));
    taking_part.chain(booking.client.iter().map(|client| (client, "client", start))).collect()
}

/// Seconds and nanoseconds.
pub(super) fn instant(time: Option<DateTime<Utc>>) -> [Value; 2] {
    let nanoseconds = |time: DateTime<Utc>| i64::from(time.timestamp_subsec_nanos());
    [time.map(|time| time.timestamp()).into(), time.map(nanoseconds).into()]
}

//! What a store answers, against the last records of the events and a filter over all of them.

use super::acts::{CLIENTS, RESOURCES, SERVICES};
use super::told::{Ledger, instant, state};
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::booking::{BookingQuery, EntryQuery, Need, Scheduled};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, SubjectId, WaitlistId};
use kalends::interval::Interval;
use kalends::rules::StateName;
use kalends::store::{Lapsed, LapsedQuery, Store, find_all, view};
use serde_json::{Value, to_value};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

type Last = BTreeMap<String, Value>;

const STATES: [StateName; 8] = [
    StateName::Held,
    StateName::Requested,
    StateName::Confirmed,
    StateName::Declined,
    StateName::Expired,
    StateName::Cancelled,
    StateName::Completed,
    StateName::NoShow,
];
const LARGE: NonZeroU32 = NonZeroU32::new(1_000).unwrap();

pub(super) fn check(ledger: &Ledger, store: &mut dyn Store, now: DateTime<Utc>) -> Result<(), String> {
    let failed = |error: kalends::Error| format!("{error:?}");
    let (bookings, entries) = (ledger.last("booking"), ledger.last("waitlist"));
    same("records", &records(ledger), &stored(ledger, store).map_err(failed)?)?;
    for (name, query) in queries(&bookings, now).map_err(failed)? {
        let expected = chosen(&bookings, &query);
        let found: Vec<String> =
            find_all(store, &query).map_err(failed)?.iter().map(|one| one.id.to_string()).collect();
        same(&name, &expected, &found)?;
    }
    for resource in RESOURCES {
        let expected = taken(&ledger.last("session"), resource);
        same(&format!("busy {resource}"), &expected, &busy(store, resource).map_err(failed)?)?;
    }
    for (name, query) in entry_queries().map_err(failed)? {
        let page = store.waiting(&query).map_err(failed)?;
        let found: Vec<String> = page.entries.iter().map(|one| one.id.to_string()).collect();
        same(&name, &waiting(&entries, &query), &found)?;
    }
    let query = LapsedQuery { now, after: None, limit: LARGE };
    let found = store.lapsed(&query).map_err(failed)?.into_iter().map(|due| match due.what {
        Lapsed::Booking(id) => (due.at.timestamp_millis(), "booking", id.to_string()),
        Lapsed::Entry(id) => (due.at.timestamp_millis(), "waitlist", id.to_string()),
    });
    same("lapsed", &lapsed(&bookings, &entries, now.timestamp_millis()), &found.collect())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, found: &T) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("{what}: expected {expected:?}, found {found:?}")) }
}

/// The last record of everything, by kind and id.
fn records(ledger: &Ledger) -> BTreeMap<&'static str, Last> {
    let kinds = ["booking", "resource", "series", "service", "session", "waitlist"];
    kinds.into_iter().map(|kind| (kind, ledger.last(kind))).collect()
}

/// The same from the store; of bookings, resources and services also those that the events do not name.
fn stored(ledger: &Ledger, store: &mut dyn Store) -> Result<BTreeMap<&'static str, Last>> {
    fn ids<T>(last: &Last, id: fn(&str) -> Result<T>) -> Result<Vec<T>> {
        last.keys().map(|key| id(key)).collect()
    }
    let need = Need {
        sessions: ids(&ledger.last("session"), SessionId::new)?.into_iter().collect(),
        series: ids(&ledger.last("series"), SeriesId::new)?.into_iter().collect(),
        entries: ids(&ledger.last("waitlist"), WaitlistId::new)?.into_iter().collect(),
        resources: store.resources()?.into_iter().map(|one| one.id).collect(),
        ..Need::default()
    };
    let view = view(store, &need)?;
    let mut bookings = Last::new();
    for one in find_all(store, &BookingQuery::default())? {
        let by_id = store.booking(&BookingId::new(one.id.as_str())?)?;
        bookings.insert(one.id.to_string(), json(to_value(by_id.filter(|same| *same == one))));
    }
    let resources = view.resources.into_values().map(|one| {
        let (resource, schedule) = (one.resource, one.schedule);
        (resource.id.to_string(), json(to_value(Scheduled { resource, schedule })))
    });
    Ok([
        ("booking", bookings),
        ("resource", resources.collect()),
        ("series", view.series.into_iter().map(|(id, one)| (id.to_string(), json(to_value(one)))).collect()),
        (
            "service",
            store.services()?.into_iter().map(|one| (one.id.to_string(), json(to_value(one)))).collect(),
        ),
        (
            "session",
            view.sessions.into_iter().map(|(id, one)| (id.to_string(), json(to_value(one)))).collect(),
        ),
        (
            "waitlist",
            view.entries.into_iter().map(|(id, one)| (id.to_string(), json(to_value(one)))).collect(),
        ),
    ]
    .into())
}

fn json(record: serde_json::Result<Value>) -> Value {
    record.unwrap_or_default()
}

/// All, and by each part of a query and by several.
fn queries(bookings: &Last, now: DateTime<Utc>) -> Result<Vec<(String, BookingQuery)>> {
    let all = BookingQuery::default;
    let mut queries =
        vec![("all".to_owned(), BookingQuery { limit: NonZeroU32::MIN.saturating_add(6), ..all() })];
    let range = Some(Interval::new(now, now + chrono::TimeDelta::hours(9))?);
    for state in STATES {
        let (state, status) = (state.as_str(), vec![state]);
        queries.push((state.to_owned(), BookingQuery { status: status.clone(), ..all() }));
        for resource in RESOURCES {
            let resources = vec![ResourceId::new(resource)?];
            let name = format!("{state} of {resource} from {now}");
            queries.push((name, BookingQuery { resources, status: status.clone(), range, ..all() }));
        }
    }
    for resource in RESOURCES {
        queries.push((
            resource.to_owned(),
            BookingQuery { resources: vec![ResourceId::new(resource)?], ..all() },
        ));
    }
    for client in CLIENTS {
        queries.push((client.to_owned(), BookingQuery { subject: Some(SubjectId::new(client)?), ..all() }));
    }
    for service in SERVICES {
        let service = Some(ServiceId::new(service)?);
        queries.push((format!("{service:?}"), BookingQuery { service: service.clone(), range, ..all() }));
    }
    for booking in bookings.values().take(5) {
        let session = Some(SessionId::new(booking["session"].as_str().unwrap_or_default())?);
        queries.push((format!("{session:?}"), BookingQuery { session: session.clone(), ..all() }));
    }
    Ok(queries)
}

/// The ids that a filter leaves, in order of start, then of id.
fn chosen(bookings: &Last, query: &BookingQuery) -> Vec<String> {
    let is = |value: &Value, wanted: Option<&str>| wanted.is_none_or(|wanted| value == wanted);
    let fits = |one: &&Value| {
        let resources = one["resources"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of_resource = query.resources.iter().any(|id| resources.iter().any(|other| other == id.as_str()));
        let of_state = query.status.iter().any(|name| name.as_str() == state(&one["status"]));
        let [start, end] = ["start", "end"].map(|end| instant(&one["span"][end]).unwrap_or_default());
        let near = |range: Interval| {
            start < range.end().timestamp_millis() && range.start().timestamp_millis() < end
        };
        (query.resources.is_empty() || of_resource)
            && (query.status.is_empty() || of_state)
            && is(&one["client"], query.subject.as_ref().map(SubjectId::as_str))
            && is(&one["service"], query.service.as_ref().map(ServiceId::as_str))
            && is(&one["session"], query.session.as_ref().map(SessionId::as_str))
            && query.range.is_none_or(near)
    };
    in_order(bookings.values().filter(fits), |one| instant(&one["span"]["start"]))
}

fn in_order<'a>(records: impl Iterator<Item = &'a Value>, when: fn(&Value) -> Option<i64>) -> Vec<String> {
    let mut found: Vec<_> =
        records.map(|one| (when(one), one["id"].as_str().unwrap_or_default().to_owned())).collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

/// The spans of the sessions that take time of a resource, in order.
fn taken(sessions: &Last, resource: &str) -> Vec<[i64; 2]> {
    let uses = |one: &Value| {
        one["uses"].as_array().is_some_and(|all| all.iter().any(|one| one["resource"] == resource))
    };
    let on = sessions.values().filter(|one| one["status"] == "confirmed" && uses(one));
    let mut spans: Vec<[i64; 2]> =
        on.map(|one| ["start", "end"].map(|end| instant(&one["span"][end]).unwrap_or_default())).collect();
    spans.sort_unstable();
    spans
}

fn busy(store: &mut dyn Store, resource: &str) -> Result<Vec<[i64; 2]>> {
    let id = ResourceId::new(resource)?;
    let found = view(store, &Need::busy(id.clone(), Interval::all()))?.busy.remove(&id).unwrap_or_default();
    let mut spans: Vec<[i64; 2]> = found
        .iter()
        .map(|one| [one.span.start().timestamp_millis(), one.span.end().timestamp_millis()])
        .collect();
    spans.sort_unstable();
    Ok(spans)
}

fn entry_queries() -> Result<Vec<(String, EntryQuery)>> {
    let all = || EntryQuery { limit: LARGE, ..EntryQuery::default() };
    let mut queries =
        vec![("waiting".to_owned(), all()), ("ever".to_owned(), EntryQuery { over: true, ..all() })];
    for client in CLIENTS {
        let query = EntryQuery { client: Some(SubjectId::new(client)?), over: true, ..all() };
        queries.push((format!("{client} waiting"), query));
    }
    for service in SERVICES {
        let query = EntryQuery { service: Some(ServiceId::new(service)?), ..all() };
        queries.push((format!("{service} waited for"), query));
    }
    Ok(queries)
}

/// The ids of entries that a filter leaves, in order of joining, then of id.
fn waiting(entries: &Last, query: &EntryQuery) -> Vec<String> {
    let fits = |one: &&Value| {
        let is_live = ["waiting", "offered"].contains(&state(&one["status"]));
        let of_client = query.client.as_ref().is_none_or(|client| one["client"] == client.as_str());
        let of_service =
            query.service.as_ref().is_none_or(|service| one["wish"]["time"]["service"] == service.as_str());
        (query.over || is_live) && of_client && of_service
    };
    in_order(entries.values().filter(fits), |one| instant(&one["joined_at"]))
}

/// What has lapsed and is not written down, in order of time, bookings before entries, then of id.
fn lapsed(bookings: &Last, entries: &Last, now: i64) -> Vec<(i64, &'static str, String)> {
    let mut found = Vec::new();
    for (id, one) in bookings {
        let status = &one["status"];
        found.extend(instant(&status[state(status)]["expires_at"]).map(|at| (at, "booking", id.clone())));
    }
    for (id, one) in entries {
        let end = match state(&one["status"]) {
            "waiting" => &one["ends_at"],
            "offered" => &one["status"]["offered"]["until"],
            _ => continue,
        };
        found.extend(instant(end).map(|at| (at, "waitlist", id.clone())));
    }
    // What has expired says when it did, and is written down.
    found.retain(|(at, ..)| *at <= now);
    found.sort();
    found
}
